//! What is said about the journal, the history, the copies, and others at work on the same dataset.

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
    here_one(who: &str, since: &str) => "{who} hat seit {since} eine nicht gespeicherte Änderung" / "{who} has had one unsaved change since {since}";
    here_many(who: &str, count: usize, since: &str) => "{who} hat seit {since} {count} nicht gespeicherte Änderungen"
        / "{who} has had {count} unsaved changes since {since}";
    here_in(what: &str, places: &str) => "{what}: {places}" / "{what}: {places}";
}
