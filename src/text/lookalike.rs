//! Characters that look like others, or like nothing: no-break spaces, soft hyphens, zero-width and
//! filler characters.
//!
//! Text copied from web pages, word processors and address books contains them, and two texts that
//! differ only in them cannot be told apart by eye. Input is normalized with [`normalize`], and the
//! check asks the same function. What shows a value before and after a change spells them out with
//! [`contrast`]. Characters of an emoji are left alone. Independent of fields and widths. Entry
//! point: [`normalize`].

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{spell, truncate};

/// Zero-width joiner, which joins several emoji to one.
const JOINER: char = '\u{200d}';

/// How many different characters are listed as replaced.
const NOTED: usize = 8;

/// Greek and Cyrillic letters that fonts draw as Latin ones (of Unicode's confusables), in order.
const LATIN_LOOKALIKES: [char; 60] = [
    '\u{391}', '\u{392}', '\u{395}', '\u{396}', '\u{397}', '\u{399}', '\u{39a}', '\u{39c}', '\u{39d}', '\u{39f}',
    '\u{3a1}', '\u{3a4}', '\u{3a5}', '\u{3a7}', '\u{3b1}', '\u{3b9}', '\u{3ba}', '\u{3bd}', '\u{3bf}', '\u{3c1}',
    '\u{3c5}', '\u{3f2}', '\u{3f3}', '\u{401}', '\u{405}', '\u{406}', '\u{407}', '\u{408}', '\u{410}', '\u{412}',
    '\u{415}', '\u{41a}', '\u{41c}', '\u{41d}', '\u{41e}', '\u{420}', '\u{421}', '\u{422}', '\u{423}', '\u{425}',
    '\u{430}', '\u{435}', '\u{43e}', '\u{440}', '\u{441}', '\u{443}', '\u{445}', '\u{451}', '\u{455}', '\u{456}',
    '\u{457}', '\u{458}', '\u{4ae}', '\u{4bb}', '\u{501}', '\u{50c}', '\u{51a}', '\u{51b}', '\u{51c}', '\u{51d}',
];

/// A text as it looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalized<'a> {
    /// The text, with every lookalike replaced and composed characters in their single form.
    pub text: Cow<'a, str>,
    /// The first distinct characters that were replaced or removed; for a letter that was composed,
    /// its mark.
    pub replaced: Vec<char>,
}

/// Returns true for characters without any appearance: soft hyphen, joiners, fillers, variation
/// selectors, tags and direction marks.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Returns what a lookalike looks like; `None` for other characters. Direction overrides are
/// excluded, since text after them looks different from how it is written.
fn looks_like(c: char) -> Option<&'static str> {
    match c {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(" "),
        '\u{2010}'..='\u{2012}' => Some("-"),
        '\u{202d}' | '\u{202e}' => None,
        c => is_invisible(c).then_some(""),
    }
}

/// Returns the letters of other scripts that cannot be told by eye from Latin ones, of words that
/// have Latin letters too, each once. They are not replaced: nobody knows what a word is meant to
/// be that mixes scripts.
pub fn foreign_letters(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    for word in text.split(|c: char| !c.is_alphabetic()) {
        if word.contains(is_latin) {
            word.chars().filter(|c| LATIN_LOOKALIKES.binary_search(c).is_ok()).for_each(|c| note(&mut found, c));
        }
    }
    found
}

/// True for letters of the Latin script, as far as European names have them.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Returns the text as it looks.
pub fn normalize(text: &str) -> Normalized<'_> {
    if text.is_ascii() {
        return Normalized { text: Cow::Borrowed(text), replaced: Vec::new() };
    }
    let (mut out, mut replaced) = (String::with_capacity(text.len()), Vec::new());
    for part in parts(text) {
        match part {
            TextPart::Emoji(emoji) => out.push_str(emoji),
            TextPart::Char(c) => match looks_like(c) {
                Some(other) => {
                    out.push_str(other);
                    note(&mut replaced, c);
                }
                None => out.push(c),
            },
        }
    }
    if is_nfc_quick(out.chars()) != IsNormalized::Yes {
        let composed: String = out.nfc().collect();
        if composed != out {
            let changed = |c: &char| super::is_mark(*c) || std::iter::once(*c).nfc().next() != Some(*c);
            out.chars().filter(changed).for_each(|c| note(&mut replaced, c));
        }
        out = composed;
    }
    let text = if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) };
    Normalized { text, replaced }
}

fn note(replaced: &mut Vec<char>, c: char) {
    if replaced.len() < NOTED && !replaced.contains(&c) {
        replaced.push(c);
    }
}

