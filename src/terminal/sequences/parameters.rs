//! The parameters of a sequence: modifiers, and keys identified by their character.
//!
//! The encodings of kitty (CSI u, which iTerm2, foot and others send, too) and xterm
//! (`modifyOtherKeys`) distinguish keys that older terminals encode alike. Here keys mean the same
//! in all of them: Ctrl-I is Tab, Shift-Enter is Enter. Entry point: [`Parameters::csi_u`] and
//! [`Parameters::other_key`].

use super::control;
use crate::key::{Chord, Key};

/// The parameters of a sequence: up to three, each with up to two subparameters after colons. An
/// omitted one is 0.
pub(super) struct Parameters {
    values: [[u32; 3]; 3],
    count: usize,
    private: bool,
}

/// Modifiers held with a key, in the numbering of xterm and kitty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Modifiers {
    bits: u32,
    /// The key was released.
    released: bool,
}

impl Parameters {
    /// Parses parameters.
    pub(super) fn of(bytes: &[u8]) -> Parameters {
        let mut parameters = Parameters { values: [[0; 3]; 3], count: 0, private: false };
        let (mut at, mut part) = (0, 0);
        for byte in bytes {
            parameters.count = parameters.count.max(1);
            match byte {
                b';' => (at, part, parameters.count) = (at + 1, 0, at + 2),
                b':' => part += 1,
                b'0'..=b'9' => {
                    if let Some(value) = parameters.values.get_mut(at).and_then(|parts| parts.get_mut(part)) {
                        *value = value.saturating_mul(10).saturating_add((byte - b'0').into());
                    }
                }
                _ => parameters.private = true,
            }
        }
        parameters
    }

    /// Returns the number at this position.
    pub(super) fn at(&self, place: usize) -> u32 {
        self.values[place][0]
    }

    /// Returns true when there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Returns true when there is exactly one.
    pub(super) fn is_one(&self) -> bool {
        self.count == 1 && !self.private
    }

    /// Returns true when they are marked as private to a terminal, as those of no key are.
    pub(super) fn is_private(&self) -> bool {
        self.private
    }

    /// Returns the number at this position as modifiers.
    pub(super) fn modifiers(&self, place: usize) -> Modifiers {
        let [number, event, _] = self.values[place];
        Modifiers { bits: number.saturating_sub(1), released: event == 3 }
    }

    /// Returns the key of `CSI code : shifted : base ; modifiers : event ; text u`.
    pub(super) fn csi_u(&self) -> Option<Chord> {
        let [code, shifted, base] = self.values[0];
        let modifiers = self.modifiers(1);
        let code = match (self.values[2][0], modifiers.shift(), shifted) {
            (0, true, 1..) => shifted,
            (0, ..) => code,
            (text, ..) => text,
        };
        // The key in the Latin layout, for Ctrl with a letter of another alphabet.
        modifiers.with_code(if modifiers.ctrl() && code > 0x7f && (1..0x80).contains(&base) { base } else { code })
    }

    /// Returns the key of `CSI 27 ; modifiers ; code ~`.
    pub(super) fn other_key(&self) -> Option<Chord> {
        self.modifiers(1).with_code(self.at(2))
    }
}

impl Modifiers {
    /// Shift.
    pub(super) const SHIFT: Modifiers = Modifiers { bits: 1, released: false };
    /// Ctrl.
    pub(super) const CTRL: Modifiers = Modifiers { bits: 4, released: false };
    /// All that exist: also Super or Meta, Hyper, Meta, and the two locks.
    const ALL: u32 = 0xff;

    /// Both.
    pub(super) fn and(self, other: Modifiers) -> Modifiers {
        Modifiers { bits: self.bits | other.bits, ..self }
    }

    fn shift(self) -> bool {
        self.bits & 1 > 0
    }

    fn ctrl(self) -> bool {
        self.bits & 4 > 0
    }

    /// Returns true for Alt, and for a modifier that few keyboards have: Meta is 8 for xterm and
    /// iTerm2, which kitty calls Super, and 32 for kitty.
    fn alt(self) -> bool {
        self.bits & (2 | 8 | 16 | 32) > 0
    }

    fn caps_lock(self) -> bool {
        self.bits & 64 > 0
    }

    /// Returns the key with these modifiers; `None` when it was released.
    pub(super) fn with(self, key: Key) -> Option<Chord> {
        let held = Chord { key, ctrl: self.ctrl(), alt: self.alt(), shift: self.shift() };
        (!self.released && self.bits <= Modifiers::ALL).then_some(held)
    }

    /// Returns the key of a code with these modifiers, as older terminals send it.
    fn with_code(self, code: u32) -> Option<Chord> {
        let pressed = self.with(named(code).or_else(|| typed(code))?)?;
        Some(match pressed.key {
            Key::Enter | Key::Esc | Key::Backspace => Chord { ctrl: false, shift: false, ..pressed },
            Key::Tab => Chord { ctrl: false, ..pressed },
            Key::Char(c) if pressed.ctrl => Chord { alt: pressed.alt, ..with_ctrl(c) },
            Key::Char(c) => {
                let key = Key::Char(if self.shift() != self.caps_lock() { upper(c) } else { c });
                Chord { key, shift: false, ..pressed }
            }
            _ => pressed,
        })
    }
}

/// Returns the keys that type nothing, and the keypad in kitty's numbering.
fn named(code: u32) -> Option<Key> {
    Some(match code {
        9 => Key::Tab,
        13 | 57_414 => Key::Enter,
        27 => Key::Esc,
        8 | 127 => Key::Backspace,
        57_376..=57_387 => Key::F(u8::try_from(code - 57_376 + 13).ok()?),
        57_399..=57_408 => Key::Char(char::from_digit(code - 57_399, 10)?),
        57_409 => Key::Char('.'),
        57_410 => Key::Char('/'),
        57_411 => Key::Char('*'),
        57_412 => Key::Char('-'),
        57_413 => Key::Char('+'),
        57_415 => Key::Char('='),
        57_416 => Key::Char(','),
        57_417 => Key::Left,
        57_418 => Key::Right,
        57_419 => Key::Up,
        57_420 => Key::Down,
        57_421 => Key::PageUp,
        57_422 => Key::PageDown,
        57_423 => Key::Home,
        57_424 => Key::End,
        57_425 => Key::Insert,
        57_426 => Key::Delete,
        _ => return None,
    })
}

/// Returns a character key; kitty numbers its other keys in a private use area.
fn typed(code: u32) -> Option<Key> {
    let c = char::from_u32(code).filter(|c| !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(c))?;
    Some(Key::Char(c))
}

/// Returns the control character that Ctrl makes of a character, where there is one.
fn with_ctrl(c: char) -> Chord {
    match c {
        'a'..='z' | 'A'..='Z' | '@' | '[' | '\\' | ']' | '^' | '_' => control(c as u8 & 0x1f),
        '/' => control(0x1f),
        _ => Chord { ctrl: true, ..Chord::plain(Key::Char(c)) },
    }
}

/// Returns the uppercase character that Shift makes, where there is one.
fn upper(c: char) -> char {
    let mut upper = c.to_uppercase();
    upper.next().filter(|_| upper.next().is_none()).unwrap_or(c)
}
