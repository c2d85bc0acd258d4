//! The layout of the entries of a bracket, and edits that insert, remove or move one without
//! disturbing the others.
//!
//! An entry is a field or an item with the comments that belong to it: those right above it, those
//! up to its comma, and those after it on its line. Works on the text of one record and returns
//! [`TextEdit`]s. Does not know what the entries mean.

use std::ops::Range;

use super::lexer::{LineTail, Scanner};
use super::node_kind::NodeKind;
use super::syntax_tree::SyntaxValue;
use super::text_edit::{TextEdit, splice};
use super::trivia;

/// One field or item.
#[derive(Debug)]
pub(crate) struct ContainerEntry {
    /// Start of its own comments, or of the entry itself.
    lead: usize,
    /// End of its value.
    value_end: usize,
    /// Its comma.
    pub(crate) comma: Option<usize>,
    /// What follows its comma or, without one, its value.
    rest: LineTail,
    /// True when nothing else precedes it on its line.
    own_line: bool,
}

impl ContainerEntry {
    /// Returns the end of everything that belongs to it, without the line break.
    fn end(&self) -> usize {
        match self.rest {
            LineTail::Line(end, _) | LineTail::Close(end) => end,
            LineTail::More => self.bare_end(),
        }
    }

    /// Returns the end of its comma or, without one, of its value.
    fn bare_end(&self) -> usize {
        self.comma.map_or(self.value_end, |comma| comma + 1)
    }
}

/// An entry to insert into a bracket.
#[derive(Debug)]
pub(crate) struct Addition<'a> {
    /// The entry, with comments above it.
    pub(crate) text: &'a str,
    /// Comments behind its comma.
    pub(crate) behind: &'a str,
    /// Indentation, where it gets a line of its own.
    pub(crate) indent: &'a str,
    /// The line break.
    pub(crate) eol: &'static str,
    /// Whether it has a comma when it is the only entry of a bracket.
    pub(crate) comma: bool,
}

impl Addition<'_> {
    /// Returns its text at the insertion point, followed by `end`.
    fn between(&self, space: &str, comma: bool, end: &str) -> String {
        let (comma, gap) = (if comma { "," } else { "" }, if self.behind.is_empty() { "" } else { " " });
        // A line comment must be followed by a line break.
        let end = if end.is_empty() && ends_in_line_comment(self.behind) { self.eol } else { end };
        format!("{space}{}{comma}{gap}{}{end}", self.text, self.behind)
    }
}

/// The entries of a bracket, or of a part of one.
#[derive(Debug)]
pub(crate) struct Bracket<'a> {
    source: &'a str,
    /// True when `source` contains the opening bracket; otherwise it begins after another entry.
    is_whole: bool,
    /// Offset after the opening bracket.
    open: usize,
    /// Offset of the closing bracket.
    close: usize,
    pub(crate) entries: Vec<ContainerEntry>,
}

impl<'a> Bracket<'a> {
    /// Returns the entries of a value; `None` when it has no brackets or is a map.
    pub(crate) fn of(value: SyntaxValue<'a>) -> Option<Bracket<'a>> {
        let open = value.bracket()? + 1;
        let source = value.source();
        if value.kind() == NodeKind::Map {
            return None;
        }
        let start = |child: SyntaxValue<'_>| Some(child.key_span().start).filter(|_| !child.key_span().is_empty());
        let entries = value.children().map(|child| start(child).unwrap_or(child.span().start)..child.span().end);
        Bracket { source, is_whole: true, open, close: value.span().end - 1, entries: Vec::new() }.with(entries)
    }

    /// Returns the bracket of a text that ends with the closing bracket and, if it `is_whole`, has
    /// its opening one before `open`. The positions of its entries are known.
    pub(crate) fn of_text(
        source: &'a str,
        is_whole: bool,
        open: usize,
        entries: impl Iterator<Item = Range<usize>>,
    ) -> Option<Bracket<'a>> {
        Bracket { source, is_whole, open, close: source.len() - 1, entries: Vec::new() }.with(entries)
    }

