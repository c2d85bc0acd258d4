//! Reads a history from its end: newest entries first, and no more of the file than necessary.

use std::fs::File;
use std::path::{Path, PathBuf};

use memchr::memmem::Finder;

use super::{FollowedRecord, HistoryEntry, Moment};
use crate::storage::companion::Companion;
use crate::storage::disk::{Disk, OpenMode};
use crate::storage::error::{StorageStep, StoreError, step};
use crate::storage::file_operations::follow;
use crate::storage::person::Person;

/// Minimum number of bytes read at once.
const BLOCK: u64 = 64 * 1024;

/// The entries of a history, newest first. A malformed line is skipped and counted; one that is
/// still being written (without its line break) does not count yet.
pub struct HistoryReader<'d> {
    disk: &'d dyn Disk,
    path: PathBuf,
    file: File,
    /// Number of bytes at the beginning of the file that are not read yet.
    unread: u64,
    /// Bytes read after those and not yet returned.
    buffer: Vec<u8>,
    /// False until what follows the last line break was skipped.
    begun: bool,
    prefix: String,
    /// The record that is followed to the ids that it had before.
    followed: Option<FollowedRecord>,
    /// Finds lines that may concern the prefix, so that others need not be parsed.
    finder: Option<Finder<'static>>,
    since: Option<Moment>,
    /// The author asked for (`anna@`), and a finder for lines that may be theirs.
    author: Option<(Person, Finder<'static>)>,
    damaged: usize,
}

/// Opens a dataset's history; returns `None` when it has none.
///
/// # Errors
/// When there is one that cannot be read.
pub fn read<'d>(disk: &'d dyn Disk, dataset: &Path) -> Result<Option<HistoryReader<'d>>, StoreError> {
    let dataset = follow(disk, dataset)?;
    let path = super::path_of(&dataset);
    let file =
        match (Companion { disk, dataset: &dataset, path: &path }).open(StorageStep::Read, OpenMode::ReadNoFollow) {
            Err(error) if error.is_absence() => return Ok(None),
            result => result?,
        };
    let stat = step(StorageStep::Look, &path, || disk.stat_open(&file))?;
    Ok(Some(HistoryReader {
        disk,
        path,
        file,
        unread: stat.stamp.len,
        buffer: Vec::new(),
        begun: false,
        prefix: String::new(),
        followed: None,
        finder: None,
        since: None,
        author: None,
        damaged: 0,
    }))
}

impl HistoryReader<'_> {
    /// Keeps only entries about this place or one inside it.
    #[must_use]
    pub fn of(mut self, prefix: &str) -> Self {
        self.prefix = prefix.trim_end_matches('/').to_owned();
        self.finder = Some(finder_of(&self.prefix));
        self
    }

    /// Keeps only entries about a record or a place in it, under whichever id the record had when
    /// they were made.
    #[must_use]
    pub fn of_record(mut self, record: FollowedRecord) -> Self {
        self.finder = Some(finder_of(record.name()));
        self.followed = Some(record);
        self
    }

    /// Keeps only what was saved at this moment or later. Clocks differ, so the whole history is
    /// read.
    #[must_use]
    pub fn since(self, moment: Moment) -> Self {
        Self { since: Some(moment), ..self }
    }

    /// Keeps only what this person saved, on whatever machine.
    #[must_use]
    pub fn by(mut self, person: &Person) -> Self {
        let written = serde_json::to_string(&format!("{}@", person.login)).unwrap_or_default();
        let finder = Finder::new(written.strip_suffix('"').unwrap_or_default()).into_owned();
        self.author = Some((person.clone(), finder));
        self
    }

    /// Returns how many lines so far were malformed.
    pub fn damaged(&self) -> usize {
        self.damaged
    }

    /// Returns the line before those returned already, without its line break.
    fn line(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        loop {
            let found = memchr::memrchr(b'\n', &self.buffer);
            match found {
                Some(at) => {
                    let line = self.buffer.split_off(at + 1);
                    self.buffer.pop();
                    return Ok(Some(line));
                }
                None if self.unread == 0 => {
                    let first = std::mem::take(&mut self.buffer);
                    return Ok((!first.is_empty()).then_some(first));
                }
                None => self.read_more()?,
            }
        }
    }

    /// Reads the block before the buffer; a larger one when a line is long, so that the cost stays
    /// linear.
    fn read_more(&mut self) -> Result<(), StoreError> {
        let len = self.unread.min(BLOCK.max(self.buffer.len() as u64));
        let mut block = block(self.disk, &self.path, &self.file, self.unread - len, len)?;
        block.append(&mut self.buffer);
        self.buffer = block;
        self.unread -= len;
        Ok(())
    }

    /// Parses a line; returns its entry if it matches the filters.
    fn wanted(&mut self, line: &[u8]) -> Option<HistoryEntry> {
        if self.finder.as_ref().is_some_and(|finder| finder.find(line).is_none()) {
            return None;
        }
        if self.author.as_ref().is_some_and(|(_, finder)| finder.find(line).is_none()) {
            return None;
        }
        let Ok(fact) = serde_json::from_slice::<HistoryEntry>(line) else {
            self.damaged += 1;
            return None;
        };
        if let Some(followed) = &mut self.followed {
            let is_wanted = followed.concerns(&fact.address);
            if followed.follow(&fact) {
                self.finder = Some(finder_of(followed.name()));
            }
            if !is_wanted {
                return None;
            }
        }
        let late = self.since.is_none_or(|since| fact.instant().is_none_or(|when| when >= since));
        let theirs = self.author.as_ref().is_none_or(|(person, _)| person.is(&fact.who));
        (late && theirs && fact.concerns(&self.prefix)).then_some(fact)
    }
}

