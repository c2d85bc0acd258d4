//! What is said about journal, history, copies, others at work on the same dataset, comparing,
//! merging and git.

texts! {
    not_journalled(cause: &str) => "Ihre letzten Änderungen gingen bei einem Absturz verloren, solange Sie nicht speichern: {cause}" / "Your latest changes would be lost in a crash until you save: {cause}";
    journal_damaged(path: &str) => "Die Aufzeichnung nicht gespeicherter Änderungen in {path} ist beschädigt; sie bleibt erhalten." / "The recovery file {path} is damaged; it is kept.";
    journal_newer(path: &str) => "Die Aufzeichnung nicht gespeicherter Änderungen in {path} stammt von einer neueren Programmversion; sie bleibt erhalten." / "The recovery file {path} was made by a later version of this program; it is kept.";
    not_in_history(cause: &str) => "Gespeichert; der Verlauf konnte nicht geschrieben werden: {cause}" / "Saved; the history could not be written: {cause}";
    no_backup(cause: &str) => "Die tägliche Sicherungskopie konnte nicht angelegt werden: {cause}" / "The daily backup could not be made: {cause}";
    here(count: usize, who: &str, since: &str) =>
        "{who} hat seit {since} eine nicht gespeicherte Änderung" | "{who} hat seit {since} {count} nicht gespeicherte Änderungen"
        / "{who} has had one unsaved change since {since}" | "{who} has had {count} unsaved changes since {since}";
    here_in(what: &str, places: &str) => "{what}: {places}" / "{what}: {places}";
}

