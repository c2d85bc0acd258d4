//! Parses the structure of a file: attributes, the outermost struct, its sections, and the records
//! of each table.
//!
//! One pass; no tree is built. A *section* is a field of the outermost struct: a table, a single
//! record, or a field that the schema does not know. Entry points: [`file()`] for a whole file,
//! [`section`] for one section that is inserted later.

use std::ops::Range;

use ron::extensions::Extensions;

use super::parse_error::{ParseProblem, ProblemAt};
use super::record_splitter::{
    ItemEnd, ListBody, RecordSource, RecordSpan, SequentialSource, behind, body_of, damaged, next_line,
};
use crate::schema::{Schema, Table};
use crate::syntax::attributes::attributes;
use crate::syntax::lexer::{LineTail, Scanner, SyntaxResult};
use crate::syntax::parser::NoSink;
use crate::syntax::syntax_tree::plain_ident;
use crate::syntax::{SyntaxProblem, Tree, trivia};

/// Positions of the parts of a file.
pub(super) struct FileLayout {
    pub(super) extensions: Extensions,
    pub(super) head: Range<usize>,
    pub(super) sections: Vec<SectionSpan>,
    pub(super) foot: Range<usize>,
}

/// Positions of the parts of a section.
pub(super) struct SectionSpan {
    pub(super) kind: SectionKind,
    pub(super) span: Range<usize>,
    pub(super) key: Range<usize>,
    /// Comma and rest of the line after its value.
    pub(super) foot: Range<usize>,
    pub(super) comma: Option<usize>,
}

/// Kind of a section.
pub(super) enum SectionKind {
    /// A table; its body begins after the bracket.
    List(Table, ListBody),
    /// The record of a single table.
    Single(Table, RecordSpan),
    /// A field that the schema does not know.
    Other,
}

/// Finds the parts of a file with the records of a source.
pub(super) fn file(
    schema: &'static Schema,
    text: &str,
    source: &mut impl RecordSource,
) -> Result<FileLayout, ProblemAt> {
    let mut scan = Scanner::new(text, if text.starts_with('\u{feff}') { 3 } else { 0 });
    if u32::try_from(text.len()).is_err() {
        return Err(scan.fail(0, SyntaxProblem::TooLarge).into());
    }
    let extensions = attributes(&mut scan)?;
    if scan.peek().is_none() {
        return Err(scan.fail(scan.at, SyntaxProblem::Empty).into());
    }
    if let Some(name) = scan.ident() {
        let found = plain_ident(scan.slice(name.clone()));
        if found != schema.name {
            return Err(ProblemAt { offset: name.start, problem: ParseProblem::OtherName(found.to_owned()) });
        }
        scan.skip_trivia()?;
    }
    let open = scan.at;
    scan.expect(b'(')?;
    if let LineTail::Line(_, next) = scan.rest()? {
        scan.at = next;
    }
    let head = 0..scan.at;
    let (sections, foot) = sections(schema, &mut scan, open, source)?;
    scan.skip_trivia()?;
    if scan.peek().is_some() {
        return Err(scan.unexpected().into());
    }
    Ok(FileLayout { extensions, head, sections, foot: foot..text.len() })
}

/// Completes the first part of a file so that it can be parsed: everything up to the last record
/// that is whole in `start`. Returns `None` when not even the first table begins there.
pub(super) fn beginning(schema: &'static Schema, start: &str) -> Option<String> {
    let mut scan = Scanner::new(start, if start.starts_with('\u{feff}') { 3 } else { 0 });
    attributes(&mut scan).ok()?;
    if scan.ident().is_some() {
        scan.skip_trivia().ok()?;
    }
    scan.expect(b'(').ok()?;
    let mut whole = scan.at;
    while let Ok(sect) = section(schema, &mut scan) {
        whole = sect.span.end;
    }
    scan.at = whole;
    let close = match table_begun(&mut scan) {
        Some(end) => {
            whole = end;
            "])"
        }
        None => ")",
    };
    Some(format!("{}{close}", &start[..whole]))
}

/// Returns the end of the last whole record of a table that begins here and is cut off.
fn table_begun(scan: &mut Scanner) -> Option<usize> {
    scan.skip_trivia().ok()?;
    scan.ident()?;
    scan.skip_trivia().ok()?;
    scan.expect(b':').ok()?;
    scan.skip_trivia().ok()?;
    scan.expect(b'[').ok()?;
    let mut whole = scan.at;
    while scan.skip_trivia().is_ok() {
        let start = scan.at;
        match super::record_splitter::item(scan, start) {
            Ok(cut) if cut.comma.is_some() => whole = cut.span.end,
            _ => break,
        }
    }
    Some(whole)
}

