//! Notes on a value that is accepted: how it was understood, what was replaced in it, what may be
//! missing.
//!
//! Must not judge anything itself. Entry point: [`InputNote::text`].

use crate::document::Address;
use crate::model::SCHEMA;
use crate::model::identifier::LONGEST_ID;
use crate::texts::{self, Lang, check};

/// A note on a value that is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputNote {
    /// It is stored in another form than it was typed.
    Understood(String),
    /// These characters, invisible or easily mistaken for others, were replaced.
    Replaced(Vec<char>),
    /// A date in the future where something is told that has been done.
    Future(String),
    /// A telephone number that does not begin with an area code.
    NoAreaCode,
    /// The identifier is longer than [`LONGEST_ID`].
    LongId,
    /// These records may be the same as the new one.
    LikelySame(Vec<Address>),
    /// The record that this line adds may be the same as the new one.
    LikelySameRow(usize),
}

impl InputNote {
    /// Returns true when the value may not be what was meant.
    pub fn is_doubt(&self) -> bool {
        match self {
            InputNote::Future(_)
            | InputNote::NoAreaCode
            | InputNote::LongId
            | InputNote::LikelySame(_)
            | InputNote::LikelySameRow(_) => true,
            InputNote::Understood(_) | InputNote::Replaced(_) => false,
        }
    }

    /// Returns the note as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            InputNote::Understood(value) => texts::input::understood(lang, value),
            InputNote::Replaced(characters) => texts::input::replaced(lang, &code_points(characters)),
            InputNote::Future(date) => check::future(lang, date),
            InputNote::NoAreaCode => texts::input::no_area_code(lang).to_owned(),
            InputNote::LongId => texts::input::long_id(lang, LONGEST_ID),
            InputNote::LikelySameRow(line) => texts::import::likely_same_row(lang, *line),
            InputNote::LikelySame(addresses) => {
                let shown = addresses.iter().map(|address| address.display(&SCHEMA).to_string());
                texts::import::likely_same(lang, &shown.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// Returns the notes in words, without those on the form of the value, which can be seen; `None`
/// without any.
pub fn remarks(notes: &[InputNote], lang: Lang) -> Option<String> {
    let told = notes.iter().filter(|note| !matches!(note, InputNote::Understood(_)));
    Some(told.map(|note| note.text(lang)).collect::<Vec<_>>().join(" ")).filter(|told| !told.is_empty())
}

/// Returns characters by their code points: `U+00A0, U+2011`.
pub fn code_points(characters: &[char]) -> String {
    characters.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect::<Vec<_>>().join(", ")
}
