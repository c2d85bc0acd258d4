//! Which rules a record breaks that it did not break before a change.
//!
//! Must not judge a value itself. Entry points: [`new_errors`]; [`ErrorsBefore`] where the dataset
//! is changed in place.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::rules::Rule;
use super::same_key::{JudgedChange, keys_in};
use super::{CheckOptions, Finding, RecordCheck};
use crate::document::{AddressStep, Document, Slot};
use crate::index::Index;
use crate::model::date::Date;
use crate::syntax::{NodeKind, SyntaxValue};

/// Returns what of some records breaks a rule that rejects changes and did not before. A rule that
/// is silenced in reports still rejects them. `slots` are all records that the change touches; with
/// the record that declares choices, all others are judged, too, because they may use a choice that
/// no longer exists.
pub fn new_errors(before: &Document, after: &Document, index: &Index, today: Date, slots: &[Slot]) -> Vec<Finding> {
    let slots = &with_users_of_choices(before, slots);
    let errors = |slot| errors_in(before, index, today, slot);
    let keys = |slot| keys_in(before, slot);
    judged(after, index, today, slots, &errors, &keys)
}

/// What records break before a change, where the dataset before is not at hand afterwards.
pub struct ErrorsBefore(HashMap<Slot, (Vec<OldError>, Vec<u64>)>);

impl ErrorsBefore {
    /// Looks at the records that a change is going to touch.
    pub fn of(before: &Document, index: &Index, today: Date, slots: &[Slot]) -> ErrorsBefore {
        let known = |slot: &Slot| (*slot, (errors_in(before, index, today, *slot), keys_in(before, *slot)));
        let slots = with_users_of_choices(before, slots);
        ErrorsBefore(slots.iter().map(known).collect())
    }

    /// Returns what [`new_errors`] does, of the dataset after the change.
    pub fn new_errors(&self, after: &Document, index: &Index, today: Date, slots: &[Slot]) -> Vec<Finding> {
        let errors = |slot: Slot| self.0.get(&slot).map_or_else(Vec::new, |(errors, _)| errors.clone());
        let keys = |slot: Slot| self.0.get(&slot).map_or_else(Vec::new, |(_, keys)| keys.clone());
        judged(after, index, today, &with_users_of_choices(after, slots), &errors, &keys)
    }
}

/// Adds all other records where the record that declares choices is among those touched.
fn with_users_of_choices<'a>(document: &Document, slots: &'a [Slot]) -> Cow<'a, [Slot]> {
    let declaring = document.schema().variants.map(|variants| variants.table);
    if !slots.iter().any(|slot| Some(slot.table) == declaring) {
        return Cow::Borrowed(slots);
    }
    let touched: HashSet<Slot> = slots.iter().copied().collect();
    let all = document.schema().all().flat_map(|table| document.slots(table));
    Cow::Owned(slots.iter().copied().chain(all.filter(|slot| !touched.contains(slot))).collect())
}

fn options() -> CheckOptions {
    CheckOptions { silenced: Vec::new(), review_after_months: 0, ..CheckOptions::default() }
}

/// Returns what a record breaks in a dataset; nothing where it is not there.
fn errors_in(document: &Document, index: &Index, today: Date, slot: Slot) -> Vec<OldError> {
    if !document.is_live(slot) {
        return Vec::new();
    }
    let found = RecordCheck::new(document, index, today, &options()).record(slot);
    found.iter().map(|finding| OldError::of(document, finding)).collect()
}

fn judged(
    after: &Document,
    index: &Index,
    today: Date,
    slots: &[Slot],
    errors_before: &dyn Fn(Slot) -> Vec<OldError>,
    keys_before: &(dyn Fn(Slot) -> Vec<u64> + Sync),
) -> Vec<Finding> {
    let judged = JudgedChange::new(keys_before, slots);
    let options = options();
    let check = RecordCheck { judged: Some(&judged), ..RecordCheck::new(after, index, today, &options) };
    let mut found = Vec::new();
    for slot in slots.iter().filter(|slot| after.is_live(**slot)) {
        let mut errors = check.record(*slot);
        errors.retain(|finding| finding.rule.rejects_changes());
        if errors.is_empty() {
            continue;
        }
        let mut known = errors_before(*slot);
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
#[derive(Clone, PartialEq)]
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
