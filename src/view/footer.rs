//! The last line: the keys that matter here, beside them a short message or the state of the file.
//! A long message has rows of its own above it.

use ratatui::layout::Rect;

use super::Canvas;
use crate::app::detail::Span;
use crate::app::layout::ScreenLayout;
use crate::app::pointer::PointerTarget;
use crate::app::{App, Message, Tone};
use crate::command::{Command, CommandSpec, Context, TABLE};
use crate::key::Chord;
use crate::text::width;
use crate::texts;
use crate::theme::Role;

/// Cells that keys need beside the state of the file.
const ROOM_FOR_KEYS: usize = 20;

/// Cells behind a key and its label.
const GAP: usize = 2;

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, layout: &ScreenLayout) {
    if layout.footer.is_empty() {
        return;
    }
    let within =
        |area: Rect| Rect { x: area.x + u16::from(area.width > 2), width: area.width.saturating_sub(2), ..area };
    let area = within(layout.footer);
    match &app.message {
        Some(message) if layout.message.is_empty() => beside_keys(app, message, canvas, area),
        Some(message) => {
            for (line, row) in app.message_lines().iter().zip(within(layout.message).rows()) {
                canvas.text(row, role(message), line);
            }
            keys_and_state(app, canvas, area);
        }
        None => keys_and_state(app, canvas, area),
    }
}

fn role(message: &Message) -> Role {
    if message.tone == Tone::Problem { Role::Error } else { Role::Text }
}

fn cells(spans: &[Span]) -> usize {
    spans.iter().map(|(_, text)| width(text)).sum()
}

/// Draws a short message, and the keys that fit beside it.
fn beside_keys(app: &App, message: &Message, canvas: &mut Canvas<'_>, area: Rect) {
    let end = canvas.text(area, role(message), &message.text);
    let rest = Rect { x: end, width: area.right().saturating_sub(end), ..area };
    let mut keys = KeyHints::of(app);
    keys.fit(usize::from(rest.width).saturating_sub(GAP + 1));
    let start = canvas.right(rest, &keys.spans());
    keys.targets(canvas, Rect { x: start, width: area.right().saturating_sub(start), ..area });
}

/// Draws the keys, at the right the state of the file.
fn keys_and_state(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let mut state = state(app);
    let announced = put_off(app);
    if !announced.is_empty() && cells(&announced) + 2 + cells(&state) + ROOM_FOR_KEYS < area.width.into() {
        let apart = (Role::Dim, "  ".to_owned());
        state.splice(0..0, announced.into_iter().chain([apart]));
    } else if app.workspace.unsaved.is_empty() && !announced.is_empty() {
        state = announced;
    }
    let room = usize::from(area.width);
    let mut keys = KeyHints::of(app);
    // What the head shows as well gives way to the keys that matter most.
    let is_shown_above = state.iter().all(|(role, _)| matches!(role, Role::Dim | Role::Changed));
    let least = if is_shown_above { keys.least() + 2 } else { ROOM_FOR_KEYS + 1 };
    let is_shown = cells(&state) + least <= room;
    // Without the state, the keys may reach to the edge.
    keys.fit(if is_shown { room.saturating_sub(cells(&state) + 2) } else { room + 1 });
    canvas.spans(Rect { width: area.width + 1, ..area }, &keys.spans());
    keys.targets(canvas, area);
    if is_shown {
        canvas.right(area, &state);
    }
}

/// Returns the note about postponed changes of earlier sessions.
fn put_off(app: &App) -> Vec<Span> {
    let chord = app.workspace.settings.keymap.key(Command::Recover).filter(|_| app.is_recovery_put_off());
    let text = chord.map(|chord| texts::view::put_off(app.lang(), &chord.label(app.lang())));
    text.map(|text| (Role::Warning, text)).into_iter().collect()
}

/// Returns the state of the file.
pub fn state(app: &App) -> Vec<Span> {
    let lang = app.lang();
    match app.workspace.loading {
        Some(0) => return vec![(Role::Warning, crate::texts::loading::short(lang).to_owned())],
        Some(percent) => return vec![(Role::Warning, crate::texts::loading::percent(lang, percent))],
        None => {}
    }
    if let Some(saving) = &app.sync.saving {
        let percent = saving.percent.map(|n| format!("{n} %")).unwrap_or_default();
        return vec![(Role::Warning, crate::texts::saving::progress(lang, &percent).trim_end().to_owned())];
    }
    match app.workspace.unsaved.count() {
        0 if app.is_undecided() => vec![(Role::Warning, texts::view::undecided(lang).to_owned())],
        0 if app.workspace.file.is_gone => vec![(Role::Warning, texts::view::gone(lang).to_owned())],
        0 if app.workspace.file.spoiled.is_some() => vec![(Role::Warning, texts::view::spoiled(lang).to_owned())],
        // What is being typed is not saved.
        0 if app.screens.directory.editor.is_some() => Vec::new(),
        0 if app.workspace.file.proposes => vec![(Role::Dim, texts::proposals::none_open(lang).to_owned())],
        0 => vec![(Role::Dim, texts::view::saved(lang).to_owned())],
        count if app.workspace.file.proposes => vec![(Role::Changed, texts::proposals::open(lang, count))],
        count => vec![(Role::Changed, texts::view::unsaved(lang, count))],
    }
}

/// Returns the keys that matter where the keyboard is, each with what it does.
pub fn keys(app: &App) -> Vec<(Command, Chord, String)> {
    KeyHints::of(app).hints.into_iter().map(|hint| (hint.command, hint.chord, hint.label)).collect()
}

