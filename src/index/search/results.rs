//! What a search has found: how well each record matches, table by table.
//!
//! Does not know how records are matched. Entry point: [`SearchResults`].

use super::GROUPS;
use super::query::Query;
use super::segment::SegmentMatch;
use super::term_dictionary::{MatchKind, NONE, Score};
use crate::document::{Document, Slot};
use crate::index::Index;
use crate::schema::Table;

/// A record that matches a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchHit {
    /// The record.
    pub slot: Slot,
    /// How well it matches; the smaller, the better.
    pub score: Score,
}

/// What a search has found so far.
#[derive(Debug, Clone)]
pub struct SearchResults {
    query: Query,
    pub(super) revision: u64,
    groups: [SearchGroup; GROUPS.len()],
    /// What matches if misspellings are forgiven, where nothing else does.
    similar: Option<Box<SearchResults>>,
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
    /// The number of those that match by their own texts.
    own_count: usize,
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
                self.own_count += scores.iter().filter(|score| **score != NONE).count();
                self.count = self.own_count;
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
    /// Returns results without any hit.
    pub(super) fn none(query: Query, revision: u64) -> SearchResults {
        SearchResults { query, revision, groups: Default::default(), similar: None }
    }

    /// Returns results of a query that asks for nothing.
    pub fn none_of(index: &Index) -> SearchResults {
        SearchResults::none(Query::parse(""), index.revision())
    }

    /// Returns every record as a hit, for what is asked without words.
    pub fn all(document: &Document, index: &Index) -> SearchResults {
        let mut all = SearchResults::none_of(index);
        for (table, group) in GROUPS.into_iter().zip(&mut all.groups) {
            group.scores.resize(document.slot_count(table), NONE);
            document.slots(table).for_each(|slot| group.scores[slot.index as usize] = Score::default());
            group.count = document.slots(table).len();
        }
        all
    }

    /// Keeps the hits that are such, looking at `most` of them from `place` on, where it ended the
    /// last time. Returns true when all have been looked at.
    pub fn keep(&mut self, place: &mut usize, most: usize, is_such: &mut dyn FnMut(Slot) -> bool) -> bool {
        let groups = self.similar.as_mut().map_or(&mut self.groups, |similar| &mut similar.groups);
        let (mut start, mut left) = (0, most);
        for (table, group) in GROUPS.into_iter().zip(groups) {
            while let Some(score) = place.checked_sub(start).and_then(|number| group.scores.get_mut(number)) {
                if *score != NONE {
                    if left == 0 {
                        return false;
                    }
                    left -= 1;
                    if !is_such(Slot { table, index: (*place - start) as u32 }) {
                        (*score, group.count) = (NONE, group.count - 1);
                    }
                }
                *place += 1;
            }
            start += group.scores.len();
        }
        true
    }

    /// Returns the number of hits.
    pub fn count(&self) -> usize {
        self.shown().groups.iter().map(|group| group.count).sum()
    }

    /// Returns all hits, group by group, best first. Hits of equal score keep the order of the
    /// dataset.
    pub fn hits(&self, document: &Document) -> Vec<SearchHit> {
        let groups = self.groups(document).into_iter().map(|(table, group)| {
            let mut hits: Vec<SearchHit> = group.hits(document, table).collect();
            hits.sort_by_key(|hit| hit.score);
            hits
        });
        groups.flatten().collect()
    }

    /// Returns true when a record is among the hits.
    pub fn contains(&self, slot: Slot) -> bool {
        let group = GROUPS.iter().position(|table| *table == slot.table);
        group.is_some_and(|group| self.shown().groups[group].score(slot) != NONE)
    }

    /// Returns the tables with hits, each with the number of its hits and the best `most`: those
    /// with a better best hit first, else in the order of [`GROUPS`].
    pub fn best(&self, document: &Document, most: usize) -> impl Iterator<Item = (Table, usize, Vec<SearchHit>)> {
        let groups = self.groups(document).into_iter();
        groups.map(move |(table, group)| (table, group.count, group.best(document, table, most)))
    }

    /// Returns the groups with hits in their order. A table with a record of that very name comes
    /// before those where names only begin with it, those before names with words that do. A name
    /// made of the names of other records does not count.
    fn groups(&self, document: &Document) -> Vec<(Table, &SearchGroup)> {
        let groups = GROUPS.into_iter().zip(&self.shown().groups).filter(|(_, group)| group.count > 0);
        let mut groups: Vec<(Table, &SearchGroup)> = groups.collect();
        groups.sort_by_cached_key(|(table, group)| {
            let best = document.slots(*table).map(|slot| group.score(slot)).min().unwrap_or(NONE);
            match best {
                _ if !document.schema().table(*table).record.name_parts().is_empty() => 3,
                0 => 0,
                best if best <= MatchKind::TextBeginning as Score => 1,
                best if best <= MatchKind::Beginning as Score => 2,
                _ => 3,
            }
        });
        groups
    }

    /// Returns what was found as typed, without what has only similar words.
    #[must_use]
    pub fn exact(self) -> SearchResults {
        SearchResults { similar: None, ..self }
    }

    /// Returns the query that the hits match.
    pub fn query(&self) -> &Query {
        &self.shown().query
    }

    /// Returns true when nothing matches as typed, and the hits have similar words.
    pub fn is_similar(&self) -> bool {
        self.similar.is_some()
    }

    /// Returns the query as it was typed.
    pub(super) fn typed(&self) -> &Query {
        &self.query
    }

    fn shown(&self) -> &SearchResults {
        self.similar.as_deref().unwrap_or(self)
    }

    /// Returns these results, of which there are none, with the similar ones, if there are any.
    pub(super) fn or_similar(self, similar: SearchResults) -> SearchResults {
        let similar = (similar.count() > 0).then(|| Box::new(similar));
        SearchResults { similar, ..self }
    }

    /// Returns the query that forgives misspellings, where it may have other results.
    pub(super) fn forgiving(&self) -> Option<Query> {
        let occurs = |word: usize| self.groups.iter().flat_map(|group| &group.looked).any(|of| of.word(word).is_some());
        self.query.forgiving(occurs)
    }

    /// Returns what was found in a segment of a group.
    pub(super) fn looked(&self, group: usize, number: usize) -> Option<&SegmentMatch> {
        self.groups[group].looked.get(number)
    }

    /// Returns the number of records of a group that match by their own texts.
    pub(super) fn own_count(&self, group: usize) -> usize {
        self.groups[group].own_count
    }

    /// Adds the result of the next segment of a group, which has this many `records`.
    pub(super) fn push(&mut self, group: usize, looked: SegmentMatch, scores: Option<Vec<Score>>, records: usize) {
        self.groups[group].push(looked, scores, records);
    }

    /// Adds hits of a group by their record numbers, counted from `start`.
    pub(super) fn add(&mut self, group: usize, start: usize, hits: &[(usize, Score)]) {
        let group = &mut self.groups[group];
        group.count += hits.len();
        hits.iter().for_each(|(record, score)| group.scores[start + record] = *score);
    }

    /// Returns how well the records of a segment match, from its first record on.
    pub(super) fn scores(&self, group: usize, start: usize) -> &[Score] {
        self.groups[group].scores.get(start..).unwrap_or_default()
    }
}
