//! The open file, without a terminal: others write, a save runs, a window is open, the line is
//! lost, all at once and in an order that the test says.
//!
//! A test says when a job runs, when the file is looked at and what time it is; nothing sleeps.

#![allow(clippy::unwrap_used, reason = "in helpers of tests too, what is unexpected fails the test")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

mod support;

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use bildungsnetz::app::{App, Effect, Event};
use bildungsnetz::config::views::ViewsFolder;
use bildungsnetz::document::merge::parse_with_markers;
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::run::{AppHandle, Runtime};
use bildungsnetz::session::background_load::beginning;
use bildungsnetz::session::clock::Clock;
use bildungsnetz::session::worker::{Job, JobRunner};
use bildungsnetz::session::{FileSession, OpenedDataset, SessionContext};
use bildungsnetz::storage::lock::{self, LockState};
use bildungsnetz::storage::proposals::{AnswerKind, ChangeProposal, ProposalAnswer, answer, read};
use bildungsnetz::storage::{Environment, Loaded, Origin, Person, ReadOnlyReason, RealDisk, load};
use bildungsnetz::texts::Lang;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use support::{Screen, chords, text_of};

/// Jobs that run when the test says so, the oldest first.
#[derive(Default)]
struct JobQueue {
    jobs: Mutex<VecDeque<Job>>,
    /// There is no thread for a save.
    refuses_saves: AtomicBool,
}

impl JobQueue {
    /// Runs the oldest job to its end; returns false when there is none.
    fn run(&self) -> bool {
        let job = self.jobs.lock().unwrap().pop_front();
        job.map(|job| job()).is_some()
    }
}

impl JobRunner for JobQueue {
    fn start(&self, name: &'static str, job: Job) -> io::Result<()> {
        if name == "saver" && self.refuses_saves.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        self.jobs.lock().unwrap().push_back(job);
        Ok(())
    }

    fn patience(&self, patience: Option<Duration>) -> Option<Duration> {
        // Who waits without limit would wait for ever for what nobody runs.
        while patience.is_none() && self.run() {}
        Some(Duration::ZERO)
    }
}

/// A clock that stands until the test lets time pass.
struct StandingClock {
    begun: (Zoned, Instant),
    passed: Mutex<Duration>,
}

impl Clock for StandingClock {
    fn now(&self) -> Zoned {
        &self.begun.0 + *self.passed.lock().unwrap()
    }

    fn instant(&self) -> Instant {
        self.begun.1 + *self.passed.lock().unwrap()
    }
}

/// A person at the program, with a folder of their own.
struct Desk {
    folder: tempfile::TempDir,
    runtime: Runtime,
    jobs: &'static JobQueue,
    clock: &'static StandingClock,
    has_left: bool,
    has_stopped: bool,
}

impl Desk {
    /// The shipped directory in a file.
    fn new() -> Desk {
        Desk::of(SHIPPED)
    }

