//! What the command line says: help, answers, and why something was not done.

use super::{Lang, Phrase};

/// Options that every command takes, by their name among the arguments; the second part is what each means.
pub static GLOBAL: &[(&str, Phrase)] = &[
    (
        "data",
        Phrase::new(
            "Datenbestand (sonst: $BILDUNGSNETZ_DATA, Einstellungen, Datenordner, mitgelieferter)",
            "dataset (else: $BILDUNGSNETZ_DATA, configuration, data folder, the one that comes with the program)",
        ),
    ),
    ("lang", Phrase::new("Sprache: de oder en", "language: de or en")),
    ("format", Phrase::new("Ausgabe: table, json, csv, ron oder md", "output: table, json, csv, ron or md")),
    ("read_only", Phrase::new("nichts schreiben", "write nothing")),
    (
        "restricted",
        Phrase::new(
            "für ForceCommand von sshd: kein anderes Programm, keine andere Datei, keine eigenen Einstellungen",
            "for sshd's ForceCommand: no other program, no other file, no settings of the user's own",
        ),
    ),
    ("ascii", Phrase::new("Linien und Zeichen nur in ASCII", "lines and marks in ASCII only")),
    (
        "plain",
        Phrase::new(
            "ohne Farbe und Hervorhebung, nichts auf die Breite gekürzt",
            "no colour or emphasis, nothing cut to the width",
        ),
    ),
    (
        "color",
        Phrase::new("Farbe und Hervorhebung: auto, always oder never", "colour and emphasis: auto, always or never"),
    ),
    ("help", Phrase::new("diese Hilfe", "this help")),
    ("version", Phrase::new("Version und Quellen der Daten", "version and sources of the data")),
];

