//! What became of a proposal: who took, declined or withdrew which of its changes, a file each.
//!
//! Does not touch files. Entry point: [`ProposalAnswer`].

use serde::{Deserialize, Serialize};

use crate::storage::checksummed_line::{seal, unseal};
use crate::storage::fingerprint::Content;
use crate::text::escape_control;
use crate::texts::{self, Lang};

/// What was done with changes of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// They are in the dataset as proposed.
    Taken,
    /// Something else is in the dataset instead.
    TakenChanged,
    /// They are not wanted.
    Declined,
    /// The person who proposed them does not want them any more.
    Withdrawn,
    /// The person who proposed them was told what became of them.
    Noted,
}

impl AnswerKind {
    /// Returns whether the dataset got what was proposed, or something else for it.
    pub fn is_taken(self) -> bool {
        matches!(self, Self::Taken | Self::TakenChanged)
    }

    /// Returns what it is called in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::TakenChanged => "taken_changed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Noted => "noted",
        }
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalAnswer {
    /// Who gave it, as the history has it.
    pub who: String,
    /// When (RFC 3339).
    pub when: String,
    /// What was done.
    pub what: AnswerKind,
    /// The numbers of the changes, from 1; empty for all that were open. Of
    /// [`AnswerKind::Noted`], the digests of the answers that were told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<usize>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl ProposalAnswer {
    /// Returns true when it is about the change with this number.
    pub fn concerns(&self, number: usize) -> bool {
        self.changes.is_empty() || self.changes.contains(&number)
    }

    /// Returns a number by which the answer is known again.
    pub(super) fn digest(&self) -> usize {
        let bytes = self.to_bytes().unwrap_or_default();
        // What every machine can hold in a number.
        Content::of(&bytes).hash as u32 as usize
    }

    /// Returns what was done, by whom and when, in words; `when` is the moment as people read it.
    pub fn text(&self, lang: Lang, when: &str) -> String {
        let who = escape_control(&self.who);
        let said = match self.what {
            AnswerKind::Taken => texts::proposals::was_taken(lang, &who, when),
            AnswerKind::TakenChanged => texts::proposals::was_taken_changed(lang, &who, when),
            AnswerKind::Declined => texts::proposals::was_declined(lang, &who, when),
            AnswerKind::Withdrawn => texts::proposals::was_withdrawn(lang, &who, when),
            AnswerKind::Noted => String::new(),
        };
        match &self.reason {
            Some(reason) => texts::proposals::because(lang, &said, &escape_control(reason)),
            None => said,
        }
    }

    pub(super) fn to_bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut line = Vec::new();
        seal(self, &mut line)?;
        Ok(line)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<ProposalAnswer> {
        unseal(bytes.strip_suffix(b"\n")?)
    }
}
