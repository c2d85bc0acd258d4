//! What the networks do with their recommendations: meeting → recommendation → decision → measure,
//! each with its state and what is open.
//!
//! A chain begins at a recommendation, at a decision that answers none, or at a measure that nobody
//! decided on, so that every record belongs to one. A decision on several recommendations, or a
//! measure of several decisions, stands in full below the first of them and is only mentioned below
//! the others, so that nothing is counted twice. Where there is much, chains are listed and what is
//! open is counted in slices ([`ProcessAnswer::go_on`]). Entry points: [`ProcessQuestion::ask`],
//! [`ProcessQuestion::begin`], [`story()`].

mod chain_listing;
mod facts;
mod step;
mod story;

pub use step::{OpenPoint, OpenReason, ProcessStep, StepRemark, StepState};
pub use story::{ProcessStory, acting_body, date_of, is_open, open_reasons, story};

use std::cmp::Reverse;

use super::DatasetView;
use super::belonging::belongs;
use crate::document::{Document, Slot};
use crate::model::date::Date;
use crate::model::{DECISIONS, MEASURES, MEETINGS};
use chain_listing::{ChainListing, ChainsAhead};
use facts::KnownFacts;
use step::StepReader;

/// Which chains are asked for; each condition narrows them.
#[derive(Debug, Clone, Default)]
pub struct ProcessQuestion {
    /// Their first step belongs to one of these regions.
    pub regions: Option<Vec<Slot>>,
    /// Their first step is about this action field.
    pub field: Option<Slot>,
    /// Something of them happened in this year.
    pub year: Option<u32>,
    /// Only what is open, with the steps that lead to it.
    pub only_open: bool,
}

/// A row of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProcessRow {
    /// A meeting, above the chains that begin there.
    Meeting(Slot),
    /// A meeting of which no recommendation or decision is known, though its body makes them.
    WithoutResult(Slot),
    /// The region of the chains below that begin at no known meeting; `None` when unknown.
    Unattached(Option<Slot>),
    /// A step of a chain.
    Step {
        /// Its record.
        slot: Slot,
        /// Number of steps before it in its chain.
        depth: usize,
        /// True where it stands in full below another step, further up.
        is_mention: bool,
    },
}

/// How many records the rows show, each counted once, as far as they are listed and counted
/// ([`ProcessAnswer::is_listed`], [`ProcessAnswer::is_counted`]).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ProcessCounts {
    /// Recommendations.
    pub recommendations: usize,
    /// Decisions.
    pub decisions: usize,
    /// Measures.
    pub measures: usize,
    /// Steps about which something is open.
    pub open: usize,
    /// Measures of which it is not known whether anybody decided on them; also where only what is
    /// open is shown.
    pub decision_unknown: usize,
}

/// The chains asked for: those of the latest meeting first, then those of no known meeting.
#[derive(Debug, Clone, Default)]
pub struct ProcessAnswer {
    /// Meetings, each followed by its chains; of a chain each step followed by those that follow
    /// from it.
    pub rows: Vec<ProcessRow>,
    /// How many records they show.
    pub counts: ProcessCounts,
    question: ProcessQuestion,
    /// What is read of them already.
    facts: KnownFacts,
    ahead: ChainsAhead,
    /// Which decisions and measures stand among the rows already.
    shown: [Vec<bool>; 2],
    /// Of how many rows it is counted whether something is open.
    counted: usize,
}

impl ProcessRow {
    /// Returns the record that the row shows; `None` for an unknown region.
    pub fn slot(&self) -> Option<Slot> {
        match self {
            ProcessRow::Meeting(slot) | ProcessRow::WithoutResult(slot) => Some(*slot),
            ProcessRow::Unattached(region) => *region,
            ProcessRow::Step { slot, .. } => Some(*slot),
        }
    }
}

impl ProcessCounts {
    /// Counts a step; returns true when something is open about it.
    fn add_step(&mut self, reader: StepReader<'_>, slot: Slot) -> bool {
        let state = reader.state(slot);
        let is_open = reader.open_points(slot, state).next().is_some();
        self.open += usize::from(is_open);
        self.decision_unknown += usize::from(reader.remark(slot, state) == Some(StepRemark::DecisionUnknown));
        is_open
    }
}

