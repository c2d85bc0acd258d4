//! Finds the end of a record by its brackets and strings alone, without parsing the values.
//!
//! Several times as fast as the parser, with the same result for a record that is valid RON. It
//! cannot tell *whether* the record is valid: callers must parse the records afterwards and, when
//! one is invalid, split with [`record_splitter::item`] instead. Anything unusual is left to
//! the parser. Must not report errors of its own. Entry point: [`item`].

use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use crate::document::record_splitter::{self, RecordSpan};
use crate::syntax::lexer::{PLAIN, Scanner, SyntaxResult, blanks};

/// Meaning of a byte outside of strings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Nothing,
    Blank,
    Open,
    Close,
    Text,
    Comment,
    /// Left to the parser.
    Doubt,
}

const SIGNS: [Sign; 256] = {
    let mut signs = [Sign::Nothing; 256];
    signs[b' ' as usize] = Sign::Blank;
    signs[b'(' as usize] = Sign::Open;
    signs[b'[' as usize] = Sign::Open;
    signs[b')' as usize] = Sign::Close;
    signs[b']' as usize] = Sign::Close;
    signs[b'"' as usize] = Sign::Text;
    signs[b'/' as usize] = Sign::Comment;
    signs[b'{' as usize] = Sign::Doubt;
    signs[b'}' as usize] = Sign::Doubt;
    signs[b'\'' as usize] = Sign::Doubt;
    signs
};

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
    let mut at = from + name;
    let (mut depth, mut id) = (0_usize, None);
    if bytes[at] != b'(' {
        return None;
    }
    loop {
        match SIGNS[usize::from(*bytes.get(at)?)] {
            Sign::Nothing => at += 1,
            Sign::Blank => at += blanks(&bytes[at..]),
            Sign::Open => (depth, at) = (depth + 1, at + 1),
            Sign::Close => {
                (depth, at) = (depth - 1, at + 1);
                if depth == 0 {
                    return Some((at, id?));
                }
            }
            Sign::Text => {
                let raw = bytes[..at].iter().rev().take_while(|byte| **byte == b'#').count();
                if raw > 0 || matches!(bytes[at - 1], b'r' | b'b') {
                    at = raw_text(bytes, at, raw)?;
                    continue;
                }
                let end = text(bytes, at)?;
                if depth == 1 && id.is_none() && is_id(&bytes[from..at]) {
                    id = Some(at..end);
                }
                at = end;
            }
            Sign::Comment if bytes.get(at + 1) == Some(&b'/') => at += memchr(b'\n', &bytes[at..])?,
            Sign::Comment => at = block_comment(bytes, at)?,
            Sign::Doubt => return None,
        }
    }
}

/// Returns the end of the raw string whose quote is at `at` after this number of hashes. Returns
/// `None` when it is not a string, or may be the id, which the parser decodes.
fn raw_text(bytes: &[u8], at: usize, hashes: usize) -> Option<usize> {
    let before = bytes[..at - hashes].strip_suffix(b"r")?;
    if before.last().is_none_or(|byte| PLAIN[usize::from(*byte)]) || is_id(before) {
        return None;
    }
    let end = [&b"\""[..], &bytes[at - hashes..at]].concat();
    memmem::find(&bytes[at + 1..], &end).map(|found| at + 1 + found + end.len())
}

/// Returns the end of the comment that begins with `/*` at `at`; `None` when it is something else
/// or contains nested comments.
fn block_comment(bytes: &[u8], at: usize) -> Option<usize> {
    let inside = bytes[at..].strip_prefix(b"/*")?;
    let end = memmem::find(inside, b"*/")?;
    memmem::find(&inside[..end + 1], b"/*").is_none().then_some(at + 2 + end + 2)
}

/// Returns the end of the string whose opening quote is at `at`.
fn text(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at + 1;
    loop {
        end += memchr2(b'"', b'\\', bytes.get(end..)?)?;
        if bytes[end] == b'"' {
            return Some(end + 1);
        }
        end += 2;
    }
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
            "Some ((id: \"a\"))",
            "\"a\"",
        ] {
            same(record, false);
        }
    }
}
