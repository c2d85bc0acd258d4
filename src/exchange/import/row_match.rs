//! Matches rows with records: by identifier, else by name within region and level, else as new
//! ones.
//!
//! Entry points: [`RowMatcher`], [`TargetedRow`].

use super::cell_text::{is_empty, text_of};
use super::cell_value::CellReader;
use super::column_match::{ColumnTarget, UnderstoodTable};
use super::{ImportedCell, ImportedRow, RowPlace};
use crate::document::{Address, AddressStep, Slot};
use crate::model::SCHEMA;
use crate::model::choice_name::option_called;
use crate::model::input::split_items;
use crate::query::DatasetView;
use crate::query::columns::Column;
use crate::schema::{Field, FieldKind, Naming, Table};
use crate::syntax::SyntaxValue;

/// What a row is about.
pub(super) enum RowSubject {
    Record {
        slot: Slot,
        /// True when its name says so.
        by_name: bool,
    },
    New {
        id: Option<String>,
    },
    Several(Vec<Slot>),
}

/// A row with what its cells stand for.
pub(super) struct TargetedRow<'r> {
    pub(super) table: Table,
    pub(super) place: RowPlace,
    row: &'r ImportedRow,
    targets: &'r [ColumnTarget],
    blanks_are_empty: bool,
}

impl UnderstoodTable<'_> {
    /// Returns a row of the table with what its cells stand for.
    pub(super) fn row<'r>(&'r self, row: &'r ImportedRow) -> TargetedRow<'r> {
        let place = RowPlace { table: self.number, line: row.line };
        let blanks_are_empty = self.imported.blanks_are_empty;
        TargetedRow { table: self.table, place, row, targets: &self.targets, blanks_are_empty }
    }
}

impl<'r> TargetedRow<'r> {
    /// Returns the cells that stand for something.
    pub(super) fn cells(&self) -> impl Iterator<Item = (&'r ColumnTarget, &'r ImportedCell)> + use<'r> {
        let targets = self.targets;
        let cells = self.row.cells.iter();
        cells
            .map(move |(column, cell)| (&targets[*column], cell))
            .filter(|(target, _)| !matches!(target, ColumnTarget::LeftOut))
    }

    /// Returns what the empty cells stand for that the file does not have.
    pub(super) fn blanks(&self) -> impl Iterator<Item = &'r ColumnTarget> + use<'r> {
        let (targets, cells) = (if self.blanks_are_empty { self.targets } else { &[] }, &self.row.cells);
        let is_there = move |at: &usize| cells.iter().any(|(column, _)| column == at);
        (0..targets.len()).filter(move |at| !is_there(at)).map(move |at| &targets[at])
    }

    /// Returns the cell of a field of the record itself, unless nothing stands in it.
    fn cell(&self, field: &Field) -> Option<&'r ImportedCell> {
        let is_field = |target: &ColumnTarget| matches!(target, ColumnTarget::Value(column) | ColumnTarget::Label(column, _) if is_own(column, field));
        self.cells().find(|(target, cell)| is_field(target) && !is_empty(cell)).map(|(_, cell)| cell)
    }

    /// Returns the text of the field that takes this part in the name.
    pub(super) fn text(&self, naming: Naming) -> Option<String> {
        self.cell(SCHEMA.table(self.table).record.naming(naming)?).map(text_of)
    }

    /// Returns the identifier.
    pub(super) fn id(&self) -> Option<String> {
        let record = SCHEMA.table(self.table).record;
        self.cell(record.fields.iter().find(|field| matches!(field.kind, FieldKind::Id))?).map(text_of)
    }
}

fn is_own(column: &Column, field: &Field) -> bool {
    matches!(&column.path[..], [AddressStep::Field(name)] if name == field.name)
}

/// Finds the records that rows are about.
pub(super) struct RowMatcher<'m> {
    pub(super) data: DatasetView<'m>,
    pub(super) cells: &'m CellReader<'m>,
}

