//! `process`: what came of each recommendation, and what is open; as on the screen.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::args::Process;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use super::resolve;
use crate::document::{Document, Slot};
use crate::export::Format;
use crate::model::{BODIES, DECISIONS, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, RECOMMENDATIONS, SCHEMA};
use crate::present::process::{ProcessWords, counts_text, reason_word, remark_words, sheet, state_word};
use crate::present::{Audience, Sheet, Tabular, text_of};
use crate::query::process::{
    OpenPoint, OpenReason, ProcessCounts, ProcessQuestion, ProcessRow, ProcessStep, StepRemark, StepState,
};
use crate::texts::{self, Lang, Phrase};

/// Runs the command.
///
/// # Errors
/// When region or field is unknown, or the dataset cannot be read.
pub fn run(context: &CliContext, asked: &Process, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    let tables = [MUNICIPALITIES, BODIES, ENGAGEMENTS, MEETINGS, RECOMMENDATIONS, DECISIONS, MEASURES];
    let dataset = context.open_with_relations(&tables)?;
    let lang = context.lang;
    let regions = resolve::region_slots(lang, &dataset, asked.region.as_deref())?;
    let field = asked.field.as_ref().map(|typed| resolve::action_field(lang, &dataset, typed)).transpose()?;
    let is_narrowed = asked.open || regions.is_some() || field.is_some() || asked.year.is_some();
    let question = ProcessQuestion { regions, field, year: asked.year, only_open: asked.open };
    let (data, today) = (dataset.data(), context.today()?);
    let answer = &question.ask(data, today);
    let printed = PrintedProcess(ProcessWords { answer, data, today, lang });
    match format {
        Format::Table => printed.print_chains(asked.open, out),
        _ => answer::print(&printed, format, out),
    }
    let is_empty = answer.rows.is_empty();
    Ok(if is_narrowed && is_empty { ExitStatus::Negative } else { ExitStatus::Done })
}

struct PrintedProcess<'a>(ProcessWords<'a>);

impl PrintedProcess<'_> {
    /// Prints each meeting with its chains, then how many steps there are.
    fn print_chains(&self, only_open: bool, out: &mut CommandOutput) {
        let ProcessWords { answer, lang, .. } = self.0;
        if answer.rows.is_empty() {
            let nothing = if only_open { texts::process::nothing_open } else { texts::process::nothing };
            out.line(nothing(lang));
            return counts_text(answer, lang).iter().skip(1).for_each(|line| out.line(line));
        }
        for (number, row) in answer.rows.iter().enumerate() {
            let line = self.0.line(row);
            let Some((_, sign)) = &line.mark else {
                if number > 0 {
                    out.line("");
                }
                out.heading(&text_of(&line.text));
                continue;
            };
            let text = format!("{} · {}", text_of(&line.text), text_of(&line.state)).replace('\n', " ");
            out.labelled(&format!("{sign} {}", line.label), &text, line.depth);
        }
        out.line("");
        counts_text(answer, lang).iter().for_each(|line| out.line(line));
    }
}

impl Tabular for PrintedProcess<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        sheet(&self.0, audience)
    }
}

impl Serialize for PrintedProcess<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let ProcessWords { answer, data, .. } = self.0;
        let document = data.document;
        let mut groups: Vec<JsonGroup<'_>> = Vec::new();
        for (number, row) in answer.rows.iter().enumerate() {
            let (meeting, region) = match row {
                ProcessRow::Meeting(slot) | ProcessRow::WithoutResult(slot) => (Some(*slot), None),
                ProcessRow::Unattached(slot) => (None, *slot),
                ProcessRow::Step { .. } => continue,
            };
            let steps = &answer.rows[number + 1..];
            let length = steps.iter().position(|row| !matches!(row, ProcessRow::Step { .. })).unwrap_or(steps.len());
            let id = |slot: Slot| document.id(slot);
            let steps = JsonSteps { words: &self.0, rows: &steps[..length], depth: 0 };
            groups.push(JsonGroup { meeting: meeting.map(id), region: region.map(id), steps });
        }
        JsonProcess { counts: answer.counts.into(), groups, labels: JsonStateLabels::new() }.serialize(to)
    }
}

