//! What is said when the file is missing, or something else is in its place.

texts! {
    gone(name: &str, save: &str) => "{name} fehlt; {save} legt die Datei neu an. Es ist nichts verloren." / "{name} is missing; {save} creates it again. Nothing is lost.";
    gone_for_good(name: &str) => "{name} fehlt; angezeigt wird der zuletzt gelesene Inhalt." / "{name} is missing; you see what it last contained.";
    back(name: &str) => "{name} ist wieder da." / "{name} is back.";
    gone_title(name: &str) => "{name} fehlt" / "{name} is missing";
    spoiled_title(name: &str) => "{name} ist nicht lesbar" / "{name} cannot be read";
    replace => "&Ersetzen; der jetzige Inhalt bleibt als Sicherungskopie" / "&Replace it; its present content is kept as a backup";
    not_replaceable(reason: &str) => "{reason}\n\nVerschieben Sie, was dort liegt; beim nächsten Speichern wird die Datei neu angelegt. Es ist nichts verloren." / "{reason}\n\nMove away what is there; the next save creates the file again. Nothing is lost.";
}
