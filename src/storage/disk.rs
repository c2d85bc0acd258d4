//! The calls to the operating system that storage makes, as a trait: [`RealDisk`](super::RealDisk)
//! makes them, tests let them fail.
//!
//! Each method is one step that can fail or be the last before a kill; nothing here retries or
//! decides. Paths in, open files on: what is set on a file is set through its descriptor, so that
//! nobody can swap it in between. The methods that end in `_in` do the same in an open folder,
//! whatever its path leads to meanwhile. Entry point: [`Disk`].

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What kind of thing a name points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, a device or a socket.
    Special,
}

/// What the file system says of a file without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stat {
    /// What it is.
    pub kind: FileKind,
    /// What changes when somebody writes it.
    pub stamp: Stamp,
    /// Permission bits.
    pub mode: u32,
    /// Owner.
    pub uid: u32,
    /// Group.
    pub gid: u32,
    /// How many names it has.
    pub names: u64,
}

/// A quick sign that a file may have changed: when it is equal, reading again is rarely worth it;
/// only the content ([`super::Fingerprint`]) is proof. The default is that of no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp {
    /// Device and inode number.
    pub inode: (u64, u64),
    /// Length in bytes.
    pub len: u64,
    /// Time of the last writing: seconds and nanoseconds since 1970.
    pub modified: (i64, i64),
}

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// An existing file or folder, for reading.
    Read,
    /// The same, but never through a symbolic link.
    ReadNoFollow,
    /// An existing file, for reading and writing; never through a symbolic link.
    Write,
    /// A file that must not exist yet, for reading and writing, with this mode (less what the umask
    /// takes).
    New(u32),
}

/// The operating system as storage sees it.
pub trait Disk: Send + Sync {
    /// What a name leads to, through symbolic links.
    fn stat(&self, path: &Path) -> io::Result<Stat>;
    /// What a name is itself.
    fn stat_link(&self, path: &Path) -> io::Result<Stat>;
    /// What an open file is.
    fn stat_open(&self, file: &File) -> io::Result<Stat>;
    /// Where a symbolic link points to, as written in it.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;
    /// The names in a folder.
    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Fails when this process may not write the file or into the folder.
    fn check_writable(&self, path: &Path) -> io::Result<()>;
    /// Opens or makes a file.
    fn open(&self, path: &Path, how: Open) -> io::Result<File>;
    /// Reads at a place; may give less than asked for.
    fn read(&self, file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize>;
    /// Writes at a place; may take less than given.
    fn write(&self, file: &File, bytes: &[u8], at: u64) -> io::Result<usize>;
    /// Cuts or extends a file.
    fn set_len(&self, file: &File, len: u64) -> io::Result<()>;
    /// Waits until a file or folder is on the disk.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Waits until a file's content is on the disk, and of what describes it only what is needed to
    /// find it.
    fn sync_data(&self, file: &File) -> io::Result<()> {
        self.sync(file)
    }
    /// Sets owner and group; `None` leaves it.
    fn set_owner(&self, file: &File, uid: Option<u32>, gid: Option<u32>) -> io::Result<()>;
    /// Sets the permission bits.
    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()>;
    /// Gives `to` the access list and the users' attributes of `from`, and no others.
    fn copy_attributes(&self, from: &File, to: &File) -> io::Result<()>;
    /// Gives a file another name, replacing what had it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a name.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder that only the user may enter.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Takes the advisory lock of an open file, waiting at most so long; false when somebody else
    /// kept it.
    fn lock(&self, file: &File, patience: Duration) -> io::Result<bool>;
    /// True when somebody else holds the advisory lock of an open file; keeps nothing, never waits.
    fn is_locked(&self, file: &File) -> io::Result<bool>;
    /// True when a folder lies where other machines write as well, so that this kernel does not
    /// hear of every change.
    fn is_remote(&self, folder: &Path) -> bool;
    /// Opens or makes a file in an open folder; never through a symbolic link.
    fn open_in(&self, folder: &File, name: &OsStr, how: Open) -> io::Result<File>;
    /// What a name in an open folder is itself.
    fn stat_in(&self, folder: &File, name: &OsStr) -> io::Result<Stat>;
    /// The names in an open folder.
    fn names_in(&self, folder: &File) -> io::Result<Vec<OsString>>;
    /// Gives a file of an open folder another name in it, replacing what had it.
    fn rename_in(&self, folder: &File, from: &OsStr, to: &OsStr) -> io::Result<()>;
    /// Removes a name from an open folder.
    fn remove_in(&self, folder: &File, name: &OsStr) -> io::Result<()>;
    /// Sets when a file was last written, in seconds since 1970.
    fn set_modified(&self, file: &File, seconds: i64) -> io::Result<()>;
    /// Bytes that somebody without privileges may still write where a folder lies.
    fn free_bytes(&self, folder: &Path) -> io::Result<u64>;
}
