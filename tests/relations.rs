//! What the index knows of references after any changes: whose ids they are, and who refers to
//! whom.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use bildungsnetz::document::{Change, Document, Slot, invert};
use bildungsnetz::index::Index;
use bildungsnetz::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, REGIONS, SCHEMA};
use bildungsnetz::schema::Table;
use proptest::prelude::*;

const TABLES: [Table; 4] = [ACTION_FIELDS, REGIONS, BODIES, ENGAGEMENTS];

/// So few that records often share them, lose them and take them from each other.
const IDS: [&str; 5] = ["a", "b", "c", "d", "e"];

/// A record of a table, written with the ids of these numbers.
fn record(table: Table, numbers: &[u8]) -> String {
    let id = |at: usize| IDS[usize::from(numbers[at]) % IDS.len()];
    let (own, one, two, three) = (id(0), id(1), id(2), id(3));
    match table {
        ENGAGEMENTS => format!("(id: \"{own}\", region: \"{one}\", action_field: \"{two}\"),\n"),
        BODIES => format!(
            "(id: \"{own}\", name: \"N\", regions: [\"{one}\", \"{two}\"], action_fields: [\"{two}\"], parent: \"{three}\"),\n"
        ),
        // By its name a region has its place, and with it its bodies and engagements theirs.
        _ => format!("(id: \"{own}\", name: \"N{}\"),\n", numbers[1] % 3),
    }
}

/// A directory of these records; ids may be there several times.
fn directory(records: &[(usize, [u8; 4])]) -> Document {
    let list = |table: &Table| {
        let records =
            records.iter().filter(|(at, _)| TABLES[at % 4] == *table).map(|(_, numbers)| record(*table, numbers));
        format!("{}: [\n{}],\n", SCHEMA.table(*table).name, records.collect::<String>())
    };
    let text = format!("#![enable(implicit_some)]\n(\n{})\n", TABLES.iter().map(list).collect::<String>());
    Document::parse(&SCHEMA, text).unwrap()
}

/// A change: a record comes, goes, or becomes another one.
fn change(document: &Document, (what, at, numbers): (u8, usize, [u8; 4])) -> Option<Change> {
    let table = TABLES[usize::from(what) % 4];
    let slots: Vec<Slot> = document.slots(table).collect();
    let position = at % (slots.len() + 1);
    let slot = slots.get(position).filter(|_| what / 4 % 3 > 0);
    let before = slot.map(|slot| document.piece(*slot).to_owned());
    let after = (what / 4 % 3 < 2).then(|| record(table, &numbers));
    let id =
        slot.map_or_else(|| IDS[usize::from(numbers[0]) % IDS.len()].to_owned(), |slot| document.id(*slot).to_owned());
    (before.is_some() || after.is_some()).then_some(Change { table: Some(table), id, position, before, after })
}

fn slots(document: &Document) -> Vec<Slot> {
    TABLES.into_iter().flat_map(|table| document.slots(table)).collect()
}

/// What is referred to is what the document finds, both ways, and all as in an index made anew.
fn check(document: &Document, index: &Index) {
    let anew = Index::build(document);
    for table in TABLES {
        assert_eq!(index.order(document, table), anew.order(document, table), "in\n{}", document.text());
    }
    for field in document.slots(ACTION_FIELDS) {
        assert_eq!(index.engaged(document, field), anew.engaged(document, field), "in\n{}", document.text());
        let all = index.referrers_in(field, ENGAGEMENTS).iter().filter(|slot| index.region_of(**slot).is_some());
        assert_eq!(index.engaged(document, field).len(), all.count());
    }
    for slot in slots(document) {
        let of =
            |index: &Index| index.references(slot).map(|r| (r.table(), r.id().to_owned(), r.to)).collect::<Vec<_>>();
        let references = of(index);
        assert_eq!(references, of(&anew));
        for (table, id, to) in references {
            assert_eq!(to, document.find(table, &id), "{id} in\n{}", document.text());
        }
        let refers = |from: &Slot| {
            let mut references = anew.references(*from);
            references.any(|r| r.table() == slot.table && r.id() == document.id(slot))
        };
        let mut referrers: Vec<Slot> = slots(document).into_iter().filter(refers).collect();
        referrers.sort();
        assert_eq!(index.referrers(slot), referrers, "of {} in\n{}", document.id(slot), document.text());
        assert_eq!(anew.referrers(slot), referrers);
        assert!(slots(document).iter().all(|from| index.refers(*from, slot) == referrers.contains(from)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn references_follow_every_change(
        records in proptest::collection::vec((0..4_usize, any::<[u8; 4]>()), 0..16),
        wishes in proptest::collection::vec((any::<u8>(), any::<usize>(), any::<[u8; 4]>()), 1..24),
    ) {
        let mut document = directory(&records);
        let mut index = Index::build(&document);
        check(&document, &index);
        let mut done: Vec<Vec<Change>> = Vec::new();
        for wish in wishes {
            let undone = if wish.0 > 200 { done.pop() } else { None };
            let changes = match &undone {
                Some(changes) => invert(changes),
                None => change(&document, wish).into_iter().collect(),
            };
            // What would make an id be there twice is refused.
            let Ok(slots) = document.apply(&changes) else { continue };
            index.update(&document, &slots);
            check(&document, &index);
            if undone.is_none() {
                done.push(changes);
            }
        }
    }
}
