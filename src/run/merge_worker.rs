//! Merges an externally changed file with a copy of the document on a worker thread.
//!
//! One thread reads, parses and merges, using a snapshot of the dataset. It hands over the result
//! and wakes the loop through a pipe. Whether the result is still valid is for the loop to decide.
//! Must not touch the screen or the dataset. Entry point: [`Others::start`].

use std::io::{self, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::authorship::value_authors;
use crate::app::merge_session::Theirs;
use crate::document::merge::{merge, parse_with_markers};
use crate::document::{Document, FileText, ParseError, Snapshot};
use crate::storage::{Content, Loaded, RealDisk, StoreError, load};

/// The input of a merge.
pub struct MergeJob {
    /// The external version.
    pub source: FileContent,
    /// The version that both sides started from.
    pub base: Base,
    /// Our version of the dataset.
    pub ours: Document,
    /// True when the external save is known to be complete, history included.
    pub is_noted: bool,
}

/// Where to get the external version.
pub enum FileContent {
    /// From this file, unless it holds one of these known contents.
    File(PathBuf, Vec<Content>),
    /// It has been read already.
    Read(Box<Loaded>),
}

/// The version that both sides started from.
pub enum Base {
    /// As it was loaded.
    Read(FileText),
    /// As it was last saved.
    Saved(Snapshot),
}

/// The result of a merge.
pub struct News {
    /// The external file as it was read.
    pub loaded: Loaded,
    /// Our dataset when the merge began.
    pub ours: Document,
    /// The content of the file.
    pub holds: Holds,
}

/// The content of an externally written file.
pub enum Holds {
    /// Nothing new.
    Known,
    /// A dataset, merged with ours; whether a save waits for it is for the loop to know.
    Dataset(Box<Theirs>),
    /// A dataset with conflict markers.
    Marked,
    /// Something that cannot be merged.
    Other(ParseError),
}

/// A running merge.
pub struct Others {
    result: Receiver<Result<News, StoreError>>,
    thread: Option<JoinHandle<()>>,
}

impl Others {
    /// Starts a merge. The second value becomes readable when it is done.
    ///
    /// # Errors
    /// When the system provides no pipe or thread.
    pub fn start(job: MergeJob) -> io::Result<(Others, OwnedFd)> {
        let (wake, theirs) = UnixStream::pair()?;
        let (sender, result) = channel();
        let thread = thread::Builder::new().name("others".into()).spawn(move || {
            // The receiver is gone when the program was left meanwhile.
            let _ = sender.send(job.perform());
            let _ = (&theirs).write_all(&[1]);
        })?;
        Ok((Others { result, thread: Some(thread) }, wake.into()))
    }

    /// Waits for the result, at most for `patience` (`None`: without limit).
    pub fn wait(&mut self, patience: Option<Duration>) -> Option<Result<News, StoreError>> {
        let result = match patience {
            Some(patience) => self.result.recv_timeout(patience),
            None => self.result.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match result {
            Ok(news) => Some(news),
            Err(RecvTimeoutError::Timeout) => None,
            // The thread has panicked, and so does the program: everything unsaved is in the
            // journal.
            Err(RecvTimeoutError::Disconnected) => match self.thread.take().map(JoinHandle::join) {
                Some(Err(panic)) => resume_unwind(panic),
                _ => None,
            },
        }
    }
}

impl MergeJob {
    fn perform(self) -> Result<News, StoreError> {
        let MergeJob { source, base, ours, is_noted } = self;
        let schema = ours.schema();
        let loaded = match source {
            FileContent::Read(loaded) => *loaded,
            FileContent::File(path, known) => {
                let loaded = load::read(&RealDisk, &path)?;
                if loaded.content().is_some_and(|content| known.contains(&content)) {
                    return Ok(News { loaded, ours, holds: Holds::Known });
                }
                loaded
            }
        };
        let holds = match parse_with_markers(schema, loaded.text.clone(), &|_, _| {}) {
            Ok((_, Some(_))) => Holds::Marked,
            Err(error) => Holds::Other(error),
            Ok((theirs, None)) => match base.document(&ours) {
                Ok(base) => {
                    let merged = merge(&base, &ours, &theirs);
                    let authors = value_authors(&theirs, &loaded, &merged, is_noted);
                    let merged = Some(Box::new(merged));
                    Holds::Dataset(Box::new(Theirs { base, theirs, authors, saving: false, merged }))
                }
                Err(error) => Holds::Other(error),
            },
        };
        Ok(News { loaded, ours, holds })
    }
}

impl Base {
    /// Returns the merged dataset; `ours` where nothing was changed since.
    fn document(self, ours: &Document) -> Result<Document, ParseError> {
        let text = match self {
            Base::Read(text) => text,
            Base::Saved(snapshot) => snapshot.text().into(),
        };
        if ours.is_text(&text) { Ok(ours.clone()) } else { Document::parse(ours.schema(), text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Address;
    use crate::model::{SCHEMA, SHIPPED};
    use crate::storage::history::ValueAuthor;

    /// Merges an external version whose text has been read.
    fn news(wrote: &str, known: &[&str], base: Base, ours: &str) -> News {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(wrote.as_bytes()).unwrap();
        let known = known.iter().map(|text| Content::of(text.as_bytes())).collect();
        let ours = Document::parse(&SCHEMA, ours).unwrap();
        let (mut others, _wake) = Others::start(MergeJob {
            source: FileContent::File(file.path().to_owned(), known),
            base,
            ours,
            is_noted: false,
        })
        .unwrap();
        others.wait(None).unwrap().unwrap()
    }

    fn shipped() -> Base {
        Base::Read(SHIPPED.into())
    }

    #[test]
    fn what_others_wrote_is_put_together_with_what_is_here() {
        let replace = |name: &str| SHIPPED.replace("\"Kreis Euskirchen\"", name);
        let (theirs, ours) = (replace("\"Theirs\""), SHIPPED.replace("\"Kreis Heinsberg\"", "\"Ours\""));
        for (ours, merged) in [(SHIPPED, theirs.clone()), (&ours, theirs.replace("\"Kreis Heinsberg\"", "\"Ours\""))] {
            let News { holds, ours: then, .. } = news(&theirs, &[SHIPPED], shipped(), ours);
            let Holds::Dataset(found) = holds else { panic!("no dataset") };
            assert_eq!((found.base.text(), found.theirs.text()), (SHIPPED.to_owned(), theirs.clone()));
            let result = found.merged.unwrap();
            assert_eq!((result.document.text(), then.text()), (merged, ours.to_owned()));
        }
        let saved = Base::Saved(Document::parse(&SCHEMA, &*ours).unwrap().snapshot());
        let Holds::Dataset(found) = news(&theirs, &[], saved, &ours).holds else { panic!("no dataset") };
        assert_eq!(found.base.text(), ours);
    }

    #[test]
    fn the_history_tells_who_wrote_the_values_and_not_who_saved_last() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("koeln.ron");
        let theirs = SHIPPED.replace("\"Kreis Euskirchen\"", "\"E\"").replace("\"Kreis Heinsberg\"", "\"H\"");
        let put = |name: &str, text: &str| {
            std::fs::File::create_new(folder.path().join(name)).unwrap().write_all(text.as_bytes()).unwrap();
        };
        put("koeln.ron", &theirs);
        let line = |who: &str, place: &str, after: &str| {
            format!(
                "{{\"when\":\"2026-11-23T10:42:00Z\",\"who\":\"{who}\",\"address\":\"{place}\",\"after\":\"\\\"{after}\\\"\"}}\n"
            )
        };
        let lines = [line("bert@amt", "regions/euskirchen/name", "E"), line("carl@amt", "regions/koeln/name", "K")];
        put("koeln.ron.history", &lines.concat());
        let ours = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let job = MergeJob { source: FileContent::File(path, Vec::new()), base: shipped(), ours, is_noted: false };
        let Holds::Dataset(found) = Others::start(job).unwrap().0.wait(None).unwrap().unwrap().holds else {
            panic!("no dataset")
        };
        let author = |place: &str, value: &str| {
            let place = Address::parse(&SCHEMA, place).unwrap();
            match found.authors.of_current(&place, Some(value)) {
                Some(ValueAuthor::Person { who, .. }) => who.to_owned(),
                Some(ValueAuthor::NotInHistory { .. }) => "not in the history".to_owned(),
                None => "not looked up".to_owned(),
            }
        };
        assert_eq!(author("regions/euskirchen/name", "\"E\""), "bert@amt");
        assert_eq!(author("regions/heinsberg/name", "\"H\""), "not in the history");
        assert_eq!(author("regions/koeln/name", "\"K\""), "not looked up");
    }

    #[test]
    fn what_is_no_news_or_no_dataset_is_said() {
        assert!(matches!(news(SHIPPED, &["", SHIPPED], shipped(), SHIPPED).holds, Holds::Known));
        assert!(matches!(news("Directory(", &[], shipped(), SHIPPED).holds, Holds::Other(_)));
        let marked = SHIPPED.replacen("        Region(", "<<<<<<< a\n=======\n>>>>>>> b\n        Region(", 1);
        assert!(matches!(news(&marked, &[], shipped(), SHIPPED).holds, Holds::Marked));
        let ours = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let job = MergeJob {
            source: FileContent::File("/nowhere/at/all".into(), Vec::new()),
            base: shipped(),
            ours,
            is_noted: false,
        };
        assert!(Others::start(job).unwrap().0.wait(None).unwrap().is_err());
    }
}