texts! {
    no_date(typed: &str) => "„{typed}“ ist kein Datum" / "“{typed}” is not a date";
    date_form => "z. B. 2026-11-23, 23.11.2026 oder 2026-11; es gilt der Beginn" / "e.g. 2026-11-23, 23.11.2026 or 2026-11; its beginning counts";
    no_changes => "Noch keine Änderungen verzeichnet." / "No changes recorded yet.";
    nothing_noted => "Dazu ist im Verlauf nichts verzeichnet." / "The history has nothing about this.";
    damaged_lines(count: usize) => "1 Zeile des Verlaufs ist nicht lesbar." | "{count} Zeilen des Verlaufs sind nicht lesbar." / "1 line of the history is unreadable." | "{count} lines of the history are unreadable.";
    when => "Wann" / "When";
    who => "Wer" / "Who";
    change => "Änderung" / "Change";
    reason => "Grund" / "Reason";
    value => "Wert" / "Value";
    file_added => "Datei angelegt" / "file added";
    file_removed => "Datei entfernt" / "file removed";
    unreadable_versions(count: usize) => "1 Fassung in git ist nicht lesbar; was sie geändert hat, fehlt hier." | "{count} Fassungen in git sind nicht lesbar; was sie geändert haben, fehlt hier." / "1 version in git is unreadable; what it changed is missing here." | "{count} versions in git are unreadable; what they changed is missing here.";
    past_without_git => "Ohne git beantwortet: nur der Verlauf neben der Datei. Ein beschränkter Zugang startet keine anderen Programme." / "Answered without git, from the history beside the file only. A restricted access starts no other programs.";
    past_git_failed(why: &str) => "Ohne git beantwortet: nur der Verlauf neben der Datei. {why}" / "Answered without git, from the history beside the file only. {why}";
    purge_what => "Welche Zeilen sollen gehen? Nennen Sie --before, --person, --address oder --value" / "Which lines are to go? Give --before, --person, --address or --value";
    purge_preview(count: usize, oldest: &str, newest: &str) => "Aus dem Verlauf geht für immer: 1 Zeile, vom {oldest}." | "Aus dem Verlauf gehen für immer: {count} Zeilen, vom {oldest} bis {newest}." / "Will go from the history for good: 1 line, of {oldest}." | "Will go from the history for good: {count} lines, from {oldest} to {newest}.";
    purge_question => "Entfernen? [j/N]" / "Remove? [y/N]";
    purge_needs_yes => "Es ist kein Terminal da, um nachzufragen; --yes entfernt ohne Rückfrage. Es wurde nichts entfernt" / "There is no terminal to ask on; --yes removes without asking. Nothing was removed";
    purge_kept => "Es wurde nichts entfernt." / "Nothing was removed.";
    purge_backups(count: usize) => "In einer Sicherungskopie können die Werte noch stehen; bildungsnetz doctor nennt ihren Ordner." | "In {count} Sicherungskopien können die Werte noch stehen; bildungsnetz doctor nennt ihren Ordner." / "A backup may still hold the values; bildungsnetz doctor names its folder." | "{count} backups may still hold the values; bildungsnetz doctor names their folder.";
    purge_step => "Zeilen aus dem Verlauf entfernt" / "lines removed from the history";
    purged(removed: &str, kept: &str) => "Aus dem Verlauf entfernte Zeilen: {removed}, verbliebene: {kept}" / "Lines removed from the history: {removed}, kept: {kept}";

    nothing_to_recover => "Es gibt nichts wiederherzustellen." / "There is nothing to recover.";
    no_journal(name: &str) => "Eine Aufzeichnung „{name}“ nicht gespeicherter Änderungen gibt es hier nicht" / "There is no recovery file “{name}” here";
    journal_of(who: &str, last: &str) => "Nicht gespeichert von {who}, zuletzt {last}" / "Not saved by {who}, last at {last}";
    is_damaged => "Die Aufzeichnung ist beschädigt; was nach dieser Stelle stand, ist verloren." / "The recovery file is damaged; what followed this place is lost.";
    may_run => "Das Programm läuft vielleicht noch; geben Sie zum Entscheiden die Aufzeichnung an." / "The program may still be running; name the recovery file to decide about it.";
    recovered_from(who: &str, last: &str) => "Übernommen: nicht gespeicherte Änderungen von {who}, zuletzt {last}" / "Restored: unsaved changes of {who}, last at {last}";
    taken(name: &str) => "{name} ist übernommen und gelöscht." / "{name} is restored and deleted.";
    taken_but_damaged(name: &str) => "{name} ist übernommen, soweit lesbar; die beschädigte Aufzeichnung bleibt erhalten." / "{name} is restored as far as it can be read; the damaged recovery file is kept.";
    dropped(name: &str) => "{name} ist verworfen." / "{name} is discarded.";
    does_not_fit(name: &str, count: usize) => "{name} passt nicht zum jetzigen Stand ({count})" / "{name} does not fit the present dataset ({count})";
    unfit(address: &str, wanted: &str, found: &str) => "{address}: aufgezeichnet {wanted}, jetzt {found}" / "{address}: recorded {wanted}, now {found}";
    is_gone(path: &str) => "{path} gibt es nicht mehr; das steht noch in der Aufzeichnung" / "{path} no longer exists; this is what the recovery file has";
    hint_gone(count: usize) => "recover --take legt die Datei neu an, recover -o DATEI schreibt eine andere. Enthalten ist darin nur 1 Eintrag: der geänderte." | "recover --take legt die Datei neu an, recover -o DATEI schreibt eine andere. Enthalten sind darin nur {count} Einträge: die geänderten." / "recover --take creates the file again, recover -o FILE writes another one. It holds only 1 record: the changed one." | "recover --take creates the file again, recover -o FILE writes another one. It holds only {count} records: the changed ones.";
    hint_spoiled(count: usize) => "recover -o DATEI schreibt den Inhalt der Aufzeichnung in eine andere Datei. Enthalten ist nur 1 Eintrag: der geänderte." | "recover -o DATEI schreibt den Inhalt der Aufzeichnung in eine andere Datei. Enthalten sind nur {count} Einträge: die geänderten." / "recover -o FILE writes the content of the recovery file to another file. It holds only 1 record: the changed one." | "recover -o FILE writes the content of the recovery file to another file. It holds only {count} records: the changed ones.";
    hint_backup(path: &str) => "Für alles Übrige: zuerst {path} an die alte Stelle kopieren, dann recover --take." / "For everything else: first copy {path} to the old place, then recover --take.";
    exists(path: &str) => "{path} gibt es schon und wird nicht überschrieben; geben Sie eine neue Datei an" / "{path} already exists and is not overwritten; name a new file";
    written_out => "Die Aufzeichnung bleibt erhalten, bis sie mit --take übernommen oder mit --drop verworfen wird." / "The recovery file is kept until it is restored with --take or discarded with --drop.";
    stays => "Es wurde nichts geschrieben, die Aufzeichnung bleibt erhalten; setzen Sie diese Werte mit set und verwerfen Sie sie dann mit --drop." / "Nothing was written, and the recovery file is kept; set these values with set, then discard it with --drop.";
}

