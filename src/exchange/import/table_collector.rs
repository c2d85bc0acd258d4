//! Collects records of nested values into tables of cells: a nested record becomes cells of their
//! own, named by their paths.
//!
//! Entry point: [`TableCollector`].

use std::collections::HashMap;

use serde_json::Value as Json;

use super::{ImportError, ImportedCell, ImportedRow, ImportedTable, MOST_CELLS};
use crate::model::SCHEMA;
use crate::query::columns::table_called;
use crate::schema::{FieldKind, RecordType, Table};

/// The field of an export that stands for a record that is not valid RON.
pub(super) const UNREADABLE: &str = "unreadable";

/// Tables while records are added.
#[derive(Default)]
pub(super) struct TableCollector {
    tables: Vec<ImportedTable>,
    /// Numbers of columns by table and name.
    columns: HashMap<(usize, String), usize>,
    cells: usize,
}

impl TableCollector {
    /// Returns the tables, in the order in which they began.
    pub(super) fn take(self) -> Vec<ImportedTable> {
        self.tables
    }

    /// Adds a record to the table of this title.
    pub(super) fn add(
        &mut self,
        title: &str,
        table: Option<Table>,
        record: Json,
        line: usize,
    ) -> Result<(), ImportError> {
        let table = table.or_else(|| table_called(title));
        let Json::Object(fields) = record else {
            return Err(ImportError::NotARecord { line });
        };
        let number = self.tables.iter().position(|known| known.title == title).unwrap_or_else(|| {
            let (columns, rows) = (Vec::new(), Vec::new());
            let cards = Vec::new();
            self.tables.push(ImportedTable {
                title: title.to_owned(),
                table,
                columns,
                rows,
                cards,
                blanks_are_empty: false,
            });
            self.tables.len() - 1
        });
        let mut cells = Vec::new();
        let declared = table.map(|table| SCHEMA.table(table).record);
        flatten(declared, "", fields, &mut |name, value| {
            let columns = &mut self.tables[number].columns;
            let column = *self.columns.entry((number, name.clone())).or_insert_with(|| {
                columns.push(name);
                columns.len() - 1
            });
            cells.push((column, ImportedCell::Json(value)));
        });
        self.cells += cells.len();
        if self.cells > MOST_CELLS {
            return Err(ImportError::TooManyCells);
        }
        self.tables[number].rows.push(ImportedRow { line, cells });
        Ok(())
    }
}

/// Tells each value of a record by its path; a nested record value by value.
fn flatten(
    declared: Option<&RecordType>,
    outer: &str,
    fields: serde_json::Map<String, Json>,
    tell: &mut dyn FnMut(String, Json),
) {
    for (name, value) in fields {
        let path = format!("{outer}{name}");
        match (declared.and_then(|record| record.field(&name)).map(|field| field.kind), value) {
            (Some(FieldKind::Record(inner)), Json::Object(fields)) => {
                flatten(Some(inner), &format!("{path}/"), fields, tell);
            }
            // An unknown nested record.
            (Some(FieldKind::Record(_)), Json::Null) => {}
            (_, value) => tell(path, value),
        }
    }
}
