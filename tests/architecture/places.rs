//! What may stand only in certain places: colours, files, the clock, the environment, giving up;
//! and how files look.

use std::fs;
use std::path::Path;

use proc_macro2::Delimiter;

use super::source::{Kind, Source, Token};
use super::{at, is_name, is_sign, none};

/// Fails with every use of a name outside the places where it is allowed.
#[track_caller]
fn only_in(rule: &str, allowed: &[&str], found: impl Fn(&[Token]) -> Option<String>) {
    let mut breaches = Vec::new();
    for source in Source::all() {
        let inside = |place: &&str| {
            source.path == format!("src/{place}.rs") || source.path.starts_with(&format!("src/{place}/"))
        };
        if allowed.iter().any(inside) {
            continue;
        }
        for i in 0..source.tokens.len() {
            if let Some(what) = found(&source.tokens[i..]) {
                breaches.push(at(&source, source.tokens[i].line, &what));
            }
        }
    }
    none(rule, &breaches);
}

/// The name that a token is, when it is one of these.
fn one_of(tokens: &[Token], names: &[&str]) -> Option<String> {
    names.iter().find(|name| is_name(tokens.first(), name)).map(|name| (*name).to_owned())
}

/// The path `parent::…` when it leads to one of these, in braces or not.
fn below(tokens: &[Token], parent: &str, names: &[&str]) -> Option<String> {
    let path = is_name(tokens.first(), parent) && is_sign(tokens.get(1), ':') && is_sign(tokens.get(2), ':');
    let rest = tokens.get(3..).filter(|_| path)?;
    let end = match rest.first()?.kind {
        Kind::Open(Delimiter::Brace) => rest.iter().position(|t| t.kind == Kind::Close)?,
        _ => 1,
    };
    rest[..end].iter().find_map(|t| one_of(std::slice::from_ref(t), names)).map(|name| format!("{parent}::{name}"))
}

/// The call `.name(…)` when it is one of these.
fn call(tokens: &[Token], names: &[&str]) -> Option<String> {
    let called = is_sign(tokens.first(), '.') && tokens.get(2)?.kind == Kind::Open(Delimiter::Parenthesis);
    called.then(|| one_of(&tokens[1..], names)).flatten().map(|name| format!(".{name}()"))
}

#[test]
fn colours_stand_in_the_theme() {
    let rule = "Only the theme names a colour, and the pen knows its number; others name a role.";
    only_in(rule, &["theme", "terminal/sgr"], |tokens| one_of(tokens, &["Color", "Stylize"]));
}

#[test]
fn files_are_touched_at_the_edges() {
    only_in(
        "Only storage, cli, config and run::external_editor touch files; the terminal's output opens the terminal.",
        &["storage", "cli", "config", "run/external_editor", "terminal/nonblocking_output"],
        |tokens| {
            below(tokens, "std", &["fs"])
                .or_else(|| below(tokens, "rustix", &["fs"]))
                .or_else(|| one_of(tokens, &["OpenOptions", "tempfile"]))
                .or_else(|| {
                    call(tokens, &["exists", "is_file", "is_dir", "read_dir", "metadata", "canonicalize", "read_link"])
                })
        },
    );
}

#[test]
fn the_clock_and_the_environment_are_read_at_the_edges() {
    only_in(
        "Only storage::environment, cli, session and run read the clock and the environment; the terminal times the halves of a key, a call of git its silence.",
        &["storage/environment", "storage/repository/git_call", "cli", "session", "run", "terminal/event_source"],
        |tokens| {
            one_of(tokens, &["SystemTime", "Instant", "Zoned", "Timestamp"])
                .or_else(|| below(tokens, "std", &["env"]))
                .or_else(|| below(tokens, "env", &["var", "var_os", "vars", "args", "args_os", "current_dir"]))
        },
    );
}

#[test]
fn only_one_place_asks_what_time_it_is() {
    only_in(
        "A clock that shows what no date can be ends the program; session::clock bears it.",
        &["session/clock"],
        |tokens| one_of(tokens, &["Zoned", "Timestamp", "SystemTime"]).filter(|_| is_name(tokens.get(3), "now")),
    );
}

#[test]
fn only_edges_measure_time() {
    only_in(
        "A session measures time by the clock it was given; a worker, how often it reports, and the edges, how long others take.",
        &[
            "session/clock",
            "session/worker",
            "storage/repository/git_call",
            "run/external_editor",
            "run/clipboard",
            "run/line_mode",
            "terminal/event_source",
        ],
        |tokens| one_of(tokens, &["Instant"]).filter(|_| is_name(tokens.get(3), "now")),
    );
}

