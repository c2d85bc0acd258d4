//! A table as columns and records as cells of text, such that a record comes back from its cells.
//!
//! For programs a column is named by its path (`contact/phone`), and beside a choice stand its
//! labels in both languages; for people it is called by its label, and a choice is its label
//! ([`CellWording`]). A value that is absent is an empty cell; a list of plain values is one cell
//! ([`program_value`]), a list of records JSON. Sources of single values, where records have some,
//! and fields that the declaration does not know, as RON, follow at the end. Entry points:
//! [`TableCells`].

use std::collections::{BTreeSet, HashSet};

use crate::document::{AddressStep, Document, Path, Record, Slot};
use crate::export::json;
use crate::index::chunks::SHARE;
use crate::parallel;
use crate::present::choice_label::choice_label;
use crate::present::program_value::{program_list, program_value};
use crate::present::record_table::heading;
use crate::query::DatasetView;
use crate::query::columns::{self, Column};
use crate::schema::{ChoiceOption, Field, FieldKind, RecordType, Table};
use crate::syntax::SyntaxValue;
use crate::texts::Lang;

use super::ExportRequest;

/// In whose words headings and choices are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellWording {
    /// In those of the dataset, for programs.
    Codes,
    /// In those of people who speak this language.
    Labels(Lang),
}

/// The columns of a table.
pub(super) struct TableCells<'a> {
    request: &'a ExportRequest<'a>,
    table: Table,
    wording: CellWording,
    columns: Vec<CellColumn>,
}

/// A column of cells.
enum CellColumn {
    /// A declared value.
    Value(Column),
    /// A declared choice, with its labels in both languages beside it.
    Choice(Column, &'static [ChoiceOption]),
    /// A value that the declaration does not know.
    Unknown(Path),
}

impl<'a> TableCells<'a> {
    /// Finds the columns: those asked for, or all.
    pub(super) fn new(request: &'a ExportRequest<'a>, table: Table, wording: CellWording) -> TableCells<'a> {
        let carried = |column: &Column| request.carries(column.field);
        let columns = match request.columns {
            Some(chosen) => chosen.iter().filter(|column| carried(column)).cloned().map(CellColumn::Value).collect(),
            None => {
                let known = columns::all(table).into_iter().filter(carried).map(|column| match column.kind {
                    FieldKind::Choice(choices) if column.path.len() == 1 && wording == CellWording::Codes => {
                        CellColumn::Choice(column, request.data.document.schema().choices(choices))
                    }
                    _ => CellColumn::Value(column),
                });
                let others = other_paths(request.data.document, table, request.selection.of_table(table));
                let other = |path: Path| match columns::of_part(table, &path) {
                    declared if declared.is_empty() => vec![CellColumn::Unknown(path)],
                    declared => declared.into_iter().map(CellColumn::Value).collect(),
                };
                known.chain(others.into_iter().flat_map(other)).collect()
            }
        };
        TableCells { request, table, wording, columns }
    }

    /// Returns the declared columns with their headings.
    pub(super) fn declared(&self) -> impl Iterator<Item = (&Column, String)> {
        self.columns.iter().filter_map(|column| match column {
            CellColumn::Value(column) | CellColumn::Choice(column, _) => Some((column, self.heading(column))),
            CellColumn::Unknown(_) => None,
        })
    }

    /// Returns the headings of the columns.
    pub(super) fn headings(&self) -> Vec<String> {
        let headings = |column: &CellColumn| match column {
            CellColumn::Value(column) => vec![self.heading(column)],
            CellColumn::Choice(column, _) => ["", "_de", "_en"].map(|suffix| column.name() + suffix).to_vec(),
            CellColumn::Unknown(path) => vec![path_name(path)],
        };
        self.columns.iter().flat_map(headings).collect()
    }

    /// Returns which of the columns hold numbers.
    pub(super) fn numbers(&self) -> Vec<bool> {
        let numbers = |column: &CellColumn| match column {
            CellColumn::Value(column) => vec![matches!(column.kind, FieldKind::Count)],
            CellColumn::Choice(..) => vec![false; 3],
            CellColumn::Unknown(_) => vec![false],
        };
        self.columns.iter().flat_map(numbers).collect()
    }

    fn heading(&self, column: &Column) -> String {
        match self.wording {
            CellWording::Codes => column.name(),
            CellWording::Labels(lang) => heading(self.table, column, lang),
        }
    }

