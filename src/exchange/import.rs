//! Brings records in: from the bytes of a file to one change of many records.
//!
//! Each form is read by a file of its own into tables of named cells ([`ImportedTable`]); columns
//! are matched with fields, rows with records, and cells that say something else than the dataset
//! become entries of a [`BatchChange`]. A cell that says what an export would say changes nothing,
//! whatever is wrong with it. Must not change the dataset, nor know a file, a clock or a terminal.
//! Entry points: [`read`], [`import`].

mod card_match;
mod cell_text;
mod cell_value;
mod column_match;
mod content_line;
mod csv;
mod encoding;
mod foreign_file;
mod heading;
mod import_form;
mod json;
mod ron;
mod row_change;
mod row_match;
mod sheet_choice;
mod table_collector;
mod vcard;
mod xlsx;

use std::collections::HashMap;

use crate::document::Address;
use crate::model::SCHEMA;
use crate::model::date::Date;
use crate::query::DatasetView;
use crate::query::batch_change::BatchChange;
use crate::query::columns::table_called;
use crate::schema::Table;
use crate::texts::{self, Lang};

use super::{OnExchange, Progress};
use card_match::CardMatcher;

pub use column_match::{ColumnTarget, UnknownColumn, count_fitting, target};
pub use foreign_file::NonTableFile;
pub use import_form::ImportForm;
pub use vcard::ImportedCard;

/// Maximum number of bytes of a file.
pub const LARGEST_FILE: usize = 512 << 20;

/// Maximum number of cells of a file.
const MOST_CELLS: usize = 20_000_000;

/// Maximum number of columns of a table.
const MOST_COLUMNS: usize = 16_384;

/// A table of cells as a file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedTable {
    /// What the file calls it: its sheet or table; empty where it has no name.
    pub title: String,
    /// The table whose records it holds, as far as its title says.
    pub table: Option<Table>,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its rows, in order.
    pub rows: Vec<ImportedRow>,
    /// Its cards, of which rows are made once it is known which bodies there are.
    pub cards: Vec<ImportedCard>,
    /// True when a cell that a row does not mention is an empty one.
    pub blanks_are_empty: bool,
}

impl ImportedTable {
    /// Returns true for a sheet of a workbook.
    fn is_sheet(&self) -> bool {
        self.blanks_are_empty
    }
}

/// A row of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedRow {
    /// Its line or row, from 1.
    pub line: usize,
    /// The cells by column. A column that a row does not mention has none.
    pub cells: Vec<(usize, ImportedCell)>,
}

/// A cell of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportedCell {
    /// Text, as a person would type it or an export writes it.
    Text(String),
    /// A number that a spreadsheet holds as such.
    Number(String),
    /// A day that a spreadsheet holds as a date, as ISO 8601 writes it.
    Date(String),
    /// JSON.
    Json(serde_json::Value),
}

/// Why a file cannot be brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportError {
    /// The file has too many bytes.
    TooLarge,
    /// The file has too many cells.
    TooManyCells,
    /// The file has no rows.
    Empty,
    /// A quotation mark is never closed.
    OpenQuote {
        /// The line where it may be.
        line: usize,
    },
    /// A record has a field twice.
    RepeatedField {
        /// The line, from 1.
        line: usize,
        /// The field.
        name: String,
    },
    /// It is something else than a table.
    Foreign(NonTableFile),
    /// No column is called like a field; this is what stands where the names should.
    NoColumnNames(String),
    /// Several sheets have rows, and nothing says which is meant.
    SeveralSheets(Vec<String>),
    /// There is no sheet of this name, but these.
    NoSheet(String, Vec<String>),
    /// Something stands where a record should.
    NotARecord {
        /// The line, from 1.
        line: usize,
    },
    /// It is not in the form that it should have.
    Malformed {
        /// The line, from 1.
        line: usize,
        /// The form.
        form: ImportForm,
        /// What its reader says.
        reason: String,
    },
    /// It is unknown which table these records belong to.
    NoTable(String),
    /// These columns stand for no field, or for several.
    UnknownColumns(Vec<UnknownColumn>),
    /// Nothing says which record a row is about.
    NoKey(Table),
    /// Such a column is to be mapped, and the file has none.
    NoColumn(String),
    /// A column is to be mapped to this, which is no field of the table.
    NoField(Table, String),
    /// All cards are those of persons.
    OnlyPersons(usize),
    /// Nobody waits for the outcome any longer.
    Cancelled,
}

