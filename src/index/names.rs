//! What a record is called on the screen.
//!
//! Computed from the document when asked for, not stored: a name costs one record to read, and only those shown are asked.

use std::collections::HashMap;

use crate::document::{Document, Slot, Value};
use crate::model::{ACTION_FIELDS, ENGAGEMENTS, REGIONS};
use crate::schema::Table;

/// The full name of a record: its `name`, `title` or `text`, for an engagement "field · region"; its id when it has none.
pub fn name(document: &Document, slot: Slot) -> String {
    read(document, slot, &["name", "title", "text"])
}

/// The short name of a record when it has one, else the full one.
pub fn short_name(document: &Document, slot: Slot) -> String {
    read(document, slot, &["short", "name", "title", "text"])
}

/// The short name of the record with this id; the id itself when there is none.
pub fn name_of(document: &Document, table: Table, id: &str) -> String {
    document.find(table, id).map_or_else(|| id.to_owned(), |slot| short_name(document, slot))
}

/// The text of a field of a record that is a string and not empty.
pub fn text(root: Value<'_>, field: &str) -> Option<String> {
    let value = root.field(field)?.peel()?;
    value.as_str().map(|text| text.into_owned()).filter(|text| !text.is_empty())
}

fn read(document: &Document, slot: Slot, fields: &[&str]) -> String {
    let id = || document.id(slot).to_owned();
    let Ok(record) = document.record(slot) else { return id() };
    let root = record.root();
    if slot.table == ENGAGEMENTS {
        let of = |field, table| text(root, field).map(|id| name_of(document, table, &id));
        let parts = [of("action_field", ACTION_FIELDS), of("region", REGIONS)].into_iter().flatten();
        let name = parts.collect::<Vec<_>>().join(" · ");
        return if name.is_empty() { id() } else { name };
    }
    fields.iter().find_map(|field| text(root, field)).unwrap_or_else(id)
}

type Named = (Slot, String);

/// The names of records that others refer to, each looked up once.
pub struct Names<'d> {
    document: &'d Document,
    /// By table and id; `None` where there is no such record.
    known: HashMap<Table, HashMap<Box<str>, Option<Named>>>,
}

impl<'d> Names<'d> {
    /// Nothing looked up yet.
    pub fn new(document: &'d Document) -> Names<'d> {
        Names { document, known: HashMap::new() }
    }

    /// The record with this id and its full name.
    pub fn of(&mut self, table: Table, id: &str) -> Option<(Slot, &str)> {
        let known = self.known.entry(table).or_default();
        if !known.contains_key(id) {
            let slot = self.document.find(table, id);
            known.insert(id.into(), slot.map(|slot| (slot, name(self.document, slot))));
        }
        known.get(id)?.as_ref().map(|(slot, name)| (*slot, name.as_str()))
    }
}
