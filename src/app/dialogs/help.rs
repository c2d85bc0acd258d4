//! The help: all keys by context, the current ones first, searchable, with the bindings in effect.

use std::collections::HashSet;

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, DialogSize, RowChange};
use crate::app::layout;
use crate::command::{Binding, Command, CommandContext, CommandSpec, Context, TABLE};
use crate::index::choice_filter::ChoiceFilter;
use crate::text::{width, wrap};
use crate::texts::{self, Phrase};
use crate::theme::Role;

/// Cells of the column of keys.
const KEYS: usize = 18;
/// Cells of the column of keys where it is narrow.
const NARROW_KEYS: usize = 12;
/// Below this width, in cells, it is narrow.
const NARROW: usize = 50;

/// All keys.
#[derive(Debug)]
struct HelpDialog;

impl App {
    /// Shows all keys, those of the current context first.
    pub(in crate::app) fn show_help(&mut self) {
        self.open_dialog(HelpDialog);
    }

    /// Executes a command that was called by its name.
    pub(super) fn call_by_name(&mut self, command: Command) -> DialogOutcome {
        if !command.works_while_typing() {
            self.close_editor();
        }
        self.call(command);
        DialogOutcome::Closes
    }
}

impl Dialog for HelpDialog {
    type Choice = Command;

    fn title(&self, app: &App) -> String {
        texts::keys::help_title(app.lang()).to_owned()
    }

    fn action(&self) -> Phrase {
        texts::keys::RUN
    }

    fn size(&self) -> DialogSize {
        DialogSize::Full
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Filter { prompt: "/ " })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    /// Returns the keys that match the input.
    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<Command>> {
        let filter = ChoiceFilter::new(typed);
        let facts = app.facts();
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
                if !bindings.is_empty() && filter.matches(&haystack(app, spec, &bindings)) {
                    found.push(row(app, spec, &bindings, &facts));
                }
            }
            if found.is_empty() {
                continue;
            }
            if !rows.is_empty() {
                rows.push(DialogRow::blank());
            }
            rows.push(DialogRow::text(Role::Heading, context.label().get(app.lang())));
            rows.append(&mut found);
        }
        if rows.is_empty() {
            rows.push(DialogRow::text(Role::Dim, texts::search::nothing_found(app.lang())));
        }
        rows
    }

    fn choose(&mut self, app: &mut App, command: Command, _: &str) -> DialogOutcome {
        app.call_by_name(command)
    }
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

/// Returns the row of a command: its keys in one column, what it does in another, each wrapped
/// within its own.
fn row(app: &App, spec: &CommandSpec, bindings: &[&Binding], facts: &CommandContext) -> DialogRow<Command> {
    let lang = app.lang();
    let reason = (spec.available)(facts).err();
    let role = if reason.is_some() { Role::Dim } else { Role::Text };
    let cells = layout::dialog_cells(app.size, DialogSize::Full);
    let (indent, column) = if cells < NARROW { (0, NARROW_KEYS) } else { (2, KEYS) };
    let spelled = |text: &str| app.workspace.settings.spelled(text).into_owned();
    let keys = key_lines(&spelled(&keys(app, bindings)), column);
    let about = wrap(&spelled(spec.help.get(lang)), cells.saturating_sub(indent + column + 2).max(NARROW_KEYS));
    let mut spans = Vec::new();
    for number in 0..keys.len().max(about.len()) {
        let [key, text] = [&keys, &about].map(|lines| lines.get(number).map_or("", String::as_str));
        let start = if number == 0 { "" } else { "\n" };
        let gap = " ".repeat(column + 2 - width(key));
        spans.push((Role::Key, format!("{start}{}{key}{gap}", " ".repeat(indent))));
        spans.push((role, text.to_owned()));
    }
    DialogRow { spans, choice: Some(spec.command), ..DialogRow::blank() }
}

/// Breaks keys between two of them into lines of a column.
fn key_lines(keys: &str, column: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for key in keys.split("  ") {
        match lines.last_mut() {
            Some(line) if width(line) + 2 + width(key) <= column => *line = format!("{line}  {key}"),
            _ => lines.extend(wrap(key, column)),
        }
    }
    lines
}
