//! The real program in a real terminal: opened, edited, saved, left; and whatever a terminal does
//! to a program.
//!
//! Keys are the bytes that terminals send. Whatever is expected is waited for, nothing sleeps.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "in helpers of tests too, what is unexpected fails the test")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

mod clipboard;
mod colleagues;
mod earlier;
mod input;
mod jobs;
mod line_mode;
mod others;
mod saving;
mod slow;
mod terminal;
mod terminals;
#[path = "../support/terminals.rs"]
mod tried_terminals;
mod typing;

use std::path::Path;

use bildungsnetz::model::SHIPPED;
use bildungsnetz::terminal::{Capabilities, TerminalSession};
use rustix::process::Signal;
use terminal::{Home, Life, Terminal};

const CTRL_S: &str = "\x13";
const CTRL_U: &str = "\x15";
const CTRL_Z: &str = "\x1a";

/// The lines in which the dataset in a home differs from the shipped one.
fn changed_lines(home: &Home) -> Vec<String> {
    let now = home.read("koeln.ron");
    let (old, new): (Vec<&str>, Vec<&str>) = (SHIPPED.lines().collect(), now.lines().collect());
    assert_eq!(old.len(), new.len(), "no line comes or goes");
    old.iter().zip(&new).filter(|(a, b)| a != b).map(|(_, b)| b.trim().to_owned()).collect()
}

/// The cursor on the telephone of Aachen's office.
fn at_the_telephone(terminal: &mut Terminal) -> &mut Terminal {
    terminal.shows("Kreis Düren");
    terminal.keys("/aachen\r\r").shows("Bildungsbüro (A 43)");
    terminal.keys("/telefon\r");
    terminal
}

