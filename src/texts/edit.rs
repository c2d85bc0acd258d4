//! What is said when a change cannot be made.

texts! {
    not_found(what: &str) => "{what} gibt es nicht." / "There is no {what}.";
    id_taken(id: &str) => "Die Kennung {id} ist schon vergeben." / "The identifier {id} is already taken.";
    unreadable(what: &str) => "Der Eintrag ist nicht lesbar und bleibt, wie er ist: {what}" / "The record cannot be read and stays as it is: {what}";
    invalid(reason: &str) => "So lässt sich das nicht lesen: {reason}" / "This cannot be read: {reason}";
    stale(what: &str) => "Der Eintrag {what} hat sich inzwischen geändert." / "The record {what} has changed in the meantime.";
    internal(what: &str) => "Nicht geändert: Die Änderung hätte anderes getroffen als gemeint ({what}). Bitte melden Sie das." / "Not changed: the change would have affected something else ({what}). Please report this.";
}
