//! The one way a dataset is written: afterwards its name points to a complete file, the old one or the new one.
//!
//! Lock, read again, compare, write a new file beside the old one, wait for the disk, read it back, let it be judged,
//! rename, wait for the folder. Symbolic links are followed to their end first; owner, rights and access list stay. A file
//! that cannot be replaced (several names, a closed folder, rights that would be lost) is written where it stands, with a
//! checked copy first (`in_place`). Enter at [`replace`]; a caller that decides by what lies there now (merging, `set`)
//! takes the two halves, [`Writing::begin`] and [`Writing::write`], and holds the lock in between.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Disk, Open, Stat};
use super::error::{Reason, Step, StoreError, step};
use super::fingerprint::{Content, Fingerprint};
use super::in_place;
use super::load::{self, Loaded};
use super::lock::{self, Holder, Lock};
use super::steps::{create_folders, fill, follow, read_back, sync_folder};
use super::temporary::{self, Temporary};
use crate::texts::Lang;
use crate::texts::storage as texts;

/// What is needed to write a dataset, besides its text.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// The operating system.
    pub disk: &'a dyn Disk,
    /// The dataset's file, as the user knows it.
    pub path: &'a Path,
    /// Why it must not be written, if so; this is where read-only operation is enforced.
    pub read_only: Option<Reason>,
    /// Who writes, for others who wait.
    pub holder: &'a Holder,
    /// How long to wait for others.
    pub patience: Duration,
    /// The user's state folder, for safety copies that cannot lie beside the file.
    pub state: Option<&'a Path>,
}

/// A dataset was written.
#[derive(Debug, Clone)]
pub struct Saved {
    /// By what the new content is recognised at the next save.
    pub fingerprint: Fingerprint,
    /// The file that was written, at the end of all links.
    pub path: PathBuf,
    /// What the user should know about it.
    pub notes: Vec<Note>,
}

/// Something about a save that went well but not in the usual way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// The file was written where it stands.
    InPlace(Why),
    /// The file now belongs to the user who saved; group and rights are the same.
    OwnerChanged,
    /// The file system knows no locks.
    NotLocked,
    /// The folder could not be flushed; a power cut may bring the old file back.
    NotDurable,
}

/// Why a file was not replaced but written where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It has this many names.
    Names(u64),
    /// No file may be made in its folder.
    Folder,
    /// A new file could not have its owner, rights or access list.
    Rights,
}

impl Note {
    /// The note in words.
    pub fn text(self, lang: Lang) -> String {
        match self {
            Self::InPlace(Why::Names(count)) => texts::written_in_place(lang, &texts::why_names(lang, count)),
            Self::InPlace(Why::Folder) => texts::written_in_place(lang, texts::why_folder(lang)),
            Self::InPlace(Why::Rights) => texts::written_in_place(lang, texts::why_rights(lang)),
            Self::OwnerChanged => texts::owner_changed(lang).to_owned(),
            Self::NotLocked => texts::not_locked(lang).to_owned(),
            Self::NotDurable => texts::not_durable(lang).to_owned(),
        }
    }
}

/// Writes a dataset, provided its file still holds `expected` (`None`: provided there is no file yet).
///
/// `chunks` joined are the new text; `judge` says whether that text can be read, and if not, why. On any error the old
/// file is whole ([`StoreError::Torn`] aside) and nothing is left behind.
pub fn replace<'c>(
    order: Order<'_>,
    expected: Option<Content>,
    chunks: impl Iterator<Item = &'c str>,
    judge: impl Fn(&str) -> Result<(), String>,
) -> Result<Saved, StoreError> {
    Writing::begin(order, expected.is_none())?.require(expected)?.write(chunks, judge)
}

/// A save that has begun: the lock is held, and what lies there now is known.
pub struct Writing<'a> {
    pub(super) order: Order<'a>,
    /// The file at the end of all links.
    pub(super) target: PathBuf,
    pub(super) current: Option<Loaded>,
    // Given back when everything else is done.
    lock: Lock<'a>,
}

