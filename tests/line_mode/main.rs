//! The line mode (`--plain`): whole conversations with the real program over pipes, kept beside
//! this file, and what must be true of every line.
//!
//! The program writes what was typed behind its question, so that a conversation can be read.
//! `UPDATE=1` writes those that differ anew. Entry points: [`talk`], [`Conversation`].

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "in helpers of tests too, what is unexpected fails the test")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

mod conversation;
#[path = "../cli/desk.rs"]
#[allow(dead_code, reason = "the tests of the command line use more of it")]
mod desk;
#[path = "../support/differing_lines.rs"]
mod differing_lines;
mod proposals;

use std::fmt::Write as _;

use bildungsnetz::model::SHIPPED;
use bildungsnetz::session::clock::{Clock as _, SystemClock};
use bildungsnetz::text::unsafe_chars;
use conversation::Conversation;
use desk::{Desk, Run, SMALL};
use differing_lines::differing;

/// What the program says to these lines.
fn talk(desk: &Desk, lang: &str, lines: &[&str]) -> Run {
    let command = desk.command(&["--plain", "--lang", lang, "koeln.ron"]);
    let input: String = lines.iter().flat_map(|line| [*line, "\n"]).collect();
    desk.finish(command, &input)
}

/// Days pass: today becomes `TODAY`, ages and moments `…`.
fn dayless(text: &str) -> String {
    let today = SystemClock.day();
    let mut out = String::new();
    for line in text.lines() {
        let line = line.replace(&today, "TODAY");
        let line = match (line.find(" (vor "), line.find(" years ago")) {
            (Some(at), _) => format!("{} (vor …{}", &line[..at], &line[at + line[at..].find(')').unwrap_or(0)..]),
            _ => line,
        };
        writeln!(out, "{line}").unwrap();
    }
    out
}

/// Compares a conversation with the one that is kept.
fn is_kept(name: &str, told: &str) {
    let path = format!("{}/tests/line_mode/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, told).unwrap();
    } else {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(told == text, "{path} is out of date (UPDATE=1 writes it anew):\n{}", differing(&text, told));
    }
}

/// Holds a conversation, and compares it with what is kept, and the file after it.
#[track_caller]
fn play(name: &str, lang: &str, lines: &[&str]) -> Desk {
    let desk = Desk::new();
    let run = talk(&desk, lang, lines);
    let changed = differing(SMALL, &desk.read("koeln.ron"));
    let mut told = dayless(&run.told());
    if !changed.is_empty() {
        write!(told, "\n# koeln.ron\n{}", dayless(&changed)).unwrap();
    }
    is_kept(name, &told);
    desk
}

#[test]
fn a_contact_is_found_by_its_place() {
    play(
        "contact.de",
        "de",
        &["suche jülich", "1", ":esc", "esc", "wegweiser", "übergang", "1", "52428", "1", "esc", ":quit"],
    );
    play("contact.en", "en", &["search jülich", "1", "esc", "guide", "uebergang", "", "Jülich", "", "q", "q"]);
}

#[test]
fn one_goes_from_a_region_to_its_page_and_on_to_a_body() {
    play(
        "browse.de",
        "de",
        &[
            "1",
            "mehr",
            "davor",
            "2",
            "hier",
            "zurück",
            "vorwärts",
            "bezug",
            "gremien",
            "alles",
            "3.",
            "j",
            "zeigen",
            "q",
        ],
    );
    play(
        "browse.en",
        "en",
        &["fields", "1", "back", "bodies", "/ köln", "1", "esc", "4", "99", "nonsense", "redraw", "quit"],
    );
}

#[test]
fn a_telephone_number_is_corrected_with_its_source_and_only_this_field_changes() {
    let desk = play(
        "telephone.de",
        "de",
        &[
            "gremien",
            "2",
            "14 e bitte fragen",
            "02421 22-99",
            "3",
            "https://www.kreis-dueren.example/kontakt",
            "2026-11",
            "änderungen",
            "esc",
            "rückgängig",
            "wiederholen",
            "speichern",
            "q",
        ],
    );
    let now = desk.read("koeln.ron");
    let start = now.find("                phone_source:").unwrap();
    let end = start + now[start..].find("),\n").unwrap() + 3;
    let others = format!("{}{}", &now[..start], &now[end..]).replace("02421 22-99", "02421 22-0");
    assert_eq!(others, SMALL, "nothing else");
    play("telephone.en", "en", &["bodies", "2", "14 edit 02421 1", "b", "undo", "14 e", ":empty", "undo", "save", "q"]);
}

#[test]
fn a_body_is_added() {
    let desk = play(
        "adding.de",
        "de",
        &[
            "kreis",
            "neu",
            "gremium",
            "Arbeitskreis Robotik",
            "nichts dergleichen",
            "arbeitskreis",
            "",
            "speichern",
            "q",
        ],
    );
    assert!(desk.read("koeln.ron").contains("name: \"Arbeitskreis Robotik\""));
}

