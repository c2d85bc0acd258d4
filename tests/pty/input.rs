//! What a terminal sends that nobody typed, and keys of terminals that send them otherwise.

use std::path::Path;

use bildungsnetz::model::SHIPPED;

use crate::terminal::{Home, Life, Terminal};
use crate::{CTRL_U, at_the_telephone};

/// Answers and reports that would open windows, edit and delete if they were taken for keys.
const NO_KEYS: &[&[u8]] = &[
    b"\x1b[M d)\x1b[M#d)",
    b"\x1b[<0;68;9M\x1b[<0;68;9m",
    b"\x1b[32;68;9M",
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    b"\x1b]4;1;rgb:cdcd/0000/0000\x07",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1bP>|tmux 3.5d\x1b\\\x1b[?62;4c\x1b[?2026;2$y\x1b[?1u\x1b[12;40R",
    b"\x1b_Gi=31;OK\x1b\\\x1b]11;rgb:1e1e\x18",
];

/// Asks for the colour of the background.
const QUESTION: &[u8] = b"\x1b]11;?";

/// The colour of headings on a light background.
const LIGHT_HEADING: &[u8] = b"38;5;24";

/// The text on the screen.
fn screen(terminal: &Terminal) -> String {
    terminal.until("anything", |_| true).screen.screen().contents()
}

#[test]
fn answers_and_reports_do_nothing_on_a_page_nor_in_a_field() {
    let home = Home::new();
    let mut terminal = home.open();
    // What stands lowest comes last.
    at_the_telephone(&mut terminal).shows("Verlässlichkeit").shows("q Beenden").rests(10);
    let before = screen(&terminal);
    for bytes in NO_KEYS {
        terminal.bytes(bytes);
        for byte in bytes.chunks(1) {
            terminal.bytes(byte);
        }
    }
    terminal.keys("?").shows("─ Hilfe ─");
    terminal.keys("\x1b").hides("─ Hilfe ─");
    drop(terminal.until("the page as it was", |seen| seen.screen.screen().contents() == before));
    terminal.keys(&format!("e{CTRL_U}0241 ")).shows("0241 ");
    for (digit, bytes) in NO_KEYS.iter().enumerate() {
        terminal.bytes(bytes).keys(&digit.to_string());
    }
    terminal.shows("0241 01234567").shows("Enter Übernehmen");
    assert_eq!(home.read("koeln.ron"), SHIPPED);
}

#[test]
fn an_answer_that_an_editor_asked_for_and_did_not_wait_for_does_nothing() {
    let home = Home::new().with_script("EDITOR", "editor.sh", "printf '\\033[?1000h\\033]11;?\\007'; sleep 1");
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys("E").shows("Nichts geändert");
    terminal.bytes(b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\").keys("?").shows("─ Hilfe ─");
    terminal.keys("\x1b").hides("─ Hilfe ─").hides("Befehle");
    let seen = terminal.until("anything", |_| true);
    let text = String::from_utf8_lossy(&seen.bytes).into_owned();
    let (asked, off) = (text.find("\x1b[?1000h").unwrap(), text.rfind(";1000;").unwrap());
    assert!(asked < off, "the mouse is off again");
}

#[test]
fn the_background_is_asked_when_nobody_types_and_the_answer_followed() {
    let home = Home::new();
    // Typed before the program reads.
    let mut terminal = home.open();
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    terminal.is_given_back();
    assert!(!terminal.until("anything", |_| true).contains(QUESTION), "no answer is left to the shell");
    let program = env!("CARGO_BIN_EXE_bildungsnetz");
    let line = format!("{program} koeln.ron; read -r typed; echo \"[$typed]\"");
    let mut terminal = home.run(Path::new("/bin/sh"), &["-c", &line]);
    drop(terminal.until("the question", |seen| seen.contains(QUESTION)));
    terminal.bytes(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    drop(terminal.until("colours for a light background", |seen| seen.contains(LIGHT_HEADING)));
    terminal.keys("q").is_given_back();
    terminal.keys("ls\n").shows("[ls]");
    assert_eq!(terminal.ends(), Life::Ended(0));
}

#[test]
fn modes_of_mouse_and_keyboard_that_others_left_on_are_reset() {
    let home = Home::new();
    let terminal = home.open();
    terminal.shows("Kreis Düren");
    let seen = terminal.until("anything", |_| true);
    let text = String::from_utf8_lossy(&seen.bytes).into_owned();
    let (modes, _) = text.split_once("\x1b[?2004h").unwrap();
    let reset = modes.rsplit_once("\x1b[?").unwrap().1.split_once('l').unwrap().0;
    for mode in ["1", "9", "1000", "1001", "1002", "1003", "1004", "1005", "1006", "1015", "1016"] {
        assert!(reset.split(';').any(|other| other == mode), "{mode} is not among {reset}");
    }
    for sequence in ["\x1b>", "\x1b[>4m", "\x1b[=0u"] {
        assert!(text.contains(sequence), "{sequence:?}");
    }
}

#[test]
fn a_paste_that_never_ends_is_told_and_keys_are_heard_again() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.shows("Kreis Düren");
    terminal.keys("\x1b[200~djq\r").shows("Das Ende des eingefügten Textes ist nicht angekommen");
    terminal.keys("?").shows("─ Hilfe ─");
    terminal.keys("\x1b").hides("─ Hilfe ─");
    at_the_telephone(&mut terminal).keys(&format!("e{CTRL_U}")).shows("Enter Übernehmen");
    terminal.keys("\x1b[200~0241 7").shows("Das Ende des eingefügten Textes ist nicht angekommen").shows("0241 7");
    terminal.keys("\r").shows("Telefon geändert");
    assert_eq!(home.read("koeln.ron"), SHIPPED, "nothing was saved");
}

#[test]
fn letters_of_another_character_set_are_told_while_one_types_on() {
    let home = Home::new();
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys(&format!("e{CTRL_U}")).shows("Enter Übernehmen");
    terminal.bytes(b"D\xfcren").shows("Dren").shows("Das Terminal sendet kein UTF-8");
    terminal.keys("\x7f").shows("Enter Übernehmen");
}

#[test]
fn keys_of_other_terminals_move_and_type_in_a_field() {
    let home = Home::new();
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys(&format!("e{CTRL_U}")).shows("Enter Übernehmen");
    for (keys, shown) in [
        ("\x1bOp\x1bOq\x1bOr\x1bOs\x1bOk\x1bOm", "0123+-"),
        ("12\x1b[7~3\x1b[8~4", "3124"),
        ("12 34\x1bOdx", "12 x34"),
        ("\x1b[49u\x1b[27;2;65~", "1A"),
    ] {
        terminal.keys(&format!("{CTRL_U}{keys}")).shows(shown);
        terminal.keys("\x1b[8~");
    }
    terminal.keys("\x1b[27u").hides("Enter Übernehmen");
    terminal.keys("\x1b[113u");
    assert_eq!(terminal.ends(), Life::Ended(0));
}

#[test]
fn a_dataset_from_a_pipe_is_shown_read_only_with_the_keys_of_the_terminal() {
    let program = env!("CARGO_BIN_EXE_bildungsnetz");
    let home = Home::new();
    for line in [format!("cat koeln.ron | {program} -"), format!("bash -c '{program} <(cat koeln.ron)'")] {
        let mut terminal = home.run(Path::new("/bin/sh"), &["-c", &line]);
        terminal.shows("[schreibgeschützt]");
        terminal.keys("/hückel").shows("Kreis Heinsberg").hides("Oberbergischer Kreis");
        terminal.keys("\r").keys("q");
        assert_eq!(terminal.ends(), Life::Ended(0), "{line}");
    }
}

#[test]
fn a_purge_of_the_history_asks_and_takes_only_a_yes() {
    let program = Path::new(env!("CARGO_BIN_EXE_bildungsnetz"));
    let home = Home::new();
    let purge = ["--data", "koeln.ron", "history", "purge", "--before", "2999"];
    let set = home.run(program, &["--data", "koeln.ron", "set", "regions/koeln/note", "x"]);
    assert_eq!(set.ends(), Life::Ended(0));
    for (answer, code, is_left) in [("\r", 1, true), ("n\r", 1, true), ("j\r", 0, false)] {
        let mut terminal = home.run(program, &purge);
        terminal.shows("für immer: 1 Zeile").shows("[j/N]");
        terminal.keys(answer);
        assert_eq!(terminal.ends(), Life::Ended(code), "{answer:?}");
        assert_eq!(home.read("koeln.ron.history").contains("regions/koeln/note"), is_left, "{answer:?}");
    }
    assert!(home.read("koeln.ron.history").contains("1 (--before)"));
}
