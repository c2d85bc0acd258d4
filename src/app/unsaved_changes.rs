//! The differences from the saved file, in plain words and revertible one by one.
//!
//! Derived, never recorded: for each record touched since the last save, its saved text is kept and
//! compared with the current one, field by field as declared. Reverting everything therefore leaves
//! nothing unsaved. Changes of the document pass through here ([`Unsaved::apply`]), so that no
//! saved text is missed. Entry point: [`Unsaved`].

use std::collections::{HashMap, HashSet};

use crate::document::diff::{changed_values, declared};
use crate::document::{Address, Change, Document, EditError, FieldChange, FormerNeighbours, Slot, split_followers};
use crate::query::made_changes::{MadeChange, made_changes};
use crate::query::proposal::record_change;

/// A difference from the saved file.
#[derive(Debug, Clone, PartialEq)]
pub struct UnsavedDifference {
    /// The record.
    pub slot: Slot,
    /// What was saved and what is there now: of a field, or of the record itself when it is new,
    /// gone or differs only outside its declared fields.
    pub change: FieldChange,
}

/// The saved texts of the records touched since the last save, and the resulting differences.
#[derive(Debug, Clone, Default)]
pub struct Unsaved {
    saved: HashMap<Slot, Option<String>>,
    /// The same records as the running save writes them.
    written: Option<HashMap<Slot, Option<String>>>,
    /// The records that were removed, in that order, with those that were beside them then.
    removed: Vec<(Slot, [Option<Slot>; 2])>,
    /// In the order of the slots.
    differences: Vec<UnsavedDifference>,
    /// The differences that merely follow a renaming: it is one change for a person.
    followers: Vec<UnsavedDifference>,
    /// The changes that a person made.
    made: Vec<MadeChange>,
    /// The file holds conflict markers, which a save removes.
    markers: bool,
    /// What a sync received and the next save writes with the decisions about it.
    received: Option<Box<ReceivedMerge>>,
}

/// A merge by a sync whose conflicts this person decided.
#[derive(Debug, Clone)]
pub struct ReceivedMerge {
    /// The merge before any conflict was decided: ours at every conflict.
    pub undecided: Document,
    /// The version of the others.
    pub theirs: Document,
}

impl Unsaved {
    /// Applies changes to the document and follows them: remembers the saved texts of the records
    /// that they touch, and compares these again. Returns the records touched.
    ///
    /// # Errors
    /// As [`Document::apply`]; the document is then unchanged.
    pub fn apply(&mut self, doc: &mut Document, changes: &[Change]) -> Result<Vec<Slot>, EditError> {
        for change in changes {
            self.remember_before(doc, change);
        }
        let touched = doc.apply(changes)?;
        for slot in &touched {
            self.saved.entry(*slot).or_insert(None);
        }
        self.compare_again(doc, &touched);
        Ok(touched)
    }

    /// Remembers the record that a change is about to touch.
    fn remember_before(&mut self, doc: &Document, change: &Change) {
        let Some(table) = change.table.filter(|_| change.before.is_some()) else { return };
        if let Some(slot) = doc.resolve(&Address::record(table, change.id.clone())) {
            self.saved.entry(slot).or_insert_with(|| text_of(doc, slot).map(str::to_owned));
            if change.after.is_none() {
                self.removed.retain(|(earlier, _)| *earlier != slot);
                self.removed.push((slot, doc.beside(slot)));
            }
        }
    }

    /// Compares with another saved file from now on.
    pub fn rebase(&mut self, doc: &Document, saved: &Document) {
        let text = |slot: &Slot| saved.resolve(&doc.address(*slot)).map(|there| saved.source(there).to_owned());
        if self.saved.is_empty() {
            // Nearly all records keep their position; comparing there is cheaper than a lookup by
            // id.
            let there = |table| saved.slots(table).map(Some).chain(std::iter::repeat(None));
            let pairs = doc.schema().all().flat_map(|table| doc.slots(table).zip(there(table)));
            let moved =
                pairs.filter(|(slot, there)| there.is_none_or(|there| saved.source(there) != doc.source(*slot)));
            let differs = moved.map(|(slot, _)| (slot, text(&slot)));
            self.saved = differs.filter(|(slot, text)| text.as_deref() != Some(doc.source(*slot))).collect();
        } else {
            self.saved.iter_mut().for_each(|(slot, before)| *before = text(slot));
        }
        self.markers = false;
        self.refresh(doc);
    }