/// Commands and their own arguments.
static HELP: &[(&str, Phrase)] = &[
    ("file", Phrase::new("Datenbestand, wie --data", "dataset, as --data")),
    ("list", Phrase::new("Einträge einer Tabelle auflisten", "list the records of a table")),
    (
        "list.table",
        Phrase::new(
            "district, action_fields, regions, municipalities, bodies, engagements, meetings, recommendations, decisions oder measures",
            "district, action_fields, regions, municipalities, bodies, engagements, meetings, recommendations, decisions or measures",
        ),
    ),
    (
        "list.region",
        Phrase::new(
            "nur was zu dieser Region gehört: Kennung, Name, Ort oder Postleitzahl",
            "only what belongs to this region: identifier, name, town or postcode",
        ),
    ),
    (
        "list.field",
        Phrase::new(
            "nur was zu diesem Handlungsfeld gehört: Kennung, Name oder Stichwort",
            "only what belongs to this action field: identifier, name or synonym",
        ),
    ),
    (
        "list.level",
        Phrase::new("nur Gremien dieser Ebene, z. B. Lenkungskreis", "only bodies of this level, e.g. Lenkungskreis"),
    ),
    (
        "show",
        Phrase::new(
            "alles zu einem Eintrag zeigen, auch was auf ihn verweist",
            "show everything about a record, also what refers to it",
        ),
    ),
    (
        "show.addresses",
        Phrase::new(
            "z. B. regions/koeln oder bodies/dueren-bildungsbuero/contact",
            "e.g. regions/koeln or bodies/dueren-bildungsbuero/contact",
        ),
    ),
    (
        "find",
        Phrase::new(
            "alles durchsuchen: Namen, Orte, Postleitzahlen, Wortlaut, Kontakte",
            "search everything: names, towns, postcodes, wording, contacts",
        ),
    ),
    (
        "find.text",
        Phrase::new(
            "Wörter, die alle vorkommen; Umlaute wie sie kommen (koln, koeln, Köln)",
            "words that must all be there; umlauts as they come (koln, koeln, Köln)",
        ),
    ),
    ("contact", Phrase::new("das Büro nennen, an das man sich wendet", "name the office to ask")),
    ("contact.place", Phrase::new("Ort, Postleitzahl oder Region", "town, postcode or region")),
    (
        "contact.field",
        Phrase::new(
            "auch was die Region zu diesem Handlungsfeld sagt",
            "also what the region says of this action field",
        ),
    ),
    ("get", Phrase::new("einen Wert ausgeben, wie er ist", "print a value as it is")),
    (
        "get.address",
        Phrase::new(
            "z. B. bodies/dueren-bildungsbuero/contact/phone",
            "e.g. bodies/dueren-bildungsbuero/contact/phone",
        ),
    ),
    (
        "set",
        Phrase::new(
            "einen Wert setzen; eine Kennung zu ändern nimmt alle Verweise mit",
            "set a value; changing an identifier carries all references along",
        ),
    ),
    (
        "set.address",
        Phrase::new(
            "z. B. bodies/dueren-bildungsbuero/contact/phone",
            "e.g. bodies/dueren-bildungsbuero/contact/phone",
        ),
    ),
    (
        "set.value",
        Phrase::new(
            "der Wert wie im Formular getippt, bei Listen und Gruppen RON; - liest ihn aus der Eingabe",
            "the value as typed into the form, for lists and groups RON; - reads it from the input",
        ),
    ),
    ("set.clear", Phrase::new("den Wert entfernen (unbekannt)", "remove the value (unknown)")),
    (
        "set.expect",
        Phrase::new(
            "nur wenn der Wert jetzt dieser ist; leer heißt: keiner",
            "only when this is the value now; empty means: none",
        ),
    ),
    ("set.reason", Phrase::new("warum, für den Verlauf", "why, for the history")),
    ("add.reason", Phrase::new("warum, für den Verlauf", "why, for the history")),
    ("remove.reason", Phrase::new("warum, für den Verlauf", "why, for the history")),
    (
        "add",
        Phrase::new(
            "einen Eintrag oder Listenpunkt hinzufügen; gibt die neue Adresse aus",
            "add a record or list item; prints the new address",
        ),
    ),
    (
        "add.to",
        Phrase::new(
            "Tabelle oder Adresse einer Liste, z. B. action_fields/mint/synonyms",
            "table or address of a list, e.g. action_fields/mint/synonyms",
        ),
    ),
    (
        "add.ron",
        Phrase::new(
            "der Eintrag als RON, bei Listen einfacher Werte auch der bloße Text; - liest ihn aus der Eingabe",
            "the record as RON, for lists of plain values also the bare text; - reads it from the input",
        ),
    ),
    ("remove", Phrase::new("einen Eintrag, Listenpunkt oder Wert entfernen", "remove a record, list item or value")),
    (
        "remove.address",
        Phrase::new(
            "z. B. meetings/rhein-sieg-14 oder action_fields/mint/synonyms/0",
            "e.g. meetings/rhein-sieg-14 or action_fields/mint/synonyms/0",
        ),
    ),
    ("log", Phrase::new("zeigen, wer was wann geändert hat", "show who changed what and when")),
    (
        "log.address",
        Phrase::new("nur diese Tabelle, dieser Eintrag oder dieses Feld", "only this table, record or field"),
    ),
    ("log.since", Phrase::new("erst ab diesem Tag", "only from this day on")),
    ("log.limit", Phrase::new("höchstens so viele, die neuesten", "at most so many, the newest")),
    ("history", Phrase::new("den Verlauf kürzen", "shorten the history")),
    (
        "history.purge",
        Phrase::new(
            "alte Zeilen aus dem Verlauf entfernen (Datenschutz)",
            "remove old lines from the history (data protection)",
        ),
    ),
    ("history.purge.before", Phrase::new("was vor diesem Tag geändert wurde", "what was changed before this day")),
    (
        "recover",
        Phrase::new(
            "nach einem Abbruch zeigen, übernehmen oder verwerfen, was nicht gespeichert war",
            "after a crash or lost connection show, take over or drop what was not saved",
        ),
    ),
    (
        "recover.journal",
        Phrase::new("nur diese Aufzeichnung, wie die Liste sie nennt", "only this one, as the list names it"),
    ),
    ("recover.list", Phrase::new("nur zeigen (wie ohne Angabe)", "only show (as without an option)")),
    (
        "recover.take",
        Phrase::new(
            "auf den jetzigen Stand anwenden und speichern; erst dann löschen",
            "apply to what is there now and save; only then remove",
        ),
    ),
    ("recover.drop", Phrase::new("löschen, ohne etwas zu übernehmen", "remove without taking anything over")),
    (
        "diff",
        Phrase::new(
            "zwei Dateien nach Adressen vergleichen; Exit-Code 1, wenn sie sich unterscheiden",
            "compare two files by address; exit code 1 when they differ",
        ),
    ),
    ("diff.files", Phrase::new("die alte und die neue Datei", "the old and the new file")),
    (
        "diff.textconv",
        Phrase::new(
            "eine Datei als eine Zeile je Wert ausgeben, für git",
            "print a file as one line for each value, for git",
        ),
    ),
    (
        "diff.git_external",
        Phrase::new("als externes Diff von git, mit dessen Angaben", "as git's external diff, with what git gives"),
    ),
    (
        "merge",
        Phrase::new(
            "die Änderungen beider Seiten zusammenführen; Exit-Code 1, wenn Konflikte bleiben",
            "put the changes of both sides together; exit code 1 when conflicts are left",
        ),
    ),
    ("merge.base", Phrase::new("der gemeinsame Ausgangsstand", "what both began with")),
    ("merge.ours", Phrase::new("die eigene Fassung", "our version")),
    ("merge.theirs", Phrase::new("die andere Fassung", "the other version")),
    ("merge.output", Phrase::new("wohin damit (sonst Standardausgabe)", "where to put it (else standard output)")),
    ("merge.path", Phrase::new("wie Meldungen die Datei nennen", "what messages call the file")),
    ("git", Phrase::new("git für den Datenbestand einrichten", "set git up for the dataset")),
    (
        "git.setup",
        Phrase::new(
            "im Repository des Datenbestands .gitattributes und Einstellungen schreiben",
            "write .gitattributes and settings in the dataset's repository",
        ),
    ),
    (
        "check",
        Phrase::new("prüfen, was falsch, unvollständig oder veraltet ist", "check what is wrong, missing or old"),
    ),
    ("matrix", Phrase::new("Regionen × Handlungsfelder auf einen Blick", "regions × action fields at a glance")),
    (
        "matrix.concerns",
        Phrase::new(
            "nur die Handlungsfelder, nach denen die Öffentlichkeit fragt",
            "only the action fields that the public asks for",
        ),
    ),
    (
        "keys",
        Phrase::new(
            "alle Tasten der Bildschirmansicht mit den geltenden Belegungen",
            "all keys of the screen with the bindings in force",
        ),
    ),
    (
        "config",
        Phrase::new("geltende Einstellungen und woher sie kommen", "settings in force and where they come from"),
    ),
    ("doctor", Phrase::new("Terminal, Datei und Umgebung untersuchen", "examine terminal, file and surroundings")),
    ("completions", Phrase::new("Vervollständigung für eine Shell ausgeben", "print completions for a shell")),
    (
        "completions.shell",
        Phrase::new("bash, zsh, fish, elvish oder powershell", "bash, zsh, fish, elvish or powershell"),
    ),
    ("man", Phrase::new("Handbuchseite ausgeben", "print the manual page")),
];

