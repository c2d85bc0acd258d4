//! Finds the references between the records of a document.
//!
//! Must not change documents or decide anything. Entry points: [`references`] of a record, and
//! [`referrers`] to one.

use memchr::memmem;

use crate::document::{Address, AddressStep, Document, Path, Slot};
use crate::schema::{FieldKind, RecordType, Table};
use crate::syntax::SyntaxValue;

/// Returns the records that refer to a record. Only those whose text contains its id are parsed.
pub(super) fn referrers(doc: &Document, to: &Address) -> Vec<Address> {
    let finder = memmem::Finder::new(to.id.as_bytes());
    let schema = doc.schema();
    let tables = schema.all().filter(|table| can_refer(schema.table(*table).record, to.table));
    let slots = tables.flat_map(|table| doc.slots(table));
    // An id may also be written with escapes.
    let may = |slot: &Slot| {
        let text = doc.source(*slot).as_bytes();
        finder.find(text).is_some() || memchr::memchr(b'\\', text).is_some()
    };
    let refers = |slot: &Slot| references(doc, *slot).iter().any(|(target, _)| target == to);
    slots.filter(|slot| may(slot) && refers(slot)).map(|slot| doc.address(slot)).collect()
}

/// Returns whether a record of this type can refer to a record of a table.
pub(super) fn can_refer(record: &RecordType, to: Table) -> bool {
    fn kind_can(kind: FieldKind, to: Table) -> bool {
        match kind {
            FieldKind::Ref(table) => table == to,
            FieldKind::List(item) => kind_can(*item, to),
            FieldKind::Record(record) => can_refer(record, to),
            _ => false,
        }
    }
    record.fields.iter().any(|field| kind_can(field.kind, to))
}

/// Returns the references of a record, with their paths.
pub(super) fn references(doc: &Document, slot: Slot) -> Vec<(Address, Path)> {
    let kind = FieldKind::Record(doc.schema().table(slot.table).record);
    doc.record(slot).map_or_else(|_| Vec::new(), |record| references_in(record.root(), kind))
}

/// Returns the references of a value of this kind, with their paths.
pub fn references_in(value: SyntaxValue<'_>, kind: FieldKind) -> Vec<(Address, Path)> {
    let mut found = Vec::new();
    collect(value, kind, &mut Path::new(), &mut found);
    found
}

fn collect(value: SyntaxValue<'_>, kind: FieldKind, path: &mut Path, found: &mut Vec<(Address, Path)>) {
    let Some(value) = value.unwrap_option() else { return };
    match kind {
        FieldKind::Ref(table) => {
            found.extend(value.as_str().map(|id| (Address::record(table, id.into_owned()), path.clone())));
        }
        FieldKind::Record(record) => {
            for (name, inner) in value.fields() {
                if let Some(field) = record.field(name) {
                    path.push(AddressStep::Field(name.to_owned()));
                    collect(inner, field.kind, path, found);
                    path.pop();
                }
            }
        }
        FieldKind::List(item) => {
            for (index, inner) in value.items().enumerate() {
                path.push(AddressStep::Item(index));
                collect(inner, *item, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}
