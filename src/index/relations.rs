//! Which record refers to which, both ways.
//!
//! Kept small: an id that is referred to is stored once, a reference is eight bytes. Where in a record a reference stands
//! is looked up in the record when it is needed. Enter at [`Relations::build`], [`Relations::update`].

use std::collections::HashMap;
use std::sync::Arc;

use super::shares::{Share, is_small, shares};
use crate::document::{Document, Record, Slot, SyntaxError, Value, parallel};
use crate::schema::{Field, Kind, RecordType, Schema, Table};

/// A place in the declaration that holds references.
#[derive(Debug)]
pub struct Site {
    /// The table whose records refer.
    pub from: Table,
    /// The field of the record, outermost, in which the reference stands.
    pub field: &'static Field,
    /// The table that is referred to.
    pub to: Table,
    way: Vec<Turn>,
}

/// A reference of a record.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'a> {
    /// Where in the declaration it stands.
    pub site: &'a Site,
    /// The table referred to.
    pub table: Table,
    /// The id referred to; a record with it need not exist.
    pub id: &'a str,
}

/// All references of a document.
#[derive(Debug)]
pub struct Relations {
    sites: Vec<Site>,
    sources: Vec<Source>,
    numbers: Vec<HashMap<Arc<str>, u32>>,
    targets: Vec<Target>,
    /// How many records were no RON when they were all read.
    unread: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Into(&'static str),
    Each,
}

/// The references of one table's records, one after the other; `spans` tells by slot number where each one's lie.
#[derive(Debug, Default)]
struct Source {
    spans: Vec<(u32, u32)>,
    links: Vec<Link>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Link {
    target: u32,
    site: u32,
}

/// The references of some records that follow each other in a table, to be joined to those of others.
#[derive(Debug)]
pub struct Part {
    table: Table,
    /// The slot number of the first.
    first: u32,
    /// Where the links of each end; the numbers of their targets count within this part.
    ends: Vec<u32>,
    links: Vec<Link>,
    /// By table and id.
    numbers: HashMap<Table, HashMap<Box<str>, u32>>,
    targets: u32,
    /// How many of the records are no RON.
    unread: usize,
}

#[derive(Debug)]
struct Target {
    table: Table,
    id: Arc<str>,
    /// In order of slots, each once.
    referrers: Vec<Slot>,
}

impl Relations {
    /// Reads the references of all records.
    pub fn build(document: &Document) -> Relations {
        let mut relations = Relations::new(document.schema());
        let shares = shares(document);
        let parts = parallel::map(shares.len(), is_small(document), |number| {
            let mut part = relations.part(shares[number]);
            for slot in shares[number].slots() {
                part.read(&relations, &document.record(slot), document.is_live(slot));
            }
            part
        });
        parts.into_iter().for_each(|part| relations.join(part));
        relations.shrink();
        relations
    }

    /// No references yet.
    pub fn new(schema: &'static Schema) -> Relations {
        Relations {
            sites: sites(schema),
            sources: schema.all().map(|_| Source::default()).collect(),
            numbers: schema.all().map(|_| HashMap::new()).collect(),
            targets: Vec::new(),
            unread: 0,
        }
    }

    /// How many records were no RON when all were read.
    pub fn unread(&self) -> usize {
        self.unread
    }

    /// The references of these records, none read yet.
    pub fn part(&self, share: Share) -> Part {
        let (table, first) = (share.table, share.first as u32);
        Part {
            table,
            first,
            ends: Vec::with_capacity(share.count),
            links: Vec::new(),
            numbers: HashMap::new(),
            targets: 0,
            unread: 0,
        }
    }

    /// Takes in the references of records; parts come in the order of the slots.
    pub fn join(&mut self, part: Part) {
        self.unread += part.unread;
        let mut targets = vec![0; part.targets as usize];
        for (table, ids) in part.numbers {
            for (id, number) in ids {
                targets[number as usize] = intern(&mut self.numbers, &mut self.targets, table, &id);
            }
        }
        let source = &mut self.sources[usize::from(part.table.0)];
        source.spans.resize(part.first as usize, (0, 0));
        let mut from = 0;
        for (index, end) in (part.first..).zip(part.ends) {
            let slot = Slot { table: part.table, index };
            let start = source.links.len() as u32;
            for link in &part.links[from..end as usize] {
                let target = targets[link.target as usize];
                source.links.push(Link { target, ..*link });
                let referrers = &mut self.targets[target as usize].referrers;
                if referrers.last() != Some(&slot) {
                    referrers.push(slot);
                }
            }
            source.spans.push((start, source.links.len() as u32));
            from = end as usize;
        }
    }

    /// Gives back what was allocated and is not needed.
    pub fn shrink(&mut self) {
        for source in &mut self.sources {
            source.spans.shrink_to_fit();
            source.links.shrink_to_fit();
        }
        self.targets.iter_mut().for_each(|target| target.referrers.shrink_to_fit());
    }

    /// Reads the references of these records again.
    pub fn update(&mut self, document: &Document, slots: &[Slot]) {
        for slot in slots {
            self.remove(*slot);
            self.insert(document, *slot);
        }
    }

    /// What a record refers to, in the order of the declaration.
    pub fn references(&self, slot: Slot) -> impl ExactSizeIterator<Item = Reference<'_>> {
        self.links(slot).iter().map(|link| {
            let target = &self.targets[link.target as usize];
            Reference { site: &self.sites[link.site as usize], table: target.table, id: &target.id }
        })
    }

