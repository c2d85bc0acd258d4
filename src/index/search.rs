//! One search over everything, and the filter of a single list.
//!
//! All words of a query must be in a record; how high it ranks is decided by the best place of each (name above wording
//! above contact above note; whole above beginning above inside). Enter at [`Search`], [`Index::filter`],
//! [`Index::marks`].

use std::cmp::Reverse;
use std::ops::Range;

use super::Index;
use super::block::{Answer, Score, Scores};
use super::fold::{find, find_phone};
use super::haystack::Haystack;
use super::names::Names;
use super::pieces::{Class, Piece, pieces};
use super::query::Query;
use super::walk::{Hop, path};
use crate::document::{Document, Path, Slot, parallel};
use crate::model::{
    ACTION_FIELDS, BODIES, DECISIONS, DISTRICT, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, RECOMMENDATIONS,
    REGIONS,
};
use crate::schema::{Field, Kind, Table};

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
pub struct Hit {
    /// The record.
    pub slot: Slot,
    /// How well it answers; the smaller, the better.
    pub score: Score,
}

/// Fewer records than this are looked at by one thread: starting others would take longer.
const ALONE: usize = 16_384;

/// What a search found, perhaps so far only.
#[derive(Debug, Clone)]
pub struct Found {
    query: Query,
    revision: u64,
    /// For each of [`GROUPS`] its hits in the order of the dataset.
    groups: Vec<Vec<Hit>>,
    /// For each of [`GROUPS`] how the texts of its blocks answer, as far as looked through.
    scores: Vec<Vec<Option<Scores>>>,
}

impl Found {
    fn new(query: Query, revision: u64) -> Found {
        Found { query, revision, groups: vec![Vec::new(); GROUPS.len()], scores: vec![Vec::new(); GROUPS.len()] }
    }

    /// Number of hits.
    pub fn count(&self) -> usize {
        self.groups.iter().map(Vec::len).sum()
    }

    /// All hits, group by group, best first; those that answer alike in the order of the dataset.
    pub fn hits(&self) -> Vec<Hit> {
        let mut hits = self.groups.clone();
        hits.iter_mut().for_each(|group| group.sort_by_key(|hit| hit.score));
        hits.concat()
    }

    /// The tables that have any hits in the order of [`GROUPS`], each with the number of its hits and the best `most`.
    pub fn best(&self, most: usize) -> impl Iterator<Item = (Table, usize, Vec<Hit>)> {
        let groups = GROUPS.into_iter().zip(&self.groups).filter(|(_, hits)| !hits.is_empty());
        groups.map(move |(table, hits)| (table, hits.len(), best(hits, most)))
    }

    /// What was looked for.
    pub fn query(&self) -> &Query {
        &self.query
    }
}

/// The best hits, in order; what answers alike stays in the order it has.
fn best(hits: &[Hit], most: usize) -> Vec<Hit> {
    let mut best: Vec<Hit> = Vec::with_capacity(most + 1);
    for hit in hits {
        if best.len() < most || best.last().is_some_and(|last| hit.score < last.score) {
            best.insert(best.partition_point(|other| other.score <= hit.score), *hit);
            best.truncate(most);
        }
    }
    best
}

/// A search that is carried out bit by bit, so that a key need not wait for it.
#[derive(Debug)]
pub struct Search {
    found: Found,
    /// An earlier answer that this one narrows.
    earlier: Option<Found>,
    /// Which of [`GROUPS`] is being looked through, and how much of it has been.
    group: usize,
    at: usize,
}

impl Search {
    /// A search for what was typed. `earlier` is an answer from before; where the query narrows it, only its hits are looked
    /// at again.
    pub fn new(index: &Index, typed: &str, earlier: Option<Found>) -> Search {
        let found = Found::new(Query::parse(typed), index.revision);
        let earlier =
            earlier.filter(|earlier| earlier.revision == index.revision && found.query.narrows(&earlier.query));
        let group = if found.query.is_empty() { GROUPS.len() } else { 0 };
        Search { found, earlier, group, at: 0 }
    }

    /// Looks through so many records; true when all have been.
    pub fn go_on(&mut self, document: &Document, index: &Index, records: usize) -> bool {
        let mut left = records;
        while self.group < GROUPS.len() && left > 0 {
            let looked = match self.earlier.take() {
                Some(earlier) => {
                    let hits = earlier.groups[self.group].iter().skip(self.at).take(left);
                    let looked = self.look(index, hits.map(|hit| (hit.slot, hit.score)), Some(&earlier));
                    self.earlier = Some(earlier);
                    looked
                }
                None => {
                    let slots = document.slots(GROUPS[self.group]).skip(self.at).take(left);
                    self.look(index, slots.map(|slot| (slot, 0)), None)
                }
            };
            if looked == 0 {
                (self.group, self.at) = (self.group + 1, 0);
            }
            self.at += looked;
            left -= looked;
        }
        self.group == GROUPS.len()
    }

