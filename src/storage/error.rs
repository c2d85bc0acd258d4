//! What can go wrong with the dataset's file, with a message and a hint for each case.
//!
//! A failed save leaves the old file intact, except for [`StoreError::Torn`], which says where the
//! copy is.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::FileKind;
use super::distrust::Distrust;
use super::lock_holder::LockHolder;
use super::read_only_disk::ReadOnlyAsked;
use crate::texts::Lang;
use crate::texts::{self, distrust};

/// Why a dataset was not read or not written.
#[derive(Debug)]
pub enum StoreError {
    /// There is no such file.
    NotThere {
        /// The file.
        path: PathBuf,
    },
    /// Something other than a regular file has this name.
    NotAFile {
        /// The name.
        path: PathBuf,
        /// What has it.
        kind: FileKind,
    },
    /// The dataset was to come from another program, but the standard input is a terminal.
    NothingPiped {
        /// The standard input.
        path: PathBuf,
    },
    /// The file exceeds the size limit.
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
    },
    /// The file is not UTF-8.
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// Line of the first wrong byte, from 1.
        line: usize,
        /// Column of it in characters, from 1.
        column: usize,
        /// The encoding that it seems to be in, by the name that `iconv` knows.
        encoding: Option<&'static str>,
    },
    /// The symbolic links form a loop.
    LinkLoop {
        /// Where they begin.
        path: PathBuf,
    },
    /// The file must not be written.
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: ReadOnlyReason,
    },
    /// There is no place to write to: no home folder, and no file was named.
    NoPlace,
    /// Another program held the lock all the time.
    Locked {
        /// The file.
        path: PathBuf,
        /// Its holder's description of itself.
        holder: Option<LockHolder>,
    },
    /// The file does not hold what was read; nothing was written.
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The file that was read no longer exists; nothing was written.
    Gone {
        /// Where it was.
        path: PathBuf,
    },
    /// The new text is not a valid dataset; nothing was written.
    Refused {
        /// The file.
        path: PathBuf,
        /// The validator's message.
        message: String,
    },
    /// Reading back returned something other than what was written; the old file is intact.
    Mismatch {
        /// The file.
        path: PathBuf,
    },
    /// A file written in place could be neither completed nor restored.
    Torn {
        /// The file.
        path: PathBuf,
        /// The complete old content.
        backup: PathBuf,
        /// What happened.
        error: io::Error,
    },
    /// A file beside the dataset has one of our names and may be a trap; it was left alone.
    Untrusted {
        /// The name.
        path: PathBuf,
        /// What is wrong with it.
        why: Distrust,
    },
    /// Writing this would use up the room that the next save needs.
    NoRoom {
        /// The folder.
        path: PathBuf,
        /// Number of free bytes.
        free: u64,
    },
    /// The operating system refused a step; the old file is intact.
    Io {
        /// The step.
        step: StorageStep,
        /// The file.
        path: PathBuf,
        /// The system's error.
        error: io::Error,
    },
}

/// Why a dataset is opened for reading only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadOnlyReason {
    /// `--read-only` was asked for.
    Asked,
    /// This user may not write the file.
    Permission,
    /// The file system is mounted read-only.
    FileSystem,
    /// It came through a pipe.
    Stream,
}

/// A step of reading or saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageStep {
    /// Looking at the file.
    Look,
    /// Reading it.
    Read,
    /// Making its folder.
    Folder,
    /// Taking the lock.
    Lock,
    /// Making the new file beside it.
    Create,
    /// Giving the new file owner and permissions of the old one.
    Rights,
    /// Writing the new content.
    Write,
    /// Flushing to the disk.
    Sync,
    /// Reading back what was written.
    ReadBack,
    /// Renaming the new file.
    Rename,
    /// Making the safety copy.
    Backup,
    /// Removing a file that is no longer needed.
    Remove,
}

