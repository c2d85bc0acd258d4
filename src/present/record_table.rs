//! Records as a table for people: the columns that `list` shows, with cells in words.
//!
//! Entry point: [`record_table`].

use super::Sheet;
use super::value_text::ValueFormatter;
use crate::document::Slot;
use crate::query::columns::{Column, short};
use crate::schema::Table;

/// Returns records of one table as a sheet.
pub fn record_table(values: &ValueFormatter<'_>, table: Table, slots: &[Slot]) -> Sheet {
    let columns = short(table);
    let document = values.data.document;
    let row = |slot: &Slot| {
        let record = document.record(*slot).ok();
        let cell = |column: &Column| {
            let value = record.as_ref().and_then(|record| record.value(&column.path));
            value.map_or_else(String::new, |value| values.value(column.kind, value))
        };
        columns.iter().map(cell).collect()
    };
    let titles: Vec<&str> = columns.iter().map(|column| column.field.label.get(values.lang)).collect();
    Sheet::new(titles, slots.iter().map(row).collect())
}

/// Returns sheets as lines of cells with a tab between them, as spreadsheets take them from the
/// clipboard.
pub fn tab_separated(sheets: &[Sheet]) -> String {
    let cell = |text: &String| text.replace(['\t', '\n', '\r'], " ");
    let line = |cells: Vec<String>| cells.join("\t") + "\n";
    let sheet = |sheet: &Sheet| {
        let titles = line(sheet.columns.iter().map(|column| column.title.clone()).collect());
        let rows = sheet.rows.iter().map(|row| line(row.iter().map(cell).collect()));
        std::iter::once(titles).chain(rows).collect::<String>()
    };
    sheets.iter().map(sheet).collect::<Vec<_>>().join("\n")
}
