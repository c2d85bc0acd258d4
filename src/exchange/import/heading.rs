//! Finds the row that names the columns: below a title the first with several cells, of the first
//! rows the one whose cells are called like fields.
//!
//! Entry point: [`table_of`].

use super::cell_text::{is_empty, text_of};
use super::column_match::target;
use super::{ImportedRow, ImportedTable};
use crate::model::SCHEMA;
use crate::schema::Table;

/// How many cells of a row are compared with the names of fields.
const MOST_CELLS_ASKED: usize = 16;

/// How many rows may stand above the names of the columns.
const MOST_TITLES: usize = 10;

/// Returns a table of rows, of which one names the columns; `None` where there is none.
pub(super) fn table_of(title: String, table: Option<Table>, mut rows: Vec<ImportedRow>) -> Option<ImportedTable> {
    rows.retain(|row| row.cells.iter().any(|(_, cell)| !is_empty(cell)));
    let has_several = |row: &ImportedRow| row.cells.iter().filter(|(_, cell)| !is_empty(cell)).nth(1).is_some();
    let several = || (0..rows.len().min(MOST_TITLES)).filter(|at| has_several(&rows[*at]));
    let fields = |at: usize| count_fields(&rows[at], table);
    let first = several().next().unwrap_or(0);
    // A title, too, may have several cells.
    let is_clear = rows.get(first).is_some_and(|row| 2 * fields(first) >= row.cells.len());
    let at = if is_clear { first } else { several().rev().max_by_key(|at| fields(*at)).unwrap_or(0) };
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

/// Returns how many of the first cells of a row are called like fields: of the table, else of the
/// one that has most of them.
fn count_fields(row: &ImportedRow, table: Option<Table>) -> usize {
    let names: Vec<String> = row.cells.iter().take(MOST_CELLS_ASKED).map(|(_, cell)| text_of(cell)).collect();
    let count = |table: Table| names.iter().filter(|name| target(table, name).is_some()).count();
    table.map_or_else(|| SCHEMA.all().map(count).max().unwrap_or(0), count)
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
        // A title in several cells, as some programs write one.
        let (columns, lines) = table(&[&["Büros", "Stand", "2026"], &["id", "name", "level"], &["a", "b", "c"]]);
        assert_eq!((columns.join(" "), lines), ("id name level".to_owned(), vec![3]));
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
