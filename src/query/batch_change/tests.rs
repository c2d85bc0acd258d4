//! Given text / changes of many records / expected text or refusal.

use super::*;
use crate::document::invert;
use crate::index::Index;
use crate::model::SCHEMA;
use crate::query::NameCache;

const DATA: &str = r#"#![enable(implicit_some)]
Directory(
    // The regions.
    regions: [
        (id: "a", name: "A"), // eins
        (id: "b",   name: "B"),
    ],
    municipalities: [(id: "stadt", name: "Stadt", region: "a")],
    bodies: [
        (id: "von-a", name: "Von A", regions: ["a"], contact: (phone: "02421 22-0")),
        (id: "beide", name: "Beide", regions: ["a", "b"], source: (url: "Haus", checked: "2020-01-01")),
        (id: "ohne", name: "Ohne", regions: ["b"], parent: "von-a"),
    ],
    meetings: [
        (id: "m", body: "von-a", date: "2024-01-01"),
    ],
)
"#;

const TODAY: &str = "2026-11-29";

fn today() -> Date {
    Date::parse(TODAY).unwrap()
}

fn address(text: &str) -> Address {
    Address::parse(&SCHEMA, text).unwrap()
}

fn entry(place: &str, action: BatchAction) -> BatchEntry {
    BatchEntry::new(address(place), action)
}

fn typed(place: &str, value: &str) -> BatchEntry {
    BatchEntry::typed(&SCHEMA, address(place), value, today())
}

fn plan(text: &str, entries: Vec<BatchEntry>) -> BatchPlan {
    let document = Document::parse(&SCHEMA, text).unwrap();
    let data = DatasetView { document: &document, index: &Index::build(&document), names: &NameCache::default() };
    BatchPlan::of(&BatchChange { entries }, data, today())
}

/// Returns the text afterwards. What the plan says of it and what undoing it leaves is compared.
fn after(entries: Vec<BatchEntry>) -> String {
    let plan = plan(DATA, entries);
    assert_eq!(plan.refused, []);
    let mut document = Document::parse(&SCHEMA, DATA).unwrap();
    let (changes, _) = plan.changes().unwrap();
    document.apply(changes).unwrap();
    let text = document.text();
    assert_eq!(text, plan.document.text());
    document.apply(&invert(changes)).unwrap();
    assert_eq!(document.text(), DATA, "undone");
    text
}

/// Returns what is refused, by the number of its entry.
fn refused(entries: Vec<BatchEntry>) -> Vec<(usize, BatchRefusal)> {
    let plan = plan(DATA, entries);
    assert_eq!(plan.changes(), None);
    plan.refused.into_iter().map(|refused| (refused.entry, refused.reason)).collect()
}

/// Returns the rows: place, before, after, entry.
fn rows(entries: Vec<BatchEntry>) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let row = |row: &BatchRow| {
        let change = &row.change;
        let entry = row.entry.map_or("-".to_owned(), |entry| entry.to_string());
        format!("{} {} -> {} by {entry}", change.address.display(&SCHEMA), text(&change.before), text(&change.after))
    };
    plan(DATA, entries).rows.iter().map(row).collect()
}

#[test]
fn only_the_named_bytes_change() {
    let text = after(vec![
        typed("regions/a/name", "Aachen"),
        typed("regions/b/name", "Bonn"),
        typed("bodies/von-a/contact/phone", "0228 1"),
        entry("bodies/ohne/parent", BatchAction::Clear),
    ]);
    let expected = DATA
        .replace("name: \"A\"", "name: \"Aachen\"")
        .replace("name: \"B\")", "name: \"Bonn\")")
        .replace("02421 22-0", "0228 1")
        .replace(", parent: \"von-a\"", "");
    assert_eq!(text, expected);
}

#[test]
fn a_record_has_one_change_however_many_of_its_values_change() {
    let plan = plan(
        DATA,
        vec![
            typed("regions/a/name", "Aachen"),
            typed("regions/b/name", "Bonn"),
            typed("regions/a/short", "AC"),
            typed("regions/b/short", "BN"),
        ],
    );
    let (changes, touched) = plan.changes().unwrap();
    assert_eq!((changes.len(), touched.len(), plan.rows.len()), (2, 2, 4));
}

