//! The matrix region × action field: cursor, scrolling, the explanation of the current cell, and
//! editing.
//!
//! The cells are rebuilt only when the dataset has changed; `query::matrix` computes them. Draws
//! nothing. Entry points: [`refresh`] and [`run`].

pub mod headers;
pub mod layout;

use std::cell::RefCell;
use std::rc::Rc;

use crate::command::Command;
use crate::document::{AddressStep, Slot};
use crate::export::markdown;
use crate::model::ENGAGEMENTS;
use crate::present::matrix::{code, sheet};
use crate::present::{Audience, source_age};
use crate::query::matrix::{CellEngagement, Grid, MatrixRows};
use crate::texts::{app as at, matrix as t};
use crate::theme::Role;

use crate::app::detail::{NewRecord, PageRow};
use crate::app::{App, Effect, ScreenKind};
use layout::MatrixLayout;

/// The action field and the region that a cell belongs to.
#[derive(Debug, Clone, Copy)]
pub struct CellPlace {
    /// The field of its row.
    pub field: Slot,
    /// The region of its column.
    pub region: Slot,
}

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
    made: RefCell<Vec<(usize, usize, Heads)>>,
}

/// The lines of the head of each column.
type Heads = Rc<Vec<Vec<String>>>;

impl MatrixNames {
    /// Reads the names for a matrix.
    fn of(app: &App, grid: &Grid) -> MatrixNames {
        let regions: Vec<String> = grid
            .regions
            .iter()
            .map(|s| app.workspace.settings.spelled(&app.workspace.short(*s)).into_owned())
            .collect();
        MatrixNames {
            whole: [1, 2, 3].map(|lines| headers::whole(&regions, lines)),
            regions,
            fields: grid.fields.iter().map(|s| app.workspace.name(*s)).collect(),
            short: grid.fields.iter().map(|s| app.workspace.short(*s)).collect(),
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

/// The matrix.
#[derive(Debug, Default)]
pub struct Matrix {
    /// Its cells.
    pub grid: Grid,
    /// Names of its rows and columns.
    pub names: MatrixNames,
    /// Which fields are listed.
    pub shown: MatrixRows,
    /// Row under the cursor.
    pub row: usize,
    /// Column under the cursor.
    pub column: usize,
    /// First visible row.
    pub top: usize,
    /// First visible column.
    pub left: usize,
    /// The field and region to move the cursor to when the cells are rebuilt.
    sought: Option<CellPlace>,
    /// Index revision and choice of rows that the cells were built from.
    made_of: Option<(u64, MatrixRows)>,
}

impl Matrix {
    /// Returns the engagements in the cell under the cursor.
    pub fn cell(&self) -> &[CellEngagement] {
        self.grid.cell(self.row, self.column)
    }

    /// Returns the field and region of the cell under the cursor.
    pub fn place(&self) -> Option<CellPlace> {
        Some(CellPlace { field: *self.grid.fields.get(self.row)?, region: *self.grid.regions.get(self.column)? })
    }

    /// Marks the cells as outdated after slots have changed; the cursor stays on this field and
    /// region.
    pub(in crate::app) fn outdate(&mut self, cell: Option<CellPlace>) {
        self.made_of = None;
        self.sought = cell;
        (self.grid, self.names) = Default::default();
    }

    /// Moves the cursor, stopping at the edges.
    fn step(&mut self, down: isize, right: isize) {
        self.row = self.row.saturating_add_signed(down).min(self.grid.fields.len().saturating_sub(1));
        self.column = self.column.saturating_add_signed(right).min(self.grid.regions.len().saturating_sub(1));
    }
}

/// Returns the current layout of the matrix.
pub fn layout(app: &App) -> MatrixLayout {
    MatrixLayout::new(crate::app::layout::of(app).body, &app.screens.matrix.names)
}

/// Shows the matrix, with the cursor on the region and field of the previous screen.
pub fn open(app: &mut App) {
    let mut from: Vec<Slot> = match app.screens.shown {
        ScreenKind::Guide => app.screens.guide.field.into_iter().chain(app.screens.guide.region).collect(),
        _ => app.subject().into_iter().collect(),
    };
    let records = from.clone();
    from.extend(records.iter().flat_map(|slot| app.workspace.index.references(*slot)).filter_map(|r| r.to));
    app.screens.shown = ScreenKind::Matrix;
    refresh(app);
    let matrix = &mut app.screens.matrix;
    let at = |slots: &[Slot]| slots.iter().position(|slot| from.contains(slot));
    matrix.row = at(&matrix.grid.fields).unwrap_or(matrix.row);
    matrix.column = at(&matrix.grid.regions).unwrap_or(matrix.column);
}

/// Brings the matrix in line with dataset and size while it is shown.
pub fn refresh(app: &mut App) {
    if app.screens.shown != ScreenKind::Matrix {
        return;
    }
    let state = (app.workspace.index.revision(), app.screens.matrix.shown);
    if app.screens.matrix.made_of != Some(state) {
        rebuild(app);
        app.screens.matrix.made_of = Some(state);
    }
    app.screens.matrix.step(0, 0);
    let layout = layout(app);
    let matrix = &mut app.screens.matrix;
    matrix.top = follow(matrix.row, matrix.top, layout.rows, matrix.grid.fields.len());
    matrix.left = follow(matrix.column, matrix.left, layout.columns, matrix.grid.regions.len());
}

/// Returns the first of `seen` lines that keeps the cursor visible, scrolling as little as possible
/// and without a gap at the end.
fn follow(cursor: usize, first: usize, seen: usize, all: usize) -> usize {
    let seen = seen.max(1);
    first.max((cursor + 1).saturating_sub(seen)).min(cursor).min(all.saturating_sub(seen))
}

/// Rebuilds the cells; the cursor stays on its field and region if they are still listed.
fn rebuild(app: &mut App) {
    let place = app.screens.matrix.sought.take().or_else(|| app.screens.matrix.place());
    let grid = Grid::build(app.workspace.data(), app.screens.matrix.shown);
    app.screens.matrix.names = MatrixNames::of(app, &grid);
    if let Some(CellPlace { field, region }) = place {
        app.screens.matrix.row = grid.fields.iter().position(|s| *s == field).unwrap_or(0);
        app.screens.matrix.column = grid.regions.iter().position(|s| *s == region).unwrap_or(0);
    }
    app.screens.matrix.grid = grid;
}

/// Executes a command; returns false when it has no meaning here.
pub fn run(app: &mut App, command: Command) -> bool {
    let layout = layout(app);
    let page = |seen: usize| isize::try_from(seen.saturating_sub(1).max(1)).unwrap_or(1);
    let (rows, columns) = (page(layout.rows), page(layout.columns));
    match command {
        Command::Up => app.screens.matrix.step(-1, 0),
        Command::Down => app.screens.matrix.step(1, 0),
        Command::Left => app.screens.matrix.step(0, -1),
        Command::Right => app.screens.matrix.step(0, 1),
        Command::PageUp => app.screens.matrix.step(-rows, 0),
        Command::PageDown => app.screens.matrix.step(rows, 0),
        Command::HalfUp => app.screens.matrix.step(-(rows / 2).max(1), 0),
        Command::HalfDown => app.screens.matrix.step((rows / 2).max(1), 0),
        Command::First => app.screens.matrix.step(isize::MIN, 0),
        Command::Last => app.screens.matrix.step(isize::MAX, 0),
        Command::FirstColumn => app.screens.matrix.step(0, isize::MIN),
        Command::LastColumn => app.screens.matrix.step(0, isize::MAX),
        Command::ColumnsLeft => app.screens.matrix.step(0, -columns),
        Command::ColumnsRight => app.screens.matrix.step(0, columns),
        Command::AllFields => switch_rows(app),
        Command::EditCell => edit(app),
        Command::Copy => copy_cell(app),
        Command::CopyRecord => {
            let text =
                markdown::document(&sheet(&app.workspace.doc, &app.screens.matrix.grid, Audience::People, app.lang()));
            app.request(Effect::Copy(text));
        }
        Command::Quit => app.screens.shown = ScreenKind::Directory,
        _ => return false,
    }
    true
}

fn switch_rows(app: &mut App) {
    let (rows, text) = match app.screens.matrix.shown {
        MatrixRows::All => (MatrixRows::Concerns, t::only_concerns(app.lang())),
        MatrixRows::Concerns => (MatrixRows::All, t::all_fields(app.lang())),
    };
    app.screens.matrix.shown = rows;
    app.show_info(text);
}

/// Opens the first engagement of the cell with the cursor on its wording, or asks for the wording
/// of a new one.
fn edit(app: &mut App) {
    let Some(CellPlace { field, region }) = app.screens.matrix.place() else { return };
    let count = app.screens.matrix.cell().len();
    if let Some(first) = app.screens.matrix.cell().first() {
        let slot = first.slot;
        let wording = app.workspace.doc.address(slot).join(AddressStep::Field("wording".into()));
        app.open_address(slot, &wording);
        if count > 1 {
            app.show_info(t::first_of(app.lang(), 1, count));
        }
    } else if app.workspace.file.read_only.is_some() {
        app.show_error(at::read_only(app.lang()));
    } else {
        let mut new = NewRecord { table: ENGAGEMENTS, fields: Vec::new() };
        new.refer_to(&app.workspace.doc, region);
        new.refer_to(&app.workspace.doc, field);
        app.add_record(new);
    }
}

fn copy_cell(app: &mut App) {
    let text: Vec<String> = explain(app).iter().map(PageRow::text).collect();
    if !text.is_empty() {
        app.request(Effect::Copy(text.join("\n")));
    }
}

/// Returns the explanation of the cell under the cursor, as rows.
pub fn explain(app: &App) -> Vec<PageRow> {
    let lang = app.lang();
    let Some(CellPlace { field, region }) = app.screens.matrix.place() else { return Vec::new() };
    let cell = app.screens.matrix.cell();
    let mut spans = vec![(Role::Heading, format!("{} × {}", app.workspace.name(region), app.workspace.name(field)))];
    if cell.len() > 1 {
        spans.push((Role::Dim, format!(" · {}", t::several(lang, cell.len()))));
    }
    let mut rows = vec![PageRow { spans, ..PageRow::default() }];
    if cell.is_empty() {
        let mut spans = vec![(Role::Unknown, t::nothing_known(lang).to_owned())];
        if app.workspace.file.read_only.is_none() {
            spans.push((Role::Dim, format!(" {}", t::add_hint(lang))));
        }
        rows.push(PageRow { spans, ..PageRow::default() });
    }
    rows.extend(cell.iter().flat_map(|entry| statement(app, entry)));
    rows
}

/// Returns the statement of one engagement: its wording, then kind, status and source.
fn statement(app: &App, entry: &CellEngagement) -> [PageRow; 2] {
    let lang = app.lang();
    let record = app.workspace.doc.record(entry.slot).ok();
    let value = |field: &str| record.as_ref().and_then(|r| r.value(&[AddressStep::Field(field.into())]));
    let wording = match value("wording").and_then(|v| v.as_str()) {
        Some(text) => (Role::Text, text.into_owned()),
        None => (Role::Unknown, t::no_wording(lang).to_owned()),
    };
    let (role, code) = code(entry, lang);
    let kind = entry.kind.map_or(t::no_kind(lang), |k| k.label().get(lang));
    let status = entry.status.map_or(t::no_status(lang), |s| s.label().get(lang));
    let mut second = vec![(Role::Dim, format!("{kind} · {status} · "))];
    match value("source") {
        Some(source) => second.extend(source_age::on_page(source, app.workspace.settings.period(), lang)),
        None => second.push((Role::Warning, t::no_source(lang).to_owned())),
    }
    [
        PageRow { spans: vec![(role, format!("{code} ")), wording], ..PageRow::default() },
        PageRow { spans: second, indent: 1, ..PageRow::default() },
    ]
}