/// What stands for a value in the help.
static VALUE_NAMES: &[(&str, Phrase)] = &[
    ("FILE", Phrase::new("DATEI", "FILE")),
    ("LANG", Phrase::new("SPRACHE", "LANG")),
    ("FORMAT", Phrase::new("FORMAT", "FORMAT")),
    ("WHEN", Phrase::new("WANN", "WHEN")),
    ("TABLE", Phrase::new("TABELLE", "TABLE")),
    ("REGION", Phrase::new("REGION", "REGION")),
    ("FIELD", Phrase::new("FELD", "FIELD")),
    ("LEVEL", Phrase::new("EBENE", "LEVEL")),
    ("ADDRESS", Phrase::new("ADRESSE", "ADDRESS")),
    ("TEXT", Phrase::new("TEXT", "TEXT")),
    ("PLACE", Phrase::new("ORT", "PLACE")),
    ("VALUE", Phrase::new("WERT", "VALUE")),
    ("OLD", Phrase::new("ALT", "OLD")),
    ("WHERE", Phrase::new("WOHIN", "WHERE")),
    ("RON", Phrase::new("RON", "RON")),
    ("SHELL", Phrase::new("SHELL", "SHELL")),
    ("DATE", Phrase::new("DATUM", "DATE")),
    ("N", Phrase::new("N", "N")),
    ("JOURNAL", Phrase::new("AUFZEICHNUNG", "JOURNAL")),
    ("BASE", Phrase::new("BASIS", "BASE")),
    ("OURS", Phrase::new("UNSERE", "OURS")),
    ("THEIRS", Phrase::new("IHRE", "THEIRS")),
    ("NAME", Phrase::new("NAME", "NAME")),
];

