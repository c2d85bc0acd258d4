//! Adding on the screen: what is offered where, what is asked for, what is taken over, and that one
//! undo takes all of it back.

mod support;

use bildungsnetz::model::SHIPPED;
use bildungsnetz::texts::Lang;
use support::{Screen, diff};

const PROCESS: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [(id: "mint", name: "MINT"), (id: "kultur", name: "Kultur")],
    regions: [(id: "a", name: "Kreis A", kind: Kreis), (id: "b", name: "Stadt B", kind: KreisfreieStadt)],
    bodies: [
        (id: "konferenz", level: Bildungskonferenz, name: "Konferenz", regions: ["b"]),
        (id: "rat", level: Lenkungskreis, name: "Rat", regions: ["b"], members: [(group: Land)]),
    ],
    meetings: [
        (id: "k", body: "konferenz", number: 7, date: "2025-02-01", title: "Siebte"),
        (id: "r1", body: "rat", date: "2025-03-01", title: "Frühling"),
        (id: "r2", body: "rat", date: "2025-09-01", title: "Herbst"),
    ],
    recommendations: [(id: "e", meeting: "k", action_field: "mint", text: "Labore")],
)
"#;

fn process(lang: Lang) -> Screen {
    Screen::new(PROCESS, lang, (100, 30))
}

