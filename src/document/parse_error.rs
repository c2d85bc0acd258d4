//! Why a file is not a dataset, and where.
//!
//! Does not know how it was found. Entry point: [`ParseError`].

use std::fmt;

use super::text_position::{floor, line_col};
use crate::syntax::{SyntaxError, SyntaxProblem};
use crate::texts::{self, Lang};

/// What is wrong with a text that is not a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParseProblem {
    /// It is not valid RON.
    Syntax(SyntaxProblem),
    /// The outermost struct has this name instead of that of the dataset.
    OtherName(String),
    /// A table occurs twice.
    Repeated(String),
    /// A table is not a list.
    NotAList(String),
    /// Its lines end in CR alone, so that a comment has no end.
    OldLineEnds,
}

impl ParseProblem {
    /// Returns the problem, for people.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            ParseProblem::Syntax(problem) => problem.say(lang),
            ParseProblem::OtherName(name) => texts::document::other_name(lang, name),
            ParseProblem::Repeated(name) => texts::document::repeated(lang, name),
            ParseProblem::NotAList(name) => texts::document::not_a_list(lang, name),
            ParseProblem::OldLineEnds => texts::document::old_line_ends(lang).to_owned(),
        }
    }
}

/// A problem and its offset in the text.
#[derive(Debug)]
pub(super) struct ProblemAt {
    pub(super) offset: usize,
    pub(super) problem: ParseProblem,
}

impl From<SyntaxError> for ProblemAt {
    fn from(error: SyntaxError) -> ProblemAt {
        ProblemAt { offset: error.offset, problem: ParseProblem::Syntax(error.message) }
    }
}

impl fmt::Display for ProblemAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem.say(Lang::En))
    }
}

/// Why a file cannot be opened, and the position of the problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Offset in bytes.
    pub offset: usize,
    /// What is wrong there.
    pub problem: ParseProblem,
}

impl ParseError {
    /// Returns the position and the problem, for people.
    pub fn say(&self, lang: Lang) -> String {
        texts::document::at(lang, self.line, self.column, &self.problem.say(lang))
    }

    pub(super) fn new(text: &str, error: ProblemAt) -> ParseError {
        let first_end = text.find('\r').filter(|_| !text.contains('\n'));
        let error = match first_end {
            Some(offset) => ProblemAt { offset, problem: ParseProblem::OldLineEnds },
            None => error,
        };
        let offset = floor(text, error.offset);
        let (line, column) = line_col(&text[..offset]);
        ParseError { line, column, offset, problem: error.problem }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for ParseError {}
