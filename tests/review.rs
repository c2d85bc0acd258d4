//! The review: what is listed, walked, mended, confirmed and denied.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use bildungsnetz::app::Effect;
use bildungsnetz::document::{Address, Document};
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::texts::Lang;
use support::Screen;

/// Two networks: of one much is unknown and old, the other is nearly complete.
const DATA: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [
        ActionField(id: "mint", name: "MINT", concern: Concern(wish: "Ich möchte MINT.")),
    ],
    regions: [
        Region(id: "dueren", name: "Kreis Düren", short: "Düren", kind: Kreis, network: "Netz", caretaker: "buero@dueren.de"),
        Region(id: "koeln", name: "Stadt Köln", short: "Köln", kind: KreisfreieStadt, caretaker: "buero@koeln.de",
            agreement: Agreement(signed: "2009", source: Source(url: "Amtsblatt", as_of: "2009", checked: "2026-11-22"))),
    ],
    bodies: [
        Body(id: "buero", level: Bildungsbuero, name: "Büro Düren", regions: ["dueren"],
            contact: Contact(address: "Weg 1, 52349 Düren", email: "buero@dueren.de"),
            source: Source(url: "https://b.de", as_of: "2020-01", checked: "2021")),
        Body(id: "kreis", level: Lenkungskreis, name: "Lenkungskreis Düren", regions: ["dueren"],
            source: Source(url: "https://b.de", as_of: "2019", checked: "2020", certainty: Low)),
    ],
    engagements: [
        Engagement(id: "d-mint", region: "dueren", action_field: "mint", kind: Schwerpunkt, status: Active,
            wording: "Robotik", since: "2015", source: Source(url: "Presse", as_of: "2016")),
        Engagement(id: "k-mint", region: "koeln", action_field: "mint", kind: Schwerpunkt, status: Active,
            wording: "Labor", since: "2015", source: Source(url: "Presse", as_of: "2017")),
    ],
)
"#;

fn review(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = Screen::new(DATA, lang, size);
    screen.keys("V");
    screen
}

/// The dataset's lines that a change has altered.
fn changed(screen: &Screen) -> Vec<String> {
    support::diff(DATA, &screen.dataset())
}

/// Moves the cursor down a page to the row with this label.
fn go_to(screen: &mut Screen, label: &str) {
    let is_there =
        |screen: &Screen| screen.text().lines().nth(screen.cursor().y.into()).is_some_and(|line| line.contains(label));
    for _ in 0..60 {
        if is_there(screen) {
            return;
        }
        screen.keys("j");
    }
    panic!("no row {label:?}:\n{}", screen.text());
}

#[test]
fn the_most_useful_comes_first_with_reason_date_and_region() {
    let mut screen = review(Lang::De, (120, 40));
    screen.shows("Durchsicht · ").shows("vollständig").shows("Am meisten hilft: ");
    screen.sees_cursor_at("Telefon · Büro Düren").shows("unbekannt");
    screen.keys("n").sees_cursor_at("Webseite · Büro Düren");
    screen.keys("n").sees_cursor_at("Gremium · Büro Düren").shows("ungeprüft, alt").shows("2020-01");
    // Below the list stands all that is known of the row.
    screen.shows("Stand 2020-01 (vor 6 Jahren)").shows("geprüft 2021 (vor 5 Jahren)");
    screen.keys("N").sees_cursor_at("Webseite · Büro Düren");
    review(Lang::En, (120, 40)).shows("Review · ").shows("What would help most: ").shows("Reason").shows("unknown");
}

#[test]
fn a_region_from_which_one_comes_is_where_the_cursor_begins() {
    let mut screen = Screen::new(DATA, Lang::De, (120, 40));
    screen.keys("jV").sees_cursor_at("Region · Stadt Köln");
}

