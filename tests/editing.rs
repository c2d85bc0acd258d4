//! Editing on the screen: what is typed, what is refused, what changes in the file and what does
//! not.

mod support;

use std::path::PathBuf;

use bildungsnetz::app::{EditorProblem, Effect, Event, Keep};
use bildungsnetz::document::{Address, Edit};
use bildungsnetz::key::InputProblem;
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::texts::Lang;
use support::{Screen, diff};

/// The page of Aachen's office with the cursor on its telephone.
fn at_the_telephone() -> Screen {
    let mut screen = Screen::shipped();
    screen.keys("/aachen<enter><enter>/telefon<enter>");
    screen
}

#[test]
fn correcting_a_telephone_number_changes_one_line() {
    let mut screen = at_the_telephone();
    screen.keys("e<ctrl+u>0241 5198-4301<enter>").shows("Telefon geändert").shows("koeln.ron [+1]");
    screen.keys("<ctrl+s>").shows("koeln.ron gespeichert.").shows("koeln.ron ");
    assert_eq!(
        diff(SHIPPED, &screen.dataset()),
        ["-                phone: \"0241 5198-4300\",", "+                phone: \"0241 5198-4301\","]
    );
}

#[test]
fn undo_and_redo_name_their_step_and_restore_every_byte() {
    let mut screen = at_the_telephone();
    screen.keys("e<ctrl+u>110<enter>u").shows("Rückgängig gemacht: Bildungsbüro (A 43) › Kontakt › Telefon geändert");
    assert_eq!(screen.dataset(), SHIPPED);
    screen.hides("[+1]").keys("<ctrl+r>").shows("Wiederholt").shows("[+1]");
    screen.keys("uuu").shows("nichts rückgängig zu machen");
}

