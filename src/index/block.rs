//! The folded texts of some thousand records of one table, each text once.
//!
//! Records say the same again and again: the page they were taken from, the name of a region, the word for a level. So a
//! block holds each text once, all in one string, and for each record the numbers of its texts. A word is looked for in the
//! string; what a record answers follows from the numbers. Enter at [`Block::push`], [`Block::scores`], [`Block::answer`].

use memchr::memmem::Finder;

use super::pieces::Class;
use super::query::{Query, Word};

/// How well a record answers a query; the smaller, the better.
pub type Score = u16;

/// What a text that does not answer scores.
const NONE: u8 = u8::MAX;

/// An answer of a record to a query.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// How well it answers.
    pub score: Score,
    /// How the loosest of the words matches.
    pub loosest: Fit,
}

/// How a word matches a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is the whole text.
    #[default]
    Text,
    /// It is a word of it.
    Word,
    /// A word begins with it.
    Beginning,
    /// It stands inside of a word.
    Inside,
}

impl Fit {
    const ALL: [Fit; 4] = [Fit::Text, Fit::Word, Fit::Beginning, Fit::Inside];
}

impl Answer {
    /// From the score of a text, which tells class and fit.
    fn new(score: u8) -> Answer {
        Answer { score: Score::from(score), loosest: Fit::ALL[usize::from(score % 4)] }
    }

    /// Both words are there.
    fn and(self, other: Answer) -> Answer {
        Answer { score: self.score.saturating_add(other.score), loosest: self.loosest.max(other.loosest) }
    }
}

/// The texts of some records.
#[derive(Debug, Default)]
pub struct Block {
    /// Every text in its forms, a line break before each form.
    text: String,
    /// Where each text begins in `text`, and its class.
    texts: Vec<(u32, Class)>,
    /// Where the numbers of each record's texts lie in `numbers`.
    records: Vec<(u32, u32)>,
    numbers: Vec<u32>,
}

/// How well each text of a block answers each word of a query, its phrase and its telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scores {
    words: Vec<Box<[u8]>>,
    phrase: Option<Box<[u8]>>,
    phone: Option<Box<[u8]>>,
    /// No record answers.
    pub none: bool,
}

impl Scores {
    /// True when no record can answer: there is a word that is in none of the texts, and no number either.
    fn are_none(words: &[Box<[u8]>], phone: Option<&[u8]>) -> bool {
        let none = |scores: &[u8]| scores.iter().all(|score| *score == NONE);
        words.iter().any(|word| none(word)) && phone.is_none_or(none)
    }
}

impl Block {
    /// Adds a text; gives its number.
    pub fn push(&mut self, class: Class, forms: &str) -> u32 {
        self.texts.push((self.text.len() as u32, class));
        self.text.push_str(forms);
        self.texts.len() as u32 - 1
    }

    /// Says which texts a record has; those it had before are no longer its own.
    pub fn store(&mut self, record: usize, numbers: &[u32]) {
        if self.records.len() <= record {
            self.records.resize(record + 1, (0, 0));
        }
        let start = self.numbers.len() as u32;
        self.numbers.extend_from_slice(numbers);
        self.records[record] = (start, self.numbers.len() as u32);
    }

    /// Adds texts to those that a record has.
    pub fn extend(&mut self, record: usize, numbers: &[u32]) {
        let all = [self.numbers(record), numbers].concat();
        self.store(record, &all);
    }