#[test]
fn a_value_is_mended_in_place_and_escape_leads_back_to_the_next_row() {
    let mut screen = review(Lang::De, (120, 40));
    screen.keys("e").hides("Durchsicht ·").keys("02421 22-0<enter>");
    assert_eq!(changed(&screen).len(), 2);
    assert!(changed(&screen)[1].contains(r#"phone: "02421 22-0""#), "{:?}", changed(&screen));
    // The first Esc leaves the source as it is.
    screen.keys("<esc><esc>").shows("Durchsicht").hides("Telefon · Büro");
    screen.sees_cursor_at("Webseite · Büro Düren");
}

#[test]
fn on_the_page_n_walks_on_to_the_next_statement_mended_or_not() {
    let mut screen = review(Lang::De, (120, 40));
    screen.keys("e").keys("02421 22-0<enter><esc>").keys("n");
    // The first row is gone, so that the next one has taken its place.
    screen.hides("Durchsicht ·").sees_cursor_at("Webseite").keys("n").hides("Durchsicht ·");
    screen.keys("<esc>").sees_cursor_at("Gremium · Büro Düren");
}

#[test]
fn what_was_checked_today_says_so() {
    let mut screen = review(Lang::De, (120, 40));
    screen.keys("G").sees_cursor_at("Kooperationsvertrag · Stadt Köln").shows("alt, bestätigt 2026-11-22").keys("t");
    screen.shows("alt, heute geprüft").hides("alt, bestätigt");
}

#[test]
fn the_bars_say_what_they_are_and_are_there_on_every_screen() {
    review(Lang::De, (80, 24)).shows("vollständig / aktuell:").shows("% Düren");
    review(Lang::De, (40, 12)).shows("█").shows("% vollst. ·").shows("% aktuell");
    review(Lang::En, (80, 24)).shows("complete / current:");
}

#[test]
fn escape_lifts_the_narrowing_before_it_closes() {
    let mut screen = review(Lang::De, (120, 40));
    screen.keys("v").keys("nur: alt<enter>").shows(" · alt").keys("<esc>").shows("Durchsicht").hides(" · alt");
    screen.keys("<esc>").hides("Durchsicht ·");
}

#[test]
fn where_nothing_was_mended_the_cursor_stays() {
    let mut screen = review(Lang::De, (120, 40));
    screen.keys("j").sees_cursor_at("Webseite · Büro Düren").keys("e<esc><esc>");
    screen.shows("Durchsicht").sees_cursor_at("Webseite · Büro Düren");
}

#[test]
fn only_the_record_ends_and_not_with_a_part_of_it() {
    let mut screen = review(Lang::De, (120, 40));
    screen.keys("<esc>s").keys("büro düren<enter>").keys("4g");
    go_to(&mut screen, "E-Mail");
    screen.keys("T").shows("unbekannt").hides("beendet:");
}

#[test]
fn one_key_says_that_a_statement_is_still_true_and_undo_takes_it_back() {
    let mut screen = review(Lang::De, (120, 40));
    screen
        .keys("nn")
        .sees_cursor_at("Gremium · Büro Düren")
        .keys("t")
        .shows("Büro Düren: stimmt noch, geprüft 2026-11-23");
    assert_eq!(changed(&screen).len(), 2);
    assert!(changed(&screen)[1].contains(r#"as_of: "2020-01", checked: "2026-11-23""#));
    // It is old, but not due: it stands at the end, and the cursor on the next row.
    screen.hides("Gremium · Büro Düren   ").keys("u");
    assert_eq!(screen.dataset(), DATA);
    screen.shows("Durchsicht ·").shows("Gremium · Büro Düren");
}

#[test]
fn all_that_are_marked_are_confirmed_as_one_step() {
    let mut screen = review(Lang::De, (120, 40));
    screen.keys("/").keys("alt düren<enter>").keys("g<space>").shows("1 Angabe markiert").shows("■ Gremium · ");
    screen
        .keys("<space><space>")
        .shows("3 Angaben markiert")
        .keys("t")
        .shows("3 Angaben stimmen noch, geprüft 2026-11-23");
    assert_eq!(screen.dataset().matches(r#"checked: "2026-11-23""#).count(), 3);
    screen.hides("■ Gremium · ").keys("u");
    assert_eq!(screen.dataset(), DATA, "it was one step");
    // A mark is taken back by the same key.
    screen.keys("g<space>k<space>").keys("gt");
    assert_eq!(screen.dataset().matches(r#"checked: "2026-11-23""#).count(), 1);
}

#[test]
fn what_is_unknown_cannot_be_confirmed_or_denied() {
    let mut screen = review(Lang::De, (120, 40));
    screen
        .keys("t")
        .shows("Hier ist nichts bekannt, was noch stimmen könnte")
        .keys("T")
        .shows("Hier ist nichts bekannt");
    assert_eq!(screen.dataset(), DATA);
}

#[test]
fn what_is_no_longer_true_gets_another_value_becomes_unknown_or_has_ended() {
    let at_work = || {
        let mut screen = review(Lang::De, (120, 40));
        screen
            .keys("/")
            .keys("robotik<enter>")
            .sees_cursor_at("Engagement · MINT")
            .keys("T")
            .shows("Stimmt nicht mehr – was stattdessen?");
        screen
    };
    let mut screen = at_work();
    screen.hides("nun unbekannt").keys("b").shows("beendet");
    assert!(changed(&screen)[1].contains("status: Ended"), "{:?}", changed(&screen));
    screen.keys("u");
    assert_eq!(screen.dataset(), DATA);
    let mut screen = at_work();
    screen.keys("w").shows("Robotik").keys("<ctrl+u>Informatik<enter>");
    assert!(screen.dataset().contains(r#"wording: "Informatik""#), "{}", screen.text());
    // A single value becomes unknown; its source stays.
    let mut screen = Screen::new(DATA, Lang::De, (120, 40));
    screen.keys("s").keys("büro düren<enter>").keys("4g").shows("buero@dueren.de");
    go_to(&mut screen, "E-Mail");
    screen.keys("T").keys("u").shows("nun unbekannt");
    assert!(!screen.dataset().contains(r#"email: "buero@dueren.de")"#));
    assert!(screen.dataset().contains(r#"as_of: "2020-01", checked: "2021""#));
}

#[test]
fn a_body_that_is_no_more_existed_until_today() {
    let mut screen = review(Lang::De, (120, 40));
    screen.keys("/").keys("unsicher<enter>").sees_cursor_at("Gremium · Lenkungskreis Düren").keys("T");
    screen.shows("bestand bis heute (2026-11-23)").keys("b");
    assert!(screen.dataset().contains(r#"until: "2026-11-23""#));
}

#[test]
fn it_is_narrowed_to_a_region_a_mailbox_a_reason_or_an_age() {
    let mut screen = review(Lang::De, (120, 40));
    screen.keys("v").keys("nur: alt<enter>").shows(" · alt").hides("Telefon · Büro");
    screen.keys("v").keys("koeln.de<enter>").shows(" · alt · buero@koeln.de").hides("Büro Düren").shows("Labor");
    screen.keys("v").keys("alles<enter>").shows("Telefon · Büro").hides(" · alt");
    screen.keys("v").keys("10 jahre<enter>").shows("Kooperationsvertrag · Stadt Köln").hides("Robotik");
    screen
        .keys("v")
        .keys("alles<enter>")
        .keys("v")
        .keys("nur kreis düren<enter>")
        .shows(" · Kreis Düren")
        .hides("Labor");
}

#[test]
fn marks_and_denials_work_on_pages_too() {
    let mut screen = Screen::new(DATA, Lang::De, (120, 40));
    screen.keys("s").keys("kreis düren<enter>").keys("4g");
    go_to(&mut screen, "Anschrift");
    screen.keys("<space>").shows("1 Angabe markiert").shows("■ Anschrift").keys("kT").shows("was stattdessen?");
    screen.keys("<esc>t").shows("stimmt noch, geprüft 2026-11-23");
    assert_eq!(screen.dataset().matches(r#"checked: "2026-11-23""#).count(), 1);
}

#[test]
fn every_size_is_drawn_in_both_languages() {
    for lang in [Lang::De, Lang::En] {
        for size in [(1, 1), (20, 5), (40, 12), (80, 24), (200, 60)] {
            review(lang, size).keys("Gjk<right><right>/x<esc><space>v<esc>T<esc>").text();
        }
    }
    review(Lang::De, (40, 12)).shows("Telefon · Büro").shows("Durchsicht");
    review(Lang::De, (200, 60)).shows("Weg 1").shows("Kreis");
}

#[test]
fn the_shipped_data_has_the_old_and_undated_statements_among_its_rows() {
    let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
    let mut screen = Screen::new(SHIPPED, Lang::De, (200, 60));
    screen.keys("Vv").keys("nur: alt<enter>");
    let rows: usize = {
        let text = screen.text();
        let title = text.lines().find(|line| line.contains("Durchsicht · ")).unwrap();
        let number = title.split("Durchsicht · ").nth(1).unwrap().split(' ').next().unwrap();
        number.parse().unwrap()
    };
    assert!(rows >= 97, "{rows}");
    // Each is there: copied as a table, every row names its record.
    screen.keys("Y");
    let Some(Effect::Copy(table)) = screen.effects.pop() else { panic!("nothing was copied") };
    assert_eq!(table.lines().count(), rows + 2);
    let address = Address::parse(&SCHEMA, "bodies/rhein-erft-bildungsbuero").unwrap();
    assert!(document.resolve(&address).is_some() && table.contains("Rhein-Erft"));
}

#[test]
fn under_another_question_the_cursor_is_on_its_row_or_on_the_first() {
    // A filter is set, the cursor goes down, and the row under it is not old.
    let mut screen = Screen::new(SHIPPED, Lang::De, (120, 40));
    screen.keys("V/köln<enter><down><down><down>").shows(" 4 von ").keys("vnur: alt<enter>").shows(" 1 von ");
    // Its own row is still there.
    let mut screen = review(Lang::De, (120, 40));
    screen.keys("/mint<enter><end>");
    let explained = |screen: &mut Screen| screen.text().lines().nth(34).map(str::to_owned);
    let before = explained(&mut screen);
    assert_eq!(explained(screen.keys("vnur: alt<enter>")), before);
}

#[test]
fn the_reason_is_seen_whole_and_begins_with_the_one_asked_for() {
    for size in [(80, 24), (100, 30), (120, 40)] {
        let mut screen = Screen::new(SHIPPED, Lang::De, size);
        screen.keys("Vvnur: alt<enter>");
        let text = screen.text();
        let rows = text.lines().filter(|line| line.contains("alt, ") || line.contains("ohne Stand"));
        assert!(rows.clone().count() > 5, "{text}");
        for row in rows.clone().filter(|row| row.contains("unsicher")) {
            let at = |word: &str| row.find(word).unwrap_or(usize::MAX);
            assert!(at("alt").min(at("ohne Stand")) < at("unsicher"), "{row}");
        }
    }
}
