//! The one way a dataset is written: afterwards its name points to a complete file, either the old
//! one or the new one.
//!
//! The steps are: lock, read again, compare, write a new file beside the old one, flush it, read it
//! back, validate it, rename it, flush the folder. Symbolic links are followed to their end first;
//! owner, permissions and access list are kept. A file that cannot be replaced (several names, a
//! read-only folder, permissions that would be lost) is written in place, after a verified copy is
//! made (`in_place`). Entry point: [`replace`]. A caller that decides by the current content
//! (merging, `set`) uses the two halves, [`SaveTransaction::begin`] and [`SaveTransaction::write`],
//! and holds the lock in between.
//!
//! What is only compared is not kept in memory: the old file and the new text are hashed in
//! passing, and the text is validated while the disk is flushing. What is read back has the same
//! hash as what was validated.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use super::disk::OpenMode;
use super::error::{ReadOnlyReason, StorageStep, StoreError, step};
use super::file_operations::{fill, follow, read_back, sync_folder};
use super::fingerprint::{Content, Fingerprint};
use super::in_place;
use super::load::{self, Loaded};
use super::lock::{KeptLock, Lock};
use super::note::{InPlaceReason, SaveNote};
use super::permissions;
use super::temporary::{self, Temporary};
use super::write_target::WriteTarget;
use crate::document::FileText;

/// The result of a successful save.
#[derive(Debug, Clone)]
pub struct SavedFile {
    /// Identifies the new content at the next save.
    pub fingerprint: Fingerprint,
    /// The file that was written, at the end of all links.
    pub path: PathBuf,
    /// What the user should know about the save.
    pub notes: Vec<SaveNote>,
}

/// Writes a dataset, provided its file still holds `expected` (`None`: provided there is no file
/// yet).
///
/// `chunks` joined are the new text. `judge` validates that text and says what is wrong with it. On
/// any error except [`StoreError::Torn`] the old file is intact and nothing is left behind.
pub fn replace<'c>(
    order: WriteTarget<'_>,
    expected: Option<Content>,
    chunks: impl Iterator<Item = &'c str>,
    judge: impl Fn(&[&str]) -> Result<(), String> + Sync,
) -> Result<SavedFile, StoreError> {
    match SaveTransaction::expecting(order, expected, None)? {
        Comparison::AsExpected(writing) => writing.write(chunks, judge),
        Comparison::Outrun { .. } => Err(StoreError::Changed { path: order.path.to_owned() }),
    }
}

/// The result of comparing a file with its expected content.
pub enum Comparison<'a> {
    /// It is as expected: the save has begun.
    AsExpected(Box<SaveTransaction<'a>>),
    /// Another program wrote it.
    Outrun {
        /// What it wrote.
        theirs: Box<Loaded>,
        /// The lock, for the next attempt.
        kept: Option<KeptLock>,
    },
}

/// A save that has begun: the lock is held, and the current content is known.
pub struct SaveTransaction<'a> {
    pub(super) order: WriteTarget<'a>,
    /// The file at the end of all links.
    pub(super) target: PathBuf,
    /// Identifies the current content; `None` when there is no file yet.
    pub(super) found: Option<Fingerprint>,
    /// The current text, unless it was only compared.
    current: Option<Loaded>,
    progress: Option<&'a dyn Fn(usize)>,
    // Declared last, so that the lock is released after everything else.
    lock: Lock<'a>,
}

