//! Makes changes of rows: of the values that they say otherwise, and of records that are new.
//!
//! Entry point: [`changes`].

use std::collections::HashSet;

use super::cell_text::{is_empty, text_of, undeclared_ron};
use super::cell_value::{CellReader, is_nothing};
use super::column_match::{ColumnTarget, UnderstoodTable};
use super::row_match::{RowMatcher, RowSubject, TargetedRow};
use super::table_collector::UNREADABLE;
use super::{ImportError, ImportOptions, ImportedCell, ImportedChange, ImportedRow, OnExchange, Progress};
use crate::document::{Address, AddressStep, EditError, Path, Record, Slot};
use crate::export::json;
use crate::model::SCHEMA;
use crate::model::date::Date;
use crate::model::input::{Accepted, InputNote};
use crate::present::choice_label::choice_label;
use crate::query::DatasetView;
use crate::query::batch_change::{BatchAction, BatchEntry, BatchRefusal};
use crate::query::columns::Column;
use crate::query::likely_same::{AddedRecords, AddedRow, LikelySame};
use crate::query::new_record::NewRecord;
use crate::schema::{Field, FieldKind, Naming, Table};
use crate::syntax::{SyntaxValue, Tree};
use crate::text::nearest;

/// Number of rows after which progress is told and cancelling is heard.
const CHUNK: usize = 64;

/// Compares rows with the dataset.
///
/// # Errors
/// When it is cancelled.
pub(super) fn changes(
    tables: &[UnderstoodTable<'_>],
    options: &ImportOptions,
    data: DatasetView<'_>,
    today: Date,
    on_progress: OnExchange<'_>,
) -> Result<ImportedChange, ImportError> {
    let mut rows = RowImport {
        data,
        today,
        options,
        cells: CellReader::new(data, today),
        likely: LikelySame::new(data),
        added: AddedRecords::default(),
        found: ImportedChange::default(),
        taken: HashSet::new(),
    };
    // Records that others refer to come first.
    let mut tables: Vec<&UnderstoodTable<'_>> = tables.iter().collect();
    tables.sort_by_key(|table| table.table);
    for table in &tables {
        rows.announce(table);
    }
    let all = tables.iter().map(|table| table.imported.rows.len()).sum();
    for table in tables {
        for row in &table.imported.rows {
            rows.import(table, row);
            let done = rows.found.rows;
            if done.is_multiple_of(CHUNK) && on_progress(Progress { done, all }).is_break() {
                return Err(ImportError::Cancelled);
            }
        }
    }
    Ok(rows.found)
}

struct RowImport<'a> {
    data: DatasetView<'a>,
    today: Date,
    options: &'a ImportOptions,
    cells: CellReader<'a>,
    likely: LikelySame<'a>,
    added: AddedRecords,
    found: ImportedChange,
    /// The identifiers of new records.
    taken: HashSet<(Table, String)>,
}

