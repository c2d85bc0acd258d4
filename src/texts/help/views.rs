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
];