    fn of(text: &str) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("koeln.ron"), text).unwrap();
        Desk::open(folder)
    }

    /// Opens what lies in a folder.
    fn open(folder: tempfile::TempDir) -> Desk {
        Desk::open_as(folder, "Anna", false)
    }

    /// Opens what lies in a folder, as somebody who saves or who proposes.
    fn open_as(folder: tempfile::TempDir, author: &str, proposes: bool) -> Desk {
        let path = folder.path().join("koeln.ron");
        let first = beginning(&RealDisk, &SCHEMA, &path);
        let is_beginning = first.is_some();
        let (loaded, document) = if let Some(first) = first {
            let (text, origin) = ("".into(), Origin::Argument);
            (Loaded { text, fingerprint: None, origin, path: Some(path), read_only: None }, first.document)
        } else {
            let loaded = load::read(&RealDisk, &path).unwrap();
            let document = parse_with_markers(&SCHEMA, loaded.text.clone(), &|_, _| {}).unwrap().0;
            (loaded, document)
        };
        let mut app = Screen::new(&document.text(), Lang::De, (80, 24)).app;
        if is_beginning {
            app.mark_partial();
        }
        app.workspace.file.proposes = proposes;
        let morning: Timestamp = "2026-11-23T10:42:00Z".parse().unwrap();
        let begun = (morning.to_zoned(TimeZone::UTC), Instant::now());
        let jobs: &JobQueue = Box::leak(Box::default());
        let clock: &StandingClock = Box::leak(Box::new(StandingClock { begun, passed: Mutex::default() }));
        let context = SessionContext {
            disk: &RealDisk,
            clock,
            jobs,
            person: Person::of(&Environment::default(), Some(author)),
            since: "10:42".into(),
            home: Some(folder.path().to_owned()),
            state: Some(folder.path().join("state")),
            views: ViewsFolder::new(&RealDisk, &Environment::default(), false, None),
            backups: 3,
            git: None,
        };
        let asked = proposes.then_some(ReadOnlyReason::Asked);
        let opened = OpenedDataset { loaded: Loaded { read_only: asked, ..loaded }, asked, is_beginning, marked: None };
        let file = FileSession::begin(context, opened, &app).unwrap();
        let runtime = Runtime::new(AppHandle::new(app), file);
        let mut desk = Desk { folder, runtime, jobs, clock, has_left: false, has_stopped: false };
        desk.deliver();
        desk.catch_up();
        desk
    }

    /// Closes the program as a kill does, and opens it anew.
    fn opened_anew(self) -> Desk {
        self.opened_as("Anna", false)
    }

    /// Closes the program as a kill does, and somebody opens it who saves or who proposes.
    fn opened_as(self, author: &str, proposes: bool) -> Desk {
        let Desk { folder, runtime, .. } = self;
        drop(runtime);
        Desk::open_as(folder, author, proposes)
    }

    /// The proposals beside the file.
    fn proposals(&self) -> Vec<ChangeProposal> {
        read(&RealDisk, &SCHEMA, &self.path()).unwrap().proposals
    }

    fn app(&self) -> &App {
        &self.runtime.app
    }

    /// Tells the application what there is to tell, until nothing is left to do.
    fn deliver(&mut self) {
        while let Some(effect) = self.runtime.next_effect() {
            self.has_left |= effect == Effect::Quit;
            self.has_stopped |= effect == Effect::Suspend;
        }
        if self.app().is_busy() {
            self.runtime.tell(Event::ContinueWork);
            self.deliver();
        }
    }

    fn catch_up(&mut self) {
        self.runtime.file.catch_up(&self.runtime.app);
        self.deliver();
    }

    /// Presses keys; what is typed is kept before it is seen.
    fn keys(&mut self, keys: &str) -> &mut Desk {
        for chord in chords(keys) {
            self.runtime.tell(Event::Key(chord));
            self.deliver();
            self.catch_up();
        }
        self.runtime.file.flush_draft(&self.runtime.app);
        self
    }

    /// Changes the telephone of Aachen's office.
    fn phones(&mut self, number: &str) -> &mut Desk {
        self.keys(&format!("/aachen<enter><enter>/telefon<enter>e<ctrl+u>{number}<enter>b"))
    }

    /// The kernel says that something happened in the folder.
    fn is_told_of_the_folder(&mut self) -> &mut Desk {
        self.runtime.file.poll_watch(&self.runtime.app);
        self.deliver();
        self.catch_up();
        self
    }

    /// The oldest job runs to its end, which nobody hears of yet.
    #[track_caller]
    fn ends_a_job(&mut self) -> &mut Desk {
        assert!(self.jobs.run(), "there is nothing to run");
        self
    }

    /// What running jobs have to tell wakes the loop.
    #[track_caller]
    fn is_woken(&mut self) -> &mut Desk {
        assert!(self.runtime.file.poll_work(&self.runtime.app).is_ok(), "the file cannot be read");
        self.deliver();
        self.catch_up();
        self
    }

    /// The oldest job runs to its end, and wakes the loop.
    #[track_caller]
    fn runs_a_job(&mut self) -> &mut Desk {
        self.ends_a_job().is_woken()
    }

    /// Time passes; what is due then is done.
    fn waits(&mut self, time: Duration) -> &mut Desk {
        *self.clock.passed.lock().unwrap() += time;
        self.runtime.file.look_if_due(&self.runtime.app);
        self.deliver();
        self
    }

    /// Returns how long the loop would sleep.
    fn patience(&self) -> Option<Duration> {
        self.runtime.file.patience(&self.runtime.app)
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("koeln.ron")
    }

    /// Another program replaces this in the file.
    fn others_replace(&mut self, from: &str, to: &str) -> &mut Desk {
        let text = self.written();
        assert!(text.contains(from), "{from}");
        std::fs::write(self.path(), text.replacen(from, to, 1)).unwrap();
        self
    }

    /// What the file holds.
    fn written(&self) -> String {
        std::fs::read_to_string(self.path()).unwrap()
    }

    /// Nothing is left to do.
    #[track_caller]
    fn is_at_rest(&mut self) -> &mut Desk {
        assert!(!self.jobs.run(), "a job is left");
        assert_eq!(self.lock(), LockState::Free);
        self
    }

    fn lock(&self) -> LockState {
        lock::look(&RealDisk, &self.path()).unwrap()
    }

    #[track_caller]
    fn holds_the_lock(&mut self) -> &mut Desk {
        assert!(matches!(self.lock(), LockState::Held(_)), "{:?}", self.lock());
        self
    }

    #[track_caller]
    fn shows(&mut self, wanted: &str) -> &mut Desk {
        let text = text_of(self.app());
        assert!(text.contains(wanted), "the screen does not show {wanted:?}:\n{text}");
        self
    }

    #[track_caller]
    fn hides(&mut self, unwanted: &str) -> &mut Desk {
        let text = text_of(self.app());
        assert!(!text.contains(unwanted), "the screen shows {unwanted:?}:\n{text}");
        self
    }
}

const PHONE: &str = "0241 5198-4300";
const STREET: &str = "Zollernstraße 16";

/// The shipped directory with a street or telephone changed.
fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(SHIPPED.to_owned(), |text, (from, to)| text.replacen(from, to, 1))
}

#[test]
fn others_write_while_a_save_runs_while_a_window_is_open() {
    let mut desk = Desk::new();
    desk.phones("110").shows("[+1]").keys("<ctrl+s>").shows("speichert …");
    desk.keys("?").shows("Hilfe");
    desk.others_replace(STREET, "Zollernstraße 20").is_told_of_the_folder();
    // The save finds what others wrote, the merge puts both together, and the save is tried again.
    desk.runs_a_job().shows("Hilfe");
    assert_eq!(desk.written(), with(&[(STREET, "Zollernstraße 20")]));
    desk.holds_the_lock().runs_a_job().shows("Hilfe");
    desk.runs_a_job().shows("Hilfe").is_at_rest();
    assert_eq!(desk.written(), with(&[(STREET, "Zollernstraße 20"), (PHONE, "110")]));
    desk.keys("<esc>").hides("[+1]").shows("110").shows("Zollernstraße 20").shows("gespeichert");
}