fn sections(
    schema: &'static Schema,
    scan: &mut Scanner,
    open: usize,
    source: &mut impl RecordSource,
) -> Result<(Vec<SectionSpan>, usize), ProblemAt> {
    let mut sections = Vec::new();
    let mut seen = vec![false; schema.tables.len()];
    loop {
        let start = scan.at;
        scan.skip_trivia()?;
        match scan.peek() {
            Some(b')') => {
                scan.at += 1;
                return Ok((sections, start));
            }
            None => return Err(scan.fail(open, SyntaxProblem::Unclosed('(')).into()),
            _ => {}
        }
        scan.at = start;
        let sect = section_of(schema, scan, source)?;
        if let SectionKind::List(table, _) | SectionKind::Single(table, _) = sect.kind
            && std::mem::replace(&mut seen[usize::from(table.0)], true)
        {
            let problem = ParseProblem::Repeated(schema.table(table).name.to_owned());
            return Err(ProblemAt { offset: sect.key.start, problem });
        }
        sections.push(sect);
    }
}

/// Parses the next section.
pub(super) fn section(schema: &'static Schema, scan: &mut Scanner) -> Result<SectionSpan, ProblemAt> {
    section_of(schema, scan, &mut SequentialSource)
}

/// Parses the next section with the records of a source.
fn section_of(
    schema: &'static Schema,
    scan: &mut Scanner,
    source: &mut impl RecordSource,
) -> Result<SectionSpan, ProblemAt> {
    let (text, start) = (scan.text, scan.at);
    scan.skip_trivia()?;
    let key = scan.ident().ok_or_else(|| scan.unexpected())?;
    scan.skip_trivia()?;
    scan.expect(b':')?;
    scan.skip_trivia()?;
    let table = schema.find(plain_ident(scan.slice(key.clone())));
    let list = table.filter(|table| !schema.table(*table).single);
    let kind = match list {
        Some(table) => {
            if !scan.eat(b'[') {
                let problem = ParseProblem::NotAList(schema.table(table).name.to_owned());
                return Err(ProblemAt { offset: scan.at, problem });
            }
            let body = body_of(text, scan.at, source)?;
            scan.at = body.tail.end + 1;
            SectionKind::List(table, body)
        }
        None => {
            let cut = value(schema, scan, text, key.start)?;
            table.map_or(SectionKind::Other, |table| {
                SectionKind::Single(table, RecordSpan { span: start..start, ..cut })
            })
        }
    };
    let value_end = scan.at;
    let (comma, end) = behind(scan, b')')?;
    let kind = match kind {
        SectionKind::Single(table, cut) => SectionKind::Single(table, RecordSpan { span: start..end, comma, ..cut }),
        kind => kind,
    };
    Ok(SectionSpan { kind, span: start..end, key, foot: value_end..end, comma })
}

/// Parses the value of a section. A value that is not valid RON ends where the next table begins.
fn value(schema: &'static Schema, scan: &mut Scanner, text: &str, key: usize) -> SyntaxResult<RecordSpan> {
    let start = scan.at;
    let Err(error) = scan.value(&mut NoSink, 0) else {
        return Ok(RecordSpan {
            span: start..scan.at,
            value: inner(text, start..scan.at),
            id: 0..0,
            hash: None,
            comma: None,
            fault: None,
        });
    };
    let indent = trivia::indent(text, key);
    let line = next_line(text, start, |line| {
        let name = line.strip_prefix(indent).and_then(|rest| rest.split_once(':')).map(|(name, _)| name.trim_end());
        name.is_some_and(|name| schema.find(name).is_some())
    });
    let cut = damaged(text, start..start, ItemEnd { close: b')', line }, error)?;
    scan.at = cut.value.end;
    Ok(cut)
}

/// Returns the range of a value without `Some(…)`.
fn inner(text: &str, value: Range<usize>) -> Range<usize> {
    let part = &text[value.clone()];
    let peeled = Tree::parse(part).ok().and_then(|tree| tree.root(part).unwrap_option().map(|v| v.span()));
    peeled.map_or(value.clone(), |r| value.start + r.start..value.start + r.end)
}
