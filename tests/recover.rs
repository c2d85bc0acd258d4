//! `recover`: what a program that is gone left unsaved, on the command line.
//!
//! Apart from the other tests, because a descriptor, and with it a journal's lock, lives a moment
//! longer while a program is started.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, MutexGuard};

use bildungsnetz::document::{Address, Document, Edit};
use bildungsnetz::model::SCHEMA;
use bildungsnetz::storage::journal::{Author, JournalDraft, JournalStep, StepOrigin};
use bildungsnetz::storage::{Content, Journal, RealDisk};

const SMALL: &str = include_str!("cli/small.ron");
const PHONE: &str = "bodies/dueren-buero/contact/phone";

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

struct Desk {
    folder: tempfile::TempDir,
    _alone: MutexGuard<'static, ()>,
}

fn address(text: &str) -> Address {
    Address::parse(&SCHEMA, text).unwrap()
}

impl Desk {
    fn new() -> Desk {
        let alone = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let desk = Desk { folder: tempfile::tempdir().unwrap(), _alone: alone };
        desk.put(SMALL);
        desk
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("koeln.ron")
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    fn put(&self, text: &str) {
        std::fs::write(self.file(), text).unwrap();
    }

    fn journals(&self) -> usize {
        std::fs::read_dir(self.folder.path().join("state/bildungsnetz/journal")).map_or(0, Iterator::count)
    }

    /// Exit code, answer, and what was said beside it.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bildungsnetz"));
        command.args(arguments).env_clear().env("HOME", self.folder.path()).env("LANG", "en_GB.UTF-8");
        command.env("XDG_STATE_HOME", self.folder.path().join("state")).env("BILDUNGSNETZ_DATA", self.file());
        command.env("USER", "berta").env("TZ", "UTC");
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    /// Anna's program sets these values and is gone before it saves; the last one is still being
    /// typed.
    fn left(&self, sets: &[(&str, &str)], typing: Option<(&str, &str)>) {
        self.left_taking(sets, typing, &[]);
    }

    /// The same, where the first value is what these proposed changes ask for.
    fn left_taking(&self, sets: &[(&str, &str)], typing: Option<(&str, &str)>, takes: &[(String, usize)]) {
        let text = std::fs::read_to_string(self.file()).unwrap();
        let author = Author {
            who: "anna@netz".into(),
            started: "2026-11-23T10:42:00Z".into(),
            dataset: self.file(),
            base: Some(Content::of(text.as_bytes())),
        };
        let state = self.folder.path().join("state/bildungsnetz");
        let mut journal = Journal::new(&RealDisk, &SCHEMA, Some(&state), author);
        let mut document = Document::parse(&SCHEMA, text).unwrap();
        let mut takes = takes.to_vec();
        for (place, value) in sets {
            let edit = Edit::Set { address: address(place), value: (*value).to_owned() };
            let changes = document.edit(&edit).unwrap();
            let (time, name) = ("2026-11-23T10:43:00Z".to_owned(), (*place).to_owned());
            let takes = std::mem::take(&mut takes);
            journal.step(&JournalStep { time, name, how: StepOrigin::Made, field: None, changes, takes }).unwrap();
        }
        if let Some((place, text)) = typing {
            let draft = JournalDraft { time: "2026-11-23T10:44:00Z".into(), field: address(place), text: text.into() };
            journal.draft(&draft).unwrap();
        }
    }
}

#[test]
fn what_was_left_is_listed_field_by_field_and_stays() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["recover"]), (0, String::new(), "There is nothing to recover.\n".into()));
    desk.left(
        &[(PHONE, "\"111\""), ("regions/koeln/seat", "\"Deutz\"")],
        Some(("bodies/dueren-buero/contact/email", "a@b.example")),
    );
    let (code, told, _) = desk.run(&["recover"]);
    assert_eq!(code, 0);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "Not saved by anna@netz, last at 2026-11-23 10:44");
    assert_eq!(lines[2], "  2026-11-23 10:43  bodies/dueren-buero/contact/phone: “02421 22-0” → “111”");
    assert_eq!(lines[3], "  2026-11-23 10:43  regions/koeln/seat: “Köln” → “Deutz”");
    assert!(lines[4].ends_with("email: “bildungsbuero@kreis-dueren.example” → “a@b.example”"), "{told}");
    assert_eq!((lines.len(), desk.journals()), (5, 1));
    let json: serde_json::Value = serde_json::from_str(&desk.run(&["recover", "--format", "json"]).1).unwrap();
    assert_eq!(json["journals"][0]["changes"].as_array().unwrap().len(), 3);
}

