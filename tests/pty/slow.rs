//! A slow line: screens never queue up, keys are heard while it takes nothing, and it keeps nothing
//! from ending.
//!
//! The terminal reads in the portions of a line of 9,600 baud and a key that repeats thirty times a
//! second; time itself is not played.

use std::path::Path;

use rustix::process::Signal;

use super::terminal::{Home, Life, Terminal};

const DOWN: &str = "\x1b[B";

/// What a line of 9,600 baud carries from one key to the next.
const PORTION: usize = 960 / 30;

/// What may be on its way in the system's buffers of a pseudo-terminal.
const BUFFERS: usize = 16 * 1024;

/// What a screen of 80 × 24 cells takes at most.
const SCREEN: usize = 5 * 1024;

/// What a screen of 1,000 × 1,000 cells takes at least; more than the system and the reader take
/// before they are full.
const LARGE: usize = 40 * 1024;

#[test]
fn a_held_key_never_queues_up_screens() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.shows("Kreis Düren");
    terminal.keys("2").shows("Düren ›");
    let before = terminal.holds().count();
    for _ in 0..200 {
        terminal.keys(DOWN).allows(PORTION);
    }
    terminal.allows(usize::MAX).shows("2 Gremien 71/71");
    let sent = terminal.count() - before;
    // What was read meanwhile, what the system had taken, the frame that waited and the one with
    // the last position.
    assert!(sent < 200 * PORTION + BUFFERS + 2 * SCREEN, "{sent} bytes");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn keys_held_before_anything_is_read_make_one_screen() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.shows("Kreis Düren").is_taken();
    let stopped = terminal.signal(Signal::STOP).stops().count();
    terminal.keys("2");
    terminal.keys(&DOWN.repeat(200)).signal(Signal::CONT).shows("2 Gremien 71/71");
    let sent = terminal.count() - stopped;
    assert!(sent < 2 * SCREEN, "{sent} bytes");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

/// A program in the middle of a screen that is larger than the line takes; returns what was read
/// before.
fn blocked(terminal: &Terminal) -> usize {
    let before = terminal.shows("Kreis Düren").is_taken().holds().count();
    terminal.resize(1000, 1000).allows(2 * SCREEN);
    drop(terminal.until("the beginning of a large screen", |seen| seen.bytes.len() >= before + 2 * SCREEN));
    before
}

#[test]
fn it_is_left_at_once_though_the_line_is_full() {
    let home = Home::new();
    let mut terminal = home.open();
    let before = blocked(&terminal);
    // It hears the key while it waits for the line, and then sends no more of that screen.
    terminal.keys("q").allows(PORTION);
    assert_eq!(terminal.ends(), Life::Ended(0));
    terminal.allows(usize::MAX).is_given_back();
    let sent = terminal.count() - before;
    assert!(sent < LARGE, "{sent} bytes");
}

#[test]
fn a_line_that_takes_nothing_keeps_no_signal_from_ending_it() {
    let home = Home::new();
    let terminal = home.open();
    blocked(&terminal);
    terminal.signal(Signal::TERM);
    assert!(matches!(terminal.ends(), Life::Ended(_)));
    terminal.allows(usize::MAX);
}

#[test]
fn a_full_line_that_goes_away_ends_it_with_sighup_ignored_too() {
    let home = Home::new();
    let ignoring = format!("trap '' HUP; exec '{}' koeln.ron", env!("CARGO_BIN_EXE_bildungsnetz"));
    for terminal in [home.open(), home.run(Path::new("sh"), &["-c", &ignoring])] {
        blocked(&terminal);
        terminal.close().ends();
    }
}

#[test]
fn a_large_file_tells_how_far_it_has_been_read_and_keys_are_served_meanwhile() {
    let home = Home::new();
    let body = |number: usize| {
        format!("        Body(id: \"b{number}\", name: \"Forum {number}\", note: \"{}\"),\n", "wort ".repeat(40))
    };
    let bodies: String = (0..100_000).map(body).collect();
    let regions = "    regions: [\n        Region(id: \"r\", name: \"Erste Region\"),\n    ],\n";
    std::fs::write(home.path("koeln.ron"), format!("Directory(\n{regions}    bodies: [\n{bodies}    ],\n)\n")).unwrap();
    let mut terminal = home.open();
    terminal.shows("Erste Region").shows("liest");
    terminal.keys("?").shows("─ Hilfe ─");
    drop(terminal.until("how much has been read", |seen| {
        let line = seen.screen.screen().rows(0, 120).last().unwrap_or_default();
        line.split_once(" %").is_some_and(|(before, _)| before.ends_with(|c: char| c.is_ascii_digit()))
    }));
    terminal.keys("\x1b").shows(" gespeichert");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn a_check_tells_how_far_it_is_and_is_given_up_with_escape() {
    let home = Home::new();
    let bodies: String = (0..24_000).map(|number| format!("        (id: \"b{number}\", name: \"B\"),\n")).collect();
    let regions = "    regions: [\n        (id: \"r\", name: \"Erste Region\"),\n    ],\n";
    std::fs::write(home.path("koeln.ron"), format!("Directory(\n{regions}    bodies: [\n{bodies}    ],\n)\n")).unwrap();
    let mut terminal = home.open();
    terminal.shows("Erste Region");
    terminal.keys("p").shows("Befunde werden gesucht").shows(" %");
    // Escape alone may be the beginning of another key, for whose rest even a program in a hurry
    // waits.
    terminal.keys("\x1b").hides("Befunde werden gesucht").shows(" gespeichert");
    drop(terminal.until("no findings", |seen| !String::from_utf8_lossy(&seen.bytes).contains("48.004 Befunde")));
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}
