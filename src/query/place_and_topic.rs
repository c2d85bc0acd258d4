//! A place and a topic typed in one line: `53902 Inklusion`, `MINT in Bad Münstereifel`.
//!
//! The place stands before or behind the other words and is typed whole; which places there are,
//! [`super::places`] says. Entry point: [`PlaceAndTopic::read`].

use super::DatasetView;
use super::belonging::belongs;
use super::concerns::fields_meant;
use super::place_spelling::{clean, leads_to_a_place, words};
use super::places::{LONGEST, PlaceMatch, places, places_called};
use crate::document::Slot;
use crate::index::SearchResults;
use crate::model::{ENGAGEMENTS, MUNICIPALITIES, REGIONS};

/// How many action fields a topic may mean.
const MOST_FIELDS: usize = 5;

/// How many words the name of a place has at most.
const MOST_OF_PLACE: usize = 4;

/// How many words are looked through for the name of a place.
const MOST_WORDS: usize = 8;

/// A place with other words beside it, which belong neither to its name nor to where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceAndTopic {
    /// The name or postcode of the place, as typed.
    pub place: String,
    /// The other words, as typed.
    pub topic: String,
    /// The places that are called so.
    pub places: Vec<PlaceMatch>,
}

/// A region together with an action field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldInRegion {
    /// The region.
    pub region: Slot,
    /// The action field.
    pub field: Slot,
}

impl PlaceAndTopic {
    /// Reads a place and a topic; `None` where there is no place, or nothing else.
    pub fn read(data: DatasetView<'_>, typed: &str) -> Option<PlaceAndTopic> {
        let words: Vec<&str> = words(typed).take(MOST_WORDS).collect();
        if typed.len() > LONGEST || words.len() < 2 {
            return None;
        }
        // Many names are looked up.
        data.index.prepare_answers(data.document, &[REGIONS, MUNICIPALITIES]);
        if places(data, typed).places.iter().any(|place| place.exact) {
            return None;
        }
        let divided = (1..words.len().min(MOST_OF_PLACE + 1)).rev().flat_map(|length| {
            let (start, end) = (words.split_at(length), words.split_at(words.len() - length));
            [(start.0, start.1), (end.1, without_link(end.0))]
        });
        divided.filter(|(_, topic)| !topic.is_empty()).find_map(|(place, topic)| {
            let places = without_regions_of_towns(places_called(data, &place.join(" ")));
            let found = PlaceAndTopic { place: place.join(" "), topic: topic.join(" "), places };
            Some(found).filter(|found| !found.places.is_empty())
        })
    }

    /// Returns the regions of the place, each once.
    pub fn regions(&self) -> Vec<Slot> {
        let mut regions = Vec::new();
        for region in self.places.iter().filter_map(|place| place.region) {
            if !regions.contains(&region) {
                regions.push(region);
            }
        }
        regions
    }

    /// Returns the action field that the topic means, where that leaves no doubt.
    pub fn field(&self, data: DatasetView<'_>) -> Option<Slot> {
        let fields = fields_meant(data, &self.topic);
        // Exact ones stand first.
        match fields[..] {
            [only] => Some(only.field),
            [first, second, ..] if first.exact && !second.exact => Some(first.field),
            _ => None,
        }
    }

    /// Returns each region of the place with each of the action fields that the topic may mean, the
    /// best first.
    pub fn fields_in_regions(&self, data: DatasetView<'_>) -> Vec<FieldInRegion> {
        let mut fields: Vec<Slot> = fields_meant(data, &self.topic).into_iter().map(|found| found.field).collect();
        fields.truncate(MOST_FIELDS);
        let of_region = |region: Slot| fields.iter().map(move |field| FieldInRegion { region, field: *field });
        self.regions().into_iter().flat_map(of_region).collect()
    }

    /// Searches for the topic among the records of the regions.
    pub fn search(&self, data: DatasetView<'_>) -> SearchResults {
        let (mut found, regions) = (data.index.search(data.document, &self.topic, None).exact(), self.regions());
        found.keep(&mut 0, usize::MAX, &mut |slot| belongs(data, slot, &regions));
        found
    }
}

