//! Numbers short texts.
//!
//! Each text takes its own bytes and some twenty more, and no allocation of its own, also with
//! hundreds of thousands of texts. Entry point: [`Interner::number`].

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::document::Ids;

/// Texts of several kinds by number, counted from 0 in order of arrival.
#[derive(Debug, Default)]
pub struct Interner {
    text: String,
    /// Where each text ends in `text`, and its kind.
    ends: Vec<(u32, u8)>,
    by_hash: Ids,
    /// For texts that share a hash, the previous one.
    before: HashMap<u32, u32>,
}

impl Interner {
    /// Returns the number of texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns a text and its kind.
    pub fn text(&self, number: u32) -> (u8, &str) {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before].0 as usize);
        let (end, kind) = self.ends[number];
        (kind, &self.text[start..end as usize])
    }

    /// Returns the number of a text of a kind, when it is known.
    pub fn get(&self, kind: u8, text: &str) -> Option<u32> {
        self.find(hash(kind, text), kind, text)
    }

    /// Returns the number of a text of a kind. A new text gets the number that [`Interner::len`]
    /// was.
    pub fn number(&mut self, kind: u8, text: &str) -> u32 {
        let hash = hash(kind, text);
        if let Some(known) = self.find(hash, kind, text) {
            return known;
        }
        let number = self.ends.len() as u32;
        self.text.push_str(text);
        self.ends.push((self.text.len() as u32, kind));
        if let Some(before) = self.by_hash.insert(hash, number) {
            self.before.insert(number, before);
        }
        number
    }

    /// Removes everything and keeps the capacity.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.by_hash.clear();
        self.before.clear();
    }

    /// Releases unused capacity.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    fn find(&self, hash: u32, kind: u8, text: &str) -> Option<u32> {
        let mut found = self.by_hash.get(hash);
        while let Some(number) = found.filter(|number| self.text(*number) != (kind, text)) {
            found = self.before.get(&number).copied();
        }
        found
    }
}

fn hash(kind: u8, text: &str) -> u32 {
    xxh3_64_with_seed(text.as_bytes(), kind.into()) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_a_kind_has_one_number() {
        let mut texts = Interner::default();
        let all = [(0, "Köln"), (0, "Bonn"), (1, "Köln"), (0, "Köln"), (0, ""), (1, ""), (0, "")];
        assert_eq!(all.map(|(kind, text)| texts.number(kind, text)), [0, 1, 2, 0, 3, 4, 3]);
        assert_eq!(all.map(|(kind, text)| texts.text(texts.get(kind, text).unwrap())), all);
        assert_eq!(texts.get(1, "Bonn"), None);
        assert_eq!(texts.len(), 5);
    }

    #[test]
    fn texts_that_share_a_hash_are_told_apart() {
        // Among 200,000 texts some share their 32-bit hash.
        let mut texts = Interner::default();
        let text = |number: u32| format!("text-{number}");
        (0..200_000).for_each(|number| assert_eq!(texts.number(0, &text(number)), number));
        assert!(!texts.before.is_empty());
        assert!((0..200_000).all(|number| texts.get(0, &text(number)) == Some(number)));
    }
}
