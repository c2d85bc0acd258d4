//! What no table says, the data does not say either: nothing invented, no personal names.
//!
//! Must not compare cells (that is `tables`). One test per promise.

use super::*;

#[test]
fn every_region_has_its_three_bodies_and_all_others_are_in_the_tables() {
    let (facts, data, mut found) = (Facts::read(), Data::load(), Differences::default());
    for region in &data.regions {
        for level in ["Bildungskonferenz", "Lenkungskreis", "Bildungsbuero"] {
            let bodies = data.bodies_of(&region.id, level);
            found.hold(bodies.len() == 1, format!("{} has {} of level {level:?}", region.id, bodies.len()));
        }
    }
    let named: Vec<(String, &str)> =
        facts.bodies.rows().map(|row| (row.must("regions").replace(';', " "), row.must("name"))).collect();
    for body in data.bodies.iter().filter(|b| b.level.map(Level::name) != Some("Bildungsbuero")) {
        let url = body.source.as_ref().and_then(|s| s.url.as_deref());
        if named.contains(&(body.regions.join(" "), body.name.as_str())) || url == Some(DISTRICT_PAGE) {
            continue;
        }
        found.hold(false, format!("bodies/{} is in no table and its source is {url:?}", body.id));
    }
    found.hold(data.bodies.len() >= 41, format!("{} bodies", data.bodies.len()));
    found.none();
}

#[test]
fn a_body_known_from_the_district_alone_says_no_more_than_the_district() {
    let (data, mut found) = (Data::load(), Differences::default());
    for body in &data.bodies {
        let Some(source) = body.source.as_ref().filter(|s| s.url.as_deref() == Some(DISTRICT_PAGE)) else { continue };
        let bare = Body {
            id: body.id.clone(),
            level: body.level,
            name: if body.level.map(Level::name) == Some("Lenkungskreis") {
                "Lenkungskreis"
            } else {
                "Bildungskonferenz"
            }
            .into(),
            regions: body.regions.clone(),
            members: body.members.clone(),
            source: Some(Source { note: None, as_of: None, ..source.clone() }),
            ..Body::default()
        };
        found.same("the page of the district", Some(&bare), &format!("bodies/{}", body.id), Some(body));
    }
    found.none();
}

#[test]
fn fields_without_a_table_are_absent_or_follow_from_the_note() {
    let (data, mut found) = (Data::load(), Differences::default());
    for body in &data.bodies {
        let note = body.note.as_deref().unwrap_or_default();
        let is_office = body.level.map(Level::name) == Some("Bildungsbuero");
        let at = |field: &str| format!("bodies/{}/{field}", body.id);
        found.hold(is_office || body.contact.is_none(), format!("{} stands in no table", at("contact")));
        found.hold(!is_office || body.rhythm.is_none(), format!("{} stands in no table", at("rhythm")));
        let open = note.contains("für alle offen").then_some(true);
        found.same("the note", open, &at("open_to_all"), body.open_to_all);
        let organisation = body.organisation.as_deref().unwrap_or_default();
        found.hold(
            is_office || note.contains(organisation),
            format!("{} does not follow from the note", at("organisation")),
        );
        let parent = body.parent.as_ref().map(|id| data.bodies.iter().find(|b| b.id == *id).unwrap());
        let belongs = |parent: &Body| body.organisation.as_ref().is_some_and(|o| o.contains(&parent.name));
        found.hold(parent.is_none_or(belongs), format!("{} does not follow from the office's umbrella", at("parent")));
    }
    found.none();
}

#[test]
fn seats_are_those_that_the_note_counts() {
    let (data, mut found) = (Data::load(), Differences::default());
    for body in &data.bodies {
        let note = body.note.as_deref().unwrap_or_default();
        let seats: u32 = body.members.iter().filter_map(|m| m.seats).sum();
        let counted = match note.split_once(" Sitze") {
            Some((count, _)) if count.parse::<u32>().is_ok() => count.parse().unwrap(),
            Some((before, _)) if before.ends_with("zwei kommunale") => 2,
            None if note.contains("sieben Vertretungen") => 7,
            Some(_) => panic!("bodies/{}: how many seats does {note:?} count?", body.id),
            None => 0,
        };
        found.same("the note", Some(counted), &format!("the seats in bodies/{}", body.id), Some(seats));
    }
    found.none();
}

#[test]
fn a_steering_committee_seats_the_mandatory_groups() {
    let (data, mut found) = (Data::load(), Differences::default());
    for body in data.bodies.iter().filter(|b| b.level.map(Level::name) == Some("Lenkungskreis")) {
        let region = data.regions.iter().find(|r| body.regions == [r.id.as_str()]).unwrap();
        let has_kreis = region.kind.map(RegionKind::name) != Some("KreisfreieStadt");
        for group in ["Schulaufsicht", "Kreis", "Gemeinden", "Schulen"] {
            let seated = body.members.iter().any(|m| m.group.map(Group::name) == Some(group));
            let must = has_kreis || group != "Kreis";
            found.same("the district's page", Some(must), &format!("{group:?} in bodies/{}", body.id), Some(seated));
        }
    }
    found.none();
}

