//! Records that cannot answer a query by their raw text are not parsed, and relations that it does
//! not follow are not read: the answers are the same, however the dataset is written.

#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

use std::collections::HashMap;

use bildungsnetz::document::{Document, Slot};
use bildungsnetz::index::Index;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::query::expression::{Expression, reference_tables};
use bildungsnetz::query::list::ListQuestion;
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::schema::{FieldKind, RecordType, Table};
use proptest::prelude::*;

/// Writes every string of a dataset with an escape for each character, every name of a field and
/// every choice as a raw identifier, and a comment before every value.
fn disguised(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    let (attributes, body) = rest.split_once(']').unwrap();
    out.extend([attributes, "]"]);
    rest = body;
    while let Some(c) = rest.chars().next() {
        let end = match c {
            '"' => {
                let end = 1 + rest[1..].find('"').unwrap();
                assert!(!rest[..end].contains('\\'), "no escapes in what is shipped: {}", &rest[..end]);
                let escaped: String = rest[1..end].chars().map(|c| format!("\\u{{{:x}}}", c as u32)).collect();
                out += &format!("/* \"Aktiv\" */ \"{escaped}\"");
                end + 1
            }
            '/' if rest.starts_with("//") => rest.find('\n').unwrap(),
            '/' => rest.find("*/").unwrap() + 2,
            c if c.is_alphabetic() => {
                let end = rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap();
                let is_plain = rest[end..].starts_with('(') || matches!(&rest[..end], "true" | "false");
                out += if is_plain { "" } else { "r#" };
                out += &rest[..end];
                end
            }
            c => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[end..];
    }
    out
}

/// Queries about each field of a record, anywhere in it, and some that are combined.
fn queries(table: Table) -> Vec<String> {
    let mut found = Vec::new();
    collect(SCHEMA.table(table).record, "", &mut found);
    let others =
        ["age:>2y", "age:<=1y", "checked:<2026", "region:köln", "field:mint", "region:*", "table:bodies", "open:yes"];
    found.extend(others.map(str::to_owned));
    let combined = found.windows(2).step_by(5).map(|two| format!("-({} or {})", two[0], two[1])).collect::<Vec<_>>();
    found.extend(combined);
    found
}

fn collect(record: &'static RecordType, before: &str, found: &mut Vec<String>) {
    for field in record.fields {
        let name = format!("{before}{}", field.name);
        found.extend([format!("{name}:*"), format!("unknown:{name}"), format!("-{name}:*")]);
        found.extend(values(field.kind).into_iter().map(|value| format!("{name}:{value}")));
        if let FieldKind::Record(inner) | FieldKind::List(&FieldKind::Record(inner)) = field.kind {
            collect(inner, &format!("{name}."), found);
        }
    }
}

fn values(kind: FieldKind) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    match kind {
        FieldKind::Choice(choices) => choices.iter().map(|choice| choice.name.to_owned()).collect(),
        FieldKind::Ref(_) => words(&["köln", "dueren", "mint"]),
        FieldKind::YesNo => words(&["yes", "no"]),
        FieldKind::Count | FieldKind::Decimal => words(&["1", ">2", "<=100000"]),
        FieldKind::Date => words(&["2025", "<2024", ">=2025-06"]),
        FieldKind::List(item) => {
            let mut all = values(*item);
            all.push(">1".to_owned());
            all
        }
        _ => words(&["bildung", "Düren", "=MINT", "0221"]),
    }
}

struct Asked {
    document: Document,
    names: NameCache,
}

impl Asked {
    fn new(text: String) -> Asked {
        Asked { document: Document::parse(&SCHEMA, text).unwrap(), names: NameCache::default() }
    }

    /// Returns the ids of the records that answer, in the order of lists; `None` where the query is
    /// not understood.
    fn answer(&self, index: &Index, table: Table, query: &str) -> Option<Vec<&str>> {
        let data = DatasetView { document: &self.document, index, names: &self.names };
        let expression = Expression::parse(query, Some(table), data, Date::parse("2026-11-29").unwrap()).ok()?;
        let slots: Vec<Slot> = ListQuestion::of(table, &expression).slots(data);
        Some(slots.into_iter().map(|slot| self.document.id(slot)).collect())
    }
}

#[test]
fn a_query_finds_the_same_however_the_dataset_is_written_and_whatever_is_read_of_it() {
    let (mut answered, mut narrow, mut indexes) = (0, 0, HashMap::new());
    BOTH.with(|[(shipped, whole), (other, of_other)]| {
        for (table, query) in SCHEMA.all().flat_map(|table| queries(table).into_iter().map(move |query| (table, query)))
        {
            let expected = shipped.answer(whole, table, &query);
            assert_eq!(other.answer(of_other, table, &query), expected, "{query}");
            answered += usize::from(expected.as_ref().is_some_and(|found| !found.is_empty()));
            if let Some(tables) = reference_tables(&query, table) {
                let few = || Index::of_tables(&shipped.document, &tables);
                let few = indexes.entry(tables.clone()).or_insert_with(few);
                assert_eq!(shipped.answer(few, table, &query), expected, "{query} with {tables:?}");
                narrow += 1;
            }
        }
    });
    assert!(answered > 500 && narrow > 1_000, "{answered} {narrow}");
}

thread_local! {
    /// What is shipped, and the same in disguise.
    static BOTH: [(Asked, Index); 2] = [SHIPPED.to_owned(), disguised(SHIPPED)].map(|text| {
        let asked = Asked::new(text);
        let index = Index::build(&asked.document);
        (asked, index)
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn combined_queries_find_the_same_however_the_dataset_is_written(
        picks in proptest::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 1..4),
        table in 0..SCHEMA.tables.len(),
        is_or in any::<bool>(),
    ) {
        let table = Table(table as u8);
        let all = queries(table);
        let terms = picks.iter().map(|(at, is_not)| format!("{}({})", if *is_not { "-" } else { "" }, at.get(&all)));
        let query = terms.collect::<Vec<_>>().join(if is_or { " or " } else { " " });
        BOTH.with(|both| {
            let [(shipped, whole), (other, of_other)] = both;
            let expected = shipped.answer(whole, table, &query);
            prop_assert_eq!(other.answer(of_other, table, &query), expected.clone(), "{}", query);
            if let Some(tables) = reference_tables(&query, table) {
                let few = Index::of_tables(&shipped.document, &tables);
                prop_assert_eq!(shipped.answer(&few, table, &query), expected, "{}", query);
            }
            Ok(())
        })?;
    }
}
