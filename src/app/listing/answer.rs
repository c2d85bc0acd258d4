//! What a list shows: an answer to a question, its rows in words, and where they lead.
//!
//! Each screen that is a list implements it. Must not keep a cursor. Entry point:
//! [`ListingAnswer`].

pub use super::row_target::RowTarget;
use crate::app::detail::{PageRow, Span};
use crate::app::marked::MarkedPlace;
use crate::app::screens::{ScreenContext, ScreenKind, ScreenRequest};
use crate::app::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{Relocation, Slot};
use crate::present::listing::{ListingColumn, ListingRow};
use crate::query::region_records::regions_of_all;
use crate::schema::Table;
use crate::texts::Lang;
use crate::theme::Role;

/// What a command did to a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListingReply {
    /// The list has no such command.
    Unknown,
    /// It is done.
    Done,
    /// It is done, and the cursor goes to the next row.
    NextRow,
    /// The question is another one now.
    AskAgain,
}

/// What a list shows: the answer to a question, and its rows in words.
pub trait ListingAnswer: Default + std::fmt::Debug {
    /// The contexts of the keyboard, innermost first.
    const CONTEXTS: &'static [Context];

    /// True where some rows are headings.
    const HAS_HEADINGS: bool = false;

    /// True where a row is found by the words of the heading above it too. Those of a record always
    /// count.
    const FINDS_HEADINGS: bool = false;

    /// True where what is said of a row takes room from the rows, so that nothing of it is cut.
    const EXPLAINS_IN_FULL: bool = false;

    /// True for a table: a cell has the cursor, and what is typed is a query that the answer takes.
    const IS_TABLE: bool = false;

    /// True where the rows can be narrowed to those of a region.
    const IS_OF_REGIONS: bool = false;

    /// Makes the question be about the records of the screen shown before.
    fn begin(&mut self, _records: &[Slot], _workspace: &Workspace) {}

    /// Asks the question of the dataset as it is.
    fn ask(&mut self, workspace: &Workspace);

    /// Lifts what the question is narrowed to; returns false when it is about everything.
    fn widen(&mut self) -> bool {
        false
    }

    /// Returns the regions that the question is narrowed to.
    fn shown_regions(&self) -> Option<&[Slot]> {
        None
    }

    /// Narrows the question to some regions, or lets it be about all.
    fn show_regions(&mut self, _regions: Option<Vec<Slot>>, _workspace: &Workspace) {}

    /// Returns what the rows shown have in common, as the title says it: their regions, unless the
    /// question can be narrowed by something else. `None` where it is about everything.
    fn scope_name(&self, workspace: &Workspace) -> Option<String> {
        let names = self.shown_regions()?.iter().map(|region| workspace.name(*region));
        Some(names.collect::<Vec<_>>().join(", "))
    }

    /// Returns what the question can be narrowed to after the region of a row.
    fn narrower(&self, _at: usize, _workspace: &Workspace) -> Option<String> {
        None
    }

    /// Returns the regions to which a row belongs.
    fn regions(&self, at: usize, workspace: &Workspace) -> Vec<Slot> {
        let record = self.target(at).map(|target| target.slot);
        regions_of_all(&workspace.index, record.as_slice())
    }

    /// Returns the table whose records the rows are; `None` where they are of several.
    fn table(&self) -> Option<Table> {
        None
    }

    /// Narrows the question of a table to a query, before it is asked.
    fn take_query(&mut self, _typed: &str) {}

    /// Returns why the query is not understood.
    fn mistake(&self, _lang: Lang) -> Option<String> {
        None
    }

