//! Records that have some words of a query while the records they refer to have the others: the
//! engagement of a region in a field is found by the field and a town of the region.
//!
//! Follows references for the records in question only, so that nothing is joined in advance. Entry
//! points: [`RelatedWords::may_add`], [`RelatedWords::added`].

use super::GROUPS;
use super::results::SearchResults;
use super::search_index::SearchIndex;
use super::segment::{RecordScore, both};
use super::term_dictionary::{MatchKind, NONE, Score};
use super::text_table::KINDS;
use crate::document::Slot;
use crate::index::Index;
use crate::index::chunks::SHARE;
use crate::schema::FieldWeight;

/// Words of a query by their numbers, one bit for each.
pub type WordSet = u16;

/// How many references in a row are followed: from a measure to its decision, the meeting, the
/// body, the region.
pub const STEPS: usize = 4;

/// The score of a word that another record has: after all words that a record has itself.
const RELATED: Score = FieldWeight::ALL.len() as Score * KINDS;

/// With this many hits in a table others by relation are not looked for.
const ENOUGH: usize = 15;

/// The shortest word, in letters, for which relations are followed.
const SHORTEST: usize = 2;

/// Returns true when a text that matches so well is a reason to find the records that refer to its
/// record.
pub fn tells_of_others(score: Score) -> bool {
    score < FieldWeight::Wording as Score * KINDS && RecordScore::new(score).loosest != MatchKind::Inside
}

/// Which words of a query the records have.
pub struct RelatedWords<'s> {
    index: &'s Index,
    found: &'s SearchResults,
    /// All words.
    all: WordSet,
    /// Those that occur in tables that are referred to.
    available: WordSet,
}

impl<'s> RelatedWords<'s> {
    /// Takes what was found in the texts of all records.
    pub fn new(index: &'s Index, found: &'s SearchResults) -> RelatedWords<'s> {
        let count = found.typed().words.len();
        let all = (0..count).fold(0, |all, word| all | 1 << word);
        let referred = GROUPS.iter().enumerate().filter(|(_, table)| index.is_referred_to(**table));
        let segments = referred.flat_map(|(group, _)| (0..).map_while(move |number| found.looked(group, number)));
        let available = segments.fold(0, |words, segment| {
            (0..count).filter(|word| segment.word(*word).is_some()).fold(words, |words, word| words | 1 << word)
        });
        RelatedWords { index, found, all, available }
    }

    /// Returns true when records may match together with others.
    pub fn may_add(index: &Index, found: &SearchResults) -> bool {
        let words = &found.typed().words;
        let is_long = words.iter().all(|word| word.folded.plain().chars().nth(SHORTEST - 1).is_some());
        words.len() > 1 && is_long && RelatedWords::new(index, found).available != 0
    }

    /// Returns the records of a segment that match together with those they refer to, and how well.
    pub fn added(&self, group: usize, number: usize) -> Vec<(usize, Score)> {
        let (mut added, start) = (Vec::new(), number * SHARE);
        let Some(looked) = self.found.looked(group, number).filter(|_| self.found.own_count(group) < ENOUGH) else {
            return added;
        };
        let words: Vec<(WordSet, &[Score])> =
            (0..self.found.typed().words.len()).filter_map(|word| Some((1 << word, looked.word(word)?))).collect();
        let present = words.iter().fold(0, |present, (word, _)| present | word);
        if present == 0 || (present | self.available) != self.all {
            return added;
        }
        for (record, score) in self.found.scores(group, start).iter().take(SHARE).enumerate() {
            let of = |(word, records): &(WordSet, &[Score])| if records[record] == NONE { 0 } else { *word };
            let own = words.iter().fold(0, |own, word| own | of(word));
            if *score != NONE || own == 0 || (own | self.available) != self.all {
                continue;
            }
            let slot = Slot { table: GROUPS[group], index: (start + record) as u32 };
            if self.completes(slot, own) {
                let of_own = words.iter().map(|(_, records)| records[record]).filter(|score| *score != NONE);
                let others = (self.all & !own).count_ones();
                let score = of_own.chain((0..others).map(|_| RELATED)).reduce(both).unwrap_or(NONE);
                added.push((record, score));
            }
        }
        added
    }

    /// Returns true when the records that one refers to have the words that it has not. What has
    /// all words by itself is a hit of its own, and all that refers to it would be too many.
    fn completes(&self, slot: Slot, own: WordSet) -> bool {
        let mut words = own;
        for to in self.index.references(slot).filter_map(|reference| reference.to) {
            let of = self.with_references(to, STEPS - 1);
            if of == self.all {
                return false;
            }
            words |= of;
        }
        words == self.all
    }

    /// Returns the words of a record and of those it refers to.
    fn with_references(&self, slot: Slot, steps: usize) -> WordSet {
        let own = self.own(slot);
        if steps == 0 || own == self.all {
            return own;
        }
        let references = self.index.references(slot).filter_map(|reference| reference.to);
        references.fold(own, |words, to| words | self.with_references(to, steps - 1))
    }

    /// Returns the words that a record has in its names and places. Insides of words say too little
    /// of another record, and so do its texts and sources.
    fn own(&self, slot: Slot) -> WordSet {
        let Some(group) = GROUPS.iter().position(|table| *table == slot.table) else { return 0 };
        let (number, record) = SearchIndex::place(slot);
        let Some(looked) = self.found.looked(group, number) else { return 0 };
        let has = |word: &usize| {
            let score = looked.word(*word).and_then(|records| records.get(record)).copied().unwrap_or(NONE);
            tells_of_others(score)
        };
        (0..self.found.typed().words.len()).filter(has).fold(0, |own, word| own | 1 << word)
    }
}