#[test]
fn a_save_that_was_outrun_keeps_the_lock_until_it_is_through() {
    let mut desk = Desk::new();
    desk.phones("110").keys("<ctrl+s>");
    assert_eq!(desk.lock(), LockState::Free);
    desk.others_replace(STREET, "Zollernstraße 20").runs_a_job().holds_the_lock();
    // What is typed meanwhile belongs to the next save, and has the merge begin again.
    desk.keys("e<ctrl+u>111<enter>b").shows("111").runs_a_job().holds_the_lock();
    desk.runs_a_job().holds_the_lock().shows("Zollernstraße 20");
    desk.runs_a_job().is_at_rest().hides("[+").shows("gespeichert");
    assert_eq!(desk.written(), with(&[(STREET, "Zollernstraße 20"), (PHONE, "111")]));
}

#[test]
fn nobody_is_locked_out_while_a_person_decides() {
    let mut desk = Desk::new();
    desk.phones("110").keys("<ctrl+s>");
    desk.others_replace(PHONE, "0241 112").runs_a_job().holds_the_lock();
    desk.runs_a_job().shows("╭─ Konflikt").is_at_rest();
    desk.keys("<enter>").runs_a_job().is_at_rest().shows("gespeichert");
    assert_eq!(desk.written(), with(&[(PHONE, "110")]));
}

#[test]
fn others_write_again_while_their_first_version_is_merged() {
    let mut desk = Desk::new();
    desk.keys("/aachen<enter><enter>").shows(STREET);
    desk.others_replace(PHONE, "0241 112").is_told_of_the_folder().ends_a_job();
    desk.others_replace("0241 112", "0241 113").is_told_of_the_folder().shows(PHONE);
    desk.is_woken().shows("0241 112");
    desk.runs_a_job().shows("0241 113").is_at_rest().hides("[+");
}

#[test]
fn a_save_cancels_the_merge_of_what_it_will_find_anyway() {
    let mut desk = Desk::new();
    desk.phones("110");
    desk.others_replace(STREET, "Zollernstraße 20").is_told_of_the_folder().keys("<ctrl+s>");
    desk.runs_a_job().shows(STREET);
    desk.runs_a_job().shows(STREET).holds_the_lock();
    desk.runs_a_job().shows("Zollernstraße 20");
    desk.runs_a_job().is_at_rest().hides("[+").shows("gespeichert");
    assert_eq!(desk.written(), with(&[(STREET, "Zollernstraße 20"), (PHONE, "110")]));
}

#[test]
fn what_others_write_before_a_save_is_heard_of_comes_in_after_it() {
    let mut desk = Desk::new();
    desk.phones("110").keys("<ctrl+s>").ends_a_job();
    desk.others_replace(STREET, "Zollernstraße 20").is_told_of_the_folder().shows("[+1]");
    desk.is_woken().hides("[+1]").shows(STREET);
    desk.runs_a_job().shows("Zollernstraße 20").is_at_rest().hides("[+");
}

#[test]
fn a_save_that_cannot_begin_says_so_and_what_others_wrote_comes_in() {
    let mut desk = Desk::new();
    desk.phones("110").others_replace(STREET, "Zollernstraße 20").is_told_of_the_folder();
    desk.jobs.refuses_saves.store(true, Ordering::Relaxed);
    // It has cancelled the merge, which is begun anew.
    desk.keys("<ctrl+s>").shows("Nicht gespeichert").runs_a_job();
    desk.runs_a_job().keys("<esc>").shows("Zollernstraße 20").shows("[+1]").is_at_rest();
    desk.jobs.refuses_saves.store(false, Ordering::Relaxed);
    desk.keys("<ctrl+s>").runs_a_job().hides("[+1]").is_at_rest();
}

#[test]
fn a_file_that_goes_while_a_save_runs_is_made_anew_by_the_next() {
    let mut desk = Desk::new();
    desk.phones("110").keys("<ctrl+s>");
    std::fs::remove_file(desk.path()).unwrap();
    desk.is_told_of_the_folder().runs_a_job().shows("Nicht gespeichert").shows("Strg-S legt die Datei neu an");
    desk.keys("<ctrl+s>").runs_a_job().is_at_rest().shows("gespeichert").hides("[+1]").hides("fehlt");
    assert_eq!(desk.written(), with(&[(PHONE, "110")]));
}

#[test]
fn a_file_is_called_gone_when_it_has_been_missing_for_a_while() {
    let mut desk = Desk::new();
    std::fs::rename(desk.path(), desk.folder.path().join("weg.ron")).unwrap();
    desk.is_told_of_the_folder().waits(Duration::from_secs(1)).hides("fehlt");
    assert_eq!(desk.patience(), Some(Duration::from_secs(1)));
    desk.waits(Duration::from_secs(1)).shows("koeln.ron fehlt");
    assert_eq!(desk.patience(), None, "nothing is done at rest");
    std::fs::rename(desk.folder.path().join("weg.ron"), desk.path()).unwrap();
    desk.is_told_of_the_folder().shows("koeln.ron ist wieder da");
    desk.runs_a_job().is_at_rest().hides("[+");
}

/// The shipped directory with so much more in it that it is read beside the loop.
fn large() -> String {
    let body = |number| {
        let note = "wort ".repeat(80);
        format!("        Body(id: \"b{number}\", level: Weitere, name: \"Forum {number}\", note: \"{note}\"),\n")
    };
    let (before, behind) = SHIPPED.split_once("    engagements: [").unwrap();
    let (bodies, rest) = before.trim_end().rsplit_once("],").unwrap();
    let more: String = (0..6_000).map(body).collect();
    format!("{bodies}{more}    ],{rest}\n    engagements: [{behind}")
}

