//! What each record is called and what else tells it apart, in a form that is compared and searched
//! quickly.
//!
//! Records of one name are told apart by the values declared for that
//! ([`Field::distinguishing`](crate::schema::Field::distinguishing)): by as many as it takes, the
//! most telling first. What is kept of a record comes from its own text alone, so a change touches
//! only the records changed. A table is read when first asked about. Entry points:
//! [`Identities::distance`], [`Identities::texts`].

use std::collections::HashSet;
use std::sync::{Mutex, OnceLock, PoisonError};

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::choice_filter::FoldedForms;
use super::chunks::{RecordRange, SHARE, is_small, read_sources};
use super::field;
use super::fold::fold;
use super::likely_namesakes::{LikelyNamesakes, push_lowercase};
use crate::document::{Document, Record, Slot};
use crate::parallel;
use crate::schema::{Field, FieldKind, Naming, RecordType, Schema, Table};
use crate::syntax::SyntaxValue;

/// What a record is called, folded, and its values that tell it apart, as they stand in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// On lines: the name and the other names, each in both folded forms (the second is empty where
    /// they are the same), then the values.
    text: Box<str>,
}

/// Stands for the hashes of a removed record.
const REMOVED: u32 = 0;

/// Stands for the hash of the name of a record that has none.
const UNNAMED: u32 = 1;

impl Identity {
    /// Reads it from a record of a document.
    pub fn of(document: &Document, slot: Slot) -> Identity {
        let record = document.record(slot).ok();
        Identity::read(document.schema().table(slot.table).record, record.as_ref().map(Record::root))
    }

    /// Reads it from a record; of one that cannot be read, nothing is known.
    pub fn read(declared: &'static RecordType, root: Option<SyntaxValue<'_>>) -> Identity {
        let mut text = String::new();
        let mut push = |names: &[String]| {
            let names = names.join(" ");
            let folded = fold(&names);
            let expanded = if folded.is_simple() { "" } else { folded.expanded() };
            text.extend([folded.plain(), "\n", expanded, "\n"]);
        };
        push(&names(declared, root, true));
        push(&names(declared, root, false));
        let values = declared.distinguishing().into_iter().map(|declared| value(declared, root));
        text.push_str(&values.collect::<Vec<_>>().join("\n"));
        Identity { text: text.into() }
    }

    /// Returns true when the record has a name.
    pub fn is_named(&self) -> bool {
        !self.text.starts_with('\n')
    }

