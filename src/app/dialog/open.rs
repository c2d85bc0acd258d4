//! A dialog that is open: its panel, and what each of its rows stands for.
//!
//! What is the same for all dialogs is done here: making rows anew, keeping the cursor on its row,
//! moving, typing. Must name no dialog. Entry points: [`OpenDialog::new`], [`AnyDialog`].

use std::any::Any;
use std::fmt::Debug;

use crate::app::typed_texts::TypedText;
use crate::app::workspace::Workspace;
use crate::app::{App, Effect, layout};
use crate::command::Command;
use crate::document::{Address, Relocation};
use crate::texts::Phrase;

use super::panel::{DialogPanel, PanelRow};
use super::{Dialog, DialogOutcome, DialogRow, RowChange};

/// A dialog that is open.
#[derive(Debug)]
pub(in crate::app) struct OpenDialog<D: Dialog> {
    dialog: D,
    panel: DialogPanel,
    /// What the rows of the panel stand for.
    choices: Vec<Option<D::Choice>>,
    /// The cursor was moved or a text typed, so the row under the cursor is a person's choice.
    is_touched: bool,
}

impl<D: Dialog> OpenDialog<D> {
    /// Opens a dialog.
    pub(in crate::app) fn new(app: &App, dialog: D) -> OpenDialog<D> {
        let panel = DialogPanel::new(dialog.input(app), dialog.size(), dialog.is_flat());
        let mut open = OpenDialog { dialog, panel, choices: Vec::new(), is_touched: false };
        open.make_rows(app);
        open.panel.to_first();
        if let Some(row) = open.dialog.first_choice(app).and_then(|first| open.row_of(&first)) {
            open.panel.cursor = row;
        }
        open
    }

    /// Returns what the rows stand for.
    pub(in crate::app) fn choices(&self) -> &[Option<D::Choice>] {
        &self.choices
    }

    fn chosen(&self) -> Option<D::Choice> {
        self.choices.get(self.panel.cursor).cloned().flatten()
    }

    fn row_of(&self, choice: &D::Choice) -> Option<usize> {
        self.choices.iter().position(|other| other.as_ref() == Some(choice))
    }

    fn make_rows(&mut self, app: &App) {
        self.panel.title = self.dialog.title(app);
        let rows = self.dialog.rows(app, &self.panel.text());
        (self.panel.rows, self.choices) = rows.into_iter().map(split).unzip();
    }

    /// Writes the visible rows that are blank so far, at most `height`, and that of the cursor.
    fn describe_visible(&mut self, app: &App, height: usize) {
        for number in (self.panel.scroll..self.panel.scroll + height).chain([self.panel.cursor]) {
            let choice = self.choices.get(number).and_then(Option::as_ref);
            if let Some(row) = choice.and_then(|choice| self.dialog.describe(app, choice)) {
                (self.panel.rows[number], self.choices[number]) = split(row);
            }
        }
    }

    /// Returns the dialog itself.
    pub(in crate::app) fn dialog_mut(&mut self) -> &mut D {
        &mut self.dialog
    }

    /// Moves the cursor; returns false for any other command. Where nothing is typed, the keys for
    /// the ends of the line go to those of the list.
    fn moves(&mut self, app: &mut App, command: Command) -> bool {
        let rows = layout::dialog(app.screen_size(), &self.panel).rows.as_size();
        let page = (rows.height as isize).max(2) - 1;
        let is_blank = self.panel.text().is_empty() && self.choices.iter().any(Option::is_some);
        let (by, is_page) = match command {
            Command::Up => (-1, false),
            Command::Down => (1, false),
            Command::PageUp | Command::HalfUp => (-page, true),
            Command::PageDown | Command::HalfDown => (page, true),
            Command::First => (isize::MIN, false),
            Command::Last => (isize::MAX, false),
            Command::LineStart if is_blank => (isize::MIN, false),
            Command::LineEnd if is_blank => (isize::MAX, false),
            _ => return false,
        };
        self.finish(app);
        if is_page {
            self.panel.page(by, rows)
        } else {
            self.panel.step(by)
        }
        self.is_touched = true;
        true
    }

    /// Completes the work that the next action depends on.
    fn finish(&mut self, app: &mut App) {
        if self.dialog.is_working() {
            self.dialog.finish(app);
            self.refresh(app, false);
        }
    }
}

/// Returns the row as it is seen, and what it stands for.
fn split<C>(row: DialogRow<C>) -> (PanelRow, Option<C>) {
    let DialogRow { spans, right, hang, choice, letter } = row;
    (PanelRow { spans, right, hang, is_choice: choice.is_some(), letter }, choice)
}

/// An open dialog, whichever it is.
pub trait AnyDialog: Any + Debug {
    /// Returns what is seen of it.
    fn panel(&self) -> &DialogPanel;

    /// Returns what is seen of it, to type into it.
    fn panel_mut(&mut self) -> &mut DialogPanel;

    /// Brings the rows up to date with what was `typed` or otherwise happened.
    fn refresh(&mut self, app: &mut App, typed: bool);

    /// Executes a command.
    fn execute(&mut self, app: &mut App, command: Command) -> DialogOutcome;

