//! Looks up in the history who wrote the values that others changed.
//!
//! Must not decide how this is presented. Entry point: [`value_authors`].

use std::path::Path;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

use super::clock::local;
use crate::document::merge::{DiffPlace, Merged};
use crate::document::{Address, Document};
use crate::storage::history::{self, FollowedRecord, HistoryEntry, ValueAuthors, path_in_record};
use crate::storage::lock::{self, LockState};
use crate::storage::{Disk, Loaded};

/// Up to this many records are looked up one by one, which avoids parsing the entries of all
/// others.
const FEW: usize = 8;

/// Pause between two checks whether a save is over. A save writes its history entries just after
/// the file's new content.
const WAIT: Duration = Duration::from_millis(10);

/// Maximum number of these checks.
const ATTEMPTS: usize = 20;

/// Returns who wrote the values of the records that others changed in a loaded file. `is_noted`
/// says that their save is known to be complete, history included.
pub(super) fn value_authors(
    disk: &dyn Disk,
    document: &Document,
    loaded: &Loaded,
    merged: &Merged,
    is_noted: bool,
) -> ValueAuthors {
    let records = records(merged);
    let Some(entries) = loaded.path.as_deref().and_then(|path| {
        if !is_noted {
            until_saved(disk, path);
        }
        entries(disk, path, document, &records)
    }) else {
        return ValueAuthors::default();
    };
    let entries = entries.into_iter().map(|entry| HistoryEntry { when: local(&entry.when), ..entry });
    ValueAuthors::new(document.schema(), entries, records, file_time(loaded))
}

/// Returns the records in which something was merged or needs a decision.
fn records(merged: &Merged) -> Vec<Address> {
    let places = merged.conflicts.iter().map(|conflict| &conflict.place);
    let mut records: Vec<Address> = Vec::new();
    for address in places.chain(merged.taken.iter().map(|d| &d.place)).filter_map(DiffPlace::address) {
        let record = Address::record(address.table, address.id.clone());
        if !records.contains(&record) {
            records.push(record);
        }
    }
    records
}

/// Returns the history entries of these records, newest first for each; `None` when the history
/// cannot be read.
fn entries(disk: &dyn Disk, path: &Path, document: &Document, records: &[Address]) -> Option<Vec<HistoryEntry>> {
    let names: Vec<String> = records.iter().map(|record| record.display(document.schema()).to_string()).collect();
    let past = || history::read(disk, path).ok();
    if names.len() <= FEW {
        let mut found = Vec::new();
        for name in &names {
            let of_record = past()?.into_iter().flat_map(|past| past.of_record(FollowedRecord::new(name, "")));
            // Values are looked up by the id that the record has now.
            found.extend(of_record.filter_map(Result::ok).map(|entry| under(name, entry)));
        }
        return Some(found);
    }
    let is_asked = |entry: &HistoryEntry| names.iter().any(|name| entry.concerns(name));
    Some(past()?.into_iter().flatten().filter_map(Result::ok).filter(is_asked).collect())
}

/// Returns an entry with its place under this record, which it may have called by an earlier id.
fn under(record: &str, entry: HistoryEntry) -> HistoryEntry {
    let address = match path_in_record(&entry.address) {
        "" => record.to_owned(),
        path => format!("{record}/{path}"),
    };
    HistoryEntry { address, ..entry }
}

/// Waits briefly for a save whose history entries are still being written.
fn until_saved(disk: &dyn Disk, path: &Path) {
    for _ in 0..ATTEMPTS {
        match lock::look(disk, path) {
            Ok(LockState::Held(_)) => thread::sleep(WAIT),
            _ => return,
        }
    }
}

/// Returns when the file was written, as local time for people.
fn file_time(loaded: &Loaded) -> String {
    let modified = loaded.fingerprint.map(|fingerprint| fingerprint.stamp.modified.0);
    let moment = modified.and_then(|seconds| Timestamp::from_second(seconds).ok());
    moment.map_or_else(|| "?".to_owned(), |moment| local(&moment.to_string()))
}
