//! What `confirm` and the arguments of changes to many records mean; enter at [`HELP`].

use crate::texts::Phrase;

const DRY_RUN: Phrase =
    Phrase::new("nur zeigen, was sich ändern würde; nichts schreiben", "only show what would change; write nothing");
const KEEP_GOING: Phrase = Phrase::new(
    "auslassen, was nicht möglich ist, und das Übrige schreiben; Exit-Code 1, wenn etwas ausgelassen wurde",
    "leave out what is not possible and write the rest; exit code 1 if something was left out",
);

/// The arguments.
pub(super) static HELP: &[(&str, Phrase)] = &[
    (
        "set.query",
        Phrase::new(
            "für alle Einträge, die zu dieser Frage passen; alle oder keiner, als ein Schritt",
            "for all records that this query finds; all or none, as one step",
        ),
    ),
    ("set.dry_run", DRY_RUN),
    ("set.keep_going", KEEP_GOING),
    (
        "confirm",
        Phrase::new(
            "Angaben heute geprüft: setzt das Datum „Geprüft“ ihrer Quellen auf heute",
            "statements checked today: set the date “Checked” of their sources to today",
        ),
    ),
    (
        "confirm.addresses",
        Phrase::new(
            "Einträge oder Werte, z. B. bodies/dueren-bildungsbuero/contact/phone; mit --where Tabellen oder Felder",
            "records or values, e.g. bodies/dueren-bildungsbuero/contact/phone; with --where tables or fields",
        ),
    ),
    ("confirm.reason", Phrase::new("warum, für den Verlauf", "why, for the history")),
    ("confirm.query", Phrase::new("alle Einträge, die zu dieser Frage passen", "all records that this query finds")),
    ("confirm.dry_run", DRY_RUN),
    ("confirm.keep_going", KEEP_GOING),
    ("add.dry_run", DRY_RUN),
    ("add.keep_going", KEEP_GOING),
    (
        "remove.query",
        Phrase::new(
            "alle Einträge der Tabelle, die zu dieser Frage passen",
            "all records of the table that this query finds",
        ),
    ),
    ("remove.dry_run", DRY_RUN),
    ("remove.keep_going", KEEP_GOING),
];
