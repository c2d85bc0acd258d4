//! What is said when the panes show less, or in another order.

texts! {
    narrowed(name: &str) => "Nur was mit {name} zu tun hat; Esc zeigt wieder alle." / "Only what is related to {name}; Esc shows all again.";
    not_narrowed => "Die Listen zeigen wieder alle." / "The panes show all again.";
    by_name => "Nach Namen sortiert." / "Sorted by name.";
    by_file => "In der Reihenfolge der Datei." / "In the order of the file.";
}