/// Returns what the window offers, line by line.
fn offered(screen: &Screen) -> Vec<String> {
    let text = screen.text();
    let inside = text.lines().skip_while(|line| !line.contains("─ Neu ─") && !line.contains("─ Add ─"));
    let rows = inside.skip(1).take_while(|line| !line.contains('╰'));
    rows.filter_map(|line| line.split('│').find(|part| part.trim().chars().nth(1) == Some(' ')))
        .map(|row| row.split_whitespace().skip(1).collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn what_can_be_added_is_offered_nearest_first() {
    for (keys, lang, wanted) in [
        (
            "2G<enter>",
            Lang::De,
            &["Mitglied in: Mitglieder", "Sitzung", "Untergeordnetes Gremium", "Beschluss", "Maßnahme"][..],
        ),
        (
            "2G<enter>/land nrw<enter>",
            Lang::De,
            &["Mitglied in: Mitglieder", "Sitzung", "Untergeordnetes Gremium", "Beschluss"],
        ),
        ("2G<enter>/stadt b<enter>", Lang::De, &["Region in: Regionen", "Mitglied in: Mitglieder", "Sitzung"]),
        (
            "2G<enter>/frühling<enter>",
            Lang::De,
            &["Sitzung", "Mitglied in: Mitglieder", "Untergeordnetes Gremium", "Beschluss"],
        ),
        ("1<enter>", Lang::De, &["Gremium", "Engagement", "Maßnahme", "Kommune"]),
        ("3<enter>", Lang::En, &["Engagement", "Recommendation", "Body", "Measure"]),
        ("ssiebte<enter>", Lang::En, &["Recommendation", "Decision"]),
    ] {
        let mut screen = process(lang);
        screen.keys(keys).keys("a");
        let found = offered(&screen);
        assert!(found.iter().zip(wanted).all(|(a, b)| a == b) && found.len() >= wanted.len(), "{keys}: {found:?}");
        screen.keys("<esc>");
        assert_eq!(screen.dataset(), PROCESS);
    }
}

#[test]
fn of_one_thing_nobody_is_asked() {
    let mut screen = process(Lang::De);
    screen.keys("slabore<enter>a").shows("Neu: Beschluss").keys("<esc>");
    assert_eq!(screen.dataset(), PROCESS);
}

#[test]
fn a_decision_asks_meeting_and_priority_and_a_measure_takes_over_region_and_field() {
    let mut screen = process(Lang::De);
    // The latest meeting of the steering committee is proposed.
    screen.keys("slabore<enter>aWerkstatt<enter>").shows("Neu: Beschluss").keys("<enter>").shows("Priorität");
    screen.keys("hoch<enter>").keys("a").shows("Neu: Maßnahme").keys("Werkstatt in B<enter>").shows("[+2]");
    let text = screen.dataset();
    let decision = "id: \"b-2025-b1\",\n            meeting: \"r2\",\n            number: 1,\n            recommendations: [\"e\"],";
    assert!(text.contains(decision) || text.contains(&decision.replace("\n            ", " ")), "{text}");
    for said in [
        "priority: High",
        "id: \"b-werkstatt\"",
        "region: \"b\"",
        "action_fields: [\"mint\"]",
        "decision: \"b-2025-b1\"",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    screen.keys("uu");
    assert_eq!(screen.dataset(), PROCESS);
}

#[test]
fn a_meeting_asks_its_date_first_and_continues_the_numbers() {
    for (lang, typed, number) in [(Lang::De, "1.3.2026", Some("number: 8")), (Lang::En, "2024", None)] {
        let mut screen = process(lang);
        screen.keys("2<enter>a<down><enter>").keys(typed).keys("<enter>Achte<enter>").shows("[+1]");
        let added = diff(PROCESS, &screen.dataset()).join("\n");
        assert_eq!(added.contains("number: "), number.is_some(), "{added}");
        assert!(added.contains("title: \"Achte\"") && added.contains(number.unwrap_or("body")), "{added}");
        assert!(added.contains("id: \"b-2026-s1\"") || added.contains("id: \"b-2024-s1\""), "{added}");
        screen.keys("u");
        assert_eq!(screen.dataset(), PROCESS);
    }
}

#[test]
fn what_is_asked_may_be_left_out_or_left() {
    let mut screen = process(Lang::De);
    // Nothing but Enter: neither date nor title.
    screen.keys("2<enter>a2").shows("leer: unbekannt").keys("<enter><enter>").shows("[+1]");
    let text = diff(PROCESS, &screen.dataset()).join("\n");
    assert!(text.contains("b-2026-s1") && !text.contains("date") && !text.contains("title"), "{text}");
    // Esc in the window makes nothing; on the page it keeps what is there.
    screen.keys("u2<enter>a25.5.2026<esc>").hides("[+");
    assert_eq!(screen.dataset(), PROCESS);
    screen
        .keys("z")
        .sees_cursor_behind("5.5.2026")
        .keys("<enter>")
        .shows("b-2026-s1 angelegt")
        .keys("<esc>")
        .shows("[+1]");
    assert!(screen.dataset().contains("2026-05-05"));
}

#[test]
fn tab_goes_on_and_never_makes_the_record_and_a_choice_begins_with_the_likeliest() {
    let mut screen = Screen::shipped();
    let before = screen.dataset();
    screen
        .keys("2a<end><enter>Inklusionsrunde<tab>")
        .shows("Ebene")
        .shows("Enter Anlegen")
        .hides("Nächstes Feld")
        .keys("<tab>")
        .shows("Bitte wählen oder eingeben")
        .hides("[+");
    assert_eq!(screen.dataset(), before);
    // The level is the last that is asked, so only Enter ends the asking.
    screen.keys("fach<tab>").shows("Hier folgt kein weiteres Feld").hides("[+");
    screen.keys("<enter>").shows("Inklusionsrunde angelegt").hides("inklusionsrunde angelegt").shows("[+1]");
    assert!(screen.dataset().contains("Fachforum"), "{}", diff(&before, &screen.dataset()).join("\n"));
    // What undo calls the step is the name, too.
    screen.keys("<esc>u").shows("Inklusionsrunde angelegt");
    assert_eq!(screen.dataset(), before);
}

#[test]
fn a_name_that_was_typed_comes_back_when_a_later_step_is_left() {
    let mut screen = process(Lang::De);
    screen.keys("slabore<enter>aWerkstatt bauen<enter>").shows("Sitzung:").keys("<esc>");
    screen.shows("Nicht übernommen: Werkstatt bauen");
    assert_eq!(screen.dataset(), PROCESS);
    screen.keys("u").shows("Neu: Beschluss").sees_cursor_behind("Werkstatt bauen").keys("<enter>").shows("Sitzung:");
}

#[test]
fn where_no_field_follows_none_is_offered() {
    Screen::new(SHIPPED, Lang::De, (160, 40))
        .keys("i<enter>")
        .shows("Wo?")
        .hides("Nächstes Feld")
        .keys("<tab>")
        .shows("Wo?");
    Screen::new(SHIPPED, Lang::De, (160, 40)).keys("2a<end><enter>Runde").shows("Nächstes Feld");
}

#[test]
fn members_follow_each_other_with_tab() {
    let mut screen = process(Lang::De);
    screen
        .keys("2G<enter>a<enter>Gymnasien<tab>schulen<tab><tab><tab>N. N.<tab>")
        .keys("Amt<tab>kreis<tab>Leitung<esc>");
    let text = screen.dataset();
    let members = r#"(group: Land), (institution: "Gymnasien", group: Schulen, person: "N. N."), (institution: "Amt", group: Kreis)"#;
    assert!(text.contains(members), "{text}");
    // Each member is one step, and the text that was left comes back.
    screen.keys("u").sees_cursor_behind("Leitung").keys("<enter>uuu");
    assert_eq!(screen.dataset(), PROCESS);
}

#[test]
fn behind_the_last_field_of_an_empty_item_there_is_no_further_one() {
    let mut screen = process(Lang::De);
    screen.keys("2G<enter>a<enter><tab><tab><tab><tab><tab>").hides("[+");
    assert_eq!(screen.dataset(), PROCESS);
}

#[test]
fn an_engagement_on_the_page_of_a_field_asks_for_the_region() {
    let mut screen = process(Lang::De);
    screen
        .keys("1<down>3<enter>a1")
        .shows("Neu: Engagement")
        .shows("Region:")
        .keys("<tab>")
        .shows("Hier folgt kein weiteres Feld")
        .keys("<enter>")
        .shows("Art");
    screen.keys("schwer<enter>Robotik<enter>").shows("[+1]");
    let added = diff(PROCESS, &screen.dataset()).join("\n");
    for said in ["id: \"b-kultur\"", "kind: Schwerpunkt", "wording: \"Robotik\""] {
        assert!(added.contains(said), "{said}: {added}");
    }
    screen.keys("u");
    assert_eq!(screen.dataset(), PROCESS);
}

#[test]
fn an_engagement_begun_in_the_matrix_and_left_is_none() {
    let mut screen = Screen::shipped();
    screen.keys("mvjjlla").shows("Engagement").keys("<esc>").shows("Matrix").hides("[+");
    assert_eq!(screen.dataset(), SHIPPED);
}

#[test]
fn a_copy_opens_its_name_and_its_identifier_follows() {
    for lang in [Lang::De, Lang::En] {
        let mut screen = process(lang);
        screen.keys("2GD").sees_cursor_behind("Rat").keys("<ctrl+u>Arbeitskreis Ganztag<enter>").shows("[+1]");
        let text = screen.dataset();
        assert!(
            text.contains("id: \"b-arbeitskreis-ganztag\"") && text.contains("members: [(group: Land)])"),
            "{text}"
        );
        screen.keys("u");
        assert_eq!(screen.dataset(), PROCESS);
        screen.keys("2GD<esc>").shows("[+1]");
        assert!(screen.dataset().contains("id: \"rat-2\""));
    }
}

#[test]
fn what_has_no_table_yet_or_no_bare_values_is_added_and_taken_back() {
    let bare = PROCESS.replace("#![enable(implicit_some)]\n", "");
    let bare = bare.replace("number: 7", "number: Some(7)").replace("meeting: \"k\"", "meeting: Some(\"k\")");
    let bare = ["2025-02-01", "Siebte", "2025-03-01", "Frühling", "2025-09-01", "Herbst"]
        .iter()
        .fold(bare, |text, value| text.replace(&format!("\"{value}\""), &format!("Some(\"{value}\")")));
    let bare = ["Kreis,", "KreisfreieStadt", "Bildungskonferenz,", "Lenkungskreis,", "Land"].iter().fold(
        bare,
        |text, value| {
            let name = value.trim_end_matches(',');
            text.replace(&format!(": {name}"), &format!(": Some({name})"))
        },
    );
    for (text, meeting) in [(PROCESS.to_owned(), "meeting: \"r1\""), (bare, "meeting: Some(\"r1\")")] {
        let mut screen = Screen::new(&text, Lang::De, (100, 30));
        screen.keys("sfrühling<enter>a2Werkstatt<enter>").keys("<esc>").shows("[+1]");
        assert!(
            screen.dataset().contains("decisions: [") && screen.dataset().contains(meeting),
            "{}",
            screen.dataset()
        );
        screen.keys("u");
        assert_eq!(screen.dataset(), text);
        screen.keys("2G<enter>/land nrw<enter>a1schulen<enter><esc>").shows("[+1]").keys("u");
        assert_eq!(screen.dataset(), text);
    }
}

#[test]
fn a_list_offers_what_the_page_of_the_selected_record_offers_and_then_another_record() {
    for (lang, offers) in [
        (Lang::De, ["Gremium", "Engagement", "Maßnahme", "Region"]),
        (Lang::En, ["Body", "Engagement", "Measure", "Region"]),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (120, 40));
        let text = screen.keys("1a").text();
        let line = |offer: &str| text.lines().position(|line| line.contains(&format!("  {offer} ")));
        assert!(offers.iter().all(|offer| line(offer).is_some()), "{text}");
        assert!(offers.iter().all(|offer| line(offer) <= line("Region")), "{text}");
        screen.keys("<end><enter>").shows(if lang == Lang::De { "Neu: Region" } else { "Region" }).keys("<esc>");
        assert_eq!(screen.dataset(), SHIPPED);
    }
    // A member is an item of a list on the page.
    let mut screen = Screen::shipped();
    screen.keys("2a1").shows("Einrichtung").keys("Gymnasien<enter>").shows("[+1]");
    assert!(screen.dataset() != SHIPPED);
}

#[test]
fn meetings_nearby_come_first_the_latest_of_the_committee_before_all_and_none_last() {
    for (lang, unknown) in [(Lang::De, "unbekannt"), (Lang::En, "unknown")] {
        let mut screen = process(lang);
        screen.keys("slabore<enter>aWerkstatt bauen<enter>");
        let text = screen.text();
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("no {words:?}:\n{text}"));
        let order = [at("Herbst"), at("Frühling"), at("Siebte"), at(unknown)];
        assert!(order.is_sorted(), "{text}");
        // Tab leaves the meeting out, Enter takes the likely one.
        screen.keys("<enter>");
        assert!(screen.dataset().contains("r2"), "{}", screen.dataset());
    }
}

#[test]
fn a_body_below_the_selected_one_is_told_apart_from_another_body() {
    for (lang, below, other, title) in [
        (Lang::De, "Untergeordnetes Gremium", "Weiteres Gremium", "Neu: Gremium"),
        (Lang::En, "Body below this one", "Another body", "Add: Body"),
    ] {
        let mut screen = process(lang);
        let found = offered(screen.keys("2Ga"));
        let at = |wanted: &str| found.iter().position(|offer| offer == wanted);
        assert!(at(below).is_some() && at(below) < at(other), "{found:?}");
        assert!(!found.iter().any(|offer| offer == "Gremium" || offer == "Body"), "{found:?}");
        screen.keys("<end><enter>").shows(title).keys("<esc>");
        // On its page only the one below it is offered.
        let found = offered(screen.keys("2G<enter>a"));
        assert!(found.iter().any(|offer| offer == below) && !found.iter().any(|offer| offer == other), "{found:?}");
        screen.keys("<esc>");
        assert_eq!(screen.dataset(), PROCESS);
    }
}

#[test]
fn a_field_that_opens_by_itself_says_that_it_may_stay_open() {
    for (lang, open, hint) in [
        (Lang::De, "Enter Offen lassen", "Kann offen bleiben: Enter"),
        (Lang::En, "Enter Leave open", "May stay open: Enter"),
    ] {
        let mut screen = Screen::new(SHIPPED, lang, (80, 24));
        screen.keys("2/aachen konf<enter><enter>a23.2.2026<enter>").shows(open).shows(hint);
        screen.keys("A").hides(open).hides(hint).keys("<backspace>").shows(open);
        // Nothing was said; the next step follows at once.
        screen.keys("<enter>").hides(hint).keys("a1").shows(if lang == Lang::De {
            "Neu: Empfehlung"
        } else {
            "Add: Recommendation"
        });
    }
}

#[test]
fn a_decision_is_taken_by_the_committee_at_the_meeting_since_if_one_is_known() {
    let of = |committee: &str| {
        format!(
            "#![enable(implicit_some)]\n(action_fields: [(id: \"f\", name: \"Feld\")], \
             regions: [(id: \"r\", name: \"Kreis R\", kind: Kreis)], bodies: [\
             (id: \"k\", level: Bildungskonferenz, name: \"Konferenz\", regions: [\"r\"]), \
             (id: \"l\", level: Lenkungskreis, name: \"Lenkung\", regions: [\"r\"])], \
             meetings: [(id: \"m\", body: \"k\", date: \"2025-05-01\", title: \"Tagung\"){committee}], \
             recommendations: [(id: \"e\", meeting: \"m\", action_field: \"f\", text: \"Mehr\")])"
        )
    };
    // A conference recommends and does not decide.
    for (committee, taken) in [
        ("", "body: \"l\""),
        (", (id: \"n\", body: \"l\", date: \"2024-01-01\", title: \"Davor\")", "body: \"l\""),
        (", (id: \"n\", body: \"l\", date: \"2025-09-01\", title: \"Danach\")", "meeting: \"n\""),
    ] {
        let mut screen = Screen::new(&of(committee), Lang::De, (80, 24));
        screen.keys("sMehr<enter>aBeschluss<enter><enter>");
        let dataset = screen.dataset();
        let decision = dataset.split_once("decisions:").unwrap_or_else(|| panic!("{}", screen.text())).1;
        assert!(decision.contains(taken), "{decision}");
        assert_eq!(decision.contains("body:"), !decision.contains("meeting:"), "{decision}");
    }
}

/// Two regions: what belongs to the second stands behind in the lists.
const TWO: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [(id: "kultur", name: "Kultur"), (id: "mint", name: "MINT")],
    regions: [(id: "a", name: "Kreis A", kind: Kreis), (id: "b", name: "Stadt B", kind: KreisfreieStadt)],
    bodies: [
        (id: "a-konferenz", level: Bildungskonferenz, name: "Konferenz A", regions: ["a"]),
        (id: "a-rat", level: Lenkungskreis, name: "Rat A", regions: ["a"]),
        (id: "a-runde", level: Arbeitskreis, name: "Runde A", regions: ["a"]),
        (id: "b-konferenz", level: Bildungskonferenz, name: "Konferenz B", regions: ["b"]),
        (id: "b-rat", level: Lenkungskreis, name: "Rat B", regions: ["b"]),
        (id: "b-buero", level: Bildungsbuero, name: "Büro B", regions: ["b"]),
        (id: "b-ak", level: Arbeitskreis, name: "AK B", regions: ["b"]),
    ],
    engagements: [(id: "b-mint", region: "b", action_field: "mint")],
    meetings: [(id: "m", body: "b-ak", title: "Erste")],
    decisions: [(id: "d", meeting: "m", text: "Labore")],
    measures: [(id: "x", region: "b", title: "Werkstatt", lead: "b-konferenz")],
)
"#;

