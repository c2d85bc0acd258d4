//! Splits a struct or list into the texts of its entries, and joins them again.
//!
//! All parts joined are the text, byte for byte. An entry consists of the space before it, its
//! name, its value, its comma and the rest of its line. Does not know what entries mean. Entry
//! points: [`ContainerParts::of`], [`join`].

use std::borrow::Cow;
use std::ops::Range;

use crate::document::file_skeleton::SkeletonField;
use crate::syntax::lexer::{LineTail, Scanner};
use crate::syntax::syntax_tree::plain_ident;
use crate::syntax::{NodeKind, Tree};

/// One entry.
#[derive(Debug, Clone, Default)]
pub(super) struct ContainerPart<'a> {
    /// All of it.
    pub(super) text: &'a str,
    /// Name of the field; empty for an item.
    pub(super) name: &'a str,
    /// Start of its name (or value).
    start: usize,
    value: Range<usize>,
    comma: Option<usize>,
    /// True when it begins at the start of a line.
    own_line: bool,
    /// True when it is the first of its bracket.
    first: bool,
    /// True when it is not valid RON, so that its comma cannot be found.
    damaged: bool,
}

impl<'a> ContainerPart<'a> {
    /// Creates an entry with its value at `value`; its name, if it has one, begins at `start`.
    pub(super) fn new(
        text: &'a str,
        name: &'a str,
        start: usize,
        value: Range<usize>,
        own_line: bool,
    ) -> ContainerPart<'a> {
        let mut scan = Scanner::new(text, value.end);
        let comma = (scan.skip_trivia().is_ok() && scan.eat(b',')).then(|| scan.at - 1);
        ContainerPart { text, name, start, value, comma, own_line, first: false, damaged: false }
    }

    /// Sets whether the entry is the first of its bracket, and whether it is not valid RON
    /// (`damaged`).
    pub(super) fn at(self, first: bool, damaged: bool) -> ContainerPart<'a> {
        ContainerPart { first, damaged, ..self }
    }

    /// Returns the space and comments before it.
    pub(super) fn before(&self) -> &'a str {
        &self.text[..self.start]
    }

    /// Returns its name and colon.
    pub(super) fn head(&self) -> &'a str {
        &self.text[self.start..self.value.start]
    }

    /// Returns its name, and the text before and after its colon.
    pub(super) fn head_parts(&self) -> (&'a str, &'a str, &'a str) {
        let head = self.head();
        let mut scan = Scanner::new(head, 0);
        let name = scan.ident().map_or(0, |name| name.end);
        let colon = scan.skip_trivia().map_or(head.len(), |()| scan.at);
        (&head[..name], &head[name..colon], head.get(colon + 1..).unwrap_or_default())
    }

    /// Returns its value.
    pub(super) fn value(&self) -> &'a str {
        &self.text[self.value.clone()]
    }

    /// Returns the text before its comma.
    pub(super) fn gap(&self) -> &'a str {
        &self.text[self.value.end..self.comma.unwrap_or(self.value.end)]
    }

    /// Returns the text after its comma.
    pub(super) fn behind(&self) -> &'a str {
        &self.text[self.comma.map_or(self.value.end, |comma| comma + 1)..]
    }

    /// Returns whether it has a comma.
    pub(super) fn has_comma(&self) -> bool {
        self.comma.is_some()
    }

    /// Returns the entry unchanged.
    pub(super) fn entry(&self) -> MergedEntry<'a> {
        let text = Cow::Borrowed(self.text);
        MergedEntry {
            text,
            value_end: self.value.end,
            comma: self.comma,
            own_line: self.own_line,
            first: self.first,
            fixed: self.damaged,
        }
    }

    /// Returns the entry with other texts: before, head, value, gap, behind.
    pub(super) fn with(&self, [before, head, value, gap, behind]: [&str; 5]) -> MergedEntry<'a> {
        let text = format!("{before}{head}{value}{gap},{behind}");
        let value_end = before.len() + head.len() + value.len();
        let comma = Some(value_end + gap.len());
        MergedEntry {
            text: Cow::Owned(text),
            value_end,
            comma,
            own_line: self.own_line,
            first: self.first,
            fixed: false,
        }
    }
}

/// An entry of the result.
#[derive(Debug, Clone)]
pub(super) struct MergedEntry<'a> {
    pub(super) text: Cow<'a, str>,
    value_end: usize,
    comma: Option<usize>,
    own_line: bool,
    first: bool,
    fixed: bool,
}

