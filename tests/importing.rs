//! Bringing records in on the screen: keys and files in, screen and dataset out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use std::ops::ControlFlow;
use std::sync::Arc;

use bildungsnetz::app::event::Event;
use bildungsnetz::app::import_order::{ComparedImport, ImportAnswer, ImportOrder};
use bildungsnetz::app::path_completion::{FolderListing, ListedName};
use bildungsnetz::app::{App, Effect};
use bildungsnetz::exchange::import::{ImportForm, import, read, table_of};
use bildungsnetz::texts::Lang;
use support::Screen;

const DATA: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [(id: "mint", name: "MINT")],
    regions: [
        (id: "dueren", name: "Kreis Düren", short: "Düren", kind: Kreis),
        (id: "koeln", name: "Köln", kind: KreisfreieStadt),
    ],
    bodies: [
        // Das Büro.
        (id: "dueren-buero", level: Bildungsbuero, name: "Bildungsbüro", regions: ["dueren"],
            contact: (phone: "02421 22-0" /* Zentrale */, email: "buero@dueren.example")),
        (id: "koeln-buero", level: Bildungsbuero, name: "Bildungsbüro", regions: ["koeln"], contact: (phone: "0221 1")),
        (id: "koeln-lk", level: Lenkungskreis, name: "Lenkungskreis", regions: ["koeln"]),
    ],
)
"#;

fn screen(lang: Lang, size: (u16, u16)) -> Screen {
    Screen::new(DATA, lang, size)
}

/// Compares the file that is asked for, whose content this is.
fn compared(app: &App, mut order: ImportOrder, bytes: &[u8]) -> ImportAnswer {
    let name = order.path.to_string_lossy().into_owned();
    let tables = match order.tables.take() {
        Some(tables) => Ok(tables),
        None => {
            let table = order.table.or_else(|| table_of(&name));
            read(ImportForm::of(&name, bytes), bytes, table).map(Arc::new)
        }
    };
    let compare = |order: &mut ImportOrder| {
        let (tables, today) = (tables?, app.workspace.settings.today);
        order.tables = Some(Arc::clone(&tables));
        import(&tables, &order.options, app.workspace.data(), today, &mut |_| ControlFlow::Continue(()))
    };
    match compare(&mut order) {
        Ok(imported) => ImportAnswer::Compared(Box::new(ComparedImport { order, imported })),
        Err(error) => ImportAnswer::Unclear { order: Box::new(order), error },
    }
}

/// Presses keys; whenever a file is asked for, it has this content.
fn press<'s>(screen: &'s mut Screen, keys: &str, content: impl AsRef<[u8]>) -> &'s mut Screen {
    for chord in support::chords(keys) {
        screen.event(Event::Key(chord));
        while let Some(at) = screen.effects.iter().position(|effect| matches!(effect, Effect::Import(_))) {
            let Effect::Import(order) = screen.effects.remove(at) else { unreachable!() };
            let answer = compared(&screen.app, *order, content.as_ref());
            screen.event(Event::Imported(answer));
        }
    }
    screen
}

#[test]
fn what_changes_is_shown_then_made_as_one_step() {
    let text = "Name;Region;Telefon\nBildungsbüro;Düren;02421 22-99\nBildungsbüro;Köln;0221 99\n";
    let mut screen = screen(Lang::De, (80, 24));
    press(&mut screen, "IGremien.csv<enter>", text)
        .shows("Vorschau: 2 Einträge · aus Gremien.csv übernehmen")
        .shows("Bildungsbüro · Düren")
        .shows("02421 22-0    02421 22-99")
        .shows("Zeile 2 in Gremien.csv");
    assert_eq!(screen.dataset(), DATA, "nothing is made before it is confirmed");
    press(&mut screen, "<enter>", text)
        .shows("2 Einträge aus Gremien.csv übernommen; u macht es rückgängig.")
        .shows("[+2]");
    let made = screen.dataset();
    assert_eq!(made, DATA.replace("02421 22-0", "02421 22-99").replace("0221 1", "0221 99"));
    screen.keys("u");
    assert_eq!(screen.dataset(), DATA);
}

