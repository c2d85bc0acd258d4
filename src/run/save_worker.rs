//! Saves the dataset on a worker thread.
//!
//! One thread takes the lock, compares, backs up, writes and appends to the history, all from an
//! immutable [`Snapshot`]. It hands over the result and wakes the loop through a pipe. Must not
//! touch the screen, the journal or the dataset. Entry point: [`Saver::start`].

use std::cell::Cell;
use std::io::{self, Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::background_load::LARGE;
use crate::document::{Document, Snapshot};
use crate::schema::Schema;
use crate::storage::history::HistoryEntry;
use crate::storage::lock::KeptLock;
use crate::storage::save::{Expected, NewVersion, SaveError, SaveOutcome, SaveRequest, save};
use crate::storage::{Holder, ReadOnlyReason, RealDisk, StoreError, WriteTarget};
use crate::texts::Lang;

/// How long a save waits for another program that is saving.
const PATIENCE: Duration = Duration::from_secs(5);

/// Interval of progress reports of a long save.
const TOLD: Duration = Duration::from_millis(100);

/// The input of a save.
pub struct SaveJob {
    /// The schema that the text must conform to.
    pub schema: &'static Schema,
    /// The language of messages.
    pub lang: Lang,
    /// The text.
    pub snapshot: Snapshot,
    /// What the file must still hold.
    pub expected: Expected,
    /// The lock of the attempt before, which somebody else outran.
    pub kept: Option<KeptLock>,
    /// The file, as the user knows it.
    pub path: PathBuf,
    /// Why the file must not be written, if so.
    pub read_only: Option<ReadOnlyReason>,
    /// Who writes.
    pub holder: Holder,
    /// The user's state folder.
    pub state: Option<PathBuf>,
    /// Today (`2026-11-23`), and the number of daily backups to keep.
    pub backups: (String, usize),
    /// The history entries of the save.
    pub facts: Vec<HistoryEntry>,
}

/// A report of a running save.
pub enum Report {
    /// Percentage of the work that is done.
    Percent(u8),
    /// The save has ended.
    Ended(Box<Result<SaveOutcome, StoreError>>),
}

/// A running save.
pub struct Saver {
    wake: UnixStream,
    reports: Receiver<Report>,
    thread: Option<JoinHandle<()>>,
}

impl Saver {
    /// Starts a save. The second value becomes readable with each report.
    ///
    /// # Errors
    /// When the system provides no pipe or thread; nothing was written.
    pub fn start(job: SaveJob) -> io::Result<(Saver, OwnedFd)> {
        let (wake, theirs) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        let fd = wake.try_clone()?.into();
        let (sender, reports) = channel();
        let thread = thread::Builder::new().name("saver".into()).spawn(move || {
            let mut job = job;
            let kept = job.kept.take();
            let outcome = job.perform(kept, &|percent| tell(&sender, &theirs, Report::Percent(percent)));
            tell(&sender, &theirs, Report::Ended(Box::new(outcome)));
        })?;
        Ok((Saver { wake, reports, thread: Some(thread) }, fd))
    }

    /// Returns the newest report since the last call, if any.
    pub fn report(&mut self) -> Option<Report> {
        let _ = self.wake.read(&mut [0; 64]);
        match self.reports.try_recv() {
            Ok(report) => Some(report),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => self.fail(),
        }
    }

    /// Waits for the end of the save, at most for `patience` (`None`: without limit).
    pub fn wait(&mut self, patience: Option<Duration>) -> Option<Result<SaveOutcome, StoreError>> {
        let until = patience.map(|patience| Instant::now() + patience);
        loop {
            let report = match until {
                Some(until) => self.reports.recv_timeout(until.saturating_duration_since(Instant::now())),
                None => self.reports.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match report {
                Ok(Report::Ended(outcome)) => return Some(*outcome),
                Ok(Report::Percent(_)) => {}
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => return self.fail(),
            }
        }
    }

    /// Propagates the panic of a thread that ended without a result: everything unsaved is in the
    /// journal.
    fn fail<T>(&mut self) -> Option<T> {
        match self.thread.take().map(JoinHandle::join) {
            Some(Err(panic)) => resume_unwind(panic),
            _ => None,
        }
    }
}

/// Sends a report; the receiver is gone when the program was left meanwhile.
fn tell(sender: &Sender<Report>, mut wake: &UnixStream, report: Report) {
    let _ = sender.send(report);
    let _ = wake.write_all(&[1]);
}

impl SaveJob {
    fn perform(&self, kept: Option<KeptLock>, percent: &dyn Fn(u8)) -> Result<SaveOutcome, StoreError> {
        let progress = self.progress(percent);
        let order = WriteTarget {
            disk: &RealDisk,
            path: &self.path,
            read_only: self.read_only,
            holder: &self.holder,
            patience: PATIENCE,
            state: self.state.as_deref(),
        };
        let (day, backups) = (self.backups.0.as_str(), self.backups.1);
        let request = SaveRequest { order, expected: self.expected, kept, day, backups, progress: Some(&progress) };
        save(request, |_| Ok(Some(self))).map_err(|error| match error {
            SaveError::Store(error) | SaveError::Decision(error) => error,
        })
    }

    /// Counts the written bytes and reports progress; the last part is reserved for flushing and
    /// checking.
    fn progress(&self, percent: &dyn Fn(u8)) -> impl Fn(usize) {
        let (all, begun) = (self.snapshot.byte_len().max(1), Instant::now());
        let (written, told) = (Cell::new(0), Cell::new(begun));
        move |count| {
            written.set(written.get() + count);
            if told.get().elapsed() >= TOLD {
                told.set(Instant::now());
                percent((written.get() * 90 / all).min(90) as u8);
            }
        }
    }
}

impl NewVersion for &SaveJob {
    fn chunks(&self) -> Vec<&str> {
        self.snapshot.chunks().collect()
    }

    /// Validates the whole text where that takes no time, and only what has changed in a large one.
    fn validate(&self, chunks: &[&str]) -> Result<(), String> {
        let large = self.snapshot.byte_len() as u64 >= LARGE;
        let probed = if large { self.snapshot.probe() } else { Document::probe(self.schema, &chunks.concat()) };
        probed.map_err(|error| error.say(self.lang))
    }

    fn facts(&self) -> &[HistoryEntry] {
        &self.facts
    }
}
