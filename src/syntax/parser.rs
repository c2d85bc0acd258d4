//! The parser: reads RON as `ron` 0.12 does, as far as needed to find where each value begins and
//! ends.
//!
//! One pass without recursion into strings or comments, which `memchr` skips. The values go to a
//! [`Sink`], so that the same grammar builds a tree ([`super::syntax_tree`]) or only splits a file
//! into records (`document::record_splitter`). It accepts slightly more than `ron` (any digits in a
//! number, any escape), because `ron` judges what a value means. Entry point: [`Scanner::value`].

use std::ops::Range;

use memchr::{memchr, memchr2};

use super::lexer::{Scanner, SyntaxResult};
use super::node_kind::NodeKind;
use super::syntax_error::SyntaxProblem;

/// Maximum nesting of brackets; the limit of `ron` itself is lower.
const DEPTH: usize = 128;

/// Receives every value, in the order in which they begin.
pub(crate) trait Sink {
    /// Begins a value; the number returned is passed to [`Sink::close`].
    fn open(&mut self) -> usize;
    /// Receives the field name of the next value, `r#` included.
    fn key(&mut self, key: Range<usize>);
    /// Ends the value `node`; `name` is the length of its struct name.
    fn close(&mut self, node: usize, kind: NodeKind, span: Range<usize>, name: usize);
}

/// A sink that ignores everything.
pub(crate) struct NoSink;

impl Sink for NoSink {
    fn open(&mut self) -> usize {
        0
    }
    fn key(&mut self, _: Range<usize>) {}
    fn close(&mut self, _: usize, _: NodeKind, _: Range<usize>, _: usize) {}
}

