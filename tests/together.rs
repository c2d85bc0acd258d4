//! Several people at once, on the screen: what others write comes in, what is left by a lost
//! connection is offered.

mod support;

use bildungsnetz::app::screens::matrix::CellPlace;
use bildungsnetz::app::{
    Effect, Event, ExternalVersion, Focus, HistoryQuestion, Keep, RecoveredDraft, RecoveredSession, RecoveryDecision,
    ValueHistoryEntry,
};
use bildungsnetz::document::merge::{Merged, merge, parse_with_markers};
use bildungsnetz::document::{Address, Document, Edit, FieldChange, RecordPlace};
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::storage::history::{HistoryEntry, ValueAuthors};
use bildungsnetz::texts::Lang;
use support::{Screen, diff, written_by};

/// The file after somebody else changed `from` to `to` in it.
fn theirs(from: &str, to: &str, saving: bool) -> Event {
    assert!(SHIPPED.contains(from), "{from}");
    let parse = |text: &str| Document::parse(&SCHEMA, text.to_owned()).expect("a dataset");
    let (base, theirs) = (parse(SHIPPED), parse(&SHIPPED.replacen(from, to, 1)));
    let authors = written_by("bert@amt", &base, &theirs);
    Event::FileChanged(Box::new(ExternalVersion { base, theirs, authors, saving, merged: None }))
}

const PHONE: &str = "phone: \"0241 5198-4300\"";

fn aachen() -> Screen {
    let mut screen = Screen::shipped();
    screen.keys("/aachen<enter><enter>/telefon<enter>");
    screen
}

#[test]
fn what_others_write_comes_in_at_once_and_nothing_moves() {
    let mut screen = aachen();
    let cursor = screen.cursor();
    screen
        .event(theirs(PHONE, "phone: \"0241 1\"", false))
        .shows("bert@amt hat Bildungsbüro (A 43) › Kontakt › Telefon geändert; hier übernommen")
        .shows("0241 1")
        .hides("[+");
    assert_eq!(screen.cursor(), cursor);
    assert!(screen.effects.contains(&Effect::ExternalMerged));
}

#[test]
fn what_others_deleted_or_added_is_called_that() {
    let phone = "                phone: \"0241 5198-4300\",\n";
    let rhythm = "organisation: \"StädteRegion Aachen\",\n            since";
    for (lang, deleted, added, both) in [
        (
            Lang::De,
            "bert@amt hat Bildungsbüro (A 43) › Kontakt › Telefon gelöscht; hier übernommen",
            "bert@amt hat Bildungsbüro (A 43) › Turnus ergänzt; hier übernommen",
            "Telefon (gelöscht)",
        ),
        (
            Lang::En,
            "bert@amt deleted Bildungsbüro (A 43) › Contact › Phone; merged",
            "bert@amt added Bildungsbüro (A 43) › Frequency; merged",
            "Phone (deleted)",
        ),
    ] {
        let new = || Screen::new(SHIPPED, lang, (200, 40));
        new().event(theirs(phone, "", false)).shows(deleted);
        new().event(theirs(rhythm, &format!("rhythm: \"jährlich\",\n            {rhythm}"), false)).shows(added);
        let address = "                address: \"Zollernstraße 16, 52070 Aachen\",\n";
        let moved = address.replace("16", "20");
        new().event(theirs(&format!("{address}{phone}"), &moved, false)).shows(both);
    }
}

#[test]
fn different_fields_of_one_record_go_together() {
    let mut screen = aachen();
    screen.keys("/e-mail<enter>e<ctrl+u>a@b.de<enter>");
    screen.event(theirs(PHONE, "phone: \"0241 1\"", false)).shows("[+1]");
    let text = screen.dataset();
    assert!(text.contains("email: \"a@b.de\"") && text.contains("phone: \"0241 1\""));
}

#[test]
fn the_same_field_is_decided_by_a_person_before_anything_is_written() {
    let mut screen = aachen();
    screen.keys("e<ctrl+u>777<enter>");
    screen.event(theirs(PHONE, "phone: \"666\"", false)).shows("1 Konflikt mit Ihren Änderungen");
    assert!(screen.dataset().contains("phone: \"777\""));
    screen.event(theirs(PHONE, "phone: \"666\"", true));
    screen.shows("╭─ Konflikt").shows("777").shows("666").shows("0241 5198-4300");
    assert_eq!(screen.saved, None);
    screen.keys("<down><enter>");
    assert!(screen.saved.as_deref().is_some_and(|text| text.contains("phone: \"666\"")));
}

#[test]
fn a_decision_that_refers_to_what_an_earlier_one_removed_is_asked_about() {
    const BASE: &str = "#![enable(implicit_some)]\nDirectory(\n    bodies: [\n        (id: \"a\", name: \"Amt\"),\n        \
        (id: \"b\", name: \"Beirat\", parent: \"a\"),\n        (id: \"c\", name: \"Club\"),\n    ],\n)\n";
    let parse = |text: &str| Document::parse(&SCHEMA, text.to_owned()).expect("a dataset");
    let removed = BASE.replace("        (id: \"c\", name: \"Club\"),\n", "").replace(", parent: \"a\"", "");
    let theirs = parse(&BASE.replace("parent: \"a\"", "parent: \"c\"").replace("Club", "Club Köln"));
    let mut screen = Screen::new(&removed, Lang::De, (80, 24));
    let authors = written_by("bert@amt", &parse(BASE), &theirs);
    let event = ExternalVersion { base: parse(BASE), theirs, authors, saving: true, merged: None };
    screen.event(Event::FileChanged(Box::new(event))).shows("1 von 2");
    screen.shows("Beirat").keys("<end><enter>").shows("gelöscht").keys("<home><enter>");
    screen.shows("Beirat").keys("<down><enter>").shows("Ihre Wahl verweist auf „Club Köln“");
    // Nothing is written before that is decided, too; what would go with the record is said
    // beforehand.
    assert_eq!(screen.saved, None);
    screen.shows("Meine Fassung behalten; 1 Verweis darauf wird mit entfernt");
    screen.keys("<home><down><enter>");
    let saved = screen.saved.clone().expect("all is decided");
    assert!(saved.contains("parent: \"c\"") && saved.contains("Club Köln"), "{saved}");
}

#[test]
fn the_three_sides_stand_beside_each_other() {
    for (lang, heads) in
        [(Lang::De, ["Von mir", "Von bert@amt", "Vorher"]), (Lang::En, ["Mine", "bert@amt's", "Before"])]
    {
        let mut screen = Screen::new(SHIPPED, lang, (80, 24));
        screen.keys("/aachen<enter><enter>").keys(if lang == Lang::De { "/telefon" } else { "/phone" });
        screen.keys("<enter>e<ctrl+u>777<enter>").event(theirs(PHONE, "phone: \"666\"", true));
        // The field beside which no other stands offers no next one.
        screen.keys("e").hides("Tab").keys("<esc>");
        let text = screen.text();
        for row in [heads, ["777", "666", "0241 5198-4300"]] {
            let found = text.lines().any(|line| row.iter().all(|part| line.contains(part)));
            assert!(found, "no line has {row:?}\n{text}");
        }
        let mut narrow = screen.resize(40, 16).text();
        narrow.retain(|c| c != ' ');
        heads.iter().for_each(|head| assert!(narrow.contains(&head.replace(' ', "")), "{narrow}"));
    }
}

