//! Killed at random moments (the only thing here that time decides): nothing torn, nothing lost,
//! nothing in the way.

use std::io::Read;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::desk::temporaries;
use crate::desk::{Dice, OTHER_PHONE, PHONE, PROGRAM, bare, content, dataset, left, number, numbers, rounds, succeeds};
use crate::terminal::{Home, Life, Terminal};

const CTRL_S: &str = "\x13";
const CTRL_U: &str = "\x15";

/// A dataset in which the telephones are numbers.
fn home() -> Home {
    let home = Home::new();
    std::fs::write(home.path("koeln.ron"), dataset((1, 1))).unwrap();
    home
}

fn folder(home: &Home) -> std::path::PathBuf {
    home.path("koeln.ron").parent().unwrap().to_owned()
}

/// A random part of a time.
fn part(dice: &mut Dice, time: Duration) -> Duration {
    Duration::from_micros(dice.below(time.as_micros() as u64))
}

/// The program reads what lies there.
fn is_read(folder: &Path) {
    succeeds(folder, &["check"]);
}

#[test]
fn a_killed_set_leaves_the_old_or_the_new_file() {
    let (home, mut dice, rounds) = (home(), Dice::new("kills of set"), rounds(100));
    let folder = folder(&home);
    let started = Instant::now();
    succeeds(&folder, &["set", PHONE, "0241 2"]);
    let (usual, mut now, mut killed_at_work) = (started.elapsed(), 2, 0);
    for round in 0..rounds {
        let told = changed_until_killed(&folder, now, part(&mut dice, usual * 3));
        let found = numbers(&home.read("koeln.ron")).expect("a whole file").0;
        assert!(found == told || found == told + 1, "round {round}: {told} was told, {found} is there");
        let rest = temporaries(&folder);
        killed_at_work += rest;
        assert!(rest <= 1, "round {round}: {rest} files left over");
        now = found + 1;
        succeeds(&folder, &["set", PHONE, &format!("0241 {now}")]);
        assert_eq!((numbers(&home.read("koeln.ron")), temporaries(&folder)), (Some((now, 1)), 0), "round {round}");
        if round % 50 == 0 {
            is_read(&folder);
        }
    }
    is_read(&folder);
    println!("{rounds} kills of set, {killed_at_work} while the new version was being made; {now} changes, none lost");
}

/// Sets higher and higher numbers until all of it is killed; the last one that was told to be done.
fn changed_until_killed(folder: &Path, from: u64, after: Duration) -> u64 {
    let lines = format!(
        "n={from}; while :; do n=$((n+1)); '{PROGRAM}' --data koeln.ron set {PHONE} \"0241 $n\" 2>>errors || exit; echo $n; done"
    );
    let mut shell = bare("sh", folder).args(["-c", &lines]).process_group(0).stdout(Stdio::piped()).spawn().unwrap();
    thread::sleep(after);
    let group = Pid::from_raw(shell.id().try_into().unwrap()).unwrap();
    let _ = kill_process_group(group, Signal::KILL);
    let mut told = String::new();
    // Ends when the last of the group is gone.
    shell.stdout.take().unwrap().read_to_string(&mut told).unwrap();
    let status = shell.wait().unwrap();
    assert_eq!(status.code(), None, "a set failed: {}", std::fs::read_to_string(folder.join("errors")).unwrap());
    told.lines().last().map_or(from, |line| line.parse().unwrap())
}

/// What the person at the screen was shown.
#[derive(Debug)]
struct Told {
    /// The last number typed.
    typed: u64,
    /// The last one shown as changed, or given up by dropping it: this or a later one must be
    /// somewhere.
    changed: u64,
    /// The last one shown as saved: this or a later one must be in the file.
    saved: u64,
    /// So many changes were shown as done.
    changes: u64,
    /// So many saves.
    saves: u64,
}

#[test]
fn a_killed_screen_loses_nothing_that_it_showed_as_done() {
    let (home, mut dice, rounds) = (home(), Dice::new("kills of the screen"), rounds(40));
    let folder = folder(&home);
    let mut told = Told { typed: 1, changed: 1, saved: 1, changes: 0, saves: 0 };
    let (mut offered, mut other, mut usual) = (0, 1, Duration::from_millis(500));
    for round in 0..rounds {
        let is_left = left(&home).recovered.iter().any(|journal| !journal.is_settled(content(&home)));
        offered += u64::from(is_left);
        let started = Instant::now();
        let mut terminal = home.open();
        // One in eight is killed while it starts, the others while changing and saving.
        let early = dice.below(8) == 0;
        if early {
            kill(terminal.pid(), part(&mut dice, usual));
        }
        if begin(&mut terminal, &mut dice, (is_left, &mut told), &home).is_some() {
            if !early {
                usual = started.elapsed();
                // Long enough for some changes and saves, whatever the machine.
                kill(terminal.pid(), part(&mut dice, usual * 8));
            }
            while change(&mut terminal, &mut dice, &mut told).is_some() {}
        }
        assert_eq!(terminal.ends(), Life::Killed(Signal::KILL.as_raw()));
        drop(terminal);
        nothing_is_lost(&home, &mut told, round);
        if round % 4 == 0 {
            other += 1;
            succeeds(&folder, &["set", OTHER_PHONE, &format!("406-{other}")]);
            assert_eq!(temporaries(&folder), 0, "the next set sweeps");
        }
        if round % 50 == 0 {
            is_read(&folder);
        }
    }
    is_read(&folder);
    println!("{rounds} kills of the screen, {offered} times work was offered, {told:?}; nothing lost");
}

