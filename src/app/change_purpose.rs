//! What a change of many records is for, in words: before it is made, and as a step.
//!
//! Knows nothing of the records. Entry point: [`ChangePurpose`].

use crate::texts::{self, Lang};

/// What a change of many records is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ChangePurpose {
    /// To give this field a value.
    Set(String),
    /// To clear this field.
    Clear(String),
    /// To add an item to this list.
    AddItem(String),
    /// To remove an item from this list.
    RemoveItem(String),
    /// To say that statements are still true.
    #[default]
    Confirm,
    /// To delete records.
    Delete,
    /// To take in what a file of this name says.
    Import(String),
}

impl ChangePurpose {
    /// Returns what is going to be done.
    pub(in crate::app) fn title(&self, lang: Lang) -> String {
        match self {
            ChangePurpose::Set(field) => texts::batch::will_set(lang, field),
            ChangePurpose::Clear(field) => texts::batch::will_clear(lang, field),
            ChangePurpose::AddItem(list) => texts::batch::will_add(lang, list),
            ChangePurpose::RemoveItem(list) => texts::batch::will_remove(lang, list),
            ChangePurpose::Confirm => texts::batch::will_confirm(lang).to_owned(),
            ChangePurpose::Delete => texts::batch::will_delete(lang).to_owned(),
            ChangePurpose::Import(file) => texts::import::will_import(lang, file),
        }
    }

    /// Returns the name of the step, given how many records it concerns.
    pub(in crate::app) fn step(&self, lang: Lang, count: usize) -> String {
        match self {
            ChangePurpose::Set(field) => texts::batch::was_set(lang, count, field),
            ChangePurpose::Clear(field) => texts::batch::was_cleared(lang, count, field),
            ChangePurpose::AddItem(list) => texts::batch::was_added(lang, count, list),
            ChangePurpose::RemoveItem(list) => texts::batch::was_removed(lang, count, list),
            ChangePurpose::Confirm => texts::batch::was_confirmed(lang, count),
            ChangePurpose::Delete => texts::batch::was_deleted(lang, count),
            ChangePurpose::Import(file) => texts::import::was_imported(lang, count, file),
        }
    }
}
