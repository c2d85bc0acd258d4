//! When the bodies meet: what is overdue, to come, held; on the screen and by the question itself.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use bildungsnetz::document::Document;
use bildungsnetz::index::Index;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::{BODIES, REGIONS, SCHEMA};
use bildungsnetz::query::meetings::{DatedMeeting, MeetingsQuestion, next_meeting};
use bildungsnetz::query::relations::referrers_in_order;
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::texts::Lang;
use support::Screen;

const NETWORKS: &str = include_str!("process/netze.ron");

/// Asks a dataset on 2026-11-23.
fn asked<T>(text: &str, ask: impl Fn(DatasetView<'_>, Date) -> T) -> T {
    let document = Document::parse(&SCHEMA, text).unwrap();
    let (index, names) = (Index::build(&document), NameCache::default());
    ask(DatasetView { document: &document, index: &index, names: &names }, Date::parse("2026-11-23").unwrap())
}

#[test]
fn a_body_is_overdue_when_its_interval_has_passed_and_no_later_meeting_is_known() {
    for (interval, dates, until, due, is_overdue) in [
        ("Yearly", &["2025-11-22"][..], "", "2026-11-22", true),
        ("Yearly", &["2025-11-23"], "", "2026-11-23", false),
        // Some day in 2025, so that it may meet again until the end of 2026.
        ("Yearly", &["2025"], "", "2026", false),
        ("Yearly", &["2024"], "", "2025", true),
        ("Quarterly", &["2026-08"], "", "2026-11", false),
        ("Quarterly", &["2026-07"], "", "2026-10", true),
        ("Monthly", &["2026-10-31", "2024"], "", "2026-11-30", false),
        ("HalfYearly", &["2025"], "", "2026-06", true),
        ("EveryTwoYears", &["2024-11-22"], "", "2026-11-22", true),
        // The next meeting is known, so that none is due; it may be any day of this year.
        ("Monthly", &["2024-01-10", "2026-12-10"], "", "", false),
        ("Monthly", &["2024-01-10", "2026"], "", "", false),
        ("Monthly", &["2024-01-10", "2026-11-23"], "", "", false),
        // It no longer exists, or nothing is known of when it meets.
        ("Yearly", &["2019"], "2022", "", false),
        ("Yearly", &[], "", "", false),
        ("", &["2019"], "", "", false),
    ] {
        let of = |name: &str, value: &str, quote: &str| {
            if value.is_empty() { String::new() } else { format!("{name}: {quote}{value}{quote}") }
        };
        let meetings: Vec<String> =
            dates.iter().map(|date| format!("(id: \"{date}\", body: \"b\", date: \"{date}\")")).collect();
        let text = format!(
            "#![enable(implicit_some)]\n(regions: [(id: \"r\", name: \"R\")], bodies: [(id: \"b\", name: \"B\", regions: [\"r\"], {}, {})], meetings: [{}])",
            of("interval", interval, ""),
            of("until", until, "\""),
            meetings.join(", ")
        )
        .replace(", , ", ", ")
        .replace(", )", ")");
        let bodies = asked(&text, |data, today| MeetingsQuestion::default().ask(data, today).bodies);
        let found = bodies.first().map_or((String::new(), false), |calendar| {
            (calendar.due.map(|due| due.to_string()).unwrap_or_default(), calendar.is_overdue)
        });
        assert_eq!(found, (due.to_owned(), is_overdue), "{interval} {dates:?} {until}");
    }
}

#[test]
fn meetings_to_come_are_told_the_next_first_and_earlier_ones_the_latest_first() {
    let days = |meetings: &[DatedMeeting]| {
        meetings.iter().map(|meeting| meeting.date.unwrap().to_string()).collect::<Vec<_>>().join(" ")
    };
    asked(NETWORKS, |data, today| {
        let all = MeetingsQuestion::default().ask(data, today);
        assert_eq!(days(&all.coming), "2026-12-10 2027");
        assert!(days(&all.held).starts_with("2026-10-01 2026-06-11 2025-06-26"), "{}", days(&all.held));
        let overdue: Vec<String> =
            all.overdue().iter().map(|calendar| data.document.id(calendar.body).to_owned()).collect();
        assert_eq!(overdue, ["dueren-lenkungskreis", "bonn-konferenz", "dueren-konferenz"]);
        let bonn = data.document.find(REGIONS, "bonn").unwrap();
        let of_bonn = MeetingsQuestion { regions: Some(&[bonn]), body: None }.ask(data, today);
        assert_eq!(days(&of_bonn.held), "2025-06-26 2025-03-20 2021-10");
        let body = data.document.find(BODIES, "dueren-lenkungskreis");
        assert_eq!(days(&MeetingsQuestion { regions: None, body }.ask(data, today).held), "2025-02-20 2024-09-12");
        // What the page of a region begins with.
        let next = next_meeting(data, &referrers_in_order(data, bonn, BODIES), today).unwrap();
        assert_eq!(data.document.id(next.slot), "bonn-l2");
    });
}

#[test]
fn the_calendar_shows_what_is_overdue_first() {
    let mut screen = Screen::new(NETWORKS, Lang::De, (120, 40));
    screen.keys("S").shows("╭─ Sitzungen ─").sees_cursor_at("2025-08-20");
    let text = screen.text();
    let place = |word: &str| text.find(word).unwrap_or_else(|| panic!("no {word} in\n{text}"));
    assert!(place("│ Überfällig") < place("│ Kommende") && place("│ Kommende") < place("│ Frühere"), "{text}");
    screen.shows("2025-08-20  Lenkungskreis Kreis Düren").shows("zuletzt 2025-02-20");
    screen.shows("16:00 · Altes Rathaus, Bonn").shows("14:00–17:30 · Schloss Burgau");
    screen.shows("Lenkungskreis Kreis Düren · zuletzt 2025-02-20 · nächste unbekannt · Abstand halbjährlich · ");
    screen.shows("überfällig seit");
    screen.keys("r").shows("Sitzungen · Kreis Düren").hides("Altes Rathaus").keys("r").shows("Altes Rathaus");
    screen.keys("a").shows("Neu: Sitzung").shows("Gremium: Lenkungskreis Kreis Düren");
}

#[test]
fn body_by_body_the_last_and_the_next_meeting_stand_side_by_side() {
    let mut screen = Screen::new(NETWORKS, Lang::En, (120, 24));
    screen.keys("Sv").shows("Meetings · by body").shows("overdue since 2025-08-20").hides("due 2027-12-10");
    screen.shows("2025-06-26  2026-12-10  yearly");
    screen.keys("<right>o").shows("Sorted by “Due”, ascending").keys("g").sees_cursor_at("Lenkungskreis Kreis Düren");
    screen.keys("v").shows("│ Overdue").shows("│ Coming");
}
