//! The operating system itself, as [`Disk`] has it.
//!
//! Must not decide or retry anything. Entry point: [`RealDisk`].

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, FileExt, FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::fs::{Access, AtFlags, CWD, Dir, FileType, Gid, Mode, OFlags, Timespec, Timestamps, Uid, XattrFlags};

use super::disk::{Disk, FileKind, FileMetadata, FileStamp, OpenMode};
use super::standard_input;

/// The real operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn stat(&self, path: &Path) -> io::Result<FileMetadata> {
        fs::metadata(path).map(|m| stat_from(&m))
    }

    fn stat_link(&self, path: &Path) -> io::Result<FileMetadata> {
        fs::symlink_metadata(path).map(|m| stat_from(&m))
    }

    fn stat_open(&self, file: &File) -> io::Result<FileMetadata> {
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

    fn open(&self, path: &Path, how: OpenMode) -> io::Result<File> {
        if how == OpenMode::Stream && standard_input::is_standard_input(path) {
            return standard_input::open();
        }
        open_at(CWD, path, how)
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

    fn sync_file_system(&self, file: &File) -> io::Result<()> {
        Ok(rustix::fs::syncfs(file)?)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        DirBuilder::new().mode(0o700).create(path)
    }

    fn is_remote(&self, folder: &Path) -> bool {
        super::network_filesystem::is_remote(folder)
    }

    fn lock(&self, file: &File, patience: Duration) -> io::Result<bool> {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if patience.is_zero() => return Ok(false),
            Err(TryLockError::WouldBlock) => {}
        }
        // The kernel keeps the queue, which is fair and fast. A separate thread waits in it,
        // because that wait has no deadline. When we give up, the thread's descriptor is the last
        // one and releases the lock as soon as it gets it.
        let waiting = file.try_clone()?;
        let (sender, receiver) = mpsc::channel();
        thread::Builder::new().name("lock".into()).spawn(move || {
            let result = loop {
                match waiting.lock() {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    result => break result,
                }
            };
            // Our descriptor must be closed before the answer is sent: the lock then depends on the
            // caller's descriptor alone.
            drop(waiting);
            let _ = sender.send(result);
        })?;
        match receiver.recv_timeout(patience) {
            Ok(result) => result.map(|()| true),
            Err(_) => Ok(false),
        }
    }

    fn is_locked(&self, file: &File) -> io::Result<bool> {
        // A shared lock needs no write permission, also on network file systems, and two processes
        // that check at once do not take each other for the holder.
        match file.try_lock_shared() {
            Ok(()) => file.unlock().map(|()| false),
            Err(TryLockError::WouldBlock) => Ok(true),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn open_in(&self, folder: &File, name: &OsStr, how: OpenMode) -> io::Result<File> {
        let how = if how == OpenMode::Read { OpenMode::ReadNoFollow } else { how };
        open_at(folder, Path::new(name), how)
    }

    fn stat_in(&self, folder: &File, name: &OsStr) -> io::Result<FileMetadata> {
        let stat = rustix::fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
        Ok(stat_from_raw(&stat))
    }

    fn names_in(&self, folder: &File) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(folder)? {
            let name = OsStr::from_bytes(entry?.file_name().to_bytes()).to_owned();
            if name != "." && name != ".." {
                names.push(name);
            }
        }
        Ok(names)
    }

    fn rename_in(&self, folder: &File, from: &OsStr, to: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::renameat(folder, from, folder, to)?)
    }

    fn remove_in(&self, folder: &File, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(folder, name, AtFlags::empty())?)
    }

    fn set_modified(&self, file: &File, seconds: i64) -> io::Result<()> {
        let time = Timespec { tv_sec: seconds, tv_nsec: 0 };
        let times = Timestamps { last_access: time, last_modification: time };
        Ok(rustix::fs::futimens(file, &times)?)
    }

    fn free_bytes(&self, folder: &Path) -> io::Result<u64> {
        let stat = rustix::fs::statvfs(folder)?;
        if stat.f_blocks == 0 {
            // Some file systems have no size.
            return Err(io::ErrorKind::Unsupported.into());
        }
        Ok(stat.f_bavail.saturating_mul(stat.f_frsize))
    }
}

/// Opens a file; relative paths start at `folder`.
fn open_at(folder: impl AsFd, path: &Path, how: OpenMode) -> io::Result<File> {
    // Opening must neither block on a pipe nor make a device our controlling terminal.
    let plain = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let direct = plain | OFlags::NOFOLLOW;
    let (flags, mode) = match how {
        OpenMode::Read => (plain | OFlags::RDONLY, 0),
        OpenMode::ReadNoFollow => (direct | OFlags::RDONLY, 0),
        OpenMode::Stream => (OFlags::NOCTTY | OFlags::CLOEXEC | OFlags::RDONLY, 0),
        OpenMode::Write => (direct | OFlags::RDWR, 0),
        OpenMode::New(mode) => (direct | OFlags::RDWR | OFlags::CREATE | OFlags::EXCL, mode),
    };
    Ok(rustix::fs::openat(folder, path, flags, Mode::from_raw_mode(mode))?.into())
}

/// Lists the attributes that belong to users: the access list and what they set themselves. The
/// system's own (`security.*`, `trusted.*`) are left to the system.
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

fn stat_from(meta: &fs::Metadata) -> FileMetadata {
    let kind = match meta.file_type() {
        t if t.is_file() => FileKind::File,
        t if t.is_dir() => FileKind::Folder,
        t if t.is_symlink() => FileKind::Link,
        t if t.is_fifo() => FileKind::Pipe,
        _ => FileKind::Special,
    };
    FileMetadata {
        kind,
        stamp: FileStamp {
            inode: (meta.dev(), meta.ino()),
            len: meta.len(),
            modified: (meta.mtime(), meta.mtime_nsec()),
        },
        mode: meta.mode() & 0o7777,
        uid: meta.uid(),
        gid: meta.gid(),
        names: meta.nlink(),
    }
}

#[allow(clippy::unnecessary_cast, reason = "the width of these fields differs between platforms")]
fn stat_from_raw(stat: &rustix::fs::Stat) -> FileMetadata {
    let kind = match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => FileKind::File,
        FileType::Directory => FileKind::Folder,
        FileType::Symlink => FileKind::Link,
        FileType::Fifo => FileKind::Pipe,
        _ => FileKind::Special,
    };
    FileMetadata {
        kind,
        stamp: FileStamp {
            inode: (stat.st_dev as u64, stat.st_ino as u64),
            len: stat.st_size as u64,
            modified: (stat.st_mtime as i64, stat.st_mtime_nsec as i64),
        },
        mode: stat.st_mode as u32 & 0o7777,
        uid: stat.st_uid,
        gid: stat.st_gid,
        names: stat.st_nlink as u64,
    }
}
