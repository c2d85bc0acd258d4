//! A folder in which others can put anything under our names: nothing of theirs is followed,
//! emptied or removed.

use std::ffi::OsString;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use bildungsnetz::storage::history;
use bildungsnetz::storage::lock::{self, LockState};
use bildungsnetz::storage::presence::{Presence, PresenceRecord, others};
use bildungsnetz::storage::{Distrust, RealDisk, SaveNote, StoreError, backup};
use bildungsnetz::texts::Lang;

use crate::faulty::Faulty;
use crate::{Desk, NEW, OLD, fact, put};

const TODAY: &str = "2026-11-29";

/// What somebody else may put in the place of a file, each with what is wrong with it.
pub const TRAPS: [(Trap, Distrust); 4] = [
    (Trap::Link, Distrust::Link),
    (Trap::HardLink, Distrust::Names(2)),
    (Trap::Pipe, Distrust::NotAFile),
    (Trap::Folder, Distrust::NotAFile),
];

#[derive(Debug, Clone, Copy)]
pub enum Trap {
    Link,
    HardLink,
    Pipe,
    Folder,
}

impl Trap {
    /// Lays the trap; links lead to a victim.
    pub fn lay(self, desk: &Desk, name: &str) {
        desk.put("victim", "important\n");
        let name = desk.path(name);
        match self {
            Trap::Link => symlink(desk.path("victim"), name).unwrap(),
            Trap::HardLink => std::fs::hard_link(desk.path("victim"), name).unwrap(),
            Trap::Pipe => {
                let made = std::process::Command::new("mkfifo").arg(name).status().unwrap();
                assert!(made.success());
            }
            Trap::Folder => std::fs::create_dir(name).unwrap(),
        }
    }
}

fn victim(desk: &Desk) -> String {
    std::fs::read_to_string(desk.path("victim")).unwrap()
}

fn here() -> PresenceRecord {
    PresenceRecord { who: "anna@netz".into(), since: "10:42".into(), count: 1, places: Vec::new() }
}

/// Lets a file look as if it was written on this day.
fn date(path: &Path, day: &str) {
    let noon = format!("{day}T12:00:00Z").parse::<jiff::Timestamp>().unwrap();
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::from(noon)).unwrap();
}

/// A folder of somebody else with the copies of thirty days, as they were made there.
fn private(desk: &Desk) -> PathBuf {
    let folder = desk.path("private");
    std::fs::create_dir(&folder).unwrap();
    for day in 1..=30 {
        let day = format!("2002-01-{day:02}");
        put(&folder.join(format!("{day}-koeln.ron")), "theirs");
        date(&folder.join(format!("{day}-koeln.ron")), &day);
    }
    folder
}

