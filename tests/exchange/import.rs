//! `import` on the command line: what is given, what is said, and the bytes that change.

use crate::common::readers::python_bytes;
use crate::desk::{Desk, Run};

const DATA: &str = r#"#![enable(implicit_some)]
// Die Büros.
Directory(
    format: 1,
    action_fields: [(id: "mint", name: "MINT")],
    regions: [
        (id: "dueren", name: "Kreis Düren", short: "Düren", kind: Kreis),
        (id: "koeln", name: "Köln", kind: KreisfreieStadt),
    ],
    bodies: [
        (id: "dueren-buero", level: Bildungsbuero, name: "Bildungsbüro", regions: ["dueren"],
            contact: (phone: "02421 22-0" /* Zentrale */, email: "buero@dueren.example")),
        (id: "koeln-buero", level: Bildungsbuero, name: "Bildungsbüro", regions: ["koeln"], contact: (phone: "0221 1")),
        (id: "koeln-lk", level: Lenkungskreis, name: "Lenkungskreis", regions: ["koeln"],
            members: [
                (group: Schulaufsicht, seats: 1, person: "Eva Muster"), // bleibt
                (group: Schulen, institution: "Schulen", seats: 3),
            ]),
    ],
)
"#;

fn desk(name: &str, text: &str) -> Desk {
    let desk = Desk::new();
    desk.put("koeln.ron", DATA);
    desk.put(name, text);
    desk
}

/// Imports a text as a file of this name and returns the dataset afterwards.
#[track_caller]
fn after(name: &str, text: &str, arguments: &[&str]) -> String {
    let desk = desk(name, text);
    let run = desk.run(&[&["import", name], arguments].concat());
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    desk.read("koeln.ron")
}

/// Imports what cannot be imported, and checks that nothing is written.
#[track_caller]
fn refused(name: &str, text: &str, arguments: &[&str]) -> Run {
    let desk = desk(name, text);
    let run = desk.run(&[&["import", name], arguments].concat());
    assert_ne!(run.code, Some(0), "{}", run.out);
    assert_eq!(desk.read("koeln.ron"), DATA);
    run
}

#[track_caller]
fn changed(old: &str, new: &str) -> String {
    assert!(DATA.contains(old));
    DATA.replace(old, new)
}

#[test]
fn new_values_do_not_stand_under_the_source_of_the_former_ones_unnoticed() {
    let sourced = DATA.replace("email: \"buero", "phone_source: (url: \"Anruf\", as_of: \"2020\"), email: \"buero");
    let import = |arguments: &[&str]| {
        let desk = Desk::new();
        desk.put("koeln.ron", &sourced);
        desk.put("bodies.csv", "id,contact/phone\ndueren-buero,02421 22-9\nkoeln-buero,0221 9\n");
        let run = desk.run(&[&["import", "bodies.csv"], arguments].concat());
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
        (desk.read("koeln.ron"), run.err)
    };
    let numbers = sourced.replace("02421 22-0", "02421 22-9").replace("0221 1", "0221 9");
    let (text, told) = import(&[]);
    assert_eq!(text, numbers);
    assert!(told.contains("1 geänderter Wert behält seine bisherige Quelle; --source gibt an"), "{told}");
    let (text, told) = import(&["--source", "Liste der Ämter", "--as-of", "1.11.2026"]);
    assert!(!told.contains("bisherige Quelle"), "{told}");
    let of_list = "(url: \"Liste der Ämter\", as_of: \"2026-11-01\", checked: \"";
    assert_eq!(text.matches(of_list).count(), 2, "{text}");
    assert!(text.contains(&format!("phone_source: {of_list}")) && !text.contains("Anruf"), "{text}");
}

