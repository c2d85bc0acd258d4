//! The overview of the networks: what is compared, by which column, and where each cell leads.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

#[path = "../benches/support/generate.rs"]
mod generate;
mod support;

use bildungsnetz::document::Document;
use bildungsnetz::index::Index;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::source_age::ReviewPeriod;
use bildungsnetz::model::{RECOMMENDATIONS, REGIONS, SCHEMA};
use bildungsnetz::query::overview::{GroupSeats, NetworkRow, OverviewColumn, OverviewQuestion, sort};
use bildungsnetz::query::process::{OpenReason, ProcessQuestion, ProcessRow};
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::texts::Lang;
use support::Screen;

/// Three networks: one of which everything is known, a city without a Kreis, and one of which only
/// the name is known.
const NETWORKS: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [(id: "mint", name: "MINT"), (id: "sport", name: "Sport")],
    regions: [
        (id: "ahr", name: "Kreis Ahr", short: "Ahr", kind: Kreis,
            agreement: (signed: "2009-06-22", source: (url: "Amtsblatt", as_of: "2009"))),
        (id: "bonn", name: "Stadt Bonn", short: "Bonn", kind: KreisfreieStadt),
        (id: "celle", name: "Kreis Celle", short: "Celle", kind: Kreis),
    ],
    bodies: [
        (id: "ahr-konferenz", level: Bildungskonferenz, name: "Konferenz Ahr", regions: ["ahr"]),
        (id: "ahr-kreis", level: Lenkungskreis, name: "Lenkungskreis Ahr", regions: ["ahr"], members: [
            (group: Schulaufsicht, seats: 1),
            (group: Schulaufsicht, seats: 2),
            (group: Kreis, seats: 2),
            (group: Kreis),
            (group: Schulen),
        ]),
        (id: "ahr-alt", level: Arbeitskreis, name: "Früherer Arbeitskreis", regions: ["ahr"], until: "2020"),
        (id: "bonn-kreis", level: Lenkungskreis, name: "Lenkungskreis Bonn", regions: ["bonn"]),
    ],
    engagements: [
        (id: "a", region: "ahr", action_field: "mint"),
        (id: "b", region: "ahr", action_field: "mint"),
        (id: "c", region: "ahr", action_field: "sport"),
        (id: "d", region: "bonn", action_field: "sport"),
    ],
    meetings: [
        (id: "m1", body: "ahr-konferenz", date: "2024-11-05", title: "Erste"),
        (id: "m2", body: "ahr-konferenz", date: "2025", title: "Zweite"),
        (id: "m3", body: "ahr-konferenz", date: "2027-03", title: "Dritte"),
        (id: "m4", body: "ahr-kreis", date: "2026-10-01"),
    ],
    recommendations: [
        (id: "r1", meeting: "m1", action_field: "mint", text: "Mehr Werkstätten."),
        (id: "r2", meeting: "m1", action_field: "mint", text: "Mehr Labore.", status: Taken),
        (id: "r3", meeting: "m3", action_field: "sport", text: "Mehr Hallen."),
    ],
)"#;

fn ask(text: &str, today: &str) -> Vec<(String, NetworkRow)> {
    let document = Document::parse(&SCHEMA, text).unwrap();
    let (index, names) = (Index::build(&document), NameCache::default());
    let data = DatasetView { document: &document, index: &index, names: &names };
    let period = ReviewPeriod { today: Date::parse(today).unwrap(), months: 24 };
    let rows = OverviewQuestion { regions: None, period }.ask(data);
    rows.into_iter().map(|row| (document.id(row.region).to_owned(), row)).collect()
}

fn made_up() -> Vec<(String, NetworkRow)> {
    ask(NETWORKS, "2026-11-23")
}

fn row(id: &str) -> NetworkRow {
    made_up().into_iter().find(|(region, _)| region == id).unwrap().1
}

#[test]
fn a_group_is_seated_missing_unknown_or_not_required() {
    use GroupSeats::{Missing, NotRequired, Seated, Unknown};
    let seated = |seats, is_exact| Seated { seats, is_exact };
    assert_eq!(row("ahr").seats[..4], [seated(3, true), seated(2, false), Missing, seated(0, false)]);
    assert_eq!(row("bonn").seats[..4], [Unknown, NotRequired, Unknown, Unknown]);
    assert!(row("bonn").committee.is_some());
    assert_eq!(row("celle").seats[..4], [Unknown; 4]);
    assert_eq!(row("celle").committee, None);
}

#[test]
fn conferences_bodies_fields_and_recommendations_are_counted() {
    let ahr = row("ahr");
    let day = |meeting: Option<bildungsnetz::query::meetings::DatedMeeting>| meeting.unwrap().date.unwrap().to_string();
    assert_eq!((day(ahr.last_conference), day(ahr.next_conference)), ("2025".to_owned(), "2027-03".to_owned()));
    // A body that no longer exists does not count, nor does a field twice.
    assert_eq!((ahr.bodies, ahr.fields), (2, 2));
    // What is recommended in the future is not open yet.
    assert_eq!((ahr.recommendations, ahr.open_recommendations), (3, 1));
    assert_eq!(ahr.oldest.unwrap().as_of.to_string(), "2009");
    let celle = row("celle");
    assert_eq!((celle.last_conference, celle.oldest, celle.bodies), (None, None, 0));
}

