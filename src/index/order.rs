//! The records of each table in the order in which lists show them: by name; bodies by region and level first.
//!
//! A table is sorted when first asked for; after that a changed record only moves to its new place.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::field;
use super::fold::{Key, collate};
use super::names::{name, name_of};
use crate::document::{Document, Slot, Step};
use crate::model::records::Level;
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, REGIONS};
use crate::schema::{Schema, Table};

/// The order of every table, as far as asked for.
#[derive(Debug)]
pub struct Order {
    tables: Vec<OnceLock<Vec<Slot>>>,
}

impl Order {
    /// Nothing sorted yet.
    pub fn new(schema: &'static Schema) -> Order {
        Order { tables: schema.all().map(|_| OnceLock::new()).collect() }
    }

    /// The records of a table by name, after DIN 5007-1; bodies stand with their region, in the order of their levels.
    pub fn of(&self, document: &Document, table: Table) -> &[Slot] {
        self.tables[usize::from(table.0)].get_or_init(|| {
            let mut slots: Vec<Slot> = document.slots(table).collect();
            slots.sort_by_cached_key(|slot| key(document, *slot));
            slots
        })
    }

    /// Takes in that these records changed, came or went.
    pub fn update(&mut self, document: &Document, slots: &[Slot]) {
        // An engagement is called after its region and action field, a body stands with its region.
        if slots.iter().any(|slot| matches!(slot.table, REGIONS | ACTION_FIELDS)) {
            self.tables[usize::from(ENGAGEMENTS.0)].take();
            self.tables[usize::from(BODIES.0)].take();
        }
        let changed: HashSet<&Slot> = slots.iter().collect();
        for (number, table) in self.tables.iter_mut().enumerate() {
            let here = |slot: &&Slot| usize::from(slot.table.0) == number;
            let (Some(order), true) = (table.get_mut(), slots.iter().any(|slot| here(&slot))) else { continue };
            order.retain(|slot| !changed.contains(slot));
            for slot in slots.iter().filter(here).filter(|slot| document.is_live(**slot)) {
                let key = key(document, *slot);
                let at = order.partition_point(|other| self::key(document, *other) < key);
                order.insert(at, *slot);
            }
        }
    }
}

/// Region and level of a body (nothing for other records), name, and the slot so that the order is total.
type Place = (Key, Option<Level>, Key, Slot);

fn key(document: &Document, slot: Slot) -> Place {
    let (region, level) = if slot.table == BODIES { body_place(document, slot) } else { Default::default() };
    (collate(&region), level, collate(&name(document, slot)), slot)
}

fn body_place(document: &Document, body: Slot) -> (String, Option<Level>) {
    let Ok(record) = document.record(body) else { return Default::default() };
    let first = record.value(&[Step::Field("regions".into()), Step::Item(0)]);
    let region = first.and_then(|v| v.as_str()).map(|id| name_of(document, REGIONS, &id));
    let level = field(record.root(), "level").and_then(|v| Level::from_name(v.as_word()?));
    (region.unwrap_or_default(), level)
}
