//! Makes rows of cards: finds the body of each, by its identifier, else by its name in its region.
//!
//! A card that says the same as the dataset, however it writes it, says nothing new. Entry point:
//! [`CardMatcher`].

use std::collections::HashMap;

use serde_json::Value as Json;
use uuid::Uuid;

use super::cell_value::records_by_name;
use super::table_collector::TableCollector;
use super::vcard::ImportedCard;
use super::{ImportError, ImportedTable};
use crate::document::{Document, Slot};
use crate::exchange::identifier;
use crate::index::fold::fold;
use crate::index::phone::dialled;
use crate::model::choice_name::option_called;
use crate::model::postal_address::PostalAddress;
use crate::model::records::{Body, Contact};
use crate::model::{BODIES, MUNICIPALITIES, REGIONS};
use crate::query::DatasetView;
use crate::schema::{FieldKind, Table};
use crate::text::hyperlink;

/// Finds the bodies of cards.
pub(super) struct CardMatcher<'a> {
    data: DatasetView<'a>,
    by_uid: HashMap<Uuid, Slot>,
    bodies: HashMap<String, Vec<Slot>>,
    regions: HashMap<String, Vec<Slot>>,
    towns: HashMap<String, Vec<Slot>>,
}

/// Rows that were made of cards.
pub(super) struct CardRows {
    pub(super) tables: Vec<ImportedTable>,
    /// Number of cards of persons, of which none are made.
    pub(super) persons: usize,
}

impl<'a> CardMatcher<'a> {
    pub(super) fn new(data: DatasetView<'a>) -> CardMatcher<'a> {
        let names = |table: Table| records_by_name(data, table);
        let slots = data.document.slots(BODIES);
        CardMatcher {
            data,
            by_uid: slots.map(|slot| (identifier::of_record(data.document, slot), slot)).collect(),
            bodies: names(BODIES),
            regions: names(REGIONS),
            towns: names(MUNICIPALITIES),
        }
    }

    /// Returns a table whose rows are made of the cards of another.
    ///
    /// # Errors
    /// When there are too many.
    pub(super) fn rows(&self, read: &ImportedTable) -> Result<CardRows, ImportError> {
        let (mut rows, mut persons) = (TableCollector::default(), 0);
        for card in &read.cards {
            let found = self.by_uid(card);
            if found.is_none() && card.is_person {
                persons += 1;
                continue;
            }
            let record = self.record(card, found.or_else(|| self.by_name(card)));
            rows.add(&read.title, read.table, Json::Object(record), card.line)?;
        }
        Ok(CardRows { tables: rows.take(), persons })
    }

    fn by_uid(&self, card: &ImportedCard) -> Option<Slot> {
        let uid = card.uid.trim().trim_start_matches("urn:uuid:");
        self.by_uid.get(&Uuid::parse_str(uid).ok()?).copied()
    }

    /// Returns the only body of a name in the region that the card names; where it names none, the
    /// only one at all.
    fn by_name(&self, card: &ImportedCard) -> Option<Slot> {
        let regions = self.regions(card);
        let is_there = |slot: &Slot| {
            regions.is_empty()
                || regions.iter().any(|region| self.data.index.referrers_in(*region, BODIES).contains(slot))
        };
        card.names.iter().find_map(|name| {
            let called = self.bodies.get(fold(name.trim()).expanded())?;
            let mut fitting = called.iter().filter(|slot| is_there(slot));
            fitting.next().filter(|_| fitting.next().is_none()).copied()
        })
    }

    /// Returns the regions that a card names, or in which its town is.
    fn regions(&self, card: &ImportedCard) -> Vec<Slot> {
        let named = |names: &HashMap<String, Vec<Slot>>| {
            let words = card.words.iter().filter_map(|word| names.get(fold(word.trim()).expanded()));
            words.flatten().copied().collect::<Vec<Slot>>()
        };
        let regions = named(&self.regions);
        if !regions.is_empty() {
            return regions;
        }
        let document = self.data.document;
        let region = |town: Slot| {
            let record = document.record(town).ok()?;
            let id = record.root().field("region")?.unwrap_option()?.as_str()?.into_owned();
            document.find(REGIONS, &id)
        };
        named(&self.towns).into_iter().filter_map(region).collect()
    }

    /// Returns what a card says: of a known body how it is reached now, of another what a new one
    /// needs, too.
    fn record(&self, card: &ImportedCard, slot: Option<Slot>) -> serde_json::Map<String, Json> {
        let mut record = serde_json::Map::new();
        let mut say = |column: &str, text: Option<String>| {
            record.extend(text.map(|text| (column.to_owned(), Json::String(text))));
        };
        let document = self.data.document;
        if let Some(slot) = slot {
            say("id", Some(document.id(slot).to_owned()));
        } else {
            // A card may name its region in several places.
            let mut regions: Vec<&str> = Vec::new();
            for slot in self.regions(card) {
                let id = document.id(slot);
                if !regions.contains(&id) {
                    regions.push(id);
                }
            }
            say("name", card.names.first().cloned());
            say("level", card.words.iter().find_map(|word| level(document, word)));
            say("regions", Some(regions.join("; ")));
            say("organisation", card.organisation.clone());
        }
        let body: Option<Body> = slot.and_then(|slot| document.get(slot).ok());
        let Contact { address, phone, email, website, .. } = body.and_then(|body| body.contact).unwrap_or_default();
        say("contact/address", news(&card.address, address, is_same_address));
        say("contact/phone", news(&card.phone, phone, |a, b| dialled(a) == dialled(b)));
        say("contact/email", news(&card.email, email, str::eq_ignore_ascii_case));
        say("contact/website", news(&card.website, website, |a, b| hyperlink::target(a) == hyperlink::target(b)));
        record
    }
}

fn is_same_address(one: &str, other: &str) -> bool {
    PostalAddress::parse(one).is_some_and(|parts| Some(parts) == PostalAddress::parse(other))
}

/// Returns what is said unless it is what is known.
fn news(said: &Option<String>, known: Option<String>, is_same: impl Fn(&str, &str) -> bool) -> Option<String> {
    let said = said.as_ref()?;
    (!known.is_some_and(|known| known == *said || is_same(&known, said))).then(|| said.clone())
}

/// Returns the code of the level of this name.
fn level(document: &Document, word: &str) -> Option<String> {
    let field = document.schema().table(BODIES).record.field("level")?;
    match field.kind {
        FieldKind::Choice(options) => option_called(options, word).map(|option| option.name.to_owned()),
        _ => None,
    }
}
