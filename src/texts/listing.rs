//! What every list says besides its rows.

texts! {
    position(number: &str, all: &str) => "{number} von {all}" / "{number} of {all}";
    filter => "filtern:" / "filter:";
    no_row => "Keine Zeile." / "No row.";
    search_everything(key: &str) => "{key} durchsucht alles." / "{key} searches everything.";
    one_order => "Diese Liste hat nur eine Reihenfolge." / "This list has one order only.";
    ascending(column: &str) => "Sortiert nach „{column}“, aufsteigend; o kehrt um." / "Sorted by “{column}”, ascending; o reverses.";
    descending(column: &str) => "Sortiert nach „{column}“, absteigend; o stellt die ursprüngliche Reihenfolge her." / "Sorted by “{column}”, descending; o restores the original order.";
    own_order => "Ursprüngliche Reihenfolge." / "Original order.";
    which => "Wohin?" / "Where to?";
    too_small => "Das Fenster ist für die Liste zu klein." / "The window is too small for the list.";
}
