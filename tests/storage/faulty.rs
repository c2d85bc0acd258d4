//! A disk that lets one call fail, or ends the process's life at it, and otherwise is the real one.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use bildungsnetz::storage::disk::{FileMetadata, OpenMode};
use bildungsnetz::storage::{Disk, RealDisk};
use rustix::io::Errno;

/// What happens at the chosen call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It fails with this error, once.
    Once(Errno),
    /// It fails with this error, and so does every later call of its name.
    Always(Errno),
    /// It does half of what it should (read, write), once.
    Short,
    /// The process is killed before it: this and all later calls do nothing.
    Kill,
    /// The process is killed in the middle of it: half of what is to be written is.
    KillHalfway,
}

/// At which call.
#[derive(Debug, Clone)]
pub enum At {
    /// The n-th of all, from 0.
    Number(usize),
    /// The n-th of this name, from 0.
    Nth(&'static str, usize),
    /// Every one of this name.
    Name(&'static str),
    /// Every one of this name whose file name ends so.
    File(&'static str, &'static str),
    /// Every one of this name for a file that lies in this folder.
    Within(&'static str, PathBuf),
}

/// Before the first call of which name for a file whose name ends how, and what happens then.
type Interlude = (&'static str, &'static str, Box<dyn FnOnce() + Send>);

#[derive(Default)]
struct State {
    calls: Vec<String>,
    dead: bool,
    failing: Option<&'static str>,
}

/// The disk.
pub struct Faulty {
    fault: Option<(At, Fault)>,
    /// The inode that seems to be another user's.
    foreign: Option<(u64, u64)>,
    /// Other machines write here as well.
    remote: bool,
    /// So many bytes seem to be free.
    free: Option<u64>,
    state: Mutex<State>,
    /// Done once, before the first call of this name.
    interlude: Mutex<Option<Interlude>>,
}

enum Verdict {
    Go,
    Half,
    HalfThenDead,
    Fail(io::Error),
}

impl Faulty {
    pub fn none() -> Faulty {
        Faulty {
            fault: None,
            foreign: None,
            remote: false,
            free: None,
            state: Mutex::default(),
            interlude: Mutex::new(None),
        }
    }

    pub fn at(at: At, fault: Fault) -> Faulty {
        Faulty { fault: Some((at, fault)), ..Faulty::none() }
    }

    /// The same, on which this file seems to belong to another user.
    pub fn with_foreign(self, path: &Path) -> Faulty {
        Faulty { foreign: Some(RealDisk.stat(path).unwrap().stamp.inode), ..self }
    }

    /// A disk without faults on which something else happens before the first call of this name.
    pub fn before(name: &'static str, what: impl FnOnce() + Send + 'static) -> Faulty {
        Faulty::before_file((name, ""), what)
    }

    /// The same before the first call of this name for a file whose name ends so.
    pub fn before_file((name, ending): (&'static str, &'static str), what: impl FnOnce() + Send + 'static) -> Faulty {
        Faulty { interlude: Mutex::new(Some((name, ending, Box::new(what)))), ..Faulty::none() }
    }

    /// A disk without faults on another machine.
    pub fn remote() -> Faulty {
        Faulty { remote: true, ..Faulty::none() }
    }

    /// A disk without faults on which so many bytes are free.
    pub fn with_free(bytes: u64) -> Faulty {
        Faulty { free: Some(bytes), ..Faulty::none() }
    }

    /// The names of all calls so far, each with the ending of the file it was made for where that
    /// tells something.
    pub fn calls(&self) -> Vec<String> {
        self.state.lock().unwrap().calls.clone()
    }

    fn judge(&self, name: &'static str, path: &Path) -> Verdict {
        let mut interlude = self.interlude.lock().unwrap();
        let is_due = |(at, ending, _): &Interlude| *at == name && path.to_string_lossy().ends_with(ending);
        if interlude.as_ref().is_some_and(is_due)
            && let Some((_, _, what)) = interlude.take()
        {
            what();
        }
        drop(interlude);
        let mut state = self.state.lock().unwrap();
        let killed = || io::Error::other("killed");
        if state.dead {
            return Verdict::Fail(killed());
        }
        let number = state.calls.len();
        let before = state.calls.iter().filter(|call| *call == name).count();
        state.calls.push(name.to_owned());
        let Some((at, fault)) = &self.fault else {
            return Verdict::Go;
        };
        let hit = match at {
            At::Number(wanted) => number == *wanted,
            At::Nth(wanted, n) => name == *wanted && before == *n,
            At::Name(wanted) => name == *wanted,
            At::File(wanted, ending) => name == *wanted && path.to_string_lossy().ends_with(ending),
            At::Within(wanted, folder) => name == *wanted && path.parent() == Some(folder),
        };
        if !hit && state.failing != Some(name) {
            return Verdict::Go;
        }
        match *fault {
            Fault::Once(errno) => Verdict::Fail(errno.into()),
            Fault::Always(errno) => {
                state.failing = Some(name);
                Verdict::Fail(errno.into())
            }
            Fault::Short => Verdict::Half,
            Fault::Kill => {
                state.dead = true;
                Verdict::Fail(killed())
            }
            Fault::KillHalfway => {
                state.dead = true;
                Verdict::HalfThenDead
            }
        }
    }

    fn pass<T>(&self, name: &'static str, path: &Path, call: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        match self.judge(name, path) {
            Verdict::Go | Verdict::Half => call(),
            Verdict::HalfThenDead => {
                call()?;
                Err(io::Error::other("killed"))
            }
            Verdict::Fail(error) => Err(error),
        }
    }
}

const OPEN: &str = "";

fn open_name(how: OpenMode) -> &'static str {
    match how {
        OpenMode::Read | OpenMode::ReadNoFollow | OpenMode::Stream => "open to read",
        OpenMode::Write => "open to write",
        OpenMode::New(_) => "create",
    }
}

impl Disk for Faulty {
    fn stat(&self, path: &Path) -> io::Result<FileMetadata> {
        self.pass("stat", path, || RealDisk.stat(path))
    }
    fn stat_link(&self, path: &Path) -> io::Result<FileMetadata> {
        self.pass("stat_link", path, || RealDisk.stat_link(path))
    }
    fn stat_open(&self, file: &File) -> io::Result<FileMetadata> {
        let mut stat = self.pass("stat_open", Path::new(OPEN), || RealDisk.stat_open(file))?;
        if self.foreign == Some(stat.stamp.inode) {
            stat.uid += 1;
        }
        Ok(stat)
    }
    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.pass("read_link", path, || RealDisk.read_link(path))
    }
    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.pass("names", folder, || RealDisk.names(folder))
    }
    fn check_writable(&self, path: &Path) -> io::Result<()> {
        self.pass("check_writable", path, || RealDisk.check_writable(path))
    }
    fn open(&self, path: &Path, how: OpenMode) -> io::Result<File> {
        self.pass(open_name(how), path, || RealDisk.open(path, how))
    }
    fn read(&self, file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        match self.judge("read", Path::new(OPEN)) {
            Verdict::Half | Verdict::HalfThenDead => {
                let half = buffer.len().div_ceil(2);
                RealDisk.read(file, &mut buffer[..half], at)
            }
            Verdict::Go => RealDisk.read(file, buffer, at),
            Verdict::Fail(error) => Err(error),
        }
    }
    fn write(&self, file: &File, bytes: &[u8], at: u64) -> io::Result<usize> {
        match self.judge("write", Path::new(OPEN)) {
            Verdict::Half | Verdict::HalfThenDead => RealDisk.write(file, &bytes[..bytes.len().div_ceil(2)], at),
            Verdict::Go => RealDisk.write(file, bytes, at),
            Verdict::Fail(error) => Err(error),
        }
    }
    fn set_len(&self, file: &File, len: u64) -> io::Result<()> {
        self.pass("set_len", Path::new(OPEN), || RealDisk.set_len(file, len))
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        let folder = RealDisk.stat_open(file)?.kind == bildungsnetz::storage::disk::FileKind::Folder;
        self.pass(if folder { "sync folder" } else { "sync" }, Path::new(OPEN), || RealDisk.sync(file))
    }
    fn set_owner(&self, file: &File, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {
        let name = if uid.is_some() { "set_owner" } else { "set_group" };
        self.pass(name, Path::new(OPEN), || RealDisk.set_owner(file, uid, gid))
    }
    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()> {
        self.pass("set_mode", Path::new(OPEN), || RealDisk.set_mode(file, mode))
    }
    fn copy_attributes(&self, from: &File, to: &File) -> io::Result<()> {
        self.pass("copy_attributes", Path::new(OPEN), || RealDisk.copy_attributes(from, to))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass("rename", to, || RealDisk.rename(from, to))
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.pass("remove", path, || RealDisk.remove(path))
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.pass("create_folder", path, || RealDisk.create_folder(path))
    }
    fn is_remote(&self, _folder: &Path) -> bool {
        self.remote
    }
    fn lock(&self, file: &File, patience: Duration) -> io::Result<bool> {
        self.pass("lock", Path::new(OPEN), || RealDisk.lock(file, patience))
    }
    fn is_locked(&self, file: &File) -> io::Result<bool> {
        self.pass("lock", Path::new(OPEN), || RealDisk.is_locked(file))
    }
    fn open_in(&self, folder: &File, name: &OsStr, how: OpenMode) -> io::Result<File> {
        self.pass(open_name(how), Path::new(name), || RealDisk.open_in(folder, name, how))
    }
    fn stat_in(&self, folder: &File, name: &OsStr) -> io::Result<FileMetadata> {
        self.pass("stat_link", Path::new(name), || RealDisk.stat_in(folder, name))
    }
    fn names_in(&self, folder: &File) -> io::Result<Vec<OsString>> {
        self.pass("names", Path::new(OPEN), || RealDisk.names_in(folder))
    }
    fn rename_in(&self, folder: &File, from: &OsStr, to: &OsStr) -> io::Result<()> {
        self.pass("rename", Path::new(to), || RealDisk.rename_in(folder, from, to))
    }
    fn remove_in(&self, folder: &File, name: &OsStr) -> io::Result<()> {
        self.pass("remove", Path::new(name), || RealDisk.remove_in(folder, name))
    }
    fn set_modified(&self, file: &File, seconds: i64) -> io::Result<()> {
        self.pass("set_modified", Path::new(OPEN), || RealDisk.set_modified(file, seconds))
    }
    fn free_bytes(&self, folder: &Path) -> io::Result<u64> {
        self.pass("free_bytes", folder, || self.free.map_or_else(|| RealDisk.free_bytes(folder), Ok))
    }
}
