//! A save: starts it, and updates journal, watch and base version when it ends.
//!
//! The writing itself is done in [`super::save_job`]. Entry point: [`FileSession::save`].

use std::time::Duration;

use super::background_load::LARGE;
use super::file_work::{FileWork, MergeReason, RunningSave};
use super::merge_job::{BaseText, FileContent};
use super::save_job::SaveJob;
use super::worker::{Worker, WorkerReport};
use super::{BaseVersion, FileSession};
use crate::app::{App, Event, SaveAnswer};
use crate::storage::lock::KeptLock;
use crate::storage::save::{ExpectedContent, SaveOutcome, SaveReport};
use crate::storage::{Content, Loaded, LockHolder, SaveNote, StoreError};
use crate::texts;

/// A save of a small file ends within this time and then costs one frame, as if it ran
/// synchronously; so does a merge.
const SYNC_GRACE: Duration = Duration::from_millis(30);

/// After the terminal is lost, how long to wait at most for a running save: the process must exit
/// within 1 s. An unfinished save equals a kill: the file is intact and the journal has the
/// changes.
const SHUTDOWN_GRACE: Duration = Duration::from_millis(700);

/// How a save ended.
enum SaveEnd {
    /// With this answer for the application.
    Answer(SaveAnswer),
    /// Another program wrote this version first; it must be merged with what was to be saved.
    Outrun { theirs: Box<Loaded>, kept: Option<KeptLock> },
}

/// Returns how long the loop waits for work on a dataset of this length before it goes on beside
/// it.
pub(super) fn grace(len: u64) -> Duration {
    if len < LARGE { SYNC_GRACE } else { Duration::ZERO }
}

impl FileSession {
    /// Starts to save the dataset as it is now.
    pub(super) fn save(&mut self, app: &App) {
        // What others wrote is merged when the save is over, if it is still there then.
        self.cancel_merge();
        let kept = match std::mem::take(&mut self.work) {
            FileWork::Idle => None,
            FileWork::Outrun(kept) => kept,
            // The application asks for no other save before this one has ended.
            work => {
                self.work = work;
                return;
            }
        };
        match self.save_job(kept, app) {
            Ok((job, content)) => self.start_save(job, content, app),
            Err(error) => self.events.push_back(Event::Saved(refused(&error, app))),
        }
    }

    /// Returns the job of a save, and the content that the file will have.
    fn save_job(&self, kept: Option<KeptLock>, app: &App) -> Result<(SaveJob, Content), StoreError> {
        let snapshot = app.workspace.doc.snapshot();
        let content = Content::of_chunks(snapshot.chunks());
        let job = SaveJob {
            disk: self.context.disk,
            schema: app.workspace.doc.schema(),
            lang: app.lang(),
            snapshot,
            expected: self.expected(app),
            kept,
            path: self.path.clone().ok_or(StoreError::NoPlace)?,
            read_only: self.read_only,
            holder: LockHolder::this(&self.context.person, self.context.since.clone()),
            state: self.context.state.clone(),
            day: self.context.clock.day(),
            backups: self.context.backups,
            facts: self.persistence.facts(app),
            answers: self.persistence.answers(app),
        };
        Ok((job, content))
    }

    fn start_save(&mut self, job: SaveJob, content: Content, app: &App) {
        let snapshot = job.snapshot.clone();
        self.persistence.saving(content);
        if let Some(watched) = &mut self.watched {
            watched.watch.saving(content);
        }
        match Worker::start(self.context.jobs, &self.wakes, "saver", move |reporter| job.perform(reporter)) {
            Ok(worker) => {
                self.work = FileWork::Saving(RunningSave { worker, snapshot, content });
                self.advance(Some(grace(content.len)), app);
            }
            Err(error) => self.save_not_begun(&error, app),
        }
    }

    /// Reports that the system has no thread for a save, or for the merge that it waits for.
    pub(super) fn save_not_begun(&mut self, error: &std::io::Error, app: &App) {
        let reason = texts::saving::no_thread(app.lang(), &error.to_string());
        self.events.push_back(Event::Saved(SaveAnswer::Failed(reason)));
    }

    /// What the file must hold: who was told that it is gone wants it anew, and who was told that
    /// it is no dataset and wants it replaced means what was there then.
    fn expected(&self, app: &App) -> ExpectedContent {
        match self.spoiled.filter(|_| app.workspace.file.spoiled.is_some()) {
            _ if app.workspace.file.is_gone => ExpectedContent::Exactly(None),
            Some(content) => ExpectedContent::Spoiled(content),
            None => ExpectedContent::Exactly(self.base.content()),
        }
    }

