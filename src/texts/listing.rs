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
    column => "Spalte" / "Column";
    open_this(what: &str) => "Öffnen: {what}" / "Open: {what}";
    open_one_of(count: usize) => "Öffnen: eins von {count}" / "Open: one of {count}";
    only(region: &str) => "Nur {region}; r zeigt wieder alles." / "Only {region}; r shows everything again.";
    only_then(region: &str, next: &str) => "Nur {region}; noch einmal r: nur {next}." / "Only {region}; r again: only {next}.";
    only_label(region: &str) => "Nur {region}" / "Only {region}";
    everything => "Alle Regionen." / "All regions.";
    show_everything => "Alle Regionen" / "All regions";
    no_region => "Zu dieser Zeile ist keine Region bekannt." / "No region is known for this row.";
    which => "Wohin?" / "Where to?";
    too_small => "Das Fenster ist für die Liste zu klein." / "The window is too small for the list.";
}
