//! What `doctor` finds wrong, what it says to do about it, and that it answers with 1 then.

use std::os::unix::fs::symlink;
use std::process::Command;

use crate::desk::{Desk, Run};

/// A desk on which nothing is wrong.
fn healthy() -> Desk {
    let desk = Desk::new();
    desk.put("bin/vi", "");
    desk
}

fn examine(desk: &Desk, change: impl FnOnce(&mut Command)) -> Run {
    let mut command = desk.command(&["doctor", "--lang", "en"]);
    command.env("PATH", desk.path("bin")).env("BILDUNGSNETZ_DATA", desk.path("koeln.ron"));
    change(&mut command);
    desk.finish(command, "")
}

/// A line of this name has the problem below it, and the answer is no.
#[track_caller]
fn finds(run: &Run, name: &str, problem: &str) {
    let lines: Vec<&str> = run.out.lines().collect();
    let is_it = |pair: &[&str]| {
        pair[0].starts_with(name) && pair[1].trim_start().starts_with("! ") && pair[1].contains(problem)
    };
    assert!(lines.windows(2).any(is_it), "{name}: {}", run.out);
    assert_eq!(run.code, Some(1), "{}", run.out);
}

#[test]
fn where_nothing_is_wrong_it_says_so() {
    let run = examine(&healthy(), |_| {});
    assert!(run.out.ends_with("\nEverything is fine.\n"), "{}", run.out);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
}

#[test]
fn a_state_folder_that_cannot_be_made_is_found() {
    let run = examine(&healthy(), |command| {
        command.env("XDG_STATE_HOME", "/proc/nowhere");
    });
    finds(&run, "State folder", "/proc cannot be written");
    let desk = healthy();
    desk.put("state", "a file in its place");
    finds(&examine(&desk, |_| {}), "State folder", "cannot be written");
}

#[test]
fn a_history_or_backup_folder_that_is_none_is_found() {
    let desk = healthy();
    symlink("/dev/full", desk.path("koeln.ron.history")).unwrap();
    finds(&examine(&desk, |_| {}), "History", "it is a symbolic link");
    desk.put("koeln.ron.backups", "a file in its place");
    finds(&examine(&desk, |_| {}), "Backups", "it is not a folder");
}

#[test]
fn what_others_have_put_in_the_place_of_lock_and_presence_is_found_with_what_to_do() {
    let desk = healthy();
    desk.put("victim", "important");
    std::fs::hard_link(desk.path("victim"), desk.path(".koeln.ron.lock")).unwrap();
    finds(&examine(&desk, |_| {}), "Lock", "it has 2 names (hard links)");
    symlink("/tmp", desk.path(".koeln.ron.d")).unwrap();
    let run = examine(&desk, |_| {});
    finds(&run, "Presence", "it is a symbolic link");
    assert!(run.out.contains("Find out who put it there, and remove or rename it"), "{}", run.out);
}

#[test]
fn drawing_in_ascii_that_nobody_asked_for_is_found_with_the_variable_to_blame() {
    for (name, value) in [("LC_ALL", "C"), ("LC_CTYPE", "POSIX"), ("LANG", "de_DE")] {
        let run = examine(&healthy(), |command| {
            command.env(name, value);
        });
        finds(&run, "Characters", "UTF-8 locale");
        assert!(run.out.contains(&format!("ASCII ({name}={value})")), "{}", run.out);
    }
    let run = examine(&healthy(), |command| {
        command.env("LANG", "C").arg("--ascii");
    });
    assert_eq!(run.code, Some(0), "{}", run.out);
    for (name, value) in [("LC_CTYPE", "UTF-8"), ("LC_CTYPE", "C.UTF-8"), ("LC_ALL", "C.utf8")] {
        let run = examine(&healthy(), |command| {
            command.env("LANG", "C").env(name, value);
        });
        assert_eq!(run.code, Some(0), "{name}={value}: {}", run.out);
    }
}

#[test]
fn a_key_with_two_meanings_and_an_unreadable_configuration_are_found() {
    let desk = healthy();
    desk.put("config/bildungsnetz/config.toml", "[keys]\nregions = [\"ctrl+s\"]\n");
    finds(&examine(&desk, |_| {}), "Keys", "ctrl+s");
    std::fs::write(desk.path("config/bildungsnetz/config.toml"), b"lang = \"\xff\"").unwrap();
    finds(&examine(&desk, |_| {}), "Configuration", "config.toml");
}

#[test]
fn reading_only_leaves_nothing_and_tries_nothing() {
    let desk = healthy();
    let run = examine(&desk, |command| {
        command.arg("--read-only");
    });
    assert!(run.out.contains("State folder"), "{}", run.out);
    assert!(!desk.path("state").exists());
}

#[test]
fn programs_get_codes_and_sentences_that_no_language_changes() {
    let asked = |lang: &str| {
        let desk = healthy();
        symlink("/dev/full", desk.path("koeln.ron.history")).unwrap();
        let mut command = desk.command(&["doctor", "--format", "json", "--lang", lang]);
        command.env("PATH", desk.path("bin")).env("BILDUNGSNETZ_DATA", desk.path("koeln.ron"));
        let run = desk.finish(command, "");
        assert_eq!(run.code, Some(1), "{}", run.out);
        serde_json::from_str::<serde_json::Value>(&run.out).unwrap()
    };
    let (german, english) = (asked("de"), asked("en"));
    assert_eq!(german["format"], 2);
    let of = |answer: &serde_json::Value, item: &str| {
        let inspections = answer["inspections"].as_array().unwrap();
        inspections.iter().find(|inspection| inspection["item"] == item).unwrap().clone()
    };
    let history = of(&german, "history_file");
    assert_eq!(history["label"], serde_json::json!({ "de": "Verlauf", "en": "History" }));
    assert!(history["problem"]["en"].as_str().unwrap().contains("it is a symbolic link"), "{history}");
    assert!(history["problem"]["de"].as_str().unwrap().contains("ein symbolischer Verweis"), "{history}");
    assert_eq!(of(&german, "state_folder")["problem"], serde_json::Value::Null);
    assert_eq!(of(&german, "language")["found"]["en"], "de", "the language that is set");
    let items = |answer: &serde_json::Value| {
        let inspections = answer["inspections"].as_array().unwrap();
        inspections.iter().map(|inspection| inspection["item"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(items(&german), items(&english));
}
