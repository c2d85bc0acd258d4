//! Questions about the data, each asked in one place: a function from a dataset and a question to a
//! plain answer of slots, states and dates.
//!
//! Screen, command line and exports ask here and only present what comes back. Must not know a
//! language, a width or a cursor. What follows each change so that questions are quick is the
//! [`index`](crate::index)'s. Entry points: [`DatasetView`], and the files, each named after its
//! question.

pub mod activity_status;
pub mod batch_change;
pub mod belonging;
pub mod caretaker;
pub mod choices;
pub mod columns;
pub mod completeness;
pub mod concerns;
pub mod contact;
pub mod distinction;
pub mod expression;
pub mod field;
pub mod latest_day;
pub mod likely_same;
pub mod list;
pub mod made_changes;
pub mod map;
pub mod matrix;
pub mod meetings;
mod name_cache;
pub mod network;
pub mod new_record;
pub mod overview;
pub mod place_and_topic;
pub mod place_spelling;
pub mod places;
pub mod process;
pub mod proposal;
pub mod proposed_place;
pub mod region;
pub mod region_records;
pub mod relations;
pub mod reminder;
pub mod removal;
pub mod review;
pub mod search;
pub mod selection;
pub mod shipped_facts;
pub mod sort;
pub mod table_rows;
pub mod table_view;
pub mod value_counts;

pub use name_cache::NameCache;

use crate::document::{Document, Slot};
use crate::index::fold::{CollationKey, collate};
use crate::index::{Index, SortKeys};

/// A dataset as questions are asked of it.
#[derive(Debug, Clone, Copy)]
pub struct DatasetView<'a> {
    /// The records.
    pub document: &'a Document,
    /// What is known across them.
    pub index: &'a Index,
    /// The names read so far.
    pub names: &'a NameCache,
}

impl DatasetView<'_> {
    /// Returns a record's full name.
    pub fn name(self, slot: Slot) -> String {
        self.names.of(self.document, self.index, slot, false)
    }

    /// Returns a record's short name, where it has one.
    pub fn short_name(self, slot: Slot) -> String {
        self.names.of(self.document, self.index, slot, true)
    }

    /// Brings records into the order of lists.
    pub fn sort(self, slots: &mut [Slot]) {
        let mut keys = SortKeys::new(self.document);
        slots.sort_by_cached_key(|slot| keys.read(*slot));
    }

    /// Returns the sort key of a record's name, according to DIN 5007-1.
    pub fn name_key(self, slot: Slot) -> CollationKey {
        collate(&self.name(slot))
    }
}
