//! The last line: a message, on further lines where it is long, or the keys that matter here; at
//! the right the state of the file.

use ratatui::layout::Rect;

use super::Canvas;
use crate::app::detail::Span;
use crate::app::{App, Message, Tone};
use crate::command::{Command, CommandSpec, Context, TABLE};
use crate::key::Chord;
use crate::text::{width, wrap};
use crate::texts;
use crate::theme::Role;

/// Cells that keys need beside the state of the file.
const ROOM_FOR_KEYS: usize = 20;

/// Cells behind a key and its label.
const GAP: usize = 2;
/// Lines a message takes at most.
const MOST_LINES: usize = 3;

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let area = Rect { x: area.x + u16::from(area.width > 2), width: area.width.saturating_sub(2), ..area };
    let cells = |spans: &[Span]| -> usize { spans.iter().map(|(_, text)| width(text)).sum() };
    if let Some(message) = &app.message {
        return draw_message(app, message, canvas, area);
    }
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
    // What the head shows as well gives way to the key that matters most.
    let is_shown_above = state.iter().all(|(role, _)| matches!(role, Role::Dim | Role::Changed));
    let least = if is_shown_above { keys.least() + 2 } else { ROOM_FOR_KEYS + 1 };
    let is_shown = cells(&state) + least <= room;
    keys.fit(if is_shown { room.saturating_sub(cells(&state) + 2) } else { room });
    canvas.spans(area, &keys.spans());
    if is_shown {
        canvas.right(area, &state);
    }
}

/// A message, on as many lines as it needs, up to three, until the next key. The line in which one
/// types stays in sight.
fn draw_message(app: &App, message: &Message, canvas: &mut Canvas<'_>, area: Rect) {
    let role = if message.tone == Tone::Problem { Role::Error } else { Role::Text };
    let offer = offer(app);
    let taken: usize = offer.iter().map(|(_, text)| width(text)).sum();
    let room = usize::from(area.width);
    let text = app.workspace.settings.spelled(&message.text);
    let mut lines = vec![text.to_string()];
    if width(&text) + taken > room {
        lines = wrap(&text, room.max(1));
        // The offer has a line of its own then.
        lines.extend((taken > 0).then(String::new));
    }
    let is_typing = app.screens.directory.editor.is_some()
        || app.dialogs.top().is_some_and(|dialog| dialog.panel().input.is_some());
    let typed = canvas.cursor.filter(|_| is_typing).map_or(0, |cursor| cursor.y + 1);
    let most = usize::from(area.bottom().saturating_sub(typed)).clamp(1, MOST_LINES);
    if lines.len() > most {
        let end = lines.len() - usize::from(taken > 0 && most > 1);
        let first = most - 1 - usize::from(taken > 0 && most > 1);
        lines.splice(first..end, [lines[first..end].join(" ")]);
    }
    let top = area.bottom() - lines.len() as u16;
    for (line, y) in lines.iter().zip(top..) {
        let row = Rect { y, ..area };
        canvas.clear(Rect { x: 0, width: row.right() + 1, ..row });
        let is_last = y + 1 == area.bottom();
        let beside = if is_last { taken } else { 0 };
        canvas.text(Rect { width: area.width.saturating_sub(beside as u16), ..row }, role, line);
    }
    canvas.right(area, &offer);
}

/// What can be done with the next key alone, beside the message that says what was done.
fn offer(app: &App) -> Vec<Span> {
    let is_offered = app.contexts().first() == Some(&Context::Offer);
    let chord = app.workspace.settings.keymap.key(Command::GiveSource).filter(|_| is_offered);
    let label = app.label(Command::GiveSource);
    let spans =
        chord.map(|chord| [(Role::Key, format!("  {}", chord.label(app.lang()))), (Role::Dim, format!(" {label}"))]);
    spans.into_iter().flatten().collect()
}

/// Returns the note about postponed changes of earlier sessions.
fn put_off(app: &App) -> Vec<Span> {
    let chord = app.workspace.settings.keymap.key(Command::Recover).filter(|_| app.is_recovery_put_off());
    let text = chord.map(|chord| texts::view::put_off(app.lang(), &chord.label(app.lang())));
    text.map(|text| (Role::Warning, text)).into_iter().collect()
}

