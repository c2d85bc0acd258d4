//! The directory screen by key strings: looking around, finding, following.

mod support;

use bildungsnetz::app::{Effect, Event};
use bildungsnetz::index::Index;
use bildungsnetz::model::SHIPPED;
use bildungsnetz::text::hyperlink::Hyperlink;
use bildungsnetz::texts::Lang;
use support::{Screen, diff};

#[test]
fn it_opens_on_the_first_region_with_its_office() {
    Screen::shipped()
        .shows("Regierungsbezirk Köln")
        .resize(100, 30)
        .shows("11 Regionen · 71 Gremien · 24 Handlungsfelder")
        .shows("▌  Kreis Düren")
        .shows("Regionales Bildungsbüro Kreis");
}

#[test]
fn a_town_typed_into_the_regions_pane_leads_to_its_region_in_six_keys() {
    Screen::shipped().keys("/hückel").shows("Kreis Heinsberg").hides("Oberbergischer Kreis");
    Screen::shipped().keys("/bad godes").shows("Stadt Bonn").hides("Oberbergischer Kreis");
    Screen::shipped().keys("/41836").shows("1 Regionen: 41836").shows("Zentrum für kommunale Bildung");
}

#[test]
fn escape_shows_all_again_and_destroys_nothing() {
    let mut screen = Screen::shipped();
    screen.keys("/hückel<esc>").shows("1 Regionen 3/11").shows("▌  Kreis Heinsberg");
    assert!(screen.effects.is_empty());
}

#[test]
fn the_search_finds_umlauts_however_they_are_written() {
    for typed in ["koln", "koeln", "köln", "KÖLN", "ko\u{308}ln"] {
        Screen::shipped().keys(&format!("s{typed}")).shows("Stadt Köln");
    }
    Screen::shipped().keys("sdueren<enter>").shows("Kreis Düren");
    Screen::shipped().keys("szollernstrasse").shows("Zollernstraße 16");
    Screen::shipped().keys("s02415198").shows("0241 5198-4300");
}

#[test]
fn a_hit_shows_the_field_around_what_was_found() {
    let mut screen = Screen::shipped();
    screen.keys("sdonnerstag").shows(": …").shows("Donnerstag");
    // Also where there is hardly any room.
    for (width, height) in [(40, 12), (120, 40), (200, 60)] {
        Screen::new(SHIPPED, Lang::De, (width, height)).keys("sdonnerstag").shows("Donnerstag");
    }
}

#[test]
fn words_in_a_record_and_in_its_region_find_it_together() {
    let mut screen = Screen::shipped();
    screen.keys("sMINT Siegburg").shows("MINT · Rhein-Sieg · Konferenzthema · Region: Siegburg");
    screen.keys("<enter>").shows("Rhein-Sieg › Engagement › MINT");
    Screen::shipped().keys("sdüren lenk<enter>").shows("Düren › Lenkungskreis");
    let mut english = Screen::new(SHIPPED, Lang::En, (80, 24));
    english.keys("smint siegburg").shows("MINT · Rhein-Sieg · Conference topic · Region: Siegburg");
}

#[test]
fn a_misspelling_is_told_and_forgiven() {
    Screen::shipped().keys("slenkungskries").shows("Nichts passt genau; ähnlich:").shows("Lenkungskreis");
    Screen::shipped().keys("slenkungskreis").hides("ähnlich");
    Screen::shipped().keys("sHückelhofen<enter>").shows("Kreis Heinsberg");
    let mut english = Screen::new(SHIPPED, Lang::En, (80, 24));
    english.keys("slenkungskries").shows("Nothing fits exactly; similar:");
    Screen::shipped().keys("s52061").shows("Nichts gefunden.");
}

#[test]
fn an_address_goes_there() {
    let mut screen = Screen::shipped();
    screen.keys("sbodies/aachen-bil").shows("Adresse").shows("bodies/aachen-bildungsbuero");
    screen.keys("dungsbuero/contact/phone<enter>").shows("StädteRegion Aachen › Bildungsbüro (A 43)");
    screen.keys("y");
    assert!(
        matches!(screen.effects.last(), Some(Effect::Copy(text)) if text == "0241 5198-4300"),
        "{:?}",
        screen.effects
    );
    Screen::shipped().keys("sbodies/nirgends").shows("Nichts gefunden.");
}

#[test]
fn a_day_is_found_as_people_write_it() {
    for typed in ["14.1.2009", "14.01.2009", "Januar 2009", "1/2009"] {
        Screen::shipped().keys(&format!("s{typed}")).shows("Kreis Düren · Unterzeichnet: 2009-01-14");
    }
}

#[test]
fn a_place_is_understood_in_the_search_too() {
    let mut screen = Screen::shipped();
    screen.keys("sst. augustin").shows("Verstanden als").shows("st. augustin → Sankt Augustin → Rhein-Sieg-Kreis");
    screen.keys("<enter>").shows("╭─ Rhein-Sieg-Kreis");
    Screen::shipped().keys("sKöln-Ehrenfeld").shows("Köln-Ehrenfeld → Köln → Stadt Köln");
    Screen::new(SHIPPED, Lang::De, (40, 12)).keys("sKöln-Neu-Ehrenfeld").shows("  Köln → Stadt Köln");
    Screen::shipped().keys("skoeln-digital").hides("Verstanden als");
    Screen::shipped().keys("ssiegburg").hides("Verstanden als");
}

