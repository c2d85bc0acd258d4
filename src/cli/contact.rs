//! `contact PLACE`: finds the office to ask for a town, postcode or region; with `--field`, or the
//! name of an action field beside the place, also what the region says about that field.
//!
//! [`ContactCard`] decides whom to ask, as for the guide. Entry point: [`run`].

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use super::resolve;
use crate::document::{Document, Slot};
use crate::export::Format;
use crate::export::json::{JsonLabels, JsonRecord};
use crate::index::display_names::{name, short_name};
use crate::model::records::{BODY, Status};
use crate::model::{BODIES, ENGAGEMENTS, MUNICIPALITIES};
use crate::present::contact::{CardLine, elsewhere, field_body, instead, open_body};
use crate::present::contact_sheet::ContactSheet;
use crate::present::place::place_chain;
use crate::present::record_rows::{card_note, card_rows};
use crate::present::value_text::ValueFormatter;
use crate::present::{Audience, Sheet, Tabular, text_of};
use crate::query::DatasetView;
use crate::query::contact::{ContactCard, ContactInstead, FieldKnowledge, OtherRegionEngagement};
use crate::query::place_and_topic::PlaceAndTopic;
use crate::query::places::{MatchingRegion, RegionAnswer};
use crate::texts::{self, guide};

/// The card of a matching region, with the towns by which it was found.
struct MatchingCard {
    towns: Vec<Slot>,
    card: ContactCard,
}

/// The regions that were asked for.
struct ContactAnswer<'a> {
    data: DatasetView<'a>,
    values: ValueFormatter<'a>,
    place: &'a str,
    /// False when the place is called otherwise than was typed.
    is_literal: bool,
    field: Option<Slot>,
    regions: Vec<MatchingCard>,
}

/// Runs the command.
///
/// # Errors
/// When the place or the field is unknown, or something cannot be read.
pub fn run(
    context: &CliContext,
    place: &str,
    field: Option<&str>,
    out: &mut CommandOutput,
) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    // The towns tell the region; then only what belongs to it is read.
    let dataset = context.open_with_relations(&[MUNICIPALITIES])?;
    let named = field.is_none().then(|| place_and_field(dataset.data(), place)).flatten();
    let (place, field) = match &named {
        Some((place, field)) => (place.as_str(), Some(field.as_str())),
        None => (place, field),
    };
    let field = field.map(|typed| resolve::action_field(context.lang, &dataset, typed)).transpose()?;
    let RegionAnswer { regions, is_literal } = resolve::regions(context.lang, &dataset, place)?;
    let asked: Vec<Slot> = regions.iter().map(|found| found.region).collect();
    let index = ContactCard::index(&dataset.document, &asked, field);
    let dataset = dataset.with_index(index);
    let data = dataset.data();
    let card = |MatchingRegion { region, towns }| MatchingCard { towns, card: ContactCard::of(data, region, field) };
    let regions = regions.into_iter().map(card).collect();
    let answer = ContactAnswer { data, values: context.values(data)?, place, is_literal, field, regions };
    match format {
        Format::Table => answer.print_cards(out),
        _ => answer::print(&answer, format, out),
    }
    Ok(ExitStatus::Done)
}

/// Returns place and action field of a text that names both; the id of the field where only one
/// can be meant.
fn place_and_field(data: DatasetView<'_>, typed: &str) -> Option<(String, String)> {
    let named = PlaceAndTopic::read(data, typed)?;
    let is_field = !named.fields_in_regions(data).is_empty();
    let field = named.field(data).map(|field| data.document.id(field).to_owned());
    is_field.then(|| (named.place, field.unwrap_or(named.topic)))
}

