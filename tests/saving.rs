//! Going on while a save is going on: what it writes is what was there when it began, and nobody
//! waits or loses anything.

mod support;

use bildungsnetz::app::{Effect, Event, SaveAnswer, SpoiledFile};
use bildungsnetz::document::{Address, Edit, FieldChange};
use bildungsnetz::model::SCHEMA;
use support::Screen;

/// At the telephone of Aachen's office; saves end when the test says so.
fn slow() -> Screen {
    let mut screen = Screen::shipped();
    screen.slow = true;
    screen.keys("/aachen<enter><enter>/telefon<enter>");
    screen
}

fn ends(screen: &mut Screen) -> &mut Screen {
    let answer = SaveAnswer::Done { name: "koeln.ron".into(), path: "/data/koeln.ron".into(), note: None };
    screen.event(Event::Saved(answer))
}

fn fails(screen: &mut Screen) -> &mut Screen {
    screen.event(Event::Saved(SaveAnswer::Failed("Der Datenträger ist voll.".into())))
}

/// How many saves were asked for.
fn saves(screen: &Screen) -> usize {
    screen.effects.iter().filter(|effect| **effect == Effect::Save).count()
}

fn leaves(screen: &Screen) -> bool {
    screen.effects.contains(&Effect::Quit)
}

#[test]
fn it_is_said_how_far_it_is_and_keys_are_served() {
    let mut screen = slow();
    screen.keys("e<ctrl+u>110<enter><ctrl+s>").shows("speichert …").shows("[+1]");
    screen.event(Event::Saving(40)).shows("speichert … 40 %");
    screen.keys("s").shows("Alles durchsuchen").keys("<esc>").shows("speichert … 40 %");
    ends(&mut screen).shows("koeln.ron gespeichert.").hides("[+");
    assert_eq!(saves(&screen), 1);
}

#[test]
fn what_is_changed_meanwhile_is_unsaved_afterwards() {
    let mut screen = slow();
    screen.keys("e<ctrl+u>110<enter><ctrl+s>");
    screen.keys("/e-mail<enter>e<ctrl+u>a@b.de<enter>").shows("[+2]");
    ends(&mut screen).shows("[+1]");
    screen.keys("c").shows("a@b.de").hides("110");
}

#[test]
fn the_value_being_saved_may_change_again_and_back() {
    let mut screen = slow();
    screen.keys("e<ctrl+u>110<enter><ctrl+s>");
    screen.keys("e<ctrl+u>112<enter>");
    ends(&mut screen).shows("[+1]");
    screen.keys("c").shows("110 → 112").keys("<esc>u").hides("[+");

    let mut screen = slow();
    screen.keys("e<ctrl+u>110<enter><ctrl+s>u").hides("[+");
    ends(&mut screen).shows("[+1]");
    screen.keys("c").shows("110 → 0241 5198-4300");
}

#[test]
fn a_record_deleted_meanwhile_is_unsaved_afterwards() {
    let mut screen = slow();
    screen.keys("e<ctrl+u>110<enter><ctrl+s>").keys("4gjd<enter>");
    let unsaved = screen.app.workspace.unsaved.differences().len();
    ends(&mut screen);
    assert!(
        unsaved >= 1 && screen.app.workspace.unsaved.differences().len() == 1,
        "{:?}",
        screen.app.workspace.unsaved.differences()
    );
}

#[test]
fn a_second_save_is_remembered_and_told() {
    let mut screen = slow();
    screen.keys("e<ctrl+u>110<enter><ctrl+s><ctrl+s>").shows("Wird gerade gespeichert.");
    screen.keys("e<ctrl+u>112<enter><ctrl+s>").shows("gleich danach");
    assert_eq!(saves(&screen), 1);
    ends(&mut screen).shows("speichert …");
    assert_eq!(saves(&screen), 2);
    ends(&mut screen).shows(" gespeichert").hides("[+");
    assert_eq!(saves(&screen), 2);
}

