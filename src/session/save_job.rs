//! Saves the dataset: the job that a worker runs.
//!
//! Takes the lock, compares, backs up, writes and appends to the history, all from an immutable
//! [`Snapshot`]. Must not touch the screen, the journal or the dataset. Entry point:
//! [`SaveJob::perform`].

use std::cell::Cell;
use std::path::PathBuf;
use std::time::Duration;

use super::background_load::LARGE;
use super::worker::Reporter;
use crate::document::{Document, Snapshot};
use crate::schema::Schema;
use crate::storage::history::HistoryEntry;
use crate::storage::lock::KeptLock;
use crate::storage::proposals::ProposalAnswer;
use crate::storage::save::{ExpectedContent, NewVersion, SaveError, SaveOutcome, SaveRequest, save};
use crate::storage::{Disk, LockHolder, ReadOnlyReason, StoreError, WriteTarget};
use crate::texts::Lang;

/// How long a save waits for another program that is saving.
const PATIENCE: Duration = Duration::from_secs(5);

/// The input of a save.
pub(super) struct SaveJob {
    pub(super) disk: &'static dyn Disk,
    /// The schema that the text must conform to.
    pub(super) schema: &'static Schema,
    /// The language of messages.
    pub(super) lang: Lang,
    /// The text.
    pub(super) snapshot: Snapshot,
    /// What the file must still hold.
    pub(super) expected: ExpectedContent,
    /// The lock of the attempt before, which somebody else outran.
    pub(super) kept: Option<KeptLock>,
    /// The file, as the user knows it.
    pub(super) path: PathBuf,
    /// Why the file must not be written, if so.
    pub(super) read_only: Option<ReadOnlyReason>,
    /// Who writes.
    pub(super) holder: LockHolder,
    /// The user's state folder.
    pub(super) state: Option<PathBuf>,
    /// Today (`2026-11-23`).
    pub(super) day: String,
    /// Number of daily backups to keep.
    pub(super) backups: usize,
    /// The history entries of the save.
    pub(super) facts: Vec<HistoryEntry>,
    /// What is noted with proposals.
    pub(super) answers: Vec<(String, ProposalAnswer)>,
}

impl SaveJob {
    pub(super) fn perform(mut self, reporter: &Reporter) -> Result<SaveOutcome, StoreError> {
        let kept = self.kept.take();
        let progress = self.progress(reporter);
        let order = WriteTarget {
            disk: self.disk,
            path: &self.path,
            read_only: self.read_only,
            holder: &self.holder,
            patience: PATIENCE,
            state: self.state.as_deref(),
        };
        let (day, backups) = (self.day.as_str(), self.backups);
        let request = SaveRequest { order, expected: self.expected, kept, day, backups, progress: Some(&progress) };
        save(request, |_| Ok(Some(&self))).map_err(|error| match error {
            SaveError::Store(error) | SaveError::Decision(error) => error,
        })
    }

    /// Counts the written bytes and reports progress; the last part is reserved for flushing and
    /// checking.
    fn progress(&self, reporter: &Reporter) -> impl Fn(usize) {
        let all = self.snapshot.byte_len().max(1);
        let written = Cell::new(0);
        move |count| {
            written.set(written.get() + count);
            reporter.percent((written.get() * 90 / all).min(90) as u8);
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

    fn answers(&self) -> &[(String, ProposalAnswer)] {
        &self.answers
    }
}
