//! What the documents show is what the program shows, and their links lead somewhere.
//!
//! `UPDATE=1` rewrites the README's picture and the key table.

#[path = "support/generated_block.rs"]
mod generated_block;
mod support;

use bildungsnetz::check::RULES;
use bildungsnetz::cli::keys::markdown_page;
use bildungsnetz::keymap::Keymap;
use bildungsnetz::texts::Lang;
use bildungsnetz::texts::query_examples::{QUERY_EXAMPLES, QueryExample};
use support::Screen;

/// Compares or rewrites a block that this test makes.
fn block(document: &str, name: &str, wanted: &str) {
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
fn every_document_of_the_docs_folder_is_linked_from_the_readme() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("README.md");
    let missing: Vec<String> =
        documents().into_iter().filter(|path| path != "README.md" && !readme.contains(&format!("]({path})"))).collect();
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
