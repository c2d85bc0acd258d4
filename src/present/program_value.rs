//! Values for programs: as `get` prints them, and lists such that each item comes back as itself.
//!
//! Must not depend on the language. Entry points: [`program_value`], [`program_list`]; what reads
//! such lists is `model/input/items.rs`.

use crate::model::input::to_editable_text;
use crate::schema::FieldKind;
use crate::syntax::SyntaxValue;

/// Returns a value in one cell: a choice by its name in the file, a reference by its identifier, a
/// list of plain values as [`program_list`], other lists and records as RON.
pub fn program_value(kind: FieldKind, value: SyntaxValue<'_>) -> String {
    match kind {
        FieldKind::List(FieldKind::Record(_) | FieldKind::List(_)) => {
            value.unwrap_option().map_or_else(String::new, |list| list.text().to_owned())
        }
        FieldKind::List(item) => {
            let items = value.unwrap_option().into_iter().flat_map(|list| list.items());
            program_list(items.map(|value| to_editable_text(*item, value)))
        }
        kind => to_editable_text(kind, value),
    }
}

/// Returns the items of a list in one cell: a record of CSV of its own, with `; ` between the
/// items. An item that contains a semicolon, a quotation mark or a line break, begins or ends with
/// a space, or is empty stands in quotation marks, as in RFC 4180.
pub fn program_list(items: impl IntoIterator<Item = String>) -> String {
    let quoted = |item: String| {
        let is_plain = !item.is_empty() && item.trim() == item && !item.contains([';', '"', '\n', '\r']);
        if is_plain { item } else { format!("\"{}\"", item.replace('"', "\"\"")) }
    };
    items.into_iter().map(quoted).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::input::listed_items;

    proptest! {
        #[test]
        fn every_item_comes_back_as_itself(list in proptest::collection::vec("[a;\" \n,ö]{0,6}", 0..5)) {
            prop_assert_eq!(listed_items(&program_list(list.clone())), list);
        }
    }

    #[test]
    fn plain_items_stay_plain() {
        let list = ["Robotik", "a; b", "sagt \"ja\"", ""].map(str::to_owned);
        assert_eq!(program_list(list), r#"Robotik; "a; b"; "sagt ""ja"""; """#);
    }
}
