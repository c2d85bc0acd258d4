//! The names of rows and columns of the matrix, and the heads made of them.
//!
//! Must not know the cells. Entry point: [`MatrixNames`].

use std::cell::RefCell;
use std::rc::Rc;

use super::headers;
use crate::app::workspace::Workspace;
use crate::query::matrix::MatrixGrid;

/// Names of rows and columns, read once per state of the dataset.
#[derive(Debug, Clone, Default)]
pub struct MatrixNames {
    /// Short names of the regions, by column, as this terminal shows them, before they are cut.
    pub regions: Vec<String>,
    /// Names of the fields, by row.
    pub fields: Vec<String>,
    /// Short names of the fields, by row.
    pub short: Vec<String>,
    /// The narrowest column width at which the regions' names fit in full, on one, two, three
    /// lines.
    pub whole: [usize; 3],
    /// The heads computed so far, by column width in cells and number of lines.
    pub(super) made: RefCell<Vec<(usize, usize, Heads)>>,
}

/// The lines of the head of each column.
type Heads = Rc<Vec<Vec<String>>>;

impl MatrixNames {
    /// Reads the names for a matrix.
    pub(super) fn of(workspace: &Workspace, grid: &MatrixGrid) -> MatrixNames {
        let regions: Vec<String> =
            grid.regions.iter().map(|s| workspace.settings.spelled(&workspace.short(*s)).into_owned()).collect();
        MatrixNames {
            whole: [1, 2, 3].map(|lines| headers::whole(&regions, lines)),
            regions,
            fields: grid.fields.iter().map(|s| workspace.name(*s)).collect(),
            short: grid.fields.iter().map(|s| workspace.short(*s)).collect(),
            made: RefCell::default(),
        }
    }

    /// Returns the heads for columns of `cells` cells and at most `lines` lines.
    pub fn heads(&self, cells: usize, lines: usize) -> Heads {
        let mut made = self.made.borrow_mut();
        // Heads that need fewer lines than allowed are the same at any limit in between.
        let same = |(c, most, heads): &&(usize, usize, Heads)| {
            *c == cells && *most >= lines && (*most == lines || heads.iter().all(|head| head.len() <= lines))
        };
        if let Some((.., heads)) = made.iter().find(same) {
            return heads.clone();
        }
        let heads = Rc::new(headers::heads(&self.regions, cells, lines));
        made.push((cells, lines, heads.clone()));
        heads
    }
}
