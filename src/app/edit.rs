//! Changes the dataset and keeps undo, index and unsaved changes in step with it.
//!
//! The edits of a step ([`App::apply`]) are planned together, applied, recorded for undo, and
//! applied to the index. [`values`] edits values, [`sources`] their sources, [`adding`] adds
//! records and list items, [`records`] duplicates and deletes records, [`many`] changes marked
//! ones.

mod adding;
mod external_editor;
mod many;
mod records;
mod reviewing;
mod sources;
mod values;

pub(in crate::app) use adding::AddOffer;
pub(in crate::app) use external_editor::ExternalEdit;

use super::detail::PageRow;
use super::workspace::Workspace;
use crate::check::{ErrorsBefore, Finding};
use crate::document::rebase::taken_back;
use crate::document::{Address, Change, Document, Edit, EditError, FieldChange, Slot, invert};
use crate::model::PROFILE;
use crate::present::record_label::RecordLabel;
use crate::texts;

use super::history::UndoStep;
use super::proposal_desk::ProposalKey;
use super::unsaved_changes::UnsavedDifference;
use super::{App, ChangeOrigin, Effect, Keep};

/// Rules that only a change would break.
struct BrokenRules {
    /// Broken by records that it touches.
    own: Vec<Finding>,
    /// Broken by other records.
    elsewhere: Vec<Finding>,
}

impl Workspace {
    /// Applies changes to the document; index and unsaved changes follow. Returns the records
    /// touched.
    fn apply_changes(&mut self, changes: &[Change]) -> Result<Vec<Slot>, EditError> {
        let touched = self.unsaved.apply(&mut self.doc, changes)?;
        self.index.update(&self.doc, &touched);
        Ok(touched)
    }

    pub(in crate::app) fn rename(&self, slot: Slot, to: String) -> Edit {
        let referrers = self.index.referrers(slot).iter().map(|s| self.doc.address(*s)).collect();
        Edit::Rename { address: self.doc.address(slot), to, referrers }
    }

    /// Returns the edit that takes a change of a record back; a former id comes back with the
    /// references to it.
    pub(in crate::app) fn undo_edit(&self, slot: Slot, change: &FieldChange) -> Edit {
        match change.renaming().and_then(|(old, _)| unquote(old)) {
            Some(old) => self.rename(slot, old),
            None => change.undo_edit(),
        }
    }
}

impl App {
    /// Applies edits as one step named `name`. Where one is refused, shows why and applies none.
    /// Returns the first record touched.
    pub fn apply(&mut self, edits: &[Edit], name: String) -> Option<Slot> {
        if self.workspace.file.read_only.is_some() {
            self.show_error(texts::edit::read_only(self.lang()));
            return None;
        }
        // Words of the profile are used everywhere.
        let is_declaring = |edit: &Edit| edit.table() == PROFILE;
        if edits.iter().any(is_declaring)
            && let Ok(changes) = self.workspace.doc.plan_all(edits)
            && let Some(reason) = self.broken_rules(&changes).and_then(|broken| self.broken_elsewhere(&broken))
        {
            self.show_error(reason);
            return None;
        }
        self.try_apply(edits, name).unwrap_or_else(|error| {
            self.show_error(describe(&error, self));
            None
        })
    }

    /// Applies edits as one step named `name`, all or none. Returns the first record touched, or
    /// `None` when they change nothing, which is no step.
    pub(in crate::app) fn try_apply(&mut self, edits: &[Edit], name: String) -> Result<Option<Slot>, EditError> {
        self.try_apply_taking(edits, name, Vec::new())
    }

    /// Does the same for edits that take these proposed changes.
    pub(in crate::app) fn try_apply_taking(
        &mut self,
        edits: &[Edit],
        name: String,
        takes: Vec<ProposalKey>,
    ) -> Result<Option<Slot>, EditError> {
        let changes = self.workspace.doc.plan_all(edits).map_err(|error| error.reason)?;
        if changes.is_empty() {
            return Ok(None);
        }
        // A record that comes or goes may touch its neighbours first; it is what the step is about.
        let whole = changes.iter().find(|change| change.before.is_none() || change.after.is_none());
        let found = |app: &App| whole.and_then(|change| app.workspace.doc.find(change.table?, &change.id));
        let removed = found(self);
        let touched = self.apply_taking(&changes, &name, takes)?;
        let place = removed.or_else(|| found(self)).or(touched.first().copied());
        self.workspace.history.push(UndoStep { name, changes, place });
        Ok(place)
    }

