//! The folded texts of all records, in which a search looks.
//!
//! Per table blocks of records by the numbers of their slots ([`super::block`]), each made by itself: on all processors when
//! there are many. Enter at [`Haystack::build`], [`Haystack::refresh`], [`Haystack::block`].

use std::collections::HashMap;

use super::block::Block;
use super::fold::{fold, phone};
use super::names::Names;
use super::pieces::{Class, Piece, pieces};
use super::relations::Relations;
use crate::document::{Document, Slot, parallel};
use crate::schema::Table;

/// Records of a block.
const BLOCK: usize = 2_048;

/// Fewer records than this are read by one thread: starting others would take longer.
const ALONE: usize = 4_096;

/// The folded texts of all records.
#[derive(Debug)]
pub struct Haystack {
    tables: Vec<Vec<Block>>,
}

impl Haystack {
    /// Reads all records.
    pub fn build(document: &Document, relations: &Relations) -> Haystack {
        let blocks_of = |table| document.slot_count(table).div_ceil(BLOCK);
        let tasks: Vec<(Table, usize)> = document
            .schema()
            .all()
            .flat_map(|table| (0..blocks_of(table)).map(move |number| (table, number)))
            .collect();
        let records: usize = document.schema().all().map(|table| document.slot_count(table)).sum();
        let build = |task: usize| Writer::new(document, relations).block(tasks[task].0, tasks[task].1);
        let mut blocks = parallel::map(tasks.len(), records < ALONE, build).into_iter();
        Haystack {
            tables: document.schema().all().map(|table| blocks.by_ref().take(blocks_of(table)).collect()).collect(),
        }
    }

    /// The block that holds a record, and the record's number in it.
    pub fn block(&self, slot: Slot) -> Option<(&Block, usize)> {
        let (number, record) = Haystack::place(slot);
        self.tables[usize::from(slot.table.0)].get(number).map(|block| (block, record))
    }

    /// The number of the block that holds a record, and of the record in it.
    pub fn place(slot: Slot) -> (usize, usize) {
        (slot.index as usize / BLOCK, slot.index as usize % BLOCK)
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

    fn block(mut self, table: Table, number: usize) -> Block {
        let end = self.document.slot_count(table).min((number + 1) * BLOCK);
        for index in number * BLOCK..end {
            self.record(Slot { table, index: index as u32 }, index % BLOCK);
        }
        self.block.shrink();
        self.block
    }

    fn record(&mut self, slot: Slot, record: usize) {
        let Writer { document, relations, block, names, known, numbers, forms } = self;
        numbers.clear();
        if document.is_live(slot) {
            pieces((document, relations, names), slot, &mut |piece| {
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
        block.store(record, numbers);
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
