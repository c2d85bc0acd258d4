//! The matrix region × action field: what stands in its cells, moving, changing, and its text.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use bildungsnetz::app::Effect;
use bildungsnetz::document::Document;
use bildungsnetz::index::Index;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::source_age::ReviewPeriod;
use bildungsnetz::model::{ENGAGEMENTS, SCHEMA, SHIPPED};
use bildungsnetz::query::matrix::{MatrixGrid, MatrixRows};
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::texts::Lang;
use support::{Screen, diff};

fn matrix() -> Screen {
    let mut screen = Screen::shipped();
    screen.keys("mg<home>");
    screen
}

/// The keys to the row of MINT.
const MINT: &str = "jjjjjjjjjjjjjjj";
/// The keys to the row of integration, of which nothing is known in the first region.
const INTEGRATION: &str = "jjjjjjjjjjjj";

fn copied(screen: &Screen) -> &str {
    match screen.effects.last() {
        Some(Effect::Copy(text)) => text,
        other => panic!("nothing copied: {other:?}"),
    }
}

/// A dataset of so many regions and fields; each region works on each third field, on the first one
/// twice.
fn generated(regions: usize, fields: usize) -> String {
    use std::fmt::Write;
    let mut text = String::from("(action_fields: [");
    for field in 0..fields {
        let _ = write!(text, "(id: \"f{field}\", name: \"Feld {field}\"),");
    }
    text.push_str("], regions: [");
    for region in 0..regions {
        let _ = write!(text, "(id: \"r{region}\", name: \"Kreis {region}\", kind: Kreis),");
    }
    text.push_str("], engagements: [");
    for (region, field) in (0..regions).flat_map(|r| (0..fields).step_by(3).map(move |f| (r, f))) {
        for copy in 0..if field == 0 { 2 } else { 1 } {
            let _ = write!(
                text,
                "(id: \"e{region}-{field}-{copy}\", region: \"r{region}\", action_field: \"f{field}\", kind: Schwerpunkt, status: Active),"
            );
        }
    }
    text + "])"
}

/// The day of these tests, and the usual period.
fn period() -> ReviewPeriod {
    let Ok(today) = Date::parse("2026-11-23") else { panic!("a day") };
    ReviewPeriod { today, months: 24 }
}

#[test]
fn every_known_engagement_stands_in_its_cell() {
    let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
    let (index, names) = (Index::build(&document), NameCache::default());
    let data = DatasetView { document: &document, index: &index, names: &names };
    let grid = MatrixGrid::build(data, MatrixRows::All, period());
    assert_eq!((grid.fields.len(), grid.regions.len(), grid.total()), (24, 11, 141));
    let mut found = Vec::new();
    for (row, field) in grid.fields.iter().enumerate() {
        for (column, region) in grid.regions.iter().enumerate() {
            for entry in grid.cell(row, column) {
                let targets: Vec<&str> = index.references(entry.slot).map(|r| r.id()).collect();
                assert!(targets.contains(&document.id(*field)) && targets.contains(&document.id(*region)));
                assert!(entry.kind.is_some(), "{}", document.id(entry.slot));
                found.push(entry.slot);
            }
        }
    }
    found.sort();
    let mut all: Vec<_> = document.slots(ENGAGEMENTS).collect();
    all.sort();
    assert_eq!(found, all);
    assert_eq!((0..24).map(|row| grid.in_row(row)).sum::<usize>(), 141);
    assert_eq!((0..11).map(|column| grid.in_column(column)).sum::<usize>(), 141);
    assert_eq!(MatrixGrid::build(data, MatrixRows::Concerns, period()).fields.len(), 6);
}

