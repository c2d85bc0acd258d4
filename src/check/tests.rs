//! What each rule finds and does not find, on the smallest table that shows it; and that the
//! shipped data has no error.

use super::*;
use crate::model::SCHEMA;
use crate::texts::Lang;

/// Returns what a check of these tables reports, as `line:column rule address: message`.
fn check_of(tables: &str) -> Vec<String> {
    let text = format!("#![enable(implicit_some)]\nDirectory({tables})");
    let document = Document::parse(&SCHEMA, text).unwrap();
    let index = Index::build(&document);
    let today = Date::parse("2026-11-22").unwrap();
    // The bodies that each region should have are tested elsewhere.
    let options = CheckOptions { silenced: vec!["missing-body".into()], ..CheckOptions::default() };
    check(&document, &index, today, &options).findings.iter().map(shown).collect()
}

fn shown(finding: &Finding) -> String {
    let Finding { rule, position: FilePosition { line, column, .. }, address, .. } = finding;
    let address = address.as_ref().map(|address| address.display(&SCHEMA).to_string()).unwrap_or_default();
    format!("{line}:{column} {} {address}: {}", rule.name, finding.message(Lang::De))
}

/// Returns the rules that report something, with the path they report.
fn rules_of(tables: &str) -> Vec<String> {
    check_of(tables).iter().map(|line| line.split([' ', ':']).skip(2).take(2).collect::<Vec<_>>().join(" ")).collect()
}

const DUEREN: &str = r#"regions: [(id: "dueren", name: "Kreis Düren", kind: Kreis), (id: "koeln", name: "Köln", kind: KreisfreieStadt)], "#;

