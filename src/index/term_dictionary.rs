//! The folded words of many texts, each once, and how well each fits a word that is looked for.
//!
//! What is looked for is mostly (a part of) one word in the sense of [`super::tokenizer`]. So it is
//! enough to look through the different words, of which there are far fewer than there are words in
//! the texts; of what consists of several, each is looked for by itself. Must not know in which
//! texts they stand. Enter at [`Words::push`], [`Words::fits`], [`Words::mark`].

use memchr::memmem::Finder;
use xxhash_rust::xxh3::xxh3_64;

use super::query::Forms;
use super::tokenizer::in_word;
use crate::document::Ids;

/// How a word that is looked for fits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchKind {
    /// It is the whole of it.
    #[default]
    Whole,
    /// It is a word of it.
    Word,
    /// A word begins with it.
    Beginning,
    /// It stands inside of a word.
    Inside,
}

impl MatchKind {
    /// All, the best first.
    pub const ALL: [MatchKind; 4] = [MatchKind::Whole, MatchKind::Word, MatchKind::Beginning, MatchKind::Inside];
}

/// How well a record answers a query; the smaller, the better, [`NONE`] when it does not.
pub type Score = u8;

/// What does not fit at all, where fits and scores are numbers: more than any of them.
pub const NONE: u8 = u8::MAX;

/// Where a part of several words in a row stands among them; a part alone is both.
#[derive(Debug, Clone, Copy)]
pub struct PartPlace {
    /// Nothing of the query precedes it, so it may begin inside of a word.
    pub is_first: bool,
    /// Nothing of the query follows it, so it may end inside of a word.
    pub is_last: bool,
}

/// Cost of testing one word by itself, in units of a step of the scan through all words.
const FEW: usize = 4;

/// Different words by their numbers, each in its folded forms.
#[derive(Debug, Default, Clone)]
pub struct Words {
    /// Each word in its forms, a line break before each form.
    text: String,
    /// Where each word begins in `text`.
    starts: Vec<u32>,
}

impl Words {
    /// Adds a word; gives its number.
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

    /// A word in its forms, plain and expanded.
    pub fn forms(&self, number: u32) -> (&str, &str) {
        let (start, end) = self.range(number as usize);
        let forms = &self.text[start + 1..end];
        forms.split_once('\n').unwrap_or((forms, forms))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    fn is(&self, number: u32, plain: &str, expanded: &str) -> bool {
        let (start, end) = self.range(number as usize);
        let forms = &self.text.as_bytes()[start + 1..end];
        match forms.strip_prefix(plain.as_bytes()) {
            Some([]) => plain == expanded,
            Some([b'\n', rest @ ..]) => rest == expanded.as_bytes(),
            _ => false,
        }
    }

    /// Takes out all; the room stays.
    pub fn clear(&mut self) {
        self.text.clear();
        self.starts.clear();
    }

    /// How well each word fits what these find, as the number of its [`MatchKind`] or [`NONE`].
    /// Words that did not fit before, as `known` says, do not fit now.
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

    /// Sets a bit for each word that can be this part of several in a row: one that is not the
    /// first begins with it, one that is not the last ends with it. False when there is none.
    pub fn mark(&self, part: &Forms, place: PartPlace, bit: u32, marks: &mut [u32]) -> bool {
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

    /// Hands over in which words these places of the text are.
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

/// Where a finder finds something, also where that begins in what it found before.
fn overlapping(finder: &Finder<'_>, lines: &[u8]) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + finder.find(lines.get(from..)?)?;
        from = at + 1;
        Some(at)
    })
}

/// How well what a finder finds in lines from `start` on fits: the best of its places.
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

/// Which words there are already.
#[derive(Debug, Default)]
pub struct TermIds(Ids);

impl TermIds {
    /// Forgets all; the room stays.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The number of a word, which is added when it is not known.
    pub fn number(&mut self, words: &mut Words, plain: &str, expanded: &str) -> u32 {
        let mut hash = xxh3_64(plain.as_bytes());
        if plain != expanded {
            hash ^= xxh3_64(expanded.as_bytes());
        }
        match self.0.get(hash as u32) {
            Some(number) if words.is(number, plain, expanded) => number,
            // Of two words with one hash one is there more than once, which changes nothing.
            _ => {
                let number = words.push(plain, expanded);
                self.0.insert(hash as u32, number);
                number
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_either_form_and_the_best_of_its_places_counts() {
        let mut words = Words::default();
        for (plain, expanded) in
            [("duren", "dueren"), ("bad-duren", "bad-dueren"), ("bonn", "bonn"), ("xdurenx", "xduerenx")]
        {
            words.push(plain, expanded);
        }
        let fits =
            |needle: &str, known: Option<&[u8]>| words.fits([Finder::new(needle).into_owned()].iter(), known).to_vec();
        let [whole, word, beginning, inside] = MatchKind::ALL.map(|fit| fit as u8);
        assert_eq!(fits("duren", None), [whole, word, NONE, inside]);
        assert_eq!(fits("due", None), [beginning, beginning, NONE, inside]);
        assert_eq!(fits("bonn", None), [NONE, NONE, whole, NONE]);
    }

    #[test]
    fn what_is_looked_for_among_few_is_found_as_among_all() {
        let mut words = Words::default();
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
        let (mut words, mut known) = (Words::default(), TermIds::default());
        let numbers = [("duren", "dueren"), ("duren", "duren"), ("bonn", "bonn"), ("duren", "dueren")];
        let numbers = numbers.map(|(plain, expanded)| known.number(&mut words, plain, expanded));
        assert_eq!(numbers, [0, 1, 2, 0]);
        assert_eq!(numbers.map(|number| words.forms(number).1), ["dueren", "duren", "bonn", "dueren"]);
    }
}
