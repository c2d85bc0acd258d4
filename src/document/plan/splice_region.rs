//! Inserts, removes or replaces a record, and rewrites the text around it.
//!
//! The region from the previous to the next piece is assembled as text and split into pieces like a
//! file. The pieces in memory are therefore always those that parsing the saved file would yield.

use std::ops::Range;

use super::super::record_splitter::body;
use super::super::{Address, Change, Document, EditError, Section, Slot, ValueError};
use crate::schema::Table;
use crate::syntax::container_edit::{Addition, Bracket};
use crate::syntax::text_edit::splice;
use crate::syntax::trivia;

/// A record to insert.
pub(super) struct AddedRecord {
    pub(super) id: String,
    /// The comments above it and the record.
    pub(super) text: String,
    /// Comments after its comma.
    pub(super) behind: String,
}

/// A region of a table: the piece before a place, the text at the place, the piece (or tail) after
/// it.
pub(super) struct SpliceRegion {
    pub(super) table: Table,
    /// Index of the place.
    pub(super) at: usize,
    pub(super) before: Option<(String, String)>,
    pub(super) middle: String,
    pub(super) behind: (String, String),
}

/// The edit in a region.
pub(super) enum RegionEdit<'a> {
    /// Inserts a record with this id.
    Insert(&'a str),
    /// Replaces the record there.
    Replace,
    /// Removes the record there.
    Remove,
}

/// Consecutive records as one text, from which a [`Bracket`] is built.
struct Neighbours {
    /// The text before them, the records, perhaps the tail of the table, a closing bracket.
    text: String,
    /// Start of the first piece.
    start: usize,
    /// True when the text before them contains the opening bracket.
    is_whole: bool,
    values: Vec<Range<usize>>,
}

impl Neighbours {
    fn bracket(&self) -> Option<Bracket<'_>> {
        // A line break before the records is part of the bracket, so that the first one begins a
        // line of its own.
        let open = if self.text[..self.start].ends_with('\n') { self.start - 1 } else { self.start };
        Bracket::of_text(
            &self.text,
            self.is_whole,
            if self.is_whole { self.start } else { open },
            self.values.iter().cloned(),
        )
    }

    /// Returns the pieces from an edited text, without the text around them.
    fn pieces(&self, text: &str) -> String {
        text[self.start..text.len() - 1].to_owned()
    }
}

impl Document {
    /// Inserts a record at an index of its table, which is created when absent.
    pub(super) fn insert_at(&self, table: Table, at: usize, new: AddedRecord) -> Result<Vec<Change>, EditError> {
        if new.id.is_empty() {
            return Err(EditError::NotFound("id".to_owned()));
        }
        if self.find(table, &new.id).is_some() {
            return Err(EditError::IdTaken(new.id));
        }
        let (mut changes, tail) = match &self.rows(table).tail {
            Some(tail) => (Vec::new(), tail.get(&self.base).to_owned()),
            None => (self.create_section(table, None)?, String::new()),
        };
        let behind = self.piece_at(table, at).map_or(tail, str::to_owned);
        let is_damaged = at > 0 && self.slot_at(table, at - 1).is_some_and(|slot| self.is_damaged(slot));
        let stretch = if is_damaged {
            self.stretch_behind_damaged(table, at, behind, &new)
        } else if at == 0 && behind.is_empty() && self.is_spread() {
            self.stretch_first(table, &new)
        } else {
            self.stretch_between(table, at, behind, &new).ok_or_else(|| EditError::Internal(new.id.clone()))?
        };
        changes.extend(self.cut_again(stretch, &RegionEdit::Insert(&new.id))?);
        Ok(changes)
    }

    fn slot_at(&self, table: Table, at: usize) -> Option<Slot> {
        self.rows(table).order().get(at).map(|index| Slot { table, index: *index })
    }

    fn piece_at(&self, table: Table, at: usize) -> Option<&str> {
        self.slot_at(table, at).map(|slot| self.piece(slot))
    }

    /// Returns the records of a range as one text, followed by the tail if they end the table.
    fn neighbours(&self, table: Table, range: Range<usize>, tail: &str) -> Neighbours {
        let is_whole = range.start == 0;
        let above = range.start.checked_sub(1).and_then(|above| self.piece_at(table, above));
        let mut text = match above {
            Some(above) if above.ends_with('\n') => "\n",
            Some(_) => ",",
            None => self.section_head(table).unwrap_or("["),
        }
        .to_owned();
        let start = text.len();
        let mut values = Vec::new();
        for slot in range.clone().filter_map(|at| self.slot_at(table, at)) {
            let value = self.value_range(slot);
            values.push(text.len() + value.start..text.len() + value.end);
            text.push_str(self.piece(slot));
        }
        if range.end > self.rows(table).len() {
            text.push_str(tail);
        }
        text.push(']');
        Neighbours { text, start, is_whole, values }
    }

