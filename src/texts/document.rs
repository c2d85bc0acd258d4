//! What is said of datasets: why a file cannot be read, and what a change alters.

texts! {
    other_name(name: &str) => "Das ist kein Datenbestand von bildungsnetz, sondern {name}." / "This is not a bildungsnetz dataset but {name}.";
    repeated(name: &str) => "Die Tabelle {name} kommt zweimal vor." / "The table {name} occurs twice.";
    old_line_ends => "Die Zeilen enden nur mit CR (wie bei alten Macs); RON braucht LF oder CRLF, sonst hören Kommentare nicht auf." / "The lines end in CR alone (as on old Macs); RON needs LF or CRLF, or comments do not end.";
    not_a_list(name: &str) => "Die Tabelle {name} ist keine Liste […]." / "The table {name} is not a list […].";
    at(line: usize, column: usize, problem: &str) => "Zeile {line}, Spalte {column}: {problem}" / "Line {line}, column {column}: {problem}";
    the_file => "die Datei selbst" / "the file itself";
    added => "neu" / "new";
    removed => "entfernt" / "removed";
    changed => "geändert" / "changed";
    came(value: &str) => "neu: {value}" / "new: {value}";
    went(value: &str) => "entfernt: {value}" / "removed: {value}";
    turned(before: &str, after: &str) => "{before} → {after}" / "{before} → {after}";
    moved(from: usize, to: usize) => "verschoben von Platz {from} auf {to}" / "moved from place {from} to {to}";
    comment => "nur ein Kommentar" / "only a comment";
    layout => "nur die Schreibweise" / "only the formatting";
    unfinished_conflict(line: usize) => "Zeile {line}: Hier beginnt ein Konflikt, der nicht richtig endet." / "Line {line}: A conflict begins here that does not end properly.";
    not_one => "Das ist nicht genau ein Eintrag." / "This is not exactly one record.";
    required(address: &str) => "{address} darf nicht fehlen." / "{address} must be given.";
    in_line(line: usize, problem: &str) => "Zeile {line} des Textes: {problem}" / "Line {line} of the text: {problem}";
}
