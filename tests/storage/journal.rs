//! The recovery journal: what is confirmed is there after a kill, whatever the disk does; nothing
//! is removed unasked.

use std::path::{Path, PathBuf};

use bildungsnetz::document::{Address, Change, Document, invert};
use bildungsnetz::model::SCHEMA;
use bildungsnetz::storage::journal::{
    Author, JournalDraft, JournalStep, PendingJournals, StepOrigin, UnreadableReason, pending,
};
use bildungsnetz::storage::{Content, Disk, Journal, RealDisk, StoreError};
use bildungsnetz::texts::Lang;
use proptest::prelude::*;
use rustix::io::Errno;

use crate::common::random::{self, Chance};
use crate::faulty::{At, Fault, Faulty};
use crate::{Desk, put};

const BASE: Content = Content { hash: 0x1234, len: 99 };
const NOW: Content = Content { hash: 0x5678, len: 100 };

fn author(desk: &Desk) -> Author {
    let (who, started) = ("anna@netz".to_owned(), "2026-11-23T10:42:00+01:00".to_owned());
    Author { who, started, dataset: desk.file(), base: Some(BASE) }
}

fn journal<'d>(disk: &'d dyn Disk, desk: &Desk) -> Journal<'d> {
    Journal::new(disk, &SCHEMA, Some(&desk.state()), author(desk))
}

fn found(desk: &Desk) -> PendingJournals<'static> {
    pending(&RealDisk, &SCHEMA, &desk.state(), Some(&desk.file())).unwrap()
}

fn folder(desk: &Desk) -> PathBuf {
    desk.state().join("journal")
}

/// The n-th step: a piece replaced.
fn done(number: usize) -> JournalStep {
    let change = Change {
        table: SCHEMA.find("regions"),
        id: format!("region-{number}"),
        position: number,
        before: Some(format!("    (id: \"region-{number}\"),\n")),
        after: Some(format!("    (id: \"region-{number}\", name: \"Düren\\n\"), // 1\r\n")),
    };
    JournalStep {
        time: format!("2026-11-23T10:{number:02}:00+01:00"),
        name: format!("Schritt {number}"),
        how: StepOrigin::Made,
        field: None,
        changes: vec![change],
        takes: Vec::new(),
    }
}

fn field(address: &str) -> Address {
    Address::parse(&SCHEMA, address).unwrap()
}

fn draft(address: &str, text: &str) -> JournalDraft {
    JournalDraft { time: "2026-11-23T10:50:00+01:00".into(), field: field(address), text: text.into() }
}

fn only<'a>(pending: &'a PendingJournals<'static>) -> &'a bildungsnetz::storage::journal::Recovered<'static> {
    assert_eq!((pending.recovered.len(), pending.unreadable.len(), pending.in_use), (1, 0, 0));
    &pending.recovered[0]
}

#[test]
fn what_was_done_is_found_with_who_and_when() {
    let desk = Desk::new();
    let mut journal = journal(&RealDisk, &desk);
    assert!(!folder(&desk).exists(), "nothing is made before the first change");
    let undone = JournalStep { how: StepOrigin::Undone, changes: invert(&done(2).changes), ..done(2) };
    for step in [done(1), done(2), undone.clone()] {
        journal.step(&step).unwrap();
    }
    journal.draft(&draft("bodies/x/contact/phone", "0242")).unwrap();
    journal.draft(&draft("bodies/x/contact/phone", "02421 \"\n")).unwrap();
    drop(journal);
    let found = found(&desk);
    let recovered = only(&found);
    assert_eq!(recovered.steps, [done(1), done(2), undone]);
    assert_eq!(recovered.drafts, [draft("bodies/x/contact/phone", "02421 \"\n")]);
    assert_eq!((recovered.who.as_str(), recovered.base), ("anna@netz", Some(BASE)));
    assert_eq!((recovered.pid, recovered.damaged), (std::process::id(), false));
    assert_eq!(recovered.dataset, desk.file().canonicalize().unwrap());
    assert_eq!(recovered.last(), "2026-11-23T10:50:00+01:00");
}

