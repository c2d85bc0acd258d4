//! What the manual says beside the arguments; enter at [`NOTES`].

use super::Phrase;

/// A section of the manual: its title, and names with what they mean.
pub type ManualSection = (Phrase, &'static [(Phrase, Phrase)]);

/// What kind of manual page it is.
pub const TITLE: Phrase = Phrase::new("Dienstprogramme für Benutzer", "User Commands");

/// Titles of the sections, as manual pages of the language have them.
pub const NAME: Phrase = Phrase::new("BEZEICHNUNG", "NAME");
/// How it is called.
pub const SYNOPSIS: Phrase = Phrase::new("ÜBERSICHT", "SYNOPSIS");
/// What it is.
pub const DESCRIPTION: Phrase = Phrase::new("BESCHREIBUNG", "DESCRIPTION");
/// The options of all commands.
pub const OPTIONS: Phrase = Phrase::new("OPTIONEN", "OPTIONS");
/// The commands.
pub const COMMANDS: Phrase = Phrase::new("BEFEHLE", "COMMANDS");
/// A call of each command.
pub const EXAMPLES: Phrase = Phrase::new("BEISPIELE", "EXAMPLES");

/// A call of one command.
pub const EXAMPLE: Phrase = Phrase::new("BEISPIEL", "EXAMPLE");
/// The other pages.
pub const SEE_ALSO: Phrase = Phrase::new("SIEHE AUCH", "SEE ALSO");
/// Where the page of a command leaves what all commands share.
pub const SHARED: Phrase = Phrase::new(
    "Optionen aller Befehle, Abfragen, Ausgabeformen und Exit-Status stehen in bildungsnetz(1).",
    "The options of all commands, queries, output formats and exit codes are described in bildungsnetz(1).",
);

/// What the manual says beside the arguments.
pub static NOTES: &[ManualSection] = &[
    (
        Phrase::new("EXIT-STATUS", "EXIT STATUS"),
        &[
            (Phrase::new("0", "0"), Phrase::new("erledigt", "done")),
            (
                Phrase::new("1", "1"),
                Phrase::new(
                    "verneint: nichts gefunden, kein Wert, Befunde der Stufe „Fehler“",
                    "a negative answer: nothing found, no value, findings that are errors",
                ),
            ),
            (
                Phrase::new("2", "2"),
                Phrase::new("Aufruf nicht verstanden oder nicht zulässig", "not understood, or not permitted"),
            ),
            (Phrase::new("3", "3"), Phrase::new("Datenbestand nicht lesbar", "dataset cannot be read")),
            (
                Phrase::new("4", "4"),
                Phrase::new(
                    "nicht geschrieben, auch wenn sich eine Antwort nicht ausgeben ließ; die alte Datei ist unverändert (nach einem Speichern gilt 0, auch wenn sich die Meldung darüber nicht ausgeben ließ)",
                    "not written, or an answer could not be printed; the old file is unchanged (after a save the code is 0, even if the message about it could not be printed)",
                ),
            ),
            (
                Phrase::new("5", "5"),
                Phrase::new("gesperrt: jemand anderes schreibt gerade", "locked: someone else is writing"),
            ),
            (
                Phrase::new("128 + N", "128 + N"),
                Phrase::new(
                    "die Bildschirmansicht wurde durch das Signal N beendet, mit 129 auch bei verlorenem Terminal; nicht gespeicherte Änderungen bleiben erhalten",
                    "the screen was ended by signal N, or by losing its terminal (129); unsaved changes are kept",
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
                Phrase::new("Datenbestand, sobald etwas gespeichert wurde", "dataset, once something has been saved"),
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
        Phrase::new("UMGEBUNGSVARIABLEN", "ENVIRONMENT"),
        &[
            (Phrase::new("BILDUNGSNETZ_DATA", "BILDUNGSNETZ_DATA"), Phrase::new("Datenbestand", "dataset")),
            (
                Phrase::new("BILDUNGSNETZ_AUTHOR", "BILDUNGSNETZ_AUTHOR"),
                Phrase::new(
                    "Name der Person, wenn mehrere ein Konto teilen; steht als Angabe im Verlauf",
                    "name of the person where several share an account; noted in the history as a claim",
                ),
            ),
            (
                Phrase::new("LC_ALL, LC_MESSAGES, LANG", "LC_ALL, LC_MESSAGES, LANG"),
                Phrase::new("Sprache und Zeichensatz", "language and character set"),
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
                Phrase::new("für Programme; „format“ nennt die Version", "for programs; “format” is the version"),
            ),
            (
                Phrase::new("csv", "csv"),
                Phrase::new(
                    "alle Felder nach RFC 4180, Werte genau wie bei get: Werte mit + oder = am Anfang stehen ungeschützt da, also nicht ungeprüft in Tabellenkalkulationen öffnen",
                    "all fields according to RFC 4180, values exactly as with get: a leading + or = is not escaped, so do not open unchecked in a spreadsheet",
                ),
            ),
            (
                Phrase::new("ron", "ron"),
                Phrase::new("die Einträge, wie sie in der Datei stehen", "the records as they are in the file"),
            ),
            (Phrase::new("md", "md"), Phrase::new("Tabelle in Markdown", "Markdown table")),
        ],
    ),
];