#[test]
fn a_changed_cell_changes_its_value_and_no_other_byte() {
    let expected = changed("02421 22-0", "02421 22-1234");
    for (name, text) in [
        ("bodies.csv", "id,contact/phone\r\ndueren-buero,02421 22-1234\r\nkoeln-buero,0221 1\r\n"),
        ("Gremien.csv", "Kennung;Telefon\ndueren-buero;02421 22-1234\n"),
        ("liste.csv", "id\tKontakt › Telefon\tEbene\ndueren-buero\t02421 22-1234\n"),
        ("bodies.csv", "Name;Region;Ebene;Tel.\nBildungsbüro;Düren;Bildungsbüro;02421 22-1234\n"),
        ("bodies.csv", "Name;Regionen;Telefon\nBILDUNGSBUERO;Kreis Dueren;02421 22-1234\n"),
        (
            "a.json",
            "{\"tables\": {\"bodies\": [{\"id\": \"dueren-buero\", \"contact\": {\"phone\": \"02421 22-1234\"}}]}}",
        ),
        (
            "a.jsonl",
            "{\"table\": \"bodies\", \"record\": {\"id\": \"dueren-buero\", \"contact\": {\"phone\": \"02421 22-1234\"}}}",
        ),
        ("bodies.json", "[{\"id\": \"dueren-buero\", \"contact/phone\": \"02421 22-1234\"}]"),
    ] {
        assert_eq!(after(name, text, &[]), expected, "{name}: {text}");
    }
    assert_eq!(after("x.txt", "id,contact/phone\ndueren-buero,02421 22-1234\n", &["--table", "bodies"]), expected);
    assert_eq!(after("x.txt", "id,contact/phone\ndueren-buero,02421 22-1234\n", &[]), expected);
}

#[test]
fn a_preview_writes_nothing_and_says_what_would_change() {
    let desk = desk("bodies.csv", "id;Telefon;Ebene\ndueren-buero;02421 22-1;\nkoeln-lk;0221 2;Arbeitskreis\n");
    let run = desk.run(&["import", "bodies.csv", "--dry-run"]);
    assert_eq!((run.code, desk.read("koeln.ron").as_str()), (Some(0), DATA), "{}", run.err);
    for part in ["02421 22-0", "02421 22-1", "Lenkungskreis", "Arbeitskreis", "unbekannt"] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    assert!(run.err.contains("2 Einträge würden sich ändern (2 Zeilen gelesen)"), "{}", run.err);
    let run = desk.run(&["import", "bodies.csv", "--dry-run", "--format", "csv"]);
    assert!(run.out.contains("bodies/dueren-buero/contact/phone,02421 22-0,02421 22-1,2,"), "{}", run.out);
}

#[test]
fn an_empty_cell_leaves_the_value_unless_it_is_to_be_cleared() {
    let text = "id,contact/email,contact/phone\ndueren-buero,,02421 22-0\nkoeln-buero,,\n";
    assert_eq!(after("bodies.csv", text, &[]), DATA);
    let text = "id,contact/email\ndueren-buero,\nkoeln-buero,\n";
    let expected = changed(", email: \"buero@dueren.example\"", "");
    assert_eq!(after("bodies.csv", text, &["--clear-empty"]), expected);
}

#[test]
fn a_new_row_becomes_a_record_and_others_may_refer_to_it() {
    let text = "Name,Ebene,Regionen,Übergeordnet,Telefon\nArbeitskreis MINT,Arbeitskreis,Köln,koeln-lk,\n";
    let made = after("bodies.csv", text, &[]);
    let added = "        (
            id: \"koeln-arbeitskreis-mint\",
            level: Arbeitskreis,
            name: \"Arbeitskreis MINT\",
            regions: [\"koeln\"],
            parent: \"koeln-lk\"
        ),
    ],
)
";
    assert_eq!(made, DATA.replace("    ],\n)\n", added));
    let text = "{\"table\":\"meetings\",\"record\":{\"id\":\"m\",\"body\":\"neu\",\"date\":\"2024\"}}\n{\"table\":\"bodies\",\"record\":{\"id\":\"neu\",\"level\":\"Fachforum\",\"name\":\"Neu\",\"regions\":[\"koeln\"]}}\n";
    assert!(after("a.jsonl", text, &[]).contains("body: \"neu\""));
}

