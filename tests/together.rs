//! Several people at once, on the screen: what others write comes in, what is left by a lost connection is offered.

mod support;

use bildungsnetz::app::merging::Theirs;
use bildungsnetz::app::recovery::Offer;
use bildungsnetz::app::windows::past::Past;
use bildungsnetz::app::{Decision, Effect, Event, Keep};
use bildungsnetz::document::Document;
use bildungsnetz::model::{SCHEMA, SHIPPED};
use support::{Screen, diff};

/// The file after somebody else changed `from` to `to` in it.
fn theirs(from: &str, to: &str, saving: bool) -> Event {
    assert!(SHIPPED.contains(from), "{from}");
    let parse = |text: &str| Document::parse(&SCHEMA, text.to_owned()).expect("a dataset");
    let theirs = parse(&SHIPPED.replacen(from, to, 1));
    Event::Theirs(Box::new(Theirs { base: parse(SHIPPED), theirs, who: Some("bert@amt".into()), saving }))
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
    screen.event(theirs(PHONE, "phone: \"0241 1\"", false)).shows("bert@amt hat geändert").shows("0241 1").hides("[+");
    assert_eq!(screen.cursor(), cursor);
    assert!(screen.effects.contains(&Effect::TookTheirs));
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
    screen.event(theirs(PHONE, "phone: \"666\"", false)).shows("anders als hier");
    assert!(screen.dataset().contains("phone: \"777\""));
    screen.event(theirs(PHONE, "phone: \"666\"", true));
    screen.shows("Verschieden geändert").shows("777").shows("666").shows("0241 5198-4300");
    assert_eq!(screen.saved, None);
    screen.keys("<down><enter>");
    assert!(screen.saved.as_deref().is_some_and(|text| text.contains("phone: \"666\"")));
}

#[test]
fn closing_the_conflicts_changes_nothing() {
    let mut screen = aachen();
    screen.keys("e<ctrl+u>777<enter>");
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
fn left() -> Offer {
    let mut gone = aachen();
    gone.keys("e<ctrl+u>110<enter>/e-mail<enter>e<ctrl+u>neu@amt.de");
    let steps = gone.kept.iter().filter_map(|k| match k {
        Keep::Step(name, _, changes) => Some((name.clone(), changes.clone())),
        _ => None,
    });
    let Some(Keep::Draft(address, text)) = gone.kept.last().cloned() else { panic!("a draft") };
    Offer { who: "anna@amt".into(), last: "10:42".into(), steps: steps.collect(), drafts: vec![(address, text)] }
}

#[test]
fn what_a_lost_connection_left_is_shown_field_by_field_and_taken_over() {
    let mut screen = Screen::shipped();
    screen
        .event(Event::Recovered(vec![left()]))
        .shows("Von anna@amt, zuletzt 10:42")
        .shows("→ 110")
        .shows("neu@amt.de");
    assert_eq!(screen.dataset(), SHIPPED);
    screen.keys("<enter>").shows("[+2]");
    assert!(screen.effects.contains(&Effect::Recovery(Decision::Taken)));
    screen.keys("uu");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn it_is_dropped_only_when_a_person_says_so() {
    let mut screen = Screen::shipped();
    screen.event(Event::Recovered(vec![left()])).keys("<esc>");
    assert_eq!(screen.effects, []);
    screen.event(Event::Recovered(vec![left()])).keys("<down><down><enter>");
    assert_eq!(screen.effects, [Effect::Recovery(Decision::Dropped)]);
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn it_fits_also_a_dataset_that_has_changed_since() {
    let changed = SHIPPED.replacen("\"Zollernstraße 16, 52070 Aachen\"", "\"Zollernstraße 20, 52070 Aachen\"", 1);
    let mut screen = Screen::new(&changed, bildungsnetz::texts::Lang::De, (80, 24));
    screen.event(Event::Recovered(vec![left()])).keys("<enter>").shows("[+2]");
    assert_eq!(diff(&changed, &screen.dataset()).len(), 4);
}

#[test]
fn the_past_of_a_value_is_shown_and_brought_back() {
    let mut screen = aachen();
    screen.keys("H");
    let Some(Effect::History(address, place)) = screen.effects.pop() else { panic!("asked for nothing") };
    assert_eq!(address, "bodies/aachen-bildungsbuero/contact/phone");
    let before = Some("\"0241 99\"".to_owned());
    let past =
        Past { when: "2026-11-20 10:00".into(), who: "anna@amt".into(), address, before, after: None, reason: None };
    screen.event(Event::History(place, vec![past])).shows("2026-11-20 10:00 anna@amt").shows("0241 99").keys("<enter>");
    assert!(screen.dataset().contains("phone: \"0241 99\""));
    screen.keys("u");
    assert_eq!(screen.dataset(), SHIPPED);
}
