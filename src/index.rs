//! What the records have to do with each other: relations, places, order, search, check.
//!
//! An index is made of a document and follows its changes: [`Index::update`] takes the slots that a
//! change touched, and works in proportion to them. Relations are there at once; orders and the
//! texts to search are made when first asked for. Must not change a document, nor know the screen.
//! Enter at [`Index::build`].

pub mod activity_status;
mod bulk_build;
pub mod check;
mod chunks;
mod compact_ids;
pub mod contact;
pub mod display_names;
pub mod fold;
mod hasher;
mod inline_string;
mod interner;
pub mod matrix;
mod order;
mod phone;
mod places;
pub mod query;
pub mod relations;
pub mod required_groups;
mod search;
mod search_index;
pub mod searchable_fields;
mod segment;
mod segment_builder;
mod term_dictionary;
mod text_table;
mod tokenizer;
pub mod walk;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use order::TableOrder;
use relations::{Reference, Relations};
use search_index::Haystack;

pub use contact::{ContactCard, level};
pub use places::PlaceMatch;
pub use search::{Found, GROUPS, MatchedText, Search, SearchHit};

use crate::document::{Address, Document, Slot, SyntaxValue, Tell};
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MUNICIPALITIES, REGIONS};
use crate::schema::{FieldKind, Table};
use walk::walk;

/// What is known across records of one document.
#[derive(Debug)]
pub struct Index {
    relations: Relations,
    order: TableOrder,
    haystack: Haystack,
    revision: u64,
}

impl Index {
    /// Reads the relations of all records.
    pub fn build(document: &Document) -> Index {
        Index { relations: Relations::build(document, |_| true), ..Index::empty(document) }
    }

    /// Reads the relations of the records of these tables only: the others seem to refer to
    /// nothing. For a single question.
    pub fn of_tables(document: &Document, tables: &[Table]) -> Index {
        Index { relations: Relations::build(document, |table| tables.contains(&table)), ..Index::empty(document) }
    }

    /// Reads relations, texts and places in lists of all records, each record once; `tell` is told
    /// how much is done.
    pub fn build_whole(document: &Document, tell: Tell<'_>) -> Index {
        let (relations, haystack, order) = bulk_build::build(document, tell);
        let index = Index { relations, order, haystack, revision: 0 };
        // No key on an action field waits for the engagements to be told apart.
        if let Some(field) = document.slots(ACTION_FIELDS).next() {
            index.engaged(document, field);
        }
        index
    }

    /// True when every record was RON when all were read: then what [`Document::skim`] made may be
    /// relied on.
    pub fn read_all(&self) -> bool {
        self.unread() == 0
    }

    /// How many records were no RON when all were read: nothing of what they say is known here.
    pub fn unread(&self) -> usize {
        self.relations.unread()
    }

    fn empty(document: &Document) -> Index {
        let schema = document.schema();
        Index {
            relations: Relations::new(schema),
            order: TableOrder::new(schema),
            haystack: Haystack::new(schema),
            revision: 0,
        }
    }

    /// Takes in that these records changed, came or went; `slots` is what [`Document::apply`]
    /// answered.
    pub fn update(&mut self, document: &Document, slots: &[Slot]) {
        self.revision += 1;
        let (mut stale, mut moved) = (BTreeSet::new(), slots.to_vec());
        self.listed_with(slots, &mut moved);
        self.order.forget(&self.relations, &moved);
        self.dependents(slots, &mut stale);
        // They are found by these names; under another id they no longer are.
        let by_name = |slot: &&Slot| matches!(slot.table, REGIONS | ACTION_FIELDS);
        let named: Vec<Vec<Slot>> =
            slots.iter().filter(by_name).map(|slot| self.relations.referrers(*slot).to_vec()).collect();
        self.relations.update(document, slots);
        self.dependents(slots, &mut stale);
        self.listed_with(slots, &mut moved);
        moved.sort_unstable();
        moved.dedup();
        self.order.update(document, &self.relations, &moved);
        for slot in slots {
            let renamed = self.haystack.refresh(document, &self.relations, *slot);
            if renamed && by_name(&slot) {
                stale.extend(self.relations.referrers_of(slot.table, document.id(*slot)));
                stale.extend(named.iter().flatten());
            }
        }
        for slot in stale.iter().filter(|slot| !slots.contains(slot)) {
            self.haystack.refresh(document, &self.relations, *slot);
        }
    }

