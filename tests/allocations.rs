//! What the hot paths may cost, told without a clock: how often they ask for memory.
//!
//! Times are noisy where the checks run; the number of allocations is nearly the same in every run
//! and grows with the work. Each path is counted on a small directory and on one ten times as
//! large: what is in proportion to a record must not cost more there. A limit is about one and a
//! half times what was counted when it was set. To set limits anew after a change that is meant:
//! `cargo test --test allocations -- --nocapture` prints what is counted; the small directory
//! stands first. Of work that is shared among threads only the part of the calling one is counted:
//! the limits hold for one processor, too.

#![allow(missing_docs, reason = "a program of its own, read from above")]
#![allow(clippy::unwrap_used, reason = "what is unexpected ends the test")]

#[path = "../benches/support/generate.rs"]
mod generate;
mod support;

use std::sync::LazyLock;

use allocation_counter::measure;
use bildungsnetz::app::Event;
use bildungsnetz::check::{CheckOptions, check};
use bildungsnetz::document::{Address, Document, Edit, FileText, diff, invert, merge};
use bildungsnetz::index::{Index, WordsWanted};
use bildungsnetz::model::date::Date;
use bildungsnetz::model::{BODIES, ENGAGEMENTS, SCHEMA};
use bildungsnetz::query::expression::Expression;
use bildungsnetz::query::list::ListQuestion;
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::texts::Lang;
use bildungsnetz::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use support::{Screen, chords};

const SIZE: (u16, u16) = (120, 40);

/// A directory of 11 regions (1,125 records) and one of 110 (11,025).
static DIRECTORIES: LazyLock<[FileText; 2]> =
    LazyLock::new(|| [11, 110].map(|regions| generate::directory(regions).into()));

/// How many allocations something may cost.
#[derive(Clone, Copy)]
enum Most {
    /// So many at any size.
    Any(u64),
    /// So many in the small directory and in the large one: the work is in proportion to what is
    /// shown or related.
    Of([u64; 2]),
}

impl Most {
    /// Tells what was counted; what is wrong with it, if anything.
    fn judge(self, what: &str, counted: [u64; 2]) -> Option<String> {
        eprintln!("{what}: {counted:?}");
        let [small, large] = counted;
        match self {
            Most::Any(limit) if small.max(large) > limit => Some(format!("{what}: {counted:?}, at most {limit}")),
            // Pages differ a little from record to record.
            Most::Any(_) if large > small + small / 4 + 10 => Some(format!("{what}: {counted:?} grows with the file")),
            Most::Of(limits) if small > limits[0] || large > limits[1] => {
                Some(format!("{what}: {counted:?}, at most {limits:?}"))
            }
            _ => None,
        }
    }
}

