//! Rebuilds the whole file when more than records changed.
//!
//! The outermost struct is merged like any struct, field by field, and its tables are filled in.
//! Its head and end are merged by comments. Entry points: [`rebuilt`], and [`with_field`] for one
//! field of the outermost struct.

use super::container::{ContainerPart, ContainerParts, MergedEntry, join};
use super::entries::{EntryRules, MergedValue, entries};
use super::rows::{MergedTable, RecordRules};
use super::value::{plain, trailing, value};
use super::{Conflict, DiffPlace, MergeInput, trivia_merge};
use crate::document::file_skeleton::{FileSkeleton, SkeletonFieldKind};
use crate::document::matching::{MatchCandidate, ThreeWay, triples};
use crate::document::{Address, Document};
use crate::schema::{Schema, Table};
use crate::syntax::equivalence::comment_changes;

/// The fields of the outermost struct.
struct SectionRules<'a> {
    eol: &'static str,
    docs: ThreeWay<&'a Document>,
    input: MergeInput<'a>,
}

impl EntryRules for SectionRules<'_> {
    fn value(&self, part: &ContainerPart<'_>, values: ThreeWay<Option<&str>>) -> MergedValue {
        match self.docs.ours.schema().find(part.name) {
            Some(table) => {
                let rules = RecordRules { eol: self.eol, docs: self.docs, table, input: self.input };
                rules.value(part, values)
            }
            None => value(self.eol, None, values),
        }
    }

    fn shown(&self, part: &ContainerPart<'_>) -> Option<String> {
        plain(part.value())
    }

    fn whole(&self, _: &ContainerPart<'_>) -> bool {
        false
    }

    fn can_be_empty(&self, _: &ContainerPart<'_>) -> bool {
        false
    }
}

/// Rebuilds the file from the text that the sides have around the records and from the merged
/// tables; `None` when the result does not parse.
pub(super) fn rebuilt(
    eol: &'static str,
    docs: ThreeWay<&Document>,
    bodies: &[(Table, MergedTable)],
    input: MergeInput<'_>,
) -> Option<(Document, Vec<Conflict>)> {
    let schema = docs.ours.schema();
    let frames = docs.map(Document::skeleton);
    let parts = frames.as_ref().map(parts);
    let items = parts.as_ref().map(|parts| {
        parts.entries.iter().map(|p| MatchCandidate { key: Some(p.name.into()), text: p.text }).collect::<Vec<_>>()
    });
    let nodes = triples(items.as_ref().map(Vec::as_slice));
    let mut found =
        entries(&SectionRules { eol, docs, input }, eol, parts.as_ref().map(|parts| parts.entries.as_slice()), &nodes);
    let named =
        |node: usize| nodes[node].zip(parts.as_ref()).map(|(index, parts)| index.map(|index| &parts.entries[index]));
    let mut conflicts: Vec<Conflict> = bodies.iter().flat_map(|(_, body)| body.conflicts.clone()).collect();
    conflicts.retain(|c| !matches!(&c.place, DiffPlace::At(address) if schema.table(address.table).single));
    let mut kept: Vec<&str> = found.row.iter().filter_map(|node| any(named(*node))).map(|part| part.name).collect();
    for (place, conflict) in found.conflicts {
        match schema.find(&place.name) {
            // A table stays when one side removed it and the other still changes it.
            Some(table) if !schema.table(table).single => {}
            Some(table) if !conflict.path.is_empty() || conflict.texts.as_ref().map(Option::is_some) == BOTH => {
                let address = Address { table, id: String::new(), path: conflict.path };
                conflicts.push(Conflict::new(DiffPlace::At(address), conflict.texts, None));
            }
            _ => conflicts.push(Conflict::new(DiffPlace::Field(place.name), conflict.texts, None)),
        }
    }
    for part in (0..nodes.len()).filter_map(|node| any(named(node))) {
        let Some(table) = schema.find(part.name).filter(|table| !schema.table(*table).single) else { continue };
        if !kept.contains(&part.name) && !filled(docs.ours, table, bodies).trim().is_empty() {
            found.entries.push(part.entry());
            kept.push(part.name);
        }
    }
    for (entry, name) in found.entries.iter_mut().zip(&kept) {
        if let Some(table) = schema.find(name).filter(|table| !schema.table(*table).single) {
            entry.fill(&filled(docs.ours, table, bodies));
        }
    }
    let open = head(parts.as_ref().map(|parts| parts.open), eol)?;
    let text = join(open, found.entries, trailing(&parts), eol) + &end(&parts, eol);
    let document = Document::parse(schema, text).ok()?;
    // No merge makes a file that only this program reads.
    let is_known_to_omit = docs.ours.omits_attribute || docs.theirs.omits_attribute;
    (is_known_to_omit || !document.omits_attribute).then_some((document, conflicts))
}

const BOTH: ThreeWay<bool> = ThreeWay { base: true, ours: true, theirs: true };

