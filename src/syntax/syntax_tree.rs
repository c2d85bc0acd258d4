//! The syntax tree: the position of each value in a RON text, without copying any of it.
//!
//! A [`Tree`] holds offsets only; together with its text it yields [`SyntaxValue`]s. What a value
//! *means* is left to `ron`, which decodes every string with escapes. Independent of records and
//! tables. Entry point: [`Tree::parse`].

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use memchr::memmem;

use super::address_step::AddressStep;
use super::bracket_end::{BracketVisitor, Next, bracket_end};
use super::lexer::{PLAIN, Scanner, SyntaxResult};
use super::node_kind::NodeKind;
use super::parser::{NoSink, Sink};
use super::syntax_error::{SyntaxError, SyntaxProblem};

#[derive(Debug, Clone)]
struct SyntaxNode {
    start: u32,
    end: u32,
    /// Number of the node after this one and everything in it.
    next: u32,
    key: u32,
    key_len: u32,
    name_len: u32,
    kind: NodeKind,
}

/// The positions of the values of one text.
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<SyntaxNode>,
}

impl Tree {
    /// Parses a text that is one RON value, with space and comments around it.
    ///
    /// # Errors
    /// Returns where and why it is not.
    pub fn parse(text: &str) -> Result<Tree, SyntaxError> {
        let mut builder = SyntaxTreeBuilder { nodes: Vec::with_capacity(text.len() / 16), key: 0..0 };
        let mut scan = Scanner::new(text, 0);
        if u32::try_from(text.len()).is_err() {
            return Err(scan.fail(0, SyntaxProblem::TooLarge));
        }
        scan.skip_trivia()?;
        scan.value(&mut builder, 0)?;
        scan.skip_trivia()?;
        let trailing: SyntaxResult<()> = if scan.peek().is_none() { Ok(()) } else { Err(scan.unexpected()) };
        trailing.map(|()| Tree { nodes: builder.nodes })
    }

    /// Checks that a text is one RON value, as [`Tree::parse`] does, and builds nothing.
    ///
    /// # Errors
    /// As [`Tree::parse`].
    pub fn check(text: &str) -> Result<(), SyntaxError> {
        let mut scan = Scanner::new(text, 0);
        scan.skip_trivia()?;
        scan.value(&mut NoSink, 0)?;
        scan.skip_trivia()?;
        if scan.peek().is_none() { Ok(()) } else { Err(scan.unexpected()) }
    }

    /// Parses a struct that is known to be valid, and of it only these fields: all others seem
    /// absent. Several times as fast where little is wanted.
    ///
    /// # Errors
    /// Returns where and why the text is not valid, where that is noticed.
    pub fn parse_fields(text: &str, wanted: &[&str]) -> Result<Tree, SyntaxError> {
        match FieldPicker::pick(text, wanted) {
            Some(nodes) => Ok(Tree { nodes }),
            None => Tree::parse(text),
        }
    }

    /// Returns the outermost value; `text` must be the parsed text.
    pub fn root<'a>(&'a self, text: &'a str) -> SyntaxValue<'a> {
        SyntaxValue { nodes: &self.nodes, index: 0, source: text }
    }
}

struct SyntaxTreeBuilder {
    nodes: Vec<SyntaxNode>,
    key: Range<usize>,
}

impl Sink for SyntaxTreeBuilder {
    fn open(&mut self) -> usize {
        let key = std::mem::take(&mut self.key);
        let (key, key_len) = (key.start as u32, key.len() as u32);
        self.nodes.push(SyntaxNode { start: 0, end: 0, next: 0, key, key_len, name_len: 0, kind: NodeKind::Unit });
        self.nodes.len() - 1
    }

    fn key(&mut self, key: Range<usize>) {
        self.key = key;
    }

    fn close(&mut self, index: usize, kind: NodeKind, span: Range<usize>, name: usize) {
        let next = self.nodes.len() as u32;
        let node = &mut self.nodes[index];
        (node.start, node.end, node.next) = (span.start as u32, span.end as u32, next);
        (node.kind, node.name_len) = (kind, name as u32);
    }
}

