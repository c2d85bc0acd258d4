//! From a chord and where the keyboard is to a command: the table's defaults with the user's overrides.
//!
//! Pure; all that is wrong with the overrides is collected and told at once. Enter at [`Keymap::new`] and
//! [`Keymap::resolve`].

use std::collections::HashMap;

use crate::command::{Command, Context, Facts, TABLE};
use crate::key::Chord;
use crate::texts::{Lang, Phrase, keys as t};

/// What a chord means here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// Run this command.
    Run(Command),
    /// The command is bound here, but does not work now; the reason.
    Unavailable(Command, Phrase),
    /// Nothing is bound, and the keyboard is in a text input: insert the character.
    Insert(char),
    /// Nothing is bound.
    Unbound,
}

/// Something wrong with an override.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The command's name as it was given.
    pub name: String,
    /// What is wrong, as a sentence.
    pub text: String,
}

/// The bindings in force.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: HashMap<(Context, Chord), Command>,
    chords: Vec<Vec<Chord>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let chords = TABLE.iter().map(|spec| spec.keys.iter().filter_map(|k| Chord::parse(k)).collect()).collect();
        Keymap::from_chords(chords)
    }
}

impl Keymap {
    /// The defaults with `overrides` (command name and its chords; an empty list unbinds) laid over them. Wrong ones are
    /// left out and told, all at once.
    pub fn new<'a>(overrides: impl IntoIterator<Item = (&'a str, &'a [String])>, lang: Lang) -> (Keymap, Vec<Mistake>) {
        let mut keymap = Keymap::default();
        let mut mistakes = Vec::new();
        let mut given = Vec::new();
        let mistake = |name: &str, text: String| Mistake { name: name.to_owned(), text };
        for (name, keys) in overrides {
            let Some(spec) = TABLE.iter().find(|spec| spec.name == name) else {
                mistakes.push(mistake(name, t::unknown_command(lang, name)));
                continue;
            };
            given.push(spec.name);
            let mut chords = Vec::new();
            for key in keys {
                match Chord::parse(key) {
                    Some(chord) => chords.push(chord),
                    None => mistakes.push(mistake(name, t::unknown_chord(lang, key, name))),
                }
            }
            keymap.chords[spec.command as usize] = chords;
        }
        mistakes.extend(keymap.collisions().into_iter().map(|(chord, first, second)| {
            // Among the defaults none is bound twice, so one of the two was given.
            let name = if given.contains(&second) { second } else { first };
            mistake(name, t::collision(lang, &chord.to_string(), first, second))
        }));
        (Keymap::from_chords(keymap.chords), mistakes)
    }

    fn from_chords(chords: Vec<Vec<Chord>>) -> Keymap {
        let mut bindings = HashMap::new();
        for (spec, keys) in TABLE.iter().zip(&chords) {
            for (context, chord) in spec.contexts.iter().flat_map(|c| keys.iter().map(move |k| (*c, *k))) {
                bindings.entry((context, chord)).or_insert(spec.command);
            }
        }
        Keymap { bindings, chords }
    }

    /// Chords bound to two commands in one context.
    fn collisions(&self) -> Vec<(Chord, &'static str, &'static str)> {
        let mut seen: HashMap<(Context, Chord), &'static str> = HashMap::new();
        let mut found = Vec::new();
        for (spec, keys) in TABLE.iter().zip(&self.chords) {
            for (context, chord) in spec.contexts.iter().flat_map(|c| keys.iter().map(move |k| (*c, *k))) {
                if let Some(first) = seen.insert((context, chord), spec.name) {
                    found.push((chord, first, spec.name));
                }
            }
        }
        found.dedup();
        found
    }

    /// What `chord` means in `contexts`, innermost first.
    pub fn resolve(&self, contexts: &[Context], chord: Chord, facts: &Facts) -> Resolved {
        for context in contexts {
            if let Some(command) = self.bindings.get(&(*context, chord)) {
                return match (command.spec().available)(facts) {
                    Ok(()) => Resolved::Run(*command),
                    Err(reason) => Resolved::Unavailable(*command, reason),
                };
            }
        }
        let typing = contexts.iter().any(|c| matches!(c, Context::Text | Context::Pick));
        match chord.char() {
            Some(c) if typing => Resolved::Insert(c),
            _ => Resolved::Unbound,
        }
    }

    /// The chords bound to a command.
    pub fn chords(&self, command: Command) -> &[Chord] {
        &self.chords[command as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Key;

    fn chord(text: &str) -> Chord {
        Chord::parse(text).unwrap()
    }

    #[test]
    fn the_innermost_context_wins_and_text_is_typed() {
        let keymap = Keymap::default();
        let facts = Facts::default();
        assert_eq!(keymap.resolve(&[Context::Text, Context::Global], chord("q"), &facts), Resolved::Insert('q'));
        assert_eq!(keymap.resolve(&[Context::Browse, Context::Move], chord("q"), &facts), Resolved::Run(Command::Quit));
        assert_eq!(keymap.resolve(&[Context::Text], Chord::plain(Key::F(9)), &facts), Resolved::Unbound);
    }

    #[test]
    fn what_does_not_work_says_why() {
        let facts = Facts { read_only: true, record: true, ..Facts::default() };
        let Resolved::Unavailable(Command::Edit, reason) =
            Keymap::default().resolve(&[Context::Detail], chord("e"), &facts)
        else {
            panic!("edit must be refused");
        };
        assert_eq!(reason.de, "nur zum Lesen geöffnet");
    }

    #[test]
    fn overrides_replace_keys_and_all_mistakes_are_told() {
        let edit = ["ctrl+e".to_owned()];
        let bad = ["ctrl+nonsense".to_owned()];
        let twice = ["q".to_owned()];
        let overrides: [(&str, &[String]); 4] = [("edit", &edit), ("no-such", &edit), ("save", &bad), ("help", &twice)];
        let (keymap, mistakes) = Keymap::new(overrides, Lang::En);
        assert_eq!(keymap.chords(Command::Edit), [chord("ctrl+e")]);
        let names: Vec<&str> = mistakes.iter().map(|mistake| mistake.name.as_str()).collect();
        assert_eq!(names, ["no-such", "save", "help"], "{mistakes:?}");
        assert!(mistakes[2].text.contains("quit"), "{mistakes:?}");
    }
}
