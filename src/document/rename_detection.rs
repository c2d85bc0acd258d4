//! Recognises records that got another id.
//!
//! Only what is certain: a record that is gone and the only one that came say the same but for the
//! id, or no other pair is alike. Does not decide what is done about it. Entry points:
//! [`renamed_or_changed_too`], and [`without_id`] to compare two.

use std::collections::HashMap;

use super::likeness::alike;
use super::{Document, Slot};

/// Which of the records `before` is which of `after` under another id: indices into both.
pub(super) fn renamed(old: &Document, before: &[Slot], new: &Document, after: &[Slot]) -> Vec<(usize, usize)> {
    let gone = before.iter().enumerate().filter(|(_, slot)| new.find(slot.table, old.id(**slot)).is_none());
    let came = after.iter().enumerate().filter(|(_, slot)| old.find(slot.table, new.id(**slot)).is_none());
    let mut found: HashMap<String, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (i, slot) in gone {
        if let Some(text) = without_id(old, *slot) {
            found.entry(text).or_default().0.push(i);
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    for (i, slot) in came {
        if let Some(pair) = without_id(new, *slot).and_then(|text| found.get_mut(&text)) {
            pair.1.push(i);
        }
    }
    let sure = |(old, new): (Vec<usize>, Vec<usize>)| match (old.as_slice(), new.as_slice()) {
        ([old], [new]) => Some((*old, *new)),
        _ => None,
    };
    found.into_values().filter_map(sure).collect()
}

/// Returns which of the records `gone` is which of `came` under another id, also where other fields
/// changed with the id: indices into both.
pub(super) fn renamed_or_changed_too(
    old: &Document,
    gone: &[Slot],
    new: &Document,
    came: &[Slot],
) -> Vec<(usize, usize)> {
    let mut pairs = renamed(old, gone, new, came);
    pairs.extend(changed_too(old, gone, new, came, &pairs));
    pairs
}

/// Returns which records were both renamed and changed; `known` are those that were only renamed.
fn changed_too(
    base: &Document,
    gone: &[Slot],
    side: &Document,
    came: &[Slot],
    known: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let rest =
        |count: usize, is_known: &dyn Fn(usize) -> bool| (0..count).filter(|at| !is_known(*at)).collect::<Vec<usize>>();
    let old = rest(gone.len(), &|at| known.iter().any(|pair| pair.0 == at));
    let new = rest(came.len(), &|at| known.iter().any(|pair| pair.1 == at));
    let slots = |all: &[Slot], which: &[usize]| which.iter().map(|at| all[*at]).collect::<Vec<Slot>>();
    let found = alike(base, &slots(gone, &old), side, &slots(came, &new));
    found.into_iter().map(|(before, after)| (old[before], new[after])).collect()
}

/// Returns a record's text but for its id.
pub(super) fn without_id(doc: &Document, slot: Slot) -> Option<String> {
    let record = doc.record(slot).ok().filter(|_| !doc.id(slot).is_empty())?;
    let id = record.root().field("id")?.span();
    let text = record.text();
    Some(format!("{}\0{}", &text[..id.start], &text[id.end..]))
}
