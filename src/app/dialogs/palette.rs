//! The palette: every command by name, with its key; unavailable ones say why.

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, DialogSize, RowChange};
use crate::app::layout;
use crate::command::{Command, CommandSpec, Purpose, TABLE};
use crate::index::choice_filter::{ChoiceFilter, ChoiceRank};
use crate::index::fold::fold;
use crate::text::width;
use crate::texts::{self, Phrase};
use crate::theme::Role;

/// Cells of the column of keys, which one key may exceed.
const KEYS: usize = 8;
/// Below this width, in cells, a label has a line of its own.
const NARROW: usize = 60;

/// Commands by name.
#[derive(Debug)]
struct PaletteDialog;

impl App {
    /// Shows the commands by name.
    pub(in crate::app) fn show_palette(&mut self) {
        self.open_dialog(PaletteDialog);
    }
}

impl Dialog for PaletteDialog {
    type Choice = Command;

    fn title(&self, app: &App) -> String {
        texts::keys::palette_title(app.lang()).to_owned()
    }

    fn action(&self) -> Phrase {
        texts::keys::RUN
    }

    fn size(&self) -> DialogSize {
        DialogSize::Full
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Filter { prompt: ":" })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    /// Returns the commands that match the input.
    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<Command>> {
        let (lang, typed) = (app.lang(), typed.trim());
        let (filter, folded) = (ChoiceFilter::new(typed), fold(typed));
        let (facts, columns) = (app.facts(), PaletteColumns::of(app));
        let mut rows = Vec::new();
        for spec in TABLE.iter().filter(|spec| callable(spec) || is_move(spec)) {
            let label = app.name_of_command(spec.command).get(lang);
            let names: Vec<&str> = spec.bindings.iter().map(|binding| binding.name).collect();
            let chords = spec.bindings.iter().flat_map(|binding| app.workspace.settings.keymap.chords(binding));
            let mut keys: Vec<String> = chords.map(|chord| chord.label(lang)).collect();
            keys.dedup();
            let is_exact = names.contains(&folded.plain()) || keys.iter().any(|key| key == typed);
            let help = spec.help.get(lang);
            let by_name = || filter.rank_with(label, &names).map(|rank| (false, rank));
            let by_help = || filter.rank_with(label, &[&names[..], &[help]].concat()).map(|rank| (true, rank));
            let group = Purpose::of(spec).label().get(lang);
            let by_group = || filter.rank(group).filter(|_| !filter.is_empty()).map(|rank| (true, rank));
            let exact = is_exact.then_some((false, ChoiceRank::Label));
            let by_itself = exact.or_else(by_name).or_else(by_help).filter(|_| callable(spec));
            let Some(rank) = by_itself.or_else(by_group) else { continue };
            let reason = (spec.available)(&facts).err();
            let role = if reason.is_some() { Role::Dim } else { Role::Text };
            let about = reason.map_or(help, |reason| reason.get(lang));
            let row = DialogRow {
                spans: vec![(role, columns.label(app, label)), (Role::Dim, about.to_owned())],
                right: vec![(Role::Key, first_keys(&keys))],
                hang: columns.hang,
                choice: Some(spec.command),
                ..DialogRow::blank()
            };
            rows.push((rank, row));
        }
        if rows.is_empty() {
            return vec![DialogRow::text(Role::Dim, texts::search::nothing_found(lang))];
        }
        // What only the help says comes last.
        rows.sort_by_key(|(rank, _)| *rank);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn choose(&mut self, app: &mut App, command: Command, _: &str) -> DialogOutcome {
        app.call_by_name(command)
    }
}

/// Returns the first of a command's keys, and as many others as the column holds.
fn first_keys(keys: &[String]) -> String {
    let mut shown = keys.first().cloned().unwrap_or_default();
    for key in keys.iter().skip(1) {
        if width(&shown) + 1 + width(key) > KEYS {
            break;
        }
        shown = format!("{shown} {key}");
    }
    shown
}

/// The columns of the palette: label, what the command does, its keys at the right.
struct PaletteColumns {
    /// Cell at which the text begins that says what a command does.
    hang: usize,
    /// That text has lines of its own, since there is no room for it beside the label.
    is_below: bool,
}

impl PaletteColumns {
    /// Returns the columns, which depend on the width and not on what is typed.
    fn of(app: &App) -> PaletteColumns {
        let cells = layout::dialog_cells(app.size, DialogSize::Full);
        let labels =
            TABLE.iter().filter(|spec| callable(spec)).map(|spec| app.name_of_command(spec.command).get(app.lang()));
        let widest = labels.map(|label| width(&app.workspace.settings.spelled(label))).max().unwrap_or(0);
        let is_below = cells < NARROW;
        PaletteColumns { hang: if is_below { 2 } else { widest + 2 }, is_below }
    }

    /// Returns a label with the space behind it.
    fn label(&self, app: &App, label: &str) -> String {
        let label = app.workspace.settings.spelled(label);
        if self.is_below { format!("{label}\n") } else { format!("{label}{}", " ".repeat(self.hang - width(&label))) }
    }
}

/// Returns true for movement, which is only listed under what it is for.
fn is_move(spec: &CommandSpec) -> bool {
    Purpose::of(spec) == Purpose::Move
}

/// Returns true for commands that can be called by name; movement and typing cannot, nor what
/// interrupts them: from here it would leave the program.
fn callable(spec: &CommandSpec) -> bool {
    if spec.command == Command::Interrupt {
        return false;
    }
    let mut contexts = spec.bindings.iter().flat_map(|binding| binding.contexts);
    spec.command == Command::Quit || contexts.any(|context| context.is_called_by_name())
}
