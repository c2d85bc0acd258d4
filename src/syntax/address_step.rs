//! One step into a value.
//!
//! Does not know what is declared there. Entry point: [`AddressStep`].

use std::fmt;

/// One step into a record: a field by name or a list item by number (from 0).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AddressStep {
    /// A field of a record.
    Field(String),
    /// An item of a list.
    Item(usize),
}

impl fmt::Display for AddressStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AddressStep::Field(name) => f.write_str(name),
            AddressStep::Item(number) => write!(f, "{number}"),
        }
    }
}
