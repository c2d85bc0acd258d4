//! The document layer by example: a text, an edit, the text it gives. Every edit is also taken back
//! and made again.

mod common;

use bildungsnetz::document::{Document, EditError, FilePart, ParseProblem, invert};
use bildungsnetz::model::{BODIES, DISTRICT, REGIONS, SCHEMA, records};
use bildungsnetz::syntax::{NodeKind, SyntaxProblem};
use common::*;

mod set {
    use super::*;

    #[test]
    fn replaces_only_the_bytes_of_the_value() {
        regions(r#"(id: "koeln", /* Name: */ name : "Koeln" , /* danach */ kind: KreisfreieStadt)"#)
            .edit(set("regions/koeln/name", r#""Köln""#))
            .gives_regions(r#"(id: "koeln", /* Name: */ name : "Köln" , /* danach */ kind: KreisfreieStadt)"#)
            .edit(set("regions/koeln/kind", "Kreis"))
            .gives_regions(r#"(id: "koeln", /* Name: */ name : "Köln" , /* danach */ kind: Kreis)"#);
    }

    #[test]
    fn the_same_value_is_no_change() {
        let given = regions(r#"(id: "a", name: "A")"#).edit(set("regions/a/name", r#" "A" // gleich"#));
        assert!(given.changes.is_empty());
    }

    #[test]
    fn breaks_lines_as_the_file_does_whatever_was_undone_in_it() {
        let mut document = given("(regions: [(id: \"a\"), // a\r\n(id: \"b\")])").document;
        let wish = replace("regions/b", "(\n    id: \"b\"\n)");
        let planned = document.plan(&wish).unwrap();
        assert!(planned[0].after.as_ref().is_some_and(|piece| piece.contains("\r\n")), "{planned:?}");
        let changes = document.edit(&set("regions/a/name", "\"A\"")).unwrap();
        document.apply(&invert(&changes)).unwrap();
        assert_eq!(document.plan(&wish).unwrap(), planned);
    }

    #[test]
    fn goes_inside_some() {
        given("(regions: [(id: \"a\", short: Some( \"x\" ), kind: Some(Kreis,))])")
            .edit(set("regions/a/short", "\"y\""))
            .edit(set("regions/a/kind", "Staedteregion"))
            .gives("(regions: [(id: \"a\", short: Some( \"y\" ), kind: Some(Staedteregion,))])");
    }

    #[test]
    fn writes_some_where_the_file_needs_it() {
        given("(regions: [(id: \"a\", name: \"A\", short: None)])")
            .edit(set("regions/a/kind", "Kreis"))
            .edit(set("regions/a/short", "\"y\""))
            .edit(set("regions/a/agreement/source/as_of", "\"2024\""))
            .gives(
                "(regions: [(id: \"a\", name: \"A\", short: Some(\"y\"), kind: Some(Kreis), \
                agreement: Some((source: Some((as_of: Some(\"2024\"))))))])",
            );
    }

    #[test]
    fn none_takes_the_place_of_the_whole_value() {
        given("(regions: [(id: \"a\", short: Some(\"x\"))])")
            .edit(set("regions/a/short", "None"))
            .gives("(regions: [(id: \"a\", short: None)])");
    }

    #[test]
    fn some_may_stand_before_a_value_without_parentheses() {
        regions(r#"(id: "a", short: Some "x", fremd: Some string, mehr: Some [Some 1, Some Some 'c'], und: Some /* c */ b"y")"#)
            .edit(set("regions/a/short", "\"y\""))
            .edit(set("regions/a/name", "\"A\""))
            .gives_regions(
                r#"(id: "a", name: "A", short: Some "y", fremd: Some string, mehr: Some [Some 1, Some Some 'c'], und: Some /* c */ b"y")"#,
            )
            .edit(clear("regions/a/short"))
            .edit(clear("regions/a/name"))
            .gives_regions(r#"(id: "a", fremd: Some string, mehr: Some [Some 1, Some Some 'c'], und: Some /* c */ b"y")"#);
    }

    #[test]
    fn fields_may_stand_right_inside_some() {
        given("#![enable(unwrap_variant_newtypes)]\n(bodies: [(id: \"a\", contact: Some(phone: Some(\"1\")))])")
            .edit(set("bodies/a/contact/phone", "\"2\""))
            .edit(set("bodies/a/contact/email", "\"a@b.de\""))
            .edit(set("bodies/a/source/url", "\"x\""))
            .gives("#![enable(unwrap_variant_newtypes)]\n(bodies: [(id: \"a\", contact: Some(phone: Some(\"2\"), email: Some(\"a@b.de\")), \
                source: Some(url: Some(\"x\")))])");
        given("#![enable(unwrap_variant_newtypes)]\n(municipalities: [(id: \"a\", position: Some(50.1, 6.2))])")
            .edit(set("municipalities/a/position", "(50.5, 7.0)"))
            .edit(set("municipalities/a/area_km2", "1.5"))
            .gives("#![enable(unwrap_variant_newtypes)]\n(municipalities: [(id: \"a\", position: Some(50.5, 7.0), area_km2: Some(1.5))])");
    }

    #[test]
    fn an_absent_field_goes_behind_the_one_declared_before_it() {
        regions(r#"(id: "a", name: "A", note: "n")"#)
            .edit(set("regions/a/kind", "Kreis"))
            .gives_regions(r#"(id: "a", name: "A", kind: Kreis, note: "n")"#);
        regions(r#"(note: "n", name: "A", id: "a")"#)
            .edit(set("regions/a/kind", "Kreis"))
            .gives_regions(r#"(note: "n", name: "A", kind: Kreis, id: "a")"#);
        regions(r#"(id: "a" /* eins */, name: "A" /* zwei */)"#)
            .edit(set("regions/a/short", "\"s\""))
            .gives_regions(r#"(id: "a" /* eins */, name: "A" /* zwei */, short: "s")"#);
        regions(r#"(id: "a", name: "A",)"#)
            .edit(set("regions/a/short", "\"s\""))
            .gives_regions(r#"(id: "a", name: "A", short: "s",)"#);
    }

    #[test]
    fn an_absent_field_gets_a_line_where_fields_have_lines() {
        regions("\n        Region(\n            id: \"a\", // Kennung\n            name: \"A\",\n        ),\n    ")
            .edit(set("regions/a/agreement/signed", "\"2009\""))
            .edit(set("regions/a/short", "\"s\""))
            .gives_regions(
                "\n        Region(\n            id: \"a\", // Kennung\n            name: \"A\",\n            short: \"s\",\n            \
                 agreement: Agreement(\n                signed: \"2009\",\n            ),\n        ),\n    ",
            );
    }

    #[test]
    fn an_absent_record_stands_on_one_line_where_it_fits_and_others_do() {
        let first = "\n    Region(\n        id: \"a\",\n        name: \"A\",";
        let second = "\n    ),\n    Region(id: \"b\", agreement: Agreement(signed: \"2008\")),\n";
        let agreement = |fields: &str| format!("{first}\n        agreement: Agreement({fields}),{second}");
        let note = "x".repeat(70);
        regions(&format!("{first}{second}"))
            .edit(set("regions/a/agreement/signed", "\"2009\""))
            .gives_regions(&agreement("signed: \"2009\""))
            .edit(clear("regions/a/agreement"))
            .edit(set("regions/a/agreement", &format!("(signed: \"2009\", note: \"{note}\")")))
            .gives_regions(&agreement(&format!(
                "\n            signed: \"2009\",\n            note: \"{note}\",\n        "
            )));
        // In a record of one line it is on that line, or indented like the record when it is too
        // long.
        let table = |fields: &str| {
            format!(
                "\n        Region(id: \"a\"{fields}),\n        Region(id: \"b\", agreement: Agreement(\n            signed: \"2008\",\n        )),\n    "
            )
        };
        regions(&table(""))
            .edit(set("regions/a/agreement/signed", "\"2009\""))
            .gives_regions(&table(", agreement: Agreement(signed: \"2009\")"))
            .edit(set("regions/a/agreement", &format!("(signed: \"2010\", note: \"{note}\")")))
            .gives_regions(&table(&format!(
                ", agreement: Agreement(\n            signed: \"2010\",\n            note: \"{note}\",\n        )"
            )))
            .edit(clear("regions/a/agreement"))
            .edit(set("regions/a/agreement", &format!("(signed: \"2010\", note: \"{note}\")")))
            .gives_regions(&table(&format!(
                ", agreement: Agreement(\n            signed: \"2010\",\n            note: \"{note}\",\n        )"
            )));
    }

    #[test]
    fn a_missing_trailing_comma_stays_missing() {
        regions("\n    (\n      id: \"a\",\n      name: \"A\" // wichtig\n    )\n")
            .edit(set("regions/a/short", "\"s\""))
            .gives_regions("\n    (\n      id: \"a\",\n      name: \"A\", // wichtig\n      short: \"s\"\n    )\n");
        regions("\n    (\n      id: \"a\",\n      name: \"A\")\n")
            .edit(set("regions/a/short", "\"s\""))
            .gives_regions("\n    (\n      id: \"a\",\n      name: \"A\",\n      short: \"s\")\n");
    }

    #[test]
    fn line_ends_are_those_of_the_file() {
        given("\u{feff}Directory(\r\n  regions: [\r\n    Region(\r\n      id: \"a\",\r\n    ),\r\n  ],\r\n)")
            .edit(set("regions/a/name", "\"A\""))
            .gives("\u{feff}Directory(\r\n  regions: [\r\n    Region(\r\n      id: \"a\",\r\n      name: \"A\",\r\n    ),\r\n  ],\r\n)");
    }

    #[test]
    fn an_absent_struct_is_written_like_those_of_the_neighbours() {
        given(
            "#![enable(implicit_some)]\n(\n  bodies: [\n    Body(id: \"a\", contact: (\n      phone: \"1\"\n    )),\n    \
             Body(\n      id: \"b\",\n    ),\n  ],\n)\n",
        )
        .edit(set("bodies/b/contact/phone", "\"2\""))
        .gives(
            "#![enable(implicit_some)]\n(\n  bodies: [\n    Body(id: \"a\", contact: (\n      phone: \"1\"\n    )),\n    \
             Body(\n      id: \"b\",\n      contact: (\n        phone: \"2\"\n      ),\n    ),\n  ],\n)\n",
        );
        given("#![enable(implicit_some, explicit_struct_names)]\nDirectory(bodies: [Body(id: \"a\")])")
            .edit(set("bodies/a/contact/phone", "\"2\""))
            .gives("#![enable(implicit_some, explicit_struct_names)]\nDirectory(bodies: [Body(id: \"a\", contact: Contact(phone: \"2\"))])");
    }

    #[test]
    fn what_is_not_declared_keeps_every_some() {
        for odd in ["Some(1)", "Some(Some(1))", "None", "[Some(())]"] {
            let file = |rest: &str| format!("(bodies: [(id: \"a\"{rest})])");
            given(&file(""))
                .edit(set("bodies/a/contact", &format!("(fremd: {odd})")))
                .gives(&file(&format!(", contact: Some((fremd: {odd}))")));
        }
        let odd = "(fremd: Some Some [1, Some 2])";
        regions(r#"(id: "a")"#)
            .edit(set("regions/a/agreement", odd))
            .gives_regions(&format!("(id: \"a\", agreement: {odd})"));
    }

    #[test]
    fn an_empty_struct_takes_a_field() {
        for (before, after) in [
            // The comma tells that the bracket was there before.
            ("()", "(phone: \"1\",)"),
            ("Contact()", "Contact(phone: \"1\",)"),
            ("( )", "(phone: \"1\" )"),
            ("(/* leer */)", "(/* leer */\n            phone: \"1\")"),
            ("(\n        )", "(\n            phone: \"1\",\n        )"),
            ("( // leer\n        )", "( // leer\n            phone: \"1\",\n        )"),
        ] {
            let file = |contact: &str| {
                format!(
                    "#![enable(implicit_some)]\n(\n    bodies: [\n        (id: \"a\", contact: {contact}),\n    ],\n)"
                )
            };
            given(&file(before)).edit(set("bodies/a/contact/phone", "\"1\"")).gives(&file(after));
        }
    }

    #[test]
    fn the_first_field_goes_in_front() {
        regions(r#"(name: "A", id: "a")"#).edit(clear("regions/a/name")).gives_regions(r#"(id: "a")"#);
        given("#![enable(implicit_some)]\n(bodies: [(id: \"a\", contact: ( email: \"e\"))])")
            .edit(set("bodies/a/contact/address", "\"x\""))
            .gives("#![enable(implicit_some)]\n(bodies: [(id: \"a\", contact: ( address: \"x\", email: \"e\"))])");
        given("#![enable(implicit_some)]\n(bodies: [(id: \"a\", contact: ( // Büro\n  // E-Mail\n  email: \"e\"))])")
            .edit(set("bodies/a/contact/address", "\"x\""))
            .gives("#![enable(implicit_some)]\n(bodies: [(id: \"a\", contact: ( // Büro\n  address: \"x\",\n  // E-Mail\n  email: \"e\"))])");
    }

    #[test]
    fn every_literal_is_left_as_it_is_beside_the_change() {
        let odd = "{(1, 'x'): b\"\\x00\", -inf: br#\"\"\"#, 0xFFu8: [1..=2, .., 1.5e-3f64, '\\'', r##\"a\"#\"##, ()]}";
        regions(&format!(
            "(id: \"a\", r#name: \"A\\u{{e9}}\\\n    x\", unknown: {odd}, /* /* ] */ ) */ note: r#\"\n]),\n\"#)"
        ))
        .edit(set("regions/a/name", "\"B\""))
        .gives_regions(&format!("(id: \"a\", r#name: \"B\", unknown: {odd}, /* /* ] */ ) */ note: r#\"\n]),\n\"#)"));
    }

    #[test]
    fn an_unknown_field_can_be_set_where_it_is() {
        regions(r#"(id: "a", farbe: "rot")"#)
            .edit(set("regions/a/farbe", "\"blau\""))
            .gives_regions(r#"(id: "a", farbe: "blau")"#)
            .refuses(set("regions/a/form", "1"), |e| matches!(e, EditError::NotFound(_)));
    }

    #[test]
    fn what_ron_does_not_read_is_refused() {
        regions(r#"(id: "a", name: "A")"#)
            .refuses(set("regions/a/kind", "Dorf"), |e| matches!(e, EditError::Invalid(_)))
            .refuses(set("regions/a/kind", "Kreis, note: \"x\""), |e| matches!(e, EditError::Invalid(_)))
            .refuses(set("regions/a/kind", "\"x"), |e| matches!(e, EditError::Invalid(_)))
            .refuses(set("regions/b/name", "\"x\""), |e| matches!(e, EditError::NotFound(_)))
            .refuses(set("regions/a/kind/x", "1"), |e| matches!(e, EditError::NotFound(_)));
    }

    #[test]
    fn an_id_stays_unique() {
        regions(r#"(id: "a"), (id: "b")"#)
            .refuses(set("regions/a/id", "\"b\""), |e| *e == EditError::IdTaken("b".into()))
            .edit(set("regions/a/id", "\"c\""))
            .gives_regions(r#"(id: "c"), (id: "b")"#);
    }

    #[test]
    fn the_single_record_is_set_or_created() {
        given("#![enable(implicit_some)]\nDirectory(\n    format: 1,\n    regions: [\n    ],\n)\n")
            .edit(set("district/name", "\"Köln\""))
            .gives("#![enable(implicit_some)]\nDirectory(\n    format: 1,\n    district: District(\n        name: \"Köln\",\n    ),\n    regions: [\n    ],\n)\n")
            .edit(set("district/unit", "\"4\""))
            .edit(set("district/name", "\"K\""))
            .gives("#![enable(implicit_some)]\nDirectory(\n    format: 1,\n    district: District(\n        name: \"K\",\n        unit: \"4\",\n    ),\n    regions: [\n    ],\n)\n");
        given("(district: Some(( name: \"K\")), )")
            .edit(set("district/name", "\"Köln\""))
            .gives("(district: Some(( name: \"Köln\")), )");
    }
}

mod clear {
    use super::*;

    #[test]
    fn takes_the_line_and_the_comma() {
        regions("\n        (\n            id: \"a\",\n            // steht so im Vertrag\n            name: \"A\", // bis 2020\n            note: \"n\",\n        ),\n    ")
            .edit(clear("regions/a/name"))
            .gives_regions("\n        (\n            id: \"a\",\n            note: \"n\",\n        ),\n    ")
            .edit(clear("regions/a/note"))
            .gives_regions("\n        (\n            id: \"a\",\n        ),\n    ");
    }

    #[test]
    fn works_on_one_line() {
        regions(r#"(id: "a", name: "A", note: "n")"#)
            .edit(clear("regions/a/name"))
            .gives_regions(r#"(id: "a", note: "n")"#)
            .edit(clear("regions/a/note"))
            .gives_regions(r#"(id: "a")"#);
        regions(r#"(name: "A", id: "a",)"#).edit(clear("regions/a/name")).gives_regions(r#"(id: "a",)"#);
        regions(r#"(id: "a", name: "A",)"#).edit(clear("regions/a/name")).gives_regions(r#"(id: "a",)"#);
    }

    #[test]
    fn the_last_without_comma_leaves_none() {
        regions("(\n  id: \"a\", // erste\n  name: \"A\" // zweite\n)")
            .edit(clear("regions/a/name"))
            .gives_regions("(\n  id: \"a\" // erste\n)");
        regions("(\n  id: \"a\", // erste\n  name: \"A\")")
            .edit(clear("regions/a/name"))
            .gives_regions("(\n  id: \"a\" // erste\n)");
    }

    #[test]
    fn what_is_absent_is_no_change() {
        let given = regions(r#"(id: "a")"#).edit(clear("regions/a/name")).edit(clear("regions/a/agreement/source/url"));
        assert!(given.changes.is_empty());
        given.refuses(clear("regions/a/id"), |e| matches!(e, EditError::Invalid(_)));
    }

    #[test]
    fn a_heading_above_a_field_stays() {
        regions("(\n  id: \"a\",\n\n  // -- Texte --\n\n  // Name\n  name: \"A\",\n  note: \"n\",\n)")
            .edit(clear("regions/a/name"))
            .gives_regions("(\n  id: \"a\",\n\n  // -- Texte --\n\n  note: \"n\",\n)");
    }
}

mod items {
    use super::*;

    fn list(postcodes: &str) -> Given {
        given(&text(postcodes))
    }

    fn text(postcodes: &str) -> String {
        format!(
            "#![enable(implicit_some)]\nDirectory(\n    municipalities: [\n        Municipality(\n            id: \"a\",\n            postcodes: {postcodes},\n        ),\n    ],\n)\n"
        )
    }

    const AT: &str = "municipalities/a/postcodes";

    #[test]
    fn insert_on_one_line() {
        for (before, at, after) in [
            // The comma tells that the list was there before.
            ("[]", 0, "[\"9\",]"),
            ("[\"1\"]", 0, "[\"9\", \"1\"]"),
            ("[\"1\"]", 1, "[\"1\", \"9\"]"),
            ("[\"1\", \"2\"]", 1, "[\"1\", \"9\", \"2\"]"),
            ("[\"1\", \"2\", ]", 2, "[\"1\", \"2\", \"9\", ]"),
            ("[ \"1\" /* a */ , /* b */ \"2\" ]", 1, "[ \"1\" /* a */ , \"9\", /* b */ \"2\" ]"),
        ] {
            list(before).edit(insert(AT, at, "\"9\"")).gives(&text(after));
        }
    }

    #[test]
    fn insert_among_lines() {
        let i = "\n                ";
        let end = "\n            ";
        for (before, at, after) in [
            (format!("[{i}\"1\", // eins{i}\"2\",{end}]"), 1, format!("[{i}\"1\", // eins{i}\"9\",{i}\"2\",{end}]")),
            (format!("[{i}\"1\",{i}\"2\" // zwei{end}]"), 2, format!("[{i}\"1\",{i}\"2\", // zwei{i}\"9\"{end}]")),
            (format!("[{i}// eins{i}\"1\",{end}]"), 0, format!("[{i}\"9\",{i}// eins{i}\"1\",{end}]")),
            (format!("[{end}]"), 0, format!("[{i}\"9\",{end}]")),
            (
                format!("[{i}\"1\", \"2\",{i}\"3\", \"4\",{end}]"),
                4,
                format!("[{i}\"1\", \"2\",{i}\"3\", \"4\", \"9\",{end}]"),
            ),
            (
                format!("[{i}\"1\", \"2\",{i}\"3\", \"4\",{end}]"),
                2,
                format!("[{i}\"1\", \"2\",{i}\"9\",{i}\"3\", \"4\",{end}]"),
            ),
            (
                format!("[{i}\"1\", \"2\",{i}\"3\", \"4\",{end}]"),
                1,
                format!("[{i}\"1\", \"9\", \"2\",{i}\"3\", \"4\",{end}]"),
            ),
        ] {
            list(&before).edit(insert(AT, at, "\"9\"")).gives(&text(&after));
        }
    }

    #[test]
    fn remove_leaves_the_others() {
        let i = "\n                ";
        let end = "\n            ";
        for (before, at, after) in [
            ("[\"1\",]".to_owned(), 0, "[]".to_owned()),
            ("[\"1\", \"2\"]".to_owned(), 0, "[\"2\"]".to_owned()),
            ("[\"1\", \"2\"]".to_owned(), 1, "[\"1\"]".to_owned()),
            ("[\"1\", \"2\", \"3\",]".to_owned(), 2, "[\"1\", \"2\",]".to_owned()),
            ("[\"1\", /* zwei */ \"2\", \"3\"]".to_owned(), 1, "[\"1\", \"3\"]".to_owned()),
            (format!("[{i}\"1\",{i}// zwei{i}\"2\", // auch{i}\"3\",{end}]"), 1, format!("[{i}\"1\",{i}\"3\",{end}]")),
            (format!("[{i}\"1\", // eins{i}\"2\"{end}]"), 1, format!("[{i}\"1\" // eins{end}]")),
            (format!("[{i}\"1\", \"2\", // beide{i}\"3\",{end}]"), 1, format!("[{i}\"1\", // beide{i}\"3\",{end}]")),
            (format!("[{i}\"1\", \"2\",{i}\"3\",{end}]"), 0, format!("[{i}\"2\",{i}\"3\",{end}]")),
        ] {
            list(&before).edit(remove_item(AT, at)).gives(&text(&after));
        }
    }

    #[test]
    fn what_was_made_for_a_value_goes_with_it() {
        let body = |rest: &str| format!("#![enable(implicit_some)]\n(bodies: [(id: \"a\"{rest})])");
        let (item, phone) = (insert("bodies/a/action_fields", 0, "\"f\""), set("bodies/a/contact/phone", "\"1\""));
        let (no_item, no_phone) = (remove_item("bodies/a/action_fields", 0), clear("bodies/a/contact/phone"));
        for (before, (put, between, take)) in [
            ("", (&item, ", action_fields: [\"f\"]", &no_item)),
            (", action_fields: []", (&item, ", action_fields: [\"f\",]", &no_item)),
            (", action_fields: [ ]", (&item, ", action_fields: [\"f\" ]", &no_item)),
            (", action_fields: [ /* nichts */]", (&item, ", action_fields: [ /* nichts */\n    \"f\"]", &no_item)),
            ("", (&phone, ", contact: (phone: \"1\")", &no_phone)),
            (", contact: ()", (&phone, ", contact: (phone: \"1\",)", &no_phone)),
            (", contact: None", (&phone, ", contact: Some((phone: \"1\"))", &no_phone)),
            (", contact: (phone: None)", (&phone, ", contact: (phone: Some(\"1\"))", &no_phone)),
            (", contact: (fax: 1)", (&phone, ", contact: (phone: \"1\", fax: 1)", &no_phone)),
        ] {
            let added = given(&body(before)).edit(put.clone());
            assert_eq!(added.document.text(), body(between));
            added.edit(take.clone()).gives(&body(before));
        }
    }

    #[test]
    fn move_takes_comments_along() {
        let i = "\n                ";
        let end = "\n            ";
        for (before, from, to, after) in [
            ("[\"1\", \"2\", \"3\"]".to_owned(), 0, 2, "[\"2\", \"3\", \"1\"]".to_owned()),
            ("[\"1\" /* a */, /* b */ \"2\"]".to_owned(), 1, 0, "[/* b */ \"2\", \"1\" /* a */]".to_owned()),
            (
                format!("[{i}// eins{i}\"1\", // auch eins{i}\"2\"{end}]"),
                0,
                1,
                format!("[{i}\"2\",{i}// eins{i}\"1\" // auch eins{end}]"),
            ),
            (format!("[{i}\"1\", // eins{i}\"2\", \"3\"]"), 0, 1, format!("[{i}\"2\",{i}\"1\", // eins{i}\"3\"]")),
        ] {
            list(&before).edit(move_item(AT, from, to)).gives(&text(&after));
        }
    }

    #[test]
    fn an_absent_list_is_created_by_its_first_item() {
        regions(r#"(id: "a")"#).refuses(insert("regions/a/name", 0, "\"x\""), |e| {
            matches!(e, EditError::NotFound(_) | EditError::Invalid(_))
        });
        given("(bodies: [(id: \"a\")])")
            .edit(insert("bodies/a/members", 0, "(group: Land)"))
            .edit(insert("bodies/a/members", 1, "(seats: 2)"))
            .edit(set("bodies/a/members/0/seats", "3"))
            .gives("(bodies: [(id: \"a\", members: [(group: Some(Land), seats: Some(3)), (seats: Some(2))])])");
    }

    #[test]
    fn an_item_takes_the_style_of_its_neighbours() {
        given(
            "#![enable(implicit_some)]\n(bodies: [(id: \"a\", members: [\n    Member(\n        group: Land,\n    ),\n])])",
        )
        .edit(insert("bodies/a/members", 1, "(group: Kreis, seats: 1)"))
        .gives(
            "#![enable(implicit_some)]\n(bodies: [(id: \"a\", members: [\n    Member(\n        group: Land,\n    ),\n    \
                 Member(\n        group: Kreis,\n        seats: 1,\n    ),\n])])",
        );
    }

    #[test]
    fn an_empty_item_has_a_name_where_its_neighbours_have_one() {
        let members = |items: &str| format!("#![enable(implicit_some)]\n(bodies: [(id: \"a\", members: [{items}])])");
        given(&members("Member(group: Land)"))
            .edit(insert("bodies/a/members", 1, "()"))
            .gives(&members("Member(group: Land), Member()"))
            .edit(set("bodies/a/members/1/group", "Kreis"))
            .edit(insert("bodies/a/members", 0, "()"))
            .gives(&members("Member(), Member(group: Land), Member(group: Kreis)"));
        given(&members("(group: Land)")).edit(insert("bodies/a/members", 0, "()")).gives(&members("(), (group: Land)"));
        // A long item in a list that stands on one line is indented like the record.
        let long = format!("(group: Kreis, institution: \"{}\")", "x".repeat(90));
        regions("").edit(add_text("bodies", None, "(id: \"a\", members: [Member(group: Land)])")).edit(insert("bodies/a/members", 1, &long)).gives(&format!(
            "#![enable(implicit_some)]\nDirectory(\n    regions: [],\n    bodies: [\n        (id: \"a\", members: [Member(group: Land), Member(\n            \
             group: Kreis,\n            institution: \"{}\",\n        )]),\n    ],\n)\n",
            "x".repeat(90)
        ));
    }

    #[test]
    fn wrong_places_are_refused() {
        list("[\"1\"]")
            .refuses(insert(AT, 2, "\"x\""), |e| matches!(e, EditError::NotFound(_)))
            .refuses(remove_item(AT, 1), |e| matches!(e, EditError::NotFound(_)))
            .refuses(move_item(AT, 0, 1), |e| matches!(e, EditError::NotFound(_)))
            .refuses(insert(AT, 0, "1"), |e| matches!(e, EditError::Invalid(_)));
    }
}

mod whole {
    use super::*;

    const LINES: &str = "
        // Die Stadt
        Region(id: \"a\", name: \"A\"), // erste

        // == Kreise ==

        // Der größte
        Region(id: \"b\", name: \"B\"),
        Region(id: \"c\", name: \"C\"),
    ";

    #[test]
    fn pieces_and_comments() {
        let given = regions(LINES);
        let document = &given.document;
        let slots: Vec<_> = document.slots(REGIONS).collect();
        let comments: Vec<_> = slots.iter().map(|s| document.comment(*s)).collect();
        assert_eq!(comments, [Some("// Die Stadt"), Some("// Der größte"), None]);
        assert_eq!(document.source(slots[1]), "Region(id: \"b\", name: \"B\")");
        assert_eq!(document.piece(slots[2]), "        Region(id: \"c\", name: \"C\"),\n");
        assert_eq!(document.find(REGIONS, "c"), Some(slots[2]));
        assert_eq!(document.find(REGIONS, ""), None);
        assert_eq!(document.line_col(slots[1], 11), (10, 20));
        assert_eq!(document.line_col(slots[0], 0), (5, 9));
        assert_eq!(document.address(slots[1]), at("regions/b"));
        assert_eq!(document.resolve(&at("regions/b/name")), Some(slots[1]));
        assert_eq!(document.byte_len(), document.text().len());
        assert_eq!(document.chunks().count(), 1, "an unchanged file is one chunk");
    }

    #[test]
    fn remove_takes_the_own_comment_and_leaves_the_heading() {
        regions(LINES)
            .edit(remove("regions/b"))
            .gives_regions(
                "
        // Die Stadt
        Region(id: \"a\", name: \"A\"), // erste

        // == Kreise ==

        Region(id: \"c\", name: \"C\"),
    ",
            )
            .edit(remove("regions/a"))
            .gives_regions(
                "

        // == Kreise ==

        Region(id: \"c\", name: \"C\"),
    ",
            )
            .edit(remove("regions/c"))
            .gives_regions(
                "

        // == Kreise ==

    ",
            )
            .edit(add("regions", None, &[("id", "\"d\""), ("kind", "Kreis")]))
            .gives_regions(
                "

        // == Kreise ==

        Region(
            id: \"d\",
            kind: Kreis,
        ),
    ",
            );
    }

    #[test]
    fn remove_on_one_line() {
        regions(r#"(id: "a"), (id: "b"), (id: "c")"#)
            .edit(remove("regions/b"))
            .gives_regions(r#"(id: "a"), (id: "c")"#)
            .edit(remove("regions/c"))
            .gives_regions(r#"(id: "a")"#)
            .edit(remove("regions/a"))
            .gives_regions("");
        regions(r#" (id: "a"), /* zu b */ (id: "b"), "#)
            .edit(remove("regions/a"))
            .gives_regions(r#" /* zu b */ (id: "b"), "#)
            .edit(remove("regions/b"))
            .gives_regions("");
    }

    #[test]
    fn an_empty_table_is_as_before_when_its_only_record_goes() {
        for (table, one) in [
            ("", "\n        Region(id: \"a\", name: \"A\"),\n    "),
            (" // noch keine\n", " // noch keine\n        Region(id: \"a\", name: \"A\"),\n"),
        ] {
            regions(table)
                .edit(add_text("regions", None, "Region(id: \"a\", name: \"A\")"))
                .gives_regions(one)
                .edit(remove("regions/a"))
                .gives_regions(table);
        }
        let dos = "#![enable(implicit_some)]\r\nDirectory(\r\n\tregions: [],\r\n)\r\n";
        given(dos).edit(add_text("regions", None, "(id: \"a\")")).edit(remove("regions/a")).gives(dos);
    }

    #[test]
    fn remove_where_lines_are_shared() {
        regions("\n  (id: \"a\"), (id: \"b\"), // beide\n  (id: \"c\"),\n  (id: \"d\")")
            .edit(remove("regions/b"))
            .gives_regions("\n  (id: \"a\"), // beide\n  (id: \"c\"),\n  (id: \"d\")")
            .edit(remove("regions/d"))
            .gives_regions("\n  (id: \"a\"), // beide\n  (id: \"c\")");
        regions("\n  (id: \"a\"), (id: \"b\"),\n  (id: \"c\"),\n")
            .edit(remove("regions/a"))
            .gives_regions("\n  (id: \"b\"),\n  (id: \"c\"),\n");
        regions("(id: \"a\"),\n  (id: \"b\")").edit(remove("regions/a")).gives_regions("\n  (id: \"b\")");
    }

    #[test]
    fn a_missing_last_comma_stays_missing() {
        regions("\n    (id: \"a\"), // eins\n    (id: \"b\") // zwei\n")
            .edit(remove("regions/b"))
            .gives_regions("\n    (id: \"a\") // eins\n")
            .edit(add("regions", None, &[("id", "\"b\"")]))
            .gives_regions("\n    (id: \"a\"), // eins\n    (id: \"b\")\n")
            .edit(add("regions", Some("a"), &[("id", "\"x\"")]))
            .gives_regions("\n    (id: \"a\"), // eins\n    (id: \"x\"),\n    (id: \"b\")\n");
    }

    #[test]
    fn add_is_laid_out_like_the_neighbour() {
        regions("\n\tRegion(\n\t\tid: \"a\",\n\t\tname: \"A\"\n\t),\n")
            .edit(add("regions", None, &[("kind", "Kreis"), ("id", "\"b\""), ("agreement/source/url", "\"x\"")]))
            .gives_regions(
                "\n\tRegion(\n\t\tid: \"a\",\n\t\tname: \"A\"\n\t),\n\tRegion(\n\t\tid: \"b\",\n\t\tkind: Kreis,\n\t\t\
                 agreement: Agreement(source: Source(url: \"x\"))\n\t),\n",
            );
        regions(r#"(id: "a")"#)
            .edit(add("regions", None, &[("id", "\"b\""), ("name", "\"B\"")]))
            .edit(add("regions", Some("a"), &[("id", "\"c\"")]))
            .gives_regions(r#"(id: "a"), (id: "c"), (id: "b", name: "B")"#);
    }

    #[test]
    fn a_long_record_gets_lines() {
        let long = format!("\"{}\"", "x".repeat(90));
        regions("\n        Region(id: \"a\"),\n    ")
            .edit(add("regions", None, &[("id", "\"b\""), ("name", &long)]))
            .gives_regions(&format!(
                "\n        Region(id: \"a\"),\n        Region(\n            id: \"b\",\n            name: {long},\n        ),\n    "
            ));
    }

    #[test]
    fn records_set_apart_by_blank_lines_stay_so() {
        regions("\n    (id: \"a\"),\n\n    (id: \"b\"),\n\n    (id: \"c\"),\n")
            .edit(add("regions", Some("b"), &[("id", "\"x\"")]))
            .gives_regions("\n    (id: \"a\"),\n\n    (id: \"b\"),\n\n    (id: \"x\"),\n\n    (id: \"c\"),\n");
    }

    #[test]
    fn an_empty_table_takes_a_record() {
        // What an empty table looked like is seen from the comma: so removing the record gives it
        // back.
        for (body, comma) in [("", ","), ("\n    ", ""), (" // noch nichts\n    ", ",")] {
            let head = body.trim_end();
            regions(body)
                .edit(add("regions", None, &[("id", "\"a\"")]))
                .gives_regions(&format!("{head}\n        Region(\n            id: \"a\",\n        ){comma}\n    "))
                .edit(remove("regions/a"))
                .gives_regions(body);
        }
        given("(regions: [])")
            .edit(add("regions", None, &[("id", "\"a\"")]))
            .gives("(regions: [(\n        id: \"a\",\n    )])");
    }

    #[test]
    fn an_absent_table_is_created_in_its_place() {
        given("#![enable(implicit_some)]\nDirectory(\n    // Regionen\n    regions: [\n        Region(id: \"a\"),\n    ],\n    measures: []\n)\n")
            .edit(add("bodies", None, &[("id", "\"b\"")]))
            .gives(
                "#![enable(implicit_some)]\nDirectory(\n    // Regionen\n    regions: [\n        Region(id: \"a\"),\n    ],\n    bodies: [\n        \
                 Body(id: \"b\"),\n    ],\n    measures: []\n)\n",
            )
            .edit(add("district", None, &[("name", "\"K\"")]))
            .edit(remove("bodies/b"))
            .gives(
                "#![enable(implicit_some)]\nDirectory(\n    district: District(name: \"K\"),\n    // Regionen\n    regions: [\n        \
                 Region(id: \"a\"),\n    ],\n    bodies: [],\n    measures: []\n)\n",
            );
        given("Directory(\n  regions: [] // leer\n)")
            .edit(add("measures", None, &[("id", "\"m\"")]))
            .gives("Directory(\n  regions: [], // leer\n  measures: [\n    Measure(\n      id: \"m\",\n    ),\n  ]\n)");
        given("(regions: [])")
            .edit(add_text("measures", None, "(id: \"m\")"))
            .gives("(regions: [], measures: [(id: \"m\")])");
        given("(district: (name: \"K\"))")
            .edit(add_text("regions", None, "(id: \"m\")"))
            .gives("(district: (name: \"K\"), regions: [(id: \"m\")])");
        given("Directory(\n    regions: [])")
            .edit(add_text("measures", None, "(id: \"m\")"))
            .gives("Directory(\n    regions: [],\n    measures: [\n        (id: \"m\"),\n    ])");
        given("Directory()")
            .edit(add_text("measures", None, "(id: \"m\")"))
            .gives("Directory(\n    measures: [\n        (id: \"m\"),\n    ],\n)");
    }

    #[test]
    fn add_text_keeps_what_a_person_wrote() {
        regions("\n        Region(id: \"a\"),\n    ")
            .edit(add_text("regions", None, "// neu\nRegion(\n  id: \"b\", /* B */\n  note: \"x\ny\",\n), // geprüft\n"))
            .gives_regions(
                "\n        Region(id: \"a\"),\n        // neu\n        Region(\n          id: \"b\", /* B */\n          note: \"x\ny\",\n        \
                 ), // geprüft\n    ",
            );
        regions("\r\n (id: \"a\")\r\n")
            .edit(add_text("regions", None, "(\n id: \"b\"\n)"))
            .gives_regions("\r\n (id: \"a\"),\r\n (\r\n  id: \"b\"\r\n )\r\n");
    }

    #[test]
    fn add_refuses_what_cannot_stand() {
        regions(r#"(id: "a")"#)
            .refuses(add("regions", None, &[("id", "\"a\"")]), |e| *e == EditError::IdTaken("a".into()))
            .refuses(add_text("regions", None, "(id: \"a\")"), |e| *e == EditError::IdTaken("a".into()))
            .refuses(add("regions", Some("x"), &[("id", "\"b\"")]), |e| matches!(e, EditError::NotFound(_)))
            .refuses(add_text("regions", None, "(id: \"b\"), (id: \"c\")"), |e| matches!(e, EditError::Invalid(_)))
            .refuses(add_text("regions", None, "(id: \"b\""), |e| matches!(e, EditError::Invalid(_)))
            .refuses(add_text("regions", None, "(id: \"b\")]"), |e| matches!(e, EditError::Invalid(_)))
            .refuses(add_text("regions", None, ""), |e| matches!(e, EditError::Invalid(_)))
            .refuses(add("regions", None, &[("id", "\"b\""), ("kind", "1")]), |e| matches!(e, EditError::Invalid(_)));
    }

    #[test]
    fn replace_keeps_what_lies_around() {
        regions("\n    // oben\n    (id: \"a\"), // hinten\n    (id: \"b\")\n")
            .edit(replace("regions/a", "Region(id: \"c\"), // neu"))
            .gives_regions("\n    // oben\n    Region(id: \"c\"), // neu // hinten\n    (id: \"b\")\n")
            .refuses(replace("regions/c", "(id: \"b\")"), |e| *e == EditError::IdTaken("b".into()))
            .refuses(replace("regions/c", "(id: \"c\", kind: 3)"), |e| matches!(e, EditError::Invalid(_)))
            .edit(replace("regions/b", "(\n  id: \"b\",\n)"))
            .gives_regions("\n    // oben\n    Region(id: \"c\"), // neu // hinten\n    (\n      id: \"b\",\n    )\n");
    }

    #[test]
    fn what_a_person_wrote_is_refused_with_its_line() {
        use bildungsnetz::texts::Lang::{De, En};
        let given = regions("\n    (id: \"a\"),\n");
        let given = given.refuses(add_text("regions", None, "\n// neu\n(\n    id: \"b\",\n    kind: Dorf,\n)\n"), |e| {
            e.say(De)
                == "So lässt sich das nicht lesen: Zeile 5 des Textes: Dorf ist hier nicht vorgesehen; möglich: Kreis, KreisfreieStadt, Staedteregion."
        });
        let given = given.refuses(replace("regions/a", "(\n    id: \"a\"\n    name: \"A\",\n)"), |e| {
            e.say(En) == "This cannot be read: Line 3 of the text: Expected , here"
        });
        given.refuses(replace("regions/a", "(id: \"a\", name: 1)"), |e| {
            e.say(En) == "This cannot be read: Expected a text in quotes here."
        });
    }

    #[test]
    fn line_breaks_from_outside_become_those_of_the_file() {
        let unix = "\n    (\n        id: \"a\",\n        note: \"x\ny\",\n    ),\n";
        let dos = unix.replace('\n', "\r\n");
        // An editor that ends lines its own way changes nothing.
        regions(unix).edit(replace("regions/a", &dos.trim().replace("),", ")"))).gives_regions(unix);
        given(&format!("#![enable(implicit_some)]\r\nDirectory(\r\n    regions: [{dos}],\r\n)\r\n"))
            .edit(replace("regions/a", &format!("\u{feff}{}\n", unix.trim())))
            .gives(&format!("#![enable(implicit_some)]\r\nDirectory(\r\n    regions: [{dos}],\r\n)\r\n"));
        // Where a record has both, each stays as it is written.
        let mixed = unix.replace("\"x\ny\"", "\"x\r\nz\"");
        regions(&mixed)
            .edit(replace("regions/a", mixed.replace('z', "y").trim()))
            .gives_regions(&mixed.replace('z', "y"));
        regions("\n    (id: \"a\"),\n")
            .edit(add_text("regions", None, "// neu\r\n(\r\n    id: \"b\",\r\n    note: \"x\r\ny\",\r\n)\r\n"))
            .gives_regions("\n    (id: \"a\"),\n    // neu\n    (\n        id: \"b\",\n        note: \"x\ny\",\n    ),\n")
            .edit(set("regions/a/agreement", "( // seit\r\n signed: \"2009\")"))
            .gives_regions("\n    (id: \"a\", agreement: ( // seit\n signed: \"2009\")),\n    // neu\n    (\n        id: \"b\",\n        note: \"x\ny\",\n    ),\n");
    }

    #[test]
    fn rename_carries_references_along() {
        let file = |id: &str, own: &str| {
            format!(
                "(regions: [(id: {id}), (id: \"b\")], bodies: [(id: \"x\", level: None, regions: [\"b\", r\"{own}\", \"{own}\"], note: Some(\"{own}\"))], \
                 measures: [(id: \"m\", region: \"{own}\"), (id: \"a\", region: \"b\")])"
            )
        };
        given(&file("\"a\"", "a"))
            .edit(rename("regions/a", "c-d", &["bodies/x", "measures/m"]))
            .gives(&file("\"c-d\"", "c-d").replace("note: Some(\"c-d\")", "note: Some(\"a\")"))
            .refuses(rename("regions/c-d", "b", &[]), |e| *e == EditError::IdTaken("b".into()));
        given("#![enable(implicit_some)]\n(bodies: [(id: \"a\", parent: \"a\")])")
            .edit(rename("bodies/a", "b", &["bodies/a"]))
            .gives("#![enable(implicit_some)]\n(bodies: [(id: \"b\", parent: \"b\")])");
    }

    #[test]
    fn a_slot_survives_removal_and_undo() {
        let mut document = regions(LINES).document;
        let slot = document.find(REGIONS, "b").unwrap();
        let changes = document.edit(&remove("regions/b")).unwrap();
        assert!(!document.is_live(slot) && document.position(slot).is_none());
        assert_eq!(document.id(slot), "b");
        document.apply(&bildungsnetz::document::invert(&changes)).unwrap();
        assert_eq!(document.find(REGIONS, "b"), Some(slot));
        assert!(document.is_live(slot));
    }

    #[test]
    fn changes_find_a_record_that_has_moved() {
        let mut mine = regions(LINES).document;
        let changes = mine.plan(&set("regions/c/name", "\"CC\"")).unwrap();
        mine.edit(&remove("regions/a")).unwrap();
        let touched = mine.apply(&changes).unwrap();
        assert_eq!(touched, [mine.find(REGIONS, "c").unwrap()]);
        assert!(matches!(mine.apply(&changes), Err(EditError::Stale(_))));
    }

    #[test]
    fn changes_are_made_all_or_none() {
        let mut document = regions(LINES).document;
        let mut changes = document.plan(&set("regions/c/name", "\"CC\"")).unwrap();
        changes.extend(document.plan(&remove("regions/b")).unwrap());
        let mut last = changes[0].clone();
        last.before = Some("nonsense".to_owned());
        changes.push(last);
        let before = document.text();
        assert!(matches!(document.apply(&changes), Err(EditError::Stale(_))));
        assert_eq!(document.text(), before);
        assert!(document.find(REGIONS, "b").is_some());
    }

    #[test]
    fn a_change_that_would_break_the_file_is_refused() {
        let mut document = regions("(id: \"a\"), (id: \"b\")").document;
        let before = document.text();
        let slot = document.find(REGIONS, "a").unwrap();
        for after in [
            "(id: \"a\")",
            "(id: \"a\"), (id: \"c\"),",
            "(id: \"a\"], ",
            "(id: \"a\"), //",
            "",
            "(id: \"b\"),",
            "(id: \"a\")] ,",
        ] {
            let change = bildungsnetz::document::Change {
                table: Some(REGIONS),
                id: "a".into(),
                position: 0,
                before: Some(document.piece(slot).to_owned()),
                after: Some(after.to_owned()),
            };
            assert!(document.apply(&[change]).is_err(), "{after}");
            assert_eq!(document.text(), before);
        }
    }
}

mod together {
    use super::*;
    use bildungsnetz::document::TransactionError;

    fn document() -> Document {
        regions("(id: \"a\", name: \"A\"), (id: \"b\", name: \"B\")").document
    }

    #[test]
    fn an_edit_may_name_what_an_earlier_one_added_or_renamed() {
        let mut document = document();
        let edits = [
            rename("regions/a", "c", &[]),
            set("regions/c/name", "\"C\""),
            add("regions", Some("b"), &[("id", "\"d\"")]),
            set("regions/d/name", "\"D\""),
        ];
        document.edit_all(&edits).unwrap();
        assert!(
            document.text().contains("[(id: \"c\", name: \"C\"), (id: \"b\", name: \"B\"), (id: \"d\", name: \"D\")]"),
            "{}",
            document.text()
        );
    }

    #[test]
    fn edits_of_one_record_in_a_row_are_one_change_and_those_that_cancel_out_none() {
        let twice = [set("regions/a/name", "\"1\""), set("regions/a/short", "\"2\"")];
        assert_eq!(document().plan_all(&twice).unwrap().len(), 1);
        let back = [set("regions/a/name", "\"1\""), set("regions/a/name", "\"A\"")];
        assert_eq!(document().plan_all(&back).unwrap(), []);
    }

    #[test]
    fn an_id_that_two_edits_give_is_refused_with_the_number_of_the_second() {
        let mut document = document();
        let before = document.text();
        let edits = [rename("regions/a", "c", &[]), rename("regions/b", "c", &[])];
        let refused = document.edit_all(&edits).unwrap_err();
        assert_eq!(refused, TransactionError { edit: 1, reason: EditError::IdTaken("c".to_owned()) });
        assert_eq!(document.text(), before);
    }
}

mod damage {
    use super::*;

    const FILE: &str = "Directory(
    regions: [
        // gut
        Region(id: \"a\", name: \"A\"),
        // kaputt
        Region(id: \"b\", name: \"B, // hm
        // auch gut
        Region(id: \"c\", name: \"C\"),
        Region(id: \"d\", x: [1, 2),
        Region(id: \"e\")
        Region(id: \"f\"),
        Region(id: \"g\", name: 1 2),
        Region(id: \"h\"
    ],
    bodies: [],
)
";

    #[test]
    fn one_slip_leaves_the_others_usable() {
        let given = given(FILE);
        let document = &given.document;
        let ids: Vec<_> = document.slots(REGIONS).map(|s| document.id(s)).collect();
        assert_eq!(ids, ["a", "b", "c", "d", "e", "f", "g", "h"]);
        let readable: Vec<_> = document.slots(REGIONS).map(|s| document.record(s).is_ok()).collect();
        assert_eq!(readable, [true, false, true, false, false, true, false, false]);
        let slot = document.find(REGIONS, "g").unwrap();
        let error = document.record(slot).unwrap_err();
        assert_eq!(error.message, SyntaxProblem::Missing(','));
        assert_eq!(document.line_col(slot, error.offset), (12, 33));
        assert!(document.get::<records::Region>(document.find(REGIONS, "e").unwrap()).is_err());
        assert_eq!(document.comment(document.find(REGIONS, "c").unwrap()), Some("// auch gut"));
        given
            .refuses(set("regions/b/name", "\"x\""), |e| *e == EditError::Unreadable("regions/b".into()))
            .edit(set("regions/c/name", "\"x\""))
            .edit(replace("regions/b", "Region(id: \"b\")"))
            .edit(replace("regions/e", "Region(id: \"e\")"))
            .edit(remove("regions/d"))
            .edit(remove("regions/g"))
            .edit(replace("regions/h", "Region(id: \"h\")"))
            .gives(
                "Directory(
    regions: [
        // gut
        Region(id: \"a\", name: \"A\"),
        // kaputt
        Region(id: \"b\"),
        // auch gut
        Region(id: \"c\", name: \"x\"),
        Region(id: \"e\"),
        Region(id: \"f\"),
        Region(id: \"h\")
    ],
    bodies: [],
)
",
            );
    }

    #[test]
    fn what_ron_rejects_is_kept_and_refuses_no_other_change() {
        regions(r#"(id: "a", kind: Dorf), (id: "b")"#)
            .edit(set("regions/a/name", "\"x\""))
            .edit(rename("regions/a", "c", &[]))
            .refuses(set("regions/c/kind", "Weiler"), |e| matches!(e, EditError::Invalid(_)))
            .refuses(set("regions/c/name", "7"), |e| matches!(e, EditError::Invalid(_)))
            .refuses(set("regions/c/agreement/note", "7"), |e| matches!(e, EditError::Invalid(_)))
            .refuses(replace("regions/c", "(id: \"c\", kind: Dorf, ags: 5)"), |e| matches!(e, EditError::Invalid(_)))
            .edit(set("regions/b/name", "\"x\""))
            .edit(add_text("regions", Some("c"), "(id: \"d\", kind: Dorf)"))
            .refuses(add_text("regions", Some("b"), "(id: \"e\", kind: Dorf)"), |e| matches!(e, EditError::Invalid(_)))
            .edit(replace("regions/c", "(id: \"c\", kind: Dorf)"))
            .edit(replace("regions/d", "(id: \"d\", kind: Kreis)"))
            .gives_regions(r#"(id: "c", kind: Dorf), (id: "d", kind: Kreis), (id: "b", name: "x")"#);
        given("(bodies: [(id: \"a\", members: [(seats: \"zwei\"), (seats: 3)])])")
            .edit(move_item("bodies/a/members", 0, 1))
            .edit(insert("bodies/a/members", 0, "(institution: Some(\"I\"))"))
            .refuses(insert("bodies/a/members", 0, "(seats: \"drei\")"), |e| matches!(e, EditError::Invalid(_)))
            .edit(remove_item("bodies/a/members", 1))
            .gives("(bodies: [(id: \"a\", members: [(institution: Some(\"I\")), (seats: \"zwei\")])])");
    }

    #[test]
    fn a_bracket_too_many_ends_a_record_early() {
        let given = regions(
            "\n        (\n            id: \"a\"),\n            name: \"A\",\n        ),\n        // zwei\n        (id: \"b\"),\n    ",
        );
        let pieces: Vec<_> = given.document.slots(REGIONS).map(|s| given.document.source(s)).collect();
        assert_eq!(pieces, ["(\n            id: \"a\")", "name: \"A\"", ")", "(id: \"b\")"]);
        given.edit(set("regions/b/name", "\"B\""));
    }

    #[test]
    fn conflict_markers_of_git_damage_only_where_they_stand() {
        let given = regions(
            "\n        (id: \"a\"),\n<<<<<<< HEAD\n        (id: \"b\", name: \"1\"),\n=======\n        (id: \"b\", name: \"2\"),\n>>>>>>> zwei\n        \
             (id: \"c\"),\n    ",
        );
        let readable: Vec<_> = given.document.slots(REGIONS).map(|s| given.document.record(s).is_ok()).collect();
        assert_eq!(readable, [true, false, true, false, true, false, true]);
        given.edit(set("regions/a/name", "\"A\""));
    }

    #[test]
    fn the_single_record_may_be_damaged() {
        for district in [
            "District(name: \"K)",
            "District(name: \"K\", x: 1 2)",
            "District(\n        name: \"K\"\n        unit: \"4\",\n    )",
        ] {
            let file = |district: &str| {
                format!("Directory(\n    district: {district},\n\n    // Regionen\n    regions: [(id: \"a\")],\n)")
            };
            let given = given(&file(district));
            let slot = given.document.slots(DISTRICT).next().unwrap();
            assert!(given.document.record(slot).is_err());
            assert_eq!(given.document.source(slot), district);
            given
                .refuses(set("district/name", "\"K\""), |e| *e == EditError::Unreadable("district".into()))
                .edit(set("regions/a/name", "\"A\""))
                .edit(clear("regions/a/name"))
                .edit(replace("district", "(name: \"K\")"))
                .gives(&file("(name: \"K\")"));
        }
    }

    #[test]
    fn on_one_line_the_brackets_tell() {
        let given = regions(r#"(id: "a", x: 1 2), (id: "b")"#);
        let ids: Vec<_> = given.document.slots(REGIONS).map(|s| given.document.id(s)).collect();
        assert_eq!(ids, ["a", "b"]);
        given.edit(remove("regions/a")).gives_regions(r#"(id: "b")"#);
    }

    #[test]
    fn a_file_that_cannot_be_taken_apart_says_where() {
        let syntax = [
            ("", 1, 1, SyntaxProblem::Empty),
            ("\u{feff} // nur Kommentar\n\n", 3, 1, SyntaxProblem::Empty),
            ("(\n  regions: [\n", 2, 12, SyntaxProblem::Unclosed('[')),
            ("(\n  regions: []\n", 1, 1, SyntaxProblem::Unclosed('(')),
            ("(\n  regions: [] bodies: []\n)", 2, 14, SyntaxProblem::Missing(',')),
            ("#![enable(bogus)]\n()", 1, 11, SyntaxProblem::UnknownExtension("bogus".into())),
            ("#![enabel(x)]\n()", 1, 1, SyntaxProblem::BadAttribute),
            ("() )", 1, 4, SyntaxProblem::Unexpected(')')),
            ("(/* )", 1, 2, SyntaxProblem::UnclosedComment),
            ("(x: \"a)", 1, 5, SyntaxProblem::UnclosedString),
            ("(ä: 'xy'", 1, 5, SyntaxProblem::BadChar),
        ];
        let dataset = [
            ("(regions: [], regions: [])", 1, 15, ParseProblem::Repeated("regions".into())),
            ("(regions: 1)", 1, 11, ParseProblem::NotAList("regions".into())),
            ("Kiosk()", 1, 1, ParseProblem::OtherName("Kiosk".into())),
        ];
        let syntax = syntax.map(|(text, line, column, problem)| (text, line, column, ParseProblem::Syntax(problem)));
        for (text, line, column, problem) in syntax.into_iter().chain(dataset) {
            let error = Document::parse(&SCHEMA, text).expect_err(text);
            assert_eq!((error.line, error.column, &error.problem), (line, column, &problem), "{text}");
        }
    }

    #[test]
    fn nesting_has_a_limit() {
        let deep = |n: usize| {
            format!(
                "(regions: [(id: \"a\", x: {}{}), (id: \"b\")], y: {}{})",
                "[".repeat(n),
                "]".repeat(n),
                "(".repeat(n),
                ")".repeat(n)
            )
        };
        let error = |n| {
            let document = Document::parse(&SCHEMA, deep(n)).unwrap();
            assert_eq!(document.text(), deep(n));
            assert!(document.record(document.find(REGIONS, "b").unwrap()).is_ok());
            document.record(document.find(REGIONS, "a").unwrap()).err().map(|e| e.message)
        };
        assert_eq!(error(127), None);
        assert_eq!(error(128), Some(SyntaxProblem::TooDeep));
        assert_eq!(error(100_000), Some(SyntaxProblem::TooDeep));
    }
}

mod reading {
    use super::*;

    #[test]
    fn values_are_found_and_decoded() {
        let given = given(
            "(bodies: [Body(id: \"a\", r#level: Lenkungskreis, name: r#\"A \"B\"\"#, open_to_all: Some(true), \
             members: [(seats: 0x10), (seats: 1_000)], contact: None, note: \"x\\ty\", area: 1_0.5e1f64)])",
        );
        let document = &given.document;
        let record = document.record(document.find(BODIES, "a").unwrap()).unwrap();
        let root = record.root();
        assert_eq!((root.kind(), root.name()), (NodeKind::Struct, Some("Body")));
        let names: Vec<_> = root.fields().map(|(name, _)| name).collect();
        assert_eq!(names, ["id", "level", "name", "open_to_all", "members", "contact", "note", "area"]);
        let value = |path: &str| record.value(&at(&format!("bodies/a/{path}")).path);
        assert_eq!(value("level").unwrap().as_word(), Some("Lenkungskreis"));
        assert_eq!(value("name").unwrap().as_str().as_deref(), Some("A \"B\""));
        assert_eq!(value("note").unwrap().as_str().as_deref(), Some("x\ty"));
        assert_eq!(value("open_to_all").unwrap().unwrap_option().unwrap().as_bool(), Some(true));
        assert_eq!(value("members/0/seats").unwrap().as_u64(), Some(16));
        assert_eq!(value("members/1/seats").unwrap().as_u64(), Some(1000));
        assert_eq!(value("area").unwrap().as_f64(), Some(105.0));
        assert!(value("contact").unwrap().unwrap_option().is_none());
        assert!(value("contact/phone").is_none());
        assert!(value("members/2").is_none());
    }

    #[test]
    fn single_and_unknown_fields() {
        let document =
            given("// x\n( // Datei\n  format: 1,\n  // Bezirk\n  district: Some(( name: \"K\" )), farbe: [1],\n)")
                .document;
        let slot = document.resolve(&at("district/name")).unwrap();
        assert_eq!(document.source(slot), "( name: \"K\" )");
        assert_eq!(document.comment(slot), Some("// Bezirk"));
        assert_eq!(document.get::<records::District>(slot).unwrap().name, "K");
        assert_eq!(document.line_col(slot, 2), (5, 20));
        let unknown = document.file_parts().filter_map(|part| match part {
            FilePart::UnknownField { name, text, start } => Some((name, &text[start..])),
            _ => None,
        });
        assert_eq!(unknown.collect::<Vec<_>>(), [("format", "format: 1"), ("farbe", "farbe: [1]")]);
        assert_eq!(document.file_parts().map(FilePart::text).collect::<String>(), document.text());
        assert_eq!(document.slots(DISTRICT).len(), 1);
    }

    #[test]
    fn an_id_may_be_written_in_any_way() {
        let given = regions("(id: \"a\\u{2d}b\"), (r#id: r#\"c\"#), (name: \"x\"), (id: \"a\"), (id: \"a\")");
        let document = &given.document;
        let ids: Vec<_> = document.slots(REGIONS).map(|s| document.id(s)).collect();
        assert_eq!(ids, ["a-b", "c", "", "a", "a"]);
        assert_eq!(document.find(REGIONS, "a-b").map(|s| s.index), Some(0));
        assert_eq!(document.find(REGIONS, "c").map(|s| s.index), Some(1));
        assert_eq!(document.find(REGIONS, "a").map(|s| s.index), Some(3));
        given
            .edit(rename("regions/a", "z", &[]))
            .edit(remove("regions/a"))
            .gives_regions("(id: \"a\\u{2d}b\"), (r#id: r#\"c\"#), (name: \"x\"), (id: \"z\")");
    }

    #[test]
    fn several_attributes_count_together() {
        let document = given("// x\n#![enable(implicit_some)]\n#! [ type = \"x\" ]\n#![enable(unwrap_newtypes,\n explicit_struct_names,)]\nDirectory()").document;
        assert!(document.implicit_some());
        let extensions = document.options().default_extensions;
        assert!(extensions.contains(
            ron::extensions::Extensions::EXPLICIT_STRUCT_NAMES | ron::extensions::Extensions::UNWRAP_NEWTYPES
        ));
    }
}

mod literals {
    use bildungsnetz::syntax::printer::{string, string_like};

    #[test]
    fn a_text_is_escaped_where_it_must_be() {
        assert_eq!(string("Köln \"x\"\\\n\t\u{202e}\u{0}"), "\"Köln \\\"x\\\"\\\\\\n\\t\\u{202e}\\u{0}\"");
    }

    #[test]
    fn a_text_takes_the_style_of_the_one_it_replaces() {
        for (old, text, new) in [
            ("r\"x\"", "a \\ b", "r\"a \\ b\""),
            ("r\"x\"", "a \"b\"", "r#\"a \"b\"\"#"),
            ("r##\"x\"##", "a", "r##\"a\"##"),
            ("r\"x\"", "a\u{7}", "\"a\\u{7}\""),
            ("\"x\ny\"", "a\nb", "\"a\nb\""),
            ("\"x\r\ny\"", "a\r\nb\r", "\"a\r\nb\\r\""),
            ("\"x\\ny\"", "a\nb", "\"a\\nb\""),
            ("\"x\\\n  y\"", "a\nb", "\"a\\nb\""),
        ] {
            assert_eq!(string_like(old, text), new);
            assert_eq!(ron::from_str::<String>(new).unwrap(), text);
        }
    }
}

mod shipped {
    use super::*;

    #[test]
    fn the_shipped_data_takes_edits_in_its_own_style() {
        let text = include_str!("../data/koeln.ron");
        let mut document = given(text).document;
        for slot in SCHEMA.all().flat_map(|t| document.slots(t)).collect::<Vec<_>>() {
            document.validate(slot).unwrap_or_else(|error| panic!("{error:?}"));
        }
        let mut changes = document.edit(&set("bodies/dueren-bildungsbuero/contact/phone", "\"1\"")).unwrap();
        changes.extend(
            document
                .edit(&add("measures", None, &[("id", "\"m\""), ("title", "\"T\""), ("region", "\"dueren\"")]))
                .unwrap(),
        );
        changes.extend(
            document
                .edit(&add(
                    "bodies",
                    Some("dueren-bildungsbuero"),
                    &[("id", "\"b\""), ("level", "Fachforum"), ("contact/phone", "\"2\"")],
                ))
                .unwrap(),
        );
        changes.extend(document.edit(&remove("regions/koeln")).unwrap());
        same_as_fresh(&document);
        document.apply(&bildungsnetz::document::invert(&changes)).unwrap();
        assert_eq!(document.text(), text);
    }
}
