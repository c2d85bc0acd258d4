//! The mouse: a click goes to what it is on, a double click does what Enter does there, the wheel
//! scrolls what is under it. Clicks in, screen out.

mod support;

use bildungsnetz::app::Event;
use bildungsnetz::key::PointerAction;
use bildungsnetz::texts::Lang;
use bildungsnetz::view;
use ratatui::layout::Position;
use support::Screen;

fn with_mouse(size: (u16, u16)) -> Screen {
    let mut screen = Screen::new(bildungsnetz::model::SHIPPED, Lang::De, size);
    screen.app.workspace.settings.mouse = true;
    screen
}

/// Returns where a text stands on the screen, in each line that has it.
fn places(screen: &Screen, text: &str) -> Vec<Position> {
    let shown = screen.text();
    let found = shown.lines().enumerate().filter_map(|(row, line)| {
        let x = line[..line.find(text)?].chars().count();
        Some(Position { x: x as u16, y: row as u16 })
    });
    found.collect()
}

fn use_mouse(screen: &mut Screen, action: PointerAction, at: Position) {
    let place = view::pointed(&screen.app, at);
    screen.event(Event::Pointer(action, place));
}

/// Uses the mouse at a text that stands on the screen.
#[track_caller]
fn at(screen: &mut Screen, action: PointerAction, text: &str) {
    let place = *places(screen, text).first().unwrap_or_else(|| panic!("{text:?} is not there:\n{}", screen.text()));
    use_mouse(screen, action, place);
}

use PointerAction::{Click, DoubleClick, WheelDown, WheelUp};

#[test]
fn a_click_in_a_pane_selects_and_a_double_click_opens() {
    let mut screen = with_mouse((80, 24));
    at(&mut screen, Click, "Kreis Heinsberg");
    screen.shows("1 Regionen 3/11").shows("─ Kreis Heinsberg ─").sees_cursor_at("Kreis Heinsberg");
    at(&mut screen, Click, "Bildungsmanagement");
    screen.shows("3 Felder 4/24").shows("─ Handlungsfeld › Bildungsmanagement");
    at(&mut screen, DoubleClick, "Oberbergischer Kreis");
    screen.shows("1 Regionen 4/11").sees_cursor_at("Bildungsbüro");
    // Nothing is under these: the head, a border, the pane below its rows.
    for place in [Position { x: 2, y: 0 }, Position { x: 0, y: 3 }, Position { x: 79, y: 23 }] {
        use_mouse(&mut screen, DoubleClick, place);
        screen.shows("1 Regionen 4/11");
    }
}

#[test]
fn the_wheel_scrolls_what_is_under_the_pointer() {
    let mut screen = with_mouse((80, 24));
    let pane = Position { x: 5, y: 4 };
    use_mouse(&mut screen, WheelDown, pane);
    screen.shows("1 Regionen 4/11");
    use_mouse(&mut screen, WheelUp, pane);
    screen.shows("1 Regionen 1/11");
    // Another pane scrolls too, and the keyboard stays where it was.
    let before = screen.cursor();
    at(&mut screen, WheelDown, "Lenkungskreis");
    screen.shows("2 Gremien 4/71").shows("─ Kreis Düren ─");
    assert_eq!(screen.cursor(), before);
    at(&mut screen, WheelDown, "Anschrift");
    screen.shows("Zeilen 4–23");
}

#[test]
fn a_click_on_the_page_goes_to_the_row_and_a_double_click_follows_the_link() {
    let mut screen = with_mouse((120, 40));
    at(&mut screen, Click, "E-Mail");
    screen.sees_cursor_at("E-Mail");
    screen.keys("e").shows("Enter Übernehmen").keys("<esc>");
    screen.keys("1");
    at(&mut screen, DoubleClick, "Regionale Bildungskonferenz");
    screen.shows("› Regionale Bildungskonferenz");
}