#[test]
fn a_new_record_is_told_beside_what_it_may_repeat() {
    let desk = desk("bodies.csv", "Name,Ebene,Regionen\nBildungsbüro der Stadt,Bildungsbüro,Köln\n");
    let run = desk.run(&["import", "bodies.csv", "--dry-run"]);
    assert!(
        run.err.contains("bodies.csv:2: ") && run.err.contains("vielleicht schon vorhanden: bodies/koeln-buero"),
        "{}",
        run.err
    );
}

#[test]
fn members_change_one_by_one_and_keep_the_persons_that_nobody_exported() {
    let members = |first: &str, second: &str| format!("[{{{first}}},{{{second}}}]");
    let row = |members: String| format!("id,members\nkoeln-lk,\"{}\"\n", members.replace('"', "\"\""));
    let first = "\"group\":\"Schulaufsicht\",\"seats\":1";
    let second = "\"group\":\"Schulen\",\"institution\":\"Schulen\",\"seats\":4";
    let expected = changed("seats: 3", "seats: 4");
    assert_eq!(after("bodies.csv", &row(members(first, second)), &[]), expected);
    // One goes; what stays keeps its person.
    let made = after("bodies.csv", &row(format!("[{{{first}}}]")), &[]);
    assert!(made.contains("Eva Muster") && !made.contains("group: Schulen,"), "{made}");
}

#[test]
fn wrong_rows_are_told_by_line_and_nothing_is_written() {
    let text = "id,Telefon,Regionen\ndueren-buero,\"4,92211E+11\",\nkoeln-buero,nein,\nkoeln-lk,0221 3,Kölln\nkoeln-bureo,0221 4,\n";
    let run = refused("bodies.csv", text, &[]);
    assert_eq!(run.code, Some(2));
    for part in [
        "bodies.csv:2: bodies/dueren-buero/contact/phone: Die Tabellenkalkulation hat 4,92211E+11 daraus gemacht",
        "bodies.csv:3: bodies/koeln-buero/contact/phone: ",
        "bodies.csv:4: bodies/koeln-lk/regions: Unter Regionen gibt es „Kölln“ nicht. Ist „Köln“ gemeint?",
        "bodies.csv:5: bodies/koeln-bureo: Die Kennung koeln-bureo gibt es nicht",
        "Ebene, Name, Regionen",
        "4 Änderungen sind nicht möglich; nichts ist geschrieben.",
    ] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
}

#[test]
fn what_is_possible_can_be_taken_in_without_the_rest() {
    let text = "id,Telefon\ndueren-buero,02421 5\nkoeln-buero,nein\n";
    let desk = desk("bodies.csv", text);
    let run = desk.run(&["import", "bodies.csv", "--keep-going"]);
    assert_eq!((run.code, desk.read("koeln.ron")), (Some(1), changed("02421 22-0", "02421 5")), "{}", run.err);
    assert!(run.err.contains("bodies.csv:3: bodies/koeln-buero/contact/phone: "), "{}", run.err);
}

#[test]
fn columns_that_are_not_understood_are_asked_for() {
    let text = "id,Durchwahl,Telfon,Farbe\ndueren-buero,1,2,rot\n";
    let run = refused("bodies.csv", text, &[]);
    assert_eq!(run.code, Some(2));
    for part in [
        "3 Spalten lassen sich keinem Feld zuordnen",
        "Spalte „Telfon“: Ist „contact/phone“ gemeint?",
        "Spalte „Farbe“",
        "--map",
    ] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    let arguments = ["--map", "Durchwahl=Telefon", "--map", "Telfon=", "--map", "Farbe="];
    let text = "id,Durchwahl,Telfon,Farbe\ndueren-buero,02421 1,2,rot\n";
    assert_eq!(after("bodies.csv", text, &arguments), changed("02421 22-0", "02421 1"));
    assert_eq!(
        after("bodies.csv", text, &["--map", "*=", "--map", "Durchwahl=phone"]),
        changed("02421 22-0", "02421 1")
    );
    assert_eq!(refused("bodies.csv", text, &["--map", "Gibtesnicht=phone"]).code, Some(2));
    assert_eq!(refused("bodies.csv", text, &["--map", "Durchwahl"]).code, Some(2));
    assert_eq!(refused("bodies.csv", "Telefon\n1\n", &[]).code, Some(2));
    assert_eq!(refused("x.csv", "Anmerkung\n1\n", &[]).code, Some(2));
}

