//! The harness of the screen tests: key string in, screen text out; no terminal, no clock, nothing
//! asleep.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::path::Path;

use bildungsnetz::app::saved_views::{ViewsAnswer, ViewsAtHand, ViewsRequest};
use bildungsnetz::app::{App, AppSettings, Effect, Event, FileState, Keep, SaveAnswer, SavedChange};
use bildungsnetz::config::views::{self, KnownView, KnownViews, ViewOwner, ViewsProblem};
use bildungsnetz::document::diff::changed_values;
use bildungsnetz::document::{Address, Document};
use bildungsnetz::key::Chord;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::storage::history::{HistoryEntry, ValueAuthors};
use bildungsnetz::texts::Lang;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::{Position, Size};

/// A program without a terminal.
pub struct Screen {
    /// The state.
    pub app: App,
    /// Effects asked for since the last look.
    pub effects: Vec<Effect>,
    /// What was handed over to be kept safe.
    pub kept: Vec<Keep>,
    /// The file, as a save would write it.
    pub saved: Option<String>,
    /// Saves and what is looked up in the history are not answered but stand among the effects.
    pub slow: bool,
    /// What the history tells of this person's saves, one after the other.
    pub formers: Vec<Vec<SavedChange>>,
    /// The files of saved views: the user's own and that of everybody.
    pub views: [String; 2],
}

impl Screen {
    /// The shipped dataset in German at the design size.
    pub fn shipped() -> Screen {
        Screen::new(SHIPPED, Lang::De, (80, 24))
    }

    /// A dataset, a language, a size.
    pub fn new(text: &str, lang: Lang, (width, height): (u16, u16)) -> Screen {
        let doc = Document::parse(&SCHEMA, text).expect("the dataset is readable");
        let settings = AppSettings::new(lang, Date::parse("2026-11-23").expect("a date"));
        let file = FileState { name: "koeln.ron".into(), path: "/data/koeln.ron".into(), ..FileState::default() };
        let app = App::new(doc, settings, file, Size { width, height });
        Screen {
            app,
            effects: Vec::new(),
            kept: Vec::new(),
            saved: None,
            slow: false,
            formers: Vec::new(),
            views: Default::default(),
        }
    }

    /// Presses keys: characters as they stand, others in angle brackets (`jj<enter><ctrl+s>`);
    /// saves succeed.
    pub fn keys(&mut self, keys: &str) -> &mut Screen {
        for chord in chords(keys) {
            self.event(Event::Key(chord));
        }
        self
    }

    /// Handles one event and what is left to do until the next; saves succeed at once.
    pub fn event(&mut self, event: Event) -> &mut Screen {
        let mut effects = self.app.update(event);
        while self.app.is_busy() {
            effects.extend(self.app.update(Event::ContinueWork));
        }
        for effect in effects {
            if effect == Effect::Save && !self.slow {
                self.saved = Some(self.app.workspace.doc.text());
                let answer = SaveAnswer::Done { name: "koeln.ron".into(), path: "/data/koeln.ron".into(), note: None };
                self.event(Event::Saved(answer));
            } else if effect == Effect::Earlier && !self.slow {
                let next = if self.formers.is_empty() { Vec::new() } else { self.formers.remove(0) };
                self.event(Event::Earlier(next));
            } else if let Effect::Views(request) = effect {
                let answer = self.answer_views(request);
                self.event(Event::Views(answer));
            } else if let Effect::Keep(keep) = effect {
                self.kept.push(keep);
            } else {
                self.effects.push(effect);
            }
        }
        self
    }

    /// Reads or changes the files of saved views.
    fn answer_views(&mut self, request: ViewsRequest) -> ViewsAnswer {
        let path = |owner| Path::new(if owner == ViewOwner::User { "/me/views.toml" } else { "/data/views.toml" });
        let owners = [ViewOwner::User, ViewOwner::Everybody];
        let (owner, change) = match request {
            ViewsRequest::Change(owner, change) => (owner, change),
            ViewsRequest::Read => {
                let mut known = KnownViews::default();
                for (text, owner) in self.views.iter().zip(owners) {
                    let (views, warnings) = views::parse(text, path(owner));
                    known.views.extend(views.into_iter().map(|view| KnownView { view, owner }));
                    known.problems.extend(warnings.into_iter().map(ViewsProblem::Text));
                }
                let paths = owners.map(|owner| Some(path(owner).display().to_string()));
                let [user, everybody] = paths;
                return ViewsAnswer::Read(ViewsAtHand { known, user, everybody });
            }
        };
        let text = &mut self.views[usize::from(owner == ViewOwner::Everybody)];
        match views::changed(text, path(owner), &change) {
            Ok(changed) => {
                *text = changed;
                ViewsAnswer::Changed(change, path(owner).display().to_string())
            }
            Err(problem) => ViewsAnswer::Failed(problem.text(Lang::De)),
        }
    }

