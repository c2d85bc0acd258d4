//! What is said when something is copied or pasted.

texts! {
    copied(characters: usize) => "Kopiert (1 Zeichen), falls das Terminal es zulässt" | "Kopiert ({characters} Zeichen), falls das Terminal es zulässt" / "Copied (1 character), if the terminal allows it" | "Copied ({characters} characters), if the terminal allows it";
    copied_clean(characters: usize) => "Kopiert (1 Zeichen, ohne Steuerzeichen), falls das Terminal es zulässt" | "Kopiert ({characters} Zeichen, ohne Steuerzeichen), falls das Terminal es zulässt" / "Copied (1 character, without control characters), if the terminal allows it" | "Copied ({characters} characters, without control characters), if the terminal allows it";
    beginning(told: &str, beginning: &str) => "{told}: „{beginning}“" / "{told}: “{beginning}”";
    nothing_to_copy => "Unbekannt – hier gibt es nichts zu kopieren." / "Unknown – there is nothing to copy.";
    too_long_to_copy(characters: usize) => "1 Zeichen ist zu viel für die Zwischenablage des Terminals." | "{characters} Zeichen sind zu viel für die Zwischenablage des Terminals." / "1 character is too many for the terminal's clipboard." | "{characters} characters are too many for the terminal's clipboard.";
    paste_nowhere => "Zum Einfügen zuerst ein Feld bearbeiten (e)." / "To paste, edit a field first (e).";
    paste_cleaned => "Eingefügt ohne Steuerzeichen." / "Pasted without control characters.";
    paste_unended => "Das Ende des eingefügten Textes ist nicht angekommen; nichts davon wurde als Taste gedeutet." / "The end of the pasted text did not arrive; none of it was taken for keys.";
    paste_too_long => "Eingefügt werden höchstens 8 MiB; der Rest wurde weggelassen." / "At most 8 MiB can be pasted; the rest was left out.";
}
