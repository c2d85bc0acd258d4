//! Changes to many records as one: planned together, all or none.
//!
//! Every entry names its place as it is before the change. Identifiers and references are judged
//! for the whole: a record may take the id of one that gives it up, and new records may refer to
//! each other. Must not change the dataset, nor know where the entries come from. Entry points:
//! [`BatchChange`], [`BatchPlan::of`].

mod common_fields;
mod planner;
#[cfg(test)]
mod tests;
mod value_sources;

pub use common_fields::common_fields;
pub use value_sources::SourceOfChange;

use std::collections::HashSet;

use crate::check::Finding;
use crate::document::{Address, Change, Document, EditError, FieldChange, Path, Slot};
use crate::model::date::Date;
use crate::model::input::{InputError, InputNote, parse_at};
use crate::model::provenance::StatementCheck;
use crate::query::DatasetView;
use crate::schema::{FieldKind, Schema, Table};

/// Changes to many records.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BatchChange {
    /// What is asked for, in order.
    pub entries: Vec<BatchEntry>,
}

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchEntry {
    /// The line or row that asks for it, from 1; `None` where nobody wrote it.
    pub line: Option<usize>,
    /// The place: a value, a list, or a record; of a new record the address that it gets.
    pub address: Address,
    /// What becomes of it.
    pub action: BatchAction,
    /// What there is to say of a value that was typed.
    pub notes: Vec<InputNote>,
    /// What whoever wrote it calls the record, where it has no identifier yet.
    pub called: Option<String>,
}

/// What becomes of a place.
#[derive(Debug, Clone, PartialEq)]
pub enum BatchAction {
    /// It gets this value, as RON text. References follow an identifier.
    Set(String),
    /// The optional value becomes unknown.
    Clear,
    /// The list gets this item, as RON text, unless it has it.
    AddItem(String),
    /// The list loses each item that means this RON text.
    RemoveItem(String),
    /// Somebody looked, and it is still true.
    Confirm(StatementCheck),
    /// The record is added as somebody wrote it.
    AddText(String),
    /// The record is added with these values, as RON texts, laid out like its neighbours.
    AddFields(Vec<(Path, String)>),
    /// The record goes, with what refers to it.
    Remove,
    /// Nothing: it was refused already.
    Refuse(BatchRefusal),
}

/// Why an entry is impossible.
#[derive(Debug, Clone, PartialEq)]
pub enum BatchRefusal {
    /// What was typed is no value of the field.
    Input(InputError),
    /// The edit is impossible.
    Edit(EditError),
    /// The record would break a rule that it does not break now.
    Rule(Box<Finding>),
    /// There is no such field.
    NoField,
    /// The value must not be unknown.
    Required,
    /// Another entry wants something else here.
    Contradicts,
    /// Several records have this id.
    Ambiguous,
    /// The value is not the expected one but this, as it would be typed; `None` for an unknown one.
    Unexpected(Option<String>),
    /// No source is known that could be confirmed.
    NoSource,
    /// What was read is not the form that is expected, in words.
    Unreadable(String),
    /// What was read is neither text nor JSON of the form that the field takes.
    Form,
    /// A spreadsheet made this of the value, which is lost.
    Spoilt(String),
    /// Several records fit: these, by their identifiers.
    Several(Vec<String>),
    /// There is no record of this identifier or name to refer to.
    NoReference {
        /// The table that it would be in.
        table: Table,
        /// What was given.
        typed: String,
        /// The record that may be meant.
        meant: Option<String>,
    },
    /// There is no such record, and a new one must have these fields.
    Lacks {
        /// Their names.
        fields: Vec<&'static str>,
        /// The identifier that may be meant.
        meant: Option<String>,
    },
}

impl BatchEntry {
    /// Returns an entry.
    pub fn new(address: Address, action: BatchAction) -> BatchEntry {
        BatchEntry { line: None, address, action, notes: Vec::new(), called: None }
    }

    /// Returns the entry that gives a value as a person types it, to a list all its items; one that
    /// was refused where it is no value of the field in a dataset of this schema.
    pub fn typed(schema: &'static Schema, address: Address, text: &str, today: Date) -> BatchEntry {
        let kind = address.kind(schema);
        BatchEntry::of_kind(address, kind, text, today, BatchAction::Set)
    }

    /// Returns the entry that does something with an item of a list as a person types it.
    pub fn of_item(
        schema: &'static Schema,
        address: Address,
        text: &str,
        today: Date,
        action: impl FnOnce(String) -> BatchAction,
    ) -> BatchEntry {
        let kind = match address.kind(schema) {
            Some(FieldKind::List(item)) => Some(*item),
            kind => kind,
        };
        BatchEntry::of_kind(address, kind, text, today, action)
    }

    fn of_kind(
        address: Address,
        kind: Option<FieldKind>,
        text: &str,
        today: Date,
        action: impl FnOnce(String) -> BatchAction,
    ) -> BatchEntry {
        let refused = |address, refusal| BatchEntry::new(address, BatchAction::Refuse(refusal));
        let Some(kind) = kind else { return refused(address, BatchRefusal::NoField) };
        match parse_at(&address, kind, text, today) {
            Ok(accepted) => BatchEntry { notes: accepted.notes, ..BatchEntry::new(address, action(accepted.ron)) },
            Err(error) => refused(address, BatchRefusal::Input(error)),
        }
    }

    /// Returns the entry of a line.
    #[must_use]
    pub fn in_line(self, line: usize) -> BatchEntry {
        BatchEntry { line: Some(line), ..self }
    }
}

impl BatchChange {
    /// Returns the change without some of its entries.
    #[must_use]
    pub fn without(&self, left_out: &HashSet<usize>) -> BatchChange {
        let entries = self.entries.iter().enumerate().filter(|(number, _)| !left_out.contains(number));
        BatchChange { entries: entries.map(|(_, entry)| entry.clone()).collect() }
    }
}

/// What a change of many records does, before it is done.
#[derive(Debug)]
pub struct BatchPlan {
    /// What becomes of values and records, by table and record.
    pub rows: Vec<BatchRow>,
    /// What is impossible, in the order of the entries.
    pub refused: Vec<RefusedEntry>,
    /// The dataset afterwards. While something is refused, only the rows may be read from it.
    pub document: Document,
    changes: Vec<Change>,
    touched: Vec<Slot>,
}

/// What becomes of a value or a record.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchRow {
    /// The record.
    pub slot: Slot,
    /// The value before and after.
    pub change: FieldChange,
    /// The entry that asks for it; `None` where it follows from others, as a reference follows a
    /// renaming.
    pub entry: Option<usize>,
}

/// An entry that is impossible.
#[derive(Debug, Clone, PartialEq)]
pub struct RefusedEntry {
    /// Its number among the entries.
    pub entry: usize,
    /// Why it is impossible.
    pub reason: BatchRefusal,
}

impl BatchPlan {
    /// Plans a change of many records.
    pub fn of(change: &BatchChange, data: DatasetView<'_>, today: Date) -> BatchPlan {
        planner::Planner::plan(change, data, today)
    }

    /// Returns the changes that carry it out, and the records that they touch; `None` while
    /// something is refused.
    pub fn changes(&self) -> Option<(&[Change], &[Slot])> {
        self.refused.is_empty().then_some((&self.changes, &self.touched))
    }

    /// Returns the number of records that change, come or go.
    pub fn records(&self) -> usize {
        self.touched.len()
    }
}
