//! What is said where two versions of the dataset differ, and where a file holds conflict markers.

texts! {
    title => "Verschieden geändert" / "Changed differently";
    title_of(at: usize, all: usize) => "Verschieden geändert: {at} von {all}" / "Changed differently: {at} of {all}";
    help => "Beide haben hier etwas geändert. Was soll gelten? Esc bricht ab; bis alles entschieden ist, wird nichts geschrieben."
        / "Both changed something here. What shall hold? Esc cancels; nothing is written until all is decided.";
    help_markers => "Git hat diese Datei nicht allein zusammenführen können. Was soll gelten? Bis alles entschieden ist, wird nichts geschrieben."
        / "Git could not merge this file by itself. What shall hold? Nothing is written until all is decided.";
    take(side: &str) => "Übernehmen: {side}" / "Take: {side}";
    take_with_reference(side: &str) => "Übernehmen: {side}; ein Verweis darauf geht mit" / "Take: {side}; one reference to it goes too";
    take_with_references(side: &str, count: usize) => "Übernehmen: {side}; {count} Verweise darauf gehen mit" / "Take: {side}; {count} references to it go too";
    refers_to_removed(name: &str) => "Was eben gewählt wurde, verweist auf „{name}“; das ist aber entfernt. Was soll gelten?"
        / "What was just chosen refers to “{name}”, which is removed. What shall hold?";
    write_another => "Etwas anderes schreiben (e)" / "Write something else (e)";
    what_holds => "Was soll gelten? " / "What shall hold? ";
    others => "Außerdem zu entscheiden" / "Also to be decided";
    by_you => "Sie, nicht gespeichert" / "you, not saved";
    not_in_history => "nicht im Verlauf" / "not in the history";
    file_of(time: &str) => "Datei: {time}" / "file: {time}";
    here => "Hier (ours)" / "Here (ours)";
    there => "Dort (theirs)" / "There (theirs)";
    base => "Vorher (base)" / "Before (base)";
    not_there => "nicht vorhanden" / "not there";
    edit_hint => "Enter übernimmt, Esc lässt es unentschieden" / "Enter applies, Esc leaves it undecided";
    asked_anew => "Die Datei hat sich noch einmal geändert; die Fragen sind neu gestellt." / "The file has changed once more; the questions are asked anew.";
    undecided => "erst die Konflikte entscheiden; Strg-S zeigt sie" / "decide the conflicts first; Ctrl-S shows them";
    decide_first => "Noch nicht gespeichert: erst alle Konflikte entscheiden." / "Not saved yet: decide all conflicts first.";
    read_only => "Konfliktmarken in einer Datei nur zum Lesen; zu sehen ist die Fassung „ours“."
        / "Conflict markers in a file for reading only; you see the version “ours”.";
    decided => "Konflikte entschieden" / "Conflicts decided";
    unmarked => "Alle Konflikte sind entschieden; Strg-S speichert, ohne die Konfliktmarken." / "All conflicts are decided; Ctrl-S saves, without the conflict markers.";
    markers_go => "Konfliktmarken in der Datei: gehen beim Speichern" / "Conflict markers in the file: go when it is saved";
}
