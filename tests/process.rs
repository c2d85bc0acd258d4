//! What the networks do with their recommendations: exactly what somebody finds open on paper, the
//! same on the screen and on the command line; and no step is lost or counted twice.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::process::Command;

use bildungsnetz::app::{Effect, Event};
use bildungsnetz::document::{Document, Slot};
use bildungsnetz::index::Index;
use bildungsnetz::key::{Chord, Key};
use bildungsnetz::model::date::Date;
use bildungsnetz::model::{ACTION_FIELDS, DECISIONS, MEASURES, RECOMMENDATIONS, REGIONS, SCHEMA};
use bildungsnetz::query::process::{
    OpenReason, ProcessAnswer, ProcessCounts, ProcessQuestion, ProcessRow, ProcessStep, StepRemark,
};
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::schema::Table;
use bildungsnetz::texts::Lang;
use proptest::prelude::*;
use support::Screen;

const NETWORKS: &str = include_str!("process/netze.ron");

/// What is open on 2026-11-23, found by hand with the dataset on paper.
///
/// Not open, and why:
///
/// - `dueren-e1`, `dueren-e2`: `b01` takes up both; its measure `m1` is running until December.
/// - `dueren-e3`, `dueren-e7`, `bonn-e1`, `bonn-e2`, `bonn-e6`, `bonn-e7`, `euskirchen-e1`,
///   `euskirchen-e4`: a decision takes each up.
/// - `bonn-e4`: b07 takes it up, though its status still says that it is open.
/// - `dueren-e5`, `dueren-e6`, `euskirchen-e5`: declined. `b03` says so of the first and needs no
///   measure.
/// - `dueren-e8`: said to be taken up, by whatever decision.
/// - `b04`: its measure `m2` is done. `b05`, `b07`, `b08`, `b09`, `b11`: each has a measure.
/// - `b12`: is to be decided only in December.
/// - `m4`: planned for next year. `m6`: running, without an end.
/// - `m8`: nobody decided on it, but it is done.
const OPEN_BY_HAND: &[(&str, OpenReason, &str)] = &[
    // No decision answers it.
    ("dueren-e4", OpenReason::NotTakenUp, "2024-05-15"),
    // Decided in September 2024, and nobody carries it out.
    ("b02", OpenReason::WithoutMeasure, "2024-09-12"),
    // Said to be open, and no decision answers it.
    ("bonn-e3", OpenReason::NotTakenUp, "2025-03-20"),
    ("bonn-e5", OpenReason::NotTakenUp, "2025-03-20"),
    // The other decision on bonn-e2 has a measure, this one has none.
    ("b06", OpenReason::WithoutMeasure, "2025-06-26"),
    // Was to end in September and is still running.
    ("m3", OpenReason::Overdue, "2026-09-30"),
    // Was to begin in February and is still planned; one measure for two decisions.
    ("m5", OpenReason::Overdue, "2026-02"),
    // One decision on two recommendations.
    ("b10", OpenReason::WithoutMeasure, "2026-10-01"),
    ("euskirchen-e2", OpenReason::NotTakenUp, "2026-06-11"),
    ("euskirchen-e3", OpenReason::NotTakenUp, "2026-06-11"),
    // Running, and nobody decided on it, though b10 is on its action field.
    ("m7", OpenReason::WithoutDecision, "2025-09-01"),
    // Its end is over, and nothing says that it is done. Whether anybody decided on it is not
    // known: it has no action field.
    ("m9", OpenReason::Overdue, "2026-07-31"),
];

struct Dataset {
    document: Document,
    index: Index,
    names: NameCache,
}

impl Dataset {
    fn new(text: &str) -> Dataset {
        let document = Document::parse(&SCHEMA, text).unwrap();
        let index = Index::build(&document);
        Dataset { document, index, names: NameCache::default() }
    }

