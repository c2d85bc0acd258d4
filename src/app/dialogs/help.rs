//! The help: first the keys of the place one is at, then those that work there too, by what they
//! are for, then those of other places; and queries by examples. Searchable, with the bindings in
//! effect.

use std::collections::HashSet;

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, DialogSize, RowChange};
use crate::app::layout;
use crate::command::{Binding, Command, CommandContext, CommandSpec, Context, Purpose, TABLE};
use crate::index::choice_filter::ChoiceFilter;
use crate::text::{width, wrap};
use crate::texts::query_examples::{self, QueryExample};
use crate::texts::{self, Phrase};
use crate::theme::Role;

/// Cells of the column of keys.
const KEYS: usize = 18;
/// Cells of the column of keys where it is narrow.
const NARROW_KEYS: usize = 12;
/// Below this width, in cells, it is narrow.
const NARROW: usize = 50;

/// Cells of the column of queries; where there is less room, each has a line of its own.
const QUERIES: usize = 38;

/// All keys, and the query language by examples.
#[derive(Debug)]
struct HelpDialog {
    /// True where a query was being typed: the examples come first.
    is_for_query: bool,
}

impl App {
    /// Shows all keys, those of the current context first.
    pub(in crate::app) fn show_help(&mut self) {
        let is_for_query = self.contexts().contains(&Context::Query);
        self.open_dialog(HelpDialog { is_for_query });
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

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum HelpChoice {
    /// A command to be run.
    Command(Command),
    /// A query to be searched for.
    Query(&'static str),
}

impl Dialog for HelpDialog {
    type Choice = HelpChoice;

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
    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<HelpChoice>> {
        let filter = ChoiceFilter::new(typed);
        let facts = app.facts();
        let mut rows = Vec::new();
        let mut told = HashSet::new();
        for group in groups(app) {
            let heading = group.label().get(app.lang());
            let mut found = Vec::new();
            for spec in TABLE {
                let here = spec.bindings.iter().filter(|binding| {
                    group.has(spec, binding)
                        && !app.workspace.settings.keymap.chords(binding).is_empty()
                        && told.insert(binding.name)
                });
                let bindings: Vec<&Binding> = here.collect();
                if !bindings.is_empty() && filter.rank_with(heading, &[&haystack(app, spec, &bindings)]).is_some() {
                    found.push(row(app, spec, &bindings, &facts));
                }
            }
            if found.is_empty() {
                continue;
            }
            if !rows.is_empty() {
                rows.push(DialogRow::blank());
            }
            rows.push(DialogRow::text(Role::Heading, heading));
            rows.append(&mut found);
        }
        let queries = query_rows(app, &filter);
        if !rows.is_empty() && !queries.is_empty() {
            let place = if self.is_for_query { 0 } else { rows.len() };
            rows.insert(place, DialogRow::blank());
        }
        let place = if self.is_for_query { 0 } else { rows.len() };
        rows.splice(place..place, queries);
        if rows.is_empty() {
            rows.push(DialogRow::text(Role::Dim, texts::search::nothing_found(app.lang())));
        }
        rows
    }

    fn choose(&mut self, app: &mut App, choice: HelpChoice, _: &str) -> DialogOutcome {
        match choice {
            HelpChoice::Command(command) => app.call_by_name(command),
            HelpChoice::Query(query) => {
                app.search_for(query);
                DialogOutcome::Closes
            }
        }
    }
}

/// Returns the examples of queries that match, below their heading.
fn query_rows(app: &App, filter: &ChoiceFilter) -> Vec<DialogRow<HelpChoice>> {
    let lang = app.lang();
    let heading = query_examples::TITLE.get(lang);
    let cells = layout::dialog_cells(app.size, DialogSize::Full);
    let is_beside = cells >= 2 * QUERIES;
    let column = if is_beside { QUERIES } else { 4 };
    let mut rows = Vec::new();
    for QueryExample { query, finds, .. } in query_examples::QUERY_EXAMPLES {
        let (query, finds) = (query.get(lang), finds.get(lang).replace('`', ""));
        if filter.rank_with(heading, &[query, &finds]).is_none() {
            continue;
        }
        let spelled = app.workspace.settings.spelled(&finds).into_owned();
        let lines = wrap(&spelled, cells.saturating_sub(column + 2).max(NARROW_KEYS));
        let mut spans = vec![(Role::Key, format!("  {query}"))];
        for (number, line) in lines.into_iter().enumerate() {
            let start = match (number, is_beside) {
                (0, true) => " ".repeat((column + 2).saturating_sub(width(query) + 2)),
                _ => format!("\n{}", " ".repeat(column + 2)),
            };
            spans.push((Role::Text, format!("{start}{line}")));
        }
        rows.push(DialogRow { spans, choice: Some(HelpChoice::Query(query)), ..DialogRow::blank() });
    }
    if !rows.is_empty() {
        rows.insert(0, DialogRow::text(Role::Heading, heading));
    }
    rows
}

/// Keys under one heading.
#[derive(Debug, Clone, Copy)]
enum HelpGroup {
    /// What is particular to the place one is at.
    Own(Context),
    /// What works there too, for this purpose.
    Here(&'static [Context], Purpose),
    /// What works at another place.
    Elsewhere(Context),
}

impl HelpGroup {
    fn label(self) -> Phrase {
        match self {
            HelpGroup::Own(context) | HelpGroup::Elsewhere(context) => context.label(),
            HelpGroup::Here(_, purpose) => purpose.label(),
        }
    }

    fn has(self, spec: &CommandSpec, binding: &Binding) -> bool {
        match self {
            HelpGroup::Own(context) => binding.contexts == [context],
            HelpGroup::Here(contexts, purpose) => {
                binding.contexts.iter().any(|context| contexts.contains(context)) && Purpose::of(spec) == purpose
            }
            HelpGroup::Elsewhere(context) => binding.contexts.contains(&context),
        }
    }
}

/// Returns the groups in their order: from what is particular to the place below to other places.
fn groups(app: &App) -> Vec<HelpGroup> {
    let here = app.contexts_below();
    let own = here.first().copied().into_iter().map(HelpGroup::Own);
    let works_here = Purpose::ALL.into_iter().map(|purpose| HelpGroup::Here(here, purpose));
    own.chain(works_here).chain(Context::ALL.into_iter().map(HelpGroup::Elsewhere)).collect()
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
fn row(app: &App, spec: &CommandSpec, bindings: &[&Binding], facts: &CommandContext) -> DialogRow<HelpChoice> {
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
    DialogRow { spans, choice: Some(HelpChoice::Command(spec.command)), ..DialogRow::blank() }
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
