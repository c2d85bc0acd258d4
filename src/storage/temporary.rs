//! The new version of a file while it is being written: a hidden file in the same folder that
//! disappears unless it is kept.
//!
//! Its creator holds a lock on it, so that what a killed process left behind can be told from what
//! is still in use. Entry point: [`Temporary::create`].

use std::ffi::OsStr;
use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::companion::Companion;
use super::companion_name::beside;
use super::disk::{Disk, OpenMode};
use super::error::{StorageStep, StoreError, step};

const ENDING: &str = ".tmp";

/// Number of hexadecimal digits in the name.
const DIGITS: usize = 16;

/// Number of names to try; a second one is needed only when somebody guesses the first.
const ATTEMPTS: usize = 16;

/// A temporary file; removed when dropped, unless it was renamed.
pub(super) struct Temporary<'d> {
    disk: &'d dyn Disk,
    /// The open file, empty at first.
    pub(super) file: File,
    /// Its name.
    pub(super) path: PathBuf,
    kept: bool,
}

impl<'d> Temporary<'d> {
    /// Creates one beside `target`, with this mode.
    pub(super) fn create(disk: &'d dyn Disk, target: &Path, mode: u32) -> Result<Temporary<'d>, StoreError> {
        let mut attempt = 1;
        loop {
            let path = beside(target, &format!(".{:0DIGITS$x}{ENDING}", RandomState::new().build_hasher().finish()));
            match step(StorageStep::Create, &path, || disk.open(&path, OpenMode::New(mode))) {
                Ok(file) => {
                    // Without locks, what a kill leaves behind stays: harmless, and better than a
                    // wrong guess.
                    let _ = disk.lock(&file, Duration::ZERO);
                    return Ok(Temporary { disk, file, path, kept: false });
                }
                Err(StoreError::Io { error, .. })
                    if error.kind() == io::ErrorKind::AlreadyExists && attempt < ATTEMPTS =>
                {
                    attempt += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Renames it to `target`, whose content it now is.
    pub(super) fn rename(&mut self, target: &Path) -> Result<(), StoreError> {
        step(StorageStep::Rename, target, || self.disk.rename(&self.path, target))?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if !self.kept {
            // If this fails too, the next save removes it.
            let _ = step(StorageStep::Create, &self.path, || self.disk.remove(&self.path));
        }
    }
}

/// Removes what killed processes left beside `target`. A failure does no harm.
pub(super) fn sweep(disk: &dyn Disk, target: &Path) {
    let Some(folder) = target.parent() else {
        return;
    };
    for path in disk.names(folder).unwrap_or_default() {
        if !is_temporary_of(target, &path) {
            continue;
        }
        let left = Companion { disk, dataset: target, path: &path }.open(StorageStep::Look, OpenMode::ReadNoFollow);
        if let Ok(file) = left
            && disk.lock(&file, Duration::ZERO).unwrap_or(false)
        {
            let _ = disk.remove(&path);
        }
    }
}

/// Returns true for exactly the names that [`Temporary::create`] makes.
fn is_temporary_of(target: &Path, path: &Path) -> bool {
    let prefix = beside(target, ".");
    let digits = prefix
        .file_name()
        .zip(path.file_name())
        .and_then(|(prefix, name)| name.as_encoded_bytes().strip_prefix(OsStr::as_encoded_bytes(prefix)))
        .and_then(|rest| rest.strip_suffix(ENDING.as_bytes()));
    digits.is_some_and(|digits| digits.len() == DIGITS && digits.iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_made_here_are_swept() {
        let target = Path::new("/d/koeln.ron");
        assert!(is_temporary_of(target, Path::new("/d/.koeln.ron.0123456789abcdef.tmp")));
        for other in [
            "/d/.koeln.ron.tmp",
            "/d/.koeln.ron.0123456789abcdeg.tmp",
            "/d/koeln.ron.0123456789abcdef.tmp",
            "/d/.koeln.ron.lock",
            "/d/.aachen.ron.0123456789abcdef.tmp",
            "/d/.koeln.ron.0123456789abcdef.tmp~",
        ] {
            assert!(!is_temporary_of(target, Path::new(other)), "{other}");
        }
    }
}
