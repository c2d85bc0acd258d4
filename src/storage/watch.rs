//! Notices that another program changed the dataset's file while it is open.
//!
//! With kernel notifications (`notices`), this is idle until notified: its descriptor is polled
//! beside the terminal's. On network file systems, where the kernel does not see other machines,
//! the file is polled every few seconds instead. Either way only different *content* counts as a
//! change: a file that was touched, copied back, or saved by this program does not. Uses no thread
//! and no clock; the file is read elsewhere, since that may take a while. Entry point:
//! [`Watch::start`].

mod inotify;

use std::ffi::OsString;
use std::os::fd::BorrowedFd;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Disk, FileKind, FileStamp};
use super::error::{StorageStep, StoreError, step};
use super::file_operations::follow;
use super::fingerprint::{Content, Fingerprint};
use super::presence;
use inotify::Inotify;

/// How often the file is polled where there are no notifications.
const INTERVAL: Duration = Duration::from_secs(5);

/// The state of the file.
#[derive(Debug)]
pub enum FileStatus {
    /// Nothing new.
    Same,
    /// Somebody wrote it: read it and report what it holds ([`Watch::took`]).
    Modified,
    /// It has disappeared. Some programs save by removing the old file first, so this may be
    /// temporary.
    Gone,
}

/// Events of the last poll besides changes of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct PollEvents {
    /// Another program began or ended its work.
    others: bool,
    /// A name on the way to the file now leads elsewhere, or a folder is gone.
    way: bool,
}

/// Watches one file.
pub struct Watch {
    path: PathBuf,
    notices: Option<Inotify>,
    content: Option<Content>,
    stamp: Option<FileStamp>,
    /// What a running save of this program is about to write.
    own: Option<Content>,
    others: bool,
    /// The name of this program's own presence file.
    own_presence: Option<OsString>,
    /// Notifications are to be requested from the kernel, again if it refused before.
    kernel: bool,
    /// The descriptor has been replaced.
    renewed: bool,
}

impl Watch {
    /// Starts to watch a file, named as the user knows it; `known` is what was read (`None`: there
    /// is no file yet).
    pub fn start(disk: &dyn Disk, path: &Path, known: Option<Fingerprint>) -> Watch {
        Watch { notices: notices(disk, path), kernel: true, ..Watch::polling(path, known) }
    }

    /// Starts to watch without kernel notifications.
    pub fn polling(path: &Path, known: Option<Fingerprint>) -> Watch {
        Watch {
            path: path.to_owned(),
            notices: None,
            content: known.map(|known| known.content),
            stamp: known.map(|known| known.stamp),
            own: None,
            others: false,
            own_presence: None,
            kernel: false,
            renewed: false,
        }
    }

    /// Returns true once after the descriptor was replaced or closed.
    pub fn renewed(&mut self) -> bool {
        std::mem::take(&mut self.renewed)
    }

    /// Returns the descriptor to poll for input: when there is some, call [`Watch::poll`].
    pub fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.notices.as_ref().map(Inotify::fd)
    }

    /// Returns how long to wait at most until [`Watch::poll`], where there is no descriptor.
    pub fn interval(&self) -> Option<Duration> {
        self.notices.is_none().then_some(INTERVAL)
    }

    /// Checks whether the file was written, and empties the descriptor.
    ///
    /// # Errors
    /// When the file cannot be checked; the next poll tries again.
    pub fn poll(&mut self, disk: &dyn Disk) -> Result<FileStatus, StoreError> {
        self.listen(disk);
        let stamp = match step(StorageStep::Look, &self.path, || disk.stat(&self.path)) {
            Ok(stat) => Some(stat.stamp),
            Err(StoreError::Io { error, .. }) if is_absence(&error) => None,
            Err(error) => return Err(error),
        };
        let Some(stamp) = stamp else {
            self.stamp = None;
            return Ok(if self.content.is_some() { FileStatus::Gone } else { FileStatus::Same });
        };
        if Some(stamp) == self.stamp {
            return Ok(FileStatus::Same);
        }
        Ok(FileStatus::Modified)
    }

    /// Returns the contents that the file may hold without another program having written it.
    pub fn known(&self) -> impl Iterator<Item = Content> {
        self.content.into_iter().chain(self.own)
    }

    /// Records content that was read and is known or merged now: it is not read again.
    pub fn took(&mut self, fingerprint: Fingerprint) {
        (self.stamp, self.content) = (Some(fingerprint.stamp), Some(fingerprint.content));
    }

    /// Empties the descriptor without checking the file, which must be done later.
    pub fn hear(&mut self, disk: &dyn Disk) {
        self.listen(disk);
    }

    /// Returns true once after others began, continued or ended work on the dataset, and after
    /// every poll where there are no notifications; then call [`presence::others`]. The event of a
    /// killed program may arrive a moment before its lock ends, so call it again a little later.
    pub fn others_stirred(&mut self) -> bool {
        std::mem::take(&mut self.others)
    }

    /// Ignores events of this program's own presence file.
    pub fn disregard(&mut self, own_presence: &Path) {
        let name = own_presence.file_name();
        if self.own_presence.as_deref() != name {
            self.own_presence = name.map(ToOwned::to_owned);
        }
    }

    /// Records that a save of this program is about to write this content.
    pub fn saving(&mut self, content: Content) {
        self.own = Some(content);
    }

    /// Records that a save of this program is done, and what the file is now; or that it failed
    /// (`None`).
    pub fn saved(&mut self, saved: Option<Fingerprint>) {
        self.own = None;
        if let Some(saved) = saved {
            self.content = Some(saved.content);
            self.stamp = Some(saved.stamp);
        }
    }

    /// Reads the notifications, and watches again where the way to the file has changed or could
    /// not be watched.
    fn listen(&mut self, disk: &dyn Disk) {
        let own = self.own_presence.as_deref();
        let heard = self.notices.as_mut().map(|notices| notices.drain(own));
        self.others |= heard.is_none_or(|heard| heard.others);
        if self.kernel && heard.is_none_or(|heard| heard.way) {
            self.notices = self::notices(disk, &self.path);
            self.renewed = heard.is_some() || self.notices.is_some();
        }
    }
}

/// Requests notifications from the kernel; returns `None` where it refuses, or does not see all
/// writers.
fn notices(disk: &dyn Disk, path: &Path) -> Option<Inotify> {
    let target = follow(disk, path).ok()?;
    if disk.is_remote(target.parent()?) {
        return None;
    }
    Inotify::start(&way(disk, path), &presence::folder(&target))
}

/// Returns the names that lead to the file: its own and those of the symbolic links before it.
fn way(disk: &dyn Disk, path: &Path) -> Vec<PathBuf> {
    let mut way = vec![path.to_owned()];
    // As many as the kernel follows; `follow` has already reached an end.
    for _ in 0..40 {
        let Some(last) = way.last() else { break };
        let link = disk.stat_link(last).is_ok_and(|stat| stat.kind == FileKind::Link).then(|| disk.read_link(last));
        let Some(Ok(link)) = link else { break };
        let next = last.parent().unwrap_or(Path::new("")).join(link);
        way.push(next);
    }
    way
}

fn is_absence(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}
