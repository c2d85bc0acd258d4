//! Splits the body of a list into pieces, one per item, and finds the id of each.
//!
//! A piece extends from the end of the previous one (or the opening bracket) to the end of its own
//! last line, including its comma and the comments after it. The text left before the closing
//! bracket is the tail. An item that is not valid RON becomes a *damaged* piece of its own where
//! its bounds can be found, so that one mistake does not make the whole file unusable. Must not
//! build trees. Entry point: [`body`].

use std::num::NonZeroU64;
use std::ops::Range;

use memchr::memchr;

use super::id_index::{hash, plain_id};
use crate::syntax::lexer::{LineTail, Scanner, SyntaxResult};
use crate::syntax::parser::Sink;
use crate::syntax::{NodeKind, SyntaxError, SyntaxProblem, trivia};

/// How many times the length of a file may be searched for the ends of its damaged items. Of items
/// that can be told from their neighbours, as conflict markers can, a file may have any number.
const SEARCH_LIMIT: usize = 256;

/// Position of one item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecordSpan {
    /// The whole piece.
    pub(super) span: Range<usize>,
    /// The item itself.
    pub(super) value: Range<usize>,
    /// The literal in its field `id`; empty when it has none.
    pub(super) id: Range<usize>,
    /// The hash of the id, when it is a plain literal.
    pub(super) hash: Option<NonZeroU64>,
    /// Its comma.
    pub(super) comma: Option<usize>,
    /// Why it is not valid RON; the offset is relative to the item.
    pub(super) fault: Option<Box<SyntaxError>>,
}

/// The items of a list and the text after the last.
#[derive(Debug, Default)]
pub(super) struct ListBody {
    /// One per item.
    pub(super) records: Vec<RecordSpan>,
    /// The text before the closing bracket.
    pub(super) tail: Range<usize>,
}

/// Parses the next record as the piece that begins at a position.
pub(super) type RecordReader = fn(&mut Scanner, usize) -> SyntaxResult<RecordSpan>;

/// Where the records of a list come from.
pub(super) trait RecordSource {
    /// Parses the next record as the piece that begins at `start`.
    fn read(&mut self, scan: &mut Scanner, start: usize) -> SyntaxResult<RecordSpan>;

    /// Returns the records from exactly `start` on that were read before; none unless a source
    /// reads ahead.
    fn read_ahead(&mut self, _start: usize) -> Vec<RecordSpan> {
        Vec::new()
    }
}

/// Reads each record when its turn comes.
pub(super) struct SequentialSource;

impl RecordSource for SequentialSource {
    fn read(&mut self, scan: &mut Scanner, start: usize) -> SyntaxResult<RecordSpan> {
        item(scan, start)
    }
}

/// Splits the body of a list that begins at `from` and ends with `]`.
pub(super) fn body(text: &str, from: usize) -> SyntaxResult<ListBody> {
    body_of(text, from, &mut SequentialSource)
}

/// Splits the body of a list into the records of a source.
pub(super) fn body_of(text: &str, from: usize, source: &mut impl RecordSource) -> SyntaxResult<ListBody> {
    let mut cuts: Vec<RecordSpan> = Vec::new();
    let mut searched = 0;
    let mut start = from;
    // Indentation of the first item; it shows where a damaged item ends.
    let mut indent = None;
    loop {
        let mut known = source.read_ahead(start);
        if let Some(last) = known.last() {
            start = last.span.end;
            cuts.append(&mut known);
            continue;
        }
        let mut scan = Scanner::new(text, start);
        scan.skip_trivia()?;
        match scan.peek() {
            Some(b']') => return Ok(ListBody { records: cuts, tail: start..scan.at }),
            None => return Err(scan.fail(from.saturating_sub(1), SyntaxProblem::Unclosed('['))),
            Some(_) => {}
        }
        let content = scan.at;
        let indent = *indent.get_or_insert_with(|| trivia::indent(text, first_item(text, content)));
        let cut = match source.read(&mut scan, start) {
            Ok(cut) => cut,
            Err(error) if searched / SEARCH_LIMIT < text.len() => {
                let ends = ItemEnd { close: b']', line: next_item_line(text, content, indent) };
                searched += searched_to(text, &ends, &error, scan.at) - content;
                damaged(text, start..content, ends, error)?
            }
            Err(error) => return Err(error),
        };
        start = cut.span.end;
        cuts.push(cut);
    }
}

