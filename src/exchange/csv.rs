//! Records as CSV: a table a file, every value in its column ([`TableCells`]).
//!
//! Entry points: [`write`] for one table, [`write_tables`] for several.

use std::io::Write;

use super::record_cells::{CellWording, TableCells};
use super::{ExportError, ExportFolder, ExportForm, ExportRequest, ExportRun};
use crate::export::csv::{CsvDialect, CsvRows};
use crate::model::SCHEMA;
use crate::schema::Table;

/// Writes the one table that is selected.
pub(super) fn write(
    request: &ExportRequest<'_>,
    out: &mut dyn Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    match request.selection.tables().next() {
        Some((table, _)) => write_table(request, table, out, run),
        None => Ok(()),
    }
}

/// Writes a file for each table.
pub(super) fn write_tables(
    request: &ExportRequest<'_>,
    folder: &mut dyn ExportFolder,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    for (table, _) in request.selection.tables() {
        let name = format!("{}.{}", SCHEMA.table(table).name, ExportForm::Csv.ending());
        write_table(request, table, folder.file(&name)?, run)?;
    }
    Ok(())
}

fn write_table(
    request: &ExportRequest<'_>,
    table: Table,
    out: &mut dyn Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    let (dialect, wording) = match request.for_spreadsheet {
        true => (CsvDialect::Spreadsheet, CellWording::Labels(request.lang)),
        false => (CsvDialect::Exact, CellWording::Codes),
    };
    let (table_cells, mut cells) = (TableCells::new(request, table, wording), Vec::new());
    let mut rows = CsvRows::new(out, dialect)?.with_numbers(table_cells.numbers());
    rows.row(table_cells.headings())?;
    for slot in request.selection.of_table(table) {
        let is_readable = table_cells.read(*slot, &mut cells);
        rows.row(&cells)?;
        run.wrote(*slot, is_readable)?;
    }
    Ok(rows.finish()?)
}
