//! A sync with other machines, started on the screen: its progress, its result, and the conflicts
//! that a person decides.
//!
//! A worker thread runs it, and what it writes is merged in like any change on disk. Once all
//! conflicts are decided, the result is saved and the sync continues. Must not call git. Entry
//! points: [`App::sync_with_others`], [`App::synced`].

use super::dialogs::progress::AwaitedJob;
use super::merge_session::{MergePurpose, Merging};
use super::sync_end::SyncEnd;
use super::unsaved_changes::ReceivedMerge;
use super::{App, ChangeOrigin, Effect, Keep};
use crate::document::Document;
use crate::document::merge::{Merged, merge};
use crate::storage::history::ValueAuthors;
use crate::storage::sync::{SyncConflicts, name_of};
use crate::texts;

/// What a sync waits for, and what it has to say.
#[derive(Debug, Default)]
pub(super) struct SyncWait {
    /// The commit of the others whose conflicts were decided: the sync goes on when that is saved.
    decided: Option<String>,
    /// What came, in words, until it is merged into the dataset on the screen, or the person goes
    /// on.
    pub(super) received: Option<String>,
}

impl App {
    /// Starts a sync.
    pub(super) fn sync_with_others(&mut self) {
        self.show_progress(AwaitedJob::Sync, 0);
        self.request(Effect::Sync(None));
    }

    /// Handles the end of a sync.
    pub(super) fn synced(&mut self, end: SyncEnd) {
        self.close_progress(AwaitedJob::Sync);
        match end {
            SyncEnd::Done { said, has_written } => {
                self.show_info(said.clone());
                self.sync.sync_wait.received = has_written.then_some(said);
                // What it wrote is looked at now rather than when the system tells of it.
                self.request(Effect::LookAtFile);
            }
            SyncEnd::Asked(asked, who) => self.ask_about_sync(*asked, who),
            SyncEnd::Failed(why) => self.show_notice(texts::sync::failed_title(self.lang()), why),
        }
    }

    fn ask_about_sync(&mut self, asked: SyncConflicts, who: Option<String>) {
        if self.is_asked_about_conflicts() || self.is_undecided() {
            return self.show_error(texts::sync::decide_others_first(self.lang()));
        }
        let SyncConflicts { base, ours, theirs, merged: undecided, commit } = asked;
        // What was changed here meanwhile takes part.
        let merged = merge(&base, &self.workspace.doc, &theirs);
        let who = who.map(|who| name_of(&who).to_owned());
        let received = Box::new(ReceivedMerge { undecided: undecided.document, theirs });
        let goal = MergePurpose::Sync { saved: Box::new(ours), received, commit, who };
        let merging = Merging { merged, goal, shown: 0 };
        if merging.merged.conflicts.is_empty() {
            return self.finish_merge(merging);
        }
        self.sync.merging = Some(merging);
        self.show_conflicts();
    }

    /// Drops the question of a sync, because the file has become another.
    pub(super) fn drop_sync_question(&mut self) {
        let is_sync = |merging: &mut Merging| matches!(merging.goal, MergePurpose::Sync { .. });
        if self.sync.merging.take_if(is_sync).is_some() {
            self.close_conflicts();
            self.show_error(texts::sync::sync_again(self.lang()));
        }
    }

    /// Goes on with a sync whose conflicts are decided: saves first, where there is something to
    /// save.
    pub(super) fn go_on_syncing(&mut self, merged: Merged, saved: &Document, received: ReceivedMerge, commit: String) {
        let changes = merged.changes.clone().filter(|changes| !changes.is_empty());
        if !self.go_on_with(merged, &ValueAuthors::default()) {
            return;
        }
        self.workspace.unsaved.rebase(&self.workspace.doc, saved);
        self.workspace.unsaved.set_received(received);
        if let Some(changes) = changes {
            let step = texts::conflicts::decided(self.lang()).to_owned();
            self.request(Effect::Keep(Keep::Step(step, ChangeOrigin::Made, changes)));
        }
        if self.workspace.unsaved.is_empty() {
            self.show_progress(AwaitedJob::Sync, 0);
            return self.request(Effect::Sync(Some(commit)));
        }
        self.sync.sync_wait.decided = Some(commit);
        self.begin_save();
    }

    /// Goes on with a sync that waited for a save, if it did; `is_saved` says how that ended.
    pub(super) fn saved_for_sync(&mut self, is_saved: bool) {
        let Some(commit) = self.sync.sync_wait.decided.take() else { return };
        if is_saved && self.workspace.unsaved.is_empty() {
            self.show_progress(AwaitedJob::Sync, 0);
            self.request(Effect::Sync(Some(commit)));
        }
    }
}
