//! What there is to say about a hit of a search: why it was found, how its work stands, where it
//! belongs; and where a typed text leads besides: to an address, or a place.
//!
//! The search itself is the index's. Entry points: [`NarrowedSearch`],
//! [`HitDescription::of`], [`SearchTarget::of`].

use super::DatasetView;
use super::activity_status::status_but_active;
use super::expression::Expression;
use super::places::{PlaceMatch, places, places_otherwise_called};
use crate::document::{Address, AddressStep, Path, Slot};
use crate::index::{MatchedText, Query, SearchResults, words_in};
use crate::model::records::Status;
use crate::model::{MUNICIPALITIES, REGIONS, SCHEMA};
use crate::schema::FieldWeight;

/// Maximum number of addresses that begin with what was typed.
const MOST: usize = 15;

/// A hit with what it takes to show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitDescription {
    /// The record.
    pub slot: Slot,
    /// How work stands that does not go on.
    pub status: Option<Status>,
    /// The texts that matched: the most telling first, and no more than it takes for each word.
    pub reasons: Vec<MatchedText>,
    /// The region that another record than a region belongs to.
    pub region: Option<Slot>,
}

impl HitDescription {
    /// Describes a record that matches a query.
    pub fn of(data: DatasetView<'_>, slot: Slot, query: &Query) -> HitDescription {
        let region = if slot.table == REGIONS { None } else { data.index.region_of(slot) };
        HitDescription {
            slot,
            status: status_but_active(data.document, slot),
            reasons: data.index.reasons(data.document, slot, query),
            region,
        }
    }

    /// Returns the region that a town leads to, because its office is asked about a town.
    pub fn office_region(&self) -> Option<Slot> {
        self.region.filter(|_| self.slot.table == MUNICIPALITIES)
    }

    /// Returns the place of what was found, where that is a text of the record itself and not only
    /// what the record is called: such a hit means the record as a whole.
    pub fn place(&self) -> Option<&Path> {
        let first = self.reasons.first().filter(|mark| mark.via.is_none())?;
        let AddressStep::Field(name) = first.path.first()? else { return None };
        let field = SCHEMA.table(self.slot.table).record.field(name)?;
        let is_called = matches!(field.weight, Some(FieldWeight::Name | FieldWeight::Identifier));
        Some(&first.path).filter(|_| !is_called)
    }

    /// Returns the texts that matched with a word that is in none of those `shown` anyway.
    pub fn reasons_beside(&self, shown: &[&str], query: &Query) -> Vec<&MatchedText> {
        let shown = shown.iter().fold(0, |words, text| words | words_in(text, query));
        self.reasons.iter().filter(|reason| reason.words & !shown != 0).collect()
    }
}

/// The hits of a query's words, while they are narrowed to those that meet its conditions.
#[derive(Debug, Clone)]
pub struct NarrowedSearch {
    found: SearchResults,
    /// Where the next hit to be looked at stands.
    place: usize,
}

impl NarrowedSearch {
    /// Begins with what was `found` by the words; with all records where there are only conditions.
    pub fn new(data: DatasetView<'_>, expression: &Expression, found: SearchResults) -> NarrowedSearch {
        let is_all = found.query().is_empty() && !expression.is_plain();
        NarrowedSearch { found: if is_all { SearchResults::all(data.document, data.index) } else { found }, place: 0 }
    }

    /// Looks at so many more hits. Returns true when all have been looked at.
    pub fn go_on(&mut self, data: DatasetView<'_>, expression: &Expression, most: usize) -> bool {
        let NarrowedSearch { found, place } = self;
        expression.is_plain() || found.keep(place, most, &mut |slot| expression.meets_conditions(data, slot))
    }

    /// Returns the hits that are left.
    pub fn into_results(self) -> SearchResults {
        self.found
    }
}

/// Where a typed text leads besides the hits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchTarget {
    /// The records and values whose address was typed; those whose address begins so.
    pub addresses: Vec<(Slot, Address)>,
    /// Places that are called otherwise than was typed.
    pub places: Vec<PlaceMatch>,
}

impl SearchTarget {
    /// Returns where a text leads that was searched for.
    pub fn of(data: DatasetView<'_>, typed: &str, found: &SearchResults) -> SearchTarget {
        let addresses = addresses(data, typed.trim());
        let is_found = found.count() > 0 && !found.is_similar();
        let places = match () {
            () if !addresses.is_empty()
                || SCHEMA.all().any(|table| data.document.find(table, typed.trim()).is_some()) =>
            {
                Vec::new()
            }
            () if is_found => places_otherwise_called(data, typed),
            () => Some(places(data, typed)).filter(|answer| !answer.is_literal).unwrap_or_default().places,
        };
        SearchTarget { addresses, places }
    }
}

/// Returns what an address names: the value or record, or the records whose id begins with what was
/// typed. Of a path only as much counts as there are fields.
fn addresses(data: DatasetView<'_>, typed: &str) -> Vec<(Slot, Address)> {
    let document = data.document;
    let Some(mut address) = Address::parse(&SCHEMA, typed).ok().filter(|_| typed.contains('/')) else {
        return Vec::new();
    };
    while !address.path.is_empty() && address.kind(&SCHEMA).is_none() {
        address.path.pop();
    }
    match document.resolve(&address) {
        Some(slot) => vec![(slot, address)],
        None if address.id.is_empty() || !address.path.is_empty() => Vec::new(),
        None => {
            let query = Query::parse(&address.id);
            let answers = data.index.answers(document, address.table, &query, FieldWeight::Name).into_iter();
            let begins = answers.map(|(_, slot)| slot).filter(|slot| document.id(*slot).starts_with(&address.id));
            begins.take(MOST).map(|slot| (slot, document.address(slot))).collect()
        }
    }
}
