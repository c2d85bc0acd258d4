//! Every terminal gets what it understands and nothing else, its keys are heard, and it is given
//! back as it was.

use bildungsnetz::terminal::{Capabilities, Generation, TABLE};
use bildungsnetz::theme::ColourDepth;

use crate::terminal::{Home, Life, Terminal};
use crate::tried_terminals::TERMINALS;

/// Returns everything that was sent.
fn sent(terminal: &Terminal) -> Vec<u8> {
    terminal.until("anything", |_| true).bytes.clone()
}

/// Returns the control sequences among these bytes, without their ESC, each up to its end.
fn sequences(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let end = |rest: &str| {
        let body = match rest.chars().next() {
            Some('[') => rest[1..].find(|c: char| ('@'..='~').contains(&c)).map(|at| at + 2),
            Some(']') => rest.find(['\u{7}', '\u{1b}']),
            _ => Some(1),
        };
        body.unwrap_or(rest.len())
    };
    text.split('\u{1b}').skip(1).map(|rest| rest[..end(rest)].to_owned()).collect()
}

/// Returns why a terminal would misread a sequence.
fn objection(sequence: &str, name: &str, found: Capabilities) -> Option<&'static str> {
    let kind = TABLE.iter().find(|kind| name.starts_with(kind.name) && !name.is_empty());
    let generation = kind.map_or(Generation::Vt100, |kind| kind.generation);
    let (modes, last) = (sequence.strip_prefix("[?"), sequence.chars().next_back()?);
    match sequence.chars().next()? {
        '>' => None,
        ']' | '\\' if generation == Generation::Modern && name != "linux" => None,
        '[' => match (modes, last) {
            (Some("1l" | "25l" | "25h"), _) if generation >= Generation::Vt220 => None,
            (Some("1l"), _) => None,
            (Some(_), _) if generation < Generation::Modern => Some("a private mode"),
            (Some(modes), _) if name == "linux" && (modes.contains("1049") || modes.contains("2004")) => {
                Some("a mode that the console does not have")
            }
            (Some(_), _) => None,
            (None, 'm') => {
                let numbers: Vec<&str> = sequence[1..sequence.len() - 1].split(';').collect();
                // Behind these are the parts of a colour.
                let end =
                    numbers.iter().position(|number| matches!(*number, "38" | "48")).map_or(numbers.len(), |at| at + 1);
                numbers[..end].iter().find_map(|number| attribute(number, found, generation))
            }
            (None, 'A' | 'B' | 'C' | 'D' | 'H' | 'K' | 'J') => None,
            (None, 'X') if generation >= Generation::Vt220 => None,
            (None, 'u' | 't') if generation == Generation::Modern => None,
            _ => Some("a sequence"),
        },
        _ => Some("a sequence"),
    }
}

/// Returns why a terminal would misread a number of an attribute.
fn attribute(number: &str, found: Capabilities, generation: Generation) -> Option<&'static str> {
    let is_old = generation == Generation::Vt100;
    match (number, found.colours()) {
        ("" | "0" | "1" | "4" | "5" | "7", _) => None,
        ("2", _) => Some("faint text"),
        ("22" | "24" | "25" | "27", _) if !is_old => None,
        (_, ColourDepth::None) => Some("a colour"),
        ("38" | "48", ColourDepth::Sixteen | ColourDepth::Vga) => Some("one of 256 colours"),
        _ => None,
    }
}

/// Types keys, one after the other, each until the screen shows what it is for.
#[track_caller]
fn each(terminal: &mut Terminal, steps: &[(&str, &str)]) {
    for (keys, shown) in steps {
        terminal.keys(keys).shows(shown);
    }
}

fn home(name: &str) -> Home {
    let home = Home::new().with("COLORFGBG", "15;0");
    if name.is_empty() { home.without("TERM") } else { home.with("TERM", name) }
}

#[test]
fn every_terminal_gets_what_it_understands_and_is_given_back() {
    for (name, _) in TERMINALS {
        for (true_colour, locale, region) in [("", "de_DE.UTF-8", "Kreis Düren"), ("truecolor", "C", "Kreis Dueren")] {
            let told = format!("TERM={name} COLORTERM={true_colour} LANG={locale}");
            let home = home(name).with("COLORTERM", true_colour).with("LC_ALL", locale);
            let mut terminal = home.open();
            terminal.shows(region).shows("1 Regionen").shows("2 Gremien");
            // Through the screens that draw most: help, map, matrix, a table, a field.
            terminal.keys("?").shows("Zeile 1 von");
            terminal.keys("\x1b").hides("Zeile 1 von");
            each(&mut terminal, &[("M", "Karte"), ("m", "Matrix"), ("Q", "Tabelle"), ("q", "1 Regionen")]);
            assert_eq!(terminal.keys("q").ends(), Life::Ended(0), "{told}");
            terminal.is_given_back();
            let bytes = sent(&terminal);
            let found = Capabilities::of(Some(*name).filter(|name| !name.is_empty()), !true_colour.is_empty());
            for sequence in sequences(&bytes) {
                assert_eq!(objection(&sequence, name, found), None, "{told}: ESC {sequence}");
            }
            let foreign = !bytes.is_ascii();
            assert_eq!(foreign, locale != "C", "{told}");
            if found == Capabilities::OLD || *name == "linux" {
                let seen = terminal.until("anything", |_| true);
                assert_eq!(seen.screen.screen().contents().trim(), "", "{told}: the shell has an empty screen");
            }
        }
    }
}

