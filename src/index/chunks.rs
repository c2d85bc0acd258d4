//! Divides the records of a document into shares of some thousand, for work on several processors.

use crate::document::{Document, Slot};
use crate::parallel;
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

/// Returns what `read` makes of each record of a table, by slot number, on all processors. What it
/// makes of a removed record is meaningless.
pub fn read_table<T: Send>(document: &Document, table: Table, read: impl Fn(Slot) -> T + Sync) -> Vec<T> {
    in_shares(document, table, |share| share.slots().map(&read).collect())
}

/// Returns what `read` makes of the raw text of each record of a table, as [`read_table`] does. Of
/// a text that stays in its file nothing is kept in memory.
pub fn read_sources<T: Send>(document: &Document, table: Table, read: impl Fn(Slot, &[u8]) -> T + Sync) -> Vec<T> {
    in_shares(document, table, |share| {
        let mut found = Vec::with_capacity(share.count);
        document.each_source(share.slots(), |slot, text| found.push(read(slot, text)));
        found
    })
}

/// Returns what `read` makes of the raw texts of some records, as [`read_sources`] does.
pub fn read_sources_of<T: Send>(document: &Document, slots: &[Slot], read: impl Fn(Slot, &[u8]) -> T + Sync) -> Vec<T> {
    let shares: Vec<&[Slot]> = slots.chunks(SHARE).collect();
    let share = |number: usize| {
        let mut found = Vec::new();
        document.each_source(shares[number].iter().copied(), |slot, text| found.push(read(slot, text)));
        found
    };
    parallel::map(shares.len(), false, share).into_iter().flatten().collect()
}

fn in_shares<T: Send>(document: &Document, table: Table, read: impl Fn(RecordRange) -> Vec<T> + Sync) -> Vec<T> {
    let all = document.slot_count(table);
    let firsts: Vec<usize> = (0..all).step_by(SHARE).collect();
    let share = |number: usize| {
        let first = firsts[number];
        read(RecordRange { table, first, count: SHARE.min(all - first) })
    };
    let mut found = Vec::with_capacity(all);
    parallel::each(firsts.len(), all < ALONE, &|_, _| {}, share, |mut part| found.append(&mut part));
    found
}

/// Returns true when there are too few records for several threads.
pub fn is_small(document: &Document) -> bool {
    document.schema().all().map(|table| document.slot_count(table)).sum::<usize>() < ALONE
}
