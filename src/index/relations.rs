//! Which record refers to which, both ways.
//!
//! Compact: an id that is referred to is stored once, and a reference takes eight bytes. The
//! position of a reference within its record is not stored but looked up when needed. Targets are
//! numbered and each record knows the number of its own id, so following a reference, or asking
//! what refers to a record, compares no texts. Entry points: [`Relations::build`],
//! [`Relations::update`].

mod reference_paths;
mod reference_table;
mod relations_part;

use reference_paths::sites;
use reference_table::{Link, ReferenceTable};

pub use reference_paths::ReferenceField;
pub use relations_part::RelationsPart;

use super::chunks::{RecordRange, SHARE, is_small, shares};
use super::interner::Interner;
use crate::document::{Document, Slot};
use crate::model::REGIONS;
use crate::parallel;
use crate::schema::{Schema, Table};

/// A reference of a record.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'a> {
    /// Where it is declared.
    pub site: &'a ReferenceField,
    /// The record with this id, as found by [`Document::find`].
    pub to: Option<Slot>,
    ids: &'a Interner,
    target: u32,
}

impl<'a> Reference<'a> {
    /// Returns the table referred to.
    pub fn table(&self) -> Table {
        self.site.to
    }

    /// Returns the id referred to. A record with this id need not exist.
    pub fn id(&self) -> &'a str {
        self.ids.text(self.target).1
    }
}

/// All references of a document.
#[derive(Debug)]
pub struct Relations {
    sites: Vec<ReferenceField>,
    sources: Vec<ReferenceTable>,
    /// The ids referred to. The kind of each text is its table.
    ids: Interner,
    /// The targets, by the number of their id.
    targets: Vec<Target>,
    /// How many records were not valid RON when all were read.
    unread: usize,
    /// For each table, by slot number: the number of the target that is the record's id. [`NONE`]
    /// where nothing ever referred to it.
    own: Vec<Vec<u32>>,
}

/// Marks the absence of a target or a slot.
const NONE: u32 = u32::MAX;

#[derive(Debug)]
struct Target {
    /// The number of the slot whose record has the id. The first of several; [`NONE`] where no
    /// record has it.
    index: u32,
    /// Sorted by slot, each once.
    referrers: Vec<Slot>,
}

impl Relations {
    /// Reads the references of the records of some tables.
    pub fn build(document: &Document, tables: impl Fn(Table) -> bool) -> Relations {
        Relations::build_of(document, tables, |_| true)
    }

    /// Reads the references of some records of some tables, of which only the fields that hold any
    /// are parsed.
    pub fn build_of(
        document: &Document,
        tables: impl Fn(Table) -> bool,
        includes: impl Fn(Slot) -> bool + Sync,
    ) -> Relations {
        let mut relations = Relations::new(document.schema());
        let shares: Vec<RecordRange> = shares(document).into_iter().filter(|share| tables(share.table)).collect();
        let sites = Relations::new(document.schema());
        let read = |number: usize| {
            let mut part = RelationsPart::new(shares[number]);
            let fields = sites.fields(shares[number].table);
            for slot in shares[number].slots() {
                if includes(slot) {
                    part.read(&sites.sites, &document.record_fields(slot, &fields), document.is_live(slot));
                } else {
                    part.pass_over();
                }
            }
            part
        };
        parallel::each(shares.len(), is_small(document), &|_, _| {}, read, |part| relations.join(part));
        relations.finish();
        relations.resolve(document);
        relations
    }

    /// Returns empty relations.
    pub fn new(schema: &'static Schema) -> Relations {
        Relations {
            sites: sites(schema),
            sources: schema.all().map(|_| ReferenceTable::default()).collect(),
            ids: Interner::default(),
            targets: Vec::new(),
            unread: 0,
            own: schema.all().map(|_| Vec::new()).collect(),
        }
    }

