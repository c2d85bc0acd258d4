//! What a screen shows as words that can be read out: without signs, blanks to set things apart,
//! or lines of a drawing.
//!
//! The words are those of the screen; only what stands between them changes. Entry point:
//! [`spoken`].

use crate::app::AppSettings;
use crate::present::matrix::states;
use crate::text::escape_control;
use crate::texts::{self, Lang};

/// Returns a text as it is read out.
pub fn spoken(text: &str, settings: &AppSettings) -> String {
    let lang = settings.lang;
    let mut out = String::with_capacity(text.len());
    for (gap, piece) in pieces(text) {
        let words = without_signs(piece, text.contains('←'), lang);
        if words.is_empty() {
            continue;
        }
        // A sentence may go on in the next line.
        let goes_on = gap == "\n" && words.starts_with(char::is_lowercase) && !piece.starts_with('→');
        if goes_on {
            out.push(' ')
        } else {
            set_apart(&mut out, &words)
        }
        out.push_str(&words);
    }
    settings.spelled(&escape_control(&out)).into_owned()
}

/// Returns what a screen sets apart, each text with what stands before it: a line break, room, a
/// dot or a line.
fn pieces(text: &str) -> Vec<(&str, &str)> {
    let (mut out, mut rest, mut before) = (Vec::new(), text, "");
    while let Some((at, gap)) = first_gap(rest) {
        let piece = rest[..at].trim();
        if !piece.is_empty() {
            out.push((before, piece));
            before = gap;
        } else if before != "\n" {
            before = gap;
        }
        rest = &rest[at + gap.len()..];
    }
    out.push((before, rest.trim()));
    out.retain(|(_, piece)| !piece.is_empty());
    out
}

/// Returns the place of the first gap, and the gap.
fn first_gap(text: &str) -> Option<(usize, &'static str)> {
    const GAPS: [&str; 7] = ["\n", "  ", " \u{a0}", "\u{a0} ", " · ", " › ", " │ "];
    GAPS.into_iter().filter_map(|gap| Some((text.find(gap)?, gap))).min_by_key(|(at, _)| *at)
}

/// Puts a comma between two texts, unless the first ends in a sign of its own.
fn set_apart(out: &mut String, next: &str) {
    let ends = |c: char| ",:;.?!(–„“".contains(c);
    if out.is_empty() {
        return;
    }
    if !out.ends_with(ends) && !next.starts_with([',', '.', ';', ')']) {
        out.push(',');
    }
    if !next.starts_with([',', '.', ';', ')']) {
        out.push(' ');
    }
}

/// Returns a text with words in the place of its signs; what only draws is left out.
fn without_signs(text: &str, names_arrows: bool, lang: Lang) -> String {
    let (text, state) = state_before(text, lang);
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '■' => out.push_str(&format!("{}, ", texts::line_mode::marked(lang))),
            '●' | '◐' | '○' => {
                let word = states(lang).into_iter().find(|(shown, _)| shown.starts_with(sign));
                out.extend(word.map(|(_, word)| word));
            }
            '→' if names_arrows => out.push_str(texts::line_mode::right(lang)),
            '→' => out.push_str(texts::line_mode::becomes(lang)),
            '↑' => out.push_str(texts::line_mode::up(lang)),
            '↓' => out.push_str(texts::line_mode::down(lang)),
            '←' => out.push_str(texts::line_mode::left(lang)),
            '›' => {}
            '\u{2500}'..='\u{259f}' | '\u{25b0}'..='\u{25c5}' | '\u{2800}'..='\u{28ff}' => {}
            sign => out.push(sign),
        }
    }
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_matches(',').trim();
    match state {
        Some(state) if words.is_empty() => state,
        Some(state) => format!("{state}, {words}"),
        None => words.to_owned(),
    }
}

/// Returns what follows the sign of a state, and the word for it; none where the text says it
/// itself.
fn state_before(text: &str, lang: Lang) -> (&str, Option<String>) {
    for (sign, word) in states(lang) {
        if let Some(rest) = text.strip_prefix(&sign).filter(|rest| rest.is_empty() || rest.starts_with([' ', '\u{a0}']))
        {
            let rest = rest.trim_start();
            let mut words = word.split('/').map(str::to_lowercase);
            let says_it = words.any(|word| rest.to_lowercase().starts_with(&word));
            let word = if sign == "·" { texts::matrix::no_status(lang).to_owned() } else { word };
            return (rest, (!says_it).then_some(word));
        }
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Date;

    #[test]
    fn what_a_screen_sets_apart_is_set_apart_by_commas_and_signs_are_words() {
        let settings = |lang| AppSettings::new(lang, Date::parse("2026-11-23").unwrap());
        for (shown, de, en) in [
            ("Düren · Büro", "Düren, Büro", "Düren, Büro"),
            ("e  f2    ändern", "e, f2, ändern", "e, f2, ändern"),
            ("Titel:\n    Text", "Titel: Text", "Titel: Text"),
            ("● MINT", "aktiv, MINT", "active, MINT"),
            ("· MINT", "Status unbekannt, MINT", "status unknown, MINT"),
            ("MINT · ◐ Geplant", "MINT, Geplant", ""),
            ("▌ ■ Kreis › Büro", "markiert, Kreis, Büro", "marked, Kreis, Büro"),
            ("110 → 112", "110 wird 112", "110 becomes 112"),
            ("← und → wählen", "links und rechts wählen", "left und right wählen"),
            ("x  was niemand\n     kümmert", "x, was niemand kümmert", "x, was niemand kümmert"),
            ("██████░░░░ 60 %", "60 %", "60 %"),
            ("a\u{1b}[31m", "a\\u{1b}[31m", "a\\u{1b}[31m"),
        ] {
            assert_eq!(spoken(shown, &settings(Lang::De)), de, "{shown}");
            if !en.is_empty() {
                assert_eq!(spoken(shown, &settings(Lang::En)), en, "{shown}");
            }
        }
    }
}
