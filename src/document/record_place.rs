//! Where in its table a record is put, and the records beside one that was removed.
//!
//! Does not move records. Entry points: [`RecordPlace`], [`FormerNeighbours`].

use serde::{Deserialize, Serialize};

use super::{Document, Slot};
use crate::schema::Table;

/// Where a new record is put.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum RecordPlace {
    /// At the end of its table.
    #[default]
    End,
    /// After the record with this id.
    After(String),
    /// Before the record with this id.
    Before(String),
}

impl RecordPlace {
    /// Turns a place beside a record that is gone into the end of the table.
    pub fn keep_if_there(&mut self, document: &Document, table: Table) {
        if let RecordPlace::After(id) | RecordPlace::Before(id) = self
            && document.find(table, id).is_none()
        {
            *self = RecordPlace::End;
        }
    }
}

/// The records beside a record, by id. A removed record returns between them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerNeighbours {
    /// The record before it; `None` when it was the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// The record after it; `None` when it was the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl FormerNeighbours {
    /// Returns the neighbours of a record.
    pub fn of(document: &Document, slot: Slot) -> FormerNeighbours {
        FormerNeighbours::named(document, document.beside(slot))
    }

    /// Returns the neighbours in these slots by their ids, also of such as were removed since.
    pub fn named(document: &Document, [previous, next]: [Option<Slot>; 2]) -> FormerNeighbours {
        let id = |slot: Slot| Some(document.id(slot).to_owned()).filter(|id| !id.is_empty());
        FormerNeighbours { previous: previous.and_then(id), next: next.and_then(id) }
    }

    /// Returns where a record with these neighbours is put: beside the one that is still there.
    pub fn place(&self, document: &Document, table: Table) -> RecordPlace {
        let here = |id: &Option<String>| id.clone().filter(|id| document.find(table, id).is_some());
        match (here(&self.previous), here(&self.next)) {
            (Some(previous), _) => RecordPlace::After(previous),
            (None, Some(next)) => RecordPlace::Before(next),
            (None, None) => RecordPlace::End,
        }
    }
}

impl Document {
    /// Returns the records before and after a record in its table.
    pub fn beside(&self, slot: Slot) -> [Option<Slot>; 2] {
        let order = self.rows(slot.table).order();
        let Some(at) = self.position(slot) else { return [None, None] };
        let there = |at: Option<usize>| at.and_then(|at| order.get(at)).map(|index| Slot { index: *index, ..slot });
        [there(at.checked_sub(1)), there(at.checked_add(1))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Address, Edit};
    use crate::model::SCHEMA;

    /// Returns the ids of a table after records were removed in this order and came back in the
    /// opposite one.
    fn there_and_back(removed: &[&str]) -> Vec<String> {
        let record = |id: &str| format!("        (id: \"{id}\", name: \"A\", kind: Kreis),\n");
        let records: String = ["a", "b", "c", "d"].map(record).concat();
        let text = format!("#![enable(implicit_some)]\nDirectory(\n    regions: [\n{records}    ],\n)\n");
        let mut document = Document::parse(&SCHEMA, text).unwrap();
        let table = SCHEMA.find("regions").unwrap();
        let mut gone = Vec::new();
        for id in removed {
            let slot = document.find(table, id).unwrap();
            gone.push((FormerNeighbours::of(&document, slot), document.source(slot).to_owned()));
            document.edit(&Edit::Remove { address: Address::record(table, *id) }).unwrap();
        }
        while let Some((neighbours, text)) = gone.pop() {
            let place = neighbours.place(&document, table);
            document.edit(&Edit::AddText { table, place, text }).unwrap();
        }
        document.slots(table).map(|slot| document.id(slot).to_owned()).collect()
    }

    #[test]
    fn a_removed_record_returns_to_its_place() {
        for removed in
            [&["a"][..], &["b"], &["d"], &["b", "c"], &["c", "b"], &["a", "b", "c", "d"], &["d", "a", "c", "b"]]
        {
            assert_eq!(there_and_back(removed), ["a", "b", "c", "d"], "{removed:?}");
        }
    }

    #[test]
    fn a_record_returns_beside_the_neighbour_that_is_left() {
        let text = "#![enable(implicit_some)]\nDirectory(regions: [(id: \"a\", name: \"A\", kind: Kreis)])\n";
        let document = Document::parse(&SCHEMA, text).unwrap();
        let table = SCHEMA.find("regions").unwrap();
        let place = |previous: &str, next: &str| {
            let id = |id: &str| Some(id.to_owned());
            FormerNeighbours { previous: id(previous), next: id(next) }.place(&document, table)
        };
        assert_eq!(place("a", "x"), RecordPlace::After("a".to_owned()));
        assert_eq!(place("x", "a"), RecordPlace::Before("a".to_owned()));
        assert_eq!(place("x", "y"), RecordPlace::End);
    }
}
