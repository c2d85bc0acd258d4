//! The meaning of bytes from terminals: characters, keys, and other sequences.
//!
//! Knows the sequences of xterm, rxvt, PuTTY, the Linux console, screen, tmux and the VT family,
//! and the encodings of kitty (CSI u) and xterm (`modifyOtherKeys`). A well-formed unknown sequence
//! is ignored. Must not keep bytes or wait. Entry point: [`first`].

use ratatui::layout::Position;

use super::control_string::ControlString;
use crate::key::{Chord, Key, PointerAction};

mod parameters;

use parameters::{Modifiers, Parameters};

/// Length in bytes from which a sequence is read to its end like a control string; the longest
/// known ones have less than 40.
const LONGEST_SEQUENCE: usize = 256;

/// Aborts a sequence.
const CAN: u8 = 0x18;
const SUB: u8 = 0x1a;

/// The token at the beginning of some bytes.
#[derive(Debug)]
pub(super) enum Decoded {
    /// A key.
    Key(Chord),
    /// The left button or the wheel of the mouse, with the cell (mode 1006).
    Pointer(PointerAction, Position),
    /// Not a key: another mouse report, a focus report, a reply, a key release, an unknown
    /// sequence.
    Nothing,
    /// A byte that is not valid UTF-8.
    NotUtf8,
    /// A paste begins.
    PasteStart,
    /// A paste ends.
    PasteEnd,
    /// A control string begins.
    StringStart(ControlString),
}

/// The length of a token in bytes, and the token; `None` when its rest has not arrived yet.
type FirstDecoded = Option<(usize, Decoded)>;

/// What is known of the terminal's encoding from its input, where terminals use the same bytes for
/// different keys.
#[derive(Debug, Default)]
pub(super) struct TerminalQuirks {
    /// Arrows arrive as `ESC [ A`. Then `ESC O A` is Ctrl with an arrow, as PuTTY sends it ("Ctrl
    /// toggles app mode"). Otherwise it is the arrow itself, as Emacs's terminal always sends it.
    csi_arrows: bool,
    /// The keypad is in application mode, where `ESC O w` is its 7. Otherwise it is End, as rxvt
    /// sends it, and PuTTY where its Home and End keys are set to rxvt.
    application_keypad: bool,
}

/// Parses the token at the beginning of `bytes`.
pub(super) fn first(bytes: &[u8], habits: &mut TerminalQuirks) -> FirstDecoded {
    match *bytes.first()? {
        0x1b => escape(bytes, habits),
        byte @ (0..0x20 | 0x7f) => Some((1, Decoded::Key(control(byte)))),
        // C1 controls as one byte: no UTF-8 character begins with it.
        byte @ (0x8f | 0x90 | 0x98 | 0x9b | 0x9d..=0x9f) => introduced(byte - 0x40, bytes, 1, habits),
        // The same controls in UTF-8, which no key produces.
        0xc2 => match *bytes.get(1)? {
            byte @ (0x8f | 0x90 | 0x98 | 0x9b | 0x9d..=0x9f) => introduced(byte - 0x40, bytes, 2, habits),
            0x80..=0x9f => Some((2, Decoded::Nothing)),
            _ => character(bytes),
        },
        _ => character(bytes),
    }
}

/// Returns the key of a control character: a key of its own, or Ctrl with a letter.
pub(super) fn control(byte: u8) -> Chord {
    match byte {
        b'\r' => Chord::plain(Key::Enter),
        b'\t' => Chord::plain(Key::Tab),
        0x1b => Chord::plain(Key::Esc),
        0x7f => Chord::plain(Key::Backspace),
        0 => with_ctrl(' '),
        1..=26 => with_ctrl((byte - 1 + b'a').into()),
        _ => with_ctrl((byte.wrapping_sub(0x1c) + b'4').into()),
    }
}

fn with_ctrl(c: char) -> Chord {
    Chord { ctrl: true, ..Chord::plain(Key::Char(c)) }
}

/// Parses a UTF-8 character.
fn character(bytes: &[u8]) -> FirstDecoded {
    let start = &bytes[..bytes.len().min(4)];
    let valid = match str::from_utf8(start) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => str::from_utf8(&start[..error.valid_up_to()]).unwrap_or_default(),
        Err(error) => return Some((error.error_len()?, Decoded::NotUtf8)),
    };
    let c = valid.chars().next()?;
    Some((c.len_utf8(), Decoded::Key(Chord::plain(Key::Char(c)))))
}

