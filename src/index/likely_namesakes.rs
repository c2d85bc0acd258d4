//! Which records of a table may have the name of one of some records, told by their raw text.
//!
//! Only what is certain counts: a text with escapes, raw strings or unusual letters may contain any
//! name.
//! Entry point: [`LikelyNamesakes::may_be`].

use std::collections::HashSet;

use memchr::memmem;

use super::search::raw_term::{is_usual, strings};

/// Names in lower case of which a namesake has one as a string.
#[derive(Debug)]
pub struct LikelyNamesakes {
    names: HashSet<Vec<u8>>,
    /// True where any record may be a namesake.
    is_any: bool,
    /// The lengths and first bytes that there are: most strings are no name by these.
    lengths: [bool; 256],
    begins: [bool; 256],
}

impl Default for LikelyNamesakes {
    fn default() -> LikelyNamesakes {
        LikelyNamesakes { names: HashSet::new(), is_any: false, lengths: [false; 256], begins: [false; 256] }
    }
}

impl LikelyNamesakes {
    /// Adds a name in lower case; `None` for a record that any other may be called as.
    pub fn add(&mut self, name: Option<Vec<u8>>) {
        let Some(name) = name else { return self.is_any = true };
        self.lengths[name.len() % 256] = true;
        if let Some(first) = name.first() {
            self.begins[usize::from(*first)] = true;
        }
        self.names.insert(name);
    }

    /// Returns true where a record of this name in lower case is a namesake.
    pub fn contains(&self, name: &[u8]) -> bool {
        self.is_any || self.names.contains(name)
    }

    /// Returns false where no string in the text of a record is one of the names.
    pub fn may_be(&self, text: &[u8]) -> bool {
        // In a usual text, a letter is as long in lower case.
        let is_likely = |part: &&[u8]| {
            let begins = part.first().is_some_and(|first| self.begins[usize::from(first.to_ascii_lowercase())]);
            self.lengths[part.len() % 256] && begins
        };
        let mut lower = Vec::new();
        let mut is_name = |part: &[u8]| {
            lower.clear();
            std::str::from_utf8(part).is_ok_and(|part| {
                push_lowercase(part, &mut lower);
                self.names.contains(&lower)
            })
        };
        // A raw string may contain quotes.
        let is_plain = is_usual(text) && memmem::find(text, b"#\"").is_none();
        self.is_any || !is_plain || strings(text).filter(is_likely).any(&mut is_name)
    }
}

/// Appends a text in lower case.
pub fn push_lowercase(text: &str, to: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        push_ascii_lowercase(&rest[..at], to);
        let c = rest[at..].chars().next().unwrap_or_default();
        let lower = c.to_lowercase();
        lower.for_each(|c| to.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()));
        rest = &rest[at + c.len_utf8()..];
    }
    push_ascii_lowercase(rest, to);
}

fn push_ascii_lowercase(text: &str, to: &mut Vec<u8>) {
    let start = to.len();
    to.extend_from_slice(text.as_bytes());
    to[start..].make_ascii_lowercase();
}
