//! Finds the region of a town or postcode: people know where they live, not which network they
//! belong to.
//!
//! Entry points: [`places`], [`matching_regions`]; with other words beside the place
//! `place_and_topic.rs`.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::DatasetView;
use super::place_spelling::{
    clean, heads_and_tails, is_hyphenated, is_list, leads_to_a_place, letters, parts, says_where, spellings,
};
use crate::document::Slot;
use crate::index::fold::fold;
use crate::index::{MatchKind, Query, RecordScore};
use crate::model::city_districts::{self, CityDistrict};
use crate::model::vocabulary::Vocabulary;
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

/// The places that somebody may have meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceAnswer {
    /// Exact ones first; those equally good in the order of their regions.
    pub places: Vec<PlaceMatch>,
    /// False when they are called otherwise than was typed: the town of a Stadtteil, `Kreis` for
    /// `Landkreis`.
    pub is_literal: bool,
}

/// The regions that somebody may have meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegionAnswer {
    /// Each once.
    pub regions: Vec<MatchingRegion>,
    /// As in [`PlaceAnswer`].
    pub is_literal: bool,
}

/// The length, in bytes, up to which a text may be the name of a place.
pub const LONGEST: usize = 200;

/// How many parts of what was typed are looked up.
const MOST_PARTS: usize = 4;

/// How many candidates are compared letter by letter.
const COMPARED: usize = 200;

/// Returns the places that a town's name, a postcode or a region's name may stand for, however
/// people write it. Beginnings of words match, insides do not.
pub fn places(data: DatasetView<'_>, typed: &str) -> PlaceAnswer {
    let literal = literal(data, typed);
    if !literal.is_empty() || typed.trim().is_empty() || typed.len() > LONGEST {
        return PlaceAnswer { places: literal, is_literal: true };
    }
    let readings = [of_parts, of_spellings, of_city_district, of_head_or_tail, of_letters];
    let places = readings.iter().map(|reading| reading(data, typed)).find(|places| !places.is_empty());
    PlaceAnswer { places: places.unwrap_or_default(), is_literal: false }
}

/// Returns the places of which the whole name was typed, but not as the dataset has it. Blanks
/// separate names from anything else here, so that a text that is no place is rarely taken for one.
pub fn places_otherwise_called(data: DatasetView<'_>, typed: &str) -> Vec<PlaceMatch> {
    if typed.len() > LONGEST {
        return Vec::new();
    }
    let is_exact = |places: &[PlaceMatch]| places.iter().any(|place| place.exact);
    let readings = [of_spellings, of_city_district, of_hyphen];
    let places = readings.iter().map(|reading| reading(data, typed)).find(|places| is_exact(places));
    let mut places = places.unwrap_or_default();
    places.retain(|place| place.exact);
    if !places.is_empty() && is_exact(&literal(data, typed)) {
        places.clear();
    }
    places
}

/// Returns the places of which the whole name was typed, in one of its spellings, the name with a
/// part of the place behind a hyphen, or that of a spa without `Bad`.
pub fn places_called(data: DatasetView<'_>, name: &str) -> Vec<PlaceMatch> {
    let readings = [exactly, of_hyphen, of_spa];
    readings.iter().map(|reading| reading(data, name)).find(|places| !places.is_empty()).unwrap_or_default()
}

/// Reads `Münstereifel`: `Bad Münstereifel`, as people there say.
fn of_spa(data: DatasetView<'_>, name: &str) -> Vec<PlaceMatch> {
    let is_one_word = !name.is_empty() && name.chars().all(char::is_alphabetic);
    if is_one_word { exactly(data, &format!("Bad {name}")) } else { Vec::new() }
}

/// Returns the regions of an id, a name, a town or a postcode, each once; exact matches take
/// precedence over all others.
pub fn matching_regions(data: DatasetView<'_>, typed: &str) -> RegionAnswer {
    let PlaceAnswer { mut places, is_literal } = places(data, typed);
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
    RegionAnswer { regions: regions.into_iter().map(found).collect(), is_literal }
}

