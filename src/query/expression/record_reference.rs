//! Which records a name in a query means.
//!
//! Entry point: [`records_named`].

use crate::document::Slot;
use crate::index::display_names::all_names;
use crate::index::fold::fold;
use crate::index::{MatchKind, Query, RecordScore};
use crate::model::{MUNICIPALITIES, REGIONS};
use crate::query::DatasetView;
use crate::query::places::{matching_regions, places};
use crate::schema::{FieldWeight, Table};

/// Returns the records of a table that a text means: the one with this id; those called so; those
/// that match by name or place; where there is none, those that match if a misspelling is forgiven.
/// Regions and towns are found by every way in which people write places.
pub fn records_named(data: DatasetView<'_>, table: Table, typed: &str) -> Vec<Slot> {
    let document = data.document;
    if let Some(slot) = document.find(table, typed) {
        return vec![slot];
    }
    let of_places: Vec<Slot> = match table {
        REGIONS => matching_regions(data, typed).regions.iter().map(|found| found.region).collect(),
        MUNICIPALITIES => places(data, typed).places.iter().filter_map(|place| place.municipality).collect(),
        _ => Vec::new(),
    };
    if !of_places.is_empty() {
        return of_places;
    }
    let query = Query::parse(typed);
    if query.is_empty() {
        return Vec::new();
    }
    let answers = |query: &Query, last| data.index.answers(document, table, query, last);
    let slots = |answers: Vec<(RecordScore, Slot)>| answers.into_iter().map(|(_, slot)| slot).collect::<Vec<_>>();
    let whole = answers(&query, FieldWeight::Wording).into_iter().filter(|found| found.0.loosest.is_of_words());
    let called: Vec<Slot> = whole.map(|(_, slot)| slot).filter(|slot| is_called(data, *slot, typed)).collect();
    if !called.is_empty() {
        return called;
    }
    let named = answers(&query, FieldWeight::Name);
    let is_beginning = |found: &(RecordScore, Slot)| found.0.loosest < MatchKind::Inside;
    let beginning: Vec<(RecordScore, Slot)> = named.iter().filter(|found| is_beginning(found)).copied().collect();
    let others = [FieldWeight::Place, FieldWeight::Wording].into_iter().map(|last| answers(&query, last));
    let found = [beginning, named].into_iter().chain(others).find(|found| !found.is_empty());
    let forgiving = || answers(&query.forgiving(|_| false)?, FieldWeight::Name).into();
    slots(found.or_else(forgiving).unwrap_or_default())
}

fn is_called(data: DatasetView<'_>, slot: Slot, typed: &str) -> bool {
    let typed = fold(typed);
    all_names(data.document, slot).iter().any(|name| fold(name) == typed)
}
