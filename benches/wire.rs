//! What a key costs on the wire and in time: bytes sent to the terminal and how long it takes to
//! make them, for each view.
//!
//! `cargo bench --bench wire`; part of a name behind `--` picks some views. The shipped dataset at
//! 120 × 40 cells. The bytes are the same in every run; the times are from the key to the finished
//! bytes, without the terminal.

#![allow(missing_docs, reason = "a program of its own, read from above")]
#![allow(clippy::unwrap_used, reason = "what is unexpected ends the measurement")]

use std::fmt;

use bildungsnetz::app::{App, AppSettings, Event, FileState};
use bildungsnetz::document::Document;
use bildungsnetz::key::Chord;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::terminal::{Capabilities, DiffRenderer};
use bildungsnetz::texts::Lang;
use bildungsnetz::view;
use divan::Bencher;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

const SIZE: Size = Size { width: 120, height: 40 };

/// A view: its name, the keys that lead to it from the start, and those that are counted one by
/// one.
struct View {
    name: &'static str,
    way: &'static str,
    keys: &'static str,
}

static VIEWS: [View; 14] = [
    View { name: "regions, page follows", way: "", keys: "j j j j j j j j j j k k k k k k k k k k" },
    View { name: "bodies, page follows", way: "2", keys: "j j j j j j j j j j j j j j j j j j j j" },
    View { name: "fields, page follows", way: "3", keys: "j j j j j j j j j j j j j j j j j j j j" },
    View { name: "page", way: "4", keys: "j j j j j j j j j j j j j j j j j j j j" },
    View { name: "filter of a list", way: "2 /", keys: "b i l d u n g s" },
    View { name: "guide", way: "i", keys: "j j j j j k k k k k" },
    View { name: "matrix", way: "m", keys: "j j j j j l l l l l k k k k k h h h h h" },
    View { name: "check", way: "p", keys: "down down down down down down down down down down" },
    View { name: "help", way: "?", keys: "down down down down down down down down down down" },
    View { name: "palette", way: ":", keys: "down down down down down down down down down down" },
    View { name: "search, typing", way: "s", keys: "l o t s e n s t e l l e" },
    View { name: "search, moving", way: "s k ö l n", keys: "down down down down down down down down down down" },
    View { name: "changes", way: "4 down down e x enter down e x enter c", keys: "down up down up" },
    View { name: "typing in a field", way: "4 e", keys: "n e u e r space t e x t" },
];

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// The program without its terminal.
struct Screen {
    app: App,
    painter: DiffRenderer,
    frame: Buffer,
}

impl Screen {
    fn open(view: &View) -> Screen {
        let settings = AppSettings::new(Lang::De, Date::parse("2026-11-22").unwrap());
        let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let app = App::new(document, settings, FileState::default(), SIZE);
        let frame = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
        let mut screen = Screen { app, painter: DiffRenderer::new(Capabilities::FULL), frame };
        screen.draw();
        for key in view.way.split_whitespace() {
            screen.press(chord(key));
        }
        screen
    }

    /// One key, handled and drawn; the number of bytes that it sends.
    fn press(&mut self, chord: Chord) -> usize {
        drop(self.app.update(Event::Key(chord)));
        self.draw()
    }

    fn draw(&mut self) -> usize {
        self.frame.reset();
        let mut links = Vec::new();
        let cursor = view::paint(&self.app, &mut self.frame, &mut links);
        self.painter.paint(&mut self.frame, links, cursor).len()
    }
}

fn chord(key: &str) -> Chord {
    Chord::parse(key).unwrap()
}

fn main() {
    println!("{:<28} {:>6} {:>6} {:>6}", "bytes of a key", "mean", "least", "most");
    let picked: Vec<String> = std::env::args().skip(1).filter(|name| !name.starts_with('-')).collect();
    let is_picked = |view: &&View| picked.is_empty() || picked.iter().any(|name| view.name.contains(name.as_str()));
    for view in VIEWS.iter().filter(is_picked) {
        let mut screen = Screen::open(view);
        let bytes: Vec<usize> = view.keys.split_whitespace().map(|key| screen.press(chord(key))).collect();
        let (least, most) = (bytes.iter().min().unwrap(), bytes.iter().max().unwrap());
        println!("{:<28} {:>6} {least:>6} {most:>6}", view.name, bytes.iter().sum::<usize>() / bytes.len());
    }
    let mut screen = Screen::open(&VIEWS[0]);
    drop(screen.app.update(Event::MoreInput));
    for _ in 0..50 {
        drop(screen.app.update(Event::Key(chord("j"))));
    }
    drop(screen.app.update(Event::FrameDue));
    println!("{:<28} {:>6}", "50 keys at once, one frame", screen.draw());
    screen.painter.forget();
    println!("{:<28} {:>6}\n", "whole screen", screen.draw());
    divan::main();
}

/// All counted keys of a view, one frame for each.
#[divan::bench(args = &VIEWS)]
fn keys(bencher: Bencher, view: &View) {
    let keys: Vec<Chord> = view.keys.split_whitespace().map(chord).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(keys.len()))
        .with_inputs(|| Screen::open(view))
        .bench_local_refs(|screen| keys.iter().map(|key| screen.press(*key)).sum::<usize>());
}

/// Drawing alone: the state did not change.
#[divan::bench(args = &VIEWS)]
fn draw(bencher: Bencher, view: &View) {
    let mut screen = Screen::open(view);
    bencher.bench_local(|| screen.draw());
}
