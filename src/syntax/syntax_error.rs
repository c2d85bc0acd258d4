//! What is wrong with a text that is not valid RON, and where.
//!
//! Does not know how it was found. Entry point: [`SyntaxError`].

use std::fmt;

use crate::texts::{Lang, syntax as said};

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
            SyntaxProblem::Empty => said::empty(lang).to_owned(),
            SyntaxProblem::TooLarge => said::too_large(lang).to_owned(),
            SyntaxProblem::TooDeep => said::too_deep(lang).to_owned(),
            SyntaxProblem::UnclosedComment => said::unclosed_comment(lang).to_owned(),
            SyntaxProblem::UnclosedString => said::unclosed_string(lang).to_owned(),
            SyntaxProblem::Unclosed(bracket) => said::unclosed(lang, *bracket),
            SyntaxProblem::BadChar => said::bad_char(lang).to_owned(),
            SyntaxProblem::Missing(c) => said::missing(lang, *c),
            SyntaxProblem::Unexpected(c) => said::unexpected(lang, c.escape_debug()),
            SyntaxProblem::UnexpectedEnd => said::unexpected_end(lang).to_owned(),
            SyntaxProblem::BadAttribute => said::bad_attribute(lang).to_owned(),
            SyntaxProblem::UnknownExtension(name) => said::unknown_extension(lang, name),
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
