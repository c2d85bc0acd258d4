//! What meetings and steps of the process say of themselves, so that each is read once.
//!
//! Must not interpret it. Entry point: [`KnownFacts`].

use super::step::StepFacts;
use crate::document::{Document, Slot};
use crate::index::chunks::read_table;
use crate::model::{DECISIONS, MEASURES, MEETINGS, RECOMMENDATIONS};
use crate::schema::Table;

/// The tables in the order in which they are read.
const TABLES: [Table; 4] = [MEETINGS, RECOMMENDATIONS, DECISIONS, MEASURES];

/// What is read already, of each of the tables from its beginning.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownFacts {
    facts: [Vec<StepFacts>; TABLES.len()],
    /// The number of tables that are to be read to their end.
    wanted: usize,
}

impl KnownFacts {
    /// Nothing is read, and each record when it is asked for.
    pub const NONE: KnownFacts = KnownFacts { facts: [const { Vec::new() }; TABLES.len()], wanted: 0 };

    /// Reads all records.
    pub fn of_all(document: &Document) -> KnownFacts {
        KnownFacts { facts: TABLES.map(|table| read(document, table)), wanted: 0 }
    }

    /// Reads what the order of chains depends on most; the rest is to be read in slices
    /// ([`KnownFacts::read_on`]).
    pub fn for_order(document: &Document) -> KnownFacts {
        let facts = [read(document, MEETINGS), read(document, RECOMMENDATIONS), Vec::new(), Vec::new()];
        KnownFacts { facts, wanted: TABLES.len() }
    }

    /// Reads this many more records; returns false when all are read.
    pub fn read_on(&mut self, document: &Document, count: usize) -> bool {
        for (table, known) in TABLES.into_iter().zip(&mut self.facts).take(self.wanted) {
            let (from, all) = (known.len(), document.slot_count(table));
            if from == 0 && count >= all && all > 0 {
                *known = read(document, table);
                return true;
            }
            if from < all {
                let next = (from..all).take(count).map(|index| Slot { table, index: index as u32 });
                known.extend(next.map(|slot| StepFacts::read(document, slot)));
                return true;
            }
        }
        false
    }

    /// Returns what a record says of itself.
    pub fn of(&self, document: &Document, slot: Slot) -> StepFacts {
        let known = TABLES.iter().position(|table| *table == slot.table).map(|at| &self.facts[at]);
        let known = known.and_then(|known| known.get(slot.index as usize));
        known.copied().unwrap_or_else(|| StepFacts::read(document, slot))
    }
}

fn read(document: &Document, table: Table) -> Vec<StepFacts> {
    read_table(document, table, |slot| StepFacts::read(document, slot))
}
