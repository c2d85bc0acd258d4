//! Proposals in the line mode: made by one person, taken and declined by another, and told to the
//! first.

use std::fmt::Write as _;

use bildungsnetz::storage::{Environment, Person};

use crate::desk::{Desk, SMALL};
use crate::{dayless, differing, is_kept};

/// What a person says who opens the dataset with these options.
struct Turn {
    who: &'static str,
    options: &'static [&'static str],
    lines: &'static [&'static str],
}

/// Holds conversations one after the other, and compares them with what is kept, and the file after
/// them.
#[track_caller]
fn play_in_turns(name: &str, lang: &str, turns: &[Turn]) -> Desk {
    let desk = Desk::new();
    let mut told = String::new();
    for Turn { who, options, lines } in turns {
        let mut command = desk.command(&[*options, &["--plain", "--lang", lang, "koeln.ron"]].concat());
        command.env("BILDUNGSNETZ_AUTHOR", who).env("TZ", "UTC");
        let input: String = lines.iter().flat_map(|line| [*line, "\n"]).collect();
        let run = desk.finish(command, &input);
        let options: String = options.iter().map(|option| format!(" {option}")).collect();
        writeln!(told, "# {who}{options}\n{}", timeless(&dayless(&run.told()))).unwrap();
    }
    write!(told, "# koeln.ron\n{}", dayless(&differing(SMALL, &desk.read("koeln.ron")))).unwrap();
    is_kept(name, &told);
    desk
}

/// Hours pass, and everybody has another account: the time behind `TODAY` becomes `NOW`, and the
/// account `KONTO`.
fn timeless(text: &str) -> String {
    let person = Person::of(&Environment::read(), None);
    let text = text.replace(&format!("{}@{} ", person.login, person.host), "KONTO ");
    let mut parts = text.split("TODAY ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_time = part.len() >= 5 && part.as_bytes()[2] == b':';
        out.push_str("TODAY ");
        out.push_str(if is_time { "NOW" } else { "" });
        out.push_str(if is_time { &part[5..] } else { part });
    }
    out
}

#[test]
fn one_proposes_and_another_takes_and_declines() {
    let desk = play_in_turns(
        "proposals.de",
        "de",
        &[
            Turn {
                who: "anna",
                options: &["--propose"],
                lines: &["gremien", "2", "14 e 02421 22-1", "b", "vorschlagen", "Neuer Anschluss", "q"],
            },
            Turn {
                who: "berta",
                options: &["--propose"],
                lines: &["gremien", "3", "2 e Bildungsbüro am Rhein", "q", "b", "Kürzer"],
            },
            Turn {
                who: "otto",
                options: &[],
                lines: &["Z", "1 t", "1 ablehnen", "So heißt es nicht", "esc", "speichern", "Z", "q", "q"],
            },
            Turn { who: "berta", options: &["--propose"], lines: &["q"] },
        ],
    );
    assert!(desk.read("koeln.ron").contains("02421 22-1"));
}
