//! Names of records that were read already, so that a list drawn again reads nothing; and whom to
//! ask in a region.
//!
//! Only remembers: what it answers is what [`crate::index::display_names`] would. Enter at
//! [`NameCache::of`], [`NameCache::asked`].

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::document::{Document, Slot};
use crate::index::{Index, display_names};

/// More are not remembered at a time; a screen shows a small part of it.
const MOST: usize = 4096;

/// The long and the short names read since the last change.
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
    /// A way to reach it.
    pub way: Option<String>,
}

impl NameCache {
    /// A record's name, or its short one where it has one and `short` is wanted.
    pub fn of(&self, doc: &Document, index: &Index, slot: Slot, short: bool) -> String {
        self.keep_up(index);
        let mut found = self.found.borrow_mut();
        let read = || if short { display_names::short_name(doc, slot) } else { display_names::name(doc, slot) };
        found.entry((slot, short)).or_insert_with(read).clone()
    }

    /// Whom to ask in a region; `read` tells when that is not known yet.
    pub fn asked(&self, index: &Index, region: Slot, read: impl FnOnce() -> Vec<Asked>) -> Rc<[Asked]> {
        self.keep_up(index);
        if let Some(known) = self.asked.borrow().get(&region) {
            return known.clone();
        }
        let asked: Rc<[Asked]> = read().into();
        self.asked.borrow_mut().insert(region, asked.clone());
        asked
    }

    /// Forgets what may be out of date, or is too much.
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

    /// Another dataset is shown.
    pub(super) fn forget(&mut self) {
        self.found.get_mut().clear();
        self.asked.get_mut().clear();
    }
}