#[test]
fn a_text_of_several_lines_ends_with_a_dot() {
    let desk = play(
        "several_lines.de",
        "de",
        &["gremien", "3", "mehr", "19 e", "Erste Zeile", "", ":nichts", "::esc", "esc ist Text", ".", "speichern", "q"],
    );
    let note = "note: \"Erste Zeile\\n\\n:esc\\nesc ist Text\"";
    let now = desk.read("koeln.ron");
    assert!(now.contains(note), "{now}");
}

#[test]
fn leaving_with_something_unsaved_asks() {
    let desk = play("leaving.de", "de", &["gremien", "2", "14 e 110", "h", "q", "1", "q", "v"]);
    assert_eq!(desk.read("koeln.ron"), SMALL);
    let desk = play("leaving.en", "en", &["bodies", "2", "14 e 110", "t", "quit", "2"]);
    assert!(desk.read("koeln.ron").contains("phone: \"110\""));
}

#[test]
fn what_is_unsaved_when_the_input_ends_is_offered_at_the_next_start() {
    let desk = play("ended.de", "de", &["gremien", "2", "14 e 110", "h"]);
    assert_eq!(desk.read("koeln.ron"), SMALL);
    let told = talk(&desk, "de", &["1", "änderungen", "esc", "speichern", "q"]);
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""), "{}", told.out);
    assert!(desk.read("koeln.ron").contains("phone: \"110\""), "{}", told.out);
    // The text of an open field, too.
    let told = talk(&desk, "de", &["gremien", "2", "14 e", "keine Nummer"]);
    assert!(told.code == Some(1) && told.out.contains("Der Text im offenen Feld ist aufgehoben"), "{told:?}");
    let told = talk(&desk, "de", &["esc", "q"]);
    assert!(told.out.contains("keine Nummer"), "{}", told.out);
    // Where nothing is unsaved, the end of the input is one.
    let desk = Desk::new();
    let told = talk(&desk, "en", &["1"]);
    assert_eq!((told.code, told.out.contains("End of input")), (Some(0), false));
}

#[test]
fn what_somebody_else_saved_is_told_before_the_next_line_and_a_conflict_is_asked_about() {
    let desk = Desk::new();
    let mut talk = Conversation::begin(&desk, &["--plain", "--lang", "en", "koeln.ron"]);
    talk.says("bodies").until("Commands:");
    talk.says("2").until("14 Phone: 02421 22-0");
    talk.says("14 e 02421 22-1").until("from which source?").says("b").until("14 Phone: 02421 22-1, changed");
    // Another field of theirs comes in by itself.
    let theirs = desk.run(&["set", "bodies/dueren-buero/contact/email", "neu@kreis-dueren.example"]);
    assert_eq!(theirs.code, Some(0), "{theirs:?}");
    talk.says("here").until("15 E-mail: neu@kreis-dueren.example");
    // Of the same field, one is to be chosen.
    let theirs = desk.run(&["set", "bodies/dueren-buero/contact/phone", "02421 22-2"]);
    assert_eq!(theirs.code, Some(0), "{theirs:?}");
    talk.says("save").until("02421 22-2");
    talk.says("m").until("> ");
    talk.says("save").until("saved");
    talk.says("q");
    let told = talk.ends();
    assert_eq!(told.code, Some(0), "{}", told.out);
    let now = desk.read("koeln.ron");
    assert!(now.contains("phone: \"02421 22-1\"") && now.contains("neu@kreis-dueren.example"), "{now}\n{}", told.out);
}

/// Everything that can be opened.
const EVERYTHING: &[&str] = &[
    "1",
    "mehr",
    "alles",
    "3",
    "verlauf",
    "esc",
    "stimmt noch",
    "esc",
    "markieren",
    "A",
    "esc",
    "duplizieren",
    "esc",
    "esc",
    "löschen",
    "esc",
    "a",
    "esc",
    "gremien",
    "r",
    "handlungsfelder",
    "1",
    "O",
    "2 o",
    "esc",
    "W",
    "v",
    "mehr",
    "esc",
    "P",
    "v",
    "esc",
    "S",
    "v",
    "esc",
    "Q",
    "v",
    "4",
    "2.2",
    "F",
    "esc",
    "X",
    "1",
    "esc",
    "/köln",
    "esc",
    "esc",
    "m",
    "2.3",
    "v",
    "?",
    "esc",
    "esc",
    "M",
    "2",
    "v",
    "v",
    "v",
    "L",
    "esc",
    "esc",
    "V",
    "2.",
    "v",
    "esc",
    "esc",
    "i",
    "mint",
    "1",
    "1",
    "esc",
    "esc",
    "esc",
    "esc",
    "p",
    "1",
    "esc",
    "esc",
    "c",
    "esc",
    "hilfe",
    "mehr",
    "esc",
    ":",
    "spr",
    "esc",
    "s",
    "mint",
    ":tab",
    "level=",
    ":tab",
    ":tab",
    "esc",
    ">",
    "1",
    "1",
    "esc",
    "esc",
    "esc",
    "I",
    "nicht da.csv",
    "esc",
    "über",
    "esc",
    "sprache",
    "sprache",
    "1",
    "ctrl-l",
    "f9",
    "E",
    "strg-z",
    "umschalt-tab",
    "up",
    "/ zzz",
    "",
    "esc",
    "esc",
    "no-longer-true",
    "esc",
    "q",
    "v",
];

