//! The watch: what others do to the file is noticed, what this program does is not, and nothing
//! wakes it for nothing.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Duration;

use bildungsnetz::storage::presence::{PresenceRecord, others};
use bildungsnetz::storage::watch::FileStatus;
use bildungsnetz::storage::{Content, Disk, Presence, RealDisk, Watch, load};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::faulty::Faulty;
use crate::{Desk, NEW, OLD, put};

fn watch(desk: &Desk) -> Watch {
    Watch::start(&RealDisk, &desk.file(), desk.load().fingerprint)
}

/// True when the kernel has something to tell, within so many seconds.
fn stirs(watch: &Watch, seconds: i64) -> bool {
    let fd = watch.fd().unwrap();
    let mut fds = [PollFd::new(&fd, PollFlags::IN)];
    poll(&mut fds, Some(&Timespec { tv_sec: seconds, tv_nsec: 0 })).unwrap() > 0
}

/// What a look comes to, with the file read where it was written.
#[derive(Debug)]
enum Look {
    Same,
    Changed(String),
    Gone,
}

fn look(watch: &mut Watch, desk: &Desk) -> Look {
    look_at(watch, &RealDisk, &desk.file())
}

fn look_at(watch: &mut Watch, disk: &dyn Disk, file: &Path) -> Look {
    match watch.poll(disk).unwrap() {
        FileStatus::Same => Look::Same,
        FileStatus::Gone => Look::Gone,
        FileStatus::Modified => {
            let loaded = load::read(disk, file).unwrap();
            let fingerprint = loaded.fingerprint.unwrap();
            let known = watch.known().any(|content| content == fingerprint.content);
            watch.took(fingerprint);
            if known { Look::Same } else { Look::Changed(loaded.text.to_string()) }
        }
    }
}

fn is_new(look: Look, text: &str) -> bool {
    matches!(look, Look::Changed(now) if now == text)
}

/// Replaces the file as most programs do.
fn replace(desk: &Desk, text: &str) {
    desk.put("other.tmp", text);
    std::fs::rename(desk.path("other.tmp"), desk.file()).unwrap();
}

#[test]
fn a_file_that_is_replaced_or_written_is_noticed_once() {
    let desk = Desk::new();
    let mut watch = watch(&desk);
    assert!(!stirs(&watch, 0) && matches!(look(&mut watch, &desk), Look::Same));
    assert_eq!(watch.interval(), None);
    replace(&desk, NEW);
    assert!(stirs(&watch, 10));
    assert!(is_new(look(&mut watch, &desk), NEW));
    assert!(!stirs(&watch, 0) && matches!(look(&mut watch, &desk), Look::Same));
    put(&desk.file(), OLD);
    assert!(stirs(&watch, 10) && is_new(look(&mut watch, &desk), OLD));
}

#[test]
fn what_changes_nothing_alarms_nobody() {
    let desk = Desk::new();
    let mut watch = watch(&desk);
    replace(&desk, OLD);
    assert!(stirs(&watch, 10) && matches!(look(&mut watch, &desk), Look::Same));
    std::fs::read_to_string(desk.file()).unwrap();
    assert!(!stirs(&watch, 0), "reading is not told of");
}

#[test]
fn own_saves_alarm_nobody_before_or_after_they_are_known() {
    let desk = Desk::new();
    let mut watch = watch(&desk);
    watch.saving(Content::of(NEW.as_bytes()));
    let saved = desk.save(&RealDisk, &desk.load()).unwrap();
    assert!(matches!(look(&mut watch, &desk), Look::Same), "looked at in the middle of the save");
    watch.saved(Some(saved.fingerprint));
    assert!(matches!(look(&mut watch, &desk), Look::Same));
    replace(&desk, OLD);
    assert!(is_new(look(&mut watch, &desk), OLD));
    replace(&desk, NEW);
    assert!(is_new(look(&mut watch, &desk), NEW), "another's, though it was once ours");
}

#[test]
fn a_file_that_goes_is_gone_until_it_comes_back() {
    let desk = Desk::new();
    let mut watch = watch(&desk);
    std::fs::remove_file(desk.file()).unwrap();
    assert!(stirs(&watch, 10) && matches!(look(&mut watch, &desk), Look::Gone));
    assert!(matches!(look(&mut watch, &desk), Look::Gone));
    put(&desk.file(), OLD);
    assert!(stirs(&watch, 10) && matches!(look(&mut watch, &desk), Look::Same), "what it held is known");
    std::fs::remove_file(desk.file()).unwrap();
    put(&desk.file(), NEW);
    assert!(stirs(&watch, 10) && is_new(look(&mut watch, &desk), NEW));
}

#[test]
fn links_on_the_way_are_watched_too() {
    let desk = Desk::empty();
    for name in ["a", "b"] {
        std::fs::create_dir(desk.path(name)).unwrap();
        desk.put(&format!("{name}/data.ron"), name);
    }
    symlink("a/data.ron", desk.file()).unwrap();
    let mut watch = watch(&desk);
    desk.put("a/data.ron", "a2");
    assert!(stirs(&watch, 10) && is_new(look(&mut watch, &desk), "a2"));
    symlink("b/data.ron", desk.path("new")).unwrap();
    std::fs::rename(desk.path("new"), desk.file()).unwrap();
    assert!(stirs(&watch, 10) && is_new(look(&mut watch, &desk), "b"));
    desk.put("b/data.ron", "b2");
    assert!(stirs(&watch, 10) && is_new(look(&mut watch, &desk), "b2"));
}