impl<'a> Writing<'a> {
    /// Takes the lock and reads the file. Only with `create` may the file be missing; its folders are then made.
    pub fn begin(order: Order<'a>, create: bool) -> Result<Writing<'a>, StoreError> {
        let refuse = |reason| StoreError::ReadOnly { path: order.path.to_owned(), reason };
        if let Some(reason) = order.read_only {
            return Err(refuse(reason));
        }
        let target = follow(order.disk, order.path)?;
        if create {
            create_folders(order.disk, target.parent().unwrap_or(Path::new(".")))?;
        } else if order.disk.stat_link(&target).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            // Not to make folders where a disk is no longer mounted.
            return Err(StoreError::Gone { path: target });
        }
        let lock = lock::take(order.disk, &target, order.holder, order.patience)?;
        let current = match load::read(order.disk, &target) {
            Ok(loaded) => Some(Loaded { path: Some(order.path.to_owned()), ..loaded }),
            Err(StoreError::NotThere { .. }) => None,
            Err(error) => return Err(error),
        };
        if let Some(reason) = current.as_ref().and_then(|loaded| loaded.read_only) {
            return Err(refuse(reason));
        }
        temporary::sweep(order.disk, &target);
        Ok(Writing { order, target, current, lock })
    }

    /// What lies there now; `None` when there is no file yet.
    pub fn current(&self) -> Option<&Loaded> {
        self.current.as_ref()
    }

    /// Goes on only when what lies there is `expected`.
    pub fn require(mut self, expected: Option<Content>) -> Result<Self, StoreError> {
        match (expected, self.content()) {
            (expected, found) if expected == found => Ok(self),
            (Some(_), None) => Err(StoreError::Gone { path: self.target.clone() }),
            _ => match self.current.take() {
                Some(theirs) => Err(StoreError::Changed { theirs: Box::new(theirs) }),
                None => Err(StoreError::Gone { path: self.target.clone() }),
            },
        }
    }

