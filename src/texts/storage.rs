//! What is said about the dataset's file: why it was not read or not written, and what to do. True
//! on the screen and on the command line alike: what the screen still holds is the screen's to say.

texts! {
    not_there(path: &str) => "{path} gibt es nicht" / "{path} does not exist";
    is_folder(path: &str) => "{path} ist ein Ordner, keine Datei" / "{path} is a folder, not a file";
    is_special(path: &str) => "{path} ist keine gewöhnliche Datei" / "{path} is not a regular file";
    nothing_piped => "Die Standardeingabe ist ein Terminal; „-“ liest, was ein anderes Programm ausgibt" / "Standard input is a terminal; “-” reads what another program prints";
    too_large(path: &str, mib: u64) => "{path} ist mit {mib} MiB zu groß; gelesen werden höchstens 1024 MiB" / "{path} is too large ({mib} MiB); at most 1024 MiB are read";
    not_utf8(path: &str, line: usize, column: usize) => "{path}:{line}:{column}: Das ist kein UTF-8-Text"
        / "{path}:{line}:{column}: This is not UTF-8 text";
    other_encoding(path: &str, line: usize, column: usize, encoding: &str) => "{path}:{line}:{column}: Das ist kein UTF-8-Text, sondern wohl {encoding}"
        / "{path}:{line}:{column}: This is not UTF-8 text but probably {encoding}";
    link_loop(path: &str) => "{path} verweist im Kreis und führt zu keiner Datei" / "{path} links in a circle and leads to no file";
    read_only(path: &str, reason: &str) => "{path} wird nicht geschrieben: {reason}" / "{path} is not written: {reason}";
    no_place => "Es ist kein Ort bekannt, an dem gespeichert werden kann" / "There is no known place to save to";
    locked(path: &str) => "{path} wird gerade von jemand anderem gespeichert" / "{path} is being saved by someone else";
    locked_by(path: &str, holder: &str) => "{path} wird gerade gespeichert von {holder}" / "{path} is being saved by {holder}";
    changed(path: &str) => "{path} wurde inzwischen von jemand anderem geändert; es wurde nichts überschrieben" / "{path} has been changed by someone else in the meantime; nothing was overwritten";
    gone(path: &str) => "{path} ist nicht mehr da; es wurde nichts geschrieben" / "{path} no longer exists; nothing was written";
    refused(path: &str, message: &str) => "{path} wurde nicht geschrieben, weil der neue Text nicht lesbar wäre: {message}"
        / "{path} was not written because the new text could not be read: {message}";
    mismatch(path: &str) => "{path} wurde nicht ersetzt: Der Datenträger lieferte etwas anderes zurück, als geschrieben wurde" / "{path} was not replaced: the disk returned something other than what was written";
    torn(path: &str, cause: &str) => "{path} konnte weder fertig geschrieben noch wiederhergestellt werden: {cause}" / "{path} could be neither finished nor restored: {cause}";
    failed(path: &str, step: &str, cause: &str) => "{path}: {step} nicht möglich: {cause}" / "{path}: {step} failed: {cause}";

    reason_asked => "das Programm wurde mit --read-only gestartet" / "the program was started with --read-only";
    reason_permission => "dafür fehlt die Berechtigung" / "permission denied";
    reason_file_system => "der Datenträger ist schreibgeschützt eingebunden" / "the file system is mounted read-only";

    reason_stream => "was aus einer Pipe kommt, lässt sich nur lesen" / "what comes through a pipe can only be read";

    step_look => "Ansehen" / "looking at it";
    step_read => "Lesen" / "reading";
    step_folder => "Anlegen des Ordners" / "creating the folder";
    step_lock => "Sperren" / "locking";
    step_create => "Anlegen der neuen Fassung" / "creating the new version";
    step_rights => "Übernehmen der Zugriffsrechte" / "keeping the access rights";
    step_write => "Schreiben" / "writing";
    step_sync => "Sichern auf dem Datenträger" / "storing on the disk";
    step_read_back => "Prüfen der neuen Fassung" / "checking the new version";
    step_rename => "Ersetzen" / "replacing";
    step_backup => "Anlegen der Sicherungskopie" / "making the backup";
    step_remove => "Entfernen" / "removing";

    disk_full => "der Datenträger ist voll" / "the disk is full";
    quota => "der zugeteilte Speicherplatz ist verbraucht" / "the storage quota is used up";
    file_limit => "die erlaubte Dateigröße ist überschritten" / "the permitted file size is exceeded";
    disk_error => "der Datenträger meldet einen Fehler" / "the disk reports an error";
    vanished => "Datei oder Ordner ist nicht vorhanden" / "the file or folder does not exist";

    hint_path => "Prüfen Sie den Pfad; ohne Angabe wird der mitgelieferte Datenbestand geöffnet." / "Check the path; without one the dataset that comes with the program is opened.";
    hint_size => "Prüfen Sie, ob es die richtige Datei ist." / "Check that it is the right file.";
    hint_utf8 => "Speichern Sie die Datei im Editor als UTF-8 und öffnen Sie sie erneut."
        / "Save the file as UTF-8 in an editor and open it again.";
    hint_encoding(encoding: &str) => "Speichern Sie die Datei im Editor als UTF-8, oder: iconv -f {encoding} -t UTF-8 ALT.ron > NEU.ron"
        / "Save the file as UTF-8 in an editor, or: iconv -f {encoding} -t UTF-8 OLD.ron > NEW.ron";
    hint_asked => "Starten Sie ohne --read-only, um zu speichern." / "Start without --read-only to save.";
    hint_stream => "Zum Ändern geben Sie eine Datei an: --data DATEI." / "To change something, give a file: --data FILE.";
    hint_piped => "z. B. git show HEAD:koeln.ron | bildungsnetz --data - check" / "e.g. git show HEAD:koeln.ron | bildungsnetz --data - check";
    hint_read_only => "Lassen Sie sich Schreibrechte geben, oder schlagen Sie die Änderung vor: mit --propose." / "Ask for write access, or propose the change with --propose.";
    hint_readable => "Lassen Sie sich Leserechte für Datei und Ordner geben." / "Ask for read access to the file and its folder.";
    hint_no_place => "Geben Sie eine Datei mit --data DATEI an oder setzen Sie HOME." / "Give a file with --data FILE or set HOME.";
    hint_locked => "Das dauert nur einen Augenblick." / "It takes but a moment.";
    hint_changed => "Vergleichen Sie beide Fassungen, bevor Sie speichern." / "Compare both versions before you save.";
    hint_gone => "Liegt die Datei anderswo, legen Sie sie zurück." / "If the file is elsewhere, put it back.";
    hint_refused => "Das ist ein Fehler des Programms; bitte melden Sie ihn." / "This is a bug in the program; please report it.";
    hint_mismatch => "Lassen Sie den Datenträger prüfen und speichern Sie anderswo."
        / "Have the disk checked and save elsewhere.";
    hint_torn(backup: &str) => "Die vorherige Fassung liegt vollständig in {backup}." / "The complete previous version is in {backup}.";
    hint_room => "Schaffen Sie Platz." / "Free some space.";
    hint_disk => "Bleibt es dabei, lassen Sie den Datenträger prüfen." / "If it keeps failing, have the disk checked.";

    holder(who: &str, since: &str) => "{who} seit {since}" / "{who} since {since}";
    written_in_place(why: &str) => "Die Datei wurde an Ort und Stelle überschrieben, weil {why}." / "The file was overwritten in place because {why}.";
    why_names(count: u64) => "sie {count} Namen hat (harte Verweise)" / "it has {count} names (hard links)";
    why_folder => "in ihrem Ordner keine neue Datei angelegt werden darf" / "no new file may be created in its folder";
    why_rights => "sonst ihre Zugriffsrechte verloren gingen" / "its access rights would be lost otherwise";
    why_owner => "sie jemand anderem gehört und in ihrem Ordner jeder nur seine eigenen Dateien ersetzen darf (Sticky-Bit)" / "it belongs to someone else, and in its folder everyone may replace only their own files (sticky bit)";
    owner_changed => "Die Datei gehört jetzt Ihnen; Gruppe und Rechte sind geblieben."
        / "The file now belongs to you; group and rights are as before.";
    not_locked => "Dieser Datenträger kennt keine Sperren; gleichzeitiges Speichern wird nur am Inhalt erkannt." / "This file system has no locks; simultaneous saves are only noticed by the content.";
    not_durable => "Gespeichert; der Datenträger bestätigt aber nicht, dass es einen Stromausfall übersteht." / "Saved, but the disk does not confirm that it would survive a power cut.";
    interrupted(backup: &str) => "Ein früheres Speichern wurde unterbrochen; die Fassung davor liegt in {backup}." / "An earlier save was interrupted; the version before it is in {backup}.";
}
