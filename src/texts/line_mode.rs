//! What is said where the program is used line by line, and the words that are commands there only.

use super::Phrase;

/// Reads on.
pub const MORE: Phrase = Phrase::new("mehr", "more");

/// Reads the rows before.
pub const BEFORE: Phrase = Phrase::new("davor", "before");

/// Reads all rows.
pub const ALL: Phrase = Phrase::new("alles", "all");

/// Reads the row under the cursor.
pub const HERE: Phrase = Phrase::new("hier", "here");

/// Empties the field.
pub const EMPTY: Phrase = Phrase::new("leer", "empty");

texts! {
    begins(file: &str) => "Bildungsnetz im Zeilenmodus: {file}." / "Bildungsnetz in line mode: {file}.";
    on_dumb(term: &str) => "Dieses Terminal (TERM={term}) zeigt keinen Bildschirm; deshalb Zeile für Zeile." / "This terminal (TERM={term}) shows no screen, so line by line.";
    how => "Eine Zahl wählt die Zeile, ein Wort oder eine Taste ist ein Befehl, eine leere Zeile ist Enter. „hilfe“ nennt alles, „mehr“ liest weiter." / "A number chooses a row, a word or a key is a command, an empty line is Enter. “help” lists everything, “more” reads on.";
    in_field => "Eine Zeile ersetzt den Text; eine leere übernimmt ihn, wie er ist; „esc“ bricht ab. Andere Befehle brauchen hier einen Doppelpunkt: „:leer“ leert." / "A line replaces the text; an empty one applies it as it is; “esc” cancels. Other commands take a colon here: “:empty” empties.";
    in_lines => "Mehrere Zeilen: Jede wird angefügt, ein Punkt allein übernimmt sie." / "Several lines: each is added, a dot alone applies them.";
    in_list => "Ein Text sucht in der Liste, eine Zahl wählt, „esc“ schließt; andere Befehle mit Doppelpunkt." / "A text searches the list, a number chooses, “esc” closes; other commands with a colon.";
    possible(list: &str) => "Befehle: {list}." / "Commands: {list}.";
    first_rows(first: usize, last: usize, count: usize) => "{first} bis {last} von {count}; „mehr“ liest weiter." / "{first} to {last} of {count}; “more” reads on.";
    rows(first: usize, last: usize, count: usize) => "{first} bis {last} von {count}; „mehr“ liest weiter, „davor“ zurück." / "{first} to {last} of {count}; “more” reads on, “before” goes back.";
    last_rows(first: usize, last: usize, count: usize) => "{first} bis {last} von {count}; „davor“ liest zurück." / "{first} to {last} of {count}; “before” goes back.";
    no_more => "Mehr steht hier nicht." / "There is nothing more here.";
    no_row(number: usize) => "Eine Zeile {number} gibt es hier nicht." / "There is no row {number} here.";
    unknown_word(word: &str) => "„{word}“ ist kein Befehl; „hilfe“ nennt alle." / "“{word}” is no command; “help” lists all.";
    did_you_mean(word: &str, list: &str) => "„{word}“ ist kein Befehl. Gemeint: {list}?" / "“{word}” is no command. Did you mean {list}?";
    no_copy => "Im Zeilenmodus gibt es keine Zwischenablage; das ist der Text:" / "Line mode has no clipboard; this is the text:";
    no_editor => "Ein Editor braucht ein Terminal." / "An editor needs a terminal.";
    row(number: usize, text: &str) => "{number} {text}" / "{number} {text}";
    here(text: &str) => "Hier: {text}" / "Here: {text}";
    label(label: &str, value: &str) => "{label}: {value}" / "{label}: {value}";
    holds(text: &str) => "Bisher: {text}" / "So far: {text}";
    holds_nothing => "Bisher leer." / "Empty so far.";
    input => "Eingabe" / "Input";
    filtered(text: &str) => "Filter: {text}" / "Filter: {text}";
    sorted(column: &str) => "Sortiert nach {column}" / "Sorted by {column}";
    sorted_down(column: &str) => "Sortiert nach {column}, absteigend" / "Sorted by {column}, descending";
    columns(list: &str) => "Spalten: {list}. Zeile.Spalte, etwa 2.3, geht zu einer Zelle." / "Columns: {list}. ROW.COLUMN, such as 2.3, goes to a cell.";
    fields(list: &str) => "Felder: {list}. Region.Feld, etwa 2.3, geht zu einer Zelle." / "Fields: {list}. REGION.FIELD, such as 2.3, goes to a cell.";
    nothing_else_known(count: usize) => "über das übrige Feld ist nichts bekannt" | "über die übrigen {count} Felder ist nichts bekannt" / "nothing is known of the other field" | "nothing is known of the other {count} fields";
    proposals(list: &str) => "Vorschläge: {list}" / "Proposals: {list}";
    folded => "zugeklappt" / "folded";
    unfolded => "aufgeklappt" / "unfolded";
    changed => "geändert" / "changed";
    marked => "markiert" / "marked";
    leads_on => "führt weiter" / "leads on";
    becomes => "wird" / "becomes";
    up => "auf" / "up";
    down => "ab" / "down";
    left => "links" / "left";
    right => "rechts" / "right";
    ended(count: usize) => "Ende der Eingabe. 1 ungespeicherte Änderung ist aufgehoben; der nächste Start bietet sie an." | "Ende der Eingabe. {count} ungespeicherte Änderungen sind aufgehoben; der nächste Start bietet sie an." / "End of input. 1 unsaved change is kept; the next start offers it." | "End of input. {count} unsaved changes are kept; the next start offers them.";
    ended_in_field => "Ende der Eingabe. Der Text im offenen Feld ist aufgehoben; der nächste Start bietet ihn an." / "End of input. The text in the open field is kept; the next start offers it.";
    no_field(text: &str) => "Hier ist kein Feld für „{text}“." / "There is no field here for “{text}”.";
    has_changed => "Inzwischen hat sich hier etwas geändert; die Zeile wurde nicht ausgeführt." / "Something has changed here meanwhile; the line was not carried out.";
    too_long => "Die Zeile ist zu lang und wurde nicht gelesen." / "The line is too long and was not read.";
}