#[test]
fn a_save_of_a_large_file_waits_until_all_of_it_is_read() {
    let mut desk = Desk::of(&large());
    desk.keys("<ctrl+s>").shows("Erst möglich, wenn die ganze Datei gelesen ist");
    desk.runs_a_job().shows("6071").is_at_rest();
    desk.phones("110").keys("<ctrl+s>").shows("speichert …").runs_a_job().is_at_rest().shows("gespeichert");
    assert!(desk.written() == large().replacen(PHONE, "110", 1));
}

#[test]
fn what_a_save_had_not_written_when_the_line_was_lost_is_offered() {
    let mut desk = Desk::new();
    desk.phones("110").keys("<ctrl+s>").shows("speichert …");
    desk.runtime.hang_up();
    assert_eq!(desk.written(), SHIPPED);
    let mut desk = desk.opened_anew();
    desk.shows("Nicht gespeicherte Änderungen gefunden");
}

#[test]
fn what_a_save_had_written_when_the_line_was_lost_is_not_offered() {
    let mut desk = Desk::new();
    desk.phones("110").keys("<ctrl+s>").ends_a_job().runtime.hang_up();
    assert_eq!(desk.written(), with(&[(PHONE, "110")]));
    let mut desk = desk.opened_anew();
    desk.hides("Nicht gespeicherte Änderungen gefunden").is_at_rest();
}

#[test]
fn what_outran_a_save_when_the_line_was_lost_stays_and_the_rest_is_offered() {
    let mut desk = Desk::new();
    desk.phones("110").keys("<ctrl+s>");
    desk.others_replace(STREET, "Zollernstraße 20").ends_a_job().runtime.hang_up();
    assert_eq!(desk.written(), with(&[(STREET, "Zollernstraße 20")]));
    let mut desk = desk.opened_anew();
    desk.is_at_rest().shows("Nicht gespeicherte Änderungen gefunden");
}

#[test]
fn what_was_undone_since_a_save_began_is_offered_when_it_is_written_after_all() {
    let mut desk = Desk::new();
    desk.phones("110").keys("<ctrl+s>u").shows(PHONE);
    desk.runtime.hang_up();
    desk.ends_a_job();
    assert_eq!(desk.written(), with(&[(PHONE, "110")]));
    desk.opened_anew().shows("Nicht gespeicherte Änderungen gefunden");
}

#[test]
fn who_leaves_while_a_save_runs_leaves_when_it_has_ended() {
    let mut desk = Desk::new();
    desk.phones("110").keys("<ctrl+s>q").shows("beendet");
    assert!(!desk.has_left);
    desk.runs_a_job().is_at_rest();
    assert!(desk.has_left);
    assert_eq!(desk.written(), with(&[(PHONE, "110")]));
}

#[test]
fn who_is_to_stop_waits_for_a_save_and_for_what_outran_it() {
    let mut desk = Desk::new();
    desk.phones("110").keys("<ctrl+s>").others_replace(STREET, "Zollernstraße 20");
    desk.keys("<ctrl+z>");
    assert!(desk.has_stopped);
    desk.is_at_rest().hides("[+");
    assert_eq!(desk.written(), with(&[(STREET, "Zollernstraße 20"), (PHONE, "110")]));
}

/// Takes everything out as JSON to a file of the desk.
fn take_out(desk: &mut Desk, name: &str) {
    let path = desk.folder.path().join(name);
    desk.keys(&format!(">G<enter>4<ctrl+u>{}<enter>", path.display()));
}

/// The names in the folder of the desk that begin like this.
fn left(desk: &Desk, name: &str) -> Vec<String> {
    let names = std::fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.retain(|found| found.trim_start_matches('.').starts_with(name));
    names
}

#[test]
fn an_export_is_written_beside_the_screen_as_the_dataset_was_when_it_was_asked_for() {
    let mut desk = Desk::new();
    take_out(&mut desk, "alles.json");
    assert!(text_of(desk.app()).contains("Wird geschrieben"), "{}", text_of(desk.app()));
    desk.runs_a_job();
    assert!(text_of(desk.app()).contains("425 Einträge geschrieben"), "{}", text_of(desk.app()));
    let written = std::fs::read_to_string(desk.folder.path().join("alles.json")).unwrap();
    assert!(written.starts_with("{\n\"format\": ") && written.ends_with("}\n"));
    assert_eq!(left(&desk, "alles"), ["alles.json"]);
}

#[test]
fn a_cancelled_export_leaves_no_file() {
    let mut desk = Desk::new();
    take_out(&mut desk, "alles.json");
    desk.keys("<esc>").runs_a_job();
    assert!(text_of(desk.app()).contains("Abgebrochen"), "{}", text_of(desk.app()));
    assert_eq!(left(&desk, "alles"), [""; 0]);
}

#[test]
fn an_export_replaces_nothing_without_asking_and_never_the_dataset() {
    let mut desk = Desk::new();
    std::fs::write(desk.folder.path().join("alles.json"), "mine").unwrap();
    take_out(&mut desk, "alles.json");
    assert!(text_of(desk.app()).contains("gibt es schon"), "{}", text_of(desk.app()));
    desk.keys("e").runs_a_job();
    assert_ne!(std::fs::read_to_string(desk.folder.path().join("alles.json")).unwrap(), "mine");
    take_out(&mut desk, "koeln.ron");
    assert!(text_of(desk.app()).contains("der Datenbestand selbst"), "{}", text_of(desk.app()));
    take_out(desk.keys("<esc>"), "nirgends/alles.json");
    assert!(text_of(desk.app()).contains("gibt es nicht"), "{}", text_of(desk.app()));
}