#[track_caller]
fn none(wrong: impl IntoIterator<Item = String>) {
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is pressed, how one comes there, the keys of which the dearest counts (state and drawing),
/// and its limit.
const KEYS: &[(&str, &str, &str, Most)] = &[
    ("down in the regions", "1", "jjjjjjjj", Most::Any(8_000)),
    ("down in the bodies", "2", "jjjjjjjjjjjj", Most::Any(2_400)),
    // The page of a field tells of every region that works on it; its beginning comes with the key.
    ("down in the fields", "3", "jjjjjjjjjjjj", Most::Any(2_900)),
    ("down in the detail view", "14", "jjjjjjjjjj", Most::Any(800)),
    ("filter of a pane", "1/", "tannen", Most::Any(7_500)),
    // The region that was selected before has its page again.
    ("back to all", "", "<esc>", Most::Any(6_500)),
    ("search, a character", "s", "schulamt", Most::Any(4_300)),
    ("to a value", "<esc>1<enter>", "/telefon<enter>", Most::Any(1_600)),
    ("editing a field and undo", "", "e<ctrl+u>0221 1<enter>u", Most::Any(8_500)),
    // The large directory fills the width with columns, the small one does not.
    ("the matrix", "<esc><esc>m", "jjjjkkkkllllhhhh", Most::Of([1_200, 1_700])),
    ("the guide", "<esc>i", "<down><down><down><down><up><up><up><up>", Most::Any(300)),
];

#[test]
fn a_key_costs_what_its_limit_says() {
    let mut screens = DIRECTORIES.each_ref().map(|text| {
        let screen = Screen::new(text, Lang::De, SIZE);
        let (document, index) = (&screen.app.workspace.doc, &screen.app.workspace.index);
        index.prepare_search(document);
        // What tells records apart is read when first asked about, table by table.
        let first = |table| document.slots(table).next();
        SCHEMA.all().filter_map(first).for_each(|slot| assert_ne!(index.distance(document, slot), Some(usize::MAX)));
        (screen, Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap())
    });
    none(KEYS.iter().filter_map(|(what, before, keys, most)| {
        let counted = screens.each_mut().map(|(screen, terminal)| dearest(screen, terminal, (before, keys)));
        most.judge(what, counted)
    }));
}

/// The most allocations of any of the keys, state and drawing together.
fn dearest(screen: &mut Screen, terminal: &mut Terminal<TestBackend>, (before, keys): (&str, &str)) -> u64 {
    screen.keys(before);
    let cost = |chord| {
        measure(|| {
            drop(screen.app.update(Event::Key(chord)));
            terminal.draw(|frame| view::draw(&screen.app, frame)).unwrap();
        })
    };
    chords(keys).into_iter().map(cost).map(|cost| cost.count_total).max().unwrap_or_default()
}

/// A directory, taken apart.
struct Taken {
    text: FileText,
    document: Document,
    records: u64,
    /// Sets the telephone of an office in its middle.
    edit: Edit,
}

fn taken() -> [Taken; 2] {
    DIRECTORIES.each_ref().map(|text| {
        let document = Document::parse(&SCHEMA, text.clone()).unwrap();
        let records = SCHEMA.all().map(|table| document.slots(table).len() as u64).sum();
        let slots: Vec<_> = document.slots(BODIES).collect();
        let office =
            slots[slots.len() / 2..].iter().find(|slot| document.id(**slot).ends_with("bildungsbuero")).unwrap();
        let address = format!("bodies/{}/contact/phone", document.id(*office));
        let address = Address::parse(&SCHEMA, &address).unwrap();
        Taken { text: text.clone(), document, records, edit: Edit::Set { address, value: "\"0221 1\"".into() } }
    })
}

#[test]
fn opening_costs_little_for_each_record() {
    let taken = taken();
    let counted = |work: &dyn Fn(&Taken)| taken.each_ref().map(|taken| measure(|| work(taken)));
    let scans = counted(&|taken| drop(Document::parse(&SCHEMA, taken.text.clone())));
    let indexes = counted(&|taken| drop(Index::build(&taken.document)));
    // Thousandths, so that a scan, which needs less than one for a record, has a number.
    let each = |counts: [u64; 2]| [0, 1].map(|i| counts[i] * 1_000 / taken[i].records);
    // Beside the text, which is shared and not copied.
    let bytes = [0, 1].map(|i| scans[i].bytes_max / taken[i].records);
    none(
        [
            Most::Of([140, 35]).judge("scan, for 1,000 records", each(scans.map(|scan| scan.count_total))),
            Most::Of([185, 125]).judge("scan, bytes for a record", bytes),
            Most::Any(5_200).judge("relations, for 1,000 records", each(indexes.map(|index| index.count_total))),
        ]
        .into_iter()
        .flatten(),
    );
}

#[test]
fn one_question_costs_less_than_reading_all() {
    let [found, listed] = [
        question_costs(&|document| drop(Index::for_search(document, "Weststadt", &[], WordsWanted::Some, None))),
        question_costs(&|document| {
            let (index, names) = (Index::of_tables(document, &[]), NameCache::default());
            let data = DatasetView { document, index: &index, names: &names };
            let asked = Expression::parse("status:paused", Some(ENGAGEMENTS), data, Date::parse("2026-11-23").unwrap());
            drop(ListQuestion::of(ENGAGEMENTS, &asked.unwrap()).slots(data));
        }),
    ];
    // Reading all for a search takes 7,200 and, on one processor, some 60,000.
    none(
        [
            Most::Of([3_100, 16_000]).judge("reading what a word may find", found),
            Most::Of([4_000, 9_000]).judge("reading what a query may find", listed),
        ]
        .into_iter()
        .flatten(),
    );
}

/// Counts what a question costs of each directory.
fn question_costs(ask: &dyn Fn(&Document)) -> [u64; 2] {
    DIRECTORIES.clone().map(|text| {
        let document = Document::parse(&SCHEMA, text).unwrap();
        measure(|| ask(&document)).count_total
    })
}

#[test]
fn a_change_costs_the_same_at_any_size() {
    let taken = taken();
    let counted = |work: &dyn Fn(&Taken) -> u64| taken.each_ref().map(work);
    let planned = counted(&|taken| measure(|| drop(taken.document.plan(&taken.edit).unwrap())).count_total);
    let made = counted(&|taken| {
        let mut document = taken.document.clone();
        let mut index = Index::build(&document);
        let changes = document.plan(&taken.edit).unwrap();
        let back = invert(&changes);
        measure(|| {
            for changes in [&changes, &back] {
                let slots = document.apply(changes).unwrap();
                index.update(&document, &slots);
            }
        })
        .count_total
    });
    let edited = |taken: &Taken| {
        let mut document = taken.document.clone();
        document.edit(&taken.edit).unwrap();
        document
    };
    let compared = counted(&|taken| {
        let new = edited(taken);
        measure(|| drop(diff::diff(&taken.document, &new))).count_total
    });
    let merged = counted(&|taken| {
        let [base, theirs] = [&taken.document, &edited(taken)];
        measure(|| drop(merge::merge(base, base, theirs))).count_total
    });
    none(
        [
            Most::Any(190).judge("planning a change", planned),
            Most::Any(66).judge("making and undoing it, relations too", made),
            Most::Any(400).judge("finding it by comparing", compared),
            Most::Any(750).judge("merging it", merged),
        ]
        .into_iter()
        .flatten(),
    );
}

/// What a file is made of, and how.
type WorstFile = (&'static str, fn(usize) -> String);

/// Files that cost most to check, made of `count` things.
const WORST: &[WorstFile] = &[
    ("records on one line", |count| records(count, |number| format!("(id:\"r{number}\",name:\"R\",kind:Kreis),"))),
    ("one identifier", |count| records(count, |_| "(id:\"r\",name:\"R\",kind:Kreis),\n".to_owned())),
    ("empty records", |count| records(count, |_| "(),\n".to_owned())),
    ("references to nothing", |count| records(count, |number| format!("(id:\"r{number}\",agreement:\"x{number}\"),"))),
    ("unknown fields", |count| format!("Directory(regions:[(id:\"r\",{})])", "a:1,".repeat(count * 20))),
    ("unknown tables", |count| {
        format!("Directory({})", (0..count * 20).map(|number| format!("a{number}:1,")).collect::<String>())
    }),
    ("leftovers of a merge", |count| format!("Directory(regions:[(id:\"r\",\n{})])", "<<<<<<< a\n".repeat(count * 20))),
    ("repeated references", |count| {
        let regions = "\"r\",".repeat(count * 20);
        format!("Directory(regions:[(id:\"r\")],bodies:[(id:\"b\",level:Fachforum,regions:[{regions}])])")
    }),
];

fn records(count: usize, record: impl Fn(usize) -> String) -> String {
    format!("#![enable(implicit_some)]\nDirectory(regions:[{}])", (0..count).map(record).collect::<String>())
}

#[test]
fn a_check_costs_in_proportion_to_the_file_and_keeps_little_of_it() {
    let today = Date::parse("2026-11-29").unwrap();
    let options = CheckOptions { most_per_rule: 50, ..CheckOptions::default() };
    none(WORST.iter().filter_map(|(what, file)| {
        // Few enough that one thread does it all.
        let cost = [400, 800].map(|count| {
            let text = FileText::from(file(count));
            let document = Document::parse(&SCHEMA, text).unwrap();
            let index = Index::build(&document);
            let cost = measure(|| drop(check(&document, &index, today, &options)));
            [cost.count_total, cost.bytes_total, cost.bytes_max]
        });
        eprintln!("{what}: {cost:?}");
        let [small, large] = cost;
        let grows = small.iter().zip(&large).any(|(small, large)| *large > small * 5 / 2 + 20_000);
        grows.then(|| format!("{what}: {cost:?} grows faster than the file"))
    }));
}
