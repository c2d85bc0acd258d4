//! What is said about keys and their settings.

texts! {
    unknown_command(name: &str) => "Einen Befehl „{name}“ gibt es nicht (bildungsnetz keys zeigt alle)" / "There is no command “{name}” (bildungsnetz keys lists them)";
    unknown_chord(chord: &str, name: &str) => "{name}: „{chord}“ ist keine Taste" / "{name}: “{chord}” is not a key";
    collision(chord: &str, first: &str, second: &str, winner: &str) => "{chord} ist doppelt belegt, mit {first} und {second}; wo beide gelten, wirkt {winner}" / "{chord} is bound twice, to {first} and {second}; where both apply it means {winner}";
    typed(chord: &str, name: &str) => "{chord} kann nicht mit {name} belegt werden, weil man es in Textfeldern tippt" / "{chord} cannot be bound to {name}, as it is typed in text fields";
}
