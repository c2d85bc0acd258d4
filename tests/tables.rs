//! The tables: columns, order, queries, counts of values; at every size, in both languages.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

#[path = "../benches/support/generate.rs"]
mod generate;
mod support;

use bildungsnetz::app::{Effect, Event};
use bildungsnetz::key::{Chord, Key};
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::texts::Lang;
use support::{Screen, chords};

const TOWNS: &str = r#"#![enable(implicit_some)]
Directory(
    regions: [
        (id: "ahr", name: "Kreis Ahr", short: "Ahr", kind: Kreis),
        (id: "bonn", name: "Stadt Bonn", short: "Bonn", kind: KreisfreieStadt),
    ],
    municipalities: [
        (id: "zell", name: "Zell", kind: Gemeinde, region: "ahr", population: 900),
        (id: "oetz", name: "Ötz", kind: Stadt, region: "ahr", population: 12000),
        (id: "oberau", name: "Oberau", kind: Stadt, region: "bonn"),
        (id: "otzen", name: "Otzen", kind: Gemeinde, region: "ahr", population: 100000),
    ],
)
"#;

fn towns(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = Screen::new(TOWNS, lang, size);
    screen.keys("Q<tab>");
    screen
}

/// The first cell of each row, from the top.
fn rows(screen: &Screen) -> Vec<String> {
    let text = screen.text();
    let rows = text.lines().skip(3).take_while(|line| line.starts_with("│ "));
    let cell = |line: &str| line.trim_start_matches("│ ").split("  ").next().unwrap_or_default().trim().to_owned();
    rows.map(cell).filter(|cell| !cell.is_empty() && cell != "│").collect()
}

#[test]
fn tab_completes_what_the_table_knows() {
    let mut screen = Screen::shipped();
    screen.keys("Q/pho<tab>").hides("phone:");
    screen.keys("<esc><esc>2Q/pho<tab>").shows("phone:");
}

#[test]
fn it_opens_at_the_record_of_the_page_with_the_declared_columns() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen.keys("jQ").shows("Tabelle · Regionen").shows("2 von 11").sees_cursor_at("Kreis Euskirchen");
    screen.shows("│ Name ").shows("Art  ").shows("Sitz  ").shows("Netzwerk").hides("Kennung");
    screen.keys("Q").hides("Tabelle ·").keys("2Q").shows("Tabelle · Gremien");
    let mut screen = Screen::new(SHIPPED, Lang::En, (80, 24));
    screen.keys("Q").shows("Table · Regions").shows("1 of 11").keys("<tab>").shows("Table · Municipalities");
    screen.keys("<shift+tab><shift+tab>").shows("Table · Action fields").shows("State programme");
}

#[test]
fn every_table_with_several_records_is_reached() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen.keys("Q");
    for table in SCHEMA.tables.iter().filter(|table| !table.single) {
        screen.keys("v").keys(table.plural.de).keys("<enter>").shows(&format!("Tabelle · {}", table.plural.de));
    }
    screen
        .keys("v")
        .shows("Welche Tabelle, welche Ansicht?")
        .shows("Gremien")
        .shows(" 71 │")
        .keys("<esc>")
        .shows("Tabelle · Maßnahmen");
}

#[test]
fn any_column_sorts_by_what_its_values_say_and_the_cursor_goes_to_the_first_row() {
    let mut screen = towns(Lang::De, (80, 24));
    assert_eq!(rows(&screen), ["Oberau", "Ötz", "Otzen", "Zell"], "DIN 5007-1");
    // Numbers by size, and what is unknown comes last, whichever way round.
    screen.keys("j<right><right><right>").keys("o").shows("Sortiert nach „Einwohner“, aufsteigend").shows("Einwohner↑");
    assert_eq!(rows(&screen), ["Zell", "Ötz", "Otzen", "Oberau"]);
    screen.sees_cursor_at("900").keys("jo").shows("absteigend").shows("Einwohner↓");
    assert_eq!(rows(&screen), ["Otzen", "Ötz", "Zell", "Oberau"]);
    // Choices as they are declared, references by the name of what they lead to.
    screen.keys("<left>o").shows("Region↑");
    assert_eq!(rows(&screen), ["Ötz", "Otzen", "Zell", "Oberau"]);
    screen.keys("<left>o").shows("Art↑");
    assert_eq!(rows(&screen), ["Oberau", "Ötz", "Otzen", "Zell"]);
    screen.keys("oo").shows("Ursprüngliche Reihenfolge");
    assert_eq!(rows(&screen), ["Oberau", "Ötz", "Otzen", "Zell"]);
    // A table is as it was left.
    screen.keys("o<tab>").shows("Tabelle · Gremien").keys("<shift+tab>").shows("Art↑");
}

