//! What `merge -o` writes and over what it does not, and how commands meet a file that holds
//! conflict markers.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

use crate::desk::{Desk, Run, SMALL};

/// A desk with what both sides began with, ours and theirs, which set a telephone or a seat.
fn sides(ours: &str, theirs: &str) -> Desk {
    let desk = Desk::new();
    let changed = |text: &str| SMALL.replace("seat: \"Düren\"", &format!("seat: \"{text}\""));
    desk.put("base.ron", SMALL);
    desk.put("ours.ron", &changed(ours));
    desk.put("theirs.ron", &changed(theirs));
    desk
}

fn merge(desk: &Desk, more: &[&str]) -> Run {
    desk.run(&[&["merge", "base.ron", "ours.ron", "theirs.ron"][..], more].concat())
}

#[test]
fn the_result_is_written_as_every_dataset_is() {
    let desk = sides("Düren", "Jülich");
    desk.put("real.ron", "alt");
    std::fs::set_permissions(desk.path("real.ron"), std::fs::Permissions::from_mode(0o664)).unwrap();
    symlink("real.ron", desk.path("link.ron")).unwrap();
    std::fs::hard_link(desk.path("real.ron"), desk.path("second.ron")).unwrap();
    let run = merge(&desk, &["-o", "link.ron"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{run:?}");
    assert_eq!(desk.read("second.ron"), desk.read("theirs.ron"), "the link was followed, both names stay one file");
    assert!(desk.path("link.ron").is_symlink());
    assert_eq!(std::fs::metadata(desk.path("real.ron")).unwrap().mode() & 0o777, 0o664);
    assert!(desk.path(".real.ron.lock").exists(), "the lock was taken");
    assert_eq!(merge(&desk, &["-o", "new.ron"]).code, Some(0));
    assert_eq!(desk.read("new.ron"), desk.read("theirs.ron"));
}

#[test]
fn the_result_makes_no_folder() {
    let desk = sides("Düren", "Jülich");
    let run = merge(&desk, &["-o", "slip/new.ron"]);
    assert_eq!(run.code, Some(4), "{run:?}");
    assert!(run.err.contains("slip") && !desk.path("slip").exists(), "{run:?}");
}

#[test]
fn nothing_is_written_over_what_is_no_file_or_when_only_reading() {
    let desk = sides("Düren", "Jülich");
    std::fs::create_dir(desk.path("folder.ron")).unwrap();
    let fifo = rustix::fs::Mode::from_raw_mode(0o644);
    rustix::fs::mknodat(rustix::fs::CWD, desk.path("pipe.ron"), rustix::fs::FileType::Fifo, fifo, 0).unwrap();
    for name in ["folder.ron", "pipe.ron"] {
        let before = std::fs::symlink_metadata(desk.path(name)).unwrap();
        let run = merge(&desk, &["-o", name]);
        assert_eq!(run.code, Some(4), "{run:?}");
        assert!(run.err.contains(name) && run.err.contains("unverändert"), "{}", run.err);
        let after = std::fs::symlink_metadata(desk.path(name)).unwrap();
        assert_eq!((after.ino(), after.file_type()), (before.ino(), before.file_type()));
    }
    let run = merge(&desk, &["--read-only", "-o", "ours.ron"]);
    assert_eq!(run.code, Some(4), "{run:?}");
    assert_ne!(desk.read("ours.ron"), desk.read("theirs.ron"));
    assert_eq!(merge(&desk, &["--read-only", "-o", "new.ron"]).code, Some(4));
    assert!(!desk.path("new.ron").exists());
    assert_eq!(merge(&desk, &["--read-only"]).out, desk.read("theirs.ron"), "an answer is no file");
}

#[test]
fn what_git_made_for_a_run_gets_no_lock_beside_it() {
    let desk = sides("Düren", "Jülich");
    assert_eq!(merge(&desk, &["-o", "ours.ron", "--path", "koeln.ron"]).err, "");
    assert_eq!(desk.read("ours.ron"), desk.read("theirs.ron"));
    assert!(!desk.path(".ours.ron.lock").exists());
}

#[test]
fn every_name_is_made_harmless() {
    let desk = sides("A", "B");
    let run = merge(&desk, &["-o", "m.ron", "--path", "x\u{1b}]0;HACK\u{7}\u{1b}[2J\n.ron"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.starts_with("x\\u{1b}]0;HACK\\u{7}\\u{1b}[2J\\u{a}.ron: Konflikt: "), "{}", run.err);
    desk.put("theirs.ron", "nichts");
    let run = merge(&desk, &["--path", "\u{1b}[2J"]);
    assert!(run.err.contains("\\u{1b}[2J") && !run.err.contains('\u{1b}'), "{}", run.err);
}

#[test]
fn markers_hide_no_record_and_are_named() {
    let desk = sides("A", "B");
    assert_eq!(merge(&desk, &["-o", "koeln.ron"]).code, Some(1));
    let marked = desk.read("koeln.ron");
    let line = marked.lines().position(|line| line.starts_with("<<<<<<<")).unwrap() + 1;
    let named = format!("~/koeln.ron:{line}");
    for (arguments, answer) in [
        (&["get", "regions/dueren/seat"][..], "A\n"),
        (&["get", "regions/koeln/name"], "Stadt Köln\n"),
        (&["list", "regions"], "Düren"),
        (&["contact", "Köln"], "Köln"),
        (&["find", "Köln"], "Köln"),
        (&["show", "regions/koeln"], "Köln"),
    ] {
        let run = desk.run(arguments);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.out.contains(answer) && run.err.contains(&named) && run.err.contains("Konfliktmarken"), "{run:?}");
        assert!(!run.err.contains("unerwartet") && !run.err.contains("nicht lesbar"), "{run:?}");
    }
    for arguments in [
        &["set", "regions/koeln/seat", "X"][..],
        &["add", "regions", "Region(id: \"neu\", name: \"N\", kind: Kreis)"],
        &["remove", "regions/koeln/seat"],
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(3), ""), "{run:?}");
        assert!(run.err.contains(&named) && run.err.contains("git mergetool"), "{run:?}");
    }
    assert_eq!(desk.read("koeln.ron"), marked);
    assert!(desk.run(&["check"]).out.contains("conflict-markers"));
}

