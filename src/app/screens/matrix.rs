//! The matrix region × action field: cursor, scrolling, the explanation of the current cell, and
//! editing.
//!
//! The cells are rebuilt only when the dataset has changed; `query::matrix` computes them. Draws
//! nothing. Entry point: [`Matrix`].

pub mod find;
pub mod headers;
pub mod layout;
mod legend;
mod names;

use ratatui::layout::Size;

use crate::app::Effect;
use crate::app::detail::{PageRow, Span};
use crate::app::input::TextInput;
use crate::app::layout as areas;
use crate::app::listing::answer::RowTarget;
use crate::app::pointer::PointerTarget;
use crate::app::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{AddressStep, Relocation, Slot};
use crate::export::markdown;
use crate::model::ENGAGEMENTS;
use crate::model::source_age::ReviewPeriod;
use crate::present::matrix::{code, sheet};
use crate::present::role_words::no_office;
use crate::present::{Audience, source_age, text_of};
use crate::query::contact::offices;
use crate::query::matrix::{CellEngagement, MatrixGrid, MatrixRows};
use crate::query::new_record::NewRecord;
use crate::text::width;
use crate::texts;
use crate::theme::Role;

use super::{Screen, ScreenContext, ScreenRequest};
use find::{FoundName, MatrixFind};
use layout::MatrixLayout;
pub use names::MatrixNames;

/// The action field and the region that a cell belongs to.
#[derive(Debug, Clone, Copy)]
pub struct CellPlace {
    /// The field of its row.
    pub field: Slot,
    /// The region of its column.
    pub region: Slot,
}

/// The matrix.
#[derive(Debug, Default)]
pub struct Matrix {
    /// Its cells.
    pub grid: MatrixGrid,
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
    /// True while the meaning of letters and signs is shown below the cells.
    shows_legend: bool,
    /// Its lines; none while it is not shown.
    pub legend: Vec<Vec<Span>>,
    /// The name that is being typed to go to it.
    find: Option<MatrixFind>,
    /// The name typed last.
    found: FoundName,
    /// The field and region to move the cursor to when the cells are rebuilt.
    sought: Option<CellPlace>,
    /// Index revision, choice of rows and review period that the cells were built from.
    made_of: Option<(u64, MatrixRows, ReviewPeriod)>,
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

    /// Returns the name that is being typed.
    pub fn typed(&self) -> Option<&MatrixFind> {
        self.find.as_ref()
    }

    /// Moves the cursor, stopping at the edges.
    fn step(&mut self, down: isize, right: isize) {
        self.row = self.row.saturating_add_signed(down).min(self.grid.fields.len().saturating_sub(1));
        self.column = self.column.saturating_add_signed(right).min(self.grid.regions.len().saturating_sub(1));
    }

    /// Returns the current layout.
    pub fn layout(&self, size: Size) -> MatrixLayout {
        MatrixLayout::new(areas::screen(size).body, &self.names, self.legend.len())
    }

    /// Rebuilds the cells; the cursor stays on its field and region if they are still listed.
    fn rebuild(&mut self, workspace: &Workspace) {
        let place = self.sought.take().or_else(|| self.place());
        let grid = MatrixGrid::build(workspace.data(), self.shown, workspace.settings.period());
        self.names = MatrixNames::of(workspace, &grid);
        if let Some(CellPlace { field, region }) = place {
            self.row = grid.fields.iter().position(|s| *s == field).unwrap_or(0);
            self.column = grid.regions.iter().position(|s| *s == region).unwrap_or(0);
        }
        self.grid = grid;
    }

