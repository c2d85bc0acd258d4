//! Keys and pastes out of the bytes that terminals send.
//!
//! The library's own reading is not used: it blocks on half a sequence, so that no signal is heard; it does not tell of
//! what lies behind the first kilobyte of a burst; and it spins when the terminal goes away (crossterm issue 793). Must
//! not read or wait itself. Enter at [`Keys::take`].

use memchr::memmem;

use super::Input;
use crate::key::{Chord, Key};

const PASTE: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// A paste that is longer is handed on in parts, lest one that never ends fills the memory.
const LONGEST_PASTE: usize = 8 << 20;

/// Bytes that make no whole key yet.
#[derive(Default)]
pub(super) struct Keys {
    bytes: Vec<u8>,
}

/// What the first bytes are: their number and what they mean, if anything. `None` when their rest has not come yet.
type First = Option<(usize, Option<Input>)>;

impl Keys {
    /// Takes bytes in and gives out what they make.
    pub(super) fn take(&mut self, bytes: &[u8], found: &mut Vec<Input>) {
        self.bytes.extend_from_slice(bytes);
        let mut rest = self.bytes.as_slice();
        while let Some((length, input)) = first(rest) {
            found.extend(input);
            rest = &rest[length..];
        }
        self.bytes.drain(..self.bytes.len() - rest.len());
    }

    /// True while a key may be half there; a paste takes as long as it takes.
    pub(super) fn is_half(&self) -> bool {
        !self.bytes.is_empty() && !self.bytes.starts_with(PASTE)
    }

    /// Takes what is there as it is, because its rest did not come in time: Esc, or a key with Alt.
    pub(super) fn settle(&mut self, found: &mut Vec<Input>) {
        found.extend(match self.bytes[..] {
            [0x1b] => Some(key(Key::Esc)),
            [0x1b, other @ (b'[' | b'O')] => Some(with_alt(key(Key::Char(other.into())))),
            _ => None,
        });
        self.bytes.clear();
    }
}

fn first(bytes: &[u8]) -> First {
    match *bytes.first()? {
        0x1b => escape(bytes),
        byte @ (0..0x20 | 0x7f) => Some((1, Some(control(byte)))),
        _ => character(bytes),
    }
}

/// A control character: the keys that have one, or Ctrl with a letter.
fn control(byte: u8) -> Input {
    match byte {
        b'\r' => key(Key::Enter),
        b'\t' => key(Key::Tab),
        0x7f => key(Key::Backspace),
        0 => with_ctrl(' '),
        1..=26 => with_ctrl((byte - 1 + b'a').into()),
        _ => with_ctrl((byte - 0x1c + b'4').into()),
    }
}

/// A character in UTF-8; what is none is dropped.
fn character(bytes: &[u8]) -> First {
    let start = &bytes[..bytes.len().min(4)];
    let valid = match str::from_utf8(start) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => str::from_utf8(&start[..error.valid_up_to()]).unwrap_or_default(),
        Err(error) => return Some((error.error_len()?, None)),
    };
    let c = valid.chars().next()?;
    Some((c.len_utf8(), Some(key(Key::Char(c)))))
}

fn escape(bytes: &[u8]) -> First {
    match *bytes.get(1)? {
        b'[' => sequence(bytes),
        b'O' => Some((3, named(*bytes.get(2)?).map(key))),
        0x1b => Some((1, Some(key(Key::Esc)))),
        _ => first(&bytes[1..]).map(|(length, input)| (1 + length, input.map(with_alt))),
    }
}

/// `ESC [`, parameters, and a letter that ends it.
fn sequence(bytes: &[u8]) -> First {
    // The Linux console's own function keys.
    if bytes.get(2) == Some(&b'[') {
        let number = bytes.get(3)?.wrapping_sub(b'A');
        return Some((4, (number < 5).then(|| key(Key::F(number + 1)))));
    }
    let end = 2 + bytes[2..].iter().position(|byte| !(0x20..0x40).contains(byte))?;
    let parameters = str::from_utf8(&bytes[2..end]).unwrap_or_default();
    let mut numbers = parameters.split(';').map(|p| p.parse::<u16>().unwrap_or(0));
    let (number, modifiers) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    let known = match bytes[end] {
        b'~' if number == 200 => return paste(bytes),
        b'~' => numbered(number),
        b'Z' => return Some((end + 1, Some(modified(Key::Tab, 2)))),
        letter @ 0x40..0x7f => named(letter).filter(|_| !parameters.starts_with(['<', '=', '>', '?'])),
        // No sequence after all: what is there is dropped, and what broke it begins anew.
        _ => return Some((end, None)),
    };
    Some((end + 1, known.map(|known| modified(known, modifiers))))
}

/// Keys that end with a letter.
fn named(letter: u8) -> Option<Key> {
    Some(match letter {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'M' => Key::Enter,
        b'P'..=b'S' => Key::F(letter - b'P' + 1),
        _ => return None,
    })
}

