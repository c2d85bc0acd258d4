//! Text that is safe to show: control and invisible characters are made visible, widths measured in
//! cells, texts cut at graphemes.
//!
//! The only place that knows about cell widths. Everything sent to a terminal passes
//! [`escape_control`]. Entry points: [`escape_control`], [`width`], [`truncate`], [`wrap()`].

pub mod ascii;
pub mod hyperlink;
mod lookalike;
mod misspelling;
mod wrap;

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub use lookalike::{Normalized, contrast, contrast_lines, foreign_letters, is_invisible, normalize};
use lookalike::{TextPart, parts};
pub use misspelling::nearest;
pub use wrap::{LineRoom, line_breaks, line_ranges, wrap};

/// Returns true for characters that must never reach a terminal, unless they are part of an emoji:
/// C0, DEL, C1, line separators, invisible characters, annotations and private use (CWE-150).
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || is_invisible(c)
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}'
            | '\u{e1000}'..='\u{10ffff}')
}

/// Returns the characters of a text that must never reach a terminal, those within an emoji
/// excepted.
pub fn unsafe_chars(text: &str) -> impl Iterator<Item = char> {
    parts(text).filter_map(|part| match part {
        TextPart::Char(c) if is_unsafe(c) => Some(c),
        _ => None,
    })
}

/// Returns the text without unsafe characters other than line breaks.
pub fn without_unsafe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            TextPart::Emoji(emoji) => out.push_str(emoji),
            TextPart::Char(c) if is_unsafe(c) && c != '\n' => {}
            TextPart::Char(c) => out.push(c),
        }
    }
    out
}

/// Returns true for marks that combine with the character before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Writes a character as `\u{…}`.
fn spell(c: char, out: &mut String) {
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

/// Returns true for characters that every terminal shows in one cell of their own unless a
/// combining one follows: Latin letters, and the signs of this program.
pub fn is_single_cell(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}'
        | '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{25fc}' | '\u{25ff}')
}

