//! What is said about the external editor, and about text that came back from it.

texts! {
    lines_from_here => "(Zeilennummern ab der nächsten Zeile)" / "(line numbers start at the next line)";
    retry_title => "So lässt sich der Eintrag nicht lesen" / "The record cannot be read like this";
    edit_again => "&Weiter bearbeiten" / "&Edit again";
    drop_text => "Text &verwerfen; der Eintrag bleibt, wie er war" / "&Discard the text; the record stays as it was";
    file_title => "Der Editor und seine Datei" / "The editor and its file";
    file_unchanged => "In der Datei steht noch dasselbe wie im Eintrag." / "The file still says the same as the record.";
    read_file => "&Einlesen, was dort gespeichert ist" / "&Read what has been saved there";
    edit_file => "&Diese Datei noch einmal im Editor öffnen" / "&Open this file in the editor again";
    leave_file(path: &str) => "&Nichts ändern; die Datei bleibt erhalten: {path}" / "Change &nothing; the file is kept: {path}";
    editor_words(line: &str) => "$VISUAL oder $EDITOR ist nicht lesbar: {line}" / "$VISUAL or $EDITOR cannot be read: {line}";
    editor_start(line: &str, error: &str) => "Der Editor „{line}“ lässt sich nicht starten ({error}); geben Sie mit $VISUAL oder $EDITOR einen anderen an." / "The editor “{line}” cannot be started ({error}); set $VISUAL or $EDITOR to another.";
    editor_failed(line: &str, status: &str) => "Der Editor „{line}“ endete mit {status}; nichts wurde übernommen." / "The editor “{line}” ended with {status}; nothing was applied.";
    editor_at_once(line: &str) => "Der Editor „{line}“ kam sofort ohne Änderung zurück. Ist er noch offen, speichern Sie dort und lesen Sie die Datei dann hier ein. Damit er künftig wartet: code --wait, gvim -f, emacsclient ohne -n." / "The editor “{line}” returned at once without a change. If it is still open, save there, then read the file here. To make it wait: code --wait, gvim -f, emacsclient without -n.";
    editor_not_text => "Der Text aus dem Editor ist kein UTF-8. Es ist nichts verloren: Die Datei bleibt erhalten; speichern Sie sie als UTF-8 und lesen Sie sie dann ein." / "The text from the editor is not UTF-8. Nothing is lost: the file is kept; save it as UTF-8, then read it.";
    editor_file(error: &str) => "Die Datei für den Editor ließ sich nicht schreiben oder lesen: {error}" / "The file for the editor could not be written or read: {error}";
}
