//! What must stand in the raw text of a record for it to answer, told without parsing it.
//!
//! Only what is certain counts: a record is passed over where it cannot answer, never where it
//! might. Entry points: [`RawWords::names`], [`RawWords::may_stand_in`].

use memchr::memchr;
use memchr::memmem::Finder;

use crate::document::Document;
use crate::index::chunks::read_sources;
use crate::schema::Table;

/// With more words than this it is as quick to parse the record.
const MOST: usize = 8;

/// Words of which one stands in every text that answers.
#[derive(Debug, Clone)]
pub struct RawWords {
    /// None where nothing is certain.
    words: Vec<Finder<'static>>,
    /// True where a string may be written with escapes.
    may_be_escaped: bool,
}

impl RawWords {
    /// Names of fields or choices, which are never escaped.
    pub fn names(names: &[&str]) -> RawWords {
        RawWords::new(names.iter().copied(), false)
    }

    /// Texts of whole strings.
    pub fn strings(strings: &[String]) -> RawWords {
        RawWords::new(strings.iter().map(String::as_str), true)
    }

    fn new<'w>(words: impl ExactSizeIterator<Item = &'w str>, may_be_escaped: bool) -> RawWords {
        let is_few = words.len() <= MOST;
        let words = words.filter(|_| is_few).map(|word| Finder::new(word).into_owned()).collect();
        RawWords { words, may_be_escaped }
    }

    /// Returns the same for each record of a table, by slot number.
    pub fn may_stand_in_table(&self, document: &Document, table: Table) -> Vec<bool> {
        read_sources(document, table, |_, text| self.may_stand_in(text))
    }

    /// Returns false where no value in the text can answer.
    pub fn may_stand_in(&self, text: &[u8]) -> bool {
        self.words.is_empty()
            || self.words.iter().any(|word| word.find(text).is_some())
            || self.may_be_escaped && memchr(b'\\', text).is_some()
    }
}
