//! A sync asked for on the screen, in a real terminal: what it says, asks and takes in.

use portable_pty::CommandBuilder;

use super::team::{PHONE, PROGRAM, Team};
use super::terminal::{Life, Terminal};

impl Team {
    /// Opens the program on somebody's dataset, in a terminal.
    fn open(&self, person: &str, lang: &str, arguments: &[&str]) -> Terminal {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        command.cwd(self.path(person));
        command.env_clear();
        for (name, value) in [("LANG", lang), ("TERM", "xterm-256color"), ("GIT_CONFIG_GLOBAL", "/dev/null")] {
            command.env(name, value);
        }
        command.env("HOME", self.path("home"));
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        Terminal::run(command)
    }
}

#[test]
fn what_others_pushed_comes_in_and_what_is_saved_goes_out() {
    let team = Team::new(&["anna", "berta"]);
    team.done("anna", &["set", "regions/dueren/name", "Kreis an der Rur"]);
    team.done("anna", &["sync"]);
    let mut screen = team.open("berta", "de_DE.UTF-8", &["koeln.ron"]);
    screen.shows("Kreis Düren");
    screen.keys("\u{7}").shows("1 Änderung von anna").shows("Kreis an der Rur");
    screen.keys("\u{7}").shows("Beide Seiten sind auf demselben Stand.");
    // What is saved elsewhere on this machine meanwhile goes out too.
    team.done("berta", &["set", PHONE, "02421 22-1"]);
    screen.shows("hat");
    screen.keys("\u{7}").shows("Eingetragen: 1 Änderung · Gesendet.");
    screen.keys("q");
    assert_eq!(screen.ends(), Life::Ended(0));
    team.is_settled("berta");
}

#[test]
fn a_conflict_is_decided_on_the_screen_and_the_sync_goes_on() {
    let team = Team::new(&["anna", "berta"]);
    for (person, phone) in [("anna", "02421 111"), ("berta", "02421 222")] {
        team.done(person, &["set", PHONE, phone]);
    }
    team.done("anna", &["set", "regions/koeln/short", "K"]);
    team.done("anna", &["sync"]);
    for (lang, title) in [("de_DE.UTF-8", "╭─ Konflikt"), ("en_GB.UTF-8", "╭─ Conflict")] {
        let mut screen = team.open("berta", lang, &["koeln.ron"]);
        screen.keys("\u{7}").shows(title).shows("02421 111").shows("02421 222").shows("02421 22-0");
        screen.keys("\u{1b}").hides(title);
        screen.keys("q");
        assert_eq!(screen.ends(), Life::Ended(0));
        assert!(team.text("berta").contains("02421 222"));
    }
    let mut screen = team.open("berta", "de_DE.UTF-8", &["koeln.ron"]);
    screen.keys("\u{7}").shows("Von anna");
    screen.keys("e").shows("Enter übernimmt");
    screen.keys("\u{15}02421 333\r").shows("Gesendet.");
    screen.keys("q");
    assert_eq!(screen.ends(), Life::Ended(0));
    team.is_settled("berta");
    assert!(team.text("berta").contains("02421 333") && team.text("berta").contains("short: \"K\""));
    assert_eq!(team.git("berta", &["log", "-1", "--format=%P"]).split_whitespace().count(), 2, "a merge");
    team.done("anna", &["sync"]);
    assert_eq!(team.text("anna"), team.text("berta"));
}

