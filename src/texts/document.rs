//! What is said when a dataset is not written as it should be.

texts! {
    empty => "Die Datei ist leer." / "The file is empty.";
    too_large => "Die Datei ist größer als 4 GiB." / "The file is larger than 4 GiB.";
    too_deep => "Klammern sind tiefer als 128-fach verschachtelt." / "Brackets are nested more than 128 deep.";
    unclosed_comment => "Ein Kommentar /* … hat kein Ende */." / "A comment /* … has no end */.";
    unclosed_string => "Ein Text in Anführungszeichen hat kein Ende." / "A text in quotes has no end.";
    unclosed(bracket: char) => "Die Klammer {bracket} wird nicht geschlossen." / "The bracket {bracket} is never closed.";
    bad_char => "Zwischen einfachen Anführungszeichen steht nicht genau ein Zeichen." / "There is not exactly one character between single quotes.";
    missing(c: char) => "Hier fehlt {c}" / "Here {c} is missing";
    unexpected(c: std::char::EscapeDebug) => "Hier steht unerwartet {c}" / "Unexpected {c} here";
    unexpected_end => "Der Text endet zu früh." / "The text ends too early.";
    bad_attribute => "Diese Zeile #![…] ist nicht verständlich." / "This line #![…] is not understood.";
    unknown_extension(name: &str) => "Die Erweiterung {name} gibt es nicht." / "There is no extension {name}.";
    other_name(name: &str) => "Das ist kein solcher Datenbestand, sondern {name}." / "This is not such a dataset but {name}.";
    repeated(name: &str) => "Die Tabelle {name} steht zweimal da." / "The table {name} is there twice.";
    not_a_list(name: &str) => "Die Tabelle {name} ist keine Liste […]." / "The table {name} is not a list […].";
    at(line: usize, column: usize, problem: &str) => "Zeile {line}, Spalte {column}: {problem}" / "line {line}, column {column}: {problem}";
    the_file => "die Datei selbst" / "the file itself";
    added => "neu" / "new";
    removed => "entfernt" / "removed";
    changed => "geändert" / "changed";
    moved(from: usize, to: usize) => "verschoben von Platz {from} auf {to}" / "moved from place {from} to {to}";
    comment => "nur ein Kommentar" / "only a comment";
    layout => "nur die Schreibweise" / "only the way it is written";
    unfinished_conflict(line: usize) => "Zeile {line}: Hier beginnt ein Konflikt, der nicht richtig endet." / "Line {line}: A conflict begins here that has no proper end.";
}
