//! Beside others at work: at rest nothing is done, a lone Escape is heard, and keys, fields and
//! saves go on as alone.
//!
//! What a colleague may be up to is a [`Colleague`]; each of them is started by [`Colleague::of`].

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use rustix::process::Signal;

use crate::terminal::{Home, Life, Terminal};
use crate::{CTRL_S, CTRL_U, at_the_telephone};

const PROGRAM: &str = env!("CARGO_BIN_EXE_bildungsnetz");

/// What the head says of somebody at work.
const AT_WORK: &str = "hat seit";

/// What somebody else is up to in the same folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    /// Nobody is there.
    Nothing,
    /// They have changed something and have not saved it.
    Unsaved,
    /// The same, and their program is stopped.
    Stopped,
    /// The same, but nobody reads any more what their program sends: the line is half open.
    HalfOpen,
    /// They were killed before one came; what told of them is still there.
    LeftBehind,
}

/// Somebody else at work on the same dataset, with a state folder of their own.
struct Colleague {
    terminal: Option<Terminal>,
}

impl Colleague {
    /// Is at it when this returns.
    fn of(home: &Home, doing: Doing) -> Colleague {
        if doing == Doing::Nothing {
            return Colleague { terminal: None };
        }
        let state = format!("XDG_STATE_HOME={}", home.path("colleague").display());
        let mut terminal = home.run(Path::new("env"), &[&state, PROGRAM, "koeln.ron"]);
        at_the_telephone(&mut terminal).keys(&format!("e{CTRL_U}110\r")).shows("[+1]");
        match doing {
            Doing::Stopped => drop(terminal.signal(Signal::STOP).stops()),
            Doing::HalfOpen => {
                terminal.holds().resize(1000, 1000);
            }
            Doing::LeftBehind => assert_eq!(terminal.signal(Signal::KILL).ends(), Life::Killed(9)),
            Doing::Nothing | Doing::Unsaved => {}
        }
        Colleague { terminal: Some(terminal) }
    }

    fn rests(&self, wakings: u64) {
        if let Some(terminal) = &self.terminal {
            terminal.rests(wakings);
        }
    }

    /// They are killed, now if not before.
    fn kill(&self) {
        if let Some(terminal) = &self.terminal {
            let _ = rustix::process::kill_process(terminal.pid(), Signal::KILL);
            terminal.ends();
        }
    }
}

/// A screen that shows who is at work.
fn open(home: &Home) -> Terminal {
    let terminal = home.open();
    terminal.resize(140, 40).shows("Kreis Düren");
    terminal
}

/// Escape alone, and as the end of half a key, is heard.
fn hears_escape(terminal: &mut Terminal) {
    terminal.keys("?").shows("─ Hilfe ─");
    terminal.keys("\x1b").hides("─ Hilfe ─");
    terminal.keys("s").shows("Alles durchsuchen");
    terminal.keys("\x1b").hides("Alles durchsuchen");
}

#[test]
fn beside_others_nothing_is_done_at_rest_and_escape_is_heard() {
    let states = [
        // Whether those shown are still at work is asked every two seconds.
        (Doing::Nothing, 0),
        (Doing::Unsaved, 2),
        (Doing::Stopped, 2),
        (Doing::HalfOpen, 2),
        (Doing::LeftBehind, 0),
    ];
    thread::scope(|scope| {
        for (doing, polls) in states {
            scope.spawn(move || {
                let home = Home::new();
                let colleague = Colleague::of(&home, doing);
                let mut terminal = open(&home);
                if polls > 0 {
                    terminal.shows(AT_WORK)
                } else {
                    terminal.hides(AT_WORK)
                };
                terminal.rests(polls);
                if doing == Doing::HalfOpen {
                    colleague.rests(0);
                }
                hears_escape(&mut terminal);
                colleague.kill();
                terminal.hides(AT_WORK).rests(0);
                hears_escape(&mut terminal);
                assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
            });
        }
    });
}

