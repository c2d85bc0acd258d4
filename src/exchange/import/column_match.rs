//! Matches the columns of a file with fields: by path, by label in either language, or as asked.
//!
//! Entry points: [`understand`], [`ColumnTarget`].

use super::cell_text;
use super::sheet_choice;
use super::{ColumnMapping, ImportError, ImportOptions, ImportedTable, MOST_COLUMNS};
use crate::document::{AddressStep, Document, Path};
use crate::index::fold::fold;
use crate::model::SCHEMA;
use crate::query::DatasetView;
use crate::query::columns::{self, Column, table_called};
use crate::schema::{Field, FieldKind, Naming, RecordType, Table};
use crate::text::nearest;
use crate::texts::Lang;

/// Stands for all columns that are not understood.
const ALL_OTHERS: &str = "*";

/// How many values of an unknown column are told.
const SAMPLES: usize = 3;

/// Length of the shortest abbreviation of a label.
const SHORTEST: usize = 3;

/// What a column of a file stands for.
#[derive(Debug, Clone)]
pub enum ColumnTarget {
    /// A value.
    Value(Column),
    /// What a choice is called in a language.
    Label(Column, Lang),
    /// A value that the declaration does not know, as RON.
    Undeclared(Path),
    /// Nothing.
    LeftOut,
}

/// A column that stands for no field, or for several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownColumn {
    /// The table whose records it is about.
    pub table: Table,
    /// The title of the sheet or table of the file; empty where there is none.
    pub title: String,
    /// Its name; empty when it has none.
    pub name: String,
    /// Its place among the columns, from 1.
    pub place: usize,
    /// The field that may be meant.
    pub meant: Option<String>,
    /// The first values that stand in it.
    pub samples: Vec<String>,
}

/// A table of a file of which it is known what its columns stand for.
pub(super) struct UnderstoodTable<'a> {
    /// Its number in the file.
    pub(super) number: usize,
    pub(super) table: Table,
    pub(super) imported: &'a ImportedTable,
    pub(super) targets: Vec<ColumnTarget>,
}

/// Finds out what tables and columns stand for.
pub(super) fn understand<'a>(
    tables: &'a [ImportedTable],
    options: &ImportOptions,
    data: DatasetView<'_>,
) -> Result<Vec<UnderstoodTable<'a>>, ImportError> {
    let (mut understood, mut unknown) = (Vec::new(), Vec::new());
    let mut unused: Vec<&str> =
        options.mapped.iter().map(|mapping| mapping.column.as_str()).filter(|name| *name != ALL_OTHERS).collect();
    let chosen = sheet_choice::chosen(tables, options)?;
    for number in chosen.iter().copied() {
        let imported = &tables[number];
        let table = imported.table.or_else(|| table_called(&imported.title)).or_else(|| guessed(imported));
        if table.is_none() && options.mapped.is_empty() && !is_like_a_table(imported) {
            return Err(ImportError::NoColumnNames(imported.columns.join(" ").trim().to_owned()));
        }
        let table = table.ok_or_else(|| sheet_choice::unclear(tables, &chosen, number))?;
        if imported.columns.len() > MOST_COLUMNS {
            return Err(ImportError::TooManyCells);
        }
        let (mut targets, mut samples) = (Vec::new(), samples(imported));
        for (at, name) in imported.columns.iter().enumerate() {
            unused.retain(|mapped| mapped != name);
            let target = match asked(table, name, options)? {
                Some(target) => Some(target),
                None if name.is_empty() && samples[at].is_empty() => Some(ColumnTarget::LeftOut),
                None => target(table, name).or_else(|| undeclared(data.document, table, name)),
            };
            let target = target.or_else(|| options.leaves_out_others().then_some(ColumnTarget::LeftOut));
            if target.is_none() {
                unknown.push(UnknownColumn {
                    table,
                    title: imported.title.clone(),
                    name: name.clone(),
                    place: at + 1,
                    meant: meant(table, name),
                    samples: std::mem::take(&mut samples[at]),
                });
            }
            targets.push(target.unwrap_or(ColumnTarget::LeftOut));
        }
        understood.push(UnderstoodTable { number, table, imported, targets });
    }
    if let Some(name) = unused.first() {
        return Err(ImportError::NoColumn((*name).to_owned()));
    }
    if !unknown.is_empty() {
        return Err(ImportError::UnknownColumns(unknown));
    }
    match understood.iter().find(|table| !table.has_key()) {
        Some(table) => Err(ImportError::NoKey(table.table)),
        None => Ok(understood),
    }
}

impl ImportOptions {
    fn leaves_out_others(&self) -> bool {
        self.mapped.iter().any(|mapping| mapping.column == ALL_OTHERS && mapping.field.is_empty())
    }
}

impl UnderstoodTable<'_> {
    /// Returns true when a column says which record a row is about.
    fn has_key(&self) -> bool {
        let declared = SCHEMA.table(self.table);
        let is_key = |field: &Field| {
            matches!(field.kind, FieldKind::Id | FieldKind::Ref(_)) || field.naming == Some(Naming::Full)
        };
        declared.single
            || self.targets.iter().any(|target| {
                matches!(target, ColumnTarget::Value(column) if column.path.len() == 1 && is_key(column.field))
            })
    }
}