/// The file after bert set the telephone that anna had entered, and then carl the name of the
/// office.
fn of_three_people() -> Event {
    let parse = |text: &str| Document::parse(&SCHEMA, text.to_owned()).expect("a dataset");
    let phone = |number: &str| Some(format!("\"{number}\""));
    let entry = |who: &str, day: u8, place: &str, before, after| HistoryEntry {
        when: format!("2026-11-{day} 10:00"),
        who: who.into(),
        address: format!("bodies/aachen-bildungsbuero/{place}"),
        before,
        after,
        ..HistoryEntry::default()
    };
    let entries = [
        entry("carl@amt", 22, "name", None, Some("\"Amt\"".to_owned())),
        entry("bert@amt", 21, "contact/phone", phone("0241 5198-4300"), phone("666")),
        entry("anna@amt", 20, "contact/phone", None, phone("0241 5198-4300")),
    ];
    let records = vec![address("bodies/aachen-bildungsbuero")];
    let authors = ValueAuthors::new(&SCHEMA, entries, records, "2026-11-22 10:00".into());
    let theirs = SHIPPED.replacen(PHONE, "phone: \"666\"", 1).replacen("\"Bildungsbüro (A 43)\"", "\"Amt\"", 1);
    Event::FileChanged(Box::new(ExternalVersion {
        base: parse(SHIPPED),
        theirs: parse(&theirs),
        authors,
        saving: true,
        merged: None,
    }))
}

#[test]
fn each_value_of_a_conflict_names_who_wrote_it() {
    for (lang, yours, field) in [(Lang::De, "nicht gespeichert", "telefon"), (Lang::En, "not saved", "phone")] {
        for size in [(80, 24), (40, 16)] {
            let mut screen = Screen::new(SHIPPED, lang, (80, 24));
            screen.keys(&format!("/aachen<enter><enter>/{field}<enter>e<ctrl+u>777<enter>")).event(of_three_people());
            screen.resize(size.0, size.1).shows(yours).shows("bert@amt").shows("2026-11-21").hides("carl@amt");
            screen.shows("anna@amt").shows("2026-11-20");
        }
    }
}

#[test]
fn the_source_of_a_value_is_shown_and_goes_with_it() {
    let mut screen = aachen();
    screen.keys("e<ctrl+u>0241 777<enter>h").event(theirs(PHONE, "phone: \"0241 666\"", true));
    screen.resize(120, 40).shows("0241 777").shows("0241 666").shows("Telefon laut: ").shows("wie der Kontakt");
    screen.keys("f");
    let dataset = screen.dataset();
    assert!(dataset.contains("phone: \"0241 666\"") && !dataset.contains("phone_source"), "their source, not mine");
}

#[test]
fn a_value_that_the_history_does_not_know_says_when_the_file_was_written() {
    for (lang, said, field) in [(Lang::De, "nicht im Verlauf", "telefon"), (Lang::En, "not in the history", "phone")] {
        let mut screen = Screen::new(SHIPPED, lang, (120, 40));
        screen.keys(&format!("/aachen<enter><enter>/{field}<enter>e<ctrl+u>777<enter>"));
        let Event::FileChanged(mut theirs) = theirs(PHONE, "phone: \"666\"", true) else { panic!("no file of theirs") };
        let records = vec![address("bodies/aachen-bildungsbuero")];
        theirs.authors = ValueAuthors::new(&SCHEMA, [], records, "2026-11-22 10:42".into());
        screen.event(Event::FileChanged(theirs)).shows(said).shows("2026-11-22 10:42");
        let mut screen = Screen::new(SHIPPED, lang, (120, 40));
        screen.keys(&format!("/aachen<enter><enter>/{field}<enter>e<ctrl+u>777<enter>"));
        let Event::FileChanged(mut theirs) = theirs_unknown() else { panic!("no file of theirs") };
        theirs.saving = true;
        screen.event(Event::FileChanged(theirs)).shows("666").hides(said);
    }
}

/// The telephone changed by others, and nothing looked up.
fn theirs_unknown() -> Event {
    let Event::FileChanged(mut theirs) = theirs(PHONE, "phone: \"666\"", false) else { panic!("no file of theirs") };
    theirs.authors = ValueAuthors::default();
    Event::FileChanged(theirs)
}

#[test]
fn what_several_people_changed_names_each_at_their_place() {
    for (lang, said) in [(Lang::De, "Andere haben geändert"), (Lang::En, "Others changed")] {
        let mut screen = Screen::new(SHIPPED, lang, (200, 40));
        screen.event(of_three_people()).shows(said).shows("(bert@amt)").shows("(carl@amt)");
    }
    Screen::shipped().event(theirs_unknown()).shows("Jemand anderes hat ");
}

#[test]
fn something_else_is_written_and_checked_like_any_other_value() {
    let mut screen = aachen();
    screen.keys("e<ctrl+u>777<enter>").event(theirs(PHONE, "phone: \"666\"", true)).keys("e").shows("777");
    screen.keys("<ctrl+u>keine<enter>").shows("Telefon");
    assert_eq!(screen.saved, None);
    assert!(screen.kept.iter().any(|keep| matches!(keep, Keep::Draft(_, text) if text == "keine")));
    screen.keys("<ctrl+u>555<enter>").hides("╭─ Konflikt");
    assert!(screen.saved.as_deref().is_some_and(|text| text.contains("phone: \"555\"")));
}

#[test]
fn a_record_deleted_here_and_changed_there_shows_what_was_changed() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 40));
    let without = |text: &str| {
        let start = text.find("        Body(\n            id: \"aachen-bildungsbuero\"").expect("the office");
        let end = start + text[start..].find("\n        ),\n").expect("its end") + "\n        ),\n".len();
        format!("{}{}", &text[..start], &text[end..])
    };
    let read = |text: &str| Document::parse(&SCHEMA, text.to_owned()).expect("a dataset");
    screen.keys("/aachen<enter><enter>/telefon<enter>e<ctrl+u>777<enter>");
    let theirs = ExternalVersion {
        base: read(SHIPPED),
        theirs: read(&without(SHIPPED)),
        authors: ValueAuthors::default(),
        saving: true,
        merged: None,
    };
    screen.event(Event::FileChanged(Box::new(theirs))).shows("gelöscht").shows("Kontakt › Telefon").shows("777");
    screen.keys("e").shows("email: \"bildungsbuero@staedteregion-aachen.de\"").keys("<esc><down><enter>");
    assert_eq!(screen.saved.as_deref(), Some(without(SHIPPED).as_str()));
}

#[test]
fn another_change_while_deciding_asks_anew_about_the_file_as_it_is_now() {
    let mut screen = aachen();
    screen.keys("e<ctrl+u>777<enter>").event(theirs(PHONE, "phone: \"666\"", true));
    screen.event(theirs(PHONE, "phone: \"665\"", false)).shows("665").hides("666").shows("erneut geändert");
    screen.keys("<ctrl+s>").shows("Entscheiden Sie zuerst alle Konflikte");
    assert_eq!(screen.saved, None);
    screen.keys("<down><enter>");
    assert!(screen.saved.as_deref().is_some_and(|text| text.contains("phone: \"665\"")));
}