#[test]
fn a_step_tells_which_proposed_changes_it_takes_and_one_without_any_is_as_earlier_versions_wrote_it() {
    let desk = Desk::new();
    let mut journal = journal(&RealDisk, &desk);
    journal.step(&done(1)).unwrap();
    let written = std::fs::read_to_string(journal.path().unwrap()).unwrap();
    let fields = ["time", "name", "how", "changes"].map(|name| written.contains(&format!("\"{name}\":")));
    assert_eq!((fields, written.contains("takes")), ([true; 4], false), "{written}");
    let taking = JournalStep { takes: vec![("2026-11-23-anna".to_owned(), 2)], ..done(2) };
    journal.step(&taking).unwrap();
    drop(journal);
    assert_eq!(only(&found(&desk)).steps, [done(1), taking]);
}

#[test]
fn a_step_is_on_the_disk_with_its_name_before_it_counts() {
    let (desk, disk) = (Desk::new(), Faulty::none());
    let mut journal = journal(&disk, &desk);
    journal.prepare().unwrap();
    let prepared = disk.calls();
    assert_eq!(prepared[prepared.len() - 4..], ["write", "sync", "open to read", "sync folder"]);
    journal.step(&done(1)).unwrap();
    assert_eq!(disk.calls()[prepared.len()..], ["stat_open", "write", "sync"], "the first change is as quick as any");
}

#[test]
fn two_programs_have_two_journals_and_those_that_run_are_left_alone() {
    let desk = Desk::new();
    let (mut anna, mut bert) = (journal(&RealDisk, &desk), journal(&RealDisk, &desk));
    anna.step(&done(1)).unwrap();
    bert.step(&done(2)).unwrap();
    assert_eq!((found(&desk).recovered.len(), found(&desk).in_use), (0, 2));
    drop(bert);
    let found = found(&desk);
    assert_eq!((found.recovered.len(), found.in_use), (1, 1));
    assert_eq!(found.recovered[0].steps, [done(2)]);
}

#[test]
fn nothing_of_it_is_open_to_others() {
    use std::os::unix::fs::MetadataExt;
    let desk = Desk::new();
    let mut journal = journal(&RealDisk, &desk);
    journal.step(&done(1)).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().mode() & 0o777;
    assert_eq!((mode(journal.path().unwrap()), mode(&folder(&desk))), (0o600, 0o700));
}

#[test]
fn a_draft_ends_with_its_field() {
    let desk = Desk::new();
    let mut journal = journal(&RealDisk, &desk);
    for address in ["regions/a/name", "regions/b/name", "regions/c/name"] {
        journal.draft(&draft(address, "x")).unwrap();
    }
    journal.close_draft("10:51", &field("regions/a/name")).unwrap();
    journal.step(&JournalStep { field: Some(field("regions/b/name")), ..done(1) }).unwrap();
    drop(journal);
    assert_eq!(only(&found(&desk)).drafts, [draft("regions/c/name", "x")]);
}

#[test]
fn after_a_save_only_what_came_later_is_unsaved() {
    let desk = Desk::new();
    let mut first = journal(&RealDisk, &desk);
    first.step(&done(1)).unwrap();
    first.saving(NOW).unwrap();
    first.saved(NOW).unwrap();
    drop(first);
    assert!(found(&desk).recovered.is_empty());
    assert_eq!(std::fs::read_dir(folder(&desk)).unwrap().count(), 0, "nothing is left of what is saved");

    let mut second = journal(&RealDisk, &desk);
    second.step(&done(1)).unwrap();
    second.draft(&draft("regions/a/name", "still typing")).unwrap();
    second.saving(NOW).unwrap();
    second.saved(NOW).unwrap();
    second.step(&done(2)).unwrap();
    drop(second);
    let found = found(&desk);
    assert_eq!(only(&found).unsaved(Some(NOW)), [done(2)]);
    assert_eq!(only(&found).drafts.len(), 1);
}

