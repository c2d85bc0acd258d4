//! What becomes of characters that steer a terminal, turn its text around, cannot be seen or start
//! a formula: for each of them on each way out of the program, and the table in `SECURITY.md`.
//!
//! One payload stands in the name of one body. Way by way the real program is asked for it, and
//! what came out is compared with what was put in.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "in helpers of tests too, what is unexpected fails the test")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

#[path = "support/generated_block.rs"]
mod generated_block;

use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use tempfile::TempDir;

const SMALL: &str = include_str!("cli/small.ron");
const PROGRAM: &str = env!("CARGO_BIN_EXE_bildungsnetz");
const NAME: &str = "bodies/dueren-lenkungskreis/name";

/// What they are called, and what they are.
const PAYLOADS: &[(&str, &str)] = &[
    ("title (OSC 0)", "\u{1b}]0;HACK\u{7}"),
    ("link (OSC 8)", "\u{1b}]8;;http://evil.example\u{1b}\\"),
    ("clipboard (OSC 52)", "\u{1b}]52;c;SEFDSw==\u{7}"),
    ("OSC without an end", "\u{1b}]0;HACK"),
    ("DCS through tmux", "\u{1b}Ptmux;\u{1b}\u{1b}]0;HACK\u{7}\u{1b}\\"),
    ("sixel", "\u{1b}Pq#0;2;0;0;0~\u{1b}\\"),
    ("APC", "\u{1b}_Gf=24;AAAA\u{1b}\\"),
    ("cursor report (CSI 6n)", "\u{1b}[6n"),
    ("title report (CSI 21t)", "\u{1b}[21t"),
    ("reset (ESC c)", "\u{1b}c"),
    ("8-bit CSI", "\u{9b}31m"),
    ("8-bit OSC", "\u{9d}0;HACK\u{9c}"),
    ("carriage return", "\r"),
    ("backspace", "\u{8}\u{8}"),
    ("NUL", "\u{0}"),
    ("DEL", "\u{7f}"),
    ("next line (U+0085)", "\u{85}"),
    ("line separator (U+2028)", "\u{2028}"),
    ("right-to-left override (U+202E)", "\u{202e}"),
    ("isolate (U+2066)", "\u{2066}"),
    ("zero-width space (U+200B)", "\u{200b}"),
    ("byte order mark (U+FEFF)", "\u{feff}"),
    ("soft hyphen (U+00AD)", "\u{ad}"),
    ("tag (U+E0041)", "\u{e0041}"),
    ("private use (U+E000)", "\u{e000}"),
];

/// What became of a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is shown as `\u{…}`.
    Shown,
    /// It is there byte for byte.
    Exact,
    /// It is not there as it is: spelled or left out, as the form wants it.
    ByForm,
}

impl Fate {
    fn of(output: &[u8], payload: &str) -> Fate {
        let text = String::from_utf8_lossy(output);
        let shown: String = payload
            .chars()
            .map(
                |c| if c == ' ' || c.is_ascii_graphic() { c.to_string() } else { format!("\\u{{{:x}}}", u32::from(c)) },
            )
            .collect();
        let html = payload.replace('&', "&amp;").replace('<', "&lt;");
        match () {
            () if text.contains(&format!("Anf{payload}End")) || text.contains(&format!("Anf{html}End")) => Fate::Exact,
            () if text.contains(&format!("Anf{shown}End")) => Fate::Shown,
            () if text.contains("Anf") && text.contains("End") => Fate::ByForm,
            () => panic!("nothing of {payload:?} in {text}"),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Fate::Shown => "`\\u{…}`",
            Fate::Exact => "exact",
            Fate::ByForm => "by the form",
        }
    }
}

/// A folder with a dataset that has the payload in a name.
fn desk(payload: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let escaped: String = payload.chars().map(|c| format!("\\u{{{:x}}}", u32::from(c))).collect();
    let text = SMALL.replace("\"Lenkungskreis\"", &format!("\"Anf{escaped}End\""));
    assert_ne!(text, SMALL);
    fs::write(folder.path().join("koeln.ron"), text).unwrap();
    folder
}

fn piped(folder: &Path, arguments: &[&str]) -> (Vec<u8>, Vec<u8>) {
    let mut command = Command::new(PROGRAM);
    command.args(["--data", "koeln.ron"]).args(arguments).current_dir(folder).env_clear().env("LANG", "en_GB.UTF-8");
    let output = command.env("HOME", folder).stdin(Stdio::null()).output().unwrap();
    (output.stdout, output.stderr)
}