fn state(app: &App) -> Vec<Span> {
    let lang = app.lang();
    match app.workspace.loading {
        Some(0) => return vec![(Role::Warning, crate::texts::app::loading_short(lang).to_owned())],
        Some(percent) => return vec![(Role::Warning, crate::texts::app::loading_percent(lang, percent))],
        None => {}
    }
    if let Some(saving) = &app.sync.saving {
        let percent = saving.percent.map(|n| format!("{n} %")).unwrap_or_default();
        return vec![(Role::Warning, crate::texts::app::saving(lang, &percent).trim_end().to_owned())];
    }
    match app.workspace.unsaved.count() {
        0 if app.is_undecided() => vec![(Role::Warning, texts::view::undecided(lang).to_owned())],
        0 if app.workspace.file.is_gone => vec![(Role::Warning, texts::view::gone(lang).to_owned())],
        0 if app.workspace.file.spoiled.is_some() => vec![(Role::Warning, texts::view::spoiled(lang).to_owned())],
        0 => vec![(Role::Dim, texts::view::saved(lang).to_owned())],
        count => vec![(Role::Changed, texts::view::unsaved(lang, count))],
    }
}

/// The keys of the contexts the keyboard is in, from left to right.
struct KeyHints(Vec<KeyHint>);

/// A key and what it does.
struct KeyHint {
    key: String,
    /// `None` where there is no room for it.
    label: Option<String>,
    /// What a place is for, what leads out of it, and the help are there at any width.
    is_kept: bool,
}

impl KeyHint {
    fn cells(&self) -> usize {
        width(&self.key) + self.label.as_ref().map_or(0, |label| 1 + width(label)) + GAP
    }
}

impl KeyHints {
    fn of(app: &App) -> KeyHints {
        let (facts, contexts, keymap) = (app.facts(), app.contexts(), &app.workspace.settings.keymap);
        // Esc leaves a field, window or screen and lifts the limits of a pane; `q` leaves all else.
        let here = contexts.first();
        let rank = |spec: &CommandSpec| spec.footer_rank(here.copied().unwrap_or(Context::Global));
        let is_window = matches!(here, Some(Context::Text | Context::Pick | Context::List));
        let is_inside =
            is_window || contexts.iter().any(|c| matches!(c, Context::Guide | Context::Matrix | Context::View));
        let is_limited = app.screens.directory.is_limited();
        let shows_all = here == Some(&Context::Pane) && is_limited;
        let is_idle = |command| match command {
            Command::Cancel => here == Some(&Context::Pane) && !is_limited,
            Command::RecallText => is_window,
            _ => false,
        };
        let mut shown: Vec<(&CommandSpec, Chord)> = TABLE
            .iter()
            .filter(|spec| rank(spec).is_some() && (spec.available)(&facts).is_ok() && !is_idle(spec.command))
            .filter_map(|spec| Some((spec, keymap.key_in(spec.command, contexts)?)))
            .collect();
        shown.sort_by_key(|(spec, _)| rank(spec));
        let is_kept = |command| match command {
            Command::Help => true,
            Command::Cancel => is_inside || shows_all,
            Command::Quit => !is_inside,
            _ => false,
        };
        let label = |spec: &CommandSpec| match spec.command {
            Command::Cancel if shows_all => texts::view::show_all(app.lang()),
            _ => app.label(spec.command),
        };
        let spelled = |text: &str| app.workspace.settings.spelled(text).into_owned();
        let hint = |(number, (spec, chord)): (usize, (&CommandSpec, Chord))| KeyHint {
            key: spelled(&chord.label(app.lang())),
            label: Some(spelled(label(spec))),
            is_kept: number == 0 || is_kept(spec.command),
        };
        KeyHints(shown.into_iter().enumerate().map(hint).collect())
    }

    /// Returns the cells of those that are kept.
    fn least(&self) -> usize {
        self.0.iter().filter(|hint| hint.is_kept).map(KeyHint::cells).sum::<usize>().saturating_sub(GAP)
    }

    /// Keeps as many as fit whole, the first before the others. Where not even those fit that are
    /// kept at any width, the last of them lose their labels.
    fn fit(&mut self, cells: usize) {
        let (cells, kept) = (cells + GAP, |hint: &KeyHint| hint.is_kept);
        while self.least() + GAP > cells {
            let labelled = |hint: &&mut KeyHint| hint.is_kept && hint.label.is_some();
            let Some(last) = self.0.iter_mut().rev().find(labelled) else { break };
            last.label = None;
        }
        let mut used: usize = self.0.iter().filter(|hint| kept(hint)).map(KeyHint::cells).sum();
        self.0.retain(|hint| {
            let fits = kept(hint) || used + hint.cells() <= cells;
            used += if fits && !kept(hint) { hint.cells() } else { 0 };
            fits
        });
    }

    fn spans(&self) -> Vec<Span> {
        let spans = self.0.iter().flat_map(|hint| {
            let label = hint.label.as_ref().map_or_else(String::new, |label| format!(" {label}"));
            [(Role::Key, hint.key.clone()), (Role::Dim, format!("{label}{}", " ".repeat(GAP)))]
        });
        let mut spans: Vec<Span> = spans.collect();
        // The gap behind the last one would be cut.
        spans.last_mut().into_iter().for_each(|(_, text)| text.truncate(text.trim_end().len()));
        spans
    }
}
