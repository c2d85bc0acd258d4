//! Changes of many records from the command line: all or none, shown before they are made.

use crate::desk::{Desk, Run, SMALL};

fn piped(desk: &Desk, arguments: &[&str], input: &str) -> Run {
    let mut command = desk.command(arguments);
    command.env("BILDUNGSNETZ_DATA", desk.path("koeln.ron"));
    desk.finish(command, input)
}

#[test]
fn a_field_of_all_records_that_a_query_finds_is_set_as_one_step() {
    let desk = Desk::new();
    let set = ["set", "--where", "büro", "bodies/contact/phone", "0221 5-0"];
    let dry = desk.run(&[&set[..], &["--dry-run"]].concat());
    assert_eq!((dry.code, desk.read("koeln.ron").as_str()), (Some(0), SMALL), "{dry:?}");
    assert!(dry.out.contains("02421 22-0") && dry.out.contains("0221 5-0"), "{}", dry.out);
    assert!(dry.err.contains("2 Einträge würden sich ändern; nichts geschrieben"), "{}", dry.err);
    let run = desk.run(&set);
    assert_eq!((run.code, &*run.out), (Some(0), &*dry.out), "what was shown is what was done");
    assert_eq!(desk.read("koeln.ron").matches("phone: \"0221 5-0\"").count(), 2);
    assert!(desk.read("koeln.ron").contains("phone: \"0221 5-0\", // Zentrale"));
    let log = desk.run(&["log", "bodies", "--format", "json"]).out;
    assert_eq!(log.matches("0221 5-0").count(), 2, "{log}");
}

#[test]
fn the_change_is_printed_for_programs_without_words_of_a_language() {
    let desk = Desk::new();
    let arguments = ["set", "--where", "düren", "bodies/contact/phone", "0221 5-0", "--dry-run", "--format"];
    let csv = desk.run(&[&arguments[..], &["csv"]].concat()).out;
    assert!(csv.starts_with("address,before,after,line,refused,message_de,message_en\n"), "{csv}");
    assert!(csv.contains("bodies/dueren-buero/contact/phone,02421 22-0,0221 5-0,,,,\n"), "{csv}");
    let json = desk.run(&[&arguments[..], &["json"]].concat()).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["changes"][0]["before"], "02421 22-0");
    assert_eq!(json["refused"], 0);
}

#[test]
fn where_one_is_refused_nothing_is_written_unless_told_to_go_on() {
    let desk = Desk::new();
    let lines =
        "bodies/dueren-buero/contact/phone\t0221 5-0\nbodies/koeln-buero/contact/email\tkeine\n\nbodies/weg/name\tX\n";
    let run = piped(&desk, &["set", "-"], lines);
    assert_eq!((run.code, desk.read("koeln.ron").as_str()), (Some(2), SMALL), "{run:?}");
    assert!(
        run.err.contains("Zeile 2: bodies/koeln-buero/contact/email: ")
            && run.err.contains("Zeile 4: bodies/weg/name: "),
        "{}",
        run.err
    );
    assert!(run.err.contains("2 Änderungen sind nicht möglich; nichts ist geschrieben."), "{}", run.err);
    let run = piped(&desk, &["set", "-", "--keep-going"], lines);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(desk.read("koeln.ron"), SMALL.replace("02421 22-0", "0221 5-0"));
}

#[test]
fn lines_of_json_set_clear_and_expect() {
    let desk = Desk::new();
    let lines = concat!(
        r#"{"address": "bodies/dueren-buero/contact/phone", "value": null, "expect": "02421 22-0"}"#,
        "\n",
        r#"{"address": "action_fields/mint/synonyms", "value": ["Robotik", "Labor"]}"#,
        "\n",
    );
    let run = piped(&desk, &["set", "-"], lines);
    assert_eq!(run.code, Some(0), "{run:?}");
    let saved = desk.read("koeln.ron");
    assert!(!saved.contains("02421 22-0") && saved.contains(r#"synonyms: ["Robotik", "Labor"]"#), "{saved}");
    let run = piped(&desk, &["set", "-"], lines);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("Zeile 1: ") && run.err.contains("Hier steht inzwischen: unbekannt"), "{}", run.err);
    let run = piped(&desk, &["set", "-"], "ohne Tabulator\n{\"address\"}\n");
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.contains("Zeile 1: Eine Zeile besteht aus Adresse") && run.err.contains("Zeile 2: Das JSON"),
        "{}",
        run.err
    );
}

