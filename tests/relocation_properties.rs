//! Where the places of a dataset are after others have changed it, tried on random datasets and
//! random edits of both sides.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod common;

use std::collections::{HashMap, HashSet};

use bildungsnetz::document::merge::merge;
use bildungsnetz::document::{Address, AddressStep, Document, Edit, Insertion, Relocation};
use bildungsnetz::model::SCHEMA;
use common::random::{Author, Chance, edit, places};
use proptest::prelude::*;

fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..most)
}

/// The document after some random edits, as it would be read from disk.
fn edited(base: &Document, wishes: &[u8]) -> Document {
    let mut document = base.clone();
    let mut chance = Chance(wishes);
    for _ in 0..3 {
        if let Some(wish) = edit(&document, &mut chance) {
            // An edit that is refused leaves everything as it was.
            let _ = document.edit(&wish);
        }
    }
    Document::parse(&SCHEMA, document.text()).unwrap()
}

fn value(document: &Document, address: &Address) -> Option<String> {
    let record = document.record(document.resolve(address)?).ok()?;
    record.value(&address.path).map(|value| value.text().to_owned())
}

fn is_item(address: &Address) -> bool {
    matches!(address.path.last(), Some(AddressStep::Item(_)))
}

fn list(address: &Address) -> Address {
    Address { path: address.path[..address.path.len() - 1].to_vec(), ..address.clone() }
}

/// Each list and how often it has an item of this text.
fn items(document: &Document) -> HashMap<(Address, String), Vec<Address>> {
    let mut found: HashMap<_, Vec<Address>> = HashMap::new();
    for (address, ..) in places(document).into_iter().filter(|(address, ..)| is_item(address)) {
        let text = value(document, &address).unwrap_or_default();
        found.entry((list(&address), text)).or_default().push(address);
    }
    found
}

/// Checks how the places of one document are found in what became of it.
fn check(before: &Document, after: &Document, relocation: &Relocation<'_>) {
    let (old, new) = (items(before), items(after));
    for ((list, text), here) in &old {
        let Some(there) = relocation.address(list).and_then(|list| new.get(&(list, text.clone()))) else { continue };
        if let ([here], [there]) = (here.as_slice(), there.as_slice()) {
            assert_eq!(relocation.address(here).as_ref(), Some(there), "{text} of {list:?}");
        }
    }
    let mut taken = HashSet::new();
    for (address, ..) in places(before) {
        let Some(now) = relocation.address(&address) else { continue };
        assert_eq!(format!("{:?}", address.kind(&SCHEMA)), format!("{:?}", now.kind(&SCHEMA)));
        assert!(after.resolve(&now).is_some(), "{now:?}");
        assert!(taken.insert(now.clone()), "two places have become {now:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn places_stay_where_nothing_changes(file in bytes(600)) {
        let document = Document::parse(&SCHEMA, Author::new(&mut Chance(&file)).file()).unwrap();
        for (address, ..) in places(&document) {
            for relocation in [Relocation::changed(&document, &document), Relocation::replaced(&document, &document)] {
                prop_assert_eq!(relocation.address(&address), Some(address.clone()));
            }
        }
    }

    #[test]
    fn places_are_found_in_what_a_merge_makes(file in bytes(600), here in bytes(60), there in bytes(60)) {
        let base = Document::parse(&SCHEMA, Author::new(&mut Chance(&file)).file()).unwrap();
        let (ours, theirs) = (edited(&base, &here), edited(&base, &there));
        let merged = merge(&base, &ours, &theirs);
        check(&ours, &merged.document, &Relocation::replaced(&ours, &merged.document));
        if let Some(changes) = &merged.changes {
            let mut now = ours.clone();
            now.apply(changes).unwrap();
            check(&ours, &now, &Relocation::changed(&ours, &now));
        }
    }

    #[test]
    fn items_that_can_be_told_apart_are_followed(what in proptest::collection::vec((0..4, 0..8usize, 0..8usize), 1..8)) {
        let names = |names: &[String]| names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
        let start: Vec<String> = (0..6).map(|n| format!("alt {n}")).collect();
        let text = format!("(action_fields: [(id: \"f\", name: \"F\", synonyms: [{}])])", names(&start));
        let base = Document::parse(&SCHEMA, text).unwrap();
        let (mut theirs, mut row) = (base.clone(), start.clone());
        let list = |document: &Document| document.address(document.slots(SCHEMA.find("action_fields").unwrap()).next().unwrap());
        for (number, (kind, at, to)) in what.into_iter().enumerate() {
            let place = list(&theirs).join(AddressStep::Field("synonyms".into()));
            let length = row.len();
            let edit = match kind {
                0 => {
                    row.insert(at.min(length), format!("neu {number}"));
                    Edit::InsertItem { list: place, at: at.min(length), value: format!("\"neu {number}\"") }
                }
                1 if length > 0 => {
                    row.remove(at % length);
                    Edit::RemoveItem { list: place, at: at % length }
                }
                2 if length > 0 => {
                    let moved = row.remove(at % length);
                    row.insert(to % length, moved);
                    Edit::MoveItem { list: place, from: at % length, to: to % length }
                }
                _ => Edit::Rename { address: list(&theirs), to: format!("f{number}"), referrers: Vec::new() },
            };
            theirs.edit(&edit).unwrap();
        }
        let merged = merge(&base, &base, &theirs).document;
        // A record is known under another id only where it says the same.
        let same = list(&base).id == list(&merged).id;
        let same_text = row == start;
        prop_assume!(same || same_text);
        let relocation = Relocation::replaced(&base, &merged);
        let place = |document: &Document| list(document).join(AddressStep::Field("synonyms".into()));
        for (at, name) in start.iter().enumerate() {
            let wanted = row.iter().position(|other| other == name).map(|to| place(&merged).join(AddressStep::Item(to)));
            prop_assert_eq!(relocation.address(&place(&base).join(AddressStep::Item(at))), wanted);
        }
        for at in 0..=start.len() {
            let before = start[..at].iter().rev().find_map(|name| row.iter().position(|other| other == name));
            let wanted = Insertion { list: place(&merged), at: before.map_or(0, |index| index + 1) };
            prop_assert_eq!(relocation.insertion(&Insertion { list: place(&base), at }), Some(wanted));
        }
    }
}
