//! The query language, on the shipped data: what is typed, which records answer.

#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

use bildungsnetz::document::{Document, Slot};
use bildungsnetz::index::Index;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::query::expression::{Expression, ExpressionError, ExpressionProblem};
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::schema::Table;
use proptest::prelude::*;

/// A dataset that is asked.
struct Asked {
    document: Document,
    index: Index,
    names: NameCache,
}

impl Asked {
    fn new(text: &str) -> Asked {
        let document = Document::parse(&SCHEMA, text).unwrap();
        let index = Index::build(&document);
        Asked { document, index, names: NameCache::default() }
    }

    fn data(&self) -> DatasetView<'_> {
        DatasetView { document: &self.document, index: &self.index, names: &self.names }
    }

    fn parse(&self, table: &str, query: &str) -> Result<Expression, ExpressionError> {
        Expression::parse(query, Some(table_of(table)), self.data(), Date::parse("2026-11-29").unwrap())
    }

    /// Returns the records of a table that answer.
    fn slots(&self, table: &str, query: &str) -> Vec<Slot> {
        let expression = self.parse(table, query).unwrap_or_else(|error| panic!("{query}: {error:?}"));
        expression.slots(self.data(), table_of(table))
    }

    fn ids(&self, table: &str, query: &str) -> String {
        self.slots(table, query).iter().map(|slot| self.document.id(*slot)).collect::<Vec<_>>().join(" ")
    }

    fn count(&self, table: &str, query: &str) -> usize {
        self.slots(table, query).len()
    }

    fn error(&self, table: &str, query: &str) -> ExpressionError {
        self.parse(table, query).unwrap_err()
    }
}

fn table_of(name: &str) -> Table {
    SCHEMA.find(name).unwrap()
}

fn shipped() -> Asked {
    Asked::new(SHIPPED)
}

/// A small dataset that says exactly what each test needs.
const SMALL: &str = r#"#![enable(implicit_some)]
(
    action_fields: [
        (id: "mint", name: "MINT-Bildung", short: "MINT", synonyms: ["Naturwissenschaft"]),
        (id: "inklusion", name: "Inklusion"),
    ],
    regions: [
        (id: "dueren", name: "Kreis Düren", kind: Kreis),
        (id: "koeln", name: "Stadt Köln", kind: KreisfreieStadt, agreement: (signed: "2009-06-22")),
    ],
    municipalities: [
        (id: "juelich", name: "Jülich", kind: Stadt, region: "dueren", postcodes: ["52428"], population: 33000),
        (id: "koeln", name: "Köln", kind: KreisfreieStadt, region: "koeln", population: 1085000, area_km2: 405.2),
    ],
    bodies: [
        (id: "dueren-buero", level: Bildungsbuero, name: "Bildungsbüro Kreis Düren", regions: ["dueren"],
            contact: (phone: "02421 22-0", email: "buero@kreis-dueren.de"), open_to_all: false,
            source: (url: "https://kreis-dueren.de", as_of: "2019", checked: "2026-10-01", certainty: High)),
        (id: "koeln-forum", level: Fachforum, name: "Forum Übergang", regions: ["koeln"], open_to_all: true,
            members: [(group: Schulaufsicht, seats: 2), (institution: "Stadt Köln")],
            source: (as_of: "2026-06", checked: "2024", certainty: Low)),
        (id: "koeln-kreis", level: Lenkungskreis, name: "Lenkungskreis", regions: ["koeln"], parent: "koeln-forum"),
    ],
    engagements: [
        (id: "a", region: "dueren", action_field: "mint", kind: Schwerpunkt, status: Active, wording: "Haus der kleinen Forscher", since: "2012"),
        (id: "b", region: "koeln", action_field: "inklusion", status: Ended, actor: "Schulamt", since: "2015-08"),
    ],
    meetings: [(id: "s1", body: "koeln-kreis", date: "2025-03-04")],
    recommendations: [
        (id: "r1", meeting: "s1", action_field: "mint", text: "Mehr Labore"),
        (id: "r2", meeting: "s1", action_field: "mint", text: "Mehr Werkstätten"),
    ],
    decisions: [(id: "d1", meeting: "s1", recommendations: ["r1"], text: "Labore bauen", priority: High)],
    measures: [(id: "m1", title: "Labor", region: "koeln", kind: Projekt, decision: "d1", lead: "koeln-kreis", status: Active)],
)"#;

