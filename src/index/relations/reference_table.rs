//! The references of one table's records, stored contiguously.
//!
//! Does not know what the numbers stand for. Entry point: [`ReferenceTable::store`].

/// The references of one table's records, one after the other. `spans` holds the range of each
/// record, by slot number.
#[derive(Debug, Default)]
pub(super) struct ReferenceTable {
    pub(super) spans: Vec<(u32, u32)>,
    pub(super) links: Vec<Link>,
}

/// One reference: its target, and the declared field that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) target: u32,
    pub(super) site: u32,
}

impl ReferenceTable {
    /// Stores the links of a record behind all others. Its former links stay unused until the index
    /// is rebuilt.
    pub(super) fn store(&mut self, index: usize, links: &[Link]) {
        if self.spans.len() <= index {
            self.spans.resize(index + 1, (0, 0));
        }
        let start = self.links.len() as u32;
        self.links.extend_from_slice(links);
        self.spans[index] = (start, self.links.len() as u32);
    }
}
