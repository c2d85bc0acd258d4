//! Saving when all goes well: what stays as it was, what happens in which order, and who waits for
//! whom.

use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bildungsnetz::storage::environment::Environment;
use bildungsnetz::storage::person::Person;
use bildungsnetz::storage::save::{ExpectedContent, SaveError, SaveOutcome, SaveRequest, save};
use bildungsnetz::storage::{
    DatasetLocation, InPlaceReason, LockHolder, Origin, ReadOnlyReason, RealDisk, SaveNote, SaveTransaction,
    StoreError, WriteTarget, interrupted, load, lock, replace,
};
use bildungsnetz::texts::Lang;
use rustix::io::Errno;

use crate::faulty::{At, Fault, Faulty};
use crate::{Desk, NEW, OLD, Version, judge, put};

#[test]
fn a_save_replaces_the_file_and_leaves_nothing_behind() {
    let desk = Desk::new();
    let saved = desk.save(&RealDisk, &desk.load()).unwrap();
    assert_eq!(desk.text(), NEW);
    assert_eq!(saved.notes, []);
    assert_eq!(saved.fingerprint.content, desk.load().content().unwrap());
    assert_eq!(saved.fingerprint.stamp, desk.load().fingerprint.unwrap().stamp);
    assert_eq!(desk.names(), ["koeln.ron"]);
}

#[test]
fn the_steps_come_in_the_order_that_survives_a_power_cut() {
    let desk = Desk::new();
    let loaded = desk.load();
    let disk = Faulty::none();
    desk.save(&disk, &loaded).unwrap();
    let calls = disk.calls();
    let steps = ["lock", "read", "create", "set_mode", "write", "sync", "read", "stat_link", "rename", "sync folder"];
    let mut calls = calls.iter().map(String::as_str).skip_while(|call| *call != "lock");
    for step in steps {
        assert!(calls.any(|call| call == step), "{step} is missing or too early");
    }
}

#[test]
fn mode_and_attributes_stay() {
    let desk = Desk::new();
    std::fs::set_permissions(desk.file(), Permissions::from_mode(0o640)).unwrap();
    let attribute =
        |value: &[u8]| rustix::fs::setxattr(desk.file(), "user.note", value, rustix::fs::XattrFlags::empty());
    let kept = attribute(b"kept").is_ok();
    desk.save(&RealDisk, &desk.load()).unwrap();
    assert_eq!(std::fs::metadata(desk.file()).unwrap().mode() & 0o7777, 0o640);
    if kept {
        let mut value = [0; 8];
        assert_eq!(rustix::fs::getxattr(desk.file(), "user.note", &mut value[..]), Ok(4));
    }
}

#[test]
fn a_colleagues_file_changes_hands_only_when_the_group_may_do_the_same() {
    // The file is another user's, and the system refuses to give the new one away.
    for (mode, notes) in [(0o664, SaveNote::OwnerChanged), (0o644, SaveNote::InPlace(InPlaceReason::Rights))] {
        let desk = Desk::new();
        std::fs::set_permissions(desk.file(), Permissions::from_mode(mode)).unwrap();
        let disk = Faulty::at(At::Name("set_owner"), Fault::Always(Errno::PERM)).with_foreign(&desk.file());
        let saved = desk.save(&disk, &desk.load()).unwrap();
        assert_eq!(saved.notes, [notes]);
        assert_eq!(desk.text(), NEW);
        assert_eq!(desk.names(), ["koeln.ron"]);
        assert_eq!(std::fs::metadata(desk.file()).unwrap().mode() & 0o7777, mode);
    }
}

#[test]
fn symbolic_links_stay_and_the_file_at_their_end_is_written() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path("shared/real")).unwrap();
    std::fs::create_dir(desk.path("links")).unwrap();
    std::fs::rename(desk.file(), desk.path("shared/real/data.ron")).unwrap();
    symlink("../shared/real/data.ron", desk.path("links/relative.ron")).unwrap();
    symlink(desk.path("links/relative.ron"), desk.path("absolute.ron")).unwrap();
    symlink("absolute.ron", desk.file()).unwrap();

    let saved = desk.save(&RealDisk, &desk.load()).unwrap();
    assert_eq!(saved.path.canonicalize().unwrap(), desk.path("shared/real/data.ron").canonicalize().unwrap());
    assert!(desk.file().is_symlink() && desk.path("links/relative.ron").is_symlink());
    assert_eq!(std::fs::read_to_string(desk.path("shared/real/data.ron")).unwrap(), NEW);
    assert_eq!(std::fs::read_dir(desk.path("links")).unwrap().count(), 1);
}

