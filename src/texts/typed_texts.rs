//! What is said about text that was typed and is in no field any more.

texts! {
    set_aside(text: &str, key: &str) => "Nicht übernommen: {text} – {key} holt den Text zurück" / "Not applied: {text} – {key} brings the text back";
    title => "Eingegebener Text, der nicht übernommen wurde" / "Typed text that was not applied";
    gone_title => "Wohin mit dem Text?" / "Where should the text go?";
    record_text_kept(key: &str) => "Der Text bleibt erhalten: {key} öffnet ihn wieder." / "The text is kept: {key} opens it again.";
    gone(place: &str) => "{place} gibt es nicht mehr; Ihr Text steht hier und bleibt erhalten." / "{place} no longer exists; your text is here and is kept.";
    gone_by(who: &str, place: &str) => "{who} hat {place} entfernt." / "{who} has removed {place}.";
    keep(insert: &str, recall: &str) => "Aufbewahren: {insert} fügt ihn in ein Feld ein, {recall} zeigt ihn wieder" / "Keep it: {insert} inserts it into a field, {recall} shows it again";
    copy => "In die Zwischenablage kopieren und aufbewahren" / "Copy to the clipboard and keep it";
    restore(place: &str) => "{place} wieder anlegen und den Text dort einfügen" / "Restore {place} and insert the text there";
    drop => "Verwerfen" / "Discard";
    kept(insert: &str, recall: &str) => "Der Text bleibt erhalten: {insert} fügt ihn in ein Feld ein, {recall} zeigt ihn." / "The text is kept: {insert} inserts it into a field, {recall} shows it.";
    restored(place: &str) => "{place} wieder angelegt" / "{place} restored";
    unsaved(text: &str, place: &str) => "Eingegeben, aber in keinem Feld: {text} ({place})" / "Typed, but in no field: {text} ({place})";
    closed_by_others(place: &str) => "{place} gibt es nicht mehr; das Feld wurde geschlossen." / "{place} no longer exists; its field was closed.";
}
