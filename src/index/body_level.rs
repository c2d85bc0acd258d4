//! The level of a body, which regions it is the office of, and whether it still exists.
//!
//! Reads one record. Entry points: [`level_of`], [`role_of`], [`office_of`] and [`has_ended`].

use std::borrow::Cow;

use super::field;
use crate::document::{Document, Slot};
use crate::model::date::Date;
use crate::model::records::BodyRole;
use crate::model::vocabulary::{Level, Vocabulary};
use crate::schema::Schema;
use crate::syntax::SyntaxValue;

/// Returns the level of a body that is read already.
pub fn level_of(schema: &'static Schema, body: SyntaxValue<'_>) -> Option<Level> {
    Level::from_name(Vocabulary::of(schema), field(body, "level")?.as_word()?)
}

/// Returns the level of a body.
pub fn level(document: &Document, body: Slot) -> Option<Level> {
    level_of(document.schema(), document.record_fields(body, &["level"]).ok()?.root())
}

/// Returns what a body that is read already does for its network.
pub fn role_of(schema: &'static Schema, body: SyntaxValue<'_>) -> Option<BodyRole> {
    level_of(schema, body).map(|level| level.role)
}

/// Returns what a body does for its network.
pub fn role(document: &Document, body: Slot) -> Option<BodyRole> {
    level(document, body).map(|level| level.role)
}

/// Returns true for an office, the body that people ask.
pub fn is_office(schema: &'static Schema, body: SyntaxValue<'_>) -> bool {
    role_of(schema, body) == Some(BodyRole::Office)
}

/// Returns the regions whose office a body is.
pub fn office_of<'r>(schema: &'static Schema, body: SyntaxValue<'r>) -> Vec<Cow<'r, str>> {
    if !is_office(schema, body) {
        return Vec::new();
    }
    let regions = field(body, "regions");
    regions.into_iter().flat_map(|list| list.items()).filter_map(|region| region.as_str()).collect()
}

/// Returns true when a body is known to exist no longer.
pub fn has_ended(body: SyntaxValue<'_>, today: Date) -> bool {
    let until = field(body, "until").and_then(|until| Date::parse(until.as_str()?.trim()).ok());
    until.is_some_and(|until| today.is_after(until))
}
