//! Which declared fields hold references, and the path to them in a record.
//!
//! Entry points: [`sites`], [`ReferenceField::each`].

use crate::schema::{Field, FieldKind, RecordType, Schema, Table};
use crate::syntax::SyntaxValue;

/// A declared field that holds references.
#[derive(Debug)]
pub struct ReferenceField {
    /// The table whose records refer.
    pub from: Table,
    /// The outermost field of the record that contains the reference.
    pub field: &'static Field,
    /// The table that is referred to.
    pub to: Table,
    way: Vec<PathStep>,
}

impl ReferenceField {
    /// Calls `found` with each id that a record refers to here. Empty ids are skipped.
    pub(super) fn each(&self, record: SyntaxValue<'_>, found: &mut dyn FnMut(&str)) {
        follow(record, &self.way, found);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PathStep {
    Into(&'static str),
    Each,
}

/// Returns all declared fields that hold references.
pub(super) fn sites(schema: &'static Schema) -> Vec<ReferenceField> {
    let mut found = Vec::new();
    for table in schema.all() {
        for field in schema.table(table).record.fields {
            let mut way = vec![PathStep::Into(field.name)];
            collect(field.kind, &mut way, &mut |way, to| {
                found.push(ReferenceField { from: table, field, to, way: way.to_vec() });
            });
        }
    }
    found
}

fn collect(kind: FieldKind, way: &mut Vec<PathStep>, found: &mut dyn FnMut(&[PathStep], Table)) {
    match kind {
        FieldKind::Ref(table) => found(way, table),
        FieldKind::List(item) => {
            way.push(PathStep::Each);
            collect(*item, way, found);
            way.pop();
        }
        FieldKind::Record(record) => collect_record(record, way, found),
        _ => {}
    }
}

fn collect_record(record: &'static RecordType, way: &mut Vec<PathStep>, found: &mut dyn FnMut(&[PathStep], Table)) {
    for field in record.fields {
        way.push(PathStep::Into(field.name));
        collect(field.kind, way, found);
        way.pop();
    }
}

fn follow(value: SyntaxValue<'_>, way: &[PathStep], found: &mut dyn FnMut(&str)) {
    let Some(value) = value.unwrap_option() else { return };
    match way {
        [] => {
            if let Some(id) = value.as_str().filter(|id| !id.is_empty()) {
                found(&id);
            }
        }
        [PathStep::Into(name), rest @ ..] => {
            if let Some(inner) = value.field(name) {
                follow(inner, rest, found);
            }
        }
        [PathStep::Each, rest @ ..] => value.items().for_each(|item| follow(item, rest, found)),
    }
}
