//! Merges two versions of the dataset: external changes, or the sides of conflict markers in the
//! file.
//!
//! Changes without conflict are taken at once. Where both sides changed the same value differently,
//! a person chooses mine, theirs or the original, or writes something else, before anything is
//! written or shown as done. Selections, scroll position and an open field are kept. Entry points:
//! [`App::theirs`] and [`App::marked`].

use crate::document::merge::{Conflict, ConflictSide, DiffKind, DiffPlace, FieldDifference, Merged, merge};
use crate::document::{Address, Document};
use crate::index::Index;
use crate::query::new_record::id_beside;
use crate::storage::history::{ValueAuthor, ValueAuthors};
use crate::texts;

use super::proposal_desk::TakenChange;
use super::saving::Leaving;
use super::unsaved_changes::ReceivedMerge;
use super::workspace::Workspace;
use super::{App, ChangeOrigin, Effect, ExternalVersion, Keep};

/// Maximum number of changed places that a message names.
const NAMED: usize = 3;

/// A merge that waits for decisions.
#[derive(Debug)]
pub struct Merging {
    pub(super) merged: Merged,
    pub(super) goal: MergePurpose,
    /// Number of the conflict shown.
    pub(super) shown: usize,
}

/// What a merge is for.
#[derive(Debug)]
pub(super) enum MergePurpose {
    /// Somebody else changed the file.
    TakeIn { theirs: Box<Document>, authors: ValueAuthors, saving: bool },
    /// The file holds conflict markers.
    Unmark,
    /// What somebody proposed is taken.
    TakeProposal { proposer: String, taken: Vec<TakenChange> },
    /// Other machines have another version.
    Sync {
        /// The dataset as it is saved here.
        saved: Box<Document>,
        /// What of the result came from them.
        received: Box<ReceivedMerge>,
        /// Their commit.
        commit: String,
        /// Who wrote it, where that was one person.
        who: Option<String>,
    },
}

impl Merging {
    /// Returns the conflict shown.
    pub(super) fn conflict(&self) -> Option<&Conflict> {
        self.merged.conflicts.get(self.shown)
    }
}

impl Workspace {
    pub(super) fn place_in_words(&self, place: &DiffPlace) -> String {
        match place {
            DiffPlace::At(address) => self.name_of(address),
            _ => place.say(self.doc.schema(), self.lang()),
        }
    }

    /// Returns who changed what, in words. What was deleted or added is called that; when several
    /// people did, each place is followed by its author.
    fn taken(&self, merged: &Merged, authors: &ValueAuthors) -> Option<String> {
        let lang = self.lang();
        if merged.taken.is_empty() {
            return None;
        }
        let somebody = texts::colleagues::somebody(lang);
        // A value that was only moved or reformatted has no author.
        let person = |d: &FieldDifference| match (d.what, authors.of_current(d.place.address()?, d.after.as_deref())) {
            (DiffKind::Added | DiffKind::Removed | DiffKind::Changed, Some(ValueAuthor::Person { who, .. })) => {
                Some(who.to_owned())
            }
            (DiffKind::Added | DiffKind::Removed | DiffKind::Changed, _) => Some(somebody.to_owned()),
            _ => None,
        };
        let people: Vec<Option<String>> = merged.taken.iter().map(person).collect();
        let first = people.iter().flatten().next().map_or(somebody, String::as_str);
        let is_one = people.iter().flatten().all(|person| person == first);
        let kind = merged.taken.first().map(|d| d.what).filter(|kind| merged.taken.iter().all(|d| d.what == *kind));
        let sentence = match kind.filter(|_| is_one) {
            Some(DiffKind::Removed) => texts::colleagues::they_removed,
            Some(DiffKind::Added) => texts::colleagues::they_added,
            _ => texts::colleagues::they_changed,
        };
        let place = |(d, person): (&FieldDifference, &Option<String>)| {
            let place = self.place_in_words(&d.place);
            let place = match d.what {
                DiffKind::Removed if kind.is_none() || !is_one => texts::colleagues::place_removed(lang, &place),
                DiffKind::Added if kind.is_none() || !is_one => texts::colleagues::place_added(lang, &place),
                _ => place,
            };
            match person {
                Some(person) if !is_one => texts::colleagues::place_by(lang, &place, person),
                _ => place,
            }
        };
        let named: Vec<String> = merged.taken.iter().zip(&people).take(NAMED).map(place).collect();
        let more = if people.len() > NAMED { " …" } else { "" };
        let named = format!("{}{more}", named.join(", "));
        Some(if is_one { sentence(lang, first, &named) } else { texts::colleagues::several_changed(lang, &named) })
    }
}

