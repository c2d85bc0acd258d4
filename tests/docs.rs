//! What the documents show is what the program shows, what they let one type does what they say,
//! and their links lead somewhere.
//!
//! `UPDATE=1` rewrites pictures, tables and the answers of commands.

#![allow(clippy::unwrap_used, reason = "in helpers of tests too, what is unexpected fails the test")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

#[path = "docs/console.rs"]
mod console;
#[path = "cli/desk.rs"]
#[allow(dead_code, reason = "the tests of the command line use the rest")]
mod desk;
#[path = "support/differing_lines.rs"]
mod differing_lines;
#[path = "docs/fields.rs"]
mod fields;
#[path = "support/generated_block.rs"]
mod generated_block;
#[path = "docs/mentioned_commands.rs"]
mod mentioned_commands;
#[path = "docs/pictures.rs"]
mod pictures;
mod support;
#[path = "support/terminals.rs"]
mod terminals;
#[path = "docs/waiting_proposals.rs"]
mod waiting_proposals;

use std::sync::{Mutex, PoisonError};

use bildungsnetz::app::Event;
use bildungsnetz::check::RULES;
use bildungsnetz::cli::keys::markdown_page;
use bildungsnetz::keymap::Keymap;
use bildungsnetz::model::SHIPPED;
use bildungsnetz::terminal::{Capabilities, Extra, TABLE};
use bildungsnetz::texts::Lang;
use bildungsnetz::texts::query_examples::{QUERY_EXAMPLES, QueryExample};
use differing_lines::differing;
use pictures::{PICTURES, PROPOSALS};
use support::Screen;
use terminals::TERMINALS;

/// One test at a time reads and rewrites the documents.
static DOCUMENTS: Mutex<()> = Mutex::new(());

/// Compares or rewrites a block that this test makes.
fn block(document: &str, name: &str, wanted: &str) {
    let _writing = DOCUMENTS.lock().unwrap_or_else(PoisonError::into_inner);
    generated_block::compare(document, (name, "docs"), wanted);
}

/// Returns every document at the top and in `docs`, as paths from the top.
fn documents() -> Vec<String> {
    let top = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<String> = ["", "docs", "data"]
        .into_iter()
        .flat_map(|folder| {
            std::fs::read_dir(top.join(folder)).expect(folder).map(move |entry| {
                std::path::Path::new(folder).join(entry.expect("an entry").file_name()).display().to_string()
            })
        })
        .filter(|path| path.ends_with(".md"))
        .collect();
    found.sort();
    found
}

#[test]
fn the_picture_is_what_the_program_shows() {
    let mut screen = Screen::shipped();
    screen.resize(100, 28).keys("j");
    block("README.md", "screen", &format!("```text\n{}\n```\n", screen.text()));
}

#[test]
fn the_pictures_of_the_handbook_are_what_the_program_shows() {
    for (documents, name, keys) in PICTURES {
        for ((document, keys), lang) in documents.iter().zip(keys).zip([Lang::En, Lang::De]) {
            let mut screen = Screen::new(SHIPPED, lang, (80, 24));
            if *name == PROPOSALS {
                screen.event(Event::Proposals(waiting_proposals::all(lang), None));
            }
            screen.keys(keys);
            block(document, name, &format!("```text\n{}\n```\n", screen.text()));
        }
    }
}

/// The chapters that stand in both languages, English and German.
const CHAPTERS: [[&str; 2]; 4] = [
    ["docs/first-steps.md", "docs/erste-schritte.md"],
    ["docs/views.md", "docs/ansichten.md"],
    ["docs/data-protection.md", "docs/datenschutz.md"],
    ["docs/line-mode.md", "docs/zeilenmodus.md"],
];

#[test]
fn every_command_of_the_handbook_does_what_is_written_below_it() {
    let _writing = DOCUMENTS.lock().unwrap_or_else(PoisonError::into_inner);
    let read = |document: String| {
        let path = format!("{}/{document}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap();
        let is_german = CHAPTERS.iter().any(|[_, german]| document == *german);
        let played = console::played(&document, &text, if is_german { "de_DE.UTF-8" } else { "en_GB.UTF-8" });
        (path, text, played)
    };
    let all: Vec<_> = std::thread::scope(|scope| {
        let running: Vec<_> = documents().into_iter().map(|document| scope.spawn(|| read(document))).collect();
        running.into_iter().map(|document| document.join().unwrap()).collect()
    });
    let mut outdated = Vec::new();
    for (path, text, played) in all.into_iter().filter(|(_, text, played)| text != played) {
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, played).unwrap();
        } else {
            outdated.push(format!("{path}:\n{}", differing(&text, &played)));
        }
    }
    assert!(outdated.is_empty(), "out of date: UPDATE=1 cargo test --test docs\n{}", outdated.join("\n"));
}

