//! One search over everything, and the filter of a single list.
//!
//! A record matches when it contains all words of a query. Its rank is decided by the best place of
//! each word: name before wording before contact before note, whole word before beginning before
//! inside. After these come records that have some of the words while the records they refer to
//! have the others; and where nothing matches, what does if misspellings are forgiven.
//!
//! Entry points: [`Search`], [`Index::filter`], [`Index::reasons`].

pub(super) mod candidates;
mod compact_ids;
mod inline_string;
mod marks;
mod misspelling;
pub(super) mod query;
pub(super) mod raw_term;
mod related;
mod results;
pub(super) mod search_index;
pub(super) mod searchable_fields;
pub(super) mod segment;
pub(super) mod segment_builder;
pub(super) mod term_dictionary;
mod text_table;
pub(super) mod tokenizer;

pub use marks::{MatchedText, matches_in, words_in};
pub use results::{SearchHit, SearchResults};

use std::collections::HashSet;

use super::Index;
use super::chunks::SHARE;
use crate::document::{Document, Slot};
use crate::model::{
    ACTION_FIELDS, BODIES, DECISIONS, DISTRICT, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, PROFILE,
    RECOMMENDATIONS, REGIONS,
};
use crate::parallel;
use crate::schema::{FieldWeight, Table};
use candidates::records_in_question;
use query::Query;
use related::RelatedWords;
use search_index::SearchIndex;
use segment::{RecordScore, Segment, SegmentMatch};
use term_dictionary::MatchKind;

/// The order in which a search lists the tables.
pub const GROUPS: [Table; 11] = [
    REGIONS,
    MUNICIPALITIES,
    BODIES,
    ACTION_FIELDS,
    ENGAGEMENTS,
    MEASURES,
    MEETINGS,
    RECOMMENDATIONS,
    DECISIONS,
    DISTRICT,
    PROFILE,
];

/// With fewer segments than this a single thread is faster than starting others.
const ALONE: usize = 8;

/// A search that runs in slices, so that no key waits for it.
#[derive(Debug)]
pub struct Search {
    /// What the current pass has found.
    found: SearchResults,
    /// An earlier result that this search narrows.
    earlier: Option<SearchResults>,
    /// What was found as typed, namely nothing, while misspelled words are searched.
    exact: Option<SearchResults>,
    pass: SearchPass,
    /// The number of segments that the pass has gone through, counted across all [`GROUPS`].
    done: usize,
}

/// What is looked at in all segments before anything else is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SearchPass {
    /// The texts of each record.
    Texts,
    /// The records that those refer to which have some of the words.
    Relations,
}

impl Search {
    /// Starts a search for what was typed. `earlier` is a previous result. Where the query narrows
    /// it, only words that matched before are tested.
    pub fn new(index: &Index, typed: &str, earlier: Option<SearchResults>) -> Search {
        let found = SearchResults::none(Query::parse(typed), index.revision);
        let earlier =
            earlier.filter(|earlier| earlier.revision == index.revision && found.typed().narrows(earlier.typed()));
        Search { found, earlier, exact: None, pass: SearchPass::Texts, done: 0 }
    }

    /// Searches this many more segments. Returns true when all have been searched.
    pub fn go_on(&mut self, index: &Index, segments: usize) -> bool {
        if self.found.typed().is_empty() {
            return true;
        }
        let of_group = |(group, table): (usize, Table)| {
            index.search_index.segments(table).iter().enumerate().map(move |(number, segment)| (group, number, segment))
        };
        let all: Vec<_> = GROUPS.into_iter().enumerate().flat_map(of_group).collect();
        let mut left = segments;
        loop {
            let next = &all[self.done..all.len().min(self.done.saturating_add(left))];
            match self.pass {
                SearchPass::Texts => self.read(next),
                SearchPass::Relations => self.relate(index, next),
            }
            self.done += next.len();
            left -= next.len();
            if self.done == all.len() && !self.begin_next_pass(index) {
                return true;
            }
            if left == 0 {
                return false;
            }
        }
    }

    /// Begins what follows when all segments were gone through; returns false when nothing does.
    fn begin_next_pass(&mut self, index: &Index) -> bool {
        self.done = 0;
        if self.pass == SearchPass::Texts && RelatedWords::may_add(index, &self.found) {
            self.pass = SearchPass::Relations;
            return true;
        }
        self.pass = SearchPass::Texts;
        let forgiving = if self.exact.is_none() && self.found.count() == 0 { self.found.forgiving() } else { None };
        let Some(query) = forgiving else { return false };
        let similar = SearchResults::none(query, index.revision);
        self.exact = Some(std::mem::replace(&mut self.found, similar));
        true
    }

    /// Returns the earlier result, for another search when this one is cancelled.
    pub fn into_earlier(self) -> Option<SearchResults> {
        match self.pass {
            _ if self.exact.is_some() => self.exact,
            // The texts of all records have been searched.
            SearchPass::Relations => Some(self.found),
            SearchPass::Texts => self.earlier,
        }
    }