#[test]
fn references_follow_an_identifier() {
    let text = after(vec![typed("bodies/von-a/id", "neu"), typed("bodies/von-a/name", "Neu")]);
    let expected = DATA.replace("von-a", "neu").replace("Von A", "Neu");
    assert_eq!(text, expected);
    let told = rows(vec![typed("bodies/von-a/id", "neu")]);
    assert_eq!(
        told,
        [
            r#"bodies/von-a/id "von-a" -> "neu" by 0"#,
            r#"bodies/ohne/parent "von-a" -> "neu" by -"#,
            r#"meetings/m/body "von-a" -> "neu" by -"#,
        ]
    );
}

#[test]
fn records_swap_their_identifiers_and_one_takes_that_of_another() {
    let text = after(vec![typed("regions/a/id", "b"), typed("regions/b/id", "a"), typed("regions/b/name", "Zwei")]);
    let expected = DATA
        .replace("(id: \"a\",", "(id: \"?\",")
        .replace("(id: \"b\",   name: \"B\"", "(id: \"a\",   name: \"Zwei\"")
        .replace("(id: \"?\",", "(id: \"b\",")
        .replace("region: \"a\"", "region: \"b\"")
        .replace("[\"a\", \"b\"]", "[\"?\", \"a\"]")
        .replace("regions: [\"a\"]", "regions: [\"b\"]")
        .replace("regions: [\"b\"], parent", "regions: [\"a\"], parent")
        .replace('?', "b");
    assert_eq!(text, expected);
    let text = after(vec![typed("bodies/von-a/id", "beide"), typed("bodies/beide/id", "alle")]);
    assert!(
        text.contains("(id: \"beide\", name: \"Von A\"") && text.contains("(id: \"alle\", name: \"Beide\""),
        "{text}"
    );
    assert!(text.contains("parent: \"beide\"") && text.contains("body: \"beide\""), "{text}");
}

#[test]
fn the_identifier_of_a_removed_record_is_free() {
    let text = after(vec![entry("bodies/ohne", BatchAction::Remove), typed("bodies/beide/id", "ohne")]);
    assert!(text.contains("(id: \"ohne\", name: \"Beide\"") && !text.contains("name: \"Ohne\""), "{text}");
    let again = "(id: \"ohne\", name: \"Wieder\", regions: [\"a\"])".to_owned();
    let text =
        after(vec![entry("bodies/ohne", BatchAction::AddText(again)), entry("bodies/ohne", BatchAction::Remove)]);
    assert!(text.contains("name: \"Wieder\"") && !text.contains("name: \"Ohne\""), "{text}");
}

#[test]
fn new_records_may_refer_to_each_other() {
    let record = |id: &str, parent: &str| {
        let text =
            format!("(id: \"{id}\", level: Weitere, name: \"Neu {id}\", regions: [\"a\"], parent: \"{parent}\")");
        entry(&format!("bodies/{id}"), BatchAction::AddText(text))
    };
    let text = after(vec![record("x", "y"), record("y", "beide"), typed("meetings/m/body", "x")]);
    let at = text.find("name: \"Neu x\"").unwrap();
    assert!(at < text.find("name: \"Neu y\"").unwrap(), "{text}");
    assert!(text.contains("body: \"x\""), "{text}");
}

#[test]
fn a_removed_record_takes_along_what_refers_to_it() {
    let told = rows(vec![entry("bodies/von-a", BatchAction::Remove), entry("regions/b", BatchAction::Remove)]);
    let whole = |row: &str| row.split_whitespace().next().unwrap_or_default().to_owned();
    let mut places: Vec<String> = told.iter().map(|row| whole(row)).collect();
    places.sort();
    assert_eq!(places, ["bodies/beide/regions", "bodies/ohne", "bodies/von-a", "meetings/m", "regions/b"]);
    let text = after(vec![entry("bodies/von-a", BatchAction::Remove), entry("regions/b", BatchAction::Remove)]);
    assert!(text.contains("regions: [\"a\"], source") && !text.contains("von-a") && !text.contains("\"b\""), "{text}");
}

