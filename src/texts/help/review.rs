//! What the arguments of `review` mean; enter at [`HELP`].

use crate::texts::Phrase;

/// The command and its arguments.
pub(super) static HELP: &[(&str, Phrase)] = &[
    (
        "review",
        Phrase::new(
            "was unbekannt, alt, ungeprüft oder unsicher ist, das Nützlichste zuerst; Exit-Code 1, wenn etwas fällig ist",
            "what is unknown, old, unchecked or uncertain, the most useful first; exit code 1 if something is due",
        ),
    ),
    (
        "review.region",
        Phrase::new(
            "nur, was zu dieser Region gehört: Kennung, Name, Ort oder Postleitzahl",
            "only what belongs to this region: identifier, name, town or postcode",
        ),
    ),
    (
        "review.caretaker",
        Phrase::new(
            "nur, was von diesem Postfach aus gepflegt wird, z. B. bildungsbuero@kreis.de",
            "only what is maintained from this mailbox, e.g. bildungsbuero@kreis.de",
        ),
    ),
    (
        "review.kind",
        Phrase::new(
            "nur aus diesem Grund: unknown, old (auch ohne Stand), unchecked, uncertain oder rule",
            "only for this reason: unknown, old (undated too), unchecked, uncertain or rule",
        ),
    ),
    (
        "review.older_than",
        Phrase::new(
            "nur Angaben, deren Stand mindestens so viele Monate zurückliegt",
            "only statements whose date is at least so many months ago",
        ),
    ),
    ("review.limit", Phrase::new("höchstens so viele Angaben", "at most so many statements")),
];