/// The dataset as git leaves it when both set the telephone and one the e-mail as well.
fn marked() -> (String, Box<Merged>) {
    let parse = |text: &str| Document::parse(&SCHEMA, text.to_owned()).expect("a dataset");
    let ours = SHIPPED.replacen(PHONE, "phone: \"777\"", 1);
    let theirs = SHIPPED.replacen(PHONE, "phone: \"666\"", 1).replacen("Zollernstraße 16", "Zollernstraße 20", 1);
    let text = merge(&parse(SHIPPED), &parse(&ours), &parse(&theirs)).with_markers();
    let (document, merged) = parse_with_markers(&SCHEMA, text.as_str().into(), &|_, _| {}).expect("it opens");
    (document.text(), Box::new(merged.expect("conflicts")))
}

#[test]
fn a_file_with_conflict_markers_is_decided_before_anything_else() {
    for (lang, title, refused, first) in [
        (Lang::De, "╭─ Konflikt", "Entscheiden Sie zuerst alle Konflikte", "Strg-S zeigt sie"),
        (Lang::En, "╭─ Conflict", "decide all conflicts first", "Ctrl-S shows them"),
    ] {
        let (ours, merged) = marked();
        let mut screen = Screen::new(&ours, lang, (80, 24));
        screen.event(Event::Marked(merged)).shows(title).shows("(ours)").shows("(theirs)").shows("(base)");
        screen.shows(if lang == Lang::De { "[unentschieden]" } else { "[undecided]" });
        screen.keys("<esc>").hides(title).keys("<ctrl+s>").shows(title).shows(refused);
        screen.keys("<esc>/aachen<enter><enter>e").shows(first);
        assert_eq!((screen.saved.as_deref(), screen.dataset()), (None, ours));
        screen.keys("<ctrl+s><down><enter>").shows("[+2]").hides(title);
        assert!(screen.effects.contains(&Effect::MarkersResolved));
        let decided = SHIPPED.replacen(PHONE, "phone: \"666\"", 1).replacen("Zollernstraße 16", "Zollernstraße 20", 1);
        screen.keys("<ctrl+s>");
        assert_eq!(screen.saved.as_deref(), Some(decided.as_str()));
    }
}

#[test]
fn markers_that_go_while_they_are_asked_about_are_asked_no_more() {
    let (ours, merged) = marked();
    let mut screen = Screen::new(&ours, Lang::De, (80, 24));
    let read = |text: &str| Document::parse(&SCHEMA, text.to_owned()).expect("a dataset");
    let theirs = ExternalVersion {
        base: read(&ours),
        theirs: read(SHIPPED),
        authors: ValueAuthors::default(),
        saving: false,
        merged: None,
    };
    screen.event(Event::Marked(merged)).event(Event::FileChanged(Box::new(theirs)));
    screen.hides("╭─ Konflikt").hides("unentschieden").hides("[+");
    assert_eq!(screen.dataset(), SHIPPED);
    assert!(screen.effects.contains(&Effect::MarkersResolved) && screen.effects.contains(&Effect::ExternalMerged));
}

#[test]
fn markers_alone_are_an_unsaved_change() {
    let (ours, merged) = marked();
    let mut screen = Screen::new(&ours, Lang::De, (80, 24));
    screen.event(Event::Marked(merged)).keys("<enter>").shows("[+1]").keys("c").shows("Konfliktmarken").keys("<esc>q");
    screen.shows("Speichern und beenden").keys("<esc><ctrl+s>").hides("[+");
    assert_eq!(screen.saved.as_deref(), Some(ours.as_str()));
}

#[test]
fn markers_in_a_file_that_cannot_be_written_are_told() {
    let (ours, merged) = marked();
    let mut screen = Screen::new(&ours, Lang::De, (120, 40));
    screen.app.workspace.file.read_only = Some("schreibgeschützt".into());
    screen.event(Event::Marked(merged)).shows("Konfliktmarken").hides("╭─ Konflikt");
}

#[test]
fn a_long_text_at_a_conflict_is_seen_where_one_types() {
    let note = "note: \"alte Portalseite ohne Datum;";
    let mut screen = Screen::new(SHIPPED, Lang::De, (40, 12));
    screen.keys("/aachen<enter><enter>/portalseite<enter>e<ctrl+u>");
    screen.event(Event::Paste("Wort ".repeat(130))).keys("<enter>");
    screen.event(theirs(note, "note: \"anders;", true)).keys("eXYZ").sees_cursor_behind("XYZ");
    screen.keys("<ctrl+a>abc").sees_cursor_behind("abc").resize(80, 24).sees_cursor_behind("abc");
}

#[test]
fn a_conflict_is_decided_at_a_glance_on_a_small_screen() {
    for (lang, field, mine, take) in
        [(Lang::De, "telefon", "│ Von mir", "│ m  Meine Fassung"), (Lang::En, "phone", "│ Mine", "│ m  Keep mine")]
    {
        let mut screen = Screen::new(SHIPPED, lang, (40, 12));
        screen.keys("/aachen<enter><enter>/").keys(field).keys("<enter>e<ctrl+u>777<enter><esc>");
        screen.event(theirs(PHONE, "phone: \"666\"", true));
        let text = screen.text();
        let row = |start: &str| text.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{text}"));
        assert!(row(mine).contains("777") && text.contains(" 666 ") && text.contains("0241 5198-4300"), "{text}");
        assert!(row(take).len() > 4 && text.contains("│ e  "), "{text}");
        assert!(!text.contains("wiederherstell…"), "{text}");
    }
    // Of a long text, what differs is seen.
    let note = "note: \"alte Portalseite ohne Datum; eingerichtet 2008-07-01 durch";
    let mut screen = Screen::new(SHIPPED, Lang::De, (40, 12));
    screen.keys("/aachen<enter><enter>/portalseite<enter>e").keys("<end> ZWEI<enter>");
    screen.event(theirs(note, &format!("{note} EINS;"), true)).shows("EINS;");
}

#[test]
fn closing_the_conflicts_changes_nothing() {
    let mut screen = aachen();
    screen.keys("e<ctrl+u>777<enter><esc>");
    screen.event(theirs(PHONE, "phone: \"666\"", true)).keys("<esc>").shows("777").shows("[+1]");
    assert_eq!(screen.saved, None);
}

#[test]
fn an_open_field_is_kept_and_told_that_its_value_is_another_now() {
    let mut screen = aachen();
    screen.keys("e<ctrl+u>77").event(theirs(PHONE, "phone: \"666\"", false));
    screen.shows("77").shows("bert@amt hat dieses Feld").keys("7<enter>");
    assert!(screen.dataset().contains("phone: \"777\""));
}

#[test]
fn every_step_and_every_open_text_is_handed_over_to_be_kept() {
    let mut screen = aachen();
    screen.keys("e<ctrl+u>110<enter>u");
    let names: Vec<String> = screen
        .kept
        .iter()
        .map(|keep| match keep {
            Keep::Step(name, how, _) => format!("{how:?} {name}"),
            Keep::Taking(name, ..) => format!("taken {name}"),
            Keep::Draft(_, text) => format!("draft {text}"),
            Keep::DraftClosed(_) => "closed".to_owned(),
        })
        .collect();
    let step = "Bildungsbüro (A 43) › Kontakt › Telefon geändert";
    assert_eq!(
        names,
        ["draft ", "draft 1", "draft 11", "draft 110", &format!("Made {step}"), "closed", &format!("Undone {step}")]
    );
}

