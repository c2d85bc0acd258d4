//! Protects unsaved work and records what was saved: journal, recovery, presence, history, backups.
//!
//! A failure here never stops the work: it is reported once, and the program continues. Must not
//! decide anything about the dataset. Entry point: [`Persistence::new`].

use std::path::Path;

use super::clock::local;
use super::context::SessionContext;
use super::saved_changes::SavesOfPerson;
use crate::app::proposal_desk::ProposalKey;
use crate::app::{
    App, ChangeOrigin, HistoryQuestion, Keep, RecoveredDraft, RecoveredSession, RecoveryDecision, SavedChange,
    ValueHistoryEntry,
};
use crate::document::rebase::squash_undone;
use crate::document::{Change, FieldChange};
use crate::schema::Schema;
use crate::storage::history::{self, HistoryEntry, SaveId};
use crate::storage::journal::{self, Author, Journal, JournalDraft, JournalStep, Recovered};
use crate::storage::presence::{Presence, PresenceRecord};
use crate::storage::proposals::ProposalAnswer;
use crate::storage::{Content, Disk, Loaded, StoreError};
use crate::texts::{self, Lang, distrust};

/// Maximum number of past changes shown.
const MOST: usize = 500;

/// What is stored beside the dataset and in the user's state folder.
pub(super) struct Persistence {
    context: SessionContext,
    journal: Journal<'static>,
    presence: Option<Presence<'static>>,
    recovered: Vec<Recovered<'static>>,
    /// The text of the open field, persisted once per batch of keys.
    draft: Option<Keep>,
    who: String,
    /// Since when there have been unsaved changes, as text for others.
    since: Option<String>,
    told: ReportedFailures,
    /// This program's own saves.
    saves: Vec<SaveId>,
    /// This person's earlier saves, once they were asked for.
    formers: Option<SavesOfPerson>,
}

/// Which failures the user has been told about.
#[derive(Default)]
struct ReportedFailures {
    /// A change could not be persisted.
    change: bool,
    /// The text of an open field could not be persisted.
    text: bool,
    /// The file that announces unsaved changes to others could not be removed.
    presence: bool,
    /// The file that announces unsaved changes to others may be a trap and is not used.
    trap: bool,
}

impl Persistence {
    /// Starts for a dataset that was read; nothing is written yet.
    pub(super) fn new(context: &SessionContext, schema: &'static Schema, loaded: &Loaded) -> Persistence {
        let who = context.person.to_string();
        let dataset = loaded.path.clone().unwrap_or_default();
        let presence = loaded.fingerprint.map(|_| Presence::new(context.disk, &dataset));
        let author = Author { who: who.clone(), started: context.clock.moment(), dataset, base: loaded.content() };
        Persistence {
            journal: Journal::new(context.disk, schema, context.state.as_deref(), author),
            context: context.clone(),
            presence,
            recovered: Vec::new(),
            draft: None,
            who,
            since: None,
            told: ReportedFailures::default(),
            saves: Vec::new(),
            formers: None,
        }
    }

    /// Returns what earlier programs left unsaved in this dataset, which now holds `now`, and
    /// messages about journals that cannot be read. Settled journals are removed.
    pub(super) fn left(
        &mut self,
        schema: &'static Schema,
        dataset: Option<&Path>,
        now: Option<Content>,
    ) -> (Vec<RecoveredSession>, Vec<journal::UnreadableJournal>) {
        let (Some(state), Some(dataset)) = (&self.context.state, dataset) else { return Default::default() };
        let Ok(pending) = journal::pending(self.context.disk, schema, state, Some(dataset)) else {
            return Default::default();
        };
        let mut offers = Vec::new();
        for recovered in pending.recovered {
            if recovered.is_settled(now) {
                let _ = recovered.remove();
                continue;
            }
            offers.push(offer(&recovered, now, local));
            self.recovered.push(recovered);
        }
        (offers, pending.unreadable)
    }

    /// Carries out the user's decision about recovered changes.
    pub(super) fn decided(&mut self, decision: RecoveryDecision) {
        for recovered in self.recovered.drain(..) {
            // What was taken over has already been persisted again, step by step.
            match decision {
                RecoveryDecision::Taken | RecoveryDecision::Dropped => drop(recovered.remove()),
            }
        }
    }

    /// Persists a step at once; the text of the open field waits for [`Persistence::flush_draft`].
    /// Returns messages about what failed.
    pub(super) fn put_away(&mut self, keep: Keep, lang: Lang) -> Vec<String> {
        let mut due = Vec::new();
        if let Keep::Draft(field, _) | Keep::DraftClosed(field) = &keep {
            // Of one field only the last text matters; a different field's text must be persisted
            // before it is replaced.
            let is_other = |draft: &Keep| !matches!(draft, Keep::Draft(other, _) if other == field);
            due.extend(self.draft.take().filter(is_other));
        }
        if matches!(keep, Keep::Draft(..)) {
            self.draft = Some(keep);
        } else {
            due.push(keep);
        }
        due.into_iter().filter_map(|keep| self.keep(keep, lang)).collect()
    }

