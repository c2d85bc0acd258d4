//! Divides the records of a document into shares of some thousand, for work on several processors.

use crate::document::{Document, Slot};
use crate::schema::Table;

/// The number of records in a share.
pub const SHARE: usize = 2_048;

/// With fewer records than this a single thread is faster than starting others.
const ALONE: usize = 4_096;

/// Consecutive records of a table, by slot number.
#[derive(Debug, Clone, Copy)]
pub struct RecordRange {
    /// The table.
    pub table: Table,
    /// The number of the first slot.
    pub first: usize,
    /// The number of slots.
    pub count: usize,
}

impl RecordRange {
    /// Returns the slots.
    pub fn slots(self) -> impl Iterator<Item = Slot> {
        (self.first..self.first + self.count).map(move |index| Slot { table: self.table, index: index as u32 })
    }
}

/// Returns the shares of all records, table by table.
pub fn shares(document: &Document) -> Vec<RecordRange> {
    let of = |table| {
        let all = document.slot_count(table);
        (0..all).step_by(SHARE).map(move |first| RecordRange { table, first, count: SHARE.min(all - first) })
    };
    document.schema().all().flat_map(of).collect()
}

/// Returns true when there are too few records for several threads.
pub fn is_small(document: &Document) -> bool {
    document.schema().all().map(|table| document.slot_count(table)).sum::<usize>() < ALONE
}
