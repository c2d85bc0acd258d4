//! What is proposed, as the screen knows it: the proposals read last, what was taken of them and is
//! not saved yet, and what is to become of others.
//!
//! Only the state; [`super::proposing`] and [`super::clearing`] work on it. Entry point:
//! [`ProposalDesk`].

use crate::document::rebase::current_value;
use crate::document::{Document, Slot};
use crate::query::proposal::{ProposedChange, ProposedStanding};
use crate::storage::proposals::{AnswerKind, ChangeProposal};

/// What came of a proposal.
#[derive(Debug)]
pub enum ProposeAnswer {
    /// It lies beside the dataset, and is called so.
    Done(String),
    /// It could not be put there; it can be sent.
    ToSend {
        /// Why.
        reason: String,
        /// Its text.
        text: String,
    },
    /// There is no proposal: why.
    Failed(String),
}

/// The proposals of the dataset, as they were read last.
#[derive(Debug, Default)]
pub struct ProposalDesk {
    /// All that can be read, the oldest first, answered ones too.
    pub all: Vec<ProposalOnDesk>,
    /// How often they were read.
    pub revision: usize,
    /// How many of them wait.
    pub waiting: usize,
    /// The revision of the index for which they were counted.
    pub(super) counted: Option<u64>,
    /// The changes that were taken and are not saved yet. Where changes are proposed, they are
    /// those of one's own proposals that are continued.
    pub(super) taken: Vec<TakenChange>,
    /// How many of these the running save writes.
    pub(super) in_save: usize,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalOnDesk {
    /// The proposal.
    pub proposal: ChangeProposal,
    /// When it was made, as people read it.
    pub when: String,
    /// Whether this person made it.
    pub is_own: bool,
}

/// Which change of which proposal.
pub type ProposalKey = (String, usize);

/// A proposed change that nobody has answered and the dataset does not have.
#[derive(Debug, Clone)]
pub struct WaitingChange {
    /// Which one it is.
    pub key: ProposalKey,
    /// The change.
    pub change: ProposedChange,
    /// The record, if it is there.
    pub slot: Option<Slot>,
    /// How it stands to the dataset.
    pub standing: ProposedStanding,
    /// Who proposes it, as the history has it.
    pub who: String,
    /// The name that they go by.
    pub name: String,
    /// When, as people read it.
    pub when: String,
    /// Why; may be empty.
    pub why: String,
    /// Whether this person proposed it.
    pub is_own: bool,
}

/// What is to become of proposed changes.
#[derive(Debug)]
pub enum ClearingRequest {
    /// They are taken.
    Take(Vec<ProposalKey>),
    /// It is taken, and its value is open to be changed; of one's own, the whole is continued.
    Change(ProposalKey),
    /// They are declined; of one's own, it is asked whether the whole is withdrawn.
    Decline(Vec<ProposalKey>),
}

/// A change that was taken and is not saved yet.
#[derive(Debug, Clone)]
pub struct TakenChange {
    /// Which one it is.
    pub key: ProposalKey,
    /// Who proposes it, as the history has it.
    pub proposer: String,
    /// Why; may be empty.
    pub why: String,
    /// The change.
    pub change: ProposedChange,
    /// What the place said before.
    pub before: Option<String>,
}

/// An answer to be put with a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerWish {
    /// What the proposal is called.
    pub id: String,
    /// What is done with it.
    pub what: AnswerKind,
    /// The numbers of its changes; empty for all.
    pub changes: Vec<usize>,
    /// Why.
    pub reason: Option<String>,
}

impl TakenChange {
    /// Returns what the dataset as it is makes of it; `None` where it was taken back.
    pub fn answer(&self, doc: &Document) -> Option<AnswerKind> {
        if self.change.standing(doc) == ProposedStanding::IsThere {
            return Some(AnswerKind::Taken);
        }
        let is_as_before = current_value(doc, &self.change.main.address) == self.before;
        (!is_as_before).then_some(AnswerKind::TakenChanged)
    }
}
