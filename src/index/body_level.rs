//! The level of a body, and which regions it is the office of.
//!
//! Reads one record. Entry points: [`level_of`] and [`office_of`].

use std::borrow::Cow;

use super::field;
use crate::document::{Document, Slot};
use crate::model::records::Level;
use crate::syntax::SyntaxValue;

/// Returns the level of a body that is read already.
pub fn level_of(body: SyntaxValue<'_>) -> Option<Level> {
    Level::from_name(field(body, "level")?.as_word()?)
}

/// Returns the level of a body.
pub fn level(document: &Document, body: Slot) -> Option<Level> {
    level_of(document.record(body).ok()?.root())
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
