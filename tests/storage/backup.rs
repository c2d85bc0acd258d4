//! The daily copy: before the first save of a day, whole, a limited number, and never at the
//! expense of the last one.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use bildungsnetz::storage::{Disk, RealDisk, StoreError, backup};
use bildungsnetz::texts::Lang;
use rustix::io::Errno;

use crate::faulty::{At, Fault, Faulty};
use crate::{Desk, NEW, OLD, put};

/// Saves what is there again on this disk, and so makes the day's copy.
fn daily(desk: &Desk, disk: &dyn Disk, day: &str, keep: usize) -> Result<Option<PathBuf>, StoreError> {
    desk.save_as(disk, OLD, (day, keep), &[]).and_then(|report| report.backup)
}

fn days(desk: &Desk) -> Vec<String> {
    let list = backup::list(&RealDisk, &desk.file(), Some(&desk.state())).unwrap();
    list.into_iter().map(|backup| backup.day).collect()
}

#[test]
fn the_first_save_of_a_day_is_preceded_by_a_copy() {
    let desk = Desk::new();
    std::fs::set_permissions(desk.file(), PermissionsExt::from_mode(0o640)).unwrap();
    for (day, expected) in [("2026-11-22", true), ("2026-11-22", false), ("2026-11-23", true)] {
        let report = desk.save_as(&RealDisk, NEW, (day, 14), &[]).unwrap();
        assert_eq!(report.backup.unwrap().is_some(), expected);
    }
    let list = backup::list(&RealDisk, &desk.file(), Some(&desk.state())).unwrap();
    let texts: Vec<String> = list.iter().map(|copy| backup::open(&RealDisk, copy).unwrap().text.to_string()).collect();
    assert_eq!(days(&desk), ["2026-11-23", "2026-11-22"]);
    assert_eq!(texts, [NEW, OLD]);
    assert_eq!(list[1].size, OLD.len() as u64);
    assert_eq!(list[1].path, desk.path("koeln.ron.backups/2026-11-22-koeln.ron"));
    let mode = |path: &Path| std::fs::metadata(path).unwrap().mode() & 0o777;
    assert_eq!((mode(&list[1].path), mode(list[1].path.parent().unwrap())), (0o640, 0o750));
}

#[test]
fn only_so_many_are_kept_and_foreign_files_stay() {
    let desk = Desk::new();
    assert_eq!(daily(&desk, &RealDisk, "2026-11-01", 0).unwrap(), None);
    for day in 1..6 {
        daily(&desk, &RealDisk, &format!("2026-11-0{day}"), 3).unwrap();
    }
    put(&desk.path("koeln.ron.backups/mine-koeln.ron"), "a person's own");
    put(&desk.path("koeln.ron.backups/2026-11-01-aachen.ron"), "another's");
    assert_eq!(days(&desk), ["2026-11-05", "2026-11-04", "2026-11-03"]);
    daily(&desk, &RealDisk, "2026-11-06", 1).unwrap();
    assert_eq!(days(&desk), ["2026-11-06"]);
    assert_eq!(std::fs::read_dir(desk.path("koeln.ron.backups")).unwrap().count(), 3);
}

#[test]
fn without_a_file_there_is_nothing_to_copy() {
    let desk = Desk::empty();
    assert_eq!(daily(&desk, &RealDisk, "2026-11-01", 14).unwrap(), None);
    assert!(days(&desk).is_empty());
}

#[test]
fn in_a_closed_folder_the_copy_goes_to_the_state_folder() {
    let desk = Desk::new();
    let closed = Faulty::at(At::File("create_folder", ".backups"), Fault::Once(Errno::ACCESS));
    let copy = daily(&desk, &closed, "2026-11-01", 14).unwrap().unwrap();
    assert!(copy.starts_with(desk.state()));
    assert_eq!(days(&desk), ["2026-11-01"]);
    assert_eq!(daily(&desk, &RealDisk, "2026-11-01", 14).unwrap(), None);
}

