//! Records as a workbook: a sheet for each table, every value in its column ([`TableCells`]), and a
//! sheet that says what the columns mean; all in the words of people.
//!
//! Entry point: [`write`].

use std::io::{self, Write};

use super::record_cells::{CellWording, TableCells};
use super::{ExportError, ExportRequest, ExportRun};
use crate::export::xlsx::{XlsxBook, XlsxSheet};
use crate::model::SCHEMA;
use crate::schema::Table;
use crate::texts;

/// Writes a workbook.
pub(super) fn write(
    request: &ExportRequest<'_>,
    out: &mut dyn Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    let mut book = XlsxBook::new()?;
    let tables: Vec<Table> = request.selection.tables().map(|(table, _)| table).collect();
    for table in &tables {
        write_table(request, *table, book.sheet(SCHEMA.table(*table).plural.get(request.lang))?, run)?;
    }
    write_columns(request, &tables, book.sheet(texts::exchange::columns_sheet(request.lang))?)?;
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
    let (table_cells, mut cells) = (cells_of(request, table), Vec::new());
    sheet.row(table_cells.headings())?;
    for slot in request.selection.of_table(table) {
        let is_readable = table_cells.read(*slot, &mut cells);
        if !sheet.row(&cells)? {
            run.cut(*slot);
        }
        run.wrote(*slot, is_readable)?;
    }
    Ok(sheet.finish()?)
}

fn cells_of<'a>(request: &'a ExportRequest<'a>, table: Table) -> TableCells<'a> {
    TableCells::new(request, table, CellWording::Labels(request.lang))
}

/// Writes which fields the columns are, and how these are filled in.
fn write_columns(request: &ExportRequest<'_>, tables: &[Table], mut sheet: XlsxSheet<'_>) -> Result<(), ExportError> {
    let lang = request.lang;
    sheet.row(texts::exchange::columns_headings(lang))?;
    for table in tables {
        let declared = SCHEMA.table(*table);
        for (column, heading) in cells_of(request, *table).declared() {
            let place = format!("{}/…/{}", declared.name, column.name());
            sheet.row([declared.plural.get(lang), &heading, column.field.help.get(lang), &place])?;
        }
    }
    Ok(sheet.finish()?)
}
