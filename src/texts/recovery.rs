//! What is said about unsaved changes that another start of the program left.

texts! {
    title => "Nicht gespeicherte Änderungen gefunden" / "Unsaved changes found";
    take_all => "&Alles übernehmen (noch nicht speichern)" / "&Take everything over (not saved yet)";
    take_marked(taken: usize, all: usize) => "&Angekreuztes übernehmen: {taken} von {all}; der Rest bleibt aufbewahrt" / "&Take over what is marked: {taken} of {all}; the rest is kept";
    all_there => "&Alles davon steht schon im Datenbestand; Aufzeichnung entfernen" / "All of i&t stands in the dataset already; remove the record of it";
    removed => "Aufzeichnung entfernt; es fehlte nichts." / "Record removed; nothing was missing.";
    nothing_marked => "Nichts ist angekreuzt. Enter auf einer Änderung kreuzt sie an." / "Nothing is marked. Enter on a change marks it.";
    set_aside => "Übernehmen hebt den Text auf; Strg-Y setzt ihn dann in ein Feld ein." / "Taking it over keeps the text; Ctrl-Y then puts it into a field.";
    taken_but(count: usize, key: &str) => "Übernommen; noch nicht gespeichert. 1 Änderung bleibt aufbewahrt: {key} zeigt sie." | "Übernommen; noch nicht gespeichert. {count} Änderungen bleiben aufbewahrt: {key} zeigt sie." / "Taken over; not saved yet. 1 change is kept: {key} shows it." | "Taken over; not saved yet. {count} changes are kept: {key} shows them.";
    put_off(count: usize, key: &str) => "1 Änderung von früher ist zurückgestellt: {key} zeigt sie; der nächste Start fragt wieder." | "{count} Änderungen von früher sind zurückgestellt: {key} zeigt sie; der nächste Start fragt wieder." / "1 earlier change is put off: {key} shows it; the next start asks again." | "{count} earlier changes are put off: {key} shows them; the next start asks again.";
    decide_later => "&Später entscheiden; alles bleibt aufbewahrt" / "Decide &later; everything is kept";
    drop_all => "Alles &verwerfen" / "&Drop everything";
    drop_title => "Wirklich alles verwerfen?" / "Really drop everything?";
    drop_for_good(count: usize) => "1 Änderung &verwerfen; zurückholen lässt sie sich nicht" | "{count} Änderungen &verwerfen; zurückholen lassen sie sich nicht" / "&Drop 1 change; it cannot be brought back" | "&Drop {count} changes; they cannot be brought back";
    left_by(who: &str, last: &str) => "Von {who}, zuletzt {last}; Enter kreuzt an" / "By {who}, last {last}; Enter marks";
    open_field => " (offenes Feld)" / " (open field)";
    changed_since => "Inzwischen steht hier etwas anderes; es bleibt, wenn Sie nicht ankreuzen." / "Something else stands here now; it stays unless you mark this.";
    gone_since => "Das lässt sich hier nicht mehr eintragen." / "This can no longer be entered here.";
    cannot_be_taken => "Das lässt sich hier nicht mehr eintragen." / "This can no longer be entered here.";
    was_left(text: &str) => "aufgezeichnet: {text}" / "recorded: {text}";
    is_now(text: &str) => "jetzt: {text}" / "now: {text}";
    was_before(text: &str) => "vorher: {text}" / "before: {text}";
    taken => "Übernommen; noch nicht gespeichert." / "Taken over; not saved yet.";
    taken_partly(count: usize) => "Übernommen bis auf 1 Änderung, die zum heutigen Stand nicht passt; das Journal bleibt liegen." | "Übernommen bis auf {count} Änderungen, die zum heutigen Stand nicht passen; das Journal bleibt liegen." / "Taken over but for 1 change that does not fit what is there now; the journal stays." | "Taken over but for {count} changes that do not fit what is there now; the journal stays.";
    dropped => "Verworfen." / "Dropped.";
}