impl FieldInRegion {
    /// Returns what the region does about the field, in the order of the dataset.
    pub fn engagements(self, data: DatasetView<'_>) -> Vec<Slot> {
        let of_region = data.index.referrers_in(self.region, ENGAGEMENTS).iter();
        of_region.filter(|engagement| data.index.refers(**engagement, self.field)).copied().collect()
    }
}

/// Returns the places without the regions that one of the towns leads to: `Aachen` is a town and
/// its region, which is one answer.
fn without_regions_of_towns(places: Vec<PlaceMatch>) -> Vec<PlaceMatch> {
    let is_led_to =
        |region: &PlaceMatch| places.iter().any(|place| place.municipality.is_some() && place.region == region.region);
    let keeps = |place: &&PlaceMatch| place.municipality.is_some() || !is_led_to(place);
    places.iter().filter(keeps).copied().collect()
}

/// Returns the words without those at their end that only lead to a place: `in`, `im Kreis`.
fn without_link<'w>(words: &'w [&'w str]) -> &'w [&'w str] {
    let is_link = |word: &&str| word.chars().all(char::is_alphabetic) && leads_to_a_place(&clean(word));
    let linked = words.iter().rev().take_while(|word| is_link(word)).count();
    &words[..words.len() - linked]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::index::Index;
    use crate::model::{SCHEMA, SHIPPED};
    use crate::query::NameCache;

    /// Says what is understood of each text: the place, its regions, the topic, the fields.
    fn read(typed: &[&str]) -> Vec<String> {
        let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let (index, names) = (Index::build(&document), NameCache::default());
        let data = DatasetView { document: &document, index: &index, names: &names };
        let id = |slot: &Slot| document.id(*slot);
        let told = |typed: &&str| {
            let Some(found) = PlaceAndTopic::read(data, typed) else { return "-".to_owned() };
            let regions = found.regions().iter().map(id).collect::<Vec<_>>().join(" ");
            let fields = found.fields_in_regions(data);
            let of_one = fields.iter().filter(|found| found.region == fields[0].region);
            let fields = of_one.map(|found| id(&found.field)).collect::<Vec<_>>().join(" ");
            format!("{} ({regions}) {}: {fields}", found.place, found.topic)
        };
        typed.iter().map(told).collect()
    }

    #[test]
    fn a_place_stands_before_or_behind_the_topic() {
        for (typed, expected) in [
            ("53902 Inklusion", "53902 (euskirchen) Inklusion: inklusion"),
            ("Inklusion 53902", "53902 (euskirchen) Inklusion: inklusion"),
            ("Bad Münstereifel MINT", "Bad Münstereifel (euskirchen) MINT: mint"),
            ("MINT in Bad Münstereifel", "Bad Münstereifel (euskirchen) MINT: mint"),
            ("Düren Kita", "Düren (dueren) Kita: fruehe-bildung kita-grundschule"),
            ("Köln-Ehrenfeld mint", "Köln-Ehrenfeld (koeln) mint: mint"),
            ("St. Augustin MINT", "St. Augustin (rhein-sieg) MINT: mint"),
            ("MINT im Landkreis Düren", "Landkreis Düren (dueren) MINT: mint"),
            ("52351 Düren Inklusion", "52351 Düren (dueren) Inklusion: inklusion"),
            ("Köln; Frühe  Bildung", "Köln (koeln) Frühe Bildung: fruehe-bildung"),
            ("52351,inklusion", "52351 (dueren) inklusion: inklusion"),
            ("Münstereifel Inklusion", "Münstereifel (euskirchen) Inklusion: inklusion"),
            ("Düren Telefon", "Düren (dueren) Telefon: "),
        ] {
            assert_eq!(read(&[typed]), [expected], "{typed}");
        }
    }

    #[test]
    fn a_place_alone_and_words_alone_have_no_topic() {
        let typed =
            ["Düren", "Köln Ehrenfeld", "52351 Düren", "Atlantis heute", "MINT", "", " ", "in Köln", "Köln Bonn"];
        assert_eq!(read(&typed), ["-"; 9]);
    }
}