/// Returns the entry of whichever side has it.
fn any<'p, 'a>(parts: ThreeWay<Option<&'p ContainerPart<'a>>>) -> Option<&'p ContainerPart<'a>> {
    parts.ours.or(parts.theirs).or(parts.base)
}

fn parts(frame: &FileSkeleton) -> ContainerParts<'_> {
    let mut above = frame.head.as_str();
    let mut entries: Vec<ContainerPart<'_>> = Vec::new();
    for field in &frame.fields {
        let part = field.part(above.ends_with('\n'));
        entries.push(part.at(entries.is_empty(), false));
        above = &field.text;
    }
    ContainerParts { open: &frame.head, first: "", entries, tail: &frame.tail, close: &frame.close, list: false }
}

/// Returns the text after the last field.
fn end(parts: &ThreeWay<ContainerParts<'_>>, eol: &str) -> String {
    let tail = trivia_merge::merge(parts.as_ref().map(|parts| parts.tail), eol);
    let behind = parts.as_ref().map(|parts| parts.close.strip_prefix(')').unwrap_or(parts.close));
    format!("{tail}){}", trivia_merge::merge(behind, eol))
}

/// Returns the text within the brackets of a merged table.
fn filled(ours: &Document, table: Table, bodies: &[(Table, MergedTable)]) -> String {
    let pieces: Vec<&str> = ours.slots(table).map(|slot| ours.piece(slot)).collect();
    let Some((_, body)) = bodies.iter().find(|(t, _)| *t == table) else {
        return pieces.concat() + ours.tail_text(table);
    };
    let tail = if body.to_end { "" } else { ours.tail_text(table) };
    [&pieces[..body.range.start].concat(), body.text.as_str(), &pieces[body.range.end..].concat(), tail].concat()
}

/// Merges the heads of the files; `None` when both changed more than comments, and differently.
fn head(heads: ThreeWay<&str>, eol: &str) -> Option<String> {
    if let Some(head) = heads.agreed() {
        return Some(head.to_owned());
    }
    if let Some(head) = trivia_merge::between(heads.map(Some), eol) {
        return Some(head);
    }
    let words = heads.map(|head| trivia_merge::words_and_gaps(head).map(|(words, _)| words));
    let chosen = words.as_ref().agreed()?;
    let (chosen, other) = if *chosen == words.ours { (heads.ours, heads.theirs) } else { (heads.theirs, heads.ours) };
    let came = comment_changes(heads.base, other).1;
    let known = crate::syntax::equivalence::comments(chosen);
    let more: String =
        came.into_iter().filter(|c| !known.contains(c)).map(|comment| format!("{comment}{eol}")).collect();
    let bom = if chosen.starts_with('\u{feff}') { 3 } else { 0 };
    Some(format!("{}{more}{}", &chosen[..bom], &chosen[bom..]))
}

/// Returns whether `ron` rejects no more records of the result than of the sides.
pub(super) fn reads_well(document: &Document, docs: ThreeWay<&Document>) -> bool {
    let unread = |doc: &Document| {
        let slots = doc.schema().all().flat_map(|table| doc.slots(table));
        slots.filter(|slot| doc.validate(*slot).is_err()).count()
    };
    unread(document) <= unread(docs.ours).max(unread(docs.theirs))
}

/// Returns a document with a field of the outermost struct replaced, added or removed.
pub(super) fn with_field(doc: &Document, name: &str, value: Option<&str>) -> Option<Document> {
    let frame = doc.skeleton();
    let parts = parts(&frame);
    let mut entries: Vec<MergedEntry<'_>> = Vec::new();
    let text = value.map(|value| format!("    {name}: {value},{}", doc.line_break()));
    let start = 4..4 + name.len() + 2;
    let new = text.as_deref().map(|text| {
        ContainerPart::new(text, name, start.start, start.end..text.len() - 1 - doc.line_break().len(), true)
    });
    for (field, part) in frame.fields.iter().zip(&parts.entries) {
        let mut entry = match (field.name == name, &new) {
            (false, _) => part.entry(),
            (true, Some(new)) => part.with([part.before(), part.head(), new.value(), part.gap(), part.behind()]),
            (true, None) => continue,
        };
        if let SkeletonFieldKind::Table(table) = field.kind {
            entry.fill(&filled(doc, table, &[]));
        }
        entries.push(entry);
    }
    if let Some(new) = new.as_ref().filter(|_| !frame.fields.iter().any(|field| field.name == name)) {
        entries.push(new.entry());
    }
    let last = parts.trailing().unwrap_or(true);
    let text = join(frame.head.clone(), entries, last, doc.line_break()) + &frame.tail + &frame.close;
    Document::parse(doc.schema(), text).ok()
}

/// Returns an empty file of the same form, for two sides whose base is unknown.
pub(super) fn empty(schema: &'static Schema, like: &Document) -> Option<Document> {
    let frame = like.skeleton();
    let (words, _) = trivia_merge::words_and_gaps(&frame.head)?;
    Document::parse(schema, words.concat() + ")").ok()
}
