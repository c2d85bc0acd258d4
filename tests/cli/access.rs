//! What a run may not do: write with `--read-only`, leave its dataset with `--restricted`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::desk::{Desk, Run, SMALL};

const PHONE: &str = "bodies/dueren-buero/contact/phone";

/// Every file below a folder with what it holds.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
            found.insert(path, Vec::new());
        } else {
            let bytes = fs::read(&path).unwrap();
            found.insert(path, bytes);
        }
    }
    found
}

#[test]
fn read_only_writes_nothing_whatever_the_command() {
    let desk = Desk::new();
    for name in ["base.ron", "ours.ron", "theirs.ron"] {
        desk.put(name, SMALL);
    }
    desk.put(
        "koeln.ron.history",
        "{\"when\":\"2020-01-01T00:00:00Z\",\"who\":\"a@b\",\"address\":\"regions/koeln/note\"}\n",
    );
    let path = std::env::var_os("PATH").unwrap();
    let git = Command::new("git").args(["init", "-q"]).current_dir(desk.folder.path()).output();
    let has_git = git.is_ok_and(|output| output.status.success());
    let before = contents(desk.folder.path());
    let refused = [
        &["set", PHONE, "1234"][..],
        &["confirm", PHONE],
        &["add", "action_fields", "(id: \"x\", name: \"x\")"],
        &["remove", "meetings/dueren-1"],
        &["recover", "--take"],
        &["recover", "--drop"],
        &["history", "purge", "--before", "2999", "--yes"],
        &["merge", "base.ron", "ours.ron", "theirs.ron", "-o", "new.ron"],
        &["merge", "base.ron", "ours.ron", "theirs.ron", "-o", "ours.ron"],
        &["git", "setup"],
    ];
    let answered = [
        &["list", "regions"][..],
        &["show", "regions/koeln"],
        &["find", "Düren"],
        &["contact", "Düren"],
        &["get", PHONE],
        &["log"],
        &["recover"],
        &["diff", "base.ron", "ours.ron"],
        &["merge", "base.ron", "ours.ron", "theirs.ron"],
        &["check"],
        &["matrix"],
        &["process"],
        &["meetings"],
        &["review"],
        &["overview"],
        &["network"],
        &["keys"],
        &["config"],
        &["doctor"],
        &["completions", "bash"],
        &["man"],
    ];
    let run = |arguments: &[&str]| {
        // Behind the command, too, and twice.
        let arguments = [&["--read-only", "--data", "koeln.ron"], arguments, &["--read-only"]].concat();
        let mut command = desk.command(&arguments);
        command.env("PATH", &path);
        desk.finish(command, "")
    };
    for arguments in refused.into_iter().filter(|arguments| has_git || arguments[0] != "git") {
        let run = run(arguments);
        assert_eq!(run.code, Some(4), "{arguments:?}: {run:?}");
        assert!(run.err.contains("--read-only"), "{arguments:?}: {run:?}");
        assert_eq!(contents(desk.folder.path()), before, "{arguments:?}");
    }
    for arguments in answered {
        let run = run(arguments);
        assert!(matches!(run.code, Some(0 | 1)), "{arguments:?}: {run:?}");
        assert_eq!(contents(desk.folder.path()), before, "{arguments:?}");
    }
}

#[test]
fn read_only_makes_no_folder_for_the_first_dataset() {
    let desk = Desk::empty();
    let run = desk.run(&["--read-only", "set", "regions/koeln/note", "x"]);
    assert_eq!(run.code, Some(4), "{run:?}");
    assert_eq!(contents(desk.folder.path()), BTreeMap::new());
}

/// Runs the program, whose environment tries to lead it to the user's own files.
fn restricted(desk: &Desk, arguments: &[&str]) -> Run {
    let mut command = desk.command(arguments);
    command.env("BILDUNGSNETZ_DATA", desk.path("own.ron"));
    desk.finish(command, "")
}

