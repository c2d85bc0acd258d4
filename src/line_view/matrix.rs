//! The matrix as rows: for each region the fields in which something is known, then of how many
//! nothing is.
//!
//! An empty cell is never a "no". Entry point: [`MatrixPlace`].

use super::page::text_of_row;
use super::place::{LinePlace, LineRow, LineTarget};
use crate::app::App;
use crate::app::pointer::PointerTarget;
use crate::app::screens::matrix::Matrix;
use crate::present::matrix::code;
use crate::query::matrix::CellEngagement;
use crate::texts;
use crate::view;

/// The matrix.
pub struct MatrixPlace<'a> {
    /// The program.
    pub app: &'a App,
}

impl MatrixPlace<'_> {
    fn matrix(&self) -> &Matrix {
        &self.app.screens.matrix
    }

    /// Returns what is known of a region in a field.
    fn cell(&self, field: usize, entries: &[CellEngagement]) -> String {
        let lang = self.app.lang();
        let engagement = |entry: &CellEngagement| {
            let kind = entry.kind.map_or(texts::matrix::no_kind(lang), |kind| kind.label().get(lang));
            let status = entry.status.map_or(texts::matrix::no_status(lang), |status| status.label().get(lang));
            let others = entry.has_actor.then(|| texts::grid::others_act(lang));
            let overdue = entry.is_overdue.then(|| texts::grid::overdue(lang));
            [Some(kind), Some(status), others, overdue].into_iter().flatten().collect::<Vec<_>>().join(", ")
        };
        let name = self.matrix().names.fields.get(field).map_or("", String::as_str);
        let known = entries.iter().map(engagement).collect::<Vec<_>>().join("; ");
        texts::line_mode::row(lang, field + 1, &texts::line_mode::label(lang, name, &known))
    }
}

impl LinePlace for MatrixPlace<'_> {
    fn key(&self) -> String {
        "matrix".to_owned()
    }

    fn title(&self) -> String {
        view::matrix::title(self.app)
    }

    fn about(&self) -> Vec<String> {
        let (lang, matrix) = (self.app.lang(), self.matrix());
        if matrix.place().is_none() {
            return vec![texts::matrix::empty(lang).to_owned()];
        }
        let numbered = matrix.names.fields.iter().enumerate().map(|(number, name)| format!("{} {name}", number + 1));
        vec![texts::line_mode::fields(lang, &numbered.collect::<Vec<_>>().join(", "))]
    }

    fn count(&self) -> usize {
        self.matrix().grid.regions.len()
    }

    fn row(&self, index: usize) -> Option<LineRow> {
        let (lang, matrix) = (self.app.lang(), self.matrix());
        let name = self.app.workspace.name(*matrix.grid.regions.get(index)?);
        let cells = (0..matrix.grid.fields.len()).map(|field| (field, matrix.grid.cell(field, index)));
        let mut known: Vec<String> = cells
            .filter(|(_, entries)| !entries.is_empty())
            .map(|(field, entries)| self.cell(field, entries))
            .collect();
        let rest = matrix.grid.fields.len() - known.len();
        known.extend((rest > 0).then(|| texts::line_mode::nothing_else_known(lang, rest)));
        Some(LineRow {
            number: Some(index + 1),
            text: texts::line_mode::label(lang, &name, &known.join("; ")),
            mark: None,
        })
    }

    fn cursor(&self) -> Option<usize> {
        self.matrix().place().map(|_| self.matrix().column)
    }

    fn numbered(&self) -> usize {
        self.count()
    }

    fn target(&self, number: usize, column: Option<usize>) -> Option<LineTarget> {
        let matrix = self.matrix();
        let region = number.checked_sub(1).filter(|region| *region < matrix.grid.regions.len())?;
        let field = column.map_or(Some(matrix.row), |field| field.checked_sub(1))?;
        let is_there = field < matrix.grid.fields.len();
        is_there.then_some(LineTarget::Row(PointerTarget::MatrixCell { row: field, column: region }))
    }

    fn number_chooses(&self) -> bool {
        false
    }

    fn about_row(&self) -> Vec<String> {
        let (matrix, lang) = (self.matrix(), self.app.lang());
        // The words for kind and status stand behind the signs for them.
        let codes = matrix.grid.cell(matrix.row, matrix.column).iter().map(|entry| format!("{} ", code(entry, lang).1));
        let codes: Vec<String> = codes.collect();
        let rows = matrix.explain(&self.app.workspace, usize::MAX);
        let words = rows.into_iter().map(|mut row| {
            row.spans.retain(|(_, text)| !codes.contains(text));
            text_of_row(&row, lang)
        });
        words.collect()
    }

    fn prompt(&self) -> Option<String> {
        self.matrix().typed().map(|_| texts::line_mode::input(self.app.lang()).to_owned())
    }
}
