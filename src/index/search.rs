//! One search over everything, and the filter of a single list.
//!
//! All words of a query must be in a record; how high it ranks is decided by the best place of each
//! (name above wording above contact above note; whole above beginning above inside). Enter at
//! [`Search`], [`Index::filter`], [`Index::marks`].

use std::cmp::Reverse;
use std::ops::Range;

use super::Index;
use super::chunks::SHARE;
use super::display_names::DisplayNames;
use super::fold::find;
use super::phone::find_phone;
use super::query::Query;
use super::search_index::Haystack;
use super::searchable_fields::{FieldWeight, SearchField, pieces};
use super::segment::{Block, RecordScore, SegmentMatch};
use super::term_dictionary::{NONE, Score};
use super::walk::path;
use crate::document::{Document, Path, Slot, parallel};
use crate::model::{
    ACTION_FIELDS, BODIES, DECISIONS, DISTRICT, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, RECOMMENDATIONS,
    REGIONS,
};
use crate::schema::Table;

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

/// A record that answers a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchHit {
    /// The record.
    pub slot: Slot,
    /// How well it answers; the smaller, the better.
    pub score: Score,
}

/// Fewer blocks of records than this are looked at by one thread: starting others would take
/// longer.
const ALONE: usize = 8;

/// What a search found, perhaps so far only.
#[derive(Debug, Clone)]
pub struct Found {
    query: Query,
    revision: u64,
    groups: [SearchGroup; GROUPS.len()],
}

/// What it found in one of [`GROUPS`], as far as it was looked through.
#[derive(Debug, Clone, Default)]
struct SearchGroup {
    /// What the look through each block found.
    looked: Vec<SegmentMatch>,
    /// How well each record answers, by the numbers of their slots.
    scores: Vec<Score>,
    /// How many do.
    count: usize,
}

impl SearchGroup {
    /// The records that answer, in the order of the dataset.
    fn hits(&self, document: &Document, table: Table) -> impl Iterator<Item = SearchHit> {
        document.slots(table).map(|slot| SearchHit { slot, score: self.score(slot) }).filter(|hit| hit.score != NONE)
    }

    fn score(&self, slot: Slot) -> Score {
        self.scores.get(slot.index as usize).copied().unwrap_or(NONE)
    }

    /// Takes in what was found in the next block, which has so many records.
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

    /// The best of them, in order; what answers alike stays in the order of the dataset.
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

impl Found {
    /// Number of hits.
    pub fn count(&self) -> usize {
        self.groups.iter().map(|group| group.count).sum()
    }

    /// All hits, group by group, best first; those that answer alike in the order of the dataset.
    pub fn hits(&self, document: &Document) -> Vec<SearchHit> {
        let groups = GROUPS.into_iter().zip(&self.groups).filter(|(_, group)| group.count > 0).map(|(table, group)| {
            let mut hits: Vec<SearchHit> = group.hits(document, table).collect();
            hits.sort_by_key(|hit| hit.score);
            hits
        });
        groups.flatten().collect()
    }

    /// The tables that have any hits in the order of [`GROUPS`], each with the number of its hits
    /// and the best `most`.
    pub fn best(&self, document: &Document, most: usize) -> impl Iterator<Item = (Table, usize, Vec<SearchHit>)> {
        let groups = GROUPS.into_iter().zip(&self.groups).filter(|(_, group)| group.count > 0);
        groups.map(move |(table, group)| (table, group.count, group.best(document, table, most)))
    }

    /// What was looked for.
    pub fn query(&self) -> &Query {
        &self.query
    }
}

/// A search that is carried out bit by bit, so that a key need not wait for it.
#[derive(Debug)]
pub struct Search {
    found: Found,
    /// An earlier answer that this one narrows.
    earlier: Option<Found>,
    /// How many blocks have been looked through, those of all [`GROUPS`] in a row.
    done: usize,
}

impl Search {
    /// A search for what was typed. `earlier` is an answer from before; where the query narrows it,
    /// only words that fitted are looked at again, and only blocks in which anything answered.
    pub fn new(index: &Index, typed: &str, earlier: Option<Found>) -> Search {
        let found = Found { query: Query::parse(typed), revision: index.revision, groups: Default::default() };
        let earlier =
            earlier.filter(|earlier| earlier.revision == index.revision && found.query.narrows(&earlier.query));
        Search { found, earlier, done: 0 }
    }

    /// Looks through so many blocks of some thousand records; true when all have been.
    pub fn go_on(&mut self, index: &Index, blocks: usize) -> bool {
        if self.found.query.is_empty() {
            return true;
        }
        let of_group = |(group, table): (usize, Table)| {
            index.haystack.blocks(table).iter().enumerate().map(move |(number, block)| (group, number, block))
        };
        let all: Vec<_> = GROUPS.into_iter().enumerate().flat_map(of_group).collect();
        let next = &all[self.done..all.len().min(self.done.saturating_add(blocks))];
        let looked = parallel::map(next.len(), next.len() < ALONE, |at| {
            let (group, number, block) = next[at];
            self.look(group, number, block)
        });
        for ((group, _, block), (looked, scores)) in next.iter().zip(looked) {
            self.found.groups[*group].push(looked, scores, block.len());
        }
        self.done += next.len();
        self.done == all.len()
    }

