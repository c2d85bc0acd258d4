//! What every start, key press, search, change and save is made of, at 11 regions (the shipped
//! file) and at 400 (18 MB).
//!
//! `cargo bench --bench core`; a name behind `--` picks some,
//! `REGIONS=4000 cargo bench --bench core -- start` takes other sizes. Timings are not tests: those
//! are elsewhere. How it does beside other programs: `cargo bench --bench peers`.

#![allow(missing_docs, reason = "a program of its own, read from above")]
#![allow(clippy::unwrap_used, reason = "what is unexpected ends the measurement")]

#[path = "support/generate.rs"]
mod generate;
#[path = "../tests/support/mod.rs"]
mod support;

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use bildungsnetz::app::Event;
use bildungsnetz::document::{Address, AddressStep, Document, Edit, FileText, diff, invert, merge};
use bildungsnetz::index::{Index, WordsWanted};
use bildungsnetz::key::{Chord, Key};
use bildungsnetz::model::{BODIES, REGIONS, SCHEMA, SHIPPED};
use bildungsnetz::query::completeness::RegionKnowledge;
use bildungsnetz::schema::FieldKind;
use bildungsnetz::texts::Lang;
use bildungsnetz::view;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use support::Screen;

const SIZE: (u16, u16) = (120, 40);

fn main() {
    divan::main();
}

/// How many regions: 11 and 400, or what the variable says.
fn sizes() -> Vec<usize> {
    let asked = std::env::var("REGIONS").unwrap_or_else(|_| "11 400".into());
    asked.split_whitespace().map(|size| size.parse().unwrap()).collect()
}

/// The directory of a size, made once.
fn text(regions: usize) -> FileText {
    static MADE: LazyLock<Mutex<HashMap<usize, FileText>>> = LazyLock::new(Mutex::default);
    if regions == 11 {
        return SHIPPED.into();
    }
    MADE.lock().unwrap().entry(regions).or_insert_with(|| generate::directory(regions).into()).clone()
}

fn document(regions: usize) -> Document {
    Document::parse(&SCHEMA, text(regions)).unwrap()
}

/// Two values for the telephone of an office, which stands so far down the file (0 to 1), to be set
/// in turn.
fn edits(document: &Document, place: f64) -> [Edit; 2] {
    let slots: Vec<_> = document.slots(BODIES).collect();
    let from = (place * slots.len() as f64) as usize;
    let office = slots[from..].iter().find(|slot| document.source(**slot).contains("level: Bildungsbuero")).unwrap();
    let phone = format!("bodies/{}/contact/phone", document.id(*office));
    ["\"0221 1\"", "\"0221 222\""]
        .map(|value| Edit::Set { address: Address::parse(&SCHEMA, &phone).unwrap(), value: value.to_owned() })
}

/// The document with one value changed.
fn edited(document: &Document, place: f64) -> Document {
    let mut edited = document.clone();
    edited.edit(&edits(document, place)[0]).unwrap();
    edited
}

fn screen(regions: usize) -> Screen {
    let screen = Screen::new(&text(regions), Lang::De, SIZE);
    screen.app.workspace.index.prepare_search(&screen.app.workspace.doc);
    screen
}

fn terminal() -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap()
}

/// A key pressed and the screen that follows.
fn press(screen: &mut Screen, terminal: &mut Terminal<TestBackend>, key: Key) {
    drop(screen.app.update(Event::Key(Chord::plain(key))));
    terminal.draw(|frame| view::draw(&screen.app, frame)).unwrap();
}

mod start {
    use std::fs::File;
    use std::io::{Read, Write};
    use std::path::PathBuf;
    use std::time::Duration;

    use bildungsnetz::session::background_load::{self, load_whole};
    use bildungsnetz::session::worker::{Threads, WakePipe, Worker, WorkerReport};
    use bildungsnetz::storage::RealDisk;
    use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
    use rustix::event::{PollFd, PollFlags, poll};

    use super::*;

