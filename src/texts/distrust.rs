//! What is said about things beside the dataset that are left alone because others may have put
//! them there.

texts! {
    untrusted(path: &str, why: &str) => "{path} wird nicht benutzt: {why}" / "{path} is not used: {why}";
    hint => "Sehen Sie nach, wer das dort angelegt hat, und entfernen Sie es oder benennen Sie es um; das Programm legt es dann neu an." / "Find out who put it there, and remove or rename it; the program then creates it again.";
    link => "ein symbolischer Verweis" / "it is a symbolic link";
    not_a_file => "keine gewöhnliche Datei" / "it is not a regular file";
    not_a_folder => "kein Ordner" / "it is not a folder";
    names(count: u64) => "{count} Namen (harte Verweise); das Geschriebene stünde also auch anderswo" / "it has {count} names (hard links), so what is written there would appear elsewhere too";
    owner(who: &str) => "Eigentum von {who}, einem Konto, das nicht an diesem Datenbestand arbeitet"
        / "it belongs to {who}, an account that does not work on this dataset";
    lock_refused(why: &str) => "Statt der Sperrdatei neben dem Datenbestand wurde der Ordner gesperrt; die Sperrdatei wurde nicht benutzt: {why}. Sehen Sie nach, wer sie angelegt hat, und entfernen Sie sie."
        / "The folder was locked instead of the lock file beside the dataset, which was not used: {why}. Find out who put it there, and remove it.";
    backup_elsewhere(why: &str) => "Die Sicherungskopie liegt in Ihrem Zustandsordner; der Ordner .backups neben dem Datenbestand wird nicht benutzt: {why}. Sehen Sie nach, wer ihn angelegt hat, und entfernen Sie ihn."
        / "The backup is in your state folder; the folder .backups beside the dataset is not used: {why}. Find out who put it there, and remove it.";
    presence_refused(why: &str) => "Andere sehen nicht, dass Sie hier ungespeicherte Änderungen haben: {why}"
        / "Others do not see that you have unsaved changes here: {why}";
    open_file(path: &str) => "{path} kann jedes Konto dieses Rechners ändern; chmod o-w {path} behebt das." / "Every account of this machine can change {path}; chmod o-w {path} mends that.";
    open_folder(path: &str) => "Jedes Konto dieses Rechners kann {path} durch eine andere Datei ersetzen; chmod o-w für den Ordner behebt das." / "Every account of this machine can put another file in the place of {path}; chmod o-w for its folder mends that.";
    no_room(path: &str, free: u64) => "in {path} sind nur noch {free} kB frei; eine Sicherungskopie nähme dem nächsten Speichern den Platz" / "only {free} kB are free in {path}; a backup would take the space of the next save";
}
