//! Owner, group and permissions of the files beside a dataset: the dataset's own, and never more.
//!
//! Whoever may read the dataset may read its history and its copies; nobody else may. A new version
//! of the dataset itself keeps the permissions of the old one ([`keep`]). Entry point: [`give`],
//! [`keep`].

use std::fs::File;
use std::io;
use std::path::Path;

use super::disk::{Disk, FileKind, FileMetadata, OpenMode};
use super::error::{StorageStep, StoreError, step};
use super::note::SaveNote;

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

/// Returns true when the system refuses permissions permanently, so that retrying is useless.
pub(super) fn cannot_be_kept(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}
