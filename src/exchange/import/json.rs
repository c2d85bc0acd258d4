//! Reads JSON: what `export` writes, an array of records, or a record on each line.
//!
//! Entry points: [`read`], [`read_lines`].

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;

use super::super::unique_json::{UniqueJson, repeated, repeated_field};
use super::table_collector::TableCollector;
use super::{ImportError, ImportForm, ImportedTable};
use crate::schema::Table;

/// Reads a whole export, an array of records, or one record.
pub(super) fn read(bytes: &[u8], table: Option<Table>) -> Result<Vec<ImportedTable>, ImportError> {
    let text = text(bytes, ImportForm::Json)?;
    let file: JsonFile = serde_json::from_str(text).map_err(|error| malformed(ImportForm::Json, &error, 0))?;
    let mut tables = TableCollector::default();
    match file {
        JsonFile::Records(records) => {
            let lines = lines_of_objects(text, 2);
            for (number, record) in records.into_iter().enumerate() {
                tables.add("", table, record, lines.get(number).copied().unwrap_or(1))?;
            }
        }
        JsonFile::Tables(found) => {
            let mut lines = lines_of_objects(text, 4).into_iter();
            for (name, records) in found {
                for record in records {
                    let line = if record.is_object() { lines.next() } else { None };
                    tables.add(&name, None, record, line.unwrap_or(1))?;
                }
            }
        }
        JsonFile::Record(record) => tables.add("", table, record, 1)?,
    }
    Ok(tables.take())
}

/// Reads a record on each line: `{"table": …, "record": {…}}`, or the record alone.
pub(super) fn read_lines(bytes: &[u8], table: Option<Table>) -> Result<Vec<ImportedTable>, ImportError> {
    let mut tables = TableCollector::default();
    for (number, line) in text(bytes, ImportForm::Jsonl)?.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let UniqueJson(value) =
            serde_json::from_str(line).map_err(|error| malformed(ImportForm::Jsonl, &error, number))?;
        let (title, record) = match value {
            Json::Object(mut fields)
                if fields.contains_key("record") && fields.get("table").is_some_and(Json::is_string) =>
            {
                let title = fields.get("table").and_then(Json::as_str).unwrap_or_default().to_owned();
                (title, fields.remove("record").unwrap_or_default())
            }
            other => (String::new(), other),
        };
        let table = if title.is_empty() { table } else { None };
        tables.add(&title, table, record, number + 1)?;
    }
    Ok(tables.take())
}

fn text(bytes: &[u8], form: ImportForm) -> Result<&str, ImportError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        ImportError::Malformed { line, form, reason: error.to_string() }
    })?;
    Ok(text.trim_start_matches('\u{feff}'))
}

fn malformed(form: ImportForm, error: &serde_json::Error, lines_before: usize) -> ImportError {
    let line = error.line() + lines_before;
    match repeated_field(error) {
        Some(name) => ImportError::RepeatedField { line, name },
        None => ImportError::Malformed { line, form, reason: error.to_string() },
    }
}

