//! Schemas that differ in their choices only, because a dataset declares choices of its own.
//!
//! Tables and fields are the same in all of them, so that a [`Table`] and a path mean the same.
//! Must not know which choices there are. Entry points: [`SchemaVariants`], [`Schema::reading`].

use std::cell::Cell;

use super::{ChoiceOption, FieldKind, Schema, Table};

/// How a dataset declares choices of its own.
#[derive(Debug, Clone, Copy)]
pub struct SchemaVariants {
    /// The table whose only record declares them.
    pub table: Table,
    /// Returns the schema of a dataset with this record, or without one.
    pub of: fn(Option<&str>) -> &'static Schema,
}

/// Choices of the program's own declaration, and what a dataset has in their place.
#[derive(Debug, Clone, Copy)]
pub struct OwnChoices {
    /// Those of the program.
    pub shipped: &'static [ChoiceOption],
    /// Those of the dataset.
    pub own: &'static [ChoiceOption],
}

thread_local! {
    /// The schema of the dataset whose record is being read by serde, which hands nothing down to
    /// the types it reads.
    static READ: Cell<Option<&'static Schema>> = const { Cell::new(None) };
}

impl Schema {
    /// Returns the choices that the dataset has where the program's own declaration has these.
    pub fn choices(&self, shipped: &'static [ChoiceOption]) -> &'static [ChoiceOption] {
        let own = self.own_choices.iter().find(|choices| choices.shipped == shipped);
        own.map_or(shipped, |choices| choices.own)
    }

    /// Returns the kind of a value in the dataset where the program's own declaration has this
    /// one. Of lists and records only [`Address::kind`](crate::document::Address::kind) knows.
    pub fn kind(&self, kind: FieldKind) -> FieldKind {
        match kind {
            FieldKind::Choice(shipped) => FieldKind::Choice(self.choices(shipped)),
            kind => kind,
        }
    }

    /// Reads something by serde while [`Schema::being_read`] returns this schema.
    pub fn reading<T>(&'static self, read: impl FnOnce() -> T) -> T {
        let outer = READ.replace(Some(self));
        let value = read();
        READ.set(outer);
        value
    }

    /// Returns the schema of the record that is being read.
    pub fn being_read() -> Option<&'static Schema> {
        READ.get()
    }
}