/// What a program left that set the telephone and had the e-mail open.
fn left() -> RecoveredSession {
    let mut gone = aachen();
    gone.keys("e<ctrl+u>110<enter>/e-mail<enter>e<ctrl+u>neu@amt.de");
    let steps = gone.kept.iter().filter_map(|k| match k {
        Keep::Step(_, _, changes) => Some(("10:41".to_owned(), changes.clone())),
        _ => None,
    });
    let Some(Keep::Draft(address, text)) = gone.kept.last().cloned() else { panic!("a draft") };
    let drafts = vec![RecoveredDraft { when: "10:42".to_owned(), address, text }];
    RecoveredSession { who: "anna@amt".into(), last: "10:42".into(), steps: steps.collect(), drafts, takes: Vec::new() }
}

#[test]
fn what_a_lost_connection_left_is_shown_field_by_field_and_taken_over() {
    let mut screen = Screen::shipped();
    screen
        .event(Event::Recovered(vec![left()]))
        .shows("Von anna@amt, zuletzt 10:42")
        .shows("[x] Bildungsbüro (A 43) › Kontakt › Telefon  ")
        .shows("    0241 5198-4300 → 110")
        .shows("10:41")
        .shows("E-Mail (offenes Feld)")
        .shows("→ neu@amt.de");
    assert_eq!(screen.dataset(), SHIPPED);
    screen.keys("<enter>").shows("[+2]");
    assert!(screen.effects.contains(&Effect::Recovery(RecoveryDecision::Taken)));
    screen.keys("uu");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn it_is_dropped_only_when_a_person_says_so() {
    let mut screen = Screen::shipped();
    screen.event(Event::Recovered(vec![left()])).keys("<esc>");
    assert_eq!(screen.effects, []);
    screen.event(Event::Recovered(vec![left()])).keys("<down><down><enter>");
    screen.shows("Wirklich alle verwerfen?").keys("<enter>").shows("Nicht gespeicherte Änderungen gefunden");
    assert_eq!(screen.effects, []);
    screen.keys("<home><down><down><enter><down><enter>").shows("Verworfen.").hides("gefunden");
    assert_eq!(screen.effects, [Effect::Recovery(RecoveryDecision::Dropped)]);
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn nothing_is_dropped_because_nothing_is_marked() {
    let mut screen = Screen::shipped();
    screen.event(Event::Recovered(vec![left()])).keys("<down><down><down>x<down>x<home><enter>");
    screen.shows("Nichts markiert").shows("Nicht gespeicherte Änderungen gefunden");
    assert_eq!((screen.effects.len(), screen.dataset().as_str()), (0, SHIPPED));
}

#[test]
fn what_stands_in_the_dataset_already_is_said_to_be_there() {
    let mut screen = Screen::shipped();
    let offer = RecoveredSession { steps: Vec::new(), drafts: Vec::new(), ..left() };
    screen.event(Event::Recovered(vec![offer])).shows("stehen schon im Datenbestand").keys("<enter>");
    assert_eq!(screen.effects, [Effect::Recovery(RecoveryDecision::Taken)]);
    screen.shows("es fehlte nichts").hides("Verworfen");
}

#[test]
fn it_fits_also_a_dataset_that_has_changed_since() {
    let changed = SHIPPED.replacen("\"Zollernstraße 16, 52070 Aachen\"", "\"Zollernstraße 20, 52070 Aachen\"", 1);
    let mut screen = Screen::new(&changed, Lang::De, (80, 24));
    screen.event(Event::Recovered(vec![left()])).keys("<enter>").shows("[+2]");
    assert_eq!(diff(&changed, &screen.dataset()).len(), 4);
}

/// The dataset after somebody else set the telephone, too.
fn changed_since() -> String {
    SHIPPED.replacen(PHONE, "phone: \"666\"", 1)
}

#[test]
fn single_ones_are_taken_and_the_rest_is_kept() {
    let mut screen = Screen::shipped();
    screen.event(Event::Recovered(vec![left()])).keys("<down><down><down>x").shows("[ ] Bildungsbüro").shows("1 von 2");
    screen.shows("übrige behalten").keys("<home><enter>").shows("[+1]").shows("1 Änderung bleibt");
    assert_eq!(screen.effects, []);
    assert!(screen.dataset().contains("neu@amt.de") && screen.dataset().contains(PHONE));
    screen
        .keys("R")
        .shows("[ ] Bildungsbüro")
        .hides("neu@amt.de")
        .keys("<down><down><down>x<home><enter>")
        .shows("[+2]");
    assert_eq!(screen.effects, [Effect::Recovery(RecoveryDecision::Taken)]);
    assert!(screen.dataset().contains("phone: \"110\""));
}

#[test]
fn what_was_put_off_stays_announced() {
    for (lang, told, next) in [
        (Lang::De, "2 frühere Änderungen sind zurückgestellt", "zurückgestellt: R"),
        (Lang::En, "2 earlier changes are postponed", "postponed: R"),
    ] {
        for keys in ["<esc>", "q", "<down><enter>"] {
            let mut screen = Screen::new(SHIPPED, lang, (80, 24));
            screen.event(Event::Recovered(vec![left()])).keys(keys).shows(told);
            screen
                .keys("jk")
                .shows(next)
                .resize(40, 12)
                .keys("k")
                .shows(next)
                .keys("R<enter>")
                .hides(next)
                .shows("[+2]");
            assert_eq!(screen.effects, [Effect::Recovery(RecoveryDecision::Taken)], "{keys}");
        }
    }
}

#[test]
fn text_that_can_no_longer_be_entered_is_taken_over_as_text() {
    for (field, text) in [(format!("{FORUM}/note"), "getippt"), ("bodies//name".into(), "Arbeitskreis Ganztag")] {
        let gone = edited(&[forum_is_removed()]).text();
        let mut screen = Screen::new(&gone, Lang::De, (80, 24));
        let field = address(&field.replace("//", "/\u{0}/"));
        let field = Address { id: field.id.replace('\u{0}', ""), ..field };
        let drafts = vec![RecoveredDraft { when: "10:42".to_owned(), address: field.clone(), text: text.to_owned() }];
        let (who, last) = ("anna@amt".into(), "10:42".into());
        let offer = RecoveredSession { who, last, steps: Vec::new(), drafts, takes: Vec::new() };
        screen.event(Event::Recovered(vec![offer])).shows(text).shows("Beim Übernehmen bleibt der Text erhalten");
        // Nothing has changed that could be saved.
        screen.keys("<enter>").shows("Der Text bleibt erhalten: Strg-Y").hides("noch nicht gespeichert");
        assert_eq!(screen.effects, [Effect::Recovery(RecoveryDecision::Taken)]);
        assert_eq!(screen.kept, [Keep::Draft(field, text.to_owned())]);
        screen.keys("z").shows("Wohin mit dem Text?").sees_cursor_behind(text);
    }
}

#[test]
fn text_of_a_new_list_item_is_entered_as_one() {
    let mut gone = Screen::shipped();
    gone.keys("3/inklusion<enter><enter>/gemeinsames<enter>a<enter>Teilhabe");
    let Some(Keep::Draft(address, text)) = gone.kept.last().cloned() else { panic!("a draft") };
    let offer = RecoveredSession {
        who: "anna@amt".into(),
        last: "10:42".into(),
        steps: Vec::new(),
        drafts: vec![RecoveredDraft { when: "10:42".to_owned(), address, text }],
        takes: Vec::new(),
    };
    let mut screen = Screen::shipped();
    screen.event(Event::Recovered(vec![offer])).shows("[x]").shows("Teilhabe").keys("<enter>").shows("[+1]");
    assert!(screen.dataset().contains("\"inclusion\", \"Teilhabe\"]"));
}

#[test]
fn steps_on_the_way_to_what_stands_there_now_are_no_question() {
    let mut gone = aachen();
    gone.keys("e<ctrl+u>110<enter>e<ctrl+u>666<enter>");
    let steps = gone.kept.iter().filter_map(|k| match k {
        Keep::Step(_, _, changes) => Some(("10:41".to_owned(), changes.clone())),
        _ => None,
    });
    let offer = RecoveredSession { steps: steps.collect(), drafts: Vec::new(), ..left() };
    let mut screen = Screen::new(&changed_since(), Lang::De, (80, 24));
    screen.event(Event::Recovered(vec![offer])).shows("stehen schon im Datenbestand").hides("110");
}

#[test]
fn what_no_longer_fits_does_not_win_by_itself() {
    let mut screen = Screen::new(&changed_since(), Lang::De, (80, 24));
    screen.event(Event::Recovered(vec![left()])).shows("[ ] Bildungsbüro (A 43) › Kontakt › Telefon");
    screen.shows("Inzwischen steht hier etwas anderes").shows("aufgezeichnet: 110").shows("jetzt: 666");
    screen.shows("vorher: 0241 5198-4300").keys("<enter>").shows("[+1]");
    assert!(screen.dataset().contains("phone: \"666\"") && screen.dataset().contains("neu@amt.de"));
}

#[test]
fn what_no_longer_fits_is_taken_when_a_person_marks_it() {
    let mut screen = Screen::new(&changed_since(), Lang::En, (80, 24));
    screen.event(Event::Recovered(vec![left()])).shows("This now says something else");
    screen.keys("<down><down><down><enter>").shows("[x] Bildungsbüro").shows("Restore all");
    screen.keys("<home><enter>").shows("[+2]");
    assert!(screen.dataset().contains("phone: \"110\""));
}

#[test]
fn what_belonged_to_a_record_that_is_gone_is_shown_all_the_same() {
    let start = SHIPPED.find("        Body(\n            id: \"aachen-bildungsbuero\"").expect("the office");
    let end = start + SHIPPED[start..].find("\n        ),\n").expect("its end") + "\n        ),\n".len();
    let mut screen = Screen::new(&format!("{}{}", &SHIPPED[..start], &SHIPPED[end..]), Lang::De, (80, 24));
    let mut offer = left();
    offer.drafts.clear();
    screen.event(Event::Recovered(vec![offer])).shows("nicht mehr eintragen").shows("110");
    screen.keys("<down><down><down><enter>").shows("lässt sich hier nicht mehr");
}

#[test]
fn leaving_decides_nothing_about_what_was_left() {
    for keys in ["<esc>q", "qq", "<down><enter>q", "<ctrl+c><ctrl+c>"] {
        let mut screen = Screen::shipped();
        screen.event(Event::Recovered(vec![left()])).keys(keys);
        assert_eq!(screen.effects, [Effect::Quit], "{keys}");
    }
}

/// What the history tells of a place.
fn past(place: &str, before: Option<&str>, after: Option<&str>) -> ValueHistoryEntry {
    let text = |text: Option<&str>| text.map(str::to_owned);
    let change = FieldChange { address: address(place), before: text(before), after: text(after) };
    let when = "2026-11-20 10:00".to_owned();
    ValueHistoryEntry { entry: HistoryEntry::of(&SCHEMA, change, &when, "anna@amt"), when, source: Vec::new() }
}

/// A question whose answer the test gives.
fn question() -> HistoryQuestion {
    HistoryQuestion { address: "bodies/aachen-bildungsbuero".into(), source: None, place: "X".into() }
}

#[test]
fn from_the_past_of_a_value_one_key_leads_to_that_of_all() {
    for (lang, all, nothing) in [
        (Lang::De, "Verlauf: alle Änderungen", "noch keine Änderung verzeichnet"),
        (Lang::En, "History: all changes", "No change is recorded here yet"),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (100, 30));
        screen.event(Event::History(question(), Vec::new())).shows(nothing);
        screen.keys("H").hides(nothing);
        let Some(Effect::History(question)) = screen.effects.pop() else { panic!("asked for nothing") };
        assert_eq!((&question.address[..], &question.source), ("", &None));
        let phone = past("bodies/aachen-bildungsbuero/contact/phone", Some("\"0241 99\""), Some("\"0241 1\""));
        screen.event(Event::History(question, vec![phone])).shows(all).shows("anna@amt").shows("Bildungsbüro (A 43)");
        // From any other view it is one key.
        screen.keys("<esc>mH");
        assert!(matches!(screen.effects.pop(), Some(Effect::History(question)) if question.address.is_empty()));
    }
}

#[test]
fn the_past_of_a_value_names_who_proposed_it() {
    for (lang, words) in
        [(Lang::De, "anna@amt, auf Vorschlag von otto@amt"), (Lang::En, "anna@amt, proposed by otto@amt")]
    {
        let mut phone = past("bodies/aachen-bildungsbuero/contact/phone", Some("\"0241 99\""), Some("\"0241 1\""));
        phone.entry.proposed_by = Some("otto@amt".to_owned());
        Screen::new(SHIPPED, lang, (100, 30)).event(Event::History(question(), vec![phone])).shows(words);
    }
}

#[test]
fn the_past_of_a_value_is_shown_and_brought_back() {
    let mut screen = aachen();
    screen.keys("H");
    let Some(Effect::History(question)) = screen.effects.pop() else { panic!("asked for nothing") };
    let HistoryQuestion { address, source, place } = question;
    assert_eq!(address, "bodies/aachen-bildungsbuero/contact/phone");
    assert_eq!(source.as_deref(), Some("bodies/aachen-bildungsbuero/contact/source"));
    let past = past(&address, Some("\"0241 99\""), None);
    screen
        .event(Event::History(HistoryQuestion { address, source, place }, vec![past]))
        .shows("2026-11-20 10:00 anna@amt")
        .shows("0241 99")
        .keys("<enter>");
    assert!(screen.dataset().contains("phone: \"0241 99\""));
    screen.keys("u");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn a_value_comes_back_with_the_source_it_had_then() {
    for (lang, said, done) in [
        (
            Lang::De,
            "„0241 99“ wieder einsetzen (mit der damaligen Quelle)",
            "Telefon: „0241 99“ wieder eingesetzt (mit der damaligen Quelle)",
        ),
        (
            Lang::En,
            "put “0241 99” back (with the source it had then)",
            "Phone: “0241 99” put back (with the source it had then)",
        ),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (120, 40));
        let phone = past("bodies/aachen-bildungsbuero/contact/phone", Some("\"0241 99\""), Some("\"0241 1\""));
        let source = past("bodies/aachen-bildungsbuero/contact/source", Some("(url: \"Faltblatt 2009\")"), None);
        let both = ValueHistoryEntry { source: vec![source.entry], ..phone };
        screen.event(Event::History(question(), vec![both])).shows(said).keys("<enter>").shows(done);
        let text = screen.dataset();
        assert!(text.contains("phone: \"0241 99\"") && text.contains("Faltblatt 2009"), "{}", screen.text());
        screen.keys("u");
        assert_eq!(screen.dataset(), SHIPPED, "one step");
    }
}

#[test]
fn the_past_says_what_enter_brings_back_and_a_second_enter_opens_nothing() {
    for (lang, said, done) in [
        (Lang::De, "„unbekannt“ wieder einsetzen", "Telefon: „unbekannt“ wieder eingesetzt"),
        (Lang::En, "put “unknown” back", "Phone: “unknown” put back"),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (120, 40));
        let keys = if lang == Lang::De { "telefon" } else { "phone" };
        screen.keys("/aachen<enter><enter>/").keys(keys).keys("<enter>H");
        let phone = past("bodies/aachen-bildungsbuero/contact/phone", None, Some("\"0241 1\""));
        screen.event(Event::History(question(), vec![phone])).shows(said).keys("<enter>").hides(said).shows(done);
        assert!(!screen.dataset().contains("0241 5198-4300"));
        screen.keys("<enter>").hides(done);
        assert!(screen.app.screens.directory.editor.is_none(), "{}", screen.text());
        // Then Enter opens the field that the cursor stayed on, as ever.
        screen.keys("<enter>");
        let editor = screen.app.screens.directory.editor.as_ref();
        assert!(
            editor.is_some_and(|editor| editor.address.display(&SCHEMA).to_string().ends_with("phone")),
            "{}",
            screen.text()
        );
    }
}

