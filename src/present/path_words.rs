//! The place of a value in its record, in words: `Kontakt › Telefon`.
//!
//! Entry point: [`path_words`].

use crate::document::{Address, AddressStep};
use crate::model::SCHEMA;
use crate::schema::FieldKind;
use crate::texts::Lang;

/// Returns a word for each step from a record to a value: the label of a field, the number of an
/// item.
pub fn path_words(address: &Address, lang: Lang) -> Vec<String> {
    let mut kind = Some(FieldKind::Record(SCHEMA.table(address.table).record));
    let word = |step: &AddressStep| match (step, kind) {
        (AddressStep::Field(name), Some(FieldKind::Record(record))) => {
            let field = record.field(name);
            kind = field.map(|f| f.kind);
            field.map_or(name.as_str(), |f| f.label.get(lang)).to_owned()
        }
        (AddressStep::Item(number), Some(FieldKind::List(item))) => {
            kind = Some(*item);
            (number + 1).to_string()
        }
        _ => step.to_string(),
    };
    address.path.iter().map(word).collect()
}