#[test]
fn meetings_without_a_row_are_those_that_the_tables_tell_of() {
    let (facts, data, mut found) = (Facts::read(), Data::load(), Differences::default());
    let of_their_own: Vec<&str> = facts.meetings.rows().map(|row| row.must("id")).collect();
    for meeting in data.meetings.iter().filter(|m| !of_their_own.contains(&m.id.as_str())) {
        let body = data.bodies.iter().find(|b| b.id == meeting.body).unwrap();
        let told = told(&facts, &body.regions[0]);
        let mut tells = |field: &str, ways: &[String]| {
            let any = ways.is_empty() || ways.iter().any(|way| told.contains(way.as_str()));
            found.hold(any, format!("meetings/{}/{field}: no table tells any of {ways:?}", meeting.id));
        };
        let ways = |number: Option<u32>, units: &[&str]| -> Vec<String> {
            number.into_iter().flat_map(|n| units.iter().map(move |unit| format!("{n}{unit}"))).collect()
        };
        tells("number", &ways(meeting.number, &[". Konferenz", ". Bildungskonferenz"]));
        tells("participants", &ways(meeting.participants, &[" Personen"]));
        tells("place", &meeting.place.clone().into_iter().collect::<Vec<_>>());
        tells("date", &meeting.date.clone().into_iter().collect::<Vec<_>>());
        tells("source/url", &meeting.source.iter().filter_map(|s| s.url.clone()).collect::<Vec<_>>());
    }
    let last = data.meetings.iter().find(|m| m.number == Some(14)).unwrap();
    assert_eq!((last.body.as_str(), last.date.as_deref()), ("rhein-sieg-bildungskonferenz", Some("2025-03-18")));
    found.none();
}

/// Everything that the tables say of a region.
fn told(facts: &Facts, region: &str) -> String {
    let regions = facts.regions.rows().filter(|r| r.cell("id") == Some(region));
    let bodies = facts.bodies.rows().filter(|r| r.cell("regions") == Some(region));
    let contracts = facts.contracts.rows().filter(|r| r.cell("region") == Some(region));
    let engagements = facts.engagements.rows().filter(|r| r.cell("region") == Some(region));
    let cells = regions.flat_map(|r| ["contract_note", "contract_source"].map(|c| r.cell(c)));
    let cells = cells.chain(contracts.flat_map(|r| ["note", "source"].map(|c| r.cell(c))));
    let cells = cells.chain(bodies.flat_map(|r| ["composition_or_note", "source", "as_of"].map(|c| r.cell(c))));
    let cells = cells.chain(engagements.flat_map(|r| ["statement", "source", "as_of"].map(|c| r.cell(c))));
    cells.flatten().collect::<Vec<_>>().join("\n")
}

#[test]
fn tables_of_which_nothing_is_known_exist_and_are_empty() {
    let data = Data::load();
    for (table, name) in [(model::RECOMMENDATIONS, "recommendations"), (model::DECISIONS, "decisions")] {
        assert_eq!(data.document.slots(table).len(), 0, "{name}");
        assert!(SHIPPED.contains(&format!("\n    {name}: []")), "{name} is written down");
    }
}

#[test]
fn no_personal_names() {
    let (data, mut found) = (Data::load(), Differences::default());
    for body in &data.bodies {
        for member in &body.members {
            found.same("no table", None, &format!("bodies/{}/members/person", body.id), member.person.as_deref());
        }
        let email = body.contact.as_ref().and_then(|c| c.email.as_deref()).unwrap_or_default();
        let own = email.split_once('@').is_some_and(|(local, _)| local.contains('.'));
        found.hold(!own, format!("bodies/{}/contact/email looks like a person's: {email}", body.id));
    }
    const SALUTATIONS: [&str; 9] = ["Herr", "Herrn", "Frau", "Dr", "Dres", "Prof", "Dipl", "Mag", "Ansprechpartner"];
    // A foundation that bears the name of its founder is no person.
    let text = SHIPPED.replace("Dr. Reinold Hagen Stiftung", "Stiftung");
    for (number, line) in text.lines().enumerate() {
        let mut words = line.split(|c: char| !c.is_alphanumeric());
        let title = words.find(|word| SALUTATIONS.contains(word));
        found.hold(title.is_none(), format!("data/koeln.ron, line {}: a salutation in {line:?}", number + 1));
    }
    found.none();
}