    fn with(mut self, entries: impl Iterator<Item = Range<usize>>) -> Option<Bracket<'a>> {
        for Range { start, end } in entries {
            let entry = self.entry(start, end)?;
            self.entries.push(entry);
        }
        Some(self)
    }

    fn entry(&self, start: usize, value_end: usize) -> Option<ContainerEntry> {
        let (from, behind_bracket) = self.entries.last().map_or((self.open, self.is_whole), |e| (e.end(), false));
        let from = match self.entries.last().map(|e| e.rest) {
            Some(LineTail::Line(_, next)) => next,
            _ => from,
        };
        let own = from + trivia::own(&self.source[from..start], behind_bracket);
        let mut scan = Scanner::new(self.source, value_end);
        scan.skip_trivia().ok()?;
        let comma = scan.eat(b',').then(|| scan.at - 1);
        scan.at = comma.map_or(value_end, |comma| comma + 1);
        let rest = scan.rest().ok()?;
        let own_line = trivia::line_start(self.source, own).is_some_and(|line| line > self.open);
        Some(ContainerEntry { lead: own, value_end, comma, rest, own_line })
    }

    /// Returns true when the entries are spread over several lines.
    pub(crate) fn is_multi_line(&self) -> bool {
        match self.entries.first() {
            Some(_) => self.entries.iter().any(|e| e.own_line),
            None => self.source[self.open..self.close].contains('\n'),
        }
    }

    /// Returns whether the last entry has a comma; `None` without entries.
    pub(crate) fn trailing_comma(&self) -> Option<bool> {
        self.entries.last().map(|e| e.comma.is_some())
    }

    /// Returns the indentation of its entries relative to its closing bracket; `None` when they
    /// have no lines of their own.
    pub(crate) fn unit(&self) -> Option<&'a str> {
        let entry = self.entries.iter().find(|e| e.own_line)?;
        let unit = trivia::indent(self.source, entry.lead).strip_prefix(trivia::indent(self.source, self.close))?;
        (!unit.is_empty()).then_some(unit)
    }

    /// Returns the indentation of an entry inserted at `index`.
    pub(crate) fn indent(&self, index: usize, unit: &str) -> String {
        let before = index.checked_sub(1).and_then(|i| self.entries.get(i));
        match self.line_indent(index) {
            Some(indent) => indent.to_owned(),
            None if self.entries.is_empty() => trivia::indent(self.source, self.close).to_owned() + unit,
            None if before.is_some_and(|before| self.goes_on_next_line(before, index)) => {
                trivia::indent(self.source, self.open).to_owned() + unit
            }
            None => trivia::indent(self.source, self.open).to_owned(),
        }
    }

    /// Returns the indentation of the entries near `index` that have a line of their own.
    pub(crate) fn line_indent(&self, index: usize) -> Option<&'a str> {
        let before = index.checked_sub(1).and_then(|i| self.entries.get(i));
        let near = before.filter(|e| e.own_line).or_else(|| self.entries.iter().find(|e| e.own_line));
        near.map(|entry| trivia::indent(self.source, entry.lead))
    }

    /// Returns true when the bracket is on the first line of its text. The text then does not tell
    /// how that line is indented.
    pub(crate) fn is_on_first_line(&self) -> bool {
        !self.source[..self.close].contains('\n') || (!self.is_multi_line() && !self.source[..self.open].contains('\n'))
    }

    /// Inserts an entry at `index`; the last edit is the entry itself.
    pub(crate) fn insert(&self, index: usize, new: &Addition<'_>) -> Vec<TextEdit> {
        match index.checked_sub(1).and_then(|i| self.entries.get(i)) {
            Some(before) => self.insert_behind(before, index, new),
            None => vec![self.insert_first(new)],
        }
    }

    /// Returns whether an entry inserted at `index`, after `before`, gets a line of its own.
    fn goes_on_next_line(&self, before: &ContainerEntry, index: usize) -> bool {
        let is_commented = before.end() > before.bare_end();
        match before.rest {
            LineTail::Line(..) => {
                before.own_line || is_commented || self.entries.get(index).is_some_and(|e| e.own_line)
            }
            LineTail::Close(_) => before.own_line || (is_commented && before.comma.is_some()),
            LineTail::More => false,
        }
    }

    /// Inserts an entry after another and after the comments that belong to it. So they stay with
    /// that entry, and [`Bracket::remove`] finds the new entry with nothing but itself.
    fn insert_behind(&self, before: &ContainerEntry, index: usize, new: &Addition<'_>) -> Vec<TextEdit> {
        let trailing = before.comma.is_some();
        let own_line = self.goes_on_next_line(before, index);
        let (at, text) = match before.rest {
            LineTail::Line(_, next) if own_line => (next, new.between(new.indent, trailing, new.eol)),
            LineTail::Close(end) if own_line => (end, new.between(&format!("{}{}", new.eol, new.indent), trailing, "")),
            LineTail::Close(end) => (end, new.between(" ", trailing, "")),
            _ => (before.bare_end(), new.between(" ", trailing, "")),
        };
        // On the same line, a comma after the comments makes clear which entry they belong to.
        let comma = if matches!(before.rest, LineTail::Close(_)) && !own_line { at } else { before.value_end };
        let comma = (!trailing).then(|| TextEdit::insert(comma, ","));
        comma.into_iter().chain([TextEdit::insert(at, text)]).collect()
    }

    fn insert_first(&self, new: &Addition<'_>) -> TextEdit {
        let rest = Scanner::new(self.source, self.open).rest().unwrap_or(LineTail::More);
        match (self.entries.first(), rest) {
            (Some(first), LineTail::Line(_, next)) if first.own_line => {
                TextEdit::insert(next, new.between(new.indent, true, new.eol))
            }
            (Some(first), _) => TextEdit::insert(first.lead, new.between("", true, " ")),
            (None, LineTail::Line(_, next)) => {
                TextEdit::insert(self.below_heading(next), new.between(new.indent, new.comma, new.eol))
            }
            (None, LineTail::Close(end)) if end > self.open => {
                TextEdit::insert(end, new.between(&format!("{}{}", new.eol, new.indent), false, ""))
            }
            (None, _) => TextEdit::insert(self.open, new.between("", new.comma && self.open == self.close, "")),
        }
    }

    /// Returns where the first entry goes in a bracket that holds only comments from `line` on:
    /// below those followed by a blank line, which makes them a heading. Other comments would
    /// appear to belong to the entry.
    fn below_heading(&self, line: usize) -> usize {
        let Some(last) = trivia::line_start(self.source, self.close).filter(|last| *last > line) else { return line };
        let above = &self.source[line..last];
        if above.trim().is_empty() || trivia::own(above, false) < above.len() { line } else { last }
    }

    /// Removes an entry.
    pub(crate) fn remove(&self, index: usize) -> Vec<TextEdit> {
        let Some(entry) = self.entries.get(index) else { return Vec::new() };
        let before = index.checked_sub(1).and_then(|i| self.entries.get(i));
        let mut splices = Vec::new();
        if entry.comma.is_none()
            && let Some(comma) = before.and_then(|b| b.comma)
        {
            splices.push(TextEdit::remove(comma..comma + 1));
        }
        let line = trivia::line_start(self.source, entry.lead).filter(|_| entry.own_line);
        let removed = match (line, entry.rest, before) {
            (Some(line), LineTail::Line(_, next), _) => self.blank_above(before, line, next)..next,
            (Some(line), LineTail::Close(end), _) => self.line_above(before, line)..end,
            (_, LineTail::More, None) | (Some(_), LineTail::More, _) => {
                entry.lead..entry.end() + self.blanks(entry.end())
            }
            (None, LineTail::Close(end), Some(before)) => before.end()..end,
            // A comment after several entries on one line may refer to all of them.
            (None, _, Some(before)) => before.end()..entry.bare_end(),
            (None, LineTail::Close(end), None) => entry.lead..end,
            (None, LineTail::Line(end, _), None) => {
                self.open + self.source[self.open..entry.lead].trim_end_matches([' ', '\t']).len()..end
            }
        };
        splices.push(TextEdit::remove(removed));
        splices
    }

    /// Returns whether the bracket was created for its only entry. Removing that entry then leaves
    /// the bracket empty, and on one line the entry has no comma, unlike one that
    /// [`Bracket::insert`] puts into an existing bracket.
    pub(crate) fn is_made_for_entry(&self) -> bool {
        let [entry] = self.entries.as_slice() else { return false };
        let left: usize = self.remove(0).iter().map(|splice| splice.range.len()).sum();
        let inside = &self.source[self.open..self.close];
        let rest = splice(self.source, self.remove(0));
        let rest = &rest[self.open..self.open + inside.len() - left];
        rest.trim().is_empty() && (rest.contains('\n') || (rest.is_empty() && entry.comma.is_none()))
    }

    /// Returns what follows on the line before the first entry or after another.
    fn rest_behind(&self, before: Option<&ContainerEntry>) -> LineTail {
        match before {
            Some(before) => before.rest,
            None if self.is_whole => Scanner::new(self.source, self.open).rest().unwrap_or(LineTail::More),
            None => LineTail::More,
        }
    }

    /// Returns where `line` begins including the blank lines above it that are removed with it,
    /// unless a heading above needs them.
    fn blank_above(&self, before: Option<&ContainerEntry>, line: usize, next: usize) -> usize {
        let LineTail::Line(_, from) = self.rest_behind(before) else { return line };
        let heading = &self.source[from.min(line)..line];
        let bare = heading.trim_end().len();
        let blank_behind = self.source[next..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        match heading[bare..].find('\n') {
            _ if bare == 0 => from.min(line),
            Some(end) if blank_behind => from + bare + end + 1,
            _ => line,
        }
    }

    /// Returns the end of the text above `line`, if the closing bracket may follow on that line;
    /// otherwise `line`.
    fn line_above(&self, before: Option<&ContainerEntry>, line: usize) -> usize {
        let LineTail::Line(end, next) = self.rest_behind(before) else { return line };
        let from = before.map_or(self.open, ContainerEntry::bare_end).min(end);
        if next == line && !ends_in_line_comment(&self.source[from..end]) { end } else { line }
    }

    /// Returns the length of the space at `at` on its line.
    fn blanks(&self, at: usize) -> usize {
        let rest = &self.source[at..];
        rest.len() - rest.trim_start_matches([' ', '\t']).len()
    }

    /// Moves an entry. The places between the entries stay the same; only their contents change.
    pub(crate) fn shift(&self, from: usize, to: usize, eol: &str) -> Vec<TextEdit> {
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
            let (mut text, line_comment) = self.block(&self.entries[*source], target, place < last || trailing);
            if text.find('\n').is_some_and(|line| trivia::content(&text) > line) && !target.own_line {
                // Otherwise the comment above it would follow the previous entry on its line.
                text = format!("{eol}{}{text}", trivia::indent(self.source, target.lead));
            }
            let mut end = target.end();
            if line_comment && !self.line_ends(end) {
                text.push_str(eol);
                text.push_str(trivia::indent(self.source, target.lead));
                end += self.blanks(end);
            }
            splices.push(TextEdit { range: target.lead..end, text });
        }
        splices
    }

    /// Returns everything that belongs to an entry, with or without comma, for the place of
    /// another; and whether it ends in a line comment.
    fn block(&self, entry: &ContainerEntry, target: &ContainerEntry, comma: bool) -> (String, bool) {
        let source = self.source;
        let (before, behind) = match entry.comma {
            Some(at) => (&source[entry.value_end..at], &source[at + 1..entry.end()]),
            None => ("", &source[entry.value_end..entry.end()]),
        };
        let line_comment = ends_in_line_comment(&format!("{before} {behind}"));
        // Where another entry follows on the line, comments after the comma would belong to that
        // one.
        let (before, behind) = if target.rest == LineTail::More && !line_comment {
            (before, [behind, ""])
        } else {
            (before, ["", behind])
        };
        let comma = if comma { "," } else { "" };
        let text = format!("{}{before}{}{comma}{}", &source[entry.lead..entry.value_end], behind[0], behind[1]);
        (text, line_comment)
    }

    fn line_ends(&self, at: usize) -> bool {
        let rest = self.source[at..].trim_start_matches([' ', '\t']);
        rest.starts_with('\n') || rest.starts_with("\r\n")
    }
}

