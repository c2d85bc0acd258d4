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
    no_postcode => "Der Anschrift fehlt die Postleitzahl, zum Beispiel „52349 Düren“." / "The address lacks its postcode, for example “52349 Düren”.";
    no_town => "Der Anschrift fehlt der Ort hinter der Postleitzahl, zum Beispiel „52349 Düren“." / "The address lacks the town behind its postcode, for example “52349 Düren”.";
    outside(kilometres: u32) => "Dieser Punkt liegt {kilometres} km von der Mitte des Bezirks entfernt; sind Breite und Länge vertauscht?" / "This point lies {kilometres} km from the middle of the district; are latitude and longitude swapped?";
    same_body(other: &str) => "Derselbe Name auf derselben Ebene in derselben Region: {other}." / "The same name on the same level in the same region: {other}.";
    same_contact(other: &str) => "Derselbe Kontakt bei einem anderen Gremium dieser Ebene: {other}." / "The same contact at another body of this level: {other}.";
    lookalike(characters: &str) => "Hier stehen unsichtbare oder verwechselbare Zeichen: {characters}." / "There are invisible or lookalike characters here: {characters}.";
    foreign_letters(characters: &str) => "In einem lateinisch geschriebenen Wort stehen Buchstaben einer anderen Schrift, die ebenso aussehen: {characters}." / "A word in Latin letters holds letters of another script that look the same: {characters}.";
    answered_open(decision: &str) => "Ein Beschluss antwortet darauf ({decision}), der Stand ist aber noch offen." / "A decision answers it ({decision}), but its status is still open.";
    no_source => "Dieses Engagement nennt keine Quelle." / "This engagement names no source.";
    outdated(as_of: &str) => "{as_of}; das kann überholt sein." / "Statement {as_of}; it may no longer hold.";
    undated => "Stand unbekannt." / "Age unknown.";
    unverified(checked: &str) => "Zuletzt {checked}." / "Last {checked}.";
    never_verified => "Prüfdatum unbekannt." / "Date of check unknown.";
    counted_outdated(count: usize, months: u32) => "1 Angabe mindestens {months} Monate alt" | "{count} Angaben mindestens {months} Monate alt" / "1 statement at least {months} months old" | "{count} statements at least {months} months old";
    counted_undated(count: usize) => "1 Angabe ohne Stand" | "{count} Angaben ohne Stand" / "1 statement without a date" | "{count} statements without a date";
    counted(ages: &str) => "{ages}; innerhalb der Frist geprüft" / "{ages}; checked within the review period";
    unknown_field(name: &str) => "Ein Feld „{name}“ gibt es hier nicht; es bleibt stehen, wird aber nicht gezeigt." / "There is no field “{name}” here; it is kept but not shown.";
    bad_value(label: &str, value: &str) => "„{value}“ passt nicht in das Feld „{label}“." / "“{value}” does not fit the field “{label}”.";
    conflict_marker => "Hier ist ein Rest einer Zusammenführung stehen geblieben." / "This is a leftover of a merge.";
}
