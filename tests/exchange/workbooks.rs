//! XLSX, as openpyxl and LibreOffice read it.

use serde_json::{Value, json};

use crate::common::readers::{libreoffice, python_json};
use crate::csv::ODD;
use crate::desk::Desk;

const READ: &str = "
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
def cell(c):
    assert c.value is None or c.data_type == 's', (c.coordinate, c.data_type)
    return c.value
print(json.dumps({sheet.title: {
    'rows': [[cell(c) for c in row] for row in sheet.iter_rows()],
    'frozen': sheet.freeze_panes,
    'width': sheet.column_dimensions['A'].width,
} for sheet in book.worksheets}))
";

fn exported(arguments: &[&str]) -> Desk {
    let desk = Desk::new();
    desk.put("koeln.ron", ODD);
    let run = desk.run(&[&["export", "-o", "alles.xlsx"], arguments].concat());
    assert_eq!(run.code, Some(0), "{}", run.err);
    desk
}

fn read(path: &std::path::Path) -> Value {
    python_json(READ, &[path.to_str().unwrap()], b"")
}

fn cell<'v>(sheet: &'v Value, row: usize, column: &str) -> &'v Value {
    let at = sheet["rows"][0].as_array().unwrap().iter().position(|name| name == column);
    &sheet["rows"][row][at.unwrap_or_else(|| panic!("no column {column}: {}", sheet["rows"][0]))]
}

/// The sheet of regions says what the dataset does.
fn shows_the_regions(sheet: &Value) {
    for (column, expected) in [
        ("Kennung", "a"),
        ("Name", "A, \"b\"; 'c'"),
        ("Art", "Kreis"),
        ("Kurzname", "=1+1"),
        ("Sitz", "+4922112345"),
        ("AGS", "05358"),
        ("Netzwerk", "ä\nö"),
        ("Anmerkung", "- eins\n- zwei"),
        ("Unterzeichnet", "2009-06"),
        ("Kooperationsvertrag › Anmerkung", "12"),
    ] {
        assert_eq!(cell(sheet, 1, column), expected, "{column}");
    }
    assert_eq!(cell(sheet, 2, "neu"), "(1, \"x\")");
    assert_eq!(cell(sheet, 2, "Sitz"), &Value::Null);
}

#[test]
fn openpyxl_reads_texts_in_a_sheet_for_each_table() {
    let book = read(&exported(&[]).path("alles.xlsx"));
    let mut sheets: Vec<&String> = book.as_object().unwrap().keys().collect();
    sheets.sort();
    assert_eq!(sheets, ["Gremien", "Regionen", "Spalten"]);
    shows_the_regions(&book["Regionen"]);
    assert_eq!(book["Regionen"]["frozen"], "A2");
    assert_eq!(cell(&book["Regionen"], 2, "Art"), "Kreisfreie Stadt");
    assert_eq!(cell(&book["Gremien"], 1, "Offen für alle"), "nein");
    assert_eq!(
        cell(&book["Gremien"], 1, "Mitglieder"),
        r#"[{"group":"Land","seats":2,"role":"a; \"b\""},{"institution":"ü"}]"#
    );
    let explained = book["Spalten"]["rows"].as_array().unwrap();
    let phone = explained.iter().find(|row| row[1] == "Telefon").unwrap();
    assert_eq!((&phone[0], &phone[3]), (&json!("Gremien"), &json!("bodies/…/contact/phone")));
}

#[test]
fn english_offices_read_english_and_what_they_change_comes_back() {
    let desk = Desk::new();
    desk.put("koeln.ron", ODD);
    assert_eq!(desk.run(&["--lang", "en", "export", "-o", "all.xlsx"]).code, Some(0));
    let book = read(&desk.path("all.xlsx"));
    assert_eq!(cell(&book["Regions"], 1, "Kind"), "Kreis (county)");
    assert_eq!(cell(&book["Bodies"], 1, "Open to all"), "no");
    let run = desk.run(&["import", "all.xlsx"]);
    assert_eq!((run.code, desk.read("koeln.ron").as_str()), (Some(0), ODD), "{run:?}");
}

#[test]
fn libreoffice_opens_and_saves_it() {
    let desk = exported(&["--table", "regions"]);
    let saved = libreoffice(&desk.path("alles.xlsx"), None, "xlsx");
    shows_the_regions(&read(&saved)["Regionen"]);
}

#[test]
fn the_same_dataset_gives_the_same_bytes() {
    let bytes = || std::fs::read(exported(&[]).path("alles.xlsx")).unwrap();
    let first = bytes();
    // The times in an archive have a resolution of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(first == bytes());
}

#[test]
fn a_text_that_no_cell_holds_is_left_out_and_told() {
    let desk = Desk::new();
    let long = "x".repeat(40_000);
    desk.put("koeln.ron", &format!("(regions: [(id: \"a\", name: \"A\", kind: Kreis, note: \"{long}\")])"));
    let run = desk.run(&["export", "-o", "a.xlsx"]);
    assert_eq!(run.code, Some(0));
    assert!(run.err.contains("regions/a: ein Text ist länger"), "{}", run.err);
    assert_eq!(cell(&read(&desk.path("a.xlsx"))["Regionen"], 1, "Anmerkung"), &Value::Null);
}
