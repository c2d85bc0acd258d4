//! One search over everything, and the filter of a single list.
//!
//! All words of a query must be in a record; how high it ranks is decided by the best place of each (name above wording
//! above contact above note; whole above beginning above inside). Enter at [`Index::search`], [`Index::filter`],
//! [`Index::marks`].

use std::cmp::Reverse;
use std::ops::Range;

use super::Index;
use super::fold::{find, find_phone};
use super::haystack::Score;
use super::pieces::{Class, Piece, pieces};
use super::query::Query;
use super::walk::{Hop, path};
use crate::document::{Document, Path, Slot};
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

/// What a search found.
#[derive(Debug, Clone)]
pub struct Found {
    query: Query,
    hits: Vec<Hit>,
    revision: u64,
}

impl Found {
    /// All hits, group by group, best first.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The hits of each table that has any, in the order of [`GROUPS`].
    pub fn groups(&self) -> impl Iterator<Item = (Table, &[Hit])> {
        self.hits.chunk_by(|a, b| a.slot.table == b.slot.table).map(|hits| (hits[0].slot.table, hits))
    }

    /// What was looked for.
    pub fn query(&self) -> &Query {
        &self.query
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
    /// Looks for records in all tables. `previous` is an earlier answer; when the query narrows it, only its hits are
    /// looked at again.
    pub fn search(&self, document: &Document, typed: &str, previous: Option<&Found>) -> Found {
        let query = Query::parse(typed);
        let revision = self.revision;
        if query.is_empty() {
            return Found { query, hits: Vec::new(), revision };
        }
        let haystack = self.haystack(document);
        let hit = |slot| Some(Hit { slot, score: haystack.answer(slot, &query, Class::Note)?.score });
        let narrowed = previous.filter(|found| found.revision == revision && query.narrows(&found.query));
        let mut hits: Vec<Hit> = match narrowed {
            Some(found) => found.hits.iter().filter_map(|old| hit(old.slot)).collect(),
            None => GROUPS.iter().flat_map(|table| document.slots(*table)).filter_map(hit).collect(),
        };
        hits.sort_by_key(|hit| (group(hit.slot.table), hit.score, hit.slot));
        Found { query, hits, revision }
    }

    /// The records of a table that answer by name or place, in the order of the document; all of them when nothing is
    /// typed. A region answers to its towns and postcodes.
    pub fn filter(&self, document: &Document, table: Table, typed: &str) -> Vec<Slot> {
        let query = Query::parse(typed);
        if query.is_empty() {
            return document.slots(table).collect();
        }
        let haystack = self.haystack(document);
        document.slots(table).filter(|slot| haystack.answer(*slot, &query, Class::Place).is_some()).collect()
    }

    /// The texts in which a record answers a query, the most telling first.
    pub fn marks(&self, document: &Document, slot: Slot, query: &Query) -> Vec<Mark> {
        let mut marks: Vec<(_, Mark)> = Vec::new();
        pieces(document, &self.relations, slot, &mut |piece| {
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

fn group(table: Table) -> usize {
    GROUPS.iter().position(|group| *group == table).unwrap_or(GROUPS.len())
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
