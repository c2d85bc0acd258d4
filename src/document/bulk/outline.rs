//! Reads a large file in stretches, on all processors, and keeps of it only where its records are.
//!
//! Each stretch is read into a buffer that stays in the processor's cache, and its records are
//! found by `bracket_scan.rs`, from a place on that looks like the beginning of one. What lies
//! between these runs of records is the *frame*: the text of the file without them, so the parser
//! tells whether each run begins where a record may. Must not report errors: it stops where
//! something is unusual. Entry point: [`FileOutline::read`].

use std::collections::VecDeque;
use std::num::NonZeroU64;
use std::ops::Range;

use memchr::memrchr;

use super::bracket_scan;
use super::speculative_split::{WINDOW, record_near};
use crate::document::paged_text::{TextSource, read_part};
use crate::document::record_splitter::RecordSpan;
use crate::document::record_store::{RecordEntry, TextSpan};
use crate::parallel::{Pool, map};
use crate::syntax::lexer::Scanner;

/// Bytes that are read at once.
const STRETCH_BYTES: usize = 512 << 10;
/// Bytes that are read behind them, to complete the last record.
const BEHIND: usize = 2 * WINDOW;
/// The least size of a page: little more than a record, since mostly one of a page is read.
const PAGE: usize = 4 << 10;

/// Where the records of a file are, and the text around them.
pub(crate) struct FileOutline {
    /// The text without the runs.
    pub(crate) frame: String,
    pub(crate) runs: RecordRuns,
}

/// Runs of records in the order of the file.
#[derive(Default)]
pub(crate) struct RecordRuns(VecDeque<RecordRun>);

impl RecordRuns {
    /// Returns how many records stand up to an offset of the frame.
    pub(crate) fn count_until(&self, at: usize) -> usize {
        self.0.iter().take_while(|run| run.at <= at).map(|run| run.records.len()).sum()
    }

    /// Takes the next run where it stands at this offset of the frame.
    pub(crate) fn next_at(&mut self, at: usize) -> Option<RecordRun> {
        if self.0.front()?.at == at { self.0.pop_front() } else { None }
    }

    /// Returns true when all were taken.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Records that follow each other.
pub(crate) struct RecordRun {
    /// Where they stand in the frame.
    pub(crate) at: usize,
    /// The records with the hashes of their ids.
    pub(crate) records: Vec<(RecordEntry, Option<NonZeroU64>)>,
}

/// Records that follow each other, by their place in the file.
struct FoundRun {
    span: Range<usize>,
    records: Vec<(RecordEntry, Option<NonZeroU64>)>,
}

impl FileOutline {
    /// Reads the outline of a text; `None` where it cannot be read or is no UTF-8.
    pub(crate) fn read(source: &dyn TextSource) -> Option<FileOutline> {
        let len = source.byte_len();
        let buffers = Pool::new(Vec::new);
        let stretches = map(len.div_ceil(STRETCH_BYTES), false, |number| {
            buffers.with(|buffer| runs(source, number * STRETCH_BYTES, buffer))
        });
        let (mut frame, mut found, mut end) = (String::new(), VecDeque::new(), 0);
        for run in stretches.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten() {
            // What seemed to begin within another record was none.
            if run.span.start >= end {
                frame.push_str(&read_part(source, end..run.span.start)?);
                found.push_back(RecordRun { at: frame.len(), records: run.records });
                end = run.span.end;
            }
        }
        frame.push_str(&read_part(source, end..len)?);
        Some(FileOutline { frame, runs: RecordRuns(found) })
    }

