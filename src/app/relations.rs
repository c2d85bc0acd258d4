//! What a record is related to in the panes, and in what state that relation is.
//!
//! Nothing is collected beforehand: whether two records are related is told by the shorter of the lists of what refers to
//! either, so a question costs the same however much there is. Enter at [`Related::contains`], [`Related::each`].

use crate::document::{Document, Slot, Step};
use crate::index::Index;
use crate::index::standing::Standing;
use crate::model::records::Status;
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MEASURES, REGIONS};
use crate::schema::Table;
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

/// Tells which records of the panes one of them is related to: directly (a body and its regions) or by an engagement or
/// measure.
#[derive(Clone, Copy)]
pub struct Related<'a> {
    /// The relations.
    pub index: &'a Index,
    /// The record the others are related to.
    pub anchor: Slot,
}

impl<'a> Related<'a> {
    /// Every related record; some several times.
    pub fn each(self, found: &mut dyn FnMut(Slot)) {
        let Related { index, anchor } = self;
        index.references(anchor).filter_map(|r| r.to).for_each(&mut *found);
        for referrer in index.referrers(anchor) {
            if in_panes(*referrer) {
                found(*referrer);
            } else if is_between(*referrer) {
                index.references(*referrer).filter_map(|r| r.to).filter(|to| *to != anchor).for_each(&mut *found);
            }
        }
    }

    /// The related records of a table, each once, in order of their slots.
    pub fn in_table(self, table: Table) -> Vec<Slot> {
        let mut slots = Vec::new();
        self.each(&mut |slot| slots.extend(Some(slot).filter(|slot| slot.table == table)));
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// True when the record is related.
    pub fn contains(self, slot: Slot) -> bool {
        self.is_direct(slot) || self.between(slot).next().is_some()
    }

    /// In what state the relation to a record is, the most telling of several.
    pub fn standing(self, doc: &Document, slot: Slot) -> Option<Standing> {
        let direct = self.is_direct(slot).then_some(Standing::Active);
        direct.or_else(|| self.between(slot).map(|via| Standing::of(status(doc, via))).max())
    }

    fn is_direct(self, slot: Slot) -> bool {
        leads(self.index, self.anchor, slot) || self.index.refers(slot, self.anchor)
    }

    /// The engagements and measures that relate a record.
    fn between(self, slot: Slot) -> impl Iterator<Item = Slot> + 'a {
        let Related { index, anchor } = self;
        let [of_anchor, of_slot] = [anchor, slot].map(|slot| index.referrers(slot));
        let shorter = if of_anchor.len() < of_slot.len() { of_anchor } else { of_slot };
        let both = move |via: &Slot| index.refers(*via, anchor) && leads(index, *via, slot);
        shorter.iter().copied().filter(move |via| slot != anchor && is_between(*via) && both(via))
    }
}

/// True when a record refers to another: to the first with its id, when there are several.
fn leads(index: &Index, from: Slot, to: Slot) -> bool {
    index.references(from).any(|reference| reference.to == Some(to))
}

fn in_panes(slot: Slot) -> bool {
    [REGIONS, BODIES, ACTION_FIELDS].contains(&slot.table)
}

fn is_between(slot: Slot) -> bool {
    slot.table == ENGAGEMENTS || slot.table == MEASURES
}

fn status(doc: &Document, slot: Slot) -> Option<Status> {
    let record = doc.record(slot).ok()?;
    Status::from_name(record.value(&[Step::Field("status".into())])?.as_word()?)
}
