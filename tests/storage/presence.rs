//! Who is at work: seen by others, gone with its program, never in anybody's way.

use std::os::unix::fs::{MetadataExt, PermissionsExt};

use bildungsnetz::storage::presence::{PresenceRecord, others};
use bildungsnetz::storage::{Presence, RealDisk};
use bildungsnetz::texts::Lang;
use rustix::io::Errno;

use crate::faulty::{At, Fault, Faulty};
use crate::{Desk, put};

fn here(count: usize) -> PresenceRecord {
    PresenceRecord { who: "anna@host".into(), since: "10:42".into(), count, places: vec!["Kreis Düren".into()] }
}

fn seen(desk: &Desk) -> Vec<PresenceRecord> {
    others(&RealDisk, &desk.file(), None)
}

fn files(desk: &Desk) -> usize {
    std::fs::read_dir(desk.path(".koeln.ron.d")).map_or(0, Iterator::count)
}

#[test]
fn the_sentence_says_who_what_when_and_where() {
    assert_eq!(here(2).text(Lang::En), "anna@host has had 2 unsaved changes since 10:42: Kreis Düren");
    assert_eq!(here(1).text(Lang::De), "anna@host hat seit 10:42 eine nicht gespeicherte Änderung: Kreis Düren");
    let odd = PresenceRecord { who: "a\u{1b}[2J".into(), places: Vec::new(), ..here(3) };
    assert!(!odd.text(Lang::De).contains('\u{1b}'));
}

#[test]
fn others_see_it_as_long_as_it_lasts() {
    let desk = Desk::new();
    std::fs::set_permissions(desk.file(), PermissionsExt::from_mode(0o664)).unwrap();
    let mut anna = Presence::new(&RealDisk, &desk.file());
    assert!(seen(&desk).is_empty() && files(&desk) == 0, "reading makes nothing");
    anna.show(&here(2)).unwrap();
    anna.show(&here(1)).unwrap();
    assert_eq!(seen(&desk), [here(1)]);
    assert_eq!(anna.others(), [], "not oneself");
    let mode = |name: &str| std::fs::metadata(desk.path(name)).unwrap().mode() & 0o777;
    assert_eq!(mode(".koeln.ron.d"), 0o775);
    let mut bert = Presence::new(&RealDisk, &desk.file());
    bert.show(&PresenceRecord { who: "bert@host".into(), ..here(5) }).unwrap();
    assert_eq!(anna.others()[0].who, "bert@host");
    anna.show(&here(0)).unwrap();
    assert_eq!(seen(&desk).len(), 1);
    drop(bert);
    assert!(seen(&desk).is_empty() && files(&desk) == 0);
}

#[test]
fn a_file_left_behind_or_spoilt_says_nothing() {
    let desk = Desk::new();
    let mut anna = Presence::new(&RealDisk, &desk.file());
    anna.show(&here(1)).unwrap();
    put(&desk.path(".koeln.ron.d/p-1-0.here"), "0 0 x\n");
    let spoilt = std::fs::File::open(desk.path(".koeln.ron.d/p-1-0.here")).unwrap();
    spoilt.lock().unwrap();
    assert_eq!(seen(&desk), [here(1)]);
    put(&desk.path(".koeln.ron.d/p-1-0.here"), &"x".repeat(100_000));
    assert_eq!(seen(&desk), [here(1)]);
}

#[test]
fn where_nothing_can_be_written_or_locked_only_the_sentence_is_missing() {
    let desk = Desk::new();
    let closed = Faulty::at(At::Name("create_folder"), Fault::Once(Errno::ACCESS));
    assert!(Presence::new(&closed, &desk.file()).show(&here(1)).is_err());
    let none = Desk::empty();
    assert!(Presence::new(&RealDisk, &none.file()).show(&here(1)).is_err());
    assert!(none.names().is_empty(), "the folder is for the first save to make");
    let unlocked = Faulty::at(At::Name("lock"), Fault::Always(Errno::NOLCK));
    let mut anna = Presence::new(&unlocked, &desk.file());
    anna.show(&here(1)).unwrap();
    assert_eq!(others(&unlocked, &desk.file(), None), [], "what could be stale is not shown");
}

#[test]
fn a_failure_at_any_call_harms_nobody() {
    let total = {
        let (desk, disk) = (Desk::new(), Faulty::none());
        let mut anna = Presence::new(&disk, &desk.file());
        anna.show(&here(1)).unwrap();
        anna.show(&here(2)).unwrap();
        disk.calls().len()
    };
    for fault in [Fault::Once(Errno::NOSPC), Fault::Once(Errno::IO), Fault::Kill, Fault::KillHalfway] {
        for number in 0..total {
            let (desk, disk) = (Desk::new(), Faulty::at(At::Number(number), fault));
            let mut anna = Presence::new(&disk, &desk.file());
            let first = anna.show(&here(1));
            // Without a lock it would outlive its program, so then nobody believes it.
            let locked = disk.calls().get(number).is_none_or(|call| call != "lock");
            if anna.show(&here(2)).is_ok() && first.is_ok() && locked {
                assert_eq!(seen(&desk), [here(2)], "{fault:?} at {number}");
            }
            drop(anna);
            assert_eq!(seen(&desk), [], "{fault:?} at {number}");
        }
    }
}

#[test]
fn a_file_that_cannot_be_removed_is_told_of_and_counts_for_nothing() {
    let (desk, disk) = (Desk::new(), Faulty::at(At::Name("remove"), Fault::Always(Errno::ROFS)));
    let mut anna = Presence::new(&disk, &desk.file());
    anna.show(&here(1)).unwrap();
    let told = anna.hide().unwrap_err().message(Lang::En);
    assert!(told.contains("removing") && told.contains("read-only"), "{told}");
    assert_eq!((seen(&desk), files(&desk)), (Vec::new(), 1));
    anna.hide().unwrap();
    let mut bert = Presence::new(&RealDisk, &desk.file());
    bert.show(&here(2)).unwrap();
    assert_eq!((seen(&desk), files(&desk)), (vec![here(2)], 1), "the next who comes sweeps it");
}

#[test]
fn what_cannot_be_said_is_not_tried_with_every_key() {
    let (desk, disk) = (Desk::new(), Faulty::at(At::Name("create_folder"), Fault::Always(Errno::ACCESS)));
    let mut anna = Presence::new(&disk, &desk.file());
    assert!(anna.show(&here(1)).is_err());
    let calls = disk.calls().len();
    anna.show(&here(1)).unwrap();
    assert_eq!(disk.calls().len(), calls);
    assert!(anna.show(&here(2)).is_err());
}
