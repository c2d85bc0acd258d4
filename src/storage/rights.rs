//! Owner, group and rights of what lies beside a dataset: the dataset's own, and never more.
//!
//! Who may read the dataset may read its history and its copies; nobody else. Enter at [`give`], [`folder`].

use std::fs::File;
use std::path::Path;

use super::disk::{Disk, Kind, Open};
use super::error::{Step, StoreError, step};
use super::steps::create_folders;

/// Gives a new file or folder at `path` what the dataset has. Where the group cannot be kept, the group gets nothing.
/// Without a dataset the new thing stays the user's own.
pub(super) fn give(disk: &dyn Disk, dataset: &Path, (path, file): (&Path, &File)) -> Result<(), StoreError> {
    let Ok(model) = disk.open(dataset, Open::Read) else { return Ok(()) };
    let rights = |call: &dyn Fn() -> std::io::Result<()>| step(Step::Rights, path, call);
    let wanted = step(Step::Rights, path, || disk.stat_open(&model))?;
    let found = step(Step::Rights, path, || disk.stat_open(file))?;
    let mut mode = wanted.mode & 0o666 | 0o600;
    if (found.uid, found.gid) != (wanted.uid, wanted.gid) {
        // Only root may give files away; the group is what colleagues share.
        let given = rights(&|| disk.set_owner(file, Some(wanted.uid), Some(wanted.gid)));
        if given.is_err() && rights(&|| disk.set_owner(file, None, Some(wanted.gid))).is_err() {
            mode &= 0o606;
        }
    }
    if found.kind == Kind::Folder {
        // Who may read may enter.
        let open = mode | (mode & 0o444) >> 2;
        return rights(&|| disk.set_mode(file, open));
    }
    rights(&|| disk.set_mode(file, mode))?;
    if rights(&|| disk.copy_attributes(&model, file)).is_err() {
        // With an access list the group's bits say what the list allows at most, not what the group may.
        rights(&|| disk.set_mode(file, mode & 0o606))?;
    }
    Ok(())
}

/// Makes a folder beside the dataset that those may enter who may read the dataset; one that is there stays as it is.
pub(super) fn folder(disk: &dyn Disk, dataset: &Path, folder: &Path) -> Result<(), StoreError> {
    if disk.stat(folder).is_ok() {
        return Ok(());
    }
    create_folders(disk, folder)?;
    let open = step(Step::Rights, folder, || disk.open(folder, Open::Read))?;
    give(disk, dataset, (folder, &open))
}