/// A section of the manual: its title, and names with what they mean.
pub type Note = (Phrase, &'static [(Phrase, Phrase)]);

/// What the manual says beside the arguments.
pub static NOTES: &[Note] = &[
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
                    "nicht geschrieben; die alte Datei ist unverändert",
                    "not written; the old file is unchanged",
                ),
            ),
            (
                Phrase::new("5", "5"),
                Phrase::new("gesperrt: jemand anderes schreibt gerade", "locked: somebody else is writing"),
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

/// The help for an argument or command.
pub fn help(name: &str) -> Phrase {
    let found = GLOBAL.iter().chain(HELP).find(|(known, _)| *known == name);
    found.map_or(Phrase::new("", ""), |(_, phrase)| *phrase)
}

/// What stands for a value in the help.
pub fn value_name(name: &str, lang: Lang) -> &'static str {
    VALUE_NAMES.iter().find(|(known, _)| *known == name).map_or("", |(_, phrase)| phrase.get(lang))
}

texts! {
    about => "Verzeichnis der Regionalen Bildungsnetzwerke im Regierungsbezirk Köln. Ohne Befehl öffnet sich die Bildschirmansicht."
        / "Directory of the regional education networks in the Regierungsbezirk Köln. Without a command the screen opens.";
    usage => "bildungsnetz [OPTIONEN] [DATEI]\n        bildungsnetz [OPTIONEN] BEFEHL …" / "bildungsnetz [OPTIONS] [FILE]\n       bildungsnetz [OPTIONS] COMMAND …";
    usage_word => "Aufruf:" / "Usage:";
    options_word => "[OPTIONEN]" / "[OPTIONS]";
    command_name => "BEFEHL" / "COMMAND";
    commands => "Befehle" / "Commands";
    arguments => "Angaben" / "Arguments";
    options => "Optionen" / "Options";
    global_options => "Optionen für alle Befehle" / "Options for all commands";
    after_help => "Eine Adresse ist TABELLE/KENNUNG[/FELD…], z. B. bodies/dueren-bildungsbuero/contact/phone.\nExit-Codes: 0 erledigt, 1 verneint, 2 Aufruf, 3 nicht lesbar, 4 nicht geschrieben, 5 gesperrt.\nBEFEHL --help zeigt die Angaben eines Befehls, bildungsnetz man alles."
        / "An address is TABLE/ID[/FIELD…], e.g. bodies/dueren-bildungsbuero/contact/phone.\nExit codes: 0 done, 1 negative answer, 2 usage, 3 unreadable, 4 not written, 5 locked.\nCOMMAND --help shows a command's arguments, bildungsnetz man everything.";

    unknown_command(word: &str) => "Einen Befehl „{word}“ gibt es nicht" / "There is no command “{word}”";
    unknown_argument(arg: &str) => "{arg} gibt es hier nicht" / "There is no {arg} here";
    value_missing(arg: &str) => "Zu {arg} fehlt der Wert" / "{arg} lacks its value";
    bad_value(value: &str, arg: &str) => "„{value}“ passt nicht zu {arg}" / "“{value}” does not fit {arg}";
    missing(arg: &str) => "Es fehlt {arg}" / "Missing {arg}";
    conflict(arg: &str, other: &str) => "{arg} geht nicht zusammen mit {other}" / "{arg} does not go together with {other}";
    not_utf8 => "Ein Argument ist kein UTF-8-Text" / "An argument is not UTF-8 text";
    possible(values: &str) => "Möglich: {values}" / "Possible: {values}";
    meant(suggestion: &str) => "Vielleicht {suggestion}?" / "Perhaps {suggestion}?";
    see_help(command: &str) => "{command} zeigt, was möglich ist" / "{command} shows what is possible";
    no_format(format: &str) => "Die Ausgabe als {format} gibt es für diesen Befehl nicht" / "This command has no output as {format}";
    two_files => "DATEI und --data nennen beide einen Datenbestand" / "FILE and --data both name a dataset";
    restricted_file => "In diesem Zugang lässt sich kein anderer Datenbestand öffnen" / "In this access no other dataset can be opened";
    bad_clock(now: &str) => "Die Uhr dieses Rechners zeigt {now}" / "This machine's clock shows {now}";

    no_terminal => "Die Bildschirmansicht braucht ein Terminal für Ein- und Ausgabe" / "The screen needs a terminal for input and output";
    dumb => "Das Terminal (TERM=dumb) kann keine Bildschirmansicht zeigen" / "The terminal (TERM=dumb) cannot show a screen";
    hint_no_terminal => "Befehle wie list, find und contact gehen ohne; bildungsnetz --help zeigt alle (bei ssh: ssh -t)" / "Commands like list, find and contact do without; bildungsnetz --help lists all (with ssh: ssh -t)";
    terminal_failed(error: &str) => "Das Terminal versagt: {error}" / "The terminal fails: {error}";

    shipped_name => "mitgelieferter Datenbestand" / "dataset that comes with the program";
    hint_parse => "Die Datei wurde nicht verändert; berichtigen Sie die Stelle in einem Editor." / "The file was not changed; correct the place in an editor.";
    hint_markers(line: usize) => "In Zeile {line} steht der Rest einer Zusammenführung (<<<<<<<); entscheiden Sie sich dort für eine Fassung." / "Line {line} holds a leftover of a merge (<<<<<<<); decide for one version there.";
    hint_record => "Die anderen Einträge sind nicht betroffen; berichtigen Sie diesen in einem Editor." / "The other records are not affected; correct this one in an editor.";
    hint_locked => "Es wurde nichts geschrieben; versuchen Sie es gleich noch einmal." / "Nothing was written; try again in a moment.";
    hint_unchanged => "Es wurde nichts geschrieben; die Datei ist unverändert." / "Nothing was written; the file is unchanged.";
    hint_room => "Schaffen Sie Platz und versuchen Sie es noch einmal." / "Make room and try again.";
    hint_find(text: &str, table: &str) => "bildungsnetz find {text} oder bildungsnetz list {table} zeigt, was es gibt" / "bildungsnetz find {text} or bildungsnetz list {table} shows what there is";
    hint_clear => "--clear entfernt den Wert." / "--clear removes the value.";
    output_failed(error: &str) => "Die Ausgabe ließ sich nicht schreiben: {error}" / "The output could not be written: {error}";
    input_failed(error: &str) => "Die Eingabe ließ sich nicht lesen: {error}" / "The input could not be read: {error}";
}

