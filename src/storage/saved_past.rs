//! What the history has about a place, newest first, through all ids that a record had.
//!
//! The history is read once for each id. That a record had another one is learned from the history
//! where it was changed here, and from git where it was changed on another machine
//! ([`SavedPast::also`]). Must not join it with git. Entry point: [`SavedPast::new`].

use super::StoreError;
use super::history::{FollowedRecord, HistoryEntry, HistoryReader, Moment, path_in_record};

/// Opens the history from its end; `None` when there is none.
pub type HistorySource<'a> = Box<dyn Fn() -> Result<Option<HistoryReader<'a>>, StoreError> + 'a>;

/// The place that a past is about.
#[derive(Debug, Clone)]
pub enum PastPlace {
    /// Everything at or below an address, as people type it; empty: everything.
    Below(String),
    /// A record, or a place in it, through all ids that it had.
    InRecord(FollowedRecord),
}

/// An entry of the history.
pub(super) struct SavedEntry {
    pub(super) entry: HistoryEntry,
    /// False where another record may have had the id when it was made: it counts only if git
    /// recorded it for this one.
    pub(super) is_sure: bool,
}

/// The entries about a place.
pub(super) struct SavedPast<'a> {
    source: HistorySource<'a>,
    place: PastPlace,
    readers: Vec<NamedReader<'a>>,
    /// All ids of the record so far, as records are named.
    names: Vec<String>,
    damaged: usize,
}

/// The history under one id of the record.
struct NamedReader<'a> {
    reader: HistoryReader<'a>,
    next: Option<HistoryEntry>,
    record: Option<FollowedRecord>,
    /// When the record got its next id; `None`: it has this one still.
    until: Option<Moment>,
}

impl PastPlace {
    /// Returns true when a change of this table or record is about it.
    pub(super) fn concerns(&self, change: &HistoryEntry) -> bool {
        match self {
            PastPlace::Below(prefix) => change.concerns(prefix),
            PastPlace::InRecord(record) => record.has(path_in_record(&change.address)),
        }
    }

    /// Returns true when two changes were made at the same place. One of them may bear the id that
    /// the record got later.
    pub(super) fn is_same(&self, one: &HistoryEntry, other: &HistoryEntry) -> bool {
        match self {
            PastPlace::Below(_) => one.address == other.address,
            PastPlace::InRecord(_) => path_in_record(&one.address) == path_in_record(&other.address),
        }
    }
}

impl<'a> SavedPast<'a> {
    /// Opens the history for a place.
    pub(super) fn new(source: HistorySource<'a>, place: PastPlace) -> Result<SavedPast<'a>, StoreError> {
        let record = match &place {
            PastPlace::Below(_) => None,
            PastPlace::InRecord(record) => Some(record.clone()),
        };
        let mut past = SavedPast { source, place, readers: Vec::new(), names: Vec::new(), damaged: 0 };
        past.open(record, None)?;
        Ok(past)
    }

    /// Returns how many lines so far were malformed.
    pub(super) fn damaged(&self) -> usize {
        self.readers.iter().map(|named| named.reader.damaged()).max().unwrap_or(0).max(self.damaged)
    }

    fn open(&mut self, record: Option<FollowedRecord>, until: Option<Moment>) -> Result<(), StoreError> {
        self.names.extend(record.as_ref().map(|record| record.name().to_owned()));
        let Some(reader) = (self.source)()? else { return Ok(()) };
        let reader = match (&record, &self.place) {
            (Some(record), _) => reader.of(record.name()),
            (None, PastPlace::Below(prefix)) if !prefix.is_empty() => reader.of(prefix),
            _ => reader,
        };
        let mut named = NamedReader { reader, next: None, record, until };
        named.read()?;
        self.readers.push(named);
        Ok(())
    }

    /// Reads also what was saved while the record had the id that this change of it names, or gave
    /// up. Returns whether that is news.
    pub(super) fn also(&mut self, change: &HistoryEntry) -> Result<bool, StoreError> {
        let PastPlace::InRecord(asked) = &self.place else { return Ok(false) };
        let mut record = asked.named_like(&change.address);
        let mut is_news = false;
        if !self.names.iter().any(|name| name == record.name()) {
            self.open(Some(record.clone()), change.instant())?;
            is_news = true;
        }
        if record.follow(change) && !self.names.iter().any(|name| name == record.name()) {
            self.open(Some(record), change.instant())?;
            is_news = true;
        }
        Ok(is_news)
    }

    /// Returns when the next entry was made; `None` at the end.
    pub(super) fn next_instant(&self) -> Option<Moment> {
        self.readers.iter().filter_map(|named| named.next.as_ref()?.instant()).max()
    }

    /// Returns the next older entry; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<SavedEntry>, StoreError> {
        loop {
            let instants = self.readers.iter().enumerate().filter_map(|(at, named)| {
                let next = named.next.as_ref()?;
                // Within one second the later id goes first.
                Some((next.instant(), std::cmp::Reverse(at)))
            });
            let Some((_, std::cmp::Reverse(at))) = instants.max() else { return Ok(None) };
            let Some(entry) = self.readers[at].next.take() else { return Ok(None) };
            self.readers[at].read()?;
            let until = self.readers[at].until;
            let is_sure = until.is_none_or(|until| entry.instant().is_none_or(|when| when <= until));
            let renamed = self.readers[at].record.as_ref().is_some_and(|record| record.clone().follow(&entry));
            if is_sure && renamed {
                self.also(&entry)?;
                // Before that, the id was another record's.
                let ended = self.readers.remove(at);
                self.damaged = self.damaged.max(ended.reader.damaged());
            }
            if self.place.concerns(&entry) {
                return Ok(Some(SavedEntry { entry, is_sure }));
            }
        }
    }
}

impl NamedReader<'_> {
    fn read(&mut self) -> Result<(), StoreError> {
        self.next = self.reader.next().transpose()?;
        Ok(())
    }
}
