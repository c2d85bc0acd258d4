//! What stands for a value in the help of the command line; enter at [`value_name`].

use super::{Lang, Phrase};

/// What stands for a value in the help.
static VALUE_NAMES: &[(&str, Phrase)] = &[
    ("DIR", Phrase::new("ORDNER", "DIR")),
    ("URL", Phrase::new("URL", "URL")),
    ("SHEET", Phrase::new("BLATT", "SHEET")),
    ("COLUMN=FIELD", Phrase::new("SPALTE=FELD", "COLUMN=FIELD")),
    ("FILE", Phrase::new("DATEI", "FILE")),
    ("LANG", Phrase::new("SPRACHE", "LANG")),
    ("FORMAT", Phrase::new("FORMAT", "FORMAT")),
    ("QUERY", Phrase::new("ABFRAGE", "QUERY")),
    ("FORM", Phrase::new("FORM", "FORM")),
    ("WHEN", Phrase::new("WANN", "WHEN")),
    ("TABLE", Phrase::new("TABELLE", "TABLE")),
    ("REGION", Phrase::new("REGION", "REGION")),
    ("FIELD", Phrase::new("FELD", "FIELD")),
    ("TOPIC", Phrase::new("WONACH", "TOPIC")),
    ("BODY", Phrase::new("GREMIUM", "BODY")),
    ("YEAR", Phrase::new("JAHR", "YEAR")),
    ("SEVERITY", Phrase::new("SCHWERE", "SEVERITY")),
    ("MAILBOX", Phrase::new("POSTFACH", "MAILBOX")),
    ("KIND", Phrase::new("ART", "KIND")),
    ("MONTHS", Phrase::new("MONATE", "MONTHS")),
    ("MINUTES", Phrase::new("MINUTEN", "MINUTES")),
    ("SIDE", Phrase::new("SEITE", "SIDE")),
    ("LEVEL", Phrase::new("EBENE", "LEVEL")),
    ("ADDRESS", Phrase::new("ADRESSE", "ADDRESS")),
    ("TEXT", Phrase::new("TEXT", "TEXT")),
    ("PLACE", Phrase::new("ORT", "PLACE")),
    ("VALUE", Phrase::new("WERT", "VALUE")),
    ("COLUMNS", Phrase::new("FELDER", "FIELDS")),
    ("COLUMN", Phrase::new("SPALTE", "COLUMN")),
    ("LIST", Phrase::new("LISTE", "LIST")),
    ("OLD", Phrase::new("ALT", "OLD")),
    ("WHERE", Phrase::new("WOHIN", "WHERE")),
    ("RON", Phrase::new("RON", "RON")),
    ("SHELL", Phrase::new("SHELL", "SHELL")),
    ("COMMAND", Phrase::new("BEFEHL", "COMMAND")),
    ("DATE", Phrase::new("DATUM", "DATE")),
    ("N", Phrase::new("N", "N")),
    ("JOURNAL", Phrase::new("AUFZEICHNUNG", "JOURNAL")),
    ("BASE", Phrase::new("BASIS", "BASE")),
    ("OURS", Phrase::new("EIGENE", "OURS")),
    ("THEIRS", Phrase::new("ANDERE", "THEIRS")),
    ("NAME", Phrase::new("NAME", "NAME")),
    ("PROPOSAL", Phrase::new("VORSCHLAG", "PROPOSAL")),
];

/// What stands for a value in the help.
pub fn value_name(name: &str, lang: Lang) -> &'static str {
    VALUE_NAMES.iter().find(|(known, _)| *known == name).map_or("", |(_, phrase)| phrase.get(lang))
}
