//! The columns of records: paths into them, each with the field and kind that it leads to.
//!
//! Lists, sorting, exports and imports name values of records by them. The declaration says which
//! columns there are. Knows no language but the labels of fields, in both. Entry points: [`short`],
//! [`all`], [`chosen`].

use crate::document::address::kind_at;
use crate::document::{Address, AddressStep, Path};
use crate::index::fold::fold;
use crate::model::SCHEMA;
use crate::schema::{Field, FieldKind, Naming, RecordType, Table};

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

/// Columns of a table are the same when they lead to the same value.
impl PartialEq for Column {
    fn eq(&self, other: &Column) -> bool {
        self.path == other.path
    }
}

impl Eq for Column {}

impl Column {
    /// Returns the path as people type it.
    pub fn name(&self) -> String {
        self.path.iter().map(AddressStep::to_string).collect::<Vec<_>>().join("/")
    }
}

/// Returns the table of this name or label, in either language.
pub fn table_called(name: &str) -> Option<Table> {
    let is_called = |table: &Table| {
        let declared = SCHEMA.table(*table);
        let labels = [declared.plural.de, declared.plural.en, declared.singular.de, declared.singular.en];
        labels.map(fold).contains(&fold(name))
    };
    SCHEMA.find(name).or_else(|| SCHEMA.all().find(is_called))
}

/// Returns the columns for people, from the left.
pub fn short(table: Table) -> Vec<Column> {
    collect(SCHEMA.table(table).record, RecordType::columns)
}

/// Returns the columns with which a table begins on the screen: those for people, what the records
/// are called first, without their ids.
pub fn of_screen(table: Table) -> Vec<Column> {
    let mut columns = short(table);
    columns.retain(|column| !matches!(column.kind, FieldKind::Id));
    columns.sort_by_key(|column| column.path.len() > 1 || column.field.naming != Some(Naming::Full));
    columns
}

/// Returns all columns: every declared field, and those of a nested record one by one. Sources of
/// single values, which hardly any record has, are named by their paths alone.
pub fn all(table: Table) -> Vec<Column> {
    all_of(SCHEMA.table(table).record)
}

/// Returns the columns of a nested record; nothing where the declaration knows none at this path.
pub fn of_part(table: Table, path: &[AddressStep]) -> Vec<Column> {
    match kind_at(FieldKind::Record(SCHEMA.table(table).record), path) {
        Some(FieldKind::Record(inner)) => below(path, all_of(inner)),
        _ => Vec::new(),
    }
}

/// Returns the columns that a path from a place, or a label in either language, leads to; a nested
/// record stands for its fields.
///
/// # Errors
/// Returns the names of all columns there when it leads to none.
pub fn chosen(from: &Address, typed: &str) -> Result<Vec<Column>, Vec<String>> {
    let whole = FieldKind::Record(SCHEMA.table(from.table).record);
    let steps = typed.split('/').filter(|part| !part.is_empty());
    let step = |part: &str| part.parse().map_or_else(|_| AddressStep::Field(part.to_owned()), AddressStep::Item);
    let path: Path = from.path.iter().cloned().chain(steps.map(step)).collect();
    let field_end = path.iter().rposition(|step| matches!(step, AddressStep::Field(_))).map_or(0, |at| at + 1);
    let field = Address { path: path[..field_end].to_vec(), ..from.clone() }.field(&SCHEMA);
    match (kind_at(whole, &path), field) {
        (Some(FieldKind::Record(inner)), _) => Ok(below(&path, all_of(inner))),
        (Some(kind), Some(field)) => Ok(vec![Column { path, field, kind }]),
        _ => labelled(from, typed),
    }
}

/// Finds a column by its label or by what it refers to, or says which ones there are.
fn labelled(from: &Address, typed: &str) -> Result<Vec<Column>, Vec<String>> {
    let known = match kind_at(FieldKind::Record(SCHEMA.table(from.table).record), &from.path) {
        Some(FieldKind::Record(record)) => all_of(record),
        _ => Vec::new(),
    };
    let typed = typed.replace('_', " ");
    let says = |labels: [&str; 2]| labels.map(fold).contains(&fold(&typed));
    let refers = |column: &&Column| match column.kind {
        FieldKind::Ref(table) | FieldKind::List(&FieldKind::Ref(table)) => {
            let name = SCHEMA.table(table).singular;
            says([name.de, name.en])
        }
        _ => false,
    };
    let only = |meant: Vec<&Column>| match meant[..] {
        [column] => Some(column.clone()),
        _ => None,
    };
    let labelled = only(known.iter().filter(|column| says([column.field.label.de, column.field.label.en])).collect());
    match labelled.or_else(|| only(known.iter().filter(refers).collect())) {
        Some(column) => Ok(below(&from.path, vec![column])),
        None => Err(known.iter().map(Column::name).collect()),
    }
}

fn all_of(record: &'static RecordType) -> Vec<Column> {
    collect(record, |record| record.fields.iter().filter(|field| field.vouches_for.is_none()).collect())
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
        assert_eq!(names(of_screen(crate::model::BODIES)), "name level regions contact/phone");
        assert_eq!(names(of_screen(crate::model::RECOMMENDATIONS)), "text action_field status");
        for table in SCHEMA.all() {
            assert!(all(table).len() >= short(table).len() && !of_screen(table).is_empty());
        }
    }

    #[test]
    fn a_column_is_found_by_its_label_or_by_what_it_refers_to() {
        let found = |typed| chosen(&Address::record(crate::model::BODIES, ""), typed).map(|columns| columns[0].name());
        for (typed, name) in [
            ("regions", "regions"),
            ("region", "regions"),
            ("Region", "regions"),
            ("Handlungsfeld", "action_fields"),
            ("action_field", "action_fields"),
            ("telefon", "contact/phone"),
        ] {
            assert_eq!(found(typed).as_deref(), Ok(name), "{typed}");
        }
        assert!(found("Sitzung").is_err());
    }

    #[test]
    fn a_nested_record_gives_a_column_for_each_of_its_fields() {
        let names: Vec<String> = all(crate::model::BODIES).iter().map(Column::name).collect();
        assert!(names.contains(&"contact/phone".to_owned()) && names.contains(&"source/as_of".to_owned()));
        assert!(names.contains(&"members".to_owned()));
    }
}
