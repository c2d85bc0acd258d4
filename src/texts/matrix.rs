//! What the matrix says besides names and labels.

texts! {
    title_all(count: usize) => "Matrix · 1 Handlungsfeld" | "Matrix · alle {count} Handlungsfelder" / "Matrix · 1 action field" | "Matrix · all {count} action fields";
    title_concerns(count: usize) => "Matrix · 1 Anliegen der Öffentlichkeit" | "Matrix · die {count} Anliegen der Öffentlichkeit" / "Matrix · 1 public concern" | "Matrix · the {count} public concerns";
    engagements(count: usize) => "1 Engagement" | "{count} Engagements" / "1 engagement" | "{count} engagements";
    total => "ges." / "total";
    columns(first: usize, last: usize, all: usize) => "Regionen {first}–{last} von {all}" / "regions {first}–{last} of {all}";
    rows(first: usize, last: usize, all: usize) => "Felder {first}–{last} von {all}" / "fields {first}–{last} of {all}";
    nothing_known => "Nichts bekannt (das heißt nicht: nichts getan)." / "Nothing known (not the same as nothing done).";
    add_hint => "e oder a legt ein Engagement an." / "e or a adds an engagement.";
    no_source => "ohne Quelle" / "without source";
    no_wording => "Wortlaut unbekannt" / "wording unknown";
    no_kind => "Art unbekannt" / "kind unknown";
    no_status => "Status unbekannt" / "status unknown";
    several(count: usize) => "1 Engagement in dieser Zelle" | "{count} Engagements in dieser Zelle" / "1 engagement in this cell" | "{count} engagements in this cell";
    no_office(region: &str, none: &str) => "Für {region} ist {none} eingetragen." / "{none} is recorded for {region}.";
    empty => "Eine Matrix braucht Regionen und Handlungsfelder; im Verzeichnis legt a sie an." / "A matrix needs regions and action fields; a adds them in the directory.";
    only_concerns => "Nur Handlungsfelder mit einem Anliegen." / "Only action fields with a concern.";
    all_fields => "Alle Handlungsfelder." / "All action fields.";
    too_small => "Das Fenster ist für die Matrix zu klein." / "The window is too small for the matrix.";
}
