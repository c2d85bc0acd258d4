//! Where in the declaration references stand, and the way to them in a record.
//!
//! Enter at [`sites`], [`Site::each`].

use crate::document::Value;
use crate::schema::{Field, Kind, RecordType, Schema, Table};

/// A place in the declaration that holds references.
#[derive(Debug)]
pub struct Site {
    /// The table whose records refer.
    pub from: Table,
    /// The field of the record, outermost, in which the reference stands.
    pub field: &'static Field,
    /// The table that is referred to.
    pub to: Table,
    way: Vec<Turn>,
}

impl Site {
    /// Hands over the ids that a record refers to here; empty ones are none.
    pub(super) fn each(&self, record: Value<'_>, found: &mut dyn FnMut(&str)) {
        follow(record, &self.way, found);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Into(&'static str),
    Each,
}

/// All places in the declaration that hold references.
pub(super) fn sites(schema: &'static Schema) -> Vec<Site> {
    let mut found = Vec::new();
    for table in schema.all() {
        for field in schema.table(table).record.fields {
            let mut way = vec![Turn::Into(field.name)];
            collect(field.kind, &mut way, &mut |way, to| {
                found.push(Site { from: table, field, to, way: way.to_vec() });
            });
        }
    }
    found
}

fn collect(kind: Kind, way: &mut Vec<Turn>, found: &mut dyn FnMut(&[Turn], Table)) {
    match kind {
        Kind::Ref(table) => found(way, table),
        Kind::List(item) => {
            way.push(Turn::Each);
            collect(*item, way, found);
            way.pop();
        }
        Kind::Record(record) => collect_record(record, way, found),
        _ => {}
    }
}

fn collect_record(record: &'static RecordType, way: &mut Vec<Turn>, found: &mut dyn FnMut(&[Turn], Table)) {
    for field in record.fields {
        way.push(Turn::Into(field.name));
        collect(field.kind, way, found);
        way.pop();
    }
}

fn follow(value: Value<'_>, way: &[Turn], found: &mut dyn FnMut(&str)) {
    let Some(value) = value.peel() else { return };
    match way {
        [] => {
            if let Some(id) = value.as_str().filter(|id| !id.is_empty()) {
                found(&id);
            }
        }
        [Turn::Into(name), rest @ ..] => {
            if let Some(inner) = value.field(name) {
                follow(inner, rest, found);
            }
        }
        [Turn::Each, rest @ ..] => value.items().for_each(|item| follow(item, rest, found)),
    }
}
