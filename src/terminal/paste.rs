//! A bracketed paste, however its bytes arrive and whether or not its end marker does.
//!
//! Must not wait: [`super::input_parser`] tells it when nothing has arrived for long. Entry point:
//! [`Paste::take`].

use memchr::memmem;

const END: &[u8] = b"\x1b[201~";

/// Maximum length of a paste in bytes. The rest of a longer one is dropped, so that an endless one
/// cannot fill the memory.
pub(super) const LONGEST: usize = 8 << 20;

/// A paste that has begun.
#[derive(Debug, Default)]
pub(super) struct Paste {
    /// Bytes that have not been handed over; of a paste that is too long, also those that may begin
    /// its end marker.
    bytes: Vec<u8>,
    is_too_long: bool,
    /// Nothing came for so long once that its end is taken for lost.
    pub is_end_lost: bool,
    /// All that has come was handed over.
    pub is_handed_over: bool,
}

/// The result of a paste.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PastedText {
    /// The text, with invalid UTF-8 replaced.
    pub text: String,
    /// All of it was valid UTF-8.
    pub is_utf8: bool,
    /// The paste exceeded the maximum length.
    pub is_too_long: bool,
}

impl Paste {
    /// Takes more bytes. Returns the number of bytes up to and including its end marker; `None`
    /// when the marker is not among them, and all belong to the paste.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Option<usize> {
        self.is_handed_over = false;
        let before = self.bytes.len();
        let searched = before.saturating_sub(END.len() - 1);
        self.bytes.extend_from_slice(bytes);
        if let Some(end) = memmem::find(&self.bytes[searched..], END) {
            self.bytes.truncate(searched + end);
            return Some(searched + end + END.len() - before);
        }
        let may_begin_end = self.bytes.len().saturating_sub(END.len() - 1);
        if may_begin_end > LONGEST {
            self.bytes.drain(LONGEST..may_begin_end);
            self.is_too_long = true;
        }
        None
    }

    /// Returns the result of a paste that has ended.
    pub(super) fn end(mut self) -> PastedText {
        self.is_too_long |= self.bytes.len() > LONGEST;
        self.bytes.truncate(LONGEST);
        if self.is_too_long {
            self.bytes.truncate(whole_characters(&self.bytes));
        }
        self.text(self.bytes.len())
    }

    /// Returns the result so far, without what may be the beginning of a character or of the end
    /// marker.
    pub(super) fn so_far(&mut self) -> PastedText {
        let begun = (1..END.len()).rev().find(|length| self.bytes.ends_with(&END[..*length])).unwrap_or(0);
        (self.is_end_lost, self.is_handed_over) = (true, true);
        self.text(whole_characters(&self.bytes[..self.bytes.len() - begun]).min(LONGEST))
    }

    fn text(&mut self, length: usize) -> PastedText {
        let bytes: Vec<u8> = self.bytes.drain(..length).collect();
        let (text, is_utf8) = match String::from_utf8(bytes) {
            Ok(text) => (text, true),
            Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), false),
        };
        PastedText { text, is_utf8, is_too_long: self.is_too_long }
    }
}

/// Returns the number of bytes without an incomplete character at the end.
fn whole_characters(bytes: &[u8]) -> usize {
    let begins = |start: &usize| {
        let tail = str::from_utf8(&bytes[*start..]);
        tail.is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
    };
    (bytes.len().saturating_sub(3)..bytes.len()).find(begins).unwrap_or(bytes.len())
}
