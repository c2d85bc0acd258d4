//! Reads RON: another dataset, a list of records, or one record.
//!
//! Comments are not taken over. Entry point: [`read`].

use std::borrow::Cow;

use super::table_collector::TableCollector;
use super::{ImportError, ImportForm, ImportedTable};
use crate::document::{Document, FilePart, FilePosition, ParseError};
use crate::export::json::JsonRecord;
use crate::model::SCHEMA;
use crate::schema::Table;
use crate::texts::Lang;

/// Reads records.
pub(super) fn read(bytes: &[u8], table: Option<Table>) -> Result<Vec<ImportedTable>, ImportError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        ImportError::Malformed { line, form: ImportForm::Ron, reason: error.to_string() }
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let (text, is_fragment) = as_dataset(text, table);
    // What the reader says of RON is English in most cases, as what others say of other forms.
    let malformed = |error: ParseError| ImportError::Malformed {
        line: error.line,
        form: ImportForm::Ron,
        reason: error.problem.say(Lang::En),
    };
    let document = Document::parse(&SCHEMA, text.as_ref()).map_err(malformed)?;
    let mut tables = TableCollector::default();
    let mut position = FilePosition::START;
    for part in document.file_parts() {
        if let FilePart::Record(slot, piece) = part {
            let title = if is_fragment { "" } else { SCHEMA.table(slot.table).name };
            let comments = piece.find(document.source(slot)).map_or("", |start| &piece[..start]);
            let record = serde_json::to_value(JsonRecord(&document, slot)).unwrap_or_default();
            tables.add(title, Some(slot.table), record, position.behind(comments).line)?;
        }
        position = position.behind(part.text());
    }
    Ok(tables.take())
}

/// Returns the text of a dataset: of records of a known table one made of them, on the same lines.
fn as_dataset(text: &str, table: Option<Table>) -> (Cow<'_, str>, bool) {
    let name = table.map(|table| SCHEMA.table(table)).filter(|declared| !declared.single).map(|declared| declared.name);
    let is_dataset = Document::probe(&SCHEMA, text).is_ok();
    match name {
        Some(name) if !is_dataset => {
            let start = text.trim_start();
            let list = if start.starts_with('[') { text.to_owned() } else { format!("[{text}\n]") };
            (Cow::Owned(format!("#![enable(implicit_some)] {}({name}: {list}\n)", SCHEMA.name)), true)
        }
        _ => (Cow::Borrowed(text), false),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{BODIES, REGIONS};

    fn seen(text: &str, table: Option<Table>) -> Vec<(Option<Table>, Vec<usize>)> {
        let tables = read(text.as_bytes(), table).unwrap();
        tables.iter().map(|table| (table.table, table.rows.iter().map(|row| row.line).collect())).collect()
    }

    #[test]
    fn a_dataset_a_list_and_a_record_are_read_with_their_lines() {
        let dataset =
            "Directory(\n  regions: [\n    // c\n    (id: \"a\"),\n    (id: \"b\"),\n  ],\n  bodies: [(id: \"c\")],\n)";
        let expected = [(Some(REGIONS), vec![4, 5]), (Some(BODIES), vec![7])];
        assert_eq!(seen(dataset, None), expected);
        assert_eq!(seen(dataset, Some(BODIES)), expected);
        assert_eq!(seen("[\n(id: \"a\"),\n(id: \"b\"),\n]\n", Some(BODIES)), [(Some(BODIES), vec![2, 3])]);
        assert_eq!(seen("// neu\nBody(id: \"a\") // x", Some(BODIES)), [(Some(BODIES), vec![2])]);
    }

    #[test]
    fn what_is_no_ron_is_told_with_its_line() {
        assert_eq!(read(b"Directory(\n  regions: [}\n)", None).unwrap_err().line(), Some(2));
        assert!(read(b"[(id: 1)]", None).is_err());
    }

    proptest! {
        #[test]
        fn no_text_does_harm(text in "[\\[\\](){}\",:a1/* \n]{0,60}") {
            let _ = (read(text.as_bytes(), None), read(text.as_bytes(), Some(BODIES)));
        }
    }
}
