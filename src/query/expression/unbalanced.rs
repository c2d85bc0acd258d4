//! Finds a bracket or quote of a query that lacks the other one.
//!
//! Must not refuse it: while one types, it is no mistake yet. Entry point: [`unbalanced`].

use std::ops::Range;

use super::parser::QUOTES;

/// Returns the first bracket or quote that lacks the other one. While one types, that is no
/// mistake yet.
pub fn unbalanced(typed: &str) -> Option<Range<usize>> {
    let (mut open, mut quote) = (Vec::new(), None);
    for (at, c) in typed.char_indices() {
        let place = at..at + c.len_utf8();
        match (&quote, c) {
            (Some((_, ends)), _) => {
                let ends: &&[char] = ends;
                if ends.contains(&c) {
                    quote = None;
                }
            }
            (None, '(') => open.push(place),
            (None, ')') if open.pop().is_none() => return Some(place),
            (None, _) => quote = QUOTES.iter().find(|(begin, _)| *begin == c).map(|(_, ends)| (place, *ends)),
        }
    }
    quote.map(|(place, _)| place).or_else(|| open.into_iter().next())
}
