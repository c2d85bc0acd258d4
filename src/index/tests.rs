//! Relations, places, order and search on a small directory and on the shipped one; and that they
//! follow every change.

use std::ops::Range;

mod oracle;

use super::*;
use crate::document::{AddressStep, Change, Path, invert};
use crate::model::{ENGAGEMENTS, MEETINGS, SCHEMA};

/// Two neighbouring regions as people know them.
const SMALL: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [
        (id: "mint", name: "MINT", synonyms: ["Robotik", "Schülerlabor"]),
        (id: "uebergaenge", name: "Übergänge entlang der Bildungskette", short: "Übergänge"),
    ],
    regions: [
        (id: "dueren", name: "Kreis Düren", short: "Düren", kind: Kreis),
        (id: "rhein-berg", name: "Rheinisch-Bergischer Kreis", kind: Kreis),
        (id: "koeln", name: "Stadt Köln", short: "Köln", kind: KreisfreieStadt),
    ],
    municipalities: [
        (id: "dueren", name: "Düren", region: "dueren", postcodes: ["52349"]),
        (id: "juelich", name: "Jülich", region: "dueren"),
        (id: "bergisch-gladbach", name: "Bergisch Gladbach", region: "rhein-berg"),
        (id: "koeln", name: "Köln", region: "koeln"),
    ],
    bodies: [
        (id: "dueren-bildungsbuero", level: Bildungsbuero, name: "Regionales Bildungsbüro", regions: ["dueren"],
            contact: (address: "Bismarckstraße 16, 52351 Düren", phone: "02421 22-0", email: "rbb@kreis-dueren.de")),
        (id: "dueren-lenkungskreis", level: Lenkungskreis, name: "Steuerungsgruppe", regions: ["dueren"], note: "tagt in Köln"),
        (id: "forum", level: Fachforum, name: "Forum Übergang", regions: ["dueren", "koeln"], action_fields: ["uebergaenge"],
            parent: "dueren-lenkungskreis"),
    ],
    engagements: [
        (id: "dueren-mint", region: "dueren", action_field: "mint", wording: "Forscherkisten für Grundschulen"),
        (id: "koeln-mint", region: "koeln", action_field: "mint"),
    ],
    meetings: [(id: "m1", body: "forum", title: "Auftakt", date: "2025-03-18",
        note: "file:///www.netz.de, a---bq und so weiter ...ende")],
)"#;

fn small() -> (Document, Index) {
    let document = Document::parse(&SCHEMA, SMALL).unwrap();
    let index = Index::build(&document);
    (document, index)
}

fn shipped() -> (Document, Index) {
    let document = Document::parse(&SCHEMA, include_str!("../../data/koeln.ron")).unwrap();
    let index = Index::build(&document);
    (document, index)
}

fn ids(document: &Document, slots: impl IntoIterator<Item = Slot>) -> Vec<String> {
    slots.into_iter().map(|slot| document.id(slot).to_owned()).collect()
}

/// Returns `table/id` of each hit.
fn found(document: &Document, index: &Index, typed: &str) -> Vec<String> {
    let found = index.search(document, typed, None);
    found.hits(document).iter().map(|hit| document.address(hit.slot).display(&SCHEMA).to_string()).collect()
}

fn slot(document: &Document, table: Table, id: &str) -> Slot {
    document.find(table, id).unwrap()
}

#[test]
fn references_are_known_both_ways() {
    let (document, index) = small();
    let forum = slot(&document, BODIES, "forum");
    let to: Vec<_> =
        index.references(forum).map(|r| (r.site.field.name, SCHEMA.table(r.table()).name, r.id())).collect();
    assert_eq!(
        to,
        [
            ("regions", "regions", "dueren"),
            ("regions", "regions", "koeln"),
            ("action_fields", "action_fields", "uebergaenge"),
            ("parent", "bodies", "dueren-lenkungskreis"),
        ]
    );
    let from = |table, id, of| ids(&document, index.referrers_in(slot(&document, table, id), of).iter().copied());
    assert_eq!(from(REGIONS, "dueren", MUNICIPALITIES), ["dueren", "juelich"]);
    assert_eq!(from(REGIONS, "koeln", BODIES), ["forum"]);
    assert_eq!(from(BODIES, "forum", MEETINGS), ["m1"]);
    assert_eq!(from(BODIES, "forum", BODIES), [""; 0]);
    assert_eq!(
        ids(&document, index.referrers(slot(&document, ACTION_FIELDS, "mint")).iter().copied()),
        ["dueren-mint", "koeln-mint"]
    );
}

