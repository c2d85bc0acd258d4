//! A screen stands in its own files and in the three lists of screens.
//!
//! So a screen is added without a word in any other file. The directory lies below the others and
//! is known to all. Entry point: the tests.

use std::collections::BTreeSet;

use super::{Kind, Source, Token, at, is_name, is_sign, none};

/// What lists the screens: their states, how they are drawn, and how they are read out.
const LISTS: [&str; 3] = ["src/app/screens.rs", "src/view.rs", "src/line_view/current_place.rs"];

/// The screen below all others.
const BASE: &str = "directory";

/// What screens ask for, which is none itself.
const REQUESTS: &str = "screen_request";

/// The screens besides the directory, by the files they are in.
fn screens(sources: &[Source]) -> BTreeSet<&str> {
    let file =
        |source: &'_ Source| source.path.strip_prefix("src/app/screens/").is_some_and(|name| !name.contains('/'));
    let names = sources.iter().filter(|source| file(source)).filter_map(|source| source.modules().last().copied());
    names.filter(|name| ![BASE, REQUESTS].contains(name)).collect()
}

/// Returns true when a file belongs to a screen, in the state, in the view or in the line view.
fn is_of(source: &Source, screen: &str) -> bool {
    ["app/screens", "view", "line_view"].iter().any(|folder| {
        source.path == format!("src/{folder}/{screen}.rs")
            || source.path.starts_with(&format!("src/{folder}/{screen}/"))
    })
}

/// The screen that is told apart here: `ScreenKind::Guide`, or the state `screens.guide`.
fn named(tokens: &[Token]) -> Option<String> {
    let is_path = is_sign(tokens.get(1), ':') && is_sign(tokens.get(2), ':');
    let after = match tokens.first() {
        first if is_name(first, "ScreenKind") && is_path => 3,
        first if is_name(first, "screens") && is_sign(tokens.get(1), '.') => 2,
        _ => return None,
    };
    match &tokens.get(after)?.kind {
        Kind::Name(name) => Some(name.to_lowercase()),
        _ => None,
    }
}

#[test]
fn screens_are_told_apart_in_three_lists() {
    let sources = Source::all();
    let screens = screens(&sources);
    let mut breaches = Vec::new();
    for source in sources.iter().filter(|source| !LISTS.contains(&source.path.as_str())) {
        for i in 0..source.tokens.len() {
            let Some(name) = named(&source.tokens[i..]) else { continue };
            if screens.contains(name.as_str()) && !is_of(source, &name) {
                breaches.push(at(source, source.tokens[i].line, &name));
            }
        }
    }
    none("Only the lists of screens and the screen itself name a screen; others ask the one shown.", &breaches);
}

#[test]
fn every_screen_has_a_file_of_the_view() {
    let sources = Source::all();
    let screens = screens(&sources);
    assert!(screens.len() >= 2, "{screens:?}");
    let has_file = |screen: &&str| sources.iter().any(|source| source.path == format!("src/view/{screen}.rs"));
    let is_list = |screen: &&str| {
        let path = format!("src/app/screens/{screen}.rs");
        let mut tokens = sources.iter().filter(|source| source.path == path).flat_map(|source| &source.tokens);
        tokens.any(|token| is_name(Some(token), "ListingAnswer"))
    };
    let undrawn = screens.iter().filter(|screen| !has_file(screen) && !is_list(screen));
    let undrawn: Vec<_> = undrawn.map(|name| (*name).to_owned()).collect();
    none("A screen is drawn by the file of the view with its name, or is a list.", &undrawn);
}

#[test]
fn a_screen_that_is_told_apart_is_found() {
    let source = Source::parse(
        "src/app/x.rs",
        "fn f() { match s { ScreenKind::Guide => app.screens.matrix.row, _ => t::guide() } }",
    );
    let found: Vec<_> = (0..source.tokens.len()).filter_map(|i| named(&source.tokens[i..])).collect();
    assert_eq!(found, ["guide", "matrix"]);
}
