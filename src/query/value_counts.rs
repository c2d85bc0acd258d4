//! How often each value of a column occurs in some records.
//!
//! The items of a list are values of their own. Knows no language. Entry points: [`value_counts`],
//! and [`ValueCounter`] for many records.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::columns::Column;
use crate::document::{AddressStep, Document, Path, Slot};
use crate::index::fold::collate;
use crate::model::input::to_editable_text;
use crate::schema::FieldKind;
use crate::syntax::SyntaxValue;

/// A value of a column, and how many records have it.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueCount {
    /// The value as it is typed; `None` stands for the records without one.
    pub value: Option<String>,
    /// The number of records.
    pub records: usize,
    /// The first of them.
    pub first: Slot,
    /// The path to the value in the first record.
    pub path: Path,
}

/// Returns the kind of the values that are counted: that of the items where the column is a list.
pub fn counted_kind(column: &Column) -> FieldKind {
    match column.kind {
        FieldKind::List(item) => *item,
        kind => kind,
    }
}

/// Counts the values of a column, the most frequent first, equally frequent ones in the order of
/// DIN 5007-1; the records without a value come last. Records that cannot be read are left out.
pub fn value_counts(document: &Document, slots: &[Slot], column: &Column) -> Vec<ValueCount> {
    let mut counter = ValueCounter::new(column.clone());
    counter.read(document, slots);
    counter.finish()
}

/// Values that are being counted, some records at a time.
#[derive(Debug)]
pub struct ValueCounter {
    column: Column,
    counts: Vec<ValueCount>,
    /// Where the count of a value stands.
    places: HashMap<Option<String>, usize>,
}

impl ValueCounter {
    /// Begins to count the values of a column.
    pub fn new(column: Column) -> ValueCounter {
        ValueCounter { column, counts: Vec::new(), places: HashMap::new() }
    }

    /// Counts those of some more records.
    pub fn read(&mut self, document: &Document, slots: &[Slot]) {
        let ValueCounter { column, counts, places } = self;
        for slot in slots {
            let Ok(record) = document.record(*slot) else { continue };
            for (value, path) in values(column, record.value(&column.path)) {
                let at = *places.entry(value.clone()).or_insert_with(|| {
                    counts.push(ValueCount { value, records: 0, first: *slot, path });
                    counts.len() - 1
                });
                counts[at].records += 1;
            }
        }
    }

    /// Returns the counts in their order.
    pub fn finish(mut self) -> Vec<ValueCount> {
        self.counts.sort_by_cached_key(|count| {
            (count.value.is_none(), Reverse(count.records), count.value.as_deref().map(collate))
        });
        self.counts
    }
}

/// Returns the different values that a record has in a column, with their paths; `None` when it has
/// none.
fn values(column: &Column, value: Option<SyntaxValue<'_>>) -> Vec<(Option<String>, Path)> {
    let kind = counted_kind(column);
    let value = value.and_then(SyntaxValue::unwrap_option);
    let found: Vec<(String, Path)> = match (column.kind, value) {
        (_, None) => Vec::new(),
        (FieldKind::List(_), Some(list)) => {
            let path = |at: usize| column.path.iter().cloned().chain([AddressStep::Item(at)]).collect();
            list.items().enumerate().map(|(at, item)| (to_editable_text(kind, item), path(at))).collect()
        }
        (_, Some(value)) => vec![(to_editable_text(kind, value), column.path.clone())],
    };
    let mut seen = BTreeSet::new();
    let said = found.into_iter().filter(|(text, _)| !text.is_empty() && seen.insert(text.clone()));
    let said: Vec<_> = said.map(|(text, path)| (Some(text), path)).collect();
    if said.is_empty() { vec![(None, column.path.clone())] } else { said }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Address;
    use crate::model::{BODIES, SCHEMA};
    use crate::query::columns::chosen;

    #[test]
    fn each_item_of_a_list_counts_and_missing_values_come_last() {
        let text = r#"#![enable(implicit_some)]
            (bodies: [
                (id: "a", level: Forum, name: "A", regions: ["x", "y", "x"]),
                (id: "b", level: Bildungsbuero, name: "B", regions: ["y"]),
                (id: "c", level: Bildungsbuero, name: "C", regions: []),
                (id: "d", level: Bildungsbuero, name: "D"),
            ])"#;
        let document = Document::parse(&SCHEMA, text).unwrap();
        let slots: Vec<Slot> = document.slots(BODIES).collect();
        let counted = |field: &str| {
            let column = chosen(&Address::record(BODIES, ""), field).unwrap().swap_remove(0);
            let counts = value_counts(&document, &slots, &column);
            let said = |count: &ValueCount| format!("{} {}", count.value.as_deref().unwrap_or("–"), count.records);
            counts.iter().map(said).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(counted("regions"), "y 2, x 1, – 2");
        assert_eq!(counted("level"), "Bildungsbuero 3, Forum 1");
        assert_eq!(counted("name"), "A 1, B 1, C 1, D 1");
        assert_eq!(counted("contact/phone"), "– 4");
    }
}