#[test]
fn a_former_value_that_would_break_a_rule_is_not_brought_back() {
    for (lang, said) in [(Lang::De, "verweist auf sich selbst"), (Lang::En, "refers to itself")] {
        let mut screen = Screen::new(SHIPPED, lang, (120, 40));
        let parent = past("bodies/aachen-bildungsbuero/parent", Some("\"aachen-bildungsbuero\""), None);
        screen.event(Event::History(question(), vec![parent])).keys("<enter>").shows(said);
        assert_eq!(screen.dataset(), SHIPPED);
    }
}

#[test]
fn the_past_of_a_list_is_told_item_by_item_and_brought_back_as_a_whole() {
    for (lang, label, added, removed, moved) in [
        (Lang::De, "Auch bekannt als", "neu: Neu", "entfernt: Weg", "verschoben"),
        (Lang::En, "Also known as", "new: Neu", "removed: Weg", "moved"),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (120, 30));
        let past = |before, after| past("action_fields/gesundheit/synonyms", Some(before), Some(after));
        let changed = past("[\"A\", \"Weg\", \"B\"]", "[\"A\", \"B\", \"Neu\"]");
        let turned = past("[\"B\", \"A\"]", "[\"A\", \"B\"]");
        screen.event(Event::History(question(), vec![changed, turned]));
        screen.shows(&format!("{label} › 3: {added}")).shows(&format!("{label} › 2: {removed}"));
        screen.shows(moved).hides("Weg, B").keys("<enter>");
        assert!(screen.dataset().contains("[\"A\", \"Weg\", \"B\"]"), "{}", screen.text());
    }
}

