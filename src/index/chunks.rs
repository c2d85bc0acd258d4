//! The records of a document in shares of some thousand, for work that is done on several
//! processors.

use crate::document::{Document, Slot};
use crate::schema::Table;

/// Records of a share.
pub const SHARE: usize = 2_048;

/// Fewer records than this are read by one thread: starting others would take longer.
const ALONE: usize = 4_096;

/// Records that follow each other in a table, by the numbers of their slots.
#[derive(Debug, Clone, Copy)]
pub struct RecordRange {
    /// The table.
    pub table: Table,
    /// The number of the first slot.
    pub first: usize,
    /// How many they are.
    pub count: usize,
}

impl RecordRange {
    /// Their slots.
    pub fn slots(self) -> impl Iterator<Item = Slot> {
        (self.first..self.first + self.count).map(move |index| Slot { table: self.table, index: index as u32 })
    }
}

/// All records, table by table.
pub fn shares(document: &Document) -> Vec<RecordRange> {
    let of = |table| {
        let all = document.slot_count(table);
        (0..all).step_by(SHARE).map(move |first| RecordRange { table, first, count: SHARE.min(all - first) })
    };
    document.schema().all().flat_map(of).collect()
}

/// True when there are too few records for several threads.
pub fn is_small(document: &Document) -> bool {
    document.schema().all().map(|table| document.slot_count(table)).sum::<usize>() < ALONE
}