#[test]
fn a_query_narrows_it_and_what_is_not_understood_is_told_and_not_taken() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen.keys("2Q/").keys("region:köln level:büro").shows("filtern: region:köln level:büro").shows("1 von 1 ");
    screen.keys("<enter>").shows("/region:köln level:büro").sees_cursor_at("Regionales Bildungsbüro");
    screen.keys("<esc>").shows("von 71").sees_cursor_at("Regionales Bildungsbüro").shows("Tabelle ·");
    screen.keys("/").keys("lefel:büro").shows("Ein Feld „lefel“ gibt es nicht. Ist „level“ gemeint?");
    screen.keys("<enter>").shows("filtern: lefel:büro").keys("<esc>").hides("lefel");
    // What is pasted counts as well.
    screen.keys("/").event(Event::Paste("level:büro region:köln".to_owned())).shows("1 von 1 ").keys("<esc>");
    // Words are searched in all texts, as `list` does.
    screen.keys("/").keys("bismarckstraße").shows("1 von 1 ").keys("<esc>");
    screen.keys("/").keys("gibtesnicht").shows("0 von 0").shows("Keine Zeile. Enter durchsucht alles.");
}

#[test]
fn the_values_of_a_column_are_counted_and_one_narrows_to_its_rows() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen.keys("2Q<right>F").shows("Ebene: 6 Werte").shows("Bildungsbüro");
    screen.keys("forum").shows("Fachforum").hides("Arbeitskreis ").keys("<enter>").shows("/level:=Fachforum");
    let text = screen.text();
    let shown: usize = text.split(" von ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert_eq!(shown, SHIPPED.matches("level: Fachforum").count());
    // What is counted then are the rows shown, and the next value narrows further.
    screen.keys("F").shows("Ebene: 1 Wert").keys("<esc><right>F").keys("düren<enter>");
    screen.shows("/level:=Fachforum bodies.regions:=dueren").keys("<esc>").shows("von 71");
    // Without a value.
    screen.keys("<right>F").keys("<end><enter>").shows("/unknown:contact.phone");
    let mut screen = Screen::new(SHIPPED, Lang::En, (80, 24));
    screen.keys("2Q<right>F").shows("Level: 6 values").shows("Education office");
}

#[test]
fn columns_are_shown_hidden_and_moved() {
    let mut screen = towns(Lang::De, (80, 24));
    screen.keys("X").shows("Spalten · Kommunen").shows("■ Name").shows("  Fläche km²").keys("fläche<enter><esc>");
    screen.shows("Fläche km²").keys("<right>x").hides("Art ").shows("„Art“ ist ausgeblendet").sees_cursor_at("Bonn");
    screen.keys("L").sees_cursor_at("Bonn").keys("HH");
    assert!(screen.text().contains("│ Region"), "it is the first now");
    screen.keys("X").keys("vorgegeben<enter><esc>").shows("│ Name").shows("Art").hides("Fläche");
    // One always stays.
    screen.keys("xxx").shows("│ Einwohner").keys("x").shows("Eine Spalte bleibt stehen.").shows("│ Einwohner");
    // Fields of the same name are told apart by where they stand.
    let mut screen = Screen::new(SHIPPED, Lang::De, (200, 60));
    screen.keys("2QX").keys("kontakt stand<enter><esc>X").keys("quelle stand<down><enter><esc>");
    screen.shows("Kontakt › Quelle › Stand");
}

#[test]
fn a_cell_leads_to_its_value_and_back() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen.keys("Q<right><right>").sees_cursor_at("Düren").keys("<enter>").hides("Tabelle ·");
    let path = |screen: &Screen| screen.app.screens.directory.detail.row().cloned().unwrap().address.unwrap().path;
    assert_eq!(path(&screen)[0].to_string(), "seat");
    screen.keys("<esc>").shows("Tabelle · Regionen").sees_cursor_at("Düren");
    // The value under the cursor is edited where it stands; the row follows.
    screen.keys("e<ctrl+u>").keys("Jülich<enter>").keys("<esc>").shows("Tabelle ·").sees_cursor_at("Jülich");
    assert!(screen.dataset().contains("seat: \"Jülich\""));
    screen.keys("u").sees_cursor_at("Düren");
    screen.keys("<left><left><enter>").hides("Tabelle ·").shows("Kreis Düren");
}