#[test]
fn a_postcode_of_two_regions_answers_with_both() {
    Screen::shipped().keys("s51467").shows("Bergisch Gladbach").shows("Stadt Köln").shows("Rheinisch-Bergischer Kreis");
}

#[test]
fn a_selection_marks_what_it_is_related_to_and_r_narrows_to_it() {
    let mut screen = Screen::shipped();
    screen.shows("▌● Regionale Bildungsk").keys("r").shows("2 Gremien 1/8 zu Düren").hides("Bonn · ");
    screen.keys("<esc>").hides("zu Düren").shows("2 Gremien 1/71");
}

#[test]
fn links_are_followed_and_the_way_leads_back() {
    let mut screen = Screen::shipped();
    screen.keys("<enter><enter>").shows("Düren › Regionales Bildungsbüro Kreis Düren");
    screen.keys(",").shows("╭─ Kreis Düren ");
    screen.keys(".").shows("Düren › Regionales Bildungsbüro Kreis Düren");
}

#[test]
fn fields_sort_umlauts_with_their_letters() {
    let mut screen = Screen::shipped();
    screen.resize(120, 70).keys("3");
    let text = screen.text();
    let at = |name: &str| text.find(name).unwrap_or_else(|| panic!("{name}:\n{text}"));
    assert!(at("Übergang Kita") < at("Weiterbildung"), "{text}");
    assert!(at("Sprachbildung") < at("Übergang Kita"), "{text}");
}

#[test]
fn english_is_complete_on_the_first_screen() {
    let mut screen = Screen::new(bildungsnetz::model::SHIPPED, Lang::En, (80, 24));
    screen.shows("1 Regions 1/11").shows("Office – your contact").shows("unknown").shows("q Quit");
}

#[test]
fn what_does_not_work_says_why() {
    Screen::shipped().keys("u").shows("Es gibt nichts rückgängig zu machen.");
    Screen::shipped().keys("uu").shows("Es gibt nichts rückgängig zu machen; H zeigt");
    Screen::shipped().keys("ß").shows("ß ist hier nicht belegt");
}

#[test]
fn help_shows_the_keys_of_the_place_first_and_searches() {
    let mut screen = Screen::shipped();
    screen.keys("?").shows("Hilfe").shows("In den Listen");
    screen.keys("zwischenabl").shows("OSC 52").hides("Halbe Seite");
    screen.keys("<esc>").hides("OSC 52");
}

#[test]
fn the_keys_of_a_command_stand_together_and_each_where_it_works() {
    let mut screen = Screen::shipped();
    screen.resize(100, 40).keys("?").keys("eine Zeile nach oben").shows("↑  k");
    screen.keys("<esc>?").keys("durchsuchbar").shows("Programm und Datei").shows("?  F1").hides("Bewegen");
    let palette = screen.keys("<esc>:").keys("speichern").shows("Strg-S w").text();
    assert_eq!(palette.matches("Speichern  ").count(), 1, "{palette}");
}

#[test]
fn the_palette_runs_a_command_by_its_name() {
    Screen::shipped().keys(":sprache<enter>").shows("1 Regions");
}

#[test]
fn every_size_draws_and_small_ones_stay_usable() {
    let mut screen = Screen::shipped();
    for (width, height) in [(1, 1), (0, 0), (2, 2), (5, 3), (20, 5), (40, 12), (60, 10), (80, 24), (120, 40), (200, 60)]
    {
        screen.resize(width, height).keys("j<enter>s<esc>?<esc>4e<esc>,1");
        let _ = (width > 0 && height > 0).then(|| screen.text());
    }
    screen.resize(40, 12).shows("Kreis").keys("<enter>").shows("Büro");
}

#[test]
fn the_cursor_stands_on_the_focused_item() {
    let mut screen = Screen::shipped();
    let first = screen.cursor();
    screen.keys("j");
    assert_eq!((screen.cursor().x, screen.cursor().y), (first.x, first.y + 1));
}

#[test]
fn copying_sends_the_value_or_the_whole_record() {
    let mut screen = Screen::shipped();
    screen.keys("/aachen<enter><enter>");
    screen.keys("/telefon<enter>y");
    assert_eq!(screen.effects.last(), Some(&Effect::Copy("0241 5198-4300".into())));
    screen.keys("C");
    assert!(matches!(screen.effects.last(), Some(Effect::Copy(text)) if text.starts_with("Body(")));
}

#[test]
fn a_record_that_does_not_parse_is_shown_and_the_rest_works() {
    let text = "#![enable(implicit_some)]\n(regions: [(id: \"a\", name: \"A\", kind: Nonsense), (id: \"b\", name: \"B\", kind: Kreis)])";
    let mut screen = Screen::new(text, Lang::De, (80, 24));
    screen.shows("nicht lesbar (Zeile 2").keys("e").shows("A");
    screen.keys("<esc>1j4/name<enter>e<ctrl+u>C<enter>");
    screen.keys("<ctrl+s>");
    assert_eq!(diff(text, &screen.saved.clone().unwrap()).len(), 2);
    screen.shows("C");
}

#[test]
fn a_record_with_a_wrong_value_is_edited_and_the_value_corrected() {
    let text = "#![enable(implicit_some)]\n(regions: [(id: \"a\", name: \"A\", kind: Nonsense)])";
    let mut screen = Screen::new(text, Lang::De, (80, 24));
    screen.keys("<enter>/name<enter>e<ctrl+u>Neu<enter>").shows("nicht lesbar").shows("Neu");
    screen.keys("/art<enter>e").keys("staedte<enter>").hides("nicht lesbar");
    screen.keys("<ctrl+s>");
    assert_eq!(screen.saved.clone().unwrap(), text.replace("\"A\"", "\"Neu\"").replace("Nonsense", "Staedteregion"));
}