impl MergedEntry<'_> {
    /// Adds or removes its comma.
    fn set_comma(&mut self, comma: bool) {
        match self.comma {
            _ if self.fixed => {}
            None if comma => {
                self.text.to_mut().insert(self.value_end, ',');
                self.comma = Some(self.value_end);
            }
            Some(at) if !comma => {
                self.text.to_mut().remove(at);
                self.comma = None;
            }
            _ => {}
        }
    }

    /// Inserts a text before the closing bracket of its value.
    pub(super) fn fill(&mut self, text: &str) {
        self.text.to_mut().insert_str(self.value_end - 1, text);
        self.value_end += text.len();
        self.comma = self.comma.map(|comma| comma + text.len());
    }

    /// Rewrites the text before its value.
    pub(super) fn lead_with(&mut self, with: impl Fn(&str) -> String) {
        let text = with(&self.text);
        let behind = self.text.len() - self.value_end;
        let comma = self.comma.map(|comma| self.text.len() - comma);
        self.value_end = text.len() - behind;
        self.comma = comma.map(|comma| text.len() - comma);
        self.text = Cow::Owned(text);
    }
}

impl SkeletonField {
    /// Returns the field as an entry of the outermost struct.
    pub(super) fn part(&self, own_line: bool) -> ContainerPart<'_> {
        ContainerPart::new(&self.text, &self.name, self.start, self.value.clone(), own_line)
    }
}

/// The parts of a struct or list.
#[derive(Debug, Clone, Default)]
pub(super) struct ContainerParts<'a> {
    /// Everything up to the opening bracket.
    pub(super) open: &'a str,
    /// The rest of the line after the opening bracket, if it holds no entry.
    pub(super) first: &'a str,
    pub(super) entries: Vec<ContainerPart<'a>>,
    /// The text before the closing bracket.
    pub(super) tail: &'a str,
    /// The closing bracket and everything after it.
    pub(super) close: &'a str,
    /// True for a list.
    pub(super) list: bool,
}

impl<'a> ContainerParts<'a> {
    /// Splits a struct or list, including a `Some(…)` around it; `None` for any other value.
    pub(super) fn of(text: &'a str) -> Option<ContainerParts<'a>> {
        let tree = Tree::parse(text).ok()?;
        let value = tree.root(text).unwrap_option()?;
        if !matches!(value.kind(), NodeKind::Struct | NodeKind::Unit | NodeKind::List) {
            return None;
        }
        let (open, close) = (value.bracket()? + 1, value.span().end - 1);
        let mut from = open + first_line(&text[open..close]);
        let mut parts = ContainerParts { open: &text[..open], first: &text[open..from], ..ContainerParts::default() };
        for child in value.children() {
            let key = child.key_span();
            let start = if key.is_empty() { child.span().start } else { key.start };
            let end = behind(text, child.span().end)?;
            let own_line = text[..from].ends_with('\n');
            let value = child.span().start - from..child.span().end - from;
            let part = ContainerPart::new(&text[from..end], plain_ident(&text[key]), start - from, value, own_line);
            parts.entries.push(ContainerPart { first: parts.entries.is_empty(), ..part });
            from = end;
        }
        (parts.tail, parts.close, parts.list) = (&text[from..close], &text[close..], value.kind() == NodeKind::List);
        Some(parts)
    }

    /// Returns whether its last entry has a comma; `None` without entries.
    pub(super) fn trailing(&self) -> Option<bool> {
        self.entries.last().map(ContainerPart::has_comma)
    }
}

/// Returns the length of the rest of a line when it holds nothing but space and comments.
pub(super) fn first_line(text: &str) -> usize {
    match Scanner::new(text, 0).rest() {
        Ok(LineTail::Line(_, next)) => next,
        _ => 0,
    }
}

/// Returns the end of what belongs to a value: its comma and the rest of the line.
fn behind(text: &str, value_end: usize) -> Option<usize> {
    let mut scan = Scanner::new(text, value_end);
    scan.skip_trivia().ok()?;
    if !scan.eat(b',') {
        scan.at = value_end;
    }
    match scan.rest().ok()? {
        LineTail::Line(_, next) => Some(next),
        LineTail::Close(end) => Some(end),
        LineTail::More => Some(scan.at),
    }
}

/// Joins entries after the text `out`; `last` says whether the last one has a comma.
pub(super) fn join(mut out: String, entries: Vec<MergedEntry<'_>>, last: bool, eol: &str) -> String {
    let count = entries.len();
    for (i, mut entry) in entries.into_iter().enumerate() {
        entry.set_comma(i + 1 < count || last);
        // An entry that was elsewhere on its side must not join the line of its new neighbours.
        if entry.own_line && !out.is_empty() && !out.ends_with('\n') {
            out.push_str(eol);
        } else if i > 0
            && entry.first
            && !out.ends_with(char::is_whitespace)
            && !entry.text.starts_with(char::is_whitespace)
        {
            out.push(' ');
        } else if i == 0 && !entry.first && !entry.own_line && out.ends_with(['(', '[']) {
            entry.lead_with(|text| text.trim_start_matches(' ').to_owned());
        }
        out.push_str(&entry.text);
    }
    out
}
