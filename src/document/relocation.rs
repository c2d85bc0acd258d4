//! Maps addresses to a later state of the dataset, after others have renamed a record or moved an
//! item.
//!
//! Records keep their slot or their id, or are recognised as renamed. List items have no ids and
//! are matched as in a merge ([`super::matching`]). Independent of who uses the addresses. Entry
//! point: [`Relocation`].

use super::matching::{MatchCandidate, pair};
use super::rename_detection::renamed_or_changed_too;
use super::{Address, AddressStep, Change, Document, Path, Record, Slot};
use crate::syntax::{SyntaxValue, printer};

/// Maps positions in one state of a dataset to those in a later one.
#[derive(Clone, Copy)]
pub struct Relocation<'d> {
    before: &'d Document,
    after: &'d Document,
    same_slots: bool,
}

/// The position at which an item is to be inserted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// The list.
    pub list: Address,
    /// Index the item gets.
    pub at: usize,
}

impl<'d> Relocation<'d> {
    /// Relates a document to its state after changes, which kept the slots of its records.
    pub fn changed(before: &'d Document, after: &'d Document) -> Relocation<'d> {
        Relocation { before, after, same_slots: true }
    }

    /// Relates a document to one that was parsed again.
    pub fn replaced(before: &'d Document, after: &'d Document) -> Relocation<'d> {
        Relocation { before, after, same_slots: false }
    }

    /// Returns the current slot of a record; `None` when it was removed.
    pub fn slot(&self, slot: Slot) -> Option<Slot> {
        if self.same_slots && self.after.is_live(slot) {
            return Some(slot);
        }
        if !self.before.is_live(slot) {
            return None;
        }
        self.after.resolve(&self.before.address(slot)).or_else(|| self.renamed(slot))
    }

    /// Returns the same record under another id, if that is certain.
    fn renamed(&self, slot: Slot) -> Option<Slot> {
        let missing = |doc: &Document, other: &Document| -> Vec<Slot> {
            let known = |slot: &Slot| doc.id(*slot).is_empty() || other.find(slot.table, doc.id(*slot)).is_some();
            doc.slots(slot.table).filter(|slot| !known(slot)).collect()
        };
        let (gone, came) = (missing(self.before, self.after), missing(self.after, self.before));
        let found = renamed_or_changed_too(self.before, &gone, self.after, &came);
        found.into_iter().find(|(from, _)| gone[*from] == slot).map(|(_, to)| came[to])
    }

    /// Returns the current address of a value; `None` when its record or list item was removed. The
    /// address of an absent field is kept.
    pub fn address(&self, address: &Address) -> Option<Address> {
        let (from, mut to) = self.record(address)?;
        to.path = self.path(from, self.after.resolve(&to)?, &address.path)?;
        Some(to)
    }

    /// Returns the current address of a value; where it was removed, the one that it had.
    pub fn last_address(&self, address: &Address) -> Address {
        self.address(address).unwrap_or_else(|| address.clone())
    }

    /// Returns the current position for an item to insert: after the item that it was to follow, or
    /// after the nearest earlier one that still exists.
    pub fn insertion(&self, insertion: &Insertion) -> Option<Insertion> {
        let list = self.address(&insertion.list)?;
        let item = |at: usize| self.address(&insertion.list.join(AddressStep::Item(at)));
        let index = |item: Address| match item.path.last() {
            Some(AddressStep::Item(index)) => Some(*index),
            _ => None,
        };
        let at = (0..insertion.at).rev().find_map(|at| item(at).and_then(index)).map_or(0, |index| index + 1);
        Some(Insertion { list, at })
    }

    /// Returns a change as if its record had always had its current id.
    pub fn change(&self, change: &Change) -> Change {
        let record = change.table.map(|table| Address::record(table, change.id.clone()));
        let Some(now) = record.and_then(|record| self.address(&record)).filter(|now| now.id != change.id) else {
            return change.clone();
        };
        let piece = |piece: &Option<String>| piece.as_ref().map(|piece| with_id(piece, &change.id, &now.id));
        Change { before: piece(&change.before), after: piece(&change.after), id: now.id.clone(), ..change.clone() }
    }

    /// Returns the former slot of an address' record, and the record's current address.
    fn record(&self, address: &Address) -> Option<(Slot, Address)> {
        let from = self.before.resolve(address)?;
        Some((from, self.after.address(self.slot(from)?)))
    }

    /// Returns where a path within a record leads now; `None` where the record or a list item on it
    /// was removed.
    pub fn path_in(&self, record: Slot, path: &[AddressStep]) -> Option<Path> {
        self.path(record, self.slot(record)?, path)
    }

    fn path(&self, from: Slot, to: Slot, path: &[AddressStep]) -> Option<Path> {
        if !path.iter().any(|step| matches!(step, AddressStep::Item(_))) {
            return Some(path.to_vec());
        }
        let (old, new) = (self.before.record(from).ok()?, self.after.record(to).ok()?);
        walk(Some(old.root()), Some(new.root()), path)
    }
}

/// Returns the piece of a record with the id `to` instead of `from`.
fn with_id(piece: &str, from: &str, to: &str) -> String {
    let replaced = || {
        let text = Record::in_piece(piece)?;
        let start = (text.as_ptr() as usize).checked_sub(piece.as_ptr() as usize)?;
        let record = Record::parse(text).ok()?;
        let id = record.root().field("id").filter(|id| id.as_str().as_deref() == Some(from))?.span();
        Some(format!("{}{}{}", &piece[..start + id.start], printer::string(to), &piece[start + id.end..]))
    };
    replaced().unwrap_or_else(|| piece.to_owned())
}

/// Follows a path in two texts of one value.
fn walk(old: Option<SyntaxValue<'_>>, new: Option<SyntaxValue<'_>>, path: &[AddressStep]) -> Option<Path> {
    let (old, new) = (old.and_then(SyntaxValue::unwrap_option), new.and_then(SyntaxValue::unwrap_option));
    let Some((step, rest)) = path.split_first() else { return Some(Path::new()) };
    let (step, rest) = match step {
        AddressStep::Field(name) => {
            let (old, new) = (old.and_then(|value| value.field(name)), new.and_then(|value| value.field(name)));
            (step.clone(), walk(old, new, rest)?)
        }
        AddressStep::Item(from) => {
            let (old, new) = (old?, new?);
            let to = counterpart(old, new, *from)?;
            (AddressStep::Item(to), walk(old.item(*from), new.item(to), rest)?)
        }
    };
    Some(std::iter::once(step).chain(rest).collect())
}

/// Returns the current index of an item of a list.
fn counterpart(old: SyntaxValue<'_>, new: SyntaxValue<'_>, from: usize) -> Option<usize> {
    let old: Vec<MatchCandidate<'_>> = old.items().map(|item| MatchCandidate::of(item.text())).collect();
    let new: Vec<MatchCandidate<'_>> = new.items().map(|item| MatchCandidate::of(item.text())).collect();
    pair(&old, &new, true).into_iter().position(|paired| paired == Some(from))
}
