//! Which records a new one may be the same as: they have its telephone number or e-mail address, or
//! a name like its own, in its region. And which new ones may be the same as each other.
//!
//! Must not decide that they are the same. Entry points: [`LikelySame`], [`AddedRecords`].

use std::cell::OnceCell;
use std::collections::HashMap;

use super::DatasetView;
use super::new_record::NewRecord;
use crate::document::{AddressStep, Path, Slot};
use crate::index::fold::fold;
use crate::index::phone::dialled;
use crate::model::{REGIONS, SCHEMA};
use crate::schema::{Field, FieldKind, Naming, Table};
use crate::syntax::{SyntaxValue, Tree};

/// How many are named.
const MOST: usize = 3;

/// How alike names are at least, of 1.
const ALIKE: f64 = 0.8;

/// The longest name that is compared letter by letter.
const LONGEST: usize = 100;

/// Length of the shortest name that may be a part of another.
const SHORTEST: usize = 5;

/// What is compared of a record.
struct ComparedRecord {
    slot: Slot,
    name: String,
    /// The choice that it must have: a body's level. Bodies of other levels may share the contact
    /// of their office.
    level: String,
    contacts: Vec<String>,
}

/// Compares new records with those of a dataset, which it reads once.
pub struct LikelySame<'a> {
    data: DatasetView<'a>,
    compared: HashMap<Table, OnceCell<HashMap<Slot, ComparedRecord>>>,
}

impl<'a> LikelySame<'a> {
    /// Returns one for a dataset.
    pub fn new(data: DatasetView<'a>) -> LikelySame<'a> {
        LikelySame { data, compared: SCHEMA.all().map(|table| (table, OnceCell::new())).collect() }
    }

    /// Returns the records that a new one may be the same as, the likeliest first.
    pub fn of(&self, new: &NewRecord) -> Vec<Slot> {
        let Some(compared) = self.compared.get(&new.table) else { return Vec::new() };
        let compared = compared.get_or_init(|| self.read(new.table));
        let text = |path: &Path| new.fields.iter().find(|(known, _)| known == path).and_then(|(_, ron)| string(ron));
        let (name, contacts) = (folded_name(new.table, text), contacts(new.table, text));
        let level = level(new.table).and_then(|field| new.value(field)).unwrap_or_default();
        let regions = self.regions(new);
        let pool: Vec<&ComparedRecord> = match regions {
            Some(regions) => {
                let slots = regions.iter().flat_map(|region| self.data.index.referrers_in(*region, new.table));
                slots.filter_map(|slot| compared.get(slot)).collect()
            }
            None => compared.values().collect(),
        };
        let mut found: Vec<(f64, Slot)> = pool
            .into_iter()
            .filter_map(|other| {
                let has_contact =
                    other.level == level && other.contacts.iter().any(|contact| contacts.contains(contact));
                let likeness = if has_contact { 1.0 } else { likeness(&name, &other.name) };
                (likeness >= ALIKE).then_some((likeness, other.slot))
            })
            .collect();
        found.sort_by(|(a, first), (b, second)| b.total_cmp(a).then(first.cmp(second)));
        found.dedup();
        found.into_iter().map(|(_, slot)| slot).take(MOST).collect()
    }

    /// Returns the regions that a new record names; `None` where it names none.
    fn regions(&self, new: &NewRecord) -> Option<Vec<Slot>> {
        let field = SCHEMA.table(new.table).record.reference_to(REGIONS)?;
        Some(ids(new.value(field)?).iter().filter_map(|id| self.data.document.find(REGIONS, id)).collect())
    }

    fn read(&self, table: Table) -> HashMap<Slot, ComparedRecord> {
        let document = self.data.document;
        let compared = |slot: Slot| {
            let record = document.record(slot).ok()?;
            let text = |path: &Path| record.value(path)?.unwrap_option()?.as_str().map(|text| text.into_owned());
            let (name, contacts) = (folded_name(table, text), contacts(table, text));
            let level = level(table).and_then(|field| record.root().field(field.name)?.unwrap_option());
            let level = level.map_or_else(String::new, |level| level.text().to_owned());
            Some((slot, ComparedRecord { slot, name, level, contacts }))
        };
        document.slots(table).filter_map(compared).collect()
    }
}

/// Records that are added together, to find those that are there twice.
#[derive(Debug, Default)]
pub struct AddedRecords(HashMap<String, AddedRow>);

/// A record that is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddedRow {
    /// The entry that adds it, by its number.
    pub entry: usize,
    /// The line or row that says it, from 1.
    pub line: usize,
}

