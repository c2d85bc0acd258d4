//! What `proposals` and its arguments mean; enter at [`HELP`].

use crate::texts::Phrase;

const ONE: Phrase =
    Phrase::new("ein Vorschlag; ein Teil seines Namens genügt", "a proposal; a part of its name will do");
const SOME: Phrase =
    Phrase::new("Vorschläge; ein Teil ihres Namens genügt", "proposals; a part of their names will do");
const CHANGES: Phrase = Phrase::new(
    "nur diese Änderung, nach ihrer Nummer; mehrfach möglich",
    "only this change, by its number; may be repeated",
);

/// The arguments.
pub(super) static HELP: &[(&str, Phrase)] = &[
    (
        "proposals",
        Phrase::new("ansehen und beantworten, was andere vorschlagen", "look at what others propose, and answer it"),
    ),
    (
        "proposals.list",
        Phrase::new(
            "was wartet: Wert jetzt, vorgeschlagen, von wem, warum; Exit-Code 0, wenn etwas wartet, sonst 1",
            "what waits: value now, proposed, by whom, why; exit code 0 if something waits, otherwise 1",
        ),
    ),
    ("proposals.list.region", Phrase::new("nur was diese Region betrifft", "only what concerns this region")),
    ("proposals.list.caretaker", Phrase::new("nur was dieses Postfach pflegt", "only what this mailbox maintains")),
    (
        "proposals.show",
        Phrase::new("einen Vorschlag zeigen, auch was aus ihm wurde", "show a proposal, also what became of it"),
    ),
    ("proposals.show.id", ONE),
    (
        "proposals.take",
        Phrase::new(
            "übernehmen und speichern, alles oder nichts; was nicht mehr passt, wird genannt",
            "take and save, all or nothing; names what no longer fits",
        ),
    ),
    ("proposals.take.ids", SOME),
    ("proposals.take.changes", CHANGES),
    (
        "proposals.take.reason",
        Phrase::new(
            "warum, für den Verlauf (sonst die Begründung des Vorschlags)",
            "why, for the history (otherwise the proposal's own reason)",
        ),
    ),
    ("proposals.decline", Phrase::new("ablehnen, mit einem Grund", "decline, with a reason")),
    ("proposals.decline.ids", SOME),
    ("proposals.decline.changes", CHANGES),
    (
        "proposals.decline.reason",
        Phrase::new("warum; liest, wer es vorgeschlagen hat", "why; read by whoever proposed it"),
    ),
    ("proposals.mine", Phrase::new("was aus den eigenen Vorschlägen wurde", "what became of one's own proposals")),
    (
        "proposals.add",
        Phrase::new(
            "einen Vorschlag aufnehmen, der als Text kam, auch mitten in einer Mail",
            "take in a proposal that came as text, even amidst a mail",
        ),
    ),
    (
        "proposals.add.file",
        Phrase::new("Datei mit dem Text, - aus der Standardeingabe", "file with the text, - for standard input"),
    ),
    ("proposals.withdraw", Phrase::new("einen eigenen Vorschlag zurückziehen", "withdraw a proposal of one's own")),
    ("proposals.withdraw.id", ONE),
];
