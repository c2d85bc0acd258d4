//! What the manual says beside the arguments; enter at [`NOTES`].

use super::Phrase;

/// A section of the manual: its title, and names with what they mean.
pub type ManualSection = (Phrase, &'static [(Phrase, Phrase)]);

/// What the manual says beside the arguments.
pub static NOTES: &[ManualSection] = &[
    (
        Phrase::new("EXIT-CODES", "EXIT CODES"),
        &[
            (Phrase::new("0", "0"), Phrase::new("erledigt", "done")),
            (
                Phrase::new("1", "1"),
                Phrase::new(
                    "verneint: nichts gefunden, kein Wert, Befunde der Schwere Fehler",
                    "a negative answer: nothing found, no value, findings that are errors",
                ),
            ),
            (
                Phrase::new("2", "2"),
                Phrase::new("so nicht verstanden oder nicht zulässig", "not understood, or refused"),
            ),
            (Phrase::new("3", "3"), Phrase::new("Datenbestand nicht lesbar", "dataset cannot be read")),
            (
                Phrase::new("4", "4"),
                Phrase::new(
                    "nicht geschrieben, auch eine Antwort, die sich nicht ausgeben ließ; die alte Datei ist unverändert (was gespeichert ist, endet mit 0, auch wenn die Meldung darüber sich nicht ausgeben ließ)",
                    "not written, nor an answer that could not be printed; the old file is unchanged (what is saved ends with 0, even when the news of it could not be printed)",
                ),
            ),
            (
                Phrase::new("5", "5"),
                Phrase::new("gesperrt: jemand anderes schreibt gerade", "locked: somebody else is writing"),
            ),
            (
                Phrase::new("128 + N", "128 + N"),
                Phrase::new(
                    "das Signal N hat den Bildschirm beendet, 129 auch, wenn er sein Terminal verloren hat; Ungespeichertes ist aufgehoben",
                    "signal N ended the screen, 129 also when it lost its terminal; what was unsaved is kept",
                ),
            ),
            (Phrase::new("130", "130"), Phrase::new("unterbrochen (Strg-C)", "interrupted (Ctrl-C)")),
        ],
    ),
    (
        Phrase::new("DATEIEN", "FILES"),
        &[
            (
                Phrase::new("~/.local/share/bildungsnetz/koeln.ron", "~/.local/share/bildungsnetz/koeln.ron"),
                Phrase::new("Datenbestand, sobald etwas gespeichert wurde", "dataset, as soon as something was saved"),
            ),
            (
                Phrase::new("~/.config/bildungsnetz/config.toml", "~/.config/bildungsnetz/config.toml"),
                Phrase::new("eigene Einstellungen", "the user's settings"),
            ),
            (
                Phrase::new("/etc/xdg/bildungsnetz/config.toml", "/etc/xdg/bildungsnetz/config.toml"),
                Phrase::new("Einstellungen der Einrichtung", "the institution's settings"),
            ),
        ],
    ),
    (
        Phrase::new("UMGEBUNG", "ENVIRONMENT"),
        &[
            (Phrase::new("BILDUNGSNETZ_DATA", "BILDUNGSNETZ_DATA"), Phrase::new("Datenbestand", "dataset")),
            (
                Phrase::new("BILDUNGSNETZ_AUTHOR", "BILDUNGSNETZ_AUTHOR"),
                Phrase::new(
                    "wer man ist, wenn mehrere ein Konto teilen; steht als Angabe im Verlauf",
                    "who you are where several people share an account; the history has it as a claim",
                ),
            ),
            (
                Phrase::new("LC_ALL, LC_MESSAGES, LANG", "LC_ALL, LC_MESSAGES, LANG"),
                Phrase::new("Sprache und Zeichensatz", "language and characters"),
            ),
            (
                Phrase::new(
                    "NO_COLOR, CLICOLOR, CLICOLOR_FORCE, COLORTERM",
                    "NO_COLOR, CLICOLOR, CLICOLOR_FORCE, COLORTERM",
                ),
                Phrase::new("Farbe", "colour"),
            ),
            (
                Phrase::new("VISUAL, EDITOR", "VISUAL, EDITOR"),
                Phrase::new("Editor für ganze Einträge", "editor for whole records"),
            ),
            (
                Phrase::new("TERM, COLUMNS", "TERM, COLUMNS"),
                Phrase::new("Terminal und seine Breite", "terminal and its width"),
            ),
        ],
    ),
    (
        Phrase::new("AUSGABEFORMEN", "OUTPUT FORMATS"),
        &[
            (Phrase::new("table", "table"), Phrase::new("für Menschen; kann sich ändern", "for people; may change")),
            (
                Phrase::new("json", "json"),
                Phrase::new(
                    "für Programme; „format“ zählt die Fassungen",
                    "for programs; “format” counts its versions",
                ),
            ),
            (
                Phrase::new("csv", "csv"),
                Phrase::new(
                    "alle Felder nach RFC 4180, Werte genau wie bei get: vor + oder = steht nichts, also nicht ungeprüft in Tabellenkalkulationen öffnen",
                    "all fields after RFC 4180, values exactly as with get: nothing is put before + or =, so do not open unchecked in spreadsheets",
                ),
            ),
            (
                Phrase::new("ron", "ron"),
                Phrase::new("die Einträge, wie sie in der Datei stehen", "the records as they stand in the file"),
            ),
            (Phrase::new("md", "md"), Phrase::new("Tabelle in Markdown", "Markdown table")),
        ],
    ),
];
