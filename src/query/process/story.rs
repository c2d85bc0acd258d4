//! The steps around one step: what it follows from, what followed from it.
//!
//! Entry point: [`story`].

use super::step::{ProcessStep, StepFacts, StepReader};
use crate::document::Slot;
use crate::model::date::Date;
use crate::model::{DECISIONS, MEASURES, RECOMMENDATIONS};
use crate::query::DatasetView;

/// A step and those around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcessStory {
    /// The step.
    pub step: ProcessStep,
    /// The meeting at which it was recommended or decided.
    pub meeting: Option<Slot>,
    /// The steps that it follows from, each once: of a decision recommendations, of a measure
    /// decisions.
    pub preceding: Vec<ProcessStep>,
    /// The steps that follow from it, in the order in which they happened: of a recommendation
    /// decisions, of a decision measures.
    pub following: Vec<ProcessStep>,
    /// The measures of the decisions that follow from a recommendation, each once.
    pub measures: Vec<ProcessStep>,
}

/// Returns what is known around a recommendation, decision or measure; `None` for other records.
pub fn story(data: DatasetView<'_>, slot: Slot, today: Date) -> Option<ProcessStory> {
    if !matches!(slot.table, RECOMMENDATIONS | DECISIONS | MEASURES) {
        return None;
    }
    let reader = StepReader { data, today, facts: |slot| StepFacts::read(data.document, slot) };
    let steps = |slots: Vec<Slot>| slots.into_iter().map(|slot| reader.step(slot)).collect::<Vec<_>>();
    let mut preceding = Vec::new();
    for slot in reader.preceding(slot) {
        if !preceding.contains(&slot) {
            preceding.push(slot);
        }
    }
    let mut following = steps(reader.following(slot).to_vec());
    following.sort_by_key(|step| (step.date.is_none(), step.date));
    let is_recommendation = slot.table == RECOMMENDATIONS;
    let decisions = following.iter().filter(|_| is_recommendation);
    let mut measures: Vec<Slot> = decisions.flat_map(|decision| reader.following(decision.slot)).copied().collect();
    measures.sort_unstable();
    measures.dedup();
    let (preceding, measures) = (steps(preceding), steps(measures));
    Some(ProcessStory { step: reader.step(slot), meeting: reader.meeting(slot), preceding, following, measures })
}