    /// Returns the name.
    pub fn name(&self) -> FoldedForms<'_> {
        self.forms(0)
    }

    /// Returns its other names: the short one, the synonyms, the id.
    pub fn other_names(&self) -> FoldedForms<'_> {
        self.forms(2)
    }

    /// Returns the values that tell it apart, in the order of
    /// [`RecordType::distinguishing`]; an absent one is empty, the items of a list stand between
    /// blanks.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.text.split('\n').skip(4)
    }

    fn forms(&self, line: usize) -> FoldedForms<'_> {
        let mut lines = self.text.split('\n').skip(line);
        let plain = lines.next().unwrap_or_default();
        let expanded = lines.next().filter(|expanded| !expanded.is_empty());
        FoldedForms { plain, expanded: expanded.unwrap_or(plain) }
    }
}

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
    fn fields(&self) -> Vec<&'static str> {
        self.names.iter().chain(&self.values).map(|field| field.name).collect()
    }

    /// Returns a string in lower case that stands in each record with the same name; of one without
    /// a name, in each with the same first value.
    fn telling_text(&self, root: SyntaxValue<'_>) -> Option<Vec<u8>> {
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

/// Returns the names of a record: its full one, or all others and the id. A record named by parts
/// has the ids of these as its name.
fn names(declared: &'static RecordType, root: Option<SyntaxValue<'_>>, full: bool) -> Vec<String> {
    let wanted = name_fields(declared, full).into_iter();
    wanted.map(|field| value(field, root)).filter(|text| !text.is_empty()).collect()
}

/// Returns the fields of the full name, or of the other names and the id.
fn name_fields(declared: &'static RecordType, full: bool) -> Vec<&'static Field> {
    let parts = declared.name_parts();
    let is_wanted = |field: &Field| match field.naming {
        Some(Naming::Part(_)) => full,
        Some(Naming::Full) => full == parts.is_empty(),
        Some(Naming::Short | Naming::Synonym) => !full,
        None => !full && matches!(field.kind, FieldKind::Id),
    };
    declared.fields.iter().filter(|field| is_wanted(field)).collect()
}

/// Returns a value on one line: a plain one, or the items of a list with blanks between them.
fn value(declared: &Field, root: Option<SyntaxValue<'_>>) -> String {
    let Some(value) = root.and_then(|root| field(root, declared.name)) else { return String::new() };
    let plain = |value: SyntaxValue<'_>| match value.as_str() {
        Some(text) => text.replace('\n', " "),
        None => value.as_word().unwrap_or(value.text()).replace('\n', " "),
    };
    match declared.kind {
        FieldKind::List(_) => {
            value.items().filter_map(SyntaxValue::unwrap_option).map(plain).collect::<Vec<_>>().join(" ")
        }
        _ => plain(value),
    }
}

/// The identities of every table that was asked about.
#[derive(Debug)]
pub struct Identities {
    hashes: Vec<OnceLock<IdentityHashes>>,
    texts: Vec<OnceLock<Vec<Identity>>>,
    /// The only records of each table that are asked about; `None` where it may be any.
    asked: Vec<Option<Vec<Slot>>>,
    /// The names, by table and hash, whose records in a skimmed document were parsed: each name
    /// once, however many records of it are told apart.
    parsed_names: Mutex<HashSet<(Table, u32)>>,
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

    fn set(&mut self, slot: Slot, hashes: impl IntoIterator<Item = u32>) {
        while self.0.iter().any(|column| column.len() <= slot.index as usize) {
            self.push([]);
        }
        let mut hashes = hashes.into_iter();
        for column in &mut self.0 {
            column[slot.index as usize] = hashes.next().unwrap_or(REMOVED);
        }
    }

    /// Returns the slot numbers of the records whose name has this hash.
    fn of_name(&self, hash: u32) -> impl Iterator<Item = u32> + '_ {
        let names = self.0.first().map(Vec::as_slice).unwrap_or_default();
        (0..).zip(names).filter(move |(_, other)| **other == hash).map(|(index, _)| index)
    }

    /// Returns how many values it takes until no more than `most` records have the same hash.
    fn distance(&self, hashes: impl Iterator<Item = u32>, most: usize) -> Option<usize> {
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

impl Identities {
    /// Returns identities that are read when asked for.
    pub fn new(schema: &'static Schema) -> Identities {
        Identities::of_some(schema.all().map(|_| None).collect())
    }

    /// Returns identities of which only those of some records are asked for, table by table; `None`
    /// where it may be any.
    pub fn of_some(asked: Vec<Option<Vec<Slot>>>) -> Identities {
        let (hashes, texts) = (asked.iter().map(|_| OnceLock::new()), asked.iter().map(|_| OnceLock::new()));
        Identities { hashes: hashes.collect(), texts: texts.collect(), asked, parsed_names: Mutex::default() }
    }

    /// Sets the hashes of all records of a table.
    pub fn fill(&mut self, table: Table, hashes: IdentityHashes) {
        self.hashes[usize::from(table.0)] = hashes.into();
    }

    /// Returns how many values it takes, beside the name, to tell a record from all others of its
    /// table; `None` when all are not enough.
    pub fn distance(&self, document: &Document, slot: Slot) -> Option<usize> {
        let table = self.hashes(document, slot.table);
        let own = table.0.iter().map(|column| column.get(slot.index as usize).copied().unwrap_or(REMOVED));
        if document.is_skimmed() {
            self.parse_namesakes(document, slot.table, own.clone().next().unwrap_or(REMOVED));
        }
        table.distance(own, 1)
    }

    /// Parses the records of a name in a skimmed document, of which nobody has looked whether they
    /// are valid.
    fn parse_namesakes(&self, document: &Document, table: Table, name: u32) {
        let mut parsed = self.parsed_names.lock().unwrap_or_else(PoisonError::into_inner);
        if parsed.insert((table, name)) {
            let namesakes = self.hashes(document, table).of_name(name);
            namesakes.for_each(|index| drop(document.record(Slot { table, index })));
        }
    }

    /// Returns how many values it took to tell a removed record from those that are there; `None`
    /// when all are not enough.
    pub fn distance_of_removed(&self, document: &Document, table: Table, removed: SyntaxValue<'_>) -> Option<usize> {
        let hasher = IdentityHasher::new(document.schema().table(table).record);
        self.hashes(document, table).distance(hasher.hashes(Some(removed)), 0)
    }

    /// Returns the identities of a table, by slot number; those of removed records are without
    /// meaning.
    pub fn texts(&self, document: &Document, table: Table) -> &[Identity] {
        self.texts[usize::from(table.0)].get_or_init(|| read_all(document, table))
    }

    /// Reads these records again where their table was asked about.
    pub fn update(&mut self, document: &Document, slots: &[Slot]) {
        for slot in slots {
            let table = usize::from(slot.table.0);
            let (hashes, texts) = (self.hashes[table].get_mut(), self.texts[table].get_mut());
            if hashes.is_none() && texts.is_none() {
                continue;
            }
            let is_live = document.is_live(*slot);
            if let Some(hashes) = hashes {
                let hasher = IdentityHasher::new(document.schema().table(slot.table).record);
                let record = document.record(*slot).ok();
                let root = record.as_ref().map(Record::root);
                hashes.set(*slot, is_live.then(|| hasher.hashes(root)).into_iter().flatten());
            }
            if let Some(texts) = texts {
                let index = slot.index as usize;
                texts.resize(texts.len().max(index + 1), Identity::default());
                texts[index] = if is_live { Identity::of(document, *slot) } else { Identity::default() };
            }
        }
    }

    /// Returns the names of those that are asked about; `None` where any record may be called so.
    fn likely_namesakes(&self, document: &Document, table: Table, hasher: &IdentityHasher) -> Option<LikelyNamesakes> {
        let (mut names, fields) = (LikelyNamesakes::default(), hasher.fields());
        for slot in self.asked[usize::from(table.0)].as_ref()? {
            let record = document.fields_at_a_glance(*slot, &fields).ok();
            names.add(hasher.telling_text(record?.root())?);
        }
        Some(names)
    }

    fn hashes(&self, document: &Document, table: Table) -> &IdentityHashes {
        self.hashes[usize::from(table.0)].get_or_init(|| {
            let declared = document.schema().table(table).record;
            let (mut all, hasher) = (IdentityHashes::new(declared), IdentityHasher::new(declared));
            let fields = hasher.fields();
            let shares = shares_of(document, table);
            let names = self.likely_namesakes(document, table, &hasher);
            let namesakes = names.map(|names| read_sources(document, table, |_, text| names.may_be(text)));
            let is_wanted = |slot: Slot| namesakes.as_ref().is_none_or(|wanted| wanted[slot.index as usize]);
            let read = |share: usize| {
                let mut part = IdentityHashes::new(declared);
                for slot in shares[share].slots() {
                    let is_wanted = document.is_live(slot) && is_wanted(slot);
                    let record = is_wanted.then(|| document.fields_at_a_glance(slot, &fields).ok()).flatten();
                    let root = record.as_ref().map(Record::root);
                    part.push(is_wanted.then(|| hasher.hashes(root)).into_iter().flatten());
                }
                part
            };
            parallel::map(shares.len(), is_small(document), read).iter().for_each(|part| all.append(part));
            all
        })
    }
}

/// Returns the identities of all records of a table, by slot number.
fn read_all(document: &Document, table: Table) -> Vec<Identity> {
    let shares = shares_of(document, table);
    let read = |slot| if document.is_live(slot) { Identity::of(document, slot) } else { Identity::default() };
    let found =
        parallel::map(shares.len(), is_small(document), |share| shares[share].slots().map(read).collect::<Vec<_>>());
    found.into_iter().flatten().collect()
}

/// Returns the records of a table in shares that are read at once.
fn shares_of(document: &Document, table: Table) -> Vec<RecordRange> {
    let all = document.slot_count(table);
    (0..all).step_by(SHARE).map(|first| RecordRange { table, first, count: SHARE.min(all - first) }).collect()
}
