//! Reads a large file while its beginning is already on the screen.
//!
//! One thread reads, takes apart, relates and makes searchable; what it made is handed over whole, and the loop is woken
//! through a pipe. Must not touch the screen. Enter at [`beginning`] and [`Loader::start`].

use std::io::{Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use crate::document::merge::{Merged, opened};
use crate::document::{Document, ParseError};
use crate::index::Index;
use crate::model::{ACTION_FIELDS, BODIES, REGIONS};
use crate::schema::Schema;
use crate::storage::{Loaded, RealDisk, StoreError, load};

/// From this size on, in bytes, a file is shown before it is read to its end.
pub const LARGE: u64 = 2 << 20;

/// As much of a file is read for the first screen: the outermost comment, the action fields and some hundred regions.
const FIRST: usize = 192 << 10;

/// A large file that was opened: its path and the dataset its first bytes make.
pub struct Beginning {
    /// The file.
    pub path: PathBuf,
    /// What is whole in its first bytes.
    pub document: Document,
}

/// What came of reading.
pub struct Whole {
    /// The file as it was read.
    pub loaded: Loaded,
    /// The dataset.
    pub document: Document,
    /// Its relations and search texts.
    pub index: Index,
    /// What conflict markers in the file leave to decide; then text and dataset are those of ours.
    pub marked: Option<Box<Merged>>,
}

/// Why a file could not be read to its end.
#[derive(Debug)]
pub enum LoadError {
    /// The system refuses.
    Store(StoreError),
    /// It is no dataset.
    Parse(Box<Loaded>, ParseError),
}

/// The beginning of a large file; `None` for a small one, or one whose beginning says nothing: that is read whole at once.
pub fn beginning(schema: &'static Schema, path: &Path) -> Option<Beginning> {
    let bytes = load::first_bytes(&RealDisk, path, LARGE, FIRST)?;
    let valid = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?,
    };
    let document = Document::beginning(schema, valid)?;
    Some(Beginning { path: path.to_owned(), document })
}

/// A file being read.
pub struct Loader {
    done: UnixStream,
    result: Receiver<Result<Whole, LoadError>>,
}

impl Loader {
    /// Begins to read; the second value becomes readable when it is done.
    ///
    /// # Errors
    /// When the system gives no pipe or thread.
    pub fn start(schema: &'static Schema, path: PathBuf) -> std::io::Result<(Loader, OwnedFd)> {
        let (done, mut theirs) = UnixStream::pair()?;
        let wake = done.try_clone()?.into();
        let (sender, result) = channel();
        std::thread::Builder::new().name("loader".into()).spawn(move || {
            // Nobody listens any more when the program is left meanwhile.
            let _ = sender.send(whole(schema, &path));
            let _ = theirs.write_all(&[1]);
        })?;
        Ok((Loader { done, result }, wake))
    }

    /// Waits for what was read.
    ///
    /// # Errors
    /// Why it could not be read.
    pub fn take(mut self) -> Option<Result<Whole, LoadError>> {
        let _ = self.done.read(&mut [0]);
        self.result.recv().ok()
    }
}

fn whole(schema: &'static Schema, path: &Path) -> Result<Whole, LoadError> {
    let mut loaded = load::read(&RealDisk, path).map_err(LoadError::Store)?;
    let (document, marked) = match opened(schema, loaded.text.clone()) {
        Ok(opened) => opened,
        Err(error) => return Err(LoadError::Parse(Box::new(loaded), error)),
    };
    if marked.is_some() {
        loaded.text = document.text().into();
    }
    let index = Index::build_whole(&document);
    for table in [REGIONS, BODIES, ACTION_FIELDS] {
        index.order(&document, table);
    }
    Ok(Whole { loaded, document, index, marked: marked.map(Box::new) })
}