    /// The directory as a file, made once.
    fn file(regions: usize) -> PathBuf {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("core-{regions}.ron"));
        File::create(&path).unwrap().write_all(text(regions).as_bytes()).unwrap();
        path
    }

    #[divan::bench(args = sizes())]
    fn scan(bencher: Bencher, regions: usize) {
        let text = text(regions);
        bencher.counter(BytesCount::of_str(&*text)).bench(|| Document::parse(&SCHEMA, text.clone()));
    }

    /// The syntax tree of every record; the program makes that of a record when it is looked at.
    #[divan::bench(args = sizes())]
    fn parse_every_record(bencher: Bencher, regions: usize) {
        let document = document(regions);
        bencher.counter(BytesCount::new(document.byte_len())).bench(|| {
            SCHEMA.all().flat_map(|table| document.slots(table)).filter(|slot| document.record(*slot).is_ok()).count()
        });
    }

    #[divan::bench(args = sizes())]
    fn index(bencher: Bencher, regions: usize) {
        let document = document(regions);
        bencher.bench(|| Index::build(&document));
    }

    #[divan::bench(args = sizes())]
    fn search_texts(bencher: Bencher, regions: usize) {
        let document = document(regions);
        bencher.with_inputs(|| Index::build(&document)).bench_refs(|index| index.prepare_search(&document));
    }

    /// From the file on the disk to everything related and searchable, as it goes on behind the
    /// first screen.
    #[divan::bench(args = sizes())]
    fn load_to_the_end(bencher: Bencher, regions: usize) {
        let path = file(regions);
        bencher.bench(|| {
            let wakes = WakePipe::new().unwrap();
            let (wake, path) = (wakes.fd().unwrap(), path.clone());
            let load = move |reporter: &_| load_whole(&RealDisk, &SCHEMA, &path, reporter);
            let mut worker = Worker::start(&Threads, &wakes, "loader", load).unwrap();
            loop {
                poll(&mut [PollFd::new(&wake, PollFlags::IN)], None).unwrap();
                wakes.drain();
                if let Some(WorkerReport::Ended(whole)) = worker.wait(Some(Duration::ZERO)) {
                    return whole.is_ok();
                }
            }
        });
    }

    /// What is read of a large file for the first screen.
    #[divan::bench(args = sizes())]
    fn beginning(bencher: Bencher, regions: usize) {
        let path = file(regions);
        bencher.bench(|| background_load::beginning(&RealDisk, &SCHEMA, &path).is_some());
    }

    /// A process to be ended after the measurement.
    struct Running(Box<dyn Child + Send + Sync>);

    impl Drop for Running {
        fn drop(&mut self) {
            self.0.kill().and_then(|()| self.0.wait()).unwrap();
        }
    }

    /// The program itself in a terminal of its own: from before its process is made until it has
    /// drawn the list of bodies.
    #[divan::bench(args = sizes(), sample_size = 1)]
    fn program_to_first_screen(bencher: Bencher, regions: usize) {
        let path = file(regions);
        let home = tempfile::tempdir().unwrap();
        bencher.bench_local(|| {
            let size = PtySize { cols: SIZE.0, rows: SIZE.1, ..PtySize::default() };
            let pty = native_pty_system().openpty(size).unwrap();
            let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_bildungsnetz"));
            command.args(["--lang", "de"]);
            command.arg(&path);
            command.env_clear();
            command.env("HOME", home.path());
            command.env("TERM", "xterm-256color");
            command.env("LANG", "C.UTF-8");
            let mut output = pty.master.try_clone_reader().unwrap();
            let child = Running(pty.slave.spawn_command(command).unwrap());
            let (mut seen, mut buffer) = (Vec::new(), [0; 1 << 14]);
            while memchr::memmem::find(&seen, "2 Gremien".as_bytes()).is_none() {
                let count = output.read(&mut buffer).unwrap();
                seen.extend_from_slice(&buffer[..count]);
            }
            (child, pty)
        });
    }
}

mod change {
    use super::*;

    #[divan::bench(args = sizes())]
    fn plan_a_field(bencher: Bencher, regions: usize) {
        let document = document(regions);
        let [edit, _] = edits(&document, 0.5);
        bencher.bench(|| document.plan(&edit));
    }

