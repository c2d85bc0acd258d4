//! Numbers short texts.
//!
//! Each text takes its own bytes and some fifteen more, and no allocation of its own, also with
//! hundreds of thousands of texts. Entry point: [`Interner::number`].

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Texts of several kinds by number, counted from 0 in order of arrival.
#[derive(Debug, Default)]
pub struct Interner {
    texts: InternedTexts,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

/// The texts one after the other.
#[derive(Debug, Default)]
struct InternedTexts {
    text: String,
    /// Where each text ends in `text`, and its kind.
    ends: Vec<(u32, u8)>,
}

impl InternedTexts {
    fn get(&self, number: u32) -> (u8, &str) {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before].0 as usize);
        let (end, kind) = self.ends[number];
        (kind, &self.text[start..end as usize])
    }
}

impl Interner {
    /// Returns the number of texts.
    pub fn len(&self) -> usize {
        self.texts.ends.len()
    }

    /// Returns a text and its kind.
    pub fn text(&self, number: u32) -> (u8, &str) {
        self.texts.get(number)
    }

    /// Returns the number of a text of a kind, when it is known.
    pub fn get(&self, kind: u8, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one((kind, text));
        self.numbers.find(hash, |number| self.text(*number) == (kind, text)).copied()
    }

    /// Returns the number of a text of a kind. A new text gets the number that [`Interner::len`]
    /// was.
    pub fn number(&mut self, kind: u8, text: &str) -> u32 {
        let Interner { texts, numbers, hasher } = self;
        let hash = hasher.hash_one((kind, text));
        if let Some(known) = numbers.find(hash, |number| texts.get(*number) == (kind, text)) {
            return *known;
        }
        let number = texts.ends.len() as u32;
        texts.text.push_str(text);
        texts.ends.push((texts.text.len() as u32, kind));
        *numbers.insert_unique(hash, number, |number| hasher.hash_one(texts.get(*number))).get()
    }

    /// Removes everything and keeps the capacity.
    pub fn clear(&mut self) {
        self.texts.text.clear();
        self.texts.ends.clear();
        self.numbers.clear();
    }

    /// Releases unused capacity.
    pub fn shrink(&mut self) {
        self.texts.text.shrink_to_fit();
        self.texts.ends.shrink_to_fit();
    }
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
    fn many_texts_are_told_apart() {
        let mut texts = Interner::default();
        let text = |number: u32| format!("text-{number}");
        for _ in 0..2 {
            assert_eq!(texts.get(0, &text(0)), None);
            (0..20_000).for_each(|number| assert_eq!(texts.number(0, &text(number)), number));
            assert!((0..20_000).all(|number| texts.get(0, &text(number)) == Some(number)));
            texts.clear();
        }
    }
}