#[test]
fn items_are_added_once_and_removed_wherever_they_stand() {
    let add =
        |place: &str, item: &str| BatchEntry::of_item(&SCHEMA, address(place), item, today(), BatchAction::AddItem);
    let remove =
        |place: &str, item: &str| BatchEntry::of_item(&SCHEMA, address(place), item, today(), BatchAction::RemoveItem);
    let text = after(vec![add("bodies/von-a/regions", "b"), add("bodies/beide/regions", "b")]);
    assert_eq!(text, DATA.replace("regions: [\"a\"]", "regions: [\"a\", \"b\"]"));
    let text = after(vec![remove("bodies/beide/regions", "b"), remove("bodies/von-a/regions", "b")]);
    assert_eq!(text, DATA.replace("[\"a\", \"b\"]", "[\"a\"]"));
    let nothing = plan(DATA, vec![add("bodies/beide/regions", "b")]);
    assert_eq!(nothing.changes().map(|(changes, _)| changes.len()), Some(0));
}

#[test]
fn statements_of_one_source_are_confirmed_once() {
    let text = after(vec![
        entry("bodies/beide/name", BatchAction::Confirm(StatementCheck { day: today(), by_caretaker: false })),
        entry("bodies/beide", BatchAction::Confirm(StatementCheck { day: today(), by_caretaker: false })),
    ]);
    assert_eq!(text, DATA.replace("2020-01-01", TODAY));
}

#[test]
fn everything_impossible_is_told_and_nothing_is_changed() {
    let found = refused(vec![
        typed("regions/a/name", "Aachen"),
        typed("bodies/von-a/contact/email", "keine"),
        entry("regions/b/name", BatchAction::Clear),
        typed("regions/weg/name", "W"),
        typed("regions/a/name", "Anders"),
        entry("regions/a", BatchAction::Confirm(StatementCheck { day: today(), by_caretaker: false })),
        typed("regions/a/farbe", "rot"),
    ]);
    assert!(
        matches!(
            &found[..],
            [
                (1, BatchRefusal::Input(InputError::Email)),
                (2, BatchRefusal::Required),
                (3, BatchRefusal::Edit(EditError::NotFound(_))),
                (4, BatchRefusal::Contradicts),
                (5, BatchRefusal::NoSource),
                (6, BatchRefusal::NoField),
            ]
        ),
        "{found:?}"
    );
}

#[test]
fn identifiers_and_references_are_judged_for_the_whole() {
    let taken = refused(vec![typed("regions/a/id", "b")]);
    assert!(matches!(&taken[..], [(0, BatchRefusal::Edit(EditError::IdTaken(id)))] if id == "b"), "{taken:?}");
    let both = refused(vec![typed("regions/a/id", "neu"), typed("regions/b/id", "neu")]);
    assert!(matches!(&both[..], [(1, BatchRefusal::Edit(EditError::IdTaken(_)))]), "{both:?}");
    let dangling = refused(vec![typed("regions/a/name", "Aachen"), typed("meetings/m/body", "niemand")]);
    assert!(matches!(&dangling[..], [(1, BatchRefusal::Rule(finding))] if finding.rule.name == "dangling-reference"));
    let removed = refused(vec![entry("bodies/ohne", BatchAction::Remove), typed("meetings/m/body", "ohne")]);
    assert!(matches!(&removed[..], [(1, BatchRefusal::Rule(_))]), "{removed:?}");
    let twice = |id: &str| {
        let text = format!("(id: \"{id}\", level: Weitere, name: \"N\", regions: [\"a\"])");
        entry(&format!("bodies/{id}"), BatchAction::AddText(text))
    };
    let twice = refused(vec![twice("x"), twice("x"), twice("beide")]);
    assert!(
        matches!(&twice[..], [(1, BatchRefusal::Edit(EditError::IdTaken(_))), (2, BatchRefusal::Edit(_))]),
        "{twice:?}"
    );
}

#[test]
fn an_old_error_is_no_reason_to_refuse() {
    let text = DATA.replace("date: \"2024-01-01\"", "date: \"bald\"");
    let kept = plan(&text, vec![typed("meetings/m/title", "Runde"), typed("meetings/m/body", "beide")]);
    assert_eq!(kept.refused, []);
}

#[test]
fn what_is_refused_can_be_left_out() {
    let change = BatchChange { entries: vec![typed("regions/a/name", "Aachen"), typed("regions/weg/name", "W")] };
    let left = change.without(&HashSet::from([1]));
    assert_eq!(after(left.entries), DATA.replace("name: \"A\"", "name: \"Aachen\""));
}

/// Values that can be set, each alone.
const PLACES: [&str; 8] = [
    "regions/a/name",
    "regions/b/name",
    "regions/b/short",
    "municipalities/stadt/name",
    "bodies/von-a/name",
    "bodies/beide/note",
    "bodies/ohne/contact/address",
    "meetings/m/title",
];

