//! How a sync with other machines ended, as the screen is told.
//!
//! Entry point: [`SyncEnd`].

use crate::storage::sync::SyncConflicts;

/// How a sync ended.
#[derive(Debug)]
pub enum SyncEnd {
    /// All is done.
    Done {
        /// What was done, in words.
        said: String,
        /// Whether that wrote the dataset.
        has_written: bool,
    },
    /// A person has to decide; the author of the other version, where there is only one.
    Asked(Box<SyncConflicts>, Option<String>),
    /// It ended early; carries why, and what to do.
    Failed(String),
}
