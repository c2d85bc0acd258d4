//! Files that this program keeps beside a dataset (lock, history, backups, presence), opened only
//! when they can be ours.
//!
//! A dataset may be in a folder where others can put anything under our names: a link to somebody
//! else's file, a second name of it, a pipe, a folder of their own. So a name is inspected before
//! it is opened (opening a device can have side effects), opened without following links, and
//! checked again by its descriptor. Must not decide what is done instead. Entry point:
//! [`Companion::open`], [`Companion::folder`].

use std::fs::File;
use std::path::Path;

use rustix::io::Errno;

use super::disk::{Disk, FileKind, FileMetadata, OpenMode};
use super::distrust::Distrust;
use super::error::{StorageStep, StoreError, step};
use super::file_operations::{create_folders, folder_of};
use super::permissions;
use super::pinned_folder::PinnedFolder;

/// A file or folder beside a dataset.
#[derive(Clone, Copy)]
pub(super) struct Companion<'a> {
    /// The operating system.
    pub(super) disk: &'a dyn Disk,
    /// The dataset it belongs to (symbolic links followed already); it need not exist.
    pub(super) dataset: &'a Path,
    /// Its own name.
    pub(super) path: &'a Path,
}

impl<'a> Companion<'a> {
    /// Opens an existing file.
    ///
    /// # Errors
    /// [`StoreError::Untrusted`] when it is not ours, otherwise the system's error.
    pub(super) fn open(&self, doing: StorageStep, how: OpenMode) -> Result<File, StoreError> {
        self.open_judged(doing, how, |stat| self.judge(stat, FileKind::File))
    }

    /// Opens an existing file, whoever owns it: for what everybody must agree on and what gives
    /// nothing away.
    ///
    /// # Errors
    /// As [`Companion::open`].
    pub(super) fn open_of_anybody(&self, doing: StorageStep, how: OpenMode) -> Result<File, StoreError> {
        self.open_judged(doing, how, |stat| judge_kind(stat, FileKind::File))
    }

    /// Opens an existing folder; its content is then reached through its descriptor.
    ///
    /// # Errors
    /// As [`Companion::open`].
    pub(super) fn folder(&self, doing: StorageStep) -> Result<PinnedFolder<'a>, StoreError> {
        let folder = self.open_judged(doing, OpenMode::ReadNoFollow, |stat| self.judge(stat, FileKind::Folder))?;
        Ok(PinnedFolder::new(self.disk, self.path, folder))
    }

    /// Opens the folder; makes it with the dataset's owner and permissions if there is none.
    ///
    /// # Errors
    /// As [`Companion::open`].
    pub(super) fn make_folder(&self) -> Result<PinnedFolder<'a>, StoreError> {
        match self.folder(StorageStep::Folder) {
            Err(error) if error.is_absence() => {}
            result => return result,
        }
        create_folders(self.disk, self.path)?;
        let folder = self.folder(StorageStep::Folder)?;
        permissions::give(self.disk, self.dataset, self.path, folder.file())?;
        Ok(folder)
    }

    /// Returns the error for something that is not ours.
    pub(super) fn refusal(&self, why: Distrust) -> StoreError {
        StoreError::Untrusted { path: self.path.to_owned(), why }
    }

    /// Returns whether what one of our names leads to can be ours.
    pub(super) fn judge(&self, found: &FileMetadata, wanted: FileKind) -> Result<(), Distrust> {
        judge_kind(found, wanted)?;
        if self.works_on_dataset(found) { Ok(()) } else { Err(Distrust::Owner(found.uid)) }
    }

    fn open_judged(
        &self,
        doing: StorageStep,
        how: OpenMode,
        judge: impl Fn(&FileMetadata) -> Result<(), Distrust>,
    ) -> Result<File, StoreError> {
        let untrusted = |why| self.refusal(why);
        let named = step(doing, self.path, || self.disk.stat_link(self.path))?;
        judge(&named).map_err(untrusted)?;
        let file = match step(doing, self.path, || self.disk.open(self.path, how)) {
            // A link was put there between the two steps.
            Err(StoreError::Io { error, .. }) if error.raw_os_error() == Some(Errno::LOOP.raw_os_error()) => {
                return Err(untrusted(Distrust::Link));
            }
            result => result?,
        };
        let opened = step(StorageStep::Look, self.path, || self.disk.stat_open(&file))?;
        judge(&opened).map_err(untrusted)?;
        Ok(file)
    }

    /// Returns true when a file belongs to an account that may have made it: this one, the
    /// system's, the dataset's owner, and colleagues where the dataset is shared with them.
    /// Otherwise a stranger in a world-writable folder could read what is written there.
    fn works_on_dataset(&self, found: &FileMetadata) -> bool {
        if found.uid == 0 || found.uid == rustix::process::geteuid().as_raw() {
            return true;
        }
        let Ok(folder) = self.disk.stat(folder_of(self.dataset)) else { return false };
        let (is_open, is_sticky) = (folder.mode & 0o002 != 0, folder.mode & 0o1000 != 0);
        let Ok(dataset) = self.disk.stat(self.dataset) else {
            return found.uid == folder.uid || folder.mode & 0o020 != 0 && !is_open;
        };
        let allows = |rights: u32| dataset.mode & rights == rights;
        let is_colleague = if is_open {
            // With setgid such a folder gives its group to strangers' files as well.
            allows(0o060) && found.gid == dataset.gid && folder.mode & 0o2000 == 0
        } else {
            // Whoever can create a file in a folder can also replace the dataset, unless the folder
            // is sticky.
            allows(if is_sticky { 0o060 } else { 0o040 })
        };
        found.uid == dataset.uid || allows(0o006) || is_colleague
    }
}

/// Returns whether something is of the wanted kind and has no other name that belongs to somebody
/// else.
fn judge_kind(found: &FileMetadata, wanted: FileKind) -> Result<(), Distrust> {
    match (found.kind, wanted) {
        (FileKind::Link, _) => Err(Distrust::Link),
        (kind, FileKind::Folder) if kind != wanted => Err(Distrust::NotAFolder),
        (kind, _) if kind != wanted => Err(Distrust::NotAFile),
        (FileKind::File, _) if found.names > 1 => Err(Distrust::Names(found.names)),
        _ => Ok(()),
    }
}
