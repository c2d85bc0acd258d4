//! The process in words: each meeting, recommendation, decision and measure on a line, with a sign
//! and a word for its state.
//!
//! Entry points: [`ProcessWords::line`], [`sheet`].

use super::listing::{self, ListingColumn, ListingRow};
use super::meetings::MeetingWords;
use super::program_value::program_list;
use super::status::{role, sign};
use super::{Audience, Sheet, Span, text_of};
use crate::document::Slot;
use crate::index::field;
use crate::model::date::{Date, DateAge};
use crate::model::input::to_editable_text;
use crate::model::records::{MeasureStatus, Priority};
use crate::model::{ACTION_FIELDS, BODIES, SCHEMA};
use crate::query::DatasetView;
use crate::query::activity_status::RelationStatus;
use crate::query::meetings::DatedMeeting;
use crate::query::process::{
    OpenPoint, OpenReason, ProcessAnswer, ProcessRow, ProcessStep, StepRemark, StepState, date_of,
};
use crate::schema::FieldKind;
use crate::syntax::SyntaxValue;
use crate::texts::{self, Lang};
use crate::theme::Role;

/// The sign of a step about which something is open.
const OPEN: &str = "!";

/// Puts the process into words.
#[derive(Debug, Clone, Copy)]
pub struct ProcessWords<'a> {
    /// The answer that rows are of; an empty one where there are none.
    pub answer: &'a ProcessAnswer,
    /// The dataset.
    pub data: DatasetView<'a>,
    /// Today.
    pub today: Date,
    /// The language.
    pub lang: Lang,
}

/// A row of the process.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProcessLine {
    /// How far it is indented: 0 for a meeting, then one for each step.
    pub depth: usize,
    /// The sign of its state; empty for a meeting.
    pub mark: Option<Span>,
    /// What kind of step it is, and its number.
    pub label: String,
    /// What the record says.
    pub text: Vec<Span>,
    /// Its state, with what is open and since when.
    pub state: Vec<Span>,
}

