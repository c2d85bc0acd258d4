//! Asks for the value that all marked records get: typed or picked as on a page.
//!
//! Changes nothing itself. Entry point: [`App::ask_marked_value`].

use super::change_marked::field_name;
use super::value_rows::{value_row, value_rows};
use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::change_purpose::ChangePurpose;
use crate::app::value_choice::{ValueChoice, is_picked};
use crate::document::{Address, Relocation};
use crate::model::input as rules;
use crate::query::batch_change::BatchAction;
use crate::query::choices::Surroundings;
use crate::query::columns::Column;
use crate::schema::{FieldKind, Table};
use crate::texts;
use crate::theme::Role;

/// Which value do the marked records get?
#[derive(Debug)]
struct MarkedValueDialog {
    field: Column,
    table: Table,
    purpose: fn(String) -> ChangePurpose,
    action: fn(String) -> BatchAction,
}

impl App {
    /// Asks for a value of a field, or an item of a list, of the marked records.
    pub(in crate::app) fn ask_marked_value(
        &mut self,
        field: Column,
        table: Table,
        purpose: fn(String) -> ChangePurpose,
        action: fn(String) -> BatchAction,
    ) {
        self.open_dialog(MarkedValueDialog { field, table, purpose, action });
    }
}

impl MarkedValueDialog {
    /// Returns the kind of what is typed: of a list that of an item.
    fn item_kind(&self) -> FieldKind {
        match self.field.kind {
            FieldKind::List(item) => *item,
            kind => kind,
        }
    }

    fn give(&self, app: &mut App, ron: String) -> DialogOutcome {
        let purpose = (self.purpose)(field_name(app, self.table, &self.field));
        app.preview_of_marked(purpose, &self.field.path, &(self.action)(ron));
        DialogOutcome::Closes
    }
}

impl Dialog for MarkedValueDialog {
    type Choice = ValueChoice;

    fn title(&self, app: &App) -> String {
        let count = app.marked_records().iter().map(|(_, slots)| slots.len()).sum();
        texts::batch::change_title(app.lang(), count)
    }

    fn input(&self, app: &App) -> Option<DialogInput> {
        Some(DialogInput::Text {
            prompt: format!("{}: ", self.field.field.label.get(app.lang())),
            text: String::new(),
            several_lines: self.item_kind().has_lines(),
        })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<ValueChoice>> {
        let help = self.field.field.help.get(app.lang());
        let help = (!help.is_empty()).then(|| DialogRow::text(Role::Dim, help));
        help.into_iter().chain(value_rows(app, self.item_kind(), typed, &Surroundings::default())).collect()
    }

    fn describe(&self, app: &App, choice: &ValueChoice) -> Option<DialogRow<ValueChoice>> {
        Some(value_row(app, *choice))
    }

    fn choose(&mut self, app: &mut App, choice: ValueChoice, _: &str) -> DialogOutcome {
        match choice.ron(&app.workspace.doc) {
            Some(ron) => self.give(app, ron),
            None => DialogOutcome::Stays,
        }
    }

    fn relocated(choice: ValueChoice, relocation: &Relocation<'_>) -> ValueChoice {
        choice.relocated(relocation).unwrap_or(choice)
    }

    fn confirm(&mut self, app: &mut App, typed: &str) -> DialogOutcome {
        let kind = self.item_kind();
        if is_picked(kind) {
            return DialogOutcome::Refuses(texts::edit::no_such_choice(app.lang()).to_owned());
        }
        let place = Address { path: self.field.path.clone(), ..Address::record(self.table, "") };
        match rules::parse_at(&place, kind, typed, app.workspace.settings.today) {
            Ok(value) => self.give(app, value.ron),
            Err(reason) => DialogOutcome::Refuses(reason.text(app.lang())),
        }
    }
}