impl App {
    /// Merges external changes with the current document; asks where that takes a decision.
    pub(super) fn theirs(&mut self, theirs: ExternalVersion) {
        let ExternalVersion { base, theirs, authors, saving, merged } = theirs;
        self.file_back();
        self.drop_sync_question();
        // What is decided about is the file as it is now: questions about an earlier state are
        // asked anew.
        let asked = self.is_asked_about_conflicts() && !self.is_undecided() && !self.is_about_proposal();
        if self.is_undecided() {
            // The file no longer holds conflict markers.
            self.workspace.file.read_only = None;
            self.sync.merging = None;
            self.request(Effect::MarkersResolved);
        }
        let written = self.put_conflicts_aside();
        let saving = saving || asked;
        let merged = merged.map_or_else(|| merge(&base, &self.workspace.doc, &theirs), |merged| *merged);
        let merging =
            Merging { merged, goal: MergePurpose::TakeIn { theirs: Box::new(theirs), authors, saving }, shown: 0 };
        if merging.merged.conflicts.is_empty() {
            return self.finish_merge(merging);
        }
        if !saving {
            // No dialog is forced onto somebody who is working; the save will ask.
            return self.show_error(texts::colleagues::conflicts_ahead(self.lang(), merging.merged.conflicts.len()));
        }
        if asked {
            self.show_error(texts::conflicts::asked_anew(self.lang()));
        }
        self.sync.merging = Some(merging);
        self.show_conflicts();
        if written {
            self.bring_last_text_back();
        }
    }

    /// Handles conflict markers in the file; the current document is our side of them. Nothing can
    /// be changed before all conflicts are resolved.
    pub(super) fn marked(&mut self, merged: Merged) {
        if self.workspace.file.read_only.is_some() {
            return self.show_error(texts::conflicts::read_only(self.lang()));
        }
        let merging = Merging { merged, goal: MergePurpose::Unmark, shown: 0 };
        if merging.merged.conflicts.is_empty() {
            return self.finish_merge(merging);
        }
        self.workspace.file.read_only = Some(texts::conflicts::undecided(self.lang()).to_owned());
        self.sync.merging = Some(merging);
        self.show_conflicts();
    }

    /// Returns true while conflict markers in the file are unresolved.
    pub fn is_undecided(&self) -> bool {
        self.sync.merging.as_ref().is_some_and(|merging| matches!(merging.goal, MergePurpose::Unmark))
    }

    /// Returns true while it is asked about a proposal that no longer fits.
    fn is_about_proposal(&self) -> bool {
        self.sync.merging.as_ref().is_some_and(|merging| matches!(merging.goal, MergePurpose::TakeProposal { .. }))
    }

    /// Returns the conflict with this number.
    pub(super) fn conflict(&self, number: usize) -> Option<&Conflict> {
        self.sync.merging.as_ref()?.merged.conflicts.get(number)
    }

    /// Leaves the conflicts for later. Those of external changes are asked about again by the next
    /// save.
    pub(super) fn postpone_merge(&mut self) {
        self.sync.leaving = Leaving::No;
        self.sync.merging.take_if(|merging| !matches!(merging.goal, MergePurpose::Unmark));
    }

    /// Returns the number of the conflict at an address, if there is one.
    pub(super) fn conflict_at(&self, address: &Address) -> Option<usize> {
        let conflicts = &self.sync.merging.as_ref()?.merged.conflicts;
        conflicts.iter().position(|conflict| conflict.place.address() == Some(address))
    }

    /// Resolves a conflict; the last decision completes the merge.
    ///
    /// # Errors
    ///
    /// Why the text is invalid there; the conflict then stays unresolved.
    pub(super) fn decide(&mut self, number: usize, side: &ConflictSide) -> Result<(), String> {
        let Some(mut merging) = self.sync.merging.take() else { return Ok(()) };
        let others = merging.merged.conflicts.len().saturating_sub(1);
        let answer = merging.merged.resolve(number, side).map(drop).map_err(|e| super::edit::describe(&e, self));
        if merging.merged.conflicts.is_empty() {
            self.close_conflicts();
            self.finish_merge(merging);
        } else {
            merging.shown = number.min(merging.merged.conflicts.len() - 1);
            let question = merging.merged.conflicts.get(others).filter(|_| answer.is_ok());
            if let Some(name) = question.map(|question| self.place_of_conflict(question)) {
                merging.shown = others;
                self.show_error(texts::conflicts::refers_to_removed(self.lang(), &name));
            }
            self.sync.merging = Some(merging);
        }
        answer
    }

