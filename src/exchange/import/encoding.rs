//! The characters of a text file: UTF-8, UTF-16, or the code page of a German Windows; with or
//! without a byte order mark.
//!
//! Entry points: [`decoded`], [`of_bytes`].

use std::borrow::Cow;

/// The characters of Windows-1252 from 0x80 to 0x9F that Latin 1 does not have.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Returns the text, and whether a mark said how it is encoded.
pub(super) fn decoded(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
        Cow::Owned(text.collect())
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (of_bytes(rest), true),
        [0xff, 0xfe, rest @ ..] => (units(rest, u16::from_le_bytes), true),
        [0xfe, 0xff, rest @ ..] => (units(rest, u16::from_be_bytes), true),
        _ => (of_bytes(bytes), false),
    }
}

/// Returns a text without a mark: UTF-8, else Windows-1252.
pub(super) fn of_bytes(bytes: &[u8]) -> Cow<'_, str> {
    let character = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        byte => char::from(*byte),
    };
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(character).collect(), Cow::Borrowed)
}