    /// Returns where pages begin in which no record is cut in two.
    pub(crate) fn page_starts(&self) -> Vec<u32> {
        let (mut starts, mut next) = (Vec::new(), 0);
        for run in &self.runs.0 {
            for (number, (entry, _)) in run.records.iter().enumerate() {
                let TextSpan::Base(start, _) = entry.piece else { continue };
                if number == 0 || start as usize >= next {
                    starts.push(start);
                    next = start as usize + PAGE;
                }
            }
        }
        starts
    }
}

/// Returns the runs of records that begin in the stretch at `from`; `None` where it is no text.
fn runs(source: &dyn TextSource, from: usize, buffer: &mut Vec<u8>) -> Option<Vec<FoundRun>> {
    let (end, is_last) = match from + STRETCH_BYTES + BEHIND {
        end if end < source.byte_len() => (end, false),
        _ => (source.byte_len(), true),
    };
    buffer.resize(end - from, 0);
    if !source.fill(buffer, from) {
        return None;
    }
    // A character that is cut in two was read whole in the stretch before, a line that is in the
    // next one.
    let is_inside = |byte: &&u8| **byte & 0xc0 == 0x80;
    let skipped = if from == 0 { 0 } else { buffer.iter().take(3).take_while(is_inside).count() };
    let end = if is_last { buffer.len() } else { memrchr(b'\n', buffer)? + 1 };
    if !is_last && end < STRETCH_BYTES + 3 {
        return None;
    }
    let text = simdutf8::basic::from_utf8(&buffer[skipped..end]).ok()?;
    Some(StretchScan { text, origin: from + skipped, end: STRETCH_BYTES - skipped }.runs())
}

/// The text of a stretch and of what follows it.
struct StretchScan<'t> {
    text: &'t str,
    /// Where it begins in the file.
    origin: usize,
    /// Where the next stretch begins in it.
    end: usize,
}

impl StretchScan<'_> {
    fn runs(&self) -> Vec<FoundRun> {
        let text = self.text;
        let end = if self.end < text.len() { record_near(text, self.end).unwrap_or(self.end) } else { text.len() };
        let (mut found, mut next) = (Vec::new(), record_near(text, 0));
        while let Some(start) = next.filter(|start| *start < end) {
            let (spans, is_closed) = self.records(start..end);
            let stop = spans.last().map_or(start, |last| last.span.end);
            found.extend((!spans.is_empty()).then(|| self.run(start..stop, &spans)));
            next = is_closed.then(|| next_list(text, stop)).flatten();
        }
        found
    }

    /// Returns the records that begin in a range, and whether their list ends there.
    fn records(&self, range: Range<usize>) -> (Vec<RecordSpan>, bool) {
        let (mut start, mut records) = (range.start, Vec::new());
        while start < range.end {
            let mut scan = Scanner::new(self.text, start);
            if scan.skip_trivia().is_err() {
                break;
            }
            match scan.peek() {
                Some(b']') => return (records, true),
                None => {
                    // It may go on behind the text.
                    records.pop();
                    break;
                }
                Some(_) => {}
            }
            let Ok(record) = bracket_scan::item(&mut scan, start) else { break };
            start = record.span.end;
            records.push(record);
        }
        if start >= self.text.len() {
            records.pop();
        }
        (records, false)
    }

    fn run(&self, span: Range<usize>, records: &[RecordSpan]) -> FoundRun {
        let shifted = |range: &Range<usize>| range.start + self.origin..range.end + self.origin;
        let entry = |cut: &RecordSpan| (RecordEntry::new(TextSpan::base(&shifted(&cut.span)), cut), cut.hash);
        FoundRun { span: shifted(&span), records: records.iter().map(entry).collect() }
    }
}

/// Returns where the next list begins behind one that ends after `from`.
fn next_list(text: &str, from: usize) -> Option<usize> {
    let mut scan = Scanner::new(text, from);
    for byte in *b"]," {
        scan.skip_trivia().ok()?;
        scan.expect(byte).ok()?;
    }
    scan.skip_trivia().ok()?;
    scan.ident()?;
    for byte in *b":[" {
        scan.skip_trivia().ok()?;
        scan.expect(byte).ok()?;
    }
    Some(scan.at)
}
