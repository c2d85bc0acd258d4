//! Merging by example: what both began with, what each side made of it, what comes out. Every story
//! is also told the other way round, with one side idle, with both sides alike, through changes and
//! through conflict markers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod common;

use bildungsnetz::document::diff::{DiffKind, diff};
use bildungsnetz::document::merge::{Conflict, ConflictSide, MarkedFile, Merged, conflicts_in, merge};
use bildungsnetz::document::{Document, invert};
use bildungsnetz::model::{BODIES, REGIONS, SCHEMA};
use common::{at, same_as_fresh};

/// A directory whose tables are given as they stand in the file.
fn file(tables: &str) -> String {
    format!("#![enable(implicit_some)]\nDirectory(\n    format: 1,\n{tables})\n")
}

/// A directory with these regions, one per line.
fn regions(lines: &[&str]) -> String {
    file(&format!(
        "    regions: [\n{}    ],\n",
        lines.iter().map(|line| format!("        {line}\n")).collect::<String>()
    ))
}

/// A directory with one body, whose fields have lines of their own.
fn body(fields: &[&str]) -> String {
    let lines: String = fields.iter().map(|line| format!("            {line}\n")).collect();
    file(&format!("    bodies: [\n        Body(\n            id: \"x\",\n{lines}        ),\n    ],\n"))
}

