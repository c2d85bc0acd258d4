//! What meetings and steps of the process say of themselves, so that each is read once.
//!
//! Must not interpret it. Entry points: [`StepFacts::read`], [`KnownFacts`].

use std::cell::Cell;

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

const TABLES: [Table; 4] = [MEETINGS, RECOMMENDATIONS, DECISIONS, MEASURES];

/// What records say of themselves, each read when it is first asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownFacts {
    /// By table and slot number; empty where nothing is kept.
    facts: [Vec<Cell<Option<StepFacts>>>; TABLES.len()],
}

impl KnownFacts {
    /// Keeps nothing: each record is read whenever it is asked for.
    pub const NONE: KnownFacts = KnownFacts { facts: [const { Vec::new() }; TABLES.len()] };

    /// Reads all records.
    pub fn of_all(document: &Document) -> KnownFacts {
        KnownFacts { facts: TABLES.map(|table| read(document, table)) }
    }

    /// Reads the meetings, by whose dates chains are ordered.
    pub fn of_meetings(document: &Document) -> KnownFacts {
        KnownFacts {
            facts: TABLES.map(|table| match table {
                MEETINGS => read(document, table),
                _ => vec![Cell::new(None); document.slot_count(table)],
            }),
        }
    }

    /// Returns what a record says of itself.
    pub fn of(&self, document: &Document, slot: Slot) -> StepFacts {
        let known = TABLES.iter().position(|table| *table == slot.table).map(|at| &self.facts[at]);
        let Some(known) = known.and_then(|known| known.get(slot.index as usize)) else {
            return StepFacts::read(document, slot);
        };
        known.get().unwrap_or_else(|| {
            let facts = StepFacts::read(document, slot);
            known.set(Some(facts));
            facts
        })
    }
}

fn read(document: &Document, table: Table) -> Vec<Cell<Option<StepFacts>>> {
    read_table(document, table, |slot| Cell::new(Some(StepFacts::read(document, slot))))
}
