//! What the arguments of `list` and `find` mean.

use crate::texts::Phrase;

/// By their names.
pub static LIST_HELP: &[(&str, Phrase)] = &[
    ("list", Phrase::new("Einträge einer Tabelle auflisten", "list the records of a table")),
    (
        "list.table",
        Phrase::new(
            "district, action_fields, regions, municipalities, bodies, engagements, meetings, recommendations, decisions oder measures; @NAME für eine gesicherte Ansicht, @ zeigt welche es gibt",
            "district, action_fields, regions, municipalities, bodies, engagements, meetings, recommendations, decisions or measures; @NAME for a saved view, @ shows which there are",
        ),
    ),
    (
        "list.query",
        Phrase::new(
            "nur, was dazu passt, z. B. mint region:köln level:forum checked:<2026 -status:ended; ohne Angabe alle",
            "only what answers it, e.g. mint region:köln level:forum checked:<2026 -status:ended; all without it",
        ),
    ),
    (
        "list.region",
        Phrase::new(
            "nur, was zu dieser Region gehört: Kennung, Name, Ort oder Postleitzahl",
            "only what belongs to this region: identifier, name, town or postcode",
        ),
    ),
    (
        "list.field",
        Phrase::new(
            "nur, was zu diesem Handlungsfeld gehört: Kennung, Name oder Stichwort",
            "only what belongs to this action field: identifier, name or synonym",
        ),
    ),
    (
        "list.level",
        Phrase::new("nur Gremien dieser Ebene, z. B. Lenkungskreis", "only bodies of this level, e.g. Lenkungskreis"),
    ),
    (
        "list.columns",
        Phrase::new(
            "diese Felder zeigen, z. B. name,level,contact/phone",
            "show these fields, e.g. name,level,contact/phone",
        ),
    ),
    (
        "list.sort",
        Phrase::new(
            "nach diesen Feldern ordnen, z. B. level,-name (- für das Größte zuerst); ohne Angabe zuletzt",
            "sort by these fields, e.g. level,-name (- for the greatest first); records without a value last",
        ),
    ),
    (
        "list.count",
        Phrase::new(
            "die Werte dieses Feldes zählen, der häufigste zuerst; jeder Listenpunkt zählt, ohne Angabe zuletzt",
            "count the values of this field, the most frequent first; each list item counts, no value last",
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
            "Wörter, die alle vorkommen müssen, in jeder Schreibweise (koln, koeln, Köln); auch Felder: region:köln phone:* -status:ended",
            "words that must all occur, in any spelling (koln, koeln, Köln); fields, too: region:köln phone:* -status:ended",
        ),
    ),
];
