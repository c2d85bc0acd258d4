//! Several edits as one: all of them are possible, or nothing is changed.
//!
//! Each edit is planned on the result of those before it, so it may name a record that an earlier
//! one added or renamed. Does not know why edits belong together. Entry points:
//! [`Document::plan_all`], [`Document::edit_all`]; [`Transaction`] where edits are looked for on
//! the way.

use std::collections::BTreeSet;

use super::change::ChangeLog;
use super::{Change, Document, Edit, EditError, Slot, invert};

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

    /// Returns what `look` finds in the document, and in the records touched, as it is after some
    /// changes. The document is as before then.
    ///
    /// # Errors
    /// As [`Document::apply`].
    pub fn look_after<T>(
        &mut self,
        changes: &[Change],
        look: impl FnOnce(&Document, &[Slot]) -> T,
    ) -> Result<T, EditError> {
        let touched = self.apply(changes)?;
        let found = look(self, &touched);
        self.apply(&invert(changes))?;
        Ok(found)
    }

    /// Plans several edits in order and applies them, all or none. Returns the changes made; edits
    /// of one record are one change.
    ///
    /// # Errors
    /// The first edit that is impossible; the document is then unchanged.
    pub fn edit_all(&mut self, edits: &[Edit]) -> Result<Vec<Change>, TransactionError> {
        let mut log = ChangeLog::default();
        self.edit_each(edits, &mut BTreeSet::new())?.into_iter().for_each(|change| log.push(change));
        Ok(log.into_changes())
    }

    /// Applies edits in order, all or none. Returns each change made.
    fn edit_each(&mut self, edits: &[Edit], touched: &mut BTreeSet<Slot>) -> Result<Vec<Change>, TransactionError> {
        let mut done = Vec::new();
        for (number, edit) in edits.iter().enumerate() {
            let made = self.plan(edit).and_then(|changes| Ok((self.apply(&changes)?, changes)));
            match made {
                Ok((slots, changes)) => {
                    touched.extend(slots);
                    done.extend(changes);
                }
                Err(reason) => {
                    self.take_back(&done);
                    return Err(TransactionError { edit: number, reason });
                }
            }
        }
        Ok(done)
    }
}

/// Edits in the making, carried out one after another on a copy of a document.
#[derive(Debug)]
pub struct Transaction {
    document: Document,
    log: ChangeLog,
    touched: BTreeSet<Slot>,
}

impl Transaction {
    /// Begins with a document as it is.
    pub fn begin(document: &Document) -> Transaction {
        Transaction { document: document.clone(), log: ChangeLog::default(), touched: BTreeSet::new() }
    }

    /// Returns the document as it is after the edits made so far.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Carries out edits in order, all or none.
    ///
    /// # Errors
    /// The first edit that is impossible; the edits before these stay.
    pub fn edit(&mut self, edits: &[Edit]) -> Result<(), TransactionError> {
        let done = self.document.edit_each(edits, &mut self.touched)?;
        done.into_iter().for_each(|change| self.log.push(change));
        Ok(())
    }

    /// Returns the records touched, by table and slot.
    pub fn touched(&self) -> impl Iterator<Item = Slot> + '_ {
        self.touched.iter().copied()
    }

    /// Ends it: the changes that lead there, and the document that they lead to.
    pub fn end(self) -> (Vec<Change>, Document) {
        (self.log.into_changes(), self.document)
    }
}