impl ProcessWords<'_> {
    /// Returns a row in words.
    pub fn line(&self, row: &ProcessRow) -> ProcessLine {
        match row {
            ProcessRow::Meeting(slot) => ProcessLine { text: self.meeting(*slot), ..ProcessLine::default() },
            ProcessRow::WithoutResult(slot) => {
                let mut text = self.meeting(*slot);
                if !self.is_to_come(*slot) {
                    text.push((Role::Unknown, format!(" · {}", texts::process::no_result(self.lang))));
                }
                ProcessLine { text, ..ProcessLine::default() }
            }
            ProcessRow::Unattached(region) => {
                let region = region.map(|region| self.data.name(region));
                let region = region.unwrap_or_else(|| texts::process::region_unknown(self.lang).to_owned());
                let text = vec![(Role::Heading, texts::process::no_meeting(self.lang, &region))];
                ProcessLine { text, ..ProcessLine::default() }
            }
            ProcessRow::Step { slot, depth, is_mention } => {
                let mut line = self.step(&self.step_at(*slot));
                line.depth = depth + 1;
                if *is_mention {
                    line.mark = Some((Role::Dim, "→".to_owned()));
                    line.text.truncate(1);
                    line.state = vec![(Role::Dim, texts::process::shown_above(self.lang).to_owned())];
                }
                line
            }
        }
    }

    /// Returns a meeting: its day, its body, which it is, its title.
    pub fn meeting(&self, slot: Slot) -> Vec<Span> {
        let body = self.data.index.references(slot).find(|to| to.table() == BODIES).and_then(|to| to.to);
        let meeting = DatedMeeting { slot, body, date: None };
        let words = MeetingWords::of(self.data, &meeting, self.lang);
        let heading = words.heading(self.lang).collect::<Vec<_>>().join(" · ");
        vec![(Role::Heading, heading)]
    }

    /// Returns true for a meeting that is still to be held.
    fn is_to_come(&self, meeting: Slot) -> bool {
        let date = date_of(self.data, meeting, self.today);
        date.is_some_and(|date| date.is_after(self.today))
    }

    /// Returns a step with its state.
    pub fn step_at(&self, slot: Slot) -> ProcessStep {
        self.answer.step(self.data, slot, self.today)
    }

    fn step(&self, step: &ProcessStep) -> ProcessLine {
        let kind = SCHEMA.table(step.slot.table).singular.get(self.lang);
        let record = self.data.document.record(step.slot).ok();
        let root = record.as_ref().map(|record| record.root());
        let value = |name| root.and_then(|root| field(root, name));
        let number = value("number").map(|number| to_editable_text(FieldKind::Count, number));
        let mut text = vec![(Role::Text, self.data.name(step.slot))];
        let fields = self.data.index.references(step.slot).filter(|to| to.table() == ACTION_FIELDS);
        text.extend(
            fields.filter_map(|to| to.to).map(|field| (Role::Dim, format!(" · {}", self.data.short_name(field)))),
        );
        if matches!(
            step.state,
            StepState::Decided
                | StepState::Declining
                | StepState::MeasureNamed
                | StepState::BeingCarriedOut
                | StepState::CarriedOut
        ) {
            text.extend(step.date.map(|date| (Role::Dim, format!(" · {date}"))));
        }
        let priority = value("priority").and_then(SyntaxValue::as_word).and_then(Priority::from_name);
        let priority = priority.map(|priority| texts::process::priority(self.lang, priority.label().get(self.lang)));
        text.extend(priority.map(|priority| (Role::Dim, format!(" · {priority}"))));
        ProcessLine {
            depth: 1,
            mark: Some(mark(step)),
            label: number.map_or_else(|| kind.to_owned(), |number| format!("{kind} {number}")),
            text,
            state: self.state(step),
        }
    }

    /// Returns the state of a step, with what is open and since when.
    pub fn state(&self, step: &ProcessStep) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let says_state = matches!(step.state, StepState::Recommended | StepState::Decided) && !step.open.is_empty();
        if !says_state {
            let role = if step.state == StepState::Unreadable { Role::Error } else { Role::Text };
            spans.push((role, state_word(step.state, self.lang).to_owned()));
        }
        for point in &step.open {
            let before = if spans.is_empty() { "" } else { " · " };
            spans.push((Role::Warning, format!("{before}{}", self.open_point(step, point))));
        }
        spans
            .extend(step.remark.map(|remark| (remark_role(remark), format!(" · {}", remark_words(remark, self.lang)))));
        spans
    }

    /// Returns what is open in words, with how long.
    pub fn open_point(&self, step: &ProcessStep, point: &OpenPoint) -> String {
        let lang = self.lang;
        let is_end_passed = point.reason == OpenReason::Overdue && step.state == StepState::Measure(None);
        let word = if is_end_passed { texts::process::end_passed(lang) } else { reason_word(point.reason, lang) };
        let Some(since) = point.since else { return word.to_owned() };
        let date = since.to_string();
        match since.age(self.today) {
            DateAge::Months(..1) | DateAge::Years(..1) => texts::process::since(lang, word, &date),
            DateAge::Months(months) => texts::process::since_months(lang, months, word, &date),
            DateAge::Years(years) => texts::process::since_years(lang, years, word, &date),
        }
    }
}

/// Returns the columns of a list of the process.
pub fn columns(lang: Lang) -> Vec<ListingColumn> {
    vec![
        ListingColumn::rest(texts::process::step(lang), 28),
        ListingColumn::between(texts::process::state(lang), 22, 50),
        ListingColumn::fixed(texts::process::since_when(lang), 10),
    ]
}

