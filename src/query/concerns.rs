//! The concerns of the public, and the action fields for which none is recorded.
//!
//! Entry points: [`Concerns::of`], [`has_concern`] and [`fields_meant`].

use super::DatasetView;
use crate::document::{Document, Slot};
use crate::index::{MatchKind, Query};
use crate::model::ACTION_FIELDS;
use crate::schema::FieldWeight;
use crate::syntax::SyntaxValue;

/// The action fields, as a person without special knowledge comes to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concerns {
    /// Those with a concern of the public, in file order.
    pub asked: Vec<Slot>,
    /// The others, by name.
    pub others: Vec<Slot>,
}

impl Concerns {
    /// Returns the action fields of a dataset.
    pub fn of(data: DatasetView<'_>) -> Concerns {
        let fields = data.document.slots(ACTION_FIELDS);
        let (asked, mut others): (Vec<Slot>, Vec<Slot>) = fields.partition(|slot| has_concern(data.document, *slot));
        others.sort_by_cached_key(|slot| data.name_key(*slot));
        Concerns { asked, others }
    }
}

/// Returns true when the public asks for this action field.
pub fn has_concern(document: &Document, field: Slot) -> bool {
    let record = document.record_fields(field, &["concern"]).ok();
    record.is_some_and(|r| r.root().field("concern").and_then(SyntaxValue::unwrap_option).is_some())
}

/// An action field that somebody may have meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldMatch {
    /// The field.
    pub field: Slot,
    /// True when the whole of a name was typed.
    pub exact: bool,
}

/// Returns the fields that a name, a synonym or words of a concern may stand for, exact ones first.
/// Beginnings of words match, insides do not.
pub fn fields_meant(data: DatasetView<'_>, typed: &str) -> Vec<FieldMatch> {
    let query = Query::parse(typed);
    if query.is_empty() {
        return Vec::new();
    }
    let mut found = data.index.answers(data.document, ACTION_FIELDS, &query, FieldWeight::Wording);
    found.retain(|(answer, _)| answer.loosest < MatchKind::Inside);
    found.sort_by_key(|(answer, _)| answer.score);
    found.into_iter().map(|(answer, field)| FieldMatch { field, exact: answer.loosest == MatchKind::Whole }).collect()
}