impl<'a> SaveTransaction<'a> {
    /// Takes the lock and reads the file. The file may be missing only with `create`; its folders
    /// are then made.
    pub fn begin(order: WriteTarget<'a>, create: bool) -> Result<SaveTransaction<'a>, StoreError> {
        let (target, lock) = order.enter(create, None)?;
        SaveTransaction::read(order, target, lock)
    }

    /// Does the same as [`SaveTransaction::begin`] without a lock: for a file that another program
    /// made for this run alone, beside which nothing may be left.
    pub fn unlocked(order: WriteTarget<'a>) -> Result<SaveTransaction<'a>, StoreError> {
        let target = follow(order.disk, order.path)?;
        SaveTransaction::beside(order, target, Lock::none(order.disk))
    }

    /// Begins to write a file beside the dataset that the dataset's lock protects, and that may be
    /// missing. The name itself is replaced, even if it becomes a symbolic link meanwhile.
    pub(super) fn beside(
        order: WriteTarget<'a>,
        target: PathBuf,
        lock: Lock<'a>,
    ) -> Result<SaveTransaction<'a>, StoreError> {
        if let Some(reason) = order.read_only {
            return Err(StoreError::ReadOnly { path: order.path.to_owned(), reason });
        }
        SaveTransaction::read(order, target, lock)
    }

    fn read(order: WriteTarget<'a>, target: PathBuf, lock: Lock<'a>) -> Result<SaveTransaction<'a>, StoreError> {
        let current = match load::read(order.disk, &target) {
            Ok(loaded) => Some(Loaded { path: Some(order.path.to_owned()), ..loaded }),
            Err(StoreError::NotThere { .. }) => None,
            Err(error) => return Err(error),
        };
        if let Some(reason) = current.as_ref().and_then(|loaded| loaded.read_only) {
            return Err(StoreError::ReadOnly { path: order.path.to_owned(), reason });
        }
        temporary::sweep(order.disk, &target);
        let found = current.as_ref().and_then(|loaded| loaded.fingerprint);
        Ok(SaveTransaction { order, target, found, current, progress: None, lock })
    }

