//! The final check before a change: does the new text differ from the old one only as intended?
//!
//! Both texts are read into a plain [`Model`]. The edit is applied to the old one, and the two must
//! be equal. `Some(…)`, struct names, layout and comments are ignored, because these may differ.
//! Does not know how texts are edited.

use crate::syntax::{AddressStep, NodeKind, SyntaxValue};

/// The meaning of a text, independent of how it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Model {
    Struct(Vec<(String, Model)>),
    Seq(NodeKind, Vec<Model>),
    Leaf(String),
}

impl Model {
    /// Converts a value.
    pub(super) fn of(value: SyntaxValue<'_>) -> Model {
        let Some(value) = value.unwrap_option() else { return Model::none() };
        match value.kind() {
            NodeKind::Struct => {
                Model::Struct(value.fields().map(|(name, v)| (name.to_owned(), Model::of(v))).collect())
            }
            NodeKind::Unit => Model::Struct(Vec::new()),
            kind @ (NodeKind::List | NodeKind::Tuple | NodeKind::Map) => {
                Model::Seq(kind, value.items().map(Model::of).collect())
            }
            _ => Model::Leaf(value.text().to_owned()),
        }
    }

    /// Returns the value at a path; creates it where absent.
    pub(super) fn at(&mut self, path: &[AddressStep]) -> Option<&mut Model> {
        let [step, rest @ ..] = path else { return Some(self) };
        if *self == Model::none() {
            *self = Model::Struct(Vec::new());
        }
        match (self, step) {
            (Model::Struct(fields), AddressStep::Field(name)) => {
                let index = fields.iter().position(|(n, _)| n == name).unwrap_or_else(|| {
                    fields.push((name.clone(), Model::Struct(Vec::new())));
                    fields.len() - 1
                });
                fields[index].1.at(rest)
            }
            (Model::Seq(_, items), AddressStep::Item(index)) => items.get_mut(*index)?.at(rest),
            _ => None,
        }
    }

    /// Returns the items of the list at a path; creates it where absent.
    pub(super) fn list(&mut self, path: &[AddressStep]) -> Option<&mut Vec<Model>> {
        let list = self.at(path)?;
        let absent = matches!(list, Model::Struct(fields) if fields.is_empty()) || *list == Model::none();
        if absent {
            *list = Model::Seq(NodeKind::List, Vec::new());
        }
        match list {
            Model::Seq(NodeKind::List, items) => Some(items),
            _ => None,
        }
    }

    /// Returns a value that exists but is unknown.
    pub(super) fn none() -> Model {
        Model::Leaf("None".to_owned())
    }

    /// Removes the field or item at the end of a path.
    pub(super) fn remove(&mut self, path: &[AddressStep]) {
        let Some((last, before)) = path.split_last() else { return };
        match (self.at(before), last) {
            (Some(Model::Struct(fields)), AddressStep::Field(name)) => fields.retain(|(key, _)| key != name),
            (Some(Model::Seq(_, items)), AddressStep::Item(index)) if *index < items.len() => {
                drop(items.remove(*index))
            }
            _ => {}
        }
    }

    /// Returns the model with the fields of every struct sorted, because their order is a matter of
    /// layout.
    pub(super) fn sorted(mut self) -> Model {
        self.sort();
        self
    }

    fn sort(&mut self) {
        match self {
            Model::Struct(fields) => {
                fields.sort_by(|a, b| a.0.cmp(&b.0));
                fields.iter_mut().for_each(|(_, value)| value.sort());
            }
            Model::Seq(_, items) => items.iter_mut().for_each(Model::sort),
            Model::Leaf(_) => {}
        }
    }
}
