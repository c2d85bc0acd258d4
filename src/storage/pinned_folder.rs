//! A folder beside the dataset that stays the same folder, whatever its name leads to meanwhile.
//!
//! In a shared folder others may replace one of our folders by a symbolic link between two steps. A
//! pinned folder is opened once, without following links, and checked; it is a [`Disk`] on which
//! everything directly inside it is reached through its descriptor. Everything else is passed on.
//! Must not decide whom to trust. Entry point: [`PinnedFolder::new`].

use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Disk, FileMetadata, OpenMode};

/// An open folder and its disk.
pub(super) struct PinnedFolder<'d> {
    disk: &'d dyn Disk,
    path: PathBuf,
    folder: File,
}

impl<'d> PinnedFolder<'d> {
    /// Returns the disk on which `path` is this open folder.
    pub(super) fn new(disk: &'d dyn Disk, path: &Path, folder: File) -> PinnedFolder<'d> {
        PinnedFolder { disk, path: path.to_owned(), folder }
    }

    /// Returns the folder itself.
    pub(super) fn file(&self) -> &File {
        &self.folder
    }

    /// Returns the name of an entry directly in the folder.
    fn name<'p>(&self, path: &'p Path) -> Option<&'p OsStr> {
        path.file_name().filter(|_| path.parent() == Some(&self.path))
    }
}

impl Disk for PinnedFolder<'_> {
    fn stat(&self, path: &Path) -> io::Result<FileMetadata> {
        if path == self.path {
            return self.disk.stat_open(&self.folder);
        }
        self.name(path).map_or_else(|| self.disk.stat(path), |name| self.disk.stat_in(&self.folder, name))
    }

    fn stat_link(&self, path: &Path) -> io::Result<FileMetadata> {
        if path == self.path {
            return self.disk.stat_open(&self.folder);
        }
        self.name(path).map_or_else(|| self.disk.stat_link(path), |name| self.disk.stat_in(&self.folder, name))
    }

    fn open(&self, path: &Path, how: OpenMode) -> io::Result<File> {
        if path == self.path {
            return self.folder.try_clone();
        }
        self.name(path).map_or_else(|| self.disk.open(path, how), |name| self.disk.open_in(&self.folder, name, how))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        if folder != self.path {
            return self.disk.names(folder);
        }
        let names = self.disk.names_in(&self.folder)?;
        Ok(names.into_iter().map(|name| self.path.join(name)).collect())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        match (self.name(from), self.name(to)) {
            (Some(from), Some(to)) => self.disk.rename_in(&self.folder, from, to),
            _ => self.disk.rename(from, to),
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.name(path).map_or_else(|| self.disk.remove(path), |name| self.disk.remove_in(&self.folder, name))
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.disk.read_link(path)
    }

    fn check_writable(&self, path: &Path) -> io::Result<()> {
        self.disk.check_writable(path)
    }

    fn read(&self, file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        self.disk.read(file, buffer, at)
    }

    fn write(&self, file: &File, bytes: &[u8], at: u64) -> io::Result<usize> {
        self.disk.write(file, bytes, at)
    }

    fn stat_open(&self, file: &File) -> io::Result<FileMetadata> {
        self.disk.stat_open(file)
    }

    fn set_len(&self, file: &File, len: u64) -> io::Result<()> {
        self.disk.set_len(file, len)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.disk.sync(file)
    }

    fn sync_data(&self, file: &File) -> io::Result<()> {
        self.disk.sync_data(file)
    }

    fn set_owner(&self, file: &File, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {
        self.disk.set_owner(file, uid, gid)
    }

    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()> {
        self.disk.set_mode(file, mode)
    }

    fn set_modified(&self, file: &File, seconds: i64) -> io::Result<()> {
        self.disk.set_modified(file, seconds)
    }

    fn copy_attributes(&self, from: &File, to: &File) -> io::Result<()> {
        self.disk.copy_attributes(from, to)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.disk.create_folder(path)
    }

    fn lock(&self, file: &File, patience: Duration) -> io::Result<bool> {
        self.disk.lock(file, patience)
    }

    fn is_locked(&self, file: &File) -> io::Result<bool> {
        self.disk.is_locked(file)
    }

    fn is_remote(&self, folder: &Path) -> bool {
        self.disk.is_remote(folder)
    }

    fn free_bytes(&self, folder: &Path) -> io::Result<u64> {
        self.disk.free_bytes(folder)
    }

    fn open_in(&self, folder: &File, name: &OsStr, how: OpenMode) -> io::Result<File> {
        self.disk.open_in(folder, name, how)
    }

    fn stat_in(&self, folder: &File, name: &OsStr) -> io::Result<FileMetadata> {
        self.disk.stat_in(folder, name)
    }

    fn names_in(&self, folder: &File) -> io::Result<Vec<OsString>> {
        self.disk.names_in(folder)
    }

    fn rename_in(&self, folder: &File, from: &OsStr, to: &OsStr) -> io::Result<()> {
        self.disk.rename_in(folder, from, to)
    }

    fn remove_in(&self, folder: &File, name: &OsStr) -> io::Result<()> {
        self.disk.remove_in(folder, name)
    }
}
