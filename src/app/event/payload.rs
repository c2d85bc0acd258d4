//! What events carry in: what others wrote, what earlier sessions left, what was saved before.
//!
//! Plain data without behaviour, so that events know none of the files that handle them. Entry
//! point: [`super::Event`].

use crate::app::proposal_desk::ProposalKey;
use crate::document::merge::Merged;
use crate::document::{Address, Change, Document, FieldChange, FormerNeighbours};
use crate::storage::history::{HistoryEntry, ValueAuthors};

/// An external state of the file, and the base of ours.
#[derive(Debug)]
pub struct ExternalVersion {
    /// The common base of both sides.
    pub base: Document,
    /// The file as it is now.
    pub theirs: Document,
    /// Who wrote its values, as far as the history knows.
    pub authors: ValueAuthors,
    /// True when this interrupted a save, which then continues.
    pub saving: bool,
    /// The result of merging it with the current document, if already computed.
    pub merged: Option<Box<Merged>>,
}

/// What one session left behind.
#[derive(Debug, Clone, PartialEq)]
pub struct RecoveredSession {
    /// `anna@host`.
    pub who: String,
    /// Time of its last entry, as text for people.
    pub last: String,
    /// Time and changes of each step, in order.
    pub steps: Vec<(String, Vec<Change>)>,
    /// Texts in fields that were open.
    pub drafts: Vec<RecoveredDraft>,
    /// The proposed changes that the steps take.
    pub takes: Vec<ProposalKey>,
}

/// Text that was typed into a field but not taken.
#[derive(Debug, Clone, PartialEq)]
pub struct RecoveredDraft {
    /// When it was typed, as text for people.
    pub when: String,
    /// The field.
    pub address: Address,
    /// What was typed.
    pub text: String,
}

/// A change of a value that a person saved earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedChange {
    /// When, in a form that fits into a sentence (`von gestern 10:42`).
    pub when: String,
    /// What was changed.
    pub change: FieldChange,
    /// The records beside a removed one, if the history knows.
    pub between: Option<FormerNeighbours>,
    /// Who has changed it since (`bert@amt`), if the history knows.
    pub since: Option<String>,
}

/// One saved change of one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueHistoryEntry {
    /// When, as people read it.
    pub when: String,
    /// What the history says.
    pub entry: HistoryEntry,
    /// What turns the source back to that of the value before, the newest first; empty where the
    /// source did not change with the value.
    pub source: Vec<HistoryEntry>,
}

/// Whose saved history is asked for; addresses as people type them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryQuestion {
    /// The place; empty for the whole dataset.
    pub address: String,
    /// The source that vouches for it.
    pub source: Option<String>,
    /// The place in words.
    pub place: String,
}
