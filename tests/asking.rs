//! Queries on the screen: in the filter of a pane and in the search; a mistake is told while it is
//! typed, and the last answer stays. A place and a topic may be typed at once.

mod support;

use bildungsnetz::model::SHIPPED;
use bildungsnetz::texts::Lang;
use support::Screen;

fn shown(screen: &mut Screen, keys: &str) -> String {
    screen.keys(keys);
    screen.text()
}

#[test]
fn a_pane_is_filtered_by_a_query_and_by_words_as_ever() {
    let mut screen = Screen::shipped();
    let text = shown(&mut screen, "2/level:fachforum");
    assert!(text.contains("2 Gremien: …fachforum ─") && text.contains("Ebene            Fachforum"), "{text}");
    screen.resize(120, 40);
    let text = shown(&mut screen, "<enter>");
    assert!(text.contains("2 Gremien 3/71 /level:fachforum"), "{text}");
}

#[test]
fn a_mistake_is_told_while_it_is_typed_and_the_last_answer_stays() {
    let mut screen = Screen::shipped();
    let before = shown(&mut screen, "2/region:bonn");
    assert!(before.contains("2 Gremien: …gion:bonn ─"), "{before}");
    let text = shown(&mut screen, " levle:fachforum");
    assert!(text.contains("Ein Feld „levle“ gibt es nicht. Ist „level“ gemeint?"), "{text}");
    // Enter does not take what is not understood.
    let text = shown(&mut screen, "<enter>");
    assert!(text.contains("Ein Feld „levle“ gibt es nicht"), "{text}");
    let text = shown(&mut screen, "<ctrl+w>");
    assert!(!text.contains("gibt es nicht"), "{text}");
}

#[test]
fn the_search_takes_the_same_query() {
    let mut screen = Screen::shipped();
    let text = shown(&mut screen, "sregion:bonn level:bildungsbüro");
    assert!(text.contains("Gremien"), "{text}");
    let text = shown(&mut screen, "q");
    assert!(text.contains("Die Auswahl „bildungsbüroq“ gibt es hier nicht") && text.contains("Gremien"), "{text}");
}

#[test]
fn the_guide_understands_both_at_either_question() {
    for keys in ["i53902 Inklusion", "i<enter>53902 Inklusion"] {
        let mut screen = Screen::new(SHIPPED, Lang::De, (100, 50));
        screen.keys(keys).shows("Inklusion · Kreis Euskirchen").keys("<enter>");
        screen.shows("Inklusion › Kreis Euskirchen").shows("Regionales Bildungsbüro Kreis Euskirchen");
    }
    let mut screen = Screen::new(SHIPPED, Lang::En, (80, 24));
    screen.keys("iMINT in Bad Münstereifel<enter>").shows("zdi-Zentrum");
}

#[test]
fn in_the_guide_words_beside_a_place_that_are_no_field_leave_the_place() {
    let mut screen = Screen::shipped();
    screen.keys("i53902 blabla").shows("53902 → Bad Münstereifel → Kreis Euskirchen");
    screen.shows("„blabla“ ist kein Handlungsfeld").keys("<enter>").shows("Kreis Euskirchen");
}

#[test]
fn back_from_the_card_leads_to_what_was_typed() {
    let mut screen = Screen::shipped();
    screen.keys("iDüren MINT<enter>").shows("MINT › Kreis Düren").keys("<backspace>").shows("Düren MINT");
}

#[test]
fn the_search_begins_with_what_the_region_does_about_it_and_whom_to_ask() {
    let mut screen = Screen::shipped();
    screen.keys("sBad Münstereifel MINT");
    let text = screen.text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}:\n{text}"));
    assert!(at("Verstanden als") < at("MINT · Euskirchen") && at("Wen fragen?") < at("Gremien"), "{text}");
    screen.keys("<enter>").shows("euskirchen-mint");
    let mut screen = Screen::shipped();
    screen.keys("s53902 Inklusion").shows("Inklusion · Kreis Euskirchen: Wen fragen?").hides("kreistag-eu.de");
    screen.keys("<enter>").shows("Inklusion › Kreis Euskirchen");
}

#[test]
fn what_stands_beside_a_place_is_searched_in_its_region() {
    let mut screen = Screen::shipped();
    screen
        .keys("sKöln-Ehrenfeld Bildungsbüro")
        .shows("Köln-Ehrenfeld → Köln → Stadt Köln")
        .shows("Regionales Bildungsbüro Köln");
    screen.hides("Nichts passt genau");
}

#[test]
fn a_list_is_filtered_by_conditions_about_its_records_and_by_words_as_ever() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (120, 40));
    screen.keys("O/region:düren").shows(" 1 von 1").keys("<esc>").shows(" von 11");
    screen.keys("/rhein").shows(" 1 von 3").keys(" region:siegburg").shows(" 1 von 1").keys("<esc><esc>");
    screen.keys("P/region:köln<enter>").hides("Kreis Düren").keys("<esc><esc>");
    screen.keys("W/level:lenkungskreis");
    assert!(!screen.text().contains(" 0 von 0"), "{}", screen.text());
}

#[test]
fn a_list_tells_a_mistake_and_keeps_its_rows() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (120, 40));
    screen.keys("O/region:bonn").shows(" von 1").keys(" levle:x").shows("Ist „level“ gemeint?").hides("Keine Zeile");
    // Enter does not take what is not understood.
    screen.keys("<enter>").shows("Ist „level“ gemeint?").keys("<esc>").shows(" von 11").hides("gemeint?");
}