/// From so many bytes for each field on, fields that stand nowhere are found out first.
const SEARCHED: usize = 512;

/// Builds the tree of some fields of a struct.
struct FieldPicker<'a> {
    builder: SyntaxTreeBuilder,
    text: &'a str,
    wanted: &'a [&'a str],
    /// Which of them need no longer be looked for, by a bit each.
    settled: u32,
}

impl FieldPicker<'_> {
    /// Returns the nodes of a struct with these fields; `None` where all of it is to be parsed.
    fn pick(text: &str, wanted: &[&str]) -> Option<Vec<SyntaxNode>> {
        u32::try_from(text.len()).ok().filter(|_| wanted.len() < 32)?;
        let name = text.bytes().take_while(|byte| PLAIN[usize::from(*byte)]).count();
        if &text[..name] == "Some" {
            return None;
        }
        // What stands nowhere in a long text is not looked for; a short one is sooner gone through.
        let is_long = text.len() > SEARCHED * wanted.len();
        let is_absent = |name: &str| is_long && memmem::find(text.as_bytes(), name.as_bytes()).is_none();
        let bits = wanted.iter().enumerate().map(|(number, name)| u32::from(is_absent(name)) << number);
        let absent = bits.sum();
        let builder = SyntaxTreeBuilder { nodes: Vec::with_capacity(8), key: 0..0 };
        let mut picker = FieldPicker { builder, text, wanted, settled: absent };
        let root = picker.builder.open();
        if !picker.is_done() {
            bracket_end(text.as_bytes(), name, &mut picker)?;
        }
        picker.builder.close(root, NodeKind::Struct, 0..text.len(), name);
        Some(picker.builder.nodes)
    }

    fn is_done(&self) -> bool {
        self.settled.count_ones() as usize == self.wanted.len()
    }
}

impl BracketVisitor for FieldPicker<'_> {
    #[inline]
    fn colon(&mut self, depth: usize, at: usize) -> Next {
        if depth != 1 {
            return Next::Continue(at + 1);
        }
        let before = &self.text.as_bytes()[..at];
        let length = before.iter().rev().take_while(|byte| PLAIN[usize::from(**byte)]).count();
        let key = at - length..at;
        // The parser reads what is not plain: `date :`, `r#date:`, `größe:`.
        if length == 0 || !matches!(before[key.start - 1], b' ' | b'\n' | b'(' | b',' | b'\t') {
            return Next::Break(None);
        }
        let number = self.wanted.iter().position(|wanted| *wanted == &self.text[key.clone()]);
        // Of repeated fields the first one counts.
        let Some(bit) = number.map(|number| 1 << number).filter(|bit| self.settled & bit == 0) else {
            return Next::Continue(at + 1);
        };
        self.builder.key(key);
        let mut scan = Scanner::new(self.text, at + 1);
        if scan.skip_trivia().and_then(|()| scan.value(&mut self.builder, 1)).is_err() {
            return Next::Break(None);
        }
        self.settled |= bit;
        if self.is_done() { Next::Break(Some(scan.at)) } else { Next::Continue(scan.at) }
    }
}

/// One value of a text.
#[derive(Clone, Copy)]
pub struct SyntaxValue<'a> {
    nodes: &'a [SyntaxNode],
    index: usize,
    source: &'a str,
}

impl fmt::Debug for SyntaxValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.kind(), self.text())
    }
}

