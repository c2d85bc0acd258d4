//! Control strings (OSC, DCS, APC, PM, SOS): replies to another program's queries, read to their
//! end.
//!
//! Keeps of them only what an answer to this program's own question may be. Must not wait:
//! [`super::input_parser`] gives up one that does not end. Entry point: [`ControlString::take`].

use super::background;

/// The longest answer that is understood, in bytes.
const LONGEST_ANSWER: usize = 40;

/// A control string that has begun.
#[derive(Debug)]
pub(super) struct ControlString {
    /// It began with a single byte that may also be a letter of a character set other than UTF-8.
    pub may_be_letter: bool,
    /// The last byte read.
    last: u8,
    /// Its beginning, as long as an answer that is understood.
    beginning: Vec<u8>,
}

/// How much of a control string has been read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct StringProgress {
    /// The number of bytes.
    pub length: usize,
    /// The string has ended.
    pub is_over: bool,
}

impl ControlString {
    /// Returns a string of which only the introducer has arrived.
    pub(super) fn new(may_be_letter: bool) -> ControlString {
        ControlString { may_be_letter, last: 0, beginning: Vec::new() }
    }

    /// Returns whether it tells of a light background; `None` when it tells something else.
    pub(super) fn is_background_light(&self) -> Option<bool> {
        background::is_light(&self.beginning)
    }

    /// Reads up to the end: BEL, ST, CAN, SUB, or an ESC that begins something else (as in DEC's
    /// terminals, <https://vt100.net/emu/dec_ansi_parser>). Leaves an ESC whose next byte has not
    /// arrived.
    pub(super) fn take(&mut self, bytes: &[u8]) -> StringProgress {
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                0x07 | 0x18 | 0x1a => return StringProgress { length: at + 1, is_over: true },
                0x1b => {
                    let next = bytes.get(at + 1);
                    let length = if next == Some(&b'\\') { at + 2 } else { at };
                    return StringProgress { length, is_over: next.is_some() };
                }
                // ST as one byte, or in UTF-8. After any other byte it belongs to a character, as
                // in "Ü".
                0x9c if self.last < 0x80 || self.last == 0xc2 => {
                    return StringProgress { length: at + 1, is_over: true };
                }
                _ => {
                    self.last = *byte;
                    if self.beginning.len() < LONGEST_ANSWER {
                        self.beginning.push(*byte);
                    }
                }
            }
        }
        StringProgress { length: bytes.len(), is_over: false }
    }
}
