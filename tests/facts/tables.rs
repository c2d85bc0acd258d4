//! Cell by cell: each table of facts and the records made from it.
//!
//! Must not say what a cell means beyond the mapping that README.md states. One test per table.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::table::Row;
use super::*;

#[test]
fn regions() {
    let (facts, data, mut found) = (Facts::read(), Data::load(), Differences::default());
    assert_eq!((facts.regions.rows().len(), data.regions.len()), (11, 11));
    for row in facts.regions.rows() {
        let id = row.must("id");
        let region = data.regions.iter().find(|r| r.id == id).unwrap_or_else(|| panic!("no region {id}"));
        let at = |field: &str| format!("regions/{id}/{field}");
        found.cell(row, "ags", &at("ags"), region.ags.as_deref());
        found.cell(row, "name", &at("name"), Some(&region.name));
        found.cell(row, "short_name", &at("short"), region.short.as_deref());
        let kind = match row.must("kind") {
            "Kreis" => RegionKind::Kreis,
            "Kreisfreie Stadt" => RegionKind::KreisfreieStadt,
            "Städteregion" => RegionKind::Staedteregion,
            other => panic!("kind {other}"),
        };
        found.same(&row.place("kind"), Some(kind), &at("kind"), region.kind);
        found.cell(row, "nuts3", &at("nuts3"), region.nuts3.as_deref());
        found.cell(row, "seat", &at("seat"), region.seat.as_deref());
        let municipalities = data.municipalities.iter().filter(|m| m.region == id).count().to_string();
        found.cell(row, "municipality_count", &format!("municipalities of {id}"), Some(&municipalities));
        found.cell(row, "network_name", &at("network"), region.network.as_deref());
        found.same("no table", None, &at("note"), region.note.as_deref());
        agreement(&mut found, row, region);
    }
    found.hold(facts.regions.unasked().is_empty(), format!("not compared: {:?}", facts.regions.unasked()));
    found.none();
}

/// The Kooperationsvertrag: its day, or its year where the day is not known.
fn agreement(found: &mut Differences, row: Row, region: &Region) {
    let at = |field: &str| format!("regions/{}/agreement/{field}", region.id);
    let agreement = region.agreement.clone().unwrap_or_default();
    let (year, date) = (row.cell("contract_year"), row.cell("contract_date"));
    found.hold(
        date.is_none_or(|date| year == date.get(..4)),
        format!("{} and {} differ", row.place("contract_year"), row.place("contract_date")),
    );
    found.same(&row.place("contract_date"), date.or(year), &at("signed"), agreement.signed.as_deref());
    found.cell(row, "contract_note", &at("note"), agreement.note.as_deref());
    // The note says from what a date follows that no page states.
    let inferred = [
        ("aachen", "2008 oder 2009", "Jahr 2008 oder 2009"),
        ("rhein-sieg", "vor 2009-12-07", "vor 2009-12-07"),
        ("dueren", "Jahr aus dem Zusammenhang erschlossen", "Jahr aus Zusammenhang"),
        ("euskirchen", "Jahr aus dem Beschluss erschlossen", "beschlossen"),
        ("leverkusen", "Jahr aus der Gründung erschlossen", "Gründung 2010"),
    ];
    let inferred = inferred.iter().find(|(id, ..)| *id == region.id);
    found.same("the note", inferred.map(|(_, dating, _)| *dating), &at("dating"), agreement.dating.as_deref());
    let follows = |(_, _, from): &(&str, &str, &str)| agreement.note.as_deref().is_some_and(|note| note.contains(from));
    found.hold(inferred.is_none_or(follows), format!("{} does not follow from the note", at("dating")));
    let source = agreement.source.unwrap_or_default();
    found.cell(row, "contract_source", &at("source/url"), source.url.as_deref());
    let sure = certainty(row.cell("contract_confidence"));
    found.same(&row.place("contract_confidence"), sure, &at("source/certainty"), source.certainty);
    found.same("the day of looking up", Some(LOOKED_UP), &at("source/checked"), source.checked.as_deref());
    found.same("no table", None, &at("source/as_of"), source.as_of.as_deref());
    // Where a page says nothing of an agreement, the district's page is the second source: that
    // there is one.
    let second = sure.is_none().then(|| format!("Dass der Vertrag besteht: {DISTRICT_PAGE}"));
    found.same("README.md", second, &at("source/note"), source.note);
}

