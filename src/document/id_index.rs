//! Finds the records of a table by their ids.
//!
//! Compact: it stores slots and half of a hash, some ten bytes for each record, and asks the caller
//! for the id of a slot only where the hash is the same: a file need not be in memory to be
//! indexed. Entry points: [`IdIndex::lowest`], [`IdIndex::insert`].

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::iter::once;
use std::sync::OnceLock;

use hashbrown::HashTable;

/// Slots by the ids of their records. Each method is given a function that returns the id of a
/// slot.
#[derive(Debug, Clone, Default)]
pub(super) struct IdIndex {
    /// The lowest slot with each id.
    lowest: HashTable<HashedSlot>,
    /// Where an id is repeated: its other slots by the lowest, in unspecified order.
    others: HashMap<u32, Vec<u32>>,
}

/// A slot with the hash of its id.
#[derive(Debug, Clone, Copy)]
struct HashedSlot {
    slot: u32,
    hash: u32,
}

impl HashedSlot {
    fn new(slot: u32, hash: u64) -> HashedSlot {
        HashedSlot { slot, hash: hash as u32 }
    }

    /// Returns the place in the table: of the hash what is stored, spread over all bits.
    fn place(&self) -> u64 {
        u64::from(self.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

impl IdIndex {
    /// Makes room for `count` more ids.
    pub(super) fn reserve(&mut self, count: usize) {
        self.lowest.reserve(count, HashedSlot::place);
    }

    /// Returns true when several slots have the same id.
    pub(super) fn has_repeated(&self) -> bool {
        !self.others.is_empty()
    }

    /// Returns the lowest slot with an id.
    pub(super) fn lowest<'a>(&self, id: &str, id_of: impl Fn(u32) -> &'a str) -> Option<u32> {
        let wanted = HashedSlot::new(0, hash(id));
        let is_same = |other: &HashedSlot| other.hash == wanted.hash && id_of(other.slot) == id;
        self.lowest.find(wanted.place(), is_same).map(|found| found.slot)
    }

    /// Returns all slots with an id: the lowest first, the others in unspecified order.
    pub(super) fn all<'a>(&self, id: &str, id_of: impl Fn(u32) -> &'a str) -> impl Iterator<Item = u32> {
        let others = |lowest| self.others.get(&lowest).into_iter().flatten().copied();
        self.lowest(id, id_of).into_iter().flat_map(move |lowest| once(lowest).chain(others(lowest)))
    }

    /// Adds a slot; `hash` is that of its id.
    pub(super) fn insert<'a>(&mut self, slot: u32, hash: u64, id_of: impl Fn(u32) -> &'a str) {
        let new = HashedSlot::new(slot, hash);
        let is_same = |other: &HashedSlot| other.hash == new.hash && id_of(other.slot) == id_of(slot);
        let Some(HashedSlot { slot: lowest, .. }) = self.lowest.find_mut(new.place(), is_same) else {
            self.lowest.insert_unique(new.place(), new, HashedSlot::place);
            return;
        };
        let mut others = self.others.remove(lowest).unwrap_or_default();
        others.push(slot.max(*lowest));
        *lowest = slot.min(*lowest);
        self.others.insert(*lowest, others);
    }

    /// Removes a slot, while its record still has the id it was added with.
    pub(super) fn remove<'a>(&mut self, slot: u32, id_of: impl Fn(u32) -> &'a str) {
        let id = id_of(slot);
        let gone = HashedSlot::new(slot, hash(id));
        let is_same = |other: &HashedSlot| other.hash == gone.hash && id_of(other.slot) == id;
        let Ok(mut lowest) = self.lowest.find_entry(gone.place(), is_same) else { return };
        let mut slots = self.others.remove(&lowest.get().slot).unwrap_or_default();
        slots.push(lowest.get().slot);
        slots.retain(|other| *other != slot);
        let Some(at) = (0..slots.len()).min_by_key(|at| slots[*at]) else {
            lowest.remove();
            return;
        };
        lowest.get_mut().slot = slots.swap_remove(at);
        if !slots.is_empty() {
            self.others.insert(lowest.get().slot, slots);
        }
    }
}

/// Returns the hash of an id; it differs from one process to the next, so that nobody can write a
/// file whose ids collide.
pub(super) fn hash(id: &str) -> u64 {
    static SEED: OnceLock<u64> = OnceLock::new();
    let seed = SEED.get_or_init(|| RandomState::new().hash_one("id"));
    xxhash_rust::xxh3::xxh3_64_with_seed(id.as_bytes(), *seed)
}

/// Returns the id in a plain literal; empty when there is no literal.
pub(super) fn plain_id(literal: &str) -> Option<&str> {
    match literal.strip_prefix('"') {
        _ if literal.is_empty() => Some(""),
        Some(rest) if !rest.contains('\\') => rest.strip_suffix('"'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn it_answers_as_a_map_of_sets() {
        let mut index = IdIndex::default();
        let mut map: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        // Each of 701 ids belongs to several slots, which come and go.
        let ids: Vec<String> = (0..4_000_u32).map(|slot| format!("id-{}", slot * 7 % 701)).collect();
        let id_of = |slot: u32| ids[slot as usize].as_str();
        for step in 0..20_000_u32 {
            let slot = step.wrapping_mul(2_654_435_761) % 4_000;
            let known = map.entry(id_of(slot).to_owned()).or_default();
            if known.remove(&slot) {
                index.remove(slot, id_of);
            } else {
                known.insert(slot);
                index.insert(slot, hash(id_of(slot)), id_of);
            }
            let id = id_of(step * 7 % 4_000);
            let found: Vec<u32> = index.all(id, id_of).collect();
            let wanted = map.get(id).cloned().unwrap_or_default();
            assert_eq!(found.first(), wanted.first());
            assert_eq!(found.len(), wanted.len());
            assert_eq!(BTreeSet::from_iter(found), wanted);
            assert_eq!(index.lowest(id, id_of), wanted.first().copied());
        }
        assert!(index.has_repeated());
        map.into_values().flatten().for_each(|slot| index.remove(slot, id_of));
        assert!(!index.has_repeated() && index.lowest.is_empty());
    }
}
