//! What the session of a file acts on: given to it once, so that a test can give something else.
//!
//! Entry point: [`SessionContext`].

use std::path::PathBuf;

use super::clock::Clock;
use super::worker::JobRunner;
use crate::config::views::ViewsFolder;
use crate::document::merge::Merged;
use crate::storage::sync::GitIdentity;
use crate::storage::{Disk, Loaded, Person, ReadOnlyReason};

/// Disk, clock, threads and identity.
#[derive(Clone)]
pub struct SessionContext {
    /// The operating system as storage sees it.
    pub disk: &'static dyn Disk,
    /// What the time is.
    pub clock: &'static dyn Clock,
    /// How work beside the loop is run.
    pub jobs: &'static dyn JobRunner,
    /// Who is at work.
    pub person: Person,
    /// When this process started, as text for others that wait for its lock.
    pub since: String,
    /// The user's home folder.
    pub home: Option<PathBuf>,
    /// The user's state folder.
    pub state: Option<PathBuf>,
    /// Where views are saved.
    pub views: ViewsFolder,
    /// Number of daily backups to keep.
    pub backups: usize,
    /// As whom git commits; `None` where no other program may be started.
    pub git: Option<GitIdentity>,
}

/// A dataset as it was opened.
pub struct OpenedDataset {
    /// The dataset as it was read.
    pub loaded: Loaded,
    /// Why nothing may be written, if the user asked for that.
    pub asked: Option<ReadOnlyReason>,
    /// True when only the beginning of the file has been read; the session then reads the rest.
    pub is_beginning: bool,
    /// What conflict markers in the file leave to decide; the loaded text is then our side.
    pub marked: Option<Box<Merged>>,
}
