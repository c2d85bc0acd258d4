//! Turns references to records that the other side removed into conflicts.
//!
//! Each side by itself may be valid while the merge is not: one removed a record, and the other
//! added a reference to it. The record is then in conflict. Deciding for the record keeps it;
//! deciding for its removal drops the references. A reference that dangles on its own side already
//! is that side's error and not a conflict. Entry points: [`without_dangling`], [`brought_up`],
//! [`drop_references`].

use std::collections::HashSet;

use super::references::{can_refer, references, referrers};
use super::{Conflict, DiffPlace, MergeInput, MergeOrigin, Merged, contents};
use crate::document::matching::ThreeWay;
use crate::document::{Address, AddressStep, Change, Document, Edit, Path, Slot};
use crate::schema::Table;
use crate::syntax::trivia;

/// Merges; a record that one side removed and the other newly refers to is a conflict.
///
/// In a file with markers both sides may have the reference already, because what was
/// merged is outside of the markers. There, every reference to a record of only one side is a
/// conflict.
pub(super) fn without_dangling(input: MergeInput<'_>) -> Merged {
    let (docs, is_marked) = (input.docs, input.origin != MergeOrigin::Files);
    let mut merged = contents(input, docs.base);
    let mut without = docs.base.clone();
    let (mut kept, mut gone): (Vec<Address>, Vec<Address>) = (Vec::new(), Vec::new());
    loop {
        let known: Vec<&Address> = kept.iter().chain(&gone).collect();
        let lost = lost_targets(docs, &merged, &known, is_marked);
        let (ours, theirs): (Vec<Address>, Vec<Address>) =
            lost.into_iter().partition(|target| docs.ours.resolve(target).is_some());
        if ours.is_empty() && theirs.is_empty() {
            break;
        }
        if !ours.is_empty() {
            // A record that only ours has stays: as if the base had lacked it.
            for address in ours.iter().cloned() {
                let _ = without.edit(&Edit::Remove { address });
            }
            merged = contents(input, &without);
        }
        kept.extend(ours);
        gone.extend(theirs);
    }
    for target in kept.iter().chain(&gone) {
        let asked = |c: &Conflict| c.place.address().is_some_and(|a| a.table == target.table && a.id == target.id);
        if !merged.conflicts.iter().any(asked) {
            let question = question(docs, target, &merged.document);
            merged.conflicts.push(question);
        }
    }
    merged
}

/// Returns the conflict that asks whether a record is to be kept.
fn question(docs: ThreeWay<&Document>, target: &Address, merged: &Document) -> Conflict {
    let texts = docs.map(|doc| doc.resolve(target).map(|slot| shown(doc, slot)));
    Conflict::new(DiffPlace::At(target.clone()), texts, record_above(docs, target, merged))
}

/// Returns the conflicts that a decision causes: missing records to which its changes refer.
pub(super) fn brought_up(docs: ThreeWay<&Document>, merged: &Merged, changes: &[Change]) -> Vec<Conflict> {
    let document = &merged.document;
    let mut found: Vec<Conflict> = Vec::new();
    let changed = changes.iter().filter_map(|change| document.find(change.table?, &change.id));
    for slot in changed {
        for (target, _) in references(document, slot) {
            let is_asked = |c: &Conflict| c.place == DiffPlace::At(target.clone());
            let was_there = || [docs.base, docs.ours, docs.theirs].iter().any(|doc| doc.resolve(&target).is_some());
            let own_error = || {
                let own = [docs.ours, docs.theirs].map(|side| counterpart(document, slot, side));
                own.into_iter().flatten().any(|(doc, slot)| leads_nowhere(doc, slot, &target))
            };
            if document.resolve(&target).is_none()
                && !merged.conflicts.iter().chain(&found).any(is_asked)
                && was_there()
                && !own_error()
            {
                found.push(question(docs, &target, document));
            }
        }
    }
    found
}

/// Returns whether a record refers to one that its own document lacks.
fn leads_nowhere(doc: &Document, slot: Slot, target: &Address) -> bool {
    doc.resolve(target).is_none() && references(doc, slot).iter().any(|(to, _)| to == target)
}

