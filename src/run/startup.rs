//! What the event loop is started with, and how it ends.
//!
//! Does nothing itself. Entry point: [`Startup`].

use std::io;

use crate::session::background_load::LoadError;
use crate::session::{OpenedDataset, SessionContext};
use crate::storage::Environment;
use crate::terminal::Capabilities;

/// What the loop needs from outside.
pub struct Startup {
    /// Variables, folders and host name.
    pub env: Environment,
    /// What the session of the file acts on.
    pub context: SessionContext,
    /// The dataset to be shown.
    pub opened: OpenedDataset,
    /// Whether to ask the terminal for the colour of its background.
    pub asks_background: bool,
    /// What may be sent to the terminal.
    pub capabilities: Capabilities,
    /// Whether addresses on the screen are hyperlinks.
    pub hyperlinks: bool,
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
pub enum ExitReason {
    /// The user quit.
    Asked,
    /// This signal ended it; a lost terminal counts as SIGHUP.
    Signal(i32),
    /// No further line came, in the line mode.
    InputEnded {
        /// Something is not saved; it is kept for the next start.
        is_unsaved: bool,
    },
}