#[test]
fn all_values_of_a_file_get_the_source_that_is_stated_for_them() {
    let former = "source: (url: \"Flyer\", as_of: \"2020\"))";
    let data = DATA.replace("\"buero@dueren.example\"))", &format!("\"buero@dueren.example\"), {former}"));
    for (lang, keeps, asks) in [
        (Lang::De, "1 Wert behält seine Quelle", "Woher sind alle geänderten Werte?"),
        (Lang::En, "1 value keeps its source", "Where are all changed values from?"),
    ] {
        let text = "id,phone\ndueren-buero,02421 22-99\nkoeln-buero,0221 99\n";
        let mut screen = Screen::new(&data, lang, (120, 40));
        press(&mut screen, "Ibodies.csv<enter>", text).shows(keeps);
        screen.keys("t").shows(asks).keys("Telefonliste 2026<enter>").hides(keeps).shows("Telefonliste 2026");
        // The source of a value that is left out stays with it.
        screen.keys("<home><space>").keys("<enter>");
        let made = screen.dataset();
        assert!(made.contains("02421 22-0") && made.contains(former), "{made}");
        assert!(made.contains("0221 99") && made.matches("Telefonliste 2026").count() == 1, "{made}");
        screen.keys("u");
        assert_eq!(screen.dataset(), data, "one step");
    }
}

#[test]
fn in_english_too() {
    let mut screen = screen(Lang::En, (120, 40));
    press(&mut screen, "Ibodies.csv<enter>", "id,phone\ndueren-buero,02421 1\nnirgends,0221 1\n")
        .shows("Preview: 1 record · 1 not possible · take in from bodies.csv")
        .shows("Line 3 of bodies.csv")
        .shows("There is no identifier nirgends");
    press(&mut screen, "x<enter>", "").shows("1 record taken from bodies.csv; u undoes it.");
    assert_eq!(screen.dataset(), DATA.replace("02421 22-0", "02421 1"));
}

#[test]
fn wrong_rows_are_told_by_line_and_stand_in_the_way_until_they_are_left_out() {
    let text = "id;Telefon;Name\ndueren-buero;nein;\nkoeln-buero;0221 5;\n;;AK Neu\n";
    let mut screen = screen(Lang::De, (120, 40));
    press(&mut screen, "IGremien.csv<enter>", text)
        .shows("1 Eintrag · 2 nicht möglich")
        .shows("! Bildungsbüro · Düren");
    screen.shows("Zeile 2 ").shows("Zeile 4 ").shows("! AK Neu");
    press(&mut screen, "<enter>", text)
        .shows("2 Zeilen sind nicht möglich; es wurde nichts geändert. x lässt sie aus.");
    assert_eq!(screen.dataset(), DATA);
    press(&mut screen, "x<enter>", text).shows("1 Eintrag aus Gremien.csv übernommen");
    assert_eq!(screen.dataset(), DATA.replace("0221 1", "0221 5"));
}

#[test]
fn a_file_that_says_nothing_new_changes_nothing() {
    let mut screen = screen(Lang::De, (80, 24));
    press(&mut screen, "IGremien.csv<enter>", "id;Telefon\ndueren-buero;02421 22-0\n")
        .shows("Nichts Neues: Was in der Zeile steht, ist schon da.")
        .hides("Einlesen: welche Datei?");
}

#[test]
fn the_table_is_asked_where_the_file_does_not_say_it_the_best_first() {
    let text = "Name;Region;Tel.;Zimmer\nBildungsbüro;Köln;0221 5;12\n";
    let mut screen = screen(Lang::De, (80, 24));
    press(&mut screen, "Iliste.csv<enter>", text)
        .shows("liste.csv: Was steht in den Zeilen?")
        .shows("3 Spalten passen");
    press(&mut screen, "<enter>", text).shows("Spalte „Zimmer“: welches Feld? (1 von 1)").shows("Dort steht z. B.: 12");
    press(&mut screen, "<enter>", text).shows("0221 5");
    press(&mut screen, "<enter>", text);
    assert_eq!(screen.dataset(), DATA.replace("0221 1", "0221 5"));
}

