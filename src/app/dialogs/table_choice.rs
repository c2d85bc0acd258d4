//! Which table is shown.
//!
//! Entry point: [`App::choose_table`].

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::index::choice_filter::ChoiceFilter;
use crate::model::SCHEMA;
use crate::schema::Table;
use crate::texts;
use crate::theme::Role;

/// Which table?
#[derive(Debug)]
struct TableDialog {
    shown: Table,
    tables: Vec<Table>,
}

impl App {
    /// Asks which table is to be shown.
    pub(in crate::app) fn choose_table(&mut self, shown: Table, tables: Vec<Table>) {
        self.open_dialog(TableDialog { shown, tables });
    }
}

impl Dialog for TableDialog {
    type Choice = Table;

    fn title(&self, app: &App) -> String {
        texts::tables::choose_table(app.lang()).to_owned()
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Filter { prompt: "/" })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn first_choice(&self, _: &App) -> Option<Table> {
        Some(self.shown)
    }

    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<Table>> {
        let filter = ChoiceFilter::new(typed);
        let row = |table: &Table| {
            let name = SCHEMA.table(*table).plural.get(app.lang());
            let count = texts::number(app.lang(), app.workspace.doc.slots(*table).len());
            filter
                .matches(name)
                .then(|| DialogRow { right: vec![(Role::Dim, count)], ..DialogRow::option(name, *table) })
        };
        self.tables.iter().filter_map(row).collect()
    }

    fn choose(&mut self, app: &mut App, table: Table, _: &str) -> DialogOutcome {
        app.show_table(table);
        DialogOutcome::Closes
    }
}
