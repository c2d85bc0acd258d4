//! `contact PLACE`: from a town, postcode or region to the office to ask; with `--field` also what
//! the region says of it.
//!
//! Whom to ask is answered by [`ContactCard`], as for the guide. Entry point: [`run`].

use serde::Serialize;

use super::Code;
use super::args::Format;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::json::{self, FORMAT, JsonRecord};
use super::output::CommandOutput;
use super::resolve;
use super::tabular::Sheet;
use super::value_text::ValueFormatter;
use crate::document::{AddressStep, Slot, SyntaxValue};
use crate::index::PlaceMatch;
use crate::index::activity_status::Standing;
use crate::index::contact::{ContactCard, Elsewhere, FieldKnowledge, OFFICE_FIELDS, STATEMENT_FIELDS, level_of};
use crate::index::display_names::{name, short_name, text};
use crate::model::records::{CONTACT, Status};
use crate::model::{BODIES, ENGAGEMENTS, MUNICIPALITIES};
use crate::schema::{Field, FieldKind, Table};
use crate::texts::{cli as t, detail, guide};

/// A region that answers, with the towns by which it was found.
struct ContactAnswer {
    towns: Vec<Slot>,
    card: ContactCard,
}

/// What was asked for.
struct Question<'a> {
    place: &'a str,
    field: Option<Slot>,
}

/// Runs the command.
///
/// # Errors
/// When the place or the field is not known, or what cannot be read.
pub fn run(context: &CliContext, place: &str, field: Option<&str>, out: &mut CommandOutput) -> Result<Code, CliError> {
    let format = context.format(&[Format::Table, Format::Json, Format::Csv, Format::Md])?;
    // The office is known by the bodies; what is done in a field, by the engagements.
    let engagements = field.map(|_| ENGAGEMENTS);
    let tables: Vec<Table> = [MUNICIPALITIES, BODIES].into_iter().chain(engagements).collect();
    let dataset = context.open_with_relations(&tables)?;
    let field = field.map(|typed| resolve::action_field(context.lang, &dataset, typed)).transpose()?;
    let question = Question { place, field };
    let regions = resolve::regions(context.lang, &dataset, place)?;
    let places = dataset.index().places(&dataset.document, place);
    let answers: Vec<ContactAnswer> =
        regions.iter().map(|region| answer(&dataset, &question, &places, *region)).collect();
    let speaker = ValueFormatter { dataset: &dataset, lang: context.lang, period: context.period()? };
    match format {
        Format::Json => json::print(&json_answer(&dataset, &question, &answers), out),
        Format::Csv | Format::Md => sheet(&speaker, &answers, format == Format::Csv).write(format, out),
        _ => {
            for (number, answer) in answers.iter().enumerate() {
                if number > 0 {
                    out.line("");
                }
                card(&speaker, answer, out);
            }
        }
    }
    Ok(Code::Done)
}

fn answer(dataset: &Dataset, question: &Question<'_>, places: &[PlaceMatch], region: Slot) -> ContactAnswer {
    let (document, index) = (&dataset.document, dataset.index());
    let exact = places.iter().any(|place| place.exact);
    let named = places.iter().filter(|place| place.exact || !exact).filter(|place| place.region == Some(region));
    ContactAnswer {
        towns: named.filter_map(|place| place.municipality).collect(),
        card: ContactCard::of(document, index, region, question.field),
    }
}