/// Returns what a column was said to stand for.
fn asked(table: Table, name: &str, options: &ImportOptions) -> Result<Option<ColumnTarget>, ImportError> {
    let is_meant = |mapping: &&ColumnMapping| {
        mapping.column == name && mapping.table.is_none_or(|mapped_table| mapped_table == table)
    };
    match options.mapped.iter().rev().find(is_meant).map(|mapping| mapping.field.as_str()) {
        None => Ok(None),
        Some("") => Ok(Some(ColumnTarget::LeftOut)),
        Some(field) => target(table, field).map(Some).ok_or_else(|| ImportError::NoField(table, field.to_owned())),
    }
}

/// Returns the first different values of each column.
fn samples(imported: &ImportedTable) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = vec![Vec::new(); imported.columns.len()];
    for (column, cell) in imported.rows.iter().flat_map(|row| &row.cells) {
        let Some(known) = found.get_mut(*column).filter(|known| known.len() < SAMPLES) else { continue };
        if !cell_text::is_empty(cell) {
            let text = cell_text::text_of(cell);
            if !known.contains(&text) {
                known.push(text);
            }
        }
    }
    found
}

/// Returns how many columns of a table of a file are fields of a table.
pub fn count_fitting(imported: &ImportedTable, table: Table) -> usize {
    imported.columns.iter().filter(|name| target(table, name).is_some()).count()
}

/// Returns true unless no column is called like a field of any table and the rows have no columns
/// in common, as the lines of a letter.
fn is_like_a_table(imported: &ImportedTable) -> bool {
    let width = imported.columns.len();
    let is_whole = |row: &&super::ImportedRow| row.cells.len() > 1 && row.cells.len() + 1 >= width;
    let whole = imported.rows.iter().filter(is_whole).count();
    whole * 2 > imported.rows.len() || SCHEMA.all().any(|table| count_fitting(imported, table) > 0)
}

/// Returns the only table that has all these columns.
fn guessed(imported: &ImportedTable) -> Option<Table> {
    let named = || imported.columns.iter().filter(|name| !name.is_empty());
    let mut fitting = SCHEMA.all().filter(|table| named().all(|name| target(*table, name).is_some()));
    fitting.next().filter(|_| fitting.next().is_none())
}

/// Returns what a column of this name stands for.
pub fn target(table: Table, name: &str) -> Option<ColumnTarget> {
    let columns = columns::all(table);
    let of_part = || columns::of_part(table, &path_of(name.rsplit_once('/')?.0)).into_iter().find(|c| c.name() == name);
    if let Some(column) = columns.iter().find(|column| column.name() == name).cloned().or_else(of_part) {
        return Some(ColumnTarget::Value(column));
    }
    for (suffix, lang) in [("_de", Lang::De), ("_en", Lang::En)] {
        let choice = name.strip_suffix(suffix).and_then(|name| columns.iter().find(|column| column.name() == name));
        if let Some(column) = choice.filter(|column| matches!(column.kind, FieldKind::Choice(_))) {
            return Some(ColumnTarget::Label(column.clone(), lang));
        }
    }
    let record = SCHEMA.table(table).record;
    let (typed, is_short) = (letters(name), name.trim_end().ends_with('.'));
    let spellings: Vec<[String; 3]> = columns.iter().map(|column| spellings(record, &column.path)).collect();
    let whole = |at: &usize| spellings[*at].iter().any(|spelling| letters(spelling) == typed);
    let last = |at: &usize| {
        spellings[*at].iter().any(|spelling| letters(last_word(spelling)) == typed)
            || singulars(&columns[*at]).any(|singular| letters(singular) == typed)
    };
    let start = |at: &usize| {
        is_short
            && typed.chars().count() >= SHORTEST
            && spellings[*at].iter().any(|spelling| letters(last_word(spelling)).starts_with(&typed))
    };
    let found = outermost(&columns, whole).or_else(|| outermost(&columns, last)).or_else(|| outermost(&columns, start));
    found.filter(|_| !typed.is_empty()).map(|at| ColumnTarget::Value(columns[at].clone()))
}

/// Returns the only column that fits, among those the fewest records within others deep.
fn outermost(columns: &[Column], fits: impl Fn(&usize) -> bool) -> Option<usize> {
    let fitting: Vec<usize> = (0..columns.len()).filter(fits).collect();
    let depth = fitting.iter().map(|at| columns[*at].path.len()).min()?;
    let mut outer = fitting.into_iter().filter(|at| columns[*at].path.len() == depth);
    outer.next().filter(|_| outer.next().is_none())
}

/// Returns what one item of a list is called, or the record that a reference leads to.
fn singulars(column: &Column) -> impl Iterator<Item = &'static str> {
    let referred = match column.kind {
        FieldKind::Ref(table) | FieldKind::List(&FieldKind::Ref(table)) => Some(SCHEMA.table(table).singular),
        _ => None,
    };
    let phrases = column.field.item.into_iter().chain(referred);
    phrases.flat_map(|phrase| [phrase.de, phrase.en])
}

