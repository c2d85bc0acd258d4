//! Notices that the dataset's file was changed by somebody else while it is open.
//!
//! Where the kernel tells (`notices`), nothing happens until it does: its descriptor is polled
//! beside the terminal's. On network file systems, where it does not hear of other machines, the
//! file is looked at every few seconds instead. Either way only another *content* counts as a
//! change: a file that was touched, copied back, or saved by this program does not. No thread, no
//! clock, and the file is read elsewhere, since that may take a while. Enter at [`Watch::start`].

mod inotify;

use std::ffi::OsString;
use std::os::fd::BorrowedFd;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Disk, FileKind, Stamp};
use super::error::{StorageStep, StoreError, step};
use super::file_operations::follow;
use super::fingerprint::{Content, Fingerprint};
use super::presence;
use inotify::Notices;

/// How often the file is looked at where the kernel does not tell.
const INTERVAL: Duration = Duration::from_secs(5);

/// What has become of the file.
#[derive(Debug)]
pub enum FileStatus {
    /// Nothing new.
    Same,
    /// Somebody wrote it: it is to be read, and what it holds told ([`Watch::took`]).
    Modified,
    /// It is not there, though it was. Some programs save by removing the old file first, so this
    /// may pass.
    Gone,
}

/// What came with the last look, besides the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Heard {
    /// Somebody else began or ended to work.
    others: bool,
    /// A name on the way to the file leads elsewhere now, or a folder is gone.
    way: bool,
}

/// Watches one file.
pub struct Watch {
    path: PathBuf,
    notices: Option<Notices>,
    content: Option<Content>,
    stamp: Option<Stamp>,
    /// What a save of this program is about to write.
    own: Option<Content>,
    others: bool,
    /// The name of the file in which this program says that it is at work.
    own_presence: Option<OsString>,
    /// The kernel is to be asked, also again when it could not tell.
    kernel: bool,
    /// The descriptor is another one now.
    renewed: bool,
}

impl Watch {
    /// Begins to watch a file, named as the user knows it; `known` is what was read (`None`: there
    /// is no file yet).
    pub fn start(disk: &dyn Disk, path: &Path, known: Option<Fingerprint>) -> Watch {
        Watch { notices: notices(disk, path), kernel: true, ..Watch::polling(path, known) }
    }

    /// The same without help from the kernel.
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

    /// True once after the descriptor has become another one, or has gone.
    pub fn renewed(&mut self) -> bool {
        std::mem::take(&mut self.renewed)
    }

    /// To be polled for input: when there is some, [`Watch::poll`].
    pub fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.notices.as_ref().map(Notices::fd)
    }

    /// How long to wait at most until [`Watch::poll`], where there is no descriptor.
    pub fn interval(&self) -> Option<Duration> {
        self.notices.is_none().then_some(INTERVAL)
    }

    /// Looks whether the file was written, and empties the descriptor.
    ///
    /// # Errors
    /// When the file cannot be looked at; the next look tries again.
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

    /// The contents that the file may hold without anybody else having written it.
    pub fn known(&self) -> impl Iterator<Item = Content> {
        self.content.into_iter().chain(self.own)
    }

    /// The file was read as this, which is no news or is now taken in: it is not to be read again.
    pub fn took(&mut self, fingerprint: Fingerprint) {
        (self.stamp, self.content) = (Some(fingerprint.stamp), Some(fingerprint.content));
    }

    /// Empties the descriptor without looking at the file; to be looked at later.
    pub fn hear(&mut self, disk: &dyn Disk) {
        self.listen(disk);
    }

    /// True once after somebody began, ended or went on to work on the dataset, and after every
    /// look where the kernel does not tell; then ask [`presence::others`]. A program that was
    /// killed may be heard of a moment before its lock ends, so ask again a little later.
    pub fn others_stirred(&mut self) -> bool {
        std::mem::take(&mut self.others)
    }

    /// What this program writes into its own presence file is no news of others.
    pub fn disregard(&mut self, own_presence: &Path) {
        let name = own_presence.file_name();
        if self.own_presence.as_deref() != name {
            self.own_presence = name.map(ToOwned::to_owned);
        }
    }

    /// A save of this program is about to write this content.
    pub fn saving(&mut self, content: Content) {
        self.own = Some(content);
    }

    /// A save of this program is done, and the file is this now; or it failed (`None`).
    pub fn saved(&mut self, saved: Option<Fingerprint>) {
        self.own = None;
        if let Some(saved) = saved {
            self.content = Some(saved.content);
            self.stamp = Some(saved.stamp);
        }
    }

    /// Takes in what the kernel tells, and watches anew where the way to the file has changed or
    /// could not be watched.
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

/// Asks the kernel to tell; `None` where it cannot, or does not hear of everybody.
fn notices(disk: &dyn Disk, path: &Path) -> Option<Notices> {
    let target = follow(disk, path).ok()?;
    if disk.is_remote(target.parent()?) {
        return None;
    }
    Notices::start(&way(disk, path), &presence::folder(&target))
}

/// The names that lead to the file: its own and those of the symbolic links before it.
fn way(disk: &dyn Disk, path: &Path) -> Vec<PathBuf> {
    let mut way = vec![path.to_owned()];
    // As many as the kernel follows; `follow` has found an end already.
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
