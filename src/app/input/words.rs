//! Where words and characters of a typed text begin and end, as readline counts them.
//!
//! A character is what a person sees as one (a grapheme). A word is a run of letters and digits;
//! what is between spaces is a larger one. Pure. Entry points: [`next`], [`word_end`].

use unicode_segmentation::UnicodeSegmentation;

/// Returns the place after the character at `at`.
pub(super) fn next(text: &str, at: usize) -> usize {
    at + text[at..].graphemes(true).next().map_or(0, str::len)
}

/// Returns the place of the character before `at`.
pub(super) fn previous(text: &str, at: usize) -> usize {
    at - text[..at].graphemes(true).next_back().map_or(0, str::len)
}

/// Returns the first place from `at` that is within no character.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    text.grapheme_indices(true).map(|(place, _)| place).find(|place| *place >= at).unwrap_or(text.len())
}

/// Returns the end of the word at `at`, or of the next one.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    let start = skip(text, at, |part| !is_word(part));
    skip(text, start, is_word)
}

/// Returns the beginning of the word before `at`.
pub(super) fn word_start(text: &str, at: usize) -> usize {
    let end = skip_back(text, at, |part| !is_word(part));
    skip_back(text, end, is_word)
}

/// Returns the beginning of what lies between spaces before `at`.
pub(super) fn spaced_start(text: &str, at: usize) -> usize {
    let end = skip_back(text, at, is_space);
    skip_back(text, end, |part| !is_space(part))
}

/// Returns the place from `at` on at which a word begins.
pub(super) fn next_word(text: &str, at: usize) -> usize {
    skip(text, at, |part| !is_word(part))
}

/// Returns the place of the line around `at` where it begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Returns the place where the line around `at` ends.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline)
}

/// Returns true for a character that belongs to a word.
pub(super) fn is_word(part: &str) -> bool {
    part.starts_with(|c: char| c.is_alphanumeric())
}

/// Returns true for a blank or a line break.
pub(super) fn is_space(part: &str) -> bool {
    part.starts_with(char::is_whitespace)
}

fn skip(text: &str, at: usize, is_skipped: impl Fn(&str) -> bool) -> usize {
    let kept = text[at..].grapheme_indices(true).find(|(_, part)| !is_skipped(part));
    kept.map_or(text.len(), |(place, _)| at + place)
}

fn skip_back(text: &str, at: usize, is_skipped: impl Fn(&str) -> bool) -> usize {
    let kept = text[..at].grapheme_indices(true).rev().find(|(_, part)| !is_skipped(part));
    kept.map_or(0, |(place, part)| place + part.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_and_end_where_readline_has_them() {
        let text = "Bad Müns\u{308}tereifel, 02253/505-0";
        let ends: Vec<&str> = std::iter::successors(Some(0), |at| Some(word_end(text, *at)).filter(|end| end > at))
            .map(|at| &text[at..])
            .collect();
        assert_eq!(ends[1..], [" Müns\u{308}tereifel, 02253/505-0", ", 02253/505-0", "/505-0", "-0", ""]);
        let starts: Vec<usize> =
            std::iter::successors(Some(text.len()), |at| Some(word_start(text, *at)).filter(|start| start < at))
                .collect();
        let starts: Vec<&str> = starts[1..].iter().map(|at| &text[*at..]).collect();
        let wanted = ["0", "505-0", "02253/505-0", "Müns\u{308}tereifel, 02253/505-0", text];
        assert_eq!(starts, wanted);
        assert_eq!(&text[spaced_start(text, text.len())..], "02253/505-0");
        assert_eq!(spaced_start("  a", 2), 0);
    }

    #[test]
    fn no_place_is_within_a_character() {
        let text = "e\u{301}👨\u{200d}👩\u{200d}👧";
        assert_eq!((next(text, 0), previous(text, text.len()), boundary(text, 1)), (3, 3, 3));
    }
}
