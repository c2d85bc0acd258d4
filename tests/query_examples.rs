//! Every example of docs/query.md finds something on the shipped data, and not everything.

use bildungsnetz::document::Document;
use bildungsnetz::index::Index;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::query::expression::Expression;
use bildungsnetz::query::{DatasetView, NameCache};

#[test]
fn every_example_of_the_document_finds_some_records_and_not_all() {
    let document = Document::parse(&SCHEMA, SHIPPED).unwrap_or_else(|error| panic!("{error}"));
    let (index, names) = (Index::build(&document), NameCache::default());
    let data = DatasetView { document: &document, index: &index, names: &names };
    let today = Date::parse("2026-11-29").unwrap_or_else(|error| panic!("{error:?}"));
    let text = include_str!("../docs/query.md");
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let (mut count, mut wrong) = (0, Vec::new());
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [query, _, table] = cells[..] else { panic!("{row}") };
        let table = SCHEMA.find(table).unwrap_or_else(|| panic!("{row}"));
        let all = document.slots(table).len();
        // Of the other spellings in the explanation each is understood, too.
        for typed in row.split('`').skip(1).step_by(2).filter(|typed| typed.contains(':') && !typed.ends_with(':')) {
            let parsed = Expression::parse(typed, Some(table), data, today);
            assert!(parsed.is_ok(), "{typed}: {parsed:?}");
        }
        let expression = Expression::parse(query.trim_matches('`'), Some(table), data, today);
        let found = expression.unwrap_or_else(|error| panic!("{query}: {error:?}")).slots(data, table).len();
        // Of the shipped data every measure is open, and everything was checked on one day.
        let is_all = found == all && !["open:", "checked:"].iter().any(|name| query.contains(name));
        wrong.extend((found == 0 || is_all).then(|| format!("{query}: {found} of {all}")));
        count += 1;
    }
    assert!(count > 15 && wrong.is_empty(), "{count} examples: {wrong:#?}");
}
