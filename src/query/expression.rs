//! The query language: one question about records, the same wherever records are narrowed.
//!
//! Words are searched as ever; terms (`level:forum`, `age:>2y`) ask about fields and relations;
//! `or`, `not` and brackets combine them. Knows no language of the interface: names and values are
//! understood in both. Entry points: [`Expression::parse`], [`Expression::slots`].

mod completion;
mod composition;
mod condition;
mod date_window;
mod error;
mod parser;
mod raw_text;
mod reading;
mod record_reference;
mod reference_tables;
mod term_name;
mod unbalanced;
mod value_test;

use std::cell::OnceCell;

use super::DatasetView;
use super::place_and_topic::PlaceAndTopic;
use super::process::OpenReason;
use crate::document::{AddressStep, Slot};
use crate::index::chunks::read_sources_of;
use crate::index::fold::compared;
use crate::index::{Query, SearchResults};
use crate::model::SCHEMA;
use crate::model::date::Date;
use crate::schema::Table;
use condition::{Condition, ExaminedRecord, WantedFields};
use reading::ExpressionReader;

pub use completion::{CompletionSource, NamedRecord, Proposal, ProposalMeaning, QueryCompletion};
pub use composition::{both, term_of};
pub use error::{ExpressionError, ExpressionProblem};
pub use raw_text::RawWords;
pub use reading::quoted;
pub use record_reference::records_named;
pub use reference_tables::{has_only_words, index_for_query, reference_tables};
pub use unbalanced::unbalanced;

/// The length, in bytes, up to which terms are read.
const LONGEST: usize = 4_000;

/// A question about records, as understood with the records there are: when these change, it is
/// parsed anew.
#[derive(Debug, Clone)]
pub struct Expression {
    /// The words that must all be found.
    words: String,
    /// What else must hold.
    condition: Option<Condition>,
    /// What of a record the condition needs.
    fields: WantedFields,
    is_plain: bool,
    /// True when there are words.
    has_words: bool,
    /// What was found by the words, once that was asked.
    found: OnceCell<SearchResults>,
}

impl Expression {
    /// Reads a query about the records of a table, or of all tables.
    ///
    /// # Errors
    /// The first mistake, with its place.
    pub fn parse(
        typed: &str,
        table: Option<Table>,
        data: DatasetView<'_>,
        today: Date,
    ) -> Result<Expression, ExpressionError> {
        let is_long = typed.len() > LONGEST;
        // Of a long text only the beginning is looked at: what has no term in it are words.
        let read = if is_long { compared(typed) } else { typed };
        let failure = |place, problem| ExpressionError { place, problem, meant: None, possible: Vec::new() };
        let node = parser::parse(read).map_err(|place| failure(place, ExpressionProblem::TooDeep))?;
        let all: Vec<Table> = SCHEMA.all().collect();
        let tables = table.as_ref().map_or(&all[..], std::slice::from_ref);
        let mut reader = ExpressionReader { typed: read, data, tables, today, words: String::new(), is_plain: true };
        let condition = reader.read(&node)?;
        let ExpressionReader { words, is_plain, .. } = reader;
        if is_long && !is_plain {
            return Err(failure(read.len()..typed.len(), ExpressionProblem::TooLong));
        }
        let words = if is_plain { typed.to_owned() } else { words.trim_start().to_owned() };
        let fields = WantedFields::of(condition.as_ref());
        let has_words = has_words(&words);
        Ok(Expression { words, condition, fields, is_plain, has_words, found: OnceCell::new() })
    }

    /// Returns a question that words alone make; every text is one.
    pub fn of_words(typed: &str) -> Expression {
        let (condition, fields) = (None, WantedFields::default());
        let (words, has_words) = (typed.to_owned(), has_words(typed));
        Expression { words, condition, fields, is_plain: true, has_words, found: OnceCell::new() }
    }

    /// Returns the words that must all be found. Where there are only words, they are as typed.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Returns true when it consists of words alone.
    pub fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Returns true when it asks for nothing, and every record answers.
    pub fn is_empty(&self) -> bool {
        self.condition.is_none() && !self.has_words
    }

    /// Returns true when a record meets what is asked besides the words.
    pub fn meets_conditions(&self, data: DatasetView<'_>, slot: Slot) -> bool {
        self.meets_conditions_at(data, slot, &[])
    }

    /// Returns true when a statement of a record meets what is asked besides the words: what can be
    /// asked of the statement, is; everything else of its record.
    pub fn meets_conditions_at(&self, data: DatasetView<'_>, slot: Slot, path: &[AddressStep]) -> bool {
        let examined = ExaminedRecord::new(data, slot, path, &self.fields);
        self.condition.as_ref().is_none_or(|condition| condition.holds(&examined))
    }

    /// Leaves those records that may meet what is asked besides the words, as far as relations and
    /// the raw text tell.
    pub fn retain_likely(&self, data: DatasetView<'_>, slots: &mut Vec<Slot>) {
        let Some(condition) = self.condition.as_ref().filter(|condition| condition.needs_values()) else { return };
        slots.retain(|slot| condition.may_be_met_by(&ExaminedRecord::new(data, *slot, &[], &self.fields)));
        let met = read_sources_of(data.document, slots, |slot, text| condition.may_be_met(slot.table, text));
        let mut met = met.into_iter();
        slots.retain(|_| met.next().unwrap_or(true));
    }

    /// Returns the regions and action fields to which it asks whether records belong; `None` where
    /// it asks for other relations, or for words.
    pub fn hubs(&self) -> Option<Vec<Slot>> {
        let mut hubs = Vec::new();
        self.condition.as_ref().map_or(Some(()), |condition| condition.add_hubs(&mut hubs))?;
        Some(hubs).filter(|_| self.words.trim().is_empty())
    }

    /// Returns why something is open about a record, where that is asked for.
    pub fn open_reasons(&self, data: DatasetView<'_>, slot: Slot) -> Vec<OpenReason> {
        self.condition.as_ref().map(|condition| condition.open_reasons(data, slot)).unwrap_or_default()
    }

    /// Returns true when a record is found by the words. Misspelled ones are not forgiven.
    pub fn is_found(&self, data: DatasetView<'_>, slot: Slot) -> bool {
        let search = || found_by(data, &self.words);
        !self.has_words || self.found.get_or_init(search).contains(slot)
    }

    /// Returns true when a record answers.
    pub fn matches(&self, data: DatasetView<'_>, slot: Slot) -> bool {
        self.is_found(data, slot) && self.meets_conditions(data, slot)
    }

    /// Returns the records of a table that answer, in the order of the document.
    pub fn slots(&self, data: DatasetView<'_>, table: Table) -> Vec<Slot> {
        data.document.slots(table).filter(|slot| self.matches(data, *slot)).collect()
    }
}

fn has_words(typed: &str) -> bool {
    !typed.trim().is_empty() && !Query::parse(typed).is_empty()
}

/// Returns what words find as they are; where that is nothing, they may be a place and a topic.
fn found_by(data: DatasetView<'_>, words: &str) -> SearchResults {
    let found = data.index.search(data.document, words, None).exact();
    let topic = if found.count() == 0 { PlaceAndTopic::read(data, words) } else { None };
    topic.map_or(found, |topic| topic.search(data))
}
