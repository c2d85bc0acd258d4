//! Nothing of a record is lost in a form that carries all: random datasets, every value looked for.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use bildungsnetz::document::{Document, Slot};
use bildungsnetz::exchange::import::{ImportForm, ImportedCell, read};
use bildungsnetz::exchange::{self, ExportForm, ExportRequest, Publication};
use bildungsnetz::export::json::Json;
use bildungsnetz::index::Index;
use bildungsnetz::model::SCHEMA;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::source_age::ReviewPeriod;
use bildungsnetz::query::columns::{self, Column};
use bildungsnetz::query::selection::Selection;
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::schema::{FieldKind, Table};
use bildungsnetz::syntax::{SyntaxValue, Tree};
use bildungsnetz::texts::Lang;
use proptest::prelude::*;
use serde_json::Value;

use crate::common::random::{Author, Chance};

fn exported(document: &Document, form: ExportForm, selected: impl Fn(DatasetView<'_>) -> Selection) -> Vec<u8> {
    let (index, names) = (Index::build(document), NameCache::default());
    let data = DatasetView { document, index: &index, names: &names };
    let (selection, today) = (selected(data), Date::parse("2026-11-23").unwrap());
    let request = ExportRequest {
        data,
        selection: &selection,
        columns: None,
        with_names: true,
        for_spreadsheet: false,
        lang: Lang::De,
        period: ReviewPeriod { today, months: 24 },
        publication: Publication::default(),
    };
    let mut bytes = Vec::new();
    let report = exchange::write(form, &request, &mut bytes, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(report.records, selection.count());
    bytes
}

/// The texts, numbers and words of a value.
fn leaves(value: SyntaxValue<'_>, found: &mut BTreeSet<String>) {
    json_leaves(&serde_json::to_value(Json(value)).unwrap(), found);
}

/// The texts, numbers and words of JSON; a number as it is, however it is written.
fn json_leaves(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.values().for_each(|value| json_leaves(value, found)),
        Value::Array(items) => items.iter().for_each(|item| json_leaves(item, found)),
        Value::String(text) => found.extend([text.clone()]),
        Value::Number(number) => found.extend([number.as_f64().map_or_else(|| number.to_string(), |n| n.to_string())]),
        Value::Bool(is_so) => found.extend([is_so.to_string()]),
        Value::Null => {}
    }
}

/// Everything that may be read from a cell: its text, the items of a list, JSON, RON, a number.
fn cell_leaves(cell: &str, found: &mut BTreeSet<String>) {
    found.insert(cell.to_owned());
    if let Ok(value) = serde_json::from_str(cell) {
        json_leaves(&value, found);
    }
    if let Ok(tree) = Tree::parse(cell) {
        leaves(tree.root(cell), found);
    }
    let items = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(b';')
        .from_reader(cell.replace("; ", ";").as_bytes())
        .records()
        .flatten()
        .collect::<Vec<_>>();
    found.extend(items.iter().flat_map(|record| record.iter().map(str::to_owned)));
    found.extend(cell.split(", ").map(str::to_owned));
    let numbers: Vec<String> =
        cell.split(", ").filter_map(|part| ron::from_str::<f64>(part).ok()).map(|n| n.to_string()).collect();
    found.extend(numbers);
}

/// The codes of the choices of a table that people call like this.
fn codes_of_label(table: Table, label: &str) -> Vec<String> {
    let code = |column: Column| match column.kind {
        FieldKind::Choice(choices) => {
            choices.iter().find(|choice| choice.label.de == label).map(|choice| choice.name.to_owned())
        }
        FieldKind::YesNo => match label {
            "ja" => Some("true".to_owned()),
            "nein" => Some("false".to_owned()),
            _ => None,
        },
        _ => None,
    };
    columns::all(table).into_iter().filter_map(code).collect()
}

fn of_record(document: &Document, slot: Slot) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if let Ok(record) = document.record(slot) {
        leaves(record.root(), &mut found);
    }
    // An empty text is an empty cell.
    found.remove("");
    found
}

fn missing(document: &Document, slot: Slot, there: &BTreeSet<String>) -> Option<String> {
    let lost: Vec<String> = of_record(document, slot).into_iter().filter(|leaf| !there.contains(leaf)).collect();
    (!lost.is_empty()).then(|| format!("{lost:?} of {}", document.source(slot)))
}

fn random(bytes: &[u8]) -> Option<Document> {
    let text = Author::new(&mut Chance(bytes)).file();
    Document::parse(&SCHEMA, text).ok()
}

fn everything(data: DatasetView<'_>) -> Selection {
    Selection::everything(data)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn json_lines_have_every_value(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let Some(document) = random(&bytes) else { return Ok(()) };
        let lines = String::from_utf8(exported(&document, ExportForm::Jsonl, everything)).unwrap();
        let (index, names) = (Index::build(&document), NameCache::default());
        let selection = everything(DatasetView { document: &document, index: &index, names: &names });
        let slots: Vec<Slot> = selection.tables().flat_map(|(_, slots)| slots.to_vec()).collect();
        prop_assert_eq!(lines.lines().count(), slots.len());
        for (line, slot) in lines.lines().zip(slots) {
            let mut there = BTreeSet::new();
            json_leaves(&serde_json::from_str(line).unwrap(), &mut there);
            prop_assert_eq!(missing(&document, slot, &there), None);
        }
    }

    #[test]
    fn cells_of_a_workbook_have_every_value(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let Some(document) = random(&bytes) else { return Ok(()) };
        for table in SCHEMA.all().filter(|table| document.slots(*table).len() > 0).collect::<Vec<Table>>() {
            let book = exported(&document, ExportForm::Xlsx, |data| Selection::table(data, table));
            let sheets = read(ImportForm::Xlsx, &book, None).unwrap_or_default();
            let sheet = sheets.into_iter().find(|sheet| sheet.table == Some(table));
            // Records that cannot be read and have no identifier leave rows without cells.
            let rows = sheet.map_or_else(Vec::new, |sheet| sheet.rows);
            let index = Index::build(&document);
            for (number, slot) in index.order(&document, table).iter().enumerate() {
                let mut there = BTreeSet::new();
                let row = rows.iter().find(|row| row.line == number + 2);
                for (_, cell) in row.iter().flat_map(|row| &row.cells) {
                    if let ImportedCell::Text(text) = cell {
                        cell_leaves(text, &mut there);
                        there.extend(codes_of_label(table, text));
                    }
                }
                prop_assert_eq!(missing(&document, *slot, &there), None);
            }
        }
    }

    #[test]
    fn cells_of_csv_have_every_value(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let Some(document) = random(&bytes) else { return Ok(()) };
        for table in SCHEMA.all().filter(|table| document.slots(*table).len() > 0).collect::<Vec<Table>>() {
            let text = exported(&document, ExportForm::Csv, |data| Selection::table(data, table));
            let index = Index::build(&document);
            let rows: Vec<::csv::StringRecord> = ::csv::Reader::from_reader(&text[..]).records().map(Result::unwrap).collect();
            prop_assert_eq!(rows.len(), document.slots(table).len());
            for (row, slot) in rows.iter().zip(index.order(&document, table)) {
                let mut there = BTreeSet::new();
                row.iter().for_each(|cell| cell_leaves(cell, &mut there));
                prop_assert_eq!(missing(&document, *slot, &there), None);
            }
        }
    }
}
