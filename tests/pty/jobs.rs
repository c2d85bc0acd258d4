//! The real program as a job of a shell: stopped, continued, and refusing to stop where nobody
//! could continue it.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use rustix::process::{Pid, Signal, WaitOptions, kill_process, kill_process_group, waitpid};
use rustix::termios::tcsetpgrp;

use crate::terminal::{Home, Life, Terminal};
use crate::{CTRL_S, CTRL_Z, at_the_telephone};

/// What [`parent`] runs, in the home folder.
const JOB: &str = "job.sh";

const PROGRAM: &str = env!("CARGO_BIN_EXE_bildungsnetz");

/// Opens the program on the dataset as a job. The process in the terminal ([`parent`]) stops and
/// ends as its job does.
pub(crate) fn open(home: &Home) -> Terminal {
    run(home, &format!("exec '{PROGRAM}' koeln.ron"))
}

fn run(home: &Home, job: &str) -> Terminal {
    std::fs::write(home.path(JOB), job).unwrap();
    let own = std::env::current_exe().unwrap();
    home.run(&own, &["--exact", "jobs::parent", "--ignored", "--nocapture", "--test-threads=1"]).with_job()
}

#[test]
#[ignore = "run by the tests of this file in a terminal of its own"]
fn parent() {
    let mut child = Command::new("sh").arg(JOB).process_group(0).spawn().unwrap();
    let job = Pid::from_child(&child);
    tcsetpgrp(std::io::stdin(), job).unwrap();
    // The job has been stopped if it asked for the terminal before it had it.
    kill_process_group(job, Signal::CONT).unwrap();
    let news = || waitpid(Some(job), WaitOptions::UNTRACED).unwrap().unwrap().1;
    let mut status = news();
    while status.stopped() {
        kill_process(rustix::process::getpid(), Signal::STOP).unwrap();
        status = news();
    }
    drop(child.wait());
    std::process::exit(status.exit_status().unwrap());
}

#[test]
fn ctrl_z_stops_it_and_it_comes_back_in_the_size_of_then() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.shows("Kreis Düren").is_taken();
    terminal.keys(CTRL_Z).stops().is_given_back();
    terminal.resize(100, 30);
    terminal
        .signal(Signal::CONT)
        .is_taken()
        .shows("11 Regionen · 71 Gremien · 24 Handlungsfelder")
        .shows("Kreis Düren");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    terminal.is_given_back();
}

#[test]
fn a_stop_that_somebody_else_asks_for_gives_the_terminal_back() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.shows("Kreis Düren").is_taken();
    // Asked for twice, it stops once.
    terminal.signal(Signal::TSTP).signal(Signal::TSTP).stops().is_given_back();
    terminal.resize(100, 30);
    terminal
        .signal(Signal::CONT)
        .is_taken()
        .shows("11 Regionen · 71 Gremien · 24 Handlungsfelder")
        .shows("Kreis Düren");
    terminal.keys("?").shows("In den Listen").signal(Signal::TSTP).stops().is_given_back();
    terminal.signal(Signal::CONT).is_taken().shows("In den Listen");
    terminal.keys("\x1b").hides("In den Listen");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn a_script_that_waits_for_it_stops_with_it() {
    let home = Home::new();
    let mut terminal = run(&home, &format!("'{PROGRAM}' koeln.ron; exit $?"));
    terminal.shows("Kreis Düren").is_taken();
    terminal.keys(CTRL_Z).stops().is_given_back();
    terminal.signal(Signal::CONT).is_taken().shows("Kreis Düren");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn where_nobody_could_continue_it_a_stop_is_refused_with_the_reason() {
    let home = Home::new();
    let script = format!("cd .; '{PROGRAM}' koeln.ron; exit $?");
    // Alone in its session, and behind a shell that has no jobs, as `ssh -t HOST 'cd …; PROGRAM'`.
    for mut terminal in [home.open(), home.run(Path::new("sh"), &["-c", &script])] {
        terminal.shows("Kreis Düren");
        terminal.keys(CTRL_Z).shows("Nicht angehalten: Hier könnte keine Shell").is_taken();
        terminal.keys("j").hides("Nicht angehalten");
        terminal.keys(&format!("?{CTRL_Z}")).shows("In den Listen").shows("Nicht angehalten");
        terminal.keys("\x1b").hides("In den Listen");
        assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    }
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys("e9").shows("43009");
    terminal.signal(Signal::TSTP).shows("Nicht angehalten").is_taken();
    terminal.keys("\r").shows("[+1]").hides("Nicht angehalten");
    terminal.keys(CTRL_S).shows(" gespeichert");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

/// Waits for a line, as an editor for its keys, and says what it got.
const EDITOR: &str = "echo 'Im Editor'; read line; echo \"Gelesen: $line\"; read line; \
                      sed -i 's/5198-4300/5198-4301/' \"$1\"";

#[test]
fn ctrl_z_in_the_editor_stops_both_and_both_come_back() {
    let home = Home::new().with_script("VISUAL", "editor.sh", EDITOR);
    let mut terminal = open(&home);
    terminal.shows("Kreis Düren");
    terminal.keys("/aachen\r\r\r").shows("› Bildungsbüro (A 43)");
    terminal.keys("E").shows("Im Editor");
    terminal.keys(CTRL_Z).stops().is_given_back();
    terminal.signal(Signal::CONT);
    terminal.keys("hier\n").shows("Gelesen: hier");
    terminal.keys("\n").shows("0241 5198-4301").is_taken();
    terminal.keys(CTRL_S).shows(" gespeichert");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn ctrl_z_in_the_editor_where_nobody_could_continue_it_stops_neither() {
    let home = Home::new().with_script("VISUAL", "editor.sh", EDITOR);
    let mut terminal = home.open();
    terminal.shows("Kreis Düren");
    terminal.keys("/aachen\r\r\r").shows("› Bildungsbüro (A 43)");
    terminal.keys("E").shows("Im Editor");
    terminal.keys(CTRL_Z).keys("hier\n").shows("Gelesen: hier");
    terminal.keys("\n").shows("0241 5198-4301").is_taken();
    terminal.keys(CTRL_S).shows(" gespeichert");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    terminal.is_given_back();
}
