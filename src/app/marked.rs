//! The statements that a person has marked, on lists and pages alike, to say something of all of
//! them at once.
//!
//! Must not change the dataset. Entry point: [`MarkedStatements`].

use crate::document::Address;

/// The marked statements, in the order in which they were marked.
#[derive(Debug, Clone, Default)]
pub struct MarkedStatements(Vec<Address>);

impl MarkedStatements {
    /// Marks a statement, or takes its mark away. Returns true when it is marked now.
    pub fn toggle(&mut self, statement: Address) -> bool {
        match self.0.iter().position(|marked| *marked == statement) {
            Some(at) => {
                self.0.remove(at);
                false
            }
            None => {
                self.0.push(statement);
                true
            }
        }
    }

    /// Returns true when a statement is marked.
    pub fn has(&self, statement: &Address) -> bool {
        self.0.contains(statement)
    }

    /// Returns true when none is marked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns how many are marked.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the marked statements.
    pub fn all(&self) -> &[Address] {
        &self.0
    }

    /// Takes all marks away.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}
