//! Reads a large file while its beginning is already on the screen.
//!
//! One thread reads, takes apart, relates and makes searchable; what it made is handed over whole.
//! Through a pipe the loop is woken for that, and now and then to show how far it is. Must not
//! touch the screen. Enter at [`beginning`] and [`Loader::start`].

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

/// From this size on, in bytes, a file is shown before it is read to its end.
pub const LARGE: u64 = 2 << 20;

/// As much of a file is read for the first screen: the outermost comment, the action fields and
/// some hundred regions.
const FIRST: usize = 192 << 10;

/// A large file that was opened: its path and the dataset its first bytes make.
pub struct Beginning {
    /// The file.
    pub path: PathBuf,
    /// What is whole in its first bytes.
    pub document: Document,
}

/// What came of reading.
pub struct LoadedDataset {
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

/// The beginning of a large file; `None` for a small one, or one whose beginning says nothing: that
/// is read whole at once.
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
    /// Per cent as bytes, or [`DONE`].
    news: UnixStream,
    result: Receiver<Result<LoadedDataset, LoadError>>,
}

/// What [`Loader::look`] sees.
pub enum LoadPoll {
    /// Nothing new.
    Nothing,
    /// So many per cent of the work are done.
    Percent(u8),
    /// It has been read, or could not be; `None` when its thread gave up, which it has told by
    /// itself.
    Done(Option<Box<Result<LoadedDataset, LoadError>>>),
}

/// The byte that says that it is done.
const DONE: u8 = u8::MAX;

/// How often progress is told at most.
const PAUSE: Duration = Duration::from_millis(100);

impl Loader {
    /// Begins to read; the second value becomes readable when there is news.
    ///
    /// # Errors
    /// When the system gives no pipe or thread.
    pub fn start(schema: &'static Schema, path: PathBuf) -> std::io::Result<(Loader, OwnedFd)> {
        let (news, theirs) = UnixStream::pair()?;
        news.set_nonblocking(true)?;
        theirs.set_nonblocking(true)?;
        let wake = news.try_clone()?.into();
        let (sender, result) = channel();
        std::thread::Builder::new().name("loader".into()).spawn(move || {
            let progress = Progress { news: theirs, told: Mutex::new((Instant::now(), 0)) };
            // Nobody listens any more when the program is left meanwhile.
            let _ = sender.send(whole(schema, &path, &progress));
            drop(sender);
            progress.send(DONE);
        })?;
        Ok((Loader { news, result }, wake))
    }

    /// What there is to tell since the last look.
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

/// Tells how far the work is: now and then, not for every bit of it.
struct Progress {
    news: UnixStream,
    /// When something was told last, and how many per cent.
    told: Mutex<(Instant, u8)>,
}

impl Progress {
    fn tell(&self, percent: u8) {
        // Where another thread is telling just now, that will do.
        let Ok(mut told) = self.told.try_lock() else { return };
        if told.0.elapsed() >= PAUSE && percent > told.1 {
            *told = (Instant::now(), percent);
            self.send(percent);
        }
    }

    /// The part of the work from one percentage to another.
    fn part(&self, from: usize, to: usize) -> impl Fn(usize, usize) + Sync {
        move |done, all| self.tell((from + (to - from) * done.min(all) / all.max(1)).min(100) as u8)
    }

    fn send(&self, byte: u8) {
        let _ = (&self.news).write_all(&[byte]);
    }
}

/// Of the time it takes, reading is a tenth (more on a slow disk), taking apart as much.
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

/// A file that is as it should be, in half the time: its records are found by their brackets and
/// read once. `None` when something is the matter with it; to say what, it is parsed.
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
        // Right after it nothing is told.
        part(6, 10);
        let mut bytes = [0; 8];
        assert_eq!((news.read(&mut bytes).unwrap(), bytes[0]), (1, 50));
        progress.told.lock().unwrap().0 = Instant::now().checked_sub(PAUSE).unwrap();
        part(2, 10);
        assert!(news.read(&mut bytes).is_err(), "it does not go backwards");
        part(10, 10);
        assert_eq!((news.read(&mut bytes).unwrap(), bytes[0]), (1, 60));
    }

    /// What comes of reading a file with this text.
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