/// A desk with a private copy wherever the environment could lead to one.
fn tempting() -> Desk {
    let desk = Desk::new();
    let own = SMALL.replace("Kreis Düren", "Kreis Privat");
    desk.put("own.ron", &own);
    desk.put("data/bildungsnetz/koeln.ron", &own);
    desk.put(".local/share/bildungsnetz/koeln.ron", &own);
    desk.put("config/bildungsnetz/config.toml", "lang = \"en\"\ndata = \"../../own.ron\"\n");
    desk
}

#[test]
fn a_restricted_run_opens_the_dataset_it_was_given_and_no_other() {
    let desk = tempting();
    let common: &[&[&str]] = &[
        &["--data", "koeln.ron", "--restricted"],
        &["--restricted", "--data", "koeln.ron"],
        &["--restricted", "--data=koeln.ron"],
    ];
    for options in common {
        let run = restricted(&desk, &[options, &["list", "regions"][..]].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.out.contains("Kreis Düren") && run.out.starts_with("Kennung"), "{run:?}");
        for further in [&["--data", "own.ron"][..], &["--data=own.ron"], &["--data", "koeln.ron"]] {
            let run = restricted(&desk, &[options, &["list", "regions"][..], further].concat());
            assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{options:?} {further:?}");
        }
        let run = restricted(&desk, &[options, &["own.ron"][..]].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
    }
}

#[test]
fn a_restricted_run_without_a_dataset_says_what_the_administrator_has_to_do() {
    let desk = tempting();
    for arguments in [&["list", "regions"][..], &["get", "regions/koeln/name"], &["check"], &[]] {
        let run = restricted(&desk, &[&["--restricted"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.err.contains("/etc/xdg/bildungsnetz/config.toml") && run.err.contains("--data"), "{run:?}");
    }
    // What asks for no dataset answers all the same.
    for arguments in [&["keys"][..], &["config"], &["man"], &["--version"]] {
        assert_eq!(restricted(&desk, &[&["--restricted"], arguments].concat()).code, Some(0), "{arguments:?}");
    }
}

#[test]
fn a_restricted_run_touches_no_other_file_and_starts_no_program() {
    let desk = tempting();
    let before = contents(desk.folder.path());
    for arguments in [
        &["diff", "own.ron", "koeln.ron"][..],
        &["diff", "--textconv", "own.ron"],
        &["merge", "own.ron", "own.ron", "koeln.ron"],
        &["merge", "own.ron", "own.ron", "koeln.ron", "-o", "new.ron"],
        &["git", "setup"],
    ] {
        let run = restricted(&desk, &[&["--data", "koeln.ron", "--restricted"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}: {run:?}");
        assert!(!run.err.contains("Privat"), "{run:?}");
    }
    assert_eq!(contents(desk.folder.path()), before);
    // What a client adds takes nothing back.
    let run = restricted(
        &desk,
        &["--data", "koeln.ron", "--restricted", "--read-only", "set", PHONE, "1234", "--restricted", "--read-only"],
    );
    assert_eq!(run.code, Some(4), "{run:?}");
}

#[test]
fn a_repeated_option_takes_its_last_value() {
    let desk = tempting();
    let run = |arguments: &[&str]| desk.run(arguments);
    assert!(run(&["--lang", "de", "--lang", "en", "list", "regions"]).out.starts_with("Identifier"));
    assert!(run(&["--lang", "en", "list", "--lang", "de", "regions"]).out.starts_with("Kennung"));
    let data = ["--data", "own.ron", "list", "regions", "--data", "koeln.ron", "--format", "json", "--format", "csv"];
    assert!(run(&data).out.contains("dueren,Kreis Düren"));
    let flags = [
        "list", "bodies", "--region", "dueren", "--plain", "--plain", "--region", "koeln", "--color", "always",
        "--color", "never",
    ];
    let answer = run(&flags).out;
    assert!(
        answer.contains("koeln-buero") && !answer.contains("dueren-buero") && !answer.contains('\u{1b}'),
        "{answer}"
    );
    let set = ["set", PHONE, "02421 22-9", "--expect", "1", "--expect", "02421 22-0", "--reason", "a", "--reason", "b"];
    assert_eq!(run(&set).code, Some(0));
}