#[test]
fn a_hit_is_chosen_alike_where_there_is_no_room_to_show_it() {
    for height in [4, 5, 6, 7, 24] {
        let mut screen = Screen::new(bildungsnetz::model::SHIPPED, Lang::De, (80, height));
        screen.keys("shückelh<down><enter>");
        let subject = screen
            .app
            .subject()
            .map(|slot| screen.app.workspace.doc.address(slot).display(&bildungsnetz::model::SCHEMA).to_string());
        assert_eq!(subject.as_deref(), Some("regions/heinsberg"), "{height} lines");
    }
}

#[test]
fn records_that_are_no_ron_are_told_of_at_the_start() {
    let text = "(regions: [(id: \"a\", name: ), (id: \"b\", name: \"B\"), (id: \"c\" kind)])";
    let mut screen = Screen::new(text, Lang::De, (80, 24));
    screen.shows("2 Einträge sind nicht lesbar; p zeigt, wo.").keys("j").hides("p zeigt, wo");
    screen
        .keys("p")
        .shows("a: Dieser Eintrag lässt sich nicht lesen")
        .shows("c: Dieser Eintrag lässt sich nicht lesen");
    Screen::new(text, Lang::En, (80, 24)).shows("2 records cannot be read; p shows where.");
}

#[test]
fn a_command_called_where_it_means_nothing_says_so() {
    Screen::shipped().keys("m:filtern<enter>").shows("„Filtern“ ist hier nicht möglich.");
}

#[test]
fn a_steering_committee_shows_which_mandatory_groups_are_missing() {
    let text = "#![enable(implicit_some)]\n(regions: [(id: \"a\", name: \"A\", kind: Kreis)], bodies: [(id: \"b\", name: \"LK\", \
                level: Lenkungskreis, regions: [\"a\"], members: [(group: Schulaufsicht), (group: Schulen)])])";
    Screen::new(text, Lang::De, (90, 30)).keys("2").shows("fehlt laut Vertrag: Kreis, Städte und Gemeinden");
}

#[test]
fn what_is_old_but_was_checked_in_time_is_counted_and_shown_when_asked_for() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (120, 24));
    // The sources of one telephone number and of one address leave out area code and postcode.
    screen
        .keys("p")
        .shows("2 Befunde")
        .shows("Die Vorwahl fehlt.")
        .shows("Angaben mindestens 24 Monate alt, 50 Angaben ohne Stand; in den letzten 24 Monaten aber geprüft ·");
    let counted = screen.app.dialogs.top().unwrap().panel().rows.len();
    assert_eq!(counted, 3);
    screen
        .keys("G<enter>")
        .shows("Kreis Düren › Kooperationsvertrag › Quelle: Stand unbekannt.")
        .hides("in den letzten 24 Monaten aber geprüft");
    let rows: Vec<usize> = screen.app.dialogs.panels().map(|panel| panel.rows.len()).collect();
    assert!(rows.len() == 1 && rows[0] > 100);
    screen.keys("G").shows("(vor 9 Jahren); das kann überholt sein.");
    screen.keys("gjjjj<enter>").shows("aachener-zeitung.de · Stand unbekannt · geprüft");
    // English says the same, and a dataset without such statements that nothing was found.
    Screen::new(SHIPPED, Lang::En, (120, 24))
        .keys("p")
        .shows("statements at least 24 months old, 50 statements without a date; but checked in the last 24 months");
    Screen::new("()", Lang::De, (80, 24)).keys("p").shows("Keine Befunde.");
}

#[test]
fn the_page_of_a_field_counts_each_region_once_and_names_its_office_once() {
    let text = "#![enable(implicit_some)]\n(action_fields: [(id: \"f\", name: \"Feld\")], regions: [\
                (id: \"a\", name: \"Aue\", kind: Kreis), (id: \"b\", name: \"Berg\", kind: Kreis)], \
                bodies: [(id: \"o\", level: Bildungsbuero, name: \"Bildungsstelle\", regions: [\"a\"])], engagements: [\
                (id: \"a-f\", region: \"a\", action_field: \"f\", wording: \"Erstens\"), \
                (id: \"a-f-2\", region: \"a\", action_field: \"f\", wording: \"Zweitens\")])";
    for (lang, title, ask) in [
        (Lang::De, "Regionen, die daran arbeiten (1 von 2 bekannt)", "fragen: Bildungsstelle"),
        (Lang::En, "Regions working on it (1 of 2 known)", "ask: Bildungsstelle"),
    ] {
        let mut screen = Screen::new(text, lang, (100, 40));
        screen.keys("3").shows(title).shows("Erstens").shows("Zweitens");
        assert_eq!(screen.text().matches(ask).count(), 1, "{}", screen.text());
    }
}

#[test]
fn a_line_on_what_somebody_else_does_names_them() {
    for (lang, acting) in [(Lang::De, "Handelnde: Kreis Heinsberg · "), (Lang::En, "acting: Kreis Heinsberg · ")] {
        let mut screen = Screen::new(SHIPPED, lang, (200, 60));
        // On the page of the region and on that of the field.
        screen.keys("/heinsberg").shows(acting).keys("<esc>3/wandel").shows(acting);
        // The network itself is not named.
        assert!(screen.text().matches(if lang == Lang::De { "Handelnde: " } else { "acting: " }).count() == 1);
    }
}

