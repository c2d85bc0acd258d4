//! Putting a record in, taking it out, making it another: the text around the place is written anew.
//!
//! The stretch from the piece before to the piece behind is put together as text and cut into pieces as a file is cut: so the
//! pieces in memory are always those that the saved file would give.

use super::super::cut::body;
use super::super::scan::{Rest, Scanner};
use super::super::{Address, Change, Document, EditError, Flaw, Slot, lead};
use crate::schema::Table;

/// A record as it is to be put in.
pub(super) struct New {
    pub(super) id: String,
    /// Comments above it and the record.
    pub(super) text: String,
    /// Comments behind its comma.
    pub(super) behind: String,
}

/// A stretch of a table: the piece before a place, what goes there, the piece (or tail) behind it.
pub(super) struct Stretch {
    pub(super) table: Table,
    /// Index of the place.
    pub(super) at: usize,
    pub(super) before: Option<(String, String)>,
    pub(super) middle: String,
    pub(super) behind: (String, String),
}

/// What happens in a stretch.
pub(super) enum Act<'a> {
    /// A record with this id goes in.
    Insert(&'a str),
    /// The record there becomes another.
    Replace,
    /// The record there goes.
    Remove,
}

impl Document {
    /// Puts a record in at an index of its table, which is created when it is absent.
    pub(super) fn insert_at(&self, table: Table, at: usize, new: New) -> Result<Vec<Change>, EditError> {
        if new.id.is_empty() {
            return Err(EditError::NotFound("id".to_owned()));
        }
        if self.find(table, &new.id).is_some() {
            return Err(EditError::IdTaken(new.id));
        }
        let (mut changes, tail) = match &self.rows(table).tail {
            Some(tail) => (Vec::new(), tail.get(&self.base).to_owned()),
            None => self.create_section(table, None)?,
        };
        let order = self.rows(table).order();
        let piece = |at: usize| order.get(at).map(|index| self.piece(Slot { table, index: *index }).to_owned());
        let behind = piece(at).unwrap_or(tail);
        let stretch = match at.checked_sub(1).and_then(piece) {
            Some(before) => self.stretch_behind(table, at, (before, behind), &new),
            None => self.stretch_first(table, behind, &new),
        };
        changes.extend(self.cut_again(stretch, &Act::Insert(&new.id))?);
        Ok(changes)
    }

    /// The stretch for the first record of a table.
    fn stretch_first(&self, table: Table, tail: String, new: &New) -> Stretch {
        let (eol, close) = (self.line_break(), self.section_indent(table));
        let indent = self.indent_for(table, None);
        let behind = if new.behind.is_empty() { String::new() } else { format!(" {}", new.behind) };
        let text = format!("{indent}{},{behind}{eol}", new.text);
        let last_line = tail.rfind('\n').map(|i| i + 1).filter(|i| tail[*i..].trim().is_empty());
        let (middle, rest) = match last_line {
            Some(line) => (format!("{}{text}", &tail[..line]), tail[line..].to_owned()),
            None if self.is_spread() => (format!("{}{eol}{text}", tail.trim_end()), close),
            None if new.behind.is_empty() => (format!("{}{}", tail.trim_end(), new.text), String::new()),
            None => (format!("{}{}, {}{eol}", tail.trim_end(), new.text, new.behind), String::new()),
        };
        Stretch { table, at: 0, before: None, middle, behind: (tail, rest) }
    }

