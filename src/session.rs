//! The session of a file: from opening to closing, what was read, what is being
//! written, what others write, and what keeps unsaved work safe.
//!
//! Takes the effects of the application that are about the file, wake-ups and time; gives events.
//! The application is read and never changed. Must not know a terminal, nor decide anything about
//! the dataset. Disk, clock, threads and identity come from outside ([`SessionContext`]). Entry
//! point: [`FileSession`].

mod authorship;
pub mod background_load;
pub mod clock;
mod context;
pub mod export_job;
mod exporting;
mod external_changes;
mod external_merge;
mod file_work;
mod importing;
mod loading;
mod merge_job;
mod persistence;
mod proposing;
mod save_job;
mod saved_changes;
mod saving;
pub mod site_job;
mod startup_recovery;
pub mod sync_words;
mod syncing;
mod typed_path;
mod views;
pub mod worker;

use std::collections::VecDeque;
use std::io;
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::time::Duration;

use crate::app::{App, Effect, Event, Keep};
use crate::document::merge::Merged;
use crate::storage::{Content, Fingerprint, Loaded, ReadOnlyReason};
use background_load::LoadError;
use exporting::RunningExport;
use external_changes::WatchedFile;
use file_work::FileWork;
use importing::RunningImport;
use merge_job::BaseText;
use persistence::Persistence;
use syncing::RunningSync;
use worker::{WakePipe, WorkerReport};

pub use context::{OpenedDataset, SessionContext};
pub use persistence::offer;

/// Everything about the file of the dataset on the screen.
pub struct FileSession {
    context: SessionContext,
    wakes: WakePipe,
    /// The file, as the user knows it; `None` when no place for it is known.
    path: Option<PathBuf>,
    /// Why it must not be written, if so.
    read_only: Option<ReadOnlyReason>,
    /// The version that the dataset on the screen builds on.
    base: BaseVersion,
    work: FileWork,
    /// The watch on the file, once there is one.
    watched: Option<WatchedFile>,
    /// The version that others wrote, until it is merged into the dataset on the screen.
    theirs: Option<Loaded>,
    /// What the file holds that is no dataset.
    spoiled: Option<Content>,
    persistence: Persistence,
    /// What is being taken out to a file.
    exporting: Option<RunningExport>,
    /// What is being read to be brought in.
    importing: Option<RunningImport>,
    /// True once it was said what is wrong in the folder of proposals.
    told_of_proposals: bool,
    /// What is being synced with other machines.
    syncing: Option<RunningSync>,
    /// What the application has not been told yet.
    events: VecDeque<Event>,
}

/// A version of the file, as it was read or saved.
struct BaseVersion {
    /// `None` when there is no file yet.
    fingerprint: Option<Fingerprint>,
    text: BaseText,
}

impl BaseVersion {
    fn of(loaded: &Loaded) -> BaseVersion {
        BaseVersion { fingerprint: loaded.fingerprint, text: BaseText::Read(loaded.text.clone()) }
    }

    /// Returns the content that the file must still hold when it is saved; `None` when there must
    /// be no file yet.
    fn content(&self) -> Option<Content> {
        self.fingerprint.map(|fingerprint| fingerprint.content)
    }
}

impl FileSession {
    /// Begins the session of a dataset that was opened: starts to read the rest of a large file,
    /// and offers what earlier programs left. Others are looked at by [`FileSession::catch_up`].
    ///
    /// # Errors
    /// When the system provides no pipe or thread.
    pub fn begin(context: SessionContext, opened: OpenedDataset, app: &App) -> io::Result<FileSession> {
        let OpenedDataset { loaded, asked, is_beginning, marked } = opened;
        let mut session = FileSession {
            wakes: WakePipe::new()?,
            persistence: Persistence::new(&context, app.workspace.doc.schema(), &loaded),
            context,
            read_only: loaded.read_only,
            base: BaseVersion::of(&loaded),
            path: loaded.path,
            work: FileWork::Idle,
            watched: None,
            theirs: None,
            spoiled: None,
            exporting: None,
            importing: None,
            told_of_proposals: false,
            syncing: None,
            events: VecDeque::new(),
        };
        if is_beginning {
            session.start_load(asked, app.workspace.doc.schema())?;
        }
        session.tell_of_copies(app);
        session.tell_of_exposure(app);
        session.offer_decisions(marked, app);
        session.tell_proposals(app);
        Ok(session)
    }

