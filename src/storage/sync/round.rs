//! One attempt to synchronise: commit, fetch, merge, write, push.
//!
//! Ends early when somebody else saved or pushed meanwhile; the next attempt starts from the new
//! state. Entry point: [`Round::run`].

use super::attributes_file::new_attributes;
use super::branch::{Branch, PushEnd};
use super::other_files::OtherFiles;
use super::pending_merge::settle;
use super::proposal_files::ProposalFiles;
use super::received_changes::Received;
use super::received_text::ReceivedText;
use super::saved_notes::saved_notes;
use super::tree::{TreeChange, TreeEntry};
use super::untold::{Receipt, Untold};
use super::{SyncConflicts, SyncError, SyncRefusal, SyncReport, SyncRequest, SyncStep, message};
use crate::document::diff::dataset_changes;
use crate::document::merge::MergeTexts;
use crate::document::{Document, FieldChange};
use crate::model::SCHEMA;
use crate::storage::repository::Repository;
use crate::storage::save::{ExpectedContent, SaveError, SaveOutcome, SaveRequest, save};
use crate::storage::{Loaded, RepositoryError, load};

/// An attempt.
pub(super) struct Round<'a> {
    pub(super) repository: &'a Repository,
    pub(super) request: &'a SyncRequest<'a>,
    pub(super) branch: &'a Branch,
    pub(super) report: SyncReport,
    /// What attempts received so far, also those of an interrupted run.
    pub(super) untold: Option<Untold>,
    /// Whether the report has that.
    pub(super) is_told: bool,
}

/// The saved dataset.
struct SavedDataset {
    loaded: Loaded,
    text: String,
    document: Document,
    /// What git calls its content.
    blob: String,
}

/// The versions of the dataset that are merged, and what came of it.
enum MergeEnd {
    /// The text that both make.
    Text(String),
    /// A person has to decide.
    Asked(Box<SyncConflicts>),
}

