//! The one order of records, wherever several are listed: by full name after DIN 5007-1. Bodies
//! come by their first region and level first, and what is named by others by these, in the same
//! order.
//!
//! Only a pane shows the order of the file, while `o` asks for it; concerns stand as the file has
//! them; meetings come by date. A table is sorted when first asked for; afterwards a changed record
//! only moves to its new place. The engagements of each action field are kept in the same way, by
//! region.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use hashbrown::HashMap;

use super::body_level::level_of;
use super::chunks::SHARE;
use super::display_names::{name, name_in};
use super::field;
use super::fold::{CollationKey, collate};
use super::relations::{self, Relations};
use crate::document::{Document, Record, Slot};
use crate::model::records::Level;
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, REGIONS};
use crate::parallel;
use crate::schema::{Field, FieldKind, Schema, Table};

/// The order of every table that was asked for.
#[derive(Debug)]
pub struct TableOrder {
    tables: Vec<OnceLock<SortedTable>>,
    /// The engagements of each action field, by its slot number, in the order of their regions.
    engaged: OnceLock<Vec<Vec<Slot>>>,
}

/// The records of a table in order.
#[derive(Debug)]
struct SortedTable {
    slots: Vec<Slot>,
    /// The rank of each record, by slot number; computed when asked for.
    ranks: OnceLock<Vec<u32>>,
}

impl TableOrder {
    /// Returns an empty order.
    pub fn new(schema: &'static Schema) -> TableOrder {
        TableOrder { tables: schema.all().map(|_| OnceLock::new()).collect(), engaged: OnceLock::new() }
    }

    /// Returns the records of a table by name, according to DIN 5007-1. Bodies are grouped by
    /// region, in the order of their levels.
    pub fn of(&self, document: &Document, table: Table) -> &[Slot] {
        &self.sorted(document, table).slots
    }

    /// Returns the same where it is known already.
    pub fn known(&self, table: Table) -> Option<&[Slot]> {
        self.tables[usize::from(table.0)].get().map(|sorted| &sorted.slots[..])
    }

    /// Keeps the order of a table; the keys are those of all of its records.
    pub fn keep(&self, table: Table, keys: Vec<SortKey>) {
        self.tables[usize::from(table.0)].get_or_init(|| SortedTable::of(keys));
    }

    /// Returns the rank of each record in that order, by slot number. The rank of a removed record
    /// is meaningless.
    pub fn ranks(&self, document: &Document, table: Table) -> &[u32] {
        let sorted = self.sorted(document, table);
        sorted.ranks.get_or_init(|| {
            let mut ranks = vec![u32::MAX; document.slot_count(table)];
            (0..).zip(&sorted.slots).for_each(|(rank, slot)| ranks[slot.index as usize] = rank);
            ranks
        })
    }

    fn sorted(&self, document: &Document, table: Table) -> &SortedTable {
        self.tables[usize::from(table.0)]
            .get_or_init(|| SortedTable::of(keys(document, &document.slots(table).collect::<Vec<Slot>>())))
    }

    /// Brings records of a table into that order. While the table is not sorted, only these are
    /// read where they are a part of it.
    pub fn arrange(&self, document: &Document, table: Table, slots: &mut Vec<Slot>) {
        let is_sorted = self.tables[usize::from(table.0)].get().is_some();
        if is_sorted || slots.len() * 2 > document.slots(table).len() {
            let ranks = self.ranks(document, table);
            return slots.sort_by_key(|slot| ranks[slot.index as usize]);
        }
        *slots = SortedTable::of(keys(document, slots)).slots;
    }

    /// Sorts the records of a table by their keys.
    pub fn sort(&mut self, table: Table, keys: Vec<SortKey>) {
        self.tables[usize::from(table.0)] = SortedTable::of(keys).into();
    }

    /// Returns the engagements in an action field, in the order of their regions. Those without a
    /// region are left out.
    pub fn engaged(&self, document: &Document, relations: &Relations, field: Slot) -> &[Slot] {
        let lists = self.engaged.get_or_init(|| {
            let mut lists = vec![Vec::new(); document.slot_count(ACTION_FIELDS)];
            for region in self.of(document, REGIONS) {
                let engagements = relations::of_table(relations.referrers(*region), ENGAGEMENTS).iter();
                for engagement in engagements.filter(|slot| relations.region_of(**slot) == Some(*region)) {
                    fields(relations, *engagement).for_each(|field| lists[field].push(*engagement));
                }
            }
            lists
        });
        let field = relations.canonical(field);
        field.and_then(|field| lists.get(field.index as usize)).map_or(&[], Vec::as_slice)
    }

    /// Prepares for these records, or those they are listed with, to change or go.
    pub fn forget(&mut self, relations: &Relations, slots: &[Slot]) {
        if slots.iter().any(|slot| slot.table == ACTION_FIELDS) {
            self.engaged.take();
        }
        let Some(lists) = self.engaged.get_mut() else { return };
        for slot in slots.iter().filter(|slot| slot.table == ENGAGEMENTS) {
            fields(relations, *slot).for_each(|field| lists[field].retain(|other| other != slot));
        }
    }

    /// Updates the order after these records, or those they are listed with, changed, came or went.
    pub fn update(&mut self, document: &Document, relations: &Relations, slots: &[Slot]) {
        self.update_tables(document, slots);
        let Some(mut lists) = self.engaged.take() else { return };
        let ranks = self.ranks(document, REGIONS);
        let key = |slot: &Slot| relations.region_of(*slot).map(|region| (ranks[region.index as usize], *slot));
        for slot in slots.iter().filter(|slot| slot.table == ENGAGEMENTS && key(slot).is_some()) {
            for field in fields(relations, *slot) {
                lists[field].retain(|other| other != slot);
                let at = lists[field].partition_point(|other| key(other) < key(slot));
                lists[field].insert(at, *slot);
            }
        }
        self.engaged = lists.into();
    }

