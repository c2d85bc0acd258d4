//! Unlimited undo and redo: named steps, each a list of invertible changes.
//!
//! Covers the dataset only; text fields have their own undo (`input`).

use crate::document::change::append;
use crate::document::{Change, Relocation, Slot};

/// One step made by a person.
#[derive(Debug, Clone)]
pub struct UndoStep {
    /// Its name, in words.
    pub name: String,
    /// The changes.
    pub changes: Vec<Change>,
    /// The record it affected, so that it can be shown again.
    pub place: Option<Slot>,
}

/// The steps made and the steps undone.
#[derive(Debug, Default)]
pub struct UndoHistory {
    done: Vec<UndoStep>,
    undone: Vec<UndoStep>,
}

impl UndoHistory {
    /// Records a step and discards the steps that could be redone.
    pub fn push(&mut self, step: UndoStep) {
        self.undone.clear();
        self.done.push(step);
    }

    /// Adds changes to the last step, which takes their name. A change that does not continue the
    /// last one, because others changed the record in between, stays a change of its own.
    pub fn join(&mut self, step: UndoStep) {
        let Some(last) = self.done.last_mut() else { return self.push(step) };
        append(&mut last.changes, step.changes);
        last.name = step.name;
        self.undone.clear();
    }

    /// Returns the changes of the last step that removed the record with this id.
    pub fn removal_of(&self, id: &str) -> Option<&[Change]> {
        let removes = |change: &Change| change.id == id && change.after.is_none();
        self.done.iter().rev().find(|step| step.changes.iter().any(removes)).map(|step| step.changes.as_slice())
    }

    /// Maps the steps to other slots of the same records.
    pub(super) fn relocate(&mut self, slot: impl Fn(Slot) -> Option<Slot>) {
        for step in self.done.iter_mut().chain(&mut self.undone) {
            step.place = step.place.and_then(&slot);
        }
    }

    /// Maps the steps to the current ids of their records.
    pub(super) fn rename(&mut self, relocation: &Relocation<'_>) {
        let steps = self.done.iter_mut().chain(&mut self.undone);
        for change in steps.flat_map(|step| &mut step.changes) {
            *change = relocation.change(change);
        }
    }

    /// Takes out the last step for undo; [`UndoHistory::undone`] or [`UndoHistory::redone`] puts it
    /// back.
    pub fn take_done(&mut self) -> Option<UndoStep> {
        self.done.pop()
    }

    /// Takes out the last undone step for redo.
    pub fn take_undone(&mut self) -> Option<UndoStep> {
        self.undone.pop()
    }

    /// Records that a step was undone.
    pub fn undone(&mut self, step: UndoStep) {
        self.undone.push(step);
    }

    /// Records that a step is in effect (again).
    pub fn redone(&mut self, step: UndoStep) {
        self.done.push(step);
    }

    /// Returns the name of the step that undo would revert.
    pub fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|s| s.name.as_str())
    }

    /// Returns the name of the step that redo would repeat.
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|s| s.name.as_str())
    }
}