/// Returns texts shown beside each other, such as a value before and after a change, so that every
/// difference is visible: lookalikes and marks are written as `\u{…}` where only they differ, or
/// where one text has others than another.
pub fn contrast<const N: usize>(texts: [&str; N]) -> [Cow<'_, str>; N] {
    let mut differ = false;
    let mut alike = false;
    for (number, one) in texts.iter().enumerate() {
        for other in texts[..number].iter().filter(|other| *other != one && !(one.is_ascii() && other.is_ascii())) {
            differ |= !lookalikes(one).eq(lookalikes(other));
            alike |= normalize(one).text == normalize(other).text;
        }
    }
    texts.map(|text| if differ || alike { spelled(text, alike).into() } else { Cow::Borrowed(text) })
}

/// Returns the same, each text on one line of at most `cells` cells that shows the first
/// difference.
pub fn contrast_lines<const N: usize>(texts: [&str; N], cells: usize) -> [String; N] {
    let flat = texts.map(|text| text.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    let told_apart = |a: usize, b: usize| texts[a] == texts[b] || flat[a] != flat[b];
    // Line breaks and blanks are kept where only they differ.
    let all = (0..N).all(|a| (0..a).all(|b| told_apart(a, b)));
    let lines = contrast(if all { std::array::from_fn(|at| flat[at].as_str()) } else { texts });
    let first = &lines[0];
    let same = lines.iter().map(|line| first.chars().zip(line.chars()).take_while(|(a, b)| a == b).count()).min();
    let skipped = same.filter(|same| *same > cells / 2).map_or(0, |same| same - cells / 4);
    lines.map(|line| match line.chars().count() > cells && skipped > 0 {
        true => truncate(&format!("…{}", line.chars().skip(skipped).collect::<String>()), cells).into_owned(),
        false => truncate(&line, cells).into_owned(),
    })
}

fn lookalikes(text: &str) -> impl Iterator<Item = char> {
    parts(text).filter_map(|part| match part {
        TextPart::Char(c) => looks_like(c).map(|_| c),
        TextPart::Emoji(_) => None,
    })
}

fn spelled(text: &str, marks: bool) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for part in parts(text) {
        match part {
            TextPart::Char(c) if looks_like(c).is_some() || (marks && super::is_mark(c)) => spell(c, &mut out),
            TextPart::Char(c) => out.push(c),
            TextPart::Emoji(emoji) => out.push_str(emoji),
        }
    }
    out
}

/// A part of a text.
pub(super) enum TextPart<'a> {
    /// An emoji with all that joins it.
    Emoji(&'a str),
    /// A single character.
    Char(char),
}

/// Splits a text into emoji and single characters.
pub(super) fn parts(text: &str) -> impl Iterator<Item = TextPart<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let c = rest.chars().next()?;
        let emoji = emoji_len(rest);
        let (part, length) = match emoji {
            0 => (TextPart::Char(c), c.len_utf8()),
            length => (TextPart::Emoji(&rest[..length]), length),
        };
        rest = &rest[length..];
        Some(part)
    })
}

/// Returns the length in bytes of the emoji at the start of a text, with everything joined to it; 0
/// when there is none.
fn emoji_len(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    if matches!(first, '0'..='9' | '#' | '*') {
        let keycap = ["\u{fe0f}\u{20e3}", "\u{20e3}"].into_iter().find(|rest| text[1..].starts_with(rest));
        return keycap.map_or(0, |rest| 1 + rest.len());
    }
    let mut length = element_len(text);
    while length > 0 && text[length..].starts_with(JOINER) {
        match element_len(&text[length + JOINER.len_utf8()..]) {
            0 => break,
            next => length += JOINER.len_utf8() + next,
        }
    }
    length
}

/// Returns the length in bytes of one picture with its colour, variation and flag tags; 0 when
/// there is none.
fn element_len(text: &str) -> usize {
    let mut rest = text.chars();
    if !rest.next().is_some_and(is_picture) {
        return 0;
    }
    let skip = |rest: &mut std::str::Chars<'_>, wanted: fn(char) -> bool| {
        let mut next = rest.clone();
        if next.next().is_some_and(wanted) {
            *rest = next;
        }
    };
    skip(&mut rest, |c| matches!(c, '\u{fe0e}' | '\u{fe0f}'));
    skip(&mut rest, |c| matches!(c, '\u{1f3fb}'..='\u{1f3ff}'));
    let tags = rest.as_str().trim_start_matches(|c| matches!(c, '\u{e0020}'..='\u{e007e}'));
    let ended = tags.strip_prefix('\u{e007f}').filter(|_| tags.len() < rest.as_str().len());
    text.len() - ended.unwrap_or(rest.as_str()).len()
}

