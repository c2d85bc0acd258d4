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
