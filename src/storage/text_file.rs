//! A small file of text: beside the dataset for all who work on it (saved views, reminders), or in
//! a folder of the user's own.
//!
//! It is replaced whole or not at all, and only while it is what was read. What lies beside a
//! dataset may be put there by anybody: it is opened only when it can be ours. Must not know what
//! the file says. Entry point: [`TextFile`].

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::companion::Companion;
use super::companion_name::behind;
use super::disk::{Disk, OpenMode};
use super::error::{StorageStep, StoreError, step};
use super::file_operations::{create_folders, folder_of, follow};
use super::foreign_file::ForeignFile;
use super::load;

/// Ending of the name of the file with saved views.
pub const VIEWS: &str = ".views.toml";
/// Ending of the name of the file with reminders.
pub const REMINDERS: &str = ".reminders";

/// The greatest file that is read, in bytes.
const LIMIT: u64 = 1 << 20;

/// A small file of text.
#[derive(Clone)]
pub struct TextFile {
    disk: &'static dyn Disk,
    /// The file.
    pub path: PathBuf,
    /// The dataset that it lies beside, links followed; `None` for the user's own file.
    dataset: Option<PathBuf>,
}

impl TextFile {
    /// Returns the file beside a dataset whose name ends like this.
    ///
    /// # Errors
    /// When the links to the dataset lead nowhere.
    pub fn beside(disk: &'static dyn Disk, dataset: &Path, ending: &str) -> Result<TextFile, StoreError> {
        let dataset = follow(disk, dataset)?;
        Ok(TextFile { disk, path: behind(&dataset, ending), dataset: Some(dataset) })
    }

    /// Returns a file of the user's own.
    pub fn own(disk: &'static dyn Disk, path: PathBuf) -> TextFile {
        TextFile { disk, path, dataset: None }
    }

    /// Reads it; `None` when there is none.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(&self) -> Result<Option<String>, StoreError> {
        let read = match &self.dataset {
            Some(dataset) => self.read_companion(dataset),
            None => load::read(self.disk, &self.path).map(|loaded| loaded.text.to_string()),
        };
        match read {
            Err(error) if error.is_absence() => Ok(None),
            Err(StoreError::NotThere { .. }) => Ok(None),
            read => read.map(Some),
        }
    }

    fn read_companion(&self, dataset: &Path) -> Result<String, StoreError> {
        let companion = Companion { disk: self.disk, dataset, path: &self.path };
        let file = companion.open(StorageStep::Read, OpenMode::ReadNoFollow)?;
        let mut bytes = Vec::new();
        step(StorageStep::Read, &self.path, || (&file).take(LIMIT + 1).read_to_end(&mut bytes))?;
        if bytes.len() as u64 > LIMIT {
            return Err(StoreError::TooLarge { path: self.path.clone(), size: bytes.len() as u64 });
        }
        load::text_from(&self.path, bytes)
    }

    /// Replaces it, if it is still what was read. Returns false when others have changed it.
    ///
    /// # Errors
    /// Why it could not be written; it is as it was then.
    pub fn replace(&self, read: Option<&str>, text: &str) -> Result<bool, StoreError> {
        if self.dataset.is_none() {
            create_folders(self.disk, folder_of(&self.path))?;
        }
        let mut file = ForeignFile::create(self.disk, &self.path)?;
        if let (None, Some(dataset)) = (read, &self.dataset) {
            file.give_rights_of(dataset)?;
        }
        file.write_all(text.as_bytes()).map_err(|error| match error.downcast::<StoreError>() {
            Ok(error) => error,
            Err(error) => StoreError::Io { step: StorageStep::Write, path: self.path.clone(), error },
        })?;
        if self.read()?.as_deref() != read {
            return Ok(false);
        }
        file.commit().map(|_| true)
    }
}
