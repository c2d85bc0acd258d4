//! What speaks against saying of a statement that it is still true: an error in it.
//!
//! Whoever confirms asks here, on the screen and the command line: a value that cannot be right is
//! mended or marked as unknown, not confirmed. Entry point: [`statement_error`].

use super::rules::*;
use super::{CheckOptions, Finding, RecordCheck};
use crate::document::{Address, Document};
use crate::index::Index;
use crate::model::date::Date;

/// The rules by which a value cannot be right, however grave they are. What is missing says nothing
/// against what is there.
static SPEAK_AGAINST: [&Rule; 12] = [
    &BROKEN_RECORD,
    &BAD_VALUE,
    &CONFLICT_MARKERS,
    &BAD_ID,
    &DANGLING_REFERENCE,
    &BAD_DATE,
    &BAD_EMAIL,
    &BAD_URL,
    &BAD_POSTCODE,
    &BAD_AGS,
    &BAD_NUTS3,
    &BAD_PHONE,
];

/// Returns the first error at a place or within it; of a record that is broken, that. A rule that
/// is silenced in reports still speaks against it.
pub fn statement_error(document: &Document, index: &Index, today: Date, place: &Address) -> Option<Finding> {
    let slot = document.resolve(place)?;
    let options = CheckOptions { review_after_months: 0, ..CheckOptions::default() };
    let found = RecordCheck::new(document, index, today, &options).record(slot);
    let is_within = |finding: &Finding| {
        let path = finding.address.as_ref().map_or(&[][..], |address| &address.path);
        path.is_empty() || path.starts_with(&place.path)
    };
    found.into_iter().find(|finding| SPEAK_AGAINST.contains(&finding.rule) && is_within(finding))
}
