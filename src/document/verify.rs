//! The last look before a change is made: does the new text differ from the old one only as
//! intended?
//!
//! Both texts are read into a plain [`Model`]; the wish is carried out on the old one, and the two
//! must be equal. `Some(…)`, names of structs, layout and comments are left out: these are what may
//! differ. Must not know how texts are spliced.

use super::address::AddressStep;
use super::syntax_tree::{NodeKind, SyntaxValue};

/// What a text says, without how it says it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Model {
    Struct(Vec<(String, Model)>),
    Seq(NodeKind, Vec<Model>),
    Leaf(String),
}

impl Model {
    /// Reads a value.
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

    /// The value at a path; made where it is absent.
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

    /// The items of the list at a path; made where it is absent.
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

    /// A value that is there and unknown.
    pub(super) fn none() -> Model {
        Model::Leaf("None".to_owned())
    }

    /// Takes the field or item at the end of a path out.
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

    /// The model with the fields of every struct in one order: where a new field stands is a matter
    /// of layout.
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
