//! Past reminders, one per line, in a file beside the dataset (`koeln.ron.reminders`).
//!
//! Each line is a JSON object. A line that cannot be parsed is ignored and kept. Does not know the
//! clock or what is due. Entry points: [`read`], [`append`].

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::error::{StorageStep, StoreError};
use super::text_file::{REMINDERS, TextFile};

/// Number of attempts to append while other programs append, too.
const ATTEMPTS: usize = 20;

/// A past reminder, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The day (`2026-11-30`).
    pub day: String,
    /// Who asked for it, as in the history.
    pub who: String,
    /// The mailbox.
    pub caretaker: String,
    /// The places of the statements, as people type them.
    pub places: Vec<String>,
}

/// Returns the reminders about a dataset, the oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn read(disk: &'static dyn Disk, dataset: &Path) -> Result<Vec<Reminder>, StoreError> {
    let file = match TextFile::beside(disk, dataset, REMINDERS) {
        Err(error) if error.is_absence() => return Ok(Vec::new()),
        file => file?,
    };
    let text = file.read()?.unwrap_or_default();
    Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// Appends a reminder.
///
/// # Errors
/// When it cannot be written; the file is as it was then.
pub fn append(disk: &'static dyn Disk, dataset: &Path, reminder: &Reminder) -> Result<(), StoreError> {
    let file = TextFile::beside(disk, dataset, REMINDERS)?;
    let failed = |error: std::io::Error| StoreError::Io { step: StorageStep::Write, path: file.path.clone(), error };
    let line = serde_json::to_string(reminder).map_err(|error| failed(error.into()))?;
    for _ in 0..ATTEMPTS {
        let read = file.read()?;
        let before = read.as_deref().unwrap_or_default();
        let separator = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
        if file.replace(read.as_deref(), &format!("{before}{separator}{line}\n"))? {
            return Ok(());
        }
    }
    Err(failed(std::io::ErrorKind::ResourceBusy.into()))
}
