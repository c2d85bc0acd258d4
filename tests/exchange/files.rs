//! The files that `export` writes: whole or not at all, and never what they must not be.

use crate::desk::{Desk, SMALL};

#[test]
fn each_table_has_its_file_in_the_folder() {
    let desk = Desk::new();
    let run = desk.run(&["export", "--as", "csv", "-o", "alles"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("alles: 12 Einträge geschrieben"), "{}", run.err);
    let bodies = desk.run(&["export", "--as", "csv", "--table", "bodies"]).out;
    assert_eq!(desk.read("alles/bodies.csv"), bodies);
    assert!(!desk.path("alles/decisions.csv").exists() || desk.read("alles/decisions.csv").lines().count() > 1);
    let names = std::fs::read_dir(desk.path("alles")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.map(|name| name.into_string().unwrap()).all(|name| name.ends_with(".csv")), "nothing is left over");
}

#[test]
fn several_tables_do_not_go_to_the_output() {
    let run = Desk::new().run(&["export", "--as", "csv"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("--table TABELLE"), "{}", run.err);
}

#[test]
fn the_dataset_is_never_written_over() {
    let desk = Desk::new();
    let run = desk.run(&["export", "--as", "csv", "--table", "bodies", "-o", "koeln.ron"]);
    assert_eq!((run.code, desk.read("koeln.ron").as_str()), (Some(2), SMALL));
}

#[test]
fn a_read_only_run_exports_and_a_restricted_one_writes_no_file() {
    let desk = Desk::new();
    let run = desk.run(&["--read-only", "export", "--table", "bodies", "-o", "a.csv"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let path = desk.path("koeln.ron");
    let data = path.to_str().unwrap();
    let restricted =
        |arguments: &[&str]| desk.finish(desk.command(&[&["--data", data, "--restricted"], arguments].concat()), "");
    let run = restricted(&["export", "--table", "bodies", "-o", "b.csv"]);
    assert_eq!((run.code, desk.path("b.csv").exists()), (Some(2), false), "{}", run.err);
    let run = restricted(&["export", "--as", "csv", "--table", "bodies"]);
    assert_eq!((run.code, run.out), (Some(0), desk.read("a.csv")), "{}", run.err);
}

#[test]
fn a_query_without_an_answer_writes_nothing() {
    let desk = Desk::new();
    let run = desk.run(&["export", "-o", "a.csv", "gibtesnicht"]);
    assert_eq!((run.code, desk.path("a.csv").exists()), (Some(1), false), "{}", run.err);
}

#[test]
fn a_file_in_a_folder_that_is_not_there_or_in_the_way_is_refused() {
    let desk = Desk::new();
    desk.put("da/x", "");
    for path in ["nicht/da.csv", "da"] {
        let run = desk.run(&["export", "--as", "csv", "--table", "bodies", "-o", path]);
        assert!(matches!(run.code, Some(3 | 4)), "{path}: {}", run.err);
    }
}

#[test]
fn ctrl_c_ends_an_export_and_leaves_nothing() {
    let desk = Desk::new();
    desk.put("koeln.ron", &crate::generate::directory(200));
    let data = desk.path("koeln.ron");
    let mut command = desk.command(&["--data", data.to_str().unwrap(), "export", "-o", "alles.md"]);
    let child = command.spawn().unwrap();
    let left = || {
        let names = std::fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        names.map(|name| name.into_string().unwrap()).filter(|name| name.contains("alles.md")).collect::<Vec<_>>()
    };
    // The signal is caught before the file is begun.
    while left().is_empty() {
        std::thread::yield_now();
    }
    let process = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(process, rustix::process::Signal::INT).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(left(), [""; 0]);
}