#[test]
fn a_decision_on_the_screen_does_not_claim_what_others_changed() {
    let team = Team::new(&["anna", "berta"]);
    let (seat, email) = ("regions/dueren/seat", "bodies/dueren-buero/contact/email");
    for (place, value) in [(PHONE, "02421 111"), (seat, "Jülich"), (email, "neu@kreis-dueren.example")] {
        team.done("anna", &["set", place, value]);
    }
    team.done("anna", &["sync"]);
    for (place, value) in [(PHONE, "02421 222"), (seat, "Kreuzau"), ("regions/koeln/short", "K")] {
        team.done("berta", &["set", place, value]);
    }
    let mut screen = team.open("berta", "de_DE.UTF-8", &["koeln.ron"]);
    // The seat as anna has it, the telephone like nobody had it; the line is gone meanwhile.
    screen.keys("\u{7}").shows("Von anna").shows("Jülich");
    screen.keys("f").shows("02421 111");
    std::fs::rename(team.path("hub"), team.path("away")).unwrap();
    screen.keys("e").shows("Enter übernimmt");
    screen.keys("\u{15}02421 333\r").shows("Nicht abgeglichen");
    std::fs::rename(team.path("away"), team.path("hub")).unwrap();
    screen.keys("\u{1b}").hides("Nicht abgeglichen");
    screen.keys("\u{7}").shows("Gesendet.");
    screen.keys("q");
    assert_eq!(screen.ends(), Life::Ended(0));
    team.is_settled("berta");
    let history = std::fs::read_to_string(team.path("berta/koeln.ron.history")).unwrap();
    let saved: Vec<serde_json::Value> = history.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let saved: Vec<[&str; 2]> = saved.iter().map(|e| ["address", "after"].map(|n| e[n].as_str().unwrap())).collect();
    assert_eq!(
        saved,
        [[PHONE, "\"02421 222\""], [seat, "\"Kreuzau\""], ["regions/koeln/short", "\"K\""], [PHONE, "\"02421 333\""]]
    );
    for person in ["berta", "anna"] {
        team.done(person, &["sync"]);
        let log = team.json(person, &["log", email]);
        assert_eq!(log["changes"].as_array().unwrap().len(), 1, "{log}");
        for place in [email, seat] {
            let who = team.json(person, &["blame", place])["fields"][0]["who"].as_str().unwrap().to_owned();
            assert!(!who.starts_with("berta"), "{place}: {who}");
        }
    }
}

#[test]
fn what_was_decided_as_it_is_here_goes_out_without_another_save() {
    let team = Team::new(&["anna", "berta"]);
    for (person, phone) in [("anna", "02421 111"), ("berta", "02421 222")] {
        team.done(person, &["set", PHONE, phone]);
    }
    team.done("anna", &["sync"]);
    let mut screen = team.open("berta", "en_GB.UTF-8", &["koeln.ron"]);
    screen.keys("\u{7}").shows("╭─ Conflict");
    screen.keys("m").shows("Sent.");
    screen.keys("q");
    assert_eq!(screen.ends(), Life::Ended(0));
    team.is_settled("berta");
    assert!(team.text("berta").contains("02421 222"));
}

#[test]
fn what_cannot_be_is_said_and_unsaved_changes_are_saved_first() {
    let team = Team::new(&["anna"]);
    let mut screen = team.open("anna", "de_DE.UTF-8", &["koeln.ron"]);
    screen.shows("Kreis Düren");
    screen.keys("\r/telefon\re\u{15}02421 5\r").shows("[+1]");
    screen.keys("\u{7}").shows("Speichern Sie zuerst (Strg-S)");
    screen.keys("\u{13}").hides("[+1]").shows("koeln.ron gespeichert");
    std::fs::rename(team.path("hub"), team.path("away")).unwrap();
    screen.keys("\u{7}").shows("Nicht abgeglichen").shows("der nächste Abgleich");
    screen.keys("\u{1b}").hides("Nicht abgeglichen");
    std::fs::rename(team.path("away"), team.path("hub")).unwrap();
    screen.keys("\u{7}").shows("Gesendet.");
    screen.keys("q");
    assert_eq!(screen.ends(), Life::Ended(0));
    team.is_settled("anna");
    for (options, said) in [
        (&["--restricted"][..], "Mit diesem Zugang nicht erlaubt."),
        (&["--allow-sync", "--read-only", "--restricted"], "Schreibgeschützt"),
        (&["--propose"], "Hier wird nur vorgeschlagen"),
        (&["--allow-sync", "--propose", "--restricted"], "Hier wird nur vorgeschlagen"),
        (&["--allow-sync", "--restricted"], "Beide Seiten sind auf demselben Stand."),
    ] {
        let mut screen = team.open("anna", "de_DE.UTF-8", &[&["--data", "koeln.ron"], options].concat());
        screen.shows("Kreis Düren");
        screen.keys("\u{7}").shows(said);
        screen.keys("q");
        assert_eq!(screen.ends(), Life::Ended(0));
    }
}

#[test]
fn esc_gives_up_waiting_for_another_machine() {
    let team = Team::new(&["anna"]);
    // A machine that takes the call and never answers.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("git://{}/koeln.git", silent.local_addr().unwrap());
    team.git("anna", &["remote", "set-url", "origin", &url]);
    let mut screen = team.open("anna", "de_DE.UTF-8", &["koeln.ron"]);
    screen.keys("\u{7}").shows("Abgleichen …");
    screen.keys("\u{1b}").shows("Der Abgleich wurde abgebrochen");
    screen.keys("q");
    assert_eq!(screen.ends(), Life::Ended(0));
}