#[test]
fn links_in_a_circle_are_reported() {
    let desk = Desk::new();
    let loaded = desk.load();
    std::fs::remove_file(desk.file()).unwrap();
    symlink("b.ron", desk.file()).unwrap();
    symlink("koeln.ron", desk.path("b.ron")).unwrap();
    let error = desk.save(&RealDisk, &loaded).unwrap_err();
    assert!(matches!(error, StoreError::LinkLoop { .. }), "{error:?}");
}

#[test]
fn a_file_with_two_names_keeps_both() {
    let desk = Desk::new();
    std::fs::hard_link(desk.file(), desk.path("second.ron")).unwrap();
    let saved = desk.save(&RealDisk, &desk.load()).unwrap();
    assert_eq!(saved.notes, [SaveNote::InPlace(InPlaceReason::Names(2))]);
    assert_eq!(std::fs::read_to_string(desk.path("second.ron")).unwrap(), NEW);
    assert_eq!(desk.text(), NEW);
    assert_eq!(desk.names(), ["koeln.ron", "second.ron"]);
    assert_eq!(saved.fingerprint.content, desk.load().content().unwrap());
}

#[test]
fn in_a_closed_folder_the_file_is_written_in_place_with_a_copy_in_the_state_folder() {
    let desk = Desk::new();
    let (loaded, state) = (desk.load(), desk.state());
    let closed = Faulty::at(At::File("create", ".tmp"), Fault::Once(Errno::ACCESS));
    assert_eq!(desk.save(&closed, &loaded).unwrap().notes, [SaveNote::InPlace(InPlaceReason::Folder)]);
    assert_eq!(desk.text(), NEW);

    // Nothing at all may be made beside the file: no lock, no new file, no copy.
    put(&desk.file(), OLD);
    std::fs::remove_file(lock::lock_path(&desk.file())).unwrap();
    let closed = Faulty::at(At::Within("create", desk.folder.path().to_owned()), Fault::Once(Errno::ACCESS));
    assert_eq!(desk.save(&closed, &desk.load()).unwrap().notes, [SaveNote::InPlace(InPlaceReason::Folder)]);
    assert_eq!(desk.text(), NEW);
    assert_eq!(std::fs::read_dir(state.join("backups")).unwrap().count(), 0);
    assert!(!lock::lock_path(&desk.file()).exists());
}

#[test]
fn the_first_save_makes_file_and_folders() {
    let desk = Desk::empty();
    let path = desk.path("share/bildungsnetz/koeln.ron");
    let place = DatasetLocation { origin: Origin::Shipped, path: Some(path.clone()) };
    let loaded = load::open(&RealDisk, &place, OLD).unwrap();
    desk.save(&RealDisk, &loaded).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), NEW);
    assert_eq!(std::fs::metadata(path.parent().unwrap()).unwrap().mode() & 0o077, 0);
    // A second first save is somebody else's and must not overwrite this one.
    let error = desk.save(&RealDisk, &loaded).unwrap_err();
    assert!(matches!(error, StoreError::Changed { .. }), "{error:?}");
}

#[test]
fn what_others_changed_is_not_overwritten() {
    let desk = Desk::new();
    let loaded = desk.load();
    put(&desk.file(), "Directory(theirs)");
    match desk.save(&RealDisk, &loaded).unwrap_err() {
        StoreError::Changed { path } => assert_eq!(Some(path), loaded.path),
        other => panic!("{other:?}"),
    }
    assert_eq!(desk.text(), "Directory(theirs)");
    // A file that was only touched, or written back as it was, is not changed.
    put(&desk.file(), OLD);
    desk.save(&RealDisk, &loaded).unwrap();
}

#[test]
fn what_others_change_at_the_last_moment_is_not_overwritten_either() {
    for links in [1, 2] {
        let desk = Desk::new();
        if links == 2 {
            std::fs::hard_link(desk.file(), desk.path("second.ron")).unwrap();
        }
        let (loaded, path) = (desk.load(), desk.file());
        let disk = Faulty::before("sync", move || put(&path, "Directory(theirs)"));
        let error = desk.save(&disk, &loaded).unwrap_err();
        assert!(matches!(error, StoreError::Changed { .. }), "{error:?}");
        assert_eq!(desk.text(), "Directory(theirs)");
        assert_eq!(desk.names().len(), links);
    }
}