impl StoreError {
    /// Returns what happened, in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        let name = |path: &Path| path.to_string_lossy().into_owned();
        match self {
            Self::NotThere { path } => texts::storage::not_there(lang, &name(path)),
            Self::NotAFile { path, kind: FileKind::Folder } => texts::storage::is_folder(lang, &name(path)),
            Self::NotAFile { path, .. } => texts::storage::is_special(lang, &name(path)),
            Self::NothingPiped { .. } => texts::storage::nothing_piped(lang).to_owned(),
            Self::TooLarge { path, size } => texts::storage::too_large(lang, &name(path), size / (1 << 20)),
            Self::NotUtf8 { path, line, column, encoding } => match encoding {
                Some(encoding) => texts::storage::other_encoding(lang, &name(path), *line, *column, encoding),
                None => texts::storage::not_utf8(lang, &name(path), *line, *column),
            },
            Self::LinkLoop { path } => texts::storage::link_loop(lang, &name(path)),
            Self::ReadOnly { path, reason } => texts::storage::read_only(lang, &name(path), reason.text(lang)),
            Self::NoPlace => texts::storage::no_place(lang).to_owned(),
            Self::Locked { path, holder: Some(holder) } => {
                texts::storage::locked_by(lang, &name(path), &holder.text(lang))
            }
            Self::Locked { path, holder: None } => texts::storage::locked(lang, &name(path)),
            Self::Changed { path } => texts::storage::changed(lang, &name(path)),
            Self::Gone { path } => texts::storage::gone(lang, &name(path)),
            Self::Refused { path, message } => texts::storage::refused(lang, &name(path), message),
            Self::Mismatch { path } => texts::storage::mismatch(lang, &name(path)),
            Self::Untrusted { path, why } => distrust::untrusted(lang, &name(path), &why.text(lang)),
            Self::NoRoom { path, free } => distrust::no_room(lang, &name(path), free >> 10),
            Self::Torn { path, error, .. } => texts::storage::torn(lang, &name(path), &system(lang, error)),
            Self::Io { step, path, error } => {
                texts::storage::failed(lang, &name(path), step.text(lang), &system(lang, error))
            }
        }
    }

    /// Returns what to do about it, in one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Self::NotThere { .. } | Self::NotAFile { .. } | Self::LinkLoop { .. } => {
                texts::storage::hint_path(lang).to_owned()
            }
            Self::NothingPiped { .. } => texts::storage::hint_piped(lang).to_owned(),
            Self::TooLarge { .. } => texts::storage::hint_size(lang).to_owned(),
            Self::NotUtf8 { encoding: Some(encoding), .. } => texts::storage::hint_encoding(lang, encoding),
            Self::NotUtf8 { .. } => texts::storage::hint_utf8(lang).to_owned(),
            Self::ReadOnly { reason: ReadOnlyReason::Asked, .. } => texts::storage::hint_asked(lang).to_owned(),
            Self::ReadOnly { reason: ReadOnlyReason::Stream, .. } => texts::storage::hint_stream(lang).to_owned(),
            Self::ReadOnly { .. } => texts::storage::hint_read_only(lang).to_owned(),
            Self::NoPlace => texts::storage::hint_no_place(lang).to_owned(),
            Self::Locked { .. } => texts::storage::hint_locked(lang).to_owned(),
            Self::Changed { .. } => texts::storage::hint_changed(lang).to_owned(),
            Self::Gone { .. } => texts::storage::hint_gone(lang).to_owned(),
            Self::Refused { .. } => texts::storage::hint_refused(lang).to_owned(),
            Self::Mismatch { .. } => texts::storage::hint_mismatch(lang).to_owned(),
            Self::Untrusted { .. } => distrust::hint(lang).to_owned(),
            Self::NoRoom { .. } => texts::storage::hint_room(lang).to_owned(),
            Self::Torn { backup, .. } => texts::storage::hint_torn(lang, &backup.to_string_lossy()),
            Self::Io { step: StorageStep::Look | StorageStep::Read, error, .. }
                if error.kind() == io::ErrorKind::PermissionDenied =>
            {
                texts::storage::hint_readable(lang).to_owned()
            }
            Self::Io { error, .. } => hint_for(lang, error).to_owned(),
        }
    }

    /// Returns true when the file or folder does not exist.
    pub(super) fn is_absence(&self) -> bool {
        matches!(self, Self::Io { error, .. } if error.kind() == io::ErrorKind::NotFound)
    }

    /// Returns true when the system does not permit this user to write there.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::Untrusted { .. } => true,
            Self::Io { error, .. } => ReadOnlyReason::of(error).is_some(),
            _ => false,
        }
    }

    /// Returns true when the dataset could not be written because another program was writing it.
    pub fn is_locked(&self) -> bool {
        matches!(self, Self::Locked { .. })
    }
}