#[test]
fn eleven_regions_fit_at_eighty_columns() {
    matrix()
        .shows("│                 Düren     Heinsberg Erft      Berg      Köln      Aachen     │")
        .shows("│                      Euskirch. Oberberg  Sieg      Bonn      Leverkus.  ges. │")
        .shows("Digitales ┈ ┈ ┈ S·   M·!  s·!  H·!+ ┈ ┈  K·!  H·!  M·!  H·!   ┈ ┈ ┈ ┈      9")
        .shows("gesamt          15   14   10   20   8    10   11   13   14   10   16     141")
        .shows("Felder 1–11 von 24")
        .shows("● aktiv ◐ geplant/ruht ○ beendet · unbekannt ! alt klein andere handeln")
        .shows("H Handlungsfeld S Schwerpunkt M Maßnahme V Veranstaltung K Konferenzthema");
}

#[test]
fn wide_terminals_show_whole_names() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (200, 60));
    screen.keys("m").shows("StädteRegion").shows("Leverkusen").shows("Übergang Grundschule – weiterführende Schule");
    screen
        .shows("141 Engagements")
        .resize(120, 40)
        .shows("Übergang Grundschule – weiterführende Schule")
        .shows("Euregionale Bildung");
}

#[test]
fn the_cell_under_the_cursor_is_explained() {
    let mut screen = matrix();
    screen
        .keys("ll")
        .shows("Kreis Heinsberg × Außerschulische Lernorte")
        .shows("Nichts bekannt (das heißt nicht: nichts getan).");
    screen
        .keys(MINT)
        .keys("<end>")
        .shows("StädteRegion Aachen × MINT")
        .shows("H·! Stärkung der naturwissenschaftlichen Fächer");
    screen
        .shows("Handlungsfeld · Status unbekannt · aachener-zeitung.de · Stand 2008/2009,")
        .shows("bis zu 18 Jahre alt · geprüft 2026-11-22 · Verlässlichkeit mittel");
}

#[test]
fn the_cursor_moves_by_cells_pages_and_to_the_edges() {
    let mut screen = matrix();
    screen
        .keys("G")
        .shows("× Weiterbildung")
        .shows("Felder 14–24 von 24")
        .keys("<end>")
        .shows("StädteRegion Aachen × Weiterbildung");
    screen
        .keys("<up><left>")
        .shows("Stadt Leverkusen × Übergänge entlang")
        .keys("g<home>l")
        .shows("Kreis Euskirchen × Außerschulische");
    screen
        .keys("<pagedown>")
        .shows("Kreis Euskirchen × Gesundheit")
        .keys("<pageup>h")
        .shows("Kreis Düren × Außerschulische");
    screen.keys("hk").shows("Kreis Düren × Außerschulische");
}

#[test]
fn the_cursor_of_the_terminal_stands_on_the_cell() {
    let mut screen = matrix();
    assert_eq!((screen.cursor().x, screen.cursor().y), (18, 4));
    screen.keys("jl");
    assert_eq!((screen.cursor().x, screen.cursor().y), (23, 5));
}

#[test]
fn v_shows_the_public_concerns_only_and_keeps_the_place() {
    let mut screen = matrix();
    screen.keys(MINT).keys("v").shows("die 6 Anliegen der Öffentlichkeit").shows("Kreis Düren × MINT").hides("Ganztag");
    screen.shows("59").keys("v").shows("alle 24 Handlungsfelder").shows("Ganztag");
}

#[test]
fn enter_opens_the_engagement_on_its_wording_and_the_way_leads_back() {
    let mut screen = matrix();
    screen.keys(MINT).keys("<end><enter><enter>").shows("StädteRegion Aachen › Engagement › MINT");
    screen.keys("y");
    assert!(copied(&screen).starts_with("Stärkung der naturwissenschaftlichen Fächer"), "{}", copied(&screen));
    screen.keys(",").shows("Matrix · alle 24").shows("StädteRegion Aachen × MINT");
}

#[test]
fn an_empty_cell_takes_a_new_engagement_that_u_takes_back() {
    let mut screen = matrix();
    let before = screen.dataset();
    screen.keys(INTEGRATION).keys("a").shows("Düren › Engagement › Integration");
    screen.keys("<enter>Sprachfest<enter>").shows("Sprachfest");
    screen.keys("<esc>m").shows("Kreis Düren × Integration").shows("Sprachfest").shows("142");
    let added = diff(&before, &screen.dataset());
    assert!(added.iter().all(|line| line.starts_with('+')) && added.len() > 3, "{added:?}");
    screen.keys("u").shows("Nichts bekannt").shows("141");
    assert_eq!(screen.dataset(), before);
}

