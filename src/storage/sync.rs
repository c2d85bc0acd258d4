//! Brings a dataset together with the version of its repository's upstream: commits what is saved,
//! fetches, merges by record, writes the dataset, pushes.
//!
//! Git keeps and carries the versions; they are merged here, in memory, by the same code as
//! `merge`, so that the repository is never in the middle of a merge. Every step leaves a state
//! from which the next run goes on, whatever ended the one before (see [`pending`]). Files other
//! than the dataset are taken over where only the others changed them, and left to git otherwise.
//! Must not decide conflicts. Entry point: [`sync()`].

mod branch;
mod identity;
mod message;
mod other_files;
mod pending;
mod received;
mod refusal;
mod round;
mod tree;

use super::StoreError;
use super::repository::{Repository, RepositoryError};
use super::write_target::WriteTarget;
use crate::document::merge::{ConflictSide, Merged};
use crate::document::{Document, FieldChange};
use crate::texts::Lang;

pub use identity::GitIdentity;
pub use message::name_of;
pub use received::{AuthorShare, Received};
pub use refusal::SyncRefusal;

use pending::RepositoryLock;
use round::Round;

/// How often the others may have been quicker before it is given up.
const ATTEMPTS: usize = 8;

/// The input of a sync.
pub struct SyncRequest<'a> {
    /// The dataset, and how it is saved.
    pub order: WriteTarget<'a>,
    /// Today (`2026-11-23`), by the caller's clock.
    pub day: &'a str,
    /// Number of daily backups to keep.
    pub backups: usize,
    /// Who commits, where git was not told.
    pub identity: &'a GitIdentity,
    /// The language of the commits' messages.
    pub lang: Lang,
    /// Whose version stands at each conflict; `None`: a person is to be asked.
    pub preferred: Option<ConflictSide>,
    /// The commit of the others whose conflicts a person decided: the saved dataset has them.
    pub decided: Option<&'a str>,
    /// Whether it only says what it would do.
    pub is_rehearsal: bool,
    /// Told what is being done.
    pub on_step: &'a dyn Fn(SyncStep),
    /// Asked whether somebody gave up.
    pub is_cancelled: &'a dyn Fn() -> bool,
}

/// What a sync is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncStep {
    /// Looks and commits what is saved.
    Committing,
    /// Asks the other machine.
    Fetching,
    /// Merges.
    Merging,
    /// Sends.
    Pushing,
}

/// What a sync did, or would do.
#[derive(Debug, Default)]
pub struct SyncReport {
    /// What was committed of the saved dataset; `None` when that was there already.
    pub committed: Option<Vec<FieldChange>>,
    /// Whether that is the first version of it.
    pub is_first: bool,
    /// What came from others.
    pub received: Received,
    /// The number of other files that came.
    pub other_files: usize,
    /// Whether something went to the others.
    pub pushed: bool,
    /// What a person has to decide first; nothing else was done then.
    pub conflicts: Option<Box<SyncConflicts>>,
    /// What did not go well beside it.
    pub notes: Vec<RepositoryError>,
}

/// Versions that a person has to bring together.
#[derive(Debug)]
pub struct SyncConflicts {
    /// The common base.
    pub base: Document,
    /// The saved dataset.
    pub ours: Document,
    /// The version of the others.
    pub theirs: Document,
    /// Both, as far as nobody has to decide.
    pub merged: Merged,
    /// The commit of the others.
    pub commit: String,
}

/// Why a sync ended early. What was committed before stays.
#[derive(Debug)]
pub enum SyncError {
    /// Git refused.
    Repository(RepositoryError),
    /// The dataset could not be read or written.
    Store(StoreError),
    /// The repository is not in a state for it.
    Refused(SyncRefusal),
}

impl From<RepositoryError> for SyncError {
    fn from(error: RepositoryError) -> SyncError {
        SyncError::Repository(error)
    }
}

impl From<StoreError> for SyncError {
    fn from(error: StoreError) -> SyncError {
        SyncError::Store(error)
    }
}

impl From<SyncRefusal> for SyncError {
    fn from(refusal: SyncRefusal) -> SyncError {
        SyncError::Refused(refusal)
    }
}

/// Brings the dataset together with its upstream.
///
/// # Errors
/// Why it ended early.
pub fn sync(request: &SyncRequest<'_>) -> Result<SyncReport, SyncError> {
    let repository = Repository::of(request.order.path)?;
    let _lock = RepositoryLock::take(&repository)?;
    let branch = branch::checked_out(&repository)?;
    let mut report = SyncReport::default();
    pending::take_up(&repository, request, &mut report)?;
    let mut round = Round { repository: &repository, request, branch: &branch, report, start: None };
    for _ in 0..ATTEMPTS {
        if round.run()? {
            return Ok(round.report);
        }
    }
    Err(SyncRefusal::TooOften.into())
}
