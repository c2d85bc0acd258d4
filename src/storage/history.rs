//! The change history: one line for each change, appended to a file beside the dataset
//! (`koeln.ron.history`).
//!
//! A line is a JSON object that contains RON texts, so that other tools can read it too. Lines are
//! appended after a successful save, under the dataset's lock, and never altered; only [`purge`]
//! removes some, for data protection, and notes that it did. A history that cannot be written never
//! undoes the save. Reading takes no lock and starts at the end ([`HistoryReader`]).
//!
//! Does not know the clock or what a change means. Entry point: [`append`], [`read`], [`purge`].

mod followed_record;
mod reader;
mod timestamp;
mod value_authors;

pub use followed_record::{FollowedRecord, path_in_record, unquoted};
pub use reader::{HistoryReader, read};
pub use timestamp::Moment;
pub use value_authors::{ValueAuthor, ValueAuthors};

use std::fs::File;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic_save::SaveTransaction;
use super::companion::Companion;
use super::companion_name::behind;
use super::disk::{Disk, OpenMode};
use super::error::{StorageStep, StoreError, step};
use super::file_operations::{follow, sync_folder, write_at};
use super::lock;
use super::permissions;
use super::write_target::WriteTarget;
use crate::document::{Address, FieldChange, FormerNeighbours};
use crate::schema::Schema;
use crate::texts::{self, Lang};

/// A change of one value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When it was saved (RFC 3339).
    pub when: String,
    /// `anna@host`.
    pub who: String,
    /// The number of its save: one more than that of the entry before. Tells saves within one
    /// second apart. Lines of older versions have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub save: Option<u64>,
    /// The record or value, as people type it (`bodies/dueren-buero/contact/phone`).
    pub address: String,
    /// RON text before; `None` when it was absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// RON text after; `None` when it is absent now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The records beside a removed one, so that it can return between them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<FormerNeighbours>,
    /// The step it belongs to, in words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub step: String,
    /// The reason, if the person gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who proposed it, where whoever saved it took a proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<String>,
}

/// What the history calls a save: all its entries have the same, and no other save has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveId {
    when: String,
    who: String,
    number: Option<u64>,
}

/// The result of a purge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PurgeReport {
    /// Number of lines removed.
    pub removed: usize,
    /// Number of lines kept, including those whose date cannot be read.
    pub kept: usize,
}

impl HistoryEntry {
    /// Creates the entry of a change, without step and reason.
    pub fn of(schema: &'static Schema, change: FieldChange, when: &str, who: &str) -> HistoryEntry {
        HistoryEntry {
            when: when.to_owned(),
            who: who.to_owned(),
            address: change.address.display(schema).to_string(),
            before: change.before,
            after: change.after,
            ..HistoryEntry::default()
        }
    }

    /// Returns the change that it records; `None` when there can be no such place.
    pub fn change(&self, schema: &'static Schema) -> Option<FieldChange> {
        let address = Address::parse(schema, &self.address).ok()?;
        Some(FieldChange { address, before: self.before.clone(), after: self.after.clone() })
    }

    /// Returns who saved it and, if it was proposed, by whom, in words.
    pub fn saved_by(&self, lang: Lang) -> String {
        match &self.proposed_by {
            Some(proposer) => texts::proposals::by_proposal(lang, &self.who, proposer),
            None => self.who.clone(),
        }
    }

    /// Returns what its save is called.
    pub fn save_id(&self) -> SaveId {
        SaveId { when: self.when.clone(), who: self.who.clone(), number: self.save }
    }

    /// Returns true when both were saved together.
    pub fn is_of_save_of(&self, other: &HistoryEntry) -> bool {
        (&self.when, &self.who, self.save) == (&other.when, &other.who, other.save)
    }

    /// Returns when it was saved; `None` when `when` is not a valid timestamp.
    pub fn instant(&self) -> Option<Moment> {
        Moment::parse(&self.when)
    }

