//! A second, invented dataset of another state: other kinds of region, other levels, other groups,
//! no postcodes of the program. Screens, commands, exports and site say its words and none of North
//! Rhine-Westphalia.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]
#![allow(clippy::disallowed_methods, reason = "no live file is written here")]

#[path = "cli/desk.rs"]
#[allow(dead_code, reason = "used in part")]
mod desk;
mod support;

use std::path::Path;

use bildungsnetz::document::Document;
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::texts::Lang;
use desk::{Desk, Run};
use support::Screen;

const MITTELAU: &str = include_str!("another_district/mittelau.ron");

/// Words of the dataset that comes with the program.
const FOREIGN: [&str; 10] = [
    "Bildungsbüro",
    "Lenkungskreis",
    "Bildungskonferenz",
    "ducation office",
    "teering committee",
    "ducation conference",
    "NRW",
    "Nordrhein",
    "Köln",
    "78a",
];

/// Ends the test where a text has a word of elsewhere.
fn assert_own(what: &str, text: &str) {
    for word in FOREIGN {
        let place = text.find(word).map(|at| text[..at].lines().count());
        assert!(place.is_none(), "{what} says {word}, line {place:?}:\n{text}");
    }
}

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.put("koeln.ron", MITTELAU);
    desk
}

fn run(desk: &Desk, arguments: &[&str]) -> Run {
    let run = desk.run(arguments);
    let told = run.told();
    assert_own(&arguments.join(" "), &told.replace("koeln.ron", ""));
    run
}

#[test]
fn the_file_stays_as_it_is() {
    let document = Document::parse(&SCHEMA, MITTELAU).unwrap();
    assert_eq!(document.text(), MITTELAU);
    assert_eq!(Document::parse(&SCHEMA, SHIPPED).unwrap().text(), SHIPPED);
    for table in document.schema().all() {
        for slot in document.slots(table) {
            assert!(document.validate(slot).is_ok(), "{:?}", document.validate(slot));
        }
    }
}

#[test]
fn the_commands_say_its_words_in_both_languages() {
    let desk = desk();
    for lang in ["de", "en"] {
        let said = |arguments: &[&str]| run(&desk, &[arguments, &["--lang", lang]].concat()).told();
        let expected = if lang == "de" { "Bildungskoordination" } else { "Education coordination" };
        let found = said(&["check"]);
        assert!(found.contains(expected), "{found}");
        let group = if lang == "de" { "In der Steuerungsgruppe fehlt" } else { "The steering group lacks" };
        assert!(found.contains(group) && found.contains("errors: 0") | found.contains("Fehler: 0"), "{found}");
        // Who is asked is called as the dataset calls it.
        assert!(said(&["contact", "Lindenau"]).contains("03301 22-0"));
        assert!(said(&["contact", "01001"]).contains("Lindenau"));
        for arguments in [
            &["list", "bodies"][..],
            &["list", "regions"],
            &["list", "bodies", "level:steuerung"],
            &["list", "bodies", "--sort", "level", "--columns", "level,name"],
            &["find", "technik"],
            &["show", "bodies/lindenau-steuerung"],
            &["show", "regions/erlenburg"],
            &["show", "profile"],
            &["matrix"],
            &["overview"],
            &["network"],
            &["review"],
            &["process"],
            &["meetings"],
            &["map"],
        ] {
            let told = said(arguments);
            assert!(!told.is_empty(), "{arguments:?}");
        }
        assert!(said(&["list", "bodies"]).contains(expected));
    }
    for format in ["json", "csv", "md"] {
        for command in [&["list", "bodies"][..], &["overview"], &["review"], &["contact", "Lindenau"]] {
            run(&desk, &[command, &["--format", format]].concat());
        }
    }
    let overview = run(&desk, &["overview", "--format", "csv"]).out;
    assert!(overview.starts_with("region,agreement_signed,seats_schulamt,seats_landkreisverwaltung,seats_traeger,"));
    // A single city need not seat the county.
    assert!(overview.contains("erlenburg,,seated,not_required,seated"), "{overview}");
}

#[test]
fn places_of_the_program_do_not_count() {
    let desk = desk();
    // The municipality with the id of Bonn has none of its postcodes and parts.
    for place in ["53111", "Bad Godesberg"] {
        assert_eq!(run(&desk, &["contact", place]).code, Some(1), "{place}");
    }
}