#[test]
fn open_find_edit_save_quit_changes_one_line() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.shows("Kreis Düren").is_taken();
    terminal.keys("/bad godes").shows("Stadt Bonn").hides("Oberbergischer Kreis");
    terminal.keys("\r\r/telefon\re0228 77-0\rb").shows("0228 77-0").shows("[+1]");
    terminal.keys(CTRL_S).shows(" gespeichert").hides("[+1]");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    terminal.is_given_back();
    assert_eq!(changed_lines(&home), [r#"contact: Contact(phone: "0228 77-0", website: "https://www.bonn.de"),"#]);
}

#[test]
fn a_changed_and_restored_value_leaves_the_file_byte_for_byte() {
    let home = Home::new();
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys(&format!("e{CTRL_U}0241 1\r")).shows("[+1]");
    terminal.keys(CTRL_S).shows(" gespeichert").hides("[+1]");
    assert_eq!(changed_lines(&home), [r#"phone: "0241 1","#]);
    terminal.keys("u").shows("Rückgängig gemacht").shows("[+1]");
    terminal.keys(CTRL_S).hides("[+1]").shows(" gespeichert");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    assert_eq!(home.read("koeln.ron"), SHIPPED);
}

#[test]
fn quitting_with_unsaved_changes_asks() {
    let home = Home::new();
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys(&format!("e{CTRL_U}110\r")).shows("[+1]");
    terminal.keys("q").shows("ungespeicherte");
    terminal.keys("\x1b").hides("Verwerfen und beenden");
    terminal.keys("q").shows("Verwerfen und beenden");
    terminal.keys("jj\r");
    assert_eq!(terminal.ends(), Life::Ended(0));
    assert_eq!(home.read("koeln.ron"), SHIPPED);
}

#[test]
fn signals_that_end_it_give_the_terminal_back() {
    let signals = [
        (Signal::TERM, 143),
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
        (Signal::USR1, 138),
        (Signal::USR2, 140),
        (Signal::XCPU, 152),
        (Signal::ALARM, 142),
    ];
    for (signal, code) in signals {
        let home = Home::new();
        let mut terminal = home.open();
        at_the_telephone(&mut terminal).keys("e").shows("0241 5198-4300");
        assert_eq!(terminal.signal(signal).ends(), Life::Ended(code), "{signal:?}");
        terminal.is_given_back();
        assert_eq!(home.read("koeln.ron"), SHIPPED);
    }
}

#[test]
fn it_comes_back_from_a_stop_it_did_not_ask_for() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.shows("Kreis Düren");
    terminal.signal(Signal::STOP).stops();
    let before = terminal.count();
    terminal.signal(Signal::CONT);
    drop(terminal.until("the screen to be drawn anew", |seen| {
        String::from_utf8_lossy(&seen.bytes[before..]).contains("Kreis Düren")
    }));
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn every_size_is_survived() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.shows("Kreis Düren");
    for (cols, rows) in [(1, 1), (0, 0), (3, 2), (200, 60), (1, 1), (40, 12)] {
        terminal.resize(cols, rows);
        terminal.keys("j");
    }
    terminal.resize(80, 24).shows("1 Regionen").shows("q Beenden");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn no_color_sends_no_colour() {
    let home = Home::new().with("NO_COLOR", "1");
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys("e").shows("Enter Übernehmen");
    terminal.keys("\x1b").hides("Enter Übernehmen");
    terminal.keys("?").shows("Hilfe");
    assert_eq!(colours(&terminal), [""; 0]);
    let home = Home::new().with("COLORFGBG", "15;0");
    let coloured = home.open();
    coloured.shows("Kreis Düren");
    assert!(!colours(&coloured).is_empty(), "otherwise colours are sent, and found");
}

/// The parameters of all sequences that set a colour.
fn colours(terminal: &Terminal) -> Vec<String> {
    let seen = terminal.until("anything", |_| true);
    let text = String::from_utf8_lossy(&seen.bytes).into_owned();
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    let sets = |parameter: &str| matches!(parameter.parse(), Ok(30..=38 | 40..=48 | 90..=97 | 100..=107));
    sequences.filter(|s| s.split(';').any(sets)).collect()
}

#[test]
fn a_locale_without_utf8_gets_ascii_only() {
    let home = Home::new().with("LANG", "C");
    let mut terminal = home.open();
    terminal.shows("+- 1 Regionen").shows("Kreis Dueren");
    terminal.keys("\t\t\t?").shows("Hilfe");
    let seen = terminal.until("anything", |_| true);
    let foreign: String = String::from_utf8_lossy(&seen.bytes).chars().filter(|c| !c.is_ascii()).collect();
    assert_eq!(foreign, "");
}

#[test]
fn a_paste_goes_into_the_field_and_neither_submits_nor_commands() {
    let home = Home::new();
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys(&format!("e{CTRL_U}"));
    terminal.keys("\x1b[200~0241\r\n99\x07q\x1b[201~").shows("99q");
    assert_eq!(home.read("koeln.ron"), SHIPPED, "nothing was saved");
    terminal.keys("\x7f\rb").shows("Telefon geändert");
    terminal.keys(CTRL_S).shows(" gespeichert");
    assert_eq!(changed_lines(&home), [r#"phone: "0241 99","#]);
    terminal.keys("\x1b[200~q\x1b[201~").shows("zuerst ein Feld bearbeiten");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn a_burst_of_keys_is_handled_to_the_end() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.shows("Kreis Düren");
    // As a held key on a slow line, or a paste that the terminal does not bracket; nothing may wait
    // for the next key.
    terminal.keys("s").shows("Alles durchsuchen");
    terminal.keys(&"ü".repeat(1500));
    terminal.keys(&format!("{CTRL_U}aachen")).shows("› aachen").shows("Kommunen");
}

#[test]
fn half_a_sequence_keeps_nothing_from_ending_it() {
    for half in ["\x1b[", "\x1b[200~never ended", "\x1bO"] {
        let home = Home::new();
        let mut terminal = home.open();
        terminal.shows("Kreis Düren");
        terminal.keys(half).signal(Signal::TERM).ends();
        terminal.is_given_back();

        let mut terminal = home.open();
        terminal.shows("Kreis Düren");
        terminal.keys(half);
        terminal.close().ends();
    }
}

#[test]
fn the_users_editor_gets_the_terminal_and_its_text_comes_back() {
    let home = Home::new().with_script("VISUAL", "editor.sh", EDITOR);
    let mut terminal = home.open();
    terminal.shows("Kreis Düren");
    terminal.keys("/aachen\r\r\r").shows("› Bildungsbüro (A 43)");
    terminal.keys("E").shows("0241 5198-4301").is_taken();
    terminal.keys(CTRL_S).shows(" gespeichert");
    assert_eq!(changed_lines(&home), [r#"phone: "0241 5198-4301","#]);
    let line = home.read("modes");
    assert!(line.contains(" icanon") && line.contains(" echo "), "the editor's terminal: {line}");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    terminal.is_given_back();
}

/// Notes the terminal's modes and corrects a number.
const EDITOR: &str = r#"
stty -a >"$HOME/modes"
sed 's/5198-4300/5198-4301/' "$1" >"$1.new" && mv "$1.new" "$1"
"#;

#[test]
fn an_editor_that_fails_or_spoils_the_record_changes_nothing() {
    let home = Home::new().with_script("EDITOR", "editor.sh", "echo '(' >\"$1\"; test -e \"$HOME/spoil\"");
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys("E").shows("editor.sh");
    std::fs::write(home.path("spoil"), "").unwrap();
    terminal.keys("E").shows("So lässt sich der Eintrag nicht lesen");
    terminal.keys("\x1b").hides("So lässt sich").hides("[+");
    // What the one that failed has written is kept until a person decides.
    terminal.keys("q").shows("Verwerfen und beenden");
    terminal.keys("\x1b[B\x1b[B\r");
    assert_eq!(terminal.ends(), Life::Ended(0));
    assert_eq!(home.read("koeln.ron"), SHIPPED);
}

#[test]
fn what_an_editor_wrote_outlives_the_terminal() {
    // One ends by itself when it finds the line gone, the other by the signal of it.
    for on_lost_line in ["trap '' HUP", ""] {
        let script = format!("{on_lost_line}\n{EDITOR}while echo 'Im Editor'; do sleep 0.1; done 2>/dev/null; true");
        let home = Home::new().with_script("EDITOR", "editor.sh", &script);
        let mut terminal = home.open();
        at_the_telephone(&mut terminal).keys("E").shows("Im Editor");
        assert_eq!(terminal.close().ends(), Life::Ended(129));
        let terminal = home.open();
        terminal.shows("Nicht gespeicherte").shows("5198-4301");
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let home = Home::new();
    let terminal = home.open();
    terminal.shows("Kreis Düren");
    assert_eq!(terminal.close().ends(), Life::Ended(129));
}

#[test]
fn a_terminal_that_goes_away_ends_it_with_sighup_ignored() {
    let home = Home::new();
    let program = format!("trap '' HUP; exec '{}' koeln.ron", env!("CARGO_BIN_EXE_bildungsnetz"));
    let terminal = home.run(Path::new("sh"), &["-c", &program]);
    terminal.shows("Kreis Düren");
    assert_eq!(terminal.close().ends(), Life::Ended(129));
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    let home = Home::new();
    let own = std::env::current_exe().unwrap();
    let terminal = home.run(&own, &["--exact", "panics", "--ignored", "--nocapture", "--test-threads=1"]);
    terminal.ends();
    terminal.is_given_back();
    let text = |seen: &terminal::Seen| String::from_utf8_lossy(&seen.bytes).into_owned();
    let text = text(&terminal.until("the panic's words", |seen| text(seen).contains("something went wrong")));
    let place = |what: &str| text.find(what).unwrap_or_else(|| panic!("no {what:?} in {text:?}"));
    assert!(
        place("\x1b[?1049h") < place("\x1b[?1049l") && place("\x1b[?1049l") < place("something went wrong"),
        "{text:?}"
    );
}

#[test]
#[ignore = "run by the test above in a terminal of its own"]
fn panics() {
    let _session = TerminalSession::start(Capabilities::FULL, false).unwrap();
    panic!("something went wrong");
}

#[test]
fn an_editor_that_comes_back_at_once_keeps_its_file_and_what_is_saved_there_is_read() {
    let detached = "echo \"$1\" >\"$HOME/name.new\"; mv \"$HOME/name.new\" \"$HOME/name\"";
    let home = Home::new().with_script("EDITOR", "editor.sh", detached);
    let mut terminal = home.open();
    terminal.shows("Kreis Düren");
    terminal.keys("/aachen\r\r\r").shows("› Bildungsbüro (A 43)");
    terminal.keys("E").shows("kam sofort ohne");
    let path = home.read("name").trim().to_owned();
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("5198-4300", "5198-4301")).unwrap();
    terminal.keys("\r").shows("0241 5198-4301").hides("kam sofort ohne");
    terminal.keys(CTRL_S).shows("koeln.ron gespeichert");
    assert_eq!(changed_lines(&home), [r#"phone: "0241 5198-4301","#]);
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    std::fs::remove_file(path).unwrap();
}

#[test]
fn text_whose_record_is_gone_outlives_a_kill() {
    let home = Home::new();
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys(&format!("e{CTRL_U}0241 77")).shows("0241 77");
    let program = env!("CARGO_BIN_EXE_bildungsnetz");
    let mut removing = std::process::Command::new(program);
    removing.args(["--data", home.path("koeln.ron").to_str().unwrap(), "remove", "bodies/aachen-bildungsbuero"]);
    assert!(removing.env("HOME", home.path(".")).output().unwrap().status.success());
    terminal.shows("Wohin mit dem Text?").shows("0241 77");
    terminal.keys("8").shows("0241 778");
    assert_eq!(terminal.signal(Signal::KILL).ends(), Life::Killed(Signal::KILL.as_raw()));
    let mut terminal = home.open();
    terminal.shows("Nicht gespeicherte").shows("0241 778");
    terminal.keys("\rz").shows("Wohin mit dem Text?").shows("0241 778");
}

#[test]
fn a_window_that_is_resized_while_the_program_starts_is_drawn_at_its_size() {
    for size in [(140, 40), (40, 12), (200, 60), (60, 20)] {
        let home = Home::new();
        let mut terminal = home.open();
        terminal.resize(size.0, size.1).shows("Regionen").shows("Hilfe");
        assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    }
}
