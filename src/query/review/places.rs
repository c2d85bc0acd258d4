//! The statements of a record, known or not, in the order of its declaration.
//!
//! What a page shows in a row of its own is a statement: a value, a list of plain values, a source
//! with all that it says. Statements are numbered, so that a review of a large dataset keeps a
//! number instead of an address. Entry points: [`visit_statements`], [`statement_path`].

use crate::document::{Path, Record};
use crate::index::field;
use crate::index::walk::{PathSegment, path};
use crate::schema::{Field, FieldKind, RecordType};
use crate::syntax::SyntaxValue;

/// A statement of a record.
#[derive(Clone, Copy)]
pub struct RecordStatement<'w, 'r> {
    /// Its number among those of the record.
    pub number: u32,
    /// The path to it.
    pub hops: &'w [PathSegment],
    /// Its field.
    pub field: &'static Field,
    /// The value; `None` when it is absent.
    pub value: Option<SyntaxValue<'r>>,
    /// True when it tells how to reach somebody.
    pub is_contact: bool,
}

/// Visits every statement of a record.
pub fn visit_statements<'r>(
    record: &'static RecordType,
    root: SyntaxValue<'r>,
    visit: &mut dyn FnMut(RecordStatement<'_, 'r>),
) {
    let mut walk = StatementWalk { number: 0, hops: Vec::with_capacity(8), visit };
    walk.record(record, root, false);
}

/// Returns the path to a statement, by its number.
pub fn statement_path(record: &'static RecordType, read: &Record<'_>, number: u32) -> Option<Path> {
    let mut found = None;
    visit_statements(record, read.root(), &mut |statement| {
        if statement.number == number {
            found = Some(path(statement.hops));
        }
    });
    found
}

struct StatementWalk<'v, 'r> {
    number: u32,
    hops: Vec<PathSegment>,
    visit: &'v mut dyn FnMut(RecordStatement<'_, 'r>),
}

impl<'r> StatementWalk<'_, 'r> {
    fn record(&mut self, record: &'static RecordType, value: SyntaxValue<'r>, is_contact: bool) {
        for declared in record.fields {
            let inner = field(value, declared.name);
            self.hops.push(PathSegment::Field(declared));
            match (declared.kind, inner) {
                (FieldKind::Record(kind), Some(inner)) if !kind.is_source => {
                    self.record(kind, inner, tells_how_to_reach(declared.kind));
                }
                (FieldKind::List(FieldKind::Record(kind)), Some(list)) if list.items().next().is_some() => {
                    for (number, item) in list.items().enumerate() {
                        let Some(item) = item.unwrap_option() else { continue };
                        self.hops.push(PathSegment::Item(number));
                        self.record(kind, item, false);
                        self.hops.pop();
                    }
                }
                (_, inner) => self.statement(declared, inner, is_contact),
            }
            self.hops.pop();
        }
    }

    fn statement(&mut self, field: &'static Field, value: Option<SyntaxValue<'r>>, is_contact: bool) {
        let value = value.filter(|value| !is_empty(field.kind, *value));
        let is_contact = is_contact || tells_how_to_reach(field.kind);
        let number = self.number;
        self.number += 1;
        (self.visit)(RecordStatement { number, hops: &self.hops, field, value, is_contact });
    }
}

/// Returns true for a record that says how to reach somebody: it has a telephone number.
pub fn tells_how_to_reach(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Record(record) if record.fields.iter().any(|field| matches!(field.kind, FieldKind::Phone)))
}

fn is_empty(kind: FieldKind, value: SyntaxValue<'_>) -> bool {
    match kind {
        FieldKind::List(_) => value.items().next().is_none(),
        FieldKind::Record(_) => false,
        _ => value.as_str().is_some_and(|text| text.trim().is_empty()),
    }
}
