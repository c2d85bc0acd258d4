//! What cells say: nothing new, or a value of a field, or why not.
//!
//! A cell is compared with what an export would write of the value. References may be given by
//! name. Entry point: [`CellReader`].

use std::cell::OnceCell;
use std::collections::HashMap;

use serde_json::Value as Json;

use super::super::json_value::JsonReader;
use super::super::person_names::{MASK, PersonNames};
use super::super::unique_json::UniqueJson;
use super::ImportedCell;
use super::cell_text::{is_empty, is_same_json, is_spoilt, plain, says_exactly, text_of, undeclared_ron};
use crate::document::{Address, AddressStep, Slot};
use crate::export::json;
use crate::index::fold::fold;
use crate::model::SCHEMA;
use crate::model::date::Date;
use crate::model::input::{Accepted, InputError, InputNote, parse_at, quote, split_items};
use crate::present::program_value::program_list;
use crate::query::DatasetView;
use crate::query::batch_change::BatchRefusal;
use crate::schema::{Field, FieldKind, Naming, RecordType, Table};
use crate::syntax::SyntaxValue;
use crate::text::nearest;

/// Length of the longest telephone number that has no area code.
const SHORT_NUMBER: usize = 6;

/// Reads cells for a dataset.
pub(super) struct CellReader<'a> {
    data: DatasetView<'a>,
    today: Date,
    /// The records of the file that others of it may refer to.
    added: HashMap<Table, ReferableRows>,
    names: Vec<OnceCell<HashMap<String, Vec<Slot>>>>,
    /// Whose names an export leaves out of texts.
    persons: OnceCell<PersonNames>,
}

/// What rows of a table are called that stand for records by identifiers which the dataset does not
/// have.
#[derive(Default)]
struct ReferableRows {
    /// The identifiers of the records, by those of the rows.
    ids: HashMap<String, String>,
    /// The identifiers of the records, by the folded names of the rows.
    names: HashMap<String, Vec<String>>,
}

/// A value of a list of records that differs from the one in the dataset.
pub(super) struct ItemValue {
    /// Its place.
    pub(super) address: Address,
    /// The value, or why it is none.
    pub(super) value: Result<Accepted, BatchRefusal>,
}