impl<'a> SyntaxValue<'a> {
    fn node(self) -> &'a SyntaxNode {
        &self.nodes[self.index]
    }

    /// Returns its form.
    pub fn kind(self) -> NodeKind {
        self.node().kind
    }

    /// Returns its position in the parsed text.
    pub fn span(self) -> Range<usize> {
        self.node().start as usize..self.node().end as usize
    }

    /// Returns its text.
    pub fn text(self) -> &'a str {
        &self.source[self.span()]
    }

    /// Returns the name before its parentheses, without `r#`.
    pub fn name(self) -> Option<&'a str> {
        let name = &self.text()[..self.node().name_len as usize];
        (!name.is_empty()).then(|| plain_ident(name))
    }

    /// Returns the value without `Some(…)` around it; nothing for `None`.
    ///
    /// With the extension `unwrap_variant_newtypes`, fields may be written right inside `Some(…)`:
    /// then these are the value.
    pub fn unwrap_option(self) -> Option<SyntaxValue<'a>> {
        match self.kind() {
            NodeKind::Word if self.text() == "None" => None,
            NodeKind::Tuple if self.name() == Some("Some") && self.items().nth(1).is_none() => self.item(0),
            _ => Some(self),
        }
    }

    /// Returns the field of this name, if this is a struct with it.
    pub fn field(self, name: &str) -> Option<SyntaxValue<'a>> {
        self.fields().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Returns its fields in the order of the text, raw identifiers without `r#`; none unless it is
    /// a struct.
    pub fn fields(self) -> impl Iterator<Item = (&'a str, SyntaxValue<'a>)> {
        let inside = if self.kind() == NodeKind::Struct { self.children() } else { ChildValues::none(self) };
        inside.map(|value| (plain_ident(&self.source[value.key_span()]), value))
    }

    /// Returns its items: those of a list or tuple, or the keys and values of a map in turn; none
    /// for anything else.
    pub fn items(self) -> impl Iterator<Item = SyntaxValue<'a>> {
        let bare = matches!(self.kind(), NodeKind::List | NodeKind::Tuple | NodeKind::Map);
        if bare { self.children() } else { ChildValues::none(self) }
    }

    /// Returns the item at an index.
    pub fn item(self, index: usize) -> Option<SyntaxValue<'a>> {
        self.items().nth(index)
    }

    /// Returns the value at a path, through `Some(…)`.
    pub fn at(self, path: &[AddressStep]) -> Option<SyntaxValue<'a>> {
        path.iter().try_fold(self, |value, step| match step {
            AddressStep::Field(name) => value.unwrap_option()?.field(name),
            AddressStep::Item(index) => value.unwrap_option()?.item(*index),
        })
    }

    /// Returns the content of a string; borrowed when it has no escapes.
    pub fn as_str(self) -> Option<Cow<'a, str>> {
        if self.kind() == NodeKind::Str { decode_string(self.text()) } else { None }
    }

    /// Returns the identifier, if it is a bare one.
    pub fn as_word(self) -> Option<&'a str> {
        (self.kind() == NodeKind::Word).then(|| plain_ident(self.text()))
    }

    /// Returns the boolean, if it is one.
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == NodeKind::Bool).then(|| self.text() == "true")
    }

    /// Returns the whole number, if it is one.
    pub fn as_u64(self) -> Option<u64> {
        let number = self.kind() == NodeKind::Number;
        if number { self.text().parse().ok().or_else(|| ron::from_str(self.text()).ok()) } else { None }
    }

    /// Returns the number, if it is one.
    pub fn as_f64(self) -> Option<f64> {
        let number = self.kind() == NodeKind::Number;
        if number { ron::from_str(self.text()).ok() } else { None }
    }

    /// Returns the whole parsed text.
    pub(crate) fn source(self) -> &'a str {
        self.source
    }

    /// Returns the position of the field name of this value, `r#` included; empty when it is not a
    /// field.
    pub(crate) fn key_span(self) -> Range<usize> {
        let node = self.node();
        node.key as usize..(node.key + node.key_len) as usize
    }

    /// Returns the values directly within it, whatever its form.
    pub(crate) fn children(self) -> ChildValues<'a> {
        ChildValues { parent: self, next: self.index + 1, end: self.node().next as usize }
    }

    /// Returns the offset of its opening bracket, if it has one.
    pub(crate) fn bracket(self) -> Option<usize> {
        let named = matches!(self.kind(), NodeKind::Struct | NodeKind::Tuple | NodeKind::Unit);
        if !named && !matches!(self.kind(), NodeKind::List | NodeKind::Map) {
            return None;
        }
        let mut scan = Scanner::new(self.source, self.span().start + self.node().name_len as usize);
        scan.skip_trivia().ok()?;
        // `Some` may precede a value without parentheses.
        matches!(scan.peek(), Some(b'(' | b'[' | b'{')).then_some(scan.at).filter(|_| !self.is_bare_some(scan.at))
    }

    /// Returns whether this is `Some` before a value at `at` without parentheses around it.
    fn is_bare_some(self, at: usize) -> bool {
        self.kind() == NodeKind::Tuple && self.children().next().is_some_and(|inner| inner.span().start == at)
    }
}

