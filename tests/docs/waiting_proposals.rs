//! The proposals in the picture of the handbook.
//!
//! Entry point: [`all`].

use bildungsnetz::app::ProposalOnDesk;
use bildungsnetz::document::{Address, Edit};
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::storage::proposals::ChangeProposal;
use bildungsnetz::texts::Lang;

use crate::support::Screen;

/// What one person proposes: a value that fits, another, and one that somebody changed since.
const PROPOSED: [(&str, &str, &str, &str, [&str; 2]); 3] = [
    (
        "anna",
        "2026-11-19 09:12",
        "bodies/bonn-bildungsbuero/rhythm",
        "monatlich",
        ["As in the minutes", "So steht es im Protokoll"],
    ),
    (
        "berta",
        "2026-11-20 14:05",
        "bodies/aachen-bildungsbuero/contact/phone",
        "0241 5198-4310",
        ["New number", "Neue Nummer"],
    ),
    ("otto", "2026-11-23 08:40", "bodies/dueren-bildungsbuero/contact/phone", "02421 22-1", ["Moved", "Umgezogen"]),
];

/// The proposals, the oldest first.
pub fn all(lang: Lang) -> Vec<ProposalOnDesk> {
    // Otto knew an older number.
    let known = "02421 22-0";
    let proposed = |(who, when, place, value, why): (&str, &str, &str, &str, [&str; 2])| {
        let text = if who == "otto" { earlier(place, known) } else { SHIPPED.to_owned() };
        let mut screen = Screen::new(&text, lang, (80, 24));
        let set = Edit::Set { address: Address::parse(&SCHEMA, place).unwrap(), value: format!("{value:?}") };
        screen.app.apply(&[set], String::new()).unwrap();
        let changes = screen.app.workspace.unsaved.proposal(&screen.app.workspace.doc);
        let proposal = ChangeProposal {
            id: who.to_owned(),
            who: format!("{who}@netz"),
            when: when.to_owned(),
            why: why[usize::from(lang == Lang::De)].to_owned(),
            program: String::new(),
            dataset: "koeln.ron".to_owned(),
            base: None,
            changes,
            answers: Vec::new(),
        };
        ProposalOnDesk { proposal, when: when.to_owned(), is_own: false }
    };
    PROPOSED.into_iter().map(proposed).collect()
}

/// The dataset with a former value.
fn earlier(place: &str, value: &str) -> String {
    let mut screen = Screen::new(SHIPPED, Lang::En, (80, 24));
    let set = Edit::Set { address: Address::parse(&SCHEMA, place).unwrap(), value: format!("{value:?}") };
    screen.app.apply(&[set], String::new()).unwrap();
    screen.dataset()
}
