//! What the pages of the detail view say.

texts! {
    still_reading => "Was sonst noch dazugehört, wird gerade gelesen …" / "The rest of this page is still being read …";
    unknown => "unbekannt" / "unknown";
    nothing_yet_add => "unbekannt – Enter oder a legt etwas an" / "unknown – Enter or a adds one";
    yes => "ja" / "yes";
    no => "nein" / "no";
    certainty(how: &str) => "Verlässlichkeit {how}" / "confidence {how}";
    dangling(id: &str) => "{id} (gibt es nicht)" / "{id} (does not exist)";
    office => "Büro – Ansprechstelle" / "Office – your contact";
    bodies => "Gremien" / "Bodies";
    fields(known: &str, all: &str) => "Handlungsfelder ({known} von {all} bekannt)" / "Action fields ({known} of {all} known)";
    acting(actor: &str) => "Handelnde: {actor}" / "acting: {actor}";
    regions_working(known: &str, all: &str) => "Regionen, die daran arbeiten ({known} von {all} bekannt)" / "Regions working on it ({known} of {all} known)";
    not_known_in(names: &str) => "Nichts bekannt (das heißt nicht: nichts getan): {names}" / "Nothing known (not the same as nothing done): {names}";
    municipalities(count: usize) => "Kommunen (1)" | "Kommunen ({count})" / "Municipalities (1)" | "Municipalities ({count})";
    inhabitants(count: &str) => "{count} Ew." / "pop. {count}";
    meetings => "Sitzungen" / "Meetings";
    additions => "Neu" / "Add";
    measures => "Maßnahmen" / "Measures";
    recommendations => "Empfehlungen" / "Recommendations";
    decisions => "Beschlüsse" / "Decisions";
    about_region => "Region und Vertrag" / "Region and agreement";
    record => "Eintrag" / "Record";
    missing_groups(groups: &str) => "fehlt laut Vertrag: {groups}" / "missing although required: {groups}";
    members_unknown => "Zusammensetzung unbekannt" / "composition unknown";
    sub_bodies => "Untergeordnete Gremien" / "Subordinate bodies";
    ask => "fragen" / "ask";
    broken(line: usize, column: usize, message: &str) => "Dieser Eintrag ist nicht lesbar (Zeile {line}, Spalte {column}): {message}" / "This record cannot be read (line {line}, column {column}): {message}";
    refused_help => "Alles andere lässt sich bearbeiten, auch dieser Wert berichtigen; E öffnet den Eintrag im Editor." / "Everything else can be edited, and this value corrected; E opens the record in the editor.";
    broken_help => "Er bleibt Byte für Byte, wie er ist. E öffnet ihn im Editor." / "It is kept as it is, byte for byte. E opens it in the editor.";
    task_conference => "Bringt die Einrichtungen zusammen, gibt Impulse und formuliert Empfehlungen für die Handlungsfelder." / "Brings the institutions together, prompts ideas and drafts recommendations for the action fields.";
    task_committee => "Steuert das Netzwerk: greift die Ergebnisse der Konferenz auf, beschließt die Umsetzung und setzt Prioritäten." / "Steers the network: takes up the results of the conference, decides on how to carry them out and sets priorities.";
    task_office => "Geschäftsstelle des Netzwerks: führt Maßnahmen durch, organisiert Veranstaltungen, entwickelt Konzepte, berät und vernetzt." / "The network's office: carries out measures, organises events, develops concepts, advises and connects people.";
    task_forum => "Forum für den fachlichen Austausch zu einzelnen Handlungsfeldern." / "Forum in which experts discuss individual action fields.";
    task_working_group => "Arbeitsgruppe für einzelne Handlungsfelder." / "Working group for individual action fields.";
    task_other => "Ein Gremium neben den drei Ebenen des Netzwerks, den Fachforen und den Arbeitskreisen." / "A body besides the network's three levels, its expert forums and working groups.";
    nothing_selected => "Kein Eintrag ausgewählt." / "No record selected.";
    covers(fields: &str) => "gilt für {fields}" / "covers {fields}";
    and_others(count: usize, named: &str) => "{named} und 1 weitere Angabe" | "{named} und {count} weitere Angaben" / "{named} and 1 more" | "{named} and {count} more";
}
