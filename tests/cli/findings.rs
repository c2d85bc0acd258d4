//! What `check` and what goes with it say of stored data, in every format and language.

use std::fmt::Write as _;

use crate::desk::{Desk, Run, SMALL};

const CONTACT: &str =
    "address: \"Bismarckstraße 16, 52351 Düren\",\n                phone: \"02421 22-0\", // Zentrale";

/// What a check says of an office with this address and this telephone number.
fn check_of(address: &str, phone: &str) -> Run {
    let desk = Desk::new();
    desk.put("koeln.ron", &SMALL.replace(CONTACT, &format!("address: \"{address}\", phone: \"{phone}\",")));
    desk.run(&["check"])
}

/// A dataset with so many conflicts that git left behind.
fn conflicts(count: usize) -> String {
    let mut text = "#![enable(implicit_some)]\nDirectory(\n    bodies: [\n".to_owned();
    for n in 0..count {
        let body = |name: &str| format!("        Body(id: \"x{n}\", name: \"{name}\"),\n");
        write!(text, "<<<<<<< a\n{}=======\n{}>>>>>>> b\n", body("a"), body("b")).unwrap();
    }
    text + "    ],\n)\n"
}

#[test]
fn any_number_of_conflicts_is_read_and_told() {
    for count in [127, 128, 300] {
        let desk = Desk::new();
        desk.put("koeln.ron", &conflicts(count));
        let run = desk.run(&["check"]);
        assert_eq!(run.code, Some(1), "{run:?}");
        let told = run.out.lines().filter(|line| line.contains("Fehler conflict-markers")).count();
        assert_eq!(told, 2 * count);
        assert_eq!(desk.run(&["get", "bodies/x7/name"]).out, "a\n");
        let doctor = desk.run(&["doctor"]).out;
        assert!(!doctor.contains("unerwartet"), "{doctor}");
        let run = desk.run(&["set", "bodies/x7/name", "c"]);
        assert!(run.err.contains(":4:1: Konfliktmarken: Entscheiden Sie sie zuerst"), "{run:?}");
    }
}

#[test]
fn it_is_said_which_part_of_an_address_is_missing() {
    for (address, missing) in [
        ("Postfach 10356, 51379 Leverkusen", None),
        ("Weg 1, 50667 Köln", None),
        ("Weg 1, D-50667 Köln", None),
        ("Weg 1, Köln", Some("In der Anschrift fehlt die Postleitzahl")),
        ("Postfach 10356, Köln", Some("In der Anschrift fehlt die Postleitzahl")),
        ("Weg 1, 50667", Some("In der Anschrift fehlt der Ort hinter der Postleitzahl")),
        ("Hauptstraße", Some("In der Anschrift fehlen Postleitzahl und Ort")),
        ("Weg 1", Some("In der Anschrift fehlen Postleitzahl und Ort")),
    ] {
        let run = check_of(address, "02421 22-0");
        assert_eq!(run.out.contains("bad-address"), missing.is_some(), "{address}: {}", run.out);
        assert!(run.out.contains(missing.unwrap_or_default()), "{address}: {}", run.out);
    }
}

#[test]
fn a_stored_number_with_words_is_a_warning_and_a_typed_one_is_refused() {
    for phone in ["0221 221-0 (Zentrale)", "02202 13-0, -2345", "0221 1 oder 0221 2"] {
        let run = check_of("Weg 1, 50667 Köln", phone);
        assert!(run.out.contains("Warnung bad-phone: ") && run.out.contains("+ ( ) / . - –"), "{}", run.out);
        assert_eq!(run.code, Some(0), "{}", run.out);
        let typed = Desk::new().run(&["set", "bodies/dueren-buero/contact/phone", phone]);
        assert_eq!(typed.code, Some(2), "{typed:?}");
    }
}

#[test]
fn letters_of_another_script_in_a_word_are_found() {
    let desk = Desk::new();
    desk.put("koeln.ron", &SMALL.replace("Bildungsbüro Köln | Nord", "Bildungsbürо Köln"));
    let run = desk.run(&["check", "--lang", "en"]);
    let said =
        "warning lookalike: A word in Latin letters contains letters of another script that look the same: U+043E.";
    assert!(run.out.contains(said), "{}", run.out);
}

#[test]
fn what_is_only_counted_is_told_in_every_format() {
    let desk = Desk::new();
    desk.put("config/bildungsnetz/config.toml", "review_after_months = 24\n");
    desk.put("koeln.ron", &SMALL.replace("2024-06", "2014-06").replace("2026-11-22", "2026-11-01"));
    let old = "1 Angabe mindestens 24 Monate alt; in den letzten 24 Monaten aber geprüft";
    assert!(desk.run(&["check"]).out.contains(old));
    let both =
        format!("\n,,note,outdated,,{old},1 statement at least 24 months old; but checked in the last 24 months\n");
    let csv = desk.run(&["check", "--format", "csv"]).out;
    assert!(csv.contains(&both), "{csv}");
    assert!(desk.run(&["check", "--format", "md"]).out.contains(&format!("|  |  | Hinweis | outdated |  | {old} |\n")));
}

