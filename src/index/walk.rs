//! A walk over everything the declaration knows in a record.
//!
//! Search, check and relations see a record only through this, so none of them lists fields. Enter at [`walk`].

use crate::document::{Path, Step, Value};
use crate::schema::{Field, Kind, RecordType};

/// One step of a walk: a declared field or an item of a list.
#[derive(Debug, Clone, Copy)]
pub enum Hop {
    /// Into a field.
    Field(&'static Field),
    /// Into an item, by number.
    Item(usize),
}

/// A value met on a walk. Absent values and `None` are not met; `Some(…)` is taken off.
#[derive(Clone, Copy)]
pub struct Node<'w, 'r> {
    /// The way to it; empty for the record itself.
    pub hops: &'w [Hop],
    /// Its declared kind.
    pub kind: Kind,
    /// The value.
    pub value: Value<'r>,
}

impl Node<'_, '_> {
    /// The way to it, as part of an address.
    pub fn path(&self) -> Path {
        path(self.hops)
    }

    /// The innermost field it stands in; `None` for the record itself.
    pub fn field(&self) -> Option<&'static Field> {
        self.hops.iter().rev().find_map(|hop| match hop {
            Hop::Field(field) => Some(*field),
            Hop::Item(_) => None,
        })
    }

    /// The field of the outermost record it stands in.
    pub fn top(&self) -> Option<&'static Field> {
        match self.hops.first() {
            Some(Hop::Field(field)) => Some(field),
            _ => None,
        }
    }

    /// True when it stands in a nested record of this type.
    pub fn is_within(&self, record: &'static RecordType) -> bool {
        self.hops.iter().any(|hop| match hop {
            Hop::Field(Field { kind: Kind::Record(inner) | Kind::List(Kind::Record(inner)), .. }) => inner.is(record),
            _ => false,
        })
    }
}

/// The steps of an address for these hops.
pub fn path(hops: &[Hop]) -> Path {
    let step = |hop: &Hop| match hop {
        Hop::Field(field) => Step::Field(field.name.to_owned()),
        Hop::Item(number) => Step::Item(*number),
    };
    hops.iter().map(step).collect()
}

/// Visits a record and every declared value in it, outer ones first, in the order of the file.
pub fn walk<'r>(record: &'static RecordType, root: Value<'r>, visit: &mut dyn FnMut(Node<'_, 'r>)) {
    go(Kind::Record(record), root, &mut Vec::with_capacity(8), visit);
}

fn go<'r>(kind: Kind, value: Value<'r>, hops: &mut Vec<Hop>, visit: &mut dyn FnMut(Node<'_, 'r>)) {
    let Some(value) = value.peel() else { return };
    visit(Node { hops, kind, value });
    match kind {
        Kind::Record(record) => {
            let mut next = 0;
            for (name, inner) in value.fields() {
                let Some(at) = record.position(name, next) else { continue };
                next = at + 1;
                let field = &record.fields[at];
                hops.push(Hop::Field(field));
                go(field.kind, inner, hops, visit);
                hops.pop();
            }
        }
        Kind::List(item) => {
            for (number, inner) in value.items().enumerate() {
                hops.push(Hop::Item(number));
                go(*item, inner, hops, visit);
                hops.pop();
            }
        }
        _ => {}
    }
}
