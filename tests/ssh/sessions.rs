//! The screen over SSH: edited and saved, dropped and half-open lines, many at once.

use std::fs;

use bildungsnetz::model::SHIPPED;
use rustix::process::{Pid, Signal};

use crate::recipe::SetUp;
use crate::server::{KEYS, Server, ends};
use crate::terminal::{Life, Terminal};

const CTRL_S: &str = "\x13";
const CTRL_U: &str = "\x15";
const GERMAN: &str = "de_DE.UTF-8";

/// Changes the telephone of the office of a region, whose name is found by this.
fn call(terminal: &mut Terminal, region: &str, office: &str, phone: &str) {
    terminal.shows("Kreis Düren");
    terminal.keys(&format!("/{region}\r\r")).shows(office);
    terminal.keys(&format!("/telefon\re{CTRL_U}{phone}")).shows("Enter Übernehmen");
    terminal.keys("\r").shows("[+1]");
}

/// The one process that serves the dataset.
fn only(server: &Server) -> Pid {
    let sessions = server.sessions();
    let [pid] = sessions[..] else { panic!("{sessions:?}") };
    pid
}

#[test]
fn a_session_browses_edits_and_saves() {
    let server = Server::start(SetUp::NamedKeys, SHIPPED);
    let mut terminal = server.log_in("meier", GERMAN);
    call(&mut terminal, "aachen", "Bildungsbüro (A 43)", "0241 1");
    terminal.keys(CTRL_S).shows(" gespeichert").hides("[+1]");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    assert!(server.text().contains(r#"phone: "0241 1","#));
    let history = fs::read_to_string(server.path("srv/koeln.ron.history")).unwrap();
    assert!(history.contains("author=Meier") && history.contains("ssh=127.0.0.1"), "{history}");
}

#[test]
fn a_terminal_without_a_screen_edits_and_saves_line_by_line() {
    let server = Server::start(SetUp::NamedKeys, SHIPPED);
    let mut terminal = server.log_in_as("meier", GERMAN, "dumb");
    for (shown, line) in [
        ("TERM=dumb", "suche aachen a 43"),
        ("1 Bildungsb", "1"),
        ("Kennung", "/telefon"),
        ("Hier: ", "e 0241 1"),
        ("laut welcher Quelle?", "b"),
        ("0241 1, geändert", "speichern"),
        ("koeln.ron gespeichert.", "q"),
    ] {
        terminal.shows(shown);
        terminal.keys(&format!("{line}\r"));
    }
    assert_eq!(terminal.ends(), Life::Ended(0));
    assert!(server.text().contains(r#"phone: "0241 1","#));
    assert!(!terminal.until("anything", |_| true).contains(b"\x1b"));
}

#[test]
fn what_a_dropped_line_left_is_offered_to_the_next_login_of_the_account() {
    let server = Server::start(SetUp::NamedKeys, SHIPPED);
    let mut terminal = server.log_in("meier", GERMAN);
    call(&mut terminal, "aachen", "Bildungsbüro (A 43)", "0241 1");
    let session = only(&server);
    assert_eq!(terminal.signal(Signal::KILL).ends(), Life::Killed(9));
    ends(session);
    assert_eq!(server.text(), SHIPPED);
    // Another key of the same account sees whose it was.
    let mut next = server.log_in("otto", GERMAN);
    next.resize(120, 30).shows("Nicht gespeicherte Änderungen gefunden").shows("author=Meier").shows("0241 1");
    next.keys("a").shows("[+1]");
    next.keys(CTRL_S).shows(" gespeichert").hides("[+1]");
    assert_eq!(next.keys("q").ends(), Life::Ended(0));
    assert!(server.text().contains(r#"phone: "0241 1","#));
}

#[test]
fn the_work_of_a_half_open_line_is_seen_and_taken_over_once_the_server_ends_it() {
    // As in the document, but in seconds rather than a minute.
    let server = Server::start_with(SetUp::Write, SHIPPED, |config| {
        let quick = config.replace("ClientAliveInterval 15", "ClientAliveInterval 3");
        assert_ne!(quick, config);
        quick
    });
    let mut gone = server.log_in(KEYS[0], GERMAN);
    call(&mut gone, "aachen", "Bildungsbüro (A 43)", "0241 1");
    let session = only(&server);
    gone.signal(Signal::STOP).stops();
    let mut next = server.log_in(KEYS[0], GERMAN);
    next.resize(140, 30).shows("hat seit").shows("StädteRegion Aachen");
    // The server asks four times in vain.
    ends(session);
    next.hides("hat seit");
    assert_eq!(next.keys("q").ends(), Life::Ended(0));
    let mut next = server.log_in(KEYS[0], GERMAN);
    next.shows("Nicht gespeicherte Änderungen gefunden").shows("0241 1");
    next.keys("a").shows("[+1]");
    next.keys(CTRL_S).shows(" gespeichert").hides("[+1]");
    assert_eq!(next.keys("q").ends(), Life::Ended(0));
    gone.signal(Signal::KILL).ends();
}

/// How much memory a process has used at most, and has alone now, in kilobytes.
fn memory(pid: Pid) -> (u64, u64) {
    let kilobytes = |file: &str, name: &str| -> u64 {
        let text = fs::read_to_string(format!("/proc/{}/{file}", pid.as_raw_nonzero())).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.trim().split(' ').next().unwrap().parse().unwrap()
    };
    let own = kilobytes("smaps_rollup", "Private_Clean:") + kilobytes("smaps_rollup", "Private_Dirty:");
    (kilobytes("status", "VmHWM:"), own)
}

#[test]
fn many_sessions_at_once_change_and_save_and_nothing_is_lost() {
    // Measured with more by hand: SESSIONS=100 cargo test --test ssh many -- --nocapture
    let count: usize = std::env::var("SESSIONS").map_or(10, |text| text.parse().unwrap());
    let server = Server::start(SetUp::Write, SHIPPED);
    let mut terminals: Vec<Terminal> = (0..count).map(|_| server.log_in(KEYS[0], GERMAN)).collect();
    for terminal in &mut terminals {
        terminal.shows("Kreis Düren");
        terminal.keys("s").shows("Alles durchsuchen");
        terminal.keys("\x1b").hides("Alles durchsuchen");
    }
    assert_eq!(server.sessions().len(), count);
    // Ten at a time ask for their own change at the same moment; every screen shows what came of
    // it. More at once are as many logins, of which sshd lets some wait too long.
    for first in (0..count).step_by(10) {
        let ask = |number: usize| {
            let mut set = server.command("ssh", KEYS[0]);
            let record = format!("(id: \"m-{number}\", kind: Projekt, title: \"M {number}\", region: \"bonn\")");
            set.arg(server.address()).arg(format!("add measures '{record}'"));
            set.spawn().unwrap()
        };
        let saves: Vec<_> = (first..count.min(first + 10)).map(ask).collect();
        for save in saves {
            let output = save.wait_with_output().unwrap();
            assert!(output.status.success(), "{output:?}");
        }
    }
    let text = server.text();
    let missing: Vec<usize> = (0..count).filter(|number| !text.contains(&format!("id: \"m-{number}\""))).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let used: Vec<(u64, u64)> = server.sessions().into_iter().map(memory).collect();
    println!("{count} sessions: peak and own memory in kB: {:?} … {:?}", used.iter().min(), used.iter().max());
    for terminal in &mut terminals {
        assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    }
}

#[test]
fn somebody_proposes_and_somebody_else_takes_it_each_in_their_language() {
    // Each client says its own language.
    let server = Server::start_with(SetUp::Proposals, SHIPPED, |config| config + "AcceptEnv LANG LC_*\n");
    let mut reader = server.log_in("meier", GERMAN);
    reader.shows("[Vorschlag]");
    call(&mut reader, "aachen", "Bildungsbüro (A 43)", "0241 1");
    reader.keys(CTRL_S).shows("1 Änderung vorschlagen");
    reader.keys("Neue Nummer\r").shows("1 Änderung vorgeschlagen").hides("[+1]");
    assert_eq!(server.text(), SHIPPED, "nothing is saved");
    assert_eq!(reader.keys("q").ends(), Life::Ended(0));

    let mut editor = server.log_in("otto", "en_GB.UTF-8");
    editor.shows("1 proposal");
    editor.keys("Z").shows("Proposed by").shows("Neue Nummer");
    editor.keys("t").shows("[+1]").shows("No proposal waits");
    editor.keys(CTRL_S).shows(" saved").hides("[+1]");
    editor.keys("q").shows("Kreis Düren");
    assert_eq!(editor.keys("q").ends(), Life::Ended(0));
    assert!(server.text().contains(r#"phone: "0241 1","#));
    let history = fs::read_to_string(server.path("srv/koeln.ron.history")).unwrap();
    assert!(history.contains("author=Otto") && history.contains(r#""proposed_by":"#), "{history}");
    assert!(history.contains("author=Meier"), "{history}");
    // Whoever proposed it is told at the next login.
    let mut reader = server.log_in("meier", "en_GB.UTF-8");
    reader.shows("Your proposal “Bildungsbüro (A 43) › Contact › Phone” was taken.");
    assert_eq!(reader.keys("q").ends(), Life::Ended(0));
}
