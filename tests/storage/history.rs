//! The history: what stands in it, that the newest comes first and cheaply, and that neither faults
//! nor kills garble it.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bildungsnetz::document::FormerNeighbours;
use bildungsnetz::storage::history::{self, HistoryEntry, Moment, PurgeReport};
use bildungsnetz::storage::{Disk, RealDisk, StoreError, WriteTarget, lock};
use bildungsnetz::texts::Lang;
use rustix::io::Errno;

use crate::faulty::{At, Fault, Faulty};
use crate::{Desk, put};

pub fn fact(number: usize) -> HistoryEntry {
    HistoryEntry {
        when: format!("2026-11-{:02}T10:42:00+01:00", number % 28 + 1),
        who: "anna@netz".into(),
        address: format!("bodies/b{}/contact/phone", number % 10),
        after: Some(format!("\"0242{number}\"")),
        ..HistoryEntry::default()
    }
}

fn path(desk: &Desk) -> PathBuf {
    desk.path("koeln.ron.history")
}

/// Appends on this disk.
fn append(desk: &Desk, disk: &dyn Disk, facts: &[HistoryEntry]) -> Result<(), StoreError> {
    let dataset = desk.file();
    let dataset = dataset.read_link().map_or(dataset, |end| desk.folder.path().join(end));
    let lock = lock::take(disk, &dataset, &desk.holder, Duration::from_secs(60))?;
    history::append(disk, &dataset, facts, lock.is_held()).map(drop)
}

fn order<'a>(desk: &'a Desk, disk: &'a dyn Disk, path: &'a std::path::Path) -> WriteTarget<'a> {
    WriteTarget { disk, path, read_only: None, holder: &desk.holder, patience: Duration::from_secs(60), state: None }
}

/// The entries, newest first, with the numbers of their saves.
fn numbered(desk: &Desk) -> Vec<HistoryEntry> {
    history::read(&RealDisk, &desk.file()).unwrap().map_or(Vec::new(), |past| past.map(Result::unwrap).collect())
}

/// The entries, newest first, as they were given.
fn all(desk: &Desk) -> Vec<HistoryEntry> {
    numbered(desk).into_iter().map(|entry| HistoryEntry { save: None, ..entry }).collect()
}

#[test]
fn a_line_says_who_changed_what_from_what_to_what_and_why() {
    let desk = Desk::new();
    assert!(history::read(&RealDisk, &desk.file()).unwrap().is_none());
    let whole = HistoryEntry {
        before: Some("\"02421\"".into()),
        step: "Telefon geändert".into(),
        reason: Some("neue\nAnlage".into()),
        ..fact(0)
    };
    append(&desk, &RealDisk, &[whole.clone(), fact(1)]).unwrap();
    append(&desk, &RealDisk, &[]).unwrap();
    assert_eq!(all(&desk), [fact(1), whole]);
    let text = std::fs::read_to_string(path(&desk)).unwrap();
    assert_eq!(
        text,
        concat!(
            r#"{"when":"2026-11-01T10:42:00+01:00","who":"anna@netz","save":1,"address":"bodies/b0/contact/phone","#,
            r#""before":"\"02421\"","after":"\"02420\"","step":"Telefon geändert","reason":"neue\nAnlage"}"#,
            "\n",
            r#"{"when":"2026-11-02T10:42:00+01:00","who":"anna@netz","save":1,"address":"bodies/b1/contact/phone","after":"\"02421\""}"#,
            "\n"
        )
    );
}

