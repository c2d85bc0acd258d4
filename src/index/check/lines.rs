//! Where the records of a table begin in the file, counted on from one to the next: asked one by one each would cost
//! counting from the beginning of the file.

use crate::document::{Document, Slot};

/// The place of one record after the other.
pub(super) struct Lines<'a> {
    document: &'a Document,
    last: Option<(Slot, (usize, usize))>,
}

impl<'a> Lines<'a> {
    /// Starts before the first record of a table.
    pub(super) fn new(document: &'a Document) -> Lines<'a> {
        Lines { document, last: None }
    }

    /// Line and column of a record's [`Document::source`]; `slot` is the one behind the slot asked for last.
    pub(super) fn start(&mut self, slot: Slot) -> (usize, usize) {
        let place = match self.last {
            None => self.document.line_col(slot, 0),
            Some((last, place)) => {
                let behind = &self.document.piece(last)[before_source(self.document, last)..];
                let before = &self.document.piece(slot)[..before_source(self.document, slot)];
                walk(walk(place, behind), before)
            }
        };
        self.last = Some((slot, place));
        place
    }
}

/// Line and column behind a text that begins at `place`; columns count characters.
pub(super) fn walk((line, column): (usize, usize), text: &str) -> (usize, usize) {
    match text.rfind('\n') {
        Some(at) => (line + memchr::memchr_iter(b'\n', text.as_bytes()).count(), text[at + 1..].chars().count() + 1),
        None => (line, column + text.chars().count()),
    }
}

/// How much of a record's piece stands in front of its source, which is a part of it.
fn before_source(document: &Document, slot: Slot) -> usize {
    document.source(slot).as_ptr().addr().saturating_sub(document.piece(slot).as_ptr().addr())
}
