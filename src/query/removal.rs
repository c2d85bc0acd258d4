//! What goes with a record that is removed, so that no reference to it is left dangling: the
//! references in records that stay, and the records that must have one of these references.
//!
//! Must not change the dataset. Entry points: [`Removal::of`], [`Removal::of_all`],
//! [`Removal::edits`].

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::DatasetView;
use crate::document::{Address, AddressStep, Document, Edit, Slot};

/// A removal that leaves no reference dangling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// The record, and the records that cannot be without it or without one of these.
    pub records: Vec<Slot>,
    /// The references to these in records that stay: optional fields and items of lists.
    pub references: Vec<Address>,
}

impl Removal {
    /// Returns what goes with a record.
    pub fn of(data: DatasetView<'_>, slot: Slot) -> Removal {
        Removal::of_all(data, &[slot])
    }

    /// Returns what goes with several records that are removed together.
    pub fn of_all(data: DatasetView<'_>, slots: &[Slot]) -> Removal {
        let document = data.document;
        let mut removal = Removal { records: slots.to_vec(), references: Vec::new() };
        let mut gone: HashSet<Slot> = slots.iter().copied().collect();
        let mut looked_at = 0;
        while looked_at < removal.records.len() {
            let found = removal.records[looked_at..].iter();
            let found = found.flat_map(|slot| data.index.referring(document, slot.table, document.id(*slot)));
            let found: Vec<Address> = found.collect();
            looked_at = removal.records.len();
            removal.references.extend(found);
            removal.take_dependents(document, &mut gone);
        }
        removal
    }

    /// Moves the owners of references that they must have to the records that go.
    fn take_dependents(&mut self, document: &Document, gone: &mut HashSet<Slot>) {
        let mut cleared: HashMap<Address, usize> = HashMap::new();
        for list in self.references.iter().filter_map(list_of) {
            *cleared.entry(list).or_default() += 1;
        }
        for reference in &self.references {
            let Some(owner) = document.resolve(reference).filter(|owner| !gone.contains(owner)) else { continue };
            let must_have = match list_of(reference) {
                Some(list) => is_required(document, &list) && length(document, &list) <= cleared[&list],
                None => is_required(document, reference),
            };
            if must_have && gone.insert(owner) {
                self.records.push(owner);
            }
        }
        self.references.retain(|reference| document.resolve(reference).is_some_and(|slot| !gone.contains(&slot)));
    }

    /// Returns the records that go with the first.
    pub fn dependents(&self) -> &[Slot] {
        self.records.get(1..).unwrap_or_default()
    }

    /// Returns the edits that carry it out.
    pub fn edits(&self, document: &Document) -> Vec<Edit> {
        let mut references = self.references.clone();
        // Later items of a list go first, so that the numbers of the others stay.
        references.sort_by_key(|reference| Reverse(item_number(reference)));
        let clear = references.into_iter().map(|address| match (list_of(&address), item_number(&address)) {
            (Some(list), Some(at)) => Edit::RemoveItem { list, at },
            _ => Edit::Clear { address },
        });
        clear.chain(self.records.iter().map(|slot| Edit::Remove { address: document.address(*slot) })).collect()
    }
}

fn item_number(address: &Address) -> Option<usize> {
    match address.path.last() {
        Some(AddressStep::Item(at)) => Some(*at),
        _ => None,
    }
}

/// Returns the list that an address is an item of.
fn list_of(address: &Address) -> Option<Address> {
    let (AddressStep::Item(_), list) = address.path.split_last()? else { return None };
    Some(Address { path: list.to_vec(), ..address.clone() })
}

fn is_required(document: &Document, address: &Address) -> bool {
    address.field(document.schema()).is_none_or(|field| field.required)
}