    /// Takes the lock and begins the save only when the file holds `expected` (`None`: when there
    /// is none; its folders are then made). The file is read and compared whatever its timestamps
    /// say, and not kept in memory. `kept` is the lock of an earlier attempt.
    pub fn expecting(
        order: WriteTarget<'a>,
        expected: Option<Content>,
        kept: Option<KeptLock>,
    ) -> Result<Comparison<'a>, StoreError> {
        let (target, lock) = order.enter(expected.is_none(), kept)?;
        let found = match load::fingerprint(order.disk, &target) {
            Ok(found) => Some(found),
            Err(StoreError::NotThere { .. }) => None,
            Err(error) => return Err(error),
        };
        if let Some(reason) = found.and_then(|_| load::refusal(order.disk, &target)) {
            return Err(StoreError::ReadOnly { path: order.path.to_owned(), reason });
        }
        if found.map(|found| found.content) != expected {
            let theirs = Box::new(read_theirs(order, &target)?);
            return Ok(Comparison::Outrun { theirs, kept: lock.keep(&target) });
        }
        temporary::sweep(order.disk, &target);
        let writing = SaveTransaction { order, target, found, current: None, progress: None, lock };
        Ok(Comparison::AsExpected(Box::new(writing)))
    }

    /// Sets a callback that is told how many more bytes have been written.
    #[must_use]
    pub fn with_progress(self, progress: &'a dyn Fn(usize)) -> Self {
        SaveTransaction { progress: Some(progress), ..self }
    }

    /// Returns the current content as [`SaveTransaction::begin`] read it; `None` when there is no
    /// file yet.
    pub fn current(&self) -> Option<&Loaded> {
        self.current.as_ref()
    }

    /// Returns the current text, empty when there is no file. It is read only now if it was only
    /// compared before.
    pub(super) fn old_text(&self) -> Result<FileText, StoreError> {
        match &self.current {
            Some(loaded) => Ok(loaded.text.clone()),
            None if self.found.is_none() => Ok("".into()),
            None => {
                let loaded = load::read(self.order.disk, &self.target)?;
                if loaded.content() == self.content() { Ok(loaded.text) } else { Err(self.changed()) }
            }
        }
    }

    fn changed(&self) -> StoreError {
        StoreError::Changed { path: self.order.path.to_owned() }
    }

    /// Writes the new text and releases the lock; see [`replace`].
    pub fn write<'c>(
        self,
        chunks: impl Iterator<Item = &'c str>,
        judge: impl Fn(&[&str]) -> Result<(), String> + Sync,
    ) -> Result<SavedFile, StoreError> {
        self.stage(chunks.collect(), judge)?.commit(|_, _| ())
    }

    /// Writes the new text to the disk under another name, where that is possible, and validates
    /// it.
    pub(super) fn stage<'t>(
        self,
        chunks: Vec<&'t str>,
        judge: impl Fn(&[&str]) -> Result<(), String> + Sync,
    ) -> Result<Staged<'a, 't>, StoreError> {
        let mut notes = Vec::new();
        notes.extend(self.lock.refused().map(SaveNote::LockRefused));
        if !self.lock.is_held() {
            notes.push(SaveNote::NotLocked);
        }
        let version = match self.prepare(&mut notes)? {
            PreparedFile::Beside(new) => {
                let fingerprint = self.fill(&new, &chunks, &judge)?;
                StagedVersion::Beside(new, fingerprint)
            }
            PreparedFile::InPlace(why) => {
                judge(&chunks).map_err(|message| self.refused(message))?;
                StagedVersion::InPlace(why)
            }
        };
        Ok(Staged { version, chunks, notes, writing: self })
    }

    fn content(&self) -> Option<Content> {
        self.found.map(|found| found.content)
    }

    fn refused(&self, message: String) -> StoreError {
        StoreError::Refused { path: self.target.clone(), message }
    }

    /// Makes the new file with the permissions of the old one, or finds out why it must be written
    /// in place.
    fn prepare(&self, notes: &mut Vec<SaveNote>) -> Result<PreparedFile<'a>, StoreError> {
        let disk = self.order.disk;
        if self.found.is_none() {
            // The umask decides who may read a new file.
            return Temporary::create(disk, &self.target, 0o666).map(PreparedFile::Beside);
        }
        let old = step(StorageStep::Look, &self.target, || disk.open(&self.target, OpenMode::Read))?;
        let stat = step(StorageStep::Look, &self.target, || disk.stat_open(&old))?;
        if stat.names > 1 {
            return Ok(PreparedFile::InPlace(InPlaceReason::Names(stat.names)));
        }
        let new = match Temporary::create(disk, &self.target, 0o600) {
            Err(StoreError::Io { error, .. }) if ReadOnlyReason::of(&error).is_some() => {
                return Ok(PreparedFile::InPlace(InPlaceReason::Folder));
            }
            result => result?,
        };
        match permissions::keep(disk, &old, &stat, &new.path, &new.file) {
            Ok(note) => notes.extend(note),
            Err(StoreError::Io { error, .. }) if permissions::cannot_be_kept(&error) => {
                return Ok(PreparedFile::InPlace(InPlaceReason::Rights));
            }
            Err(error) => return Err(error),
        }
        Ok(PreparedFile::Beside(new))
    }

    /// Fills the new file and validates it.
    fn fill(
        &self,
        new: &Temporary<'_>,
        chunks: &[&str],
        judge: &(impl Fn(&[&str]) -> Result<(), String> + Sync),
    ) -> Result<Fingerprint, StoreError> {
        let judged = || judge(chunks);
        let content = thread::scope(|scope| {
            // Takes about as long as flushing, so both run at the same time.
            let judging = thread::Builder::new().name("judge".into()).spawn_scoped(scope, judged);
            let content = self.write_new(&new.file, chunks)?;
            let verdict = match judging.map(thread::ScopedJoinHandle::join) {
                Ok(Ok(verdict)) => verdict,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                // The system provides no thread.
                Err(_) => judged(),
            };
            verdict.map_err(|message| self.refused(message)).map(|()| content)
        })?;
        let stamp = step(StorageStep::Look, &self.target, || self.order.disk.stat_open(&new.file))?.stamp;
        Ok(Fingerprint { content, stamp })
    }

    /// Writes the text, flushes it and reads it back.
    fn write_new(&self, file: &File, chunks: &[&str]) -> Result<Content, StoreError> {
        let (disk, target) = (self.order.disk, self.target.as_path());
        let told = |count| self.progress.iter().for_each(|progress| progress(count));
        let content = fill(disk, target, file, chunks.iter().copied(), told)?;
        step(StorageStep::Sync, target, || disk.sync(file))?;
        read_back(disk, target, file, content)?;
        Ok(content)
    }

    /// Checks once more, at the last moment, for a writer that ignores the lock.
    fn check_unchanged(&self) -> Result<(), StoreError> {
        let disk = self.order.disk;
        let stamp = match step(StorageStep::Look, &self.target, || disk.stat_link(&self.target)) {
            Ok(stat) => Some(stat.stamp),
            Err(StoreError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if stamp == self.found.map(|found| found.stamp) {
            return Ok(());
        }
        match load::fingerprint(disk, &self.target) {
            Ok(found) if Some(found.content) == self.content() => Ok(()),
            Ok(_) => Err(self.changed()),
            Err(StoreError::NotThere { path }) => Err(StoreError::Gone { path }),
            Err(error) => Err(error),
        }
    }
}

/// Reads what another program wrote to the file of a save.
///
/// # Errors
/// [`StoreError::Gone`] when the file does not exist, otherwise why it cannot be read.
pub(super) fn read_theirs(order: WriteTarget<'_>, target: &Path) -> Result<Loaded, StoreError> {
    match load::read(order.disk, target) {
        Ok(theirs) => Ok(Loaded { path: Some(order.path.to_owned()), ..theirs }),
        Err(StoreError::NotThere { path }) => Err(StoreError::Gone { path }),
        Err(error) => Err(error),
    }
}

/// A new text that is validated and only has to be put in place.
pub(super) struct Staged<'a, 't> {
    version: StagedVersion<'a>,
    chunks: Vec<&'t str>,
    /// What the user should know about the save.
    pub(super) notes: Vec<SaveNote>,
    // Dropped last: the lock is released once the new file is renamed or removed.
    pub(super) writing: SaveTransaction<'a>,
}

/// Where a new text is until it is put in place.
enum StagedVersion<'d> {
    /// Complete on the disk, in a file that takes over the name.
    Beside(Temporary<'d>, Fingerprint),
    /// To be written over the old file.
    InPlace(InPlaceReason),
}

impl Staged<'_, '_> {
    /// Puts the new text in place. `then` is called before the lock is released, with the file and
    /// whether the lock is held; what it writes beside the file reaches the disk with the file's
    /// name.
    pub(super) fn commit(self, then: impl FnOnce(&Path, bool)) -> Result<SavedFile, StoreError> {
        let Staged { version, chunks, mut notes, writing } = self;
        let (disk, target) = (writing.order.disk, writing.target.as_path());
        let in_place = |why, notes: &mut Vec<SaveNote>| {
            notes.push(SaveNote::InPlace(why));
            let old = writing.old_text()?;
            in_place::write(writing.order, target, &old, &chunks.concat(), || writing.check_unchanged())
        };
        let fingerprint = match version {
            StagedVersion::InPlace(why) => in_place(why, &mut notes)?,
            StagedVersion::Beside(mut new, fingerprint) => {
                writing.check_unchanged()?;
                match new.rename(target) {
                    Ok(()) => fingerprint,
                    // Where the folder has the sticky bit, only the owner of a file may replace it.
                    Err(StoreError::Io { error, .. }) if is_refused(&error) && writing.found.is_some() => {
                        drop(new);
                        notes.retain(|note| *note != SaveNote::OwnerChanged);
                        in_place(InPlaceReason::Owner, &mut notes)?
                    }
                    Err(error) => return Err(error),
                }
            }
        };
        let replaced = !notes.iter().any(|note| matches!(note, SaveNote::InPlace(_)));
        then(target, writing.lock.is_held());
        if replaced && sync_folder(disk, target).is_err() {
            notes.push(SaveNote::NotDurable);
        }
        Ok(SavedFile { fingerprint, path: writing.target.clone(), notes })
    }
}

/// Returns true when the system does not permit this user to do it.
fn is_refused(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::PermissionDenied
}

/// How the new text is to be put in place.
enum PreparedFile<'d> {
    /// By renaming a new file.
    Beside(Temporary<'d>),
    /// By overwriting the old file.
    InPlace(InPlaceReason),
}