impl ReadOnlyReason {
    /// Returns the reason in words.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Asked => texts::storage::reason_asked(lang),
            Self::Permission => texts::storage::reason_permission(lang),
            Self::FileSystem => texts::storage::reason_file_system(lang),
            Self::Stream => texts::storage::reason_stream(lang),
        }
    }

    /// Returns the reason behind a system error on writing; `None` when the error is about
    /// something else.
    pub fn of(error: &io::Error) -> Option<ReadOnlyReason> {
        match error.kind() {
            _ if error.get_ref().is_some_and(|cause| cause.is::<ReadOnlyAsked>()) => Some(Self::Asked),
            io::ErrorKind::PermissionDenied => Some(Self::Permission),
            io::ErrorKind::ReadOnlyFilesystem => Some(Self::FileSystem),
            _ => None,
        }
    }
}

impl StorageStep {
    fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Look => texts::storage::step_look(lang),
            Self::Read => texts::storage::step_read(lang),
            Self::Folder => texts::storage::step_folder(lang),
            Self::Lock => texts::storage::step_lock(lang),
            Self::Create => texts::storage::step_create(lang),
            Self::Rights => texts::storage::step_rights(lang),
            Self::Write => texts::storage::step_write(lang),
            Self::Sync => texts::storage::step_sync(lang),
            Self::ReadBack => texts::storage::step_read_back(lang),
            Self::Rename => texts::storage::step_rename(lang),
            Self::Backup => texts::storage::step_backup(lang),
            Self::Remove => texts::storage::step_remove(lang),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::default()))
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } | Self::Torn { error, .. } => Some(error),
            _ => None,
        }
    }
}

/// Runs a step of the operating system, retries it when a signal interrupted it, and adds context
/// to an error.
pub(super) fn step<T>(
    step: StorageStep,
    path: &Path,
    mut call: impl FnMut() -> io::Result<T>,
) -> Result<T, StoreError> {
    loop {
        match call() {
            Ok(value) => return Ok(value),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                return Err(StoreError::Io { step, path: path.to_owned(), error });
            }
        }
    }
}

/// Returns a system error's message, in the user's language for the common cases.
fn system(lang: Lang, error: &io::Error) -> String {
    if let Some(reason) = ReadOnlyReason::of(error) {
        return reason.text(lang).to_owned();
    }
    match error.kind() {
        io::ErrorKind::StorageFull => texts::storage::disk_full(lang).to_owned(),
        io::ErrorKind::QuotaExceeded => texts::storage::quota(lang).to_owned(),
        io::ErrorKind::FileTooLarge => texts::storage::file_limit(lang).to_owned(),
        io::ErrorKind::NotFound => texts::storage::vanished(lang).to_owned(),
        _ if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) => {
            texts::storage::disk_error(lang).to_owned()
        }
        _ => error.to_string(),
    }
}

fn hint_for(lang: Lang, error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            texts::storage::hint_room(lang)
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => texts::storage::hint_read_only(lang),
        _ => texts::storage::hint_disk(lang),
    }
}