    /// The stretch for a record behind another.
    fn stretch_behind(&self, table: Table, at: usize, (before, behind): (String, String), new: &New) -> Stretch {
        let eol = lead::line_break(&before).unwrap_or(self.line_break());
        let slot = Slot { table, index: self.rows(table).order()[at - 1] };
        let value = self.value_range(slot);
        let comma = has_comma(&before[value.end..]);
        let damaged = self.rows(table).fault(slot.index).is_some();
        let mut with_comma = before.clone();
        if !comma && !damaged {
            with_comma.insert(value.end, ',');
        }
        let own_line = self.own_line(slot, at - 1);
        let indent = lead::indent(&before[..value.start], value.start).to_owned();
        let comment = if new.behind.is_empty() { String::new() } else { format!(" {}", new.behind) };
        let text = format!("{}{}{comment}", new.text, if comma || damaged { "," } else { "" });
        let last = at == self.rows(table).len();
        if own_line && before.ends_with('\n') {
            let blank = if self.spaced(table, at) { eol } else { "" };
            let middle = format!("{blank}{indent}{text}{eol}");
            return Stretch { table, at, before: Some((before, with_comma)), middle, behind: (behind.clone(), behind) };
        }
        if own_line && last {
            let middle = format!("{eol}{indent}{text}");
            let middle = if comment.is_empty() { middle } else { middle + eol };
            return Stretch { table, at, before: Some((before, with_comma)), middle, behind: (behind.clone(), behind) };
        }
        let end = value.end + bare_len(&with_comma[value.end..]);
        let rest = with_comma.split_off(end);
        let text = if comment.is_empty() { format!(" {text}") } else { format!(" {text}{eol}") };
        Stretch {
            table,
            at,
            before: Some((before, with_comma)),
            middle: text + &rest,
            behind: (behind.clone(), behind),
        }
    }

    /// True when a record is the first thing on its line.
    fn own_line(&self, slot: Slot, position: usize) -> bool {
        let before = &self.piece(slot)[..self.value_range(slot).start];
        if before.contains('\n') {
            return lead::line_start(before, before.len()).is_some();
        }
        let above = position.checked_sub(1).and_then(|i| self.rows(slot.table).order().get(i));
        before.trim().is_empty()
            && above.is_some_and(|index| self.piece(Slot { index: *index, ..slot }).ends_with('\n'))
    }

    /// True when the records around a place are set apart by blank lines.
    fn spaced(&self, table: Table, at: usize) -> bool {
        let order = self.rows(table).order();
        let near = order.iter().take(at + 2).skip(at.saturating_sub(2).max(1));
        let mut blank = near.map(|index| {
            let piece = self.piece(Slot { table, index: *index });
            piece.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
        });
        blank.next() == Some(true) && blank.all(|b| b)
    }

