//! The folded texts of all records, in which a search looks.
//!
//! Per table blocks of records by the numbers of their slots ([`super::block`]), each made by itself: on all processors when
//! there are many. Enter at [`Haystack::build`], [`Haystack::refresh`], [`Haystack::block`].

use std::collections::HashMap;

use super::block::Block;
use super::fold::{fold, phone};
use super::names::Names;
use super::pieces::{Class, Piece, is_found_by_others, pieces};
use super::relations::{Part, Relations};
use super::shares::{SHARE, Share, is_small, shares};
use crate::document::parallel::{self, map_telling};
use crate::document::{Document, Record, Slot, Tell};

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

    /// Reads all records, and what they refer to.
    pub fn build_with_relations(document: &Document, tell: Tell<'_>) -> (Relations, Haystack) {
        let mut relations = Relations::new(document.schema());
        let (shares, alone) = (shares(document), is_small(document));
        let read = |number: usize| Writer::new(document, &relations).block_and_part(shares[number]);
        let (blocks, parts): (Vec<Block>, Vec<Part>) =
            map_telling(shares.len(), (alone, tell), read).into_iter().unzip();
        parts.into_iter().for_each(|part| relations.join(part));
        relations.shrink();
        // What is found by texts of records that refer to it waits for them.
        let later: Vec<Share> = shares.iter().copied().filter(|share| is_found_by_others(share.table)).collect();
        let block = |number: usize| Writer::new(document, &relations).block(later[number]);
        let mut later = parallel::map(later.len(), alone, block).into_iter();
        let blocks = shares.iter().zip(blocks).map(|(share, block)| {
            let later = if is_found_by_others(share.table) { later.next() } else { None };
            (*share, later.unwrap_or(block))
        });
        let haystack = Haystack::of(document, blocks);
        (relations, haystack)
    }

    fn of(document: &Document, blocks: impl Iterator<Item = (Share, Block)>) -> Haystack {
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

/// Writes the texts of records into a block.
struct Writer<'d> {
    document: &'d Document,
    relations: &'d Relations,
    block: Block,
    names: Names<'d>,
    /// The numbers of the texts by class, telephone numbers in the last.
    known: [HashMap<Box<str>, u32, Quick>; 6],
    /// The texts of the record being read.
    numbers: Vec<u32>,
    forms: String,
}

impl<'d> Writer<'d> {
    fn new(document: &'d Document, relations: &'d Relations) -> Writer<'d> {
        Writer {
            document,
            relations,
            block: Block::default(),
            names: Names::new(document),
            known: Default::default(),
            numbers: Vec::new(),
            forms: String::new(),
        }
    }

    fn block(mut self, share: Share) -> Block {
        share.slots().enumerate().for_each(|(number, slot)| self.record(slot, number));
        self.block.shrink();
        self.block
    }

    /// The texts of records, and what they refer to; of those that wait for others only that.
    fn block_and_part(mut self, share: Share) -> (Block, Part) {
        let mut part = self.relations.part(share);
        let texts = !is_found_by_others(share.table);
        for (number, slot) in share.slots().enumerate() {
            let record = self.document.record(slot);
            part.read(self.relations, &record, self.document.is_live(slot));
            if texts {
                self.texts((slot, record.as_ref().ok()), number);
            }
        }
        self.block.shrink();
        (self.block, part)
    }

    /// Reads the record with this number in its block.
    fn record(&mut self, slot: Slot, number: usize) {
        let record = self.document.record(slot).ok();
        self.texts((slot, record.as_ref()), number);
    }

    fn texts(&mut self, (slot, record): (Slot, Option<&Record<'_>>), place: usize) {
        let Writer { document, relations, block, names, known, numbers, forms } = self;
        numbers.clear();
        if document.is_live(slot) {
            pieces((document, relations, names), (slot, record), &mut |piece| {
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
            });
        }
        block.store(place, numbers);
    }
}

/// Hashes texts quickly; what meets is compared.
#[derive(Debug, Clone, Default)]
struct Quick(u64);

impl std::hash::BuildHasher for Quick {
    type Hasher = Quick;

    fn build_hasher(&self) -> Quick {
        Quick(0)
    }
}

impl std::hash::Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxhash_rust::xxh3::xxh3_64_with_seed(bytes, self.0);
    }

    fn write_u8(&mut self, _: u8) {}
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
