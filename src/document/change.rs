//! A change of the dataset as a value; everything that modifies a document is a list of these.
//!
//! Undo applies the inverse. The journal and the history are lists of changes, a diff is one, and a
//! merge replays one.

use std::collections::{BTreeMap, HashMap};

use crate::schema::Table;

/// One piece of a table replaced, inserted or removed.
///
/// A piece is the text of a record with the comments above it, its comma and the rest of its line.
/// `before` and `after` hold it whole, so that the inverse restores every byte. The text between
/// the last record and the closing bracket is a piece of its own; it has an empty id and is only
/// ever replaced. The piece of a single record is its whole field.
///
/// With `table: None` the change concerns a field of the outermost struct, which is inserted and
/// removed as a whole. A *replacement* covers only the text after its value (its comma and the rest
/// of its line), because the value may be a table of any size.
///
/// In a list of changes, each position refers to the document after the changes before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The table; `None` for a field of the outermost struct, when a table or record was absent as
    /// a whole.
    pub table: Option<Table>,
    /// Id of the record (before the change, when it alters the id itself); the table's name when
    /// `table` is `None`.
    pub id: String,
    /// Index of the piece in its table: where it is, or where it is inserted.
    pub position: usize,
    /// The piece before the change; `None` for an insertion.
    pub before: Option<String>,
    /// The piece after the change; `None` for a removal.
    pub after: Option<String>,
}

/// Adds changes to those made before. A change that starts from the text that the last one left is
/// joined with it.
pub fn append(changes: &mut Vec<Change>, more: Vec<Change>) {
    for change in more {
        match changes.last_mut() {
            Some(last) if change.continues(last) => last.after = change.after,
            _ => changes.push(change),
        }
    }
}

impl Change {
    /// Returns true when this change starts from the text that another one left, so that both can
    /// be shown as one.
    fn continues(&self, earlier: &Change) -> bool {
        (self.table, &self.id, self.position) == (earlier.table, &earlier.id, earlier.position)
            && self.before.is_some()
            && self.before == earlier.after
    }
}

/// Changes in the making. Those of one piece are joined, however many others came between, so that
/// there is mostly one for each record.
#[derive(Debug, Default)]
pub(super) struct ChangeLog {
    changes: Vec<Change>,
    /// By table and position, the last change of the piece that is there.
    last: HashMap<Table, BTreeMap<usize, usize>>,
}

impl ChangeLog {
    /// Adds a change that was made after all others.
    pub(super) fn push(&mut self, change: Change) {
        let Some(table) = change.table else {
            self.last.clear();
            return self.changes.push(change);
        };
        let last = self.last.entry(table).or_default();
        let is_replaced = change.before.is_some() && change.after.is_some();
        if !is_replaced {
            // What is behind it has another position now.
            last.split_off(&change.position);
        }
        let earlier = last.get(&change.position).and_then(|at| self.changes.get_mut(*at));
        if let Some(earlier) = earlier.filter(|earlier| is_replaced && earlier.after == change.before) {
            earlier.after = change.after;
            return;
        }
        if change.after.is_some() {
            last.insert(change.position, self.changes.len());
        }
        self.changes.push(change);
    }

    /// Returns the changes, in the order in which they are to be applied.
    pub(super) fn into_changes(self) -> Vec<Change> {
        let mut changes = self.changes;
        changes.retain(|change| change.before != change.after);
        changes
    }
}