#[test]
fn values_are_its_own_words_and_no_others() {
    let desk = desk();
    assert_eq!(run(&desk, &["set", "bodies/lindenau-werkstatt/level", "Education forum"]).code, Some(0));
    assert_eq!(run(&desk, &["get", "bodies/lindenau-werkstatt/level"]).out, "Bildungsforum\n");
    let refused = run(&desk, &["set", "bodies/lindenau-werkstatt/level", "Beirat"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("Bildungskoordination, Werkstatt"), "{}", refused.err);
    let body = r#"Body(name: "Werkstatt Musik", level: Werkstatt, regions: ["erlenburg"])"#;
    assert_eq!(run(&desk, &["add", "bodies", body]).code, Some(0));
    assert_eq!(run(&desk, &["set", "regions/erlenburg/kind", "Landkreis"]).code, Some(0));
    assert_eq!(run(&desk, &["set", "bodies/lindenau-steuerung/members/1/group", "Freie Träger"]).code, Some(0));
    let text = desk.read("koeln.ron");
    assert!(text.contains("kind: Landkreis, seat: \"Erlenburg\""), "{text}");
    assert_eq!(run(&desk, &["check", "--quiet"]).code, Some(0));
}

#[test]
fn what_is_taken_out_comes_in_again() {
    let desk = desk();
    for (form, file) in [("csv", "bodies.csv"), ("xlsx", "bodies.xlsx"), ("json", "bodies.json")] {
        assert_eq!(run(&desk, &["export", "--as", form, "--table", "bodies", "-o", file]).code, Some(0), "{form}");
        let read = run(&desk, &["import", file, "--dry-run"]);
        assert_eq!(read.code, Some(0), "{}", read.told());
    }
    desk.put("neu.csv", "name;level;regions\nWerkstatt Sprache;Workshop;erlenburg\n");
    let read = run(&desk, &["import", "neu.csv", "--table", "bodies"]);
    assert_eq!(read.code, Some(0), "{}", read.told());
    let text = desk.read("koeln.ron");
    assert!(text.contains("level: Werkstatt,\n            name: \"Werkstatt Sprache\""), "{text}");
    let schema = run(&desk, &["export", "--schema"]).out;
    assert!(schema.contains("\"Steuerungsgruppe\"") && schema.contains("\"Stadtkreis\""), "{schema}");
    for form in ["oparl", "hsds", "vcard", "ical", "geojson", "md", "text", "jsonl"] {
        let out = run(&desk, &["export", "--as", form, "-o", form]);
        assert_eq!(out.code, Some(0), "{form}: {}", out.told());
        if let Ok(text) = std::fs::read_to_string(desk.path(form)) {
            assert_own(form, &text);
        }
    }
}

#[test]
fn the_site_names_its_office() {
    let desk = desk();
    let made = run(&desk, &["publish", "site", "--base-url", "https://mittelau.example/"]);
    assert_eq!(made.code, Some(0), "{}", made.told());
    let read = |name: &str| std::fs::read_to_string(desk.path("site").join(name)).unwrap();
    assert!(read("de/index.html").contains("Ihre Bildungskoordination finden"));
    assert!(read("en/index.html").contains("Find your education coordination"));
    every_file(&desk.path("site"), &mut |path, text| assert_own(&path.display().to_string(), text));
}

/// Tells the text of each file below a folder.
fn every_file(folder: &Path, tell: &mut dyn FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            every_file(&path, tell);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            tell(&path, &text);
        }
    }
}

#[test]
fn the_screens_say_its_words_in_both_languages() {
    for (lang, size) in [(Lang::De, (80, 24)), (Lang::En, (80, 24)), (Lang::De, (160, 50)), (Lang::En, (160, 50))] {
        for keys in [
            "",
            "<tab>",
            "<enter>",
            "m",
            "m<enter>",
            "O",
            "R",
            "W",
            "P",
            "M",
            "L",
            "t",
            "i",
            "i<enter>",
            "i<enter>lindenau<enter>",
            "i<enter>erlenburg<enter>",
            "2<enter>",
            "2<down><enter>",
            "2G<enter>",
        ] {
            let mut screen = Screen::new(MITTELAU, lang, size);
            let text = screen.keys(keys).text();
            assert_own(&format!("{lang:?} {size:?} {keys}"), &text.replace("koeln.ron", ""));
        }
    }
}

#[test]
fn a_body_is_added_with_a_level_of_its_own() {
    let mut screen = Screen::new(MITTELAU, Lang::De, (100, 30));
    screen.keys("2a<end><enter>").keys("Werkstatt Holz<tab>").shows("Steuerungsgruppe").hides("Lenkungskreis");
    screen.keys("werk<enter>");
    let text = screen.app.workspace.doc.text();
    assert!(text.contains("Werkstatt Holz") && text.matches("level: Werkstatt").count() == 2, "{text}");
}