#[test]
fn a_finding_in_a_record_without_a_name_says_table_and_line() {
    let text = "#![enable(implicit_some)]\n(\n regions: [\n  (kind: Kreis),\n ],\n regoins: [],\n)";
    let mut screen = Screen::new(text, Lang::De, (110, 24));
    screen.keys("p").shows("Fehler   Region, Zeile 4: Das Pflichtfeld „Kennung“ fehlt.").hides("Fehler   :");
    screen.shows("Warnung  Zeile 6: Ein Feld „regoins“ gibt es hier nicht");
    Screen::new(text, Lang::En, (110, 24)).keys("p").shows("error    Region, line 4: The required field");
}

#[test]
fn a_page_tells_how_old_a_statement_is_and_when_somebody_looked() {
    let source = |source: &str| {
        let text = format!(
            "#![enable(implicit_some)]\n(regions: [(id: \"r\", name: \"R\", kind: Kreis)],\n\
             action_fields: [(id: \"f\", name: \"F\")], bodies: [(id: \"b\", level: Bildungsbuero, name: \"B\",\n\
             regions: [\"r\"], source: ({source}))],\n\
             engagements: [(id: \"e\", region: \"r\", action_field: \"f\", wording: \"W\", source: ({source}))])"
        );
        Screen::new(&text, Lang::De, (120, 40))
    };
    // A row of a list says when somebody looked where that is not within the period.
    source("as_of: \"2013\", checked: \"2026-11-22\"")
        .shows("Stand 2013 (vor 13 Jahren) · geprüft 2026-11-22")
        .shows("W · Stand 2013 (vor 13 Jahren)")
        .hides("W · Stand 2013 (vor 13 Jahren) ·");
    source("as_of: \"2026\", checked: \"2023-05\"")
        .shows(" · Stand 2026 · geprüft 2023-05 (vor 3 Jahren)")
        .shows("W · Stand 2026 · geprüft 2023-05 (vor 3 Jahren)");
    source("url: \"Amtsblatt\"")
        .shows("Amtsblatt · Stand unbekannt · Prüfdatum unbekannt")
        .shows("W · Stand unbekannt · Prüfdatum unbekannt");
}

#[test]
fn a_date_that_is_inferred_or_a_span_says_so_on_the_page() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (200, 120));
    screen.shows("Unterzeichnet      2009-01-14").shows("Datierung          Jahr aus dem Zusammenhang erschlossen");
    screen.keys("G").shows("Arbeitsschwerpunkt; MINT").shows("2008/2009, bis zu 18 Jahre alt");
    screen.keys("2/bildungsnetz städte<enter>");
    screen.shows("lebendiges-aachen.de · Stand 2013-2014 (erschlossen),").shows("bis zu 13 Jahre alt");
    Screen::new(SHIPPED, Lang::En, (200, 120)).keys("G").shows("2008/2009, up to 18 years old");
}

#[test]
fn a_large_file_tells_how_far_it_has_been_read() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 30));
    screen.app.mark_partial();
    assert!(screen.text().contains("liest …"));
    screen.event(Event::Loading(42));
    assert!(screen.text().contains("liest 42 %"));
    // What has not been read is not unknown; what tells of all records waits.
    let read = screen.text();
    assert!(read.contains("Was sonst noch") && !read.contains("Handlungsfelder ("), "{read}");
    for key in ["m", "p", "e", "u"] {
        assert!(screen.keys(key).text().contains("Erst möglich, wenn die ganze Datei gelesen ist."), "{key}");
    }
    // The palette is no way around it.
    assert!(screen.keys(":matrix<enter>").text().contains("Erst möglich, wenn"));
    // No key waits meanwhile, and what comes too late changes nothing.
    assert!(screen.keys("j").text().contains("liest 42 %"));
    let (document, index) = (screen.app.workspace.doc.clone(), Index::build(&screen.app.workspace.doc));
    screen.keys("e");
    screen.event(Event::Complete(Box::new(document), Box::new(index), None));
    let whole = screen.event(Event::Loading(77)).text();
    assert!(!whole.contains("liest") && !whole.contains("erst wenn") && whole.contains("Bildungsbüro"), "{whole}");
}

#[test]
fn the_palette_runs_nothing_that_is_not_allowed() {
    let mut screen = Screen::shipped();
    screen.app.workspace.settings.restricted = true;
    screen.keys(":suspend<enter>").shows("Mit diesem Zugang nicht erlaubt.");
    assert!(!screen.effects.contains(&Effect::Suspend));
}

#[test]
fn what_was_said_at_the_start_stays_when_a_large_file_has_been_read() {
    let mut screen = Screen::shipped();
    screen.app.mark_partial();
    screen.app.show_error("config.toml:3: …");
    let (document, index) = (screen.app.workspace.doc.clone(), Index::build(&screen.app.workspace.doc));
    assert!(screen.event(Event::Complete(Box::new(document), Box::new(index), None)).text().contains("config.toml:3"));
}

#[test]
fn the_palette_knows_commands_by_name_and_by_key() {
    for (typed, first) in [("q", "Beenden"), ("quit", "Beenden"), ("w", "Speichern"), ("wied", "Wiederholen")] {
        let screen = Screen::shipped().keys(":").keys(typed).text();
        let row = screen.lines().skip_while(|line| !line.contains(&format!(":{typed}"))).nth(2).unwrap_or_default();
        assert!(row.contains(first), "{typed}: {row}\n{screen}");
    }
}