    fn data(&self) -> DatasetView<'_> {
        DatasetView { document: &self.document, index: &self.index, names: &self.names }
    }

    fn ask(&self, question: ProcessQuestion) -> ProcessAnswer {
        question.ask(self.data(), Date::parse("2026-11-23").unwrap())
    }

    /// The steps that stand in full.
    fn steps(&self, answer: &ProcessAnswer) -> Vec<ProcessStep> {
        let today = Date::parse("2026-11-23").unwrap();
        let in_full = |row: &ProcessRow| match row {
            ProcessRow::Step { slot, is_mention: false, .. } => Some(answer.step(self.data(), *slot, today)),
            _ => None,
        };
        answer.rows.iter().filter_map(in_full).collect()
    }

    fn slot(&self, table: Table, id: &str) -> Slot {
        self.document.find(table, id).unwrap()
    }

    /// The steps that stand in full, as `id` indented by their place in the chain; heads end in a
    /// colon, mentions begin with an arrow.
    fn outline(&self, answer: &ProcessAnswer) -> String {
        let mut text = String::new();
        for row in &answer.rows {
            match row {
                ProcessRow::Meeting(slot) | ProcessRow::WithoutResult(slot) | ProcessRow::Unattached(Some(slot)) => {
                    writeln!(text, "{}:", self.document.id(*slot)).unwrap();
                }
                ProcessRow::Unattached(None) => writeln!(text, "?:").unwrap(),
                ProcessRow::Step { slot, depth, is_mention } => {
                    let arrow = if *is_mention { "→" } else { "" };
                    let indent = "  ".repeat(depth + 1);
                    writeln!(text, "{indent}{arrow}{}", self.document.id(*slot)).unwrap();
                }
            }
        }
        text
    }
}

#[test]
fn what_is_open_is_what_a_person_found_by_hand() {
    let networks = Dataset::new(NETWORKS);
    let (document, mut expected) = (&networks.document, OPEN_BY_HAND.to_vec());
    expected.sort();
    for only_open in [false, true] {
        let answer = networks.ask(ProcessQuestion { only_open, ..ProcessQuestion::default() });
        let points = networks
            .steps(&answer)
            .into_iter()
            .flat_map(|step| step.open.into_iter().map(move |open| (step.slot, open)));
        let points: Vec<(String, OpenReason, String)> = points
            .map(|(slot, open)| {
                (document.id(slot).to_owned(), open.reason, open.since.map(|date| date.to_string()).unwrap_or_default())
            })
            .collect();
        let mut found: Vec<(&str, OpenReason, &str)> =
            points.iter().map(|(id, reason, since)| (id.as_str(), *reason, since.as_str())).collect();
        found.sort();
        assert_eq!(found, expected, "only open: {only_open}");
        assert_eq!(answer.counts.open, 12);
    }
    let all = networks.ask(ProcessQuestion::default()).counts;
    assert_eq!(all, ProcessCounts { recommendations: 20, decisions: 12, measures: 9, open: 12, decision_unknown: 1 });
}

#[test]
fn chains_are_told_newest_first_and_each_step_once_in_full() {
    let networks = Dataset::new(NETWORKS);
    let bonn = [networks.slot(REGIONS, "bonn")];
    let answer = networks.ask(ProcessQuestion { regions: Some(bonn.to_vec()), ..ProcessQuestion::default() });
    assert_eq!(
        networks.outline(&answer),
        "\
bonn-l2:
  b12
bonn-k7:
  bonn-e1
    b05
      m3
  bonn-e2
    →b05
    b06
  bonn-e3
  bonn-e4
    b07
      m4
  bonn-e5
  bonn-e6
    b08
      m5
  bonn-e7
    b09
      →m5
bonn:
  m9
"
    );
}

#[test]
fn a_filter_leaves_whole_chains_and_the_open_ones_keep_what_leads_to_them() {
    let networks = Dataset::new(NETWORKS);
    let field = Some(networks.slot(ACTION_FIELDS, "kultur"));
    let culture = networks.ask(ProcessQuestion { field, ..ProcessQuestion::default() });
    assert_eq!(
        networks.outline(&culture),
        "bonn-k7:\n  bonn-e6\n    b08\n      m5\n  bonn-e7\n    b09\n      →m5\ndueren-k3:\n  dueren-e5\n    b03\n"
    );
    let open = networks.ask(ProcessQuestion { field, only_open: true, ..ProcessQuestion::default() });
    assert_eq!(networks.outline(&open), "bonn-k7:\n  bonn-e6\n    b08\n      m5\n");
    // What was recommended in 2024 and decided in 2025 belongs to both years.
    let year = |year| networks.ask(ProcessQuestion { year: Some(year), only_open: true, ..ProcessQuestion::default() });
    assert_eq!(networks.outline(&year(2024)), "dueren-k3:\n  dueren-e3\n    b02\n  dueren-e4\n");
    assert!(networks.outline(&year(2023)).contains("m9"));
    assert_eq!(networks.outline(&year(2019)), "");
}