impl<'a> CellReader<'a> {
    pub(super) fn new(data: DatasetView<'a>, today: Date) -> CellReader<'a> {
        let names = SCHEMA.all().map(|_| OnceCell::new()).collect();
        CellReader { data, today, added: HashMap::new(), names, persons: OnceCell::new() }
    }

    /// Notes that a row with this identifier and name stands for the record `id`, so that others
    /// may refer to it.
    pub(super) fn stands_for(&mut self, table: Table, row_id: Option<String>, name: &str, id: &str) {
        let rows = self.added.entry(table).or_default();
        rows.ids.extend(row_id.map(|row_id| (row_id, id.to_owned())));
        let named = rows.names.entry(fold(name.trim()).expanded().to_owned()).or_default();
        if !named.iter().any(|known| known == id) {
            named.push(id.to_owned());
        }
    }

    /// Returns true when the file adds a record with this identifier.
    pub(super) fn is_added(&self, table: Table, id: &str) -> bool {
        self.referable_id(table, id).is_some()
    }

    /// Returns the record that a row of the file with this identifier stands for.
    fn referable_id(&self, table: Table, row_id: &str) -> Option<&str> {
        self.added.get(&table)?.ids.get(row_id).map(String::as_str)
    }

    /// Returns the records of a table that are called by this name.
    pub(super) fn called(&self, table: Table, name: &str) -> &[Slot] {
        let names = self.names[usize::from(table.0)].get_or_init(|| records_by_name(self.data, table));
        names.get(fold(name.trim()).expanded()).map_or(&[], Vec::as_slice)
    }

    /// Returns true when a cell says what the value is already, or would be without names of
    /// persons.
    pub(super) fn says_same(&self, kind: FieldKind, current: Option<SyntaxValue<'_>>, cell: &ImportedCell) -> bool {
        says_exactly(self.data.document.schema(), kind, current, cell)
            || current.is_some_and(|value| self.says_without_names(value, cell))
    }

    fn says_without_names(&self, value: SyntaxValue<'_>, cell: &ImportedCell) -> bool {
        let said = text_of(cell);
        if !said.contains(MASK) {
            return false;
        }
        let persons = self.persons.get_or_init(|| PersonNames::of(self.data.document));
        let masked = |text: &str| persons.masked(text).unwrap_or_else(|| text.to_owned());
        let Some(value) = value.unwrap_option() else { return false };
        match value.as_str() {
            Some(known) => plain(&masked(&known)) == plain(&said),
            None => {
                let items = value.items().filter_map(SyntaxValue::unwrap_option);
                let items = items.filter_map(SyntaxValue::as_str).map(|item| masked(&item));
                let items: Vec<String> = items.collect();
                plain(&items.join("; ")) == plain(&said) || plain(&program_list(items)) == plain(&said)
            }
        }
    }

    /// Returns the value that a cell says, as RON.
    pub(super) fn value(
        &self,
        address: &Address,
        kind: FieldKind,
        current: Option<SyntaxValue<'_>>,
        cell: &ImportedCell,
    ) -> Result<Accepted, BatchRefusal> {
        let kind = address.kind(self.data.document.schema()).unwrap_or(kind);
        match (kind, cell) {
            (kind, ImportedCell::Json(json)) => self.json(address, kind, current, json),
            (FieldKind::List(FieldKind::Record(_) | FieldKind::List(_)), ImportedCell::Text(text)) => {
                let UniqueJson(json) = serde_json::from_str(text).map_err(|_| BatchRefusal::Form)?;
                self.json(address, kind, current, &json)
            }
            (FieldKind::List(item), ImportedCell::Text(text)) => self.items(address, *item, &split_items(*item, text)),
            // The zero or plus in front of it is gone.
            (FieldKind::Phone, ImportedCell::Number(text)) if text.len() > SHORT_NUMBER => {
                Err(BatchRefusal::Spoilt(text.clone()))
            }
            (FieldKind::List(item), ImportedCell::Number(text) | ImportedCell::Date(text)) => {
                self.items(address, *item, std::slice::from_ref(text))
            }
            (kind, ImportedCell::Text(text) | ImportedCell::Number(text) | ImportedCell::Date(text)) => {
                self.plain(address, kind, text)
            }
        }
    }

    /// Returns what differs in a list of records with as many items as the cell has, value by
    /// value, so that the rest of the list stays as it is; `None` where it has another number.
    pub(super) fn differing_items(
        &self,
        list: &Address,
        item: &'static RecordType,
        current: Option<SyntaxValue<'_>>,
        cell: &ImportedCell,
    ) -> Option<Vec<ItemValue>> {
        let parsed;
        let json = match cell {
            ImportedCell::Json(json) => json,
            ImportedCell::Text(text) => {
                parsed = serde_json::from_str(text).ok()?;
                &parsed
            }
            ImportedCell::Number(_) | ImportedCell::Date(_) => return None,
        };
        let items: Vec<SyntaxValue<'_>> = current?.unwrap_option()?.items().collect();
        let given = json.as_array().filter(|given| given.len() == items.len())?;
        let mut found = Vec::new();
        for (number, (old, new)) in items.into_iter().zip(given).enumerate() {
            let address = list.join(AddressStep::Item(number));
            self.differing_fields(&address, item, old, new.as_object()?, &mut found)?;
        }
        Some(found)
    }

    fn differing_fields(
        &self,
        address: &Address,
        record: &'static RecordType,
        old: SyntaxValue<'_>,
        new: &serde_json::Map<String, Json>,
        found: &mut Vec<ItemValue>,
    ) -> Option<()> {
        for (name, json) in new {
            let current = old.field(name).and_then(SyntaxValue::unwrap_option);
            let Some(field) = record.field(name) else {
                // What the declaration does not know may only stay as it is.
                current.filter(|value| serde_json::to_value(json::Json(*value)).is_ok_and(|old| old == *json))?;
                continue;
            };
            let cell = ImportedCell::Json(json.clone());
            let address = address.join(AddressStep::Field(name.clone()));
            match (field.kind, current, json) {
                _ if self.says_same(field.kind, current, &cell) || is_empty(&cell) => {}
                (FieldKind::Record(inner), Some(old), Json::Object(new)) => {
                    self.differing_fields(&address, inner, old, new, found)?;
                }
                (kind, _, _) => {
                    let value = self.json(&address, kind, current, json);
                    found.push(ItemValue { address, value });
                }
            }
        }
        Some(())
    }

    /// Returns a reference: to a record of this identifier, or to the only one of this name.
    fn reference(&self, table: Table, text: &str) -> Result<Accepted, BatchRefusal> {
        let to = |id: &str| {
            let notes = if id == text { Vec::new() } else { vec![InputNote::Understood(id.to_owned())] };
            Ok(Accepted { ron: quote(id), notes })
        };
        let document = self.data.document;
        if document.find(table, text).is_some() {
            return to(text);
        }
        if let Some(id) = self.referable_id(table, text) {
            return to(id);
        }
        let slots = self.called(table, text);
        let added = self.added.get(&table).and_then(|rows| rows.names.get(fold(text).expanded()));
        let added = added.map_or(&[][..], Vec::as_slice);
        match (slots, added) {
            ([slot], []) => to(document.id(*slot)),
            ([], [id]) => to(id),
            ([], []) => {
                let known = document.slots(table).flat_map(|slot| [document.id(slot).to_owned(), self.data.name(slot)]);
                Err(BatchRefusal::NoReference { table, typed: text.to_owned(), meant: nearest(text, known) })
            }
            _ => {
                let ids = slots.iter().map(|slot| document.id(*slot).to_owned()).chain(added.iter().cloned());
                Err(BatchRefusal::Several(ids.collect()))
            }
        }
    }
}

impl JsonReader for CellReader<'_> {
    type Refusal = BatchRefusal;