#[test]
fn a_choice_begins_with_the_own_region_and_what_is_usual_and_shows_the_present_value() {
    for (lang, lead, body) in [(Lang::De, "Federf", "Gremium"), (Lang::En, "Lead", "Body")] {
        let mut screen = Screen::new(TWO, lang, (100, 40));
        // A measure is usually led by the office.
        screen.keys(&format!("sWerkstatt<enter>/{lead}<enter>e"));
        in_order(&screen, lead, &["Büro B", "Konferenz B", "Rat B", "AK B", "Konferenz A", "Rat A"]);
        screen.keys("<enter>").hides("[+");
        screen.keys(&format!("sErste<enter>/{body}<enter>e"));
        in_order(&screen, body, &["Konferenz B", "Rat B", "Büro B", "AK B", "Konferenz A"]);
        // The cursor is on the present value.
        screen.keys("<enter>").hides("[+");
    }
}

#[test]
fn where_nothing_is_chosen_yet_the_likely_records_are_seen_first() {
    let mut screen = Screen::new(&TWO.replace(", lead: \"b-konferenz\"", ""), Lang::De, (100, 40));
    screen.keys("sWerkstatt<enter>z/Federf<enter>e");
    in_order(&screen, "Federf", &["unbekannt", "Büro B", "Konferenz B", "Runde A"]);
    screen.keys("<down><enter>").shows("[+1]");
    assert!(screen.dataset().contains("lead: \"b-buero\""), "{}", screen.dataset());
}

#[test]
fn a_new_body_begins_with_the_level_of_the_one_where_it_is_added() {
    let mut screen = Screen::new(TWO, Lang::De, (100, 40));
    screen.keys("sRunde A<enter>2a<end><enter>Kreis Zwei<enter>").shows("Ebene").keys("<enter>").shows("[+1]");
    let added = diff(TWO, &screen.dataset()).join("\n");
    assert!(added.contains("level: Arbeitskreis"), "{added}");
}

/// Fails unless these stand on the screen one below the other behind `start`.
fn in_order(screen: &Screen, start: &str, names: &[&str]) {
    let text = screen.text();
    let lines = text.lines().skip_while(|line| !line.contains(start));
    let mut names_left = names.iter().peekable();
    for line in lines {
        names_left.next_if(|name| line.contains(**name));
    }
    assert_eq!(names_left.next(), None, "{names:?} in\n{text}");
}