/// Kills after this time.
fn kill(pid: Pid, after: Duration) {
    thread::spawn(move || {
        thread::sleep(after);
        let _ = kill_process(pid, Signal::KILL);
    });
}

/// Waits for a state of the screen; `None` when the program is gone.
#[track_caller]
fn sees(terminal: &Terminal, wanted: &str, is_so: impl Fn(&str) -> bool) -> Option<()> {
    let is_gone = |life| matches!(life, Life::Ended(_) | Life::Killed(_));
    let seen = terminal.until(wanted, |seen| is_gone(seen.life) || is_so(&seen.screen.screen().contents()));
    (!is_gone(seen.life)).then_some(())
}

/// Whether the screen, which has the offer on it, also says this.
fn is_shown(terminal: &Terminal, wanted: &str) -> bool {
    terminal.until("any screen", |_| true).screen.screen().contents().contains(wanted)
}

/// Decides about what was left, and goes to the telephone; `None` when the program is gone.
fn begin(terminal: &mut Terminal, dice: &mut Dice, (is_left, told): (bool, &mut Told), home: &Home) -> Option<()> {
    if is_left {
        sees(terminal, "the offer", |screen| screen.contains("Nicht gespeicherte Änderungen gefunden"))?;
        // A kill right after a save leaves a record of what stands in the file already.
        let all_there = is_shown(terminal, "stehen schon im Datenbestand");
        // One right after the decision leaves what the next program went on from, and saved.
        let outdated = is_shown(terminal, "Markierte übernehmen (0 von");
        if all_there {
            terminal.keys("\r");
            sees(terminal, "removed", |screen| screen.contains("es fehlte nichts"))?;
        } else if outdated || dice.below(4) == 0 {
            told.changed = numbers(&home.read("koeln.ron")).unwrap().0;
            terminal.keys("jj\r");
            sees(terminal, "the question", |screen| screen.contains("Wirklich alle verwerfen?"))?;
            terminal.keys("j\r");
            sees(terminal, "dropped", |screen| screen.contains("Verworfen."))?;
        } else {
            terminal.keys("\r");
            sees(terminal, "taken over", |screen| screen.contains("Übernommen"))?;
        }
    }
    sees(terminal, "the regions", |screen| screen.contains("Kreis Düren"))?;
    terminal.keys("/aachen\r\r");
    sees(terminal, "the office", |screen| screen.contains("Bildungsbüro (A 43)"))?;
    terminal.keys("/telefon\r");
    Some(())
}

/// Types the next number, and perhaps saves; `None` when the program is gone.
fn change(terminal: &mut Terminal, dice: &mut Dice, told: &mut Told) -> Option<()> {
    told.typed += 1;
    let text = format!("0241 {}", told.typed);
    terminal.keys(&format!("e{CTRL_U}{text}\r"));
    let is_done = |screen: &str| {
        screen.contains(&text) && screen.contains("Telefon geändert") && !screen.contains("Enter Übernehmen")
    };
    sees(terminal, &format!("{text} changed"), is_done)?;
    told.changed = told.typed;
    told.changes += 1;
    if dice.below(2) == 0 {
        terminal.keys(CTRL_S);
        sees(terminal, "saved", |screen| screen.contains("koeln.ron gespeichert") && !screen.contains("[+1]"))?;
        told.saved = told.typed;
        told.saves += 1;
    }
    Some(())
}

/// What was saved is in the file, what was changed there or in a journal, and the file is whole.
fn nothing_is_lost(home: &Home, told: &mut Told, round: u64) {
    let (file, _) = numbers(&home.read("koeln.ron")).expect("a whole file");
    assert!((told.saved..=told.typed).contains(&file), "round {round}: {file} is in the file, {told:?}");
    let (left, now) = (left(home), content(home));
    let changes = left.recovered.iter().flat_map(|journal| journal.unsaved(now)).flat_map(|step| &step.changes);
    let kept = changes.filter_map(|change| number(change.after.as_deref()?, "\"0241 ")).max().unwrap_or(0);
    assert!(kept.max(file) >= told.changed, "round {round}: {file} in the file, {kept} in journals, {told:?}");
    assert!(temporaries(&folder(home)) <= 1 + round as usize % 4, "round {round}: new versions in the making pile up");
    // What was never shown as done may be there all the same; then it stays.
    told.changed = told.changed.max(kept.max(file));
}
