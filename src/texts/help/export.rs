//! The help of `export`; enter at [`HELP`].

use crate::texts::Phrase;

/// The help, by the name of the command or argument.
pub static HELP: &[(&str, Phrase)] = &[
    (
        "export",
        Phrase::new(
            "Einträge in anderer Form ausgeben: für Tabellenkalkulation, Programme, Mail",
            "take records out in another form: for spreadsheets, programs, mail",
        ),
    ),
    ("export.query", Phrase::new("nur, was dazu passt; ohne Angabe alles", "only what matches; everything without it")),
    (
        "export.form",
        Phrase::new(
            "Form: csv, xlsx, json, jsonl, md, text, vcard, ical, geojson, hsds, hsds-json, oparl oder dcat",
            "form: csv, xlsx, json, jsonl, md, text, vcard, ical, geojson, hsds, hsds-json, oparl or dcat",
        ),
    ),
    (
        "export.schema",
        Phrase::new("das JSON-Schema von json und jsonl ausgeben", "print the JSON Schema of json and jsonl"),
    ),
    (
        "export.output",
        Phrase::new(
            "in diese Datei schreiben statt auf die Ausgabe; sagt mit ihrer Endung auch die Form",
            "write to this file instead of the output; its ending says the form, too",
        ),
    ),
    (
        "export.table",
        Phrase::new(
            "nur diese Tabelle, z. B. bodies; ohne Angabe alle",
            "only this table, e.g. bodies; all without it",
        ),
    ),
    ("export.region", Phrase::new("nur diese Region (oder Ort, Postleitzahl)", "only this region (or town, postcode)")),
    ("export.field", Phrase::new("nur, was zu diesem Handlungsfeld gehört", "only what belongs to this action field")),
    (
        "export.columns",
        Phrase::new("nur diese Felder, z. B. name,contact/phone", "only these fields, e.g. name,contact/phone"),
    ),
    (
        "export.sort",
        Phrase::new(
            "nach diesen Feldern ordnen, z. B. level,-name (- für das Größte zuerst)",
            "sort by these fields, e.g. level,-name (- for the greatest first)",
        ),
    ),
    (
        "export.base_url",
        Phrase::new(
            "bei dcat: Adresse der Veröffentlichung; ohne Angabe sind die Adressen relativ",
            "for dcat: address of the publication; without it addresses are relative",
        ),
    ),
    (
        "export.licence",
        Phrase::new("bei dcat: Adresse der Lizenz des Verzeichnisses", "for dcat: address of the directory's licence"),
    ),
    ("export.contact", Phrase::new("bei dcat: Postfach für Rückfragen", "for dcat: mailbox for questions")),
    ("export.with_names", Phrase::new("auch die Namen von Personen ausgeben", "include the names of persons")),
    (
        "export.for_spreadsheet",
        Phrase::new(
            "CSV für Excel und LibreOffice: Semikolon, und jeder Text bleibt, wie er ist (+49…, 05358)",
            "CSV for Excel and LibreOffice: semicolons, and every text stays as it is (+49…, 05358)",
        ),
    ),
];
