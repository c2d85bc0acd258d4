//! Who sits where: institutions, action fields and bodies, and what they have in common.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use bildungsnetz::document::{Document, Slot};
use bildungsnetz::index::Index;
use bildungsnetz::model::SCHEMA;
use bildungsnetz::model::date::Date;
use bildungsnetz::present::network_graph::graph;
use bildungsnetz::query::network::{NetworkAnswer, NetworkQuestion};
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::texts::Lang;
use support::Screen;

/// Two regions with a body that spans both, one that no longer exists, and names spelled in several
/// ways.
const BODIES: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [(id: "kultur", name: "Kultur"), (id: "mint", name: "MINT"), (id: "sport", name: "Sport")],
    regions: [
        (id: "ahr", name: "Kreis Ahr", short: "Ahr", kind: Kreis),
        (id: "bonn", name: "Stadt Bonn", short: "Bonn", kind: KreisfreieStadt),
    ],
    bodies: [
        (id: "kreis", level: Lenkungskreis, name: "Lenkungskreis", regions: ["ahr"], members: [
            (group: Schulaufsicht),
            (group: Kreis, institution: "Kreis Ahr", role: "Landrätin"),
            (group: Kreis, institution: "Kreis-Ahr", role: "Dezernent", seats: 2),
            (group: Weitere, institution: "Förderverein \"Ahr\" e. V."),
            (group: Weitere, role: "Gast"),
        ]),
        (id: "technik", level: Arbeitskreis, name: "AK Technik", regions: ["ahr", "bonn"], action_fields: ["mint"], members: [
            (group: Schulaufsicht),
            (group: Weitere, institution: "FÖRDERVEREIN Ahr e.V."),
        ]),
        (id: "labor", level: Fachforum, name: "Forum Labor", regions: ["ahr"], action_fields: ["mint", "mint"], members: [
            (group: Weitere, institution: "Förderverein Ahr"),
            (group: Schulaufsicht),
            (group: Weitere, role: "Gast"),
        ]),
        (id: "bonner", level: Arbeitskreis, name: "AK Bonn", regions: ["bonn"], action_fields: ["mint"]),
        (id: "alt", level: Arbeitskreis, name: "AK Alt", regions: ["ahr"], action_fields: ["sport"], until: "2020",
            members: [(group: Kreis, institution: "Kreis Ahr")]),
    ],
    engagements: [(id: "e", region: "bonn", action_field: "sport")],
)"#;

