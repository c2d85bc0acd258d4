//! Where a row leads to: a record, or a value of one.

use crate::document::{Address, Relocation, Slot};
use crate::query::place_and_topic::FieldInRegion;

use super::{App, DialogOutcome};

/// Where a row leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Destination {
    /// To a record.
    Record(Slot),
    /// To a value of a record.
    Value(Slot, Address),
    /// To the card that says whom to ask in a region about an action field.
    Card(FieldInRegion),
    /// Nowhere: choosing it closes the dialog.
    Nowhere,
}

impl Destination {
    /// Returns where it is after others changed the dataset.
    pub(in crate::app) fn relocated(self, relocation: &Relocation<'_>) -> Destination {
        match self {
            Destination::Record(slot) => relocation.slot(slot).map_or(Destination::Nowhere, Destination::Record),
            Destination::Value(slot, address) => match (relocation.slot(slot), relocation.address(&address)) {
                (Some(slot), Some(address)) => Destination::Value(slot, address),
                (Some(slot), None) => Destination::Record(slot),
                (None, _) => Destination::Nowhere,
            },
            Destination::Card(found) => match (relocation.slot(found.region), relocation.slot(found.field)) {
                (Some(region), Some(field)) => Destination::Card(FieldInRegion { region, field }),
                _ => Destination::Nowhere,
            },
            Destination::Nowhere => Destination::Nowhere,
        }
    }

    /// Goes there.
    pub(in crate::app) fn open(self, app: &mut App) -> DialogOutcome {
        match self {
            Destination::Record(slot) => app.open(slot),
            Destination::Value(slot, address) => app.open_address(slot, &address),
            Destination::Card(found) => app.show_card(found),
            Destination::Nowhere => return DialogOutcome::Cancels,
        }
        DialogOutcome::Leads
    }
}
