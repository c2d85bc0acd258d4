//! What a save needs besides the text, and its first steps: read-only check, links, folders, lock.
//!
//! Neither reads nor writes the dataset. Entry point: [`WriteTarget::enter`].

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::Disk;
use super::error::{ReadOnlyReason, StoreError};
use super::file_operations::{create_folders, follow};
use super::lock::{self, KeptLock, Lock};
use super::lock_holder::LockHolder;

/// What is needed to write a dataset, besides its text.
#[derive(Clone, Copy)]
pub struct WriteTarget<'a> {
    /// The operating system.
    pub disk: &'a dyn Disk,
    /// The dataset's file, as the user knows it.
    pub path: &'a Path,
    /// Why it must not be written, if so; read-only operation is enforced here.
    pub read_only: Option<ReadOnlyReason>,
    /// Who writes, shown to others who wait.
    pub holder: &'a LockHolder,
    /// How long to wait for others.
    pub patience: Duration,
    /// The user's state folder, for safety copies that cannot be made beside the file.
    pub state: Option<&'a Path>,
}

impl<'a> WriteTarget<'a> {
    /// Takes the lock of the file at the end of all links; creates its folders when it may be
    /// missing. `kept` is the lock that an earlier attempt kept.
    pub(super) fn enter(self, create: bool, kept: Option<KeptLock>) -> Result<(PathBuf, Lock<'a>), StoreError> {
        if let Some(reason) = self.read_only {
            return Err(StoreError::ReadOnly { path: self.path.to_owned(), reason });
        }
        let target = follow(self.disk, self.path)?;
        if create {
            create_folders(self.disk, target.parent().unwrap_or(Path::new(".")))?;
        } else if self.disk.stat_link(&target).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            // No folders are created where a disk is no longer mounted.
            return Err(StoreError::Gone { path: target });
        }
        let lock = match kept.and_then(|kept| Lock::resume(self.disk, &target, kept)) {
            Some(lock) => lock,
            None => lock::take(self.disk, &target, self.holder, self.patience)?,
        };
        Ok((target, lock))
    }
}
