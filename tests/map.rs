//! The map of the district: its colours and letters, moving from town to town, going to a place,
//! and what stands beside it, at every size.

mod support;

use bildungsnetz::app::Event;
use bildungsnetz::key::{Chord, Key};
use bildungsnetz::model::{MUNICIPALITIES, REGIONS, SHIPPED};
use bildungsnetz::query::map::raster::PixelPlace;
use bildungsnetz::texts::Lang;
use bildungsnetz::theme::{ColourDepth, MAP_ROLES, Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use support::Screen;

fn map(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = Screen::new(SHIPPED, lang, size);
    screen.keys("M");
    screen
}

/// A dataset with these municipalities in one region.
fn dataset(municipalities: &str) -> String {
    format!(
        "#![enable(implicit_some)]\nDirectory(regions: [(id: \"r\", name: \"Kreis R\", kind: Kreis)], \
         municipalities: [{municipalities}])"
    )
}

/// The cells of the screen.
fn painted(screen: &Screen) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, screen.app.size.width, screen.app.size.height));
    let _ = bildungsnetz::view::paint(&screen.app, &mut buffer, &mut Vec::new());
    buffer
}

/// The id of the town under the cursor.
fn town(screen: &Screen) -> String {
    let town = screen.app.screens.map.town().expect("a town");
    screen.app.workspace.doc.id(town.slot).to_owned()
}

#[test]
fn the_map_begins_at_the_region_of_the_page_and_says_whom_to_ask_there() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen
        .keys("jM")
        .shows("Karte · Regionen")
        .shows("99 Kommunen")
        .shows("Bad Münstereifel")
        .shows("Kreis Euskirchen");
    screen.shows("D Kreis Düren").shows("A StädteRegion Aachen").shows("Enter Öffnen");
    screen.keys("/köln").shows("/köln").shows("Stadt Köln").shows("bildung.koeln.de").keys("<enter><enter>");
    screen.shows("Stadt Köln ").hides("Karte ·");
}

#[test]
fn the_key_that_opened_it_closes_it_and_so_does_escape() {
    for key in ["M", "<esc>", "q"] {
        map(Lang::En, (80, 24)).shows("Map · Regions").shows("99 municipalities").keys(key).hides("Map ·");
    }
}

#[test]
fn every_town_lies_in_the_colour_of_its_own_region() {
    let mut screen = map(Lang::De, (120, 40));
    let area = screen.app.screens.map.layout(screen.app.size).map;
    let buffer = painted(screen.keys("g"));
    let shown = &screen.app.screens.map;
    let picture = shown.picture.as_ref().expect("a picture");
    assert!(picture.has_halves);
    for (number, town) in shown.map.towns.iter().enumerate() {
        let id = screen.app.workspace.doc.id(town.slot);
        let region = town.region.expect("a region");
        let PixelPlace { column, row } = picture.place(number).expect("a place");
        // The cell with its centre has the letter of its region.
        let symbol = buffer[(area.x + column as u16, area.y + row as u16)].symbol();
        assert_eq!(symbol.chars().next(), picture.letter(region), "{id}");
        // Where it is coloured, it is in the colour of its region.
        let pixel = picture.raster.place(number).expect("a place");
        let owner = picture.raster.owner(pixel.column, pixel.row).expect("an owner");
        assert_eq!(shown.map.towns[owner].region, Some(region), "{id}");
    }
    let colours: Vec<Option<Color>> = MAP_ROLES.iter().map(|role| Theme::default().fill(*role)).collect();
    let used = colours.iter().filter(|colour| buffer.content().iter().any(|cell| Some(cell.fg) == **colour));
    assert!(used.count() >= 4, "eleven regions need at least four colours");
}

