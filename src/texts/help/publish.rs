//! What the arguments of `publish` mean; enter at [`HELP`].

use crate::texts::Phrase;

/// The command and its arguments.
pub(super) static HELP: &[(&str, Phrase)] = &[
    (
        "publish",
        Phrase::new(
            "den Datenbestand als Webseite in einen Ordner schreiben; nur was sich geändert hat",
            "write the dataset as a web site to a folder; only what changed",
        ),
    ),
    (
        "publish.folder",
        Phrase::new(
            "ein neuer oder leerer Ordner, oder einer, in den schon veröffentlicht wurde",
            "a new or empty folder, or one that was published to before",
        ),
    ),
    (
        "publish.base_url",
        Phrase::new(
            "wo die Seite stehen wird, z. B. https://bildungsnetz.example/; dann mit sitemap.xml",
            "where the site will stand, e.g. https://bildungsnetz.example/; adds sitemap.xml",
        ),
    ),
    (
        "publish.date",
        Phrase::new(
            "der Tag, zu dem Alter und Fristen gerechnet werden: 2026-11-29 oder heute; sonst der letzte Tag einer Quelle",
            "the day as of which ages and due dates are computed: 2026-11-29 or today; otherwise the latest day of a source",
        ),
    ),
    (
        "publish.with_names",
        Phrase::new(
            "auch Namen von Personen veröffentlichen, die ihre Einwilligung gegeben haben",
            "also publish the names of persons who gave their consent",
        ),
    ),
    (
        "publish.licence",
        Phrase::new(
            "Adresse der Lizenz des Verzeichnisses; dann mit dcat.jsonld für Open-Data-Portale",
            "address of the directory's licence; adds dcat.jsonld for open-data portals",
        ),
    ),
    (
        "publish.contact",
        Phrase::new("in dcat.jsonld: Postfach für Rückfragen", "in dcat.jsonld: mailbox for questions"),
    ),
];