fn read(text: &str) -> Document {
    Document::parse(&SCHEMA, text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// A merge that was made.
struct Story {
    merged: Merged,
    told: String,
}

/// Both sides began with `base`.
fn story(base: &str, ours: &str, theirs: &str) -> Story {
    let (b, o, t) = (read(base), read(ours), read(theirs));
    let told = format!("base:\n{base}\nours:\n{ours}\ntheirs:\n{theirs}\n");
    for (merged, expected) in [(merge(&b, &o, &b), ours), (merge(&b, &b, &t), theirs), (merge(&b, &o, &o), ours)] {
        assert_eq!(merged.document.text(), expected, "one side idle or both alike\n{told}");
        assert!(merged.conflicts.is_empty(), "{told}");
    }
    let merged = merge(&b, &o, &t);
    sound(&merged, &o, &told);
    let other = merge(&b, &t, &o);
    sound(&other, &t, &told);
    assert_eq!(merged.conflicts.len(), other.conflicts.len(), "{:?}\n{:?}\n{told}", merged.conflicts, other.conflicts);
    if merged.conflicts.is_empty() {
        let values = |what: DiffKind| matches!(what, DiffKind::Added | DiffKind::Removed | DiffKind::Changed);
        let differs: Vec<_> = diff(&merged.document, &other.document).into_iter().filter(|d| values(d.what)).collect();
        assert!(differs.is_empty(), "the other way round: {differs:?}\n{told}");
    }
    Story { merged, told }
}

/// What must hold after every merge.
fn sound(merged: &Merged, ours: &Document, told: &str) {
    same_as_fresh(&merged.document);
    if let Some(changes) = &merged.changes {
        let mut again = ours.clone();
        again.apply(changes).unwrap();
        assert_eq!(again.text(), merged.document.text(), "{told}");
        again.apply(&invert(changes)).unwrap();
        assert_eq!(again.text(), ours.text(), "{told}");
    }
    let marked = merged.with_markers();
    if merged.conflicts.is_empty() {
        assert_eq!(marked, merged.document.text());
        return;
    }
    let found: MarkedFile = conflicts_in(&marked).unwrap().unwrap_or_else(|| panic!("no markers\n{told}"));
    let again = found.merge(&SCHEMA).unwrap_or_else(|error| panic!("{error}\n{marked}\n{told}"));
    let places = |m: &Merged| {
        m.conflicts
            .iter()
            .map(|c| (c.place.clone(), c.base.is_some(), c.ours.is_some(), c.theirs.is_some()))
            .collect::<Vec<_>>()
    };
    assert_eq!(places(&again), places(merged), "{marked}\n{told}");
    for side in [ConflictSide::Ours, ConflictSide::Theirs, ConflictSide::Base] {
        let mut decided = merged.clone();
        while !decided.conflicts.is_empty() {
            decided
                .resolve(0, &side)
                .unwrap_or_else(|error| panic!("{side:?} {error:?} {:?}\n{told}", decided.conflicts));
        }
        same_as_fresh(&decided.document);
    }
}

impl Story {
    /// Nothing is left to decide, and this is the file.
    fn gives(self, expected: &str) -> Story {
        assert!(self.merged.conflicts.is_empty(), "{:?}\n{}", self.merged.conflicts, self.told);
        let found = self.merged.document.text();
        assert!(found == expected, "found:\n{found}\nexpected:\n{expected}\n{}", self.told);
        self
    }

    /// Exactly this is left to decide: address, base, ours, theirs (`-` for absent).
    fn conflicts(self, expected: &[(&str, &str, &str, &str)]) -> Story {
        let text = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
        let found: Vec<_> = self
            .merged
            .conflicts
            .iter()
            .map(|c| {
                (c.place.say(&SCHEMA, bildungsnetz::texts::Lang::En), text(&c.base), text(&c.ours), text(&c.theirs))
            })
            .collect();
        let found: Vec<_> = found.iter().map(|(a, b, o, t)| (a.as_str(), b.as_str(), o.as_str(), t.as_str())).collect();
        assert_eq!(found, expected, "{}", self.told);
        self
    }

    /// This stands while nothing is decided.
    fn stands(self, expected: &str) -> Story {
        assert_eq!(self.merged.document.text(), expected, "{}", self.told);
        self
    }

    /// When every conflict is decided this way, this is the file.
    fn decided(self, side: &ConflictSide, expected: &str) -> Story {
        let mut merged = self.merged.clone();
        while !merged.conflicts.is_empty() {
            merged.resolve(0, side).unwrap();
        }
        let found = merged.document.text();
        assert!(found == expected, "found:\n{found}\nexpected:\n{expected}\n{}", self.told);
        self
    }

    /// What came from theirs, as address and text after.
    fn takes(self, expected: &[(&str, &str)]) -> Story {
        let show = |d: &bildungsnetz::document::diff::FieldDifference| {
            (d.place.say(&SCHEMA, bildungsnetz::texts::Lang::En), d.after.clone().unwrap_or("-".to_owned()))
        };
        let found: Vec<_> = self.merged.taken.iter().map(show).collect();
        let found: Vec<_> = found.iter().map(|(a, t)| (a.as_str(), t.as_str())).collect();
        assert_eq!(found, expected, "{}", self.told);
        self
    }
}

mod fields {
    use super::*;

    #[test]
    fn of_different_records() {
        story(
            &regions(&[r#"(id: "a", name: "A"),"#, r#"(id: "b", name: "B"),"#]),
            &regions(&[r#"(id: "a", name: "Aachen"),"#, r#"(id: "b", name: "B"),"#]),
            &regions(&[r#"(id: "a", name: "A"),"#, r#"(id: "b", name: "Bonn"),"#]),
        )
        .gives(&regions(&[r#"(id: "a", name: "Aachen"),"#, r#"(id: "b", name: "Bonn"),"#]))
        .takes(&[("regions/b/name", "\"Bonn\"")]);
    }

    #[test]
    fn of_one_record() {
        story(
            &regions(&[r#"(id: "a", name: "A", seat: "S"),"#]),
            &regions(&[r#"(id: "a", name: "Aachen", seat: "S"),"#]),
            &regions(&[r#"(id: "a", name: "A", seat: "Aachen"),"#]),
        )
        .gives(&regions(&[r#"(id: "a", name: "Aachen", seat: "Aachen"),"#]));
    }

    #[test]
    fn of_a_nested_record() {
        story(
            &body(&["contact: (phone: \"1\", email: \"e\"),"]),
            &body(&["contact: (phone: \"2\", email: \"e\"),"]),
            &body(&["contact: (phone: \"1\", email: \"f\", website: \"w\"),"]),
        )
        .gives(&body(&["contact: (phone: \"2\", email: \"f\", website: \"w\"),"]))
        .takes(&[("bodies/x/contact/email", "\"f\""), ("bodies/x/contact/website", "\"w\"")]);
    }

    #[test]
    fn changed_alike_are_no_conflict() {
        story(
            &regions(&[r#"(id: "a", name: "A", seat: "S"),"#]),
            &regions(&[r#"(id: "a", name: "Aachen", seat: "S", short: "AC"),"#]),
            &regions(&[r#"(id: "a", name: r"Aachen", seat: "T"),"#]),
        )
        .gives(&regions(&[r#"(id: "a", name: "Aachen", seat: "T", short: "AC"),"#]));
    }

    #[test]
    fn changed_differently_are_a_conflict_and_the_rest_is_merged() {
        story(
            &regions(&[r#"(id: "a", name: "A", seat: "S"),"#]),
            &regions(&[r#"(id: "a", name: "Aachen", seat: "S"),"#]),
            &regions(&[r#"(id: "a", name: "Aix", seat: "T"),"#]),
        )
        .conflicts(&[("regions/a/name", "\"A\"", "\"Aachen\"", "\"Aix\"")])
        .stands(&regions(&[r#"(id: "a", name: "Aachen", seat: "T"),"#]))
        .decided(&ConflictSide::Theirs, &regions(&[r#"(id: "a", name: "Aix", seat: "T"),"#]))
        .decided(&ConflictSide::Base, &regions(&[r#"(id: "a", name: "A", seat: "T"),"#]))
        .decided(&ConflictSide::Text("\"Aken\"".into()), &regions(&[r#"(id: "a", name: "Aken", seat: "T"),"#]));
    }

    #[test]
    fn added_by_both_sides_all_come_in() {
        story(
            &regions(&[r#"(id: "a", name: "A"),"#]),
            &regions(&[r#"(id: "a", name: "A", short: "s"),"#]),
            &regions(&[r#"(id: "a", name: "A", note: "n"),"#]),
        )
        .gives(&regions(&[r#"(id: "a", name: "A", note: "n", short: "s"),"#]));
        story(
            &body(&["name: \"N\""]),
            &body(&["name: \"N\",", "rhythm: \"r\""]),
            &body(&["name: \"N\",", "note: \"n\""]),
        )
        .gives(&body(&["name: \"N\",", "note: \"n\",", "rhythm: \"r\""]));
    }

    #[test]
    fn cleared_here_and_edited_there_are_a_conflict() {
        story(
            &regions(&[r#"(id: "a", name: "A", seat: "S"),"#]),
            &regions(&[r#"(id: "a", name: "A"),"#]),
            &regions(&[r#"(id: "a", name: "A", seat: "T"),"#]),
        )
        .conflicts(&[("regions/a/seat", "\"S\"", "-", "\"T\"")])
        .decided(&ConflictSide::Theirs, &regions(&[r#"(id: "a", name: "A", seat: "T"),"#]));
    }

    #[test]
    fn cleared_here_and_edited_there_below_a_new_heading_are_one_conflict_whichever_way_round() {
        let base = body(&["name: \"X\",", "rhythm: \"r\",", "note: \"n\","]);
        let cleared = body(&["name: \"X\",", "note: \"n\","]);
        let edited = body(&["name: \"X\",", "// Überschrift", "", "rhythm: \"s\",", "note: \"n\","]);
        story(&base, &cleared, &edited).conflicts(&[("bodies/x/rhythm", "\"r\"", "-", "\"s\"")]);
        story(&base, &edited, &cleared).conflicts(&[("bodies/x/rhythm", "\"r\"", "\"s\"", "-")]);
    }

    #[test]
    fn cleared_by_both_in_two_ways_are_clear() {
        story(
            &regions(&[r#"(id: "a", seat: "S", name: "A"),"#]),
            &regions(&[r#"(id: "a", seat: None, name: "A"),"#]),
            &regions(&[r#"(id: "a", name: "B"),"#]),
        )
        .gives(&regions(&[r#"(id: "a", seat: None, name: "B"),"#]));
    }

    #[test]
    fn the_source_of_a_value_goes_the_way_of_the_value() {
        let contact = |phone: &str, source: &str| body(&[&format!("contact: (phone: \"{phone}\"{source}),")]);
        let (none, page, asked) = ("", ", phone_source: (url: \"page\")", ", phone_source: (url: \"asked\")");
        for (base, theirs) in [(none, none), (page, page), (none, page)] {
            let told = || story(&contact("1", base), &contact("2", asked), &contact("3", theirs));
            told().decided(&ConflictSide::Theirs, &contact("3", theirs));
            told().decided(&ConflictSide::Base, &contact("1", base));
            told().decided(&ConflictSide::Ours, &contact("2", asked));
        }
        // Ours has the value from where the record has it; theirs asked.
        let told = || story(&contact("1", none), &contact("2", none), &contact("3", asked));
        told().decided(&ConflictSide::Ours, &contact("2", none));
        told().decided(&ConflictSide::Theirs, &contact("3", asked));
    }

    #[test]
    fn a_whole_contact_removed_here_and_edited_there_is_one_conflict() {
        story(&body(&["contact: (phone: \"1\"),"]), &body(&[]), &body(&["contact: (phone: \"2\"),"]))
            .conflicts(&[("bodies/x/contact", "(phone: \"1\")", "-", "(phone: \"2\")")])
            .decided(&ConflictSide::Theirs, &body(&["contact: Contact(phone: \"2\"),"]));
    }

    #[test]
    fn a_contact_that_both_add_is_put_together() {
        story(&body(&[]), &body(&["contact: (phone: \"1\"),"]), &body(&["contact: (email: \"e\"),"]))
            .gives(&body(&["contact: (email: \"e\", phone: \"1\"),"]));
    }

    #[test]
    fn that_nobody_knows_are_merged_too() {
        story(
            &regions(&[r#"(id: "a", farbe: "rot", form: 1),"#]),
            &regions(&[r#"(id: "a", farbe: "blau", form: 1),"#]),
            &regions(&[r#"(id: "a", farbe: "rot", form: 2, neu: [1]),"#]),
        )
        .gives(&regions(&[r#"(id: "a", farbe: "blau", form: 2, neu: [1]),"#]));
        story(
            &regions(&[r#"(id: "a", farbe: "rot"),"#]),
            &regions(&[r#"(id: "a"),"#]),
            &regions(&[r#"(id: "a", farbe: "blau"),"#]),
        )
        .conflicts(&[("regions/a", r#"(id: "a", farbe: "rot")"#, r#"(id: "a")"#, r#"(id: "a", farbe: "blau")"#)])
        .decided(&ConflictSide::Theirs, &regions(&[r#"(id: "a", farbe: "blau"),"#]));
    }

    #[test]
    fn are_known_by_what_they_say_not_by_how_it_is_written() {
        story(
            &file("    regions: [\n        (id: \"a\", name: \"A\", seat: \"S\"),\n    ],\n"),
            &file("    regions: [\n        Region(\n            id: r\"a\",\n            seat: \"S\",\n            name: r#\"A\"#,\n        ),\n    ],\n"),
            &file("    regions: [\n        (id: \"a\", name: \"B\", seat: \"S\"),\n    ],\n"),
        )
        .gives(&file("    regions: [\n        Region(\n            id: r\"a\",\n            seat: \"S\",\n            name: \"B\",\n        ),\n    ],\n"));
    }
}

mod comments {
    use super::*;

    #[test]
    fn of_both_sides_stay() {
        story(
            &body(&["name: \"N\",", "note: \"n\","]),
            &body(&["// hier", "name: \"N\",", "note: \"n\", // da"]),
            &body(&["name: \"M\", // dort", "// oben", "note: \"n\","]),
        )
        .gives(&body(&["// hier", "name: \"M\", // dort", "// oben", "note: \"n\", // da"]));
    }

    #[test]
    fn at_one_place_stay_both() {
        story(
            &body(&["// alt", "name: \"N\","]),
            &body(&["// alt", "// hier", "name: \"N\","]),
            &body(&["// alt", "// dort", "name: \"N\", // behind"]),
        )
        .gives(&body(&["// alt", "// dort", "// hier", "name: \"N\", // behind"]));
    }

    #[test]
    fn rewritten_differently_stay_both() {
        story(
            &body(&["// alt", "name: \"N\", // a"]),
            &body(&["// hier", "name: \"N\", // b"]),
            &body(&["// dort", "name: \"N\", // c"]),
        )
        .gives(&body(&["// dort", "// hier", "name: \"N\", // b // c"]));
    }

    #[test]
    fn above_and_behind_records_stay() {
        story(
            &regions(&["(id: \"a\"),", "(id: \"b\"),"]),
            &regions(&["// die erste", "(id: \"a\"),", "(id: \"b\", name: \"B\"), // neu"]),
            &regions(&["(id: \"a\", name: \"A\"),", "", "// ab hier", "", "(id: \"b\"),", "// Ende"]),
        )
        .gives(&regions(&[
            "// die erste",
            "(id: \"a\", name: \"A\"),",
            "",
            "// ab hier",
            "",
            "(id: \"b\", name: \"B\"), // neu",
            "// Ende",
        ]));
    }

    #[test]
    fn in_the_head_of_the_file_and_before_tables_stay() {
        let text = |head: &str, above: &str, name: &str| {
            format!("{head}#![enable(implicit_some)]\nDirectory( // {name}\n{above}    regions: [\n    ],\n)\n")
        };
        story(
            &text("// Stand 2024\n", "", "a"),
            &text("// Stand 2024\n// geprüft\n", "    // Regionen\n", "a"),
            &text("// Stand 2025\n", "", "b"),
        )
        .gives(&text("// Stand 2025\n// geprüft\n", "    // Regionen\n", "b"));
    }

    #[test]
    fn on_a_record_that_the_other_side_removes_are_a_conflict() {
        story(
            &regions(&["(id: \"a\"),", "(id: \"b\"),"]),
            &regions(&["(id: \"a\"),", "// bitte behalten", "(id: \"b\"),"]),
            &regions(&["(id: \"a\"),"]),
        )
        .conflicts(&[("regions/b", "(id: \"b\")", "// bitte behalten\n        (id: \"b\")", "-")])
        .decided(&ConflictSide::Theirs, &regions(&["(id: \"a\"),"]));
    }

    #[test]
    fn in_a_value_that_is_no_record_stay_both() {
        story(
            &regions(&[r#"(id: "a", zeiten: [(8, 12), {1: "x"}]),"#]),
            &regions(&[r#"(id: "a", zeiten: [(8 /* hier */, 12), {1: /* a */ "x"}]),"#]),
            &regions(&[r#"(id: "a", zeiten: [(8, 12 /* dort */), {1: /* b */ "x"}]),"#]),
        )
        .gives(&regions(&[r#"(id: "a", zeiten: [(8 /* hier */, 12 /* dort */), {1: /* a */ /* b */ "x"}]),"#]));
    }

    #[test]
    fn in_an_item_that_is_no_record_do_not_double_it() {
        story(
            &body(&["regions: [(1, 2), (3, 4)],"]),
            &body(&["regions: [(1 /* hier */, 2), (3, 4)],"]),
            &body(&["regions: [(1, 2 /* dort */), (3, 4), (5, 6)],"]),
        )
        .gives(&body(&["regions: [(1 /* hier */, 2 /* dort */), (3, 4), (5, 6)],"]));
    }

    #[test]
    fn on_a_value_that_both_set_alike_stay() {
        story(
            &regions(&[r#"(id: "a"),"#]),
            &regions(&[r#"(id: "a", kind: Kreis),"#]),
            &regions(&[r#"(id: "a", kind: Some(/* c */ Kreis)),"#]),
        )
        .gives(&regions(&[r#"(id: "a", kind: Some(/* c */ Kreis)),"#]));
    }

    #[test]
    fn removed_from_what_the_other_side_removes_are_no_conflict() {
        story(
            &regions(&[r#"(id: "a", kind: Some(Kreis /* c */)),"#]),
            &regions(&[r#"(id: "a"),"#]),
            &regions(&[r#"(id: "a", kind: Some(Kreis)),"#]),
        )
        .gives(&regions(&[r#"(id: "a"),"#]));
    }

    #[test]
    fn around_a_value_that_the_other_side_changes_stay() {
        story(
            &regions(&[r#"(id: "a", kind: Some(Kreis)),"#]),
            &regions(&[r#"(id: "a", kind: Some(Kreis /* c */)),"#]),
            &regions(&[r#"(id: "a", kind: Some(Staedteregion)),"#]),
        )
        .gives(&regions(&[r#"(id: "a", kind: Some(Staedteregion /* c */)),"#]));
        story(
            &regions(&[r#"(id: "a", kind: Kreis),"#]),
            &regions(&[r#"(id: "a", kind: Some(/* c */ Kreis)),"#]),
            &regions(&[r#"(id: "a", kind: Staedteregion),"#]),
        )
        .gives(&regions(&[r#"(id: "a", kind: Some(/* c */ Staedteregion)),"#]));
    }

    #[test]
    fn around_a_record_that_both_add_stay() {
        story(&body(&[]), &body(&["contact: (phone: \"1\"),"]), &body(&["contact: Some(/* Amt */(email: \"e\")),"]))
            .gives(&body(&["contact: Some(/* Amt */(email: \"e\", phone: \"1\")),"]));
    }

    #[test]
    fn on_an_item_or_field_that_the_other_side_removes_are_decided_with_what_it_stands_in() {
        story(
            &body(&["regions: [\"a\"],"]),
            &body(&["regions: [/* bleibt */ \"a\", \"c\"],"]),
            &body(&["regions: [\"b\"],"]),
        )
        .conflicts(&[("bodies/x/regions", "[\"a\"]", "[/* bleibt */ \"a\", \"c\"]", "[\"b\"]")]);
        story(
            &body(&["contact: (phone: \"1\", email: \"e\"),"]),
            &body(&["contact: (/* Amt */ email: \"e\"),"]),
            &body(&["contact: (phone: \"1\"),"]),
        )
        .conflicts(&[(
            "bodies/x/contact",
            "(phone: \"1\", email: \"e\")",
            "(/* Amt */ email: \"e\")",
            "(phone: \"1\")",
        )]);
    }

    #[test]
    fn that_head_a_group_survive_the_removal_of_its_first_record() {
        story(
            &regions(&["(id: \"a\"),", "// Kreise", "", "(id: \"b\"),", "(id: \"c\"),"]),
            &regions(&["(id: \"a\"),", "// Kreise", "", "(id: \"b\"),"]),
            &regions(&["(id: \"a\"),", "// Kreise", "", "(id: \"c\"),"]),
        )
        .gives(&regions(&["(id: \"a\"),", "// Kreise", ""]));
    }
}

mod records {
    use super::*;

    #[test]
    fn added_on_both_sides_all_come_in() {
        story(
            &regions(&["(id: \"a\"),"]),
            &regions(&["(id: \"a\"),", "(id: \"c\"), // hier"]),
            &regions(&["(id: \"a\"),", "// dort", "(id: \"b\"),"]),
        )
        .gives(&regions(&["(id: \"a\"),", "// dort", "(id: \"b\"),", "(id: \"c\"), // hier"]))
        .takes(&[("regions/b", "// dort\n(id: \"b\")")]);
    }

    #[test]
    fn added_without_a_trailing_comma_get_one() {
        story(
            &regions(&["(id: \"a\")"]),
            &regions(&["(id: \"a\"),", "(id: \"c\")"]),
            &regions(&["(id: \"a\"),", "(id: \"b\") // b"]),
        )
        .gives(&regions(&["(id: \"a\"),", "(id: \"b\"), // b", "(id: \"c\")"]));
    }

    #[test]
    fn added_in_front_and_at_the_end_stand_where_they_were_put() {
        story(
            &regions(&["(id: \"b\"),"]),
            &regions(&["(id: \"a\"),", "(id: \"b\"),"]),
            &regions(&["(id: \"b\", name: \"B\"),", "(id: \"c\"),"]),
        )
        .gives(&regions(&["(id: \"a\"),", "(id: \"b\", name: \"B\"),", "(id: \"c\"),"]));
    }

    #[test]
    fn on_one_line_stay_on_one_line() {
        let text = |inside: &str| format!("(regions: [{inside}])");
        story(
            &text("(id: \"a\"), (id: \"b\")"),
            &text("(id: \"x\"), (id: \"a\"), (id: \"b\", name: \"B\")"),
            &text("(id: \"a\"), (id: \"b\"), (id: \"c\")"),
        )
        .gives(&text("(id: \"x\"), (id: \"a\"), (id: \"b\", name: \"B\"), (id: \"c\")"));
    }

    #[test]
    fn added_twice_come_in_once() {
        story(
            &regions(&["(id: \"a\"),"]),
            &regions(&["(id: \"a\"),", "(id: \"b\", name: \"B\"),"]),
            &regions(&["(id: \"a\"),", "(id: \"b\", name: \"B\"),", "(id: \"c\"),"]),
        )
        .gives(&regions(&["(id: \"a\"),", "(id: \"b\", name: \"B\"),", "(id: \"c\"),"]));
    }

    #[test]
    fn added_under_one_id_differently_are_a_conflict_where_they_differ() {
        story(
            &regions(&["(id: \"a\"),"]),
            &regions(&["(id: \"a\"),", "(id: \"b\", name: \"B\", seat: \"S\"),"]),
            &regions(&["(id: \"a\"),", "(id: \"b\", name: \"C\", note: \"n\"),"]),
        )
        .conflicts(&[("regions/b/name", "-", "\"B\"", "\"C\"")])
        .stands(&regions(&["(id: \"a\"),", "(id: \"b\", name: \"B\", note: \"n\", seat: \"S\"),"]));
    }

    #[test]
    fn added_under_one_id_that_are_not_the_same_are_decided_as_a_whole() {
        let record = |name: &str, seat: &str| format!("(id: \"b\", name: \"{name}\", seat: \"{seat}\")");
        let (ours, theirs) = (record("B", "S"), record("C", "T"));
        story(
            &regions(&["(id: \"a\"),"]),
            &regions(&["(id: \"a\"),", &format!("{ours},")]),
            &regions(&["(id: \"a\"),", &format!("{theirs},")]),
        )
        .conflicts(&[("regions/b", "-", &ours, &theirs)])
        .stands(&regions(&["(id: \"a\"),", &format!("{ours},")]));
    }

    #[test]
    fn removed_on_one_side_go() {
        story(
            &regions(&["(id: \"a\"),", "(id: \"b\"),", "(id: \"c\"),"]),
            &regions(&["(id: \"a\", name: \"A\"),", "(id: \"b\"),", "(id: \"c\"),"]),
            &regions(&["(id: \"a\"),", "(id: \"c\"),"]),
        )
        .gives(&regions(&["(id: \"a\", name: \"A\"),", "(id: \"c\"),"]))
        .takes(&[("regions/b", "-")]);
    }

    #[test]
    fn removed_here_and_edited_there_are_a_conflict() {
        let kept = regions(&["(id: \"a\"),", "(id: \"b\", name: \"B\"),", "(id: \"c\"),"]);
        story(
            &regions(&["(id: \"a\"),", "(id: \"b\"),", "(id: \"c\"),"]),
            &regions(&["(id: \"a\"),", "(id: \"c\"),"]),
            &kept,
        )
        .conflicts(&[("regions/b", "(id: \"b\")", "-", "(id: \"b\", name: \"B\")")])
        .decided(&ConflictSide::Theirs, &kept);
        story(
            &regions(&["(id: \"a\"),", "(id: \"b\"),", "(id: \"c\"),"]),
            &kept,
            &regions(&["(id: \"a\"),", "(id: \"c\"),"]),
        )
        .conflicts(&[("regions/b", "(id: \"b\")", "(id: \"b\", name: \"B\")", "-")])
        .stands(&kept)
        .decided(&ConflictSide::Theirs, &regions(&["(id: \"a\"),", "(id: \"c\"),"]));
    }

    #[test]
    fn come_back_with_their_comment_on_one_line_with_others() {
        let text = |inside: &str| format!("(regions: [{inside}])");
        story(
            &text("(id: \"a\"),\n// eigener\n(id: \"b\")"),
            &text("(id: \"a\"), (id: \"b\", name: \"B\")"),
            &text("(id: \"a\")"),
        )
        .conflicts(&[("regions/b", "// eigener\n(id: \"b\")", "(id: \"b\", name: \"B\")", "-")]);
    }

    #[test]
    fn put_in_another_order_there_and_edited_here_are_both() {
        story(
            &regions(&["(id: \"a\"),", "(id: \"b\"),", "(id: \"c\"),"]),
            &regions(&["(id: \"a\", name: \"A\"),", "(id: \"b\"),", "(id: \"c\"),"]),
            &regions(&["(id: \"c\"),", "(id: \"a\"),", "(id: \"b\"),"]),
        )
        .gives(&regions(&["(id: \"c\"),", "(id: \"a\", name: \"A\"),", "(id: \"b\"),"]));
    }

    #[test]
    fn that_are_no_ron_stay_and_are_decided_as_a_whole() {
        story(
            &regions(
                &["(id: \"a\", name: \"A),", "(id: \"b\", name: \"B\"),"]
                    .map(|l| l.replace("\"A)", "A\"\"B)"))
                    .each_ref()
                    .map(String::as_str),
            ),
            &regions(&["(id: \"a\", name: A\"\"B),", "(id: \"b\", name: \"Bonn\"),"]),
            &regions(&["(id: \"a\", name: \"A\"),", "(id: \"b\", name: \"B\"),"]),
        )
        .gives(&regions(&["(id: \"a\", name: \"A\"),", "(id: \"b\", name: \"Bonn\"),"]));
    }
}

mod lists {
    use super::*;

    fn fields(ids: &str) -> String {
        body(&[&format!("action_fields: [{ids}],")])
    }

    #[test]
    fn of_references_take_what_each_side_adds_and_removes() {
        story(&fields(r#""a", "b", "c""#), &fields(r#""a", "c", "x""#), &fields(r#""n", "a", "b", "c", "y""#))
            .gives(&fields(r#""n", "a", "c", "x", "y""#));
    }

    #[test]
    fn have_what_both_add_once() {
        story(&fields(r#""a""#), &fields(r#""a", "b""#), &fields(r#""a", "b", "c""#))
            .gives(&fields(r#""a", "b", "c""#));
    }

    #[test]
    fn put_in_another_order_on_one_side_are_merged() {
        story(&fields(r#""a", "b", "c""#), &fields(r#""c", "a", "b""#), &fields(r#""a", "b", "c", "d""#))
            .gives(&fields(r#""c", "d", "a", "b""#));
    }

    #[test]
    fn put_in_two_different_orders_are_a_conflict() {
        story(&fields(r#""a", "b", "c""#), &fields(r#""c", "a", "b""#), &fields(r#""b", "a", "c""#)).conflicts(&[(
            "bodies/x/action_fields",
            r#"["a", "b", "c"]"#,
            r#"["c", "a", "b"]"#,
            r#"["b", "a", "c"]"#,
        )]);
    }

    #[test]
    fn of_members_are_merged_member_by_member() {
        let members = |lines: &[&str]| {
            let mut all = vec!["members: ["];
            let inside: Vec<String> = lines.iter().map(|line| format!("    {line}")).collect();
            all.extend(inside.iter().map(String::as_str));
            all.push("],");
            body(&all)
        };
        story(
            &members(&["(group: Land, seats: 1),", "(group: Kreis, role: \"r\", seats: 2),"]),
            &members(&["(group: Land, seats: 3),", "(group: Kreis, role: \"r\", seats: 2),", "(group: Schulen),"]),
            &members(&[
                "(group: Gemeinden), // neu",
                "(group: Land, seats: 1),",
                "(group: Kreis, role: \"s\", seats: 2),",
            ]),
        )
        .gives(&members(&[
            "(group: Gemeinden), // neu",
            "(group: Land, seats: 3),",
            "(group: Kreis, role: \"s\", seats: 2),",
            "(group: Schulen),",
        ]))
        .takes(&[
            ("bodies/x/members/0", "(group: Gemeinden)"),
            ("bodies/x/members/2/role", "\"s\""),
            ("bodies/x", "// neu"),
        ]);
        story(
            &members(&["(group: Land, seats: 1),", "(group: Kreis, seats: 2),", "(group: Schulen, seats: 1),"]),
            &members(&["(group: Land, seats: 3),", "(group: Schulen, seats: 7),"]),
            &members(&["(group: Land, seats: 4),", "(group: Kreis, seats: 5),", "(group: Schulen, seats: 9),"]),
        )
        .conflicts(&[
            ("bodies/x/members/0/seats", "1", "3", "4"),
            ("bodies/x/members/1", "(group: Kreis, seats: 2)", "-", "(group: Kreis, seats: 5)"),
            ("bodies/x/members/1/seats", "1", "7", "9"),
        ])
        .decided(
            &ConflictSide::Theirs,
            &members(&["(group: Land, seats: 4),", "(group: Kreis, seats: 5),", "(group: Schulen, seats: 9),"]),
        )
        .decided(
            &ConflictSide::Base,
            &members(&["(group: Land, seats: 1),", "(group: Kreis, seats: 2),", "(group: Schulen, seats: 1),"]),
        );
    }

    #[test]
    fn that_both_begin_are_put_together() {
        story(&body(&[]), &fields(r#""b""#), &fields(r#""a", "b""#)).gives(&fields(r#""a", "b""#));
    }

    #[test]
    fn that_one_side_empties_take_what_the_other_adds() {
        let contact = |fields: &str| body(&[&format!("contact: ({fields}),")]);
        for emptied in [fields(""), body(&[])] {
            story(&fields(r#""a""#), &emptied, &fields(r#""a", "b""#)).gives(&fields(r#""b""#));
        }
        for emptied in [contact(""), body(&[])] {
            story(&contact("phone: \"1\""), &emptied, &contact("phone: \"1\", email: \"e\""))
                .gives(&contact("email: \"e\""));
        }
        // Written as unknown it says the same, and its comment stays.
        story(
            &contact("phone: \"1\""),
            &body(&["contact: None, // unbekannt"]),
            &contact("phone: \"1\", email: \"e\""),
        )
        .gives(&body(&["contact: (email: \"e\"), // unbekannt"]));
    }

    #[test]
    fn that_one_side_removes_keep_the_brackets_of_the_other() {
        let body = |contact: &str| {
            let contact = if contact.is_empty() { String::new() } else { format!(", contact: {contact}") };
            format!("#![enable(explicit_struct_names)]\nDirectory(bodies: [Body(id: \"x\"{contact})])")
        };
        story(
            &body("Some(Contact(phone: Some(\"1\")))"),
            &body(""),
            &body("Some( Contact(phone: Some(\"1\"), email: Some(\"e\")))"),
        )
        .gives(&body("Some( Contact(email: Some(\"e\")))"));
    }

    #[test]
    fn on_lines_of_their_own_stay_so() {
        let codes = |lines: &[&str]| {
            let mut all = vec!["action_fields: ["];
            all.extend(lines);
            all.push("],");
            body(&all)
        };
        story(
            &codes(&["    \"a\", // eins", "    \"b\""]),
            &codes(&["    \"a\", // eins", "    \"b\",", "    \"d\" // vier"]),
            &codes(&["    // null", "    \"a\",", "    \"c\",", "    \"b\""]),
        )
        .gives(&codes(&["    // null", "    \"a\",", "    \"c\",", "    \"b\",", "    \"d\" // vier"]));
    }
}

mod renames {
    use super::*;

    fn two(region: &str, bodies: &[&str]) -> String {
        let lines: String = bodies.iter().map(|line| format!("        {line}\n")).collect();
        file(&format!("    regions: [\n        {region}\n    ],\n    bodies: [\n{lines}    ],\n"))
    }

    #[test]
    fn here_are_followed_by_references_added_there() {
        let merged = story(
            &two("(id: \"a\", name: \"A\"),", &["(id: \"x\", regions: [\"a\"]),"]),
            &two("(id: \"aachen\", name: \"A\"),", &["(id: \"x\", regions: [\"aachen\"]),"]),
            &two(
                "(id: \"a\", name: \"A\", seat: \"S\"),",
                &["(id: \"x\", regions: [\"a\"], note: \"n\"),", "(id: \"y\", regions: [\"a\", \"b\"]),"],
            ),
        )
        .gives(&two(
            "(id: \"aachen\", name: \"A\", seat: \"S\"),",
            &["(id: \"x\", regions: [\"aachen\"], note: \"n\"),", "(id: \"y\", regions: [\"aachen\", \"b\"]),"],
        ));
        assert!(merged.merged.document.find(REGIONS, "a").is_none());
    }

    #[test]
    fn there_are_followed_by_references_added_here() {
        story(
            &two("(id: \"a\", name: \"A\"),", &["(id: \"x\", regions: [\"a\"]),"]),
            &two(
                "(id: \"a\", name: \"A\", seat: \"S\"),",
                &["(id: \"x\", regions: [\"a\"]),", "(id: \"y\", regions: [\"a\"]),"],
            ),
            &two("(id: \"aachen\", name: \"A\"),", &["(id: \"x\", regions: [\"aachen\"]),"]),
        )
        .gives(&two(
            "(id: \"aachen\", name: \"A\", seat: \"S\"),",
            &["(id: \"x\", regions: [\"aachen\"]),", "(id: \"y\", regions: [\"aachen\"]),"],
        ));
    }

    #[test]
    fn of_a_record_that_the_other_side_removed_do_not_bring_it_back() {
        let base = two("(id: \"a\", name: \"Kreis Aachen\"),", &["(id: \"x\", regions: [\"a\", \"b\"]),"]);
        let removed = file("    regions: [\n    ],\n    bodies: [\n        (id: \"x\", regions: [\"b\"]),\n    ],\n");
        let renamed = two("(id: \"aachen\", name: \"Kreis Aachen\"),", &["(id: \"x\", regions: [\"aachen\", \"b\"]),"]);
        story(&base, &removed, &renamed).gives(&removed);
        story(&base, &renamed, &removed).gives(&removed);
        let changed = two(
            "(id: \"aachen\", name: \"Kreis Aachen\", seat: \"S\"),",
            &["(id: \"x\", regions: [\"aachen\", \"b\"]),"],
        );
        let story = story(&base, &removed, &changed);
        let places: Vec<String> =
            story.merged.conflicts.iter().map(|c| c.place.address().unwrap().display(&SCHEMA).to_string()).collect();
        assert_eq!(places[0], "regions/aachen");
    }

    #[test]
    fn on_both_sides_to_different_ids_are_one_conflict() {
        story(
            &two("(id: \"a\", name: \"A\"),", &["(id: \"x\", regions: [\"a\"]),"]),
            &two("(id: \"b\", name: \"A\"),", &["(id: \"x\", regions: [\"b\"]),"]),
            &two("(id: \"c\", name: \"A\"),", &["(id: \"x\", regions: [\"c\"]),"]),
        )
        .conflicts(&[("regions/b/id", "\"a\"", "\"b\"", "\"c\"")])
        .decided(&ConflictSide::Theirs, &two("(id: \"c\", name: \"A\"),", &["(id: \"x\", regions: [\"c\"]),"]));
    }

    #[test]
    fn of_a_record_that_changed_otherwise_too_are_followed() {
        let base = "(id: \"a\", name: \"Kreis Aachen\", short: \"A\"),";
        let region = |fields: &str| two(&format!("({fields}),"), &[]);
        // Renamed and changed here, changed there: one record with both changes.
        story(
            &two(base, &[]),
            &region("id: \"b\", name: \"Kreis Aachen\", short: \"A\", seat: \"S\""),
            &region("id: \"a\", name: \"Kreis Aachen\", short: \"AC\""),
        )
        .gives(&region("id: \"b\", name: \"Kreis Aachen\", short: \"AC\", seat: \"S\""));
        // Renamed and changed by both: one question, not two records.
        story(
            &two(base, &[]),
            &region("id: \"b\", name: \"Kreis Aachen\", short: \"A\", seat: \"S\""),
            &region("id: \"c\", name: \"Kreis Aachen\", short: \"AC\""),
        )
        .conflicts(&[("regions/b/id", "\"a\"", "\"b\"", "\"c\"")])
        .stands(&region("id: \"b\", name: \"Kreis Aachen\", short: \"AC\", seat: \"S\""));
    }

    #[test]
    fn are_not_seen_where_another_record_came() {
        let bodies = |a: &str, b: &str| two("(id: \"r\"),", &[a, b]);
        let buero = |id: &str, region: &str, rest: &str| {
            format!("(id: \"{id}\", level: Bildungsbuero, name: \"Bildungsbüro\", regions: [\"{region}\"]{rest}),")
        };
        let other = buero("y", "s", "");
        // Offices of two regions are alike and not the same.
        story(
            &bodies(&buero("x", "r", ""), &other),
            &bodies(&buero("z", "t", ""), &other),
            &bodies(&buero("x", "r", ", note: \"neu\""), &other),
        )
        .conflicts(&[(
            "bodies/x",
            "(id: \"x\", level: Bildungsbuero, name: \"Bildungsbüro\", regions: [\"r\"])",
            "-",
            "(id: \"x\", level: Bildungsbuero, name: \"Bildungsbüro\", regions: [\"r\"], note: \"neu\")",
        )]);
    }

    #[test]
    fn whose_references_only_one_side_carries_along_touch_no_other_record() {
        let refers = |id: &str, to: &str| format!("(id: \"{id}\", regions: [\"{to}\"]),");
        story(
            &two("(id: \"a\", name: \"A\"),", &[&refers("x", "a"), &refers("y", "a")]),
            &two("(id: \"b\", name: \"A\"),", &[&refers("x", "b")]),
            &two("(id: \"c\", name: \"A\"),", &[&refers("x", "a"), &refers("y", "a")]),
        )
        .conflicts(&[("regions/b/id", "\"a\"", "\"b\"", "\"c\"")])
        .stands(&two("(id: \"b\", name: \"A\"),", &[&refers("x", "b")]));
    }

    #[test]
    fn to_an_id_that_the_other_side_gives_to_another_record_lose_neither() {
        let merged = story(
            &two("(id: \"a\", name: \"A\"),", &[]),
            &two("(id: \"b\", name: \"A\"),", &[]),
            &two("(id: \"a\", name: \"A\"),\n        (id: \"b\", name: \"B\"),", &[]),
        )
        .conflicts(&[("regions/b", "-", "(id: \"b\", name: \"A\")", "(id: \"b\", name: \"B\")")]);
        assert!(merged.merged.document.find(REGIONS, "b").is_some());
    }
}

/// What refers to a record that one side renamed. Each row is merged in both directions, and its
/// conflicts are decided for either side.
mod renames_and_references {
    use super::*;

    /// Tables of action fields and of the engagements that refer to them: `id` and the rest, and
    /// `id` and action field (none where empty).
    fn data(action_fields: &[(&str, &str)], engagements: &[(&str, &str)]) -> String {
        let fields = action_fields.iter().map(|(id, rest)| format!("        (id: \"{id}\"{rest}),\n"));
        let engagements = engagements.iter().map(|(id, to)| match *to {
            "" => format!("        (id: \"{id}\"),\n"),
            to => format!("        (id: \"{id}\", action_field: \"{to}\"),\n"),
        });
        let (fields, engagements): (String, String) = (fields.collect(), engagements.collect());
        file(&format!("    action_fields: [\n{fields}    ],\n    engagements: [\n{engagements}    ],\n"))
    }

    /// Checks the merge in one direction: places in conflict, and the file after deciding for ours
    /// and for theirs.
    fn check(name: &str, sides: [&str; 3], places: &[&str], decided: [&str; 2]) {
        let [base, ours, theirs] = sides;
        let story = story(base, ours, theirs);
        let told = format!("{name}\n{}", story.told);
        let say = |c: &Conflict| c.place.say(&SCHEMA, bildungsnetz::texts::Lang::En);
        let found: Vec<String> = story.merged.conflicts.iter().map(say).collect();
        assert_eq!(found, places, "{told}{}", story.merged.document.text());
        for (side, expected) in [(ConflictSide::Ours, decided[0]), (ConflictSide::Theirs, decided[1])] {
            let mut merged = story.merged.clone();
            while !merged.conflicts.is_empty() {
                merged.resolve(0, &side).unwrap();
            }
            let found = merged.document.text();
            assert!(found == expected, "{side:?}: found:\n{found}\nexpected:\n{expected}\n{told}");
        }
    }

    /// `places` are those in conflict from each direction, `decided` the files after deciding for
    /// ours and for theirs.
    struct Row {
        name: &'static str,
        base: String,
        ours: String,
        theirs: String,
        places: [&'static [&'static str]; 2],
        decided: [String; 2],
    }

    impl Row {
        fn check(&self) {
            let Row { name, base, ours, theirs, places, decided: [for_ours, for_theirs] } = self;
            check(name, [base, ours, theirs], places[0], [for_ours, for_theirs]);
            check(&format!("{name}, the other way round"), [base, theirs, ours], places[1], [for_theirs, for_ours]);
        }
    }

    const KITA: &str = ", name: \"Kitas und Schulen\"";
    const SPORT: &str = ", name: \"Sport und Spiel\"";

    #[test]
    fn follow_where_both_renamed_it() {
        let telling = ", fremd: 1, synonyms: [\"Sprachbildung\"]";
        let longer = ", fremd: 1, synonyms: [\"Sprachbildung\"], short: \"S\"";
        Row {
            name: "differently, and changed and left the references there",
            base: data(&[("a-1", telling)], &[("e", "a-1")]),
            ours: data(&[("neu-1", telling)], &[("e", "neu-1")]),
            theirs: data(&[("neu-0", longer)], &[("e", "a-1")]),
            places: [&["action_fields/neu-1/id"], &["action_fields/neu-0/id"]],
            decided: [data(&[("neu-1", longer)], &[("e", "neu-1")]), data(&[("neu-0", longer)], &[("e", "neu-0")])],
        }
        .check();
        Row {
            name: "differently, without references",
            base: data(&[("a", KITA)], &[]),
            ours: data(&[("b", KITA)], &[]),
            theirs: data(&[("c", KITA)], &[]),
            places: [&["action_fields/b/id"], &["action_fields/c/id"]],
            decided: [data(&[("b", KITA)], &[]), data(&[("c", KITA)], &[])],
        }
        .check();
        Row {
            name: "differently, and each updated other references",
            base: data(&[("a", KITA)], &[("e", "a"), ("f", "a"), ("g", "a")]),
            ours: data(&[("b", KITA)], &[("e", "b"), ("f", "a"), ("g", "b")]),
            theirs: data(&[("c", KITA)], &[("e", "a"), ("f", "c"), ("g", "c"), ("h", "c")]),
            places: [&["action_fields/b/id"], &["action_fields/c/id"]],
            decided: [
                data(&[("b", KITA)], &[("e", "b"), ("f", "b"), ("g", "b"), ("h", "b")]),
                data(&[("c", KITA)], &[("e", "c"), ("f", "c"), ("g", "c"), ("h", "c")]),
            ],
        }
        .check();
        let same = || data(&[("b", KITA)], &[("e", "b")]);
        Row {
            name: "alike, and only one updated the references",
            base: data(&[("a", KITA)], &[("e", "a")]),
            ours: same(),
            theirs: data(&[("b", KITA)], &[("e", "a")]),
            places: [&[], &[]],
            decided: [same(), same()],
        }
        .check();
    }

    #[test]
    fn follow_where_one_renamed_it() {
        let new = || data(&[("b", KITA)], &[("e", "a"), ("f", "b"), ("g", "b")]);
        Row {
            name: "and left one reference, while the other added one",
            base: data(&[("a", KITA)], &[("e", "a"), ("f", "a")]),
            ours: data(&[("b", KITA)], &[("e", "a"), ("f", "b")]),
            theirs: data(&[("a", KITA)], &[("e", "a"), ("f", "a"), ("g", "a")]),
            places: [&[], &[]],
            decided: [new(), new()],
        }
        .check();
        let new = || data(&[("b", KITA)], &[("neu", "a")]);
        Row {
            name: "and left a reference, while the other renamed what refers",
            base: data(&[("a", KITA)], &[("e", "a")]),
            ours: data(&[("b", KITA)], &[("e", "a")]),
            theirs: data(&[("a", KITA)], &[("neu", "a")]),
            places: [&[], &[]],
            decided: [new(), new()],
        }
        .check();
    }

    #[test]
    fn ask_where_the_other_side_removed_it_and_left_them() {
        Row {
            name: "removed",
            base: data(&[("z", SPORT), ("a", KITA)], &[("e", "a")]),
            ours: data(&[("z", SPORT), ("b", KITA)], &[("e", "b")]),
            theirs: data(&[("z", SPORT)], &[("e", "a")]),
            places: [&["action_fields/b"], &["action_fields/b"]],
            decided: [data(&[("z", SPORT), ("b", KITA)], &[("e", "b")]), data(&[("z", SPORT)], &[("e", "")])],
        }
        .check();
        Row {
            name: "renamed with nothing to know it by",
            base: data(&[("a", "")], &[("e", "a")]),
            ours: data(&[("b", "")], &[("e", "b")]),
            theirs: data(&[("aa", ", short: \"S\"")], &[("e", "a")]),
            places: [&["action_fields/b"], &["action_fields/b"]],
            decided: [
                data(&[("aa", ", short: \"S\""), ("b", "")], &[("e", "b")]),
                data(&[("aa", ", short: \"S\"")], &[("e", "")]),
            ],
        }
        .check();
        let removed = || data(&[("z", SPORT)], &[("e", "")]);
        Row {
            name: "removed with the references",
            base: data(&[("z", SPORT), ("a", KITA)], &[("e", "a")]),
            ours: data(&[("z", SPORT), ("b", KITA)], &[("e", "b")]),
            theirs: removed(),
            places: [&[], &[]],
            decided: [removed(), removed()],
        }
        .check();
        Row {
            name: "removed while a reference to the new id is added",
            base: data(&[("z", SPORT), ("a", KITA)], &[("e", "a")]),
            ours: data(&[("z", SPORT), ("b", KITA)], &[("e", "b"), ("f", "b")]),
            theirs: removed(),
            places: [&["action_fields/b"], &["action_fields/b"]],
            decided: [
                data(&[("z", SPORT), ("b", KITA)], &[("e", ""), ("f", "b")]),
                data(&[("z", SPORT)], &[("e", ""), ("f", "")]),
            ],
        }
        .check();
    }

    #[test]
    fn dangle_nowhere_where_the_new_id_means_two_records() {
        Row {
            name: "a new record there",
            base: data(&[("a", KITA)], &[("e", "a")]),
            ours: data(&[("b", KITA)], &[("e", "b")]),
            theirs: data(&[("b", SPORT), ("a", KITA)], &[("e", "a"), ("f", "a"), ("g", "b")]),
            places: [&["action_fields/b", "action_fields/a"]; 2],
            decided: [
                data(&[("b", KITA)], &[("e", "b"), ("f", ""), ("g", "b")]),
                data(&[("b", SPORT), ("a", KITA)], &[("e", "b"), ("f", "a"), ("g", "b")]),
            ],
        }
        .check();
        Row {
            name: "another record renamed to it there",
            base: data(&[("b", SPORT), ("a", KITA)], &[("e", "a"), ("f", "b")]),
            ours: data(&[("b", SPORT), ("c", KITA)], &[("e", "c"), ("f", "b")]),
            theirs: data(&[("c", SPORT), ("a", KITA)], &[("e", "a"), ("f", "c"), ("g", "a")]),
            places: [&["action_fields/c", "action_fields/a"]; 2],
            decided: [
                data(&[("c", KITA)], &[("e", "c"), ("f", "c"), ("g", "")]),
                data(&[("c", SPORT), ("a", KITA)], &[("e", "c"), ("f", "c"), ("g", "a")]),
            ],
        }
        .check();
    }

    #[test]
    fn dangle_nowhere_after_a_chain() {
        // The id of the second record is that of the first now: what was added asks for its own,
        // and neither record takes the place of the other.
        Row {
            name: "both moved on here, referred to there",
            base: data(&[("b", SPORT), ("a", KITA)], &[("e", "a"), ("f", "b")]),
            ours: data(&[("c", SPORT), ("b", KITA)], &[("e", "b"), ("f", "c")]),
            theirs: data(&[("b", SPORT), ("a", KITA)], &[("e", "a"), ("f", "b"), ("g", "a")]),
            places: [&["action_fields/a"]; 2],
            decided: [
                data(&[("c", SPORT), ("b", KITA)], &[("e", "b"), ("f", "c"), ("g", "")]),
                data(&[("c", SPORT), ("b", KITA), ("a", KITA)], &[("e", "b"), ("f", "c"), ("g", "a")]),
            ],
        }
        .check();
        let base = data(&[("b", SPORT), ("a", KITA)], &[("e", "a"), ("f", "b")]);
        let ours = data(&[("b", KITA)], &[("e", "b"), ("f", "")]);
        let theirs = data(&[("c", SPORT), ("a", KITA)], &[("e", "a"), ("f", "c"), ("g", "a")]);
        let places = ["action_fields/b", "engagements/f/action_field", "action_fields/a"];
        let (refers, other) = ([("e", "b"), ("f", ""), ("g", "")], [("e", ""), ("f", "c"), ("g", "a")]);
        let name = "the first moved here, the second there";
        let for_theirs = data(&[("c", SPORT), ("a", KITA)], &other);
        check(name, [&base, &ours, &theirs], &places, [&data(&[("b", KITA), ("c", SPORT)], &refers), &for_theirs]);
        let for_ours = data(&[("c", SPORT), ("b", KITA)], &refers);
        check(name, [&base, &theirs, &ours], &places, [&for_theirs, &for_ours]);
    }
}

/// References within a table of which neither side makes a cycle, but both together.
mod cycles {
    use super::*;

    /// Bodies, each with its parent: `id` and id of the parent, none where empty.
    fn bodies(parents: &[(&str, &str)]) -> String {
        let body = |(id, parent): &(&str, &str)| match *parent {
            "" => format!("        (id: \"{id}\", name: \"{id}\"),\n"),
            parent => format!("        (id: \"{id}\", name: \"{id}\", parent: \"{parent}\"),\n"),
        };
        file(&format!("    bodies: [\n{}    ],\n", parents.iter().map(body).collect::<String>()))
    }

    #[test]
    fn are_asked_about_where_each_side_put_one_below_the_other() {
        story(
            &bodies(&[("a", ""), ("b", ""), ("c", "")]),
            &bodies(&[("a", "b"), ("b", ""), ("c", "a")]),
            &bodies(&[("a", ""), ("b", "a"), ("c", "")]),
        )
        .conflicts(&[("bodies/a/parent", "-", "\"b\"", "-"), ("bodies/b/parent", "-", "-", "\"a\"")])
        .stands(&bodies(&[("a", "b"), ("b", ""), ("c", "a")]))
        .decided(&ConflictSide::Ours, &bodies(&[("a", "b"), ("b", ""), ("c", "a")]))
        .decided(&ConflictSide::Theirs, &bodies(&[("a", ""), ("b", "a"), ("c", "a")]));
    }

    #[test]
    fn are_asked_about_also_by_way_of_a_third() {
        story(
            &bodies(&[("a", "x"), ("b", "c"), ("c", "x"), ("x", "")]),
            &bodies(&[("a", "b"), ("b", "c"), ("c", "x"), ("x", "")]),
            &bodies(&[("a", "x"), ("b", "c"), ("c", "a"), ("x", "")]),
        )
        .conflicts(&[("bodies/a/parent", "\"x\"", "\"b\"", "\"x\""), ("bodies/c/parent", "\"x\"", "\"x\"", "\"a\"")])
        .stands(&bodies(&[("a", "b"), ("b", "c"), ("c", "x"), ("x", "")]));
    }

    #[test]
    fn that_a_side_has_by_itself_are_its_own_error() {
        story(
            &bodies(&[("a", ""), ("b", ""), ("c", "")]),
            &bodies(&[("a", "b"), ("b", "a"), ("c", "")]),
            &bodies(&[("a", ""), ("b", "a"), ("c", "b")]),
        )
        .gives(&bodies(&[("a", "b"), ("b", "a"), ("c", "b")]));
    }
}

mod files {
    use super::*;

    #[test]
    fn take_new_tables_of_both_sides() {
        story(
            &file("    regions: [\n    ],\n"),
            &file("    regions: [\n    ],\n    bodies: [\n        (id: \"x\"),\n    ],\n"),
            &file("    action_fields: [\n        (id: \"f\"),\n    ],\n    regions: [\n        (id: \"a\"),\n    ],\n"),
        )
        .gives(&file(
            "    action_fields: [\n        (id: \"f\"),\n    ],\n    regions: [\n        (id: \"a\"),\n    ],\n    bodies: [\n        (id: \"x\"),\n    ],\n",
        ));
    }

    #[test]
    fn keep_a_table_that_one_side_removes_while_the_other_writes_in_it() {
        let merged = story(
            &file("    regions: [\n        (id: \"a\"),\n    ],\n"),
            &file(""),
            &file("    regions: [\n        (id: \"a\"),\n        (id: \"b\"),\n    ],\n"),
        )
        .gives(&file("    regions: [\n        (id: \"b\"),\n    ],\n"));
        assert!(merged.merged.document.find(REGIONS, "b").is_some());
    }

    #[test]
    fn merge_fields_that_nobody_knows() {
        let text = |format: &str, more: &str| format!("(\n    format: {format},\n{more}    regions: [],\n)\n");
        story(&text("1", ""), &text("2", ""), &text("1", "    extra: \"x\",\n"))
            .gives(&text("2", "    extra: \"x\",\n"));
        story(&text("1", ""), &text("2", ""), &text("3", ""))
            .conflicts(&[("format", "1", "2", "3")])
            .decided(&ConflictSide::Theirs, &text("3", ""));
    }

    #[test]
    fn merge_the_single_record() {
        let text = |fields: &str| file(&format!("    district: District({fields}),\n"));
        story(
            &text("name: \"K\", unit: \"4\""),
            &text("name: \"Köln\", unit: \"4\""),
            &text("name: \"K\", unit: \"48\", state: \"NRW\""),
        )
        .gives(&text("name: \"Köln\", unit: \"48\", state: \"NRW\""));
        story(&text("name: \"K\""), &text("name: \"L\""), &text("name: \"M\"")).conflicts(&[(
            "district/name",
            "\"K\"",
            "\"L\"",
            "\"M\"",
        )]);
    }

    #[test]
    fn keep_the_line_ends_of_ours() {
        let base = regions(&["(id: \"a\", name: \"A\"),", "(id: \"b\"),"]);
        let ours = regions(&["(id: \"a\", name: \"Aachen\"),", "(id: \"b\"),"]).replace('\n', "\r\n");
        let theirs = regions(&["(id: \"a\", name: \"A\"),", "(id: \"b\", name: \"B\"),", "(id: \"c\"),"]);
        story(&base, &ours, &theirs).gives(
            &regions(&["(id: \"a\", name: \"Aachen\"),", "(id: \"b\", name: \"B\"),", "(id: \"c\"),"])
                .replace('\n', "\r\n"),
        );
    }

    #[test]
    fn in_another_language_are_decided_as_a_whole_when_they_do_not_fit() {
        let ours = regions(&["(id: \"a\", short: \"b\"),"]);
        let theirs =
            "Directory(\n    format: 1,\n    regions: [\n        (id: \"a\", short: Some(\"a\")),\n    ],\n)\n";
        let merged = story(&regions(&["(id: \"a\", short: \"a\"),"]), &ours, theirs);
        assert_eq!(merged.merged.conflicts.len(), 1);
        assert_eq!(merged.merged.conflicts[0].theirs.as_deref(), Some(theirs));
        assert_eq!(merged.merged.document.text(), ours);
    }
}

mod markers {
    use super::*;

    #[test]
    fn stand_around_the_record() {
        let merged = story(
            &regions(&["(id: \"a\", name: \"A\"),", "(id: \"b\", name: \"B\"),"]),
            &regions(&["(id: \"a\", name: \"X\"),", "(id: \"b\", name: \"B\"),"]),
            &regions(&["(id: \"a\", name: \"Y\", seat: \"S\"),", "(id: \"b\", name: \"C\"),"]),
        );
        assert_eq!(
            merged.merged.with_markers(),
            regions(&[
                "<<<<<<< ours",
                "(id: \"a\", name: \"X\", seat: \"S\"),",
                "||||||| base",
                "(id: \"a\", name: \"A\", seat: \"S\"),",
                "=======",
                "(id: \"a\", name: \"Y\", seat: \"S\"),",
                ">>>>>>> theirs",
                "(id: \"b\", name: \"C\"),",
            ])
            .replace("        <<<<<<<", "<<<<<<<")
            .replace("        |||||||", "|||||||")
            .replace("        =======", "=======")
            .replace("        >>>>>>>", ">>>>>>>")
        );
    }

    #[test]
    fn in_the_middle_of_a_record_are_read_too() {
        let text = |name: &str| body(&[name, "note: \"n\","]);
        let marked =
            text("<<<<<<< HEAD\n            name: \"A\",\n=======\n            name: \"B\",\n>>>>>>> feature/x")
                .replace("            <<<<<<<", "<<<<<<<");
        let found = conflicts_in(&marked).unwrap().unwrap();
        assert_eq!((found.base.as_deref(), found.lines.len()), (None, 1));
        assert_eq!(found.ours, text("name: \"A\","));
        assert_eq!(found.theirs, text("name: \"B\","));
        let merged = found.merge(&SCHEMA).unwrap();
        let places: Vec<_> = merged.conflicts.iter().filter_map(|c| c.place.address().cloned()).collect();
        assert_eq!(places, [at("bodies/x/name")]);
        assert!(merged.document.find(BODIES, "x").is_some());
    }

    #[test]
    fn ask_about_a_record_again_that_only_got_a_comment_where_the_other_side_removed_it() {
        let table = |inner: &str| format!("(\n    regions: [{inner}]\n)\n");
        let read = |text: String| Document::parse(&SCHEMA, text).unwrap();
        let base = read(table("\n        (id: \"a\")\n    "));
        let ours = read(table("\n        // gut\n        (id: \"a\")\n    "));
        let theirs = read(table(""));
        let merged = merge(&base, &ours, &theirs);
        assert!(merged.document.text().contains("[\n        // gut\n        (id"));
        let marked = merged.with_markers();
        let again = conflicts_in(&marked).unwrap().unwrap().merge(&SCHEMA).unwrap();
        assert_eq!((merged.conflicts.len(), again.conflicts.len()), (1, 1), "{marked}");
    }

    #[test]
    fn without_an_end_are_reported() {
        let text = "(\n<<<<<<< ours\nformat: 1,\n=======\n)";
        assert_eq!(conflicts_in(text).unwrap_err().line, 2);
        assert_eq!(conflicts_in("(\n<<<<<<< ours\n>>>>>>> theirs\n)").unwrap_err().line, 2);
        assert_eq!(conflicts_in("(regions: [(id: \"a\", note: \"\n=======\n\")])"), Ok(None));
    }
}

/// One side removes what the other begins to refer to.
mod references {
    use super::*;

    const BASE: &str = "#![enable(implicit_some)]\n(\n    regions: [\n        (id: \"r\"),\n        (id: \"s\"),\n    ],\n    bodies: [\n        (id: \"a\", regions: []),\n        (id: \"b\", parent: \"a\"),\n        (id: \"c\"),\n    ],\n)\n";

    fn read(text: &str) -> Document {
        Document::parse(&SCHEMA, text).unwrap()
    }

    fn sides() -> (Document, Document, Document) {
        let removed = read(&BASE.replace("        (id: \"c\"),\n", ""));
        let refers = read(&BASE.replace("parent: \"a\"", "parent: \"c\""));
        (read(BASE), removed, refers)
    }

    #[test]
    fn to_a_record_that_the_other_side_removed_are_asked_about() {
        let (base, removed, refers) = sides();
        for (ours, theirs) in [(&removed, &refers), (&refers, &removed)] {
            let merged = merge(&base, ours, theirs);
            let places: Vec<String> =
                merged.conflicts.iter().map(|c| c.place.address().unwrap().display(&SCHEMA).to_string()).collect();
            assert_eq!(places, ["bodies/c"]);
            let keep = if merged.conflicts[0].ours.is_some() { ConflictSide::Ours } else { ConflictSide::Theirs };
            let drop = if keep == ConflictSide::Ours { ConflictSide::Theirs } else { ConflictSide::Ours };
            let mut kept = merged.clone();
            kept.resolve(0, &keep).unwrap();
            assert_eq!(kept.document.text(), refers.text());
            let mut dropped = merged.clone();
            dropped.resolve(0, &drop).unwrap();
            assert_eq!(dropped.document.text(), removed.text().replace(", parent: \"a\"", ""));
            assert!(merged.with_markers().contains("<<<<<<<"));
        }
    }

    #[test]
    fn that_a_decision_may_bring_are_asked_about_whichever_way_round() {
        let side = |c: &str, parent: &str| {
            BASE.replace("        (id: \"c\"),\n", c).replace("parent: \"a\"", &format!("parent: \"{parent}\""))
        };
        let (base, here) = (BASE, side("", "d"));
        let there = side("        (id: \"c\"),\n", "c");
        let (parent, c) = ("bodies/b/parent", "bodies/c");
        story(base, &here, &there)
            .conflicts(&[(parent, "\"a\"", "\"d\"", "\"c\""), (c, "(id: \"c\")", "-", "(id: \"c\")")]);
        story(base, &there, &here)
            .conflicts(&[(parent, "\"a\"", "\"c\"", "\"d\""), (c, "(id: \"c\")", "(id: \"c\")", "-")]);
    }

    #[test]
    fn that_a_decision_makes_anew_are_asked_about() {
        let base = read(BASE);
        let elsewhere =
            BASE.replace("parent: \"a\"", "parent: \"d\"").replace("(id: \"c\"),", "(id: \"d\", name: \"D\"),");
        let removed = read(&elsewhere);
        let refers =
            read(&BASE.replace("parent: \"a\"", "parent: \"c\"").replace("(id: \"c\")", "(id: \"c\", name: \"C\")"));
        let place = |conflict: &Conflict| conflict.place.address().unwrap().display(&SCHEMA).to_string();
        for (ours, theirs, with, without) in [
            (&removed, &refers, ConflictSide::Theirs, ConflictSide::Ours),
            (&refers, &removed, ConflictSide::Ours, ConflictSide::Theirs),
        ] {
            let mut merged = merge(&base, ours, theirs);
            let decide = |merged: &mut Merged, wanted: &str, side: &ConflictSide| {
                let number = merged.conflicts.iter().position(|conflict| place(conflict) == wanted).unwrap();
                merged.resolve(number, side).unwrap();
                merged.conflicts.iter().map(place).collect::<Vec<_>>()
            };
            // The record goes, then the reference to it is chosen: the record is asked about once
            // more.
            assert_eq!(decide(&mut merged, "bodies/c", &without), ["bodies/b/parent"]);
            assert_eq!(decide(&mut merged, "bodies/b/parent", &with), ["bodies/c"], "{}", merged.document.text());
            let mut kept = merged.clone();
            assert!(decide(&mut kept, "bodies/c", &with).is_empty());
            assert!(kept.document.text().contains("(id: \"c\", name: \"C\")"), "{}", kept.document.text());
            assert_eq!(merged.conflicts[0].references_that_go(&merged.document, &without), 1);
            assert!(decide(&mut merged, "bodies/c", &without).is_empty());
            assert!(!merged.document.text().contains("\"c\""), "{}", merged.document.text());
        }
    }

    #[test]
    fn that_a_side_left_dangling_by_itself_are_its_own_error() {
        let base = read(&BASE.replace("parent: \"a\"", "parent: \"c\""));
        let removed = read(&base.text().replace("        (id: \"c\"),\n", ""));
        let other = read(&base.text().replace("(id: \"s\")", "(id: \"s\", name: \"S\")"));
        assert!(merge(&base, &removed, &other).conflicts.is_empty());
        assert!(merge(&base, &other, &removed).conflicts.is_empty());
    }
}

#[test]
fn the_line_breaks_of_the_side_that_changed_them_are_kept() {
    let read = |text: &str| Document::parse(&SCHEMA, text).unwrap();
    let base = "(\n    regions: [\n        (id: \"a\"),\n        (id: \"b\"),\n    ],\n)\n";
    let edited = base.replace("(id: \"a\")", "(id: \"a\", name: Some(\"A\"))");
    let other = base.replace("(id: \"b\")", "(id: \"b\", name: Some(\"B\"))");
    let both = edited.replace("(id: \"b\")", "(id: \"b\", name: Some(\"B\"))");
    let windows = |text: &str| text.replace('\n', "\r\n");
    for (from, to) in [
        (&(|text: &str| text.to_owned()) as &dyn Fn(&str) -> String, &windows as &dyn Fn(&str) -> String),
        (&windows, &|text: &str| text.to_owned()),
    ] {
        for theirs in [base, &other] {
            let meant = if theirs == base { &edited } else { &both };
            let (base, ours, theirs) = (read(&from(base)), read(&from(&edited)), read(&to(theirs)));
            for merged in [merge(&base, &ours, &theirs), merge(&base, &theirs, &ours)] {
                assert!(merged.conflicts.is_empty());
                assert_eq!(merged.document.text(), to(meant));
                same_as_fresh(&merged.document);
            }
        }
    }
    let marked = format!("\u{feff}{}", base.trim_end());
    let merged = merge(&read(base), &read(&edited), &read(&marked));
    assert_eq!(merged.document.text(), format!("\u{feff}{}", edited.trim_end()));
}

/// Bodies and meetings, as each side has them.
fn gatherings(bodies: &[&str], meetings: &[&str]) -> String {
    let lines = |lines: &[&str]| lines.iter().map(|line| format!("        {line}\n")).collect::<String>();
    file(&format!("    bodies: [\n{}    ],\n    meetings: [\n{}    ],\n", lines(bodies), lines(meetings)))
}

#[test]
fn two_new_records_of_one_id_are_both_kept_each_with_its_references() {
    let old = "(id: \"alt\", level: Weitere, name: \"Alt\", regions: []),";
    let own = "(id: \"forum\", level: Fachforum, name: \"Forum Sprache\", regions: [\"a\"]),";
    let their = "// Seit 2026.\n        (id: \"forum\", level: Arbeitskreis, name: \"Runde MINT\", regions: [\"b\"]),";
    let base = gatherings(&[old], &["(id: \"m\", body: \"alt\"),", "(id: \"n\", body: \"alt\"),"]);
    let ours = gatherings(
        &[old, own],
        &["(id: \"m\", body: \"forum\"),", "(id: \"n\", body: \"alt\"),", "(id: \"eigenes\", body: \"forum\"),"],
    );
    let theirs = gatherings(
        &[old, their],
        &["(id: \"m\", body: \"alt\"),", "(id: \"n\", body: \"forum\"),", "(id: \"ihres\", body: \"forum\"),"],
    );
    let mut merged = merge(&read(&base), &read(&ours), &read(&theirs));
    let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
    assert_eq!(conflict.of_two_new(&merged.document), Some(&at("bodies/forum")));
    merged.keep_both(0, "forum-2").unwrap();
    assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    let renamed = own.replace("id: \"forum\"", "id: \"forum-2\"");
    let expected = gatherings(
        &[old, &renamed, their],
        &[
            "(id: \"m\", body: \"forum-2\"),",
            "(id: \"n\", body: \"forum\"),",
            "(id: \"eigenes\", body: \"forum-2\"),",
            "(id: \"ihres\", body: \"forum\"),",
        ],
    );
    assert_eq!(merged.document.text(), expected);
    sound(&merged, &read(&ours), &expected);
}

#[test]
fn what_is_left_to_decide_refers_to_the_own_record_by_its_new_id() {
    let old = "(id: \"alt\", level: Weitere, name: \"Alt\", regions: []),";
    let own = "(id: \"forum\", level: Fachforum, name: \"Forum Sprache\", regions: [\"a\"]),";
    let their = "(id: \"forum\", level: Arbeitskreis, name: \"Runde MINT\", regions: [\"b\"]),";
    let base = gatherings(&[old], &["(id: \"m\"),"]);
    let ours = gatherings(&[old, own], &["(id: \"m\", body: \"forum\"),"]);
    let theirs = gatherings(&[old, their], &["(id: \"m\", body: \"alt\"),"]);
    let mut merged = merge(&read(&base), &read(&ours), &read(&theirs));
    let of_bodies = merged.conflicts.iter().position(|conflict| conflict.of_two_new(&merged.document).is_some());
    merged.keep_both(of_bodies.unwrap(), "forum-2").unwrap();
    let [left] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
    assert_eq!((left.ours.as_deref(), left.theirs.as_deref()), (Some("\"forum-2\""), Some("\"alt\"")));
    assert_eq!(left.of_two_new(&merged.document), None, "a value is no record");
    assert!(merged.keep_both(0, "x").is_err());
    merged.resolve(0, &ConflictSide::Ours).unwrap();
    assert!(merged.document.text().contains("(id: \"m\", body: \"forum-2\")"), "{}", merged.document.text());
}