#[test]
fn enter_on_an_empty_cell_only_says_how_to_add() {
    let mut screen = matrix();
    let before = screen.dataset();
    screen.keys(INTEGRATION).keys("<enter>").shows("Matrix").shows("nichts getan). e oder a legt").hides("[+");
    assert_eq!(screen.dataset(), before);
    screen.keys("a").shows("Düren › Engagement › Integration").keys("<esc>").hides("[+").hides("angelegt");
    screen.shows("Matrix").shows("Kreis Düren × Integration");
    assert_eq!(screen.dataset(), before);
}

#[test]
fn several_engagements_of_a_cell_are_all_told() {
    let mut screen = Screen::new(&generated(3, 4), Lang::De, (80, 24));
    screen.keys("m").shows("S●+1").shows("2 Engagements in dieser Zelle").keys("<enter>").shows("Wohin?");
    screen.keys("<down><enter>").shows("Wortlaut");
    assert_eq!(
        screen.app.record_here().map(|slot| screen.app.workspace.doc.id(slot).to_owned()),
        Some("e0-0-1".into())
    );
}

#[test]
fn it_opens_on_the_region_or_cell_one_comes_from() {
    Screen::shipped().keys("jm").shows("Kreis Euskirchen ×");
    Screen::shipped().keys("i<down><enter>bonn<enter>m").shows("Stadt Bonn × MINT");
}

#[test]
fn the_cell_and_the_whole_are_copied_as_text() {
    let mut screen = matrix();
    screen.keys(MINT).keys("<end>y");
    let cell = copied(&screen).to_owned();
    assert!(cell.starts_with("StädteRegion Aachen × MINT · 2 Engagements in dieser Zelle\nH·! Stärkung der"), "{cell}");
    screen.keys("vY");
    let table = copied(&screen);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 1 + 1 + 6 + 1 + 2, "{table}");
    assert!(lines[0].starts_with("| Handlungsfeld | Düren | Euskirchen |"), "{table}");
    assert_eq!(lines[5], "| MINT | m·! | m·! | m·! | H·!+1 |  | K·!+1 | M·!+1 | M·!+1 | m·! | H·+1 | H·!+1 | 16 |");
    assert!(lines[10].starts_with("H Handlungsfeld · S Schwerpunkt"), "{table}");
    assert!(lines.iter().take(9).all(|l| l.matches('|').count() == 14), "{table}");
}

#[test]
fn reading_only_it_shows_engagements_and_makes_none() {
    let mut screen = matrix();
    screen.app.workspace.file.read_only = Some("schreibgeschützt".into());
    screen.keys("ll<enter>").shows("Nichts bekannt").hides("a legt").keys("a").shows("Schreibgeschützt: Änderungen");
    screen.keys(MINT).keys("<end><enter><enter>").shows("Engagement › MINT");
}

#[test]
fn hundreds_of_regions_scroll_under_fixed_heads() {
    let mut screen = Screen::new(&generated(400, 30), Lang::De, (80, 24));
    screen.keys("m").shows("Regionen 1–12 von 400").shows("Feld 0").keys("<tab>").shows("Kreis 11 × Feld 0");
    screen.keys("<end>G").shows("Kreis 399 × Feld 29").shows("Regionen 389–400 von 400").shows(" 399").shows("Feld 29");
    screen.keys("<shift+tab>").shows("Kreis 388 ×").keys("<home>g").shows("Kreis 0 × Feld 0");
}

#[test]
fn english_has_letters_of_its_own() {
    let mut screen = Screen::new(SHIPPED, Lang::En, (80, 24));
    screen
        .keys("m")
        .shows("Matrix · all 24 action fields")
        .shows("A Action field  F Focus  M Measure  E Event  C Conference topic");
    screen.shows("● active  ◐ planned/paused  ○ ended  · unknown");
}

