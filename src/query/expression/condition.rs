//! What a record must be to answer a query, once the words of the query are understood.
//!
//! Reads a record only where nothing else decides, its raw text neither, and of it only the fields
//! in question. Entry point: [`Condition::holds`].

use std::cell::OnceCell;

use super::value_test::FieldTest;
use crate::document::{AddressStep, Record, Slot};
use crate::index::SearchResults;
use crate::index::fold::Folded;
use crate::model::date::Date;
use crate::model::{ACTION_FIELDS, REGIONS};
use crate::query::DatasetView;
use crate::query::belonging::{belongs_to_any, belongs_to_some};
use crate::query::process::{OpenReason, is_open, open_reasons};
use crate::schema::Table;
use crate::syntax::SyntaxValue;

/// A condition that a record meets or not.
#[derive(Debug, Clone)]
pub enum Condition {
    /// Each of these.
    All(Vec<Condition>),
    /// One of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// It is found by a word.
    Found(Box<SearchResults>),
    /// These words stand in a row in one of its texts.
    Says(Folded<'static>),
    /// It stands in one of these tables.
    InTable(Vec<Table>),
    /// It is one of these records of a table, or belongs to one.
    BelongsTo(Table, Vec<Slot>),
    /// It belongs to some record of a table.
    BelongsToSome(Table),
    /// It is a step of the process about which something is open, or nothing is.
    IsOpen(bool, Date),
    /// Something is open about it for this reason.
    IsOpenFor(OpenReason, Date),
    /// One of its values answers one of these tests.
    Has(Vec<FieldTest>),
    /// It has places for these values, and none in any of them.
    Lacks(Vec<FieldTest>),
}

/// A record that is looked at, or a statement of it, read when first needed.
pub struct ExaminedRecord<'a> {
    data: DatasetView<'a>,
    slot: Slot,
    /// The statement; empty for the record itself.
    path: &'a [AddressStep],
    /// The fields that are read.
    fields: &'a WantedFields,
    record: OnceCell<Option<Record<'a>>>,
}

impl<'a> ExaminedRecord<'a> {
    /// Looks at a record, or at the statement at this path of it; `fields` are those that the
    /// condition needs.
    pub fn new(
        data: DatasetView<'a>,
        slot: Slot,
        path: &'a [AddressStep],
        fields: &'a WantedFields,
    ) -> ExaminedRecord<'a> {
        ExaminedRecord { data, slot, path, fields, record: OnceCell::new() }
    }

    fn root(&self) -> Option<SyntaxValue<'_>> {
        let read = || self.data.document.record_fields(self.slot, self.fields.in_table(self.slot.table)).ok();
        self.record.get_or_init(read).as_ref().map(Record::root)
    }
}

/// The fields of records, by table, on whose values a condition depends.
#[derive(Debug, Clone, Default)]
pub struct WantedFields {
    tables: Vec<Vec<&'static str>>,
}

impl WantedFields {
    /// Returns those that a condition needs.
    pub fn of(condition: Option<&Condition>) -> WantedFields {
        let mut wanted = WantedFields::default();
        condition.iter().for_each(|condition| condition.add_fields(&mut wanted));
        wanted
    }

    fn add(&mut self, test: &FieldTest) {
        let (table, field) = (usize::from(test.place.table.0), test.place.fields[0].name);
        if self.tables.len() <= table {
            self.tables.resize(table + 1, Vec::new());
        }
        if !self.tables[table].contains(&field) {
            self.tables[table].push(field);
        }
    }

    fn in_table(&self, table: Table) -> &[&'static str] {
        self.tables.get(usize::from(table.0)).map_or(&[], Vec::as_slice)
    }
}

impl Condition {
    /// Returns true when a record meets it. One that cannot be read meets nothing that depends on
    /// its values, not even that something is not so.
    pub fn holds(&self, record: &ExaminedRecord<'_>) -> bool {
        let may_be_met = || self.may_be_met(record.slot.table, record.data.document.source(record.slot).as_bytes());
        (!self.needs_values() || may_be_met() && record.root().is_some()) && self.is_met(record)
    }

    /// Returns false where the raw text of a record of a table tells that it does not meet it.
    pub fn may_be_met(&self, table: Table, text: &[u8]) -> bool {
        match self {
            Condition::All(conditions) => conditions.iter().all(|condition| condition.may_be_met(table, text)),
            Condition::Any(conditions) => conditions.iter().any(|condition| condition.may_be_met(table, text)),
            Condition::InTable(tables) => tables.contains(&table),
            Condition::Has(tests) => of_table(tests, table).any(|test| test.may_hold(text)),
            _ => true,
        }
    }

