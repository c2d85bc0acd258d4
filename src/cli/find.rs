//! `find QUERY`: the search over everything, grouped by table.

use serde::Serialize;

use super::ExitStatus;
use super::answer;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use super::query;
use super::resolve;
use crate::document::{Address, AddressStep, Slot};
use crate::export::Format;
use crate::index::display_names::name;
use crate::index::{MatchedText, Query};
use crate::model::SCHEMA;
use crate::model::records::Status;
use crate::present::hit::reason_text;
use crate::present::place::place_chain;
use crate::present::record_label::RecordLabel;
use crate::present::status::marked_name;
use crate::present::{Audience, Sheet, Tabular};
use crate::query::DatasetView;
use crate::query::expression::Expression;
use crate::query::places::PlaceMatch;
use crate::query::search::{DirectorySearch, HitDescription, SearchTarget};
use crate::schema::Table;
use crate::texts::{self, Lang};

/// Runs the command.
///
/// # Errors
/// Why something cannot be read.
pub fn run(context: &CliContext, typed: &str, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    let (dataset, done) = context.open_for_search(typed)?;
    let (data, lang) = (dataset.data(), context.lang);
    let expression = query::read(context, data, None, typed)?;
    let search = done.filter(|_| expression.is_plain()).unwrap_or_else(|| {
        data.index.prepare_search(data.document);
        let mut search = DirectorySearch::new(data, &expression, None);
        search.go_on(data, &expression, usize::MAX);
        search
    });
    let (found, target) = search.into_results(data, &expression);
    let hits = found.hits(data.document);
    data.index.expect_distances(data.document, hits.iter().map(|hit| hit.slot));
    let hits = hits.iter().map(|hit| FoundRecord::new(data, hit.slot, found.query(), &expression, lang)).collect();
    let targets = targets(data, typed, &target, lang);
    let answer = FindAnswer { query: typed, targets, similar: found.is_similar(), hits, lang };
    match format {
        Format::Table => answer.print_groups(out),
        _ => answer::print(&answer, format, out),
    }
    match (&answer.targets[..], &answer.hits[..]) {
        ([], []) => Err(CliError::negative(texts::cli::nothing_found(lang, typed))),
        ([], _) if answer.similar => Err(CliError::negative(texts::search::similar_found(lang, typed))),
        _ => Ok(ExitStatus::Done),
    }
}

/// Returns what the address, the place or the topic of a place leads to that was typed.
fn targets(data: DatasetView<'_>, typed: &str, target: &SearchTarget, lang: Lang) -> Vec<FoundTarget> {
    let of = |address: &Address, name| FoundTarget { address: resolve::shown(address), name };
    let addresses = target.addresses.iter().map(|(slot, address)| of(address, data.name(*slot)));
    let named = |typed: &str, place: &PlaceMatch| {
        let region = place.region?;
        let town = place.municipality.map(|town| data.name(town)).unwrap_or_default();
        Some(of(&data.document.address(region), place_chain(typed, &[&town, &data.name(region)])))
    };
    let places = target.places.iter().filter_map(|place| named(typed, place));
    let topic = target.topic.iter().flat_map(|topic| {
        let engagements = topic.fields_in_regions(data).into_iter().flat_map(|found| found.engagements(data));
        let engagements =
            engagements.map(|slot| of(&data.document.address(slot), RecordLabel::of(data, slot, lang).text()));
        engagements.chain(topic.places.iter().filter_map(|place| named(&topic.place, place))).collect::<Vec<_>>()
    });
    addresses.chain(places).chain(topic).collect()
}

#[derive(Serialize)]
struct FindAnswer<'a> {
    query: &'a str,
    /// What an address or a place leads to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets: Vec<FoundTarget>,
    /// True when nothing fits exactly, and the hits have similar words.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    similar: bool,
    hits: Vec<FoundRecord>,
    #[serde(skip)]
    lang: Lang,
}

impl Tabular for FindAnswer<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        let lang = self.lang;
        let columns = [
            audience.pick("address", texts::cli::address(lang)),
            audience.pick("name", texts::cli::name(lang)),
            audience.pick("text", texts::cli::found_by(lang)),
        ];
        Sheet::new(columns, self.hits.iter().map(|hit| hit.cells(audience, lang)).collect()).with_whole([0])
    }
}

impl FindAnswer<'_> {
    /// Prints what the text leads to, then the hits of each table below its name.
    fn print_groups(&self, out: &mut CommandOutput) {
        let mut is_first = true;
        let mut print = |title: String, rows: Vec<Vec<String>>| {
            if !std::mem::take(&mut is_first) {
                out.line("");
            }
            answer::print_table(&Sheet::new([title, String::new(), String::new()], rows).with_whole([0]), out);
        };
        if !self.targets.is_empty() {
            let row = |target: &FoundTarget| vec![target.address.clone(), target.name.clone(), String::new()];
            print(texts::search::typed_place(self.lang).to_owned(), self.targets.iter().map(row).collect());
        }
        for group in self.hits.chunk_by(|a, b| a.table == b.table) {
            let title = SCHEMA.table(group[0].table).plural.get(self.lang);
            let rows = group.iter().map(|hit| hit.cells(Audience::People, self.lang)).collect();
            print(texts::cli::group(self.lang, group.len(), title), rows);
        }
    }
}

/// What an address or a place leads to.
#[derive(Serialize)]
struct FoundTarget {
    address: String,
    name: String,
}

/// A found record and the text that matched.
#[derive(Serialize)]
struct FoundRecord {
    address: String,
    #[serde(skip)]
    table: Table,
    #[serde(rename = "table")]
    table_name: &'static str,
    name: String,
    /// For people, the name with what tells it from others.
    #[serde(skip)]
    label: String,
    /// How work stands that does not go on.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    /// The field whose text it is; null for a text of another record.
    field: Option<String>,
    text: Option<String>,
    /// For people, what it was found by, unless its name says so.
    #[serde(skip)]
    reason: String,
}

impl FoundRecord {
    fn new(data: DatasetView<'_>, slot: Slot, query: &Query, expression: &Expression, lang: Lang) -> FoundRecord {
        let description = HitDescription::of(data, slot, query, expression);
        let label = RecordLabel::of(data, slot, lang).text();
        let reason = reason_text(&description, query, &label, lang);
        let first = description.reasons.into_iter().next();
        let path = |mark: &MatchedText| mark.path.iter().map(AddressStep::to_string).collect::<Vec<_>>().join("/");
        FoundRecord {
            address: resolve::shown(&data.document.address(slot)),
            table: slot.table,
            table_name: SCHEMA.table(slot.table).name,
            name: name(data.document, slot),
            label,
            status: description.status.map(Status::name),
            field: first.as_ref().map(path).filter(|path| !path.is_empty()),
            text: first.map(|mark| mark.text),
            reason,
        }
    }

    /// Returns address, name and why it was found; for people how its work stands, too.
    fn cells(&self, audience: Audience, lang: Lang) -> Vec<String> {
        let status = self.status.and_then(Status::from_name);
        let (name, reason) = match audience {
            Audience::People => (marked_name(&self.label, status, lang), self.reason.clone()),
            Audience::Programs => (self.name.clone(), self.text.clone().unwrap_or_default()),
        };
        vec![self.address.clone(), name, reason]
    }
}
