//! What a person wants to change, before it is known which bytes that takes.

use super::{Address, Path, ValueError};
use crate::schema::Table;
use crate::texts::{Lang, edit as said};

/// A wish to change something; [`super::Document::plan`] turns it into changes.
///
/// `value` is always RON text (`"02421 22-0"`, `Lenkungskreis`, `(group: Land)`), as `ron` reads it
/// for the field's kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Sets a value. A field that is absent is written where the declaration places it, with the
    /// records around it (`contact`, when `contact/phone` is set) if they are absent too.
    Set {
        /// The field or list item.
        address: Address,
        /// RON text.
        value: String,
    },
    /// Removes an optional field; no change when it is absent.
    Clear {
        /// The field.
        address: Address,
    },
    /// Inserts an item into a list (which is created when absent) before index `at`; `at` = length
    /// appends.
    InsertItem {
        /// The list.
        list: Address,
        /// Index the item gets.
        at: usize,
        /// RON text of the item.
        value: String,
    },
    /// Removes a list item.
    RemoveItem {
        /// The list.
        list: Address,
        /// Index of the item.
        at: usize,
    },
    /// Moves a list item; its comments go with it.
    MoveItem {
        /// The list.
        list: Address,
        /// Index before.
        from: usize,
        /// Index after.
        to: usize,
    },
    /// Adds a record made of fields, laid out as its neighbours are.
    Add {
        /// The table.
        table: Table,
        /// Id of the record it stands behind; at the end of the table when `None`.
        after: Option<String>,
        /// Path and RON text of each field.
        fields: Vec<(Path, String)>,
    },
    /// Adds a record as written by a person (`(id: "x", …)`), comments included.
    AddText {
        /// The table.
        table: Table,
        /// Id of the record it stands behind; at the end of the table when `None`.
        after: Option<String>,
        /// RON text of the record.
        text: String,
    },
    /// Replaces a whole record by text a person wrote; keeps what lies around it.
    Replace {
        /// The record.
        address: Address,
        /// RON text of the record.
        text: String,
    },
    /// Removes a record with its own leading comment.
    Remove {
        /// The record.
        address: Address,
    },
    /// Gives a record another id and carries along the references to it.
    Rename {
        /// The record.
        address: Address,
        /// Its new id.
        to: String,
        /// The records that refer to it (from the index).
        referrers: Vec<Address>,
    },
}

/// Why a change cannot be made; the document stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// There is no such table, record, field or item.
    NotFound(String),
    /// The id is taken.
    IdTaken(String),
    /// The record does not parse and is read-only here.
    Unreadable(String),
    /// The new text is not what it should be; why.
    Invalid(ValueError),
    /// A change was made against another text than the one here.
    Stale(String),
    /// After the change something else than intended would differ: an error of this program,
    /// refused.
    Internal(String),
}

impl EditError {
    /// Why, for people.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            EditError::NotFound(what) => said::not_found(lang, what),
            EditError::IdTaken(id) => said::id_taken(lang, id),
            EditError::Unreadable(what) => said::unreadable(lang, what),
            EditError::Invalid(flaw) => said::invalid(lang, &flaw.say(lang)),
            EditError::Stale(what) => said::stale(lang, what),
            EditError::Internal(what) => said::internal(lang, what),
        }
    }
}
