//! A question reads only the records that it needs of a file: its answer is that of the whole file,
//! or it is noticed that something is damaged, and the whole file is asked.

#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

#[path = "../benches/support/generate.rs"]
mod generate;

use std::cell::OnceCell;
use std::sync::LazyLock;

use bildungsnetz::document::{DamageNotice, Document, Slot};
use bildungsnetz::index::{Index, SearchHit};
use bildungsnetz::model::date::Date;
use bildungsnetz::model::{
    ACTION_FIELDS, BODIES, DECISIONS, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, REGIONS, SCHEMA,
};
use bildungsnetz::present::record_label::RecordLabel;
use bildungsnetz::query::contact::ContactCard;
use bildungsnetz::query::expression::{Expression, index_for_query};
use bildungsnetz::query::list::ListQuestion;
use bildungsnetz::query::places::matching_regions;
use bildungsnetz::query::relations::{index_of_referrers, referrers_by_table};
use bildungsnetz::query::search::{DirectorySearch, HitDescription, SearchTarget};
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::schema::Table;
use bildungsnetz::texts::Lang;
use proptest::prelude::*;

static TEXT: LazyLock<String> = LazyLock::new(|| generate::directory(2));

const WORDS: [&str; 11] = [
    "ahrenau",
    "Medienzentrum",
    "schulformen ahrenau",
    "xqyzzy",
    "Medeinzentrum",
    "ahrenau mint",
    "10000 inklusion",
    "2025",
    "medienzentrum 2025",
    "mint ahrenau kooperation",
    "bildungskonferenz ahrenau inklusion",
];

const LISTS: [(Table, &str); 13] = [
    (ENGAGEMENTS, "field:mint region:ahrenau"),
    (MEETINGS, "date:2019-06 or date:2020"),
    (MEETINGS, "region:ahrenau -body:ahrenau-bildungskonferenz"),
    (MEASURES, "-region:ahrenau status:active"),
    (BODIES, "level:bildungsbuero"),
    (BODIES, "-region:ahrenau"),
    (BODIES, "unknown:contact.phone"),
    (ENGAGEMENTS, "field:mint status:active"),
    (MEETINGS, "date:2015..2020"),
    (DECISIONS, "region:ahrenau"),
    (MEASURES, "kind:projekt or age:>2y"),
    (MEASURES, ""),
    (REGIONS, "-name:kreis"),
];

const PLACES: [(&str, Option<&str>); 3] = [("ahrenau", None), ("10001", Some("mint")), ("nirgends", None)];

const RECORDS: [(Table, &str); 3] =
    [(REGIONS, "ahrenau"), (BODIES, "ahrenau-bildungskonferenz"), (ACTION_FIELDS, "mint")];

/// What a question is answered.
#[derive(Debug, PartialEq)]
enum Answer {
    Found(Vec<SearchHit>, Vec<HitDescription>, Vec<String>, SearchTarget),
    Listed(Vec<Slot>),
    Cards(Vec<ContactCard>),
    Referrers(Vec<(Table, Vec<Slot>)>),
    NotUnderstood,
}

