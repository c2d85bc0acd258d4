//! Rows as CSV: exact for programs, or such that a spreadsheet shows every text as it is.
//!
//! RFC 4180 says how cells are quoted. Exact means that nothing is put in front of `+` or `=`,
//! because the data contains many telephone numbers that begin with it. Entry points: [`lines`] for
//! a sheet, [`CsvRows`] for rows that come one by one.

mod spreadsheet_cell;

use std::io::{self, Write};

use crate::present::Sheet;

pub use spreadsheet_cell::unprotected;

/// What readers of CSV differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CsvDialect {
    /// As RFC 4180 has it: commas, lines that end in CRLF.
    Exact,
    /// The same with lines that end in LF, for pipes.
    Lines,
    /// For spreadsheets in Germany: UTF-8 that says so, semicolons, and texts that would be taken
    /// for formulas, numbers or dates marked as texts.
    Spreadsheet,
}

/// Writes rows of CSV.
pub struct CsvRows<W: Write> {
    writer: csv::Writer<W>,
    dialect: CsvDialect,
    /// Which columns hold numbers.
    numbers: Vec<bool>,
}

impl<W: Write> CsvRows<W> {
    /// Begins to write.
    ///
    /// # Errors
    /// When the beginning could not be written.
    pub fn new(mut out: W, dialect: CsvDialect) -> io::Result<CsvRows<W>> {
        let mut builder = csv::WriterBuilder::new();
        builder.flexible(true);
        match dialect {
            CsvDialect::Exact => builder.terminator(csv::Terminator::CRLF),
            CsvDialect::Lines => builder.terminator(csv::Terminator::Any(b'\n')),
            CsvDialect::Spreadsheet => {
                out.write_all("\u{feff}".as_bytes())?;
                builder.delimiter(b';').terminator(csv::Terminator::CRLF)
            }
        };
        Ok(CsvRows { writer: builder.from_writer(out), dialect, numbers: Vec::new() })
    }

    /// Says which columns hold numbers, with which a spreadsheet may compute. In all others
    /// whatever looks like a number is a text, so that the cells of a column have one form.
    #[must_use]
    pub fn with_numbers(self, numbers: Vec<bool>) -> CsvRows<W> {
        CsvRows { numbers, ..self }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> io::Result<()> {
        for (at, cell) in cells.into_iter().enumerate() {
            let text = cell.as_ref();
            let is_number = self.numbers.get(at).is_some_and(|is_number| *is_number);
            match self.dialect {
                CsvDialect::Spreadsheet => self.writer.write_field(&*spreadsheet_cell::protected(text, is_number))?,
                CsvDialect::Exact | CsvDialect::Lines => self.writer.write_field(text)?,
            }
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Returns the line of titles and one line for each row, each with its line break, for a pipe.
pub fn lines(sheet: &Sheet) -> impl Iterator<Item = String> {
    let titles = sheet.columns.iter().map(|column| column.title.clone()).collect();
    std::iter::once(titles).chain(sheet.rows.iter().cloned()).map(|cells: Vec<String>| {
        let mut line = Vec::new();
        // Nothing fails that writes to memory.
        let _ = CsvRows::new(&mut line, CsvDialect::Lines).and_then(|mut rows| {
            rows.row(&cells)?;
            rows.finish()
        });
        String::from_utf8(line).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(dialect: CsvDialect, rows: &[&[&str]]) -> String {
        let mut out = Vec::new();
        let mut writer = CsvRows::new(&mut out, dialect).unwrap().with_numbers(vec![false, true]);
        rows.iter().for_each(|cells| writer.row(*cells).unwrap());
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let rows: &[&[&str]] = &[&["a", "b"], &["Köln|Süd, \"x\"", "+49 221"], &["=1+1\r\n", ""]];
        assert_eq!(written(CsvDialect::Lines, rows), "a,b\n\"Köln|Süd, \"\"x\"\"\",+49 221\n\"=1+1\r\n\",\n");
        assert_eq!(written(CsvDialect::Exact, &rows[..1]), "a,b\r\n");
    }

    #[test]
    fn a_spreadsheet_gets_semicolons_and_its_mark_and_no_formula() {
        let rows: &[&[&str]] = &[&["a", "b;c"], &["+4922112", "12"], &["12", "012"]];
        let expected = "\u{feff}a;\"b;c\"\r\n\"=\"\"+4922112\"\"\";12\r\n\"=\"\"12\"\"\";\"=\"\"012\"\"\"\r\n";
        assert_eq!(written(CsvDialect::Spreadsheet, rows), expected);
    }

    #[test]
    fn a_row_of_one_empty_cell_is_a_row() {
        assert_eq!(written(CsvDialect::Exact, &[&["a"], &[""]]), "a\r\n\"\"\r\n");
    }
}