    /// Carries out an effect on the file; returns any other, and [`Effect::Quit`].
    #[must_use = "an effect that is not carried out is lost"]
    pub fn perform(&mut self, effect: Effect, app: &App) -> Option<Effect> {
        match effect {
            Effect::Keep(keep) => self.keep(keep, app),
            Effect::Recovery(decision) => self.persistence.decided(decision),
            Effect::MarkersResolved => self.recover(app),
            Effect::ExternalMerged => self.build_on_theirs(),
            Effect::LookAtFile => self.look_now(app),
            Effect::Save => self.save(app),
            Effect::Propose(why) => self.propose(&why, app),
            Effect::NothingUnsaved => self.persistence.end(app),
            Effect::AnswerProposals(wishes, said) => self.answer_proposals(&wishes, said, app),
            Effect::Export(order) => self.export(*order, app),
            Effect::CancelExport => self.cancel_export(),
            Effect::Import(order) => self.import(*order, app),
            Effect::CancelImport => self.cancel_import(),
            Effect::Sync(decided) => self.sync(decided, app),
            Effect::CancelSync => self.cancel_sync(),
            Effect::ListFolder(typed) => self.list_folder(typed, app),
            Effect::Views(request) => {
                let answer = self.answer_views(request, app.lang());
                self.events.push_back(Event::Views(answer));
            }
            Effect::History(question) => {
                let past = persistence::past(self.context.disk, self.path.as_deref(), &question);
                self.events.push_back(Event::History(question, past));
            }
            Effect::Earlier => {
                let dataset = self.path.as_deref();
                let earlier = dataset.map_or_else(Vec::new, |path| self.persistence.earlier(path, app.lang()));
                self.events.push_back(Event::Earlier(earlier));
            }
            Effect::Quit => {
                // Nothing is left to recover.
                self.persistence.leave();
                return Some(effect);
            }
            other @ (Effect::Redraw
            | Effect::Mouse(_)
            | Effect::Suspend
            | Effect::Copy(_)
            | Effect::EditExternally(..)
            | Effect::EditFile(..)
            | Effect::ReadFile(..)) => return Some(other),
        }
        None
    }

    /// Returns true while the file is read, saved, merged or synced, or records are taken out or
    /// in.
    pub fn is_at_work(&self) -> bool {
        !matches!(self.work, FileWork::Idle | FileWork::Outrun(_))
            || self.exporting.is_some()
            || self.importing.is_some()
            || self.syncing.is_some()
    }

    /// Returns what the application is to be told since the last call.
    pub fn take_events(&mut self) -> VecDeque<Event> {
        std::mem::take(&mut self.events)
    }

    /// Returns the descriptor that wakes the loop for running work; when there is input, call
    /// [`FileSession::poll_work`].
    ///
    /// # Errors
    /// When the system provides no further descriptor.
    pub fn wake_fd(&self) -> io::Result<OwnedFd> {
        self.wakes.fd()
    }

    /// Takes what running work has reported.
    ///
    /// # Errors
    /// When a large file could not be read to its end.
    pub fn poll_work(&mut self, app: &App) -> Result<(), LoadError> {
        self.wakes.drain();
        self.poll_export(Some(Duration::ZERO));
        self.poll_import(Some(Duration::ZERO), app);
        self.poll_sync(Some(Duration::ZERO), app);
        match std::mem::take(&mut self.work) {
            FileWork::Loading(load) => self.poll_load(load, app),
            work => {
                self.work = work;
                self.advance(Some(Duration::ZERO), app);
                Ok(())
            }
        }
    }

    /// Waits for the running save or merge, at most for `patience` (`None`: without limit), and
    /// takes what came of it. Returns true when it has ended.
    fn advance(&mut self, patience: Option<Duration>, app: &App) -> bool {
        let patience = self.context.jobs.patience(patience);
        match std::mem::take(&mut self.work) {
            FileWork::Saving(mut save) => match save.worker.wait(patience) {
                Some(WorkerReport::Ended(outcome)) => self.save_ended(save, outcome, app),
                report => {
                    if let Some(WorkerReport::Percent(percent)) = report {
                        self.events.push_back(Event::Saving(percent));
                    }
                    self.work = FileWork::Saving(save);
                    return false;
                }
            },
            FileWork::Merging(mut merge) => match merge.worker.wait(patience) {
                Some(WorkerReport::Ended(result)) => self.merge_ended(merge, result, app),
                _ => {
                    self.work = FileWork::Merging(merge);
                    return false;
                }
            },
            work => {
                self.work = work;
                return false;
            }
        }
        true
    }

    /// Releases the lock kept from a save that was outrun, unless its next attempt has begun. To be
    /// called when all effects are carried out: the merge has then led to a question or an error,
    /// and the lock is not held while the user decides.
    pub fn release_kept_lock(&mut self) {
        if matches!(self.work, FileWork::Outrun(_)) {
            self.work = FileWork::Idle;
        }
    }

    /// Persists the text of the open field before the screen shows it.
    pub fn flush_draft(&mut self, app: &App) {
        let problem = self.persistence.flush_draft(app.lang());
        self.events.extend(problem.map(Event::Problem));
    }

    /// Ends without the user having asked for it: unsaved changes stay in the journal.
    pub fn end(&mut self, app: &App) {
        self.persistence.end(app);
    }

    fn keep(&mut self, keep: Keep, app: &App) {
        let problems = self.persistence.put_away(keep, app.lang());
        self.events.extend(problems.into_iter().map(Event::Problem));
    }

    /// Offers what the file or earlier programs left to decide.
    fn offer_decisions(&mut self, marked: Option<Box<Merged>>, app: &App) {
        match marked {
            Some(marked) => self.events.push_back(Event::Marked(marked)),
            None => self.recover(app),
        }
    }

    /// Makes the external version the base of the next save.
    fn build_on_theirs(&mut self) {
        if let Some(theirs) = self.theirs.take() {
            self.cancel_merge();
            self.base = BaseVersion::of(&theirs);
        }
    }
}