fn escape(bytes: &[u8], habits: &mut TerminalQuirks) -> FirstDecoded {
    match *bytes.get(1)? {
        letter @ (b'[' | b'O' | b']' | b'P' | b'X' | b'^' | b'_') => introduced(letter, bytes, 2, habits),
        // The end of a string that was given up.
        b'\\' => Some((2, Decoded::Nothing)),
        // Not Alt with an arrow, as rxvt and PuTTY send it: on a slow line Esc and the next key
        // arrive together.
        0x1b => Some((1, Decoded::Key(control(0x1b)))),
        _ => {
            let (length, token) = first(&bytes[1..], habits)?;
            let alt = |chord| Chord { alt: true, ..chord };
            Some((1 + length, if let Decoded::Key(chord) = token { Decoded::Key(alt(chord)) } else { token }))
        }
    }
}

/// Parses what this letter after ESC, or the C1 control for both, introduces; it begins at `start`.
fn introduced(letter: u8, bytes: &[u8], start: usize, habits: &mut TerminalQuirks) -> FirstDecoded {
    let body = &bytes[start..];
    let (length, token) = match letter {
        b'[' => control_sequence(body, habits)?,
        b'O' => single_shift(body, habits)?,
        // On its own it may be Alt with a letter.
        _ => body.first().map(|_| (0, Decoded::StringStart(ControlString::new(!matches!(bytes[0], 0x1b | 0xc2)))))?,
    };
    Some((start + length, token))
}

/// Parses a control sequence (CSI): parameters, intermediate bytes, and a final byte.
fn control_sequence(body: &[u8], habits: &mut TerminalQuirks) -> FirstDecoded {
    // The Linux console's own function keys.
    if *body.first()? == b'[' {
        let number = body.get(1)?.wrapping_sub(b'A');
        return Some((2, if number < 5 { plain(Key::F(number + 1)) } else { Decoded::Nothing }));
    }
    let behind = body.iter().position(|byte| !(0x30..0x40).contains(byte));
    let parameters = Parameters::of(&body[..behind.unwrap_or(0)]);
    // Shift in rxvt, which ends there although `$` is an intermediate byte. Replies with it have
    // two parameters.
    if let Some(at) = behind
        && body[at] == b'$'
        && parameters.is_one()
        && numbered(parameters.at(0)).is_some()
    {
        return Some((at + 1, editing(b'$', &parameters)));
    }
    let Some(end) = body.iter().position(|byte| !(0x20..0x40).contains(byte)) else { return unended(body) };
    let (last, length) = (body[end], end + 1);
    Some(match last {
        CAN | SUB => (length, Decoded::Nothing),
        // Not a sequence: the bytes so far are dropped, and the byte that broke it begins a new
        // token.
        0..0x40 | 0x7f.. => (end, Decoded::Nothing),
        b'M' if body[0] == b'<' && behind == Some(end) => (length, pointer(&parameters)),
        // No key has intermediate bytes, and none is private to a terminal.
        _ if behind != Some(end) || parameters.is_private() => (length, Decoded::Nothing),
        // Mouse reports of X10 and xterm, and xterm's highlight tracking.
        b'M' if parameters.is_empty() => return report(body, length, 3),
        b't' if parameters.is_empty() => return report(body, length, 2),
        b'T' if parameters.is_empty() => return report(body, length, 6),
        b'~' | b'^' | b'@' => (length, editing(last, &parameters)),
        b'u' => (length, key_or_nothing(parameters.csi_u())),
        _ => {
            habits.csi_arrows |= parameters.is_empty() && matches!(last, b'A'..=b'D');
            (length, key_or_nothing(lettered(last, &parameters)))
        }
    })
}

/// Parses a press of a button (mode 1006). With Shift it is the terminal's own; the others move
/// nothing.
fn pointer(parameters: &Parameters) -> Decoded {
    let action = match parameters.at(0) {
        0 => PointerAction::Click,
        64 => PointerAction::WheelUp,
        65 => PointerAction::WheelDown,
        _ => return Decoded::Nothing,
    };
    let cell = |place| u16::try_from(parameters.at(place).saturating_sub(1)).unwrap_or(u16::MAX);
    Decoded::Pointer(action, Position { x: cell(1), y: cell(2) })
}

/// Waits for the end of a sequence unless it is too long.
fn unended(body: &[u8]) -> FirstDecoded {
    (body.len() > LONGEST_SEQUENCE).then(|| (body.len(), Decoded::StringStart(ControlString::new(false))))
}

/// Reads the `count` coordinates of a mouse report. Each is a byte, or a character of two bytes
/// (mode 1005). Two bytes that may be either, as in a window of more than 161 columns and 95 rows,
/// are taken for a character.
fn report(body: &[u8], mut at: usize, count: usize) -> FirstDecoded {
    for _ in 0..count {
        at += match body[at..] {
            [0x1b, ..] => break,
            [0xc2..=0xdf, 0x80..=0xbf, ..] => 2,
            [] | [0xc2..=0xdf] => return None,
            _ => 1,
        };
    }
    Some((at, Decoded::Nothing))
}

