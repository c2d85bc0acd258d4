//! The final check before a change: does the new text differ from the old one only as intended?
//!
//! Both texts are read into a [`PlainValue`]. The edit is applied to the old one, and the two must
//! be equal. `Some(…)`, struct names, layout and comments are ignored, because these may differ.
//! Does not know how texts are edited.

use crate::syntax::{AddressStep, NodeKind, SyntaxValue};

/// The meaning of a text, independent of how it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum PlainValue {
    Struct(Vec<(String, PlainValue)>),
    Seq(NodeKind, Vec<PlainValue>),
    Leaf(String),
}

impl PlainValue {
    /// Converts a value.
    pub(super) fn of(value: SyntaxValue<'_>) -> PlainValue {
        let Some(value) = value.unwrap_option() else { return PlainValue::none() };
        match value.kind() {
            NodeKind::Struct => {
                PlainValue::Struct(value.fields().map(|(name, v)| (name.to_owned(), PlainValue::of(v))).collect())
            }
            NodeKind::Unit => PlainValue::Struct(Vec::new()),
            kind @ (NodeKind::List | NodeKind::Tuple | NodeKind::Map) => {
                PlainValue::Seq(kind, value.items().map(PlainValue::of).collect())
            }
            _ => PlainValue::Leaf(value.text().to_owned()),
        }
    }

    /// Returns the value at a path; creates it where absent.
    pub(super) fn at(&mut self, path: &[AddressStep]) -> Option<&mut PlainValue> {
        let [step, rest @ ..] = path else { return Some(self) };
        if *self == PlainValue::none() {
            *self = PlainValue::Struct(Vec::new());
        }
        match (self, step) {
            (PlainValue::Struct(fields), AddressStep::Field(name)) => {
                let index = fields.iter().position(|(n, _)| n == name).unwrap_or_else(|| {
                    fields.push((name.clone(), PlainValue::Struct(Vec::new())));
                    fields.len() - 1
                });
                fields[index].1.at(rest)
            }
            (PlainValue::Seq(_, items), AddressStep::Item(index)) => items.get_mut(*index)?.at(rest),
            _ => None,
        }
    }

    /// Returns the items of the list at a path; creates it where absent.
    pub(super) fn list(&mut self, path: &[AddressStep]) -> Option<&mut Vec<PlainValue>> {
        let list = self.at(path)?;
        let absent = matches!(list, PlainValue::Struct(fields) if fields.is_empty()) || *list == PlainValue::none();
        if absent {
            *list = PlainValue::Seq(NodeKind::List, Vec::new());
        }
        match list {
            PlainValue::Seq(NodeKind::List, items) => Some(items),
            _ => None,
        }
    }

    /// Returns a value that exists but is unknown.
    pub(super) fn none() -> PlainValue {
        PlainValue::Leaf("None".to_owned())
    }

    /// Removes the field or item at the end of a path.
    pub(super) fn remove(&mut self, path: &[AddressStep]) {
        let Some((last, before)) = path.split_last() else { return };
        match (self.at(before), last) {
            (Some(PlainValue::Struct(fields)), AddressStep::Field(name)) => fields.retain(|(key, _)| key != name),
            (Some(PlainValue::Seq(_, items)), AddressStep::Item(index)) if *index < items.len() => {
                drop(items.remove(*index))
            }
            _ => {}
        }
    }

    /// Returns the model with the fields of every struct sorted, because their order is a matter of
    /// layout.
    pub(super) fn sorted(mut self) -> PlainValue {
        self.sort();
        self
    }

    fn sort(&mut self) {
        match self {
            PlainValue::Struct(fields) => {
                fields.sort_by(|a, b| a.0.cmp(&b.0));
                fields.iter_mut().for_each(|(_, value)| value.sort());
            }
            PlainValue::Seq(_, items) => items.iter_mut().for_each(PlainValue::sort),
            PlainValue::Leaf(_) => {}
        }
    }
}
