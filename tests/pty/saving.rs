//! The real program while a save takes long: another program has the lock, as long as the test
//! keeps it.

use std::fs::File;

use bildungsnetz::model::SHIPPED;
use rustix::process::Signal;

use crate::terminal::{Home, Life, Terminal};
use crate::{CTRL_S, CTRL_U, CTRL_Z, at_the_telephone, changed_lines, jobs};

const EMAIL: &str = "/e-mail\re";

/// Keeps everybody from saving.
fn lock(home: &Home) -> File {
    let lock = File::create(home.path(".koeln.ron.lock")).unwrap();
    lock.lock().unwrap();
    lock
}

/// A person whose changed telephone is being saved.
fn saving(home: &Home) -> Terminal {
    saving_in(home.open())
}

fn saving_in(mut terminal: Terminal) -> Terminal {
    at_the_telephone(&mut terminal).keys(&format!("e{CTRL_U}110\rb")).shows("[+1]");
    terminal.keys(CTRL_S).shows("speichert …");
    terminal
}

#[test]
fn keys_are_served_and_what_they_change_is_saved_next() {
    let home = Home::new();
    let lock = lock(&home);
    let mut terminal = saving(&home);
    terminal.keys(&format!("{EMAIL}{CTRL_U}a@b.de\r")).shows("[+2]");
    drop(lock);
    terminal.shows("koeln.ron gespeichert").shows("[+1]");
    assert_eq!(changed_lines(&home), [r#"phone: "110","#]);
    terminal.keys(CTRL_S).hides("[+1]").shows(" gespeichert");
    assert_eq!(changed_lines(&home), [r#"phone: "110","#, r#"email: "a@b.de","#]);
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    assert!(!home.path(".local/state/bildungsnetz/journal").read_dir().unwrap().any(|_| true), "nothing to recover");
}

#[test]
fn leaving_waits_for_the_save() {
    let home = Home::new();
    let lock = lock(&home);
    let mut terminal = saving(&home);
    terminal.keys("q").shows("Das Programm wird beendet, sobald gespeichert ist.");
    drop(lock);
    assert_eq!(terminal.ends(), Life::Ended(0));
    terminal.is_given_back();
    assert_eq!(changed_lines(&home), [r#"phone: "110","#]);
}

#[test]
fn a_kill_while_a_save_waits_costs_nothing_of_before_or_since() {
    let home = Home::new();
    let lock = lock(&home);
    let mut terminal = saving(&home);
    terminal.keys(&format!("{EMAIL}{CTRL_U}a@b.de\r")).shows("[+2]");
    terminal.keys(&format!("/webseite\re{CTRL_U}halb.getippt")).shows("halb.getippt");
    assert_eq!(terminal.signal(Signal::KILL).ends(), Life::Killed(Signal::KILL.as_raw()));
    drop(lock);
    assert_eq!(home.read("koeln.ron"), SHIPPED);
    let terminal = home.open();
    terminal.shows("Nicht gespeicherte Änderungen gefunden").shows("110").shows("a@b.de").shows("halb.getippt");
}

#[test]
fn a_lost_line_while_a_save_waits_ends_it_with_everything_kept() {
    let home = Home::new();
    let lock = lock(&home);
    let mut terminal = saving(&home);
    terminal.keys(&format!("{EMAIL}{CTRL_U}a@b.de\r")).shows("[+2]");
    terminal.keys("/anschrift\re!").shows("!");
    terminal.close().ends();
    drop(lock);
    assert_eq!(home.read("koeln.ron"), SHIPPED);
    let terminal = home.open();
    terminal.shows("Nicht gespeicherte Änderungen gefunden").shows("110").shows("a@b.de").shows("!");
}

#[test]
fn what_is_taken_back_while_a_save_waits_is_kept_when_the_line_is_lost() {
    let home = Home::new();
    let lock = lock(&home);
    let mut terminal = saving(&home);
    terminal.keys("u").shows("Rückgängig gemacht").hides("[+1]");
    terminal.close().ends();
    drop(lock);
    let journals = home.path(".local/state/bildungsnetz/journal").read_dir().unwrap().count();
    assert_eq!(journals, 1, "the save might have come to the file");
}

#[test]
fn a_save_that_another_program_keeps_out_fails_and_can_be_tried_again() {
    let home = Home::new();
    let lock = lock(&home);
    let mut terminal = saving(&home);
    terminal.shows("Nicht gespeichert").shows("[+1]");
    drop(lock);
    terminal.keys("\x1b").hides("Nicht gespeichert");
    terminal.keys(CTRL_S).shows("koeln.ron gespeichert").hides("[+1]");
    assert_eq!(changed_lines(&home), [r#"phone: "110","#]);
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn what_others_write_before_it_gets_the_lock_is_put_together_with_it() {
    let home = Home::new();
    let lock = lock(&home);
    let mut terminal = saving(&home);
    let theirs = SHIPPED.replacen("Zollernstraße 16", "Zollernstraße 20", 1);
    std::fs::write(home.path("koeln.ron"), &theirs).unwrap();
    drop(lock);
    terminal.shows("Zollernstraße 20").hides("[+1]").shows(" gespeichert");
    assert_eq!(home.read("koeln.ron"), theirs.replacen("0241 5198-4300", "110", 1));
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn what_others_write_right_after_it_comes_in() {
    let home = Home::new();
    let lock = lock(&home);
    let mut terminal = saving(&home);
    drop(lock);
    terminal.shows("koeln.ron gespeichert");
    let theirs = home.read("koeln.ron").replacen("Zollernstraße 16", "Zollernstraße 20", 1);
    std::fs::write(home.path("koeln.ron"), &theirs).unwrap();
    terminal.shows("Zollernstraße 20").hides("[+");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn it_is_stopped_only_when_the_save_has_ended() {
    let home = Home::new();
    let lock = lock(&home);
    let mut terminal = saving_in(jobs::open(&home));
    terminal.keys(CTRL_Z);
    drop(lock);
    terminal.stops();
    assert_eq!(changed_lines(&home), [r#"phone: "110","#], "nobody waits for a stopped program");
    terminal.signal(Signal::CONT).shows(" gespeichert").hides("[+");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}
