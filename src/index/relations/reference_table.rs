//! The references of one table's records, stored in one piece.
//!
//! Must not know what the numbers stand for. Entry point: [`ReferenceTable::store`].

/// The references of one table's records, one after the other; `spans` tells by slot number where
/// each one's lie.
#[derive(Debug, Default)]
pub(super) struct ReferenceTable {
    pub(super) spans: Vec<(u32, u32)>,
    pub(super) links: Vec<Link>,
}

/// One reference: to which target, from which place of the declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) target: u32,
    pub(super) site: u32,
}

impl ReferenceTable {
    /// Stores the links of a record behind all others; what it had before stays unused until the
    /// index is built anew.
    pub(super) fn store(&mut self, index: usize, links: &[Link]) {
        if self.spans.len() <= index {
            self.spans.resize(index + 1, (0, 0));
        }
        let start = self.links.len() as u32;
        self.links.extend_from_slice(links);
        self.spans[index] = (start, self.links.len() as u32);
    }
}
