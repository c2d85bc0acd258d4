//! What a change leaves in the file.

use crate::desk::{Desk, SMALL};

const PHONE: &str = "bodies/dueren-buero/contact/phone";

#[test]
fn the_shipped_dataset_goes_to_the_users_folder_with_the_first_change() {
    let desk = Desk::empty();
    let phone = "bodies/bonn-bildungsbuero/contact/phone";
    assert_eq!(desk.run(&["get", phone]).code, Some(1));
    let run = desk.run(&["set", phone, "0228 77-0"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.err.contains("~/data/bildungsnetz/koeln.ron"), "{}", run.err);
    assert_eq!(desk.run(&["get", phone]).out, "0228 77-0\n");
    let saved = desk.read("data/bildungsnetz/koeln.ron");
    let shipped = bildungsnetz::model::SHIPPED;
    let changed = saved.lines().zip(shipped.lines()).filter(|(new, old)| new != old).count();
    assert_eq!((changed, saved.lines().count()), (1, shipped.lines().count()));
    assert_eq!(desk.run(&["set", phone, "--clear"]).code, Some(0));
    assert_eq!(desk.read("data/bildungsnetz/koeln.ron"), shipped);
}

#[test]
fn bytes_that_are_not_meant_stay_as_they_are() {
    let desk = Desk::new();
    let odd = format!("\u{feff}{}", SMALL.replace('\n', "\r\n").trim_end());
    desk.put("koeln.ron", &odd);
    assert_eq!(desk.run(&["set", PHONE, "02421 22-9"]).code, Some(0));
    assert_eq!(desk.read("koeln.ron"), odd.replace("02421 22-0", "02421 22-9"));
    assert_eq!(desk.run(&["set", PHONE, "02421 22-0"]).code, Some(0));
    assert_eq!(desk.read("koeln.ron"), odd);
}

#[test]
fn what_cannot_be_right_is_not_confirmed() {
    let desk = Desk::new();
    let wrong = SMALL.replace("02421 22-0", "zweiundzwanzig");
    desk.put("koeln.ron", &wrong);
    for (arguments, code, said) in [
        (&["confirm", PHONE][..], 1, "bodies/dueren-buero/contact/phone kann nicht stimmen"),
        (&["confirm", "bodies/dueren-buero"], 1, "bodies/dueren-buero/contact/phone kann nicht stimmen"),
        (&["confirm", "--where", "büro", "bodies"], 2, "bodies/dueren-buero: Eine Telefonnummer besteht aus"),
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.code, desk.read("koeln.ron")), (Some(code), wrong.clone()), "{run:?}");
        assert!(run.err.contains(said), "{}", run.err);
    }
}

