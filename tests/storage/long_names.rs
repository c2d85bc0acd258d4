//! A dataset whose name is as long as a name may be: everything beside it has one too.

use std::path::{Path, PathBuf};

use bildungsnetz::model::SCHEMA;
use bildungsnetz::storage::history;
use bildungsnetz::storage::journal::{self, Author, Journal, JournalDraft};
use bildungsnetz::storage::lock::{self, LockState};
use bildungsnetz::storage::presence::{Presence, PresenceRecord, others};
use bildungsnetz::storage::save::{ExpectedContent, SaveOutcome, SaveReport, SaveRequest, save};
use bildungsnetz::storage::{InPlaceReason, RealDisk, SaveNote, StoreError, backup, interrupted, load};

use crate::faulty::{At, Fault, Faulty};
use crate::{Desk, NEW, OLD, Version, fact};
use rustix::io::Errno;

/// Names with so many bytes, up to the longest that there is; the last ones of characters with
/// several bytes.
fn names() -> Vec<String> {
    let plain = [228, 232, 233, 234, 240, 247, 250, 254, 255].map(|bytes| "x".repeat(bytes - 4) + ".ron");
    let wide = ["ö".repeat(125) + ".ron", "€".repeat(83) + "n.ron"];
    plain.into_iter().chain(wide).collect()
}

/// A desk with a dataset of this name.
fn desk(name: &str) -> (Desk, PathBuf) {
    let desk = Desk::empty();
    desk.put(name, OLD);
    let file = desk.path(name);
    (desk, file)
}

fn save_at(desk: &Desk, file: &Path, (text, day): (&str, &str)) -> Result<SaveReport, StoreError> {
    let (state, facts) = (desk.state(), [fact()]);
    let order = desk.order(&RealDisk, file, &state);
    let expected = ExpectedContent::Anything { create: true };
    let request = SaveRequest { order, expected, kept: None, day, backups: 2, progress: None };
    match save::<_, StoreError>(request, |_| Ok(Some(Version { text, facts: &facts, answers: &[] }))) {
        Ok(SaveOutcome::Saved(report)) => Ok(*report),
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_is_saved_with_backup_and_history_and_nothing_is_left_behind() {
    for name in names() {
        let (desk, file) = desk(&name);
        for day in ["2026-11-27", "2026-11-28", "2026-11-29"] {
            let report = save_at(&desk, &file, (NEW, day)).unwrap();
            assert!(report.backup.as_ref().is_ok_and(Option::is_some), "{}: {:?}", name.len(), report.backup);
            assert!(report.history.is_ok() && report.saved.notes.is_empty(), "{}: {report:?}", name.len());
        }
        let copies = backup::list(&RealDisk, &file, None).unwrap();
        assert_eq!(copies.len(), 2, "{}: {copies:?}", name.len());
        assert_eq!(history::read(&RealDisk, &file).unwrap().unwrap().count(), 3);
        let state = desk.state();
        let purged = history::purge(desk.order(&RealDisk, &file, &state), &|_| true, &|_| fact());
        assert_eq!(purged.unwrap().removed, 3);
        assert_eq!(desk.names().len(), 3, "{:?}", desk.names());
    }
}

#[test]
fn it_is_locked_and_who_is_at_work_is_seen() {
    for name in names() {
        let (desk, file) = desk(&name);
        let held = lock::take(&RealDisk, &file, &desk.holder, std::time::Duration::ZERO).unwrap();
        assert!(held.is_held());
        assert_eq!(lock::look(&RealDisk, &file).unwrap(), LockState::Held(Some(desk.holder.clone())));
        drop(held);
        let here = PresenceRecord { who: "anna@netz".into(), since: "10:42".into(), count: 1, places: Vec::new() };
        let mut anna = Presence::new(&RealDisk, &file);
        anna.show(&here).unwrap();
        assert_eq!(others(&RealDisk, &file, None), [here]);
    }
}

#[test]
fn it_is_written_in_place_with_a_copy_beside_it_or_in_the_state_folder() {
    for name in names() {
        let (desk, file) = desk(&name);
        std::fs::hard_link(&file, desk.path("second.ron")).unwrap();
        let report = save_at(&desk, &file, (NEW, "2026-11-29")).unwrap();
        assert_eq!(report.saved.notes, [SaveNote::InPlace(InPlaceReason::Names(2))]);
        for beside in [true, false] {
            desk.put(&name, OLD);
            let loaded = load::read(&RealDisk, &file).unwrap();
            let killed = if beside {
                Faulty::at(At::Nth("set_len", 1), Fault::Kill)
            } else {
                Faulty::at(At::Within("create", desk.folder.path().to_owned()), Fault::Once(Errno::ACCESS))
            };
            let saved = desk.save(&killed, &loaded);
            assert_eq!(saved.is_err(), beside, "{}: {saved:?}", name.len());
        }
        assert_eq!(interrupted(&RealDisk, &file, Some(&desk.state())).len(), 1, "{}", name.len());
    }
}

#[test]
fn what_was_typed_is_found_again() {
    for name in names() {
        let (desk, file) = desk(&name);
        let author =
            Author { who: "anna@netz".into(), started: "2026-11-29".into(), dataset: file.clone(), base: None };
        let mut journal = Journal::new(&RealDisk, &SCHEMA, Some(&desk.state()), author);
        let field = bildungsnetz::document::Address::parse(&SCHEMA, "regions/koeln/note").unwrap();
        journal.draft(&JournalDraft { time: "2026-11-29T10:42:00Z".into(), field, text: "half".into() }).unwrap();
        drop(journal);
        let pending = journal::pending(&RealDisk, &SCHEMA, &desk.state(), Some(&file)).unwrap();
        assert_eq!(pending.recovered.len(), 1);
    }
}

#[test]
fn two_datasets_that_differ_only_at_the_end_share_nothing() {
    let (desk, one) = desk(&("x".repeat(250) + "1.ron"));
    let two = desk.path(&("x".repeat(250) + "2.ron"));
    save_at(&desk, &one, (NEW, "2026-11-29")).unwrap();
    save_at(&desk, &two, (NEW, "2026-11-29")).unwrap();
    assert_eq!(history::read(&RealDisk, &one).unwrap().unwrap().count(), 1);
    assert_eq!(backup::list(&RealDisk, &two, None).unwrap(), []);
    let held = lock::take(&RealDisk, &one, &desk.holder, std::time::Duration::ZERO).unwrap();
    save_at(&desk, &two, (OLD, "2026-11-29")).unwrap();
    drop(held);
}
