//! Reads workbooks of Excel and LibreOffice: a table of each sheet that is named like one, else of
//! the only sheet.
//!
//! A number or date that a spreadsheet made of a text stays recognisable as one. Entry point:
//! [`read`].

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx, XlsxError};

use super::cell_text::text_of;
use super::{ImportError, ImportForm, ImportedCell, ImportedRow, ImportedTable, LARGEST_FILE, MOST_CELLS};
use crate::query::columns::table_called;
use crate::schema::Table;

/// The signatures of a ZIP archive: the end of its directory, and an entry of that.
const DIRECTORY_END: &[u8; 4] = b"PK\x05\x06";
const DIRECTORY_ENTRY: &[u8; 4] = b"PK\x01\x02";

/// The longest beginning of the end of a directory, with a comment behind it.
const LONGEST_END: usize = 22 + 0xffff;

/// The cells of a sheet by row and column, from 0.
type SheetCells = BTreeMap<u32, BTreeMap<u32, ImportedCell>>;

/// Reads the sheets of a workbook.
pub(super) fn read(bytes: &[u8], table: Option<Table>) -> Result<Vec<ImportedTable>, ImportError> {
    // A small archive may hold more than any memory.
    match unpacked_size(bytes) {
        Some(size) if size > LARGEST_FILE as u64 => return Err(ImportError::TooLarge),
        Some(_) => {}
        None => return Err(malformed("ZIP")),
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error: XlsxError| malformed(error))?;
    let mut titles = book.sheet_names();
    if titles.iter().any(|title| table_called(title).is_some()) {
        titles.retain(|title| table_called(title).is_some());
    }
    let (mut tables, mut cells_read) = (Vec::new(), 0);
    for title in titles {
        let cells = sheet(&mut book, &title, &mut cells_read)?;
        let table = table_called(&title).or(table);
        tables.extend(table_of(title, table, cells));
    }
    Ok(tables)
}

fn malformed(reason: impl ToString) -> ImportError {
    ImportError::Malformed { line: 1, form: ImportForm::Xlsx, reason: reason.to_string() }
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, title: &str, cells_read: &mut usize) -> Result<SheetCells, ImportError> {
    let mut found = SheetCells::new();
    let mut cells = match book.worksheet_cells_reader(title) {
        Ok(cells) => cells,
        // A sheet that is a chart.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(found),
        Err(error) => return Err(malformed(error)),
    };
    while let Some(cell) = cells.next_cell().map_err(malformed)? {
        if let Some(value) = value(cell.get_value()) {
            let (row, column) = cell.get_position();
            found.entry(row).or_default().insert(column, value);
            *cells_read += 1;
            if *cells_read > MOST_CELLS {
                return Err(ImportError::TooManyCells);
            }
        }
    }
    Ok(found)
}

/// Returns a sheet as a table: the first row names the columns, and a cell that is not there is an
/// empty one.
fn table_of(title: String, table: Option<Table>, mut cells: SheetCells) -> Option<ImportedTable> {
    let (_, names) = cells.pop_first()?;
    let numbers: Vec<u32> = {
        let mut numbers: Vec<u32> = cells.values().flat_map(|row| row.keys()).chain(names.keys()).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    };
    let name = |number: &u32| names.get(number).map_or_else(String::new, text_of);
    let columns = numbers.iter().map(name).collect();
    let row = |(row, mut cells): (u32, BTreeMap<u32, ImportedCell>)| {
        let mut cell = |number: &u32| cells.remove(number).unwrap_or(ImportedCell::Text(String::new()));
        let cells = numbers.iter().map(&mut cell).enumerate().collect();
        ImportedRow { line: row as usize + 1, cells }
    };
    let rows = cells.into_iter().map(row).collect();
    Some(ImportedTable { title, table, columns, rows, cards: Vec::new() })
}

/// Returns what stands in a cell; `None` where nothing does.
fn value(cell: &DataRef<'_>) -> Option<ImportedCell> {
    Some(match cell {
        DataRef::Empty => return None,
        DataRef::String(text) => ImportedCell::Text(text.clone()),
        DataRef::SharedString(text) => ImportedCell::Text((*text).to_owned()),
        DataRef::Int(number) => ImportedCell::Number(number.to_string()),
        DataRef::Float(number) => ImportedCell::Number(number.to_string()),
        DataRef::Bool(is_so) => ImportedCell::Text(is_so.to_string()),
        DataRef::DateTime(moment) => date_or_time(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => ImportedCell::Text(text.clone()),
        DataRef::Error(error) => ImportedCell::Text(error.to_string()),
    })
}

/// Returns the day of a date; of a time alone hours and minutes.
fn date_or_time(moment: &ExcelDateTime) -> ImportedCell {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return ImportedCell::Text(format!("{hour:02}:{minute:02}"));
    }
    ImportedCell::Date(format!("{year:04}-{month:02}-{day:02}"))
}

/// Returns how many bytes the files of an archive have, as its directory says; `None` for what is
/// no archive.
fn unpacked_size(bytes: &[u8]) -> Option<u64> {
    let number = |at: usize, length: usize| {
        let bytes = bytes.get(at..at.checked_add(length)?)?;
        Some(bytes.iter().rev().fold(0, |number: u64, byte| number << 8 | u64::from(*byte)))
    };
    let start = bytes.len().saturating_sub(LONGEST_END);
    let end = start + bytes[start..].windows(4).rposition(|window| window == DIRECTORY_END)?;
    let count = number(end + 10, 2)?;
    let mut at = usize::try_from(number(end + 16, 4)?).ok()?;
    let mut size = 0_u64;
    for _ in 0..count {
        if bytes.get(at..at.checked_add(4)?)? != DIRECTORY_ENTRY {
            return None;
        }
        size = size.saturating_add(number(at + 24, 4)?);
        let behind = number(at + 28, 2)? + number(at + 30, 2)? + number(at + 32, 2)?;
        at = at.checked_add(46 + usize::try_from(behind).ok()?)?;
    }
    Some(size)
}