#[test]
fn a_file_that_is_gone_is_not_made_again_unasked() {
    let desk = Desk::new();
    let loaded = desk.load();
    std::fs::remove_file(desk.file()).unwrap();
    assert!(matches!(desk.save(&RealDisk, &loaded), Err(StoreError::Gone { .. })));
    assert_eq!(desk.names(), [""; 0]);
}

#[test]
fn read_only_is_kept_by_what_writes() {
    let desk = Desk::new();
    let mut loaded = desk.load();
    loaded.read_only = Some(ReadOnlyReason::Asked);
    let error = desk.save(&RealDisk, &loaded).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { reason: ReadOnlyReason::Asked, .. }));
    assert!(error.hint(Lang::En).contains("--read-only"));
    assert_eq!(desk.text(), OLD);
    assert!(!lock::lock_path(&desk.file()).exists());
}

#[test]
fn a_text_that_cannot_be_read_does_not_replace_one_that_can() {
    for links in [1, 2] {
        let desk = Desk::new();
        if links == 2 {
            std::fs::hard_link(desk.file(), desk.path("second.ron")).unwrap();
        }
        let loaded = desk.load();
        let (path, state) = (desk.file(), desk.state());
        let order = WriteTarget {
            disk: &RealDisk,
            path: &path,
            read_only: None,
            holder: &desk.holder,
            patience: Duration::ZERO,
            state: Some(&state),
        };
        let error = replace(order, loaded.content(), std::iter::once("rubbish"), judge).unwrap_err();
        assert!(error.message(Lang::En).ends_with("could not be read: expected Directory"));
        assert_eq!(desk.text(), OLD);
        assert_eq!(desk.names().len(), links);
    }
}

#[test]
fn who_saves_is_named_to_who_must_wait() {
    let desk = Desk::new();
    let loaded = desk.load();
    let held = lock::take(&RealDisk, &desk.file(), &desk.holder, Duration::ZERO).unwrap();
    let error = desk.save(&RealDisk, &loaded).unwrap_err();
    assert!(error.is_locked());
    assert!(error.message(Lang::En).ends_with("is being saved by anna@netz (1) since 10:42"), "{error}");
    drop(held);
    assert!(lock::lock_path(&desk.file()).exists(), "a removed lock could be held twice");
    desk.save(&RealDisk, &loaded).unwrap();
}

#[test]
fn a_lock_file_left_behind_locks_nothing() {
    let desk = Desk::new();
    put(&lock::lock_path(&desk.file()), "bert@elsewhere 99 yesterday\n");
    desk.save(&RealDisk, &desk.load()).unwrap();
}

#[test]
fn a_lock_whose_file_was_removed_is_taken_again() {
    let desk = Desk::new();
    let name = lock::lock_path(&desk.file());
    put(&name, "");
    let loaded = desk.load();
    let disk = Faulty::before("lock", move || std::fs::remove_file(&name).unwrap());
    desk.save(&disk, &loaded).unwrap();
    assert_eq!(
        disk.calls().iter().filter(|call| *call == "lock").count(),
        3,
        "twice beside the dataset, once for the new file"
    );
}

#[test]
fn where_locks_are_unknown_the_save_goes_on_and_says_so() {
    let desk = Desk::new();
    let disk = Faulty::at(At::Name("lock"), Fault::Always(Errno::NOLCK));
    assert_eq!(desk.save(&disk, &desk.load()).unwrap().notes, [SaveNote::NotLocked]);
    assert_eq!(desk.text(), NEW);
}

#[test]
fn a_waiting_save_goes_on_when_the_other_is_done() {
    let desk = Arc::new(Desk::new());
    let held = lock::take(&RealDisk, &desk.file(), &desk.holder, Duration::ZERO).unwrap();
    let (started, waits) = std::sync::mpsc::channel();
    let waiting = std::thread::spawn({
        let desk = Arc::clone(&desk);
        move || {
            started.send(()).unwrap();
            lock::take(&RealDisk, &desk.file(), &desk.holder, Duration::from_secs(60)).map(|lock| lock.is_held())
        }
    });
    waits.recv().unwrap();
    drop(held);
    assert!(waiting.join().unwrap().unwrap());
}

