//! Three-way merge of one table: record by record, only where the three differ.
//!
//! Pieces are compared first; those equal in all three are skipped. Must not change documents.
//! Entry point: [`body`].

use std::borrow::Cow;
use std::ops::Range;

use super::container::{ContainerPart, ContainerParts, first_line, join};
use super::entries::{EntryRules, MergedValue, ValueConflict, entries};
use super::rename::are_from_two;
use super::value::{trailing, value};
use super::{Conflict, DiffPlace, MergeInput, MergeOrigin, trivia_merge};
use crate::document::file_skeleton::{FileSkeleton, SkeletonFieldKind};
use crate::document::likeness::is_unlike;
use crate::document::matching::{MatchCandidate, ThreeWay, triples};
use crate::document::{Address, Document, Slot};
use crate::schema::{FieldKind, Table};
use crate::syntax::equivalence::{heading, same_text};

/// The merged part of a table.
#[derive(Debug)]
pub(super) struct MergedTable {
    /// The records of ours that are replaced.
    pub(super) range: Range<usize>,
    /// Their new text, including the text before the closing bracket when the range reaches the
    /// end.
    pub(super) text: String,
    /// True when it ends with the text before the closing bracket.
    pub(super) to_end: bool,
    /// Number of records in it.
    pub(super) count: usize,
    pub(super) conflicts: Vec<Conflict>,
}

/// The records of three tables.
struct MergeTable<'a> {
    docs: ThreeWay<&'a Document>,
    table: Table,
    slots: ThreeWay<Vec<Slot>>,
}

/// Merges a table; `None` when it stays as in ours.
pub(super) fn body(
    eol: &'static str,
    docs: ThreeWay<&Document>,
    table: Table,
    input: MergeInput<'_>,
) -> Option<MergedTable> {
    if docs.base.same_table(docs.theirs, table) {
        return None;
    }
    let rules = RecordRules { eol, docs, table, input };
    if docs.ours.schema().table(table).single { single(&rules) } else { Some(rows(&rules)) }
}

/// Merges the record of a single table; `None` when a side lacks it, which concerns the whole file.
fn single(rules: &RecordRules<'_>) -> Option<MergedTable> {
    let RecordRules { eol, docs, table, .. } = *rules;
    let frames = docs.map(Document::skeleton);
    let field = |frame: &'_ FileSkeleton| frame.fields.iter().position(|f| f.kind == SkeletonFieldKind::Single(table));
    let ThreeWay { base: Some(base), ours: Some(ours), theirs: Some(theirs) } = frames.as_ref().map(field) else {
        return None;
    };
    let at = ThreeWay { base, ours, theirs };
    let parts = frames.as_ref().zip(at).map(|(frame, i)| [frame.fields[i].part(true)]);
    let nodes = [ThreeWay { base: Some(0), ours: Some(0), theirs: Some(0) }];
    let found = entries(rules, eol, parts.as_ref().map(|parts| parts.as_slice()), &nodes);
    let conflict = |(_, inner): (_, ValueConflict)| {
        Conflict::new(DiffPlace::At(Address { table, id: String::new(), path: inner.path }), inner.texts, None)
    };
    let conflicts = found.conflicts.into_iter().map(conflict).collect();
    let comma = parts.as_ref().map(|parts| parts[0].has_comma()).or_ours();
    let text = join(String::new(), found.entries, comma, eol);
    Some(MergedTable { range: 0..1, text, to_end: false, count: 1, conflicts })
}