    /// Notes that some of the differences came by a sync: these are not this person's changes.
    pub fn set_received(&mut self, received: ReceivedMerge) {
        self.received = Some(Box::new(received));
    }

    /// Computes the differences of all records again.
    pub fn refresh(&mut self, doc: &Document) {
        self.differences.clear();
        self.followers.clear();
        let all: Vec<Slot> = self.saved.keys().copied().collect();
        self.compare_again(doc, &all);
    }

    /// Computes the differences of these records again.
    fn compare_again(&mut self, doc: &Document, slots: &[Slot]) {
        let slots: HashSet<&Slot> = slots.iter().collect();
        let mut found = std::mem::take(&mut self.differences);
        found.append(&mut self.followers);
        found.retain(|difference| !slots.contains(&difference.slot));
        let saved = slots.into_iter().filter_map(|slot| Some((slot, self.saved.get(slot)?)));
        found.extend(saved.flat_map(|(slot, saved)| compare(doc, *slot, saved.as_deref())));
        found.sort_by_key(|difference| difference.slot);
        (self.differences, self.followers) = split_followers(found, |difference| &difference.change);
        let places: Vec<&Address> = self.differences.iter().map(|d| &d.change.address).collect();
        self.made = made_changes(doc.schema(), &places);
    }

    /// Clears everything after a save.
    pub fn clear(&mut self) {
        *self = Unsaved::default();
    }

    /// Captures what a save that begins now writes.
    pub fn begin_save(&mut self, doc: &Document) {
        self.written = Some(self.saved.keys().map(|slot| (*slot, text_of(doc, *slot).map(str::to_owned))).collect());
    }

    /// Returns true when the dataset differs from what the running save writes.
    pub fn changed_since_save_began(&self, doc: &Document) -> bool {
        let Some(written) = &self.written else { return false };
        let then = |(slot, before)| written.get(slot).unwrap_or(before).as_deref();
        self.saved.iter().any(|(slot, before)| text_of(doc, *slot) != then((slot, before)))
    }

    /// Ends a save; if it is `done`, what it wrote is the saved state.
    pub fn end_save(&mut self, doc: &Document, done: bool) {
        let Some(mut written) = self.written.take().filter(|_| done) else { return };
        for (slot, before) in &mut self.saved {
            if let Some(then) = written.remove(slot) {
                *before = then;
            }
        }
        self.saved.retain(|slot, before| text_of(doc, *slot) != before.as_deref());
        self.removed.retain(|(slot, _)| self.saved.contains_key(slot));
        self.markers = false;
        self.received = None;
        self.refresh(doc);
    }

    /// Notes that the file holds conflict markers and the dataset does not.
    pub fn without_markers(&mut self) {
        self.markers = true;
    }

    /// Returns true when a save removes conflict markers from the file.
    pub fn removes_markers(&self) -> bool {
        self.markers
    }

    /// Returns the number of changes as a person made them: a value with its source is one, and so
    /// is a source that was given or confirmed. Removed conflict markers count as one.
    pub fn count(&self) -> usize {
        self.made.len() + usize::from(self.markers)
    }

    /// Returns the changes as a person made them.
    pub fn made(&self) -> &[MadeChange] {
        &self.made
    }

    /// Returns the differences.
    pub fn differences(&self) -> &[UnsavedDifference] {
        &self.differences
    }

    /// Returns the references that a renaming carried along.
    pub fn followers<'a>(&'a self, renamed: &'a FieldChange) -> impl Iterator<Item = &'a UnsavedDifference> {
        self.followers.iter().filter(|difference| difference.change.follows(renamed))
    }

    /// Returns the records that were touched, with what is saved of each; `None` for a new one.
    pub fn saved_records(&self) -> impl Iterator<Item = (Slot, Option<&str>)> {
        self.saved.iter().map(|(slot, saved)| (*slot, saved.as_deref()))
    }

