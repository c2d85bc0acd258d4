//! How the entries of a bracket are laid out, and how one is put in, taken out or moved without disturbing the others.
//!
//! An entry is a field or an item with the comments that belong to it: those right above it, those up to its comma, those
//! behind it on its line. Works on the text of one record; results are [`Splice`]s. Must not know what the entries mean.

use std::ops::Range;

use super::lead;
use super::scan::{Rest, Scanner};
use super::syntax::{NodeKind, Value};

/// A range of a text that gets another text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Splice {
    fn insert(at: usize, text: impl Into<String>) -> Splice {
        Splice { range: at..at, text: text.into() }
    }

    fn remove(range: Range<usize>) -> Splice {
        Splice { range, text: String::new() }
    }
}

/// The text with all splices made; those at one place in the order given.
pub(super) fn splice(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|s| s.range.start);
    let mut out = String::with_capacity(text.len() + splices.iter().map(|s| s.text.len()).sum::<usize>());
    let mut at = 0;
    for splice in splices {
        out.push_str(&text[at..splice.range.start.max(at)]);
        out.push_str(&splice.text);
        at = splice.range.end.max(at);
    }
    out.push_str(&text[at..]);
    out
}

/// One field or item.
#[derive(Debug)]
pub(super) struct Entry {
    /// Where its own comments begin, or itself.
    lead: usize,
    /// Where its key begins, or itself.
    start: usize,
    /// Where its value ends.
    value_end: usize,
    /// Its comma.
    pub(super) comma: Option<usize>,
    /// What stands behind its comma or, without one, behind its value.
    rest: Rest,
    /// True when nothing else stands before it on its line.
    own_line: bool,
}

impl Entry {
    /// The end of all that belongs to it, without line break.
    fn end(&self) -> usize {
        match self.rest {
            Rest::Line(end, _) | Rest::Close(end) => end,
            Rest::More => self.bare_end(),
        }
    }

    /// The end of its comma or, without one, of its value.
    fn bare_end(&self) -> usize {
        self.comma.map_or(self.value_end, |comma| comma + 1)
    }
}

/// The entries of a bracket.
#[derive(Debug)]
pub(super) struct Bracket<'a> {
    source: &'a str,
    /// Behind the opening bracket.
    open: usize,
    /// Before the closing bracket.
    close: usize,
    pub(super) entries: Vec<Entry>,
}

impl<'a> Bracket<'a> {
    /// The entries of a value; nothing when it has no brackets or is a map.
    pub(super) fn of(value: Value<'a>) -> Option<Bracket<'a>> {
        let open = value.bracket()? + 1;
        let source = value.source();
        if value.kind() == NodeKind::Map {
            return None;
        }
        let mut bracket = Bracket { source, open, close: value.span().end - 1, entries: Vec::new() };
        for child in value.children() {
            let start = if child.key_span().is_empty() { child.span().start } else { child.key_span().start };
            let entry = bracket.entry(start, child.span().end)?;
            bracket.entries.push(entry);
        }
        Some(bracket)
    }

    fn entry(&self, start: usize, value_end: usize) -> Option<Entry> {
        let (from, behind_bracket) = self.entries.last().map_or((self.open, true), |e| (e.end(), false));
        let from = match self.entries.last().map(|e| e.rest) {
            Some(Rest::Line(_, next)) => next,
            _ => from,
        };
        let own = from + lead::own(&self.source[from..start], behind_bracket);
        let mut scan = Scanner::new(self.source, value_end);
        scan.space().ok()?;
        let comma = scan.eat(b',').then(|| scan.at - 1);
        scan.at = comma.map_or(value_end, |comma| comma + 1);
        let rest = scan.rest().ok()?;
        let own_line = lead::line_start(self.source, own).is_some_and(|line| line > self.open);
        Some(Entry { lead: own, start, value_end, comma, rest, own_line })
    }

    /// True when the entries are spread over lines.
    pub(super) fn is_multi_line(&self) -> bool {
        match self.entries.first() {
            Some(_) => self.entries.iter().any(|e| e.own_line),
            None => self.source[self.open..self.close].contains('\n'),
        }
    }

    /// Whether the last entry has a comma; nothing when there is no entry.
    pub(super) fn trailing_comma(&self) -> Option<bool> {
        self.entries.last().map(|e| e.comma.is_some())
    }

    /// What its entries are indented more than its end; nothing when they have no lines of their own.
    pub(super) fn unit(&self) -> Option<&'a str> {
        let entry = self.entries.iter().find(|e| e.own_line)?;
        let unit = lead::indent(self.source, entry.lead).strip_prefix(lead::indent(self.source, self.close))?;
        (!unit.is_empty()).then_some(unit)
    }

    /// The space before an entry that is put in at `index`.
    pub(super) fn indent(&self, index: usize, unit: &str) -> String {
        let before = index.checked_sub(1).and_then(|i| self.entries.get(i));
        let near = before.filter(|e| e.own_line).or_else(|| self.entries.iter().find(|e| e.own_line));
        match near {
            Some(entry) => lead::indent(self.source, entry.lead).to_owned(),
            None if self.entries.is_empty() => lead::indent(self.source, self.close).to_owned() + unit,
            None => lead::indent(self.source, self.open).to_owned(),
        }
    }

    /// True when all that stands on the first line of its text: how that is indented, the text does not tell.
    pub(super) fn is_on_first_line(&self) -> bool {
        !self.source[..self.close].contains('\n') || (!self.is_multi_line() && !self.source[..self.open].contains('\n'))
    }