    /// Persists the text of the open field before the screen shows it. Returns a message when that
    /// fails.
    pub(super) fn flush_draft(&mut self, lang: Lang) -> Option<String> {
        let draft = self.draft.take()?;
        self.keep(draft, lang)
    }

    /// Persists a step or draft. Returns an error message the first time either kind fails, then
    /// stays silent until a write succeeds.
    fn keep(&mut self, keep: Keep, lang: Lang) -> Option<String> {
        let is_change = matches!(keep, Keep::Step(..) | Keep::Taking(..));
        // Closing a field without a persisted draft writes nothing, so it is no evidence that the
        // disk works.
        let writes = !matches!(keep, Keep::DraftClosed(_));
        let kept = match keep {
            Keep::Step(name, how, changes) => {
                let how = match how {
                    ChangeOrigin::Made => journal::StepOrigin::Made,
                    ChangeOrigin::Undone => journal::StepOrigin::Undone,
                    ChangeOrigin::Redone => journal::StepOrigin::Redone,
                };
                self.journal.step(&self.step(name, how, changes, Vec::new()))
            }
            Keep::Taking(name, changes, takes) => {
                self.journal.step(&self.step(name, journal::StepOrigin::Made, changes, takes))
            }
            Keep::Draft(field, text) => {
                self.journal.draft(&JournalDraft { time: self.context.clock.moment(), field, text })
            }
            Keep::DraftClosed(field) => self.journal.close_draft(&self.context.clock.moment(), &field),
        };
        let Err(error) = kept else {
            if writes {
                (self.told.change, self.told.text) = (false, false);
            }
            return None;
        };
        let told = if is_change { &mut self.told.change } else { &mut self.told.text };
        (!std::mem::replace(told, true)).then(|| texts::saving::not_kept(lang, &error.message(lang)))
    }

    fn step(
        &self,
        name: String,
        how: journal::StepOrigin,
        changes: Vec<Change>,
        takes: Vec<ProposalKey>,
    ) -> JournalStep {
        JournalStep { time: self.context.clock.moment(), name, how, field: None, changes, takes }
    }

    /// Announces the unsaved changes to others. Reports once that the announcement was blocked by a
    /// possible trap, or that it cannot be withdrawn.
    pub(super) fn show(&mut self, app: &App) -> Option<String> {
        let presence = self.presence.as_mut()?;
        let differences = app.workspace.unsaved.differences();
        if differences.is_empty() {
            self.since = None;
            let error = presence.hide().err()?;
            let lang = app.lang();
            return (!std::mem::replace(&mut self.told.presence, true))
                .then(|| texts::saving::presence_stays(lang, &error.message(lang)));
        }
        let since = self.since.get_or_insert_with(|| self.context.clock.now().strftime("%H:%M").to_string()).clone();
        let mut places: Vec<String> = differences.iter().map(|d| app.workspace.place_of(d.slot)).collect();
        places.sort();
        places.dedup();
        places.truncate(3);
        match presence.show(&PresenceRecord { who: self.who.clone(), since, count: differences.len(), places }) {
            Err(error @ StoreError::Untrusted { .. }) if !std::mem::replace(&mut self.told.trap, true) => {
                Some(distrust::presence_refused(app.lang(), &error.message(app.lang())))
            }
            // Others then simply do not see it.
            _ => None,
        }
    }

    /// Returns the file that announces the unsaved changes to others.
    pub(super) fn presence_file(&self) -> Option<&Path> {
        self.presence.as_ref()?.file()
    }

    /// Returns other people with unsaved changes, in words.
    pub(super) fn others(&self, lang: Lang) -> Vec<String> {
        self.presence.as_ref().map_or_else(Vec::new, |p| p.others().iter().map(|here| here.text(lang)).collect())
    }

    /// Records that a save is about to write this content.
    pub(super) fn saving(&mut self, content: Content) {
        let _ = self.journal.saving(content);
    }

    /// Records that a save is complete. The journal drops what is in the file, unless a power cut
    /// may undo the save. `own` names it in the history.
    pub(super) fn saved(&mut self, path: &Path, content: Content, durable: bool, own: Option<SaveId>) {
        self.saves.extend(own);
        if durable {
            let _ = self.journal.saved(content);
        }
        self.presence.get_or_insert_with(|| Presence::new(self.context.disk, path));
        // What is unsaved now counts as unsaved from this moment.
        self.since = None;
    }

    /// Returns the history entries of the changes that a save writes.
    pub(super) fn facts(&self, app: &App) -> Vec<HistoryEntry> {
        let when = self.context.clock.moment();
        let (unsaved, doc) = (&app.workspace.unsaved, &app.workspace.doc);
        let entry = |change: FieldChange| {
            let proposed = app.workspace.proposer_of(&change);
            HistoryEntry {
                between: unsaved.former_neighbours(doc, &change),
                reason: proposed.map(|(_, why)| why.to_owned()).filter(|why| !why.is_empty()),
                proposed_by: proposed.map(|(who, _)| who.to_owned()),
                ..HistoryEntry::of(doc.schema(), change, &when, &self.who)
            }
        };
        unsaved.changed_values(doc).into_iter().map(entry).collect()
    }

