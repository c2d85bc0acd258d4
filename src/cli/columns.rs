//! The columns of `list` and `show`: a few for people, all for CSV, or those asked for.
//!
//! The declaration says which fields people see. A column is a path into the record, and its name
//! in CSV is what `get` and `set` take after the record's address. Entry points: [`short`],
//! [`all`], [`chosen`], [`sort_fields`].

use super::error::CliError;
use super::resolve;
use crate::document::address::kind_at;
use crate::document::{Address, AddressStep, Path};
use crate::index::fold::fold;
use crate::model::SCHEMA;
use crate::query::sort::SortField;
use crate::schema::{Field, FieldKind, RecordType, Table};
use crate::texts::{self, Lang};

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// The path into the record.
    pub path: Path,
    /// The field it leads to, or to an item of.
    pub field: &'static Field,
    /// The kind of the value there.
    pub kind: FieldKind,
}

impl Column {
    /// Returns the path as people type it.
    pub fn name(&self) -> String {
        self.path.iter().map(AddressStep::to_string).collect::<Vec<_>>().join("/")
    }
}

/// Returns the columns for people, from the left.
pub fn short(table: Table) -> Vec<Column> {
    collect(SCHEMA.table(table).record, RecordType::columns)
}

/// Returns all columns: every declared field, and those of a nested record one by one.
pub fn all(table: Table) -> Vec<Column> {
    all_of(SCHEMA.table(table).record)
}

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
    let whole = FieldKind::Record(SCHEMA.table(from.table).record);
    let steps = typed.split('/').filter(|part| !part.is_empty());
    let step = |part: &str| part.parse().map_or_else(|_| AddressStep::Field(part.to_owned()), AddressStep::Item);
    let path: Path = from.path.iter().cloned().chain(steps.map(step)).collect();
    let field_end = path.iter().rposition(|step| matches!(step, AddressStep::Field(_))).map_or(0, |at| at + 1);
    let field = Address { path: path[..field_end].to_vec(), ..from.clone() }.field(&SCHEMA);
    match (kind_at(whole, &path), field) {
        (Some(FieldKind::Record(inner)), _) => Ok(below(&path, all_of(inner))),
        (Some(kind), Some(field)) => Ok(vec![Column { path, field, kind }]),
        _ => labelled(lang, from, typed),
    }
}

/// Finds a column by its label, or says which ones there are.
fn labelled(lang: Lang, from: &Address, typed: &str) -> Result<Vec<Column>, CliError> {
    let known = match kind_at(FieldKind::Record(SCHEMA.table(from.table).record), &from.path) {
        Some(FieldKind::Record(record)) => all_of(record),
        _ => Vec::new(),
    };
    let is_meant = |column: &&Column| [column.field.label.de, column.field.label.en].map(fold).contains(&fold(typed));
    let mut meant = known.iter().filter(is_meant);
    if let (Some(column), None) = (meant.next(), meant.next()) {
        return Ok(below(&from.path, vec![column.clone()]));
    }
    let names: Vec<String> = known.iter().map(Column::name).collect();
    let failure = CliError::usage(texts::cli::no_column(lang, &resolve::shown(from), typed));
    Err(resolve::with_meant(failure, lang, typed, &names))
}

fn all_of(record: &'static RecordType) -> Vec<Column> {
    collect(record, |record| record.fields.iter().collect())
}

/// Returns columns whose paths begin further out.
fn below(path: &[AddressStep], columns: Vec<Column>) -> Vec<Column> {
    let column = |column: Column| Column { path: path.iter().cloned().chain(column.path).collect(), ..column };
    columns.into_iter().map(column).collect()
}

/// Returns the columns of the `wanted` fields; a nested record stands for its own wanted fields.
fn collect(record: &'static RecordType, wanted: fn(&RecordType) -> Vec<&'static Field>) -> Vec<Column> {
    let mut columns = Vec::new();
    for field in wanted(record) {
        let step = AddressStep::Field(field.name.to_owned());
        match field.kind {
            FieldKind::Record(inner) => {
                for mut column in collect(inner, wanted) {
                    column.path.insert(0, step.clone());
                    columns.push(column);
                }
            }
            kind => columns.push(Column { path: vec![step], field, kind }),
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_see_a_few_columns_and_programs_all() {
        let names = |columns: Vec<Column>| columns.iter().map(Column::name).collect::<Vec<_>>().join(" ");
        assert_eq!(names(short(crate::model::BODIES)), "id level name regions contact/phone");
        assert_eq!(names(short(crate::model::RECOMMENDATIONS)), "id action_field status text");
        for table in SCHEMA.all() {
            assert!(all(table).len() >= short(table).len() && !short(table).is_empty());
        }
    }

    #[test]
    fn a_nested_record_gives_a_column_for_each_of_its_fields() {
        let names: Vec<String> = all(crate::model::BODIES).iter().map(Column::name).collect();
        assert!(names.contains(&"contact/phone".to_owned()) && names.contains(&"source/as_of".to_owned()));
        assert!(names.contains(&"members".to_owned()));
    }
}