    /// Counts the updates; what was computed at another revision may be out of date.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What a record refers to, in the order of the declaration.
    pub fn references(&self, slot: Slot) -> impl ExactSizeIterator<Item = Reference<'_>> {
        self.relations.references(slot)
    }

    /// True when records of a table may refer to records of another.
    pub fn may_refer(&self, from: Table, to: Table) -> bool {
        self.relations.may_refer(from, to)
    }

    /// True when a record refers to the id of another.
    pub fn refers(&self, from: Slot, to: Slot) -> bool {
        self.relations.refers(from, to)
    }

    /// The records that refer to a record's id, by table and in order of their slots; of a removed
    /// record none.
    pub fn referrers(&self, slot: Slot) -> &[Slot] {
        self.relations.referrers(slot)
    }

    /// The records of one table that refer to a record.
    pub fn referrers_in(&self, slot: Slot, from: Table) -> &[Slot] {
        relations::of_table(self.relations.referrers(slot), from)
    }

    /// Every value that refers to an id, by address: what a renaming must carry along.
    pub fn referring(&self, document: &Document, table: Table, id: &str) -> Vec<Address> {
        let mut found = Vec::new();
        for slot in self.relations.referrers_of(table, id) {
            let Ok(record) = document.record(*slot) else { continue };
            walk(document.schema().table(slot.table).record, record.root(), &mut |node| {
                if matches!(node.kind, FieldKind::Ref(to) if to == table) && node.value.as_str().as_deref() == Some(id)
                {
                    found.push(Address { path: node.path(), ..document.address(*slot) });
                }
            });
        }
        found
    }

    /// The records of a table in the order of their names (DIN 5007-1); sorted when first asked
    /// for.
    pub fn order(&self, document: &Document, table: Table) -> &[Slot] {
        self.order.of(document, table)
    }

    /// The place of each record of a table in that order, by the number of its slot; of a removed
    /// one it means nothing.
    pub fn ranks(&self, document: &Document, table: Table) -> &[u32] {
        self.order.ranks(document, table)
    }

    /// The engagements in an action field, in the order of their regions by name; those without a
    /// region are left out.
    pub fn engaged(&self, document: &Document, field: Slot) -> &[Slot] {
        self.order.engaged(document, &self.relations, field)
    }

    /// Makes the texts to search ready, so that the first search need not wait.
    pub fn prepare_search(&self, document: &Document) {
        self.haystack.prepare(document, &self.relations);
    }

    /// Records that stand in lists with these: the bodies and engagements of a region.
    fn listed_with(&self, slots: &[Slot], found: &mut Vec<Slot>) {
        for region in slots.iter().filter(|slot| slot.table == REGIONS) {
            let referrers = self.relations.referrers(*region).iter();
            found.extend(referrers.filter(|slot| matches!(slot.table, BODIES | ENGAGEMENTS)));
        }
    }

    /// Records that are found by texts of these: a municipality's region and that region's bodies.
    fn dependents(&self, slots: &[Slot], found: &mut BTreeSet<Slot>) {
        for town in slots.iter().filter(|slot| slot.table == MUNICIPALITIES) {
            for reference in self.relations.references(*town) {
                found.extend(reference.to);
                found.extend(self.relations.referrers_in(REGIONS, reference.id(), BODIES));
            }
        }
    }
}

/// The value of a field of a record, `None` taken as absent.
pub(crate) fn field<'r>(root: SyntaxValue<'r>, name: &str) -> Option<SyntaxValue<'r>> {
    root.field(name).and_then(SyntaxValue::unwrap_option)
}