#[test]
fn arrows_go_to_the_nearest_town_in_their_direction() {
    let mut screen = map(Lang::De, (80, 24));
    screen.keys("/leverkusen<enter>");
    assert_eq!(town(&screen), "leverkusen");
    screen.keys("<down>");
    assert_eq!(town(&screen), "koeln");
    screen.keys("<up>");
    assert_eq!(town(&screen), "leverkusen");
    screen.keys("<right>");
    let east = screen.app.screens.map.town().expect("a town").east;
    screen.keys("<left>");
    assert!(screen.app.screens.map.town().expect("a town").east < east);
    screen.keys("g");
    let north = screen.app.screens.map.town().expect("a town").south;
    screen.keys("G");
    let towns = &screen.app.screens.map.map.towns;
    assert!(towns.iter().all(|town| (north..=screen.app.screens.map.town().unwrap().south).contains(&town.south)));
}

#[test]
fn tab_goes_through_the_regions() {
    let mut screen = map(Lang::De, (80, 24));
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..11 {
        let region = screen.app.screens.map.town().and_then(|town| town.region);
        seen.insert(region);
        screen.keys("<tab>");
    }
    assert_eq!(seen.len(), 11);
    let here = town(&screen);
    screen.keys("<tab><shift+tab>");
    assert_eq!(town(&screen), here);
}

#[test]
fn a_typed_place_or_postcode_is_gone_to_and_escape_goes_back() {
    let mut screen = map(Lang::De, (80, 24));
    let here = town(&screen);
    screen.keys("/52428").shows("/52428").shows("Jülich").shows("Kreis Düren").keys("<esc>");
    assert_eq!(town(&screen), here);
    screen.keys("/52428<enter>");
    assert_eq!(town(&screen), "juelich");
    // A region is its largest town, another one answers too.
    screen.keys("/oberberg<enter>").shows("Oberbergischer Kreis");
    screen.keys("/atlantis").shows("Kein Ort gefunden: „atlantis“").keys("<enter>").shows("Kein Ort gefunden");
    screen.keys("<down>").hides("Kein Ort");
}

#[test]
fn a_town_without_a_position_is_told_of() {
    let text = dataset(
        "(id: \"a\", name: \"Adorf\", kind: Stadt, region: \"r\", position: (50.9, 6.4), area_km2: 40),
         (id: \"b\", name: \"Bdorf\", kind: Stadt, region: \"r\")",
    );
    let mut screen = Screen::new(&text, Lang::De, (80, 24));
    screen.keys("M").shows("1 Kommune").shows("K Kreis R").shows("1 Kommune ohne bekannte Lage");
    screen.keys("/bdorf<enter>").shows("Bdorf hat keine Lage und fehlt auf der Karte.");
}

#[test]
fn without_positions_a_sentence_says_what_is_missing() {
    let text = dataset("(id: \"b\", name: \"Bdorf\", kind: Stadt, region: \"r\")");
    let mut screen = Screen::new(&text, Lang::De, (80, 24));
    screen.keys("M").shows("Für eine Karte fehlt die Lage der Kommunen").keys("<down><tab>v/b<enter>yYC<esc>");
    let mut screen = Screen::new("Directory()", Lang::En, (80, 24));
    screen.keys("M").shows("A map needs the positions").keys("<enter>Ggv<tab>F<esc>");
}

#[test]
fn a_key_says_what_the_letters_mean_also_on_the_smallest_screen() {
    let mut screen = map(Lang::De, (40, 12));
    screen.keys("/aachen<enter>L").shows("A StädteRegion Aachen").shows("D Düren").shows("L Leverkusen");
    screen.shows("K Köln").shows("S Rhein-Sieg").sees_cursor_at("A StädteRegion Aachen").keys("<tab>");
    screen.keys("L").hides("L Leverkusen").keys("L<esc>").shows("Karte").hides("L Leverkusen");
}

#[test]
fn what_is_typed_is_seen_on_the_smallest_screen() {
    let mut screen = map(Lang::De, (40, 12));
    screen.keys("F").keys("inklu").shows("Handlungsfeld: inklu").keys("<enter>").shows("Karte · Inklusion");
}

#[test]
fn without_towns_no_key_is_offered_that_does_nothing() {
    let mut screen = Screen::new("Directory()", Lang::De, (80, 24));
    screen.keys("M").shows("Für eine Karte fehlt").hides("Färben").hides("Enter Öffnen").hides("Legende");
    screen.keys("v").shows("Hier steht noch nichts.");
}

#[test]
fn the_field_of_the_page_is_what_the_map_shows() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen.keys("3/mint<enter>M").shows("Karte · MINT").shows("● aktiv").shows("? nichts bekannt");
    screen.keys("vvv").shows("Karte · Regionen").shows("A StädteRegion Aachen");
    // What is typed chooses another, arrows the next; the map follows at once.
    screen.keys("F").keys("inklu").shows("Handlungsfeld: inklu").shows("Karte · Inklusion").keys("<esc>");
    screen.shows("Karte · Regionen").keys("F").keys("inklu<enter>").shows("Karte · Inklusion");
    let before = screen.text();
    screen.keys("F<down><enter>").hides("Karte · Inklusion");
    screen.keys("F<up><enter>");
    assert_eq!(screen.text(), before);
}

