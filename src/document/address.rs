//! Addresses of values in a dataset: `TABLE/ID[/FIELD[/FIELD…]]`.
//!
//! They appear on the command line, in messages and in the history, so their form is an interface
//! (ARCHITECTURE.md).

use std::fmt;

use crate::schema::{Field, FieldKind, Schema, Table};
use crate::syntax::AddressStep;

/// A path into a record; empty for the record itself.
pub type Path = Vec<AddressStep>;

/// The address of a table, a record in it, or a value in the record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address {
    /// The table.
    pub table: Table,
    /// The record's id; empty in the one table that is a single record.
    pub id: String,
    /// The path into the record.
    pub path: Path,
}

impl Address {
    /// Returns the address of a record.
    pub fn record(table: Table, id: impl Into<String>) -> Address {
        Address { table, id: id.into(), path: Path::new() }
    }

    /// Returns true when it is the place `outer` or a part of it.
    pub fn is_within(&self, outer: &Address) -> bool {
        (self.table, &self.id) == (outer.table, &outer.id) && self.path.starts_with(&outer.path)
    }

    /// Returns true when one of the two places contains the other.
    pub fn meets(&self, other: &Address) -> bool {
        self.is_within(other) || other.is_within(self)
    }

    /// Returns true for the identifier of a record.
    pub fn is_id(&self) -> bool {
        matches!(&self.path[..], [AddressStep::Field(name)] if name == "id")
    }

    /// The address of a value one step further in.
    #[must_use]
    pub fn join(&self, step: AddressStep) -> Address {
        let mut path = self.path.clone();
        path.push(step);
        Address { path, ..self.clone() }
    }

    /// Parses an address as people type it. The address of a single table (`district/name`) has no
    /// id.
    ///
    /// # Errors
    /// Returns the part that names nothing, as typed.
    pub fn parse(schema: &'static Schema, text: &str) -> Result<Address, String> {
        let mut parts = text.split('/').filter(|p| !p.is_empty());
        let name = parts.next().ok_or_else(|| text.to_owned())?;
        let table = schema.find(name).ok_or_else(|| name.to_owned())?;
        let single = schema.table(table).single;
        let id = if single { String::new() } else { parts.next().unwrap_or_default().to_owned() };
        let path = parts.map(step).collect();
        Ok(Address { table, id, path })
    }

    /// Returns the address as people type it.
    pub fn display<'a>(&'a self, schema: &'static Schema) -> impl fmt::Display + 'a {
        DisplayAddress { address: self, schema }
    }

    /// Returns the declared kind of the value at this address; `None` when the schema does not
    /// declare it.
    pub fn kind(&self, schema: &'static Schema) -> Option<FieldKind> {
        kind_at(FieldKind::Record(schema.table(self.table).record), &self.path)
    }

    /// Returns the declared field that this address ends in; `None` for a record, a list item or
    /// what the schema does not declare.
    pub fn field(&self, schema: &'static Schema) -> Option<&'static Field> {
        let (AddressStep::Field(name), outer) = self.path.split_last()? else { return None };
        match kind_at(FieldKind::Record(schema.table(self.table).record), outer) {
            Some(FieldKind::Record(record)) => record.field(name),
            _ => None,
        }
    }
}

/// Returns the declared kind of the value at `path`, starting from a value of kind `from`.
pub fn kind_at(from: FieldKind, path: &[AddressStep]) -> Option<FieldKind> {
    path.iter().try_fold(from, |kind, step| match (kind, step) {
        (FieldKind::Record(record), AddressStep::Field(name)) => record.field(name).map(|f| f.kind),
        (FieldKind::List(item), AddressStep::Item(_)) => Some(*item),
        _ => None,
    })
}

fn step(part: &str) -> AddressStep {
    part.parse().map_or_else(|_| AddressStep::Field(part.to_owned()), AddressStep::Item)
}

struct DisplayAddress<'a> {
    address: &'a Address,
    schema: &'static Schema,
}

impl fmt::Display for DisplayAddress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = self.schema.table(self.address.table);
        f.write_str(table.name)?;
        if !table.single && !self.address.id.is_empty() {
            write!(f, "/{}", self.address.id)?;
        }
        self.address.path.iter().try_for_each(|step| write!(f, "/{step}"))
    }
}
