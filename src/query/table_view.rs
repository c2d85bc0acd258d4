//! How a table is shown: its query, columns and order, read from names and told by them.
//!
//! Knows no language but the labels of fields, in both. Entry point: [`TableView`].

use super::columns::{Column, chosen, table_called};
use super::sort::SortField;
use crate::document::{Address, AddressStep};
use crate::schema::Table;

/// How a table is shown.
#[derive(Debug, Clone)]
pub struct TableView {
    /// The table.
    pub table: Table,
    /// The query; empty for all records.
    pub query: String,
    /// The columns; empty for those that people see at first.
    pub columns: Vec<Column>,
    /// The fields to sort by; by name where there are none.
    pub sort: Vec<SortField>,
}

/// Why a view is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableViewError {
    /// There is no such table.
    NoTable(String),
    /// The table has no such field; these it has.
    NoColumn(String, Vec<String>),
}

impl TableView {
    /// Reads a view from names as people write them, in either language.
    ///
    /// # Errors
    /// The first name that leads nowhere.
    pub fn read(table: &str, query: &str, columns: &[String], sort: &[String]) -> Result<TableView, TableViewError> {
        let place = table_called(table).ok_or_else(|| TableViewError::NoTable(table.to_owned()))?;
        let find = |name: &str| {
            chosen(&Address::record(place, ""), name.trim())
                .map_err(|names| TableViewError::NoColumn(name.to_owned(), names))
        };
        let columns = columns.iter().map(|name| find(name)).collect::<Result<Vec<_>, _>>()?.concat();
        let mut fields = Vec::new();
        for name in sort {
            let (is_descending, name) = name.strip_prefix('-').map_or((false, &name[..]), |name| (true, name));
            let found = find(name)?.into_iter();
            fields.extend(found.map(|Column { path, kind, .. }| SortField { path, kind, is_descending }));
        }
        Ok(TableView { table: place, query: query.to_owned(), columns, sort: fields })
    }

    /// Returns the names of the columns.
    pub fn column_names(&self) -> Vec<String> {
        self.columns.iter().map(Column::name).collect()
    }

    /// Returns the names of the fields to sort by, with `-` before those with the greatest first.
    pub fn sort_names(&self) -> Vec<String> {
        let name = |field: &SortField| {
            let path: Vec<String> = field.path.iter().map(AddressStep::to_string).collect();
            format!("{}{}", if field.is_descending { "-" } else { "" }, path.join("/"))
        };
        self.sort.iter().map(name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn names_and_labels_are_understood_and_told_as_names() {
        let view = TableView::read("Gremien", "x", &texts(&["Name", "contact/phone"]), &texts(&["-Ebene"])).unwrap();
        assert_eq!(view.column_names(), ["name", "contact/phone"]);
        assert_eq!(view.sort_names(), ["-level"]);
        let again = TableView::read("bodies", "x", &view.column_names(), &view.sort_names()).unwrap();
        assert_eq!(again.column_names(), view.column_names());
    }

    #[test]
    fn a_name_that_leads_nowhere_is_told() {
        let error = TableView::read("Ämter", "", &[], &[]).unwrap_err();
        assert_eq!(error, TableViewError::NoTable("Ämter".to_owned()));
        let error = TableView::read("bodies", "", &texts(&["fax"]), &[]).unwrap_err();
        assert!(matches!(error, TableViewError::NoColumn(name, known) if name == "fax" && known.len() > 5));
    }
}