/// The shipped file after another program has edited it.
fn edited(edits: &[Edit]) -> Document {
    let mut document = Document::parse(&SCHEMA, SHIPPED).expect("a dataset");
    edits.iter().for_each(|edit| drop(document.edit(edit).expect("an edit")));
    Document::parse(&SCHEMA, document.text()).expect("a dataset")
}

fn arrives(edits: &[Edit]) -> Event {
    let base = Document::parse(&SCHEMA, SHIPPED).expect("a dataset");
    let theirs = edited(edits);
    let authors = written_by("bert@amt", &base, &theirs);
    let theirs = ExternalVersion { base, theirs, authors, saving: false, merged: None };
    Event::FileChanged(Box::new(theirs))
}

fn address(text: &str) -> Address {
    Address::parse(&SCHEMA, text).expect("an address")
}

const COMMITTEE: &str = "bodies/rhein-sieg-lenkungskreis";
const FORUM: &str = "bodies/region-aachen-fokubi";

fn member_is_removed() -> Edit {
    Edit::RemoveItem { list: address(&format!("{COMMITTEE}/members")), at: 0 }
}

fn forum_is_removed() -> Edit {
    Edit::Remove { address: address(FORUM) }
}

fn forum_is_renamed() -> Edit {
    Edit::Rename { address: address(FORUM), to: "fokubi-neu".into(), referrers: Vec::new() }
}

/// The institution of a member of the committee, being typed.
fn at_a_member(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = Screen::new(SHIPPED, lang, size);
    let member = address(&format!("{COMMITTEE}/members/3/institution"));
    let slot = screen.app.workspace.doc.resolve(&member).expect("a member");
    screen.app.open_address(slot, &member);
    screen.event(Event::Resize(screen.app.size)).keys("e XYZ").sees_cursor_behind(" XYZ");
    screen
}

/// A field of the forum, being typed.
fn at_the_forum(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = Screen::new(SHIPPED, lang, size);
    let note = address(&format!("{FORUM}/note"));
    let slot = screen.app.workspace.doc.resolve(&note).expect("the forum");
    screen.app.open_address(slot, &note);
    screen.event(Event::Resize(screen.app.size)).keys("e<ctrl+u>getippt").sees_cursor_behind("getippt");
    screen
}

#[test]
fn an_open_field_follows_its_list_item() {
    for (lang, size) in [(Lang::De, (80, 24)), (Lang::En, (40, 12))] {
        let mut screen = at_a_member(lang, size);
        screen.event(arrives(&[member_is_removed()])).sees_cursor_behind(" XYZ").keys("<enter>");
        let place = address(&format!("{COMMITTEE}/members/2/institution"));
        let mut wanted = edited(&[member_is_removed()]);
        let value = "\"Stadt Troisdorf XYZ\"".to_owned();
        wanted.edit(&Edit::Set { address: place.clone(), value }).expect("it is set");
        assert_eq!(diff(&wanted.text(), &screen.dataset()), [""; 0]);
        assert_eq!(screen.app.screens.directory.detail.row().and_then(|row| row.address.clone()), Some(place));
    }
}

#[test]
fn an_open_field_follows_its_record_under_another_id() {
    for (lang, size) in [(Lang::De, (80, 24)), (Lang::En, (40, 12))] {
        let mut screen = at_the_forum(lang, size);
        screen.event(arrives(&[forum_is_renamed()])).sees_cursor_behind("getippt");
        assert_eq!(
            screen.kept[screen.kept.len() - 2..],
            [
                Keep::Draft(address("bodies/fokubi-neu/note"), "getippt".into()),
                Keep::DraftClosed(address(&format!("{FORUM}/note"))),
            ]
        );
        screen.keys("<enter>");
        assert!(screen.dataset().contains("note: \"getippt\""));
    }
}

