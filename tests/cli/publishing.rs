//! `publish`: what is written, what is left alone, what is refused.

use std::fs;

use crate::desk::Desk;

#[test]
fn a_site_is_published_and_only_what_changed_is_written_again() {
    let desk = Desk::new();
    let run = desk.run(&["--data", "koeln.ron", "publish", "web"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.err.contains(" entfernt): web") && run.err.contains("--date"), "{}", run.err);
    let page = desk.read("web/de/regions/dueren.html");
    assert!(page.contains("Kreis Düren"));
    let run = desk.run(&["--data", "koeln.ron", "publish", "web", "--lang", "en"]);
    assert!(run.err.contains("(0 written, 0 removed)"), "{}", run.err);
    desk.put("koeln.ron", &desk.read("koeln.ron").replace("02421 22-0", "02421 22-77"));
    let run = desk.run(&["--data", "koeln.ron", "publish", "web"]);
    assert!(!run.err.contains("(0 geschrieben") && desk.read("web/de/regions/dueren.html").contains("22-77"));
}

#[test]
fn what_is_not_ours_stays_as_it_is() {
    let desk = Desk::new();
    desk.put("web/notes.txt", "mine");
    let run = desk.run(&["--data", "koeln.ron", "publish", "web"]);
    assert_eq!(run.code, Some(4));
    assert!(run.err.contains("weder leer noch eine Webseite aus diesem Programm"), "{}", run.err);
    assert_eq!(fs::read_dir(desk.path("web")).unwrap().count(), 1);
    assert_eq!(desk.run(&["--data", "koeln.ron", "publish", "."]).code, Some(4));
    assert_eq!(desk.run(&["--data", "koeln.ron", "publish", "koeln.ron"]).code, Some(4));
}

#[test]
fn arguments_that_make_no_sense_are_refused_before_anything_is_written() {
    let desk = Desk::new();
    for (arguments, words) in [
        (&["publish", "web", "--base-url", "netz.example"][..], "keine Adresse"),
        (&["publish", "web", "--date", "2026-11"], "kein Tag"),
        (&["publish", "web", "--date", "bald"], "kein Tag"),
        (&["publish", "web", "--contact", "daten@netz.example"], "verlangt eine Lizenz"),
        (&["publish", "web", "--restricted"], ""),
    ] {
        let run = desk.run(&[&["--data", "koeln.ron"][..], arguments].concat());
        assert!(run.code == Some(2) && run.err.contains(words), "{arguments:?}: {run:?}");
    }
    assert_eq!(desk.run(&["--data", "koeln.ron", "publish", "web", "--read-only"]).code, Some(4));
    assert!(!desk.path("web").exists());
}

#[test]
fn the_day_of_the_ages_can_be_named() {
    let desk = Desk::new();
    let run = desk.run(&[
        "--data",
        "koeln.ron",
        "publish",
        "web",
        "--date",
        "24.12.2030",
        "--base-url",
        "https://netz.example",
    ]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(desk.read("web/de/index.html").contains("24. Dezember 2030"));
    assert!(desk.read("web/sitemap.xml").contains("https://netz.example/de/index.html"));
}
