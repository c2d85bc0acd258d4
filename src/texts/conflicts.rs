//! What is said where two versions of the dataset differ, and where a file holds conflict markers.

texts! {
    title => "Konflikt" / "Conflict";
    title_of(at: usize, all: usize) => "Konflikt {at} von {all}" / "Conflict {at} of {all}";
    help => "Beide Seiten haben hier etwas geändert. Was soll gelten? Esc bricht ab; erst wenn alles entschieden ist, wird geschrieben." / "Both sides changed something here. Which version should stay? Esc cancels; nothing is written until everything is decided.";
    help_markers => "Git konnte diese Datei nicht selbst zusammenführen. Was soll gelten? Erst wenn alles entschieden ist, wird geschrieben." / "Git could not merge this file by itself. Which version should stay? Nothing is written until everything is decided.";
    mine => "Von mir" / "Mine";
    theirs => "Von anderen" / "Theirs";
    theirs_of(who: &str) => "Von {who}" / "{who}'s";
    before => "Vorher" / "Before";
    keep_mine => "&Meine Fassung behalten" / "Keep &mine";
    take_theirs => "&Fassung der anderen übernehmen" / "&Take theirs";
    take_theirs_of(who: &str) => "&Fassung von {who} übernehmen" / "&Take {who}'s";
    restore_before => "&Vorige Fassung wiederherstellen" / "&Restore the version before";
    take_here => "Diese Fassung behalten (&ours)" / "Keep this version (&ours)";
    take_there => "Andere Fassung übernehmen (&theirs)" / "Take the other version (&theirs)";
    restore_base => "Gemeinsame Ausgangsfassung wiederherstellen (&base)" / "Restore the common version (&base)";
    keep_both(id: &str) => "&Beide behalten (meiner: {id})" / "Keep &both (mine: {id})";
    keep_both_here(id: &str) => "&Beide behalten (ours: {id})" / "Keep &both (ours: {id})";
    with_references(count: usize, decision: &str) => "{decision}; 1 Verweis darauf wird mit entfernt" | "{decision}; {count} Verweise darauf werden mit entfernt" / "{decision}; 1 reference to it is removed too" | "{decision}; {count} references to it are removed too";
    refers_to_removed(name: &str) => "Ihre Wahl verweist auf „{name}“; das wurde aber entfernt. Was soll gelten?" / "Your choice refers to “{name}”, which has been removed. Which version should stay?";
    write_another => "&Etwas anderes eingeben" / "&Enter something else";
    what_holds => "Was soll gelten? " / "What should it say? ";
    others => "Weitere Konflikte" / "Other conflicts";
    not_saved => "nicht gespeichert" / "not saved";
    not_in_history => "nicht im Verlauf" / "not in the history";
    file_of(time: &str) => "Datei: {time}" / "file: {time}";
    here => "Hier (ours)" / "Here (ours)";
    there => "Dort (theirs)" / "There (theirs)";
    base => "Vorher (base)" / "Before (base)";
    not_there => "nicht vorhanden" / "absent";
    edit_hint => "Enter übernimmt, Esc lässt es unentschieden" / "Enter applies, Esc leaves it undecided";
    asked_anew => "Die Datei hat sich erneut geändert; bitte entscheiden Sie noch einmal." / "The file has changed again; please decide once more.";
    undecided => "Entscheiden Sie zuerst die Konflikte; Strg-S zeigt sie." / "Decide the conflicts first; Ctrl-S shows them.";
    decide_first => "Noch nicht gespeichert: Entscheiden Sie zuerst alle Konflikte." / "Not saved yet: decide all conflicts first.";
    read_only => "Die Datei enthält Konfliktmarken und ist schreibgeschützt; angezeigt wird die Fassung „ours“." / "The file has conflict markers and is read-only; you see the version “ours”.";
    decided => "Konflikte entschieden" / "Conflicts decided";
    unmarked => "Alle Konflikte sind entschieden; Strg-S speichert die Datei ohne Konfliktmarken." / "All conflicts are decided; Ctrl-S saves the file without the markers.";
    markers_go => "Konfliktmarken in der Datei: werden beim Speichern entfernt" / "Conflict markers in the file: removed when it is saved";
}