    fn update_tables(&mut self, document: &Document, slots: &[Slot]) {
        // Records named after these get new names. Few callers ask for all of them in order.
        for (sorted, declared) in self.tables.iter_mut().zip(document.schema().tables) {
            let is_changed =
                |part: &Field| matches!(part.kind, FieldKind::Ref(to) if slots.iter().any(|slot| slot.table == to));
            if declared.record.name_parts().into_iter().any(is_changed) {
                sorted.take();
            }
        }
        let changed: HashSet<&Slot> = slots.iter().collect();
        let mut keys = SortKeys::new(document);
        for (number, table) in self.tables.iter_mut().enumerate() {
            let here = |slot: &&Slot| usize::from(slot.table.0) == number;
            let (Some(sorted), true) = (table.get_mut(), slots.iter().any(|slot| here(&slot))) else { continue };
            sorted.ranks.take();
            let order = &mut sorted.slots;
            order.retain(|slot| !changed.contains(slot));
            for slot in slots.iter().filter(here).filter(|slot| document.is_live(**slot)) {
                let key = keys.read(*slot);
                let at = order.partition_point(|other| keys.read(*other) < key);
                order.insert(at, *slot);
            }
        }
    }
}

/// Reads the sort keys of records, on all processors where there are many.
fn keys(document: &Document, slots: &[Slot]) -> Vec<SortKey> {
    let shares: Vec<&[Slot]> = slots.chunks(SHARE).collect();
    let read = |share: usize| {
        let mut keys = SortKeys::new(document);
        shares[share].iter().map(|slot| keys.read(*slot)).collect::<Vec<SortKey>>()
    };
    parallel::map(shares.len(), false, read).into_iter().flatten().collect()
}

/// Returns the slot numbers of the action fields of an engagement.
fn fields(relations: &Relations, engagement: Slot) -> impl Iterator<Item = usize> {
    let fields = relations.references(engagement).filter(|reference| reference.table() == ACTION_FIELDS);
    fields.filter_map(|field| Some(field.to?.index as usize))
}

impl SortedTable {
    fn of(mut keys: Vec<SortKey>) -> SortedTable {
        // Files are mostly in this order already, so a stable sort is fast.
        keys.sort();
        SortedTable { slots: keys.into_iter().map(|key| key.slot).collect(), ranks: OnceLock::new() }
    }
}

/// The place of a record among those of its table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    /// The records it is listed by: a body by its first region, what is named by others by these.
    hubs: Vec<Arc<CollationKey>>,
    level: Option<Level>,
    name: CollationKey,
    /// Makes the order total.
    slot: Slot,
}

impl SortKey {
    /// Returns the record.
    pub fn slot(&self) -> Slot {
        self.slot
    }
}

/// Computes the sort keys of records, looking up the records they are listed by once.
pub struct SortKeys<'d> {
    document: &'d Document,
    /// By table and id.
    hubs: Vec<HashMap<Box<str>, Arc<CollationKey>>>,
}

impl<'d> SortKeys<'d> {
    /// Returns a cache without entries.
    pub fn new(document: &'d Document) -> SortKeys<'d> {
        SortKeys { document, hubs: document.schema().all().map(|_| HashMap::default()).collect() }
    }

    /// Returns the sort key of a record; `record` is `None` where it cannot be read.
    pub fn of(&mut self, slot: Slot, record: Option<&Record<'_>>) -> SortKey {
        let name = collate(&name_in(self.document, slot, record));
        let Some(root) = record.map(Record::root) else { return SortKey { hubs: Vec::new(), level: None, name, slot } };
        let declared = self.document.schema().table(slot.table).record;
        let hubs = if slot.table == BODIES {
            field(root, "regions")
                .and_then(|regions| regions.item(0))
                .map(|region| (REGIONS, region))
                .into_iter()
                .collect()
        } else {
            let parts = declared.name_parts().into_iter();
            parts.filter_map(|part| Some((referred(part)?, field(root, part.name)?))).collect::<Vec<_>>()
        };
        let hubs = hubs.into_iter().filter_map(|(table, id)| Some(self.hub(table, &id.unwrap_option()?.as_str()?)));
        let hubs = hubs.collect();
        let level = if slot.table == BODIES { level_of(self.document.schema(), root) } else { None };
        SortKey { hubs, level, name, slot }
    }

    /// Reads the sort key of a record.
    pub fn read(&mut self, slot: Slot) -> SortKey {
        self.of(slot, self.document.record(slot).ok().as_ref())
    }

    fn hub(&mut self, table: Table, id: &str) -> Arc<CollationKey> {
        let document = self.document;
        let hubs = &mut self.hubs[usize::from(table.0)];
        if let Some(key) = hubs.get(id) {
            return key.clone();
        }
        let slot = document.find(table, id);
        let key = Arc::new(collate(&slot.map_or_else(|| id.to_owned(), |slot| name(document, slot))));
        hubs.insert(id.into(), key.clone());
        key
    }
}

/// Returns the table that a field refers to.
fn referred(field: &Field) -> Option<Table> {
    match field.kind {
        FieldKind::Ref(table) => Some(table),
        _ => None,
    }
}