    /// Moves the cursor; returns false for any other command.
    fn move_by(&mut self, command: Command, size: Size) -> bool {
        let layout = self.layout(size);
        let page = |seen: usize| isize::try_from(seen.saturating_sub(1).max(1)).unwrap_or(1);
        let (rows, columns) = (page(layout.rows), page(layout.columns));
        let (down, right) = match command {
            Command::Up => (-1, 0),
            Command::Down => (1, 0),
            Command::Left => (0, -1),
            Command::Right => (0, 1),
            Command::PageUp => (-rows, 0),
            Command::PageDown => (rows, 0),
            Command::HalfUp => (-(rows / 2).max(1), 0),
            Command::HalfDown => ((rows / 2).max(1), 0),
            Command::First => (isize::MIN, 0),
            Command::Last => (isize::MAX, 0),
            Command::FirstColumn => (0, isize::MIN),
            Command::LastColumn => (0, isize::MAX),
            Command::ColumnsLeft => (0, -columns),
            Command::ColumnsRight => (0, columns),
            _ => return false,
        };
        self.step(down, right);
        true
    }

    fn switch_rows(&mut self, workspace: &Workspace) -> ScreenRequest {
        let (rows, text) = match self.shown {
            MatrixRows::All => (MatrixRows::Concerns, texts::matrix::only_concerns(workspace.lang())),
            MatrixRows::Concerns => (MatrixRows::All, texts::matrix::all_fields(workspace.lang())),
        };
        self.shown = rows;
        ScreenRequest::Info(text.to_owned())
    }

    /// Opens the engagement of the cell with the cursor on its wording, and asks which of several;
    /// in an empty cell asks for the wording of a new one.
    fn edit(&self, workspace: &Workspace) -> Vec<ScreenRequest> {
        let Some(CellPlace { field, region }) = self.place() else { return Vec::new() };
        let (doc, lang) = (&workspace.doc, workspace.lang());
        if !self.cell().is_empty() {
            let path = vec![AddressStep::Field("wording".to_owned())];
            let target = |entry: &CellEngagement| RowTarget { path: path.clone(), ..RowTarget::page(entry.slot) };
            return vec![ScreenRequest::OpenOneOf(self.cell().iter().map(target).collect())];
        }
        if workspace.file.read_only.is_some() {
            return vec![ScreenRequest::Error(texts::edit::read_only(lang).to_owned())];
        }
        let mut new = NewRecord::new(ENGAGEMENTS);
        new.refer_to(doc, region);
        new.refer_to(doc, field);
        vec![ScreenRequest::Add(new)]
    }

    /// Opens the office of the region, the first of several; says so where none is known.
    fn open_office(&self, workspace: &Workspace) -> Option<ScreenRequest> {
        let region = self.place()?.region;
        let office = offices(workspace.data(), region).first().copied();
        let none = || ScreenRequest::Info(no_office(&workspace.doc, &workspace.short(region), workspace.lang()));
        Some(office.map_or_else(none, ScreenRequest::Open))
    }

    /// Says that the cell is empty and, where the dataset can be changed, how to add something.
    fn say_nothing_known(&self, workspace: &Workspace) -> Option<ScreenRequest> {
        self.place()?;
        Some(ScreenRequest::Info(text_of(&nothing_known(workspace))))
    }

    fn copied_cell(&self, workspace: &Workspace) -> Option<ScreenRequest> {
        let text: Vec<String> = self.explain(workspace, usize::MAX).iter().map(PageRow::text).collect();
        (!text.is_empty()).then(|| ScreenRequest::Effect(Effect::Copy(text.join("\n"))))
    }

    /// Returns the engagements of the cell as they stand in the file, for copying.
    fn copied_sources(&self, workspace: &Workspace) -> ScreenRequest {
        let text: Vec<&str> = self.cell().iter().map(|entry| workspace.doc.source(entry.slot)).collect();
        if text.is_empty() {
            return ScreenRequest::Info(texts::clipboard::nothing_to_copy(workspace.lang()).to_owned());
        }
        ScreenRequest::Effect(Effect::Copy(text.join("\n")))
    }