#[test]
fn each_kind_of_field_is_asked_for_in_its_own_way() {
    let small = Asked::new(SMALL);
    for (table, query, expected) in [
        ("bodies", "", "dueren-buero koeln-forum koeln-kreis"),
        ("bodies", "level:forum", "koeln-forum"),
        ("bodies", "ebene:bildungsbüro", "dueren-buero"),
        ("bodies", "Level:Expert", "koeln-forum"),
        ("bodies", "level:forum,lenkungskreis", "koeln-forum koeln-kreis"),
        ("bodies", "phone:*", "dueren-buero"),
        ("bodies", "contact.phone:0242122", "dueren-buero"),
        ("bodies", "telefon:\"+49 2421\"", "dueren-buero"),
        ("bodies", "e-mail:@kreis-dueren.de", "dueren-buero"),
        ("bodies", "contact:kreis-dueren", "dueren-buero"),
        ("bodies", "unknown:contact.phone", "koeln-forum koeln-kreis"),
        ("bodies", "unbekannt:telefon", "koeln-forum koeln-kreis"),
        ("bodies", "unknown:contact", "koeln-forum koeln-kreis"),
        ("bodies", "unknown:field", "dueren-buero koeln-forum koeln-kreis"),
        ("bodies", "open_to_all:ja", "koeln-forum"),
        ("bodies", "offen-für-alle:no", "dueren-buero"),
        ("bodies", "group:schulaufsicht", "koeln-forum"),
        ("bodies", "members:>1", "koeln-forum"),
        ("bodies", "members:*", "koeln-forum"),
        ("bodies", "seats:2", "koeln-forum"),
        ("bodies", "parent:koeln-forum", "koeln-kreis"),
        ("bodies", "parent:übergang", "koeln-kreis"),
        ("bodies", "certainty:low", "koeln-forum"),
        ("bodies", "verlässlichkeit:hoch", "dueren-buero"),
        ("bodies", "checked:<2026", "koeln-forum"),
        ("bodies", "checked:2026", "dueren-buero"),
        ("bodies", "age:>2y", "dueren-buero"),
        ("bodies", "alter:<1j", "koeln-forum"),
        ("bodies", "unknown:age", "koeln-kreis"),
        ("bodies", "name:=lenkungskreis", "koeln-kreis"),
        ("bodies", "name:kreis", "dueren-buero koeln-kreis"),
        ("municipalities", "population:>100.000", "koeln"),
        ("municipalities", "einwohner:30000..40000", "juelich"),
        ("municipalities", "area_km2:>=405", "koeln"),
        ("municipalities", "postcodes:52", "juelich"),
        ("engagements", "since:<2013", "a"),
        ("engagements", "since:2015", "b"),
        ("engagements", "since:2015-08-01", ""),
        ("engagements", "since:2012..2015", "a b"),
        ("engagements", "actor:*", "b"),
        ("engagements", "status:active", "a"),
        ("engagements", "status:aktiv", "a"),
        ("regions", "signed:\"Juni 2009\"", "koeln"),
        ("decisions", "priority:hoch", "d1"),
        ("measures", "kind:projekt", "m1"),
    ] {
        assert_eq!(small.ids(table, query), expected, "{table} {query}");
    }
}

#[test]
fn records_belong_together_along_their_references() {
    let small = Asked::new(SMALL);
    for (table, query, expected) in [
        ("bodies", "region:dueren", "dueren-buero"),
        ("bodies", "region:duren", "dueren-buero"),
        ("bodies", "region:Düren", "dueren-buero"),
        ("bodies", "region:xyzzy", ""),
        ("bodies", "region:dürem", "dueren-buero"),
        ("bodies", "region:52428", "dueren-buero"),
        ("bodies", "region:jülich,köln", "dueren-buero koeln-forum koeln-kreis"),
        ("engagements", "field:mint", "a"),
        ("engagements", "feld:naturwissenschaft", "a"),
        ("engagements", "handlungsfeld:MINT", "a"),
        ("engagements", "field:naturwisenschaft", "a"),
        ("regions", "field:mint", "dueren"),
        ("decisions", "body:koeln-kreis", "d1"),
        ("decisions", "gremium:lenkungskreis region:köln", "d1"),
        ("recommendations", "meeting:s1", "r1 r2"),
        ("bodies", "meeting:s1", "koeln-kreis"),
        ("meetings", "region:koeln", "s1"),
        ("measures", "decision:\"Labore bauen\"", "m1"),
        ("measures", "decision:*", "m1"),
        ("recommendations", "open:yes", "r2"),
        ("recommendations", "offen:nein", "r1"),
        ("recommendations", "open:NotTakenUp", "r2"),
    ] {
        match small.parse(table, query) {
            Ok(_) => assert_eq!(small.ids(table, query), expected, "{table} {query}"),
            Err(error) => {
                assert!(expected.is_empty() && matches!(error.problem, ExpressionProblem::NoRecord(_)), "{query}")
            }
        }
    }
}