impl AddedRecords {
    /// Notes the next record. Returns the first one that it may be the same as: one with all that
    /// tells it from others of its name, or with its contact.
    pub fn take(&mut self, new: &NewRecord, added: AddedRow) -> Option<AddedRow> {
        let signs = signs(new);
        let same = signs.iter().find_map(|sign| self.0.get(sign)).copied();
        for sign in signs {
            self.0.entry(sign).or_insert(added);
        }
        same
    }
}

/// Returns what a new record has in common with one that is the same.
fn signs(new: &NewRecord) -> Vec<String> {
    let record = SCHEMA.table(new.table).record;
    let text = |path: &Path| new.fields.iter().find(|(known, _)| known == path).and_then(|(_, ron)| string(ron));
    let name = folded_name(new.table, text);
    let mut telling = record.distinguishing();
    telling.extend(record.name_parts().into_iter().filter(|_| name.is_empty()));
    let regions = record.reference_to(REGIONS);
    let is_region = |field: &&Field| regions.is_some_and(|region| region.name == field.name);
    let given = |field: &&'static Field| Some((field.name, new.value(field)?));
    let known: Vec<(&str, &str)> =
        telling.iter().copied().filter(|field| !is_region(field)).filter_map(|f| given(&f)).collect();
    let in_regions = regions.and_then(|field| new.value(field)).map_or_else(Vec::new, ids);
    // A single value tells nothing of a record without a name.
    let is_told = !name.is_empty() || known.len() + usize::from(!in_regions.is_empty()) > 1;
    let places = if in_regions.is_empty() { vec![String::new()] } else { in_regions };
    let mut signs: Vec<String> = Vec::new();
    if is_told {
        signs.extend(places.iter().map(|place| format!("{:?}", (new.table, &name, place, &known))));
    }
    let level = level(new.table).and_then(|field| new.value(field)).unwrap_or_default();
    signs.extend(contacts(new.table, text).iter().map(|contact| format!("{:?}", (new.table, level, contact))));
    signs
}

/// Returns the identifiers that a reference or a list of these holds, as RON text.
fn ids(ron: &str) -> Vec<String> {
    let Ok(tree) = Tree::parse(ron) else { return Vec::new() };
    let root = tree.root(ron);
    root.as_str().into_iter().chain(root.items().filter_map(SyntaxValue::as_str)).map(|id| id.into_owned()).collect()
}

/// Returns the choice that each record of a table must have.
fn level(table: Table) -> Option<&'static Field> {
    let fields = SCHEMA.table(table).record.fields.iter();
    fields.into_iter().find(|field| field.required && matches!(field.kind, FieldKind::Choice(_)))
}

fn string(ron: &str) -> Option<String> {
    let tree = Tree::parse(ron).ok()?;
    tree.root(ron).as_str().map(|text| text.into_owned())
}

fn folded_name(table: Table, text: impl Fn(&Path) -> Option<String>) -> String {
    let field = SCHEMA.table(table).record.naming(Naming::Full);
    let name = field.and_then(|field| text(&vec![AddressStep::Field(field.name.to_owned())]));
    name.map_or_else(String::new, |name| fold(name.trim()).expanded().to_owned())
}

/// Returns the telephone numbers and e-mail addresses of a record, in one form each.
fn contacts(table: Table, text: impl Fn(&Path) -> Option<String>) -> Vec<String> {
    let columns = super::columns::all(table).into_iter();
    columns
        .filter_map(|column| match column.kind {
            FieldKind::Phone => Some(dialled(&text(&column.path)?)),
            FieldKind::Email => Some(text(&column.path)?.to_lowercase()),
            _ => None,
        })
        .filter(|contact| !contact.is_empty())
        .collect()
}

/// Returns how alike two names are, from 0 to 1.
fn likeness(name: &str, other: &str) -> f64 {
    if name.is_empty() || other.is_empty() || name.len() > LONGEST || other.len() > LONGEST {
        return 0.0;
    }
    let (short, long) = if name.len() < other.len() { (name, other) } else { (other, name) };
    if short.len() >= SHORTEST && long.contains(short) {
        0.9
    } else {
        strsim::normalized_damerau_levenshtein(name, other)
    }
}