/// Asks a question and lets `look` see the answer.
fn ask<T>(region: Option<&str>, field: Option<&str>, look: impl Fn(DatasetView<'_>, &NetworkAnswer) -> T) -> T {
    let document = Document::parse(&SCHEMA, BODIES).unwrap();
    let (index, names) = (Index::build(&document), NameCache::default());
    let data = DatasetView { document: &document, index: &index, names: &names };
    let regions: Option<Vec<Slot>> = region.map(|id| vec![document.find(bildungsnetz::model::REGIONS, id).unwrap()]);
    let field = field.map(|id| document.find(bildungsnetz::model::ACTION_FIELDS, id).unwrap());
    let question = NetworkQuestion { regions: regions.as_deref(), field };
    look(data, &question.ask(data, Date::parse("2026-11-23").unwrap()))
}

fn ids(data: DatasetView<'_>, slots: &[Slot]) -> String {
    slots.iter().map(|slot| data.document.id(*slot)).collect::<Vec<_>>().join(" ")
}

/// A line for each institution: name, bodies, regions.
fn institutions(region: Option<&str>) -> Vec<String> {
    ask(region, None, |data, answer| {
        let line = |institution: &bildungsnetz::query::network::SeatedInstitution| {
            let name = institution.name.clone().unwrap_or_else(|| format!("({})", institution.group.unwrap().name()));
            format!("{name}: {} in {}", ids(data, &institution.bodies), ids(data, &institution.regions))
        };
        answer.institutions.iter().map(line).collect()
    })
}

#[test]
fn a_cell_about_several_seats_asks_which_is_meant() {
    let mut screen = Screen::new(BODIES, Lang::De, (100, 30));
    screen.keys("W").keys("/förder<enter><enter>").shows("Wohin?").keys("<down><enter>").shows("Forum Labor");
    screen.hides("Wohin?").keys("<esc>").shows("Wer sitzt wo");
}

#[test]
fn an_institution_is_one_however_it_is_spelled() {
    let found = institutions(None);
    assert_eq!(
        found,
        [
            "Förderverein \"Ahr\" e. V.: kreis labor technik in ahr bonn",
            "(Schulaufsicht): kreis labor technik in ahr bonn",
            "Kreis Ahr: kreis in ahr",
        ],
        "nobody sits in a body that no longer exists, and guests are nobody in particular"
    );
    assert_eq!(institutions(Some("bonn")).len(), 2);
}

#[test]
fn a_field_names_its_bodies_or_that_nobody_deals_with_it() {
    let lines = |region| {
        ask(region, None, |data, answer| {
            let line = |row: &bildungsnetz::query::network::FieldBodies| {
                format!("{}: {} ({})", data.document.id(row.field), ids(data, &row.bodies), row.engaged)
            };
            answer.fields.iter().map(line).collect::<Vec<_>>()
        })
    };
    assert_eq!(lines(None), ["mint: labor technik bonner (0)", "kultur:  (0)", "sport:  (1)"]);
    assert_eq!(lines(Some("ahr")), ["mint: labor technik (0)", "kultur:  (0)", "sport:  (0)"]);
    assert_eq!(ask(None, Some("sport"), |_, answer| (answer.bodies.len(), answer.fields.len())), (0, 1));
}

#[test]
fn bodies_of_a_region_overlap_by_fields_or_by_several_members() {
    let overlaps = ask(None, None, |data, answer| {
        let overlaps = answer.overlaps.iter();
        overlaps
            .map(|overlap| {
                let shared = (overlap.institutions.len(), overlap.fields.len());
                format!("{} {shared:?}", ids(data, &overlap.bodies))
            })
            .collect::<Vec<_>>()
    });
    assert_eq!(
        overlaps,
        ["labor technik (2, 1)", "kreis labor (2, 0)", "kreis technik (2, 0)", "technik bonner (0, 1)"]
    );
}

#[test]
fn a_graph_has_every_record_once_and_an_edge_for_each_tie() {
    let graph = ask(None, None, graph);
    let kinds = |kind: &str| graph.nodes.iter().filter(|node| node.attributes[0] == kind).count();
    let edges = |relation: &str| graph.edges.iter().filter(|edge| edge.attributes[0] == relation).count();
    let counts = ["institutions", "bodies", "action_fields", "regions"].map(kinds);
    assert_eq!(counts, [3, 4, 3, 2], "fields that nobody deals with are nodes too");
    assert_eq!(["sits_in", "deals_with", "belongs_to"].map(edges), [8, 3, 5]);
    let seat = graph.edges.iter().find(|edge| edge.attributes[2] == "Dezernent").unwrap();
    assert_eq!(seat.attributes, ["sits_in", "Kreis", "Dezernent", "2"]);
    assert_eq!(graph.nodes[seat.to].id, "bodies/kreis");
    // Each node stands in the rows, those without an edge alone.
    let rows = graph.sheet().rows;
    assert_eq!(rows.len(), graph.edges.len() + 2);
    assert!(rows.iter().any(|row| row[0] == "action_fields/kultur" && row[4].is_empty()));
}

#[test]
fn one_key_shows_the_next_list_and_another_narrows_to_a_region() {
    let mut screen = Screen::new(BODIES, Lang::De, (120, 40));
    screen.keys("W").shows("Wer sitzt wo · Einrichtungen").shows("Einrichtungen: 3, davon in mehreren Gremien: 2");
    screen.shows("Ahr: Lenkungskreis, Forum").shows("Labor · Ahr, Bonn: AK Technik");
    screen
        .keys("v")
        .shows("Wer sitzt wo · Handlungsfelder")
        .shows("Felder mit Gremium: 1 · ohne bekanntes Gremium: 2, davon mit tätigen Regionen: 1");
    screen.shows("kein Gremium bekannt");
    screen
        .keys("v")
        .shows("Wer sitzt wo · Gremien")
        .shows("Gremien: 4, davon für mehrere Regionen: 1 · 1 weiteres besteht nicht mehr · 4 Überschneidungen");
    screen
        .keys("<down><down>")
        .shows("„Forum Labor“ und „AK Technik“: beide kümmern sich um MINT; in beiden vertreten:");
    screen.keys("r").shows("Gremien · Kreis Ahr").hides("AK Bonn").keys("r").shows("AK Bonn");
    screen.keys("v").shows("Einrichtungen").keys("W").hides("Wer sitzt wo");
    let mut screen = Screen::new(BODIES, Lang::En, (120, 40));
    screen
        .keys("Wv")
        .shows("Who sits where · Action fields")
        .shows("no body known")
        .keys("vj")
        .shows("both deal with MINT");
}

#[test]
fn the_region_from_which_it_was_opened_is_the_one_narrowed_to() {
    let mut screen = Screen::new(BODIES, Lang::De, (80, 24));
    screen.keys("jWr").shows("Einrichtungen · Stadt Bonn").shows("Einrichtungen: 2,");
}

#[test]
fn enter_opens_the_seat_the_field_or_the_body() {
    let opened = |keys: &str| {
        let mut screen = Screen::new(BODIES, Lang::De, (120, 40));
        screen.keys(keys).hides("Wer sitzt wo ·");
        screen
    };
    opened("WG<enter>").shows("Lenkungskreis").sees_cursor_at("Kreis Ahr · Kreis · Landrätin");
    opened("Wvg<enter>").shows("MINT");
    opened("WvvG<enter>").shows("AK Bonn");
}

#[test]
fn any_column_orders_the_rows() {
    let mut screen = Screen::new(BODIES, Lang::De, (120, 40));
    screen.keys("Wo").shows("Sortiert nach „Einrichtung“").keys("g").sees_cursor_at("Förderverein");
    screen.keys("oog").keys("<right><right>o").shows("Sortiert nach „Gremien“").keys("g").sees_cursor_at("Kreis Ahr");
}

#[test]
fn every_size_shows_every_list() {
    for size in [(1, 1), (24, 6), (40, 12), (80, 24), (200, 60)] {
        Screen::new(BODIES, Lang::De, size).keys("WvvvG<right><right><right><right><right>r/ahr<enter>vv").text();
    }
    Screen::new(BODIES, Lang::De, (40, 12))
        .keys("W")
        .shows("Förderverein")
        .keys("<right><right><right>")
        .shows("Förder");
}
