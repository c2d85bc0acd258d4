//! What is said about bringing a dataset together with other machines by git.

use super::Phrase;

/// The days of a week.
pub const WEEKDAYS: [Phrase; 7] = [
    Phrase::new("Montag", "Monday"),
    Phrase::new("Dienstag", "Tuesday"),
    Phrase::new("Mittwoch", "Wednesday"),
    Phrase::new("Donnerstag", "Thursday"),
    Phrase::new("Freitag", "Friday"),
    Phrase::new("Samstag", "Saturday"),
    Phrase::new("Sonntag", "Sunday"),
];

texts! {
    first_commit => "Datenbestand aufgenommen" / "Add the dataset";
    commit_of(count: usize, records: &str) => "1 Änderung: {records}" | "{count} Änderungen: {records}" / "1 change: {records}" | "{count} changes: {records}";
    commit_of_layout => "Kommentare oder Schreibweise geändert" / "Change comments or layout";
    commit_of_proposals => "Vorschläge und Antworten darauf" / "Add proposals and answers to them";
    commit_of_attributes => "git führt den Datenbestand nach Einträgen zusammen" / "Let git merge the dataset by records";
    merge_commit(count: usize, names: &str) => "Zusammengeführt mit 1 Änderung von {names}" | "Zusammengeführt mit {count} Änderungen von {names}" / "Merge 1 change of {names}" | "Merge {count} changes of {names}";
    merge_commit_plain => "Zusammengeführt" / "Merge";
    markers(line: usize) => "Zeile {line}: Konfliktmarke" / "line {line}: conflict marker";
    no_text => "kein Text in UTF-8" / "not text in UTF-8";
}

texts! {
    busy(what: &str) => "In diesem Repository läuft noch ein git {what}" / "A git {what} is still under way in this repository";
    hint_busy => "Beenden Sie es zuerst mit git (--continue oder --abort); git status sagt, wie." / "End it with git first (--continue or --abort); git status says how.";
    locked(path: &str) => "In diesem Repository arbeitet gerade ein anderes git, oder eines wurde abgebrochen: {path}" / "Another git is at work in this repository, or one was killed: {path}";
    hint_locked => "Läuft keines mehr, löschen Sie diese Datei." / "If none is running any more, delete this file.";
    running => "Dieses Repository wird gerade abgeglichen" / "This repository is just being synced";
    detached => "Es ist kein Zweig ausgecheckt" / "No branch is checked out";
    hint_detached => "git switch wählt einen." / "git switch chooses one.";
    no_upstream(branch: &str) => "Der Zweig {branch} hat kein Gegenstück auf einem anderen Rechner" / "The branch {branch} has no upstream on another machine";
    hint_upstream(branch: &str) => "Einmal: git push --set-upstream origin {branch}" / "Once: git push --set-upstream origin {branch}";
    ignored => "git soll diese Datei übergehen (.gitignore)" / "Git is told to ignore this file (.gitignore)";
    hint_ignored => "git add --force nimmt sie auf." / "git add --force adds it.";
    unreadable(why: &str) => "Der gespeicherte Datenbestand ist nicht lesbar: {why}" / "The saved dataset cannot be read: {why}";
    hint_unreadable => "Berichtigen Sie ihn zuerst; bis dahin wird nichts eingetragen." / "Correct it first; nothing is committed until then.";
    theirs_unreadable(why: &str) => "Die Fassung der anderen ist nicht lesbar: {why}" / "The version of the others cannot be read: {why}";
    theirs_gone => "Die anderen haben den Datenbestand gelöscht" / "The others have deleted the dataset";
    hint_theirs => "Hier wurde nichts übernommen. Das muss mit git geklärt werden." / "Nothing was taken over here. This has to be settled with git.";
    unrelated => "Beide Fassungen haben keinen gemeinsamen Ursprung" / "The two versions have no common origin";
    hint_unrelated => "Klonen Sie das Repository neu und übernehmen Sie die eigene Fassung mit bildungsnetz merge." / "Clone the repository anew and take your version over with bildungsnetz merge.";
    other_files(names: &str) => "Andere Dateien des Repositorys sind auf beiden Seiten geändert: {names}" / "Other files of the repository were changed on both sides: {names}";
    hint_other_files => "Dafür ist git da: git pull. Hier wurde nichts übernommen." / "That is for git: git pull. Nothing was taken over here.";
    dirty_files(names: &str) => "Andere Dateien des Repositorys haben hier Änderungen, die nicht eingetragen sind: {names}" / "Other files of the repository have changes here that are not committed: {names}";
    hint_dirty_files => "Tragen Sie sie mit git ein, oder verwerfen Sie sie. Hier wurde nichts übernommen." / "Commit them with git, or discard them. Nothing was taken over here.";
    too_often => "Andere waren immer wieder schneller; versuchen Sie es noch einmal" / "Others were quicker again and again; try once more";
    unreachable(remote: &str) => "Die Gegenseite ist nicht erreichbar: {remote}" / "The other side cannot be reached: {remote}";
    hint_unreachable => "Prüfen Sie die Verbindung, die Adresse und den Schlüssel." / "Check the connection, the address and the key.";
    said_by_git(line: &str) => "git: {line}" / "git: {line}";
    failed_on_the_way => "Was gespeichert ist, ist hier eingetragen; der nächste Abgleich sendet es." / "What is saved is committed here; the next sync sends it.";
}

