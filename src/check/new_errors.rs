//! Which rules a record breaks that it did not break before a change.
//!
//! Must not judge a value itself. Entry point: [`new_errors`].

use super::rules::Rule;
use super::same_key::JudgedChange;
use super::{CheckOptions, Finding, RecordCheck};
use crate::document::{AddressStep, Document, Slot};
use crate::index::Index;
use crate::model::date::Date;
use crate::syntax::{NodeKind, SyntaxValue};

/// Returns what of some records breaks a rule that rejects changes and did not before. A rule that
/// is silenced in reports still rejects them. `slots` are all records that the change touches.
pub fn new_errors(before: &Document, after: &Document, index: &Index, today: Date, slots: &[Slot]) -> Vec<Finding> {
    let options = CheckOptions { silenced: Vec::new(), review_after_months: 0, ..CheckOptions::default() };
    let judged = JudgedChange::new(before, slots);
    let old = RecordCheck::new(before, index, today, &options);
    let new = RecordCheck { judged: Some(&judged), ..RecordCheck::new(after, index, today, &options) };
    let mut found = Vec::new();
    for slot in slots.iter().filter(|slot| after.is_live(**slot)) {
        let mut errors = new.record(*slot);
        errors.retain(|finding| finding.rule.rejects_changes());
        if errors.is_empty() {
            continue;
        }
        let known = if before.is_live(*slot) { old.record(*slot) } else { Vec::new() };
        let mut known: Vec<OldError> = known.iter().map(|finding| OldError::of(before, finding)).collect();
        for finding in errors {
            let error = OldError::of(after, &finding);
            match known.iter().position(|old| *old == error) {
                Some(place) => drop(known.swap_remove(place)),
                None => found.push(finding),
            }
        }
    }
    found
}

/// Identifies an error in a record that got another id, or whose list items moved.
#[derive(PartialEq)]
struct OldError {
    rule: &'static Rule,
    /// The fields that lead to it.
    path: Vec<AddressStep>,
    /// The value, if it has no parts.
    value: Option<String>,
}

impl OldError {
    fn of(document: &Document, finding: &Finding) -> OldError {
        let path = finding.address.as_ref().map_or(&[][..], |address| &address.path);
        let record = finding.slot.and_then(|slot| document.record(slot).ok());
        let value = record.as_ref().and_then(|record| record.value(path)).and_then(SyntaxValue::unwrap_option);
        let value = value.filter(|value| !matches!(value.kind(), NodeKind::Struct | NodeKind::List));
        OldError {
            rule: finding.rule,
            path: path.iter().filter(|step| matches!(step, AddressStep::Field(_))).cloned().collect(),
            value: value.map(|value| value.text().to_owned()),
        }
    }
}
