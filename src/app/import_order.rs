//! A file that is brought in from the screen: what has been decided about it, and what comes of
//! comparing it with the dataset.
//!
//! Plain data. Entry points: [`ImportOrder`], [`ImportAnswer`], [`ImportedRows`].

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::document::Address;
use crate::exchange::import::{ImportError, ImportOptions, ImportedChange, ImportedTable, RowPlace};
use crate::query::batch_change::BatchChange;
use crate::schema::Table;
use crate::texts;

/// A file to be brought in, and what has been decided about it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportOrder {
    /// The file, as it was typed.
    pub path: PathBuf,
    /// The table whose records it holds, where somebody said so.
    pub table: Option<Table>,
    /// What columns and rows stand for.
    pub options: ImportOptions,
    /// What was read of the file; `None` before it is read.
    pub tables: Option<Arc<Vec<ImportedTable>>>,
}

/// How the comparison of a file with the dataset ended.
#[derive(Debug)]
pub enum ImportAnswer {
    /// This is what it asks for.
    Compared(Box<ComparedImport>),
    /// It is not understood.
    Unclear {
        /// The file.
        order: Box<ImportOrder>,
        /// Why.
        error: ImportError,
    },
    /// It cannot be read; carries the reason.
    Failed(String),
}

/// A file that was compared with the dataset.
#[derive(Debug)]
pub struct ComparedImport {
    /// The file.
    pub order: ImportOrder,
    /// What it asks for.
    pub imported: ImportedChange,
}

/// Where the entries of a change come from that a file asks for.
#[derive(Debug)]
pub struct ImportedRows {
    order: ImportOrder,
    /// The row of each entry.
    places: Vec<RowPlace>,
    /// The records that a new one may be the same as, by its entry.
    likely: HashMap<usize, Vec<Address>>,
    /// Number of cards of persons that are not taken in.
    pub persons: usize,
    /// The sheets with rows that are not read.
    pub skipped: Vec<String>,
}

/// A row of which somebody can say which record it is about.
#[derive(Debug, Clone)]
pub struct DoubtfulRow {
    /// The file.
    pub order: ImportOrder,
    /// The row.
    pub place: RowPlace,
    /// The table of its record.
    pub table: Table,
    /// The records that it may be about.
    pub likely: Vec<Address>,
    /// True when somebody said already that it is about a record.
    pub is_said: bool,
    /// True when it can be a new record.
    pub may_be_new: bool,
}

impl ImportOrder {
    /// Returns the name of the file without its folder.
    pub fn file_name(&self) -> String {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned()
    }
}

impl DoubtfulRow {
    /// Returns the order after somebody said which record the row is about, or that it is a new
    /// one.
    pub fn decided(&self, same: Option<Address>) -> ImportOrder {
        let mut order = self.order.clone();
        match same {
            Some(same) => drop(order.options.same.insert(self.place, same)),
            None => drop(order.options.same.remove(&self.place)),
        }
        order
    }
}

impl ImportedRows {
    /// Returns the rows of a file, and what they ask for.
    pub fn of(compared: ComparedImport) -> (ImportedRows, BatchChange) {
        let ComparedImport { order, imported } = compared;
        let ImportedChange { change, places, likely, persons, skipped, .. } = imported;
        (ImportedRows { order, places, likely, persons, skipped }, change)
    }

    /// Returns the row of an entry that is about a record of this table.
    pub fn doubtful(&self, entry: usize, table: Table, adds: bool) -> Option<DoubtfulRow> {
        let is_said = self.is_said(entry);
        let (order, place) = (self.order.clone(), self.place(entry)?);
        let (likely, may_be_new) = (self.likely(entry).to_vec(), adds || is_said);
        Some(DoubtfulRow { order, place, table, likely, is_said, may_be_new })
    }

    /// Returns the row of an entry.
    pub fn place(&self, entry: usize) -> Option<RowPlace> {
        self.places.get(entry).copied()
    }

    /// Returns the records that a new one may be the same as.
    pub fn likely(&self, entry: usize) -> &[Address] {
        self.likely.get(&entry).map_or(&[], Vec::as_slice)
    }

    /// Returns true when somebody said which record the row of an entry is about.
    pub fn is_said(&self, entry: usize) -> bool {
        self.places.get(entry).is_some_and(|place| self.order.options.same.contains_key(place))
    }

    /// Returns where an entry comes from, in words.
    pub fn told(&self, entry: usize, lang: texts::Lang) -> Option<String> {
        let RowPlace { table, line } = self.place(entry)?;
        let title = self.order.tables.as_ref().and_then(|tables| tables.get(table)).map(|table| table.title.as_str());
        let file = self.order.file_name();
        let file = title.filter(|title| !title.is_empty()).map_or(file.clone(), |title| format!("{file} › {title}"));
        Some(texts::import::row(lang, line, &file))
    }
}
