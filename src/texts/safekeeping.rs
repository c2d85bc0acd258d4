//! What is said about journal, history, copies, others at work on the same dataset, comparing,
//! merging and git.

texts! {
    not_journalled(cause: &str) => "Ihre letzten Änderungen wären bei einem Absturz verloren, bis Sie speichern: {cause}"
        / "Your latest changes would be lost in a crash until you save: {cause}";
    journal_damaged(path: &str) => "Die Aufzeichnung nicht gespeicherter Änderungen in {path} ist beschädigt; sie bleibt liegen."
        / "The record of unsaved changes in {path} is damaged; it is left where it is.";
    journal_newer(path: &str) => "Die Aufzeichnung nicht gespeicherter Änderungen in {path} stammt von einer neueren Fassung dieses Programms; sie bleibt liegen."
        / "The record of unsaved changes in {path} was made by a later version of this program; it is left where it is.";
    not_in_history(cause: &str) => "Gespeichert; der Verlauf konnte nicht geschrieben werden: {cause}"
        / "Saved; the history could not be written: {cause}";
    no_backup(cause: &str) => "Die tägliche Sicherungskopie konnte nicht angelegt werden: {cause}"
        / "The daily backup could not be made: {cause}";
    here(count: usize, who: &str, since: &str) =>
        "{who} hat seit {since} eine nicht gespeicherte Änderung" | "{who} hat seit {since} {count} nicht gespeicherte Änderungen"
        / "{who} has had one unsaved change since {since}" | "{who} has had {count} unsaved changes since {since}";
    here_in(what: &str, places: &str) => "{what}: {places}" / "{what}: {places}";
}

texts! {
    no_date(typed: &str) => "„{typed}“ ist kein Datum" / "“{typed}” is not a date";
    date_form => "z. B. 2026-11-23, 23.11.2026 oder 2026-11; gemeint ist der Beginn" / "e.g. 2026-11-23, 23.11.2026 or 2026-11; its beginning is meant";
    nothing_noted => "Dazu ist im Verlauf nichts vermerkt." / "The history has nothing about it.";
    damaged_lines(count: usize) => "Nicht lesbare Zeilen im Verlauf: {count}" / "Lines of the history that cannot be read: {count}";
    when => "Wann" / "When";
    who => "Wer" / "Who";
    change => "Änderung" / "Change";
    reason => "Grund" / "Reason";
    purged(removed: usize, kept: usize) => "Aus dem Verlauf entfernte Zeilen: {removed}, verbliebene: {kept}" / "Lines removed from the history: {removed}, lines that stay: {kept}";

    nothing_to_recover => "Es gibt nichts wiederherzustellen." / "There is nothing to recover.";
    no_journal(name: &str) => "Eine Aufzeichnung „{name}“ nicht gespeicherter Änderungen gibt es hier nicht" / "There is no record “{name}” of unsaved changes here";
    journal_of(who: &str, last: &str) => "Nicht gespeichert von {who}, zuletzt {last}" / "Not saved by {who}, last at {last}";
    is_damaged => "Die Aufzeichnung ist beschädigt; was dahinter stand, ist verloren." / "The record is damaged; what stood behind that place is lost.";
    may_run => "Das Programm läuft vielleicht noch; nennen Sie die Aufzeichnung, um zu entscheiden." / "The program may still be running; name the record to decide about it.";
    recovered_from(who: &str, last: &str) => "Übernommen: nicht Gespeichertes von {who}, zuletzt {last}" / "Taken over: what {who} had not saved, last at {last}";
    taken(name: &str) => "{name} ist übernommen und gelöscht." / "{name} is taken over and removed.";
    taken_but_damaged(name: &str) => "{name} ist übernommen, soweit lesbar; die beschädigte Aufzeichnung bleibt liegen." / "{name} is taken over as far as it can be read; the damaged record stays.";
    dropped(name: &str) => "{name} ist verworfen." / "{name} is dropped.";
    does_not_fit(name: &str, count: usize) => "{name} passt nicht zum jetzigen Stand ({count})" / "{name} does not fit what is there now ({count})";
    unfit(address: &str, wanted: &str, found: &str) => "{address}: aufgezeichnet {wanted}, jetzt {found}" / "{address}: recorded {wanted}, now {found}";
    is_gone(path: &str) => "{path} gibt es nicht mehr; das steht noch in der Aufzeichnung" / "{path} no longer exists; this is what the record still has";
    hint_gone(count: usize) => "recover --take legt die Datei neu an, recover -o DATEI schreibt eine andere. Bekannt ist davon nur 1 Eintrag: der geänderte." | "recover --take legt die Datei neu an, recover -o DATEI schreibt eine andere. Bekannt sind davon nur {count} Einträge: die geänderten." / "recover --take makes the file anew, recover -o FILE writes another one. Only 1 of its records is known: the changed one." | "recover --take makes the file anew, recover -o FILE writes another one. Only {count} of its records are known: the changed ones.";
    hint_spoiled(count: usize) => "recover -o DATEI schreibt, was in der Aufzeichnung steht, in eine andere Datei. Bekannt ist nur 1 Eintrag: der geänderte." | "recover -o DATEI schreibt, was in der Aufzeichnung steht, in eine andere Datei. Bekannt sind nur {count} Einträge: die geänderten." / "recover -o FILE writes what the record has to another file. Only 1 record of the dataset is known: the changed one." | "recover -o FILE writes what the record has to another file. Only {count} records of the dataset are known: the changed ones.";
    hint_backup(path: &str) => "Alles Übrige: erst {path} an die alte Stelle kopieren, dann recover --take." / "For everything else: first copy {path} to the old place, then recover --take.";
    exists(path: &str) => "{path} gibt es schon; recover -o schreibt nur eine neue Datei" / "{path} is already there; recover -o only writes a new file";
    written_out => "Die Aufzeichnung bleibt, bis sie mit --take übernommen oder mit --drop verworfen wird." / "The record stays until it is taken over with --take or dropped with --drop.";
    stays => "Es wurde nichts geschrieben, die Aufzeichnung bleibt; setzen Sie diese Werte mit set, dann verwerfen Sie sie mit --drop." / "Nothing was written, the record stays; set these values with set, then drop it with --drop.";
}

