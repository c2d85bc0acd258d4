//! Finds records of a table that have the same official key: one of the two is wrong.
//!
//! Must not judge whether a key is one. Entry points: [`check`], [`KeyHolders`], [`JudgedChange`].

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

use super::finding::FindingMessage;
use super::rules::SAME_KEY;
use super::{Findings, texts};
use crate::document::{Document, Slot};
use crate::index::display_names::text;
use crate::model::SCHEMA;
use crate::schema::{Field, Table};
use crate::syntax::SyntaxValue;

/// Returns the official keys of a record, as hashes that are equal for two equal keys of a table.
pub(super) fn keys(table: Table, record: SyntaxValue<'_>) -> impl Iterator<Item = (&'static Field, u64)> {
    let is_key = |field: &&Field| field.kind.is_official_key();
    SCHEMA.table(table).record.fields.iter().filter(is_key).filter_map(move |field| {
        let key = text(record, field.name).map(|key| key.trim().to_uppercase()).filter(|key| !key.is_empty())?;
        let mut hasher = DefaultHasher::new();
        (table, field.name, key).hash(&mut hasher);
        Some((field, hasher.finish()))
    })
}

/// The records that have each key, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct KeyHolders {
    first: HashMap<u64, Slot>,
    later: HashMap<u64, Vec<Slot>>,
}

impl KeyHolders {
    fn of(document: &Document, table: Table) -> KeyHolders {
        let mut holders = KeyHolders::default();
        for slot in document.slots(table) {
            if let Ok(record) = document.record(slot) {
                holders.take(slot, keys(table, record.root()).map(|(_, hash)| hash));
            }
        }
        holders
    }

    /// Adds the keys of the next record.
    pub(super) fn take(&mut self, slot: Slot, keys: impl IntoIterator<Item = u64>) {
        for key in keys {
            if *self.first.entry(key).or_insert(slot) != slot {
                self.later.entry(key).or_default().push(slot);
            }
        }
    }

    /// Returns the first other record that has a key and stands before this one, or after it where
    /// `counts` says so.
    fn other(&self, key: u64, slot: Slot, counts: impl Fn(&Slot) -> bool) -> Option<Slot> {
        let first = *self.first.get(&key)?;
        if first != slot {
            return Some(first);
        }
        self.later.get(&key)?.iter().copied().find(counts)
    }
}

/// Returns the official keys that a record had in a dataset; none where it was not there.
pub(super) fn keys_in(document: &Document, slot: Slot) -> Vec<u64> {
    let record = document.is_live(slot).then(|| document.record(slot).ok()).flatten();
    record.map_or_else(Vec::new, |record| keys(slot.table, record.root()).map(|(_, hash)| hash).collect())
}

/// A change whose records are judged.
pub(super) struct JudgedChange<'a> {
    /// Returns the keys that a record had before.
    keys_before: &'a (dyn Fn(Slot) -> Vec<u64> + Sync),
    touched: HashSet<Slot>,
    /// By table; read where the key of a record changes.
    holders: HashMap<Table, OnceLock<KeyHolders>>,
}

impl<'a> JudgedChange<'a> {
    /// Returns the change of a dataset that touches these records.
    pub(super) fn new(keys_before: &'a (dyn Fn(Slot) -> Vec<u64> + Sync), touched: &[Slot]) -> JudgedChange<'a> {
        let touched: HashSet<Slot> = touched.iter().copied().collect();
        let holders = touched.iter().map(|slot| (slot.table, OnceLock::new())).collect();
        JudgedChange { keys_before, touched, holders }
    }
}

/// Reports the official keys of a record that another one has. While a single record is looked at,
/// the others are not known.
pub(super) fn check(findings: &mut Findings<'_, '_>, record: SyntaxValue<'_>) {
    let (slot, check) = (findings.slot, findings.check);
    let report = |findings: &mut Findings<'_, '_>, field: &Field, other: Slot| {
        let other = || check.document.address(other).display(check.document.schema()).to_string();
        let message = || FindingMessage::about(&other(), texts::check::same_key);
        findings.at_field(&SAME_KEY, record, field.name, message);
    };
    let mut given = keys(slot.table, record).peekable();
    if given.peek().is_none() {
        return;
    }
    if let Some(overview) = check.overview {
        for (field, key) in given {
            if let Some(other) = overview.keys().other(key, slot, |_| false) {
                report(findings, field, other);
            }
        }
    } else if let Some(judged) = check.judged {
        let known = (judged.keys_before)(slot);
        for (field, key) in given.filter(|(_, key)| !known.contains(key)) {
            let Some(holders) = judged.holders.get(&slot.table) else { continue };
            let holders = holders.get_or_init(|| KeyHolders::of(check.document, slot.table));
            // Of two that get it, the later one is refused.
            if let Some(other) = holders.other(key, slot, |other| !judged.touched.contains(other)) {
                report(findings, field, other);
            }
        }
    }
}
