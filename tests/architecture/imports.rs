//! Imports run one way: a module uses those listed above it in `src/lib.rs`, never one below.

use proc_macro2::Delimiter;

use super::source::{Kind, Source};
use super::{at, is_name, is_sign, none};

/// The modules of the library from the ground up.
fn order(sources: &[Source]) -> Vec<String> {
    let lib = sources.iter().find(|s| s.path == "src/lib.rs").unwrap();
    let names = lib.tokens.windows(2).filter(|pair| is_name(pair.first(), "mod")).map(|pair| match &pair[1].kind {
        Kind::Name(name) => name.clone(),
        other => panic!("mod {other:?}"),
    });
    names.collect()
}

/// The modules of the library that a file names, each with its line: by `crate::…`, or by
/// `super::…` that leads up to it.
fn named(source: &Source) -> Vec<(usize, String)> {
    let tokens = &source.tokens;
    let depth = source.modules().len();
    let (mut found, mut i) = (Vec::new(), 0);
    while i < tokens.len() {
        let mut up = 0;
        let root = is_name(tokens.get(i), "crate");
        i += usize::from(root);
        while !root && is_name(tokens.get(i), "super") {
            up += 1;
            i += if is_name(tokens.get(i + 3), "super") { 3 } else { 1 };
        }
        let path = is_sign(tokens.get(i), ':') && is_sign(tokens.get(i + 1), ':');
        if path && (root || up >= depth && up > 0) {
            i += 2;
            found.extend(first_names(source, i));
        } else if !root && up == 0 {
            i += 1;
        }
    }
    found
}

/// The first name of the path that goes on at a token, or of each path in braces there.
fn first_names(source: &Source, start: usize) -> Vec<(usize, String)> {
    let name = |i: usize| match &source.tokens.get(i)?.kind {
        Kind::Name(name) => Some((source.tokens[i].line, name.clone())),
        _ => None,
    };
    if source.tokens.get(start).is_none_or(|t| t.kind != Kind::Open(Delimiter::Brace)) {
        return name(start).into_iter().collect();
    }
    let (mut found, mut depth) = (Vec::new(), 0);
    for i in start..source.tokens.len() {
        match source.tokens[i].kind {
            Kind::Open(_) => depth += 1,
            Kind::Close => depth -= 1,
            _ => {}
        }
        let begins = i == start || is_sign(source.tokens.get(i), ',');
        if depth == 1 && begins {
            found.extend(name(i + 1));
        }
        if depth == 0 {
            break;
        }
    }
    found
}

#[test]
fn imports_run_one_way() {
    let sources = Source::all();
    let order = order(&sources);
    assert!(order.len() > 10, "{order:?}");
    let place = |name: &str| order.iter().position(|module| module == name);
    let mut breaches = Vec::new();
    for source in sources.iter().filter(|s| s.path != "src/lib.rs" && s.path != "src/main.rs") {
        let own = source.modules()[0];
        let here = place(own).unwrap_or_else(|| panic!("{own} is not declared in src/lib.rs"));
        for (line, name) in named(source) {
            // A name that is no module is a macro at the top of the library, e.g. `crate::texts!`.
            if place(&name).is_some_and(|there| there > here) {
                breaches.push(at(source, line, &format!("{own} imports {name}, which is listed below it")));
            }
        }
    }
    none("A module imports only those listed above it in src/lib.rs.", &breaches);
}

#[test]
fn the_program_uses_the_library_only() {
    let sources = Source::all();
    let main = sources.iter().find(|s| s.path == "src/main.rs").unwrap();
    let mut breaches = Vec::new();
    for (i, token) in main.tokens.iter().enumerate() {
        let next = main.tokens.get(i + 1);
        let begins = !is_sign(i.checked_sub(1).and_then(|i| main.tokens.get(i)), ':');
        match &token.kind {
            Kind::Name(name) if name == "mod" => breaches.push(at(main, token.line, "a module of its own")),
            Kind::Name(name) if begins && is_sign(next, ':') && is_sign(main.tokens.get(i + 2), ':') => {
                let lower = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                if lower && !["std", "bildungsnetz"].contains(&name.as_str()) {
                    breaches.push(at(main, token.line, &format!("uses {name}")));
                }
            }
            _ => {}
        }
    }
    none("src/main.rs hands over to the library and does nothing itself.", &breaches);
}

#[test]
fn one_version_of_the_terminal_libraries() {
    let lock = std::fs::read_to_string("Cargo.lock").unwrap();
    for name in ["ratatui", "crossterm", "bildungsnetz"] {
        let count = lock.lines().filter(|line| *line == format!("name = \"{name}\"")).count();
        assert_eq!(count, 1, "versions of {name} in Cargo.lock");
    }
}

#[test]
fn paths_are_found_however_they_are_written() {
    let text = "use crate::index::Index;\nuse crate::{app::App, model::{self, date::Date}, texts};\n\
                fn f(a: &crate::view::Canvas) { super::super::run::go(); super::near(); $crate::schema::Field }";
    let source = Source::parse("src/app/edit.rs", text);
    let found: Vec<(usize, String)> = named(&source);
    let found: Vec<(usize, &str)> = found.iter().map(|(line, name)| (*line, name.as_str())).collect();
    assert_eq!(found, [(1, "index"), (2, "app"), (2, "model"), (2, "texts"), (3, "view"), (3, "run"), (3, "schema")]);
}

#[test]
fn every_dependency_is_used_and_has_its_reason() {
    let manifest = std::fs::read_to_string("Cargo.toml").unwrap();
    let reasons = std::fs::read_to_string("CONTRIBUTING.md").unwrap();
    let reasons: Vec<&str> = reasons.lines().filter(|line| line.starts_with("| ")).collect();
    let mut code = String::new();
    super::source::texts(["src", "tests", "benches"], &mut |text| code.push_str(text));
    let section = |line: &str| line.ends_with("dependencies]");
    let (mut inside, mut count) = (false, 0);
    for line in manifest.lines() {
        inside = if line.starts_with('[') { section(line) } else { inside };
        let Some((name, _)) = line.split_once(" = ").filter(|_| inside && !line.starts_with('#')) else { continue };
        count += 1;
        let is_word = |reason: &&str| reason.split(['|', ',', ' ', '(']).any(|word| word == name);
        assert!(reasons.iter().any(is_word), "CONTRIBUTING.md says why there is {name}");
        let path = name.replace('-', "_");
        assert!(code.contains(&format!("{path}::")), "{name} is used");
    }
    assert!(count > 20, "{count} dependencies");
}