texts! {
    no_table(name: &str) => "Eine Tabelle „{name}“ gibt es nicht" / "There is no table “{name}”";
    only_a_table(name: &str) => "{name} ist eine ganze Tabelle; hier ist ein Eintrag gefragt" / "{name} is a whole table; a record is asked for here";
    address_form => "Eine Adresse ist TABELLE/KENNUNG[/FELD…], z. B. bodies/dueren-bildungsbuero/contact/phone" / "An address is TABLE/ID[/FIELD…], e.g. bodies/dueren-bildungsbuero/contact/phone";
    no_record(address: &str) => "{address} gibt es nicht" / "There is no {address}";
    no_field(address: &str) => "Ein Feld {address} gibt es nicht" / "There is no field {address}";
    no_value(address: &str) => "{address} gibt es nicht" / "There is no {address}";
    unknown_value(address: &str) => "{address} ist nicht angegeben" / "{address} is not given";
    no_place(typed: &str) => "Zu „{typed}“ ist kein Ort, keine Postleitzahl und keine Region bekannt" / "No town, postcode or region is known for “{typed}”";
    no_action_field(typed: &str) => "Ein Handlungsfeld „{typed}“ gibt es nicht" / "There is no action field “{typed}”";
    several_fields(typed: &str) => "„{typed}“ kann mehrere Handlungsfelder meinen" / "“{typed}” may mean several action fields";
    no_choice(typed: &str) => "„{typed}“ steht nicht zur Wahl" / "“{typed}” is not one of the choices";
    no_levels(table: &str) => "{table} hat keine Ebenen; --level gibt es nur bei bodies" / "{table} has no levels; --level is only for bodies";
    nothing_found(typed: &str) => "Nichts gefunden zu „{typed}“" / "Nothing found for “{typed}”";

    set_a_record(address: &str) => "{address} ist ein ganzer Eintrag; set ändert ein Feld" / "{address} is a whole record; set changes a field";
    other_value(address: &str) => "{address} hat einen anderen Wert; es wurde nichts geschrieben" / "{address} has another value; nothing was written";
    is_required(address: &str) => "{address} darf nicht leer sein" / "{address} must not be empty";
    only_one(table: &str) => "{table} gibt es genau einmal" / "There is exactly one {table}";
    needs_an_id => "Der Eintrag braucht eine Kennung (id)" / "The record needs an identifier (id)";
    record_form => "z. B. (id: \"neues-feld\", name: \"Neues Feld\")" / "e.g. (id: \"new-field\", name: \"New field\")";
    no_list(address: &str) => "{address} ist keine Liste" / "{address} is not a list";
    still_referred(address: &str, count: usize) => "{address} bleibt: darauf wird noch verwiesen ({count})" / "{address} stays: it is still referred to ({count})";
    unchanged => "Nichts zu ändern; die Datei ist unverändert." / "Nothing to change; the file is unchanged.";
    changed(address: &str, old: &str, new: &str) => "{address}: {old} → {new}" / "{address}: {old} → {new}";
    added(address: &str) => "{address} hinzugefügt" / "{address} added";
    removed(address: &str) => "{address} entfernt" / "{address} removed";
    removed_value(address: &str, old: &str) => "{address}: {old} entfernt" / "{address}: {old} removed";
    saved(path: &str) => "{path} gespeichert" / "{path} saved";
    absent => "(keine Angabe)" / "(not given)";
    quoted(text: &str) => "„{text}“" / "“{text}”";
}