#[test]
fn how_current_and_how_complete_regions_are_is_told_in_tenths_and_words() {
    let mut screen = map(Lang::De, (120, 40));
    screen.keys("/düren<enter>vv").shows("Karte · Aktualität").shows("7–9 70–100 %").shows("% der Angaben sind");
    screen.keys("v").shows("Karte · Vollständigkeit").shows("% einer vollständigen");
    screen.keys("v").shows("Karte · Regionen").shows("H Kreis Heinsberg");
    let mut screen = map(Lang::En, (120, 40));
    screen.keys("vv").shows("Map · Currency").shows("70–100 %").keys("v").shows("Map · Completeness");
}

/// A dataset of 200 regions with a town each, all on a grid.
fn many_regions() -> String {
    let numbers = || 0..200;
    let regions = numbers().map(|number| format!("(id: \"r{number}\", name: \"R {number}\", kind: Kreis),"));
    let towns = numbers().map(|number| {
        let (latitude, longitude) = (50 + number / 20, number % 20);
        format!("(id: \"t{number}\", name: \"T {number}\", region: \"r{number}\", position: ({latitude}.0, 6.{longitude:02})),")
    });
    let (regions, towns) = (regions.collect::<String>(), towns.collect::<String>());
    format!("#![enable(implicit_some)]\nDirectory(regions: [{regions}], municipalities: [{towns}])")
}

#[test]
fn the_map_of_many_regions_is_seen_at_once_and_coloured_between_keys() {
    let mut screen = Screen::new(&many_regions(), Lang::De, (120, 40));
    screen.keys("Mv");
    drop(screen.app.update(Event::Key(Chord::plain(Key::Char('v')))));
    assert!(screen.app.is_busy());
    screen.shows("Karte · Vollständigkeit · … wird noch gelesen").shows("200 Kommunen");
    // What is copied is whole.
    drop(screen.app.update(Event::Key(Chord::plain(Key::Char('Y')))));
    assert!(!screen.app.is_busy());
    screen.hides("wird noch gelesen").shows("0 % einer vollständigen Seite sind bekannt");
}

#[test]
fn without_colours_and_in_ascii_each_cell_has_a_letter() {
    for (theme, ascii) in [(Theme::Plain, false), (Theme::default(), true), (Theme::Plain, true)] {
        let mut screen = map(Lang::De, (80, 24));
        screen.app.workspace.settings.theme = theme;
        screen.app.workspace.settings.ascii = ascii;
        screen.resize(80, 24).shows("OOOO").shows("HHHH").shows("KKK").hides("▀").hides("█");
        if ascii {
            assert!(screen.text().is_ascii());
            screen.keys("F").keys("mint<enter>").shows("???").shows("* aktiv").shows("o beendet");
            assert!(screen.text().is_ascii());
        }
        if theme == Theme::Plain {
            assert!(painted(&screen).content().iter().all(|cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset)));
        }
    }
}