impl ProcessAnswer {
    /// Returns a step of the answer with its state.
    pub fn step(&self, data: DatasetView<'_>, slot: Slot, today: Date) -> ProcessStep {
        StepReader { data, today, known: &self.facts }.step(slot)
    }

    /// Returns true when all rows are listed.
    pub fn is_listed(&self) -> bool {
        matches!(self.ahead, ChainsAhead::Nothing)
    }

    /// Returns the meetings that are still to be listed, in their order.
    pub fn meetings_ahead(&self) -> &[Slot] {
        match &self.ahead {
            ChainsAhead::Meetings(meetings) => meetings.as_slice(),
            _ => &[],
        }
    }

    /// Returns true when it is also counted of all rows whether something is open.
    pub fn is_counted(&self) -> bool {
        self.is_listed() && self.counted >= self.rows.len()
    }

    /// Lists the chains of some more meetings, behind all others; once all are listed, counts of
    /// some more rows whether something is open.
    pub fn go_on(&mut self, data: DatasetView<'_>, today: Date, count: usize) {
        if self.is_listed() {
            self.count_on(data, today, count);
        } else {
            self.list_on(data, today, count);
        }
    }

    fn list_on(&mut self, data: DatasetView<'_>, today: Date, count: usize) {
        let ahead = std::mem::take(&mut self.ahead);
        let mut listing = ChainListing {
            question: &self.question,
            reader: StepReader { data, today, known: &self.facts },
            shown: &mut self.shown,
            rows: &mut self.rows,
            counts: &mut self.counts,
        };
        self.ahead = listing.list_on(ahead, count);
        if self.question.only_open {
            self.counted = self.rows.len();
        }
    }

    fn count_on(&mut self, data: DatasetView<'_>, today: Date, rows: usize) {
        let end = self.counted.saturating_add(rows).min(self.rows.len());
        let reader = StepReader { data, today, known: &self.facts };
        for row in &self.rows[self.counted..end] {
            if let ProcessRow::Step { slot, is_mention: false, .. } = row {
                self.counts.add_step(reader, *slot);
            }
        }
        self.counted = end;
    }
}

impl ProcessQuestion {
    /// Returns the chains asked for.
    pub fn ask(self, data: DatasetView<'_>, today: Date) -> ProcessAnswer {
        let mut answer = self.begin_with(KnownFacts::of_all, data, today);
        while !answer.is_counted() {
            answer.go_on(data, today, usize::MAX);
        }
        answer
    }

    /// Returns an answer that has no rows yet ([`ProcessAnswer::go_on`]).
    pub fn begin(self, data: DatasetView<'_>, today: Date) -> ProcessAnswer {
        self.begin_with(KnownFacts::of_meetings, data, today)
    }

    fn begin_with(self, read: fn(&Document) -> KnownFacts, data: DatasetView<'_>, today: Date) -> ProcessAnswer {
        // Of a few regions only what is theirs is read, when it is needed.
        let facts = if self.regions.is_some() { KnownFacts::NONE } else { read(data.document) };
        let reader = StepReader { data, today, known: &facts };
        let is_theirs = |slot: &Slot| self.regions.as_ref().is_none_or(|regions| belongs(data, *slot, regions));
        let meetings = data.document.slots(MEETINGS).filter(is_theirs);
        let mut meetings: Vec<(Slot, Option<Date>)> = meetings.map(|slot| (slot, reader.facts(slot).date)).collect();
        meetings.sort_by_key(|(_, date)| Reverse(*date));
        let meetings: Vec<Slot> = meetings.into_iter().map(|(slot, _)| slot).collect();
        ProcessAnswer {
            question: self,
            facts,
            ahead: ChainsAhead::Meetings(meetings.into_iter()),
            shown: [DECISIONS, MEASURES].map(|table| vec![false; data.document.slot_count(table)]),
            ..ProcessAnswer::default()
        }
    }
}
