//! What every key press, search and start is made of, measured at 11 regions (the shipped file) and at 400 (18 MB).
//!
//! `cargo bench --bench core`; a name behind `--` picks some. Timings are not tests: the tests are elsewhere.

#![allow(missing_docs, reason = "a program of its own, read from above")]
#![allow(clippy::unwrap_used, reason = "what is unexpected ends the measurement")]

#[path = "support/generate.rs"]
mod generate;

use std::sync::{Arc, LazyLock};

use bildungsnetz::app::{App, Event, FileState, Settings};
use bildungsnetz::document::{Address, Document, Edit, invert};
use bildungsnetz::index::Index;
use bildungsnetz::key::{Chord, Key};
use bildungsnetz::keymap::Keymap;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::{BODIES, SCHEMA, SHIPPED};
use bildungsnetz::texts::Lang;
use bildungsnetz::theme::Theme;
use divan::Bencher;
use divan::counter::BytesCount;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

const REGIONS: [usize; 2] = [11, 400];
const SIZE: Size = Size { width: 120, height: 40 };

fn main() {
    divan::main();
}

fn text(regions: usize) -> Arc<str> {
    static LARGE: LazyLock<Arc<str>> = LazyLock::new(|| generate::directory(400).into());
    if regions == 400 { Arc::clone(&LARGE) } else { SHIPPED.into() }
}

fn document(regions: usize) -> Document {
    Document::parse(&SCHEMA, text(regions)).unwrap()
}

/// Two values for the telephone of an office in the middle of the file, to be set in turn.
fn edits(document: &Document) -> [Edit; 2] {
    let slots: Vec<_> = document.slots(BODIES).collect();
    let office =
        slots[slots.len() / 2..].iter().find(|slot| document.source(**slot).contains("Bildungsbuero")).unwrap();
    let phone = format!("bodies/{}/contact/phone", document.id(*office));
    ["\"0221 1\"", "\"0221 222\""]
        .map(|value| Edit::Set { address: Address::parse(&SCHEMA, &phone).unwrap(), value: value.to_owned() })
}

fn app(regions: usize) -> App {
    let settings = Settings {
        lang: Lang::De,
        theme: Theme::Default,
        ascii: false,
        restricted: false,
        today: Date::parse("2026-11-22").unwrap(),
        old_after: 24,
        silenced: Vec::new(),
        keymap: Keymap::default(),
    };
    App::new(document(regions), settings, FileState::default(), SIZE)
}

fn terminal() -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(SIZE.width, SIZE.height)).unwrap()
}

mod start {
    use super::*;

    #[divan::bench(args = REGIONS)]
    fn scan(bencher: Bencher, regions: usize) {
        let text = text(regions);
        bencher.counter(BytesCount::of_str(&text)).bench(|| Document::parse(&SCHEMA, Arc::clone(&text)));
    }

    #[divan::bench(args = REGIONS)]
    fn index(bencher: Bencher, regions: usize) {
        let document = document(regions);
        bencher.bench(|| Index::build(&document));
    }

    #[divan::bench(args = REGIONS)]
    fn search_texts(bencher: Bencher, regions: usize) {
        let document = document(regions);
        bencher.with_inputs(|| Index::build(&document)).bench_refs(|index| index.prepare_search(&document));
    }
}

mod edit {
    use super::*;

    #[divan::bench(args = REGIONS)]
    fn plan_a_field(bencher: Bencher, regions: usize) {
        let document = document(regions);
        let [edit, _] = edits(&document);
        bencher.bench(|| document.plan(&edit));
    }

    #[divan::bench(args = REGIONS)]
    fn plan_and_apply_a_field(bencher: Bencher, regions: usize) {
        let mut document = document(regions);
        let edits = edits(&document);
        let mut turns = edits.iter().cycle();
        bencher.bench_local(|| document.edit(turns.next().unwrap()).unwrap());
    }

    #[divan::bench(args = REGIONS)]
    fn undo_and_redo(bencher: Bencher, regions: usize) {
        let mut document = document(regions);
        let changes = document.edit(&edits(&document)[0]).unwrap();
        let back = invert(&changes);
        bencher.bench_local(|| document.apply(&back).and_then(|_| document.apply(&changes)).unwrap());
    }
}

mod search {
    use super::*;

    #[divan::bench(args = REGIONS)]
    fn first_character(bencher: Bencher, regions: usize) {
        let document = document(regions);
        let index = Index::build(&document);
        index.prepare_search(&document);
        bencher.bench(|| index.search(&document, "s", None));
    }

    #[divan::bench(args = REGIONS)]
    fn next_character(bencher: Bencher, regions: usize) {
        let document = document(regions);
        let index = Index::build(&document);
        let before = index.search(&document, "sch", None);
        bencher.bench(|| index.search(&document, "schu", Some(&before)));
    }
}

mod screen {
    use super::*;

    #[divan::bench(args = REGIONS)]
    fn draw(bencher: Bencher, regions: usize) {
        let (app, mut terminal) = (app(regions), terminal());
        bencher.bench_local(|| terminal.draw(|frame| bildungsnetz::view::draw(&app, frame)).map(drop));
    }

    /// Up and down in a pane: state and drawing.
    #[divan::bench(args = REGIONS)]
    fn move_and_draw(bencher: Bencher, regions: usize) {
        let (mut app, mut terminal) = (app(regions), terminal());
        let mut turns = [Key::Down, Key::Up].into_iter().cycle();
        bencher.bench_local(|| {
            app.update(Event::Key(Chord::plain(turns.next().unwrap())));
            terminal.draw(|frame| bildungsnetz::view::draw(&app, frame)).map(drop)
        });
    }

    /// A character typed into the search and erased again: state and drawing of both.
    #[divan::bench(args = REGIONS)]
    fn search_a_character_and_draw(bencher: Bencher, regions: usize) {
        let (mut app, mut terminal) = (app(regions), terminal());
        app.index.prepare_search(&app.doc);
        app.update(Event::Key(Chord::plain(Key::Char('s'))));
        let mut turns = [Key::Char('s'), Key::Backspace].into_iter().cycle();
        bencher.bench_local(|| {
            app.update(Event::Key(Chord::plain(turns.next().unwrap())));
            terminal.draw(|frame| bildungsnetz::view::draw(&app, frame)).map(drop)
        });
    }
}
