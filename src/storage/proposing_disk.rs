//! The operating system for who proposes: as with `--read-only`, but for the folder of proposals
//! beside the dataset and the user's own state folder.
//!
//! So the dataset cannot be written whatever the rest of the program does. Entry point:
//! [`ProposingDisk::new`].

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Disk, FileMetadata, OpenMode};
use super::read_only_disk::ReadOnlyDisk;
use super::real_disk::RealDisk;

/// The real operating system, with write access to a few folders only.
#[derive(Debug, Clone)]
pub struct ProposingDisk {
    /// Folders that may be made and written, with all that is in them.
    folders: Vec<PathBuf>,
}

impl ProposingDisk {
    /// Returns the disk on which the proposals of this dataset, and what lies in the state folder,
    /// can be written.
    pub fn new(dataset: &Path, state: Option<&Path>) -> ProposingDisk {
        let followed = super::file_operations::follow(&RealDisk, dataset).unwrap_or_else(|_| dataset.to_owned());
        let proposals = super::proposals::folder(&followed);
        ProposingDisk { folders: std::iter::once(proposals).chain(state.map(Path::to_owned)).collect() }
    }

    /// Returns the disk for a path.
    fn of(&self, path: &Path) -> &'static dyn Disk {
        let is_plain = !path.components().any(|part| part == std::path::Component::ParentDir);
        match is_plain && self.folders.iter().any(|folder| path.starts_with(folder)) {
            true => &RealDisk,
            false => &ReadOnlyDisk,
        }
    }

    /// Returns the disk for what lies in an open folder: it was opened by its name before.
    fn in_folder(&self, folder: &File) -> &'static dyn Disk {
        let Ok(open) = RealDisk.stat_open(folder) else { return &ReadOnlyDisk };
        let is_it = |path: &PathBuf| RealDisk.stat_link(path).is_ok_and(|found| found.stamp.inode == open.stamp.inode);
        if self.folders.iter().any(is_it) { &RealDisk } else { &ReadOnlyDisk }
    }
}

impl ProposingDisk {
    /// Returns the disk for an open file: it is open for writing only where [`Disk::open`] allowed
    /// it, and a folder that may be written is known.
    fn of_open(&self, file: &File) -> &'static dyn Disk {
        let is_written = rustix::fs::fcntl_getfl(file).is_ok_and(|flags| {
            let access = flags & rustix::fs::OFlags::RWMODE;
            access == rustix::fs::OFlags::RDWR || access == rustix::fs::OFlags::WRONLY
        });
        if is_written { &RealDisk } else { self.in_folder(file) }
    }
}

impl Disk for ProposingDisk {
    fn stat(&self, path: &Path) -> io::Result<FileMetadata> {
        RealDisk.stat(path)
    }

    fn stat_link(&self, path: &Path) -> io::Result<FileMetadata> {
        RealDisk.stat_link(path)
    }

    fn stat_open(&self, file: &File) -> io::Result<FileMetadata> {
        RealDisk.stat_open(file)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        RealDisk.read_link(path)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        RealDisk.names(folder)
    }

    fn check_writable(&self, path: &Path) -> io::Result<()> {
        self.of(path).check_writable(path)
    }

    fn open(&self, path: &Path, how: OpenMode) -> io::Result<File> {
        self.of(path).open(path, how)
    }

    fn read(&self, file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        RealDisk.read(file, buffer, at)
    }

    // A file is open for writing only where `open` allowed it.

    fn write(&self, file: &File, bytes: &[u8], at: u64) -> io::Result<usize> {
        RealDisk.write(file, bytes, at)
    }

    fn set_len(&self, file: &File, len: u64) -> io::Result<()> {
        RealDisk.set_len(file, len)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        RealDisk.sync(file)
    }

    fn sync_data(&self, file: &File) -> io::Result<()> {
        RealDisk.sync_data(file)
    }

    fn set_owner(&self, file: &File, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {
        self.of_open(file).set_owner(file, uid, gid)
    }

    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()> {
        self.of_open(file).set_mode(file, mode)
    }

    fn copy_attributes(&self, from: &File, to: &File) -> io::Result<()> {
        self.of_open(to).copy_attributes(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.of(from).check_writable(from.parent().unwrap_or(from))?;
        self.of(to).rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.of(path).remove(path)
    }

    /// The folders above the state folder may have to be made for it.
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let is_above = self.folders.iter().any(|folder| folder.starts_with(path));
        if is_above { RealDisk.create_folder(path) } else { self.of(path).create_folder(path) }
    }

    fn lock(&self, file: &File, patience: Duration) -> io::Result<bool> {
        RealDisk.lock(file, patience)
    }

    fn is_locked(&self, file: &File) -> io::Result<bool> {
        RealDisk.is_locked(file)
    }

    fn is_remote(&self, folder: &Path) -> bool {
        RealDisk.is_remote(folder)
    }

    fn open_in(&self, folder: &File, name: &OsStr, how: OpenMode) -> io::Result<File> {
        self.in_folder(folder).open_in(folder, name, how)
    }

    fn stat_in(&self, folder: &File, name: &OsStr) -> io::Result<FileMetadata> {
        RealDisk.stat_in(folder, name)
    }

    fn names_in(&self, folder: &File) -> io::Result<Vec<OsString>> {
        RealDisk.names_in(folder)
    }

    fn rename_in(&self, folder: &File, from: &OsStr, to: &OsStr) -> io::Result<()> {
        self.in_folder(folder).rename_in(folder, from, to)
    }

    fn remove_in(&self, folder: &File, name: &OsStr) -> io::Result<()> {
        self.in_folder(folder).remove_in(folder, name)
    }

    fn set_modified(&self, file: &File, seconds: i64) -> io::Result<()> {
        RealDisk.set_modified(file, seconds)
    }

    fn free_bytes(&self, folder: &Path) -> io::Result<u64> {
        RealDisk.free_bytes(folder)
    }
}
