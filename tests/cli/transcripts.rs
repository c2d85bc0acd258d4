//! Whole conversations with the program, kept beside this file.
//!
//! `$ ARGUMENTS` runs the program; `$ diff` shows which lines of the dataset differ from what they
//! were at first.

use std::fmt::Write as _;

use crate::desk::{Desk, SMALL};
use crate::differing_lines::differing;

/// Runs every command of a transcript and compares all that it answers.
fn play(name: &str) {
    let path = format!("{}/tests/cli/transcripts/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    let desk = Desk::new();
    let mut told = String::new();
    for line in text.lines().filter(|line| line.starts_with(['#', '$'])) {
        writeln!(told, "{}{line}", if told.is_empty() { "" } else { "\n" }).unwrap();
        if let Some(command) = line.strip_prefix("$ ") {
            told.push_str(&answer(&desk, command));
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &told).unwrap();
    } else {
        assert!(told == text, "{path} is out of date (UPDATE=1 writes it anew):\n{}", differing(&text, &told));
    }
}

fn answer(desk: &Desk, command: &str) -> String {
    if command == "diff" {
        return differing(SMALL, &desk.read("koeln.ron"));
    }
    let words = shell_words::split(command).unwrap();
    timeless(&ageless(&desk.run(&words.iter().map(String::as_str).collect::<Vec<_>>()).told()))
}

/// Moments and this machine pass: `2026-11-23T10:42:07Z,root@host (author=anna)` becomes
/// `MOMENT,ACCOUNT@HOST (author=anna)`.
fn timeless(text: &str) -> String {
    let moment = |word: &str| word.len() == 20 && word.as_bytes()[10] == b'T' && word.ends_with('Z');
    let text = text.split_inclusive([' ', ',', '/', '\n']).map(nameless).collect::<String>();
    let cell = |cell: &str| match cell.split_once(" (author=") {
        _ if moment(cell) => "MOMENT".to_owned(),
        Some((_, claim)) => format!("ACCOUNT@HOST (author={claim}"),
        _ => cell.to_owned(),
    };
    let line = |line: &str| match line.rsplit_once(' ') {
        Some((name, _)) if ["Uhr", "Clock"].contains(&name.trim_end()) => format!("{name} TODAY"),
        _ => clockless(&roomless(&line.split(',').map(cell).collect::<Vec<_>>().join(","))),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Names of proposals pass: `2026-11-30T19-50-12Z-anna-3f2a` becomes `ID-anna`.
fn nameless(word: &str) -> String {
    let is_like = |text: &str, form: &str| text.replace(|c: char| c.is_ascii_digit(), "0") == form;
    let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    if is_like(bare, "0000-00-00T00:00:00Z") && word.starts_with('"') {
        return word.replace(bare, "MOMENT");
    }
    match bare.get(..20).filter(|begin| is_like(begin, "0000-00-00T00-00-00Z")) {
        Some(_) => {
            let (name, _) = bare.rsplit_once('-').unwrap_or_default();
            word.replace(bare, &format!("ID{}", &name[20..]))
        }
        None => word.to_owned(),
    }
}

/// Local moments pass: `2026-11-23 10:42` becomes `NOW`.
fn clockless(line: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    let is_day = |word: &str| word.len() == 10 && word.replace(is_digit, "0") == "0000-00-00";
    let is_time = |word: &str| word.len() >= 5 && word[..5].replace(is_digit, "0") == "00:00";
    let words: Vec<&str> = line.split(' ').collect();
    let mut out: Vec<String> = Vec::new();
    for (number, word) in words.iter().enumerate() {
        let follows_day = number > 0 && is_day(words[number - 1]) && is_time(word);
        if follows_day {
            out.pop();
        }
        out.push(if follows_day { format!("NOW{}", &word[5..]) } else { (*word).to_owned() });
    }
    out.join(" ")
}

/// Disks fill: `, 48933 MB frei` and `, 48933 MB free` become `, ROOM`.
fn roomless(line: &str) -> String {
    match line.rsplit_once(", ") {
        Some((path, room)) if room.ends_with(" MB frei") || room.ends_with(" MB free") => format!("{path}, ROOM"),
        _ => line.to_owned(),
    }
}

/// Ages grow while the transcripts stay: `(vor 2 Jahren)` and `(2 years ago)` become `(…)`.
fn ageless(text: &str) -> String {
    let mut parts = text.split(" (");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let aged = part.split_once(')').filter(|(inside, _)| inside.starts_with("vor ") || inside.ends_with(" ago"));
        match aged {
            Some((_, rest)) => write!(out, " (…){rest}").unwrap(),
            None => write!(out, " ({part}").unwrap(),
        }
    }
    out
}

#[test]
fn reading() {
    play("reading");
}

#[test]
fn formats() {
    play("formats");
}

#[test]
fn changing() {
    play("changing");
}

#[test]
fn keeping() {
    play("keeping");
}

#[test]
fn proposals() {
    play("proposals");
}

#[test]
fn refusals() {
    play("refusals");
}

#[test]
fn surroundings() {
    play("surroundings");
}

#[test]
fn help() {
    play("help");
}
