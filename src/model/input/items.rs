//! Lists of plain values as people and exports write them in one line or cell.
//!
//! Must not judge the items. Entry points: [`split_items`], [`listed_items`].

use crate::schema::FieldKind;

/// Returns the items that a person or an export wrote in one cell or line: between
/// semicolons or on lines of their own, identifiers and postcodes also between commas.
pub fn split_items(item: FieldKind, text: &str) -> Vec<String> {
    let lines = text.lines().flat_map(listed_items).collect::<Vec<_>>();
    let is_code = matches!(item, FieldKind::Ref(_) | FieldKind::Postcode);
    match &lines[..] {
        // Postcodes and identifiers have no commas.
        [one] if is_code => one.split(',').map(|part| part.trim().to_owned()).collect(),
        // A quoted item may have several lines.
        _ if text.contains('"') => listed_items(text),
        _ => lines,
    }
}

/// Returns the items of a text that a person or an export wrote: between semicolons, without the
/// spaces around them unless they stand in quotation marks.
pub fn listed_items(cell: &str) -> Vec<String> {
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
    use super::*;

    #[test]
    fn people_write_items_as_they_like() {
        assert_eq!(listed_items(" a;b ;  c; "), ["a", "b", "c"]);
        assert_eq!(listed_items("\"MINT\" und mehr; b"), ["\"MINT\" und mehr", "b"]);
        assert_eq!(listed_items("\"offen; b"), ["\"offen", "b"]);
        assert_eq!(listed_items(""), [""; 0]);
    }

    #[test]
    fn items_are_split_where_people_part_them() {
        let codes = |text: &str| split_items(FieldKind::Postcode, text).join("|");
        assert_eq!(["52349; 52351", "52349, 52351", "52349\n52351"].map(codes), ["52349|52351"; 3]);
        let lines = |text: &str| split_items(FieldKind::Line, text).join("|");
        assert_eq!(lines("a, b; c"), "a, b|c");
        assert_eq!(lines("\"a\nb\"; c"), "a\nb|c");
    }
}
