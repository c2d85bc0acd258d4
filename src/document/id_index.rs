//! A small map from the hash of an id to a slot.
//!
//! Eight bytes for each of hundreds of thousands of records. It knows hashes only: whoever asks
//! compares the ids themselves, and keeps what shares a hash. Enter at [`Ids::get`],
//! [`Ids::insert`].

use std::hash::{BuildHasher as _, RandomState};
use std::sync::OnceLock;

/// No slot was ever here: a search ends.
const EMPTY: u32 = u32::MAX;
/// A slot was here: a search goes on.
const GONE: u32 = u32::MAX - 1;

/// Slots by the hash of their id, one for each hash.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ids {
    /// Hash and slot; as many as a power of two, at most three quarters in use.
    places: Vec<(u32, u32)>,
    /// Places that are not empty.
    used: usize,
}

impl Ids {
    /// Makes room for so many.
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

    /// The slot with this hash.
    pub(crate) fn get(&self, hash: u32) -> Option<u32> {
        if self.places.is_empty() {
            return None;
        }
        Some(self.places[self.place(hash)].1).filter(|slot| *slot < GONE)
    }

    /// Puts a slot in; gives the one with this hash that it replaces.
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

    /// Takes out everything; the room stays.
    pub(crate) fn clear(&mut self) {
        self.places.fill((0, EMPTY));
        self.used = 0;
    }

    /// Takes out what has this hash.
    pub(super) fn remove(&mut self, hash: u32) {
        if self.get(hash).is_some() {
            let at = self.place(hash);
            self.places[at].1 = GONE;
        }
    }

    /// The place that has this hash, else the empty one where it would stand.
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

/// The hash of an id; of the same id another one in every process.
pub(super) fn hash(id: &str) -> u32 {
    static SEED: OnceLock<u64> = OnceLock::new();
    let seed = SEED.get_or_init(|| RandomState::new().hash_one("id"));
    xxhash_rust::xxh3::xxh3_64_with_seed(id.as_bytes(), *seed) as u32
}

/// The id in a literal that is written plainly; empty when there is no literal.
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
        // Hashes that meet at the same places, coming and going.
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