impl Scanner<'_> {
    /// Parses one value and reports it and everything in it to the sink.
    pub(crate) fn value<S: Sink>(&mut self, sink: &mut S, depth: usize) -> SyntaxResult<()> {
        let start = self.at;
        let node = sink.open();
        let mut name = 0;
        let kind = match self.peek() {
            Some(b'"') => self.quoted(NodeKind::Str)?,
            Some(b'(') => self.paren(sink, depth)?,
            Some(b'[') => self.list(sink, depth)?,
            Some(b'{') => self.map(sink, depth)?,
            Some(b'\'') => self.character(NodeKind::Char)?,
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => self.number()?,
            Some(b'r' | b'b') if self.literal_prefix() => self.prefixed()?,
            _ => {
                let word = self.ident().ok_or_else(|| self.unexpected())?;
                self.word(word, &mut name, sink, depth)?
            }
        };
        sink.close(node, kind, start..self.at, name);
        Ok(())
    }

    /// Skips a string, a character or a byte, to match brackets in text that is not valid RON.
    pub(crate) fn token(&mut self) -> SyntaxResult<()> {
        let mut ahead = self.clone();
        match self.peek() {
            Some(b'"') => drop(self.quoted(NodeKind::Str)?),
            Some(b'r' | b'b') if self.literal_prefix() => drop(self.prefixed()?),
            Some(b'\'') if ahead.character(NodeKind::Char).is_ok() => self.at = ahead.at,
            Some(_) if ahead.ident().is_some() => self.at = ahead.at,
            Some(_) => self.at += self.text[self.at..].chars().next().map_or(1, char::len_utf8),
            None => {}
        }
        Ok(())
    }

    fn word<S: Sink>(
        &mut self,
        word: Range<usize>,
        name: &mut usize,
        sink: &mut S,
        depth: usize,
    ) -> SyntaxResult<NodeKind> {
        match &self.text[word.clone()] {
            "true" | "false" => return Ok(NodeKind::Bool),
            "inf" | "inff32" | "inff64" | "NaN" | "NaNf32" | "NaNf64" => return self.range_end(),
            _ => {}
        }
        self.skip_trivia()?;
        if self.peek() != Some(b'(') {
            let is_some = &self.text[word.clone()] == "Some";
            if is_some && !matches!(self.peek(), None | Some(b',' | b':' | b')' | b']' | b'}')) {
                return self.bare_some(word, name, sink, depth);
            }
            self.at = word.end;
            return Ok(NodeKind::Word);
        }
        *name = word.len();
        Ok(match self.paren(sink, depth)? {
            NodeKind::Unit => NodeKind::Struct,
            kind => kind,
        })
    }

    /// Parses a value after `Some` without parentheses, which `ron` accepts where optional values
    /// need no `Some(…)`.
    fn bare_some<S: Sink>(
        &mut self,
        word: Range<usize>,
        name: &mut usize,
        sink: &mut S,
        depth: usize,
    ) -> SyntaxResult<NodeKind> {
        if depth >= DEPTH {
            return Err(self.fail(self.at, SyntaxProblem::TooDeep));
        }
        *name = word.len();
        self.value(sink, depth + 1)?;
        Ok(NodeKind::Tuple)
    }

    fn paren<S: Sink>(&mut self, sink: &mut S, depth: usize) -> SyntaxResult<NodeKind> {
        let open = self.enter(depth)?;
        if self.eat(b')') {
            return Ok(NodeKind::Unit);
        }
        let kind = if self.sees_field()? { NodeKind::Struct } else { NodeKind::Tuple };
        loop {
            if kind == NodeKind::Struct {
                let key = self.ident().ok_or_else(|| self.unexpected())?;
                sink.key(key);
                self.colon()?;
            }
            self.value(sink, depth + 1)?;
            if !self.more(open, b')')? {
                return Ok(kind);
            }
        }
    }

    fn list<S: Sink>(&mut self, sink: &mut S, depth: usize) -> SyntaxResult<NodeKind> {
        let open = self.enter(depth)?;
        if self.eat(b']') {
            return Ok(NodeKind::List);
        }
        loop {
            self.value(sink, depth + 1)?;
            if !self.more(open, b']')? {
                return Ok(NodeKind::List);
            }
        }
    }

    fn map<S: Sink>(&mut self, sink: &mut S, depth: usize) -> SyntaxResult<NodeKind> {
        let open = self.enter(depth)?;
        if self.eat(b'}') {
            return Ok(NodeKind::Map);
        }
        loop {
            self.value(sink, depth + 1)?;
            self.colon()?;
            self.value(sink, depth + 1)?;
            if !self.more(open, b'}')? {
                return Ok(NodeKind::Map);
            }
        }
    }

    /// Consumes an opening bracket and the space after it. Returns its offset.
    fn enter(&mut self, depth: usize) -> SyntaxResult<usize> {
        let open = self.at;
        if depth >= DEPTH {
            return Err(self.fail(open, SyntaxProblem::TooDeep));
        }
        self.at += 1;
        self.skip_trivia()?;
        match self.peek() {
            None => Err(self.fail(open, SyntaxProblem::Unclosed(char::from(self.bytes[open])))),
            Some(_) => Ok(open),
        }
    }

    /// Consumes what separates two values of a bracket, or ends it. Returns true when another value
    /// follows.
    fn more(&mut self, open: usize, close: u8) -> SyntaxResult<bool> {
        self.skip_trivia()?;
        let comma = self.eat(b',');
        if comma {
            self.skip_trivia()?;
        }
        if self.eat(close) {
            return Ok(false);
        }
        match self.peek() {
            None => Err(self.fail(open, SyntaxProblem::Unclosed(char::from(self.bytes[open])))),
            Some(b')' | b']' | b'}') => Err(self.fail(self.at, SyntaxProblem::Missing(char::from(close)))),
            Some(_) if comma => Ok(true),
            Some(_) => Err(self.fail(self.at, SyntaxProblem::Missing(','))),
        }
    }

    fn colon(&mut self) -> SyntaxResult<()> {
        // Fast path for the usual form `name: value`.
        if let Some([b':', b' ', 0x21..=0x7E]) = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk())
            && self.bytes[self.at + 2] != b'/'
        {
            self.at += 2;
            return Ok(());
        }
        self.skip_trivia()?;
        self.expect(b':')?;
        self.skip_trivia()
    }

    /// Returns true when `name:` is next; does not move.
    fn sees_field(&self) -> SyntaxResult<bool> {
        if self.literal_prefix() {
            return Ok(false);
        }
        let mut ahead = self.clone();
        if ahead.ident().is_none() {
            return Ok(false);
        }
        ahead.skip_trivia()?;
        Ok(ahead.peek() == Some(b':'))
    }

    /// Returns true when the next `r` or `b` begins a literal and not an identifier.
    fn literal_prefix(&self) -> bool {
        matches!(self.peek(), Some(b'r' | b'b'))
            && ["r\"", "r#\"", "r##", "b\"", "b'", "br\"", "br#"].iter().any(|p| self.starts_with(p))
    }

    fn prefixed(&mut self) -> SyntaxResult<NodeKind> {
        let bytes = self.eat(b'b');
        let kind = if bytes { NodeKind::Bytes } else { NodeKind::Str };
        match self.peek() {
            Some(b'r') => self.raw(kind),
            Some(b'\'') => {
                self.character(NodeKind::Number)?;
                self.range_end()
            }
            _ => self.quoted(kind),
        }
    }

    fn quoted(&mut self, kind: NodeKind) -> SyntaxResult<NodeKind> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.bytes.get(self.at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
                None => return Err(self.fail(start, SyntaxProblem::UnclosedString)),
                Some(i) if self.bytes[self.at + i] == b'"' => {
                    self.at += i + 1;
                    return Ok(kind);
                }
                Some(i) => self.at += i + 2,
            }
        }
    }

    fn raw(&mut self, kind: NodeKind) -> SyntaxResult<NodeKind> {
        let start = self.at;
        self.at += 1;
        let hashes = self.bytes[self.at..].iter().take_while(|b| **b == b'#').count();
        self.at += hashes;
        self.expect(b'"')?;
        while let Some(i) = self.bytes.get(self.at..).and_then(|rest| memchr(b'"', rest)) {
            self.at += i + 1;
            let ends = self.bytes[self.at..].iter().take(hashes).filter(|b| **b == b'#').count() == hashes;
            if ends {
                self.at += hashes;
                return Ok(kind);
            }
        }
        Err(self.fail(start, SyntaxProblem::UnclosedString))
    }

    fn character(&mut self, kind: NodeKind) -> SyntaxResult<NodeKind> {
        let start = self.at;
        let mut chars = self.text[self.at + 1..].char_indices();
        let end = match chars.next() {
            Some((_, '\\')) => chars.skip(1).take(12).find(|(_, c)| *c == '\'').map(|(i, _)| i),
            Some(_) => chars.next().filter(|(_, c)| *c == '\'').map(|(i, _)| i),
            None => None,
        };
        match end {
            Some(i) => {
                self.at += i + 2;
                Ok(kind)
            }
            None => Err(self.fail(start, SyntaxProblem::BadChar)),
        }
    }

    fn number(&mut self) -> SyntaxResult<NodeKind> {
        if !self.starts_with("..") {
            self.digits();
        }
        self.range_end()
    }

    fn digits(&mut self) {
        while let Some(byte) = self.peek() {
            let part = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-');
            if !part || (byte == b'.' && self.starts_with("..")) {
                return;
            }
            self.at += 1;
        }
    }

    /// Consumes `..`, `..=` and the number after it, if they are next.
    fn range_end(&mut self) -> SyntaxResult<NodeKind> {
        if !self.starts_with("..") {
            return Ok(NodeKind::Number);
        }
        self.at += 2;
        self.eat(b'=');
        match self.peek() {
            Some(b'b') if self.starts_with("b'") => {
                self.at += 1;
                self.character(NodeKind::Number)?;
            }
            Some(b'0'..=b'9' | b'+' | b'-' | b'.' | b'i' | b'N') => self.digits(),
            _ => {}
        }
        Ok(NodeKind::Range)
    }
}