impl Iterator for HistoryReader<'_> {
    type Item = Result<HistoryEntry, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if !self.begun {
            let torn = self.line();
            self.begun = true;
            if let Err(error) = torn {
                return self.fail(error);
            }
        }
        loop {
            match self.line() {
                Err(error) => return self.fail(error),
                Ok(None) => return None,
                Ok(Some(line)) => {
                    if let Some(fact) = self.wanted(&line) {
                        return Some(Ok(fact));
                    }
                }
            }
        }
    }
}

impl HistoryReader<'_> {
    /// Reports an error once and ends.
    fn fail(&mut self, error: StoreError) -> Option<Result<HistoryEntry, StoreError>> {
        (self.unread, self.begun) = (0, true);
        self.buffer.clear();
        Some(Err(error))
    }
}

/// Returns what finds lines with an address that begins like this.
fn finder_of(prefix: &str) -> Finder<'static> {
    // As it appears in the line, where it need not be followed by a quote.
    let written = serde_json::to_string(prefix).unwrap_or_default();
    Finder::new(written.strip_suffix('"').unwrap_or_default()).into_owned()
}

/// Returns where the last complete line of a history of this length ends.
pub(super) fn whole_end(disk: &dyn Disk, path: &Path, file: &File, len: u64) -> Result<u64, StoreError> {
    let mut unread = len;
    while unread > 0 {
        let part = unread.min(BLOCK);
        let bytes = block(disk, path, file, unread - part, part)?;
        if let Some(at) = memchr::memrchr(b'\n', &bytes) {
            return Ok(unread - part + at as u64 + 1);
        }
        unread -= part;
    }
    Ok(0)
}

/// Returns the last line of a history whose lines end at `end`, without its line break; empty when
/// there is none.
pub(super) fn line_before(disk: &dyn Disk, path: &Path, file: &File, end: u64) -> Result<Vec<u8>, StoreError> {
    let (mut unread, mut line) = (end.saturating_sub(1), Vec::new());
    while unread > 0 {
        let part = unread.min(BLOCK.max(line.len() as u64));
        let mut bytes = block(disk, path, file, unread - part, part)?;
        bytes.append(&mut line);
        line = bytes;
        if let Some(at) = memchr::memrchr(b'\n', &line) {
            return Ok(line.split_off(at + 1));
        }
        unread -= part;
    }
    Ok(line)
}

fn block(disk: &dyn Disk, path: &Path, file: &File, at: u64, len: u64) -> Result<Vec<u8>, StoreError> {
    let mut bytes = vec![0; len as usize];
    let mut filled = 0;
    while filled < bytes.len() {
        let from = at + filled as u64;
        match step(StorageStep::Read, path, || disk.read(file, &mut bytes[filled..], from))? {
            // The file was truncated meanwhile; what is gone cannot be an entry.
            0 => break,
            count => filled += count,
        }
    }
    Ok(bytes)
}