#[test]
fn each_unknown_column_is_asked_about_and_the_likely_field_stands_under_the_cursor() {
    let text = "id;Telfon;Farbe;Größe;Durchwahl\ndueren-buero;02421 5;rot;klein;x\n";
    let mut screen = screen(Lang::De, (100, 30));
    press(&mut screen, "IGremien.csv<enter>", text)
        .shows("Spalte „Telfon“: welches Feld? (1 von 4)")
        .shows("Dort steht z. B.: 02421 5");
    press(&mut screen, "<enter>", text).shows("Spalte „Farbe“: welches Feld? (2 von 4)").shows("Dort steht z. B.: rot");
    press(&mut screen, "webseite<enter>", text).shows("(3 von 4)").shows("Alle 2 übrigen weglassen");
    press(&mut screen, "<down><enter>", text).shows("! Bildungsbüro · Düren").shows("Kontakt › Webseite");
    let mut again = self::screen(Lang::De, (100, 30));
    press(&mut again, "IGremien.csv<enter><enter><down><enter>", text).shows("02421 5").hides("nicht möglich");
}

#[test]
fn escape_leads_from_a_question_back_to_the_name_of_the_file() {
    let mut screen = screen(Lang::De, (80, 24));
    press(&mut screen, "IGremien.csv<enter>", "id;Farbe\nkoeln-lk;rot\n").shows("Spalte „Farbe“");
    screen.keys("<esc>").hides("Spalte „Farbe“").sees_cursor_behind("Gremien.csv");
    screen.keys("<esc>").hides("Einlesen");
    assert_eq!(screen.dataset(), DATA);
}

#[test]
fn what_is_not_understood_is_said_where_another_file_can_be_named() {
    let mut screen = screen(Lang::De, (100, 30));
    press(&mut screen, "IGremien.json<enter>", "[\n{]")
        .shows("Zeile 2: Das ist kein json")
        .shows("Einlesen: welche Datei?");
    screen.keys("<ctrl+u><enter>").shows("Wie heißt die Datei?");
    screen.keys("x.csv<enter>").event(Event::Imported(ImportAnswer::Failed("x.csv gibt es nicht".into())));
    screen.shows("x.csv gibt es nicht").sees_cursor_behind("x.csv");
}

#[test]
fn a_new_record_is_shown_with_its_values_beside_the_one_that_it_may_be() {
    let text =
        "Name;Ebene;Region;Telefon\nBildungsbüro der Stadt;Bildungsbüro;Köln;0221 5\nAK Neu;Arbeitskreis;Köln;\n";
    let mut screen = screen(Lang::De, (120, 40));
    press(&mut screen, "IGremien.csv<enter>", text)
        .shows("2 Einträge")
        .shows("vielleicht: Bildungs…")
        .shows("Kennung koeln-bildungsbuero-stadt · Ebene Bildungsbüro · Name Bildungsbüro der Stadt")
        .shows("vielleicht schon vorhanden: bodies/koeln-buero")
        .shows("= sagt, welcher Eintrag gemeint ist.");
    press(&mut screen, "=", text)
        .shows("Zeile 2: dasselbe wie …")
        .shows("Vielleicht schon vorhanden; Tippen findet andere:")
        .shows("│ Bildungsbüro · Köln");
    press(&mut screen, "<enter>", text).shows("Bildungsbüro der Stadt").shows("0221 1").hides("vielleicht");
    // The other value of the row can be left out; what is left out stays so.
    press(&mut screen, "g<space>", text).shows("1 ausgelassen");
    press(&mut screen, "=", text).shows("Ein neuer Eintrag").hides("Vielleicht");
    press(&mut screen, "<esc><enter>", text);
    let made = screen.dataset();
    let last = "regions: [\"koeln\"]),\n    ],";
    let added = "regions: [\"koeln\"]),\n        (id: \"koeln-ak-neu\", level: Arbeitskreis, name: \"AK Neu\", regions: [\"koeln\"]),\n    ],";
    assert_eq!(made, DATA.replace("0221 1", "0221 5").replace(last, added));
}

#[test]
fn any_record_can_be_said_to_be_meant_and_taken_back() {
    let text = "Name;Ebene;Region;Telefon\nSteuerung;Lenkungskreis;Köln;0221 5\n";
    let mut screen = screen(Lang::De, (120, 40));
    press(&mut screen, "IGremien.csv<enter>=", text).shows("Tippen findet vorhandene Einträge.");
    press(&mut screen, "lenkungskreis<enter>", text).shows("Lenkungskreis").shows("Steuerung").hides("neu ");
    press(&mut screen, "=<enter>", text).shows("■ Steuerung").shows("neu");
    press(&mut screen, "=lenk<enter><enter>", text);
    assert!(screen.dataset().contains("name: \"Steuerung\""), "{}", screen.dataset());
    assert_eq!(screen.dataset().matches("level: ").count(), 3, "no record is added");
}

