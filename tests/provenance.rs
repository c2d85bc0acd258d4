//! The source of a statement: asked for or offered once after a change, given with it, left with
//! every other key; and confirmed with one key to be still true.

mod support;

use bildungsnetz::app::Keep;
use bildungsnetz::model::SHIPPED;
use bildungsnetz::model::date::Date;
use bildungsnetz::texts::Lang;
use support::{Screen, diff};

const DISTRICT: &str = "#![enable(implicit_some)]
(
    regions: [(id: \"r\", name: \"R\", kind: Kreis, agreement: (signed: \"2009\", source: (url: \"Vorlage\", as_of: \"2009\")))],
    bodies: [(
        id: \"b\",
        level: Bildungsbuero,
        name: \"Büro\",
        regions: [\"r\"],
        contact: (phone: \"02421 22-1\", email: \"a@b.de\"),
        source: (url: \"Broschüre\", as_of: \"2013\", dating: \"2013–2014\", checked: \"2026-11-22\", certainty: High),
    )],
)
";

/// The page of the office with the cursor on its telephone.
fn at_the_telephone(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = Screen::new(DISTRICT, lang, size);
    screen.keys(if lang == Lang::De { "2<enter>/telefon<enter>" } else { "2<enter>/phone<enter>" });
    screen
}

const NEW_NUMBER: [&str; 2] = [
    "-        contact: (phone: \"02421 22-1\", email: \"a@b.de\"),",
    "+        contact: (phone: \"02421 22-2\", email: \"a@b.de\"),",
];

#[test]
fn source_and_day_are_asked_for_after_a_change_and_given_with_it() {
    let mut screen = at_the_telephone(Lang::De, (80, 24));
    screen.keys("e<backspace>2<enter>").shows("Büro › Kontakt › Telefon geändert").shows("laut welcher Quelle?");
    screen
        .keys("<tab>")
        .shows("Quelle nur für Büro ›")
        .shows("Kontakt › Telefon: woher")
        .sees_cursor_behind("Broschüre");
    screen.keys("<ctrl+u>Telefonat<enter>").sees_cursor_behind("2026-11-23");
    screen.keys("<enter>").shows("Büro › Kontakt › Telefon: Quelle und Stand angegeben").hides("Quelle angeben");
    screen
        .shows("Telefon laut ▸ Telefonat · Stand")
        .shows("geprüft 2026-11-23")
        .shows("Broschüre · Stand 2013–2014,")
        .shows("[+1]");
    // The number has a source of its own now; all else keeps the one it had.
    let given = "phone: \"02421 22-2\", \
                 phone_source: (url: \"Telefonat\", as_of: \"2026-11-23\", checked: \"2026-11-23\"), email";
    assert!(screen.dataset().contains(given), "{}", screen.dataset());
    assert!(screen.dataset().contains("02421 22-2"));
    // Number and source are one step, and each is kept safe: the source with its day as a whole.
    let steps = screen.kept.iter().filter(|keep| matches!(keep, Keep::Step(..))).count();
    assert_eq!(steps, 2, "{:?}", screen.kept);
    screen.keys("u").shows("Rückgängig gemacht: Büro › Kontakt › Telefon geändert, mit Quelle");
    assert_eq!(screen.dataset(), DISTRICT);
    screen.keys("<ctrl+r>");
    assert!(screen.dataset().contains(given) && screen.dataset().contains("02421 22-2"));
}

#[test]
fn the_day_may_be_another_one_as_people_write_days() {
    let mut screen = at_the_telephone(Lang::En, (80, 24));
    screen.keys("e<backspace>2<enter>").shows("Phone changed").shows("from which source?");
    screen.keys("<tab><enter><ctrl+u>6/2026<enter>").shows("Büro › Contact › Phone: source and date given");
    assert!(
        screen.dataset().contains("phone_source: (url: \"Broschüre\", as_of: \"2026-06\", checked: \"2026-11-23\"),")
    );
    screen.keys("u");
    assert_eq!(screen.dataset(), DISTRICT);
}

#[test]
fn what_is_typed_takes_the_place_of_the_former_source_unless_the_cursor_moves_first() {
    let mut screen = at_the_telephone(Lang::De, (80, 24));
    screen
        .keys("e<backspace>2<enter><tab>")
        .shows("ersetzt), dann")
        .keys("Telefonat")
        .sees_cursor_behind("  Telefonat");
    screen.keys("<enter>1.3.2026<enter>");
    assert!(screen.dataset().contains("source: (url: \"Telefonat\", as_of: \"2026-03-01\""), "{}", screen.dataset());
    let mut screen = at_the_telephone(Lang::De, (80, 24));
    screen.keys("e<backspace>2<enter><tab><end> 2026<enter><enter>");
    assert!(screen.dataset().contains("source: (url: \"Broschüre 2026\""), "{}", screen.dataset());
}

#[test]
fn a_number_that_was_asked_for_today_has_a_source_of_its_own_with_one_more_enter() {
    for (lang, asked, letter, origin) in [
        (Lang::De, "heute selbst erfragt", 'h', "selbst erfragt"),
        (Lang::En, "asked by me today", 'm', "asked directly"),
    ] {
        for key in ["<enter>".to_owned(), letter.to_string()] {
            let mut screen = at_the_telephone(lang, (80, 24));
            screen.keys("e<backspace>2<enter>").shows(asked).shows("Broschüre · ").keys(&key).shows(origin);
            let given =
                format!("phone_source: (url: \"{origin}\", as_of: \"2026-11-23\", checked: \"2026-11-23\"), email");
            assert!(screen.dataset().contains(&given), "{}", screen.dataset());
            // The next change of the day needs no question; to confirm it is to confirm it alone.
            screen.keys("e<backspace>3<enter>").hides(asked);
            let told = if lang == Lang::De { "belegt: Telefon" } else { "source of: Phone" };
            screen.keys("t").shows(told);
            screen.keys("d").hides(origin);
            assert!(screen.dataset().contains("contact: (email: \"a@b.de\"),"), "{}", screen.dataset());
        }
    }
}

#[test]
fn who_confirms_a_statement_may_say_that_they_asked() {
    for (lang, offer, asked, origin) in [
        (Lang::De, "Tab Quelle angeben", "heute selbst erfragt", "selbst erfragt"),
        (Lang::En, "Tab Add source", "asked by me today", "asked directly"),
    ] {
        let mut screen = at_the_telephone(lang, (100, 24));
        screen.keys("t").shows("2026-11-23").shows(offer).keys("<tab>").shows(asked).shows("Broschüre · ");
        screen.keys("<enter>").hides(asked);
        let given = format!("phone_source: (url: \"{origin}\", as_of: \"2026-11-23\", checked: \"2026-11-23\"), email");
        assert!(screen.dataset().contains(&given), "{}", screen.dataset());
        screen.keys("u");
        assert_eq!(screen.dataset(), DISTRICT, "confirmation and source are one step");
        // Any other key keeps the source; Esc in the window does, too.
        screen.keys("t<tab><esc>").hides(asked);
        assert!(!screen.dataset().contains(origin), "{}", screen.dataset());
    }
}

#[test]
fn what_is_still_true_of_the_others_says_nothing_of_a_number_with_a_source_of_its_own() {
    let mut screen = at_the_telephone(Lang::De, (80, 24));
    screen.keys("e<backspace>2<enter>h<down><down>").keys("t").shows("stimmt noch, geprüft 2026-11-23");
    screen.shows("belegt: Ebene, E-Mail");
    assert!(screen.dataset().contains("checked: \"2026-11-23\", certainty: High"), "{}", screen.dataset());
}

#[test]
fn a_change_whose_source_speaks_for_others_too_says_which_it_keeps() {
    let mut screen = Screen::shipped();
    screen.keys("/dueren<enter><enter>/unterzeichnet<enter>e<ctrl+u>2011<enter>");
    screen.shows("geändert; Quelle wie bisher").shows("aachener-zeitung.de").shows("Tab Quelle angeben");
    screen.hides("laut welcher Quelle");
}

#[test]
fn the_question_fits_a_small_screen() {
    for lang in [Lang::De, Lang::En] {
        let mut screen = at_the_telephone(lang, (40, 12));
        let (before, alone) =
            if lang == Lang::De { ("b  wie bisher", "Gilt nur") } else { ("b  as before", "For this") };
        screen.keys("e<backspace>2<enter>").shows(before).shows(alone).shows("Enter");
    }
}

#[test]
fn every_other_key_leaves_the_source_and_does_what_it_does() {
    for keys in ["<esc>", "b", "4", "q"] {
        let mut screen = at_the_telephone(Lang::De, (80, 24));
        screen.keys("e<backspace>2<enter>").keys(keys).hides("Quelle angeben");
        assert_eq!(diff(DISTRICT, &screen.dataset()), NEW_NUMBER, "{keys}");
    }
    let mut screen = at_the_telephone(Lang::De, (80, 24));
    screen.keys("e<backspace>2<enter>b").shows("Telefon geändert; Quelle wie bisher: Broschüre");
    screen.keys("e<backspace>3<enter>u").shows("Rückgängig gemacht: Büro › Kontakt › Telefon geändert");
    assert_eq!(diff(DISTRICT, &screen.dataset()), NEW_NUMBER);
    // Escape leaves the question alone, not the page; the next Tab goes to the next pane as ever.
    let mut screen = at_the_telephone(Lang::De, (80, 24));
    screen.keys("e<backspace>2<enter><esc>e").sees_cursor_behind("02421 22-2").keys("<esc><tab>").hides("Woher");
    assert_eq!(diff(DISTRICT, &screen.dataset()), NEW_NUMBER);
}

#[test]
fn escape_in_the_field_leaves_the_old_source() {
    let mut screen = at_the_telephone(Lang::De, (80, 24));
    screen.keys("e<backspace>2<enter><tab><ctrl+u>Telefonat<esc>").shows("Nicht übernommen: Telefonat");
    screen.shows("Broschüre · Stand 2013–2014,").shows("bis zu 13 Jahre alt · geprüft");
    assert_eq!(diff(DISTRICT, &screen.dataset()), NEW_NUMBER);
    screen.keys("e").sees_cursor_behind("02421 22-2");
}

#[test]
fn several_values_one_after_the_other_are_asked_about_once_at_the_end() {
    let mut screen = at_the_telephone(Lang::De, (80, 24));
    screen.keys("e<backspace>2<tab>").sees_cursor_behind("a@b.de").hides("Quelle angeben");
    screen.keys("<backspace><backspace>eu<tab>").hides("Quelle angeben").keys("<esc>");
    screen.shows("Telefon, E-Mail: laut welcher Quelle?").keys("<tab><enter><enter>");
    assert!(
        screen.dataset().contains("phone: \"02421 22-2\", phone_source: (url: \"Broschüre\", as_of: \"2026-11-23\",")
    );
    assert!(screen.dataset().contains("email: \"a@b.eu\", email_source: (url: \"Broschüre\", as_of: \"2026-11-23\","));
    screen.keys("u").shows("mit Quelle");
    assert!(!screen.dataset().contains("_source"), "{}", screen.dataset());
}

#[test]
fn nothing_is_offered_where_nothing_changed_or_the_source_is_of_today() {
    let mut screen = at_the_telephone(Lang::De, (80, 24));
    screen.keys("e<enter>").hides("Quelle angeben");
    screen.keys("e<ctrl+u>anrufen<enter>").hides("Quelle angeben").keys("<esc>").hides("Quelle angeben");
    screen.keys("e<backspace>2<enter><tab><enter><enter>e<backspace>3<enter>").shows("Telefon geändert");
    screen.hides("Quelle angeben");
    // A region has no source of its own, its agreement has; a source needs none.
    let mut screen = Screen::new(DISTRICT, Lang::De, (80, 40));
    screen.keys("<enter>/kurzname<enter>eRR<enter>").shows("Kurzname geändert").hides("Quelle angeben");
    screen.keys("/unterzeichnet<enter>e<ctrl+u>2010<enter>").shows("laut welcher Quelle?");
    screen.keys("<tab><ctrl+u>Vertrag<enter><enter>");
    assert!(screen.dataset().contains("(signed: \"2010\", source: (url: \"Vertrag\", as_of: \"2026-11-23\", checked:"));
}

#[test]
fn a_value_that_is_saved_with_its_field_open_is_asked_about_after_the_save() {
    let mut screen = at_the_telephone(Lang::De, (80, 24));
    screen.keys("e<backspace>2<ctrl+s>").shows("koeln.ron gespeichert.").shows("laut welcher Quelle?");
    screen.keys("<tab><ctrl+u>Telefonat<ctrl+s>");
    assert!(screen.saved.as_deref().is_some_and(|text| text.contains("url: \"Telefonat\", as_of: \"2026-11-23\"")));
}

#[test]
fn a_contact_on_the_page_of_its_region_gets_its_source_too() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
    screen.keys("/aachen<enter><enter>/telefon<enter>e<backspace>1<enter>").shows("laut welcher Quelle?");
    screen.keys("<tab><ctrl+u>https://www.staedteregion-aachen.de/bildung<enter><enter>");
    screen.shows("Stand 2026-11-23 · geprüft").shows("Telefon: Quelle und Stand angegeben");
    assert!(screen.text().contains("0241 5198-4301"));
}

#[test]
fn the_question_stands_above_the_message_on_a_small_screen() {
    let mut screen = at_the_telephone(Lang::De, (40, 12));
    screen.keys("e<backspace>2<enter>").shows("laut welcher Quelle?").shows(" Büro › Kontakt › Telefon geändert");
    screen.keys("<tab>").sees_cursor_behind("Broschüre").keys("<enter>").sees_cursor_behind("2026-11-23");
}

#[test]
fn the_offer_waits_while_a_problem_is_told() {
    let mut screen = at_the_telephone(Lang::De, (80, 24));
    screen.keys("e<backspace>2<tab><f10>").shows("ist hier nicht belegt").keys("<esc>").shows("laut welcher Quelle?");
    // A source that speaks for others is offered below the page.
    screen.keys("<esc>/turnus<enter>ejährlich<enter>").shows("Tab Quelle angeben");
    screen.app.show_error("Die Datei wurde von anderen geändert");
    screen.shows("Die Datei wurde von anderen geändert").hides("Quelle angeben");
    screen.keys("j").shows("Tab Quelle angeben").keys("j").hides("Quelle angeben");
}

/// The words of the page, however its lines break; it begins at this cell.
fn words(screen: &Screen, left: usize) -> String {
    let page = screen.text().lines().map(|line| line.chars().skip(left).collect::<String>()).collect::<Vec<_>>();
    page.join(" ").replace(['│', '+'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_day_in_the_future_is_told_of_while_it_is_typed_and_when_it_is_taken() {
    for (lang, told, taken) in [
        (Lang::De, "Dieses Datum liegt in der Zukunft: 2031-05.", "Quelle und Stand angegeben."),
        (Lang::En, "This date is in the future: 2031-05.", "source and date given."),
    ] {
        let mut screen = at_the_telephone(lang, (80, 24));
        screen.keys("e<backspace>2<enter><tab><enter><ctrl+u>2026");
        assert!(!words(&screen, 28).contains(told.split(':').next().unwrap()), "{}", screen.text());
        screen.keys("<ctrl+u>5/2031");
        assert!(words(&screen, 28).contains(told), "{}", screen.text());
        screen.keys("<enter>").shows(taken);
        assert!(screen.app.message.as_ref().is_some_and(|message| message.text.contains(told)));
    }
}

#[test]
fn the_hint_of_the_offer_is_read_whole_on_a_small_terminal() {
    for (lang, hints) in [
        (
            Lang::De,
            [
                "woher (Tippen ersetzt), dann der Stand. Esc behält die bisherige.",
                "Enter übernimmt, Esc behält den bisherigen.",
            ],
        ),
        (
            Lang::En,
            [
                "where from (typing replaces), then its date. Esc keeps the current one.",
                "Enter applies, Esc keeps the current one.",
            ],
        ),
    ] {
        let mut screen = at_the_telephone(lang, (40, 12));
        screen.keys("e<backspace>2<enter><tab>");
        assert!(words(&screen, 0).contains(hints[0]), "{}", screen.text());
        screen.keys("<enter>");
        assert!(words(&screen, 0).contains(hints[1]), "{}", screen.text());
    }
}

#[test]
fn one_key_says_that_a_statement_is_still_true_today() {
    for (lang, told, undone) in [
        (Lang::De, "Büro: stimmt noch, geprüft 2026-11-23", "Rückgängig gemacht: Büro: stimmt noch"),
        (Lang::En, "Büro: still true, checked 2026-11-23", "Undone: Büro: still true"),
    ] {
        let mut screen = at_the_telephone(lang, (80, 24));
        screen.keys("t").shows(told).shows("[+1]");
        let checked = DISTRICT.replace("2026-11-22", "2026-11-23");
        assert_eq!(screen.dataset(), checked);
        // The cursor stays, and a second key finds nothing left to do.
        screen.keys("e").sees_cursor_behind("02421 22-1").keys("<esc>t");
        screen.shows(if lang == Lang::De { "Büro: heute bereits geprüft" } else { "Büro: already checked today" });
        screen.keys("u").shows(undone);
        assert_eq!(screen.dataset(), DISTRICT);
        screen.keys("<ctrl+r>");
        assert_eq!(screen.dataset(), checked);
    }
}

#[test]
fn a_statement_shows_that_the_office_itself_confirmed_it() {
    let text = DISTRICT.replace("kind: Kreis", "kind: Kreis, caretaker: \"Buero@r.de\"");
    for (lang, shown) in [
        (Lang::De, "bestätigt von der Stelle selbst 2026-11-23"),
        (Lang::En, "confirmed by the office itself 2026-11-23"),
    ] {
        let mut screen = Screen::new(&text, lang, (120, 30));
        screen.app.workspace.settings.author = Some("Büro R <buero@r.de>".into());
        screen.keys("2<enter>").hides(shown).keys("t").shows(shown);
        let confirmed = "checked: \"2026-11-23\", confirmed: \"2026-11-23\"";
        assert!(screen.dataset().contains(confirmed), "{}", screen.dataset());
        // An own source of a changed number is theirs, too.
        screen
            .keys(if lang == Lang::De { "/telefon<enter>" } else { "/phone<enter>" })
            .keys("e<backspace>2<enter><enter>");
        assert_eq!(screen.dataset().matches(confirmed).count(), 2, "{}", screen.dataset());
        // Whoever changes it later and is somebody else does not speak for them.
        screen.app.workspace.settings.author = Some("Meier".into());
        screen.app.workspace.settings.today = Date::parse("2026-11-24").unwrap();
        screen.keys("e<backspace>3<enter><enter>");
        assert_eq!(screen.dataset().matches(confirmed).count(), 1, "{}", screen.dataset());
    }
}

#[test]
fn what_is_confirmed_is_the_innermost_record_with_a_source_from_wherever_it_is_seen() {
    for (keys, before, after) in [
        // In the pane and on the first row of its page, the record itself.
        ("2t", "checked: \"2026-11-22\"", "checked: \"2026-11-23\""),
        ("2<enter>t", "checked: \"2026-11-22\"", "checked: \"2026-11-23\""),
        // The source, and a part of it.
        ("2<enter>/quelle<enter>t", "checked: \"2026-11-22\"", "checked: \"2026-11-23\""),
        ("2<enter>/quelle<enter><enter>/stand<enter>t", "checked: \"2026-11-22\"", "checked: \"2026-11-23\""),
        // The telephone of the office on the page of its region.
        ("1<enter>/telefon<enter>t", "checked: \"2026-11-22\"", "checked: \"2026-11-23\""),
        ("1<enter>/unterzeichnet<enter>t", "as_of: \"2009\"", "as_of: \"2009\", checked: \"2026-11-23\""),
    ] {
        let mut screen = Screen::new(DISTRICT, Lang::De, (80, 24));
        screen.keys(keys);
        assert_eq!(screen.dataset(), DISTRICT.replace(before, after), "{keys}");
    }
}

#[test]
fn a_statement_without_a_source_gets_one_with_the_next_key() {
    let without = DISTRICT.replace("        source: (url: \"Broschüre\", as_of: \"2013\", dating: \"2013–2014\", checked: \"2026-11-22\", certainty: High),\n", "");
    for keys in ["2t", "2<enter>/telefon<enter>t", "2<enter>/telefon<enter>tt"] {
        let mut screen = Screen::new(&without, Lang::De, (80, 24));
        screen.keys(keys).shows("noch keine Quelle angegeben").shows("Tab Quelle angeben").hides("[+");
        screen.keys("<tab>Anruf<enter><enter>").shows("Quelle und Stand angegeben");
        let given = ["url: \"Anruf\",", "as_of: \"2026-11-23\",", "checked: \"2026-11-23\""];
        assert!(given.iter().all(|line| screen.dataset().contains(line)), "{}", screen.dataset());
        screen.keys("u").shows("Rückgängig gemacht: Büro").shows("Quelle und Stand angegeben");
        assert_eq!(screen.dataset(), without, "{keys}");
    }
    // What was done before is a step of its own.
    let mut screen = Screen::new(&without, Lang::De, (80, 24));
    screen.keys("2<enter>/telefon<enter>e<backspace>2<enter><esc>t<tab>Anruf<enter><enter>u");
    assert_eq!(screen.dataset(), without.replace("02421 22-1", "02421 22-2"));
}

#[test]
fn what_cannot_be_confirmed_says_why() {
    let mut screen = Screen::new(DISTRICT, Lang::De, (80, 24));
    screen.keys("1t").shows("Zu dieser Angabe gehört keine Quelle.").keys("<enter>/kurzname<enter>t");
    screen.shows("Zu dieser Angabe gehört keine Quelle.");
    let mut screen = Screen::new(DISTRICT, Lang::En, (80, 24));
    screen.keys("1t").shows("This statement has no source.");
    screen.app.workspace.file.read_only = Some("read only".into());
    screen.keys("2t").shows("Read-only: cannot edit.");
    assert_eq!(screen.dataset(), DISTRICT);
}

#[test]
fn the_certainty_of_the_former_source_does_not_stand_beside_a_new_one() {
    for (lang, rhythm, typed, is_kept) in [
        (Lang::De, "turnus", "<ctrl+u>Telefonat", false),
        (Lang::En, "frequency", "<ctrl+u>Telefonat", false),
        (Lang::De, "turnus", "", true),
    ] {
        let mut screen = Screen::new(DISTRICT, lang, (80, 40));
        screen.keys("2<enter>/").keys(rhythm).keys("<enter>eJährlich<enter><tab>").keys(typed).keys("<enter><enter>");
        let text = screen.dataset();
        assert!(text.contains("checked: \"2026-11-23\""), "{text}");
        assert_eq!(text.contains("certainty: High"), is_kept, "{text}");
        screen.keys("u");
        assert_eq!(screen.dataset(), DISTRICT);
    }
}

#[test]
fn a_value_with_its_source_is_one_change_and_each_of_two_values_another() {
    for lang in [Lang::De, Lang::En] {
        let mut screen = at_the_telephone(lang, (80, 24));
        screen.keys("e<backspace>2<enter>").shows("[+1]").keys("<enter>").shows("[+1]");
        screen.keys("q").shows(if lang == Lang::De { "1 ungespeicherte" } else { "1 unsaved" }).keys("<esc>");
        screen.keys("jje<backspace>x<enter><enter>").shows("[+2]");
        // A source that was only confirmed is a change of its own.
        let mut screen = at_the_telephone(lang, (80, 24));
        screen.keys("t").shows("[+1]").keys("e<backspace>2<enter><enter>").shows("[+2]");
    }
}

#[test]
fn the_window_of_changes_shows_a_value_with_its_source_on_one_row_and_restores_both() {
    for (lang, value, source) in [
        (Lang::De, "› Telefon: 02421 22-1 → 02421 22-2", " · Telefon laut"),
        (Lang::En, "› Phone: 02421 22-1 → 02421 22-2", " · Phone from"),
    ] {
        for size in [(120, 40), (80, 24), (40, 12)] {
            let mut screen = at_the_telephone(lang, size);
            screen.keys("e<backspace>2<enter><enter>").shows("[+1]").keys("c");
            if size.0 > 100 {
                screen.shows(value).shows(source);
            }
            // One row: what is below it does not exist.
            screen.keys("<down>x").hides("[+");
            assert_eq!(screen.dataset(), DISTRICT);
            screen.keys("<esc>u").shows("[+1]").keys("u").hides("[+");
        }
        // Another value of the record stays.
        let mut screen = at_the_telephone(lang, (120, 40));
        screen.keys("e<backspace>2<enter><enter>jje<backspace>x<enter><enter>").shows("[+2]").keys("cx").shows("[+1]");
    }
}

#[test]
fn saving_goes_on_from_the_question_about_the_source_and_leaves_it_as_it_was() {
    for lang in [Lang::De, Lang::En] {
        let question = if lang == Lang::De { "laut welcher Quelle?" } else { "from which source?" };
        let mut screen = at_the_telephone(lang, (80, 24));
        screen.keys("e<backspace>2<enter>").shows(question).keys("<ctrl+s>").hides(question);
        let saved = screen.saved.take().expect("a save");
        assert!(saved.contains("02421 22-2") && !saved.contains("phone_source"), "{saved}");
    }
}

#[test]
fn what_cannot_be_right_is_not_confirmed_by_any_key() {
    let wrong = DISTRICT.replace("02421 22-1", "zweiundzwanzig");
    for (lang, refused) in [(Lang::De, "Nicht bestätigt: "), (Lang::En, "Not confirmed: ")] {
        let mut screen = Screen::new(&wrong, lang, (100, 30));
        screen.keys(if lang == Lang::De { "2<enter>/telefon<enter>t" } else { "2<enter>/phone<enter>t" });
        screen.shows(refused).shows("zweiundzwanzig");
        // Its neighbour is right; the body as a whole is not, in a pane or among marked ones.
        screen.keys("jt").hides(refused).keys("u2t").shows(refused).keys("<space>t").shows(refused);
        screen.keys("-V/zweiundzwanzig<enter>t").shows(refused);
        assert_eq!(screen.dataset(), wrong);
    }
}
