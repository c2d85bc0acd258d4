//! What the networks do with their recommendations: meeting → recommendation → decision → measure,
//! each with its state and what is open.
//!
//! A chain begins at a recommendation, at a decision that answers none, or at a measure that nobody
//! decided on, so that every record belongs to one. A decision on several recommendations, or a
//! measure of several decisions, stands in full below the first of them and is only mentioned below
//! the others, so that nothing is counted twice. Where much is listed, what is open is counted in
//! slices ([`ProcessAnswer::count_on`]). Entry points: [`ProcessQuestion::ask`],
//! [`ProcessQuestion::list`], [`story()`].

mod facts;
mod step;
mod story;

pub use step::{OpenPoint, OpenReason, ProcessStep, StepRemark, StepState};
pub use story::{ProcessStory, acting_body, date_of, is_open, open_reasons, story};

use std::cmp::Reverse;

use super::DatasetView;
use super::belonging::belongs;
use crate::document::Slot;
use crate::index::body_level::level;
use crate::model::date::Date;
use crate::model::records::Level;
use crate::model::{BODIES, DECISIONS, MEASURES, MEETINGS, RECOMMENDATIONS, REGIONS};
use crate::schema::Table;
use facts::KnownFacts;
use step::StepReader;

/// Which chains are asked for; each condition narrows them.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProcessQuestion<'q> {
    /// Their first step belongs to one of these regions.
    pub regions: Option<&'q [Slot]>,
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

/// How many records the rows show, each counted once; of the last two those counted so far
/// ([`ProcessAnswer::is_counted`]).
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
    /// What is read of them already.
    facts: KnownFacts,
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

    /// Returns true when it is counted of all rows whether something is open.
    pub fn is_counted(&self) -> bool {
        self.counted >= self.rows.len()
    }

    /// Counts of some more rows whether something is open.
    pub fn count_on(&mut self, data: DatasetView<'_>, today: Date, rows: usize) {
        if self.facts.read_on(data.document, rows) {
            return;
        }
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

impl ProcessQuestion<'_> {
    /// Returns the chains asked for.
    pub fn ask(&self, data: DatasetView<'_>, today: Date) -> ProcessAnswer {
        let mut answer = self.list(data, today);
        while !answer.is_counted() {
            answer.count_on(data, today, usize::MAX);
        }
        answer
    }

    /// Returns the chains asked for, without counting what is open unless that is asked for.
    pub fn list(&self, data: DatasetView<'_>, today: Date) -> ProcessAnswer {
        let facts = match (self.regions, self.only_open || self.year.is_some()) {
            // Of a few regions only what is theirs is read.
            (Some(_), _) => KnownFacts::default(),
            (None, true) => KnownFacts::of_all(data.document),
            (None, false) => KnownFacts::for_order(data.document),
        };
        let mut listing = ChainListing {
            question: self,
            reader: StepReader { data, today, known: &facts },
            shown: [DECISIONS, MEASURES].map(|table| vec![false; data.document.slot_count(table)]),
            rows: Vec::new(),
            counts: ProcessCounts::default(),
        };
        listing.meetings();
        listing.unattached();
        let ChainListing { rows, counts, .. } = listing;
        let counted = if self.only_open { rows.len() } else { 0 };
        ProcessAnswer { rows, counts, facts, counted }
    }
}

/// Lists chains row by row.
struct ChainListing<'q, 'a> {
    question: &'q ProcessQuestion<'q>,
    reader: StepReader<'a>,
    /// Which decisions and measures stand among the rows already.
    shown: [Vec<bool>; 2],
    rows: Vec<ProcessRow>,
    counts: ProcessCounts,
}

