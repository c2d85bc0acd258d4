//! Values that were counted, in words.
//!
//! Entry point: [`value_words`].

use super::value_text::ValueFormatter;
use crate::query::columns::Column;
use crate::query::value_counts::{ValueCount, counted_kind};
use crate::texts;

/// Returns a value of a column that was counted, in words.
pub fn value_words(values: &ValueFormatter<'_>, column: &Column, count: &ValueCount) -> String {
    let record = values.data.document.record(count.first).ok();
    let value = record.as_ref().and_then(|record| record.value(&count.path)).filter(|_| count.value.is_some());
    let no_value = || texts::value_counts::no_value(values.lang).to_owned();
    value.map_or_else(no_value, |value| values.value(counted_kind(column), value))
}
