//! What people do: they change fields, add, rename and delete records, write comments.

use bildungsnetz::document::{Address, Document, Edit, RecordPlace, Slot};
use bildungsnetz::index::Index;
use bildungsnetz::model::SCHEMA;
use bildungsnetz::schema::Table;

use super::chance::Chance;

/// The tables in which records come and go.
const LIVELY: [&str; 4] = ["engagements", "measures", "meetings", "recommendations"];

/// Makes one change that carries a mark, in the records of a region mostly. Returns the new text;
/// `None` where it was not possible.
pub fn edited(text: &str, region: &str, mark: &str, chance: &mut Chance) -> Option<String> {
    if chance.one_in(10) {
        return commented(text, mark, chance);
    }
    edited_record(text, region, mark, chance).map(|(_, new)| new.text())
}

/// Makes one change of a record. Returns the dataset before and after it.
pub fn edited_record(text: &str, region: &str, mark: &str, chance: &mut Chance) -> Option<(Document, Document)> {
    let old = Document::parse(&SCHEMA, text.to_owned()).unwrap();
    let mut new = old.clone();
    new.edit(&edit(&old, region, mark, chance)?).ok()?;
    Some((old, new))
}

fn edit(document: &Document, region: &str, mark: &str, chance: &mut Chance) -> Option<Edit> {
    let quoted = format!("\"Neu {mark}\"");
    match chance.below(20) {
        0..=8 => {
            let slot = record(document, "bodies", region, chance)?;
            let field = *chance.of(&["name", "rhythm", "note", "contact/address"])?;
            Some(Edit::Set { address: below(document, slot, field)?, value: quoted })
        }
        9..=11 => {
            let slot = record(document, "engagements", region, chance)?;
            Some(Edit::Set { address: below(document, slot, "wording")?, value: quoted })
        }
        12 => {
            let slot = record(document, "regions", region, chance)?;
            let field = *chance.of(&["seat", "network", "note"])?;
            Some(Edit::Set { address: below(document, slot, field)?, value: quoted })
        }
        // What all work on: here they meet.
        13 => {
            let slot = *chance.of(&slots(document, "action_fields"))?;
            let list = below(document, slot, "synonyms")?;
            Some(Edit::InsertItem { list, at: 0, value: quoted })
        }
        14 => {
            let slot = *chance.of(&slots(document, "action_fields"))?;
            Some(Edit::Set { address: below(document, slot, "note")?, value: quoted })
        }
        15 | 16 => {
            let table = table("measures");
            let text = format!("Measure(id: \"{mark}\", title: {quoted}, region: \"{region}\", kind: Projekt)");
            Some(Edit::AddText { table, place: RecordPlace::End, text })
        }
        17 => {
            let body = record(document, "bodies", region, chance)?;
            let body = document.id(body);
            let text = format!("Meeting(id: \"{mark}\", body: \"{body}\", title: {quoted}, date: \"2026-11-30\")");
            Some(Edit::AddText { table: table("meetings"), place: RecordPlace::End, text })
        }
        18 => {
            let slot = record(document, chance.of(&["bodies", "meetings"])?, region, chance)?;
            let address = document.address(slot);
            let referrers = Index::build(document).referring(document, slot.table, document.id(slot));
            Some(Edit::Rename { address, to: mark.to_owned(), referrers })
        }
        _ => {
            let slot = record(document, chance.of(&LIVELY)?, region, chance)?;
            let index = Index::build(document);
            let is_free = index.referrers(slot).is_empty();
            is_free.then(|| Edit::Remove { address: document.address(slot) })
        }
    }
}

/// Writes a comment above a record, as people do by hand.
fn commented(text: &str, mark: &str, chance: &mut Chance) -> Option<String> {
    let heads: Vec<usize> = ["        Body(\n", "        Engagement(\n", "        Meeting(\n", "        Region(\n"]
        .iter()
        .flat_map(|head| text.match_indices(head).map(|(at, _)| at))
        .collect();
    let at = *chance.of(&heads)?;
    Some(format!("{}        // Anmerkung {mark}\n{}", &text[..at], &text[at..]))
}

fn table(name: &str) -> Table {
    SCHEMA.find(name).unwrap()
}

fn slots(document: &Document, name: &str) -> Vec<Slot> {
    document.slots(table(name)).collect()
}

/// A record that says it belongs to the region; now and then any.
fn record(document: &Document, name: &str, region: &str, chance: &mut Chance) -> Option<Slot> {
    let all = slots(document, name);
    let names = format!("\"{region}");
    let own: Vec<Slot> = all.iter().copied().filter(|slot| document.source(*slot).contains(&names)).collect();
    let from = if own.is_empty() || chance.one_in(6) { &all } else { &own };
    chance.of(from).copied()
}

fn below(document: &Document, slot: Slot, path: &str) -> Option<Address> {
    Address::parse(&SCHEMA, &format!("{}/{path}", document.address(slot).display(&SCHEMA))).ok()
}