    /// The earlier answer, for another search when this one is given up.
    pub fn into_earlier(self) -> Option<Found> {
        self.earlier
    }

    /// What was found.
    pub fn into_found(self) -> Found {
        self.found
    }

    /// Looks through a block, the one with this number in its group; returns how well its records
    /// answer, if any does.
    fn look(&self, group: usize, number: usize, block: &Block) -> (SegmentMatch, Option<Vec<Score>>) {
        let earlier = self.earlier.as_ref().map(|earlier| (&earlier.query, &earlier.groups[group]));
        let before = earlier.and_then(|(query, group)| Some((query, group.looked.get(number)?)));
        let looked = block.look(&self.found.query, before);
        // Where its texts answer as they did, so do its records.
        let same = earlier.filter(|_| before.is_some_and(|(_, before)| looked.is_as(before)));
        let start = number * SHARE;
        let scores = match same {
            _ if looked.none => None,
            Some((_, earlier)) => Some(earlier.scores[start..start + block.len()].to_vec()),
            None => Some(block.scores(&looked)),
        };
        (looked, scores)
    }
}

/// A text in which a query was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedText {
    /// Where the text stands in the record; empty when it is a text of another record.
    pub path: Path,
    /// The other record whose text it is: a town of the region, the region of a body.
    pub via: Option<Slot>,
    /// The text as stored; for a choice its label.
    pub text: String,
    /// The matches as byte ranges of `text`, in order and not overlapping.
    pub ranges: Vec<Range<usize>>,
}

impl Index {
    /// Looks for records in all tables. `earlier` is an answer from before; see [`Search::new`].
    pub fn search(&self, document: &Document, typed: &str, earlier: Option<&Found>) -> Found {
        self.prepare_search(document);
        let mut search = Search::new(self, typed, earlier.cloned());
        search.go_on(self, usize::MAX);
        search.into_found()
    }

    /// The records of a table that answer by name or place, in the order of the document; all of
    /// them when nothing is typed. A region answers to its towns and postcodes.
    pub fn filter(&self, document: &Document, table: Table, typed: &str) -> Vec<Slot> {
        let query = Query::parse(typed);
        if query.is_empty() {
            return document.slots(table).collect();
        }
        self.answers(document, table, &query, FieldWeight::Place).into_iter().map(|(_, slot)| slot).collect()
    }

    /// The records of a table that answer by a text of a class up to the one given, in the order of
    /// the document.
    pub(super) fn answers(
        &self,
        document: &Document,
        table: Table,
        query: &Query,
        last: FieldWeight,
    ) -> Vec<(RecordScore, Slot)> {
        let blocks = self.haystack.table(document, &self.relations, table);
        let mut looked: Vec<Option<SegmentMatch>> = Vec::new();
        let answer = |slot| {
            let (number, record) = Haystack::place(slot);
            let block = blocks.get(number)?;
            looked.resize_with(looked.len().max(number + 1), || None);
            let looked = looked[number].get_or_insert_with(|| block.look(query, None));
            Some((block.answer(record, looked, last)?, slot))
        };
        document.slots(table).filter_map(answer).collect()
    }

    /// The texts in which a record answers a query, the most telling first.
    pub fn marks(&self, document: &Document, slot: Slot, query: &Query) -> Vec<MatchedText> {
        let mut marks: Vec<(_, MatchedText)> = Vec::new();
        let record = document.record(slot).ok();
        let names = &mut DisplayNames::new(document);
        pieces(document, &self.relations, names, slot, record.as_ref(), &mut |piece| {
            let ranges = ranges(&piece, query);
            if !ranges.is_empty() {
                // An id says the same as the name, but less well.
                let key = (piece.class, Reverse(ranges.len()), piece.is_id());
                marks.push((
                    key,
                    MatchedText { path: path(piece.hops), via: piece.via, text: piece.text.to_owned(), ranges },
                ));
            }
        });
        marks.sort_by_key(|(key, _)| *key);
        marks.dedup_by(|a, b| a.1.text == b.1.text && a.1.via == b.1.via && a.1.path == b.1.path);
        marks.into_iter().map(|(_, mark)| mark).collect()
    }
}

fn ranges(piece: &SearchField<'_>, query: &Query) -> Vec<Range<usize>> {
    let digits = query.phone.as_ref().and_then(|digits| std::str::from_utf8(digits.needle()).ok());
    let number = digits.filter(|_| piece.phone).and_then(|digits| find_phone(piece.text, digits));
    let words = query.words.iter().filter_map(|word| find(piece.text, &word.folded));
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
