//! What is said about unsaved changes that another start of the program left.

texts! {
    title => "Nicht gespeicherte Änderungen gefunden" / "Unsaved changes found";
    take_all => "&Alle übernehmen (noch nicht gespeichert)" / "Restore &all (not saved yet)";
    take_marked(taken: usize, all: usize) => "&Markierte übernehmen ({taken} von {all}), übrige behalten" / "Restore &marked ({taken} of {all}), keep the rest";
    all_there => "&Alle stehen schon im Datenbestand; Aufzeichnung entfernen" / "&All are in the dataset already; remove the recovery file";
    removed => "Aufzeichnung entfernt; es fehlte nichts." / "Recovery file removed; nothing was missing.";
    nothing_marked => "Nichts markiert. Enter markiert eine Änderung." / "Nothing marked. Enter marks a change.";
    set_aside => "Beim Übernehmen bleibt der Text erhalten; Strg-Y fügt ihn dann in ein Feld ein." / "Restoring keeps the text; Ctrl-Y then inserts it into a field.";
    taken_but(count: usize, key: &str) => "Übernommen; noch nicht gespeichert. 1 Änderung bleibt erhalten: {key} zeigt sie." | "Übernommen; noch nicht gespeichert. {count} Änderungen bleiben erhalten: {key} zeigt sie." / "Restored; not saved yet. 1 change is kept: {key} shows it." | "Restored; not saved yet. {count} changes are kept: {key} shows them.";
    put_off(count: usize, key: &str) => "1 frühere Änderung ist zurückgestellt: {key} zeigt sie; der nächste Start fragt wieder." | "{count} frühere Änderungen sind zurückgestellt: {key} zeigt sie; der nächste Start fragt wieder." / "1 earlier change is postponed: {key} shows it; the next start asks again." | "{count} earlier changes are postponed: {key} shows them; the next start asks again.";
    decide_later => "&Später entscheiden; alles bleibt erhalten" / "Decide &later; everything is kept";
    drop_all => "Alle &verwerfen" / "&Discard all";
    drop_title => "Wirklich alle verwerfen?" / "Really discard all?";
    drop_for_good(count: usize) => "1 Änderung endgültig &verwerfen" | "{count} Änderungen endgültig &verwerfen" / "&Discard 1 change for good" | "&Discard {count} changes for good";
    left_by(who: &str, last: &str) => "Von {who}, zuletzt {last}; Enter markiert" / "By {who}, last at {last}; Enter marks";
    open_field => " (offenes Feld)" / " (open field)";
    changed_since => "Inzwischen steht hier etwas anderes; es bleibt, wenn Sie nicht markieren." / "This now says something else, which stays unless you mark this change.";
    gone_since => "Das lässt sich hier nicht mehr eintragen." / "This can no longer be entered here.";
    cannot_be_taken => "Das lässt sich hier nicht mehr eintragen." / "This can no longer be entered here.";
    was_left(text: &str) => "aufgezeichnet: {text}" / "recorded: {text}";
    is_now(text: &str) => "jetzt: {text}" / "now: {text}";
    was_before(text: &str) => "vorher: {text}" / "before: {text}";
    taken => "Übernommen; noch nicht gespeichert." / "Restored; not saved yet.";
    taken_partly(count: usize) => "Übernommen bis auf 1 Änderung, die nicht mehr passt; die Aufzeichnung bleibt erhalten." | "Übernommen bis auf {count} Änderungen, die nicht mehr passen; die Aufzeichnung bleibt erhalten." / "Restored except for 1 change that no longer fits; the recovery file is kept." | "Restored except for {count} changes that no longer fit; the recovery file is kept.";
    dropped => "Verworfen." / "Discarded.";
}
