//! The names of records and the values that tell them apart, as numbers that are compared quickly.
//!
//! Knows the records of one table. Entry points: [`IdentityHasher::hashes`],
//! [`IdentityHashes::distance`].

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::field;
use super::likely_namesakes::push_lowercase;
use crate::document::Slot;
use crate::schema::{Field, FieldKind, Naming, RecordType};
use crate::syntax::SyntaxValue;

/// Stands for the hashes of a removed record.
const REMOVED: u32 = 0;

/// Stands for the hash of the name of a record that has none.
const UNNAMED: u32 = 1;

/// Reads what records of a type are told apart by, as numbers.
#[derive(Debug)]
pub struct IdentityHasher {
    names: Vec<&'static Field>,
    values: Vec<&'static Field>,
}

impl IdentityHasher {
    /// Returns one for records of this type.
    pub fn new(declared: &'static RecordType) -> IdentityHasher {
        IdentityHasher { names: name_fields(declared, true), values: declared.distinguishing() }
    }

    /// Returns the names of the fields that are read.
    pub(super) fn fields(&self) -> Vec<&'static str> {
        self.names.iter().chain(&self.values).map(|field| field.name).collect()
    }

    /// Returns a string in lower case that stands in each record with the same name; of one without
    /// a name, in each with the same first value.
    pub(super) fn telling_text(&self, root: SyntaxValue<'_>) -> Option<Vec<u8>> {
        let text = |declared: &&Field| {
            let value = field(root, declared.name)?;
            let is_list = matches!(declared.kind, FieldKind::List(_));
            let value = if is_list { value.item(0)?.unwrap_option()? } else { value };
            let mut text = Vec::new();
            push_lowercase(&value.as_str()?, &mut text);
            Some(text).filter(|text| !text.is_empty())
        };
        self.names.iter().find_map(text).or_else(|| self.values.first().and_then(text))
    }

    /// Returns a hash of the name in lower case, of it with the first value, with the first two,
    /// and so on. Where two records have the same hash by chance, more is said of them than it
    /// takes.
    pub fn hashes<'a>(&'a self, root: Option<SyntaxValue<'a>>) -> impl Iterator<Item = u32> + 'a {
        let mut text = Vec::with_capacity(USUAL);
        let is_named = self.names.iter().filter(|field| push_value(field, root, &mut text)).count() > 0;
        let mut hash = xxh3_64(&text);
        let name = if is_named { as_number(hash) } else { UNNAMED };
        let values = self.values.iter().map(move |field| {
            text.clear();
            push_value(field, root, &mut text);
            hash = xxh3_64_with_seed(&text, hash);
            as_number(hash)
        });
        std::iter::once(name).chain(values)
    }
}

/// The length of most values.
const USUAL: usize = 128;

fn as_number(hash: u64) -> u32 {
    (hash as u32).max(UNNAMED + 1)
}

/// Returns the fields of the full name, or of the other names and the id.
pub(super) fn name_fields(declared: &'static RecordType, full: bool) -> Vec<&'static Field> {
    let parts = declared.name_parts();
    let is_wanted = |field: &Field| match field.naming {
        Some(Naming::Part(_)) => full,
        Some(Naming::Full) => full == parts.is_empty(),
        Some(Naming::Short | Naming::Synonym) => !full,
        None => !full && matches!(field.kind, FieldKind::Id),
    };
    declared.fields.iter().filter(|field| is_wanted(field)).collect()
}

/// Appends the value of a field in lower case; returns false when it has none.
fn push_value(declared: &Field, root: Option<SyntaxValue<'_>>, to: &mut Vec<u8>) -> bool {
    let start = to.len();
    let mut plain = |value: SyntaxValue<'_>| {
        let text = value.as_str();
        push_lowercase(text.as_deref().unwrap_or(value.text()), to);
        to.push(b' ');
    };
    match root.and_then(|root| field(root, declared.name)) {
        Some(value) if matches!(declared.kind, FieldKind::List(_)) => {
            value.items().filter_map(SyntaxValue::unwrap_option).for_each(&mut plain);
        }
        Some(value) => plain(value),
        None => {}
    }
    let is_there = to.len() > start + 1;
    // Ends the value, so that no two lists of values are the same text.
    to.push(b'\n');
    is_there
}

/// The hashes of the records of a table, by slot number: of their names, of these with the first
/// value, and so on.
#[derive(Debug, Default, Clone)]
pub struct IdentityHashes(Vec<Vec<u32>>);

impl IdentityHashes {
    /// Returns an empty list for records of this type.
    pub fn new(declared: &RecordType) -> IdentityHashes {
        IdentityHashes(vec![Vec::new(); declared.distinguishing().len() + 1])
    }

    /// Appends the hashes of the next record; none of a removed one.
    pub fn push(&mut self, hashes: impl IntoIterator<Item = u32>) {
        let mut hashes = hashes.into_iter();
        for column in &mut self.0 {
            column.push(hashes.next().unwrap_or(REMOVED));
        }
    }

    /// Makes room for as many records as a table has.
    pub fn reserve(&mut self, records: usize) {
        self.0.iter_mut().for_each(|column| column.reserve_exact(records));
    }

    /// Appends the records of another list.
    pub fn append(&mut self, other: &IdentityHashes) {
        self.0.iter_mut().zip(&other.0).for_each(|(column, other)| column.extend(other));
    }

    pub(super) fn set(&mut self, slot: Slot, hashes: impl IntoIterator<Item = u32>) {
        while self.0.iter().any(|column| column.len() <= slot.index as usize) {
            self.push([]);
        }
        let mut hashes = hashes.into_iter();
        for column in &mut self.0 {
            column[slot.index as usize] = hashes.next().unwrap_or(REMOVED);
        }
    }

    /// Returns the hashes of a record.
    pub(super) fn of(&self, slot: Slot) -> impl Iterator<Item = u32> + Clone + '_ {
        self.0.iter().map(move |column| column.get(slot.index as usize).copied().unwrap_or(REMOVED))
    }

    /// Returns the slot numbers of the records whose name has this hash.
    pub(super) fn of_name(&self, hash: u32) -> impl Iterator<Item = u32> + '_ {
        let names = self.0.first().map(Vec::as_slice).unwrap_or_default();
        (0..).zip(names).filter(move |(_, other)| **other == hash).map(|(index, _)| index)
    }

    /// Returns how many values it takes until no more than `most` records have the same hash.
    pub(super) fn distance(&self, hashes: impl Iterator<Item = u32>, most: usize) -> Option<usize> {
        let is_rare = |(column, hash): (&Vec<u32>, u32)| {
            let mut count = 0;
            column.chunks(CHUNK).all(|chunk| {
                count += chunk.iter().filter(|other| **other == hash).count();
                count <= most
            }) && hash != UNNAMED
        };
        self.0.iter().zip(hashes).position(is_rare)
    }
}

/// How many hashes are compared before it is looked whether enough were found.
const CHUNK: usize = 256;
