//! Which records belong to a region or body, and to which regions and body a record belongs.
//!
//! A body may belong to several regions; what it does belongs to all of them. Reads no record.
//! Entry points: [`records_of`], [`records_of_body`], [`regions_of`], [`bodies_of`],
//! [`regions_of_all`].

use crate::document::Slot;
use crate::index::Index;
use crate::model::{BODIES, DECISIONS, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, RECOMMENDATIONS, REGIONS};
use crate::schema::Table;

/// Returns a region and all records that belong to it, each once.
pub fn records_of(index: &Index, region: Slot) -> Vec<Slot> {
    let mut found = vec![region];
    for table in [MUNICIPALITIES, ENGAGEMENTS, MEASURES] {
        found.extend(index.referrers_in(region, table));
    }
    found.extend(index.referrers_in(region, BODIES).iter().flat_map(|body| records_of_body(index, *body)));
    found.sort_unstable();
    found.dedup();
    found
}

/// Returns a body, its meetings, and what these recommended and decided.
pub fn records_of_body(index: &Index, body: Slot) -> Vec<Slot> {
    let mut found = vec![body];
    found.extend(index.referrers_in(body, DECISIONS));
    for meeting in index.referrers_in(body, MEETINGS) {
        found.push(*meeting);
        found.extend(index.referrers_in(*meeting, RECOMMENDATIONS));
        found.extend(index.referrers_in(*meeting, DECISIONS));
    }
    found
}

/// Calls `visit` with each region that a record belongs to; a region belongs to itself.
pub fn regions_of(index: &Index, slot: Slot, visit: &mut dyn FnMut(Slot)) {
    found_above(index, slot, REGIONS, visit);
}

/// Calls `visit` with the body that a meeting, recommendation or decision belongs to; a body
/// belongs to itself.
pub fn bodies_of(index: &Index, slot: Slot, visit: &mut dyn FnMut(Slot)) {
    found_above(index, slot, BODIES, visit);
}

/// Calls `visit` with each record of a table that a record belongs to.
fn found_above(index: &Index, slot: Slot, wanted: Table, visit: &mut dyn FnMut(Slot)) {
    if slot.table == wanted {
        return visit(slot);
    }
    let Some(through) = table_above(slot.table, || index.references(slot).map(|to| to.table())) else { return };
    let above = index.references(slot).filter(|to| to.table() == through).filter_map(|to| to.to);
    above.for_each(|above| found_above(index, above, wanted, visit));
}

/// Returns the table of the records to which a record of a table belongs that refers to records of
/// these tables; `None` where it belongs to none.
pub(super) fn table_above<T: Iterator<Item = Table>>(table: Table, refers_to: impl Fn() -> T) -> Option<Table> {
    match table {
        MUNICIPALITIES | BODIES | ENGAGEMENTS | MEASURES => Some(REGIONS),
        MEETINGS => Some(BODIES),
        RECOMMENDATIONS => Some(MEETINGS),
        DECISIONS if refers_to().any(|to| to == MEETINGS) => Some(MEETINGS),
        DECISIONS => Some(BODIES),
        _ => None,
    }
}

/// Returns the regions to which some records belong, each once.
pub fn regions_of_all(index: &Index, records: &[Slot]) -> Vec<Slot> {
    let mut regions: Vec<Slot> = Vec::new();
    for record in records {
        regions_of(index, *record, &mut |region| {
            if !regions.contains(&region) {
                regions.push(region);
            }
        });
    }
    regions
}