/// Returns how a path is spelled: by names, and by labels in both languages.
fn spellings(record: &'static RecordType, path: &[AddressStep]) -> [String; 3] {
    let mut record = Some(record);
    let mut spelled: [Vec<&str>; 3] = Default::default();
    for step in path {
        let AddressStep::Field(name) = step else { continue };
        let Some(field) = record.and_then(|record| record.field(name)) else { continue };
        for (words, word) in spelled.iter_mut().zip([field.name, field.label.de, field.label.en]) {
            words.push(word);
        }
        record = match field.kind {
            FieldKind::Record(inner) => Some(inner),
            _ => None,
        };
    }
    spelled.map(|words| words.join("/"))
}

fn last_word(spelling: &str) -> &str {
    spelling.rsplit('/').next().unwrap_or(spelling)
}

fn path_of(name: &str) -> Path {
    name.split('/').map(|part| AddressStep::Field(part.to_owned())).collect()
}

/// Returns the letters and digits of a text, folded.
fn letters(text: &str) -> String {
    fold(text).expanded().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns the path that a column names where a record of the dataset has a value that the
/// declaration does not know.
fn undeclared(document: &Document, table: Table, name: &str) -> Option<ColumnTarget> {
    let path = path_of(name);
    let has_it = |slot| document.record(slot).is_ok_and(|record| record.value(&path).is_some());
    let is_there = !name.is_empty() && document.slots(table).any(has_it);
    is_there.then_some(ColumnTarget::Undeclared(path))
}

/// Returns the name of the field that a misspelled column may mean.
fn meant(table: Table, name: &str) -> Option<String> {
    let record = SCHEMA.table(table).record;
    let columns = columns::all(table);
    let spelled: Vec<(String, &Column)> = columns
        .iter()
        .flat_map(|column| {
            let spelled = spellings(record, &column.path);
            spelled
                .into_iter()
                .flat_map(|whole| [letters(last_word(&whole)), letters(&whole)])
                .map(move |word| (word, column))
        })
        .collect();
    let word = nearest(&letters(name), spelled.iter().map(|(word, _)| word))?;
    spelled
        .iter()
        .filter(|(spelling, _)| *spelling == word)
        .map(|(_, column)| column)
        .min_by_key(|column| column.path.len())
        .map(|column| column.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BODIES, MEASURES, MEETINGS, REGIONS};
    use crate::present::record_table::heading;

    fn found(table: Table, name: &str) -> String {
        match target(table, name) {
            Some(ColumnTarget::Value(column)) => column.name(),
            Some(ColumnTarget::Label(column, lang)) => format!("{} {lang:?}", column.name()),
            Some(_) | None => "-".to_owned(),
        }
    }

    #[test]
    fn columns_are_found_by_path_and_by_label_in_either_language() {
        for (table, name, expected) in [
            (BODIES, "contact/phone", "contact/phone"),
            (BODIES, "level_de", "level De"),
            (BODIES, "Telefon", "contact/phone"),
            (BODIES, "TELEFON:", "contact/phone"),
            (BODIES, "Tel.", "contact/phone"),
            (BODIES, "Phone", "contact/phone"),
            (BODIES, "e-mail", "contact/email"),
            (BODIES, "Email", "contact/email"),
            (BODIES, "Kontakt › Telefon", "contact/phone"),
            (BODIES, "contact.phone", "contact/phone"),
            (BODIES, "Ebene", "level"),
            (BODIES, "Regionen", "regions"),
            (BODIES, "Region", "regions"),
            (BODIES, "Kennung", "id"),
            (BODIES, "Anmerkung", "note"),
            (BODIES, "Stand", "source/as_of"),
            (BODIES, "Telfon", "-"),
            (BODIES, "", "-"),
            (BODIES, "…", "-"),
            (REGIONS, "Quelle", "agreement/source/url"),
            (MEETINGS, "Datum", "date"),
            (MEASURES, "Maßnahme", "-"),
            (MEASURES, "Beschluß", "decision"),
        ] {
            assert_eq!(found(table, name), expected, "{name}");
        }
    }

    #[test]
    fn every_heading_for_people_leads_back_to_its_column() {
        for (table, lang) in SCHEMA.all().flat_map(|table| [(table, Lang::De), (table, Lang::En)]) {
            for column in columns::all(table) {
                let heading = heading(table, &column, lang);
                assert_eq!(found(table, &heading), column.name(), "{heading}, {}", SCHEMA.table(table).name);
            }
        }
    }

    #[test]
    fn a_misspelled_column_is_proposed() {
        assert_eq!(meant(BODIES, "Telfon").as_deref(), Some("contact/phone"));
        assert_eq!(meant(BODIES, "Lieblingsfarbe"), None);
    }

    #[test]
    fn every_name_of_an_export_is_its_own_column() {
        for table in SCHEMA.all() {
            for column in columns::all(table) {
                assert_eq!(found(table, &column.name()), column.name());
            }
        }
    }
}
