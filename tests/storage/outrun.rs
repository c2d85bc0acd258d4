//! A person goes on while a save is going on: what they do belongs to the next one, and no kill at
//! any moment costs it.

use std::path::Path;

use bildungsnetz::document::{Address, Document, Edit};
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::storage::journal::{Author, JournalDraft, JournalStep, StepOrigin, pending};
use bildungsnetz::storage::{Content, Disk, Journal, RealDisk, load, replace};

use crate::Desk;
use crate::faulty::{At, Fault, Faulty};

/// Sets a name, and says it as the journal hears it.
fn step(document: &mut Document, name: &str) -> JournalStep {
    let address = Address::parse(&SCHEMA, "regions/dueren/name").unwrap();
    let changes = document.edit(&Edit::Set { address, value: format!("\"{name}\"") }).unwrap();
    JournalStep {
        time: "2026-11-23T10:42:00Z".into(),
        name: name.into(),
        how: StepOrigin::Made,
        field: None,
        changes,
        takes: Vec::new(),
    }
}

fn journal<'d>(disk: &'d dyn Disk, desk: &Desk) -> Journal<'d> {
    let base = Some(Content::of(SHIPPED.as_bytes()));
    let author = Author { who: "anna@netz".into(), started: "2026-11-23".into(), dataset: desk.file(), base };
    Journal::new(disk, &SCHEMA, Some(&desk.state()), author)
}

/// The dataset as a person gets it back: the file, and on top what is left unsaved.
fn brought_back(desk: &Desk) -> String {
    let file = load::read(&RealDisk, &desk.file()).unwrap();
    let mut document = Document::parse(&SCHEMA, file.text.clone()).unwrap();
    let found = pending(&RealDisk, &SCHEMA, &desk.state(), Some(&desk.file())).unwrap();
    assert!(found.unreadable.is_empty());
    for journal in &found.recovered {
        assert!(!journal.damaged);
        for step in journal.unsaved(file.content()) {
            document.apply(&step.changes).unwrap();
        }
    }
    document.text()
}

/// When in a save the person makes the later step.
#[derive(Debug, Clone, Copy, PartialEq)]
enum When {
    BeforeTheWriting,
    BeforeItIsKnown,
}

/// A step, a save of it, and a later step somewhere in it; the texts after the steps that were
/// confirmed.
fn run(disk: &Faulty, desk: &Desk, when: When) -> (Vec<String>, bool) {
    let mut document = Document::parse(&SCHEMA, SHIPPED).unwrap();
    let mut journal = journal(disk, desk);
    let mut confirmed = vec![document.text()];
    let mut make = |document: &mut Document, journal: &mut Journal<'_>, name: &str| {
        let done = step(document, name);
        if journal.step(&done).is_ok() {
            confirmed.push(document.text());
        }
    };
    make(&mut document, &mut journal, "Eins");
    let snapshot = document.snapshot();
    let content = Content::of_chunks(snapshot.chunks());
    let _ = journal.saving(content);
    if when == When::BeforeTheWriting {
        make(&mut document, &mut journal, "Zwei");
    }
    let (file, state) = (desk.file(), desk.state());
    let order = desk.order(disk, &file, &state);
    let judge = |_: &[&str]| snapshot.probe().map_err(|error| error.to_string());
    let saved = replace(order, Some(Content::of(SHIPPED.as_bytes())), snapshot.chunks(), judge).is_ok();
    if when == When::BeforeItIsKnown {
        make(&mut document, &mut journal, "Zwei");
    }
    if saved {
        let _ = journal.saved(content);
    }
    (confirmed, saved)
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("koeln.ron", SHIPPED);
    desk
}

#[test]
fn a_step_made_while_a_save_is_going_on_is_still_unsaved_when_it_has_ended() {
    for when in [When::BeforeTheWriting, When::BeforeItIsKnown] {
        let desk = desk();
        let (texts, saved) = run(&Faulty::none(), &desk, when);
        assert!(saved && texts.len() == 3);
        assert_eq!(desk.text(), texts[1], "{when:?}: the file holds what the save began with");
        assert_eq!(brought_back(&desk), texts[2], "{when:?}");
    }
}

#[test]
fn a_kill_at_any_call_of_a_save_costs_no_step_before_it_or_during_it() {
    for when in [When::BeforeTheWriting, When::BeforeItIsKnown] {
        let calls = {
            let disk = Faulty::none();
            run(&disk, &desk(), when);
            disk.calls().len()
        };
        for number in 0..calls {
            for fault in [Fault::Kill, Fault::KillHalfway] {
                let desk = desk();
                let (confirmed, _) = run(&Faulty::at(At::Number(number), fault), &desk, when);
                let (back, last) = (brought_back(&desk), confirmed.last().unwrap());
                // A step whose writing was cut short may be there all the same.
                let later = back.contains("\"Zwei\"") || (back.contains("\"Eins\"") && !last.contains("\"Zwei\""));
                assert!(&back == last || later, "{when:?}, {fault:?} at call {number} of {calls}");
            }
        }
    }
}

#[test]
fn the_next_save_ends_what_the_one_before_left() {
    let desk = desk();
    let mut document = Document::parse(&SCHEMA, SHIPPED).unwrap();
    let mut journal = journal(&RealDisk, &desk);
    for name in ["Eins", "Zwei", "Drei"] {
        let content = Content::of(document.text().as_bytes());
        journal.saving(content).unwrap();
        journal.step(&step(&mut document, name)).unwrap();
        journal.saved(content).unwrap();
        desk.put("koeln.ron", &document.text());
    }
    assert!(size(&journal) > 0);
    let content = Content::of(document.text().as_bytes());
    journal.saving(content).unwrap();
    journal.saved(content).unwrap();
    assert_eq!(size(&journal), 0, "with nothing later it begins anew");
}

fn size(journal: &Journal<'_>) -> u64 {
    RealDisk.stat(journal.path().unwrap()).unwrap().stamp.len
}

#[test]
fn the_first_step_after_a_save_of_nothing_noted_is_not_taken_for_saved() {
    let desk = desk();
    let mut document = Document::parse(&SCHEMA, SHIPPED).unwrap();
    let mut journal = journal(&RealDisk, &desk);
    let content = Content::of(SHIPPED.as_bytes());
    journal.saving(content).unwrap();
    journal.step(&step(&mut document, "Eins")).unwrap();
    journal.saved(content).unwrap();
    drop(journal);
    assert_eq!(brought_back(&desk), document.text());
}

#[test]
fn a_draft_opened_while_a_save_is_going_on_stays() {
    let desk = desk();
    let mut document = Document::parse(&SCHEMA, SHIPPED).unwrap();
    let mut journal = journal(&RealDisk, &desk);
    journal.step(&step(&mut document, "Eins")).unwrap();
    let content = Content::of(document.text().as_bytes());
    journal.saving(content).unwrap();
    let field = Address::parse(&SCHEMA, "regions/dueren/seat").unwrap();
    journal.draft(&JournalDraft { time: "2026-11-23T10:43:00Z".into(), field, text: "Dür".into() }).unwrap();
    desk.put("koeln.ron", &document.text());
    journal.saved(content).unwrap();
    drop(journal);
    let found = pending(&RealDisk, &SCHEMA, &desk.state(), Some(Path::new(&desk.file()))).unwrap();
    assert_eq!(found.recovered[0].drafts[0].text, "Dür");
    assert!(found.recovered[0].unsaved(Some(content)).is_empty());
}