#[test]
fn every_line_is_text_that_can_be_read_out() {
    for (lang, ascii) in [("de", false), ("en", false), ("de", true)] {
        let desk = Desk::new();
        desk.put("koeln.ron", SHIPPED);
        let arguments = ["--plain", "--lang", lang, "koeln.ron", "--ascii"];
        let command = desk.command(&arguments[..if ascii { 5 } else { 4 }]);
        let input: String = EVERYTHING.iter().flat_map(|line| [*line, "\n"]).collect();
        let run = desk.finish(command, &input);
        assert_eq!(run.err, "");
        for line in run.out.lines() {
            let drawn =
                |c: char| matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{25ff}' | '\u{2800}'..='\u{28ff}');
            assert!(!line.contains(drawn) && unsafe_chars(line).next().is_none(), "{line:?}");
            assert!(!line.contains("  ") && !line.contains(" · "), "{line:?}");
            assert!(!ascii || line.is_ascii(), "{line:?}");
        }
        assert!(run.out.lines().count() > 500, "{}", run.out);
        assert!(!run.out.contains("ist kein Befehl") && !run.out.contains("is no command"), "{}", run.out);
    }
}

#[test]
fn what_the_screen_copies_is_said_as_it_is() {
    let desk = Desk::new();
    let told = talk(&desk, "en", &["bodies", "2", "14. copy", "C", "q"]);
    assert!(told.out.contains("Line mode has no clipboard; this is the text:\n02421 22-0\n"), "{}", told.out);
    assert!(told.out.contains("\n                phone: \"02421 22-0\", // Zentrale\n"), "{}", told.out);
}

#[test]
fn what_data_holds_steers_no_terminal() {
    let payloads =
        ["\u{1b}]0;HACK\u{7}", "\u{1b}[2J", "\u{9b}31m", "\u{202e}txt", "\r\nroot", "\u{1b}P$q\u{1b}\\", "a\u{200b}b"];
    for payload in payloads {
        let desk = Desk::new();
        let ron = payload.chars().map(|c| format!("\\u{{{:x}}}", u32::from(c))).collect::<String>();
        desk.put("koeln.ron", &SMALL.replace("Bismarckstraße 16", &ron).replace("Erste Sitzung", &ron));
        let told = talk(
            &desk,
            "de",
            &["1", "2", "/ x", "S", "esc", "s", payload.trim(), "esc", "13 e", payload.trim(), "esc", "q"],
        );
        let found = told.out.chars().find(|c| *c != '\n' && unsafe_chars(&c.to_string()).next().is_some());
        assert_eq!(found, None, "{payload:?}: {}", told.out);
        assert!(told.out.contains("\\u{"), "{}", told.out);
    }
}

#[test]
fn a_restricted_access_has_the_same_limits_and_a_pipe_has_a_line_mode() {
    let desk = Desk::new();
    let arguments = ["--data", "koeln.ron", "--read-only", "--restricted", "--plain", "--lang", "en"];
    let run = desk.finish(desk.command(&arguments), "bodies\n2\n14 e\nE\nctrl-z\n>\nesc\nq\n");
    assert_eq!(run.code, Some(0), "{run:?}");
    for refused in ["Read-only: cannot edit.", "Not allowed in restricted mode."] {
        assert!(run.out.contains(refused), "{refused}: {}", run.out);
    }
    // Without it, a pipe gets no screen and is told of it.
    let run = desk.run(&[]);
    assert!(run.code == Some(2) && run.err.contains("--plain"), "{run:?}");
}

#[test]
fn lines_that_are_no_text_or_too_long_are_refused() {
    let desk = Desk::new();
    let mut talk = Conversation::begin(&desk, &["--plain", "--lang", "en", "koeln.ron"]);
    talk.sends(b"K\xf6ln\n").until("UTF-8");
    talk.sends(&[b'x'; 3 << 20]).sends(b"\n").until("too long");
    talk.sends(b"q\r\n");
    assert_eq!(talk.ends().code, Some(0));
}