#[test]
fn doctor_finds_a_rule_that_does_not_exist() {
    let desk = Desk::new();
    desk.put("config/bildungsnetz/config.toml", "[check]\nsilence = [\"unverfied\"]\n");
    let run = desk.run(&["doctor"]);
    assert!(run.out.contains("! Eine Regel „unverfied“ gibt es nicht"), "{}", run.out);
    assert_eq!(run.code, Some(1));
}

#[test]
fn a_file_or_a_value_that_is_taken_for_an_argument_is_explained() {
    let desk = Desk::new();
    let run = desk.run(&["check", "koeln.ron"]);
    assert!(run.err.starts_with("bildungsnetz: koeln.ron ist hier überzählig\n"), "{run:?}");
    assert!(run.err.contains("--data koeln.ron"), "{run:?}");
    let run = desk.run(&["check", "koeln.ron", "--lang", "en"]);
    assert!(run.err.starts_with("bildungsnetz: koeln.ron is not expected here\n"), "{run:?}");
    let run = desk.run(&["check", "nicht.ron"]);
    assert!(!run.err.contains("--data"), "{run:?}");
    let run = desk.run(&["set", "bodies/koeln-buero/note", "--anmerkung"]);
    assert!(run.err.contains("--anmerkung gibt es hier nicht") && run.err.contains("… -- --anmerkung"), "{run:?}");
    assert_eq!(run.code, Some(2));
}

#[test]
fn a_date_that_may_be_read_in_two_ways_is_refused() {
    let desk = Desk::new();
    let date = "bodies/dueren-buero/source/as_of";
    let run = desk.run(&["set", date, "1/2/2024"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("Bitte schreiben Sie 2024-02-01 oder 2024-01-02."), "{run:?}");
    let run = desk.run(&["set", date, "1/2/2024", "--lang", "en"]);
    assert!(run.err.contains("Please write 2024-02-01 or 2024-01-02."), "{run:?}");
    for (typed, why) in
        [("0001-01-01", "Das Jahr muss zwischen 1000 und 9999 liegen."), ("2024-01-00", "Einen Tag 0 gibt es nicht")]
    {
        let run = desk.run(&["set", date, typed]);
        assert!(run.err.contains(why), "{run:?}");
    }
    let run = desk.run(&["set", "bodies/dueren-buero/source/url", "https://x"]);
    assert!(run.err.contains("Hinter https:// fehlt ein vollständiger Rechnername"), "{run:?}");
}

#[test]
fn numbers_are_shown_as_the_language_writes_them() {
    let desk = Desk::new();
    desk.put(
        "koeln.ron",
        &SMALL.replace("region: \"koeln\", postcodes", "region: \"koeln\", area_km2: 1405.01, postcodes"),
    );
    for (lang, area) in [("de", "1.405,01"), ("en", "1,405.01")] {
        let run = desk.run(&["show", "municipalities/koeln", "--lang", lang]);
        assert!(run.out.contains(area), "{}", run.out);
    }
    let run = desk.run(&["show", "municipalities/koeln"]);
    assert!(run.out.contains("1.085.664"), "{}", run.out);
    assert_eq!(desk.run(&["get", "municipalities/koeln/area_km2"]).out, "1405.01\n");
}

#[test]
fn the_table_of_an_answer_holds_what_the_region_says_of_the_field() {
    let desk = Desk::new();
    let csv = desk.run(&["contact", "Jülich", "--field", "mint", "--format", "csv"]).out;
    let (heads, row) = csv.split_once('\n').unwrap();
    assert!(heads.contains(",action_field,stated_by,engagement.wording,engagement.kind,engagement.status,"), "{csv}");
    assert!(heads.ends_with(",open_bodies,field_bodies"), "{csv}");
    assert!(
        row.contains(",MINT,Kreis Düren,\"Schülerlabore, Robotik und \"\"zdi\"\".\",Schwerpunkt,Active,2019,"),
        "{csv}"
    );
    let md = desk.run(&["contact", "Jülich", "--field", "mint", "--format", "md"]).out;
    assert!(md.contains("| Kreis Düren | Schülerlabore, Robotik und \"zdi\". |"), "{md}");
    // Elsewhere somebody does it, and what is not known is said to be so.
    let md = desk.run(&["contact", "Köln", "--field", "mint", "--format", "md"]).out;
    assert!(md.contains("| Stadt Köln | Bildungsbüro Köln \\| Nord | unbekannt | unbekannt |"), "{md}");
    assert!(md.contains("| MINT | Kreis Düren | Schülerlabore"), "{md}");
    let md = desk.run(&["contact", "Köln", "--field", "uebergang", "--format", "md"]).out;
    assert!(md.contains("| Übergang Kita – Grundschule | unbekannt | unbekannt |"), "{md}");
}

#[test]
fn heads_for_programs_are_the_same_in_every_language() {
    let desk = Desk::new();
    for command in ["matrix", "process", "meetings", "overview", "network", "keys"] {
        let heads = |lang: &str| {
            let run = desk.run(&[command, "--format", "csv", "--lang", lang]);
            run.out.lines().next().unwrap_or_default().to_owned()
        };
        assert_eq!(heads("de"), heads("en"));
    }
}

#[test]
fn a_file_without_the_attribute_for_bare_values_is_read_as_it_is_meant() {
    let desk = Desk::new();
    let bare = SMALL.replace("#![enable(implicit_some)]\n", "");
    desk.put("koeln.ron", &bare);
    let run = desk.run(&["check", "--format", "csv"]);
    assert_eq!((run.code, run.out.contains("broken-record")), (Some(0), false), "{run:?}");
    assert_eq!(desk.run(&["set", "regions/koeln/short", "Kölle"]).code, Some(0));
    assert_eq!(desk.run(&["set", "regions/koeln/ags", "05315"]).code, Some(0));
    let written = bare
        .replace("short: \"Köln\", kind: KreisfreieStadt", "short: \"Kölle\", kind: KreisfreieStadt, ags: \"05315\"");
    assert_eq!(desk.read("koeln.ron"), written);
    // Where others have Some(…), one without it is a slip.
    desk.put("koeln.ron", &bare.replacen("seat: \"Düren\"", "seat: Some(\"Düren\")", 1));
    let run = desk.run(&["check"]);
    assert!(run.out.contains("Hier wird Some(…) oder None erwartet."), "{}", run.out);
}

#[test]
fn what_an_editor_saved_in_another_form_is_told_with_the_way_out() {
    let desk = Desk::new();
    let told = |bytes: &[u8]| {
        std::fs::write(desk.path("koeln.ron"), bytes).unwrap();
        let run = desk.run(&["list", "regions"]);
        assert_eq!((run.code, run.out.as_str()), (Some(3), ""));
        run.err
    };
    let old_mac = told(SMALL.replace('\n', "\r").as_bytes());
    assert!(old_mac.starts_with("~/koeln.ron:1:26: Die Zeilen enden nur mit CR"), "{old_mac}");
    assert!(old_mac.contains("tr '\\r' '\\n' <") && !old_mac.contains("leer"), "{old_mac}");
    let latin: Vec<u8> = SMALL.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'-')).collect();
    assert!(told(&latin).contains("kein UTF-8-Text, sondern wohl WINDOWS-1252\n    Speichern Sie"), "{}", told(&latin));
    let wide = |bytes: fn(u16) -> [u8; 2]| SMALL.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    assert!(told(&wide(u16::to_le_bytes)).contains("wohl UTF-16LE\n"));
    assert!(told(&wide(u16::to_be_bytes)).contains("iconv -f UTF-16BE"));
    assert!(told(&[b"\xff\xfe", &*wide(u16::to_le_bytes)].concat()).contains("wohl UTF-16\n"));
    assert!(told(b"// nichts\n").contains("nur Kommentare"));
    // Without comments, CR alone does no harm; a byte order mark never does.
    let plain = SMALL.lines().filter(|line| !line.contains("//")).collect::<Vec<_>>().join("\r");
    for fine in [plain, format!("\u{feff}{SMALL}")] {
        desk.put("koeln.ron", &fine);
        let run = desk.run(&["get", "regions/koeln/name"]);
        assert_eq!(run.out, "Stadt Köln\n", "{run:?}");
    }
}