#[test]
fn a_kill_between_save_and_note_is_told_by_the_content() {
    let desk = Desk::new();
    let mut journal = journal(&RealDisk, &desk);
    journal.step(&done(1)).unwrap();
    journal.saving(NOW).unwrap();
    drop(journal);
    let found = found(&desk);
    let recovered = only(&found);
    assert_eq!(recovered.unsaved(Some(NOW)), []);
    assert!(recovered.is_settled(Some(NOW)) && !recovered.is_settled(Some(BASE)));
    assert_eq!(recovered.unsaved(Some(BASE)), [done(1)], "the save did not come to its end");
    assert_eq!(recovered.unsaved(None), [done(1)]);
}

#[test]
fn what_follows_a_save_is_based_on_it() {
    let desk = Desk::new();
    let mut journal = journal(&RealDisk, &desk);
    journal.step(&done(1)).unwrap();
    journal.saved(NOW).unwrap();
    journal.step(&done(2)).unwrap();
    drop(journal);
    assert_eq!(only(&found(&desk)).base, Some(NOW));
}

#[test]
fn a_journal_prepared_and_not_needed_is_swept_and_discarding_leaves_nothing() {
    let desk = Desk::new();
    let mut prepared = journal(&RealDisk, &desk);
    prepared.prepare().unwrap();
    drop(prepared);
    assert!(found(&desk).recovered.is_empty());
    let mut discarded = journal(&RealDisk, &desk);
    discarded.step(&done(1)).unwrap();
    discarded.discard().unwrap();
    assert_eq!(std::fs::read_dir(folder(&desk)).unwrap().count(), 0);
    discarded.step(&done(2)).unwrap();
    drop(discarded);
    assert_eq!(only(&found(&desk)).steps, [done(2)]);
}

#[test]
fn looking_decides_nothing_and_taking_moves() {
    let desk = Desk::new();
    let mut old = journal(&RealDisk, &desk);
    old.steps(&[done(1), done(2)]).unwrap();
    drop(old);
    for _ in 0..2 {
        assert_eq!(only(&found(&desk)).steps.len(), 2);
    }
    let first = found(&desk);
    assert_eq!(found(&desk).in_use, 1, "two starts do not offer it at the same time");
    let mut own = journal(&RealDisk, &desk);
    let full = Faulty::at(At::Name("write"), Fault::Always(Errno::NOSPC));
    let mut fails = journal(&full, &desk);
    assert!(first.recovered[0].take(&mut fails, &[done(1)]).is_err());
    assert!(first.recovered[0].path.exists(), "what was not taken over stays");
    fails.discard().unwrap();
    first.recovered[0].take(&mut own, &[done(1)]).unwrap();
    drop((first, own));
    assert_eq!(only(&found(&desk)).steps, [done(1)]);
    only(&found(&desk)).remove().unwrap();
    assert!(found(&desk).recovered.is_empty());
}

#[test]
fn other_datasets_have_other_journals_and_every_way_to_one_has_the_same() {
    let desk = Desk::new();
    let other = Author { dataset: desk.path("aachen.ron"), ..author(&desk) };
    let mut other = Journal::new(&RealDisk, &SCHEMA, Some(&desk.state()), other);
    other.step(&done(1)).unwrap();
    std::os::unix::fs::symlink("koeln.ron", desk.path("link.ron")).unwrap();
    let linked = Author { dataset: desk.path("link.ron"), ..author(&desk) };
    let mut linked = Journal::new(&RealDisk, &SCHEMA, Some(&desk.state()), linked);
    linked.step(&done(2)).unwrap();
    drop((other, linked));
    assert_eq!(only(&found(&desk)).steps, [done(2)]);
    let all = pending(&RealDisk, &SCHEMA, &desk.state(), None).unwrap();
    assert_eq!(all.recovered.len(), 2);
}

