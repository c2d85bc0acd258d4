//! The calls to the operating system that storage makes, as a trait: [`RealDisk`] makes them, tests let them fail.
//!
//! Each method is one step that can fail or be the last before a kill; nothing here retries or decides. Paths in, open
//! files on: what is set on a file is set through its descriptor, so that nobody can swap it in between.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::fs::{Access, AtFlags, CWD, Gid, Mode, OFlags, Uid, XattrFlags};

/// What kind of thing a name points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
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
    pub kind: Kind,
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

/// A quick sign that a file may have changed: when it is equal, reading again is rarely worth it; only the content
/// ([`super::Fingerprint`]) is proof. The default is that of no file.
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
    /// An existing file, for reading and writing; never through a symbolic link.
    Write,
    /// A file that must not exist yet, for reading and writing, with this mode (less what the umask takes).
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
    /// Waits until a file's content is on the disk, and of what describes it only what is needed to find it.
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
    /// Takes the advisory lock of an open file, waiting at most so long; false when somebody else kept it.
    fn lock(&self, file: &File, patience: Duration) -> io::Result<bool>;
    /// True when somebody else holds the advisory lock of an open file; keeps nothing, never waits.
    fn is_locked(&self, file: &File) -> io::Result<bool>;
    /// True when a folder lies where other machines write as well, so that this kernel does not hear of every change.
    fn is_remote(&self, folder: &Path) -> bool;
}

/// The real operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn stat(&self, path: &Path) -> io::Result<Stat> {
        fs::metadata(path).map(|m| stat_from(&m))
    }

    fn stat_link(&self, path: &Path) -> io::Result<Stat> {
        fs::symlink_metadata(path).map(|m| stat_from(&m))
    }

    fn stat_open(&self, file: &File) -> io::Result<Stat> {
        file.metadata().map(|m| stat_from(&m))
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect()
    }

    fn check_writable(&self, path: &Path) -> io::Result<()> {
        Ok(rustix::fs::accessat(CWD, path, Access::WRITE_OK, AtFlags::EACCESS)?)
    }

    fn open(&self, path: &Path, how: Open) -> io::Result<File> {
        // Opening must neither hang on a pipe nor make a device our terminal.
        let plain = OFlags::NONBLOCK | OFlags::NOCTTY;
        let mut options = OpenOptions::new();
        options.read(true);
        let flags = match how {
            Open::Read => plain,
            Open::Write => {
                options.write(true);
                plain | OFlags::NOFOLLOW
            }
            Open::New(mode) => {
                options.write(true).create_new(true).mode(mode);
                plain | OFlags::NOFOLLOW
            }
        };
        options.custom_flags(flags.bits() as i32).open(path)
    }

    fn read(&self, file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        file.read_at(buffer, at)
    }

    fn write(&self, file: &File, bytes: &[u8], at: u64) -> io::Result<usize> {
        file.write_at(bytes, at)
    }

    fn set_len(&self, file: &File, len: u64) -> io::Result<()> {
        file.set_len(len)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn sync_data(&self, file: &File) -> io::Result<()> {
        file.sync_data()
    }

    fn set_owner(&self, file: &File, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {
        Ok(rustix::fs::fchown(file, uid.map(Uid::from_raw), gid.map(Gid::from_raw))?)
    }

    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()> {
        Ok(rustix::fs::fchmod(file, Mode::from_raw_mode(mode))?)
    }

    fn copy_attributes(&self, from: &File, to: &File) -> io::Result<()> {
        let wanted = attributes(from)?;
        // A folder's default access list would open the new file to more people than the old one.
        for name in attributes(to)?.iter().filter(|name| !wanted.contains(name)) {
            rustix::fs::fremovexattr(to, name.as_str())?;
        }
        for name in &wanted {
            let mut value = vec![0; rustix::fs::fgetxattr_query(from, name.as_str())?];
            let len = rustix::fs::fgetxattr(from, name.as_str(), &mut value[..])?;
            rustix::fs::fsetxattr(to, name.as_str(), &value[..len], XattrFlags::empty())?;
        }
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        DirBuilder::new().mode(0o700).create(path)
    }

    fn is_remote(&self, folder: &Path) -> bool {
        super::remote::is_remote(folder)
    }

    fn lock(&self, file: &File, patience: Duration) -> io::Result<bool> {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if patience.is_zero() => return Ok(false),
            Err(TryLockError::WouldBlock) => {}
        }
        // The kernel keeps the queue, which is fair and quick; a thread waits in it, because such a wait has no deadline.
        // When we give up, the thread's descriptor is the last one and gives the lock back as soon as it gets it.
        let waiting = file.try_clone()?;
        let (sender, receiver) = mpsc::channel();
        thread::Builder::new().name("lock".into()).spawn(move || {
            let result = loop {
                match waiting.lock() {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    result => break result,
                }
            };
            // Ours must be closed before the answer: the lock then hangs on the caller's descriptor alone.
            drop(waiting);
            let _ = sender.send(result);
        })?;
        match receiver.recv_timeout(patience) {
            Ok(result) => result.map(|()| true),
            Err(_) => Ok(false),
        }
    }

    fn is_locked(&self, file: &File) -> io::Result<bool> {
        // A shared lock needs no right to write, also on network file systems, and two who ask at once do not take each
        // other for the holder.
        match file.try_lock_shared() {
            Ok(()) => file.unlock().map(|()| false),
            Err(TryLockError::WouldBlock) => Ok(true),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// Names of the attributes that belong to the users: the access list and what they set themselves. What the system keeps
/// for itself (`security.*`, `trusted.*`) is for the system to set.
fn attributes(file: &File) -> io::Result<Vec<String>> {
    let list = || -> rustix::io::Result<Vec<u8>> {
        let mut names = vec![0; rustix::fs::flistxattr_query(file)?];
        let len = rustix::fs::flistxattr(file, &mut names[..])?;
        names.truncate(len);
        Ok(names)
    };
    let names = match list() {
        Ok(names) => names,
        Err(rustix::io::Errno::NOTSUP | rustix::io::Errno::NOSYS) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let names = names.split(|byte| *byte == 0).filter_map(|name| std::str::from_utf8(name).ok());
    Ok(names.filter(|n| n.starts_with("user.") || *n == "system.posix_acl_access").map(str::to_owned).collect())
}

fn stat_from(meta: &fs::Metadata) -> Stat {
    let kind = match meta.file_type() {
        t if t.is_file() => Kind::File,
        t if t.is_dir() => Kind::Folder,
        t if t.is_symlink() => Kind::Link,
        _ => Kind::Special,
    };
    Stat {
        kind,
        stamp: Stamp { inode: (meta.dev(), meta.ino()), len: meta.len(), modified: (meta.mtime(), meta.mtime_nsec()) },
        mode: meta.mode() & 0o7777,
        uid: meta.uid(),
        gid: meta.gid(),
        names: meta.nlink(),
    }
}
