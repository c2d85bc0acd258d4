//! A compact map from the hash of an id to a slot.
//!
//! Eight bytes for each of hundreds of thousands of records. It stores hashes only: callers compare
//! the ids themselves and keep the slots that share a hash. Entry points: [`Ids::get`],
//! [`Ids::insert`].

use std::hash::{BuildHasher as _, RandomState};
use std::sync::OnceLock;

/// Never used: a probe stops here.
const EMPTY: u32 = u32::MAX;
/// Removed: a probe continues.
const GONE: u32 = u32::MAX - 1;

/// Slots by the hash of their id, one for each hash.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ids {
    /// Hash and slot; the length is a power of two, at most three quarters of it in use.
    places: Vec<(u32, u32)>,
    /// Number of places that are not empty.
    used: usize,
}

impl Ids {
    /// Makes room for `count` slots.
    pub(super) fn reserve(&mut self, count: usize) {
        let wanted = (count * 4).div_ceil(3).next_power_of_two().max(8);
        if wanted > self.places.len() {
            let old = std::mem::replace(&mut self.places, vec![(0, EMPTY); wanted]);
            self.used = 0;
            for (hash, slot) in old.into_iter().filter(|(_, slot)| *slot < GONE) {
                let at = self.place(hash);
                self.places[at] = (hash, slot);
                self.used += 1;
            }
        }
    }

    /// Returns the slot with this hash.
    pub(crate) fn get(&self, hash: u32) -> Option<u32> {
        if self.places.is_empty() {
            return None;
        }
        Some(self.places[self.place(hash)].1).filter(|slot| *slot < GONE)
    }

    /// Inserts a slot. Returns the one with this hash that it replaces.
    pub(crate) fn insert(&mut self, hash: u32, slot: u32) -> Option<u32> {
        if (self.used + 1) * 4 > self.places.len() * 3 {
            self.reserve(self.used + 1);
            self.reserve(self.places.len());
        }
        let at = self.place(hash);
        let before = std::mem::replace(&mut self.places[at], (hash, slot)).1;
        self.used += usize::from(before == EMPTY);
        Some(before).filter(|slot| *slot < GONE)
    }

    /// Removes everything; keeps the capacity.
    pub(crate) fn clear(&mut self) {
        self.places.fill((0, EMPTY));
        self.used = 0;
    }

    /// Removes the slot with this hash.
    pub(super) fn remove(&mut self, hash: u32) {
        if self.get(hash).is_some() {
            let at = self.place(hash);
            self.places[at].1 = GONE;
        }
    }

    /// Returns the place with this hash, otherwise the empty one where it belongs.
    fn place(&self, hash: u32) -> usize {
        let mask = self.places.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (other, slot) = self.places[at];
            if slot == EMPTY || (slot != GONE && other == hash) {
                return at;
            }
            at = (at + 1) & mask;
        }
    }
}

/// Returns the hash of an id; it differs from one process to the next.
pub(super) fn hash(id: &str) -> u32 {
    static SEED: OnceLock<u64> = OnceLock::new();
    let seed = SEED.get_or_init(|| RandomState::new().hash_one("id"));
    xxhash_rust::xxh3::xxh3_64_with_seed(id.as_bytes(), *seed) as u32
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
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn it_answers_as_any_map() {
        let mut ids = Ids::default();
        let mut map = HashMap::new();
        // Hashes that collide, inserted and removed.
        for step in 0..4_000_u32 {
            let hash = step.wrapping_mul(2_654_435_761) % 701 * 64;
            if step % 3 == 2 {
                ids.remove(hash);
                map.remove(&hash);
            } else {
                assert_eq!(ids.insert(hash, step), map.insert(hash, step));
            }
            let other = step * 7 % 701 * 64;
            assert_eq!(ids.get(other), map.get(&other).copied());
        }
        assert_eq!(Ids::default().get(7), None);
    }
}
