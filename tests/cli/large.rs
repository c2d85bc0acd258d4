//! Questions to a large dataset: records that do not matter are not parsed, and what is damaged is
//! told to those whom it may answer.

use std::fmt::Write as _;
use std::fs::File;
use std::process::Stdio;

use crate::desk::{Desk, SMALL};

const DAMAGED: &str = "        Body(id: \"kaputt\", level: , name: \"Zirkuskreis\", regions: [\"dueren\"]),\n";

/// A desk with a dataset of more than 2 MB; `first` stands before all other bodies.
fn desk(first: &str) -> Desk {
    let mut bodies = format!("bodies: [\n{first}");
    for n in 0..12_000 {
        let note = "Erfundenes, damit der Bestand groß wird; nichts hier ist wahr. ".repeat(2);
        let body = format!("id: \"n{n}\", level: Arbeitskreis, name: \"Runde {n}\", regions: [\"dueren\"]");
        writeln!(bodies, "        Body({body}, note: \"{note}\"),").unwrap();
    }
    let text = SMALL.replacen("bodies: [\n", &bodies, 1);
    assert!(text.len() > 2 << 20, "{}", text.len());
    let desk = Desk::new();
    desk.put("koeln.ron", &text);
    desk
}

#[test]
fn a_damaged_record_is_told_to_those_whom_it_may_answer() {
    let desk = desk(DAMAGED);
    let run = desk.run(&["get", "bodies/n7/name"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "Runde 7\n", ""));
    let run = desk.run(&["list", "regions", "name:düren"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    assert!(run.out.contains("Düren"), "{run:?}");
    for asked in [&["find", "Zirkuskreis"][..], &["contact", "Düren"], &["meetings"]] {
        let run = desk.run(asked);
        assert!(run.err.starts_with("1 Eintrag ist nicht lesbar"), "{asked:?}: {}", run.err);
        assert_eq!(run.err.matches("nicht lesbar").count(), 1, "said once: {}", run.err);
    }
    let run = desk.run(&["list", "bodies", "--columns", "id"]);
    assert!(run.out.contains("kaputt") && run.err.contains("koeln.ron:"), "{}", run.err);
    let run = desk.run(&["get", "bodies/kaputt/name"]);
    assert_eq!((run.code, run.out.as_str()), (Some(3), ""), "{run:?}");
    assert_eq!(desk.run(&["check"]).code, Some(1));
}

#[test]
fn what_breaks_the_structure_is_told_to_all() {
    let asked = ["get", "bodies/n7/name"];
    let open = desk("        Body(id: \"offen\", level: Arbeitskreis, name: \"Offen\", regions: [\"dueren\"],\n");
    let run = open.run(&asked);
    assert_eq!((run.code, run.out.as_str()), (Some(0), "Runde 7\n"), "it ends where the next begins: {}", run.err);
    assert!(open.run(&["find", "Runde 77"]).err.contains("nicht lesbar"), "it is told");
    let sides = desk(
        "<<<<<<< a\n        Body(id: \"x\", name: \"a\"),\n=======\n        Body(id: \"x\", name: \"b\"),\n>>>>>>> b\n",
    );
    let run = sides.run(&asked);
    assert_eq!(run.out, "Runde 7\n");
    assert!(run.err.contains("Konfliktmarken"), "{}", run.err);
}

#[test]
fn what_comes_through_a_pipe_is_read_once() {
    let desk = desk(DAMAGED);
    let mut command = desk.command(&["--data", "-", "find", "Zirkuskreis"]);
    let output = command.stdin(Stdio::from(File::open(desk.path("koeln.ron")).unwrap())).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("1 Eintrag ist nicht lesbar"), "{said}");
}
