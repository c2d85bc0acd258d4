//! A change of the dataset as JSON, as the journal and proposals have it; the only place that knows
//! this form.
//!
//! The table is written by name, so that a later version with another order of tables still reads
//! it. Entry point: [`ChangeLine`].

use serde::{Deserialize, Serialize};

use crate::document::Change;
use crate::schema::Schema;

/// A change as it is written.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ChangeLine {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    table: Option<String>,
    id: String,
    position: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

impl ChangeLine {
    /// Returns the line of a change.
    pub(super) fn new(schema: &Schema, change: &Change) -> ChangeLine {
        ChangeLine {
            table: change.table.map(|table| schema.table(table).name.to_owned()),
            id: change.id.clone(),
            position: change.position,
            before: change.before.clone(),
            after: change.after.clone(),
        }
    }

    /// Returns the change; `None` when it concerns a table that this version does not know.
    pub(super) fn read(self, schema: &Schema) -> Option<Change> {
        let table = match self.table {
            Some(name) => Some(schema.find(&name)?),
            None => None,
        };
        Some(Change { table, id: self.id, position: self.position, before: self.before, after: self.after })
    }
}
