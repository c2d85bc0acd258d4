//! What is said about text that was typed and is in no field any more.

texts! {
    set_aside(text: &str, key: &str) => "Nicht übernommen: {text} – {key} holt den Text zurück" / "Not applied: {text} – {key} brings the text back";
    title => "Getippter Text ohne Übernahme" / "Typed text that was not applied";
    gone_title => "Wohin mit dem Text?" / "Where should the text go?";
    record_text_kept(key: &str) => "Der Text ist gesichert: {key} öffnet ihn wieder." / "The text is kept: {key} opens it again.";
    gone(place: &str) => "{place} gibt es nicht mehr; was Sie dort getippt haben, steht hier und ist gesichert." / "{place} is no longer there; what you typed is here and is kept safe.";
    gone_by(who: &str, place: &str) => "{who} hat {place} entfernt; was Sie dort getippt haben, steht hier und ist gesichert." / "{who} has removed {place}; what you typed is here and is kept safe.";
    keep(insert: &str, recall: &str) => "Aufheben: {insert} setzt ihn in ein Feld ein, {recall} zeigt ihn wieder" / "Keep it: {insert} puts it into a field, {recall} shows it again";
    copy => "In die Zwischenablage kopieren und aufheben" / "Copy to the clipboard and keep it";
    restore(place: &str) => "{place} wieder anlegen und den Text dort einsetzen" / "Bring {place} back and put the text there";
    drop => "Verwerfen" / "Drop";
    kept(insert: &str, recall: &str) => "Der Text ist aufgehoben: {insert} setzt ihn in ein Feld ein, {recall} zeigt ihn." / "The text is kept: {insert} puts it into a field, {recall} shows it.";
    restored(place: &str) => "{place} wieder angelegt" / "{place} brought back";
    unsaved(text: &str, place: &str) => "Getippt, aber in keinem Feld: {text} ({place})" / "Typed, but in no field: {text} ({place})";
    closed_by_others(place: &str) => "{place} gibt es nicht mehr; das Feld ist geschlossen." / "{place} is no longer there; its field is closed.";
}
