//! Sorts records by the values of chosen fields.
//!
//! Text is in the order of DIN 5007-1, dates and numbers by what they say, choices as they are
//! declared, references by the name of what they lead to; a record without the value comes last.
//! Knows no language. Entry points: [`sort_by`], and [`RecordSort`] for many records.

use std::cmp::Ordering;

use crate::document::{Document, Path, Slot};
use crate::index::display_names::name_of;
use crate::index::fold::{CollationKey, collate};
use crate::model::input::to_editable_text;
use crate::schema::FieldKind;
use crate::syntax::SyntaxValue;

/// A field to sort by.
#[derive(Debug, Clone)]
pub struct SortField {
    /// The path into the record.
    pub path: Path,
    /// The kind of the value there.
    pub kind: FieldKind,
    /// True for the greatest first.
    pub is_descending: bool,
}

/// A value in its order among others of its kind.
#[derive(Debug, PartialEq, PartialOrd)]
enum SortValue {
    Number(f64),
    Rank(usize),
    /// A date; one that is less exact comes first.
    Date(String),
    Text(Vec<CollationKey>),
}

/// Sorts records by these fields, the first one first; equal ones stay in their order.
pub fn sort_by(document: &Document, slots: &mut [Slot], fields: &[SortField]) {
    let mut sort = RecordSort::new(fields.to_vec());
    sort.read(document, slots);
    slots.copy_from_slice(&sort.finish());
}

/// Records that are being sorted: their values are read some at a time.
#[derive(Debug)]
pub struct RecordSort {
    fields: Vec<SortField>,
    read: Vec<SortedRecord>,
}

/// A record and the values by which it is sorted.
#[derive(Debug)]
struct SortedRecord {
    slot: Slot,
    values: Vec<Option<SortValue>>,
}

impl RecordSort {
    /// Begins to sort by these fields, the first one first.
    pub fn new(fields: Vec<SortField>) -> RecordSort {
        RecordSort { fields, read: Vec::new() }
    }

    /// Reads the values of some more records.
    pub fn read(&mut self, document: &Document, slots: &[Slot]) {
        let fields = &self.fields;
        self.read.extend(slots.iter().map(|slot| {
            let record = document.record(*slot).ok();
            let value = |field: &SortField| {
                let value = record.as_ref()?.value(&field.path)?.unwrap_option()?;
                Some(sort_value(document, field.kind, value))
            };
            SortedRecord { slot: *slot, values: fields.iter().map(value).collect() }
        }));
    }

    /// Returns how many records have been read.
    pub fn count(&self) -> usize {
        self.read.len()
    }

    /// Returns the records in order; equal ones as they were read.
    pub fn finish(self) -> Vec<Slot> {
        let RecordSort { fields, mut read } = self;
        read.sort_by(|a, b| compare(a, b, &fields));
        read.into_iter().map(|record| record.slot).collect()
    }
}

fn compare(a: &SortedRecord, b: &SortedRecord, fields: &[SortField]) -> Ordering {
    let orders = a.values.iter().zip(&b.values).zip(fields).map(|((a, b), field)| match (a, b) {
        (Some(a), Some(b)) => {
            let order = a.partial_cmp(b).unwrap_or(Ordering::Equal);
            if field.is_descending { order.reverse() } else { order }
        }
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    orders.fold(Ordering::Equal, Ordering::then)
}

fn sort_value(document: &Document, kind: FieldKind, value: SyntaxValue<'_>) -> SortValue {
    let text = || SortValue::Text(vec![collate(&to_editable_text(kind, value))]);
    match kind {
        FieldKind::Count | FieldKind::Decimal => value.as_f64().map_or_else(text, SortValue::Number),
        FieldKind::YesNo => value.as_bool().map_or_else(text, |is_so| SortValue::Rank(usize::from(is_so))),
        FieldKind::Choice(choices) => {
            let place =
                document.schema().choices(choices).iter().position(|choice| Some(choice.name) == value.as_word());
            place.map_or_else(text, SortValue::Rank)
        }
        FieldKind::Date => SortValue::Date(to_editable_text(kind, value)),
        FieldKind::Ref(table) => {
            let name = value.as_str().map(|id| name_of(document, table, &id));
            name.map_or_else(text, |name| SortValue::Text(vec![collate(&name)]))
        }
        FieldKind::List(item) => {
            let keys = value.items().filter_map(|value| match sort_value(document, *item, value) {
                SortValue::Text(keys) => Some(keys),
                _ => None,
            });
            SortValue::Text(keys.flatten().collect())
        }
        _ => text(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::AddressStep;
    use crate::model::{MUNICIPALITIES, SCHEMA};

    #[test]
    fn values_are_sorted_by_what_they_say_and_missing_ones_come_last() {
        let text = r#"#![enable(implicit_some)]
            (municipalities: [
                (id: "a", name: "Zülpich", kind: Stadt, region: "x", population: 9),
                (id: "b", name: "Übach", kind: Gemeinde, region: "x"),
                (id: "c", name: "Ubach", kind: Stadt, region: "x", population: 100000),
            ])"#;
        let document = Document::parse(&SCHEMA, text).unwrap();
        let sorted = |fields: &[(&str, bool)]| {
            let record = SCHEMA.table(MUNICIPALITIES).record;
            let field = |(name, is_descending): &(&str, bool)| SortField {
                path: vec![AddressStep::Field((*name).to_owned())],
                kind: record.field(name).unwrap().kind,
                is_descending: *is_descending,
            };
            let mut slots: Vec<Slot> = document.slots(MUNICIPALITIES).collect();
            sort_by(&document, &mut slots, &fields.iter().map(field).collect::<Vec<_>>());
            slots.iter().map(|slot| document.id(*slot).to_owned()).collect::<String>()
        };
        assert_eq!(sorted(&[("population", false)]), "acb");
        assert_eq!(sorted(&[("population", true)]), "cab");
        assert_eq!(sorted(&[("name", false)]), "cba");
        assert_eq!(sorted(&[("kind", false), ("name", true)]), "acb");
    }
}
