//! Loads a large file while its beginning is already on the screen: the job that a worker runs.
//!
//! Reads, parses and indexes the file; the finished result is handed over. Must not touch the
//! screen. Entry point: [`beginning`] and [`load_whole`].

use std::path::{Path, PathBuf};

use super::worker::Reporter;
use crate::document::merge::{Merged, parse_with_markers};
use crate::document::{Document, ParseError};
use crate::index::Index;
use crate::schema::Schema;
use crate::storage::{Disk, Loaded, StoreError, load};

/// Files of at least this size in bytes are shown before they are read to the end.
pub const LARGE: u64 = 2 << 20;

/// Number of bytes read for the first screen: they hold the leading comment, the action fields and
/// some hundred regions.
const FIRST: usize = 192 << 10;

/// The beginning of a large file: its path and the dataset that its first bytes yield.
pub struct Beginning {
    /// The file.
    pub path: PathBuf,
    /// The complete records in its first bytes.
    pub document: Document,
}

/// The result of a background load.
pub struct LoadedDataset {
    /// The file as it was read.
    pub loaded: Loaded,
    /// The dataset.
    pub document: Document,
    /// Its index: relations and search texts.
    pub index: Index,
    /// What conflict markers in the file leave to decide; text and dataset are then our side.
    pub marked: Option<Box<Merged>>,
}

/// Why a file could not be read to the end.
#[derive(Debug)]
pub enum LoadError {
    /// The system refused.
    Store(StoreError),
    /// The file is not a dataset.
    Parse(Box<Loaded>, ParseError),
}

/// Reads the beginning of a large file. Returns `None` for a small file, and for one whose
/// beginning holds nothing to show: that is read whole.
pub fn beginning(disk: &dyn Disk, schema: &'static Schema, path: &Path) -> Option<Beginning> {
    let bytes = load::first_bytes(disk, path, LARGE, FIRST)?;
    let valid = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?,
    };
    let document = Document::beginning(schema, valid)?;
    Some(Beginning { path: path.to_owned(), document })
}

/// Loads the whole file. Reading takes about a tenth of the time (more on a slow disk), parsing as
/// much again.
///
/// # Errors
/// When the file cannot be read, or is not a dataset.
pub fn load_whole(
    disk: &dyn Disk,
    schema: &'static Schema,
    path: &Path,
    reporter: &Reporter,
) -> Result<LoadedDataset, LoadError> {
    let loaded = load::read_with_progress(disk, path, &reporter.part(0, 15)).map_err(LoadError::Store)?;
    if let Some((document, index)) = skimmed(schema, &loaded, reporter) {
        return Ok(LoadedDataset { loaded, document, index, marked: None });
    }
    let (mut loaded, (document, marked)) = match parse_with_markers(schema, loaded.text.clone(), &reporter.part(25, 40))
    {
        Ok(opened) => (loaded, opened),
        Err(error) => return Err(LoadError::Parse(Box::new(loaded), error)),
    };
    if marked.is_some() {
        loaded.text = document.text().into();
    }
    let index = Index::build_whole(&document, &reporter.part(40, 100));
    Ok(LoadedDataset { loaded, document, index, marked: marked.map(Box::new) })
}

/// Loads a valid file in half the time: a bracket scan finds its records, and each is read once.
/// Returns `None` when something is wrong with the file; a full parse then says what.
fn skimmed(schema: &'static Schema, loaded: &Loaded, reporter: &Reporter) -> Option<(Document, Index)> {
    let document = Document::skim(schema, loaded.text.clone(), &reporter.part(15, 25))?;
    let index = Index::build_whole(&document, &reporter.part(25, 100));
    index.read_all().then_some((document, index))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::model::SCHEMA;
    use crate::session::worker::outcome_of;
    use crate::storage::RealDisk;

    /// Returns the result of loading a file with this text.
    fn read(text: &str) -> LoadedDataset {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        outcome_of(|reporter| load_whole(&RealDisk, &SCHEMA, file.path(), reporter))
            .unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn what_is_wrong_in_a_file_is_found_as_without_haste() {
        let record =
            |id: &str, name: &str| format!("    Region(\n        id: \"{id}\",\n        name: {name},\n    ),\n");
        let file = |records: &[String]| format!("Directory(\n    regions: [\n{}    ],\n)\n", records.concat());
        let (a, b) = (record("a", "\"A\""), record("b", "\"B\""));
        let sound = read(&file(&[a.clone(), b.clone()]));
        assert!(sound.index.read_all() && sound.marked.is_none());
        let damaged = read(&file(&[a.clone(), record("c", ""), b.clone()]));
        let faults: Vec<bool> =
            damaged.document.slots(crate::model::REGIONS).map(|slot| damaged.document.record(slot).is_err()).collect();
        assert_eq!(faults, [false, true, false]);
        let sides = format!("<<<<<<< ours\n{a}=======\n{b}>>>>>>> theirs\n");
        assert!(read(&file(&[sides])).marked.is_some());
    }
}
