//! What differs from the saved file, in plain words and droppable one by one.
//!
//! Derived, never recorded: for each record touched since the last save its text as saved is kept
//! and compared with what it is now, field by field as declared. Taking everything back therefore
//! leaves nothing unsaved.

use std::collections::HashMap;

use crate::document::diff::{Noted, declared, noted};
use crate::document::{Address, AddressStep, Change, Document, Edit, Slot};

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub struct UnsavedDifference {
    /// The record.
    pub slot: Slot,
    /// Where: a field, or the record itself when it is new, gone or differs only beside its
    /// declared fields.
    pub address: Address,
    /// RON text as saved; `None` when it was absent.
    pub before: Option<String>,
    /// RON text now; `None` when it is absent.
    pub after: Option<String>,
}

impl UnsavedDifference {
    /// True when the record is gone.
    pub fn is_removal(&self) -> bool {
        self.after.is_none() && self.address.path.is_empty()
    }

    /// The ids before and after, when this is a changed id.
    fn renaming(&self) -> Option<(&str, &str)> {
        let is_id = self.address.path == [AddressStep::Field("id".into())];
        Some((self.before.as_deref().filter(|_| is_id)?, self.after.as_deref()?))
    }

    /// True when this only carries a reference along with an id that changed.
    fn follows(&self, old: &str, new: &str) -> bool {
        let text = |v: &Option<String>| v.as_deref().unwrap_or_default().to_owned();
        self.renaming().is_none() && self.before.is_some() && text(&self.before).replace(old, new) == text(&self.after)
    }

    /// The edit that takes this one difference back; `None` for a changed id, which carries
    /// references with it.
    pub fn reverse(&self) -> Option<Edit> {
        let address = self.address.clone();
        let whole = address.path.is_empty();
        Some(match (&self.before, &self.after, whole) {
            (Some(text), Some(_), true) => Edit::Replace { address, text: text.clone() },
            (Some(text), None, true) => Edit::AddText { table: address.table, after: None, text: text.clone() },
            (None, _, true) => Edit::Remove { address },
            (Some(_), _, false) if address.path == [AddressStep::Field("id".into())] => return None,
            (Some(value), _, false) => Edit::Set { address, value: value.clone() },
            (None, _, false) => Edit::Clear { address },
        })
    }
}

/// The records touched since the last save, as saved, and the differences that makes.
#[derive(Debug, Clone, Default)]
pub struct Unsaved {
    saved: HashMap<Slot, Option<String>>,
    /// The same records as a save that is going on writes them.
    written: Option<HashMap<Slot, Option<String>>>,
    differences: Vec<UnsavedDifference>,
    /// The file holds conflict markers, which a save takes out.
    markers: bool,
}

impl Unsaved {
    /// Remembers a record as saved, before it is touched for the first time; `None` when it did not
    /// exist.
    pub fn remember(&mut self, slot: Slot, text: Option<&str>) {
        self.saved.entry(slot).or_insert_with(|| text.map(str::to_owned));
    }

    /// Remembers what a change is about to touch.
    pub fn remember_before(&mut self, doc: &Document, change: &Change) {
        let Some(table) = change.table.filter(|_| change.before.is_some()) else { return };
        if let Some(slot) = doc.resolve(&Address::record(table, change.id.clone())) {
            self.remember(slot, doc.is_live(slot).then(|| doc.source(slot)));
        }
    }

