//! Resolves a chord and its context to a command: the table's defaults with the user's overrides.
//!
//! Pure; all problems of the overrides are collected and reported together. Entry points:
//! [`Keymap::new`] and [`Keymap::resolve`].

use std::collections::HashMap;

use crate::command::{Binding, Command, CommandContext, Context, bindings};
use crate::key::Chord;
use crate::texts::{self, Lang, Phrase};

/// The meaning of a chord.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// Run this command.
    Run(Command),
    /// The command is bound here but unavailable; carries the reason.
    Unavailable(Command, Phrase),
    /// Nothing is bound, and a text input has the focus: insert the character.
    Insert(char),
    /// Nothing is bound.
    Unbound,
}

/// A problem with an override.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BindingError {
    /// The name of the binding as given.
    pub name: String,
    /// The problem, as a sentence.
    pub message: String,
}

/// The bindings in effect.
#[derive(Debug, Clone)]
pub struct Keymap {
    commands: HashMap<(Context, Chord), Command>,
    /// The chords of each binding, by its name.
    chords: HashMap<&'static str, Vec<Chord>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let chords = |binding: &Binding| binding.keys.iter().filter_map(|key| Chord::parse(key)).collect();
        Keymap::from_chords(bindings().map(|binding| (binding.name, chords(binding))).collect(), &[])
    }
}

/// A chord that the settings give to a command while another has it too in a context where both
/// work.
#[derive(Debug, Clone, Copy)]
struct KeyConflict {
    chord: Chord,
    /// The binding the settings give it to.
    given: &'static Binding,
    /// The binding of another command that has it as well.
    other: &'static Binding,
    /// The one that holds where both work.
    winner: &'static Binding,
}

impl Keymap {
    /// Returns the defaults overlaid with `overrides` (name of a binding and its chords; an empty
    /// list unbinds). Invalid overrides are skipped and reported together, as is every chord with
    /// two meanings. No override removes the last key of an essential command.
    pub fn new<'a>(
        overrides: impl IntoIterator<Item = (&'a str, &'a [String])>,
        lang: Lang,
    ) -> (Keymap, Vec<BindingError>) {
        let mut chords = Keymap::default().chords;
        let mut mistakes = Vec::new();
        let mut given = Vec::new();
        for (name, keys) in overrides {
            let mistake = |message: String| BindingError { name: name.to_owned(), message };
            let Some(binding) = bindings().find(|binding| binding.name == name) else {
                mistakes.push(mistake(texts::keys::unknown_command(lang, name)));
                continue;
            };
            let (known, unusable) = usable(binding, keys, lang);
            mistakes.extend(unusable.into_iter().map(mistake));
            if known.is_empty() && !keys.is_empty() && binding.is_essential() {
                continue;
            }
            given.push(binding);
            chords.insert(binding.name, known);
        }
        for conflict in conflicts(&chords, &given) {
            if conflict.winner.name != conflict.given.name && conflict.other.is_essential() {
                chords.entry(conflict.given.name).or_default().retain(|chord| *chord != conflict.chord);
            }
            mistakes.push(BindingError { name: conflict.given.name.to_owned(), message: conflict.message(lang) });
        }
        (Keymap::from_chords(chords, &given), mistakes)
    }

    /// Binds all chords; a `given` binding wins a chord that occurs twice in a context.
    fn from_chords(chords: HashMap<&'static str, Vec<Chord>>, given: &[&Binding]) -> Keymap {
        let mut commands = HashMap::new();
        let is_given = |binding: &Binding| given.iter().any(|given| given.name == binding.name);
        for first in [true, false] {
            for binding in bindings().filter(|binding| is_given(binding) == first) {
                for chord in &chords[binding.name] {
                    for context in binding.contexts {
                        commands.entry((*context, *chord)).or_insert(binding.command);
                    }
                }
            }
        }
        Keymap { commands, chords }
    }

    /// Returns the meaning of `chord` in `contexts`, innermost first.
    pub fn resolve(&self, contexts: &[Context], chord: Chord, facts: &CommandContext) -> Resolved {
        if let Some(command) = self.command(contexts, chord) {
            return match (command.spec().available)(facts) {
                Ok(()) => Resolved::Run(command),
                Err(reason) => Resolved::Unavailable(command, reason),
            };
        }
        let typing = contexts.iter().any(|c| matches!(c, Context::Text | Context::Pick));
        match chord.char() {
            Some(c) if typing => Resolved::Insert(c),
            _ => Resolved::Unbound,
        }
    }

    /// Returns the command of `chord` in `contexts`, available or not.
    fn command(&self, contexts: &[Context], chord: Chord) -> Option<Command> {
        contexts.iter().find_map(|context| self.commands.get(&(*context, chord)).copied())
    }

    /// Returns the chords of a binding.
    pub fn chords(&self, binding: &Binding) -> &[Chord] {
        &self.chords[binding.name]
    }

    /// Returns the chord that footer and sentences name for a command: the first of its first
    /// binding.
    pub fn key(&self, command: Command) -> Option<Chord> {
        self.chords(&command.spec().bindings[0]).first().copied()
    }

    /// Returns the chord that runs a command in these contexts: the first of its first binding
    /// that works there and that no inner context gives to another command.
    pub fn key_in(&self, command: Command, contexts: &[Context]) -> Option<Chord> {
        let works = |binding: &&Binding| binding.contexts.iter().any(|context| contexts.contains(context));
        let mut chords = command.spec().bindings.iter().filter(works).flat_map(|binding| self.chords(binding)).copied();
        chords.find(|chord| self.command(contexts, *chord) == Some(command))
    }
}

