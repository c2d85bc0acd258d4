//! Marks: words that stand nowhere else, one in each value and comment that the simulation writes.
//! By them is told what a merge kept.

use std::collections::BTreeSet;

/// The mark of a change; `n` counts those of a clone.
pub fn mark(clone: &str, n: usize) -> String {
    format!("zz{}q{n}z", clone.replace('-', ""))
}

/// The marks in a text.
pub fn marks(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| word.starts_with("zz") && word.ends_with('z') && word.len() > 4).map(str::to_owned).collect()
}
