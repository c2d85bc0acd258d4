//! What is wrong with a text that is not valid RON, and where.
//!
//! Does not know how it was found. Entry point: [`SyntaxError`].

use std::fmt;

use crate::texts::{self, Lang};

/// What is wrong with a text that is not valid RON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyntaxProblem {
    /// It contains nothing but space and comments.
    Empty,
    /// It is larger than 4 GiB.
    TooLarge,
    /// Brackets are nested deeper than 128.
    TooDeep,
    /// A block comment is not closed.
    UnclosedComment,
    /// A string is not closed.
    UnclosedString,
    /// A bracket is not closed.
    Unclosed(char),
    /// A character literal is invalid.
    BadChar,
    /// This character is missing.
    Missing(char),
    /// This character is unexpected.
    Unexpected(char),
    /// The text ends too early.
    UnexpectedEnd,
    /// An attribute (`#![…]`) is invalid.
    BadAttribute,
    /// An extension that `ron` does not know.
    UnknownExtension(String),
}

impl SyntaxProblem {
    /// Returns the problem, for people.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            SyntaxProblem::Empty => texts::syntax::empty(lang).to_owned(),
            SyntaxProblem::TooLarge => texts::syntax::too_large(lang).to_owned(),
            SyntaxProblem::TooDeep => texts::syntax::too_deep(lang).to_owned(),
            SyntaxProblem::UnclosedComment => texts::syntax::unclosed_comment(lang).to_owned(),
            SyntaxProblem::UnclosedString => texts::syntax::unclosed_string(lang).to_owned(),
            SyntaxProblem::Unclosed(bracket) => texts::syntax::unclosed(lang, *bracket),
            SyntaxProblem::BadChar => texts::syntax::bad_char(lang).to_owned(),
            SyntaxProblem::Missing(c) => texts::syntax::missing(lang, *c),
            SyntaxProblem::Unexpected(c) => texts::syntax::unexpected(lang, c.escape_debug()),
            SyntaxProblem::UnexpectedEnd => texts::syntax::unexpected_end(lang).to_owned(),
            SyntaxProblem::BadAttribute => texts::syntax::bad_attribute(lang).to_owned(),
            SyntaxProblem::UnknownExtension(name) => texts::syntax::unknown_extension(lang, name),
        }
    }
}

/// Where and why a text is not valid RON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Offset in bytes.
    pub offset: usize,
    /// What is wrong there.
    pub message: SyntaxProblem,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.say(Lang::En))
    }
}

impl std::error::Error for SyntaxError {}