    /// Another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Screen {
        self.event(Event::Resize(Size { width, height }))
    }

    /// The screen as text, lines without their trailing spaces.
    pub fn text(&self) -> String {
        text_of(&self.app)
    }

    /// Where the terminal's cursor stands.
    pub fn cursor(&self) -> Position {
        drawn(&self.app).1
    }

    /// Panics with the whole screen unless it shows `wanted`.
    #[track_caller]
    pub fn shows(&mut self, wanted: &str) -> &mut Screen {
        let text = self.text();
        assert!(text.contains(wanted), "the screen does not show {wanted:?}:\n{text}");
        self
    }

    /// Panics with the whole screen if it shows `unwanted`.
    #[track_caller]
    pub fn hides(&mut self, unwanted: &str) -> &mut Screen {
        let text = self.text();
        assert!(!text.contains(unwanted), "the screen shows {unwanted:?}:\n{text}");
        self
    }

    /// Panics with the whole screen unless `typed` stands on it right in front of the terminal's
    /// cursor.
    #[track_caller]
    pub fn sees_cursor_behind(&mut self, typed: &str) -> &mut Screen {
        let (text, cursor) = (self.text(), self.cursor());
        let line = text.lines().nth(cursor.y.into()).unwrap_or_default();
        let before: String = line.chars().take(cursor.x.into()).collect();
        assert!(before.ends_with(typed), "{typed:?} is not in front of the cursor at {cursor:?}:\n{text}");
        self
    }

    /// Panics with the whole screen unless the terminal's cursor stands on a line where `item`
    /// begins.
    #[track_caller]
    pub fn sees_cursor_at(&mut self, item: &str) -> &mut Screen {
        let (text, cursor) = (self.text(), self.cursor());
        let line = text.lines().nth(cursor.y.into()).unwrap_or_default();
        let behind: String = line.chars().skip(cursor.x.into()).collect();
        assert!(behind.trim_start().starts_with(item), "{item:?} is not at the cursor at {cursor:?}:\n{text}");
        self
    }

    /// The dataset's text as it would be saved now.
    pub fn dataset(&self) -> String {
        self.app.workspace.doc.text()
    }
}

/// Draws the application; returns the screen and where the terminal's cursor stands.
fn drawn(app: &App) -> (Terminal<TestBackend>, Position) {
    let size = app.size;
    let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).expect("a test terminal");
    terminal.draw(|frame| bildungsnetz::view::draw(app, frame)).expect("drawn");
    let cursor = terminal.backend().cursor_position();
    (terminal, cursor)
}

/// The screen of an application as text, lines without their trailing spaces.
pub fn text_of(app: &App) -> String {
    let (terminal, _) = drawn(app);
    let buffer = terminal.backend().buffer();
    let lines = buffer.content().chunks(buffer.area.width.max(1).into()).map(|row| {
        let line: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Reads a string of keys.
pub fn chords(keys: &str) -> Vec<Chord> {
    let mut found = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
        let chord = named.and_then(|(name, _)| Chord::parse(name));
        match (named, chord) {
            (Some((_, after)), Some(chord)) => {
                found.push(chord);
                rest = after;
            }
            _ => {
                found.push(Chord::plain(bildungsnetz::key::Key::Char(c)));
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    found
}

/// The lines that differ between two texts, as a unified diff without context would show them.
pub fn diff(before: &str, after: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let removed = old[start..old.len() - rest].iter().map(|l| format!("-{l}"));
    let added = new[start..new.len() - rest].iter().map(|l| format!("+{l}"));
    removed.chain(added).collect()
}

/// The history of a file that one person brought from one state to another, in one save.
pub fn written_by(who: &str, before: &Document, after: &Document) -> ValueAuthors {
    let records: Vec<Address> = SCHEMA
        .all()
        .flat_map(|table| {
            before
                .slots(table)
                .map(|slot| before.address(slot))
                .chain(after.slots(table).map(|slot| after.address(slot)))
        })
        .collect();
    let text =
        |document: &Document, record: &Address| document.resolve(record).map(|slot| document.source(slot).to_owned());
    let changes = records.iter().flat_map(|record| {
        let texts = (text(before, record), text(after, record));
        changed_values(&SCHEMA, record, texts.0.as_deref(), texts.1.as_deref())
    });
    let entry = |change| HistoryEntry::of(&SCHEMA, change, "2026-11-20 10:00", who);
    ValueAuthors::new(&SCHEMA, changes.map(entry), records.clone(), "2026-11-20 10:00".to_owned())
}
