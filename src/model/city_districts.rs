//! The shipped names of Stadtbezirke and Stadtteile: which town somebody means who names only a
//! part of it.
//!
//! Kept beside the dataset as the postcodes are, and of use only where the dataset has a
//! municipality of that id. Entry point: [`shipped`].

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::vocabulary::Vocabulary;
use crate::schema::Schema;

const TEXT: &str = include_str!("../../data/city_districts.ron");

/// The parts of municipalities.
#[derive(Debug, Default, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct CityDistricts {
    municipalities: BTreeMap<&'static str, Vec<SourcedDistricts>>,
}

/// The parts of a municipality that one source names.
#[derive(Debug, Deserialize)]
struct SourcedDistricts {
    /// Where the names come from.
    source: &'static str,
    districts: Vec<&'static str>,
}

/// A Stadtbezirk or Stadtteil.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CityDistrict {
    /// The id of its municipality.
    pub municipality: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Where the name comes from.
    pub source: &'static str,
}

impl CityDistricts {
    /// Returns all districts, town by town.
    pub fn iter(&self) -> impl Iterator<Item = CityDistrict> {
        self.municipalities.iter().flat_map(|(municipality, sources)| {
            sources.iter().flat_map(|SourcedDistricts { source, districts }| {
                districts.iter().map(|name| CityDistrict { municipality, name, source })
            })
        })
    }
}

/// Returns the parts of towns compiled in, parsed when first asked for.
pub fn shipped() -> &'static CityDistricts {
    static SHIPPED: OnceLock<CityDistricts> = OnceLock::new();
    // A test makes sure that the file parses. Without it, places would still be found by town.
    SHIPPED.get_or_init(|| ron::from_str(TEXT).unwrap_or_default())
}

/// Returns the parts of towns that count in a dataset; none in one that lies elsewhere.
pub fn of_dataset(schema: &'static Schema) -> impl Iterator<Item = CityDistrict> {
    let has_places = Vocabulary::of(schema).has_shipped_places;
    shipped().iter().filter(move |_| has_places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::model::{MUNICIPALITIES, SCHEMA, SHIPPED};

    #[test]
    fn each_district_names_its_source_and_a_town_of_the_directory() {
        let parsed: CityDistricts = ron::from_str(TEXT).unwrap();
        let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        for district in parsed.iter() {
            assert!(document.find(MUNICIPALITIES, district.municipality).is_some(), "{district:?}");
            assert!(!district.source.is_empty() && !district.name.is_empty(), "{district:?}");
        }
        assert!(parsed.iter().any(|district| (district.municipality, district.name) == ("bonn", "Bad Godesberg")));
    }
}
