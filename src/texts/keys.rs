//! What is said about keys and commands.

use super::Phrase;

/// What choosing a command is called.
pub const RUN: Phrase = Phrase::new("Ausführen", "Run");

/// What choosing a row is called where it leads to a place.
pub const OPEN: Phrase = Phrase::new("Öffnen", "Open");

/// What choosing a column is called.
pub const SHOW_OR_HIDE: Phrase = Phrase::new("Zeigen/ausblenden", "Show/hide");

/// What choosing a value that was counted is called.
pub const NARROW_TO: Phrase = Phrase::new("Eingrenzen", "Narrow");

/// What choosing a former value is called.
pub const RESTORE: Phrase = Phrase::new("Wieder einsetzen", "Put back");

/// The heading of keys by which one sees something else.
pub const LOOK: Phrase = Phrase::new("Ansehen", "Looking around");

/// The heading of keys that find something.
pub const FIND: Phrase = Phrase::new("Finden", "Finding");

/// The heading of keys that change the dataset.
pub const CHANGE: Phrase = Phrase::new("Ändern", "Changing");

/// The heading of keys that hand something on.
pub const COPY: Phrase = Phrase::new("Kopieren", "Copying");

/// The heading of keys for a text.
pub const TYPE: Phrase = Phrase::new("Eingeben", "Typing");

/// The heading of keys that move the cursor.
pub const MOVE: Phrase = Phrase::new("Bewegen", "Moving");

/// The heading of keys for program, file and windows.
pub const PROGRAM: Phrase = Phrase::new("Programm und Datei", "Program and file");

texts! {
    help_title => "Hilfe" / "Help";
    palette_title => "Befehle" / "Commands";
    not_here(what: &str) => "„{what}“ ist hier nicht möglich." / "“{what}” is not possible here.";
    mouse_on(key: &str) => "Maus ein: Klick wählt, Doppelklick öffnet, das Rad blättert; Text im Terminal markieren mit Umschalt. {key} schaltet sie aus." / "Mouse on: a click selects, a double click opens, the wheel scrolls; select text in the terminal with Shift. {key} switches it off.";
    mouse_off(key: &str) => "Maus aus; {key} schaltet sie ein." / "Mouse off; {key} switches it on.";
    no_mouse => "Dieses Terminal meldet keine Maus." / "This terminal does not report a mouse.";
    unbound_space => "Die Leertaste ist hier nicht belegt" / "Space does nothing here";
    unbound(key: &str) => "{key} ist hier nicht belegt" / "{key} does nothing here";
    all_keys(told: &str, key: &str) => "{told} – {key} zeigt alle Tasten" / "{told} – {key} shows all keys";
    not_utf8 => "Unlesbares Zeichen: Das Terminal sendet kein UTF-8. Stellen Sie dort UTF-8 ein." / "Unreadable character: the terminal does not send UTF-8. Set it to UTF-8.";
    nobody_resumes => "Nicht angehalten: Hier könnte keine Shell das Programm fortsetzen." / "Not suspended: no shell could resume the program here.";
    unknown_command(name: &str) => "Einen Befehl „{name}“ gibt es nicht (bildungsnetz keys zeigt alle)" / "There is no command “{name}” (bildungsnetz keys lists them)";
    unknown_chord(chord: &str, name: &str) => "{name}: „{chord}“ ist keine Taste" / "{name}: “{chord}” is not a key";
    collision(chord: &str, first: &str, second: &str, winner: &str) => "{chord} ist doppelt belegt, mit {first} und {second}; wo beide gelten, wirkt {winner}" / "{chord} is bound twice, to {first} and {second}; where both apply it means {winner}";
    typed(chord: &str, name: &str) => "{chord} kann nicht mit {name} belegt werden, weil man es in Textfeldern tippt" / "{chord} cannot be bound to {name}, as it is typed in text fields";
}
