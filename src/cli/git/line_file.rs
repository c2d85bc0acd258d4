//! A file of lines to which git belongs, such as `.gitattributes`: lines are added and taken out,
//! every other byte stays.
//!
//! Anybody with the folder may have put something else under its name, so that is looked at before
//! it is opened. Entry point: [`LineFile`].

use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;

use crate::cli::ExitStatus;
use crate::cli::context::CliContext;
use crate::cli::error::{CliError, shown};
use crate::storage::{Distrust, StoreError};
use crate::texts;

/// A file of lines.
#[derive(Debug)]
pub(super) struct LineFile {
    pub(super) path: PathBuf,
    /// Whether it is removed when no line is left.
    pub(super) is_ours: bool,
}

impl LineFile {
    /// Adds the lines that the file does not have yet.
    pub(super) fn add(&self, context: &CliContext, lines: &[Vec<u8>]) -> Result<(), CliError> {
        let old = self.read(context)?;
        let missing = lines.iter().filter(|line| !old.split(|byte| *byte == b'\n').any(|known| is_same(known, line)));
        let mut text = Vec::new();
        for line in missing {
            text.extend_from_slice(line);
            text.push(b'\n');
            context.say(&texts::safekeeping::git_line(
                context.lang,
                &shown(&self.path),
                &String::from_utf8_lossy(line),
            ));
        }
        if text.is_empty() {
            return Ok(());
        }
        if !old.is_empty() && !old.ends_with(b"\n") {
            text.insert(0, b'\n');
        }
        self.path.parent().map_or(Ok(()), fs::create_dir_all).map_err(|error| self.failed(context, &error))?;
        let file = OpenOptions::new().create(true).append(true).open(&self.path);
        file.and_then(|mut file| file.write_all(&text)).map_err(|error| self.failed(context, &error))
    }

    /// Takes lines out of the file. Returns whether it had any of them.
    pub(super) fn remove(&self, context: &CliContext, lines: &[Vec<u8>]) -> Result<bool, CliError> {
        let old = self.read(context)?;
        let mut left = Vec::with_capacity(old.len());
        for known in old.split_inclusive(|byte| *byte == b'\n') {
            let bare = known.strip_suffix(b"\n").unwrap_or(known);
            if lines.iter().any(|line| is_same(bare, line)) {
                let line = String::from_utf8_lossy(bare);
                context.say(&texts::safekeeping::git_line_removed(context.lang, &shown(&self.path), line.trim_end()));
            } else {
                left.extend_from_slice(known);
            }
        }
        if left.len() == old.len() {
            return Ok(false);
        }
        let written = if left.is_empty() && self.is_ours { fs::remove_file(&self.path) } else { self.replace(&left) };
        written.map(|()| true).map_err(|error| self.failed(context, &error))
    }

    /// Returns whether the file contains a text.
    pub(super) fn contains(&self, text: &[u8]) -> bool {
        fs::read(&self.path).is_ok_and(|content| memchr::memmem::find(&content, text).is_some())
    }

    /// Returns the content; of a missing file nothing.
    fn read(&self, context: &CliContext) -> Result<Vec<u8>, CliError> {
        if let Ok(found) = fs::symlink_metadata(&self.path)
            && let Some(why) = distrust(&found)
        {
            let refused = StoreError::Untrusted { path: self.path.clone(), why };
            return Err(CliError::store(context.lang, &refused));
        }
        match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            old => old.map_err(|error| self.failed(context, &error)),
        }
    }

    /// Puts a new file with the same rights in its place.
    fn replace(&self, content: &[u8]) -> io::Result<()> {
        let folder = self.path.parent().ok_or(io::ErrorKind::NotFound)?;
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        new.write_all(content)?;
        new.as_file().set_permissions(fs::metadata(&self.path)?.permissions())?;
        new.persist(&self.path)?;
        Ok(())
    }

    fn failed(&self, context: &CliContext, error: &io::Error) -> CliError {
        let said = texts::safekeeping::not_written(context.lang, &shown(&self.path), &error.to_string());
        CliError::new(ExitStatus::NotWritten, said)
    }
}

/// Returns whether a line of a file is the same as `line`; the file may end its lines with CRLF.
fn is_same(known: &[u8], line: &[u8]) -> bool {
    known.strip_suffix(b"\r").unwrap_or(known) == line
}

/// Returns what is wrong with a file that is to be changed, if anything.
fn distrust(found: &Metadata) -> Option<Distrust> {
    match found.nlink() {
        _ if found.is_symlink() => Some(Distrust::Link),
        _ if !found.is_file() => Some(Distrust::NotAFile),
        1 => None,
        names => Some(Distrust::Names(names)),
    }
}
