//! The state of work on an action field, and of the relation between two records.
//!
//! Entry points: [`RelationStatus::of`] and [`work_status`].

use crate::document::{Document, Slot};
use crate::index::field;
use crate::model::records::Status;
use crate::model::{ENGAGEMENTS, MEASURES};

/// Returns the state of work that an engagement or measure names; nothing of other records.
pub fn work_status(document: &Document, slot: Slot) -> Option<Status> {
    let record =
        document.record_fields(slot, &["status"]).ok().filter(|_| matches!(slot.table, ENGAGEMENTS | MEASURES))?;
    Status::from_name(field(record.root(), "status")?.as_word()?)
}

/// Returns the same unless the work goes on, which needs no mark in a list.
pub fn status_but_active(document: &Document, slot: Slot) -> Option<Status> {
    work_status(document, slot).filter(|status| *status != Status::Active)
}

/// The state of a relation or of work, the most telling one being the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationStatus {
    /// Its state is unknown.
    Unknown,
    /// It has ended.
    Ended,
    /// Planned or paused.
    Waiting,
    /// It exists, and the work is active.
    Active,
}

impl RelationStatus {
    /// Returns the state of an engagement or measure.
    pub fn of(status: Option<Status>) -> RelationStatus {
        match status {
            Some(Status::Active) => RelationStatus::Active,
            Some(Status::Planned | Status::Paused) => RelationStatus::Waiting,
            Some(Status::Ended) => RelationStatus::Ended,
            None => RelationStatus::Unknown,
        }
    }
}