proptest::proptest! {
    #[test]
    fn it_changes_what_its_entries_change_one_by_one(
        values in proptest::collection::btree_map(0..PLACES.len(), "[a-zäöü\"\\\\]{1,6}( [a-z,()]{1,6})?", 0..8),
    ) {
        let entries = values.iter().map(|(place, value)| typed(PLACES[*place], value)).collect();
        let mut alone = Document::parse(&SCHEMA, DATA).unwrap();
        for (place, value) in &values {
            let value = parse_at(&address(PLACES[*place]), FieldKind::Line, value, today()).unwrap().ron;
            alone.edit(&crate::document::Edit::Set { address: address(PLACES[*place]), value }).unwrap();
        }
        proptest::prop_assert_eq!(after(entries), alone.text());
    }
}

/// Returns the rules for which entries are refused, by the number of the entry.
fn broken_rules(text: &str, entries: Vec<BatchEntry>) -> Vec<(usize, &'static str)> {
    let refused = plan(text, entries).refused.into_iter();
    let rule = |refused: RefusedEntry| match refused.reason {
        BatchRefusal::Rule(finding) => (refused.entry, finding.rule.name),
        reason => panic!("{reason:?}"),
    };
    refused.map(rule).collect()
}

#[test]
fn rules_about_several_records_are_asked_before_the_first_change() {
    let body = |id: &str, parent: &str| {
        let text = format!(r#"(id: "{id}", level: Fachforum, name: "{id}", regions: ["a"], parent: "{parent}")"#);
        entry(&format!("bodies/{id}"), BatchAction::AddText(text))
    };
    for (entries, expected) in [
        (vec![typed("bodies/von-a/parent", "von-a")], vec![(0, "self-reference")]),
        // A circle of records that are there, of which one edge is there already.
        (vec![typed("regions/a/name", "Aachen"), typed("bodies/von-a/parent", "ohne")], vec![(1, "parent-cycle")]),
        // A circle of two changes, neither of which makes it alone.
        (
            vec![typed("bodies/von-a/parent", "beide"), typed("bodies/beide/parent", "von-a")],
            vec![(0, "parent-cycle"), (1, "parent-cycle")],
        ),
        (vec![body("x", "x")], vec![(0, "self-reference")]),
        (vec![body("x", "y"), body("y", "x")], vec![(0, "parent-cycle"), (1, "parent-cycle")]),
        (vec![typed("bodies/ohne/regions", "b; a; b")], vec![(0, "repeated-reference")]),
        // The circle is there no longer where another change opens it.
        (vec![typed("bodies/von-a/parent", "ohne"), typed("bodies/ohne/parent", "beide")], vec![]),
    ] {
        assert_eq!(broken_rules(DATA, entries.clone()), expected, "{entries:?}");
    }
}

#[test]
fn an_official_key_names_one_record() {
    const KEYS: &str = r#"#![enable(implicit_some)]
Directory(
    regions: [
        (id: "a", name: "A", kind: Kreis, ags: "05358", nuts3: "DEA26"),
        (id: "b", name: "B", kind: Kreis, ags: "05362"),
        (id: "c", name: "C", kind: Kreis),
        (id: "d", name: "D", kind: Kreis, ags: "05362"),
    ],
)
"#;
    let new = |id: &str, ags: &str| {
        let text = format!(r#"(id: "{id}", name: "{id}", kind: Kreis, ags: "{ags}")"#);
        entry(&format!("regions/{id}"), BatchAction::AddText(text))
    };
    for (entries, expected) in [
        (vec![typed("regions/c/ags", "05358")], vec![(0, "same-key")]),
        // Whether it stands before or after the other one.
        (vec![typed("regions/a/ags", "05362")], vec![(0, "same-key")]),
        (vec![typed("regions/c/nuts3", "dea26")], vec![(0, "same-key")]),
        (vec![new("x", "05999"), new("y", "05999")], vec![(1, "same-key")]),
        // Exchanged, and free because another one gives it up.
        (vec![typed("regions/a/ags", "05370"), typed("regions/c/ags", "05358")], vec![]),
        // What is wrong already does not stand in the way of anything else.
        (vec![typed("regions/d/name", "Delta"), typed("regions/d/ags", "05362")], vec![]),
    ] {
        assert_eq!(broken_rules(KEYS, entries.clone()), expected, "{entries:?}");
    }
}