/// Thirty offices, and the list with their new numbers as a spreadsheet saves it.
fn thirty_offices(folder: &std::path::Path) -> String {
    let office = |number: usize| {
        format!(
            "        (id: \"buero-{number}\", level: Bildungsbuero, name: \"Büro {number}\", regions: [\"koeln\"], contact: (phone: \"0221 {number:03}\")), // {number}\n"
        )
    };
    let offices: String = (0..30).map(office).collect();
    let rows: String = (0..30).map(|number| format!("Büro {number};Köln;0221 9{number:03}\r\n")).collect();
    std::fs::write(folder.join("Gremien.csv"), format!("\u{feff}Name;Region;Telefon\r\n{rows}")).unwrap();
    format!(
        "#![enable(implicit_some)]\nDirectory(\n    regions: [(id: \"koeln\", name: \"Köln\", kind: KreisfreieStadt)],\n    bodies: [\n{offices}    ],\n)\n"
    )
}

#[test]
fn thirty_numbers_of_a_spreadsheet_are_saved_in_ten_keys_and_taken_back_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let text = thirty_offices(folder.path());
    std::fs::write(folder.path().join("koeln.ron"), &text).unwrap();
    let mut desk = Desk::open(folder);
    let mut pressed = 0;
    let mut press = |desk: &mut Desk, keys: &str| {
        pressed += support::chords(keys).len();
        desk.keys(keys);
    };
    // The name of the file is completed: I ~ / G Tab Enter Enter Ctrl-S.
    press(&mut desk, "I~/G<tab>");
    desk.shows("~/Gremien.csv");
    press(&mut desk, "<enter>");
    desk.shows("Wird gelesen und verglichen").runs_a_job();
    desk.shows("Vorschau: 30 Einträge · aus Gremien.csv übernehmen");
    press(&mut desk, "<enter>");
    desk.shows("[+30]");
    press(&mut desk, "<ctrl+s>");
    desk.runs_a_job().shows("gespeichert").is_at_rest();
    assert!(pressed <= 10, "{pressed} keys");
    let expected = (0..30).fold(text.clone(), |text, number| {
        text.replace(&format!("\"0221 {number:03}\""), &format!("\"0221 9{number:03}\""))
    });
    assert_eq!(desk.written(), expected);
    desk.keys("u<ctrl+s>").runs_a_job().is_at_rest();
    assert_eq!(desk.written(), text);
}

#[test]
fn a_file_that_is_brought_in_is_found_by_tab_and_read_beside_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let text = thirty_offices(folder.path());
    std::fs::write(folder.path().join("koeln.ron"), text).unwrap();
    std::fs::create_dir(folder.path().join("Listen")).unwrap();
    let mut desk = Desk::open(folder);
    // The home folder is that of the desk.
    desk.keys("I~/Gr<tab>").shows("~/Gremien.csv").keys("<ctrl+u>~/l<tab>").shows("~/Listen/");
    desk.keys("<ctrl+u>~/Gremien.csv<enter><esc>").runs_a_job().shows("Abgebrochen").shows("Einlesen: welche Datei?");
    desk.keys("<enter>").runs_a_job().shows("Vorschau");
    desk.keys("<esc>I~/nirgends.csv<enter>").runs_a_job().shows("gibt es nicht").shows("Einlesen: welche Datei?");
    desk.keys("<ctrl+u>~/Listen<enter>").runs_a_job().shows("Ordner");
    desk.is_at_rest();
}

#[test]
fn saves_of_one_second_are_undone_one_by_one_the_last_first() {
    let mut desk = Desk::new();
    desk.phones("110").keys("<ctrl+s>").runs_a_job().hides("[+");
    desk.keys("/aachen<enter><enter>/kennung<enter>e<ctrl+u>amt<enter>").keys("<ctrl+s>").runs_a_job().hides("[+");
    let renamed = desk.written();
    assert!(renamed.contains("id: \"amt\""), "{renamed}");
    let mut desk = desk.opened_anew();
    desk.keys("u").shows("[+1]").keys("<ctrl+s>").runs_a_job();
    assert_eq!(desk.written(), with(&[(PHONE, "110")]), "the telephone was saved before the identifier");
    desk.keys("u").keys("u<ctrl+s>").runs_a_job();
    assert_eq!(desk.written(), SHIPPED);
}

#[test]
fn deleted_records_return_to_their_places_from_an_earlier_save() {
    let field = |id: &str| format!("        (id: \"{id}\", name: \"{}\"),\n", id.to_uppercase());
    let fields = ["a", "b", "c", "d", "e"].map(field).concat();
    let text = format!("#![enable(implicit_some)]\nDirectory(\n    action_fields: [\n{fields}    ],\n)\n");
    let mut desk = Desk::of(&text);
    // The second, then the fourth and the third one, then the first.
    for delete in ["3gjd<up><enter>", "3gjjd<up><enter>", "3gjd<up><enter>", "3gd<up><enter>"] {
        desk.keys(delete);
    }
    desk.keys("<ctrl+s>").runs_a_job().hides("[+");
    assert!(desk.written().contains("[\n        (id: \"e\", name: \"E\"),\n    ]"), "{}", desk.written());
    let mut desk = desk.opened_anew();
    desk.keys("uuuu<ctrl+s>").runs_a_job();
    assert_eq!(desk.written(), text);
}

