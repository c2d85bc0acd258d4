//! Overwrites a file in place, for the few that cannot be replaced by a new one.
//!
//! A kill or a power cut in the middle can leave such a file half written. So a complete, verified
//! copy of the old content exists before the first byte is written and until the last is on the
//! disk; after an error it is restored. A copy found later is the sign of an interrupted save
//! ([`interrupted`]). Entry point: [`write()`].

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::companion::Companion;
use super::companion_name::{beside, shortened};
use super::disk::{Disk, OpenMode};
use super::error::{ReadOnlyReason, StorageStep, StoreError, step};
use super::file_operations::{create_folders, fill, read_back, sync_folder};
use super::fingerprint::{Content, Fingerprint};
use super::write_target::WriteTarget;

/// Maximum number of copies from interrupted saves before no further one is made.
const COPIES: usize = 99;

/// Bytes of a dataset's name that fit in the name of a copy in the state folder.
const STEM_IN_STATE: usize = 200;

/// Writes `new`, which is validated already, over the content of the file at the end of all links.
/// `check_unchanged` looks at the last moment whether that is still `old`.
pub(super) fn write(
    order: WriteTarget<'_>,
    target: &Path,
    old: &str,
    new: &str,
    check_unchanged: impl FnOnce() -> Result<(), StoreError>,
) -> Result<Fingerprint, StoreError> {
    let disk = order.disk;
    let file = step(StorageStep::Write, target, || disk.open(target, OpenMode::Write))?;
    let copy = SafetyCopy::make(order, target, old)?;
    let result = check_unchanged().and_then(|()| {
        overwrite(disk, target, &file, new).map_err(|error| match overwrite(disk, target, &file, old) {
            Ok(_) => error,
            Err(_) => copy.keep(target, error),
        })
    });
    if !matches!(result, Err(StoreError::Torn { .. })) {
        let _ = step(StorageStep::Backup, &copy.path, || disk.remove(&copy.path));
    }
    let content = result?;
    // The text is written; without a stamp the file merely looks changed until it is read again.
    let stamp = step(StorageStep::Look, target, || disk.stat_open(&file)).map(|stat| stat.stamp).unwrap_or_default();
    Ok(Fingerprint { content, stamp })
}

/// Lists the copies of `path` that interrupted saves left behind, without those of a running save.
pub fn interrupted(disk: &dyn Disk, path: &Path, state: Option<&Path>) -> Vec<PathBuf> {
    let folders = [Some(stem_beside(path)), state.map(|state| stem_in_state(path, state))];
    let mut found: Vec<PathBuf> = Vec::new();
    for stem in folders.into_iter().flatten() {
        let names = stem.parent().and_then(|folder| disk.names(folder).ok()).unwrap_or_default();
        let is_left =
            |name: &PathBuf| is_numbered(&stem, name) && is_abandoned(&Companion { disk, dataset: path, path: name });
        found.extend(names.into_iter().filter(is_left));
    }
    found.sort();
    found
}

/// Writes the whole text over the file, flushes it and reads it back.
fn overwrite(disk: &dyn Disk, path: &Path, file: &File, text: &str) -> Result<Content, StoreError> {
    let content = fill(disk, path, file, std::iter::once(text), |_| ())?;
    step(StorageStep::Write, path, || disk.set_len(file, content.len))?;
    step(StorageStep::Sync, path, || disk.sync(file))?;
    read_back(disk, path, file, content)?;
    Ok(content)
}

/// The complete old content in a file of its own, locked while it is in use.
struct SafetyCopy {
    path: PathBuf,
    _file: File,
}

impl SafetyCopy {
    /// Makes the copy beside the file, or in the state folder when nothing may be created there.
    fn make(order: WriteTarget<'_>, target: &Path, old: &str) -> Result<SafetyCopy, StoreError> {
        let disk = order.disk;
        match SafetyCopy::make_at(disk, &stem_beside(target), old) {
            Err(StoreError::Io { error, step, path }) if ReadOnlyReason::of(&error).is_some() => {
                let Some(state) = order.state else {
                    return Err(StoreError::Io { step, path, error });
                };
                let stem = stem_in_state(target, state);
                create_folders(disk, stem.parent().unwrap_or(state))?;
                SafetyCopy::make_at(disk, &stem, old)
            }
            result => result,
        }
    }

    fn make_at(disk: &dyn Disk, stem: &Path, old: &str) -> Result<SafetyCopy, StoreError> {
        let (path, file) = create(disk, stem)?;
        let _ = disk.lock(&file, Duration::ZERO);
        let filled = fill(disk, &path, &file, std::iter::once(old), |_| ()).and_then(|content| {
            step(StorageStep::Backup, &path, || disk.sync(&file))?;
            read_back(disk, &path, &file, content)?;
            sync_folder(disk, &path)
        });
        match filled {
            Ok(()) => Ok(SafetyCopy { path, _file: file }),
            Err(error) => {
                let _ = step(StorageStep::Backup, &path, || disk.remove(&path));
                Err(error)
            }
        }
    }

    /// Returns the error for a file that could not be restored either.
    fn keep(&self, target: &Path, error: StoreError) -> StoreError {
        let error = match error {
            StoreError::Io { error, .. } => error,
            other => io::Error::other(other.to_string()),
        };
        StoreError::Torn { path: target.to_owned(), backup: self.path.clone(), error }
    }
}

/// Creates the first numbered file that does not exist: an older copy may be the only intact one.
fn create(disk: &dyn Disk, stem: &Path) -> Result<(PathBuf, File), StoreError> {
    let mut number = 1;
    loop {
        let path = numbered(stem, number);
        match step(StorageStep::Backup, &path, || disk.open(&path, OpenMode::New(0o600))) {
            Err(StoreError::Io { error, .. }) if error.kind() == io::ErrorKind::AlreadyExists && number < COPIES => {
                number += 1
            }
            result => return result.map(|file| (path, file)),
        }
    }
}

fn stem_beside(path: &Path) -> PathBuf {
    beside(path, ".backup-")
}

/// Returns the stem of a copy's name in the state folder. That folder holds files from all folders;
/// the path's hash distinguishes them.
fn stem_in_state(path: &Path, state: &Path) -> PathBuf {
    let hash = Content::of(path.as_os_str().as_encoded_bytes()).hash as u64;
    let mut name = shortened(path.file_name().unwrap_or_default(), STEM_IN_STATE).into_owned();
    name.push(format!(".{hash:016x}.backup-"));
    state.join("backups").join(name)
}

fn numbered(stem: &Path, number: usize) -> PathBuf {
    let mut name = stem.as_os_str().to_owned();
    name.push(number.to_string());
    name.into()
}

fn is_numbered(stem: &Path, path: &Path) -> bool {
    let digits = path.as_os_str().as_encoded_bytes().strip_prefix(stem.as_os_str().as_encoded_bytes());
    digits.is_some_and(|digits| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit))
}

fn is_abandoned(copy: &Companion<'_>) -> bool {
    match copy.open(StorageStep::Read, OpenMode::ReadNoFollow) {
        Ok(file) => copy.disk.lock(&file, Duration::ZERO).unwrap_or(true),
        Err(error) => !matches!(error, StoreError::Untrusted { .. }) && !error.is_absence(),
    }
}