impl ContactAnswer<'_> {
    fn print_cards(&self, out: &mut CommandOutput) {
        let names: Vec<String> =
            self.regions.iter().map(|region| name(self.data.document, region.card.region)).collect();
        if names.len() > 1 {
            out.line(&texts::cli::regions_found(self.values.lang, names.len(), &names.join(", ")));
        }
        for region in &self.regions {
            if names.len() > 1 {
                out.line("");
            }
            self.print_card(region, out);
        }
    }

    fn print_card(&self, MatchingCard { towns, card }: &MatchingCard, out: &mut CommandOutput) {
        let (document, lang) = (self.data.document, self.values.lang);
        let towns: Vec<String> = towns.iter().map(|slot| name(document, *slot)).collect();
        let (towns, region) = (towns.join(", "), name(document, card.region));
        out.heading(&match (self.is_literal, towns.is_empty() || towns == region) {
            (false, _) => place_chain(self.place, &[&towns, &region]),
            (true, true) => region,
            (true, false) => texts::cli::region_of(lang, &region, &towns),
        });
        if card.offices.is_empty() {
            out.line(texts::cli::no_office(lang));
        }
        for office in &card.offices {
            out.line(&name(document, *office));
            self.print_fields(*office, out);
        }
        instead(self.data, &card.instead, lang).iter().for_each(|other| print_line(&other.line, out));
        if let Some(known) = &card.field {
            self.print_field(card, known, out);
        }
        self.print_notes(&card.offices, out);
    }

    /// Prints what is known of the action field.
    fn print_field(&self, card: &ContactCard, known: &FieldKnowledge, out: &mut CommandOutput) {
        let (document, lang) = (self.data.document, self.values.lang);
        out.line("");
        out.heading(&name(document, known.field));
        for (number, engagement) in known.here.iter().enumerate() {
            if number > 0 {
                out.line("");
            }
            self.print_fields(*engagement, out);
        }
        if known.here.is_empty() {
            out.line(&guide::nothing_known(lang, &short_name(document, card.region)));
            self.print_elsewhere(known, out);
        }
        self.print_bodies(known, out);
    }

    /// Prints the notes on the offices.
    fn print_notes(&self, offices: &[Slot], out: &mut CommandOutput) {
        let note = |office: &Slot| card_note(&BODY, self.data.document.record(*office).ok()?.root());
        let notes: Vec<String> = offices.iter().filter_map(note).collect();
        if !notes.is_empty() {
            out.line("");
            out.heading(guide::office_notes(self.values.lang));
        }
        notes.iter().for_each(|note| out.line(note));
    }

    fn print_fields(&self, slot: Slot, out: &mut CommandOutput) {
        let document = self.data.document;
        let Ok(record) = document.record(slot) else { return };
        let declared = document.schema().table(slot.table).record;
        out.record_rows(&card_rows(&self.values, declared, record.root()));
    }

    /// Prints other regions with known activities, and what they do.
    fn print_elsewhere(&self, known: &FieldKnowledge, out: &mut CommandOutput) {
        let lang = self.values.lang;
        if known.elsewhere.is_empty() {
            return out.line(guide::nowhere(lang));
        }
        out.line("");
        out.heading(&guide::elsewhere(lang, known.other_regions().len()));
        known.elsewhere.iter().for_each(|other| print_line(&elsewhere(self.data, other, lang), out));
    }

    /// Prints the bodies that are open to all, and those that deal with the field.
    fn print_bodies(&self, known: &FieldKnowledge, out: &mut CommandOutput) {
        let (data, lang) = (self.data, self.values.lang);
        out.line("");
        out.heading(guide::open_bodies(lang));
        if known.open_bodies.is_empty() {
            out.line(guide::no_open_body(lang));
        }
        let open = known.open_bodies.iter().filter_map(|body| open_body(data, *body, lang));
        open.for_each(|line| print_line(&line, out));
        if known.field_bodies.is_empty() {
            return;
        }
        out.line("");
        out.heading(guide::field_bodies(lang));
        let others = known.field_bodies.iter().filter_map(|body| field_body(data, *body, lang));
        others.for_each(|line| print_line(&line, out));
    }
}

fn print_line(line: &CardLine, out: &mut CommandOutput) {
    out.labelled(&line.label, &text_of(&line.spans), 1);
}

