//! Rows as CSV.
//!
//! Follows RFC 4180, except that lines end in LF, and is exact: nothing is put in front of `+` or
//! `=`, because the data contains many telephone numbers that begin with it, and scripts read it.
//! Entry point: [`lines`].

use crate::present::Sheet;

/// Returns the line of titles and one line for each row, each with its line break.
pub fn lines(sheet: &Sheet) -> impl Iterator<Item = String> {
    let titles = sheet.columns.iter().map(|column| quoted(&column.title)).collect();
    let rows = sheet.rows.iter().map(|row| row.iter().map(|cell| quoted(cell)).collect());
    std::iter::once(titles).chain(rows).map(|cells: Vec<String>| format!("{}\n", cells.join(",")))
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(quoted("Köln|Süd, \"x\""), "\"Köln|Süd, \"\"x\"\"\"");
        assert_eq!(quoted("+49 221"), "+49 221");
    }
}
