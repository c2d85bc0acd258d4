//! Loads a large file while its beginning is already on the screen.
//!
//! One thread reads, parses and indexes the file and hands over the finished result. It wakes the
//! loop through a pipe when it is done, and now and then to report progress. Must not touch the
//! screen. Entry point: [`beginning`] and [`Loader::start`].

use std::io::{Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::document::merge::{Merged, parse_with_markers};
use crate::document::{Document, ParseError};
use crate::index::Index;
use crate::schema::Schema;
use crate::storage::{Loaded, RealDisk, StoreError, load};

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
    /// Progress in percent as bytes, or [`DONE`].
    news: UnixStream,
    result: Receiver<Result<LoadedDataset, LoadError>>,
}

/// What [`Loader::look`] sees.
pub enum LoadPoll {
    /// Nothing new since the last call.
    Nothing,
    /// Percentage of the work that is done.
    Percent(u8),
    /// The load has ended with a dataset or an error; `None` when its thread panicked, which it has
    /// reported itself.
    Done(Option<Box<Result<LoadedDataset, LoadError>>>),
}

/// The byte that reports the end.
const DONE: u8 = u8::MAX;

/// Minimum interval between two progress reports.
const PAUSE: Duration = Duration::from_millis(100);

impl Loader {
    /// Starts to load. The second value becomes readable when there is something to report.
    ///
    /// # Errors
    /// When the system provides no pipe or thread.
    pub fn start(schema: &'static Schema, path: PathBuf) -> std::io::Result<(Loader, OwnedFd)> {
        let (news, theirs) = UnixStream::pair()?;
        news.set_nonblocking(true)?;
        theirs.set_nonblocking(true)?;
        let wake = news.try_clone()?.into();
        let (sender, result) = channel();
        std::thread::Builder::new().name("loader".into()).spawn(move || {
            let progress = Progress { news: theirs, told: Mutex::new((Instant::now(), 0)) };
            // The receiver is gone when the program was left meanwhile.
            let _ = sender.send(whole(schema, &path, &progress));
            drop(sender);
            progress.send(DONE);
        })?;
        Ok((Loader { news, result }, wake))
    }

    /// Returns what has happened since the last call.
    pub fn look(&mut self) -> LoadPoll {
        let mut bytes = [0; 256];
        match self.news.read(&mut bytes) {
            Ok(0) => LoadPoll::Done(self.result.recv().ok().map(Box::new)),
            Ok(count) if bytes[..count].contains(&DONE) => LoadPoll::Done(self.result.recv().ok().map(Box::new)),
            Ok(count) => LoadPoll::Percent(bytes[count - 1]),
            Err(_) => LoadPoll::Nothing,
        }
    }
}

/// Reports progress at limited intervals.
struct Progress {
    news: UnixStream,
    /// Time and percentage of the last report.
    told: Mutex<(Instant, u8)>,
}

impl Progress {
    fn tell(&self, percent: u8) {
        // If another thread is reporting at this moment, its report is enough.
        let Ok(mut told) = self.told.try_lock() else { return };
        if told.0.elapsed() >= PAUSE && percent > told.1 {
            *told = (Instant::now(), percent);
            self.send(percent);
        }
    }

    /// Returns the progress callback of a part of the work, from one percentage to another.
    fn part(&self, from: usize, to: usize) -> impl Fn(usize, usize) + Sync {
        move |done, all| self.tell((from + (to - from) * done.min(all) / all.max(1)).min(100) as u8)
    }

    fn send(&self, byte: u8) {
        let _ = (&self.news).write_all(&[byte]);
    }
}

/// Loads the whole file. Reading takes about a tenth of the time (more on a slow disk), parsing as
/// much again.
fn whole(schema: &'static Schema, path: &Path, progress: &Progress) -> Result<LoadedDataset, LoadError> {
    let loaded = load::read_telling(&RealDisk, path, &progress.part(0, 15)).map_err(LoadError::Store)?;
    if let Some((document, index)) = skimmed(schema, &loaded, progress) {
        return Ok(LoadedDataset { loaded, document, index, marked: None });
    }
    let (mut loaded, (document, marked)) = match parse_with_markers(schema, loaded.text.clone(), &progress.part(25, 40))
    {
        Ok(opened) => (loaded, opened),
        Err(error) => return Err(LoadError::Parse(Box::new(loaded), error)),
    };
    if marked.is_some() {
        loaded.text = document.text().into();
    }
    let index = Index::build_whole(&document, &progress.part(40, 100));
    Ok(LoadedDataset { loaded, document, index, marked: marked.map(Box::new) })
}

/// Loads a valid file in half the time: a bracket scan finds its records, and each is read once.
/// Returns `None` when something is wrong with the file; a full parse then says what.
fn skimmed(schema: &'static Schema, loaded: &Loaded, progress: &Progress) -> Option<(Document, Index)> {
    let document = Document::skim(schema, loaded.text.clone(), &progress.part(15, 25))?;
    let index = Index::build_whole(&document, &progress.part(25, 100));
    index.read_all().then_some((document, index))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(since: Duration) -> (Progress, UnixStream) {
        let (ours, news) = UnixStream::pair().unwrap();
        news.set_nonblocking(true).unwrap();
        let long_ago = Instant::now().checked_sub(since).unwrap();
        (Progress { news: ours, told: Mutex::new((long_ago, 0)) }, news)
    }

    #[test]
    fn progress_is_told_now_and_then_and_only_forwards() {
        let (progress, mut news) = progress(PAUSE);
        let part = progress.part(40, 60);
        part(5, 10);
        // The end follows immediately, so this progress is not reported.
        part(6, 10);
        let mut bytes = [0; 8];
        assert_eq!((news.read(&mut bytes).unwrap(), bytes[0]), (1, 50));
        progress.told.lock().unwrap().0 = Instant::now().checked_sub(PAUSE).unwrap();
        part(2, 10);
        assert!(news.read(&mut bytes).is_err(), "it does not go backwards");
        part(10, 10);
        assert_eq!((news.read(&mut bytes).unwrap(), bytes[0]), (1, 60));
    }

    /// Returns the result of loading a file with this text.
    fn read(text: &str) -> LoadedDataset {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        whole(&crate::model::SCHEMA, file.path(), &progress(PAUSE).0).unwrap_or_else(|_| panic!("{text}"))
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

    #[test]
    fn a_look_tells_the_latest_news_and_then_the_end() {
        let (news, theirs) = UnixStream::pair().unwrap();
        news.set_nonblocking(true).unwrap();
        let (sender, result) = channel();
        let mut loader = Loader { news, result };
        assert!(matches!(loader.look(), LoadPoll::Nothing));
        (&theirs).write_all(&[7, 21]).unwrap();
        assert!(matches!(loader.look(), LoadPoll::Percent(21)));
        (&theirs).write_all(&[60, DONE]).unwrap();
        drop::<std::sync::mpsc::Sender<_>>(sender);
        assert!(matches!(loader.look(), LoadPoll::Done(None)));
    }
}
