//! A table of facts: CSV as RFC 4180 has it, and a note of which cells have been compared.
//!
//! Must not know what the cells mean. Enter at [`Table::read`].

use std::cell::RefCell;
use std::collections::BTreeSet;

/// A table with its column names.
pub struct Table {
    name: &'static str,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Row and column of every cell that somebody asked for.
    asked: RefCell<BTreeSet<(usize, usize)>>,
}

/// One row of a table.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    index: usize,
}

impl Table {
    /// Reads a table whose first row names the columns.
    pub fn read(name: &'static str, text: &str) -> Table {
        let mut rows = rows(text);
        let columns = rows.remove(0);
        for (index, row) in rows.iter().enumerate() {
            assert_eq!(row.len(), columns.len(), "{name}, row {}: {row:?}", index + 1);
        }
        Table { name, columns, rows, asked: RefCell::default() }
    }

    /// All rows in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.rows.len()).map(|index| Row { table: self, index })
    }

    /// Cells that nobody has asked for, as places.
    pub fn unasked(&self) -> Vec<String> {
        let asked = self.asked.borrow();
        let all = self.rows().flat_map(|row| (0..self.columns.len()).map(move |column| (row, column)));
        all.filter(|(row, column)| !asked.contains(&(row.index, *column)))
            .map(|(row, column)| row.place(&self.columns[column]))
            .collect()
    }
}

impl<'a> Row<'a> {
    /// The text of a cell; nothing when it is empty.
    pub fn cell(self, column: &str) -> Option<&'a str> {
        let found = self.table.columns.iter().position(|name| name == column);
        let at = found.unwrap_or_else(|| panic!("{} has no column {column}", self.table.name));
        self.table.asked.borrow_mut().insert((self.index, at));
        Some(self.table.rows[self.index][at].as_str()).filter(|text| !text.is_empty())
    }

    /// The text of a cell that every row has.
    pub fn must(self, column: &str) -> &'a str {
        self.cell(column).unwrap_or_else(|| panic!("{} is empty", self.place(column)))
    }

    /// Table, row (from 1, without the names) and column, for messages.
    pub fn place(self, column: &str) -> String {
        format!("{}, row {} ({}), {column}", self.table.name, self.index + 1, self.table.rows[self.index][0])
    }
}

/// The cells of a CSV text; quotes are doubled inside quotes, where commas and line ends stand for
/// themselves.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().filter(|c| *c != '\r').peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted, "the table ends in the middle of a row");
    rows
}

#[test]
fn quoted_cells_hold_commas_quotes_and_line_ends() {
    let table = Table::read("x.csv", "id,text\na,\"one, \"\"two\"\"\nthree\"\nb,\n");
    let rows: Vec<Row> = table.rows().collect();
    assert_eq!(rows[0].cell("text"), Some("one, \"two\"\nthree"));
    assert_eq!(rows[1].cell("text"), None);
    assert_eq!(table.unasked(), ["x.csv, row 1 (a), id", "x.csv, row 2 (b), id"]);
}