#[test]
fn a_folder_that_is_moved_away_ends_in_looking_from_time_to_time() {
    let desk = Desk::empty();
    std::fs::create_dir(desk.path("in")).unwrap();
    desk.put("in/koeln.ron", OLD);
    let file = desk.path("in/koeln.ron");
    let known = load::read(&RealDisk, &file).unwrap().fingerprint;
    let mut watch = Watch::start(&RealDisk, &file, known);
    std::fs::rename(desk.path("in"), desk.path("out")).unwrap();
    assert!(stirs(&watch, 10) && matches!(look_at(&mut watch, &RealDisk, &file), Look::Gone));
    assert!(watch.fd().is_none() && watch.interval().is_some());
    assert!(watch.renewed());
    std::fs::rename(desk.path("out"), desk.path("in")).unwrap();
    assert!(matches!(look_at(&mut watch, &RealDisk, &file), Look::Same));
    assert!(watch.renewed() && watch.fd().is_some() && watch.interval().is_none(), "the kernel tells again");
    put(&file, NEW);
    assert!(stirs(&watch, 10) && is_new(look_at(&mut watch, &RealDisk, &file), NEW));
}

#[test]
fn where_other_machines_write_the_file_is_looked_at_from_time_to_time() {
    let desk = Desk::new();
    let disk = Faulty::remote();
    let mut watch = Watch::start(&disk, &desk.file(), desk.load().fingerprint);
    assert!(watch.fd().is_none() && watch.interval().is_some());
    assert!(matches!(look_at(&mut watch, &disk, &desk.file()), Look::Same));
    assert!(watch.others_stirred(), "those at work are not heard of either");
    replace(&desk, NEW);
    assert!(is_new(look_at(&mut watch, &disk, &desk.file()), NEW));
    assert!(watch.fd().is_none() && !watch.renewed());
}

#[test]
fn without_the_kernels_help_the_same_is_seen() {
    let desk = Desk::new();
    let mut watch = Watch::polling(&desk.file(), desk.load().fingerprint);
    assert!(watch.fd().is_none() && watch.interval().is_some_and(|interval| interval >= Duration::from_secs(1)));
    assert!(matches!(look(&mut watch, &desk), Look::Same));
    replace(&desk, NEW);
    assert!(is_new(look(&mut watch, &desk), NEW));
    let mut first = Watch::polling(&desk.path("none.ron"), None);
    assert!(matches!(look_at(&mut first, &RealDisk, &desk.path("none.ron")), Look::Same));
    desk.put("none.ron", OLD);
    assert!(is_new(look_at(&mut first, &RealDisk, &desk.path("none.ron")), OLD), "somebody else made the first save");
}

#[test]
fn others_who_begin_and_end_to_work_are_heard_of() {
    let desk = Desk::new();
    let mut watch = watch(&desk);
    let mut anna = Presence::new(&RealDisk, &desk.file());
    let here = PresenceRecord { who: "anna@netz".into(), since: "10:42".into(), count: 1, places: Vec::new() };
    for count in [1, 2, 0] {
        anna.show(&PresenceRecord { count, ..here.clone() }).unwrap();
        assert!(stirs(&watch, 10) && matches!(look(&mut watch, &desk), Look::Same));
        assert!(watch.others_stirred() && !watch.others_stirred());
    }
}

#[test]
fn asking_who_is_at_work_is_heard_by_nobody() {
    let desk = Desk::new();
    let here = PresenceRecord { who: "anna@netz".into(), since: "10:42".into(), count: 1, places: Vec::new() };
    let mut anna = Presence::new(&RealDisk, &desk.file());
    anna.show(&here).unwrap();
    // Nobody holds its lock: left behind by a program that was killed.
    std::fs::copy(anna.file().unwrap(), desk.path(".koeln.ron.d/p-1-0.here")).unwrap();
    let mut watch = watch(&desk);
    assert_eq!(others(&RealDisk, &desk.file(), None), [here]);
    assert!(!stirs(&watch, 0), "a question that wakes who asks never ends");
    drop(anna);
    assert!(stirs(&watch, 10) && matches!(look(&mut watch, &desk), Look::Same) && watch.others_stirred());
    assert_eq!(others(&RealDisk, &desk.file(), None), []);
    assert!(!stirs(&watch, 0));
}

#[test]
fn what_this_program_says_of_itself_is_no_news() {
    let desk = Desk::new();
    let here = |count| PresenceRecord { who: "anna@netz".into(), since: "10:42".into(), count, places: Vec::new() };
    let [mut anna, mut bert] = [(); 2].map(|()| Presence::new(&RealDisk, &desk.file()));
    anna.show(&here(1)).unwrap();
    let mut watch = watch(&desk);
    watch.disregard(anna.file().unwrap());
    anna.show(&here(2)).unwrap();
    anna.hide().unwrap();
    assert!(matches!(look(&mut watch, &desk), Look::Same) && !watch.others_stirred());
    bert.show(&here(1)).unwrap();
    assert!(matches!(look(&mut watch, &desk), Look::Same) && watch.others_stirred());
}
