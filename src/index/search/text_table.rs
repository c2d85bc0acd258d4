//! Texts as the numbers of their words.
//!
//! Consecutive texts of one weight and length share a [`TextRun`], so that a text stores nothing
//! beside its words, and scanning all texts is a loop without branches. Does not know the words.
//! Entry points: [`TextTable::push`], [`TextTable::sorted`], [`TextTable::scores`].

use std::ops::Range;

use super::compact_ids::{CompactId, CompactIds, least};
use super::term_dictionary::{MatchKind, NONE, Score};
use crate::schema::FieldWeight;

/// The number of kinds of matches, by which weights are told apart in a score.
pub const KINDS: Score = MatchKind::ALL.len() as Score;

/// Consecutive texts of one weight and number of words.
#[derive(Debug, Clone, Copy)]
struct TextRun {
    weight: FieldWeight,
    /// The number of words of each text.
    length: usize,
    /// The number of the first text.
    first: usize,
    /// Where the words of the first text begin.
    start: usize,
}

/// Texts by number.
#[derive(Debug, Default)]
pub struct TextTable {
    runs: Vec<TextRun>,
    words: CompactIds,
    count: usize,
}

impl TextTable {
    /// Adds a text and returns its number.
    pub fn push(&mut self, weight: FieldWeight, words: &[u32]) -> u32 {
        self.begin(weight, words.len());
        self.words.extend(words);
        self.count += 1;
        self.count as u32 - 1
    }

    /// Begins a run, unless the last one has this weight and length.
    fn begin(&mut self, weight: FieldWeight, length: usize) {
        if self.runs.last().is_none_or(|run| (run.weight, run.length) != (weight, length)) {
            self.runs.push(TextRun { weight, length, first: self.count, start: self.words.len() });
        }
    }

    /// Returns the number of texts.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Returns the weight of a text, and its words.
    pub fn get(&self, text: u32) -> (FieldWeight, impl ExactSizeIterator<Item = u32>) {
        let run = self.runs[self.runs.partition_point(|run| run.first <= text as usize) - 1];
        let words = run.words(text as usize);
        (run.weight, words.map(|place| self.words.at(place)))
    }

    /// Returns a copy without spare capacity in which texts of one weight and length are together,
    /// and the new number of each text.
    pub fn sorted(&self) -> (TextTable, Vec<u32>) {
        let ends = self.runs.iter().skip(1).map(|run| run.first).chain([self.count]);
        let mut order: Vec<(TextRun, usize)> = self.runs.iter().copied().zip(ends).collect();
        order.sort_by_key(|(run, _)| (run.weight, run.length));
        let mut sorted = TextTable { words: self.words.room(), ..TextTable::default() };
        let mut numbers = vec![0; self.count];
        for (run, end) in order {
            sorted.begin(run.weight, run.length);
            sorted.words.copy(&self.words, run.start..run.words(end).start);
            for number in &mut numbers[run.first..end] {
                *number = sorted.count as u32;
                sorted.count += 1;
            }
        }
        sorted.runs.shrink_to_fit();
        (sorted, numbers)
    }

    /// Removes everything and keeps the capacity.
    pub fn clear(&mut self) {
        self.runs.clear();
        self.words.clear();
        self.count = 0;
    }

    /// Returns how well each text matches, given how well each word matches. Addresses of sources
    /// match only where they are asked for.
    pub fn scores(&self, fits: &[u8], with_addresses: bool) -> Box<[Score]> {
        match &self.words {
            CompactIds::Short(words) => self.score(words, fits, with_addresses),
            CompactIds::Long(words) => self.score(words, fits, with_addresses),
        }
    }

    /// Returns the texts, among those that `in_question` admits, in which words with these marks
    /// follow each other: the first bit, then the next, up to `last`.
    pub fn with_row(&self, marks: &[u32], last: u32, in_question: impl Fn(usize) -> bool) -> Vec<u32> {
        let has_row = |text: u32| {
            // Each bit says that a row of that many parts ends with this word.
            let mut rows = 0_u32;
            self.get(text).1.any(|word| {
                rows = ((rows << 1) | 1) & marks[word as usize];
                rows & last != 0
            })
        };
        (0..self.count)
            .filter(|text| in_question(*text))
            .map(|text| text as u32)
            .filter(|text| has_row(*text))
            .collect()
    }