#[test]
fn eight_writers_lose_nothing() {
    const WRITERS: usize = 8;
    const CHANGES: usize = 25;
    let desk = Arc::new(Desk::new());
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let desk = Arc::clone(&desk);
            std::thread::spawn(move || (0..CHANGES).for_each(|change| add_line(&desk, writer, change)))
        })
        .collect();
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    let text = desk.text();
    for line in (0..WRITERS).flat_map(|writer| (0..CHANGES).map(move |change| format!("\n// {writer} {change}\n"))) {
        assert_eq!(text.matches(&line).count(), 1, "{line}");
    }
    assert_eq!(desk.names(), ["koeln.ron"]);
}

/// Reads, decides and writes under one lock.
fn add_line(desk: &Desk, writer: usize, change: usize) {
    let path = desk.file();
    let holder = LockHolder::this(&Person::of(&Environment::default(), None), String::new());
    let order = WriteTarget {
        disk: &RealDisk,
        path: &path,
        read_only: None,
        holder: &holder,
        patience: Duration::from_secs(60),
        state: None,
    };
    let writing = SaveTransaction::begin(order, false).unwrap();
    let text = format!("{}\n// {writer} {change}\n", writing.current().unwrap().text);
    writing.write(std::iter::once(text.as_str()), judge).unwrap();
}

#[test]
fn what_killed_processes_left_is_swept_and_nothing_else() {
    let desk = Desk::new();
    desk.put(".koeln.ron.0123456789abcdef.tmp", "half a fi");
    desk.put(".koeln.ron.0123456789abcde0.tmp", "still in work");
    desk.put(".koeln.ron.tmp", "a person's own");
    let in_work = std::fs::File::open(desk.path(".koeln.ron.0123456789abcde0.tmp")).unwrap();
    in_work.lock().unwrap();
    desk.save(&RealDisk, &desk.load()).unwrap();
    assert_eq!(desk.names(), [".koeln.ron.0123456789abcde0.tmp", ".koeln.ron.tmp", "koeln.ron"]);
}

#[test]
fn an_interrupted_save_in_place_is_found_with_its_copy() {
    let desk = Desk::new();
    std::fs::hard_link(desk.file(), desk.path("second.ron")).unwrap();
    let loaded = desk.load();
    assert!(interrupted(&RealDisk, &desk.file(), Some(&desk.state())).is_empty());
    // The first cut is the lock file's, the second the dataset's.
    desk.save(&Faulty::at(At::Nth("set_len", 1), Fault::Kill), &loaded).unwrap_err();
    let found = interrupted(&RealDisk, &desk.file(), Some(&desk.state()));
    assert_eq!(found, [desk.path(".koeln.ron.backup-1")]);
    assert_eq!(std::fs::read_to_string(&found[0]).unwrap(), OLD);
}

#[test]
fn the_history_is_written_under_the_lock_of_the_save_when_the_new_file_has_its_name() {
    let desk = Desk::new();
    let seen = Arc::new(Mutex::new(None));
    let (lock, file, told) = (desk.path(".koeln.ron.lock"), desk.file(), Arc::clone(&seen));
    let disk = Faulty::before_file(("create", ".history"), move || {
        let taken = std::fs::File::open(&lock).unwrap().try_lock().is_err();
        *told.lock().unwrap() = Some((taken, std::fs::read_to_string(&file).unwrap()));
    });
    desk.save_as(&disk, NEW, ("2026-11-23", 0), &[crate::history::fact(0)]).unwrap();
    assert_eq!(*seen.lock().unwrap(), Some((true, NEW.to_owned())));
    assert!(disk.calls().iter().skip_while(|call| *call != "rename").any(|call| call == "sync folder"));
    assert!(desk.path("koeln.ron.history").exists());
}