#[test]
fn a_renaming_learns_every_value_to_carry_along() {
    let (document, index) = small();
    let addresses: Vec<String> =
        index.referring(&document, REGIONS, "koeln").iter().map(|a| a.display(&SCHEMA).to_string()).collect();
    assert_eq!(addresses, ["municipalities/koeln/region", "bodies/forum/regions/1", "engagements/koeln-mint/region"]);
}

#[test]
fn a_record_is_called_by_what_it_has() {
    let (document, _) = small();
    for (table, id, name, short) in [
        (REGIONS, "dueren", "Kreis Düren", "Düren"),
        (REGIONS, "rhein-berg", "Rheinisch-Bergischer Kreis", "Rheinisch-Bergischer Kreis"),
        (ENGAGEMENTS, "dueren-mint", "MINT · Düren", "MINT · Düren"),
        (MEETINGS, "m1", "Auftakt", "Auftakt"),
    ] {
        let slot = slot(&document, table, id);
        assert_eq!(
            (display_names::name(&document, slot).as_str(), display_names::short_name(&document, slot).as_str()),
            (name, short)
        );
    }
    assert_eq!(display_names::name_of(&document, REGIONS, "nowhere"), "nowhere");
}

#[test]
fn lists_are_sorted_as_in_a_dictionary() {
    let (document, index) = small();
    let order = |table| ids(&document, index.order(&document, table).iter().copied());
    assert_eq!(order(MUNICIPALITIES), ["bergisch-gladbach", "dueren", "juelich", "koeln"]);
    assert_eq!(order(ACTION_FIELDS), ["mint", "uebergaenge"]);
    assert_eq!(order(BODIES), ["dueren-lenkungskreis", "dueren-bildungsbuero", "forum"]);
}

#[test]
fn only_what_looks_like_an_address_is_found_in_the_address_of_a_source() {
    let text = r#"(measures: [
        (id: "inklusion", title: "Inklusion"),
        (id: "kultur", title: "Kultur", source: Some((url: Some("https://kreistag.eu/bericht-inklusion")))),
        (id: "sport", title: "Sport", source: Some((url: Some("Bericht zur Inklusion, 2011")))),
    ])"#;
    let document = Document::parse(&SCHEMA, text).unwrap();
    let index = Index::build(&document);
    let found = |typed| found(&document, &index, typed);
    assert_eq!(found("inklusion"), ["measures/inklusion", "measures/sport"], "a title is a text");
    assert_eq!(found("kreistag"), [""; 0]);
    for typed in ["kreistag.eu", "kreistag.eu/bericht", "https://kreis", "kreistag.e kultur"] {
        assert_eq!(found(typed), ["measures/kultur"], "{typed}");
    }
}

#[test]
fn names_rank_above_places_above_wording_above_notes() {
    let (document, index) = small();
    assert_eq!(
        found(&document, &index, "koeln"),
        [
            "regions/koeln",
            "municipalities/koeln",
            "bodies/forum",
            "bodies/dueren-lenkungskreis",
            "engagements/koeln-mint",
        ]
    );
    for typed in ["koln", "KÖLN", "Ko\u{308}ln", "köl"] {
        assert_eq!(found(&document, &index, typed)[..2], ["regions/koeln", "municipalities/koeln"], "{typed}");
    }
    assert_eq!(found(&document, &index, "forscher"), ["engagements/dueren-mint"]);
    assert_eq!(found(&document, &index, "schuelerlabor"), ["action_fields/mint"]);
    assert_eq!(found(&document, &index, "dueren mint"), ["engagements/dueren-mint"]);
    assert_eq!(found(&document, &index, "lenkungskreis duren")[0], "bodies/dueren-lenkungskreis");
    assert_eq!(found(&document, &index, "bismarckstrasse"), ["bodies/dueren-bildungsbuero"]);
    for typed in ["rbb@kreis-due", "@kreis-d", "bismarckstraße 16, 52351 dür", "16, 5", "-dueren.de"] {
        assert_eq!(found(&document, &index, typed), ["bodies/dueren-bildungsbuero"], "{typed}");
    }
    for typed in ["//www", "--bq", "..en", "...ende"] {
        assert_eq!(found(&document, &index, typed), ["meetings/m1"], "{typed}");
    }
    for typed in ["rbb@kreis-dur", "rbb@dueren", "bb@reis", "bonn"] {
        assert_eq!(found(&document, &index, typed), [""; 0], "{typed}");
    }
    assert_eq!(found(&document, &index, "  "), [""; 0]);
}