impl Round<'_> {
    /// Makes the attempt; returns false when another one is needed.
    pub(super) fn run(&mut self) -> Result<bool, SyncError> {
        self.step(SyncStep::Committing)?;
        let saved = self.saved()?;
        let mut head = self.repository.commit_of("HEAD");
        if let Some(known) = &head {
            let committed = match self.request.decided {
                // Before the other machine is asked: committed later, without the decision, all of
                // it would count as the work of whoever decided.
                Some(decided) => self.commit_decided(&saved, known, decided)?,
                None => self.commit(&saved, Some(known))?,
            };
            match committed {
                Some(commit) => head = Some(commit),
                None => return Ok(false),
            }
        }
        self.step(SyncStep::Fetching)?;
        let theirs = self.branch.fetch(self.repository, self.request, false)?;
        if head.is_none() && theirs.is_none() {
            match self.commit(&saved, None)? {
                Some(commit) => head = Some(commit),
                None => {
                    self.report.pushed = self.request.is_rehearsal;
                    return Ok(self.request.is_rehearsal);
                }
            }
        }
        self.step(SyncStep::Merging)?;
        let ours = match (&head, &theirs) {
            (Some(ours), None) => ours.clone(),
            (Some(ours), Some(theirs)) if self.repository.contains(ours, theirs) => {
                self.tell_taken_up()?;
                ours.clone()
            }
            (ours, Some(theirs)) => match self.merge(&saved, ours.as_deref(), theirs)? {
                Some(merged) => merged,
                None => return Ok(self.report.conflicts.is_some() || self.request.is_rehearsal),
            },
            (None, None) => return Ok(self.request.is_rehearsal),
        };
        if self.request.is_rehearsal {
            let has = |theirs: &String| head.as_ref().is_some_and(|head| self.repository.contains(theirs, head));
            let SyncReport { committed, proposals, has_attributes, .. } = &self.report;
            let commits = committed.is_some() || *proposals > 0 || *has_attributes;
            self.report.pushed = commits || !theirs.as_ref().is_some_and(has);
            return Ok(true);
        }
        settle(self.repository, &ours, &mut self.report);
        if theirs.as_deref() == Some(&*ours) {
            return Ok(true);
        }
        self.step(SyncStep::Pushing)?;
        match self.branch.push(self.repository, self.request, &ours)? {
            PushEnd::Outrun => Ok(false),
            PushEnd::Done => {
                self.report.pushed = true;
                Ok(true)
            }
        }
    }

    /// Begins a step, unless the sync was cancelled.
    fn step(&self, step: SyncStep) -> Result<(), RepositoryError> {
        if (self.request.is_cancelled)() {
            return Err(RepositoryError::Cancelled);
        }
        (self.request.on_step)(step);
        Ok(())
    }

    fn saved(&self) -> Result<SavedDataset, SyncError> {
        let loaded = load::read(self.request.order.disk, self.request.order.path)?;
        let document = Document::parse(&SCHEMA, loaded.text.clone()).map_err(|error| {
            let why = format!("{}:{}: {}", error.line, error.column, error.problem.say(self.request.lang));
            SyncRefusal::Unreadable(why)
        })?;
        if let Some(line) = crate::check::conflict_marker(&loaded.text).filter(|_| document.damaged_count() > 0) {
            return Err(SyncRefusal::Unreadable(crate::texts::sync::markers(self.request.lang, line)).into());
        }
        let text = loaded.text.to_string();
        let blob = self.repository.blob_of(&text, !self.request.is_rehearsal)?;
        Ok(SavedDataset { loaded, text, document, blob })
    }

    /// Commits the saved dataset unless the branch already has it. Returns the new tip of the
    /// branch; `None` when the branch has moved meanwhile.
    fn commit(&mut self, saved: &SavedDataset, head: Option<&str>) -> Result<Option<String>, SyncError> {
        let known = head.map(|head| self.repository.entry_of(head)).transpose()?.flatten();
        let is_rehearsal = self.request.is_rehearsal;
        let beside = ProposalFiles::of(self.repository, self.request.order.disk, head, !is_rehearsal)?;
        let attributes = new_attributes(self.repository, head, !is_rehearsal)?;
        if !is_rehearsal {
            self.settle_files(&beside.unsettled);
        }
        let is_known = known.as_ref().is_some_and(|entry| entry.id == saved.blob);
        if let Some(head) = head
            && is_known
            && beside.new.is_empty()
            && attributes.is_none()
        {
            return Ok(Some(head.to_owned()));
        }
        if known.is_none() && self.repository.is_ignored() {
            return Err(SyncRefusal::Ignored.into());
        }
        self.report.proposals += beside.new.len();
        self.report.has_attributes |= attributes.is_some();
        let text = if is_known {
            message::of_files(self.request.lang, beside.new.len())
        } else {
            let since = head.filter(|_| known.is_some());
            let changes = since.map(|head| self.changes_since(head, saved)).transpose()?;
            self.report.is_first |= changes.is_none();
            let notes = saved_notes(self.repository, self.request, head, changes.as_deref().unwrap_or_default());
            let text = message::of_changes(self.request.lang, changes.as_deref(), &notes);
            self.report.committed.get_or_insert_default().extend(changes.unwrap_or_default());
            text
        };
        if is_rehearsal {
            return Ok(head.map(str::to_owned));
        }
        let mut entries: Vec<TreeChange> = beside.new.into_iter().chain(attributes).collect();
        entries.push(self.own_entry(saved, known.as_ref()));
        let tree = self.repository.tree_with(head, &entries)?;
        let commit = self.repository.commit_tree(&tree, head.as_slice(), &text, self.request.identity)?;
        let moved = self.repository.move_ref("HEAD", &commit, head)?;
        if moved {
            entries.pop();
            self.settle_files(&entries);
            settle(self.repository, &commit, &mut self.report);
        }
        Ok(moved.then_some(commit))
    }

    /// Lets the index have these files.
    fn settle_files(&mut self, files: &[TreeChange]) {
        if !files.is_empty() {
            self.report.notes.extend(self.repository.change_index(files).err());
        }
    }

    /// Commits the conflicts that a person decided, as a merge of both sides.
    fn commit_decided(&mut self, saved: &SavedDataset, head: &str, decided: &str) -> Result<Option<String>, SyncError> {
        if self.repository.contains(head, decided) {
            return self.commit(saved, Some(head));
        }
        let files = self.other_files(Some(head), decided)?;
        let (from, to) = (head.to_owned(), decided.to_owned());
        let received = Untold { from, to }.received(self.repository)?;
        let known = self.repository.entry_of(head)?;
        let text = message::of_merge(self.request.lang, &received);
        let commit = self.merge_commit(Some(head), decided, &files, self.own_entry(saved, known.as_ref()), &text)?;
        self.tell_received(head, decided, received)?;
        self.report.received_files += files.counted(self.repository);
        let moved = self.carry_out(Some(head), &commit, &files, None)?;
        Ok(moved.then_some(commit))
    }

    fn own_entry(&self, saved: &SavedDataset, known: Option<&TreeEntry>) -> TreeChange {
        let mode = known.map_or_else(|| "100644".to_owned(), |entry| entry.mode.clone());
        (self.repository.dataset_path().to_vec(), TreeEntry { mode, id: saved.blob.clone() })
    }

    fn changes_since(&self, version: &str, saved: &SavedDataset) -> Result<Vec<FieldChange>, SyncError> {
        let before = self.repository.text_of(version)?.and_then(Result::ok);
        let before = before.and_then(|text| Document::parse(&SCHEMA, text).ok());
        Ok(before.map_or_else(Vec::new, |before| dataset_changes(&before, &saved.document)))
    }

    /// Merges their version with ours (`None`: there is none yet). Returns the merge commit; `None`
    /// when a person has to decide, or another attempt is needed.
    fn merge(&mut self, saved: &SavedDataset, ours: Option<&str>, theirs: &str) -> Result<Option<String>, SyncError> {
        let mut common = ours.and_then(|ours| self.repository.common(ours, theirs));
        if let (None, Some(ours)) = (&common, ours) {
            if self.repository.is_shallow() {
                self.branch.fetch(self.repository, self.request, true)?;
                common = self.repository.common(ours, theirs);
            }
            if common.is_none() {
                return Err(SyncRefusal::Unrelated.into());
            }
        }
        let received = match ours {
            Some(ours) => Received::between(self.repository, ours, theirs, common.as_deref())?,
            None => Received::default(),
        };
        if let Some(ours) = ours {
            self.tell_received(ours, theirs, received.clone())?;
        }
        let files = self.other_files(ours, theirs)?;
        let text = match self.merged_text(saved, common.as_deref(), theirs)? {
            MergeEnd::Text(text) => text,
            MergeEnd::Asked(conflicts) => {
                self.report.conflicts = Some(conflicts);
                return Ok(None);
            }
        };
        self.report.received_files += files.counted(self.repository);
        if self.request.is_rehearsal {
            return Ok(Some(ours.unwrap_or(theirs).to_owned()));
        }
        let blob = self.repository.blob_of(&text, true)?;
        let entry = self.repository.entry_of(theirs)?;
        let is_theirs = entry.as_ref().is_some_and(|entry| entry.id == blob);
        let commit = if is_theirs && common.as_deref() == ours {
            theirs.to_owned()
        } else {
            let mode = entry.map_or_else(|| "100644".to_owned(), |entry| entry.mode);
            let own = (self.repository.dataset_path().to_vec(), TreeEntry { mode, id: blob });
            let said = message::of_merge(self.request.lang, &received);
            self.merge_commit(ours, theirs, &files, own, &said)?
        };
        let moved = self.carry_out(ours, &commit, &files, Some((saved, &text)))?;
        Ok(moved.then_some(commit))
    }

    /// Records what was received since the first attempt.
    fn tell_received(&mut self, ours: &str, theirs: &str, received: Received) -> Result<(), RepositoryError> {
        let from = self.untold.take().map_or_else(|| ours.to_owned(), |known| known.from);
        let untold = Untold { from, to: theirs.to_owned() };
        self.report.received = if untold.from == ours { received } else { untold.received(self.repository)? };
        (self.untold, self.is_told) = (Some(untold), true);
        Ok(())
    }

    /// Records what an interrupted run received, where this one receives nothing more.
    fn tell_taken_up(&mut self) -> Result<(), RepositoryError> {
        let Some(untold) = self.untold.clone().filter(|_| !self.is_told) else { return Ok(()) };
        self.report.received = untold.received(self.repository)?;
        if let Ok(files) = self.other_files(Some(&untold.from), &untold.to) {
            self.report.received_files += files.counted(self.repository);
        }
        self.is_told = true;
        Ok(())
    }

    /// Returns the other files that they changed.
    fn other_files(&self, ours: Option<&str>, theirs: &str) -> Result<OtherFiles, SyncError> {
        let Some(ours) = ours else { return Ok(OtherFiles::between(self.repository, None, theirs)?) };
        let common = self.repository.common(ours, theirs);
        let own = match &common {
            Some(common) => OtherFiles::between(self.repository, Some(common), ours)?,
            None => OtherFiles::default(),
        };
        Ok(OtherFiles::merged(&own, OtherFiles::between(self.repository, common.as_deref(), theirs)?)?)
    }

    fn merge_commit(
        &self,
        ours: Option<&str>,
        theirs: &str,
        files: &OtherFiles,
        own: TreeChange,
        said: &str,
    ) -> Result<String, RepositoryError> {
        let mut changes = files.tree_changes();
        changes.push(own);
        let tree = self.repository.tree_with(ours, &changes)?;
        let parents: Vec<&str> = ours.into_iter().chain([theirs]).collect();
        self.repository.commit_tree(&tree, &parents, said, self.request.identity)
    }

    /// Writes a finished merge: the other files, the dataset, then the branch. Returns false when
    /// somebody else saved or committed meanwhile.
    fn carry_out(
        &mut self,
        ours: Option<&str>,
        commit: &str,
        files: &OtherFiles,
        text: Option<(&SavedDataset, &str)>,
    ) -> Result<bool, SyncError> {
        self.repository.keep(commit, self.untold.as_ref())?;
        self.report.receipt = self.untold.as_ref().map(|_| Receipt::of(self.repository));
        if let Err(error) = files.bring(self.repository, ours) {
            self.repository.let_go()?;
            return Err(error);
        }
        if let Some((saved, text)) = text.filter(|(saved, text)| saved.text != *text)
            && !self.write(saved, text)?
        {
            self.repository.let_go()?;
            return Ok(false);
        }
        let moved = self.repository.move_ref("HEAD", commit, ours)?;
        self.repository.let_go()?;
        Ok(moved)
    }

    /// Saves the dataset; returns false when somebody else saved it meanwhile.
    fn write(&self, saved: &SavedDataset, text: &str) -> Result<bool, SyncError> {
        let request = SaveRequest {
            order: self.request.order,
            expected: ExpectedContent::Exactly(saved.loaded.content()),
            kept: None,
            day: self.request.day,
            backups: self.request.backups,
            progress: None,
        };
        let version = ReceivedText { text, lang: self.request.lang };
        match save(request, |_| Ok::<_, SyncError>(Some(version))) {
            Ok(SaveOutcome::Saved(_) | SaveOutcome::Unchanged) => Ok(true),
            Ok(SaveOutcome::Outrun { .. }) => Ok(false),
            Err(SaveError::Store(error)) => Err(error.into()),
            Err(SaveError::Decision(error)) => Err(error),
        }
    }

    /// Merges the texts of the dataset.
    fn merged_text(&self, saved: &SavedDataset, common: Option<&str>, theirs: &str) -> Result<MergeEnd, SyncError> {
        let lang = self.request.lang;
        let text = |version: &str| -> Result<Option<String>, SyncError> {
            let found = self.repository.text_of(version)?.transpose();
            let no_text = |_| SyncRefusal::TheirsUnreadable(crate::texts::sync::no_text(lang).to_owned());
            Ok(found.map_err(no_text)?)
        };
        let base = common.map(&text).transpose()?.flatten();
        let Some(other) = text(theirs)? else {
            return match base {
                Some(_) => Err(SyncRefusal::TheirsGone.into()),
                None => Ok(MergeEnd::Text(saved.text.clone())),
            };
        };
        let unreadable = |error: crate::document::ParseError| {
            SyncRefusal::TheirsUnreadable(format!("{}:{}: {}", error.line, error.column, error.problem.say(lang)))
        };
        let document = Document::parse(&SCHEMA, other.clone()).map_err(unreadable)?;
        if base.as_deref() == Some(&saved.text) || other == saved.text {
            return Ok(MergeEnd::Text(other));
        }
        if base.as_deref() == Some(&other) {
            return Ok(MergeEnd::Text(saved.text.clone()));
        }
        let texts = MergeTexts { base: base.unwrap_or_default(), ours: saved.text.clone(), theirs: other };
        let mut merged = texts.merged(&SCHEMA).map_err(unreadable)?;
        self.request.prefer(&mut merged);
        if merged.conflicts.is_empty() {
            return Ok(MergeEnd::Text(merged.document.text()));
        }
        let base = Document::parse(&SCHEMA, if texts.base.is_empty() { "()".to_owned() } else { texts.base });
        let (base, ours) = (base.map_err(unreadable)?, saved.document.clone());
        let commit = theirs.to_owned();
        Ok(MergeEnd::Asked(Box::new(SyncConflicts { base, ours, theirs: document, merged, commit })))
    }
}
