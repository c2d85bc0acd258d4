//! What tells a record apart from the others of its table, beside its name.
//!
//! As much as it takes and no more: nothing where no other record has the name. The declaration
//! says by which values ([`Field::distinguishing`]). Entry point: [`Distinction::of`].

use std::sync::Arc;

use super::DatasetView;
use crate::document::Slot;
use crate::index::identity::Identity;
use crate::schema::{Field, FieldKind, Table};
use crate::syntax::SyntaxValue;

/// What tells a record apart.
#[derive(Debug, Clone)]
pub struct Distinction {
    /// The values it takes, the most telling first.
    pub values: Vec<DistinguishingValue>,
    /// True when they are not enough, and only the id tells it from another.
    pub by_id: bool,
    /// True when the record has a name; else the values stand for it.
    pub is_named: bool,
}

/// A value that tells a record apart.
#[derive(Debug, Clone)]
pub struct DistinguishingValue {
    /// The field.
    pub field: &'static Field,
    /// The value, or each item of a list.
    pub items: Vec<DistinguishingItem>,
}

/// A value, or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DistinguishingItem {
    /// A record that is referred to.
    Record(Slot),
    /// Anything else as it stands in the file, also an id that no record has.
    Text(String),
}

impl Distinction {
    /// Returns what tells a record apart.
    pub fn of(data: DatasetView<'_>, slot: Slot) -> Arc<Distinction> {
        data.names.distinction(data.index, slot, || match data.index.distance(data.document, slot) {
            Some(0) => Distinction { values: Vec::new(), by_id: false, is_named: true },
            distance => Distinction::read(data, slot.table, &Identity::of(data.document, slot), distance),
        })
    }

    /// Returns what tells a record apart, and at least the first `count` values that may, also
    /// where no other record has its name.
    pub fn at_least(data: DatasetView<'_>, slot: Slot, count: usize) -> Arc<Distinction> {
        let enough = Distinction::of(data, slot);
        if enough.by_id || !enough.is_named || enough.values.len() >= count {
            return enough;
        }
        let identity = Identity::of(data.document, slot);
        let distance = data.index.distance(data.document, slot).unwrap_or_default().max(count);
        Arc::new(Distinction::read(data, slot.table, &identity, Some(distance)))
    }

    /// Returns what told a removed record apart from those that are there.
    pub fn of_removed(data: DatasetView<'_>, table: Table, removed: SyntaxValue<'_>) -> Distinction {
        let distance = data.index.distance_of_removed(data.document, table, removed);
        let identity = Identity::read(data.document.schema().table(table).record, Some(removed));
        Distinction::read(data, table, &identity, distance)
    }

    fn read(data: DatasetView<'_>, table: Table, identity: &Identity, distance: Option<usize>) -> Distinction {
        let is_named = identity.is_named();
        let declared = data.document.schema().table(table).record.distinguishing();
        let count = distance.filter(|_| is_named).unwrap_or(declared.len());
        let values = declared.into_iter().zip(identity.values()).take(count);
        let values: Vec<_> = values.filter_map(|(field, text)| DistinguishingValue::read(data, field, text)).collect();
        Distinction { by_id: distance.is_none() || !is_named && values.is_empty(), values, is_named }
    }
}

impl DistinguishingValue {
    /// Reads a value of an [`Identity`]; `None` where it is absent.
    fn read(data: DatasetView<'_>, field: &'static Field, text: &str) -> Option<DistinguishingValue> {
        let item = |kind, text: &str| match kind {
            FieldKind::Ref(table) => data.document.find(table, text).map(DistinguishingItem::Record),
            _ => None,
        };
        let item = |kind, text: &str| item(kind, text).unwrap_or_else(|| DistinguishingItem::Text(text.to_owned()));
        let items: Vec<_> = match field.kind {
            FieldKind::List(kind) => text.split_whitespace().map(|text| item(*kind, text)).collect(),
            kind => Some(text).filter(|text| !text.is_empty()).map(|text| item(kind, text)).into_iter().collect(),
        };
        (!items.is_empty()).then_some(DistinguishingValue { field, items })
    }
}
