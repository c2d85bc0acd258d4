//! The first look at a file: attributes, the outermost struct, its sections, and the records of each table.
//!
//! One pass; no tree is built. A *section* is a field of the outermost struct: a table, the one single record, or something
//! the schema does not know. Enter at [`file`] for a whole file, at [`section`] for one section that is put in later.

use std::ops::Range;

use ron::extensions::Extensions;

use super::ahead::{Ahead, Reader};
use super::cut::{Body, Cut, Ends, behind, body_ahead, damaged, next_line};
use super::grammar::Sink;
use super::lead;
use super::parallel::Tell;
use super::scan::{Rest, Scan, Scanner};
use super::syntax::{NodeKind, Problem, Tree, plain};
use crate::schema::{Schema, Table};

/// Where the parts of a file lie.
pub(super) struct File {
    pub(super) extensions: Extensions,
    pub(super) head: Range<usize>,
    pub(super) sections: Vec<Sect>,
    pub(super) foot: Range<usize>,
}

/// Where the parts of a section lie.
pub(super) struct Sect {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
    pub(super) key: Range<usize>,
    /// Behind its value: comma and rest of the line.
    pub(super) foot: Range<usize>,
    pub(super) comma: Option<usize>,
}

/// What a section is.
pub(super) enum Kind {
    /// A table; its body begins behind the bracket.
    List(Table, Body),
    /// The record of a single table.
    Single(Table, Cut),
    /// A field that the schema does not know.
    Other,
}

/// Finds the parts of a file, its records as `item` reads them.
pub(super) fn file(schema: &'static Schema, text: &str, (item, tell): (Reader, Tell<'_>)) -> Scan<File> {
    let mut scan = Scanner::new(text, if text.starts_with('\u{feff}') { 3 } else { 0 });
    let extensions = attributes(&mut scan)?;
    if scan.peek().is_none() {
        return Err(scan.fail(scan.at, Problem::Empty));
    }
    if let Some(name) = scan.ident() {
        let found = plain(scan.slice(name.clone()));
        if found != schema.name {
            return Err(scan.fail(name.start, Problem::OtherName(found.to_owned())));
        }
        scan.space()?;
    }
    let open = scan.at;
    scan.expect(b'(')?;
    if let Rest::Line(_, next) = scan.rest()? {
        scan.at = next;
    }
    let head = 0..scan.at;
    let ahead = Ahead::look(text, item, tell);
    let (sections, foot) = sections(schema, &mut scan, open, ahead)?;
    scan.space()?;
    if scan.peek().is_some() {
        return Err(scan.unexpected());
    }
    Ok(File { extensions, head, sections, foot: foot..text.len() })
}

