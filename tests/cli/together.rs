//! Many programs at once on one dataset: every change of each is in the file at the end.

use std::fmt::Write as _;
use std::thread;

use crate::desk::Desk;

const WRITERS: usize = 8;
const CHANGES: usize = 20;

#[test]
fn no_change_is_lost_when_eight_write_at_once() {
    let desk = Desk::empty();
    let mut text = String::from("(action_fields: [\n");
    for number in 0..WRITERS {
        writeln!(text, "    (id: \"f{number}\", name: \"Feld\", synonyms: []),").unwrap();
    }
    desk.put("koeln.ron", &(text + "])\n"));
    thread::scope(|scope| {
        for number in 0..WRITERS {
            let desk = &desk;
            scope.spawn(move || {
                for change in 0..CHANGES {
                    let synonyms = format!("action_fields/f{number}/synonyms");
                    let run = desk.run(&["add", &synonyms, &format!("s{change}")]);
                    assert_eq!(run.out, format!("{synonyms}/{change}\n"), "{run:?}");
                }
            });
        }
    });
    for number in 0..WRITERS {
        let run = desk.run(&["get", &format!("action_fields/f{number}/synonyms"), "--format", "json"]);
        let found: Vec<String> = serde_json::from_str(&run.out).unwrap();
        assert_eq!(found, (0..CHANGES).map(|change| format!("s{change}")).collect::<Vec<_>>());
    }
}

#[test]
fn the_history_has_the_order_of_the_saves() {
    let desk = Desk::empty();
    desk.put("koeln.ron", "#![enable(implicit_some)]\n(regions: [(id: \"r\", name: \"n\", kind: Kreis)])\n");
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let desk = &desk;
            scope.spawn(move || {
                for change in 0..5 {
                    let run = desk.run(&["set", "regions/r/name", &format!("{writer}, {change}")]);
                    assert_eq!(run.code, Some(0), "{run:?}");
                }
            });
        }
    });
    let run = desk.run(&["log", "regions/r/name", "--format", "json"]);
    let log: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let newest_first = log["changes"].as_array().unwrap();
    assert_eq!(newest_first.len(), WRITERS * 5);
    for pair in newest_first.windows(2) {
        assert_eq!(pair[0]["before"], pair[1]["after"], "{log}");
    }
    let file = desk.read("koeln.ron");
    assert!(file.contains(newest_first[0]["after"].as_str().unwrap()), "{file}");
}
