//! Asks whose word a changed or confirmed value is, so that a new number does not stand under an
//! old source.
//!
//! Enter takes what most likely holds: a new number is hardly ever from the old source. A key that
//! means nothing here goes on with the page and leaves the source as it was. Entry points:
//! [`App::ask_whose_word`], [`App::ask_who_confirms`].

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::editor::UnsourcedStatement;
use crate::app::layout;
use crate::app::workspace::Workspace;
use crate::command::Command;
use crate::document::Relocation;
use crate::present::source_scope;
use crate::text::wrap;
use crate::texts;
use crate::theme::Role;

/// Which source does the value have?
#[derive(Debug)]
struct ValueSourceDialog {
    statement: UnsourcedStatement,
    /// The source so far, in words.
    former: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum ValueSourceChoice {
    /// Whoever changed or confirmed it has asked today.
    OwnInquiry,
    /// The one that it had.
    Former,
    /// Another one, which is typed.
    Another,
}

impl App {
    /// Asks for the source of a value that was just changed, where it stands under a known one and
    /// can have another without putting other values under it.
    pub(in crate::app) fn ask_whose_word(&mut self) {
        let Some(statement) = self.offered_statement().filter(|statement| statement.is_just_changed) else { return };
        if !self.workspace.speaks_for_itself(statement) {
            return;
        }
        let Some(former) = self.workspace.source_words(&statement.address) else { return };
        let statement = statement.clone();
        self.screens.directory.unsourced = None;
        self.open_dialog(ValueSourceDialog { statement, former });
    }

    /// Asks for the source of a statement that was just confirmed and has a known one, given in
    /// words.
    pub(in crate::app) fn ask_who_confirms(&mut self, statement: UnsourcedStatement, former: String) {
        self.open_dialog(ValueSourceDialog { statement, former });
    }
}

impl Dialog for ValueSourceDialog {
    type Choice = ValueSourceChoice;

    fn title(&self, app: &App) -> String {
        let schema = app.workspace.doc.schema();
        let value = |source| app.workspace.sourced_value(source).unwrap_or_else(|| self.statement.address.clone());
        let labels = self.statement.sources.iter().filter_map(|source| value(source).field(schema));
        let labels: Vec<&str> = labels.map(|field| field.label.get(app.lang())).collect();
        texts::sources::which(app.lang(), &labels.join(", "))
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<ValueSourceChoice>> {
        let lang = app.lang();
        let scope = match app.workspace.speaks_for_itself(&self.statement) {
            true => texts::sources::of_value_alone(lang).to_owned(),
            false => {
                let source = self.statement.sources.last();
                let fields = source.and_then(|source| source_scope::covered(&app.workspace.doc, source, lang));
                fields.map(|fields| texts::detail::covers(lang, &fields)).unwrap_or_default()
            }
        };
        let scope = wrap(&scope, layout::dialog_text_cells(app.size));
        [
            DialogRow::answer(Role::Text, texts::sources::asked_today(lang), ValueSourceChoice::OwnInquiry),
            DialogRow::answer(Role::Text, &texts::sources::as_before(lang, &self.former), ValueSourceChoice::Former),
            DialogRow::answer(Role::Text, texts::sources::another(lang), ValueSourceChoice::Another),
            DialogRow::blank(),
        ]
        .into_iter()
        .chain(scope.into_iter().map(|line| DialogRow::text(Role::Dim, line)))
        .collect()
    }

    fn choose(&mut self, app: &mut App, choice: ValueSourceChoice, _: &str) -> DialogOutcome {
        match choice {
            ValueSourceChoice::OwnInquiry => app.give_own_inquiry(&self.statement),
            ValueSourceChoice::Former => return DialogOutcome::Cancels,
            ValueSourceChoice::Another => app.ask_for_source(self.statement.clone()),
        }
        DialogOutcome::Closes
    }

    fn lets_through(&self) -> bool {
        true
    }

    fn offers(&self, command: Command, _: Option<&ValueSourceChoice>) -> bool {
        command == Command::GiveSource
    }

    fn execute(&mut self, app: &mut App, command: Command, _: Option<ValueSourceChoice>) -> DialogOutcome {
        if command != Command::GiveSource {
            return DialogOutcome::Stays;
        }
        app.ask_for_source(self.statement.clone());
        DialogOutcome::Closes
    }

    fn cancelled(&mut self, app: &mut App) {
        if !self.statement.is_just_changed {
            return;
        }
        let name = app.workspace.name_of(&self.statement.address);
        let done = texts::steps::set(app.lang(), &name);
        app.show_info(texts::sources::kept(app.lang(), &done, &self.former));
    }

    fn relocate(&mut self, _: &Workspace, relocation: &Relocation<'_>) -> bool {
        match self.statement.clone().relocated(relocation) {
            Some(statement) => {
                self.statement = statement;
                true
            }
            None => false,
        }
    }
}
