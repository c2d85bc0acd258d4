//! The serialized form of the journal's entries; the only place that knows it.
//!
//! Tables and fields are written by name, so that a later version with another order of tables
//! still reads them.

use serde::{Deserialize, Serialize};

use super::{JournalDraft, JournalStep, StepOrigin};
use crate::document::{Address, AddressStep, Change};
use crate::schema::Schema;
use crate::storage::change_line::ChangeLine;

/// The written format version; a higher one comes from a later version of the program.
pub(super) const FORMAT: u32 = 1;

/// A line of a journal.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum JournalEntry {
    /// The first line.
    Header(Header),
    /// A step was made, undone or redone.
    Step(StepLine),
    /// Text of an open field; none when the field was closed.
    Draft(DraftLine),
    /// All steps so far are about to be saved; this is the file's future content.
    Saving(String),
    /// They are saved.
    Saved(String),
}

/// Whose journal it is and what its steps are based on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Header {
    pub format: u32,
    pub program: String,
    pub who: String,
    pub pid: u32,
    pub started: String,
    pub dataset: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
}

/// A step.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StepLine {
    time: String,
    name: String,
    how: StepOriginLine,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field: Option<WireAddress>,
    changes: Vec<ChangeLine>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    takes: Vec<(String, usize)>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StepOriginLine {
    Made,
    Undone,
    Redone,
}

/// The text in an open field.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct DraftLine {
    time: String,
    field: WireAddress,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// An address; not in the form that people type, because an id may hold any character.
#[derive(Debug, Serialize, Deserialize)]
struct WireAddress {
    table: String,
    id: String,
    path: Vec<PlaceStep>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum PlaceStep {
    Item(usize),
    Field(String),
}

impl StepLine {
    pub(super) fn new(schema: &Schema, step: &JournalStep) -> StepLine {
        let how = match step.how {
            StepOrigin::Made => StepOriginLine::Made,
            StepOrigin::Undone => StepOriginLine::Undone,
            StepOrigin::Redone => StepOriginLine::Redone,
        };
        StepLine {
            time: step.time.clone(),
            name: step.name.clone(),
            how,
            field: step.field.as_ref().map(|field| WireAddress::new(schema, field)),
            changes: step.changes.iter().map(|change| ChangeLine::new(schema, change)).collect(),
            takes: step.takes.clone(),
        }
    }

    /// Returns the step; `None` when it concerns a table that this version does not know.
    pub(super) fn read(self, schema: &Schema) -> Option<JournalStep> {
        let how = match self.how {
            StepOriginLine::Made => StepOrigin::Made,
            StepOriginLine::Undone => StepOrigin::Undone,
            StepOriginLine::Redone => StepOrigin::Redone,
        };
        let changes = self.changes.into_iter().map(|line| line.read(schema)).collect::<Option<Vec<Change>>>()?;
        let field = self.field.and_then(|field| field.read(schema));
        Some(JournalStep { time: self.time, name: self.name, how, field, changes, takes: self.takes })
    }
}

impl DraftLine {
    pub(super) fn new(schema: &Schema, time: &str, field: &Address, text: Option<&str>) -> DraftLine {
        DraftLine { time: time.to_owned(), field: WireAddress::new(schema, field), text: text.map(str::to_owned) }
    }

    /// Returns the draft, with empty text when the field was closed.
    pub(super) fn read(self, schema: &Schema) -> Option<JournalDraft> {
        Some(JournalDraft { time: self.time, field: self.field.read(schema)?, text: self.text.unwrap_or_default() })
    }
}

impl WireAddress {
    fn new(schema: &Schema, address: &Address) -> WireAddress {
        let step = |step: &AddressStep| match step {
            AddressStep::Field(name) => PlaceStep::Field(name.clone()),
            AddressStep::Item(number) => PlaceStep::Item(*number),
        };
        WireAddress {
            table: schema.table(address.table).name.to_owned(),
            id: address.id.clone(),
            path: address.path.iter().map(step).collect(),
        }
    }

    fn read(self, schema: &Schema) -> Option<Address> {
        let step = |step| match step {
            PlaceStep::Field(name) => AddressStep::Field(name),
            PlaceStep::Item(number) => AddressStep::Item(number),
        };
        Some(Address { table: schema.find(&self.table)?, id: self.id, path: self.path.into_iter().map(step).collect() })
    }
}