/// What a terminal gets, with keys for the screen once it is there, or lines for the line mode.
fn shown(folder: &Path, arguments: &[&str], keys: &str) -> Vec<u8> {
    let size = PtySize { rows: 40, cols: 200, ..PtySize::default() };
    let pty = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(PROGRAM);
    command.env_clear();
    command.args(["--data", "koeln.ron"]);
    command.args(arguments);
    command.cwd(folder);
    for (name, value) in [("LANG", "en_GB.UTF-8"), ("TERM", "xterm"), ("HOME", folder.to_str().unwrap())] {
        command.env(name, value);
    }
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let mut writer = pty.master.take_writer().unwrap();
    let mut keys = Some(keys.as_bytes());
    let (mut reader, mut bytes, mut buffer) = (pty.master.try_clone_reader().unwrap(), Vec::new(), [0; 4096]);
    while let Ok(count @ 1..) = reader.read(&mut buffer) {
        bytes.extend_from_slice(&buffer[..count]);
        // Enter is Enter only once the terminal is the program's.
        if let Some(keys) = keys.take() {
            writer.write_all(keys).unwrap();
        }
    }
    child.wait().unwrap();
    bytes
}

/// What was sent to the clipboard of a terminal (OSC 52).
fn copied(output: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(output);
    let encoded = text.split("\u{1b}]52;c;").nth(1).and_then(|rest| rest.split('\u{7}').next());
    BASE64_STANDARD.decode(encoded.unwrap_or_else(|| panic!("nothing is copied: {text:?}"))).unwrap()
}

/// The texts of a workbook.
fn texts_of_workbook(path: &Path) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut texts = Vec::new();
    for number in 0..archive.len() {
        archive.by_index(number).unwrap().read_to_end(&mut texts).unwrap();
    }
    texts
}

#[test]
fn no_way_to_a_terminal_carries_what_steers_it_and_the_table_says_what_others_do() {
    let to_people = ["terminal", "stderr", "screen", "line mode", "log", "clipboard"];
    let to_files = ["pipe", "JSON", "CSV", "XLSX", "Markdown", "vCard", "site", "history"];
    let ways = [&to_people[..], &to_files].concat();
    let mut table = format!("| | {} |\n|{}\n", ways.join(" | "), " --- |".repeat(ways.len() + 1));
    for (name, payload) in PAYLOADS {
        let first = desk(payload);
        let folder = first.path();
        let mut outputs = vec![shown(folder, &["get", NAME], "")];
        outputs.push(piped(folder, &["set", NAME, "x", "--expect", "y"]).1);
        // The screen is left again with q; the body stands in its second pane.
        outputs.push(shown(folder, &["--read-only"], "q"));
        outputs.push(shown(folder, &["--read-only", "--plain"], "search Anf\n1\nq\n"));
        piped(folder, &["set", NAME, "Neu"]);
        outputs.push(shown(folder, &["log"], ""));
        let history = fs::read(folder.join("koeln.ron.history")).unwrap();
        let second = desk(payload);
        let folder = second.path();
        let export = |form: &str| piped(folder, &["export", "--as", form, "--table", "bodies"]).0;
        let screen = shown(folder, &["--read-only"], "sAnf\rYq");
        // The program gives the window no title.
        assert!(
            !["\u{1b}]0;", "\u{1b}]1;", "\u{1b}]2;"]
                .iter()
                .any(|title| String::from_utf8_lossy(&screen).contains(title))
        );
        outputs.push(copied(&screen));
        outputs.push(piped(folder, &["get", NAME]).0);
        outputs.extend(["json", "csv"].map(export));
        piped(folder, &["export", "--as", "xlsx", "--table", "bodies", "-o", "bodies.xlsx"]);
        outputs.push(texts_of_workbook(&folder.join("bodies.xlsx")));
        outputs.extend(["md", "vcard"].map(export));
        piped(folder, &["publish", "web"]);
        outputs.push(fs::read(folder.join("web/bodies/dueren-lenkungskreis.html")).unwrap_or_else(|_| {
            let pages = Command::new("grep").args(["-rlI", "Anf", "web"]).current_dir(folder).output().unwrap();
            let first = String::from_utf8(pages.stdout).unwrap().lines().min().unwrap().to_owned();
            fs::read(folder.join(first)).unwrap()
        }));
        outputs.push(history);
        let fates: Vec<Fate> = outputs.iter().map(|output| Fate::of(output, payload)).collect();
        for (way, fate) in ways.iter().zip(&fates).take(to_people.len()) {
            // The log quotes values, on one line.
            let is_quoted = *way == "log" && *fate == Fate::ByForm;
            assert!(*fate == Fate::Shown || is_quoted, "{name} on {way}: {fate:?}");
        }
        assert_eq!(fates[to_people.len()], Fate::Exact, "{name}");
        let cells: Vec<&str> = fates.iter().map(|fate| fate.name()).collect();
        writeln!(table, "| {name} | {} |", cells.join(" | ")).unwrap();
    }
    generated_block::compare("SECURITY.md", ("payloads", "payloads"), &table);
}
