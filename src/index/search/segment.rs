//! A segment: the texts of some thousand records of one table. It knows which words each text has,
//! and which texts each record has.
//!
//! Records repeat themselves: the page they were taken from, the name of a region, the word for a
//! level. So a segment holds each distinct word once, each distinct text once as the numbers of its
//! words, and for each record the numbers of its texts. A search goes through these levels in turn:
//! how well each word matches, then each text, then each record. Entry points: [`Segment::push`],
//! [`Segment::look`], [`Segment::scores`].

use std::iter::once;
use std::sync::Arc;

use super::compact_ids::{CompactId, CompactIds, least};
use super::misspelling::{clues, likeness};
use super::query::{Query, QueryTerm};
use super::term_dictionary::{MatchKind, NONE, PartPlace, Score, TermDictionary, fit_of_text};
use super::text_table::{KINDS, TextTable, text_score};
use super::tokenizer::join;
use crate::index::fold::Folded;
use crate::schema::FieldWeight;

/// The worst of the scores of what does answer.
const WORST: Score = NONE - 1;

/// The number of unused text ids that is tolerated before a segment is rebuilt.
const FEW: usize = 4_096;

/// How a record matches a query.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordScore {
    /// How well it matches.
    pub score: Score,
    /// The weakest of the matches of its words.
    pub loosest: MatchKind,
}

impl RecordScore {
    /// Converts the score of a text, which encodes weight and match kind.
    pub fn new(score: Score) -> RecordScore {
        RecordScore { score, loosest: MatchKind::ALL[usize::from(score % KINDS)] }
    }

    /// Combines the matches of two words that must both be present.
    fn and(self, other: RecordScore) -> RecordScore {
        RecordScore { score: both(self.score, other.score), loosest: self.loosest.max(other.loosest) }
    }
}

/// Returns the score of two words that must both be present.
pub fn both(a: Score, b: Score) -> Score {
    if a == NONE || b == NONE { NONE } else { a.saturating_add(b).min(WORST) }
}

/// Returns true when nothing matches.
fn is_nowhere(scores: &[u8]) -> bool {
    scores.iter().all(|score| *score == NONE)
}

/// The texts of some records.
#[derive(Debug, Default)]
pub struct Segment {
    /// The words of all texts.
    pub words: TermDictionary,
    texts: TextTable,
    /// The range of each record's text ids in `numbers`.
    records: Vec<(u32, u32)>,
    numbers: CompactIds,
}

/// What a search found in the words, texts and records of a segment.
#[derive(Debug, Clone, Default)]
pub struct SegmentMatch {
    /// Where each word of the query was found; `None` for a word that does not occur.
    words: Vec<Option<TermMatch>>,
    /// How well each text matches the words as a phrase.
    phrase: Option<Arc<[Score]>>,
    /// How well each text matches the telephone number.
    phone: Option<Arc<[Score]>>,
}

/// Where a word of a query was found.
#[derive(Debug, Clone)]
struct TermMatch {
    /// How well each word of the segment matches; empty when the word was searched as several parts
    /// in a row.
    fits: Arc<[u8]>,
    /// How well each text matches.
    texts: Arc<[Score]>,
    /// How well each record matches.
    records: Arc<[Score]>,
}

impl SegmentMatch {
    /// Returns true when no record matches by its own texts.
    pub fn is_none(&self) -> bool {
        self.phone.is_none() && self.words.iter().any(Option::is_none)
    }

    /// Returns how well each record matches a word of the query; `None` when none does.
    pub fn word(&self, number: usize) -> Option<&[Score]> {
        self.words.get(number)?.as_ref().map(|word| &*word.records)
    }
}

impl Segment {
    /// Adds a text with these words and returns its number.
    pub fn push(&mut self, weight: FieldWeight, words: &[u32]) -> u32 {
        self.texts.push(weight, words)
    }

    /// Sets the texts of a record, replacing those it had.
    pub fn store(&mut self, record: usize, numbers: &[u32]) {
        self.fill(record + 1);
        let start = self.numbers.len() as u32;
        self.numbers.extend(numbers);
        self.records[record] = (start, self.numbers.len() as u32);
    }

    /// Adds texts to a record.
    pub fn extend(&mut self, record: usize, numbers: &[u32]) {
        let all: Vec<u32> = self.numbers(record).chain(numbers.iter().copied()).collect();
        self.store(record, &all);
    }

    /// Returns a copy without spare capacity, its texts sorted for scanning. Texts get other
    /// numbers, but each record keeps the order of its texts.
    pub fn settled(&self) -> Segment {
        let (texts, places) = self.texts.sorted();
        let numbers = self.numbers.map(|number| places[number as usize]);
        Segment { words: self.words.clone(), texts, records: self.records.clone(), numbers }
    }

    /// Removes everything and keeps the capacity.
    pub fn clear(&mut self) {
        self.words.clear();
        self.texts.clear();
        self.records.clear();
        self.numbers.clear();
    }

