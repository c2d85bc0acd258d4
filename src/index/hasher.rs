//! A fast hasher for maps keyed by texts of the dataset: one pass over the bytes.
//!
//! Collisions are resolved by the map. Must not be used where somebody could gain from provoking
//! collisions. Entry point: [`Quick`].

/// Hashes texts quickly, with collisions left to the map.
#[derive(Debug, Clone, Default)]
pub struct Quick(u64);

impl std::hash::BuildHasher for Quick {
    type Hasher = Quick;

    fn build_hasher(&self) -> Quick {
        Quick(0)
    }
}

impl std::hash::Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxhash_rust::xxh3::xxh3_64_with_seed(bytes, self.0);
    }

    fn write_u8(&mut self, _: u8) {}
}