/// Returns the lines on which objects at a depth begin, counted from the outermost bracket, in a
/// text that is valid JSON.
fn lines_of_objects(text: &str, wanted: usize) -> Vec<usize> {
    let (mut lines, mut line, mut depth) = (Vec::new(), 1, 0);
    let (mut is_quoted, mut is_escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            _ if is_escaped => is_escaped = false,
            b'\\' if is_quoted => is_escaped = true,
            b'"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'{' | b'[' => {
                depth += 1;
                if depth == wanted && byte == b'{' {
                    lines.push(line);
                }
            }
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    lines
}

/// A file, with its tables in the order in which it has them.
enum JsonFile {
    Records(Vec<Json>),
    Tables(Vec<(String, Vec<Json>)>),
    Record(Json),
}

impl<'de> Deserialize<'de> for JsonFile {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<JsonFile, D::Error> {
        struct FileVisitor;
        impl<'de> Visitor<'de> for FileVisitor {
            type Value = JsonFile;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("[…]")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<JsonFile, A::Error> {
                let mut records = Vec::new();
                while let Some(UniqueJson(record)) = seq.next_element()? {
                    records.push(record);
                }
                Ok(JsonFile::Records(records))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonFile, A::Error> {
                let (mut tables, mut fields) = (None, serde_json::Map::new());
                while let Some(name) = map.next_key::<String>()? {
                    if fields.contains_key(&name) || name == "tables" && tables.is_some() {
                        return Err(repeated(&name));
                    }
                    if name == "tables" {
                        tables = Some(map.next_value::<JsonTableList>()?.0);
                    } else {
                        fields.insert(name, map.next_value::<UniqueJson>()?.0);
                    }
                }
                Ok(tables.map_or(JsonFile::Record(Json::Object(fields)), JsonFile::Tables))
            }
        }
        from.deserialize_any(FileVisitor)
    }
}

/// Tables by name, in order.
struct JsonTableList(Vec<(String, Vec<Json>)>);

impl<'de> Deserialize<'de> for JsonTableList {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<JsonTableList, D::Error> {
        struct ListVisitor;
        impl<'de> Visitor<'de> for ListVisitor {
            type Value = JsonTableList;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("{…}")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonTableList, A::Error> {
                let mut tables: Vec<(String, Vec<Json>)> = Vec::new();
                while let Some((name, records)) = map.next_entry::<String, Vec<UniqueJson>>()? {
                    if tables.iter().any(|(known, _)| *known == name) {
                        return Err(repeated(&name));
                    }
                    tables.push((name, records.into_iter().map(|record| record.0).collect()));
                }
                Ok(JsonTableList(tables))
            }
        }
        from.deserialize_map(ListVisitor)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exchange::import::{ImportedCell, ImportedRow};
    use crate::model::{BODIES, REGIONS};

    fn seen(table: &ImportedTable) -> Vec<String> {
        let cell = |(column, cell): &(usize, ImportedCell)| match cell {
            ImportedCell::Json(value) => format!("{}={value}", table.columns[*column]),
            other => format!("{other:?}"),
        };
        let row =
            |row: &ImportedRow| format!("{}: {}", row.line, row.cells.iter().map(cell).collect::<Vec<_>>().join(" "));
        table.rows.iter().map(row).collect()
    }

    #[test]
    fn an_export_has_tables_in_their_order_and_records_on_their_lines() {
        let text = "{\n\"format\": 2,\n\"tables\": {\n\"regions\": [\n{\"id\":\"a\",\"neu\":{\"x\":[{}]}},\n{\"id\":\"b{\\\"\"}\n],\n\"bodies\": [\n{\"id\":\"c\",\"contact\":{\"phone\":\"1\",\"source\":{\"as_of\":null}}}\n]\n},\n\"labels\": {\"bodies\": {\"level\": {}}}\n}\n";
        let tables = read(text.as_bytes(), None).unwrap();
        assert_eq!(tables.iter().map(|table| table.table).collect::<Vec<_>>(), [Some(REGIONS), Some(BODIES)]);
        assert_eq!(seen(&tables[0]), ["5: id=\"a\" neu={\"x\":[{}]}", "6: id=\"b{\\\"\""]);
        assert_eq!(seen(&tables[1]), ["9: contact/phone=\"1\" contact/source/as_of=null id=\"c\""]);
    }

    #[test]
    fn records_may_stand_alone_in_an_array_or_on_lines() {
        let array = read(b"[{\"id\": \"a\"},\n {\"id\": \"b\"}]", Some(BODIES)).unwrap();
        assert_eq!(seen(&array[0]), ["1: id=\"a\"", "2: id=\"b\""]);
        let lines =
            read_lines(b"{\"table\":\"regions\",\"record\":{\"id\":\"a\"}}\n\n{\"id\":\"b\"}\n", Some(BODIES)).unwrap();
        assert_eq!((lines[0].table, lines[1].table), (Some(REGIONS), Some(BODIES)));
        assert_eq!(seen(&lines[1]), ["3: id=\"b\""]);
    }

    #[test]
    fn what_is_no_json_is_told_with_its_line() {
        let line = |error: ImportError| error.line();
        assert_eq!(read(b"[\n{\"id\": }]", None).map_err(line), Err(Some(2)));
        assert_eq!(read_lines(b"{}\n{\"id\"", None).map_err(line), Err(Some(2)));
        assert_eq!(read(b"[1]", None).map_err(line), Err(Some(1)));
        assert_eq!(read(b"{\"a\":\n\"\xff\"}", None).map_err(line), Err(Some(2)));
    }

    #[test]
    fn a_field_that_a_record_has_twice_is_told_with_its_line() {
        let repeated = |line, name: &str| Err(ImportError::RepeatedField { line, name: name.to_owned() });
        assert_eq!(read(b"[\n{\"id\": \"a\", \"id\": \"b\"}]", None), repeated(2, "id"));
        assert_eq!(read(b"[{\"contact\": {\"phone\": 1,\n\"phone\": 1}}]", None), repeated(2, "phone"));
        assert_eq!(read(b"{\"tables\": {\"bodies\": [],\n\"bodies\": []}}", None), repeated(2, "bodies"));
        assert_eq!(read(b"{\"id\": 1, \"id\": 2}", None), repeated(1, "id"));
        assert_eq!(read_lines(b"{}\n{\"id\": 1, \"id\": 2}", None), repeated(2, "id"));
    }

    proptest! {
        #[test]
        fn no_text_does_harm(text in "[\\[\\]{}\",:a1\\\\\n]{0,80}") {
            let _ = (read(text.as_bytes(), None), read_lines(text.as_bytes(), None));
        }
    }
}
