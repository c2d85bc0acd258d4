//! Eight programs write one dataset at the same time, on different records and on different fields
//! of the same records, while two people have it open: everything is there in the end, and on their
//! screens too.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::thread;
use std::time::Instant;

use bildungsnetz::model::SHIPPED;

use crate::desk::{PHONE, command, rounds, said, succeeds};
use crate::faults::{CTRL_S, CTRL_U};
use crate::terminal::{Home, Life, Terminal};

/// The fields of a measure that the writers set; the last four write the same records.
const FIELDS: [&str; 4] = ["title", "note", "start", "end"];

/// The field of Aachen's office that is set last, and what the screens then show.
const MAIL: &str = "bodies/aachen-bildungsbuero/contact/email";

/// The shipped dataset with so many measures for each of five groups of records.
fn dataset(count: u64) -> String {
    let mut measures = String::new();
    for (group, number) in (0..5).flat_map(|group| (0..count).map(move |number| (group, number))) {
        writeln!(
            measures,
            "        Measure(id: \"m{group}-{number}\", kind: Projekt, title: \"Neu\", region: \"aachen\"),"
        )
        .unwrap();
    }
    SHIPPED.replace("    measures: [\n", &format!("    measures: [\n{measures}"))
}

/// What a writer sets with its nth change: address and value.
fn task(writer: usize, number: u64) -> (String, String) {
    let (group, field) = if writer < 4 { (writer, "title") } else { (4, FIELDS[writer - 4]) };
    let value = match field {
        "start" | "end" => format!("{}-{:02}-{:02}", 2001 + writer, 1 + number % 12, 1 + number % 28),
        _ => format!("Von {writer}, {number}"),
    };
    (format!("measures/m{group}-{number}/{field}"), value)
}

/// One of the two people: has the page of Aachen's office open.
fn person(home: &Home) -> Terminal {
    let mut terminal = home.open();
    terminal.shows("Kreis Düren");
    terminal.keys("/aachen\r\r").shows("Bildungsbüro (A 43)");
    terminal.keys("/telefon\r");
    terminal
}

#[test]
fn what_eight_programs_write_is_all_there_and_two_screens_show_it() {
    let (home, count) = (Home::new(), rounds(25));
    std::fs::write(home.path("koeln.ron"), dataset(count)).unwrap();
    let folder = home.path("koeln.ron").parent().unwrap().to_owned();
    let mut people = [person(&home), person(&home)];
    let started = Instant::now();
    let failed: Vec<String> = thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|writer| {
                scope.spawn({
                    let folder = &folder;
                    move || write(folder, writer, count)
                })
            })
            .collect();
        // Meanwhile one of the people saves, too.
        for number in 1..=3 {
            people[0].keys(&format!("e{CTRL_U}0241 {number}\rb")).shows(&format!("0241 {number}"));
            people[0].keys(CTRL_S).shows("koeln.ron gespeichert").hides("[+1]");
        }
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    let took = started.elapsed();
    assert_eq!(failed, [""; 0]);
    succeeds(&folder, &["set", PHONE, "0241 987654"]);
    succeeds(&folder, &["set", MAIL, "zuletzt@example.org"]);
    for mut terminal in people {
        terminal.shows("0241 987654").shows("zuletzt@example.org").hides("[+");
        assert_eq!(terminal.keys("q").ends(), Life::Ended(0));
    }
    let there = present(&home.read("koeln.ron"), count);
    assert_eq!(there, 8 * count, "so many of {} are there", 8 * count);
    succeeds(&folder, &["check"]);
    assert_eq!(crate::desk::temporaries(&folder), 0);
    let saved = chain(&home.read("koeln.ron.history"));
    assert_eq!(saved.get(MAIL).map(String::as_str), Some("\"zuletzt@example.org\""));
    assert_eq!(saved.get(PHONE).map(String::as_str), Some("\"0241 987654\""));
    assert_eq!(saved.len() as u64, 8 * count + 2);
    println!("{there} of {} changes by 8 programs are there, beside 2 screens; {took:.1?}", 8 * count);
}

/// What a history says of each place at its end; each line begins with what the one before it ended
/// with.
fn chain(history: &str) -> HashMap<String, String> {
    let mut now: HashMap<String, String> = HashMap::new();
    for line in history.lines() {
        let fact: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| fact[name].as_str().map(str::to_owned);
        let address = text("address").unwrap();
        if let Some(last) = now.get(&address) {
            assert_eq!(text("before").as_ref(), Some(last), "{line}");
        }
        now.insert(address, text("after").unwrap());
    }
    now
}

/// Makes all changes of a writer, one program each; what failed.
fn write(folder: &Path, writer: usize, count: u64) -> Vec<String> {
    let set = |number| {
        let (address, value) = task(writer, number);
        let output = command(folder, &["set", &address, &value]);
        (!output.status.success()).then(|| format!("{address}: {}", said(&output)))
    };
    (0..count).filter_map(set).collect()
}

/// How many of the changes are in the text: each record says exactly what its writers said.
fn present(text: &str, count: u64) -> u64 {
    let line = |id: &str| text.lines().find(|line| line.contains(&format!("\"{id}\""))).unwrap_or_default();
    let is_there = |writer: usize, number: u64| {
        let (address, value) = task(writer, number);
        let (id, field) = address.strip_prefix("measures/").unwrap().split_once('/').unwrap();
        line(id).contains(&format!("{field}: \"{value}\""))
    };
    (0..8).map(|writer| (0..count).filter(|number| is_there(writer, *number)).count() as u64).sum()
}
