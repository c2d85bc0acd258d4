//! What the arguments of the command line mean, by their name; enter at [`help`].

mod config;
mod export;
mod git;
mod import;
mod lists;
mod many;
mod proposals;
mod publish;
mod remind;
mod review;
mod views;

use super::Phrase;
use super::global_options::GLOBAL_OPTIONS;
use views::VIEW_HELP;

/// Commands and their own arguments.
static HELP: &[(&str, Phrase)] = &[
    ("file", Phrase::new("Datenbestand, wie bei --data", "dataset, as with --data")),
    (
        "show",
        Phrase::new(
            "alles zu einem Eintrag zeigen, auch was auf ihn verweist",
            "show everything about a record, including what refers to it",
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
        "show.fields",
        Phrase::new(
            "nur diese Felder, z. B. contact/phone,contact/email; umgeleitet die Werte allein, je Zeile einer",
            "only these fields, e.g. contact/phone,contact/email; on a pipe the values alone, one a line",
        ),
    ),
    ("contact", Phrase::new("das zuständige Büro nennen", "name the office to contact")),
    (
        "contact.place",
        Phrase::new(
            "Ort, Postleitzahl oder Region; daneben ein Handlungsfeld",
            "town, postcode or region; beside it an action field",
        ),
    ),
    (
        "contact.field",
        Phrase::new(
            "auch was die Region zu diesem Handlungsfeld sagt",
            "also what the region says about this action field",
        ),
    ),
    ("get", Phrase::new("einen Wert unverändert ausgeben", "print a value exactly as it is")),
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
            "einen Wert setzen; wird eine Kennung geändert, werden alle Verweise angepasst",
            "set a value; changing an identifier updates all references to it",
        ),
    ),
    (
        "set.address",
        Phrase::new(
            "z. B. bodies/dueren-bildungsbuero/contact/phone; mit --where ein Feld, z. B. bodies/contact/phone; - allein liest viele Werte aus der Eingabe",
            "e.g. bodies/dueren-bildungsbuero/contact/phone; with --where a field, e.g. bodies/contact/phone; - alone reads many values from standard input",
        ),
    ),
    (
        "set.value",
        Phrase::new(
            "der Wert wie auf dem Bildschirm eingegeben, bei Listen und Gruppen RON; - liest ihn aus der Eingabe",
            "the value as typed on the screen, RON for lists and groups; - reads it from standard input",
        ),
    ),
    ("set.clear", Phrase::new("den Wert entfernen (unbekannt)", "remove the value (unknown)")),
    (
        "set.expect",
        Phrase::new(
            "nur, wenn der Wert jetzt dieser ist; leer heißt: keiner",
            "only if this is the present value; empty means: none",
        ),
    ),
    (
        "set.source",
        Phrase::new(
            "woher der Wert stammt, Adresse oder Titel; Stand und Prüfdatum sind dann heute",
            "where the value comes from, address or title; as-of and check date are then today",
        ),
    ),
    ("set.as_of", Phrase::new("Stand der Angabe, wenn nicht heute", "date of the statement, if not today")),
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
            "einen Eintrag oder Listenpunkt anlegen; gibt die neue Adresse aus",
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
            "der Eintrag als RON (ohne id bekommt er eine), bei Listen einfacher Werte auch nur der Text; - liest einen oder viele aus der Eingabe, auch als JSON Lines",
            "the record as RON (without id it gets one), for lists of plain values also just the text; - reads one or many from standard input, as JSON Lines too",
        ),
    ),
    ("remove", Phrase::new("einen Eintrag, Listenpunkt oder Wert entfernen", "remove a record, list item or value")),
    (
        "remove.address",
        Phrase::new(
            "z. B. meetings/rhein-sieg-14 oder action_fields/mint/synonyms/0; mit --where eine Tabelle",
            "e.g. meetings/rhein-sieg-14 or action_fields/mint/synonyms/0; with --where a table",
        ),
    ),
    (
        "log",
        Phrase::new(
            "zeigen, wer was wann geändert hat, nach Verlauf und git",
            "show who changed what and when, by history and git",
        ),
    ),
    (
        "log.address",
        Phrase::new("nur diese Tabelle, dieser Eintrag oder dieses Feld", "only this table, record or field"),
    ),
    ("log.since", Phrase::new("erst ab diesem Tag", "only from this day on")),
    ("log.limit", Phrase::new("nur die neuesten, höchstens so viele", "only the newest, at most this many")),
    ("history", Phrase::new("den Verlauf kürzen", "shorten the history")),
    (
        "history.purge",
        Phrase::new(
            "Zeilen aus dem Verlauf entfernen (Datenschutz); nach Rückfrage, und der Verlauf vermerkt es",
            "remove lines from the history (data protection); asks first, and the history notes it",
        ),
    ),
    (
        "history.purge.person",
        Phrase::new(
            "was diese Person gespeichert hat: Konto, konto@rechner oder angegebener Name",
            "what this person saved: account, account@machine or the name they gave",
        ),
    ),
    (
        "history.purge.address",
        Phrase::new("was diesen Eintrag oder dieses Feld betrifft", "what is about this record or field"),
    ),
    ("history.purge.value", Phrase::new("worin dieser Text vorkommt", "what contains this text")),
    ("history.purge.yes", Phrase::new("ohne Rückfrage", "without asking")),
    (
        "init",
        Phrase::new(
            "den mitgelieferten Datenbestand in eine neue Datei schreiben",
            "write the dataset that comes with the program to a new file",
        ),
    ),
    (
        "init.file",
        Phrase::new(
            "die neue Datei; eine vorhandene bleibt, wie sie ist",
            "the new file; one that is there stays as it is",
        ),
    ),
    (
        "init.district",
        Phrase::new(
            "statt dessen ein Datenbestand für diesen Bezirk, nach fünf Fragen; die Antworten dürfen aus einer Pipe kommen",
            "a dataset for this district instead, after five questions; the answers may come from a pipe",
        ),
    ),
    ("history.purge.before", Phrase::new("was vor diesem Tag geändert wurde", "what was changed before this day")),
    (
        "recover",
        Phrase::new(
            "nach einem Abbruch nicht gespeicherte Änderungen zeigen, übernehmen oder verwerfen",
            "after a crash or lost connection, show, restore or discard unsaved changes",
        ),
    ),
    (
        "recover.journal",
        Phrase::new(
            "nur diese Aufzeichnung, wie sie in der Liste heißt",
            "only this recovery file, as named in the list",
        ),
    ),
    ("recover.list", Phrase::new("nur zeigen (wie ohne Option)", "only show (the default)")),
    (
        "recover.take",
        Phrase::new(
            "auf den jetzigen Stand anwenden und speichern; erst danach die Aufzeichnung löschen",
            "apply to the present dataset and save; only then delete the recovery file",
        ),
    ),
    (
        "recover.drop",
        Phrase::new(
            "die Aufzeichnung löschen, ohne etwas zu übernehmen",
            "delete the recovery file without restoring anything",
        ),
    ),
    (
        "recover.output",
        Phrase::new(
            "das Ergebnis in eine neue Datei schreiben; Datenbestand und Aufzeichnung bleiben unverändert",
            "write the result to a new file; dataset and recovery file stay as they are",
        ),
    ),
    (
        "check",
        Phrase::new(
            "Befunde nennen: was falsch, unvollständig oder veraltet ist",
            "report findings: what is wrong, missing or out of date",
        ),
    ),
    (
        "check.all",
        Phrase::new(
            "auch alte und undatierte Angaben nennen, die seither geprüft wurden",
            "also report old and undated statements that have been checked since",
        ),
    ),
    (
        "check.region",
        Phrase::new(
            "nur, was zu dieser Region gehört: Kennung, Name, Ort oder Postleitzahl",
            "only what belongs to this region: identifier, name, town or postcode",
        ),
    ),
    (
        "check.caretaker",
        Phrase::new(
            "nur, was von diesem Postfach aus gepflegt wird, z. B. bildungsbuero@kreis.de",
            "only what is maintained from this mailbox, e.g. bildungsbuero@kreis.de",
        ),
    ),
    (
        "check.fail_on",
        Phrase::new(
            "Exit-Code 1 schon ab dieser Schwere: error (sonst), warning, note oder never",
            "exit code 1 from this severity on: error (default), warning, note or never",
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
            "only the action fields that the public asks about",
        ),
    ),
    (
        "map",
        Phrase::new(
            "Karte des Bezirks aus Lage und Fläche der Kommunen",
            "map of the district from the positions and areas of its municipalities",
        ),
    ),
    (
        "map.by",
        Phrase::new(
            "wonach die Karte gefärbt ist: region (sonst), field, age oder completeness",
            "what the map is coloured by: region (default), field, age or completeness",
        ),
    ),
    (
        "map.field",
        Phrase::new(
            "den Stand der Arbeit an diesem Handlungsfeld zeigen (ID, Name oder Synonym)",
            "show the state of work on this action field (id, name or synonym)",
        ),
    ),
    (
        "keys",
        Phrase::new(
            "alle Tasten der Bildschirmansicht mit der geltenden Belegung",
            "all keys of the screen with the present bindings",
        ),
    ),
    ("doctor", Phrase::new("Terminal, Datei und Umgebung untersuchen", "examine terminal, file and environment")),
    ("completions", Phrase::new("Vervollständigung für eine Shell ausgeben", "print completions for a shell")),
    (
        "completions.shell",
        Phrase::new("bash, zsh, fish, elvish oder powershell", "bash, zsh, fish, elvish or powershell"),
    ),
    (
        "man",
        Phrase::new(
            "Handbuchseite des Programms oder eines Befehls ausgeben",
            "print the manual page of the program or of a command",
        ),
    ),
    (
        "man.command",
        Phrase::new(
            "Befehl, dessen Seite gemeint ist (list, history purge …)",
            "the command whose page is meant (list, history purge …)",
        ),
    ),
    (
        "man.list",
        Phrase::new("die Befehle mit eigener Seite nennen", "print the commands that have a page of their own"),
    ),
];

/// The help for an argument or command.
pub fn help(name: &str) -> Phrase {
    let lists = [
        GLOBAL_OPTIONS,
        HELP,
        lists::LIST_HELP,
        VIEW_HELP,
        remind::HELP,
        review::HELP,
        config::HELP,
        export::HELP,
        git::HELP,
        import::HELP,
        many::HELP,
        proposals::HELP,
        publish::HELP,
    ];
    let found = lists.into_iter().flatten().find(|(known, _)| *known == name);
    found.map_or(Phrase::new("", ""), |(_, phrase)| *phrase)
}