#[test]
fn in_the_review_an_age_is_asked_of_the_statement_and_not_of_its_record() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (160, 50));
    screen.keys("Vvnur: alt<enter>/alter:>10j region:köln<enter>");
    let text = screen.text();
    let years = |line: &str| -> Option<i32> {
        let dates = line.replace("bestätigt 2026", "");
        dates.split_whitespace().find_map(|word| word.get(..4)?.parse().ok())
    };
    let rows: Vec<i32> = text.lines().filter(|line| line.contains("alt")).filter_map(years).collect();
    assert!(rows.len() > 3 && rows.iter().all(|year| *year <= 2016), "{rows:?} {text}");
}

#[test]
fn what_is_open_says_why() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (120, 40));
    screen.keys("soffen:ja").shows("Kölner Berufswochen · überfällig");
    let mut screen = Screen::new(SHIPPED, Lang::En, (120, 40));
    screen.keys("sopen:yes").shows("overdue");
}

#[test]
fn tab_completes_the_name_of_a_condition_and_then_its_value() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (100, 30));
    // Only one name begins so: it is there at once.
    screen.keys("stelef<tab>").shows("› telefon:").keys("<ctrl+u>");
    // Several values: a list is shown, Tab walks on, Shift+Tab back.
    screen.keys("region:<tab>").shows("› region:dueren").shows("Düren").shows("1/12");
    screen.keys("<tab>").shows("› region:euskirchen").shows("2/12").keys("<shift+tab><shift+tab>").shows("› region:*");
    // Escape gives back what was typed, Enter takes what is there.
    screen.keys("<esc>").shows("› region:").hides("/12").keys("eusk<tab>").shows("› region:euskirchen");
    screen.keys(" ebene:büro<tab>").shows("› region:euskirchen ebene:Bildungsbüro");
    screen.keys("<enter>").shows("Regionales Bildungsbüro Kreis Euskirchen");
}

#[test]
fn in_english_labels_and_choices_are_english() {
    let mut screen = Screen::new(SHIPPED, Lang::En, (100, 30));
    screen.keys("sunk<tab>").shows("› unknown:").keys("phon<tab>").shows("› unknown:phone").keys("<ctrl+u>");
    screen.keys("status:act<tab>").shows("› status:active");
    // A German label is understood, too.
    screen.keys("<ctrl+u>telef<tab>").shows("› telefon:");
}

#[test]
fn a_pane_and_a_list_complete_their_filters() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (120, 40));
    screen.keys("2/gehö<tab>").shows("gehört-zu:").keys("<esc>");
    screen.keys("V/unbe<tab>").shows("filtern: unbekannt:").keys("<esc>");
    // Where nothing can be completed, the filter of a pane goes on to the next pane.
    screen.keys("<esc>1/mint<tab>").shows("2 Gremien filtern: mint");
}

#[test]
fn the_help_explains_queries_by_examples_that_can_be_tried() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (100, 40));
    // Where a query is typed, the examples come first.
    screen.keys("s<f1>").shows("Abfragen").shows("region:köln").shows("was zu Köln gehört");
    screen.keys("unbekannt:telefon<enter>").shows("› unbekannt:telefon").shows("Gremien");
    let mut screen = Screen::new(SHIPPED, Lang::En, (80, 24));
    screen.keys("?queries").shows("unknown:contact.phone").shows("what has none");
}

const NAMES: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [(id: "ganztag", name: "Ganztag und Inklusion"), (id: "inklusion", name: "Inklusion")],
    regions: [(id: "a", name: "Kreis A", kind: Kreis)],
    bodies: [
        (id: "a-1", level: Arbeitskreis, name: "Arbeitskreis Inklusion", regions: ["a"]),
        (id: "a-2", level: Arbeitskreis, name: "Forum Inklusion", regions: ["a"]),
        (id: "a-3", level: Arbeitskreis, name: "Inklusionsrunde", regions: ["a"]),
    ],
)
"#;

#[test]
fn what_is_called_so_comes_first_then_what_begins_so_in_the_search_and_in_choices() {
    for lang in [Lang::De, Lang::En] {
        let mut screen = Screen::new(NAMES, lang, (100, 40));
        let text = shown(&mut screen, "sInklusion");
        let at = |name: &str| text.find(name).unwrap_or_else(|| panic!("{name} in {text}"));
        // The field of this name stands before all bodies, and before the field that contains it.
        let bodies = at(if lang == Lang::De { "│ Gremien " } else { "│ Bodies " });
        assert!(at("  Inklusion ") < at("Ganztag und Inklusion") && at("Ganztag und Inklusion") < bodies, "{text}");
        assert!(at("Inklusionsrunde") < at("Arbeitskreis Inklusion"), "{text}");
        screen.keys("<enter>").shows("Inklusion");
        // What only begins so comes next, over all tables.
        let text = shown(&mut screen, "sInklusionsr");
        assert!(text.contains("Inklusionsrunde"), "{text}");
    }
}

#[test]
fn an_empty_filter_shows_that_conditions_may_be_typed() {
    for (lang, keys, hint) in [
        (Lang::De, "2/", "auch z. B. ebene:bildungsbüro"),
        (Lang::En, "2/", "also e.g. level:bildungsbüro"),
        (Lang::De, "1/", "auch z. B. feld:mint"),
        (Lang::De, "3/", "auch z. B. region:köln"),
        (Lang::En, "Q/", "also e.g. region:köln"),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (80, 24));
        screen.keys(keys).shows(hint).keys("x").hides(hint).keys("<backspace>").shows(hint).keys("<esc>").hides(hint);
    }
}