#[test]
fn a_changed_profile_gives_other_choices_at_once() {
    let mut screen = Screen::new(MITTELAU, Lang::De, (100, 30));
    let edit = bildungsnetz::document::Edit::Set {
        address: bildungsnetz::document::Address::parse(&SCHEMA, "profile/levels/3/german").unwrap(),
        value: "\"Arbeitsrunde\"".into(),
    };
    let mut document = screen.app.workspace.doc.clone();
    let changes = document.plan(&edit).unwrap();
    document.apply(&changes).unwrap();
    let label = |document: &Document| {
        let body = document.find(bildungsnetz::model::BODIES, "lindenau-werkstatt").unwrap();
        bildungsnetz::index::body_level::level(document, body).unwrap().label().de
    };
    assert_eq!(label(&document), "Arbeitsrunde");
    document.apply(&bildungsnetz::document::invert(&changes)).unwrap();
    assert_eq!(label(&document), "Werkstatt");
    screen.keys("swerkstatt<enter>").shows("Werkstatt");
}

#[test]
fn a_level_is_renamed_by_keys_and_the_screens_call_it_so_at_once() {
    let mut screen = Screen::new(MITTELAU, Lang::De, (100, 40));
    screen.keys("1<enter>").shows("Werkstatt          Werkstatt Technik");
    screen.keys("sLindenland<enter>").shows("Profil › Lindenland");
    screen.keys("/Werkstatt<enter><enter>/Deutsch<enter>e<ctrl+u>Labor<enter>").shows("Labor");
    screen.keys("1<enter>").shows("Labor              Werkstatt Technik");
    assert_eq!(screen.dataset(), MITTELAU.replace("german: \"Werkstatt\"", "german: \"Labor\""));
    screen.keys("u").keys("1<enter>").shows("Werkstatt          Werkstatt Technik");
    assert_eq!(screen.dataset(), MITTELAU);
}

#[test]
fn a_renamed_word_is_renamed_where_it_is_used() {
    let renamed = MITTELAU
        .replace("name: \"Werkstatt\", german", "name: \"Labor\", german")
        .replace("level: Werkstatt", "level: Labor");
    let desk = desk();
    assert_eq!(run(&desk, &["set", "profile/levels/3/name", "Labor"]).code, Some(0));
    assert_eq!(desk.read("koeln.ron"), renamed);
    let mut screen = Screen::new(MITTELAU, Lang::De, (100, 40));
    screen.keys("sLindenland<enter>/Werkstatt<enter><enter>/Name<enter>e<ctrl+u>Labor<enter>");
    assert_eq!(screen.dataset(), renamed);
    screen.keys("u");
    assert_eq!(screen.dataset(), MITTELAU);
    // Also in lists of a record.
    assert_eq!(run(&desk, &["set", "profile/groups/2/name", "Freie"]).code, Some(0));
    assert_eq!(
        desk.read("koeln.ron"),
        renamed.replace("name: \"Traeger\"", "name: \"Freie\"").replace("group: Traeger", "group: Freie")
    );
    assert_eq!(desk.run(&["check", "--quiet"]).code, Some(0));
}

