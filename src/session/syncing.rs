//! A sync with other machines, asked for on the screen: runs it beside the loop.
//!
//! It works on the file, not on the dataset on the screen; what it writes is noticed there like
//! anything others write. Entry point: [`FileSession::sync`].

use std::path::PathBuf;
use std::time::Duration;

use super::FileSession;
use super::sync_words;
use super::worker::{Reporter, Worker, WorkerReport};
use crate::app::sync_end::SyncEnd;
use crate::app::{App, Event};
use crate::storage::sync::{GitIdentity, SyncReport, SyncRequest, SyncStep, sync};
use crate::storage::{Disk, LockHolder, ReadOnlyReason, RepositoryError, WriteTarget};
use crate::texts::{self, Lang};

/// How long a sync waits for another program that is saving.
const PATIENCE: Duration = Duration::from_secs(5);

/// A running sync.
pub(super) type RunningSync = Worker<SyncEnd>;

/// The input of a sync.
struct SyncJob {
    disk: &'static dyn Disk,
    path: PathBuf,
    read_only: Option<ReadOnlyReason>,
    holder: LockHolder,
    state: Option<PathBuf>,
    day: String,
    backups: usize,
    identity: GitIdentity,
    lang: Lang,
    decided: Option<String>,
    now: jiff::Zoned,
}

impl FileSession {
    /// Starts a sync; `decided` is the commit of the others whose conflicts the saved file has
    /// decided.
    pub(super) fn sync(&mut self, decided: Option<String>, app: &App) {
        let lang = app.lang();
        let Some(identity) = self.context.git.clone() else {
            return self.sync_failed(texts::cli::not_allowed(lang).to_owned());
        };
        let Some(path) = self.path.clone().filter(|_| self.base.fingerprint.is_some()) else {
            let (why, _) = RepositoryError::Missing(self.path.clone().unwrap_or_default()).message(lang);
            return self.sync_failed(why);
        };
        let job = SyncJob {
            disk: self.context.disk,
            path,
            read_only: self.read_only,
            holder: LockHolder::this(&self.context.person, self.context.since.clone()),
            state: self.context.state.clone(),
            day: self.context.clock.day(),
            backups: self.context.backups,
            identity,
            lang,
            decided,
            now: self.context.clock.now(),
        };
        match Worker::start(self.context.jobs, &self.wakes, "sync", move |reporter| job.perform(reporter)) {
            Ok(worker) => self.syncing = Some(worker),
            Err(error) => self.sync_failed(texts::saving::no_thread(lang, &error.to_string())),
        }
    }

    fn sync_failed(&mut self, why: String) {
        self.events.push_back(Event::Synced(SyncEnd::Failed(why)));
    }

    /// Gives the running sync up: it ends before its next step, and the next sync goes on from
    /// there.
    pub(super) fn cancel_sync(&mut self) {
        self.syncing = None;
    }

    /// Takes what the running sync has reported, waiting at most for `patience`.
    pub(super) fn poll_sync(&mut self, patience: Option<Duration>, app: &App) {
        let patience = self.context.jobs.patience(patience);
        let Some(worker) = &mut self.syncing else { return };
        let end = match worker.wait(patience) {
            None => return,
            Some(WorkerReport::Percent(percent)) => return self.events.push_back(Event::Syncing(percent)),
            Some(WorkerReport::Ended(end)) => end,
        };
        self.syncing = None;
        self.events.push_back(Event::Synced(end));
        // Proposals and answers may have come with it.
        self.tell_proposals(app);
    }
}

impl SyncJob {
    fn perform(self, reporter: &Reporter) -> SyncEnd {
        let order = WriteTarget {
            disk: self.disk,
            path: &self.path,
            read_only: self.read_only,
            holder: &self.holder,
            patience: PATIENCE,
            state: self.state.as_deref(),
        };
        let request = SyncRequest {
            order,
            day: &self.day,
            backups: self.backups,
            identity: &self.identity,
            lang: self.lang,
            preferred: None,
            decided: self.decided.as_deref(),
            is_rehearsal: false,
            on_step: &|step| reporter.percent(percent(step)),
            is_cancelled: &|| reporter.is_cancelled(),
        };
        let mut synced = sync(&request);
        if let Some(receipt) = synced.as_mut().ok().and_then(|report| report.receipt.take()) {
            // Where this fails, the next sync says it again.
            let _ = receipt.acknowledge();
        }
        match synced {
            Ok(SyncReport { conflicts: Some(asked), received, .. }) => {
                let who = match &received.authors[..] {
                    [share] => Some(share.author.clone()),
                    _ => None,
                };
                SyncEnd::Asked(asked, who)
            }
            Ok(report) => SyncEnd::Done {
                said: sync_words::done(self.lang, &report, false, &self.now).join(" · "),
                has_written: report.received.changes() > 0,
            },
            Err(error) => {
                let (why, lines) = sync_words::failure(self.lang, &error, false);
                let lines = lines.into_iter().filter(|line| !line.is_empty());
                let text: Vec<String> = std::iter::once(why).chain(lines).collect();
                SyncEnd::Failed(
                    text.iter().map(|line| crate::text::escape_control(line)).collect::<Vec<_>>().join("\n"),
                )
            }
        }
    }
}

/// Returns how far a sync is that begins a step.
fn percent(step: SyncStep) -> u8 {
    match step {
        SyncStep::Committing => 5,
        SyncStep::Fetching => 20,
        SyncStep::Merging => 50,
        SyncStep::Pushing => 75,
    }
}