#[test]
fn a_failure_or_kill_at_any_call_leaves_the_older_copies_and_no_half_one() {
    let prepared = || {
        let desk = Desk::new();
        daily(&desk, &RealDisk, "2026-11-01", 1).unwrap();
        desk
    };
    let total = {
        let (desk, disk) = (prepared(), Faulty::none());
        daily(&desk, &disk, "2026-11-02", 1).unwrap();
        disk.calls().len()
    };
    for fault in [Fault::Once(Errno::NOSPC), Fault::Always(Errno::IO), Fault::Kill, Fault::KillHalfway] {
        for number in 0..total {
            let desk = prepared();
            let (file, state) = (desk.file(), desk.state());
            let disk = Faulty::at(At::Number(number), fault);
            let made = daily(&desk, &disk, "2026-11-02", 1);
            let what = format!("{fault:?} at call {number}: {made:?}");
            let list = backup::list(&RealDisk, &file, Some(&state)).unwrap();
            assert!(!list.is_empty(), "{what}");
            for copy in list {
                assert_eq!(std::fs::read_to_string(&copy.path).unwrap(), OLD, "{what}");
            }
            daily(&desk, &RealDisk, "2026-11-03", 1).unwrap();
            assert_eq!(days(&desk), ["2026-11-03"], "{what}");
            assert_eq!(std::fs::read_dir(desk.path("koeln.ron.backups")).unwrap().count(), 1, "{what}");
        }
    }
}

#[test]
fn a_clock_that_is_wrong_removes_no_copy() {
    for wrong in ["1970-01-01", "9999-12-31", "-009999-01-02"] {
        let desk = Desk::new();
        for day in 1..4 {
            daily(&desk, &RealDisk, &format!("2026-11-0{day}"), 3).unwrap();
        }
        daily(&desk, &RealDisk, wrong, 1).unwrap();
        let kept = |day: &str| days(&desk).iter().any(|found| found == day);
        assert!(["2026-11-03", "2026-11-02", "2026-11-01"].into_iter().all(kept), "{wrong}: {:?}", days(&desk));
        daily(&desk, &RealDisk, "2026-11-04", 3).unwrap();
        let right: Vec<String> = days(&desk).into_iter().filter(|day| day != wrong).collect();
        assert_eq!(right, ["2026-11-04", "2026-11-03", "2026-11-02"], "{wrong}: its own copy does not count");
    }
}

#[test]
fn a_clock_that_was_put_back_removes_nothing_newer() {
    let desk = Desk::new();
    for day in ["2026-11-20", "2026-11-21", "2026-11-22"] {
        daily(&desk, &RealDisk, day, 3).unwrap();
    }
    daily(&desk, &RealDisk, "2025-03-01", 1).unwrap();
    assert_eq!(days(&desk), ["2026-11-22", "2026-11-21", "2026-11-20", "2025-03-01"]);
}

#[test]
fn a_copy_leaves_the_room_of_the_next_save() {
    let size = OLD.len() as u64;
    let needed = backup::room_of_save(size) - size;
    let desk = Desk::new();
    let report = desk.save_as(&Faulty::with_free(needed - 1), NEW, ("2026-11-01", 14), &[]).unwrap();
    let told = report.backup.unwrap_err();
    assert!(matches!(told, StoreError::NoRoom { .. }), "{told:?}");
    let words = told.message(Lang::En);
    assert!(words.contains("only 256 kB are free") && words.contains("the next save"), "{words}");
    assert_eq!(desk.text(), NEW, "the save goes on");
    assert!(days(&desk).is_empty());
    let desk = Desk::new();
    assert!(daily(&desk, &Faulty::with_free(needed), "2026-11-01", 14).unwrap().is_some());
    let unknown = Faulty::at(At::Name("free_bytes"), Fault::Always(Errno::NOSYS));
    assert!(daily(&desk, &unknown, "2026-11-02", 14).unwrap().is_some(), "where nobody knows, it is tried");
}
