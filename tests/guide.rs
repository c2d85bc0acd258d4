//! The guide by key strings: from a concern by way of a place to the card that says whom to ask.

mod support;

use bildungsnetz::app::{Effect, Event};
use bildungsnetz::model::SHIPPED;
use bildungsnetz::texts::Lang;
use support::Screen;

/// The guide on the shipped dataset, at a size that shows one step with all its rows.
fn guide(keys: &str) -> Screen {
    let mut screen = Screen::new(SHIPPED, Lang::De, (100, 50));
    screen.keys("i").keys(keys);
    screen
}

fn copied(screen: &Screen) -> &str {
    match screen.effects.last() {
        Some(Effect::Copy(text)) => text,
        other => panic!("nothing copied: {other:?}"),
    }
}

#[test]
fn it_begins_with_the_six_concerns_as_the_public_asks_them() {
    let mut screen = Screen::shipped();
    screen.keys("i").shows("Schritt 1 von 3").shows("Erzieherin / Erzieher · Übergang Kita – Grundschule");
    let text = screen.text();
    assert_eq!(text.matches("Ich möchte").count(), 1 + 6, "title and wishes:\n{text}");
    screen.shows("▸ ein anderes Anliegen …").hides("Weiterbildung");
}

#[test]
fn another_concern_lists_the_other_fields_by_name() {
    let mut screen = guide("<end><enter>");
    screen.shows("▾ ein anderes Anliegen …").shows("Ganztag");
    let text = screen.text();
    let at = |name: &str| text.find(name).unwrap_or_else(|| panic!("{name}:\n{text}"));
    assert!(at("Sprachbildung und Leseförderung") < at("Übergang Grundschule"), "{text}");
    assert!(at("Übergänge entlang") < at("Weiterbildung und"), "{text}");
    screen.keys("<end><enter>").shows("Ich möchte … › Weiterbildung").shows("Schritt 2 von 3");
}

#[test]
fn all_regions_are_offered_until_one_types() {
    guide("<enter>")
        .shows("Stadt Bonn")
        .shows("StädteRegion Aachen")
        .keys("leverk")
        .shows("Stadt Leverkusen")
        .hides("Bonn");
    guide("<enter>atlantis").shows("Zu „atlantis“ ist nichts bekannt.").keys("<enter>").shows("Schritt 2 von 3");
}

#[test]
fn a_town_or_postcode_leads_to_its_region_and_one_of_two_regions_offers_both() {
    guide("<enter>hückelh").shows("Hückelhoven · Kreis Heinsberg").keys("<enter>").shows("Kreis Heinsberg ──");
    let mut screen = guide("<down><enter>51467");
    screen.shows("Köln · Stadt Köln").shows("Bergisch Gladbach · Rheinisch-Bergischer Kreis");
    screen.keys("<enter>").shows("MINT › Rheinisch-Bergischer Kreis");
}

#[test]
fn a_place_may_be_pasted() {
    let mut screen = guide("<enter>");
    screen.event(Event::Paste("51467\n".into())).shows("Bergisch Gladbach");
}

#[test]
fn the_card_tells_office_wording_source_and_age_and_says_what_is_unknown() {
    guide("<down><down><enter>52062<enter>")
        .shows("Bildungsbüro (A 43)")
        .shows("Zollernstraße 16, 52070 Aachen")
        .shows("0241 5198-4300")
        .shows("bildungsbuero@staedteregion-aachen.de")
        .shows("Bildungszugabe: kostenlose Besuche")
        .shows("inar.de · Stand unbekannt · geprüft 2026-11-22 · Verlässlichkeit mittel")
        .shows("Ob hier ein Gremium allen offensteht, ist nicht bekannt.");
    guide("<down><down><down><enter>dueren<enter>")
        .shows("Telefon       unbekannt")
        .shows("Kontakt laut  perspektive-berufsabschluss.de · Stand 2010-2013")
        .shows("Anmerkung zum Büro")
        .shows("kreis-dueren.de · Stand 2025-07-18 · geprüft 2026-11-22 · Verlässlichkeit hoch");
}

