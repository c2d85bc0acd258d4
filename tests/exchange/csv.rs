//! CSV, as Python's csv module and LibreOffice read it.

use serde_json::{Value, json};

use crate::common::readers::{libreoffice, python_json};
use crate::desk::Desk;

const READ: &str = "
import csv, io, json, sys
text = sys.stdin.buffer.read().decode('utf-8-sig')
print(json.dumps(list(csv.reader(io.StringIO(text, newline=''), delimiter=sys.argv[1], strict=True))))
";

/// Texts that readers get wrong, one record each.
pub(crate) const ODD: &str = r#"#![enable(implicit_some)]
Directory(
    format: 1,
    regions: [
        Region(id: "a", name: "A, \"b\"; 'c'", kind: Kreis, short: "=1+1", seat: "+4922112345", ags: "05358", network: "ä\nö", note: "- eins\n- zwei",
            agreement: (signed: "2009-06", note: "12", source: (url: "März 2013", as_of: "2009"))),
        Region(id: "b", name: "B", short: "-", kind: KreisfreieStadt, neu: (1, "x"), agreement: (neu: true)),
    ],
    bodies: [
        Body(id: "c", level: Fachforum, name: "C", regions: ["a", "b"], open_to_all: false,
            members: [(group: Land, seats: 2, person: "Eva Muster", role: "a; \"b\""), (institution: "ü")]),
    ],
)"#;

fn exported(arguments: &[&str]) -> String {
    let desk = Desk::new();
    desk.put("koeln.ron", ODD);
    let run = desk.run(&[&["export", "--as", "csv"], arguments].concat());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
    run.out
}

fn cell<'v>(rows: &'v Value, row: usize, column: &str) -> &'v Value {
    let at = rows[0].as_array().unwrap().iter().position(|name| name == column);
    &rows[row][at.unwrap_or_else(|| panic!("no column {column}: {}", rows[0]))]
}

#[test]
fn python_reads_every_value_as_it_is() {
    let text = exported(&["--table", "regions"]);
    assert_eq!(text.matches("\r\n").count(), 3, "lines end in CRLF: {text:?}");
    let rows = python_json(READ, &[","], text.as_bytes());
    for (row, column, expected) in [
        (1, "id", "a"),
        (1, "name", "A, \"b\"; 'c'"),
        (1, "kind", "Kreis"),
        (1, "kind_en", "Kreis (county)"),
        (1, "short", "=1+1"),
        (1, "seat", "+4922112345"),
        (1, "network", "ä\nö"),
        (1, "note", "- eins\n- zwei"),
        (1, "agreement/source/url", "März 2013"),
        (2, "kind_de", "Kreisfreie Stadt"),
        (2, "neu", "(1, \"x\")"),
        (2, "agreement/neu", "true"),
        (2, "note", ""),
    ] {
        assert_eq!(cell(&rows, row, column), expected, "{column} of {row}");
    }
}

#[test]
fn lists_of_records_are_json_and_persons_only_there_when_asked_for() {
    let members = |arguments: &[&str]| -> Value {
        let rows = python_json(READ, &[","], exported(arguments).as_bytes());
        assert_eq!(cell(&rows, 1, "regions"), "a; b");
        assert_eq!(cell(&rows, 1, "open_to_all"), "false");
        serde_json::from_str(cell(&rows, 1, "members").as_str().unwrap()).unwrap()
    };
    let second = json!({"institution": "ü"});
    let without = json!([{"group": "Land", "seats": 2, "role": "a; \"b\""}, second]);
    assert_eq!(members(&["--table", "bodies"]), without);
    let with = json!([{"group": "Land", "seats": 2, "person": "Eva Muster", "role": "a; \"b\""}, second]);
    assert_eq!(members(&["--table", "bodies", "--with-names"]), with);
}

#[test]
fn libreoffice_shows_and_saves_each_text_as_it_is() {
    let desk = Desk::new();
    desk.put("koeln.ron", ODD);
    let run = desk.run(&["export", "--table", "regions", "--for-spreadsheet", "-o", "regionen.csv"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    // Semicolons, quotation marks, UTF-8: what a German LibreOffice proposes.
    let saved =
        libreoffice(&desk.path("regionen.csv"), Some("CSV:59,34,76,1"), "csv:Text - txt - csv (StarCalc):59,34,76");
    let rows = python_json(READ, &[";"], &std::fs::read(saved).unwrap());
    let long = "'- eins\n- zwei";
    for (column, expected) in [
        ("Name", "A, \"b\"; 'c'"),
        ("Art", "Kreis"),
        ("Kurzname", "=1+1"),
        ("Sitz", "+4922112345"),
        ("AGS", "05358"),
        ("Netzwerk", "ä\nö"),
        ("Anmerkung", long),
        ("Unterzeichnet", "2009-06"),
        ("Kooperationsvertrag › Anmerkung", "12"),
        ("Quelle", "März 2013"),
    ] {
        assert_eq!(cell(&rows, 1, column), expected, "{column}");
    }
    assert_eq!(cell(&rows, 2, "Kurzname"), "-");
}

#[test]
fn chosen_columns_for_a_spreadsheet_name_what_they_refer_to() {
    let table = &["--table", "bodies", "--columns", "name,regions"];
    let rows = python_json(READ, &[";"], exported(&[table, &["--for-spreadsheet"][..]].concat()).as_bytes());
    assert_eq!(rows, json!([["Name", "Regionen"], ["C", "=\"=1+1; -\""]]), "by their short names, safe from formulas");
    // For programs they stay identifiers.
    let rows = python_json(READ, &[","], exported(table).as_bytes());
    assert_eq!(rows, json!([["name", "regions"], ["C", "a; b"]]));
}

#[test]
fn the_source_of_a_single_value_has_columns_where_one_is_known_and_comes_back() {
    let desk = Desk::new();
    let all = desk.run(&["export", "--as", "csv", "--table", "bodies"]).out;
    assert!(!all.contains("phone_source"), "{all}");
    let phone = "bodies/dueren-buero/contact/phone";
    let before = desk.read("koeln.ron");
    assert_eq!(desk.run(&["set", phone, "02421 22-9", "--source", "Anruf"]).code, Some(0));
    desk.put("bodies.csv", &desk.run(&["export", "--as", "csv", "--table", "bodies"]).out);
    assert!(desk.read("bodies.csv").lines().next().unwrap().contains(",contact/phone_source/url,"));
    let with_source = desk.read("koeln.ron");
    desk.put("koeln.ron", &before);
    let run = desk.run(&["import", "bodies.csv", "--table", "bodies"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(desk.run(&["get", &format!("{phone}_source/url")]).out, "Anruf\n");
    assert_eq!(desk.read("koeln.ron").lines().count(), with_source.lines().count());
}
