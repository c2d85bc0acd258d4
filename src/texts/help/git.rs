//! What the arguments of the commands about versions mean: comparing, merging, git.

use crate::texts::Phrase;

/// Commands and their own arguments.
pub(super) static HELP: &[(&str, Phrase)] = &[
    (
        "blame",
        Phrase::new(
            "zu jedem Feld sagen, wer es zuletzt geändert hat, wann und warum",
            "say of each field who last changed it, when and why",
        ),
    ),
    (
        "blame.address",
        Phrase::new(
            "ein Eintrag oder ein Feld, z. B. bodies/koeln-bildungsbuero/contact",
            "a record or a field, e.g. bodies/koeln-bildungsbuero/contact",
        ),
    ),
    (
        "diff",
        Phrase::new(
            "zwei Dateien nach Adressen vergleichen; Exit-Code 1, wenn sie sich unterscheiden",
            "compare two files by address; exit code 1 if they differ",
        ),
    ),
    ("diff.files", Phrase::new("die alte und die neue Datei", "the old and the new file")),
    (
        "diff.textconv",
        Phrase::new(
            "eine Datei mit einer Zeile je Wert ausgeben, für git",
            "print a file with one line per value, for git",
        ),
    ),
    (
        "diff.git_external",
        Phrase::new("als externes Diff von git, mit dessen Argumenten", "as git's external diff, with git's arguments"),
    ),
    (
        "merge",
        Phrase::new(
            "die Änderungen beider Seiten zusammenführen; Exit-Code 1, wenn Konflikte bleiben",
            "merge the changes of both sides; exit code 1 if conflicts remain",
        ),
    ),
    ("merge.base", Phrase::new("die gemeinsame Ausgangsfassung", "the common version")),
    ("merge.ours", Phrase::new("die eigene Fassung", "our version")),
    ("merge.theirs", Phrase::new("die andere Fassung", "the other version")),
    ("merge.output", Phrase::new("Ausgabedatei (sonst Standardausgabe)", "output file (otherwise standard output)")),
    (
        "merge.keep_both",
        Phrase::new(
            "von zwei neuen Einträgen mit derselben Kennung beide behalten; der eigene bekommt eine andere",
            "keep both of two new records with one identifier; ours gets another",
        ),
    ),
    ("merge.path", Phrase::new("Name der Datei in Meldungen", "name of the file in messages")),
    ("git", Phrase::new("git für den Datenbestand einrichten", "set up git for the dataset")),
    (
        "git.setup",
        Phrase::new(
            "im Repository des Datenbestands .gitattributes und Einstellungen schreiben",
            "write .gitattributes and settings in the repository of the dataset",
        ),
    ),
    (
        "sync",
        Phrase::new(
            "den Datenbestand über git mit anderen Rechnern abgleichen; Exit-Code 1 bei Konflikten",
            "sync the dataset with other machines by git; exit code 1 on conflicts",
        ),
    ),
    ("sync.dry_run", Phrase::new("nur sagen, was geschähe", "only say what would happen")),
    (
        "sync.take",
        Phrase::new(
            "jeden Konflikt so entscheiden: ours wie hier, theirs wie dort",
            "decide every conflict: ours as here, theirs as there",
        ),
    ),
    (
        "sync.watch",
        Phrase::new("weiterlaufen und alle so viele Minuten abgleichen", "keep running and sync every so many minutes"),
    ),
    ("git.setup.undo", Phrase::new("herausnehmen, was setup geschrieben hat", "take out what setup wrote")),
];
