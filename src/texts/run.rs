//! What is said about clipboard and external editor.

texts! {
    theirs_unreadable(line: usize, column: usize, reason: &str) => "Andere haben die Datei geändert; sie ist so nicht lesbar (Zeile {line}, Spalte {column}): {reason}" / "Others have changed the file, and it cannot be read like this (line {line}, column {column}): {reason}";
    theirs_marked => "Git hat Konfliktmarken in die Datei geschrieben; entscheiden Sie sie in einem zweiten Fenster." / "Git has left conflict markers in the file; decide them in a second window.";
    theirs_in_the_way => "Andere haben die Datei geändert; sie ist so nicht lesbar. Es ist nichts verloren: Ihre Änderungen sind noch hier. Berichtigen Sie die Datei, oder speichern Sie noch einmal und ersetzen Sie sie." / "Others have changed the file, and it cannot be read like this. Nothing is lost: your changes are still here. Correct the file, or save again and replace it.";
    spoiled_kept(path: &str) => "Der bisherige Inhalt liegt in {path}." / "The previous content is in {path}.";
    not_kept(error: &str) => "Nicht gespeicherte Änderungen sind gegen einen Verbindungsabbruch nicht gesichert: {error}" / "Unsaved changes are not protected against a lost connection: {error}";
    presence_stays(error: &str) => "Der Hinweis an andere auf ungespeicherte Änderungen ließ sich nicht entfernen; er gilt nicht mehr: {error}" / "The notice to others of unsaved changes could not be removed; it no longer counts: {error}";
    no_history(error: &str) => "Gespeichert, aber nicht im Verlauf verzeichnet: {error}" / "Saved, but not recorded in the history: {error}";
    of_today(time: &str) => "heute {time}" / "today {time}";
    of_yesterday(time: &str) => "gestern {time}" / "yesterday {time}";
    of_day(day: &str, time: &str) => "{day} {time}" / "{day} {time}";
    no_thread(error: &str) => "Das System lässt gerade kein Speichern zu: {error}. Ihre Änderungen sind noch da; Strg-S versucht es noch einmal." / "The system does not allow saving at the moment: {error}. Your changes are still here; Ctrl-S tries again.";
    no_backup(error: &str) => "Ohne heutige Sicherungskopie gespeichert: {error}" / "Saved without today's backup: {error}";
    kept => "Ihre Änderungen sind noch da; Strg-S versucht es noch einmal." / "Your changes are still here; Ctrl-S tries again.";
    makes_anew => "Ihre Änderungen sind noch da; Strg-S legt die Datei neu an." / "Your changes are still here; Ctrl-S creates the file again.";
    too_long_to_copy(characters: usize) => "1 Zeichen ist zu viel für die Zwischenablage des Terminals." | "{characters} Zeichen sind zu viel für die Zwischenablage des Terminals." / "1 character is too many for the terminal's clipboard." | "{characters} characters are too many for the terminal's clipboard.";
    nobody_resumes => "Nicht angehalten: Hier könnte keine Shell das Programm fortsetzen." / "Not suspended: no shell could resume the program here.";
    editor_words(line: &str) => "$VISUAL oder $EDITOR ist nicht lesbar: {line}" / "$VISUAL or $EDITOR cannot be read: {line}";
    editor_start(line: &str, error: &str) => "Der Editor „{line}“ lässt sich nicht starten ({error}); geben Sie mit $VISUAL oder $EDITOR einen anderen an." / "The editor “{line}” cannot be started ({error}); set $VISUAL or $EDITOR to another.";
    editor_failed(line: &str, status: &str) => "Der Editor „{line}“ endete mit {status}; nichts wurde übernommen." / "The editor “{line}” ended with {status}; nothing was applied.";
    editor_at_once(line: &str) => "Der Editor „{line}“ kam sofort ohne Änderung zurück. Ist er noch offen, speichern Sie dort und lesen Sie die Datei dann hier ein. Damit er künftig wartet: code --wait, gvim -f, emacsclient ohne -n." / "The editor “{line}” returned at once without a change. If it is still open, save there, then read the file here. To make it wait: code --wait, gvim -f, emacsclient without -n.";
    editor_not_text => "Der Text aus dem Editor ist kein UTF-8. Es ist nichts verloren: Die Datei bleibt erhalten; speichern Sie sie als UTF-8 und lesen Sie sie dann ein." / "The text from the editor is not UTF-8. Nothing is lost: the file is kept; save it as UTF-8, then read it.";
    editor_file(error: &str) => "Die Datei für den Editor ließ sich nicht schreiben oder lesen: {error}" / "The file for the editor could not be written or read: {error}";
}
