//! RON as text: tokens, trees of positions, and edits that leave everything else as it is.
//!
//! Knows neither datasets nor their fields. Nothing here decides what a value means: that is left
//! to `ron`. Entry points: [`Tree::parse`] for the positions of the values in a text,
//! [`lexer::Scanner`] to read a text piece by piece, [`container_edit::Bracket`] to insert and
//! remove entries, [`printer`] to write new values.

mod address_step;
pub(crate) mod attributes;
pub(crate) mod bracket_end;
pub(crate) mod container_edit;
pub(crate) mod equivalence;
pub(crate) mod lexer;
mod node_kind;
pub(crate) mod parser;
pub mod printer;
pub(crate) mod ron_error;
mod syntax_error;
pub(crate) mod syntax_tree;
pub(crate) mod text_edit;
pub(crate) mod trivia;

pub use address_step::AddressStep;
pub use node_kind::NodeKind;
pub use syntax_error::{SyntaxError, SyntaxProblem};
pub use syntax_tree::{SyntaxValue, Tree};