/// The values directly within another.
pub(crate) struct ChildValues<'a> {
    parent: SyntaxValue<'a>,
    next: usize,
    end: usize,
}

impl<'a> ChildValues<'a> {
    fn none(parent: SyntaxValue<'a>) -> ChildValues<'a> {
        ChildValues { parent, next: 0, end: 0 }
    }
}

impl<'a> Iterator for ChildValues<'a> {
    type Item = SyntaxValue<'a>;

    fn next(&mut self) -> Option<SyntaxValue<'a>> {
        if self.next >= self.end {
            return None;
        }
        let value = SyntaxValue { index: self.next, ..self.parent };
        self.next = value.node().next as usize;
        Some(value)
    }
}

/// Returns an identifier without `r#`.
pub(crate) fn plain_ident(ident: &str) -> &str {
    match ident.as_bytes() {
        [b'r', b'#', ..] => &ident[2..],
        _ => ident,
    }
}

/// Returns the content of a string literal; `None` when `ron` rejects it.
pub(crate) fn decode_string(literal: &str) -> Option<Cow<'_, str>> {
    if let Some(rest) = literal.strip_prefix('r') {
        let inner = rest.trim_matches('#');
        return inner.get(1..inner.len().checked_sub(1)?).map(Cow::Borrowed);
    }
    let inner = literal.get(1..literal.len().checked_sub(1)?)?;
    if memchr::memchr(b'\\', inner.as_bytes()).is_none() {
        return Some(Cow::Borrowed(inner));
    }
    ron::from_str(literal).ok().map(Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn a_field_read_alone_is_what_it_is_in_the_whole_record() {
        let names = ["id", "date", "of", "source", "number", "absent"];
        for text in [
            "(id: \"a\", date: \"2020\", number: 3)",
            "Meeting(\n    id: \"date: 1\", // date: 2\n    /* number: 4 */ date: /* x */ Some(\"2020\"),\n    number: None,\n)",
            "M(source: Source(date: \"1\", number: 2), of: [(date: 1)], date: \"2\")",
            "M(of: [\"(\", \")]\", \"\\\")\"], url: \"http://a.b/(c\", date:\"2\",number:-1)",
            "M(note: r#\"date: (\")\"#, date: r\"2\")",
            "M(of: {1: 2}, letter: '(', date: 'x')",
            "M(date : \"1\", number\n: 2)",
            "M(r#date: \"1\", update: \"2\", größe_date: 1, grösdate: 2, ädate: 3)",
            "M(date: \"1\", date: \"2\", number: 1..=2)",
            "Some(M(date: \"1\"))",
            "M()",
            "(1, 2)",
            "\"date\"",
        ] {
            let whole = Tree::parse(text).unwrap();
            for count in 1..=names.len() {
                let some = Tree::parse_fields(text, &names[..count]).unwrap();
                for name in &names[..count] {
                    let of =
                        |tree: &Tree| tree.root(text).field(name).map(|value| format!("{value:?} {:?}", value.span()));
                    assert_eq!(of(&some), of(&whole), "{name} of {text}");
                }
            }
        }
    }
}