#[test]
fn conditions_are_combined() {
    let small = Asked::new(SMALL);
    for (query, expected) in [
        ("region:koeln level:forum", "koeln-forum"),
        ("region:koeln -level:forum", "koeln-kreis"),
        ("nicht region:koeln", "dueren-buero"),
        ("level:forum or phone:*", "dueren-buero koeln-forum"),
        ("region:koeln (level:forum oder phone:*)", "koeln-forum"),
        ("-(level:forum or phone:*)", "koeln-kreis"),
        ("übergang", "koeln-forum"),
        ("uebergang region:koeln", "koeln-forum"),
        ("kreis", "dueren-buero koeln-kreis"),
        ("kreis -düren", "koeln-kreis"),
        ("\"Kreis Düren\"", "dueren-buero"),
        ("\"Düren Kreis\"", ""),
        ("(forum or büro) -phone:*", "koeln-forum"),
        ("table:bodies level:forum", "koeln-forum"),
        ("table:regions", ""),
    ] {
        assert_eq!(small.ids("bodies", query), expected, "{query}");
    }
}

#[test]
fn a_question_about_all_tables_asks_each_record_by_its_own_fields() {
    let small = Asked::new(SMALL);
    let expression =
        Expression::parse("status:active", None, small.data(), Date::parse("2026-11-29").unwrap()).unwrap();
    let found: Vec<String> = SCHEMA
        .all()
        .flat_map(|table| expression.slots(small.data(), table))
        .map(|slot| format!("{}/{}", SCHEMA.table(slot.table).name, small.document.id(slot)))
        .collect();
    assert_eq!(found, ["engagements/a", "measures/m1"]);
}

#[test]
fn a_mistake_is_told_with_its_place_and_what_was_meant() {
    let small = Asked::new(SMALL);
    for (query, marked, meant) in [
        ("mint levle:forum", "levle", Some("level")),
        ("level:fachforun", "fachforun", Some("Fachforum")),
        ("level:xyz", "xyz", None),
        ("region:bohn", "bohn", None),
        ("parent:koeln-forun2", "koeln-forun2", Some("koeln-forum")),
        ("unknown:telefom", "telefom", Some("telefon")),
        ("checked:<gestern2", "gestern2", None),
        ("age:>2", "2", Some("2y")),
        ("members:>x", "x", None),
        ("open_to_all:vielleicht", "vielleicht", None),
        ("name:>a", "a", None),
        ("kind:projekt", "kind", None),
        ("level:", "level:", None),
        ("table:gremium2", "gremium2", Some("Gremium")),
    ] {
        let error = small.error("bodies", query);
        assert_eq!((&query[error.place.clone()], error.meant.as_deref()), (marked, meant), "{query} {error:?}");
    }
    assert!(
        matches!(&small.error("bodies", "kind:x").problem, ExpressionProblem::NotInTable(_, others) if others.len() == 4)
    );
}

#[test]
fn plain_words_find_what_they_always_found() {
    let shipped = shipped();
    for typed in [
        "mint",
        "Bildungsbüro Düren",
        "Köln (Ehrenfeld)",
        "(02421) 22-0",
        "14:00",
        "https://www.kobis.de",
        "a: b",
        "und",
        "oder",
        "Kita - Schule",
    ] {
        let expression = Expression::parse(typed, None, shipped.data(), Date::parse("2026-11-29").unwrap()).unwrap();
        assert!(expression.is_plain(), "{typed}");
        assert_eq!(expression.words(), typed);
        let found = shipped.index.search(&shipped.document, typed, None).exact();
        let hits: usize = SCHEMA.all().map(|table| expression.slots(shipped.data(), table).len()).sum();
        assert_eq!(hits, found.count(), "{typed}");
    }
}

