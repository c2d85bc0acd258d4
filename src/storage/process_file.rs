//! Files that belong to one running program: locked from the moment they are made until it ends,
//! however it ends.
//!
//! So whether their owner still lives is asked of the kernel and is never stale, whatever process
//! number is reused. A file that is found without an owner may be removed by whoever holds its
//! lock; the maker therefore looks, once it has the lock, whether the name is still there. Enter at
//! [`create`], [`owner`].

use std::ffi::OsStr;
use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Disk, FileKind, Open};
use super::error::{StorageStep, StoreError, step};

/// How many names are tried; a second one is needed only when somebody looks at the new file before
/// it is locked.
const ATTEMPTS: usize = 16;

/// Number of hexadecimal digits at the end of the name.
const DIGITS: usize = 16;

/// Who a file belongs to.
pub(super) enum Owner {
    /// A program that runs.
    Lives,
    /// Nobody any more; the lock is ours as long as the file is open.
    Gone(File),
    /// The file system knows no locks, so nobody can tell.
    Unknown(File),
}

/// Makes a file `STEM-PID-RANDOM ENDING` of this program with this mode and locks it.
pub(super) fn create(disk: &dyn Disk, stem: &Path, ending: &str, mode: u32) -> Result<(PathBuf, File), StoreError> {
    let mut attempt = 1;
    loop {
        let mut name = stem.as_os_str().to_owned();
        let random = RandomState::new().build_hasher().finish();
        name.push(format!("-{}-{random:0DIGITS$x}{ending}", std::process::id()));
        let path = PathBuf::from(name);
        match step(StorageStep::Create, &path, || disk.open(&path, Open::New(mode))) {
            Ok(file) if claim(disk, &path, &file)? || attempt == ATTEMPTS => return Ok((path, file)),
            Ok(_) => drop(step(StorageStep::Create, &path, || disk.remove(&path))),
            Err(StoreError::Io { error, .. }) if error.kind() == io::ErrorKind::AlreadyExists && attempt < ATTEMPTS => {
            }
            Err(error) => return Err(error),
        }
        attempt += 1;
    }
}

/// True for exactly the names that [`create`] makes.
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

/// Locks a new file; false when somebody took it for abandoned in the moment before.
fn claim(disk: &dyn Disk, path: &Path, file: &File) -> Result<bool, StoreError> {
    match step(StorageStep::Lock, path, || disk.lock(file, Duration::ZERO)) {
        Ok(false) => Ok(false),
        // Where locks are unknown the file still does its work; others then cannot tell whether we
        // live.
        Ok(true) | Err(_) => Ok(step(StorageStep::Look, path, || disk.stat_open(file))?.names > 0),
    }
}

/// Finds out whether the program that made a file still runs; `None` when there is no such file
/// (any more).
pub(super) fn owner(disk: &dyn Disk, path: &Path) -> Result<Option<Owner>, StoreError> {
    match step(StorageStep::Look, path, || disk.stat_link(path)) {
        Ok(stat) if stat.kind == FileKind::File => {}
        Ok(_) => return Ok(None),
        Err(error) => return absent(error),
    }
    let opened = match step(StorageStep::Read, path, || disk.open(path, Open::Write)) {
        // Some file systems lock only what is open for writing; one may look at what one may only
        // read all the same.
        Err(StoreError::Io { error, .. }) if super::ReadOnlyReason::of(&error).is_some() => {
            step(StorageStep::Read, path, || disk.open(path, Open::ReadNoFollow))
        }
        result => result,
    };
    let file = match opened {
        Ok(file) => file,
        Err(error) => return absent(error),
    };
    match step(StorageStep::Lock, path, || disk.lock(&file, Duration::ZERO)) {
        Ok(false) => Ok(Some(Owner::Lives)),
        Ok(true) if step(StorageStep::Look, path, || disk.stat_open(&file))?.names == 0 => Ok(None),
        Ok(true) => Ok(Some(Owner::Gone(file))),
        Err(_) => Ok(Some(Owner::Unknown(file))),
    }
}

/// Opens a file for reading whose program still runs; `None` for any other. Nobody notices: what is
/// opened for writing alarms all who watch its folder when it is closed, this program too.
pub(super) fn of_living(disk: &dyn Disk, path: &Path) -> Option<File> {
    if disk.stat_link(path).ok()?.kind != FileKind::File {
        return None;
    }
    let file = disk.open(path, Open::ReadNoFollow).ok()?;
    disk.is_locked(&file).ok()?.then_some(file)
}

fn absent<T>(error: StoreError) -> Result<Option<T>, StoreError> {
    match error {
        StoreError::Io { error, .. } if error.kind() == io::ErrorKind::NotFound => Ok(None),
        error => Err(error),
    }
}
