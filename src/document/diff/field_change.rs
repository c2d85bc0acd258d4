//! The field changes of one record as the history stores them: value by value, lists as a whole.

use super::{DiffKind, DiffPlace, Lists, record};
use crate::document::Address;
use crate::schema::Schema;

/// A changed value: address, RON text before and after; `None` where it is absent.
pub type Noted = (Address, Option<String>, Option<String>);

/// Returns the values in which two texts of a record differ. Where only the text around its values
/// differs, returns the record itself. References updated after a rename are values like any other.
pub fn noted(schema: &'static Schema, address: &Address, before: Option<&str>, after: Option<&str>) -> Vec<Noted> {
    let whole = || vec![(address.clone(), before.map(str::to_owned), after.map(str::to_owned))];
    let (Some(old), Some(new)) = (before, after) else {
        return if before == after { Vec::new() } else { whole() };
    };
    let said = |d: super::FieldDifference| match (d.what, d.place) {
        (DiffKind::Added | DiffKind::Removed | DiffKind::Changed, DiffPlace::At(address)) => {
            Some((address, d.before, d.after))
        }
        _ => None,
    };
    let found: Vec<Noted> = record(schema, address, old, new, Lists::Whole).into_iter().filter_map(said).collect();
    if found.is_empty() && old != new { whole() } else { found }
}
