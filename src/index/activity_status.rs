//! How work stands, as far as a sign can tell: one sign for a state wherever states are shown.
//!
//! Knows no colours and no terminal; where signs beyond ASCII must not be sent, the view puts
//! others in their place. Enter at [`Standing::of`].

use crate::model::records::Status;

/// State of a relation or of work; the most telling one is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nothing is known of its state.
    Unknown,
    /// It has ended.
    Ended,
    /// Planned or paused.
    Waiting,
    /// It exists, work goes on.
    Active,
}

impl Standing {
    /// How an engagement or measure stands.
    pub fn of(status: Option<Status>) -> Standing {
        match status {
            Some(Status::Active) => Standing::Active,
            Some(Status::Planned | Status::Paused) => Standing::Waiting,
            Some(Status::Ended) => Standing::Ended,
            None => Standing::Unknown,
        }
    }

    /// Its sign, one cell wide.
    pub fn sign(self) -> &'static str {
        match self {
            Standing::Active => "●",
            Standing::Waiting => "◐",
            Standing::Ended => "○",
            Standing::Unknown => "·",
        }
    }
}
