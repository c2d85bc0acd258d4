//! What a record is related to in the panes, and in what state that relation is.
//!
//! Nothing is collected beforehand: whether two records are related is told by the shorter of the
//! lists of what refers to either, so a question costs the same however much there is. Enter at
//! [`Related::contains`], [`Related::first`].

use crate::document::{Document, Slot};
use crate::index::Index;
use crate::index::activity_status::{Standing, work_status};
use crate::model::{ENGAGEMENTS, MEASURES};
use crate::schema::Table;
use crate::theme::Role;

/// So many records of a list are asked whether they are related before all relations are gone
/// through.
const EARLY: usize = 64;

/// The colour of a standing, beside its sign.
pub fn role(standing: Standing) -> Role {
    match standing {
        Standing::Active => Role::Active,
        Standing::Waiting => Role::Waiting,
        Standing::Ended => Role::Dim,
        Standing::Unknown => Role::Text,
    }
}

/// Tells which records of the panes one of them is related to: directly (a body and its regions) or
/// by an engagement or measure.
#[derive(Clone, Copy)]
pub struct Related<'a> {
    /// The relations.
    pub index: &'a Index,
    /// The record the others are related to.
    pub anchor: Slot,
}

impl<'a> Related<'a> {
    /// Every related record of a table; some several times.
    fn each(self, table: Table, found: &mut dyn FnMut(Slot)) {
        self.each_direct(table, found);
        self.each_through(ENGAGEMENTS, table, found);
        self.each_through(MEASURES, table, found);
    }

    fn each_direct(self, table: Table, found: &mut dyn FnMut(Slot)) {
        targets(self.index, self.anchor, table).for_each(&mut *found);
        self.index.referrers_in(self.anchor, table).iter().copied().for_each(found);
    }

    fn each_through(self, via: Table, table: Table, found: &mut dyn FnMut(Slot)) {
        let Related { index, anchor } = self;
        let all = if index.may_refer(via, table) { index.referrers_in(anchor, via) } else { &[] };
        all.iter().flat_map(|via| targets(index, *via, table)).filter(|slot| *slot != anchor).for_each(found);
    }

    /// The place of the first related record in a list of a table's records; `place` tells where in
    /// it a record stands.
    pub fn first(self, table: Table, list: &[Slot], place: impl Fn(Slot) -> Option<usize>) -> Option<usize> {
        // What has many relations has one of the first: then not all need be asked.
        let early = list.iter().take(EARLY).position(|slot| self.contains(*slot));
        early.or_else(|| {
            let mut first = None;
            self.each(table, &mut |slot| first = first.into_iter().chain(place(slot)).min());
            first
        })
    }

    /// The related records of a table, each once, in order of their slots.
    pub fn in_table(self, table: Table) -> Vec<Slot> {
        let mut slots = Vec::new();
        self.each(table, &mut |slot| slots.push(slot));
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// True when the record is related.
    pub fn contains(self, slot: Slot) -> bool {
        self.is_direct(slot) || self.between(slot).next().is_some()
    }

    /// In what state the relation to a record is, the most telling of several.
    pub fn standing(self, doc: &Document, slot: Slot) -> Option<Standing> {
        let direct = self.is_direct(slot).then_some(Standing::Active);
        direct.or_else(|| self.between(slot).map(|via| Standing::of(work_status(doc, via))).max())
    }

    fn is_direct(self, slot: Slot) -> bool {
        leads(self.index, self.anchor, slot) || self.index.refers(slot, self.anchor)
    }

    /// The engagements and measures that relate a record.
    fn between(self, slot: Slot) -> impl Iterator<Item = Slot> + 'a {
        let Related { index, anchor } = self;
        let shorter = [anchor, slot].into_iter().min_by_key(|slot| index.referrers(*slot).len()).unwrap_or(slot);
        let all = [ENGAGEMENTS, MEASURES].into_iter().flat_map(move |table| index.referrers_in(shorter, table));
        let both = move |via: &Slot| index.refers(*via, anchor) && leads(index, *via, slot);
        all.copied().filter(move |via| slot != anchor && both(via))
    }
}

/// True when a record refers to another: to the first with its id, when there are several.
fn leads(index: &Index, from: Slot, to: Slot) -> bool {
    index.references(from).any(|reference| reference.to == Some(to))
}

/// The records of a table that a record refers to.
fn targets(index: &Index, from: Slot, table: Table) -> impl Iterator<Item = Slot> {
    index.references(from).filter_map(|reference| reference.to).filter(move |to| to.table == table)
}
