//! The records of one table in memory: their pieces, their order, their ids.
//!
//! Compact, because there may be hundreds of thousands: unchanged text is stored as offsets into
//! the file, and only changed text is stored separately. Does not know how RON is written. Entry
//! point: [`RecordStore`].

use std::collections::{HashMap, HashSet};
use std::num::NonZeroU64;
use std::ops::Range;
use std::sync::Arc;

use super::file_text::FileText;
use super::id_index::{IdIndex, hash, plain_id};
use super::record_splitter::RecordSpan;
use crate::syntax::SyntaxError;
use crate::syntax::syntax_tree::decode_string;

/// A text: a part of the file as it was read, or a text of its own.
#[derive(Debug, Clone)]
pub(super) enum TextSpan {
    /// Offset and length in the file as it was read.
    Base(u32, u32),
    /// A text that was added later.
    Own(Arc<str>),
}

impl TextSpan {
    /// Returns the span of a `range` of the file as it was read.
    pub(super) fn base(range: &Range<usize>) -> TextSpan {
        TextSpan::Base(range.start as u32, range.len() as u32)
    }

    /// Returns the text.
    pub(super) fn get<'a>(&'a self, base: &'a FileText) -> &'a str {
        match self {
            TextSpan::Base(start, len) => base.part(*start as usize, *len as usize),
            TextSpan::Own(text) => text,
        }
    }
}

/// One record.
#[derive(Debug, Clone)]
pub(super) struct RecordEntry {
    /// The record with the comments above it, its comma and the rest of its line.
    pub(super) piece: TextSpan,
    value: (u32, u32),
    id: (u32, u32),
}

impl RecordEntry {
    /// Creates the entry of a record cut from a text; `piece` is the text of the cut.
    pub(super) fn new(piece: TextSpan, cut: &RecordSpan) -> RecordEntry {
        let part = |r: &Range<usize>| (r.start.saturating_sub(cut.span.start) as u32, r.len() as u32);
        RecordEntry { piece, value: part(&cut.value), id: part(&cut.id) }
    }

    /// Returns the range of the record itself in its piece.
    pub(super) fn value(&self) -> Range<usize> {
        self.value.0 as usize..(self.value.0 + self.value.1) as usize
    }

    /// Returns true when its field `id` is absent or empty.
    fn is_nameless(&self) -> bool {
        self.id.1 <= r#""""#.len() as u32
    }

    /// Returns the literal in its field `id`; empty when it has none.
    pub(super) fn id_literal<'a>(&'a self, base: &'a FileText) -> &'a str {
        let id = self.id.0 as usize..(self.id.0 + self.id.1) as usize;
        self.piece.get(base).get(id).unwrap_or_default()
    }
}

/// A record to be stored.
#[derive(Debug)]
pub(super) struct ParsedRecord {
    pub(super) entry: RecordEntry,
    /// Why it is not valid RON, if it is not.
    pub(super) fault: Option<SyntaxError>,
}

impl ParsedRecord {
    /// Creates a record cut from a text; `piece` is the text of the cut.
    pub(super) fn new(piece: TextSpan, cut: &RecordSpan) -> ParsedRecord {
        ParsedRecord { entry: RecordEntry::new(piece, cut), fault: cut.fault.as_deref().cloned() }
    }
}

/// The records of one table.
#[derive(Debug, Clone, Default)]
pub(super) struct RecordStore {
    entries: Vec<RecordEntry>,
    /// Slots in the order of the file.
    order: Vec<u32>,
    /// The text before the closing bracket.
    pub(super) tail: Option<TextSpan>,
    /// Slots whose record was removed; the record gets its slot back when it returns.
    gone: HashSet<u32>,
    /// The slots by id. Only one of the records without an id is here.
    by_id: IdIndex,
    /// Ids that are not plain literals.
    odd: HashMap<u32, Box<str>>,
    /// Why a record is not valid RON.
    faults: HashMap<u32, SyntaxError>,
    /// Ids that the file itself repeats.
    repeated: HashSet<Box<str>>,
}

impl RecordStore {
    /// Returns the number of records.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// Returns the number of slots.
    pub(super) fn slot_count(&self) -> usize {
        self.entries.len()
    }

    /// Slots in the order of the file.
    pub(super) fn order(&self) -> &[u32] {
        &self.order
    }

    /// Returns the record in a slot.
    pub(super) fn entry(&self, slot: u32) -> Option<&RecordEntry> {
        self.entries.get(slot as usize)
    }

    /// Returns true when a slot has a record that was not removed.
    pub(super) fn is_live(&self, slot: u32) -> bool {
        (slot as usize) < self.entries.len() && !self.gone.contains(&slot)
    }

    /// Returns true when a removed record may return to its slot.
    pub(super) fn has_gone(&self) -> bool {
        !self.gone.is_empty()
    }

    /// Makes room for `count` more records.
    pub(super) fn reserve(&mut self, count: usize) {
        self.entries.reserve_exact(count);
        self.order.reserve_exact(count);
        self.by_id.reserve(count);
    }

    /// Returns how many records are not valid RON.
    pub(super) fn fault_count(&self) -> usize {
        self.faults.len()
    }

    /// Returns why the record in a slot is not valid RON.
    pub(super) fn fault(&self, slot: u32) -> Option<&SyntaxError> {
        self.faults.get(&slot)
    }

