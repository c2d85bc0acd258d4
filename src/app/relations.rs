//! What a record is related to in the panes, and in what state that relation is.

use std::collections::HashMap;

use crate::document::{Document, Slot, Step};
use crate::index::Index;
use crate::index::standing::Standing;
use crate::model::records::Status;
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MEASURES, REGIONS};
use crate::theme::Role;

/// The colour of a standing, beside its sign.
pub fn role(standing: Standing) -> Role {
    match standing {
        Standing::Active => Role::Active,
        Standing::Waiting => Role::Waiting,
        Standing::Ended => Role::Dim,
        Standing::Unknown => Role::Text,
    }
}

/// Every record of the panes that `anchor` is related to: directly (a body and its regions) or by an engagement or
/// measure, whose state the mark tells.
pub fn marks(doc: &Document, index: &Index, anchor: Option<Slot>) -> HashMap<Slot, Standing> {
    let mut marks = HashMap::new();
    let Some(anchor) = anchor else { return marks };
    add_targets(doc, index, (anchor, anchor), Standing::Active, &mut marks);
    for &referrer in index.referrers(anchor.table, doc.id(anchor)) {
        if in_panes(referrer) {
            add(&mut marks, referrer, Standing::Active);
        } else if referrer.table == ENGAGEMENTS || referrer.table == MEASURES {
            let mark = Standing::of(status(doc, referrer));
            add_targets(doc, index, (referrer, anchor), mark, &mut marks);
        }
    }
    marks
}

fn add_targets(
    doc: &Document,
    index: &Index,
    (from, anchor): (Slot, Slot),
    mark: Standing,
    marks: &mut HashMap<Slot, Standing>,
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

fn add(marks: &mut HashMap<Slot, Standing>, slot: Slot, mark: Standing) {
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
