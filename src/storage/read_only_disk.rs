//! The operating system for `--read-only`: reading works, every change is refused.
//!
//! Entry point: [`ReadOnlyDisk`].

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Disk, FileMetadata, OpenMode};
use super::real_disk::RealDisk;

/// The real operating system without write access: every step that would change something is
/// refused.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOnlyDisk;

/// The cause of every refusal of a [`ReadOnlyDisk`].
#[derive(Debug, Clone, Copy)]
pub struct ReadOnlyAsked;

impl fmt::Display for ReadOnlyAsked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("--read-only")
    }
}

impl std::error::Error for ReadOnlyAsked {}

fn refused<T>() -> io::Result<T> {
    Err(io::Error::new(io::ErrorKind::ReadOnlyFilesystem, ReadOnlyAsked))
}

impl Disk for ReadOnlyDisk {
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

    fn check_writable(&self, _: &Path) -> io::Result<()> {
        refused()
    }

    fn open(&self, path: &Path, how: OpenMode) -> io::Result<File> {
        match how {
            OpenMode::Read | OpenMode::ReadNoFollow | OpenMode::Stream => RealDisk.open(path, how),
            OpenMode::Write | OpenMode::New(_) => refused(),
        }
    }

    fn read(&self, file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        RealDisk.read(file, buffer, at)
    }

    fn write(&self, _: &File, _: &[u8], _: u64) -> io::Result<usize> {
        refused()
    }

    fn set_len(&self, _: &File, _: u64) -> io::Result<()> {
        refused()
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        RealDisk.sync(file)
    }

    fn set_owner(&self, _: &File, _: Option<u32>, _: Option<u32>) -> io::Result<()> {
        refused()
    }

    fn set_mode(&self, _: &File, _: u32) -> io::Result<()> {
        refused()
    }

    fn copy_attributes(&self, _: &File, _: &File) -> io::Result<()> {
        refused()
    }

    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        refused()
    }

    fn remove(&self, _: &Path) -> io::Result<()> {
        refused()
    }

    fn create_folder(&self, _: &Path) -> io::Result<()> {
        refused()
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
        match how {
            OpenMode::Read | OpenMode::ReadNoFollow | OpenMode::Stream => RealDisk.open_in(folder, name, how),
            OpenMode::Write | OpenMode::New(_) => refused(),
        }
    }

    fn stat_in(&self, folder: &File, name: &OsStr) -> io::Result<FileMetadata> {
        RealDisk.stat_in(folder, name)
    }

    fn names_in(&self, folder: &File) -> io::Result<Vec<OsString>> {
        RealDisk.names_in(folder)
    }

    fn rename_in(&self, _: &File, _: &OsStr, _: &OsStr) -> io::Result<()> {
        refused()
    }

    fn remove_in(&self, _: &File, _: &OsStr) -> io::Result<()> {
        refused()
    }

    fn set_modified(&self, _: &File, _: i64) -> io::Result<()> {
        refused()
    }

    fn free_bytes(&self, folder: &Path) -> io::Result<u64> {
        RealDisk.free_bytes(folder)
    }
}
