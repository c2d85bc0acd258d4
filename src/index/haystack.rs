//! The folded texts of all records, in which a search looks.
//!
//! Per table blocks of records by the numbers of their slots ([`super::block`]), each made by itself: on all processors when
//! there are many. Enter at [`Haystack::build`], [`Haystack::refresh`], [`Haystack::block`].

use std::collections::HashMap;

use super::block::Block;
use super::pieces::Class;
use super::relations::Relations;
use super::shares::{SHARE, Share, is_small, shares};
use super::writer::{Speller, Writer};
use crate::document::parallel::{self, Spare};
use crate::document::{Document, Slot};
use crate::model::MUNICIPALITIES;
use crate::schema::Table;

/// The folded texts of all records.
#[derive(Debug)]
pub struct Haystack {
    tables: Vec<Vec<Block>>,
}

impl Haystack {
    /// Reads all records.
    pub fn build(document: &Document, relations: &Relations) -> Haystack {
        let shares = shares(document);
        let writers = Spare::new(|| Writer::new(document, relations));
        let block = |number: usize| writers.with(|writer| writer.share(shares[number]));
        let blocks = parallel::map(shares.len(), is_small(document), block);
        Haystack::of(document, shares.iter().copied().zip(blocks))
    }

    /// Of the blocks that hold these shares.
    pub(super) fn of(document: &Document, blocks: impl Iterator<Item = (Share, Block)>) -> Haystack {
        let mut tables: Vec<Vec<Block>> = document.schema().all().map(|_| Vec::new()).collect();
        blocks.for_each(|(share, block)| tables[usize::from(share.table.0)].push(block));
        Haystack { tables }
    }

    /// The blocks of a table, each but the last of [`SHARE`] records.
    pub fn blocks(&self, table: Table) -> &[Block] {
        &self.tables[usize::from(table.0)]
    }

    /// The block that holds a record, and the record's number in it.
    pub fn block(&self, slot: Slot) -> Option<(&Block, usize)> {
        let (number, record) = Haystack::place(slot);
        self.tables[usize::from(slot.table.0)].get(number).map(|block| (block, record))
    }

    /// The number of the block that holds a record, and of the record in it.
    pub fn place(slot: Slot) -> (usize, usize) {
        (slot.index as usize / SHARE, slot.index as usize % SHARE)
    }

    /// Adds to the texts of records those of towns: `towns` knows which of a town's.
    pub(super) fn add_towns<'t>(&mut self, towns: &Towns, by_towns: impl Iterator<Item = (Slot, &'t [Slot])>) {
        let of_towns = std::mem::take(&mut self.tables[usize::from(MUNICIPALITIES.0)]);
        let mut spellers: HashMap<(Table, usize), Speller> = HashMap::new();
        for (slot, its_towns) in by_towns {
            let (number, record) = Haystack::place(slot);
            let Some(block) = self.tables[usize::from(slot.table.0)].get_mut(number) else { continue };
            let speller = spellers.entry((slot.table, number)).or_default();
            let mut numbers = Vec::new();
            for town in its_towns {
                let (from, record) = Haystack::place(*town);
                for text in towns.of(*town) {
                    numbers.push(speller.push(block, Class::Place, of_towns[from].spelled(record, *text as usize)));
                }
            }
            block.extend(record, &numbers);
        }
        for (table, number) in spellers.into_keys() {
            let block = &mut self.tables[usize::from(table.0)][number];
            *block = block.settled();
        }
        self.tables[usize::from(MUNICIPALITIES.0)] = of_towns;
    }

    /// Reads a record again; true when what it is called is not what it was.
    pub fn refresh(&mut self, document: &Document, relations: &Relations, slot: Slot) -> bool {
        let (number, record) = Haystack::place(slot);
        let blocks = &mut self.tables[usize::from(slot.table.0)];
        if blocks.len() <= number {
            blocks.resize_with(number + 1, Block::default);
        }
        // A slot in between may never have had a record that stayed.
        blocks[..number].iter_mut().for_each(|block| block.fill(SHARE));
        let names = |block: &Block| block.of_class(record, Class::Name).collect::<Vec<_>>();
        let before = names(&blocks[number]);
        let mut writer = Writer::new(document, relations).going_on(std::mem::take(&mut blocks[number]));
        writer.record(slot, record);
        blocks[number] = writer.into_block();
        let renamed = names(&blocks[number]) != before;
        // What records no longer say is looked through until there is too much of it.
        if blocks[number].is_mostly_waste() {
            let share = Share { table: slot.table, first: number * SHARE, count: blocks[number].len() };
            blocks[number] = Writer::new(document, relations).share(share);
        }
        renamed
    }
}

/// Which of the texts of each municipality find its region, too: each by its place among them.
#[derive(Debug, Default)]
pub(super) struct Towns {
    /// Where those of each end in `places`.
    ends: Vec<u32>,
    places: Vec<u32>,
}

impl Towns {
    /// Adds those of the next municipality.
    pub(super) fn push(&mut self, places: &[u32]) {
        self.places.extend_from_slice(places);
        self.ends.push(self.places.len() as u32);
    }

    /// Adds those of the municipalities that follow.
    pub(super) fn append(&mut self, more: &Towns) {
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
