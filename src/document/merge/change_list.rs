//! Turns merged tables into changes of ours, so that slots, undo and journal work as after any
//! edit.
//!
//! The new text is split into pieces like a file. Entry point: [`applied`].

use super::rows::MergedTable;
use crate::document::matching::{MatchCandidate, longest_increasing_subsequence, pair};
use crate::document::record_splitter::body as cut;
use crate::document::{Change, Document, Slot};
use crate::schema::Table;
use crate::syntax::syntax_tree::decode_string;

/// Returns ours with the merged tables, and the changes made; `None` when changes cannot express
/// the result.
pub(super) fn applied(ours: &Document, bodies: &[(Table, MergedTable)]) -> Option<(Document, Vec<Change>)> {
    let mut changes = Vec::new();
    for (table, body) in bodies {
        changes.extend(table_changes(ours, *table, body)?);
    }
    let mut document = ours.clone();
    document.apply(&changes).ok()?;
    Some((document, changes))
}

fn table_changes(ours: &Document, table: Table, body: &MergedTable) -> Option<Vec<Change>> {
    let slots: Vec<Slot> = ours.slots(table).collect();
    if ours.schema().table(table).single {
        let before = ours.piece(*slots.first()?).to_owned();
        let change = Change {
            table: Some(table),
            id: String::new(),
            position: 0,
            before: Some(before),
            after: Some(body.text.clone()),
        };
        return Some(vec![change]);
    }
    // The neighbouring pieces are split together with it, because the end of a piece depends on
    // what follows.
    let above = body.range.start.saturating_sub(1);
    let to_end = body.range.end == slots.len() && body.to_end;
    let below = if to_end { slots.len() } else { (body.range.end + 1).min(slots.len()) };
    let text = |from: usize, to: usize| slots[from..to].iter().map(|slot| ours.piece(*slot)).collect::<String>();
    let text = format!("{}{}{}]", text(above, body.range.start), body.text, text(body.range.end, below));
    let found = cut(&text, 0).ok()?;
    let whole = found.tail.end + 1 == text.len() && found.records.iter().all(|cut| cut.fault.is_none());
    let wanted = body.count + (body.range.start - above) + (below - body.range.end);
    let tail = &text[found.tail.clone()];
    if !whole || found.records.len() != wanted || (!to_end && !tail.is_empty()) {
        return None;
    }
    let pieces: Vec<(String, &str)> = found
        .records
        .iter()
        .map(|cut| (decode_string(&text[cut.id.clone()]).unwrap_or_default().into_owned(), &text[cut.span.clone()]))
        .collect();
    let mut changes = script(ours, table, &slots[above..below], above, &pieces);
    if to_end && tail != ours.tail_text(table) {
        let before = Some(ours.tail_text(table).to_owned());
        changes.push(Change {
            table: Some(table),
            id: String::new(),
            position: usize::MAX,
            before,
            after: Some(tail.to_owned()),
        });
    }
    Some(changes)
}

/// Returns the changes that turn a sequence of records, which starts at position `start` of its
/// table, into `pieces`.
fn script(ours: &Document, table: Table, slots: &[Slot], start: usize, pieces: &[(String, &str)]) -> Vec<Change> {
    let key = |id: &str| Some(id.to_owned().into()).filter(|_| !id.is_empty());
    let old: Vec<MatchCandidate<'_>> =
        slots.iter().map(|slot| MatchCandidate { key: key(ours.id(*slot)), text: ours.piece(*slot) }).collect();
    let new: Vec<MatchCandidate<'_>> = pieces.iter().map(|(id, text)| MatchCandidate { key: key(id), text }).collect();
    let pairs = pair(&old, &new, true);
    let known: Vec<usize> = pairs.iter().flatten().copied().collect();
    let stays: Vec<usize> =
        known.iter().zip(longest_increasing_subsequence(&known)).filter(|(_, stays)| *stays).map(|(i, _)| *i).collect();
    let mut is_kept = vec![false; slots.len()];
    stays.iter().for_each(|i| is_kept[*i] = true);
    let change = |id: &str, position, before: Option<&str>, after: Option<&str>| {
        let text = |text: Option<&str>| text.map(str::to_owned);
        Change { table: Some(table), id: id.to_owned(), position, before: text(before), after: text(after) }
    };
    let mut changes = Vec::new();
    for (i, slot) in slots.iter().enumerate().rev().filter(|(i, _)| !is_kept[*i]) {
        changes.push(change(ours.id(*slot), start + i, Some(ours.piece(*slot)), None));
    }
    for (i, (id, text)) in pieces.iter().enumerate() {
        match pairs[i].filter(|old| is_kept[*old]) {
            Some(old) if ours.piece(slots[old]) == *text => {}
            Some(old) => changes.push(change(ours.id(slots[old]), start + i, Some(ours.piece(slots[old])), Some(text))),
            None => changes.push(change(id, start + i, None, Some(text))),
        }
    }
    changes
}
