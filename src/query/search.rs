//! What there is to say about a hit of a search: why it was found, how its work stands, where it
//! belongs; and where a typed text leads besides: to an address, or a place.
//!
//! How words are matched is the index's. Entry points: [`DirectorySearch`], [`HitDescription::of`].

use super::activity_status::status_but_active;
use super::belonging::belongs;
use super::expression::{Expression, has_only_words};
use super::place_and_topic::PlaceAndTopic;
use super::place_spelling::words;
use super::places::{PlaceMatch, places, places_otherwise_called};
use super::process::OpenReason;
use super::{DatasetView, NameCache};
use crate::document::{Address, AddressStep, Document, Path, Slot};
use crate::index::{Index, MatchedText, Query, Search, SearchResults, WordsWanted, words_in};
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
    /// Why something is open about it, where that was asked for.
    pub open: Vec<OpenReason>,
}

impl HitDescription {
    /// Describes a record that answers an expression, the words of which are searched as a query.
    pub fn of(data: DatasetView<'_>, slot: Slot, query: &Query, expression: &Expression) -> HitDescription {
        let region = if slot.table == REGIONS { None } else { data.index.region_of(slot) };
        HitDescription {
            slot,
            status: status_but_active(data.document, slot),
            reasons: data.index.reasons(data.document, slot, query),
            region,
            open: expression.open_reasons(data, slot),
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

/// So many hits are looked at in the time that a segment takes.
const HITS_PER_SEGMENT: usize = 8;

/// A search for what was typed, in slices: the words, then what else must hold. Words that are
/// found nowhere may be a place and a topic: then the topic is searched in the place's region.
#[derive(Debug)]
pub struct DirectorySearch {
    /// The search for the words, until it is over.
    words: Option<Search>,
    /// What the words found, as far as it was narrowed, and where the next hit stands.
    found: SearchResults,
    next: usize,
    /// The place and topic that the words are.
    topic: Option<PlaceAndTopic>,
    /// What the words found as they are, while the topic is searched instead.
    instead_of: Option<SearchResults>,
}

impl DirectorySearch {
    /// Returns an index with which a single search for a text finds what it finds with one of
    /// everything: where possible, one of the records in question only. With it comes the search,
    /// where that was done to tell.
    pub fn index(document: &Document, typed: &str) -> (Index, Option<DirectorySearch>) {
        let few = || {
            let (regions, towns) = DirectorySearch::topic_regions(document, typed);
            let index = DirectorySearch::index_as_typed(document, typed, &regions, towns)?;
            let search = DirectorySearch::whole(document, &index, typed);
            if is_found(&search.found) {
                return Some((index, Some(search)));
            }
            let similar = Index::for_search(document, typed, &regions, WordsWanted::Similar, Some(index));
            similar.map(|index| (index, None))
        };
        // An address is completed by the ids that there are.
        let few = (has_only_words(typed) && !typed.contains('/')).then(few).flatten();
        few.unwrap_or_else(|| (Index::build_whole(document, &|_, _| {}), None))
    }

    /// Returns an index of the records in question for a query of nothing but words, which are
    /// searched as they are typed; `None` where that may be any.
    pub fn index_for_words(document: &Document, typed: &str) -> Option<Index> {
        if !has_only_words(typed) {
            return None;
        }
        let (regions, towns) = DirectorySearch::topic_regions(document, typed);
        DirectorySearch::index_as_typed(document, typed, &regions, towns)
    }

    fn index_as_typed(document: &Document, typed: &str, regions: &[Slot], towns: Option<Index>) -> Option<Index> {
        // What one word alone finds matters only where the words find nothing together.
        if words(typed).nth(1).is_none() {
            return Index::for_search(document, typed, regions, WordsWanted::Some, towns);
        }
        let together = Index::for_search(document, typed, regions, WordsWanted::All, towns);
        match together {
            Some(index) if is_found(&index.search(document, typed, None)) => Some(index),
            index => Index::for_search(document, typed, regions, WordsWanted::Some, index),
        }
    }

    /// Returns the regions of the place with which a topic was typed: the topic is searched among
    /// all that belongs to them. The towns alone tell; an index of these comes with them.
    fn topic_regions(document: &Document, typed: &str) -> (Vec<Slot>, Option<Index>) {
        if words(typed).nth(1).is_none() {
            return (Vec::new(), None);
        }
        let (towns, names) = (Index::of_tables(document, &[MUNICIPALITIES]), NameCache::default());
        let topic = PlaceAndTopic::read(DatasetView { document, index: &towns, names: &names }, typed);
        (topic.map(|topic| topic.regions()).unwrap_or_default(), Some(towns))
    }

    /// Searches for words to the end.
    fn whole(document: &Document, index: &Index, typed: &str) -> DirectorySearch {
        let names = NameCache::default();
        let (data, expression) = (DatasetView { document, index, names: &names }, Expression::of_words(typed));
        let mut search = DirectorySearch::new(data, &expression, None);
        search.go_on(data, &expression, usize::MAX);
        search
    }

    /// Begins a search. `earlier` is a former result, which a longer query narrows.
    pub fn new(data: DatasetView<'_>, expression: &Expression, earlier: Option<SearchResults>) -> DirectorySearch {
        DirectorySearch {
            words: Some(Search::new(data.index, expression.words(), earlier)),
            found: SearchResults::none_of(data.index),
            next: 0,
            topic: None,
            instead_of: None,
        }
    }

    /// Searches this many more segments. Returns true when nothing is left to do.
    pub fn go_on(&mut self, data: DatasetView<'_>, expression: &Expression, segments: usize) -> bool {
        loop {
            if let Some(mut search) = self.words.take() {
                if !search.go_on(data.index, segments) {
                    self.words = Some(search);
                    return false;
                }
                (self.found, self.next) = (search.into_results(), 0);
                if self.found.query().is_empty() && !expression.is_plain() {
                    // Without words, all records are asked whether they meet the conditions.
                    self.found = SearchResults::all(data.document, data.index);
                }
            }
            if !self.narrow(data, expression, segments.saturating_mul(HITS_PER_SEGMENT)) {
                return false;
            }
            if !self.begin_topic(data, expression) {
                return true;
            }
        }
    }

    /// Looks at so many more hits. Returns true when all have been looked at.
    fn narrow(&mut self, data: DatasetView<'_>, expression: &Expression, most: usize) -> bool {
        let DirectorySearch { found, next, topic, instead_of, .. } = self;
        match topic {
            Some(topic) if instead_of.is_some() => {
                let regions = topic.regions();
                found.keep(next, most, &mut |slot| belongs(data, slot, &regions))
            }
            _ => expression.is_plain() || found.keep(next, most, &mut |slot| expression.meets_conditions(data, slot)),
        }
    }

    /// Begins to search the topic where the words found nothing as they are; returns false where
    /// there is none, or it was searched.
    fn begin_topic(&mut self, data: DatasetView<'_>, expression: &Expression) -> bool {
        let is_found = is_found(&self.found);
        if let Some(former) = self.instead_of.take() {
            if !is_found {
                self.found = former;
            }
            return false;
        }
        let read = || PlaceAndTopic::read(data, expression.words());
        self.topic = Some(expression).filter(|expression| expression.is_plain()).and_then(|_| read());
        let Some(topic) = self.topic.as_ref().filter(|_| !is_found) else { return false };
        self.words = Some(Search::new(data.index, &topic.topic, None));
        self.instead_of = Some(std::mem::replace(&mut self.found, SearchResults::none_of(data.index)));
        true
    }

    /// Returns what the next search may narrow, as far as this one came.
    pub fn into_earlier(self) -> Option<SearchResults> {
        match (self.instead_of, self.words) {
            (Some(found), _) => Some(found),
            (None, Some(search)) => search.into_earlier(),
            (None, None) => Some(self.found),
        }
    }

    /// Returns what was found, and where the text leads besides.
    pub fn into_results(self, data: DatasetView<'_>, expression: &Expression) -> (SearchResults, SearchTarget) {
        // Only words may be an address or a place.
        let target = match expression.is_plain() {
            true => SearchTarget::of(data, expression.words(), &self.found, self.topic),
            false => SearchTarget::default(),
        };
        (self.found, target)
    }
}

/// Where a typed text leads besides the hits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchTarget {
    /// The records and values whose address was typed; those whose address begins so.
    pub addresses: Vec<(Slot, Address)>,
    /// Places that are called otherwise than was typed.
    pub places: Vec<PlaceMatch>,
    /// A place with a topic.
    pub topic: Option<PlaceAndTopic>,
}

impl SearchTarget {
    /// Returns where a text leads that was searched for.
    fn of(data: DatasetView<'_>, typed: &str, found: &SearchResults, topic: Option<PlaceAndTopic>) -> SearchTarget {
        let addresses = addresses(data, typed.trim());
        let is_found = is_found(found);
        let places = match () {
            () if !addresses.is_empty()
                || SCHEMA.all().any(|table| data.document.find(table, typed.trim()).is_some()) =>
            {
                Vec::new()
            }
            () if topic.is_some() => Vec::new(),
            () if is_found => places_otherwise_called(data, typed),
            () => Some(places(data, typed)).filter(|answer| !answer.is_literal).unwrap_or_default().places,
        };
        SearchTarget { addresses, places, topic }
    }
}

/// Returns true when words are found as they were typed.
fn is_found(found: &SearchResults) -> bool {
    found.count() > 0 && !found.is_similar()
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