    /// Cuts a stretch into pieces and gives the changes.
    pub(super) fn cut_again(&self, stretch: Stretch, act: &Act) -> Result<Vec<Change>, EditError> {
        let Stretch { table, at, before, middle, behind } = stretch;
        let order = self.rows(table).order();
        let behind_at = if let Act::Insert(_) = act { at } else { at + 1 };
        let is_tail = behind_at >= order.len();
        let stays = !matches!(act, Act::Remove);
        let above = before.as_ref().map_or("", |(_, new)| new);
        let text = format!("{above}{middle}{}]", behind.1);
        let wanted = usize::from(before.is_some()) + usize::from(stays) + usize::from(!is_tail);
        let parts = cut_whole(&text, wanted, is_tail).or_else(|| {
            // A neighbour is no RON: leave it as it is.
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
        let own_id = if let Act::Insert(id) = act { (*id).to_owned() } else { id(at) };
        changes.extend(change(at, own_id, old, parts.pop()));
        Ok(changes)
    }

    pub(super) fn plan_remove(&self, address: &Address) -> Result<Vec<Change>, EditError> {
        let slot = self.resolve(address).ok_or_else(|| self.not_found(address))?;
        let at = self.position(slot).ok_or_else(|| self.not_found(address))?;
        if self.schema.table(slot.table).single {
            return Err(EditError::Invalid(Flaw::Required(self.shown(address))));
        }
        let table = slot.table;
        let order = self.rows(table).order();
        let piece_at = |i: usize| order.get(i).map(|index| self.piece(Slot { table, index: *index }).to_owned());
        let behind = piece_at(at + 1);
        let last = behind.is_none();
        let behind = behind.unwrap_or_else(|| self.tail(table));
        let comma = has_comma(&self.piece(slot)[self.value_range(slot).end..]);
        let before = at.checked_sub(1).and_then(|i| Some((piece_at(i)?, Slot { table, index: order[i] }))).map(
            |(old, above)| {
                let end = self.value_range(above).end;
                let drop = last && !comma && has_comma(&old[end..]) && self.rows(table).fault(above.index).is_none();
                let mut new = old.clone();
                if drop {
                    new.remove(end + lead::content(&old[end..]));
                }
                (old, new)
            },
        );
        let (middle, rest) = self.remains(slot, at, &behind);
        let bare = last && at == 0 && middle.trim().is_empty() && rest.trim().is_empty();
        let (middle, rest) = if bare { (String::new(), String::new()) } else { (middle, rest) };
        self.cut_again(Stretch { table, at, before, middle, behind: (behind, rest) }, &Act::Remove)
    }

    /// The text before the closing bracket of a table.
    pub(super) fn tail(&self, table: Table) -> String {
        self.rows(table).tail.as_ref().map_or(String::new(), |tail| tail.get(&self.base).to_owned())
    }

    /// What is left of a record's piece when it is removed, and what becomes of the text behind it.
    fn remains(&self, slot: Slot, at: usize, behind: &str) -> (String, String) {
        let (piece, value) = (self.piece(slot), self.value_range(slot));
        let own = lead::own(&piece[..value.start], at == 0);
        let own_line = self.own_line(slot, at) || (at > 0 && lead::line_start(piece, own).is_some_and(|l| l > 0));
        let line = lead::line_start(piece, own).unwrap_or(own);
        let eol = lead::line_break(piece).unwrap_or("\n");
        if !own_line {
            return match (piece.ends_with('\n'), at) {
                (true, 0) => (piece[..own].trim_end().to_owned() + eol, behind.to_owned()),
                (true, _) => (eol.to_owned(), behind.to_owned()),
                (false, 0) => (piece[..own].to_owned(), behind.trim_start_matches([' ', '\t']).to_owned()),
                (false, _) => (String::new(), behind.to_owned()),
            };
        }
        let first_line = match Scanner::new(piece, 0).rest() {
            Ok(Rest::Line(_, next)) if at == 0 => next.min(line),
            _ => 0,
        };
        let heading = &piece[first_line..line];
        let mut kept = piece[..first_line].to_owned();
        if !heading.trim().is_empty() {
            let blank_behind = behind.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
            kept.push_str(if blank_behind { without_blank_end(heading) } else { heading });
        }
        let same_line = !piece.ends_with('\n') && self.rows(slot.table).len() > at + 1;
        if same_line {
            kept.push_str(&piece[line..own.min(value.start)]);
            return (kept, behind.trim_start_matches([' ', '\t']).to_owned());
        }
        (kept, behind.to_owned())
    }
}

/// The pieces of a stretch (and its tail), if it is as many whole ones as wanted.
fn cut_whole(text: &str, wanted: usize, tail: bool) -> Option<Vec<String>> {
    let found = body(text, 0).ok()?;
    let whole =
        found.cuts.len() == wanted && found.cuts.iter().all(|c| c.fault.is_none()) && found.tail.end + 1 == text.len();
    if !whole || !(tail || found.tail.is_empty()) {
        return None;
    }
    let rest = tail.then(|| text[found.tail.clone()].to_owned());
    Some(found.cuts.iter().map(|c| text[c.span.clone()].to_owned()).chain(rest).collect())
}

/// True when a comma is the first thing behind a value.
pub(super) fn has_comma(behind: &str) -> bool {
    behind[lead::content(behind)..].starts_with(',')
}

/// Length of a value's comma and what stands before it.
pub(super) fn bare_len(behind: &str) -> usize {
    let content = lead::content(behind);
    if behind[content..].starts_with(',') { content + 1 } else { 0 }
}

/// A heading without the blank lines at its end.
fn without_blank_end(heading: &str) -> &str {
    let end = heading.trim_end().len();
    let line = heading[end..].find('\n').map_or(heading.len(), |i| end + i + 1);
    &heading[..line]
}