#[test]
fn text_whose_record_is_gone_stays_on_the_screen_and_in_the_journal() {
    for (lang, told, asked) in [
        (Lang::De, "bert@amt hat Forum Kulturelle", "Wohin mit dem Text?"),
        (Lang::En, "bert@amt has removed Forum", "Where should the text go?"),
    ] {
        for size in [(80, 24), (60, 16), (40, 12)] {
            let mut screen = at_the_forum(lang, size);
            let before = screen.kept.len();
            screen.event(arrives(&[forum_is_removed()])).shows(asked).sees_cursor_behind("getippt");
            screen.shows(&told[..told.len().min(usize::from(size.0) - 4)]).keys("xy").sees_cursor_behind("getipptxy");
            assert_eq!(screen.kept.last(), Some(&Keep::Draft(address(&format!("{FORUM}/note")), "getipptxy".into())));
            for close in ["<esc>z", "<enter>z"] {
                screen.keys(close).shows(asked).sees_cursor_behind("getipptxy");
            }
            screen.keys("<esc>q").shows(if lang == Lang::De { "Eingegeben, aber" } else { "Typed, but" }).keys("<esc>");
            assert!(!screen.kept[before..].iter().any(|keep| matches!(keep, Keep::DraftClosed(_))));
            assert!(screen.effects.iter().all(|effect| *effect != Effect::Quit));
        }
    }
}

#[test]
fn text_whose_record_is_gone_is_put_where_a_person_says() {
    let gone = || {
        let mut screen = at_the_forum(Lang::De, (80, 24));
        screen.event(arrives(&[forum_is_removed()]));
        screen
    };
    let mut screen = gone();
    screen.keys("<enter>1/aachen<enter><enter>/anmerkung<enter>e<ctrl+u><ctrl+y><alt+y>").sees_cursor_behind("getippt");
    assert!(screen.kept.contains(&Keep::DraftClosed(address(&format!("{FORUM}/note")))));
    screen.keys("<enter>");
    assert!(screen.dataset().contains("note: \"getippt\""));

    let mut screen = gone();
    screen.keys("<down><enter>");
    assert!(screen.effects.contains(&Effect::Copy("getippt".into())));
    screen.keys("z").shows("Wohin mit dem Text?");

    let mut screen = gone();
    screen.keys("<down><down><enter>").sees_cursor_behind("getippt").keys("<enter>");
    assert!(screen.dataset().contains("id: \"region-aachen-fokubi\"") && screen.dataset().contains("\"getippt\""));
    screen.keys("uu");
    assert_eq!(screen.dataset(), edited(&[forum_is_removed()]).text());

    let mut screen = gone();
    screen.keys("<down><down><down><enter>").hides("Wohin mit dem Text?");
    assert_eq!(screen.kept.last(), Some(&Keep::DraftClosed(address(&format!("{FORUM}/note")))));
    screen.keys("u").shows("Wohin mit dem Text?").sees_cursor_behind("getippt");
}

#[test]
fn text_whose_list_item_is_gone_comes_back_with_it() {
    let mut screen = at_a_member(Lang::De, (80, 24));
    let list = address(&format!("{COMMITTEE}/members"));
    screen.event(arrives(&[Edit::RemoveItem { list, at: 3 }])).shows("Wohin mit dem Text?").sees_cursor_behind(" XYZ");
    screen.keys("<down><down><enter>").sees_cursor_behind(" XYZ").keys("<enter>");
    let wanted = SHIPPED.replacen("\"Stadt Troisdorf\"", "\"Stadt Troisdorf XYZ\"", 1);
    assert_eq!(diff(&wanted, &screen.dataset()), [""; 0]);
}

#[test]
fn a_new_list_item_is_inserted_where_it_was_begun() {
    let mut screen = Screen::shipped();
    screen.keys("3/inklusion<enter><enter>/gemeinsames<enter>a<enter>Teilhabe");
    let synonyms = address("action_fields/inklusion/synonyms");
    let first = Edit::InsertItem { list: synonyms.clone(), at: 0, value: "\"Vorn\"".into() };
    assert_eq!(screen.kept.last(), Some(&Keep::Draft(synonyms, "Teilhabe".into())));
    screen.event(arrives(&[first])).sees_cursor_behind("Teilhabe").keys("<enter>");
    assert!(screen.dataset().contains("synonyms: [\"Vorn\", \"Gemeinsames Lernen\", \"Teilhabe\","));
}

#[test]
fn the_cursor_stays_on_what_it_stood_on() {
    let mut screen = at_a_member(Lang::De, (80, 24));
    screen.keys("<esc>");
    let height = screen.cursor().y;
    screen.event(arrives(&[member_is_removed()]));
    // What is said about it takes a row.
    assert_eq!(screen.cursor().y, height - 1);
    screen.keys("e!<enter>");
    assert!(screen.dataset().contains("\"Stadt Troisdorf!\""));
}

#[test]
fn keys_do_not_act_on_another_record_than_the_one_that_is_gone() {
    let mut screen = at_the_forum(Lang::De, (80, 24));
    screen.keys("<esc>").event(arrives(&[forum_is_removed()])).keys("e");
    assert!(screen.app.screens.directory.focus == Focus::Detail && screen.app.screens.directory.editor.is_none());
    let mut screen = at_the_forum(Lang::De, (80, 24));
    screen.keys("<esc>1<esc>2d").shows("Löschen?");
    screen.event(arrives(&[forum_is_removed()])).hides("Löschen?").shows("gibt es nicht mehr");
}

#[test]
fn what_is_picked_from_follows_what_others_do() {
    let mut screen = Screen::shipped();
    screen.keys("2<enter>/regionen<enter>e<down>").shows("▌ Kreis Euskirchen");
    let renamed = Edit::Rename { address: address("regions/euskirchen"), to: "eu".into(), referrers: Vec::new() };
    screen.event(arrives(&[renamed])).shows("▌ Kreis Euskirchen").keys("<enter>");
    assert!(screen.dataset().contains("regions: [\"eu\"]"));
}

#[test]
fn text_at_a_conflict_outlives_another_change() {
    let mut screen = aachen();
    screen.keys("e<ctrl+u>777<enter>").event(theirs(PHONE, "phone: \"666\"", true)).keys("e8");
    screen.event(theirs(PHONE, "phone: \"665\"", false)).sees_cursor_behind("7778");
    screen.keys("<esc>").shows("z holt den Text").keys("z").sees_cursor_behind("7778").keys("<enter>");
    assert!(screen.saved.as_deref().is_some_and(|text| text.contains("phone: \"7778\"")));
}

