//! The part of a long page that is not made yet, in pieces that cost about the same in every dataset.
//!
//! A page that tells of thousands of records is made as far as it is seen; the rest follows between keys. Must not know when.
//! Enter at [`Rest::go_on`].

use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use super::build::{Builder, Source};
use super::{NewRecord, Row};
use crate::document::{Address, Slot};
use crate::index::fold::{Key, collate};
use crate::schema::Table;

/// Something of a page that is still to be made.
#[derive(Debug, Clone)]
pub enum Piece {
    /// What engagements in an action field say, and whom to ask in their regions: those at these places in their order.
    Engaged(Slot, Range<usize>),
    /// The regions of which nothing is known, from a place in the file, with the names read so far.
    Silent { field: Slot, from: usize, names: Vec<String> },
    /// The section of the records of a table that refer to the record.
    Referring(Slot, Table),
    /// Such records that are still to be sorted, with those whose names are read.
    Sorting(VecDeque<Slot>, Vec<(Key, Slot)>),
    /// A row that leads to a record.
    Link(Slot),
    /// What stands last on the page of an action field.
    FieldEnd(Slot),
    /// What can be added that refers to the record.
    Additions(Slot),
}

impl Piece {
    /// How many records are read for the next rows of it, about.
    fn next_cost(&self) -> usize {
        if let Piece::Engaged(_, left) = self { 8 * left.len().min(1) } else { 1 }
    }

    /// How many records are read for all of it, about.
    fn cost(&self) -> usize {
        if let Piece::Engaged(_, left) = self { 8 * left.len() } else { 1 }
    }
}

/// What is still to be made of a page.
#[derive(Debug, Clone, Default)]
pub struct Rest {
    pieces: VecDeque<Piece>,
    adds: Option<Rc<NewRecord>>,
}

impl Rest {
    /// What a builder has put off.
    pub fn of(page: Builder<'_>) -> (Vec<Row>, Rest) {
        (page.rows, Rest { pieces: page.later, adds: page.adds })
    }

    /// True when the page is whole.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// How many records are read for all of it, about.
    pub fn cost(&self) -> usize {
        self.pieces.iter().map(Piece::cost).sum()
    }

    /// Adds rows until there are `enough` or about `most` records were read for them; where more pieces come of one, they
    /// take its place.
    pub fn go_on(&mut self, page: &mut Builder<'_>, (enough, most): (usize, usize)) {
        let mut spent = 0;
        while spent < most
            && page.rows.len() < enough
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
        from: Source<'_>,
        unfolded: &std::collections::HashSet<Address>,
        rows: &mut Vec<Row>,
        until: (usize, usize),
    ) {
        let mut page = Builder::new(from, unfolded);
        page.rows = std::mem::take(rows);
        page.adds = self.adds.take();
        self.go_on(&mut page, until);
        (*rows, self.adds) = (page.rows, page.adds);
    }
}

impl Builder<'_> {
    fn piece(&mut self, piece: Piece) {
        match piece {
            Piece::Engaged(field, left) => self.engaged(field, left),
            Piece::Silent { field, from, names } => self.silent(field, from, names),
            Piece::Referring(slot, table) => self.begin_referring(slot, table),
            Piece::Sorting(left, sorted) => self.sort(left, sorted),
            Piece::Link(slot) => self.named_link(slot),
            Piece::FieldEnd(slot) => self.field_end(slot),
            Piece::Additions(slot) => self.additions(slot),
        }
    }

    fn begin_referring(&mut self, slot: Slot, table: Table) {
        let found = self.from.index.referrers_in(slot, table);
        if !found.is_empty() {
            self.referring_head(slot, table);
            self.later.push_back(Piece::Sorting(found.iter().copied().collect(), Vec::new()));
        }
    }

    /// Reads one more name; when all are read the rows follow.
    fn sort(&mut self, mut left: VecDeque<Slot>, mut sorted: Vec<(Key, Slot)>) {
        if let Some(slot) = left.pop_front() {
            sorted.push((collate(&self.name(slot)), slot));
            return self.later.push_back(Piece::Sorting(left, sorted));
        }
        sorted.sort_by(|a, b| a.0.cmp(&b.0));
        self.later.extend(sorted.into_iter().map(|(_, slot)| Piece::Link(slot)));
    }
}
