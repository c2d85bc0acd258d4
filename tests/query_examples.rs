//! Every example of the query language finds something on the shipped data, and not everything.

use bildungsnetz::document::Document;
use bildungsnetz::index::Index;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::query::expression::Expression;
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::texts::query_examples::{QUERY_EXAMPLES, QueryExample};

#[test]
fn every_example_finds_some_records_and_not_all_in_either_language() {
    let document = Document::parse(&SCHEMA, SHIPPED).unwrap_or_else(|error| panic!("{error}"));
    let (index, names) = (Index::build(&document), NameCache::default());
    let data = DatasetView { document: &document, index: &index, names: &names };
    let today = Date::parse("2026-11-29").unwrap_or_else(|error| panic!("{error:?}"));
    let mut wrong = Vec::new();
    for QueryExample { query, finds, table } in QUERY_EXAMPLES {
        let table = SCHEMA.find(table).unwrap_or_else(|| panic!("{table}"));
        let all = document.slots(table).len();
        let slots = |typed: &str| {
            let expression = Expression::parse(typed, Some(table), data, today);
            expression.unwrap_or_else(|error| panic!("{typed}: {error:?}")).slots(data, table)
        };
        // Of the other spellings in the explanation each is understood, too.
        for finds in [finds.de, finds.en] {
            let others = finds.split('`').skip(1).step_by(2);
            for typed in others.filter(|typed| typed.contains(':') && !typed.ends_with(':')) {
                let parsed = Expression::parse(typed, Some(table), data, today);
                assert!(parsed.is_ok(), "{typed}: {parsed:?}");
            }
        }
        let found = slots(query.en);
        assert_eq!(slots(query.de), found, "{} asks the same as {}", query.de, query.en);
        // Of the shipped data every measure is open, and everything was checked on one day.
        let is_all = found.len() == all && !["open:", "checked:"].iter().any(|name| query.en.contains(name));
        wrong.extend((found.is_empty() || is_all).then(|| format!("{}: {} of {all}", query.en, found.len())));
    }
    assert!(QUERY_EXAMPLES.len() > 15 && wrong.is_empty(), "{wrong:#?}");
}