    /// Returns the explanation of the cell under the cursor, as rows for lines of `cells` cells: it
    /// begins with the names of region and field, in short where the full ones take two lines.
    pub fn explain(&self, workspace: &Workspace, cells: usize) -> Vec<PageRow> {
        let lang = workspace.lang();
        let Some(CellPlace { field, region }) = self.place() else { return Vec::new() };
        let cell = self.cell();
        let count = (cell.len() > 1).then(|| format!(" · {}", texts::matrix::several(lang, cell.len())));
        let mut names = format!("{} × {}", workspace.name(region), workspace.name(field));
        if width(&names) + count.as_ref().map_or(0, |count| width(count)) > cells {
            names = format!("{} × {}", workspace.short(region), workspace.short(field));
        }
        let mut spans = vec![(Role::Heading, names)];
        spans.extend(count.map(|count| (Role::Dim, count)));
        let mut rows = vec![PageRow { spans, ..PageRow::default() }];
        if cell.is_empty() {
            rows.push(PageRow { spans: nothing_known(workspace), ..PageRow::default() });
        }
        rows.extend(cell.iter().flat_map(|entry| statement(workspace, entry)));
        rows
    }
}

impl Screen for Matrix {
    /// Places the cursor on the first region and field among the records and those they refer to.
    fn open(&mut self, records: &[Slot], context: ScreenContext<'_>) {
        let references = records.iter().flat_map(|slot| context.workspace.index.references(*slot));
        let from: Vec<Slot> = records.iter().copied().chain(references.filter_map(|r| r.to)).collect();
        (self.find, self.shows_legend) = (None, false);
        self.refresh(context);
        let at = |slots: &[Slot]| slots.iter().position(|slot| from.contains(slot));
        self.row = at(&self.grid.fields).unwrap_or(self.row);
        self.column = at(&self.grid.regions).unwrap_or(self.column);
    }

    fn contexts(&self) -> &'static [Context] {
        if self.find.is_some() { Context::Pick.stack() } else { Context::Matrix.stack() }
    }

    fn execute(&mut self, command: Command, context: ScreenContext<'_>, requests: &mut Vec<ScreenRequest>) -> bool {
        let workspace = context.workspace;
        if self.find.is_some() {
            return self.find_by(command, workspace, requests);
        }
        match command {
            Command::Legend => self.shows_legend = !self.shows_legend,
            Command::FindName => self.start_find(),
            Command::FindNext | Command::FindPrevious => {
                let _ = self.find_on(if command == Command::FindNext { 1 } else { -1 }, workspace);
            }
            Command::AllFields => requests.push(self.switch_rows(workspace)),
            Command::OpenCell if self.cell().is_empty() => requests.extend(self.say_nothing_known(workspace)),
            Command::OpenCell | Command::EditCell => requests.extend(self.edit(workspace)),
            Command::OpenRegion => requests.extend(self.place().map(|cell| ScreenRequest::Open(cell.region))),
            Command::OpenField => requests.extend(self.place().map(|cell| ScreenRequest::Open(cell.field))),
            Command::OpenOffice => requests.extend(self.open_office(workspace)),
            Command::Copy => requests.extend(self.copied_cell(workspace)),
            Command::CopySource => requests.push(self.copied_sources(workspace)),
            Command::CopyPage => {
                let text = markdown::document(&sheet(&workspace.doc, &self.grid, Audience::People, workspace.lang()));
                requests.push(ScreenRequest::Effect(Effect::Copy(text)));
            }
            _ => return self.move_by(command, context.size),
        }
        true
    }

    fn text_field(&mut self) -> Option<&mut TextInput> {
        self.find.as_mut().map(|find| &mut find.input)
    }

    fn follow_typing(&mut self, context: ScreenContext<'_>) {
        self.follow_find(context.workspace);
    }

    fn point_at(&mut self, target: &PointerTarget, _context: ScreenContext<'_>) -> bool {
        let PointerTarget::MatrixCell { row, column } = *target else { return false };
        [self.row, self.column] = [row, column];
        self.step(0, 0);
        true
    }

    fn scroll_at(&mut self, _target: &PointerTarget, by: isize, _context: ScreenContext<'_>) {
        self.step(by, 0);
    }

    fn cancel(&mut self, _context: ScreenContext<'_>) -> bool {
        self.withdraw_find() || std::mem::take(&mut self.shows_legend)
    }

    fn has_found(&self) -> bool {
        !self.found.is_empty()
    }

    fn label(&self, command: Command, workspace: &Workspace) -> Option<String> {
        let lang = workspace.lang();
        match (command, self.cell()) {
            (Command::OpenCell, []) => Some(String::new()),
            (Command::EditCell, []) => Some(Command::Add.spec().label.get(lang).to_owned()),
            _ => None,
        }
    }

    fn is_empty(&self) -> bool {
        self.place().is_none()
    }

    fn refresh(&mut self, context: ScreenContext<'_>) {
        let workspace = context.workspace;
        let state = (workspace.index.revision(), self.shown, workspace.settings.period());
        if self.made_of != Some(state) {
            self.rebuild(workspace);
            self.made_of = Some(state);
        }
        self.step(0, 0);
        self.legend.clear();
        if self.shows_legend {
            self.legend = legend::legend(workspace.lang(), self.layout(context.size).grid.width.into());
        }
        let layout = self.layout(context.size);
        self.top = areas::follow(self.row, self.top, layout.rows, self.grid.fields.len());
        self.left = areas::follow(self.column, self.left, layout.columns, self.grid.regions.len());
    }

    fn records(&self) -> Option<Vec<Slot>> {
        self.place().map(|cell| vec![cell.field, cell.region])
    }

    /// The cursor stays on its field and region, so nothing on the screen depends on slots.
    fn relocate(&mut self, relocation: &Relocation<'_>) -> bool {
        let to = |slot: Slot| relocation.slot(slot);
        self.sought =
            self.place().and_then(|cell| Some(CellPlace { field: to(cell.field)?, region: to(cell.region)? }));
        (self.made_of, self.find) = (None, None);
        (self.grid, self.names) = Default::default();
        true
    }
}

