//! Others at work on the same file: who is gone is no longer shown, and a folder that comes back is watched again.

use std::path::Path;

use bildungsnetz::model::SHIPPED;
use rustix::process::Signal;

use crate::terminal::{Home, Life};
use crate::{CTRL_S, CTRL_U, at_the_telephone};

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

/// The shipped directory with so much more in it that nothing is read, merged or saved at once.
fn large(phone: &str) -> String {
    let more: String = (0..6_000)
        .map(|number| {
            format!(
                "        Body(id: \"b{number}\", level: Weitere, name: \"Forum {number}\", note: \"{}\"),\n",
                "wort ".repeat(80)
            )
        })
        .collect();
    let shipped = SHIPPED.replacen("0241 5198-4300", phone, 1);
    let (before, behind) = shipped.split_once("    engagements: [").unwrap();
    let (bodies, rest) = before.trim_end().rsplit_once("],").unwrap();
    format!("{bodies}{more}    ],{rest}\n    engagements: [{behind}")
}

#[test]
fn what_others_write_into_a_large_file_comes_in_while_one_works() {
    let home = Home::new();
    std::fs::write(home.path("koeln.ron"), large("0241 5198-4300")).unwrap();
    let mut terminal = home.open();
    terminal.shows("/6041");
    at_the_telephone(&mut terminal).shows("0241 5198-4300");
    // Nothing unsaved, then something.
    for (theirs, email) in [("0241 1", "a@b.de"), ("0241 2", "c@d.de")] {
        std::fs::write(home.path("new"), large(theirs)).unwrap();
        std::fs::rename(home.path("new"), home.path("koeln.ron")).unwrap();
        terminal.shows(theirs);
        terminal.keys(&format!("/e-mail\re{CTRL_U}{email}\r")).shows(email).shows("[+1]");
    }
    // It is in the way of a save, which the notice of it does not reach first.
    terminal.signal(Signal::STOP).stops();
    std::fs::write(home.path("new"), large("0241 3")).unwrap();
    std::fs::rename(home.path("new"), home.path("koeln.ron")).unwrap();
    terminal.keys(CTRL_S).signal(Signal::CONT).shows("gespeichert").shows("0241 3").hides("[+");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    let (saved, theirs) = (home.read("koeln.ron"), large("0241 3"));
    let differs: Vec<&str> = saved.lines().zip(theirs.lines()).filter(|(a, b)| a != b).map(|(a, _)| a.trim()).collect();
    assert_eq!((differs, saved.lines().count()), (vec!["email: \"c@d.de\","], theirs.lines().count()));
}
