//! Files that are no datasets: what is exported and published.
//!
//! Such a file is written whole or not at all, like a dataset: beside the old one, flushed, then
//! renamed. No lock, history or backup belongs to it. Entry points: [`ForeignFile`],
//! [`ForeignFolder`].

use std::io;
use std::path::{Path, PathBuf};

use super::companion_name::is_companion_name;
use super::disk::{Disk, FileKind, FileStamp, OpenMode};
use super::error::{StorageStep, StoreError, step};
use super::file_operations::{folder_of, follow, sync_folder, write_at};
use super::permissions;
use super::temporary::{self, Temporary};

/// A file while it is written. It disappears when it is dropped before [`ForeignFile::commit`].
pub struct ForeignFile<'d> {
    disk: &'d dyn Disk,
    target: PathBuf,
    new: Temporary<'d>,
    /// Number of bytes written.
    len: u64,
}

impl<'d> ForeignFile<'d> {
    /// Begins to write a file, through symbolic links; one of this name stays until the end, and
    /// gives its owner and permissions to the new one.
    ///
    /// # Errors
    /// When something other than a file has the name, or the folder cannot be written.
    pub fn create(disk: &'d dyn Disk, path: &Path) -> Result<ForeignFile<'d>, StoreError> {
        let target = follow(disk, path)?;
        let old = match step(StorageStep::Look, &target, || disk.stat(&target)) {
            Ok(stat) if stat.kind != FileKind::File => {
                return Err(StoreError::NotAFile { path: path.to_owned(), kind: stat.kind });
            }
            Ok(stat) => Some(stat),
            Err(error) if error.is_absence() => None,
            Err(error) => return Err(error),
        };
        temporary::sweep(disk, &target);
        let new = Temporary::create(disk, &target, if old.is_some() { 0o600 } else { 0o666 })?;
        if let Some(stat) = old {
            let file = step(StorageStep::Look, &target, || disk.open(&target, OpenMode::Read))?;
            permissions::keep(disk, &file, &stat, &new.path, &new.file)?;
        }
        Ok(ForeignFile { disk, target, new, len: 0 })
    }

    /// Gives it the owner and permissions of the dataset that it belongs to.
    pub(super) fn give_rights_of(&self, dataset: &Path) -> Result<(), StoreError> {
        permissions::give(self.disk, dataset, &self.new.path, &self.new.file)
    }

    /// Puts the file in place once all of it is on the disk; returns its path.
    ///
    /// # Errors
    /// When it could not be flushed or renamed. The old file is intact then.
    pub fn commit(self) -> Result<PathBuf, StoreError> {
        self.flush_to_disk()?;
        self.put_in_place()
    }

    fn flush_to_disk(&self) -> Result<(), StoreError> {
        step(StorageStep::Sync, &self.target, || self.disk.sync(&self.new.file))
    }

    fn put_in_place(mut self) -> Result<PathBuf, StoreError> {
        self.new.rename(&self.target)?;
        // The file is complete under its name; at worst a power cut brings the old one back.
        let _ = sync_folder(self.disk, &self.target);
        Ok(std::mem::take(&mut self.target))
    }
}

impl io::Write for ForeignFile<'_> {
    /// Writes all bytes. An error is a [`StoreError`] inside.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        write_at(self.disk, &self.target, &self.new.file, bytes, self.len).map_err(io::Error::other)?;
        self.len += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Several files of a folder while they are written: all of them are put in place, or none.
pub struct ForeignFolder<'d> {
    disk: &'d dyn Disk,
    folder: PathBuf,
    files: Vec<ForeignFile<'d>>,
}

impl<'d> ForeignFolder<'d> {
    /// Prepares to write files of a folder. Other files in it stay.
    ///
    /// # Errors
    /// When something else has the name.
    pub fn new(disk: &'d dyn Disk, folder: &Path) -> Result<ForeignFolder<'d>, StoreError> {
        match disk.stat(folder) {
            Ok(stat) if stat.kind != FileKind::Folder => {
                Err(StoreError::NotAFile { path: folder.to_owned(), kind: stat.kind })
            }
            _ => Ok(ForeignFolder { disk, folder: folder.to_owned(), files: Vec::new() }),
        }
    }

    /// Begins a file; the folder is made when it is missing.
    ///
    /// # Errors
    /// As [`ForeignFile::create`].
    pub fn create(&self, name: &str) -> Result<ForeignFile<'d>, StoreError> {
        create_folder(self.disk, &self.folder)?;
        ForeignFile::create(self.disk, &self.folder.join(name))
    }

    /// Takes a file that is written.
    pub fn add(&mut self, file: ForeignFile<'d>) {
        self.files.push(file);
    }

    /// Puts all files in place once all of them are on the disk; returns the folder.
    ///
    /// # Errors
    /// When one could not be flushed, and all are as they were, or not be renamed, which leaves
    /// those before it.
    pub fn commit(self) -> Result<PathBuf, StoreError> {
        self.files.iter().try_for_each(ForeignFile::flush_to_disk)?;
        for file in self.files {
            file.put_in_place()?;
        }
        Ok(self.folder)
    }
}

/// Returns true for a dataset itself, and for what is kept beside it: its history, its backups,
/// its saved views.
pub fn belongs_to_dataset(disk: &dyn Disk, path: &Path, dataset: &Path) -> bool {
    let is_beside = || is_same_file(disk, folder_of(path), folder_of(dataset));
    is_same_file(disk, path, dataset) || is_companion_name(path, dataset) && is_beside()
}

/// Returns true when both names lead to one file.
fn is_same_file(disk: &dyn Disk, path: &Path, other: &Path) -> bool {
    let inode = |path: &Path| disk.stat(path).ok().map(|stat| stat.stamp).map(|FileStamp { inode, .. }| inode);
    inode(path).is_some_and(|found| Some(found) == inode(other))
}

/// Makes a folder that those may enter who may enter the one around it; nobody else may write to
/// it.
pub(super) fn create_folder(disk: &dyn Disk, folder: &Path) -> Result<(), StoreError> {
    match step(StorageStep::Folder, folder, || disk.create_folder(folder)) {
        Ok(()) => {}
        Err(StoreError::Io { error, .. }) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        Err(error) => return Err(error),
    }
    let around = step(StorageStep::Rights, folder, || disk.stat(folder_of(folder)))?;
    let made = step(StorageStep::Rights, folder, || disk.open(folder, OpenMode::Read))?;
    step(StorageStep::Rights, folder, || disk.set_mode(&made, around.mode & 0o755 | 0o700))?;
    sync_folder(disk, folder)
}