/// Returns the text with every unsafe character, newlines included, written as `\u{…}`.
pub fn escape_control(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| !is_single_cell(c) && is_unsafe(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for part in parts(text) {
        match part {
            TextPart::Emoji(emoji) => out.push_str(emoji),
            TextPart::Char(c) if is_unsafe(c) => spell(c, &mut out),
            TextPart::Char(c) => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Returns the text with every kind of line break as `\n`: CR, CRLF, VT (Word), FF, NEL, and the
/// separators of lines and paragraphs of Unicode (UAX 14, class BK), which web pages and office
/// programs put on the clipboard.
pub fn with_plain_breaks(text: &str) -> Cow<'_, str> {
    const BREAKS: [char; 6] = ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    if text.contains(BREAKS) {
        Cow::Owned(text.replace("\r\n", "\n").replace(BREAKS, "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Returns the text without the sequences that colour or control a terminal (ECMA-48), for text
/// copied from one. An incomplete sequence stays.
pub fn without_escapes(text: &str) -> Cow<'_, str> {
    const STARTS: [char; 7] = ['\x1b', '\u{90}', '\u{98}', '\u{9b}', '\u{9d}', '\u{9e}', '\u{9f}'];
    if !text.contains(STARTS) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(STARTS) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match escape_len(rest) {
            Some(length) => rest = &rest[length..],
            None => {
                let mut chars = rest.chars();
                out.extend(chars.next());
                rest = chars.as_str();
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Returns the length in bytes of the sequence at the start of a text; `None` when it is
/// incomplete.
fn escape_len(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    // An 8-bit introducer is its 7-bit form in one character.
    let kind = if first == '\x1b' { chars.next()? } else { char::from_u32(u32::from(first) - 0x40)? };
    let body = chars.as_str();
    let used = text.len() - body.len();
    match kind {
        // CSI: parameters, intermediate characters, a final character.
        '[' => {
            let end =
                body.trim_start_matches(|c| matches!(c, '0'..='?')).trim_start_matches(|c| matches!(c, ' '..='/'));
            let last = end.chars().next().filter(|c| matches!(c, '@'..='~'))?;
            Some(text.len() - end.len() + last.len_utf8())
        }
        // OSC, DCS, SOS, PM and APC contain a text.
        ']' | 'P' | 'X' | '^' | '_' => ["\x07", "\x1b\\", "\u{9c}"]
            .into_iter()
            .filter_map(|end| body.find(end).map(|at| (at, end.len())))
            .min()
            .map(|(at, end)| used + at + end),
        // Character sets, cursor and keypad modes. Any other letter after a stray ESC is more
        // likely text.
        '(' | ')' => body.chars().next().filter(|c| matches!(c, '0'..='~')).map(|c| used + c.len_utf8()),
        '7' | '8' | '=' | '>' if first == '\x1b' => Some(used),
        _ => None,
    }
}

/// Returns the most cells that a terminal could need for a text whose characters it does not join:
/// each on its own, marks too.
pub fn widest(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0).max(1)).sum()
}

/// Returns the width in terminal cells.
pub fn width(text: &str) -> usize {
    if text.chars().all(is_single_cell) { text.chars().count() } else { text.width() }
}

/// Returns the longest beginning that fits into `cells`, ending in `…` when something was cut.
pub fn truncate(text: &str, cells: usize) -> Cow<'_, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    Cow::Owned(cut(text, cells))
}

/// Returns the longest end that fits into `cells`, beginning with `…` when something was cut: of a
/// text that is being typed, its end matters.
pub fn truncate_start(text: &str, cells: usize) -> Cow<'_, str> {
    let mut left = width(text);
    if left <= cells {
        return Cow::Borrowed(text);
    }
    let mut start = 0;
    for unit in units(text).take_while(|_| cells > 0) {
        if left < cells {
            break;
        }
        start += unit.len();
        left -= width(unit);
    }
    Cow::Owned(if cells > 0 { format!("…{}", &text[start..]) } else { String::new() })
}

/// Returns the beginning that fits into `cells` with the `…` it ends in.
fn cut(text: &str, cells: usize) -> String {
    let mut out = String::new();
    let mut used = 1;
    for unit in units(text) {
        used += width(unit);
        if used > cells {
            break;
        }
        out.push_str(unit);
    }
    if cells > 0 {
        out.push('…');
    }
    out
}

/// Returns the parts of a text that are not divided: graphemes, and spelled characters (`\u{…}`).
fn units(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let length = match spelled_len(rest) {
            Some(length) => length,
            None => rest.graphemes(true).next()?.len(),
        };
        let (unit, after) = rest.split_at(length);
        rest = after;
        Some(unit)
    })
}

/// Returns the length of the spelled character at the beginning of a text.
fn spelled_len(text: &str) -> Option<usize> {
    let digits = text.strip_prefix("\\u{")?;
    let end = digits.find(|c: char| !c.is_ascii_hexdigit()).filter(|end| (1..=6).contains(end))?;
    digits[end..].starts_with('}').then_some("\\u{}".len() + end)
}

/// Returns pieces of a text as they fit into `cells` together: all of them, or as many as fit with
/// the `…` that the last one then ends in.
pub fn truncate_pieces<'t>(pieces: &[&'t str], cells: usize) -> Vec<Cow<'t, str>> {
    let mut rest: usize = pieces.iter().map(|piece| width(piece)).sum();
    if rest <= cells {
        return pieces.iter().map(|piece| Cow::Borrowed(*piece)).collect();
    }
    let mut out = Vec::new();
    let mut room = cells;
    for piece in pieces {
        let own = width(piece);
        rest -= own;
        // A piece that others follow leaves room for the sign.
        if own < room || own == room && rest == 0 {
            out.push(Cow::Borrowed(*piece));
            room -= own;
        } else {
            out.push(Cow::Owned(cut(piece, room)));
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_text_that_is_typed_the_end_is_kept() {
        let shown = [9, 5, 4, 1, 0].map(|cells| truncate_start("Düren 日本", cells).into_owned());
        assert_eq!(shown, ["…ren 日本", "…日本", "…本", "…", ""]);
        assert_eq!(truncate_start("Düren", 5), "Düren");
    }

    #[test]
    fn what_is_plain_is_safe_and_one_cell_wide() {
        for c in (' '..='\u{ffff}').filter(|c| is_single_cell(*c)) {
            assert!(!is_unsafe(c) && c.to_string().width() == 1, "{c:?}");
        }
    }

    #[test]
    fn escapes_are_shown_and_not_sent() {
        assert_eq!(escape_control("a\x1b[31mb"), "a\\u{1b}[31mb");
        assert_eq!(escape_control("x\u{202e}y\u{9b}z\u{200d}"), "x\\u{202e}y\\u{9b}z\\u{200d}");
        assert!(matches!(escape_control("Köln"), Cow::Borrowed("Köln")));
        assert_eq!(escape_control("Regierungs\u{ad}bezirk"), "Regierungs\\u{ad}bezirk");
        for c in "\u{180e}\u{115f}\u{1160}\u{3164}\u{ffa0}\u{2060}\u{2064}\u{feff}\u{e0041}\u{fe00}".chars() {
            assert_eq!(escape_control(&c.to_string()), format!("\\u{{{:x}}}", u32::from(c)));
        }
    }

    #[test]
    fn what_steers_a_terminal_goes_as_a_whole() {
        for (copied, text) in [
            ("\x1b[1;31mrot\x1b[0m und \x1b[38:2::1:2:3mbunt\x1b[m", "rot und bunt"),
            ("\u{9b}31mrot\u{9b}0m", "rot"),
            ("\x1b]8;;https://a.de\x1b\\Seite\x1b]8;;\x07 \u{9d}0;Titel\u{9c}b", "Seite b"),
            ("\x1b(B\x1b[?25l\x1b7a\x1b[2 qb\x1bPq#0\x1b\\c", "abc"),
            ("a\x1b[31", "a\x1b[31"),
            ("a\x1b]0;kein Ende", "a\x1b]0;kein Ende"),
            ("a\x1bä\x1b \x1b", "a\x1bä\x1b \x1b"),
            ("[31m bleibt", "[31m bleibt"),
        ] {
            assert_eq!(without_escapes(copied), text, "{copied:?}");
        }
        assert!(matches!(without_escapes("Köln [1]"), Cow::Borrowed("Köln [1]")));
    }

    #[test]
    fn cutting_never_splits_a_grapheme() {
        assert_eq!(truncate("Übergänge", 5), "Über…");
        assert_eq!(truncate("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(truncate("漢字漢字", 4), "漢…");
        assert_eq!(truncate("Köln", 4), "Köln");
        assert_eq!(truncate("Köln", 0), "");
        assert_eq!(truncate("👨\u{200d}👩\u{200d}👧 Ende", 3), "👨\u{200d}👩\u{200d}👧…");
        assert_eq!(truncate("👨\u{200d}👩\u{200d}👧 Ende", 2), "…");
    }

    #[test]
    fn cutting_never_splits_a_spelled_character() {
        let text = escape_control("a\u{e0067}b");
        assert_eq!(text, "a\\u{e0067}b");
        assert_eq!(truncate(&text, 11), text);
        assert_eq!(truncate(&text, 10), "a…");
        assert_eq!(truncate(&text, 3), "a…");
        assert_eq!(truncate("\\u{e0067 und weiter", 8), "\\u{e006…");
    }

    #[test]
    fn pieces_that_do_not_fit_end_in_the_sign_wherever_they_are_cut() {
        for (cells, wanted) in
            [(9, "Kreis 1/3"), (8, "Kreis 1…"), (7, "Kreis …"), (6, "Kreis…"), (5, "Krei…"), (1, "…"), (0, "")]
        {
            assert_eq!(truncate_pieces(&["Kreis", " ", "1/3"], cells).concat(), wanted, "{cells}");
        }
    }
}
