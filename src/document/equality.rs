//! Whether two documents are equal: by their revision, their text, or the text of a table.
//!
//! Does not know what the texts mean; for that see [`crate::syntax::equivalence`]. Entry points:
//! [`Document::same_text`], [`Document::same_revision`].

use super::Document;
use crate::schema::Table;

impl Document {
    /// Returns true when neither document has changed since one was copied from the other.
    pub fn same_revision(&self, copy: &Document) -> bool {
        self.base.is_same(&copy.base) && self.changed == copy.changed
    }

    /// Returns true when the file has exactly this text.
    pub fn is_text(&self, text: &str) -> bool {
        let mut rest = Some(text);
        self.chunks().for_each(|chunk| rest = rest.and_then(|rest| rest.strip_prefix(chunk)));
        rest == Some("")
    }

    /// Returns true when both documents have the same text.
    pub fn same_text(&self, other: &Document) -> bool {
        if self.base.is_same(&other.base) && self.chunks().count() == 1 && other.chunks().count() == 1 {
            return true;
        }
        let (mut left, mut right) = (self.chunks(), other.chunks());
        let (mut a, mut b) = ("".as_bytes(), "".as_bytes());
        loop {
            a = if a.is_empty() { left.find(|c| !c.is_empty()).unwrap_or_default().as_bytes() } else { a };
            b = if b.is_empty() { right.find(|c| !c.is_empty()).unwrap_or_default().as_bytes() } else { b };
            let many = a.len().min(b.len());
            if many == 0 {
                return a.len() == b.len();
            }
            if a[..many] != b[..many] {
                return false;
            }
            (a, b) = (&a[many..], &b[many..]);
        }
    }

    /// Returns true when both documents have the same records in a table, byte for byte and in the
    /// same order.
    pub(super) fn same_table(&self, other: &Document, table: Table) -> bool {
        let pieces = |doc: &'_ Document| doc.slots(table).len();
        let same = || self.slots(table).zip(other.slots(table)).all(|(a, b)| self.piece(a) == other.piece(b));
        pieces(self) == pieces(other) && self.tail_text(table) == other.tail_text(table) && same()
    }
}