    /// Extends the segment to at least this many records. New records have no texts.
    pub fn fill(&mut self, records: usize) {
        if self.records.len() < records {
            self.records.resize(records, (0, 0));
        }
    }

    /// Returns true when most of it belongs to no record any more.
    pub fn is_mostly_waste(&self) -> bool {
        let live: usize = self.records.iter().map(|(start, end)| (end - start) as usize).sum();
        self.numbers.len() > 2 * live + FEW
    }

    /// Returns how many text ids it holds.
    #[cfg(test)]
    pub fn texts_held(&self) -> usize {
        self.numbers.len()
    }

    /// Returns the number of records.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Returns the texts of a weight that a record has, each in its folded forms.
    pub fn of_weight(&self, record: usize, weight: FieldWeight) -> impl Iterator<Item = String> {
        self.numbers(record).filter(move |number| self.texts.get(*number).0 == weight).map(|number| self.lines(number))
    }

    /// Returns the words of a text of a record, each in its folded forms.
    pub fn spelled(&self, record: usize, text: usize) -> impl Iterator<Item = (&str, &str)> {
        let number = self.numbers.at(self.records[record].0 as usize + text);
        self.texts.get(number).1.map(|word| self.words.forms(word))
    }

    fn numbers(&self, record: usize) -> impl Iterator<Item = u32> {
        let (start, end) = self.records.get(record).copied().unwrap_or_default();
        (start as usize..end as usize).map(|place| self.numbers.at(place))
    }

    /// Returns a text in its folded forms, each after a line break.
    fn lines(&self, text: u32) -> String {
        let words = || self.texts.get(text).1.map(|word| self.words.forms(word));
        format!("\n{}\n{}", join(words().map(|(plain, _)| plain)), join(words().map(|(_, expanded)| expanded)))
    }

    /// Matches all words, texts and records. Where the query narrows an earlier one, only words
    /// that matched before are tested.
    pub fn look(&self, query: &Query, before: Option<(&Query, &SegmentMatch)>) -> SegmentMatch {
        let phone = query.phone.as_ref().map(|digits| self.words.fits(once(digits), None));
        let phone = phone.filter(|fits| !is_nowhere(fits)).map(|fits| self.texts.scores(&fits, false).into());
        let words: Vec<_> = query.words.iter().map(|needle| self.trace(needle, before)).collect();
        let phrase = query.phrase.as_ref().and_then(|phrase| {
            let words = words.iter().map(Option::as_ref).collect::<Option<Vec<&TermMatch>>>()?;
            self.in_a_row(phrase, |text| words.iter().all(|word| word.texts[text] != NONE))
        });
        SegmentMatch { words, phrase, phone }
    }

    /// Returns where a word of a query matches; `None` when it does not.
    fn trace(&self, needle: &QueryTerm, before: Option<(&Query, &SegmentMatch)>) -> Option<TermMatch> {
        let of = |is: &dyn Fn(&QueryTerm) -> bool| {
            let (old, looked) = before?;
            looked.words.get(old.words.iter().position(is)?)
        };
        if let Some(same) = of(&|old| needle.is_same(old)) {
            return same.clone();
        }
        let earlier = match of(&|old| needle.extends(old)) {
            Some(None) => return None,
            Some(Some(earlier)) => Some(earlier),
            None => None,
        };
        let literal = self.trace_literal(needle, earlier);
        let Some(date) = &needle.date else { return literal };
        // A date begins with its year.
        let begins = |score: &Score| if RecordScore::new(*score).loosest == MatchKind::Inside { NONE } else { *score };
        let dates = self.in_a_row(date, |_| true).map(|texts| texts.iter().map(begins).collect::<Vec<Score>>());
        let dates = dates.filter(|texts| !is_nowhere(texts));
        match (literal, dates) {
            (literal, None) => literal,
            (None, Some(dates)) => Some(self.found(Arc::default(), dates.into())),
            (Some(literal), Some(dates)) => {
                let better = literal.texts.iter().zip(dates).map(|(one, other)| other.min(*one)).collect();
                Some(self.found(literal.fits, better))
            }
        }
    }

    /// Returns where a word matches as it was typed, or misspelled. `earlier` is where a part of it
    /// did.
    fn trace_literal(&self, needle: &QueryTerm, earlier: Option<&TermMatch>) -> Option<TermMatch> {
        if !needle.parts.is_empty() {
            let texts = self.in_a_row(needle, |text| earlier.is_none_or(|earlier| earlier.texts[text] != NONE));
            return texts.map(|texts| self.found(Arc::default(), texts));
        }
        let known = earlier.map(|earlier| &earlier.fits).filter(|fits| !fits.is_empty());
        let fits = match needle.is_forgiving {
            true => self.similar(&needle.folded),
            false => self.words.fits(needle.whole.finders(), known.map(|fits| &fits[..])),
        };
        // Within a word, one more letter rarely changes the result.
        if let Some(same) = earlier.filter(|earlier| *earlier.fits == *fits) {
            return Some(same.clone());
        }
        (!is_nowhere(&fits)).then(|| {
            let texts = self.texts.scores(&fits, needle.is_address).into();
            self.found(fits.into(), texts)
        })
    }

