//! Which sheets of a workbook are read: the one that is asked for, else those that are named like
//! tables, else all.
//!
//! Entry points: [`chosen`], [`skipped`].

use super::{ImportError, ImportOptions, ImportedTable};
use crate::query::columns::table_called;
use crate::texts::{self, Lang};

/// Returns true for a sheet or table in which records may stand: any but the one in which an export
/// explains its columns.
fn has_records(imported: &ImportedTable) -> bool {
    let explains_columns = [Lang::De, Lang::En].map(texts::exchange::columns_sheet).contains(&imported.title.as_str());
    !imported.rows.is_empty() && !explains_columns
}

fn is_named_like_a_table(imported: &ImportedTable) -> bool {
    imported.is_sheet() && table_called(&imported.title).is_some()
}

/// Returns the numbers of the sheets or tables that are read.
///
/// # Errors
/// When there is no such sheet.
pub(super) fn chosen(tables: &[ImportedTable], options: &ImportOptions) -> Result<Vec<usize>, ImportError> {
    let with_records = || (0..tables.len()).filter(|number| has_records(&tables[*number]));
    if let Some(wanted) = &options.sheet {
        let is_wanted = |imported: &ImportedTable| imported.title.trim().to_lowercase() == wanted.trim().to_lowercase();
        let found = with_records().find(|number| tables[*number].is_sheet() && is_wanted(&tables[*number]));
        let titles = || titles(tables, with_records());
        return found.map(|number| vec![number]).ok_or_else(|| ImportError::NoSheet(wanted.clone(), titles()));
    }
    let some_are_named = with_records().any(|number| is_named_like_a_table(&tables[number]));
    let is_read = |number: &usize| {
        let imported = &tables[*number];
        !some_are_named || !imported.is_sheet() || is_named_like_a_table(imported)
    };
    Ok(with_records().filter(is_read).collect())
}

/// Returns the names of the sheets with rows that are not read.
pub(super) fn skipped(tables: &[ImportedTable], options: &ImportOptions) -> Vec<String> {
    let read = chosen(tables, options).unwrap_or_default();
    let is_skipped = |number: &usize| has_records(&tables[*number]) && !read.contains(number);
    titles(tables, (0..tables.len()).filter(is_skipped))
}

/// Returns why it is unknown which records a sheet or table holds.
pub(super) fn unclear(tables: &[ImportedTable], chosen: &[usize], number: usize) -> ImportError {
    let imported = &tables[number];
    if imported.is_sheet() && chosen.len() > 1 {
        return ImportError::SeveralSheets(titles(tables, chosen.iter().copied()));
    }
    ImportError::NoTable(imported.title.clone())
}

fn titles(tables: &[ImportedTable], numbers: impl Iterator<Item = usize>) -> Vec<String> {
    numbers.map(|number| tables[number].title.clone()).collect()
}