impl ChainListing<'_, '_> {
    /// Lists the meetings with their chains, the latest first, and those of conferences and
    /// steering committees of which no result is known.
    fn meetings(&mut self) {
        let DatasetView { document, index, .. } = self.reader.data;
        let regions = self.question.regions;
        let is_theirs = |slot: &Slot| regions.is_none_or(|regions| belongs(self.reader.data, *slot, regions));
        let meetings = document.slots(MEETINGS).filter(is_theirs);
        let mut meetings: Vec<(Slot, Option<Date>)> =
            meetings.map(|slot| (slot, self.reader.facts(slot).date)).collect();
        meetings.sort_by_key(|(_, date)| Reverse(*date));
        for (meeting, _) in meetings {
            let is_first = index.canonical(meeting) == Some(meeting);
            let of = |table| if is_first { index.referrers_in(meeting, table) } else { &[] };
            let (recommendations, decisions) = (of(RECOMMENDATIONS), of(DECISIONS));
            if recommendations.is_empty() && decisions.is_empty() {
                self.without_result(meeting);
                continue;
            }
            let mut first: Vec<Slot> = recommendations.to_vec();
            first.extend(decisions.iter().filter(|decision| self.is_first_step(**decision)));
            first.sort_by_cached_key(|slot| (slot.table, NumberKey::of(self.reader.facts(*slot).number)));
            self.group(ProcessRow::Meeting(meeting), &first);
        }
    }

    /// Lists a meeting alone where its body is one whose results are expected.
    fn without_result(&mut self, meeting: Slot) {
        let data = self.reader.data;
        let ProcessQuestion { field, year, only_open, .. } = *self.question;
        let date = self.reader.facts(meeting).date;
        if only_open || field.is_some() || year.is_some_and(|year| date.is_none_or(|date| date.year() != year)) {
            return;
        }
        let body = data.index.references(meeting).find(|to| to.table() == BODIES).and_then(|to| to.to);
        let level = body.and_then(|body| level(data.document, body));
        if matches!(level, Some(Level::Bildungskonferenz | Level::Lenkungskreis)) {
            self.rows.push(ProcessRow::WithoutResult(meeting));
        }
    }

    /// Lists the chains that begin at no known meeting, by region, the latest first.
    fn unattached(&mut self) {
        let DatasetView { document, index, .. } = self.reader.data;
        let steps = [RECOMMENDATIONS, DECISIONS, MEASURES].into_iter().flat_map(|table| document.slots(table));
        let is_unattached =
            |slot: &Slot| self.reader.meeting(*slot).is_none() && self.is_first_step(*slot) && self.is_asked_for(*slot);
        let mut first: Vec<(Option<Slot>, Slot)> =
            steps.filter(is_unattached).map(|slot| (self.region(slot), slot)).collect();
        let ranks = index.ranks(document, REGIONS);
        first.sort_by_cached_key(|(region, slot)| {
            let rank = region.and_then(|region| ranks.get(region.index as usize));
            (NumberKey::of(rank.copied()), Reverse(self.reader.date(*slot)))
        });
        for group in first.chunk_by(|a, b| a.0 == b.0) {
            let steps: Vec<Slot> = group.iter().map(|(_, slot)| *slot).collect();
            self.group(ProcessRow::Unattached(group[0].0), &steps);
        }
    }

    /// Lists the chains asked for that begin at these steps, below a head.
    fn group(&mut self, head: ProcessRow, first: &[Slot]) {
        let before = self.rows.len();
        self.rows.push(head);
        for slot in first {
            if self.is_asked_for(*slot) {
                self.add(*slot, 0);
            }
        }
        if self.rows.len() == before + 1 {
            self.rows.pop();
        }
    }

    /// Lists a step and those that follow from it, in the order in which they happened.
    fn add(&mut self, slot: Slot, depth: usize) {
        let (is_mention, only_open) = (!self.is_first_time(slot), self.question.only_open);
        if is_mention && only_open {
            return;
        }
        let place = self.rows.len();
        self.rows.push(ProcessRow::Step { slot, depth, is_mention });
        if is_mention {
            return;
        }
        let is_open = only_open && self.counts.add_step(self.reader, slot);
        match self.reader.following(slot) {
            [] => {}
            [next] => self.add(*next, depth + 1),
            several => self.in_order(several).into_iter().for_each(|next| self.add(next, depth + 1)),
        }
        if only_open && !is_open && self.rows.len() == place + 1 {
            self.rows.pop();
            return;
        }
        self.count(slot.table);
    }

