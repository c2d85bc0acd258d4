//! A step of the process – a recommendation, a decision, a measure –, its state, and what about it
//! is open.
//!
//! The state follows from the steps before and behind it unless the record says otherwise; a
//! recommendation that still says to be open although a decision answers it is contradicted by its
//! chain. Must not decide which steps are shown, or in which order. Entry points: [`StepReader`],
//! [`ProcessStep`].

use super::facts::{KnownFacts, StepFacts};
use crate::document::Slot;
use crate::model::date::Date;
use crate::model::records::{MeasureStatus, RecommendationStatus};
use crate::model::{ACTION_FIELDS, BODIES, DECISIONS, MEASURES, MEETINGS, RECOMMENDATIONS, REGIONS};
use crate::query::DatasetView;
use crate::schema::Table;

/// What became of a step so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// A recommendation that nothing has come of.
    Recommended,
    /// A recommendation that a decision answers, or that is said to be taken up.
    TakenUp,
    /// A recommendation that is said to be declined.
    Declined,
    /// A decision without a measure.
    Decided,
    /// A decision that only answers declined recommendations and leads to no measure.
    Declining,
    /// A decision with measures of which none is known to have begun.
    MeasureNamed,
    /// A decision with a measure that is known to have begun.
    BeingCarriedOut,
    /// A decision whose measures are all done.
    CarriedOut,
    /// A measure, with its own status; `None` when unknown.
    Measure(Option<MeasureStatus>),
    /// The record cannot be read.
    Unreadable,
}

/// Why a step is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpenReason {
    /// Recommended and not taken up.
    NotTakenUp,
    /// Decided without a measure.
    WithoutMeasure,
    /// A measure that nobody has decided on, though a decision of its region on its action field is
    /// known.
    WithoutDecision,
    /// A measure past its end and not done, or still planned past its start.
    Overdue,
}

impl StepState {
    /// All states.
    pub const ALL: [StepState; 14] = [
        StepState::Recommended,
        StepState::TakenUp,
        StepState::Declined,
        StepState::Decided,
        StepState::Declining,
        StepState::MeasureNamed,
        StepState::BeingCarriedOut,
        StepState::CarriedOut,
        StepState::Measure(Some(MeasureStatus::Planned)),
        StepState::Measure(Some(MeasureStatus::Active)),
        StepState::Measure(Some(MeasureStatus::Paused)),
        StepState::Measure(Some(MeasureStatus::Done)),
        StepState::Measure(None),
        StepState::Unreadable,
    ];

    /// Returns its name in answers for programs; of a measure with a status the status's name in
    /// the file.
    pub fn name(self) -> &'static str {
        match self {
            StepState::Recommended => "Recommended",
            StepState::TakenUp => "TakenUp",
            StepState::Declined => "Declined",
            StepState::Decided => "Decided",
            StepState::Declining => "Declining",
            StepState::MeasureNamed => "MeasureNamed",
            StepState::BeingCarriedOut => "BeingCarriedOut",
            StepState::CarriedOut => "CarriedOut",
            StepState::Measure(Some(status)) => status.name(),
            StepState::Measure(None) => "Unknown",
            StepState::Unreadable => "Unreadable",
        }
    }
}

impl OpenReason {
    /// All reasons.
    pub const ALL: [OpenReason; 4] =
        [OpenReason::NotTakenUp, OpenReason::WithoutMeasure, OpenReason::WithoutDecision, OpenReason::Overdue];

    /// Returns its name in answers for programs.
    pub fn name(self) -> &'static str {
        match self {
            OpenReason::NotTakenUp => "NotTakenUp",
            OpenReason::WithoutMeasure => "WithoutMeasure",
            OpenReason::WithoutDecision => "WithoutDecision",
            OpenReason::Overdue => "Overdue",
        }
    }
}

/// What else is to be known of the state of a step, without being open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepRemark {
    /// A recommendation that says to be open although a decision answers it.
    SaidOpen,
    /// A decision that only answers declined recommendations and yet is carried out.
    SaidDeclined,
    /// A measure without a decision, where no decision of its region on its action field is known.
    DecisionUnknown,
}

impl StepRemark {
    /// All remarks.
    pub const ALL: [StepRemark; 3] = [StepRemark::SaidOpen, StepRemark::SaidDeclined, StepRemark::DecisionUnknown];

    /// Returns its name in answers for programs.
    pub fn name(self) -> &'static str {
        match self {
            StepRemark::SaidOpen => "SaidOpen",
            StepRemark::SaidDeclined => "SaidDeclined",
            StepRemark::DecisionUnknown => "DecisionUnknown",
        }
    }
}

