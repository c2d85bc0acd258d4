//! Reads workbooks of Excel and LibreOffice: a table of each visible sheet.
//!
//! A number or date that a spreadsheet made of a text stays recognisable as one. Whatever an
//! archive claims of itself, reading it takes memory in proportion to its size only. Entry point:
//! [`read`].

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use super::heading::table_of;
use super::{ImportError, ImportForm, ImportedCell, ImportedRow, ImportedTable, LARGEST_FILE, MOST_CELLS};
use crate::query::columns::table_called;
use crate::schema::Table;

/// The part of a workbook that has the texts of its cells, in small letters.
const SHARED_STRINGS: &str = "sharedstrings.xml";

/// What claims how many texts there are; memory is taken for so many.
const CLAIMED_COUNT: &[u8] = b"uniqueCount";

/// Bytes that any workbook may unpack to.
const SMALL: usize = 64 << 20;

/// How many times larger a workbook is when it is unpacked, at most. Honest ones reach 20.
const PACKED: usize = 40;

/// Bytes that a cell takes beside its text.
const CELL: usize = 64;

/// Maximum number of sheets that are read.
const MOST_SHEETS: usize = 64;

/// The cells of a sheet by row, in the order of the file.
type SheetRows = BTreeMap<u32, Vec<SheetCell>>;

struct SheetCell {
    column: u32,
    cell: ImportedCell,
}

/// Reads the sheets of a workbook.
pub(super) fn read(bytes: &[u8], table: Option<Table>) -> Result<Vec<ImportedTable>, ImportError> {
    let largest = SMALL.saturating_add(bytes.len().saturating_mul(PACKED)).min(LARGEST_FILE);
    check_claims(bytes, largest)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error: XlsxError| malformed(error))?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let mut titles: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    if titles.len() > MOST_SHEETS && titles.iter().any(|title| table_called(title).is_some()) {
        titles.retain(|title| table_called(title).is_some());
    }
    if titles.len() > MOST_SHEETS {
        return Err(ImportError::TooManyCells);
    }
    let (mut tables, mut content) = (Vec::new(), SheetContent { cells: MOST_CELLS, bytes: largest });
    for title in titles {
        let rows = sheet(&mut book, &title, &mut content)?;
        let table = table_called(&title).or(table);
        tables.extend(table_of(title, table, rows));
    }
    tables.iter_mut().for_each(|table| table.blanks_are_empty = true);
    Ok(tables)
}

fn malformed(reason: impl ToString) -> ImportError {
    ImportError::Malformed { line: 1, form: ImportForm::Xlsx, reason: reason.to_string() }
}

/// Refuses an archive that unpacks to more than `largest` bytes, or for which memory would be taken
/// that it does not fill. What a part unpacks to beyond its claim is refused when it is read.
fn check_claims(bytes: &[u8], largest: usize) -> Result<(), ImportError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(malformed)?;
    let mut size = 0_u64;
    for number in 0..archive.len() {
        size = size.saturating_add(archive.by_index_raw(number).map_err(malformed)?.size());
    }
    if size > largest as u64 {
        return Err(ImportError::TooLarge);
    }
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).map_err(malformed)?;
        if !part.name().map_err(malformed)?.to_lowercase().ends_with(SHARED_STRINGS) {
            continue;
        }
        let mut texts = Vec::new();
        part.read_to_end(&mut texts).map_err(malformed)?;
        if claimed_counts(&texts).any(|count| count > texts.len() as u64) {
            return Err(malformed("uniqueCount"));
        }
    }
    Ok(())
}

/// Returns the numbers of texts that are claimed; one that is no number of 64 bits is the largest.
fn claimed_counts(texts: &[u8]) -> impl Iterator<Item = u64> {
    memchr::memmem::find_iter(texts, CLAIMED_COUNT).map(|at| {
        let claim = &texts[at + CLAIMED_COUNT.len()..];
        let begin = claim.iter().take_while(|byte| !byte.is_ascii_digit() && !matches!(byte, b'<' | b'>')).count();
        let digits = claim[begin..].iter().take_while(|byte| byte.is_ascii_digit());
        digits.fold(0_u64, |count, digit| count.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
    })
}

/// How much may still be read.
struct SheetContent {
    cells: usize,
    bytes: usize,
}

impl SheetContent {
    /// Takes a cell with its text into account.
    fn take(&mut self, cell: &ImportedCell) -> Result<(), ImportError> {
        let text = match cell {
            ImportedCell::Text(text) | ImportedCell::Number(text) | ImportedCell::Date(text) => text.len(),
            ImportedCell::Json(_) => 0,
        };
        self.cells = self.cells.checked_sub(1).ok_or(ImportError::TooManyCells)?;
        self.bytes = self.bytes.checked_sub(text + CELL).ok_or(ImportError::TooLarge)?;
        Ok(())
    }
}

fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    title: &str,
    content: &mut SheetContent,
) -> Result<Vec<ImportedRow>, ImportError> {
    let mut found = SheetRows::new();
    let mut cells = match book.worksheet_cells_reader(title) {
        Ok(cells) => cells,
        // A sheet that is a chart.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
        Err(error) => return Err(malformed(error)),
    };
    while let Some(cell) = cells.next_cell().map_err(malformed)? {
        if let Some(value) = value(cell.get_value()) {
            content.take(&value)?;
            let (row, column) = cell.get_position();
            found.entry(row).or_default().push(SheetCell { column, cell: value });
        }
    }
    Ok(rows(found))
}

/// Returns rows whose columns are counted without those in which nothing stands.
fn rows(found: SheetRows) -> Vec<ImportedRow> {
    let mut columns: Vec<u32> = found.values().flatten().map(|cell| cell.column).collect();
    columns.sort_unstable();
    columns.dedup();
    let place = |column: u32| columns.binary_search(&column).unwrap_or_default();
    let row = |(row, mut cells): (u32, Vec<SheetCell>)| {
        // A cell that comes twice says what it says last.
        cells.reverse();
        cells.sort_by_key(|cell| cell.column);
        cells.dedup_by_key(|cell| cell.column);
        let cells = cells.into_iter().map(|SheetCell { column, cell }| (place(column), cell)).collect();
        ImportedRow { line: (row as usize).saturating_add(1), cells }
    };
    found.into_iter().map(row).collect()
}

/// Returns what stands in a cell, of a formula its value; `None` where nothing does.
fn value(cell: &DataRef<'_>) -> Option<ImportedCell> {
    let text = |text: &str| (!text.is_empty()).then(|| ImportedCell::Text(text.to_owned()));
    match cell {
        DataRef::Empty => None,
        DataRef::String(found) => text(found),
        DataRef::SharedString(found) => text(found),
        DataRef::Int(number) => Some(ImportedCell::Number(number.to_string())),
        DataRef::Float(number) => Some(ImportedCell::Number(number.to_string())),
        DataRef::Bool(is_so) => text(&is_so.to_string()),
        DataRef::DateTime(moment) => Some(date_or_time(moment)),
        DataRef::DateTimeIso(found) | DataRef::DurationIso(found) => text(found),
        DataRef::Error(error) => text(&error.to_string()),
    }
}

/// Returns the day of a date; of a time alone hours and minutes.
fn date_or_time(moment: &ExcelDateTime) -> ImportedCell {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return ImportedCell::Text(format!("{hour:02}:{minute:02}"));
    }
    ImportedCell::Date(format!("{year:04}-{month:02}-{day:02}"))
}