    /// Returns what was found.
    pub fn into_results(self) -> SearchResults {
        match self.exact {
            Some(exact) => exact.or_similar(self.found),
            None => self.found,
        }
    }

    /// Searches the texts of these segments.
    fn read(&mut self, next: &[(usize, usize, &Segment)]) {
        let looked = parallel::map(next.len(), next.len() < ALONE, |at| {
            let (group, number, segment) = next[at];
            let earlier = self.earlier.as_ref().filter(|_| self.exact.is_none());
            let before = earlier.and_then(|earlier| Some((earlier.typed(), earlier.looked(group, number)?)));
            let looked = segment.look(self.found.typed(), before);
            let scores = (!looked.is_none()).then(|| segment.scores(&looked));
            (looked, scores)
        });
        for ((group, _, segment), (looked, scores)) in next.iter().zip(looked) {
            self.found.push(*group, looked, scores, segment.len());
        }
    }

    /// Adds the records of these segments that have all words together with those they refer to.
    fn relate(&mut self, index: &Index, next: &[(usize, usize, &Segment)]) {
        let related = RelatedWords::new(index, &self.found);
        let added = parallel::map(next.len(), next.len() < ALONE, |at| {
            let (group, number, _) = next[at];
            related.added(group, number)
        });
        for ((group, number, _), added) in next.iter().zip(added) {
            self.found.add(*group, number * SHARE, &added);
        }
    }
}

impl Index {
    /// Searches all tables. `earlier` is a previous result; see [`Search::new`].
    pub fn search(&self, document: &Document, typed: &str, earlier: Option<&SearchResults>) -> SearchResults {
        self.prepare_search(document);
        let mut search = Search::new(self, typed, earlier.cloned());
        search.go_on(self, usize::MAX);
        search.into_results()
    }

    /// Returns the records of a table that match by name or place, in the order of the document;
    /// all of them when nothing is typed. A region matches by its towns and postcodes too. What is
    /// inside a word of a place counts only where nothing else matches: a row does not show it.
    pub fn filter(&self, document: &Document, table: Table, typed: &str) -> Vec<Slot> {
        let query = Query::parse(typed);
        if query.is_empty() {
            return document.slots(table).collect();
        }
        let found = self.answers(document, table, &query, FieldWeight::Place);
        let is_inside = |score: &RecordScore| score.loosest == MatchKind::Inside;
        let mut by_name = HashSet::new();
        if found.iter().any(|(score, _)| is_inside(score)) {
            by_name.extend(self.answers(document, table, &query, FieldWeight::Name).into_iter().map(|(_, slot)| slot));
        }
        let is_seen = |score: &RecordScore, slot: &Slot| !is_inside(score) || by_name.contains(slot);
        let is_any_seen = found.iter().any(|(score, slot)| is_seen(score, slot));
        let listed = found.into_iter().filter(|(score, slot)| !is_any_seen || is_seen(score, slot));
        listed.map(|(_, slot)| slot).collect()
    }

    /// Reads the texts of these tables, of which more than one answer is asked.
    pub fn prepare_answers(&self, document: &Document, tables: &[Table]) {
        for table in tables {
            self.search_index.table(document, &self.relations, *table);
        }
    }

    /// Reads the texts of those records of a table that may answer, where these have not been read
    /// and each record would have to be read from the file.
    fn texts_in_question(&self, document: &Document, table: Table, query: &Query) -> Option<SearchIndex> {
        let is_partial = self.search_index.is_partial(table);
        if self.search_index.is_whole(table) || !is_partial && !document.is_skimmed() {
            return None;
        }
        let found = records_in_question(document, &self.relations, table, query, query.is_forgiving());
        if found.is_none() && !is_partial {
            return None;
        }
        let mut texts = SearchIndex::new(document.schema());
        let includes = |slot: Slot| found.as_ref().is_none_or(|found| found[slot.index as usize]);
        texts.prepare_some(document, &self.relations, table, &includes);
        Some(texts)
    }

    /// Returns the records of a table that match by a text of weight `last` or a higher one, in the
    /// order of the document.
    pub fn answers(
        &self,
        document: &Document,
        table: Table,
        query: &Query,
        last: FieldWeight,
    ) -> Vec<(RecordScore, Slot)> {
        let some = self.texts_in_question(document, table, query);
        let texts = some.as_ref().unwrap_or(&self.search_index);
        let segments = texts.table(document, &self.relations, table);
        let looked: Vec<SegmentMatch> = segments.iter().map(|segment| segment.look(query, None)).collect();
        // What is no name of anything is asked for at every letter.
        if looked.iter().all(SegmentMatch::is_none) {
            return Vec::new();
        }
        let answer = |slot| {
            let (number, record) = SearchIndex::place(slot);
            Some((segments.get(number)?.answer(record, &looked[number], last)?, slot))
        };
        document.slots(table).filter_map(answer).collect()
    }
}
