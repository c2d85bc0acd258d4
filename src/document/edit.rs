//! Edits: what a person wants to change, independent of the bytes affected.

use super::{Address, Path, RecordPlace, ValueError};
use crate::schema::Table;
use crate::texts::{self, Lang};

/// An intended change; [`super::Document::plan`] turns it into changes.
///
/// `value` is always RON text (`"02421 22-0"`, `Lenkungskreis`, `(group: Land)`), as `ron` reads it
/// for the field's kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Sets a value. An absent field is inserted where the schema declares it, together with the
    /// absent records around it (`contact`, when `contact/phone` is set).
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
    /// Inserts an item before index `at` of a list; `at` = length appends. An absent list is
    /// created.
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
    /// Moves a list item together with its comments.
    MoveItem {
        /// The list.
        list: Address,
        /// Index before.
        from: usize,
        /// Index after.
        to: usize,
    },
    /// Adds a record made of fields, laid out like its neighbours.
    Add {
        /// The table.
        table: Table,
        /// Id of the record to insert after; `None` appends to the table.
        after: Option<String>,
        /// Path and RON text of each field.
        fields: Vec<(Path, String)>,
    },
    /// Adds a record as a person wrote it (`(id: "x", …)`), comments included.
    AddText {
        /// The table.
        table: Table,
        /// Where in the table.
        place: RecordPlace,
        /// RON text of the record.
        text: String,
    },
    /// Replaces a whole record by text a person wrote; keeps the text around it.
    Replace {
        /// The record.
        address: Address,
        /// RON text of the record.
        text: String,
    },
    /// Removes a record and the comment above it.
    Remove {
        /// The record.
        address: Address,
    },
    /// Gives a record another id and updates the references to it.
    Rename {
        /// The record.
        address: Address,
        /// Its new id.
        to: String,
        /// The records that refer to it (from the index).
        referrers: Vec<Address>,
    },
}

impl Edit {
    /// Returns the table of the record that it is about.
    pub fn table(&self) -> Table {
        match self {
            Edit::Set { address, .. }
            | Edit::Clear { address }
            | Edit::Replace { address, .. }
            | Edit::Remove { address }
            | Edit::Rename { address, .. } => address.table,
            Edit::InsertItem { list, .. } | Edit::RemoveItem { list, .. } | Edit::MoveItem { list, .. } => list.table,
            Edit::Add { table, .. } | Edit::AddText { table, .. } => *table,
        }
    }
}

/// Why an edit is impossible; the document is then unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// There is no such table, record, field or item.
    NotFound(String),
    /// Another record has the id.
    IdTaken(String),
    /// The record does not parse, so it is read-only here.
    Unreadable(String),
    /// The new text is invalid; the reason.
    Invalid(ValueError),
    /// A change expects another text than the current one.
    Stale(String),
    /// The result would differ from the intended one. This is a defect of this program; the edit is
    /// refused.
    Internal(String),
}

impl EditError {
    /// Returns the reason, for people.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            EditError::NotFound(what) => texts::edit::not_found(lang, what),
            EditError::IdTaken(id) => texts::edit::id_taken(lang, id),
            EditError::Unreadable(what) => texts::edit::unreadable(lang, what),
            EditError::Invalid(flaw) => texts::edit::invalid(lang, &flaw.say(lang)),
            EditError::Stale(what) => texts::edit::stale(lang, what),
            EditError::Internal(what) => texts::edit::internal(lang, what),
        }
    }
}