    /// The records that refer to an id, by table and in order of their slots.
    pub fn referrers(&self, table: Table, id: &str) -> &[Slot] {
        let number = self.numbers[usize::from(table.0)].get(id);
        number.map_or(&[], |number| &self.targets[*number as usize].referrers)
    }

    /// The records of one table that refer to an id.
    pub fn referrers_in(&self, table: Table, id: &str, from: Table) -> &[Slot] {
        let all = self.referrers(table, id);
        let start = all.partition_point(|slot| slot.table < from);
        let end = all.partition_point(|slot| slot.table <= from);
        &all[start..end]
    }

    fn links(&self, slot: Slot) -> &[Link] {
        let source = &self.sources[usize::from(slot.table.0)];
        let (start, end) = source.spans.get(slot.index as usize).copied().unwrap_or_default();
        &source.links[start as usize..end as usize]
    }

    fn remove(&mut self, slot: Slot) {
        let targets: Vec<u32> = self.links(slot).iter().map(|link| link.target).collect();
        for number in targets {
            let referrers = &mut self.targets[number as usize].referrers;
            if let Ok(at) = referrers.binary_search(&slot) {
                referrers.remove(at);
            }
        }
        if let Some(span) = self.sources[usize::from(slot.table.0)].spans.get_mut(slot.index as usize) {
            span.1 = span.0;
        }
    }

    fn insert(&mut self, document: &Document, slot: Slot) {
        let mut links = Vec::new();
        if document.is_live(slot)
            && let Ok(record) = document.record(slot)
        {
            let Relations { sites, numbers, targets, .. } = self;
            for (number, site) in sites.iter().enumerate().filter(|(_, site)| site.from == slot.table) {
                follow(record.root(), &site.way, &mut |id| {
                    let target = intern(numbers, targets, site.to, id);
                    links.push(Link { target, site: number as u32 });
                });
            }
        }
        for link in &links {
            let referrers = &mut self.targets[link.target as usize].referrers;
            match referrers.last() {
                Some(last) if *last >= slot => {
                    if let Err(at) = referrers.binary_search(&slot) {
                        referrers.insert(at, slot);
                    }
                }
                _ => referrers.push(slot),
            }
        }
        self.sources[usize::from(slot.table.0)].store(slot.index as usize, &links);
    }
}

impl Part {
    /// Reads the references of the next record; none of one that was removed or cannot be read.
    pub fn read(&mut self, relations: &Relations, record: &Result<Record<'_>, SyntaxError>, live: bool) {
        let record = record.as_ref().ok().filter(|_| live);
        self.unread += usize::from(live && record.is_none());
        let sites = relations.sites.iter().enumerate().filter(|(_, site)| site.from == self.table);
        for (number, site) in sites {
            let Some(record) = record else { break };
            let numbers = self.numbers.entry(site.to).or_default();
            follow(record.root(), &site.way, &mut |id| {
                let target = numbers.get(id).copied().unwrap_or_else(|| {
                    numbers.insert(id.into(), self.targets);
                    self.targets += 1;
                    self.targets - 1
                });
                self.links.push(Link { target, site: number as u32 });
            });
        }
        self.ends.push(self.links.len() as u32);
    }
}

impl Source {
    /// Stores the links of a record behind all others; what it had before stays unused until the index is built anew.
    fn store(&mut self, index: usize, links: &[Link]) {
        if self.spans.len() <= index {
            self.spans.resize(index + 1, (0, 0));
        }
        let start = self.links.len() as u32;
        self.links.extend_from_slice(links);
        self.spans[index] = (start, self.links.len() as u32);
    }
}

fn intern(numbers: &mut [HashMap<Arc<str>, u32>], targets: &mut Vec<Target>, table: Table, id: &str) -> u32 {
    let numbers = &mut numbers[usize::from(table.0)];
    if let Some(number) = numbers.get(id) {
        return *number;
    }
    let number = targets.len() as u32;
    let id: Arc<str> = id.into();
    numbers.insert(id.clone(), number);
    targets.push(Target { table, id, referrers: Vec::new() });
    number
}

/// All places in the declaration that hold references.
fn sites(schema: &'static Schema) -> Vec<Site> {
    let mut found = Vec::new();
    for table in schema.all() {
        for field in schema.table(table).record.fields {
            let mut way = vec![Turn::Into(field.name)];
            collect(field.kind, &mut way, &mut |way, to| {
                found.push(Site { from: table, field, to, way: way.to_vec() });
            });
        }
    }
    found
}

fn collect(kind: Kind, way: &mut Vec<Turn>, found: &mut dyn FnMut(&[Turn], Table)) {
    match kind {
        Kind::Ref(table) => found(way, table),
        Kind::List(item) => {
            way.push(Turn::Each);
            collect(*item, way, found);
            way.pop();
        }
        Kind::Record(record) => collect_record(record, way, found),
        _ => {}
    }
}

fn collect_record(record: &'static RecordType, way: &mut Vec<Turn>, found: &mut dyn FnMut(&[Turn], Table)) {
    for field in record.fields {
        way.push(Turn::Into(field.name));
        collect(field.kind, way, found);
        way.pop();
    }
}

fn follow(value: Value<'_>, way: &[Turn], found: &mut dyn FnMut(&str)) {
    let Some(value) = value.peel() else { return };
    match way {
        [] => {
            if let Some(id) = value.as_str().filter(|id| !id.is_empty()) {
                found(&id);
            }
        }
        [Turn::Into(name), rest @ ..] => {
            if let Some(inner) = value.field(name) {
                follow(inner, rest, found);
            }
        }
        [Turn::Each, rest @ ..] => value.items().for_each(|item| follow(item, rest, found)),
    }
}
