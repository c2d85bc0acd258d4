//! Which table do the rows of a file belong to, whose name does not say it?
//!
//! Entry point: [`App::ask_for_import_table`].

use std::cmp::Reverse;

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::import_order::ImportOrder;
use crate::exchange::import::count_fitting;
use crate::index::choice_filter::ChoiceFilter;
use crate::model::SCHEMA;
use crate::schema::Table;
use crate::texts;

/// Which table?
#[derive(Debug)]
pub(super) struct ImportTableDialog {
    order: ImportOrder,
    /// What the file calls it.
    title: String,
    /// The tables, those with the most fitting columns first.
    tables: Vec<FittingTable>,
}

/// A table, and how many columns of the file are fields of it.
#[derive(Debug)]
struct FittingTable {
    table: Table,
    fitting: usize,
}

impl App {
    /// Asks which table the rows of a file belong to.
    pub(in crate::app) fn ask_for_import_table(&mut self, order: ImportOrder, title: String) {
        let read = order.tables.iter().flat_map(|tables| tables.iter());
        let unclear: Vec<_> = read.filter(|read| read.title == title).collect();
        let fitting = |table| unclear.iter().map(|read| count_fitting(read, table)).sum();
        let mut tables: Vec<FittingTable> =
            SCHEMA.all().map(|table| FittingTable { table, fitting: fitting(table) }).collect();
        tables.sort_by_key(|table| Reverse(table.fitting));
        self.open_dialog(ImportTableDialog { order, title, tables });
    }
}

impl Dialog for ImportTableDialog {
    type Choice = Table;

    fn title(&self, app: &App) -> String {
        match self.title.as_str() {
            "" => texts::import::table_title(app.lang(), &self.order.file_name()),
            title => texts::import::table_title(app.lang(), title),
        }
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Filter { prompt: "/" })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<Table>> {
        let (lang, filter) = (app.lang(), ChoiceFilter::new(typed));
        let row = |FittingTable { table, fitting }: &FittingTable| {
            let name = SCHEMA.table(*table).plural.get(lang);
            filter.rank(name)?;
            let right = vec![(crate::theme::Role::Dim, texts::import::fitting(lang, *fitting))];
            Some(DialogRow { right, ..DialogRow::option(name, *table) })
        };
        self.tables.iter().filter_map(row).collect()
    }

    fn choose(&mut self, app: &mut App, table: Table, _: &str) -> DialogOutcome {
        let order = ImportOrder { table: Some(table), tables: None, ..self.order.clone() };
        app.compare_import(order);
        DialogOutcome::Closes
    }
}