    /// Gives back what was allocated and is not needed.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.texts.shrink_to_fit();
        self.records.shrink_to_fit();
        self.numbers.shrink_to_fit();
    }

    /// The texts of a class that a record has.
    pub fn of_class(&self, record: usize, class: Class) -> impl Iterator<Item = &str> {
        let texts = self.numbers(record).iter().map(|number| *number as usize);
        texts.filter(move |number| self.texts[*number].1 == class).map(|number| self.forms(number))
    }

    fn numbers(&self, record: usize) -> &[u32] {
        let (start, end) = self.records.get(record).copied().unwrap_or_default();
        &self.numbers[start as usize..end as usize]
    }

    /// A text in its forms.
    pub fn forms(&self, number: usize) -> &str {
        let end = self.texts.get(number + 1).map_or(self.text.len(), |(start, _)| *start as usize);
        &self.text[self.texts[number].0 as usize..end]
    }

    /// Looks through all texts; through those that answered before where the query narrows an earlier one.
    pub fn scores(&self, query: &Query, before: Option<(&Query, &Scores)>) -> Scores {
        let known = |word: &Word| {
            let (old, scores) = before?;
            old.words.iter().position(|old| word.extends(old)).map(|at| &scores.words[at][..])
        };
        let words: Vec<Box<[u8]>> = query.words.iter().map(|word| self.score_word(word, known(word))).collect();
        // What holds all words together holds the first.
        let phrase = query.phrase.as_ref().map(|phrase| self.score_word(phrase, words.first().map(|word| &word[..])));
        let phone = query.phone.as_ref().map(|digits| self.score_all(digits));
        let none = Scores::are_none(&words, phone.as_deref());
        Scores { words, phrase, phone, none }
    }

    /// How well a record answers; `None` when it does not, or only by a text of a class behind `last`.
    pub fn answer(&self, record: usize, scores: &Scores, last: Class) -> Option<Answer> {
        let numbers = self.numbers(record);
        let best = |scores: &[u8]| {
            let best = numbers.iter().fold(NONE, |best, number| best.min(scores[*number as usize]));
            (best / 4 <= last as u8).then(|| Answer::new(best))
        };
        // By far the most queries are of one word.
        if let ([word], None) = (&scores.words[..], &scores.phone) {
            return best(word);
        }
        let digits = scores.phone.as_deref().and_then(best);
        let words = scores.words.iter().try_fold(Answer::default(), |all, word| Some(all.and(best(word)?)));
        // Words that stand together as typed say more than words here and there.
        let phrase = words.and(scores.phrase.as_deref()).and_then(best);
        digits.into_iter().chain(words).chain(phrase).min()
    }

    fn score_word(&self, word: &Word, known: Option<&[u8]>) -> Box<[u8]> {
        let find = |finder: &Finder<'_>| match known {
            Some(known) => self.score_known(finder, known),
            None => self.score_all(finder),
        };
        let mut plain = find(&word.plain);
        if let Some(expanded) = word.expanded.as_ref().map(find) {
            plain.iter_mut().zip(expanded).for_each(|(plain, expanded)| *plain = expanded.min(*plain));
        }
        plain
    }

    /// Looks through all texts at once.
    fn score_all(&self, word: &Finder<'_>) -> Box<[u8]> {
        let mut scores = vec![NONE; self.texts.len()];
        let (bytes, mut number, mut from) = (self.text.as_bytes(), 0, 0);
        while let Some(at) = bytes.get(from..).and_then(|rest| word.find(rest)).map(|at| from + at) {
            while self.texts.get(number + 1).is_some_and(|(start, _)| *start as usize <= at) {
                number += 1;
            }
            let end = self.texts.get(number + 1).map_or(bytes.len(), |(start, _)| *start as usize);
            scores[number] = self.score(number, word, at..end);
            from = end;
        }
        scores.into()
    }

    /// Looks through those texts that answered before.
    fn score_known(&self, word: &Finder<'_>, known: &[u8]) -> Box<[u8]> {
        let score = |(number, known): (usize, &u8)| {
            if *known == NONE {
                return NONE;
            }
            let start = self.texts[number].0 as usize;
            self.score(number, word, start..start + self.forms(number).len())
        };
        // A text that came after the earlier look has not been looked at.
        let later = (known.len()..self.texts.len()).map(|number| (number, &0));
        known.iter().enumerate().chain(later).map(score).collect()
    }

    /// How well a word fits a text that lies in this range: the best of its places.
    fn score(&self, number: usize, word: &Finder<'_>, range: std::ops::Range<usize>) -> u8 {
        let (bytes, mut best) = (self.text.as_bytes(), None);
        for at in word.find_iter(&bytes[range.clone()]) {
            let start = range.start + at;
            let here = fit(bytes, start, start + word.needle().len());
            best = Some(best.map_or(here, |best: Fit| best.min(here)));
            if here == Fit::Text {
                break;
            }
        }
        best.map_or(NONE, |fit| self.texts[number].1 as u8 * 4 + fit as u8)
    }
}

fn fit(bytes: &[u8], start: usize, end: usize) -> Fit {
    let before = start.checked_sub(1).map_or(b'\n', |at| bytes[at]);
    let after = bytes.get(end).copied().unwrap_or(b'\n');
    let in_word = |b: u8| b.is_ascii_alphanumeric() || b >= 0x80;
    match (before, after) {
        (b'\n', b'\n') => Fit::Text,
        _ if in_word(before) => Fit::Inside,
        _ if in_word(after) => Fit::Beginning,
        _ => Fit::Word,
    }
}