#[test]
fn a_check_can_be_of_one_region_strict_or_silent() {
    let desk = Desk::new();
    let code = |arguments: &[&str]| desk.run(&[&["check"], arguments].concat()).code;
    // The small dataset has warnings and no error.
    assert!(desk.run(&["check"]).out.contains("Fehler: 0, Warnungen: "));
    for (options, expected) in [
        (&[][..], 0),
        (&["--fail-on", "error"], 0),
        (&["--fail-on", "warning"], 1),
        (&["--fail-on", "note"], 1),
        (&["--fail-on", "never"], 0),
    ] {
        assert_eq!(code(options), Some(expected), "{options:?}");
        for format in ["table", "json", "csv"] {
            assert_eq!(code(&[options, &["--format", format]].concat()), Some(expected));
            let silent = desk.run(&[&["check", "--quiet", "--format", format], options].concat());
            assert_eq!((silent.code, &*silent.out, &*silent.err), (Some(expected), "", ""));
        }
    }
    let findings = |arguments: &[&str]| desk.run(&[&["check", "--format", "csv"], arguments].concat()).out;
    let (of_dueren, of_koeln) = (findings(&["--region", "52428"]), findings(&["--region", "köln"]));
    assert!(of_dueren.contains("dueren") && !of_dueren.contains("koeln-buero"), "{of_dueren}");
    assert!(of_koeln.contains("bodies/koeln-buero") && !of_koeln.contains("dueren"), "{of_koeln}");
    let unknown = desk.run(&["check", "--region", "atlantis"]);
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
    let wrong = desk.run(&["check", "--fail-on", "warnung"]);
    assert!(wrong.err.contains("Möglich: error, warning, note, never"), "{wrong:?}");
}
