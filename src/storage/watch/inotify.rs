//! Kernel notifications (inotify) about the folders that lead to a file. Folders, because a save
//! replaces the file.
//!
//! Calls the system directly and not through `Disk`: if it refuses, the file is polled instead.
//! Entry point: [`Inotify::start`].

use std::ffi::{CStr, OsStr};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::inotify::{self, CreateFlags, Event, ReadFlags, Reader, WatchFlags};

use super::PollEvents;

/// Room for some fifty notifications; further ones come with the next read.
const BUFFER: usize = 4096;

/// An inotify descriptor.
pub(super) struct Inotify {
    fd: OwnedFd,
    /// The watched folder, the name in it, and whether that name is a link on the way.
    names: Vec<(i32, Vec<u8>, bool)>,
    /// The folder of presence files: its path and, once it exists, its watch number.
    others: (PathBuf, Option<i32>),
}

impl Inotify {
    /// Watches the folders of these names, the last of which is the file's own; returns `None`
    /// where the kernel refuses.
    pub(super) fn start(way: &[PathBuf], others: &Path) -> Option<Inotify> {
        let fd = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).ok()?;
        let mut names = Vec::new();
        for (at, path) in way.iter().enumerate() {
            let folder = Some(path.parent()?).filter(|folder| !folder.as_os_str().is_empty());
            let number = inotify::add_watch(&fd, folder.unwrap_or(Path::new(".")), events()).ok()?;
            names.push((number, path.file_name()?.as_bytes().to_owned(), at + 1 < way.len()));
        }
        let mut notices = Inotify { fd, names, others: (others.to_owned(), None) };
        notices.watch_others();
        Some(notices)
    }

    pub(super) fn fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }

    /// Reads all notifications; those about presence files only if they do not come from `own`, the
    /// name of this program's own file.
    pub(super) fn drain(&mut self, own: Option<&OsStr>) -> PollEvents {
        let mut heard = PollEvents::default();
        let mut came = false;
        let mut buffer = [MaybeUninit::uninit(); BUFFER];
        let mut reader = Reader::new(&self.fd, &mut buffer);
        loop {
            match reader.next() {
                Ok(event) => {
                    came |= self.is_the_others_folder(&event);
                    self.hear(&event, own, &mut heard);
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(rustix::io::Errno::AGAIN) => break,
                // A failing descriptor must not be polled any more.
                Err(_) => {
                    heard.way = true;
                    break;
                }
            }
        }
        if came {
            self.watch_others();
            heard.others = true;
        }
        heard
    }

    fn hear(&self, event: &Event<'_>, own: Option<&OsStr>, heard: &mut PollEvents) {
        let ended = ReadFlags::IGNORED | ReadFlags::DELETE_SELF | ReadFlags::MOVE_SELF | ReadFlags::UNMOUNT;
        if Some(event.wd()) == self.others.1 {
            heard.others |= own.is_none() || event.file_name().map(CStr::to_bytes) != own.map(OsStr::as_bytes);
        } else if event.events().intersects(ended | ReadFlags::QUEUE_OVERFLOW) {
            heard.way = true;
        } else if let Some(name) = event.file_name() {
            let is_link = |(folder, link, is_link): &(i32, Vec<u8>, bool)| {
                *is_link && *folder == event.wd() && link == name.to_bytes()
            };
            heard.way |= self.names.iter().any(is_link);
        }
    }

    fn is_the_others_folder(&self, event: &Event<'_>) -> bool {
        let name = self.others.0.file_name().map(OsStr::as_bytes);
        let own = self.names.last().map(|(folder, ..)| *folder);
        Some(event.wd()) == own && event.file_name().is_some_and(|found| Some(found.to_bytes()) == name)
    }

    fn watch_others(&mut self) {
        // A presence file is rewritten while it stays open.
        self.others.1 = inotify::add_watch(&self.fd, &self.others.0, events() | WatchFlags::MODIFY).ok();
    }
}

/// Returns the watched events: files completely written, renamed, created or removed; not those
/// only read.
fn events() -> WatchFlags {
    let within = WatchFlags::CLOSE_WRITE | WatchFlags::MOVE | WatchFlags::CREATE | WatchFlags::DELETE;
    within | WatchFlags::DELETE_SELF | WatchFlags::MOVE_SELF | WatchFlags::ONLYDIR
}
