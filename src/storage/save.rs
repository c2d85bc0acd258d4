//! The save protocol: lock, read again, decide, write, back up, replace, append to the history,
//! answer proposals, unlock.
//!
//! Screen and command line both save through this, so that the history has the order of the saves.
//! The new version is on the disk before the daily backup is made, so that a backup never takes the
//! room a save needs. A failed backup or history entry does not undo the save; both are reported.
//! Does not know the clock, the screen or what the text means. Entry point: [`save`].

use std::path::PathBuf;

use super::atomic_save::{Comparison, SaveTransaction, SavedFile, read_theirs};
use super::backup;
use super::error::StoreError;
use super::fingerprint::Content;
use super::history::{self, HistoryEntry, SaveId};
use super::load::Loaded;
use super::lock::KeptLock;
use super::proposals::{self, ProposalAnswer};
use super::write_target::WriteTarget;

/// The input of a save, besides the new version.
pub struct SaveRequest<'a> {
    /// File, disk, lock and permissions.
    pub order: WriteTarget<'a>,
    /// What the file must hold.
    pub expected: ExpectedContent,
    /// The lock kept from an earlier attempt that another writer outran.
    pub kept: Option<KeptLock>,
    /// Today (`2026-11-23`), by the caller's clock.
    pub day: &'a str,
    /// Number of daily backups to keep.
    pub backups: usize,
    /// Called with the number of bytes of each write.
    pub progress: Option<&'a dyn Fn(usize)>,
}

/// What the file must hold for a save to proceed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedContent {
    /// Anything: it is read again and passed to the decision. With `create` it may be missing.
    Anything {
        /// True when the save may create the file.
        create: bool,
    },
    /// This content; `None`: there is no file yet. It is compared and not kept in memory.
    Exactly(Option<Content>),
    /// This content, which is no dataset and which the person wants replaced: nothing is written
    /// unless a copy of it lies among the backups.
    Spoiled(Content),
}

/// A new version of the dataset.
pub trait NewVersion: Sync {
    /// Returns the text as chunks, which are written one after another.
    fn chunks(&self) -> Vec<&str>;
    /// Validates the text that is about to be written.
    ///
    /// # Errors
    /// Why it could not be read again.
    fn validate(&self, chunks: &[&str]) -> Result<(), String>;
    /// Returns the entries for the history.
    fn facts(&self) -> &[HistoryEntry];
    /// Returns what this version makes of proposals, by their names.
    fn answers(&self) -> &[(String, ProposalAnswer)] {
        &[]
    }
}

/// How a save ended.
#[derive(Debug)]
pub enum SaveOutcome {
    /// The decision was to change nothing.
    Unchanged,
    /// The file holds the new version.
    Saved(Box<SaveReport>),
    /// Another program wrote the file meanwhile; nothing was written.
    Outrun {
        /// What it wrote.
        theirs: Box<Loaded>,
        /// The lock, for the next attempt.
        kept: Option<KeptLock>,
    },
}

/// A successful save, with the results of its side tasks.
#[derive(Debug)]
pub struct SaveReport {
    /// The file.
    pub saved: SavedFile,
    /// The backup made for it, or why none could be made; none when today's existed already.
    pub backup: Result<Option<PathBuf>, StoreError>,
    /// What the history calls it, or why it lacks its entries; none when nothing was changed.
    pub history: Result<Option<SaveId>, StoreError>,
    /// Why an answer to a proposal could not be written; the proposal then seems to wait, although
    /// its values are in the file.
    pub answers: Result<(), StoreError>,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum SaveError<E> {
    /// The file cannot be written.
    Store(StoreError),
    /// The decision failed.
    Decision(E),
}

/// Saves the version that `decide` makes from the current content while the lock is held. `decide`
/// gets the file as it was read under the lock; `None` when there is no file, or when it was only
/// compared.
///
/// # Errors
/// Why nothing was written.
pub fn save<V: NewVersion, E>(
    mut request: SaveRequest<'_>,
    decide: impl FnOnce(Option<&Loaded>) -> Result<Option<V>, E>,
) -> Result<SaveOutcome, SaveError<E>> {
    let kept = request.kept.take();
    let writing = match begin(&request, kept) {
        Ok(Comparison::AsExpected(writing)) => *writing,
        Ok(Comparison::Outrun { theirs, kept }) => return Ok(SaveOutcome::Outrun { theirs, kept }),
        Err(error) => return stopped(request.order, error),
    };
    match decide(writing.current()).map_err(SaveError::Decision)? {
        None => Ok(SaveOutcome::Unchanged),
        Some(version) => match write(writing, &request, &version) {
            Ok(report) => Ok(SaveOutcome::Saved(Box::new(report))),
            Err(error) => stopped(request.order, error),
        },
    }
}

fn begin<'a>(request: &SaveRequest<'a>, kept: Option<KeptLock>) -> Result<Comparison<'a>, StoreError> {
    let comparison = match request.expected {
        ExpectedContent::Anything { create } => {
            Comparison::AsExpected(Box::new(SaveTransaction::begin(request.order, create)?))
        }
        ExpectedContent::Exactly(content) => SaveTransaction::expecting(request.order, content, kept)?,
        ExpectedContent::Spoiled(content) => SaveTransaction::expecting(request.order, Some(content), kept)?,
    };
    Ok(match (comparison, request.progress) {
        (Comparison::AsExpected(writing), Some(progress)) => {
            Comparison::AsExpected(Box::new(writing.with_progress(progress)))
        }
        (comparison, _) => comparison,
    })
}

/// Writes a version; the daily backup is made before it is put in place, the history entries after.
fn write(
    writing: SaveTransaction<'_>,
    request: &SaveRequest<'_>,
    version: &impl NewVersion,
) -> Result<SaveReport, StoreError> {
    let mut staged = writing.stage(version.chunks(), |chunks| version.validate(chunks))?;
    let backup = match request.expected {
        ExpectedContent::Spoiled(content) => Ok(backup::of_spoiled(&staged, request.day, content)?),
        _ => backup::daily(&mut staged, request.day, request.backups),
    };
    let (mut history, mut answers) = (Ok(None), Ok(()));
    let saved = staged.commit(|dataset, locked| {
        history = history::append(request.order.disk, dataset, version.facts(), locked);
        let mut given = version.answers().iter();
        answers = given.try_for_each(|(id, given)| proposals::answer(request.order.disk, dataset, id, given));
    })?;
    Ok(SaveReport { saved, backup, history, answers })
}

/// Returns the outcome of a save that was stopped: a concurrent write is an outcome, not an error.
fn stopped<E>(order: WriteTarget<'_>, error: StoreError) -> Result<SaveOutcome, SaveError<E>> {
    match error {
        StoreError::Changed { path } => {
            let theirs = Box::new(read_theirs(order, &path).map_err(SaveError::Store)?);
            Ok(SaveOutcome::Outrun { theirs, kept: None })
        }
        error => Err(SaveError::Store(error)),
    }
}
