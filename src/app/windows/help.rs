//! The help: all keys by context, the current ones first, searchable, with the bindings in effect.

use std::collections::HashSet;

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::app::layout;
use crate::app::window::Action;
use crate::command::{CommandSpec, Context, TABLE};
use crate::index::fold::fold;
use crate::texts::app as t;
use crate::theme::Role;

/// Cells of the column of keys.
const KEYS: usize = 16;
/// Below this width, in cells, text does not stand in a column of its own beside the keys.
const NARROW: usize = 50;

/// Returns the help for the current context.
pub fn open(app: &App) -> Window {
    Window::new(WindowPurpose::Help, t::help(app.lang()), rows(app, "")).typing("/ ", "", false)
}

/// Returns the keys that match the input.
pub fn rows(app: &App, text: &str) -> Vec<WindowRow> {
    let needle = fold(text.trim());
    let mut rows = Vec::new();
    let mut told = HashSet::new();
    for context in order(app) {
        let specs: Vec<&CommandSpec> = TABLE
            .iter()
            .filter(|s| s.contexts.contains(&context) && !keys(app, s).is_empty() && told.insert(s.name))
            .filter(|s| text.trim().is_empty() || fold(&haystack(app, s)).contains(&needle))
            .collect();
        if specs.is_empty() {
            continue;
        }
        if !rows.is_empty() {
            rows.push(WindowRow::default());
        }
        rows.push(said(Role::Heading, context.label().get(app.lang())));
        rows.extend(specs.into_iter().map(|spec| row(app, spec)));
    }
    if rows.is_empty() {
        rows.push(said(Role::Dim, t::nothing_found(app.lang(), text.trim())));
    }
    rows
}

/// Returns all contexts, those of the screen below first.
fn order(app: &App) -> Vec<Context> {
    let here = app.contexts_below();
    let mut order: Vec<Context> =
        here.iter().copied().filter(|c| !matches!(c, Context::Global | Context::Move)).collect();
    order.extend(Context::ALL.into_iter().filter(|c| !order.contains(c)).collect::<Vec<_>>());
    order
}

fn keys(app: &App, spec: &CommandSpec) -> String {
    let chords = app.workspace.settings.keymap.chords(spec.command).iter();
    chords.map(|c| c.label(app.lang())).collect::<Vec<_>>().join("  ")
}

fn haystack(app: &App, spec: &CommandSpec) -> String {
    let lang = app.lang();
    format!("{} {} {} {}", keys(app, spec), spec.label.get(lang), spec.help.get(lang), spec.name)
}

fn row(app: &App, spec: &CommandSpec) -> WindowRow {
    let lang = app.lang();
    let reason = (spec.available)(&app.facts()).err();
    let role = if reason.is_some() { Role::Dim } else { Role::Text };
    let keys = keys(app, spec);
    let pad = KEYS.saturating_sub(crate::text::width(&keys)).max(2);
    let spans = vec![(Role::Key, format!("  {keys}{}", " ".repeat(pad))), (role, spec.help.get(lang).to_owned())];
    let cells = layout::window_cells(app.size, &WindowPurpose::Help);
    let hang = if cells < NARROW { 4 } else { KEYS + 2 };
    WindowRow { spans, hang, action: Some(Action::Run(spec.command)), ..WindowRow::default() }
}