#[test]
fn a_name_that_several_have_is_not_guessed() {
    let run = refused("bodies.csv", "Name,Telefon\nBildungsbüro,0221 5\n", &[]);
    assert!(run.err.contains("Mehrere Einträge passen: dueren-buero, koeln-buero"), "{}", run.err);
}

#[test]
fn a_code_and_its_label_must_not_contradict_each_other() {
    let text = |code: &str, label: &str| format!("id,level,level_de\nkoeln-lk,{code},{label}\n");
    assert_eq!(after("bodies.csv", &text("Lenkungskreis", "Lenkungskreis"), &[]), DATA);
    let expected = changed("level: Lenkungskreis", "level: Fachforum");
    assert_eq!(after("bodies.csv", &text("Fachforum", "Lenkungskreis"), &[]), expected);
    assert_eq!(after("bodies.csv", &text("Lenkungskreis", "Fachforum"), &[]), expected);
    let run = refused("bodies.csv", &text("Fachforum", "Arbeitskreis"), &[]);
    assert!(run.err.contains("bodies.csv:2:"), "{}", run.err);
}

#[test]
fn what_is_no_such_file_is_told() {
    let run = refused("bodies.json", "[\n{\"id\": }]", &[]);
    assert_eq!(run.code, Some(3));
    assert!(run.err.contains("bodies.json:2: "), "{}", run.err);
    assert_eq!(refused("leer.csv", "", &[]).code, Some(3));
    assert_eq!(desk("a", "").run(&["import", "gibtesnicht.csv"]).code, Some(3));
}

#[test]
fn what_is_read_from_the_input_is_imported_even_in_restricted_mode() {
    let desk = desk("bodies.csv", "");
    let path = desk.path("koeln.ron");
    let arguments = ["--data", path.to_str().unwrap(), "--restricted", "import"];
    let command = desk.command(&[&arguments[..], &["-", "--table", "bodies"]].concat());
    let run = desk.finish(command, "id;Telefon\ndueren-buero;02421 9\n");
    assert_eq!((run.code, desk.read("koeln.ron")), (Some(0), changed("02421 22-0", "02421 9")), "{}", run.err);
    let run = desk.finish(desk.command(&[&arguments[..], &["bodies.csv"]].concat()), "");
    assert_eq!(run.code, Some(2), "{}", run.err);
}