#[derive(Serialize)]
struct JsonProcess<'a> {
    counts: JsonCounts,
    groups: Vec<JsonGroup<'a>>,
    labels: JsonStateLabels,
}

/// How many records the answer shows.
#[derive(Serialize)]
struct JsonCounts {
    recommendations: usize,
    decisions: usize,
    measures: usize,
    open: usize,
    /// Measures of which it is not known whether anybody decided on them.
    decision_unknown: usize,
}

impl From<ProcessCounts> for JsonCounts {
    fn from(counts: ProcessCounts) -> JsonCounts {
        let ProcessCounts { recommendations, decisions, measures, open, decision_unknown } = counts;
        JsonCounts { recommendations, decisions, measures, open, decision_unknown }
    }
}

/// The chains that begin at a meeting, or at none in a region.
#[derive(Serialize)]
struct JsonGroup<'a> {
    meeting: Option<&'a str>,
    region: Option<&'a str>,
    steps: JsonSteps<'a>,
}

/// Steps of one depth, each with those that follow from it.
struct JsonSteps<'a> {
    words: &'a ProcessWords<'a>,
    rows: &'a [ProcessRow],
    depth: usize,
}

impl Serialize for JsonSteps<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let is_here = |row: &ProcessRow| matches!(row, ProcessRow::Step { depth, .. } if *depth == self.depth);
        let starts: Vec<usize> = (0..self.rows.len()).filter(|at| is_here(&self.rows[*at])).collect();
        let step = |number: usize| {
            let (from, end) = (starts[number], starts.get(number + 1).copied().unwrap_or(self.rows.len()));
            let ProcessRow::Step { slot, is_mention, .. } = &self.rows[from] else { return None };
            let following = JsonSteps { rows: &self.rows[from + 1..end], depth: self.depth + 1, ..*self };
            Some(JsonStep::new(self.words.data.document, &self.words.step_at(*slot), *is_mention, following))
        };
        to.collect_seq((0..starts.len()).filter_map(step))
    }
}

#[derive(Serialize)]
struct JsonStep<'a> {
    table: &'static str,
    id: &'a str,
    date: Option<String>,
    state: &'static str,
    open: Vec<JsonOpenPoint>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<&'static str>,
    /// True where the step stands in full further up.
    is_mention: bool,
    following: JsonSteps<'a>,
}

impl<'a> JsonStep<'a> {
    fn new(document: &'a Document, step: &ProcessStep, is_mention: bool, following: JsonSteps<'a>) -> JsonStep<'a> {
        let open = |point: &OpenPoint| JsonOpenPoint {
            reason: point.reason.name(),
            since: point.since.map(|date| date.to_string()),
        };
        JsonStep {
            table: SCHEMA.table(step.slot.table).name,
            id: document.id(step.slot),
            date: step.date.map(|date| date.to_string()),
            state: step.state.name(),
            open: step.open.iter().map(open).collect(),
            remark: step.remark.map(StepRemark::name),
            is_mention,
            following,
        }
    }
}

#[derive(Serialize)]
struct JsonOpenPoint {
    reason: &'static str,
    since: Option<String>,
}

/// What states and reasons are called in both languages.
#[derive(Serialize)]
struct JsonStateLabels {
    state: BTreeMap<&'static str, Phrase>,
    reason: BTreeMap<&'static str, Phrase>,
    remark: BTreeMap<&'static str, Phrase>,
}

impl JsonStateLabels {
    fn new() -> JsonStateLabels {
        let state =
            |state: &StepState| (state.name(), Phrase::new(state_word(*state, Lang::De), state_word(*state, Lang::En)));
        let reason = |reason: &OpenReason| {
            (reason.name(), Phrase::new(reason_word(*reason, Lang::De), reason_word(*reason, Lang::En)))
        };
        let remark = |remark: &StepRemark| {
            (remark.name(), Phrase::new(remark_words(*remark, Lang::De), remark_words(*remark, Lang::En)))
        };
        JsonStateLabels {
            remark: StepRemark::ALL.iter().map(remark).collect(),
            state: StepState::ALL.iter().map(state).collect(),
            reason: OpenReason::ALL.iter().map(reason).collect(),
        }
    }
}
