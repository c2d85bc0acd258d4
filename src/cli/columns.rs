//! The columns of `list`: a few for people, all for CSV.
//!
//! The one place outside the declaration that names fields; a test checks that each of them is
//! declared. A column is a path into the record, and its name in CSV is what `get` and `set` take
//! after the record's address.

use crate::document::{AddressStep, Path};
use crate::model::SCHEMA;
use crate::schema::{Field, FieldKind, RecordType, Table};

/// For each table the columns that people want to see, most important first.
const SHORT: &[(&str, &[&str])] = &[
    ("district", &["name", "authority", "unit", "state"]),
    ("action_fields", &["id", "name", "short", "programme"]),
    ("regions", &["id", "name", "kind", "seat", "network"]),
    ("municipalities", &["id", "name", "kind", "region", "population"]),
    ("bodies", &["id", "level", "name", "regions", "contact/phone"]),
    ("engagements", &["id", "region", "action_field", "kind", "status", "wording"]),
    ("meetings", &["id", "body", "number", "date", "title"]),
    ("recommendations", &["id", "action_field", "status", "text"]),
    ("decisions", &["id", "priority", "text", "meeting"]),
    ("measures", &["id", "title", "region", "kind", "status", "start"]),
];

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

/// Returns the columns for people.
pub fn short(table: Table) -> Vec<Column> {
    let declared = SCHEMA.table(table);
    let names = SHORT.iter().find(|(name, _)| *name == declared.name).map_or(&[][..], |(_, names)| names);
    names.iter().filter_map(|name| column(declared.record, name)).collect()
}

/// Returns all columns: every declared field, and those of a nested record one by one.
pub fn all(table: Table) -> Vec<Column> {
    let mut columns = Vec::new();
    collect(SCHEMA.table(table).record, &Path::new(), &mut columns);
    columns
}

fn collect(record: &'static RecordType, at: &Path, columns: &mut Vec<Column>) {
    for field in record.fields {
        let mut path = at.clone();
        path.push(AddressStep::Field(field.name.to_owned()));
        match field.kind {
            FieldKind::Record(inner) => collect(inner, &path, columns),
            _ => columns.push(Column { path, field }),
        }
    }
}

fn column(record: &'static RecordType, name: &str) -> Option<Column> {
    let (first, rest) = name.split_once('/').map_or((name, None), |(first, rest)| (first, Some(rest)));
    let field = record.field(first)?;
    let step = AddressStep::Field(first.to_owned());
    match (rest, field.kind) {
        (None, _) => Some(Column { path: vec![step], field }),
        (Some(rest), FieldKind::Record(inner)) => {
            let inner = column(inner, rest)?;
            Some(Column { path: std::iter::once(step).chain(inner.path).collect(), field: inner.field })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_its_columns_and_every_column_is_declared() {
        for table in SCHEMA.all() {
            let name = SCHEMA.table(table).name;
            let names = SHORT.iter().find(|(n, _)| *n == name).map(|(_, names)| names.len());
            assert_eq!(Some(short(table).len()), names, "{name}");
            assert!(all(table).len() >= short(table).len());
        }
    }

    #[test]
    fn a_nested_record_gives_a_column_for_each_of_its_fields() {
        let names: Vec<String> = all(crate::model::BODIES).iter().map(Column::name).collect();
        assert!(names.contains(&"contact/phone".to_owned()) && names.contains(&"source/as_of".to_owned()));
        assert!(names.contains(&"members".to_owned()));
    }
}
