//! All places and postcodes with their regions: as pages, and as data for the script.
//!
//! Entry points: [`PageContext::places`], [`PageContext::postcodes`], [`data`].

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde::Serialize;

use super::Site;
use super::page_context::{PageContent, PageContext};
use super::site_page::{SitePage, file_name};
use crate::document::Slot;
use crate::export::json;
use crate::index::fold::{collate, fold};
use crate::model::city_districts;
use crate::model::records::{BodyRole, Municipality};
use crate::model::{MUNICIPALITIES, REGIONS};
use crate::query::DatasetView;
use crate::query::contact::offices_to_ask;
use crate::query::place_spelling;
use crate::query::region::postcodes;
use crate::texts;

/// A name by which people call where they live.
struct NamedPlace {
    name: String,
    /// The municipality, where the place is a part of one.
    within: Option<String>,
    region: Option<Slot>,
    postcodes: Vec<String>,
}

/// Returns all places by name: the municipalities and the parts of them that are known.
fn all_places(data: DatasetView<'_>) -> Vec<NamedPlace> {
    let document = data.document;
    let mut places = Vec::new();
    for slot in document.slots(MUNICIPALITIES) {
        let Ok(town) = document.get::<Municipality>(slot) else { continue };
        let region = data.index.region_of(slot).filter(|region| region.table == REGIONS);
        places.push(NamedPlace {
            postcodes: postcodes(document.schema(), &town),
            name: town.name,
            within: None,
            region,
        });
    }
    for district in city_districts::of_dataset(document.schema()) {
        let Some(town) = document.find(MUNICIPALITIES, district.municipality) else { continue };
        let region = data.index.region_of(town).filter(|region| region.table == REGIONS);
        let within = Some(data.name(town));
        places.push(NamedPlace { name: district.name.to_owned(), within, region, postcodes: Vec::new() });
    }
    places.sort_by_cached_key(|place| (collate(&place.name), place.within.as_deref().map(collate)));
    places
}

/// Returns the letter under which a name stands.
fn letter(name: &str) -> char {
    let first = fold(name).plain().chars().next().unwrap_or('#');
    if first.is_ascii_alphabetic() { first.to_ascii_uppercase() } else { '#' }
}

impl PageContext<'_> {
    pub(super) fn places(&self) -> PageContent {
        let lang = self.lang;
        let places = all_places(self.data);
        let letters: Vec<&[NamedPlace]> = places.chunk_by(|a, b| letter(&a.name) == letter(&b.name)).collect();
        let title = texts::site::places_title(lang).to_owned();
        let lead = texts::site::places_lead(lang, &self.noun(BodyRole::Office).to_the(lang));
        let main = html! {
            h1 { (title) }
            p.lead { (lead) }
            (self.place_search(None))
            p { a href=(self.href(SitePage::Postcodes)) { (texts::site::by_postcode(lang)) } }
            nav.letters aria-label=(texts::site::letters(lang)) {
                ul { @for group in &letters { li { a href=(format!("#{}", anchor(group))) { (letter(&group[0].name)) } } } }
            }
            @for group in &letters {
                h2 id=(anchor(group)) { (letter(&group[0].name)) }
                ul.places { @for place in *group { li { (self.place(place)) } } }
            }
        };
        PageContent { title, description: lead, main, ..PageContent::default() }
    }

    fn place(&self, place: &NamedPlace) -> Markup {
        let within = place.within.as_ref();
        html! {
            p.what {
                strong { (self.said(&place.name)) }
                @if let Some(town) = within { " (" (self.said(town)) ")" }
                @if !place.postcodes.is_empty() { span.codes { " " (place.postcodes.join(" ")) } }
            }
            p.where { (self.office_of(place.region)) }
        }
    }

    /// Returns a region as a link to its office, with the quickest way to reach that.
    fn office_of(&self, region: Option<Slot>) -> Markup {
        let Some(region) = region else { return html! { span.unknown { (texts::map::no_region(self.lang)) } } };
        let way = offices_to_ask(self.data, region).iter().find_map(|office| office.way.clone());
        html! {
            a href=(format!("{}#office", self.href(SitePage::Record(region)))) lang=[self.data_lang()] { (self.data.name(region)) }
            @if let Some(way) = way { " · " (self.way(&way)) }
        }
    }

    pub(super) fn postcodes(&self) -> PageContent {
        let lang = self.lang;
        let places = all_places(self.data);
        let mut codes: BTreeMap<&str, Vec<&NamedPlace>> = BTreeMap::new();
        for place in &places {
            place.postcodes.iter().for_each(|code| codes.entry(code).or_default().push(place));
        }
        let groups: Vec<(&&str, &Vec<&NamedPlace>)> = codes.iter().collect();
        let zone = |code: &str| code.get(..2).unwrap_or(code).to_owned();
        let groups: Vec<_> = groups.chunk_by(|a, b| zone(a.0) == zone(b.0)).collect();
        let title = texts::site::postcodes(lang).to_owned();
        let main = html! {
            h1 { (title) }
            p.lead { (texts::site::postcodes_lead(lang)) }
            nav.letters aria-label=(texts::site::letters(lang)) {
                ul { @for group in &groups { li { a href=(format!("#zone-{}", file_name(&zone(group[0].0)))) { (zone(group[0].0)) "…" } } } }
            }
            @for group in &groups {
                h2 id=(format!("zone-{}", file_name(&zone(group[0].0)))) { (zone(group[0].0)) "…" }
                ul.places {
                    @for (code, places) in *group {
                        li {
                            p.what { strong { (code) } }
                            @for place in *places { p.where { (self.said(&place.name)) " · " (self.office_of(place.region)) } }
                        }
                    }
                }
            }
            p.sourced { (texts::site::postcodes_credit(lang)) }
        };
        let parent = Some(SitePage::Places);
        PageContent {
            title,
            description: texts::site::postcodes_lead(lang).to_owned(),
            parent,
            main,
            ..PageContent::default()
        }
    }
}

fn anchor(group: &[NamedPlace]) -> String {
    match letter(&group[0].name) {
        '#' => "other".to_owned(),
        letter => letter.to_ascii_lowercase().to_string(),
    }
}

/// What the script knows.
#[derive(Serialize)]
struct PlaceData {
    /// Words that mean the same, the usual one first.
    same: Vec<&'static [&'static str]>,
    /// Words that tell no place from another.
    general: Vec<&'static str>,
    /// Name and file of each region.
    regions: Vec<(String, String)>,
    /// Name, number of the region, postcodes, the town of a part.
    places: Vec<(String, usize, String, String)>,
}

/// Returns the places as a script that declares them.
pub(super) fn data(site: &Site<'_>, data: DatasetView<'_>) -> String {
    let regions = data.index.order(data.document, REGIONS);
    let mut numbers = vec![None; data.document.slot_count(REGIONS)];
    for (number, region) in regions.iter().enumerate() {
        numbers[region.index as usize] = Some(number);
    }
    let place = |place: NamedPlace| {
        let region = numbers[place.region?.index as usize]?;
        Some((place.name, region, place.postcodes.join(" "), place.within.unwrap_or_default()))
    };
    let known = PlaceData {
        same: place_spelling::same_words().collect(),
        general: place_spelling::general_words().collect(),
        regions: regions.iter().map(|region| (data.name(*region), site.files.of(data.document, *region))).collect(),
        places: all_places(data).into_iter().filter_map(place).collect(),
    };
    format!("window.bildungsnetz = {};\n", json::in_page(&known))
}
