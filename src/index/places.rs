//! Finds the region of a town or postcode: people know where they live, not which network they
//! belong to.

use super::Index;
use super::search::query::Query;
use super::search::segment::RecordScore;
use super::search::term_dictionary::MatchKind;
use crate::document::{Document, Slot};
use crate::model::{MUNICIPALITIES, REGIONS};
use crate::schema::FieldWeight;

/// A place that somebody may have meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceMatch {
    /// The municipality; `None` when the region itself was named.
    pub municipality: Option<Slot>,
    /// The region; `None` when the municipality names one that does not exist.
    pub region: Option<Slot>,
    /// True when the whole name or postcode was typed.
    pub exact: bool,
}

impl Index {
    /// Returns the places that a town's name, a postcode or a region's name may stand for: exact
    /// ones first, then in the order of the document. Beginnings of words match, insides do not.
    pub fn places(&self, document: &Document, typed: &str) -> Vec<PlaceMatch> {
        let query = Query::parse(typed);
        if query.is_empty() {
            return Vec::new();
        }
        let answers = |table, last| {
            let answers = self.answers(document, table, &query, last).into_iter();
            answers.filter(|(answer, _)| answer.loosest < MatchKind::Inside).collect::<Vec<_>>()
        };
        let exact = |answer: &RecordScore| answer.loosest == MatchKind::Whole;
        let regions = answers(REGIONS, FieldWeight::Name).into_iter();
        let regions =
            regions.map(|(a, slot)| (a, PlaceMatch { municipality: None, region: Some(slot), exact: exact(&a) }));
        let towns = answers(MUNICIPALITIES, FieldWeight::Place).into_iter().map(|(a, slot)| {
            let region = self.region_of(slot);
            (a, PlaceMatch { municipality: Some(slot), region, exact: exact(&a) })
        });
        let mut places: Vec<_> = regions.chain(towns).collect();
        places.sort_by_key(|(answer, place)| (!place.exact, answer.score));
        places.into_iter().map(|(_, place)| place).collect()
    }

    /// Returns the region that a municipality, engagement or measure belongs to.
    pub fn region_of(&self, slot: Slot) -> Option<Slot> {
        self.relations.region_of(slot)
    }
}
