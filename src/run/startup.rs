//! What the event loop is started with, and how it ends.
//!
//! Does nothing itself. Entry point: [`Startup`].

use std::io;

use super::background_load::LoadError;
use crate::document::merge::Merged;
use crate::storage::{Environment, Loaded, Person, ReadOnlyReason};

/// What the loop needs from outside.
pub struct Startup {
    /// Variables, folders and host name.
    pub env: Environment,
    /// Who is at work.
    pub person: Person,
    /// The dataset as it was read.
    pub loaded: Loaded,
    /// When this process started, as text for others that wait for its lock.
    pub since: String,
    /// Why nothing may be written, if the user asked for that.
    pub asked: Option<ReadOnlyReason>,
    /// True when only the beginning of the file has been read; the loop then reads the rest.
    pub beginning: bool,
    /// Number of daily backups to keep.
    pub backups: usize,
    /// What conflict markers in the file leave to decide; the loaded text is then our side.
    pub marked: Option<Box<Merged>>,
}

/// Why the screen ended without being asked to.
#[derive(Debug)]
pub enum RunError {
    /// The terminal failed.
    Terminal(io::Error),
    /// The rest of the file could not be read.
    Load(LoadError),
}

impl From<io::Error> for RunError {
    fn from(error: io::Error) -> RunError {
        RunError::Terminal(error)
    }
}

/// How the user or the system ended the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// The user quit.
    Asked,
    /// This signal ended it; a lost terminal counts as SIGHUP.
    Signal(i32),
}
