//! Undo beyond the start of the program: reverts what the same person saved earlier, value by
//! value, as new unsaved changes, one save further back each time.
//!
//! A value is reverted only while it is as they left it; otherwise the reason is shown, and the
//! next undo goes further back. The history is read only on demand. Entry point:
//! [`App::undo_earlier`].

use crate::document::rebase::{current_value, peeled};
use crate::document::{Address, AddressStep, Edit, invert};
use crate::texts::app as t;

use super::edit::{describe, unquote};
use super::history::UndoStep;
use super::windows::value_history;
use super::workspace::Workspace;
use super::{App, ChangeOrigin, Effect};

/// A value that a person saved earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedChanges {
    /// When, in a form that fits into a sentence (`von gestern 10:42`).
    pub when: String,
    /// The address in the history.
    pub address: String,
    /// RON text before; `None` when it was absent.
    pub before: Option<String>,
    /// RON text after; `None` when it was absent then.
    pub after: Option<String>,
    /// Who has changed it since (`bert@amt`), if the history knows.
    pub since: Option<String>,
}

/// Earlier saves that can still be undone.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// The values of one save; the next to be undone is last.
    left: Vec<SavedChanges>,
    /// There is no earlier save.
    ended: bool,
}

impl Earlier {
    /// Returns true when there is certainly nothing to undo.
    pub(super) fn is_empty(&self) -> bool {
        self.ended && self.left.is_empty()
    }
}

impl SavedChanges {
    /// Returns the ids before and after, if this is a changed id.
    fn renaming(&self) -> Option<(&str, &str)> {
        let is_id = self.address.ends_with("/id") && self.address.matches('/').count() == 2;
        Some((self.before.as_deref().filter(|_| is_id)?, self.after.as_deref()?))
    }

    /// Returns true when this change merely updated a reference to the changed id; reverting the id
    /// updates it again.
    fn follows(&self, old: &str, new: &str) -> bool {
        let (before, after) = (self.before.as_deref().unwrap_or_default(), self.after.as_deref().unwrap_or_default());
        self.renaming().is_none() && before.contains(old) && before.replace(old, new) == after
    }
}

impl Workspace {
    fn has_its_old_id(&self, former: &SavedChanges, address: &Address) -> bool {
        let old = former.renaming().and_then(|(old, _)| unquote(old));
        old.is_some_and(|old| self.doc.find(address.table, &old).is_some() && self.doc.resolve(address).is_none())
    }

    /// Returns the edit that restores the value, or why there is none.
    fn edit_back(&self, address: &Address, former: &SavedChanges) -> Result<Edit, String> {
        let slot = self.doc.resolve(address);
        if address.path == [AddressStep::Field("id".to_owned())]
            && let (Some(slot), Some(old)) = (slot, former.before.as_deref().and_then(unquote))
        {
            return Ok(self.rename(slot, old));
        }
        let referrers = slot.map_or(0, |slot| self.index.referrers(slot).len());
        if address.path.is_empty() && former.before.is_none() && referrers > 0 {
            return Err(t::is_referred_to(self.lang(), referrers));
        }
        Ok(value_history::edit_back(&self.doc, address.clone(), former.before.clone()))
    }
}

impl App {
    /// Undoes the last earlier save, or requests it.
    pub(super) fn undo_earlier(&mut self) {
        while let Some(former) = self.earlier.left.pop() {
            if self.take_back(&former) {
                return;
            }
        }
        if self.earlier.ended { self.show_info(t::nothing_earlier(self.lang())) } else { self.request(Effect::Earlier) }
    }

    /// Receives the values of one save, the newest first; none when there is no earlier save.
    pub(super) fn found_earlier(&mut self, mut values: Vec<SavedChanges>) {
        let renamings: Vec<(String, String)> =
            values.iter().filter_map(|v| v.renaming().map(|(old, new)| (old.to_owned(), new.to_owned()))).collect();
        self.earlier.ended = values.is_empty();
        values.retain(|value| !renamings.iter().any(|(old, new)| value.follows(old, new)));
        values.reverse();
        // The other values of a record are named by the id that it had then.
        values.sort_by_key(|value| value.renaming().is_none());
        self.earlier.left = values;
        self.undo_earlier();
    }

    /// Reverts one value or says why not; returns false when it already is as it was before.
    fn take_back(&mut self, former: &SavedChanges) -> bool {
        let lang = self.lang();
        let Ok(address) = Address::parse(self.workspace.doc.schema(), &former.address) else { return false };
        let place = self.workspace.name_of(&address);
        let now = current_value(&self.workspace.doc, &address);
        let is = |text: &Option<String>| now.as_deref() == text.as_deref().map(peeled);
        if is(&former.before) || self.workspace.has_its_old_id(former, &address) {
            return false;
        }
        if !is(&former.after) {
            let reason = match (&former.since, &now) {
                (Some(who), _) => t::changed_since_by(lang, who),
                (None, None) => t::gone_since(lang).to_owned(),
                (None, Some(_)) => t::changed_since(lang).to_owned(),
            };
            self.show_error(t::not_taken_back(lang, &place, &former.when, &reason));
            return true;
        }
        match self.workspace.edit_back(&address, former) {
            Ok(edit) => self.carry_back(&edit, &place, &former.when),
            Err(reason) => self.show_error(t::not_taken_back(lang, &place, &former.when, &reason)),
        }
        true
    }

    /// Applies the edit as an undone step, which `Ctrl-R` redoes.
    fn carry_back(&mut self, edit: &Edit, place: &str, when: &str) {
        let name = t::set(self.lang(), place);
        let done = self.workspace.doc.plan(edit).and_then(|changes| {
            let touched = self.apply_step(&changes, &name, ChangeOrigin::Undone)?;
            Ok(UndoStep { name, changes: invert(&changes), place: touched.first().copied() })
        });
        match done {
            Ok(step) => {
                self.show_info(t::taken_back(self.lang(), place, when));
                self.show_place(step.place);
                self.workspace.history.undone(step);
            }
            Err(error) => self.show_error(describe(&error, self)),
        }
    }
}
