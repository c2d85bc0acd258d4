//! The line mode on a terminal that has no screen: opened by itself, edited, interrupted, lost.

use std::path::Path;

use rustix::process::Signal;

use crate::changed_lines;
use crate::terminal::{Home, Life, Terminal};
use crate::tried_terminals::WITHOUT_SCREEN;

const PROGRAM: &str = env!("CARGO_BIN_EXE_bildungsnetz");

/// Says lines, each once a text is shown.
#[track_caller]
fn says(terminal: &mut Terminal, turns: &[(&str, &str)]) {
    for (shown, line) in turns {
        terminal.shows(shown);
        terminal.keys(&format!("{line}\r"));
    }
}

/// At the telephone of Aachen's office, in lines.
fn at_the_telephone(home: &Home) -> Terminal {
    let mut terminal = home.open();
    let turns = [("TERM=dumb", "suche aachen a 43"), ("1 Bildungsb", "1"), ("Kennung", "/ telefon")];
    says(&mut terminal, &turns);
    terminal.shows("Hier: ");
    terminal
}

/// No byte of what came steers the terminal, and its modes are as before.
#[track_caller]
fn is_plain(terminal: &Terminal) {
    terminal.is_given_back();
    let bytes = terminal.until("anything", |_| true).bytes.clone();
    // What the line itself shows of Ctrl-C and Ctrl-D.
    let text = String::from_utf8_lossy(&bytes).replace('\u{8}', "");
    let is_steering = |c: char| c.is_control() && !matches!(c, '\r' | '\n');
    let is_drawn = |c: char| matches!(c, '\u{2500}'..='\u{25ff}' | '\u{2800}'..='\u{28ff}');
    assert!(!text.contains(|c| is_steering(c) || is_drawn(c)), "{text:?}");
}

#[test]
fn on_a_terminal_without_a_screen_it_goes_line_by_line() {
    for name in WITHOUT_SCREEN {
        let home = Home::new().with("TERM", name);
        let mut terminal = home.open();
        terminal.shows(&format!("TERM={name}"));
        says(&mut terminal, &[("11 StädteRegion Aachen", "11"), ("Hier: 2 Bildungsbüro", "q")]);
        assert_eq!(terminal.ends(), Life::Ended(0), "TERM={name}");
        is_plain(&terminal);
    }
}

#[test]
fn a_value_is_edited_interrupted_and_saved_on_a_terminal() {
    let home = Home::new().with("TERM", "dumb");
    let mut terminal = at_the_telephone(&home);
    terminal.keys("e\r").shows("Bisher: 0241 5198-4300");
    // Ctrl-C closes the field and leaves what was there.
    terminal.keys("\x03").shows("^C");
    terminal.keys("e 0241 1\r");
    says(&mut terminal, &[("laut welcher Quelle?", "b"), ("0241 1, geändert", "speichern")]);
    terminal.shows("koeln.ron gespeichert.");
    // At the top, Ctrl-C leaves.
    terminal.keys("\x03");
    assert_eq!(terminal.ends(), Life::Ended(0));
    assert_eq!(changed_lines(&home), [r#"phone: "0241 1","#]);
    is_plain(&terminal);
}

#[test]
fn a_lost_line_and_the_end_of_the_input_keep_what_is_unsaved() {
    for (ends, code) in [(Some(Signal::HUP), 129), (Some(Signal::TERM), 143), (None, 1)] {
        let home = Home::new().with("TERM", "dumb");
        let mut terminal = at_the_telephone(&home);
        terminal.keys("e 0241 1\r");
        says(&mut terminal, &[("laut welcher Quelle?", "b")]);
        terminal.shows("0241 1, geändert");
        match ends {
            Some(signal) => drop(terminal.signal(signal)),
            None => drop(terminal.keys("\x04").shows("ist aufgehoben")),
        }
        assert_eq!(terminal.ends(), Life::Ended(code));
        is_plain(&terminal);
        let mut terminal = home.open();
        says(&mut terminal, &[("0241 1", "1"), ("Übernommen", "speichern"), ("koeln.ron gespeichert.", "q")]);
        assert_eq!(terminal.ends(), Life::Ended(0));
        assert_eq!(changed_lines(&home), [r#"phone: "0241 1","#], "{code}");
    }
}

#[test]
fn asked_for_it_every_terminal_is_read_line_by_line_without_an_echo_too() {
    let home = Home::new();
    let line = format!("stty -echo; '{PROGRAM}' --plain koeln.ron; echo \"code $?\"");
    let mut terminal = home.run(Path::new("sh"), &["-c", &line]);
    says(&mut terminal, &[("11 StädteRegion Aachen", "gremien"), ("Lenkungskreis", "q")]);
    terminal.shows("code 0");
    assert_eq!(terminal.ends(), Life::Ended(0));
    assert!(!terminal.until("anything", |_| true).contains(b"\x1b"));
}
