//! The one use case of saving: lock, read again, decide, write, back up, replace, note in the
//! history, unlock.
//!
//! Screen and command line save by this alone, so that the history has the order of the saves. The
//! new version is on the disk before the daily backup is made, so that a backup never takes the
//! room a save needs. Neither a backup nor a history that fails undoes a save; both are told. Must
//! not know the clock, the screen or what the text means. Entry point: [`save`].

use std::path::PathBuf;

use super::atomic_save::{Comparison, SaveTransaction, Saved};
use super::backup;
use super::error::StoreError;
use super::fingerprint::Content;
use super::history::{self, HistoryEntry};
use super::load::Loaded;
use super::lock::KeptLock;
use super::order::WriteTarget;

/// What is needed to save, besides the new version.
pub struct SaveRequest<'a> {
    /// File, disk, lock and rights.
    pub order: WriteTarget<'a>,
    /// What the file must hold.
    pub expected: Expected,
    /// The lock of the attempt before, which somebody else outran.
    pub kept: Option<KeptLock>,
    /// Today (`2026-11-23`), by the caller's clock.
    pub day: &'a str,
    /// How many daily backups are kept.
    pub backups: usize,
    /// Is told how many bytes more have been written, each time some were.
    pub progress: Option<&'a dyn Fn(usize)>,
}

/// What the file must hold for a save to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Anything: it is read again and handed to the decision. With `create` it may be missing.
    Anything {
        /// True when the save may make the file.
        create: bool,
    },
    /// This content; `None`: there is no file yet. It is compared and not kept.
    Exactly(Option<Content>),
    /// This content, which is no dataset and which the person wants replaced: nothing is written
    /// unless a copy of it lies among the backups.
    Spoiled(Content),
}

/// A new version of the dataset.
pub trait NewVersion: Sync {
    /// The text; joined, the chunks are what is written.
    fn chunks(&self) -> Vec<&str>;
    /// Refuses a text that could not be read again, with the reason.
    ///
    /// # Errors
    /// The reason.
    fn validate(&self, chunks: &[&str]) -> Result<(), String>;
    /// What the history gets.
    fn facts(&self) -> &[HistoryEntry];
}

/// How a save ended.
#[derive(Debug)]
pub enum SaveOutcome {
    /// The decision was to change nothing.
    Unchanged,
    /// The file holds the new version.
    Saved(Box<SaveReport>),
    /// Somebody else wrote the file meanwhile; nothing was written.
    Outrun {
        /// What they wrote.
        theirs: Box<Loaded>,
        /// The lock, for the next attempt.
        kept: Option<KeptLock>,
    },
}

/// A save that went well, and what did not go well beside it.
#[derive(Debug)]
pub struct SaveReport {
    /// The file.
    pub saved: Saved,
    /// The backup made for it; none when today's was there already. Or why none could be made.
    pub backup: Result<Option<PathBuf>, StoreError>,
    /// Why the history does not tell of it, if so.
    pub history: Result<(), StoreError>,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum SaveError<E> {
    /// The file cannot be written.
    Store(StoreError),
    /// The decision failed.
    Decision(E),
}

/// Saves what `decide` makes of what lies there now, which it is asked with the lock held. It gets
/// the file as it was read under the lock; `None` when there is no file, or when it was only
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
        Err(error) => return stopped(error),
    };
    match decide(writing.current()).map_err(SaveError::Decision)? {
        None => Ok(SaveOutcome::Unchanged),
        Some(version) => match write(writing, &request, &version) {
            Ok(report) => Ok(SaveOutcome::Saved(Box::new(report))),
            Err(error) => stopped(error),
        },
    }
}

fn begin<'a>(request: &SaveRequest<'a>, kept: Option<KeptLock>) -> Result<Comparison<'a>, StoreError> {
    let comparison = match request.expected {
        Expected::Anything { create } => {
            Comparison::AsExpected(Box::new(SaveTransaction::begin(request.order, create)?))
        }
        Expected::Exactly(content) => SaveTransaction::expecting(request.order, content, kept)?,
        Expected::Spoiled(content) => SaveTransaction::expecting(request.order, Some(content), kept)?,
    };
    Ok(match (comparison, request.progress) {
        (Comparison::AsExpected(writing), Some(progress)) => {
            Comparison::AsExpected(Box::new(writing.with_progress(progress)))
        }
        (comparison, _) => comparison,
    })
}

/// Writes a version, with the day's backup before it takes its place and its history behind it.
fn write(
    writing: SaveTransaction<'_>,
    request: &SaveRequest<'_>,
    version: &impl NewVersion,
) -> Result<SaveReport, StoreError> {
    let mut staged = writing.stage(version.chunks(), |chunks| version.validate(chunks))?;
    let backup = match request.expected {
        Expected::Spoiled(content) => Ok(backup::of_spoiled(&staged, request.day, content)?),
        _ => backup::daily(&mut staged, request.day, request.backups),
    };
    let mut history = Ok(());
    let saved = staged.commit(|dataset, locked| {
        history = history::append(request.order.disk, dataset, version.facts(), locked);
    })?;
    Ok(SaveReport { saved, backup, history })
}

/// The end of a save that was not carried out: that somebody else wrote meanwhile is no error.
fn stopped<E>(error: StoreError) -> Result<SaveOutcome, SaveError<E>> {
    match error {
        StoreError::Changed { theirs } => Ok(SaveOutcome::Outrun { theirs, kept: None }),
        error => Err(SaveError::Store(error)),
    }
}
