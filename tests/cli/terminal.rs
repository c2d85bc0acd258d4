//! What reaches a terminal: nothing that could steer it, and no line longer than it is wide.

use std::io::Read as _;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::desk::{Desk, SMALL};

/// Runs the program in a terminal of so many columns and gives what it wrote there.
fn seen(desk: &Desk, columns: u16, arguments: &[&str]) -> String {
    seen_as(desk, (columns, "xterm"), arguments)
}

fn seen_as(desk: &Desk, (columns, term): (u16, &str), arguments: &[&str]) -> String {
    seen_with(desk, columns, [("TERM", term), ("LANG", "de_DE.UTF-8")], arguments)
}

/// The same with these variables.
pub fn seen_with(desk: &Desk, columns: u16, variables: [(&str, &str); 2], arguments: &[&str]) -> String {
    let size = PtySize { rows: 24, cols: columns, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_bildungsnetz"));
    command.args(arguments);
    command.env_clear();
    command.cwd(desk.folder.path());
    command.env("HOME", desk.folder.path());
    variables.into_iter().for_each(|(name, value)| command.env(name, value));
    command.env("BILDUNGSNETZ_DATA", desk.path("koeln.ron"));
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    // The end of a pseudo-terminal is an error, not an empty read.
    while let Ok(count @ 1..) = reader.read(&mut buffer) {
        bytes.extend_from_slice(&buffer[..count]);
    }
    child.wait().unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn data_cannot_steer_the_terminal() {
    let desk = Desk::new();
    let evil = "\\u{1b}]0;HACK\\u{7}\\u{9b}31m\\u{202e}Köln\\u{200b}";
    desk.put("koeln.ron", &SMALL.replace("Lenkungskreis\",", &format!("{evil}\",")));
    for arguments in [
        &["list", "bodies"][..],
        &["show", "bodies/dueren-lenkungskreis"],
        &["show", "bodies/dueren-lenkungskreis", "--format", "json"],
        &["get", "bodies/dueren-lenkungskreis/name"],
        &["list", "bodies", "--format", "csv"],
        &["find", "HACK"],
        &["find", "\u{1b}]0;HACK\u{7}nichts"],
        &["set", "bodies/dueren-lenkungskreis/name", "x", "--expect", "y"],
    ] {
        let text = seen(&desk, 200, arguments).replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
        assert!(text.contains("HACK"), "{arguments:?}: {text}");
        let steering = bildungsnetz::text::unsafe_chars(&text).find(|c| !matches!(c, '\r' | '\n'));
        assert_eq!(steering, None, "{arguments:?}: {text:?}");
    }
    // A pipe gets the value itself.
    assert!(desk.run(&["get", "bodies/dueren-lenkungskreis/name"]).out.contains("\u{202e}"));
}

#[test]
fn tables_fit_the_terminal() {
    let desk = Desk::new();
    let widest = |text: &str| text.lines().map(bildungsnetz::text::width).max().unwrap();
    for columns in [60, 80, 200] {
        let text = seen(&desk, columns, &["list", "bodies", "--color", "never"]);
        assert!(widest(&text) <= usize::from(columns), "> {columns}:\n{text}");
    }
    // The variable counts more than the terminal, and on a pipe; identifiers stay whole.
    let list = ["list", "bodies", "--color", "never"];
    let told = seen_with(&desk, 200, [("COLUMNS", "60"), ("LANG", "de_DE.UTF-8")], &list);
    assert!(widest(&told) <= 60 && told.contains("Region…"), "{told}");
    let mut piped = desk.command(&list);
    piped.env("COLUMNS", "60").env("BILDUNGSNETZ_DATA", desk.path("koeln.ron"));
    assert_eq!(desk.finish(piped, "").out, told.replace("\r\n", "\n"));
    let narrow = seen(&desk, 20, &list);
    assert!(["dueren-buero", "dueren-lenkungskreis"].iter().all(|id| narrow.contains(&format!("{id} "))), "{narrow}");
    let narrow = seen(&desk, 60, &["list", "bodies", "--plain"]);
    assert!(narrow.contains("Regionales Bildungsbüro Kreis Düren") && !narrow.contains('…'));
    assert!(seen(&desk, 60, &["list", "bodies", "--ascii", "--color", "never"]).contains('~'));
}

#[test]
fn german_is_spelled_out_for_people_whose_locale_is_not_utf8_and_exact_for_programs() {
    let desk = Desk::new();
    let seen = |arguments: &[&str]| seen_with(&desk, 120, [("TERM", "xterm"), ("LANG", "de_DE.ISO-8859-1")], arguments);
    for arguments in [&["list", "bodies"][..], &["show", "regions/dueren"], &["contact", "dueren"]] {
        let text = seen(arguments);
        assert!(text.is_ascii() && text.contains("Dueren"), "{arguments:?}: {text}");
    }
    let text = seen(&["list", "bodies", "--color", "never"]);
    let widest = text.lines().map(str::len).max().unwrap();
    assert!(widest <= 120, "{widest}: {text}");
    for format in ["json", "csv"] {
        let text = seen(&["list", "bodies", "--format", format]);
        assert!(text.contains("Bildungsbüro"), "{text}");
    }
}

#[test]
fn emphasis_follows_the_flag_and_the_environment() {
    let desk = Desk::new();
    assert!(seen(&desk, 80, &["list", "bodies"]).starts_with("\u{1b}[1m"));
    assert!(!seen(&desk, 80, &["list", "bodies", "--color", "never"]).contains('\u{1b}'));
    assert!(!seen(&desk, 80, &["list", "bodies", "--plain"]).contains('\u{1b}'));
    assert!(desk.run(&["list", "bodies", "--color", "always"]).out.starts_with("\u{1b}[1m"));
}

#[test]
fn a_broken_dataset_gets_a_sentence_and_never_a_screen() {
    let desk = Desk::new();
    desk.put("koeln.ron", "Directory(");
    let text = seen(&desk, 80, &[]);
    assert!(text.contains("koeln.ron:1:") && !text.contains('\u{1b}'), "{text:?}");
}
