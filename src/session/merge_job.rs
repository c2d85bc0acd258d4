//! Merges an externally changed file with a copy of the document: the job that a worker runs.
//!
//! Reads, parses and merges, using a snapshot of the dataset. Whether the result is still valid is
//! for the owner to decide. Must not touch the screen or the dataset. Entry point:
//! [`MergeJob::perform`].

use std::path::PathBuf;

use super::authorship::value_authors;
use super::worker::Reporter;
use crate::app::ExternalVersion;
use crate::document::merge::{merge, parse_with_markers};
use crate::document::{Document, FileText, ParseError, Snapshot};
use crate::storage::{Content, Disk, Loaded, StoreError, load};

/// The input of a merge.
pub(super) struct MergeJob {
    pub(super) disk: &'static dyn Disk,
    /// The external version.
    pub(super) source: FileContent,
    /// The version that both sides started from.
    pub(super) base: BaseText,
    /// Our version of the dataset.
    pub(super) ours: Document,
    /// True when a save waits for the merge and continues afterwards.
    pub(super) is_for_save: bool,
    /// True when the external save is known to be complete, history included.
    pub(super) is_noted: bool,
}

/// Where to get the external version.
pub(super) enum FileContent {
    /// From this file, unless it holds one of these known contents.
    File(PathBuf, Vec<Content>),
    /// It has been read already.
    Read(Box<Loaded>),
}

/// The version that both sides started from.
#[derive(Clone)]
pub(super) enum BaseText {
    /// As it was loaded.
    Read(FileText),
    /// As it was last saved.
    Saved(Snapshot),
}

/// The result of a merge.
pub(super) struct MergeResult {
    /// The external file as it was read.
    pub(super) loaded: Loaded,
    /// Our dataset when the merge began.
    pub(super) ours: Document,
    /// The content of the file.
    pub(super) holds: ExternalContent,
}

/// The content of an externally written file.
pub(super) enum ExternalContent {
    /// Nothing new.
    Known,
    /// A dataset, merged with ours.
    Dataset(Box<ExternalVersion>),
    /// A dataset with conflict markers.
    Marked,
    /// Something that cannot be merged.
    Other(ParseError),
}

impl MergeJob {
    pub(super) fn perform(self, reporter: &Reporter) -> Result<MergeResult, StoreError> {
        let MergeJob { disk, source, base, ours, is_for_save, is_noted } = self;
        let schema = ours.schema();
        let loaded = match source {
            FileContent::Read(loaded) => *loaded,
            FileContent::File(path, known) => {
                let loaded = load::read(disk, &path)?;
                if loaded.content().is_some_and(|content| known.contains(&content)) {
                    return Ok(MergeResult { loaded, ours, holds: ExternalContent::Known });
                }
                loaded
            }
        };
        let holds = match parse_with_markers(schema, loaded.text.clone(), &|_, _| {}) {
            Ok((_, Some(_))) => ExternalContent::Marked,
            Err(error) => ExternalContent::Other(error),
            // Nobody asks for the rest.
            Ok(_) if reporter.is_cancelled() => ExternalContent::Known,
            Ok((theirs, None)) => match base.document(&ours) {
                Ok(base) => {
                    let merged = merge(&base, &ours, &theirs);
                    let authors = value_authors(disk, &theirs, &loaded, &merged, is_noted);
                    let merged = Some(Box::new(merged));
                    ExternalContent::Dataset(Box::new(ExternalVersion {
                        base,
                        theirs,
                        authors,
                        saving: is_for_save,
                        merged,
                    }))
                }
                Err(error) => ExternalContent::Other(error),
            },
        };
        Ok(MergeResult { loaded, ours, holds })
    }
}

impl BaseText {
    /// Returns the merged dataset; `ours` where nothing was changed since.
    fn document(self, ours: &Document) -> Result<Document, ParseError> {
        let text = match self {
            BaseText::Read(text) => text,
            BaseText::Saved(snapshot) => snapshot.text().into(),
        };
        if ours.is_text(&text) { Ok(ours.clone()) } else { Document::parse(ours.schema(), text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    use crate::document::Address;
    use crate::model::{SCHEMA, SHIPPED};
    use crate::session::worker::outcome_of;
    use crate::storage::RealDisk;
    use crate::storage::history::ValueAuthor;

    fn job(source: FileContent, base: BaseText, ours: &str) -> MergeJob {
        let ours = Document::parse(&SCHEMA, ours).unwrap();
        MergeJob { disk: &RealDisk, source, base, ours, is_for_save: false, is_noted: false }
    }

    fn perform(job: MergeJob) -> Result<MergeResult, StoreError> {
        outcome_of(|reporter| job.perform(reporter))
    }

    /// Merges an external version whose text has been read.
    fn news(wrote: &str, known: &[&str], base: BaseText, ours: &str) -> MergeResult {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(wrote.as_bytes()).unwrap();
        let known = known.iter().map(|text| Content::of(text.as_bytes())).collect();
        perform(job(FileContent::File(file.path().to_owned(), known), base, ours)).unwrap()
    }

    fn shipped() -> BaseText {
        BaseText::Read(SHIPPED.into())
    }

    #[test]
    fn what_others_wrote_is_put_together_with_what_is_here() {
        let replace = |name: &str| SHIPPED.replace("\"Kreis Euskirchen\"", name);
        let (theirs, ours) = (replace("\"Theirs\""), SHIPPED.replace("\"Kreis Heinsberg\"", "\"Ours\""));
        for (ours, merged) in [(SHIPPED, theirs.clone()), (&ours, theirs.replace("\"Kreis Heinsberg\"", "\"Ours\""))] {
            let MergeResult { holds, ours: then, .. } = news(&theirs, &[SHIPPED], shipped(), ours);
            let ExternalContent::Dataset(found) = holds else { panic!("no dataset") };
            assert_eq!((found.base.text(), found.theirs.text()), (SHIPPED.to_owned(), theirs.clone()));
            let result = found.merged.unwrap();
            assert_eq!((result.document.text(), then.text()), (merged, ours.to_owned()));
        }
        let saved = BaseText::Saved(Document::parse(&SCHEMA, &*ours).unwrap().snapshot());
        let ExternalContent::Dataset(found) = news(&theirs, &[], saved, &ours).holds else { panic!("no dataset") };
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
        let job = job(FileContent::File(path, Vec::new()), shipped(), SHIPPED);
        let ExternalContent::Dataset(found) = perform(job).unwrap().holds else { panic!("no dataset") };
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
        assert!(matches!(news(SHIPPED, &["", SHIPPED], shipped(), SHIPPED).holds, ExternalContent::Known));
        assert!(matches!(news("Directory(", &[], shipped(), SHIPPED).holds, ExternalContent::Other(_)));
        let marked = SHIPPED.replacen("        Region(", "<<<<<<< a\n=======\n>>>>>>> b\n        Region(", 1);
        assert!(matches!(news(&marked, &[], shipped(), SHIPPED).holds, ExternalContent::Marked));
        let missing = FileContent::File("/nowhere/at/all".into(), Vec::new());
        assert!(perform(job(missing, shipped(), SHIPPED)).is_err());
    }
}