#[test]
fn digits_find_a_telephone_number_however_it_is_written() {
    let (document, index) = small();
    for typed in ["02421 22-0", "02421220", "+49 2421 220", "0 24 21/22 0", "2421 22"] {
        assert_eq!(found(&document, &index, typed), ["bodies/dueren-bildungsbuero"], "{typed}");
    }
    let office = slot(&document, BODIES, "dueren-bildungsbuero");
    let query = Query::parse("+49 2421");
    let marks = index.marks(&document, office, &query);
    assert_eq!((marks[0].text.as_str(), marks[0].ranges.as_slice()), ("02421 22-0", &[Range { start: 0, end: 5 }][..]));
}

#[test]
fn a_postcode_leads_to_town_region_and_office() {
    let (document, index) = small();
    assert_eq!(
        found(&document, &index, "52349"),
        ["regions/dueren", "municipalities/dueren", "bodies/dueren-bildungsbuero"]
    );
    // 51467 belongs to two regions; only the shipped postcodes know it.
    assert_eq!(ids(&document, index.filter(&document, REGIONS, "51467")), ["rhein-berg", "koeln"]);
}

#[test]
fn a_mark_says_where_it_matches() {
    let (document, index) = small();
    let marks = |table, id: &str, typed: &str| {
        let query = Query::parse(typed);
        let marks = index.marks(&document, slot(&document, table, id), &query);
        marks
            .into_iter()
            .map(|mark| {
                let parts: Vec<String> = mark.ranges.iter().map(|r| mark.text[r.clone()].to_owned()).collect();
                (mark.path, mark.via.map(|slot| document.id(slot).to_owned()), parts)
            })
            .collect::<Vec<_>>()
    };
    let field = |name: &str| AddressStep::Field(name.to_owned());
    assert_eq!(
        marks(ACTION_FIELDS, "mint", "schueler")[0],
        (vec![field("synonyms"), AddressStep::Item(1)], None, vec!["Schüler".to_owned()])
    );
    assert_eq!(
        marks(BODIES, "dueren-bildungsbuero", "strasse")[0],
        (vec![field("contact"), field("address")], None, vec!["straße".to_owned()])
    );
    assert_eq!(marks(REGIONS, "dueren", "jul"), [(Path::new(), Some("juelich".to_owned()), vec!["Jül".to_owned()])]);
    assert_eq!(marks(REGIONS, "dueren", "kreis düren")[0].2, ["Kreis", "Düren"]);
}