#[test]
fn the_disk_and_threads_come_from_outside() {
    only_in("Who opens the program gives it a disk, so that a test can give another.", &["storage", "cli"], |tokens| {
        one_of(tokens, &["RealDisk", "ReadOnlyDisk"])
    });
    only_in(
        "A job runs where its session was told to; others only share out what they wait for.",
        &["session/worker", "parallel", "storage"],
        |tokens| below(tokens, "thread", &["spawn", "Builder", "scope"]),
    );
}

#[test]
fn the_terminal_is_written_to_at_the_edges() {
    only_in("State and views know chords and buffers, no terminal.", &["terminal", "cli"], |tokens| {
        one_of(tokens, &["crossterm"])
    });
    let rule =
        "State and views know chords and buffers, no terminal; other streams are those of tmux (clipboard) and git.";
    only_in(rule, &["terminal", "cli", "run/clipboard", "storage/repository"], |tokens| {
        one_of(tokens, &["stdout", "stderr"])
    });
    let rule = "A dataset may come through the standard input.";
    let places = ["terminal", "cli", "run/clipboard", "storage/standard_input", "storage/repository"];
    only_in(rule, &places, |tokens| one_of(tokens, &["stdin"]));
}

#[test]
fn questions_know_no_language() {
    let rule = "A question is answered in slots, states and dates; words, colours and widths are others' business.";
    let names = ["texts", "Lang", "Phrase", "theme", "Role", "Rect"];
    let mut breaches = Vec::new();
    for source in Source::all().iter().filter(|source| source.modules().first() == Some(&"query")) {
        for i in 0..source.tokens.len() {
            if let Some(name) = one_of(&source.tokens[i..], &names) {
                breaches.push(at(source, source.tokens[i].line, &name));
            }
        }
    }
    none(rule, &breaches);
}

#[test]
fn formats_are_written_in_export() {
    only_in(
        "An answer says its rows or values; a file of export writes them. Storage has formats of its own; what comes \
         in as JSON is read in exchange.",
        &["export", "storage", "exchange/json_lines", "exchange/json_value", "exchange/unique_json", "exchange/import"],
        |tokens| one_of(tokens, &["serde_json"]).or_else(|| table_row(tokens.first()?)),
    );
}

/// The text that would be a row of a Markdown table.
fn table_row(token: &Token) -> Option<String> {
    let Kind::Text(text, _) = &token.kind else { return None };
    text.contains("| {").then(|| text.clone())
}

#[test]
fn nothing_gives_up() {
    only_in("Outside tests an error is shown, or the type says that there is none.", &[], |tokens| {
        // The scanner has an `expect` of its own, which takes a byte.
        let message = matches!(tokens.get(3)?.kind, Kind::Text(..) | Kind::Sign('&'));
        call(tokens, &["unwrap"]).or_else(|| call(tokens, &["expect"]).filter(|_| message))
    });
}

#[test]
fn files_are_short() {
    let mut breaches = Vec::new();
    for source in Source::all() {
        if source.lines() > 400 {
            breaches.push(at(&source, 1, &format!("{} lines without tests", source.lines())));
        }
    }
    none("A file has at most 400 lines without its tests.", &breaches);
}

#[test]
fn sentences_are_called_by_the_names_of_their_files() {
    let mut breaches = Vec::new();
    files(Path::new("src"), &mut |path| {
        let text = fs::read_to_string(path).unwrap();
        for (number, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("use crate::texts::") && line.contains(" as ") {
                breaches.push(format!("{}:{}", path.display(), number + 1));
            }
        }
    });
    none("Sentences are called as `texts::file::sentence`; an alias hides where they stand.", &breaches);
}

#[test]
fn comments_are_no_wider_than_a_page() {
    let mut breaches = Vec::new();
    for folder in ["src", "tests", "benches"] {
        files(Path::new(folder), &mut |path| {
            let text = fs::read_to_string(path).unwrap();
            for (number, line) in text.lines().enumerate() {
                if line.trim_start().starts_with("//") && line.chars().count() > 100 {
                    breaches.push(format!("{}:{}", path.display(), number + 1));
                }
            }
        });
    }
    none("A line of a comment has at most 100 characters.", &breaches);
}

#[test]
fn every_file_says_what_it_is() {
    let mut breaches = Vec::new();
    for folder in ["src", "tests", "benches"] {
        files(Path::new(folder), &mut |path| {
            let text = fs::read_to_string(path).unwrap();
            if !text.starts_with("//! ") {
                breaches.push(path.display().to_string());
            }
        });
    }
    none("A file begins with `//!`: its purpose, what it must not do, where to enter.", &breaches);
}

/// Visits the files of source in a folder.
fn files(folder: &Path, visit: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, visit);
        } else if path.extension().is_some_and(|e| e == "rs") {
            visit(&path);
        }
    }
}