    /// Returns what choosing a row is called ([`Dialog::action`]).
    fn action(&self) -> Phrase;

    /// Returns true when a key that means nothing in it closes it ([`Dialog::lets_through`]).
    fn lets_through(&self) -> bool;

    /// Returns true when a command of its own can be executed ([`Dialog::offers`]).
    fn offers(&self, command: Command) -> bool;

    /// Does what closing without a choice means ([`Dialog::cancelled`]).
    fn cancelled(&mut self, app: &mut App);

    /// Returns the text to set aside ([`Dialog::typed_text`]).
    fn typed_text(&self, app: &App) -> Option<TypedText>;

    /// Returns the text to keep in the journal ([`Dialog::draft`]).
    fn draft(&self, app: &App) -> Option<(Address, String)>;

    /// Moves the places that it holds ([`Dialog::relocate`]).
    fn relocate(&mut self, workspace: &Workspace, relocation: &Relocation<'_>) -> bool;

    /// Returns true while there is work to do ([`Dialog::is_working`]).
    fn is_working(&self) -> bool;

    /// Returns true when the work is to be seen ([`Dialog::shows_progress`]).
    fn shows_progress(&self) -> bool;

    /// Does a slice of the work ([`Dialog::work`]).
    fn work(&mut self, app: &mut App);
}

impl<D: Dialog> AnyDialog for OpenDialog<D> {
    fn panel(&self) -> &DialogPanel {
        &self.panel
    }

    fn action(&self) -> Phrase {
        self.dialog.action()
    }

    fn panel_mut(&mut self) -> &mut DialogPanel {
        &mut self.panel
    }

    fn lets_through(&self) -> bool {
        self.dialog.lets_through()
    }

    fn refresh(&mut self, app: &mut App, typed: bool) {
        self.panel.ascii = app.workspace.settings.ascii;
        let chosen = self.chosen();
        let change = self.dialog.refresh(app, &self.panel.text());
        if change != RowChange::None {
            self.make_rows(app);
        }
        self.is_touched |= typed;
        if typed {
            self.panel.error = None;
        } else if chosen != self.chosen()
            && let Some(row) = chosen.and_then(|choice| self.row_of(&choice))
        {
            // Rows above it have appeared or disappeared.
            self.panel.cursor = row;
        }
        if typed || change == RowChange::Restart {
            self.panel.to_first();
        }
        self.panel.cursor = self.panel.cursor.min(self.panel.rows.len().saturating_sub(1));
        let rows = layout::dialog(app.screen_size(), &self.panel).rows;
        self.panel.follow(rows.as_size());
        self.describe_visible(app, rows.height.into());
    }

    fn execute(&mut self, app: &mut App, command: Command) -> DialogOutcome {
        if self.moves(app, command) {
            return DialogOutcome::Stays;
        }
        match command {
            // A row that nobody chose is taken by Enter only.
            Command::NextField if !self.is_touched && self.chosen().is_some() => {
                self.dialog.execute(app, command, self.chosen())
            }
            // Tab goes on where several fields are asked for, one after the other.
            Command::Choose | Command::Confirm | Command::NextField => {
                self.finish(app);
                let typed = self.panel.text();
                match self.chosen() {
                    Some(choice) => self.dialog.choose(app, choice, &typed),
                    None => self.dialog.confirm(app, &typed),
                }
            }
            Command::Complete => {
                let typed = self.panel.text();
                self.dialog.complete(app, &typed);
                DialogOutcome::Stays
            }
            Command::Quit => DialogOutcome::Cancels,
            Command::Copy | Command::CopyPage => {
                let is_all = command == Command::CopyPage;
                app.request(Effect::Copy(if is_all { self.panel.plain() } else { self.panel.plain_row() }));
                DialogOutcome::Stays
            }
            _ if self.panel.input.as_mut().is_some_and(|input| input.execute(command)) => {
                self.refresh(app, true);
                DialogOutcome::Stays
            }
            _ => self.dialog.execute(app, command, self.chosen()),
        }
    }

    fn offers(&self, command: Command) -> bool {
        self.dialog.offers(command, self.chosen().as_ref())
    }

    fn cancelled(&mut self, app: &mut App) {
        self.dialog.cancelled(app);
    }

    fn typed_text(&self, app: &App) -> Option<TypedText> {
        self.dialog.typed_text(app, self.panel.input.as_ref())
    }

    fn draft(&self, app: &App) -> Option<(Address, String)> {
        self.dialog.draft(app, self.panel.input.as_ref())
    }

    fn relocate(&mut self, workspace: &Workspace, relocation: &Relocation<'_>) -> bool {
        let moved = |choice: Option<D::Choice>| choice.map(|choice| D::relocated(choice, relocation));
        self.choices = std::mem::take(&mut self.choices).into_iter().map(moved).collect();
        self.dialog.relocate(workspace, relocation)
    }

    fn is_working(&self) -> bool {
        self.dialog.is_working()
    }

    fn shows_progress(&self) -> bool {
        self.dialog.shows_progress()
    }

    fn work(&mut self, app: &mut App) {
        self.dialog.work(app);
    }
}
