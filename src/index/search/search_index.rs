//! The search index: the folded texts of all records.
//!
//! Each table is a list of segments ([`super::segment`]) by slot number. The segments of a table
//! are built when it is first searched, on all processors when there are many records. Entry
//! points: [`SearchIndex::table`], [`SearchIndex::refresh`].

use std::collections::HashMap;
use std::sync::OnceLock;

use super::segment::Segment;
use super::segment_builder::{SegmentBuilder, TermEncoder};
use crate::document::{Document, Slot};
use crate::index::chunks::{RecordRange, SHARE, is_small, shares};
use crate::index::relations::Relations;
use crate::model::{MUNICIPALITIES, REGIONS};
use crate::parallel::{self, Pool};
use crate::schema::{FieldWeight, Schema, Table};

/// The folded texts of all records.
#[derive(Debug)]
pub struct SearchIndex {
    /// The segments of each table. All but the last have [`SHARE`] records.
    tables: Vec<OnceLock<Vec<Segment>>>,
    /// Those of which only the records were read that may answer one query.
    partial: Vec<Table>,
}

impl SearchIndex {
    /// Returns an index that has read no record.
    pub fn new(schema: &'static Schema) -> SearchIndex {
        SearchIndex { tables: schema.all().map(|_| OnceLock::new()).collect(), partial: Vec::new() }
    }

    /// Assembles the index from the segments of all shares.
    pub(crate) fn of(schema: &'static Schema, segments: impl Iterator<Item = (RecordRange, Segment)>) -> SearchIndex {
        let mut tables: Vec<Vec<Segment>> = schema.all().map(|_| Vec::new()).collect();
        segments.for_each(|(share, segment)| tables[usize::from(share.table.0)].push(segment));
        SearchIndex { tables: tables.into_iter().map(OnceLock::from).collect(), partial: Vec::new() }
    }

    /// Returns the places that it has read whole.
    pub fn whole(mut self) -> SearchIndex {
        for (number, table) in (0..).zip(&mut self.tables) {
            if ![REGIONS, MUNICIPALITIES].contains(&Table(number)) || self.partial.contains(&Table(number)) {
                table.take();
            }
        }
        SearchIndex { tables: self.tables, partial: Vec::new() }
    }

    /// Reads the records of all tables that have not been read.
    pub fn prepare(&self, document: &Document, relations: &Relations) {
        self.read(document, relations, &|_| true, &|_| true);
    }

    /// Reads these records of the tables that have not been read; all others seem to have no texts.
    pub fn prepare_only(&self, document: &Document, relations: &Relations, includes: &(dyn Fn(Slot) -> bool + Sync)) {
        self.read(document, relations, &|_| true, includes);
    }

    /// Reads the records of a table that may answer one query, unless it has been read.
    pub fn prepare_some(
        &mut self,
        document: &Document,
        relations: &Relations,
        table: Table,
        includes: &(dyn Fn(Slot) -> bool + Sync),
    ) {
        if self.tables[usize::from(table.0)].get().is_none() {
            self.read(document, relations, &|other| other == table, includes);
            self.partial.push(table);
        }
    }

    /// Returns true where all records of a table were read.
    pub fn is_whole(&self, table: Table) -> bool {
        self.tables[usize::from(table.0)].get().is_some() && !self.is_partial(table)
    }

    /// Returns true where the records of a table were read that may answer one query.
    pub fn is_partial(&self, table: Table) -> bool {
        self.partial.contains(&table)
    }

    /// Returns the segments of a table, reading its records first where needed.
    pub fn table(&self, document: &Document, relations: &Relations, table: Table) -> &[Segment] {
        self.read(document, relations, &|other| other == table, &|_| true);
        self.segments(table)
    }

    fn read(
        &self,
        document: &Document,
        relations: &Relations,
        wanted: &dyn Fn(Table) -> bool,
        includes: &(dyn Fn(Slot) -> bool + Sync),
    ) {
        let unread = |table: &Table| wanted(*table) && self.tables[usize::from(table.0)].get().is_none();
        let tables: Vec<Table> = document.schema().all().filter(unread).collect();
        if tables.is_empty() {
            return;
        }
        let shares: Vec<RecordRange> =
            shares(document).into_iter().filter(|share| tables.contains(&share.table)).collect();
        let writers = Pool::new(|| SegmentBuilder::new(document, relations));
        let segment = |number: usize| writers.with(|writer| writer.share(shares[number], includes));
        let mut segments = parallel::map(shares.len(), is_small(document), segment).into_iter();
        for table in tables {
            let count = shares.iter().filter(|share| share.table == table).count();
            self.tables[usize::from(table.0)].get_or_init(|| segments.by_ref().take(count).collect());
        }
    }