    /// Returns true when it is about this place or one inside it; an empty prefix matches
    /// everything.
    pub fn concerns(&self, prefix: &str) -> bool {
        let prefix = prefix.trim_end_matches('/');
        prefix.is_empty()
            || self.address.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// Returns the history file of a dataset (symbolic links followed already).
pub fn path_of(dataset: &Path) -> PathBuf {
    behind(dataset, ".history")
}

/// Appends what a save of the `dataset` (symbolic links followed already) changed: all of it or
/// nothing. Numbers the save and returns what it is called. The caller holds the dataset's lock;
/// `locked` is false where the file system does not support locks.
///
/// # Errors
/// When it cannot be written; the save remains valid.
pub fn append(
    disk: &dyn Disk,
    dataset: &Path,
    facts: &[HistoryEntry],
    locked: bool,
) -> Result<Option<SaveId>, StoreError> {
    let Some(first) = facts.first() else { return Ok(None) };
    let path = path_of(dataset);
    let file = open(&Companion { disk, dataset, path: &path })?;
    let len = step(StorageStep::Look, &path, || disk.stat_open(&file))?.stamp.len;
    if len == 0 {
        // Also for a file that was created but could not be given its permissions.
        permissions::give(disk, dataset, &path, &file)?;
    }
    let whole = reader::whole_end(disk, &path, &file, len)?;
    let last = reader::line_before(disk, &path, &file, whole)?;
    let last = serde_json::from_slice::<HistoryEntry>(&last).ok().and_then(|entry| entry.save);
    let number = Some(last.map_or(1, |last| last.saturating_add(1)));
    let numbered: Vec<HistoryEntry> = facts.iter().map(|fact| HistoryEntry { save: number, ..fact.clone() }).collect();
    let lines = lines(&path, &numbered)?;
    // A torn line at the end means that its writer died, unless locks are not supported here: then
    // it may still be writing.
    let (at, separator) = match (whole == len, locked) {
        (true, _) | (false, true) => (whole, &b""[..]),
        (false, false) => (len, &b"\n"[..]),
    };
    let written = write_at(disk, &path, &file, &[separator, &lines].concat(), at)
        .and_then(|()| {
            step(StorageStep::Write, &path, || disk.set_len(&file, at + (separator.len() + lines.len()) as u64))
        })
        .and_then(|()| step(StorageStep::Sync, &path, || disk.sync(&file)))
        .and_then(|()| if len == 0 { sync_folder(disk, &path) } else { Ok(()) });
    if written.is_err() {
        let _ = step(StorageStep::Write, &path, || disk.set_len(&file, at));
    }
    written.map(|()| Some(SaveId { number, ..first.save_id() }))
}

/// Removes the lines of the changes that are meant and appends the note of it, given their number;
/// the rest stays byte for byte. Nothing is written where there are none. `order` is the dataset's.
///
/// # Errors
/// As [`super::replace()`]; the history is then unchanged.
pub fn purge(
    order: WriteTarget<'_>,
    is_meant: &dyn Fn(&HistoryEntry) -> bool,
    note: &dyn Fn(usize) -> HistoryEntry,
) -> Result<PurgeReport, StoreError> {
    let dataset = follow(order.disk, order.path)?;
    let path = path_of(&dataset);
    let lock = lock::take(order.disk, &dataset, order.holder, order.patience)?;
    match (Companion { disk: order.disk, dataset: &dataset, path: &path })
        .open(StorageStep::Look, OpenMode::ReadNoFollow)
    {
        Err(error) if !error.is_absence() => return Err(error),
        _ => {}
    }
    let writing = SaveTransaction::beside(WriteTarget { path: &path, ..order }, path.clone(), lock)?;
    let text = writing.current().map(|loaded| loaded.text.clone()).unwrap_or_default();
    let goes = |line: &&str| serde_json::from_str::<HistoryEntry>(line).is_ok_and(|entry| is_meant(&entry));
    let (removed, kept): (Vec<&str>, Vec<&str>) = text.split_inclusive('\n').partition(goes);
    let purged = PurgeReport { removed: removed.len(), kept: kept.len() };
    if purged.removed > 0 {
        let is_torn = kept.last().is_some_and(|line| !line.ends_with('\n'));
        let note = String::from_utf8(lines(&path, &[note(purged.removed)])?).unwrap_or_default();
        let last = [if is_torn { "\n" } else { "" }, &note];
        writing.write(kept.into_iter().chain(last), |_| Ok(()))?;
    }
    Ok(purged)
}

fn lines(path: &Path, facts: &[HistoryEntry]) -> Result<Vec<u8>, StoreError> {
    let mut lines = Vec::new();
    for fact in facts {
        serde_json::to_writer(&mut lines, fact).map_err(|error| StoreError::Io {
            step: StorageStep::Write,
            path: path.to_owned(),
            error: error.into(),
        })?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// Opens the history, creating it if necessary.
fn open(history: &Companion<'_>) -> Result<File, StoreError> {
    match history.open(StorageStep::Write, OpenMode::Write) {
        Err(error) if error.is_absence() => {
            step(StorageStep::Write, history.path, || history.disk.open(history.path, OpenMode::New(0o600)))
        }
        result => result,
    }
}
