//! The level of a body, which regions it is the office of, and whether it still exists.
//!
//! Reads one record. Entry points: [`level_of`], [`office_of`] and [`has_ended`].

use std::borrow::Cow;

use super::field;
use crate::document::{Document, Slot};
use crate::model::date::Date;
use crate::model::records::Level;
use crate::syntax::SyntaxValue;

/// Returns the level of a body that is read already.
pub fn level_of(body: SyntaxValue<'_>) -> Option<Level> {
    Level::from_name(field(body, "level")?.as_word()?)
}

/// Returns the level of a body.
pub fn level(document: &Document, body: Slot) -> Option<Level> {
    level_of(document.record_fields(body, &["level"]).ok()?.root())
}

/// Returns true for a Bildungsbüro, the body that people ask.
pub fn is_office(body: SyntaxValue<'_>) -> bool {
    level_of(body) == Some(Level::Bildungsbuero)
}

/// Returns the regions whose office a body is.
pub fn office_of(body: SyntaxValue<'_>) -> Vec<Cow<'_, str>> {
    if !is_office(body) {
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