    fn score(&self, words: &[impl CompactId], fits: &[u8], with_addresses: bool) -> Box<[Score]> {
        let mut scores = Vec::with_capacity(self.count);
        let ends = self.runs.iter().skip(1).map(|run| run.start).chain([words.len()]);
        let firsts = self.runs.iter().skip(1).map(|run| run.first).chain([self.count]);
        for (run, (end, next)) in self.runs.iter().zip(ends.zip(firsts)) {
            let (words, weight) = (&words[run.start..end], run.weight as Score * KINDS);
            let whole = text_score(run.weight, MatchKind::Whole);
            let of_one = |fit: u8| match fit == MatchKind::Whole as u8 {
                true => whole,
                false => weight.saturating_add(at_beginning(fit)),
            };
            // [`NONE`] is the greatest number, so it survives the minimum.
            match run.length {
                0 => scores.resize(next, NONE),
                _ if run.weight == FieldWeight::SourceAddress && !with_addresses => scores.resize(next, NONE),
                1 => scores.extend(words.iter().map(|word| of_one(fits[word.get()]))),
                2 => several::<2>(&mut scores, weight, words, fits),
                3 => several::<3>(&mut scores, weight, words, fits),
                4 => several::<4>(&mut scores, weight, words, fits),
                5 => several::<5>(&mut scores, weight, words, fits),
                6 => several::<6>(&mut scores, weight, words, fits),
                7 => several::<7>(&mut scores, weight, words, fits),
                8 => several::<8>(&mut scores, weight, words, fits),
                length => scores.extend(words.chunks_exact(length).map(|words| score(weight, words, fits))),
            }
        }
        scores.into()
    }
}

/// Returns the score of a text that matches in this way. An identifier typed whole leaves no doubt.
pub fn text_score(weight: FieldWeight, kind: MatchKind) -> Score {
    match (weight, kind) {
        (FieldWeight::Identifier, MatchKind::Whole) => 0,
        _ => weight as Score * KINDS + kind as Score,
    }
}

/// Scores texts of a length known at compile time: most texts are short.
fn several<const LENGTH: usize>(scores: &mut Vec<Score>, weight: u8, words: &[impl CompactId], fits: &[u8]) {
    scores.extend(words.as_chunks::<LENGTH>().0.iter().map(|words| score(weight, words, fits)));
}

/// Returns the score of a text of several words.
#[inline(always)]
fn score(weight: u8, words: &[impl CompactId], fits: &[u8]) -> Score {
    let first = words.first().map_or(NONE, |word| at_beginning(fits[word.get()]));
    weight.saturating_add(least(words, fits).max(MatchKind::Word as u8).min(first))
}

/// Returns how well a text matches by its first word, when it has others.
#[inline(always)]
fn at_beginning(fit: u8) -> u8 {
    const WHOLE: u8 = MatchKind::Whole as u8;
    const BEGINNING: u8 = MatchKind::Beginning as u8;
    match fit {
        WHOLE => MatchKind::FirstWords as u8,
        BEGINNING => MatchKind::TextBeginning as u8,
        _ => fit,
    }
}

impl TextRun {
    /// Returns where the words of a text are.
    fn words(&self, text: usize) -> Range<usize> {
        let start = self.start + (text - self.first) * self.length;
        start..start + self.length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_their_words_when_they_are_sorted() {
        let mut texts = TextTable::default();
        let all: [(FieldWeight, &[u32]); 6] = [
            (FieldWeight::Note, &[1, 2]),
            (FieldWeight::Name, &[3]),
            (FieldWeight::Name, &[4]),
            (FieldWeight::Note, &[5, 70_000]),
            (FieldWeight::Name, &[]),
            (FieldWeight::Name, &[6, 7, 8]),
        ];
        let numbers = all.map(|(weight, words)| texts.push(weight, words));
        let says = |texts: &TextTable, number: u32| (texts.get(number).0, texts.get(number).1.collect::<Vec<_>>());
        let before = numbers.map(|number| says(&texts, number));
        let (sorted, places) = texts.sorted();
        assert_eq!(places, [4, 1, 2, 5, 0, 3]);
        assert_eq!(numbers.map(|number| says(&sorted, places[number as usize])), before);
        assert_eq!(before.map(|(weight, words)| (weight, words)), all.map(|(weight, words)| (weight, words.to_vec())));
        assert_eq!(sorted.runs.len(), 4);
    }

    #[test]
    fn a_text_is_as_good_as_its_best_word_and_whole_only_when_it_has_no_other() {
        let mut texts = TextTable::default();
        for (weight, words) in [
            (FieldWeight::Name, &[0][..]),
            (FieldWeight::Name, &[0, 1]),
            (FieldWeight::Place, &[1]),
            (FieldWeight::Name, &[]),
        ] {
            texts.push(weight, words);
        }
        let (whole, inside) = (MatchKind::Whole as u8, MatchKind::Inside as u8);
        let [_, first_words, text_beginning, word, beginning, _] = MatchKind::ALL.map(|kind| kind as u8);
        assert_eq!(*texts.scores(&[whole, NONE], false), [0, first_words, NONE, NONE]);
        assert_eq!(*texts.scores(&[beginning, NONE], false), [text_beginning, text_beginning, NONE, NONE]);
        assert_eq!(*texts.scores(&[NONE, whole], false), [NONE, word, KINDS, NONE]);
        assert_eq!(*texts.scores(&[NONE, inside], false), [NONE, inside, KINDS + inside, NONE]);
        let mut texts = TextTable::default();
        texts.push(FieldWeight::Identifier, &[0]);
        assert_eq!([&*texts.scores(&[whole], false), &*texts.scores(&[inside], false)], [[0], [5 * KINDS + inside]]);
    }
}
