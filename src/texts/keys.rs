//! What is said about keys and their settings.

texts! {
    unknown_command(name: &str) => "Einen Befehl „{name}“ gibt es nicht (bildungsnetz keys zeigt alle)" / "There is no command “{name}” (bildungsnetz keys lists them)";
    unknown_chord(chord: &str, name: &str) => "{name}: „{chord}“ ist keine Taste" / "{name}: “{chord}” is no key";
    collision(chord: &str, first: &str, second: &str, winner: &str) => "{chord} ist doppelt vergeben, an {first} und {second}; wo beide gelten, heißt es {winner}" / "{chord} is bound twice, to {first} and {second}; where both work it means {winner}";
    typed(chord: &str, name: &str) => "{chord} kann nicht {name} heißen, weil man es in Textfeldern tippt" / "{chord} cannot mean {name}, as it is typed in text fields";
}