/// The keys of the contexts the keyboard is in, from left to right.
struct KeyHints {
    hints: Vec<KeyHint>,
    /// Cells between two of them.
    gap: usize,
}

/// A key and what it does.
struct KeyHint {
    command: Command,
    chord: Chord,
    key: String,
    label: String,
    /// How long it is kept where room is scarce.
    weight: Weight,
}

/// How long a key is kept where room is scarce; the last ones longest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// It gives way to all others.
    Light,
    /// It does what the place is for.
    First,
    Help,
    /// It leads out.
    Leaves,
    /// It can be pressed only now.
    Offered,
}

impl KeyHint {
    fn cells(&self) -> usize {
        width(&self.key) + 1 + width(&self.label)
    }
}

impl KeyHints {
    fn of(app: &App) -> KeyHints {
        let (facts, contexts, keymap) = (app.facts(), app.contexts(), &app.workspace.settings.keymap);
        // Esc leaves a field, window or screen and lifts the limits of a pane; `q` leaves all else.
        let here = contexts.first();
        let rank = |spec: &CommandSpec| spec.footer_rank(here.copied().unwrap_or(Context::Global));
        let is_window =
            matches!(here, Some(Context::Text | Context::Pick | Context::Query | Context::Filter | Context::List));
        let is_inside =
            is_window || contexts.iter().any(|c| matches!(c, Context::Guide | Context::Matrix | Context::View));
        let is_limited = app.screens.directory.is_limited();
        let shows_all = here == Some(&Context::Pane) && is_limited;
        let is_idle = |command| match command {
            // Inside, it does what Esc does.
            Command::Quit => is_inside,
            Command::Cancel => here == Some(&Context::Pane) && !is_limited,
            Command::RecallText => is_window,
            // A row of the window does the same.
            Command::GiveSource => is_window,
            _ => false,
        };
        let mut shown: Vec<(&CommandSpec, Chord)> = TABLE
            .iter()
            .filter(|spec| rank(spec).is_some() && (spec.available)(&facts).is_ok() && !is_idle(spec.command))
            .filter_map(|spec| Some((spec, keymap.key_in(spec.command, contexts)?)))
            .collect();
        shown.sort_by_key(|(spec, _)| rank(spec));
        let weight = |number: usize, command| match command {
            Command::GiveSource => Weight::Offered,
            Command::Cancel if is_inside || shows_all => Weight::Leaves,
            Command::Quit => Weight::Leaves,
            Command::Help => Weight::Help,
            _ if number == 0 => Weight::First,
            _ => Weight::Light,
        };
        let label = |spec: &CommandSpec| match spec.command {
            Command::Cancel if shows_all => texts::view::show_all(app.lang()).to_owned(),
            _ => app.label_here(spec.command),
        };
        let spelled = |text: &str| app.workspace.settings.spelled(text).into_owned();
        // Columns are chosen by two keys.
        let keys = |command, chord: Chord| match command {
            Command::Right => {
                let left = keymap.key_in(Command::Left, contexts).map(|left| left.label(app.lang()));
                left.into_iter().chain([chord.label(app.lang())]).collect::<Vec<_>>().join(" ")
            }
            _ => chord.label(app.lang()),
        };
        let hint = |(number, (spec, chord)): (usize, (&CommandSpec, Chord))| KeyHint {
            command: spec.command,
            chord,
            key: spelled(&keys(spec.command, chord)),
            label: spelled(&label(spec)),
            weight: weight(number, spec.command),
        };
        let hints = shown.into_iter().enumerate().map(hint).filter(|hint| !hint.label.is_empty());
        KeyHints { hints: hints.collect(), gap: GAP }
    }

    /// Returns the cells of those that are shown at any usual width.
    fn least(&self) -> usize {
        let kept = self.hints.iter().filter(|hint| hint.weight > Weight::Light);
        kept.map(|hint| hint.cells() + self.gap).sum::<usize>().saturating_sub(self.gap)
    }

    /// Keeps as many as fit, each whole: the heavier, then the first. Where room is scarce they
    /// move together.
    fn fit(&mut self, cells: usize) {
        if self.least() > cells {
            self.gap = 1;
        }
        while self.least() > cells {
            let kept = self.hints.iter().enumerate().filter(|(_, hint)| hint.weight > Weight::Light);
            let Some((lightest, _)) = kept.min_by_key(|(_, hint)| hint.weight) else { break };
            let _ = self.hints.remove(lightest);
        }
        let (mut used, gap) = (self.least(), self.gap);
        self.hints.retain(|hint| {
            let needed = hint.cells() + if used > 0 { gap } else { 0 };
            let is_light = hint.weight == Weight::Light;
            let fits = !is_light || used + needed <= cells;
            used += if fits && is_light { needed } else { 0 };
            fits
        });
    }

    /// Lets the mouse press the keys that are shown from the left of an area.
    fn targets(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let mut x = area.x;
        for hint in &self.hints {
            let cells = hint.cells() as u16;
            canvas.target(Rect { x, width: cells, ..area }, PointerTarget::Key(hint.chord));
            x = x.saturating_add(cells + self.gap as u16);
        }
    }

    fn spans(&self) -> Vec<Span> {
        let span = |(number, hint): (usize, &KeyHint)| {
            let gap = if number > 0 { self.gap } else { 0 };
            [(Role::Key, format!("{}{}", " ".repeat(gap), hint.key)), (Role::Dim, format!(" {}", hint.label))]
        };
        self.hints.iter().enumerate().flat_map(span).collect()
    }
}