texts! {
    diff_files => "diff vergleicht zwei Dateien: diff ALT NEU; mit --textconv ist es eine" / "diff compares two files: diff OLD NEW; with --textconv it is one";
    unmerged(path: &str) => "{path}: noch nicht zusammengeführt" / "{path}: not merged yet";
    merged_as_text(path: &str, why: &str) => "{path}: eine Fassung ist nicht lesbar ({why}); die Zeilen, die sich unterscheiden, sind als Ganzes markiert" / "{path}: a version cannot be read ({why}); the lines that differ are marked as a whole";
    merged_one_side(path: &str, why: &str) => "{path}: eine Fassung ist nicht lesbar ({why}); übernommen ist die Seite, die allein geändert wurde" / "{path}: a version cannot be read ({why}); the side that alone changed was taken as it is";
    conflict(place: &str, ours: &str, theirs: &str) => "Konflikt: {place}: hier {ours}, dort {theirs}" / "Conflict: {place}: here {ours}, there {theirs}";
    not_written(path: &str, error: &str) => "{path} ließ sich nicht schreiben: {error}" / "{path} could not be written: {error}";
    no_repository(path: &str) => "{path} liegt in keinem Git-Repository" / "{path} does not lie in a git repository";
    no_git(error: &str) => "git lässt sich nicht starten: {error}" / "git cannot be started: {error}";
    git_refused(what: &str) => "git hat das abgelehnt: {what}" / "git refused this: {what}";
    git_entry(name: &str, value: &str) => "git config: {name} = {value}" / "git config: {name} = {value}";
    git_line(path: &str, line: &str) => "{path}: {line}" / "{path}: {line}";
    git_entry_removed(name: &str) => "git config: {name} entfernt" / "git config: {name} removed";
    git_line_removed(path: &str, line: &str) => "{path}: entfernt: {line}" / "{path}: removed: {line}";
    git_nothing_set_up => "Für diese Datei ist hier nichts eingerichtet." / "Nothing is set up here for this file.";
    git_other_attributes(file: &str, attributes: &str) => "Für {file} gelten in git andere Attribute als die in {attributes}; git check-attr -a nennt sie, .git/info/attributes und die .gitattributes in Unterordnern gehen vor" / "For {file} git has other attributes than those in {attributes}; git check-attr -a names them, .git/info/attributes and the .gitattributes of subfolders come first";
}
