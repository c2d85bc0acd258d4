//! The advisory lock that keeps two programs from saving one dataset at the same time.
//!
//! It is taken on a small file beside the dataset (`.koeln.ron.lock`), because a save replaces the
//! dataset itself. The lock belongs to the open descriptor, so it ends with its holder, however
//! that ends, and is never stale. What the file says about the holder is for people and never
//! trusted. The file is never removed, because a removed name could be locked twice. The lock is a
//! courtesy: that no changes are lost is ensured by comparing the content before replacing it.
//! Entry point: [`take`], [`look`].

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::io::Errno;

use super::companion::Companion;
use super::companion_name::beside;
use super::disk::{Disk, OpenMode};
use super::distrust::Distrust;
use super::error::{StorageStep, StoreError, step};
use super::file_operations::{folder_of, follow};
use super::lock_holder::LockHolder;

/// Maximum number of bytes read from a lock file.
const DESCRIPTION_LIMIT: usize = 512;

/// How often the lock is tried again when its file was removed meanwhile.
const ATTEMPTS: usize = 100;

/// A lock that is held until this is dropped.
pub struct Lock<'d> {
    disk: &'d dyn Disk,
    file: Option<File>,
    describes: bool,
    refused: Option<Distrust>,
}

/// A lock kept from one attempt to save to the next, released when it is dropped.
///
/// A save that was outrun merges the other version and tries again. Without the lock in between,
/// programs that save all the time could win each time.
#[derive(Debug)]
pub struct KeptLock {
    dataset: PathBuf,
    file: File,
}

impl<'d> Lock<'d> {
    /// Returns no lock, where none is needed.
    pub(super) fn none(disk: &'d dyn Disk) -> Lock<'d> {
        Lock::of(disk, None)
    }

    fn of(disk: &'d dyn Disk, file: Option<File>) -> Lock<'d> {
        Lock { disk, file, describes: false, refused: None }
    }

    /// Keeps the lock of a dataset for the next attempt; returns `None` when no lock file holds it.
    pub(super) fn keep(mut self, dataset: &Path) -> Option<KeptLock> {
        if !std::mem::take(&mut self.describes) {
            return None;
        }
        Some(KeptLock { dataset: dataset.to_owned(), file: self.file.take()? })
    }

    /// Resumes a kept lock; returns `None` when it is another dataset's.
    pub(super) fn resume(disk: &'d dyn Disk, dataset: &Path, kept: KeptLock) -> Option<Lock<'d>> {
        let is_same = kept.dataset == dataset;
        is_same.then(|| Lock { disk, file: Some(kept.file), describes: true, refused: None })
    }

    /// Returns why the lock file was not used, if so.
    pub(super) fn refused(&self) -> Option<Distrust> {
        self.refused
    }

    /// Returns false when the file system does not support locks, so that only the comparison
    /// protects.
    pub fn is_held(&self) -> bool {
        self.file.is_some()
    }
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        if let (Some(file), true) = (&self.file, self.describes) {
            // A description left behind would merely mislead a reader; closing the file releases
            // the lock.
            let _ = self.disk.set_len(file, 0);
        }
    }
}

/// The state of a lock, found out without taking it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockState {
    /// Nobody holds it.
    Free,
    /// Somebody holds it, by its own description.
    Held(Option<LockHolder>),
}

/// Finds out who is saving the dataset at `path`, without waiting and without creating the lock
/// file.
///
/// # Errors
/// When the lock file is not ours, or cannot be read.
pub fn look(disk: &dyn Disk, path: &Path) -> Result<LockState, StoreError> {
    let dataset = follow(disk, path)?;
    let name = lock_path(&dataset);
    let file = match (Companion { disk, dataset: &dataset, path: &name })
        .open_of_anybody(StorageStep::Lock, OpenMode::ReadNoFollow)
    {
        Err(error) if error.is_absence() => return Ok(LockState::Free),
        result => result?,
    };
    let is_held = step(StorageStep::Lock, &name, || disk.is_locked(&file))?;
    Ok(if is_held { LockState::Held(described(disk, &file)) } else { LockState::Free })
}

/// Returns the name of a dataset's lock file.
pub fn lock_path(path: &Path) -> PathBuf {
    beside(path, ".lock")
}

/// Takes the lock of the dataset at `path` (symbolic links followed already), waiting at most
/// `patience`.
///
/// If no file may be created beside the dataset, the dataset itself is locked: it is then written
/// in place and keeps its inode. If something else has the lock file's name, it is left alone and
/// the folder is locked.
pub fn take<'d>(
    disk: &'d dyn Disk,
    path: &Path,
    holder: &LockHolder,
    patience: Duration,
) -> Result<Lock<'d>, StoreError> {
    let name = lock_path(path);
    for _ in 0..ATTEMPTS {
        let file = match open_beside(disk, &name, path) {
            Ok(file) => file,
            Err(StoreError::Untrusted { why, .. }) => return take_folder(disk, path, patience, why),
            Err(refusal) => return take_itself(disk, path, patience, refusal),
        };
        if !acquire(disk, path, &file, patience)? {
            return Ok(Lock::none(disk));
        }
        // Somebody may have removed the name while we waited; our lock then protects nothing.
        let named = disk.stat_link(&name).map(|stat| stat.stamp.inode).ok();
        let held = step(StorageStep::Lock, &name, || disk.stat_open(&file))?.stamp.inode;
        if named == Some(held) {
            let describes = describe(disk, &file, holder);
            let mut lock = Lock::of(disk, Some(file));
            lock.describes = describes;
            return Ok(lock);
        }
    }
    Err(StoreError::Locked { path: path.to_owned(), holder: None })
}

