//! The page of a record: what it begins with, and its sections, which fold and are gone to by key.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use bildungsnetz::app::Effect;
use bildungsnetz::app::screens::ScreenKind;
use bildungsnetz::model::SHIPPED;
use bildungsnetz::texts::Lang;
use support::Screen;

/// A region of whose concerns one is known, with a body that is open to all and two meetings.
const REGION: &str = r#"#![enable(implicit_some)]
(
    action_fields: [
        (id: "andere", name: "Anderes Feld"),
        (id: "kita", name: "Kita", concern: (wish: "Ich möchte Kita.")),
        (id: "mint", name: "MINT", concern: (wish: "Ich möchte MINT.")),
    ],
    regions: [
        (id: "r", name: "Kreis R", kind: Kreis, website: "https://netz.example", caretaker: "seite@kreis-r.example",
         agreement: (signed: "2009", source: (url: "Vertragstext"))),
        (id: "s", name: "Kreis S", kind: Kreis),
    ],
    municipalities: [(id: "ort", name: "Ortstadt", region: "r"), (id: "anderort", name: "Anderort", region: "s")],
    bodies: [
        (id: "konferenz", level: Bildungskonferenz, name: "Konferenz R", regions: ["r"], open_to_all: true),
        (id: "rat", level: Lenkungskreis, name: "Rat R", regions: ["r"], members: [(group: Schulen)]),
        (id: "forum", level: Fachforum, name: "Forum R", regions: ["r"]),
        (id: "buero", level: Bildungsbuero, name: "Büro R", regions: ["r"],
         note: "Umzug steht an.", contact: (phone: "02421 1", source: (url: "Faltblatt", as_of: "2019")),
         source: (url: "Satzung", as_of: "2026-01", checked: "2026-11-01", certainty: High)),
    ],
    engagements: [
        (id: "e1", region: "r", action_field: "mint", wording: "Wir löten.", actor: "Labor R"),
        (id: "e2", region: "r", action_field: "andere", wording: "Wir tun anderes."),
    ],
    meetings: [
        (id: "m1", body: "konferenz", number: 1, date: "2026-01-10", title: "Auftakt"),
        (id: "m2", body: "konferenz", number: 2, date: "2026-12-24", time: "18 Uhr", place: "Rathaus", title: "Ausblick"),
    ],
    measures: [(id: "x", title: "Lötkurs", region: "r")],
)"#;

/// The headings of the page shown, in order.
fn headings(screen: &Screen) -> Vec<String> {
    let rows = screen.app.screens.directory.detail.rows.iter();
    rows.filter(|row| row.section.is_some()).map(|row| row.label.clone()).collect()
}

/// The row under the cursor of the page.
fn here(screen: &Screen) -> String {
    let row = screen.app.screens.directory.detail.row().unwrap();
    format!("{} {}", row.label, row.text()).trim().to_owned()
}

#[test]
fn the_page_of_a_region_begins_with_what_people_come_for() {
    let mut screen = Screen::new(REGION, Lang::De, (120, 60));
    assert_eq!(
        headings(&screen),
        [
            "Büro – Ansprechstelle",
            "Anliegen der Öffentlichkeit (1 von 2 bekannt)",
            "Offen für alle",
            "Nächste Sitzung",
            "Kooperationsvertrag",
            "Lenkungskreis und Bildungskonferenz",
            "Beschlüsse und Empfehlungen",
            "Weitere Gremien",
            "Weitere Handlungsfelder (1 von 1 bekannt)",
            "Maßnahmen",
            "Sitzungen",
            "Kommunen (1)",
            "Anmerkung zum Büro",
            "Region",
            "Neu",
        ]
    );
    screen
        .shows("Telefon            02421 1")
        .shows("Kontakt laut     ▸ Faltblatt · Stand 2019 (vor 7 Jahren)")
        .shows("Satzung · Stand 2026-01 · geprüft 2026-11-01")
        .shows("Kita               unbekannt")
        .shows("Wir löten. · Handelnde: Labor R")
        .shows("2026-12-24         2. Ausblick · 18 Uhr · Rathaus · Konferenz R")
        .shows("fehlt laut Vertrag: Schulaufsicht");
    let english = Screen::new(REGION, Lang::En, (120, 60));
    assert_eq!(
        headings(&english)[..5],
        [
            "Office – your contact",
            "Concerns of the public (1 of 2 known)",
            "Open to all",
            "Next meeting",
            "Cooperation agreement"
        ]
    );
}

#[test]
fn where_no_meeting_is_to_come_the_page_tells_the_last_one() {
    let mut screen = Screen::new(&REGION.replace("2026-12-24", "2026-02-24"), Lang::De, (120, 60));
    screen.shows("Kein Termin bekannt.").shows("zuletzt 2026-02-24");
    Screen::new(REGION, Lang::En, (120, 60)).keys("j").shows("No date known.").hides("last ");
}