#[test]
fn nothing_is_written_when_only_reading_was_asked_for() {
    let desk = Desk::new();
    let (file, state) = (desk.file(), desk.state());
    let order = WriteTarget { read_only: Some(ReadOnlyReason::Asked), ..desk.order(&RealDisk, &file, &state) };
    for expected in [ExpectedContent::Anything { create: true }, ExpectedContent::Exactly(desk.load().content())] {
        let request = SaveRequest { order, expected, kept: None, day: "2026-11-23", backups: 14, progress: None };
        let version = Version { text: NEW, facts: &[], answers: &[] };
        let refused = save::<_, StoreError>(request, |_| Ok(Some(version))).unwrap_err();
        assert!(matches!(refused, SaveError::Store(StoreError::ReadOnly { .. })), "{refused:?}");
    }
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 1);
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_an_outcome_and_not_an_error() {
    let desk = Desk::new();
    let (file, state, before) = (desk.file(), desk.state(), desk.load().content());
    desk.put("koeln.ron", "Directory() // theirs\n");
    let order = desk.order(&RealDisk, &file, &state);
    let request = SaveRequest {
        order,
        expected: ExpectedContent::Exactly(before),
        kept: None,
        day: "2026-11-23",
        backups: 14,
        progress: None,
    };
    match save::<_, StoreError>(request, |_| Ok(Some(Version { text: NEW, facts: &[], answers: &[] }))).unwrap() {
        SaveOutcome::Outrun { theirs, .. } => {
            assert_eq!(&*theirs.text, desk.text());
            assert_eq!(theirs.path.as_deref(), Some(&*file));
            assert!(theirs.fingerprint.is_some());
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(desk.names(), ["koeln.ron"]);
}

#[test]
fn what_somebody_else_writes_at_the_last_moment_is_an_outcome_too() {
    for links in [1, 2] {
        let desk = Desk::new();
        if links == 2 {
            std::fs::hard_link(desk.file(), desk.path("second.ron")).unwrap();
        }
        let (file, state, before) = (desk.file(), desk.state(), desk.load().content());
        let path = desk.file();
        let disk = Faulty::before("sync", move || put(&path, "Directory(theirs)"));
        let request = SaveRequest {
            order: desk.order(&disk, &file, &state),
            expected: ExpectedContent::Exactly(before),
            kept: None,
            day: "2026-11-23",
            backups: 0,
            progress: None,
        };
        match save::<_, StoreError>(request, |_| Ok(Some(Version { text: NEW, facts: &[], answers: &[] }))).unwrap() {
            SaveOutcome::Outrun { theirs, .. } => assert_eq!(&*theirs.text, "Directory(theirs)"),
            other => panic!("{other:?}"),
        }
        assert_eq!(desk.text(), "Directory(theirs)");
        assert_eq!(desk.names().len(), links);
    }
}

#[test]
fn who_was_outrun_comes_next_with_the_lock_kept() {
    let desk = Desk::new();
    let (file, state, before) = (desk.file(), desk.state(), desk.load().content());
    let order = WriteTarget { patience: Duration::ZERO, ..desk.order(&RealDisk, &file, &state) };
    let attempt = |expected, kept| {
        let request = SaveRequest { order, expected, kept, day: "2026-11-23", backups: 14, progress: None };
        save::<_, StoreError>(request, |_| Ok(Some(Version { text: NEW, facts: &[], answers: &[] })))
    };
    let outrun = || match attempt(ExpectedContent::Exactly(before), None).unwrap() {
        SaveOutcome::Outrun { kept, .. } => kept.unwrap(),
        other => panic!("{other:?}"),
    };
    let others = || attempt(ExpectedContent::Anything { create: false }, None);
    desk.put("koeln.ron", "Directory() // theirs\n");
    let kept = outrun();
    let refused = others().unwrap_err();
    assert!(matches!(refused, SaveError::Store(StoreError::Locked { .. })), "{refused:?}");
    let theirs = desk.load().content();
    let saved = attempt(ExpectedContent::Exactly(theirs), Some(kept)).unwrap();
    assert!(matches!(saved, SaveOutcome::Saved(_)), "{saved:?}");
    // Who gives up lets the others in.
    drop(outrun());
    assert!(matches!(others(), Ok(SaveOutcome::Saved(_))));
}

#[test]
fn somebody_elses_file_in_a_sticky_folder_is_written_in_place() {
    for errno in [Errno::PERM, Errno::ACCESS] {
        let desk = Desk::new();
        let disk = Faulty::at(At::File("rename", "koeln.ron"), Fault::Once(errno));
        let saved = desk.save(&disk, &desk.load()).unwrap();
        assert_eq!((desk.text().as_str(), &saved.notes[..]), (NEW, &[SaveNote::InPlace(InPlaceReason::Owner)][..]));
        assert_eq!(saved.fingerprint.content, desk.load().content().unwrap());
        assert_eq!(desk.names(), ["koeln.ron"], "neither the new file nor the copy is left");
    }
}