    /// Returns what a save notes with the proposals that it takes.
    pub(super) fn answers(&self, app: &App) -> Vec<(String, ProposalAnswer)> {
        app.workspace.answers_of_save(&self.who, &self.context.clock.moment())
    }

    /// Returns what this person saved before this program started or in another one; each call goes
    /// one save further back.
    pub(super) fn earlier(&mut self, dataset: &Path, lang: Lang) -> Vec<SavedChange> {
        if self.formers.is_none() {
            self.formers = SavesOfPerson::new(&self.context, dataset);
        }
        let Some(formers) = &mut self.formers else { return Vec::new() };
        formers.next(&self.context, dataset, &self.saves, lang)
    }

    /// Ends at the user's request: nothing is left to recover.
    pub(super) fn leave(&mut self) {
        let _ = self.journal.discard();
    }

    /// Ends without the user having asked for it: unsaved changes stay in the journal.
    pub(super) fn end(&mut self, app: &App) {
        // A running save may still write changes that were undone after it began.
        if app.workspace.unsaved.is_empty() && !app.has_drafts() && app.sync.saving.is_none() {
            self.leave();
        }
    }
}

/// Returns what a program that is gone left unsaved, given that the file now holds `now`.
/// `in_words` formats timestamps. Changes that were undone are left out.
pub fn offer(recovered: &Recovered<'_>, now: Option<Content>, in_words: impl Fn(&str) -> String) -> RecoveredSession {
    let unsaved = recovered.unsaved(now);
    let steps = squash_undone(unsaved, |done: &JournalStep| &done.changes);
    let draft = |draft: &JournalDraft| RecoveredDraft {
        when: in_words(&draft.time),
        address: draft.field.clone(),
        text: draft.text.clone(),
    };
    RecoveredSession {
        who: recovered.who.clone(),
        last: in_words(recovered.last()),
        steps: steps.into_iter().map(|done| (in_words(&done.time), done.changes.clone())).collect(),
        drafts: recovered.drafts.iter().map(draft).collect(),
        // What was undone and redone counts too; what became of it is seen when it is saved.
        takes: unsaved.iter().flat_map(|done| done.takes.clone()).collect(),
    }
}

/// Returns the history of a place, newest first; empty when there is none or it cannot be read.
pub(super) fn past(disk: &dyn Disk, dataset: Option<&Path>, question: &HistoryQuestion) -> Vec<ValueHistoryEntry> {
    let entries = |address: &str| -> Vec<HistoryEntry> {
        let read = dataset.and_then(|path| history::read(disk, path).ok().flatten());
        read.map(|past| past.of(address)).into_iter().flatten().filter_map(Result::ok).take(MOST).collect()
    };
    let source = question.source.as_deref().map(entries).unwrap_or_default();
    let past = |entry: HistoryEntry| ValueHistoryEntry {
        when: local(&entry.when),
        source: source_changes(&entry, &source),
        entry,
    };
    entries(&question.address).into_iter().map(past).collect()
}

/// Returns the changes of the source since it changed together with a value, the newest first: of
/// each place the oldest, which says what stood there before.
fn source_changes(value: &HistoryEntry, source: &[HistoryEntry]) -> Vec<HistoryEntry> {
    let is_together = |entry: &HistoryEntry| entry.is_of_save_of(value);
    let Some(last) = source.iter().rposition(is_together) else { return Vec::new() };
    let mut oldest: Vec<HistoryEntry> = Vec::new();
    for entry in source[..=last].iter().rev() {
        if !oldest.iter().any(|older| entry.concerns(&older.address)) {
            oldest.push(entry.clone());
        }
    }
    oldest.reverse();
    oldest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_turned_back_with_the_source_that_changed_with_it() {
        let entry = |when: &str, address: &str, before: &str| HistoryEntry {
            when: when.to_owned(),
            who: "anna@amt".to_owned(),
            address: address.to_owned(),
            before: Some(before.to_owned()),
            ..HistoryEntry::default()
        };
        let source = [
            entry("2026-03", "bodies/a/source/as_of", "3"),
            entry("2026-02", "bodies/a/source/url", "2"),
            entry("2026-02", "bodies/a/source/as_of", "2"),
            entry("2026-01", "bodies/a/source", "(1)"),
        ];
        let before = |when: &str| {
            let changes = source_changes(&entry(when, "bodies/a/phone", "x"), &source);
            changes.into_iter().filter_map(|change| change.before).collect::<Vec<_>>()
        };
        assert_eq!(before("2026-02"), ["2", "2"], "what changed later goes back as far");
        assert_eq!(before("2026-01"), ["(1)"], "the whole source says all");
        assert!(before("2025-12").is_empty(), "a value that changed alone comes back alone");
    }
}
