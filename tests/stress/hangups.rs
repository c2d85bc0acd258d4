//! The line is lost: with the signal and without it, at any size; the program is gone at once and
//! what was typed is kept.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal};

use crate::desk::{PROGRAM, bare, content, left, number, rounds};
use crate::terminal::{Home, Life, Terminal};

const CTRL_U: &str = "\x15";

/// After so long a program whose line is lost is gone.
const SOON: Duration = Duration::from_secs(1);

/// How the person's connection ends.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Loss {
    /// The terminal goes away; the kernel sends SIGHUP.
    Line,
    /// Only the signal comes, as from a shell that ends.
    Signal,
}

/// A person with a changed telephone and text in the open field of the e-mail.
fn at_work(home: &Home, before: &str) -> Terminal {
    let program = format!("{before} exec '{PROGRAM}' koeln.ron");
    let mut terminal = home.run(Path::new("sh"), &["-c", &program]);
    terminal.shows("Kreis Düren");
    terminal.keys("/aachen\r\r").shows("Bildungsbüro (A 43)");
    terminal.keys(&format!("/telefon\re{CTRL_U}0241 4711\r")).shows("Telefon geändert");
    terminal.keys(&format!("/e-mail\re{CTRL_U}halb@getippt")).shows("halb@getippt");
    terminal
}

/// The change and the open field are in the only journal.
fn is_kept(home: &Home) {
    let left = left(home);
    assert_eq!(left.recovered.len(), 1);
    let journal = &left.recovered[0];
    let changes = journal.unsaved(content(home)).iter().flat_map(|step| &step.changes);
    let numbers: Vec<_> = changes.filter_map(|change| number(change.after.as_deref()?, "\"0241 ")).collect();
    assert_eq!(numbers, [4711]);
    let drafts: Vec<_> = journal.drafts.iter().map(|draft| draft.text.as_str()).collect();
    assert_eq!(drafts, ["halb@getippt"]);
}

/// The next start offers both.
fn is_offered(home: &Home) {
    let mut terminal = home.open();
    terminal.shows("Nicht gespeicherte Änderungen gefunden").shows("0241 4711").shows("halb@getippt");
    terminal.keys("jj\r").shows("Wirklich alle verwerfen?");
    terminal.keys("j\r").shows("Verworfen.");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    assert_eq!(left(home).recovered.len(), 0);
}

/// Loses the connection of a program at work; how long it took to be gone.
fn lose(before: &str, loss: Loss, size: Option<(u16, u16)>) -> Duration {
    let home = Home::new();
    let terminal = at_work(&home, before);
    if let Some((cols, rows)) = size {
        terminal.resize(cols, rows);
    }
    let started = Instant::now();
    match loss {
        Loss::Line => drop(terminal.close().ends()),
        Loss::Signal => {
            terminal.signal(Signal::HUP).ends();
        }
    }
    let took = started.elapsed();
    assert!(took < SOON, "{before:?}, {loss:?}, {size:?}: gone after {took:?}");
    is_kept(&home);
    is_offered(&home);
    took
}

#[test]
fn a_lost_line_ends_it_within_a_second_and_keeps_what_was_typed() {
    for round in 0..rounds(20).div_ceil(20) {
        for before in ["", "trap '' HUP;"] {
            for size in [None, Some((0, 0)), Some((1, 1))] {
                let line = lose(before, Loss::Line, size);
                // A shell cannot give up a signal for its child that it was told to ignore: the
                // program catches it.
                let signal = lose(before, Loss::Signal, size);
                if round == 0 {
                    println!("gone after {line:.1?} without the line, {signal:.1?} by the signal: {before:?} {size:?}");
                }
            }
        }
    }
}

/// Clock ticks of a process so far, its own and the system's for it.
fn ticks(pid: Pid) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

#[test]
fn a_terminal_without_size_costs_no_time_while_nothing_happens() {
    let home = Home::new();
    let terminal = at_work(&home, "trap '' HUP;");
    terminal.resize(0, 0);
    // Once the new size has been dealt with: a program that is asleep does not use the processor.
    let asleep = || {
        let status = std::fs::read_to_string(format!("/proc/{}/stat", terminal.pid().as_raw_nonzero())).unwrap();
        status.rsplit_once(')').unwrap().1.trim_start().starts_with('S')
    };
    let (deadline, mut quiet) = (Instant::now() + Duration::from_secs(30), 0);
    while quiet < 100 {
        assert!(Instant::now() < deadline, "it does not fall asleep");
        quiet = if asleep() { quiet + 1 } else { 0 };
        std::thread::yield_now();
    }
    let before = ticks(terminal.pid());
    // Half a second of nothing is what is measured here, not waited for.
    std::thread::sleep(Duration::from_millis(500));
    let used = ticks(terminal.pid()) - before;
    assert!(used <= 2, "{used} ticks used while nothing happened");
    terminal.close().ends();
    is_kept(&home);
}

#[test]
fn without_a_terminal_it_says_so_and_ends() {
    for input in ["<&-", "</dev/null"] {
        let home = Home::new();
        let folder = home.path("koeln.ron").parent().unwrap().to_owned();
        let line = format!("exec '{PROGRAM}' koeln.ron {input}");
        let output = bare("sh", &folder).args(["-c", &line]).stdout(Stdio::piped()).output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains("Terminal"), "{text}");
    }
}

#[test]
fn with_its_input_closed_in_a_terminal_it_ends() {
    let home = Home::new();
    let terminal = home.run(Path::new("sh"), &["-c", &format!("exec '{PROGRAM}' koeln.ron <&-")]);
    assert!(matches!(terminal.ends(), Life::Ended(1..)));
    terminal.is_given_back();
}