    /// The file is another one now: what is unsaved is what differs from that.
    pub fn rebase(&mut self, doc: &Document, saved: &Document) {
        let text = |slot: &Slot| saved.resolve(&doc.address(*slot)).map(|there| saved.source(there).to_owned());
        if self.saved.is_empty() {
            // Nearly all stand where they stood; to look one up by its id takes longer than to
            // compare it.
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

    /// Compares anew.
    pub fn refresh(&mut self, doc: &Document) {
        let mut slots: Vec<&Slot> = self.saved.keys().collect();
        slots.sort();
        let found: Vec<UnsavedDifference> =
            slots.into_iter().flat_map(|slot| compare(doc, *slot, self.saved[slot].as_deref())).collect();
        // A renaming is one change, whatever refers to the record.
        let renamings: Vec<(String, String)> =
            found.iter().filter_map(|d| d.renaming().map(|(old, new)| (old.to_owned(), new.to_owned()))).collect();
        let follows = |d: &UnsavedDifference| renamings.iter().any(|(old, new)| d.follows(old, new));
        self.differences = found.into_iter().filter(|d| !follows(d)).collect();
    }

    /// Everything is saved now.
    pub fn clear(&mut self) {
        *self = Unsaved::default();
    }

    /// A save begins: it writes the dataset as it is now.
    pub fn begin_save(&mut self, doc: &Document) {
        self.written = Some(self.saved.keys().map(|slot| (*slot, text_of(doc, *slot).map(str::to_owned))).collect());
    }

    /// True when the dataset is no longer as the save that is going on writes it.
    pub fn changed_since_save_began(&self, doc: &Document) -> bool {
        let Some(written) = &self.written else { return false };
        let then = |(slot, before)| written.get(slot).unwrap_or(before).as_deref();
        self.saved.iter().any(|(slot, before)| text_of(doc, *slot) != then((slot, before)))
    }

    /// A save ended; when it is done, what it wrote is what is saved.
    pub fn end_save(&mut self, doc: &Document, done: bool) {
        let Some(mut written) = self.written.take().filter(|_| done) else { return };
        for (slot, before) in &mut self.saved {
            if let Some(then) = written.remove(slot) {
                *before = then;
            }
        }
        self.saved.retain(|slot, before| text_of(doc, *slot) != before.as_deref());
        self.markers = false;
        self.refresh(doc);
    }

    /// The file holds conflict markers, and what is here does not.
    pub fn without_markers(&mut self) {
        self.markers = true;
    }

    /// Whether a save takes conflict markers out of the file.
    pub fn removes_markers(&self) -> bool {
        self.markers
    }

    /// How many differences there are; conflict markers that go count as one.
    pub fn count(&self) -> usize {
        self.differences.len() + usize::from(self.markers)
    }

    /// The differences.
    pub fn differences(&self) -> &[UnsavedDifference] {
        &self.differences
    }

    /// The values in which the dataset differs from the saved one, as the history notes them.
    pub fn noted(&self, doc: &Document) -> Vec<Noted> {
        let mut slots: Vec<(&Slot, &Option<String>)> = self.saved.iter().collect();
        slots.sort();
        let values = |(slot, before): (&Slot, &Option<String>)| {
            noted(doc.schema(), &doc.address(*slot), before.as_deref(), text_of(doc, *slot))
        };
        slots.into_iter().flat_map(values).collect()
    }

    /// True when nothing differs.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// True when a value at this address, or one inside it, differs from the saved one.
    pub fn touches(&self, address: &Address) -> bool {
        self.differences.iter().any(|d| {
            d.address.table == address.table
                && d.address.id == address.id
                && (d.address.path.starts_with(&address.path) || address.path.starts_with(&d.address.path))
        })
    }

    /// True when anything of the record differs.
    pub fn touches_record(&self, slot: Slot) -> bool {
        self.differences.iter().any(|d| d.slot == slot)
    }
}

/// The text of a record; `None` when it is gone.
fn text_of(doc: &Document, slot: Slot) -> Option<&str> {
    doc.is_live(slot).then(|| doc.source(slot))
}

fn compare(doc: &Document, slot: Slot, saved: Option<&str>) -> Vec<UnsavedDifference> {
    let now = text_of(doc, slot);
    let address = doc.address(slot);
    if saved == now {
        return Vec::new();
    }
    let whole = |address: Address| {
        vec![UnsavedDifference { slot, address, before: saved.map(str::to_owned), after: now.map(str::to_owned) }]
    };
    let (Some(before), Some(after)) = (saved, now) else { return whole(address) };
    let difference = |d: crate::document::diff::FieldDifference| {
        Some(UnsavedDifference { slot, address: d.place.address()?.clone(), before: d.before, after: d.after })
    };
    declared(doc.schema(), &address, before, after).into_iter().filter_map(difference).collect()
}
