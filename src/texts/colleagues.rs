//! What is said about what others have changed in the meantime.

texts! {
    somebody => "Jemand anderes" / "Someone else";
    field_changed(who: &str, now: &str) => "{who} hat dieses Feld gerade geändert; dort steht jetzt: {now}. Enter ersetzt es." / "{who} has just changed this field; it now says: {now}. Enter replaces that.";
    they_changed(who: &str, places: &str) => "{who} hat {places} geändert; hier übernommen" / "{who} changed {places}; merged";
    they_removed(who: &str, places: &str) => "{who} hat {places} gelöscht; hier übernommen" / "{who} deleted {places}; merged";
    they_added(who: &str, places: &str) => "{who} hat {places} ergänzt; hier übernommen" / "{who} added {places}; merged";
    place_removed(place: &str) => "{place} (gelöscht)" / "{place} (deleted)";
    place_added(place: &str) => "{place} (neu)" / "{place} (new)";
    place_by(place: &str, who: &str) => "{place} ({who})" / "{place} ({who})";
    several_changed(places: &str) => "Andere haben geändert: {places}; hier übernommen" / "Others changed {places}; merged";
    conflicts_ahead(count: usize) => "Andere haben die Datei geändert; 1 Konflikt mit Ihren Änderungen. Beim Speichern wird gefragt." | "Andere haben die Datei geändert; {count} Konflikte mit Ihren Änderungen. Beim Speichern wird gefragt." / "Others have changed the file; 1 conflict with your changes. Saving will ask." | "Others have changed the file; {count} conflicts with your changes. Saving will ask.";
    theirs_unreadable(line: usize, column: usize, reason: &str) => "Andere haben die Datei geändert; sie ist so nicht lesbar (Zeile {line}, Spalte {column}): {reason}" / "Others have changed the file, and it cannot be read like this (line {line}, column {column}): {reason}";
    theirs_marked => "Git hat Konfliktmarken in die Datei geschrieben; entscheiden Sie sie in einem zweiten Fenster." / "Git has left conflict markers in the file; decide them in a second window.";
    theirs_in_the_way => "Andere haben die Datei geändert; sie ist so nicht lesbar. Es ist nichts verloren: Ihre Änderungen sind noch hier. Berichtigen Sie die Datei, oder speichern Sie noch einmal und ersetzen Sie sie." / "Others have changed the file, and it cannot be read like this. Nothing is lost: your changes are still here. Correct the file, or save again and replace it.";
}
