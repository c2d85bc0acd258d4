//! What keys mean on every list: Enter opens what the footer names, one key narrows to a region,
//! the cursor begins where one comes from, and a sorted list begins at its first row.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use bildungsnetz::model::SHIPPED;
use bildungsnetz::texts::Lang;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Modifier;
use support::Screen;

const SIZE: (u16, u16) = (120, 40);

fn from_dueren(lang: Lang, keys: &str) -> Screen {
    let mut screen = Screen::new(SHIPPED, lang, SIZE);
    screen.keys("/kreis düren<enter>").keys(keys);
    screen
}

#[test]
fn enter_opens_and_only_the_key_for_editing_edits() {
    for lang in [Lang::De, Lang::En] {
        for list in ["V", "P", "O", "W", "S", "Q", "M", "m"] {
            let mut screen = Screen::new(SHIPPED, lang, SIZE);
            screen.keys(list).keys("<enter>");
            assert!(screen.app.screens.directory.editor.is_none(), "{list}:\n{}", screen.text());
        }
        let mut screen = Screen::new(SHIPPED, lang, SIZE);
        screen.keys("V");
        screen.shows(if lang == Lang::De { "Enter Öffnen" } else { "Enter Open" }).keys("e");
        assert!(screen.app.screens.directory.editor.is_some(), "{}", screen.text());
    }
}

#[test]
fn the_footer_says_where_enter_leads_from_each_column() {
    for (lang, open, body, column) in [
        (Lang::De, "Enter Öffnen", "Enter Öffnen: Gremium", "← → Spalte"),
        (Lang::En, "Enter Open", "Enter Open: Body", "← → Column"),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (80, 24));
        screen.keys("O").shows(&format!("{open}  ")).shows(column).shows(if lang == Lang::De {
            "o Sortieren"
        } else {
            "o Sort"
        });
        screen.keys("<right><right>").shows(body);
        // The last column is about the record with the oldest statement.
        screen.keys(&"<right>".repeat(12)).shows(&format!("{open}: "));
        screen.keys("<enter>").hides(open);
    }
    // Where there is one order only, neither is offered.
    Screen::new(SHIPPED, Lang::De, SIZE).keys("P").hides("Sortieren").hides("Spalte");
}

#[test]
fn a_sorted_list_begins_at_its_first_row() {
    for list in ["O", "W", "Q", "Sv"] {
        let mut screen = Screen::new(SHIPPED, Lang::De, SIZE);
        screen.keys(list).keys("jjj<right>o").shows(" 1 von ");
        screen.keys("jjo").shows(" 1 von ");
    }
}

#[test]
fn lists_begin_at_the_region_one_comes_from_and_one_key_narrows_to_it() {
    for (lang, only, all, name) in [
        (Lang::De, "r Nur Düren", "r Alle Regionen", "· Kreis Düren ─"),
        (Lang::En, "r Only Düren", "r All regions", "· Kreis Düren ─"),
    ] {
        for list in ["V", "S", "W", "Q"] {
            let mut screen = from_dueren(lang, list);
            screen.shows(only).hides(name);
            screen.keys("r").shows(name).keys("<down>").shows(all).keys("r").hides(name).keys("<down><up>").shows(only);
            screen.keys("r").shows(name).keys("<esc>").hides(name);
        }
    }
}

#[test]
fn a_table_that_is_narrowed_to_a_region_stays_so_from_table_to_table() {
    let mut screen = from_dueren(Lang::De, "Qr");
    screen.shows("Tabelle · Regionen · Kreis Düren").shows("1 von 1");
    screen.keys("v").keys("gremien<enter>").shows("Tabelle · Gremien · Kreis Düren").shows("1 von 8").hides("Bonn");
    screen.keys("/lenk<enter>").shows("Lenkungskreis").shows("1 von 1");
    screen.keys("<esc>").shows("2 von 8").keys("<esc>").hides("· Kreis Düren ─");
}

#[test]
fn the_selected_row_is_marked_over_its_whole_width() {
    for keys in ["", "V", "O", "Q", "W", ":", "sbonn"] {
        let mut screen = Screen::new(SHIPPED, Lang::De, SIZE);
        screen.keys(keys);
        let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
        terminal.draw(|frame| bildungsnetz::view::draw(&screen.app, frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let reversed =
            |y: u16| (0..SIZE.0).filter(|x| buffer[(*x, y)].modifier.contains(Modifier::REVERSED)).collect::<Vec<_>>();
        let longest = (0..SIZE.1).map(reversed).max_by_key(Vec::len).unwrap();
        let last = *longest.last().unwrap();
        let y = (0..SIZE.1).find(|y| reversed(*y).len() == longest.len()).unwrap();
        // What follows is the border, or the blank before it.
        let behind: String = (last + 1..SIZE.0).take(2).map(|x| buffer[(x, y)].symbol()).collect();
        assert!(behind.contains('│'), "{keys:?} {behind:?}:\n{}", screen.text());
    }
}
