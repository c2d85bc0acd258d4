//! `contact PLACE`: finds the office to ask for a town, postcode or region; with `--field` also
//! what the region says about that field.
//!
//! [`ContactCard`] decides whom to ask, as for the guide. Entry point: [`run`].

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
use crate::document::Slot;
use crate::index::PlaceMatch;
use crate::index::activity_status::Standing;
use crate::index::contact::{ContactCard, Elsewhere, FieldKnowledge, level_of};
use crate::index::display_names::{name, short_name, text};
use crate::model::input::to_editable_text;
use crate::model::records::Status;
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MUNICIPALITIES, SCHEMA};
use crate::schema::{Field, FieldKind, Table};
use crate::syntax::SyntaxValue;
use crate::texts::{Lang, cli as t, detail, guide};

/// A matching region, with the towns by which it was found.
struct ContactAnswer {
    towns: Vec<Slot>,
    card: ContactCard,
}

/// The question.
struct Question<'a> {
    place: &'a str,
    field: Option<Slot>,
}

/// Runs the command.
///
/// # Errors
/// When the place or the field is unknown, or something cannot be read.
pub fn run(context: &CliContext, place: &str, field: Option<&str>, out: &mut CommandOutput) -> Result<Code, CliError> {
    let format = context.format(&[Format::Table, Format::Json, Format::Csv, Format::Md])?;
    // Bodies tell the office; engagements tell what is done in a field.
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
        fields(speaker, *office, out);
    }
    let Some(known) = &answer.card.field else { return };
    out.line("");
    out.heading(&name(document, known.field));
    for (number, engagement) in known.here.iter().enumerate() {
        if number > 0 {
            out.line("");
        }
        fields(speaker, *engagement, out);
    }
    if known.here.is_empty() {
        out.line(&guide::nothing_known(lang, &short_name(document, answer.card.region)));
        elsewhere(speaker, known, out);
    }
    bodies_for_all(speaker, known, out);
}