#[test]
fn an_import_is_one_step_of_the_history() {
    let desk = desk("bodies.csv", "id,Telefon\ndueren-buero,02421 9\nkoeln-buero,0221 9\n");
    let run = desk.run(&["import", "bodies.csv", "--reason", "Liste vom Amt"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("2 Einträge aus bodies.csv übernommen"), "{}", run.err);
    let log = desk.run(&["log"]).out;
    assert!(log.contains("Liste vom Amt") && log.contains("koeln-buero"), "{log}");
    assert_eq!(desk.run(&["import", "bodies.csv"]).code, Some(0));
}

/// A workbook as others write it, whose cells have types.
const WORKBOOK: &str = "
import datetime, io, sys
from openpyxl import Workbook
book = Workbook()
sheet = book.active
sheet.title = 'Gremien'
sheet.append(['Kennung', 'Telefon', 'Seit', 'Anmerkung'])
sheet.append(['dueren-buero', '02421 22-1234', datetime.date(2013, 6, 22), None])
sheet.append(['koeln-buero', None, 2009, 'erste Zeile\\nzweite'])
notes = book.create_sheet('Notizen')
notes.append(['nur', 'so'])
if len(sys.argv) > 1:
    sheet.append(['koeln-lk', 492211234567, None, None])
book.save(sys.stdout.buffer)
";

/// Writes the workbook beside a dataset.
fn workbook(arguments: &[&str]) -> Desk {
    let desk = desk("x", "");
    std::fs::write(desk.path("liste.xlsx"), python_bytes(WORKBOOK, arguments)).unwrap();
    desk
}

#[test]
fn numbers_and_dates_of_a_workbook_are_what_they_say() {
    let desk = workbook(&[]);
    let run = desk.run(&["import", "liste.xlsx"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let made = desk.read("koeln.ron");
    assert!(
        made.contains("02421 22-1234") && made.contains("since: \"2013-06-22\"") && made.contains("since: \"2009\""),
        "{made}"
    );
    assert!(made.contains("erste Zeile\\nzweite") || made.contains("erste Zeile\nzweite"), "{made}");
}

#[test]
fn a_telephone_number_that_became_a_number_is_refused() {
    let desk = workbook(&["number"]);
    let run = desk.run(&["import", "liste.xlsx"]);
    assert_eq!((run.code, desk.read("koeln.ron").as_str()), (Some(2), DATA), "{}", run.out);
    assert!(
        run.err
            .contains("liste.xlsx:4: bodies/koeln-lk/contact/phone: Die Tabellenkalkulation hat 492211234567 daraus"),
        "{}",
        run.err
    );
}

#[test]
fn what_is_no_workbook_or_a_damaged_one_is_told() {
    for bytes in [&b"PK\x03\x04 kein Archiv"[..], b"", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"] {
        let desk = desk("x", "");
        std::fs::write(desk.path("liste.xlsx"), bytes).unwrap();
        let run = desk.run(&["import", "liste.xlsx"]);
        assert_eq!(run.code, Some(3), "{}", run.err);
    }
}

#[test]
fn another_dataset_is_brought_in_record_by_record() {
    let other = DATA.replace("02421 22-0", "02421 22-7").replace("name: \"MINT\"", "name: \"MINT-Bildung\"");
    let desk = desk("andere.ron", &other);
    assert_eq!(desk.run(&["import", "andere.ron"]).code, Some(0));
    assert_eq!(desk.read("koeln.ron"), other);
}

#[test]
fn rows_that_break_rules_about_several_records_are_told_by_their_lines() {
    let head = "id,name,level,regions,parent\n";
    for (rows, lines) in [
        ("x,X,Fachforum,dueren,x\n", vec!["bodies.csv:2: bodies/x/parent: Dieser Eintrag verweist auf sich selbst."]),
        (
            "x,X,Fachforum,dueren,y\ny,Y,Fachforum,dueren,x\n",
            vec![
                "bodies.csv:2: bodies/x: Das führt im Kreis: x → y → x.",
                "bodies.csv:3: bodies/y: Das führt im Kreis: y → x → y.",
            ],
        ),
        (
            "koeln-buero,,,koeln; koeln,\n",
            vec!["bodies.csv:2: bodies/koeln-buero/regions: „koeln“ steht schon in dieser Liste."],
        ),
    ] {
        let run = refused("bodies.csv", &format!("{head}{rows}"), &[]);
        assert_eq!(run.code, Some(2), "{}", run.err);
        for line in lines {
            let [place, reason] =
                [line.split(": ").next().unwrap(), line.rsplit_once(": ").map_or(line, |(_, reason)| reason)];
            let told = run.err.lines().find(|told| told.starts_with(place)).unwrap_or_else(|| panic!("{}", run.err));
            assert!(told.ends_with(reason), "{told} / {line}");
        }
    }
    let run = refused("regions.csv", "id,name,kind,ags\nx,X,Kreis,05358\ny,Y,Kreis,05358\n", &[]);
    assert!(
        run.err.contains("regions.csv:3: ") && run.err.contains("Denselben amtlichen Schlüssel hat regions/x."),
        "{}",
        run.err
    );
    let desk = desk("bodies.csv", &format!("{head}x,X,Fachforum,dueren,x\ny,Y,Fachforum,dueren,\n"));
    let run = desk.run(&["import", "bodies.csv", "--keep-going"]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    let text = desk.read("koeln.ron");
    assert!(text.contains("id: \"y\"") && !text.contains("id: \"x\""), "{text}");
}

#[test]
fn two_equal_new_rows_are_told_of_each_other() {
    let rows = "name,level,regions\nFachforum MINT,Fachforum,dueren\nFachforum Sprache,Fachforum,dueren\nFachforum MINT,Fachforum,dueren\nFachforum MINT,Arbeitskreis,dueren\n";
    let desk = desk("bodies.csv", rows);
    let run = desk.run(&["import", "bodies.csv", "--dry-run"]);
    let told = |line: &str| run.err.lines().any(|told| told.starts_with(&format!("bodies.csv:{line}: ")));
    assert!(told("2") && told("4") && !told("3") && !told("5"), "{}", run.err);
    assert!(run.err.contains("vielleicht derselbe Eintrag wie in Zeile 4"), "{}", run.err);
    assert!(run.err.contains("vielleicht derselbe Eintrag wie in Zeile 2"), "{}", run.err);
    assert!(run.out.contains("vielleicht wie Zeile 2"), "{}", run.out);
}

#[test]
fn a_file_that_is_no_table_is_refused_with_the_reason() {
    for (name, text, reason) in [
        ("brief.pdf", "%PDF-1.7\n", "Das ist ein PDF."),
        ("bodies.csv", "%PDF-1.7\n", "Das ist ein PDF."),
        ("seite.html", "<!DOCTYPE html><html></html>", "Das ist eine Webseite"),
        (
            "brief.txt",
            "Liebe Kollegin,\nanbei, wie versprochen, die Liste, die fehlte.\nGruß\n",
            "Hier ist keine Tabelle zu erkennen",
        ),
        (
            "bodies.json",
            "[{\"id\": \"x\",\n\"id\": \"y\"}]",
            "bodies.json:2: Das Feld „id“ steht in diesem Objekt zweimal",
        ),
    ] {
        let run = refused(name, text, &[]);
        assert!(run.code == Some(3) && run.err.contains(reason), "{name}: {:?} {}", run.code, run.err);
    }
}

#[test]
fn titles_above_the_names_of_the_columns_do_not_hide_them() {
    let text = "Liste der Büros, Stand 2026, Köln\n\nKennung;Telefon;Anmerkung\ndueren-buero;02421 22-1234;\nkoeln-buero;0221 1;\n";
    assert_eq!(after("bodies.csv", text, &[]), changed("02421 22-0", "02421 22-1234"));
}

/// A workbook with a sheet for each title, in each the telephone number of an office.
const SHEETS: &str = "
import sys
from openpyxl import Workbook
book = Workbook()
book.remove(book.active)
for title, number in zip(sys.argv[1::2], sys.argv[2::2]):
    sheet = book.create_sheet(title)
    sheet.append(['Kennung', 'Tel.', 'Bemerkung zur Durchwahl'])
    sheet.append(['dueren-buero', number, None])
book.save(sys.stdout.buffer)
";

#[test]
fn a_sheet_that_is_not_read_is_told_and_can_be_chosen() {
    let import = |sheets: &[&str], arguments: &[&str]| {
        let desk = desk("x", "");
        std::fs::write(desk.path("liste.xlsx"), python_bytes(SHEETS, sheets)).unwrap();
        let run = desk.run(&[&["import", "liste.xlsx", "--map", "*="], arguments].concat());
        (run, desk.read("koeln.ron"))
    };
    let named = ["Gremien", "02421 1", "Neue Nummern", "02421 2"];
    let (run, text) = import(&named, &[]);
    assert_eq!((run.code, text), (Some(0), changed("02421 22-0", "02421 1")), "{}", run.err);
    assert!(run.err.contains("Nicht gelesen: Blatt Neue Nummern; --sheet BLATT liest es."), "{}", run.err);
    let (run, text) = import(&named, &["--sheet", "neue nummern", "--table", "bodies"]);
    assert_eq!((run.code, text), (Some(0), changed("02421 22-0", "02421 2")), "{}", run.err);
    let (run, _) = import(&["Alt", "02421 1", "Neu", "02421 2"], &[]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert!(
        run.err.contains("mehrere Blätter mit Zeilen: Alt, Neu.") && run.err.contains("--sheet BLATT"),
        "{}",
        run.err
    );
    let (run, _) = import(&named, &["--sheet", "Juni"]);
    assert!(run.code == Some(2) && run.err.contains("Vorhanden: Gremien, Neue Nummern."), "{}", run.err);
}