/// What a file begins with, completed so that it can be taken apart: everything up to the last record that is whole in
/// `start`. `None` when not even the first table begins there.
pub(super) fn beginning(schema: &'static Schema, start: &str) -> Option<String> {
    let mut scan = Scanner::new(start, if start.starts_with('\u{feff}') { 3 } else { 0 });
    attributes(&mut scan).ok()?;
    if scan.ident().is_some() {
        scan.space().ok()?;
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

/// The end of the last whole record of a table that begins here and does not end.
fn table_begun(scan: &mut Scanner) -> Option<usize> {
    scan.space().ok()?;
    scan.ident()?;
    scan.space().ok()?;
    scan.expect(b':').ok()?;
    scan.space().ok()?;
    scan.expect(b'[').ok()?;
    let mut whole = scan.at;
    while scan.space().is_ok() {
        let start = scan.at;
        match super::cut::item(scan, start) {
            Ok(cut) if cut.comma.is_some() => whole = cut.span.end,
            _ => break,
        }
    }
    Some(whole)
}

fn sections(schema: &'static Schema, scan: &mut Scanner, open: usize, mut ahead: Ahead) -> Scan<(Vec<Sect>, usize)> {
    let mut sections = Vec::new();
    let mut seen = vec![false; schema.tables.len()];
    loop {
        let start = scan.at;
        scan.space()?;
        match scan.peek() {
            Some(b')') => {
                scan.at += 1;
                return Ok((sections, start));
            }
            None => return Err(scan.fail(open, Problem::Unclosed('('))),
            _ => {}
        }
        scan.at = start;
        let sect = section_ahead(schema, scan, &mut ahead)?;
        if let Kind::List(table, _) | Kind::Single(table, _) = sect.kind
            && std::mem::replace(&mut seen[usize::from(table.0)], true)
        {
            return Err(scan.fail(sect.key.start, Problem::Repeated(schema.table(table).name.to_owned())));
        }
        sections.push(sect);
    }
}

/// Finds the parts of the section that comes next.
pub(super) fn section(schema: &'static Schema, scan: &mut Scanner) -> Scan<Sect> {
    section_ahead(schema, scan, &mut Ahead::default())
}

/// The same with what was cut ahead.
fn section_ahead(schema: &'static Schema, scan: &mut Scanner, ahead: &mut Ahead) -> Scan<Sect> {
    let (text, start) = (scan.text, scan.at);
    scan.space()?;
    let key = scan.ident().ok_or_else(|| scan.unexpected())?;
    scan.space()?;
    scan.expect(b':')?;
    scan.space()?;
    let table = schema.find(plain(scan.slice(key.clone())));
    let list = table.filter(|table| !schema.table(*table).single);
    let kind = match list {
        Some(table) => {
            if !scan.eat(b'[') {
                return Err(scan.fail(scan.at, Problem::NotAList(schema.table(table).name.to_owned())));
            }
            let body = body_ahead(text, scan.at, ahead)?;
            scan.at = body.tail.end + 1;
            Kind::List(table, body)
        }
        None => {
            let cut = value(schema, scan, text, key.start)?;
            table.map_or(Kind::Other, |table| Kind::Single(table, Cut { span: start..start, ..cut }))
        }
    };
    let value_end = scan.at;
    let (comma, end) = behind(scan, b')')?;
    let kind = match kind {
        Kind::Single(table, cut) => Kind::Single(table, Cut { span: start..end, comma, ..cut }),
        kind => kind,
    };
    Ok(Sect { kind, span: start..end, key, foot: value_end..end, comma })
}

/// Reads the value of a section; one that is no RON ends where the next table begins.
fn value(schema: &'static Schema, scan: &mut Scanner, text: &str, key: usize) -> Scan<Cut> {
    let start = scan.at;
    let Err(error) = scan.value(&mut Nothing, 0) else {
        return Ok(Cut {
            span: start..scan.at,
            value: inner(text, start..scan.at),
            id: 0..0,
            hash: None,
            comma: None,
            fault: None,
        });
    };
    let indent = lead::indent(text, key);
    let line = next_line(text, start, |line| {
        let name = line.strip_prefix(indent).and_then(|rest| rest.split_once(':')).map(|(name, _)| name.trim_end());
        name.is_some_and(|name| schema.find(name).is_some())
    });
    let cut = damaged(text, start..start, Ends { close: b')', line }, error)?;
    scan.at = cut.value.end;
    Ok(cut)
}

/// The value without `Some(…)`.
fn inner(text: &str, value: Range<usize>) -> Range<usize> {
    let part = &text[value.clone()];
    let peeled = Tree::parse(part).ok().and_then(|tree| tree.root(part).peel().map(|v| v.span()));
    peeled.map_or(value.clone(), |r| value.start + r.start..value.start + r.end)
}

/// The extensions that the attributes at the beginning enable.
fn attributes(scan: &mut Scanner) -> Scan<Extensions> {
    let mut extensions = Extensions::empty();
    loop {
        scan.space()?;
        let start = scan.at;
        if scan.peek() != Some(b'#') {
            return Ok(extensions);
        }
        attribute(scan, &mut extensions).map_err(|error| match error.message {
            Problem::UnknownExtension(_) => error,
            _ => scan.fail(start, Problem::BadAttribute),
        })?;
    }
}

fn attribute(scan: &mut Scanner, extensions: &mut Extensions) -> Scan<()> {
    for byte in *b"#![" {
        scan.expect(byte)?;
        scan.space()?;
    }
    let name = scan.ident().ok_or_else(|| scan.unexpected())?;
    scan.space()?;
    if scan.slice(name) == "enable" {
        scan.expect(b'(')?;
        scan.space()?;
        while let Some(name) = scan.ident() {
            let found = scan.slice(name.clone());
            let unknown = || scan.fail(name.start, Problem::UnknownExtension(found.to_owned()));
            *extensions |= Extensions::from_ident(found).ok_or_else(unknown)?;
            scan.space()?;
            if scan.eat(b',') {
                scan.space()?;
            }
        }
        scan.expect(b')')?;
    } else {
        scan.expect(b'=')?;
        scan.space()?;
        scan.value(&mut Nothing, 0)?;
    }
    scan.space()?;
    scan.expect(b']')
}

/// Wants to know nothing.
struct Nothing;

impl Sink for Nothing {
    fn open(&mut self) -> usize {
        0
    }
    fn key(&mut self, _: Range<usize>) {}
    fn close(&mut self, _: usize, _: NodeKind, _: Range<usize>, _: usize) {}
}