#[test]
fn keys_that_came_together_do_what_they_do_one_by_one() {
    for keys in ["jjj", "jj<enter>", "je", "2jjjy", "3j/spr<enter>j", "jj4jj<enter>", "jmj", "2Gk,.", "jjD", "jjaj"] {
        let one_by_one = Screen::shipped().keys(keys).text();
        let mut together = Screen::shipped();
        drop(together.app.update(Event::MoreInput));
        together.keys(keys).event(Event::FrameDue);
        assert_eq!(together.text(), one_by_one, "{keys}");
    }
}

#[test]
fn a_terminal_that_shows_ascii_only_gets_german_spelled_out_and_nothing_cut() {
    let mut screen = Screen::shipped();
    screen.app.workspace.settings.ascii = true;
    let seen = screen.resize(84, 24).keys("j<up>").text();
    assert!(seen.is_ascii(), "{seen}");
    for text in ["Kreis Dueren", "Buero - Ansprechstelle", "Verlaesslichkeit mittel", "Gehoert zu", "* Regionales"] {
        assert!(seen.contains(text), "{text}: {seen}");
    }
    // What is copied from the screen must not become another address.
    let note = screen.keys("4/Anmerkung zum<enter>j").text();
    assert!(note.contains("bildung-im-kreis-d\\u{fc}ren.de"), "{note}");
    let help = screen.keys("1?").keys("tippt").text();
    assert!(help.is_ascii() && help.contains("waehrend man tippt"), "{help}");
    // In a field each character keeps its cell, so that the cursor stands where one types.
    let field = screen.keys("<esc>s").keys("düren").text();
    assert!(field.contains("duren") && field.is_ascii(), "{field}");
}

#[test]
fn a_sentence_of_the_help_goes_on_beside_its_keys() {
    let mut screen = Screen::shipped();
    screen.keys("?loeschen");
    let text = screen.text();
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| line.contains("Eintrag löschen, Feld leeren")).expect("the command");
    let column = lines[first].find("Eintrag").map(|at| lines[first][..at].chars().count());
    let next: Vec<char> = lines[first + 1].chars().collect();
    let begin = next.iter().enumerate().skip(6).find(|(_, c)| **c != ' ').map(|(at, _)| at);
    assert_eq!(begin, column, "{text}");
}

#[test]
fn a_window_of_any_height_leaves_the_title_row() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (40, 12));
    screen.keys("<enter>/anmerkung<enter>e").keys("eins<ctrl+j>zwei<enter>");
    for keys in ["c", "<esc>?"] {
        screen.keys(keys);
        assert!(screen.text().lines().next().unwrap().starts_with(" Bildungsnetz"), "{}", screen.text());
    }
}

#[test]
fn a_long_message_is_read_whole_until_the_next_key() {
    for (lang, size, end) in [
        (Lang::De, (80, 24), "falls das Terminal es zulässt"),
        (Lang::De, (40, 12), "falls das Terminal es zulässt"),
        (Lang::En, (40, 12), "if the terminal allows it"),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, size);
        screen.keys("<enter>y");
        let beginning = "0241 5198".to_owned();
        screen.event(Event::Copied(Ok(bildungsnetz::app::Copied { beginning, characters: 12, cleaned: true })));
        let words = screen.text().replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(end), "{}", screen.text());
        // It covers neither the border above it nor the keys.
        let text = screen.text();
        let message =
            text.lines().position(|line| line.starts_with(if lang == Lang::De { " Kopiert" } else { " Copied" }));
        let border = text.lines().nth(message.unwrap() - 1).unwrap();
        assert!(border.starts_with('╰') && border.ends_with('╯'), "{text}");
        assert!(text.lines().last().unwrap().contains("? H"), "{text}");
        screen.keys("j").hides(end);
        assert!(screen.text().lines().rev().nth(1).unwrap().starts_with('╰'), "{}", screen.text());
    }
}

#[test]
fn no_key_stands_in_the_footer_without_its_label_or_twice() {
    for (lang, close, help) in [(Lang::De, "Esc Schließen", "F1 Hilfe"), (Lang::En, "Esc Close", "F1 Help")] {
        for size in [(40, 12), (80, 24), (120, 40)] {
            for keys in [":", "s", "?"] {
                let text = Screen::new(SHIPPED, lang, size).keys(keys).text();
                let footer = text.lines().last().unwrap();
                assert!(footer.contains(close) && footer.contains(help), "{footer}");
            }
            for keys in ["p", "m", "H"] {
                let text = Screen::new(SHIPPED, lang, size).keys(keys).text();
                let footer = text.lines().last().unwrap();
                assert!(!footer.contains(&close.replace("Esc", "q")), "{footer}");
            }
        }
    }
    // A short message stands beside the keys.
    let mut screen = Screen::shipped();
    screen.keys("ö").shows("ö ist hier nicht belegt – ? zeigt alle Tasten").shows("? Hilfe  q Beenden");
}

