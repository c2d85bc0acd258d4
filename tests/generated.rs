//! The invented directories that the benches measure with are proper datasets, and the same every
//! time.

#[path = "../benches/support/generate.rs"]
mod generate;
mod support;

use bildungsnetz::check::{CheckOptions, check};
use bildungsnetz::document::Document;
use bildungsnetz::index::Index;
use bildungsnetz::model::SCHEMA;
use bildungsnetz::model::date::Date;
use bildungsnetz::texts::Lang;
use support::Screen;

#[test]
fn an_invented_directory_has_a_hundred_records_a_region_and_nothing_to_complain_about() {
    let text = generate::directory(12);
    assert_eq!(text, generate::directory(12));
    let document = Document::parse(&SCHEMA, text).unwrap();
    for table in SCHEMA.all() {
        let name = SCHEMA.table(table).name;
        let records = document.slots(table).len();
        // A profile is for those who have words of their own.
        assert_eq!(records > 0, name != "profile", "{name}");
        for slot in document.slots(table) {
            document
                .validate(slot)
                .unwrap_or_else(|error| panic!("{}: {error:?}", document.address(slot).display(&SCHEMA)));
        }
    }
    let records: usize = SCHEMA.all().map(|table| document.slots(table).len()).sum();
    assert_eq!(records, 12 * 100 + 24 + 1, "twelve regions, the action fields, the district");
    let today = Date::parse("2026-11-22").unwrap();
    let found = check(&document, &Index::build(&document), today, &CheckOptions::default()).findings;
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn it_is_written_as_people_write_such_a_file() {
    let text = generate::directory(12);
    for table in SCHEMA.all().filter(|table| !SCHEMA.table(*table).single) {
        let name = SCHEMA.table(table).name;
        let heading = text.find(&format!("    {name}: [\n")).unwrap();
        let before = text[..heading].lines().next_back().unwrap();
        assert!(before.trim_start().starts_with("//"), "{name} has no comment above it: {before}");
        let end = heading + text[heading..].find("\n    ],\n").unwrap();
        assert!(text[heading..end].contains("        // "), "no comment between the records of {name}");
    }
    for wanted in ["/* ", "// ", "r#\"", "ß", "ö", "„", "\n\n"] {
        assert!(text.contains(wanted), "no {wanted:?}");
    }
}

#[test]
fn a_long_page_beside_a_list_is_made_as_far_as_it_is_seen_and_whole_for_the_keyboard_on_it() {
    let mut screen = Screen::new(&generate::directory(120), Lang::De, (80, 24));
    let beside = screen.keys("3").app.screens.directory.detail.rows.len();
    assert!(!screen.app.is_busy(), "nothing is made that is not looked at");
    let whole = screen.keys("4").app.screens.directory.detail.rows.len();
    assert!(!screen.app.is_busy() && whole > 2 * beside && beside > 10, "{beside} of {whole} rows");
}