#[test]
fn taking_over_saves_notes_it_and_then_removes_the_journal() {
    let desk = Desk::new();
    desk.left(&[(PHONE, "\"111\"")], None);
    // Somebody changed another field of the same record meanwhile.
    assert_eq!(desk.run(&["set", "bodies/dueren-buero/name", "Büro"]).0, 0);
    let (code, _, said) = desk.run(&["recover", "--take"]);
    assert_eq!((code, desk.journals()), (0, 0), "{said}");
    assert_eq!(desk.run(&["get", PHONE]).1, "111\n");
    assert_eq!(desk.run(&["get", "bodies/dueren-buero/name"]).1, "Büro\n");
    let log = desk.run(&["log", PHONE, "--format", "csv"]).1;
    assert!(log.contains("Restored: unsaved changes of anna@netz"), "{log}");
}

#[test]
fn what_was_taken_of_a_proposal_is_saved_with_the_name_of_who_proposed_it() {
    let desk = Desk::new();
    let proposed =
        ["--propose", "--author", "Anna", "set", PHONE, "111", "--reason", "Neue Nummer"].map(|word| word.to_owned());
    assert_eq!(desk.run(&proposed.each_ref().map(String::as_str)).0, 0);
    let waiting = || {
        let answer = desk.run(&["proposals", "list", "--format", "json"]);
        serde_json::from_str::<serde_json::Value>(&answer.1).unwrap()["proposals"].as_array().unwrap().clone()
    };
    let id = waiting()[0]["id"].as_str().unwrap().to_owned();
    desk.left_taking(&[(PHONE, "\"111\""), ("regions/koeln/seat", "\"Deutz\"")], None, &[(id, 1)]);
    let (code, _, said) = desk.run(&["recover", "--take"]);
    assert_eq!((code, desk.journals(), waiting().len()), (0, 0, 0), "{said}");
    let json = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&desk.run(&[arguments, &["--format", "json"]].concat()).1).unwrap()
    };
    let entry = &json(&["log", PHONE])["changes"][0];
    assert!(entry["proposed_by"].as_str().unwrap().contains("author=Anna"), "{entry}");
    assert_eq!(entry["reason"], "Neue Nummer");
    assert!(json(&["log", "regions/koeln/seat"])["changes"][0]["proposed_by"].is_null());
    let mine = json(&["--author", "Anna", "proposals", "mine"]);
    assert!(mine.to_string().contains("\"what\":\"taken\""), "{mine}");
}

#[test]
fn a_proposal_of_ones_own_that_was_continued_is_replaced() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["--propose", "set", PHONE, "111"]).0, 0);
    let waiting = || {
        let answer = desk.run(&["proposals", "list", "--format", "json"]);
        serde_json::from_str::<serde_json::Value>(&answer.1).unwrap()["proposals"].as_array().unwrap().clone()
    };
    let id = waiting()[0]["id"].as_str().unwrap().to_owned();
    desk.left_taking(&[(PHONE, "\"112\"")], None, &[(id.clone(), 1)]);
    let (code, _, said) = desk.run(&["--propose", "recover", "--take"]);
    assert_eq!((code, desk.journals()), (0, 0), "{said}");
    let [left] = &waiting()[..] else { panic!("{said}") };
    assert!(left["id"] != id.as_str() && left["changes"][0]["after"] == "\"112\"", "{left}");
}

#[test]
fn a_rename_that_is_in_the_dataset_already_is_no_conflict() {
    let desk = Desk::new();
    desk.left(&[("bodies/dueren-buero/id", "\"amt\"")], None);
    assert_eq!(desk.run(&["set", "bodies/dueren-buero/id", "amt"]).0, 0);
    assert_eq!(desk.run(&["set", "bodies/amt/name", "Amt"]).0, 0);
    let (code, listed, said) = desk.run(&["recover"]);
    assert_eq!(code, 0, "{listed}{said}");
}

