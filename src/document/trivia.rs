//! What stands in front of a value: which comments are its own, and how it is indented.
//!
//! Comment lines right above a value are its own; a comment block with a blank line behind it is a
//! heading and is not.

use super::lexer::{LineTail, Scanner};

/// Where the first thing stands that is neither space nor comment.
pub(super) fn content(text: &str) -> usize {
    let mut scan = Scanner::new(text, 0);
    // An unclosed comment: all of the text is comment.
    scan.skip_trivia().map_or(text.len(), |()| scan.at)
}

/// Where the own comments of a value begin in the text in front of it (its end when there are
/// none).
///
/// The text begins at the beginning of a line, or, when `behind_bracket`, right behind an opening
/// bracket.
pub(super) fn own(lead: &str, behind_bracket: bool) -> usize {
    let mut scan = Scanner::new(lead, 0);
    if behind_bracket && let Ok(LineTail::Line(_, next)) = scan.rest() {
        scan.at = next;
    }
    let mut own = None;
    loop {
        let start = scan.at;
        scan.white(true);
        // A comment ends before its line break: one break leads to the next line, two leave a line
        // blank.
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

/// The beginning of the line that holds `at`, if nothing but space stands between.
pub(super) fn line_start(text: &str, at: usize) -> Option<usize> {
    let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
    text[line..at].chars().all(char::is_whitespace).then_some(line)
}

/// The space in front of `at` on its line.
pub(super) fn indent(text: &str, at: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let rest = &text[line..at];
    &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()]
}

/// The line break that a text uses first.
pub(super) fn line_break(text: &str) -> Option<&'static str> {
    let i = memchr::memchr(b'\n', text.as_bytes())?;
    Some(if text[..i].ends_with('\r') { "\r\n" } else { "\n" })
}
