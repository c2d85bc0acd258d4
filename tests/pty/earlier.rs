//! Undo reaches across restarts: nothing is taken from anywhere but the history beside the file.

use bildungsnetz::model::SHIPPED;

use crate::terminal::{Home, Life, Terminal};
use crate::{CTRL_S, CTRL_U, at_the_telephone};

const CTRL_R: &str = "\x12";

/// Saves a telephone and leaves.
fn saved(home: &Home, number: &str) {
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys(&format!("e{CTRL_U}{number}\r")).shows("[+1]");
    terminal.keys(CTRL_S).shows(" gespeichert").hides("[+1]");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

fn opened(home: &Home) -> Terminal {
    let mut terminal = home.open();
    at_the_telephone(&mut terminal);
    terminal
}

#[test]
fn what_was_saved_before_a_restart_is_taken_back_step_by_step() {
    let home = Home::new().with("BILDUNGSNETZ_AUTHOR", "anna");
    saved(&home, "110");
    saved(&home, "112");
    let mut terminal = opened(&home);
    terminal.shows("112");
    terminal.keys("u").shows("Rückgängig gemacht").shows("110").shows("[+1]");
    terminal.keys("u").shows("0241 5198-4300").shows("[+1]");
    terminal.keys("u").shows("nichts rückgängig zu machen");
    terminal.keys(CTRL_R).shows("Wiederholt").shows("110");
    terminal.keys(CTRL_S).shows(" gespeichert").hides("[+1]");
    // What this program itself saved is not taken for something of before.
    terminal.keys("u").shows("Rückgängig gemacht").shows("0241 5198-4300");
    terminal.keys("u").shows("Es gibt nichts rückgängig zu machen; H zeigt");
    terminal.keys(CTRL_S).shows(" gespeichert").hides("[+1]");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    assert_eq!(home.read("koeln.ron"), SHIPPED);
    assert_eq!(home.read("koeln.ron.history").lines().count(), 4, "nothing is ever taken out of it");
}

#[test]
fn what_somebody_else_saved_is_theirs() {
    let home = Home::new().with("BILDUNGSNETZ_AUTHOR", "anna");
    saved(&home, "110");
    let home = home.with("BILDUNGSNETZ_AUTHOR", "bert");
    saved(&home, "112");
    let mut terminal = opened(&home);
    terminal.keys("u").shows("Rückgängig gemacht").shows("110");
    terminal.keys("u").shows("nichts rückgängig zu machen").shows("110");
    terminal.keys("q").shows("Verwerfen und beenden");
    assert_eq!(terminal.keys("jj\r").ends(), Life::Ended(0));
    let home = home.with("BILDUNGSNETZ_AUTHOR", "anna");
    let mut terminal = opened(&home);
    terminal.keys("u").shows("author=bert");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}