/// A question to a dataset.
enum Question {
    Find(&'static str),
    List(Table, &'static str),
    Contact(&'static str, Option<&'static str>),
    Referrers(Table, &'static str),
}

fn questions() -> Vec<Question> {
    let find = WORDS.into_iter().map(Question::Find);
    let list = LISTS.into_iter().map(|(table, query)| Question::List(table, query));
    let contact = PLACES.into_iter().map(|(place, field)| Question::Contact(place, field));
    let show = RECORDS.into_iter().map(|(table, id)| Question::Referrers(table, id));
    find.chain(list).chain(contact).chain(show).collect()
}

impl Question {
    /// Returns the answer: with an index of everything, or, without one, with what the command line
    /// reads for it.
    fn answer(&self, document: &Document, whole: Option<&Index>) -> Answer {
        let (names, narrow) = (NameCache::default(), OnceCell::new());
        match *self {
            Question::Find(typed) => {
                let (few, done) = match whole {
                    Some(_) => (None, None),
                    None => Some(DirectorySearch::index(document, typed)).unzip(),
                };
                let index = whole.unwrap_or_else(|| narrow.get_or_init(|| few.unwrap()));
                let data = DatasetView { document, index, names: &names };
                let expression = Expression::of_words(typed);
                let search = done.flatten().unwrap_or_else(|| {
                    let mut search = DirectorySearch::new(data, &expression, None);
                    search.go_on(data, &expression, usize::MAX);
                    search
                });
                let (found, target) = search.into_results(data, &expression);
                let hits = found.hits(document);
                let told = |hit: &SearchHit| HitDescription::of(data, hit.slot, found.query(), &expression);
                let label = |hit: &SearchHit| RecordLabel::of(data, hit.slot, Lang::De).text();
                let labels = hits.iter().take(24).map(label).collect();
                Answer::Found(hits.clone(), hits.iter().map(told).collect(), labels, target)
            }
            Question::List(table, query) => {
                let today = Date::parse("2026-11-29").unwrap();
                let few = || index_for_query(document, query, table, today);
                let index =
                    whole.unwrap_or_else(|| narrow.get_or_init(|| few().unwrap_or_else(|| Index::build(document))));
                let data = DatasetView { document, index, names: &names };
                let Ok(expression) = Expression::parse(query, Some(table), data, today) else {
                    return Answer::NotUnderstood;
                };
                let slots = ListQuestion::of(table, &expression).slots(data);
                slots.iter().for_each(|slot| drop(document.record(*slot)));
                Answer::Listed(slots)
            }
            Question::Referrers(table, id) => {
                let Some(slot) = document.find(table, id) else { return Answer::NotUnderstood };
                let read = || index_of_referrers(document, &[slot]);
                let index = whole.unwrap_or_else(|| narrow.get_or_init(read));
                let data = DatasetView { document, index, names: &names };
                let _ = document.record(slot);
                Answer::Referrers(referrers_by_table(data, slot).collect())
            }
            Question::Contact(place, field) => {
                let towns = Index::of_tables(document, &[MUNICIPALITIES]);
                let data = DatasetView { document, index: whole.unwrap_or(&towns), names: &names };
                let regions: Vec<Slot> =
                    matching_regions(data, place).regions.iter().map(|found| found.region).collect();
                let field = field.and_then(|id| document.find(ACTION_FIELDS, id));
                let read = || ContactCard::index(document, &regions, field);
                let index = whole.unwrap_or_else(|| narrow.get_or_init(read));
                let data = DatasetView { document, index, names: &names };
                Answer::Cards(regions.into_iter().map(|region| ContactCard::of(data, region, field)).collect())
            }
        }
    }
}

/// Asks both ways; returns how many questions were answered without reading everything.
fn compare(text: &str) -> usize {
    let whole = Document::parse(&SCHEMA, text);
    let whole = whole.map(|document| (Index::build_whole(&document, &|_, _| {}), document));
    let mut count = 0;
    for question in questions() {
        let notice = DamageNotice::default();
        let Some(document) = Document::for_question(&SCHEMA, &text.into(), &notice) else { return 0 };
        let answer = question.answer(&document, None);
        if notice.is_given() {
            continue;
        }
        let (index, whole) = whole.as_ref().unwrap_or_else(|error| panic!("{error} was not noticed in\n{text}"));
        assert_eq!(answer, question.answer(whole, Some(index)));
        count += 1;
    }
    count
}

/// The same records, written otherwise.
fn variants(text: &str) -> Vec<(&'static str, String)> {
    let section = |name: &str| {
        let start = text.find(&format!("    {name}: [\n")).unwrap();
        start..start + text[start..].find("\n    ],\n").unwrap() + "\n    ],\n".len()
    };
    let moved = section("bodies");
    let end = text.rfind(')').unwrap();
    vec![
        ("as it is", text.to_owned()),
        ("line ends of Windows", text.replace('\n', "\r\n")),
        ("a byte order mark", format!("\u{feff}{text}")),
        ("no indentation", text.lines().map(|line| line.trim_start().to_owned() + "\n").collect()),
        ("tabs", text.replace("    ", "\t")),
        ("another order", [&text[..moved.start], &text[moved.end..end], &text[moved.clone()], ")\n"].concat()),
        ("no attribute", text.replacen("#![enable(implicit_some)]\n", "", 1)),
        ("lists on one line", text.replace("),\n        ", "), ")),
        ("comments in records", text.replace("            name:", "            /* ( \" */ // ) \"\n            name:")),
        ("raw strings", text.replace("wording: \"", "wording: r\"").replace("title: \"", "/* x */ title: r\"")),
        ("several lines", text.replace("note: \"", "note: \"\n        Body(\n  ),\n  ")),
    ]
}

#[test]
fn a_sound_file_is_answered_the_same_however_it_is_written() {
    for (name, text) in variants(&TEXT) {
        assert_eq!(compare(&text), questions().len(), "{name}");
    }
}

#[test]
fn a_large_file_has_the_same_records_however_it_is_written() {
    for (name, text) in variants(&generate::directory(30)) {
        let asked = Document::for_question(&SCHEMA, &text.as_str().into(), &DamageNotice::default()).expect(name);
        let whole = Document::parse(&SCHEMA, text.as_str()).unwrap();
        for table in SCHEMA.all() {
            let slots: Vec<Slot> = whole.slots(table).collect();
            assert!(asked.slots(table).eq(slots.iter().copied()), "{name}");
            let mut sources = Vec::new();
            asked.each_source(slots.iter().copied(), |slot, text| sources.push((slot, text.to_owned())));
            for (slot, source) in sources {
                assert_eq!(source, whole.source(slot).as_bytes(), "{name}");
                assert_eq!(asked.piece(slot), whole.piece(slot), "{name}");
                assert_eq!(asked.find(table, whole.id(slot)), whole.find(table, whole.id(slot)), "{name}");
            }
        }
        assert!(asked.text() == text, "{name}");
    }
}

#[test]
fn a_damaged_record_is_noticed_by_those_whom_it_may_answer() {
    let damaged = TEXT.replacen("level: Bildungsbuero,", "level: ,", 1);
    let ask = |question: Question| {
        let notice = DamageNotice::default();
        let document = Document::for_question(&SCHEMA, &damaged.as_str().into(), &notice).unwrap();
        question.answer(&document, None);
        notice.is_given()
    };
    assert!(ask(Question::Contact("ahrenau", None)), "its region's office is damaged");
    assert!(ask(Question::Find("bildungsbüro")));
    assert!(ask(Question::List(BODIES, "")));
    assert!(!ask(Question::List(MEETINGS, "date:2015..2020")), "no meeting is damaged");
    assert!(!ask(Question::Find("xqyzzyxqyzzy")), "it does not contain the word");
}

#[test]
fn what_is_not_closed_is_noticed_by_all() {
    let open = |from: &str, to: &str| {
        assert!(TEXT.contains(from), "{from}");
        let text = TEXT.replacen(from, to, 1);
        assert!(Document::for_question(&SCHEMA, &text.as_str().into(), &DamageNotice::default()).is_none(), "{to}");
    };
    open("\n        ),\n        Body(", "\n        Body(");
    open("level: Lenkungskreis,\n", "level: Lenkungskreis, /*\n");
    open("certainty: Low,\n            ),", "certainty: Low,\n            ],");
    open("name: \"Lenkungskreis", "name: \"\"Lenkungskreis");
    open("\n        Body(", "\n<<<<<<< ours\n        Body(");
    open(
        "            level: Lenkungskreis,\n",
        "<<<<<<< ours\n            level: Lenkungskreis,\n=======\n>>>>>>> theirs\n",
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_damaged_is_noticed_or_changes_no_answer(
        one_line in any::<bool>(),
        damages in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..3, prop::sample::select(vec![
            "", "", "(", ")", "[", "]", "\"", "'", ",", ":", "/*", "*/", "//", "\\", "r#\"", "#", "\n", "{", "id: \"x\"", "        R(\n",
        ])), 1..4),
    ) {
        let mut text = if one_line { TEXT.replace("),\n        ", "), ") } else { TEXT.clone() };
        for (place, removed, inserted) in damages {
            let boundary = |at: usize| (at.min(text.len())..).find(|at| text.is_char_boundary(*at)).unwrap();
            let start = boundary(place.index(text.len()));
            text.replace_range(start..boundary(start + removed), inserted);
        }
        compare(&text);
    }
}
