//! Undo beyond the start of the program: what was saved before is taken back, where it is still as
//! it was left.

#![allow(clippy::unwrap_used, reason = "what is unexpected ends the test")]

mod support;

use bildungsnetz::app::{ChangeOrigin, Effect, Keep, SavedChange};
use bildungsnetz::document::{Address, FieldChange};
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::texts::Lang;
use support::Screen;

const PHONE: &str = "bodies/aachen-bildungsbuero/contact/phone";

fn former(address: &str, before: Option<&str>, after: Option<&str>) -> SavedChange {
    SavedChange {
        when: "gestern 10:42".into(),
        change: FieldChange {
            address: Address::parse(&SCHEMA, address).expect("an address"),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        },
        between: None,
        since: None,
    }
}

/// The shipped dataset, and what the history tells when it is asked.
fn with(text: &str, saves: Vec<Vec<SavedChange>>, keys: &str) -> Screen {
    let mut screen = Screen::new(text, Lang::De, (120, 40));
    screen.formers = saves;
    screen.keys(keys);
    screen
}

fn phones() -> Vec<Vec<SavedChange>> {
    let value = |number: &str| format!("\"0241 {number}\"");
    let step = |from: &str, to: &str| former(PHONE, Some(&value(from)), Some(&value(to)));
    vec![vec![step("2", "5198-4300")], vec![step("1", "2")]]
}

#[test]
fn nothing_is_looked_up_before_it_is_asked_for() {
    let mut screen = Screen::shipped();
    screen.slow = true;
    assert_eq!(screen.effects, []);
    screen.keys("u");
    assert_eq!(screen.effects, [Effect::Earlier]);
}

#[test]
fn each_time_goes_one_further_back_and_redo_comes_forward_again() {
    with(SHIPPED, phones(), "u").shows("Rückgängig gemacht, was gestern 10:42 gespeichert wurde: ").shows("0241 2");
    let mut screen = with(SHIPPED, phones(), "uu");
    screen.shows("[+1]").keys("c").shows("0241 5198-4300 → 0241 1");
    with(SHIPPED, phones(), "uuu").shows("nichts rückgängig zu machen").shows("[+1]");
    with(SHIPPED, phones(), "uu<ctrl+r>").shows("Wiederholt").shows("0241 2");
    let screen = with(SHIPPED, phones(), "uu<ctrl+r><ctrl+r>");
    assert_eq!(screen.dataset(), SHIPPED);
    let screen = with(SHIPPED, phones(), "uu<ctrl+r><ctrl+r>u");
    assert_eq!(screen.dataset(), SHIPPED.replace("0241 5198-4300", "0241 2"));
}

#[test]
fn own_steps_of_now_come_first() {
    let mut screen = with(SHIPPED, phones(), "/aachen<enter><enter>/e-mail<enter>e<ctrl+u>a@b.de<enter>u");
    screen.shows("Rückgängig gemacht").hides("[+");
    with(SHIPPED, phones(), "/aachen<enter><enter>/e-mail<enter>e<ctrl+u>a@b.de<enter>uu")
        .shows("0241 2")
        .shows("[+1]");
}

#[test]
fn it_is_kept_safe_like_any_step() {
    let screen = with(SHIPPED, phones(), "u");
    assert!(matches!(screen.kept.last(), Some(Keep::Step(_, ChangeOrigin::Undone, changes)) if !changes.is_empty()));
}

#[test]
fn what_was_changed_since_stays_with_a_reason_and_the_next_goes_further_back() {
    let mut theirs = former(PHONE, Some("\"0241 2\""), Some("\"0241 3\""));
    theirs.since = Some("bert@amt".into());
    let name = former("regions/koeln/name", Some("\"Köln\""), Some("\"Stadt Köln\""));
    let saves = || vec![vec![theirs.clone()], vec![name.clone()]];
    with(SHIPPED, saves(), "u").shows("Nicht rückgängig gemacht: bert@amt hat es inzwischen geändert").hides("[+");
    let screen = with(SHIPPED, saves(), "uu");
    assert!(screen.dataset().contains("name: \"Köln\"") && screen.dataset().contains("0241 5198-4300"));
    with(SHIPPED, vec![vec![former("bodies/weg/name", Some("\"a\""), Some("\"b\""))]], "u")
        .shows("das gibt es nicht mehr");
    with(SHIPPED, vec![vec![former(PHONE, None, Some("\"1\""))]], "u").shows("es wurde inzwischen geändert");
}

#[test]
fn what_is_as_before_already_is_passed_over() {
    let same = former("regions/koeln/name", Some("\"Stadt Köln\""), Some("\"Köln\""));
    with(SHIPPED, vec![vec![same], phones().remove(0)], "u").shows("0241 2");
}

#[test]
fn a_value_that_was_filled_in_is_emptied_and_one_that_was_emptied_comes_back() {
    let screen = with(SHIPPED, vec![vec![former(PHONE, None, Some("\"0241 5198-4300\""))]], "u");
    assert!(!screen.dataset().contains("0241 5198-4300"));
    let text = SHIPPED.replacen("phone: \"0241 5198-4300\",", "", 1);
    let screen = with(&text, vec![vec![former(PHONE, Some("\"0241 5198-4300\""), None)]], "u");
    assert!(screen.dataset().contains("phone: \"0241 5198-4300\""));
}

/// A dataset in which a record can come, go and change its name.
fn small(id: &str, meetings: &str) -> String {
    format!(
        "#![enable(implicit_some)]\nDirectory(\n    bodies: [\n        (id: \"{id}\", level: Weitere, name: \"B\", regions: []),\n    ],\n    \
         meetings: [\n{meetings}    ],\n)\n"
    )
}

const MEETING: &str = "        (id: \"m\", body: \"neu\"),\n";

#[test]
fn a_record_that_was_deleted_comes_back_and_one_that_was_added_goes() {
    let record = "(id: \"m\", body: \"neu\")";
    let none = small("neu", "").replace("[\n    ]", "[]");
    let screen = with(&none, vec![vec![former("meetings/m", Some(record), None)]], "u");
    assert_eq!(screen.dataset(), small("neu", MEETING));
    let screen = with(&small("neu", MEETING), vec![vec![former("meetings/m", None, Some(record))]], "u");
    assert_eq!(screen.dataset(), none);
}

#[test]
fn a_record_that_others_refer_to_stays() {
    let record = "(id: \"neu\", level: Weitere, name: \"B\", regions: [])";
    let mut screen = with(&small("neu", MEETING), vec![vec![former("bodies/neu", None, Some(record))]], "u");
    screen.shows("1 Eintrag verweist darauf");
}

#[test]
fn a_changed_identifier_goes_back_with_what_refers_to_it_and_after_the_other_values() {
    let save = || {
        vec![
            former("meetings/m/body", Some("\"alt\""), Some("\"neu\"")),
            former("bodies/neu/name", Some("\"A\""), Some("\"B\"")),
            former("bodies/neu/id", Some("\"alt\""), Some("\"neu\"")),
        ]
    };
    let screen = with(&small("neu", MEETING), vec![save()], "u");
    assert_eq!(screen.dataset(), small("neu", MEETING).replace("\"B\"", "\"A\""));
    let screen = with(&small("neu", MEETING), vec![save()], "uu");
    assert_eq!(screen.dataset(), small("alt", MEETING).replace("\"B\"", "\"A\"").replace("\"neu\"", "\"alt\""));
    with(&small("neu", MEETING), vec![save()], "uuu").shows("nichts rückgängig zu machen");
}
