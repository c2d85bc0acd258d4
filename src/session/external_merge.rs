//! A merge of what others wrote: starts it, and hands its result to the application.
//!
//! The work itself is done in [`super::merge_job`]; this decides whether its result is still valid.
//! Entry point: [`FileSession::merge`].

use super::FileSession;
use super::file_work::{FileWork, MergeReason, RunningMerge};
use super::merge_job::{ExternalContent, FileContent, MergeJob, MergeResult};
use super::saving::grace;
use super::worker::Worker;
use crate::app::{App, Event, SaveAnswer, SpoiledFile};
use crate::storage::{Loaded, StoreError};
use crate::texts;

/// Retries of the background merge when the document was edited meanwhile. After that the merge
/// runs synchronously.
const ATTEMPTS: u8 = 3;

impl FileSession {
    /// Starts to read and merge an external version.
    pub(super) fn merge(&mut self, source: FileContent, reason: MergeReason, app: &App) {
        self.start_merge(source, reason, 1, app);
    }

    fn start_merge(&mut self, source: FileContent, reason: MergeReason, attempt: u8, app: &App) {
        let job = MergeJob {
            disk: self.context.disk,
            source,
            base: self.base.text.clone(),
            ours: app.workspace.doc.clone(),
            is_for_save: reason.is_save(),
            is_noted: reason.holds_lock(),
        };
        match Worker::start(self.context.jobs, &self.wakes, "merger", move |reporter| job.perform(reporter)) {
            Ok(worker) => {
                self.work = FileWork::Merging(RunningMerge { worker, reason, attempt });
                self.advance(Some(grace(app.workspace.doc.byte_len() as u64)), app);
            }
            Err(error) if reason.is_save() => self.save_not_begun(&error, app),
            Err(_) => {}
        }
    }

    /// Cancels a merge that no save waits for; the file is looked at again. Whatever changes the
    /// base of a merge does so first.
    pub(super) fn cancel_merge(&mut self) {
        if matches!(&self.work, FileWork::Merging(merge) if !merge.reason.is_save()) {
            self.work = FileWork::Idle;
            self.look_later();
        }
    }

    /// Takes the result of a merge over if it is still valid, and begins again if the document was
    /// changed meanwhile.
    pub(super) fn merge_ended(&mut self, merge: RunningMerge, result: Result<MergeResult, StoreError>, app: &App) {
        let RunningMerge { reason, attempt, .. } = merge;
        let MergeResult { loaded, ours, mut holds } = match result {
            Ok(result) => result,
            Err(error) => return self.cannot_read(&error, app),
        };
        let fits = ours.same_revision(&app.workspace.doc);
        if !matches!(holds, ExternalContent::Known) && !fits && attempt < ATTEMPTS {
            return self.start_merge(FileContent::Read(Box::new(loaded)), reason, attempt + 1, app);
        }
        // Recorded as read only now that there is a result: a merge that was discarded must be
        // repeated.
        if let (Some(watched), Some(fingerprint)) = (&mut self.watched, loaded.fingerprint) {
            watched.watch.took(fingerprint);
        }
        let is_save = reason.is_save();
        if let MergeReason::SaveOutrun(kept) = reason {
            self.work = FileWork::Outrun(kept);
        }
        if let (ExternalContent::Dataset(theirs), false) = (&mut holds, fits) {
            theirs.merged = None;
        }
        self.hand_over(holds, loaded, is_save, app);
    }

    /// Tells the application what the file holds, and a save that waits for it.
    fn hand_over(&mut self, holds: ExternalContent, loaded: Loaded, is_save: bool, app: &App) {
        let lang = app.lang();
        match holds {
            ExternalContent::Known => {
                let is_back = app.workspace.file.spoiled.is_some() && loaded.content() == self.base.content();
                self.events.extend(is_back.then_some(Event::FileBack));
            }
            ExternalContent::Dataset(theirs) => {
                self.theirs = Some(loaded);
                self.events.push_back(if is_save {
                    Event::Saved(SaveAnswer::Changed(theirs))
                } else {
                    Event::FileChanged(theirs)
                });
            }
            ExternalContent::Marked => {
                self.events.push_back(Event::Problem(texts::colleagues::theirs_marked(lang).to_owned()));
                self.fail_save(
                    is_save,
                    format!("{}\n\n{}", texts::colleagues::theirs_marked(lang), texts::saving::kept(lang)),
                );
            }
            ExternalContent::Other(error) => {
                let reason =
                    texts::colleagues::theirs_unreadable(lang, error.line, error.column, &error.problem.say(lang));
                self.spoiled = loaded.content();
                let is_replaceable = self.spoiled.is_some();
                self.events.push_back(Event::FileSpoiled(SpoiledFile { reason, is_replaceable }));
                self.fail_save(is_save, texts::colleagues::theirs_in_the_way(lang).to_owned());
            }
        }
    }

    /// A file that is being replaced is looked at again with the next notice; what does not pass is
    /// told.
    fn cannot_read(&mut self, error: &StoreError, app: &App) {
        if matches!(error, StoreError::NotUtf8 { .. } | StoreError::NotAFile { .. } | StoreError::TooLarge { .. }) {
            let reason = error.message(app.lang());
            self.events.push_back(Event::FileSpoiled(SpoiledFile { reason, is_replaceable: false }));
        }
    }

    /// Others wrote what cannot be taken in; a save that waits for it fails.
    fn fail_save(&mut self, is_save: bool, reason: String) {
        if is_save {
            self.events.push_back(Event::Saved(SaveAnswer::Failed(reason)));
        }
    }
}
