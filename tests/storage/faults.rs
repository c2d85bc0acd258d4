//! Every call of a save failing in turn, and the process being killed at every one.

use std::time::Duration;

use bildungsnetz::storage::{RealDisk, SaveNote, SaveTransaction, StoreError, WriteTarget, interrupted};
use bildungsnetz::texts::Lang;
use rustix::io::Errno;

use crate::faulty::{At, Fault, Faulty};
use crate::{Desk, NEW, OLD, judge};

/// A desk whose file has this many names: with two it is written in place.
fn desk(names: usize) -> Desk {
    let desk = Desk::new();
    if names == 2 {
        std::fs::hard_link(desk.file(), desk.path("second.ron")).unwrap();
    }
    desk
}

/// How many calls a save makes when nothing happens.
fn calls(names: usize) -> usize {
    let desk = desk(names);
    let disk = Faulty::none();
    desk.save(&disk, &desk.load()).unwrap();
    disk.calls().len()
}

/// Saves with a fault at each call in turn and lets `check` see what came of it.
fn at_every_call(names: usize, fault: Fault, check: impl Fn(&Desk, &Result<(), StoreError>, &str)) {
    let total = calls(names);
    assert!(total > 20, "{total} calls");
    for number in 0..total {
        let desk = desk(names);
        let loaded = desk.load();
        let disk = Faulty::at(At::Number(number), fault);
        let result = desk.save(&disk, &loaded).map(drop);
        let call = disk.calls().get(number).cloned().unwrap_or_default();
        check(&desk, &result, &format!("{fault:?} at call {number} ({call}): {result:?}"));
    }
}

#[test]
fn a_call_that_fails_leaves_the_old_file_or_the_new_one_and_says_what_to_do() {
    for errno in [Errno::NOSPC, Errno::IO, Errno::ACCESS, Errno::DQUOT, Errno::ROFS, Errno::NOENT, Errno::MFILE] {
        for names in [1, 2] {
            for fault in [Fault::Once(errno), Fault::Always(errno)] {
                at_every_call(names, fault, |desk, result, what| outcome(desk, result, (names, what)));
            }
        }
    }
}

fn outcome(desk: &Desk, result: &Result<(), StoreError>, (names, what): (usize, &str)) {
    match result {
        Ok(()) => assert_eq!(desk.text(), NEW, "{what}"),
        Err(StoreError::Torn { backup, .. }) => {
            assert_eq!(names, 2, "{what}");
            assert_eq!(std::fs::read_to_string(backup).unwrap(), OLD, "{what}");
        }
        Err(error) => {
            assert_eq!(desk.text(), OLD, "{what}");
            for lang in [Lang::De, Lang::En] {
                assert!(!error.message(lang).is_empty() && !error.hint(lang).is_empty(), "{what}");
            }
        }
    }
    let left = desk.names().len();
    let torn = matches!(result, Err(StoreError::Torn { .. }));
    // A name that cannot be removed is the next save's to find.
    if left != names && !torn && !what.contains("(remove)") {
        panic!("{what}: left behind {:?}", desk.names());
    }
}

#[test]
fn an_interrupted_call_is_made_again() {
    for names in [1, 2] {
        at_every_call(names, Fault::Once(Errno::INTR), |desk, result, what| {
            assert!(result.is_ok(), "{what}");
            assert_eq!(desk.text(), NEW, "{what}");
        });
    }
}

#[test]
fn a_short_read_or_write_is_completed() {
    for names in [1, 2] {
        at_every_call(names, Fault::Short, |desk, result, what| {
            assert!(result.is_ok(), "{what}");
            assert_eq!(desk.text(), NEW, "{what}");
        });
    }
}

#[test]
fn a_kill_at_any_call_leaves_a_complete_file_that_can_be_saved_again() {
    for fault in [Fault::Kill, Fault::KillHalfway] {
        at_every_call(1, fault, |desk, _, what| {
            assert!([OLD, NEW].contains(&desk.text().as_str()), "{what}: {}", desk.text());
            desk.save(&RealDisk, &desk.load()).unwrap();
            assert_eq!(desk.names(), ["koeln.ron"], "{what}");
        });
    }
}

#[test]
fn a_kill_while_writing_in_place_leaves_a_complete_copy() {
    for fault in [Fault::Kill, Fault::KillHalfway] {
        at_every_call(2, fault, |desk, _, what| {
            if ![OLD, NEW].contains(&desk.text().as_str()) {
                let copies = interrupted(&RealDisk, &desk.file(), Some(&desk.state()));
                assert_eq!(copies.len(), 1, "{what}");
                assert_eq!(std::fs::read_to_string(&copies[0]).unwrap(), OLD, "{what}");
            }
        });
    }
}

#[test]
fn a_folder_that_cannot_be_flushed_is_said() {
    let desk = Desk::new();
    let disk = Faulty::at(At::Name("sync folder"), Fault::Once(Errno::IO));
    assert_eq!(desk.save(&disk, &desk.load()).unwrap().notes, [SaveNote::NotDurable]);
    assert_eq!(desk.text(), NEW);
}

#[test]
fn a_full_disk_has_its_own_sentence() {
    let desk = Desk::new();
    let disk = Faulty::at(At::Nth("write", 1), Fault::Always(Errno::NOSPC));
    let error = desk.save(&disk, &desk.load()).unwrap_err();
    assert!(error.message(Lang::De).ends_with("Schreiben nicht möglich: der Datenträger ist voll"), "{error}");
    assert_eq!(error.hint(Lang::De), "Schaffen Sie Platz.");
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn a_disk_that_gives_back_something_else_is_noticed() {
    let desk = Desk::new();
    let folder = desk.folder.path().to_owned();
    let disk = Faulty::before("sync", move || spoil(&folder));
    let error = desk.save(&disk, &desk.load()).unwrap_err();
    assert!(matches!(error, StoreError::Mismatch { .. }), "{error:?}");
    assert_eq!(desk.text(), OLD);
    assert_eq!(desk.names(), ["koeln.ron"]);
}

/// Changes a byte of the new file, as a failing disk would.
fn spoil(folder: &std::path::Path) {
    let new = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let new = new.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "tmp")).unwrap();
    let file = std::fs::OpenOptions::new().write(true).open(new).unwrap();
    std::os::unix::fs::FileExt::write_all_at(&file, b"X", 12).unwrap();
}

#[test]
fn large_texts_in_many_pieces_arrive_whole() {
    let desk = Desk::new();
    let piece = "// Straße, Köln\n".repeat(1000);
    let pieces: Vec<&str> = std::iter::once("Directory()\n").chain(std::iter::repeat_n(piece.as_str(), 80)).collect();
    let path = desk.file();
    let order = WriteTarget {
        disk: &RealDisk,
        path: &path,
        read_only: None,
        holder: &desk.holder,
        patience: Duration::ZERO,
        state: None,
    };
    SaveTransaction::begin(order, false).unwrap().write(pieces.iter().copied(), judge).unwrap();
    assert_eq!(desk.text(), pieces.concat());
}