    /// Returns the id that our record gets where both of two new records of one id are kept; `None`
    /// at any other conflict.
    pub(super) fn id_to_keep_both(&self, number: usize) -> Option<String> {
        let merged = &self.sync.merging.as_ref()?.merged;
        let taken = merged.conflicts.get(number)?.of_two_new(&merged.document)?;
        Some(id_beside(&merged.document, taken.table, &taken.id))
    }

    /// Keeps both of two new records of one id; the last decision completes the merge.
    ///
    /// # Errors
    ///
    /// Why that is not possible; the conflict then stays unresolved.
    pub(super) fn keep_both(&mut self, number: usize) -> Result<(), String> {
        let Some(id) = self.id_to_keep_both(number) else { return Ok(()) };
        let Some(mut merging) = self.sync.merging.take() else { return Ok(()) };
        let answer = merging.merged.keep_both(number, &id).map(drop).map_err(|e| super::edit::describe(&e, self));
        if merging.merged.conflicts.is_empty() {
            self.close_conflicts();
            self.finish_merge(merging);
        } else {
            merging.shown = number.min(merging.merged.conflicts.len() - 1);
            self.sync.merging = Some(merging);
        }
        answer
    }

    pub(super) fn finish_merge(&mut self, merging: Merging) {
        self.sync.merging = None;
        match merging.goal {
            MergePurpose::TakeIn { theirs, authors, saving } => self.take_in(merging.merged, &theirs, &authors, saving),
            MergePurpose::Unmark => self.unmark(merging.merged),
            MergePurpose::TakeProposal { taken, .. } => self.take_decided(merging.merged, taken),
            MergePurpose::Sync { saved, received, commit, .. } => {
                self.go_on_syncing(merging.merged, &saved, *received, commit);
            }
        }
    }

    /// Switches to the merged dataset; the unsaved changes are then its differences from theirs.
    fn take_in(&mut self, merged: Merged, theirs: &Document, authors: &ValueAuthors, saving: bool) {
        let taken = self.workspace.taken(&merged, authors).map(|taken| {
            // A sync says better who changed what.
            self.sync.sync_wait.received.take().unwrap_or(taken)
        });
        let said = self.message.clone();
        if !self.go_on_with(merged, authors) {
            return;
        }
        self.workspace.unsaved.rebase(&self.workspace.doc, theirs);
        self.request(Effect::ExternalMerged);
        // A message about the open field matters more.
        if let Some(taken) = taken.as_ref().filter(|_| self.message == said) {
            self.show_info(taken);
        }
        if saving {
            self.begin_save();
            self.sync.saving.iter_mut().for_each(|saving| saving.taken.clone_from(&taken));
        }
    }

    /// Switches to the resolved dataset; the file holds its conflict markers until it is saved.
    fn unmark(&mut self, merged: Merged) {
        let lang = self.lang();
        let ours = self.workspace.doc.clone();
        let changes = merged.changes.clone().filter(|changes| !changes.is_empty());
        if !self.go_on_with(merged, &ValueAuthors::default()) {
            return;
        }
        self.workspace.file.read_only = None;
        self.workspace.unsaved.rebase(&self.workspace.doc, &ours);
        self.workspace.unsaved.without_markers();
        if let Some(changes) = changes {
            self.request(Effect::Keep(Keep::Step(
                texts::conflicts::decided(lang).to_owned(),
                ChangeOrigin::Made,
                changes,
            )));
        }
        self.request(Effect::MarkersResolved);
        self.show_info(texts::conflicts::unmarked(lang));
    }

    /// Replaces the document by the merged one; returns false, and changes nothing, when that is
    /// refused.
    pub(super) fn go_on_with(&mut self, merged: Merged, authors: &ValueAuthors) -> bool {
        let held = self.held_places();
        let is_replaced = merged.changes.is_none();
        match merged.changes {
            Some(changes) => match self.workspace.doc.apply(&changes) {
                Ok(touched) => self.workspace.index.update(&self.workspace.doc, &touched),
                Err(error) => {
                    self.show_error(super::edit::describe(&error, self));
                    return false;
                }
            },
            None => self.replace(merged.document),
        }
        self.relocate(&held, is_replaced, authors);
        self.renew_recovery();
        true
    }

    /// Replaces the document; records are identified by their ids.
    fn replace(&mut self, doc: Document) {
        let index = Index::build(&doc);
        self.exchange(doc, index);
        self.workspace.unsaved.clear();
    }
}