#[test]
fn a_changed_record_takes_its_place_in_the_order_and_leaves_a_query_that_it_answers_no_longer() {
    let mut screen = towns(Lang::De, (80, 24));
    screen.keys("<right><right><right>oo");
    assert_eq!(rows(&screen), ["Otzen", "Ötz", "Zell", "Oberau"]);
    screen.keys("G").keys("e").keys("50000<enter><esc>");
    assert_eq!(rows(&screen), ["Otzen", "Oberau", "Ötz", "Zell"]);
    screen.sees_cursor_at("50.000");
    screen.keys("/").keys("population:<20000<enter>");
    assert_eq!(rows(&screen), ["Ötz", "Zell"]);
    screen.keys("e<ctrl+u>").keys("30000<enter><esc>");
    assert_eq!(rows(&screen), ["Zell"]);
}

#[test]
fn rows_are_marked_copied_and_taken_out_as_shown() {
    let mut screen = towns(Lang::De, (80, 24));
    screen
        .keys("<right><right><right>oog")
        .keys("<space>")
        .shows("■ Otzen")
        .keys("j+")
        .shows("■ Zell")
        .hides("■ Oberau");
    screen.keys("-").hides("■ ").keys("/").keys("kind:stadt<enter>").keys("*").shows("■ Ötz").shows("■ Oberau");
    screen.keys("-Y");
    let copied = screen.effects.iter().rev().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(
        copied.unwrap().lines().collect::<Vec<_>>(),
        [
            "| Name | Art | Region | Einwohner |",
            "| :-- | :-- | :-- | --: |",
            "| Ötz | Stadt | Ahr | 12.000 |",
            "| Oberau | Stadt | Bonn |  |",
        ]
    );
    screen.keys(">").shows("Diese Liste: 2 Kommunen");
}

#[test]
fn a_record_is_added_to_the_table() {
    let mut screen = towns(Lang::En, (80, 24));
    screen.keys("a").shows("Municipality").keys("Aue<enter>");
    screen.shows("Region");
}

#[test]
fn the_cursor_stands_on_the_cell_and_the_first_column_stays() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (40, 12));
    screen.keys("2Q").shows("│ Name").sees_cursor_at("Regionale Bildungsk").keys("<right><right><right>");
    screen.shows("│ Name").shows("Telefon").shows("Regionale Bildungsk").hides("Ebene  ");
    let column = screen.text().lines().nth(2).unwrap().chars().position(|c| c == 'T').unwrap();
    assert_eq!(usize::from(screen.cursor().x), column);
    screen.keys("<left><left><left>").shows("Ebene");
}

#[test]
fn what_cannot_be_read_has_a_row_that_says_so() {
    let broken = TOWNS.replace("name: \"Zell\", kind", "name: \"Zell\" kind");
    let mut screen = Screen::new(&broken, Lang::De, (80, 24));
    screen.keys("Q<tab>").shows("zell: nicht lesbar").keys("<right><right><right>oF").shows("Einwohner: 2 Werte");
}

#[test]
fn every_size_is_drawn() {
    for lang in [Lang::De, Lang::En] {
        for width in [1, 2, 20, 24, 39, 60, 200] {
            for height in [1, 2, 3, 5, 6, 7, 8, 12, 60] {
                let mut screen = Screen::new(SHIPPED, lang, (width, height));
                screen.keys("2QGjk<right><right><right>o/region:<esc>X<enter><esc>F<esc>v<esc>xHL<tab>").text();
            }
        }
    }
}

#[test]
fn on_a_wide_screen_all_columns_have_room() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (200, 60));
    screen.keys("2Q").shows("Kommunale Koordinierungsstelle").shows("Telefon").hides("› │");
    let mut screen = Screen::new(SHIPPED, Lang::En, (200, 60));
    screen.keys("Q").shows("Regionales Bildungsnetzwerk Kreis Düren").shows("Network");
}

#[test]
fn a_large_table_is_sorted_between_keys_and_the_rows_stay_meanwhile() {
    let text = generate::directory(60);
    assert!(text.len() > 1 << 20, "{}", text.len());
    let mut screen = Screen::new(&text, Lang::De, (80, 24));
    screen.keys("Q");
    let press = |screen: &mut Screen, keys: &str| {
        for chord in chords(keys) {
            drop(screen.app.update(Event::Key(chord)));
        }
    };
    // The first rows are there at once, though the order of the table is not known yet.
    press(&mut screen, "<tab><tab><tab>");
    screen.shows("Tabelle · Engagements").shows(" … ─╮");
    assert!(rows(&screen).len() > 5);
    screen.event(Event::Key(Chord::plain(Key::Home))).hides(" … ─╮");
    let ordered = rows(&screen);
    press(&mut screen, "<right>o");
    screen.shows("wird sortiert").shows(" … ─╮");
    assert_eq!(rows(&screen), ordered, "they stay until the new order is known");
    press(&mut screen, "jjj<pagedown><right>");
    screen.event(Event::Key(Chord::plain(Key::Home))).hides("wird sortiert").hides(" … ─╮");
    assert_ne!(rows(&screen), ordered);
    // The values are counted between keys, too.
    press(&mut screen, "F");
    screen.shows(" … ─").keys("<home>").hides(" … ─").shows("Werte");
}

