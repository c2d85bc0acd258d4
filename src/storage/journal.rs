//! The recovery journal: what a person did since the last save, on the disk before the screen shows
//! it as done.
//!
//! One file per running program and dataset in the user's state folder, made at the first change
//! and locked by its owner, so that another start knows whether the owner still lives. Lines are
//! only ever appended and check themselves ([`super::checksummed_line`]); a torn one at the end is
//! one whose change was never shown as done. What could not be written (a full disk) stays in
//! memory and goes first the next time, so a journal never has a gap.
//!
//! What happened to a journal whose owner is gone is the person's to decide: [`pending`] lists and
//! never removes one that can be read or not. Must not know the screen, the clock or what a change
//! means. Enter at [`Journal::new`], [`pending`].

mod recovered;
mod wire;

pub use recovered::{Pending, Recovered, Unreadable, UnreadableReason, pending};

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
use wire::{DraftLine, Header, JournalEntry, StepLine, content_text};

/// Folder of the journals in the user's state folder.
pub const FOLDER: &str = "journal";

/// Ending of a journal's name.
const ENDING: &str = ".journal";

/// Drafts are no longer kept in memory when so many bytes wait for a disk that takes none; changes
/// always are.
const BACKLOG_FOR_DRAFTS: usize = 1 << 20;

/// Who writes a journal, and about what.
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
    /// They took it back; the changes are the inverse ones.
    Undone,
    /// They made it again.
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
    /// The open field whose text this step confirmed: its draft is done with.
    pub field: Option<Address>,
    /// What was carried out.
    pub changes: Vec<Change>,
}

/// Text in a field that was open, not confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalDraft {
    /// When it was written down (RFC 3339).
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
    /// True when the file's name is on the disk too.
    named: bool,
    /// So many bytes of the file are on the disk for certain.
    end: u64,
    /// Lines that are not yet.
    backlog: Vec<u8>,
    /// Fields with a draft that is not confirmed.
    open_fields: Vec<Address>,
    /// The save that is going on, if one was announced.
    save: Option<Announced>,
}

/// A save that is going on.
#[derive(Debug, Clone, Copy)]
struct Announced {
    /// The journal says so: there was something in it to lose.
    noted: bool,
    /// Steps were made since, which it does not bring to the file.
    outrun: bool,
}

impl<'d> Journal<'d> {
    /// A journal without a file yet; nothing is touched. `state` is the user's state folder.
    pub fn new(disk: &'d dyn Disk, schema: &'static Schema, state: Option<&Path>, author: Author) -> Journal<'d> {
        let (dataset, key) = super::canonical_path::of(disk, &author.dataset);
        let header = Header {
            format: wire::FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            who: author.who,
            pid: std::process::id(),
            started: author.started,
            dataset: dataset.to_string_lossy().into_owned(),
            base: author.base.map(content_text),
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

    /// The journal's file, once there is one.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|(path, _)| path.as_path())
    }

    /// Makes the file before it is needed (when a field is opened), so that the first change is as
    /// quick as the others.
    ///
    /// # Errors
    /// As [`Journal::steps`].
    pub fn prepare(&mut self) -> Result<(), StoreError> {
        self.begin()?;
        self.flush()
    }

    /// Writes a step down; when this returns, it is on the disk.
    ///
    /// # Errors
    /// As [`Journal::steps`].
    pub fn step(&mut self, done: &JournalStep) -> Result<(), StoreError> {
        self.steps(std::slice::from_ref(done))
    }

    /// Writes several steps down at once.
    ///
    /// # Errors
    /// [`StoreError::NoPlace`] without a state folder, else [`StoreError::Io`]. The steps are then
    /// kept in memory and written with the next ones, or by [`Journal::retry`]; the program can go
    /// on, less safely.
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

    /// Writes down the text in an open field.
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

    /// Notes that a field was closed without being changed: its draft is done with. Nothing is
    /// written when it had none.
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

    /// Notes before a save what the file will hold: a kill between the save and [`Journal::saved`]
    /// is then no doubt. Steps made from now on are not part of it. Nothing is written when there
    /// is nothing to lose.
    ///
    /// # Errors
    /// As [`Journal::steps`].
    pub fn saving(&mut self, content: Content) -> Result<(), StoreError> {
        let noted = self.end > 0 || !self.backlog.is_empty();
        self.save = Some(Announced { noted, outrun: false });
        if !noted {
            return Ok(());
        }
        self.add(&JournalEntry::Saving(content_text(content)))?;
        self.flush()
    }

    /// Notes that the dataset was saved with this content: the steps so far need no journal any
    /// more, or those up to [`Journal::saving`] where that announced the save. What was done since
    /// stays, and so does the journal.
    ///
    /// Not to be called when the save could not confirm to survive a power cut
    /// ([`super::SaveNote::NotDurable`]).
    ///
    /// # Errors
    /// As [`Journal::steps`].
    pub fn saved(&mut self, content: Content) -> Result<(), StoreError> {
        self.header.base = Some(content_text(content));
        let save = self.save.take().unwrap_or(Announced { noted: true, outrun: false });
        if self.open_fields.is_empty() && !save.outrun {
            if let Some((path, file)) = &self.file
                && step(StorageStep::Write, path, || self.disk.set_len(file, 0)).is_ok()
            {
                self.end = 0;
            }
            self.backlog.clear();
        }
        let empty = self.end == 0 && self.backlog.is_empty();
        // Without a note of the beginning all steps are later ones.
        if empty || (save.outrun && !save.noted) {
            return Ok(());
        }
        self.add(&JournalEntry::Saved(content_text(content)))?;
        self.flush()
    }

    /// Tries again to write what could not be written; nothing when there is nothing.
    ///
    /// # Errors
    /// As [`Journal::steps`].
    pub fn retry(&mut self) -> Result<(), StoreError> {
        self.flush()
    }

    /// Removes the journal: everything is saved, or the person does not want it.
    ///
    /// # Errors
    /// When the file cannot be removed; the next start then offers what is in it.
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

    /// Puts the header first where nothing was written yet.
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

    /// Brings everything onto the disk. What was written but not confirmed is written again: after
    /// an error the system may hold for stored what is not.
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

    /// Makes the file; and makes it anew, with what it held, when somebody removed it.
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

/// Removes a file that may be gone already.
fn remove(disk: &dyn Disk, path: &Path) -> Result<(), StoreError> {
    match step(StorageStep::Write, path, || disk.remove(path)) {
        Err(StoreError::Io { error, .. }) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