#[test]
fn municipalities() {
    let (facts, data, mut found) = (Facts::read(), Data::load(), Differences::default());
    assert_eq!((facts.municipalities.rows().len(), data.municipalities.len()), (99, 99));
    for row in facts.municipalities.rows() {
        let ags = row.must("ags");
        let town = data.municipalities.iter().find(|m| m.ags.as_deref() == Some(ags));
        let town = town.unwrap_or_else(|| panic!("no municipality with the key {ags}"));
        let at = |field: &str| format!("municipalities/{}/{field}", town.id);
        found.cell(row, "name", &at("name"), Some(&town.name));
        let kind = match row.must("kind") {
            "Kreisfreie Stadt" => MunicipalityKind::KreisfreieStadt,
            "Stadt" => MunicipalityKind::Stadt,
            "Gemeinde" => MunicipalityKind::Gemeinde,
            other => panic!("kind {other}"),
        };
        found.same(&row.place("kind"), Some(kind), &at("kind"), town.kind);
        found.cell(row, "region", &at("region"), Some(&town.region));
        found.cell(row, "official_name", &at("official_name"), town.official_name.as_deref());
        let postcodes = town.postcodes.join(" ");
        found.cell(row, "zip_administration", &at("postcodes"), Some(&postcodes));
        let number = |column: &str| row.cell(column).map(|cell| cell.parse::<f64>().unwrap());
        found.same(&row.place("lat"), number("lat"), &at("position/0"), town.position.map(|p| p.0));
        found.same(&row.place("lon"), number("lon"), &at("position/1"), town.position.map(|p| p.1));
        found.same(&row.place("area_km2"), number("area_km2"), &at("area_km2"), town.area_km2);
        let population = town.population.map(|n| n.to_string());
        found.cell(row, "population", &at("population"), population.as_deref());
    }
    found
        .hold(facts.municipalities.unasked().is_empty(), format!("not compared: {:?}", facts.municipalities.unasked()));
    found.none();
}

/// `data/postcodes.ron` as it is written.
#[derive(Deserialize)]
#[serde(rename = "Postcodes", deny_unknown_fields)]
struct Written {
    licence: String,
    credit: String,
    municipalities: BTreeMap<String, Vec<String>>,
}

#[test]
fn postcodes() {
    let (facts, data) = (Facts::read(), Data::load());
    let town = |ags: &str| {
        let found = data.municipalities.iter().find(|m| m.ags.as_deref() == Some(ags));
        found.unwrap_or_else(|| panic!("no municipality with the key {ags}"))
    };
    let mut pairs = BTreeSet::new();
    for row in facts.postcodes.rows() {
        let town = town(row.must("municipality_ags"));
        assert_eq!(town.region, row.must("region"), "{}", row.place("region"));
        assert!(pairs.insert((row.must("postcode").to_owned(), town.id.clone())), "{} twice", row.place("postcode"));
    }
    assert_eq!((pairs.len(), facts.postcodes.unasked().len()), (192, 0));

    let written: Written = ron::from_str(include_str!("../../data/postcodes.ron")).unwrap();
    let towns =
        written.municipalities.iter().flat_map(|(code, ids)| ids.iter().map(move |id| (code.clone(), id.clone())));
    let towns: Vec<(String, String)> = towns.collect();
    assert_eq!(towns.len(), 192, "no pair stands there twice");
    let towns: BTreeSet<_> = towns.into_iter().collect();
    let (missing, added): (Vec<_>, Vec<_>) = (pairs.difference(&towns).collect(), towns.difference(&pairs).collect());
    assert!(missing.is_empty() && added.is_empty(), "missing in the data: {missing:?}, only in the data: {added:?}");
    assert_eq!((written.licence.as_str(), written.municipalities.len()), ("ODbL-1.0", 189));
    assert!(written.credit.contains("OpenStreetMap"), "{}", written.credit);

    let shipped = model::postcodes::shipped();
    for (code, ids) in &written.municipalities {
        assert_eq!(shipped.municipalities(code), ids, "{code} as the program looks it up");
    }
    let regions =
        shipped.municipalities("51467").iter().map(|id| data.municipalities.iter().find(|m| m.id == *id).unwrap());
    assert_eq!(regions.map(|m| m.region.as_str()).collect::<Vec<_>>(), ["koeln", "rhein-berg"]);
}