/// Returns the places that are called as was typed.
fn literal(data: DatasetView<'_>, typed: &str) -> Vec<PlaceMatch> {
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
    let mut regions: Vec<Slot> = places.iter().filter_map(|(_, place)| place.region).collect();
    regions.sort_unstable();
    regions.dedup();
    index.arrange(document, REGIONS, &mut regions);
    let ranks: HashMap<Slot, usize> = regions.into_iter().zip(0..).collect();
    places.sort_by_key(|(answer, place)| {
        (!place.exact, answer.score, place.region.and_then(|region| ranks.get(&region)))
    });
    places.into_iter().map(|(_, place)| place).collect()
}

/// Reads `Geilenkirchen, Kreis Heinsberg` and `Köln (Ehrenfeld)`: names with marks between them.
/// What is no place is taken for a part of the others, except behind or before a comma.
fn of_parts(data: DatasetView<'_>, typed: &str) -> Vec<PlaceMatch> {
    let parts: Vec<String> = parts(typed).into_iter().take(MOST_PARTS).collect();
    let named: Vec<Vec<PlaceMatch>> = parts.iter().map(|part| exactly(data, part)).collect();
    let places = named.iter().filter(|places| !places.is_empty()).cloned().reduce(both).unwrap_or_default();
    let fits = |(part, named): (&String, &Vec<PlaceMatch>)| {
        !named.is_empty() || says_where(part) || begins_nearby(data, part, &places)
    };
    if is_list(typed) && !parts.iter().zip(&named).all(fits) {
        return Vec::new();
    }
    towns_first(places)
}

/// Reads `Landkreis Düren` and `St. Augustin`: the names as datasets write them.
fn of_spellings(data: DatasetView<'_>, typed: &str) -> Vec<PlaceMatch> {
    let mut first = Vec::new();
    for spelling in spellings(typed) {
        let places = literal(data, &spelling);
        if places.iter().any(|place| place.exact) {
            return places;
        }
        if first.is_empty() {
            first = places;
        }
    }
    first
}

/// Reads `Bad Godesberg` and `Heumar`, a part of Rath/Heumar: a part of a town without the town.
fn of_city_district(data: DatasetView<'_>, typed: &str) -> Vec<PlaceMatch> {
    let typed = clean(typed);
    if typed.len() < 3 || !Vocabulary::of(data.document.schema()).has_shipped_places {
        return Vec::new();
    }
    let mut places: Vec<PlaceMatch> = Vec::new();
    for (name, municipality) in district_names() {
        let mut names = std::iter::once(name.as_str()).chain(name.split('/'));
        if !names.clone().any(|name| name.starts_with(&typed)) {
            continue;
        }
        let exact = names.any(|name| name == typed);
        let Some(municipality) = data.document.find(MUNICIPALITIES, municipality) else { continue };
        match places.iter_mut().find(|place| place.municipality == Some(municipality)) {
            Some(place) => place.exact |= exact,
            None => {
                let region = data.index.region_of(municipality);
                places.push(PlaceMatch { municipality: Some(municipality), region, exact });
            }
        }
    }
    places
}