    /// Returns the segments of a table; none when its records have not been read.
    pub fn segments(&self, table: Table) -> &[Segment] {
        self.tables[usize::from(table.0)].get().map_or(&[], Vec::as_slice)
    }

    /// Returns the number of the segment that holds a record, and the record's number in it.
    pub fn place(slot: Slot) -> (usize, usize) {
        (slot.index as usize / SHARE, slot.index as usize % SHARE)
    }

    /// Adds texts of towns to the records that are found by them. `towns` knows which texts of each
    /// town.
    pub(crate) fn add_towns<'t>(&mut self, towns: &TownTexts, by_towns: impl Iterator<Item = (Slot, &'t [Slot])>) {
        let of_towns = self.tables[usize::from(MUNICIPALITIES.0)].take().unwrap_or_default();
        let mut spellers: HashMap<(Table, usize), TermEncoder> = HashMap::new();
        for (slot, its_towns) in by_towns {
            let (number, record) = SearchIndex::place(slot);
            let Some(segment) = self.segments_mut(slot.table).and_then(|segments| segments.get_mut(number)) else {
                continue;
            };
            let speller = spellers.entry((slot.table, number)).or_default();
            let mut numbers = Vec::new();
            for town in its_towns {
                let (from, record) = SearchIndex::place(*town);
                for text in towns.of(*town) {
                    numbers.push(speller.push(
                        segment,
                        FieldWeight::Place,
                        of_towns[from].spelled(record, *text as usize),
                    ));
                }
            }
            segment.extend(record, &numbers);
        }
        for (table, number) in spellers.into_keys() {
            if let Some(segment) = self.segments_mut(table).and_then(|segments| segments.get_mut(number)) {
                *segment = segment.settled();
            }
        }
        self.tables[usize::from(MUNICIPALITIES.0)] = of_towns.into();
    }

    /// Returns the segments of a table whose records have been read.
    fn segments_mut(&mut self, table: Table) -> Option<&mut Vec<Segment>> {
        self.tables[usize::from(table.0)].get_mut()
    }

    /// Reads a record again, where its table has been read. Returns false when its name has not
    /// changed.
    pub fn refresh(&mut self, document: &Document, relations: &Relations, slot: Slot) -> bool {
        let (number, record) = SearchIndex::place(slot);
        let Some(segments) = self.segments_mut(slot.table) else { return true };
        if segments.len() <= number {
            segments.resize_with(number + 1, Segment::default);
        }
        // A slot in between may belong to a record that was refused.
        segments[..number].iter_mut().for_each(|segment| segment.fill(SHARE));
        // A record without a name is called by its identifier.
        let naming = [FieldWeight::Name, FieldWeight::Identifier];
        let names = |segment: &Segment| {
            naming.into_iter().flat_map(|weight| segment.of_weight(record, weight)).collect::<Vec<_>>()
        };
        let before = names(&segments[number]);
        let mut writer = SegmentBuilder::new(document, relations).going_on(std::mem::take(&mut segments[number]));
        writer.record(slot, record);
        segments[number] = writer.into_segment();
        let renamed = names(&segments[number]) != before;
        // Stale texts are scanned until the segment is rebuilt.
        if segments[number].is_mostly_waste() {
            let share = RecordRange { table: slot.table, first: number * SHARE, count: segments[number].len() };
            segments[number] = SegmentBuilder::new(document, relations).share(share, &|_| true);
        }
        renamed
    }
}

/// Which texts of each municipality also find its region, as positions among the municipality's
/// texts.
#[derive(Debug, Default)]
pub(crate) struct TownTexts {
    /// Where the positions of each municipality end in `places`.
    ends: Vec<u32>,
    places: Vec<u32>,
}

impl TownTexts {
    /// Adds the positions of the next municipality.
    pub(crate) fn push(&mut self, places: &[u32]) {
        self.places.extend_from_slice(places);
        self.ends.push(self.places.len() as u32);
    }

    /// Appends the positions of the municipalities that follow.
    pub(crate) fn append(&mut self, more: &TownTexts) {
        let start = self.places.len() as u32;
        self.places.extend_from_slice(&more.places);
        self.ends.extend(more.ends.iter().map(|end| start + end));
    }

    fn of(&self, town: Slot) -> &[u32] {
        let end = |at: usize| self.ends[at] as usize;
        let at = town.index as usize;
        &self.places[at.checked_sub(1).map_or(0, end)..end(at)]
    }
}