#[test]
fn a_row_that_fits_several_records_can_be_told_which_one_it_means() {
    let text = "Name;Telefon\nBildungsbüro;0221 5\n";
    let mut screen = screen(Lang::De, (120, 40));
    press(&mut screen, "IGremien.csv<enter>", text).shows("Mehrere Einträge passen: dueren-buero, koeln-buero");
    press(&mut screen, "=", text).hides("Ein neuer Eintrag").shows("Bildungsbüro · Düren");
    press(&mut screen, "<down><enter><enter>", text);
    assert_eq!(screen.dataset(), DATA.replace("0221 1", "0221 5"));
}

#[test]
fn only_rows_of_a_file_can_be_the_same_as_something() {
    let mut screen = screen(Lang::De, (120, 40));
    press(&mut screen, "IGremien.csv<enter>=", "id;Telefon\nkoeln-lk;0221 5\n").shows("Das gilt nur für neue Einträge");
    press(&mut screen, "<esc>2<space>Alösch", "")
        .keys("<enter>=")
        .shows("Das gilt nur für Zeilen, die aus einer Datei kommen.");
}

#[test]
fn leaving_the_preview_changes_nothing() {
    let mut screen = screen(Lang::De, (80, 24));
    press(&mut screen, "OIGremien.csv<enter>", "id;Telefon\nkoeln-lk;0221 5\n").shows("Vorschau");
    screen.keys("<esc>").shows("Übersicht").hides("Vorschau");
    assert_eq!(screen.dataset(), DATA);
}

#[test]
fn escape_gives_a_running_comparison_up() {
    let mut screen = screen(Lang::De, (80, 24));
    screen.keys("IGremien.csv<enter>").shows("Wird gelesen und verglichen: 0 %");
    screen.event(Event::Importing(42)).shows("Wird gelesen und verglichen: 42 %").shows("Esc bricht ab.");
    screen.keys("<esc>").hides("verglichen").sees_cursor_behind("Gremien.csv");
    assert!(screen.effects.contains(&Effect::CancelImport), "{:?}", screen.effects);
}

#[test]
fn tab_completes_the_name_of_a_file_here_and_for_an_export() {
    let name = |name: &str, is_folder| ListedName { name: name.to_owned(), is_folder };
    for (keys, typed) in [("I", "/tmp/te"), (">G<enter>1<ctrl+u>", "/tmp/te")] {
        let mut screen = screen(Lang::De, (80, 24));
        screen.keys(keys).keys(typed).keys("<tab>");
        assert!(screen.effects.contains(&Effect::ListFolder(typed.to_owned())), "{:?}", screen.effects);
        let names = vec![name("telefon", true), name("telefone.csv", false)];
        screen.event(Event::FolderListed(FolderListing { typed: typed.to_owned(), names }));
        screen.sees_cursor_behind("/tmp/telefon").shows("telefon/").shows("telefone.csv");
        screen.keys("e<tab>").hides("telefon/");
        let names = vec![name("telefone.csv", false)];
        let listing = FolderListing { typed: "/tmp/telefone".to_owned(), names };
        screen.event(Event::FolderListed(listing.clone())).sees_cursor_behind("/tmp/telefone.csv");
        // An answer that comes too late changes nothing.
        screen.keys("x").event(Event::FolderListed(listing)).sees_cursor_behind("/tmp/telefone.csvx");
        screen
            .keys("<tab>")
            .event(Event::FolderListed(FolderListing { typed: "/tmp/telefone.csvx".to_owned(), names: vec![] }));
        screen.shows("So beginnt hier kein Name.");
    }
}