#[test]
fn negation_and_alternatives_add_up_on_the_shipped_data() {
    let shipped = shipped();
    for (table, query) in [
        ("bodies", "level:bildungsbüro"),
        ("bodies", "phone:*"),
        ("bodies", "certainty:medium"),
        ("bodies", "mint"),
        ("engagements", "region:aachen"),
        ("engagements", "age:>2y"),
        ("municipalities", "population:>50000"),
        ("measures", "kind:projekt"),
        ("measures", "unknown:end"),
    ] {
        let all = shipped.count(table, "");
        let (with, without) = (shipped.count(table, query), shipped.count(table, &format!("-({query})")));
        assert_eq!(with + without, all, "{table} {query}");
        assert_eq!(shipped.count(table, &format!("{query} or -({query})")), all);
        assert!(with > 0 && without > 0, "{table} {query}: {with} of {all}");
    }
    assert_eq!(
        shipped.count("bodies", "unknown:phone") + shipped.count("bodies", "phone:*"),
        shipped.count("bodies", "")
    );
}

#[test]
fn a_record_that_cannot_be_read_answers_no_question_about_its_values() {
    let damaged = Asked::new(&SMALL.replace("level: Lenkungskreis,", "level: Lenkungskreis(,"));
    assert_eq!(damaged.ids("bodies", ""), "dueren-buero koeln-forum koeln-kreis");
    assert_eq!(damaged.ids("bodies", "-level:forum"), "dueren-buero");
    assert_eq!(damaged.ids("bodies", "unknown:phone"), "koeln-forum");
}

fn piece() -> impl Strategy<Value = String> {
    let fixed = [
        "(",
        ")",
        "-",
        "\"",
        " ",
        " or ",
        " not ",
        " oder ",
        " nicht ",
        ",",
        "..",
        "<",
        ">=",
        "=",
        "*",
        ":",
        "region:",
        "level:",
        "checked:",
        "age:",
        "population:",
        "unknown:",
        "open:",
        "table:",
        "köln",
        "2026",
        "2y",
        "\u{308}",
        "ß",
        "/",
        "members.source.as_of:",
    ];
    prop_oneof![prop::sample::select(fixed.to_vec()).prop_map(str::to_owned), any::<char>().prop_map(String::from)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn anything_typed_is_understood_or_refused_at_a_place_in_it(pieces in prop::collection::vec(piece(), 0..25)) {
        thread_local! { static SMALL_DATA: Asked = Asked::new(SMALL); }
        let typed = pieces.concat();
        SMALL_DATA.with(|small| {
            for table in SCHEMA.all() {
                match Expression::parse(&typed, Some(table), small.data(), Date::parse("2026-11-29").unwrap()) {
                    Ok(expression) => drop(expression.slots(small.data(), table)),
                    Err(error) => assert!(typed.get(error.place.clone()).is_some(), "{typed:?} {error:?}"),
                }
            }
        });
    }
}

#[test]
fn values_in_brackets_and_negated_ones_ask_what_the_whole_terms_ask() {
    let asked = shipped();
    for (short, long) in [
        ("region:(köln or bonn)", "(region:köln or region:bonn)"),
        ("region:(köln, bonn)", "region:köln,bonn"),
        ("region:-köln", "-region:köln"),
        ("region:-(köln or bonn)", "-(region:köln or region:bonn)"),
        ("level:(forum or arbeitskreis) region:-köln", "(level:forum or level:arbeitskreis) -region:köln"),
        ("-region:-köln", "region:köln"),
    ] {
        let found = asked.ids("bodies", short);
        assert_eq!(found, asked.ids("bodies", long), "{short}");
        assert!(!found.is_empty() && found != asked.ids("bodies", ""), "{short}");
    }
    let error = asked.error("bodies", "region:köln,-bonn");
    assert_eq!(
        (error.problem, error.place, error.meant.as_deref()),
        (ExpressionProblem::NegatedValue, 13..18, Some("-region:bonn"))
    );
    assert_eq!(asked.error("bodies", "region:()").problem, ExpressionProblem::NoValue);
    assert_eq!(asked.error("bodies", "region:(köln or gibtesnicht)").place, 17..28);
}

#[test]
fn a_sign_that_compares_stands_for_the_colon_where_the_name_is_known() {
    let asked = shipped();
    for (table, plain, exact) in [
        ("measures", "end<2023", "end:<2023"),
        ("measures", "beginn>=2020", "start:>=2020"),
        ("bodies", "level=Fachforum -region=koeln", "level:Fachforum -region:koeln"),
    ] {
        assert!(asked.count(table, plain) > 0, "{plain}");
        assert_eq!(asked.ids(table, plain), asked.ids(table, exact), "{plain}");
    }
    // What is no field are words.
    assert!(asked.parse("bodies", "a=b x<y").unwrap().is_plain());
}
