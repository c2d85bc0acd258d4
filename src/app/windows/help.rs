//! The help: all keys by context, the current ones first, searchable, with the bindings in effect.

use std::collections::HashSet;

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::app::layout;
use crate::app::window::Action;
use crate::command::{Binding, CommandSpec, Context, TABLE};
use crate::index::fold::TextFilter;
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
    let filter = TextFilter::new(text);
    let mut rows = Vec::new();
    let mut told = HashSet::new();
    for context in order(app) {
        let mut found = Vec::new();
        for spec in TABLE {
            let here = spec.bindings.iter().filter(|binding| {
                binding.contexts.contains(&context)
                    && !app.workspace.settings.keymap.chords(binding).is_empty()
                    && told.insert(binding.name)
            });
            let bindings: Vec<&Binding> = here.collect();
            let matches = || filter.matches(&haystack(app, spec, &bindings));
            if !bindings.is_empty() && matches() {
                found.push(row(app, spec, &bindings));
            }
        }
        if found.is_empty() {
            continue;
        }
        if !rows.is_empty() {
            rows.push(WindowRow::default());
        }
        rows.push(said(Role::Heading, context.label().get(app.lang())));
        rows.append(&mut found);
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

fn keys(app: &App, bindings: &[&Binding]) -> String {
    let chords = bindings.iter().flat_map(|binding| app.workspace.settings.keymap.chords(binding));
    chords.map(|chord| chord.label(app.lang())).collect::<Vec<_>>().join("  ")
}

fn haystack(app: &App, spec: &CommandSpec, bindings: &[&Binding]) -> String {
    let lang = app.lang();
    let names: Vec<&str> = bindings.iter().map(|binding| binding.name).collect();
    format!("{} {} {} {}", keys(app, bindings), spec.label.get(lang), spec.help.get(lang), names.join(" "))
}

fn row(app: &App, spec: &CommandSpec, bindings: &[&Binding]) -> WindowRow {
    let lang = app.lang();
    let reason = (spec.available)(&app.facts()).err();
    let role = if reason.is_some() { Role::Dim } else { Role::Text };
    let keys = keys(app, bindings);
    let pad = KEYS.saturating_sub(crate::text::width(&keys)).max(2);
    let spans = vec![(Role::Key, format!("  {keys}{}", " ".repeat(pad))), (role, spec.help.get(lang).to_owned())];
    let cells = layout::window_cells(app.size, &WindowPurpose::Help);
    let hang = if cells < NARROW { 4 } else { KEYS + 2 };
    WindowRow { spans, hang, action: Some(Action::Run(spec.command)), ..WindowRow::default() }
}
