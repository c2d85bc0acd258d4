//! Who else is at work on a dataset: "anna@host has 2 unsaved changes since 10:42 in Kreis Düren".
//!
//! Each program with unsaved changes keeps a small file in a folder beside the dataset
//! (`.koeln.ron.d/`), with its permissions, locked while the program lives. A file without an owner
//! is ignored, and the next writer removes it. So presence is never stale and never blocks. It is a
//! courtesy: where it fails (a read-only folder, no locks) only the message is missing. Reading
//! never writes. Entry point: [`Presence::show`], [`others`].

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::checksummed_line::{seal, unseal};
use super::companion::Companion;
use super::companion_name::beside;
use super::disk::Disk;
use super::error::{StorageStep, StoreError, step};
use super::file_operations::{follow, write_at};
use super::load::read_to_end;
use super::permissions;
use super::process_file::{self, FileOwner};
use crate::text::escape_control;
use crate::texts;
use crate::texts::Lang;

/// Prefix and ending of the names of these files.
const PREFIX: &str = "p";
const ENDING: &str = ".here";

/// Maximum number of bytes read from a presence file.
const LIMIT: u64 = 64 * 1024;

/// How often a file that is being written is read again.
const ATTEMPTS: usize = 3;

/// Another person at work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresenceRecord {
    /// `anna@host`.
    pub who: String,
    /// Since when there are unsaved changes, in words, by their clock.
    pub since: String,
    /// Number of unsaved changes.
    pub count: usize,
    /// The changed records, as shown on the screen (`Kreis Düren`).
    pub places: Vec<String>,
}

/// This program's announcement to others; it disappears with this value, or with the program.
pub struct Presence<'d> {
    disk: &'d dyn Disk,
    dataset: PathBuf,
    file: Option<(PathBuf, File)>,
    shown: Option<PresenceRecord>,
}

impl PresenceRecord {
    /// Returns the sentence, safe to be shown.
    pub fn text(&self, lang: Lang) -> String {
        let (who, since) = (escape_control(&self.who), escape_control(&self.since));
        let what = texts::safekeeping::here(lang, self.count, &who, &since);
        if self.places.is_empty() {
            return what;
        }
        texts::safekeeping::here_in(lang, &what, &escape_control(&self.places.join(", ")))
    }
}

impl<'d> Presence<'d> {
    /// Starts for a dataset, as the user knows it; nothing is announced yet.
    pub fn new(disk: &'d dyn Disk, dataset: &Path) -> Presence<'d> {
        Presence { disk, dataset: dataset.to_owned(), file: None, shown: None }
    }

    /// Announces `here` to others; withdraws the announcement when nothing is unsaved.
    ///
    /// # Errors
    /// When nothing can be written there; others then simply do not see it.
    pub fn show(&mut self, here: &PresenceRecord) -> Result<(), StoreError> {
        if here.count == 0 {
            return self.hide();
        }
        if self.shown.as_ref() == Some(here) {
            return Ok(());
        }
        // Also set when that fails: it is retried when there is something new to announce, not with
        // every key.
        self.shown = Some(here.clone());
        let disk = self.disk;
        let (path, file) = match self.file.take() {
            Some(own) => own,
            None => self.create()?,
        };
        let mut line = Vec::new();
        seal(here, &mut line).map_err(|error| StoreError::Io {
            step: StorageStep::Write,
            path: path.clone(),
            error,
        })?;
        let (path, file) = self.file.insert((path, file));
        write_at(disk, path, file, &line, 0)?;
        step(StorageStep::Write, path, || disk.set_len(file, line.len() as u64))
    }

    /// Withdraws the announcement: nothing is unsaved any more.
    ///
    /// # Errors
    /// When the file cannot be removed. It is ignored all the same, because nobody holds its lock,
    /// and the next writer removes it.
    pub fn hide(&mut self) -> Result<(), StoreError> {
        self.shown = None;
        let Some((path, _file)) = self.file.take() else { return Ok(()) };
        match step(StorageStep::Remove, &path, || self.disk.remove(&path)) {
            Err(StoreError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            result => result,
        }
    }

    /// Returns the file of the announcement.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_ref().map(|(path, _)| path.as_path())
    }

    /// Returns the other people with unsaved changes, as [`others`] does.
    pub fn others(&self) -> Vec<PresenceRecord> {
        others(self.disk, &self.dataset, self.file())
    }

    fn create(&self) -> Result<(PathBuf, File), StoreError> {
        let (disk, dataset) = (self.disk, follow(self.disk, &self.dataset)?);
        let path = folder(&dataset);
        // Without a dataset nobody else has it open, and its folder is for the first save to
        // create.
        step(StorageStep::Look, &dataset, || disk.stat(&dataset))?;
        let folder = Companion { disk, dataset: &dataset, path: &path }.make_folder()?;
        sweep(&folder, &path);
        let (path, file) = process_file::create(&folder, &path.join(PREFIX), ENDING, 0o600)?;
        match permissions::give(disk, &dataset, &path, &file) {
            Ok(()) => Ok((path, file)),
            Err(error) => {
                let _ = folder.remove(&path);
                Err(error)
            }
        }
    }
}

impl Drop for Presence<'_> {
    fn drop(&mut self) {
        let _ = self.hide();
    }
}

