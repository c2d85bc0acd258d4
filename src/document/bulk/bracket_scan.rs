//! Finds the end of a record by its brackets and strings alone, without parsing the values.
//!
//! Several times as fast as the parser, with the same result for a record that is valid RON. It
//! cannot tell *whether* the record is valid: callers must parse the records that they read and,
//! when one is invalid, split with [`record_splitter::item`] instead. Anything unusual is left to
//! the parser: also a record that does not begin its line, and a line in a record that is indented
//! as little as the record itself, because another record may begin there, after a bracket or a
//! quote that was forgotten. Must not report errors of its own. Entry point: [`item`].

use std::ops::Range;

use crate::document::record_splitter::{self, RecordSpan};
use crate::syntax::bracket_end::{BracketVisitor, Next, bracket_end};
use crate::syntax::lexer::{PLAIN, Scanner, SyntaxResult, blanks};

/// Scans the next record as the piece that begins at `start`.
pub(crate) fn item(scan: &mut Scanner, start: usize) -> SyntaxResult<RecordSpan> {
    let content = scan.at;
    let Some((end, id)) = outline(scan.bytes, content) else { return record_splitter::item(scan, start) };
    scan.at = end;
    record_splitter::complete(scan, start, content, id)
}

/// Returns the end of the struct that begins at `from`, and its id; `None` where the parser should
/// decide.
fn outline(bytes: &[u8], from: usize) -> Option<(usize, Range<usize>)> {
    let name = bytes.get(from..)?.iter().position(|byte| !PLAIN[usize::from(*byte)])?;
    if bytes[from + name] != b'(' {
        return None;
    }
    let mut finder = OutlineVisitor { bytes, from, indent: indent(bytes, from)?, id: None };
    let end = bracket_end(bytes, from + name, &mut finder)?;
    Some((end, finder.id?))
}

/// Finds the id of the struct that begins at `from`.
struct OutlineVisitor<'a> {
    bytes: &'a [u8],
    from: usize,
    /// How far it is indented.
    indent: usize,
    id: Option<Range<usize>>,
}

impl BracketVisitor for OutlineVisitor<'_> {
    #[inline]
    fn text(&mut self, depth: usize, literal: Range<usize>) -> Next {
        let is_raw = self.bytes[literal.start] == b'r';
        if (is_raw || depth == 1 && self.id.is_none()) && is_id(&self.bytes[self.from..literal.start]) {
            if is_raw {
                // The parser decodes it.
                return Next::Break(None);
            }
            self.id = Some(literal.clone());
        }
        Next::Continue(literal.end)
    }

    /// Returns false where something else than the end of the record may begin.
    #[inline]
    fn line(&mut self, start: usize) -> bool {
        let mut depth = blanks(&self.bytes[start..]);
        if self.bytes.get(start + depth) == Some(&b'\t') {
            depth = self.bytes[start..].iter().take_while(|byte| is_indentation(byte)).count();
        }
        depth > self.indent || matches!(self.bytes.get(start + depth), Some(b')' | b'\n' | b'\r' | b'/'))
    }
}

/// Returns how far the line of a record is indented that begins at `from`; `None` where something
/// else stands before it.
fn indent(bytes: &[u8], from: usize) -> Option<usize> {
    let blanks = bytes[..from].iter().rev().take_while(|byte| is_indentation(byte)).count();
    matches!(bytes[..from - blanks].last(), None | Some(b'\n')).then_some(blanks)
}

fn is_indentation(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Returns true when `id:` is right before, on the same line.
fn is_id(before: &[u8]) -> bool {
    let name = before.trim_ascii_end().strip_suffix(b":").map(|name| name.strip_suffix(b" ").unwrap_or(name));
    let before_name = name.and_then(|name| name.strip_suffix(b"id"));
    let on_line = !before[before.trim_ascii_end().len()..].contains(&b'\n');
    on_line
        && before_name.is_some_and(|rest| rest.last().is_some_and(|byte| matches!(byte, b' ' | b'\n' | b'(' | b',')))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares both ways of reading a record; when `quick`, the bracket scan must succeed by
    /// itself.
    #[track_caller]
    fn same(record: &str, quick: bool) {
        let text = format!("    // a comment )\n    {record}, // behind\n");
        let content = text.find(record).unwrap();
        assert_eq!(outline(text.as_bytes(), content).is_some(), quick, "{record}");
        let cut = |how: fn(&mut Scanner, usize) -> SyntaxResult<RecordSpan>| {
            let mut scan = Scanner::new(&text, content);
            how(&mut scan, 0).map(|cut| (cut, scan.at))
        };
        assert_eq!(cut(item), cut(record_splitter::item), "{record}");
    }

    #[test]
    fn it_finds_what_the_grammar_finds() {
        for record in [
            "(id: \"a\")",
            "R(id: \"a\", of: [\"(\", \")]\", \"\\\")\"])",
            "R(\n        id: \"a\", // ) \"\n        note: Some(\"id: x\"),\n    )",
            "R(note: \"id\", of: M(id: \"inner\"), id : \"outer\")",
            "R(valid: \"no\", id: \"a\", url: \"http://a.b/(c\")",
            "R(id: \"a\" /* ) */)",
            "R(id: \"a\", /* ( \" **/ of: [/**/ 1])",
            "R(id: \"a\", raw: r#\"(\")\"#, more: r\"(\\\", none: r##\"\"#\"##)",
            "R(id: \"a\", raw: r\"(\", r#id: r#\"b\"#)",
            "R(\n        id: \"a\",\n\n    // comment\n        note: \"x\n      y\",\n    )",
        ] {
            same(record, true);
        }
    }

    #[test]
    fn it_leaves_to_the_grammar_what_is_unusual() {
        for record in [
            "R(name: \"no id\")",
            "R(id: r\"a\")",
            "R(id: r#\"a\"#)",
            "R(id: \"a\", bytes: b\"(\")",
            "R(id: \"a\", bytes: br#\"(\"#)",
            "R(id: \"a\", of: {1: 2})",
            "R(id: \"a\", letter: '(')",
            "R(id: \"a\" /* /* ) */ */)",
            "R(id: \"a\" /*/ ) */ */)",
            "R(r#id: \"a\")",
            "R(id: // id:\n \"a\")",
            "(\n // id: \n \"a\")",
            "Größe(id: \"a\")",
            "R(\n        id: \"a\",\n    note: 1,\n    )",
            "R(\n        id: \"a\",\n        note: \"x\ny\",\n    )",
            "R(\n        id: \"a\", /*\n        */\n    )",
            "R(id: \"a\", of: [1)]",
            "Some ((id: \"a\"))",
            "R(\n\t    id: \"a\",\n    note: 1,\n    )",
            "\"a\"",
        ] {
            same(record, false);
        }
    }
}