#[test]
fn palette_and_findings_keep_their_columns() {
    // The text of a command begins in one column, and nothing stands below the keys.
    let mut screen = Screen::shipped();
    screen
        .keys(":listenpunkt")
        .shows("│ Neu                     Eintrag oder Listenpunkt anlegen: zeigt, was       a │");
    screen.shows("│                         hier möglich ist, das Nächstliegende zuerst;");
    // Where there is little room it has lines of its own.
    let mut small = Screen::new(SHIPPED, Lang::De, (40, 12));
    small.keys(":listenpunkt").shows("│ Neu                                a │\n│   Eintrag oder Listenpunkt");
    let mut english = Screen::new(SHIPPED, Lang::En, (40, 12));
    english.keys("p").shows("│ warning  Kommunales Bildungsbüro     │\n│          Leverkusen › Contact");
}

#[test]
fn what_has_changed_is_marked_once_and_apart_from_its_text() {
    let mut screen = Screen::shipped();
    screen.keys("<enter>je lang genug für zwei Zeilen<enter>").shows("│+ Gehört zu ");
    let marks = |text: &str| text.matches("│+").count() + text.matches(" +│").count();
    assert_eq!(marks(&screen.text()), 2, "{}", screen.text());
    screen.shows("Bildungsb… +│");
}

#[test]
fn a_small_footer_shows_first_what_the_place_is_for() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (40, 12));
    let footer = |screen: &Screen| screen.text().lines().last().unwrap().to_owned();
    assert!(footer(&screen).contains("s Suchen") && footer(&screen).contains("q Beenden"), "{}", footer(&screen));
    screen.keys("<enter>/anmerkung<enter>");
    assert!(footer(&screen).contains("e Bearbeiten") && footer(&screen).contains("? Hilfe"), "{}", footer(&screen));
    screen.keys("e");
    assert!(footer(&screen).contains("Enter Übernehmen") && footer(&screen).contains("Esc"), "{}", footer(&screen));
    screen.keys("eins<enter>c");
    assert!(
        footer(&screen).contains("Enter Öffnen") && footer(&screen).contains("Esc Schließen"),
        "{}",
        footer(&screen)
    );
}

#[test]
fn eighty_columns_have_room_for_the_keys_that_the_place_is_for() {
    for (lang, list, page) in [
        (
            Lang::De,
            "s Suchen  i Wegweiser  m Matrix  p Befunde  ? Hilfe  q Beenden",
            "e Bearbeiten  a Neu  t Stimmt noch  s Suchen  ? Hilfe  q Beenden",
        ),
        (
            Lang::En,
            "s Search  i Guide  m Matrix  p Findings  / Filter  ? Help  q Quit",
            "e Edit  a Add  t Still true  s Search  i Guide  ? Help  q Quit",
        ),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (80, 24));
        screen.shows(list).keys("<enter>").shows(page);
    }
}

#[test]
fn labels_stand_whole_at_the_design_size_in_both_languages() {
    for (lang, label) in [(Lang::De, "Lenkungskreis"), (Lang::En, "Steering committee")] {
        let mut screen = Screen::new(SHIPPED, lang, (80, 24));
        screen.keys(&format!("<enter>/{label}<enter>")).shows(&format!("│  {label} "));
    }
}

