//! A whole record in words: its name, its fields, and what refers to it.
//!
//! `show` prints it, and the screen copies it. Must not know widths: its lines are made in
//! [`labelled_text`](crate::export::labelled_text). Entry point: [`LabelledRecord::of`].

use super::record_label::RecordLabel;
use super::record_rows::{RecordRow, rows};
use super::value_text::ValueFormatter;
use crate::document::{Record, Slot};
use crate::query::DatasetView;
use crate::query::relations::referrers_by_table;

/// A record in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledRecord {
    /// Its name, with what tells it apart.
    pub name: String,
    /// Its fields.
    pub rows: Vec<RecordRow>,
    /// What refers to it: a row for each table.
    pub referrers: Vec<RecordRow>,
}

impl LabelledRecord {
    /// Puts a record into words.
    pub fn of(values: &ValueFormatter<'_>, data: DatasetView<'_>, record: &Record<'_>, slot: Slot) -> LabelledRecord {
        let schema = data.document.schema();
        let referrers = referrers_by_table(data, slot).map(|(table, group)| {
            let label = |slot: &Slot| RecordLabel::short(data, *slot, values.lang).text();
            let names: Vec<String> = group.iter().map(label).collect();
            let label = schema.table(table).plural.get(values.lang).to_owned();
            RecordRow { depth: 0, label, text: names.join("; ") }
        });
        LabelledRecord {
            name: RecordLabel::of(data, slot, values.lang).text(),
            rows: rows(values, schema.table(slot.table).record, record.root(), 0),
            referrers: referrers.collect(),
        }
    }
}
