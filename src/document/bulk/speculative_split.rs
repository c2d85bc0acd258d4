//! Splits a large file at several places in parallel.
//!
//! Threads start at positions that look like the beginning of a record.
//! [`record_splitter::body`] reuses their result when it arrives at exactly that position,
//! and splits by itself elsewhere. The pieces from a position on depend on nothing before it, so
//! the result is the same. Must not report errors: it stops where something is wrong. Entry point:
//! [`SpeculativeSplit::look`].

use std::ops::Range;

use memchr::memchr_iter;

use crate::document::record_splitter::{self, RecordSpan, opening};
use crate::parallel::{Tell, map_telling};
use crate::syntax::lexer::{Scan, Scanner};

/// Bytes that are worth a task of their own.
const STRETCH: usize = 256 << 10;
/// Bytes searched for the beginning of a record.
const WINDOW: usize = 16 << 10;

/// Parses the next record as the piece that begins at a position.
pub(crate) type RecordReader = fn(&mut Scanner, usize) -> Scan<RecordSpan>;

/// The records that were split ahead, by their start and in the order of the file.
#[derive(Debug)]
pub(crate) struct SpeculativeSplit {
    found: Vec<(usize, Vec<RecordSpan>)>,
    /// How a record is parsed where nothing was split ahead.
    pub(crate) item: RecordReader,
}

impl Default for SpeculativeSplit {
    fn default() -> SpeculativeSplit {
        SpeculativeSplit { found: Vec::new(), item: record_splitter::item }
    }
}

impl SpeculativeSplit {
    /// Splits a text at several places in parallel and reports the progress. A small text is not
    /// split.
    pub(crate) fn look(text: &str, item: RecordReader, tell: Tell<'_>) -> SpeculativeSplit {
        let starts: Vec<usize> = (1..text.len() / STRETCH).filter_map(|i| record_near(text, i * STRETCH)).collect();
        let ends = |number| starts.get(number + 1).copied().unwrap_or(text.len());
        let cut = |number: usize| (starts[number], cuts(text, starts[number]..ends(number), item));
        let mut found = map_telling(starts.len(), false, tell, cut);
        // In reverse, so that they can be popped from the end.
        found.reverse();
        SpeculativeSplit { found, item }
    }

    /// Returns the records that were split from exactly this position on.
    pub(crate) fn take(&mut self, start: usize) -> Option<Vec<RecordSpan>> {
        while let Some((from, _)) = self.found.last() {
            if *from > start {
                break;
            }
            if let Some((from, cuts)) = self.found.pop()
                && from == start
            {
                return Some(cuts);
            }
        }
        None
    }
}

/// Returns the records from the start of `range`, up to the first that begins at or after its end.
fn cuts(text: &str, range: Range<usize>, item: RecordReader) -> Vec<RecordSpan> {
    let (mut start, mut cuts) = (range.start, Vec::new());
    while start < range.end {
        let mut scan = Scanner::new(text, start);
        if scan.skip_trivia().is_err() || matches!(scan.peek(), None | Some(b']')) {
            break;
        }
        let Ok(cut) = item(&mut scan, start) else { break };
        start = cut.span.end;
        cuts.push(cut);
    }
    cuts
}

/// Returns the start of the least indented line after `from` that seems to begin a record right
/// below the end of another.
fn record_near(text: &str, from: usize) -> Option<usize> {
    let window = &text.as_bytes()[from..text.len().min(from + WINDOW)];
    let lines: Vec<usize> = memchr_iter(b'\n', window).map(|at| from + at + 1).collect();
    let line = |number: usize| Some(&text[*lines.get(number)?..*lines.get(number + 1)?]);
    let starts =
        (1..lines.len()).filter(|number| line(number - 1).is_some_and(|above| above.trim_end().ends_with("),")));
    let starts = starts.filter_map(|number| {
        let is_comment = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with("//");
        let first = (number..).map_while(line).find(|line| !is_comment(line))?;
        let bare = first.trim_start_matches([' ', '\t']);
        opening(bare).then_some((first.len() - bare.len(), lines[number]))
    });
    starts.min().map(|(_, start)| start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::bulk::bracket_scan;
    use crate::document::record_splitter::{body, body_ahead};

    /// Returns a list long enough to be split at several places: records with lists and comments in
    /// them, one of them not valid RON.
    fn list(broken: usize) -> String {
        let mut text = String::new();
        for number in 0..30_000 {
            let slip = if number == broken { "note: ,\n" } else { "" };
            text += &format!(
                "    // number {number} ),\n    R(\n        id: \"r{number}\",\n        {slip}of: [\n            M(a: 1),\n            \
                 M(\n                b: \"),\",\n            ),\n            M(c: 3),\n        ],\n    ),\n"
            );
        }
        text + "]"
    }

    #[track_caller]
    fn same(text: &str, item: RecordReader) {
        let mut ahead = SpeculativeSplit::look(text, item, &|_, _| {});
        match (body_ahead(text, 0, &mut ahead), body(text, 0)) {
            (Ok(ahead), Ok(alone)) => assert!(ahead.cuts == alone.cuts && ahead.tail == alone.tail),
            (ahead, alone) => assert_eq!(ahead.err(), alone.err()),
        }
    }

    #[test]
    fn what_is_cut_at_several_places_is_what_is_cut_at_one() {
        for whole in [list(usize::MAX), list(usize::MAX).replace('\n', " "), list(usize::MAX).replace('\n', "\r\n")] {
            same(&whole, record_splitter::item);
            same(&whole, bracket_scan::item);
        }
        same(&list(15_000), record_splitter::item);
        same(&list(9).replace('\n', "\r\n"), record_splitter::item);
    }

    #[test]
    fn a_large_file_is_taken_apart_as_a_small_one() {
        let text = list(usize::MAX);
        let ahead = SpeculativeSplit::look(&text, record_splitter::item, &|_, _| {});
        assert!(ahead.found.is_sorted_by(|a, b| a.0 > b.0));
        let starts: Vec<usize> = body(&text, 0).unwrap().cuts.iter().map(|cut| cut.span.start).collect();
        // What begins at a record continues with those that follow it.
        for (start, cuts) in &ahead.found {
            let at = starts.binary_search(start).unwrap();
            assert!(cuts.iter().zip(&starts[at..]).all(|(cut, start)| cut.span.start == *start));
        }
    }
}