    /// Returns what differs from the saved dataset, as a proposal has it.
    pub fn proposal(&self, doc: &Document) -> Vec<Change> {
        let mut saved: Vec<(Slot, Option<&str>)> = self.saved_records().collect();
        saved.sort_by_key(|(slot, _)| *slot);
        saved.into_iter().filter_map(|(slot, saved)| record_change(doc, slot, saved, text_of(doc, slot))).collect()
    }

    /// Returns the values that this person changed since the last save, as the history records
    /// them. What came by a sync is not among them: git has it as the work of its authors. Removed
    /// records come last, in the order in which they were removed: whoever brings them back, the
    /// last one first, finds their neighbours there.
    pub fn changed_values(&self, doc: &Document) -> Vec<FieldChange> {
        let mut slots: Vec<(&Slot, &Option<String>)> = self.saved.iter().collect();
        slots.sort_by_key(|(slot, _)| (self.removal_number(doc, **slot), **slot));
        let values = |(slot, before): (&Slot, &Option<String>)| {
            let (address, now) = (doc.address(*slot), text_of(doc, *slot));
            match &self.received {
                Some(received) => received.own_values(&address, now),
                None => changed_values(doc.schema(), &address, before.as_deref(), now),
            }
        };
        slots.into_iter().flat_map(values).collect()
    }

    /// Returns the records beside which a removed one was; `None` for any other change.
    pub fn former_neighbours(&self, doc: &Document, change: &FieldChange) -> Option<FormerNeighbours> {
        let is_it = |slot: Slot| change.is_removal() && !doc.is_live(slot) && doc.address(slot) == change.address;
        let (_, beside) = self.removed.iter().find(|(slot, _)| is_it(*slot))?;
        Some(FormerNeighbours::named(doc, *beside))
    }

    /// Returns as which one a record was removed; `None` where it is there.
    fn removal_number(&self, doc: &Document, slot: Slot) -> Option<usize> {
        self.removed.iter().position(|(removed, _)| *removed == slot).filter(|_| !doc.is_live(slot))
    }

    /// Returns true when nothing differs.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// Returns true when a value at or below this address differs from the saved one.
    pub fn touches(&self, address: &Address) -> bool {
        self.differences.iter().any(|d| d.change.address.meets(address))
    }

    /// Returns true when anything in the record differs.
    pub fn touches_record(&self, slot: Slot) -> bool {
        self.differences.binary_search_by_key(&slot, |difference| difference.slot).is_ok()
    }
}

impl ReceivedMerge {
    /// Returns the values of a record that neither the merge nor the others left as they are now.
    fn own_values(&self, record: &Address, now: Option<&str>) -> Vec<FieldChange> {
        let text = |doc: &Document| doc.resolve(record).map(|slot| doc.source(slot).to_owned());
        let theirs = text(&self.theirs);
        // A record that was decided to have their id is unknown to the merge under it.
        let before = text(&self.undecided).or_else(|| theirs.clone());
        let schema = self.theirs.schema();
        let from_theirs = changed_values(schema, record, theirs.as_deref(), now);
        let mut own = changed_values(schema, record, before.as_deref(), now);
        own.retain(|change| from_theirs.iter().any(|other| other.address.meets(&change.address)));
        own
    }
}

/// Returns the text of a record; `None` when it is gone.
fn text_of(doc: &Document, slot: Slot) -> Option<&str> {
    doc.is_live(slot).then(|| doc.source(slot))
}

fn compare(doc: &Document, slot: Slot, saved: Option<&str>) -> Vec<UnsavedDifference> {
    let now = text_of(doc, slot);
    let address = doc.address(slot);
    let changes = match (saved, now) {
        _ if saved == now => Vec::new(),
        (Some(before), Some(after)) => declared(doc.schema(), &address, before, after),
        _ => vec![FieldChange { address, before: saved.map(str::to_owned), after: now.map(str::to_owned) }],
    };
    changes.into_iter().map(|change| UnsavedDifference { slot, change }).collect()
}
