//! To which regions a proposed change belongs, and who looks after it. A record that is not there
//! belongs where those belong that it names.
//!
//! Must not look at who proposes it. Entry point: [`ProposedPlace::of`].

use crate::document::merge::references_in;
use crate::document::{Address, Document, FieldChange, Record, Slot};
use crate::index::Index;
use crate::model::{BODIES, REGIONS};
use crate::schema::FieldKind;

use super::caretaker::{caretakers_of, is_same_mailbox, named_in};
use super::region_records::{regions_of_all, table_above};

/// Where a proposed change belongs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProposedPlace {
    /// Its regions, each once.
    pub regions: Vec<Slot>,
    /// The mailboxes of those who look after it, each once.
    pub caretakers: Vec<String>,
}

impl ProposedPlace {
    /// Returns where a change belongs.
    pub fn of(document: &Document, index: &Index, change: &FieldChange) -> ProposedPlace {
        let mut place = match document.resolve(&change.address) {
            Some(slot) => ProposedPlace {
                regions: regions_of_all(index, &[slot]),
                caretakers: caretakers_of(document, index, slot),
            },
            None => of_absent(document, index, change).unwrap_or_default(),
        };
        let mut known: Vec<String> = Vec::new();
        place.caretakers.retain(|mailbox| {
            let is_new = !known.iter().any(|other| is_same_mailbox(other, mailbox));
            known.extend(is_new.then(|| mailbox.clone()));
            is_new
        });
        place
    }

    /// Returns true when it belongs to one of these regions.
    pub fn is_in(&self, regions: &[Slot]) -> bool {
        self.regions.iter().any(|region| regions.contains(region))
    }

    /// Returns true when this mailbox looks after it.
    pub fn is_in_care_of(&self, mailbox: &str) -> bool {
        self.caretakers.iter().any(|caretaker| is_same_mailbox(caretaker, mailbox))
    }
}

/// Returns where a record belongs that is not there, by what its text names; `None` without one.
fn of_absent(document: &Document, index: &Index, change: &FieldChange) -> Option<ProposedPlace> {
    let Address { table, path, .. } = &change.address;
    let text = change.after.as_deref().or(change.before.as_deref()).filter(|_| path.is_empty())?;
    let record = Record::parse(text).ok()?;
    let kind = FieldKind::Record(document.schema().table(*table).record);
    let named = references_in(record.root(), kind).into_iter().map(|(address, _)| address);
    let named: Vec<Slot> = named.filter_map(|address| document.resolve(&address)).collect();
    let above = table_above(*table, || named.iter().copied().map(|slot| slot.table));
    let above: Vec<Slot> = named.into_iter().filter(|slot| Some(slot.table) == above).collect();
    let may_name_one = matches!(*table, BODIES | REGIONS);
    let caretakers = match named_in(record.root()).filter(|_| may_name_one) {
        Some(mailbox) => vec![mailbox],
        None => above.iter().flat_map(|slot| caretakers_of(document, index, *slot)).collect(),
    };
    Some(ProposedPlace { regions: regions_of_all(index, &above), caretakers })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SCHEMA;

    #[test]
    fn a_change_belongs_where_its_record_does_and_a_new_record_where_it_says() {
        let document = Document::parse(
            &SCHEMA,
            r#"(regions: [(id: "d", name: "D", caretaker: "a@d.de"), (id: "k", name: "K")],
                bodies: [(id: "b", level: Weitere, name: "B", regions: ["d"]),
                    (id: "f", level: Fachforum, name: "F", regions: ["d", "k"], caretaker: "f@d.de")],
                meetings: [(id: "s", body: "f", title: "S")])"#,
        )
        .unwrap();
        let index = Index::build(&document);
        let place = |address: &str, after: &str| {
            let address = Address::parse(&SCHEMA, address).unwrap();
            let place =
                ProposedPlace::of(&document, &index, &FieldChange { address, before: None, after: Some(after.into()) });
            let regions: Vec<&str> = place.regions.iter().map(|region| document.id(*region)).collect();
            format!("{} {}", regions.join(","), place.caretakers.join(","))
        };
        assert_eq!(place("bodies/b/note", "\"x\""), "d a@d.de");
        assert_eq!(place("bodies/f/note", "\"x\""), "d,k f@d.de");
        assert_eq!(place("meetings/s/title", "\"x\""), "d,k f@d.de");
        assert_eq!(place("regions/d/name", "\"x\""), "d a@d.de");
        let new = |more: &str| format!("(id: \"n\", level: Weitere, name: \"d\", {more})");
        assert_eq!(place("bodies/n", &new("regions: [\"k\", \"d\"], parent: \"f\"")), "k,d a@d.de");
        assert_eq!(place("bodies/n", &new("regions: [\"d\"], caretaker: \"n@d.de\"")), "d n@d.de");
        assert_eq!(place("meetings/n", "(id: \"n\", body: \"f\", title: \"N\")"), "d,k f@d.de");
        assert_eq!(place("decisions/n", "(id: \"n\", meeting: \"s\", text: \"N\")"), "d,k f@d.de");
        assert_eq!(place("bodies/gone/note", "\"x\""), " ");
    }
}
