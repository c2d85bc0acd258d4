//! Lists of answers: moving, filtering, sorting, opening and coming back, at every size.

mod support;

use bildungsnetz::app::Event;
use bildungsnetz::key::{Chord, Key};
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
fn any_column_orders_the_rows_and_the_cursor_goes_to_the_first() {
    let mut screen = overview(Lang::De, (80, 24));
    let to_bodies = "<right>".repeat(8);
    screen.keys(&to_bodies).keys("o").shows("Sortiert nach „Gremien“, aufsteigend").sees_cursor_at("Stadt Leverkusen");
    screen.keys("jo").shows("absteigend").sees_cursor_at("Rhein-Erft-Kreis");
    screen.keys("jo").shows("Ursprüngliche Reihenfolge").sees_cursor_at("Kreis Düren");
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

/// A dataset of so many networks, none of which says whether there is an agreement.
fn many_networks(count: usize) -> String {
    let region = |number: usize| {
        format!(
            "Region(id: \"r{number}\", name: \"Kreis N{number:04}\", short: \"N{number:04}\", kind: Kreis, network: \"Netz\"),\n"
        )
    };
    let body = |number: usize| {
        format!(
            "Body(id: \"b{number}\", level: Bildungsbuero, name: \"Büro N{number:04}\", regions: [\"r{number}\"], \
             source: Source(url: \"https://b.de\", as_of: \"2020-01\", checked: \"2021\")),\n"
        )
    };
    let list = |of: &dyn Fn(usize) -> String| (0..count).map(of).collect::<String>();
    format!("#![enable(implicit_some)]\nDirectory(regions: [\n{}], bodies: [\n{}])\n", list(&region), list(&body))
}

#[test]
fn after_a_change_the_cursor_of_a_long_narrowed_list_is_on_the_next_row() {
    let mut screen = Screen::new(&many_networks(600), Lang::De, (120, 40));
    screen.keys("V/ungeprüft<enter>").shows("1 von 600");
    screen.keys("<pagedown>".repeat(20).as_str());
    let text = screen.text();
    let line = text.lines().nth(screen.cursor().y.into()).unwrap_or_default();
    let number: usize =
        line.split("Büro N").nth(1).and_then(|rest| rest[..4].parse().ok()).unwrap_or_else(|| panic!("{text}"));
    assert!(number > 300, "{line}");
    // One statement after the other is confirmed, and none is skipped.
    for next in number + 1..number + 4 {
        screen.keys("t").sees_cursor_at(&format!("Gremium · Büro N{next:04}"));
    }
    screen.keys("<esc>").sees_cursor_at(&format!("Gremium · Büro N{:04}", number + 3));
}

#[test]
fn while_rows_are_still_being_found_the_count_says_so() {
    let mut screen = Screen::new(&many_networks(600), Lang::En, (120, 40));
    screen.keys("V/büro");
    assert!(screen.app.update(Event::Key(Chord::plain(Key::Char(' ')))).is_empty());
    screen.shows(" …");
    screen.keys("<enter>").hides(" …");
}

#[test]
fn a_page_is_turned_at_once_and_the_cursor_keeps_its_place() {
    let mut screen = Screen::new(&many_networks(100), Lang::De, (80, 24));
    screen.keys("O").sees_cursor_at("Kreis N0000");
    let before = screen.cursor();
    screen.keys("<pagedown>").hides("Kreis N0001");
    assert_eq!(screen.cursor(), before);
    screen.keys("<pageup>").sees_cursor_at("Kreis N0000");
    assert_eq!(screen.cursor(), before);
    // The same on a page.
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen.keys("<enter>").shows("Kreis Düren");
    let top = screen.text().lines().nth(2).map(str::to_owned);
    screen.keys("<pagedown>");
    assert_ne!(screen.text().lines().nth(2).map(str::to_owned), top, "the page has scrolled");
}

#[test]
fn a_hit_in_the_name_opens_the_page_at_its_top_and_another_hit_at_its_field() {
    let opened = |typed: &str, lang| {
        let mut screen = Screen::new(SHIPPED, lang, (80, 24));
        screen.keys("<ctrl+f>").keys(typed).keys("<enter>");
        let row = screen.app.screens.directory.detail.row().cloned().unwrap_or_default();
        (screen.app.screens.directory.detail.scroll, row.address.map(|address| address.path))
    };
    for (typed, lang) in [("Kreis Düren", Lang::De), ("Heinsberg", Lang::En)] {
        let (scroll, path) = opened(typed, lang);
        assert_eq!(scroll, 0, "{typed}: {path:?}");
    }
}

#[test]
fn a_message_of_several_lines_stands_below_the_frame_of_a_list() {
    for (keys, size) in [("V/region:köln alter:>2", (80, 24)), ("Q/alter:>2", (40, 12))] {
        let mut screen = Screen::new(SHIPPED, Lang::De, size);
        screen.keys(keys).shows("„2“ ist kein Alter");
        let text = screen.text();
        let frame = text.lines().position(|line| line.starts_with('╰')).expect(&text);
        let message = text.lines().position(|line| line.contains("ist kein Alter")).expect(&text);
        assert_eq!(message, frame + 1, "{text}");
        assert!(text.lines().nth(frame).is_some_and(|line| line.ends_with("─╯")), "{text}");
    }
}
