//! What passes between the screen and the file: saves, and what other people and earlier sessions
//! did.
//!
//! Only the state; [`super::saving`], [`super::merge_session`], [`super::recovery`] and
//! [`super::saved_undo`] work on it. Entry point: [`FileSync`].

use super::merge_session::Merging;
use super::recovery::Recovery;
use super::saved_undo::EarlierSaves;
use super::saving::{Leaving, SaveProgress};
use super::syncing::SyncWait;

/// The state of the exchange with the file.
#[derive(Debug, Default)]
pub struct FileSync {
    /// The running save.
    pub saving: Option<SaveProgress>,
    /// Whether the program quits when the save has ended.
    pub(super) leaving: Leaving,
    /// Other people with unsaved changes, in words.
    pub others: Vec<String>,
    /// A merge that waits for decisions.
    pub(super) merging: Option<Merging>,
    /// What a sync with other machines waits for.
    pub(super) sync_wait: SyncWait,
    /// Changes of earlier sessions that wait for a decision.
    pub(super) recovery: Recovery,
    /// Earlier saves that can be undone, as far as they are known.
    pub(super) earlier: EarlierSaves,
}
