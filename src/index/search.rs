//! One search over everything, and the filter of a single list.
//!
//! A record matches when it contains all words of a query. Its rank is decided by the best place of
//! each word: name before wording before contact before note, whole word before beginning before
//! inside. Entry points: [`Search`], [`Index::filter`], [`Index::marks`].

mod compact_ids;
mod inline_string;
pub(super) mod query;
pub(super) mod search_index;
pub(super) mod searchable_fields;
pub(super) mod segment;
pub(super) mod segment_builder;
pub(super) mod term_dictionary;
mod text_table;
mod tokenizer;

use std::cmp::Reverse;
use std::ops::Range;

use super::Index;
use super::chunks::SHARE;
use super::display_names::DisplayNames;
use super::fold::find;
use super::phone::find_phone;
use super::walk::path;
use crate::document::{Document, Path, Slot};
use crate::model::{
    ACTION_FIELDS, BODIES, DECISIONS, DISTRICT, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, RECOMMENDATIONS,
    REGIONS,
};
use crate::parallel;
use crate::schema::{FieldWeight, Table};
use query::Query;
use search_index::SearchIndex;
use searchable_fields::{SearchField, search_fields};
use segment::{RecordScore, Segment, SegmentMatch};
use term_dictionary::{NONE, Score};

/// The order in which a search lists the tables.
pub const GROUPS: [Table; 10] = [
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
];

/// A record that matches a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchHit {
    /// The record.
    pub slot: Slot,
    /// How well it matches; the smaller, the better.
    pub score: Score,
}

/// With fewer segments than this a single thread is faster than starting others.
const ALONE: usize = 8;

/// What a search has found so far.
#[derive(Debug, Clone)]
pub struct SearchResults {
    query: Query,
    revision: u64,
    groups: [SearchGroup; GROUPS.len()],
}

/// What a search has found in one of [`GROUPS`] so far.
#[derive(Debug, Clone, Default)]
struct SearchGroup {
    /// The result for each segment.
    looked: Vec<SegmentMatch>,
    /// How well each record matches, by slot number.
    scores: Vec<Score>,
    /// The number of matching records.
    count: usize,
}

impl SearchGroup {
    /// Returns the matching records, in the order of the dataset.
    fn hits(&self, document: &Document, table: Table) -> impl Iterator<Item = SearchHit> {
        document.slots(table).map(|slot| SearchHit { slot, score: self.score(slot) }).filter(|hit| hit.score != NONE)
    }

    fn score(&self, slot: Slot) -> Score {
        self.scores.get(slot.index as usize).copied().unwrap_or(NONE)
    }

    /// Adds the result of the next segment, which has this many `records`.
    fn push(&mut self, looked: SegmentMatch, scores: Option<Vec<Score>>, records: usize) {
        self.looked.push(looked);
        match scores {
            Some(scores) => {
                self.count += scores.iter().filter(|score| **score != NONE).count();
                self.scores.extend(scores);
            }
            None => self.scores.resize(self.scores.len() + records, NONE),
        }
    }

    /// Returns the best hits in order. Hits of equal score keep the order of the dataset.
    fn best(&self, document: &Document, table: Table, most: usize) -> Vec<SearchHit> {
        let mut best: Vec<SearchHit> = Vec::with_capacity(most + 1);
        let mut bar = NONE;
        for slot in document.slots(table) {
            let score = self.score(slot);
            if score < bar {
                best.insert(best.partition_point(|other| other.score <= score), SearchHit { slot, score });
                best.truncate(most);
                bar = best.get(most - 1).map_or(NONE, |last| last.score);
            }
        }
        best
    }
}

impl SearchResults {
    /// Returns the number of hits.
    pub fn count(&self) -> usize {
        self.groups.iter().map(|group| group.count).sum()
    }

    /// Returns all hits, group by group, best first. Hits of equal score keep the order of the
    /// dataset.
    pub fn hits(&self, document: &Document) -> Vec<SearchHit> {
        let groups = GROUPS.into_iter().zip(&self.groups).filter(|(_, group)| group.count > 0).map(|(table, group)| {
            let mut hits: Vec<SearchHit> = group.hits(document, table).collect();
            hits.sort_by_key(|hit| hit.score);
            hits
        });
        groups.flatten().collect()
    }

    /// Returns the tables with hits in the order of [`GROUPS`], each with the number of its hits
    /// and the best `most`.
    pub fn best(&self, document: &Document, most: usize) -> impl Iterator<Item = (Table, usize, Vec<SearchHit>)> {
        let groups = GROUPS.into_iter().zip(&self.groups).filter(|(_, group)| group.count > 0);
        groups.map(move |(table, group)| (table, group.count, group.best(document, table, most)))
    }

    /// Returns the query.
    pub fn query(&self) -> &Query {
        &self.query
    }
}

/// A search that runs in slices, so that no key waits for it.
#[derive(Debug)]
pub struct Search {
    found: SearchResults,
    /// An earlier result that this search narrows.
    earlier: Option<SearchResults>,
    /// The number of segments searched, counted across all [`GROUPS`].
    done: usize,
}