impl Tabular for ContactAnswer<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        let maker = ContactSheet { document: self.data.document, values: self.values, audience };
        maker.sheet(self.regions.iter().map(|region| &region.card), self.field.is_some())
    }
}

impl Serialize for ContactAnswer<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let document = self.data.document;
        let regions = self.regions.iter().map(|region| JsonRegion::new(document, region)).collect();
        let field = self.field.map(|slot| document.id(slot));
        JsonContact {
            place: self.place,
            field,
            regions,
            labels: JsonLabels(self.data.document.schema(), vec![BODIES, ENGAGEMENTS]),
        }
        .serialize(to)
    }
}

#[derive(Serialize)]
struct JsonContact<'a> {
    place: &'a str,
    field: Option<&'a str>,
    regions: Vec<JsonRegion<'a>>,
    labels: JsonLabels,
}

#[derive(Serialize)]
struct JsonRegion<'a> {
    region: &'a str,
    name: String,
    municipalities: Vec<&'a str>,
    offices: Vec<JsonRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    instead: Vec<JsonInstead<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    engagements: Option<Vec<JsonRecord<'a>>>,
    #[serde(flatten)]
    elsewhere: Option<JsonElsewhere<'a>>,
}

/// Whom to ask where no office can be reached.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum JsonInstead<'a> {
    Caretaker(&'a str),
    Body { id: &'a str, way: &'a str },
    Website(&'a str),
    District { name: &'a str, website: Option<&'a str> },
}

impl<'a> JsonInstead<'a> {
    fn new(document: &'a Document, other: &'a ContactInstead) -> JsonInstead<'a> {
        match other {
            ContactInstead::Caretaker(mailbox) => JsonInstead::Caretaker(mailbox),
            ContactInstead::Body { body, way } => JsonInstead::Body { id: document.id(*body), way },
            ContactInstead::Website(website) => JsonInstead::Website(website),
            ContactInstead::District { name, website } => JsonInstead::District { name, website: website.as_deref() },
        }
    }
}

/// What is known about the field besides the region's own statement.
#[derive(Serialize)]
struct JsonElsewhere<'a> {
    other_regions: Vec<&'a str>,
    other_engagements: Vec<JsonEngagement<'a>>,
    open_bodies: Vec<&'a str>,
    field_bodies: Vec<&'a str>,
}

#[derive(Serialize)]
struct JsonEngagement<'a> {
    region: &'a str,
    engagement: &'a str,
    status: Option<&'static str>,
}

impl<'a> JsonRegion<'a> {
    fn new(document: &'a Document, MatchingCard { towns, card }: &'a MatchingCard) -> JsonRegion<'a> {
        let records = |slots: &[Slot]| slots.iter().map(|slot| JsonRecord(document, *slot)).collect();
        JsonRegion {
            region: document.id(card.region),
            name: name(document, card.region),
            municipalities: towns.iter().map(|slot| document.id(*slot)).collect(),
            offices: records(&card.offices),
            instead: card.instead.iter().map(|other| JsonInstead::new(document, other)).collect(),
            engagements: card.field.as_ref().map(|known| records(&known.here)),
            elsewhere: card.field.as_ref().map(|known| JsonElsewhere::new(document, known)),
        }
    }
}

impl<'a> JsonElsewhere<'a> {
    fn new(document: &'a Document, known: &FieldKnowledge) -> JsonElsewhere<'a> {
        let ids = |slots: &[Slot]| slots.iter().map(|slot| document.id(*slot)).collect();
        let engagement = |other: &OtherRegionEngagement| JsonEngagement {
            region: document.id(other.region),
            engagement: document.id(other.engagement),
            status: other.status.map(Status::name),
        };
        JsonElsewhere {
            other_regions: ids(&known.other_regions()),
            other_engagements: known.elsewhere.iter().map(engagement).collect(),
            open_bodies: ids(&known.open_bodies),
            field_bodies: known.field_bodies.iter().map(|body| document.id(body.body)).collect(),
        }
    }
}
