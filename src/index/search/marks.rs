//! Why a record was found: the texts that match, and where in them.
//!
//! Reads the records that are shown, not the index. Entry point: [`Index::reasons`].

use std::cmp::Reverse;
use std::ops::Range;

use super::misspelling::find_similar;
use super::query::{Query, QueryTerm};
use super::related::{STEPS, WordSet};
use super::searchable_fields::{SearchField, search_fields};
use crate::document::{Document, Path, Slot};
use crate::index::Index;
use crate::index::display_names::DisplayNames;
use crate::index::fold::{Folded, find, fold};
use crate::index::phone::find_phone;
use crate::index::walk::path;
use crate::schema::FieldWeight;

/// A text in which a query was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedText {
    /// The place of the text in the record; empty for a text of another record.
    pub path: Path,
    /// The other record whose text it is: a town of the region, the region of a body.
    pub via: Option<Slot>,
    /// The text as stored; for a choice, its label.
    pub text: String,
    /// The matches as byte ranges of `text`, in order and without overlaps.
    pub ranges: Vec<Range<usize>>,
    /// The words of the query that match.
    pub words: WordSet,
}

impl Index {
    /// Returns the texts by which a record matches a query: the most telling first, and no more
    /// than it takes for each word to be in one. Words that the record has not itself are found in
    /// those it refers to.
    pub fn reasons(&self, document: &Document, slot: Slot, query: &Query) -> Vec<MatchedText> {
        let mut words = 0;
        let mut reasons = self.marks(document, slot, query);
        reasons.retain(|mark| {
            let adds = mark.words & !words != 0;
            words |= mark.words;
            adds
        });
        self.add_related(document, slot, query, STEPS, &mut words, &mut reasons);
        reasons
    }

    /// Returns true when these words stand in a row in one of the texts by which a record is found.
    pub fn says(&self, document: &Document, slot: Slot, phrase: &Folded<'_>) -> bool {
        let (record, mut is_said) = (document.record(slot).ok(), false);
        let names = &mut DisplayNames::new(document);
        search_fields(document, &self.relations, names, slot, record.as_ref(), &mut |field| {
            is_said |= fold(field.text).contains(phrase);
        });
        is_said
    }

    /// Adds texts of the records that one refers to, for words that are in no text so far.
    fn add_related(
        &self,
        document: &Document,
        slot: Slot,
        query: &Query,
        steps: usize,
        words: &mut WordSet,
        found: &mut Vec<MatchedText>,
    ) {
        let is_complete = |words: WordSet| words.count_ones() as usize >= query.words.len();
        let targets: Vec<Slot> = self.references(slot).filter_map(|reference| reference.to).collect();
        for to in &targets {
            if is_complete(*words) {
                return;
            }
            for (weight, mark) in self.weighted_marks(document, *to, query) {
                if mark.words & !*words != 0 && weight <= FieldWeight::Place {
                    *words |= mark.words;
                    found.push(MatchedText { via: Some(mark.via.unwrap_or(*to)), path: Path::new(), ..mark });
                }
            }
        }
        for to in targets.iter().filter(|_| steps > 1) {
            self.add_related(document, *to, query, steps - 1, words, found);
        }
    }

    /// Returns the texts by which a record itself matches words of a query, the most telling first.
    pub fn marks(&self, document: &Document, slot: Slot, query: &Query) -> Vec<MatchedText> {
        self.weighted_marks(document, slot, query).into_iter().map(|(_, mark)| mark).collect()
    }

    fn weighted_marks(&self, document: &Document, slot: Slot, query: &Query) -> Vec<(FieldWeight, MatchedText)> {
        let mut marks: Vec<(_, MatchedText)> = Vec::new();
        let record = document.record(slot).ok();
        let names = &mut DisplayNames::new(document);
        search_fields(document, &self.relations, names, slot, record.as_ref(), &mut |field| {
            let (words, ranges) = ranges(field.text, Some(&field), query);
            if words != 0 {
                let key = (field.weight, Reverse(ranges.len()));
                let (path, text) = (path(field.hops), field.text.to_owned());
                marks.push((key, MatchedText { path, via: field.via, text, ranges, words }));
            }
        });
        marks.sort_by_key(|(key, _)| *key);
        marks.dedup_by(|a, b| a.1.text == b.1.text && a.1.via == b.1.via && a.1.path == b.1.path);
        marks.into_iter().map(|((weight, _), mark)| (weight, mark)).collect()
    }
}

/// Returns where words of a query are in a text, in order and without overlaps.
pub fn matches_in(text: &str, query: &Query) -> Vec<Range<usize>> {
    ranges(text, None, query).1
}

/// Returns which words of a query a text has.
pub fn words_in(text: &str, query: &Query) -> WordSet {
    ranges(text, None, query).0
}

/// Returns which words of a query a text has, and where; of a field as that is searched.
fn ranges(text: &str, field: Option<&SearchField<'_>>, query: &Query) -> (WordSet, Vec<Range<usize>>) {
    let is_phone = field.is_some_and(|field| field.phone);
    let is_address = field.is_some_and(|field| field.weight == FieldWeight::SourceAddress);
    let digits = query.phone.as_ref().and_then(|digits| std::str::from_utf8(digits.needle()).ok());
    if let Some(range) = digits.filter(|_| is_phone).and_then(|digits| find_phone(text, digits)) {
        return (WordSet::MAX, vec![range]);
    }
    let (mut words, mut ranges) = (0, Vec::new());
    for (number, word) in query.words.iter().enumerate().filter(|(_, word)| word.is_address || !is_address) {
        if let Some(range) = find_word(text, word) {
            words |= 1 << number;
            ranges.push(range);
        }
    }
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    (words, joined)
}

fn find_word(text: &str, word: &QueryTerm) -> Option<Range<usize>> {
    if word.is_forgiving {
        return find_similar(text, &word.folded);
    }
    let date = || word.date.as_ref().and_then(|date| find(text, &date.folded));
    find(text, &word.folded).or_else(date)
}