texts! {
    diff_files => "diff vergleicht zwei Dateien: diff ALT NEU; --textconv nimmt nur eine" / "diff compares two files: diff OLD NEW; --textconv takes only one";
    unmerged(path: &str) => "{path}: noch nicht zusammengeführt" / "{path}: not merged yet";
    merged_as_text(path: &str, why: &str) => "{path}: eine Fassung ist nicht lesbar ({why}); die abweichenden Zeilen sind als Ganzes markiert" / "{path}: a version cannot be read ({why}); the differing lines are marked as a whole";
    merged_one_side(path: &str, why: &str) => "{path}: eine Fassung ist nicht lesbar ({why}); übernommen wurde die Seite, die als einzige geändert ist" / "{path}: a version cannot be read ({why}); the only side that changed was taken as it is";
    kept_both(record: &str, id: &str) => "{record}: beide behalten, der eigene als {id}" / "{record}: both kept, ours as {id}";
    conflict(place: &str, ours: &str, theirs: &str) => "Konflikt: {place}: hier {ours}, dort {theirs}" / "Conflict: {place}: here {ours}, there {theirs}";
    not_written(path: &str, error: &str) => "{path} ließ sich nicht schreiben: {error}" / "{path} could not be written: {error}";
    hint_git_pull => "Liegt die Datei schon im gemeinsamen Repository? git pull holt sie in diesen Klon." / "Is the file in the common repository already? git pull brings it into this clone.";
    no_repository(path: &str) => "{path} liegt in keinem Git-Repository" / "{path} is not in a git repository";
    no_git(error: &str) => "git lässt sich nicht starten: {error}" / "git cannot be started: {error}";
    git_refused(what: &str) => "git hat das abgelehnt: {what}" / "git refused: {what}";
    git_too_long(what: &str, minutes: u64) => "Nach {minutes} Minuten war git noch nicht fertig und wurde beendet: {what}" / "After {minutes} minutes git was not done yet and was ended: {what}";
    git_cancelled => "Abgebrochen, während git arbeitete" / "Cancelled while git was at work";
    git_entry(name: &str, value: &str) => "git config: {name} = {value}" / "git config: {name} = {value}";
    git_line(path: &str, line: &str) => "{path}: {line}" / "{path}: {line}";
    git_entry_removed(name: &str) => "git config: {name} entfernt" / "git config: {name} removed";
    git_line_removed(path: &str, line: &str) => "{path}: entfernt: {line}" / "{path}: removed: {line}";
    git_nothing_set_up => "Für diese Datei ist hier nichts eingerichtet." / "Nothing is set up here for this file.";
    git_other_attributes(file: &str, attributes: &str) => "Für {file} gelten in git andere Attribute als in {attributes}; git check-attr -a zeigt sie. .git/info/attributes und .gitattributes in Unterordnern haben Vorrang" / "For {file} git uses other attributes than those in {attributes}; git check-attr -a shows them. .git/info/attributes and .gitattributes in subfolders take precedence";
}
