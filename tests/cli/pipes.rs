//! A dataset that comes through a pipe: read like a file, and never written.

use std::os::unix::fs::FileTypeExt as _;
use std::process::{Command, Stdio};

use crate::desk::{Desk, Run, SMALL};

const NAME: &str = "regions/koeln/name";

/// Runs the program with a dataset on its standard input.
fn fed(desk: &Desk, arguments: &[&str], input: &str) -> Run {
    desk.finish(desk.command(arguments), input)
}

#[test]
fn every_reading_command_takes_the_dataset_from_the_standard_input() {
    let desk = Desk::new();
    for command in [
        &["list", "bodies", "--format", "csv"][..],
        &["show", "bodies/dueren-buero"],
        &["find", "mint"],
        &["contact", "juelich"],
        &["get", NAME],
        &["check"],
        &["matrix"],
        &["process"],
        &["meetings"],
        &["review"],
        &["overview"],
        &["network"],
        &["log"],
        &["recover"],
    ] {
        let of_file = desk.run(command);
        for input in ["-", "/dev/stdin"] {
            let piped = fed(&desk, &[&["--data", input], command].concat(), SMALL);
            let named = |text: &str| text.replace("~/koeln.ron", "Standardeingabe");
            assert_eq!((piped.code, piped.out), (of_file.code, named(&of_file.out)), "{command:?} {}", piped.err);
        }
    }
}

#[test]
fn comparing_and_merging_take_pipes() {
    let desk = Desk::new();
    let mine = SMALL.replace("Stadt Köln", "Köln am Rhein");
    assert_eq!(fed(&desk, &["diff", "-", "koeln.ron"], SMALL).code, Some(0));
    let run = fed(&desk, &["diff", "koeln.ron", "-"], &mine);
    assert_eq!((run.code, &*run.out), (Some(1), "regions/koeln/name: „Stadt Köln“ → „Köln am Rhein“\n"));
    assert_eq!(fed(&desk, &["merge", "koeln.ron", "-", "koeln.ron"], &mine).out, mine);
    for twice in [&["diff", "-", "-"][..], &["merge", "-", "koeln.ron", "-"]] {
        let run = fed(&desk, twice, "");
        assert_eq!((run.code, run.err.contains("nur einmal")), (Some(2), true), "{run:?}");
    }
    assert!(Command::new("mkfifo").arg(desk.path("pipe")).status().unwrap().success());
    assert!(std::fs::metadata(desk.path("pipe")).unwrap().file_type().is_fifo());
    let mut writer =
        Command::new("sh").args(["-c", "cat koeln.ron > pipe"]).current_dir(desk.folder.path()).spawn().unwrap();
    assert_eq!(desk.finish(desk.command(&["--data", "pipe", "get", NAME]), "").out, "Stadt Köln\n");
    assert!(writer.wait().unwrap().success());
}

#[test]
fn what_came_through_a_pipe_is_never_written() {
    let desk = Desk::new();
    for command in [
        &["set", NAME, "x"][..],
        &["add", "action_fields", "(id: \"neu\", name: \"Neu\")"],
        &["remove", "meetings/dueren-1"],
        &["recover", "--take"],
        &["history", "purge", "--before", "2020", "--yes"],
        &["git", "setup"],
    ] {
        let run = fed(&desk, &[&["--data", "-"], command].concat(), SMALL);
        let said = "/dev/stdin wird nicht geschrieben: was aus einer Pipe kommt, lässt sich nur lesen\n    \
                    Zum Ändern geben Sie eine Datei an: --data DATEI.\n";
        assert_eq!((run.code, &*run.err), (Some(4), said), "{command:?}");
    }
    // Without a terminal there is no screen for it either.
    assert_eq!(fed(&desk, &["-"], SMALL).code, Some(2));
}

#[test]
fn mistakes_in_a_pipe_are_told_like_those_in_a_file() {
    let desk = Desk::empty();
    let run = fed(&desk, &["check", "--data", "-"], "Directory(\n  regions: 1)");
    assert!(run.err.starts_with("Standardeingabe:2:12: "), "{run:?}");
    assert_eq!(run.code, Some(3));
    let mut command = desk.command(&["check", "--data", "-"]);
    command.stdin(Stdio::null());
    let output = command.output().unwrap();
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("Standardeingabe:1:1: Die Datei ist leer oder"));
    let piped = crate::terminal::seen_with(
        &Desk::new(),
        100,
        [("TERM", "xterm"), ("LANG", "de_DE.UTF-8")],
        &["check", "--data", "-"],
    );
    assert!(piped.starts_with("Die Standardeingabe ist ein Terminal;"), "{piped}");
}
