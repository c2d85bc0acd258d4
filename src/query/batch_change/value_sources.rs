//! The sources of the values that a change of many records sets: those that it leaves as they are
//! say where the former values came from.
//!
//! Must not judge which source is right. Entry points: [`BatchPlan::values_with_former_source`],
//! [`BatchChange::with_source`].

use std::collections::HashSet;

use super::{BatchAction, BatchChange, BatchEntry, BatchPlan, BatchRow};
use crate::document::{Address, Document, Edit};
use crate::model::SCHEMA;
use crate::model::date::Date;
use crate::model::input::{InputError, parse};
use crate::model::provenance::{
    StatementCheck, ValueSource, is_older, known_source, renewal, source_of, source_to_give,
};
use crate::model::records::SOURCE;
use crate::schema::FieldKind;

/// The source that all values of a change get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceOfChange {
    /// The page or title, as RON text.
    pub origin: String,
    /// The date of the statements, as RON text.
    pub as_of: String,
}

impl SourceOfChange {
    /// Reads a source as a person types it; its date is today unless one is typed.
    ///
    /// # Errors
    /// What is wrong with the source or the date.
    pub fn typed(origin: &str, as_of: Option<&str>, today: Date) -> Result<SourceOfChange, InputError> {
        let accepted = |name: &str, typed: &str| {
            let kind = SOURCE.field(name).map_or(FieldKind::Text, |field| field.kind);
            parse(kind, typed, today).map(|accepted| accepted.ron)
        };
        let as_of = as_of.map_or_else(|| today.to_string(), str::to_owned);
        Ok(SourceOfChange { origin: accepted("url", origin)?, as_of: accepted("as_of", &as_of)? })
    }

    /// Returns the source as it would be typed.
    pub fn text(&self) -> String {
        ron::from_str(&self.origin).unwrap_or_default()
    }
}

impl BatchPlan {
    /// Returns the values that the plan sets while their known source stays that of the former
    /// value. One that is of today needs no other.
    pub fn values_with_former_source(&self, document: &Document, today: Date) -> Vec<Address> {
        let values = self.rows_without_source(document, today).map(|row| &row.change.address);
        values.filter(|value| known_source(document, value).is_some()).cloned().collect()
    }

    /// Returns the rows that set a value, but not its source.
    fn rows_without_source(&self, document: &Document, today: Date) -> impl Iterator<Item = &BatchRow> {
        let given: HashSet<Address> = self.rows.iter().filter_map(|row| source_around(&row.change.address)).collect();
        self.rows.iter().filter(move |row| {
            let value = &row.change.address;
            let is_set = !value.path.is_empty() && row.change.after.is_some() && source_around(value).is_none();
            let is_owed = || {
                let sources = [source_of(document, value), source_to_give(document, value)];
                let is_given = sources.iter().flatten().any(|source| given.contains(source));
                !is_given && sources[0].as_ref().is_some_and(|source| is_older(document, source, today))
            };
            is_set && is_owed()
        })
    }
}

impl BatchChange {
    /// Returns the change together with a source for each value that `plan`, made of this change,
    /// sets without one, but for those of the entries left out.
    #[must_use]
    pub fn with_source(
        mut self,
        plan: &BatchPlan,
        document: &Document,
        source: &SourceOfChange,
        today: Date,
        check_of: &dyn Fn(&Address) -> StatementCheck,
        left_out: &HashSet<usize>,
    ) -> BatchChange {
        let mut renewed = HashSet::new();
        let is_made = |row: &&BatchRow| !row.entry.is_some_and(|entry| left_out.contains(&entry));
        for row in plan.rows_without_source(document, today).filter(is_made) {
            let Some(place) = source_to_give(document, &row.change.address) else { continue };
            if !renewed.insert(place.clone()) {
                continue;
            }
            let origin = ValueSource::Given(source.origin.clone());
            let line = row.entry.and_then(|entry| self.entries.get(entry)?.line);
            for edit in renewal(document, &place, origin, source.as_of.clone(), check_of(&place)) {
                let entry = match edit {
                    Edit::Set { address, value } => BatchEntry::new(address, BatchAction::Set(value)),
                    Edit::Clear { address } => BatchEntry::new(address, BatchAction::Clear),
                    _ => continue,
                };
                self.entries.push(BatchEntry { line, ..entry });
            }
        }
        self
    }
}

/// Returns the source of which a place is a part, or which it is.
fn source_around(place: &Address) -> Option<Address> {
    let around = (1..=place.path.len()).map(|length| Address { path: place.path[..length].to_vec(), ..place.clone() });
    let is_source = |part: &Address| matches!(part.kind(&SCHEMA), Some(FieldKind::Record(record)) if record.is_source);
    around.into_iter().find(is_source)
}
