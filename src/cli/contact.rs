//! `contact PLACE`: from a town, postcode or region to the office to ask; with `--field` also what the region says of it.

use serde::Serialize;

use super::Code;
use super::args::Format;
use super::context::{Context, Dataset};
use super::fail::Failure;
use super::json::{self, FORMAT, JsonRecord};
use super::output::Out;
use super::said::Speaker;
use super::sheet::Sheet;
use super::which;
use crate::document::{Record, Slot, Step, Value};
use crate::index::Place;
use crate::index::names::name;
use crate::model::records::{CONTACT, ENGAGEMENT};
use crate::model::{BODIES, ENGAGEMENTS, MUNICIPALITIES};
use crate::schema::{Kind, Table};
use crate::texts::{cli as t, detail};

/// A region that answers, with what leads to it and what it offers.
struct Answer {
    region: Slot,
    towns: Vec<Slot>,
    offices: Vec<Slot>,
    engagements: Vec<Slot>,
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
pub fn run(context: &Context, (place, field): (&str, Option<&str>), out: &mut Out) -> Result<Code, Failure> {
    let format = context.format(&[Format::Table, Format::Json, Format::Csv, Format::Md])?;
    // The office is known by the bodies; what is done in a field, by the engagements.
    let engagements = field.map(|_| ENGAGEMENTS);
    let tables: Vec<Table> = [MUNICIPALITIES, BODIES].into_iter().chain(engagements).collect();
    let dataset = context.consult(&tables)?;
    let field = field.map(|typed| which::action_field(context.lang, &dataset, typed)).transpose()?;
    let question = Question { place, field };
    let regions = which::regions(context.lang, &dataset, place)?;
    let places = dataset.index().places(&dataset.document, place);
    let answers: Vec<Answer> = regions.iter().map(|region| answer(&dataset, (&question, &places), *region)).collect();
    let speaker = Speaker { dataset: &dataset, lang: context.lang, today: context.today()? };
    match format {
        Format::Json => json::print(&json_answer(&dataset, &question, &answers), out),
        Format::Csv | Format::Md => sheet(&speaker, &answers, format == Format::Csv).write(format, out),
        _ => {
            for (number, answer) in answers.iter().enumerate() {
                if number > 0 {
                    out.line("");
                }
                card(&speaker, &question, answer, out);
            }
        }
    }
    Ok(Code::Done)
}

fn answer(dataset: &Dataset, (question, places): (&Question<'_>, &[Place]), region: Slot) -> Answer {
    let (document, index) = (&dataset.document, dataset.index());
    let exact = places.iter().any(|place| place.exact);
    let named = places.iter().filter(|place| place.exact || !exact).filter(|place| place.region == Some(region));
    let works = |field: Slot| {
        let all = index.referrers_in(region, ENGAGEMENTS).iter().copied();
        all.filter(|slot| index.refers(*slot, field)).collect()
    };
    Answer {
        region,
        towns: named.filter_map(|place| place.municipality).collect(),
        offices: index.offices(document, region),
        engagements: question.field.map(works).unwrap_or_default(),
    }
}

/// Regions other than this one that are known to work on the field.
fn others(dataset: &Dataset, field: Slot, but: Slot) -> Vec<Slot> {
    let (document, index) = (&dataset.document, dataset.index());
    let mut found = Vec::new();
    for engagement in index.referrers_in(field, ENGAGEMENTS) {
        let ended = word(document.record(*engagement).ok().as_ref(), "status").as_deref() == Some("Ended");
        let region = index.region_of(*engagement).filter(|region| *region != but && !ended);
        if let Some(region) = region.filter(|region| !found.contains(region)) {
            found.push(region);
        }
    }
    found
}

fn word(record: Option<&Record<'_>>, field: &str) -> Option<String> {
    let value = record?.root().field(field).and_then(Value::peel)?;
    value.as_word().map(str::to_owned)
}

fn card(speaker: &Speaker<'_>, question: &Question<'_>, answer: &Answer, out: &mut Out) {
    let document = &speaker.dataset.document;
    let lang = speaker.lang;
    let towns: Vec<String> = answer.towns.iter().map(|slot| name(document, *slot)).collect();
    let region = name(document, answer.region);
    let others_named = towns.iter().any(|town| *town != region);
    out.heading(&if others_named { t::region_of(lang, &region, &towns.join(", ")) } else { region });
    if answer.offices.is_empty() {
        out.line(t::no_office(lang));
    }
    for office in &answer.offices {
        office_lines(speaker, *office, out);
    }
    let Some(field) = question.field else { return };
    out.line("");
    out.heading(&name(document, field));
    for engagement in &answer.engagements {
        engagement_lines(speaker, *engagement, out);
    }
    if answer.engagements.is_empty() {
        out.line(t::nothing_known(lang));
        let others: Vec<String> =
            others(speaker.dataset, field, answer.region).iter().map(|slot| name(document, *slot)).collect();
        if !others.is_empty() {
            out.labelled(t::other_regions(lang), &others.join("; "), 0);
        }
    }
}

fn office_lines(speaker: &Speaker<'_>, office: Slot, out: &mut Out) {
    let document = &speaker.dataset.document;
    out.line(&name(document, office));
    let Ok(record) = document.record(office) else { return };
    let contact = record.root().field("contact").and_then(Value::peel);
    for field in CONTACT.fields {
        let value = contact.and_then(|contact| contact.field(field.name)).and_then(Value::peel);
        let text =
            value.map_or_else(|| detail::unknown(speaker.lang).to_owned(), |value| speaker.value(field.kind, value));
        out.labelled(field.label.get(speaker.lang), &text, 2);
    }
    source_line(speaker, &record, out);
}

fn engagement_lines(speaker: &Speaker<'_>, engagement: Slot, out: &mut Out) {
    let Ok(record) = speaker.dataset.document.record(engagement) else { return };
    let told = |field: &&crate::schema::Field| !matches!(field.kind, Kind::Id | Kind::Ref(_) | Kind::Record(_));
    for field in ENGAGEMENT.fields.iter().filter(told) {
        let value = record.root().field(field.name).and_then(Value::peel);
        let text =
            value.map_or_else(|| detail::unknown(speaker.lang).to_owned(), |value| speaker.value(field.kind, value));
        out.labelled(field.label.get(speaker.lang), &text, 2);
    }
    source_line(speaker, &record, out);
}

fn source_line(speaker: &Speaker<'_>, record: &Record<'_>, out: &mut Out) {
    let lang = speaker.lang;
    let source = record.root().field("source").and_then(Value::peel);
    let text = source.map_or_else(|| detail::unknown(lang).to_owned(), |source| speaker.source(source));
    out.labelled(t::source(lang), &text, 2);
}

/// A row for each office: region, office and its contact.
fn sheet(speaker: &Speaker<'_>, answers: &[Answer], exact: bool) -> Sheet {
    let document = &speaker.dataset.document;
    let lang = speaker.lang;
    let labels = CONTACT.fields.iter().map(|field| if exact { field.name } else { field.label.get(lang) });
    let heads = if exact { ["region", "office"] } else { [t::region(lang), t::office(lang)] };
    let heads = heads.into_iter().chain(labels).map(str::to_owned).collect();
    let row = |region: Slot, office: Option<Slot>| -> Vec<String> {
        let record = office.and_then(|office| document.record(office).ok());
        let value = |name: &str| {
            let path = ["contact", name].map(|name| Step::Field(name.to_owned()));
            let value = record.as_ref()?.value(&path)?.peel()?;
            Some(speaker.value(CONTACT.field(name)?.kind, value))
        };
        let names = [name(document, region), office.map(|office| name(document, office)).unwrap_or_default()];
        names.into_iter().chain(CONTACT.fields.iter().map(|field| value(field.name).unwrap_or_default())).collect()
    };
    let rows = answers.iter().flat_map(|answer| {
        let none = answer.offices.is_empty().then(|| row(answer.region, None));
        answer.offices.iter().map(|office| row(answer.region, Some(*office))).chain(none).collect::<Vec<_>>()
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
    #[serde(skip_serializing_if = "Option::is_none")]
    other_regions: Option<Vec<&'a str>>,
}

fn json_answer<'a>(dataset: &'a Dataset, question: &Question<'a>, answers: &[Answer]) -> JsonAnswer<'a> {
    let document = &dataset.document;
    let records = |slots: &[Slot]| slots.iter().map(|slot| JsonRecord(document, *slot)).collect();
    let ids = |slots: &[Slot]| slots.iter().map(|slot| document.id(*slot)).collect();
    let regions = answers.iter().map(|answer| JsonRegion {
        region: document.id(answer.region),
        name: name(document, answer.region),
        municipalities: ids(&answer.towns),
        offices: records(&answer.offices),
        engagements: question.field.map(|_| records(&answer.engagements)),
        other_regions: question.field.map(|field| ids(&others(dataset, field, answer.region))),
    });
    let field = question.field.map(|slot| document.id(slot));
    JsonAnswer { format: FORMAT, place: question.place, field, regions: regions.collect() }
}
