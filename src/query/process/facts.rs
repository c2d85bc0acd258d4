//! What meetings and steps of the process say of themselves, so that each is read once.
//!
//! Must not interpret it. Entry points: [`StepFacts::read`], [`KnownFacts`].

use crate::document::{Document, Slot};
use crate::index::chunks::read_table;
use crate::index::field;
use crate::model::date::Date;
use crate::model::records::{MeasureStatus, RecommendationStatus};
use crate::model::{DECISIONS, MEASURES, MEETINGS, RECOMMENDATIONS};
use crate::schema::Table;
use crate::syntax::SyntaxValue;

/// What a meeting, recommendation, decision or measure says of itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct StepFacts {
    /// The date of a meeting or decision, the start of a measure.
    pub date: Option<Date>,
    /// The end of a measure.
    pub end: Option<Date>,
    /// The number of a recommendation or decision within its meeting.
    pub number: Option<u32>,
    /// The status of a recommendation.
    pub recommendation: Option<RecommendationStatus>,
    /// The status of a measure.
    pub measure: Option<MeasureStatus>,
    /// True when it cannot be read.
    pub is_unreadable: bool,
}

impl StepFacts {
    /// Reads a record.
    pub fn read(document: &Document, slot: Slot) -> StepFacts {
        let wanted: &[&str] = match slot.table {
            MEETINGS => &["date"],
            RECOMMENDATIONS => &["number", "status"],
            MEASURES => &["status", "start", "end"],
            _ => &["date", "number"],
        };
        let Ok(record) = document.record_fields(slot, wanted) else {
            return StepFacts { is_unreadable: true, ..StepFacts::default() };
        };
        let root = record.root();
        let date = |name| Date::parse(field(root, name)?.as_str()?.trim()).ok();
        let status = field(root, "status").and_then(SyntaxValue::as_word);
        let number = field(root, "number").and_then(SyntaxValue::as_u64).and_then(|number| u32::try_from(number).ok());
        let facts = StepFacts { date: date("date"), number, ..StepFacts::default() };
        match slot.table {
            RECOMMENDATIONS => StepFacts { recommendation: status.and_then(RecommendationStatus::from_name), ..facts },
            MEASURES => {
                let measure = status.and_then(MeasureStatus::from_name);
                StepFacts { date: date("start"), end: date("end"), measure, ..facts }
            }
            _ => facts,
        }
    }
}

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
