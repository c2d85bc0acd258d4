//! Caretakers of records: the mailbox that a body names, otherwise that of its region.
//!
//! A record of several regions is looked after by each of them. Mailboxes are compared without
//! regard to case. Entry points: [`caretakers`], [`records_of_caretaker`],
//! [`places_of_caretaker`].

use std::collections::BTreeSet;

use crate::document::{Document, Slot};
use crate::index::{Index, field};
use crate::model::{BODIES, REGIONS};
use crate::syntax::SyntaxValue;

use super::region_records::{records_of, records_of_body, regions_of_all};

/// Returns true for two spellings of one mailbox.
pub fn is_same_mailbox(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// Returns all caretakers' mailboxes, each once, in alphabetical order.
pub fn caretakers(document: &Document) -> Vec<String> {
    let named = document.slots(REGIONS).chain(document.slots(BODIES)).filter_map(|slot| named_by(document, slot));
    let mut mailboxes: Vec<String> = named.collect();
    mailboxes.sort_by_key(|mailbox| mailbox.to_ascii_lowercase());
    mailboxes.dedup_by(|later, earlier| is_same_mailbox(later, earlier));
    mailboxes
}

/// Returns the records in the care of this mailbox, each once: its regions and bodies, and all that
/// belongs to them.
pub fn records_of_caretaker(document: &Document, index: &Index, mailbox: &str) -> Vec<Slot> {
    let is_theirs = |slot: &Slot| named_by(document, *slot).is_some_and(|named| is_same_mailbox(&named, mailbox));
    let regions = document.slots(REGIONS).filter(is_theirs);
    let mut found: BTreeSet<Slot> = regions.flat_map(|region| records_of(index, region)).collect();
    let (own, of_others): (Vec<Slot>, Vec<Slot>) =
        document.slots(BODIES).filter(|body| named_by(document, *body).is_some()).partition(is_theirs);
    for record in of_others.into_iter().flat_map(|body| records_of_body(index, body)) {
        found.remove(&record);
    }
    found.extend(own.into_iter().flat_map(|body| records_of_body(index, body)));
    found.into_iter().collect()
}

/// Returns the regions and bodies that name this mailbox themselves, regions first.
pub fn places_of_caretaker(document: &Document, mailbox: &str) -> Vec<Slot> {
    let is_theirs = |slot: &Slot| named_by(document, *slot).is_some_and(|named| is_same_mailbox(&named, mailbox));
    document.slots(REGIONS).chain(document.slots(BODIES)).filter(is_theirs).collect()
}

/// Returns the regions that name this mailbox, and those of the bodies that do, each once.
pub fn regions_of_caretaker(document: &Document, index: &Index, mailbox: &str) -> Vec<Slot> {
    regions_of_all(index, &places_of_caretaker(document, mailbox))
}

/// Returns the mailbox that a region or body itself names.
fn named_by(document: &Document, slot: Slot) -> Option<String> {
    let record = document.record_fields(slot, &["caretaker"]).ok()?;
    let mailbox = field(record.root(), "caretaker").and_then(SyntaxValue::as_str)?.trim().to_owned();
    Some(mailbox).filter(|mailbox| !mailbox.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SCHEMA;

    #[test]
    fn a_body_with_a_mailbox_of_its_own_is_not_its_regions() {
        let document = Document::parse(
            &SCHEMA,
            r#"(regions: [(id: "d", name: "D", caretaker: "A@d.de "), (id: "k", name: "K")],
                municipalities: [(id: "m", name: "M", region: "d")],
                bodies: [(id: "b", level: Weitere, name: "B", regions: ["d"]),
                    (id: "f", level: Fachforum, name: "F", regions: ["d", "k"], caretaker: "f@d.de")],
                meetings: [(id: "s", body: "f", title: "S"), (id: "t", body: "b", title: "T")])"#,
        )
        .unwrap();
        let index = Index::build(&document);
        let ids = |mailbox: &str| -> Vec<String> {
            let found = records_of_caretaker(&document, &index, mailbox);
            found.into_iter().map(|slot| document.id(slot).to_owned()).collect()
        };
        assert_eq!(ids("a@D.de"), ["d", "m", "b", "t"]);
        assert_eq!(ids("f@d.de"), ["f", "s"]);
        assert!(ids("x@d.de").is_empty());
        let places = places_of_caretaker(&document, "a@d.de");
        assert_eq!(places.into_iter().map(|slot| document.id(slot)).collect::<Vec<_>>(), ["d"]);
        assert_eq!(caretakers(&document), ["A@d.de", "f@d.de"]);
    }
}