    #[divan::bench(args = sizes())]
    fn plan_and_apply_a_field(bencher: Bencher, regions: usize) {
        let mut document = document(regions);
        let edits = edits(&document, 0.5);
        let mut turns = edits.iter().cycle();
        bencher.bench_local(|| document.edit(turns.next().unwrap()).unwrap());
    }

    /// The first text of each record set anew, of 10,000 at most.
    fn one_edit_a_record(document: &Document) -> Vec<Edit> {
        let edit = |slot| {
            let address = document.address(slot);
            let fields = SCHEMA.table(slot.table).record.fields.iter();
            let field = fields.into_iter().find(|field| matches!(field.kind, FieldKind::Line | FieldKind::Text))?;
            let address = address.join(AddressStep::Field(field.name.to_owned()));
            Some(Edit::Set { address, value: "\"neu\"".to_owned() })
        };
        SCHEMA.all().flat_map(|table| document.slots(table)).filter_map(edit).take(10_000).collect()
    }

    /// Many edits as one transaction, each planned on the result of those before it.
    #[divan::bench(args = sizes())]
    fn plan_a_transaction(bencher: Bencher, regions: usize) {
        let document = document(regions);
        let edits = one_edit_a_record(&document);
        bencher.counter(ItemsCount::new(edits.len())).bench(|| document.plan_all(&edits).unwrap());
    }

    /// The same as a step on the screen, with relations, search texts and unsaved changes.
    #[divan::bench(args = sizes())]
    fn apply_a_transaction_on_the_screen(bencher: Bencher, regions: usize) {
        let edits = one_edit_a_record(&document(regions));
        bencher.counter(ItemsCount::new(edits.len())).with_inputs(|| screen(regions)).bench_local_refs(|screen| {
            screen.app.apply(&edits, String::new()).unwrap();
        });
    }

    /// A step and taking it back while the records of such a transaction are unsaved.
    #[divan::bench(args = sizes())]
    fn edit_and_undo_beside_a_transaction(bencher: Bencher, regions: usize) {
        let mut screen = screen(regions);
        screen.app.apply(&one_edit_a_record(&document(regions)), String::new()).unwrap();
        screen.keys("<enter>/telefon<enter>");
        bencher.bench_local(|| {
            screen.keys("e<ctrl+u>0221 1<enter>u");
            screen.kept.clear();
        });
    }

    /// Taking a change back, relations and search texts too.
    #[divan::bench(args = sizes())]
    fn undo(bencher: Bencher, regions: usize) {
        let mut document = document(regions);
        let mut index = Index::build(&document);
        index.prepare_search(&document);
        let changes = document.edit(&edits(&document, 0.5)[0]).unwrap();
        let steps = [invert(&changes), changes];
        let mut turns = steps.iter().cycle();
        bencher.bench_local(|| {
            let slots = document.apply(turns.next().unwrap()).unwrap();
            index.update(&document, &slots);
        });
    }

    /// A whole step on the screen: open the field, type, confirm, take back.
    #[divan::bench(args = sizes())]
    fn edit_and_undo_on_the_screen(bencher: Bencher, regions: usize) {
        let mut screen = screen(regions);
        screen.keys("<enter>/telefon<enter>");
        bencher.bench_local(|| {
            screen.keys("e<ctrl+u>0221 1<enter>u");
            screen.kept.clear();
        });
    }
}

mod compare {
    use super::*;

    #[divan::bench(args = sizes())]
    fn diff_one_value(bencher: Bencher, regions: usize) {
        let old = document(regions);
        let new = edited(&old, 0.5);
        bencher.bench(|| diff::diff(&old, &new));
    }

    /// Two files that were read separately, as `bildungsnetz diff` reads them: no text is shared.
    #[divan::bench(args = sizes())]
    fn diff_two_files(bencher: Bencher, regions: usize) {
        let old = document(regions);
        let new = Document::parse(&SCHEMA, edited(&old, 0.5).text()).unwrap();
        bencher.counter(BytesCount::new(2 * old.byte_len())).bench(|| diff::diff(&old, &new));
    }