/// Returns the folded names of the shipped parts of towns with the ids of these.
fn district_names() -> &'static [(String, &'static str)] {
    static NAMES: OnceLock<Vec<(String, &'static str)>> = OnceLock::new();
    let folded = |CityDistrict { municipality, name, .. }| (clean(name), municipality);
    NAMES.get_or_init(|| city_districts::shipped().iter().map(folded).collect())
}

/// Reads `Köln-Ehrenfeld` and `52062 Köln`: a place before or after something that belongs to it.
/// Other words are not passed over, since they were typed for a reason.
fn of_head_or_tail(data: DatasetView<'_>, typed: &str) -> Vec<PlaceMatch> {
    let divided = heads_and_tails(typed);
    for (head, tail) in &divided {
        let places = exactly(data, head);
        if !places.is_empty() {
            let tails = exactly(data, tail);
            let fits = !tails.is_empty()
                || is_hyphenated(typed, tail)
                || says_where(tail)
                || begins_nearby(data, tail, &places);
            return if fits { towns_first(both(places, tails)) } else { Vec::new() };
        }
    }
    let led = divided.iter().rev().filter(|(head, _)| leads_to_a_place(head));
    let tails = led.map(|(_, tail)| exactly(data, tail));
    towns_first(tails.into_iter().find(|places| !places.is_empty()).unwrap_or_default())
}

/// Returns true when a name begins like a place in the region of one of `places`.
fn begins_nearby(data: DatasetView<'_>, beginning: &str, places: &[PlaceMatch]) -> bool {
    let is_near = |found: PlaceMatch| places.iter().any(|place| place.region == found.region);
    [literal, of_spellings, of_city_district]
        .into_iter()
        .any(|reading| reading(data, beginning).into_iter().any(is_near))
}

/// Leaves out regions of which a town is among the places: a part of Köln is a part of the town.
fn towns_first(mut places: Vec<PlaceMatch>) -> Vec<PlaceMatch> {
    let of_towns: Vec<Option<Slot>> =
        places.iter().filter(|place| place.municipality.is_some()).map(|place| place.region).collect();
    places.retain(|place| place.municipality.is_some() || !of_towns.contains(&place.region));
    places
}

/// Reads `Köln-Ehrenfeld` where it stands alone.
fn of_hyphen(data: DatasetView<'_>, typed: &str) -> Vec<PlaceMatch> {
    if !typed.contains('-') || typed.trim().contains(' ') {
        return Vec::new();
    }
    let heads = heads_and_tails(typed).into_iter().map(|(head, _)| exactly(data, &head));
    towns_first(heads.into_iter().find(|places| !places.is_empty()).unwrap_or_default())
}

/// Reads `Rheinsiegkreis` and `Bergisch-Gladbach`: a name with other marks, or none, between its
/// words.
fn of_letters(data: DatasetView<'_>, typed: &str) -> Vec<PlaceMatch> {
    let wanted = letters(&clean(typed));
    let Some((beginning, _)) = wanted.split_at_checked(3).filter(|(_, rest)| !rest.is_empty()) else {
        return Vec::new();
    };
    let mut places: Vec<PlaceMatch> = literal(data, beginning).into_iter().take(COMPARED).collect();
    places.retain_mut(|place| {
        let name = place.municipality.or(place.region).map(|slot| data.name(slot)).unwrap_or_default();
        let name = fold(&name);
        let forms = [name.plain(), name.expanded()].map(letters);
        place.exact = forms.contains(&wanted);
        forms.iter().any(|form| form.starts_with(&wanted))
    });
    places
}

/// Returns the places of which the whole name was typed, in one of its spellings.
fn exactly(data: DatasetView<'_>, name: &str) -> Vec<PlaceMatch> {
    let readings = [literal, of_spellings, of_city_district].into_iter().map(|reading| {
        let mut places = reading(data, name);
        if !places.iter().any(|place| place.exact) {
            places.truncate(COMPARED);
            places.iter_mut().for_each(|place| place.exact = is_bare_name(data, place, name));
        }
        places.retain(|place| place.exact);
        places
    });
    readings.into_iter().find(|places| !places.is_empty()).unwrap_or_default()
}

/// Returns true for `Stolberg` when the place is called `Stolberg (Rhld.)`.
fn is_bare_name(data: DatasetView<'_>, place: &PlaceMatch, typed: &str) -> bool {
    let name = place.municipality.or(place.region).map(|slot| data.name(slot)).unwrap_or_default();
    name.split_once(" (").is_some_and(|(bare, _)| clean(bare) == clean(typed))
}

/// Returns what two names mean together: the places of one that lie in a region of the other, towns
/// rather than regions; where there are none, the places of both.
fn both(first: Vec<PlaceMatch>, second: Vec<PlaceMatch>) -> Vec<PlaceMatch> {
    let within = |some: &[PlaceMatch], others: &[PlaceMatch]| {
        let is_within = |place: &&PlaceMatch| others.iter().any(|other| other.region == place.region);
        some.iter().filter(is_within).copied().collect::<Vec<_>>()
    };
    let common = [within(&first, &second), within(&second, &first)];
    let has_town = |places: &&Vec<PlaceMatch>| places.iter().any(|place| place.municipality.is_some());
    match common.iter().find(has_town).or(common.iter().find(|places| !places.is_empty())) {
        Some(places) => places.clone(),
        None => first.into_iter().chain(second).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::index::Index;
    use crate::model::{SCHEMA, SHIPPED};
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
                places(data, typed).places.into_iter().map(told).collect::<Vec<_>>()
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
        assert_eq!(places(&format!("Düren{}", "-".repeat(90))), ["dueren dueren !"]);
        assert_eq!(places(&format!("Düren{}", "-".repeat(900))), [""; 0], "no name is as long");
    }

    #[test]
    fn a_region_is_found_once_with_the_towns_that_lead_to_it() {
        let regions = |typed: &str| {
            asked(|data| {
                let told =
                    |found: MatchingRegion| (ids(data, [found.region]).concat(), ids(data, found.towns).join(" "));
                matching_regions(data, typed).regions.into_iter().map(told).collect::<Vec<_>>()
            })
        };
        let pair = |region: &str, towns: &str| (region.to_owned(), towns.to_owned());
        assert_eq!(regions("dueren"), [pair("dueren", "dueren")], "an id leaves no doubt");
        assert_eq!(regions("51467"), [pair("rhein-berg", "bergisch-gladbach"), pair("koeln", "koeln")]);
        assert_eq!(regions("J"), [pair("dueren", "juelich")]);
        assert_eq!(regions("nirgends"), []);
    }

    #[test]
    fn a_place_is_found_however_people_write_it() {
        let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let (index, names) = (Index::build(&document), NameCache::default());
        let data = DatasetView { document: &document, index: &index, names: &names };
        for (typed, region, towns) in [
            ("Sankt Augustin", "rhein-sieg", "sankt-augustin"),
            ("St. Augustin", "rhein-sieg", "sankt-augustin"),
            ("St.Augustin", "rhein-sieg", "sankt-augustin"),
            ("st augustin", "rhein-sieg", "sankt-augustin"),
            ("Landkreis Düren", "dueren", ""),
            ("Kreis Aachen", "aachen", "aachen"),
            ("D-52062", "aachen", "aachen"),
            ("D 52062 Aachen", "aachen", "aachen"),
            ("53177 Bad Godesberg", "bonn", "bonn"),
            ("52062 Aachen-Brand", "aachen", "aachen"),
            ("Bundesstadt Bonn", "bonn", ""),
            ("kreisfreie Stadt Köln", "koeln", ""),
            ("Kreisstadt Euskirchen", "euskirchen", "euskirchen"),
            ("Hansestadt Wipperfürth", "oberberg", "wipperfuerth"),
            ("Gemeinde Kall", "euskirchen", "kall"),
            ("Köln-Ehrenfeld", "koeln", "koeln"),
            ("Koeln-Ehrenf", "koeln", "koeln"),
            ("Ehrenfeld, Köln", "koeln", "koeln"),
            ("Köln (Ehrenfeld)", "koeln", "koeln"),
            ("Köln-", "koeln", "koeln"),
            ("Ehrenfeld", "koeln", "koeln"),
            ("Bad Godesberg", "bonn", "bonn"),
            ("Bonn-Bad Godesberg", "bonn", "bonn"),
            ("Leverkusen-Opladen", "leverkusen", "leverkusen"),
            ("Bergisch Gladbach-Refrath", "rhein-berg", "bergisch-gladbach"),
            ("Stolberg", "aachen", "stolberg"),
            ("Stolberg (Rheinland)", "aachen", "stolberg"),
            ("Stolberg, StädteRegion Aachen", "aachen", "stolberg"),
            ("Bergheim (Erft)", "rhein-erft", "bergheim"),
            ("Bergheim/Erft", "rhein-erft", "bergheim"),
            ("Hennef a. d. Sieg", "rhein-sieg", "hennef"),
            ("Geilenkirchen, Kreis Heinsberg", "heinsberg", "geilenkirchen"),
            ("Düren, Kreis", "dueren", ""),
            ("Rhein Sieg Kreis", "rhein-sieg", ""),
            ("Rheinsiegkreis", "rhein-sieg", ""),
            ("Kreis Rhein-Sieg", "rhein-sieg", ""),
            ("Siegburg (Rhein-Sieg-Kreis)", "rhein-sieg", "siegburg"),
            ("Rheinisch Bergischer Kreis", "rhein-berg", ""),
            ("im Oberbergischen Kreis", "oberberg", ""),
            ("Städteregion Aachen", "aachen", ""),
            ("Städte-Region Aachen", "aachen", ""),
            ("Zollernstraße 16, 52070 Aachen", "aachen", "aachen"),
            ("Köln Sülz", "koeln", "koeln"),
            ("Köln,Sülz", "koeln", "koeln"),
            ("Sülz", "koeln", "koeln"),
            ("50937 Köln Sülz", "koeln", "koeln"),
            ("Köln Heumar", "koeln", "koeln"),
            ("Köln, Rath/Heumar", "koeln", "koeln"),
            ("Bonn Beuel", "bonn", "bonn"),
            ("Bonn Poppelsdorf", "bonn", "bonn"),
            ("Aachen Brand", "aachen", "aachen"),
            ("Aachen, Walheim", "aachen", "aachen"),
            ("Brühl, Rheinland", "rhein-erft", "bruehl"),
            ("Elsdorf", "rhein-erft", "elsdorf"),
        ] {
            let found = matching_regions(data, typed).regions;
            let regions = ids(data, found.iter().map(|found| found.region)).join(" ");
            let of_towns = ids(data, found.into_iter().flat_map(|found| found.towns)).join(" ");
            assert_eq!((regions.as_str(), of_towns.as_str()), (region, towns), "{typed}");
        }
        for typed in ["Atlantis", "Kreis Atlantis", "99999", "Bad", "-", "()", ",", "Stadt", "a-b-c-d"] {
            let answer = places(data, typed);
            assert!(answer.places.iter().all(|place| !place.exact), "{typed}: {answer:?}");
        }
    }

    #[test]
    fn words_that_do_not_fit_a_place_are_not_passed_over() {
        let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let (index, names) = (Index::build(&document), NameCache::default());
        let data = DatasetView { document: &document, index: &index, names: &names };
        for typed in ["52351 inclusion", "inclusion 52351", "52351,inclusion", "Köln; Frühe Bildung"] {
            assert_eq!(matching_regions(data, typed).regions, [], "{typed}");
        }
        for (typed, region) in [
            ("52351 Düren", "dueren"),
            ("52351 Dür", "dueren"),
            ("Köln Ehrenf", "koeln"),
            ("50825 Köln Ehrenfeld", "koeln"),
            ("Köln-Sülz", "koeln"),
            ("Köln NRW", "koeln"),
            ("Bergheim Erft", "rhein-erft"),
            ("Stolberg Rheinland", "aachen"),
            ("Zollernstraße 16 52070 Aachen", "aachen"),
            ("im Kreis Düren", "dueren"),
        ] {
            let regions = ids(data, matching_regions(data, typed).regions.iter().map(|found| found.region));
            assert_eq!(regions, [region], "{typed}");
        }
    }

    #[test]
    fn two_places_are_both_meant_unless_one_lies_in_the_other() {
        let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let (index, names) = (Index::build(&document), NameCache::default());
        let data = DatasetView { document: &document, index: &index, names: &names };
        let regions = |typed: &str| ids(data, matching_regions(data, typed).regions.iter().map(|found| found.region));
        assert_eq!(regions("Köln/Bonn"), ["koeln", "bonn"]);
        assert_eq!(regions("Köln Bonn"), ["koeln", "bonn"]);
        assert_eq!(regions("Köln, Bonn"), ["koeln", "bonn"]);
        assert_eq!(regions("Bonn/Rhein-Sieg"), ["bonn", "rhein-sieg"]);
        assert_eq!(regions("Siegburg, Rhein-Sieg"), ["rhein-sieg"]);
    }
}