    /// Puts an entry in at `index`.
    pub(super) fn insert(&self, index: usize, text: &str, unit: &str, eol: &str) -> Vec<Splice> {
        let indent = self.indent(index, unit);
        match index.checked_sub(1).and_then(|i| self.entries.get(i)) {
            Some(before) => self.insert_behind(before, index, text, &indent, eol),
            None => vec![self.insert_first(text, &indent, eol)],
        }
    }

    fn insert_behind(&self, before: &Entry, index: usize, text: &str, indent: &str, eol: &str) -> Vec<Splice> {
        let mut splices = Vec::new();
        let mut text = text.to_owned();
        if before.comma.is_some() {
            text.push(',');
        } else {
            splices.push(Splice::insert(before.value_end, ","));
        }
        let next_own_line = self.entries.get(index).is_some_and(|e| e.own_line);
        splices.push(match before.rest {
            Rest::Line(_, next) if before.own_line || next_own_line => {
                Splice::insert(next, format!("{indent}{text}{eol}"))
            }
            Rest::Close(end) if before.own_line => Splice::insert(end, format!("{eol}{indent}{text}")),
            Rest::Close(end) => Splice::insert(end, format!(" {text}")),
            _ => Splice::insert(before.bare_end(), format!(" {text}")),
        });
        splices
    }

    fn insert_first(&self, text: &str, indent: &str, eol: &str) -> Splice {
        let scan = Scanner::new(self.source, self.open);
        let line = match scan.rest() {
            Ok(Rest::Line(_, next)) => Some(next),
            _ => None,
        };
        match (self.entries.first(), line) {
            (Some(first), Some(next)) if first.own_line => Splice::insert(next, format!("{indent}{text},{eol}")),
            (Some(first), _) => Splice::insert(first.start.min(first.lead), format!("{text}, ")),
            (None, Some(next)) => Splice::insert(next, format!("{indent}{text},{eol}")),
            (None, None) => {
                let inside = &self.source[self.open..self.close];
                let bare = inside.trim_end();
                let space = if bare.is_empty() { "" } else { " " };
                Splice::insert(self.open + bare.len(), format!("{space}{text}"))
            }
        }
    }

    /// Takes an entry out.
    pub(super) fn remove(&self, index: usize) -> Vec<Splice> {
        let Some(entry) = self.entries.get(index) else { return Vec::new() };
        let before = index.checked_sub(1).and_then(|i| self.entries.get(i));
        let mut splices = Vec::new();
        if entry.comma.is_none()
            && let Some(comma) = before.and_then(|b| b.comma)
        {
            splices.push(Splice::remove(comma..comma + 1));
        }
        let line = lead::line_start(self.source, entry.lead).filter(|_| entry.own_line);
        let end = entry.bare_end();
        splices.push(Splice::remove(match (line, entry.rest, before) {
            (Some(line), Rest::Line(_, next), _) => line..next,
            (Some(line), Rest::Close(end), _) => line..end,
            (None, Rest::Close(end), Some(before)) => before.end()..end,
            (None, _, Some(before)) => before.end()..end,
            (_, Rest::More, _) => entry.lead..end + self.blanks(end),
            (None, Rest::Close(end), None) => entry.lead..end,
            (None, Rest::Line(..), None) => entry.lead..end,
        }));
        splices
    }

    /// Length of the space at `at` on its line.
    fn blanks(&self, at: usize) -> usize {
        let rest = &self.source[at..];
        rest.len() - rest.trim_start_matches([' ', '\t']).len()
    }

    /// Moves an entry; the places between the entries stay, their contents change.
    pub(super) fn shift(&self, from: usize, to: usize, eol: &str) -> Vec<Splice> {
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        let moved = order.remove(from);
        order.insert(to, moved);
        let last = self.entries.len() - 1;
        let trailing = self.entries[last].comma.is_some();
        let mut splices = Vec::new();
        for (place, source) in order.iter().enumerate() {
            let target = &self.entries[place];
            if place == *source {
                continue;
            }
            let (mut text, line_comment) = self.block(&self.entries[*source], place < last || trailing);
            let mut end = target.end();
            if line_comment && !self.line_ends(end) {
                text.push_str(eol);
                text.push_str(lead::indent(self.source, target.lead));
                end += self.blanks(end);
            }
            splices.push(Splice { range: target.lead..end, text });
        }
        splices
    }

    /// All that belongs to an entry, with or without comma; whether it ends in a line comment.
    fn block(&self, entry: &Entry, comma: bool) -> (String, bool) {
        let source = self.source;
        let mut text = source[entry.lead..entry.value_end].to_owned();
        let behind = match entry.comma {
            Some(at) => (&source[entry.value_end..at], &source[at + 1..entry.end()]),
            None => ("", &source[entry.value_end..entry.end()]),
        };
        text.push_str(behind.0);
        if comma {
            text.push(',');
        }
        text.push_str(behind.1);
        let line_comment = ends_in_line_comment(&format!("{} {}", behind.0, behind.1));
        (text, line_comment)
    }

    fn line_ends(&self, at: usize) -> bool {
        let rest = self.source[at..].trim_start_matches([' ', '\t']);
        rest.starts_with('\n') || rest.starts_with("\r\n")
    }
}

/// True when a text of space and comments ends within a line comment.
pub(super) fn ends_in_line_comment(space: &str) -> bool {
    let closed = format!("{space})");
    let mut scan = Scanner::new(&closed, 0);
    scan.space().is_err() || scan.peek().is_none()
}