/// The first item of a list that begins at `content`: behind the line where git begins a conflict.
fn first_item(text: &str, content: usize) -> usize {
    let is_conflict = text[content..].starts_with("<<<<<<<");
    let blanks = |line: usize| text[line..].len() - text[line..].trim_start_matches([' ', '\t']).len();
    let next = || next_line(text, content, |line| opening(line.trim_start_matches([' ', '\t'])));
    is_conflict.then(next).flatten().map_or(content, |line| line + blanks(line))
}

/// How far the text was read before the end of a damaged item was known; reading it stopped at
/// `at`.
fn searched_to(text: &str, ends: &ItemEnd, error: &SyntaxError, at: usize) -> usize {
    match error.message {
        // What is never closed was looked for up to the end.
        SyntaxProblem::UnclosedComment | SyntaxProblem::UnclosedString => text.len(),
        _ => ends.line.unwrap_or(text.len()).max(at),
    }
}

/// Reads the item that comes next as the piece that begins at `start`.
pub(super) fn item(scan: &mut Scanner, start: usize) -> SyntaxResult<RecordSpan> {
    let content = scan.at;
    let mut finder = IdFinder::new(scan.clone());
    scan.value(&mut finder, 0)?;
    complete(scan, start, content, finder.id)
}

/// Returns the piece that begins at `start`, with an item from `content` to the cursor.
pub(super) fn complete(scan: &mut Scanner, start: usize, content: usize, id: Range<usize>) -> SyntaxResult<RecordSpan> {
    let value = content..scan.at;
    let (comma, end) = behind(scan, b']')?;
    // Hash now, while the bytes are in the cache.
    let hash = plain_id(&scan.text[id.clone()]).and_then(|id| NonZeroU64::new(hash(id)));
    Ok(RecordSpan { span: start..end, value, id, hash, comma, fault: None })
}

/// Consumes the comma after a value in a bracket that ends with `close`, and the rest of the line
/// that belongs to the value. Returns the comma and the end.
pub(super) fn behind(scan: &mut Scanner, close: u8) -> SyntaxResult<(Option<usize>, usize)> {
    let end = scan.at;
    scan.skip_trivia()?;
    let comma = scan.eat(b',').then(|| scan.at - 1);
    if comma.is_none() {
        match scan.peek() {
            None => scan.at = end,
            Some(byte) if byte == close => scan.at = end,
            Some(_) => return Err(scan.fail(end, SyntaxProblem::Missing(','))),
        }
    }
    let end = match scan.rest()? {
        LineTail::Line(_, next) => next,
        LineTail::Close(end) => end,
        LineTail::More => scan.at,
    };
    scan.at = end;
    Ok((comma, end))
}

/// Notes the position of the value of the outermost field `id`.
struct IdFinder<'a> {
    depth: usize,
    armed: bool,
    source: Scanner<'a>,
    id: Range<usize>,
}

impl<'a> IdFinder<'a> {
    fn new(source: Scanner<'a>) -> Self {
        IdFinder { depth: 0, armed: false, source, id: 0..0 }
    }
}

impl Sink for IdFinder<'_> {
    fn open(&mut self) -> usize {
        self.depth += 1;
        0
    }

    fn key(&mut self, key: Range<usize>) {
        if self.depth == 1 && self.id.is_empty() && key.len() <= 4 {
            self.armed = matches!(self.source.slice(key), "id" | "r#id");
        }
    }

    fn close(&mut self, _: usize, kind: NodeKind, span: Range<usize>, _: usize) {
        self.depth -= 1;
        if self.depth == 1 && self.armed {
            self.armed = false;
            if kind == NodeKind::Str {
                self.id = span;
            }
        }
    }
}

/// Where a damaged item may end.
pub(super) struct ItemEnd {
    /// The bracket around it.
    pub(super) close: u8,
    /// The line on which something else seems to begin.
    pub(super) line: Option<usize>,
}