#[test]
fn what_does_not_fit_leaves_everything_as_it_is() {
    let desk = Desk::new();
    desk.left(&[(PHONE, "\"111\""), ("regions/koeln/seat", "\"Deutz\"")], None);
    assert_eq!(desk.run(&["set", PHONE, "222"]).0, 0);
    let before = std::fs::read_to_string(desk.file()).unwrap();
    let (code, _, said) = desk.run(&["recover", "--take"]);
    assert_eq!((code, desk.journals()), (1, 1), "{said}");
    assert!(said.contains("recorded “111”, now “222”"), "{said}");
    assert_eq!(std::fs::read_to_string(desk.file()).unwrap(), before);
    let (code, _, said) = desk.run(&["recover", "--drop"]);
    assert_eq!((code, desk.journals()), (0, 0), "{said}");
}

#[test]
fn of_several_journals_one_is_named() {
    let desk = Desk::new();
    desk.left(&[(PHONE, "\"111\"")], None);
    desk.left(&[("regions/koeln/seat", "\"Deutz\"")], None);
    let json: serde_json::Value = serde_json::from_str(&desk.run(&["recover", "--format", "json"]).1).unwrap();
    let first = json["journals"][0]["journal"].as_str().unwrap();
    assert_eq!(desk.run(&["recover", "--drop", "nanu"]).0, 1);
    assert_eq!((desk.run(&["recover", "--drop", first]).0, desk.journals()), (0, 1));
    assert_eq!((desk.run(&["recover", "--take", "--read-only"]).0, desk.journals()), (4, 1));
}

#[test]
fn a_journal_that_cannot_be_read_is_told_and_never_deleted() {
    let desk = Desk::new();
    desk.left(&[(PHONE, "\"111\"")], None);
    let folder = desk.folder.path().join("state/bildungsnetz/journal");
    let path = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&path, "nothing\nthat can be read\n").unwrap();
    for arguments in [&["recover"][..], &["recover", "--take"], &["recover", "--drop"]] {
        let (code, _, said) = desk.run(arguments);
        assert!(code == 1 && said.contains("damaged"), "{code} {said}");
        assert!(path.exists());
    }
}

#[test]
fn a_conflict_is_named_once_with_what_was_wanted_last() {
    let desk = Desk::new();
    desk.left(&[(PHONE, "\"111\""), (PHONE, "\"222\""), ("regions/koeln/seat", "\"Deutz\"")], None);
    assert_eq!(desk.run(&["set", PHONE, "333"]).0, 0);
    let (code, told, _) = desk.run(&["recover"]);
    let lines: Vec<&str> = told.lines().skip(2).collect();
    let conflict = format!("  ! {PHONE}: recorded “222”, now “333”");
    assert_eq!((code, lines), (1, vec!["  2026-11-23 10:43  regions/koeln/seat: “Köln” → “Deutz”", &conflict]));
    let json: serde_json::Value = serde_json::from_str(&desk.run(&["recover", "--format", "json"]).1).unwrap();
    let found = &json["journals"][0];
    assert_eq!((found["changes"].as_array().unwrap().len(), found["unfit"].as_array().unwrap().len()), (1, 1));
    let said = desk.run(&["recover", "--take"]).2;
    assert_eq!(said.matches("recorded").count(), 1, "{said}");
    let (code, _, said) = desk.run(&["recover", "-o", &desk.path("new.ron")]);
    assert_eq!((code, said.matches("recorded").count(), desk.journals()), (1, 1, 1), "{said}");
    assert!(!desk.folder.path().join("new.ron").exists());
}

#[test]
fn a_conflict_about_a_record_that_is_gone_is_named_once_too() {
    let desk = Desk::new();
    desk.left(&[(PHONE, "\"111\""), (PHONE, "\"222\"")], Some((PHONE, "44")));
    assert_eq!(desk.run(&["remove", "bodies/dueren-buero"]).0, 0);
    let (code, told, _) = desk.run(&["recover"]);
    assert_eq!((code, told.matches("recorded").count()), (1, 2), "the change and the open field: {told}");
    assert!(!told.contains("“111”"), "{told}");
}

#[test]
fn what_was_taken_back_at_once_is_no_conflict() {
    let desk = Desk::new();
    desk.left(&[(PHONE, "\"111\""), (PHONE, "\"02421 22-0\"")], None);
    assert_eq!(desk.run(&["set", PHONE, "333"]).0, 0);
    let (code, told, _) = desk.run(&["recover"]);
    assert_eq!((code, told.lines().count()), (0, 2), "{told}");
    assert_eq!((desk.run(&["recover", "--take"]).0, desk.journals()), (0, 0));
    assert_eq!(desk.run(&["get", PHONE]).1, "333\n");
}