impl RowImport<'_> {
    /// Notes the identifiers of records that the rows of a table add.
    fn announce(&mut self, table: &UnderstoodTable<'_>) {
        for row in &table.imported.rows {
            let row = table.row(row);
            let id = row.id().filter(|id| self.data.document.find(table.table, id).is_none());
            let stands_for = self.options.same.get(&row.place).map(|same| same.id.clone()).or_else(|| id.clone());
            if let Some(record) = stands_for {
                let name = row.text(Naming::Full).unwrap_or_default();
                self.cells.stands_for(table.table, id, &name, &record);
            }
        }
    }

    fn import(&mut self, table: &UnderstoodTable<'_>, row: &ImportedRow) {
        let row = table.row(row);
        self.found.rows += 1;
        let before = self.found.change.entries.len();
        let same = self.options.same.get(&row.place).and_then(|same| self.data.document.resolve(same));
        let subject = match same {
            Some(slot) => RowSubject::Record { slot, by_name: false },
            None => RowMatcher { data: self.data, cells: &self.cells }.subject(&row),
        };
        match subject {
            RowSubject::Record { slot, by_name } => self.change(&row, slot, by_name),
            RowSubject::New { id } => self.add(&row, id),
            RowSubject::Several(slots) => {
                let ids = slots.iter().map(|slot| self.data.document.id(*slot).to_owned()).collect();
                let likely = slots.iter().map(|slot| self.data.document.address(*slot)).collect();
                self.found.likely.insert(before, likely);
                self.refuse(&row, Path::new(), String::new(), BatchRefusal::Several(ids));
            }
        }
        if self.found.change.entries.len() == before {
            self.found.unchanged += 1;
        }
    }

    fn push(&mut self, row: &TargetedRow<'_>, entry: BatchEntry) {
        self.found.change.entries.push(entry.in_line(row.place.line));
        self.found.places.push(row.place);
    }

    fn refuse(&mut self, row: &TargetedRow<'_>, path: Path, id: String, reason: BatchRefusal) {
        let address = Address { table: row.table, id, path };
        let called = row.text(Naming::Full).filter(|_| address.id.is_empty());
        self.push(row, BatchEntry { called, ..BatchEntry::new(address, BatchAction::Refuse(reason)) });
    }

    /// Changes the values of a record that a row says otherwise.
    fn change(&mut self, row: &TargetedRow<'_>, slot: Slot, by_name: bool) {
        let document = self.data.document;
        let Ok(record) = document.record(slot) else { return self.change_unreadable(row, slot) };
        let address = document.address(slot);
        for (target, cell) in row.cells() {
            match target {
                ColumnTarget::Value(column) if is_key(column, by_name) => {}
                ColumnTarget::Value(column) => self.change_value(row, &address, &record, column, cell),
                ColumnTarget::Label(column, lang) => {
                    let value = record.value(&column.path);
                    let is_same = value.and_then(|value| choice_label(document.schema(), column.kind, value, *lang));
                    let is_same = is_same == Some(&*text_of(cell));
                    if !is_same && !is_empty(cell) {
                        let address = Address { path: column.path.clone(), ..address.clone() };
                        let value = self.cells.value(&address, column.kind, None, cell);
                        self.set(row, address, value);
                    }
                }
                ColumnTarget::Undeclared(path) => {
                    if !is_empty(cell) && !is_same_undeclared(record.value(path), cell) {
                        self.refuse(row, path.clone(), address.id.clone(), BatchRefusal::NoField);
                    }
                }
                ColumnTarget::LeftOut => {}
            }
        }
        if self.options.clears_empty {
            let blank = ImportedCell::Text(String::new());
            for target in row.blanks() {
                if let ColumnTarget::Value(column) = target
                    && !is_key(column, by_name)
                {
                    self.change_value(row, &address, &record, column, &blank);
                }
            }
        }
    }

    fn change_value(
        &mut self,
        row: &TargetedRow<'_>,
        record_address: &Address,
        record: &Record<'_>,
        column: &Column,
        cell: &ImportedCell,
    ) {
        let current = record.value(&column.path);
        let address = Address { path: column.path.clone(), ..record_address.clone() };
        if is_empty(cell) {
            let is_known = current.and_then(SyntaxValue::unwrap_option).is_some();
            if self.options.clears_empty && is_known && !self.cells.says_same(column.kind, current, cell) {
                self.push(row, BatchEntry::new(address, BatchAction::Clear));
            }
            return;
        }
        if self.cells.says_same(column.kind, current, cell) {
            return;
        }
        if let FieldKind::List(FieldKind::Record(item)) = column.kind
            && let Some(items) = self.cells.differing_items(&address, item, current, cell)
        {
            items.into_iter().for_each(|item| self.set(row, item.address, item.value));
            return;
        }
        let value = self.cells.value(&address, column.kind, current, cell);
        self.set(row, address, value);
    }

    fn set(&mut self, row: &TargetedRow<'_>, address: Address, value: Result<Accepted, BatchRefusal>) {
        match value {
            Ok(Accepted { ron, notes }) => {
                self.push(row, BatchEntry { notes, ..BatchEntry::new(address, BatchAction::Set(ron)) });
            }
            Err(reason) if is_nothing(&reason) => {}
            Err(reason) => self.push(row, BatchEntry::new(address, BatchAction::Refuse(reason))),
        }
    }

    /// A record that is not valid RON can only stay as it is.
    fn change_unreadable(&mut self, row: &TargetedRow<'_>, slot: Slot) {
        let document = self.data.document;
        let is_source = |target: &ColumnTarget, cell: &ImportedCell| {
            is_unreadable(target) && text_of(cell) == document.source(slot).trim()
        };
        let says_more = row.cells().any(|(target, cell)| match target {
            ColumnTarget::Value(column) if matches!(column.kind, FieldKind::Id) => false,
            target => !is_empty(cell) && !is_source(target, cell),
        });
        if says_more {
            let address = document.address(slot);
            let reason = BatchRefusal::Edit(EditError::Unreadable(address.display(&SCHEMA).to_string()));
            self.refuse(row, Path::new(), address.id, reason);
        }
    }

    /// Adds the record that a row says.
    fn add(&mut self, row: &TargetedRow<'_>, id: Option<String>) {
        let mut new = NewRecord::new(row.table);
        let (mut notes, mut refused) = (Vec::new(), Vec::new());
        for (target, cell) in row.cells().filter(|(_, cell)| !is_empty(cell)) {
            let (path, value) = match target {
                ColumnTarget::Value(column) | ColumnTarget::Label(column, _) => {
                    let address = Address { path: column.path.clone(), ..Address::record(row.table, "") };
                    (&column.path, self.cells.value(&address, column.kind, None, cell))
                }
                ColumnTarget::Undeclared(path) => (path, undeclared_value(target, cell)),
                ColumnTarget::LeftOut => continue,
            };
            let known = new.fields.iter().find(|(known, _)| known == path).map(|(_, ron)| ron);
            match value {
                Ok(value) if known.is_some_and(|known| *known != value.ron) => {
                    refused.push((path.clone(), BatchRefusal::Contradicts));
                }
                Ok(_) if known.is_some() => {}
                Ok(value) => {
                    notes.extend(value.notes);
                    new.fields.push((path.clone(), value.ron));
                }
                Err(reason) if is_nothing(&reason) => {}
                Err(reason) => refused.push((path.clone(), reason)),
            }
        }
        let lacking = lacking(&new);
        if !lacking.is_empty() && refused.is_empty() {
            let known = self.data.document.slots(row.table).map(|slot| self.data.document.id(slot));
            let meant = id.as_deref().and_then(|id| nearest(id, known));
            refused.push((Path::new(), BatchRefusal::Lacks { fields: lacking, meant }));
        }
        if !refused.is_empty() {
            let id = id.unwrap_or_default();
            refused.into_iter().for_each(|(path, reason)| self.refuse(row, path, id.clone(), reason));
            return;
        }
        let id = id.unwrap_or_else(|| self.proposed_id(&mut new));
        self.taken.insert((row.table, id.clone()));
        self.cells.stands_for(row.table, Some(id.clone()), &row.text(Naming::Full).unwrap_or_default(), &id);
        let likely = self.likely.of(&new);
        let likely: Vec<Address> = likely.into_iter().map(|slot| self.data.document.address(slot)).collect();
        if !likely.is_empty() {
            notes.push(InputNote::LikelySame(likely.clone()));
            self.found.likely.insert(self.found.change.entries.len(), likely);
        }
        let (entry, line) = (self.found.change.entries.len(), row.place.line);
        if let Some(same) = self.added.take(&new, AddedRow { entry, line }) {
            notes.push(InputNote::LikelySameRow(same.line));
            self.found.change.entries[same.entry].notes.push(InputNote::LikelySameRow(line));
        }
        let action = BatchAction::AddFields(new.fields);
        self.push(row, BatchEntry { notes, ..BatchEntry::new(Address::record(row.table, id), action) });
    }

    /// Gives a new record an identifier that no other one has, neither in the dataset nor in the
    /// file.
    fn proposed_id(&self, new: &mut NewRecord) -> String {
        let is_free = |id: &str| {
            self.data.document.find(new.table, id).is_none()
                && !self.taken.contains(&(new.table, id.to_owned()))
                && !self.cells.is_added(new.table, id)
        };
        let mut id = new.proposed_id(self.data, self.today);
        while !is_free(&id) {
            id = following(&id);
        }
        if let Some(field) =
            SCHEMA.table(new.table).record.fields.iter().find(|field| matches!(field.kind, FieldKind::Id))
        {
            new.give(field, crate::model::input::quote(&id));
        }
        id
    }
}

