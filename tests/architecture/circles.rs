//! Files that import each other in a circle, within one module of the library.
//!
//! A module and those below it belong together and count as no circle. Entry point: the test.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Delimiter;

use super::source::{Kind, Source, Token};
use super::{is_name, is_sign};

/// The circles there are, and what ties each.
const CIRCLES: &[(&[&str], &str)] =
    &[(&["app/detail/build", "app/detail/deferred_page"], "a page holds rows that are built when they are seen")];

/// A file, by the modules that lead to it.
type ModulePath = Vec<String>;

/// The paths that begin at a token: one, or several in braces.
fn paths(tokens: &[Token], mut i: usize, mut path: ModulePath, found: &mut Vec<ModulePath>) -> usize {
    loop {
        match tokens.get(i).map(|token| &token.kind) {
            Some(Kind::Name(name)) => path.push(name.clone()),
            Some(Kind::Open(Delimiter::Brace)) => {
                i += 1;
                while tokens.get(i).is_some_and(|token| token.kind != Kind::Close) {
                    i = paths(tokens, i, path.clone(), found);
                    i += usize::from(is_sign(tokens.get(i), ','));
                }
                return i + 1;
            }
            _ => {}
        }
        let goes_on = is_sign(tokens.get(i + 1), ':') && is_sign(tokens.get(i + 2), ':');
        if !goes_on {
            found.push(path);
            let renamed = is_name(tokens.get(i + 1), "as");
            return i + if renamed { 3 } else { 1 };
        }
        i += 3;
    }
}

/// The files that a file names, by the modules that lead to them.
fn named(source: &Source, files: &BTreeSet<ModulePath>) -> BTreeSet<ModulePath> {
    let own: ModulePath = source.modules().into_iter().map(ToOwned::to_owned).collect();
    let (mut found, mut i) = (Vec::new(), 0);
    while i < source.tokens.len() {
        let is_begin = ["crate", "super"].iter().any(|word| is_name(source.tokens.get(i), word));
        let goes_on = is_sign(source.tokens.get(i + 1), ':') && is_sign(source.tokens.get(i + 2), ':');
        i = if is_begin && goes_on { paths(&source.tokens, i, Vec::new(), &mut found) } else { i + 1 };
    }
    let whole = |path: ModulePath| {
        let up = path.iter().take_while(|name| *name == "super").count();
        let start = if up > 0 { &own[..own.len().saturating_sub(up)] } else { &[] };
        let rest = path.into_iter().skip(up.max(1));
        let mut path: ModulePath = start.iter().cloned().chain(rest).collect();
        while !path.is_empty() && !files.contains(&path) {
            path.pop();
        }
        path
    };
    let is_related = |other: &ModulePath| own.starts_with(other) || other.starts_with(&own);
    found.into_iter().map(whole).filter(|path| path.first() == own.first() && !is_related(path)).collect()
}

/// What can be reached from a file.
fn reached(start: &ModulePath, imports: &BTreeMap<ModulePath, BTreeSet<ModulePath>>) -> BTreeSet<ModulePath> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![start]);
    while let Some(file) = open.pop() {
        open.extend(imports[file].iter().filter(|next| seen.insert((*next).clone())));
    }
    seen
}

/// The circles among these files.
fn circles(sources: &[Source]) -> BTreeSet<Vec<String>> {
    let path = |source: &Source| -> ModulePath { source.modules().into_iter().map(ToOwned::to_owned).collect() };
    let files: BTreeSet<ModulePath> = sources.iter().map(path).collect();
    let imports: BTreeMap<_, _> = sources.iter().map(|source| (path(source), named(source, &files))).collect();
    let reach: BTreeMap<_, _> = files.iter().map(|file| (file, reached(file, &imports))).collect();
    let round = |file: &&ModulePath| reach[file].contains(*file);
    let circle = |file: &ModulePath| {
        let members = reach[file].iter().filter(|other| reach[other].contains(file));
        members.map(|file| file.join("/")).collect()
    };
    files.iter().filter(round).map(circle).collect()
}

#[test]
fn circles_of_files_are_known() {
    let found = circles(&Source::all());
    let is_within = |circle: &[String], known: &[&str]| circle.iter().all(|file| known.contains(&file.as_str()));
    let new: Vec<_> =
        found.iter().filter(|circle| !CIRCLES.iter().any(|(known, _)| is_within(circle, known))).collect();
    assert!(new.is_empty(), "Files that import each other in a circle are one file or need a third: {new:#?}");
    let gone: Vec<_> =
        CIRCLES.iter().filter(|(known, _)| !found.iter().any(|circle| is_within(circle, known))).collect();
    assert!(gone.is_empty(), "These are circles no longer: {gone:#?}");
}

#[test]
fn a_circle_is_found_through_braces_and_from_below() {
    let file = |path: &str, text: &str| Source::parse(path, text);
    let sources = [
        file("src/app.rs", "use edit::Edit; use crate::text::wrap;"),
        file("src/app/edit.rs", "use super::{App, event::{Event, Keep as K}, pane};"),
        file("src/app/edit/values.rs", "use super::Edit; fn f() { super::super::pane::open() }"),
        file("src/app/event.rs", "pub struct Event(crate::app::pane::Pane);"),
        file("src/app/pane.rs", "use crate::app::edit::{self, values::Value};"),
        file("src/text.rs", "use crate::app::pane;"),
    ];
    let found = circles(&sources);
    assert_eq!(found, [["app/edit", "app/edit/values", "app/event", "app/pane"].map(str::to_owned).to_vec()].into());
}