fn card(speaker: &ValueFormatter<'_>, answer: &ContactAnswer, out: &mut CommandOutput) {
    let document = &speaker.dataset.document;
    let lang = speaker.lang;
    let towns: Vec<String> = answer.towns.iter().map(|slot| name(document, *slot)).collect();
    let region = name(document, answer.card.region);
    let others_named = towns.iter().any(|town| *town != region);
    out.heading(&if others_named { t::region_of(lang, &region, &towns.join(", ")) } else { region });
    if answer.card.offices.is_empty() {
        out.line(t::no_office(lang));
    }
    for office in &answer.card.offices {
        out.line(&name(document, *office));
        fields(speaker, *office, &OFFICE_FIELDS, out);
    }
    let Some(known) = &answer.card.field else { return };
    out.line("");
    out.heading(&name(document, known.field));
    for (number, engagement) in known.here.iter().enumerate() {
        if number > 0 {
            out.line("");
        }
        fields(speaker, *engagement, &STATEMENT_FIELDS, out);
    }
    if known.here.is_empty() {
        out.line(&guide::nothing_known(lang, &short_name(document, answer.card.region)));
        elsewhere(speaker, known, out);
    }
    bodies_for_all(speaker, known, out);
}

/// The fields of a record, known or not; of a contact each by itself.
fn fields(speaker: &ValueFormatter<'_>, slot: Slot, wanted: &[&str], out: &mut CommandOutput) {
    let document = &speaker.dataset.document;
    let Ok(record) = document.record(slot) else { return };
    let declared = document.schema().table(slot.table).record;
    for field in wanted.iter().filter_map(|name| declared.field(name)) {
        let value = record.root().field(field.name).and_then(SyntaxValue::unwrap_option);
        match field.kind {
            FieldKind::Record(inner) if inner.is(&CONTACT) => {
                for field in inner.fields {
                    let value = value.and_then(|value| value.field(field.name)).and_then(SyntaxValue::unwrap_option);
                    labelled(speaker, field, value, out);
                }
            }
            _ => labelled(speaker, field, value, out),
        }
    }
}

fn labelled(speaker: &ValueFormatter<'_>, field: &Field, value: Option<SyntaxValue<'_>>, out: &mut CommandOutput) {
    let unknown = || detail::unknown(speaker.lang).to_owned();
    let text = value.map_or_else(unknown, |value| speaker.value(field.kind, value));
    out.labelled(field.label.get(speaker.lang), &text, 2);
}

/// Other regions from which something is known, with what they do.
fn elsewhere(speaker: &ValueFormatter<'_>, known: &FieldKnowledge, out: &mut CommandOutput) {
    let (document, lang) = (&speaker.dataset.document, speaker.lang);
    if known.elsewhere.is_empty() {
        return out.line(guide::nowhere(lang));
    }
    out.line("");
    out.heading(&guide::elsewhere(lang, known.other_regions().len()));
    for other in &known.elsewhere {
        let record = document.record(other.engagement).ok();
        let wording = record.and_then(|record| text(record.root(), "wording"));
        let wording = wording.unwrap_or_else(|| detail::unknown(lang).to_owned());
        let status = other.status_but_active().map(|status| format!(" · {}", status.label().get(lang)));
        let said = format!("{} {wording}{}", Standing::of(other.status).sign(), status.unwrap_or_default());
        out.labelled(&short_name(document, other.region), &said, 2);
    }
}

/// Bodies that are open to all, and those that deal with the field.
fn bodies_for_all(speaker: &ValueFormatter<'_>, known: &FieldKnowledge, out: &mut CommandOutput) {
    let lang = speaker.lang;
    out.line("");
    out.heading(guide::open_bodies(lang));
    if known.open_bodies.is_empty() {
        out.line(guide::no_open_body(lang));
    }
    known.open_bodies.iter().for_each(|body| body_line(speaker, *body, None, out));
    if known.field_bodies.is_empty() {
        return;
    }
    out.line("");
    out.heading(guide::field_bodies(lang));
    for body in &known.field_bodies {
        body_line(speaker, body.body, Some(body.openness(lang)), out);
    }
}