#[test]
fn statements_are_confirmed_together_or_not_at_all() {
    let desk = Desk::new();
    let today = jiff::Zoned::now().strftime("%Y-%m-%d").to_string();
    let run = desk.run(&["confirm", PHONE, "bodies/koeln-buero/name"]);
    assert_eq!((run.code, desk.read("koeln.ron").as_str()), (Some(1), SMALL));
    assert!(run.err.contains("bodies/koeln-buero/source ist nicht angegeben"), "{}", run.err);
    assert!(run.err.contains("set mit --source und --as-of nennt Quelle und Tag."), "{}", run.err);
    let run = desk.run(&["confirm", "regions/koeln/seat"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("Zu regions/koeln/seat gibt es keine Quelle"), "{}", run.err);
    // Two statements of one record have one source; the day is all that changes.
    let run = desk.run(&["confirm", PHONE, "bodies/dueren-buero", "--reason", "angerufen"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.err.starts_with(&format!("bodies/dueren-buero/source: geprüft {today}\n")), "{}", run.err);
    let written = desk.read("koeln.ron");
    let confirmed = written.lines().zip(SMALL.lines()).filter(|(new, old)| new != old).map(|(new, _)| new.trim());
    let wanted = format!("as_of: \"2024-06\", checked: \"{today}\", certainty: High");
    let confirmed: Vec<&str> = confirmed.collect();
    assert!(confirmed.len() == 1 && confirmed[0].contains(&wanted), "{confirmed:?}");
    let log = desk.run(&["log", "bodies/dueren-buero/source"]).out;
    assert!(log.contains("checked") && log.contains("angerufen"), "{log}");
    let run = desk.run(&["confirm", PHONE, "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), "Nothing to change; the file is unchanged.\n"));
    assert_eq!(desk.read("koeln.ron"), written);
}

#[test]
fn nothing_is_written_when_nothing_changes() {
    let desk = Desk::new();
    let before = std::fs::metadata(desk.path("koeln.ron")).unwrap().modified().unwrap();
    let run = desk.run(&["set", PHONE, " 02421 22-0 "]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""));
    assert_eq!(std::fs::metadata(desk.path("koeln.ron")).unwrap().modified().unwrap(), before);
}

#[test]
fn a_value_is_set_with_its_source_or_it_is_said_that_the_source_stays_the_old_one() {
    let desk = Desk::new();
    let today = jiff::Zoned::now().strftime("%Y-%m-%d").to_string();
    let run = desk.run(&["set", PHONE, "02421 22-9"]);
    assert!(run.err.contains("bodies/dueren-buero/source ist noch die bisherige, Stand 2024-06"), "{}", run.err);
    assert!(
        run.err.contains("mit --source und --as-of geben Sie Quelle und Stand im selben Aufruf an."),
        "{}",
        run.err
    );
    let run = desk.run(&["set", PHONE, "02421 22-8", "--source", "Anruf", "--as-of", "1.3.2024", "--lang", "en"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let given = format!("bodies/dueren-buero/contact/phone_source: as of 2024-03-01, checked {today}\n");
    assert!(run.err.contains(&given) && !run.err.contains("--source"), "{}", run.err);
    let text = desk.read("koeln.ron");
    let given = format!(
        "phone_source: Source(\n                    url: \"Anruf\",\n                    as_of: \"2024-03-01\",\n                    checked: \"{today}\",\n"
    );
    assert!(text.contains(&given), "{text}");
    // The same value can be confirmed; without a day it is as of today, and then nothing is left to
    // say.
    assert_eq!(desk.run(&["set", PHONE, "02421 22-8", "--source", "Anruf"]).code, Some(0));
    assert_eq!(desk.run(&["get", "bodies/dueren-buero/contact/phone_source/as_of"]).out, format!("{today}\n"));
    assert!(!desk.run(&["set", PHONE, "02421 22-7"]).err.contains("--source"));
    // What is cleared needs no source.
    desk.put("koeln.ron", SMALL);
    assert!(!desk.run(&["set", PHONE, "--clear"]).err.contains("--source"));
}

#[test]
fn the_expected_value_is_read_like_the_new_one() {
    let desk = Desk::new();
    for (address, value, old, other) in [
        ("bodies/koeln-buero/open_to_all", "nein", "", "ja"),
        ("bodies/koeln-buero/open_to_all", "ja", "no", "yes"),
        ("bodies/koeln-buero/level", "working group", "bildungsbüro", "Fachforum"),
        ("meetings/dueren-1/date", "23.6.2009", "22.6.2009", "6/2009"),
        ("municipalities/juelich/area_km2", "90.40", "", "1"),
        ("municipalities/juelich/area_km2", "91", "90,4", "90,5"),
        ("municipalities/juelich/population", "33.000", "32 635", "32635,0"),
        ("municipalities/juelich/position", "50.9 6.4", "50,92; 6,36", "50.92, 6.3"),
    ] {
        let refused = desk.run(&["set", address, value, "--expect", other]);
        assert_eq!(refused.code, Some(1), "{refused:?}");
        let done = desk.run(&["set", address, value, "--expect", old]);
        assert_eq!(done.code, Some(0), "{done:?}");
    }
    let run = desk.run(&["set", "municipalities/juelich/area_km2", "91,0"]);
    assert!(run.err.contains("Nichts zu ändern"), "{run:?}");
}

#[test]
fn values_and_records_are_read_from_a_pipe() {
    let desk = Desk::new();
    let given = |arguments: &[&str], input: &str| {
        let run = desk.finish(desk.command(&[&["--data", "koeln.ron"], arguments].concat()), input);
        assert_eq!(run.code, Some(0), "{run:?}");
        run.out
    };
    given(&["set", "bodies/dueren-buero/note", "-"], "zwei\nZeilen\n");
    assert_eq!(given(&["get", "bodies/dueren-buero/note"], ""), "zwei\nZeilen\n");
    let record = given(&["show", "meetings/dueren-1", "--format", "ron"], "").replace("dueren-1", "dueren-2");
    assert_eq!(given(&["add", "meetings", "-"], &record), "meetings/dueren-2\n");
    assert_eq!(given(&["get", "meetings/dueren-2/title"], ""), "Erste Sitzung\n");
}

#[test]
fn every_row_of_csv_has_a_cell_for_each_head() {
    let desk = Desk::empty();
    for table in bildungsnetz::model::SCHEMA.tables {
        let json: serde_json::Value =
            serde_json::from_str(&desk.run(&["list", table.name, "--format", "json"]).out).unwrap();
        assert_eq!((json["format"].as_u64(), json["table"].as_str()), (Some(2), Some(table.name)));
        let csv = desk.run(&["list", table.name, "--format", "csv"]).out;
        let heads = csv.lines().next().unwrap().split(',').count();
        assert!(heads >= 4, "{}", table.name);
        let ron = desk.run(&["list", table.name, "--format", "ron"]).out;
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let list: Vec<ron::Value> = options.from_str(&ron).unwrap_or_else(|e| panic!("{}: {e}", table.name));
        assert_eq!(list.len(), json["records"].as_array().unwrap().len());
    }
}

#[test]
fn so_many_copies_are_kept_as_the_configuration_says() {
    for (keep, kept) in [(0, false), (3, true)] {
        let desk = Desk::new();
        desk.put("config/bildungsnetz/config.toml", &format!("[backup]\nkeep = {keep}\n"));
        let run = desk.run(&["set", PHONE, "02421 22-9"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(desk.path("koeln.ron.backups").exists(), kept);
        let shown = desk.run(&["config", "--format", "csv"]).out;
        assert!(shown.contains(&format!("backup.keep,{keep},")), "{shown}");
    }
}

#[test]
fn an_old_error_refuses_no_new_work() {
    let desk = Desk::empty();
    let lacking = "(\n    regions: [\n        (id: \"r\", name: \"R\"),\n    ],\n)\n";
    desk.put("koeln.ron", lacking);
    let run = desk.run(&["set", "regions/r/id", "rr"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(desk.read("koeln.ron"), lacking.replace("\"r\"", "\"rr\""));
    desk.put("koeln.ron", &lacking.replace("\"R\"", "\"R\", kind: Some(Dorf)"));
    let run = desk.run(&["set", "regions/r/name", "S"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(desk.run(&["set", "regions/r/id", "s"]).code, Some(0));
    assert_eq!(desk.run(&["set", "regions/s/kind", "Weiler"]).code, Some(2), "what is set anew is judged");
}

#[test]
fn lookalikes_are_stored_as_what_they_look_like_and_told() {
    let desk = Desk::new();
    let run = desk.run(&["set", PHONE, "02421\u{a0}22\u{2011}7"]);
    assert_eq!((run.code, desk.run(&["get", PHONE]).out.as_str()), (Some(0), "02421 22-7\n"));
    assert!(run.err.contains("U+00A0, U+2011"), "{}", run.err);
    let website = "bodies/dueren-buero/contact/website";
    assert_eq!(desk.run(&["set", website, "HTTPS://WWW.Kreis-Dueren.de/Amt"]).code, Some(0));
    assert_eq!(desk.run(&["get", website]).out, "https://www.kreis-dueren.de/Amt\n");
    let contact = desk.run(&["set", "bodies/dueren-buero/contact", "(phone: \"02421 22\u{2011}8\")"]);
    assert_eq!((contact.code, desk.run(&["get", PHONE]).out.as_str()), (Some(0), "02421 22-8\n"));
    let record = "(id: \"x\", name: \"Stadt\u{ad}X\", kind: Kreis)";
    let added = desk.run(&["add", "regions", record]);
    assert!(added.code == Some(0) && added.err.contains("U+00AD"), "{added:?}");
    assert_eq!(desk.run(&["get", "regions/x/name"]).out, "StadtX\n");
}

#[test]
fn a_body_that_is_there_already_is_added_with_a_warning() {
    let desk = Desk::new();
    let add = |id: &str, level: &str, phone: &str| {
        let record = format!(
            "(id: \"{id}\", level: {level}, name: \"Amt 7\", regions: [\"dueren\"], contact: (phone: \"{phone}\"))"
        );
        let run = desk.run(&["add", "bodies", &record]);
        assert_eq!((run.code, run.out), (Some(0), format!("bodies/{id}\n")));
        run.err
    };
    let first = add("a", "Bildungsbuero", "02421 77-0");
    assert!(!first.contains("Derselbe"), "{first}");
    let second = add("b", "Bildungsbuero", "+49 2421 770");
    assert!(second.contains("derselben Region: bodies/a.") && second.contains("Derselbe Kontakt"), "{second}");
    let third = add("c", "Fachforum", "02421 77-0");
    assert!(!third.contains("Derselbe"), "{third}");
}

#[test]
fn a_school_year_is_refused_and_a_day_may_be_said_from_today() {
    let desk = Desk::new();
    let date = "meetings/dueren-1/date";
    let before = desk.run(&["get", date]).out;
    let refused = desk.run(&["set", date, "2011/12"]);
    assert!(refused.code == Some(2) && refused.err.contains("2011/12 ist ein Schuljahr"), "{refused:?}");
    assert_eq!(desk.run(&["get", date]).out, before);
    assert_eq!(desk.run(&["set", date, "heute"]).code, Some(0));
    let today = desk.run(&["get", date]).out;
    assert!(today.len() == 11 && today.starts_with("20"), "{today}");
    assert_eq!(desk.run(&["set", date, "3.5.09"]).code, Some(0));
    assert_eq!(desk.run(&["get", date]).out, "2009-05-03\n");
}

#[test]
fn official_keys_are_held_to_their_form() {
    let desk = Desk::empty();
    let refused = desk.run(&["set", "regions/koeln/ags", "5315"]);
    assert!(refused.code == Some(2) && refused.err.contains("Ist „05315“ gemeint?"), "{refused:?}");
    for (address, value) in
        [("municipalities/aachen/ags", "5334002"), ("regions/bonn/ags", "Bonn"), ("regions/koeln/nuts3", "xx")]
    {
        assert_eq!(desk.run(&["set", address, value]).code, Some(2), "{address}");
    }
    assert_eq!(desk.run(&["set", "regions/koeln/nuts3", "dea31"]).code, Some(0));
    assert_eq!(desk.run(&["get", "regions/koeln/nuts3"]).out, "DEA31\n");
}

#[test]
fn a_difference_that_cannot_be_seen_is_spelled() {
    let desk = Desk::new();
    desk.put("new.ron", &SMALL.replacen("Kreis Düren", "Kreis\u{a0}Düren", 1));
    let shown = desk.run(&["diff", "koeln.ron", "new.ron"]).out;
    assert!(shown.contains("„Kreis Düren“ → „Kreis\\u{a0}Düren“"), "{shown}");
}

#[test]
fn the_history_tells_changes_of_lists_item_by_item_and_in_the_words_of_diff() {
    let desk = Desk::new();
    let list = "action_fields/mint/synonyms";
    for (value, told) in [
        ("[\"Robotik\", \"zdi\", \"Technik\"]", &["/2: neu: „Technik“"][..]),
        ("[\"Technik\", \"zdi\"]", &["/0: entfernt: „Robotik“", "/0: verschoben von Platz 3 auf 1"]),
        ("[\"Technik\", \"ZDI\"]", &["/1: entfernt: „zdi“", "/1: neu: „ZDI“"]),
    ] {
        std::fs::copy(desk.path("koeln.ron"), desk.path("old.ron")).unwrap();
        assert_eq!(desk.run(&["set", list, value]).code, Some(0));
        let of_diff = desk.run(&["diff", "old.ron", "koeln.ron"]).out;
        let lines: Vec<String> = told.iter().map(|line| format!("{list}{line}")).collect();
        let same = |text: &str| text.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let found: Vec<String> = same(&of_diff);
        assert_eq!(found, lines);
        let log = desk.run(&["log", "--limit", "1", "--format", "md"]).out;
        for line in &lines {
            let (place, change) = line.split_once(": ").unwrap();
            assert!(log.contains(&format!("| {place} | {change} |")), "{line}: {log}");
        }
        assert_eq!(log.lines().count(), 2 + lines.len(), "{log}");
    }
}

#[test]
fn a_value_may_begin_with_a_hyphen() {
    let desk = Desk::new();
    let note = "bodies/koeln-buero/note";
    for value in ["- Punkt eins", "-1d", "-1, 7", "--- Hinweise ---", "-h und mehr"] {
        let run = desk.run(&["set", note, value, "--reason", "- weil"]);
        assert_eq!((run.code, desk.run(&["get", note]).out), (Some(0), format!("{value}\n")), "{run:?}");
        assert_eq!(desk.run(&["set", note, "x", "--expect", value]).code, Some(0));
    }
    assert_eq!(desk.run(&["set", "municipalities/koeln/position", "-1, 7"]).code, Some(0));
    assert_eq!(desk.run(&["add", "action_fields/mint/synonyms", "-ing"]).code, Some(0));
    assert!(desk.run(&["find", "\"-ing\""]).out.contains("action_fields/mint"));
    assert!(desk.run(&["log", note, "--format", "csv"]).out.contains(",- weil,\n"));
    // What is misspelt is no value.
    assert!(desk.run(&["set", note, "--claer"]).err.contains("Meinten Sie --clear?"));
    assert!(desk.run(&["set", note, "x", "--reason", "--clear"]).err.contains("fehlt der Wert"));
}

#[test]
fn init_writes_the_dataset_of_the_program_and_never_over_another_one() {
    let desk = Desk::empty();
    let run = desk.run(&["init", "neu.ron"]);
    assert_eq!((run.code, &*run.out, desk.read("neu.ron")), (Some(0), "", bildungsnetz::model::SHIPPED.to_owned()));
    assert!(run.err.contains("neu.ron gespeichert\nbildungsnetz neu.ron öffnet sie.\n"), "{}", run.err);
    assert!(run.err.contains("config.toml: data = \"~/neu.ron\""), "{}", run.err);
    assert_eq!(desk.run(&["--data", "neu.ron", "get", "regions/koeln/name"]).out, "Stadt Köln\n");
    desk.put("neu.ron", "// meine\n");
    let run = desk.run(&["init", "neu.ron", "--lang", "en"]);
    assert_eq!((run.code, desk.read("neu.ron").as_str()), (Some(4), "// meine\n"));
    assert!(run.err.contains("already exists and is not overwritten; name a new file"), "{}", run.err);
    assert_eq!(desk.run(&["init", "nirgends/neu.ron"]).code, Some(4));
    assert_eq!(desk.run(&["init", "zwei.ron", "--read-only"]).code, Some(4));
    assert_eq!(desk.run(&["init"]).code, Some(2));
    assert!(!desk.path("zwei.ron").exists() && !desk.path("neu.ron.history").exists());
}

/// A desk with four entries in the history: two telephone numbers, a name by Bert, a note.
fn with_history() -> Desk {
    let desk = Desk::new();
    for (author, address, value) in [
        ("anna", PHONE, "02421 1111"),
        ("anna", PHONE, "02421 2222"),
        ("bert", "regions/koeln/name", "Köln"),
        ("anna", "bodies/koeln-buero/note", "Frau \"X\" fragen"),
    ] {
        let mut command = desk.command(&["set", address, value]);
        command.env("BILDUNGSNETZ_AUTHOR", author).env("BILDUNGSNETZ_DATA", desk.path("koeln.ron"));
        assert_eq!(desk.finish(command, "").code, Some(0));
    }
    desk
}

#[test]
fn a_purge_is_by_person_place_or_value_and_notes_itself_without_what_went() {
    for (chosen, left) in [
        (&["--person", "Bert"][..], &["02421 1111", "02421 2222", "Frau"][..]),
        (&["--address", "bodies/dueren-buero"], &["\"Köln\"", "Frau"]),
        (&["--value", "1111"], &["\"Köln\"", "Frau"]),
        (&["--value", "Frau \"X\""], &["02421 1111", "02421 2222", "\"Köln\""]),
        (&["--person", "anna", "--address", PHONE], &["\"Köln\"", "Frau"]),
        (&["--before", "2999"], &[]),
    ] {
        let desk = with_history();
        let run = desk.run(&[&["history", "purge", "--yes"], chosen].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.err.starts_with("Aus dem Verlauf ge") && run.err.contains("Aus dem Verlauf entfernte Zeilen: "));
        let history = desk.read("koeln.ron.history");
        for text in ["02421 1111", "02421 2222", "\"Köln\"", "Frau"] {
            let stays = history.replace('\\', "").contains(text);
            assert_eq!(stays, left.contains(&text), "{chosen:?} {text}: {history}");
        }
        let note = history.lines().last().unwrap();
        assert!(note.contains("\"step\":\"purge\"") && note.contains(chosen[0]), "{note}");
        assert!(!note.to_lowercase().contains("bert") && !note.contains("1111"), "{note}");
        assert!(desk.run(&["log", "--limit", "1"]).out.contains("Zeilen aus dem Verlauf entfernt"));
    }
}

#[test]
fn a_purge_says_what_will_go_and_asks() {
    let desk = with_history();
    let before = desk.read("koeln.ron.history");
    let run = desk.run(&["history", "purge", "--person", "anna"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.starts_with("Aus dem Verlauf gehen für immer: 3 Zeilen, vom "), "{}", run.err);
    assert!(run.err.contains("--yes entfernt ohne Rückfrage"), "{}", run.err);
    assert_eq!(desk.read("koeln.ron.history"), before);
    let run = desk.run(&["history", "purge", "--yes"]);
    assert_eq!((run.code, run.err.contains("Nennen Sie --before, --person,")), (Some(2), true), "{run:?}");
    // Nothing that fits: nothing to ask.
    let run = desk.run(&["history", "purge", "--person", "niemand"]);
    assert_eq!((run.code, run.err.contains("entfernte Zeilen: 0")), (Some(0), true), "{run:?}");
    assert_eq!(desk.read("koeln.ron.history"), before);
}