#[test]
fn a_restricted_or_read_only_program_reads_no_file() {
    let mut screen = screen(Lang::De, (80, 24));
    screen.app.workspace.settings.restricted = true;
    screen.keys("I").shows("Mit diesem Zugang wird keine Datei gelesen.").hides("Einlesen: welche Datei?");
    screen.app.workspace.settings.restricted = false;
    screen.app.workspace.file.read_only = Some("so".to_owned());
    screen.keys("I").shows("Schreibgeschützt").hides("Einlesen: welche Datei?");
}

#[test]
fn typing_narrows_the_records_that_a_row_fits_before_it_finds_others() {
    let others = "(id: \"dueren-lk\", level: Lenkungskreis, name: \"Lenkungskreis\", regions: [\"dueren\"]),
        (id: \"koeln-bk\", level: Bildungskonferenz, name: \"Bildungskonferenz Köln\", regions: [\"koeln\"]),
    ],\n)";
    let mut screen = Screen::new(&DATA.replace("],\n)", others), Lang::De, (120, 40));
    let text = "Name;Telefon\nLenkungskreis;0221 5\n";
    press(&mut screen, "IGremien.csv<enter>", text).shows("Mehrere Einträge passen");
    press(&mut screen, "=köln", text).shows("Bildungskonferenz Köln");
    press(&mut screen, "<enter><enter>", text);
    let dataset = screen.dataset();
    let committee = dataset.split("id: ").find(|record| record.starts_with("\"koeln-lk\"")).unwrap_or_default();
    assert!(committee.contains("0221 5"), "{dataset}");
}

/// A workbook with these sheets of texts.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (title, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*title).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            sheet.write_row(row, 0, cells.iter().copied()).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn which_sheet_is_meant_is_asked_where_several_may_be() {
    let rows: &[&[&str]] = &[&["Name", "Region", "Telefon", "Zimmer"], &["Bildungsbüro", "Köln", "0221 5", "12"]];
    let old: &[&[&str]] = &[rows[0], rows[1], &["Lenkungskreis", "Köln", "0221 6", "13"]];
    let book = workbook(&[("Telefonliste", rows), ("Stand 2019", old), ("Notizen", &[])]);
    for (lang, title, counts, table, column) in [
        (Lang::De, "liste.xlsx: Welches Blatt?", ["1 Zeile", "2 Zeilen"], "Was steht in den Zeile", "welches Feld?"),
        (Lang::En, "liste.xlsx: which sheet?", ["1 row", "2 rows"], "what are the rows?", "which field?"),
    ] {
        for size in [(80, 24), (120, 40), (40, 12)] {
            let mut screen = screen(lang, size);
            press(&mut screen, "Iliste.xlsx<enter>", &book).shows(title).shows("Telefonliste").shows("Stand 2019");
            screen.shows(counts[0]).shows(counts[1]).hides("Notizen");
            // Esc leads back to the name of the file; typing narrows the sheets.
            press(&mut screen, "<esc><enter>", &book).shows(title);
            press(&mut screen, "2019", &book).hides("Telefonliste");
            press(&mut screen, "<enter>", &book).shows(table);
            press(&mut screen, "<enter>", &book).shows("Zimmer").shows(column);
            press(&mut screen, "<enter>", &book).shows("0221 5");
            press(&mut screen, "<enter>", &book);
            let made = screen.dataset();
            assert!(made.contains("phone: \"0221 6\"") && made.contains("phone: \"0221 5\""), "{made}");
        }
    }
}

#[test]
fn a_small_screen_shows_each_value_before_and_after_and_how_many_there_are() {
    let text = "id;Telefon\ndueren-buero;02421 22-99\nkoeln-buero;0221 99\nnirgends;1\n";
    for (lang, title, line) in [
        (Lang::De, "Vorschau: 2 Einträge · 1 nicht", "Zeile 4: "),
        (Lang::En, "Preview: 2 records · 1 not", "Line 4: "),
    ] {
        let mut screen = screen(lang, (40, 12));
        press(&mut screen, "Ibodies.csv<enter>", text).shows(title).shows(line);
        press(&mut screen, "j", text).shows("02421 22-0 → 02421 22-99").shows("Bildungsbüro · Düren");
        press(&mut screen, "j", text).shows("0221 1 → 0221 99");
        press(&mut screen, "x<enter>", text);
        assert_eq!(screen.dataset(), DATA.replace("02421 22-0", "02421 22-99").replace("0221 1", "0221 99"));
    }
}
