//! JSON and JSON Lines, as a validator of JSON Schema sees them.

use serde_json::{Value, json};

use crate::common::readers::python;
use crate::csv::ODD;
use crate::desk::Desk;

const VALIDATE: &str = "
import json, sys
from jsonschema import Draft202012Validator
schema = json.load(open(sys.argv[1]))
Draft202012Validator.check_schema(schema)
whole = Draft202012Validator(schema)
line = Draft202012Validator({'$defs': schema['$defs'], '$ref': '#/$defs/line'})
text = sys.stdin.buffer.read().decode()
for value in [json.loads(text)] if sys.argv[2] == 'json' else map(json.loads, text.splitlines()):
    errors = (whole if sys.argv[2] == 'json' else line).iter_errors(value)
    for error in errors: sys.exit(error.json_path + ': ' + error.message)
print('valid')
";

/// The published schema.
fn schema() -> String {
    format!("{}/docs/schema.json", env!("CARGO_MANIFEST_DIR"))
}

fn exported(desk: &Desk, arguments: &[&str]) -> String {
    let run = desk.run(&[&["export", "--as"], arguments].concat());
    assert_eq!(run.code, Some(0), "{}", run.err);
    run.out
}

fn odd() -> Desk {
    let desk = Desk::new();
    desk.put("koeln.ron", ODD);
    desk
}

#[test]
fn the_published_schema_is_the_programs_own() {
    let printed = Desk::new().run(&["export", "--schema"]).out;
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(schema(), &printed).unwrap();
    }
    assert_eq!(std::fs::read_to_string(schema()).unwrap(), printed, "UPDATE=1 cargo test --test exchange");
}

#[test]
fn a_validator_accepts_what_is_exported() {
    let shipped = Desk::empty();
    for desk in [odd(), Desk::new(), shipped] {
        for form in ["json", "jsonl"] {
            assert_eq!(python(VALIDATE, &[&schema(), form], exported(&desk, &[form]).as_bytes()), "valid\n");
        }
    }
}

#[test]
fn a_record_is_whole_but_for_persons() {
    let all: Value = serde_json::from_str(&exported(&odd(), &["json"])).unwrap();
    let [a, b] = &all["tables"]["regions"].as_array().unwrap()[..] else { panic!("{all}") };
    assert_eq!((&a["seat"], &a["network"]), (&json!("+4922112345"), &json!("ä\nö")));
    assert_eq!((&b["neu"], &b["agreement"]["neu"]), (&json!([1, "x"]), &json!(true)));
    assert_eq!(all["labels"]["regions"]["kind"]["Kreis"]["en"], "Kreis (county)");
    let member = |all: &Value| all["tables"]["bodies"][0]["members"][0].clone();
    assert_eq!(member(&all), json!({"group": "Land", "seats": 2, "role": "a; \"b\""}));
    let named: Value = serde_json::from_str(&exported(&odd(), &["json", "--with-names"])).unwrap();
    assert_eq!(member(&named)["person"], "Eva Muster");
}

#[test]
fn lines_are_records_with_their_tables_in_any_language() {
    let lines = exported(&odd(), &["jsonl", "--lang", "de"]);
    let read: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> = read.iter().map(|line| (line["table"].as_str().unwrap(), &line["record"]["id"])).collect();
    assert_eq!(told, [("regions", &json!("a")), ("regions", &json!("b")), ("bodies", &json!("c"))]);
    assert_eq!(exported(&odd(), &["jsonl", "--lang", "en"]), lines);
}

#[test]
fn columns_are_values_by_their_paths() {
    let asked = ["jsonl", "--table", "regions", "--columns", "name,agreement/signed", "--sort", "-name"];
    let lines = exported(&odd(), &asked);
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["record"], json!({"name": "B", "agreement/signed": null}));
}

#[test]
fn a_record_that_cannot_be_read_is_there_as_it_stands() {
    let desk = Desk::new();
    desk.put(
        "koeln.ron",
        r#"(regions: [(id: "a", name: "A", kind: Kreis), (id: "b", name: @), (id: "c", name: "C", kind: Kreis)])"#,
    );
    let run = desk.run(&["export", "--as", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("koeln.ron:1:"), "it is told: {}", run.err);
    assert!(run.out.contains(r#""unreadable":"(id: \"b\""#), "{}", run.out);
    assert_eq!(python(VALIDATE, &[&schema(), "json"], run.out.as_bytes()), "valid\n");
}

#[test]
fn of_a_record_that_cannot_be_read_no_person_leaves() {
    let desk = Desk::new();
    desk.put("koeln.ron", r#"(bodies: [(id: "b", name: @, members: [(person: "Eva Muster")])])"#);
    let run = desk.run(&["export", "--as", "json"]);
    assert!(run.out.contains(r#"{"id":"b","unreadable":""}"#) && !run.out.contains("Muster"), "{}", run.out);
    assert_eq!(python(VALIDATE, &[&schema(), "json"], run.out.as_bytes()), "valid\n");
    assert!(desk.run(&["export", "--as", "json", "--with-names"]).out.contains("Muster"));
}

#[test]
fn names_in_texts_are_replaced_and_come_back() {
    let desk = Desk::new();
    let text = r#"#![enable(implicit_some)]
(
    regions: [(id: "a", name: "A", kind: Kreis)],
    bodies: [
        (id: "b", level: Fachforum, name: "B", regions: ["a"], note: "Frau Muster, e.muster@example.org",
            contact: (email: "eva.muster@example.org"),
            members: [(institution: "Schule", role: "Vertretung: Eva Muster", person: "Eva Muster")]),
    ],
)
"#;
    desk.put("koeln.ron", text);
    for form in ["csv", "xlsx", "json", "jsonl", "md", "text", "vcard", "hsds-json", "oparl"] {
        let file = format!("bodies.{form}");
        let run = desk.run(&["export", "--as", form, "--table", "bodies", "-o", &file]);
        assert_eq!(run.code, Some(0), "{form}: {}", run.err);
        let bytes = std::fs::read(desk.path(&file)).unwrap();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("muster"), "{form}: {text}");
    }
    for form in ["csv", "xlsx", "json", "jsonl"] {
        let run = desk.run(&["import", &format!("bodies.{form}"), "--as", form, "--table", "bodies"]);
        assert_eq!((run.code, desk.read("koeln.ron")), (Some(0), text.to_owned()), "{form}: {}", run.err);
    }
}
