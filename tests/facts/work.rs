//! Cell by cell: what the networks do, by the tables of engagements, meetings and measures.
//!
//! Must not say what a cell means beyond the mapping that README.md states. One test per table.

use std::collections::BTreeSet;

use super::*;

#[test]
fn engagements() {
    let (facts, data, mut found) = (Facts::read(), Data::load(), Differences::default());
    assert_eq!((facts.engagements.rows().len(), data.engagements.len()), (141, 141));
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
        found.same(&row.place("kind"), Some(engagement_kind(row)), &format!("{address}/kind"), engagement.kind);
        found.cell(row, "actor", &format!("{address}/actor"), engagement.actor.as_deref());
        found.cell(row, "since", &format!("{address}/since"), engagement.since.as_deref());
        let year = row.cell("since").map(|since| &since[..4]);
        let told = |year| wording.is_some_and(|text| text.to_lowercase().contains("seit") && text.contains(year));
        found.hold(year.is_none_or(told), format!("{} is not in the wording {wording:?}", row.place("since")));
        found.same("no table", None, &format!("{address}/status"), engagement.status);
        same_source(&mut found, row, row.must("retrieved"), &address, engagement.source.as_ref(), None);
    }
    found.hold(met.len() == 141, format!("{} engagements are met by the 141 rows", met.len()));
    found.hold(facts.engagements.unasked().is_empty(), format!("not compared: {:?}", facts.engagements.unasked()));
    found.none();
}

fn engagement_kind(row: Row) -> EngagementKind {
    match row.must("kind") {
        "handlungsfeld" => EngagementKind::Handlungsfeld,
        "schwerpunkt" => EngagementKind::Schwerpunkt,
        "massnahme" => EngagementKind::Massnahme,
        "veranstaltung" => EngagementKind::Veranstaltung,
        "konferenzthema" => EngagementKind::Konferenzthema,
        other => panic!("kind {other}"),
    }
}

#[test]
fn meetings() {
    let (facts, data, mut found) = (Facts::read(), Data::load(), Differences::default());
    assert_eq!((facts.meetings.rows().len(), data.meetings.len()), (35, 39));
    for row in facts.meetings.rows() {
        let id = row.must("id");
        let meeting = data.meetings.iter().find(|m| m.id == id).unwrap_or_else(|| panic!("no meeting {id}"));
        let at = |field: &str| format!("meetings/{id}/{field}");
        found.cell(row, "body", &at("body"), Some(&meeting.body));
        found.cell(row, "number", &at("number"), meeting.number.map(|n| n.to_string()).as_deref());
        found.cell(row, "date", &at("date"), meeting.date.as_deref());
        found.cell(row, "end", &at("end"), meeting.end.as_deref());
        found.cell(row, "title", &at("title"), meeting.title.as_deref());
        found.cell(row, "participants", &at("participants"), meeting.participants.map(|n| n.to_string()).as_deref());
        found.cell(row, "place", &at("place"), meeting.place.as_deref());
        found.cell(row, "note", &at("note"), meeting.note.as_deref());
        found.same("no table", None, &at("time"), meeting.time.as_deref());
        let further = row.cell("further_page").map(str::to_owned);
        let source = meeting.source.as_ref();
        same_source(&mut found, row, row.must("checked"), &format!("meetings/{id}"), source, further);
    }
    found.hold(facts.meetings.unasked().is_empty(), format!("not compared: {:?}", facts.meetings.unasked()));
    found.none();
}

#[test]
fn measures() {
    let (facts, data, mut found) = (Facts::read(), Data::load(), Differences::default());
    assert_eq!((facts.measures.rows().len(), data.measures.len()), (39, 39));
    for row in facts.measures.rows() {
        let id = row.must("id");
        let measure = data.measures.iter().find(|m| m.id == id).unwrap_or_else(|| panic!("no measure {id}"));
        let at = |field: &str| format!("measures/{id}/{field}");
        let kind = row.cell("kind").map(|kind| match kind {
            "konzept" => MeasureKind::Konzept,
            "projekt" => MeasureKind::Projekt,
            other => panic!("kind {other}"),
        });
        found.same(&row.place("kind"), kind, &at("kind"), measure.kind);
        found.cell(row, "title", &at("title"), Some(&measure.title));
        found.cell(row, "region", &at("region"), Some(&measure.region));
        found.cell(row, "field_id", &at("action_fields"), Some(&measure.action_fields.join(" ")));
        found.cell(row, "lead", &at("lead"), measure.lead.as_deref());
        found.cell(row, "start", &at("start"), measure.start.as_deref());
        found.cell(row, "end", &at("end"), measure.end.as_deref());
        found.cell(row, "note", &at("note"), measure.note.as_deref());
        found.same("no table", None, &at("status"), measure.status);
        found.same("no table", None, &at("decision"), measure.decision.as_deref());
        found.hold(measure.further_decisions.is_empty(), format!("{} in no table", at("further_decisions")));
        let source = measure.source.as_ref();
        same_source(&mut found, row, row.must("checked"), &format!("measures/{id}"), source, None);
    }
    found.hold(facts.measures.unasked().is_empty(), format!("not compared: {:?}", facts.measures.unasked()));
    found.none();
}
