//! Turns references that form a cycle after a merge into conflicts.
//!
//! Each side by itself may be right while the merge is not: one put a body below a second, the
//! other put the second below the first. Every reference of the cycle that only one side set is
//! then in conflict, and stands as in ours. A cycle that a side has already is that side's error
//! and not a conflict, as is one that depends on a question: the check reports it when it is
//! decided that way. Entry point: [`ask`].

use std::collections::HashSet;

use super::value::plain;
use super::{Conflict, ConflictSide, DiffPlace, Merged};
use crate::document::matching::ThreeWay;
use crate::document::{Address, AddressStep, Document, Slot};
use crate::schema::{Field, FieldKind, Table};

/// Asks about the references that form a cycle only in the merged document.
pub(super) fn ask(docs: ThreeWay<&Document>, merged: &mut Merged) {
    for table in docs.ours.schema().all() {
        let is_changed = || !docs.base.same_table(docs.ours, table) && !docs.base.same_table(docs.theirs, table);
        for field in docs.ours.schema().table(table).record.fields {
            if matches!(field.kind, FieldKind::Ref(to) if to == table) && is_changed() {
                ask_in(docs, merged, table, field);
            }
        }
    }
}

/// Asks about the cycles of one field within its table.
fn ask_in(docs: ThreeWay<&Document>, merged: &mut Merged, table: Table, field: &Field) {
    // A new cycle has a reference that theirs set.
    let is_taken = |slot: &Slot| {
        let own = docs.ours.find(table, merged.document.id(*slot));
        own.is_none_or(|own| docs.ours.source(own) != merged.document.source(*slot))
    };
    let taken: Vec<Slot> = merged.document.slots(table).filter(is_taken).collect();
    for slot in taken {
        let Some(mut cycle) = cycle(&merged.document, slot, field) else { continue };
        let is_in = |side: &Document| {
            cycle.iter().all(|slot| {
                let own = side.find(table, merged.document.id(*slot));
                own.and_then(|own| target(side, own, field)) == target(&merged.document, *slot, field)
            })
        };
        let is_open = |slot: &Slot| {
            let place = place(&merged.document, *slot, field);
            merged.conflicts.iter().filter_map(|c| c.place.address()).any(|asked| place.is_within(asked))
        };
        if is_in(docs.ours) || is_in(docs.theirs) || cycle.iter().any(is_open) {
            continue;
        }
        cycle.sort_by_key(|slot| merged.document.position(*slot));
        for slot in cycle {
            ask_about(docs, merged, slot, field);
        }
    }
}

/// Asks about one reference of a cycle, if only one side set it.
fn ask_about(docs: ThreeWay<&Document>, merged: &mut Merged, slot: Slot, field: &Field) {
    let place = place(&merged.document, slot, field);
    let said = docs.map(|doc| {
        let record = doc.record(doc.resolve(&place)?).ok()?;
        plain(record.value(&place.path)?.text())
    });
    if said.ours == said.theirs {
        return;
    }
    let conflict = Conflict::new(DiffPlace::At(place), said, None);
    let edits = conflict.edits(&merged.document, &ConflictSide::Ours).unwrap_or_default();
    let Ok(changes) = merged.document.edit_all(&edits) else { return };
    if let Some(all) = &mut merged.changes {
        all.extend(changes);
    }
    merged.conflicts.push(conflict);
}

/// Returns the cycle of references to which a record belongs, if any.
fn cycle(doc: &Document, start: Slot, field: &Field) -> Option<Vec<Slot>> {
    let (mut found, mut seen) = (vec![start], HashSet::from([start]));
    let mut at = start;
    loop {
        at = doc.find(start.table, &target(doc, at, field)?)?;
        if at == start {
            return Some(found);
        }
        // It leads into a cycle of others.
        if !seen.insert(at) {
            return None;
        }
        found.push(at);
    }
}

fn place(doc: &Document, slot: Slot, field: &Field) -> Address {
    doc.address(slot).join(AddressStep::Field(field.name.to_owned()))
}

/// Returns the id to which a record refers.
fn target(doc: &Document, slot: Slot, field: &Field) -> Option<String> {
    let record = doc.record(slot).ok()?;
    let value = record.root().unwrap_option()?.field(field.name)?.unwrap_option()?;
    value.as_str().map(|id| id.into_owned())
}
