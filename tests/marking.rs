//! Marking records and changing all of them at once: keys in, screen and dataset out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use bildungsnetz::app::{Effect, Event, ExternalVersion};
use bildungsnetz::document::Document;
use bildungsnetz::model::SCHEMA;
use bildungsnetz::storage::history::ValueAuthors;
use bildungsnetz::texts::Lang;
use support::Screen;

/// Three networks with bodies and engagements.
const DATA: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [
        ActionField(id: "mint", name: "MINT"),
        ActionField(id: "sprache", name: "Sprache"),
    ],
    regions: [
        Region(id: "aachen", name: "StädteRegion Aachen", kind: Kreis),
        Region(id: "dueren", name: "Kreis Düren", kind: Kreis),
        Region(id: "koeln", name: "Stadt Köln", kind: KreisfreieStadt),
    ],
    bodies: [
        // Das Büro.
        Body(id: "buero", level: Bildungsbuero, name: "Büro Düren", regions: ["dueren"],
            source: Source(url: "https://b.de", as_of: "2020-01", checked: "2021")),
        Body(id: "kreis", level: Lenkungskreis, name: "Lenkungskreis Düren", regions: ["dueren"], parent: "buero"),
        Body(id: "forum", level: Fachforum, name: "Forum MINT", regions: ["koeln"], contact: Contact(phone: "0221 1-0")),
    ],
    engagements: [
        Engagement(id: "d-mint", region: "dueren", action_field: "mint", status: Active, wording: "R",
            source: Source(url: "P", as_of: "2016")),
    ],
)
"#;

const WIDE: (u16, u16) = (120, 40);

fn screen(lang: Lang, size: (u16, u16)) -> Screen {
    Screen::new(DATA, lang, size)
}

/// The dataset's lines that a change has altered.
fn changed(screen: &Screen) -> Vec<String> {
    support::diff(DATA, &screen.dataset())
}

fn copied(screen: &mut Screen) -> String {
    let copied = screen.effects.drain(..).find_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    copied.unwrap()
}

#[test]
fn the_preview_counts_what_is_so_already() {
    let mut screen = screen(Lang::De, WIDE);
    screen.keys("2g*A").keys("telefon ä<enter>").keys("0221 1-0<enter>");
    screen.shows("Vorschau: 2 Einträge · 1 ist schon so · Kontakt › Telefon ändern");
}

#[test]
fn space_marks_and_goes_on_and_the_marks_are_counted() {
    let mut screen = screen(Lang::De, (80, 24));
    screen.keys(" ").shows("1 markiert: A ändert ihn").shows("■ 1 markiert").shows("■Kreis Düren");
    screen.keys(" ").shows("2 markiert: A ändert alle").shows("■Stadt Köln");
    screen.keys("k ").shows("1 markiert: A");
    screen.keys("-").shows("Nichts mehr markiert.").hides("■ 1 markiert");
}

#[test]
fn marks_survive_filters_panes_and_leaving() {
    let mut screen = screen(Lang::De, WIDE);
    screen.keys(" /köln<enter> <esc>").shows("■ 2 markiert").keys("P<esc>m<esc>2").shows("■ 2 markiert");
    screen.keys("1g").shows("■Kreis Düren").shows("■Stadt Köln").hides("■StädteRegion");
}

#[test]
fn plus_marks_a_stretch_and_star_all_that_are_shown() {
    let mut screen = screen(Lang::En, WIDE);
    screen.keys("g jj").keys("k+").shows("■ 2 marked");
    screen.keys("*").shows("■ 3 marked").keys("*").shows("Nothing is marked any more.").keys("+").shows("■ 1 marked");
    let mut narrowed = self::screen(Lang::De, WIDE);
    narrowed.keys("2/düren<enter>*").shows("■ 2 markiert").keys("<esc>").shows("■ 2 markiert");
}

#[test]
fn marks_of_a_list_and_of_the_panes_are_the_same() {
    let mut screen = screen(Lang::De, WIDE);
    screen.keys("O* ").shows("■ 2 markiert").keys("<esc>").shows("■ 2 markiert");
    screen.keys("O").shows("StädteRegion Aac…");
}

