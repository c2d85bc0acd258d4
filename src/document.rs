//! The dataset as text: where each record lies in it, and changes that touch nothing else.
//!
//! The text is the truth; nothing here re-serialises it. A [`Document`] cuts the file into *pieces*: one per record of each
//! table (the record with the comments, comma and line break that belong to it) and what lies between tables. All pieces
//! joined are the file, byte for byte. A change replaces, inserts or removes whole pieces ([`Change`]); an [`Edit`] says
//! what a person wants and is planned into changes. `ron` judges what a value means; the span tree ([`syntax`]) only
//! knows where it stands.
//!
//! Must not know the domain, the screen or files. Enter at [`Document::parse`], [`Document::plan`], [`Document::apply`].

pub mod address;
pub mod change;
pub mod edit;
pub mod syntax;

pub use address::{Address, Path, Step};
pub use change::Change;
pub use edit::{Edit, EditError};

use std::sync::Arc;

use crate::schema::{Schema, Table};

/// A record's place in memory: stable while the document lives, whatever is inserted or removed around it. A record that
/// is removed and brought back by undo keeps its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot {
    /// The table.
    pub table: Table,
    /// Number within the table, in order of first appearance.
    pub index: u32,
}
