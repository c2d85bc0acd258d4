//! What the arguments of `remind` mean; enter at [`HELP`].

use crate::texts::Phrase;

/// The command and its arguments.
pub(super) static HELP: &[(&str, Phrase)] = &[
    (
        "remind",
        Phrase::new(
            "wer etwas pflegt und was davon durchzusehen ist; mit --caretaker der Text einer Mail daran (verschickt wird nichts); Exit-Code 1, wenn nichts ansteht",
            "who maintains what and how much of it is to be reviewed; with --caretaker the text of a mail about it (nothing is sent); exit code 1 if nothing is due",
        ),
    ),
    (
        "remind.caretaker",
        Phrase::new("an dieses Postfach, z. B. bildungsbuero@kreis.de", "to this mailbox, e.g. bildungsbuero@kreis.de"),
    ),
    (
        "remind.every",
        Phrase::new(
            "woran in den letzten so vielen Monaten erinnert wurde, bleibt weg",
            "what was reminded of within so many months is left out",
        ),
    ),
    ("remind.again", Phrase::new("auch daran erinnern", "remind of that as well")),
    ("remind.dry_run", Phrase::new("nur zeigen, nicht vermerken", "only show, do not note it")),
];