    /// The earlier answer, for another search when this one is given up.
    pub fn into_earlier(self) -> Option<Found> {
        self.earlier
    }

    /// What was found.
    pub fn into_found(self) -> Found {
        self.found
    }

    /// Looks at these records of a group, each with its score in the earlier answer; how many they were.
    fn look(&mut self, index: &Index, slots: impl Iterator<Item = (Slot, Score)>, earlier: Option<&Found>) -> usize {
        let Some(haystack) = index.haystack.get() else { return 0 };
        let Found { query, groups, scores, .. } = &mut self.found;
        let (scores, hits) = (&mut scores[self.group], &mut groups[self.group]);
        let slots: Vec<(Slot, Score)> = slots.collect();
        let runs: Vec<_> = slots.chunk_by(|a, b| Haystack::place(a.0).0 == Haystack::place(b.0).0).collect();
        let look = |run: usize| {
            let number = Haystack::place(runs[run][0].0).0;
            let (block, _) = haystack.block(runs[run][0].0)?;
            let old = earlier.and_then(|old| Some((&old.query, old.scores[self.group].get(number)?.as_ref()?)));
            let scores = block.scores(query, old);
            // Where its texts answer as they did, so do its records.
            let same = old.is_some_and(|(_, old)| *old == scores);
            let answer = |(slot, score): &(Slot, Score)| match same {
                true => Some(*score),
                false => Some(block.answer(Haystack::place(*slot).1, &scores, Class::Note)?.score),
            };
            let hit = |record: &(Slot, Score)| Some(Hit { slot: record.0, score: answer(record)? });
            let hits: Vec<Hit> = if scores.none { Vec::new() } else { runs[run].iter().filter_map(hit).collect() };
            Some((number, scores, hits))
        };
        for (number, made, found) in parallel::map(runs.len(), slots.len() < ALONE, look).into_iter().flatten() {
            scores.resize_with(scores.len().max(number + 1), || None);
            scores[number] = Some(made);
            hits.extend(found);
        }
        slots.len()
    }
}

/// A text in which a query was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
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
    /// Looks for records in all tables. `earlier` is an answer from before; when the query narrows it, only its hits are
    /// looked at again.
    pub fn search(&self, document: &Document, typed: &str, earlier: Option<&Found>) -> Found {
        self.prepare_search(document);
        let mut search = Search::new(self, typed, earlier.cloned());
        search.go_on(document, self, usize::MAX);
        search.into_found()
    }

    /// The records of a table that answer by name or place, in the order of the document; all of them when nothing is
    /// typed. A region answers to its towns and postcodes.
    pub fn filter(&self, document: &Document, table: Table, typed: &str) -> Vec<Slot> {
        let query = Query::parse(typed);
        if query.is_empty() {
            return document.slots(table).collect();
        }
        self.answers(document, table, (&query, Class::Place)).into_iter().map(|(_, slot)| slot).collect()
    }

    /// The records of a table that answer by a text of a class up to the one given, in the order of the document.
    pub(super) fn answers(
        &self,
        document: &Document,
        table: Table,
        (query, last): (&Query, Class),
    ) -> Vec<(Answer, Slot)> {
        let haystack = self.haystack(document);
        let mut scores: Vec<Option<Scores>> = Vec::new();
        let answer = |slot| {
            let ((block, record), (number, _)) = (haystack.block(slot)?, Haystack::place(slot));
            scores.resize_with(scores.len().max(number + 1), || None);
            let scores = scores[number].get_or_insert_with(|| block.scores(query, None));
            Some((block.answer(record, scores, last)?, slot))
        };
        document.slots(table).filter_map(answer).collect()
    }

    /// The texts in which a record answers a query, the most telling first.
    pub fn marks(&self, document: &Document, slot: Slot, query: &Query) -> Vec<Mark> {
        let mut marks: Vec<(_, Mark)> = Vec::new();
        let record = document.record(slot).ok();
        let names = &mut Names::new(document);
        pieces((document, &self.relations, names), (slot, record.as_ref()), &mut |piece| {
            let ranges = ranges(&piece, query);
            if !ranges.is_empty() {
                let mark = Mark { path: path(piece.hops), via: piece.via, text: piece.text.to_owned(), ranges };
                // An id says the same as the name, but less well.
                let id = matches!(piece.hops, [Hop::Field(Field { kind: Kind::Id, .. })]);
                marks.push(((piece.class, Reverse(mark.ranges.len()), id), mark));
            }
        });
        marks.sort_by_key(|(key, _)| *key);
        marks.dedup_by(|a, b| a.1.text == b.1.text && a.1.via == b.1.via && a.1.path == b.1.path);
        marks.into_iter().map(|(_, mark)| mark).collect()
    }
}

fn ranges(piece: &Piece<'_>, query: &Query) -> Vec<Range<usize>> {
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