#[test]
fn a_tail_torn_at_any_byte_costs_only_the_last_line() {
    let desk = Desk::new();
    let mut journal = journal(&RealDisk, &desk);
    journal.step(&done(1)).unwrap();
    journal.step(&done(2)).unwrap();
    journal.draft(&draft("regions/a/name", "ö")).unwrap();
    let path = journal.path().unwrap().to_owned();
    let whole = std::fs::read(&path).unwrap();
    drop(journal);
    let ends: Vec<usize> = whole.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at + 1).collect();
    for len in 0..=whole.len() {
        for tail in [&b""[..], &b"\0\0\0\0"[..]] {
            write(&path, &[&whole[..len], tail].concat());
            let found = found(&desk);
            let complete = ends.iter().filter(|end| **end <= len).count();
            if complete <= 1 {
                assert_eq!((found.recovered.len(), found.unreadable.len()), (0, 0), "at {len}");
                continue;
            }
            let recovered = only(&found);
            assert_eq!(recovered.steps, [done(1), done(2)][..(complete - 1).min(2)], "at {len}");
            assert_eq!(recovered.drafts.len(), usize::from(complete == 4), "at {len}");
            assert!(!recovered.damaged);
        }
    }
}

#[test]
fn damage_is_said_and_what_stands_before_it_is_used() {
    let desk = Desk::new();
    let mut journal = journal(&RealDisk, &desk);
    (1..4).for_each(|number| journal.step(&done(number)).unwrap());
    let path = journal.path().unwrap().to_owned();
    drop(journal);
    let whole = std::fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut spoilt = whole.clone();
        spoilt[at] ^= 4;
        write(&path, &spoilt);
        let found = found(&desk);
        match found.recovered.as_slice() {
            [recovered] => assert_eq!(recovered.steps, [done(1), done(2), done(3)][..recovered.steps.len()]),
            _ => assert!(matches!(found.unreadable[0].why, UnreadableReason::Damaged), "at {at}"),
        }
        assert!(path.exists());
    }
    let mut spoilt = whole.clone();
    let second = whole.iter().position(|byte| *byte == b'\n').unwrap() + 30;
    spoilt[second] ^= 1;
    write(&path, &spoilt);
    assert!(found(&desk).recovered[0].damaged);
    assert!(!found(&desk).recovered[0].is_settled(Some(NOW)));
}

#[test]
fn what_cannot_be_read_is_named_and_stays() {
    let desk = Desk::new();
    let mut journal = journal(&RealDisk, &desk);
    journal.step(&done(1)).unwrap();
    let path = journal.path().unwrap().to_owned();
    drop(journal);
    put(&path, "something else\n");
    let damaged = found(&desk);
    assert_eq!(damaged.unreadable[0].path, path);
    assert!(damaged.unreadable[0].text(Lang::En).contains("is damaged"));
    let json = r#"{"header":{"format":2,"program":"9","who":"a","pid":1,"started":"","dataset":"x"}}"#;
    put(&path, &format!("{:016x} {} {json}\n", xxhash_rust::xxh3::xxh3_64(json.as_bytes()), json.len()));
    assert!(matches!(found(&desk).unreadable[0].why, UnreadableReason::Newer));
    let closed = Faulty::at(At::File("open to write", ".journal"), Fault::Always(Errno::IO));
    let closed = pending(&closed, &SCHEMA, &desk.state(), Some(&desk.file())).unwrap();
    assert!(matches!(closed.unreadable[0].why, UnreadableReason::Io(_)));
    assert!(path.exists());
}