impl ImportError {
    /// Returns the reason as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            ImportError::TooLarge => texts::import::too_large(lang, LARGEST_FILE >> 20),
            ImportError::TooManyCells => texts::import::too_many_cells(lang).to_owned(),
            ImportError::Empty => texts::import::empty(lang).to_owned(),
            ImportError::OpenQuote { .. } => texts::import::open_quote(lang).to_owned(),
            ImportError::RepeatedField { name, .. } => texts::import::repeated_field(lang, name),
            ImportError::Foreign(foreign) => foreign.text(lang).to_owned(),
            ImportError::NoColumnNames(first) => texts::import::no_column_names(lang, first),
            ImportError::SeveralSheets(titles) => texts::import::several_sheets(lang, &titles.join(", ")),
            ImportError::NoSheet(title, titles) => texts::import::no_sheet(lang, title, &titles.join(", ")),
            ImportError::NotARecord { .. } => texts::import::not_a_record(lang).to_owned(),
            ImportError::Malformed { form, reason, .. } => texts::import::malformed(lang, form.name(), reason),
            ImportError::NoTable(title) if title.is_empty() => texts::import::no_table(lang).to_owned(),
            ImportError::NoTable(title) => texts::import::no_table_called(lang, title),
            ImportError::UnknownColumns(columns) => texts::import::unknown_columns(lang, columns.len()),
            ImportError::NoKey(table) => texts::import::no_key(lang, SCHEMA.table(*table).name),
            ImportError::NoColumn(name) => texts::import::no_column(lang, name),
            ImportError::NoField(table, name) => texts::import::no_field(lang, SCHEMA.table(*table).name, name),
            ImportError::OnlyPersons(count) => texts::import::persons(lang, *count),
            ImportError::Cancelled => texts::import::cancelled(lang).to_owned(),
        }
    }

    /// Returns the line of the file that it is about.
    pub fn line(&self) -> Option<usize> {
        match self {
            ImportError::OpenQuote { line }
            | ImportError::NotARecord { line }
            | ImportError::RepeatedField { line, .. }
            | ImportError::Malformed { line, .. } => Some(*line),
            _ => None,
        }
    }
}

/// How a file is brought in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportOptions {
    /// What columns stand for.
    pub mapped: Vec<ColumnMapping>,
    /// The sheet of a workbook that is meant; `None` where its names say it.
    pub sheet: Option<String>,
    /// True when an empty cell makes a value unknown instead of leaving it as it is.
    pub clears_empty: bool,
    /// The records that rows are about, where neither identifier nor name says it.
    pub same: HashMap<RowPlace, Address>,
}

/// The field that a column stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnMapping {
    /// The table; `None` for any.
    pub table: Option<Table>,
    /// The name of the column; `*` for all that are not understood.
    pub column: String,
    /// The field by its path or label; empty where the column is left out.
    pub field: String,
}

/// A row of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RowPlace {
    /// Its table or sheet, by number.
    pub table: usize,
    /// Its line or row, from 1.
    pub line: usize,
}

/// What a file asks for.
#[derive(Debug, Default)]
pub struct ImportedChange {
    /// The change; its entries know their rows.
    pub change: BatchChange,
    /// The row that asks for each entry.
    pub places: Vec<RowPlace>,
    /// Number of rows.
    pub rows: usize,
    /// Number of rows that say nothing new.
    pub unchanged: usize,
    /// Number of cards of persons, which are not taken in.
    pub persons: usize,
    /// The sheets with rows that are passed over.
    pub skipped: Vec<String>,
    /// The records that a new one may be the same as, by its entry.
    pub likely: HashMap<usize, Vec<Address>>,
}

/// Returns the table that a file is named after.
pub fn table_of(file_name: &str) -> Option<Table> {
    let name = file_name.rsplit('/').next().unwrap_or(file_name);
    table_called(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// Reads the bytes of a file. `table` is the one whose records they are, where that is known.
///
/// # Errors
/// When they are not in this form, or too many.
pub fn read(form: ImportForm, bytes: &[u8], table: Option<Table>) -> Result<Vec<ImportedTable>, ImportError> {
    if bytes.len() > LARGEST_FILE {
        return Err(ImportError::TooLarge);
    }
    if let Some(foreign) = NonTableFile::of(form, bytes) {
        return Err(ImportError::Foreign(foreign));
    }
    let tables = match form {
        ImportForm::Csv => csv::read(bytes, table)?,
        ImportForm::Xlsx => xlsx::read(bytes, table)?,
        ImportForm::Json => json::read(bytes, table)?,
        ImportForm::Jsonl => json::read_lines(bytes, table)?,
        ImportForm::Ron => ron::read(bytes, table)?,
        ImportForm::Vcard => vcard::read(bytes)?,
    };
    if tables.iter().all(|table| table.rows.is_empty() && table.cards.is_empty()) {
        Err(ImportError::Empty)
    } else {
        Ok(tables)
    }
}

/// Compares what was read with the dataset.
///
/// # Errors
/// When columns or tables are not understood, or it is cancelled. What is wrong with a row is told
/// as an entry that is refused.
pub fn import(
    tables: &[ImportedTable],
    options: &ImportOptions,
    data: DatasetView<'_>,
    today: Date,
    on_progress: OnExchange<'_>,
) -> Result<ImportedChange, ImportError> {
    if tables.iter().all(|table| table.cards.is_empty()) {
        let understood = column_match::understand(tables, options, data)?;
        let imported = row_change::changes(&understood, options, data, today, on_progress)?;
        return Ok(ImportedChange { skipped: sheet_choice::skipped(tables, options), ..imported });
    }
    let (matcher, mut made, mut persons) = (CardMatcher::new(data), Vec::new(), 0);
    for table in tables {
        let rows = matcher.rows(table)?;
        persons += rows.persons;
        made.extend(rows.tables);
    }
    if made.is_empty() {
        return Err(ImportError::OnlyPersons(persons));
    }
    let tables = column_match::understand(&made, options, data)?;
    let imported = row_change::changes(&tables, options, data, today, on_progress)?;
    Ok(ImportedChange { persons, ..imported })
}
