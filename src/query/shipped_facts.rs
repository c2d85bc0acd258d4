//! Which facts of a dataset are ones that the program is shipped with, and so keep the credits of
//! their sources.
//!
//! Must not go by names: another district may be called alike. Entry point: [`ShippedFacts::of`].

use std::collections::HashSet;

use crate::document::Document;
use crate::model::postcodes;
use crate::model::records::{Municipality, Region};
use crate::model::{MUNICIPALITIES, REGIONS, SCHEMA, SHIPPED};

/// Which facts of a dataset come with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShippedFacts {
    /// Municipalities with their keys, areas and populations.
    pub municipalities: bool,
    /// Regions with their official keys.
    pub regions: bool,
    /// Postcodes of municipalities.
    pub postcodes: bool,
}

impl ShippedFacts {
    /// Compares a dataset with the one that the program is shipped with.
    pub fn of(document: &Document) -> ShippedFacts {
        let shipped = Document::parse(&SCHEMA, SHIPPED).ok();
        let known_towns: HashSet<TownFacts> = shipped.iter().flat_map(towns).filter_map(|town| town.facts()).collect();
        let known_keys: HashSet<String> = shipped.iter().flat_map(region_keys).collect();
        ShippedFacts {
            municipalities: towns(document).any(|town| town.facts().is_some_and(|facts| known_towns.contains(&facts))),
            regions: region_keys(document).any(|key| known_keys.contains(&key)),
            postcodes: towns(document).any(|town| !postcodes::of_municipality(document.schema(), &town.id).is_empty()),
        }
    }
}

fn towns(document: &Document) -> impl Iterator<Item = Municipality> {
    document.slots(MUNICIPALITIES).filter_map(|slot| document.get::<Municipality>(slot).ok())
}

/// Returns the official keys of the regions.
fn region_keys(document: &Document) -> impl Iterator<Item = String> {
    let regions = document.slots(REGIONS).filter_map(|slot| document.get::<Region>(slot).ok());
    regions.flat_map(|region| [region.ags, region.nuts3]).flatten()
}

/// What the register of municipalities says of one: its key, area (as bits) and population.
type TownFacts = (String, u64, u64);

impl Municipality {
    /// Returns these facts, where all of them are known.
    fn facts(&self) -> Option<TownFacts> {
        Some((self.ags.clone()?, self.area_km2?.to_bits(), self.population?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(text: &str) -> ShippedFacts {
        ShippedFacts::of(&Document::parse(&SCHEMA, text.to_owned()).unwrap())
    }

    #[test]
    fn what_was_taken_over_is_known_by_its_values() {
        let all = ShippedFacts { municipalities: true, regions: true, postcodes: true };
        assert_eq!(facts(SHIPPED), all);
        let none = ShippedFacts { municipalities: false, regions: false, postcodes: false };
        let other = "(regions: [(id: \"a\", name: \"A\", ags: Some(\"09162\"))],
            municipalities: [(id: \"a\", name: \"Köln\", region: \"a\", ags: Some(\"05315000\"), population: Some(3))])";
        assert_eq!(facts(other), none);
        let key = other.replace("09162", "05358");
        assert_eq!(facts(&key), ShippedFacts { regions: true, ..none });
    }
}