texts! {
    unknown => "Unbekannt" / "Unknown";
    referred => "Darauf verweisen" / "Referred to by";
    checked(date: &str) => "geprüft {date}" / "checked {date}";
    certainty(label: &str) => "Sicherheit {label}" / "certainty {label}";
    months_old(months: i32) => " (vor einem Monat)" | " (vor {months} Monaten)" / " (a month ago)" | " ({months} months ago)";
    years_old(years: i32) => " (vor {years} Jahren)" / " ({years} years ago)";
    region_of(region: &str, towns: &str) => "{region} ({towns})" / "{region} ({towns})";
    nothing_known => "Dazu ist von dieser Region nichts bekannt (das heißt nicht: nichts getan); fragen Sie das Büro." / "Nothing is known of this region (which does not mean: nothing done); ask the office.";
    no_office => "Zu dieser Region ist kein Büro eingetragen." / "No office is recorded for this region.";
    other_regions => "Daran arbeiten" / "Working on it";
    region => "Region" / "Region";
    office => "Büro" / "Office";
    source => "Quelle" / "Source";
    address => "Adresse" / "Address";
    name => "Name" / "Name";
    found_by => "Gefunden in" / "Found in";
    group(title: &str, count: usize) => "{title} ({count})" / "{title} ({count})";

    check_summary(errors: usize, warnings: usize, notes: usize) => "Fehler: {errors}, Warnungen: {warnings}, Hinweise: {notes}" / "errors: {errors}, warnings: {warnings}, notes: {notes}";
    unknown_rule(name: &str, known: &str) => "Eine Prüfregel „{name}“ gibt es nicht (es gibt: {known})" / "There is no rule “{name}” (there are: {known})";
    line => "Zeile" / "Line";
    column => "Spalte" / "Column";
    severity => "Schwere" / "Severity";
    rule => "Regel" / "Rule";
    message => "Meldung" / "Message";

    place => "Wo" / "Where";
    keys => "Tasten" / "Keys";
    key => "Taste" / "Key";
    label => "Befehl" / "Command";
    meaning => "Was sie tut" / "What it does";
    setting => "Einstellung" / "Setting";
    value => "Wert" / "Value";
    origin => "Woher" / "Origin";
    built_in => "eingebaut" / "built in";
    data_folder => "eigener Datenordner" / "user's data folder";
}