/// Parses a key with a number: those of the VT220 and their successors.
fn editing(last: u8, parameters: &Parameters) -> Decoded {
    let modifiers = match last {
        b'~' => parameters.modifiers(1),
        // Shift, Ctrl, and both, as rxvt encodes them.
        b'$' => Modifiers::SHIFT,
        b'^' => Modifiers::CTRL,
        _ => Modifiers::SHIFT.and(Modifiers::CTRL),
    };
    match (last, parameters.at(0)) {
        (b'~', 200) => Decoded::PasteStart,
        (b'~', 201) => Decoded::PasteEnd,
        (b'~', 27) => key_or_nothing(parameters.other_key()),
        (b'^' | b'@', _) if !parameters.is_one() => Decoded::Nothing,
        (_, number) => key_or_nothing(numbered(number).and_then(|key| modifiers.with(key))),
    }
}

/// Returns the key of a final letter.
fn lettered(last: u8, parameters: &Parameters) -> Option<Chord> {
    let key = match last {
        b'Z' => return Modifiers::SHIFT.with(Key::Tab),
        // Shift, as rxvt encodes it.
        b'a'..=b'd' if parameters.is_empty() => return Modifiers::SHIFT.with(arrow(last - b'a')),
        b'A'..=b'D' => arrow(last - b'A'),
        b'F' => Key::End,
        b'H' => Key::Home,
        // With parameters this is a cursor position report, which another program requested.
        b'R' if parameters.is_empty() => Key::F(3),
        b'P' | b'Q' | b'S' => Key::F(last - b'P' + 1),
        _ => return None,
    };
    // Old versions of xterm send the modifiers alone.
    match (parameters.is_one(), parameters.at(0)) {
        (true, _) => parameters.modifiers(0).with(key),
        (false, 0 | 1) => parameters.modifiers(1).with(key),
        _ => None,
    }
}

/// Parses a key after SS3 (`ESC O`): the VT100's function keys and keypad, arrows in application
/// mode, and what rxvt, PuTTY and old versions of xterm send.
fn single_shift(body: &[u8], habits: &mut TerminalQuirks) -> FirstDecoded {
    let Some(end) = body.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b';')) else { return unended(body) };
    let (parameters, last) = (Parameters::of(&body[..end]), body[end]);
    if matches!(last, CAN | SUB) {
        return Some((end + 1, Decoded::Nothing));
    }
    if !(0x20..0x7f).contains(&last) {
        return Some((end, Decoded::Nothing));
    }
    habits.application_keypad |= matches!(last, b'j'..=b'v' | b'x' | b'y');
    let modified =
        |key| if parameters.is_one() { parameters.modifiers(0).with(key) } else { parameters.modifiers(1).with(key) };
    let chord = match last {
        b'A'..=b'D' if end == 0 && habits.csi_arrows => Modifiers::CTRL.with(arrow(last - b'A')),
        b'A'..=b'D' => modified(arrow(last - b'A')),
        b'a'..=b'd' => Modifiers::CTRL.with(arrow(last - b'a')),
        b'F' => modified(Key::End),
        b'H' => modified(Key::Home),
        // PuTTY has F1 to F12 from P to `[` ("VT100+"); there F9 is the keypad's `=`.
        b'P'..=b'W' | b'Y' | b'Z' | b'[' => modified(Key::F(last - b'P' + 1)),
        b'M' => Some(Chord::plain(Key::Enter)),
        b'I' => Some(Chord::plain(Key::Tab)),
        b' ' => Some(Chord::plain(Key::Char(' '))),
        b'X' => Some(Chord::plain(Key::Char('='))),
        b'w' if !habits.application_keypad => Some(Chord::plain(Key::End)),
        // From `*` to 9 as in ASCII.
        b'j'..=b'y' => Some(Chord::plain(Key::Char((last - 0x40).into()))),
        _ => None,
    };
    Some((end + 1, key_or_nothing(chord)))
}

fn arrow(number: u8) -> Key {
    match number {
        0 => Key::Up,
        1 => Key::Down,
        2 => Key::Right,
        _ => Key::Left,
    }
}

fn numbered(number: u32) -> Option<Key> {
    let function = |first: u32| Some(Key::F(u8::try_from(number - first).ok()?));
    match number {
        1 | 7 => Some(Key::Home),
        2 => Some(Key::Insert),
        3 => Some(Key::Delete),
        4 | 8 => Some(Key::End),
        5 => Some(Key::PageUp),
        6 => Some(Key::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        28 | 29 => function(13),
        31..=34 => function(14),
        _ => None,
    }
}

fn plain(key: Key) -> Decoded {
    Decoded::Key(Chord::plain(key))
}

fn key_or_nothing(chord: Option<Chord>) -> Decoded {
    chord.map_or(Decoded::Nothing, Decoded::Key)
}
