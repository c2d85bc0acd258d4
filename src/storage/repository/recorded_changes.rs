//! What commits changed in a dataset, value by value as the history has it, newest first.
//!
//! Reads no more versions than asked for, and each only once. Where a single record is asked about,
//! a version that has its text unchanged is not even parsed. A merge changed only what differs from
//! both of its sides. Entry point: [`RecordedChanges::new`].

use std::cell::OnceCell;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use memchr::memmem;

use super::{BlobReader, ChangeNote, CommitRange, DatasetCommit, Repository, RepositoryError};
use crate::document::diff::dataset_changes;
use crate::document::{Address, Document, FieldChange};
use crate::model::SCHEMA;
use crate::storage::history::{HistoryEntry, Moment, unquoted};

/// The number of versions kept in memory: those next to the one that is read.
const KEPT: usize = 4;

/// The step of a commit with which the file came, and of one with which it went.
pub const FILE_STEPS: [&str; 2] = ["file-added", "file-removed"];

/// A change that a commit recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedChange {
    /// The change; its reason is what the commit's message says about it, else the first line.
    pub entry: HistoryEntry,
    /// The id of the commit.
    pub commit: String,
    /// When the version before it was made; `None` when there is none.
    pub after: Option<Moment>,
}

/// The changes that commits recorded, newest first.
pub struct RecordedChanges<'r> {
    reader: BlobReader<'r>,
    commits: std::vec::IntoIter<DatasetCommit>,
    times: HashMap<String, Option<Moment>>,
    /// The record that is asked about, under the id that it has in the newest version.
    record: Option<Address>,
    /// The same record in earlier versions, by their commits: it may have had another id there.
    former: HashMap<String, Address>,
    known: VecDeque<(String, Rc<DatasetVersion>)>,
    ready: VecDeque<RecordedChange>,
    unreadable: usize,
}

/// A version of the dataset.
#[derive(Debug, Default)]
struct DatasetVersion {
    text: Option<String>,
    document: OnceCell<Option<Document>>,
    /// The text of the record that is asked about, once it is known.
    record: OnceCell<Option<String>>,
}