    /// Two people changed different records of the same file.
    #[divan::bench(args = sizes())]
    fn merge_three_files(bencher: Bencher, regions: usize) {
        let base = document(regions);
        let [ours, theirs] = [0.2, 0.7].map(|place| Document::parse(&SCHEMA, edited(&base, place).text()).unwrap());
        bencher.bench(|| merge::merge(&base, &ours, &theirs));
    }
}

mod disk {
    use std::fs::{File, OpenOptions, rename};
    use std::io::Write;
    use std::path::Path;
    use std::time::Duration;

    use bildungsnetz::document::Change;
    use bildungsnetz::storage::journal::{Author, JournalStep, StepOrigin};
    use bildungsnetz::storage::{Content, Journal, LockHolder, RealDisk, WriteTarget, replace};
    use tempfile::TempDir;

    use super::*;

    /// A folder on the disk where the program is built, not in memory as temporary folders may be.
    fn folder() -> TempDir {
        TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
    }

    /// What any program must do so that a power cut leaves the old file or the new one.
    fn plain(path: &Path, text: &str) {
        let new = path.with_extension("new");
        let mut file = File::create(&new).unwrap();
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).unwrap();
        rename(&new, path).unwrap();
        File::open(path.parent().unwrap()).unwrap().sync_all().unwrap();
    }

    /// The measure for `save`: write, sync, rename, sync the folder.
    #[divan::bench(args = sizes())]
    fn plain_write_and_sync(bencher: Bencher, regions: usize) {
        let (folder, text) = (folder(), text(regions));
        bencher.counter(BytesCount::of_str(&*text)).bench(|| plain(&folder.path().join("data.ron"), &text));
    }

    /// The same with lock, comparison with what lies there, reading back and judging.
    #[divan::bench(args = sizes())]
    fn save(bencher: Bencher, regions: usize) {
        let (folder, document) = (folder(), document(regions));
        let path = folder.path().join("data.ron");
        plain(&path, &document.text());
        let holder = LockHolder { user: "anna".into(), host: "netz".into(), pid: 1, since: "10:42".into() };
        let order = WriteTarget {
            disk: &RealDisk,
            path: &path,
            read_only: None,
            holder: &holder,
            patience: Duration::from_secs(1),
            state: None,
        };
        let snapshot = document.snapshot();
        let judge = |_: &[&str]| snapshot.probe().map_err(|error| error.to_string());
        bencher.counter(BytesCount::new(document.byte_len())).bench(|| {
            let content = Content::of_chunks(document.chunks());
            replace(order, Some(content), document.chunks(), judge).unwrap()
        });
    }

    /// The measure for `journal_step`: some bytes appended and synced.
    #[divan::bench]
    fn plain_append_and_sync(bencher: Bencher) {
        let folder = folder();
        let mut file = OpenOptions::new().create(true).append(true).open(folder.path().join("journal")).unwrap();
        bencher.bench_local(|| file.write_all(&[b'x'; 1_000]).and_then(|()| file.sync_data()).unwrap());
    }

    /// A change written down before the screen shows it.
    #[divan::bench]
    fn journal_step(bencher: Bencher) {
        let (folder, mut document) = (folder(), document(11));
        let changes: Vec<Change> = document.edit(&edits(&document, 0.5)[0]).unwrap();
        let (who, started) = ("anna@netz".to_owned(), "2026-11-23T10:42:00Z".to_owned());
        let author = Author { who, started: started.clone(), dataset: folder.path().join("data.ron"), base: None };
        let mut journal = Journal::new(&RealDisk, &SCHEMA, Some(folder.path()), author);
        journal.prepare().unwrap();
        let done = JournalStep {
            time: started,
            name: "Telefon geändert".into(),
            how: StepOrigin::Made,
            field: None,
            changes,
            takes: Vec::new(),
        };
        bencher.bench_local(|| journal.step(&done).unwrap());
    }
}

mod search {
    use super::*;

    #[divan::bench(args = sizes())]
    fn first_character(bencher: Bencher, regions: usize) {
        let document = document(regions);
        let index = Index::build(&document);
        index.prepare_search(&document);
        bencher.bench(|| index.search(&document, "s", None));
    }

