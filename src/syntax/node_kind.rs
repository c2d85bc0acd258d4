//! The forms that a value may have.
//!
//! Entry point: [`NodeKind`].

/// The form of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// Named fields in parentheses, with or without a name; also a name with empty parentheses.
    Struct,
    /// Values in parentheses, with or without a name (`Some(…)` too).
    Tuple,
    /// Values in square brackets.
    List,
    /// Keys and values in braces.
    Map,
    /// `()`.
    Unit,
    /// A bare identifier: a unit variant, `None` too.
    Word,
    /// `true` or `false`.
    Bool,
    /// Any number, a byte literal too.
    Number,
    /// Text in quotes, plain or raw.
    Str,
    /// Bytes in quotes, plain or raw.
    Bytes,
    /// A character in single quotes.
    Char,
    /// A range of numbers.
    Range,
}