impl RowMatcher<'_> {
    /// Finds the record that a row is about.
    pub(super) fn subject(&self, row: &TargetedRow<'_>) -> RowSubject {
        let document = self.data.document;
        if SCHEMA.table(row.table).single {
            let single = document.resolve(&Address::record(row.table, ""));
            return single.map_or(RowSubject::New { id: None }, |slot| RowSubject::Record { slot, by_name: false });
        }
        if let Some(id) = row.id() {
            let found = document.find(row.table, &id);
            return found.map_or(RowSubject::New { id: Some(id) }, |slot| RowSubject::Record { slot, by_name: false });
        }
        let called = match row.text(Naming::Full) {
            Some(name) => self.cells.called(row.table, &name).to_vec(),
            None => self.nameless(row),
        };
        let declared = SCHEMA.table(row.table).record.distinguishing();
        let (required, others): (Vec<&Field>, Vec<&Field>) = declared.into_iter().partition(|field| field.required);
        let mut fitting: Vec<Slot> =
            called.into_iter().filter(|slot| required.iter().all(|field| self.fits(row, field, *slot))).collect();
        for field in others {
            if fitting.len() > 1 {
                fitting.retain(|slot| self.fits(row, field, *slot));
            }
        }
        match fitting[..] {
            [] => RowSubject::New { id: None },
            [slot] => RowSubject::Record { slot, by_name: true },
            _ => RowSubject::Several(fitting),
        }
    }

    /// Returns the records that a row without a name may be about: those that refer to the same
    /// records, where these make up the name, or tell it apart.
    fn nameless(&self, row: &TargetedRow<'_>) -> Vec<Slot> {
        let record = SCHEMA.table(row.table).record;
        let (parts, telling) = (record.name_parts(), record.distinguishing());
        let fields = if parts.is_empty() { telling } else { parts.clone() };
        let given: Vec<&Field> = fields.iter().copied().filter(|field| row.cell(field).is_some()).collect();
        let is_enough = if parts.is_empty() { given.len() > 1 } else { given.len() == parts.len() };
        let first = given.iter().find_map(|field| match field.kind {
            FieldKind::Ref(table) => self.slots_of(row, field, table).first().copied(),
            _ => None,
        });
        let Some(first) = first.filter(|_| is_enough) else { return Vec::new() };
        let slots = self.data.index.referrers_in(first, row.table).iter().copied();
        slots.filter(|slot| given.iter().all(|field| self.fits(row, field, *slot))).collect()
    }

    /// Returns the records that a cell refers to.
    fn slots_of(&self, row: &TargetedRow<'_>, field: &Field, table: Table) -> Vec<Slot> {
        let document = self.data.document;
        let texts = row.cell(field).map_or_else(Vec::new, |cell| split_items(FieldKind::Ref(table), &text_of(cell)));
        let slot = |text: &String| match document.find(table, text) {
            Some(slot) => Some(slot),
            None => self.cells.called(table, text).first().copied(),
        };
        texts.iter().filter_map(slot).collect()
    }

    /// Returns true unless a row says something of a field that is not so in a record.
    fn fits(&self, row: &TargetedRow<'_>, field: &Field, slot: Slot) -> bool {
        let Some(cell) = row.cell(field) else { return true };
        let Ok(record) = self.data.document.record(slot) else { return false };
        let Some(value) = record.root().field(field.name).and_then(SyntaxValue::unwrap_option) else { return false };
        match field.kind {
            FieldKind::Ref(table) | FieldKind::List(&FieldKind::Ref(table)) => {
                let ids: Vec<_> =
                    value.as_str().into_iter().chain(value.items().filter_map(SyntaxValue::as_str)).collect();
                let wanted = self.slots_of(row, field, table);
                wanted.iter().any(|slot| ids.iter().any(|id| **id == *self.data.document.id(*slot)))
            }
            FieldKind::Choice(choices) => option_called(self.data.document.schema().choices(choices), &text_of(cell))
                .is_some_and(|choice| value.as_word() == Some(choice.name)),
            kind => self.cells.says_same(kind, Some(value), cell),
        }
    }
}
