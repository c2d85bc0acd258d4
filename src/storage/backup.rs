//! One verified copy of the dataset per day, made before the day's first save, limited in number.
//!
//! The copies are in a folder beside the dataset (`koeln.ron.backups/2026-11-23-koeln.ron`), with
//! its owner and permissions, so that everybody who works with the dataset finds them; if that
//! folder cannot be used, they are in the user's state folder. A copy is written under another
//! name, flushed and read back before it gets its own. Only then are older ones removed, and never
//! the last one. Files that were not made here stay, whatever their names. Must not read the clock.
//! Entry point: [`daily`], [`list`].

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::path::{Path, PathBuf};

use super::atomic_save::Staged;
use super::backup_day::{self, is_day};
use super::canonical_path;
use super::companion::Companion;
use super::companion_name::{behind, stem};
use super::disk::{Disk, FileKind};
use super::error::{StorageStep, StoreError, step};
use super::file_operations::{fill, folder_of, follow, read_back, sync_folder};
use super::fingerprint::Content;
use super::load::{self, Loaded};
use super::note::SaveNote;
use super::permissions;
use super::temporary::{self, Temporary};

/// Default number of copies to keep.
pub const KEEP: usize = 14;

/// Bytes to keep free besides the room for the next save: for history and journal.
const RESERVE: u64 = 256 << 10;

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The day on which it was made, before that day's first save (`2026-11-23`).
    pub day: String,
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
}

/// Copies the current content before it is replaced, once per `day` (`2026-11-23`, by the caller's
/// clock), then removes all but the `keep` newest copies. Returns the new copy; `None` when there
/// is one of that day, no file yet, or `keep` is 0.
///
/// # Errors
/// When no copy could be made; nothing was removed then. The save may continue, but the user should
/// be told.
pub(super) fn daily(staged: &mut Staged<'_, '_>, day: &str, keep: usize) -> Result<Option<PathBuf>, StoreError> {
    let writing = &staged.writing;
    if writing.found.is_none() || keep == 0 {
        return Ok(None);
    }
    let (disk, dataset) = (writing.order.disk, writing.target.as_path());
    let state = writing.order.state.map(|state| in_state(disk, dataset, state));
    let beside = beside(dataset);
    let beside = Companion { disk, dataset, path: &beside };
    let in_state = state.as_deref().map(|path| Companion { disk, dataset, path });
    let (copies, refused) = match existing(&beside) {
        Err(StoreError::Untrusted { why, .. }) => (Vec::new(), Some(why)),
        copies => (copies?, None),
    };
    let mut copies = [copies, in_state.as_ref().map_or(Ok(Vec::new()), existing)?].concat();
    if copies.iter().any(|backup| backup.day == day) {
        return Ok(None);
    }
    let text = writing.old_text()?;
    let name = file_name(dataset, day);
    let made = match refused.map_or_else(|| make(&beside, &name, day, &text), |why| Err(beside.refusal(why))) {
        Err(error) if error.is_refusal() => make(&in_state.ok_or(error)?, &name, day, &text)?,
        result => result?,
    };
    copies.push(made.clone());
    for folder in std::iter::once(beside).chain(in_state) {
        prune(&folder, &copies, day, keep);
    }
    staged.notes.extend(refused.map(SaveNote::BackupElsewhere));
    Ok(Some(made.path))
}

/// Copies what lies in the dataset's place and is none, whatever copies there are; it is never
/// removed. Gives the copy; `None` when the file is empty.
///
/// # Errors
/// When no copy could be made; the file is then not to be replaced.
pub(super) fn of_spoiled(staged: &Staged<'_, '_>, day: &str, content: Content) -> Result<Option<PathBuf>, StoreError> {
    let writing = &staged.writing;
    let text = writing.old_text()?;
    if text.is_empty() {
        return Ok(None);
    }
    let (disk, dataset) = (writing.order.disk, writing.target.as_path());
    let mut name = file_name(dataset, day);
    name.push(format!(".spoiled-{:08x}", content.hash as u32));
    let make_in = |path: &Path| make(&Companion { disk, dataset, path }, &name, day, &text);
    let copy = match (make_in(&beside(dataset)), writing.order.state) {
        (Err(error), Some(state)) if error.is_refusal() => make_in(&in_state(disk, dataset, state))?,
        (made, _) => made?,
    };
    Ok(Some(copy.path))
}

/// Returns the name of the copy of a day.
fn file_name(dataset: &Path, day: &str) -> OsString {
    let mut name = OsString::from(format!("{day}-"));
    name.push(stem(dataset));
    name
}

/// All copies of a dataset, the newest first; of one day, the one beside the dataset first.
///
/// # Errors
/// When one of their folders exists but cannot be read, or is not ours.
pub fn list(disk: &dyn Disk, dataset: &Path, state: Option<&Path>) -> Result<Vec<Backup>, StoreError> {
    let dataset = follow(disk, dataset)?;
    let folders = [Some(beside(&dataset)), state.map(|state| in_state(disk, &dataset, state))];
    let mut found = Vec::new();
    for folder in folders.into_iter().flatten() {
        found.extend(existing(&Companion { disk, dataset: &dataset, path: &folder })?);
    }
    found.sort_by(|a, b| b.day.cmp(&a.day));
    Ok(found)
}