/// Prints the lines of a record in the card, known or not; those of a contact one by one.
fn fields(speaker: &ValueFormatter<'_>, slot: Slot, out: &mut CommandOutput) {
    let document = &speaker.dataset.document;
    let Ok(record) = document.record(slot) else { return };
    for field in document.schema().table(slot.table).record.card() {
        let value = record.root().field(field.name).and_then(SyntaxValue::unwrap_option);
        match field.kind {
            FieldKind::Record(inner) if !inner.is_source => {
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

/// Prints other regions with known activities, and what they do.
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

/// Prints the bodies that are open to all, and those that deal with the field.
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

/// A row for each office, and of what is said about an action field for each statement: who says
/// what, and which bodies deal with it.
fn sheet(speaker: &ValueFormatter<'_>, answers: &[ContactAnswer], exact: bool) -> Sheet {
    let lang = speaker.lang;
    let label = |name: &str, label: &str| if exact { name.to_owned() } else { label.to_owned() };
    let mut heads = vec![label("region", t::region(lang)), label("office", t::office(lang))];
    heads.extend(column_heads(BODIES, exact.then_some(""), lang));
    if answers.iter().any(|answer| answer.card.field.is_some()) {
        heads.push(label("action_field", SCHEMA.table(ACTION_FIELDS).singular.get(lang)));
        heads.push(label("stated_by", t::stated_by(lang)));
        heads.extend(column_heads(ENGAGEMENTS, exact.then_some("engagement."), lang));
        heads.push(label("open_bodies", guide::open_bodies(lang)));
        heads.push(label("field_bodies", guide::field_bodies(lang)));
    }
    let rows = answers.iter().flat_map(|answer| sheet_rows(speaker, answer, exact)).collect();
    Sheet { heads, rows }
}

/// The rows of one region: each office with each statement.
fn sheet_rows(speaker: &ValueFormatter<'_>, answer: &ContactAnswer, exact: bool) -> Vec<Vec<String>> {
    let document = &speaker.dataset.document;
    let card = &answer.card;
    let named = |slot: Option<Slot>| slot.map_or_else(|| unknown(speaker.lang, exact), |slot| name(document, slot));
    let one_or_none =
        |slots: &[Slot]| if slots.is_empty() { vec![None] } else { slots.iter().copied().map(Some).collect() };
    let office_cells = |office: Option<Slot>| -> Vec<String> {
        let cells = cells(speaker, office, BODIES, exact);
        [name(document, card.region), named(office)].into_iter().chain(cells).collect()
    };
    let statements = card.field.as_ref().map(|known| statement_cells(speaker, card.region, known, exact));
    let mut rows = Vec::new();
    for office in one_or_none(&card.offices) {
        let office = office_cells(office);
        match &statements {
            None => rows.push(office),
            Some(said) => rows.extend(said.iter().map(|said| [&office[..], said].concat())),
        }
    }
    rows
}

/// What is said about a field, a row each: by the region, or where it says nothing by others.
fn statement_cells(
    speaker: &ValueFormatter<'_>,
    region: Slot,
    known: &FieldKnowledge,
    exact: bool,
) -> Vec<Vec<String>> {
    let document = &speaker.dataset.document;
    let here = known.here.iter().map(|engagement| (Some(region), Some(*engagement)));
    let elsewhere = known.elsewhere.iter().map(|other| (Some(other.region), Some(other.engagement)));
    let mut said: Vec<(Option<Slot>, Option<Slot>)> = here.collect();
    if said.is_empty() {
        said = elsewhere.collect();
    }
    if said.is_empty() {
        said.push((None, None));
    }
    let listed = |names: Vec<String>| if names.is_empty() { unknown(speaker.lang, exact) } else { names.join("; ") };
    let bodies = [
        listed(known.open_bodies.iter().map(|body| name(document, *body)).collect()),
        listed(known.field_bodies.iter().map(|body| name(document, body.body)).collect()),
    ];
    let row = |(by, engagement): (Option<Slot>, Option<Slot>)| {
        let by = by.map_or_else(|| unknown(speaker.lang, exact), |region| name(document, region));
        let cells = cells(speaker, engagement, ENGAGEMENTS, exact);
        [name(document, known.field), by].into_iter().chain(cells).chain(bodies.clone()).collect()
    };
    said.into_iter().map(row).collect()
}

/// The ways to the values that are columns: of a contact each by itself, for programs (`exact`) of
/// a source, too.
fn columns(table: Table, exact: bool) -> Vec<Vec<&'static Field>> {
    let mut columns = Vec::new();
    for field in SCHEMA.table(table).record.card() {
        match field.kind {
            FieldKind::Record(inner) if exact || !inner.is_source => {
                columns.extend(inner.fields.iter().map(|inner| vec![field, inner]));
            }
            _ => columns.push(vec![field]),
        }
    }
    columns
}

/// What those columns are called: for people by their label, for programs by their place behind
/// `prefix`.
fn column_heads(table: Table, prefix: Option<&str>, lang: Lang) -> Vec<String> {
    let head = |path: Vec<&'static Field>| match (prefix, &path[..]) {
        (Some(prefix), [Field { kind: FieldKind::Record(outer), .. }, field]) if !outer.is_source => {
            format!("{prefix}{}", field.name)
        }
        (Some(prefix), path) => {
            format!("{prefix}{}", path.iter().map(|field| field.name).collect::<Vec<_>>().join("."))
        }
        (None, path) => path.last().map_or("", |field| field.label.get(lang)).to_owned(),
    };
    columns(table, prefix.is_some()).into_iter().map(head).collect()
}

/// The cells of those columns of one record, or of none.
fn cells(speaker: &ValueFormatter<'_>, slot: Option<Slot>, table: Table, exact: bool) -> Vec<String> {
    let record = slot.and_then(|slot| speaker.dataset.document.record(slot).ok());
    let root = record.as_ref().map(|record| record.root());
    let cell = |path: Vec<&'static Field>| {
        let mut value = root;
        for field in &path {
            value = value.and_then(|value| value.field(field.name)).and_then(SyntaxValue::unwrap_option);
        }
        match (value, path.last()) {
            (Some(value), Some(field)) if exact => to_editable_text(field.kind, value),
            (Some(value), Some(field)) => speaker.value(field.kind, value),
            _ => unknown(speaker.lang, exact),
        }
    };
    columns(table, exact).into_iter().map(cell).collect()
}

/// What stands in a cell without a value: people read that it is unknown, programs know it empty.
fn unknown(lang: Lang, exact: bool) -> String {
    if exact { String::new() } else { detail::unknown(lang).to_owned() }
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
