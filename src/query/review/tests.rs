//! What a review lists, why and in which order, on the smallest dataset that shows it.

use super::*;
use crate::check::check;
use crate::model::SCHEMA;
use crate::model::date::Date;
use crate::query::NameCache;

const DATA: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [(id: "mint", name: "MINT", short: "MINT", synonyms: ["zdi"], programme: "zdi", note: "–",
        concern: (audience: "Lehrkraft", wish: "Ich möchte MINT."))],
    regions: [
        (id: "dueren", name: "Kreis Düren", short: "Düren", kind: Kreis, ags: "05358", nuts3: "DEA26", seat: "Düren",
            network: "Netz", website: "https://d.de", caretaker: "Büro@dueren.de", note: "–", agreement: (signed: "2009",
            dating: "–", note: "–", source: (url: "Amtsblatt", as_of: "2009", checked: "2026-11-22"))),
        (id: "koeln", name: "Stadt Köln", short: "Köln", kind: KreisfreieStadt, ags: "05315", nuts3: "DEA23",
            seat: "Köln", network: "Netz", website: "https://k.de", caretaker: "info@koeln.de", note: "–",
            agreement: (signed: "2009", dating: "–", note: "–", source: (url: "Amtsblatt", as_of: "2026",
            checked: "2026-11-22"))),
    ],
    bodies: [
        (id: "buero", level: Bildungsbuero, name: "Büro", regions: ["dueren"], action_fields: ["mint"], parent: "kreis",
            organisation: "Amt", rhythm: "–", interval: Yearly, since: "2010", open_to_all: true, members: [(group: Kreis,
            institution: "Amt", role: "–", seats: 1, person: "–")], contact: (address: "Weg 1, 52349 Düren",
            email: "buero", website: "https://b.de"), note: "–",
            source: (url: "https://b.de", as_of: "2020-01", checked: "2021")),
        (id: "kreis", level: Lenkungskreis, name: "Kreis", regions: ["dueren"], action_fields: ["mint"], parent: "x",
            organisation: "Amt", rhythm: "–", interval: Yearly, since: "2010", open_to_all: false, members: [(group: Kreis,
            institution: "Amt", role: "–", seats: 1, person: "–")], contact: (phone: "02421 22-0", email: "b@d.de",
            address: "Weg 1, 52349 Düren", website: "https://b.de"),
            source: (url: "https://b.de", as_of: "2026", checked: "2026-11-22", certainty: Low)),
    ],
    engagements: [
        (id: "d-mint", region: "dueren", action_field: "mint", kind: Schwerpunkt, status: Active, wording: "Robotik",
            since: "2015", source: (url: "Presse", checked: "2026-11-22")),
        (id: "k-mint", region: "koeln", action_field: "mint", kind: Schwerpunkt, status: Active, wording: "Robotik",
            since: "2015", source: (url: "Presse", as_of: "2019")),
    ],
)"#;

fn today() -> Date {
    Date::parse("2026-11-29").unwrap()
}