#[test]
fn only_bodies_known_to_be_open_are_called_open() {
    guide("<down><enter>gummersbach<enter>")
        .shows("Offen für alle")
        .shows("Fachforen in den Handlungsfeldern")
        .hides("Lenkungskreis");
}

#[test]
fn where_nothing_is_known_it_says_so_and_leads_to_the_office_and_to_others() {
    let mut screen = guide("<enter>bonn<enter>");
    screen.shows("Regionales Bildungsbüro Bonn").shows("Aus dieser Region (Bonn) ist dazu nichts bekannt.");
    screen.shows("Regionen, aus denen dazu etwas bekannt ist (4)").shows("von der Kita zur Grundschule.");
    screen.keys("G<enter>").shows("╭─ Stadt Leverkusen ");
    screen.keys(",").shows("Kita–Grundschule › Stadt Bonn");
}

#[test]
fn a_field_known_nowhere_is_said_to_be_so() {
    // The one region that is known to work on it is taken to work on another.
    let nowhere = SHIPPED.replace("action_field: \"grundschule-weiterfuehrend\"", "action_field: \"uebergaenge\"");
    let mut screen = Screen::new(&nowhere, Lang::De, (100, 50));
    screen.keys("i<end><enter><end><up><up><enter>bonn<enter>");
    screen.shows("Grundschule–Sek. I › Stadt Bonn");
    screen.shows("Auch aus keiner anderen Region ist dazu etwas bekannt.");
}

#[test]
fn enter_follows_the_row_of_the_card() {
    guide("<down><down><enter>52062<enter><enter>").shows("StädteRegion Aachen › Bildungsbüro (A 43)");
    let mut screen = guide("<down><down><enter>52062<enter>jjj<enter>");
    screen.shows("StädteRegion Aachen › Bildungsbüro (A 43)").keys("y");
    assert_eq!(copied(&screen), "0241 5198-4300");
    let mut screen = guide("<down><down><enter>52062<enter>G<enter>");
    screen.shows("StädteRegion Aachen › Engagement › Lernorte").keys("<enter>").shows("https://");
}

#[test]
fn a_value_or_the_whole_card_is_copied_as_plain_text() {
    let mut screen = guide("<down><down><enter>52062<enter>jjj");
    screen.keys("y");
    assert_eq!(copied(&screen), "0241 5198-4300");
    // At the name of the office it is all that one writes to somebody who asks for it.
    let mut screen = guide("<down><down><enter>52062<enter>");
    screen.shows("y Kontakt kopieren").keys("y");
    let contact = copied(&screen);
    assert!(contact.starts_with("Bildungsbüro: Bildungsbüro (A 43)\n"), "{contact}");
    assert!(contact.contains("\nTelefon: 0241 5198-4300\n") && !contact.contains("Wortlaut"), "{contact}");
    screen.keys("Y");
    let card = copied(&screen);
    assert!(card.starts_with("Außerschulische Lernorte · StädteRegion Aachen\n\nBüro – Ansprechstelle\n"), "{card}");
    assert!(card.contains("\nTelefon: 0241 5198-4300\n"), "{card}");
    assert!(
        card.contains("\nQuelle: inar.de · Stand unbekannt · geprüft 2026-11-22 · Verlässlichkeit mittel\n"),
        "{card}"
    );
}

#[test]
fn each_step_leads_back_to_the_one_before() {
    let mut screen = guide("<down><enter>bonn<enter>");
    screen.shows("Schritt 3").keys("<backspace>").shows("Schritt 2").shows("Wo? bonn");
    screen
        .keys("<backspace><backspace><backspace><backspace><backspace>")
        .shows("Schritt 1")
        .keys("<backspace>")
        .shows("1 Regionen");
    let mut screen = guide("<down><enter>b<backspace><backspace>");
    screen.shows("Schritt 1").keys("<backspace>").shows("1 Regionen");
    guide("<down><enter>bonn<enter>q").shows("1 Regionen").keys("i").shows("Schritt 1");
}

