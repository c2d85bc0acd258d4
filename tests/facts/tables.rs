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
            "Kreis" => "Kreis",
            "Kreisfreie Stadt" => "KreisfreieStadt",
            "Städteregion" => "Staedteregion",
            other => panic!("kind {other}"),
        };
        found.same(&row.place("kind"), Some(kind), &at("kind"), region.kind.map(RegionKind::name));
        found.cell(row, "nuts3", &at("nuts3"), region.nuts3.as_deref());
        found.cell(row, "seat", &at("seat"), region.seat.as_deref());
        let municipalities = data.municipalities.iter().filter(|m| m.region == id).count().to_string();
        found.cell(row, "municipality_count", &format!("municipalities of {id}"), Some(&municipalities));
        found.cell(row, "network_name", &at("network"), region.network.as_deref());
        found.same("no table", None, &at("note"), region.note.as_deref());
        agreement(&mut found, &facts, row, region);
    }
    agreement_of_another_kind(&mut found, &facts, &data);
    found.hold(facts.regions.unasked().is_empty(), format!("not compared: {:?}", facts.regions.unasked()));
    found.hold(facts.contracts.unasked().is_empty(), format!("not compared: {:?}", facts.contracts.unasked()));
    found.none();
}

/// The Kooperationsvertrag: its day, or its year where the day is not known. What `contracts.csv`
/// says was found later: a row that names what it adds stands behind, another one comes first.
fn agreement(found: &mut Differences, facts: &Facts, row: Row, region: &Region) {
    let at = |field: &str| format!("regions/{}/agreement/{field}", region.id);
    let agreement = region.agreement.clone().unwrap_or_default();
    let (adding, own): (Vec<Row>, Vec<Row>) =
        facts.contracts.rows().filter(|r| r.cell("region") == Some(&region.id)).partition(|r| r.cell("says").is_some());
    assert!(own.len() <= 1, "{} rows replace the agreement of {}", own.len(), region.id);
    let own = own.first().copied();
    let (year, date) = (row.cell("contract_year"), row.cell("contract_date"));
    found.hold(
        date.is_none_or(|date| year == date.get(..4)),
        format!("{} and {} differ", row.place("contract_year"), row.place("contract_date")),
    );
    let signed = own.map_or(date.or(year), |row| row.cell("date"));
    found.same(&row.place("contract_date"), signed, &at("signed"), agreement.signed.as_deref());
    let notes = own.iter().chain(&adding).map(|row| row.cell("note"));
    let notes = joined([row.cell("contract_note")].into_iter().chain(notes));
    found.same(&row.place("contract_note"), notes, &at("note"), agreement.note.clone());
    dating(found, region, &agreement);
    for row in own.iter().chain(&adding) {
        partners_and_day(found, *row, region, &agreement);
    }
    let sure = certainty(row.cell("contract_confidence"));
    // Where a page says nothing of an agreement, the district's page is the second source: that
    // there is one.
    let named = own.map_or(sure.is_some(), |row| row.must("date").len() > "2009".len());
    let further = further_pages((!named).then_some("Dass der Vertrag besteht"), &adding);
    let address = format!("regions/{}/agreement", region.id);
    let Some(source) = agreement.source.as_ref() else {
        return found.hold(false, format!("{address} has no source"));
    };
    if let Some(own) = own {
        found.same(&own.place("source"), None, &row.place("contract_source"), row.cell("contract_source"));
        return same_source(found, own, own.must("checked"), &address, Some(source), further);
    }
    found.cell(row, "contract_source", &at("source/url"), source.url.as_deref());
    found.same(&row.place("contract_confidence"), sure, &at("source/certainty"), source.certainty);
    found.same("the day of looking up", Some(LOOKED_UP), &at("source/checked"), source.checked.as_deref());
    found.same("no table", None, &at("source/as_of"), source.as_of.as_deref());
    found.same("README.md", further, &at("source/note"), source.note.clone());
}

/// From what a date follows that no page states: the note says it.
fn dating(found: &mut Differences, region: &Region, agreement: &Agreement) {
    let address = format!("regions/{}/agreement/dating", region.id);
    let inferred = [
        ("dueren", "Jahr aus dem Zusammenhang erschlossen", "Jahr aus Zusammenhang"),
        ("euskirchen", "Jahr aus dem Beschluss erschlossen", "beschlossen"),
        ("leverkusen", "Jahr aus der Gründung erschlossen", "Gründung 2010"),
        ("rhein-sieg", "Jahr aus der Einrichtung des Bildungsbüros erschlossen", "Einrichtung des Bildungsbüros"),
    ];
    let inferred = inferred.iter().find(|(id, ..)| *id == region.id);
    found.same("the note", inferred.map(|(_, dating, _)| *dating), &address, agreement.dating.as_deref());
    let follows = |(_, _, from): &(&str, &str, &str)| agreement.note.as_deref().is_some_and(|note| note.contains(from));
    found.hold(inferred.is_none_or(follows), format!("{address} does not follow from the note"));
}

/// Whom and when a row of `contracts.csv` names: the Land and the region are partners of every
/// agreement, all others stand in the note.
fn partners_and_day(found: &mut Differences, row: Row, region: &Region, agreement: &Agreement) {
    let note = agreement.note.as_deref().unwrap_or_default();
    for partner in row.cell("parties").into_iter().flat_map(|cell| cell.split(", ")) {
        let told = partner == "Land NRW" || region.name == partner || note.contains(partner);
        found.hold(told, format!("{}: the note does not name {partner}", row.place("parties")));
    }
    if let Some(date) = row.cell("date") {
        let day = date.strip_suffix(" (Entwurf)").unwrap_or(date);
        let told = agreement.signed.as_deref() == Some(day) || note.contains(day);
        found.hold(told, format!("{} is not in the data", row.place("date")));
    }
}

/// The one row that is no Kooperationsvertrag: it stands with the body that it founds.
fn agreement_of_another_kind(found: &mut Differences, facts: &Facts, data: &Data) {
    let rows: Vec<Row> = facts.contracts.rows().filter(|row| row.must("region").contains(';')).collect();
    assert_eq!(rows.len(), 1);
    let row = rows[0];
    let regions: Vec<&str> = row.must("region").split(';').collect();
    let further =
        |b: &&Body| b.source.as_ref().and_then(|s| s.note.as_deref()).is_some_and(|n| n.contains(row.must("source")));
    let body = data.bodies.iter().find(|b| b.regions == regions && further(b)).unwrap();
    found.cell(row, "date", &format!("bodies/{}/since", body.id), body.since.as_deref());
    let note = body.note.as_deref().unwrap_or_default();
    found.hold(note.contains(row.must("note")), format!("{} is not in the note {note:?}", row.place("note")));
    for partner in row.must("parties").split(", ") {
        let sits = body.members.iter().any(|m| m.institution.as_deref().is_some_and(|name| name.starts_with(partner)));
        found.hold(sits, format!("{}: {partner} is no member of bodies/{}", row.place("parties"), body.id));
    }
    let source = body.source.as_ref().and_then(|source| source.note.clone());
    found.same(&row.place("source"), further_pages(None, &[row]), &format!("bodies/{}/source/note", body.id), source);
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