#[test]
fn any_column_sorts_and_what_is_unknown_comes_last_either_way() {
    let sorted = |column, is_descending| {
        let mut rows: Vec<NetworkRow> = made_up().into_iter().map(|(_, row)| row).collect();
        let ids: Vec<_> = made_up().into_iter().map(|(id, row)| (row.region, id)).collect();
        sort(&mut rows, column, is_descending);
        let id = |row: &NetworkRow| ids.iter().find(|(region, _)| *region == row.region).unwrap().1.clone();
        rows.iter().map(id).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(sorted(OverviewColumn::Network, false), "ahr celle bonn");
    assert_eq!(sorted(OverviewColumn::Network, true), "bonn celle ahr");
    assert_eq!(sorted(OverviewColumn::Fields, false), "celle bonn ahr");
    assert_eq!(sorted(OverviewColumn::Bodies, true), "ahr bonn celle");
    for is_descending in [false, true] {
        assert_eq!(sorted(OverviewColumn::Agreement, is_descending), "ahr celle bonn");
        assert_eq!(sorted(OverviewColumn::Seats(2), is_descending), "ahr celle bonn");
    }
}

#[test]
fn open_recommendations_are_those_of_the_process() {
    let text = generate::directory(30);
    let document = Document::parse(&SCHEMA, text.as_str()).unwrap();
    let (index, names) = (Index::build(&document), NameCache::default());
    let data = DatasetView { document: &document, index: &index, names: &names };
    let today = Date::parse("2026-11-23").unwrap();
    let rows = OverviewQuestion { regions: None, period: ReviewPeriod { today, months: 24 } }.ask(data);
    assert_eq!(rows.len(), document.slots(REGIONS).len());
    for row in rows {
        let question = ProcessQuestion { regions: Some(vec![row.region]), ..ProcessQuestion::default() };
        let answer = question.ask(data, today);
        let is_open = |row: &&ProcessRow| match row {
            ProcessRow::Step { slot, .. } if slot.table == RECOMMENDATIONS => {
                let step = answer.step(data, *slot, today);
                step.open.iter().any(|open| open.reason == OpenReason::NotTakenUp)
            }
            _ => false,
        };
        let open = answer.rows.iter().filter(is_open).count();
        assert_eq!((answer.counts.recommendations, open), (row.recommendations, row.open_recommendations));
    }
}

#[test]
fn a_row_says_everything_in_words_below_the_list() {
    let mut screen = Screen::new(NETWORKS, Lang::De, (120, 40));
    screen.keys("O").shows("Übersicht · 3 Netzwerke").shows("ja = Zahl unbekannt");
    screen.shows("Kreis Ahr · Vertrag 2009-06-22 · Lenkungskreis Schulaufsicht 3 Sitze, Kreis mindestens 2 Sitze,");
    screen.shows("fehlt, Schulen vertreten").shows("zuletzt 2025, nächste 2027-03").shows("1 von 3 offen");
    screen.keys("<down>").shows("Lenkungskreis unbekannt").keys("<down>").shows("Städte und Gemeinden unbekannt");
    let mut screen = Screen::new(NETWORKS, Lang::En, (120, 40));
    screen.keys("O").shows("Overview · 3 networks").shows("Steering committee School supervision 3 seats");
}

#[test]
fn enter_leads_to_what_the_cell_is_about() {
    let opened = |keys: &str, page: &str| {
        let mut screen = Screen::new(NETWORKS, Lang::De, (200, 60));
        screen.keys(keys).hides("Übersicht ·").shows(page);
        // The way back is Esc.
        screen.keys("<esc>");
    };
    opened("O<enter>", "Kooperationsvertrag");
    opened("Oll<enter>", "Lenkungskreis Ahr");
    opened("Ollllll<enter>", "Zweite");
    opened("Olllllll<enter>", "Dritte");
}

#[test]
fn every_size_and_both_languages_show_the_name_and_the_column_under_the_cursor() {
    for lang in [Lang::De, Lang::En] {
        for size in [(40, 12), (80, 24), (120, 40), (200, 60)] {
            let mut screen = Screen::new(NETWORKS, lang, size);
            screen.keys("O<left>").shows("Kreis Ahr").keys(&"<right>".repeat(12)).shows("Kreis Ahr").shows("2009");
        }
    }
}

#[test]
fn the_columns_are_explained_at_every_width_and_close_together_on_a_wide_screen() {
    for (lang, words) in [(Lang::De, "letzte Bildungskonferenz"), (Lang::En, "last education conference")] {
        for size in [(80, 24), (120, 40), (200, 60)] {
            let mut screen = Screen::new(bildungsnetz::model::SHIPPED, lang, size);
            screen.keys("O").shows(words);
        }
    }
    let mut screen = Screen::new(bildungsnetz::model::SHIPPED, Lang::De, (200, 60));
    screen.keys("O<right>o").shows("Vertrag↑");
    let line = screen.text().lines().find(|line| line.contains("Vertrag↑")).unwrap_or_default().to_owned();
    assert!(line.chars().take_while(|c| *c != 'V').count() < 50, "{line}");
}

#[test]
fn a_page_opens_at_its_top_however_it_was_left() {
    let mut screen = Screen::shipped();
    screen.keys("O<enter>").shows("Büro – Ansprechstelle");
    screen.keys("G").hides("Büro – Ansprechstelle").keys("<esc>").shows("Übersicht");
    screen.keys("<enter>").shows("Büro – Ansprechstelle");
    // Going back is another thing: that leads to where one was.
    screen.keys("G<enter>,").hides("Büro – Ansprechstelle");
}