#[test]
fn undo_takes_back_what_one_did_and_leaves_what_others_did() {
    let mut screen = at_a_member(Lang::De, (80, 24));
    screen.keys("<enter>").shows("[+1]").event(arrives(&[member_is_removed()]));
    screen.keys("u").shows("Rückgängig gemacht").hides("[+");
    assert_eq!(screen.dataset(), edited(&[member_is_removed()]).text());
    screen.keys("<ctrl+r>").shows("Wiederholt");
    assert!(screen.dataset().contains("Stadt Troisdorf XYZ"));
    screen.keys("u");
    assert_eq!(screen.dataset(), edited(&[member_is_removed()]).text());
}

#[test]
fn undo_follows_a_record_under_another_id() {
    let mut screen = at_the_forum(Lang::De, (80, 24));
    screen.keys("<enter>").shows("[+1]").event(arrives(&[forum_is_renamed()]));
    screen.keys("u").shows("Rückgängig gemacht").hides("[+");
    assert_eq!(screen.dataset(), edited(&[forum_is_renamed()]).text());
}

#[test]
fn a_step_that_others_changed_since_stays_and_undo_goes_further_back() {
    let mut screen = aachen();
    screen.keys("/e-mail<enter>e<ctrl+u>a@b.de<enter>/telefon<enter>e<ctrl+u>777<enter>");
    // What was saved others have changed since.
    screen.keys("<ctrl+s>");
    let saved = screen.saved.clone().expect("saved");
    let read = |text: &str| Document::parse(&SCHEMA, text.to_owned()).expect("a dataset");
    let theirs = read(&saved.replacen("phone: \"777\"", "phone: \"666\"", 1));
    let theirs =
        ExternalVersion { base: read(&saved), theirs, authors: ValueAuthors::default(), saving: false, merged: None };
    screen.event(Event::FileChanged(Box::new(theirs))).keys("u").shows("Nicht rückgängig gemacht: Bildungsbüro (A 43)");
    assert!(screen.dataset().contains("phone: \"666\""));
    screen.keys("u").shows("Rückgängig gemacht");
    assert!(screen.dataset().contains("phone: \"666\"") && !screen.dataset().contains("a@b.de"));
}

fn region_is_renamed() -> Edit {
    Edit::Rename { address: address("regions/dueren"), to: "rur".into(), referrers: Vec::new() }
}

#[test]
fn matrix_guide_and_the_way_back_follow_what_others_write() {
    let mut screen = Screen::shipped();
    screen.keys("m<right><down><down>");
    let (place, cursor) = (screen.app.screens.matrix.place().expect("a cell"), screen.cursor());
    let named =
        |screen: &Screen, place: CellPlace| [place.field, place.region].map(|slot| screen.app.workspace.name(slot));
    let before = named(&screen, place);
    screen.event(arrives(&[region_is_renamed(), forum_is_removed()]));
    let place = screen.app.screens.matrix.place().expect("a cell");
    assert_eq!((named(&screen, place), screen.cursor()), (before, cursor));

    let mut screen = Screen::shipped();
    screen.keys("<enter>/heimbach<enter><enter>").shows("Heimbach");
    screen.event(arrives(&[region_is_renamed()])).keys(",").shows("╭─ Kreis Düren");
}

#[test]
fn a_record_that_is_being_made_refers_to_what_others_have_renamed() {
    let mut screen = Screen::shipped();
    screen
        .keys("2a<end><enter>Arbeitskreis Ganztag<enter>")
        .event(arrives(&[region_is_renamed()]))
        .keys("arbeits<enter>");
    assert!(screen.dataset().contains("regions: [\"rur\"],"), "{}", screen.text());
}

/// A dataset with bodies and meetings.
fn of_bodies(bodies: &str, meetings: &str) -> String {
    format!(
        "#![enable(implicit_some)]\nDirectory(\n    regions: [\n        (id: \"a\", name: \"Kreis A\", kind: Kreis),\n    ],\n    bodies: [\n        \
         (id: \"amt\", level: Bildungsbuero, name: \"Amt\", regions: [\"a\"]),\n{bodies}    ],\n    meetings: [\n        \
         (id: \"m\", body: \"amt\", date: \"2026-01-01\"),\n{meetings}    ],\n)\n"
    )
}

#[test]
fn two_new_records_of_one_identifier_are_both_kept_by_letter() {
    let own = "        (id: \"forum-1\", level: Fachforum, name: \"Forum Sprache\", regions: [\"a\"]),\n";
    let their = "        (id: \"forum-1\", level: Arbeitskreis, name: \"Runde MINT\", regions: []),\n";
    let meeting = "        (id: \"neu\", body: \"forum-1\", date: \"2026-02-02\"),\n";
    for (lang, said) in [(Lang::De, "Beide behalten (meiner: forum-2)"), (Lang::En, "Keep both (mine: forum-2)")] {
        for size in [(40, 12), (80, 24)] {
            let mut screen = Screen::new(&of_bodies("", ""), lang, size);
            let add = |table: &str, text: &str| Edit::AddText {
                table: SCHEMA.find(table).expect("a table"),
                place: RecordPlace::End,
                text: text.trim().to_owned(),
            };
            let edits = [add("bodies", own), add("meetings", meeting)];
            assert!(screen.app.apply(&edits, "neu".into()).is_some());
            let parse = |text: &str| Document::parse(&SCHEMA, text.to_owned()).expect("a dataset");
            let (base, theirs) = (parse(&of_bodies("", "")), parse(&of_bodies(their, "")));
            let authors = written_by("bert@amt", &base, &theirs);
            let event = ExternalVersion { base, theirs, authors, saving: true, merged: None };
            screen.event(Event::FileChanged(Box::new(event)));
            screen.keys("<down><down><down>").shows(said).keys("b");
            let both = own.replace("forum-1", "forum-2") + their;
            assert_eq!(screen.dataset(), of_bodies(&both, &meeting.replace("forum-1", "forum-2")));
        }
    }
}

#[test]
fn two_new_records_between_the_markers_of_git_are_both_kept_by_letter() {
    let own = "        (id: \"forum\", level: Fachforum, name: \"Forum Sprache\", regions: [\"a\"]),\n";
    let their = "        (id: \"forum\", level: Arbeitskreis, name: \"Runde MINT\", regions: []),\n";
    let parse = |text: &str| Document::parse(&SCHEMA, text.to_owned()).expect("a dataset");
    let [base, ours, theirs] = ["", own, their].map(|bodies| parse(&of_bodies(bodies, "")));
    let text = merge(&base, &ours, &theirs).with_markers();
    for (lang, said) in [(Lang::De, "Beide behalten (ours: forum-2)"), (Lang::En, "Keep both (ours: forum-2)")] {
        let (document, merged) = parse_with_markers(&SCHEMA, text.as_str().into(), &|_, _| {}).expect("it opens");
        let mut screen = Screen::new(&document.text(), lang, (80, 24));
        screen.event(Event::Marked(Box::new(merged.expect("conflicts")))).shows(said).keys("b");
        assert_eq!(screen.dataset(), of_bodies(&(own.replace("\"forum\"", "\"forum-2\"") + their), ""));
    }
}

#[test]
fn own_unsaved_deletions_are_still_listed_after_others_wrote() {
    let mut screen = aachen();
    screen.keys("2/fonds<enter><enter>").keys("d").keys("<enter>").shows("Bildungsfonds gelöscht");
    screen.event(theirs(PHONE, "phone: \"0241 1\"", false)).keys("c").shows("Bildungsfonds");
}