#[test]
fn a_side_that_is_no_dataset_and_alone_changed_is_taken_but_to_be_looked_at() {
    let desk = sides("Düren", "Jülich");
    desk.put("theirs.ron", "garbage\n");
    let run = merge(&desk, &["--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), "garbage\n"), "{run:?}");
    assert!(run.err.contains("the only side that changed was taken"), "{}", run.err);
    assert!(!run.err.contains("marked"), "{}", run.err);
}

#[test]
fn a_comparison_sees_the_records_beside_markers() {
    let desk = sides("Aldenhoven", "Jülich");
    assert_eq!(merge(&desk, &["-o", "marked.ron"]).code, Some(1));
    let run = desk.run(&["diff", "base.ron", "marked.ron"]);
    let changed: Vec<&str> = run.out.lines().collect();
    assert_eq!(changed.len(), 1, "{run:?}");
    assert!(changed[0].contains("regions/dueren/seat"), "{run:?}");
}

#[test]
fn two_new_records_of_one_identifier_are_both_kept_on_request() {
    for (lang, said) in [("de", "beide behalten, der eigene als neu-2"), ("en", "both kept, ours as neu-2")] {
        let desk = sides("Düren", "Düren");
        let with = |records: &str| SMALL.replacen("    bodies: [\n", &format!("    bodies: [\n{records}"), 1);
        let own = "        Body(id: \"neu\", level: Fachforum, name: \"Forum Sprache\", regions: [\"dueren\"]),\n";
        let their = "        Body(id: \"neu\", level: Arbeitskreis, name: \"Runde MINT\", regions: [\"koeln\"]),\n";
        assert!(SMALL.contains("    bodies: [\n"));
        desk.put("ours.ron", &with(own));
        desk.put("theirs.ron", &with(their));
        assert_eq!(merge(&desk, &["--lang", lang]).code, Some(1), "it is asked for by the option only");
        let run = merge(&desk, &["--keep-both", "--lang", lang]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(run.out, with(&(own.replace("\"neu\"", "\"neu-2\"") + their)));
        assert!(run.err.contains("ours.ron: bodies/neu: ") && run.err.contains(said), "{run:?}");
    }
}
