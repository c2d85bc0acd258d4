//! The states of the file: what is being done with it, one thing at a time.
//!
//! Says only what a state consists of. The transitions:
//!
//! | from | by | to |
//! | --- | --- | --- |
//! | `Idle` | the beginning of a large file was opened | `Loading` |
//! | `Loading` | its end | `Idle` |
//! | `Idle`, `Outrun` | a save is asked for | `Saving` |
//! | `Saving` | its end | `Idle` |
//! | `Saving` | its end, outrun by another version | `Merging(SaveOutrun)` |
//! | `Idle` | another version is found in the file | `Merging(FileChanged)` |
//! | `Merging` | its end, but the document was changed meanwhile | `Merging`, again |
//! | `Merging(FileChanged)` | its end | `Idle` |
//! | `Merging(FileChanged)` | a save or another base cancels it; the file is read again | `Idle` |
//! | `Merging(SaveOutrun)` | its end | `Outrun` |
//! | `Outrun` | no save is asked for: there is a question or an error | `Idle` |
//!
//! Entry point: [`FileWork`].

use super::background_load::{LoadError, LoadedDataset};
use super::merge_job::MergeResult;
use super::worker::Worker;
use crate::document::Snapshot;
use crate::storage::lock::KeptLock;
use crate::storage::save::SaveOutcome;
use crate::storage::{Content, ReadOnlyReason, StoreError};

/// What is being done with the file.
#[derive(Default)]
pub(super) enum FileWork {
    /// Nothing.
    #[default]
    Idle,
    /// The rest of a large file is read.
    Loading(RunningLoad),
    /// The dataset is written.
    Saving(RunningSave),
    /// A version that others wrote is merged with the dataset.
    Merging(RunningMerge),
    /// A save was outrun, and what others wrote is merged: the next attempt takes the lock over.
    Outrun(Option<KeptLock>),
}

/// The running load of a large file.
pub(super) struct RunningLoad {
    pub(super) worker: Worker<Result<LoadedDataset, LoadError>>,
    /// Why nothing may be written, if the user asked for that.
    pub(super) asked: Option<ReadOnlyReason>,
}

/// A running save.
pub(super) struct RunningSave {
    pub(super) worker: Worker<Result<SaveOutcome, StoreError>>,
    /// What it writes.
    pub(super) snapshot: Snapshot,
    /// The content of the snapshot.
    pub(super) content: Content,
}

/// A running merge of an external version.
pub(super) struct RunningMerge {
    pub(super) worker: Worker<Result<MergeResult, StoreError>>,
    pub(super) reason: MergeReason,
    /// How often it was begun.
    pub(super) attempt: u8,
}

/// Why a merge runs.
pub(super) enum MergeReason {
    /// Others changed the file.
    FileChanged,
    /// It blocks a save that was outrun, which continues afterwards with the lock it holds.
    SaveOutrun(Option<KeptLock>),
}

impl MergeReason {
    /// Returns true when a save waits for the merge.
    pub(super) fn is_save(&self) -> bool {
        matches!(self, MergeReason::SaveOutrun(_))
    }

    /// Returns true when the lock is held, so that the external save is complete, history included.
    pub(super) fn holds_lock(&self) -> bool {
        matches!(self, MergeReason::SaveOutrun(Some(_)))
    }
}

impl FileWork {
    /// Returns true when a save runs, or a merge that it waits for.
    pub(super) fn is_for_save(&self) -> bool {
        match self {
            FileWork::Saving(_) => true,
            FileWork::Merging(merge) => merge.reason.is_save(),
            FileWork::Idle | FileWork::Loading(_) | FileWork::Outrun(_) => false,
        }
    }
}