    /// Returns the outermost fields of a table's records that hold references.
    fn fields(&self, table: Table) -> Vec<&'static str> {
        let mut fields: Vec<&str> =
            self.sites.iter().filter(|site| site.from == table).map(|site| site.field.name).collect();
        fields.dedup();
        fields
    }

    /// Returns the declared fields that hold references.
    pub fn sites(&self) -> &[ReferenceField] {
        &self.sites
    }

    /// Returns how many records were not valid RON when all were read.
    pub fn unread(&self) -> usize {
        self.unread
    }

    /// Appends the references of a part. Parts must come in the order of the slots.
    pub fn join(&mut self, part: RelationsPart) {
        self.unread += part.unread;
        let mut target = |number| {
            let (table, id) = part.ids.text(number);
            self.target(Table(table), id)
        };
        let targets: Vec<u32> = (0..part.ids.len() as u32).map(&mut target).collect();
        let source = &mut self.sources[usize::from(part.table.0)];
        source.spans.resize(part.first as usize, (0, 0));
        let mut from = 0;
        for end in part.ends {
            let start = source.links.len() as u32;
            let links = &part.links[from..end as usize];
            source.links.extend(links.iter().map(|link| Link { target: targets[link.target as usize], ..*link }));
            source.spans.push((start, source.links.len() as u32));
            from = end as usize;
        }
    }

    /// Collects the referrers of each id, once all parts are joined, and releases unused capacity.
    pub fn finish(&mut self) {
        for source in &mut self.sources {
            source.spans.shrink_to_fit();
            source.links.shrink_to_fit();
        }
        self.ids.shrink();
        // Lists allocated at their final size lie close together in memory.
        let mut counts = vec![0; self.targets.len()];
        let links = self.sources.iter().flat_map(|source| &source.links);
        links.for_each(|link| counts[link.target as usize] += 1);
        self.targets.shrink_to_fit();
        for (target, count) in self.targets.iter_mut().zip(counts) {
            target.referrers = Vec::with_capacity(count);
        }
        for (table, source) in self.sources.iter().enumerate() {
            for (index, (start, end)) in source.spans.iter().enumerate() {
                let slot = Slot { table: Table(table as u8), index: index as u32 };
                for link in &source.links[*start as usize..*end as usize] {
                    let referrers = &mut self.targets[link.target as usize].referrers;
                    if referrers.last() != Some(&slot) {
                        referrers.push(slot);
                    }
                }
            }
        }
    }

    /// Finds the records that have the ids referred to, once all parts are joined.
    pub fn resolve(&mut self, document: &Document) {
        let shares: Vec<u32> = (0..self.targets.len() as u32).step_by(SHARE).collect();
        let found = parallel::map(shares.len(), is_small(document), |share| {
            let mut found = Vec::with_capacity(SHARE);
            for number in shares[share]..(shares[share] + SHARE as u32).min(self.targets.len() as u32) {
                let (table, id) = self.id(number);
                found.extend(document.namesakes(table, id).map(|slot| (number, slot)));
            }
            found
        });
        self.own = document.schema().all().map(|table| vec![NONE; document.slot_count(table)]).collect();
        found.into_iter().flatten().for_each(|(number, slot)| self.assign(number, slot));
    }

    /// Reads the references of these records again, and resolves the ids concerned.
    pub fn update(&mut self, document: &Document, slots: &[Slot]) {
        let known = self.targets.len() as u32;
        for slot in slots {
            self.remove(*slot);
            self.insert(document, *slot);
        }
        // The records may have changed for three kinds of ids: those these records had, those they
        // have now, and those nothing referred to before.
        let mut stale: Vec<u32> = slots.iter().filter_map(|slot| self.forget(*slot)).collect();
        stale.extend(slots.iter().filter_map(|slot| self.number(slot.table, document.id(*slot))));
        stale.extend(known..self.targets.len() as u32);
        stale.into_iter().for_each(|number| self.find(document, number));
    }

    /// Returns what a record refers to, in the order of the declaration.
    pub fn references(&self, slot: Slot) -> impl ExactSizeIterator<Item = Reference<'_>> {
        self.links(slot).iter().map(|link| {
            let site = &self.sites[link.site as usize];
            Reference { site, to: self.slot(site.to, link.target), ids: &self.ids, target: link.target }
        })
    }

    /// Returns true when records of a table may refer to records of another.
    pub fn may_refer(&self, from: Table, to: Table) -> bool {
        self.sites.iter().any(|site| (site.from, site.to) == (from, to))
    }

    /// Returns true when records of some table may refer to records of this one.
    pub fn is_referred_to(&self, table: Table) -> bool {
        self.sites.iter().any(|site| site.to == table)
    }

    /// Returns the first region that a record refers to.
    pub fn region_of(&self, slot: Slot) -> Option<Slot> {
        self.references(slot).find(|reference| reference.table() == REGIONS)?.to
    }

    /// Returns true when a record refers to the id of another.
    pub fn refers(&self, from: Slot, to: Slot) -> bool {
        let number = self.slot_targets(to);
        number.is_some_and(|number| self.links(from).iter().any(|link| link.target == number))
    }

    /// Returns the record that references to a record's id lead to: the record itself, unless an
    /// earlier one has the same id. `None` when nothing ever referred to it.
    pub fn canonical(&self, slot: Slot) -> Option<Slot> {
        self.slot(slot.table, self.slot_targets(slot)?)
    }

    /// Returns the records that refer to a record's id, by table and slot; none for a removed
    /// record.
    pub fn referrers(&self, slot: Slot) -> &[Slot] {
        self.slot_targets(slot).map_or(&[], |number| &self.targets[number as usize].referrers)
    }

    /// Returns the records that refer to an id, by table and slot, whether or not a record has that
    /// id.
    pub fn referrers_of(&self, table: Table, id: &str) -> &[Slot] {
        self.number(table, id).map_or(&[], |number| &self.targets[number as usize].referrers)
    }

    /// Returns the records of one table that refer to an id.
    pub fn referrers_in(&self, table: Table, id: &str, from: Table) -> &[Slot] {
        of_table(self.referrers_of(table, id), from)
    }

    /// Returns the number of the target that is a record's id.
    fn slot_targets(&self, slot: Slot) -> Option<u32> {
        let own = self.own[usize::from(slot.table.0)].get(slot.index as usize);
        own.copied().filter(|number| *number != NONE)
    }

    fn id(&self, number: u32) -> (Table, &str) {
        let (table, id) = self.ids.text(number);
        (Table(table), id)
    }

    /// Returns the record that a target leads to.
    fn slot(&self, table: Table, number: u32) -> Option<Slot> {
        let index = self.targets[number as usize].index;
        (index != NONE).then_some(Slot { table, index })
    }

    /// Returns the number of a target, adding one when no target has this id.
    fn target(&mut self, table: Table, id: &str) -> u32 {
        let number = self.ids.number(table.0, id);
        if number as usize == self.targets.len() {
            self.targets.push(Target { index: NONE, referrers: Vec::new() });
        }
        number
    }

    fn number(&self, table: Table, id: &str) -> Option<u32> {
        self.ids.get(table.0, id)
    }

    /// Resolves a target: the record it leads to, and every record that has its id.
    fn find(&mut self, document: &Document, number: u32) {
        self.targets[number as usize].index = NONE;
        let (table, id) = self.id(number);
        let namesakes: Vec<Slot> = document.namesakes(table, id).collect();
        namesakes.into_iter().for_each(|slot| self.assign(number, slot));
    }

    /// Records that a target is a record's id. Of several such records, references lead to the
    /// first.
    fn assign(&mut self, number: u32, slot: Slot) {
        let target = &mut self.targets[number as usize];
        target.index = target.index.min(slot.index);
        let (own, index) = (&mut self.own[usize::from(slot.table.0)], slot.index as usize);
        if own.len() <= index {
            own.resize(index + 1, NONE);
        }
        own[index] = number;
    }

    /// Forgets which target is a record's id, and returns its number.
    fn forget(&mut self, slot: Slot) -> Option<u32> {
        let own = self.own[usize::from(slot.table.0)].get_mut(slot.index as usize)?;
        Some(std::mem::replace(own, NONE)).filter(|number| *number != NONE)
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
            let mut ids = Vec::new();
            for (number, site) in self.sites.iter().enumerate().filter(|(_, site)| site.from == slot.table) {
                site.each(record.root(), &mut |id| ids.push((number as u32, site.to, id.to_owned())));
            }
            links.extend(ids.into_iter().map(|(site, table, id)| Link { target: self.target(table, &id), site }));
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

/// Returns the slots of one table, from slots sorted by table.
pub fn of_table(slots: &[Slot], table: Table) -> &[Slot] {
    let start = slots.partition_point(|slot| slot.table < table);
    let end = slots.partition_point(|slot| slot.table <= table);
    &slots[start..end]
}
