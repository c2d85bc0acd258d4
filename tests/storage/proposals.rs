//! The folder of proposals: what is put there is whole or not there, nobody's file is altered, and
//! what others leave in it does no harm.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use bildungsnetz::document::Change;
use bildungsnetz::model::SCHEMA;
use bildungsnetz::storage::disk::OpenMode;
use bildungsnetz::storage::proposals::{
    AnswerKind, ChangeProposal, ProposalAnswer, ProposalFault, ProposalProblem, ProposalText, ProposalsFound, answer,
    check_writable, header, put, read,
};
use bildungsnetz::storage::save::{ExpectedContent, SaveOutcome, SaveRequest, save};
use bildungsnetz::storage::{Account, Disk, ProposingDisk, RealDisk, StoreError, WriteTarget};
use bildungsnetz::texts::Lang;
use rustix::io::Errno;

use crate::faulty::{At, Fault, Faulty};
use crate::shared_folder::TRAPS;
use crate::{Desk, NEW, OLD, Version};

fn text(why: &str) -> ProposalText {
    text_of("anna@netz", why)
}

fn text_of(who: &str, why: &str) -> ProposalText {
    let change = Change {
        table: SCHEMA.find("regions"),
        id: "köln".into(),
        position: 0,
        before: None,
        after: Some("(id: \"köln\", name: \"Köln\", kind: KreisfreieStadt)".into()),
    };
    let header = header(who, "2026-11-30T20:50:12+01:00", why, "koeln.ron".as_ref(), None);
    ProposalText::new(&SCHEMA, header, &[change]).unwrap()
}

fn said(what: AnswerKind, changes: &[usize], when: &str) -> ProposalAnswer {
    ProposalAnswer { who: "otto@netz".into(), when: when.into(), what, changes: changes.to_vec(), reason: None }
}

fn found(desk: &Desk) -> ProposalsFound {
    read(&RealDisk, &SCHEMA, &desk.file()).unwrap()
}

/// What lies in the folder.
fn files(desk: &Desk) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(desk.path("koeln.ron.proposals")) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn a_proposal_lies_in_a_file_that_nobody_writes_again_and_comes_back_with_what_became_of_it() {
    let desk = Desk::new();
    assert!(found(&desk).proposals.is_empty(), "without a folder there are none");
    let id = put(&RealDisk, &desk.file(), &text("Neu")).unwrap();
    assert_eq!(put(&RealDisk, &desk.file(), &text("Neu")).unwrap(), id, "the same one is not put there twice");
    let [file] = &files(&desk)[..] else { panic!("{:?}", files(&desk)) };
    assert!(id.starts_with("2026-11-30T19-50-12Z-anna-"), "{id}");
    assert_eq!(file.file_name().unwrap().to_str().unwrap(), format!("{id}.proposal"));
    assert_eq!(std::fs::read_to_string(file).unwrap(), text("Neu").as_str());
    assert_eq!(std::fs::metadata(file).unwrap().permissions().mode() & 0o222, 0, "nobody may write it");

    answer(&RealDisk, &desk.file(), &id, &said(AnswerKind::Declined, &[2], "2026-12-02T10:00:00Z")).unwrap();
    answer(&RealDisk, &desk.file(), &id, &said(AnswerKind::Taken, &[1], "2026-12-01T10:00:00Z")).unwrap();
    let found = found(&desk);
    let [proposal] = &found.proposals[..] else { panic!("{found:?}") };
    assert_eq!((&*proposal.who, &*proposal.why, &*proposal.dataset), ("anna@netz", "Neu", "koeln.ron"));
    let what = |number| proposal.answer_to(number).map(|answer| answer.what);
    assert_eq!([what(1), what(2), what(3)], [Some(AnswerKind::Taken), Some(AnswerKind::Declined), None]);
    assert_eq!(proposal.untold().len(), 2);
}

