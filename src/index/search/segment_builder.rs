//! Writes the texts of records into a segment.
//!
//! Texts and words already written are recognised by their unfolded bytes, so that only new ones
//! are folded. Does not know which records belong to a segment. Entry point:
//! [`SegmentBuilder::new`].

use hashbrown::HashMap;

use super::inline_string::InlineString;
use super::searchable_fields::{SearchField, finds_region, own_search_fields, search_fields};
use super::segment::Segment;
use super::term_dictionary::TermIds;
use super::tokenizer::{is_plain, tokens};
use crate::document::{Document, Record, Slot};
use crate::index::chunks::RecordRange;
use crate::index::display_names::DisplayNames;
use crate::index::fold::fold;
use crate::index::interner::Interner;
use crate::index::phone::dialled;
use crate::index::relations::Relations;
use crate::model::MUNICIPALITIES;
use crate::schema::FieldWeight;

/// The kind, beside the weights, of a telephone number as it is dialled.
const DIALLED: u8 = FieldWeight::ALL.len() as u8;

/// Writes the texts of records into a segment.
pub(crate) struct SegmentBuilder<'d> {
    document: &'d Document,
    relations: &'d Relations,
    segment: Segment,
    names: DisplayNames<'d>,
    speller: TermEncoder,
    seen: WrittenTexts,
    /// The text ids of the record being read.
    numbers: Vec<u32>,
    /// Which of them find the region of a municipality.
    pub(crate) town: Vec<u32>,
}

impl<'d> SegmentBuilder<'d> {
    /// Starts with an empty segment.
    pub(crate) fn new(document: &'d Document, relations: &'d Relations) -> SegmentBuilder<'d> {
        SegmentBuilder {
            document,
            relations,
            segment: Segment::default(),
            names: DisplayNames::new(document),
            speller: TermEncoder::default(),
            seen: WrittenTexts::default(),
            numbers: Vec::new(),
            town: Vec::new(),
        }
    }

    /// Continues with a segment that has texts already.
    pub(crate) fn going_on(self, segment: Segment) -> SegmentBuilder<'d> {
        SegmentBuilder { segment, ..self }
    }

    /// Writes the records of a share that are included and returns their segment.
    pub(crate) fn share(&mut self, share: RecordRange, includes: &dyn Fn(Slot) -> bool) -> Segment {
        for (number, slot) in share.slots().enumerate() {
            if includes(slot) {
                self.record(slot, number);
            } else {
                self.segment.store(number, &[]);
            }
        }
        self.take()
    }

    /// Returns the segment, optimised for scanning, and starts an empty one. Buffers are kept for
    /// the next segment, so that segments lie close together in memory.
    pub(crate) fn take(&mut self) -> Segment {
        let segment = self.segment.settled();
        self.segment.clear();
        self.speller.clear();
        self.seen.clear();
        segment
    }

    /// Returns the segment as it is.
    pub(crate) fn into_segment(self) -> Segment {
        self.segment
    }

    /// Reads a record and stores it under this number in the segment.
    pub(crate) fn record(&mut self, slot: Slot, number: usize) {
        let (document, relations) = (self.document, self.relations);
        let record = document.record(slot).ok();
        self.texts(slot, number, |names, found| {
            search_fields(document, relations, names, slot, record.as_ref(), found)
        });
    }

    /// Stores the record's own texts, without those of other records, under this number in the
    /// segment.
    pub(crate) fn own(&mut self, slot: Slot, record: Option<&Record<'_>>, number: usize) {
        let document = self.document;
        self.texts(slot, number, |names, found| own_search_fields(document, names, slot, record, found));
    }

    fn texts(
        &mut self,
        slot: Slot,
        place: usize,
        search_fields: impl FnOnce(&mut DisplayNames<'d>, &mut dyn FnMut(SearchField<'_>)),
    ) {
        let SegmentBuilder { document, segment, names, speller, seen, numbers, town, .. } = self;
        numbers.clear();
        town.clear();
        if document.is_live(slot) {
            search_fields(names, &mut |field| {
                let weight = field.weight;
                let mut write = || speller.text(segment, weight, field.text);
                // No other record of the table has this id.
                let number = if field.is_id() { write() } else { seen.number(weight as u8, field.text, write) };
                let at = add(numbers, number);
                if slot.table == MUNICIPALITIES && finds_region(&field) {
                    town.push(at);
                }
                if field.phone {
                    let write = || speller.text(segment, weight, &dialled(field.text));
                    add(numbers, seen.number(DIALLED, field.text, write));
                }
            });
        }
        segment.store(place, numbers);
    }
}

/// Adds a text to those of a record and returns its position among them.
fn add(numbers: &mut Vec<u32>, number: u32) -> u32 {
    // Few records repeat a text. In a long list duplicates are not looked for.
    let there = if numbers.len() > 64 { None } else { numbers.iter().position(|other| *other == number) };
    let place = there.unwrap_or(numbers.len());
    if place == numbers.len() {
        numbers.push(number);
    }
    place as u32
}

/// Writes texts as the numbers of their words.
#[derive(Debug, Default)]
pub(crate) struct TermEncoder {
    known: TermIds,
    /// The numbers of short words by their unfolded bytes; longer ones are in `seen`.
    brief: HashMap<InlineString, u32>,
    seen: WrittenTexts,
    spelled: Vec<u32>,
}

impl TermEncoder {
    /// Adds a text to a segment and returns its number.
    fn text(&mut self, segment: &mut Segment, weight: FieldWeight, text: &str) -> u32 {
        if !is_plain(text) {
            return self.push(segment, weight, fold(text).split(tokens));
        }
        let TermEncoder { known, brief, seen, spelled } = self;
        let mut folded = |token| {
            let folded = fold(token);
            known.number(&mut segment.words, folded.plain(), folded.expanded())
        };
        spelled.clear();
        spelled.extend(tokens(text).map(|token| match InlineString::of(token.as_bytes()) {
            Some(word) => *brief.entry(word).or_insert_with(|| folded(token)),
            None => seen.number(0, token, || folded(token)),
        }));
        segment.push(weight, spelled)
    }

    /// Adds a text of these words, each in its two forms, to a segment and returns its number.
    pub(crate) fn push<'w>(
        &mut self,
        segment: &mut Segment,
        weight: FieldWeight,
        words: impl Iterator<Item = (&'w str, &'w str)>,
    ) -> u32 {
        self.spelled.clear();
        self.spelled.extend(words.map(|(plain, expanded)| self.known.number(&mut segment.words, plain, expanded)));
        segment.push(weight, &self.spelled)
    }

    /// Removes everything and keeps the capacity.
    fn clear(&mut self) {
        self.known.clear();
        self.brief.clear();
        self.seen.clear();
    }
}

/// Unfolded texts or words that were written, with the number of each in the segment.
#[derive(Debug, Default)]
struct WrittenTexts {
    texts: Interner,
    numbers: Vec<u32>,
}

impl WrittenTexts {
    /// Removes everything and keeps the capacity.
    fn clear(&mut self) {
        self.texts.clear();
        self.numbers.clear();
    }

    /// Returns the number of a text, calling `write` when it is new.
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
        let mut seen = WrittenTexts::default();
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