impl ProcessWords<'_> {
    /// Returns a row of a list of the process.
    pub fn row(&self, row: &ProcessRow) -> ListingRow {
        if let ProcessRow::WithoutResult(meeting) = row {
            let name = text_of(&self.meeting(*meeting));
            let state = if self.is_to_come(*meeting) { "" } else { texts::process::no_result_state(self.lang) };
            return ListingRow::new(vec![vec![(Role::Text, name)], vec![(Role::Unknown, state.to_owned())]]);
        }
        let ProcessRow::Step { slot, depth, is_mention } = row else {
            return ListingRow::heading(self.line(row).text);
        };
        let (line, step) = (self.line(row), self.step_at(*slot));
        let (role, sign) = line.mark.unwrap_or_default();
        let mut name = vec![(role, format!("{sign} ")), (Role::Dim, format!("{}: ", line.label))];
        name.extend(line.text);
        let state = if *is_mention { line.state } else { self.short_state(&step) };
        let since = step.open.iter().filter(|_| !is_mention).filter_map(|point| point.since).min();
        let since = since.map(|date| (Role::Warning, date.to_string()));
        let indent = u16::try_from(2 * depth + 1).unwrap_or(u16::MAX);
        ListingRow { indent, ..ListingRow::new(vec![name, state, since.into_iter().collect()]) }
    }

    /// Returns the state of a step without how long anything is open.
    fn short_state(&self, step: &ProcessStep) -> Vec<Span> {
        let says_state = matches!(step.state, StepState::Recommended | StepState::Decided);
        let is_unknown = step.state == StepState::Measure(None);
        let state = (step.open.is_empty() || !(says_state || is_unknown))
            .then(|| (Role::Text, state_word(step.state, self.lang)));
        let open = step.open.iter().map(|point| (Role::Warning, reason_word(point.reason, self.lang)));
        // That no decision is known is true of many, and the counts say of how many.
        let remark = step.remark.filter(|remark| *remark != StepRemark::DecisionUnknown);
        let remark = remark.map(|remark| (remark_role(remark), remark_words(remark, self.lang)));
        let words = state.into_iter().chain(open).chain(remark).enumerate();
        words.map(|(number, (role, word))| (role, format!("{}{word}", if number > 0 { ", " } else { "" }))).collect()
    }
}

/// Returns the sign of a step.
pub fn mark(step: &ProcessStep) -> Span {
    if !step.open.is_empty() {
        return (Role::Warning, OPEN.to_owned());
    }
    let standing = match step.state {
        StepState::TakenUp | StepState::BeingCarriedOut | StepState::Measure(Some(MeasureStatus::Active)) => {
            RelationStatus::Active
        }
        StepState::Measure(Some(MeasureStatus::Planned | MeasureStatus::Paused))
        | StepState::Recommended
        | StepState::Decided
        | StepState::MeasureNamed => RelationStatus::Waiting,
        StepState::Declined
        | StepState::Declining
        | StepState::CarriedOut
        | StepState::Measure(Some(MeasureStatus::Done)) => RelationStatus::Ended,
        StepState::Measure(None) | StepState::Unreadable => RelationStatus::Unknown,
    };
    (role(standing), sign(standing).to_owned())
}

/// Returns the word for a state.
pub fn state_word(state: StepState, lang: Lang) -> &'static str {
    match state {
        StepState::Recommended => texts::process::not_taken_up(lang),
        StepState::TakenUp => texts::process::taken_up(lang),
        StepState::Declined => texts::process::declined(lang),
        StepState::Decided => texts::process::without_measure(lang),
        StepState::Declining => texts::process::declining(lang),
        StepState::MeasureNamed => texts::process::measure_named(lang),
        StepState::BeingCarriedOut => texts::process::being_carried_out(lang),
        StepState::CarriedOut => texts::process::carried_out(lang),
        StepState::Measure(Some(status)) => status.label().get(lang),
        StepState::Measure(None) => texts::matrix::no_status(lang),
        StepState::Unreadable => texts::process::unreadable(lang),
    }
}

/// Returns the words for what is open.
pub fn reason_word(reason: OpenReason, lang: Lang) -> &'static str {
    match reason {
        OpenReason::NotTakenUp => texts::process::not_taken_up(lang),
        OpenReason::WithoutMeasure => texts::process::without_measure(lang),
        OpenReason::WithoutDecision => texts::process::without_decision(lang),
        OpenReason::Overdue => texts::process::overdue(lang),
    }
}

