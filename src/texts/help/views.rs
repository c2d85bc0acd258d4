//! The help of the commands that print what the views of the screen show; enter at [`VIEW_HELP`].

use crate::texts::Phrase;

/// The help, by the name of the command or argument.
pub static VIEW_HELP: &[(&str, Phrase)] = &[
    (
        "process",
        Phrase::new(
            "was aus Empfehlungen wurde: Sitzung, Empfehlung, Beschluss, Maßnahme",
            "what came of recommendations: meeting, recommendation, decision, measure",
        ),
    ),
    (
        "process.open",
        Phrase::new("nur was offen ist, mit den Schritten davor", "only what is open, with the steps before it"),
    ),
    (
        "process.region",
        Phrase::new("nur diese Region (oder Ort, Postleitzahl)", "only this region (or town, postcode)"),
    ),
    (
        "process.field",
        Phrase::new("nur Empfehlungen zu diesem Handlungsfeld", "only recommendations on this action field"),
    ),
    (
        "process.year",
        Phrase::new("nur was in diesem Jahr einen Schritt getan hat", "only what took a step in this year"),
    ),
    (
        "meetings",
        Phrase::new(
            "kommende und frühere Sitzungen; welche Gremien überfällig sind",
            "coming and earlier meetings; which bodies are overdue",
        ),
    ),
    (
        "meetings.region",
        Phrase::new("nur diese Region (oder Ort, Postleitzahl)", "only this region (or town, postcode)"),
    ),
    ("meetings.body", Phrase::new("nur dieses Gremium (Kennung oder Name)", "only this body (identifier or name)")),
    (
        "meetings.overdue",
        Phrase::new("nur Gremien, deren nächste Sitzung überfällig ist", "only bodies whose next meeting is overdue"),
    ),
    (
        "overview",
        Phrase::new(
            "alle Netzwerke im Vergleich: Vertrag, Lenkungskreis, Konferenzen, offene Empfehlungen, Stand",
            "all networks compared: contract, steering committee, conferences, open recommendations, age",
        ),
    ),
    (
        "overview.region",
        Phrase::new("nur diese Region (oder Ort, Postleitzahl)", "only this region (or town, postcode)"),
    ),
    (
        "overview.sort",
        Phrase::new(
            "nach dieser Spalte sortieren, - davor: das Größte zuerst; Unbekanntes steht immer am Ende",
            "sort by this column, - in front: the greatest first; what is unknown comes last",
        ),
    ),
    (
        "network",
        Phrase::new(
            "wer sitzt wo: Einrichtungen, Gremien, Handlungsfelder; was sich überschneidet, worum sich niemand kümmert",
            "who sits where: institutions, bodies, action fields; what overlaps, and what nobody deals with",
        ),
    ),
    (
        "network.list",
        Phrase::new(
            "welche Liste: institutions (sonst), fields oder bodies",
            "which list: institutions (default), fields or bodies",
        ),
    ),
    (
        "network.region",
        Phrase::new(
            "nur Gremien dieser Region (oder Ort, Postleitzahl)",
            "only bodies of this region (or town, postcode)",
        ),
    ),
    (
        "network.field",
        Phrase::new("nur Gremien, die sich darum kümmern", "only bodies that deal with this action field"),
    ),
];