    #[divan::bench(args = sizes())]
    fn next_character(bencher: Bencher, regions: usize) {
        let document = document(regions);
        let index = Index::build(&document);
        let before = index.search(&document, "sch", None);
        bencher.bench(|| index.search(&document, "schu", Some(&before)));
    }

    /// A character typed into the search and erased again: state and drawing of both.
    #[divan::bench(args = sizes())]
    fn character_on_the_screen(bencher: Bencher, regions: usize) {
        let (mut screen, mut terminal) = (screen(regions), terminal());
        screen.keys("s");
        let mut turns = [Key::Char('s'), Key::Backspace].into_iter().cycle();
        bencher.bench_local(|| press(&mut screen, &mut terminal, turns.next().unwrap()));
    }
}

/// Single questions, as the command line asks them: of the text of a file.
mod question {
    use bildungsnetz::model::date::Date;
    use bildungsnetz::model::{ENGAGEMENTS, MUNICIPALITIES};
    use bildungsnetz::query::contact::ContactCard;
    use bildungsnetz::query::expression::{Expression, reference_tables};
    use bildungsnetz::query::list::ListQuestion;
    use bildungsnetz::query::places::matching_regions;
    use bildungsnetz::query::{DatasetView, NameCache};

    use super::*;

    #[divan::bench(args = sizes())]
    fn find(bencher: Bencher, regions: usize) {
        let text = text(regions);
        bencher.bench(|| {
            let document = Document::parse(&SCHEMA, text.clone()).unwrap();
            let index = Index::for_search(&document, "weststadt", &[], WordsWanted::Some, None).unwrap();
            index.search(&document, "weststadt", None).hits(&document).len()
        });
    }

    #[divan::bench(args = sizes())]
    fn list(bencher: Bencher, regions: usize) {
        let (text, query) = (text(regions), "status:active");
        bencher.bench(|| {
            let document = Document::parse(&SCHEMA, text.clone()).unwrap();
            let index = Index::of_tables(&document, &reference_tables(query, ENGAGEMENTS).unwrap());
            let names = NameCache::default();
            let data = DatasetView { document: &document, index: &index, names: &names };
            let today = Date::parse("2026-11-23").unwrap();
            let expression = Expression::parse(query, Some(ENGAGEMENTS), data, today).unwrap();
            ListQuestion::of(ENGAGEMENTS, &expression).slots(data).len()
        });
    }

    #[divan::bench(args = sizes())]
    fn contact(bencher: Bencher, regions: usize) {
        let text = text(regions);
        let place = {
            let document = Document::parse(&SCHEMA, text.clone()).unwrap();
            document.id(document.slots(REGIONS).next().unwrap()).to_owned()
        };
        bencher.bench(|| {
            let document = Document::parse(&SCHEMA, text.clone()).unwrap();
            let index = Index::of_tables(&document, &[MUNICIPALITIES, BODIES]);
            let names = NameCache::default();
            let data = DatasetView { document: &document, index: &index, names: &names };
            let regions = matching_regions(data, &place).regions;
            regions.iter().map(|found| ContactCard::of(data, found.region, None).offices.len()).sum::<usize>()
        });
    }
}

mod views {
    use std::cell::RefCell;
    use std::fmt;

    use super::*;

    /// Names of views and the keys that lead there.
    const VIEWS: [(&str, &str); 22] = [
        ("directory", ""),
        ("bodies", "2"),
        ("fields", "3"),
        ("detail", "<enter>"),
        ("editor", "<enter>/telefon<enter>e"),
        ("guide", "i"),
        ("guide card", "i<enter><enter>"),
        ("matrix", "m"),
        ("overview", "O"),
        ("who sits where", "W"),
        ("process", "P"),
        ("process, open", "Pv"),
        ("meetings", "S"),
        ("meetings by body", "Sv"),
        ("map", "M"),
        ("map by age", "Mvv"),
        ("review", "V"),
        ("search", "sschul"),
        ("help", "?"),
        ("palette", ":"),
        ("problems", "p"),
        ("changes", "<enter>/telefon<enter>e<ctrl+u>0221 1<enter>c"),
    ];