fn length(document: &Document, list: &Address) -> usize {
    let record = document.resolve(list).and_then(|slot| document.record(slot).ok());
    let value = record.as_ref().and_then(|record| record.value(&list.path)?.unwrap_option());
    value.map_or(0, |value| value.items().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Index;
    use crate::model::SCHEMA;
    use crate::query::NameCache;

    const DATA: &str = r#"#![enable(implicit_some)]
Directory(
    regions: [(id: "a", name: "A"), (id: "b", name: "B")],
    municipalities: [(id: "stadt", name: "Stadt", region: "a")],
    bodies: [
        (id: "von-a", name: "Von A", regions: ["a"], parent: "beide"),
        (id: "beide", name: "Beide", regions: ["a", "b"]),
        (id: "von-b", name: "Von B", regions: ["b", "b"], parent: "von-a"),
    ],
    meetings: [(id: "m", body: "von-a")],
    recommendations: [(id: "r1", meeting: "m", action_field: "x", text: "R"), (id: "r2", action_field: "x", text: "R")],
    decisions: [(id: "d", meeting: "m", recommendations: ["r1", "r2", "r1"], text: "D")],
)
"#;

    /// Returns the ids of the records that go, the references that are cleared, and the text left.
    fn removed(text: &str, address: &str) -> (String, String, String) {
        let document = Document::parse(&SCHEMA, text).unwrap();
        let data = DatasetView { document: &document, index: &Index::build(&document), names: &NameCache::default() };
        let slot = document.resolve(&Address::parse(&SCHEMA, address).unwrap()).unwrap();
        let removal = Removal::of(data, slot);
        let ids: Vec<&str> = removal.records.iter().map(|slot| document.id(*slot)).collect();
        let cleared: Vec<String> = removal.references.iter().map(|a| a.display(&SCHEMA).to_string()).collect();
        let mut after = document.clone();
        after.edit_all(&removal.edits(&document)).unwrap();
        (ids.join(" "), cleared.join(" "), after.text())
    }

    #[test]
    fn references_that_may_be_absent_are_cleared() {
        let (ids, cleared, left) = removed(DATA, "recommendations/r1");
        assert_eq!((&*ids, &*cleared), ("r1", "decisions/d/recommendations/0 decisions/d/recommendations/2"));
        assert!(left.contains("recommendations: [\"r2\"], text: \"D\""), "{left}");
        let (ids, cleared, left) = removed(DATA, "bodies/beide");
        assert_eq!((&*ids, &*cleared), ("beide", "bodies/von-a/parent"));
        assert!(left.contains("(id: \"von-a\", name: \"Von A\", regions: [\"a\"])"), "{left}");
    }

    #[test]
    fn records_that_must_have_the_reference_go_too_and_so_on() {
        let (ids, cleared, left) = removed(DATA, "regions/a");
        assert_eq!(ids, "a stadt von-a m");
        let expected = "bodies/beide/regions/0 bodies/von-b/parent recommendations/r1/meeting decisions/d/meeting";
        assert_eq!(cleared, expected);
        assert!(left.contains("(id: \"beide\", name: \"Beide\", regions: [\"b\"])"), "{left}");
        assert!(!left.contains("\"a\"") && !left.contains("\"m\"") && !left.contains("von-a"), "{left}");
    }

    #[test]
    fn a_list_that_would_be_empty_is_no_list_that_stays() {
        let (ids, ..) = removed(DATA, "regions/b");
        assert_eq!(ids, "b von-b");
        let both = DATA.replace("\"b\", \"b\"", "\"a\", \"b\"");
        assert_eq!(removed(&both, "regions/b").0, "b");
    }

    #[test]
    fn a_record_that_refers_to_itself_goes_alone() {
        let own = DATA.replace("parent: \"beide\"", "parent: \"von-a\"").replace("body: \"von-a\"", "body: \"beide\"");
        let (ids, cleared, _) = removed(&own, "bodies/von-a");
        assert_eq!((&*ids, &*cleared), ("von-a", "bodies/von-b/parent"));
    }
}
