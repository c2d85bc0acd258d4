//! Recognises a word in spite of one misspelling: a letter too many, too few or another one, or two
//! letters in the wrong order.
//!
//! Compares folded words as bytes. Entry points: [`clues`], [`likeness`], [`find_similar`].

use std::ops::Range;

use super::term_dictionary::MatchKind;
use super::tokenizer::in_word;
use crate::index::fold::{Folded, fold};

/// From this length on the beginning of a word is recognised, too.
const BEGINNING: usize = 6;

/// Returns texts of which a word has one, each after a line break, when it is like the typed one:
/// one misspelling leaves the first half of a word as it is, or the second.
pub(crate) fn clues(typed: &Folded<'_>) -> Vec<Vec<u8>> {
    let expanded = (!typed.is_simple()).then(|| typed.expanded());
    [Some(typed.plain()), expanded].into_iter().flatten().flat_map(form_clues).collect()
}

fn form_clues(typed: &str) -> Vec<Vec<u8>> {
    let (first, second) = typed.as_bytes().split_at(typed.len() / 2);
    let mut clues = vec![[b"\n", first].concat(), second.to_owned()];
    if let ([before @ .., last], [next, ..]) = (first, second) {
        // The two letters in the middle are in the wrong order.
        clues.push([b"\n", before, &[*next, *last]].concat());
    }
    clues
}

/// Returns how a word is like a typed one: in whole or in its beginning; `None` when it is not.
pub(crate) fn likeness(typed: &Folded<'_>, plain: &str, expanded: &str) -> Option<MatchKind> {
    let one = form_likeness(typed.plain(), plain);
    let other = if typed.is_simple() && plain == expanded { None } else { form_likeness(typed.expanded(), expanded) };
    one.into_iter().chain(other).min()
}

fn form_likeness(typed: &str, word: &str) -> Option<MatchKind> {
    let word = word.trim_end_matches(|c: char| c.is_ascii() && !in_word(c as u8));
    let (typed, word) = (typed.as_bytes(), word.as_bytes());
    if word.len() + 1 < typed.len() {
        return None;
    }
    let same = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (typed_rest, word_rest) = (&typed[same..], &word[same..]);
    // What is left of both behind the misspelling.
    let replaced = (typed_rest.get(1..), word_rest.get(1..));
    let missing = (Some(typed_rest), word_rest.get(1..));
    let added = (typed_rest.get(1..), Some(word_rest));
    let swapped = match (typed_rest, word_rest) {
        ([a, b, typed @ ..], [c, d, word @ ..]) if a == d && b == c => (Some(typed), Some(word)),
        _ => (None, None),
    };
    let kind = |(rest, word): (Option<&[u8]>, Option<&[u8]>)| match (rest?, word?) {
        (rest, word) if rest == word => Some(MatchKind::Word),
        (rest, word) if typed.len() >= BEGINNING && !rest.is_empty() && word.starts_with(rest) => {
            Some(MatchKind::Beginning)
        }
        _ => None,
    };
    [replaced, missing, added, swapped].into_iter().filter_map(kind).min()
}

/// Finds a word like a typed one in a text and returns its range.
pub(crate) fn find_similar(text: &str, typed: &Folded<'_>) -> Option<Range<usize>> {
    let is_outside = |c: char| !c.is_alphanumeric();
    let mut at = 0;
    let words = text.split(is_outside).map(|word| {
        let start = at;
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        (start, word)
    });
    let like = |word: &str| {
        let folded = fold(word);
        likeness(typed, folded.plain(), folded.expanded())
    };
    let found = words.filter_map(|(start, word)| Some((like(word)?, start..start + word.len())));
    found.min_by_key(|(kind, _)| *kind).map(|(_, range)| range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_misspelling_is_forgiven() {
        let like = |typed: &str, word: &str| {
            let word = fold(word);
            likeness(&fold(typed), word.plain(), word.expanded())
        };
        for (typed, word) in [
            ("dürne", "Düren"),
            ("dürren", "Düren"),
            ("dürn", "Düren"),
            ("dören", "Düren"),
            ("dueern", "Düren"),
            ("lenkungskries", "Lenkungskreis"),
            ("xonn", "Bonn"),
            ("bonnn", "Bonn"),
            ("kalk", "Kall."),
        ] {
            assert_eq!(like(typed, word), Some(MatchKind::Word), "{typed} for {word}");
        }
        for (typed, word) in
            [("lenkungkre", "Lenkungskreis"), ("hückelhofe", "Hückelhoven"), ("bidlungs", "Bildungsbüro")]
        {
            assert_eq!(like(typed, word), Some(MatchKind::Beginning), "{typed} for {word}");
        }
        for (typed, word) in
            [("kall", "Kalender"), ("bonn", "Bern"), ("dnüer", "Düren"), ("schule", "Amt"), ("abcd", "")]
        {
            assert_eq!(like(typed, word), None, "{typed} for {word}");
        }
    }

    #[test]
    fn every_word_that_is_like_a_typed_one_has_a_clue() {
        let letters = ["a", "b", "ü", "-"];
        let words = |length: u32| {
            (0..4_usize.pow(length))
                .map(move |code| (0..length).map(|place| letters[code / 4_usize.pow(place) % 4]).collect::<String>())
        };
        let has = |line: &str, clue: &[u8]| line.as_bytes().windows(clue.len()).any(|window| window == clue);
        let mut count = 0;
        for typed in words(4).chain(["abübab".to_owned(), "abab-üb".to_owned()]) {
            let typed = fold(&typed);
            let clues = clues(&typed);
            for word in (3..6).flat_map(words) {
                let word = fold(&word);
                if likeness(&typed, word.plain(), word.expanded()).is_some() {
                    let line = format!("\n{}\n{}", word.plain(), word.expanded());
                    assert!(clues.iter().any(|clue| has(&line, clue)), "{typed:?}, {word:?}");
                    count += 1;
                }
            }
        }
        assert!(count > 1_000, "{count}");
    }

    #[test]
    fn the_word_that_is_like_it_is_found_in_the_text_itself() {
        let text = "Amt für Schule, Düren–Jülich";
        assert_eq!(find_similar(text, &fold("jülcih")).map(|range| &text[range]), Some("Jülich"));
        assert_eq!(find_similar(text, &fold("dueern")).map(|range| &text[range]), Some("Düren"));
        assert_eq!(find_similar(text, &fold("köln")), None);
    }
}