#[test]
fn a_field_of_all_marked_is_set_after_a_preview_and_undone_as_one_step() {
    let mut screen = screen(Lang::De, WIDE);
    screen.keys("2g*A").shows("3 markierte Einträge ändern");
    screen.keys("telefon ä<enter>").shows("Telefon:").keys("0241 5-0<enter>");
    screen.shows("Vorschau: 3 Einträge · Kontakt › Telefon ändern").shows("bisher").shows("künftig");
    screen.shows("0221 1-0").shows("0241 5-0");
    assert_eq!(screen.dataset(), DATA, "nothing is changed before Enter");
    screen.keys("<enter>").shows("3 Einträgen geändert; 1 Wert behält seine bisherige Quelle; u macht es rückgängig.");
    screen.hides("markiert").shows("Gremien");
    let lines = changed(&screen);
    assert_eq!(lines.iter().filter(|line| line.contains("0241 5-0")).count(), 3, "{lines:?}");
    assert!(screen.dataset().contains("        // Das Büro.\n        Body(id: \"buero\""));
    screen.keys("u").shows("Rückgängig gemacht");
    assert_eq!(screen.dataset(), DATA);
    screen.keys("U");
    assert_eq!(changed(&screen), lines);
}

#[test]
fn a_choice_is_picked_and_a_single_row_left_out() {
    let mut screen = screen(Lang::En, WIDE);
    screen.keys("2g*A").keys("change level<enter>").keys("steering<enter>");
    screen.shows("Preview: 2 records · 1 is so already · change Level").shows("Steering committee");
    screen.keys(" ").shows("1 left out").shows("– ").keys("<enter>").shows("Level changed in 1 record; u undoes it.");
    assert_eq!(changed(&screen).len(), 2, "{:?}", changed(&screen));
}

#[test]
fn a_small_screen_shows_what_a_marked_record_gets() {
    let mut screen = screen(Lang::De, (40, 12));
    screen.keys("2g*A").keys("telefon ä<enter>").keys("0221 9<enter>");
    screen.shows("Vorschau: 3 Einträge").shows(" → 0221 9");
}

#[test]
fn what_is_impossible_comes_first_with_its_reason_and_nothing_is_changed() {
    let mut screen = screen(Lang::De, WIDE);
    // Only the office names a source that could be confirmed.
    screen
        .keys("2g*A")
        .keys("stimmt<enter>")
        .shows("2 nicht möglich")
        .shows("! Forum MINT")
        .shows("keine Quelle bekannt");
    screen.keys("<enter>").shows("2 Zeilen sind nicht möglich; es wurde nichts geändert. x lässt sie aus.");
    assert_eq!(screen.dataset(), DATA);
    screen.keys("x").shows("2 ausgelassen").hides("2 nicht möglich").keys("<enter>");
    screen.shows("1 Eintrag stimmt noch, heute geprüft");
    assert_eq!(changed(&screen).len(), 2, "{:?}", changed(&screen));
}

#[test]
fn list_items_are_added_and_removed() {
    let mut screen = screen(Lang::De, WIDE);
    screen.keys("2g*A").keys("regionen: hinzu<enter>").keys("aachen<enter>").shows("3 Einträge · Regionen: hinzufügen");
    screen.keys("<enter>").shows("Regionen in 3 Einträgen ergänzt");
    assert_eq!(screen.dataset().matches("\"aachen\"]").count(), 3, "{}", screen.dataset());
    screen.keys("2g*A").keys("regionen: entf<enter>").keys("aachen<enter><enter>").shows("Punkt aus Regionen");
    assert_eq!(screen.dataset(), DATA);
}

#[test]
fn a_value_that_must_be_known_cannot_be_cleared_and_others_can() {
    let mut screen = screen(Lang::De, WIDE);
    screen
        .keys("2g*A")
        .keys("übergeordnet leeren")
        .shows("leeren")
        .keys("<enter>")
        .shows("Vorschau: 1 Eintrag · 2 sind schon so · Übergeordnet leeren");
    screen.keys("<enter>");
    assert!(!screen.dataset().contains("parent"));
    screen.keys("2g*A").keys("name leeren").hides("Name: leeren");
}

#[test]
fn the_marked_are_deleted_with_what_refers_to_them() {
    let mut screen = screen(Lang::De, WIDE);
    screen.keys("2/büro<enter> <esc>d").shows("Einträge · löschen").shows("gelöscht").shows("Büro Düren");
    screen.shows("Lenkungskreis Düren").shows("Übergeordnet");
    screen.keys("<esc>").shows("Gremien");
    assert_eq!(screen.dataset(), DATA);
    screen.keys("d<enter>").shows("gelöscht");
    assert!(!screen.dataset().contains("buero"), "{}", screen.dataset());
    screen.keys("u");
    assert_eq!(screen.dataset(), DATA);
}

#[test]
fn the_marked_are_copied_as_a_table_with_tabs() {
    let mut screen = screen(Lang::De, WIDE);
    screen.keys("1g*y");
    let text = copied(&mut screen);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert!(lines[0].starts_with("Kennung\t") && lines[1].starts_with("dueren\tKreis Düren"), "{text}");
}

