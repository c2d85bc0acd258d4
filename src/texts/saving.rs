//! What is said about saving, and about what keeps unsaved changes.

texts! {
    progress(percent: &str) => "speichert … {percent}" / "saving … {percent}";
    saved(name: &str) => "{name} gespeichert." / "{name} saved.";
    nothing_to_save => "Alles ist gespeichert." / "Everything is saved.";
    saves_already => "Wird gerade gespeichert." / "Already saving.";
    saves_again => "Wird gerade gespeichert; spätere Änderungen folgen gleich danach." / "Already saving; later changes are saved right after.";
    leaves_when_saved => "Das Programm wird beendet, sobald gespeichert ist." / "The program quits as soon as the file is saved.";
    failed_title => "Nicht gespeichert" / "Not saved";
    failed(reason: &str) => "Nicht gespeichert: {reason}" / "Not saved: {reason}";
    others_were_first => "Jemand anderes hat die Datei inzwischen geändert. Es ist nichts verloren: Speichern Sie noch einmal, dann wird beides zusammengeführt." / "Someone else has changed the file in the meantime. Nothing is lost: save again to merge both.";
    no_thread(error: &str) => "Das System lässt gerade kein Speichern zu: {error}. Ihre Änderungen sind noch da; Strg-S versucht es noch einmal." / "The system does not allow saving at the moment: {error}. Your changes are still here; Ctrl-S tries again.";
    no_backup(error: &str) => "Ohne heutige Sicherungskopie gespeichert: {error}" / "Saved without today's backup: {error}";
    no_history(error: &str) => "Gespeichert, aber nicht im Verlauf verzeichnet: {error}" / "Saved, but not recorded in the history: {error}";
    kept => "Ihre Änderungen sind noch da; Strg-S versucht es noch einmal." / "Your changes are still here; Ctrl-S tries again.";
    makes_anew => "Ihre Änderungen sind noch da; Strg-S legt die Datei neu an." / "Your changes are still here; Ctrl-S creates the file again.";
    spoiled_kept(path: &str) => "Der bisherige Inhalt liegt in {path}." / "The previous content is in {path}.";
    not_kept(error: &str) => "Nicht gespeicherte Änderungen sind gegen einen Verbindungsabbruch nicht gesichert: {error}" / "Unsaved changes are not protected against a lost connection: {error}";
    presence_stays(error: &str) => "Der Hinweis an andere auf ungespeicherte Änderungen ließ sich nicht entfernen; er gilt nicht mehr: {error}" / "The notice to others of unsaved changes could not be removed; it no longer counts: {error}";
}
