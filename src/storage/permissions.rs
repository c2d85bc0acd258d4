//! Owner, group and permissions of the files beside a dataset: the dataset's own, and never more.
//!
//! Whoever may read the dataset may read its history and its copies; nobody else may. A new version
//! of the dataset itself keeps the permissions of the old one ([`keep`]). Entry point: [`give`],
//! [`keep`]; who else may change the dataset: [`Exposure`].

use std::fs::File;
use std::io;
use std::path::Path;

use super::disk::{Disk, FileKind, FileMetadata, OpenMode};
use super::error::{StorageStep, StoreError, step};
use super::file_operations::{folder_of, follow};
use super::note::SaveNote;
use crate::text::escape_control;
use crate::texts::{self, Lang};

/// Gives a new file or folder at `path` the dataset's permissions. If the group cannot be kept, the
/// group gets none. Without a dataset the new file stays the user's own.
pub(super) fn give(disk: &dyn Disk, dataset: &Path, path: &Path, file: &File) -> Result<(), StoreError> {
    let Ok(model) = disk.open(dataset, OpenMode::ReadNoFollow) else { return Ok(()) };
    let rights = |call: &dyn Fn() -> io::Result<()>| step(StorageStep::Rights, path, call);
    let wanted = step(StorageStep::Rights, path, || disk.stat_open(&model))?;
    let found = step(StorageStep::Rights, path, || disk.stat_open(file))?;
    let mut mode = wanted.mode & 0o666 | 0o600;
    if (found.uid, found.gid) != (wanted.uid, wanted.gid) {
        // Only root may give files away; the group is what colleagues share.
        let given = rights(&|| disk.set_owner(file, Some(wanted.uid), Some(wanted.gid)));
        if given.is_err() && rights(&|| disk.set_owner(file, None, Some(wanted.gid))).is_err() {
            mode &= 0o606;
        }
    }
    if found.kind == FileKind::Folder {
        // Whoever may read a folder may enter it.
        let open = mode | (mode & 0o444) >> 2;
        return rights(&|| disk.set_mode(file, open));
    }
    rights(&|| disk.set_mode(file, mode))?;
    if rights(&|| disk.copy_attributes(&model, file)).is_err() {
        // With an access list the group's bits are the list's maximum, not what the group may do.
        rights(&|| disk.set_mode(file, mode & 0o606))?;
    }
    Ok(())
}

/// Gives the new file at `path` the old one's owner, permissions, access list and attributes.
pub(super) fn keep(
    disk: &dyn Disk,
    old: &File,
    wanted: &FileMetadata,
    path: &Path,
    new: &File,
) -> Result<Option<SaveNote>, StoreError> {
    let rights = |call: &dyn Fn() -> io::Result<()>| step(StorageStep::Rights, path, call);
    let found = step(StorageStep::Rights, path, || disk.stat_open(new))?;
    let mut note = None;
    if (found.uid, found.gid) != (wanted.uid, wanted.gid) {
        match rights(&|| disk.set_owner(new, Some(wanted.uid), Some(wanted.gid))) {
            Ok(()) => {}
            // A colleague's file in a shared folder: only root may give files away. While the group
            // has the owner's permissions, nobody loses access, and a file that is never half
            // written is worth more than the owner's name.
            Err(StoreError::Io { error, .. }) if cannot_be_kept(&error) && wanted.mode & 0o060 == 0o060 => {
                rights(&|| disk.set_owner(new, None, Some(wanted.gid)))?;
                note = Some(SaveNote::OwnerChanged);
            }
            Err(error) => return Err(error),
        }
    }
    rights(&|| disk.set_mode(new, wanted.mode))?;
    rights(&|| disk.copy_attributes(old, new))?;
    Ok(note)
}

/// What lets anybody on the machine change a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exposure {
    /// The file is writable by all.
    File,
    /// Its folder is, without the sticky bit: everybody may put another file in its place.
    Folder,
}

impl Exposure {
    /// Looks at a dataset and its folder (symbolic links followed); `None` when neither is open to
    /// all, or cannot be looked at.
    pub fn of(disk: &dyn Disk, dataset: &Path) -> Option<Exposure> {
        let dataset = follow(disk, dataset).ok()?;
        let mode = |path: &Path| disk.stat(path).map_or(0, |found| found.mode);
        if mode(&dataset) & 0o002 != 0 {
            return Some(Exposure::File);
        }
        (mode(folder_of(&dataset)) & 0o1002 == 0o002).then_some(Exposure::Folder)
    }

    /// Returns the warning in words.
    pub fn text(self, lang: Lang, dataset: &Path) -> String {
        let path = dataset.to_string_lossy();
        match self {
            Exposure::File => texts::distrust::open_file(lang, &escape_control(&path)),
            Exposure::Folder => texts::distrust::open_folder(lang, &escape_control(&path)),
        }
    }
}

/// Returns true when the system refuses permissions permanently, so that retrying is useless.
pub(super) fn cannot_be_kept(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}