/// Returns the chords among `keys` that can run a command, and the problems of the others.
fn usable(binding: &Binding, keys: &[String], lang: Lang) -> (Vec<Chord>, Vec<String>) {
    let mut chords = Vec::new();
    let mut unusable = Vec::new();
    let in_text = binding
        .contexts
        .iter()
        .any(|context| matches!(context, Context::Global | Context::Text | Context::Pick | Context::Query));
    for key in keys {
        match Chord::parse(key) {
            None => unusable.push(texts::keys::unknown_chord(lang, key, binding.name)),
            Some(chord) if in_text && chord.char().is_some() => {
                unusable.push(texts::keys::typed(lang, key, binding.name))
            }
            Some(chord) => chords.push(chord),
        }
    }
    (chords, unusable)
}

/// Returns the conflicts between commands of which at least one is `given`, each once. Among the
/// defaults, an inner context hides keys of an outer one on purpose.
fn conflicts(chords: &HashMap<&str, Vec<Chord>>, given: &[&'static Binding]) -> Vec<KeyConflict> {
    let mut found: Vec<KeyConflict> = Vec::new();
    for binding in given {
        for other in bindings().filter(|other| other.command != binding.command) {
            let shared = chords[binding.name].iter().filter(|chord| chords[other.name].contains(chord));
            for chord in shared.filter(|chord| !(is_default(binding, **chord) && is_default(other, **chord))) {
                let known = found.iter().any(|c| c.chord == *chord && c.given.name == other.name);
                let Some(winner) = winner(binding, other).filter(|_| !known) else { continue };
                found.push(KeyConflict { chord: *chord, given: binding, other, winner });
            }
        }
    }
    found
}

fn is_default(binding: &Binding, chord: Chord) -> bool {
    binding.keys.iter().any(|key| Chord::parse(key) == Some(chord))
}

/// Returns which of two bindings holds for a common chord, the first being given by the settings;
/// `None` when they never work in the same context.
fn winner(given: &'static Binding, other: &'static Binding) -> Option<&'static Binding> {
    let within = |inner: &Binding, outer: &Binding| {
        inner.contexts.iter().any(|context| context.stack().iter().any(|asked| outer.contexts.contains(asked)))
    };
    let (inner, outer) = (within(given, other), within(other, given));
    if !inner && !outer {
        return None;
    }
    let wins = inner && !other.is_essential() || given.is_essential();
    Some(if wins { given } else { other })
}