/// Finds the bounds of a damaged item, which begins at the end of `lead`.
pub(super) fn damaged(text: &str, lead: Range<usize>, ends: ItemEnd, error: SyntaxError) -> SyntaxResult<RecordSpan> {
    let content = lead.end;
    // What lies behind the line on which something else begins is not asked.
    let near = ends.line.map_or(text, |line| text.get(..=line).unwrap_or(&text[..line]));
    let balanced = balanced(near, content, ends.close).filter(|end| *end > content);
    let (value_end, comma, end) = match (balanced, ends.line) {
        (Some(end), line) if line.is_none_or(|line| end <= line) => {
            let (comma, piece_end) = behind(&mut Scanner::new(text, end), ends.close)?;
            (content + text[content..end].trim_end().len(), comma, piece_end)
        }
        (_, Some(line)) => {
            let end = before_comments(text, content, line);
            let value = text[content..end].trim_end();
            let bare = value.strip_suffix(',').map_or(value, str::trim_end);
            let comma = (bare.len() < value.len()).then(|| content + value.len() - 1);
            (content + bare.len(), comma, end)
        }
        _ => return Err(error),
    };
    let id = lost_id(text, content, value_end);
    let offset = error.offset.saturating_sub(content).min(value_end - content);
    let fault = Some(Box::new(SyntaxError { offset, message: error.message }));
    Ok(RecordSpan { span: lead.start..end, value: content..value_end, id, hash: None, comma, fault })
}

/// Returns the id of an item that is not valid RON, if it precedes the mistake.
fn lost_id(text: &str, content: usize, end: usize) -> Range<usize> {
    let mut scan = Scanner::new(text, content);
    let mut finder = IdFinder::new(scan.clone());
    let _ = scan.value(&mut finder, 0);
    if finder.id.end <= end { finder.id } else { 0..0 }
}

/// Returns the comma or closing bracket that ends the item at `from`, by brackets, strings and
/// comments alone.
fn balanced(text: &str, from: usize, close: u8) -> Option<usize> {
    let mut scan = Scanner::new(text, from);
    let mut open = Vec::new();
    loop {
        scan.skip_trivia().ok()?;
        match scan.peek()? {
            byte if open.is_empty() && (byte == b',' || byte == close) => return Some(scan.at),
            b'(' => open.push(b')'),
            b'[' => open.push(b']'),
            b'{' => open.push(b'}'),
            byte @ (b')' | b']' | b'}') if open.pop() != Some(byte) => return None,
            _ => {}
        }
        scan.token().ok()?;
    }
}

/// Returns the line after `content` on which the next item seems to begin or the list to end.
fn next_item_line(text: &str, content: usize, indent: &str) -> Option<usize> {
    next_line(text, content, |line| {
        let bare = line.trim_start_matches([' ', '\t']);
        let depth = line.len() - bare.len();
        (depth == indent.len() && line.starts_with(indent) && opening(bare))
            || (bare.starts_with(']') && depth < indent.len())
    })
}

/// Returns the next line after `at` for which `holds` is true.
pub(super) fn next_line(text: &str, mut at: usize, holds: impl Fn(&str) -> bool) -> Option<usize> {
    while let Some(i) = memchr(b'\n', &text.as_bytes()[at..]) {
        at += i + 1;
        if holds(&text[at..]) {
            return Some(at);
        }
    }
    None
}

/// Returns true when an item may begin like this: with a parenthesis, perhaps after a name.
pub(super) fn opening(text: &str) -> bool {
    text.trim_start_matches(|c: char| c == '_' || c.is_alphanumeric()).starts_with('(')
}

/// Returns the start of the blank and comment lines above `line`.
fn before_comments(text: &str, content: usize, line: usize) -> usize {
    let mut at = line;
    while let Some(above) = text[content..at].strip_suffix('\n') {
        let Some(i) = above.rfind('\n') else { break };
        let bare = above[i + 1..].trim();
        if !bare.is_empty() && !bare.starts_with("//") {
            break;
        }
        at = content + i + 1;
    }
    at
}
