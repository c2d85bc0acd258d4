//! Synchronises a dataset with the upstream of its repository: commits what is saved, fetches,
//! merges by record, writes the dataset, pushes.
//!
//! Git stores and transfers the versions. They are merged here, in memory, by the same code as
//! `merge`, so that the repository is never in the middle of a merge. Every step leaves a state
//! that the next run can resume (see [`pending_merge`]). Proposals beside the dataset are committed
//! with it. Other files of the repository are updated where only the other side changed them, and
//! left to git otherwise. Must not decide conflicts. Entry point: [`sync()`].

mod attributes_file;
mod branch;
mod identity;
mod message;
mod other_files;
mod pending_merge;
mod proposal_files;
mod received_changes;
mod received_text;
mod refusal;
mod round;
mod saved_notes;
mod tree;
mod untold;

use super::StoreError;
use super::repository::{Repository, RepositoryError};
use super::write_target::WriteTarget;
use crate::document::merge::{ConflictSide, Merged};
use crate::document::{Document, FieldChange};
use crate::texts::Lang;

pub use identity::GitIdentity;
pub use message::name_of;
pub use other_files::ReceivedFiles;
pub use received_changes::{AuthorShare, Received};
pub use refusal::SyncRefusal;
pub use untold::Receipt;

use pending_merge::RepositoryLock;
use round::Round;

/// Number of attempts before giving up because others keep pushing first.
const ATTEMPTS: usize = 8;

/// The input of a sync.
pub struct SyncRequest<'a> {
    /// The dataset, and how it is saved.
    pub order: WriteTarget<'a>,
    /// Today (`2026-11-23`), by the caller's clock.
    pub day: &'a str,
    /// Number of daily backups to keep.
    pub backups: usize,
    /// The author of commits, unless git is configured with one.
    pub identity: &'a GitIdentity,
    /// The language of the commits' messages.
    pub lang: Lang,
    /// The side that wins every conflict; `None`: a person decides.
    pub preferred: Option<ConflictSide>,
    /// Their commit whose conflicts a person decided; the saved dataset has the decisions.
    pub decided: Option<&'a str>,
    /// Whether it only says what it would do.
    pub is_rehearsal: bool,
    /// Called at the beginning of each step.
    pub on_step: &'a dyn Fn(SyncStep),
    /// Returns true once the sync was cancelled.
    pub is_cancelled: &'a dyn Fn() -> bool,
}

impl SyncRequest<'_> {
    /// Decides all conflicts for one side, if that was requested.
    fn prefer(&self, merged: &mut Merged) {
        let Some(side) = &self.preferred else { return };
        // A decision may raise another conflict, but not without end.
        for _ in 0..merged.conflicts.len() * 2 + 8 {
            if merged.conflicts.is_empty() || merged.resolve(merged.conflicts.len() - 1, side).is_err() {
                return;
            }
        }
    }
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
    /// The changes committed from the saved dataset; `None` when it was committed already.
    pub committed: Option<Vec<FieldChange>>,
    /// Whether that is the first version in the repository.
    pub is_first: bool,
    /// Number of proposals and answers to them that were committed.
    pub proposals: usize,
    /// Whether `.gitattributes` was committed, as `git setup` wrote it.
    pub has_attributes: bool,
    /// The changes received from others.
    pub received: Received,
    /// The files received besides the dataset.
    pub received_files: ReceivedFiles,
    /// Whether something was pushed.
    pub pushed: bool,
    /// The conflicts that a person has to decide; nothing was merged then.
    pub conflicts: Option<Box<SyncConflicts>>,
    /// Problems that did not end the sync.
    pub notes: Vec<RepositoryError>,
    /// To be acknowledged once a person was told what was received.
    pub receipt: Option<Receipt>,
}

/// Versions with conflicts that a person has to decide.
#[derive(Debug)]
pub struct SyncConflicts {
    /// The common base.
    pub base: Document,
    /// The saved dataset.
    pub ours: Document,
    /// The version of the others.
    pub theirs: Document,
    /// The merge, with its conflicts.
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

/// Synchronises the dataset with its upstream.
///
/// # Errors
/// Why it ended early.
pub fn sync(request: &SyncRequest<'_>) -> Result<SyncReport, SyncError> {
    let repository = Repository::with_environment(request.order.path, request.identity.environment())?;
    let _lock = RepositoryLock::take(&repository)?;
    let branch = branch::checked_out(&repository)?;
    let mut report = SyncReport::default();
    let untold = pending_merge::take_up(&repository, request, &mut report)?;
    report.receipt = untold.as_ref().map(|_| Receipt::of(&repository));
    let mut round = Round { repository: &repository, request, branch: &branch, report, untold, is_told: false };
    for _ in 0..ATTEMPTS {
        if round.run()? {
            return Ok(round.report);
        }
    }
    Err(SyncRefusal::TooOften.into())
}
