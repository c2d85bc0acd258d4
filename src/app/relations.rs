//! What a record is related to in the panes, and in what state that relation is.

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

/// What a record is related to in the panes; the states are read only of what is seen.
#[derive(Debug, Default)]
pub struct Related {
    /// Each related record with the engagement or measure that relates it, `None` for a direct relation; in order.
    found: Vec<(Slot, Option<Slot>)>,
}

impl Related {
    /// Every record of the panes that `anchor` is related to: directly (a body and its regions) or by an engagement or
    /// measure.
    pub fn of(doc: &Document, index: &Index, anchor: Option<Slot>) -> Related {
        let mut related = Related::default();
        let Some(anchor) = anchor else { return related };
        related.add_targets(doc, index, anchor, None);
        for &referrer in index.referrers(anchor.table, doc.id(anchor)) {
            if in_panes(referrer) {
                related.found.push((referrer, None));
            } else if referrer.table == ENGAGEMENTS || referrer.table == MEASURES {
                related.add_targets(doc, index, referrer, Some(referrer));
            }
        }
        related.found.retain(|(slot, via)| *slot != anchor || via.is_none());
        related.found.sort_unstable();
        related
    }

    fn add_targets(&mut self, doc: &Document, index: &Index, from: Slot, via: Option<Slot>) {
        let targets = index.references(from).filter_map(|r| doc.find(r.table, r.id));
        self.found.extend(targets.filter(|slot| in_panes(*slot)).map(|slot| (slot, via)));
    }

    fn ways(&self, slot: Slot) -> &[(Slot, Option<Slot>)] {
        let start = self.found.partition_point(|(other, _)| *other < slot);
        let end = start + self.found[start..].partition_point(|(other, _)| *other == slot);
        &self.found[start..end]
    }

    /// True when the record is related.
    pub fn contains(&self, slot: Slot) -> bool {
        !self.ways(slot).is_empty()
    }

    /// In what state the relation to a record is, the most telling of several.
    pub fn standing(&self, doc: &Document, slot: Slot) -> Option<Standing> {
        let standing = |via: Option<Slot>| via.map_or(Standing::Active, |via| Standing::of(status(doc, via)));
        self.ways(slot).iter().map(|(_, via)| standing(*via)).max()
    }
}

fn in_panes(slot: Slot) -> bool {
    [REGIONS, BODIES, ACTION_FIELDS].contains(&slot.table)
}

fn status(doc: &Document, slot: Slot) -> Option<Status> {
    let record = doc.record(slot).ok()?;
    Status::from_name(record.value(&[Step::Field("status".into())])?.as_word()?)
}
