//! A walk over everything the declaration knows in a record.
//!
//! Search, check and relations read a record through this walk, so that they need not list its
//! fields. Entry point: [`walk`].

use crate::document::{AddressStep, Path};
use crate::schema::{Field, FieldKind, RecordType};
use crate::syntax::SyntaxValue;

/// One step of a walk: a declared field or an item of a list.
#[derive(Debug, Clone, Copy)]
pub enum PathSegment {
    /// Into a field.
    Field(&'static Field),
    /// Into an item, by number.
    Item(usize),
}

/// A value met on a walk. Absent values and `None` are skipped, and `Some(…)` is unwrapped.
#[derive(Clone, Copy)]
pub struct WalkedValue<'w, 'r> {
    /// The path to it; empty for the record itself.
    pub hops: &'w [PathSegment],
    /// Its declared kind.
    pub kind: FieldKind,
    /// The value.
    pub value: SyntaxValue<'r>,
}

impl WalkedValue<'_, '_> {
    /// Returns the path to it, as part of an address.
    pub fn path(&self) -> Path {
        path(self.hops)
    }

    /// Returns the innermost field that contains it; `None` for the record itself.
    pub fn field(&self) -> Option<&'static Field> {
        self.hops.iter().rev().find_map(|hop| match hop {
            PathSegment::Field(field) => Some(*field),
            PathSegment::Item(_) => None,
        })
    }
}

/// Converts segments to the steps of an address.
pub fn path(hops: &[PathSegment]) -> Path {
    let step = |hop: &PathSegment| match hop {
        PathSegment::Field(field) => AddressStep::Field(field.name.to_owned()),
        PathSegment::Item(number) => AddressStep::Item(*number),
    };
    hops.iter().map(step).collect()
}

/// Visits a record and every declared value in it, outer values first, in the order of the file.
pub fn walk<'r>(record: &'static RecordType, root: SyntaxValue<'r>, visit: &mut dyn FnMut(WalkedValue<'_, 'r>)) {
    walk_value(FieldKind::Record(record), root, visit);
}

/// Visits a value and every declared value in it, as [`walk`] does; paths begin at the value.
pub fn walk_value<'r>(kind: FieldKind, value: SyntaxValue<'r>, visit: &mut dyn FnMut(WalkedValue<'_, 'r>)) {
    go(kind, value, &mut Vec::with_capacity(8), visit);
}

fn go<'r>(
    kind: FieldKind,
    value: SyntaxValue<'r>,
    hops: &mut Vec<PathSegment>,
    visit: &mut dyn FnMut(WalkedValue<'_, 'r>),
) {
    let Some(value) = value.unwrap_option() else { return };
    visit(WalkedValue { hops, kind, value });
    match kind {
        FieldKind::Record(record) => {
            let mut next = 0;
            for (name, inner) in value.fields() {
                let Some(at) = record.position(name, next) else { continue };
                next = at + 1;
                let field = &record.fields[at];
                hops.push(PathSegment::Field(field));
                go(field.kind, inner, hops, visit);
                hops.pop();
            }
        }
        FieldKind::List(item) => {
            for (number, inner) in value.items().enumerate() {
                hops.push(PathSegment::Item(number));
                go(*item, inner, hops, visit);
                hops.pop();
            }
        }
        _ => {}
    }
}
