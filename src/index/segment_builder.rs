//! Writes the texts of records into a block.
//!
//! A text that was written is known by how it stands in the file, and so is each of its words, so
//! that only what is new is folded. Must not know which records belong into a block. Enter at
//! [`SegmentBuilder::new`].

use std::collections::HashMap;

use super::chunks::RecordRange;
use super::display_names::DisplayNames;
use super::fold::fold;
use super::inline_string::{Brief, Mix};
use super::interner::Interner;
use super::phone::dialled;
use super::relations::Relations;
use super::searchable_fields::{FieldWeight, SearchField, finds_region, own_pieces, pieces};
use super::segment::Block;
use super::term_dictionary::TermIds;
use super::tokenizer::{is_plain, tokens};
use crate::document::{Document, Record, Slot};
use crate::model::MUNICIPALITIES;

/// Beside the classes, what marks a telephone number as it is dialled.
const DIALLED: u8 = FieldWeight::ALL.len() as u8;

/// Writes the texts of records into a block.
pub(super) struct SegmentBuilder<'d> {
    document: &'d Document,
    relations: &'d Relations,
    block: Block,
    names: DisplayNames<'d>,
    speller: TermEncoder,
    seen: Memo,
    /// The texts of the record being read.
    numbers: Vec<u32>,
    /// The places among them of those by which a municipality finds its region.
    pub(super) town: Vec<u32>,
}

impl<'d> SegmentBuilder<'d> {
    /// Into an empty block.
    pub(super) fn new(document: &'d Document, relations: &'d Relations) -> SegmentBuilder<'d> {
        SegmentBuilder {
            document,
            relations,
            block: Block::default(),
            names: DisplayNames::new(document),
            speller: TermEncoder::default(),
            seen: Memo::default(),
            numbers: Vec::new(),
            town: Vec::new(),
        }
    }

    /// Into a block that has texts already.
    pub(super) fn going_on(self, block: Block) -> SegmentBuilder<'d> {
        SegmentBuilder { block, ..self }
    }

    /// All records of a share.
    pub(super) fn share(&mut self, share: RecordRange) -> Block {
        share.slots().enumerate().for_each(|(number, slot)| self.record(slot, number));
        self.take()
    }

    /// The block, to be looked through often; the next is empty. What was needed to write it is
    /// kept for the next, so that the blocks lie close together in memory.
    pub(super) fn take(&mut self) -> Block {
        let block = self.block.settled();
        self.block.clear();
        self.speller.clear();
        self.seen.clear();
        block
    }

    /// The block as it is.
    pub(super) fn into_block(self) -> Block {
        self.block
    }

    /// Reads the record with this number in its block.
    pub(super) fn record(&mut self, slot: Slot, number: usize) {
        let (document, relations) = (self.document, self.relations);
        let record = document.record(slot).ok();
        self.texts(slot, number, |names, found| pieces(document, relations, names, slot, record.as_ref(), found));
    }

    /// Takes in what a record says by itself as the one with this number in the block.
    pub(super) fn own(&mut self, slot: Slot, record: Option<&Record<'_>>, number: usize) {
        let document = self.document;
        self.texts(slot, number, |names, found| own_pieces(document, names, slot, record, found));
    }

    fn texts(
        &mut self,
        slot: Slot,
        place: usize,
        pieces: impl FnOnce(&mut DisplayNames<'d>, &mut dyn FnMut(SearchField<'_>)),
    ) {
        let SegmentBuilder { document, block, names, speller, seen, numbers, town, .. } = self;
        numbers.clear();
        town.clear();
        if document.is_live(slot) {
            pieces(names, &mut |piece| {
                let class = piece.class;
                let mut write = || speller.text(block, class, piece.text);
                // No record has the id of another of its table.
                let number = if piece.is_id() { write() } else { seen.number(class as u8, piece.text, write) };
                let at = add(numbers, number);
                if slot.table == MUNICIPALITIES && finds_region(&piece) {
                    town.push(at);
                }
                if piece.phone {
                    let write = || speller.text(block, class, &dialled(piece.text));
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
pub(super) struct TermEncoder {
    known: TermIds,
    /// The words as they stand in the file: short ones, and the others.
    brief: HashMap<Brief, u32, Mix>,
    seen: Memo,
    spelled: Vec<u32>,
}

impl TermEncoder {
    /// Adds a text to a block; gives its number.
    fn text(&mut self, block: &mut Block, class: FieldWeight, text: &str) -> u32 {
        if !is_plain(text) {
            return self.push(block, class, fold(text).tokens());
        }
        let TermEncoder { known, brief, seen, spelled } = self;
        let mut folded = |token| {
            let folded = fold(token);
            known.number(&mut block.words, folded.plain(), folded.expanded())
        };
        spelled.clear();
        spelled.extend(tokens(text).map(|token| match Brief::of(token.as_bytes()) {
            Some(word) => *brief.entry(word).or_insert_with(|| folded(token)),
            None => seen.number(0, token, || folded(token)),
        }));
        block.push(class, spelled)
    }

    /// Adds a text of these words, each in its two forms, to a block; gives its number.
    pub(super) fn push<'w>(
        &mut self,
        block: &mut Block,
        class: FieldWeight,
        words: impl Iterator<Item = (&'w str, &'w str)>,
    ) -> u32 {
        self.spelled.clear();
        self.spelled.extend(words.map(|(plain, expanded)| self.known.number(&mut block.words, plain, expanded)));
        block.push(class, &self.spelled)
    }

    /// Forgets all; the room stays.
    fn clear(&mut self) {
        self.known.clear();
        self.brief.clear();
        self.seen.clear();
    }
}

/// Texts or words that were written, as they stand in the file, and the number of each in the
/// block.
#[derive(Debug, Default)]
struct Memo {
    texts: Interner,
    numbers: Vec<u32>,
}

impl Memo {
    /// Forgets all; the room stays.
    fn clear(&mut self) {
        self.texts.clear();
        self.numbers.clear();
    }

    /// The number of one, which is written when it is new.
    fn number(&mut self, kind: u8, text: &str, write: impl FnOnce() -> u32) -> u32 {
        let seen = self.texts.number(kind, text) as usize;
        if seen == self.numbers.len() {
            self.numbers.push(write());
        }
        self.numbers[seen]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_once_as_each_kind() {
        let mut seen = Memo::default();
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