#[test]
fn whatever_call_fails_or_is_the_last_a_proposal_is_there_whole_or_not_at_all() {
    let total = {
        let (desk, disk) = (Desk::new(), Faulty::none());
        put(&disk, &desk.file(), &text("Neu")).unwrap();
        disk.calls().len()
    };
    assert!(total > 10, "{total} calls");
    for fault in [Fault::Once(Errno::NOSPC), Fault::Once(Errno::IO), Fault::Short, Fault::Kill, Fault::KillHalfway] {
        for number in 0..total {
            let desk = Desk::new();
            let disk = Faulty::at(At::Number(number), fault);
            let result = put(&disk, &desk.file(), &text("Neu"));
            let what = format!("{fault:?} at call {number}: {result:?}");
            let found = found(&desk);
            assert!(found.unreadable.is_empty(), "{what}: {:?}", found.unreadable);
            assert!(result.is_err() || found.proposals.len() == 1, "{what}");
            assert_eq!(desk.text(), OLD, "{what}");
            let id = put(&RealDisk, &desk.file(), &text("Neu")).unwrap();
            let left: Vec<PathBuf> =
                files(&desk).into_iter().filter(|path| !path.ends_with(format!("{id}.proposal"))).collect();
            assert!(left.is_empty(), "{what}: the next one clears up: {left:?}");
        }
    }
}

#[test]
fn many_propose_and_answer_at_once_and_nothing_is_lost() {
    let desk = Desk::new();
    std::thread::scope(|scope| {
        for person in 0..8 {
            let desk = &desk;
            scope.spawn(move || {
                for number in 0..10 {
                    let id = put(&RealDisk, &desk.file(), &text(&format!("{person}/{number}"))).unwrap();
                    let said = said(AnswerKind::Taken, &[], "2026-12-01T10:00:00Z");
                    answer(&RealDisk, &desk.file(), &id, &said).unwrap();
                }
            });
        }
    });
    let found = found(&desk);
    assert!(found.unreadable.is_empty(), "{:?}", found.unreadable);
    assert_eq!(found.proposals.len(), 80);
    assert!(found.proposals.iter().all(|proposal| proposal.answers.len() == 1));
}

/// Saves for two editors who both want to take what they find waiting under the lock.
#[test]
fn of_two_editors_who_take_one_proposal_the_second_finds_it_answered() {
    let desk = Desk::new();
    let id = put(&RealDisk, &desk.file(), &text("Neu")).unwrap();
    let taken: Vec<bool> = std::thread::scope(|scope| {
        let editor = |_| {
            let (desk, id) = (&desk, &id);
            scope.spawn(move || {
                let (file, state) = (desk.file(), desk.state());
                let order = WriteTarget { patience: Duration::from_secs(60), ..desk.order(&RealDisk, &file, &state) };
                let expected = ExpectedContent::Anything { create: false };
                let request =
                    SaveRequest { order, expected, kept: None, day: "2026-11-30", backups: 0, progress: None };
                let answers = [(id.clone(), said(AnswerKind::Taken, &[], "2026-12-01T10:00:00Z"))];
                let outcome = save::<_, StoreError>(request, |_| {
                    let is_open = found(desk).proposals[0].answer_to(1).is_none();
                    Ok(is_open.then_some(Version { text: NEW, facts: &[], answers: &answers }))
                });
                matches!(outcome, Ok(SaveOutcome::Saved(report)) if report.answers.is_ok())
            })
        };
        let editors: Vec<_> = (0..2).map(editor).collect();
        editors.into_iter().map(|editor| editor.join().unwrap()).collect()
    });
    assert_eq!(taken.iter().filter(|taken| **taken).count(), 1);
    assert_eq!(found(&desk).proposals[0].answers.len(), 1);
}

#[test]
fn an_answer_that_cannot_be_written_does_not_undo_the_save() {
    let desk = Desk::new();
    let id = put(&RealDisk, &desk.file(), &text("Neu")).unwrap();
    let disk = Faulty::at(At::File("rename", ".answer"), Fault::Always(Errno::NOSPC));
    let (file, state) = (desk.file(), desk.state());
    let expected = ExpectedContent::Anything { create: false };
    let request = SaveRequest {
        order: desk.order(&disk, &file, &state),
        expected,
        kept: None,
        day: "2026-11-30",
        backups: 0,
        progress: None,
    };
    let answers = [(id, said(AnswerKind::Taken, &[], "2026-12-01T10:00:00Z"))];
    let outcome = save::<_, StoreError>(request, |_| Ok(Some(Version { text: NEW, facts: &[], answers: &answers })));
    let Ok(SaveOutcome::Saved(report)) = outcome else { panic!("{outcome:?}") };
    assert!(report.answers.is_err());
    assert_eq!(desk.text(), NEW);
}