#[test]
fn a_decision_answers_a_recommendation_whose_status_still_says_open() {
    let mut screen = process(Lang::De, (200, 60));
    screen.keys("/").keys("fachtag verbindet<enter>").shows("aufgegriffen, im Status noch als offen vermerkt");
    screen.keys("<enter>");
    let story = screen.app.screens.directory.detail.rows[0].text();
    assert!(story.contains("Aufgegriffen am 2025-06-26 (Lenkungskreis Bonn)."), "{story}");
    assert!(story.ends_with("Im Status noch als offen vermerkt."), "{story}");
    // A chain that says to be declined and is carried out contradicts itself the other way round.
    let declined = NETWORKS.replace("status: Open", "status: Declined");
    let declined = Dataset::new(&declined);
    let answer = declined.ask(ProcessQuestion::default());
    let remarks: Vec<(&str, StepRemark)> = declined
        .steps(&answer)
        .into_iter()
        .filter_map(|step| Some((declined.document.id(step.slot), step.remark?)))
        .collect();
    assert_eq!(remarks, [("b07", StepRemark::SaidDeclined), ("m9", StepRemark::DecisionUnknown)]);
}

#[test]
fn where_no_decision_on_its_field_is_known_in_its_region_a_measure_is_not_open() {
    let without = "#![enable(implicit_some)]\n(regions: [(id: \"r\", name: \"R\"), (id: \"s\", name: \"S\")],\n\
        bodies: [(id: \"g\", name: \"G\", regions: [\"s\"])],\n\
        action_fields: [(id: \"f\", name: \"F\"), (id: \"h\", name: \"H\")],\n\
        recommendations: [(id: \"e\", action_field: \"f\", text: \"E\")],\n\
        decisions: [(id: \"b\", text: \"B\", body: \"g\", recommendations: [\"e\"])],\n\
        measures: [(id: \"m1\", title: \"M1\", region: \"r\", status: Active),\n\
          (id: \"m2\", title: \"M2\", region: \"r\", status: Active, end: \"2020\"),\n\
          (id: \"m3\", title: \"M3\", region: \"s\", action_fields: [\"f\"], status: Active),\n\
          (id: \"m5\", title: \"M5\", region: \"s\", action_fields: [\"h\"], status: Active),\n\
          (id: \"m6\", title: \"M6\", region: \"s\", status: Active),\n\
          (id: \"m4\", title: \"M4\", region: \"r\", status: Done)])\n";
    let dataset = Dataset::new(without);
    let all = dataset.ask(ProcessQuestion::default());
    let open = dataset.ask(ProcessQuestion { only_open: true, ..ProcessQuestion::default() });
    assert_eq!(dataset.outline(&open), "r:\n  m2\ns:\n  e\n    b\n  m3\n");
    assert_eq!((all.counts.decision_unknown, open.counts.decision_unknown), (4, 4));
    let remarks: Vec<(&str, StepRemark)> = dataset
        .steps(&all)
        .into_iter()
        .filter_map(|step| Some((dataset.document.id(step.slot), step.remark?)))
        .collect();
    assert_eq!(remarks, ["m1", "m2", "m5", "m6"].map(|measure| (measure, StepRemark::DecisionUnknown)));
    let mut screen = Screen::new(without, Lang::De, (120, 40));
    screen.keys("Pv").hides("M1").shows("Bei 4 Maßnahmen ist der Beschluss nicht bekannt");
    screen.keys("v").keys("/").keys("m1<enter>").shows("Maßnahme: M1 · läuft · Beschluss nicht bekannt");
}

