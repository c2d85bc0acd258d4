//! The recovery journal: unsaved changes, on the disk before the screen shows them as done.
//!
//! There is one file per running program and dataset in the user's state folder, created at the
//! first change and locked by its owner, so that another start can tell whether the owner still
//! runs. Lines are only ever appended and carry a checksum ([`super::checksummed_line`]); a torn
//! one at the end belongs to a change that was never shown as done. What could not be written (a
//! full disk) stays in memory and is written first the next time, so a journal never has a gap.
//!
//! What is done with a journal whose owner is gone is for the user to decide: [`pending`] lists
//! them and never removes one that has something to decide. Does not know the screen, the clock or
//! what a change means. Entry point: [`Journal::new`], [`pending`].

mod recovered;
mod wire;

pub use recovered::{PendingJournals, Recovered, UnreadableJournal, UnreadableReason, pending};

use std::fs::File;
use std::path::{Path, PathBuf};

use super::checksummed_line::seal;
use super::disk::Disk;
use super::error::{StorageStep, StoreError, step};
use super::file_operations::{create_folders, sync_folder};
use super::fingerprint::Content;
use super::load::read_to_end;
use super::process_file;
use crate::document::{Address, Change};
use crate::schema::Schema;
use wire::{DraftLine, Header, JournalEntry, StepLine};

/// Folder of the journals in the user's state folder.
pub const FOLDER: &str = "journal";

/// Ending of a journal's name.
const ENDING: &str = ".journal";

/// Drafts are no longer kept in memory when this many bytes wait for a failing disk; changes always
/// are.
const BACKLOG_FOR_DRAFTS: usize = 1 << 20;

/// Who writes a journal, and about which dataset.
#[derive(Debug, Clone)]
pub struct Author {
    /// `anna@host`.
    pub who: String,
    /// When the program was started, as text for people (RFC 3339).
    pub started: String,
    /// The dataset's file, as the user knows it; it need not exist yet.
    pub dataset: PathBuf,
    /// What the file held when it was read; `None` for the shipped dataset.
    pub base: Option<Content>,
}

/// How a step came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepOrigin {
    /// The person made it.
    Made,
    /// They undid it; the changes are the inverse ones.
    Undone,
    /// They redid it.
    Redone,
}

/// A step that was made, undone or redone; the changes are those carried out, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalStep {
    /// When (RFC 3339).
    pub time: String,
    /// What was done, in words.
    pub name: String,
    /// How it came about.
    pub how: StepOrigin,
    /// The open field whose text this step confirmed; it ends the field's draft.
    pub field: Option<Address>,
    /// What was carried out.
    pub changes: Vec<Change>,
    /// The proposed changes that it takes: of each the name of the proposal, and the number there.
    pub takes: Vec<(String, usize)>,
}

/// Unconfirmed text of an open field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalDraft {
    /// When it was persisted (RFC 3339).
    pub time: String,
    /// The field.
    pub field: Address,
    /// The text as typed.
    pub text: String,
}

/// The journal of this program for one dataset. Dropping it leaves its file, which the next start
/// then offers.
pub struct Journal<'d> {
    disk: &'d dyn Disk,
    schema: &'static Schema,
    header: Header,
    /// Folder and beginning of the file's name; `None` when the user has no state folder.
    stem: Option<PathBuf>,
    file: Option<(PathBuf, File)>,
    /// True when the file's name is flushed to the disk too.
    named: bool,
    /// Number of bytes of the file that are known to be on the disk.
    end: u64,
    /// Lines that are not on the disk yet.
    backlog: Vec<u8>,
    /// Fields with an unconfirmed draft.
    open_fields: Vec<Address>,
    /// The running save, if one was announced.
    save: Option<PendingSave>,
}

/// A running save.
#[derive(Debug, Clone, Copy)]
struct PendingSave {
    /// The journal has a record of it: there was something to lose.
    noted: bool,
    /// Steps were made since, which it does not write to the file.
    outrun: bool,
}

