//! What the history of a value says.

texts! {
    title(place: &str) => "Verlauf: {place}" / "History: {place}";
    everything => "alle Änderungen" / "all changes";
    nothing => "Hier ist noch keine Änderung verzeichnet." / "No change is recorded here yet.";
    brought_back(place: &str) => "{place} wiederhergestellt" / "{place} restored";
    value_brought_back(place: &str, value: &str) => "{place}: „{value}“ wieder eingesetzt" / "{place}: “{value}” put back";
    brings_back(value: &str) => "„{value}“ wieder einsetzen" / "put “{value}” back";
    brings_back_former => "den früheren Stand wieder einsetzen" / "put the former state back";
    with_source => "mit der damaligen Quelle" / "with the source it had then";
    not_restored => "Der frühere Wert lässt sich hier nicht wiederherstellen." / "The earlier value cannot be restored here.";
}