    /// Returns why edits are refused that can be made, but by which a record would break a rule
    /// that it does not break now, as a sentence.
    pub(in crate::app) fn broken_rule(&mut self, edits: &[Edit]) -> Option<String> {
        let changes = self.workspace.doc.plan_all(edits).ok()?;
        self.rule_broken_by(&changes)
    }

    /// Returns why changes are refused, as [`App::broken_rule`] does.
    pub(in crate::app) fn rule_broken_by(&mut self, changes: &[Change]) -> Option<String> {
        let broken = self.broken_rules(changes)?;
        match broken.own.first() {
            Some(finding) => Some(texts::edit::breaks_rule(self.lang(), finding.message(self.lang()))),
            None => self.broken_elsewhere(&broken),
        }
    }

    /// Returns the same where it is the rule of a record that the edits are not about: one whose
    /// word the profile would have no longer.
    fn broken_elsewhere(&self, broken: &BrokenRules) -> Option<String> {
        let (lang, finding) = (self.lang(), broken.elsewhere.first()?);
        let name = RecordLabel::of(self.workspace.data(), finding.slot?, lang).text();
        let message = finding.message(lang);
        Some(match broken.elsewhere.len() - 1 {
            0 => texts::edit::breaks_rule_elsewhere(lang, &name, message),
            others => texts::edit::breaks_rule_in_many(lang, others, &name, message),
        })
    }

    fn broken_rules(&mut self, changes: &[Change]) -> Option<BrokenRules> {
        let Workspace { doc, index, settings, .. } = &mut self.workspace;
        let (index, today) = (&*index, settings.today);
        let known: Vec<Slot> = changes.iter().filter_map(|change| doc.find(change.table?, &change.id)).collect();
        let before = ErrorsBefore::of(doc, index, today, &known);
        let look = |after: &Document, touched: &[Slot]| {
            let found = before.new_errors(after, index, today, touched);
            found.into_iter().partition(|finding| finding.slot.is_none_or(|slot| touched.contains(&slot)))
        };
        let (own, elsewhere) = doc.look_after(changes, look).ok()?;
        Some(BrokenRules { own, elsewhere })
    }

    /// Applies changes to the workspace and requests that they are written to the journal.
    pub(super) fn apply_step(
        &mut self,
        changes: &[Change],
        name: &str,
        origin: ChangeOrigin,
    ) -> Result<Vec<Slot>, EditError> {
        self.apply_and_keep(changes, || Keep::Step(name.to_owned(), origin, changes.to_vec()))
    }

    /// Does the same for changes that take these proposed changes.
    pub(super) fn apply_taking(
        &mut self,
        changes: &[Change],
        name: &str,
        takes: Vec<ProposalKey>,
    ) -> Result<Vec<Slot>, EditError> {
        if takes.is_empty() {
            return self.apply_step(changes, name, ChangeOrigin::Made);
        }
        self.apply_and_keep(changes, || Keep::Taking(name.to_owned(), changes.to_vec(), takes))
    }

    fn apply_and_keep(&mut self, changes: &[Change], keep: impl FnOnce() -> Keep) -> Result<Vec<Slot>, EditError> {
        let touched = self.workspace.apply_changes(changes)?;
        self.drafts.set_aside.is_no_longer_last();
        self.request(Effect::Keep(keep()));
        Ok(touched)
    }

    /// Undoes the last step; when there is none, the last change saved before the program started.
    pub(super) fn undo(&mut self) {
        let Some(step) = self.workspace.history.take_done() else { return self.undo_earlier() };
        let done = self.carry_out_again(&step.name, ChangeOrigin::Undone, &invert(&step.changes), &step.changes);
        let Some(changes) = done else { return self.show_error(texts::undo::not_undone(self.lang(), &step.name)) };
        self.show_info(texts::undo::undone(self.lang(), &step.name));
        self.show_place(step.place);
        self.workspace.history.undone(UndoStep { changes: invert(&changes), ..step });
    }

