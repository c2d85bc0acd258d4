//! `overview`: one row a network, to compare them; as on the screen.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::args::OverviewOptions;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use super::resolve;
use crate::document::Slot;
use crate::export::{Format, aligned};
use crate::index::fold::fold;
use crate::model::records::Group;
use crate::model::vocabulary::Vocabulary;
use crate::model::{BODIES, DECISIONS, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, RECOMMENDATIONS};
use crate::present::overview::{OverviewWords, seats_state, title};
use crate::present::{Audience, Sheet, Tabular, text_of};
use crate::query::meetings::DatedMeeting;
use crate::query::overview::{GroupSeats, NetworkRow, OverviewColumn, OverviewQuestion, sort};
use crate::texts::{self, Lang, Phrase};

/// Runs the command.
///
/// # Errors
/// When region or column is unknown, or the dataset cannot be read.
pub fn run(context: &CliContext, asked: &OverviewOptions, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    let lang = context.lang;
    let tables = [MUNICIPALITIES, BODIES, ENGAGEMENTS, MEETINGS, RECOMMENDATIONS, DECISIONS, MEASURES];
    let dataset = context.open_with_relations(&tables)?;
    let vocabulary = Vocabulary::of(dataset.document.schema());
    let order = asked.sort.as_deref().map(|typed| column(vocabulary, lang, typed)).transpose()?;
    let regions = resolve::region_slots(lang, &dataset, asked.region.as_deref())?;
    let question = OverviewQuestion { regions: regions.as_deref(), period: context.period()? };
    let mut rows = question.ask(dataset.data());
    if let Some(SortColumn { column, is_descending }) = order {
        sort(&mut rows, column, is_descending);
    }
    let printed = PrintedOverview { words: OverviewWords { data: dataset.data(), lang }, rows };
    match format {
        Format::Table if !aligned::fits(&printed.sheet(Audience::People), out.column_limits()) => {
            printed.print_facts(out);
        }
        _ => answer::print(&printed, format, out),
    }
    Ok(ExitStatus::Done)
}

/// What the rows are sorted by.
struct SortColumn {
    column: OverviewColumn,
    is_descending: bool,
}

/// Returns the column of a name, or of its title in either language.
fn column(vocabulary: &'static Vocabulary, lang: Lang, typed: &str) -> Result<SortColumn, CliError> {
    let (is_descending, typed) = typed.strip_prefix('-').map_or((false, typed), |name| (true, name));
    let is_meant = |column: &OverviewColumn| {
        let titles = [Lang::De, Lang::En].map(|lang| title(*column, vocabulary, lang));
        fold(&column.name(vocabulary)) == fold(typed) || titles.map(fold).contains(&fold(typed))
    };
    let all = OverviewColumn::all(vocabulary);
    match all.iter().copied().find(is_meant) {
        Some(column) => Ok(SortColumn { column, is_descending }),
        None => {
            let failure = CliError::usage(texts::overview::no_column(lang, typed));
            let names: Vec<_> = all.iter().map(|column| column.name(vocabulary)).collect();
            Err(failure.with_meant(lang, typed, &names.iter().map(|name| &**name).collect::<Vec<&str>>()))
        }
    }
}

struct PrintedOverview<'a> {
    words: OverviewWords<'a>,
    rows: Vec<NetworkRow>,
}

impl PrintedOverview<'_> {
    /// Prints each network by itself, where a row has no room.
    fn print_facts(&self, out: &mut CommandOutput) {
        for (number, network) in self.rows.iter().enumerate() {
            if number > 0 {
                out.line("");
            }
            out.heading(&self.words.data.name(network.region));
            for fact in self.words.facts(network) {
                out.labelled(&fact.label, &text_of(&fact.spans), 1);
            }
        }
    }
}

impl Tabular for PrintedOverview<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        self.words.sheet(&self.rows, audience)
    }
}

