//! Chords: key presses as named by the table of commands, the config and the help; and the mouse.
//!
//! Independent of the terminal library (`terminal` translates its events into [`Chord`]). Entry
//! point: [`Chord::parse`].

use std::fmt;

use crate::texts::Lang;

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character as typed (`G` includes shift).
    Char(char),
    /// A function key, from 1.
    F(u8),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab; with `shift` backwards.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Control held.
    pub ctrl: bool,
    /// Alt held (never needed by a default, because over SSH it is ambiguous with Esc).
    pub alt: bool,
    /// Shift held, for keys other than characters.
    pub shift: bool,
}

/// What was done with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerAction {
    /// The left button was pressed.
    Click,
    /// It was pressed again at once, at the same place.
    DoubleClick,
    /// The wheel was turned up.
    WheelUp,
    /// The wheel was turned down.
    WheelDown,
}

/// Why typed or pasted input arrived incomplete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputProblem {
    /// The terminal uses another character encoding.
    NotUtf8,
    /// The end of a paste did not arrive in time.
    PasteUnended,
    /// A paste exceeded the maximum length.
    PasteTooLong,
}

/// Names of keys in the config and, by language, on the screen.
const NAMES: &[(Key, &str, &str, &str)] = &[
    (Key::Enter, "enter", "Enter", "Enter"),
    (Key::Esc, "esc", "Esc", "Esc"),
    (Key::Tab, "tab", "Tab", "Tab"),
    (Key::Backspace, "backspace", "Rücktaste", "Bksp"),
    (Key::Delete, "delete", "Entf", "Del"),
    (Key::Insert, "insert", "Einfg", "Ins"),
    (Key::Up, "up", "↑", "↑"),
    (Key::Down, "down", "↓", "↓"),
    (Key::Left, "left", "←", "←"),
    (Key::Right, "right", "→", "→"),
    (Key::Home, "home", "Pos1", "Home"),
    (Key::End, "end", "Ende", "End"),
    (Key::PageUp, "pageup", "Bild↑", "PgUp"),
    (Key::PageDown, "pagedown", "Bild↓", "PgDn"),
    (Key::Char(' '), "space", "Leertaste", "Space"),
    (Key::Char('+'), "plus", "+", "+"),
];

impl Chord {
    /// Returns a key without modifiers.
    pub const fn plain(key: Key) -> Chord {
        Chord { key, ctrl: false, alt: false, shift: false }
    }

    /// Returns the character it types, if it types one.
    pub fn char(self) -> Option<char> {
        match self.key {
            Key::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Parses a chord in config notation: `ctrl+s`, `shift+tab`, `G`, `f1`, `space`. Returns `None`
    /// when it names no key.
    pub fn parse(text: &str) -> Option<Chord> {
        let mut chord = Chord::plain(Key::Esc);
        let mut rest = text;
        loop {
            let lower = rest.to_lowercase();
            let (flag, length) = if lower.starts_with("ctrl+") {
                (&mut chord.ctrl, 5)
            } else if lower.starts_with("alt+") {
                (&mut chord.alt, 4)
            } else if lower.starts_with("shift+") {
                (&mut chord.shift, 6)
            } else {
                break;
            };
            *flag = true;
            rest = &rest[length..];
        }
        chord.key = key(rest)?;
        Some(chord)
    }

    /// Returns the label of the chord on the screen.
    pub fn label(self, lang: Lang) -> String {
        let modifier = match (self.ctrl, self.alt, self.shift, lang) {
            (true, _, _, Lang::De) => "Strg-",
            (true, _, _, Lang::En) => "Ctrl-",
            (_, true, _, _) => "Alt-",
            (_, _, true, Lang::De) => "Umschalt-",
            (_, _, true, Lang::En) => "Shift-",
            _ => "",
        };
        let name = match (self.key, named(self.key)) {
            (_, Some((_, _, de, en))) => if lang == Lang::De { *de } else { *en }.to_owned(),
            (Key::Char(c), _) if self.ctrl => c.to_uppercase().to_string(),
            (Key::Char(c), _) => c.to_string(),
            (Key::F(n), _) => format!("F{n}"),
            _ => String::new(),
        };
        format!("{modifier}{name}")
    }
}

impl fmt::Display for Chord {
    /// Writes the notation that [`Chord::parse`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl+"), (self.alt, "alt+"), (self.shift, "shift+")] {
            if held {
                f.write_str(name)?;
            }
        }
        match (self.key, named(self.key)) {
            (_, Some((_, name, _, _))) => f.write_str(name),
            (Key::F(n), _) => write!(f, "f{n}"),
            (Key::Char(c), _) => write!(f, "{c}"),
            _ => Ok(()),
        }
    }
}

fn named(key: Key) -> Option<&'static (Key, &'static str, &'static str, &'static str)> {
    NAMES.iter().find(|(k, ..)| *k == key)
}

fn key(name: &str) -> Option<Key> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(Key::Char(c));
    }
    let lower = name.to_lowercase();
    if let Some((key, ..)) = NAMES.iter().find(|(_, n, ..)| *n == lower) {
        return Some(*key);
    }
    let number = lower.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&number).then_some(Key::F(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_parse_and_print_back() {
        for text in ["ctrl+s", "shift+tab", "G", "f1", "space", "plus", "/", "ctrl+left", "alt+b", "pagedown", "ü"] {
            assert_eq!(Chord::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "ctrl+", "f99", "hyper+x", "enterr"] {
            assert_eq!(Chord::parse(text), None, "{text}");
        }
    }

    #[test]
    fn labels_follow_the_language() {
        assert_eq!(Chord::parse("ctrl+s").unwrap().label(Lang::De), "Strg-S");
        assert_eq!(Chord::parse("shift+tab").unwrap().label(Lang::En), "Shift-Tab");
    }
}