#[test]
fn the_search_marks_work_that_has_ended() {
    let dataset = "#![enable(implicit_some)]
(
    regions: [(id: \"r\", name: \"R\", kind: Kreis)],
    action_fields: [(id: \"f\", name: \"Feld\")],
    engagements: [
        (id: \"a\", region: \"r\", action_field: \"f\", kind: Schwerpunkt, status: Ended, wording: \"einst\"),
        (id: \"b\", region: \"r\", action_field: \"f\", kind: Schwerpunkt, status: Active, wording: \"einstweilen\"),
    ],
)
";
    let mut screen = Screen::new(dataset, Lang::De, (80, 24));
    let text = screen.keys("seinst").text();
    assert_eq!(text.lines().filter(|line| line.contains('○')).count(), 1, "{text}");
    assert!(text.lines().any(|line| line.contains('○') && !line.contains("einstweilen")), "{text}");
}

#[test]
fn the_cursor_can_rest_on_every_row_even_where_several_lead_to_the_same_place() {
    // Each town of a region leads to the region.
    let mut screen = Screen::shipped();
    screen.keys("sheim");
    let panel = screen.app.dialogs.top().unwrap().panel();
    let rows: Vec<usize> = (0..panel.rows.len()).filter(|row| panel.rows[*row].is_choice).collect();
    for row in &rows {
        assert_eq!(screen.app.dialogs.top().unwrap().panel().cursor, *row, "{}", screen.text());
        screen.keys("<down>");
    }
    assert!(rows.len() > 10, "{rows:?}");
}

/// What was last sent to the clipboard.
#[track_caller]
fn copied(screen: &Screen) -> &str {
    match screen.effects.last() {
        Some(Effect::Copy(text)) => text,
        other => panic!("nothing copied: {other:?}"),
    }
}

#[test]
fn a_page_is_copied_as_text_and_a_record_as_it_stands_in_the_file() {
    let mut screen = Screen::shipped();
    let text = copied(screen.keys("Y")).to_owned();
    assert!(text.starts_with("Kreis Düren\nKennung           dueren\n"), "{text}");
    assert!(text.contains("\n\nVerweise darauf\nKommunen          Aldenhoven; Düren;"), "{text}");
    assert!(copied(screen.keys("C")).contains("id: \"dueren\""), "{}", copied(&screen));
    // In a window, its row or all of it.
    screen.keys("<enter>/anmerkung<enter>e neu<enter>c");
    assert!(copied(screen.keys("y")).contains("neu"), "{}", copied(&screen));
    assert!(copied(screen.keys("Y")).starts_with("Ungespeicherte Änderungen\n\n"), "{}", copied(&screen));
    screen.shows("Ungespeicherte Änderungen");
}

/// The letters that choose the rows of the topmost window.
fn letters(screen: &Screen) -> Vec<char> {
    let panel = screen.app.dialogs.top().expect("a window").panel();
    panel.rows.iter().filter_map(|row| row.letter).collect()
}

#[test]
fn letters_answer_questions_and_are_shown() {
    for (lang, shown, save, discard) in
        [(Lang::De, "s  Speichern und beenden", 's', 'v'), (Lang::En, "s  Save and quit", 's', 'd')]
    {
        let changed = || {
            let mut screen = Screen::new(SHIPPED, lang, (80, 24));
            screen.keys("<enter>/anmerkung<enter>").keys(if lang == Lang::En { "/note<enter>" } else { "" });
            screen.keys("eneu<enter>q").shows(shown);
            screen
        };
        let mut screen = changed();
        screen.keys(&save.to_string());
        assert!(screen.saved.is_some() && screen.effects.contains(&Effect::Quit), "{lang:?}");
        let mut screen = changed();
        screen.keys(&discard.to_uppercase().to_string());
        assert!(screen.saved.is_none() && screen.effects.contains(&Effect::Quit), "{lang:?}");
    }
    // The key that asks does not answer.
    let mut screen = Screen::shipped();
    screen.keys("2dd").shows("Löschen?").keys("b").hides("Löschen?").keys("dl").shows("gelöscht");
}

#[test]
fn letters_of_questions_are_free_and_different() {
    let keymap = bildungsnetz::keymap::Keymap::default();
    let facts = bildungsnetz::command::CommandContext::default();
    for lang in [Lang::De, Lang::En] {
        let mut screen = Screen::new(SHIPPED, lang, (80, 24));
        for (keys, count) in [
            ("2d", 3),
            (
                if lang == Lang::De {
                    "<esc>1<enter>/anmerkung<enter>eneu<enter>q"
                } else {
                    "<esc>1<enter>/note<enter>enew<enter>q"
                },
                3,
            ),
        ] {
            let letters = letters(screen.keys(keys));
            let different: std::collections::HashSet<&char> = letters.iter().collect();
            assert_eq!((letters.len(), different.len()), (count, count), "{lang:?} {letters:?}\n{}", screen.text());
            for letter in letters {
                let chord = bildungsnetz::key::Chord::plain(bildungsnetz::key::Key::Char(letter));
                let resolved = keymap.resolve(bildungsnetz::command::Context::List.stack(), chord, &facts);
                use bildungsnetz::command::Command::{Left, Right};
                use bildungsnetz::keymap::Resolved;
                let is_free = matches!(resolved, Resolved::Unbound | Resolved::Run(Left | Right));
                assert!(is_free, "{lang:?} {letter}: {resolved:?}");
            }
        }
    }
}

/// The cells that lead somewhere: row, text, address.
fn links(screen: &Screen) -> Vec<(String, String)> {
    let size = screen.app.size;
    let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, size.width, size.height));
    let mut links = Vec::new();
    bildungsnetz::view::paint(&screen.app, &mut buffer, &mut links);
    let text = |link: &Hyperlink| link.columns.clone().map(|x| buffer[(x, link.row)].symbol().to_owned()).collect();
    links.iter().map(|link| (text(link), link.target.clone())).collect()
}

#[test]
fn addresses_and_numbers_on_a_page_are_links_and_whole_where_they_wrap() {
    let mut screen = Screen::shipped();
    screen.keys("/aachen<enter>");
    let found = links(&screen);
    for (text, target) in [
        ("0241 5198-4300", "tel:024151984300"),
        ("bildungsbuero@staedteregion-", "mailto:bildungsbuero@staedteregion-aachen.de"),
        ("aachen.de", "mailto:bildungsbuero@staedteregion-aachen.de"),
        ("https://www.staedteregion-", "https://www.staedteregion-aachen.de"),
    ] {
        assert!(found.contains(&(text.to_owned(), target.to_owned())), "{text}: {found:?}\n{}", screen.text());
    }
    // A window lies above them.
    assert_eq!(links(screen.keys("?")), []);
    // What is being edited is no link.
    screen.keys("<esc><enter>/telefon<enter>");
    assert!(links(&screen).iter().any(|(_, target)| target.starts_with("tel:")));
    assert!(!links(screen.keys("e")).iter().any(|(_, target)| target.starts_with("tel:")));
}

#[test]
fn the_theme_follows_the_background_when_the_terminal_tells_it() {
    use bildungsnetz::theme::{ColourDepth, Theme};
    let mut screen = Screen::shipped();
    screen.event(Event::Background { is_light: true });
    assert_eq!(screen.app.workspace.settings.theme, Theme::default(), "a theme was chosen");
    screen.app.workspace.settings.follows_background = true;
    screen.event(Event::Background { is_light: true });
    assert_eq!(screen.app.workspace.settings.theme, Theme::Light(ColourDepth::Sixteen));
    screen.event(Event::Background { is_light: false });
    assert_eq!(screen.app.workspace.settings.theme, Theme::Dark(ColourDepth::Sixteen));
    screen.app.workspace.settings.theme = Theme::HighContrast { is_light: None };
    screen.event(Event::Background { is_light: true });
    assert_eq!(screen.app.workspace.settings.theme, Theme::HighContrast { is_light: Some(true) });
}

#[test]
fn the_footer_always_tells_how_to_take_and_to_leave() {
    for lang in [Lang::De, Lang::En] {
        for width in [40, 60, 80, 120] {
            let mut screen = Screen::new(SHIPPED, lang, (width, 12));
            screen.keys(if lang == Lang::De { "<enter>/anmerkung<enter>" } else { "<enter>/note<enter>" });
            for (keys, wanted) in
                [("e", ["Enter", "Esc", "F1"]), ("<esc>s", ["Enter", "Esc", "F1"]), ("<esc>p", ["Enter", "Esc", "?"])]
            {
                let text = screen.keys(keys).text();
                let footer = text.lines().last().unwrap().to_owned();
                assert!(wanted.iter().all(|key| footer.contains(key)), "{lang:?} {width} {keys}: {footer}");
                assert!(!footer.contains('…'), "{lang:?} {width} {keys}: {footer}");
            }
        }
    }
    // What is unsaved can be saved.
    let mut screen = Screen::shipped();
    screen.keys("<enter>/anmerkung<enter>e neu<enter>k").shows("Strg-S Speichern");
}

#[test]
fn what_is_cut_ends_in_the_sign_and_no_character_is_cut_inside() {
    let text = "#![enable(implicit_some)]\nDirectory(regions: [Region(id: \"a\", name: \"Ring \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\", kind: Kreis)])\n";
    let mut screen = Screen::new(text, Lang::De, (80, 24));
    for width in 60..100 {
        let shown = screen.resize(width, 24).text();
        let row = shown.lines().find(|line| line.contains("▌  Ring")).unwrap();
        let name = row.trim_start_matches('│').split('│').next().unwrap().trim_end();
        assert!(name.ends_with('…') || name.ends_with('}'), "{width}: {name}");
        assert!(name.trim_end_matches('…').ends_with(['}', '\u{1f3f4}']), "{width}: {name}");
    }
}

#[test]
fn the_palette_offers_nothing_that_leaves_the_program_by_surprise() {
    let mut screen = Screen::shipped();
    screen.keys(":abbrechen").hides("Eingabe abbrechen").keys("<esc>:interrupt").hides("Eingabe abbrechen");
}

#[test]
fn the_footer_names_the_way_out_and_nothing_that_does_nothing() {
    let footer = |screen: &Screen| screen.text().lines().last().unwrap_or_default().to_owned();
    let mut screen = Screen::shipped();
    screen.resize(40, 12);
    for keys in ["m", "<esc>i"] {
        let text = footer(screen.keys(keys));
        assert!(text.contains("Esc Schließen"), "{keys}: {text}");
    }
    screen.resize(200, 60).keys("<esc>");
    assert!(!footer(&screen).contains("Esc"), "nothing is open: {}", footer(&screen));
    assert!(footer(screen.keys("/bonn<enter>")).contains("Esc Alle zeigen"), "{}", footer(&screen));
    // A text that was given up can be brought back on the page, not in a window.
    screen.keys("<esc><enter>/anmerkung<enter>exyz<esc>j");
    assert!(footer(&screen).contains("z Text zurück"), "{}", footer(&screen));
    let window = footer(screen.keys("p"));
    assert!(window.contains("Enter Öffnen") && !window.contains("Text zurück"), "{window}");
}

#[test]
fn beside_a_narrow_window_the_screen_stays_in_sight() {
    let mut screen = Screen::shipped();
    screen.keys("2d").shows("Löschen?").hides("Kreis Euskirchen").keys("<esc>");
    screen.resize(120, 40).keys("d").shows("Löschen?").shows("Kreis Euskirchen");
}

#[test]
fn the_help_begins_with_the_place_and_goes_on_by_what_keys_are_for() {
    for (lang, place, purposes) in [
        (Lang::De, "Matrix", ["Ansehen", "Finden", "Ändern", "Kopieren", "Bewegen", "Programm und Datei"]),
        (Lang::En, "Matrix", ["Looking around", "Finding", "Changing", "Copying", "Moving", "Program and file"]),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (120, 100));
        let text = screen.keys("m?").text();
        let line = |heading: &str| text.lines().position(|line| line.trim_matches(['│', ' ']) == heading);
        let lines: Vec<Option<usize>> = [place].iter().chain(&purposes).map(|heading| line(heading)).collect();
        assert!(lines.iter().all(Option::is_some) && lines.is_sorted(), "{lines:?}\n{text}");
    }
}

#[test]
fn home_end_and_pages_move_in_a_list_where_nothing_is_typed() {
    let mut screen = Screen::shipped();
    let first = screen.keys("?").text();
    screen.keys("<end>");
    assert_ne!(screen.text(), first);
    screen.keys("<home>");
    assert_eq!(screen.text(), first);
    screen.keys("<pagedown>").keys("<pageup>");
    assert_eq!(screen.text(), first);
    // In a text they stay keys of the text.
    screen.keys("matrix").keys("<home>x").shows("/ xmatrix");
}

#[test]
fn the_palette_finds_commands_by_what_they_are_for() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (120, 60));
    screen.keys(":").hides("Seite nach unten").keys("bewegen").shows("Seite nach unten").shows("Bereich zurück");
}

#[test]
fn a_dataset_without_a_district_has_no_sign_for_one() {
    let mut screen = Screen::new("(regions: [])", Lang::De, (80, 24));
    screen.shows(" Bildungsnetz ").hides("Bildungsnetz ·");
}
