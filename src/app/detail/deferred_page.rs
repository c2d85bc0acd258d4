//! The part of a long page that is not made yet, in pieces that cost about the same in every
//! dataset.
//!
//! A page that tells of thousands of records is made as far as it is seen; the rest follows between
//! keys. Must not know when. Enter at [`DeferredPage::go_on`].

use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use super::build::{PageBuilder, PageInput};
use super::{NewRecord, PageRow};
use crate::document::{Address, Slot};
use crate::index::fold::{CollationKey, collate};
use crate::schema::Table;

/// Something of a page that is still to be made.
#[derive(Debug, Clone)]
pub enum DeferredRows {
    /// What engagements in an action field say, and whom to ask in their regions: those at these
    /// places in their order.
    Engaged(Slot, Range<usize>),
    /// The regions of which nothing is known, from a place in the file, with the names read so far.
    Silent { field: Slot, from: usize, names: Vec<String> },
    /// The section of the records of a table that refer to the record.
    Referring(Slot, Table),
    /// Such records that are still to be sorted, with those whose names are read.
    Sorting(VecDeque<Slot>, Vec<(CollationKey, Slot)>),
    /// A row that leads to a record.
    Link(Slot),
    /// What stands last on the page of an action field.
    FieldEnd(Slot),
    /// What can be added that refers to the record.
    Additions(Slot),
}

impl DeferredRows {
    /// How many records are read for the next rows of it, about.
    fn next_cost(&self) -> usize {
        if let DeferredRows::Engaged(_, left) = self { 8 * left.len().min(1) } else { 1 }
    }

    /// How many records are read for all of it, about.
    fn cost(&self) -> usize {
        if let DeferredRows::Engaged(_, left) = self { 8 * left.len() } else { 1 }
    }
}

/// Where making rows stops: at the first limit that is reached.
#[derive(Debug, Clone, Copy)]
pub struct RowBudget {
    /// Rows that the page then has.
    pub rows: usize,
    /// Records read for them, about.
    pub records: usize,
}

impl RowBudget {
    /// Makes the page to its end.
    pub const UNLIMITED: RowBudget = RowBudget { rows: usize::MAX, records: usize::MAX };

    /// Stops when the page has this many rows.
    pub fn rows(rows: usize) -> RowBudget {
        RowBudget { rows, ..RowBudget::UNLIMITED }
    }

    /// Stops when about this many records were read.
    pub fn records(records: usize) -> RowBudget {
        RowBudget { records, ..RowBudget::UNLIMITED }
    }
}

/// What is still to be made of a page.
#[derive(Debug, Clone, Default)]
pub struct DeferredPage {
    pieces: VecDeque<DeferredRows>,
    adds: Option<Rc<NewRecord>>,
}

impl DeferredPage {
    /// What a builder has put off.
    pub fn of(page: PageBuilder<'_>) -> (Vec<PageRow>, DeferredPage) {
        (page.rows, DeferredPage { pieces: page.later, adds: page.adds })
    }

    /// True when the page is whole.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// How many records are read for all of it, about.
    pub fn cost(&self) -> usize {
        self.pieces.iter().map(DeferredRows::cost).sum()
    }

    /// Adds rows until the budget is spent. Where a piece comes apart into more, these take its
    /// place.
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

    /// Goes on with these rows.
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
        let found = self.from.index.referrers_in(slot, table);
        if !found.is_empty() {
            self.referring_head(slot, table);
            self.later.push_back(DeferredRows::Sorting(found.iter().copied().collect(), Vec::new()));
        }
    }

    /// Reads one more name; when all are read the rows follow.
    fn sort(&mut self, mut left: VecDeque<Slot>, mut sorted: Vec<(CollationKey, Slot)>) {
        if let Some(slot) = left.pop_front() {
            sorted.push((collate(&self.name(slot)), slot));
            return self.later.push_back(DeferredRows::Sorting(left, sorted));
        }
        sorted.sort_by(|a, b| a.0.cmp(&b.0));
        self.later.extend(sorted.into_iter().map(|(_, slot)| DeferredRows::Link(slot)));
    }
}
