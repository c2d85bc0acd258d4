//! A cache of record names, so that redrawing a list reads nothing, and of the offices to ask in
//! each region.
//!
//! Only a cache: its answers equal those of [`crate::index::display_names`]. Entry points:
//! [`NameCache::of`], [`NameCache::asked`].

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::document::{Document, Slot};
use crate::index::{Index, display_names};

/// Maximum number of cached entries; a screen shows a small part of them.
const MOST: usize = 4096;

/// The long and short names read since the last change.
#[derive(Debug, Clone, Default)]
pub struct NameCache {
    found: RefCell<HashMap<(Slot, bool), String>>,
    asked: RefCell<HashMap<Slot, Rc<[Asked]>>>,
    revision: Cell<u64>,
}

/// An office to ask.
#[derive(Debug)]
pub struct Asked {
    /// The body.
    pub office: Slot,
    /// Its name.
    pub name: String,
    /// A way to contact it.
    pub way: Option<String>,
}

impl NameCache {
    /// Returns a record's name, or with `short` its short one if it has one.
    pub fn of(&self, doc: &Document, index: &Index, slot: Slot, short: bool) -> String {
        self.keep_up(index);
        let mut found = self.found.borrow_mut();
        let read = || if short { display_names::short_name(doc, slot) } else { display_names::name(doc, slot) };
        found.entry((slot, short)).or_insert_with(read).clone()
    }

    /// Returns the offices to ask in a region; calls `read` on a cache miss.
    pub fn asked(&self, index: &Index, region: Slot, read: impl FnOnce() -> Vec<Asked>) -> Rc<[Asked]> {
        self.keep_up(index);
        if let Some(known) = self.asked.borrow().get(&region) {
            return known.clone();
        }
        let asked: Rc<[Asked]> = read().into();
        self.asked.borrow_mut().insert(region, asked.clone());
        asked
    }

    /// Discards outdated entries, and all entries when there are too many.
    fn keep_up(&self, index: &Index) {
        let changed = self.revision.replace(index.revision()) != index.revision();
        let (mut found, mut asked) = (self.found.borrow_mut(), self.asked.borrow_mut());
        if changed || found.len() >= MOST {
            found.clear();
        }
        if changed || asked.len() >= MOST {
            asked.clear();
        }
    }

    /// Clears the cache after the dataset was replaced.
    pub(super) fn forget(&mut self) {
        self.found.get_mut().clear();
        self.asked.get_mut().clear();
    }
}