#[test]
fn it_stands_at_every_size() {
    for (width, height) in [(1, 1), (2, 2), (5, 3), (20, 6), (24, 10), (40, 12), (60, 18), (120, 40), (200, 60)] {
        let mut screen = Screen::new(SHIPPED, Lang::De, (width, height));
        for keys in ["m", "G", "<end>", "v", "g", "<home>", "<tab>", "<pagedown>"] {
            screen.keys(keys);
            let cursor = screen.cursor();
            assert!(cursor.x < width && cursor.y < height, "{width}×{height} {keys} {cursor:?}");
            screen.text();
        }
    }
}

#[test]
fn an_empty_dataset_says_what_is_needed() {
    Screen::new("()", Lang::De, (80, 24))
        .keys("m")
        .shows("Eine Matrix braucht Regionen und Handlungsfelder")
        .keys("<enter>jlvyG");
}

#[test]
fn without_unicode_only_ascii_is_sent() {
    let mut screen = matrix();
    screen.app.workspace.settings.ascii = true;
    screen.keys("j");
    for keys in ["", "i", "<down><enter>", "51467", "<enter>"] {
        screen.keys(keys);
        let text = screen.text();
        assert!(text.is_ascii(), "{text}");
    }
}

#[test]
fn heads_spelled_without_umlauts_stay_apart() {
    let mut screen = Screen::shipped();
    screen.app.workspace.settings.ascii = true;
    screen.keys("m").shows("Dueren    Heinsberg").shows("Koeln     Aachen").shows("Euskirch. Oberberg");
}

#[test]
fn escape_on_the_page_of_a_cell_returns_to_the_cell() {
    let mut screen = matrix();
    screen.keys(MINT).keys("<right><right><right>").shows("MINT");
    let before = (screen.text(), screen.cursor());
    let cell = |screen: &mut Screen| (screen.text(), screen.cursor());
    screen.keys("<enter><enter>").shows("› Engagement › ").keys("<esc>");
    assert_eq!(cell(&mut screen), before);
    // However many links were followed from there, and whatever was opened and closed on the way.
    screen.keys("<enter><enter>g<enter><enter>").hides("Matrix").keys("?<esc>").keys("<esc>");
    assert_eq!(cell(&mut screen), before);
    // Who went to a list has left that way.
    screen.keys("<enter><enter>1<down><enter><esc>").shows("1 Regionen").keys("<esc>").shows("1 Regionen");
}

#[test]
fn from_a_cell_one_key_leads_to_its_region_its_field_and_the_office() {
    for (lang, field) in [(Lang::De, "Handlungsfeld › MINT"), (Lang::En, "Action field › MINT")] {
        let mut screen = Screen::new(SHIPPED, lang, (100, 40));
        screen.keys("mg<home>").keys(MINT);
        for (key, page) in [("r", "╭─ Kreis Düren "), ("f", field), ("b", "Düren › Regionales Bildungsbüro")] {
            screen.keys(key).shows(page).keys("<esc>").shows("× MINT");
        }
    }
    matrix().shows("Enter Öffnen  r Region  f Feld  b Büro");
}

#[test]
fn a_region_without_an_office_says_so() {
    let text = "#![enable(implicit_some)]\n(action_fields: [(id: \"f\", name: \"F\")], \
                regions: [(id: \"r\", name: \"Kreis R\", kind: Kreis)])";
    Screen::new(text, Lang::De, (80, 24)).keys("mb").shows("Für Kreis R ist kein Bildungsbüro eingetragen.");
    Screen::new(text, Lang::En, (80, 24)).keys("mb").shows("No education office is recorded for Kreis R.");
}