    /// Moves the question to the slots that its records have in a dataset read anew, and drops the
    /// rows.
    fn relocate(&mut self, relocation: &Relocation<'_>);

    /// Returns the number of rows.
    fn count(&self) -> usize;

    /// Returns the columns.
    fn columns(&self, workspace: &Workspace) -> Vec<ListingColumn>;

    /// Returns a row in words.
    fn row(&self, at: usize, workspace: &Workspace) -> ListingRow;

    /// Returns where a row leads; `None` for a heading, on which the cursor does not stand.
    fn target(&self, at: usize) -> Option<RowTarget>;

    /// Returns true for a row that belongs to the heading above it.
    fn is_below_heading(&self, _at: usize) -> bool {
        Self::HAS_HEADINGS
    }

    /// Returns where a cell leads: as its row, unless it is about something more exact.
    fn cell_target(&self, at: usize, _column: usize) -> Option<RowTarget> {
        self.target(at)
    }

    /// Returns all places that a cell is about, where these are several.
    fn cell_targets(&self, _at: usize, _column: usize) -> Vec<RowTarget> {
        Vec::new()
    }

    /// Returns the record or statement that is marked with a row: where the row leads, unless it is
    /// about something more exact. `None` where a row stands for none.
    fn marked_place(&self, at: usize, _workspace: &Workspace) -> Option<MarkedPlace> {
        self.target(at).map(|RowTarget { slot, path, .. }| MarkedPlace { slot, path })
    }

    /// Marks these rows; with `toggles` takes their marks away where all are marked. Returns false
    /// where places are marked instead of rows.
    fn mark_rows(&mut self, _rows: &[usize], _toggles: bool) -> bool {
        false
    }

    /// Returns the row that was marked last, of a list that marks rows.
    fn row_marked_last(&self) -> Option<usize> {
        None
    }

    /// Returns how many rows are marked, shown or not.
    fn marked_rows(&self) -> usize {
        0
    }

    /// Returns what a command does at a row, if that is more exact than its label; empty where it
    /// does nothing there.
    fn label(&self, _command: Command, _at: usize, _workspace: &Workspace) -> Option<String> {
        None
    }

    /// Returns true when the rows are what those of a file ask for.
    fn shows_file(&self) -> bool {
        false
    }

    /// Returns the screen to which leaving the list leads; `None` for the directory.
    fn came_from(&self) -> Option<ScreenKind> {
        None
    }

    /// Returns true for a row that belongs to one of these records; the cursor begins at the first
    /// such row, or the first that leads to one of them.
    fn belongs(&self, _at: usize, _records: &[Slot], _workspace: &Workspace) -> bool {
        false
    }

    /// Returns the row that leads there, else the first of the same record.
    fn find(&self, sought: &RowTarget) -> Option<usize> {
        let mut same_record = None;
        for row in 0..self.count() {
            match self.target(row) {
                Some(target) if target == *sought => return Some(row),
                Some(target) if target.slot == sought.slot => same_record = same_record.or(Some(row)),
                _ => {}
            }
        }
        same_record
    }

    /// Returns the row on which the cursor begins, given the records of the screen shown before;
    /// the rows above `from` were looked at already.
    fn first(&self, records: &[Slot], from: usize, workspace: &Workspace) -> Option<usize> {
        let leads = |row: usize| self.target(row).is_some_and(|to| records.contains(&to.slot));
        (from..self.count()).find(|row| leads(*row) || self.belongs(*row, records, workspace))
    }

    /// Returns where rows that are still to be listed lead, of those that belong to these records;
    /// the first of them.
    fn to_come(&self, _records: &[Slot], _workspace: &Workspace) -> Vec<RowTarget> {
        Vec::new()
    }

    /// Returns true while rows are to come behind those that are listed; work adds them first.
    fn is_listing(&self) -> bool {
        false
    }

    /// Returns true while there is work to do between keys.
    fn is_working(&self) -> bool {
        false
    }

    /// Does a slice of it; rows shown already keep their order. Returns false when the rows stay as
    /// they are, and others at most come behind them.
    fn work(&mut self, _workspace: &Workspace) -> bool {
        false
    }

    /// Returns the title of the list.
    fn title(&self, workspace: &Workspace) -> Vec<Span>;

    /// Returns the lines above the rows, for a width in cells.
    fn summary(&self, _workspace: &Workspace, _cells: usize) -> Vec<Vec<Span>> {
        Vec::new()
    }

    /// Returns what is said below the list of the row under the cursor: all of its cells, unless
    /// there is more to say.
    fn explain(&self, at: usize, workspace: &Workspace) -> Vec<PageRow> {
        vec![PageRow { spans: self.cells_said(at, workspace), ..PageRow::default() }]
    }

    /// Returns all cells of a row, each behind the title of its column.
    fn cells_said(&self, at: usize, workspace: &Workspace) -> Vec<Span> {
        let cells = self.row(at, workspace).cells.into_iter().zip(self.columns(workspace));
        let mut said: Vec<Span> = Vec::new();
        for (spans, column) in cells.filter(|(spans, _)| spans.iter().any(|(_, text)| !text.is_empty())) {
            let gap = if said.is_empty() { "" } else { " · " };
            said.push((Role::Dim, format!("{gap}{} ", column.title)));
            said.extend(spans);
        }
        said
    }

    /// Returns what is said where there are no rows.
    fn nothing(&self, workspace: &Workspace) -> String;

    /// Returns true when the rows can be brought into the order of a column.
    fn is_sortable(&self) -> bool {
        false
    }

    /// Brings the rows into the order of a column.
    fn sort(&mut self, _order: Option<ListingOrder>, _workspace: &Workspace) {}

    /// Returns the order that the rows have, given the one asked for last.
    fn order(&self, given: Option<ListingOrder>) -> Option<ListingOrder> {
        given
    }

    /// Executes a command about a column; returns the column under the cursor then, `None` when the
    /// list has no such command.
    fn execute_in_column(
        &mut self,
        _command: Command,
        _column: usize,
        _workspace: &Workspace,
        _requests: &mut Vec<ScreenRequest>,
    ) -> Option<usize> {
        None
    }

    /// Executes a command that only this list has.
    fn execute(
        &mut self,
        _command: Command,
        _at: Option<usize>,
        _context: ScreenContext<'_>,
        _requests: &mut Vec<ScreenRequest>,
    ) -> ListingReply {
        ListingReply::Unknown
    }
}

/// The order of the rows of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListingOrder {
    /// The column that it follows.
    pub column: usize,
    /// True when the largest comes first.
    pub is_descending: bool,
}
