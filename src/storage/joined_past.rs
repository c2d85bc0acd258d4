//! A dataset's past, joined from the history beside it and its git repository: newest first, each
//! change once.
//!
//! A change that was saved here and committed later is in both. The entry of the history is used,
//! because it names who saved it, when and why; the commit is added to it. Must not judge which
//! source is right. Entry point: [`JoinedPast::new`].

use std::collections::VecDeque;

use serde::Serialize;

use super::StoreError;
use super::history::{HistoryEntry, Moment};
use super::repository::{RecordedChange, RecordedChanges, RepositoryError};
use super::saved_past::{HistorySource, PastPlace, SavedEntry, SavedPast};

/// A change, from the history, from git, or from both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PastChange {
    /// The change.
    #[serde(flatten)]
    pub entry: HistoryEntry,
    /// The commit that recorded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Whether the history has it.
    #[serde(skip)]
    pub is_saved: bool,
}

/// Why the past cannot be told.
#[derive(Debug)]
pub enum PastError {
    /// The history cannot be read.
    History(StoreError),
    /// Git does not tell.
    Git(RepositoryError),
}

/// The changes, newest first. Limits (a place, a moment) are set on the two sources.
pub struct JoinedPast<'a> {
    history: Option<SavedPast<'a>>,
    recorded: Option<RecordedChanges<'a>>,
    /// Entries of the history that were read and not told yet, newest first.
    saved: VecDeque<ReadEntry>,
    next_recorded: Option<RecordedChange>,
    place: PastPlace,
    since: Option<Moment>,
}

/// An entry of the history, and the commit that recorded it, once known.
struct ReadEntry {
    change: PastChange,
    is_sure: bool,
}

impl<'a> JoinedPast<'a> {
    /// Joins the two; only what concerns `place` and is not older than `since` is told.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn new(
        history: HistorySource<'a>,
        recorded: Option<RecordedChanges<'a>>,
        place: PastPlace,
        since: Option<Moment>,
    ) -> Result<JoinedPast<'a>, StoreError> {
        // A commit may record what was saved earlier, so the sources are not limited in time.
        let history = Some(SavedPast::new(history, place.clone())?);
        Ok(JoinedPast { history, recorded, saved: VecDeque::new(), next_recorded: None, place, since })
    }

    /// Returns how many lines of the history so far were malformed.
    pub fn damaged(&self) -> usize {
        self.history.as_ref().map_or(0, SavedPast::damaged)
    }

    /// Returns how many versions in git so far could not be read.
    pub fn unreadable(&self) -> usize {
        self.recorded.as_ref().map_or(0, RecordedChanges::unreadable)
    }

    /// Reads one more entry of the history; returns false at its end.
    fn read_saved(&mut self) -> Result<bool, PastError> {
        let Some(history) = &mut self.history else { return Ok(false) };
        let Some(SavedEntry { entry, is_sure }) = history.next().map_err(PastError::History)? else { return Ok(false) };
        let change = PastChange { entry, commit: None, is_saved: true };
        // Where git has just told of an earlier id, there may be newer entries than those read.
        let newer = |read: &ReadEntry| read.change.entry.instant() >= change.entry.instant();
        let at = self.saved.iter().rposition(newer).map_or(0, |last| last + 1);
        self.saved.insert(at, ReadEntry { change, is_sure });
        Ok(true)
    }

    /// Reads what the history has under the id that the record had at a change.
    fn read_former(&mut self, change: &HistoryEntry) -> Result<(), PastError> {
        let Some(history) = &mut self.history else { return Ok(()) };
        if !history.also(change).map_err(PastError::History)? {
            return Ok(());
        }
        let Some(oldest) = self.saved.back().map(|read| read.change.entry.instant()) else { return Ok(()) };
        while self.history.as_ref().and_then(SavedPast::next_instant).is_some_and(|next| Some(next) > oldest) {
            self.read_saved()?;
        }
        Ok(())
    }

    /// Reads the next recorded change that no entry of the history tells better.
    fn read_recorded(&mut self) -> Result<(), PastError> {
        while self.next_recorded.is_none() {
            let Some(change) = self.recorded.as_mut().and_then(Iterator::next) else { return Ok(()) };
            let change = change.map_err(PastError::Git)?;
            self.read_former(&change.entry)?;
            if !self.place.concerns(&change.entry) {
                continue;
            }
            if !self.is_told_by_history(&change)? {
                self.next_recorded = Some(change);
            }
        }
        Ok(())
    }

    fn is_told_by_history(&mut self, change: &RecordedChange) -> Result<bool, PastError> {
        let mut at = 0;
        loop {
            if at == self.saved.len() && !self.read_saved()? {
                return Ok(false);
            }
            let saved = &mut self.saved[at].change;
            if self.place.is_same(&saved.entry, &change.entry) && change.is_of(&saved.entry) {
                saved.commit.get_or_insert_with(|| change.commit.clone());
                return Ok(true);
            }
            let is_older = |before: Moment| saved.entry.instant().is_some_and(|when| when < before);
            // What was saved before the version before was made stands in that.
            if change.after.is_none_or(is_older) && change.entry.instant().is_some_and(is_older) {
                return Ok(false);
            }
            at += 1;
        }
    }
}

impl RecordedChange {
    /// Returns true when a save at the same place made this change, which was committed later: it
    /// left the same value, after the version before was made, or from the same value.
    fn is_of(&self, saved: &HistoryEntry) -> bool {
        let (Some(commit), Some(save)) = (self.entry.instant(), saved.instant()) else { return false };
        !saved.address.is_empty()
            && saved.after == self.entry.after
            && save <= commit
            && (self.after.is_some_and(|after| save >= after) || saved.before == self.entry.before)
    }
}

impl Iterator for JoinedPast<'_> {
    type Item = Result<PastChange, PastError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Err(error) = self.read_recorded() {
                self.recorded = None;
                return Some(Err(error));
            }
            if self.saved.is_empty()
                && let Err(error) = self.read_saved()
            {
                self.history = None;
                return Some(Err(error));
            }
            let recorded = self.next_recorded.as_ref().map(|change| change.entry.instant());
            let is_saved_next = match (self.saved.front(), recorded) {
                (None, None) => return None,
                // Within one second the commit goes first: those before it may record the save.
                (Some(saved), Some(recorded)) => saved.change.entry.instant() > recorded,
                (saved, _) => saved.is_some(),
            };
            let next = if is_saved_next {
                match self.saved.pop_front() {
                    Some(read) if !read.is_sure && read.change.commit.is_none() => continue,
                    read => read.map(|read| read.change),
                }
            } else {
                self.next_recorded.take().map(|change| PastChange {
                    entry: change.entry,
                    commit: Some(change.commit),
                    is_saved: false,
                })
            };
            let next = next?;
            if self.since.is_none_or(|since| next.entry.instant().is_none_or(|when| when >= since)) {
                return Some(Ok(next));
            }
        }
    }
}
