//! Turns the text of a field that was left open into the edit that confirming it would have made.
//!
//! The address of a list means a new item of it, the address of a record its whole text. Must not
//! change a document. Entry point: [`edit_of`].

use super::date::Date;
use super::input::{InputError, parse};
use crate::document::{Address, Document, Edit, EditError};
use crate::schema::FieldKind;
use crate::texts::Lang;

/// Why a text cannot be taken.
#[derive(Debug)]
pub enum DraftError {
    /// It cannot stand in such a field.
    Input(InputError),
    /// The dataset refuses it.
    Edit(EditError),
}

impl DraftError {
    /// Returns the reason in words.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            DraftError::Input(reason) => reason.text(lang),
            DraftError::Edit(error) => error.say(lang),
        }
    }
}

/// Returns the edit for a text typed on the day `today`; `None` where the dataset says the same
/// already.
///
/// # Errors
/// Why it cannot be taken.
pub fn edit_of(document: &Document, field: &Address, text: &str, day: Date) -> Result<Option<Edit>, DraftError> {
    let value = |kind| parse(kind, text, day).map(|value| value.ron).map_err(DraftError::Input);
    let kind = field.kind(document.schema());
    let unknown = || DraftError::Edit(EditError::NotFound(field.display(document.schema()).to_string()));
    let edit = match kind.ok_or_else(unknown)? {
        _ if field.path.is_empty() => Edit::Replace { address: field.clone(), text: text.trim().to_owned() },
        FieldKind::List(item) => {
            let value = value(*item)?;
            let Some(at) = length_without(document, field, &value) else { return Ok(None) };
            Edit::InsertItem { list: field.clone(), at, value }
        }
        kind => Edit::Set { address: field.clone(), value: value(kind)? },
    };
    let changes = document.plan(&edit).map_err(DraftError::Edit)?;
    Ok((!changes.is_empty()).then_some(edit))
}

/// Returns the number of items of a list; `None` where one of them has this value.
fn length_without(document: &Document, list: &Address, value: &str) -> Option<usize> {
    let record = document.resolve(list).and_then(|slot| document.record(slot).ok());
    let Some(items) = record.as_ref().and_then(|record| record.value(&list.path)?.unwrap_option()) else {
        return Some(0);
    };
    let is_there = items.items().any(|item| item.text() == value);
    (!is_there).then(|| items.items().count())
}
