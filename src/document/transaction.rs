//! Several edits as one: all of them are possible, or nothing is changed.
//!
//! Each edit is planned on the result of those before it, so it may name a record that an earlier
//! one added or renamed. Does not know why edits belong together. Entry points:
//! [`Document::plan_all`], [`Document::edit_all`].

use super::change::append;
use super::{Change, Document, Edit, EditError};

/// Why several edits are impossible together; the document is then unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransactionError {
    /// Index of the first edit that is impossible.
    pub edit: usize,
    /// Why it is.
    pub reason: EditError,
}

impl Document {
    /// Plans the changes that carry out several edits in order; the document is not modified.
    ///
    /// # Errors
    /// The first edit that is impossible.
    pub fn plan_all(&self, edits: &[Edit]) -> Result<Vec<Change>, TransactionError> {
        match edits {
            // The usual case needs no copy of the document.
            [edit] => self.plan(edit).map_err(|reason| TransactionError { edit: 0, reason }),
            _ => self.clone().edit_all(edits),
        }
    }

    /// Plans several edits in order and applies them, all or none. Returns the changes made; edits
    /// of a record that follow each other are one change.
    ///
    /// # Errors
    /// The first edit that is impossible; the document is then unchanged.
    pub fn edit_all(&mut self, edits: &[Edit]) -> Result<Vec<Change>, TransactionError> {
        let mut done = Vec::new();
        for (number, edit) in edits.iter().enumerate() {
            match self.edit(edit) {
                Ok(changes) => append(&mut done, changes),
                Err(reason) => {
                    self.take_back(&done);
                    return Err(TransactionError { edit: number, reason });
                }
            }
        }
        done.retain(|change| change.before != change.after);
        Ok(done)
    }
}
