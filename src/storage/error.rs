//! What can go wrong with the dataset's file, each with what to say and what to do about it.
//!
//! A failed save leaves the old file whole; the one exception is named ([`StoreError::Torn`]) and
//! says where the copy is.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::FileKind;
use super::distrust::Distrust;
use super::load::Loaded;
use super::lock::Holder;
use super::read_only_disk::ReadOnlyAsked;
use crate::texts::Lang;
use crate::texts::{distrust, storage as texts};

/// Why a dataset was not read or not written.
#[derive(Debug)]
pub enum StoreError {
    /// There is no such file.
    NotThere {
        /// The file.
        path: PathBuf,
    },
    /// Something else than a regular file has this name.
    NotAFile {
        /// The name.
        path: PathBuf,
        /// What has it.
        kind: FileKind,
    },
    /// The file is larger than what is read.
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
    },
    /// The symbolic links never end at a file.
    LinkLoop {
        /// Where they begin.
        path: PathBuf,
    },
    /// Not to be written here.
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: ReadOnlyReason,
    },
    /// There is no place it could be written to: no home folder, and no file was named.
    NoPlace,
    /// Somebody else was writing it all the time.
    Locked {
        /// The file.
        path: PathBuf,
        /// Who, as they say themselves.
        holder: Option<Holder>,
    },
    /// The file is not the one that was read; nothing was written.
    Changed {
        /// What lies there now.
        theirs: Box<Loaded>,
    },
    /// The file that was read is no longer there; nothing was written.
    Gone {
        /// Where it was.
        path: PathBuf,
    },
    /// The text that was to be written cannot be read as a dataset; nothing was written.
    Refused {
        /// The file.
        path: PathBuf,
        /// What its reader says.
        message: String,
    },
    /// What the disk gave back was not what was written; the old file is whole.
    Mismatch {
        /// The file.
        path: PathBuf,
    },
    /// A file that had to be written where it stands could be neither finished nor put back.
    Torn {
        /// The file.
        path: PathBuf,
        /// The complete old content.
        backup: PathBuf,
        /// What happened.
        error: io::Error,
    },
    /// Something beside the dataset has a name of ours and may be a trap; it was left as it is.
    Untrusted {
        /// The name.
        path: PathBuf,
        /// What is wrong with it.
        why: Distrust,
    },
    /// What was to be written besides the dataset would take the room that the next save needs.
    NoRoom {
        /// The folder.
        path: PathBuf,
        /// How many bytes are free there.
        free: u64,
    },
    /// The operating system refused a step; the old file is whole.
    Io {
        /// What was being done.
        step: StorageStep,
        /// With which file.
        path: PathBuf,
        /// What the system says.
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
    /// Giving the new file owner and rights of the old one.
    Rights,
    /// Writing the new content.
    Write,
    /// Waiting for the disk.
    Sync,
    /// Reading back what was written.
    ReadBack,
    /// Giving the new file the name.
    Rename,
    /// Making the safety copy.
    Backup,
    /// Removing a file that is needed no longer.
    Remove,
}

impl StoreError {
    /// What happened, in one sentence.
    pub fn message(&self, lang: Lang) -> String {
        let name = |path: &Path| path.to_string_lossy().into_owned();
        match self {
            Self::NotThere { path } => texts::not_there(lang, &name(path)),
            Self::NotAFile { path, kind: FileKind::Folder } => texts::is_folder(lang, &name(path)),
            Self::NotAFile { path, .. } => texts::is_special(lang, &name(path)),
            Self::TooLarge { path, size } => texts::too_large(lang, &name(path), size / (1 << 20)),
            Self::NotUtf8 { path, line, column } => texts::not_utf8(lang, &name(path), *line, *column),
            Self::LinkLoop { path } => texts::link_loop(lang, &name(path)),
            Self::ReadOnly { path, reason } => texts::read_only(lang, &name(path), reason.text(lang)),
            Self::NoPlace => texts::no_place(lang).to_owned(),
            Self::Locked { path, holder: Some(holder) } => texts::locked_by(lang, &name(path), &holder.text(lang)),
            Self::Locked { path, holder: None } => texts::locked(lang, &name(path)),
            Self::Changed { theirs } => texts::changed(lang, &theirs.path.as_deref().map_or_else(String::new, name)),
            Self::Gone { path } => texts::gone(lang, &name(path)),
            Self::Refused { path, message } => texts::refused(lang, &name(path), message),
            Self::Mismatch { path } => texts::mismatch(lang, &name(path)),
            Self::Untrusted { path, why } => distrust::untrusted(lang, &name(path), &why.text(lang)),
            Self::NoRoom { path, free } => distrust::no_room(lang, &name(path), free >> 10),
            Self::Torn { path, error, .. } => texts::torn(lang, &name(path), &system(lang, error)),
            Self::Io { step, path, error } => texts::failed(lang, &name(path), step.text(lang), &system(lang, error)),
        }
    }

