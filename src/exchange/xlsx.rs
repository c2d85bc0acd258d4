//! Records as a workbook: a sheet for each table, every value in its column ([`TableCells`]), and a
//! sheet that says what the columns mean.
//!
//! Entry point: [`write`].

use std::io::{self, Write};

use super::record_cells::TableCells;
use super::{ExportError, ExportRequest, ExportRun};
use crate::export::xlsx::{XlsxBook, XlsxSheet};
use crate::model::SCHEMA;
use crate::schema::Table;
use crate::texts;

/// The name of the sheet about the columns, which no table has.
const COLUMNS_SHEET: &str = "columns";

/// Writes a workbook.
pub(super) fn write(
    request: &ExportRequest<'_>,
    out: &mut dyn Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    let mut book = XlsxBook::new()?;
    let tables: Vec<Table> = request.selection.tables().map(|(table, _)| table).collect();
    for table in &tables {
        write_table(request, *table, book.sheet(SCHEMA.table(*table).name)?, run)?;
    }
    write_columns(request, &tables, book.sheet(COLUMNS_SHEET)?)?;
    let mut packed = PackedBook { bytes: Vec::new(), run, is_cancelled: false };
    let finished = book.finish(&mut packed);
    if packed.is_cancelled {
        return Err(ExportError::Cancelled);
    }
    finished?;
    Ok(out.write_all(&packed.bytes)?)
}

/// Takes a workbook while it is packed, and ends that when it is cancelled.
struct PackedBook<'p, 'r> {
    bytes: Vec<u8>,
    run: &'p mut ExportRun<'r>,
    is_cancelled: bool,
}

impl Write for PackedBook<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.run.tell().is_err() {
            self.is_cancelled = true;
            return Err(io::ErrorKind::Other.into());
        }
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_table(
    request: &ExportRequest<'_>,
    table: Table,
    mut sheet: XlsxSheet<'_>,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    let (table_cells, mut cells) = (TableCells::new(request, table), Vec::new());
    sheet.row(table_cells.names())?;
    for slot in request.selection.of_table(table) {
        let is_readable = table_cells.read(*slot, &mut cells);
        if !sheet.row(&cells)? {
            run.cut(*slot);
        }
        run.wrote(*slot, is_readable)?;
    }
    Ok(sheet.finish()?)
}

/// Writes what the columns are called in both languages.
fn write_columns(request: &ExportRequest<'_>, tables: &[Table], mut sheet: XlsxSheet<'_>) -> Result<(), ExportError> {
    sheet.row(texts::exchange::COLUMNS_HEADING)?;
    for table in tables {
        let declared = SCHEMA.table(*table);
        for column in TableCells::new(request, *table).declared() {
            let (label, help) = (column.field.label, column.field.help);
            let name = column.name();
            sheet.row([declared.name, &name, label.de, label.en, help.de, help.en])?;
        }
    }
    Ok(sheet.finish()?)
}