#[test]
fn many_records_are_added_from_ron_and_from_json() {
    let desk = Desk::new();
    let ron = "// Die ersten.\n(id: \"a-1\", name: \"Eins\"), // eins\n(name: \"Zwei\")\n";
    let run = piped(&desk, &["add", "action_fields", "-"], ron);
    assert_eq!((run.code, &*run.out), (Some(0), "action_fields/a-1\naction_fields/zwei\n"), "{run:?}");
    let saved = desk.read("koeln.ron");
    assert!(saved.contains("// Die ersten.") && saved.contains("// eins") && saved.contains("id: \"zwei\""), "{saved}");
    let json = concat!(r#"{"name": "Drei", "synonyms": ["3"]}"#, "\n", r#"{"id": "vier", "name": "Vier"}"#, "\n");
    let run = piped(&desk, &["add", "action_fields", "-"], json);
    assert_eq!((run.code, &*run.out), (Some(0), "action_fields/drei\naction_fields/vier\n"), "{run:?}");
    let before = desk.read("koeln.ron");
    let wrong = concat!(r#"{"id": "fuenf", "name": "Fünf"}"#, "\n", r#"{"id": "vier", "name": "Doppelt"}"#, "\n");
    let run = piped(&desk, &["add", "action_fields", "-"], wrong);
    assert_eq!((run.code, desk.read("koeln.ron")), (Some(2), before), "{run:?}");
    assert!(run.err.contains("Zeile 2: action_fields/vier: "), "{}", run.err);
}

#[test]
fn all_that_a_query_finds_is_confirmed_or_removed() {
    let desk = Desk::new();
    let run = desk.run(&["confirm", "--where", "Kreis Düren", "bodies"]);
    assert_eq!(run.code, Some(2), "one of them has no source: {run:?}");
    let run = desk.run(&["confirm", "--where", "Kreis Düren", "bodies", "--keep-going"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_ne!(desk.read("koeln.ron"), SMALL);
    let run = desk.run(&["remove", "--where", "düren", "regions"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("hängen davon ab"), "{}", run.err);
    let run = desk.run(&["remove", "--where", "düren", "regions", "--clear-references", "--dry-run"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("gelöscht"), "{}", run.out);
    let none = desk.run(&["set", "--where", "gibtesnicht", "bodies/name", "X"]);
    assert_eq!(none.code, Some(1), "{none:?}");
}

#[test]
fn an_empty_query_is_refused_and_a_star_means_every_record() {
    let desk = Desk::new();
    let before = desk.read("koeln.ron");
    for query in ["", " ", "-", "\"\""] {
        for arguments in [
            &["remove", "--where", query, "bodies"][..],
            &["set", "--where", query, "bodies/name", "X"],
            &["confirm", "--where", query, "bodies"],
        ] {
            let run = desk.run(arguments);
            assert_eq!(run.code, Some(2), "{arguments:?} {run:?}");
            assert!(run.err.contains("--where braucht eine Bedingung"), "{run:?}");
        }
    }
    // Half a condition is none either.
    for query in ["(region:dueren", "region:dueren)", "level:bildungsbuero \"Kreis"] {
        let run = desk.run(&["remove", "--where", query, "bodies"]);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains("fehlt das andere") && run.err.contains('^'), "{run:?}");
    }
    assert_eq!(desk.read("koeln.ron"), before);
    let run = desk.run(&["set", "--where", "*", "bodies/organisation", "Amt", "--dry-run"]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn what_belongs_to_the_dataset_is_not_written_over_by_an_export() {
    let desk = Desk::new();
    desk.run(&["set", "bodies/dueren-buero/name", "Anders"]);
    let before = desk.read("koeln.ron.history");
    for name in ["koeln.ron", "koeln.ron.history", "koeln.ron.views.toml", "./koeln.ron.backups"] {
        let run = desk.run(&["export", "--as", "text", "-o", name]);
        assert_eq!(run.code, Some(2), "{name} {run:?}");
        assert!(run.err.contains("gehört zu ihm"), "{run:?}");
    }
    assert_eq!(desk.read("koeln.ron.history"), before);
    assert_eq!(desk.run(&["export", "--as", "text", "-o", "koeln.txt"]).code, Some(0));
}

#[test]
fn a_list_of_many_records_is_typed_as_its_items() {
    let desk = Desk::new();
    let set = ["set", "--where", "*", "action_fields/synonyms", "Robotik; Labor"];
    let run = desk.run(&set);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(desk.read("koeln.ron").contains("synonyms: [\"Robotik\", \"Labor\"]"), "{}", desk.read("koeln.ron"));
    let run = desk.run(&["set", "--where", "id:koeln-buero", "bodies/regions", "koeln, dueren"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(desk.read("koeln.ron").contains("regions: [\"koeln\", \"dueren\"]"), "{}", desk.read("koeln.ron"));
    let run = desk.run(&["set", "bodies/koeln-buero/regions", "koeln"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for (value, reason) in [("koeln; weg", "weg"), ("koeln; koeln", "steht schon in dieser Liste")] {
        let run = desk.run(&["set", "--where", "id:koeln-buero", "bodies/regions", value]);
        assert!(run.code == Some(2) && run.err.contains(reason), "{run:?}");
        let run = desk.run(&["set", "bodies/koeln-buero/regions", value]);
        assert!(run.code == Some(2) && run.err.contains(reason), "{run:?}");
    }
}

#[test]
fn equal_records_that_are_added_together_are_told_of_each_other() {
    let desk = Desk::new();
    let record = "(level: Fachforum, name: \"Fachforum MINT\", regions: [\"koeln\"])";
    let run = piped(&desk, &["add", "bodies", "-"], &format!("{record}\n{record}\n"));
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.err.contains("Zeile 1: ") && run.err.contains("vielleicht derselbe Eintrag wie in Zeile 2"), "{run:?}");
    assert!(run.err.contains("Zeile 2: ") && run.err.contains("vielleicht derselbe Eintrag wie in Zeile 1"), "{run:?}");
    let own = "(id: \"x\", level: Fachforum, name: \"X\", regions: [\"koeln\"], parent: \"x\")";
    let run = piped(&desk, &["add", "bodies", "-"], own);
    assert!(run.code == Some(2) && run.err.contains("Dieser Eintrag verweist auf sich selbst."), "{run:?}");
}