impl<'d> Journal<'d> {
    /// Returns a journal without a file yet; nothing is touched. `state` is the user's state
    /// folder.
    pub fn new(disk: &'d dyn Disk, schema: &'static Schema, state: Option<&Path>, author: Author) -> Journal<'d> {
        let (dataset, key) = super::canonical_path::of(disk, &author.dataset);
        let header = Header {
            format: wire::FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            who: author.who,
            pid: std::process::id(),
            started: author.started,
            dataset: dataset.to_string_lossy().into_owned(),
            base: author.base.map(Content::to_text),
        };
        Journal {
            disk,
            schema,
            header,
            stem: state.map(|state| state.join(FOLDER).join(key)),
            file: None,
            named: false,
            end: 0,
            backlog: Vec::new(),
            open_fields: Vec::new(),
            save: None,
        }
    }

    /// Returns the journal's file, once there is one.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|(path, _)| path.as_path())
    }

    /// Creates the file before it is needed (when a field is opened), so that the first change is
    /// as fast as the others.
    ///
    /// # Errors
    /// As [`Journal::steps`].
    pub fn prepare(&mut self) -> Result<(), StoreError> {
        self.begin()?;
        self.flush()
    }

    /// Writes a step; when this returns, it is on the disk.
    ///
    /// # Errors
    /// As [`Journal::steps`].
    pub fn step(&mut self, done: &JournalStep) -> Result<(), StoreError> {
        self.steps(std::slice::from_ref(done))
    }

    /// Writes several steps at once.
    ///
    /// # Errors
    /// [`StoreError::NoPlace`] without a state folder, otherwise [`StoreError::Io`]. The steps are
    /// then kept in memory and written with the next ones, or by [`Journal::retry`]; the program
    /// can continue, less safely.
    pub fn steps(&mut self, done: &[JournalStep]) -> Result<(), StoreError> {
        if let Some(save) = &mut self.save {
            save.outrun |= !done.is_empty();
        }
        self.begin()?;
        for step in done {
            self.open_fields.retain(|field| Some(field) != step.field.as_ref());
            self.add(&JournalEntry::Step(StepLine::new(self.schema, step)))?;
        }
        self.flush()
    }

    /// Writes the text of an open field.
    ///
    /// # Errors
    /// As [`Journal::steps`].
    pub fn draft(&mut self, draft: &JournalDraft) -> Result<(), StoreError> {
        if !self.open_fields.contains(&draft.field) {
            self.open_fields.push(draft.field.clone());
        }
        if self.backlog.len() < BACKLOG_FOR_DRAFTS {
            self.begin()?;
            let line = DraftLine::new(self.schema, &draft.time, &draft.field, Some(&draft.text));
            self.add(&JournalEntry::Draft(line))?;
        }
        self.flush()
    }

    /// Records that a field was closed unchanged, which ends its draft. Writes nothing when it had
    /// none.
    ///
    /// # Errors
    /// As [`Journal::steps`].
    pub fn close_draft(&mut self, time: &str, field: &Address) -> Result<(), StoreError> {
        if !self.open_fields.contains(field) {
            return Ok(());
        }
        self.open_fields.retain(|open| open != field);
        self.begin()?;
        self.add(&JournalEntry::Draft(DraftLine::new(self.schema, time, field, None)))?;
        self.flush()
    }

    /// Records before a save what the file will hold, so that a kill between the save and
    /// [`Journal::saved`] leaves no doubt. Steps made from now on are not part of it. Writes
    /// nothing when there is nothing to lose.
    ///
    /// # Errors
    /// As [`Journal::steps`].
    pub fn saving(&mut self, content: Content) -> Result<(), StoreError> {
        let noted = self.end > 0 || !self.backlog.is_empty();
        self.save = Some(PendingSave { noted, outrun: false });
        if !noted {
            return Ok(());
        }
        self.add(&JournalEntry::Saving(content.to_text()))?;
        self.flush()
    }

    /// Records that the dataset was saved with this content: the steps so far need no journal any
    /// more, or those up to [`Journal::saving`] where that announced the save. Later steps stay,
    /// and so does the journal.
    ///
    /// Must not be called when it is unknown whether the save survives a power cut
    /// ([`super::SaveNote::NotDurable`]).
    ///
    /// # Errors
    /// As [`Journal::steps`].
    pub fn saved(&mut self, content: Content) -> Result<(), StoreError> {
        self.header.base = Some(content.to_text());
        let save = self.save.take().unwrap_or(PendingSave { noted: true, outrun: false });
        if self.open_fields.is_empty() && !save.outrun {
            if let Some((path, file)) = &self.file
                && step(StorageStep::Write, path, || self.disk.set_len(file, 0)).is_ok()
            {
                self.end = 0;
            }
            self.backlog.clear();
        }
        let empty = self.end == 0 && self.backlog.is_empty();
        // Without a record of its beginning, all steps count as later ones.
        if empty || (save.outrun && !save.noted) {
            return Ok(());
        }
        self.add(&JournalEntry::Saved(content.to_text()))?;
        self.flush()
    }

    /// Retries what could not be written; does nothing when there is nothing.
    ///
    /// # Errors
    /// As [`Journal::steps`].
    pub fn retry(&mut self) -> Result<(), StoreError> {
        self.flush()
    }

    /// Removes the journal: everything is saved, or the user does not want it.
    ///
    /// # Errors
    /// When the file cannot be removed; the next start then offers its content.
    pub fn discard(&mut self) -> Result<(), StoreError> {
        self.backlog.clear();
        self.open_fields.clear();
        self.save = None;
        self.end = 0;
        self.named = false;
        match self.file.take() {
            Some((path, _file)) => remove(self.disk, &path),
            None => Ok(()),
        }
    }

    /// Puts the header first if nothing was written yet.
    fn begin(&mut self) -> Result<(), StoreError> {
        if self.end == 0 && self.backlog.is_empty() {
            self.add(&JournalEntry::Header(self.header.clone()))
        } else {
            Ok(())
        }
    }

    fn add(&mut self, entry: &JournalEntry) -> Result<(), StoreError> {
        let backlog = &mut self.backlog;
        let before = backlog.len();
        let path = self.stem.as_deref().ok_or(StoreError::NoPlace)?;
        seal(entry, backlog).map_err(|error| {
            backlog.truncate(before);
            StoreError::Io { step: StorageStep::Write, path: path.to_owned(), error }
        })
    }

    /// Flushes everything to the disk. What was written but not confirmed is written again: after
    /// an error the system may report data as stored that is not.
    fn flush(&mut self) -> Result<(), StoreError> {
        if self.backlog.is_empty() {
            return Ok(());
        }
        self.ensure_file()?;
        let (Some((path, file)), disk) = (&self.file, self.disk) else { return Err(StoreError::NoPlace) };
        super::file_operations::write_at(disk, path, file, &self.backlog, self.end)?;
        step(StorageStep::Sync, path, || disk.sync_data(file))?;
        if !self.named {
            sync_folder(disk, path)?;
            self.named = true;
        }
        self.end += self.backlog.len() as u64;
        self.backlog.clear();
        Ok(())
    }

    /// Creates the file; creates it again, with its content, when somebody removed it.
    fn ensure_file(&mut self) -> Result<(), StoreError> {
        let disk = self.disk;
        if let Some((path, file)) = &self.file {
            if step(StorageStep::Look, path, || disk.stat_open(file))?.names > 0 {
                return Ok(());
            }
            let mut whole = read_to_end(disk, path, file, self.end)?;
            whole.truncate(self.end as usize);
            self.backlog.splice(0..0, whole);
            (self.file, self.named, self.end) = (None, false, 0);
        }
        let stem = self.stem.as_deref().ok_or(StoreError::NoPlace)?;
        create_folders(disk, stem.parent().unwrap_or(stem))?;
        self.file = Some(process_file::create(disk, stem, ENDING, 0o600)?);
        Ok(())
    }
}

/// Removes a file that may not exist any more.
fn remove(disk: &dyn Disk, path: &Path) -> Result<(), StoreError> {
    match step(StorageStep::Write, path, || disk.remove(path)) {
        Err(StoreError::Io { error, .. }) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
