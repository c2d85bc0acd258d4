//! Splits a large file at several places in parallel.
//!
//! Threads start at positions that look like the beginning of a record.
//! The splitter takes their result over when it arrives at exactly that position, and reads by
//! itself elsewhere. The pieces from a position on depend on nothing before it, so the result is
//! the same. Must not report errors: it stops where something is wrong. Entry point:
//! [`SpeculativeSplit::new`].

use std::ops::Range;

use memchr::memchr_iter;

use crate::document::record_splitter::{RecordReader, RecordSource, RecordSpan, opening};
use crate::parallel::{OnProgress, map_with_progress};
use crate::syntax::lexer::{Scanner, SyntaxResult};

/// Bytes that are worth a task of their own.
const STRETCH_BYTES: usize = 256 << 10;
/// Bytes searched for the beginning of a record.
pub(super) const WINDOW: usize = 16 << 10;

/// The records that follow each other from a position on.
struct SplitStretch {
    start: usize,
    records: Vec<RecordSpan>,
}

/// The records of a text, read at several places before the splitter arrives there. A small text is
/// read in turn.
pub(crate) struct SpeculativeSplit<'a> {
    text: &'a str,
    item: RecordReader,
    on_progress: OnProgress<'a>,
    /// What was read ahead, the last of the file first; `None` before the first record is asked
    /// for.
    ahead: Option<Vec<SplitStretch>>,
}

impl<'a> SpeculativeSplit<'a> {
    /// Prepares to read the records of a text by `item`; `on_progress` receives the progress.
    pub(crate) fn new(text: &'a str, item: RecordReader, on_progress: OnProgress<'a>) -> SpeculativeSplit<'a> {
        SpeculativeSplit { text, item, on_progress, ahead: None }
    }
}

impl RecordSource for SpeculativeSplit<'_> {
    fn read(&mut self, scan: &mut Scanner, start: usize) -> SyntaxResult<RecordSpan> {
        (self.item)(scan, start)
    }

    fn read_ahead(&mut self, start: usize) -> Vec<RecordSpan> {
        let ahead = self.ahead.get_or_insert_with(|| stretches(self.text, self.item, self.on_progress));
        while let Some(stretch) = ahead.pop_if(|stretch| stretch.start <= start) {
            if stretch.start == start {
                return stretch.records;
            }
        }
        Vec::new()
    }
}

/// Reads a text in parallel from several places on; returns the last of the file first.
fn stretches(text: &str, item: RecordReader, on_progress: OnProgress<'_>) -> Vec<SplitStretch> {
    let starts: Vec<usize> =
        (1..text.len() / STRETCH_BYTES).filter_map(|i| record_near(text, i * STRETCH_BYTES)).collect();
    let read = |number: usize| {
        let (start, end) = (starts[number], starts.get(number + 1).copied().unwrap_or(text.len()));
        SplitStretch { start, records: records(text, start..end, item) }
    };
    let mut stretches = map_with_progress(starts.len(), false, on_progress, read);
    stretches.reverse();
    stretches
}

/// Returns the records from the start of `range`, up to the first that begins at or after its end.
fn records(text: &str, range: Range<usize>, item: RecordReader) -> Vec<RecordSpan> {
    let (mut start, mut records) = (range.start, Vec::new());
    while start < range.end {
        let mut scan = Scanner::new(text, start);
        if scan.skip_trivia().is_err() || matches!(scan.peek(), None | Some(b']')) {
            break;
        }
        let Ok(record) = item(&mut scan, start) else { break };
        start = record.span.end;
        records.push(record);
    }
    records
}

/// Returns the start of the least indented line after `from` that seems to begin a record right
/// below the end of another.
pub(super) fn record_near(text: &str, from: usize) -> Option<usize> {
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
    use crate::document::record_splitter::{body, body_of, item};

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
        let mut source = SpeculativeSplit::new(text, item, &|_, _| {});
        match (body_of(text, 0, &mut source), body(text, 0)) {
            (Ok(ahead), Ok(alone)) => assert!(ahead.records == alone.records && ahead.tail == alone.tail),
            (ahead, alone) => assert_eq!(ahead.err(), alone.err()),
        }
    }

    #[test]
    fn what_is_cut_at_several_places_is_what_is_cut_at_one() {
        for whole in [list(usize::MAX), list(usize::MAX).replace('\n', " "), list(usize::MAX).replace('\n', "\r\n")] {
            same(&whole, item);
            same(&whole, bracket_scan::item);
        }
        same(&list(15_000), item);
        same(&list(9).replace('\n', "\r\n"), item);
    }

    #[test]
    fn a_large_file_is_taken_apart_as_a_small_one() {
        let text = list(usize::MAX);
        let ahead = stretches(&text, item, &|_, _| {});
        assert!(ahead.len() > 1 && ahead.is_sorted_by(|a, b| a.start > b.start));
        let starts: Vec<usize> = body(&text, 0).unwrap().records.iter().map(|cut| cut.span.start).collect();
        // What begins at a record continues with those that follow it.
        for SplitStretch { start, records } in &ahead {
            let at = starts.binary_search(start).unwrap();
            assert!(records.iter().zip(&starts[at..]).all(|(cut, start)| cut.span.start == *start));
        }
    }
}