impl<'r> RecordedChanges<'r> {
    /// Lists the commits; `record` limits the changes to those of one record, which is followed to
    /// the ids that it had before.
    ///
    /// # Errors
    /// When git refuses.
    pub fn new(
        repository: &'r Repository,
        range: CommitRange<'_>,
        record: Option<Address>,
    ) -> Result<RecordedChanges<'r>, RepositoryError> {
        RecordedChanges::limited(repository, range, record, None)
    }

    /// Does the same for at most `limit` commits, the newest.
    ///
    /// # Errors
    /// When git refuses.
    pub fn limited(
        repository: &'r Repository,
        range: CommitRange<'_>,
        record: Option<Address>,
        limit: Option<usize>,
    ) -> Result<RecordedChanges<'r>, RepositoryError> {
        let commits = repository.commits(range, limit)?;
        Ok(RecordedChanges {
            reader: BlobReader::new(repository)?,
            times: commits.iter().map(|commit| (commit.id.clone(), commit.instant())).collect(),
            commits: commits.into_iter(),
            record,
            former: HashMap::new(),
            known: VecDeque::new(),
            ready: VecDeque::new(),
            unreadable: 0,
        })
    }

    /// Returns how many versions so far could not be read, so that what they changed is unknown.
    pub fn unreadable(&self) -> usize {
        self.unreadable
    }

    fn version(&mut self, commit: &str) -> Result<Rc<DatasetVersion>, RepositoryError> {
        if let Some((_, version)) = self.known.iter().find(|(id, _)| id == commit) {
            return Ok(Rc::clone(version));
        }
        let text = self.reader.dataset(commit)?.map(|blob| String::from_utf8_lossy(&blob.bytes).into_owned());
        let version = Rc::new(DatasetVersion { text, ..DatasetVersion::default() });
        self.known.push_front((commit.to_owned(), Rc::clone(&version)));
        self.known.truncate(KEPT);
        Ok(version)
    }

    fn read(&mut self, commit: &DatasetCommit) -> Result<(), RepositoryError> {
        let new = self.version(&commit.id)?;
        let mut found: Option<Vec<FieldChange>> = None;
        let mut file_step = None;
        let nothing = [String::new()];
        let record = self.record.as_ref().map(|newest| self.former.get(&commit.id).unwrap_or(newest).clone());
        let parents = if commit.parents.is_empty() { &nothing[..] } else { &commit.parents[..] };
        for parent in parents {
            let old = if parent.is_empty() { Rc::default() } else { self.version(parent)? };
            let is_whole = old.text.is_some() != new.text.is_some();
            if is_whole && self.record.is_none() {
                file_step = Some(FILE_STEPS[usize::from(new.text.is_none())]);
                continue;
            }
            let changes = self.between(&old, &new, record.as_ref());
            if let Some(record) = &record {
                // Commits come newest first, and each before its parents. Lines of commits that
                // were merged may know the record under different ids.
                let former = changes.iter().find_map(|change| unquoted(change.renaming()?.0));
                let former = Address { id: former.unwrap_or_else(|| record.id.clone()), ..record.clone() };
                self.former.entry(parent.clone()).or_insert(former);
            }
            found = Some(match found {
                None => changes,
                Some(before) => before
                    .into_iter()
                    .filter(|known| {
                        changes.iter().any(|c| c == known || { c.address == known.address && c.after == known.after })
                    })
                    .collect(),
            });
        }
        let after = commit.parents.iter().filter_map(|parent| self.times.get(parent).copied().flatten()).max();
        let entry = |entry: HistoryEntry| {
            let ChangeNote { reason, proposed_by } = commit.notes.about(&entry.address);
            let subject = Some(commit.subject.clone()).filter(|subject| !subject.is_empty());
            let entry = HistoryEntry { reason: reason.or(subject), proposed_by, ..entry };
            RecordedChange { entry, commit: commit.id.clone(), after }
        };
        let (when, who) = (commit.when.as_str(), commit.author.as_str());
        match (file_step, found) {
            (Some(step), None) => self.ready.push_back(entry(HistoryEntry {
                when: when.to_owned(),
                who: who.to_owned(),
                step: step.to_owned(),
                ..HistoryEntry::default()
            })),
            (_, changes) => {
                let changes = changes.unwrap_or_default().into_iter();
                self.ready.extend(changes.map(|change| entry(HistoryEntry::of(&SCHEMA, change, when, who))));
            }
        }
        Ok(())
    }

    /// Returns what was changed between two versions; counts one that cannot be read.
    fn between(&mut self, old: &DatasetVersion, new: &DatasetVersion, record: Option<&Address>) -> Vec<FieldChange> {
        if let Some(record) = record
            && let Some(text) = new.text_of(record)
            && old.has(record, text.as_deref())
        {
            let _ = old.record.set(text.clone());
            return Vec::new();
        }
        let (Some(before), Some(after)) = (old.document(), new.document()) else {
            self.unreadable += 1;
            return Vec::new();
        };
        let mut found = dataset_changes(before, after);
        if let Some(record) = record {
            found.retain(|change| change.address.table == record.table && change.address.id == record.id);
        }
        found
    }
}

impl Iterator for RecordedChanges<'_> {
    type Item = Result<RecordedChange, RepositoryError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(change) = self.ready.pop_front() {
                return Some(Ok(change));
            }
            let commit = self.commits.next()?;
            if let Err(error) = self.read(&commit) {
                self.commits = Vec::new().into_iter();
                return Some(Err(error));
            }
        }
    }
}

impl DatasetVersion {
    fn document(&self) -> Option<&Document> {
        let text = self.text.as_deref().filter(|text| !text.trim().is_empty()).unwrap_or("()");
        self.document.get_or_init(|| Document::parse(&SCHEMA, text.to_owned()).ok()).as_ref()
    }

    /// Returns the text of a record, as far as the version can be read; the inner `None` when it is
    /// not there.
    fn text_of(&self, record: &Address) -> Option<&Option<String>> {
        if let Some(known) = self.record.get() {
            return Some(known);
        }
        let document = self.document()?;
        let text = document.resolve(record).map(|slot| document.source(slot).to_owned());
        Some(self.record.get_or_init(|| text))
    }

    /// Returns whether it is certain, without parsing, that a record has this text here, or is not
    /// here.
    fn has(&self, record: &Address, text: Option<&str>) -> bool {
        let own = self.text.as_deref().unwrap_or_default();
        match text {
            Some(text) => memmem::find(own.as_bytes(), text.as_bytes()).is_some(),
            None => !record.id.is_empty() && memmem::find(own.as_bytes(), record.id.as_bytes()).is_none(),
        }
    }
}
