//! What is said while a value is edited, and when a change cannot be made.

texts! {
    nothing_selected(key: &str) => "Nichts ausgewählt: {key} oder Umschalt mit den Pfeiltasten wählt Text aus." / "Nothing is selected: {key}, or Shift with the arrows, selects text.";
    nothing_inserted(key: &str) => "Zuerst mit {key} einfügen." / "Insert with {key} first.";
    leave_open => "Offen lassen" / "Leave open";
    asked_hint => "Kann offen bleiben: Enter ohne Eingabe geht weiter." / "May stay open: Enter with nothing typed goes on.";
    hint => "Enter übernimmt, Esc bricht ab" / "Enter applies, Esc cancels";
    read_only => "Schreibgeschützt: Änderungen sind nicht möglich." / "Read-only: cannot edit.";
    required => "Dieses Feld darf nicht leer sein." / "This field must not be empty.";
    breaks_rule(what: &str) => "{what} Bitte anders eingeben, oder Esc lässt es, wie es war." / "{what} Please enter another value, or Esc leaves it as it was.";
    breaks_rule_elsewhere(record: &str, what: &str) => "{record}: {what} Bitte erst dort ändern." / "{record}: {what} Please change it there first.";
    breaks_rule_in_many(count: usize, record: &str, what: &str) => "{record} und ein weiterer Eintrag: {what} Bitte erst dort ändern." | "{record} und {count} weitere Einträge: {what} Bitte erst dort ändern." / "{record} and one more record: {what} Please change it there first." | "{record} and {count} more records: {what} Please change it there first.";
    no_such_choice => "Keine Treffer." / "No match.";
    only_one(what: &str) => "{what} gibt es nur einmal." / "There is only one {what}.";
    nothing_to_add => "Hier lässt sich nichts anlegen; am Ende der Seite steht, was möglich ist." / "Nothing can be added here; the end of the page lists what can be.";
    only_in_editor => "Der Eintrag ist nicht lesbar; E öffnet ihn im Editor." / "The record cannot be read; E opens it in the editor.";
    ambiguous(id: &str) => "Die Kennung {id} kommt mehrfach vor; machen Sie sie zuerst in der Datei eindeutig." / "The identifier {id} occurs more than once; make it unique in the file first.";
    nothing_changed => "Nichts geändert." / "Nothing changed.";
    end_of_list => "Ende der Liste." / "End of the list.";
    not_found(what: &str) => "{what} gibt es nicht." / "There is no {what}.";
    id_taken(id: &str) => "Die Kennung {id} ist schon vergeben." / "The identifier {id} is already taken.";
    unreadable(what: &str) => "Der Eintrag ist nicht lesbar und bleibt, wie er ist: {what}" / "The record cannot be read and stays as it is: {what}";
    invalid(reason: &str) => "So lässt sich das nicht lesen: {reason}" / "This cannot be read: {reason}";
    stale(what: &str) => "Der Eintrag {what} hat sich inzwischen geändert." / "The record {what} has changed in the meantime.";
    internal(what: &str) => "Nicht geändert: Die Änderung hätte anderes getroffen als gemeint ({what}). Bitte melden Sie das." / "Not changed: the change would have affected something else ({what}). Please report this.";
}