/// The rows of a review as `address class reasons`.
fn rows_of(text: &str, change: impl FnOnce(&mut ReviewQuestion, DatasetView<'_>)) -> Vec<String> {
    let document = Document::parse(&SCHEMA, text).unwrap();
    let (index, names) = (Index::build(&document), NameCache::default());
    let data = DatasetView { document: &document, index: &index, names: &names };
    let period = ReviewPeriod { today: today(), months: 24 };
    let mut question = ReviewQuestion { regions: None, caretaker: None, reason: None, older_than: None, period };
    change(&mut question, data);
    let silenced = ["missing-body", "missing-group"].map(str::to_owned);
    let findings = check(&document, &index, today(), &check_options(&silenced, 100)).findings;
    let review = Review::of(data, question, findings);
    assert_eq!(review.len(), review.rows().count());
    let shown = |row: ReviewRow| {
        let address = review.address(&document, row).display(&SCHEMA).to_string();
        let reasons: Vec<&str> = row.reasons.iter().map(ReviewReason::name).collect();
        format!("{address} {} {}", row.class.name(), reasons.join("+"))
    };
    (0..review.len()).filter_map(|number| review.row(number)).map(shown).collect()
}

#[test]
fn every_statement_comes_once_with_all_its_reasons_the_most_useful_first() {
    assert_eq!(
        rows_of(DATA, |_, _| {}),
        [
            // The contact of an office: what is wrong, what is missing, what is old.
            "bodies/buero/contact/email office-contact rule",
            "bodies/buero/contact/phone office-contact unknown",
            "bodies/buero/source office-contact unchecked+old",
            "engagements/k-mint/source work unchecked+old",
            "bodies/kreis/parent steering rule",
            "bodies/kreis/source steering uncertain",
            // Old or undated, but somebody looked: the older first, those without a date last.
            "regions/dueren/agreement/source confirmed old",
            "engagements/d-mint/source confirmed old",
        ]
    );
}

#[test]
fn a_question_names_a_reason_an_age_a_region_or_who_looks_after_the_page() {
    let reason = |reason| rows_of(DATA, |question, _| question.reason = Some(reason));
    assert_eq!(reason(ReviewReason::Uncertain), ["bodies/kreis/source steering uncertain"]);
    assert_eq!(reason(ReviewReason::Old).len(), 4);
    assert_eq!(
        rows_of(DATA, |question, _| question.older_than = Some(100)),
        ["regions/dueren/agreement/source confirmed old"]
    );
    // Younger than the review period, so that it is the age asked for that makes it old.
    let young = rows_of(DATA, |question, _| question.older_than = Some(70));
    assert!(young.contains(&"engagements/k-mint/source work unchecked+old".to_owned()), "{young:?}");
    let koeln = rows_of(DATA, |question, _| question.caretaker = Some("INFO@koeln.de ".into()));
    assert_eq!(koeln, ["engagements/k-mint/source work unchecked+old"]);
    assert!(rows_of(DATA, |question, _| question.caretaker = Some("x@y.de".into())).is_empty());
}

#[test]
fn what_was_looked_at_is_due_no_more_unless_there_is_another_reason() {
    let looked = DATA.replace(r#"as_of: "2019")"#, r#"as_of: "2019", checked: "2026-11-29")"#);
    let rows = rows_of(&looked, |_, _| {});
    assert!(rows.contains(&"engagements/k-mint/source confirmed old".to_owned()), "{rows:?}");
    let never = rows_of(DATA, |question, _| question.period.months = 0);
    assert!(!never.iter().any(|row| row.contains("old") || row.contains("unchecked")), "{never:?}");
}

#[test]
fn a_missing_source_is_one_statement_and_a_source_without_origin_another_reason() {
    let bare = DATA.replace(r#"source: (url: "Presse", as_of: "2019")"#, "");
    let rows = rows_of(&bare, |_, _| {});
    assert!(rows.contains(&"engagements/k-mint/source work unknown".to_owned()), "{rows:?}");
    let nameless = DATA.replace(r#"(url: "Presse", as_of: "2019")"#, r#"(as_of: "2026-11", checked: "2026-11-29")"#);
    let rows = rows_of(&nameless, |_, _| {});
    assert!(rows.contains(&"engagements/k-mint/source work unknown".to_owned()), "{rows:?}");
}

#[test]
fn in_slices_it_becomes_the_same() {
    let text = crate::model::SHIPPED;
    let document = Document::parse(&SCHEMA, text).unwrap();
    let (index, names) = (Index::build(&document), NameCache::default());
    let data = DatasetView { document: &document, index: &index, names: &names };
    let period = ReviewPeriod { today: today(), months: 24 };
    let question = ReviewQuestion { regions: None, caretaker: None, reason: None, older_than: None, period };
    let findings = || check(&document, &index, today(), &check_options(&[], 100)).findings;
    let whole = Review::of(data, question.clone(), findings());
    let mut sliced = Review::begin(&document, &index, question);
    sliced.go_on(&document, &index, 50);
    sliced.add_findings(&document, &index, findings());
    while !sliced.go_on(&document, &index, 7) {}
    assert!(whole.rows().eq(sliced.rows()));
    let mut places: Vec<String> =
        whole.rows().map(|row| whole.address(&document, row).display(&SCHEMA).to_string()).collect();
    let count = places.len();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), count, "no statement comes twice");
    let all = CheckOptions { reports_counted: true, most_per_rule: usize::MAX, ..CheckOptions::default() };
    let is_age = |finding: &&Finding| ["outdated", "undated"].contains(&finding.rule.name);
    let aged = check(&document, &index, today(), &all).findings.iter().filter(is_age).count();
    assert_eq!(whole.rows().filter(|row| row.reasons.has(ReviewReason::Old)).count(), aged);
}

#[test]
fn after_changes_it_is_the_same_as_asked_anew() {
    let mut document = Document::parse(&SCHEMA, DATA).unwrap();
    let mut index = Index::build(&document);
    let question = || ReviewQuestion {
        regions: None,
        caretaker: None,
        reason: None,
        older_than: None,
        period: ReviewPeriod { today: today(), months: 24 },
    };
    let options = check_options(&["missing-body", "missing-group"].map(str::to_owned), 100);
    let names = NameCache::default();
    let asked = |document: &Document, index: &Index| {
        let data = DatasetView { document, index, names: &names };
        let review = Review::of(data, question(), check(document, index, today(), &options).findings);
        let shown = |row: ReviewRow| (review.address(document, row).display(&SCHEMA).to_string(), row.reasons);
        review.rows().map(shown).collect::<Vec<_>>()
    };
    let mut review = {
        let data = DatasetView { document: &document, index: &index, names: &names };
        Review::of(data, question(), check(&document, &index, today(), &options).findings)
    };
    let set = |address: &str, value: &str| crate::document::Edit::Set {
        address: Address::parse(&SCHEMA, address).unwrap(),
        value: value.to_owned(),
    };
    for edit in [
        set("bodies/buero/contact/phone", r#""02421 22-0""#),
        set("bodies/buero/contact/email", r#""buero@dueren.de""#),
        set("engagements/k-mint/source/checked", r#""2026-11-29""#),
        set("engagements/k-mint/wording", r#""""#),
        crate::document::Edit::Remove { address: Address::parse(&SCHEMA, "engagements/d-mint").unwrap() },
    ] {
        let revision = index.revision();
        let changes = document.plan(&edit).unwrap();
        let mut touched = document.apply(&changes).unwrap();
        index.update(&document, &touched);
        touched.sort_unstable();
        assert_eq!(index.changed_since(revision).as_ref(), Some(&touched));
        let check = crate::check::RecordCheck::new(&document, &index, today(), &options);
        review.update(&document, &index, &touched, |slot| check.record(slot));
        let shown = |row: ReviewRow| (review.address(&document, row).display(&SCHEMA).to_string(), row.reasons);
        assert_eq!(review.rows().map(shown).collect::<Vec<_>>(), asked(&document, &index), "{edit:?}");
    }
    assert_eq!(index.changed_since(index.revision()), Some(Vec::new()));
    assert_eq!(index.changed_since(index.revision() + 1), None);
}
