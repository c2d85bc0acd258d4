//! What the options mean that every command takes; enter at [`GLOBAL_OPTIONS`].

use super::Phrase;

/// Options that every command takes, by their name among the arguments; the second part is what
/// each means.
pub static GLOBAL_OPTIONS: &[(&str, Phrase)] = &[
    (
        "data",
        Phrase::new(
            "Datenbestand, @NAME aus den Einstellungen, - aus der Standardeingabe (sonst: $BILDUNGSNETZ_DATA, Einstellungen, Datenordner, mitgelieferter)",
            "dataset, @NAME of the configuration, - for standard input (otherwise: $BILDUNGSNETZ_DATA, configuration, data folder, built-in one)",
        ),
    ),
    ("lang", Phrase::new("Sprache: de oder en", "language: de or en")),
    (
        "format",
        Phrase::new(
            "Ausgabe: table, json, csv, ron oder md; network auch dot und graphml",
            "output: table, json, csv, ron or md; network also dot and graphml",
        ),
    ),
    ("read_only", Phrase::new("nichts schreiben", "write nothing")),
    (
        "propose",
        Phrase::new(
            "vorschlagen statt speichern: Änderungen kommen als Vorschlag neben den Datenbestand",
            "propose instead of saving: changes are put beside the dataset as a proposal",
        ),
    ),
    (
        "print",
        Phrase::new(
            "mit --propose: den Vorschlag als Text ausgeben, den man schicken kann",
            "with --propose: print the proposal as text that can be sent",
        ),
    ),
    (
        "allow_sync",
        Phrase::new(
            "vor --restricted: Abgleichen (sync) ist an diesem Zugang erlaubt",
            "in front of --restricted: this access may sync",
        ),
    ),
    (
        "restricted",
        Phrase::new(
            "für ForceCommand von sshd: kein anderes Programm, keine andere Datei, keine persönlichen Einstellungen",
            "for sshd's ForceCommand: no other program, no other file, no personal settings",
        ),
    ),
    (
        "author",
        Phrase::new(
            "wer arbeitet, wo mehrere ein Konto teilen; steht im Verlauf (sonst: $BILDUNGSNETZ_AUTHOR, Einstellungen)",
            "who is at work where several share an account; stands in the history (otherwise: $BILDUNGSNETZ_AUTHOR, configuration)",
        ),
    ),
    ("ascii", Phrase::new("Linien und Zeichen nur in ASCII", "draw lines and marks in ASCII only")),
    (
        "plain",
        Phrase::new(
            "ohne Farbe und Hervorhebung, nichts auf die Breite gekürzt; ohne Befehl: Zeile für Zeile statt auf einem Bildschirm",
            "no colour or emphasis, nothing cut to fit the width; without a command: line by line instead of on a screen",
        ),
    ),
    (
        "color",
        Phrase::new("Farbe und Hervorhebung: auto, always oder never", "colour and emphasis: auto, always or never"),
    ),
    ("help", Phrase::new("diese Hilfe", "this help")),
    ("version", Phrase::new("Version und Quellen der Daten", "version and sources of the data")),
];
