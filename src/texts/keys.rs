//! What is said about keys and their settings.

texts! {
    unknown_command(name: &str) => "[keys]: einen Befehl „{name}“ gibt es nicht (bildungsnetz keys zeigt alle)" / "[keys]: there is no command \"{name}\" (bildungsnetz keys lists them)";
    unknown_chord(chord: &str, name: &str) => "[keys] {name}: „{chord}“ ist keine Taste" / "[keys] {name}: \"{chord}\" is no key";
    collision(chord: &str, first: &str, second: &str) => "[keys]: {chord} ist doppelt vergeben, an {first} und {second}" / "[keys]: {chord} is bound twice, to {first} and {second}";
}