    /// Returns false where a record does not meet it whatever its values are.
    pub fn may_be_met_by(&self, record: &ExaminedRecord<'_>) -> bool {
        match self {
            Condition::All(conditions) => conditions.iter().all(|condition| condition.may_be_met_by(record)),
            condition => condition.needs_values() || condition.is_met(record),
        }
    }

    /// Adds the regions and action fields to which it asks whether records belong; `None` where it
    /// asks for other relations, or for words.
    pub fn add_hubs(&self, hubs: &mut Vec<Slot>) -> Option<()> {
        match self {
            Condition::All(conditions) | Condition::Any(conditions) => {
                conditions.iter().try_for_each(|condition| condition.add_hubs(hubs))
            }
            Condition::Not(condition) => condition.add_hubs(hubs),
            Condition::BelongsTo(REGIONS | ACTION_FIELDS, targets) => {
                hubs.extend(targets);
                Some(())
            }
            Condition::InTable(_) | Condition::Has(_) | Condition::Lacks(_) => Some(()),
            _ => None,
        }
    }

    fn add_fields(&self, wanted: &mut WantedFields) {
        match self {
            Condition::All(conditions) | Condition::Any(conditions) => {
                conditions.iter().for_each(|condition| condition.add_fields(wanted));
            }
            Condition::Not(condition) => condition.add_fields(wanted),
            Condition::Has(tests) | Condition::Lacks(tests) => tests.iter().for_each(|test| wanted.add(test)),
            _ => {}
        }
    }

    fn is_met(&self, record: &ExaminedRecord<'_>) -> bool {
        let ExaminedRecord { data, slot, .. } = record;
        match self {
            Condition::All(conditions) => conditions.iter().all(|condition| condition.is_met(record)),
            Condition::Any(conditions) => conditions.iter().any(|condition| condition.is_met(record)),
            Condition::Not(condition) => !condition.is_met(record),
            Condition::Found(found) => found.contains(*slot),
            Condition::Says(phrase) => data.index.says(data.document, *slot, phrase),
            Condition::InTable(tables) => tables.contains(&slot.table),
            Condition::BelongsTo(table, targets) => belongs_to_any(*data, *slot, *table, targets),
            Condition::BelongsToSome(table) => belongs_to_some(*data, *slot, *table),
            Condition::IsOpen(wanted, today) => is_open(*data, *slot, *today) == *wanted,
            Condition::IsOpenFor(reason, today) => open_reasons(*data, *slot, *today).contains(reason),
            Condition::Has(tests) => has_one(tests, record),
            Condition::Lacks(tests) => {
                tests.iter().any(|test| test.place.table == slot.table) && !has_one(tests, record)
            }
        }
    }

    /// Returns why something is open about a record, where that is asked for.
    pub fn open_reasons(&self, data: DatasetView<'_>, slot: Slot) -> Vec<OpenReason> {
        match self {
            Condition::All(conditions) | Condition::Any(conditions) => {
                let asked = conditions.iter().map(|condition| condition.open_reasons(data, slot));
                asked.max_by_key(Vec::len).unwrap_or_default()
            }
            Condition::IsOpen(true, today) => open_reasons(data, slot, *today),
            Condition::IsOpenFor(reason, today) => {
                open_reasons(data, slot, *today).into_iter().filter(|open| open == reason).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Returns true when it depends on the values of a record.
    pub fn needs_values(&self) -> bool {
        match self {
            Condition::All(conditions) | Condition::Any(conditions) => conditions.iter().any(Condition::needs_values),
            Condition::Not(condition) => condition.needs_values(),
            Condition::Says(_) | Condition::Has(_) | Condition::Lacks(_) => true,
            Condition::IsOpen(..) | Condition::IsOpenFor(..) => true,
            Condition::Found(_) | Condition::InTable(_) | Condition::BelongsTo(..) | Condition::BelongsToSome(_) => {
                false
            }
        }
    }
}

/// Returns true when a value in one of the places answers. Where some of them lie within the
/// statement that is looked at, these are asked about.
fn has_one(tests: &[FieldTest], record: &ExaminedRecord<'_>) -> bool {
    let of_table = || of_table(tests, record.slot.table);
    if of_table().next().is_none() {
        return false;
    }
    let Some(root) = record.root() else { return false };
    let mut within = of_table().filter(|test| test.place.lies_within(record.path)).peekable();
    match within.peek() {
        Some(_) => within.any(|test| test.holds(root, record.path)),
        None => of_table().any(|test| test.holds(root, &[])),
    }
}

fn of_table(tests: &[FieldTest], table: Table) -> impl Iterator<Item = &FieldTest> {
    tests.iter().filter(move |test| test.place.table == table)
}
