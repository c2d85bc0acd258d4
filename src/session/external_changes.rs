//! The session's view of other programs: notices that they changed the file, and shows who is at
//! work.
//!
//! With kernel notifications and no other editor present, this is idle until notified. Otherwise it
//! polls: the file on network file systems, and the presence files while other editors are shown,
//! because a killed process may leave no event. Entry point: [`FileSession::catch_up`],
//! [`FileSession::poll_watch`], [`FileSession::look_if_due`].

use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

use super::FileSession;
use super::file_work::{FileWork, MergeReason};
use super::merge_job::FileContent;
use crate::app::{App, Event};
use crate::storage::watch::{FileStatus, Watch};

/// How long an editor that has ended may still be shown as at work.
const GONE_AFTER: Duration = Duration::from_secs(2);

/// How long a file must be missing before it is reported as gone: some programs save by removing
/// the old file first.
const MISSING_FOR: Duration = Duration::from_secs(2);

/// The watch on the file, and what it has shown.
pub(super) struct WatchedFile {
    pub(super) watch: Watch,
    /// When the file was last checked.
    looked: Instant,
    /// Since when the file has been missing.
    missing_since: Option<Instant>,
    /// True when something was noticed during other work; the file is checked afterwards.
    is_due: bool,
    /// True until the descriptor of the watch was asked for.
    is_new: bool,
}

impl FileSession {
    /// Catches up after other work: others may have written the file, or ended their work.
    pub fn catch_up(&mut self, app: &App) {
        let problem = self.persistence.show(app);
        self.events.extend(problem.map(Event::Problem));
        if let (Some(watched), Some(own)) = (&mut self.watched, self.persistence.presence_file()) {
            watched.watch.disregard(own);
        }
        // No notification covers what was written before the watch began.
        let begins = self.watched.is_none() && self.watch(app);
        let is_due = self.watched.as_mut().is_some_and(|watched| watched.is_due);
        if begins || is_due && !self.is_saving() {
            self.look(app);
        }
    }

    /// Returns true once after the descriptor of [`FileSession::watch_fd`] came, was replaced or
    /// closed.
    pub fn is_watch_renewed(&mut self) -> bool {
        self.watched.as_mut().is_some_and(|watched| std::mem::take(&mut watched.is_new) | watched.watch.renewed())
    }

    /// Returns the descriptor of the kernel's notifications, where they are supported; when there
    /// is input, call [`FileSession::poll_watch`].
    pub fn watch_fd(&self) -> Option<BorrowedFd<'_>> {
        self.watched.as_ref()?.watch.fd()
    }

    /// Checks what has been notified.
    pub fn poll_watch(&mut self, app: &App) {
        // During a save the file may be the old or the new one; it is checked when the save has
        // ended.
        if self.is_saving() {
            if let Some(watched) = &mut self.watched {
                watched.is_due = true;
                watched.watch.hear(self.context.disk);
            }
            return;
        }
        self.look(app);
    }

    /// Returns how long the loop may sleep until the next poll; `None` for no limit.
    pub fn patience(&self, app: &App) -> Option<Duration> {
        let watched = self.watched.as_ref().filter(|_| !self.is_saving())?;
        let shown = (!app.sync.others.is_empty()).then_some(GONE_AFTER);
        let missing = (watched.missing_since.is_some() && !app.workspace.file.is_gone).then_some(MISSING_FOR);
        let interval = watched.watch.interval().into_iter().chain(shown).chain(missing).min()?;
        Some(interval.saturating_sub(self.since(watched.looked)))
    }

    /// Polls when it is due.
    pub fn look_if_due(&mut self, app: &App) {
        if self.patience(app) == Some(Duration::ZERO) {
            self.look(app);
        }
    }

    /// Looks for a person who asks: a file that is missing is then called gone at once.
    pub(super) fn look_now(&mut self, app: &App) {
        if self.is_saving() {
            return;
        }
        self.look(app);
        let is_missing = self.watched.as_ref().is_some_and(|watched| watched.missing_since.is_some());
        if is_missing && !app.workspace.file.is_gone {
            self.events.push_back(Event::FileGone);
        }
    }

    /// Has the file checked once the running work has ended.
    pub(super) fn look_later(&mut self) {
        if let Some(watched) = &mut self.watched {
            watched.is_due = true;
        }
    }

    fn is_saving(&self) -> bool {
        matches!(self.work, FileWork::Saving(_))
    }

    fn since(&self, then: Instant) -> Duration {
        self.context.clock.instant().saturating_duration_since(then)
    }

    /// Starts to watch the file for external changes, if there is a file.
    fn watch(&mut self, app: &App) -> bool {
        let is_loading = matches!(self.work, FileWork::Loading(_));
        let (Some(path), false, Some(known)) = (&self.path, is_loading, self.base.fingerprint) else { return false };
        let watch = Watch::start(self.context.disk, path, Some(known));
        let looked = self.context.clock.instant();
        self.watched = Some(WatchedFile { watch, looked, missing_since: None, is_due: false, is_new: true });
        self.see_others(app);
        true
    }

    /// Checks what others did to the file and what they are working on.
    fn look(&mut self, app: &App) {
        let Some(watched) = &mut self.watched else { return };
        watched.is_due = false;
        watched.looked = self.context.clock.instant();
        let seen = watched.watch.poll(self.context.disk);
        let known = watched.watch.known().collect();
        if watched.watch.others_stirred() || !app.sync.others.is_empty() {
            self.see_others(app);
        }
        match seen {
            Ok(FileStatus::Gone) => self.missing(app),
            Ok(FileStatus::Same) => self.found(app),
            Ok(FileStatus::Modified) => {
                self.found(app);
                if !matches!(self.work, FileWork::Idle) {
                    return self.look_later();
                }
                let Some(path) = self.path.clone() else { return };
                self.merge(FileContent::File(path, known), MergeReason::FileChanged, app);
            }
            // A file that cannot be read now is checked again at the next notification.
            Err(_) => {}
        }
    }

    /// The file was not there at this look; tells of it once that has lasted.
    fn missing(&mut self, app: &App) {
        let now = self.context.clock.instant();
        let Some(watched) = &mut self.watched else { return };
        let since = *watched.missing_since.get_or_insert(watched.looked);
        if !app.workspace.file.is_gone && now.saturating_duration_since(since) >= MISSING_FOR {
            self.events.push_back(Event::FileGone);
        }
    }

    /// Records that the file is present.
    fn found(&mut self, app: &App) {
        if let Some(watched) = &mut self.watched {
            watched.missing_since = None;
        }
        if app.workspace.file.is_gone {
            self.events.push_back(Event::FileBack);
        }
    }

    /// Shows who is at work; draws nothing when that has not changed.
    fn see_others(&mut self, app: &App) {
        let others = self.persistence.others(app.lang());
        if others != app.sync.others {
            self.events.push_back(Event::PresenceChanged(others));
        }
    }
}
