//! `list TABLE [QUERY] --count FIELD`: how often each value of a field occurs.
//!
//! Entry points: [`counted_column`], [`CountAnswer`].

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::columns::{chosen, is_prose};
use super::context::CliContext;
use super::error::CliError;
use crate::document::{Address, Slot};
use crate::export::json::{Json, JsonLabels};
use crate::model::SCHEMA;
use crate::present::value_counts::value_words;
use crate::present::value_text::ValueFormatter;
use crate::present::{Alignment, Audience, Sheet, Tabular};
use crate::query::columns::Column;
use crate::query::value_counts::{ValueCount, counted_kind, value_counts};
use crate::schema::{ChoiceOption, FieldKind, Table};
use crate::texts::{self, number};

/// Finds the one column whose values are counted.
///
/// # Errors
/// When there is no such field, or it stands for several.
pub fn counted_column(context: &CliContext, table: Table, typed: &str) -> Result<Column, CliError> {
    let mut columns = chosen(context.lang, &Address::record(table, ""), typed)?;
    match (columns.pop(), columns.is_empty()) {
        (Some(column), true) => Ok(column),
        _ => Err(CliError::usage(texts::value_counts::one_column(context.lang, typed))),
    }
}

/// The values of a column, and how many records have each.
pub struct CountAnswer<'a> {
    /// Puts values into words.
    pub values: ValueFormatter<'a>,
    /// The table.
    pub table: Table,
    /// The column.
    pub column: Column,
    /// The values.
    pub counts: Vec<ValueCount>,
}

impl<'a> CountAnswer<'a> {
    /// Counts the values of a column in some records.
    pub fn count(values: ValueFormatter<'a>, slots: &[Slot], table: Table, column: Column) -> CountAnswer<'a> {
        let counts = value_counts(values.data.document, slots, &column);
        CountAnswer { values, table, column, counts }
    }

    fn choices(&self) -> Option<&'static [ChoiceOption]> {
        match counted_kind(&self.column) {
            FieldKind::Choice(choices) => Some(self.values.data.document.schema().choices(choices)),
            _ => None,
        }
    }
}

impl Tabular for CountAnswer<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        let (lang, name) = (self.values.lang, self.column.name());
        let choices = self.choices();
        let titles = match (audience, choices) {
            (Audience::People, _) => {
                let label = self.column.field.label.get(lang).to_owned();
                vec![label, texts::value_counts::count(lang).to_owned()]
            }
            (Audience::Programs, None) => vec![name, "records".to_owned()],
            (Audience::Programs, Some(_)) => {
                vec![name.clone(), format!("{name}_de"), format!("{name}_en"), "records".to_owned()]
            }
        };
        let row = |count: &ValueCount| {
            let mut cells = match audience {
                Audience::People => vec![value_words(&self.values, &self.column, count)],
                Audience::Programs => vec![count.value.clone().unwrap_or_default()],
            };
            if let (Audience::Programs, Some(choices)) = (audience, choices) {
                let label = choices.iter().find(|choice| Some(choice.name) == count.value.as_deref());
                cells.extend(label.map_or(["", ""], |choice| [choice.label.de, choice.label.en]).map(str::to_owned));
            }
            cells.push(match audience {
                Audience::People => number(lang, count.records),
                Audience::Programs => count.records.to_string(),
            });
            cells
        };
        let mut sheet = Sheet::new(titles, self.counts.iter().map(row).collect());
        if let Some(last) = sheet.columns.last_mut() {
            last.alignment = Alignment::Right;
        }
        let whole = if is_prose(counted_kind(&self.column)) { 1..2 } else { 0..2 };
        sheet.with_whole(whole)
    }
}

impl Serialize for CountAnswer<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let values = self.counts.iter().map(|count| JsonValueCount { answer: self, count }).collect();
        let (table, column) = (SCHEMA.table(self.table).name, self.column.name());
        JsonValueCounts {
            table,
            column,
            values,
            labels: JsonLabels(self.values.data.document.schema(), vec![self.table]),
        }
        .serialize(to)
    }
}

#[derive(Serialize)]
struct JsonValueCounts<'a> {
    table: &'static str,
    column: String,
    values: Vec<JsonValueCount<'a>>,
    labels: JsonLabels,
}

/// A value as it is in the dataset, null for none, and its count.
struct JsonValueCount<'a> {
    answer: &'a CountAnswer<'a>,
    count: &'a ValueCount,
}

impl Serialize for JsonValueCount<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let record = self.answer.values.data.document.record(self.count.first).ok();
        let value = record.as_ref().and_then(|record| record.value(&self.count.path));
        let mut map = to.serialize_map(Some(2))?;
        map.serialize_entry("value", &value.filter(|_| self.count.value.is_some()).map(Json))?;
        map.serialize_entry("records", &self.count.records)?;
        map.end()
    }
}