    /// Returns the text before the records of a table, up to its opening bracket.
    fn section_head(&self, table: Table) -> Option<&str> {
        self.sections.iter().find_map(|section| match section {
            Section::List { table: found, head, .. } if *found == table => Some(head.get(&self.base)),
            _ => None,
        })
    }

    /// Returns the region for the first record of a table `[]` in a file of several lines.
    fn stretch_first(&self, table: Table, new: &AddedRecord) -> SpliceRegion {
        let (eol, indent) = (self.line_break(), self.indent_for(table, None));
        let behind = if new.behind.is_empty() { String::new() } else { format!(" {}", new.behind) };
        let middle = format!("{eol}{indent}{},{behind}{eol}", new.text);
        SpliceRegion { table, at: 0, before: None, middle, behind: (String::new(), self.section_indent(table)) }
    }

    /// Returns the region for a record after another, or for the first one in brackets that are not
    /// empty.
    fn stretch_between(&self, table: Table, at: usize, behind: String, new: &AddedRecord) -> Option<SpliceRegion> {
        let near = self.neighbours(table, at.saturating_sub(1)..at + 1, &behind);
        let (bracket, index) = (near.bracket()?, at.min(1));
        let before = at.checked_sub(1).and_then(|above| self.piece_at(table, above));
        let eol = before.and_then(trivia::line_break).unwrap_or(self.line_break());
        let indent = bracket.line_indent(index).map_or_else(|| self.indent_for(table, None), str::to_owned);
        let is_spaced = before.is_some_and(|before| before.ends_with('\n')) && self.spaced(table, at);
        let addition = Addition {
            text: &new.text,
            behind: &new.behind,
            indent: &format!("{}{indent}", if is_spaced { eol } else { "" }),
            eol,
            // This tells an empty table that spans lines from `[]` when the record is removed
            // again.
            comma: !behind.trim().is_empty(),
        };
        let splices = bracket.insert(index, &addition);
        let (place, added) = (splices.last()?.range.start - near.start, splices.last()?.text.len());
        let comma = splices.len() - 1;
        let text = near.pieces(&splice(&near.text, splices));
        let Some(before) = before else {
            let (middle, rest) = text.split_at(place + added);
            return Some(SpliceRegion {
                table,
                at,
                before: None,
                middle: middle.to_owned(),
                behind: (behind, rest.to_owned()),
            });
        };
        let (above, rest) = text.split_at(place + comma);
        let middle = rest[..rest.len() - behind.len()].to_owned();
        let before = Some((before.to_owned(), above.to_owned()));
        Some(SpliceRegion { table, at, before, middle, behind: (behind.clone(), behind) })
    }

    /// Returns the region for a record after one that is not valid RON and stays unchanged.
    fn stretch_behind_damaged(&self, table: Table, at: usize, behind: String, new: &AddedRecord) -> SpliceRegion {
        let before = self.piece_at(table, at - 1).unwrap_or_default();
        let eol = trivia::line_break(before).unwrap_or(self.line_break());
        let comment = if new.behind.is_empty() { String::new() } else { format!(" {}", new.behind) };
        let indent = self.slot_at(table, at - 1).map_or(0..0, |slot| self.value_range(slot));
        let indent = trivia::indent(before, indent.start);
        let middle = if before.ends_with('\n') {
            format!("{indent}{},{comment}{eol}", new.text)
        } else {
            format!(" {},{comment}{}", new.text, if comment.is_empty() { "" } else { eol })
        };
        let before = Some((before.to_owned(), before.to_owned()));
        SpliceRegion { table, at, before, middle, behind: (behind.clone(), behind) }
    }

    /// Returns true when blank lines separate the records around a place.
    fn spaced(&self, table: Table, at: usize) -> bool {
        let order = self.rows(table).order();
        let near = order.iter().take(at + 2).skip(at.saturating_sub(2).max(1));
        let mut blank = near.map(|index| {
            let piece = self.piece(Slot { table, index: *index });
            piece.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
        });
        blank.next() == Some(true) && blank.all(|b| b)
    }