#[test]
fn without_a_state_folder_there_is_a_reason_and_nothing_piles_up() {
    let desk = Desk::new();
    let mut journal = Journal::new(&RealDisk, &SCHEMA, None, author(&desk));
    assert!(matches!(journal.step(&done(1)), Err(StoreError::NoPlace)));
    assert!(matches!(journal.draft(&draft("regions/a/name", "x")), Err(StoreError::NoPlace)));
    journal.saving(NOW).unwrap();
    journal.saved(NOW).unwrap();
    journal.discard().unwrap();
}

/// Three steps on this disk; which of them were confirmed.
fn three_steps(disk: &Faulty, desk: &Desk) -> Vec<JournalStep> {
    let mut journal = journal(disk, desk);
    let mut confirmed = Vec::new();
    for number in 1..4 {
        if journal.step(&done(number)).is_ok() {
            // What failed before is written with the next step.
            confirmed = (1..=number).map(done).collect();
        }
    }
    if journal.retry().is_ok() {
        confirmed = (1..4).map(done).collect();
    }
    confirmed
}

fn at_every_call(fault: Fault, check: impl Fn(&Desk, &[JournalStep], &str)) {
    let total = {
        let (desk, disk) = (Desk::new(), Faulty::none());
        assert_eq!(three_steps(&disk, &desk).len(), 3);
        disk.calls().len()
    };
    assert!(total > 15, "{total} calls");
    for number in 0..total {
        let (desk, disk) = (Desk::new(), Faulty::at(At::Number(number), fault));
        let confirmed = three_steps(&disk, &desk);
        let call = disk.calls().get(number).cloned().unwrap_or_default();
        check(&desk, &confirmed, &format!("{fault:?} at call {number} ({call})"));
    }
}

#[test]
fn a_call_that_fails_once_costs_nothing() {
    for fault in [Errno::NOSPC, Errno::IO, Errno::ACCESS, Errno::ROFS, Errno::INTR, Errno::NOLCK] {
        at_every_call(Fault::Once(fault), |desk, confirmed, what| {
            assert_eq!(confirmed.len(), 3, "{what}: trying again brings all");
            assert_eq!(only(&found(desk)).steps, confirmed, "{what}");
        });
    }
    at_every_call(Fault::Short, |desk, _, what| assert_eq!(only(&found(desk)).steps.len(), 3, "{what}"));
}

#[test]
fn a_kill_at_any_call_loses_nothing_that_was_confirmed() {
    for fault in [Fault::Kill, Fault::KillHalfway, Fault::Always(Errno::NOSPC), Fault::Always(Errno::IO)] {
        at_every_call(fault, |desk, confirmed, what| {
            let found = found(desk);
            assert!(found.unreadable.is_empty(), "{what}");
            let steps = found.recovered.first().map_or(&[][..], |recovered| &recovered.steps[..]);
            assert!(steps.len() >= confirmed.len(), "{what}: {} of {}", steps.len(), confirmed.len());
            assert_eq!(steps, (1..=steps.len()).map(done).collect::<Vec<_>>(), "{what}");
            assert!(found.recovered.iter().all(|recovered| !recovered.damaged), "{what}");
        });
    }
}

#[test]
fn a_full_disk_is_said_and_made_good_when_there_is_room_again() {
    let desk = Desk::new();
    let disk = Faulty::at(At::Nth("write", 1), Fault::Once(Errno::NOSPC));
    let mut journal = journal(&disk, &desk);
    journal.step(&done(1)).unwrap();
    let error = journal.step(&done(2)).unwrap_err();
    assert!(error.message(Lang::En).ends_with("the disk is full"), "{error}");
    assert!(error.hint(Lang::En).contains("Free some space"));
    journal.retry().unwrap();
    drop(journal);
    assert_eq!(only(&found(&desk)).steps, [done(1), done(2)]);
}

#[test]
fn a_journal_that_somebody_removed_is_written_anew() {
    let desk = Desk::new();
    let mut journal = journal(&RealDisk, &desk);
    journal.step(&done(1)).unwrap();
    std::fs::remove_dir_all(desk.state()).unwrap();
    journal.step(&done(2)).unwrap();
    drop(journal);
    assert_eq!(only(&found(&desk)).steps, [done(1), done(2)]);
}

