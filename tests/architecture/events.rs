//! How the loop changes the state: by events only, whose effects it carries out.
//!
//! That nothing else in `run` and `session` changes it is the compiler's to say, since `AppHandle`
//! gives no `&mut App` away; here it is said that nobody goes around it. Entry point: the tests.

use super::source::{Kind, Source};
use super::{at, is_name, is_sign, none};

/// Where the state is told of an event, how often, and what becomes of the effects.
const TOLD: &[(&str, usize, &str)] = &[
    (
        "src/run/runtime.rs",
        2,
        "carries them out in order; at the end, without a terminal, only keeps text safe and leaves",
    ),
    ("src/run/app_handle.rs", 1, "hands them over"),
];

fn run() -> Vec<Source> {
    let is_loop = |source: &Source| ["run", "session"].contains(&source.modules()[0]);
    let sources: Vec<Source> = Source::all().into_iter().filter(is_loop).collect();
    assert!(sources.len() > 10, "{} files", sources.len());
    sources
}

#[test]
fn the_loop_changes_the_state_by_events_only() {
    let mut breaches = Vec::new();
    for source in run().iter().filter(|source| source.path != "src/run/app_handle.rs") {
        for (i, token) in source.tokens.iter().enumerate() {
            let next = source.tokens.get(i + 1);
            if is_name(Some(token), "mut") && (is_name(next, "App") || is_name(next, "app")) {
                breaches.push(at(source, token.line, "a state that can be written to"));
            }
            if is_name(Some(token), "app") && is_sign(next, ':') && is_name(source.tokens.get(i + 2), "App") {
                breaches.push(at(source, token.line, "a state that is no AppHandle"));
            }
        }
    }
    none("In `run` the state is behind AppHandle, and `session` has it to read.", &breaches);
}

#[test]
fn all_effects_are_carried_out_in_one_place() {
    let mut found = Vec::new();
    for source in &run() {
        let tells = |i: &usize| {
            let receiver = i.checked_sub(2).and_then(|i| source.tokens.get(i));
            is_name(source.tokens.get(*i), "update")
                && (is_name(receiver, "app") || matches!(receiver.map(|token| &token.kind), Some(Kind::Number)))
        };
        let count = (0..source.tokens.len()).filter(tells).count();
        found.extend((count > 0).then(|| (source.path.clone(), count)));
    }
    found.sort();
    let mut expected: Vec<(String, usize)> = TOLD.iter().map(|(path, count, _)| ((*path).to_owned(), *count)).collect();
    expected.sort();
    assert_eq!(found, expected, "another place must carry out what App::update returns, and say how");
}

#[test]
fn an_effect_that_is_dropped_is_warned_of() {
    for path in ["src/app/update.rs", "src/run/app_handle.rs"] {
        let text = std::fs::read_to_string(path).unwrap();
        let before = text.split_once("fn update(").unwrap().0;
        let attribute = before.lines().rev().nth(1).unwrap_or_default();
        assert!(attribute.trim().starts_with("#[must_use"), "{path}: {attribute}");
    }
}
