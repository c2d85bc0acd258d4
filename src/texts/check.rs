//! What a check says about the dataset.

texts! {
    severity_error => "Fehler" / "error";
    severity_warning => "Warnung" / "warning";
    severity_note => "Hinweis" / "note";
    broken(reason: &str) => "Dieser Eintrag lässt sich nicht lesen: {reason}" / "This record cannot be read: {reason}";
    missing_required(label: &str) => "Das Pflichtfeld „{label}“ fehlt." / "The required field “{label}” is missing.";
    duplicate_id(id: &str) => "Die Kennung „{id}“ gibt es in dieser Tabelle schon." / "The identifier “{id}” is already taken in this table.";
    dangling(table: &str, id: &str) => "In der Tabelle „{table}“ gibt es keinen Eintrag „{id}“." / "The table “{table}” has no record “{id}”.";
    repeated(id: &str) => "„{id}“ steht in dieser Liste schon." / "“{id}” is in this list already.";
    refers_to_itself => "Dieser Eintrag verweist auf sich selbst." / "This record refers to itself.";
    did_you_mean(proposal: &str) => "Ist „{proposal}“ gemeint?" / "Is “{proposal}” meant?";
    missing_body(level: &str) => "Dieser Region fehlt noch: {level}." / "This region has none yet: {level}.";
    missing_group(group: &str) => "Im Lenkungskreis fehlt die Pflichtgruppe „{group}“." / "The steering committee lacks the mandatory group “{group}”.";
    end_before_start(end: &str, start: &str) => "Das Ende ({end}) liegt vor dem Beginn ({start})." / "The end ({end}) lies before the start ({start}).";
    future(date: &str) => "Dieses Datum liegt in der Zukunft: {date}." / "This date lies in the future: {date}.";
    bad_address => "Der Anschrift fehlen Postleitzahl und Ort, zum Beispiel „52349 Düren“." / "The address lacks postcode and town, for example “52349 Düren”.";
    outside(kilometres: u32) => "Dieser Punkt liegt {kilometres} km von der Mitte des Bezirks entfernt; sind Breite und Länge vertauscht?" / "This point lies {kilometres} km from the middle of the district; are latitude and longitude swapped?";
    no_source => "Dieses Engagement nennt keine Quelle." / "This engagement names no source.";
    unverified(months: i32, date: &str) => "Seit 1 Monat nicht geprüft (zuletzt {date})." | "Seit {months} Monaten nicht geprüft (zuletzt {date})." / "Not verified for 1 month (last {date})." | "Not verified for {months} months (last {date}).";
    stated(months: i32, date: &str) => "Stand {date}, also 1 Monat alt; wann dies zuletzt geprüft wurde, steht nicht dabei." | "Stand {date}, also {months} Monate alt; wann dies zuletzt geprüft wurde, steht nicht dabei." / "As of {date}, so 1 month old; it does not say when this was last verified." | "As of {date}, so {months} months old; it does not say when this was last verified.";
    never_verified => "Es steht nicht dabei, wann dies geprüft wurde." / "It does not say when this was verified.";
    unknown_field(name: &str) => "Ein Feld „{name}“ gibt es hier nicht; es bleibt stehen, wird aber nicht gezeigt." / "There is no field “{name}” here; it is kept but not shown.";
    bad_value(label: &str, value: &str) => "„{value}“ passt nicht in das Feld „{label}“." / "“{value}” does not fit the field “{label}”.";
    conflict_marker => "Hier ist ein Rest einer Zusammenführung stehen geblieben." / "This is a leftover of a merge.";
}