/// Reads a copy, to be shown, compared or saved again like any other text.
///
/// # Errors
/// As [`load::read`].
pub fn open(disk: &dyn Disk, backup: &Backup) -> Result<Loaded, StoreError> {
    load::read(disk, &backup.path)
}

/// Lists the copies in a folder; empty when there is no such folder.
fn existing(folder: &Companion<'_>) -> Result<Vec<Backup>, StoreError> {
    let pinned = match folder.folder(StorageStep::Backup) {
        Err(error) if error.is_absence() => return Ok(Vec::new()),
        result => result?,
    };
    let names = step(StorageStep::Backup, folder.path, || pinned.names(folder.path))?;
    Ok(names.into_iter().filter_map(|path| backup(&pinned, folder.dataset, path)).collect())
}

/// Makes a copy in this folder and makes sure of it.
fn make(folder: &Companion<'_>, name: &OsStr, day: &str, text: &str) -> Result<Backup, StoreError> {
    require_room(folder, text.len() as u64)?;
    let pinned = folder.make_folder()?;
    let disk: &dyn Disk = &pinned;
    let undated = folder.path.join(stem(folder.dataset));
    temporary::sweep(disk, &undated);
    let mut new = Temporary::create(disk, &undated, 0o600)?;
    permissions::give(disk, folder.dataset, &new.path, &new.file)?;
    let path = folder.path.join(name);
    let content = fill(disk, &path, &new.file, std::iter::once(text), |_| ())?;
    date(disk, &path, &new.file, day)?;
    step(StorageStep::Backup, &path, || disk.sync(&new.file))?;
    read_back(disk, &path, &new.file, content)?;
    new.rename(&path)?;
    sync_folder(disk, &path)?;
    Ok(Backup { day: day.to_owned(), size: content.len, path })
}

/// Returns how many free bytes a save of a file of this size needs, including its backup and the
/// room for the next save.
pub fn room_of_save(size: u64) -> u64 {
    size + room_of_backup(size)
}

/// Returns how many free bytes a backup needs: the next save needs the size of the file once more.
fn room_of_backup(size: u64) -> u64 {
    2 * size + RESERVE
}

/// Refuses a backup that would leave too little room.
fn require_room(folder: &Companion<'_>, size: u64) -> Result<(), StoreError> {
    let place = folder_of(folder.path);
    match folder.disk.free_bytes(place) {
        Ok(free) if free < room_of_backup(size) => Err(StoreError::NoRoom { path: place.to_owned(), free }),
        // Where the system does not report it, making the copy will show.
        _ => Ok(()),
    }
}

/// Sets the modification time of a copy to its day, whatever the file server's clock says. This
/// identifies it later as made here.
fn date(disk: &dyn Disk, path: &Path, file: &File, day: &str) -> Result<(), StoreError> {
    let Some(noon) = backup_day::noon(day) else { return Ok(()) };
    match step(StorageStep::Backup, path, || disk.set_modified(file, noon)) {
        Err(StoreError::Io { error, .. }) if permissions::cannot_be_kept(&error) => Ok(()),
        result => result,
    }
}

/// Removes from a folder the copies made here that are not among the `keep` newest up to `day`. An
/// implausible day removes nothing, neither now nor when its copies are found later.
fn prune(folder: &Companion<'_>, copies: &[Backup], day: &str, keep: usize) {
    let (true, Ok(pinned)) = (backup_day::is_plausible(day), folder.folder(StorageStep::Backup)) else { return };
    let is_dated = |copy: &&Backup| backup_day::is_plausible(&copy.day) && copy.day.as_str() <= day;
    let mut dated: Vec<&Backup> = copies.iter().filter(is_dated).collect();
    dated.sort_by(|a, b| b.day.cmp(&a.day));
    for old in dated.into_iter().skip(keep).filter(|old| old.path.parent() == Some(folder.path)) {
        let is_ours = pinned.stat_link(&old.path).is_ok_and(|stat| {
            folder.judge(&stat, FileKind::File).is_ok() && backup_day::is_written_on(&old.day, stat.stamp.modified.0)
        });
        if is_ours {
            // A surplus copy does no harm; the next day tries again.
            let _ = pinned.remove(&old.path);
        }
    }
}

/// Parses a name in a folder of copies; returns `None` when it is not a copy of this dataset.
fn backup(disk: &dyn Disk, dataset: &Path, path: PathBuf) -> Option<Backup> {
    let (name, own) = (path.file_name()?.as_encoded_bytes(), stem(dataset));
    let day = std::str::from_utf8(name.strip_suffix(own.as_encoded_bytes())?.strip_suffix(b"-")?).ok()?.to_owned();
    let stat = disk.stat_link(&path).ok().filter(|stat| is_day(&day) && stat.kind == FileKind::File)?;
    Some(Backup { day, path, size: stat.stamp.len })
}

/// Returns the folder of backups beside a dataset.
pub fn beside(dataset: &Path) -> PathBuf {
    behind(dataset, ".backups")
}

/// Returns the folder of backups in the state folder. It holds copies of datasets from all folders;
/// the path's short name distinguishes them.
fn in_state(disk: &dyn Disk, dataset: &Path, state: &Path) -> PathBuf {
    state.join("backups").join(canonical_path::of(disk, dataset).1)
}