    /// Returns how well each word matches a misspelled one.
    fn similar(&self, typed: &Folded<'_>) -> Box<[u8]> {
        let mut fits = vec![NONE; self.words.len()].into_boxed_slice();
        for clue in clues(typed) {
            self.words.with(&clue, |number| {
                if fits[number as usize] == NONE {
                    let (plain, expanded) = self.words.forms(number);
                    fits[number as usize] = likeness(typed, plain, expanded).map_or(NONE, |fit| fit as u8);
                }
            });
        }
        fits
    }

    fn found(&self, fits: Arc<[u8]>, texts: Arc<[Score]>) -> TermMatch {
        let records = self.best(&texts).into();
        TermMatch { fits, texts, records }
    }

    /// Returns how well texts match that contain the parts of a needle in a row, among the texts
    /// that `in_question` admits; `None` when no text does.
    fn in_a_row(&self, needle: &QueryTerm, in_question: impl Fn(usize) -> bool) -> Option<Arc<[Score]>> {
        // In a very long row the first parts are enough to select texts, which are verified below.
        let told = needle.parts.len().min(u32::BITS as usize);
        let mut marks = vec![0; self.words.len()];
        for (number, part) in needle.parts[..told].iter().enumerate() {
            let place = PartPlace { is_first: number == 0, is_last: number + 1 == needle.parts.len() };
            if !self.words.mark(part, place, 1 << number, &mut marks) {
                return None;
            }
        }
        let mut scores = vec![NONE; self.texts.len()];
        for text in self.texts.with_row(&marks, 1 << (told - 1), in_question) {
            let lines = self.lines(text);
            let weight = self.texts.get(text).0;
            let best = needle.whole.finders().filter_map(|finder| fit_of_text(lines.as_bytes(), finder)).min();
            let best = best.filter(|_| needle.is_address || weight != FieldWeight::SourceAddress);
            scores[text as usize] = best.map_or(NONE, |fit| text_score(weight, fit));
        }
        (!is_nowhere(&scores)).then(|| scores.into())
    }

    /// Returns how a record matches; `None` when it does not, or only by a text of a weight after
    /// `last` that is not its identifier.
    pub fn answer(&self, record: usize, looked: &SegmentMatch, last: FieldWeight) -> Option<RecordScore> {
        if looked.is_none() {
            return None;
        }
        let is_asked_for = |weight: Score| weight <= last as u8 || weight == FieldWeight::Identifier as u8;
        let answer = |best: Score| (best != NONE && is_asked_for(best / KINDS)).then(|| RecordScore::new(best));
        let best = |scores: &[Score]| {
            answer(self.numbers(record).fold(NONE, |best, number| best.min(scores[number as usize])))
        };
        let SegmentMatch { words, phrase, phone } = looked;
        let digits = phone.as_deref().and_then(best);
        let words = words
            .iter()
            .try_fold(RecordScore::default(), |all, word| Some(all.and(answer(*word.as_ref()?.records.get(record)?)?)));
        // Words found together as typed count more than words found apart.
        let phrase = words.and(phrase.as_deref()).and_then(best);
        digits.into_iter().chain(words).chain(phrase).min()
    }

    /// Returns how well each record matches by its own texts.
    pub fn scores(&self, looked: &SegmentMatch) -> Vec<Score> {
        let SegmentMatch { words, phrase, phone } = looked;
        let mut scores = vec![NONE; self.len()];
        if let Some([first, rest @ ..]) = words.iter().map(Option::as_ref).collect::<Option<Vec<_>>>().as_deref() {
            scores.copy_from_slice(&first.records);
            for word in rest {
                scores.iter_mut().zip(&*word.records).for_each(|(score, word)| *score = both(*score, *word));
            }
        }
        for other in [phrase, phone].into_iter().flatten().filter(|texts| !is_nowhere(texts)) {
            scores.iter_mut().zip(self.best(other)).for_each(|(score, other)| *score = other.min(*score));
        }
        scores
    }

    /// Returns the best score among the texts of each record.
    fn best(&self, texts: &[Score]) -> Vec<Score> {
        match &self.numbers {
            CompactIds::Short(numbers) => self.best_of(numbers, texts),
            CompactIds::Long(numbers) => self.best_of(numbers, texts),
        }
    }

    fn best_of(&self, numbers: &[impl CompactId], texts: &[Score]) -> Vec<Score> {
        let of = |(start, end): &(u32, u32)| &numbers[*start as usize..*end as usize];
        self.records.iter().map(|record| least(of(record), texts)).collect()
    }
}
