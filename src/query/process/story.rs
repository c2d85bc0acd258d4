//! The steps around one step: what it follows from, what followed from it.
//!
//! Entry points: [`story`], [`open_reasons`].

use super::facts::KnownFacts;
use super::step::{OpenReason, ProcessStep, StepReader};
use crate::document::Slot;
use crate::model::date::Date;
use crate::model::{BODIES, DECISIONS, MEASURES, MEETINGS, RECOMMENDATIONS};
use crate::query::DatasetView;

/// A step and those around it, each once, in the order in which they happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcessStory {
    /// The step.
    pub step: ProcessStep,
    /// Of a decision or measure, the recommendations that led to it.
    pub recommendations: Vec<ProcessStep>,
    /// Of a recommendation, the decisions on it; of a measure, those that led to it.
    pub decisions: Vec<ProcessStep>,
    /// Of a recommendation or decision, the measures that carry it out.
    pub measures: Vec<ProcessStep>,
}

/// Returns what is known around a recommendation, decision or measure; `None` for other records.
pub fn story(data: DatasetView<'_>, slot: Slot, today: Date) -> Option<ProcessStory> {
    let reader = StepReader { data, today, known: &KnownFacts::NONE };
    let following = |slots: &[Slot]| slots.iter().flat_map(|slot| reader.following(*slot)).copied().collect();
    let preceding = |slots: &[Slot]| slots.iter().flat_map(|slot| reader.preceding(*slot)).collect();
    let (recommendations, decisions, measures): (Vec<Slot>, Vec<Slot>, Vec<Slot>) = match slot.table {
        RECOMMENDATIONS => {
            let decisions: Vec<Slot> = following(&[slot]);
            let measures = following(&decisions);
            (Vec::new(), decisions, measures)
        }
        DECISIONS => (preceding(&[slot]), Vec::new(), following(&[slot])),
        MEASURES => {
            let decisions: Vec<Slot> = preceding(&[slot]);
            (preceding(&decisions), decisions, Vec::new())
        }
        _ => return None,
    };
    let steps = |mut slots: Vec<Slot>| {
        slots.sort_unstable();
        slots.dedup();
        let mut steps: Vec<ProcessStep> = slots.into_iter().map(|slot| reader.step(slot)).collect();
        steps.sort_by_key(|step| (step.date.is_none(), step.date));
        steps
    };
    Some(ProcessStory {
        step: reader.step(slot),
        recommendations: steps(recommendations),
        decisions: steps(decisions),
        measures: steps(measures),
    })
}

/// Returns the date of a meeting or of a step of the process: its own, else that of its meeting.
pub fn date_of(data: DatasetView<'_>, slot: Slot, today: Date) -> Option<Date> {
    StepReader { data, today, known: &KnownFacts::NONE }.date(slot)
}

/// Returns true when something is open about a step.
pub fn is_open(data: DatasetView<'_>, step: Slot, today: Date) -> bool {
    let reader = StepReader { data, today, known: &KnownFacts::NONE };
    reader.open_points(step, reader.state(step)).next().is_some()
}

/// Returns why a step is open.
pub fn open_reasons(data: DatasetView<'_>, step: Slot, today: Date) -> Vec<OpenReason> {
    let reader = StepReader { data, today, known: &KnownFacts::NONE };
    reader.open_points(step, reader.state(step)).map(|point| point.reason).collect()
}

/// Returns the body that recommended or decided: the one whose meeting it was, else the one that
/// the decision names.
pub fn acting_body(data: DatasetView<'_>, step: Slot) -> Option<Slot> {
    let referred = |slot: Slot, table| data.index.references(slot).find(|to| to.table() == table)?.to;
    let meeting = referred(step, MEETINGS);
    meeting.and_then(|meeting| referred(meeting, BODIES)).or_else(|| referred(step, BODIES))
}