/// Returns true when a text of space and comments ends within a line comment.
pub(crate) fn ends_in_line_comment(space: &str) -> bool {
    let closed = format!("{space})");
    let mut scan = Scanner::new(&closed, 0);
    scan.skip_trivia().is_err() || scan.peek().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::equivalence::comments;
    use crate::syntax::syntax_tree::Tree;

    /// Returns lists of three items with every combination of `choices` between them.
    fn lists() -> impl Iterator<Item = String> {
        const BEFORE: [&str; 5] = ["", "\n  ", "\n  // über\n  ", "/* vor */ ", "\n  // Kopf\n\n  "];
        const BEHIND: [&str; 6] = [",", " /* nach */,", ", /* hinten */", ", // hinten\n", " // vor Komma\n,", ",\n"];
        const LAST: [&str; 6] = ["", ",", " /* Ende */", ", // Ende\n", " // Ende\n", "\n // Rest\n"];
        let sizes = [BEFORE.len(), BEHIND.len(), BEFORE.len(), BEHIND.len(), BEFORE.len(), LAST.len()];
        // A sample: the stride omits no pair of neighbours.
        (0..sizes.iter().product()).step_by(7).map(move |mut number: usize| {
            let mut next = |size: usize| {
                let chosen = number % size;
                number /= size;
                chosen
            };
            let mut item = |text: &str, behind: &[&str]| {
                format!("{}{text}{}", BEFORE[next(BEFORE.len())], behind[next(behind.len())])
            };
            format!("[{}{}{}]", item("1", &BEHIND), item("2", &BEHIND), item("3", &LAST))
        })
    }

    /// Returns each item with its comments.
    fn belongings(text: &str) -> Vec<(String, Vec<String>)> {
        let tree = Tree::parse(text).unwrap();
        let bracket = Bracket::of(tree.root(text)).unwrap();
        let item = |(entry, value): (&ContainerEntry, SyntaxValue<'_>)| {
            let all = &text[entry.lead..entry.end().max(entry.comma.unwrap_or(0))];
            (value.text().to_owned(), comments(all).into_iter().map(str::to_owned).collect())
        };
        bracket.entries.iter().zip(tree.root(text).items()).map(item).collect()
    }

    #[test]
    fn comments_move_with_their_item() {
        for text in lists() {
            let before = belongings(&text);
            let tree = Tree::parse(&text).unwrap();
            let bracket = Bracket::of(tree.root(&text)).unwrap();
            for (from, to) in [(0, 1), (0, 2), (1, 2), (1, 0), (2, 0), (2, 1)] {
                let moved = splice(&text, bracket.shift(from, to, "\n"));
                let mut meant = before.clone();
                let item = meant.remove(from);
                meant.insert(to, item);
                assert_eq!(belongings(&moved), meant, "{from} -> {to}\n{text}\n->\n{moved}");
            }
        }
    }

    #[test]
    fn what_is_put_in_and_taken_out_leaves_nothing() {
        for text in lists() {
            let before = belongings(&text);
            let tree = Tree::parse(&text).unwrap();
            let bracket = Bracket::of(tree.root(&text)).unwrap();
            for index in 0..4 {
                let indent = bracket.indent(index, "  ");
                let new = Addition { text: "4", behind: "", indent: &indent, eol: "\n", comma: true };
                let more = splice(&text, bracket.insert(index, &new));
                let mut meant = before.clone();
                meant.insert(index, ("4".to_owned(), Vec::new()));
                assert_eq!(belongings(&more), meant, "{index}\n{text}\n->\n{more}");
                let tree = Tree::parse(&more).unwrap();
                let back = splice(&more, Bracket::of(tree.root(&more)).unwrap().remove(index));
                assert_eq!(back, text, "{index}\n{more}");
            }
        }
    }
}
