//! The help: all keys by context, the current ones first, searchable, with the bindings in effect.

use std::collections::HashSet;

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, DialogSize, RowChange};
use crate::app::layout;
use crate::command::{Binding, Command, CommandContext, CommandSpec, Context, TABLE};
use crate::index::fold::TextFilter;
use crate::texts;
use crate::theme::Role;

/// Cells of the column of keys.
const KEYS: usize = 16;
/// Below this width, in cells, text does not stand in a column of its own beside the keys.
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
        texts::app::help(app.lang()).to_owned()
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
        let filter = TextFilter::new(typed);
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
            rows.push(DialogRow::text(Role::Dim, texts::app::nothing_found(app.lang(), typed.trim())));
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

fn row(app: &App, spec: &CommandSpec, bindings: &[&Binding], facts: &CommandContext) -> DialogRow<Command> {
    let lang = app.lang();
    let reason = (spec.available)(facts).err();
    let role = if reason.is_some() { Role::Dim } else { Role::Text };
    let keys = keys(app, bindings);
    let pad = KEYS.saturating_sub(crate::text::width(&keys)).max(2);
    let spans = vec![(Role::Key, format!("  {keys}{}", " ".repeat(pad))), (role, spec.help.get(lang).to_owned())];
    let cells = layout::dialog_cells(app.size, DialogSize::Full);
    let hang = if cells < NARROW { 4 } else { KEYS + 2 };
    DialogRow { spans, hang, choice: Some(spec.command), ..DialogRow::blank() }
}