/// Locks the dataset itself. `refusal` is why there is no lock file; it is reported when this fails
/// too.
fn take_itself<'d>(
    disk: &'d dyn Disk,
    path: &Path,
    patience: Duration,
    refusal: StoreError,
) -> Result<Lock<'d>, StoreError> {
    let StoreError::Io { error, .. } = &refusal else {
        return Err(refusal);
    };
    if super::error::ReadOnlyReason::of(error).is_none() {
        return Err(refusal);
    }
    let Ok(file) = step(StorageStep::Lock, path, || disk.open(path, OpenMode::Read)) else {
        return Err(refusal);
    };
    let held = acquire(disk, path, &file, patience)?;
    Ok(Lock::of(disk, held.then_some(file)))
}

/// Locks the folder, because the lock file's name belongs to something that is not ours.
fn take_folder<'d>(disk: &'d dyn Disk, path: &Path, patience: Duration, why: Distrust) -> Result<Lock<'d>, StoreError> {
    let folder = folder_of(path);
    let file = step(StorageStep::Lock, folder, || disk.open(folder, OpenMode::Read))?;
    let held = acquire(disk, path, &file, patience)?;
    let mut lock = Lock::of(disk, held.then_some(file));
    lock.refused = Some(why);
    Ok(lock)
}

/// Waits for the lock; returns false when the file system does not support locks.
fn acquire(disk: &dyn Disk, path: &Path, file: &File, patience: Duration) -> Result<bool, StoreError> {
    match step(StorageStep::Lock, path, || disk.lock(file, patience)) {
        Ok(true) => Ok(true),
        Ok(false) => Err(StoreError::Locked { path: path.to_owned(), holder: described(disk, file) }),
        Err(StoreError::Io { error, .. }) if knows_no_locks(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Opens the lock file, creating it if necessary with the dataset's group and at most its
/// permissions.
fn open_beside(disk: &dyn Disk, name: &Path, path: &Path) -> Result<File, StoreError> {
    let companion = Companion { disk, dataset: path, path: name };
    let failed = |error: &StoreError, kind| matches!(error, StoreError::Io { error, .. } if error.kind() == kind);
    let mut attempt = 1;
    loop {
        match companion.open_of_anybody(StorageStep::Lock, OpenMode::Write) {
            // A read-only descriptor is enough for locking.
            Err(error) if failed(&error, io::ErrorKind::PermissionDenied) => {
                return companion.open_of_anybody(StorageStep::Lock, OpenMode::ReadNoFollow);
            }
            Err(error) if error.is_absence() => {}
            result => return result,
        }
        match create(disk, name, path) {
            // Somebody else created it at this moment.
            Err(error) if failed(&error, io::ErrorKind::AlreadyExists) && attempt < ATTEMPTS => attempt += 1,
            result => return result,
        }
    }
}

/// Makes the lock file.
fn create(disk: &dyn Disk, name: &Path, path: &Path) -> Result<File, StoreError> {
    let model = disk.stat(path).ok();
    let mode = model.map_or(0o666, |stat| stat.mode & 0o066 | 0o600);
    let file = step(StorageStep::Lock, name, || disk.open(name, OpenMode::New(mode)))?;
    if let Some(model) = model {
        // The umask must not lock out colleagues who may write the dataset.
        let _ = disk.set_owner(&file, None, Some(model.gid));
        let _ = disk.set_mode(&file, mode);
    }
    Ok(file)
}

/// Writes who holds the lock; returns false when that cannot be written, or when the file holds
/// something other than such a description.
fn describe(disk: &dyn Disk, file: &File, holder: &LockHolder) -> bool {
    let is_empty = disk.stat_open(file).is_ok_and(|stat| stat.stamp.len == 0);
    if !is_empty && described(disk, file).is_none() {
        return false;
    }
    let line = holder.to_line();
    let written = disk.write(file, line.as_bytes(), 0);
    written.and_then(|count| disk.set_len(file, count as u64)).is_ok()
}

/// Returns what a lock file says about its holder, if it can be read and says nothing else.
fn described(disk: &dyn Disk, file: &File) -> Option<LockHolder> {
    let mut bytes = [0; DESCRIPTION_LIMIT];
    let len = disk.read(file, &mut bytes, 0).ok()?;
    let text = String::from_utf8_lossy(&bytes[..len]);
    (text.lines().count() == 1).then(|| LockHolder::from_line(&text))?
}

fn knows_no_locks(error: &io::Error) -> bool {
    [Errno::NOLCK, Errno::BADF, Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOSYS, Errno::INVAL]
        .iter()
        .any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_lies_hidden_beside_the_dataset() {
        assert_eq!(lock_path(Path::new("/data/koeln.ron")), Path::new("/data/.koeln.ron.lock"));
    }
}