/// A dataset of random steps with random references, some of which lead nowhere, twice to the same
/// record, or to one of two with the same id.
fn random_steps() -> impl Strategy<Value = String> {
    let reference = || prop::option::of(0..6_usize);
    let several = || prop::collection::vec(0..6_usize, 0..4);
    let word = |words: &'static [&'static str]| prop::sample::select(words);
    let recommendation = (0..5_usize, reference(), word(&["", "Open", "Taken", "Declined"]));
    let decision = (0..5_usize, reference(), several());
    let measure = (0..5_usize, reference(), several(), word(&["", "Planned", "Active", "Paused", "Done"]));
    let lists = (
        prop::collection::vec(recommendation, 0..6),
        prop::collection::vec(decision, 0..6),
        prop::collection::vec(measure, 0..6),
    );
    lists.prop_map(|(recommendations, decisions, measures)| {
        let mut text = "#![enable(implicit_some)]\n(regions: [(id: \"r0\", name: \"R\")], bodies: [(id: \"g0\", name: \"G\", regions: [\"r0\"])],\n meetings: [(id: \"s0\", body: \"g0\", date: \"2024\"), (id: \"s1\", body: \"g0\"), (id: \"s1\", body: \"g0\")],\n".to_owned();
        let one = |name: &str, letter: char, number: Option<usize>| {
            number.map(|number| format!(", {name}: \"{letter}{number}\"")).unwrap_or_default()
        };
        let many = |name: &str, letter: char, numbers: &[usize]| {
            let ids: Vec<String> = numbers.iter().map(|number| format!("\"{letter}{number}\"")).collect();
            format!(", {name}: [{}]", ids.join(", "))
        };
        let status = |word: &str| if word.is_empty() { String::new() } else { format!(", status: {word}") };
        text.push_str(" recommendations: [\n");
        for (id, meeting, word) in recommendations {
            writeln!(text, "  (id: \"e{id}\", text: \"E\", action_field: \"f\"{}{}),", one("meeting", 's', meeting), status(word)).unwrap();
        }
        text.push_str(" ],\n decisions: [\n");
        for (id, meeting, answers) in decisions {
            writeln!(text, "  (id: \"b{id}\", text: \"B\"{}{}),", one("meeting", 's', meeting), many("recommendations", 'e', &answers)).unwrap();
        }
        text.push_str(" ],\n measures: [\n");
        for (id, decision, further, word) in measures {
            writeln!(text, "  (id: \"m{id}\", title: \"M\", region: \"r0\", end: \"2025\"{}{}{}),", one("decision", 'b', decision), many("further_decisions", 'b', &further), status(word)).unwrap();
        }
        text + " ])\n"
    })
}

proptest! {
    #[test]
    fn no_chain_is_lost_or_counted_twice(text in random_steps()) {
        let random = Dataset::new(&text);
        let document = &random.document;
        let all: BTreeSet<Slot> =
            [RECOMMENDATIONS, DECISIONS, MEASURES].into_iter().flat_map(|table| document.slots(table)).collect();
        let answer = random.ask(ProcessQuestion::default());
        let shown: Vec<Slot> = random.steps(&answer).iter().map(|step| step.slot).collect();
        prop_assert_eq!(shown.iter().copied().collect::<BTreeSet<_>>(), all.clone(), "{}", text);
        prop_assert_eq!(shown.len(), all.len(), "twice:\n{}\n{}", random.outline(&answer), text);

        // Below each step stand those that refer to it, each once, here or as a mention.
        let mut below: BTreeMap<Slot, Vec<Slot>> = BTreeMap::new();
        let mut path: Vec<Slot> = Vec::new();
        for row in &answer.rows {
            let ProcessRow::Step { slot, depth, .. } = row else { continue };
            path.truncate(*depth);
            if let Some(above) = path.last() {
                below.entry(*above).or_default().push(*slot);
            }
            path.push(*slot);
        }
        for slot in &all {
            let mut expected: Vec<Slot> = all.iter().copied().filter(|other| {
                random.index.references(*other).any(|reference| reference.to == Some(*slot))
            }).collect();
            let mut found = below.remove(slot).unwrap_or_default();
            expected.sort();
            found.sort();
            prop_assert_eq!(found, expected, "below {}\n{}\n{}", document.id(*slot), random.outline(&answer), text);
        }

        let counts = answer.counts;
        // Listed and counted in slices, it is the same.
        let (data, today) = (random.data(), Date::parse("2026-11-23").unwrap());
        let mut sliced = ProcessQuestion::default().begin(data, today);
        prop_assert!(!sliced.is_counted());
        while !sliced.is_counted() {
            let before = sliced.rows.clone();
            sliced.go_on(data, today, 3);
            prop_assert!(sliced.rows.starts_with(&before), "rows that are listed stay");
        }
        prop_assert_eq!((sliced.rows, sliced.counts), (answer.rows.clone(), counts));
        prop_assert_eq!(counts.recommendations + counts.decisions + counts.measures, all.len());
        // What is asked of one region says the same of each step, and each once.
        let region = [random.slot(REGIONS, "r0")];
        let theirs = random.ask(ProcessQuestion { regions: Some(region.to_vec()), ..ProcessQuestion::default() });
        for step in random.steps(&theirs) {
            prop_assert!(random.steps(&answer).contains(&step), "{:?}\n{}", step, text);
        }
        let shown: Vec<Slot> = random.steps(&theirs).iter().map(|step| step.slot).collect();
        prop_assert_eq!(shown.iter().collect::<BTreeSet<_>>().len(), shown.len(), "{}", text);

        let is_open = |step: &&ProcessStep| !step.open.is_empty();
        let open: Vec<Slot> = random.steps(&answer).iter().filter(is_open).map(|step| step.slot).collect();
        let only = random.ask(ProcessQuestion { only_open: true, ..ProcessQuestion::default() });
        let still: Vec<Slot> = random.steps(&only).iter().filter(is_open).map(|step| step.slot).collect();
        prop_assert_eq!(still, open.clone());
        prop_assert_eq!((counts.open, only.counts.open), (open.len(), open.len()));
    }
}