    /// Passes on the answer of a save, or merges what outran it.
    pub(super) fn save_ended(&mut self, save: RunningSave, outcome: Result<SaveOutcome, StoreError>, app: &App) {
        match self.record_save(save, outcome, app) {
            Some(SaveEnd::Answer(answer)) => {
                let is_done = matches!(answer, SaveAnswer::Done { .. });
                self.events.push_back(Event::Saved(answer));
                if is_done {
                    self.tell_proposals(app);
                }
            }
            Some(SaveEnd::Outrun { theirs, kept }) => {
                self.merge(FileContent::Read(theirs), MergeReason::SaveOutrun(kept), app);
            }
            None => {}
        }
    }

    /// Waits without limit for the end of a save: before the program is suspended, since a
    /// suspended one would keep everybody else locked out.
    pub fn finish_save(&mut self, app: &App) {
        while self.work.is_for_save() && self.advance(None, app) {}
    }

    /// Waits for a running save after the terminal is lost, at most for [`SHUTDOWN_GRACE`]. What
    /// others wrote is not merged any more: what the save would have written stays in the journal.
    pub fn finish_save_within_grace(&mut self, app: &App) {
        let patience = self.context.jobs.patience(Some(SHUTDOWN_GRACE));
        match std::mem::take(&mut self.work) {
            FileWork::Saving(mut save) => match save.worker.wait(patience) {
                Some(WorkerReport::Ended(outcome)) => {
                    if let Some(SaveEnd::Answer(answer)) = self.record_save(save, outcome, app) {
                        self.events.push_back(Event::Saved(answer));
                    }
                }
                _ => self.work = FileWork::Saving(save),
            },
            work => self.work = work,
        }
    }

    /// Updates journal, presence, watch and base version after a save.
    fn record_save(
        &mut self,
        save: RunningSave,
        outcome: Result<SaveOutcome, StoreError>,
        app: &App,
    ) -> Option<SaveEnd> {
        let fingerprint = match &outcome {
            Ok(SaveOutcome::Saved(report)) => Some(report.saved.fingerprint),
            _ => None,
        };
        if let Some(watched) = &mut self.watched {
            watched.watch.saved(fingerprint);
        }
        Some(match outcome {
            Ok(SaveOutcome::Saved(report)) => {
                // Text that differs from this is produced only when an external version has to be
                // merged.
                self.base = BaseVersion { fingerprint, text: BaseText::Saved(save.snapshot) };
                let durable = !report.saved.notes.contains(&SaveNote::NotDurable);
                let own = report.history.as_ref().ok().and_then(Clone::clone);
                self.persistence.saved(&report.saved.path, save.content, durable, own);
                SaveEnd::Answer(done(*report, app))
            }
            Ok(SaveOutcome::Outrun { theirs, kept }) => SaveEnd::Outrun { theirs, kept },
            // A snapshot is always written.
            Ok(SaveOutcome::Unchanged) => return None,
            Err(error) => SaveEnd::Answer(refused(&error, app)),
        })
    }
}

fn done(report: SaveReport, app: &App) -> SaveAnswer {
    let lang = app.lang();
    let SaveReport { saved, backup, history, answers } = report;
    let mut notes: Vec<String> = match backup {
        Err(error) => vec![texts::saving::no_backup(lang, &error.message(lang))],
        Ok(Some(copy)) if app.workspace.file.spoiled.is_some() => {
            vec![texts::saving::spoiled_kept(lang, &copy.display().to_string())]
        }
        Ok(_) => Vec::new(),
    };
    notes.extend(saved.notes.iter().map(|note| note.text(lang)));
    notes.extend(history.err().map(|e| texts::saving::no_history(lang, &e.message(lang))));
    notes.extend(answers.err().map(|e| texts::proposals::not_answered(lang, &e.message(lang))));
    let name = saved.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let path = saved.path.display().to_string();
    SaveAnswer::Done { name, path, note: (!notes.is_empty()).then(|| notes.join(" ")) }
}

fn refused(error: &StoreError, app: &App) -> SaveAnswer {
    let lang = app.lang();
    let (message, hint) = (error.message(lang), error.hint(lang));
    match error {
        StoreError::Gone { .. } => {
            SaveAnswer::Gone(format!("{message}\n\n{hint}\n\n{}", texts::saving::makes_anew(lang)))
        }
        _ => SaveAnswer::Failed(format!("{message}\n\n{hint}\n\n{}", texts::saving::kept(lang))),
    }
}
