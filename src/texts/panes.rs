//! What is said when the panes show less, or in another order.

texts! {
    narrowed(name: &str) => "Nur was mit {name} zu tun hat; Esc zeigt wieder alle." / "Only what is related to {name}; Esc shows all again.";
    not_narrowed => "Die Listen zeigen wieder alle." / "The panes show all again.";
    filter_regions => "Regionen filtern:" / "Filter regions:";
    filter_bodies => "Gremien filtern:" / "Filter bodies:";
    filter_fields => "Felder filtern:" / "Filter fields:";
    no_region => "Keine Region." / "No region.";
    no_body => "Kein Gremium." / "No body.";
    no_field => "Kein Handlungsfeld." / "No action field.";
    hits(count: usize, pane: &str) => "{pane}: 1 Treffer" | "{pane}: {count} Treffer" / "{pane}: 1 hit" | "{pane}: {count} hits";
    hits_elsewhere(hits: &str, key: &str) => "{hits} – {key} wechselt." / "{hits} – {key} goes there.";
    by_name => "Nach Namen sortiert." / "Sorted by name.";
    by_file => "In der Reihenfolge der Datei." / "In the order of the file.";
}
