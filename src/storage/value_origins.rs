//! Who last changed each value of a record, when and why: from the history and from git.
//!
//! Reads the past newest first and stops once every value has an origin. A source counts for a
//! value only if its newest change left exactly the current value; a value that was written some
//! other way has no origin rather than a wrong one. Entry point: [`origins`].

use super::joined_past::{JoinedPast, PastChange, PastError};
use crate::document::{Address, AddressStep, Document, Slot};
use crate::model::SCHEMA;
use crate::schema::{FieldKind, Schema};
use crate::syntax::{SyntaxValue, Tree};

/// The origin of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueOrigin {
    /// The field; a list as a whole.
    pub address: Address,
    /// Its value now, as RON text; `None` when it has none.
    pub value: Option<String>,
    /// The change that left it; `None` when neither source knows one.
    pub change: Option<PastChange>,
    /// Whether the history and git can still answer.
    is_open: [bool; 2],
}

/// Returns the origin of each value of a record at or below an address. `past` is what is known of
/// the record, under whichever id.
///
/// # Errors
/// When the past cannot be read.
pub fn origins(
    document: &Document,
    slot: Slot,
    address: &Address,
    past: &mut JoinedPast<'_>,
) -> Result<Vec<ValueOrigin>, PastError> {
    let mut found = values(document, slot, address);
    while found.iter().any(ValueOrigin::asks) {
        let Some(change) = past.next() else { break };
        let change = change?;
        let Ok(place) = Address::parse(&SCHEMA, &change.entry.address) else { continue };
        found.iter_mut().filter(|origin| origin.asks()).for_each(|origin| origin.look_at(&place, &change));
    }
    Ok(found)
}

impl ValueOrigin {
    fn asks(&self) -> bool {
        self.change.is_none() && self.is_open.contains(&true)
    }

    fn look_at(&mut self, place: &Address, change: &PastChange) {
        let Some(rest) = self.address.path.strip_prefix(&place.path[..]) else { return };
        let [before, after] = [&change.entry.before, &change.entry.after].map(|text| within(text.as_deref(), rest));
        if before == after {
            // Only something beside it, such as a comment.
            return;
        }
        let sources = [change.is_saved, change.commit.is_some()];
        if self.is_open.iter().zip(sources).all(|(is_open, is_of)| !(*is_open && is_of)) {
            return;
        }
        if after == self.value {
            self.change = Some(change.clone());
        }
        self.is_open.iter_mut().zip(sources).for_each(|(is_open, is_of)| *is_open &= !is_of);
    }
}

/// Returns the values of a record at or below an address, without their origins.
fn values(document: &Document, slot: Slot, address: &Address) -> Vec<ValueOrigin> {
    let mut found = Vec::new();
    if let Ok(record) = document.record(slot) {
        let items = address.path.iter().position(|step| matches!(step, AddressStep::Item(_)));
        let path = &address.path[..items.unwrap_or(address.path.len())];
        let address = Address { path: path.to_vec(), ..address.clone() };
        collect(document.schema(), &address, record.value(path), &mut found);
        // A field that was asked for by itself may have lost its value.
        if found.is_empty() && !path.is_empty() {
            found.push(ValueOrigin::new(address, None));
        }
    }
    found
}

impl ValueOrigin {
    fn new(address: Address, value: Option<String>) -> ValueOrigin {
        ValueOrigin { address, value, change: None, is_open: [true; 2] }
    }
}

fn collect(schema: &'static Schema, address: &Address, value: Option<SyntaxValue<'_>>, found: &mut Vec<ValueOrigin>) {
    let Some(value) = value.and_then(SyntaxValue::unwrap_option) else { return };
    match address.kind(schema) {
        Some(FieldKind::Record(_)) => value.fields().for_each(|(name, value)| {
            collect(schema, &address.join(AddressStep::Field(name.to_owned())), Some(value), found);
        }),
        _ => found.push(ValueOrigin::new(address.clone(), Some(value.text().to_owned()))),
    }
}

/// Returns the text of the value that a path leads to within a text.
fn within(text: Option<&str>, path: &[AddressStep]) -> Option<String> {
    let text = text?;
    if path.is_empty() {
        return Some(text.to_owned());
    }
    let tree = Tree::parse(text).ok()?;
    let value = tree.root(text).unwrap_option()?.at(path)?.unwrap_option()?;
    Some(value.text().to_owned())
}