fn body_line(speaker: &ValueFormatter<'_>, body: Slot, openness: Option<&str>, out: &mut CommandOutput) {
    let (document, lang) = (&speaker.dataset.document, speaker.lang);
    let Ok(record) = document.record(body) else { return };
    let label = level_of(record.root()).map_or(detail::unknown(lang), |level| level.label().get(lang));
    let note = text(record.root(), "note");
    let more = note.as_deref().into_iter().chain(openness).map(|text| format!(" · {text}"));
    out.labelled(label, &format!("{}{}", name(document, body), more.collect::<String>()), 2);
}

/// A row for each office: region, office and its contact.
fn sheet(speaker: &ValueFormatter<'_>, answers: &[ContactAnswer], exact: bool) -> Sheet {
    let document = &speaker.dataset.document;
    let lang = speaker.lang;
    let labels = CONTACT.fields.iter().map(|field| if exact { field.name } else { field.label.get(lang) });
    let heads = if exact { ["region", "office"] } else { [t::region(lang), t::office(lang)] };
    let heads = heads.into_iter().chain(labels).map(str::to_owned).collect();
    let row = |region: Slot, office: Option<Slot>| -> Vec<String> {
        let record = office.and_then(|office| document.record(office).ok());
        let value = |name: &str| {
            let path = ["contact", name].map(|name| AddressStep::Field(name.to_owned()));
            let value = record.as_ref()?.value(&path)?.unwrap_option()?;
            Some(speaker.value(CONTACT.field(name)?.kind, value))
        };
        let names = [name(document, region), office.map(|office| name(document, office)).unwrap_or_default()];
        names.into_iter().chain(CONTACT.fields.iter().map(|field| value(field.name).unwrap_or_default())).collect()
    };
    let rows = answers.iter().flat_map(|answer| {
        let none = answer.card.offices.is_empty().then(|| row(answer.card.region, None));
        answer.card.offices.iter().map(|office| row(answer.card.region, Some(*office))).chain(none).collect::<Vec<_>>()
    });
    Sheet { heads, rows: rows.collect() }
}

#[derive(Serialize)]
struct JsonAnswer<'a> {
    format: u32,
    place: &'a str,
    field: Option<&'a str>,
    regions: Vec<JsonRegion<'a>>,
}

#[derive(Serialize)]
struct JsonRegion<'a> {
    region: &'a str,
    name: String,
    municipalities: Vec<&'a str>,
    offices: Vec<JsonRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    engagements: Option<Vec<JsonRecord<'a>>>,
    #[serde(flatten)]
    elsewhere: Option<JsonElsewhere<'a>>,
}

/// What is known of the field besides what the region itself says.
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

fn json_answer<'a>(dataset: &'a Dataset, question: &Question<'a>, answers: &[ContactAnswer]) -> JsonAnswer<'a> {
    let document = &dataset.document;
    let records = |slots: &[Slot]| slots.iter().map(|slot| JsonRecord(document, *slot)).collect();
    let ids = |slots: &[Slot]| slots.iter().map(|slot| document.id(*slot)).collect();
    let engagement = |other: &Elsewhere| JsonEngagement {
        region: document.id(other.region),
        engagement: document.id(other.engagement),
        status: other.status.map(Status::name),
    };
    let elsewhere = |known: &FieldKnowledge| JsonElsewhere {
        other_regions: ids(&known.other_regions()),
        other_engagements: known.elsewhere.iter().map(engagement).collect(),
        open_bodies: ids(&known.open_bodies),
        field_bodies: known.field_bodies.iter().map(|body| document.id(body.body)).collect(),
    };
    let regions = answers.iter().map(|ContactAnswer { towns, card }| JsonRegion {
        region: document.id(card.region),
        name: name(document, card.region),
        municipalities: ids(towns),
        offices: records(&card.offices),
        engagements: card.field.as_ref().map(|known| records(&known.here)),
        elsewhere: card.field.as_ref().map(elsewhere),
    });
    let field = question.field.map(|slot| document.id(slot));
    JsonAnswer { format: FORMAT, place: question.place, field, regions: regions.collect() }
}
