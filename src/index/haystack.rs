//! The folded texts of all records, in which a search looks.
//!
//! Per table blocks of records by the numbers of their slots ([`super::block`]), each made by itself: on all processors when
//! there are many. Enter at [`Haystack::build`], [`Haystack::refresh`], [`Haystack::block`].

use std::collections::HashMap;

use super::block::Block;
use super::fold::{fold, phone};
use super::names::Names;
use super::pieces::{Class, Piece, finds_region, own_pieces, pieces};
use super::quick::Quick;
use super::relations::Relations;
use super::shares::{SHARE, Share, is_small, shares};
use crate::document::parallel;
use crate::document::{Document, Record, Slot};
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
        let block = |number: usize| Writer::new(document, relations).block(shares[number]);
        let blocks = parallel::map(shares.len(), is_small(document), block);
        Haystack::of(document, shares.iter().copied().zip(blocks))
    }

    /// Of the blocks that hold these shares.
    pub(super) fn of(document: &Document, blocks: impl Iterator<Item = (Share, Block)>) -> Haystack {
        let mut tables: Vec<Vec<Block>> = document.schema().all().map(|_| Vec::new()).collect();
        blocks.for_each(|(share, block)| tables[usize::from(share.table.0)].push(block));
        Haystack { tables }
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

    /// Adds to the texts of records those of towns: `towns` has the numbers of each one's texts in its block.
    pub(super) fn add_towns<'t>(&mut self, towns: &Towns, by_towns: impl Iterator<Item = (Slot, &'t [Slot])>) {
        let of_towns = std::mem::take(&mut self.tables[usize::from(MUNICIPALITIES.0)]);
        let mut known: HashMap<(Table, usize), HashMap<&str, u32, Quick>> = HashMap::new();
        for (slot, its_towns) in by_towns {
            let (number, record) = Haystack::place(slot);
            let Some(block) = self.tables[usize::from(slot.table.0)].get_mut(number) else { continue };
            let known = known.entry((slot.table, number)).or_default();
            let mut numbers = Vec::new();
            for town in its_towns {
                let texts = &of_towns[Haystack::place(*town).0];
                for text in towns.of(*town) {
                    let forms = texts.forms(*text as usize);
                    numbers.push(*known.entry(forms).or_insert_with(|| block.push(Class::Place, forms)));
                }
            }
            block.extend(record, &numbers);
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
        let names = |block: &Block| block.of_class(record, Class::Name).map(str::to_owned).collect::<Vec<_>>();
        let before = names(&blocks[number]);
        let mut writer = Writer { block: std::mem::take(&mut blocks[number]), ..Writer::new(document, relations) };
        writer.record(slot, record);
        blocks[number] = writer.block;
        names(&blocks[number]) != before
    }
}

/// The texts by which each municipality finds its region, by the numbers they have in its block.
#[derive(Debug, Default)]
pub(super) struct Towns {
    /// Where those of each end in `numbers`.
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl Towns {
    /// Adds those of the next municipality.
    pub(super) fn push(&mut self, numbers: &[u32]) {
        self.numbers.extend_from_slice(numbers);
        self.ends.push(self.numbers.len() as u32);
    }

    /// Adds those of the municipalities that follow.
    pub(super) fn append(&mut self, more: &Towns) {
        let start = self.numbers.len() as u32;
        self.numbers.extend_from_slice(&more.numbers);
        self.ends.extend(more.ends.iter().map(|end| start + end));
    }

    fn of(&self, town: Slot) -> &[u32] {
        let end = |at: usize| self.ends[at] as usize;
        let at = town.index as usize;
        &self.numbers[at.checked_sub(1).map_or(0, end)..end(at)]
    }
}

/// Writes the texts of records into a block.
pub(super) struct Writer<'d> {
    document: &'d Document,
    relations: &'d Relations,
    block: Block,
    names: Names<'d>,
    /// The numbers of the texts by class, telephone numbers in the last.
    known: [HashMap<Box<str>, u32, Quick>; 6],
    /// The texts of the record being read.
    numbers: Vec<u32>,
    /// Those of them by which a municipality finds its region.
    pub(super) town: Vec<u32>,
    forms: String,
}

impl<'d> Writer<'d> {
    /// Into an empty block.
    pub(super) fn new(document: &'d Document, relations: &'d Relations) -> Writer<'d> {
        Writer {
            document,
            relations,
            block: Block::default(),
            names: Names::new(document),
            known: Default::default(),
            numbers: Vec::new(),
            town: Vec::new(),
            forms: String::new(),
        }
    }

    fn block(mut self, share: Share) -> Block {
        share.slots().enumerate().for_each(|(number, slot)| self.record(slot, number));
        self.done()
    }

    /// The block.
    pub(super) fn done(mut self) -> Block {
        self.block.shrink();
        self.block
    }

    /// Reads the record with this number in its block.
    fn record(&mut self, slot: Slot, number: usize) {
        let (document, relations) = (self.document, self.relations);
        let record = document.record(slot).ok();
        self.texts(slot, number, |names, found| pieces((document, relations, names), (slot, record.as_ref()), found));
    }

    /// Takes in what a record says by itself as the one with this number in the block.
    pub(super) fn own(&mut self, (slot, record): (Slot, Option<&Record<'_>>), number: usize) {
        let document = self.document;
        self.texts(slot, number, |names, found| own_pieces((document, names), (slot, record), found));
    }

    fn texts(&mut self, slot: Slot, place: usize, pieces: impl FnOnce(&mut Names<'d>, &mut dyn FnMut(Piece<'_>))) {
        let Writer { document, block, names, known, numbers, town, forms, .. } = self;
        numbers.clear();
        town.clear();
        if document.is_live(slot) {
            pieces(names, &mut |piece| {
                let known = &mut known[if piece.phone { 5 } else { piece.class as usize }];
                let number = known.get(piece.text).copied().unwrap_or_else(|| {
                    forms.clear();
                    write(forms, &piece);
                    let number = block.push(piece.class, forms);
                    known.insert(piece.text.into(), number);
                    number
                });
                // Most say something once; of what has many texts, all are taken.
                if numbers.len() > 64 || !numbers.contains(&number) {
                    numbers.push(number);
                }
                if slot.table == MUNICIPALITIES && finds_region(&piece) {
                    town.push(number);
                }
            });
        }
        block.store(place, numbers);
    }
}

/// The forms in which a text is looked through.
fn write(forms: &mut String, piece: &Piece<'_>) {
    let folded = fold(piece.text);
    forms.push('\n');
    forms.push_str(folded.plain());
    if !folded.is_simple() {
        forms.push('\n');
        if piece.class <= Class::Place {
            forms.push_str(folded.expanded());
        } else {
            // In longer texts only the words that have an umlaut are there twice.
            let words = folded.plain().split(' ').zip(folded.expanded().split(' '));
            words.filter(|(plain, expanded)| plain != expanded).for_each(|(_, expanded)| {
                forms.push_str(expanded);
                forms.push(' ');
            });
        }
    }
    if piece.phone {
        forms.push('\n');
        forms.push_str(&phone(piece.text));
    }
}
