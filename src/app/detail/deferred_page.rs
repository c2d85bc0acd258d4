//! The part of a long page that is not built yet, in pieces of similar cost whatever the size of
//! the dataset.
//!
//! A page with thousands of records is built only as far as it is visible; the rest follows between
//! keys. Does not decide when. Entry point: [`DeferredPage::go_on`].

use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use super::PageRow;
use super::build::{PageBuilder, PageInput};
use crate::document::{Address, Slot};
use crate::index::{SortKey, SortKeys};
use crate::query::new_record::NewRecord;
use crate::schema::Table;

/// A piece of a page that is not built yet.
#[derive(Debug, Clone)]
pub enum DeferredRows {
    /// The statements of engagements in an action field with the offices to ask, for this range of
    /// their order.
    Engaged(Slot, Range<usize>),
    /// The regions without any known activity, from a position in their order, with the names read
    /// so far.
    Silent { field: Slot, from: usize, names: Vec<String> },
    /// The section of the records of a table that refer to the record.
    Referring(Slot, Table),
    /// The records of such a section that are still unsorted, and those whose names have been read.
    Sorting(VecDeque<Slot>, Vec<(SortKey, Slot)>),
    /// A row that leads to a record.
    Link(Slot),
    /// The end of the page of an action field.
    FieldEnd(Slot),
    /// The records that can be added with a reference to this record.
    Additions(Slot),
}

impl DeferredRows {
    /// Returns roughly how many records the next rows of this piece read.
    fn next_cost(&self) -> usize {
        if let DeferredRows::Engaged(_, left) = self { 8 * left.len().min(1) } else { 1 }
    }

    /// Returns roughly how many records all of this piece reads.
    fn cost(&self) -> usize {
        if let DeferredRows::Engaged(_, left) = self { 8 * left.len() } else { 1 }
    }
}

/// Limits on building rows: building stops at the first limit reached.
#[derive(Debug, Clone, Copy)]
pub struct RowBudget {
    /// Number of rows that the page then has.
    pub rows: usize,
    /// Approximate number of records read for them.
    pub records: usize,
}

impl RowBudget {
    /// Builds the page to its end.
    pub const UNLIMITED: RowBudget = RowBudget { rows: usize::MAX, records: usize::MAX };

    /// Stops when the page has this many rows.
    pub fn rows(rows: usize) -> RowBudget {
        RowBudget { rows, ..RowBudget::UNLIMITED }
    }

    /// Stops when about this many records have been read.
    pub fn records(records: usize) -> RowBudget {
        RowBudget { records, ..RowBudget::UNLIMITED }
    }
}

/// The pieces of a page that are not built yet.
#[derive(Debug, Clone, Default)]
pub struct DeferredPage {
    pieces: VecDeque<DeferredRows>,
    adds: Option<Rc<NewRecord>>,
}

impl DeferredPage {
    /// Splits a builder into its rows and its deferred pieces.
    pub fn of(page: PageBuilder<'_>) -> (Vec<PageRow>, DeferredPage) {
        (page.rows, DeferredPage { pieces: page.later, adds: page.adds })
    }

    /// Returns true when the page is complete.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Returns roughly how many records the remaining pieces read.
    pub fn cost(&self) -> usize {
        self.pieces.iter().map(DeferredRows::cost).sum()
    }

    /// Adds rows until the budget is spent. Pieces that a piece splits into take its place.
    pub fn go_on(&mut self, page: &mut PageBuilder<'_>, budget: RowBudget) {
        let mut spent = 0;
        while spent < budget.records
            && page.rows.len() < budget.rows
            && let Some(piece) = self.pieces.pop_front()
        {
            spent += piece.next_cost();
            page.piece(piece);
            page.forget();
            while let Some(piece) = page.later.pop_back() {
                self.pieces.push_front(piece);
            }
        }
    }

    /// Continues the page with `rows` as its rows so far.
    pub fn extend(
        &mut self,
        from: PageInput<'_>,
        unfolded: &std::collections::HashSet<Address>,
        rows: &mut Vec<PageRow>,
        budget: RowBudget,
    ) {
        let mut page = PageBuilder::new(from, unfolded);
        page.rows = std::mem::take(rows);
        page.adds = self.adds.take();
        self.go_on(&mut page, budget);
        (*rows, self.adds) = (page.rows, page.adds);
    }
}

impl PageBuilder<'_> {
    fn piece(&mut self, piece: DeferredRows) {
        match piece {
            DeferredRows::Engaged(field, left) => self.engaged(field, left),
            DeferredRows::Silent { field, from, names } => self.silent(field, from, names),
            DeferredRows::Referring(slot, table) => self.begin_referring(slot, table),
            DeferredRows::Sorting(left, sorted) => self.sort(left, sorted),
            DeferredRows::Link(slot) => self.named_link(slot),
            DeferredRows::FieldEnd(slot) => self.field_end(slot),
            DeferredRows::Additions(slot) => self.additions(slot),
        }
    }

    fn begin_referring(&mut self, slot: Slot, table: Table) {
        let found = self.from.data.index.referrers_in(slot, table);
        if !found.is_empty() {
            self.referring_head(slot, table);
            self.later.push_back(DeferredRows::Sorting(found.iter().copied().collect(), Vec::new()));
        }
    }

    /// Reads the name of one more record; adds the links once all names are read.
    fn sort(&mut self, mut left: VecDeque<Slot>, mut sorted: Vec<(SortKey, Slot)>) {
        if let Some(slot) = left.pop_front() {
            sorted.push((SortKeys::new(self.from.data.document).read(slot), slot));
            return self.later.push_back(DeferredRows::Sorting(left, sorted));
        }
        sorted.sort_by(|a, b| a.0.cmp(&b.0));
        self.later.extend(sorted.into_iter().map(|(_, slot)| DeferredRows::Link(slot)));
    }
}
