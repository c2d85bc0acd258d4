//! The words of names: which of a text belong to the name of a person.
//!
//! Knows no dataset. Entry points: [`persons`], [`with_first_names`], [`is_title_before`].

use crate::index::fold::fold;

/// Most characters between the words of one name.
const WIDEST_GAP: usize = 2;

/// Forms of address and titles, folded; a name follows them.
const TITLES: [&str; 20] = [
    "frau",
    "herr",
    "herrn",
    "fr",
    "hr",
    "dr",
    "prof",
    "professor",
    "professorin",
    "dipl",
    "ing",
    "med",
    "phil",
    "rer",
    "nat",
    "mag",
    "kollege",
    "kollegin",
    "mrs",
    "mr",
];

/// Words between two persons in one field, folded.
const BETWEEN_PERSONS: [&str; 3] = ["und", "and", "sowie"];

/// A word of a text.
#[derive(Debug, Clone)]
pub(super) struct TextWord<'t> {
    pub text: &'t str,
    /// Where it begins.
    pub from: usize,
    pub folded: String,
}

impl TextWord<'_> {
    /// Returns where it ends.
    pub fn end(&self) -> usize {
        self.from + self.text.len()
    }
}

/// The name of a person, in folded words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PersonName {
    pub surname: String,
    pub first_names: Vec<String>,
}

/// Returns the words of a text.
pub(super) fn words(text: &str) -> Vec<TextWord<'_>> {
    let mut words = Vec::new();
    let mut rest = 0;
    for piece in text.split(|c: char| !c.is_alphanumeric()) {
        let from = rest + text[rest..].find(piece).unwrap_or_default();
        rest = from + piece.len();
        if !piece.is_empty() {
            words.push(TextWord { text: piece, from, folded: fold(piece).expanded().to_owned() });
        }
    }
    words
}

/// Returns the persons whom a personal field names: `Dr. Eva Muster`, `Muster, Eva`, `A und B`.
pub(super) fn persons(text: &str) -> Vec<PersonName> {
    let mut persons = Vec::new();
    for part in text.split([';', '/', '\n', '&', '(', ')']) {
        let words = words(part);
        for group in words.split(|word| BETWEEN_PERSONS.contains(&word.folded.as_str())) {
            let is_name = |word: &&TextWord<'_>| !TITLES.contains(&word.folded.as_str());
            let named: Vec<&TextWord<'_>> = group.iter().filter(is_name).collect();
            let comma = part.find(',').filter(|comma| named.iter().any(|word| word.from > *comma));
            // A surname stands last, or before a comma.
            let at = match comma {
                Some(comma) => named.iter().rposition(|word| word.from < comma),
                None => named.len().checked_sub(1),
            };
            let Some(at) = at.filter(|at| named[*at].text.chars().count() > 1) else { continue };
            let others = named.iter().enumerate().filter(|(other, _)| *other != at);
            let first_names = others.map(|(_, word)| word.folded.clone()).collect();
            persons.push(PersonName { surname: named[at].folded.clone(), first_names });
        }
    }
    persons
}

/// Returns true where two words may be parts of one name: `Eva Muster`, `E. Muster`, `eva.muster`.
fn is_one_name(text: &str, word: &TextWord<'_>, next: &TextWord<'_>) -> bool {
    let between = text.get(word.end()..next.from).unwrap_or_default();
    between.chars().count() <= WIDEST_GAP && between.chars().all(|c| " .,-_\u{a0}".contains(c))
}

/// Returns true for a word behind a form of address or a title.
pub(super) fn is_title_before(text: &str, words: &[TextWord<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &words[before]);
    before.is_some_and(|word| TITLES.contains(&word.folded.as_str()) && is_one_name(text, word, &words[at]))
}

/// Returns the first and the last word of a name whose surname is `at`.
pub(super) fn with_first_names(
    text: &str,
    words: &[TextWord<'_>],
    at: usize,
    persons: &[PersonName],
) -> (usize, usize) {
    let is_first_name = |word: &TextWord<'_>| {
        let mut known = persons.iter().flat_map(|person| &person.first_names);
        let is_initial = word.text.chars().count() == 1;
        known.any(|name| *name == word.folded || is_initial && name.starts_with(word.folded.as_str()))
    };
    let mut first = at;
    while first > 0 && is_first_name(&words[first - 1]) && is_one_name(text, &words[first - 1], &words[first]) {
        first -= 1;
    }
    let mut last = at;
    if first == at {
        while last + 1 < words.len()
            && is_first_name(&words[last + 1])
            && is_one_name(text, &words[last], &words[last + 1])
        {
            last += 1;
        }
    }
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_from_the_ways_people_write_it() {
        let read = |text: &str| -> Vec<(String, String)> {
            persons(text).into_iter().map(|person| (person.surname, person.first_names.join(" "))).collect()
        };
        assert_eq!(read("Prof. Dr. Eva Anna Muster"), [("muster".to_owned(), "eva anna".to_owned())]);
        assert_eq!(read("Muster, Eva"), [("muster".to_owned(), "eva".to_owned())]);
        assert_eq!(read("A. Muster & B. Koch").len(), 2);
        assert!(read("N.N.").is_empty() && read("").is_empty());
    }
}
