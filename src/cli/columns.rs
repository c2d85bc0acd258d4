//! The columns of `list`: a few for people, all for CSV.
//!
//! The declaration says which fields people see. A column is a path into the record, and its name
//! in CSV is what `get` and `set` take after the record's address.

use crate::document::{AddressStep, Path};
use crate::model::SCHEMA;
use crate::schema::{Field, FieldKind, RecordType, Table};

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// The path into the record.
    pub path: Path,
    /// The field at its end.
    pub field: &'static Field,
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
    collect(SCHEMA.table(table).record, |record| record.fields.iter().collect())
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
            _ => columns.push(Column { path: vec![step], field }),
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
