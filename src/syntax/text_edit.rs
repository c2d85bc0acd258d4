//! Edits of a text by ranges: insertions, removals and replacements.
//!
//! Does not know what the text means. Entry point: [`splice`].

use std::ops::Range;

/// A range of a text and the text that replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextEdit {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
}

impl TextEdit {
    pub(crate) fn insert(at: usize, text: impl Into<String>) -> TextEdit {
        TextEdit { range: at..at, text: text.into() }
    }

    pub(crate) fn remove(range: Range<usize>) -> TextEdit {
        TextEdit { range, text: String::new() }
    }
}

/// Applies all edits to a text; edits at the same place keep their order.
pub(crate) fn splice(text: &str, mut edits: Vec<TextEdit>) -> String {
    edits.sort_by_key(|s| s.range.start);
    let mut out = String::with_capacity(text.len() + edits.iter().map(|s| s.text.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.range.start.max(at)]);
        out.push_str(&edit.text);
        at = edit.range.end.max(at);
    }
    out.push_str(&text[at..]);
    out
}
