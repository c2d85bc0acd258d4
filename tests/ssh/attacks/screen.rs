//! Attacks from the screen, in a terminal of the attacker's own making.

use std::fs;
use std::io::Read as _;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::attacked_servers::{AttackRow, AttackedServers};
use crate::recipe::SetUp;
use crate::requests::SMALL;
use crate::server::{KEYS, Server};
use crate::terminal::{Life, Terminal};

const ENGLISH: &str = "en_GB.UTF-8";

pub fn rows(servers: &AttackedServers) -> Vec<AttackRow> {
    let mut rows = keys(servers);
    rows.push(huge_window(servers));
    rows.push(hostile_term(servers));
    rows.push(hostile_data());
    rows
}

/// A login of this type of terminal.
fn open(servers: &AttackedServers, term: &str) -> Terminal {
    let terminal = servers.write.log_in_as(KEYS[0], ENGLISH, term);
    terminal.resize(120, 30).shows("Kreis Düren");
    terminal
}

fn keys(servers: &AttackedServers) -> Vec<AttackRow> {
    let mut rows = Vec::new();
    let mut terminal = open(servers, "xterm-256color");
    let not_allowed = "Not allowed in restricted mode.";
    let no_file = "In restricted mode no file is read.";
    for (attack, key, answer) in [
        ("the shell by suspending (`Ctrl-Z`)", "\x1a", not_allowed),
        ("an editor (`E`)", "E", not_allowed),
        ("a file by `I` (import)", "I", no_file),
    ] {
        terminal.keys(key).shows(answer);
        terminal.keys("j").hides(answer);
        terminal.keys("k");
        rows.push(AttackRow::new(attack, answer));
    }
    terminal.keys("\x1c").keys("?").shows("─ Help ─");
    terminal.keys("\x1b").hides("─ Help ─");
    rows.push(AttackRow::new("a core dump by `Ctrl-\\`", "the key does nothing, and the limit of core dumps is 0"));
    for pid in servers.write.sessions() {
        let limits = fs::read_to_string(format!("/proc/{}/limits", pid.as_raw_nonzero())).unwrap();
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
        assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"]);
    }
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    rows
}

/// A window of as many cells as a client can claim.
fn huge_window(servers: &AttackedServers) -> AttackRow {
    let size = PtySize { rows: u16::MAX, cols: u16::MAX, ..PtySize::default() };
    let pty = native_pty_system().openpty(size).unwrap();
    let login = servers.write.command("ssh", KEYS[0]);
    let mut command = CommandBuilder::new(login.get_program());
    command.env_clear();
    command.args(login.get_args());
    command.args(["-tt", &servers.write.address()]);
    for (name, value) in [("PATH", "/usr/bin:/bin"), ("LANG", ENGLISH), ("TERM", "xterm")] {
        command.env(name, value);
    }
    let mut client = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let (mut reader, mut seen) = (pty.master.try_clone_reader().unwrap(), Vec::new());
    let mut buffer = [0; 8192];
    while !String::from_utf8_lossy(&seen).contains("Stadt Köln") {
        let count = reader.read(&mut buffer).unwrap();
        seen.extend_from_slice(&buffer[..count]);
    }
    let sessions = servers.write.sessions();
    let peaks = sessions.iter().map(|pid| {
        let status = fs::read_to_string(format!("/proc/{}/status", pid.as_raw_nonzero())).unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        peak.trim().split(' ').next().unwrap().parse::<u64>().unwrap()
    });
    let peak = peaks.max().unwrap();
    assert!(peak < 300_000, "{peak} kB");
    client.kill().unwrap();
    client.wait().unwrap();
    sessions.into_iter().for_each(crate::server::ends);
    AttackRow::new("a window of 65,535 × 65,535 cells", "the screen is drawn in its first 1,000 × 500")
}

fn hostile_term(servers: &AttackedServers) -> AttackRow {
    for term in ["../../../../tmp/evil", "xterm\u{1b}]0;HACK\u{7}", &"x".repeat(60_000), "$(id)", "%s%s%n"] {
        let mut terminal = open(servers, term);
        assert_eq!(terminal.keys("q").ends(), Life::Ended(0), "{term}");
        drop(terminal.until("no title", |seen| !seen.contains(b"HACK")));
    }
    AttackRow::new("a path, control characters, 60,000 letters in `TERM`", "the screen as on any unknown terminal")
}

/// Data with sequences for the terminal, on the screen of a session.
fn hostile_data() -> AttackRow {
    let evil = "\\u{1b}]0;HACK\\u{7}\\u{1b}]52;c;SEFDSw==\\u{7}\\u{9b}31m\\u{202e}Kreis Düren";
    let server = Server::start(SetUp::Look, &SMALL.replace("\"Kreis Düren\"", &format!("\"{evil}\"")));
    let mut terminal = server.log_in(KEYS[0], ENGLISH);
    terminal.resize(160, 40).shows("\\u{1b}]0;HACK");
    drop(terminal.until("no sequence of the data", |seen| {
        !seen.contains(b"\x1b]0;HACK") && !seen.contains(b"\x1b]52") && !seen.contains("\u{202e}".as_bytes())
    }));
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    AttackRow::new("a title, the clipboard, colours and a turned direction in the data", "shown as `\\u{1b}]0;…`")
}