#[test]
fn a_save_that_fails_keeps_everything_unsaved() {
    let mut screen = slow();
    screen.keys("e<ctrl+u>110<enter><ctrl+s>");
    screen.keys("/e-mail<enter>e<ctrl+u>a@b.de<enter>");
    fails(&mut screen).shows("Nicht gespeichert").shows("voll").shows("[+2]").hides("speichert …");
    screen.keys("<esc><ctrl+s>");
    assert_eq!(saves(&screen), 2);
    ends(&mut screen).hides("[+");
}

#[test]
fn a_file_that_is_gone_is_told_of_and_made_anew_by_the_next_save() {
    let mut screen = slow();
    screen.event(Event::FileGone).shows("koeln.ron fehlt; Strg-S legt die Datei neu an. Es ist nichts verloren.");
    screen.keys("<down>").shows("[Datei fehlt]").shows("Datei fehlt").hides("gespeichert");
    screen.event(Event::FileGone).hides("Es ist nichts verloren");
    screen.keys("<ctrl+s>").shows("speichert …");
    ends(&mut screen).shows("koeln.ron gespeichert.").hides("fehlt");
    screen.keys("<ctrl+s>").shows("Alles ist gespeichert.");
    assert_eq!(saves(&screen), 1);
}

#[test]
fn a_file_that_is_found_gone_by_the_save_is_made_anew_by_the_second() {
    let mut screen = slow();
    screen.keys("e<ctrl+u>110<enter><ctrl+s>");
    screen.event(Event::Saved(SaveAnswer::Gone("koeln.ron ist nicht mehr da.".into())));
    screen.shows("Nicht gespeichert").shows("nicht mehr da").shows("[Datei fehlt]");
    screen.keys("<ctrl+s>");
    assert_eq!(saves(&screen), 2);
    ends(&mut screen).hides("fehlt").hides("[+").hides("Nicht gespeichert");
}

#[test]
fn a_file_that_comes_back_is_told_of_and_a_save_that_fails_leaves_it_gone() {
    let mut screen = slow();
    screen.event(Event::FileGone).event(Event::FileBack).shows("koeln.ron ist wieder da.").hides("fehlt");
    screen.event(Event::FileGone).keys("<ctrl+s>");
    fails(&mut screen).shows("voll").shows("[Datei fehlt]");
}

#[test]
fn what_others_left_in_its_place_is_marked_and_replaced_only_after_a_question() {
    let spoiled =
        |is_replaceable| Event::FileSpoiled(SpoiledFile { reason: "Die Datei ist leer.".into(), is_replaceable });
    let mut screen = slow();
    screen.event(spoiled(true)).shows("Die Datei ist leer.").keys("<down>").shows("[Datei unlesbar]");
    screen.keys("<ctrl+s>").shows("koeln.ron ist nicht lesbar").shows("bleibt als Sicherung").keys("<enter>");
    assert_eq!(saves(&screen), 0);
    screen.keys("<ctrl+s><down><enter>");
    assert_eq!(saves(&screen), 1);
    ends(&mut screen).shows("koeln.ron gespeichert.").hides("unlesbar");

    screen.event(spoiled(true)).keys("q").shows("koeln.ron ist nicht lesbar").shows("Speichern und beenden");
    screen.keys("<down><enter>").shows("bleibt als Sicherung").keys("<down><enter>");
    assert!(!leaves(&screen) && saves(&screen) == 2);
    ends(&mut screen);
    assert!(leaves(&screen));

    let mut screen = slow();
    screen.event(spoiled(false)).keys("<ctrl+s>").shows("Verschieben Sie, was dort liegt");
    assert_eq!(saves(&screen), 0);
    screen.keys("<esc>").event(Event::FileBack).shows("koeln.ron ist wieder da.").hides("unlesbar");
}

#[test]
fn that_everything_is_saved_is_said_after_a_look_at_the_file() {
    let mut screen = slow();
    screen.keys("<ctrl+s>").shows("Alles ist gespeichert.");
    assert!(screen.effects.contains(&Effect::LookAtFile));
    screen.event(Event::FileGone).shows("koeln.ron fehlt").hides("Alles ist gespeichert.");
}