fn count(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

#[test]
fn a_link_in_the_place_of_the_backups_is_not_followed() {
    let desk = Desk::new();
    let private = private(&desk);
    symlink(&private, desk.path("koeln.ron.backups")).unwrap();
    let report = desk.save_as(&RealDisk, NEW, (TODAY, 14), &[]).unwrap();
    assert!(report.backup.unwrap().unwrap().starts_with(desk.state()));
    assert_eq!(report.saved.notes, [SaveNote::BackupElsewhere(Distrust::Link)]);
    assert_eq!(count(&private), 30);
    let told = backup::list(&RealDisk, &desk.file(), Some(&desk.state())).unwrap_err();
    assert!(told.message(Lang::En).contains("koeln.ron.backups is not used: it is a symbolic link"), "{told}");
    let again = desk.save_as(&RealDisk, OLD, (TODAY, 14), &[]).unwrap();
    assert_eq!(again.backup.unwrap(), None, "the day's copy is found where it is");
}

#[test]
fn a_link_that_takes_the_place_of_the_backups_meanwhile_is_not_followed_either() {
    for (call, ending) in [("open to read", ".backups"), ("create", ".tmp"), ("rename", "-koeln.ron")] {
        let desk = Desk::new();
        desk.save_as(&RealDisk, OLD, ("2026-11-28", 14), &[]).unwrap();
        let private = private(&desk);
        let (backups, aside) = (desk.path("koeln.ron.backups"), desk.path("aside"));
        let target = private.clone();
        // The first file that is made so is the new version of the dataset itself.
        let disk = Faulty::before_file((call, ending), move || {
            std::fs::rename(&backups, &aside).unwrap();
            symlink(&target, &backups).unwrap();
        });
        desk.save_as(&disk, NEW, (TODAY, 1), &[]).unwrap();
        assert_eq!(desk.text(), NEW, "{call}");
        assert_eq!(count(&private), 30, "{call}");
    }
}

#[test]
fn only_copies_that_were_made_here_are_removed() {
    let desk = Desk::new();
    desk.save_as(&RealDisk, OLD, ("2026-11-20", 14), &[]).unwrap();
    let folder = desk.path("koeln.ron.backups");
    put(&folder.join("2026-11-19-koeln.ron"), "a person's own, of another day");
    put(&folder.join("2026-11-18-koeln.ron"), "of this day, but it is somebody's file too");
    date(&folder.join("2026-11-18-koeln.ron"), "2026-11-18");
    std::fs::hard_link(folder.join("2026-11-18-koeln.ron"), desk.path("theirs")).unwrap();
    symlink("../theirs", folder.join("2026-11-17-koeln.ron")).unwrap();
    desk.save_as(&RealDisk, NEW, ("2026-11-21", 1), &[]).unwrap();
    let mut left: Vec<OsString> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["17", "18", "19", "21"].map(|day| OsString::from(format!("2026-11-{day}-koeln.ron"))));
}

#[test]
fn what_has_the_name_of_the_lock_stays_as_it_is_and_the_folder_is_locked() {
    for (trap, why) in TRAPS {
        let desk = Desk::new();
        trap.lay(&desk, ".koeln.ron.lock");
        let saved = desk.save(&RealDisk, &desk.load()).unwrap();
        assert_eq!((desk.text().as_str(), &saved.notes[..]), (NEW, &[SaveNote::LockRefused(why)][..]), "{trap:?}");
        assert_eq!(victim(&desk), "important\n", "{trap:?}");
        assert!(matches!(lock::look(&RealDisk, &desk.file()), Err(StoreError::Untrusted { .. })), "{trap:?}");
        let held = lock::take(&RealDisk, &desk.file(), &desk.holder, Duration::ZERO).unwrap();
        assert!(desk.save(&RealDisk, &desk.load()).unwrap_err().is_locked(), "{trap:?}: two at once");
        drop(held);
    }
}

#[test]
fn a_lock_file_that_holds_something_else_is_locked_and_not_emptied() {
    let desk = Desk::new();
    desk.put(".koeln.ron.lock", "a list\nof somebody\n");
    assert_eq!(desk.save(&RealDisk, &desk.load()).unwrap().notes, []);
    assert_eq!(std::fs::read_to_string(desk.path(".koeln.ron.lock")).unwrap(), "a list\nof somebody\n");
}

#[test]
fn whoever_made_the_lock_file_all_take_the_same_lock() {
    let desk = Desk::new();
    desk.save(&RealDisk, &desk.load()).unwrap();
    std::fs::set_permissions(desk.folder.path(), PermissionsExt::from_mode(0o1777)).unwrap();
    let disk = Faulty::none().with_foreign(&desk.path(".koeln.ron.lock"));
    let held = lock::take(&disk, &desk.file(), &desk.holder, Duration::ZERO).unwrap();
    assert_eq!(lock::look(&RealDisk, &desk.file()).unwrap(), LockState::Held(Some(desk.holder.clone())));
    assert!(desk.save(&RealDisk, &desk.load()).unwrap_err().is_locked());
    drop(held);
    assert_eq!(lock::look(&RealDisk, &desk.file()).unwrap(), LockState::Free);
}

