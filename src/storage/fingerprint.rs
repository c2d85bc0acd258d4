//! Identifies a file's content: whether it is still the one that was read.
//!
//! A content hash, so that a file that was merely touched or copied back does not count as changed,
//! and one changed within the clock's resolution does. The hash (XXH3, 128 bits) is the same in
//! every version and may be stored in files. It guards against accidents, not against an attacker,
//! who could just as well write the file.

use xxhash_rust::xxh3::Xxh3Default;

use super::disk::FileStamp;

/// The content read from a file, and its stamp at that time.
#[derive(Debug, Clone, Copy)]
pub struct Fingerprint {
    /// The content; comparing this is proof.
    pub content: Content,
    /// The file's stamp at that time; while it is unchanged, the content rarely has changed.
    pub stamp: FileStamp,
}

/// A content, identified by its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Content {
    /// XXH3 of all bytes.
    pub hash: u128,
    /// Number of bytes.
    pub len: u64,
}

impl Content {
    /// Returns the content of a text in pieces.
    pub fn of_chunks<'c>(chunks: impl Iterator<Item = &'c str>) -> Content {
        let mut hasher = Hasher::default();
        chunks.for_each(|chunk| hasher.update(chunk.as_bytes()));
        hasher.finish()
    }

    /// Returns the content of a text in memory.
    pub fn of(bytes: &[u8]) -> Content {
        Content { hash: xxhash_rust::xxh3::xxh3_128(bytes), len: bytes.len() as u64 }
    }

    /// Returns it as text, as it stands in files.
    pub(super) fn to_text(self) -> String {
        format!("{:032x}-{}", self.hash, self.len)
    }

    /// Returns the content of a text that [`Content::to_text`] made.
    pub(super) fn from_text(text: &str) -> Option<Content> {
        let (hash, len) = text.split_once('-')?;
        Some(Content { hash: u128::from_str_radix(hash, 16).ok()?, len: len.parse().ok()? })
    }
}

/// Hashes a content that arrives in pieces; the boundaries make no difference.
#[derive(Default)]
pub struct Hasher {
    state: Xxh3Default,
    len: u64,
}

impl Hasher {
    /// Adds the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.state.update(bytes);
        self.len += bytes.len() as u64;
    }

    /// Returns the content of all pieces so far.
    pub fn finish(&self) -> Content {
        Content { hash: self.state.digest128(), len: self.len }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_and_whole_have_the_same_hash() {
        let text = "Regionales Bildungsbüro ".repeat(100);
        for size in [1, 7, 64, 1000] {
            let mut hasher = Hasher::default();
            text.as_bytes().chunks(size).for_each(|piece| hasher.update(piece));
            assert_eq!(hasher.finish(), Content::of(text.as_bytes()));
        }
    }

    #[test]
    fn the_hash_is_the_same_in_every_version() {
        assert_eq!(Content::of(b"").hash, 0x99aa_06d3_0147_98d8_6001_c324_468d_497f);
    }
}
