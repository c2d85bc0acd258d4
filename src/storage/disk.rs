//! The calls to the operating system that storage makes, as a trait: [`RealDisk`](super::RealDisk)
//! makes them, tests make them fail.
//!
//! Each method is one step that can fail or be the last before a kill; nothing here retries or
//! decides. Files are opened by path and then used by descriptor, so that nobody can swap them in
//! between. The methods that end in `_in` work relative to an open folder, whatever its path leads
//! to meanwhile. Entry point: [`Disk`].

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The kind of file that a name refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe.
    Pipe,
    /// A device or a socket.
    Special,
}

/// Metadata of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileMetadata {
    /// Its kind.
    pub kind: FileKind,
    /// Changes when somebody writes the file.
    pub stamp: FileStamp,
    /// Permission bits.
    pub mode: u32,
    /// Owner.
    pub uid: u32,
    /// Group.
    pub gid: u32,
    /// Number of names (hard links).
    pub names: u64,
}

/// A cheap hint whether a file has changed: while it is equal, reading again is rarely worth it,
/// but only the content ([`super::Fingerprint`]) is proof. The default is that of a missing file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FileStamp {
    /// Device and inode number.
    pub inode: (u64, u64),
    /// Length in bytes.
    pub len: u64,
    /// Modification time: seconds and nanoseconds since 1970.
    pub modified: (i64, i64),
}

/// How to open a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenMode {
    /// An existing file or folder, for reading.
    Read,
    /// The same, but never through a symbolic link.
    ReadNoFollow,
    /// A pipe or the standard input, for reading; waits for whoever writes it.
    Stream,
    /// An existing file, for reading and writing; never through a symbolic link.
    Write,
    /// A file that must not exist yet, for reading and writing, with this mode (less the umask).
    New(u32),
}

/// The operating system as storage sees it.
pub trait Disk: Send + Sync {
    /// Returns the metadata of what a name leads to, following symbolic links.
    fn stat(&self, path: &Path) -> io::Result<FileMetadata>;
    /// Returns the metadata of a name itself.
    fn stat_link(&self, path: &Path) -> io::Result<FileMetadata>;
    /// Returns the metadata of an open file.
    fn stat_open(&self, file: &File) -> io::Result<FileMetadata>;
    /// Returns the target of a symbolic link, as written in it.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;
    /// Lists the names in a folder.
    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Fails when this process may not write the file or into the folder.
    fn check_writable(&self, path: &Path) -> io::Result<()>;
    /// Opens or creates a file.
    fn open(&self, path: &Path, how: OpenMode) -> io::Result<File>;
    /// Reads at an offset; may return less than asked for.
    fn read(&self, file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize>;
    /// Writes at an offset; may write less than given.
    fn write(&self, file: &File, bytes: &[u8], at: u64) -> io::Result<usize>;
    /// Truncates or extends a file.
    fn set_len(&self, file: &File, len: u64) -> io::Result<()>;
    /// Flushes a file or folder to the disk.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Flushes a file's content to the disk, and only the metadata needed to find it.
    fn sync_data(&self, file: &File) -> io::Result<()> {
        self.sync(file)
    }
    /// Flushes everything that was written to the file system of an open file or folder.
    fn sync_file_system(&self, file: &File) -> io::Result<()> {
        self.sync(file)
    }
    /// Sets owner and group; `None` leaves it unchanged.
    fn set_owner(&self, file: &File, uid: Option<u32>, gid: Option<u32>) -> io::Result<()>;
    /// Sets the permission bits.
    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()>;
    /// Copies the access list and user attributes of `from` to `to`, and removes any others.
    fn copy_attributes(&self, from: &File, to: &File) -> io::Result<()>;
    /// Renames a file, replacing any file of that name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a name.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Creates a folder that only the user may enter.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Takes the advisory lock of an open file, waiting at most for `patience`; returns false when
    /// somebody else kept it.
    fn lock(&self, file: &File, patience: Duration) -> io::Result<bool>;
    /// Returns true when somebody else holds the advisory lock of an open file; takes no lock and
    /// never waits.
    fn is_locked(&self, file: &File) -> io::Result<bool>;
    /// Returns true when other machines can write to a folder's file system as well, so that this
    /// kernel does not see every change.
    fn is_remote(&self, folder: &Path) -> bool;
    /// Opens or creates a file in an open folder; never follows a symbolic link.
    fn open_in(&self, folder: &File, name: &OsStr, how: OpenMode) -> io::Result<File>;
    /// Returns the metadata of a name in an open folder.
    fn stat_in(&self, folder: &File, name: &OsStr) -> io::Result<FileMetadata>;
    /// Lists the names in an open folder.
    fn names_in(&self, folder: &File) -> io::Result<Vec<OsString>>;
    /// Renames a file within an open folder, replacing any file of that name.
    fn rename_in(&self, folder: &File, from: &OsStr, to: &OsStr) -> io::Result<()>;
    /// Removes a name from an open folder.
    fn remove_in(&self, folder: &File, name: &OsStr) -> io::Result<()>;
    /// Sets the modification time of a file, in seconds since 1970.
    fn set_modified(&self, file: &File, seconds: i64) -> io::Result<()>;
    /// Returns how many bytes an unprivileged user may still write to a folder's file system.
    fn free_bytes(&self, folder: &Path) -> io::Result<u64>;
}