/// Returns what is said of an empty cell.
fn nothing_known(workspace: &Workspace) -> Vec<Span> {
    let lang = workspace.lang();
    let mut spans = vec![(Role::Unknown, texts::matrix::nothing_known(lang).to_owned())];
    if workspace.file.read_only.is_none() {
        spans.push((Role::Dim, format!(" {}", texts::matrix::add_hint(lang))));
    }
    spans
}

/// Returns the statement of one engagement: its wording, then kind, status, who acts, and source.
fn statement(workspace: &Workspace, entry: &CellEngagement) -> [PageRow; 2] {
    let lang = workspace.lang();
    let record = workspace.doc.record(entry.slot).ok();
    let value = |field: &str| record.as_ref().and_then(|r| r.value(&[AddressStep::Field(field.into())]));
    let wording = match value("wording").and_then(|v| v.as_str()) {
        Some(text) => (Role::Text, text.into_owned()),
        None => (Role::Unknown, texts::matrix::no_wording(lang).to_owned()),
    };
    let (role, code) = code(entry, lang);
    let kind = entry.kind.map_or(texts::matrix::no_kind(lang), |k| k.label().get(lang));
    let status = entry.status.map_or(texts::matrix::no_status(lang), |s| s.label().get(lang));
    let mut second = vec![(Role::Dim, format!("{kind} · {status} · "))];
    if let Some(actor) = value("actor").and_then(|value| value.unwrap_option()?.as_str()) {
        second.push((Role::Text, texts::detail::acting(lang, &actor)));
        second.push((Role::Dim, " · ".to_owned()));
    }
    match value("source") {
        Some(source) => second.extend(source_age::on_page(source, workspace.settings.period(), lang)),
        None => second.push((Role::Warning, texts::matrix::no_source(lang).to_owned())),
    }
    [
        PageRow { spans: vec![(role, format!("{code} ")), wording], ..PageRow::default() },
        PageRow { spans: second, indent: 1, ..PageRow::default() },
    ]
}