#[test]
fn words_may_be_in_a_record_and_in_those_it_refers_to() {
    let (document, index) = shipped();
    // Siegburg is a town of the region, Jülich of another.
    let hits = found(&document, &index, "MINT Siegburg");
    let of_the_region = [
        "bodies/rhein-sieg-zdi",
        "bodies/zdi-bonn-rhein-sieg",
        "engagements/rhein-sieg-mint",
        "engagements/rhein-sieg-mint-2",
        "measures/rhein-sieg-zdi",
        "meetings/rhein-sieg-bildungskonferenz-2016",
    ];
    assert_eq!(hits, of_the_region);
    assert!(found(&document, &index, "lenkungskreis jülich").contains(&"bodies/dueren-lenkungskreis".to_owned()));
    assert!(
        found(&document, &index, "2018 siegburg").contains(&"meetings/rhein-sieg-bildungskonferenz-2018".to_owned())
    );
    assert!(
        found(&document, &index, "bildungskonferenz siegburg")
            .contains(&"bodies/rhein-sieg-bildungskonferenz".to_owned())
    );
    // All that belongs to a region would be found by two of its towns.
    assert_eq!(found(&document, &index, "Siegburg Troisdorf")[0], "regions/rhein-sieg");
    assert!(!found(&document, &index, "Siegburg Troisdorf").iter().any(|hit| hit.starts_with("engagements")));
    assert_eq!(found(&document, &index, "mint atlantis"), [""; 0]);
    let slot = slot(&document, ENGAGEMENTS, "rhein-sieg-mint");
    let reasons = index.reasons(&document, slot, &Query::parse("MINT Siegburg"));
    let told: Vec<_> = reasons.iter().map(|reason| (reason.text.as_str(), reason.via.is_some())).collect();
    assert_eq!(told, [("MINT", true), ("Siegburg", true)]);
}

#[test]
fn an_identifier_ranks_last_unless_it_is_typed_whole() {
    let text = SMALL.replace("\"forum\"", "\"kolleg\"").replace("tagt in Köln", "tagt im Kolleg");
    let document = Document::parse(&SCHEMA, text).unwrap();
    let index = Index::build(&document);
    assert_eq!(found(&document, &index, "kolle"), ["bodies/dueren-lenkungskreis", "bodies/kolleg"]);
    assert_eq!(found(&document, &index, "kolleg"), ["bodies/kolleg", "bodies/dueren-lenkungskreis"]);
    assert_eq!(found(&document, &index, "dueren-mint"), ["engagements/dueren-mint"]);
}

#[test]
fn a_misspelling_is_forgiven_where_nothing_else_is_found() {
    let (document, index) = small();
    let similar = |typed: &str| index.search(&document, typed, None).is_similar();
    for (typed, first) in [
        ("Dürne", "regions/dueren"),
        ("lenkungskries", "bodies/dueren-lenkungskreis"),
        ("robtik", "action_fields/mint"),
        ("mint forscherkitsen", "engagements/dueren-mint"),
        ("dueern mint", "engagements/dueren-mint"),
    ] {
        assert!(similar(typed), "{typed}");
        assert_eq!(found(&document, &index, typed)[0], first, "{typed}");
    }
    assert!(!similar("Düren") && !similar("mint"));
    // Numbers and short words are meant as they are typed.
    for typed in ["52348", "mnt", "2025-03-19", "xyzxyz", "mint xyzxyz"] {
        assert_eq!(found(&document, &index, typed), [""; 0], "{typed}");
    }
    let slot = slot(&document, REGIONS, "dueren");
    let results = index.search(&document, "Dürne", None);
    let reasons = index.reasons(&document, slot, results.query());
    assert_eq!(&reasons[0].text[reasons[0].ranges[0].clone()], "Düren");
}

#[test]
fn a_date_is_found_as_people_write_it() {
    let (document, index) = small();
    for typed in [
        "18.3.2025",
        "18.03.2025",
        "18. März 2025",
        "März 2025",
        "3/2025",
        "03.2025",
        "2025",
        "18.3.25",
        "march 2025",
        "auftakt märz 2025",
    ] {
        assert_eq!(found(&document, &index, typed), ["meetings/m1"], "{typed}");
    }
    for typed in ["19.3.2025", "April 2025", "4/2025"] {
        assert_eq!(found(&document, &index, typed), [""; 0], "{typed}");
    }
    let slot = slot(&document, MEETINGS, "m1");
    let reasons = index.reasons(&document, slot, &Query::parse("März 2025"));
    assert_eq!((reasons.len(), reasons[0].text.as_str()), (1, "2025-03-18"));
    assert!(reasons[0].ranges.iter().cloned().eq(std::iter::once(0..7)), "{reasons:?}");
}