    /// Writes the new text and gives the lock back; see [`replace`].
    pub fn write<'c>(
        self,
        chunks: impl Iterator<Item = &'c str>,
        judge: impl Fn(&str) -> Result<(), String>,
    ) -> Result<Saved, StoreError> {
        let mut notes = Vec::new();
        if !self.lock.is_held() {
            notes.push(Note::NotLocked);
        }
        let fingerprint = match self.prepare(&mut notes)? {
            Prepared::Beside(new) => self.exchange(new, chunks, &judge, &mut notes)?,
            Prepared::InPlace(why) => {
                notes.push(Note::InPlace(why));
                let text: String = chunks.collect();
                judge(&text).map_err(|message| StoreError::Refused { path: self.target.clone(), message })?;
                in_place::write(&self, &text)?
            }
        };
        Ok(Saved { fingerprint, path: self.target.clone(), notes })
    }

    fn content(&self) -> Option<Content> {
        self.current.as_ref().and_then(Loaded::content)
    }

    /// Makes the new file with the rights of the old one, or finds out why it must be written in place.
    fn prepare(&self, notes: &mut Vec<Note>) -> Result<Prepared<'a>, StoreError> {
        let disk = self.order.disk;
        if self.current.is_none() {
            // Of a file that is new, the umask says who may read it.
            return Temporary::create(disk, &self.target, 0o666).map(Prepared::Beside);
        }
        let old = step(Step::Look, &self.target, || disk.open(&self.target, Open::Read))?;
        let stat = step(Step::Look, &self.target, || disk.stat_open(&old))?;
        if stat.names > 1 {
            return Ok(Prepared::InPlace(Why::Names(stat.names)));
        }
        let new = match Temporary::create(disk, &self.target, 0o600) {
            Err(StoreError::Io { error, .. }) if Reason::of(&error).is_some() => {
                return Ok(Prepared::InPlace(Why::Folder));
            }
            result => result?,
        };
        match keep_rights(disk, (&old, &stat), &new) {
            Ok(note) => notes.extend(note),
            Err(StoreError::Io { error, .. }) if cannot_be_kept(&error) => {
                return Ok(Prepared::InPlace(Why::Rights));
            }
            Err(error) => return Err(error),
        }
        Ok(Prepared::Beside(new))
    }

    /// Fills the new file, checks it, and lets it take the old one's name.
    fn exchange<'c>(
        &self,
        mut new: Temporary<'_>,
        chunks: impl Iterator<Item = &'c str>,
        judge: &impl Fn(&str) -> Result<(), String>,
        notes: &mut Vec<Note>,
    ) -> Result<Fingerprint, StoreError> {
        let disk = self.order.disk;
        let content = fill(disk, &self.target, &new.file, chunks)?;
        step(Step::Sync, &self.target, || disk.sync(&new.file))?;
        let text = read_back(disk, &self.target, &new.file, content)?;
        judge(&text).map_err(|message| StoreError::Refused { path: self.target.clone(), message })?;
        drop(text);
        let stamp = step(Step::Look, &self.target, || disk.stat_open(&new.file))?.stamp;
        self.check_unchanged()?;
        new.rename(&self.target)?;
        if sync_folder(disk, &self.target).is_err() {
            notes.push(Note::NotDurable);
        }
        Ok(Fingerprint { content, stamp })
    }

    /// Looks once more, at the last moment, for somebody who writes without the lock.
    pub(super) fn check_unchanged(&self) -> Result<(), StoreError> {
        let disk = self.order.disk;
        let stamp = match step(Step::Look, &self.target, || disk.stat_link(&self.target)) {
            Ok(stat) => Some(stat.stamp),
            Err(StoreError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if stamp == self.current.as_ref().and_then(|loaded| loaded.fingerprint).map(|fingerprint| fingerprint.stamp) {
            return Ok(());
        }
        match load::read(disk, &self.target) {
            Ok(theirs) if theirs.content() == self.content() => Ok(()),
            Ok(theirs) => {
                let theirs = Loaded { path: Some(self.order.path.to_owned()), ..theirs };
                Err(StoreError::Changed { theirs: Box::new(theirs) })
            }
            Err(StoreError::NotThere { path }) => Err(StoreError::Gone { path }),
            Err(error) => Err(error),
        }
    }
}

/// How the new text comes to its place.
enum Prepared<'d> {
    /// In a new file that takes the name.
    Beside(Temporary<'d>),
    /// In the old file.
    InPlace(Why),
}

/// Gives the new file the old one's owner, rights, access list and attributes.
fn keep_rights(disk: &dyn Disk, old: (&File, &Stat), new: &Temporary<'_>) -> Result<Option<Note>, StoreError> {
    let (old, wanted) = old;
    let rights = |call: &dyn Fn() -> io::Result<()>| step(Step::Rights, &new.path, call);
    let found = step(Step::Rights, &new.path, || disk.stat_open(&new.file))?;
    let mut note = None;
    if (found.uid, found.gid) != (wanted.uid, wanted.gid) {
        match rights(&|| disk.set_owner(&new.file, Some(wanted.uid), Some(wanted.gid))) {
            Ok(()) => {}
            // A colleague's file in a shared folder: only root may give files away. As long as the group may do what the
            // owner may, nobody loses access, and a file that is never half written is worth more than the owner's name.
            Err(StoreError::Io { error, .. }) if cannot_be_kept(&error) && wanted.mode & 0o060 == 0o060 => {
                rights(&|| disk.set_owner(&new.file, None, Some(wanted.gid)))?;
                note = Some(Note::OwnerChanged);
            }
            Err(error) => return Err(error),
        }
    }
    rights(&|| disk.set_mode(&new.file, wanted.mode))?;
    rights(&|| disk.copy_attributes(old, &new.file))?;
    Ok(note)
}

/// True when the system refuses rights for good, so that trying again is of no use.
fn cannot_be_kept(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}
