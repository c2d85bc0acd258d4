//! How many keys everyday tasks take: a table of tasks, from where they begin to what is then seen
//! or said by the dataset.
//!
//! Text that has to be typed in any case stands in quotes and is not counted; neither is what leads
//! to where a task begins.

mod support;

use bildungsnetz::model::SHIPPED;
use bildungsnetz::texts::Lang;
use support::{Screen, chords};

/// A task.
struct Task {
    /// What somebody wants.
    name: &'static str,
    /// The keys that lead to where the task begins.
    from: &'static str,
    /// The keys of the task; typed text in quotes.
    keys: &'static str,
    /// How many keys that is.
    count: usize,
    /// What then is on the screen.
    seen: &'static [&'static str],
}

const TASKS: &[Task] = &[
    // Looking up.
    Task {
        name: "place → region → office",
        from: "",
        keys: "/'41836'",
        count: 1,
        seen: &["Kreis Heinsberg", "Zentrum für kommunale Bildung"],
    },
    Task {
        name: "place → region → office, by the search",
        from: "2",
        keys: "s'41836'<enter>",
        count: 2,
        seen: &["╭─ Kreis Heinsberg", "Zentrum für kommunale Bildung"],
    },
    Task {
        name: "concern and place → office card",
        from: "",
        keys: "i<enter>'düren'<enter>",
        count: 3,
        seen: &["Regionales Bildungsbüro Kreis Düren"],
    },
    Task {
        name: "field → its regions",
        from: "3jjjj<up>",
        keys: "r1",
        count: 2,
        seen: &["1 Regionen 1/7 zu", "▌  Kreis Düren"],
    },
    Task {
        name: "field → regions in their own wording",
        from: "3",
        keys: "/'mint'<enter>",
        count: 2,
        seen: &["Regionen, die daran arbeiten (10 von 11"],
    },
    Task {
        name: "region → all of it on one page",
        from: "2",
        keys: "1/'bonn'<enter>",
        count: 3,
        seen: &["╭─ Stadt Bonn", "Büro – Ansprechstelle"],
    },
    Task { name: "region × field at a glance", from: "", keys: "m", count: 1, seen: &["Matrix"] },
    Task {
        name: "where a town lies, and whom to ask there",
        from: "",
        keys: "M/'jülich'<enter>",
        count: 3,
        seen: &["Karte", "Jülich", "Regionales Bildungsbüro Kreis"],
    },
    Task { name: "where a field is worked on", from: "3/mint<enter>", keys: "M", count: 1, seen: &["Karte · MINT"] },
    Task {
        name: "of which regions least is known",
        from: "",
        keys: "Mvvv",
        count: 4,
        seen: &["Karte · Vollständigkeit", "0–39 %"],
    },
    Task {
        name: "what is wrong, missing or old",
        from: "",
        keys: "p",
        count: 1,
        seen: &["Angaben mindestens 24 Monate alt"],
    },
    Task { name: "everything that is old", from: "", keys: "pG<enter>", count: 3, seen: &["Stand"] },
    Task {
        name: "copy the telephone number",
        from: "/aachen<enter><enter>/telefon<enter>",
        keys: "y",
        count: 1,
        seen: &[],
    },
    Task {
        name: "who changed this and when",
        from: "/aachen<enter><enter>/telefon<enter>",
        keys: "H",
        count: 1,
        seen: &[],
    },
    // Keeping.
    Task {
        name: "checked today",
        from: "/aachen<enter><enter>/telefon<enter>",
        keys: "t",
        count: 1,
        seen: &["stimmt noch, geprüft 2026-11-23", "[+1]"],
    },
    Task {
        name: "telephone number changed",
        from: "",
        keys: "/'aachen'<enter><enter>/'telefon'<enter>e<ctrl+u>'0241 1'<enter>",
        count: 8,
        seen: &["Telefon geändert"],
    },
    Task {
        name: "telephone number changed, as asked for today",
        from: "/aachen<enter><enter>/telefon<enter>",
        keys: "e<ctrl+u>'0241 1'<enter><enter>",
        count: 4,
        seen: &["Telefon laut", "selbst erfragt · Stand"],
    },
    Task {
        name: "telephone number changed, with source and day",
        from: "/aachen<enter><enter>/telefon<enter>",
        keys: "e<ctrl+u>'0241 1'<enter><tab><ctrl+u>'Anruf'<enter><enter>",
        count: 7,
        seen: &["Quelle und Stand angegeben"],
    },
    Task {
        name: "first member of a body",
        from: "2/lev lenk<enter><enter>",
        keys: "a1'Bezirksregierung'<enter>'land'<enter><enter><enter>",
        count: 6,
        seen: &["Bezirksregierung · Land NRW", "[+1]"],
    },
    Task {
        name: "next member",
        from: "2/lev lenk<enter><enter>a1Bezirksregierung<enter>land<enter><enter><enter>",
        keys: "a1'Gymnasium'<enter>'schulen'<enter><enter><enter>",
        count: 6,
        seen: &["Gymnasium · Schulen", "[+1]"],
    },
    Task {
        name: "meeting → recommendation → decision → measure",
        from: "2/aachen konf<enter><enter>",
        keys: "a2'3.2.2026'<enter>'Auftakt'<enter>a1'Empfehlung'<enter>'mint'<enter>a'Beschluss'<enter><enter>'hoch'<enter>a'Projekt'<enter>",
        count: 14,
        seen: &["StädteRegion Aachen › Maßnahme › Projekt", "[+4]"],
    },
    Task {
        name: "the same, from the calendar of meetings",
        from: "S",
        keys: "a'3.2.2026'<enter>'Auftakt'<enter>a1'Empfehlung'<enter>'mint'<enter>a'Beschluss'<enter><enter>'hoch'<enter>a'Projekt'<enter>",
        count: 13,
        seen: &["Maßnahme › Projekt", "[+4]"],
    },
    Task {
        name: "recommendation → decision → measure, from the process",
        from: "P",
        keys: "a'Empfehlung'<enter>'mint'<enter>a'Beschluss'<enter><enter>'hoch'<enter>a'Projekt'<enter>",
        count: 9,
        seen: &["Düren › Maßnahme › Projekt", "[+3]"],
    },
    Task { name: "what is open in a network", from: "", keys: "Prv", count: 3, seen: &["Prozess · nur Offenes"] },
    Task { name: "whose next meeting is overdue", from: "", keys: "S", count: 1, seen: &["Sitzungen", "Frühere"] },
    Task { name: "delete a record", from: "2G", keys: "d<enter>", count: 2, seen: &["gelöscht", "70/70"] },
    Task {
        name: "take it back",
        from: "2Gd<enter>",
        keys: "u",
        count: 1,
        seen: &["Rückgängig gemacht", "2 Gremien 71/71", "▌  StädteRegion Aachen"],
    },
    Task {
        name: "save and leave",
        from: "/aachen<enter><enter>/telefon<enter>t",
        keys: "wq",
        count: 2,
        seen: &["gespeichert"],
    },
];

/// Returns the keys as they are pressed, and how many are counted.
fn pressed(keys: &str) -> (String, usize) {
    let (mut all, mut count) = (String::new(), 0);
    for (number, part) in keys.split('\'').enumerate() {
        count += if number % 2 == 0 { chords(part).len() } else { 0 };
        all.push_str(part);
    }
    (all, count)
}

#[test]
fn everyday_tasks_take_as_few_keys_as_the_table_says() {
    for task in TASKS {
        let (keys, count) = pressed(task.keys);
        assert_eq!(count, task.count, "{}: {}", task.name, task.keys);
        let mut screen = Screen::new(SHIPPED, Lang::De, (80, 24));
        screen.keys(task.from).keys(&keys);
        for wanted in task.seen {
            assert!(screen.text().contains(wanted), "{}: no {wanted:?}\n{}", task.name, screen.text());
        }
    }
}
