//! Which columns of the table are shown.
//!
//! Each choice shows or hides one at once, and the window stays. Entry point:
//! [`App::choose_columns`].

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::index::choice_filter::ChoiceFilter;
use crate::model::SCHEMA;
use crate::present::record_table::full_title;
use crate::query::columns::{Column, all};
use crate::schema::Table;
use crate::texts::{self, Phrase};
use crate::theme::Role;

/// Which columns?
#[derive(Debug)]
struct ColumnsDialog {
    table: Table,
    columns: Vec<Column>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnAction {
    /// The column with this number is shown, or no longer.
    Toggle(usize),
    /// Those that are shown at first.
    Declared,
}

impl App {
    /// Asks which columns of a table are to be shown.
    pub(in crate::app) fn choose_columns(&mut self, table: Table) {
        self.open_dialog(ColumnsDialog { table, columns: all(table) });
    }
}

impl Dialog for ColumnsDialog {
    type Choice = ColumnAction;

    fn title(&self, app: &App) -> String {
        texts::tables::choose_columns(app.lang(), SCHEMA.table(self.table).plural.get(app.lang()))
    }

    fn action(&self) -> Phrase {
        texts::keys::SHOW_OR_HIDE
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Filter { prompt: "/" })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<ColumnAction>> {
        let (lang, filter) = (app.lang(), ChoiceFilter::new(typed));
        let row = |(number, column): (usize, &Column)| {
            let title = full_title(self.table, column, lang);
            let is_shown = app.table_columns().iter().any(|shown| shown.path == column.path);
            let sign = if is_shown { (Role::Changed, "■ ") } else { (Role::Dim, "  ") };
            filter.matches(&title).then(|| DialogRow {
                spans: vec![(sign.0, sign.1.to_owned()), (Role::Text, title)],
                hang: 2,
                choice: Some(ColumnAction::Toggle(number)),
                ..DialogRow::blank()
            })
        };
        let declared = texts::tables::default_columns(lang);
        let reset = filter.matches(declared).then(|| DialogRow::option(declared, ColumnAction::Declared));
        self.columns.iter().enumerate().filter_map(row).chain(reset).collect()
    }

    fn choose(&mut self, app: &mut App, choice: ColumnAction, _: &str) -> DialogOutcome {
        match choice {
            ColumnAction::Toggle(number) => app.toggle_column(&self.columns[number]),
            ColumnAction::Declared => app.reset_columns(),
        }
        DialogOutcome::Stays
    }
}
