//! What each record is called and what else tells it apart, in a form that is compared and searched
//! quickly.
//!
//! Records of one name are told apart by the values declared for that
//! ([`Field::distinguishing`](crate::schema::Field::distinguishing)): by as many as it takes, the
//! most telling first. What is kept of a record comes from its own text alone, so a change touches
//! only the records changed. A table is read when first asked about. Entry points:
//! [`Identities::distance`], [`Identities::texts`].

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

use super::choice_filter::FoldedForms;
use super::chunks::{RecordRange, SHARE, is_small};
use super::field;
use super::fold::fold;
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
    pub fn read(declared: &RecordType, root: Option<SyntaxValue<'_>>) -> Identity {
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

    /// Returns a hash of the name, of the name with the first value, with the first two, and so on.
    /// Where two records have the same hash by chance, more is said of them than it takes.
    pub fn hashes(&self) -> impl Iterator<Item = u32> {
        let (mut hasher, is_named) = (DefaultHasher::new(), self.is_named());
        std::iter::once(self.name().plain).chain(self.values()).enumerate().map(move |(number, part)| {
            part.hash(&mut hasher);
            if number == 0 && !is_named { UNNAMED } else { (hasher.finish() as u32).max(UNNAMED + 1) }
        })
    }
}

/// Returns the names of a record: its full one, or all others and the id. A record named by parts
/// has the ids of these as its name.
fn names(declared: &RecordType, root: Option<SyntaxValue<'_>>, full: bool) -> Vec<String> {
    let parts = declared.name_parts();
    let is_wanted = |field: &Field| match field.naming {
        Some(Naming::Part(_)) => full,
        Some(Naming::Full) => full == parts.is_empty(),
        Some(Naming::Short | Naming::Synonym) => !full,
        None => !full && matches!(field.kind, FieldKind::Id),
    };
    let wanted = declared.fields.iter().filter(|field| is_wanted(field));
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

    /// Appends the next record; `None` for a removed one.
    pub fn push(&mut self, identity: Option<&Identity>) {
        let mut hashes = identity.map(Identity::hashes);
        for column in &mut self.0 {
            column.push(hashes.as_mut().and_then(Iterator::next).unwrap_or(REMOVED));
        }
    }

    /// Appends the records of another list.
    pub fn append(&mut self, other: &IdentityHashes) {
        self.0.iter_mut().zip(&other.0).for_each(|(column, other)| column.extend(other));
    }

    fn set(&mut self, slot: Slot, identity: Option<&Identity>) {
        while self.0.iter().any(|column| column.len() <= slot.index as usize) {
            self.push(None);
        }
        let mut hashes = identity.map(Identity::hashes);
        for column in &mut self.0 {
            column[slot.index as usize] = hashes.as_mut().and_then(Iterator::next).unwrap_or(REMOVED);
        }
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
        let (hashes, texts) = (schema.all().map(|_| OnceLock::new()), schema.all().map(|_| OnceLock::new()));
        Identities { hashes: hashes.collect(), texts: texts.collect() }
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
        table.distance(own, 1)
    }

    /// Returns how many values it took to tell a removed record from those that are there; `None`
    /// when all are not enough.
    pub fn distance_of_removed(&self, document: &Document, table: Table, removed: &Identity) -> Option<usize> {
        self.hashes(document, table).distance(removed.hashes(), 0)
    }

    /// Returns the identities of a table, by slot number; those of removed records are without
    /// meaning.
    pub fn texts(&self, document: &Document, table: Table) -> &[Identity] {
        self.texts[usize::from(table.0)]
            .get_or_init(|| read_all(document, table).into_iter().map(Option::unwrap_or_default).collect())
    }

    /// Reads these records again where their table was asked about.
    pub fn update(&mut self, document: &Document, slots: &[Slot]) {
        for slot in slots {
            let table = usize::from(slot.table.0);
            let (hashes, texts) = (self.hashes[table].get_mut(), self.texts[table].get_mut());
            if hashes.is_none() && texts.is_none() {
                continue;
            }
            let identity = document.is_live(*slot).then(|| Identity::of(document, *slot));
            if let Some(hashes) = hashes {
                hashes.set(*slot, identity.as_ref());
            }
            if let Some(texts) = texts {
                let index = slot.index as usize;
                texts.resize(texts.len().max(index + 1), Identity::default());
                texts[index] = identity.unwrap_or_default();
            }
        }
    }

    fn hashes(&self, document: &Document, table: Table) -> &IdentityHashes {
        self.hashes[usize::from(table.0)].get_or_init(|| {
            let mut all = IdentityHashes::new(document.schema().table(table).record);
            read_all(document, table).iter().for_each(|identity| all.push(identity.as_ref()));
            all
        })
    }
}

/// Returns the identities of all records of a table, by slot number; `None` for removed ones.
fn read_all(document: &Document, table: Table) -> Vec<Option<Identity>> {
    let all = document.slot_count(table);
    let shares: Vec<usize> = (0..all).step_by(SHARE).collect();
    let found = parallel::map(shares.len(), is_small(document), |share| {
        let first = shares[share];
        let slots = RecordRange { table, first, count: SHARE.min(all - first) }.slots();
        slots.map(|slot| document.is_live(slot).then(|| Identity::of(document, slot))).collect::<Vec<_>>()
    });
    found.into_iter().flatten().collect()
}