#[test]
fn whoever_may_only_read_edits_as_usual_and_proposes_instead_of_saving() {
    let mut desk = Desk::new().opened_as("Anna", true);
    desk.shows("[Vorschlag]").phones("110").shows("1 nicht vorgeschlagen");
    desk.keys("<ctrl+s>").shows("1 Änderung vorschlagen").keys("Neue Nummer<enter>");
    desk.shows("1 Änderung vorgeschlagen").hides("[+").is_at_rest();
    assert_eq!(desk.written(), SHIPPED, "the dataset is as it was");
    let [proposal] = &desk.proposals()[..] else { panic!("{:?}", desk.proposals()) };
    assert_eq!((&*proposal.why, proposal.changes.len(), &*proposal.dataset), ("Neue Nummer", 1, "koeln.ron"));
    assert!(proposal.changes[0].after.as_ref().unwrap().contains("110"), "{proposal:?}");
    desk.keys("u").shows("[+1]");
    desk.keys("<ctrl+s><esc>").shows("[+1]");
    // Unsaved work of one who proposes is kept like any other.
    let mut desk = desk.opened_as("Anna", true);
    desk.shows("Nicht gespeicherte Änderungen gefunden");
}

#[test]
fn leaving_with_what_is_not_proposed_asks_and_proposes() {
    let mut desk = Desk::new().opened_as("Anna", true);
    desk.phones("110").keys("q").shows("Vorschlagen und beenden").keys("b").shows("Warum?");
    desk.keys("<esc>").shows("[+1]");
    assert!(!desk.has_left);
    desk.keys("qb<enter>");
    assert!(desk.has_left);
    assert_eq!(desk.proposals().len(), 1);
}

#[test]
fn where_nothing_can_be_put_beside_the_dataset_the_proposal_is_a_text_to_send() {
    let desk = Desk::new();
    std::fs::write(desk.path().with_file_name("koeln.ron.proposals"), "in the way").unwrap();
    let mut desk = desk.opened_as("Anna", true);
    desk.phones("110").keys("<ctrl+s><enter>").shows("Vorschlag zum Verschicken").shows("bildungsnetz-proposal 1");
    desk.shows("y  Text kopieren").shows("kein Ordner.").keys("y<esc>").shows("[+1]");
    assert_eq!(desk.written(), SHIPPED);
}

#[test]
fn at_the_next_start_one_is_told_once_what_became_of_ones_proposals() {
    let mut desk = Desk::new().opened_as("Anna", true);
    desk.phones("110").keys("<ctrl+s><enter>");
    let id = desk.proposals()[0].id.clone();
    let (who, when) = ("otto@netz".to_owned(), "2026-11-24T10:00:00Z".to_owned());
    let reason = Some("Die alte gilt".to_owned());
    let said = ProposalAnswer { who, when, what: AnswerKind::Declined, changes: vec![1], reason };
    answer(&RealDisk, &desk.path(), &id, &said).unwrap();
    let mut desk = desk.opened_as("Otto", true);
    desk.hides("Ihr Vorschlag");
    let mut desk = desk.opened_as("Anna", true);
    desk.shows("Ihr Vorschlag „").shows("Telefon“ wurde abgelehnt: Die");
    let mut desk = desk.opened_as("Anna", true);
    desk.hides("Ihr Vorschlag");
}

/// A desk on which Anna proposed another telephone number, opened by Otto, who saves.
fn with_a_proposal() -> Desk {
    let mut desk = Desk::new().opened_as("Anna", true);
    desk.phones("110").keys("<ctrl+s>Neue Nummer<enter>");
    desk.opened_as("Otto", false)
}

/// What was answered to the only proposal.
fn answered(desk: &Desk) -> Vec<AnswerKind> {
    let proposals = desk.proposals();
    let kinds = proposals[0].answers.iter().map(|answer| answer.what);
    kinds.filter(|what| *what != AnswerKind::Noted).collect()
}

#[test]
fn an_editor_takes_a_proposal_and_the_history_names_both() {
    let mut desk = with_a_proposal();
    desk.shows("1 Vorschlag").keys("Z").shows("StädteRegion Aachen").shows("110").shows("Anna");
    desk.shows("Begründung: Neue Nummer").keys("t").shows("[+1]").shows("Es wartet kein Vorschlag");
    desk.keys("u").shows("110").hides("[+").keys("t").shows("[+1]").hides("1 Vorschlag ");
    desk.keys("<esc><ctrl+s>").runs_a_job().hides("[+");
    assert_eq!(desk.written(), with(&[(PHONE, "110")]));
    assert_eq!(answered(&desk), [AnswerKind::Taken]);
    let history = std::fs::read_to_string(desk.path().with_file_name("koeln.ron.history")).unwrap();
    assert!(history.contains("\"proposed_by\":\"uid-0@ (author=Anna)\""), "{history}");
    assert!(history.contains("\"reason\":\"Neue Nummer\""), "{history}");
    let mut desk = desk.opened_as("Anna", true);
    desk.shows("Telefon“ wurde übernommen.");
}

#[test]
fn a_crash_between_taking_and_saving_loses_neither_who_proposed_it_nor_the_answer() {
    // Taken and killed, taken over and killed again, and then saved.
    let mut desk = with_a_proposal();
    desk.keys("Zt<esc>").keys("/bonn<enter><enter>/rhythmus<enter>emonatlich<enter>");
    let mut desk = desk.opened_as("Otto", false);
    desk.shows("Nicht gespeicherte Änderungen gefunden").keys("a").hides("1 Vorschlag ");
    let mut desk = desk.opened_as("Otto", false);
    desk.keys("a<ctrl+s>").runs_a_job().hides("[+");
    assert_eq!(answered(&desk), [AnswerKind::Taken]);
    let history = std::fs::read_to_string(desk.path().with_file_name("koeln.ron.history")).unwrap();
    let proposed: Vec<bool> =
        history.lines().map(|line| line.contains("\"proposed_by\":\"uid-0@ (author=Anna)\"")).collect();
    assert!(proposed.contains(&true) && proposed.contains(&false), "{history}");

    // Taken with another value, undone and redone before the kill.
    let mut desk = with_a_proposal();
    desk.keys("Ze9<enter>b<esc>");
    let mut desk = desk.opened_as("Otto", false);
    desk.keys("a<ctrl+s>").runs_a_job();
    assert_eq!((answered(&desk), desk.written()), (vec![AnswerKind::TakenChanged], with(&[(PHONE, "1109")])));
    let mut desk = with_a_proposal();
    desk.keys("Zt<esc>u<ctrl+r>").shows("[+1]");
    let mut desk = desk.opened_as("Otto", false);
    desk.keys("a<ctrl+s>").runs_a_job();
    assert_eq!((answered(&desk), desk.written()), (vec![AnswerKind::Taken], with(&[(PHONE, "110")])));

    // Undone and killed: it waits.
    let mut desk = with_a_proposal();
    desk.keys("Zt<esc>u");
    desk.opened_as("Otto", false).shows("1 Vorschlag");
}