#[test]
fn action_fields() {
    let (facts, data, mut found) = (Facts::read(), Data::load(), Differences::default());
    assert_eq!((facts.action_fields.rows().len(), data.action_fields.len()), (24, 24));
    for row in facts.action_fields.rows() {
        let id = row.must("id");
        let field = data.action_fields.iter().find(|f| f.id == id).unwrap_or_else(|| panic!("no action field {id}"));
        let at = |name: &str| format!("action_fields/{id}/{name}");
        found.cell(row, "name", &at("name"), Some(&field.name));
        found.cell(row, "short_name", &at("short"), field.short.as_deref());
        let synonyms = field.synonyms.join("; ");
        found.cell(row, "synonyms", &at("synonyms"), Some(synonyms.as_str()).filter(|s| !s.is_empty()));
        let wish = field.concern.as_ref().is_some_and(|c| c.wish.is_some());
        found.cell(row, "named_by_district", &at("concern"), Some(if wish { "yes" } else { "no" }));
        found.cell(row, "state_programme", &at("programme"), field.programme.as_deref());
        found.cell(row, "note", &at("note"), field.note.as_deref());
    }
    found.hold(facts.action_fields.unasked().is_empty(), format!("not compared: {:?}", facts.action_fields.unasked()));
    found.none();
}

#[test]
fn engagements() {
    let (facts, data, mut found) = (Facts::read(), Data::load(), Differences::default());
    assert_eq!((facts.engagements.rows().len(), data.engagements.len()), (74, 74));
    let mut met = BTreeSet::new();
    for row in facts.engagements.rows() {
        let (region, field, wording) = (row.must("region"), row.must("field_id"), row.cell("statement"));
        let mine = |e: &&Engagement| e.region == region && e.action_field == field && e.wording.as_deref() == wording;
        let Some(engagement) = data.engagements.iter().find(mine) else {
            found.hold(false, format!("{} is not in the data: {wording:?}", row.place("statement")));
            continue;
        };
        met.insert(&engagement.id);
        let address = format!("engagements/{}", engagement.id);
        let kind = match row.must("kind") {
            "handlungsfeld" => EngagementKind::Handlungsfeld,
            "schwerpunkt" => EngagementKind::Schwerpunkt,
            "massnahme" => EngagementKind::Massnahme,
            "veranstaltung" => EngagementKind::Veranstaltung,
            "konferenzthema" => EngagementKind::Konferenzthema,
            other => panic!("kind {other}"),
        };
        found.same(&row.place("kind"), Some(kind), &format!("{address}/kind"), engagement.kind);
        same_source(&mut found, row, row.must("retrieved"), &address, engagement.source.as_ref());
        found.same("no table", None, &format!("{address}/status"), engagement.status);
        let since = engagement.since.as_deref().unwrap_or_default();
        let told = wording.is_some_and(|text| text.to_lowercase().contains("seit") && text.contains(since));
        found.hold(told || since.is_empty(), format!("{address}/since: {since:?} is not in the wording {wording:?}"));
    }
    found.hold(met.len() == 74, format!("{} engagements are met by the 74 rows", met.len()));
    found.hold(facts.engagements.unasked().is_empty(), format!("not compared: {:?}", facts.engagements.unasked()));
    found.none();
}

#[test]
fn offices() {
    let (facts, data, mut found) = (Facts::read(), Data::load(), Differences::default());
    assert_eq!(facts.offices.rows().len(), 11);
    for row in facts.offices.rows() {
        let region = row.must("region");
        let office = data.office(region);
        let at = |field: &str| format!("bodies/{}/{field}", office.id);
        if row.cell("office_name").is_some() {
            found.cell(row, "office_name", &at("name"), Some(&office.name));
        } else {
            // A body must have a name; the source of the general one is then named.
            found.same("README.md", Some("Regionales Bildungsbüro"), &at("name"), Some(&office.name));
            let note = office.source.as_ref().and_then(|s| s.note.clone());
            found.same("README.md", Some(format!("Name: {DISTRICT_PAGE}")), &at("source/note"), note);
        }
        found.cell(row, "umbrella", &at("organisation"), office.organisation.as_deref());
        let contact = office.contact.clone().unwrap_or_default();
        found.cell(row, "postal_address", &at("contact/address"), contact.address.as_deref());
        found.cell(row, "phone", &at("contact/phone"), contact.phone.as_deref());
        found.cell(row, "email", &at("contact/email"), contact.email.as_deref());
        found.cell(row, "website", &at("contact/website"), contact.website.as_deref());
        let mut source = office.source.clone();
        let mut note = office.note.clone();
        if let Some(second) = second_row(&facts, region) {
            merged_note(&mut found, row, second, &mut note, source.as_mut());
        }
        found.cell(row, "note", &at("note"), note.as_deref());
        same_source(&mut found, row, LOOKED_UP, &format!("bodies/{}", office.id), source.as_ref());
    }
    found.hold(facts.offices.unasked().is_empty(), format!("not compared: {:?}", facts.offices.unasked()));
    found.none();
}

