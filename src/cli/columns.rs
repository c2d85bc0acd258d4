//! The columns and sort fields that an option lists, or why there is no such column.
//!
//! Entry points: [`chosen`], [`sort_fields`], [`is_prose`].

use super::error::CliError;
use super::resolve;
use crate::document::Address;
use crate::query::columns::{self, Column};
use crate::query::sort::SortField;
use crate::schema::{FieldKind, Table};
use crate::texts::{self, Lang};

/// Returns the columns of a list such as `name,contact/phone`: field paths, or labels in either
/// language. A nested record stands for its fields.
///
/// # Errors
/// When there is no such field.
pub fn chosen(lang: Lang, from: &Address, typed: &str) -> Result<Vec<Column>, CliError> {
    let names = typed.split(',').map(str::trim).filter(|name| !name.is_empty());
    let columns: Vec<Vec<Column>> = names.map(|name| find(lang, from, name)).collect::<Result<_, CliError>>()?;
    Ok(columns.concat())
}

/// Returns the fields of a list such as `level,-name`, where `-` puts the greatest first.
///
/// # Errors
/// When there is no such field.
pub fn sort_fields(lang: Lang, table: Table, typed: &str) -> Result<Vec<SortField>, CliError> {
    let mut fields = Vec::new();
    for name in typed.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let (is_descending, name) = name.strip_prefix('-').map_or((false, name), |name| (true, name));
        let columns = find(lang, &Address::record(table, ""), name)?;
        fields.extend(columns.into_iter().map(|Column { path, kind, .. }| SortField { path, kind, is_descending }));
    }
    Ok(fields)
}

/// Finds a column by its path from a place, or by its label.
fn find(lang: Lang, from: &Address, typed: &str) -> Result<Vec<Column>, CliError> {
    columns::chosen(from, typed).map_err(|names| {
        let failure = CliError::usage(texts::cli::no_column(lang, &resolve::shown(from), typed));
        failure.with_meant(lang, typed, &names)
    })
}

/// Returns true for values that are still of use when they are cut, unlike identifiers, numbers,
/// dates or telephone numbers.
pub fn is_prose(kind: FieldKind) -> bool {
    match kind {
        FieldKind::Line
        | FieldKind::Text
        | FieldKind::PostalAddress
        | FieldKind::Origin
        | FieldKind::Choice(_)
        | FieldKind::Ref(_)
        | FieldKind::Record(_) => true,
        FieldKind::List(item) => is_prose(*item),
        _ => false,
    }
}
