//! What the pages of the detail view say.

texts! {
    still_reading => "Was sonst noch dazugehört, wird gerade gelesen …" / "What else belongs here is just being read …";
    unknown => "unbekannt" / "unknown";
    nothing_yet_add => "unbekannt – Enter oder a trägt etwas ein" / "unknown – Enter or a adds one";
    yes => "ja" / "yes";
    no => "nein" / "no";
    decimal_mark => "," / ".";
    certainty(how: &str) => "Sicherheit {how}" / "certainty {how}";
    dangling(id: &str) => "{id} (gibt es nicht)" / "{id} (does not exist)";
    office => "Büro – Ansprechstelle" / "Office – whom to ask";
    bodies => "Gremien" / "Bodies";
    fields(known: usize, all: usize) => "Handlungsfelder ({known} von {all} bekannt)" / "Action fields ({known} of {all} known)";
    regions_working(known: usize, all: usize) => "Regionen, die daran arbeiten ({known} von {all} bekannt)" / "Regions working on it ({known} of {all} known)";
    not_known_in(names: &str) => "Nichts bekannt (das heißt nicht: nichts getan): {names}" / "Nothing known (which does not mean: nothing done): {names}";
    municipalities(count: usize) => "Städte und Gemeinden ({count})" / "Towns and municipalities ({count})";
    inhabitants(count: &str) => "{count} Einw." / "{count} inhab.";
    meetings => "Sitzungen" / "Meetings";
    additions => "Hinzufügen" / "Add";
    measures => "Maßnahmen" / "Measures";
    recommendations => "Empfehlungen" / "Recommendations";
    decisions => "Beschlüsse" / "Decisions";
    about_region => "Region und Vertrag" / "Region and agreement";
    record => "Eintrag" / "Record";
    missing_groups(groups: &str) => "fehlt nach Vertrag: {groups}" / "missing though mandatory: {groups}";
    members_unknown => "Zusammensetzung unbekannt" / "composition unknown";
    sub_bodies => "Untergeordnet" / "Below it";
    ask => "fragen" / "ask";
    broken(line: usize, column: usize, message: &str) => "Dieser Eintrag ist nicht lesbar (Zeile {line}, Spalte {column}): {message}" / "This record cannot be read (line {line}, column {column}): {message}";
    refused_help => "Alles andere lässt sich bearbeiten, und dieser Wert lässt sich berichtigen; E öffnet den Eintrag im Editor." / "Everything else can be edited, and this value can be corrected; E opens the record in the editor.";
    broken_help => "Er bleibt Byte für Byte, wie er ist. E öffnet ihn im Editor." / "It stays as it is, byte for byte. E opens it in the editor.";
    task_conference => "Bringt die Einrichtungen zusammen, gibt Impulse und formuliert Empfehlungen für die Handlungsfelder." / "Brings the institutions together, gives impulses and formulates recommendations for the action fields.";
    task_committee => "Steuert das Netzwerk: greift die Ergebnisse der Konferenz auf, beschließt die Umsetzung und setzt Prioritäten." / "Steers the network: takes up the conference's results, decides on implementation and sets priorities.";
    task_office => "Geschäftsstelle des Netzwerks: führt Maßnahmen durch, organisiert, entwickelt Konzepte, berät und verbindet." / "The network's office: carries out measures, organises, develops concepts, advises and connects.";
    task_forum => "Forum für den fachlichen Austausch zu einzelnen Handlungsfeldern." / "Forum for exchange among experts on single action fields.";
    task_working_group => "Arbeitsgruppe, die sich einzelner Handlungsfelder annimmt." / "Working group that takes care of single action fields.";
    task_other => "Ein Gremium neben den drei Ebenen des Netzwerks, den Fachforen und den Arbeitskreisen." / "A body beside the network's three levels, its expert forums and working groups.";
    nothing_selected => "Kein Eintrag gewählt." / "No record selected.";
}