#[test]
fn in_every_theme_each_region_is_coloured_and_its_neighbours_differ() {
    let depths = [ColourDepth::Sixteen, ColourDepth::Vga, ColourDepth::Indexed, ColourDepth::True];
    for theme in depths.into_iter().flat_map(|depth| [Theme::Dark(depth), Theme::Light(depth)]) {
        let fills: std::collections::HashSet<Option<Color>> = MAP_ROLES.iter().map(|role| theme.fill(*role)).collect();
        assert_eq!(fills.len(), MAP_ROLES.len(), "{theme:?}");
        let states = [Role::Active, Role::Waiting, Role::Link, Role::Unknown].map(|role| theme.fill(role));
        assert_eq!(states.iter().collect::<std::collections::HashSet<_>>().len(), 4, "{theme:?}");
    }
}

#[test]
fn the_terminal_cursor_is_on_the_town() {
    for size in [(80, 24), (40, 12), (120, 40), (200, 60)] {
        let mut screen = map(Lang::De, size);
        screen.keys("/gummersbach<enter>");
        let area = screen.app.screens.map.layout(screen.app.size).map;
        let picture = screen.app.screens.map.picture.as_ref().expect("a picture");
        let PixelPlace { column, row } = picture.place(screen.app.screens.map.number()).expect("a place");
        let cursor = screen.cursor();
        assert_eq!((cursor.x, cursor.y), (area.x + column as u16, area.y + row as u16), "{size:?}");
        screen.sees_cursor_at("O").shows("Gummersbach").shows("Oberbergischer");
    }
}

#[test]
fn moving_draws_only_the_towns_it_concerns() {
    let mut screen = map(Lang::De, (120, 40));
    let area = screen.app.screens.map.layout(screen.app.size).map;
    let before = painted(screen.keys("/leverkusen<enter>"));
    let after = painted(screen.keys("<down>"));
    let differs = |position: &ratatui::layout::Position| before[*position] != after[*position];
    let changed = area.positions().filter(differs).count();
    assert!((1..200).contains(&changed), "{changed} cells of the picture changed");
}

#[test]
fn other_screens_open_with_the_region_and_field_of_the_map() {
    let mut screen = map(Lang::De, (80, 24));
    screen.keys("F").keys("mint<enter>").keys("/bonn<enter>m").shows("Stadt Bonn × MINT");
    screen.keys("M").shows("Karte · MINT");
    // A cell of the matrix is a field and a region, too.
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen.keys("m<down><right>M").hides("Karte · Regionen").shows("Karte · ").shows("Kreis Euskirchen");
}

#[test]
fn the_page_of_the_region_and_of_the_town_are_a_key_away() {
    let mut screen = map(Lang::De, (80, 24));
    screen.keys("/jülich<enter><enter>").shows("Kreis Düren").hides("Karte ·").keys("M");
    assert_eq!(town(&screen), "juelich", "coming back, the cursor is where it was");
    screen.keys("e").shows("Jülich").hides("Karte ·");
}

#[test]
fn every_size_is_drawn() {
    for width in [1, 2, 12, 20, 24, 30, 39, 60, 80, 200] {
        for height in [1, 2, 3, 5, 6, 7, 8, 9, 12, 24, 60] {
            map(Lang::De, (width, height)).keys("<down><right>v/x<esc>F<esc>").text();
        }
    }
    map(Lang::De, (40, 12)).shows("Karte").keys("/aachen<enter>").shows("Aachen").shows("StädteRegion");
    map(Lang::De, (11, 4)).shows("Karte zu\nklein.");
}

#[test]
fn what_others_write_leaves_the_cursor_on_its_town() {
    let mut screen = map(Lang::De, (80, 24));
    screen.keys("/jülich<enter>");
    let text = screen.dataset().replacen("Municipality(id: \"aachen\"", "Municipality(id: \"neu\", name: \"Neu\", kind: Stadt, region: \"aachen\", position: (50.7, 6.1)),\n        Municipality(id: \"aachen\"", 1);
    let mut other = Screen::new(&text, Lang::De, (80, 24));
    other.keys("M").shows("100 Kommunen").keys("/neu<enter>").shows("StädteRegion Aachen");
    let regions = |screen: &Screen| screen.app.workspace.doc.slots(REGIONS).count();
    assert_eq!((regions(&screen), regions(&other)), (11, 11));
    assert_eq!(screen.app.workspace.doc.slots(MUNICIPALITIES).count() + 1, 100);
}