/// Returns the missing records, except `known`, to which the merged document refers or would refer
/// once conflicts are decided for theirs. Leaves out those to which a side refers without having
/// them itself.
fn lost_targets(docs: ThreeWay<&Document>, merged: &Merged, known: &[&Address], is_marked: bool) -> Vec<Address> {
    let ThreeWay { ours, theirs, .. } = docs;
    let (conflicts, merged) = (&merged.conflicts, &merged.document);
    let mut found: Vec<Address> = Vec::new();
    let schema = merged.schema();
    let is_changed = |table: Table| !docs.base.same_table(ours, table) || !docs.base.same_table(theirs, table);
    let shrunk: Vec<Table> = schema
        .all()
        .filter(|table| !schema.table(*table).single && is_changed(*table))
        .filter(|table| [ours, theirs].iter().any(|doc| lacks_one_of(merged, doc, *table)))
        .collect();
    let referring = schema.all().filter(|table| shrunk.iter().any(|to| can_refer(schema.table(*table).record, *to)));
    let here = referring.flat_map(|table| merged.slots(table)).map(|slot| (merged, slot, &[][..]));
    let asked = conflicts.iter().filter_map(|conflict| conflict.place.address()).chain(known.iter().copied());
    // A decision for theirs brings a record or a part of one.
    let could_come = asked.filter(|address| !address.path.is_empty() || merged.resolve(address).is_none());
    let could_come = could_come.filter_map(|address| Some((theirs, theirs.resolve(address)?, outside_lists(address))));
    for (doc, slot, part) in here.chain(could_come) {
        let own = [ours, theirs].map(|other| counterpart(doc, slot, other));
        // A record that both sides have unchanged refers to nothing new.
        let text = doc.source(slot);
        if !is_marked && own.iter().all(|own| own.is_some_and(|(doc, slot)| doc.source(slot) == text)) {
            continue;
        }
        for (target, path) in references(doc, slot) {
            let is_new = path.starts_with(part)
                && shrunk.contains(&target.table)
                && merged.resolve(&target).is_none()
                && !found.contains(&target)
                && !known.contains(&&target);
            let there = [ours, theirs].iter().any(|doc| doc.resolve(&target).is_some());
            let own_error = || own.into_iter().flatten().any(|(doc, slot)| leads_nowhere(doc, slot, &target));
            if is_new && there && (is_marked || !own_error()) {
                found.push(target);
            }
        }
    }
    found
}

/// Returns the path of a place up to the first list, in which an item may have another number on
/// the other side.
fn outside_lists(address: &Address) -> &[AddressStep] {
    let list = address.path.iter().position(|step| matches!(step, AddressStep::Item(_)));
    &address.path[..list.unwrap_or(address.path.len())]
}

/// Returns whether a document has a record in a table that `merged` lacks.
fn lacks_one_of(merged: &Document, doc: &Document, table: Table) -> bool {
    doc.slots(table).any(|slot| !doc.id(slot).is_empty() && merged.find(table, doc.id(slot)).is_none())
}

/// Returns the record with the same id in another document.
fn counterpart<'d>(merged: &Document, slot: Slot, doc: &'d Document) -> Option<(&'d Document, Slot)> {
    doc.resolve(&merged.address(slot)).map(|found| (doc, found))
}

/// Returns the edits that remove all references to a record from a document, from the last item of
/// each list to the first.
pub(super) fn drop_references(doc: &Document, to: &Address) -> Vec<Edit> {
    let mut seen = HashSet::new();
    let referrers = referrers(doc, to).into_iter().filter(|address| {
        let own = address.table == to.table && address.id == to.id;
        !own && seen.insert(address.clone())
    });
    let mut edits = Vec::new();
    for address in referrers {
        let Some(slot) = doc.resolve(&address) else { continue };
        let places = references(doc, slot).into_iter().filter(|(target, _)| target == to);
        let mut places: Vec<Path> = places.map(|(_, path)| path).collect();
        places.reverse();
        for path in places {
            let place = Address { path, ..address.clone() };
            edits.push(match place.path.split_last() {
                Some((AddressStep::Item(at), list)) => {
                    Edit::RemoveItem { list: Address { path: list.to_vec(), ..address.clone() }, at: *at }
                }
                _ => Edit::Clear { address: place },
            });
        }
    }
    edits
}

/// Returns a record with its own comments.
fn shown(doc: &Document, slot: Slot) -> String {
    let (piece, value) = (doc.piece(slot), doc.value_range(slot));
    let own = trivia::own(&piece[..value.start], doc.position(slot) == Some(0));
    piece[own..value.end].to_owned()
}

/// Returns the nearest record before `target` that the merged document has, in the order of a side
/// that has `target`.
fn record_above(docs: ThreeWay<&Document>, target: &Address, merged: &Document) -> Option<String> {
    let doc = [docs.ours, docs.theirs].into_iter().find(|doc| doc.resolve(target).is_some())?;
    let slots: Vec<Slot> = doc.slots(target.table).take_while(|slot| doc.id(*slot) != target.id).collect();
    let there = |slot: &&Slot| !doc.id(**slot).is_empty() && merged.find(target.table, doc.id(**slot)).is_some();
    slots.iter().rev().find(there).map(|slot| doc.id(*slot).to_owned())
}