fn body(fields: &str) -> String {
    format!(r#"{DUEREN} bodies: [(id: "b", level: Fachforum, name: "B", regions: ["dueren"], {fields})]"#)
}

#[test]
fn a_good_record_has_no_findings() {
    let fields = r#"contact: (address: "Zollernstraße 16, 52070 Aachen", phone: "0241 5198-4300", email: "b@a.de", website: "https://a.de"),
        source: (url: "Amtsblatt", as_of: "2024", checked: "2026-11-22")"#;
    assert_eq!(check_of(&body(fields)), [""; 0]);
}

#[test]
fn a_finding_says_where_and_what() {
    assert_eq!(
        check_of("regions: [\n  (id: \"dueren\", name: \"Kreis Düren\", kind: Kreiss),\n]"),
        ["3:45 bad-value regions/dueren/kind: „Kreiss“ passt nicht in das Feld „Art“. Ist „Kreis“ gemeint?"]
    );
    assert_eq!(
        check_of("format: 1,\n\n  // Sie\n  district: (name: \"Köln\", stat: \"NRW\"),\n  regoins: [],"),
        [
            "5:34 unknown-field district/stat: Ein Feld „stat“ gibt es hier nicht; es bleibt stehen, wird aber nicht gezeigt. Ist „state“ gemeint?",
            "6:3 unknown-field : Ein Feld „regoins“ gibt es hier nicht; es bleibt stehen, wird aber nicht gezeigt. Ist „regions“ gemeint?",
        ]
    );
}

#[test]
fn places_are_those_in_the_file() {
    // One record after the other on a line, with comments, CRLF, and inside the same line as the
    // one before.
    let text = "Directory(regions: [(id: \"a\", name: \"Ä\", kind: Kreis, x: 1), (id: \"b\", x: 1, name: \"B\",\r\n /* ü */ kind: Kreis, y: 2), // c\r\n (z: 3, id: \"c\",\r\n name: \"C\", kind: Kreis)])";
    let document = Document::parse(&SCHEMA, text).unwrap();
    let index = Index::build(&document);
    let (today, options) = (Date::parse("2026").unwrap(), CheckOptions::default());
    let all = check(&document, &index, today, &options).findings;
    let single = RecordCheck::new(&document, &index, today, &options);
    let one_by_one: Vec<Finding> = document.slots(crate::model::REGIONS).flat_map(|slot| single.record(slot)).collect();
    assert!(all.len() > 4 && one_by_one.iter().all(|finding| all.contains(finding)));
    for finding in all.iter().filter(|finding| finding.rule == &UNKNOWN_FIELD) {
        let line = text.lines().nth(finding.position.line - 1).unwrap();
        assert!(line.chars().nth(finding.position.column - 1).unwrap().is_ascii_digit(), "{finding:?}");
    }
}

#[test]
fn values_are_held_to_their_kind() {
    for (fields, found) in [
        (r#"contact: (phone: "Zentrale")"#, "bad-phone bodies/b/contact/phone"),
        (r#"contact: (phone: "406-4021")"#, "no-area-code bodies/b/contact/phone"),
        (r#"contact: (phone: "115")"#, ""),
        ("note: \"Stadt\u{a0}Bonn\"", "lookalike bodies/b/note"),
        (r#"note: "Regierungs\u{ad}bezirk""#, "lookalike bodies/b/note"),
        ("members: [(person: \"22\u{2011}1\")]", "lookalike bodies/b/members/0/person"),
        ("note: \"👩\u{200d}🏫 – §\"", ""),
        (r#"contact: (email: "buero")"#, "bad-email bodies/b/contact/email"),
        (r#"contact: (website: "Startseite")"#, "bad-url bodies/b/contact/website"),
        (r#"contact: (address: "Kreishaus Düren")"#, "bad-address bodies/b/contact/address"),
        (r#"source: (url: "www.a.de", checked: "2026-11")"#, "bad-url bodies/b/source/url"),
        (r#"source: (as_of: "2025", checked: "2026-02-30")"#, "bad-date bodies/b/source/checked"),
        (r#"source: (as_of: "2025", checked: "2027")"#, "future-date bodies/b/source/checked"),
        (r#"source: (as_of: "2025", checked: "2024-11")"#, ""),
        (r#"source: (as_of: "2025", checked: "2024-10")"#, "unverified bodies/b/source"),
        (r#"open_to_all: ja"#, "bad-value bodies/b/open_to_all"),
        (r#"open_to_all: None"#, ""),
        (r#"members: [(seats: -1)]"#, "bad-value bodies/b/members/0/seats"),
        (r#"members: [(seats: "zwei")]"#, "bad-value bodies/b/members/0/seats"),
        (r#"parent: "a""#, "dangling-reference bodies/b/parent"),
        (r#"action_fields: ["mint"]"#, "dangling-reference bodies/b/action_fields/0"),
        (r#"parent: "b""#, "self-reference bodies/b/parent"),
        (r#"source: (checked: "2026-10", as_of: "2013")"#, ""),
        (r#"fax: "1""#, "unknown-field bodies/b/fax"),
        (r#"name: "C""#, "broken-record bodies/b"),
    ] {
        let expected: Vec<&str> = Some(found).filter(|f| !f.is_empty()).into_iter().collect();
        assert_eq!(rules_of(&body(fields)), expected, "{fields}");
    }
}

#[test]
fn an_official_key_stands_once_in_its_table() {
    let found = check_of(
        r#"regions: [(id: "a", name: "A", kind: Kreis, ags: "05358"), (id: "b", name: "B", kind: Kreis, ags: " 05358"),
            (id: "c", name: "C", kind: Kreis, ags: "05362", nuts3: "DEA27")],
        municipalities: [(id: "x", name: "X", region: "a", kind: Stadt), (id: "y", name: "Y", region: "a", kind: Stadt)]"#,
    );
    let found: Vec<&String> = found.iter().filter(|line| line.contains("same-key")).collect();
    assert_eq!(found, [&"2:109 same-key regions/b/ags: Denselben amtlichen Schlüssel hat regions/a.".to_owned()]);
}

/// Returns the rules that a source breaks, and what is only counted.
fn ages_of(source: &str, options: CheckOptions) -> (Vec<&'static str>, CountedAges) {
    let text = format!("#![enable(implicit_some)]\nDirectory({})", body(&format!("source: ({source})")));
    let document = Document::parse(&SCHEMA, text).unwrap();
    let options = CheckOptions { silenced: [options.silenced, vec!["missing-body".into()]].concat(), ..options };
    let CheckResult { findings, counted, .. } =
        check(&document, &Index::build(&document), Date::parse("2026-11-22").unwrap(), &options);
    (findings.iter().map(|finding| finding.rule.name).collect(), counted)
}

#[test]
fn how_old_a_statement_is_and_when_somebody_looked_are_two_things() {
    let none = CountedAges::default();
    for (source, rules, counted) in [
        (r#"as_of: "2025", checked: "2026-11""#, &[][..], none),
        (r#"as_of: "2013", checked: "2026-11""#, &[], CountedAges { outdated: 1, undated: 0 }),
        (r#"url: "Amtsblatt", checked: "2026-11""#, &[], CountedAges { outdated: 0, undated: 1 }),
        (r#"as_of: "2013", checked: "2024-10""#, &["outdated", "unverified"], none),
        (r#"as_of: "2013""#, &["outdated", "unverified"], none),
        (r#"as_of: "2025""#, &["unverified"], none),
        (r#"url: "Amtsblatt""#, &["undated", "unverified"], none),
        (r#"as_of: "", checked: """#, &["undated", "unverified"], none),
        // Checked on a day that does not exist or is still to come.
        (r#"as_of: "2013", checked: "2026-02-30""#, &["outdated", "bad-date"], none),
        (r#"as_of: "2013", checked: "2027""#, &["outdated", "future-date"], none),
    ] {
        let (mut found, now) = ages_of(source, CheckOptions::default());
        found.sort_by_key(|name| rules.iter().position(|rule| rule == name));
        assert_eq!((&found[..], now), (rules, counted), "{source}");
    }
}

#[test]
fn what_is_only_counted_is_reported_when_asked_for_and_not_at_all_when_silenced() {
    let source = r#"as_of: "2013", checked: "2026-11""#;
    let all = CheckOptions { reports_counted: true, ..CheckOptions::default() };
    assert_eq!(ages_of(source, all), (vec!["outdated"], CountedAges::default()));
    let silent = CheckOptions { silenced: vec!["outdated".into()], ..CheckOptions::default() };
    assert_eq!(ages_of(source, silent), (vec![], CountedAges::default()));
    let never = CheckOptions { review_after_months: 0, ..CheckOptions::default() };
    assert_eq!(ages_of(r#"as_of: "2013""#, never), (vec![], CountedAges::default()));
}

#[test]
fn ages_are_told_as_the_pages_tell_them() {
    let says = |source: &str| -> Vec<String> {
        let found = check_of(&body(&format!("source: ({source})")));
        found.iter().map(|line| line.split_once(": ").unwrap().1.to_owned()).collect()
    };
    assert_eq!(
        says(r#"checked: "2024-10", as_of: "2013""#),
        ["Stand 2013 (vor 13 Jahren); das kann überholt sein.", "Zuletzt geprüft 2024-10 (vor 2 Jahren)."]
    );
    assert_eq!(says(r#"url: "Amtsblatt""#), ["Stand unbekannt.", "Prüfdatum unbekannt."]);
    let counted = CountedAges { outdated: 67, undated: 1 };
    assert_eq!(
        counted.text(Lang::De, 24).unwrap(),
        "67 Angaben mindestens 24 Monate alt, 1 Angabe ohne Stand; in den letzten 24 Monaten aber geprüft"
    );
    assert_eq!(
        CountedAges { undated: 0, ..counted }.text(Lang::En, 12).unwrap(),
        "67 statements at least 12 months old; but checked in the last 12 months"
    );
    assert_eq!(CountedAges::default().text(Lang::De, 24), None);
}

#[test]
fn a_list_names_each_reference_once() {
    let regions = |list: &str| rules_of(&body("").replace(r#"["dueren"]"#, list));
    assert_eq!(regions(r#"["dueren", "koeln"]"#), [""; 0]);
    assert_eq!(
        regions(r#"["dueren", "koeln", "dueren", "dueren"]"#),
        ["repeated-reference bodies/b/regions/2", "repeated-reference bodies/b/regions/3"]
    );
    assert_eq!(regions(r#"["dueren", "x", "x"]"#).len(), 3);
}

#[test]
fn records_must_be_complete_and_unique() {
    assert_eq!(
        rules_of(
            r#"regions: [(id: "a", name: "", kind: Kreis), (id: "a", name: "A"), (id: "Ä", name: "Ä", kind: None)]"#
        ),
        [
            "missing-required regions/a",
            "missing-required regions/a",
            "duplicate-id regions/a",
            "missing-required regions/Ä",
            "bad-id regions/Ä/id",
        ]
    );
    assert_eq!(
        rules_of(r#"bodies: [(id: "b", level: Fachforum, name: "B", regions: [])]"#),
        ["missing-required bodies/b"]
    );
}

#[test]
fn a_broken_record_is_said_once_and_the_rest_is_checked() {
    let found = check_of(
        r#"regions: [(id: "a", name: "A", kind: Kreis, ags: 5358), (id: "b", name: "B" kind: Kreis), (id: "c", name: "C", kind: Kreis)]"#,
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("bad-value regions/a/ags"), "{found:?}");
    assert!(found[1].contains("broken-record regions/b"), "{found:?}");
    assert_eq!(
        check_of("regions: [\n  (id: \"a\", name: \"A\", kind: Kreis,\n   id: \"b\"),\n]"),
        ["4:4 broken-record regions/a: Dieser Eintrag lässt sich nicht lesen: Das Feld id kommt zweimal vor."]
    );
}

#[test]
fn a_region_lacks_the_bodies_it_must_have() {
    let text = r#"#![enable(implicit_some)]
Directory(
    regions: [(id: "dueren", name: "Kreis Düren", kind: Kreis)],
    bodies: [
        (id: "a", level: Lenkungskreis, name: "A", regions: ["dueren"]),
        (id: "b", level: Bildungsbuero, name: "B", regions: ["dueren"]),
    ],
)"#;
    let document = Document::parse(&SCHEMA, text).unwrap();
    let index = Index::build(&document);
    let found = check(&document, &index, Date::parse("2026").unwrap(), &CheckOptions::default()).findings;
    let found: Vec<String> = found.iter().map(shown).collect();
    assert_eq!(found, ["3:15 missing-body regions/dueren: In dieser Region fehlt noch: Bildungskonferenz."]);
}

#[test]
fn a_lenkungskreis_lacks_a_mandatory_group() {
    let lenkungskreis = |region: &str, members: &str| {
        format!(
            r#"{DUEREN} bodies: [(id: "b", level: Lenkungskreis, name: "B", regions: {region}, members: [{members}])]"#
        )
    };
    let all_but_kreis = "(group: Schulaufsicht), (group: Gemeinden), (group: Schulen)";
    assert_eq!(rules_of(&lenkungskreis(r#"["koeln"]"#, all_but_kreis)), [""; 0]);
    assert_eq!(rules_of(&lenkungskreis(r#"["dueren"]"#, "")), [""; 0], "unknown members are no finding");
    for region in [r#"["dueren"]"#, r#"["koeln", "dueren"]"#] {
        let found = check_of(&lenkungskreis(region, all_but_kreis));
        assert!(found[0].ends_with("bodies/b: Im Lenkungskreis fehlt die Pflichtgruppe „Kreis“."), "{found:?}");
        assert_eq!(found.len(), 1);
    }
}

#[test]
fn an_engagement_names_its_source() {
    let engagement = |fields: &str| {
        format!(
            r#"{DUEREN} action_fields: [(id: "mint", name: "MINT")], engagements: [(id: "e", region: "dueren", action_field: "mint", {fields})]"#
        )
    };
    assert_eq!(rules_of(&engagement("")), ["no-source engagements/e"]);
    assert_eq!(rules_of(&engagement(r#"source: (checked: "2026")"#)), ["no-source engagements/e"]);
    assert_eq!(rules_of(&engagement(r#"source: (url: "Amtsblatt", checked: "2026")"#)), [""; 0]);
}

#[test]
fn a_measure_ends_after_its_start() {
    let measure = |dates: &str| format!(r#"{DUEREN} measures: [(id: "m", title: "M", region: "dueren", {dates})]"#);
    assert_eq!(rules_of(&measure(r#"start: "2025-06", end: "2025""#)), [""; 0]);
    assert_eq!(rules_of(&measure(r#"start: "2025-06", end: "2025-05""#)), ["bad-date measures/m"]);
}

#[test]
fn a_position_far_from_all_others_is_noticed() {
    let towns = |last: &str| {
        let mut towns: String = (0..6)
            .map(|i| format!(r#"(id: "t{i}", name: "T", region: "dueren", position: (50.{i}, 6.{i})),"#))
            .collect();
        towns.push_str(&format!(r#"(id: "x", name: "X", region: "dueren", position: {last})"#));
        format!("{DUEREN} municipalities: [{towns}]")
    };
    assert_eq!(rules_of(&towns("(50.9, 6.9)")), [""; 0]);
    assert_eq!(rules_of(&towns("(6.4, 50.8)")), ["position-outside municipalities/x/position"]);
    assert_eq!(rules_of(&towns("(508.0, 6.4)")), ["bad-value municipalities/x/position"]);
}

#[test]
fn leftovers_of_a_merge_are_found() {
    let found = rules_of(
        "regions: [(id: \"a\",\n<<<<<<< HEAD\nname: \"A\",\n=======\nname: \"B\",\n>>>>>>> theirs\nkind: Kreis)]",
    );
    assert!(found.contains(&"conflict-markers regions/a".to_owned()), "{found:?}");
    assert_eq!(conflict_marker("a\n<<<<<<< HEAD\nb"), Some(2));
    assert_eq!(conflict_marker("// =======\n"), None);
}

#[test]
fn a_silenced_rule_says_nothing() {
    for rule in RULES {
        assert_eq!(super::rule(rule.name), Some(*rule));
        assert!(!rule.explanation.de.is_empty() && !rule.explanation.en.is_empty());
    }
    assert!(super::rule("no-such-rule").is_none());
}

#[test]
fn the_shipped_dataset_has_no_errors() {
    let document = Document::parse(&SCHEMA, include_str!("../../data/koeln.ron")).unwrap();
    let index = Index::build(&document);
    // Also with a wrong clock.
    for today in ["2020-01-01", "2026-11-22", "2040-01-01"] {
        let found = check(&document, &index, Date::parse(today).unwrap(), &CheckOptions::default()).findings;
        let errors: Vec<String> = found.iter().filter(|f| f.severity() == Severity::Error).map(shown).collect();
        assert_eq!(errors, [""; 0]);
    }
}

#[test]
fn of_a_rule_with_many_findings_the_first_of_the_file_are_told_and_the_others_counted() {
    // In the order of the file, not of the schema, on one line, in several batches.
    let bodies: String = (0..3_000).map(|n| format!(r#"(id: "b{n}", name: "B", regions: ["x"], n: 1), "#)).collect();
    let text = format!("Directory(bodies: [{bodies}], regions: [(id: \"r\", name: \"R\", x: 1)])");
    let document = Document::parse(&SCHEMA, text.clone()).unwrap();
    let (index, today) = (Index::build(&document), Date::parse("2026").unwrap());
    let options = CheckOptions { most_per_rule: 500, silenced: vec!["missing-body".into()], ..CheckOptions::default() };
    let found = check(&document, &index, today, &options);
    let of = |name: &'static str| found.findings.iter().filter(move |finding| finding.rule.name == name);
    for (rule, all) in [("unknown-field", 3_001), ("dangling-reference", 3_000), ("missing-required", 3_001)] {
        let more = found.unlisted.iter().find(|(other, _)| other.name == rule).map(|(_, count)| count);
        assert_eq!((of(rule).count(), more), (500, Some(all - 500)), "{rule}");
        let first = of(rule).map(|finding| finding.address.clone().unwrap().id);
        assert!(first.eq((0..500).map(|n| format!("b{n}"))), "{rule}: the first of the file");
    }
    assert_eq!((found.total(), found.of_severity(Severity::Error)), (9_002, 6_001));
    for finding in of("unknown-field") {
        let FilePosition { offset, line, column } = finding.position;
        assert_eq!((&text[offset..offset + 2], line, column), ("1)", 1, offset + 1));
    }
    // However it is sliced, a check finds the same.
    let mut checking = SlicedCheck::new(&document, today, options);
    while !checking.go_on(&document, &index, 77) {}
    assert_eq!(checking.finish(&document), found);
}

#[test]
fn official_keys_sizes_and_places_have_their_form() {
    let region = |fields: &str| rules_of(&format!(r#"regions: [(id: "r", name: "R", kind: Kreis, {fields})]"#));
    let town = |fields: &str| {
        rules_of(&format!(r#"{DUEREN} municipalities: [(id: "t", name: "T", region: "dueren", {fields})]"#))
    };
    for good in [r#"ags: "05315", nuts3: "DEA23""#, "ags: None"] {
        assert_eq!(region(good), [""; 0], "{good}");
    }
    for ags in ["5315", "Bonn", "05315000", "17315"] {
        assert_eq!(region(&format!("ags: {ags:?}")), ["bad-ags regions/r/ags"], "{ags}");
    }
    assert_eq!(region(r#"nuts3: "xx""#), ["bad-nuts3 regions/r/nuts3"]);
    assert_eq!(town(r#"ags: "05334002", postcodes: ["52062"], area_km2: 160.85, population: 0"#), [""; 0]);
    assert_eq!(town(r#"ags: "5334002""#), ["bad-ags municipalities/t/ags"]);
    assert_eq!(town(r#"postcodes: ["52062", "1067"]"#), ["bad-postcode municipalities/t/postcodes/1"]);
    for number in ["NaN", "inf", "-inf", "1e400", "-5"] {
        assert_eq!(town(&format!("area_km2: {number}")), ["bad-value municipalities/t/area_km2"], "{number}");
        assert_eq!(town(&format!("population: {number}")), ["bad-value municipalities/t/population"], "{number}");
        assert_eq!(town(&format!("position: ({number}e2, 7.0)")).len(), 1, "{number}");
    }
    assert_eq!(town("position: (50.7, 180.5)"), ["bad-value municipalities/t/position"]);
    let found = check_of(r#"regions: [(id: "r", name: "R", kind: Kreis, ags: "5315")]"#);
    assert!(found[0].contains("05315"), "it says what is meant: {found:?}");
}

#[test]
fn two_bodies_of_one_level_and_name_in_a_region_are_noticed() {
    let bodies = |second: &str| {
        rules_of(&format!(
            r#"{DUEREN} bodies: [(id: "a", level: Fachforum, name: "Übergang", regions: ["dueren"]), (id: "b", {second})]"#
        ))
    };
    let same = "same-body bodies/b/name";
    assert_eq!(bodies(r#"level: Fachforum, name: "Uebergang ", regions: ["koeln", "dueren"]"#), [same]);
    assert_eq!(bodies(r#"level: Fachforum, name: "Übergang", regions: ["koeln"]"#), [""; 0]);
    assert_eq!(bodies(r#"level: Arbeitskreis, name: "Übergang", regions: ["dueren"]"#), [""; 0]);
    assert_eq!(bodies(r#"level: Fachforum, name: "Ausbildung", regions: ["dueren"]"#), [""; 0]);
}

#[test]
fn two_offices_that_are_reached_alike_are_noticed() {
    let bodies = |level: &str, contact: &str| {
        rules_of(&format!(
            r#"{DUEREN} bodies: [(id: "a", level: {level}, name: "A", regions: ["dueren"], contact: (phone: "02421 22-0", email: "a@b.de")),
                (id: "b", level: {level}, name: "B", regions: ["koeln"], contact: ({contact}))]"#
        ))
    };
    let office = "Bildungsbuero";
    assert_eq!(bodies(office, r#"phone: "+49 2421 220""#), ["same-contact bodies/b/contact/phone"]);
    assert_eq!(bodies(office, r#"email: "A@b.de""#), ["same-contact bodies/b/contact/email"]);
    assert_eq!(bodies(office, r#"phone: "02421 22-1", email: "b@b.de""#), [""; 0]);
    assert_eq!(bodies("Fachforum", r#"phone: "02421 22-0""#), [""; 0], "bodies may share the contact of an office");
}

#[test]
fn a_recommendation_that_a_decision_answers_is_no_longer_open() {
    let answered = |status: &str, to: &str| {
        check_of(&format!(
            r#"{DUEREN} action_fields: [(id: "f", name: "F")], recommendations: [(id: "r", action_field: "f", text: "R", {status})],
            decisions: [(id: "d", text: "D", recommendations: [{to}])]"#
        ))
    };
    assert_eq!(
        answered("status: Open", r#""r""#),
        [
            "2:230 answered-open recommendations/r/status: Ein Beschluss greift sie auf (decisions/d), ihr Status ist aber noch „offen“."
        ]
    );
    for (status, to) in
        [("status: Taken", r#""r""#), ("status: Declined", r#""r""#), ("", r#""r""#), ("status: Open", "")]
    {
        assert_eq!(answered(status, to), [""; 0], "{status} {to}");
    }
}

#[test]
fn what_was_declined_is_not_carried_out_nor_decided_before_it_was_recommended() {
    let chain = |statuses: [&str; 2], decided: &str, measure: &str| {
        let [first, second] = statuses;
        rules_of(&format!(
            r#"{DUEREN} action_fields: [(id: "f", name: "F")],
            bodies: [(id: "k", level: Bildungskonferenz, name: "K", regions: ["dueren"])],
            meetings: [(id: "s", body: "k", date: "2025-06")],
            recommendations: [(id: "r1", meeting: "s", action_field: "f", text: "R", {first}), (id: "r2", action_field: "f", text: "R", {second})],
            decisions: [(id: "d", text: "D", recommendations: ["r1", "r2"], date: "{decided}")],
            measures: [(id: "m", title: "M", region: "dueren", decision: "{measure}")]"#
        ))
    };
    let (declined, none) = ("status: Declined", "");
    for (statuses, decided, measure, found) in [
        ([declined, declined], "2025-07", "d", "declined-carried-out decisions/d/recommendations"),
        // The measure may be for the other one.
        ([declined, none], "2025-07", "d", ""),
        ([declined, declined], "2025-07", "x", "dangling-reference measures/m/decision"),
        ([none, none], "2025-05", "d", "decided-before decisions/d/recommendations"),
        ([none, none], "2025-06", "d", ""),
        // It may have been later in that year.
        ([none, none], "2025", "d", ""),
    ] {
        let expected: Vec<&str> = Some(found).filter(|found| !found.is_empty()).into_iter().collect();
        assert_eq!(chain(statuses, decided, measure), expected, "{statuses:?} {decided} {measure}");
    }
}

#[test]
fn parents_that_form_a_cycle_are_noticed() {
    let bodies = |parents: &[(&str, &str)]| {
        let body = |(id, parent): &(&str, &str)| {
            format!("(id: \"{id}\", level: Fachforum, name: \"{id}\", regions: [\"dueren\"], parent: {parent}), ")
        };
        check_of(&format!("{DUEREN} bodies: [{}]", parents.iter().map(body).collect::<String>()))
    };
    let found = bodies(&[("a", "\"b\""), ("b", "\"c\""), ("c", "\"a\""), ("d", "\"a\"")]);
    let expected = [("a", "a → b → c → a"), ("b", "b → c → a → b"), ("c", "c → a → b → c")];
    assert_eq!(found.len(), expected.len(), "a body below a cycle is not part of it: {found:?}");
    for (line, (id, cycle)) in found.iter().zip(expected) {
        let said = format!("parent-cycle bodies/{id}/parent: Das führt im Kreis: {cycle}.");
        assert!(line.ends_with(&said), "{line}");
    }
    assert_eq!(bodies(&[("a", "\"b\""), ("b", "\"c\""), ("c", "None"), ("d", "\"a\"")]), [""; 0]);
}

#[test]
fn a_long_identifier_is_noted() {
    let id = "k".repeat(crate::model::identifier::LONGEST_ID);
    let region = |id: &str| rules_of(&format!(r#"regions: [(id: "{id}", name: "R", kind: Kreis)]"#));
    assert_eq!(region(&id), [""; 0]);
    assert_eq!(region(&format!("{id}k")), [format!("long-id regions/{id}k/id")]);
}

#[test]
fn findings_are_told_one_after_the_other_as_they_are_kept() {
    let records = "(id: \"A\", nam: 1), ".repeat(3_000);
    let text = format!("#![enable(implicit_some)]\n(regions: [{records}], regoins: [],\n bodies: [{records}])");
    let document = Document::parse(&SCHEMA, text).unwrap();
    let index = Index::build(&document);
    let today = Date::parse("2026-11-22").unwrap();
    for most_per_rule in [10, usize::MAX] {
        let options = CheckOptions { most_per_rule, ..CheckOptions::default() };
        let mut checking = SlicedCheck::new(&document, today, options.clone());
        while !checking.go_on(&document, &index, 100) {}
        let kept = checking.finish(&document);
        let mut told = Vec::new();
        let totals = check_each(&document, &index, today, &options, &mut |finding| told.push(finding));
        assert!(told.is_sorted_by_key(|finding| (finding.position.line, finding.position.column)));
        assert_eq!(told.len() + totals.unlisted.total(), kept.total());
        if most_per_rule == usize::MAX {
            assert_eq!(told, kept.findings);
        }
    }
}
