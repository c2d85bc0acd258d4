//! Where a row of a list leads: to the page of a record, or to one of its values.
//!
//! Must not know what a list is. Entry point: [`RowTarget`].

use crate::app::workspace::Workspace;
use crate::document::{Address, Path, Slot};

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowTarget {
    /// The record.
    pub slot: Slot,
    /// The value of the record; empty for its page.
    pub path: Path,
    /// Tells apart rows that lead to the same place.
    pub number: u32,
}

impl RowTarget {
    /// Returns the page of a record.
    pub fn page(slot: Slot) -> RowTarget {
        RowTarget { slot, path: Path::new(), number: 0 }
    }

    /// Returns the address of the value; `None` for the page.
    pub fn address(&self, workspace: &Workspace) -> Option<Address> {
        let is_value = !self.path.is_empty();
        is_value.then(|| Address { path: self.path.clone(), ..workspace.doc.address(self.slot) })
    }
}