    /// Carries out changes that were made before. Where others have changed the records since,
    /// reverts the opposite changes instead, so that their work stays. Returns the changes made.
    fn carry_out_again(
        &mut self,
        name: &str,
        origin: ChangeOrigin,
        changes: &[Change],
        opposite: &[Change],
    ) -> Option<Vec<Change>> {
        if self.apply_step(changes, name, origin).is_ok() {
            return Some(changes.to_vec());
        }
        let changes = taken_back(&self.workspace.doc, opposite)?;
        self.apply_step(&changes, name, origin).ok().map(|_| changes)
    }

    /// Undoes the last step for good, so that it cannot be redone. Returns false when that is
    /// impossible.
    fn take_back_last_step(&mut self) -> bool {
        let Some(step) = self.workspace.history.take_done() else { return false };
        let changes = invert(&step.changes);
        let is_taken_back = self.apply_step(&changes, &step.name, ChangeOrigin::Undone).is_ok();
        if !is_taken_back {
            self.workspace.history.redone(step);
        }
        is_taken_back
    }

    /// Redoes the last undone step.
    pub(super) fn redo(&mut self) {
        let Some(step) = self.workspace.history.take_undone() else { return };
        let done = self.carry_out_again(&step.name, ChangeOrigin::Redone, &step.changes, &invert(&step.changes));
        let Some(changes) = done else { return self.show_error(texts::undo::not_redone(self.lang(), &step.name)) };
        self.show_info(texts::undo::redone(self.lang(), &step.name));
        self.show_place(step.place);
        self.workspace.history.redone(UndoStep { changes, ..step });
    }

    /// Shows the record of a step that was taken back or repeated. Where the record shown has gone
    /// with it, goes back to where that was opened.
    pub(super) fn show_place(&mut self, place: Option<Slot>) {
        let (screens, context) = self.screens_mut();
        screens.directory.refresh_panes(context);
        if let Some(screen) = screens.directory.leave_gone(context) {
            screens.shown = screen;
        }
        self.whole_page();
        let shown = |app: &App, slot: Slot| {
            let is_value = |a: &Address| a.table == slot.table && a.id == app.workspace.doc.id(slot);
            let is_shown = |row: &PageRow| row.link == Some(slot) || row.address.as_ref().is_some_and(is_value);
            app.screens.directory.detail.rows.iter().any(is_shown)
        };
        if let Some(slot) = place.filter(|s| self.workspace.doc.is_live(*s))
            && self.screens.is_directory()
            && self.screens.directory.detail.subject != Some(slot)
            && !shown(self, slot)
        {
            self.open(slot);
        }
    }

    /// Reverts the unsaved change that begins at a place, as a step of its own: a value with the
    /// source that changed with it.
    pub(in crate::app) fn drop_change(&mut self, place: &Address) {
        let unsaved = &self.workspace.unsaved;
        let differences = unsaved.differences();
        let made = unsaved.made().iter().find(|made| differences[made.main].change.address == *place);
        let Some(made) = made else { return };
        let all: Vec<UnsavedDifference> = made.all().map(|number| differences[number].clone()).collect();
        let UnsavedDifference { change, .. } = &all[0];
        let name = texts::steps::dropped(self.lang(), &self.workspace.name_of(&change.address));
        if change.is_removal() && self.bring_back(&change.address.id, &name) {
            return;
        }
        let edits: Vec<Edit> = all.iter().map(|d| self.workspace.undo_edit(d.slot, &d.change)).collect();
        self.apply(&edits, name);
    }

    /// Undoes the step that removed a record, unless later changes prevent it, so that the record
    /// returns to its place.
    fn bring_back(&mut self, id: &str, name: &str) -> bool {
        let Some(changes) = self.workspace.history.removal_of(id).map(invert) else { return false };
        let brought = self.apply_step(&changes, name, ChangeOrigin::Made).is_ok();
        if brought {
            self.workspace.history.push(UndoStep { name: name.to_owned(), changes, place: None });
        }
        brought
    }
}

/// Returns the text of a RON string literal.
pub(super) fn unquote(literal: &str) -> Option<String> {
    ron::from_str(literal).ok()
}

/// Returns why a change is refused, as a sentence.
pub(super) fn describe(error: &EditError, app: &App) -> String {
    error.say(app.lang())
}
