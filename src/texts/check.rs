//! What a check says about the dataset.

texts! {
    severity_error => "Fehler" / "error";
    severity_warning => "Warnung" / "warning";
    severity_note => "Hinweis" / "note";
    broken(reason: &str) => "Dieser Eintrag lässt sich nicht lesen: {reason}" / "This record cannot be read: {reason}";
    missing_required(label: &str) => "Das Pflichtfeld „{label}“ fehlt." / "The required field “{label}” is missing.";
    duplicate_id(id: &str) => "Die Kennung „{id}“ gibt es in dieser Tabelle schon." / "The identifier “{id}” is already used in this table.";
    dangling(table: &str, id: &str) => "In der Tabelle „{table}“ gibt es keinen Eintrag „{id}“." / "The table “{table}” has no record “{id}”.";
    repeated(id: &str) => "„{id}“ steht schon in dieser Liste." / "“{id}” is already in this list.";
    refers_to_itself => "Dieser Eintrag verweist auf sich selbst." / "This record refers to itself.";
    in_a_cycle(ids: &str) => "Das führt im Kreis: {ids}." / "This leads in a circle: {ids}.";
    did_you_mean(proposal: &str) => "Ist „{proposal}“ gemeint?" / "Did you mean “{proposal}”?";
    missing_body(level: &str) => "In dieser Region fehlt noch: {level}." / "Still missing in this region: {level}.";
    missing_group(in_committee: &str, committee: &str, group: &str) => "{in_committee} fehlt die Pflichtgruppe „{group}“." / "{committee} lacks the mandatory group “{group}”.";
    end_before_start(end: &str, start: &str) => "Das Ende ({end}) liegt vor dem Beginn ({start})." / "The end ({end}) is before the start ({start}).";
    future(date: &str) => "Dieses Datum liegt in der Zukunft: {date}." / "This date is in the future: {date}.";
    bad_address => "In der Anschrift fehlen Postleitzahl und Ort, zum Beispiel „52349 Düren“." / "The address lacks postcode and town, for example “52349 Düren”.";
    no_postcode => "In der Anschrift fehlt die Postleitzahl, zum Beispiel „52349 Düren“." / "The address lacks its postcode, for example “52349 Düren”.";
    no_town => "In der Anschrift fehlt der Ort hinter der Postleitzahl, zum Beispiel „52349 Düren“." / "The address lacks the town after its postcode, for example “52349 Düren”.";
    outside(kilometres: u32) => "Dieser Punkt liegt {kilometres} km von der Mitte des Bezirks entfernt; sind Breite und Länge vertauscht?" / "This point is {kilometres} km from the centre of the district; are latitude and longitude swapped?";
    same_key(other: &str) => "Denselben amtlichen Schlüssel hat {other}." / "{other} has the same official key.";
    same_body(other: &str) => "Derselbe Name auf derselben Ebene in derselben Region: {other}." / "The same name on the same level in the same region: {other}.";
    same_contact(other: &str) => "Derselbe Kontakt wie bei einem anderen Gremium dieser Ebene: {other}." / "The same contact as another body of this level: {other}.";
    lookalike(characters: &str) => "Hier stehen unsichtbare oder verwechselbare Zeichen: {characters}." / "There are invisible or lookalike characters here: {characters}.";
    foreign_letters(characters: &str) => "Ein Wort in lateinischer Schrift enthält gleich aussehende Buchstaben einer anderen Schrift: {characters}." / "A word in Latin letters contains letters of another script that look the same: {characters}.";
    answered_open(decision: &str) => "Ein Beschluss greift sie auf ({decision}), ihr Status ist aber noch „offen“." / "A decision answers it ({decision}), but its status is still “open”.";
    declined_carried_out(measure: &str) => "Alle Empfehlungen, die dieser Beschluss aufgreift, gelten als abgelehnt, aber {measure} setzt ihn um." / "All recommendations that this decision answers are said to be declined, but {measure} carries it out.";
    decided_before(dates: &str) => "Der Beschluss fällt vor der Empfehlung: {dates}." / "The decision is taken before the recommendation: {dates}.";
    no_source => "Dieses Engagement nennt keine Quelle." / "This engagement names no source.";
    outdated(as_of: &str) => "{as_of}; das kann überholt sein." / "Statement {as_of}; it may be out of date.";
    undated => "Stand unbekannt." / "Date unknown.";
    unverified(checked: &str) => "Zuletzt {checked}." / "Last {checked}.";
    never_verified => "Prüfdatum unbekannt." / "Check date unknown.";
    counted_outdated(count: usize, months: u32) => "1 Angabe mindestens {months} Monate alt" | "{count} Angaben mindestens {months} Monate alt" / "1 statement at least {months} months old" | "{count} statements at least {months} months old";
    counted_undated(count: usize) => "1 Angabe ohne Stand" | "{count} Angaben ohne Stand" / "1 statement without a date" | "{count} statements without a date";
    counted(months: u32, ages: &str) => "{ages}; im letzten Monat aber geprüft" | "{ages}; in den letzten {months} Monaten aber geprüft" / "{ages}; but checked in the last month" | "{ages}; but checked in the last {months} months";
    counted_ever(ages: &str) => "{ages}; aber geprüft" / "{ages}; but checked";
    unknown_field(name: &str) => "Ein Feld „{name}“ gibt es hier nicht; es bleibt stehen, wird aber nicht gezeigt." / "There is no field “{name}” here; it is kept but not shown.";
    bad_value(label: &str, value: &str) => "„{value}“ passt nicht in das Feld „{label}“." / "“{value}” does not fit the field “{label}”.";
    no_word(name: &str) => "„{name}“ ist kein Wort aus Buchstaben und Ziffern; es zählt nicht." / "“{name}” is not one word of letters and digits; it does not count.";
    word_twice(name: &str) => "„{name}“ steht schon in dieser Liste; hier zählt es nicht." / "“{name}” is already in this list; here it does not count.";
    missing_role(role: &str) => "Keine Ebene hat die Aufgabe „{role}“." / "No level has the role “{role}”.";
    many_groups => "Mehr als acht Gruppen sind Pflicht; die weiteren zählen nicht." / "More than eight groups are mandatory; the further ones do not count.";
    conflict_marker => "Hier ist ein Rest einer Zusammenführung stehen geblieben." / "A leftover of a merge remains here.";
}