#[test]
fn wide_terminals_show_all_steps_and_the_card_of_the_place_under_the_cursor() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (120, 40));
    screen.keys("i").shows("Wählen Sie zuerst ein Anliegen.").keys("<down><down><enter>aachen");
    screen.shows("Schritt 2 von 3").shows("0241 5198-4300").shows("▸ ein anderes Anliegen");
}

#[test]
fn english_is_complete() {
    let mut screen = Screen::new(SHIPPED, Lang::En, (80, 24));
    screen.keys("i").shows("I want to …").shows("something else …").shows("step 1 of 3");
    screen.keys("<enter>").shows("Where?").keys("bonn<enter>").shows("Nothing is known about this from Bonn.");
}

#[test]
fn it_answers_at_every_size_and_the_cursor_stays_on_the_screen() {
    for (width, height) in [(1, 1), (2, 2), (5, 3), (20, 6), (40, 12), (79, 23), (108, 18), (120, 40), (200, 60)] {
        let mut screen = Screen::new(SHIPPED, Lang::De, (width, height));
        for keys in ["i", "<end>", "<enter>", "<end>", "<enter>", "köln", "<enter>", "G", "<pagedown>", "Y"] {
            screen.keys(keys);
            let cursor = screen.cursor();
            assert!(cursor.x < width && cursor.y < height, "{width}×{height} {keys} {cursor:?}");
            screen.text();
        }
        assert!(copied(&screen).contains("Stadt Köln"), "{width}×{height}: {}", copied(&screen));
    }
}

#[test]
fn the_cursor_of_the_terminal_stands_where_one_types() {
    let mut screen = Screen::shipped();
    screen.keys("i");
    assert_eq!((screen.cursor().x, screen.cursor().y), (2 + 5, 2));
    screen.keys("kita");
    assert_eq!((screen.cursor().x, screen.cursor().y), (2 + 5 + 4, 2));
    screen.keys("<enter>51");
    assert_eq!((screen.cursor().x, screen.cursor().y), (2 + 4 + 2, 2));
}

#[test]
fn a_place_is_understood_however_it_is_written_and_the_row_says_as_what() {
    for (typed, row) in [
        ("st. augustin", "st. augustin → Sankt Augustin → Rhein-Sieg-Kreis"),
        ("Köln-Ehrenfeld", "Köln-Ehrenfeld → Köln → Stadt Köln"),
        ("bad god", "bad god → Bonn → Stadt Bonn"),
        ("Landkreis Düren", "Landkreis Düren → Kreis Düren"),
        ("D-52062", "D-52062 → Aachen → StädteRegion Aachen"),
    ] {
        guide("<enter>").keys(typed).shows(row);
    }
    guide("<enter>bonn").shows("Bonn · Stadt Bonn").hides("→");
    let mut screen = Screen::new(SHIPPED, Lang::En, (80, 24));
    screen.keys("i<enter>Bergheim (Erft)").shows("Bergheim (Erft) → Bergheim → Rhein-Erft-Kreis");
    screen.keys("<enter>").shows("Kita–Grundschule › Rhein-Erft-Kreis ─");
}

#[test]
fn escape_on_a_page_that_the_card_leads_to_returns_to_the_card() {
    let mut screen = guide("<down><down><enter>52062<enter>jjj");
    let card = screen.text();
    screen.keys("<enter>").shows("StädteRegion Aachen › Bildungsbüro (A 43)").keys("<esc>");
    assert_eq!(screen.text(), card);
}

