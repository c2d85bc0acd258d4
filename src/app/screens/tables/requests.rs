//! What the table asks of the application, and what the windows above it change.
//!
//! Entry points: [`TableRequest`], [`App::grant_table_request`].

use super::shown_tables;
use crate::app::App;
use crate::present::expression_error::remark;
use crate::query::columns::{Column, of_screen};
use crate::query::expression::{Expression, both};
use crate::schema::Table;

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
            TableRequest::ChooseTable => self.choose_table(table, shown_tables().collect()),
            TableRequest::ChooseColumns => self.choose_columns(table),
            TableRequest::Count(column) => self.count_values(table, *column),
        }
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
}