#[test]
fn several_tables_offer_only_what_all_of_them_have() {
    let mut screen = screen(Lang::De, WIDE);
    screen.keys("1g 2g A").shows("2 markierte Einträge ändern").keys("telefon").hides("Telefon: ändern");
}

#[test]
fn on_a_small_screen_it_works_the_same() {
    let mut screen = screen(Lang::De, (40, 12));
    screen.keys("2g*A").keys("telefon ä<enter>").keys("0241 5-0<enter>").shows("Vorschau").keys("<enter>");
    assert_eq!(screen.dataset().matches("0241 5-0").count(), 3);
}

#[test]
fn escape_leaves_the_preview_for_where_it_came_from_and_the_marks_stay() {
    let mut screen = screen(Lang::De, WIDE);
    screen.keys("O*A").keys("stimmt<enter>").shows("Vorschau:").keys("<esc>").shows("■ 3 markiert").shows("Übersicht");
}

#[test]
fn where_nothing_would_change_it_says_so() {
    let mut screen = screen(Lang::De, WIDE);
    screen.keys("2/büro<enter> A").keys("ebene ä<enter>").keys("bildungsbüro<enter>");
    screen.shows("Das ändert nichts").hides("Vorschau");
}

#[test]
fn from_thirty_marked_rows_to_saved_takes_ten_keys() {
    let mut text = DATA.replace("    bodies: [", "    bodies: [\nMANY");
    let body =
        |n: usize| format!("        Body(id: \"b{n}\", level: Weitere, name: \"Kreis {n}\", regions: [\"koeln\"]),\n");
    text = text.replace("MANY\n", &(0..30).map(body).collect::<String>());
    let mut screen = Screen::new(&text, Lang::De, (80, 24));
    screen.keys("2/kreis <enter>");
    let keys = ["*", "A", "e", "b", "<enter>", "b", "<enter>", "<enter>", "<ctrl+s>"];
    for key in keys {
        screen.keys(key);
    }
    let saved = screen.saved.clone().unwrap();
    assert!(saved.matches("level: Weitere").count() < 5, "{saved}");
}

#[test]
fn the_marked_are_exported_from_what_can_be_done_with_them() {
    let mut screen = screen(Lang::De, WIDE);
    screen.keys("1g*Aausgeb<enter>").shows("Ausgeben: in welchem Format?").shows("GeoJSON");
    screen.keys("<enter>").shows("regionen.xlsx");
}

#[test]
fn read_only_marks_copy_and_change_nothing() {
    let mut screen = screen(Lang::De, WIDE);
    screen.app.workspace.file.read_only = Some("so".to_owned());
    screen.keys("1g*").shows("■ 3 markiert").keys("A").shows("Schreibgeschützt").keys("y");
    assert!(copied(&mut screen).contains("Kreis Düren"));
}

/// The dataset after the network of Düren got another identifier and kind, below a new comment.
fn renamed_by_others() -> String {
    let text = DATA.replace("id: \"dueren\"", "id: \"kreis-dueren\"").replace("\"dueren\"", "\"kreis-dueren\"");
    let text = text.replace("name: \"Kreis Düren\", kind: Kreis", "name: \"Kreis Düren\", kind: KreisfreieStadt");
    text.replace("Directory(\n", "Directory(\n    // Stand 2026.\n")
}

#[test]
fn marks_follow_records_that_others_rename_and_change() {
    let parse = |text: &str| Document::parse(&SCHEMA, text.to_owned()).unwrap();
    let (base, theirs) = (parse(DATA), parse(&renamed_by_others()));
    let authors = ValueAuthors::default();
    let event = ExternalVersion { base, theirs, authors, saving: false, merged: None };
    let mut screen = screen(Lang::De, (80, 24));
    screen.keys(" ").shows("■Kreis Düren").event(Event::FileChanged(Box::new(event)));
    assert_eq!(screen.dataset(), renamed_by_others());
    screen.shows("■ 1 markiert").shows("■Kreis Düren");
}

#[test]
fn marks_follow_an_own_renaming() {
    let mut screen = screen(Lang::De, (80, 24));
    screen.keys(" ").shows("■Kreis Düren");
    screen.keys("/düren<enter><enter>/kennung<enter>e<ctrl+u>kreis-dueren<enter>");
    assert!(screen.dataset().contains("id: \"kreis-dueren\""), "{}", screen.dataset());
    screen.keys("<esc>").shows("■Kreis Düren").keys("u").shows("■Kreis Düren");
}
