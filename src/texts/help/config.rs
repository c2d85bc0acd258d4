//! What the arguments of `config` mean; enter at [`HELP`].

use crate::texts::Phrase;

/// The command and its arguments.
pub(super) static HELP: &[(&str, Phrase)] = &[
    ("config", Phrase::new("geltende Einstellungen und ihre Herkunft", "present settings and their origin")),
    ("config.show", Phrase::new("ebendies, wie ohne Option", "the same, as without an option")),
    (
        "config.default",
        Phrase::new(
            "eine Datei mit allen Einstellungen, erklärt und auskommentiert, ausgeben",
            "print a file with all settings, explained and commented out",
        ),
    ),
];