/// Returns what else is to be known of the state of a step.
pub fn remark_words(remark: StepRemark, lang: Lang) -> &'static str {
    match remark {
        StepRemark::SaidOpen => texts::process::said_open(lang),
        StepRemark::SaidDeclined => texts::process::said_declined(lang),
        StepRemark::DecisionUnknown => texts::process::decision_unknown(lang),
    }
}

fn remark_role(remark: StepRemark) -> Role {
    match remark {
        StepRemark::SaidOpen | StepRemark::SaidDeclined => Role::Warning,
        StepRemark::DecisionUnknown => Role::Unknown,
    }
}

/// Returns how many records the answer shows, on one line, and how many measures there are whose
/// decision is not known, on another.
pub fn counts_text(answer: &ProcessAnswer, lang: Lang) -> Vec<String> {
    if !answer.is_listed() {
        return vec![texts::process::counting(lang).to_owned()];
    }
    let counts = answer.counts;
    let shown = [
        texts::process::counted_recommendations(lang, counts.recommendations),
        texts::process::counted_decisions(lang, counts.decisions),
        texts::process::counted_measures(lang, counts.measures),
        if answer.is_counted() {
            texts::process::counted_open(lang, counts.open)
        } else {
            texts::process::counting_open(lang).to_owned()
        },
    ]
    .join(" · ");
    let count = counts.decision_unknown;
    let unknown = (count > 0 && answer.is_counted()).then(|| texts::process::counted_unknown(lang, count));
    std::iter::once(shown).chain(unknown).collect()
}

/// Returns the process as rows: for people each meeting and step, for programs each step with the
/// one that it follows.
pub fn sheet(words: &ProcessWords<'_>, audience: Audience) -> Sheet {
    match audience {
        Audience::People => listing::sheet(&columns(words.lang), words.answer.rows.iter().map(|row| words.row(row))),
        Audience::Programs => program_sheet(words),
    }
}

fn program_sheet(words: &ProcessWords<'_>) -> Sheet {
    let document = words.data.document;
    let id = |slot: Slot| document.id(slot).to_owned();
    let (mut rows, mut path, mut meeting, mut region) = (Vec::new(), Vec::new(), String::new(), String::new());
    for row in &words.answer.rows {
        let (step, depth, is_mention) = match row {
            ProcessRow::Meeting(slot) | ProcessRow::WithoutResult(slot) => {
                (meeting, region) = (id(*slot), String::new());
                continue;
            }
            ProcessRow::Unattached(slot) => {
                (meeting, region) = (String::new(), slot.map(id).unwrap_or_default());
                continue;
            }
            ProcessRow::Step { slot, depth, is_mention } => (words.step_at(*slot), *depth, *is_mention),
        };
        path.truncate(depth);
        let follows = path.last().cloned().unwrap_or_default();
        path.push(id(step.slot));
        let since = |open: &OpenPoint| open.since.map(|date| date.to_string()).unwrap_or_default();
        rows.push(vec![
            SCHEMA.table(step.slot.table).name.to_owned(),
            id(step.slot),
            follows,
            step.date.map(|date| date.to_string()).unwrap_or_default(),
            is_mention.to_string(),
            step.state.name().to_owned(),
            state_word(step.state, Lang::De).to_owned(),
            state_word(step.state, Lang::En).to_owned(),
            program_list(step.open.iter().map(|open| open.reason.name().to_owned())),
            program_list(step.open.iter().map(since)),
            step.remark.map(|remark| remark.name().to_owned()).unwrap_or_default(),
            meeting.clone(),
            region.clone(),
        ]);
    }
    let titles = [
        "table",
        "id",
        "follows",
        "date",
        "is_mention",
        "state",
        "state_de",
        "state_en",
        "open",
        "since",
        "remark",
        "from_meeting",
        "from_region",
    ];
    Sheet::new(titles, rows)
}