#[test]
fn a_longer_query_looks_only_at_what_was_found() {
    let (document, index) = small();
    let mut previous = None;
    for typed in ["d", "du", "dü", "düren", "düren m", "düren mint"] {
        let fresh = index.search(&document, typed, None);
        let narrowed = index.search(&document, typed, previous.as_ref());
        assert_eq!(narrowed.hits(&document), fresh.hits(&document), "{typed}");
        previous = Some(narrowed);
    }
    let groups: Vec<_> =
        previous.as_ref().unwrap().best(&document, 1).map(|(table, count, best)| (table, count, best.len())).collect();
    assert_eq!(groups, [(ENGAGEMENTS, 1, 1)]);
}

#[test]
fn the_shipped_directory_answers_the_questions_it_is_for() {
    let (document, index) = shipped();
    for (typed, regions) in [
        ("hückelh", vec!["heinsberg"]),
        ("hueckelh", vec!["heinsberg"]),
        ("41836", vec!["heinsberg"]),
        ("51467", vec!["koeln", "rhein-berg"]),
        ("bergisch gladb", vec!["rhein-berg"]),
    ] {
        let mut found = ids(&document, index.filter(&document, REGIONS, typed));
        found.sort();
        assert_eq!(found, regions, "{typed}");
    }
    let hits = found(&document, &index, "41836");
    assert!(hits.contains(&"municipalities/hueckelhoven".to_owned()), "{hits:?}");
    assert!(hits.contains(&"bodies/heinsberg-bildungsbuero".to_owned()), "{hits:?}");
    assert_eq!(index.order(&document, MUNICIPALITIES).len(), 99);
}

/// Replaces a part of a record's piece, as an edit does. An empty `from` removes the record.
fn change(document: &mut Document, index: &mut Index, table: Table, id: &str, from: &str, to: &str) -> Vec<Change> {
    let slot = slot(document, table, id);
    let before = document.piece(slot).to_owned();
    let after = Some(before.replace(from, to)).filter(|_| !from.is_empty());
    let change = Change {
        table: Some(table),
        id: id.to_owned(),
        position: document.position(slot).unwrap(),
        before: Some(before),
        after,
    };
    let slots = document.apply(std::slice::from_ref(&change)).unwrap();
    index.update(document, &slots);
    vec![change]
}

/// Returns all that an index knows, to compare one that followed changes with one built anew.
fn says(document: &Document, index: &Index) -> Vec<String> {
    let queries = ["düren", "koeln", "mint", "jul", "52428", "robotik", "chemie", "büro", "heim"];
    let mut said: Vec<String> = queries.iter().map(|typed| found(document, index, typed).join(" ")).collect();
    for table in SCHEMA.all() {
        said.push(ids(document, index.order(document, table).iter().copied()).join(" "));
        for slot in document.slots(table) {
            let to: Vec<&str> = index.references(slot).map(|reference| reference.id()).collect();
            let from = ids(document, index.referrers(slot).iter().copied());
            said.push(format!("{} > {to:?} < {from:?}", document.id(slot)));
            let identity = &index.identities(document, table)[slot.index as usize];
            said.push(format!("{identity:?} {:?}", index.distance(document, slot)));
            if table == ACTION_FIELDS {
                said.push(ids(document, index.engaged(document, slot).iter().copied()).join(" "));
            }
        }
    }
    said
}

#[test]
fn an_index_that_follows_changes_is_the_same_as_one_made_anew() {
    let (document, index) = small();
    // One that was built lazily, and one built in one go.
    let whole = Index::build_whole(&document, &|_, _| {});
    assert!(whole.read_all());
    follow(document.clone(), index);
    follow(document, whole);
}

