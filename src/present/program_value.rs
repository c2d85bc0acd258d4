//! Values for programs: as `get` prints them, and lists such that each item comes back as itself.
//!
//! Must not depend on the language. Entry points: [`program_value`], [`program_list`],
//! [`program_items`].

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

/// Returns the items of a cell that [`program_list`] or a person wrote: between semicolons, without
/// the spaces around them unless they stand in quotation marks.
pub fn program_items(cell: &str) -> Vec<String> {
    let (mut items, mut rest) = (Vec::new(), cell.trim_start());
    while !rest.is_empty() {
        let quoted = rest.strip_prefix('"').and_then(quoted_item);
        let (item, behind) = quoted.unwrap_or_else(|| {
            let end = rest.find(';').unwrap_or(rest.len());
            (rest[..end].trim().to_owned(), &rest[end..])
        });
        items.push(item);
        rest = behind.trim_start().strip_prefix(';').unwrap_or_default().trim_start();
    }
    items
}

/// Returns an item and what stands behind it, given what stands behind its first quotation mark;
/// `None` when it does not end where an item must.
fn quoted_item(mut rest: &str) -> Option<(String, &str)> {
    let mut item = String::new();
    loop {
        let (part, behind) = rest.split_once('"')?;
        item.push_str(part);
        match behind.strip_prefix('"') {
            Some(more) => {
                item.push('"');
                rest = more;
            }
            None => {
                let is_end = behind.trim_start().is_empty() || behind.trim_start().starts_with(';');
                return is_end.then_some((item, behind));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_item_comes_back_as_itself(list in proptest::collection::vec("[a;\" \n,ö]{0,6}", 0..5)) {
            prop_assert_eq!(program_items(&program_list(list.clone())), list);
        }
    }

    #[test]
    fn people_write_items_as_they_like() {
        assert_eq!(program_items(" a;b ;  c; "), ["a", "b", "c"]);
        assert_eq!(program_items("\"MINT\" und mehr; b"), ["\"MINT\" und mehr", "b"]);
        assert_eq!(program_items("\"offen; b"), ["\"offen", "b"]);
        assert_eq!(program_items(""), [""; 0]);
    }

    #[test]
    fn plain_items_stay_plain() {
        let list = ["Robotik", "a; b", "sagt \"ja\"", ""].map(str::to_owned);
        assert_eq!(program_list(list), r#"Robotik; "a; b"; "sagt ""ja"""; """#);
    }
}
