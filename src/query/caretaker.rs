//! Caretakers of records: the mailbox that a body names, otherwise that of its region.
//!
//! A record of several regions is looked after by each of them. Mailboxes are compared without
//! regard to case. Whether somebody is who they claim to be is not known here. Entry points:
//! [`caretakers`], [`caretakers_of`], [`records_of_caretaker`], [`places_of_caretaker`],
//! [`statement_check`].

use std::collections::BTreeSet;

use crate::document::{Address, Document, Slot};
use crate::index::{Index, field};
use crate::model::date::Date;
use crate::model::provenance::StatementCheck;
use crate::model::{BODIES, REGIONS};
use crate::syntax::SyntaxValue;

use super::DatasetView;
use super::region_records::{bodies_of, records_of, records_of_body, regions_of_all};

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

/// Returns the mailboxes of those who look after a record: that of its body where it names one,
/// otherwise those of its regions.
pub fn caretakers_of(document: &Document, index: &Index, record: Slot) -> Vec<String> {
    let mut own = Vec::new();
    bodies_of(index, record, &mut |body| own.extend(named_by(document, body)));
    if own.is_empty() {
        own.extend(regions_of_all(index, &[record]).into_iter().filter_map(|region| named_by(document, region)));
    }
    own
}

/// Returns what it is when somebody looks at the statement at this place today. They are its
/// caretaker when the name that they go by is the mailbox, or has it in angle brackets (RFC 5322,
/// section 3.4).
pub fn statement_check(data: DatasetView<'_>, place: &Address, author: Option<&str>, today: Date) -> StatementCheck {
    let mailbox = author.map(|name| match name.trim().strip_suffix('>').and_then(|name| name.rsplit_once('<')) {
        Some((_, mailbox)) => mailbox,
        None => name,
    });
    let mailbox = mailbox.filter(|mailbox| mailbox.contains('@'));
    let by_caretaker = mailbox.zip(data.document.resolve(place)).is_some_and(|(mailbox, record)| {
        let caretakers = caretakers_of(data.document, data.index, record);
        caretakers.iter().any(|caretaker| is_same_mailbox(caretaker, mailbox))
    });
    StatementCheck { day: today, by_caretaker }
}

/// Returns the mailbox that a region or body itself names.
fn named_by(document: &Document, slot: Slot) -> Option<String> {
    named_in(document.record_fields(slot, &["caretaker"]).ok()?.root())
}

/// Returns the mailbox that the text of a region or body names.
pub(super) fn named_in(record: SyntaxValue<'_>) -> Option<String> {
    let mailbox = field(record, "caretaker").and_then(SyntaxValue::as_str)?.trim().to_owned();
    Some(mailbox).filter(|mailbox| !mailbox.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SCHEMA;
    use crate::query::NameCache;

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
        // Asked from the record it is the same.
        for slot in SCHEMA.all().flat_map(|table| document.slots(table)) {
            for mailbox in caretakers(&document) {
                let is_theirs = records_of_caretaker(&document, &index, &mailbox).contains(&slot);
                let named = caretakers_of(&document, &index, slot);
                assert_eq!(named.iter().any(|other| is_same_mailbox(other, &mailbox)), is_theirs, "{mailbox} {slot:?}");
            }
        }
        let (data, today) = (
            DatasetView { document: &document, index: &index, names: &NameCache::default() },
            Date::parse("2026-11-30").unwrap(),
        );
        for (author, by_caretaker) in [
            (Some("f@d.de"), true),
            (Some("Forum Inklusion <F@d.de>"), true),
            (Some("a@d.de"), false),
            (Some("f"), false),
            (None, false),
        ] {
            let place = Address::parse(&SCHEMA, "meetings/s/source").unwrap();
            assert_eq!(statement_check(data, &place, author, today), StatementCheck { day: today, by_caretaker });
        }
    }
}
