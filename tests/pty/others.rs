//! Others at work on the same file: who is gone is no longer shown, and a folder that comes back is
//! watched again.

use std::path::Path;

use bildungsnetz::model::SHIPPED;
use rustix::process::Signal;

use crate::terminal::{Home, Life, Terminal};
use crate::{CTRL_S, CTRL_U, CTRL_Z, at_the_telephone, jobs};

#[test]
fn somebody_who_was_killed_is_no_longer_shown_as_at_work() {
    let home = Home::new().with("BILDUNGSNETZ_AUTHOR", "anna");
    let mut one = home.open();
    one.shows("Kreis Düren");
    let mut other = home.open();
    at_the_telephone(&mut other).keys("e\x15110\r").shows("[+1]");
    one.shows("(author=anna)");
    assert_eq!(other.signal(Signal::KILL).ends(), Life::Killed(Signal::KILL.as_raw()));
    one.hides("(author=anna)");
    assert_eq!(one.keys("q").ends(), Life::Ended(0));
}

#[test]
fn who_was_at_work_before_one_came_is_shown_too() {
    let home = Home::new().with("BILDUNGSNETZ_AUTHOR", "anna");
    let mut other = home.open();
    at_the_telephone(&mut other).keys("e\x15110\r").shows("[+1]");
    let mut one = home.open();
    one.shows("(author=anna)").hides("[+");
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

#[test]
fn what_others_have_put_in_the_place_of_backups_and_presence_is_said_and_not_followed() {
    let home = Home::new();
    std::fs::create_dir(home.path("private")).unwrap();
    for name in [".koeln.ron.d", "koeln.ron.backups"] {
        std::os::unix::fs::symlink("private", home.path(name)).unwrap();
    }
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys(&format!("e{CTRL_U}110\r"));
    terminal.shows("Andere sehen nicht, dass Sie hier ungespeicherte Änderungen haben");
    terminal.keys(CTRL_S).shows("Die Sicherungskopie liegt in Ihrem Zustandsordner").hides("[+1]");
    assert_eq!(std::fs::read_dir(home.path("private")).unwrap().count(), 0);
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn a_file_that_was_moved_away_is_noticed_and_made_anew() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.shows("Kreis Düren");
    std::fs::rename(home.path("koeln.ron"), home.path("weg.ron")).unwrap();
    terminal.shows("koeln.ron fehlt; Strg-S legt die Datei neu an.");
    terminal.keys("j").shows("[Datei fehlt]").hides("legt die Datei neu an");
    std::fs::rename(home.path("weg.ron"), home.path("koeln.ron")).unwrap();
    terminal.shows("koeln.ron ist wieder da.").hides("fehlt");
    std::fs::rename(home.path("koeln.ron"), home.path("weg.ron")).unwrap();
    terminal.shows("koeln.ron fehlt");
    terminal.keys(CTRL_S).shows("koeln.ron gespeichert");
    assert_eq!(home.read("koeln.ron"), SHIPPED);
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn a_change_to_a_file_that_was_moved_away_is_saved_at_the_second_time() {
    let home = Home::new();
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).keys(&format!("e{CTRL_U}110\r")).shows("[+1]");
    std::fs::rename(home.path("koeln.ron"), home.path("weg.ron")).unwrap();
    terminal.keys(CTRL_S).shows("Strg-S legt die Datei neu an");
    terminal.keys(CTRL_S).shows(" gespeichert").hides("[+1]").hides("fehlt");
    assert!(home.read("koeln.ron").contains("110") && home.read("weg.ron") == SHIPPED);
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn a_file_that_others_spoiled_is_replaced_after_a_question_and_a_copy() {
    let home = Home::new();
    let mut terminal = home.open();
    at_the_telephone(&mut terminal);
    for (theirs, said, copies) in [("", "koeln.ron gespeichert", 0), ("Directory(", "Der bisherige Inhalt liegt in", 1)]
    {
        std::fs::write(home.path("koeln.ron"), theirs).unwrap();
        terminal.shows("[Datei unlesbar]");
        terminal.keys("q").shows("Speichern und beenden");
        terminal.keys("\x1b").hides("Speichern und beenden");
        terminal.keys(CTRL_S).shows("bleibt als Sicherung");
        terminal.keys("\x1b[B\r").shows(said).hides("unlesbar");
        assert_eq!(home.read("koeln.ron"), SHIPPED);
        let names = std::fs::read_dir(home.path("koeln.ron.backups")).into_iter().flatten().flatten();
        let names: Vec<String> = names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        assert_eq!(names.iter().filter(|name| name.contains("koeln.ron.spoiled-")).count(), copies, "{names:?}");
    }
    std::fs::remove_file(home.path("koeln.ron")).unwrap();
    std::fs::create_dir(home.path("koeln.ron")).unwrap();
    terminal.shows("[Datei unlesbar]");
    terminal.keys(CTRL_S).shows("Verschieben Sie");
    std::fs::remove_dir(home.path("koeln.ron")).unwrap();
    terminal.keys("\x1b").shows("[Datei fehlt]");
    terminal.keys(CTRL_S).shows(" gespeichert").hides("fehlt");
    assert_eq!(home.read("koeln.ron"), SHIPPED);
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn a_file_that_is_only_replaced_is_not_called_gone() {
    let home = Home::new();
    let mut terminal = home.open();
    at_the_telephone(&mut terminal).shows("0241 5198-4300");
    let theirs = home.read("koeln.ron").replacen("0241 5198-4300", "0241 1", 1);
    std::fs::remove_file(home.path("koeln.ron")).unwrap();
    std::fs::write(home.path("koeln.ron"), theirs).unwrap();
    terminal.shows("0241 1").hides("fehlt").hides("[+");
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

/// Another program writes this.
fn write(home: &Home, text: &str) {
    std::fs::write(home.path("new"), text).unwrap();
    std::fs::rename(home.path("new"), home.path("koeln.ron")).unwrap();
}

/// The large directory at the telephone of Aachen's office.
fn large_at_the_telephone(home: &Home) -> Terminal {
    large_at_the_telephone_in(home, Home::open)
}

fn large_at_the_telephone_in(home: &Home, open: impl Fn(&Home) -> Terminal) -> Terminal {
    std::fs::write(home.path("koeln.ron"), large("0241 5198-4300")).unwrap();
    let mut terminal = open(home);
    terminal.shows("/6071");
    at_the_telephone(&mut terminal).shows("0241 5198-4300");
    terminal
}

/// The lines in which the file is not the large directory with this telephone.
fn differing(home: &Home, phone: &str) -> Vec<String> {
    let (saved, theirs) = (home.read("koeln.ron"), large(phone));
    assert_eq!(saved.lines().count(), theirs.lines().count());
    saved.lines().zip(theirs.lines()).filter(|(a, b)| a != b).map(|(a, _)| a.trim().to_owned()).collect()
}

fn email(email: &str) -> String {
    format!("/e-mail\re{CTRL_U}{email}\rb")
}

#[test]
fn what_others_write_into_a_large_file_comes_in_before_the_first_key() {
    let home = Home::new();
    std::fs::write(home.path("koeln.ron"), large("0241 5198-4300")).unwrap();
    let mut terminal = home.open();
    terminal.shows("/6071");
    write(&home, &large("0241 1").replacen("name: \"Kreis Düren\"", "name: \"Kreis an der Rur\"", 1));
    terminal.shows("Kreis an der Rur");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn what_others_write_into_a_large_file_comes_in_while_one_works() {
    let home = Home::new();
    let mut terminal = large_at_the_telephone(&home);
    write(&home, &large("0241 1"));
    terminal.shows("0241 1");
    terminal.keys(&email("a@b.de")).shows("a@b.de").shows("[+1]");
    // A step is made while both are being put together.
    terminal.signal(Signal::STOP).stops();
    write(&home, &large("0241 2"));
    terminal.keys(&email("c@d.de")).signal(Signal::CONT).shows("c@d.de").shows("0241 2").shows("[+1]");
    // It is in the way of a save.
    terminal.signal(Signal::STOP).stops();
    write(&home, &large("0241 3"));
    terminal.keys(CTRL_S).signal(Signal::CONT).shows("gespeichert.").shows("0241 3").hides("[+");
    assert_eq!(differing(&home, "0241 3"), ["email: \"c@d.de\","]);
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn a_question_about_a_large_file_is_asked_once() {
    let home = Home::new();
    let mut terminal = large_at_the_telephone(&home);
    terminal.keys(&format!("e{CTRL_U}0241 7\r")).shows("[+1]");
    terminal.keys(&email("a@b.de")).shows("[+2]");
    terminal.signal(Signal::STOP).stops();
    let theirs = large("0241 8");
    let at = theirs.find("0241 8").unwrap();
    let theirs = theirs[..at].to_owned() + &theirs[at..].replacen("email: \"", "email: \"x", 1);
    write(&home, &theirs);
    terminal.keys(CTRL_S).signal(Signal::CONT).shows("1 von 2");
    terminal.keys("\r").shows("╭─ Konflikt").hides("1 von 2");
    terminal.keys("\r").shows("gespeichert.").hides("[+").hides("erneut geändert");
    assert_eq!(differing(&home, "0241 7"), ["email: \"a@b.de\","]);
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}

#[test]
fn a_program_that_is_to_stop_first_saves_what_it_was_told_to() {
    let home = Home::new();
    let mut terminal = large_at_the_telephone_in(&home, jobs::open);
    terminal.keys(&email("a@b.de")).shows("[+1]");
    terminal.signal(Signal::STOP).stops();
    write(&home, &large("0241 1"));
    terminal.keys(&format!("{CTRL_S}{CTRL_Z}")).signal(Signal::CONT).is_given_back();
    terminal.stops();
    assert_eq!(differing(&home, "0241 1"), ["email: \"a@b.de\","]);
    terminal.signal(Signal::CONT).shows("0241 1").hides("[+");
    assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
}