const VIEW: &str = "[\"Büros nach Telefon\"]\ntable = \"bodies\"\nquery = \"level:büro\"\ncolumns = [\"name\", \"regions\", \"contact/phone\"]\nsort = [\"-contact/phone\"]\n";

#[test]
fn a_view_is_saved_under_a_name_shown_again_and_deleted() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen.keys("2Q/").keys("level:büro<enter>").keys("<right>x<right>oo");
    screen.keys("v").keys("sichern<enter>").shows("unter welchem Namen?").keys("<enter>").shows("Wie soll die Ansicht");
    screen.keys("Büros nach Telefon<enter>").shows("für wen?").shows("1  Für mich: /me/views.toml").keys("1");
    screen.shows("Ansicht „Büros nach Telefon“ gesichert: /me/views.toml").shows("Gremien · @Büros nach Telefon");
    assert_eq!(screen.views, [VIEW, ""]);
    // What is shown is another thing as soon as it is changed.
    screen.keys("o").hides("@Büros").keys("<tab><esc>").hides("Tabelle ·");
    screen.keys("Qv").shows("Gesicherte Ansichten").shows("Büros nach Telefon  Gremien · level:büro").shows("eigene");
    screen.keys("<enter>").shows("@Büros nach Telefon").shows("/level:büro").shows("Telefon↓").hides("Ebene");
    // Saved once more it is the same one, for everybody another.
    screen.keys("vsichern<enter><enter>").shows("Für mich: /me/views.toml (ersetzt die vorhandene)").keys("2");
    assert_eq!(screen.views, [VIEW, VIEW]);
    screen.keys("v").shows("für alle").keys("löschen<enter>").shows("Welche Ansicht löschen?").keys("<enter>");
    screen.shows("Ansicht „Büros nach Telefon“ löschen?").keys("<enter>").keys("vlöschen<enter><enter>").keys("l");
    screen.shows("gelöscht");
    assert_eq!(screen.views, ["", VIEW]);
    let mut screen = Screen::new(SHIPPED, Lang::En, (120, 40));
    screen.views[1] = VIEW.to_owned();
    screen.keys("Qv").shows("Saved views").shows("for all").shows("Save this view …").keys("<enter>").shows("@Büros");
}

#[test]
fn a_view_that_is_not_understood_says_why_and_nothing_is_written_over() {
    let shown = |views: &str| {
        let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
        screen.views[0] = views.to_owned();
        screen.keys("Qv");
        screen
    };
    shown("[a]\ntable = \"bodis\"\n")
        .keys("<enter>")
        .shows("Eine Tabelle „bodis“ gibt es nicht. Ist „bodies“ gemeint?");
    shown("[a]\ntable = \"bodies\"\ncolumns = \"phon\"\n").keys("<enter>").shows("Ein Feld „phon“ gibt es nicht.");
    shown("[a]\ntable = \"bodies\"\nquery = \"region:mond\"\n").keys("<enter>").shows("Ansicht „a“:").shows("Regionen");
    let broken = "[a]\ntable = \"bodies\n";
    let mut screen = shown(broken);
    screen.shows("/me/views.toml:2:").keys("sichern<enter>").keys("b<enter>1").shows("/me/views.toml:2:");
    assert_eq!(screen.views[0], broken);
}

#[test]
fn where_nothing_may_be_written_views_are_only_shown() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen.views[1] = VIEW.to_owned();
    screen.app.workspace.file.read_only = Some("schreibgeschützt".to_owned());
    screen.keys("Qv").keys("sichern<enter>").shows("Schreibgeschützt: Ansichten werden nicht gesichert");
    screen.keys("v<enter>").shows("@Büros nach Telefon");
    screen.app.workspace.file.read_only = None;
    screen.app.workspace.settings.restricted = true;
    screen.keys("v").keys("löschen<enter>").shows("Mit diesem Zugang werden keine Ansichten");
    assert_eq!(screen.views[1], VIEW);
}
