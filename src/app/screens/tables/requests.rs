//! What the table asks of the application, and what the windows above it change.
//!
//! Entry points: [`TableRequest`], [`App::grant_table_request`].

use super::shown_tables;
use crate::app::App;
use crate::check::nearest;
use crate::config::views::SavedView;
use crate::model::SCHEMA;
use crate::present::expression_error::remark;
use crate::query::columns::{Column, of_screen};
use crate::query::expression::{Expression, both};
use crate::query::table_view::{TableView, TableViewError};
use crate::schema::Table;
use crate::texts::{self, Lang};

/// What the table asks for.
#[derive(Debug)]
pub enum TableRequest {
    /// To show this table.
    Show(Table),
    /// To ask which table is to be shown.
    ChooseTable,
    /// To ask which columns are to be shown.
    ChooseColumns,
    /// To count the values of a column.
    Count(Box<Column>),
}

impl App {
    /// Does what the table asks for.
    pub(in crate::app) fn grant_table_request(&mut self, request: TableRequest) {
        let table = self.screens.tables.answer.table;
        match request {
            TableRequest::Show(table) => self.show_table(table),
            TableRequest::ChooseTable => self.ask_for_views(),
            TableRequest::ChooseColumns => self.choose_columns(table),
            TableRequest::Count(column) => self.count_values(table, *column),
        }
    }

    /// Returns the table shown, and all that there are.
    pub(in crate::app) fn tables_to_choose(&self) -> (Table, Vec<Table>) {
        (self.screens.tables.answer.table, shown_tables().collect())
    }

    /// Shows all records of a table, as it was left.
    pub(in crate::app) fn show_table(&mut self, table: Table) {
        let tables = &mut self.screens.tables;
        if tables.answer.table != table {
            tables.answer.change_table(table);
            tables.begin_anew("");
        }
    }

    /// Returns the columns of the table shown.
    pub(in crate::app) fn table_columns(&self) -> &[Column] {
        &self.screens.tables.answer.setting.columns
    }

    /// Shows a column of the table, or hides it; one always stays.
    pub(in crate::app) fn toggle_column(&mut self, column: &Column) {
        let columns = &mut self.screens.tables.answer.setting.columns;
        match columns.iter().position(|shown| shown.path == column.path) {
            Some(at) if columns.len() > 1 => drop(columns.remove(at)),
            Some(_) => {}
            None => columns.push(column.clone()),
        }
    }

    /// Shows the columns with which a table begins.
    pub(in crate::app) fn reset_columns(&mut self) {
        let answer = &mut self.screens.tables.answer;
        answer.setting.columns = of_screen(answer.table);
    }

    /// Narrows the table by a term in addition; says why where that is not possible.
    pub(in crate::app) fn narrow_table(&mut self, term: &str) {
        let answer = &self.screens.tables.answer;
        let query = both(&answer.understood, term);
        let (data, today) = (self.workspace.data(), self.workspace.settings.today);
        if let Err(error) = Expression::parse(&query, Some(answer.table), data, today) {
            return self.show_error(remark(&error, &query, self.lang()));
        }
        self.screens.tables.show_query(&query);
    }

    /// Shows a saved view; says why where it cannot be.
    pub(in crate::app) fn show_view(&mut self, saved: &SavedView) {
        let SavedView { name, table, query, columns, sort } = saved;
        let view = match TableView::read(table, query, columns, sort) {
            Ok(view) => view,
            Err(error) => return self.show_error(refusal(name, &error, self.lang())),
        };
        let (data, today) = (self.workspace.data(), self.workspace.settings.today);
        if let Err(error) = Expression::parse(query, Some(view.table), data, today) {
            let why = remark(&error, query, self.lang());
            return self.show_error(texts::views::bad_query(self.lang(), name, &why));
        }
        let tables = &mut self.screens.tables;
        tables.answer.show(view);
        tables.begin_anew(query);
        self.shows_view(saved.clone());
    }

    /// Notes which saved view is shown.
    pub(in crate::app) fn shows_view(&mut self, saved: SavedView) {
        self.screens.tables.answer.saved = Some(saved);
    }

    /// Returns the name of the saved view that was shown last.
    pub(in crate::app) fn shown_view_name(&self) -> Option<String> {
        self.screens.tables.answer.saved.as_ref().map(|saved| saved.name.clone())
    }

    /// Returns what is shown as a view of this name.
    pub(in crate::app) fn view_called(&self, name: &str) -> SavedView {
        self.screens.tables.answer.view_called(name)
    }
}

/// Returns why a view is not shown, and what was probably meant.
fn refusal(name: &str, error: &TableViewError, lang: Lang) -> String {
    let tables = || SCHEMA.tables.iter().map(|table| table.name);
    let (sentence, meant) = match error {
        TableViewError::NoTable(table) => (texts::views::no_table(lang, name, table), nearest(table, tables())),
        TableViewError::NoColumn(column, known) => {
            (texts::views::no_column(lang, name, column), nearest(column, known))
        }
    };
    meant.map_or_else(|| sentence.clone(), |meant| format!("{sentence} {}", texts::check::did_you_mean(lang, &meant)))
}
