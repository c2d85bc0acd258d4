//! Writes the texts of records into a block.
//!
//! A text that was written is known by how it stands in the file, so that only a new one is folded and taken apart. Must not
//! know which records belong into a block. Enter at [`Writer::new`].

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::block::Block;
use super::fold::fold;
use super::names::Names;
use super::phone::dialled;
use super::pieces::{Class, Piece, finds_region, own_pieces, pieces};
use super::relations::Relations;
use super::shares::Share;
use super::words::Known;
use crate::document::{Document, Ids, Record, Slot};
use crate::model::MUNICIPALITIES;

/// Beside the classes, what marks a telephone number as it is dialled.
const DIALLED: u8 = Class::ALL.len() as u8;

/// Writes the texts of records into a block.
pub(super) struct Writer<'d> {
    document: &'d Document,
    relations: &'d Relations,
    block: Block,
    names: Names<'d>,
    speller: Speller,
    seen: Seen,
    /// The texts of the record being read.
    numbers: Vec<u32>,
    /// The places among them of those by which a municipality finds its region.
    pub(super) town: Vec<u32>,
}

impl<'d> Writer<'d> {
    /// Into an empty block.
    pub(super) fn new(document: &'d Document, relations: &'d Relations) -> Writer<'d> {
        Writer {
            document,
            relations,
            block: Block::default(),
            names: Names::new(document),
            speller: Speller::default(),
            seen: Seen::default(),
            numbers: Vec::new(),
            town: Vec::new(),
        }
    }

    /// Into a block that has texts already.
    pub(super) fn going_on(self, block: Block) -> Writer<'d> {
        Writer { block, ..self }
    }

    /// All records of a share; the block, settled.
    pub(super) fn share(mut self, share: Share) -> Block {
        share.slots().enumerate().for_each(|(number, slot)| self.record(slot, number));
        self.settled()
    }

    /// The block, to be looked through often.
    pub(super) fn settled(mut self) -> Block {
        self.block.settle();
        self.block
    }

    /// The block as it is.
    pub(super) fn into_block(self) -> Block {
        self.block
    }

    /// Reads the record with this number in its block.
    pub(super) fn record(&mut self, slot: Slot, number: usize) {
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
        let Writer { document, block, names, speller, seen, numbers, town, .. } = self;
        numbers.clear();
        town.clear();
        if document.is_live(slot) {
            pieces(names, &mut |piece| {
                let class = piece.class;
                let at = add(
                    numbers,
                    seen.number(class as u8, piece.text, || speller.push(block, class, fold(piece.text).words())),
                );
                if slot.table == MUNICIPALITIES && finds_region(&piece) {
                    town.push(at);
                }
                if piece.phone {
                    let digits = dialled(piece.text);
                    let write = || speller.push(block, class, [(&digits[..], &digits[..])].into_iter());
                    add(numbers, seen.number(DIALLED, piece.text, write));
                }
            });
        }
        block.store(place, numbers);
    }
}

/// Adds a text to those of a record; its place among them.
fn add(numbers: &mut Vec<u32>, number: u32) -> u32 {
    // Most say something once; of what has many texts, all are taken.
    let there = if numbers.len() > 64 { None } else { numbers.iter().position(|other| *other == number) };
    let place = there.unwrap_or(numbers.len());
    if place == numbers.len() {
        numbers.push(number);
    }
    place as u32
}

/// Writes texts as the numbers of their words.
#[derive(Debug, Default)]
pub(super) struct Speller {
    known: Known,
    spelled: Vec<u32>,
}

impl Speller {
    /// Adds a text of these words, each in its two forms, to a block; gives its number.
    pub(super) fn push<'w>(
        &mut self,
        block: &mut Block,
        class: Class,
        words: impl Iterator<Item = (&'w str, &'w str)>,
    ) -> u32 {
        self.spelled.clear();
        self.spelled.extend(words.map(|(plain, expanded)| self.known.number(&mut block.words, plain, expanded)));
        block.push(class, &self.spelled)
    }
}

/// The texts that were written, as they stand in the file.
#[derive(Debug, Default)]
struct Seen {
    text: String,
    /// Of each where it ends in `text`, what it was written as, and its number in the block.
    seen: Vec<(u32, u8, u32)>,
    by_hash: Ids,
}

impl Seen {
    /// The number of a text, which is written when it is new.
    fn number(&mut self, kind: u8, text: &str, write: impl FnOnce() -> u32) -> u32 {
        let hash = xxh3_64_with_seed(text.as_bytes(), u64::from(kind)) as u32;
        if let Some(known) = self.by_hash.get(hash).filter(|known| self.is(*known as usize, kind, text)) {
            return self.seen[known as usize].2;
        }
        let number = write();
        self.by_hash.insert(hash, self.seen.len() as u32);
        self.text.push_str(text);
        self.seen.push((self.text.len() as u32, kind, number));
        number
    }

    fn is(&self, at: usize, kind: u8, text: &str) -> bool {
        let start = at.checked_sub(1).map_or(0, |before| self.seen[before].0 as usize);
        let (end, as_kind, _) = self.seen[at];
        as_kind == kind && self.text.as_bytes()[start..end as usize] == *text.as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_once_as_each_kind() {
        let mut seen = Seen::default();
        let mut written = 0;
        let numbers = [(0, "Köln"), (0, "Bonn"), (1, "Köln"), (0, "Köln"), (0, ""), (0, "")].map(|(kind, text)| {
            seen.number(kind, text, || {
                written += 1;
                written
            })
        });
        assert_eq!(numbers, [1, 2, 3, 1, 4, 4]);
    }
}