impl Serialize for PrintedOverview<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let document = self.words.data.document;
        let vocabulary = Vocabulary::of(document.schema());
        let id = |slot: Slot| document.id(slot);
        let meeting = |meeting: Option<DatedMeeting>| {
            let meeting = meeting?;
            Some(JsonConference { meeting: id(meeting.slot), date: meeting.date?.to_string() })
        };
        let network = |row: &NetworkRow| JsonNetwork {
            region: id(row.region),
            agreement_signed: row.signed.map(|date| date.to_string()),
            committee: row.committee.map(id),
            seats: vocabulary.mandatory_groups().map(Group::name).zip(row.seats.map(JsonSeats::of)).collect(),
            last_conference: meeting(row.last_conference),
            next_conference: meeting(row.next_conference),
            bodies: row.bodies,
            action_fields: row.fields,
            recommendations: row.recommendations,
            open_recommendations: row.open_recommendations,
            completeness: row.completeness,
            oldest_statement: row.oldest.map(|oldest| JsonStatement {
                as_of: oldest.as_of.to_string(),
                record: resolve::shown(&document.address(oldest.record)),
            }),
        };
        JsonOverview { networks: self.rows.iter().map(network).collect(), labels: JsonSeatLabels::new(vocabulary) }
            .serialize(to)
    }
}

#[derive(Serialize)]
struct JsonOverview<'a> {
    networks: Vec<JsonNetwork<'a>>,
    labels: JsonSeatLabels,
}

/// What groups, and the states of their seats, are called in both languages.
#[derive(Serialize)]
struct JsonSeatLabels {
    group: BTreeMap<&'static str, Phrase>,
    state: BTreeMap<&'static str, Phrase>,
}

impl JsonSeatLabels {
    fn new(vocabulary: &'static Vocabulary) -> JsonSeatLabels {
        let state = |seats: GroupSeats| {
            let [de, en] = [Lang::De, Lang::En].map(|lang| seats_state(seats, lang));
            (JsonSeats::of(seats).state, Phrase::new(de, en))
        };
        let seated = GroupSeats::Seated { seats: 0, is_exact: false };
        let states = [GroupSeats::Unknown, GroupSeats::NotRequired, GroupSeats::Missing, seated];
        JsonSeatLabels {
            group: vocabulary.mandatory_groups().map(|group| (group.name(), group.label())).collect(),
            state: states.map(state).into_iter().collect(),
        }
    }
}

#[derive(Serialize)]
struct JsonNetwork<'a> {
    region: &'a str,
    agreement_signed: Option<String>,
    committee: Option<&'a str>,
    /// By the name of the group in the file.
    seats: BTreeMap<&'static str, JsonSeats>,
    last_conference: Option<JsonConference<'a>>,
    next_conference: Option<JsonConference<'a>>,
    bodies: usize,
    action_fields: usize,
    recommendations: usize,
    open_recommendations: usize,
    /// In per cent.
    completeness: u8,
    oldest_statement: Option<JsonStatement>,
}

#[derive(Serialize)]
struct JsonSeats {
    state: &'static str,
    /// The number of seats known; null where none is.
    seats: Option<u32>,
    /// True where these are all.
    is_exact: bool,
}

impl JsonSeats {
    fn of(seats: GroupSeats) -> JsonSeats {
        let without = |state| JsonSeats { state, seats: None, is_exact: false };
        match seats {
            GroupSeats::Unknown => without("unknown"),
            GroupSeats::NotRequired => without("not_required"),
            GroupSeats::Missing => without("missing"),
            GroupSeats::Seated { seats, is_exact } => {
                JsonSeats { state: "seated", seats: Some(seats).filter(|seats| is_exact || *seats > 0), is_exact }
            }
        }
    }
}

#[derive(Serialize)]
struct JsonConference<'a> {
    meeting: &'a str,
    date: String,
}

#[derive(Serialize)]
struct JsonStatement {
    as_of: String,
    /// The address of the record that says it.
    record: String,
}
