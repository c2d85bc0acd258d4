//! Undo and redo without limit: steps with their names, each a list of changes and its inverse.
//!
//! Text fields have an undo of their own (`input`); this one is the dataset's.

use crate::document::{Change, Relocation, Slot};

/// One step a person made.
#[derive(Debug, Clone)]
pub struct UndoStep {
    /// What was done, in words.
    pub name: String,
    /// The changes.
    pub changes: Vec<Change>,
    /// The record it concerned, to show it again.
    pub place: Option<Slot>,
}

/// The steps made and those taken back.
#[derive(Debug, Default)]
pub struct UndoHistory {
    done: Vec<UndoStep>,
    undone: Vec<UndoStep>,
}

impl UndoHistory {
    /// Notes a step; what was undone before can no longer be redone.
    pub fn push(&mut self, step: UndoStep) {
        self.undone.clear();
        self.done.push(step);
    }

    /// Makes changes a part of the last step, which then bears their name. What others changed in
    /// between is kept out of it by standing beside it.
    pub fn join(&mut self, step: UndoStep) {
        let Some(last) = self.done.last_mut() else { return self.push(step) };
        for change in step.changes {
            match last.changes.last_mut() {
                Some(before) if change.continues(before) => before.after = change.after,
                _ => last.changes.push(change),
            }
        }
        last.name = step.name;
        self.undone.clear();
    }

    /// The changes of the last step that removed the record with this id.
    pub fn removal_of(&self, id: &str) -> Option<&[Change]> {
        let removes = |change: &Change| change.id == id && change.after.is_none();
        self.done.iter().rev().find(|step| step.changes.iter().any(removes)).map(|step| step.changes.as_slice())
    }

    /// Goes on with other slots of the same records.
    pub(super) fn relocate(&mut self, slot: impl Fn(Slot) -> Option<Slot>) {
        for step in self.done.iter_mut().chain(&mut self.undone) {
            step.place = step.place.and_then(&slot);
        }
    }

    /// Goes on with the ids that records have now.
    pub(super) fn rename(&mut self, relocation: &Relocation<'_>) {
        let steps = self.done.iter_mut().chain(&mut self.undone);
        for change in steps.flat_map(|step| &mut step.changes) {
            *change = relocation.change(change);
        }
    }

    /// Takes the last step out, to be undone; [`UndoHistory::undone`] or [`UndoHistory::redone`]
    /// puts it where it belongs.
    pub fn take_done(&mut self) -> Option<UndoStep> {
        self.done.pop()
    }

    /// Takes the last undone step out, to be redone.
    pub fn take_undone(&mut self) -> Option<UndoStep> {
        self.undone.pop()
    }

    /// Notes that a step was undone.
    pub fn undone(&mut self, step: UndoStep) {
        self.undone.push(step);
    }

    /// Notes that a step stands (again).
    pub fn redone(&mut self, step: UndoStep) {
        self.done.push(step);
    }

    /// Name of the step that undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|s| s.name.as_str())
    }

    /// Name of the step that redo would repeat.
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|s| s.name.as_str())
    }
}