    /// Fills `cells` with those of a record. Returns false for one that is not valid RON, of which
    /// only the identifier is known.
    pub(super) fn read(&self, slot: Slot, cells: &mut Vec<String>) -> bool {
        cells.clear();
        let document = self.request.data.document;
        let record = document.record(slot).ok();
        for column in &self.columns {
            match (&record, column) {
                (Some(record), column) => self.push(record, column, cells),
                (None, CellColumn::Value(Column { kind: FieldKind::Id, .. })) => {
                    cells.push(document.id(slot).to_owned());
                }
                (None, CellColumn::Choice(..)) => cells.extend([String::new(), String::new(), String::new()]),
                (None, _) => cells.push(String::new()),
            }
        }
        record.is_some()
    }

    fn push(&self, record: &Record<'_>, column: &CellColumn, cells: &mut Vec<String>) {
        match column {
            CellColumn::Value(column) => cells.push(self.cell(record, column)),
            CellColumn::Choice(column, choices) => {
                let cell = self.cell(record, column);
                let label = choices.iter().find(|choice| choice.name == cell).map(|choice| choice.label);
                cells.push(cell);
                cells.extend(label.map_or(["", ""], |label| [label.de, label.en]).map(str::to_owned));
            }
            CellColumn::Unknown(path) => {
                cells.push(record.value(path).map_or_else(String::new, |value| value.text().to_owned()));
            }
        }
    }

    fn cell(&self, record: &Record<'_>, column: &Column) -> String {
        let Some(value) = record.value(&column.path).and_then(SyntaxValue::unwrap_option) else { return String::new() };
        match column.kind {
            FieldKind::List(FieldKind::Record(_) | FieldKind::List(_)) => {
                let carries = |field: &Field| self.request.carries(field);
                json::compact(&json::DeclaredJson { kind: column.kind, value, carries: &carries })
            }
            kind @ (FieldKind::Ref(table) | FieldKind::List(&FieldKind::Ref(table))) if self.names_references() => {
                self.names(kind, value, table)
            }
            kind => match self.wording {
                CellWording::Codes => program_value(kind, value),
                CellWording::Labels(lang) => match choice_label(self.request.data.document.schema(), kind, value, lang)
                {
                    Some(label) => label.to_owned(),
                    None => program_value(kind, value),
                },
            },
        }
    }
}

impl TableCells<'_> {
    /// Returns true where a table is taken out as people see it, rather than to be brought in
    /// again.
    fn names_references(&self) -> bool {
        self.request.columns.is_some() && self.wording != CellWording::Codes
    }

    /// Returns what the records are called that a value refers to, as lists call and sort them; of
    /// one that is not there its id.
    fn names(&self, kind: FieldKind, value: SyntaxValue<'_>, table: Table) -> String {
        let DatasetView { document, .. } = self.request.data;
        let name = |id: String| document.find(table, &id).map_or(id, |slot| self.request.data.short_name(slot));
        let id = |value: SyntaxValue<'_>| value.as_str().map(|id| name(id.into_owned()));
        match kind {
            FieldKind::List(_) => program_list(value.items().filter_map(id)),
            _ => id(value).unwrap_or_default(),
        }
    }
}

fn path_name(path: &[AddressStep]) -> String {
    path.iter().map(AddressStep::to_string).collect::<Vec<_>>().join("/")
}

/// Returns the paths of the values in these records that have no column of their own, sorted: those
/// that the declaration does not know, but for those in lists, which are in the cells of the lists,
/// and the sources of single values.
fn other_paths(document: &Document, table: Table, slots: &[Slot]) -> Vec<Path> {
    let declared = document.schema().table(table).record;
    let shares: Vec<&[Slot]> = slots.chunks(SHARE).collect();
    let found = parallel::map(shares.len(), false, |share| {
        let mut found = HashSet::new();
        for record in shares[share].iter().filter_map(|slot| document.record(*slot).ok()) {
            collect_others(declared, record.root(), &mut Vec::new(), &mut found);
        }
        found
    });
    let found: BTreeSet<String> = found.into_iter().flatten().collect();
    found.iter().map(|path| path.split('/').map(|name| AddressStep::Field(name.to_owned())).collect()).collect()
}

/// Adds the names of such paths, the names of their fields with a stroke between them.
fn collect_others<'r>(
    declared: &RecordType,
    value: SyntaxValue<'r>,
    path: &mut Vec<&'r str>,
    found: &mut HashSet<String>,
) {
    let mut next = 0;
    for (name, value) in value.fields() {
        let at = declared.position(name, next);
        let field = at.map(|at| &declared.fields[at]);
        next = at.map_or(next, |at| at + 1);
        path.push(name);
        if field.is_none_or(|field| field.vouches_for.is_some()) {
            found.insert(path.join("/"));
        }
        if let (Some(FieldKind::Record(inner)), Some(value)) = (field.map(|field| field.kind), value.unwrap_option()) {
            collect_others(inner, value, path, found);
        }
        path.pop();
    }
}
