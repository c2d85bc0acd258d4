//! Lines and columns of a text.
//!
//! Does not know what the text means. Entry point: [`line_col`].

use memchr::memchr_iter;

/// Returns the number of line breaks in a text.
pub(super) fn count_lines(text: &str) -> usize {
    memchr_iter(b'\n', text.as_bytes()).count()
}

/// Returns line and column (both from 1, the column in characters) of the end of `before`.
pub(super) fn line_col(before: &str) -> (usize, usize) {
    let line = before.rfind('\n').map_or(0, |i| i + 1);
    (1 + count_lines(before), 1 + before[line..].trim_start_matches('\u{feff}').chars().count())
}

/// Returns the start of the character that contains `offset`.
pub(super) fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}