/// Keys that end with `~`.
fn numbered(number: u16) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        2 => Key::Insert,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        11..=15 => Key::F(number as u8 - 10),
        17..=21 => Key::F(number as u8 - 11),
        23..=24 => Key::F(number as u8 - 12),
        _ => return None,
    })
}

fn paste(bytes: &[u8]) -> First {
    let text = &bytes[PASTE.len()..];
    let (length, end) = match memmem::find(text, PASTE_END) {
        Some(length) => (length, PASTE_END.len()),
        None if text.len() > LONGEST_PASTE => (text.len(), 0),
        None => return None,
    };
    let pasted = String::from_utf8_lossy(&text[..length]).into_owned();
    Some((PASTE.len() + length + end, Some(Input::Paste(pasted))))
}

fn key(key: Key) -> Input {
    Input::Key(Chord::plain(key))
}

fn with_ctrl(c: char) -> Input {
    Input::Key(Chord { ctrl: true, ..Chord::plain(Key::Char(c)) })
}

fn with_alt(input: Input) -> Input {
    match input {
        Input::Key(chord) => Input::Key(Chord { alt: true, ..chord }),
        other => other,
    }
}

/// A key with the modifiers that xterm counts from 1: Shift 1, Alt 2, Ctrl 4.
fn modified(key: Key, modifiers: u16) -> Input {
    let bits = modifiers.saturating_sub(1);
    Input::Key(Chord { key, shift: bits & 1 > 0, alt: bits & 2 > 0, ctrl: bits & 4 > 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What these bytes make, each part arriving on its own and nothing after them; keys by their names.
    fn read(parts: &[&[u8]]) -> Vec<String> {
        let (mut keys, mut found) = (Keys::default(), Vec::new());
        parts.iter().for_each(|part| keys.take(part, &mut found));
        if keys.is_half() {
            keys.settle(&mut found);
        }
        let name = |input| match input {
            Input::Key(chord) => chord.to_string(),
            Input::Paste(text) => format!("paste {text}"),
            other => format!("{other:?}"),
        };
        found.into_iter().map(name).collect()
    }

    #[test]
    fn what_terminals_send_becomes_the_chords_of_the_table() {
        for (bytes, wanted) in [
            ("aG ü€😀", "a G space ü € 😀"),
            ("\r\t\x7f\x08\x13\n\0", "enter tab backspace ctrl+h ctrl+s ctrl+j ctrl+space"),
            ("\x1b[A\x1bOB\x1b[1;5C\x1b[1;2D", "up down ctrl+right shift+left"),
            (
                "\x1b[H\x1bOF\x1b[1~\x1b[8~\x1b[5~\x1b[6~\x1b[3~\x1b[2~",
                "home end home end pageup pagedown delete insert",
            ),
            ("\x1bOP\x1b[11~\x1b[[B\x1b[15~\x1b[24~\x1b[Z", "f1 f1 f2 f5 f12 shift+tab"),
            ("\x1bx\x1b\r\x1bü\x1b\x1b[A", "alt+x alt+enter alt+ü esc up"),
            ("\x1b[<0;1;1M\x1b[I\x1b[?1;2c\x1b[99~x", "x"),
        ] {
            assert_eq!(read(&[bytes.as_bytes()]).join(" "), wanted, "{bytes:?}");
        }
    }

    #[test]
    fn a_key_may_come_in_parts_and_escape_alone() {
        for bytes in ["ü€😀\x1b[1;5A\x1b[3~\x1bOP\x1b[200~ä\x1b[201~x", "\x1b\x1b[5~q"] {
            let parts: Vec<&[u8]> = bytes.as_bytes().chunks(1).collect();
            assert_eq!(read(&parts), read(&[bytes.as_bytes()]), "{bytes:?}");
        }
        assert_eq!(read(&[b"\x1b"]), ["esc"]);
        assert_eq!(read(&[b"\x1b", b"["]), ["alt+["]);
        assert_eq!(read(&[b"\x1b[1;"]), [""; 0], "half an arrow types nothing");
    }

    #[test]
    fn a_paste_is_one_text_whatever_stands_in_it() {
        let pasted = b"a\x1b[200~q\r\n\x1b[A\x07\xff\x1b[201~b";
        assert_eq!(read(&[pasted]), ["a", "paste q\r\n\u{1b}[A\u{7}\u{fffd}", "b"]);
        let mut keys = Keys::default();
        keys.take(b"\x1b[200~never ended", &mut Vec::new());
        assert!(!keys.is_half(), "it is not cut short");
    }

    #[test]
    fn no_bytes_are_lost_or_stay() {
        assert_eq!(read(&[&b"x".repeat(100_000)]).len(), 100_000);
        assert_eq!(read(&[b"\xff\xc3x\x1b[\x1b[Bq\x1b[1\xc3\xbc"]), ["x", "down", "q", "ü"]);
    }
}
