//! A part of a text around what was found in it, so that it is seen where there is little room.
//!
//! Knows no query. Entry point: [`excerpt`].

use std::ops::Range;

use super::Span;
use crate::text::{escape_control, truncate, width};
use crate::theme::Role;

/// Cells shown before the first match where the beginning of the text is cut off.
const LEAD: usize = 24;

/// Returns a text on one line with the words that contain matches marked. Where it does not fit
/// into `room` cells it is cut on both sides of the first match, with `…` at each cut.
///
/// Whole words are marked, so that a row stays unchanged while typing continues and it still
/// matches.
pub fn excerpt(text: &str, matches: &[Range<usize>], room: usize) -> Vec<Span> {
    let words = words(text, matches);
    let first = words.first().map_or(0..0, Range::clone);
    let start = if width(text) <= room { 0 } else { beginning(text, &first, room) };
    let mut spans: Vec<Span> = Vec::new();
    if start > 0 {
        spans.push((Role::Dim, "…".to_owned()));
    }
    let mut at = start;
    for word in words {
        spans.push((Role::Dim, clean(&text[at..word.start])));
        spans.push((Role::Match, clean(&text[word.clone()])));
        at = word.end;
    }
    spans.push((Role::Dim, clean(&text[at..])));
    cut(spans, room)
}

/// Returns where to begin so that the first match is seen: at its word's beginning or up to
/// [`LEAD`] cells before it, at a word.
fn beginning(text: &str, first: &Range<usize>, room: usize) -> usize {
    let needed = width(&text[first.clone()]);
    // A match near the beginning needs no cut before it.
    if width(&text[..first.end]) + 1 < room {
        return 0;
    }
    // At the end of the text all the room is for what precedes.
    let spare = room.saturating_sub(width(&text[first.start..]) + 1);
    let lead = LEAD.min(room.saturating_sub(needed + 2) / 2).max(spare);
    let before = &text[..first.start];
    let begins = |at: usize| before[..at].ends_with(|c: char| c.is_whitespace() || "(–-/".contains(c));
    // From the match to the left, so that a long text is measured no farther than it is seen.
    let near = before.char_indices().rev().map(|(at, _)| at).take_while(|at| width(&before[*at..]) <= lead);
    let near: Vec<usize> = near.collect();
    near.iter().rev().copied().find(|at| begins(*at)).or(near.last().copied()).unwrap_or(first.start)
}

/// Cuts spans to so many cells, with `…` at the end where something was cut.
fn cut(spans: Vec<Span>, room: usize) -> Vec<Span> {
    let mut left = room;
    let total: usize = spans.iter().map(|(_, text)| width(text)).sum();
    if total <= room {
        return spans;
    }
    let mut shown = Vec::with_capacity(spans.len());
    for (role, text) in spans {
        let needed = width(&text);
        // One cell is kept for the ellipsis.
        if needed >= left {
            shown.push((role, truncate(&format!("{text}…"), left).into_owned()));
            break;
        }
        left -= needed;
        shown.push((role, text));
    }
    shown
}

fn clean(part: &str) -> String {
    escape_control(&part.replace(['\n', '\t'], " ")).into_owned()
}

/// Extends the ranges to whole words, in order and without overlaps.
pub fn words(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        let outside = |c: char| !c.is_alphanumeric();
        let start =
            text[..range.start].char_indices().rev().find(|(_, c)| outside(*c)).map_or(0, |(at, c)| at + c.len_utf8());
        let end = text[range.end..].find(outside).map_or(text.len(), |at| range.end + at);
        match words.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => words.push(start..end),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_marked() {
        let marked = |text: &str, ranges: &[Range<usize>]| -> Vec<String> {
            words(text, ranges).into_iter().map(|range| text[range].to_owned()).collect()
        };
        let text = "Bildungsbüro Köln (A 43)";
        assert_eq!(marked(text, &[3..5, 21..25]), ["Bildungsbüro", "A 43"]);
        assert_eq!(marked(text, &[0..2, 7..9, 14..15]), ["Bildungsbüro", "Köln"]);
    }

    #[test]
    fn the_match_is_seen_whatever_the_room() {
        let text = "Der Kreis lädt jedes Jahr alle Schulen, Kitas und Betriebe zu einer Konferenz ein, auf der über Forscherkisten für Grundschulen gesprochen wird.\nDanach gibt es Kaffee.";
        let at = text.find("Forscher").unwrap();
        let seen = |hit: &Range<usize>, room: usize| {
            let spans = excerpt(text, std::slice::from_ref(hit), room);
            let marked = |(role, text): &Span| if *role == Role::Match { format!("[{text}]") } else { text.clone() };
            assert!(spans.iter().map(|(_, text)| width(text)).sum::<usize>() <= room, "{room}: {spans:?}");
            spans.iter().map(marked).collect::<String>()
        };
        let forscher = at..at + 8;
        assert_eq!(seen(&forscher, 60), "…ein, auf der über [Forscherkisten] für Grundschulen gesproch…");
        assert_eq!(seen(&forscher, 30), "…über [Forscherkisten] für Grun…");
        assert_eq!(seen(&forscher, 16), "…[Forscherkisten]…");
        assert_eq!(seen(&forscher, 6), "…[Fors…]");
        assert_eq!(seen(&(4..9), 20), "Der [Kreis] lädt jede…");
        assert!(seen(&forscher, 400).ends_with("gesprochen wird. Danach gibt es Kaffee."));
        let kaffee = text.find("Kaffee").unwrap();
        assert_eq!(seen(&(kaffee..kaffee + 6), 30), "…wird. Danach gibt es [Kaffee].");
        for room in 0..200 {
            seen(&forscher, room);
        }
    }
}
