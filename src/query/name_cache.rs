//! A cache of record names, so that asking again reads nothing, of what tells records apart, and of
//! the offices to ask in each region.
//!
//! Only a cache: its answers equal those of [`crate::index::display_names`]. Entry points:
//! [`NameCache::of`], [`NameCache::offices`], [`NameCache::distinction`].

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use super::contact::OfficeToAsk;
use super::distinction::Distinction;
use crate::document::{Document, Slot};
use crate::index::{Index, display_names};

/// Maximum number of cached entries; a screen shows a small part of them.
const MOST: usize = 4096;

/// The long and short names read since the last change.
#[derive(Debug, Clone, Default)]
pub struct NameCache {
    found: RefCell<HashMap<(Slot, bool), String>>,
    offices: RefCell<HashMap<Slot, Arc<[OfficeToAsk]>>>,
    distinctions: RefCell<HashMap<Slot, Arc<Distinction>>>,
    revision: Cell<u64>,
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
    pub fn offices(&self, index: &Index, region: Slot, read: impl FnOnce() -> Vec<OfficeToAsk>) -> Arc<[OfficeToAsk]> {
        self.keep_up(index);
        if let Some(known) = self.offices.borrow().get(&region) {
            return known.clone();
        }
        let offices: Arc<[OfficeToAsk]> = read().into();
        self.offices.borrow_mut().insert(region, offices.clone());
        offices
    }

    /// Returns what tells a record apart; calls `read` on a cache miss.
    pub fn distinction(&self, index: &Index, slot: Slot, read: impl FnOnce() -> Distinction) -> Arc<Distinction> {
        self.keep_up(index);
        if let Some(known) = self.distinctions.borrow().get(&slot) {
            return known.clone();
        }
        let distinction = Arc::new(read());
        self.distinctions.borrow_mut().insert(slot, distinction.clone());
        distinction
    }

    /// Discards outdated entries, and all entries when there are too many.
    fn keep_up(&self, index: &Index) {
        let changed = self.revision.replace(index.revision()) != index.revision();
        let (mut found, mut offices) = (self.found.borrow_mut(), self.offices.borrow_mut());
        if changed || found.len() >= MOST {
            found.clear();
        }
        if changed || offices.len() >= MOST {
            offices.clear();
        }
        let mut distinctions = self.distinctions.borrow_mut();
        if changed || distinctions.len() >= MOST {
            distinctions.clear();
        }
    }

    /// Clears the cache after the dataset was replaced.
    pub fn forget(&mut self) {
        self.found.get_mut().clear();
        self.offices.get_mut().clear();
        self.distinctions.get_mut().clear();
    }
}