#[test]
fn the_keys_of_every_terminal_are_heard() {
    // The arrows in both modes, Home and End, F1, and Backspace, as terminals send them.
    for (name, down, home_key, end_key, help, backspace) in [
        ("xterm-256color", "\x1b[B", "\x1b[H", "\x1b[F", "\x1bOP", "\x7f"),
        ("tmux-256color", "\x1bOB", "\x1b[1~", "\x1b[4~", "\x1bOP", "\x7f"),
        ("screen", "\x1bOB", "\x1b[1~", "\x1b[4~", "\x1bOP", "\x7f"),
        ("linux", "\x1b[B", "\x1b[1~", "\x1b[4~", "\x1b[[A", "\x7f"),
        ("putty", "\x1b[B", "\x1b[1~", "\x1b[4~", "\x1b[11~", "\x7f"),
        ("rxvt", "\x1b[B", "\x1b[7~", "\x1b[8~", "\x1b[11~", "\x08"),
        ("vt100", "\x1bOB", "g", "G", "\x1bOP", "\x08"),
        ("vt220", "\x1b[B", "\x1b[1~", "\x1b[4~", "\x1b[28~", "\x08"),
    ] {
        let home = home(name);
        let mut terminal = home.open();
        terminal.shows("1 Regionen 1/11");
        each(&mut terminal, &[(down, "1 Regionen 2/11"), (end_key, "1 Regionen 11/11"), (home_key, "1 Regionen 1/11")]);
        if name != "vt220" {
            terminal.keys(help).shows("Hilfe");
            terminal.keys("\x1b").hides("─ Hilfe");
        }
        each(&mut terminal, &[("/düx", "düx"), (backspace, "dü ")]);
        // Of what the keyboard sends nothing is typed.
        each(&mut terminal, &[("\x1b", "1 Regionen 1/11")]);
        assert_eq!(terminal.keys("q").ends(), Life::Ended(0), "{name}");
    }
}

#[test]
fn the_first_variable_that_is_set_decides_the_characters() {
    for (variables, region) in [
        ([("LC_ALL", "de_DE.UTF-8"), ("LC_CTYPE", "C"), ("LANG", "C")], "Kreis Düren"),
        ([("LC_ALL", ""), ("LC_CTYPE", "de_DE.UTF-8"), ("LANG", "C")], "Kreis Düren"),
        ([("LC_ALL", ""), ("LC_CTYPE", ""), ("LANG", "de_DE.UTF-8")], "Kreis Düren"),
        ([("LC_ALL", "C"), ("LC_CTYPE", "de_DE.UTF-8"), ("LANG", "de_DE.UTF-8")], "Kreis Dueren"),
        ([("LC_ALL", ""), ("LC_CTYPE", "POSIX"), ("LANG", "de_DE.UTF-8")], "Kreis Dueren"),
    ] {
        let home = variables.into_iter().fold(Home::new(), |home, (name, value)| home.with(name, value));
        let mut terminal = home.open();
        terminal.shows(region);
        assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    }
}

/// Presses and lets go of the left button at a column and row, from 1.
fn click(column: u16, row: u16) -> String {
    format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
}

#[test]
fn the_mouse_is_off_until_a_key_turns_it_on_and_off_again_at_the_end() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.shows("1 Regionen 1/11");
    let is_on = |terminal: &Terminal| sequences(&sent(terminal)).iter().any(|sequence| sequence == "[?1000;1006h");
    // Reports that nobody asked for do nothing.
    each(&mut terminal, &[(&format!("{}j", click(5, 4)), "1 Regionen 2/11")]);
    assert!(!is_on(&terminal));
    each(&mut terminal, &[("\x1b[20~", "Maus ein")]);
    assert!(is_on(&terminal));
    each(
        &mut terminal,
        &[
            (&click(5, 5), "1 Regionen 3/11"),
            ("\x1b[<65;5;5M", "1 Regionen 6/11"),
            ("\x1b[<64;5;5M", "1 Regionen 3/11"),
        ],
    );
    // In an open field a report moves the cursor at most.
    at_a_field(&mut terminal);
    terminal.keys(&click(78, 23)).keys("\x1b[M !!\x1b[32;5;5M");
    terminal.keys("\x1b").hides("Enter Übernehmen");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0), "nothing was typed");
    let seen = sequences(&sent(&terminal));
    let last = |mode: &str| seen.iter().rposition(|sequence| sequence == mode);
    assert!(last("[?1000;1006l") > last("[?1000;1006h"), "{seen:?}");
    let asked = home.with_file(".config/bildungsnetz/config.toml", "mouse = true\n");
    let mut terminal = asked.open();
    terminal.shows("1 Regionen 1/11");
    each(&mut terminal, &[(&click(5, 4), "1 Regionen 2/11")]);
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

fn at_a_field(terminal: &mut Terminal) {
    terminal.keys("4/telefon\re").shows("Enter Übernehmen");
}
