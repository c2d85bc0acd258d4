//! Inline keys for words of at most sixteen bytes: equality compares integers instead of slices.
//!
//! Nearly all words are that short, because the tokenizer splits addresses and identifiers. With
//! `compact_str::CompactString` as the key, the search texts of a large file and those of a changed
//! record take 3 % more instructions; with the numbers of the [`Interner`], 7 %. Must not be asked
//! for longer words. Entry point: [`InlineString::of`].
//!
//! [`Interner`]: crate::index::interner::Interner

/// The bytes of a short word and their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InlineString {
    first: u64,
    last: u64,
    len: u64,
}

impl InlineString {
    /// Returns the word with these bytes; `None` when there are too many.
    #[inline]
    pub fn of(bytes: &[u8]) -> Option<InlineString> {
        let len = bytes.len();
        // The two halves may overlap. Together with the length they identify the word.
        let (first, last) = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
        } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into())
        } else {
            let few = bytes.iter().fold(0, |few, byte| few << 8 | u64::from(*byte));
            (few, 0)
        };
        (len <= 16).then_some(InlineString { first, last, len: len as u64 })
    }
}

#[cfg(test)]
mod tests {
    use hashbrown::HashMap;

    use super::*;

    #[test]
    fn different_words_are_different() {
        let mut words: HashMap<InlineString, String> = HashMap::default();
        for word in
            ["", "a", "\0", "\0\0", "ab", "ba", "aab", "aba", "abcd", "abcda", "bcdab", "abcdabcd", "abcdabcdabcd"]
        {
            assert_eq!(words.insert(InlineString::of(word.as_bytes()).unwrap(), word.to_owned()), None, "{word}");
        }
        for number in 0..40_000 {
            let word = format!("{number:b}");
            if let Some(brief) = InlineString::of(word.as_bytes()) {
                assert_eq!(words.insert(brief, word.clone()), None, "{word}");
                assert_eq!(words.get(&InlineString::of(word.as_bytes()).unwrap()), Some(&word));
            }
        }
        assert!(InlineString::of(&[b'a'; 16]).is_some() && InlineString::of(&[b'a'; 17]).is_none());
    }
}
