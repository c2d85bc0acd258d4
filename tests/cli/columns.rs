//! Which fields `list` and `show` tell, and in which order.

use crate::desk::{Desk, SMALL};

#[test]
fn a_list_has_the_columns_and_the_order_asked_for() {
    let desk = Desk::new();
    let told = |arguments: &[&str]| {
        let run = desk.run(&[&["list"], arguments].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
        run.out
    };
    let csv = ["--format", "csv", "--columns"];
    let bodies = told(&[&["bodies", "--sort", "level,-name"], &csv[..], &["id,level,contact/phone"]].concat());
    assert_eq!(
        bodies,
        "id,level,contact/phone\n\
         dueren-lenkungskreis,Lenkungskreis,\n\
         dueren-buero,Bildungsbuero,02421 22-0\n\
         koeln-buero,Bildungsbuero,\n"
    );
    let towns = |sort: &str| told(&[&["municipalities", "--sort", sort], &csv[..], &["name"]].concat());
    assert_eq!(towns("-population"), "name\nKöln\nJülich\n");
    assert_eq!(towns("position"), "name\nJülich\nKöln\n", "the town without a position comes last");
    assert_eq!(towns("-position"), "name\nJülich\nKöln\n");
    // People may use the labels, and get them as heads; a group stands for its fields.
    let people = told(&["bodies", "--columns", "Name,telefon", "--sort", "Ebene"]);
    assert!(people.starts_with("Name ") && people.contains("Telefon\nLenkungskreis"), "{people}");
    assert!(told(&["bodies", "--columns", "contact", "--format", "csv"]).starts_with("contact/address,contact/phone,"));
    assert!(told(&["gremien", "--columns", "members/0/seats", "--format", "csv"]).contains("members/0/seats\n1\n"));
    let json = told(&["bodies", "--columns", "level,contact/phone", "--format", "json"]);
    assert!(json.contains("\"level\": \"Lenkungskreis\",\n      \"contact/phone\": null"), "{json}");
}

#[test]
fn a_field_that_is_not_there_is_told_with_the_one_that_was_meant() {
    let desk = Desk::new();
    for (arguments, meant) in [
        (&["list", "bodies", "--columns", "name,contact/phon"][..], "Meinten Sie contact/phone?"),
        (&["list", "bodies", "--sort", "-nmae"], "Meinten Sie name?"),
        (&["show", "bodies/koeln-buero", "--field", "levle"], "Meinten Sie level?"),
        (&["get", "bodies/koeln-buero/contact/phon"], "Meinten Sie phone?"),
        (&["list", "bodis"], "Meinten Sie bodies?"),
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.code, &*run.out), (Some(2), ""), "{arguments:?}");
        assert!(run.err.contains(meant) && run.err.contains("Möglich: "), "{arguments:?}: {}", run.err);
    }
    let run = desk.run(&["list", "bodies", "--columns", "name", "--format", "ron"]);
    assert_eq!(run.code, Some(2), "{run:?}");
}

#[test]
fn values_of_several_records_stand_alone_on_a_pipe_and_beside_each_other_on_a_terminal() {
    let desk = Desk::new();
    let offices = ["bodies/dueren-buero", "bodies/koeln-buero"];
    let show = |rest: &[&str]| desk.run(&[&["show"], &offices[..], rest].concat());
    assert_eq!(show(&["--field", "contact/phone"]).out, "02421 22-0\n\n");
    assert_eq!(show(&["--field", "level,contact/phone"]).out, "Bildungsbuero\n02421 22-0\nBildungsbuero\n\n");
    assert_eq!(
        show(&["--field", "level,contact/phone", "--format", "csv"]).out,
        "address,level,contact/phone\nbodies/dueren-buero,Bildungsbuero,02421 22-0\nbodies/koeln-buero,Bildungsbuero,\n"
    );
    let json = show(&["--field", "contact/phone", "--format", "json"]).out;
    assert!(json.contains("\"values\": {\n        \"contact/phone\": \"02421 22-0\""), "{json}");
    let arguments = ["show", offices[0], offices[1], "--field", "level,contact/phone", "--color", "never"];
    let seen = crate::terminal::seen_with(&desk, 80, [("TERM", "xterm"), ("LANG", "de_DE.UTF-8")], &arguments);
    assert!(seen.starts_with("Adresse              Ebene         Telefon\r\n"), "{seen}");
    assert!(seen.contains("bodies/dueren-buero  Bildungsbüro  02421 22-0"), "{seen}");
    let none = show(&["--field", "rhythm"]);
    assert_eq!((none.code, none.err.contains("Keines dieser Felder")), (Some(1), true), "{none:?}");
    // A place within a record is where the paths begin.
    assert_eq!(desk.run(&["show", "bodies/dueren-buero/contact", "--field", "phone"]).out, "02421 22-0\n");
}

#[test]
fn items_of_a_list_come_back_from_csv_as_themselves() {
    let desk = Desk::new();
    desk.put("koeln.ron", &SMALL.replace("[\"Robotik\", \"zdi\"]", r#"["Robotik", "a; b", "das \"Netz\"", "c, d"]"#));
    let out = desk.run(&["list", "action_fields", "--columns", "id,synonyms", "--format", "csv"]).out;
    let row = "mint,\"Robotik; \"\"a; b\"\"; \"\"das \"\"\"\"Netz\"\"\"\"\"\"; c, d\"\n";
    assert!(out.contains(row), "{out}");
}

#[test]
fn the_values_of_a_field_are_counted_the_most_frequent_first() {
    let desk = Desk::new();
    let told = |arguments: &[&str]| {
        let run = desk.run(&[&["list"], arguments].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
        run.out
    };
    let levels = told(&["bodies", "--count", "level"]);
    let lines: Vec<Vec<&str>> = levels.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines, [vec!["Ebene", "Anzahl"], vec!["Bildungsbüro", "2"], vec!["Lenkungskreis", "1"]]);
    assert_eq!(
        told(&["bodies", "--count", "Ebene", "--format", "csv"]),
        "level,level_de,level_en,records\n\
         Bildungsbuero,Bildungsbüro,Education office,2\n\
         Lenkungskreis,Lenkungskreis,Steering committee,1\n"
    );
    let phones = told(&["bodies", "--count", "contact/phone", "--format", "csv"]);
    assert_eq!(phones, "contact/phone,records\n02421 22-0,1\n,2\n", "what has no value comes last");
    let named = told(&["bodies", "--count", "regions", "--lang", "en", "--format", "md"]);
    assert!(named.contains("| Count |") && named.contains("Düren"), "a reference is said by its name: {named}");
    let json = told(&["bodies", "level:Bildungsbuero", "--count", "contact/phone", "--format", "json"]);
    assert!(json.contains("\"column\": \"contact/phone\""), "{json}");
    assert!(json.contains("\"value\": null,\n      \"records\": 1"), "{json}");
}

#[test]
fn counting_refuses_what_it_does_not_count() {
    let desk = Desk::new();
    for (arguments, said) in [
        (&["bodies", "--count", "levle"][..], "Meinten Sie level?"),
        (&["bodies", "--count", "contact"], "contact sind mehrere"),
        (&["bodies", "--count", "level", "--sort", "name"], "--sort"),
        (&["bodies", "--count", "level", "--format", "ron"], "--format ron"),
    ] {
        let run = desk.run(&[&["list"], arguments].concat());
        assert_eq!((run.code, &*run.out), (Some(2), ""), "{arguments:?}");
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    }
    let none = desk.run(&["list", "bodies", "level:forum", "--count", "level"]);
    assert_eq!(none.code, Some(1), "nothing answers the query: {none:?}");
}
