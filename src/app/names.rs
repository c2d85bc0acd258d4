//! Names of records that were read already, so that a list drawn again reads nothing.
//!
//! Only remembers: what it answers is what [`crate::index::names`] would. Enter at [`Names::of`].

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use crate::document::{Document, Slot};
use crate::index::{Index, names};

/// More are not remembered at a time; a screen shows a small part of it.
const MOST: usize = 4096;

/// The long and the short names read since the last change.
#[derive(Debug, Clone, Default)]
pub struct Names {
    found: RefCell<HashMap<(Slot, bool), String>>,
    revision: Cell<u64>,
}

impl Names {
    /// A record's name, or its short one where it has one and `short` is wanted.
    pub fn of(&self, (doc, index): (&Document, &Index), slot: Slot, short: bool) -> String {
        let mut found = self.found.borrow_mut();
        if self.revision.replace(index.revision()) != index.revision() || found.len() >= MOST {
            found.clear();
        }
        let read = || if short { names::short_name(doc, slot) } else { names::name(doc, slot) };
        found.entry((slot, short)).or_insert_with(read).clone()
    }

    /// Another dataset is shown.
    pub(super) fn forget(&mut self) {
        self.found.get_mut().clear();
    }
}
