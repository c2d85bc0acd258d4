//! Sorts records by the values of chosen fields.
//!
//! Text is in the order of DIN 5007-1, dates and numbers by what they say, choices as they are
//! declared, references by the name of what they lead to; a record without the value comes last.
//! Knows no language. Entry point: [`sort_by`].

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
    slots.sort_by_cached_key(|slot| SortedRecord::read(document, *slot, fields));
}

/// The values by which a record is sorted.
struct SortedRecord<'f> {
    values: Vec<Option<SortValue>>,
    fields: &'f [SortField],
}

impl<'f> SortedRecord<'f> {
    fn read(document: &Document, slot: Slot, fields: &'f [SortField]) -> SortedRecord<'f> {
        let record = document.record(slot).ok();
        let value = |field: &SortField| {
            let value = record.as_ref()?.value(&field.path)?.unwrap_option()?;
            Some(sort_value(document, field.kind, value))
        };
        SortedRecord { values: fields.iter().map(value).collect(), fields }
    }
}

impl Ord for SortedRecord<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let orders = self.values.iter().zip(&other.values).zip(self.fields).map(|((a, b), field)| match (a, b) {
            (Some(a), Some(b)) => {
                let order = a.partial_cmp(b).unwrap_or(Ordering::Equal);
                if field.is_descending { order.reverse() } else { order }
            }
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        orders.fold(Ordering::Equal, Ordering::then)
    }
}

impl PartialOrd for SortedRecord<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for SortedRecord<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for SortedRecord<'_> {}

fn sort_value(document: &Document, kind: FieldKind, value: SyntaxValue<'_>) -> SortValue {
    let text = || SortValue::Text(vec![collate(&to_editable_text(kind, value))]);
    match kind {
        FieldKind::Count | FieldKind::Decimal => value.as_f64().map_or_else(text, SortValue::Number),
        FieldKind::YesNo => value.as_bool().map_or_else(text, |is_so| SortValue::Rank(usize::from(is_so))),
        FieldKind::Choice(choices) => {
            let place = choices.iter().position(|choice| Some(choice.name) == value.as_word());
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