#[test]
fn a_word_in_use_is_not_taken_away() {
    let desk = desk();
    let refused = run(&desk, &["remove", "profile/levels/3", "--lang", "en"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("“Werkstatt” does not fit the field “Level”"), "{}", refused.err);
    assert!(refused.err.contains("bodies/lindenau-werkstatt/level\n"), "{}", refused.err);
    // Words of its own replace all that come with the program.
    let refused = run(&desk, &["set", "profile/levels", "[DeclaredLevel(name: \"Werkstatt\")]"]);
    assert!(refused.err.contains("bodies/lindenau-koordination/level und 3 weitere Einträge"), "{}", refused.err);
    assert_eq!(desk.read("koeln.ron"), MITTELAU);
    let mut screen = Screen::new(MITTELAU, Lang::De, (110, 40));
    screen
        .keys("sLindenland<enter>/Werkstatt<enter>d")
        .shows("Werkstatt Technik: „Werkstatt“ passt nicht in das Feld „Ebene“");
    assert_eq!(screen.dataset(), MITTELAU);
    // What nothing uses goes.
    assert_eq!(run(&desk, &["remove", "profile/groups/3"]).code, Some(0));
}

#[test]
fn a_mistake_in_a_profile_is_found_with_its_place_and_the_file_opens() {
    let desk = Desk::empty();
    let mistakes = MITTELAU
        .replace("role: Office, everywhere", "role: Boss, everywhere")
        .replace("(name: \"Sonstige\"", "(name: \"Schulamt\"");
    desk.put("koeln.ron", &mistakes);
    let found = desk.run(&["check", "--lang", "en"]);
    assert_eq!(found.code, Some(1));
    for expected in [
        "bad-value: “Boss” does not fit the field “Role”",
        "profile/levels/2/role",
        "bad-word: “Schulamt” is already in this list",
        "profile/groups/3/name",
        "missing-role: No level has the role “carries out and is asked”",
    ] {
        assert!(found.out.contains(expected), "{expected}\n{}", found.told());
    }
    Screen::new(&mistakes, Lang::De, (100, 30)).shows("Landkreis Lindenau");
}

#[test]
fn a_word_that_is_none_or_there_already_is_refused() {
    let desk = desk();
    for (place, value) in [
        ("profile/levels/0/name", "Werkstatt"),
        ("profile/levels/0/name", "zwei Wörter"),
        ("profile/region_kinds/0/name", "Stadtkreis"),
    ] {
        let refused = run(&desk, &["set", place, value]);
        assert_eq!(refused.code, Some(2), "{refused:?}");
    }
    assert_eq!(desk.read("koeln.ron"), MITTELAU);
}

#[test]
fn a_level_is_added_by_keys() {
    let mut screen = Screen::new(MITTELAU, Lang::De, (100, 40));
    screen.keys("sLindenland<enter>").shows("Profil › Lindenland");
    screen.keys("/Ebenen<enter>a1Netz<enter><esc>");
    assert!(screen.dataset().contains("name: \"Netz\""), "{}", screen.text());
}

#[test]
fn a_profile_is_added_where_there_is_none_and_not_twice() {
    let desk = Desk::empty();
    let start = MITTELAU.find("    profile:").unwrap();
    let end = MITTELAU.find("    action_fields:").unwrap();
    let without = format!("{}{}", &MITTELAU[..start], &MITTELAU[end..MITTELAU.find("    bodies:").unwrap()]) + ")\n";
    desk.put(
        "koeln.ron",
        &without.replace("kind: Landkreis", "kind: Kreis").replace("kind: Stadtkreis", "kind: Kreis"),
    );
    let added = run(&desk, &["add", "profile", r#"Profile(name: "Lindenland", levels: [(name: "Werkstatt")])"#]);
    assert_eq!(added.code, Some(0), "{}", added.told());
    assert!(desk.read("koeln.ron").contains(r#"profile: Profile(name: "Lindenland", levels: [(name: "Werkstatt")]),"#));
    let again = desk.run(&["add", "profile", r#"Profile(name: "Anderes")"#, "--lang", "en"]);
    assert_eq!(again.code, Some(2));
    assert!(again.err.contains("There is a profile already"), "{}", again.err);
    let removed = desk.run(&["remove", "profile", "--lang", "en"]);
    assert!(removed.err.contains("profile cannot be removed here"), "{}", removed.err);
    // With the regions' kinds still those of the program, others are refused.
    let kinds = desk.run(&["set", "profile/region_kinds", r#"[(name: "Landkreis")]"#]);
    assert_eq!(kinds.code, Some(2), "{}", kinds.told());
}

#[test]
fn a_district_has_a_name_of_one_line_and_as_many_levels_as_are_named() {
    let desk = Desk::empty();
    let refused = desk.finish(desk.command(&["init", "a.ron", "--district", " \n"]), "");
    assert_eq!(refused.code, Some(2), "{}", refused.told());
    assert!(!desk.path("a.ron").exists());
    let answers = "\n\n\nStelle, Runde, Forum, Fachbeirat\n\n";
    let made = desk.finish(desk.command(&["init", "a.ron", "--district", "Nord\nau"]), answers);
    assert_eq!(made.code, Some(0), "{}", made.told());
    let text = desk.read("a.ron");
    assert!(text.contains(r#"name: "Nord au""#) && text.contains(r#"(name: "Fachbeirat", german"#), "{text}");
}

#[test]
fn five_answers_make_a_dataset() {
    for (input, expected) in [
        ("", "DeclaredRegionKind"),
        (
            "Amt Nordau, Eichenland\nLandkreis, Stadtkreis\nLandkreis Ems, Stadtkreis Leda\nBildungskoordination, Steuerungsgruppe, Bildungsforum\nSchulamt, Gemeinden\n",
            "Bildungskoordination",
        ),
    ] {
        let desk = Desk::empty();
        let made = desk.finish(desk.command(&["init", "nordau.ron", "--district", "Nordau"]), input);
        assert_eq!(made.code, Some(0), "{}", made.told());
        assert!(made.err.contains("1/5") && made.err.contains("5/5"), "{}", made.told());
        let text = desk.read("nordau.ron");
        assert!(text.contains(expected) || input.is_empty(), "{text}");
        let checked = desk.run(&["--data", "nordau.ron", "check"]);
        assert_eq!(checked.code, Some(0), "{}\n{text}", checked.told());
        let again = desk.finish(desk.command(&["init", "nordau.ron", "--district", "Nordau"]), input);
        assert_eq!(again.code, Some(4), "{}", again.told());
        assert!(!again.err.contains("1/5"));
        assert_eq!(desk.read("nordau.ron"), text);
    }
}