#[test]
fn what_others_leave_in_the_folder_is_named_and_passed_over() {
    for (trap, _) in TRAPS {
        let desk = Desk::new();
        let id = put(&RealDisk, &desk.file(), &text("Neu")).unwrap();
        trap.lay(&desk, "koeln.ron.proposals/2026-01-01T00-00-00Z-x-0000.proposal");
        trap.lay(&desk, &format!("koeln.ron.proposals/{id}.0000000000000000.answer"));
        let found = found(&desk);
        assert_eq!((found.proposals.len(), found.unreadable.len()), (1, 2), "{trap:?}: {:?}", found.unreadable);
        assert_eq!(found.proposals[0].answers, [], "{trap:?}");
        for problem in &found.unreadable {
            assert!([Lang::De, Lang::En].iter().all(|lang| problem.text(*lang).contains("koeln.ron.proposals")));
        }
    }
    let whole = text("Neu");
    for (name, content, fault) in [
        ("empty", String::new(), ProposalFault::Absent),
        ("other", "Guten Tag\n".to_owned(), ProposalFault::Absent),
        ("cut", whole.as_str()[..200].to_owned(), ProposalFault::Damaged),
        ("later", whole.as_str().replace("proposal 1", "proposal 9"), ProposalFault::Newer),
    ] {
        let desk = Desk::new();
        std::fs::create_dir(desk.path("koeln.ron.proposals")).unwrap();
        desk.put(&format!("koeln.ron.proposals/{name}.proposal"), &content);
        let found = found(&desk);
        let [problem] = &found.unreadable[..] else { panic!("{name}: {found:?}") };
        assert!(matches!(&problem.why, ProposalProblem::Fault(found) if *found == fault), "{name}: {problem:?}");
    }
    let desk = Desk::new();
    std::fs::create_dir(desk.path("koeln.ron.proposals")).unwrap();
    desk.put("koeln.ron.proposals/huge.proposal", &"x".repeat(2 << 20));
    desk.put("koeln.ron.proposals/stray.answer", "x");
    desk.put("koeln.ron.proposals/notes.txt", "Bitte nicht ändern");
    let found = found(&desk);
    assert_eq!((found.proposals.len(), found.unreadable.len()), (0, 1), "{found:?}");
}

#[test]
fn a_folder_that_is_a_link_is_not_followed() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(desk.path("elsewhere"), desk.path("koeln.ron.proposals")).unwrap();
    assert!(read(&RealDisk, &SCHEMA, &desk.file()).is_err());
    assert!(put(&RealDisk, &desk.file(), &text("Neu")).is_err());
    assert!(check_writable(&RealDisk, &desk.file()).is_err());
    assert_eq!(std::fs::read_dir(desk.path("elsewhere")).unwrap().count(), 0);
}

#[test]
fn only_the_account_that_proposed_withdraws() {
    let desk = Desk::new();
    let id = put(&RealDisk, &desk.file(), &text("Neu")).unwrap();
    answer(&RealDisk, &desk.file(), &id, &said(AnswerKind::Withdrawn, &[], "2026-12-01T10:00:00Z")).unwrap();
    let answers = |disk: &dyn Disk| {
        let found = read(disk, &SCHEMA, &desk.file()).unwrap();
        found.proposals.iter().map(|ChangeProposal { answers, .. }| answers.len()).collect::<Vec<usize>>()
    };
    assert_eq!(answers(&RealDisk), [1]);
    let written = files(&desk).into_iter().find(|path| path.to_str().unwrap().ends_with(".answer")).unwrap();
    assert_eq!(answers(&Faulty::none().with_foreign(&written)), [0], "an answer of another account does not count");
    let proposed = files(&desk).into_iter().find(|path| path.to_str().unwrap().ends_with(".proposal")).unwrap();
    let disk = Faulty::none().with_foreign(&proposed);
    assert_eq!(answers(&disk), [1], "the owner of the dataset may have it from another machine");
}

