//! Finds the row that names the columns: the first with several cells, below a title of one cell.
//!
//! Entry point: [`table_of`].

use super::cell_text::{is_empty, text_of};
use super::{ImportedRow, ImportedTable};
use crate::schema::Table;

/// How many rows may stand above the names of the columns.
const MOST_TITLES: usize = 10;

/// Returns a table of rows, of which one names the columns; `None` where there is none.
pub(super) fn table_of(title: String, table: Option<Table>, mut rows: Vec<ImportedRow>) -> Option<ImportedTable> {
    rows.retain(|row| row.cells.iter().any(|(_, cell)| !is_empty(cell)));
    let has_several = |row: &ImportedRow| row.cells.iter().filter(|(_, cell)| !is_empty(cell)).nth(1).is_some();
    let at = rows.iter().take(MOST_TITLES).position(has_several).unwrap_or(0);
    let heading = rows.drain(..(at + 1).min(rows.len())).next_back()?;
    let said = rows.iter().flat_map(|row| row.cells.iter().rfind(|(_, cell)| !is_empty(cell)));
    let named = heading.cells.iter().rfind(|(_, cell)| !is_empty(cell));
    let width = said.chain(named).map(|(column, _)| column + 1).max().unwrap_or(0);
    let mut columns = vec![String::new(); width];
    for (column, cell) in heading.cells.iter().filter(|(column, _)| *column < width) {
        columns[*column] = text_of(cell);
    }
    // Cells without a heading that say nothing are only separators.
    rows.iter_mut().for_each(|row| row.cells.retain(|(column, _)| *column < width));
    Some(ImportedTable { title, table, columns, rows, cards: Vec::new(), blanks_are_empty: false })
}

#[cfg(test)]
mod tests {
    use super::super::ImportedCell;
    use super::*;

    fn table(rows: &[&[&str]]) -> (Vec<String>, Vec<usize>) {
        let cells = |row: &[&str]| {
            row.iter().enumerate().map(|(at, text)| (at, ImportedCell::Text((*text).to_owned()))).collect()
        };
        let rows = rows.iter().enumerate().map(|(at, row)| ImportedRow { line: at + 1, cells: cells(row) }).collect();
        let table = table_of(String::new(), None, rows).unwrap();
        (table.columns, table.rows.iter().map(|row| row.line).collect())
    }

    #[test]
    fn titles_above_the_names_of_the_columns_are_passed_over() {
        assert_eq!(table(&[&["id", "name"], &["a", "b"]]).1, [2]);
        let (columns, lines) =
            table(&[&["Liste der Büros", "", ""], &[""], &["Stand 2026"], &["id", "name"], &["a", "b"]]);
        assert_eq!((columns, lines), (vec!["id".to_owned(), "name".to_owned()], vec![5]));
        // Where no row has several cells, the first names the only column.
        let (columns, lines) = table(&[&["id"], &["a"], &["b"]]);
        assert_eq!((columns, lines), (vec!["id".to_owned()], vec![2, 3]));
    }

    #[test]
    fn only_columns_in_which_something_stands_are_there() {
        let (columns, _) =
            table(&[&["id", "a", "b", ""], &["x", "1"], &["y", "1", "2", "", ""], &["z", "1", "2", "3", ""]]);
        assert_eq!(columns, ["id", "a", "b", ""]);
    }
}