texts! {
    committed(count: usize) => "Eingetragen: 1 Änderung" | "Eingetragen: {count} Änderungen" / "Committed: 1 change" | "Committed: {count} changes";
    committed_first => "Eingetragen: der Datenbestand" / "Committed: the dataset";
    would_commit_first => "Würde eintragen: den Datenbestand" / "Would commit: the dataset";
    committed_layout => "Eingetragen: Kommentare oder Schreibweise" / "Committed: comments or layout";
    would_commit(count: usize) => "Würde eintragen: 1 Änderung" | "Würde eintragen: {count} Änderungen" / "Would commit: 1 change" | "Would commit: {count} changes";
    would_commit_layout => "Würde eintragen: Kommentare oder Schreibweise" / "Would commit: comments or layout";
    committed_proposals(count: usize) => "Eingetragen: 1 Vorschlag oder Antwort darauf" | "Eingetragen: {count} Vorschläge oder Antworten darauf" / "Committed: 1 proposal or answer to one" | "Committed: {count} proposals or answers to them";
    would_commit_proposals(count: usize) => "Würde eintragen: 1 Vorschlag oder Antwort darauf" | "Würde eintragen: {count} Vorschläge oder Antworten darauf" / "Would commit: 1 proposal or answer to one" | "Would commit: {count} proposals or answers to them";
    committed_attributes => "Eingetragen: .gitattributes, von git setup" / "Committed: .gitattributes, by git setup";
    would_commit_attributes => "Würde eintragen: .gitattributes, von git setup" / "Would commit: .gitattributes, by git setup";
    received(count: usize, since: &str, who: &str) => "Seit {since}: 1 Änderung von {who}" | "Seit {since}: {count} Änderungen von {who}" / "Since {since}: 1 change by {who}" | "Since {since}: {count} changes by {who}";
    received_at_all(count: usize, who: &str) => "1 Änderung von {who}" | "{count} Änderungen von {who}" / "1 change by {who}" | "{count} changes by {who}";
    received_cut => "und Früheres, das hier nicht gezählt ist" / "and earlier ones that are not counted here";
    received_proposals(count: usize) => "Übernommen: 1 Vorschlag" | "Übernommen: {count} Vorschläge" / "Taken over: 1 proposal" | "Taken over: {count} proposals";
    received_answers(count: usize) => "Übernommen: 1 Antwort auf einen Vorschlag" | "Übernommen: {count} Antworten auf Vorschläge" / "Taken over: 1 answer to a proposal" | "Taken over: {count} answers to proposals";
    received_files(count: usize) => "Übernommen: 1 andere Datei" | "Übernommen: {count} andere Dateien" / "Taken over: 1 other file" | "Taken over: {count} other files";
    pushed => "Gesendet." / "Sent.";
    would_push => "Würde senden." / "Would send.";
    up_to_date => "Beide Seiten sind auf demselben Stand." / "Both sides are the same.";
    in_conflict(count: usize) => "1 Konflikt mit Änderungen der anderen; hier ist nichts übernommen" | "{count} Konflikte mit Änderungen der anderen; hier ist nichts übernommen" / "1 conflict with changes of others; nothing was taken over here" | "{count} conflicts with changes of others; nothing was taken over here";
    hint_conflict => "Entscheiden: auf dem Bildschirm mit Strg-G („Abgleichen“), oder bildungsnetz sync --take ours (alle wie hier) oder --take theirs (alle wie dort)." / "To decide: on the screen with Ctrl-G (“Sync”), or bildungsnetz sync --take ours (all as here) or --take theirs (all as there).";
    index_behind(why: &str) => "git status zeigt die Datei bis zum nächsten Abgleich als geändert: {why}" / "git status shows the file as changed until the next sync: {why}";
    in_progress(percent: usize) => "Abgleichen … {percent} %" / "Syncing … {percent}%";
    cancelled => "Der Abgleich wurde abgebrochen; der nächste macht dort weiter." / "The sync was cancelled; the next one goes on from there.";
    failed_title => "Nicht abgeglichen" / "Not synced";
    decide_others_first => "Nicht abgeglichen: Entscheiden Sie zuerst die anderen Konflikte." / "Not synced: decide the other conflicts first.";
    sync_again => "Die Datei hat sich geändert; gleichen Sie noch einmal ab." / "The file has changed; sync again.";
    not_ended(when: &str) => "{when}: nicht abgeglichen" / "{when}: not synced";
    restricted_allow => "Ob an diesem Zugang abgeglichen wird, ist festgelegt und lässt sich nicht angeben" / "Whether this access syncs is set and cannot be given";
    restricted_watch => "An diesem Zugang wird nur einmal abgeglichen, ohne --watch" / "With this access a sync runs once, without --watch";
    not_with_propose => "Wo nur vorgeschlagen wird, gleicht ab, wer den Datenbestand schreiben darf" / "Where things are only proposed, those who may write the dataset sync it";
    watch_minutes => "--watch braucht mindestens 1 Minute" / "--watch needs at least 1 minute";
}