    fn form(&self) -> BatchRefusal {
        BatchRefusal::Form
    }

    fn plain(&self, address: &Address, kind: FieldKind, text: &str) -> Result<Accepted, BatchRefusal> {
        if is_spoilt(text) && !kind.has_lines() {
            return Err(BatchRefusal::Spoilt(text.trim().to_owned()));
        }
        match kind {
            FieldKind::Ref(table) => self.reference(table, text.trim()),
            kind => parse_at(address, kind, text, self.today).map_err(BatchRefusal::Input),
        }
    }

    fn undeclared(&self, _name: &str, json: &Json) -> Result<String, BatchRefusal> {
        Ok(undeclared_ron(json))
    }

    fn is_same(&self, kind: FieldKind, value: SyntaxValue<'_>, json: &Json) -> bool {
        is_same_json(kind, value, json)
    }
}

/// Returns the records of a table by their folded names.
pub(super) fn records_by_name(data: DatasetView<'_>, table: Table) -> HashMap<String, Vec<Slot>> {
    let mut names: HashMap<String, Vec<Slot>> = HashMap::new();
    let is_name = |field: &&Field| matches!(field.naming, Some(Naming::Full | Naming::Short | Naming::Synonym));
    for slot in data.document.slots(table) {
        let Ok(record) = data.document.record(slot) else { continue };
        let values = SCHEMA.table(table).record.fields.iter().filter(is_name);
        let values = values.filter_map(|field| record.root().field(field.name)?.unwrap_option());
        for value in values {
            for text in value.as_str().into_iter().chain(value.items().filter_map(SyntaxValue::as_str)) {
                let slots = names.entry(fold(text.trim()).expanded().to_owned()).or_default();
                if slots.last() != Some(&slot) {
                    slots.push(slot);
                }
            }
        }
    }
    names
}

/// Returns true for a refusal that leaves nothing typed.
pub(super) fn is_nothing(refusal: &BatchRefusal) -> bool {
    *refusal == BatchRefusal::Input(InputError::Empty)
}
