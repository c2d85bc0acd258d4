//! Files that belong to one running program: locked from their creation until the program ends,
//! however it ends.
//!
//! Whether their owner still runs is therefore known from the kernel and never stale, even when
//! process numbers are reused. A file without an owner may be removed by whoever holds its lock;
//! the creator therefore checks, once it has the lock, whether the name still exists. Entry point:
//! [`create`], [`owner`].

use std::ffi::OsStr;
use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Disk, FileKind, OpenMode};
use super::error::{StorageStep, StoreError, step};

/// Number of names to try; a second one is needed only when somebody opens the new file before it
/// is locked.
const ATTEMPTS: usize = 16;

/// Number of hexadecimal digits at the end of the name.
const DIGITS: usize = 16;

/// The owner of a file.
pub(super) enum FileOwner {
    /// A program that runs.
    Lives,
    /// None any more; the lock is ours while the file is open.
    Gone(File),
    /// Unknown: the file system does not support locks.
    Unknown(File),
}

/// Creates a file `STEM-PID-RANDOM ENDING` of this program with this mode and locks it.
pub(super) fn create(disk: &dyn Disk, stem: &Path, ending: &str, mode: u32) -> Result<(PathBuf, File), StoreError> {
    let mut attempt = 1;
    loop {
        let mut name = stem.as_os_str().to_owned();
        let random = RandomState::new().build_hasher().finish();
        name.push(format!("-{}-{random:0DIGITS$x}{ending}", std::process::id()));
        let path = PathBuf::from(name);
        match step(StorageStep::Create, &path, || disk.open(&path, OpenMode::New(mode))) {
            Ok(file) if claim(disk, &path, &file)? || attempt == ATTEMPTS => return Ok((path, file)),
            Ok(_) => drop(step(StorageStep::Create, &path, || disk.remove(&path))),
            Err(StoreError::Io { error, .. }) if error.kind() == io::ErrorKind::AlreadyExists && attempt < ATTEMPTS => {
            }
            Err(error) => return Err(error),
        }
        attempt += 1;
    }
}

/// Returns true for exactly the names that [`create`] makes.
pub(super) fn is_named(path: &Path, prefix: &str, ending: &str) -> bool {
    let name = path.file_name().and_then(OsStr::to_str);
    let middle = name.and_then(|name| name.strip_prefix(prefix)?.strip_prefix('-')?.strip_suffix(ending));
    middle.and_then(|middle| middle.split_once('-')).is_some_and(|(pid, random)| {
        !pid.is_empty()
            && pid.bytes().all(|byte| byte.is_ascii_digit())
            && random.len() == DIGITS
            && random.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Locks a new file; returns false when somebody took it for abandoned just before.
fn claim(disk: &dyn Disk, path: &Path, file: &File) -> Result<bool, StoreError> {
    match step(StorageStep::Lock, path, || disk.lock(file, Duration::ZERO)) {
        Ok(false) => Ok(false),
        // Without locks the file still does its work; others then cannot tell whether we are
        // running.
        Ok(true) | Err(_) => Ok(step(StorageStep::Look, path, || disk.stat_open(file))?.names > 0),
    }
}

/// Finds out whether the program that created a file still runs; returns `None` when the file does
/// not exist (any more).
pub(super) fn owner(disk: &dyn Disk, path: &Path) -> Result<Option<FileOwner>, StoreError> {
    match step(StorageStep::Look, path, || disk.stat_link(path)) {
        Ok(stat) if stat.kind == FileKind::File => {}
        Ok(_) => return Ok(None),
        Err(error) => return absent(error),
    }
    let opened = match step(StorageStep::Read, path, || disk.open(path, OpenMode::Write)) {
        // Some file systems lock only files opened for writing; a file that we may only read can be
        // inspected all the same.
        Err(StoreError::Io { error, .. }) if super::ReadOnlyReason::of(&error).is_some() => {
            step(StorageStep::Read, path, || disk.open(path, OpenMode::ReadNoFollow))
        }
        result => result,
    };
    let file = match opened {
        Ok(file) => file,
        Err(error) => return absent(error),
    };
    match step(StorageStep::Lock, path, || disk.lock(&file, Duration::ZERO)) {
        Ok(false) => Ok(Some(FileOwner::Lives)),
        Ok(true) if step(StorageStep::Look, path, || disk.stat_open(&file))?.names == 0 => Ok(None),
        Ok(true) => Ok(Some(FileOwner::Gone(file))),
        Err(_) => Ok(Some(FileOwner::Unknown(file))),
    }
}

/// Opens a file for reading whose program still runs; returns `None` for any other. Reading
/// triggers no notification: closing a file opened for writing would wake every watcher of its
/// folder, this program included.
pub(super) fn of_living(disk: &dyn Disk, path: &Path) -> Option<File> {
    if disk.stat_link(path).ok()?.kind != FileKind::File {
        return None;
    }
    let file = disk.open(path, OpenMode::ReadNoFollow).ok()?;
    disk.is_locked(&file).ok()?.then_some(file)
}

fn absent<T>(error: StoreError) -> Result<Option<T>, StoreError> {
    match error {
        StoreError::Io { error, .. } if error.kind() == io::ErrorKind::NotFound => Ok(None),
        error => Err(error),
    }
}