    /// Returns the id of the record in a slot; empty when it has none.
    pub(super) fn id<'a>(&'a self, slot: u32, base: &'a FileText) -> &'a str {
        ids(&self.entries, &self.odd, base)(slot)
    }

    /// Returns the current index of the record in a slot.
    pub(super) fn position(&self, slot: u32) -> Option<usize> {
        self.is_live(slot).then_some(())?;
        // Slots are numbered in the order of the file, so a record is usually near its number.
        let near = (slot as usize).saturating_sub(64)..(slot as usize + 64).min(self.order.len());
        let found = self.order.get(near.clone()).and_then(|part| part.iter().position(|s| *s == slot));
        found.map(|i| near.start + i).or_else(|| self.order.iter().position(|s| *s == slot))
    }

    /// Returns the slots of records with this id, including removed ones, lowest first.
    pub(super) fn with_id(&self, id: &str, base: &FileText) -> Vec<u32> {
        let mut found: Vec<u32> = self.by_id.all(id, |slot| self.id(slot, base)).collect();
        found.sort_unstable();
        found
    }

    /// Returns the slots of all records with this id that were not removed, in unspecified order.
    pub(super) fn namesakes<'a>(&'a self, id: &'a str, base: &'a FileText) -> impl Iterator<Item = u32> + 'a {
        self.by_id.all(id, |slot| self.id(slot, base)).filter(|slot| self.is_live(*slot))
    }

    /// Returns the slot of the record with this id, the lowest when there are several.
    pub(super) fn find(&self, id: &str, base: &FileText) -> Option<u32> {
        let lowest = self.by_id.lowest(id, |slot| self.id(slot, base))?;
        if self.is_live(lowest) { Some(lowest) } else { self.namesakes(id, base).min() }
    }

    /// Notes that the file itself repeats an id.
    pub(super) fn repeat(&mut self, id: &str) {
        self.repeated.insert(id.into());
    }

    /// Returns true when the file itself repeated this id.
    pub(super) fn is_repeated(&self, id: &str) -> bool {
        self.repeated.contains(id)
    }

    /// Inserts a record at a position, into `slot` or a new one.
    pub(super) fn insert(&mut self, position: usize, record: ParsedRecord, slot: Option<u32>, base: &FileText) -> u32 {
        let slot = slot.unwrap_or(self.entries.len() as u32);
        self.put(slot, record, base);
        self.order.insert(position.min(self.order.len()), slot);
        slot
    }

    /// Appends a new record; `hash` is that of its id, when known.
    pub(super) fn append(&mut self, record: ParsedRecord, hash: Option<NonZeroU64>, base: &FileText) -> u32 {
        let slot = self.entries.len() as u32;
        self.entries.push(record.entry);
        self.faults.extend(record.fault.map(|fault| (slot, fault)));
        self.order.push(slot);
        self.link(slot, hash, base);
        slot
    }

    /// Replaces the record in a slot.
    pub(super) fn put(&mut self, slot: u32, record: ParsedRecord, base: &FileText) {
        if (slot as usize) < self.entries.len() {
            self.unlink(slot, base);
            self.gone.remove(&slot);
            self.entries[slot as usize] = record.entry;
        } else {
            self.entries.push(record.entry);
        }
        self.faults.remove(&slot);
        self.faults.extend(record.fault.map(|fault| (slot, fault)));
        self.link(slot, None, base);
    }

    /// Removes the record at a position; its slot keeps it.
    pub(super) fn remove(&mut self, position: usize) -> u32 {
        let slot = self.order.remove(position);
        self.gone.insert(slot);
        slot
    }

    /// Returns true when another record has the same id as the one in a slot.
    pub(super) fn shares_id(&self, slot: u32, base: &FileText) -> bool {
        self.by_id.has_repeated() && self.namesakes(self.id(slot, base), base).any(|other| other != slot)
    }

    fn link(&mut self, slot: u32, known: Option<NonZeroU64>, base: &FileText) {
        let entry = &self.entries[slot as usize];
        // The text is looked at only where needed: with many records, each look is a cache miss.
        let literal = || Some(entry.id_literal(base)).filter(|literal| plain_id(literal).is_none());
        if known.is_none()
            && let Some(id) = literal().and_then(decode_string)
        {
            self.odd.insert(slot, id.into());
        }
        let ids = ids(&self.entries, &self.odd, base);
        // Records without an id are never looked up.
        if !entry.is_nameless() || self.by_id.lowest("", ids).is_none() {
            self.by_id.insert(slot, known.map_or_else(|| hash(ids(slot)), NonZeroU64::get), ids);
        }
    }

    fn unlink(&mut self, slot: u32, base: &FileText) {
        self.by_id.remove(slot, ids(&self.entries, &self.odd, base));
        self.odd.remove(&slot);
    }
}

/// Returns the id of each record, by slot; `odd` has those that are not plain literals.
fn ids<'a>(
    entries: &'a [RecordEntry],
    odd: &'a HashMap<u32, Box<str>>,
    base: &'a FileText,
) -> impl Fn(u32) -> &'a str + Copy {
    move |slot| match odd.get(&slot) {
        Some(id) => id,
        None => entries.get(slot as usize).and_then(|entry| plain_id(entry.id_literal(base))).unwrap_or_default(),
    }
}