#[test]
fn the_list_of_proposals_names_the_caretaker_of_each_region() {
    let desk = with_a_proposal();
    let region = "            id: \"aachen\",\n";
    let text = SHIPPED.replacen(region, &format!("{region}            caretaker: \"buero@aachen.example\",\n"), 1);
    assert_ne!(text, SHIPPED);
    std::fs::write(desk.path(), text).unwrap();
    desk.opened_as("Otto", false).keys("Z").shows("StädteRegion Aachen · buero@aachen.example");
}

#[test]
fn what_was_taken_back_before_the_save_waits_on() {
    let mut desk = with_a_proposal();
    desk.keys("Zt<esc>u").keys("/aachen<enter><enter>/kennung<enter>e<ctrl+u>amt<enter><ctrl+s>").runs_a_job();
    assert_eq!(answered(&desk), []);
    desk.shows("1 Vorschlag");
}

#[test]
fn a_proposal_is_declined_with_a_reason_or_taken_with_another_value() {
    let mut desk = with_a_proposal();
    desk.keys("Zx").shows("1 Änderung ablehnen").shows("Kontakt › Telefon").keys("<enter>").shows("Bitte ein Grund");
    desk.keys("Die alte gilt<enter>").shows("Es wartet kein Vorschlag");
    assert_eq!(desk.proposals()[0].answers[0].reason.as_deref(), Some("Die alte gilt"));
    assert_eq!(desk.written(), SHIPPED);

    let mut desk = with_a_proposal();
    desk.keys("Ze").shows("110").keys("9<enter>b").hides("1 Vorschlag ");
    desk.keys("Z")
        .shows("Es wartet kein Vorschlag")
        .keys("<esc>uu")
        .shows("1 Vorschlag")
        .keys("<ctrl+r><ctrl+r><ctrl+s>");
    desk.runs_a_job();
    assert_eq!(desk.written(), with(&[(PHONE, "1109")]));
    assert_eq!(answered(&desk), [AnswerKind::TakenChanged]);
}

#[test]
fn what_no_longer_fits_is_asked_in_the_window_for_conflicts() {
    let mut desk = with_a_proposal();
    desk.phones("112").keys("<ctrl+s>").runs_a_job();
    desk.keys("Z").shows("! ").shows("seither geändert").shows("Jetzt: „112“").shows("Vorgeschlagen: „110“");
    desk.shows(&format!("Damals: „{PHONE}“")).keys("t").shows("Konflikt").shows("Vorgeschlagen von Anna");
    desk.keys("<esc>").hides("[+").keys("tw").shows("[+1]").keys("<esc><ctrl+s>").runs_a_job();
    assert_eq!(desk.written(), with(&[(PHONE, "110")]));
    assert_eq!(answered(&desk), [AnswerKind::Taken]);
}

#[test]
fn a_proposal_of_ones_own_is_continued_and_then_replaced_or_withdrawn() {
    let mut desk = with_a_proposal().opened_as("Anna", true);
    desk.keys("Z").shows("Sie").shows("e Weiterbearbeiten").shows("x Zurückziehen").hides("t Übernehmen");
    desk.keys("t").shows("wer den Datenbestand schreiben darf");
    desk.keys("e").shows("[+1]").shows("wieder offen").keys("<esc>").phones("115").keys("<ctrl+s><enter>");
    let proposals = desk.proposals();
    assert_eq!(proposals.len(), 2, "{proposals:?}");
    let open: Vec<&ChangeProposal> = proposals.iter().filter(|proposal| proposal.answer_to(1).is_none()).collect();
    let [open] = open[..] else { panic!("{proposals:?}") };
    assert!(open.changes[0].after.as_ref().unwrap().contains("115"));
    desk.keys("Zx").shows("Vorschlag zurückziehen?").shows("Ihr Vorschlag vom").shows("Telefon").keys("b").shows("115");
    desk.keys(":sprache<enter>").shows("e Continue").shows("x Withdraw").hides("t Take").shows("Proposed: “115”");
    desk.keys("x").shows("Withdraw the proposal?").shows("Your proposal of").keys("<esc>:language<enter>");
    desk.keys("xz").shows("Es wartet kein Vorschlag").shows("Ihr Vorschlag ist zurückgezogen.");
    assert!(desk.proposals().iter().all(|proposal| proposal.answer_to(1).is_some()));
    assert_eq!(desk.written(), SHIPPED);
}

/// What one person proposed and is not answered.
fn waiting(desk: &Desk) -> Vec<ChangeProposal> {
    desk.proposals().into_iter().filter(|proposal| proposal.answer_to(1).is_none()).collect()
}