texts! {
    version => "Version" / "Version";
    terminal => "Terminal" / "Terminal";
    redirected => "Ein- oder Ausgabe umgeleitet" / "input or output redirected";
    not_set => "nicht gesetzt" / "not set";
    colours => "Farben" / "Colours";
    true_colour => "24 Bit" / "24 bit";
    sixteen_colours => "16 Farben des Terminals" / "the terminal's 16 colours";
    characters => "Zeichen" / "Characters";
    language => "Sprache" / "Language";
    dataset => "Datenbestand" / "Dataset";
    records(count: usize) => "1 Eintrag" | "{count} Einträge" / "1 record" | "{count} records";
    writing => "Schreiben" / "Writing";
    not_possible => "nicht möglich" / "not possible";
    goes_to(path: &str) => "nach {path}" / "to {path}";
    lock => "Sperre" / "Lock";
    lock_free => "frei" / "free";
    lock_held(holder: &str) => "gehalten von {holder}" / "held by {holder}";
    leftover => "Überrest" / "Leftover";
    configuration => "Einstellungen" / "Configuration";
    is_read => "gelesen" / "read";
    is_missing => "nicht vorhanden" / "not there";
    clipboard => "Zwischenablage" / "Clipboard";
    clipboard_tmux => "OSC 52 durch tmux (set -g allow-passthrough on)" / "OSC 52 through tmux (set -g allow-passthrough on)";
    clipboard_screen => "OSC 52 durch screen" / "OSC 52 through screen";
    clipboard_direct => "OSC 52 an das Terminal" / "OSC 52 to the terminal";
    over_ssh => ", über SSH" / ", over SSH";
    state_folder => "Zustandsordner" / "State folder";
    no_home => "Ohne HOME gibt es keinen Ort für Einstellungen und Datenordner; setzen Sie HOME." / "Without HOME there is no place for settings and data folder; set HOME.";
    editor => "Editor" / "Editor";
    not_allowed => "in diesem Zugang nicht erlaubt" / "not allowed in this access";
    no_editor => "Dieses Programm gibt es nicht; setzen Sie VISUAL oder EDITOR." / "There is no such program; set VISUAL or EDITOR.";
    healthy => "Alles in Ordnung." / "Everything is fine.";
    problems(count: usize) => "Zu klären: {count}" / "To be settled: {count}";
}
