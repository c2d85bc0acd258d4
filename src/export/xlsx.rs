//! Workbooks of Excel (Office Open XML) whose cells are texts: a sheet of rows under a heading that
//! stays in view.
//!
//! Every cell is a text, so that nothing is computed, rounded or taken for a date. The same rows
//! give the same bytes. Entry point: [`XlsxBook`].

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::text::width;

/// Maximum number of characters of a cell.
pub const LONGEST_CELL: usize = 32_767;

/// Widths of columns in characters.
const NARROWEST: usize = 8;
const WIDEST: usize = 50;

/// Number of rows whose cells decide how wide a column is.
const MEASURED: u32 = 100;

/// A workbook.
pub struct XlsxBook {
    book: Workbook,
    heading: Format,
}

/// A sheet while its rows are written.
pub struct XlsxSheet<'b> {
    sheet: &'b mut Worksheet,
    heading: Format,
    /// The next row.
    row: u32,
    widths: Vec<usize>,
}

impl XlsxBook {
    /// Begins a workbook.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn new() -> io::Result<XlsxBook> {
        let mut book = Workbook::new();
        // The moment of writing would make each file another one.
        let epoch = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
        Ok(XlsxBook { book, heading: Format::new().set_bold() })
    }

    /// Begins a sheet.
    ///
    /// # Errors
    /// When the name cannot be that of a sheet.
    pub fn sheet(&mut self, name: &str) -> io::Result<XlsxSheet<'_>> {
        // Its rows go to a file without a name; to memory only where there is no room for one.
        if self.book.add_worksheet_with_constant_memory().is_err() {
            self.book.add_worksheet();
        }
        let last = self.book.worksheets().len().saturating_sub(1);
        let sheet = self.book.worksheet_from_index(last).map_err(failed)?.set_name(name).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        Ok(XlsxSheet { sheet, heading: self.heading.clone(), row: 0, widths: Vec::new() })
    }

    /// Packs the workbook.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn finish(mut self, out: impl Write + Send) -> io::Result<()> {
        self.book.save_to_writer(out).map_err(failed)
    }
}

impl XlsxSheet<'_> {
    /// Writes the next row; the first one is the heading. Returns false when a text was too long
    /// for a cell, which is left empty then.
    ///
    /// # Errors
    /// When a sheet has no room for it.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> io::Result<bool> {
        let mut is_complete = true;
        for (column, cell) in cells.into_iter().enumerate() {
            let text = cell.as_ref();
            self.measure(column, text);
            if text.is_empty() {
                continue;
            }
            if text.chars().nth(LONGEST_CELL).is_some() {
                is_complete = false;
                continue;
            }
            let column = u16::try_from(column).map_err(io::Error::other)?;
            let written = match self.row {
                0 => self.sheet.write_string_with_format(0, column, text, &self.heading),
                row => self.sheet.write_string(row, column, text),
            };
            written.map_err(failed)?;
        }
        self.row += 1;
        Ok(is_complete)
    }

    /// Ends the sheet: each column is as wide as its cells, within limits.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn finish(self) -> io::Result<()> {
        for (column, cells) in self.widths.iter().enumerate() {
            let column = u16::try_from(column).map_err(io::Error::other)?;
            self.sheet.set_column_width(column, (*cells).clamp(NARROWEST, WIDEST) as f64).map_err(failed)?;
        }
        Ok(())
    }

    fn measure(&mut self, column: usize, text: &str) {
        if self.widths.len() <= column {
            self.widths.resize(column + 1, 0);
        }
        if self.row < MEASURED && self.widths[column] < WIDEST {
            let widest = text.lines().map(width).max().unwrap_or_default();
            self.widths[column] = self.widths[column].max(widest + 1);
        }
    }
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    }
}