#[test]
fn every_command_that_is_mentioned_is_one() {
    let mut unknown = Vec::new();
    for document in documents().iter().filter(|document| *document != "CHANGELOG.md") {
        let text = std::fs::read_to_string(format!("{}/{document}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        unknown.extend(mentioned_commands::unknown(&text).into_iter().map(|command| format!("{document}: {command}")));
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn both_languages_of_a_chapter_have_the_same_commands_and_headings() {
    for chapter in CHAPTERS {
        let [english, german] = chapter.map(|document| {
            let path = format!("{}/{document}", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).unwrap();
            let commands: Vec<String> = text.lines().filter(|line| line.starts_with("$ ")).map(str::to_owned).collect();
            (commands, text.lines().filter(|line| line.starts_with("## ")).count())
        });
        assert_eq!(english, german, "{chapter:?}");
    }
}

#[test]
fn the_key_table_is_the_programs_own() {
    block("docs/keys.md", "keys", &markdown_page(&Keymap::default(), Lang::En));
}

#[test]
fn the_examples_of_queries_are_those_of_the_help() {
    let row =
        |QueryExample { query, finds, table }: &QueryExample| format!("| `{}` | {} | {table} |\n", query.en, finds.en);
    let rows: String = QUERY_EXAMPLES.iter().map(row).collect();
    block("docs/query.md", "examples", &format!("| query | finds | in |\n| --- | --- | --- |\n{rows}"));
}

#[test]
fn the_fields_of_the_file_are_those_of_the_declaration() {
    block("docs/file-format.md", "fields", &fields::reference());
}

#[test]
fn the_rules_of_the_check_are_the_programs_own() {
    let rows = RULES.iter().map(|rule| {
        let (severity, explanation) = (rule.severity.name(), rule.explanation.get(Lang::En));
        format!("| `{}` | {severity} | {explanation} |\n", rule.name)
    });
    block(
        "docs/check.md",
        "rules",
        &format!("| rule | severity | what it wants |\n| --- | --- | --- |\n{}", rows.collect::<String>()),
    );
}

#[test]
fn every_link_between_documents_leads_to_a_file() {
    let top = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut broken = Vec::new();
    for document in documents() {
        let text = std::fs::read_to_string(top.join(&document)).expect("a document");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            let folder = top.join(&document).parent().expect("a folder").to_owned();
            if !target.contains("://") && !file.is_empty() && !folder.join(file).exists() {
                broken.push(format!("{document}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// Returns the paths that a document for developers names in backticks. In a table they may be
/// below the folder that its first column names.
fn named_paths(document: &str, text: &str) -> Vec<(String, bool)> {
    let top = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut folder, mut paths) = (String::new(), Vec::new());
    for line in text.lines() {
        let codes: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
        match codes.first() {
            Some(first) if line.starts_with("| `") => folder = (*first).to_owned(),
            _ if !line.starts_with('|') => folder.clear(),
            _ => {}
        }
        for code in codes.into_iter().filter(|code| code.ends_with(".rs") || code.ends_with('/')) {
            let bases = [top.to_owned(), top.join("src"), top.join("src").join(&folder)];
            // What stands beside a dataset is no path of the source.
            let is_of_user = code.starts_with("STATE/") || code.starts_with('.');
            let exists = is_of_user || bases.iter().any(|base| base.join(code).exists());
            paths.push((format!("{document}: {code}"), exists));
        }
    }
    paths
}

#[test]
fn every_path_that_developers_are_sent_to_exists() {
    let mut missing = Vec::new();
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/glossary.md"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
        let paths = named_paths(document, &std::fs::read_to_string(path).expect(document));
        assert!(!paths.is_empty(), "{document} names no path");
        missing.extend(paths.into_iter().filter(|(_, exists)| !exists).map(|(path, _)| path));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_document_is_in_the_contents_of_the_handbook() {
    let contents = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/README.md")).unwrap();
    let link = |path: &str| match path.strip_prefix("docs/") {
        Some(name) => format!("]({name})"),
        None => format!("](../{path})"),
    };
    let missing: Vec<String> =
        documents().into_iter().filter(|path| path != "docs/README.md" && !contents.contains(&link(path))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_subcommand_has_its_line_in_the_command_line_document() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/command-line.md");
    let text = std::fs::read_to_string(path).expect("docs/command-line.md");
    let command = bildungsnetz::cli::command(Lang::En);
    let named = |name: &str| text.contains(&format!("bildungsnetz {name}")) || text.contains(&format!("| {name}"));
    let missing: Vec<&str> =
        command.get_subcommands().map(clap::Command::get_name).filter(|name| !named(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_terminals_are_those_of_the_program() {
    let sign = |has: bool| if has { "yes" } else { "–" };
    let rows = TERMINALS.iter().map(|(name, what)| {
        let found = Capabilities::of(Some(*name).filter(|name| !name.is_empty()), false);
        let kind = TABLE.iter().find(|kind| !name.is_empty() && name.starts_with(kind.name));
        let has = |extra| sign(kind.is_some_and(|kind| kind.extras.contains(&extra)));
        let name = if name.is_empty() { "not set".to_owned() } else { format!("`{name}`") };
        format!(
            "| {name} | {what} | {} | {} | {} | {} | {} |\n",
            found.colours().name(),
            has(Extra::SecondScreen),
            has(Extra::Pastes),
            has(Extra::Mouse),
            has(Extra::Links)
        )
    });
    let heads = "| TERM | what | colours | second screen | pastes | mouse | links |\n| --- | --- | --- | --- | --- | --- | --- |\n";
    block("docs/terminals.md", "terminals", &format!("{heads}{}", rows.collect::<String>()));
}
