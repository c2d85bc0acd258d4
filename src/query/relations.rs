//! Which records are related to a record, and the status of each relation; what refers to it.
//!
//! Nothing is precomputed: two records are checked through the shorter of their lists of referrers,
//! so the cost does not grow with the dataset. Entry points: [`Related::contains`],
//! [`Related::first`], [`referrers_in_order`].

use std::collections::HashSet;

use super::DatasetView;
use super::activity_status::{RelationStatus, work_status};
use super::expression::RawWords;
use crate::document::{Document, Slot};
use crate::index::Index;
use crate::model::{ENGAGEMENTS, MEASURES, REGIONS};
use crate::schema::Table;

/// Number of listed records to check one by one before all relations are enumerated.
const EARLY: usize = 64;

/// Number of references to follow from a record to what it is about (a decision to its meeting to
/// its body to the region).
const STEPS: usize = 4;

/// Finds the records that are related to one: directly (a body and its regions) or through an
/// engagement or measure.
#[derive(Clone, Copy)]
pub struct Related<'a> {
    /// The dataset.
    pub data: DatasetView<'a>,
    /// The record that the others are related to.
    pub anchor: Slot,
}

impl<'a> Related<'a> {
    /// Visits every related record of a table; some several times.
    fn each(self, table: Table, found: &mut dyn FnMut(Slot)) {
        self.each_direct(table, found);
        self.each_through(ENGAGEMENTS, table, found);
        self.each_through(MEASURES, table, found);
    }

    fn each_direct(self, table: Table, found: &mut dyn FnMut(Slot)) {
        targets(self.data.index, self.anchor, table).for_each(&mut *found);
        self.data.index.referrers_in(self.anchor, table).iter().copied().for_each(found);
    }

    fn each_through(self, via: Table, table: Table, found: &mut dyn FnMut(Slot)) {
        let Related { data: DatasetView { index, .. }, anchor } = self;
        let all = if index.may_refer(via, table) { index.referrers_in(anchor, via) } else { &[] };
        all.iter().flat_map(|via| targets(index, *via, table)).filter(|slot| *slot != anchor).for_each(found);
    }

    /// Returns the position of the first related record in a list of a table's records; `place`
    /// returns the position of a record.
    pub fn first(self, table: Table, list: &[Slot], place: impl Fn(Slot) -> Option<usize>) -> Option<usize> {
        // With many relations one of the first records is related, so few need to be checked.
        let early = list.iter().take(EARLY).position(|slot| self.contains(*slot));
        early.or_else(|| {
            let mut first = None;
            self.each(table, &mut |slot| first = first.into_iter().chain(place(slot)).min());
            first
        })
    }

    /// Returns the position of the first record in a list of a table's records that belongs to the
    /// region and to no other. `None` for other records: only a region has few that refer to it.
    pub fn first_own(self, table: Table, place: impl Fn(Slot) -> Option<usize>) -> Option<usize> {
        let all = if self.anchor.table == REGIONS { self.data.index.referrers_in(self.anchor, table) } else { &[] };
        all.iter().copied().filter(|slot| self.is_own(*slot)).filter_map(place).min()
    }

    /// Returns true when a record refers to this one and to no other of its table.
    pub fn is_own(self, slot: Slot) -> bool {
        let mut found = self.data.index.references(slot).filter(|reference| reference.table() == self.anchor.table);
        found.next().is_some_and(|first| first.to == Some(self.anchor)) && found.next().is_none()
    }

    /// Returns the related records of a table, each once, in order of their slots.
    pub fn in_table(self, table: Table) -> Vec<Slot> {
        let mut slots = Vec::new();
        self.each(table, &mut |slot| slots.push(slot));
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// Returns true when the record is related.
    pub fn contains(self, slot: Slot) -> bool {
        self.is_direct(slot) || self.between(slot).next().is_some()
    }

    /// Returns the status of the relation to a record; of several, the most significant.
    pub fn standing(self, slot: Slot) -> Option<RelationStatus> {
        let direct = self.is_direct(slot).then_some(RelationStatus::Active);
        direct.or_else(|| self.between(slot).map(|via| RelationStatus::of(work_status(self.data.document, via))).max())
    }

    fn is_direct(self, slot: Slot) -> bool {
        leads(self.data.index, self.anchor, slot) || self.data.index.refers(slot, self.anchor)
    }

    /// Returns the engagements and measures that relate a record.
    fn between(self, slot: Slot) -> impl Iterator<Item = Slot> + 'a {
        let Related { data: DatasetView { index, .. }, anchor } = self;
        let shorter = [anchor, slot].into_iter().min_by_key(|slot| index.referrers(*slot).len()).unwrap_or(slot);
        let all = [ENGAGEMENTS, MEASURES].into_iter().flat_map(move |table| index.referrers_in(shorter, table));
        let both = move |via: &Slot| index.refers(*via, anchor) && leads(index, *via, slot);
        all.copied().filter(move |via| slot != anchor && both(via))
    }
}

/// Returns true when a record refers to another; of several records with the id, the first counts.
fn leads(index: &Index, from: Slot, to: Slot) -> bool {
    index.references(from).any(|reference| reference.to == Some(to))
}

/// Returns the records of a table that a record refers to.
fn targets(index: &Index, from: Slot, table: Table) -> impl Iterator<Item = Slot> {
    index.references(from).filter_map(|reference| reference.to).filter(move |to| to.table == table)
}

/// What a record is about, of one table.
pub struct Subjects {
    /// The records, in the order of the references.
    pub records: Vec<Slot>,
    /// The number of references that lead to them.
    pub distance: usize,
}

/// Returns the records of a table that a record is about: itself, or those that the fewest
/// references lead to (of a decision the body whose meeting it was made in).
pub fn subjects(data: DatasetView<'_>, slot: Slot, table: Table) -> Subjects {
    let mut reached = vec![slot];
    for distance in 0..=STEPS {
        let records: Vec<Slot> = reached.iter().copied().filter(|slot| slot.table == table).collect();
        if !records.is_empty() {
            return Subjects { records, distance };
        }
        let mut known = HashSet::new();
        let next = reached.iter().flat_map(|slot| data.index.references(*slot)).filter_map(|reference| reference.to);
        reached = next.filter(|to| known.insert(*to)).collect();
    }
    Subjects { records: Vec::new(), distance: STEPS }
}

/// Returns an index with which what refers to these records is what an index of everything says:
/// who does is told by the raw text, and the others are not read.
pub fn index_of_referrers(document: &Document, slots: &[Slot]) -> Index {
    let ids: Vec<String> = slots.iter().map(|slot| document.id(*slot).to_owned()).collect();
    let (words, tables) = (RawWords::strings(&ids), document.schema().all().collect::<Vec<Table>>());
    let has: Vec<Vec<bool>> = tables.iter().map(|table| words.may_stand_in_table(document, *table)).collect();
    Index::of_records(document, &tables, |slot| has[usize::from(slot.table.0)][slot.index as usize])
}

/// Returns the records that refer to one, table by table, each in the order of lists.
pub fn referrers_by_table(data: DatasetView<'_>, slot: Slot) -> impl Iterator<Item = (Table, Vec<Slot>)> {
    let tables = data.document.schema().all().map(move |table| (table, referrers_in_order(data, slot, table)));
    tables.filter(|(_, found)| !found.is_empty())
}

/// Returns the records of a table that refer to one, in the order of lists.
pub fn referrers_in_order(data: DatasetView<'_>, slot: Slot, from: Table) -> Vec<Slot> {
    let mut found = data.index.referrers_in(slot, from).to_vec();
    data.sort(&mut found);
    found
}