#[test]
fn a_cell_tells_what_is_old_and_where_others_act() {
    let text = "#![enable(implicit_some)]\n(action_fields: [(id: \"f\", name: \"F\")], regions: [\n\
        (id: \"a\", name: \"A\", kind: Kreis), (id: \"b\", name: \"B\", kind: Kreis), (id: \"c\", name: \"C\", kind: Kreis)],\n\
        engagements: [\n\
        (id: \"1\", region: \"a\", action_field: \"f\", kind: Massnahme, status: Active, source: (as_of: \"2019\")),\n\
        (id: \"2\", region: \"b\", action_field: \"f\", kind: Schwerpunkt, actor: \"Verein\", source: (as_of: \"2026\")),\n\
        (id: \"3\", region: \"c\", action_field: \"f\", kind: Massnahme, actor: \"Verein\", source: (as_of: \"2020\"))])";
    let mut screen = Screen::new(text, Lang::De, (100, 24));
    screen
        .keys("mg<home>")
        .shows("M●!")
        .shows("s·")
        .shows("m·!")
        .shows("! alt klein andere handeln +1 noch ein Engagement");
    screen.keys("<right>").shows("s· Wortlaut unbekannt").shows("Schwerpunkt · Status unbekannt · Handelnde: Verein");
    Screen::new(text, Lang::En, (100, 24))
        .keys("m")
        .shows("! old small others act +1 one more engagement")
        .keys("<right>")
        .shows("acting: Verein");
}

#[test]
fn every_third_row_has_a_line_to_follow() {
    let third = |screen: &mut Screen| {
        let text = screen.text();
        text.lines().filter(|line| line.contains('┈')).count()
    };
    for size in [(40, 12), (80, 24), (200, 60)] {
        let mut screen = Screen::new(SHIPPED, Lang::De, size);
        screen.keys("mg");
        let rows = screen.app.screens.matrix.layout(screen.app.size).rows;
        assert_eq!(third(&mut screen), rows / 3, "{size:?}");
    }
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen.app.workspace.settings.ascii = true;
    assert!(screen.keys("m").text().is_ascii());
}

#[test]
fn a_name_that_is_typed_leads_to_its_field_or_region_and_n_to_the_next() {
    for (lang, region, field, none) in [
        (Lang::De, "Kreis Heinsberg × ", " × MINT", "Nichts gefunden zu „xyz“."),
        (Lang::En, "Kreis Heinsberg × ", " × MINT", "Nothing found for “xyz”."),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (120, 40));
        screen.keys("mg<home>/heins").shows("/heins").shows(region).keys("<enter>").hides("/heins").shows(region);
        // The row stays where a column was meant.
        screen.keys("/mint").shows(&format!("Kreis Heinsberg{field}")).keys("<esc>").hides(field).shows(region);
        screen.keys("/mint<enter>").shows(field);
        screen.keys("/xyz").shows("Kreis Heinsberg × MINT").keys("<enter>").shows(none);
        screen.keys("/stadt<enter>").shows("Stadt Bonn × ").keys("n").shows("Stadt Köln × ");
        screen.keys("N").shows("Stadt Bonn × ");
    }
    // Before a name was typed there is no next one.
    Screen::new(SHIPPED, Lang::De, (120, 40)).keys("mn").shows("Suchen Sie zuerst mit / nach etwas.");
    // What is typed is seen on a small terminal, too.
    Screen::new(SHIPPED, Lang::De, (40, 12)).keys("m/bonn").shows("/bonn").shows("Bonn × ");
}

#[test]
fn letters_and_signs_are_explained_at_every_size() {
    for (lang, words) in [
        (Lang::De, ["H Handlungsfeld", "V Veranstaltung", "● aktiv", "! alt", "andere handeln"]),
        (Lang::En, ["F Focus", "● active", "○ ended", "! old", "others act"]),
    ] {
        for size in [(40, 12), (80, 24), (200, 60)] {
            let mut screen = Screen::new(SHIPPED, lang, size);
            screen.keys("mL");
            for word in words {
                screen.shows(word);
            }
            // Where there is room, the cells stay in sight, and the cursor moves among them.
            if size != (40, 12) {
                let cursor = screen.cursor();
                screen.keys("l").shows(words[0]).shows("┈");
                assert_ne!(screen.cursor(), cursor, "{}", screen.text());
            }
            screen.keys("L").shows("× ").keys("L<esc>").shows("× ");
        }
    }
}