    /// A view at a size.
    #[derive(Clone, Copy)]
    struct At(&'static str, &'static str, usize);

    impl fmt::Display for At {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{}, {}", self.0, self.2)
        }
    }

    impl At {
        /// Returns true for a view that asks a question of all records.
        fn is_asked_anew(self) -> bool {
            self.1.starts_with(['O', 'W', 'P', 'S', 'M', 'V'])
        }
    }

    fn all() -> Vec<At> {
        let at = |(name, keys)| sizes().into_iter().map(move |regions| At(name, keys, regions));
        VIEWS.into_iter().flat_map(at).collect()
    }

    fn there(At(_, keys, regions): At) -> (Screen, Terminal<TestBackend>) {
        let mut screen = screen(regions);
        screen.keys(keys);
        (screen, terminal())
    }

    /// From the last key that leads to a view to its first picture. Nothing is left of an earlier
    /// visit.
    #[divan::bench(args = all().into_iter().filter(|at| at.is_asked_anew()), sample_size = 1)]
    fn open(bencher: Bencher, at: At) {
        let mut terminal = terminal();
        let screen = RefCell::new(screen(at.2));
        let last = at.1.chars().next_back().unwrap();
        let before = || {
            let mut screen = screen.borrow_mut();
            screen.keys("<esc><esc>");
            screen.app.screens = Default::default();
            screen.keys(at.1.strip_suffix(last).unwrap());
        };
        bencher.with_inputs(before).bench_local_values(|()| {
            press(&mut screen.borrow_mut(), &mut terminal, Key::Char(last));
        });
    }

    /// Layout and drawing, state unchanged.
    #[divan::bench(args = all())]
    fn draw(bencher: Bencher, at: At) {
        let (screen, mut terminal) = there(at);
        bencher.bench_local(|| terminal.draw(|frame| view::draw(&screen.app, frame)).map(drop));
    }

    /// One down and one up in turn: state, layout and drawing.
    #[divan::bench(args = all())]
    fn move_and_draw(bencher: Bencher, at: At) {
        let (mut screen, mut terminal) = there(at);
        let mut turns = [Key::Down, Key::Up].into_iter().cycle();
        bencher.bench_local(|| press(&mut screen, &mut terminal, turns.next().unwrap()));
    }
}

mod review {
    use super::*;

    /// A key that goes to the next statement, and the screen that follows.
    #[divan::bench(args = sizes())]
    fn next(bencher: Bencher, regions: usize) {
        let mut terminal = terminal();
        let mut screen = whole(regions);
        bencher.bench_local(|| press(&mut screen, &mut terminal, Key::Char('n')));
    }

    /// The key that confirms a statement, and the screen that follows.
    #[divan::bench(args = sizes())]
    fn confirm(bencher: Bencher, regions: usize) {
        let mut terminal = terminal();
        let mut screen = whole(regions);
        screen.keys("GNNN");
        bencher.bench_local(|| {
            press(&mut screen, &mut terminal, Key::Char('t'));
            press(&mut screen, &mut terminal, Key::Char('u'));
        });
    }

    /// All slices that go on between keys until everything is listed.
    #[divan::bench(args = sizes())]
    fn until_everything_is_listed(bencher: Bencher, regions: usize) {
        let mut screen = screen(regions);
        bencher.bench_local(|| {
            screen.app.screens.review = Default::default();
            screen.keys("V").keys("<esc>");
        });
    }

    /// How complete and how fresh all networks are.
    #[divan::bench(args = sizes())]
    fn completeness(bencher: Bencher, regions: usize) {
        let screen = screen(regions);
        let workspace = &screen.app.workspace;
        let all = workspace.index.order(&workspace.doc, REGIONS).to_vec();
        bencher.bench_local(|| RegionKnowledge::of(workspace.data(), &all, workspace.settings.period()));
    }

    fn whole(regions: usize) -> Screen {
        let mut screen = screen(regions);
        screen.keys("V");
        screen
    }
}
