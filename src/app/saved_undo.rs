//! Undo beyond the start of the program: reverts what the same person saved earlier, value by
//! value, as new unsaved changes, one save further back each time.
//!
//! A value is reverted only while it is as they left it; otherwise the reason is shown, and the
//! next undo goes further back. The history is read only on demand. Entry point:
//! [`App::undo_earlier`].

use crate::document::rebase::{current_value, peeled};
use crate::document::{Edit, FieldChange, invert, split_followers};
use crate::texts;

use super::edit::{describe, unquote};
use super::history::UndoStep;
use super::workspace::Workspace;
use super::{App, ChangeOrigin, Effect, SavedChange};

/// Earlier saves that can still be undone.
#[derive(Debug, Default)]
pub(super) struct EarlierSaves {
    /// The values of one save; the next to be undone is last.
    left: Vec<SavedChange>,
    /// There is no earlier save.
    ended: bool,
}

impl EarlierSaves {
    /// Returns true when there is certainly nothing to undo.
    pub(super) fn is_empty(&self) -> bool {
        self.ended && self.left.is_empty()
    }
}

impl Workspace {
    fn has_its_old_id(&self, change: &FieldChange) -> bool {
        let old = change.renaming().and_then(|(old, _)| unquote(old));
        let table = change.address.table;
        old.is_some_and(|old| self.doc.find(table, &old).is_some() && self.doc.resolve(&change.address).is_none())
    }

    /// Returns the edit that takes the change back, or why there is none.
    fn edit_back(&self, former: &SavedChange) -> Result<Edit, String> {
        let change = &former.change;
        let Some(slot) = self.doc.resolve(&change.address) else {
            return Ok(match (change.undo_edit(), &former.between) {
                (Edit::AddText { table, text, .. }, Some(between)) => {
                    Edit::AddText { table, place: between.place(&self.doc, table), text }
                }
                (edit, _) => edit,
            });
        };
        let referrers = self.index.referrers(slot).len();
        if change.address.path.is_empty() && change.before.is_none() && referrers > 0 {
            return Err(texts::undo::is_referred_to(self.lang(), referrers));
        }
        Ok(self.undo_edit(slot, change))
    }
}

impl App {
    /// Undoes the last earlier save, or requests it.
    pub(super) fn undo_earlier(&mut self) {
        while let Some(former) = self.sync.earlier.left.pop() {
            if self.take_back(&former) {
                return;
            }
        }
        if self.sync.earlier.ended {
            self.show_info(texts::undo::nothing_earlier(self.lang()))
        } else {
            self.request(Effect::Earlier)
        }
    }

    /// Receives the values of one save, the newest first; none when there is no earlier save.
    pub(super) fn found_earlier(&mut self, values: Vec<SavedChange>) {
        self.sync.earlier.ended = values.is_empty();
        // Taking a renaming back takes the references back as well.
        let (mut values, _) = split_followers(values, |value| &value.change);
        values.reverse();
        // The other values of a record are named by the id that it had then.
        values.sort_by_key(|value| value.change.renaming().is_none());
        self.sync.earlier.left = values;
        self.undo_earlier();
    }

    /// Reverts one value or says why not; returns false when it already is as it was before.
    fn take_back(&mut self, former: &SavedChange) -> bool {
        let (lang, change) = (self.lang(), &former.change);
        let place = self.workspace.name_of(&change.address);
        let now = current_value(&self.workspace.doc, &change.address);
        let is = |text: &Option<String>| now.as_deref() == text.as_deref().map(peeled);
        if is(&change.before) || self.workspace.has_its_old_id(change) {
            return false;
        }
        if !is(&change.after) {
            let reason = match (&former.since, &now) {
                (Some(who), _) => texts::undo::changed_since_by(lang, who),
                (None, None) => texts::undo::gone_since(lang).to_owned(),
                (None, Some(_)) => texts::undo::changed_since(lang).to_owned(),
            };
            self.show_error(texts::undo::not_taken_back(lang, &place, &former.when, &reason));
            return true;
        }
        match self.workspace.edit_back(former) {
            Ok(edit) => self.carry_back(&edit, &place, &former.when),
            Err(reason) => self.show_error(texts::undo::not_taken_back(lang, &place, &former.when, &reason)),
        }
        true
    }

    /// Applies the edit as an undone step, which `Ctrl-R` redoes.
    fn carry_back(&mut self, edit: &Edit, place: &str, when: &str) {
        let name = texts::steps::set(self.lang(), place);
        let done = self.workspace.doc.plan(edit).and_then(|changes| {
            let touched = self.apply_step(&changes, &name, ChangeOrigin::Undone)?;
            Ok(UndoStep { name, changes: invert(&changes), place: touched.first().copied() })
        });
        match done {
            Ok(step) => {
                self.show_info(texts::undo::taken_back(self.lang(), place, when));
                self.show_place(step.place);
                self.workspace.history.undone(step);
            }
            Err(error) => self.show_error(describe(&error, self)),
        }
    }
}
