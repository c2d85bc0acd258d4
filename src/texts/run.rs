//! What is said about clipboard and external editor.

texts! {
    theirs_unreadable(line: usize, column: usize, reason: &str) => "Die Datei wurde von anderen geändert und ist so nicht lesbar (Zeile {line}, Spalte {column}): {reason}" / "Others changed the file and it cannot be read like this (line {line}, column {column}): {reason}";
    theirs_marked => "Konfliktmarken von Git in der Datei: in einem zweiten Fenster entscheiden." / "Conflict markers of git in the file: decide them in a second window.";
    theirs_in_the_way => "Die Datei wurde von anderen geändert und ist so nicht lesbar. Nichts ist verloren: die Änderungen sind noch hier. Berichtigen Sie die Datei, oder speichern Sie noch einmal und ersetzen Sie sie." / "Others changed the file and it cannot be read like this. Nothing is lost: the changes are still here. Correct the file, or save again and replace it.";
    spoiled_kept(path: &str) => "Was dort stand, liegt in {path}." / "What it held lies in {path}.";
    not_kept(error: &str) => "Ungespeichertes ist gegen Verbindungsabbruch nicht gesichert: {error}" / "Unsaved work is not protected against a lost connection: {error}";
    presence_stays(error: &str) => "Was anderen Ungespeichertes anzeigte, ließ sich nicht entfernen; es gilt nicht mehr: {error}" / "What told others of unsaved changes could not be removed; it no longer counts: {error}";
    no_history(error: &str) => "Gespeichert, aber nicht im Verlauf vermerkt: {error}" / "Saved, but not noted in the history: {error}";
    of_today(time: &str) => "von heute {time}" / "of today {time}";
    of_yesterday(time: &str) => "von gestern {time}" / "of yesterday {time}";
    of_day(day: &str, time: &str) => "vom {day} {time}" / "of {day} {time}";
    no_thread(error: &str) => "Das System lässt gerade kein Speichern zu: {error}. Die Änderungen sind noch da; Strg-S versucht es noch einmal." / "The system does not allow saving just now: {error}. The changes are still here; Ctrl-S tries again.";
    no_backup(error: &str) => "Ohne Sicherungskopie von heute: {error}" / "Without today's backup: {error}";
    kept => "Die Änderungen sind noch da; Strg-S versucht es noch einmal." / "The changes are still here; Ctrl-S tries again.";
    makes_anew => "Die Änderungen sind noch da; Strg-S legt die Datei neu an." / "The changes are still here; Ctrl-S makes the file anew.";
    too_long_to_copy(count: usize) => "Nicht kopiert: {count} Zeichen sind mehr, als Terminals in die Zwischenablage nehmen." / "Not copied: {count} characters are more than terminals put on the clipboard.";
    nobody_resumes => "Nicht angehalten: keine Shell könnte das Programm hier fortsetzen." / "Not suspended: no shell could resume the program here.";
    editor_words(line: &str) => "$VISUAL oder $EDITOR lässt sich nicht lesen: {line}" / "$VISUAL or $EDITOR cannot be read: {line}";
    editor_start(line: &str, error: &str) => "Der Editor „{line}“ startet nicht ({error}); $VISUAL oder $EDITOR nennt einen anderen." / "The editor “{line}” does not start ({error}); set $VISUAL or $EDITOR.";
    editor_failed(line: &str, status: &str) => "Der Editor „{line}“ endete mit {status}; nichts übernommen." / "The editor “{line}” ended with {status}; nothing was taken over.";
    editor_at_once(line: &str) => "Der Editor „{line}“ kam sofort zurück, ohne etwas zu ändern. Ist er noch offen: dort speichern, dann hier einlesen. Damit er künftig wartet: code --wait, gvim -f, emacsclient ohne -n." / "The editor “{line}” came back at once without a change. If it is still open: save there, then read the file here. To make it wait: code --wait, gvim -f, emacsclient without -n.";
    editor_not_text => "Was der Editor geschrieben hat, ist kein UTF-8-Text. Verloren ist nichts: die Datei bleibt liegen; als UTF-8 speichern, dann einlesen." / "What the editor has written is no UTF-8 text. Nothing is lost: the file stays where it is; save it as UTF-8, then read it.";
    editor_file(error: &str) => "Die Datei für den Editor ließ sich nicht schreiben oder lesen: {error}" / "The file for the editor could not be written or read: {error}";
}