    /// What to do about it, in one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Self::NotThere { .. } | Self::NotAFile { .. } | Self::LinkLoop { .. } => texts::hint_path(lang).to_owned(),
            Self::TooLarge { .. } => texts::hint_size(lang).to_owned(),
            Self::NotUtf8 { .. } => texts::hint_utf8(lang).to_owned(),
            Self::ReadOnly { reason: ReadOnlyReason::Asked, .. } => texts::hint_asked(lang).to_owned(),
            Self::ReadOnly { .. } => texts::hint_read_only(lang).to_owned(),
            Self::NoPlace => texts::hint_no_place(lang).to_owned(),
            Self::Locked { .. } => texts::hint_locked(lang).to_owned(),
            Self::Changed { .. } => texts::hint_changed(lang).to_owned(),
            Self::Gone { .. } => texts::hint_gone(lang).to_owned(),
            Self::Refused { .. } => texts::hint_refused(lang).to_owned(),
            Self::Mismatch { .. } => texts::hint_mismatch(lang).to_owned(),
            Self::Untrusted { .. } => distrust::hint(lang).to_owned(),
            Self::NoRoom { .. } => texts::hint_room(lang).to_owned(),
            Self::Torn { backup, .. } => texts::hint_torn(lang, &backup.to_string_lossy()),
            Self::Io { step: StorageStep::Look | StorageStep::Read, error, .. }
                if error.kind() == io::ErrorKind::PermissionDenied =>
            {
                texts::hint_readable(lang).to_owned()
            }
            Self::Io { error, .. } => hint_for(lang, error).to_owned(),
        }
    }

    /// True when what was looked for is not there.
    pub(super) fn is_absence(&self) -> bool {
        matches!(self, Self::Io { error, .. } if error.kind() == io::ErrorKind::NotFound)
    }

    /// True when the system does not let this user write there.
    pub(super) fn is_refusal(&self) -> bool {
        match self {
            Self::Untrusted { .. } => true,
            Self::Io { error, .. } => ReadOnlyReason::of(error).is_some(),
            _ => false,
        }
    }

    /// True when the dataset could not be written because somebody else was writing it.
    pub fn is_locked(&self) -> bool {
        matches!(self, Self::Locked { .. })
    }
}

impl ReadOnlyReason {
    /// The reason in words.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Asked => texts::reason_asked(lang),
            Self::Permission => texts::reason_permission(lang),
            Self::FileSystem => texts::reason_file_system(lang),
        }
    }

    /// The reason behind a refusal of the system to write; `None` when the refusal is about
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
            Self::Look => texts::step_look(lang),
            Self::Read => texts::step_read(lang),
            Self::Folder => texts::step_folder(lang),
            Self::Lock => texts::step_lock(lang),
            Self::Create => texts::step_create(lang),
            Self::Rights => texts::step_rights(lang),
            Self::Write => texts::step_write(lang),
            Self::Sync => texts::step_sync(lang),
            Self::ReadBack => texts::step_read_back(lang),
            Self::Rename => texts::step_rename(lang),
            Self::Backup => texts::step_backup(lang),
            Self::Remove => texts::step_remove(lang),
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

/// Does a step of the operating system, again when a signal interrupted it, and says what failed.
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

/// What the system says, in the user's language where the case is a common one.
fn system(lang: Lang, error: &io::Error) -> String {
    if let Some(reason) = ReadOnlyReason::of(error) {
        return reason.text(lang).to_owned();
    }
    match error.kind() {
        io::ErrorKind::StorageFull => texts::disk_full(lang).to_owned(),
        io::ErrorKind::QuotaExceeded => texts::quota(lang).to_owned(),
        io::ErrorKind::FileTooLarge => texts::file_limit(lang).to_owned(),
        io::ErrorKind::NotFound => texts::vanished(lang).to_owned(),
        _ if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) => texts::disk_error(lang).to_owned(),
        _ => error.to_string(),
    }
}

fn hint_for(lang: Lang, error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            texts::hint_room(lang)
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => texts::hint_read_only(lang),
        _ => texts::hint_disk(lang),
    }
}