impl KeyConflict {
    fn message(&self, lang: Lang) -> String {
        // Follows the order of the table, so that the result does not depend on which of the two is
        // given.
        let in_order = (self.given.command as usize) < self.other.command as usize;
        let (first, second) = if in_order { (self.given, self.other) } else { (self.other, self.given) };
        texts::keys::collision(lang, &self.chord.to_string(), first.name, second.name, self.winner.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Key;

    fn chord(text: &str) -> Chord {
        Chord::parse(text).unwrap()
    }

    fn chords(keymap: &Keymap, command: Command) -> &[Chord] {
        keymap.chords(&command.spec().bindings[0])
    }

    #[test]
    fn the_innermost_context_wins_and_text_is_typed() {
        let keymap = Keymap::default();
        let facts = CommandContext::default();
        assert_eq!(keymap.resolve(&[Context::Text, Context::Global], chord("q"), &facts), Resolved::Insert('q'));
        assert_eq!(keymap.resolve(&[Context::Browse, Context::Move], chord("q"), &facts), Resolved::Run(Command::Quit));
        assert_eq!(keymap.resolve(&[Context::Text], Chord::plain(Key::F(9)), &facts), Resolved::Unbound);
    }

    #[test]
    fn what_does_not_work_says_why() {
        let facts = CommandContext { read_only: true, record: true, ..CommandContext::default() };
        let Resolved::Unavailable(Command::Edit, reason) =
            Keymap::default().resolve(&[Context::Detail], chord("e"), &facts)
        else {
            panic!("edit must be refused");
        };
        assert_eq!(reason.de, "Schreibgeschützt: Änderungen sind nicht möglich.");
    }

    #[test]
    fn overrides_replace_keys_and_all_mistakes_are_told() {
        let edit = ["ctrl+e".to_owned()];
        let bad = ["ctrl+nonsense".to_owned()];
        let twice = ["q".to_owned()];
        let overrides: [(&str, &[String]); 4] = [("edit", &edit), ("no-such", &edit), ("save", &bad), ("help", &twice)];
        let (keymap, mistakes) = Keymap::new(overrides, Lang::En);
        assert_eq!(chords(&keymap, Command::Edit), [chord("ctrl+e")]);
        let names: Vec<&str> = mistakes.iter().map(|mistake| mistake.name.as_str()).collect();
        assert_eq!(names, ["no-such", "save", "help"], "{mistakes:?}");
        assert!(mistakes[2].message.contains("quit"), "{mistakes:?}");
    }

    /// Returns the keymap of these settings and the problems reported.
    fn given(overrides: &[(&str, &[&str])]) -> (Keymap, Vec<String>) {
        let owned: Vec<(&str, Vec<String>)> =
            overrides.iter().map(|(name, keys)| (*name, keys.iter().map(|key| (*key).to_owned()).collect())).collect();
        let (keymap, mistakes) = Keymap::new(owned.iter().map(|(name, keys)| (*name, keys.as_slice())), Lang::En);
        (keymap, mistakes.into_iter().map(|mistake| mistake.message).collect())
    }

    fn runs(keymap: &Keymap, context: Context, key: &str) -> Resolved {
        let facts = CommandContext { unsaved: true, ..CommandContext::default() };
        keymap.resolve(context.stack(), chord(key), &facts)
    }

    #[test]
    fn a_key_that_hides_another_is_told_and_saving_and_leaving_keep_theirs() {
        let (keymap, said) = given(&[("undo", &["q"]), ("regions", &["ctrl+s", "f7"])]);
        assert_eq!(
            said,
            [
                "q is bound twice, to undo and quit; where both apply it means quit",
                "ctrl+s is bound twice, to regions and save; where both apply it means save",
            ]
        );
        assert_eq!(runs(&keymap, Context::Detail, "ctrl+s"), Resolved::Run(Command::Save));
        assert_eq!(runs(&keymap, Context::Detail, "q"), Resolved::Run(Command::Quit));
        assert_eq!(chords(&keymap, Command::Pane1), [chord("f7")]);
        // The report matches the behaviour.
        let (keymap, said) = given(&[("related", &["m"]), ("matrix", &["f5"]), ("redraw", &["f5"])]);
        assert_eq!(said, ["f5 is bound twice, to matrix and redraw; where both apply it means matrix"]);
        assert_eq!(runs(&keymap, Context::Pane, "m"), Resolved::Run(Command::Related));
        assert_eq!(runs(&keymap, Context::Pane, "f5"), Resolved::Run(Command::Matrix));
        let (keymap, said) = given(&[("redraw", &["delete"])]);
        assert_eq!(said[0], "delete is bound twice, to delete and redraw; where both apply it means delete");
        assert_eq!(runs(&keymap, Context::Pane, "delete"), runs(&Keymap::default(), Context::Pane, "delete"));
    }

    #[test]
    fn a_setting_without_any_usable_key_takes_nothing_from_an_essential_command() {
        let (keymap, said) = given(&[("save", &["strg+s"]), ("quit", &["ctrl+s"]), ("redraw", &["x"])]);
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[1].starts_with("x") && said[1].contains("typed"), "{said:?}");
        assert_eq!(runs(&keymap, Context::Text, "ctrl+s"), Resolved::Run(Command::Save));
        assert_eq!(runs(&keymap, Context::Text, "x"), Resolved::Insert('x'));
        assert!(!chords(&keymap, Command::Quit).is_empty() || !chords(&keymap, Command::Interrupt).is_empty());
        // An empty list unbinds all keys.
        assert!(chords(&given(&[("save", &[])]).0, Command::Save).is_empty());
    }

    #[test]
    fn each_binding_of_a_command_is_set_by_its_own_name() {
        let (keymap, said) = given(&[("up-letter", &["w"]), ("write", &["f8"]), ("help-anywhere", &["f7"])]);
        assert_eq!(said, [""; 0]);
        assert_eq!(runs(&keymap, Context::Move, "w"), Resolved::Run(Command::Up));
        assert_eq!(runs(&keymap, Context::Pick, "w"), Resolved::Insert('w'));
        for (context, key, command) in [
            (Context::Move, "up", Command::Up),
            (Context::Pick, "up", Command::Up),
            (Context::Move, "j", Command::Down),
            (Context::Pane, "f8", Command::Save),
            (Context::Text, "ctrl+s", Command::Save),
            (Context::Text, "f7", Command::Help),
            (Context::Matrix, "?", Command::Help),
        ] {
            assert_eq!(runs(&keymap, context, key), Resolved::Run(command), "{key}");
        }
        for (context, key) in [(Context::Move, "k"), (Context::Matrix, "f8"), (Context::Text, "f1")] {
            assert_eq!(runs(&keymap, context, key), Resolved::Unbound, "{key}");
        }
        // The second name of a command protects no key, the first one does.
        let (keymap, said) = given(&[("undo", &["w", "ctrl+s"])]);
        assert_eq!(said.len(), 2, "{said:?}");
        assert_eq!(runs(&keymap, Context::Pane, "w"), Resolved::Unavailable(Command::Undo, undo_refused()));
        assert_eq!(runs(&keymap, Context::Pane, "ctrl+s"), Resolved::Run(Command::Save));
    }

    fn undo_refused() -> Phrase {
        (Command::Undo.spec().available)(&CommandContext::default()).unwrap_err()
    }

    #[test]
    fn the_defaults_given_once_more_are_no_mistake() {
        for binding in bindings() {
            let (_, said) = given(&[(binding.name, binding.keys)]);
            assert_eq!(said, [""; 0], "{}", binding.name);
        }
    }
}
