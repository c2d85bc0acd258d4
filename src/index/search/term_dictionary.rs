//! The distinct folded words of many texts, and how well each matches a word of a query.
//!
//! A query word is mostly (a part of) one word in the sense of [`super::tokenizer`]. So it is
//! enough to scan the distinct words, of which there are far fewer than words in the texts. A query
//! word of several parts is searched part by part. Does not know in which texts the words occur.
//! Entry points: [`TermDictionary::push`], [`TermDictionary::fits`], [`TermDictionary::mark`].

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};
use memchr::memmem::Finder;

use super::query::TermFinder;
use super::tokenizer::in_word;

/// How a word of a query matches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchKind {
    /// It is the whole text.
    #[default]
    Whole,
    /// It is the first words of the text.
    FirstWords,
    /// It begins the text, and ends inside a word of it.
    TextBeginning,
    /// It is a whole word of it.
    Word,
    /// It begins a word.
    Beginning,
    /// It is inside a word.
    Inside,
}

impl MatchKind {
    /// All kinds, the best first.
    pub const ALL: [MatchKind; 6] = [
        MatchKind::Whole,
        MatchKind::FirstWords,
        MatchKind::TextBeginning,
        MatchKind::Word,
        MatchKind::Beginning,
        MatchKind::Inside,
    ];

    /// Returns true when it ends where a word does.
    pub fn is_of_words(self) -> bool {
        matches!(self, MatchKind::Whole | MatchKind::FirstWords | MatchKind::Word)
    }
}

/// How well a record answers a query; the smaller, the better, [`NONE`] when it does not.
pub type Score = u8;

/// What does not fit at all, where fits and scores are numbers: more than any of them.
pub const NONE: u8 = u8::MAX;

/// The position of a part in a row of parts. A part alone is both first and last.
#[derive(Debug, Clone, Copy)]
pub struct PartPlace {
    /// Nothing of the query precedes it, so it may begin inside of a word.
    pub is_first: bool,
    /// Nothing of the query follows it, so it may end inside of a word.
    pub is_last: bool,
}

/// The cost of testing one word by itself, in steps of the scan through all words.
const FEW: usize = 4;

/// Distinct words by number, each in its folded forms.
#[derive(Debug, Default, Clone)]
pub struct TermDictionary {
    /// The forms of all words, each after a line break.
    text: String,
    /// Where each word begins in `text`.
    starts: Vec<u32>,
}

impl TermDictionary {
    /// Adds a word and returns its number.
    pub fn push(&mut self, plain: &str, expanded: &str) -> u32 {
        self.starts.push(self.text.len() as u32);
        self.text.push('\n');
        self.text.push_str(plain);
        if plain != expanded {
            self.text.push('\n');
            self.text.push_str(expanded);
        }
        self.starts.len() as u32 - 1
    }

    /// Returns a word in its plain and expanded forms.
    pub fn forms(&self, number: u32) -> (&str, &str) {
        let forms = self.line(number);
        forms.split_once('\n').unwrap_or((forms, forms))
    }

    /// Returns the number of words.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Returns the forms of a word as one text.
    fn line(&self, number: u32) -> &str {
        let (start, end) = self.range(number as usize);
        &self.text[start + 1..end]
    }

    /// Removes the word added last.
    fn pop(&mut self) {
        self.text.truncate(self.starts.pop().map_or(0, |start| start as usize));
    }

    /// Removes everything and keeps the capacity.
    pub fn clear(&mut self) {
        self.text.clear();
        self.starts.clear();
    }

    /// Returns how well each word matches these finders, as the number of its [`MatchKind`] or
    /// [`NONE`]. Words that did not match before, according to `known`, are not tested.
    pub fn fits<'f>(&self, finders: impl Iterator<Item = &'f Finder<'static>>, known: Option<&[u8]>) -> Box<[u8]> {
        let mut fits = vec![NONE; self.starts.len()].into_boxed_slice();
        let few = known.filter(|known| known.iter().filter(|fit| **fit != NONE).count() < known.len() / FEW);
        let lines = self.text.as_bytes();
        for finder in finders {
            match few {
                Some(known) => self.look_at_known(finder, known, &mut fits),
                None => self.in_words(finder.find_iter(lines), |number, start| {
                    let fit = fit_at(lines, start, start + finder.needle().len());
                    fits[number] = fits[number].min(fit as u8);
                }),
            }
        }
        fits
    }

    /// Sets a bit for each word that can be this part of a row: unless it is first, the word begins
    /// with it, and unless it is last, the word ends with it. Returns false when there is none.
    pub fn mark(&self, part: &TermFinder, place: PartPlace, bit: u32, marks: &mut [u32]) -> bool {
        let lines = self.text.as_bytes();
        let mut any = false;
        for finder in part.finders() {
            self.in_words(overlapping(finder, lines), |number, start| {
                let begins = place.is_first || lines[start - 1] == b'\n';
                let ends = place.is_last || lines.get(start + finder.needle().len()).is_none_or(|byte| *byte == b'\n');
                if begins && ends {
                    marks[number] |= bit;
                    any = true;
                }
            });
        }
        any
    }

    /// Calls `found` with each word one of whose forms contains these bytes; a line break stands
    /// for the beginning of a form.
    pub fn with(&self, bytes: &[u8], mut found: impl FnMut(u32)) {
        let mut last = None;
        self.in_words(memchr::memmem::find_iter(self.text.as_bytes(), bytes), |number, _| {
            if last.replace(number) != Some(number) {
                found(number as u32);
            }
        });
    }

    /// Calls `found` with the word that contains each of these places of the text.
    fn in_words(&self, places: impl Iterator<Item = usize>, mut found: impl FnMut(usize, usize)) {
        let mut number = 0;
        for at in places {
            while self.starts.get(number + 1).is_some_and(|start| *start as usize <= at) {
                number += 1;
            }
            found(number, at);
        }
    }

    fn look_at_known(&self, finder: &Finder<'_>, known: &[u8], fits: &mut [u8]) {
        for (number, _) in known.iter().enumerate().filter(|(_, fit)| **fit != NONE) {
            let (start, end) = self.range(number);
            let fit = fit(&self.text.as_bytes()[..end], start, finder);
            fits[number] = fits[number].min(fit.map_or(NONE, |fit| fit as u8));
        }
    }

    fn range(&self, number: usize) -> (usize, usize) {
        let end = self.starts.get(number + 1).map_or(self.text.len(), |start| *start as usize);
        (self.starts[number] as usize, end)
    }
}