#[test]
fn two_with_unsaved_changes_leave_each_other_at_rest() {
    let home = Home::new();
    let colleague = Colleague::of(&home, Doing::Unsaved);
    let mut terminal = open(&home);
    at_the_telephone(&mut terminal).keys(&format!("/e-mail\re{CTRL_U}a@b.de\r")).shows("[+1]").shows(AT_WORK);
    terminal.keys("e").shows("Enter Übernehmen");
    terminal.rests(2);
    colleague.rests(2);
    terminal.keys("\x1b").hides("Enter Übernehmen").shows("[+1]");
    terminal.keys(CTRL_S).shows("gespeichert.").hides("[+1]");
    colleague.kill();
    terminal.hides(AT_WORK).rests(0);
}

/// Something that others do again and again until this is dropped.
struct Busy {
    done: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Busy {
    fn with(mut what: impl FnMut(usize) + Send + 'static) -> Busy {
        let done = Arc::new(AtomicBool::new(false));
        let ended = Arc::clone(&done);
        let thread = thread::spawn(move || (0..).take_while(|_| !ended.load(Ordering::Relaxed)).for_each(&mut what));
        Busy { done, thread: Some(thread) }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Relaxed);
        self.thread.take().map(JoinHandle::join);
    }
}

#[test]
fn in_a_folder_where_something_happens_all_the_time_keys_and_escape_are_heard() {
    let home = Home::new();
    let _colleague = Colleague::of(&home, Doing::Unsaved);
    let mut terminal = open(&home);
    at_the_telephone(&mut terminal).shows(AT_WORK);
    let files = ["noise", ".koeln.ron.d/noise"].map(|name| home.path(name));
    let _busy = Busy::with(move |_| files.iter().for_each(|file| std::fs::write(file, "!").unwrap()));
    hears_escape(&mut terminal);
    terminal.keys(&format!("e{CTRL_U}0241 2")).shows("0241 2");
    terminal.keys("\x1b").hides("Enter Übernehmen");
    terminal.keys(&format!("e{CTRL_U}0241 3\r")).shows("[+1]");
    terminal.keys(CTRL_S).shows("gespeichert.").hides("[+1]");
    assert!(home.read("koeln.ron").contains("0241 3"));
}

#[test]
fn while_others_save_all_the_time_fields_dialogs_and_saves_go_on() {
    let home = Home::new();
    let _colleague = Colleague::of(&home, Doing::Unsaved);
    let mut terminal = open(&home);
    at_the_telephone(&mut terminal);
    let file = home.path("koeln.ron");
    let write = move |number: usize| {
        let value = format!("Netz {number}");
        let mut set = Command::new(PROGRAM);
        set.arg("--data").arg(&file).args(["set", "regions/heinsberg/network", &value]);
        set.env("HOME", file.parent().unwrap()).stderr(Stdio::null());
        assert!(set.status().unwrap().success());
    };
    let busy = Busy::with(write);
    terminal.shows("hat Kreis Heinsberg › Netzwerk geändert; hier übernommen");
    hears_escape(&mut terminal);
    terminal.keys(&format!("e{CTRL_U}0241 2")).shows("0241 2");
    terminal.keys("\x1b").hides("Enter Übernehmen");
    for phone in ["0241 3", "0241 4", "0241 5"] {
        terminal.keys(&format!("e{CTRL_U}{phone}\r")).shows("[+1]");
        terminal.keys(CTRL_S).hides("[+1]");
        assert!(home.read("koeln.ron").contains(phone), "{phone}");
    }
    drop(busy);
    terminal.hides("[+");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn what_tells_of_oneself_and_cannot_be_removed_is_said_once() {
    let home = Home::new();
    let mut terminal = home.open();
    let change = |terminal: &mut Terminal| {
        terminal.keys(&format!("e{CTRL_U}110\r")).shows("[+1]");
        let folder = home.path(".koeln.ron.d").read_dir().unwrap();
        let file = folder.map(|entry| entry.unwrap().path()).find(|path| path.is_file()).unwrap();
        // A folder under its name cannot be removed as a file.
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
        terminal.keys("u").hides("[+1]");
    };
    at_the_telephone(&mut terminal);
    change(&mut terminal);
    terminal.shows("ließ sich nicht entfernen").rests(0);
    terminal.keys("j").hides("ließ sich nicht entfernen");
    terminal.keys("k");
    change(&mut terminal);
    terminal.hides("ließ sich nicht entfernen").rests(0);
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}
