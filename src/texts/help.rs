//! What the arguments of the command line mean, by their name; enter at [`help`].

use super::{Lang, Phrase};

/// Options that every command takes, by their name among the arguments; the second part is what
/// each means.
pub static GLOBAL: &[(&str, Phrase)] = &[
    (
        "data",
        Phrase::new(
            "Datenbestand, - aus der Standardeingabe (sonst: $BILDUNGSNETZ_DATA, Einstellungen, Datenordner, mitgelieferter)",
            "dataset, - from standard input (else: $BILDUNGSNETZ_DATA, configuration, data folder, the one that comes with the program)",
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
    (
        "set.source",
        Phrase::new(
            "woher der Wert stammt, Adresse oder Titel; Stand und Prüfung sind dann von heute",
            "where the value comes from, address or title; it is then as of today and checked today",
        ),
    ),
    (
        "set.as_of",
        Phrase::new("wie alt die Angabe ist, wenn nicht von heute", "how old the statement is, if not of today"),
    ),
    (
        "confirm",
        Phrase::new(
            "Angaben heute geprüft: setzt das Datum „Geprüft“ ihrer Quellen auf heute",
            "statements checked today: set the date “Checked” of their sources to today",
        ),
    ),
    (
        "confirm.addresses",
        Phrase::new(
            "Einträge oder Werte, z. B. bodies/dueren-bildungsbuero/contact/phone",
            "records or values, e.g. bodies/dueren-bildungsbuero/contact/phone",
        ),
    ),
    ("confirm.reason", Phrase::new("warum, für den Verlauf", "why, for the history")),
    ("set.reason", Phrase::new("warum, für den Verlauf", "why, for the history")),
    ("add.reason", Phrase::new("warum, für den Verlauf", "why, for the history")),
    (
        "remove.clear_references",
        Phrase::new(
            "auch die Verweise darauf entfernen, soweit sie fehlen dürfen",
            "also remove the references to it, where they may be absent",
        ),
    ),
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
            "der Eintrag als RON (ohne id bekommt er eine), bei Listen einfacher Werte auch der bloße Text; - liest ihn aus der Eingabe",
            "the record as RON (without id it gets one), for lists of plain values also the bare text; - reads it from the input",
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
        "recover.output",
        Phrase::new(
            "das Ergebnis in eine neue Datei schreiben; Datenbestand und Aufzeichnung bleiben, wie sie sind",
            "write the result to a new file; dataset and record stay as they are",
        ),
    ),
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
    ("git.setup.undo", Phrase::new("herausnehmen, was setup geschrieben hat", "take out what setup wrote")),
    (
        "check",
        Phrase::new("prüfen, was falsch, unvollständig oder veraltet ist", "check what is wrong, missing or old"),
    ),
    (
        "check.all",
        Phrase::new(
            "auch alte und undatierte Angaben nennen, bei denen innerhalb der Frist jemand nachgesehen hat",
            "also report old and undated statements at which somebody looked within the review period",
        ),
    ),
    (
        "check.region",
        Phrase::new(
            "nur was zu dieser Region gehört: Kennung, Name, Ort oder Postleitzahl",
            "only what belongs to this region: identifier, name, town or postcode",
        ),
    ),
    (
        "check.fail_on",
        Phrase::new(
            "Exit-Code 1 schon ab dieser Schwere: error (sonst), warning, note oder never",
            "exit code 1 from this severity on: error (else), warning, note or never",
        ),
    ),
    (
        "check.quiet",
        Phrase::new("nichts ausgeben, nur der Exit-Code antwortet", "print nothing, only the exit code answers"),
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
    ("SEVERITY", Phrase::new("SCHWERE", "SEVERITY")),
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

/// The help for an argument or command.
pub fn help(name: &str) -> Phrase {
    let found = GLOBAL.iter().chain(HELP).find(|(known, _)| *known == name);
    found.map_or(Phrase::new("", ""), |(_, phrase)| *phrase)
}

/// What stands for a value in the help.
pub fn value_name(name: &str, lang: Lang) -> &'static str {
    VALUE_NAMES.iter().find(|(known, _)| *known == name).map_or("", |(_, phrase)| phrase.get(lang))
}
