//! The help of `import`; enter at [`HELP`].

use crate::texts::Phrase;

/// The help, by the name of the command or argument.
pub static HELP: &[(&str, Phrase)] = &[
    (
        "import",
        Phrase::new(
            "Einträge aus einer Tabelle oder Datei übernehmen: alles oder nichts, als ein Schritt",
            "take records in from a spreadsheet or file: all or nothing, as one step",
        ),
    ),
    ("import.file", Phrase::new("die Datei; - liest sie aus der Eingabe", "the file; - reads standard input")),
    (
        "import.form",
        Phrase::new(
            "Form: csv, xlsx, json, jsonl, vcard oder ron; ohne Angabe, wie Name und Anfang der Datei sagen",
            "form: csv, xlsx, json, jsonl, vcard or ron; without it as name and beginning of the file say",
        ),
    ),
    (
        "import.table",
        Phrase::new(
            "um welche Tabelle es geht, wenn der Name der Datei es nicht sagt, z. B. bodies",
            "which table it is about where the name of the file does not say it, e.g. bodies",
        ),
    ),
    (
        "import.sheet",
        Phrase::new(
            "welches Blatt einer Mappe gelesen wird, wenn seine Namen es nicht sagen",
            "which sheet of a workbook is read where its names do not say it",
        ),
    ),
    (
        "import.mapped",
        Phrase::new(
            "welches Feld eine Spalte ist, z. B. Durchwahl=contact/phone; ohne Feld bleibt sie weg, '*=' alle unbekannten",
            "which field a column is, e.g. Extension=contact/phone; without a field it is left out, '*=' all unknown ones",
        ),
    ),
    (
        "import.clear_empty",
        Phrase::new(
            "eine leere Zelle leert das Feld; ohne Angabe lässt sie den Wert, wie er ist",
            "an empty cell clears the field; without it the value stays as it is",
        ),
    ),
    (
        "import.source",
        Phrase::new(
            "woher die Werte stammen, Adresse oder Titel; Stand und Prüfdatum sind dann heute",
            "where the values come from, address or title; as-of and check date are then today",
        ),
    ),
    ("import.as_of", Phrase::new("Stand der Angaben, wenn nicht heute", "date of the statements, if not today")),
    ("import.dry_run", Phrase::new("nur zeigen, was sich ändern würde", "only show what would change")),
    (
        "import.keep_going",
        Phrase::new(
            "auslassen, was nicht möglich ist, und den Rest übernehmen",
            "leave out what is not possible and take in the rest",
        ),
    ),
    ("import.reason", Phrase::new("warum, für den Verlauf", "why, for the history")),
];