#[test]
fn each_save_has_a_number_of_its_own() {
    let desk = Desk::new();
    for facts in [&[fact(0), fact(1)][..], &[fact(0)], &[fact(0)]] {
        append(&desk, &RealDisk, facts).unwrap();
    }
    let numbers = || numbered(&desk).iter().map(|entry| entry.save).collect::<Vec<_>>();
    assert_eq!(numbers(), [Some(3), Some(2), Some(1), Some(1)]);
    // An older version goes on without numbers, and its lines stay as they are.
    let old = r#"{"when":"2026-11-01T10:42:00Z","who":"anna@netz","address":"bodies/b0/name"}"#;
    let text = std::fs::read_to_string(path(&desk)).unwrap() + old + "\n";
    put(&path(&desk), &text);
    append(&desk, &RealDisk, &[fact(0)]).unwrap();
    assert_eq!(numbers()[..3], [Some(1), None, Some(3)]);
    assert!(std::fs::read_to_string(path(&desk)).unwrap().starts_with(&text));
}

#[test]
fn a_line_of_a_removed_record_names_those_beside_it() {
    let desk = Desk::new();
    let between = FormerNeighbours { previous: Some("a".into()), next: None };
    let removed = HistoryEntry { between: Some(between), ..fact(0) };
    append(&desk, &RealDisk, std::slice::from_ref(&removed)).unwrap();
    assert!(std::fs::read_to_string(path(&desk)).unwrap().contains(r#","between":{"previous":"a"}"#));
    assert_eq!(all(&desk), [removed]);
}

#[test]
fn it_has_the_datasets_rights_and_lies_beside_its_end() {
    let desk = Desk::empty();
    desk.put("real.ron", "x");
    std::fs::set_permissions(desk.path("real.ron"), PermissionsExt::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("real.ron", desk.file()).unwrap();
    append(&desk, &RealDisk, &[fact(0)]).unwrap();
    let meta = std::fs::metadata(desk.path("real.ron.history")).unwrap();
    assert_eq!(meta.mode() & 0o7777, 0o640);
    assert_eq!(all(&desk).len(), 1);
}

#[test]
fn a_colleagues_history_keeps_the_group() {
    let desk = Desk::new();
    std::fs::set_permissions(desk.file(), PermissionsExt::from_mode(0o664)).unwrap();
    let disk = Faulty::at(At::Name("set_owner"), Fault::Always(Errno::PERM)).with_foreign(&desk.file());
    append(&desk, &disk, &[fact(0)]).unwrap();
    assert!(disk.calls().contains(&"set_group".to_owned()));
    assert_eq!(std::fs::metadata(path(&desk)).unwrap().mode() & 0o777, 0o664);
}

#[test]
fn a_place_has_its_own_past() {
    let desk = Desk::new();
    append(&desk, &RealDisk, &(0..40).map(fact).collect::<Vec<_>>()).unwrap();
    let of = |prefix: &str| history::read(&RealDisk, &desk.file()).unwrap().unwrap().of(prefix).count();
    assert_eq!(of(""), 40);
    assert_eq!(of("bodies"), 40);
    assert_eq!(of("bodies/b1"), 4);
    assert_eq!(of("bodies/b1/"), 4);
    assert_eq!(of("bodies/b1/contact/phone"), 4);
    assert_eq!(of("bodies/b"), 0, "a name is not the beginning of another");
    assert_eq!(of("bodies/b1\"/x"), 0);
    let since = Moment::parse("2026-11-20T12:00:00+03:00").unwrap();
    let late: Vec<HistoryEntry> =
        history::read(&RealDisk, &desk.file()).unwrap().unwrap().since(since).map(Result::unwrap).collect();
    assert!(late.iter().all(|fact| fact.when.as_str() >= "2026-11-20") && late.len() == 9, "{}", late.len());
}

#[test]
fn the_newest_of_a_long_history_are_read_from_its_end() {
    let desk = Desk::new();
    const LINES: usize = 20_000;
    append(&desk, &RealDisk, &(0..LINES).map(fact).collect::<Vec<_>>()).unwrap();
    let disk = Faulty::none();
    let newest: Vec<HistoryEntry> =
        history::read(&disk, &desk.file()).unwrap().unwrap().take(3).map(Result::unwrap).collect();
    let numbered = |number| HistoryEntry { save: Some(1), ..fact(number) };
    assert_eq!(newest, [numbered(LINES - 1), numbered(LINES - 2), numbered(LINES - 3)]);
    assert_eq!(disk.calls().iter().filter(|call| *call == "read").count(), 1);
    let all = all(&desk);
    assert!(all.len() == LINES && all.iter().rev().enumerate().all(|(number, found)| *found == fact(number)));
}

#[test]
fn lines_longer_than_a_block_are_whole() {
    let desk = Desk::new();
    let long = |number| HistoryEntry { after: Some("ä".repeat(150_000)), ..fact(number) };
    let facts = [long(0), fact(1), long(2), long(3)];
    append(&desk, &RealDisk, &facts).unwrap();
    let mut found = all(&desk);
    found.reverse();
    assert!(found == facts);
}

#[test]
fn a_torn_end_at_any_byte_is_passed_over_and_the_next_line_is_whole() {
    let desk = Desk::new();
    append(&desk, &RealDisk, &[fact(0), fact(1)]).unwrap();
    let whole = std::fs::read_to_string(path(&desk)).unwrap();
    for len in 0..=whole.len() {
        put(&path(&desk), &whole[..len]);
        let complete = whole[..len].matches('\n').count();
        assert_eq!(all(&desk).len(), complete, "at {len}");
        append(&desk, &RealDisk, &[fact(2)]).unwrap();
        let after = all(&desk);
        assert_eq!((after.len(), &after[0]), (complete + 1, &fact(2)), "at {len}");
    }
    // Where nobody can lock, a torn line may be somebody's who is still writing.
    put(&path(&desk), &whole[..whole.len() - 9]);
    let disk = Faulty::at(At::Name("lock"), Fault::Always(Errno::NOLCK));
    append(&desk, &disk, &[fact(2)]).unwrap();
    let mut past = history::read(&RealDisk, &desk.file()).unwrap().unwrap();
    assert_eq!((past.by_ref().count(), past.damaged()), (2, 1));
}

#[test]
fn what_is_no_fact_is_counted_and_passed_over() {
    let desk = Desk::new();
    append(&desk, &RealDisk, &[fact(0)]).unwrap();
    let text = std::fs::read_to_string(path(&desk)).unwrap();
    put(&path(&desk), &format!("\n<<<<<<<\n{text}{{}}\n{text}"));
    let mut past = history::read(&RealDisk, &desk.file()).unwrap().unwrap();
    assert_eq!((past.by_ref().map(Result::unwrap).count(), past.damaged()), (2, 2));
}

fn calls() -> usize {
    let (desk, disk) = (Desk::new(), Faulty::none());
    append(&desk, &disk, &[fact(0)]).unwrap();
    append(&desk, &disk, &[fact(1), fact(2)]).unwrap();
    disk.calls().len()
}

/// Two saves with a fault at each call in turn: what stands there is what was confirmed, or also
/// what was not.
fn at_every_call(fault: Fault, check: impl Fn(&Desk, [bool; 2], &str)) {
    for number in 0..calls() {
        let (desk, disk) = (Desk::new(), Faulty::at(At::Number(number), fault));
        let first = append(&desk, &disk, &[fact(0)]).is_ok();
        let second = append(&desk, &disk, &[fact(1), fact(2)]).is_ok();
        let call = disk.calls()[number].clone();
        check(&desk, [first, second], &format!("{fault:?} at call {number} ({call})"));
    }
}

#[test]
fn a_call_that_fails_writes_all_facts_of_a_save_or_none() {
    for errno in [Errno::NOSPC, Errno::IO, Errno::ACCESS] {
        at_every_call(Fault::Once(errno), |desk, [first, second], what| {
            if first || second {
                let mode = |path: PathBuf| std::fs::metadata(path).unwrap().mode();
                assert_eq!(mode(path(desk)) & !mode(desk.file()), 0, "{what}: never more rights than the dataset");
            }
            let expected =
                [&[fact(2), fact(1)][usize::from(!second) * 2..], &[fact(0)][usize::from(!first)..]].concat();
            assert_eq!(all(desk), expected, "{what}");
        });
    }
    for fault in [Fault::Once(Errno::INTR), Fault::Short] {
        at_every_call(fault, |desk, _, what| assert_eq!(all(desk), [fact(2), fact(1), fact(0)], "{what}"));
    }
}

#[test]
fn a_kill_leaves_what_was_confirmed_and_the_next_save_goes_on() {
    for fault in [Fault::Kill, Fault::KillHalfway] {
        at_every_call(fault, |desk, confirmed, what| {
            let confirmed = usize::from(confirmed[0]) + 2 * usize::from(confirmed[1]);
            assert!(all(desk).len() >= confirmed, "{what}");
            append(desk, &RealDisk, &[fact(9)]).unwrap();
            assert_eq!(all(desk)[0], fact(9), "{what}");
        });
    }
}

#[test]
fn a_history_that_cannot_be_written_says_why() {
    let desk = Desk::new();
    let closed = Faulty::at(At::File("create", ".history"), Fault::Once(Errno::ACCESS));
    let error = append(&desk, &closed, &[fact(0)]).unwrap_err();
    assert!(error.message(Lang::En).contains("koeln.ron.history"), "{error}");
    std::fs::create_dir(path(&desk)).unwrap();
    assert!(append(&desk, &RealDisk, &[fact(0)]).is_err());
}

#[test]
fn many_writers_lose_no_line() {
    let desk = Arc::new(Desk::new());
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let desk = Arc::clone(&desk);
            std::thread::spawn(move || {
                (0..20).for_each(|number| append(&desk, &RealDisk, &[fact(writer * 100 + number)]).unwrap())
            })
        })
        .collect();
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    let found = all(&desk);
    assert_eq!(found.len(), 80);
    assert!((0..4).all(|writer| (0..20).all(|number| found.contains(&fact(writer * 100 + number)))));
}

fn is_before(moment: &str) -> impl Fn(&HistoryEntry) -> bool {
    let moment = Moment::parse(moment).unwrap();
    move |entry| entry.instant().is_some_and(|when| when < moment)
}

#[test]
fn a_purge_takes_out_what_is_older_and_nothing_else() {
    let desk = Desk::new();
    let purge = |disk: &dyn Disk| {
        let file = desk.file();
        history::purge(order(&desk, disk, &file), &is_before("2026-11-03T00:00:00Z"), &|removed| fact(100 + removed))
    };
    assert_eq!(purge(&RealDisk).unwrap(), PurgeReport { removed: 0, kept: 0 });
    append(&desk, &RealDisk, &(0..5).map(fact).collect::<Vec<_>>()).unwrap();
    let text = format!("{}no fact\n", std::fs::read_to_string(path(&desk)).unwrap());
    put(&path(&desk), &text);
    let full = Faulty::at(At::Name("write"), Fault::Always(Errno::NOSPC));
    assert!(purge(&full).is_err());
    assert_eq!(std::fs::read_to_string(path(&desk)).unwrap(), text, "a purge that fails leaves all");
    assert_eq!(purge(&RealDisk).unwrap(), PurgeReport { removed: 2, kept: 4 });
    assert!(!desk.path(".koeln.ron.history.lock").exists(), "the dataset's lock is enough");
    let left: String = text.split_inclusive('\n').skip(2).collect();
    let now = std::fs::read_to_string(path(&desk)).unwrap();
    assert!(now.starts_with(&left) && now[left.len()..].lines().count() == 1, "the note stands behind: {now}");
    assert!(all(&desk).contains(&fact(102)));
    assert_eq!(desk.names(), ["koeln.ron", "koeln.ron.history"]);
}
