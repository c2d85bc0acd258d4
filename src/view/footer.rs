//! The last line: a message, or the keys that matter here; at the right the state of the file.

use ratatui::layout::Rect;

use super::Canvas;
use crate::app::detail::Span;
use crate::app::{App, Tone};
use crate::command::{Command, CommandSpec, Context, TABLE};
use crate::text::{truncate, width};
use crate::texts::view as t;
use crate::theme::Role;

/// Cells that keys need beside the state of the file.
const ROOM_FOR_KEYS: usize = 20;

/// Draws it.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let area = Rect { x: area.x + u16::from(area.width > 2), width: area.width.saturating_sub(2), ..area };
    let cells = |spans: &[Span]| -> usize { spans.iter().map(|(_, text)| width(text)).sum() };
    if let Some(message) = &app.message {
        let role = if message.tone == Tone::Problem { Role::Error } else { Role::Text };
        let offer = offer(app);
        let taken = cells(&offer).min(area.width.into());
        let width = area.width - taken as u16;
        canvas.text(Rect { width, ..area }, role, &truncate(&message.text, width.into()));
        canvas.right(area, &offer);
        return;
    }
    let mut state = state(app);
    let announced = put_off(app);
    if !announced.is_empty() && cells(&announced) + 2 + cells(&state) + ROOM_FOR_KEYS < area.width.into() {
        let apart = (Role::Dim, "  ".to_owned());
        state.splice(0..0, announced.into_iter().chain([apart]));
    } else if app.unsaved.is_empty() && !announced.is_empty() {
        state = announced;
    }
    let needed = cells(&state);
    let keys = keys(app, usize::from(area.width).saturating_sub(needed + 2));
    canvas.spans(area, &keys);
    if needed + ROOM_FOR_KEYS < area.width.into() {
        canvas.right(area, &state);
    }
}

/// What can be done with the next key alone, beside the message that says what was done.
fn offer(app: &App) -> Vec<Span> {
    let is_offered = app.contexts().first() == Some(&Context::Offer);
    let chord = app.settings.keymap.chords(Command::GiveSource).first().filter(|_| is_offered);
    let label = Command::GiveSource.spec().label.get(app.lang());
    let spans =
        chord.map(|chord| [(Role::Key, format!("  {}", chord.label(app.lang()))), (Role::Dim, format!(" {label}"))]);
    spans.into_iter().flatten().collect()
}

/// What earlier programs left and a person has put off.
fn put_off(app: &App) -> Vec<Span> {
    let chord = app.settings.keymap.chords(Command::Recover).first().filter(|_| app.is_recovery_put_off());
    let text = chord.map(|chord| t::put_off(app.lang(), &chord.label(app.lang())));
    text.map(|text| (Role::Warning, text)).into_iter().collect()
}

fn state(app: &App) -> Vec<Span> {
    let lang = app.lang();
    match app.loading {
        Some(0) => return vec![(Role::Warning, crate::texts::app::loading_short(lang).to_owned())],
        Some(percent) => return vec![(Role::Warning, crate::texts::app::loading_percent(lang, percent))],
        None => {}
    }
    if let Some(saving) = &app.saving {
        let percent = saving.percent.map(|n| format!("{n} %")).unwrap_or_default();
        return vec![(Role::Warning, crate::texts::app::saving(lang, &percent).trim_end().to_owned())];
    }
    match app.unsaved.count() {
        0 if app.is_undecided() => vec![(Role::Warning, t::undecided(lang).to_owned())],
        0 if app.file.is_gone => vec![(Role::Warning, t::gone(lang).to_owned())],
        0 if app.file.spoiled.is_some() => vec![(Role::Warning, t::spoiled(lang).to_owned())],
        0 => vec![(Role::Dim, t::saved(lang).to_owned())],
        count => vec![(Role::Changed, t::unsaved(lang, count))],
    }
}

/// The keys of the contexts the keyboard is in, by priority, as many as fit; help and quit are
/// kept.
fn keys(app: &App, cells: usize) -> Vec<Span> {
    let facts = app.facts();
    let contexts = app.contexts();
    let mut specs: Vec<&CommandSpec> = TABLE
        .iter()
        .filter(|s| s.footer > 0 && s.contexts.iter().any(|c| contexts.contains(c)))
        .filter(|s| (s.available)(&facts).is_ok() && !app.settings.keymap.chords(s.command).is_empty())
        .collect();
    specs.sort_by_key(|s| s.footer);
    let hint = |spec: &CommandSpec| {
        let chord = app.settings.keymap.chords(spec.command)[0].label(app.lang());
        [(Role::Key, chord), (Role::Dim, format!(" {}  ", spec.label.get(app.lang())))]
    };
    let length = |spec: &&CommandSpec| hint(spec).iter().map(|(_, s)| width(s)).sum::<usize>();
    let kept: usize = specs.iter().filter(|s| s.footer >= 20).map(length).sum();
    let mut used = kept;
    specs.retain(|spec| {
        if spec.footer >= 20 {
            return true;
        }
        let fits = used + length(spec) <= cells;
        used += if fits { length(spec) } else { 0 };
        fits
    });
    specs.into_iter().flat_map(hint).collect()
}
