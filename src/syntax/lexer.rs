//! The lexer: a cursor over space, comments and identifiers. [`super::parser`] parses the values
//! between them.

use std::ops::Range;

use memchr::{memchr, memchr2};

use super::syntax_error::{SyntaxError, SyntaxProblem};

/// A result, or the position and reason why the text is not valid RON.
pub(crate) type SyntaxResult<T> = Result<T, SyntaxError>;

/// What follows a value on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineTail {
    /// Only space and comments: their end, and the start of the next line.
    Line(usize, usize),
    /// A closing bracket or the end of the text: the end of the comments before it.
    Close(usize),
    /// Anything else.
    More,
}

/// The bytes of plain identifiers.
pub(crate) const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        plain[byte] = byte == b'_' as usize || (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// A cursor in a text.
#[derive(Debug, Clone)]
pub(crate) struct Scanner<'a> {
    /// The whole text.
    pub(crate) text: &'a str,
    /// The same as bytes.
    pub(crate) bytes: &'a [u8],
    /// Offset of the next byte to read.
    pub(crate) at: usize,
}

impl<'a> Scanner<'a> {
    /// Creates a cursor at offset `at` of `text`.
    pub(crate) fn new(text: &'a str, at: usize) -> Scanner<'a> {
        Scanner { text, bytes: text.as_bytes(), at }
    }

    /// Returns the next byte.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Returns a part of the text.
    pub(crate) fn slice(&self, range: Range<usize>) -> &'a str {
        &self.text[range]
    }

    /// Returns true when the rest of the text starts with `what`.
    pub(crate) fn starts_with(&self, what: &str) -> bool {
        self.bytes[self.at..].starts_with(what.as_bytes())
    }

    /// Consumes `byte` if it is next.
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Consumes `byte`, which must be next.
    pub(crate) fn expect(&mut self, byte: u8) -> SyntaxResult<()> {
        if self.eat(byte) { Ok(()) } else { Err(self.fail(self.at, SyntaxProblem::Missing(char::from(byte)))) }
    }

    /// Returns a syntax error at `offset`.
    pub(crate) fn fail(&self, offset: usize, problem: SyntaxProblem) -> SyntaxError {
        SyntaxError { offset, message: problem }
    }

    /// Returns the error that what comes next is unexpected.
    pub(crate) fn unexpected(&self) -> SyntaxError {
        let next = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        self.fail(self.at, next.map_or(SyntaxProblem::UnexpectedEnd, SyntaxProblem::Unexpected))
    }

    /// Skips space and comments.
    #[inline]
    pub(crate) fn skip_trivia(&mut self) -> SyntaxResult<()> {
        loop {
            self.white(true);
            if !self.comment()? {
                return Ok(());
            }
        }
    }

    /// Skips space, including line breaks only when `breaks`.
    #[inline]
    pub(crate) fn white(&mut self, breaks: bool) {
        if matches!(self.peek(), Some(b' ' | 9..=13 | 0x80..)) {
            self.more_white(breaks);
        }
    }

    fn more_white(&mut self, breaks: bool) {
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' if !breaks => return,
                b' ' => self.at += blanks(&self.bytes[self.at..]),
                9..=13 => self.at += 1,
                0x80.. => match self.wide_white() {
                    0 => return,
                    width => self.at += width,
                },
                _ => return,
            }
        }
    }

    /// Returns the width of the non-ASCII white space that comes next, otherwise 0.
    fn wide_white(&self) -> usize {
        match self.bytes[self.at..] {
            [0xC2, 0x85, ..] => 2,
            [0xE2, 0x80, 0x8E | 0x8F | 0xA8 | 0xA9, ..] => 3,
            _ => 0,
        }
    }

    /// Skips one comment, if it is next, but not the line break that ends it.
    #[inline]
    pub(crate) fn comment(&mut self) -> SyntaxResult<bool> {
        if self.peek() == Some(b'/') { self.whole_comment() } else { Ok(false) }
    }

    fn whole_comment(&mut self) -> SyntaxResult<bool> {
        match self.bytes.get(self.at + 1) {
            Some(b'/') => self.at = memchr(b'\n', &self.bytes[self.at..]).map_or(self.bytes.len(), |i| self.at + i),
            Some(b'*') => self.block_comment()?,
            _ => return Err(self.unexpected()),
        }
        Ok(true)
    }

    fn block_comment(&mut self) -> SyntaxResult<()> {
        let start = self.at;
        let mut level = 0_usize;
        loop {
            if self.starts_with("/*") {
                level += 1;
                self.at += 2;
            } else if self.starts_with("*/") {
                level -= 1;
                self.at += 2;
            } else {
                self.at += 1;
            }
            if level == 0 {
                return Ok(());
            }
            match self.bytes.get(self.at..).and_then(|rest| memchr2(b'/', b'*', rest)) {
                Some(i) => self.at += i,
                None => return Err(self.fail(start, SyntaxProblem::UnclosedComment)),
            }
        }
    }

    /// Returns what follows on the line; does not move.
    pub(crate) fn rest(&self) -> SyntaxResult<LineTail> {
        let mut ahead = self.clone();
        let mut end = self.at;
        loop {
            ahead.white(false);
            match ahead.peek() {
                Some(b'\n') => return Ok(LineTail::Line(end, ahead.at + 1)),
                Some(b'/') => {
                    let line = ahead.starts_with("//");
                    ahead.comment()?;
                    end = ahead.at;
                    if line && ahead.peek().is_none() {
                        return Ok(LineTail::Line(end, end));
                    }
                }
                Some(b')' | b']' | b'}') | None => return Ok(LineTail::Close(end)),
                Some(_) => return Ok(LineTail::More),
            }
        }
    }

    /// Parses an identifier, plain or raw (`r#type`).
    pub(crate) fn ident(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let raw = self.peek() == Some(b'r') && self.starts_with("r#");
        if raw {
            self.at += 2;
        } else if !self.peek().is_some_and(|b| b == b'_' || b.is_ascii_alphabetic() || b >= 0x80) {
            return None;
        }
        let body = self.at;
        loop {
            while self.peek().is_some_and(|byte| PLAIN[usize::from(byte)]) {
                self.at += 1;
            }
            let Some(byte) = self.peek() else { break };
            if raw && matches!(byte, b'.' | b'+' | b'-') {
                self.at += 1;
            } else if byte >= 0x80 && self.wide_white() == 0 && !self.starts_with("\u{feff}") {
                self.at += self.text[self.at..].chars().next().map_or(1, char::len_utf8);
            } else {
                break;
            }
        }
        if self.at == body {
            self.at = start;
            return None;
        }
        Some(start..self.at)
    }
}

/// Returns the number of leading blanks. Reads eight bytes at a time, because most white space of a
/// file is indentation.
#[inline]
pub(crate) fn blanks(bytes: &[u8]) -> usize {
    let mut count = 0;
    while let Some(eight) = bytes.get(count..).and_then(|rest| rest.first_chunk()) {
        let others = u64::from_le_bytes(*eight) ^ u64::from_le_bytes([b' '; 8]);
        count += (others.trailing_zeros() / 8) as usize;
        if others != 0 {
            return count;
        }
    }
    count + bytes[count..].iter().take_while(|byte| **byte == b' ').count()
}