/// Returns true for characters that are or may be shown as a picture (Unicode's
/// `Extended_Pictographic` and flags).
fn is_picture(c: char) -> bool {
    matches!(c, '©' | '®' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{21aa}'
        | '\u{231a}'..='\u{23ff}' | '\u{24c2}' | '\u{25aa}'..='\u{27bf}' | '\u{2934}' | '\u{2935}'
        | '\u{2b05}'..='\u{2b55}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_told_from_a_plain_character_becomes_one() {
        for (text, plain, replaced) in [
            ("Köln", "Köln", ""),
            ("Stadt\u{a0}Bonn", "Stadt Bonn", "\u{a0}"),
            ("02421\u{2009}22\u{2011}12\u{2012}34", "02421 22-12-34", "\u{2009}\u{2011}\u{2012}"),
            ("Regierungs\u{ad}be\u{200b}zirk\u{feff}", "Regierungsbezirk", "\u{ad}\u{200b}\u{feff}"),
            ("\u{115f}\u{3164}\u{ffa0}\u{180e}a\u{2062}", "a", "\u{115f}\u{3164}\u{ffa0}\u{180e}\u{2062}"),
            ("\u{202a}+49 2421\u{202c}", "+49 2421", "\u{202a}\u{202c}"),
            ("Ko\u{308}ln und Du\u{308}ren", "Köln und Düren", "\u{308}"),
            ("x\u{301} und e\u{301}", "x\u{301} und é", "\u{301}"),
            ("a – b — c", "a – b — c", ""),
            ("a\u{202e}b", "a\u{202e}b", ""),
        ] {
            let found = normalize(text);
            assert_eq!(
                (&*found.text, found.replaced.iter().collect::<String>().as_str()),
                (plain, replaced),
                "{text:?}"
            );
            assert!(normalize(&found.text).replaced.is_empty(), "once is enough: {text:?}");
        }
    }

    #[test]
    fn letters_of_another_script_are_found_in_a_latin_word_only() {
        for (text, found) in [
            ("Bürо", "о"),
            ("Вildung für Аachen", "ВА"),
            ("Κöln", "Κ"),
            ("Köln", ""),
            ("Büro Москва", ""),
            ("Αθήνα", ""),
            ("5 µm, α-Wert", ""),
        ] {
            assert_eq!(foreign_letters(text).iter().collect::<String>(), found, "{text:?}");
        }
    }

    #[test]
    fn an_emoji_keeps_what_makes_it_one() {
        for whole in [
            "\u{1f469}\u{200d}\u{1f3eb} Lehrkraft",
            "\u{1f468}\u{1f3fd}\u{200d}\u{1f469}\u{1f3fb}\u{200d}\u{1f467}",
            "\u{2764}\u{fe0f}\u{200d}\u{1f525}",
            "☎\u{fe0f} 0241",
            "1\u{fe0f}\u{20e3}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "\u{1f3f3}\u{fe0f}\u{200d}\u{26a7}\u{fe0f}",
            "\u{1f1e9}\u{1f1ea}",
        ] {
            assert!(normalize(whole).replaced.is_empty(), "{whole:?}");
            assert_eq!(super::super::escape_control(whole), whole);
        }
        for (stray, left) in [
            ("a\u{200d}b", "ab"),
            ("\u{1f469}\u{200d}", "\u{1f469}"),
            ("\u{1f469}\u{200d}x", "\u{1f469}x"),
            ("a\u{fe0f}", "a"),
            ("1\u{fe0f}", "1"),
            ("\u{1f3f4}\u{e0067}x", "\u{1f3f4}x"),
            ("\u{1f3f4}\u{e007f}", "\u{1f3f4}"),
        ] {
            assert_eq!(normalize(stray).text, left, "{stray:?}");
            assert!(super::super::escape_control(stray).contains("\\u{"), "{stray:?}");
        }
    }

    #[test]
    fn what_differs_only_invisibly_is_spelled() {
        for (before, after, shown) in [
            ("Stadt Bonn", "Stadt\u{a0}Bonn", ("Stadt Bonn", "Stadt\\u{a0}Bonn")),
            ("a\u{a0}b c", "a b\u{a0}c", ("a\\u{a0}b c", "a b\\u{a0}c")),
            ("Köln", "Ko\u{308}ln", ("Köln", "Ko\\u{308}ln")),
            ("22-1", "22\u{2011}1", ("22-1", "22\\u{2011}1")),
            ("Bonn", "Stadt\u{a0}Bonn", ("Bonn", "Stadt\\u{a0}Bonn")),
            ("§\u{a0}1", "§\u{a0}2", ("§\u{a0}1", "§\u{a0}2")),
            ("Köln", "Bonn", ("Köln", "Bonn")),
        ] {
            let [a, b] = contrast([before, after]);
            assert_eq!((&*a, &*b), shown);
        }
        let [a, b, c] = contrast(["x", "a b", "a\u{a0}b"]);
        assert_eq!([a, b, c], ["x", "a b", "a\\u{a0}b"]);
    }

    #[test]
    fn a_difference_far_behind_is_shown_on_a_short_line() {
        let long = "wort ".repeat(30);
        assert_eq!(contrast_lines([&format!("{long}ein"), &format!("{long}zwei")], 20), ["…wort ein", "…wort zwei"]);
        assert_eq!(contrast_lines(["a\nb", "a\n c"], 20), ["a b", "a c"]);
        assert_eq!(contrast_lines(["a\nb", "a b"], 20), ["a\nb", "a b"]);
    }
}
