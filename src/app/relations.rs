//! What a record is related to in the panes, and in what state that relation is.

use std::collections::HashMap;

use crate::document::{Document, Slot, Step};
use crate::index::Index;
use crate::model::records::Status;
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MEASURES, REGIONS};
use crate::theme::Role;

/// State of a relation; the most telling one wins where there are several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// There is a relation of which no state is known.
    Unknown,
    /// It has ended.
    Ended,
    /// Planned or paused.
    Waiting,
    /// It exists, work goes on.
    Active,
}

impl Mark {
    /// Sign and role; the second sign is for ASCII.
    pub fn sign(self, ascii: bool) -> (Role, &'static str) {
        match (self, ascii) {
            (Mark::Active, false) => (Role::Active, "●"),
            (Mark::Waiting, false) => (Role::Waiting, "◐"),
            (Mark::Ended, false) => (Role::Dim, "○"),
            (Mark::Unknown, false) => (Role::Text, "·"),
            (Mark::Active, true) => (Role::Active, "*"),
            (Mark::Waiting, true) => (Role::Waiting, "+"),
            (Mark::Ended, true) => (Role::Dim, "o"),
            (Mark::Unknown, true) => (Role::Text, "."),
        }
    }

    /// The mark of an engagement's state.
    pub fn of(status: Option<Status>) -> Mark {
        match status {
            Some(Status::Active) => Mark::Active,
            Some(Status::Planned | Status::Paused) => Mark::Waiting,
            Some(Status::Ended) => Mark::Ended,
            None => Mark::Unknown,
        }
    }
}

/// Every record of the panes that `anchor` is related to: directly (a body and its regions) or by an engagement or
/// measure, whose state the mark tells.
pub fn marks(doc: &Document, index: &Index, anchor: Option<Slot>) -> HashMap<Slot, Mark> {
    let mut marks = HashMap::new();
    let Some(anchor) = anchor else { return marks };
    add_targets(doc, index, (anchor, anchor), Mark::Active, &mut marks);
    for &referrer in index.referrers(anchor.table, doc.id(anchor)) {
        if in_panes(referrer) {
            add(&mut marks, referrer, Mark::Active);
        } else if referrer.table == ENGAGEMENTS || referrer.table == MEASURES {
            let mark = Mark::of(status(doc, referrer));
            add_targets(doc, index, (referrer, anchor), mark, &mut marks);
        }
    }
    marks
}

fn add_targets(
    doc: &Document,
    index: &Index,
    (from, anchor): (Slot, Slot),
    mark: Mark,
    marks: &mut HashMap<Slot, Mark>,
) {
    for reference in index.references(from) {
        if let Some(slot) = doc.find(reference.table, reference.id)
            && in_panes(slot)
            && slot != anchor
        {
            add(marks, slot, mark);
        }
    }
}

fn add(marks: &mut HashMap<Slot, Mark>, slot: Slot, mark: Mark) {
    let entry = marks.entry(slot).or_insert(mark);
    *entry = mark.max(*entry);
}

fn in_panes(slot: Slot) -> bool {
    [REGIONS, BODIES, ACTION_FIELDS].contains(&slot.table)
}

fn status(doc: &Document, slot: Slot) -> Option<Status> {
    let record = doc.record(slot).ok()?;
    Status::from_name(record.value(&[Step::Field("status".into())])?.as_word()?)
}