#[test]
fn a_concern_of_which_nothing_is_known_leads_to_its_field_and_takes_the_first_engagement() {
    let mut screen = Screen::new(REGION, Lang::De, (120, 60));
    screen.keys("4/kita<enter><enter>").shows("╭─ Handlungsfeld › Kita").keys(",");
    screen.keys("a").shows("Engagement").keys("<enter>").keys("'Wir planen'<enter>");
    assert!(screen.dataset().contains("action_field: \"kita\""), "{}", screen.dataset());
}

#[test]
fn a_key_leads_from_section_to_section() {
    for size in [(40, 12), (80, 24), (200, 60)] {
        let mut screen = Screen::new(REGION, Lang::De, size);
        screen.keys("4");
        assert_eq!(here(&screen), "Bildungsbüro Büro R", "the cursor begins below the first heading");
        screen.keys("b").shows("Anliegen der Öffentlichkeit");
        assert_eq!(here(&screen), "Anliegen der Öffentlichkeit (1 von 2 bekannt)");
        screen.keys("bb").shows("Nächste Sitzung");
        screen.keys("jB").shows("Nächste Sitzung");
        assert_eq!(here(&screen), "Nächste Sitzung");
        screen.keys("BBBB");
        assert_eq!(here(&screen), "Büro – Ansprechstelle");
    }
}

#[test]
fn a_section_folds_by_its_heading_and_is_folded_on_every_page() {
    for fold in ["<enter>", "<left>", "x", "jx"] {
        let mut screen = Screen::new(REGION, Lang::De, (80, 40));
        screen.keys("4/Kommunen<enter>").keys(fold).shows("Kommunen (1) ▸").hides("Ortstadt");
        assert_eq!(here(&screen), "Kommunen (1)");
        screen.keys("1j").shows("Kommunen (1) ▸").hides("Anderort").keys("k4/Kommunen<enter>");
        screen.keys("<right>").shows("Kommunen (1) ▾").shows("Ortstadt");
    }
}

#[test]
fn left_on_a_folded_heading_leads_to_the_list() {
    let mut screen = Screen::new(REGION, Lang::De, (80, 40));
    screen.keys("4/Kommunen<enter><left>").shows("Kommunen (1) ▸").keys("<left>j").shows("╭─ Kreis S ");
}

#[test]
fn all_sections_fold_to_a_table_of_contents() {
    let mut screen = Screen::new(REGION, Lang::De, (80, 24));
    screen
        .keys("4X")
        .shows("Büro – Ansprechstelle ▸")
        .shows("Anliegen der Öffentlichkeit (1 von 2 bekannt) ▸")
        .shows("Region ▸ 11 Einträge")
        .hides("02421 1");
    let folded = screen.text();
    screen.keys("X").shows("02421 1");
    assert_ne!(folded, screen.text());
    Screen::new(REGION, Lang::En, (80, 24)).keys("4X").shows("Next meeting ▸ 1 entry");
}

#[test]
fn what_is_searched_for_or_gone_to_is_unfolded() {
    let mut screen = Screen::new(REGION, Lang::De, (80, 24));
    screen.keys("4X/Ortstadt<enter>").shows("Ortstadt").shows("Weitere Gremien ▸");
    assert_eq!(here(&screen), "Ortstadt");
    // A heading is found too.
    screen.keys("/Kooperationsv<enter>");
    assert!(here(&screen).starts_with("Kooperationsvertrag"), "{}", here(&screen));
    assert!(screen.app.screens.shown == ScreenKind::Directory);
}

#[test]
fn a_heading_has_no_value_to_edit_or_delete() {
    for (lang, told) in [(Lang::De, "Eine Überschrift hat keinen Wert"), (Lang::En, "A heading has no value")] {
        for key in ["e", "d"] {
            let mut screen = Screen::new(REGION, lang, (80, 24));
            screen.keys("4b").keys(key).shows(told);
            assert_eq!(screen.dataset(), REGION);
        }
    }
}

#[test]
fn a_heading_copies_its_section_folded_or_not() {
    let mut screen = Screen::new(REGION, Lang::De, (80, 24));
    for keys in ["4/Nächste Sitzung<enter>y", "xy"] {
        screen.keys(keys);
        let Some(Effect::Copy(text)) = screen.effects.last() else { panic!("nothing copied") };
        let lines: Vec<&str> = text.lines().collect();
        let meeting = "2026-12-24: 2. Ausblick · 18 Uhr · Rathaus · Konferenz R";
        assert_eq!(lines, ["Nächste Sitzung", "---------------", meeting]);
    }
}

#[test]
fn the_sections_of_every_page_fold() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 30));
    screen.keys("3/mint<enter>4b").shows("Regionen, die daran arbeiten");
    screen.keys("x").shows("Regionen, die daran arbeiten (10 von 11 beka… ▸");
    screen.keys("b<enter>").shows("Gremien ▸ ");
    screen.keys("2/lenkungskreis<enter>4X").shows("▸ ");
}