/// Returns true for a column by which the record was found.
fn is_key(column: &Column, by_name: bool) -> bool {
    matches!(column.kind, FieldKind::Id)
        || by_name && column.path.len() == 1 && column.field.naming == Some(Naming::Full)
}

fn is_unreadable(target: &ColumnTarget) -> bool {
    matches!(target, ColumnTarget::Undeclared(path) if matches!(&path[..], [AddressStep::Field(name)] if name == UNREADABLE))
}

/// Returns true when a cell says what an undeclared value is.
fn is_same_undeclared(value: Option<SyntaxValue<'_>>, cell: &ImportedCell) -> bool {
    let Some(value) = value else { return false };
    match cell {
        ImportedCell::Text(text) | ImportedCell::Number(text) | ImportedCell::Date(text) => value.text() == text,
        ImportedCell::Json(given) => serde_json::to_value(json::Json(value)).is_ok_and(|known| known == *given),
    }
}

/// Returns an undeclared value as RON.
fn undeclared_value(target: &ColumnTarget, cell: &ImportedCell) -> Result<Accepted, BatchRefusal> {
    let ron = match cell {
        _ if is_unreadable(target) => return Err(BatchRefusal::Form),
        ImportedCell::Json(json) => undeclared_ron(json),
        cell => text_of(cell),
    };
    if Tree::parse(&ron).is_err() {
        return Err(BatchRefusal::Form);
    }
    Ok(Accepted { ron, notes: Vec::new() })
}

/// Returns the fields that a record must have and this one lacks.
fn lacking(new: &NewRecord) -> Vec<&'static str> {
    let fields = SCHEMA.table(new.table).record.fields.iter();
    let is_there = |field: &Field| new.value(field).is_some_and(|ron| ron != "[]");
    let lacks = |field: &&Field| field.required && !matches!(field.kind, FieldKind::Id) && !is_there(field);
    fields.filter(lacks).map(|field| field.name).collect()
}

/// Returns the next identifier of a row of numbered ones.
fn following(id: &str) -> String {
    let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
    match id[stem.len()..].parse::<u64>() {
        Ok(number) if !stem.is_empty() => format!("{stem}{}", number.saturating_add(1)),
        _ => format!("{id}-2"),
    }
}