#[test]
fn in_an_open_field_a_click_sets_the_cursor_and_closes_nothing() {
    let mut screen = with_mouse((120, 40));
    screen.keys("4/telefon<enter>e<ctrl+u>").keys("abc 漢字 e\u{301}f");
    at(&mut screen, Click, "漢");
    screen.keys("x").shows("abc x漢");
    // The second cell of a wide character is that character's.
    let place = places(&screen, "漢")[0];
    use_mouse(&mut screen, Click, Position { x: place.x + 1, ..place });
    screen.keys("y").shows("abc xy漢");
    let far = Position { x: place.x + 40, ..place };
    use_mouse(&mut screen, Click, far);
    screen.keys("!").shows("f!");
    at(&mut screen, DoubleClick, "Kreis Heinsberg");
    screen.shows("1 Regionen 1/11").shows("f!").shows("Enter Übernehmen");
}

#[test]
fn in_a_window_a_click_chooses_a_row_and_what_lies_below_is_not_reached() {
    let mut screen = with_mouse((80, 24));
    screen.keys("s").keys("bonn");
    let hits = places(&screen, "Bonn");
    let before = screen.text();
    use_mouse(&mut screen, Click, Position { x: 1, y: 3 });
    assert_eq!(screen.text(), before, "the pane beside the window");
    use_mouse(&mut screen, WheelDown, hits[1]);
    screen.shows("Zeile 4 von 28");
    at(&mut screen, DoubleClick, "Regionales Bildungsbüro Bonn");
    screen.shows("› Regionales Bildungsbüro Bonn").hides("Alles durchsuchen");
}

#[test]
fn a_click_on_a_key_of_the_footer_presses_it() {
    let mut screen = with_mouse((80, 24));
    at(&mut screen, Click, "? Hilfe");
    screen.shows("─ Hilfe");
    at(&mut screen, Click, "Esc");
    screen.hides("─ Hilfe");
    at(&mut screen, Click, "m Matrix");
    screen.shows("─ Matrix");
    // As the key itself does.
    let mut screen = with_mouse((80, 24));
    screen.keys("4/telefon<enter>e02421 22");
    at(&mut screen, Click, "Enter Übernehmen");
    screen.hides("Enter Übernehmen").shows("Telefon geändert").shows("laut welcher Quelle?");
}

#[test]
fn a_click_in_a_list_goes_to_row_and_column_and_a_double_click_opens() {
    let mut screen = with_mouse((120, 40));
    screen.keys("Q");
    let third = places(&screen, "Kreis Heinsberg")[0];
    use_mouse(&mut screen, Click, third);
    screen.sees_cursor_at("Kreis Heinsberg").shows("3 von 11");
    at(&mut screen, WheelDown, "Kreis Euskirchen");
    screen.shows("6 von 11");
    use_mouse(&mut screen, DoubleClick, third);
    screen.shows("─ Kreis Heinsberg");
}

#[test]
fn the_matrix_the_map_and_the_guide_are_pointed_at() {
    let mut screen = with_mouse((120, 40));
    screen.keys("m<down><right>");
    let cell = screen.cursor();
    screen.keys("<down><down><right>");
    use_mouse(&mut screen, Click, cell);
    assert_eq!(screen.cursor(), cell);
    let mut screen = with_mouse((120, 40));
    screen.keys("M");
    let town = screen.cursor();
    screen.keys("<down><down>");
    assert_ne!(screen.cursor(), town);
    use_mouse(&mut screen, Click, town);
    assert_eq!(screen.cursor(), town);
    let mut screen = with_mouse((120, 40));
    screen.keys("i<down><down>");
    let third = screen.cursor();
    screen.keys("<up><up>");
    use_mouse(&mut screen, DoubleClick, Position { x: 20, y: third.y });
    screen.shows("Ort");
}

#[test]
fn while_the_mouse_is_off_its_reports_do_nothing() {
    let mut screen = with_mouse((80, 24));
    screen.app.workspace.settings.mouse = false;
    let before = screen.text();
    at(&mut screen, DoubleClick, "Kreis Heinsberg");
    assert_eq!(screen.text(), before);
    screen.keys("<f9>").shows("Maus ein");
    at(&mut screen, Click, "Kreis Heinsberg");
    screen.shows("1 Regionen 3/11").keys("<f9>").shows("Maus aus");
    screen.app.workspace.settings.has_mouse = false;
    screen.keys("<f9>").shows("Maus");
    assert!(!screen.app.workspace.settings.mouse, "a terminal without one");
}
