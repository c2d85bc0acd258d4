//! What undoable steps are called.

texts! {
    set(place: &str) => "{place} geändert" / "{place} changed";
    cleared(place: &str) => "{place} geleert" / "{place} cleared";
    added(place: &str) => "{place} ergänzt" / "item added to {place}";
    removed(place: &str) => "Punkt aus {place} entfernt" / "item removed from {place}";
    moved(place: &str) => "Punkt in {place} verschoben" / "item moved in {place}";
    created(name: &str) => "{name} angelegt" / "{name} created";
    deleted(place: &str) => "{place} gelöscht" / "{place} deleted";
    dropped(place: &str) => "Änderung an {place} verworfen" / "change to {place} discarded";
}
