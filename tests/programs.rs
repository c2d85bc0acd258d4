//! What needs other programs: that they run is seen, and that they were killed too.
//!
//! Apart from the other tests, because a descriptor, and with it a lock, lives a moment longer
//! while a program is started.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard};

use bildungsnetz::model::SCHEMA;
use bildungsnetz::storage::journal::{Author, JournalStep, PendingJournals, StepOrigin, pending};
use bildungsnetz::storage::presence::{PresenceRecord, others};
use bildungsnetz::storage::{Journal, Presence, RealDisk};
use tempfile::TempDir;

/// The variable that tells a test that it is the other program, and in which folder it is to work.
const VARIABLE: &str = "BILDUNGSNETZ_TEST_CHILD";

/// What the other program says when it has done its part.
const READY: &str = "the other program is ready";

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// A folder with a dataset.
fn desk() -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::File::create(folder.path().join("koeln.ron")).unwrap();
    folder
}

fn alone() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// This test binary, started again to do the part of one test.
struct Program(Child);

impl Program {
    /// Starts it and waits until it has done its part.
    fn start(part: &str, folder: &Path) -> Program {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([part, "--exact", "--nocapture", "--test-threads=1"])
            .env(VARIABLE, folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = said.map_while(Result::ok).any(|line| line.contains(READY));
        let program = Program(child);
        assert!(ready, "it ended before it was ready");
        program
    }

    /// As `kill -9` does; waits until it is gone.
    fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let _ = self.0.kill();
        self.0.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.end();
    }
}

/// Says that the part is done, and lives until it is killed.
fn ready() {
    println!("\n{READY}");
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}

fn task() -> Option<PathBuf> {
    std::env::var_os(VARIABLE).map(PathBuf::from)
}

fn step() -> JournalStep {
    let (time, name) = ("2026-11-23T10:42:00+01:00".to_owned(), "Telefon".to_owned());
    JournalStep { time, name, how: StepOrigin::Made, field: None, changes: Vec::new(), takes: Vec::new() }
}

fn here() -> PresenceRecord {
    PresenceRecord { who: "anna@host".into(), since: "10:42".into(), count: 2, places: Vec::new() }
}

#[test]
fn part_changes_something() {
    let Some(folder) = task() else { return };
    let dataset = folder.join("koeln.ron");
    let author = Author { who: "anna@host".into(), started: String::new(), dataset: dataset.clone(), base: None };
    let mut journal = Journal::new(&RealDisk, &SCHEMA, Some(&folder), author);
    journal.step(&step()).unwrap();
    let mut presence = Presence::new(&RealDisk, &dataset);
    presence.show(&here()).unwrap();
    ready();
}

fn found(folder: &Path) -> PendingJournals<'static> {
    pending(&RealDisk, &SCHEMA, folder, Some(&folder.join("koeln.ron"))).unwrap()
}

#[test]
fn a_living_program_keeps_its_journal_and_a_killed_one_leaves_it() {
    let (_alone, folder) = (alone(), desk());
    let anna = Program::start("part_changes_something", folder.path());
    let bert = Program::start("part_changes_something", folder.path());
    let alive = found(folder.path());
    assert_eq!((alive.recovered.len(), alive.in_use), (0, 2), "two programs have two journals");
    anna.kill();
    let one = found(folder.path());
    assert_eq!((one.recovered.len(), one.in_use), (1, 1));
    assert_eq!(one.recovered[0].steps, [step()]);
    drop(one);
    bert.kill();
    assert_eq!(found(folder.path()).recovered.len(), 2);
}

#[test]
fn a_killed_program_is_no_longer_at_work_and_is_swept_by_the_next_that_is() {
    let (_alone, folder) = (alone(), desk());
    let dataset = folder.path().join("koeln.ron");
    let files = || std::fs::read_dir(folder.path().join(".koeln.ron.d")).unwrap().count();
    let anna = Program::start("part_changes_something", folder.path());
    assert_eq!(others(&RealDisk, &dataset, None), [here()]);
    anna.kill();
    assert_eq!(others(&RealDisk, &dataset, None), []);
    assert_eq!(files(), 1, "reading removes nothing");
    let mut bert = Presence::new(&RealDisk, &dataset);
    bert.show(&here()).unwrap();
    assert_eq!((files(), bert.others().len()), (1, 0));
}
