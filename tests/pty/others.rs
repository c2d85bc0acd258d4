//! Others at work on the same file: who is gone is no longer shown, and a folder that comes back is watched again.

use std::path::Path;

use rustix::process::Signal;

use crate::at_the_telephone;
use crate::terminal::{Home, Life};

#[test]
fn somebody_who_was_killed_is_no_longer_shown_as_at_work() {
    let home = Home::new().with("USER", "anna");
    let mut one = home.open();
    one.shows("Kreis Düren");
    let mut other = home.open();
    at_the_telephone(&mut other).keys("e\x15110\r").shows("[+1]");
    one.shows("anna@");
    assert_eq!(other.signal(Signal::KILL).ends(), Life::Killed(Signal::KILL.as_raw()));
    one.hides("anna@");
    assert_eq!(one.keys("q").ends(), Life::Ended(0));
}

#[test]
fn who_was_at_work_before_one_came_is_shown_too() {
    let home = Home::new().with("USER", "anna");
    let mut other = home.open();
    at_the_telephone(&mut other).keys("e\x15110\r").shows("[+1]");
    let mut one = home.open();
    one.shows("anna@").hides("[+");
    assert_eq!(one.keys("q").ends(), Life::Ended(0));
}

#[test]
fn a_folder_that_was_moved_away_and_comes_back_is_looked_at_again() {
    let home = Home::new();
    std::fs::create_dir(home.path("in")).unwrap();
    std::fs::rename(home.path("koeln.ron"), home.path("in/koeln.ron")).unwrap();
    let mut terminal = home.run(Path::new(env!("CARGO_BIN_EXE_bildungsnetz")), &["in/koeln.ron"]);
    at_the_telephone(&mut terminal).shows("0241 5198-4300");
    std::fs::rename(home.path("in"), home.path("out")).unwrap();
    let theirs = home.read("out/koeln.ron").replacen("0241 5198-4300", "0241 1", 1);
    std::fs::write(home.path("out/koeln.ron"), theirs).unwrap();
    std::fs::rename(home.path("out"), home.path("in")).unwrap();
    terminal.shows("0241 1").hides("[+");
    let theirs = home.read("in/koeln.ron").replacen("0241 1", "0241 2", 1);
    std::fs::write(home.path("in/koeln.ron"), theirs).unwrap();
    terminal.shows("0241 2").hides("[+");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}