#[test]
fn who_begins_with_the_place_is_asked_for_the_concern_or_sees_the_office() {
    for (lang, office, first) in [
        (Lang::De, "nur das Büro (Kreis Düren)", "Schritt 1 von 3"),
        (Lang::En, "just the office (Kreis Düren)", "step 1 of 3"),
    ] {
        for size in [(80, 24), (120, 40), (40, 12)] {
            let mut screen = Screen::new(SHIPPED, lang, size);
            screen.keys("iDüren").shows("Düren · Kreis Düren").hides(office);
            if size.0 > 40 {
                screen.shows(first);
            }
            screen.keys("<enter>").shows(office).keys("<enter>").shows("Regionales");
            screen.keys("<backspace>").shows(office).keys("<down><down><enter>").shows("Regionales");
            screen.keys("<backspace><backspace>").shows("Düren · Kreis Düren").keys("<esc>").shows("1 Reg");
        }
    }
    guide("52062").shows("Aachen · StädteRegion Aachen");
    let mut screen = guide("Bonn<enter><enter>Y");
    screen.shows("Regionales Bildungsbüro Bonn");
    assert!(copied(&screen).starts_with("Stadt Bonn\n\nBüro – Ansprechstelle\n"), "{}", copied(&screen));
}

#[test]
fn what_is_typed_is_understood_as_place_field_or_concern_at_every_step() {
    for size in [(80, 24), (120, 40), (40, 12)] {
        // A field where the place is asked: it is taken, and the place asked for again.
        let mut screen = Screen::new(SHIPPED, Lang::De, size);
        screen.keys("i<enter>MINT").shows("MINT").keys("<enter>").hides("Wo? MINT").keys("Düren<enter>");
        screen.shows("MINT").shows("Regionales");
        // A place where the concern is asked, then a field, its letters keys elsewhere.
        let mut screen = Screen::new(SHIPPED, Lang::De, size);
        screen.keys("iSiegburg<enter>").shows("nur das Büro").keys("mint<enter>").shows("MINT");
    }
    // Words of a concern and of a synonym find its field.
    guide("Kita").shows("Erzieherin / Erzieher").hides("Lehrkraft");
    guide("BNE").shows("Bildung für nachhaltige Entwicklung").keys("<enter>").shows("Schritt 2 von 3");
    // Another place or field takes the place of the first.
    guide("Düren<enter>Bonn<enter>").shows("nur das Büro (Stadt Bonn)").hides("Kreis Düren");
    guide("MINT<enter>Inklusion<enter>bonn<enter>").shows("Ich möchte … › Inklusion › Stadt Bonn");
    // Whole names come first, whatever is asked for.
    guide("<enter>MINT").shows("MINT · Handlungsfeld");
    for keys in ["atlantis", "<enter>atlantis"] {
        guide(keys).shows("Zu „atlantis“ ist nichts bekannt. Eingeben lassen sich ein Ort (Düren), eine");
    }
}

#[test]
fn escape_closes_the_guide_at_every_step() {
    for keys in ["<esc>", "xyz<esc>", "<down><enter>bonn<esc>", "<down><enter>bonn<enter><esc>"] {
        guide(keys).shows("1 Regionen").keys("i").shows("Schritt 1").hides("xyz");
    }
    guide("<end>").keys("<enter>").shows("Ganztag").keys("<home>").keys("<enter>").shows("Schritt 2");
}

#[test]
fn a_place_that_is_not_known_asks_for_a_place_and_not_for_a_concern() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (120, 40));
    screen.keys("i").shows("Wählen Sie zuerst ein Anliegen.");
    screen.keys("<enter>atlantis").hides("Wählen Sie zuerst ein Anliegen.").shows("Wählen Sie eine Region");
}

#[test]
fn what_is_unfolded_comes_into_view() {
    for size in [(40, 12), (80, 24)] {
        let mut screen = Screen::new(SHIPPED, Lang::De, size);
        screen.keys("i<end>").hides("Berufliche Orientierung").keys("<enter>").shows("▾ ein anderes");
        let below = screen.text().split("▾ ein anderes").nth(1).unwrap_or_default().lines().count();
        assert!(below > usize::from(size.1) / 2, "{}", screen.text());
    }
}
