//! The three panes by key strings: filtered, narrowed to what is related, and following each other
//! and the page.

mod support;

use bildungsnetz::document::{AddressStep, Edit};
use bildungsnetz::model::{ENGAGEMENTS, SHIPPED};
use bildungsnetz::texts::Lang;
use support::Screen;

/// Two regions with bodies of their own, and many bodies that both share.
fn shared() -> String {
    let common: String = (0..9)
        .map(|n| format!("(id: \"s{n}\", level: Bildungskonferenz, name: \"Geteilt {n}\", regions: [\"a\", \"b\"]),\n"))
        .collect();
    format!(
        "#![enable(implicit_some)]
(
    action_fields: [(id: \"f\", name: \"Feld\"), (id: \"g\", name: \"Garten\")],
    regions: [(id: \"a\", name: \"Aue\", kind: Kreis), (id: \"b\", name: \"Berg\", kind: Kreis), (id: \"c\", name: \"Celle\", kind: Kreis)],
    bodies: [{common}(id: \"o\", level: Bildungsbuero, name: \"Büro Berg\", regions: [\"b\"]),
        (id: \"p\", level: Fachforum, name: \"Forum Berg\", regions: [\"b\"])],
    engagements: [(id: \"e\", region: \"b\", action_field: \"g\", wording: \"im Grünen\")],
    meetings: [(id: \"m\", body: \"p\", title: \"Auftakt\")],
    recommendations: [(id: \"r\", meeting: \"m\", action_field: \"g\", text: \"Beete anlegen\")],
    decisions: [(id: \"d\", recommendations: [\"r\"], text: \"Beete kommen\")],
)
"
    )
}

#[test]
fn the_panes_stay_with_what_they_were_narrowed_to() {
    for (lang, titles, told) in [
        (
            Lang::De,
            ["2 Gremien 1/8 · zu Kreis Düren", "3 Felder 1/15 · zu Kreis Düren"],
            "Nur was mit Düren zu tun hat",
        ),
        (
            Lang::En,
            ["2 Bodies 1/8 · for Kreis Düren", "3 Fields 1/15 · for Kreis Düren"],
            "Only what is related to Düren",
        ),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (120, 40));
        screen.keys("r").shows(titles[0]).shows(titles[1]).shows(told).shows("1/11").hides("Bonn · ");
        // Moving on in a narrowed pane narrows nothing else.
        screen.keys("2jj").shows(&titles[0].replace("1/8", "3/8")).shows(titles[1]);
        screen.keys("1j").shows(&titles[0].replace("1/8", "7/8")).shows("▌● StädteRegion Aachen, Düren");
        // Asked again, they follow the record that is selected now; asked twice, they show all.
        screen.keys("r").hides("Kreis Düren ─").shows(if lang == Lang::De {
            "zu Kreis Euskirchen"
        } else {
            "for Kreis Euskirchen"
        });
        screen.keys("r").shows(if lang == Lang::De { "2 Gremien 7/71" } else { "2 Bodies 7/71" });
    }
}

#[test]
fn the_title_says_what_a_pane_is_narrowed_to_at_the_design_size() {
    Screen::shipped().keys("r").shows("2 Gremien 1/8 zu Düren").shows("3 Felder 1/15 zu Düren");
    Screen::shipped().keys("jr").shows("2 Gremien 1/8 zu Euski…");
}

#[test]
fn what_has_no_relations_says_so_and_how_all_is_shown_again() {
    for (lang, told, all) in [
        (Lang::De, ["nichts mit Bezug; r zeigt", "alle "], "2 Gremien 1/11"),
        (Lang::En, ["nothing related; r shows", "all "], "2 Bodies 1/11"),
    ] {
        let mut screen = Screen::new(&shared(), lang, (80, 24));
        screen.keys("Gr").shows(told[0]).shows(told[1]);
        // In the empty pane, too, the key shows all.
        screen.keys("2r").shows(all);
        screen.keys("1rr").shows(all);
    }
}

#[test]
fn escape_leaves_the_page_then_the_filter_then_the_relation() {
    let mut screen = Screen::shipped();
    screen.keys("r2/buero<enter><enter>").shows("Düren › Regionales Bildungsbüro").hides("Alle zeigen");
    screen.keys("<esc>").shows("/buero").shows("Esc Alle zeigen");
    screen.keys("<esc>").hides("/buero").shows("zu Düren").shows("Esc Alle zeigen");
    screen.keys("<esc>").hides("zu Düren").hides("Alle zeigen").shows("/71");
    assert!(screen.effects.is_empty());
}

#[test]
fn a_page_narrows_the_panes_to_its_record() {
    let mut screen = Screen::new(&shared(), Lang::De, (120, 40));
    screen.keys("3G<enter>r").shows("1 Regionen 1/1 · zu Garten").shows("▌  Garten");
    screen.keys("<esc><esc>").hides("zu Garten");
}

#[test]
fn a_region_shows_its_own_bodies_before_those_it_shares() {
    let mut screen = Screen::new(&shared(), Lang::De, (80, 24));
    screen.shows("▌● Aue, Berg · Geteilt 0");
    screen.keys("j").shows("▌● Büro Berg").shows(" ● Forum Berg");
    // Where there is no own one, the first shared one is as good.
    screen.keys("k").shows("▌● Aue, Berg · Geteilt");
    // Coming back from a body that was chosen chooses nothing anew.
    screen.keys("j2gjj1").shows("▌● Aue, Berg · Geteilt 2");
}

#[test]
fn the_panes_follow_the_page() {
    for (place, selected) in [
        ("im Grünen", ["▌  Berg", "▌● Büro Berg", "▌· Garten"]),
        ("Auftakt", ["▌● Berg", "▌  Berg · Forum Berg", "▌  Feld"]),
        ("Beete anlegen", ["▌· Berg", "▌  Berg · Forum Berg", "▌  Garten"]),
        ("Beete kommen", ["▌· Berg", "▌  Berg · Forum Berg", "▌  Garten"]),
        ("Forum", ["▌● Berg", "▌  Berg · Forum Berg", "▌  Feld"]),
    ] {
        let mut screen = Screen::new(&shared(), Lang::De, (80, 24));
        screen.keys(&format!("s{place}<enter>"));
        for row in selected {
            screen.shows(row);
        }
    }
}

#[test]
fn a_pane_that_follows_does_not_jump_when_the_record_is_seen_already() {
    let mut screen = Screen::new(&shared(), Lang::De, (80, 24));
    let pane = |screen: &Screen| {
        screen
            .text()
            .lines()
            .skip(6)
            .take(11)
            .map(|line| line.chars().skip(4).take(20).collect())
            .collect::<Vec<String>>()
    };
    let before = pane(&screen);
    screen.keys("sgeteilt 5<enter>").shows("▌  Aue, Berg · Geteilt 5");
    assert_eq!(pane(&screen), before);
    // Of the regions of a shared body, the selected one stays.
    screen.keys("1jsgeteilt 7<enter>").shows("▌● Berg").shows("▌  Aue, Berg · Geteilt 7");
}

#[test]
fn a_filter_or_relation_that_hides_what_the_page_shows_is_left() {
    let mut screen = Screen::new(&shared(), Lang::De, (80, 24));
    screen.keys("1/aue<enter>r").shows("/aue").shows("2 Gremien 1/9 · zu Aue");
    screen.keys("sim grünen<enter>").shows("▌  Berg").hides("/aue").shows("▌· Garten").hides("zu Aue");
}

/// The page of Düren with the cursor on one of its towns, far below.
fn at_a_town(lang: Lang) -> Screen {
    let mut screen = Screen::new(SHIPPED, lang, (80, 24));
    screen.keys("<enter>/langerwehe<enter>").shows("Langerwehe");
    screen
}

/// Adds to what Düren works on, which its page shows above its towns.
fn add_above(screen: &mut Screen) {
    let field = |name: &str, value: &str| (vec![AddressStep::Field(name.to_owned())], format!("\"{value}\""));
    let fields =
        vec![field("id", "x"), field("region", "dueren"), field("action_field", "mint"), field("wording", "Neues")];
    screen.app.apply(&[Edit::Add { table: ENGAGEMENTS, after: None, fields }], "ergänzt".to_owned());
    screen.resize(80, 24);
}

#[test]
fn going_back_returns_to_the_same_row_also_when_the_page_has_changed() {
    for lang in [Lang::De, Lang::En] {
        let mut screen = at_a_town(lang);
        let before = (screen.cursor(), screen.text());
        screen.keys("<enter>").hides("╭─ Kreis Düren ─").keys(",");
        assert_eq!((screen.cursor(), screen.text()), before);
        screen.keys("<enter>");
        add_above(&mut screen);
        screen.keys(",");
        assert_eq!(screen.cursor(), before.0);
        screen.keys("<enter>").shows("Düren › ").shows("Langerwehe ─");
    }
}

#[test]
fn what_is_gone_is_left_for_where_it_was_opened() {
    // Deleted on its own page, which was opened from that of its body; undone, it is where it was.
    let mut screen = Screen::new(&shared(), Lang::De, (80, 24));
    screen.keys("sforum<enter>/auftakt<enter>");
    screen.keys("<enter>").shows("Sitzung › Auftakt").keys("Gd").shows("Löschen?").keys("<enter>");
    screen.shows("Berg › Forum Berg").shows("Auftakt gelöscht").keys("u").shows("Rückgängig gemacht: Auftakt");
    screen.shows("Berg › Forum Berg").keys("/auftakt<enter>").hides("Nichts gefunden");
    // What was added and taken back again leads back to where it was added.
    let mut screen = Screen::new(&shared(), Lang::De, (80, 24));
    screen.keys("sforum<enter>/+ sitzung<enter>");
    let before = screen.cursor();
    screen.keys("<enter>1.2.2026<enter>").hides("+ Sitzung").keys("<esc>u").shows("+ Sitzung");
    assert_eq!(screen.cursor(), before, "{}", screen.text());
}

#[test]
fn the_cursor_stays_on_its_row_whatever_changes_around_it() {
    let mut screen = at_a_town(Lang::De);
    let (cursor, text) = (screen.cursor(), screen.text());
    let row = |screen: &Screen| {
        let text = screen.text();
        text.lines().nth(usize::from(screen.cursor().y)).unwrap_or_default().to_owned()
    };
    let town = row(&screen);
    add_above(&mut screen);
    assert_eq!((screen.cursor(), row(&screen)), (cursor, town.clone()), "{}", screen.text());
    screen.keys("u");
    assert_eq!((screen.cursor(), row(&screen)), (cursor, town.clone()), "{}", screen.text());
    screen.keys("<ctrl+r>");
    assert_eq!((screen.cursor(), row(&screen)), (cursor, town), "{}", screen.text());
    screen.keys("u:sprache<enter>").shows("pop. ");
    assert!(screen.cursor() == cursor && row(&screen).contains("Langerwehe"), "{}", screen.text());
    screen.keys(":language<enter>");
    assert_eq!((screen.cursor(), screen.text()), (cursor, text));
}

#[test]
fn slash_on_a_filtered_list_starts_anew_and_escape_gives_the_former_filter_back() {
    let mut screen = Screen::shipped();
    screen.keys("/sieg<enter>").shows("1 Regionen 1/11 /sieg").shows("▌  Rhein-Sieg-Kreis");
    // Empty, with the same record selected; what is typed replaces the former filter.
    screen.keys("/").sees_cursor_behind("1 Regionen: ").shows("11/11").shows("▌  Rhein-Sieg-Kreis");
    screen
        .keys("aachen")
        .sees_cursor_behind("Regionen: aachen")
        .shows("▌  StädteRegion Aachen")
        .hides("Rhein-Sieg-Kreis ");
    screen.keys("<esc>").shows("1 Regionen 1/11 /sieg").shows("▌  Rhein-Sieg-Kreis").hides("Kreis Düren");
    // Entered empty, it is the end of the filter; Escape outside of it as well.
    screen.keys("/<enter>").shows("1 Regionen 6/11").hides("/sieg");
    screen.keys("/sieg<enter><esc>").shows("1 Regionen 6/11");
    screen.keys("/bonn<esc>").shows("1 Regionen 8/11").shows("▌  Stadt Bonn");
}

#[test]
fn slash_on_a_page_starts_anew_as_well() {
    let mut screen = Screen::shipped();
    screen.keys("<enter>/telefon<enter>/").sees_cursor_behind("/ ").keys("mail<esc>");
    // What was given up is not looked for; an empty one looks for the former again.
    let here = screen.cursor();
    screen.keys("g/<enter>");
    assert_eq!(screen.cursor(), here);
}

#[test]
fn the_next_hit_of_a_filtered_pane_is_its_next_row() {
    let mut screen = Screen::shipped();
    screen.keys("2/buero<enter>").shows("2 Gremien").keys("n").shows("▌  Euskirchen · Regionale");
    screen.keys("N").shows("▌  Düren · Regionales Bil").keys("<esc>");
    // Without a filter it is the next hit on the page.
    screen.keys("<enter>/bonn<enter><esc>n").sees_cursor_behind("│  ");
}

#[test]
fn escape_on_a_page_returns_to_the_window_that_led_there() {
    let mut screen = Screen::shipped();
    screen.keys("shückelh<down>");
    let found = screen.text();
    screen.keys("<enter>").hides("Alles durchsuchen").keys("<esc>");
    assert_eq!(screen.text(), found, "with what was typed and the row that was chosen");
    screen.keys("<esc>").shows("1 Regionen 1/11").hides("Alles durchsuchen");
    // Back along the trail is another way; the window is not brought back by it.
    screen.keys("sbonn<enter>,").hides("Alles durchsuchen").keys("<enter><esc>").hides("Alles durchsuchen");
    // What was mended is no finding any more.
    screen.keys("p").shows("2 Befunde").keys("<enter>").hides("2 Befunde");
    screen.keys("<esc>").shows("2 Befunde");
}

#[test]
fn findings_are_checked_again_on_the_way_back() {
    let text = "(regions: [(id: \"a\", name: \"A\", kind: Kreis, network: \"A\", nuts3: \"nirgends\"), (id: \"b\", name: \"B\", kind: Kreis, nuts3: \"dort\")])";
    let mut screen = Screen::new(text, Lang::De, (100, 30));
    screen.keys("p").shows("A › NUTS 3:").shows("B › NUTS 3:").shows("8 Befunde");
    screen.keys("<enter>e<ctrl+u>DEA26<enter>").shows("geändert").keys("<esc>");
    screen.shows("7 Befunde").hides("A › NUTS 3:").shows("B › NUTS 3:");
    // The cursor stands on what comes next.
    screen.keys("<enter>").shows("dort");
}

#[test]
fn a_filter_finds_the_beginnings_of_places_first() {
    let mut screen = Screen::shipped();
    screen.keys("/eus").shows("Kreis Euskirchen").hides("Oberberg").keys("kir").shows("Kreis Euskirchen");
    screen.keys("<ctrl+u>neustadt").shows("Oberbergischer Kreis").keys("<ctrl+u>berg").shows("Oberbergischer Kreis");
}

#[test]
fn a_filter_names_its_pane_and_leads_to_the_pane_or_search_that_has_hits() {
    for (lang, prompt, none, there, filtering) in [
        (Lang::De, "1 Regionen filtern: MINT", "Keine Region.", "Tab wechselt.", "2 Gremien filtern: MINT"),
        (Lang::En, "1 Filter regions: MINT", "No region.", "Tab goes there.", "2 Filter bodies: MINT"),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (120, 40));
        screen.keys("1/MINT").shows(prompt).shows(none).shows(there);
        // Tab carries the text along; the pane that was left shows all again.
        screen
            .keys("<tab>")
            .shows(filtering)
            .keys("<tab>")
            .shows("3 F")
            .shows(": MINT  1/24")
            .keys("<enter>")
            .hides(none);
    }
    // Enter searches everything where nothing was found.
    let mut screen = Screen::shipped();
    screen.keys("1/0241 5198<enter>").shows("Alles durchsuchen").shows("› 0241 5198").shows("0241 5198-4300");
    screen.keys("<esc>").shows("1 Regionen 1/11");
    // A list too.
    screen.keys("O/Weiterbildung").shows("filtern: Weiterbildung").shows("Keine Zeile. Enter durchsucht alles.");
    screen.keys("<enter>").shows("Alles durchsuchen").shows("Weiterbildung");
}

#[test]
fn pages_entered_from_lists_are_gone_back_to() {
    for enter in ["<enter>", "4", "<right>"] {
        let mut screen = Screen::shipped();
        screen.keys(&format!("1jj{enter}")).shows("╭─ Kreis Heinsberg ");
        screen.keys(&format!("2j{enter}")).hides("╭─ Kreis Heinsberg ");
        screen.keys(",").shows("╭─ Kreis Heinsberg ").keys(".").hides("╭─ Kreis Heinsberg ");
        // Looking on from the list is no way back to where it was left.
        screen.keys(",<esc>j").hides("╭─ Kreis Heinsberg ");
    }
}