    /// Splits a region into pieces. Returns the changes.
    pub(super) fn cut_again(&self, stretch: SpliceRegion, act: &RegionEdit) -> Result<Vec<Change>, EditError> {
        let SpliceRegion { table, at, before, middle, behind } = stretch;
        let order = self.rows(table).order();
        let behind_at = if let RegionEdit::Insert(_) = act { at } else { at + 1 };
        let is_tail = behind_at >= order.len();
        let stays = !matches!(act, RegionEdit::Remove);
        let above = before.as_ref().map_or("", |(_, new)| new);
        let text = format!("{above}{middle}{}]", behind.1);
        let wanted = usize::from(before.is_some()) + usize::from(stays) + usize::from(!is_tail);
        let parts = cut_whole(&text, wanted, is_tail).or_else(|| {
            // A neighbour is not valid RON and stays unchanged.
            let untouched = before.as_ref().is_none_or(|(old, new)| old == new);
            let (middle, rest) = if stays { (Some(middle.clone()), String::new()) } else { (None, middle.clone()) };
            untouched.then(|| before.iter().map(|b| b.1.clone()).chain(middle).chain([rest + &behind.1]).collect())
        });
        let mut parts: Vec<String> = parts.ok_or_else(|| EditError::Internal(middle.clone()))?;
        let slot = |index: usize| order.get(index).map(|index| Slot { table, index: *index });
        let id = |index: usize| slot(index).map_or(String::new(), |slot| self.id(slot).to_owned());
        let change = |position: usize, id: String, before: Option<String>, after: Option<String>| {
            (before != after).then_some(Change { table: Some(table), id, position, before, after })
        };
        let rest = parts.pop();
        let mut changes = Vec::new();
        if let Some((old, _)) = before {
            changes.extend(change(at - 1, id(at - 1), Some(old), Some(parts.remove(0))));
        }
        changes.extend(change(behind_at, id(behind_at), Some(behind.0), rest));
        let old = slot(at).filter(|_| behind_at > at).map(|slot| self.piece(slot).to_owned());
        let own_id = if let RegionEdit::Insert(id) = act { (*id).to_owned() } else { id(at) };
        changes.extend(change(at, own_id, old, parts.pop()));
        Ok(changes)
    }

    pub(super) fn plan_remove(&self, address: &Address) -> Result<Vec<Change>, EditError> {
        let slot = self.resolve(address).ok_or_else(|| self.not_found(address))?;
        let at = self.position(slot).ok_or_else(|| self.not_found(address))?;
        if self.schema.table(slot.table).single {
            return Err(EditError::Invalid(ValueError::Required(self.shown(address))));
        }
        self.cut_again(self.stretch_without(slot, at), &RegionEdit::Remove)
    }

    /// Returns the region around a record without it.
    fn stretch_without(&self, slot: Slot, at: usize) -> SpliceRegion {
        let table = slot.table;
        let tail = self.tail(table);
        let near = self.neighbours(table, at.saturating_sub(1)..at + 2, &tail);
        let above = at.checked_sub(1).and_then(|above| self.slot_at(table, above));
        let old = above.map_or(String::new(), |above| self.piece(above).to_owned());
        let behind = self.piece_at(table, at + 1).map_or(tail, str::to_owned);
        let mut splices = near.bracket().map_or_else(Vec::new, |bracket| bracket.remove(at.min(1)));
        // A record that is not valid RON stays unchanged.
        if above.is_some_and(|above| self.is_damaged(above)) {
            splices.drain(..splices.len().saturating_sub(1));
        }
        let comma = splices.len().saturating_sub(1);
        let whole = near.start + old.len()..near.text.len() - 1 - behind.len();
        let gone = splices.last().map_or(whole, |splice| splice.range.clone());
        let new = near.pieces(&splice(&near.text, splices));
        let kept = old.len().min(gone.start - near.start) - comma;
        let rest = behind.len().min(near.text.len() - 1 - gone.end);
        let (middle, rest) = new[kept..].split_at(new.len() - kept - rest);
        let trailing = has_comma(&self.piece(slot)[self.value_range(slot).end..]);
        let bare = at == 0 && at + 1 == self.rows(table).len() && trailing && new.trim().is_empty();
        let (middle, rest) = if bare { ("", "") } else { (middle, rest) };
        let before = above.map(|_| (old.clone(), new[..kept].to_owned()));
        SpliceRegion { table, at, before, middle: middle.to_owned(), behind: (behind, rest.to_owned()) }
    }

    /// Returns the text before the closing bracket of a table.
    pub(super) fn tail(&self, table: Table) -> String {
        self.rows(table).tail.as_ref().map_or(String::new(), |tail| tail.get(&self.base).to_owned())
    }
}

/// Splits a text into pieces (and a tail); `None` unless there are as many whole ones as wanted.
fn cut_whole(text: &str, wanted: usize, tail: bool) -> Option<Vec<String>> {
    let found = body(text, 0).ok()?;
    let whole = found.records.len() == wanted
        && found.records.iter().all(|c| c.fault.is_none())
        && found.tail.end + 1 == text.len();
    if !whole || !(tail || found.tail.is_empty()) {
        return None;
    }
    let rest = tail.then(|| text[found.tail.clone()].to_owned());
    Some(found.records.iter().map(|c| text[c.span.clone()].to_owned()).chain(rest).collect())
}

/// Returns true when the text after a value begins with a comma.
pub(super) fn has_comma(behind: &str) -> bool {
    behind[trivia::content(behind)..].starts_with(',')
}

/// Returns the length of a value's comma and the text before it.
pub(super) fn bare_len(behind: &str) -> usize {
    let content = trivia::content(behind);
    if behind[content..].starts_with(',') { content + 1 } else { 0 }
}