#[test]
fn a_continued_proposal_is_replaced_after_a_kill_too_and_when_leaving_and_not_when_it_was_taken_back() {
    let mut desk = with_a_proposal().opened_as("Anna", true);
    desk.keys("Ze<esc>").shows("[+1]");
    let mut desk = desk.opened_as("Anna", true);
    let reason = desk.proposals()[0].why.clone();
    desk.shows("Nicht gespeicherte Änderungen gefunden").keys("a").shows("[+1]").phones("115");
    desk.keys("<ctrl+s>").shows(&reason).keys("<enter>");
    assert_eq!((waiting(&desk).len(), desk.proposals().len()), (1, 2));
    assert!(!reason.is_empty() && waiting(&desk)[0].why == reason, "the reason goes on");

    let mut desk = with_a_proposal().opened_as("Anna", true);
    desk.keys("Ze<esc>").phones("115").keys("qb<enter>");
    assert!(desk.has_left);
    assert_eq!((waiting(&desk).len(), desk.proposals().len()), (1, 2));

    // The clock of this desk stands still.
    let mut desk = with_a_proposal().opened_as("Anna", true);
    desk.keys("Ze<esc><ctrl+s><enter>");
    assert_eq!((waiting(&desk).len(), desk.proposals().len()), (1, 1), "the same is not withdrawn");

    let mut desk = with_a_proposal().opened_as("Anna", true);
    desk.keys("Ze<esc>usbonn-bildungsbuero<enter>/turnus<enter>emonatlich<enter>b<ctrl+s><enter>");
    assert_eq!(waiting(&desk).len(), 2, "the old one waits beside the new one");
}

#[test]
fn a_rename_that_was_taken_before_a_kill_is_recovered_and_nothing_is_left_over() {
    let mut desk = Desk::new().opened_as("Anna", true);
    desk.keys("/aachen<enter><enter>/kennung<enter>e<ctrl+u>aachen-amt<enter><ctrl+s><enter>");
    let mut desk = desk.opened_as("Otto", false);
    desk.keys("Zt<esc>").shows("[+");
    let mut desk = desk.opened_as("Otto", false);
    desk.shows("Nicht gespeicherte Änderungen gefunden").keys("a").hides("lässt sich hier nicht mehr eintragen");
    desk.shows("[+").keys("<ctrl+s>").runs_a_job().hides("[+");
    assert_eq!(answered(&desk), [AnswerKind::Taken]);
    assert!(desk.written().contains("\"aachen-amt\""));
    let mut desk = desk.opened_as("Otto", false);
    desk.hides("Nicht gespeicherte Änderungen gefunden");
}

/// A desk on which two proposals wait: a telephone number in Aachen and a rhythm in Bonn.
fn with_two_proposals() -> Desk {
    let mut desk = with_a_proposal().opened_as("Berta", true);
    desk.keys("sbonn-bildungsbuero<enter>/turnus<enter>emonatlich<enter>b<ctrl+s><enter>");
    desk.opened_as("Otto", false)
}

#[test]
fn only_proposals_that_are_shown_are_marked_and_marks_that_are_hidden_are_counted() {
    let mut desk = with_two_proposals();
    desk.keys("Z").shows("Turnus").shows("Telefon").keys("/telefon<enter>*").shows("· 1 markiert");
    desk.keys("t").shows("[+1]").keys("<esc>u").hides("[+");
    desk.keys("*").shows("· 2 markiert").keys("/telefon<enter>").shows("· 2 markiert").keys("*").shows("· 1 markiert");
    desk.keys("-").hides("markiert").keys("<space>").shows("· 1 markiert").keys("<esc>-");
    desk.keys("<home><space><end>+").shows("· 2 markiert");
}

#[test]
fn proposals_are_found_by_region_and_caretaker_and_a_body_stands_under_its_own() {
    let desk = with_two_proposals();
    let text = SHIPPED
        .replacen(
            "            id: \"aachen\",\n",
            "            id: \"aachen\",\n            caretaker: \"netz@aachen.example\",\n",
            1,
        )
        .replacen(
            "            id: \"bonn-bildungsbuero\",\n",
            "            id: \"bonn-bildungsbuero\",\n            caretaker: \"buero@bonn.example\",\n",
            1,
        );
    std::fs::write(desk.path(), text).unwrap();
    let mut desk = desk.opened_as("Otto", false);
    desk.keys("Z").shows("StädteRegion Aachen · netz@aachen.example").shows("Bonn · buero@bonn.example");
    desk.keys("/netz@aachen<enter>").shows("Telefon").hides("Turnus");
    desk.keys("<esc>/stadt bonn<enter>").shows("Turnus").hides("Telefon");
}

#[test]
fn a_long_value_is_shown_in_full_below_the_list() {
    let mut desk = Desk::new().opened_as("Anna", true);
    let words: String = (1..=60).map(|number| format!("Wort{number} ")).collect();
    desk.keys(&format!("sbonn-bildungsbuero<enter>/turnus<enter>e{}<enter>b<ctrl+s><enter>", words.trim_end()));
    let mut desk = desk.opened_as("Otto", false);
    desk.keys("Z").shows("Wort60“").shows("Vorgeschlagen von");
}

#[test]
fn several_are_taken_by_marks_as_one_step() {
    let mut desk = with_a_proposal().opened_as("Berta", true);
    desk.keys("/bonn<enter><enter>/kennung<enter>e<ctrl+u>amt<enter>");
    let mut desk = {
        desk.keys("<esc>/bonn<enter><enter>/rhythmus<enter>");
        desk.keys("<ctrl+s><enter>");
        desk.opened_as("Otto", false)
    };
    desk.shows("2 Vorschläge").keys("Z*t").shows("Es wartet kein Vorschlag").shows("[+2]");
    desk.keys("u").hides("[+").shows("2 Vorschläge");
}