#[test]
fn thousands_of_steps_come_back_in_order() {
    const STEPS: usize = 5000;
    let desk = Desk::new();
    let mut journal = journal(&RealDisk, &desk);
    journal.steps(&(0..STEPS).map(done).collect::<Vec<_>>()).unwrap();
    drop(journal);
    let found = found(&desk);
    let steps = &only(&found).steps;
    assert!(steps.len() == STEPS && steps.iter().enumerate().all(|(number, step)| *step == done(number)));
}

#[test]
fn a_journal_that_another_start_settles_in_that_moment_is_not_offered() {
    let desk = Desk::new();
    let mut journal = journal(&RealDisk, &desk);
    journal.step(&done(1)).unwrap();
    let path = journal.path().unwrap().to_owned();
    drop(journal);
    let disk = Faulty::before("lock", move || std::fs::remove_file(&path).unwrap());
    let found = pending(&disk, &SCHEMA, &desk.state(), Some(&desk.file())).unwrap();
    assert_eq!((found.recovered.len(), found.unreadable.len()), (0, 0));
}

#[test]
fn where_nobody_can_lock_the_journal_is_shown_as_perhaps_in_use() {
    let desk = Desk::new();
    let disk = Faulty::at(At::Name("lock"), Fault::Always(Errno::NOLCK));
    let mut journal = journal(&disk, &desk);
    journal.step(&done(1)).unwrap();
    let found = pending(&disk, &SCHEMA, &desk.state(), Some(&desk.file())).unwrap();
    assert!(!found.recovered[0].owner_is_gone);
    assert_eq!(found.recovered[0].steps, [done(1)]);
}

#[test]
fn a_probe_in_the_moment_of_making_does_no_harm() {
    let desk = Desk::new();
    let state = desk.state();
    let dataset = desk.file();
    // Between making and locking it, another start takes the new journal for abandoned and sweeps
    // it.
    let disk = Faulty::before("lock", move || {
        assert!(pending(&RealDisk, &SCHEMA, &state, Some(&dataset)).unwrap().recovered.is_empty());
    });
    let mut journal = journal(&disk, &desk);
    journal.step(&done(1)).unwrap();
    assert_eq!(found(&desk).in_use, 1);
    drop(journal);
    assert_eq!(only(&found(&desk)).steps, [done(1)]);
}

#[allow(clippy::disallowed_methods, reason = "tests make the files they work on")]
fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn recovery_after_a_crash_gives_the_state_before(
        seed in proptest::collection::vec(any::<u8>(), 0..600),
        wishes in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let desk = Desk::new();
        let text = random::Author::new(&mut Chance(&seed)).file();
        let mut document = Document::parse(&SCHEMA, text.as_str()).unwrap();
        let mut journal = journal(&RealDisk, &desk);
        let mut chance = Chance(&wishes);
        let mut made: Vec<Vec<Change>> = Vec::new();
        for number in 0..8 {
            let (how, changes) = if chance.one_in(4) && let Some(last) = made.pop() {
                document.apply(&invert(&last)).unwrap();
                (StepOrigin::Undone, invert(&last))
            } else {
                let Some(wish) = random::edit(&document, &mut chance) else { continue };
                let changes = document.edit(&wish).unwrap();
                made.push(changes.clone());
                (StepOrigin::Made, changes)
            };
            journal.step(&JournalStep { how, changes, ..done(number) }).unwrap();
        }
        drop(journal);
        let found = found(&desk);
        let mut again = Document::parse(&SCHEMA, text.as_str()).unwrap();
        for step in found.recovered.iter().flat_map(|recovered| &recovered.steps) {
            again.apply(&step.changes).unwrap();
        }
        prop_assert_eq!(again.text(), document.text());
    }
}
