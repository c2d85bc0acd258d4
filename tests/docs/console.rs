//! Runs what the documents say one types: each block marked `console`, in order, with all blocks of
//! a document in one fresh folder that is also its home.
//!
//! Below a line `$ COMMAND` stands what it answers; `…` stands for any text within a line, and
//! alone on a line for any lines. `UPDATE=1 cargo test --test docs` writes answers that differ
//! anew. Entry point: [`played`].

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use super::desk::Desk;

/// Returns a document with the answers that its commands have today; an answer that fits what
/// stands there stays as it is.
///
/// # Panics
/// When a command fails.
pub fn played(document: &str, text: &str, lang: &str) -> String {
    let desk = Desk::empty();
    let (mut told, mut in_block) = (String::new(), false);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        in_block = if in_block { line != "```" } else { line == "```console" };
        writeln!(told, "{line}").expect("a text");
        if !in_block || line == "```console" {
            continue;
        }
        let command = line.strip_prefix("$ ").unwrap_or_else(|| panic!("{document}: no command: {line}"));
        let mut written = String::new();
        while let Some(line) = lines.next_if(|line| *line != "```" && !line.starts_with("$ ")) {
            writeln!(written, "{line}").expect("a text");
        }
        let answer = answer(&desk, document, command, lang);
        told.push_str(if fits(&written, &answer) { &written } else { &answer });
    }
    assert!(!in_block, "{document}: a block has no end");
    told
}

/// Runs a line of a shell; lines without their trailing spaces.
fn answer(desk: &Desk, document: &str, line: &str, lang: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_bildungsnetz")).parent().expect("a folder");
    let mut command = Command::new("sh");
    command.args(["-c", &format!("exec 2>&1\n{line}")]);
    let mut command = desk.surround(command, &format!("{}:/usr/bin:/bin", program.display()));
    command.env("LANG", lang).env("COLUMNS", "100").env_remove("BILDUNGSNETZ_AUTHOR");
    // The files are where they are without any variable.
    for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        command.env_remove(name);
    }
    let run = desk.finish(command, "");
    assert_eq!(run.code, Some(0), "{document}: {line}\n{}", run.told());
    run.out.lines().fold(String::new(), |all, line| all + line.trim_end() + "\n")
}

/// Returns true when an answer is as it is written.
fn fits(written: &str, answer: &str) -> bool {
    let (written, answer): (Vec<&str>, Vec<&str>) = (written.lines().collect(), answer.lines().collect());
    lines_fit(&written, &answer)
}

fn lines_fit(written: &[&str], answer: &[&str]) -> bool {
    match (written.split_first(), answer.split_first()) {
        (None, rest) => rest.is_none(),
        (Some((&"…", others)), _) => (0..=answer.len()).any(|skipped| lines_fit(others, &answer[skipped..])),
        (Some((first, others)), Some((line, rest))) => line_fits(first, line) && lines_fit(others, rest),
        (Some(_), None) => false,
    }
}

fn line_fits(written: &str, line: &str) -> bool {
    match written.split_once('…') {
        None => written == line,
        Some((begin, rest)) => line.strip_prefix(begin).is_some_and(|line| {
            line.char_indices().map(|(at, _)| at).chain([line.len()]).any(|at| line_fits(rest, &line[at..]))
        }),
    }
}

#[test]
fn an_answer_fits_what_is_written() {
    for (written, answer, wanted) in [
        ("a\nb\n", "a\nb\n", true),
        ("a\n", "a\nb\n", false),
        ("", "a\n", false),
        ("a\n…\n", "a\nb\nc\n", true),
        ("…\nc\n", "a\nb\n", false),
        ("Stand … · geprüft\n", "Stand 2024 · geprüft\n", true),
        ("Stand …\n", "Stand\n", false),
        ("a … b\n", "a 1 b 2\n", false),
    ] {
        assert_eq!(fits(written, answer), wanted, "{written:?} {answer:?}");
    }
}
