//! Queries on the screen: in the filter of a pane and in the search; a mistake is told while it is
//! typed, and the last answer stays.

mod support;

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
