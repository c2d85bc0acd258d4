//! The text before a value: which comments belong to the value, and how it is indented.
//!
//! Comment lines right above a value belong to it. A comment block followed by a blank line is a
//! heading and does not.

use super::lexer::{LineTail, Scanner};

/// Returns the offset of the first thing that is neither space nor comment.
pub(crate) fn content(text: &str) -> usize {
    let mut scan = Scanner::new(text, 0);
    // An unclosed comment: the rest of the text is a comment.
    scan.skip_trivia().map_or(text.len(), |()| scan.at)
}

/// Returns where the own comments of a value begin in the text before it; the end of that text when
/// there are none.
///
/// The text begins at the start of a line or, when `behind_bracket`, right after an opening
/// bracket.
pub(crate) fn own(lead: &str, behind_bracket: bool) -> usize {
    let mut scan = Scanner::new(lead, 0);
    if behind_bracket && let Ok(LineTail::Line(_, next)) = scan.rest() {
        scan.at = next;
    }
    let mut own = None;
    loop {
        let start = scan.at;
        scan.white(true);
        // A comment ends before its line break. One break leads to the next line; two mean a blank
        // line.
        if lead[start..scan.at].bytes().filter(|b| *b == b'\n').count() > 1 {
            own = None;
        }
        let comment = scan.at;
        match scan.comment() {
            Ok(true) => own = own.or(Some(comment)),
            _ => return own.unwrap_or(lead.len()),
        }
    }
}

/// Returns the start of the line of `at`, if only space is between.
pub(crate) fn line_start(text: &str, at: usize) -> Option<usize> {
    let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
    text[line..at].chars().all(char::is_whitespace).then_some(line)
}

/// Returns the space before `at` on its line.
pub(crate) fn indent(text: &str, at: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let rest = &text[line..at];
    &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()]
}

/// Returns the first line break of a text.
pub(crate) fn line_break(text: &str) -> Option<&'static str> {
    let i = memchr::memchr(b'\n', text.as_bytes())?;
    Some(if text[..i].ends_with('\r') { "\r\n" } else { "\n" })
}
