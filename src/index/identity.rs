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

use super::choice_filter::FoldedForms;
use super::chunks::{RecordRange, SHARE, is_small, read_sources};
use super::field;
use super::fold::fold;
use super::identity_hashes::{IdentityHasher, IdentityHashes, name_fields};
use super::likely_namesakes::LikelyNamesakes;
use crate::document::{Document, Record, Slot};
use crate::parallel;
use crate::schema::{Field, FieldKind, RecordType, Schema, Table};
use crate::syntax::SyntaxValue;

/// What a record is called, folded, and its values that tell it apart, as they stand in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// On lines: the name and the other names, each in both folded forms (the second is empty where
    /// they are the same), then the values.
    text: Box<str>,
}

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

/// Returns the names of a record: its full one, or all others and the id. A record named by parts
/// has the ids of these as its name.
fn names(declared: &'static RecordType, root: Option<SyntaxValue<'_>>, full: bool) -> Vec<String> {
    let wanted = name_fields(declared, full).into_iter();
    wanted.map(|field| value(field, root)).filter(|text| !text.is_empty()).collect()
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
    /// What was read for some records alone.
    of_some: OnceLock<SomeIdentities>,
    /// The names, by table and hash, whose records in a skimmed document were parsed: each name
    /// once, however many records of it are told apart.
    parsed_names: Mutex<HashSet<(Table, u32)>>,
}

/// The hashes of some records and of all that may be called as one of them.
#[derive(Debug)]
struct SomeIdentities {
    slots: HashSet<Slot>,
    hashes: Vec<OnceLock<IdentityHashes>>,
}

impl SomeIdentities {
    /// Returns the hashes of a table, in which all records of other names seem to be removed. Those
    /// that are there were parsed.
    fn hashes(&self, document: &Document, table: Table) -> &IdentityHashes {
        self.hashes[usize::from(table.0)].get_or_init(|| {
            let declared = document.schema().table(table).record;
            let (mut all, hasher) = (IdentityHashes::new(declared), IdentityHasher::new(declared));
            let (fields, names) = (hasher.fields(), self.names(document, table, &hasher));
            let read = |slot, source: &[u8]| {
                if !document.is_live(slot) || !names.may_be(source) {
                    return Vec::new();
                }
                let record = document.fields_in_source(slot, source, &fields);
                let root = record.as_ref().map(Record::root);
                if root.and_then(|root| hasher.telling_text(root)).is_some_and(|name| !names.contains(&name)) {
                    return Vec::new();
                }
                document.examine(source);
                hasher.hashes(root).collect()
            };
            read_sources(document, table, read).into_iter().for_each(|hashes| all.push(hashes));
            all
        })
    }

    /// Returns the names of these records.
    fn names(&self, document: &Document, table: Table, hasher: &IdentityHasher) -> LikelyNamesakes {
        let (mut names, fields) = (LikelyNamesakes::default(), hasher.fields());
        for slot in self.slots.iter().filter(|slot| slot.table == table) {
            let record = document.fields_at_a_glance(*slot, &fields).ok();
            names.add(record.and_then(|record| hasher.telling_text(record.root())));
        }
        names
    }
}

impl Identities {
    /// Returns identities that are read when asked for.
    pub fn new(schema: &'static Schema) -> Identities {
        let (hashes, texts) = (schema.all().map(|_| OnceLock::new()), schema.all().map(|_| OnceLock::new()));
        let (of_some, parsed_names) = (OnceLock::new(), Mutex::default());
        Identities { hashes: hashes.collect(), texts: texts.collect(), of_some, parsed_names }
    }

    /// Lets only what may be called as one of these records, or as one by which these are told
    /// apart, be read when one of them is asked for.
    pub fn expect(&self, document: &Document, slots: impl IntoIterator<Item = Slot>) {
        let (mut all, mut next) = (HashSet::new(), Vec::from_iter(slots));
        while let Some(slot) = next.pop() {
            if all.insert(slot) {
                next.extend(told_apart_by(document, slot));
            }
        }
        let hashes = document.schema().all().map(|_| OnceLock::new()).collect();
        self.of_some.get_or_init(|| SomeIdentities { slots: all, hashes });
    }

    /// Sets the hashes of all records of a table.
    pub fn fill(&mut self, table: Table, hashes: IdentityHashes) {
        self.hashes[usize::from(table.0)] = hashes.into();
    }

    /// Returns how many values it takes, beside the name, to tell a record from all others of its
    /// table; `None` when all are not enough.
    pub fn distance(&self, document: &Document, slot: Slot) -> Option<usize> {
        if let Some(some) = self.of_some.get().filter(|some| some.slots.contains(&slot)) {
            let hashes = some.hashes(document, slot.table);
            return hashes.distance(hashes.of(slot), 1);
        }
        let hashes = self.hashes(document, slot.table);
        if document.is_skimmed() {
            self.parse_namesakes(document, hashes, slot);
        }
        hashes.distance(hashes.of(slot), 1)
    }

    /// Parses the records of the name of one in a skimmed document, of which nobody has looked
    /// whether they are valid.
    fn parse_namesakes(&self, document: &Document, hashes: &IdentityHashes, slot: Slot) {
        let mut parsed = self.parsed_names.lock().unwrap_or_else(PoisonError::into_inner);
        let name = hashes.of(slot).next().unwrap_or_default();
        if parsed.insert((slot.table, name)) {
            hashes.of_name(name).for_each(|index| drop(document.record(Slot { index, ..slot })));
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
        self.of_some.take();
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

    fn hashes(&self, document: &Document, table: Table) -> &IdentityHashes {
        self.hashes[usize::from(table.0)].get_or_init(|| {
            let declared = document.schema().table(table).record;
            let (mut all, hasher) = (IdentityHashes::new(declared), IdentityHasher::new(declared));
            let (fields, shares) = (hasher.fields(), shares_of(document, table));
            let read = |share: usize| {
                let mut part = IdentityHashes::new(declared);
                for slot in shares[share].slots() {
                    let is_live = document.is_live(slot);
                    let record = is_live.then(|| document.fields_at_a_glance(slot, &fields).ok()).flatten();
                    let root = record.as_ref().map(Record::root);
                    part.push(is_live.then(|| hasher.hashes(root)).into_iter().flatten());
                }
                part
            };
            parallel::map(shares.len(), is_small(document), read).iter().for_each(|part| all.append(part));
            all
        })
    }
}

/// Returns the records by which a record is told apart from others of its name.
fn told_apart_by(document: &Document, slot: Slot) -> Vec<Slot> {
    let fields = document.schema().table(slot.table).record.distinguishing();
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let Ok(record) = document.fields_at_a_glance(slot, &names) else { return Vec::new() };
    let referred = |declared: &&Field| {
        let value = field(record.root(), declared.name)?;
        let (FieldKind::List(&FieldKind::Ref(to)) | FieldKind::Ref(to)) = declared.kind else { return None };
        let find = |id: SyntaxValue<'_>| document.find(to, &id.as_str()?);
        Some(find(value).into_iter().chain(value.items().filter_map(find)).collect::<Vec<_>>())
    };
    fields.iter().filter_map(referred).flatten().collect()
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
