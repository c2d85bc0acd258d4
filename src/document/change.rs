//! A change of the dataset as a value; everything that alters a document is a list of these.
//!
//! Undo applies the inverse, the journal and the history are lists of changes, a diff is one, a
//! merge replays one.

use crate::schema::Table;

/// One piece of a table replaced, inserted or removed.
///
/// A piece is the text of a record with the comments above it, its comma and the rest of its line;
/// `before` and `after` hold it whole, so that the inverse restores every byte. The text between
/// the last record and the closing bracket is a piece of its own, with an empty id, and is only
/// ever replaced. The piece of a single record is its whole field.
///
/// With `table: None` it is about a field of the outermost struct: inserted and removed as a whole;
/// what is *replaced* is only the text behind its value (its comma and the rest of its line),
/// because the value may be a table of any size.
///
/// In a list of changes each position counts in the document as the changes before it leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The table; `None` for a field of the outermost struct (a table or record that was absent as
    /// a whole).
    pub table: Option<Table>,
    /// Id of the record (before the change, when it alters the id itself); the table's name when
    /// `table` is `None`.
    pub id: String,
    /// Index of the piece in its table: where it lies, or where it is inserted.
    pub position: usize,
    /// The piece as it was; `None` for an insertion.
    pub before: Option<String>,
    /// The piece as it becomes; `None` for a removal.
    pub after: Option<String>,
}

impl Change {
    /// Returns true where this change goes on with the text that another one left, so that both can
    /// be told as one.
    pub fn continues(&self, earlier: &Change) -> bool {
        (self.table, &self.id, self.position) == (earlier.table, &earlier.id, earlier.position)
            && self.before.is_some()
            && self.before == earlier.after
    }
}
