//! Which record is the row of a file about that would become a new one?
//!
//! The likely ones stand first; typing finds any. Entry point: [`App::ask_which_is_same`].

use super::value_rows::{value_row, value_rows};
use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::import_order::DoubtfulRow;
use crate::app::value_choice::ValueChoice;
use crate::document::Relocation;
use crate::query::choices::Surroundings;
use crate::schema::FieldKind;
use crate::texts;
use crate::theme::Role;

/// Which record?
#[derive(Debug)]
struct SameRecordDialog {
    row: DoubtfulRow,
}

#[derive(Debug, Clone, PartialEq)]
enum SameRecordChoice {
    Record(ValueChoice),
    New,
}

impl App {
    /// Asks which record a row is about.
    pub(in crate::app) fn ask_which_is_same(&mut self, row: DoubtfulRow) {
        self.open_dialog(SameRecordDialog { row });
    }
}

impl Dialog for SameRecordDialog {
    type Choice = SameRecordChoice;

    fn title(&self, app: &App) -> String {
        texts::import::same_title(app.lang(), self.row.place.line)
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Filter { prompt: "/" })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<SameRecordChoice>> {
        let likely = self.row.likely.iter().filter_map(|address| app.workspace.doc.resolve(address));
        let likely: Vec<ValueChoice> = likely.map(ValueChoice::Record).collect();
        if !typed.trim().is_empty() {
            let mut rows = value_rows(app, FieldKind::Ref(self.row.table), typed, &Surroundings::default());
            rows.sort_by_key(|row| row.choice.is_none_or(|choice| !likely.contains(&choice)));
            return rows.into_iter().map(|row| row.map(SameRecordChoice::Record)).collect();
        }
        let lang = app.lang();
        let likely: Vec<_> = likely.into_iter().map(|choice| value_row(app, choice)).collect();
        let heading = match (self.row.is_said, likely.is_empty()) {
            (true, _) => None,
            (false, true) => Some(texts::import::type_to_find(lang)),
            (false, false) => Some(texts::import::perhaps_same(lang)),
        };
        let mut rows: Vec<_> = heading.into_iter().map(|text| DialogRow::text(Role::Dim, text)).collect();
        rows.extend(likely.into_iter().map(|row| row.map(SameRecordChoice::Record)));
        let new = DialogRow::option(texts::import::stays_new(lang), SameRecordChoice::New);
        rows.extend(self.row.may_be_new.then_some(new));
        rows
    }

    fn describe(&self, app: &App, choice: &SameRecordChoice) -> Option<DialogRow<SameRecordChoice>> {
        match choice {
            SameRecordChoice::Record(record) => Some(value_row(app, *record).map(SameRecordChoice::Record)),
            SameRecordChoice::New => None,
        }
    }

    fn choose(&mut self, app: &mut App, choice: SameRecordChoice, _: &str) -> DialogOutcome {
        let same = match choice {
            SameRecordChoice::Record(ValueChoice::Record(slot)) => Some(app.workspace.doc.address(slot)),
            _ if !self.row.is_said => return DialogOutcome::Closes,
            _ => None,
        };
        app.compare_import(self.row.decided(same));
        DialogOutcome::Closes
    }

    fn relocated(choice: SameRecordChoice, relocation: &Relocation<'_>) -> SameRecordChoice {
        match choice {
            SameRecordChoice::Record(record) => {
                record.relocated(relocation).map_or(SameRecordChoice::New, SameRecordChoice::Record)
            }
            SameRecordChoice::New => SameRecordChoice::New,
        }
    }
}