impl Search {
    /// Starts a search for what was typed. `earlier` is a previous result. Where the query narrows
    /// it, only words that matched before are tested, and only segments that had matches.
    pub fn new(index: &Index, typed: &str, earlier: Option<SearchResults>) -> Search {
        let found = SearchResults { query: Query::parse(typed), revision: index.revision, groups: Default::default() };
        let earlier =
            earlier.filter(|earlier| earlier.revision == index.revision && found.query.narrows(&earlier.query));
        Search { found, earlier, done: 0 }
    }

    /// Searches this many more segments. Returns true when all have been searched.
    pub fn go_on(&mut self, index: &Index, segments: usize) -> bool {
        if self.found.query.is_empty() {
            return true;
        }
        let of_group = |(group, table): (usize, Table)| {
            index.search_index.segments(table).iter().enumerate().map(move |(number, segment)| (group, number, segment))
        };
        let all: Vec<_> = GROUPS.into_iter().enumerate().flat_map(of_group).collect();
        let next = &all[self.done..all.len().min(self.done.saturating_add(segments))];
        let looked = parallel::map(next.len(), next.len() < ALONE, |at| {
            let (group, number, segment) = next[at];
            self.look(group, number, segment)
        });
        for ((group, _, segment), (looked, scores)) in next.iter().zip(looked) {
            self.found.groups[*group].push(looked, scores, segment.len());
        }
        self.done += next.len();
        self.done == all.len()
    }

    /// Returns the earlier result, for another search when this one is cancelled.
    pub fn into_earlier(self) -> Option<SearchResults> {
        self.earlier
    }

    /// Returns what was found.
    pub fn into_results(self) -> SearchResults {
        self.found
    }

    /// Searches the segment with this number in its group. Returns how well its records match, if
    /// any does.
    fn look(&self, group: usize, number: usize, segment: &Segment) -> (SegmentMatch, Option<Vec<Score>>) {
        let earlier = self.earlier.as_ref().map(|earlier| (&earlier.query, &earlier.groups[group]));
        let before = earlier.and_then(|(query, group)| Some((query, group.looked.get(number)?)));
        let looked = segment.look(&self.found.query, before);
        // Where its texts match as before, so do its records.
        let same = earlier.filter(|_| before.is_some_and(|(_, before)| looked.is_as(before)));
        let start = number * SHARE;
        let scores = match same {
            _ if looked.none => None,
            Some((_, earlier)) => Some(earlier.scores[start..start + segment.len()].to_vec()),
            None => Some(segment.scores(&looked)),
        };
        (looked, scores)
    }
}

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
    /// all of them when nothing is typed. A region matches by its towns and postcodes too.
    pub fn filter(&self, document: &Document, table: Table, typed: &str) -> Vec<Slot> {
        let query = Query::parse(typed);
        if query.is_empty() {
            return document.slots(table).collect();
        }
        self.answers(document, table, &query, FieldWeight::Place).into_iter().map(|(_, slot)| slot).collect()
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
        let segments = self.search_index.table(document, &self.relations, table);
        let mut looked: Vec<Option<SegmentMatch>> = Vec::new();
        let answer = |slot| {
            let (number, record) = SearchIndex::place(slot);
            let segment = segments.get(number)?;
            looked.resize_with(looked.len().max(number + 1), || None);
            let looked = looked[number].get_or_insert_with(|| segment.look(query, None));
            Some((segment.answer(record, looked, last)?, slot))
        };
        document.slots(table).filter_map(answer).collect()
    }

    /// Returns the texts by which a record matches a query, the most telling first.
    pub fn marks(&self, document: &Document, slot: Slot, query: &Query) -> Vec<MatchedText> {
        let mut marks: Vec<(_, MatchedText)> = Vec::new();
        let record = document.record(slot).ok();
        let names = &mut DisplayNames::new(document);
        search_fields(document, &self.relations, names, slot, record.as_ref(), &mut |field| {
            let ranges = ranges(&field, query);
            if !ranges.is_empty() {
                // An id says the same as the name, but reads less well.
                let key = (field.weight, Reverse(ranges.len()), field.is_id());
                marks.push((
                    key,
                    MatchedText { path: path(field.hops), via: field.via, text: field.text.to_owned(), ranges },
                ));
            }
        });
        marks.sort_by_key(|(key, _)| *key);
        marks.dedup_by(|a, b| a.1.text == b.1.text && a.1.via == b.1.via && a.1.path == b.1.path);
        marks.into_iter().map(|(_, mark)| mark).collect()
    }
}

fn ranges(field: &SearchField<'_>, query: &Query) -> Vec<Range<usize>> {
    let digits = query.phone.as_ref().and_then(|digits| std::str::from_utf8(digits.needle()).ok());
    let number = digits.filter(|_| field.phone).and_then(|digits| find_phone(field.text, digits));
    let words = query.words.iter().filter_map(|word| find(field.text, &word.folded));
    let mut ranges: Vec<Range<usize>> = match number {
        Some(range) => vec![range],
        None => words.collect(),
    };
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