#[test]
fn without_the_file_the_journal_is_listed_and_written() {
    let desk = Desk::new();
    desk.left(&[(PHONE, "\"111\""), ("regions/koeln/seat", "\"Deutz\"")], Some(("district/unit", "Dezernat 4")));
    std::fs::create_dir(desk.folder.path().join("koeln.ron.backups")).unwrap();
    std::fs::rename(desk.file(), desk.folder.path().join("koeln.ron.backups/2026-11-22-koeln.ron")).unwrap();
    let (code, told, said) = desk.run(&["recover"]);
    let lines: Vec<&str> = told.lines().skip(2).collect();
    assert_eq!(lines[0], "  2026-11-23 10:43  bodies/dueren-buero/contact/phone: “02421 22-0” → “111”");
    assert_eq!(lines[1], "  2026-11-23 10:43  regions/koeln/seat: “Köln” → “Deutz”");
    assert_eq!(lines[2], "  2026-11-23 10:44  district/unit: unknown → “Dezernat 4”");
    assert!(said.contains("koeln.ron no longer exists") && said.contains("It holds only 3 records"), "{said}");
    assert!(said.contains("first copy") && said.contains("2026-11-22-koeln.ron"), "{said}");
    assert_eq!((code, desk.journals()), (0, 1));
    let json: serde_json::Value = serde_json::from_str(&desk.run(&["recover", "--format", "json"]).1).unwrap();
    assert_eq!((&json["file_is_gone"], json["journals"][0]["changes"].as_array().unwrap().len()), (&true.into(), 3));
}

#[test]
fn beside_a_spoiled_file_the_journal_is_listed_and_written_elsewhere() {
    for spoiled in ["", "Directory(", "<<<<<<< ours\n"] {
        let desk = Desk::new();
        desk.left(&[(PHONE, "\"111\"")], None);
        std::fs::write(desk.file(), spoiled).unwrap();
        let (_, told, said) = desk.run(&["recover"]);
        assert!(told.contains("bodies/dueren-buero/contact/phone: “02421 22-0” → “111”"), "{spoiled:?}: {told}");
        assert!(said.contains("koeln.ron") && said.contains("recover -o FILE"), "{said}");
        assert_eq!(desk.run(&["recover", "--take"]).0, 3);
        assert_eq!((std::fs::read_to_string(desk.file()).unwrap(), desk.journals()), (spoiled.to_owned(), 1));
        let new = desk.path("new.ron");
        assert_eq!(desk.run(&["recover", "-o", &new]).0, 0);
        assert!(std::fs::read_to_string(&new).unwrap().contains("\"111\""));
    }
}

#[test]
fn without_the_file_it_is_made_anew_or_another_one_is_written() {
    let desk = Desk::new();
    desk.left(&[(PHONE, "\"111\"")], None);
    desk.left(&[("regions/koeln/seat", "\"Deutz\"")], None);
    std::fs::remove_file(desk.file()).unwrap();
    let new = desk.path("new.ron");
    assert_eq!(desk.run(&["recover", "-o", &new, "--read-only"]).0, 4);
    let (code, _, said) = desk.run(&["recover", "-o", &new]);
    assert!(code == 0 && said.contains("new.ron saved") && said.contains("The recovery file is kept"), "{code} {said}");
    let text = std::fs::read_to_string(&new).unwrap();
    for part in ["format: 1", "// Die Büros zuerst.", "phone: \"111\", // Zentrale", "seat: \"Deutz\""] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let (code, _, said) = desk.run(&["recover", "-o", &new]);
    assert!(code == 4 && said.contains("already exists"), "{code} {said}");
    assert_eq!((desk.journals(), desk.file().exists()), (2, false));
    let (code, _, said) = desk.run(&["recover", "--take"]);
    assert_eq!((code, desk.journals()), (0, 0), "{said}");
    assert_eq!(std::fs::read_to_string(desk.file()).unwrap(), text);
    assert_eq!(desk.run(&["log", "--format", "csv"]).1.matches("Restored").count(), 2);
    assert_eq!(desk.run(&["recover"]).0, 0);
}

#[test]
fn without_the_file_and_without_a_journal_nothing_can_be_said() {
    let desk = Desk::new();
    std::fs::remove_file(desk.file()).unwrap();
    let (code, told, _) = desk.run(&["recover"]);
    assert_eq!((code, told.as_str()), (3, ""));
}