#[test]
fn the_account_that_a_proposal_names_withdraws_it_and_is_told_though_another_put_it_there() {
    let desk = Desk::new();
    let file = |ending: &str| files(&desk).into_iter().find(|path| path.to_str().unwrap().ends_with(ending)).unwrap();
    // As whom `Faulty` shows the owner of a foreign file.
    let foreign = Account::login_of(RealDisk.stat(&desk.file()).unwrap().uid + 1);
    for (who, counts) in [(foreign.clone(), true), (format!("{foreign}x"), false)] {
        let who = format!("{who}@elsewhere (author=Anna)");
        let id = put(&RealDisk, &desk.file(), &text_of(&who, "Neu")).unwrap();
        answer(&RealDisk, &desk.file(), &id, &said(AnswerKind::Declined, &[], "2026-12-02T10:00:00Z")).unwrap();
        let proposal = found(&desk).proposals.remove(0);
        let declined = file(".answer");
        answer(&RealDisk, &desk.file(), &id, &proposal.noted(&who, "2026-12-02T11:00:00Z")).unwrap();
        let noted = files(&desk).into_iter().find(|path| path.extension() == declined.extension() && *path != declined);
        let disk = Faulty::none().with_foreign(&noted.unwrap());
        let proposals = read(&disk, &SCHEMA, &desk.file()).unwrap().proposals;
        assert_eq!(proposals[0].untold().is_empty(), counts, "{who}");
        std::fs::remove_dir_all(desk.path("koeln.ron.proposals")).unwrap();
    }
}

#[test]
fn of_answers_that_were_given_apart_taken_counts_and_one_that_comes_late_is_told_all_the_same() {
    let desk = Desk::new();
    let id = put(&RealDisk, &desk.file(), &text("Neu")).unwrap();
    let put = |said: &ProposalAnswer| answer(&RealDisk, &desk.file(), &id, said).unwrap();
    put(&said(AnswerKind::Declined, &[], "2026-12-02T10:00:00Z"));
    let proposal = found(&desk).proposals.remove(0);
    assert_eq!(proposal.answer_to(1).unwrap().what, AnswerKind::Declined);
    put(&proposal.noted("anna@netz", "2026-12-02T11:00:00Z"));
    assert!(found(&desk).proposals[0].untold().is_empty());
    // From other machines come one that was given before, and one after.
    put(&said(AnswerKind::Withdrawn, &[], "2026-12-01T10:00:00Z"));
    put(&said(AnswerKind::TakenChanged, &[], "2026-12-03T10:00:00Z"));
    let proposal = found(&desk).proposals.remove(0);
    let untold: Vec<AnswerKind> = proposal.untold().iter().map(|answer| answer.what).collect();
    assert_eq!(untold, [AnswerKind::Withdrawn, AnswerKind::TakenChanged]);
    assert_eq!(proposal.answer_to(1).unwrap().what, AnswerKind::TakenChanged, "the dataset has something for it");
    assert_eq!(proposal.answers_to(1).count(), 3);
}

#[test]
fn who_proposes_writes_in_the_folder_and_the_state_and_nowhere_else() {
    let desk = Desk::new();
    let disk = ProposingDisk::new(&desk.file(), Some(&desk.state()));
    put(&disk, &desk.file(), &text("Neu")).unwrap();
    assert_eq!(found(&desk).proposals.len(), 1);
    disk.create_folder(&desk.state()).unwrap();
    disk.open(&desk.state().join("note"), OpenMode::New(0o600)).unwrap();
    let inside = desk.path("koeln.ron.proposals");
    for path in [desk.file(), desk.path("other"), inside.join("../other"), desk.path("koeln.ron.proposals2")] {
        assert!(disk.open(&path, OpenMode::New(0o600)).is_err(), "{path:?}");
        assert!(disk.open(&path, OpenMode::Write).is_err(), "{path:?}");
        assert!(disk.remove(&path).is_err() && disk.create_folder(&path).is_err(), "{path:?}");
        assert!(disk.rename(&path, &inside.join("x")).is_err(), "{path:?}");
        assert!(disk.rename(&files(&desk)[0], &path).is_err(), "{path:?}");
        assert!(disk.check_writable(&path).is_err(), "{path:?}");
    }
    let dataset = disk.open(&desk.file(), OpenMode::Read).unwrap();
    assert!(disk.set_mode(&dataset, 0o666).is_err());
    assert!(disk.set_owner(&dataset, None, None).is_err());
    assert!(disk.write(&dataset, b"x", 0).is_err());
    let above = disk.open(desk.folder.path(), OpenMode::ReadNoFollow).unwrap();
    assert!(disk.open_in(&above, "koeln.ron".as_ref(), OpenMode::Write).is_err());
    assert!(disk.remove_in(&above, "koeln.ron".as_ref()).is_err());
    assert_eq!(desk.text(), OLD);
}