    /// Returns steps in the order in which they happened.
    fn in_order(&self, steps: &[Slot]) -> Vec<Slot> {
        let mut steps = steps.to_vec();
        steps.sort_by_cached_key(|slot| {
            let (date, number) = (self.reader.date(*slot), self.reader.facts(*slot).number);
            (date.is_none(), date, NumberKey::of(number))
        });
        steps
    }

    fn count(&mut self, table: Table) {
        let counts = &mut self.counts;
        match table {
            RECOMMENDATIONS => counts.recommendations += 1,
            DECISIONS => counts.decisions += 1,
            _ => counts.measures += 1,
        }
    }

    /// Returns true when a step is reached for the first time. A recommendation begins a chain and
    /// is reached once.
    fn is_first_time(&mut self, slot: Slot) -> bool {
        let shown = match slot.table {
            DECISIONS => &mut self.shown[0],
            MEASURES => &mut self.shown[1],
            _ => return true,
        };
        let seen = shown.get_mut(slot.index as usize);
        seen.is_none_or(|seen| !std::mem::replace(seen, true))
    }

    fn is_first_step(&self, slot: Slot) -> bool {
        self.reader.preceding(slot).next().is_none()
    }

    /// Returns the region of a first step without a meeting.
    fn region(&self, slot: Slot) -> Option<Slot> {
        let index = self.reader.data.index;
        let of_body = || index.region_of(index.references(slot).find(|to| to.table() == BODIES)?.to?);
        let below = || self.reader.following(slot).iter().find_map(|next| self.region(*next));
        index.region_of(slot).or_else(of_body).or_else(below)
    }

    fn is_asked_for(&self, first: Slot) -> bool {
        let ProcessQuestion { regions, field, year, .. } = *self.question;
        regions.is_none_or(|regions| self.belongs_to(first, regions))
            && field.is_none_or(|field| self.is_about(first, field))
            && year.is_none_or(|year| self.is_of_year(first, year))
    }

    /// Returns true when a first step belongs to one of the regions: by its meeting or body, where
    /// it has none by what followed from it.
    fn belongs_to(&self, first: Slot, regions: &[Slot]) -> bool {
        let data = self.reader.data;
        let mut places = data.index.references(first).filter(|to| matches!(to.table(), MEETINGS | BODIES | REGIONS));
        if places.next().is_some() {
            return belongs(data, first, regions);
        }
        self.reader.following(first).iter().any(|next| self.belongs_to(*next, regions))
    }

    /// Returns true when a first step is about a field; a decision by what followed from it.
    fn is_about(&self, first: Slot, field: Slot) -> bool {
        let index = self.reader.data.index;
        let next = if first.table == DECISIONS { self.reader.following(first) } else { &[] };
        index.refers(first, field) || next.iter().any(|measure| index.refers(*measure, field))
    }

    /// Returns true when a step or one that followed from it is dated in a year.
    fn is_of_year(&self, slot: Slot, year: u32) -> bool {
        let end = self.reader.facts(slot).end;
        let mut dates = [self.reader.date(slot), end].into_iter().flatten();
        dates.any(|date| date.year() == year)
            || self.reader.following(slot).iter().any(|next| self.is_of_year(*next, year))
    }
}

/// A number by which things are sorted; where there is none, they come last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct NumberKey(bool, u32);

impl NumberKey {
    fn of(number: Option<u32>) -> NumberKey {
        NumberKey(number.is_none(), number.unwrap_or(0))
    }
}