/// Returns where a finder matches, overlapping matches included.
fn overlapping(finder: &Finder<'_>, lines: &[u8]) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + finder.find(lines.get(from..)?)?;
        from = at + 1;
        Some(at)
    })
}

/// Returns how well a finder matches in a text, given as lines of which each begins with a line
/// break.
pub fn fit_of_text(lines: &[u8], finder: &Finder<'_>) -> Option<MatchKind> {
    let fit = fit(lines, 0, finder)?;
    let rest = |line: &[u8]| line.strip_prefix(finder.needle()).map(|rest| rest.first().is_some_and(|b| in_word(*b)));
    let begins = lines.split(|byte| *byte == b'\n').filter_map(rest).min();
    Some(match begins {
        Some(false) if fit != MatchKind::Whole => MatchKind::FirstWords,
        Some(true) if fit != MatchKind::Whole => MatchKind::TextBeginning,
        _ => fit,
    })
}

/// Returns how well a finder matches in the lines from `start` on: the best of its matches.
pub fn fit(lines: &[u8], start: usize, finder: &Finder<'_>) -> Option<MatchKind> {
    let mut best = None;
    for at in finder.find_iter(&lines[start..]) {
        let here = fit_at(lines, start + at, start + at + finder.needle().len());
        best = Some(best.map_or(here, |best: MatchKind| best.min(here)));
        if here == MatchKind::Whole {
            break;
        }
    }
    best
}

fn fit_at(lines: &[u8], start: usize, end: usize) -> MatchKind {
    let before = start.checked_sub(1).map_or(b'\n', |at| lines[at]);
    let after = lines.get(end).copied().unwrap_or(b'\n');
    match (before, after) {
        (b'\n', b'\n') => MatchKind::Whole,
        _ if in_word(before) => MatchKind::Inside,
        _ if in_word(after) => MatchKind::Beginning,
        _ => MatchKind::Word,
    }
}

/// The numbers of the words known so far.
#[derive(Debug, Default)]
pub struct TermIds {
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl TermIds {
    /// Removes everything and keeps the capacity.
    pub fn clear(&mut self) {
        self.numbers.clear();
    }

    /// Returns the number of a word, adding it when it is new.
    pub fn number(&mut self, words: &mut TermDictionary, plain: &str, expanded: &str) -> u32 {
        let TermIds { numbers, hasher } = self;
        let number = words.push(plain, expanded);
        let hash = |number: u32| hasher.hash_one(words.line(number));
        let known = numbers.find(hash(number), |known| words.line(*known) == words.line(number)).copied();
        match known {
            Some(_) => words.pop(),
            None => drop(numbers.insert_unique(hash(number), number, |number| hash(*number))),
        }
        known.unwrap_or(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_either_form_and_the_best_of_its_places_counts() {
        let mut words = TermDictionary::default();
        for (plain, expanded) in
            [("duren", "dueren"), ("bad-duren", "bad-dueren"), ("bonn", "bonn"), ("xdurenx", "xduerenx")]
        {
            words.push(plain, expanded);
        }
        let fits =
            |needle: &str, known: Option<&[u8]>| words.fits([Finder::new(needle).into_owned()].iter(), known).to_vec();
        let [whole, _, _, word, beginning, inside] = MatchKind::ALL.map(|fit| fit as u8);
        assert_eq!(fits("duren", None), [whole, word, NONE, inside]);
        assert_eq!(fits("due", None), [beginning, beginning, NONE, inside]);
        assert_eq!(fits("bonn", None), [NONE, NONE, whole, NONE]);
    }

    #[test]
    fn what_is_looked_for_among_few_is_found_as_among_all() {
        let mut words = TermDictionary::default();
        for number in 0..100 {
            words.push(&format!("wort{number}"), &format!("woert{number}"));
        }
        let fits = |needle: &str, known: Option<&[u8]>| words.fits([Finder::new(needle).into_owned()].iter(), known);
        let few = fits("t7", None);
        assert_eq!(few.iter().filter(|fit| **fit != NONE).count(), 11);
        for needle in ["t7", "t77", "ort7", "oert71", "t70", "t8"] {
            let all: Vec<u8> =
                fits(needle, None).iter().zip(&few).map(|(fit, few)| if *few == NONE { NONE } else { *fit }).collect();
            assert_eq!(fits(needle, Some(&few)).to_vec(), all, "{needle}");
        }
    }

    #[test]
    fn a_word_is_there_once() {
        let (mut words, mut known) = (TermDictionary::default(), TermIds::default());
        let numbers = [("duren", "dueren"), ("duren", "duren"), ("bonn", "bonn"), ("duren", "dueren")];
        let numbers = numbers.map(|(plain, expanded)| known.number(&mut words, plain, expanded));
        assert_eq!(numbers, [0, 1, 2, 0]);
        assert_eq!(numbers.map(|number| words.forms(number).1), ["dueren", "duren", "bonn", "dueren"]);
    }
}