#[track_caller]
fn follow(mut document: Document, mut index: Index) {
    let first = says(&document, &index);
    let mut done = Vec::new();
    for (table, id, (from, to)) in [
        (MUNICIPALITIES, "juelich", ("\"Jülich\"", "\"Heimbach\"")),
        (MUNICIPALITIES, "juelich", ("\"dueren\"", "\"koeln\"")),
        (MUNICIPALITIES, "juelich", ("\"koeln\"", "\"nowhere\"")),
        (REGIONS, "dueren", ("\"Düren\"", "\"Rur\"")),
        (ACTION_FIELDS, "mint", ("\"MINT\"", "\"Chemie und Physik\"")),
        (ENGAGEMENTS, "dueren-mint", ("Forscherkisten", "Robotik")),
        (BODIES, "forum", ("[\"dueren\", \"koeln\"]", "[\"rhein-berg\"]")),
        (BODIES, "dueren-lenkungskreis", ("Lenkungskreis, ", "Bildungsbuero, ")),
        (ACTION_FIELDS, "mint", ("\"mint\"", "\"chemie\"")),
        (REGIONS, "dueren", ("\"dueren\"", "\"rur\"")),
        (BODIES, "dueren-bildungsbuero", ("", "")),
        (REGIONS, "koeln", ("", "")),
    ] {
        let revision = index.revision();
        done.push(change(&mut document, &mut index, table, id, from, to));
        assert_eq!(index.revision(), revision + 1);
        let anew = Index::build(&document);
        assert_eq!(says(&document, &index), says(&document, &anew), "{id}: {from} → {to}");
    }
    for changes in done.iter().rev() {
        let slots = document.apply(&invert(changes)).unwrap();
        index.update(&document, &slots);
    }
    assert_eq!(says(&document, &index), first, "after undoing it all");
}

#[test]
fn an_index_made_in_one_go_says_the_same() {
    let (document, index) = shipped();
    assert_eq!(says(&document, &Index::build_whole(&document, &|_, _| {})), says(&document, &index));
    let broken = document.text().replace("name: \"Hückelhoven\"", "name: ");
    let document = Document::parse(&SCHEMA, broken).unwrap();
    let whole = Index::build_whole(&document, &|_, _| {});
    assert!(!whole.read_all());
    assert_eq!(says(&document, &whole), says(&document, &Index::build(&document)));
}

#[test]
fn an_answer_from_before_a_change_is_not_narrowed() {
    let (mut document, mut index) = small();
    let before = index.search(&document, "chemi", None);
    assert_eq!(before.hits(&document).len(), 0);
    change(&mut document, &mut index, ACTION_FIELDS, "mint", "\"MINT\"", "\"Chemie\"");
    assert_eq!(index.search(&document, "chemie", Some(&before)).hits(&document).len(), 3);
}

#[test]
fn what_is_found_does_not_depend_on_how_one_came_to_the_query() {
    let (document, index) = shipped();
    index.prepare_search(&document);
    let pieces = ["k", "ö", "l", "n", " ", "bild", "ung", "-", "024", "21", "e", "re", "kreis ", "Ü", "ber", "gang"];
    let mut chance = 7_u32;
    let mut next = |below: usize| {
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (chance >> 8) as usize % below
    };
    let (mut typed, mut earlier) = (String::new(), None);
    for _ in 0..400 {
        match next(5) {
            0 => drop(typed.pop()),
            1 if typed.len() > 8 => typed.clear(),
            _ => typed.push_str(pieces[next(pieces.len())]),
        }
        let mut search = Search::new(&index, &typed, earlier);
        while !search.go_on(&index, 1 + next(3)) {}
        let (found, fresh) = (search.into_results(), index.search(&document, &typed, None));
        assert_eq!(found.hits(&document), fresh.hits(&document), "{typed}");
        assert_eq!(found.count(), fresh.hits(&document).len(), "{typed}");
        let best: Vec<SearchHit> = fresh.best(&document, 7).flat_map(|(_, _, hits)| hits).collect();
        let all = fresh.hits(&document);
        let firsts = all.chunk_by(|a, b| a.slot.table == b.slot.table).flat_map(|hits| &hits[..hits.len().min(7)]);
        assert_eq!(best, firsts.copied().collect::<Vec<_>>(), "{typed}");
        earlier = Some(found);
    }
}

#[test]
fn what_answers_alike_stands_in_the_order_of_the_dataset() {
    let (mut document, mut index) = small();
    let before = found(&document, &index, "mint");
    // A record that is removed and restored may get another slot; the order stays.
    let change = change(&mut document, &mut index, ENGAGEMENTS, "dueren-mint", "", "");
    let slots = document.apply(&invert(&change)).unwrap();
    index.update(&document, &slots);
    assert_eq!(found(&document, &index, "mint"), before);
}
