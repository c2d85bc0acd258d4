//! That the declaration alone lists fields: elsewhere no two of their names stand side by side.
//!
//! Sees lists and alternatives of string literals (`["name", "title"]`, `"name" | "title"`). A
//! single name, as in the typed parts of the domain, is no list.

use std::collections::BTreeSet;

use bildungsnetz::model::SCHEMA;
use bildungsnetz::schema::{FieldKind, RecordType};

use super::source::{Kind, Source, Token};
use super::{at, is_sign, none};

/// Lists that may stand elsewhere, and why.
const ALLOWED: &[(&[&str], &str)] = &[
    (&["contact", "phone"], "the path to the value that a rule is about"),
    (&["contact", "email"], "the path to the value that a rule is about"),
    (&["agreement", "network", "website"], READ),
    (&["until", "level", "contact", "members", "regions"], READ),
    (&["position", "area_km2"], READ),
    (&["kind", "status", "source", "actor"], READ),
    (&["interval", "until"], READ),
    (&["members", "until"], READ),
    (&["level", "until", "regions", "members"], READ),
    (&["number", "status"], READ),
    (&["status", "start", "end"], READ),
    (&["date", "number"], READ),
];

const READ: &str = "which fields a question reads of each record, so that the others are skipped";

/// Returns the names of all declared fields.
fn declared() -> BTreeSet<&'static str> {
    fn add(record: &RecordType, names: &mut BTreeSet<&'static str>) {
        for field in record.fields {
            names.insert(field.name);
            if let FieldKind::Record(inner) | FieldKind::List(&FieldKind::Record(inner)) = field.kind {
                add(inner, names);
            }
        }
    }
    let mut names = BTreeSet::new();
    SCHEMA.tables.iter().for_each(|table| add(table.record, &mut names));
    names
}

/// A list of field names, with the line where it begins.
struct FieldList<'t> {
    line: usize,
    names: Vec<&'t str>,
}

/// Returns the lists of at least two declared names.
fn lists<'t>(tokens: &'t [Token], declared: &BTreeSet<&str>) -> Vec<FieldList<'t>> {
    let mut found: Vec<FieldList<'_>> = Vec::new();
    let mut goes_on = false;
    for (i, token) in tokens.iter().enumerate() {
        match &token.kind {
            Kind::Text(name, _) if declared.contains(name.as_str()) => {
                match found.last_mut().filter(|_| goes_on) {
                    Some(list) => list.names.push(name),
                    None => found.push(FieldList { line: token.line, names: vec![name] }),
                }
                goes_on = is_sign(tokens.get(i + 1), ',') || is_sign(tokens.get(i + 1), '|');
            }
            Kind::Sign(',' | '|') => {}
            _ => goes_on = false,
        }
    }
    found.retain(|list| list.names.len() > 1);
    found
}

#[test]
fn only_the_declaration_lists_fields() {
    let declared = declared();
    assert!(declared.len() > 50, "{declared:?}");
    let sources = Source::all();
    let (mut breaches, mut met) = (Vec::new(), BTreeSet::new());
    for source in &sources {
        for list in lists(&source.tokens, &declared) {
            if ALLOWED.iter().any(|(names, _)| *names == list.names) {
                met.insert(list.names);
            } else {
                breaches.push(at(source, list.line, &list.names.join(", ")));
            }
        }
    }
    none("What is done with a field is an attribute of its declaration.", &breaches);
    let gone = ALLOWED.iter().filter(|(names, _)| !met.contains(*names)).map(|(names, _)| names.join(", "));
    none("These lists are gone; take them off the exceptions.", &gone.collect::<Vec<_>>());
}

#[test]
fn lists_and_alternatives_are_seen_and_single_names_are_not() {
    let text = r#"fn a() { b(["name", "x"], f("title"), g("name")); c("name" | "title", &["id", "name", "x"]) }"#;
    let source = Source::parse("src/a.rs", text);
    let declared = BTreeSet::from(["id", "name", "title"]);
    let found: Vec<Vec<&str>> = lists(&source.tokens, &declared).into_iter().map(|list| list.names).collect();
    assert_eq!(found, [["name", "title"], ["id", "name"]]);
}