#[test]
fn leaving_asks_when_what_is_here_is_the_only_copy() {
    let mut screen = slow();
    screen.event(Event::FileGone).keys("q").shows("koeln.ron fehlt").shows("Speichern und beenden");
    screen.keys("<down><enter>");
    assert!(!leaves(&screen) && saves(&screen) == 1);
    ends(&mut screen);
    assert!(leaves(&screen));

    let mut screen = slow();
    screen.app.workspace.file.read_only = Some("schreibgeschützt".into());
    screen.event(Event::FileGone).shows("der zuletzt gelesene Inhalt").keys("q");
    assert!(leaves(&screen), "nothing could be saved");
}

#[test]
fn leaving_waits_for_the_end_and_says_so() {
    let mut screen = slow();
    screen.keys("e<ctrl+u>110<enter><ctrl+s>q").shows("Das Programm wird beendet, sobald gespeichert ist.");
    assert!(!leaves(&screen));
    ends(&mut screen);
    assert!(leaves(&screen));
}

#[test]
fn leaving_does_not_happen_when_the_save_fails() {
    let mut screen = slow();
    screen.keys("e<ctrl+u>110<enter><ctrl+s>q");
    fails(&mut screen).shows("voll");
    assert!(!leaves(&screen));
    screen.keys("<esc><ctrl+s>");
    ends(&mut screen);
    assert!(!leaves(&screen), "that was another save");
}

#[test]
fn leaving_asks_for_what_was_changed_meanwhile() {
    let mut screen = slow();
    screen.keys("e<ctrl+u>110<enter><ctrl+s>e<ctrl+u>112<enter>q").shows("Speichern und beenden");
    screen.keys("<down><enter>");
    ends(&mut screen);
    assert!(!leaves(&screen) && saves(&screen) == 2);
    ends(&mut screen);
    assert!(leaves(&screen));
}

#[test]
fn dropping_what_came_later_still_saves_what_was_to_be_saved() {
    let mut screen = slow();
    screen.keys("e<ctrl+u>110<enter><ctrl+s>e<ctrl+u>112<enter>q<down><down><enter>").shows("wird beendet");
    assert!(!leaves(&screen));
    ends(&mut screen);
    assert!(leaves(&screen) && saves(&screen) == 1);
}

#[test]
fn what_is_typed_on_after_leaving_was_asked_for_is_not_lost() {
    let mut screen = slow();
    screen.keys("e<ctrl+u>110<enter><ctrl+s>qe<ctrl+u>112<enter>");
    ends(&mut screen).shows("Speichern und beenden");
    assert!(!leaves(&screen));
}

#[test]
fn the_history_notes_each_reference_that_follows_a_changed_identifier() {
    let mut screen = Screen::new(
        "#![enable(implicit_some)]\nDirectory(bodies: [(id: \"b\", level: Weitere, name: \"B\", regions: [])], meetings: [(id: \"m\", body: \"b\")])",
        bildungsnetz::texts::Lang::De,
        (80, 24),
    );
    let at = |text: &str| Address::parse(&SCHEMA, text).unwrap();
    let edit = Edit::Rename { address: at("bodies/b"), to: "c".into(), referrers: vec![at("meetings/m")] };
    assert!(screen.app.apply(&[edit], "umbenannt".into()).is_some(), "{:?}", screen.app.message);
    let noted = screen.app.workspace.unsaved.changed_values(&screen.app.workspace.doc);
    let text = |id: &str| Some(format!("{id:?}"));
    let fact = |place: &str| FieldChange { address: at(place), before: text("b"), after: text("c") };
    assert_eq!(noted, [fact("bodies/c/id"), fact("meetings/m/body")]);
    assert_eq!(screen.app.workspace.unsaved.differences().len(), 1, "for the person it is one change");
}
