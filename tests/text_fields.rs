//! Text is typed in the same way wherever it is typed.

mod support;

use bildungsnetz::texts::Lang;
use support::Screen;

/// Where text is typed: the keys that lead there.
const PLACES: [(&str, &str); 9] = [
    ("the filter of a pane", "/"),
    ("the value of a field", "4/telefon<enter>e<ctrl+u>"),
    ("the search", "s"),
    ("the palette", ":"),
    ("the help", "?"),
    ("the guide", "i"),
    ("the matrix", "m/"),
    ("the map", "M/"),
    ("the filter of a table", "Q/"),
];

#[test]
fn the_same_keys_do_the_same_in_every_place() {
    for (place, keys) in PLACES {
        let mut screen = Screen::shipped();
        screen.resize(120, 40).keys(keys).keys("eins zwei");
        let mut step = |keys: &str, before_cursor: &str, shown: &str| {
            screen.keys(keys).sees_cursor_behind(before_cursor);
            assert!(screen.text().contains(shown), "{place}, {keys}: {shown}\n{}", screen.text());
        };
        step("<ctrl+left>", "eins ", "eins zwei");
        step("<ctrl+w>", "", "zwei");
        step("<ctrl+e><alt+backspace>", "", "");
        step("<ctrl+y>", "zwei", "zwei");
        step("<alt+y>", "eins ", "eins");
        step("<ctrl+7>", "zwei", "zwei");
        step("<ctrl+r>", "eins ", "eins");
        step("drei<ctrl+t>", "eins drie", "eins drie");
        step("<alt+b><alt+u>", "eins DRIE", "eins DRIE");
        step("<ctrl+shift+left>x", "eins x", "eins x");
        step("<ctrl+a><ctrl+space><ctrl+right><ctrl+x>", "", "x");
        step("<ctrl+e><ctrl+y>", "xeins", "xeins");
    }
}

#[test]
fn a_filter_is_followed_whatever_changes_it() {
    let mut screen = Screen::new(bildungsnetz::model::SHIPPED, Lang::De, (80, 24));
    screen.keys("/bonn").shows("1/11");
    screen.keys("<ctrl+u>").shows("11/11");
    screen.keys("<ctrl+y>").shows("1/11").keys("<ctrl+7>").shows("11/11");
}

#[test]
fn of_a_text_without_room_both_sides_of_the_cursor_are_seen() {
    // In a pane, the matrix, the map, a table.
    for keys in ["/", "m/", "M/", "Q/"] {
        let mut screen = Screen::shipped();
        screen.resize(40, 12).keys(keys).keys("eins zwei drei vier fünf sechs sieben acht neun zehn");
        screen.sees_cursor_behind("neun zehn");
        screen.keys("<ctrl+left><ctrl+left>").sees_cursor_behind("acht ").sees_cursor_at("neu");
        screen.keys("<ctrl+a>").sees_cursor_at("eins zwei ");
    }
}
