//! Lists of answers: moving, filtering, sorting, opening and coming back, at every size.

mod support;

use bildungsnetz::model::SHIPPED;
use bildungsnetz::texts::Lang;
use support::Screen;

fn overview(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = Screen::new(SHIPPED, lang, size);
    screen.keys("O");
    screen
}

#[test]
fn the_cursor_begins_at_the_record_of_the_page_and_opens_another() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen.keys("jO").shows("Übersicht · 11 Netzwerke").shows("2 von 11").sees_cursor_at("Kreis Euskirchen");
    screen.keys("G").shows("11 von 11").keys("g").sees_cursor_at("Kreis Düren").keys("<enter>").shows("Kreis Düren");
    screen.hides("Übersicht ·");
}

#[test]
fn the_key_that_opened_it_closes_it_and_so_does_escape() {
    for key in ["O", "<esc>", "q"] {
        overview(Lang::En, (80, 24)).shows("Overview · 11 networks").keys(key).hides("Overview ·").shows("Regions");
    }
}

#[test]
fn a_filter_keeps_the_rows_with_all_its_words_until_escape() {
    let mut screen = overview(Lang::De, (80, 24));
    screen.keys("/").keys("kreis rh").shows("filtern: kreis rh").shows("1 von 3").hides("Kreis Düren");
    screen.keys("<enter>j").shows("2 von 3").sees_cursor_at("Rhein-Sieg-Kreis");
    screen.keys("<esc>").shows("6 von 11").sees_cursor_at("Rhein-Sieg-Kreis");
    screen.keys("/").keys("mond").shows("mond").hides("Kreis Düren");
}

#[test]
fn any_column_orders_the_rows_and_the_cursor_stays_on_its_record() {
    let mut screen = overview(Lang::De, (80, 24));
    let to_bodies = "<right>".repeat(8);
    screen.keys(&to_bodies).keys("o").shows("Sortiert nach „Gremien“, aufsteigend").sees_cursor_at("Kreis Düren");
    screen.keys("o").shows("absteigend").keys("g").sees_cursor_at("Rhein-Erft-Kreis");
    screen.keys("o").shows("Ursprüngliche Reihenfolge").keys("g").sees_cursor_at("Kreis Düren");
}

#[test]
fn on_a_small_screen_the_columns_scroll_and_the_name_stays() {
    let mut screen = overview(Lang::De, (40, 12));
    screen.shows("Vertrag   ›").hides("Gremien   ").keys(&"<right>".repeat(9)).shows("  Felder").shows("Kreis Düren");
    // What a row says is below it as a whole.
    screen.shows("Kreis Düren · Vertrag");
}

#[test]
fn every_size_is_drawn() {
    for width in [1, 2, 20, 24, 39, 60, 200] {
        for height in [1, 2, 3, 5, 6, 7, 8, 9, 12, 60] {
            overview(Lang::De, (width, height)).keys("Gjk<right><right><right><right>/x<esc>").text();
        }
    }
}