#[test]
fn typing_the_old_value_back_leaves_nothing_unsaved() {
    let mut screen = at_the_telephone();
    screen.keys("e<ctrl+u>1234<enter>").shows("[+1]").keys("e<ctrl+u>0241 5198-4300<enter>").hides("[+1]");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn escape_gives_the_old_value_back() {
    let mut screen = at_the_telephone();
    screen.keys("e<ctrl+u>999<esc>").shows("0241 5198-4300").hides("[+");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn wrong_input_is_refused_at_the_field_with_the_reason() {
    let mut screen = at_the_telephone();
    screen.keys("e<ctrl+u>anrufen<enter>").shows("Eine Telefonnummer besteht");
    screen.keys("<esc>/e-mail<enter>e<ctrl+u>x<enter>").shows("Das ist keine E-Mail-Adresse");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn what_would_break_a_rule_between_records_is_refused_at_the_field_as_an_import_refuses_it() {
    const TWO: &str = r#"#![enable(implicit_some)]
Directory(
    regions: [
        (id: "a", name: "Aachen", kind: Kreis, ags: "05354"),
        (id: "b", name: "Bonn", kind: KreisfreieStadt, ags: "05314"),
    ],
    bodies: [
        (id: "rat", level: Lenkungskreis, name: "Rat", regions: ["a"], parent: "ak"),
        (id: "ak", level: Arbeitskreis, name: "AK", regions: ["a"], parent: None),
    ],
)
"#;
    for (lang, keys, said) in [
        (Lang::De, "2/ak<enter><enter>/übergeordnet<enter>erat<enter>", "Das führt im Kreis: ak → rat → ak. Bitte"),
        (Lang::En, "2/ak<enter><enter>/parent<enter>erat<enter>", "This leads in a circle: ak → rat → ak. Please"),
        (Lang::De, "1/bonn<enter><enter>/ags<enter>e<ctrl+u>05354<enter>", "regions/a"),
    ] {
        let mut screen = Screen::new(TWO, lang, (120, 40));
        screen.keys(keys).shows(said).hides("[+1]");
        screen.keys("<esc>").hides(said).keys("u");
        assert_eq!(screen.dataset(), TWO, "{keys}");
    }
    // What a record breaks already does not stand in the way of other changes.
    let looped = TWO.replace("parent: None", "parent: \"rat\"");
    let mut screen = Screen::new(&looped, Lang::De, (120, 40));
    screen.keys("2/ak<enter><enter>/name<enter>e<ctrl+u>AK Neu<enter>").shows("[+1]");
    // In the editor of a whole record neither, but for what it breaks anew.
    let mut screen = Screen::new(TWO, Lang::De, (120, 40));
    screen.keys("2/ak<enter><enter>E");
    let address = Address::parse(&SCHEMA, "bodies/ak").unwrap();
    let text = "(id: \"ak\", level: Arbeitskreis, name: \"AK\", regions: [\"a\"], parent: \"ak\")".to_owned();
    screen.event(Event::Edited(address, Ok(text))).shows("Dieser Eintrag verweist auf sich selbst.").hides("[+1]");
}

#[test]
fn an_absent_field_is_written_where_it_belongs_and_emptying_it_takes_it_away() {
    let mut screen = Screen::shipped();
    screen.keys("/sieg<enter><enter>/telefon<enter>e02241 13-0<enter>");
    assert_eq!(diff(SHIPPED, &screen.dataset()), ["+                phone: \"02241 13-0\","]);
    screen.keys("d").shows("Telefon geleert");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn a_choice_is_picked_from_a_list() {
    let mut screen = Screen::shipped();
    screen.keys("2<enter>/ebene<enter>e").shows("▌ Bildungskonferenz").keys("<down><enter>").shows("Ebene geändert");
    assert_eq!(diff(SHIPPED, &screen.dataset()).len(), 2);
    assert!(diff(SHIPPED, &screen.dataset())[1].contains("level: Lenkungskreis"));
}

#[test]
fn a_reference_is_picked_by_name() {
    let mut screen = Screen::shipped();
    screen.keys("2<enter>/regionen<enter>e").shows("▌ Kreis Düren").keys("koln").shows("▌ Stadt Köln").keys("<enter>");
    assert!(diff(SHIPPED, &screen.dataset())[1].contains("regions: [\"koeln\"]"));
}

#[test]
fn a_reference_is_picked_by_what_tells_records_apart() {
    let mut screen = Screen::shipped();
    screen.resize(100, 30).keys("2/arbeitskreise aus<enter><enter>/übergeordnet<enter>e");
    screen.keys("lenk").shows("▌ Lenkungskreis · Düren").shows("  Lenkungskreis · Bonn");
    // The one that is called otherwise needs no region, and begins with another word.
    screen.keys("<up><ctrl+u>lenk rhein-sieg").shows("▌ Regionaler Lenkungskreis");
    screen.keys("<ctrl+u>DUEREN lenk").shows("▌ Lenkungskreis · Düren").hides("Lenkungskreis · Bonn");
    screen.keys("<enter>").shows("Übergeordnet     Lenkungskreis");
    assert_eq!(diff(SHIPPED, &screen.dataset()), ["+            parent: \"dueren-lenkungskreis\","]);
    screen.keys("e<ctrl+u>nirgends").shows("Keine Treffer.").keys("<enter>").shows("Keine Treffer.");
}

#[test]
fn what_begins_with_what_is_typed_comes_before_what_contains_it() {
    let mut screen = Screen::shipped();
    // Bildungskonferenz contains an f and is declared first.
    screen.keys("2<enter>/ebene<enter>ef").shows("▌ Fachforum").shows("  Bildungskonferenz");
    screen.keys("<ctrl+u>gremium").shows("▌ Weiteres Gremium").keys("<esc>");
    // On a page, too: Handlungsfelder contain "feld", and stand above.
    screen.keys("3/mint<enter><enter>/name<enter>").shows("Name ");
}

#[test]
fn dates_of_any_exactness_are_taken_as_people_write_them() {
    for (typed, stored) in [("2011", "\"2011\""), ("6/2011", "\"2011-06\""), ("22.6.2011", "\"2011-06-22\"")] {
        let mut screen = Screen::shipped();
        screen.keys(&format!("<enter>/unterzeichnet<enter>e<ctrl+u>{typed}<enter>"));
        let changed = diff(SHIPPED, &screen.dataset());
        assert!(changed[1].contains(&format!("signed: {stored}")), "{typed}: {changed:?}");
    }
    Screen::shipped().keys("<enter>/unterzeichnet<enter>e<ctrl+u>31.2.2011<enter>").shows("Einen 31. hat dieser Monat");
}

#[test]
fn list_items_are_added_moved_and_removed() {
    let mut screen = Screen::shipped();
    screen.keys("3/inklusion<enter><enter>/auch bekannt<enter>").shows("Gemeinsames Lernen");
    screen.keys("a<enter>Inklusive Schule<enter>").shows("Inklusive Schule");
    let added = screen.dataset();
    assert!(added.contains(
        "synonyms: [\"Gemeinsames Lernen\", \"Inklusive Schule\", \"Inklusionskoordination\", \"inclusion\"]"
    ));
    screen.keys("K");
    assert!(
        screen
            .dataset()
            .contains("[\"Inklusive Schule\", \"Gemeinsames Lernen\", \"Inklusionskoordination\", \"inclusion\"]")
    );
    screen.keys("d");
    assert!(screen.dataset().contains("[\"Gemeinsames Lernen\", \"Inklusionskoordination\", \"inclusion\"]"));
    screen.keys("uuu");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn text_of_several_lines_keeps_its_line_breaks() {
    let mut screen = Screen::shipped();
    screen.keys("<enter>/anmerkung<enter>e<ctrl+u>eins<ctrl+j>zwei<enter>");
    assert!(screen.dataset().contains("eins\\nzwei"), "{:?}", diff(SHIPPED, &screen.dataset()));
    screen.shows("eins").shows("zwei");
}

#[test]
fn a_new_body_is_asked_for_what_it_must_have_and_only_then_made() {
    let mut screen = Screen::shipped();
    screen.keys("2a<end><enter>Arbeitskreis Ganztag<enter>").shows("Neu: Gremium").shows("Lenkungskreis");
    assert_eq!(screen.dataset(), SHIPPED);
    screen.keys("arbeits<enter>").shows("Düren › Arbeitskreis Ganztag");
    let text = screen.dataset();
    assert!(text.contains("id: \"dueren-arbeitskreis-ganztag\",\n            level: Arbeitskreis,"), "{text}");
    screen.keys("u");
    assert_eq!(screen.dataset(), SHIPPED);
    screen.keys("2a<end><enter>X<enter><esc>");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn saving_takes_the_open_field_first() {
    let mut screen = at_the_telephone();
    screen.keys("e<ctrl+u>110<ctrl+s>").shows(" gespeichert");
    assert!(screen.saved.as_deref().is_some_and(|text| text.contains("phone: \"110\"")));
}

#[test]
fn tab_leaves_untouched_what_nobody_touched() {
    let mut screen = Screen::shipped();
    screen.keys("2/rhein-sieg lenk<enter><enter>e");
    for _ in 0..20 {
        screen.keys("<tab>");
    }
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn a_record_with_an_id_that_stands_twice_is_left_alone() {
    let text = "#![enable(implicit_some)]\n(regions: [(id: \"a\", name: \"EINS\"), (id: \"a\", name: \"ZWEI\")])";
    let mut screen = Screen::new(text, bildungsnetz::texts::Lang::De, (80, 24));
    for keys in ["je", "d", "D", "E"] {
        screen.keys(keys).keys("<esc>");
        assert_eq!(screen.dataset(), text, "{keys}");
    }
    screen.keys("1jd").shows("kommt mehrfach vor");
}

#[test]
fn a_dropped_deletion_comes_back_to_its_place() {
    let mut screen = Screen::shipped();
    screen.keys("3/mint<enter>d<up><enter><esc>").shows("[+1]").keys("c").shows("MINT: gelöscht").keys("x");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn several_edits_are_one_step_kept_and_indexed_once_or_none_at_all() {
    let mut screen = Screen::shipped();
    let at = |address: &str| Address::parse(&SCHEMA, address).unwrap();
    let phone = |body: &str| Edit::Set { address: at(&format!("bodies/{body}/contact/phone")), value: "\"1\"".into() };
    let edits = ["aachen-bildungsbuero", "dueren-bildungsbuero"].map(phone);
    let revision = screen.app.workspace.index.revision();
    assert!(screen.app.apply(&edits, "Zwei Nummern".into()).is_some());
    assert_eq!(screen.app.workspace.index.revision(), revision + 1);
    assert_eq!(screen.dataset().matches("phone: \"1\"").count(), 2);
    screen.keys("j").shows("[+2]");
    assert!(matches!(&screen.kept[..], [Keep::Step(name, _, changes)] if name == "Zwei Nummern" && changes.len() == 2));
    screen.keys("u").shows("Rückgängig gemacht: Zwei Nummern");
    assert_eq!(screen.dataset(), SHIPPED);

    screen.kept.clear();
    let refused = [phone("aachen-bildungsbuero"), phone("gibt-es-nicht")];
    assert!(screen.app.apply(&refused, "Zwei Nummern".into()).is_none());
    assert!(screen.app.message.as_ref().is_some_and(|message| message.text.contains("gibt-es-nicht")));
    screen.keys("j");
    assert_eq!((screen.dataset().as_str(), &screen.kept[..]), (SHIPPED, &[][..]));
}

#[test]
fn an_id_changed_in_the_editor_carries_its_references() {
    let mut screen = Screen::shipped();
    screen.keys("3/mint<enter>E");
    let Some(Effect::EditExternally(address, text)) = screen.effects.pop() else { panic!("no editor") };
    screen.event(Event::Edited(address, Ok(text.replace("id: \"mint\"", "id: \"technik\""))));
    assert_eq!(screen.dataset().matches("action_field: \"technik\"").count(), 16);
    screen.keys("u");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn a_renaming_lists_the_references_it_carried_and_is_dropped_with_them() {
    for (lang, find, told, carried) in [
        (Lang::De, "kennung", "Kennung: demokratie → teilhabe", "  5 Verweise angepasst"),
        (Lang::En, "identifier", "Identifier: demokratie → teilhabe", "  5 references updated"),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (100, 30));
        screen
            .keys(&format!("3/demokratie<enter><enter>/{find}<enter>e<ctrl+u>teilhabe<enter>"))
            .shows("[+1]")
            .keys("c");
        screen.shows(told).shows(carried).shows("    Demokratie · Heinsberg › ");
        // From the row of a reference one goes there, or drops the renaming it belongs to.
        screen.keys("<down>x").hides(carried);
        assert_eq!(screen.dataset(), SHIPPED);
        screen.keys("uc<down><enter>").shows("Engagement › Demokratie");
    }
}

#[test]
fn a_new_item_stands_below_the_one_it_follows_and_under_the_cursor() {
    let mut screen = Screen::shipped();
    screen
        .keys("3/inklusion<enter><enter>/gemeinsames<enter>a<enter>Teilhabe")
        .shows("Gemeinsames Lernen")
        .shows("Teilhabe");
    screen.keys("<enter>d");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn a_member_is_added_with_its_first_field_open() {
    let mut screen = Screen::shipped();
    screen.keys("2/köln lenk<enter><enter>/mitglieder<enter>a<enter>").keys("Land<enter>");
    assert!(screen.dataset().contains("(institution: \"Land\")"), "{:?}", diff(SHIPPED, &screen.dataset()));
}

#[test]
fn on_a_regions_page_keys_act_on_what_the_row_stands_for() {
    let mut screen = Screen::shipped();
    screen.keys("<enter>/heimbach<enter>d").shows("Löschen? Heimbach").keys("<esc>");
    screen.keys("/auf der seite nichts<enter>");
    screen.keys("/digitalen welt<enter>d").shows("Löschen? Digitales · Düren");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn duplicating_takes_the_record_as_the_start_of_a_new_one() {
    let mut screen = Screen::shipped();
    screen.keys("3/inklusion<enter>D").shows("Kopie von Inklusion angelegt").keys("<esc>");
    assert!(screen.dataset().contains("id: \"inklusion-2\""));
    screen.keys("u");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn a_duplicate_lacks_the_keys_that_only_one_record_may_have() {
    for (lang, told) in
        [(Lang::De, "Kopie von Kreis Düren angelegt, ohne AGS, NUTS 3"), (Lang::En, "without AGS, NUTS 3")]
    {
        let mut screen = Screen::new(SHIPPED, lang, (100, 30));
        screen.keys("1/düren<enter>D").shows(told).keys("<esc>");
        let copied = screen.dataset();
        assert_eq!(copied.matches("ags: \"05358\",").count(), 1, "{told}");
        assert!(copied.contains("id: \"dueren-2\""));
        screen.keys("u");
        assert_eq!(screen.dataset(), SHIPPED);
    }
}

#[test]
fn deleting_first_shows_what_refers_to_it_and_needs_another_key() {
    let mut screen = Screen::shipped();
    screen.keys("1d").shows("können ohne ihn nicht bestehen:").shows("Kommune: ").keys("<enter>").hides("bestehen");
    assert_eq!(screen.dataset(), SHIPPED);
    screen.keys("d<up><enter>").shows("Kreis Düren gelöscht; ").shows("Verweise gehen ins Leere (p zeigt sie)");
    assert!(!screen.dataset().contains("ags: \"05358\",") && screen.dataset().contains("regions: [\"dueren\"]"));
    screen.keys("u").shows("Kreis Düren");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn what_nothing_refers_to_is_deleted_by_two_keys() {
    for (lang, level, title, told) in
        [(Lang::De, "arbeits", "Löschen? AK", "AK gelöscht"), (Lang::En, "working", "Delete AK?", "AK deleted")]
    {
        let mut screen = Screen::new(SHIPPED, lang, (80, 24));
        screen.keys(&format!("2a<end><enter>AK<enter>{level}<enter>2d")).shows(title).keys("<enter>").shows(told);
        assert_eq!(screen.dataset(), SHIPPED);
    }
}

const REFERRED: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [(id: "mint", name: "MINT")],
    regions: [(id: "a", name: "Kreis A", kind: Kreis)],
    bodies: [
        (id: "rat", level: Lenkungskreis, name: "Rat", regions: ["a"]),
        (id: "ak", level: Arbeitskreis, name: "AK", regions: ["a"], action_fields: ["mint"], parent: "rat"),
    ],
    meetings: [(id: "m", body: "rat", title: "Auftakt")],
    recommendations: [(id: "r", action_field: "mint", text: "Labore")],
    decisions: [(id: "d", recommendations: ["r"], text: "So sei es")],
)
"#;

#[test]
fn references_go_with_the_record_as_one_step() {
    let mut screen = Screen::new(REFERRED, Lang::De, (100, 30));
    screen
        .keys("sSo sei es<enter>4/labore<enter>d")
        .hides("Löschen?")
        .shows("Punkt aus So sei es › Empfehlungen entfernt");
    screen.keys("uslabore<enter>d").shows("Löschen? Labore").shows("1 Eintrag verweist darauf:").shows("So sei es");
    screen.keys("<enter>").shows("Labore gelöscht, 1 Verweis entfernt");
    let text = screen.dataset();
    assert!(text.contains("decisions: [(id: \"d\", text: \"So sei es\")]") && !text.contains("Labore"), "{text}");
    screen.keys("u");
    assert_eq!(screen.dataset(), REFERRED);
}

#[test]
fn records_that_cannot_be_without_it_go_only_when_that_is_chosen() {
    for (lang, offer, told) in [
        (
            Lang::De,
            "Mit 1 Eintrag löschen, der ohne ihn nicht bestehen kann; 1 Verweis entfernen",
            "Rat gelöscht, mit 1 weiteren Eintrag, 1 Verweis entfernt",
        ),
        (
            Lang::En,
            "r  Really delete with 1 record that cannot exist without it; remove 1 reference",
            "Rat deleted, with 1 more record, 1 reference removed",
        ),
    ] {
        let mut screen = Screen::new(REFERRED, lang, (100, 30));
        screen.keys("2/rat<enter>d").shows(offer).shows("Auftakt").shows("AK").keys("<enter>").hides(offer);
        assert_eq!(screen.dataset(), REFERRED);
        screen.keys("d<up><up><enter>").shows(told).shows("[+3]");
        let text = screen.dataset();
        assert!(!text.contains("rat") && !text.contains("Auftakt") && text.contains("\"AK\""), "{text}");
        screen.keys("u");
        assert_eq!(screen.dataset(), REFERRED);
    }
}

#[test]
fn renaming_an_id_carries_its_references() {
    let mut screen = Screen::shipped();
    screen.keys("3/inklusion<enter><enter>/kennung<enter>e<ctrl+u>teilhabe<enter>");
    let text = screen.dataset();
    assert!(text.contains("id: \"teilhabe\"") && !text.contains("\"inklusion\""));
    assert_eq!(text.matches("action_field: \"teilhabe\"").count(), 8);
    screen.keys("u");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn changes_are_listed_in_plain_words_and_single_ones_dropped() {
    let mut screen = at_the_telephone();
    screen.keys("e<ctrl+u>110<enter>/e-mail<enter>e<ctrl+u>a@b.de<enter>c");
    screen
        .resize(120, 30)
        .shows("Telefon: 0241 5198-4300 → 110")
        .shows("bildungsbuero@staedteregion-aachen.de → a@b.de");
    screen.keys("x").hides("→ 110").shows("→ a@b.de").keys("<esc>").shows("[+1]");
    assert_eq!(diff(SHIPPED, &screen.dataset()).len(), 2);
}

#[test]
fn leaving_with_unsaved_changes_asks_and_the_key_that_asks_does_not_answer() {
    let mut screen = at_the_telephone();
    screen.keys("e<ctrl+u>110<enter>q").shows("1 ungespeicherte Änderung").shows("Weiterarbeiten");
    screen.keys("q").hides("Weiterarbeiten");
    assert!(screen.effects.is_empty());
    screen.keys("q<down><enter>");
    assert_eq!(screen.effects, [Effect::Quit]);
    assert!(screen.saved.as_deref().is_some_and(|text| text.contains("phone: \"110\"")));
}

#[test]
fn the_editor_gets_the_record_and_a_broken_answer_never_reaches_the_file() {
    let mut screen = Screen::shipped();
    screen.keys("3/inklusion<enter>E");
    let Some(Effect::EditExternally(address, text)) = screen.effects.pop() else { panic!("no editor") };
    assert!(text.starts_with("ActionField("));
    screen.event(Event::Edited(address.clone(), Ok(text.replace("\"inklusion\",", "oops"))));
    screen.shows("So lässt sich der Eintrag nicht lesen");
    assert_eq!(screen.dataset(), SHIPPED);
    screen.keys("<esc>").event(Event::Edited(address, Ok(text.replace("Inklusion\"", "Teilhabe\""))));
    screen.shows("Teilhabe");
    assert!(diff(SHIPPED, &screen.dataset()).len() >= 2);
}

/// The record of a field, as it was given to the editor.
fn in_the_editor(lang: Lang) -> (Screen, Address, String) {
    let mut screen = Screen::new(SHIPPED, lang, (80, 24));
    screen.keys("3/inklusion<enter>E");
    let Some(Effect::EditExternally(address, text)) = screen.effects.pop() else { panic!("no editor") };
    (screen, address, text)
}

#[test]
fn what_came_back_from_the_editor_and_is_no_record_goes_there_again_with_what_is_wrong() {
    for lang in [Lang::De, Lang::En] {
        let (mut screen, address, text) = in_the_editor(lang);
        let spoiled = text.replace("\"inklusion\",", "oops");
        screen.event(Event::Edited(address.clone(), Ok(spoiled.clone())));
        assert_eq!(screen.kept, [Keep::Draft(address.clone(), spoiled.clone())]);
        // Closed, brought back, or at once: it is the same text.
        for keys in ["<esc>u", "<down><enter>z", "<enter>"] {
            screen.keys(keys);
            let Some(Effect::EditExternally(_, again)) = screen.effects.pop() else { panic!("{keys}: no editor") };
            let (note, below) = again.split_once('\n').expect("a note");
            assert!(note.starts_with("//!! ") && below == spoiled, "{again}");
            assert!(matches!(screen.kept.last(), Some(Keep::Draft(_, kept)) if *kept == spoiled), "{keys}");
            screen.event(Event::Edited(address.clone(), Ok(again)));
            assert_eq!(screen.dataset(), SHIPPED);
        }
        screen.keys("<enter>").effects.clear();
        let corrected = format!("//!! oops\n{}\n", text.replace("Inklusion\"", "Teilhabe\""));
        screen.event(Event::Edited(address.clone(), Ok(corrected)));
        assert!(!screen.dataset().contains("//!!") && screen.dataset().contains("Teilhabe\""));
        assert_eq!(screen.kept.last(), Some(&Keep::DraftClosed(address)));
    }
}

#[test]
fn what_an_editor_wrote_before_it_failed_is_set_aside() {
    let (mut screen, address, text) = in_the_editor(Lang::De);
    let written = text.replace("Inklusion\"", "Teilhabe\"");
    let problem = EditorProblem::Failed { reason: "vi endete mit 1".into(), text: Some(written.clone()) };
    screen.event(Event::Edited(address.clone(), Err(problem)));
    screen.shows("vi endete mit 1").shows("Der Text bleibt erhalten: z öffnet ihn wieder.");
    assert_eq!(screen.dataset(), SHIPPED);
    assert_eq!(screen.kept.last(), Some(&Keep::Draft(address, written.clone())));
    screen.keys("z");
    assert!(matches!(screen.effects.pop(), Some(Effect::EditExternally(_, again)) if again == written));
}

#[test]
fn a_file_that_the_editor_left_is_read_or_edited_again() {
    for (lang, title) in [(Lang::De, "Der Editor und seine Datei"), (Lang::En, "The editor and its file")] {
        let (mut screen, address, text) = in_the_editor(lang);
        let path = PathBuf::from("/tmp/bildungsnetz-1.ron");
        let left = |reason: &str| Err(EditorProblem::FileLeft { reason: reason.into(), path: path.clone() });
        screen.event(Event::Edited(address.clone(), left("kam sofort ohne")));
        screen.shows(title).shows("kam sofort ohne").shows("/tmp/bildungsnetz-1.ron").keys("<enter>");
        assert_eq!(screen.effects.pop(), Some(Effect::ReadFile(address.clone(), path.clone())));
        screen.event(Event::Edited(address.clone(), Ok(format!("{text}\n")))).shows(title).keys("<down><enter>");
        assert_eq!(screen.effects.pop(), Some(Effect::EditFile(address.clone(), path.clone())));
        screen.event(Event::Edited(address, Ok(text.replace("Inklusion\"", "Teilhabe\"")))).hides(title);
        assert!(screen.dataset().contains("Teilhabe\""));
    }
}

#[test]
fn what_the_editor_brings_for_a_record_that_is_gone_is_asked_about() {
    let (mut screen, address, text) = in_the_editor(Lang::De);
    let gone = Address { id: "weg".into(), ..address };
    screen.event(Event::Edited(gone.clone(), Ok(text.clone()))).shows("Wohin mit dem Text?");
    assert_eq!(screen.kept, [Keep::Draft(gone, text.trim_end().to_owned())]);
}

#[test]
fn pasting_is_one_step_without_control_characters() {
    let mut screen = at_the_telephone();
    screen.keys("e<ctrl+u>").event(Event::Paste("0241\x1b 12\n".into())).shows("Eingefügt ohne Steuerzeichen");
    screen.keys("<enter><enter>").shows("0241 12");
}

#[test]
fn what_did_not_arrive_whole_is_told() {
    let told = |screen: &mut Screen, problem: InputProblem| screen.event(Event::InputProblem(problem)).text();
    let mut screen = at_the_telephone();
    screen.keys("e<ctrl+u>D");
    assert!(told(&mut screen, InputProblem::NotUtf8).contains("Das Terminal sendet kein UTF-8"));
    screen.keys("ren").shows("kein UTF-8").shows("Dren").keys("<left>").hides("kein UTF-8");
    screen.event(Event::Paste("0241".into()));
    assert!(
        told(&mut screen, InputProblem::PasteUnended).contains("Das Ende des eingefügten Textes ist nicht angekommen")
    );
    screen.keys("x").hides("Ende des eingefügten Textes");
    assert!(told(&mut screen, InputProblem::PasteUnended).contains("Ende des eingefügten Textes"));
    screen.event(Event::Paste(" 7".into())).hides("Ende des eingefügten Textes");
    assert!(told(&mut screen, InputProblem::PasteTooLong).contains("höchstens 8 MiB"));
}

#[test]
fn a_dataset_opened_for_reading_refuses_every_change_with_the_reason() {
    let mut screen = at_the_telephone();
    screen.app.workspace.file.read_only = Some("die Datei ist schreibgeschützt".into());
    for key in ["e", "d", "a", "D", "E"] {
        screen.keys(key).shows("Schreibgeschützt: Änderungen sind nicht möglich.");
    }
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn a_meeting_a_measure_and_a_recommendation_are_added_where_they_belong() {
    let mut screen = Screen::shipped();
    screen.keys("2<enter>G<up>/+ sitzung<enter><enter>").shows("Neu: Sitzung").keys("Auftakt 2027<enter>");
    assert!(screen.dataset().contains("body: \"dueren-bildungskonferenz\""), "{:?}", diff(SHIPPED, &screen.dataset()));
    let mut screen = Screen::shipped();
    screen.keys("1<enter>/+ maßnahme<enter><enter>Lesetage<enter>").shows("Lesetage");
    let text = screen.dataset();
    assert!(text.contains("id: \"dueren-lesetage\"") && text.contains("title: \"Lesetage\""), "{text}");
    screen.keys("u");
    assert_eq!(screen.dataset(), SHIPPED);
    let mut screen = Screen::shipped();
    screen
        .keys("3/inklusion<enter><enter>/+ empfehlung<enter><enter>Mehr Fortbildung<enter>")
        .shows("Mehr Fortbildung");
    assert!(screen.dataset().contains("action_field: \"inklusion\""));
}

#[test]
fn a_body_that_the_region_has_already_is_added_with_a_warning() {
    let mut screen = Screen::shipped();
    screen.keys("2a<end><enter>Runder Tisch<enter>Arbeitskreis<enter>").shows("angelegt").hides("Derselbe Name");
    screen
        .keys("2a<end><enter>Runder Tisch<enter>Arbeitskreis<enter>")
        .shows("angelegt. Derselbe Name auf derselben Ebene");
    screen.keys("2a<end><enter>Runder Tisch<enter>Fachforum<enter>").shows("angelegt").hides("Derselbe Name");
}

#[test]
fn of_a_text_taller_than_its_place_one_sees_where_one_types() {
    for (lang, find, size) in [
        (Lang::De, "anmerkung", (40, 12)),
        (Lang::En, "note", (40, 12)),
        (Lang::De, "anmerkung", (60, 16)),
        (Lang::En, "note", (80, 24)),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, size);
        screen.keys(&format!("/aachen<enter><enter>/{find}<enter>e"));
        screen.event(Event::Paste("Wort ".repeat(130))).keys("XYZ");
        screen.sees_cursor_behind("XYZ");
        screen.keys("<ctrl+a>abc");
        screen.sees_cursor_behind("abc");
        screen.keys(&"<right>".repeat(300)).keys("mitte");
        screen.sees_cursor_behind("mitte");
        for (width, height) in [(40, 12), (80, 24), (60, 16), (120, 40), (40, 12)] {
            screen.resize(width, height);
            screen.sees_cursor_behind("mitte");
        }
    }
}

#[test]
fn a_long_text_in_a_window_is_seen_where_one_types() {
    for (lang, size) in [(Lang::De, (40, 12)), (Lang::En, (80, 24))] {
        let mut screen = Screen::new(SHIPPED, lang, size);
        screen.keys("2a<end><enter>").event(Event::Paste("Wort ".repeat(130))).keys("XYZ");
        screen.sees_cursor_behind("XYZ");
        screen.keys("<ctrl+a>abc");
        screen.sees_cursor_behind("abc");
    }
}

#[test]
fn what_was_typed_comes_back_after_escape() {
    for (lang, told, next) in [
        (Lang::De, "Nicht übernommen: 02421 22-1234 – u holt den Text zurück", "z Text zurück"),
        (Lang::En, "Not applied: 02421 22-1234 – u brings the text back", "z Text back"),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (80, 24));
        let find = if lang == Lang::De { "/telefon" } else { "/phone" };
        screen.keys(&format!("/aachen<enter><enter>{find}<enter>e<ctrl+u>02421 22-1234<esc>")).shows(told).hides("[+");
        screen.keys("u").sees_cursor_behind("02421 22-1234").keys("<esc><up>").shows(next);
        screen.keys("z").sees_cursor_behind("02421 22-1234").keys("<enter>").shows("[+1]").hides(next);
        assert!(screen.dataset().contains("phone: \"02421 22-1234\""));
    }
}

#[test]
fn an_arrow_key_that_comes_in_pieces_takes_nothing_away() {
    // Escape, then the rest of the sequence as keys of its own; or Escape before an arrow key.
    for keys in ["<esc>[A", "<esc><up>", "<esc>[Au"] {
        let mut screen = at_the_telephone();
        screen.keys("e<ctrl+u>02421 22-1234").keys(keys);
        if !keys.ends_with('u') {
            screen.keys("u");
        }
        screen.sees_cursor_behind("02421 22-1234");
    }
}

#[test]
fn undo_takes_the_last_step_back_when_that_came_after_a_closed_field() {
    let mut screen = at_the_telephone();
    screen.keys("e<ctrl+u>111<esc>e<ctrl+u>110<enter>u").shows("Rückgängig gemacht");
    assert_eq!(screen.dataset(), SHIPPED);
    screen.keys("z").sees_cursor_behind("111");
}

#[test]
fn of_several_closed_fields_one_chooses() {
    for (size, lang, title) in [((80, 24), Lang::De, "Eingegebener Text"), ((40, 12), Lang::En, "Typed text")] {
        let mut screen = Screen::new(SHIPPED, lang, size);
        screen.keys("/aachen<enter><enter>").keys(if lang == Lang::De { "/telefon" } else { "/phone" });
        screen.keys("<enter>e<ctrl+u>111<esc>e<ctrl+u>222<esc>z").shows(title).shows("111").shows("222");
        screen.keys("<down><enter>").sees_cursor_behind("111").keys("<enter>");
        assert!(screen.dataset().contains("phone: \"111\""));
    }
}

#[test]
fn a_record_that_was_being_made_goes_on_where_it_was() {
    let mut screen = Screen::shipped();
    screen.keys("2a<end><enter>Arbeitskreis Ganztag");
    assert!(matches!(screen.kept.last(), Some(Keep::Draft(_, text)) if text == "Arbeitskreis Ganztag"));
    screen.keys("<esc>").shows("Nicht übernommen: Arbeitskreis Ganztag").keys("u");
    screen.sees_cursor_behind("Arbeitskreis Ganztag").keys("<enter>arbeits<enter>");
    assert!(screen.dataset().contains("id: \"dueren-arbeitskreis-ganztag\""));
}

#[test]
fn a_command_called_from_a_field_sets_its_text_aside() {
    for command in ["ich möchte", "änderungen ansehen", "verzeichnis", "matrix"] {
        let mut screen = at_the_telephone();
        screen.keys("e<ctrl+u>0241 77<f1>").keys(command).keys("<enter>");
        assert!(screen.app.screens.directory.editor.is_none() || !screen.app.dialogs.is_empty(), "{command}");
        screen.keys("<esc><esc><esc>z").sees_cursor_behind("0241 77");
    }
}

#[test]
fn what_was_understood_is_shown_while_one_types() {
    let mut screen = Screen::shipped();
    screen.keys("/dueren<enter><enter>/unterzeichnet<enter>e<ctrl+u>2011/12").shows("2011/12 ist ein Schuljahr,");
    screen.keys("<ctrl+u>3.5.09").shows("Verstanden als").keys("<enter>").shows("2009-05-03");
    let mut screen = at_the_telephone();
    screen.keys("e<ctrl+u>5198-4301").shows("Die Vorwahl fehlt.");
}

#[test]
fn digits_typed_after_a_doubtful_number_go_into_its_field_again() {
    for (lang, doubt) in [(Lang::De, "Die Vorwahl fehlt."), (Lang::En, "The area code is missing.")] {
        let mut screen = Screen::new(SHIPPED, lang, (120, 40));
        screen.keys("/aachen<enter><enter>/0241<enter>e<ctrl+u>13-4000").shows(doubt).keys("<enter>").shows(doubt);
        screen.keys("0").sees_cursor_behind(" 0").keys("2421 13-4000").sees_cursor_behind("02421 13-4000");
        screen.keys("<enter>").hides(doubt);
        assert!(screen.dataset().contains("phone: \"02421 13-4000\""), "{}", screen.text());
        // Any other key means what it means, and so do digits after it.
        screen.keys("e<ctrl+u>13-4000<enter><down>1").shows(if lang == Lang::De { "1 Regionen" } else { "1 Regions" });
        assert!(screen.app.screens.directory.editor.is_none());
    }
    // What is refused stays open, and the digits are typed into it.
    let mut screen = at_the_telephone();
    screen.keys("e<ctrl+u>13-x<enter>12").sees_cursor_behind("13-x12").hides("[+");
}

#[test]
fn no_key_is_promised_for_a_field_that_does_not_follow() {
    let mut screen = Screen::new(SHIPPED, Lang::De, (120, 40));
    screen.keys("/aachen<enter><enter>/telefon<enter>");
    screen.keys("e").shows("Tab Nächstes Feld");
    let steps = (0..40).take_while(|_| {
        screen.text().contains("Tab Nächstes Feld") && {
            screen.keys("<tab>");
            true
        }
    });
    assert!(steps.count() > 5);
    let text = screen.keys("<tab>").shows("kein weiteres Feld").text();
    assert!(screen.app.screens.directory.editor.is_some(), "{text}");
    screen.keys("<shift+tab>").shows("Tab Nächstes Feld");
}

#[test]
fn a_value_with_joined_emoji_is_edited_and_what_cannot_be_seen_goes() {
    let text = "#![enable(implicit_some)]\nDirectory(regions: [Region(id: \"a\", name: \"A\", kind: Kreis, seat: \"\u{1f469}\u{200d}\u{1f3eb} Lehrkraft\")])\n";
    let mut screen = Screen::new(text, Lang::De, (100, 30));
    screen.keys("l/sitz<enter>eX<enter>");
    assert_eq!(screen.dataset(), text.replace("Lehrkraft", "LehrkraftX"));
    let hidden = text.replace('\u{1f3eb}', "");
    let mut screen = Screen::new(&hidden, Lang::De, (100, 30));
    screen.keys("l/sitz<enter>eX<enter>").shows("ersetzt: U+200D");
    assert_eq!(screen.dataset(), hidden.replace('\u{200d}', "").replace("Lehrkraft", "LehrkraftX"));
}

/// The members of the steering committee, which has none yet.
fn at_the_members() -> Screen {
    let mut screen = Screen::shipped();
    screen.keys("2/köln lenk<enter><enter>/mitglieder<enter>");
    screen
}

#[test]
fn an_added_item_in_which_nothing_was_entered_is_taken_back_however_its_field_is_closed() {
    for closing in ["<esc>", "<enter><enter><enter><enter>", "<ctrl+c>", "<tab><esc>", "<tab><tab><esc>", "<ctrl+s>"] {
        let mut screen = at_the_members();
        screen.keys(&format!("a<enter>{closing}")).hides("[+");
        assert_eq!(screen.dataset(), SHIPPED, "{closing}");
        screen.keys("<ctrl+s>").hides("ungespeichert");
        assert_eq!(screen.saved, None, "{closing}");
        assert_eq!(screen.app.workspace.history.undo_name(), None, "{closing}");
        assert_eq!(screen.app.workspace.history.redo_name(), None, "{closing}");
    }
}

#[test]
fn an_item_in_which_something_was_entered_stays_when_a_later_field_is_closed() {
    let mut screen = at_the_members();
    screen.keys("a<enter>Land<tab><esc>").shows("[+1]");
    assert!(screen.dataset().contains("(institution: \"Land\")"), "{:?}", diff(SHIPPED, &screen.dataset()));
}

#[test]
fn a_text_typed_in_an_added_item_comes_back_with_the_item() {
    let mut screen = at_the_members();
    screen.keys("a<enter>").keys("zwei Stimmen").keys("<esc>").shows("u holt den Text zurück").hides("[+");
    assert_eq!(screen.dataset(), SHIPPED);
    screen.keys("u").shows("zwei Stimmen").keys("<enter>").shows("[+1]");
    assert!(screen.dataset().contains("zwei Stimmen"), "{:?}", diff(SHIPPED, &screen.dataset()));
}

#[test]
fn on_a_small_screen_what_is_typed_stays_below_its_label_and_what_unfolds_comes_into_view() {
    for lang in [Lang::De, Lang::En] {
        let (level, source) = if lang == Lang::De { ("Ebene", "Quelle") } else { ("Level", "Source") };
        let mut screen = Screen::new(SHIPPED, lang, (40, 12));
        screen.keys("2j<enter>/").keys(&level.to_lowercase()).keys("<enter>e").shows(level);
        for _ in 0..9 {
            screen.keys("<down>").shows(level).shows("▌ ");
        }
        screen.keys("<esc>/").keys(&source.to_lowercase()).keys("<enter><enter>");
        screen.shows("▾").shows(if lang == Lang::De { "belegt: " } else { "source of: " });
    }
}
