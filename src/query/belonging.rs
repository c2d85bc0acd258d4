//! Which records belong together along their references: to a region, an action field, a body.
//!
//! Entry points: [`belongs`], [`belongs_to_any`].

use std::collections::HashSet;

use super::DatasetView;
use crate::document::Slot;
use crate::model::{ACTION_FIELDS, REGIONS};
use crate::schema::Table;

/// Number of references to follow from a record to find what it belongs to (a decision to its
/// meeting to its body).
const STEPS: usize = 4;

/// Returns true when a record is one of `hubs` (regions, or action fields) or belongs to one: it
/// refers to one, or to a record that does. A region and an action field belong together if some
/// record refers to both; two regions never do.
pub fn belongs(data: DatasetView<'_>, slot: Slot, hubs: &[Slot]) -> bool {
    if hubs.contains(&slot) {
        return true;
    }
    if hubs.iter().any(|hub| hub.table == slot.table) {
        return false;
    }
    if is_hub(slot) {
        return data.index.referrers(slot).iter().any(|other| refers(data, *other, hubs));
    }
    leads_to(data, slot, hubs)
}

/// Returns true when a record refers to one of some records of one table, or to a record that does.
pub fn leads_to(data: DatasetView<'_>, slot: Slot, targets: &[Slot]) -> bool {
    leads(data, slot, targets, STEPS)
}

/// Returns the records of a table that refer to one of `hubs`, or to a record that does.
pub fn leading_to(data: DatasetView<'_>, table: Table, hubs: &[Slot]) -> HashSet<Slot> {
    let (mut seen, mut next) = (HashSet::new(), hubs.to_vec());
    for _ in 0..STEPS {
        let referrers: Vec<Slot> = next.iter().flat_map(|slot| data.index.referrers(*slot)).copied().collect();
        next = referrers.into_iter().filter(|slot| !is_hub(*slot) && seen.insert(*slot)).collect();
    }
    seen.retain(|slot| slot.table == table);
    seen
}

fn is_hub(slot: Slot) -> bool {
    matches!(slot.table, REGIONS | ACTION_FIELDS)
}

fn refers(data: DatasetView<'_>, slot: Slot, hubs: &[Slot]) -> bool {
    hubs.iter().any(|hub| data.index.refers(slot, *hub))
}

fn leads(data: DatasetView<'_>, slot: Slot, targets: &[Slot], steps: usize) -> bool {
    let table = targets.first().map(|target| target.table);
    // A record's own references count; only if it has none, those of the records it refers to.
    if steps == 0 || data.index.references(slot).any(|to| Some(to.table()) == table) {
        return refers(data, slot, targets);
    }
    let mut next = data.index.references(slot).filter_map(|to| to.to);
    next.any(|to| !is_hub(to) && leads(data, to, targets, steps - 1))
}

/// Returns true when a record is one of some records of a table or belongs to one: it leads to one
/// by its references, or one leads to it.
pub fn belongs_to_any(data: DatasetView<'_>, slot: Slot, table: Table, targets: &[Slot]) -> bool {
    if matches!(table, REGIONS | ACTION_FIELDS) {
        return belongs(data, slot, targets);
    }
    if slot.table == table {
        return targets.contains(&slot);
    }
    leads_to(data, slot, targets) || targets.iter().any(|target| leads_to(data, *target, &[slot]))
}

/// Returns true when a record refers to some record of a table, or some record of it to this one.
pub fn belongs_to_some(data: DatasetView<'_>, slot: Slot, table: Table) -> bool {
    data.index.references(slot).any(|to| to.table() == table) || !data.index.referrers_in(slot, table).is_empty()
}