/// The dataset with every gap as one space.
fn flat(screen: &Screen) -> String {
    screen.dataset().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn process(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = Screen::new(NETWORKS, lang, size);
    screen.keys("P");
    screen
}

#[test]
fn the_process_is_a_list_that_says_what_is_open_since_when() {
    let mut screen = process(Lang::De, (80, 24));
    screen.shows("╭─ Prozess ─").shows("20 Empfehlungen · 12 Beschlüsse · 9 Maßnahmen · 12 offen");
    // The cursor begins at what belongs to the record one stood on: the latest of Düren.
    screen.sees_cursor_at("2025-02-20 · Lenkungskreis Kreis Düren");
    screen.keys("g").shows("2026-12-10 · Lenkungskreis Bonn").shows("◐ Beschluss 1: Der Bildungsbericht");
    screen.shows("! Empfehlung 2: Ein MINT-Mobil").shows("nicht aufgegriffen      2026-06-11");
    screen.shows("→ Beschluss: Eine halbe Stelle").shows("steht weiter oben");
    screen.keys("v").shows("Prozess · nur Offenes").hides("Empfehlung 5: Der Kreis");
    screen.shows("10 Empfehlungen · 5 Beschlüsse · 4 Maßnahmen · 12 offen").keys("v").shows("Empfehlung 5: Der Kreis");
}

/// How many meetings are more than are listed before a key is answered.
const MANY: usize = 6_000;

/// A dataset of many meetings, each with a recommendation, the latest last; the first of all is
/// of another region.
fn many_meetings() -> String {
    let mut text = String::from(
        "#![enable(implicit_some)]\nDirectory(action_fields: [(id: \"f\", name: \"F\")], regions: [
            (id: \"a\", name: \"Anfang\", kind: Kreis), (id: \"b\", name: \"Bald\", kind: Kreis)], bodies: [
            (id: \"ka\", name: \"Konferenz A\", level: Bildungskonferenz, regions: [\"a\"]),
            (id: \"kb\", name: \"Konferenz B\", level: Bildungskonferenz, regions: [\"b\"])],\nmeetings: [",
    );
    for number in 0..MANY {
        let (year, month, day) = (1900 + number / 300, number % 300 / 25 + 1, number % 25 + 1);
        let body = if number == 0 { "ka" } else { "kb" };
        writeln!(text, "(id: \"s{number}\", body: \"{body}\", date: \"{year}-{month:02}-{day:02}\"),").unwrap();
    }
    text += "], recommendations: [\n";
    for number in 0..MANY {
        writeln!(
            text,
            "(id: \"e{number}\", meeting: \"s{number}\", action_field: \"f\", text: \"Rat {number}\", status: Open),"
        )
        .unwrap();
    }
    text + "])\n"
}

/// Presses a key without what is done between keys.
fn press_alone(screen: &mut Screen, key: char) {
    drop(screen.app.update(Event::Key(Chord::plain(Key::Char(key)))));
}

#[test]
fn what_is_seen_first_is_listed_first_and_the_rest_between_keys() {
    let mut screen = Screen::new(&many_meetings(), Lang::De, (80, 24));
    screen.keys("j");
    press_alone(&mut screen, 'P');
    assert!(screen.app.is_busy());
    // Nothing is counted that is not listed yet.
    screen.shows("1919-12-25 · Konferenz B").shows("! Empfehlung: Rat 5999");
    screen.shows("… Empfehlungen · … Beschlüsse · … Maßnahmen · … offen").hides("1 Empfehlung");
    // A key that goes to the end waits for it.
    press_alone(&mut screen, 'G');
    screen.sees_cursor_at("! Empfehlung: Rat 0").keys("");
    screen.event(Event::ContinueWork).shows("6.000 Empfehlungen · 0 Beschlüsse · 0 Maßnahmen · 6.000 offen");
    screen.sees_cursor_at("! Empfehlung: Rat 0");
    // A filter finds what comes last.
    screen.keys("/").keys("1900-01-05<enter>").shows("! Empfehlung: Rat 4 ").shows("1 von 2");
}

#[test]
fn the_cursor_begins_at_its_region_however_far_down_that_is() {
    let mut screen = Screen::new(&many_meetings(), Lang::De, (80, 24));
    press_alone(&mut screen, 'P');
    // The first picture is there at once; the cursor goes to its row as soon as it is listed.
    screen.shows("1919-12-25 · Konferenz B").event(Event::ContinueWork);
    screen.sees_cursor_at("1900-01-01 · Konferenz A");
    press_alone(&mut screen, 'v');
    screen.shows("Prozess · nur Offenes").event(Event::ContinueWork);
    screen.sees_cursor_at("1900-01-01 · Konferenz A");
}

#[test]
fn a_key_pressed_meanwhile_moves_the_cursor_from_where_it_is_seen() {
    let mut screen = Screen::new(&many_meetings(), Lang::De, (80, 24));
    press_alone(&mut screen, 'P');
    screen.keys("j").sees_cursor_at("! Empfehlung: Rat 5999");
}

#[test]
fn where_the_row_under_the_cursor_is_not_open_the_next_one_takes_its_place() {
    let mut screen = process(Lang::De, (80, 24));
    screen.keys("gjj").sees_cursor_at("◐ Beschluss 1: Der Bildungsbericht").keys("v");
    screen.sees_cursor_at("2026-06-11 · Bildungskonferenz Kreis Euskirchen");
}

#[test]
fn a_filter_keeps_the_meeting_above_each_row_and_counts_the_rows_alone() {
    let mut screen = process(Lang::De, (80, 24));
    screen.keys("/").keys("betrieb").shows("2024-05-15 · Regionale Bildungskonferenz").shows("1 von 1");
    // The meeting is only kept; the cursor is on what was looked for.
    screen.hides("2025-03-20").keys("spraktika").shows("2024-05-15 · Regionale").keys("x").hides("2024-05-15");
    screen.keys("<backspace><enter>").shows("2024-05-15 · ").sees_cursor_at("! Empfehlung 4: Betriebspraktika");
}

#[test]
fn a_meeting_that_is_picked_says_its_day_and_body() {
    let mut screen = process(Lang::De, (120, 40));
    screen.keys("/").keys("betriebspraktika<enter><enter>").keys("4/Sitzung<enter>e");
    screen.shows("▌ Übergän… · 2024-05-15 · Regionale Bildungsk");
}

#[test]
fn what_is_open_in_one_network_takes_few_keys() {
    let mut screen = Screen::new(NETWORKS, Lang::De, (120, 40));
    // Bonn is the third region.
    screen.keys("jjPrv").shows("Prozess · nur Offenes · Stadt Bonn").hides("Kreis Düren").hides("MINT-Mobil");
    screen.shows("5 Empfehlungen · 3 Beschlüsse · 3 Maßnahmen · 6 offen");
    screen.keys("G").shows("Lesepaten an Grundschulen · Status unbekannt · ohne vermerkten Abschluss seit 3 Monaten");
    screen.shows("Beschluss nicht bekannt");
    // The row has no action field, so that its year follows.
    screen.keys("r").shows("Prozess · nur Offenes · 2023").keys("r").shows("Alle Regionen,").shows("12 offen");
}

#[test]
fn r_narrows_to_region_field_and_year_one_after_the_other() {
    let mut screen = process(Lang::En, (120, 40));
    screen.keys("g<down><down><down><down>").sees_cursor_at("● Recommendation 1: Kleine Grundschulen");
    screen.keys("r").shows("Process · Kreis Euskirchen").hides("Bonner Bildungskonferenz");
    screen.keys("r").shows("Process · Übergang Kita – Grundschule").shows("Kitas und Grundschulen führen");
    screen.hides("MINT-Mobil").shows("r again: only 2026.").keys("r").shows("Process · 2026").shows("MINT-Mobil");
    screen.hides("Betriebspraktika").keys("r").shows("All regions, action fields and years.");
}

#[test]
fn one_key_adds_the_next_step_with_all_that_is_known() {
    let mut screen = process(Lang::De, (80, 24));
    screen.keys("/").keys("betriebspraktika<enter>a").shows("Neu: Beschluss").shows("Empfehlungen: Betriebspraktika");
    screen.keys("Eine Stelle wird eingerichtet.<enter><enter>hoch<enter>").shows("Eine Stelle wird eingerichtet.");
    let text = flat(&screen);
    assert!(text.contains("number: 4, recommendations: [\"dueren-e4\"]"), "{text}");
    screen.keys("P/").keys("eine stelle wird<enter>a").shows("Neu: Maßnahme");
    screen.keys("Praktikumsbüro<enter>").shows("Maßnahme › Praktikumsbüro");
    let text = flat(&screen);
    assert!(text.contains("title: \"Praktikumsbüro\", region: \"dueren\", action_fields: [\"beruf\"]"), "{text}");
    screen.keys("P/").keys("betriebspraktika<enter>").shows("aufgegriffen").shows("11 offen");
    // A meeting of a conference recommends, one of a steering committee decides.
    screen.keys("<esc>/").keys("2027<enter>a").shows("Neu: Empfehlung").keys("<esc>");
    screen.keys("/").keys("altes rathaus<enter><esc>g<down>a").shows("Neu: Beschluss").keys("<esc>");
    screen.keys("/").keys("praktikumsbüro<enter>a").shows("Auf eine Maßnahme folgt kein weiterer Schritt.");
}

#[test]
fn recommendations_and_decisions_of_a_meeting_are_numbered_as_they_are_added() {
    let mut screen = process(Lang::De, (80, 24));
    screen.keys("/").keys("2027<enter>a").keys("Mehr Lesen.<enter>mint<enter>").keys("P/").keys("2027<enter>a");
    screen.keys("Mehr Rechnen.<enter>mint<enter>");
    let text = flat(&screen);
    assert!(text.contains("text: \"Mehr Lesen.\"") && text.contains("text: \"Mehr Rechnen.\""), "{text}");
    for number in 1..=2 {
        let wanted = format!("meeting: \"euskirchen-k3\", number: {number},");
        assert!(text.contains(&wanted), "no {wanted:?} in {text}");
    }
}

#[test]
fn a_page_begins_with_the_story_of_its_step() {
    for (record, de, en) in [
        (
            "betriebspraktika",
            "Empfohlen am 2024-05-15 (Regionale Bildungskonferenz Kreis Düren). Nicht aufgegriffen seit 2 Jahren (2024-05-15).",
            "Recommended on 2024-05-15 (Regionale Bildungskonferenz Kreis Düren). Not taken up for 2 years (2024-05-15).",
        ),
        (
            "jede kita hat",
            "Empfohlen am 2024-05-15 (Regionale Bildungskonferenz Kreis Düren). Aufgegriffen am 2024-09-12 (Lenkungskreis Kreis Düren). Maßnahme: „Kita trifft Grundschule“ (läuft).",
            "Recommended on 2024-05-15 (Regionale Bildungskonferenz Kreis Düren). Taken up on 2024-09-12 (Lenkungskreis Kreis Düren). Measure: “Kita trifft Grundschule” (active).",
        ),
        (
            "forscherwoche an",
            "Empfohlen am 2024-05-15 (Regionale Bildungskonferenz Kreis Düren). Aufgegriffen am 2024-09-12 (Lenkungskreis Kreis Düren). Ohne Maßnahme seit 2 Jahren (2024-09-12).",
            "Recommended on 2024-05-15 (Regionale Bildungskonferenz Kreis Düren). Taken up on 2024-09-12 (Lenkungskreis Kreis Düren). Without a measure for 2 years (2024-09-12).",
        ),
        (
            "kulturbus bringt",
            "Empfohlen am 2024-05-15 (Regionale Bildungskonferenz Kreis Düren). Abgelehnt am 2025-02-20 (Lenkungskreis Kreis Düren).",
            "Recommended on 2024-05-15 (Regionale Bildungskonferenz Kreis Düren). Declined on 2025-02-20 (Lenkungskreis Kreis Düren).",
        ),
        (
            "eine halbe stelle 2026-10",
            "Beschlossen am 2026-10-01 (Lenkungskreis Kreis Euskirchen). Greift 2 Empfehlungen auf: „Kleine Grundschulen erhalten eine gemeinsame Ansprechperson“, „Busse fahren so, dass Praktika erreichbar sind“. Ohne Maßnahme seit einem Monat (2026-10-01).",
            "Decided on 2026-10-01 (Lenkungskreis Kreis Euskirchen). Takes up 2 recommendations: “Kleine Grundschulen erhalten eine gemeinsame Ansprechperson”, “Busse fahren so, dass Praktika erreichbar sind”. Without a measure for a month (2026-10-01).",
        ),
        (
            "tandems 2026-09",
            "Beschlossen am 2025-06-26 (Lenkungskreis Bonn). Beruht auf 2 Empfehlungen: „Lehrkräfte erproben digitale Werkzeuge in festen Tandems“, „Schulen teilen ihre Medienkonzepte an einem gemeinsamen Ort“. Läuft. Überfällig seit einem Monat (2026-09-30).",
            "Decided on 2025-06-26 (Lenkungskreis Bonn). Based on 2 recommendations: “Lehrkräfte erproben digitale Werkzeuge in festen Tandems”, “Schulen teilen ihre Medienkonzepte an einem gemeinsamen Ort”. Active. Overdue for a month (2026-09-30).",
        ),
    ] {
        for (lang, story) in [(Lang::De, de), (Lang::En, en)] {
            let mut screen = process(lang, (200, 60));
            screen.keys("/").keys(record).keys("<enter><enter>");
            let rows = &screen.app.screens.directory.detail.rows;
            assert_eq!(rows[0].text(), story, "{record}\n{}", screen.text());
        }
    }
}

#[test]
fn every_size_is_drawn() {
    for keys in ["P", "Pv", "S", "Sv"] {
        for (width, height) in [(1, 1), (24, 6), (40, 12), (80, 24), (200, 60)] {
            let mut screen = Screen::new(NETWORKS, Lang::En, (width, height));
            screen.keys(keys).keys("Ggjr<right><right>r").text();
        }
    }
    // On the smallest screen for work each step has its sign, and the strip says the rest.
    let mut screen = process(Lang::De, (40, 12));
    screen.keys("G").shows("! Maßnahme: Lesepaten").shows("! Maßnahme: Lesepaten an");
}

#[test]
fn screen_and_command_line_give_the_same_answer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("netze.ron");
    std::fs::write(&path, NETWORKS).unwrap();
    let prints = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bildungsnetz"));
        command.env_clear().env("HOME", folder.path()).env("LANG", "de_DE.UTF-8").arg("--data").arg(&path);
        String::from_utf8(command.args(arguments).output().unwrap().stdout).unwrap()
    };
    for (keys, arguments) in [
        ("P", &["process"][..]),
        ("Pv", &["process", "--open"]),
        ("jjPr", &["process", "--region", "bonn"]),
        ("S", &["meetings"]),
        ("jjSr", &["meetings", "--region", "bonn"]),
    ] {
        let mut screen = Screen::new(NETWORKS, Lang::De, (120, 40));
        screen.app.workspace.settings.today = Date::parse(&jiff::Zoned::now().date().to_string()).unwrap();
        screen.keys(keys).keys("Y");
        let Some(Effect::Copy(copied)) = screen.effects.last() else { panic!("nothing copied") };
        assert_eq!(&prints(&[arguments, &["--format", "md"]].concat()), copied, "{keys}");
    }
}

#[test]
fn a_decision_whose_measures_have_not_begun_is_not_said_to_be_carried_out() {
    let data = |status: &str| {
        format!(
            "#![enable(implicit_some)]\n(regions: [(id: \"r\", name: \"Kreis R\", kind: Kreis)], \
             decisions: [(id: \"d\", text: \"Mehr\")], \
             measures: [(id: \"m\", title: \"Labor\", region: \"r\", decision: \"d\"{status})])"
        )
    };
    for (status, shown, hidden) in [
        ("", "Maßnahme genannt", "in Umsetzung"),
        (", status: Planned", "Maßnahme genannt", "in Umsetzung"),
        (", status: Active", "in Umsetzung", "Maßnahme genannt"),
    ] {
        Screen::new(&data(status), Lang::De, (120, 40)).keys("P").shows(shown).hides(hidden);
    }
}

#[test]
fn what_the_meeting_says_finds_its_whole_chain() {
    let mut screen = process(Lang::De, (120, 40));
    screen.keys("/2024-05-15").shows("2024-05-15 · Regionale Bildungskonferenz").shows("Betriebspraktika");
    screen.keys(" betriebsp<enter>").shows("1 von 1").sees_cursor_at("! Empfehlung 4: Betriebspraktika");
}