/// Something that is open about a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenPoint {
    /// Why.
    pub reason: OpenReason,
    /// Since when, as exactly as it is known.
    pub since: Option<Date>,
}

/// Returns the table of the steps that follow those of a table.
fn next_table(table: Table) -> Option<Table> {
    match table {
        RECOMMENDATIONS => Some(DECISIONS),
        DECISIONS => Some(MEASURES),
        _ => None,
    }
}

/// Returns the table of the steps that those of a table follow.
fn previous_table(table: Table) -> Option<Table> {
    match table {
        DECISIONS => Some(RECOMMENDATIONS),
        MEASURES => Some(DECISIONS),
        _ => None,
    }
}

/// Follows the process from step to step.
#[derive(Clone, Copy)]
pub(super) struct StepReader<'a> {
    pub data: DatasetView<'a>,
    pub today: Date,
    /// What is read already.
    pub known: &'a KnownFacts,
}

impl<'a> StepReader<'a> {
    /// Returns what a meeting or step says of itself.
    pub fn facts(&self, slot: Slot) -> StepFacts {
        self.known.of(self.data.document, slot)
    }

    /// Returns the steps that follow from a step, each once, by slot. Of several records with one
    /// id only the first has any, since references lead to it.
    pub fn following(&self, slot: Slot) -> &'a [Slot] {
        let index = self.data.index;
        let next = next_table(slot.table).filter(|_| index.canonical(slot) == Some(slot));
        next.map_or(&[], |next| index.referrers_in(slot, next))
    }

    /// Returns the steps that a step follows from; a repeated reference is repeated.
    pub fn preceding(&self, slot: Slot) -> impl Iterator<Item = Slot> {
        let previous = previous_table(slot.table);
        let references = self.data.index.references(slot).filter(move |to| Some(to.table()) == previous);
        references.filter_map(|reference| reference.to)
    }

    /// Returns the meeting of a recommendation or decision.
    pub fn meeting(&self, slot: Slot) -> Option<Slot> {
        self.data.index.references(slot).find(|to| to.table() == MEETINGS)?.to
    }

    /// Returns the date of a step: its own, else that of its meeting.
    pub fn date(&self, slot: Slot) -> Option<Date> {
        // Recommendations have none of their own.
        let own = (slot.table != RECOMMENDATIONS).then(|| self.facts(slot).date).flatten();
        own.or_else(|| self.facts(self.meeting(slot)?).date)
    }

    /// Returns the state of a step.
    pub fn state(&self, slot: Slot) -> StepState {
        let facts = self.facts(slot);
        match slot.table {
            _ if facts.is_unreadable => StepState::Unreadable,
            RECOMMENDATIONS => match facts.recommendation {
                Some(RecommendationStatus::Taken) => StepState::TakenUp,
                Some(RecommendationStatus::Declined) => StepState::Declined,
                Some(RecommendationStatus::Open) | None if self.following(slot).is_empty() => StepState::Recommended,
                Some(RecommendationStatus::Open) | None => StepState::TakenUp,
            },
            DECISIONS => self.decision_state(slot),
            _ => StepState::Measure(facts.measure),
        }
    }

    fn decision_state(&self, decision: Slot) -> StepState {
        let measures = self.following(decision);
        let status = |measure: &Slot| self.facts(*measure).measure;
        let is_done = |measure: &Slot| status(measure) == Some(MeasureStatus::Done);
        let has_begun = |measure: &Slot| !matches!(status(measure), None | Some(MeasureStatus::Planned));
        match measures {
            [] if self.answers_only_declined(decision) => StepState::Declining,
            [] => StepState::Decided,
            _ if measures.iter().all(is_done) => StepState::CarriedOut,
            _ if measures.iter().any(has_begun) => StepState::BeingCarriedOut,
            // What is unknown is not said to be under way.
            _ => StepState::MeasureNamed,
        }
    }

    fn answers_only_declined(&self, decision: Slot) -> bool {
        let is_declined = |slot: Slot| self.facts(slot).recommendation == Some(RecommendationStatus::Declined);
        let mut answered = self.preceding(decision).peekable();
        answered.peek().is_some() && answered.all(is_declined)
    }

    /// Returns what else is to be known of a step in this state.
    pub fn remark(&self, slot: Slot, state: StepState) -> Option<StepRemark> {
        let says_open = || self.facts(slot).recommendation == Some(RecommendationStatus::Open);
        match state {
            StepState::TakenUp if says_open() => Some(StepRemark::SaidOpen),
            StepState::MeasureNamed | StepState::BeingCarriedOut | StepState::CarriedOut
                if self.answers_only_declined(slot) =>
            {
                Some(StepRemark::SaidDeclined)
            }
            StepState::Measure(status)
                if status != Some(MeasureStatus::Done)
                    && self.preceding(slot).next().is_none()
                    && !self.has_known_decisions(slot) =>
            {
                Some(StepRemark::DecisionUnknown)
            }
            _ => None,
        }
    }

    /// Returns true when a decision on an action field of a measure is known in its region: of one
    /// of its bodies, at one of their meetings, or as what another of its measures carries out. A
    /// decision is on the fields of the recommendations that it answers and of its measures.
    fn has_known_decisions(&self, measure: Slot) -> bool {
        let index = self.data.index;
        let fields_of = |slot: Slot| {
            let references = index.references(slot).filter(|to| to.table() == ACTION_FIELDS);
            references.filter_map(|to| to.to)
        };
        let fields: Vec<Slot> = fields_of(measure).collect();
        let Some(region) = index.references(measure).find(|to| to.table() == REGIONS).and_then(|to| to.to) else {
            return false;
        };
        if fields.is_empty() {
            return false;
        }
        let is_on = |slot: Slot| fields_of(slot).any(|field| fields.contains(&field));
        let decides_on = |decision: &Slot| {
            self.preceding(*decision).any(is_on) || self.following(*decision).iter().any(|measure| is_on(*measure))
        };
        let decided = |slot: Slot| index.referrers_in(slot, DECISIONS).iter().any(decides_on);
        let decides =
            |body: &Slot| decided(*body) || index.referrers_in(*body, MEETINGS).iter().any(|meeting| decided(*meeting));
        let is_decided = |other: &Slot| is_on(*other) && self.preceding(*other).next().is_some();
        index.referrers_in(region, BODIES).iter().any(decides)
            || index.referrers_in(region, MEASURES).iter().any(is_decided)
    }

    /// Returns what is open about a step in this state. What is dated in the future is not open
    /// yet.
    pub fn open_points(&self, slot: Slot, state: StepState) -> impl Iterator<Item = OpenPoint> {
        let point = |reason, since| OpenPoint { reason, since };
        let past = |reason| {
            let date = self.date(slot);
            (!self.is_to_come(date)).then_some(point(reason, date))
        };
        let [first, second] = match state {
            StepState::Recommended => [past(OpenReason::NotTakenUp), None],
            StepState::Decided => [past(OpenReason::WithoutMeasure), None],
            StepState::Measure(status) if status != Some(MeasureStatus::Done) => {
                let is_undecided = self.preceding(slot).next().is_none() && self.has_known_decisions(slot);
                let since = || self.date(slot).filter(|date| !self.is_to_come(Some(*date)));
                let overdue = self.overdue_since(slot, status);
                [
                    is_undecided.then(|| point(OpenReason::WithoutDecision, since())),
                    overdue.map(|date| point(OpenReason::Overdue, Some(date))),
                ]
            }
            _ => [None, None],
        };
        first.into_iter().chain(second)
    }

    fn is_to_come(&self, date: Option<Date>) -> bool {
        date.is_some_and(|date| date.is_after(self.today))
    }

    /// Returns the date that a measure has missed: its start while it is only planned, else its
    /// end. A date that may still come is not missed.
    fn overdue_since(&self, measure: Slot, status: Option<MeasureStatus>) -> Option<Date> {
        let StepFacts { date, end, .. } = self.facts(measure);
        let start = date.filter(|_| status == Some(MeasureStatus::Planned));
        [start, end].into_iter().flatten().find(|date| self.today.is_after(*date))
    }
}

/// A step with its state and what is open about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcessStep {
    /// Its record.
    pub slot: Slot,
    /// What became of it so far.
    pub state: StepState,
    /// What is open about it.
    pub open: Vec<OpenPoint>,
    /// What else is to be known of its state.
    pub remark: Option<StepRemark>,
    /// When it was recommended, decided or begun.
    pub date: Option<Date>,
}

impl StepReader<'_> {
    /// Returns a step.
    pub fn step(&self, slot: Slot) -> ProcessStep {
        let state = self.state(slot);
        let (open, remark) = (self.open_points(slot, state).collect(), self.remark(slot, state));
        ProcessStep { slot, state, open, remark, date: self.date(slot) }
    }
}