fn rows(rules: &RecordRules<'_>) -> MergedTable {
    let RecordRules { eol, docs, table, .. } = *rules;
    let slots = docs.map(|doc| doc.slots(table).collect::<Vec<_>>());
    let tables = MergeTable { docs, table, slots };
    let (before, behind) = tables.ends();
    let range = before..tables.slots.ours.len() - behind;
    let parts =
        tables.slots.as_ref().zip(docs).map(|(slots, doc)| parts(doc, table, slots, before..slots.len() - behind));
    let parts = around_absent(docs.map(|doc| doc.has_section(table)), parts);
    let items = tables.slots.as_ref().zip(docs).map(|(slots, doc)| items(doc, &slots[before..slots.len() - behind]));
    let nodes = triples(items.as_ref().map(Vec::as_slice));
    let found = entries(rules, eol, parts.as_ref().map(|parts| parts.entries.as_slice()), &nodes);
    let id = |node: usize| {
        let id = nodes[node].zip(items.as_ref()).map(|(index, items)| items[index?].key.as_deref());
        id.ours.or(id.theirs).or(id.base).unwrap_or_default().to_owned()
    };
    let above = before.checked_sub(1).map(|i| docs.ours.id(tables.slots.ours[i]).to_owned());
    let conflicts = found.conflicts.into_iter().map(|(place, inner)| {
        let after = place.index.checked_sub(1).map(|i| id(found.row[i])).or_else(|| above.clone());
        let address = Address { table, id: id(place.node), path: inner.path };
        Conflict::new(DiffPlace::At(address), inner.texts, after.filter(|id| !id.is_empty()))
    });
    let conflicts = conflicts.collect();
    let first =
        if before == 0 { trivia_merge::merge(firsts(&parts, found.entries.is_empty()), eol) } else { String::new() };
    let last = behind > 0 || trailing(&parts);
    let count = found.entries.len();
    let mut text = join(first, found.entries, last, eol);
    if behind == 0 {
        let tail = trivia_merge::merge(parts.as_ref().map(|parts| parts.tail), eol);
        text.push_str(&if found.carry.is_empty() { tail } else { trivia_merge::carried(&found.carry, &tail, eol) });
    }
    MergedTable { range, text, to_end: behind == 0, count, conflicts }
}

impl MergeTable<'_> {
    /// Returns the number of records at the beginning and at the end that are the same in all
    /// three.
    fn ends(&self) -> (usize, usize) {
        let piece =
            |which: &ThreeWay<Option<&Slot>>| which.zip(self.docs).map(|(slot, doc)| slot.map(|slot| doc.piece(*slot)));
        let same = |which: ThreeWay<Option<&Slot>>| {
            let text = piece(&which);
            text.ours.is_some() && text.base == text.ours && text.ours == text.theirs
        };
        let shortest = self.slots.base.len().min(self.slots.ours.len()).min(self.slots.theirs.len());
        let before = (0..shortest).take_while(|i| same(self.slots.as_ref().map(|slots| slots.get(*i)))).count();
        let tails = self.docs.map(|doc| doc.tail_text(self.table));
        if tails.base != tails.ours || tails.ours != tails.theirs {
            return (before, 0);
        }
        let from_end = |i: usize| self.slots.as_ref().map(|slots| slots.get(slots.len() - 1 - i));
        (before, (0..shortest - before).take_while(|i| same(from_end(*i))).count())
    }
}

/// Returns the entries of the records at the positions in `range`.
fn parts<'a>(doc: &'a Document, table: Table, slots: &[Slot], range: Range<usize>) -> ContainerParts<'a> {
    let mut parts = ContainerParts { list: true, ..ContainerParts::default() };
    for (i, slot) in slots.iter().enumerate().take(range.end).skip(range.start) {
        let (piece, value) = (doc.piece(*slot), doc.value_range(*slot));
        let line = if i == 0 { first_line(&piece[..value.start]) } else { 0 };
        let above = i.checked_sub(1).map(|i| doc.piece(slots[i]));
        let own_line = above.map_or(line > 0, |above| above.ends_with('\n'));
        parts.first = if i == 0 { &piece[..line] } else { parts.first };
        let value = value.start - line..value.end - line;
        let part = ContainerPart::new(&piece[line..], "", value.start, value, own_line);
        parts.entries.push(part.at(i == 0, doc.is_damaged(*slot)));
    }
    if range.end == slots.len() {
        let tail = doc.tail_text(table);
        let line = if slots.is_empty() { first_line(tail) } else { 0 };
        parts.first = if slots.is_empty() { &tail[..line] } else { parts.first };
        parts.tail = &tail[line..];
    }
    parts
}

