//! What the history of a value says.

texts! {
    title(place: &str) => "Verlauf: {place}" / "History: {place}";
    nothing => "Hier ist noch keine Änderung verzeichnet." / "No change is recorded here yet.";
    brought_back(place: &str) => "{place} wiederhergestellt" / "{place} restored";
    brought_back_with_source(place: &str) => "{place} mit der damaligen Quelle wiederhergestellt" / "{place} restored with the source it had then";
    with_source => "mit der damaligen Quelle" / "with the source it had then";
    not_restored => "Der frühere Wert lässt sich hier nicht wiederherstellen." / "The earlier value cannot be restored here.";
}
