//! Copying within tmux: one that takes the text, one that refuses it, one that hangs.

use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use rustix::process::{Pid, test_kill_process};

use crate::at_the_telephone;
use crate::terminal::{Home, Life};

/// The sequence that asks a terminal to set its clipboard begins with this.
const SEQUENCE: &[u8] = b"\x1b]52;c;";

/// A home in which `tmux` is this script. It notes the number of its process first.
fn home_with_tmux(lines: &str) -> Home {
    let home = Home::new().with("TMUX", "/tmp/tmux,1,0");
    let script = home.path("tmux");
    fs::write(&script, format!("#!/bin/sh\necho $$ > '{}'\n{lines}", home.path("pid").display())).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", script.parent().unwrap().display(), std::env::var("PATH").unwrap());
    home.with("PATH", &path)
}

/// A pipe with a name; opened for both directions, so that nobody waits for the other end.
fn fifo(home: &Home, name: &str) -> File {
    mknodat(CWD, home.path(name), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    OpenOptions::new().read(true).write(true).open(home.path(name)).unwrap()
}

fn is_gone(home: &Home) -> bool {
    let pid = home.read("pid").trim().parse().ok().and_then(Pid::from_raw).unwrap();
    test_kill_process(pid).is_err()
}

#[test]
fn a_tmux_that_hangs_keeps_no_key_waiting_and_the_terminal_gets_the_text() {
    for reads in ["cat >/dev/null\n", "", "exec >&-\n"] {
        let home = home_with_tmux(&format!("{reads}exec sleep 600\n"));
        let mut terminal = home.open();
        at_the_telephone(&mut terminal).keys("y").shows("Kopiert (14 Zeichen)");
        terminal.keys("?").shows("─ Hilfe ─");
        let seen = terminal.until("the sequence", |seen| seen.contains(SEQUENCE));
        let is_help_first = seen.place("─ Hilfe ─".as_bytes()) < seen.place(SEQUENCE);
        drop(seen);
        assert!(reads.contains("exec") || is_help_first, "the key did not wait, {reads:?}");
        assert!(is_gone(&home), "it was ended and its number is free, {reads:?}");
        terminal.keys("\x1b").hides("─ Hilfe ─");
        terminal.keys("q");
        assert_eq!(terminal.ends(), Life::Ended(0));
    }
}

#[test]
fn what_tmux_takes_is_not_sent_to_the_terminal_and_what_it_refuses_is() {
    let home = home_with_tmux("read go < go; cat > text\n");
    let [mut go, mut text] = ["go", "text"].map(|name| fifo(&home, name));
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys("y").shows("Kopiert (14 Zeichen)");
    terminal.keys("q");
    assert_eq!(terminal.ends(), Life::Ended(0));
    assert!(!terminal.until("anything", |_| true).contains(SEQUENCE));
    // The end of the program is not that of tmux.
    go.write_all(b"\n").unwrap();
    assert_eq!(poll(&mut [PollFd::new(&text, PollFlags::IN)], Some(&Timespec { tv_sec: 30, tv_nsec: 0 })), Ok(1));
    let mut taken = [0; 64];
    let count = text.read(&mut taken).unwrap();
    assert_eq!(str::from_utf8(&taken[..count]), Ok("0241 5198-4300"));
    let home = home_with_tmux("exit 1\n");
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys("y");
    drop(terminal.until("the sequence", |seen| seen.contains(SEQUENCE)));
    assert!(is_gone(&home));
    terminal.keys("q");
    assert_eq!(terminal.ends(), Life::Ended(0));
}