/// Returns the folder of presence files (symbolic links followed already).
pub fn folder(dataset: &Path) -> PathBuf {
    beside(dataset, ".d")
}

/// Checks whether presence files can be written there, as far as that is known without trying.
///
/// # Errors
/// When the folder exists and is not ours, or cannot be read.
pub fn inspect(disk: &dyn Disk, dataset: &Path) -> Result<(), StoreError> {
    let dataset = follow(disk, dataset)?;
    match (Companion { disk, dataset: &dataset, path: &folder(&dataset) }).folder(StorageStep::Read) {
        Err(error) if !error.is_absence() => Err(error),
        _ => Ok(()),
    }
}

/// Returns who has unsaved changes of a dataset now, by name; `own` is this program's file, if it
/// has one. Files that cannot be read, or whose owner may be gone, are left out.
pub fn others(disk: &dyn Disk, dataset: &Path, own: Option<&Path>) -> Vec<PresenceRecord> {
    let Ok(dataset) = follow(disk, dataset) else { return Vec::new() };
    let path = folder(&dataset);
    let Ok(folder) = Companion { disk, dataset: &dataset, path: &path }.folder(StorageStep::Read) else {
        return Vec::new();
    };
    let mut found: Vec<PresenceRecord> = files(&folder, &path)
        .filter(|path| Some(path.as_path()) != own)
        .filter_map(|path| read(&folder, &path))
        .collect();
    found.sort_by(|a, b| (&a.who, &a.since).cmp(&(&b.who, &b.since)));
    found
}

fn files(disk: &dyn Disk, folder: &Path) -> impl Iterator<Item = PathBuf> {
    let names = disk.names(folder).unwrap_or_default();
    names.into_iter().filter(|path| path.as_os_str().as_encoded_bytes().ends_with(ENDING.as_bytes()))
}

/// Reads the announcement of a running program; retries while it is being written.
fn read(disk: &dyn Disk, path: &Path) -> Option<PresenceRecord> {
    let file = process_file::of_living(disk, path)?;
    (0..ATTEMPTS).find_map(|_| {
        let len = disk.stat_open(&file).ok()?.stamp.len;
        let bytes = (len <= LIMIT).then(|| read_to_end(disk, path, &file, len))?.ok()?;
        unseal(bytes.strip_suffix(b"\n")?)
    })
}

/// Removes the files of programs that were killed.
fn sweep(disk: &dyn Disk, folder: &Path) {
    for path in files(disk, folder) {
        if process_file::of_living(disk, &path).is_none()
            && process_file::is_named(&path, PREFIX, ENDING)
            && let Ok(Some(FileOwner::Gone(_lock))) = process_file::owner(disk, &path)
        {
            let _ = disk.remove(&path);
        }
    }
}
