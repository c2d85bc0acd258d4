//! Recognises records that got another id.
//!
//! Only what is certain: a record that is gone and the only one that came say the same but for the
//! id. Does not decide what is done about it. Entry points: [`renamed`],
//! and [`without_id`] to compare two.

use std::collections::HashMap;

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

/// Returns a record's text but for its id.
pub(super) fn without_id(doc: &Document, slot: Slot) -> Option<String> {
    let record = doc.record(slot).ok().filter(|_| !doc.id(slot).is_empty())?;
    let id = record.root().field("id")?.span();
    let text = record.text();
    Some(format!("{}\0{}", &text[..id.start], &text[id.end..]))
}