/// Gives a side without the table the layout of one that has it.
fn around_absent<'a>(has: ThreeWay<bool>, mut parts: ThreeWay<ContainerParts<'a>>) -> ThreeWay<ContainerParts<'a>> {
    let there = |parts: &ContainerParts<'a>| (parts.first, parts.tail);
    let some = if has.ours {
        there(&parts.ours)
    } else if has.theirs {
        there(&parts.theirs)
    } else {
        there(&parts.base)
    };
    for (has, parts) in [(has.base, &mut parts.base), (has.ours, &mut parts.ours), (has.theirs, &mut parts.theirs)] {
        if !has {
            (parts.first, parts.tail) = some;
        }
    }
    parts
}

/// Returns the rest of the line on which each table begins. A table without records does not tell
/// where those of another begin, unless it has a comment.
fn firsts<'a>(parts: &ThreeWay<ContainerParts<'a>>, is_empty: bool) -> ThreeWay<&'a str> {
    let first = |parts: &ContainerParts<'a>| parts.first;
    let Some(other) = [&parts.ours, &parts.theirs].into_iter().find(|p| !is_empty && !p.entries.is_empty()) else {
        return parts.as_ref().map(first);
    };
    let silent = |parts: &ContainerParts<'a>| parts.entries.is_empty() && parts.first.trim().is_empty();
    parts.as_ref().map(|parts| if silent(parts) { other.first } else { parts.first })
}

fn items<'a>(doc: &'a Document, slots: &[Slot]) -> Vec<MatchCandidate<'a>> {
    let item = |slot: &Slot| MatchCandidate {
        key: Some(Cow::Borrowed(doc.id(*slot))).filter(|id| !id.is_empty()),
        text: doc.source(*slot),
    };
    slots.iter().map(item).collect()
}

/// The records of a table.
pub(super) struct RecordRules<'a> {
    pub(super) eol: &'static str,
    pub(super) docs: ThreeWay<&'a Document>,
    pub(super) table: Table,
    pub(super) input: MergeInput<'a>,
}

impl RecordRules<'_> {
    /// Returns whether what both sides have and the base lacks are two records that only share an
    /// id: a mixture is neither.
    fn are_two(&self, part: &ContainerPart<'_>, texts: ThreeWay<Option<&str>>) -> bool {
        let ThreeWay { base: None, ours: Some(ours), theirs: Some(theirs) } = texts else { return false };
        if same_text(Some(ours), Some(theirs)) {
            return false;
        }
        let record = self.docs.ours.schema().table(self.table).record;
        // Markers that show the base leave it out of a record only where that was asked.
        self.input.origin == MergeOrigin::Markers
            || is_unlike(ours, theirs, record)
            || MatchCandidate::of(part.value()).key.is_some_and(|id| are_from_two(self.input.docs, self.table, &id))
    }
}

impl EntryRules for RecordRules<'_> {
    /// Merges a record. When the result is not a valid record, it is decided as a whole.
    fn value(&self, part: &ContainerPart<'_>, texts: ThreeWay<Option<&str>>) -> MergedValue {
        let schema = self.docs.ours.schema().table(self.table);
        let kind = Some(FieldKind::Record(schema.record));
        let merged = value(self.eol, kind, texts);
        // Theirs may declare the choices that their records have.
        let fits = |text: &str| {
            let judges = |doc: &Document| (schema.validate)(doc.schema(), doc.options(), text).is_ok();
            judges(self.docs.ours)
                || (!std::ptr::eq(self.docs.ours.schema(), self.docs.theirs.schema()) && judges(self.docs.theirs))
        };
        let broken = texts.ours.is_some_and(fits) && !fits(&merged.text);
        if !broken && !self.are_two(part, texts) {
            return merged;
        }
        let inner = ValueConflict { path: Vec::new(), texts: texts.map(|text| text.map(str::to_owned)) };
        MergedValue { text: texts.ours.unwrap_or_default().to_owned(), conflicts: vec![inner] }
    }

    fn shown(&self, part: &ContainerPart<'_>) -> Option<String> {
        let own = heading(part.before()).1;
        Some(format!("{own}{}{}{}", part.value(), part.gap(), part.behind()).trim().to_owned())
    }

    fn whole(&self, _: &ContainerPart<'_>) -> bool {
        false
    }

    fn can_be_empty(&self, _: &ContainerPart<'_>) -> bool {
        false
    }
}
