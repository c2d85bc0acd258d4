//! Why a query is not understood, and where.
//!
//! Has no words; those are in `present`. Entry point: [`ExpressionError`].

use std::ops::Range;

use crate::model::date::DateError;
use crate::schema::Table;

/// Why a query is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionError {
    /// The place of the mistake in what was typed, in bytes.
    pub place: Range<usize>,
    /// What is wrong.
    pub problem: ExpressionProblem,
    /// What was probably meant instead of the text at that place.
    pub meant: Option<String>,
    /// What would be possible there, where that is a short list.
    pub possible: Vec<String>,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpressionProblem {
    /// Nothing is called so.
    UnknownName,
    /// Records of the table asked for have no such field; records of these have.
    NotInTable(Table, Vec<Table>),
    /// Nothing stands behind the colon.
    NoValue,
    /// None of the choices.
    NoChoice,
    /// No record of this table.
    NoRecord(Table),
    /// No table.
    NoTable,
    /// Neither yes nor no.
    NoYesOrNo,
    /// No number.
    NoNumber,
    /// No date, and no age either.
    NoDate(DateError),
    /// A number without the unit that makes it an age.
    NoAge,
    /// Values of this field are not greater or less than others.
    NotComparable,
    /// A minus before one of several values: it is for the whole term.
    NegatedValue,
    /// Brackets or negations within more others than can be read.
    TooDeep,
    /// A bracket or quote without the other one that belongs to it.
    Unbalanced,
    /// More text than a query has.
    TooLong,
}