#[test]
fn a_trap_in_the_place_of_the_history_gets_and_tells_nothing() {
    for (trap, why) in TRAPS {
        let desk = Desk::new();
        trap.lay(&desk, "koeln.ron.history");
        let report = desk.save_as(&RealDisk, NEW, (TODAY, 0), &[fact()]).unwrap();
        assert_eq!(desk.text(), NEW);
        let told = report.history.unwrap_err();
        assert!(matches!(told, StoreError::Untrusted { why: found, .. } if found == why), "{trap:?}: {told:?}");
        assert!(history::read(&RealDisk, &desk.file()).is_err(), "{trap:?}");
        let (file, state) = (desk.file(), desk.state());
        let purged = history::purge(desk.order(&RealDisk, &file, &state), &|_| true, &|_| fact());
        assert!(matches!(purged, Err(StoreError::Untrusted { .. })), "{trap:?}");
        assert_eq!(victim(&desk), "important\n", "{trap:?}");
    }
}

#[test]
fn a_trap_among_those_at_work_is_neither_followed_nor_waited_for() {
    let desk = Desk::new();
    let private = private(&desk);
    put(&private.join("p-1-0123456789abcdef.here"), "theirs");
    symlink(&private, desk.path(".koeln.ron.d")).unwrap();
    let told = Presence::new(&RealDisk, &desk.file()).show(&here()).unwrap_err();
    assert!(matches!(told, StoreError::Untrusted { why: Distrust::Link, .. }), "{told:?}");
    assert_eq!(others(&RealDisk, &desk.file(), None), []);
    assert_eq!(count(&private), 31);
    std::fs::remove_file(desk.path(".koeln.ron.d")).unwrap();

    std::fs::create_dir(desk.path(".koeln.ron.d")).unwrap();
    for (number, (trap, _)) in TRAPS.into_iter().enumerate() {
        trap.lay(&desk, &format!(".koeln.ron.d/p-{number}-0123456789abcdef.here"));
    }
    put(&desk.path(".koeln.ron.d/mine.here"), "a person's own");
    let mut anna = Presence::new(&RealDisk, &desk.file());
    anna.show(&here()).unwrap();
    assert_eq!(others(&RealDisk, &desk.file(), None), [here()]);
    assert_eq!(victim(&desk), "important\n");
    assert!(desk.path(".koeln.ron.d/mine.here").exists());
}

#[test]
fn a_strangers_history_in_an_open_folder_gets_nothing_and_a_colleagues_does() {
    // (mode of the folder, mode of the dataset, whether the history is written)
    for (folder, dataset, is_written) in [
        (0o1777, 0o644, false),
        (0o777, 0o644, false),
        (0o1777, 0o666, true),
        (0o1777, 0o664, true),
        (0o3777, 0o664, false),
        (0o775, 0o644, true),
        (0o775, 0o600, false),
        (0o1775, 0o644, false),
        (0o1775, 0o664, true),
    ] {
        let desk = Desk::new();
        std::fs::set_permissions(desk.file(), PermissionsExt::from_mode(dataset)).unwrap();
        desk.put("koeln.ron.history", "");
        std::fs::set_permissions(desk.folder.path(), PermissionsExt::from_mode(folder)).unwrap();
        let disk = Faulty::none().with_foreign(&desk.path("koeln.ron.history"));
        let report = desk.save_as(&disk, NEW, (TODAY, 0), &[fact()]).unwrap();
        let what = format!("folder {folder:o}, dataset {dataset:o}: {:?}", report.history);
        assert_eq!(report.history.is_ok(), is_written, "{what}");
        assert_eq!(std::fs::metadata(desk.path("koeln.ron.history")).unwrap().len() > 0, is_written, "{what}");
    }
}

#[test]
fn what_is_swept_was_made_by_a_save() {
    let desk = Desk::new();
    for (number, (trap, _)) in TRAPS.into_iter().enumerate() {
        trap.lay(&desk, &format!(".koeln.ron.{number:016x}.tmp"));
    }
    desk.put(".koeln.ron.00000000000000aa.tmp", "left by a save that was killed");
    desk.save(&RealDisk, &desk.load()).unwrap();
    let left: Vec<String> = desk.names().into_iter().filter(|name| name.ends_with(".tmp")).collect();
    assert_eq!(left.len(), TRAPS.len(), "{left:?}");
    assert_eq!(victim(&desk), "important\n");
}
