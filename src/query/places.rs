//! Finds the region of a town or postcode: people know where they live, not which network they
//! belong to.
//!
//! Entry points: [`places`] and [`matching_regions`].

use super::DatasetView;
use crate::document::Slot;
use crate::index::{MatchKind, Query, RecordScore};
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

/// A region that somebody may have meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchingRegion {
    /// The region.
    pub region: Slot,
    /// The towns by which it was found.
    pub towns: Vec<Slot>,
}

/// Returns the places that a town's name, a postcode or a region's name may stand for: exact ones
/// first, then in the order of the document. Beginnings of words match, insides do not.
pub fn places(data: DatasetView<'_>, typed: &str) -> Vec<PlaceMatch> {
    let DatasetView { document, index, .. } = data;
    let query = Query::parse(typed);
    if query.is_empty() {
        return Vec::new();
    }
    let answers = |table, last| {
        let answers = index.answers(document, table, &query, last).into_iter();
        answers.filter(|(answer, _)| answer.loosest < MatchKind::Inside).collect::<Vec<_>>()
    };
    let exact = |answer: &RecordScore| answer.loosest == MatchKind::Whole;
    let regions = answers(REGIONS, FieldWeight::Name).into_iter();
    let regions = regions.map(|(a, slot)| (a, PlaceMatch { municipality: None, region: Some(slot), exact: exact(&a) }));
    let towns = answers(MUNICIPALITIES, FieldWeight::Place).into_iter().map(|(a, slot)| {
        let region = index.region_of(slot);
        (a, PlaceMatch { municipality: Some(slot), region, exact: exact(&a) })
    });
    let mut places: Vec<_> = regions.chain(towns).collect();
    places.sort_by_key(|(answer, place)| (!place.exact, answer.score));
    places.into_iter().map(|(_, place)| place).collect()
}

/// Returns the regions of an id, a name, a town or a postcode, each once; exact matches take
/// precedence over all others.
pub fn matching_regions(data: DatasetView<'_>, typed: &str) -> Vec<MatchingRegion> {
    let mut places = places(data, typed);
    if places.iter().any(|place| place.exact) {
        places.retain(|place| place.exact);
    }
    let named = data.document.find(REGIONS, typed);
    let mut regions: Vec<Slot> = Vec::new();
    for region in named.into_iter().chain(places.iter().filter_map(|place| place.region)) {
        if !regions.contains(&region) {
            regions.push(region);
        }
    }
    // An id leaves no doubt.
    regions.truncate(if named.is_some() { 1 } else { regions.len() });
    let found = |region: Slot| {
        let of_it = places.iter().filter(|place| place.region == Some(region));
        MatchingRegion { region, towns: of_it.filter_map(|place| place.municipality).collect() }
    };
    regions.into_iter().map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::index::Index;
    use crate::model::SCHEMA;
    use crate::query::NameCache;

    /// Two neighbouring regions as people know them.
    const SMALL: &str = r#"(
        regions: [
            (id: "dueren", name: "Kreis Düren", short: Some("Düren"), kind: Some(Kreis)),
            (id: "rhein-berg", name: "Rheinisch-Bergischer Kreis", kind: Some(Kreis)),
            (id: "koeln", name: "Stadt Köln", short: Some("Köln"), kind: Some(KreisfreieStadt)),
        ],
        municipalities: [
            (id: "dueren", name: "Düren", region: "dueren", postcodes: ["52349"]),
            (id: "juelich", name: "Jülich", region: "dueren"),
            (id: "bergisch-gladbach", name: "Bergisch Gladbach", region: "rhein-berg"),
            (id: "koeln", name: "Köln", region: "koeln"),
        ],
    )"#;

    /// Asks a question of the small directory.
    fn asked<A>(question: impl Fn(DatasetView<'_>) -> A) -> A {
        let document = Document::parse(&SCHEMA, SMALL).unwrap();
        let (index, names) = (Index::build(&document), NameCache::default());
        question(DatasetView { document: &document, index: &index, names: &names })
    }

    fn ids(data: DatasetView<'_>, slots: impl IntoIterator<Item = Slot>) -> Vec<String> {
        slots.into_iter().map(|slot| data.document.id(slot).to_owned()).collect()
    }

    #[test]
    fn a_place_is_a_town_a_postcode_or_a_region() {
        let places = |typed: &str| {
            asked(|data| {
                let name = |slot: Option<Slot>| ids(data, slot).concat();
                let told = |place: PlaceMatch| {
                    let exact = if place.exact { "!" } else { "" };
                    format!("{} {} {exact}", name(place.municipality), name(place.region))
                };
                places(data, typed).into_iter().map(told).collect::<Vec<_>>()
            })
        };
        assert_eq!(places("duren"), [" dueren !", "dueren dueren !"]);
        assert_eq!(places("51467"), ["bergisch-gladbach rhein-berg !", "koeln koeln !"]);
        assert_eq!(places("52349 Düren"), ["dueren dueren !"]);
        assert_eq!(places("Bergisch  Gladbach,"), ["bergisch-gladbach rhein-berg !"]);
        assert_eq!(places("Gladbach"), ["bergisch-gladbach rhein-berg "]);
        assert_eq!(places("berg. glad"), [""; 0]);
        assert_eq!(places("berg glad"), ["bergisch-gladbach rhein-berg "]);
        assert_eq!(places("lich"), [""; 0], "insides of words are no places");
        assert_eq!(places(""), [""; 0]);
    }

    #[test]
    fn a_region_is_found_once_with_the_towns_that_lead_to_it() {
        let regions = |typed: &str| {
            asked(|data| {
                let told =
                    |found: MatchingRegion| (ids(data, [found.region]).concat(), ids(data, found.towns).join(" "));
                matching_regions(data, typed).into_iter().map(told).collect::<Vec<_>>()
            })
        };
        let pair = |region: &str, towns: &str| (region.to_owned(), towns.to_owned());
        assert_eq!(regions("dueren"), [pair("dueren", "dueren")], "an id leaves no doubt");
        assert_eq!(regions("51467"), [pair("rhein-berg", "bergisch-gladbach"), pair("koeln", "koeln")]);
        assert_eq!(regions("J"), [pair("dueren", "juelich")]);
        assert_eq!(regions("nirgends"), []);
    }
}