/// The one exception: Rhein-Sieg's office has a row in `offices.csv` and one in `bodies.csv`. A
/// record has one source; it is the office's, and the other one stands in `source.note`, behind
/// what it says.
fn second_row<'a>(facts: &'a Facts, region: &str) -> Option<Row<'a>> {
    let rows: Vec<Row> = facts.bodies.rows().filter(|r| r.cell("level") == Some("bildungsbuero")).collect();
    assert_eq!(
        rows.iter().map(|r| r.must("regions")).collect::<Vec<_>>(),
        ["rhein-sieg"],
        "bildungsbuero in bodies.csv"
    );
    (region == "rhein-sieg").then(|| rows[0])
}

/// Compares what the second row says and leaves what the first one said.
fn merged_note(found: &mut Differences, row: Row, second: Row, note: &mut Option<String>, source: Option<&mut Source>) {
    let (says, url) = (second.must("composition_or_note"), second.must("source"));
    let both = row.cell("note").map(|first| format!("{says}; {first}"));
    found.same(
        &format!("{} and {}", second.place("composition_or_note"), row.place("note")),
        both,
        "its note",
        note.clone(),
    );
    *note = row.cell("note").map(str::to_owned);
    if let Some(source) = source {
        let expected = Some(format!("{says}: {url}"));
        found.same(&second.place("source"), expected, "its source/note", source.note.take());
    }
}

#[test]
fn bodies() {
    let (facts, data, mut found) = (Facts::read(), Data::load(), Differences::default());
    assert_eq!(facts.bodies.rows().len(), 22);
    for row in facts.bodies.rows() {
        let level = match row.must("level") {
            "bildungskonferenz" => Level::Bildungskonferenz,
            "lenkungskreis" => Level::Lenkungskreis,
            "fachforum" => Level::Fachforum,
            "arbeitskreis" => Level::Arbeitskreis,
            "weitere" => Level::Weitere,
            "bildungsbuero" => {
                second_office(&mut found, &data, row);
                continue;
            }
            other => panic!("level {other}"),
        };
        let regions: Vec<&str> = row.must("regions").split(';').collect();
        let name = row.must("name");
        let Some(body) = data.bodies.iter().find(|b| b.level == Some(level) && b.regions == regions && b.name == name)
        else {
            found.hold(false, format!("{} is not in the data: {level:?} {name:?} of {regions:?}", row.place("name")));
            continue;
        };
        let address = format!("bodies/{}", body.id);
        found.cell(row, "rhythm", &format!("{address}/rhythm"), body.rhythm.as_deref());
        found.cell(row, "composition_or_note", &format!("{address}/note"), body.note.as_deref());
        same_source(&mut found, row, LOOKED_UP, &address, body.source.as_ref());
    }
    found.hold(facts.bodies.unasked().is_empty(), format!("not compared: {:?}", facts.bodies.unasked()));
    found.none();
}

/// The row of `bodies.csv` for Rhein-Sieg's office (see [`second_row`]): its record is
/// `offices.csv`'s, whose test compares note and source; here, what is left.
fn second_office(found: &mut Differences, data: &Data, row: Row) {
    let office = data.office(row.must("regions"));
    found.hold(
        office.name.starts_with(row.must("name")),
        format!("{} is not the beginning of the name", row.place("name")),
    );
    found.cell(row, "rhythm", &format!("bodies/{}/rhythm", office.id), office.rhythm.as_deref());
    // The record's own date and certainty are those of the row in `offices.csv`; the row here has
    // none of the first.
    found.same(&row.place("as_of"), None, "the office's second source", row.cell("as_of"));
    found.same(&row.place("confidence"), Some("high"), "the office's second source", row.cell("confidence"));
    let _compared_with_the_offices = (row.cell("composition_or_note"), row.cell("source"));
}
